//! One article as the window shows it: what was found in it, and what is derived from that once and drawn often.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::analysis::{self, Analysis, Engine};
use crate::article::Article;
use crate::chart::{self, Item, Series};
use crate::palette::{self, Appearance, Place, Rgb};
use crate::quotes::{Kind, Quotation, QuotationId};
use crate::review::{self, Marks, Review, Reviewed, Scored};
use crate::speakers::{SpeakerId, SpeakerKind, Speakers};
use crate::stance::{Evidence, Stance, Without};
use crate::text::Span;

use super::document::Trial;
use super::words;

/// An article, its analysis as corrected, and everything that follows from the two. Never changes.
pub struct Reading {
    /// The article.
    pub article: Arc<Article>,
    /// What was found in it.
    pub found: Arc<Analysis>,
    /// What was found, as corrected.
    pub analysis: Analysis,
    /// What in it is a person's.
    pub marks: Marks,
    /// The chart's series, in the order of their looks.
    pub series: Vec<Series>,
    /// All statements, those first whose errors would move the chart most.
    pub queue: Vec<Item>,
    places: BTreeMap<SpeakerId, Place>,
    labels: Vec<String>,
    pieces: Vec<Vec<Piece>>,
}

/// The part of a quotation's content that lies in one block.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Which quotation.
    pub id: QuotationId,
    /// Direct, mixed or indirect.
    pub kind: Kind,
    /// The characters of the block that it covers.
    pub chars: Range<usize>,
    /// Whether the quotation begins here.
    pub first: bool,
    /// How many quotations it stands inside of.
    pub depth: usize,
}

impl Reading {
    /// Analyses `article` by rules and prepares it for drawing.
    pub fn new(article: Article) -> Self {
        let analysis = analysis::analyze_with(&article, Engine::Rules);
        Self::with_analysis(article, analysis)
    }

    /// Prepares an article whose analysis is known.
    pub fn with_analysis(article: Article, analysis: Analysis) -> Self {
        let reviewed = Reviewed { analysis: analysis.clone(), marks: Marks::default() };
        Self::build(Arc::new(article), Arc::new(analysis), reviewed, |_, _| None)
    }

    /// The same article as another engine reads it, its actors in the looks that they have here and without corrections;
    /// `None` if that changes nothing.
    pub fn reread(&self, engine: Engine, is_off: &dyn Fn() -> bool) -> Option<Self> {
        let analysis = analysis::analyze_unless(&self.article, engine, is_off)?;
        if analysis == *self.found {
            return None;
        }
        let known: BTreeMap<&str, usize> = self
            .places
            .iter()
            .filter_map(|(&speaker, &place)| {
                // What a person calls them, the engine cannot know.
                let found = self.found.speakers.list.get(speaker.0 as usize)?;
                Some((found.name.as_str(), rank(place)?))
            })
            .collect();
        let reviewed = Reviewed { analysis: analysis.clone(), marks: Marks::default() };
        let rank_of = |analysis: &Analysis, id| known.get(analysis.speakers.get(id).name.as_str()).copied();
        Some(Self::build(Arc::clone(&self.article), Arc::new(analysis), reviewed, rank_of))
    }

    /// The same article as `review` corrects it, its actors in the looks that they have here.
    pub fn corrected(&self, review: &Review, scored: &Scored) -> Self {
        let reviewed = review::apply(&self.article, &self.found, review, scored);
        let rank_of = |_: &Analysis, id| self.places.get(&id).copied().and_then(rank);
        let mut corrected =
            Self::build(Arc::clone(&self.article), Arc::clone(&self.found), reviewed, rank_of);
        // Who works the queue off is not to look for where it went: statements keep their places in it.
        let before: BTreeMap<QuotationId, usize> =
            self.queue.iter().enumerate().map(|(at, item)| (item.id, at)).collect();
        let marks = &corrected.marks;
        corrected.queue.sort_by_key(|item| {
            let known = before.get(&item.id).or_else(|| before.get(&marks.found(item.id)?));
            known.copied().unwrap_or(usize::MAX)
        });
        corrected
    }

    /// The stance of a statement whose words a person chose.
    pub fn judge(&self, id: QuotationId) -> Option<Stance> {
        let quotation = self.analysis.quotation(id)?;
        analysis::judge(&self.article, quotation, &self.analysis.speakers, self.analysis.engine)
    }

    /// The words that carry a statement's learned score.
    pub fn explain(&self, id: QuotationId) -> Vec<Evidence> {
        let quotation = self.analysis.quotation(id);
        quotation.map_or(Vec::new(), |quotation| {
            analysis::explain_one(&self.article, quotation, self.analysis.engine)
        })
    }

    /// The stance of a statement without the words that are left out on trial.
    pub fn rescore(&self, trial: &Trial) -> Option<Stance> {
        let words: Vec<Span> = trial.out.iter().copied().collect();
        let without = Without { id: trial.id, words: &words };
        analysis::rescore(&self.article, &self.analysis, without)
    }

    /// `rank_of` gives the ranks that speakers keep.
    fn build(
        article: Arc<Article>,
        found: Arc<Analysis>,
        Reviewed { analysis, marks }: Reviewed,
        rank_of: impl Fn(&Analysis, SpeakerId) -> Option<usize>,
    ) -> Self {
        let mut series = chart::series(&article, &analysis);
        let queue = chart::queue(&analysis, &series);
        // Whoever has a look keeps it, even without a statement for now.
        let all = analysis.speakers.list.iter().filter(|speaker| !speaker.name.is_empty());
        let mut places: BTreeMap<SpeakerId, Place> = all
            .filter_map(|speaker| Some((speaker.id, Place::Rank(rank_of(&analysis, speaker.id)?))))
            .collect();
        let kept: BTreeSet<usize> = places.values().copied().filter_map(rank).collect();
        let mut free = (0..).filter(|rank| !kept.contains(rank));
        for id in series.iter().filter_map(|series| series.speaker) {
            places.entry(id).or_insert_with(|| Place::Rank(free.next().unwrap_or(usize::MAX)));
        }
        // Actors stay where they are in lists while they are given and lose statements.
        series.sort_by_key(|series| series.speaker.map_or(Place::Unattributed, |id| places[&id]));
        let labels = labels(&analysis.speakers);
        let pieces = pieces(&article, &analysis.quotations);
        Self { article, found, analysis, marks, series, queue, places, labels, pieces }
    }

    /// The headline, or the first words of a text that has none.
    pub fn title(&self) -> String {
        let first = || self.article.blocks().first().map(|block| self.article.slice(block.span));
        let title = self.article.metadata.title.as_deref().or_else(first).unwrap_or(words::article::EMPTY);
        shorten(title, 90)
    }

    /// The pieces of quotations in a block, in the order in which they are drawn: outer ones first.
    pub fn pieces(&self, block: usize) -> &[Piece] {
        self.pieces.get(block).map_or(&[], Vec::as_slice)
    }

    /// Whom a quotation is drawn as: its first speaker.
    pub fn actor(&self, id: QuotationId) -> Option<SpeakerId> {
        self.analysis.speakers.of(id).first().copied()
    }

    /// The place of an actor among the looks.
    pub fn place(&self, actor: Option<SpeakerId>) -> Place {
        actor.and_then(|id| self.places.get(&id).copied()).unwrap_or(Place::Unattributed)
    }

    /// An actor's name.
    pub fn name(&self, actor: Option<SpeakerId>) -> &str {
        actor.map_or(words::actors::UNATTRIBUTED, |id| &self.analysis.speakers.get(id).name)
    }

    /// An actor's name for narrow places: a person's surname, else the whole name.
    pub fn label(&self, actor: Option<SpeakerId>) -> &str {
        actor.map_or(words::actors::UNATTRIBUTED_LABEL, |id| &self.labels[id.0 as usize])
    }

    /// The names of all the speakers of a quotation, or "Unattributed".
    pub fn names(&self, id: QuotationId) -> String {
        let names: Vec<&str> =
            self.analysis.speakers.of(id).iter().map(|&speaker| self.name(Some(speaker))).collect();
        if names.is_empty() { words::actors::UNATTRIBUTED.into() } else { names.join(words::lists::AND) }
    }

    /// The short labels of all the speakers of a quotation.
    pub fn short_names(&self, id: QuotationId) -> String {
        let labels: Vec<&str> =
            self.analysis.speakers.of(id).iter().map(|&speaker| self.label(Some(speaker))).collect();
        if labels.is_empty() { self.label(None).into() } else { labels.join(words::lists::COMMA) }
    }

    /// The words of a quotation, without what stands between its pieces.
    pub fn words(&self, quotation: &Quotation) -> String {
        let words: Vec<&str> = quotation.content.iter().map(|&span| self.article.slice(span)).collect();
        words.join(words::article::GAP).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The stance of a quotation in words: "+0.67, conciliatory" or "no stance".
    pub fn stance_words(&self, id: QuotationId) -> String {
        self.analysis.stances.get(&id).map_or_else(
            || words::scale::NO_STANCE.into(),
            |stance| words::scale::scored(&signed(stance.score), leaning(stance.score)),
        )
    }

    /// The colour of a quotation's stance, if it has one.
    pub fn stance_colour(&self, id: QuotationId, appearance: Appearance) -> Option<Rgb> {
        self.analysis.stances.get(&id).map(|found| palette::stance(found.score, appearance))
    }

    /// The quotation after (or before) `from` in text order; without `from`, the first (or last).
    pub fn step(&self, from: Option<QuotationId>, forward: bool) -> Option<QuotationId> {
        let quotations = &self.analysis.quotations;
        let at = from.and_then(|id| quotations.iter().position(|quotation| quotation.id() == id));
        let next = match (at, forward) {
            (None, true) => quotations.first(),
            (None, false) => quotations.last(),
            (Some(at), true) => quotations.get(at + 1).or(quotations.first()),
            (Some(at), false) => quotations.get(at.wrapping_sub(1)).or(quotations.last()),
        };
        next.map(Quotation::id)
    }
}

fn rank(place: Place) -> Option<usize> {
    match place {
        Place::Rank(rank) => Some(rank),
        Place::Unattributed => None,
    }
}

/// A score with its sign, and a true minus.
pub fn signed(score: f64) -> String {
    let rounded = (score * 100.0).round() / 100.0;
    match rounded {
        x if x > 0.0 => words::scale::above_zero(x),
        x if x < 0.0 => words::scale::below_zero(-x),
        _ => words::scale::ZERO.into(),
    }
}

/// What a score means, in a word or two: the steps of the annotation guideline.
pub fn leaning(score: f64) -> &'static str {
    match (score * 3.0).round() as i32 {
        3.. => words::scale::STRONGLY_CONCILIATORY,
        2 => words::scale::CONCILIATORY,
        1 => words::scale::MILDLY_CONCILIATORY,
        0 => words::scale::NEUTRAL,
        -1 => words::scale::MILDLY_HARDLINE,
        -2 => words::scale::HARDLINE,
        _ => words::scale::STRONGLY_HARDLINE,
    }
}

/// `text` cut after `most` characters, with an ellipsis if anything was cut.
pub fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.into(),
        Some((end, _)) => text[..end].trim_end().to_owned() + words::article::CUT,
    }
}

/// The short names of all speakers. Two people who share a surname get their initials.
fn labels(speakers: &Speakers) -> Vec<String> {
    let surname = |name: &str| name.split_whitespace().last().unwrap_or(name).to_owned();
    let short: Vec<String> = speakers
        .list
        .iter()
        .map(|speaker| match speaker.kind {
            SpeakerKind::Person => surname(&speaker.name),
            _ => speaker.name.clone(),
        })
        .collect();
    let shared = |label: &String| short.iter().filter(|other| *other == label).count() > 1;
    speakers
        .list
        .iter()
        .zip(&short)
        .map(|(speaker, label)| match speaker.name.chars().next() {
            Some(initial) if shared(label) && *label != speaker.name => {
                words::actors::with_initial(initial, label)
            }
            _ => label.clone(),
        })
        .collect()
}

/// Splits the content of all quotations at the blocks of the article.
fn pieces(article: &Article, quotations: &[Quotation]) -> Vec<Vec<Piece>> {
    let mut pieces = vec![Vec::new(); article.blocks().len()];
    for quotation in quotations {
        let id = quotation.id();
        let depth = depth(quotations, quotation);
        for &span in &quotation.content {
            let first = article.block_at(span.start);
            for (block, pieces) in article.blocks().iter().zip(&mut pieces).skip(first) {
                let block = block.span;
                if block.start >= span.end {
                    break;
                }
                let part = Span::new(span.start.max(block.start), span.end.min(block.end));
                let before = article.slice(Span::new(block.start, part.start)).chars().count();
                let chars = before..before + article.slice(part).chars().count();
                let piece = Piece { id, kind: quotation.kind, chars, first: part.start == id.start, depth };
                pieces.push(piece);
            }
        }
    }
    for pieces in &mut pieces {
        pieces.sort_by_key(|piece| (piece.depth, piece.chars.start));
    }
    pieces
}

/// How many quotations `quotation` stands inside of.
fn depth(quotations: &[Quotation], quotation: &Quotation) -> usize {
    const DEEPEST: usize = 3;
    let mut outer = quotation.outer;
    let mut depth = 0;
    while let Some(id) = outer
        && depth < DEEPEST
    {
        depth += 1;
        outer = quotations.iter().find(|other| other.id() == id).and_then(|other| other.outer);
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_shown_with_sign_and_word() {
        assert_eq!(signed(2.0 / 3.0), "+0.67");
        assert_eq!(signed(-1.0 / 3.0), "−0.33");
        assert_eq!(signed(-0.001), "0.00");
        assert_eq!(leaning(1.0), "strongly conciliatory");
        assert_eq!(leaning(-0.6), "hardline");
        assert_eq!(leaning(0.1), "neutral");
    }

    #[test]
    fn shortening_cuts_between_characters() {
        assert_eq!(shorten("Vučić", 10), "Vučić");
        assert_eq!(shorten("Vučić spoke", 6), "Vučić…");
    }

    #[test]
    fn a_quotation_over_two_blocks_has_a_piece_in_each() {
        let article = Article::new("„One.\nTwo“ he said.");
        let quotation = Quotation {
            kind: Kind::Direct,
            content: vec![Span::new(0, 14)],
            cue: None,
            source: None,
            addressee: None,
            outer: None,
            rule: "test",
            confidence: 1.0,
        };
        let pieces = pieces(&article, &[quotation]);
        assert_eq!((pieces[0][0].chars.clone(), pieces[0][0].first), (0..5, true));
        assert_eq!((pieces[1][0].chars.clone(), pieces[1][0].first), (0..4, false));
    }
}
