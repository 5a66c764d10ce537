//! The lines above an article: headline, author, date.

use super::date;
use crate::article::{BlockKind, Metadata};
use crate::text::clean::clean;

/// The most author and date lines looked for under a headline.
pub(super) const BYLINES: usize = 4;
/// The most characters that a headline has.
const LONGEST_TITLE: usize = 150;
/// The most characters that an author or date line has.
const LONGEST_BYLINE: usize = 120;

/// Whether a first line can be a headline: short, and not a sentence with its full stop.
pub(super) fn is_title(line: &str) -> bool {
    let core = line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ' ']);
    // A question is a headline, a quoted question is speech.
    let is_speech = core.len() < line.len() && core.ends_with(['?', '!']);
    let ends_openly =
        !is_speech && (!core.ends_with(['.', '…', ':', ';', ',', '!']) || core.ends_with("U.S."));
    ends_openly && line.chars().count() <= LONGEST_TITLE && line.chars().any(char::is_alphabetic)
}

/// What an author or date line tells.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Byline {
    pub author: Option<String>,
    pub date: Option<String>,
    pub publisher: Option<String>,
}

impl Byline {
    /// Fills what `metadata` does not know yet.
    pub(super) fn complete(self, metadata: &mut Metadata) {
        metadata.byline = metadata.byline.take().or(self.author);
        metadata.date = metadata.date.take().or(self.date);
        metadata.publisher = metadata.publisher.take().or(self.publisher);
    }
}

/// Reads "By Ana Bell", "Tuesday, March 5, 2024", "Published 5 March 2024"; `None` for lines of another kind.
pub(super) fn byline(line: &str) -> Option<Byline> {
    if line.chars().count() > LONGEST_BYLINE {
        return None;
    }
    if let Some(date) = date::whole(line) {
        return Some(Byline { date: Some(date), ..Byline::default() });
    }
    if let Some(found) = published(line) {
        return Some(found);
    }
    let (first, rest) = line.split_once([' ', ':'])?;
    let rest = rest.trim_start_matches([' ', ':']);
    match first.to_lowercase().as_str() {
        "by" => {
            let is_name = rest.chars().next().is_some_and(char::is_uppercase) && !rest.ends_with('.');
            let author = rest.split([',', '|', '·', '•', '–', '—']).next().unwrap_or(rest).trim();
            is_name.then(|| Byline {
                author: Some(author.to_owned()),
                date: date::find(rest),
                publisher: None,
            })
        }
        "published" | "updated" | "posted" | "date" => {
            date::find(rest).map(|date| Byline { date: Some(date), ..Byline::default() })
        }
        _ => None,
    }
}

/// "The Lorn Courier, 5 March 2024": a name of a few words and a date, nothing else.
fn published(line: &str) -> Option<Byline> {
    const WORDS: usize = 5;
    let (name, rest) = line.split_once([',', '|', '·', '•'])?;
    let date = date::whole(rest.trim())?;
    let is_name =
        |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "of" | "the" | "and" | "&");
    let words: Vec<&str> = name.split_whitespace().collect();
    let fits = !words.is_empty()
        && words.len() <= WORDS
        && words.iter().all(|word| is_name(word))
        && words[0] != "By";
    fits.then(|| Byline { publisher: Some(name.trim().to_owned()), date: Some(date), author: None })
}

/// The date in a dateline that opens a paragraph: "GENEVA, 5 March 2024 — …".
pub(super) fn dateline(paragraph: &str) -> Option<String> {
    let opening: String = paragraph.chars().take(80).collect();
    let end = ["—", "–", "--", " - "].iter().filter_map(|dash| opening.find(dash)).min()?;
    date::find(&opening[..end])
}

/// Finds headline, author and date among the first blocks of a document, and marks them. A date that a file only has of when it was
/// made is not one of the article.
pub(super) fn of_document(parts: &mut [(BlockKind, String)], metadata: &mut Metadata) {
    for (_, text) in parts.iter_mut() {
        *text = clean(std::mem::take(text)).0;
    }
    let is_headline = |(kind, text): &(BlockKind, String)| match kind {
        BlockKind::Title | BlockKind::Heading => true,
        BlockKind::Paragraph => is_title(text) && byline(text).is_none(),
        _ => false,
    };
    let mut next = 0;
    // A running head with the paper's name and the day, over the headline.
    if let [(head, line), (BlockKind::Title | BlockKind::Heading, _), _, ..] = parts
        && is_title(line)
        && let Some(date) = date::find(line)
    {
        *head = BlockKind::Byline;
        metadata.date.get_or_insert(date);
        next = 1;
    }
    if parts.len() > next + 1 && is_headline(&parts[next]) {
        parts[next].0 = BlockKind::Title;
        metadata.title = Some(parts[next].1.clone());
        next += 1;
    }
    for (kind, text) in parts.iter_mut().skip(next).take(BYLINES) {
        let Some(found) = byline(text).filter(|_| *kind == BlockKind::Paragraph) else { break };
        *kind = BlockKind::Byline;
        found.complete(metadata);
        next += 1;
    }
    if let (None, Some((_, text))) = (&metadata.date, parts.get(next)) {
        metadata.date = dateline(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_with_a_paper_and_a_day_tells_both() {
        let found = byline("The Lorn Courier, 5 March 2024").unwrap();
        assert_eq!(
            (found.publisher.as_deref(), found.date.as_deref()),
            (Some("The Lorn Courier"), Some("2024-03-05"))
        );
        assert!(byline("Bell, 5 March 2024").is_some_and(|found| found.author.is_none()));
        for line in
            ["He left on Monday, 5 March 2024", "The talks failed, 5 March", "By Ana Bell, 5 March 2024"]
        {
            assert_eq!(byline(line).and_then(|found| found.publisher), None, "{line}");
        }
    }

    #[test]
    fn headlines_are_short_and_have_no_full_stop() {
        assert!(is_title("Talks over river water collapse"));
        assert!(is_title("Will they ever agree?"));
        assert!(!is_title("The talks collapsed on Monday."));
        assert!(!is_title("“We will not go.”") && !is_title("\"Why should we go?\""));
        assert!(!is_title(&"long ".repeat(40)));
        assert!(!is_title("* * *"));
    }

    #[test]
    fn author_and_date_lines_are_told_from_sentences() {
        let both = byline("By Ana Bell, March 5, 2024").unwrap();
        assert_eq!((both.author.as_deref(), both.date.as_deref()), (Some("Ana Bell"), Some("2024-03-05")));
        assert_eq!(byline("Thursday, February 21, 2019").unwrap().date.as_deref(), Some("2019-02-21"));
        assert_eq!(byline("Updated: 5 March 2024, 10:00").unwrap().author, None);
        assert_eq!(byline("By then it was late"), None);
        assert_eq!(byline("By Friday the talks had failed."), None);
    }

    #[test]
    fn a_running_head_is_not_the_headline() {
        let part = |kind, text: &str| (kind, text.to_owned());
        let mut parts = [
            part(BlockKind::Heading, "The Merrin Post \u{2014} World \u{2014} 5 March 2024"),
            part(BlockKind::Heading, "River talks fail"),
            part(BlockKind::Paragraph, "By Ana Bell"),
            part(BlockKind::Paragraph, "They met in the town, and left without an agreement."),
        ];
        let mut metadata = Metadata::default();
        of_document(&mut parts, &mut metadata);
        use BlockKind::{Byline, Paragraph, Title};
        assert_eq!(parts.map(|(kind, _)| kind), [Byline, Title, Byline, Paragraph]);
        assert_eq!(metadata.title.as_deref(), Some("River talks fail"));
        assert_eq!(
            (metadata.date.as_deref(), metadata.byline.as_deref()),
            (Some("2024-03-05"), Some("Ana Bell"))
        );
    }

    #[test]
    fn a_dateline_counts_only_with_its_year() {
        assert_eq!(dateline("GENEVA, 5 March 2024 — They met.").as_deref(), Some("2024-03-05"));
        assert_eq!(dateline("GENEVA, March 5 (Agency) — They met."), None);
        assert_eq!(dateline("They met on 5 March 2024 in Geneva."), None);
    }
}
