//! Archives, office documents, mails and lists.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Case, Opens, Partly, Refused, SAID, Warns, bytes, text};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// As many bytes of one value, packed without ever being whole.
fn gzip_bomb(size: usize) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    let block = vec![b' '; 1 << 20];
    (0..size >> 20).for_each(|_| packer.write_all(&block).unwrap());
    packer.finish().unwrap()
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn zip_bomb(name: &str, size: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, SimpleFileOptions::default()).unwrap();
    let block = vec![b' '; 1 << 20];
    (0..size >> 20).for_each(|_| writer.write_all(&block).unwrap());
    writer.finish().unwrap().into_inner()
}

fn word(body: &str) -> Vec<u8> {
    let text =
        format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    zip(&[("word/document.xml", text.as_bytes())])
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn cut(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() * 2 / 3);
    bytes
}

/// An XML document type whose entities are made of one another.
const LAUGHS: &str = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";

fn mail(body: &str) -> String {
    format!(
        "From: Ana Bell <ana@example.org>\r\nSubject: Talks\r\nDate: Tue, 5 Mar 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\n{body}"
    )
}

fn deep_mail() -> String {
    let levels = (0..1_000)
        .map(|level| format!("Content-Type: multipart/mixed; boundary=\"b{level}\"\r\n\r\n--b{level}\r\n"));
    mail(&levels.collect::<String>())
}

pub(super) fn cases() -> Vec<Case> {
    let damaged = Refused("damaged or cut short");
    vec![
        bytes("said.txt.gz", || gzip(SAID.as_bytes()), Opens(1)),
        bytes("bomb of 1 GB.gz", || gzip_bomb(1 << 30), Refused("larger than 50 MB")),
        bytes("gzip in gzip.gz", || gzip(&gzip(SAID.as_bytes())), Refused("a gzip archive within another")),
        bytes("cut.gz", || cut(gzip(SAID.as_bytes())), damaged),
        bytes("articles.zip", || zip(&[("a.txt", SAID.as_bytes()), ("b.md", SAID.as_bytes())]), Opens(2)),
        bytes(
            "way out.zip",
            || zip(&[("../../../../etc/cron.d/x", SAID.as_bytes()), ("/b.txt", SAID.as_bytes())]),
            Opens(2),
        ),
        bytes("bomb of 1 GB.zip", || zip_bomb("a.txt", 1 << 30), Refused("no article was found")),
        bytes(
            "zip in zip.zip",
            || zip(&[("a.zip", &zip(&[("a.txt", SAID.as_bytes())])[..])]),
            Refused("no article was found"),
        ),
        bytes(
            "70,000 entries.zip",
            || {
                zip(&(0..70_000)
                    .map(|_| "a")
                    .zip(std::iter::repeat(&b""[..]))
                    .enumerate()
                    .map(|(at, (_, bytes))| (Box::leak(format!("{at}").into_boxed_str()) as &str, bytes))
                    .collect::<Vec<_>>())
            },
            Refused("thousands of files"),
        ),
        bytes("cut.zip", || cut(zip(&[("a.txt", SAID.repeat(100).as_bytes())])), damaged),
        bytes("empty.zip", || zip(&[]), Refused("no article was found")),
        bytes("word.docx", || word(&paragraph(SAID)), Opens(1)),
        bytes("word by another name.txt", || word(&paragraph(SAID)), Opens(1)),
        bytes("cut.docx", || cut(word(&paragraph(SAID).repeat(50))), damaged),
        bytes("bomb of 1 GB.docx", || zip_bomb("word/document.xml", 1 << 30), Refused("larger than 64 MB")),
        bytes("deep.docx", || word(&"<w:p>".repeat(100_000)), damaged),
        bytes(
            "entities.docx",
            || {
                zip(&[(
                    "word/document.xml",
                    format!("{LAUGHS}<w:document>{}&c;</w:document>", paragraph(SAID)).as_bytes(),
                )])
            },
            damaged,
        ),
        bytes(
            "outside.docx",
            || {
                zip(&[("word/document.xml", b"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><w:document><w:p><w:t>&e;</w:t></w:p></w:document>")])
            },
            damaged,
        ),
        bytes(
            "deleted words.docx",
            || {
                word(&format!(
                    "{}<w:p><w:del><w:r><w:delText>“No,” said Eve Lund.</w:delText></w:r></w:del></w:p>",
                    paragraph(SAID)
                ))
            },
            Opens(1),
        ),
        bytes(
            "slides.pptx",
            || zip(&[("[Content_Types].xml", b"x"), ("ppt/slides/slide1.xml", b"x")]),
            Refused("a table or slides"),
        ),
        bytes(
            "old word.doc",
            || [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[0; 4096]].concat(),
            Refused("an old Word document"),
        ),
        bytes(
            "open document.odt",
            || zip(&[("content.xml", format!("<o><p>{SAID}</p></o>").as_bytes())]),
            Opens(1),
        ),
        text(
            "deep.rtf",
            || {
                format!(
                    "{{\\rtf1 {}{}",
                    "{".repeat(200_000),
                    SAID.replace('\u{201C}', "\\ldblquote ").replace('\u{201D}', "\\rdblquote ")
                )
            },
            Warns(1, "ends in the middle"),
        ),
        text(
            "lying length.rtf",
            || {
                "{\\rtf1 {\\*\\bin99999999999 x} \\ldblquote We will never sign this,\\rdblquote  said Ivo Marin.}".into()
            },
            Refused("it is empty"),
        ),
        text(
            "mail.eml",
            || mail(&format!("Content-Type: text/plain; charset=utf-8\r\n\r\n{SAID}\r\n")),
            Opens(1),
        ),
        text("1,000 parts deep.eml", deep_mail, Refused("no text was found")),
        text(
            "bad line.jsonl",
            || format!("{{\"id\":\"a\",\"text\":{SAID:?}}}\nnonsense\n{{\"id\":\"b\",\"text\":{SAID:?}}}\n"),
            Partly(2, "line 2"),
        ),
        text("deep.json", || format!("{{\"text\":{}", "[".repeat(100_000)), Refused("no JSON")),
        text("list.json", || format!("[{{\"text\":{SAID:?}}},{{\"text\":{SAID:?}}}]"), Opens(2)),
        text("table.csv", || format!("title,text\nTalks,\"{SAID}\"\n"), Opens(1)),
        text(
            "one cell of 10 MB.csv",
            || format!("title,text\nTalks,\"{} {SAID}", "word ".repeat(2 << 20)),
            Opens(1),
        ),
        text(
            "100,000 columns.csv",
            || format!("title,text{}\nTalks,\"{SAID}\"\n", ",x".repeat(100_000)),
            Opens(1),
        ),
        text("subtitles.srt", || format!("1\n00:00:01,000 --> 00:00:04,000\n{SAID}\n"), Opens(1)),
        text("times backwards.srt", || "1\n00:00:09,000 --> 00:00:01,000\nNo.\n\n".repeat(10_000), Opens(0)),
    ]
}
