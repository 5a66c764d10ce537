//! What newspaper databases deliver: one document with many articles, each under a block of lines about it and over "End of Document".

use super::date;
use super::{Part, Reading};
use crate::article::{Article, BlockKind, Metadata};

/// The line over an article's text.
const BODY: &str = "Body";
/// How lines begin that come after the text.
const AFTER: [&str; 5] = ["Load-Date:", "End of Document", "Classification", "Graphic", "Notes"];
/// The line after an article.
const END: &str = "End of Document";

/// The articles in what a database has delivered; `None` if it is nothing of the kind.
pub(super) fn split(article: &Article) -> Option<Vec<Part>> {
    let blocks: Vec<(BlockKind, &str)> =
        article.blocks().iter().map(|block| (block.kind, article.slice(block.span))).collect();
    let mut parts = Vec::new();
    for piece in blocks.split(|(_, text)| *text == END) {
        let Some(at) = piece.iter().position(|(_, text)| *text == BODY || is_head_with_body(text)) else {
            continue;
        };
        let body: Vec<(BlockKind, &str)> = piece[at + 1..]
            .iter()
            .take_while(|(_, text)| !AFTER.iter().any(|after| text.starts_with(after)))
            .copied()
            .collect();
        let head: Vec<&str> = piece[..=at].iter().map(|(_, text)| *text).collect();
        let metadata = about(&head);
        if body.is_empty() {
            continue;
        }
        let title = metadata.title.clone().map(|title| (BlockKind::Title, title));
        let body = body.into_iter().map(|(kind, text)| (kind, text.to_owned()));
        let text: Vec<(BlockKind, String)> = title.into_iter().chain(body).collect();
        let article = Article::from_parts(&text, metadata);
        parts.push(Part { name: None, reading: Ok(Reading { article, warnings: Vec::new() }) });
    }
    let is_delivered = blocks.iter().any(|(_, text)| *text == END);
    (is_delivered && !parts.is_empty()).then_some(parts)
}

/// Whether the lines above the text have been run together, as PDF may have it.
fn is_head_with_body(text: &str) -> bool {
    text.contains("Length:") && text.ends_with(" Body")
}

/// What the lines above an article say. They are: title, publisher, date, rights, and then lines with names.
fn about(head: &[&str]) -> Metadata {
    let mut metadata = Metadata::default();
    let byline = head.iter().find_map(|line| line.split_once("Byline:")).map_or("", |(_, rest)| rest);
    let ends = ["Section:", "Length:", "Dateline:", "Highlight:", BODY];
    let end = ends.iter().filter_map(|name| byline.find(name)).min().unwrap_or(byline.len());
    metadata.byline = Some(byline[..end].trim().to_owned()).filter(|name| !name.is_empty());
    let rights = head
        .iter()
        .position(|line| line.starts_with("Copyright") || line.contains("Length:"))
        .unwrap_or(head.len());
    let Some(dated) = head[..rights].iter().rposition(|line| date::find(line).is_some()) else {
        metadata.title = head[..rights].last().map(|&title| title.to_owned());
        return metadata;
    };
    metadata.date = date::find(head[dated]);
    // The publisher stands above the date, or before it in the same line.
    let before = head[dated].split(|c: char| c.is_ascii_digit()).next().unwrap_or_default().trim();
    let name = before.rsplit_once(' ').map_or("", |(name, _)| name).trim();
    let (publisher, title) = if name.is_empty() {
        (dated.checked_sub(1).map(|at| head[at]), dated.checked_sub(2).map(|at| head[at]))
    } else {
        (Some(name), dated.checked_sub(1).map(|at| head[at]))
    };
    (metadata.publisher, metadata.title) = (publisher.map(str::to_owned), title.map(str::to_owned));
    metadata
}

#[cfg(test)]
mod tests {
    use super::super::read_all;

    #[test]
    fn a_delivery_is_taken_apart() {
        let one = |title: &str, by: &str, text: &str| {
            format!(
                "{title}\n\nThe Merrin Post\n\nMarch 5, 2024 Tuesday\n\nCopyright 2024\n\nLength: 9 words{by}\n\nBody\n\n{text}\n\nLoad-Date: March 5, 2024\n\nEnd of Document\n\n"
            )
        };
        let cover = "Job Number: 17\n\nDocuments (2)\n\n1. River talks fail\n\nTerms: river\n\n";
        let text = format!(
            "{cover}{}{}",
            one("River talks fail", "\n\nByline: Ana Bell", "They met.\n\nThey left."),
            one("Strike ends", "", "It is over.")
        );
        let parts = read_all(text.as_bytes(), "a.txt").unwrap();
        let articles: Vec<_> = parts.into_iter().map(|part| part.reading.unwrap().article).collect();
        assert_eq!(articles[0].text(), "River talks fail\n\nThey met.\n\nThey left.");
        assert_eq!(articles[1].text(), "Strike ends\n\nIt is over.");
        let about = &articles[0].metadata;
        assert_eq!(about.publisher.as_deref(), Some("The Merrin Post"));
        assert_eq!((about.date.as_deref(), about.byline.as_deref()), (Some("2024-03-05"), Some("Ana Bell")));
    }

    #[test]
    fn lines_run_together_are_understood() {
        let text = "River talks fail\n\nThe Merrin Post March 5, 2024 Tuesday\n\nSection: A; Pg. 5 Length: 8 words Byline: Ana Bell Body\n\nThey met.\n\nEnd of Document";
        let article = read_all(text.as_bytes(), "a.txt").unwrap().remove(0).reading.unwrap().article;
        assert_eq!(article.text(), "River talks fail\n\nThey met.");
        assert_eq!(article.metadata.publisher.as_deref(), Some("The Merrin Post"));
        assert_eq!(article.metadata.byline.as_deref(), Some("Ana Bell"));
    }
}
