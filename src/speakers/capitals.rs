//! What a capital tells, and where it tells nothing: at the start of a sentence, in transcripts, on adjectives.

use foldhash::HashSet;

use super::gazetteer;
use super::inside::is_particle;
use super::names::{Name, NameKind, fold, is_namelike, opening};
use super::places;
use crate::article::Article;
use crate::text::words::Class;
use crate::text::{Shape, Token};

/// Words that stand capitalised elsewhere than at the start of a sentence.
pub(super) fn capitals_inside(article: &Article) -> HashSet<&str> {
    let inside = article.sentences().iter().flat_map(|s| opening(article, s) + 1..s.tokens.end);
    inside
        .map(|i| &article.tokens()[i])
        .filter(|token| token.is_capitalised())
        .map(|token| article.slice(token.span))
        .collect()
}

/// Of the words that open sentences those that stand in small letters elsewhere, in small letters.
pub(super) fn common_openings(article: &Article) -> HashSet<&str> {
    let tokens = article.tokens();
    let mut openings: HashSet<&str> = HashSet::default();
    // Which lengths there are of each first letter: nearly every other word is told apart by these alone.
    let mut lengths = [0u64; 256];
    let bit = |word: &str| 1u64 << word.len().min(63);
    let first = |word: &str| usize::from(word.as_bytes().first().copied().unwrap_or(0));
    for sentence in article.sentences() {
        let opening = &tokens[opening(article, sentence)];
        if opening.is_capitalised() {
            let word = article.lower(opening.span);
            lengths[first(word)] |= bit(word);
            openings.insert(word);
        }
    }
    let small =
        tokens.iter().filter(|token| token.shape == Shape::Lower).map(|token| article.slice(token.span));
    small.filter(|word| lengths[first(word)] & bit(word) != 0 && openings.contains(*word)).collect()
}

/// Words that stand in title case somewhere, folded: "PRYCE" is a person where "Pryce" is written too.
pub(super) fn title_case_words(article: &Article) -> HashSet<String> {
    let titled = article.tokens().iter().filter(|token| token.shape == Shape::Title);
    titled.map(|token| fold(article.slice(token.span))).collect()
}

/// Words that follow another capital somewhere, as surnames follow given names.
pub(super) fn surnames(article: &Article) -> HashSet<&str> {
    following_capitals(article, |_| true)
}

/// Words that follow the capital of a word that is none but a name: "Bell" in "Ann Bell", but not in "Then Bell".
pub(super) fn surnames_in_full(article: &Article) -> HashSet<&str> {
    following_capitals(article, |before| before.class == Class::NONE)
}

fn following_capitals(article: &Article, fits: impl Fn(&Token) -> bool) -> HashSet<&str> {
    let pairs = article.tokens().windows(2).filter(|pair| {
        pair[0].shape == Shape::Title
            && fits(&pair[0])
            && pair[1].shape == Shape::Title
            && pair[1].span.start == pair[0].span.end + 1
    });
    pairs.map(|pair| article.slice(pair[1].span)).collect()
}

/// "Beyoglan" ends like "Kestrian", but is a person's where "Rustam Beyoglan" is named.
pub(super) fn as_surname<'a>(
    article: &'a Article,
    name: Name,
    surnames: impl FnOnce() -> &'a HashSet<&'a str>,
) -> Name {
    let word = article.slice(name.span);
    let is_surname =
        name.kind == NameKind::Demonym && surnames().contains(word) && places::place(word).is_none();
    if is_surname && !gazetteer::is_affiliation(word) {
        Name { kind: NameKind::Person, ..name }
    } else {
        name
    }
}

/// Whether a word, in lower case, says something of the person whose name follows it at the start of a sentence: "Longtime ally Bell".
pub(super) fn is_epithet(word: &str) -> bool {
    matches!(
        word,
        "longtime"
            | "lead"
            | "fellow"
            | "veteran"
            | "outgoing"
            | "incoming"
            | "retired"
            | "rival"
            | "leading"
            | "prominent"
            | "disgraced"
            | "embattled"
            | "jailed"
            | "exiled"
            | "ousted"
            | "interim"
    )
}

/// Whether a lone capital at the start of a sentence is more likely a common word: nothing verb-like follows it, and it
/// is capitalised nowhere else.
pub(super) fn is_doubtful(article: &Article, at: usize, inner: &HashSet<&str>) -> bool {
    let tokens = article.tokens();
    let Some(next) = tokens.get(at + 1) else { return false };
    if is_namelike(article, next)
        || is_particle(article, at + 1) && tokens.get(at + 2).is_some_and(Token::is_capitalised)
    {
        return false;
    }
    if tokens[at].shape != Shape::Title
        || next.shape != Shape::Lower
        || inner.contains(article.slice(tokens[at].span))
    {
        return false;
    }
    let of = article.slice(next.span) == "of" && !gazetteer::is_body(&fold(article.slice(tokens[at].span)));
    if of {
        return true;
    }
    let known = places::place(article.slice(tokens[at].span)).is_some()
        || gazetteer::gender_of_name(&fold(article.slice(tokens[at].span))).is_some();
    let class = next.class;
    let word = article.lower(next.span);
    let clause_word = class.is(Class::SUBORDINATOR.or(Class::DET).or(Class::THAT));
    let plain = class.without(Class::TIME) == Class::NONE
        && !word.ends_with("ed")
        && !matches!(word, "said" | "says" | "told" | "wrote");
    // "Residents said": a plural that is written with a capital nowhere else.
    let word = article.slice(tokens[at].span);
    let plural = word.ends_with('s') && !word.ends_with("ss") && word.len() > 5;
    let participle = article.slice(tokens[at].span).ends_with("ed");
    !known && (plain || clause_word || participle || plural)
}
