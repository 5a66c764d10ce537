//! Web pages.

use super::{Case, Opens, Refused, SAID, bytes, text};

/// A page with the sentence and something else in its body.
fn page(body: &str) -> String {
    let plain =
        "The ministers met for three hours in the border town and left without an agreement on the water. "
            .repeat(4);
    format!(
        "<!doctype html><html><head><title>Talks</title></head><body><article><h1>Talks</h1><p>{plain}</p><p>{SAID}</p></article>{body}</body></html>"
    )
}

pub(super) fn cases() -> Vec<Case> {
    let nested = |name: &'static str, open: &'static str, count: usize| {
        text(name, move || page(&format!("{}<p>Deep.</p>", open.repeat(count))), Opens(1))
    };
    vec![
        text("page.html", || page(""), Opens(1)),
        nested("100,000 divs.html", "<div>", 100_000),
        nested("100,000 bolds.html", "<b>", 100_000),
        nested("100,000 spans.html", "<span>", 100_000),
        nested("10,000 quotes.html", "<blockquote>", 10_000),
        nested("2,000 tables.html", "<table><tr><td>", 2_000),
        nested("3,000 misnested.html", "<b><p></b><i></p>", 3_000),
        text(
            "20,000 attributes.html",
            || page(&format!("<p {}>x</p>", (0..20_000).map(|at| format!("a{at}=1 ")).collect::<String>())),
            Opens(1),
        ),
        text(
            "attribute of 20 MB.html",
            || page(&format!("<p title=\"{}\">x</p>", "a".repeat(20 << 20))),
            Opens(1),
        ),
        text(
            "picture of 20 MB.html",
            || page(&format!("<img src=\"data:image/png;base64,{}\">", "A".repeat(20 << 20))),
            Opens(1),
        ),
        text("entities.html", || page(&"&amp;&lt;&#x41;&bogus;".repeat(100_000)), Opens(1)),
        text(
            "deep JSON-LD.html",
            || page(&format!("<script type=\"application/ld+json\">{}</script>", "[".repeat(100_000))),
            Opens(1),
        ),
        text(
            "wrong JSON-LD.html",
            || {
                page(
                    "<script type=\"application/ld+json\">{\"@type\":17,\"author\":{\"name\":[{}]},\"headline\":{}}</script>",
                )
            },
            Opens(1),
        ),
        text("comment without end.html", || page("<!-- and so on"), Opens(1)),
        text("script without end.html", || page("<script>while (true) {}"), Opens(1)),
        text(
            "scripts.html",
            || {
                page(
                    "<script>document.write('“No,” said Eve Lund.')</script><p onclick=\"x()\">Hidden <img src=http://127.0.0.1:9/x onerror=x()></p>",
                )
            },
            Opens(1),
        ),
        text(
            "frames.html",
            || {
                "<html><frameset cols=\"50%,50%\"><frame src=\"http://127.0.0.1:9/a\"></frameset></html>"
                    .into()
            },
            Refused("no text was found"),
        ),
        text(
            "no words.html",
            || "<!doctype html><html><body><script>app()</script></body></html>".into(),
            Refused("no text was found"),
        ),
        bytes(
            "lying charset.html",
            || page("").replace("<title>", "<meta charset=utf-16><title>").into_bytes(),
            Opens(1),
        ),
        text("nothing but opening tags.html", || format!("<html>{}", "<".repeat(1_000_000)), Opens(0)),
    ]
}
