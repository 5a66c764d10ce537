//! Where sentences end.

use std::ops::Range;

use super::{Shape, Span, Token, TokenKind};

/// One sentence: its bytes, and the range of its tokens in the article's token list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last token, closing marks included.
    pub span: Span,
    /// Which tokens it is made of.
    pub tokens: Range<usize>,
    /// Whether it is the dateline before the first sentence of a block: "GENEVA, Nov 24 (Agency) -".
    pub is_dateline: bool,
}

/// Abbreviations after which a full stop does not end a sentence, in lower case and without the stop.
const ABBREVIATIONS: &[&str] = &[
    "adm", "att", "attys", "atty", "brig", "capt", "cf", "col", "cpl", "dr", "drs", "ed", "est", "fr", "ft",
    "gen", "gov", "hon", "inc", "jr", "lt", "ltd", "maj", "messrs", "mgr", "mr", "mrs", "ms", "mt", "no",
    "nos", "pres", "prof", "pvt", "rep", "reps", "rev", "rt", "sen", "sens", "sgt", "sr", "st", "supt", "vs",
    "jan", "feb", "aug", "sept", "sep", "oct", "nov", "dec",
];

/// Splits each of `blocks` (disjoint spans in order) into sentences. `tokens` are those of the whole `text`.
///
/// A sentence ends after `.`, `!`, `?` or `…`, with any closing quotation marks and brackets, when what follows can begin
/// a sentence: a capital, a digit, or an opening mark. A dateline is a sentence of its own. Linear in the tokens.
pub fn sentences(text: &str, tokens: &[Token], blocks: &[Span]) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut at = 0;
    for block in blocks {
        while at < tokens.len() && tokens[at].span.start < block.start {
            at += 1;
        }
        let first = at;
        while at < tokens.len() && tokens[at].span.start < block.end {
            at += 1;
        }
        split_block(text, tokens, first..at, &mut out);
    }
    out
}

fn split_block(text: &str, tokens: &[Token], range: Range<usize>, out: &mut Vec<Sentence>) {
    let mut start = range.start;
    if let Some(end) = dateline(text, tokens, range.clone()) {
        let span = tokens[start].span.cover(tokens[end - 1].span);
        out.push(Sentence { span, tokens: start..end, is_dateline: true });
        start = end;
    }
    let mut at = start;
    while at < range.end {
        at += 1;
        if !is_terminal(text, tokens, at - 1) {
            continue;
        }
        while at < range.end && is_closing(text, tokens, at) {
            at += 1;
        }
        if at == range.end || can_begin(text, tokens, at) {
            push(tokens, start..at, out);
            start = at;
        }
    }
    push(tokens, start..range.end, out);
}

/// One past the dash of the dateline that a block begins with: a place in capitals, or any with an agency in brackets.
fn dateline(text: &str, tokens: &[Token], block: Range<usize>) -> Option<usize> {
    /// In tokens: "NORTH ELMSWORTH, N.Y., Nov. 24, 2026 (Agency) -".
    const LONGEST: usize = 20;
    let word = |at: usize| &text[tokens[at].span.range()];
    let is_dash = |at: usize| {
        let glued = |at: usize| tokens[at - 1].span.end == tokens[at].span.start;
        matches!(word(at), "—" | "–") || word(at) == "-" && !glued(at) && !glued(at + 1)
    };
    let first = tokens[block.clone()].first().filter(|token| token.is_capitalised())?;
    let last = block.end - 1;
    let dash = (block.start + 1..last.min(block.start + LONGEST)).find(|&at| is_dash(at))?;
    let head = block.start..dash;
    let is_told = |at: usize| {
        tokens[at].shape == Shape::Lower || matches!(word(at), "“" | "”" | "\"" | "!" | "?" | ":" | ";")
    };
    if head.clone().any(is_told) {
        return None;
    }
    let has_agency = word(dash - 1) == ")";
    let has_date = head.clone().any(|at| tokens[at].kind == TokenKind::Number || word(at) == ",");
    // "NATO — the alliance — said …" has two of them.
    let is_pair = || (dash + 1..last).take_while(|&at| word(at) != ".").any(is_dash);
    let is_place = first.shape == Shape::Upper && (has_date || !is_pair());
    (has_agency || is_place).then_some(dash + 1)
}

fn push(tokens: &[Token], range: Range<usize>, out: &mut Vec<Sentence>) {
    if range.is_empty() {
        return;
    }
    let span = tokens[range.start].span.cover(tokens[range.end - 1].span);
    out.push(Sentence { span, tokens: range, is_dateline: false });
}

/// Whether token `at` can end a sentence, looking only at what went before.
fn is_terminal(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = tokens[at];
    let word = &text[token.span.range()];
    if token.kind == TokenKind::Word {
        // "U.S." at the end of a sentence swallows the full stop.
        return word.ends_with('.');
    }
    match word {
        "!" | "?" | "…" => true,
        "." => match at.checked_sub(1).map(|i| tokens[i]) {
            Some(before) if before.span.end == token.span.start && before.kind == TokenKind::Word => {
                let abbreviated = text[before.span.range()].to_lowercase();
                // "No. 4" is a number, "No." an answer.
                let number = matches!(abbreviated.as_str(), "no" | "nos");
                let counts = !number || tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Number);
                before.shape != Shape::Initial && !(counts && ABBREVIATIONS.contains(&abbreviated.as_str()))
            }
            _ => true,
        },
        _ => false,
    }
}

/// Whether token `at` is a closing mark (or another stop) glued to what went before.
fn is_closing(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = tokens[at];
    let glued = tokens[at - 1].span.end == token.span.start;
    let mark = &text[token.span.range()];
    match mark {
        "”" | "’" | "»" | ")" | "]" | "." | "!" | "?" | "…" => glued,
        "\"" | "'" | "“" | "«" => {
            glued && text[token.span.end..].chars().next().is_none_or(|c| !c.is_alphanumeric())
        }
        _ => false,
    }
}

/// Whether token `at`, with space before it, can begin a sentence.
fn can_begin(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = tokens[at];
    if tokens[at - 1].span.end == token.span.start {
        return false;
    }
    let previous_is_abbreviation = tokens[at - 1].kind == TokenKind::Word;
    match token.kind {
        TokenKind::Word if previous_is_abbreviation => begins_after_abbreviation(text, tokens, at),
        TokenKind::Word => token.is_capitalised(),
        TokenKind::Number => !previous_is_abbreviation,
        TokenKind::Mark => {
            let mark = &text[token.span.range()];
            matches!(
                mark,
                "\"" | "'"
                    | "“"
                    | "‘"
                    | "„"
                    | "«"
                    | "»"
                    | "‚"
                    | "—"
                    | "–"
                    | "-"
                    | "("
                    | "["
                    | "•"
                    | "*"
                    | "$"
                    | "£"
                    | "€"
            )
        }
        TokenKind::Clitic => false,
    }
}

/// After "U.S." only a word that rarely is part of a name begins a sentence.
fn begins_after_abbreviation(text: &str, tokens: &[Token], at: usize) -> bool {
    const OPENERS: &[&str] = &[
        "The",
        "A",
        "An",
        "He",
        "She",
        "It",
        "They",
        "We",
        "In",
        "On",
        "At",
        "But",
        "And",
        "This",
        "That",
        "These",
        "Those",
        "There",
        "However",
        "After",
        "Before",
        "While",
        "When",
        "If",
        "For",
        "According",
        "His",
        "Her",
        "Their",
        "As",
        "Both",
        "By",
    ];
    // Few words with a capital go on after a time of day: "9 a.m. Monday", "9 a.m. EST".
    const AFTER_A_TIME: &[&str] = &[
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Eastern",
        "Central",
        "Pacific",
        "Mountain",
        "Greenwich",
        "Moscow",
        "Beijing",
    ];
    let word = &text[tokens[at].span.range()];
    let is_time = matches!(&text[tokens[at - 1].span.range()], "a.m." | "p.m." | "A.M." | "P.M.");
    let goes_on = || tokens[at].shape != Shape::Title || AFTER_A_TIME.contains(&word);
    OPENERS.contains(&word) || is_time && tokens[at].is_capitalised() && !goes_on()
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let tokens = tokens(text);
        let whole = [Span::new(0, text.len())];
        sentences(text, &tokens, &whole).iter().map(|s| &text[s.span.range()]).collect()
    }

    #[test]
    fn a_closing_mark_stays_with_its_sentence() {
        assert_eq!(
            split("“We go.” He left. \"Why?\" she asked."),
            ["“We go.”", "He left.", "\"Why?\" she asked."]
        );
    }

    #[test]
    fn titles_initials_and_abbreviations_do_not_end_one() {
        assert_eq!(
            split("Mr. Bell met Gen. J. Ortiz. They spoke."),
            ["Mr. Bell met Gen. J. Ortiz.", "They spoke."]
        );
        assert_eq!(
            split("The U.S. Senate met. He left the U.S. The vote failed."),
            ["The U.S. Senate met.", "He left the U.S.", "The vote failed."]
        );
    }

    #[test]
    fn an_answer_is_no_number() {
        assert_eq!(
            split("He said: “No.” The mayor left. It was No. 4 again."),
            ["He said: “No.”", "The mayor left.", "It was No. 4 again."]
        );
    }

    #[test]
    fn small_letters_after_a_question_go_on() {
        assert_eq!(split("\"Really?\" asked Bell. No."), ["\"Really?\" asked Bell.", "No."]);
    }

    #[test]
    fn a_dateline_is_a_sentence_of_its_own() {
        let split = |text: &str| {
            let article = crate::article::Article::new(text);
            let sentences = article.sentences().iter();
            sentences.map(|one| (article.slice(one.span).to_owned(), one.is_dateline)).collect::<Vec<_>>()
        };
        for line in [
            "GENEVA —",
            "GENEVA (AP) —",
            "GENEVA, Nov 24 (Agency) -",
            "ALBANY, N.Y. (AP) —",
            "KESH TABUR, Omaria, Nov. 24, 2026 (Wire) –",
            "London (CNN) —",
        ] {
            let found = split(&format!("{line} Talks will resume. They met."));
            assert_eq!(found[0], (line.to_owned(), true));
            assert_eq!(found[1], ("Talks will resume.".to_owned(), false), "{line}");
            assert_eq!(found.len(), 3);
        }
        for none in [
            "NATO — the alliance — said no.",
            "Talks on peace — if they begin — may fail.",
            "“No” — that was all.",
            "Ann Bell - who leads it - left.",
        ] {
            assert!(split(none).iter().all(|(_, is_dateline)| !is_dateline), "{none}");
        }
    }

    #[test]
    fn a_time_of_day_may_end_a_sentence() {
        let count = |text: &str| crate::article::Article::new(text).sentences().len();
        assert_eq!(count("It began at 9 a.m. One resident left."), 2);
        assert_eq!(count("It began at 9 a.m. Monday in Geneva."), 1);
        assert_eq!(count("It began at 9 a.m. EST in Geneva."), 1);
    }
}
