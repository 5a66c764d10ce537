//! Where a statement that the model reads begins and ends, in whole phrases.

use std::ops::Range;

use crate::quotes::unit::{Item, Kind};
use crate::text::words::{AUXILIARY, Class};

/// A quoted stretch of so many bytes is a sentence's worth of somebody's own words, not a word held at arm's length.
const OWN_WORDS: usize = 24;

/// A word that the model scores lower than this does not belong to the name beside it.
const FOREIGN: f32 = -6.0;

/// A sentence with what the model takes for the statement in it.
pub(super) struct Heard<'a> {
    items: &'a [Item],
    /// How much each item looks like content.
    pub(super) scores: Vec<f32>,
    cue: Range<usize>,
    source: Range<usize>,
}

impl<'a> Heard<'a> {
    /// What is cue or source is no content.
    pub(super) fn new(
        items: &'a [Item],
        mut scores: Vec<f32>,
        cue: Range<usize>,
        source: Option<Range<usize>>,
    ) -> Self {
        let source = source.unwrap_or(0..0);
        for at in cue.clone().chain(source.clone()) {
            scores[at] = -10.0;
        }
        Self { items, scores, cue, source }
    }

    fn is_taken(&self, at: usize) -> bool {
        self.cue.contains(&at) || self.source.contains(&at)
    }

    /// The pieces of content that `runs` of items stand for.
    pub(super) fn mended(&self, runs: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        for run in runs {
            let Some(run) = trimmed(self.items, run) else { continue };
            let run = completed(self.items, with_subject(self.items, run, &self.cue));
            let run = without_comment(self.items, self.ended(self.with_names(run)));
            match out.last_mut() {
                Some(last) if self.is_joined(last.end..run.start) => last.end = last.end.max(run.end),
                _ => out.push(run),
            }
        }
        out
    }

    /// Whether nothing that interrupts a statement lies in the gap between two of its pieces: neither a cue nor a source, nor the end
    /// of a clause.
    fn is_joined(&self, mut gap: Range<usize>) -> bool {
        !gap.any(|at| self.is_taken(at) || self.items[at].verb.is_some() || self.items[at].is_stop())
    }

    /// The run with the whole of the names at its ends: not "States Court" of "the United States Court".
    fn with_names(&self, mut run: Range<usize>) -> Range<usize> {
        let is_name = |at: usize| self.items[at].is_capitalised() && !self.items[at].is(Class::TIME);
        let belongs = |at: usize| is_name(at) && !self.is_taken(at) && self.scores[at] > FOREIGN;
        while run.start > 0 && is_name(run.start) && belongs(run.start - 1) {
            run.start -= 1;
        }
        while run.end < self.items.len() && is_name(run.end - 1) && belongs(run.end) {
            run.end += 1;
        }
        run
    }

    /// A run that breaks off behind "after" or "the" goes on to the next mark.
    fn ended(&self, run: Range<usize>) -> Range<usize> {
        const OPEN: Class = Class::PREPOSITION
            .or(Class::DET)
            .or(Class::POSSESSIVE)
            .or(Class::SUBORDINATOR)
            .or(Class::RELATIVE)
            .or(Class::TO);
        let last = &self.items[run.end - 1];
        if run.len() < 3 || !last.is_lower() || !last.is(OPEN) || last.is(Class::ADVERB) {
            return run;
        }
        let is_over = |at: &usize| self.is_taken(*at) || matches!(self.items[*at].kind, Kind::Mark(_));
        let end = (run.end..self.items.len()).find(is_over).unwrap_or(self.items.len());
        run.start..end
    }
}

/// A run whose last words explain what is quoted before them ends with the quotation: “… on both sides”, which the marchers were.
fn without_comment(items: &[Item], run: Range<usize>) -> Range<usize> {
    let quoted = run.clone().rev().find(|at| matches!(items[*at].kind, Kind::Quoted(_)));
    let is_long = |at: &usize| items[*at].span.len() >= OWN_WORDS;
    let Some(quoted) = quoted.filter(is_long) else { return run };
    let next = (quoted + 1..run.end).find(|at| !matches!(items[*at].kind, Kind::Mark(_)));
    match next {
        Some(next) if items[next].is(Class::RELATIVE) => run.start..quoted + 1,
        _ => run,
    }
}

/// A run that begins with the verb of "said that was late" takes in its subject.
fn with_subject(items: &[Item], run: Range<usize>, cue: &Range<usize>) -> Range<usize> {
    let that = cue.end + 1 == run.start && items[cue.end].is(Class::THAT);
    if that && items[run.start].is_lower() && items[run.start].is(AUXILIARY) { cue.end..run.end } else { run }
}

/// A run that breaks off at "but that" goes on to the end of the sentence: what follows is what joins it. A lone "but" at its end
/// joins what is not said any more.
fn completed(items: &[Item], run: Range<usize>) -> Range<usize> {
    let joins = |at: usize| items[at].is_lower() && items[at].is(Class::AND.or(Class::BUT));
    let last = run.end - 1;
    if run.len() < 3 {
        run
    } else if items[last].is(Class::THAT) && joins(last - 1) {
        let end = (run.end..items.len()).find(|&at| items[at].is_stop()).unwrap_or(items.len());
        run.start..end
    } else if joins(last) {
        run.start..last
    } else {
        run
    }
}

/// The run without the marks and the "that" at its ends; `None` if no word is left.
pub(super) fn trimmed(items: &[Item], mut run: Range<usize>) -> Option<Range<usize>> {
    let is_loose = |item: &Item, opening: &[char]| match item.kind {
        Kind::Mark(mark) => !opening.contains(&mark),
        Kind::Dot => true,
        _ => false,
    };
    while !run.is_empty() && is_loose(&items[run.start], &['(', '[', '$', '€', '£', '#', '@']) {
        run.start += 1;
    }
    while !run.is_empty() && is_loose(&items[run.end - 1], &[')', ']', '%', '$', '€', '£']) {
        run.end -= 1;
    }
    (!run.is_empty()).then_some(run)
}

#[cfg(test)]
mod tests {
    use super::super::decode::runs;
    use super::*;
    use crate::article::Article;
    use crate::quotes::unit::Narration;

    /// The pieces that come of a sentence in which the model takes `content` for content, and `cue` is the cue.
    fn mended(text: &str, content: &[&str], cue: &str) -> Vec<String> {
        let article = Article::new(text);
        let narration = Narration::new(&article);
        let items = &narration.items;
        let within = |at: usize, part: &str| {
            let start = text.find(part).expect("a part of the text");
            start <= items[at].span.start && items[at].span.end <= start + part.len()
        };
        let score = |at| if content.iter().any(|part| within(at, part)) { 4.0 } else { -4.0 };
        let scores = (0..items.len()).map(score).collect();
        let cue = (0..items.len()).find(|at| within(*at, cue)).expect("the cue");
        let heard = Heard::new(items, scores, cue..cue + 1, None);
        let pieces = heard.mended(runs(&heard.scores, 6.0));
        let slice = |piece: Range<usize>| &text[items[piece.start].span.start..items[piece.end - 1].span.end];
        pieces.into_iter().map(|piece| slice(piece).to_owned()).collect()
    }

    #[test]
    fn a_statement_is_interrupted_only_by_who_says_it() {
        let whole = "the vest looked real, though it was later found to be a fake";
        let parts = ["the vest looked real", "found to be a fake"];
        assert_eq!(mended(&format!("Police said {whole}."), &parts, "said"), [whole]);
        let text = "“Nobody”: the road is open, she said, and the bridge is safe.";
        let parts = ["the road is open", "and the bridge is safe"];
        assert_eq!(mended(text, &parts, "said"), parts);
    }

    #[test]
    fn names_are_not_cut_apart() {
        let text = "She asked the United States District Court to stop it.";
        assert_eq!(
            mended(text, &["States District Court to stop it"], "asked"),
            ["United States District Court to stop it"]
        );
        let text = "Bell told Reuters on Monday Kestria would sign the deal.";
        let content = ["Kestria would sign the deal"];
        assert_eq!(mended(text, &content, "told"), content);
    }

    #[test]
    fn nothing_ends_in_the_middle_of_a_phrase() {
        let whole = "they saw him on Friday, after his shift in Velm";
        assert_eq!(
            mended(&format!("They said {whole}."), &["they saw him on Friday, after"], "said"),
            [whole]
        );
        let content = ["the talks would go on"];
        assert_eq!(mended("They said the talks would go on.", &content, "said"), content);
    }

    #[test]
    fn what_explains_a_quotation_is_not_said() {
        let quoted = "there were “fine people on both sides of it,”";
        let text = format!("He claimed {quoted} which the marchers were not.");
        let content = format!("{quoted} which the marchers were not");
        assert_eq!(mended(&text, &[&content], "claimed"), [quoted]);
        let content = "the “rebels” who took the town would be tried";
        assert_eq!(mended(&format!("He said {content}."), &[content], "said"), [content]);
    }
}
