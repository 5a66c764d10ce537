//! The evidence sheet: one page that shows what was found, where, and why, and that opens anywhere.

use super::picture::{self, Picture};
use super::record::rounded;
use super::{About, Entry, degree};
use crate::article::BlockKind;
use crate::chart::Filter;
use crate::palette::Appearance;
use crate::project::{Member, Project};
use crate::quotes::{Quotation, QuotationId};
use crate::review::Mark;
use crate::speakers::Step;
use crate::stance::{Device, Stance};
use crate::text::{ScalarOffsets, Span};

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
    let title = if project.name.is_empty() { "Evidence sheet" } else { project.name.as_str() };
    page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
    page.raw("<meta name=\"viewport\" content=\"width=device-width\"><title>")
        .words(title)
        .raw("</title><style>");
    page.raw(STYLE).raw("</style></head>\n<body><h1>").words(title).raw("</h1>\n<p class=\"facts\">");
    let statements = project.statements().count();
    page.words(&format!("{statements} statements in {} articles. ", project.members.len()));
    page.raw("A stance runs from hardline (\u{2212}1) to conciliatory (+1); no stance is not a neutral one. Statements and speakers were found, and \
        stances scored, by a program; ");
    page.raw("<span class=\"person\">what a person decided is marked like this</span>.</p>\n");
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
    for (what, told) in about.lines() {
        page.words(&format!("{}: {told}", what.replace('_', " "))).raw("<br>");
    }
    page.raw("</footer>\n</body></html>\n");
    page.0
}

fn heading(member: &Member) -> &str {
    member.article.metadata.title.as_deref().unwrap_or(&member.name)
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
        let metadata = &member.article.metadata;
        self.raw(&format!("<h2 id=\"a{number}\">")).words(heading(member)).raw("</h2>\n<p class=\"facts\">");
        let file =
            member.path.as_deref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy());
        let told = [
            metadata.byline.clone(),
            metadata.publisher.clone(),
            metadata.date.clone(),
            metadata.url.clone(),
            file.map(|name| format!("file: {name}")),
            (!member.sha256.is_empty()).then(|| format!("SHA-256: {}", member.sha256)),
        ];
        let told: Vec<String> = told.into_iter().flatten().collect();
        self.words(&told.join(" · ")).raw("</p>\n<figure>");
        let drawn = picture::svg(
            &Picture::of_article(entry, Filter::default(), about),
            Appearance::Light,
            [960, 460],
        );
        // Within a page there is no declaration.
        self.raw(drawn.split_once("?>\n").map_or(drawn.as_str(), |(_, drawing)| drawing))
            .raw("</figure>\n<h3>Text</h3>\n");
        self.text(number, entry);
        self.raw("<h3>Statements</h3>\n<table><tr><th>No.</th><th>Words</th><th>Who, and why</th><th>Stance, and why</th></tr>\n");
        let offsets = ScalarOffsets::new(member.article.text());
        for (index, quotation) in member.analysis.quotations.iter().enumerate() {
            self.row(number, index + 1, member, quotation, &offsets);
        }
        self.raw("</table>\n");
    }

    /// The text with a mark around each statement's words and its number before them.
    fn text(&mut self, number: usize, entry: Entry<'_>) {
        let quotations = &entry.analysis.quotations;
        // Where words begin or end a statement, and which statement is innermost in between.
        let mut cuts: Vec<usize> =
            quotations.iter().flat_map(|one| &one.content).flat_map(|span| [span.start, span.end]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        for block in entry.article.blocks() {
            let tag = match block.kind {
                BlockKind::Title | BlockKind::Heading => "h4",
                BlockKind::Quote => "blockquote",
                _ => "p",
            };
            self.raw(&format!("<{tag}>"));
            let within =
                cuts.iter().copied().filter(|cut| (block.span.start + 1..block.span.end).contains(cut));
            let mut at = block.span.start;
            for end in within.chain([block.span.end]) {
                let innermost = quotations
                    .iter()
                    .enumerate()
                    .rev()
                    .find(|(_, one)| one.content.iter().any(|span| span.start <= at && end <= span.end));
                if let Some((index, quotation)) = innermost {
                    if quotation.content.first().is_some_and(|span| span.start == at) {
                        let place = index + 1;
                        self.raw(&format!(
                            "<sup><a id=\"t{number}-{place}\" href=\"#s{number}-{place}\">{place}</a></sup>"
                        ));
                    }
                    self.raw(&format!("<mark class=\"{}\">", &quotation.kind.name()[..1]));
                }
                self.words(entry.article.slice(Span::new(at, end)));
                if innermost.is_some() {
                    self.raw("</mark>");
                }
                at = end;
            }
            self.raw(&format!("</{tag}>\n"));
        }
    }

    fn row(
        &mut self,
        number: usize,
        place: usize,
        member: &Member,
        quotation: &Quotation,
        offsets: &ScalarOffsets<'_>,
    ) {
        let entry = Entry::of(member);
        let id = quotation.id();
        let mark = member.marks.of(id);
        let found = member.marks.found(id);
        let is_persons = |what: fn(&Mark) -> bool| mark.is_some_and(what);
        let [start, end] = offsets.pair(quotation.cover());
        self.raw(&format!("<tr id=\"s{number}-{place}\"><td class=\"n\"><a href=\"#t{number}-{place}\">{place}</a></td><td class=\"q\">"));
        self.words(&entry.words(quotation)).raw("<div class=\"why\">");
        self.words(&format!("{} · {start}–{end} · {id}", quotation.kind.name()));
        if is_persons(|mark| mark.words) {
            self.raw(" · <span class=\"person\">words chosen by a person</span>");
        }
        self.raw("</div>");
        if let Some(note) = mark.map(|mark| &mark.note).filter(|note| !note.is_empty()) {
            self.raw("<div class=\"person\">Note: ").words(note).raw("</div>");
        }
        self.raw("</td><td>");
        self.who(entry, quotation, is_persons(|mark| mark.speaker), found.map(|id| names(&member.found, id)));
        self.raw("</td><td>");
        let is_persons = is_persons(|mark| mark.stance || mark.device || mark.target);
        let before = found.map(|id| member.found.stances.get(&id));
        self.stance(entry, quotation, is_persons, before);
        if mark.is_some_and(|mark| mark.is_reviewed) {
            self.raw("<div class=\"person\">Reviewed</div>");
        }
        self.raw("</td></tr>\n");
    }

    fn who(&mut self, entry: Entry<'_>, quotation: &Quotation, is_persons: bool, found: Option<String>) {
        let names = names(entry.analysis, quotation.id());
        let names = if names.is_empty() { "Unattributed".to_owned() } else { names };
        self.persons(is_persons, &names);
        if is_persons {
            let found = found.map_or("not found by the program".into(), |found| {
                format!("the program had: {}", if found.is_empty() { "unattributed" } else { &found })
            });
            self.raw("<div class=\"why\">").words(&found).raw("</div>");
            return;
        }
        let Some(attribution) = entry.analysis.speakers.attributions.get(&quotation.id()) else { return };
        self.raw("<div class=\"why\">");
        if !attribution.speakers.is_empty() {
            self.words(&format!("{:.0} % sure", attribution.confidence * 100.0));
        }
        for link in &attribution.chain {
            let step = match link.step {
                Step::Cue => "cue",
                Step::Source => "source",
                Step::Mention => "mention",
                Step::Name => "name",
            };
            self.words(&format!(" · {step} “{}” ({})", entry.article.slice(link.span), link.rule));
        }
        self.raw("</div>");
    }

    fn stance(
        &mut self,
        entry: Entry<'_>,
        quotation: &Quotation,
        is_persons: bool,
        found: Option<Option<&Stance>>,
    ) {
        let stance = entry.analysis.stances.get(&quotation.id());
        self.persons(is_persons, &told(stance));
        if is_persons {
            let found = found.map_or("not found by the program".into(), |found| {
                format!("the program had: {}", told(found))
            });
            self.raw("<div class=\"why\">").words(&found).raw("</div>");
            return;
        }
        let Some(stance) = stance else { return };
        self.raw("<div class=\"why\">");
        self.words(&format!("range {} to {}", signed(stance.low), signed(stance.high)));
        if let Some(target) = stance.target {
            self.words(&format!(" · toward {}", entry.analysis.speakers.get(target).name));
        }
        for leaning in &stance.leanings {
            self.words(&format!(" · {} ({})", leaning.reason, signed(leaning.weight)));
        }
        for evidence in &stance.evidence {
            let words = entry.article.slice(evidence.span);
            self.words(&format!(" · “{words}” {} ({})", signed(evidence.weight), evidence.reason));
        }
        if let Some(rules) = &stance.by_rules {
            self.words(&format!(" · rules alone: {}", signed(rules.score)));
        }
        if stance.is_disputed() {
            self.words(" · rules and model disagree");
        }
        self.raw("</div>");
    }

    fn persons(&mut self, is_persons: bool, words: &str) {
        if is_persons {
            self.raw("<span class=\"person\">").words(words).raw("</span>");
        } else {
            self.words(words);
        }
    }
}

fn names(analysis: &crate::analysis::Analysis, id: QuotationId) -> String {
    let speakers = analysis.speakers.of(id).iter();
    speakers.map(|&speaker| analysis.speakers.get(speaker).name.as_str()).collect::<Vec<_>>().join(" and ")
}

fn told(stance: Option<&Stance>) -> String {
    let Some(stance) = stance else { return "no stance".into() };
    let device = stance.device.map_or(String::new(), |device| format!(" · {}", Device::name(device)));
    let score = rounded(stance.score);
    format!("{} {}{device}", degree(score), signed(score))
}

fn signed(number: f64) -> String {
    format!("{:+.2}", rounded(number)).replace('-', "\u{2212}")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{hostile, project};
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
