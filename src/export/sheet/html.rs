//! The evidence sheet as one page of HTML.

use super::super::picture::{self, Picture};
use super::super::{About, Entry};
use super::{Claim, PERSON, SCALE, Statement, blocks, extent, heading, made_with, origin, statements, title};
use crate::article::BlockKind;
use crate::chart::Filter;
use crate::palette::Appearance;
use crate::project::{Member, Project};

const STYLE: &str = "\
body{font:16px/1.55 Georgia,'Source Serif 4',serif;max-width:62rem;margin:2rem auto;padding:0 1.25rem;color:#1d2128;background:#fff}\
h1,h2,h3,table,nav,.facts,figcaption,footer{font-family:Inter,'Segoe UI','Helvetica Neue',Arial,sans-serif}\
h1{font-size:1.7rem;margin:.2rem 0}h2{font-size:1.3rem;margin:2.5rem 0 .3rem;border-top:1px solid #ccd;padding-top:1.5rem}h3{font-size:1.05rem;margin:1.5rem 0 .4rem}\
.facts{color:#4a515c;font-size:.85rem;overflow-wrap:anywhere}mark{background:#eef1f8;border-bottom:2px solid #3b3a9e;color:inherit}\
mark.m{border-bottom-style:dashed}mark.i{border-bottom-style:dotted}sup{font:600 .7rem Inter,sans-serif;color:#3b3a9e}\
table{border-collapse:collapse;width:100%;font-size:.85rem}th,td{text-align:left;vertical-align:top;padding:.45rem .6rem;border-bottom:1px solid #dde}\
td.q{font-family:Georgia,serif;font-size:.95rem}td.n{white-space:nowrap}.why{color:#4a515c;font-size:.8rem}.person{background:#fff4d6;padding:0 .25rem}\
svg{max-width:100%;height:auto}figure{margin:1rem 0}footer{margin-top:3rem;border-top:1px solid #ccd;padding-top:1rem;color:#4a515c;font-size:.85rem}\
@media print{body{margin:0;max-width:none;font-size:11pt}h2{break-before:page}tr,figure{break-inside:avoid}}";

/// All articles of a project as one page of HTML, which needs nothing from elsewhere: its policy allows no scripts, no pictures from outside
/// and no connections, and addresses stand as text.
///
/// Of each article: where it comes from and the SHA-256 of its file, the chart, the text with the statements marked and numbered, and a table that
/// says of each statement who said it and why that is thought, where it stands in which range and by which words, and what a person has
/// corrected, with what the program had found beside it. Quotations stand as in the article.
pub fn sheet(project: &Project, about: &About) -> String {
    let mut page = Page(String::new());
    let title = title(project);
    page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
    page.raw("<meta name=\"viewport\" content=\"width=device-width\"><title>")
        .words(title)
        .raw("</title><style>");
    page.raw(STYLE).raw("</style></head>\n<body><h1>").words(title).raw("</h1>\n<p class=\"facts\">");
    page.words(&extent(project)).words(SCALE);
    page.raw("<span class=\"person\">").words(PERSON).raw("</span>.</p>\n");
    if project.members.len() > 1 {
        page.raw("<nav><ol>");
        for (number, member) in (1..).zip(&project.members) {
            page.raw(&format!("<li><a href=\"#a{number}\">")).words(heading(member)).raw("</a></li>");
        }
        page.raw("</ol></nav>\n");
    }
    for (number, member) in (1..).zip(&project.members) {
        page.article(number, member, about);
    }
    page.raw("<footer>");
    for line in made_with(about) {
        page.words(&line).raw("<br>");
    }
    page.raw("</footer>\n</body></html>\n");
    page.0
}

struct Page(String);

impl Page {
    fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    fn words(&mut self, words: &str) -> &mut Self {
        for c in words.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                // What browsers would take for something else; offsets stay true.
                '\0' => self.0.push('\u{FFFD}'),
                c => self.0.push(c),
            }
        }
        self
    }

    fn article(&mut self, number: usize, member: &Member, about: &About) {
        let entry = Entry::of(member);
        self.raw(&format!("<h2 id=\"a{number}\">")).words(heading(member)).raw("</h2>\n<p class=\"facts\">");
        self.words(&origin(member)).raw("</p>\n<figure>");
        let picture = Picture::of_article(entry, Filter::default(), about);
        let drawn = picture::svg(&picture, Appearance::Light, [960, 460]);
        // Within a page there is no declaration.
        self.raw(drawn.split_once("?>\n").map_or(drawn.as_str(), |(_, drawing)| drawing))
            .raw("</figure>\n<h3>Text</h3>\n");
        self.text(number, entry);
        self.raw("<h3>Statements</h3>\n<table><tr><th>No.</th><th>Words</th><th>Who, and why</th><th>Stance, and why</th></tr>\n");
        for statement in statements(member) {
            self.row(number, &statement);
        }
        self.raw("</table>\n");
    }

    /// The text with a mark around each statement's words and its number before them.
    fn text(&mut self, number: usize, entry: Entry<'_>) {
        for block in blocks(entry) {
            let tag = match block.kind {
                BlockKind::Title | BlockKind::Heading => "h4",
                BlockKind::Quote => "blockquote",
                _ => "p",
            };
            self.raw(&format!("<{tag}>"));
            for stretch in &block.stretches {
                if let Some(part) = stretch.statement {
                    if part.begins {
                        let place = part.number;
                        self.raw(&format!(
                            "<sup><a id=\"t{number}-{place}\" href=\"#s{number}-{place}\">{place}</a></sup>"
                        ));
                    }
                    self.raw(&format!("<mark class=\"{}\">", &part.kind.name()[..1]));
                }
                self.words(stretch.words);
                if stretch.statement.is_some() {
                    self.raw("</mark>");
                }
            }
            self.raw(&format!("</{tag}>\n"));
        }
    }

    fn row(&mut self, number: usize, statement: &Statement) {
        let place = statement.number;
        self.raw(&format!("<tr id=\"s{number}-{place}\"><td class=\"n\"><a href=\"#t{number}-{place}\">{place}</a></td><td class=\"q\">"));
        self.words(&statement.words).raw("<div class=\"why\">").words(&statement.place);
        if statement.words_are_persons {
            self.raw(" · <span class=\"person\">words chosen by a person</span>");
        }
        self.raw("</div>");
        if !statement.note.is_empty() {
            self.raw("<div class=\"person\">Note: ").words(&statement.note).raw("</div>");
        }
        self.raw("</td><td>").claim(&statement.who).raw("</td><td>").claim(&statement.stance);
        if statement.is_reviewed {
            self.raw("<div class=\"person\">Reviewed</div>");
        }
        self.raw("</td></tr>\n");
    }

    fn claim(&mut self, claim: &Claim) -> &mut Self {
        if claim.is_persons {
            self.raw("<span class=\"person\">").words(&claim.words).raw("</span>");
        } else {
            self.words(&claim.words);
        }
        if let Some(why) = &claim.why {
            self.raw("<div class=\"why\">").words(why).raw("</div>");
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{hostile, project};
    use super::*;

    #[test]
    fn every_statement_is_there_word_for_word_with_its_reasons() {
        let project = project();
        let page = sheet(&project, &About::program());
        for at in project.statements() {
            let mut wanted = Page(String::new());
            wanted.words(&project.words(at));
            assert!(page.contains(&wanted.0), "{}", wanted.0);
            assert!(page.contains(&format!("id=\"s{}-{}\"", at.member + 1, at.quotation + 1)));
        }
        assert!(page.contains("% sure · cue “said”"), "who, and why");
    }

    #[test]
    fn nothing_active_and_nothing_remote_survives() {
        let page = sheet(&hostile(), &About::program());
        assert!(page.contains("&lt;script&gt;"), "it is told, as text");
        const KNOWN: &str = "!doctype html head meta title style body h1 h2 h3 h4 p span nav ol li a figure svg rect line text path circle table \
                             tr th td div sup mark blockquote footer br";
        // Words stand with "&lt;" for "<", so that what begins with that is ours.
        for tag in
            page.to_lowercase().split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag)
        {
            let name = tag.trim_start_matches('/').split_whitespace().next().unwrap();
            assert!(KNOWN.split_whitespace().any(|known| known == name), "{tag}");
            for active in [" on", "src=", "url(", "javascript:", "href=\"h", "href='"] {
                assert!(!tag.contains(active), "{tag}");
            }
        }
        assert!(page.contains("default-src 'none'"));
    }
}
