//! TEI P5: the whole text with each statement as a `<said>` element, its speaker in `who`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::record::rounded;
use super::xml::Xml;
use super::{About, Entry, degree};
use crate::article::{Block, BlockKind};
use crate::quotes::{Kind, Quotation};
use crate::speakers::SpeakerKind;
use crate::stance::Device;
use crate::text::Span;

/// All articles as a TEI corpus (<https://tei-c.org/guidelines/p5/>).
///
/// A statement is one `<said>` or several, where it is split, runs over paragraphs, or crosses another; `next` and `prev` join
/// them. `who` points to the speakers and `toWhom` to the target, `direct` is true for direct and false for indirect speech and
/// `unknown` for a mixture of both, `ana` names kind, device and degree of stance. The numbers of the stance stand in `<standOff>`:
/// `n` is the score and its range. Characters that XML cannot hold become U+FFFD; all others are as in the article.
pub fn tei(entries: &[Entry<'_>], about: &About) -> String {
    let mut xml = Xml::new();
    xml.open("teiCorpus", &[("xmlns", "http://www.tei-c.org/ns/1.0")]).line();
    xml.open("teiHeader", &[]).open("fileDesc", &[]);
    xml.open("titleStmt", &[]).leaf("title", &[], "Statements").close();
    xml.open("publicationStmt", &[]).leaf("p", &[], &format!("Made by {}.", about.program)).close();
    xml.open("sourceDesc", &[]).leaf("p", &[], "The articles named below.").close().close();
    xml.open("encodingDesc", &[]).open("classDecl", &[]).open("taxonomy", &[]).line();
    let degrees = ["hardline", "leaning hardline", "neutral", "leaning conciliatory", "conciliatory"];
    let kinds = [Kind::Direct, Kind::Mixed, Kind::Indirect].map(Kind::name);
    for name in kinds.into_iter().chain(Device::ALL.map(Device::name)).chain(degrees) {
        xml.open("category", &[("xml:id", &category(name))]).leaf("catDesc", &[], name).close().line();
    }
    xml.close().close().close().close().line();
    for (number, &entry) in (1..).zip(entries) {
        article(&mut xml, number, entry);
    }
    xml.finish()
}

/// A name of ours as an XML name.
fn category(name: &str) -> String {
    name.replace(' ', "-")
}

fn article(xml: &mut Xml, number: usize, entry: Entry<'_>) {
    let about = &entry.article.metadata;
    let unknown = "unknown";
    xml.open("TEI", &[("xml:id", &format!("a{number}")), ("n", entry.id)]).line();
    xml.open("teiHeader", &[]).open("fileDesc", &[]).open("titleStmt", &[]);
    xml.leaf("title", &[], about.title.as_deref().unwrap_or(entry.id));
    if let Some(byline) = &about.byline {
        xml.leaf("author", &[], byline);
    }
    xml.close().open("publicationStmt", &[]);
    xml.leaf("publisher", &[], about.publisher.as_deref().unwrap_or(unknown));
    xml.leaf("date", &[], about.date.as_deref().unwrap_or(unknown)).close();
    xml.open("sourceDesc", &[]).leaf("p", &[], about.url.as_deref().unwrap_or("No address is known."));
    xml.close().close().open("profileDesc", &[]).open("particDesc", &[]);
    speakers(xml, number, entry);
    xml.close().close().close().line();
    stances(xml, number, entry);
    let pieces = pieces(entry);
    xml.open("text", &[]).open("body", &[]).open("div", &[]).line();
    let mut has_begun = false;
    for block in entry.article.blocks() {
        let (name, rend): (&'static str, &[(&str, &str)]) = match block.kind {
            BlockKind::Title if !has_begun => ("head", &[]),
            BlockKind::Title => ("ab", &[("type", "title")]),
            BlockKind::Byline if !has_begun => ("byline", &[]),
            BlockKind::Byline => ("ab", &[("type", "byline")]),
            BlockKind::Heading => ("ab", &[("type", "heading")]),
            BlockKind::Paragraph => ("p", &[]),
            BlockKind::Quote => ("p", &[("rend", "quote")]),
            BlockKind::Item => ("p", &[("rend", "item")]),
        };
        has_begun |= !matches!(block.kind, BlockKind::Title | BlockKind::Byline);
        xml.open(name, rend);
        prose(xml, number, entry, block, &pieces);
        xml.close().line();
    }
    xml.close().close().close().close().line();
}

fn speakers(xml: &mut Xml, number: usize, entry: Entry<'_>) {
    let all = || entry.analysis.speakers.list.iter().filter(|speaker| !speaker.name.is_empty());
    let is_body = |kind: SpeakerKind| matches!(kind, SpeakerKind::Organisation | SpeakerKind::Government);
    for (list, item, name, bodies) in
        [("listPerson", "person", "persName", false), ("listOrg", "org", "orgName", true)]
    {
        let mut some = all().filter(|speaker| is_body(speaker.kind) == bodies).peekable();
        if some.peek().is_none() {
            continue;
        }
        xml.open(list, &[]).line();
        for speaker in some {
            xml.open(item, &[("xml:id", &format!("a{number}.s{}", speaker.id.0))]);
            xml.leaf(name, &[], &speaker.name);
            if let (Some(role), false) = (&speaker.role, bodies) {
                xml.leaf("occupation", &[], role);
            }
            if let (Some(body), false) = (&speaker.affiliation, bodies) {
                xml.leaf("affiliation", &[], body);
            }
            xml.close().line();
        }
        xml.close().line();
    }
    if all().next().is_none() {
        xml.leaf("p", &[], "Nobody is named.");
    }
}

fn stances(xml: &mut Xml, number: usize, entry: Entry<'_>) {
    if entry.analysis.stances.is_empty() {
        return;
    }
    xml.open("standOff", &[]).open("spanGrp", &[("type", "stance")]).line();
    for (id, stance) in &entry.analysis.stances {
        let [score, low, high] = [stance.score, stance.low, stance.high].map(rounded);
        let target = format!("#a{number}.{id}.1");
        xml.leaf("span", &[("target", &target), ("n", &format!("{score} {low} {high}"))], degree(score))
            .line();
    }
    xml.close().close().line();
}

/// A part of a statement that crosses nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    span: (usize, Reverse<usize>),
    /// Which quotation.
    of: usize,
    /// Which of its pieces, from 1.
    number: usize,
    /// Whether it is the last.
    is_last: bool,
}

impl Piece {
    fn end(&self) -> usize {
        self.span.1.0
    }
}

/// The statements in pieces of which none crosses the end of a block or of another, the outer before the inner.
fn pieces(entry: Entry<'_>) -> Vec<Piece> {
    let mut waiting: BinaryHeap<Reverse<Piece>> = BinaryHeap::new();
    let piece =
        |start, end, of| Reverse(Piece { span: (start, Reverse(end)), of, number: 0, is_last: false });
    for (of, quotation) in entry.analysis.quotations.iter().enumerate() {
        for span in &quotation.content {
            for block in entry.article.blocks() {
                let (start, end) = (span.start.max(block.span.start), span.end.min(block.span.end));
                if start < end {
                    waiting.push(piece(start, end, of));
                }
            }
        }
    }
    let mut done: Vec<Piece> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    while let Some(Reverse(next)) = waiting.pop() {
        let start = next.span.0;
        while open.last().is_some_and(|&end| end <= start) {
            open.pop();
        }
        match open.last() {
            Some(&end) if end < next.end() => {
                waiting.push(piece(start, end, next.of));
                waiting.push(piece(end, next.end(), next.of));
            }
            _ => {
                open.push(next.end());
                done.push(next);
            }
        }
    }
    let mut count: BTreeMap<usize, usize> = BTreeMap::new();
    for piece in &mut done {
        let number = count.entry(piece.of).or_default();
        *number += 1;
        piece.number = *number;
    }
    for piece in &mut done {
        piece.is_last = count[&piece.of] == piece.number;
    }
    done
}

/// The words of a block with the statements in it.
fn prose(xml: &mut Xml, number: usize, entry: Entry<'_>, block: &Block, pieces: &[Piece]) {
    let words = |xml: &mut Xml, from: usize, to: usize| {
        xml.words(entry.article.slice(Span::new(from, to)));
    };
    let mut at = block.span.start;
    let mut open: Vec<usize> = Vec::new();
    let from = pieces.partition_point(|piece| piece.span.0 < block.span.start);
    for piece in pieces[from..].iter().take_while(|piece| piece.span.0 < block.span.end) {
        while let Some(end) = open.pop_if(|end| *end <= piece.span.0) {
            words(xml, at, end);
            xml.close();
            at = end;
        }
        words(xml, at, piece.span.0);
        at = piece.span.0;
        said(xml, number, entry, piece);
        open.push(piece.end());
    }
    while let Some(end) = open.pop() {
        words(xml, at, end);
        xml.close();
        at = end;
    }
    words(xml, at, block.span.end);
}

fn said(xml: &mut Xml, number: usize, entry: Entry<'_>, piece: &Piece) {
    let quotation: &Quotation = &entry.analysis.quotations[piece.of];
    let id = quotation.id();
    let place = |piece: usize| format!("a{number}.{id}.{piece}");
    let who: Vec<String> =
        entry.analysis.speakers.of(id).iter().map(|speaker| format!("#a{number}.s{}", speaker.0)).collect();
    let stance = entry.analysis.stances.get(&id);
    let mut ana = format!("#{}", category(quotation.kind.name()));
    for name in stance
        .and_then(|stance| stance.device)
        .map(Device::name)
        .into_iter()
        .chain(stance.map(|stance| degree(rounded(stance.score))))
    {
        ana.push_str(&format!(" #{}", category(name)));
    }
    let direct = match quotation.kind {
        Kind::Direct => "true",
        Kind::Mixed => "unknown",
        Kind::Indirect => "false",
    };
    let target = stance.and_then(|stance| stance.target).map(|target| format!("#a{number}.s{}", target.0));
    let (own, who) = (place(piece.number), who.join(" "));
    let next = (!piece.is_last).then(|| format!("#{}", place(piece.number + 1)));
    let prev = (piece.number > 1).then(|| format!("#{}", place(piece.number - 1)));
    let mut attributes = vec![("xml:id", own.as_str()), ("direct", direct), ("ana", ana.as_str())];
    attributes.extend((!who.is_empty()).then_some(("who", who.as_str())));
    attributes.extend(target.as_deref().map(|target| ("toWhom", target)));
    attributes.extend(next.as_deref().map(|next| ("next", next)));
    attributes.extend(prev.as_deref().map(|prev| ("prev", prev)));
    xml.open("said", &attributes);
}

#[cfg(test)]
mod tests {
    use roxmltree::{Document, Node};

    use super::super::tests::sample;
    use super::*;

    const SPACE: &str = "http://www.w3.org/XML/1998/namespace";

    fn text_of(node: Node<'_, '_>) -> String {
        node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
    }

    /// The words of each statement, put together from its elements.
    fn statements(document: &Document<'_>) -> BTreeMap<String, Vec<String>> {
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for node in document.descendants().filter(|node| node.has_tag_name("said")) {
            let name = node.attribute((SPACE, "id")).unwrap().rsplit_once('.').unwrap().0.to_owned();
            found.entry(name).or_default().push(text_of(node));
        }
        found
    }

    #[test]
    fn the_text_and_every_statement_can_be_read_back() {
        let (article, analysis) = sample();
        let text = tei(&[Entry { id: "a", article: &article, analysis: &analysis }], &About::program());
        let document = Document::parse(&text).unwrap();
        let body = document.descendants().find(|node| node.has_tag_name("body")).unwrap();
        let blocks: Vec<String> =
            body.first_element_child().unwrap().children().filter(Node::is_element).map(text_of).collect();
        let wanted: Vec<&str> = article.blocks().iter().map(|block| article.slice(block.span)).collect();
        assert_eq!(blocks, wanted);
        let found = statements(&document);
        for quotation in &analysis.quotations {
            let pieces: Vec<&str> = quotation.content.iter().map(|&span| article.slice(span)).collect();
            assert_eq!(found[&format!("a1.{}", quotation.id())], pieces);
        }
        let named: Vec<&str> =
            document.descendants().filter_map(|node| node.attribute((SPACE, "id"))).collect();
        for node in document.descendants() {
            for pointer in ["who", "toWhom", "next", "prev", "ana", "target"]
                .iter()
                .filter_map(|key| node.attribute(*key))
            {
                for pointer in pointer.split(' ') {
                    assert!(named.contains(&&pointer[1..]), "{pointer} points to nothing");
                }
            }
        }
    }

    #[test]
    fn statements_that_cross_are_cut_where_they_do() {
        let (article, mut analysis) = sample();
        let mut crossing = analysis.quotations[1].clone();
        crossing.content[0] = Span::new(crossing.content[0].start + 4, crossing.content[0].end + 4);
        let words = article.slice(crossing.content[0]).to_owned();
        let name = format!("a1.{}", crossing.id());
        analysis.quotations.push(crossing);
        let text = tei(&[Entry { id: "a", article: &article, analysis: &analysis }], &About::program());
        let document = Document::parse(&text).unwrap();
        let found = &statements(&document)[&name];
        assert_eq!((found.len(), found.concat()), (2, words));
    }
}
