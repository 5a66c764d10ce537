//! The reading for a terminal: the text with its quotations labelled and, below it, each actor's stance over the text.

mod lanes;
mod line;
mod page;

use std::collections::BTreeMap;

use crate::analysis::Analysis;
use crate::article::Article;
use crate::chart;
use crate::palette::{Appearance, Place};
use crate::speakers::SpeakerId;

/// The narrowest page that is laid out, in columns.
const NARROWEST: usize = 30;

/// The article with its quotations labelled, followed by a small stance chart for each actor, in lines of at most `width`
/// columns (a single word that is longer is not broken).
///
/// With `colours`, those that suit a terminal of that appearance mark the quotations: underlined if they are direct, italic
/// if they are a report, both if mixed. Without, brackets say where each ends: `[1 Bell] “No.”[/1]`. Control characters of
/// the article are replaced, so that it cannot command the terminal.
pub fn terminal(article: &Article, analysis: &Analysis, width: usize, colours: Option<Appearance>) -> String {
    let width = width.max(NARROWEST);
    let series = chart::series(article, analysis);
    let places = places(&series);
    let mut out = String::new();
    page::write(&page::Page { article, analysis, places: &places, width, colours }, &mut out);
    lanes::write(analysis, &series, width, colours, &mut out);
    out
}

/// The look of each speaker who says something: by rank, as in the chart.
fn places(series: &[chart::Series]) -> BTreeMap<SpeakerId, Place> {
    let speakers = series.iter().filter_map(|series| series.speaker);
    speakers.enumerate().map(|(rank, speaker)| (speaker, Place::Rank(rank))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    #[test]
    fn without_colours_brackets_say_all() {
        let (article, analysis) = sample();
        let plain = terminal(&article, &analysis, 60, None);
        assert_eq!(
            plain,
            "Tälks\n\n\
             [1 Vučić] “No, = never,”[/1] Vučić said, [1] “not\n\
             \"today\".”[/1] [2 ?] The offer stands[/2], it was said.\n\n\
             Stance over the text, from its start (left) to its end\n\n\
             ● Vučić, president · 1 statement · mean -0.33\n\
             \x20     neutral ┼─────────────────────────────────────────────\n\
             \x20             │    ●\n\n\
             ✕ Unattributed · 1 statement · no stance\n"
        );
    }

    #[test]
    fn colours_add_escapes_and_take_no_words_away() {
        let (article, analysis) = sample();
        let coloured = terminal(&article, &analysis, 60, Some(Appearance::Dark));
        assert!(coloured.contains("\x1b["));
        let mut bare = String::new();
        let mut in_escape = false;
        for c in coloured.chars() {
            match c {
                '\x1b' => in_escape = true,
                'm' if in_escape => in_escape = false,
                _ if in_escape => {}
                c => bare.push(c),
            }
        }
        let words = bare.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            words.contains(
                "[1 Vučić] “No, = never,” Vučić said, [1] “not \"today\".” [2 ?] The offer stands, it"
            ),
            "{words}"
        );
    }

    #[test]
    fn no_line_is_longer_than_the_page_is_wide() {
        let (article, analysis) = sample();
        for width in [30, 41, 80, 200] {
            let plain = terminal(&article, &analysis, width, None);
            for line in plain.lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn an_article_cannot_command_the_terminal() {
        let article = Article::new("He said \x1b]0;owned\x07 so.\u{9b}2J");
        let shown = terminal(&article, &Analysis::default(), 60, None);
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
    }
}
