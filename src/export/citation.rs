//! A quotation with who said it and where, to be pasted into a text.

use super::Entry;
use crate::quotes::Quotation;
use crate::text::ScalarOffsets;

/// The words of a quotation as the article has them, and a line that says who said them, in which article, when, and at
/// which characters.
pub fn citation(entry: Entry<'_>, quotation: &Quotation) -> String {
    let Entry { id, article, analysis } = entry;
    let speakers = analysis.speakers.of(quotation.id());
    let names: Vec<&str> =
        speakers.iter().map(|&speaker| analysis.speakers.get(speaker).name.as_str()).collect();
    let names = if names.is_empty() { "Unattributed".to_owned() } else { names.join(" and ") };
    let metadata = &article.metadata;
    let title = format!("“{}”", metadata.title.as_deref().unwrap_or(id));
    let origin = [Some(title.as_str()), metadata.publisher.as_deref(), metadata.date.as_deref()];
    let origin: Vec<&str> = origin.into_iter().flatten().collect();
    let [start, end] = ScalarOffsets::new(article.text()).pair(quotation.cover());
    format!("{}\n— {names}, in {}, characters {start}–{end}\n", quotation.words(article), origin.join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    #[test]
    fn the_words_stand_as_they_are_and_the_line_says_whose() {
        let (article, analysis) = sample();
        let entry = Entry { id: "a", article: &article, analysis: &analysis };
        let cited = citation(entry, &analysis.quotations[0]);
        let (words, line) = cited.split_once("\n— ").unwrap();
        assert_eq!(words, "“No, = never,” … “not \"today\".”");
        assert!(line.starts_with("Vučić, in “"), "{line}");
        let [start, end] = ScalarOffsets::new(article.text()).pair(analysis.quotations[0].cover());
        assert!(line.ends_with(&format!("characters {start}–{end}\n")), "{line}");
    }
}
