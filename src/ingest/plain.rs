//! Plain text: where its paragraphs are, without changing a byte of it.

use super::header;
use crate::article::{Article, Block, BlockKind, Metadata};
use crate::text::Span;

/// An article of `text`. The text is kept as it is.
pub(super) fn article(text: String) -> Article {
    let lines = lines(&text);
    let wrapped = is_wrapped(&text, &lines);
    let mut metadata = Metadata::default();
    let mut blocks = head(&text, &lines, wrapped, &mut metadata);
    let rest = &lines[blocks.len()..];
    let spans = if wrapped { paragraphs(rest) } else { rest.iter().map(|line| line.span).collect() };
    if let (None, Some(first)) = (&metadata.date, spans.first()) {
        metadata.date = header::dateline(&text[first.range()]);
    }
    blocks.extend(spans.into_iter().map(|span| Block { span, kind: BlockKind::Paragraph }));
    Article::with_blocks(text, blocks, metadata)
}

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// Without white space at the ends.
    span: Span,
    /// Whether a blank line, or nothing, comes before it.
    after_blank: bool,
}

fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let (mut at, mut after_blank) = (0, true);
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len()).trimmed(text);
        at += line.len() + 1;
        if !span.is_empty() {
            out.push(Line { span, after_blank });
        }
        after_blank = span.is_empty();
    }
    out
}

/// Whether paragraphs were broken into lines of a fixed width: of the lines that another follows directly, most are of a
/// length that a margin makes, and most do not end a sentence.
fn is_wrapped(text: &str, lines: &[Line]) -> bool {
    let broken: Vec<&str> = lines
        .windows(2)
        .filter(|pair| !pair[1].after_blank)
        .map(|pair| &text[pair[0].span.range()])
        .collect();
    let share =
        |test: fn(&str) -> bool| broken.iter().filter(|line| test(line)).count() as f64 / broken.len() as f64;
    let fits = |line: &str| (45..=100).contains(&line.chars().count());
    let goes_on = |line: &str| !line.ends_with(['.', '!', '?', '"', '”', ':']);
    broken.len() >= 2 && share(fits) >= 0.7 && share(goes_on) >= 0.6
}

/// The headline and the lines of author and date, if the text begins with them; the metadata learn what they say.
fn head(text: &str, lines: &[Line], wrapped: bool, metadata: &mut Metadata) -> Vec<Block> {
    let line = |index: usize| lines.get(index).map(|line: &Line| &text[line.span.range()]);
    let mut blocks = Vec::new();
    let Some(first) = line(0) else { return blocks };
    if header::byline(first).is_none() && header::is_title(first) && lines.len() > 1 {
        // In wrapped text any line is short; a headline there stands alone or over an author line.
        let stands_apart =
            lines[1].after_blank || line(1).is_some_and(|second| header::byline(second).is_some());
        if stands_apart || !wrapped {
            metadata.title = Some(first.to_owned());
            blocks.push(Block { span: lines[0].span, kind: BlockKind::Title });
        }
    }
    for line in lines.iter().skip(blocks.len()).take(header::BYLINES) {
        let Some(found) = header::byline(&text[line.span.range()]) else { break };
        found.complete(metadata);
        blocks.push(Block { span: line.span, kind: BlockKind::Byline });
    }
    blocks
}

/// The runs of lines without a blank line between them.
fn paragraphs(lines: &[Line]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        match out.last_mut() {
            Some(last) if !line.after_blank && index > 0 => *last = last.cover(line.span),
            _ => out.push(line.span),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(article: &Article) -> Vec<(BlockKind, &str)> {
        article.blocks().iter().map(|block| (block.kind, article.slice(block.span))).collect()
    }

    #[test]
    fn the_text_is_kept_to_the_byte() {
        let text = "  Title \n\n\n One.\t\n\nTwo.  \n\n";
        let article = article(text.to_owned());
        assert_eq!(article.text(), text);
        assert_eq!(
            blocks(&article),
            [(BlockKind::Title, "Title"), (BlockKind::Paragraph, "One."), (BlockKind::Paragraph, "Two.")]
        );
    }

    #[test]
    fn headline_author_and_date_are_told_from_the_text() {
        let article =
            article("River talks fail\nBy Ana Bell\nMarch 5, 2024\n\nThey met. They left.".to_owned());
        let kinds: Vec<BlockKind> = article.blocks().iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [BlockKind::Title, BlockKind::Byline, BlockKind::Byline, BlockKind::Paragraph]);
        assert_eq!(article.metadata.title.as_deref(), Some("River talks fail"));
        assert_eq!(article.metadata.byline.as_deref(), Some("Ana Bell"));
        assert_eq!(article.metadata.date.as_deref(), Some("2024-03-05"));
    }

    #[test]
    fn a_first_line_that_is_a_date_is_no_headline() {
        let article = article("Thursday, February 21, 2019\n\nThe union said it would strike.".to_owned());
        assert_eq!(article.blocks()[0].kind, BlockKind::Byline);
        assert_eq!(article.metadata.title, None);
        assert_eq!(article.metadata.date.as_deref(), Some("2019-02-21"));
    }

    #[test]
    fn a_lone_line_and_a_first_sentence_are_text() {
        assert_eq!(article("Nothing but this".to_owned()).blocks()[0].kind, BlockKind::Paragraph);
        assert_eq!(article("They met.\nThey left.".to_owned()).blocks()[0].kind, BlockKind::Paragraph);
    }

    const WRAPPED: &str = "River talks fail again\n\n\
        The two delegations met for the third time this year and left without\n\
        a common statement, which surprised the mediators who had announced\n\
        one the day before.\n\n\
        \"We will come back,\" said Bell, who leads the smaller of the two and\n\
        who had asked for a pause.\n";

    #[test]
    fn wrapped_lines_are_joined_into_paragraphs() {
        let article = article(WRAPPED.to_owned());
        let blocks = blocks(&article);
        assert_eq!(blocks.len(), 3);
        assert_eq!(blocks[0].0, BlockKind::Title);
        assert!(blocks[1].1.starts_with("The two") && blocks[1].1.ends_with("day before."));
        assert_eq!(article.text(), WRAPPED);
    }

    #[test]
    fn the_first_line_of_wrapped_text_is_not_taken_for_a_headline() {
        let body = WRAPPED.split_once("\n\n").unwrap().1;
        let article = article(body.to_owned());
        assert_eq!(article.blocks()[0].kind, BlockKind::Paragraph);
    }

    #[test]
    fn paragraphs_on_lines_of_their_own_stay_apart() {
        let text = "They met on Monday in the old town hall of the city.\n".repeat(6);
        assert_eq!(article(text).blocks().len(), 6);
    }
}
