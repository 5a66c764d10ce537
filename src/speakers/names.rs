//! Finds capitalised names in running text.

use std::cell::LazyCell;
use std::ops::Range;

use foldhash::HashSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::acronyms::spelled_out;
use super::capitals::{
    as_surname, capitals_inside, common_openings, is_doubtful, is_epithet, surnames, title_case_words,
};
use super::classify::{as_person_in_capitals, classify};
use super::inside::{
    has_name_after, is_abbreviation, is_body_before, is_body_possessive, is_called_after, is_initial,
    is_nickname, is_particle,
};
use super::{numbers, pairs};
use crate::article::Article;
use crate::text::words::Class;
use crate::text::{Sentence, Shape, Span, Token, TokenKind};

/// What a capitalised name most likely names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    Person,
    Body,
    Place,
    Demonym,
}

/// A run of capitalised words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    /// The words that name, titles before them left out.
    pub(super) span: Span,
    pub(super) kind: NameKind,
    /// From the first title word ("Foreign Minister") to the end of the name.
    pub(super) titled: Span,
    /// Whether the name is the first thing in its sentence.
    pub(super) opens_sentence: bool,
}

/// Letters in lower case without diacritics, for comparing names: "Vučić" and "Vucic" fold to the same.
pub(crate) fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    let folded = name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    folded.fold(String::with_capacity(name.len()), |mut out, c| {
        match c {
            'đ' | 'ð' => out.push('d'),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'ß' => out.push_str("ss"),
            'ı' => out.push('i'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            '’' | 'ʼ' => out.push('\''),
            _ => out.push(c),
        }
        out
    })
}

/// All names of the article, in order.
pub(super) fn names(article: &Article) -> Vec<Name> {
    let inner: HashSet<&str> = capitals_inside(article);
    let common = common_openings(article);
    // Few articles have a name that asks for these.
    let titles = LazyCell::new(|| title_case_words(article));
    let surnames = LazyCell::new(|| surnames(article));
    let full_forms = spelled_out(article);
    let mut out = Vec::new();
    // Nobody is called by the place of a dateline.
    for sentence in article.sentences().iter().filter(|sentence| !sentence.is_dateline) {
        let mut at = sentence.tokens.start;
        let opening = opening(article, sentence);
        while at < sentence.tokens.end {
            let opens = at <= opening;
            let next_form = full_forms.get(full_forms.partition_point(|form| form.start < at));
            if let Some(form) = next_form.filter(|form| form.start == at) {
                out.push(body(article, form, opens));
                at = form.end;
                continue;
            }
            if !starts_name(article, at, opens, &common) || opens && is_doubtful(article, at, &inner) {
                at += 1;
                continue;
            }
            let end = name_end(article, at, sentence.tokens.end);
            let end = next_form.filter(|form| form.start < end).map_or(end, |form| form.end);
            out.extend(
                classify(article, at, end, opens)
                    .map(|name| as_person_in_capitals(article, name, || &titles))
                    .map(|name| as_surname(article, name, || &surnames)),
            );
            at = end.max(at + 1);
        }
    }
    out
}

/// A body whose full name stands in the tokens `form`.
fn body(article: &Article, form: &Range<usize>, opens_sentence: bool) -> Name {
    let tokens = article.tokens();
    let span = tokens[form.start].span.cover(tokens[form.end - 1].span);
    Name { span, kind: NameKind::Body, titled: span, opens_sentence }
}

/// Whether the token can be part of a name: capitalised, or "al-Jahafi".
pub(super) fn is_namelike(article: &Article, token: &Token) -> bool {
    token.is_capitalised()
        || token.kind == TokenKind::Word
            && article.slice(token.span).as_bytes().get(2) == Some(&b'-')
            && article.slice(token.span).split_once('-').is_some_and(|(particle, name)| {
                matches!(particle, "al" | "el" | "ad" | "an" | "ar" | "as" | "at" | "ul")
                    && name.starts_with(char::is_uppercase)
            })
}

/// The first token of the sentence that is no mark.
pub(super) fn opening(article: &Article, sentence: &Sentence) -> usize {
    let mut tokens = sentence.tokens.clone();
    tokens.find(|&i| article.tokens()[i].kind != TokenKind::Mark).unwrap_or(sentence.tokens.start)
}

/// Whether token `at` can begin a name: capitalised, and not just because it opens a sentence.
fn starts_name(article: &Article, at: usize, opens: bool, common: &HashSet<&str>) -> bool {
    let token = &article.tokens()[at];
    if !token.is_capitalised() && is_namelike(article, token) {
        return true;
    }
    if !token.is_capitalised() {
        return is_particle(article, at)
            && article.tokens().get(at + 1).is_some_and(Token::is_capitalised)
            && has_name_after(article, at);
    }
    // "the Velm-based Lorn Group".
    if article.slice(token.span).rsplit_once('-').is_some_and(|(_, after)| {
        matches!(after, "based" | "led" | "backed" | "born" | "run" | "owned" | "controlled" | "aligned")
    }) {
        return false;
    }
    let class = token.class;
    let word = article.lower(token.span);
    if matches!(word, "a" | "i" | "edt" | "est" | "utc" | "gmt" | "bst" | "cest" | "pm" | "am")
        || word.starts_with("i'")
        || word.starts_with("i’")
    {
        return false;
    }
    // "Remarked Ann Bell: …".
    let reports =
        ["said", "added", "remarked", "stated", "wrote", "noted", "asked", "warned", "commented", "tweeted"];
    if opens && (reports.contains(&word) || is_epithet(word)) {
        return false;
    }
    // "Rose", "Facebook": words that are also verbs or occasions are names where they are capitalised.
    let function_word = class.without(Class::VERB.or(Class::OCCASION).or(Class::TIME)) != Class::NONE;
    if token.shape == Shape::Title && function_word && !class.is(Class::TIME) {
        let followed = article.tokens().get(at + 1).is_some_and(Token::is_capitalised);
        return !opens
            && followed
            && (!class.is(Class::DET.or(Class::PREPOSITION).or(Class::SUBJECT)) || word == "per")
            && word != "the";
    }
    if class.is(Class::TIME) && token.shape == Shape::Title {
        return false;
    }
    // A platform is where something was said, unless it is the subject itself.
    let platform = matches!(word, "facebook" | "twitter" | "instagram" | "telegram");
    if platform && !opens && word != "facebook" {
        return false;
    }
    let is_common =
        opens && (class != Class::NONE && !platform || common.contains(word) || word.ends_with("ing"));
    let followed = article.tokens().get(at + 1).is_some_and(Token::is_capitalised);
    !is_common || followed
}

/// One past the last token of the name that begins at `at`.
fn name_end(article: &Article, at: usize, high: usize) -> usize {
    let tokens = article.tokens();
    let mut end = at + 1;
    while end < high {
        let token = &tokens[end];
        let gap = token.span.start - tokens[end - 1].span.end;
        if gap > 1 {
            break;
        }
        if is_namelike(article, token) {
            if article.slice(token.span) == "I" && !is_initial(article, end)
                || token.class.is(Class::SUBJECT) && token.shape == Shape::Title
            {
                break;
            }
            if token.shape == Shape::Title
                && token.class.is(Class::TIME)
                && !matches!(article.lower(token.span), "may" | "march" | "today" | "week")
            {
                break;
            }
            end += 1;
            continue;
        }
        if numbers::joins(article, at, end, high) {
            end += 1;
            continue;
        }
        if let Some(campus) = numbers::campus(article, at, end, high) {
            end = campus;
            continue;
        }
        let next_capital = tokens.get(end + 1).is_some_and(Token::is_capitalised) && end + 1 < high;
        let word = article.slice(token.span);
        let abbreviated = word == "." && gap == 0 && is_abbreviation(article.slice(tokens[end - 1].span));
        let joins = next_capital
            && (is_particle(article, end)
                || is_body_possessive(article, end)
                || word == "&"
                || matches!(word, "of" | "for") && is_body_before(article, at, end)
                || word == "of" && is_called_after(article, at, end)
                || word == "to" && pairs::is_called_by_aim(article, end)
                || word == "and" && pairs::is_pair(article, end)
                || word == "and" && pairs::goes_on(article, at, end));
        let joins_the = (matches!(word, "of" | "for") && is_body_before(article, at, end)
            || word == "of" && is_called_after(article, at, end))
            && tokens.get(end + 1).is_some_and(|t| article.slice(t.span) == "the")
            && tokens.get(end + 2).is_some_and(Token::is_capitalised);
        let nickname = is_nickname(article, end, high);
        if abbreviated && (next_capital || end + 1 < high && is_particle(article, end + 1))
            || joins
            || is_particle(article, end)
                && tokens
                    .get(end + 1)
                    .is_some_and(|t| is_particle(article, end + 1) && t.span.end < tokens[high - 1].span.end)
        {
            end += 1;
        } else if joins_the {
            end += 2;
        } else if nickname {
            end += 3;
        } else {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, NameKind)> {
        let article = Article::new(text);
        names(&article).iter().map(|name| (article.slice(name.span).to_owned(), name.kind)).collect()
    }

    #[test]
    fn titles_are_split_from_people() {
        assert_eq!(
            found(
                "Then Foreign Minister Ivan Dačić met Gen. J. R. van der Meer and Serbian President Vučić."
            ),
            [
                ("Ivan Dačić".to_owned(), NameKind::Person),
                ("J. R. van der Meer".to_owned(), NameKind::Person),
                ("Vučić".to_owned(), NameKind::Person)
            ]
        );
    }

    #[test]
    fn bodies_and_places_are_told_from_people() {
        assert_eq!(
            found("On Monday the Ministry of Health of Serbia told NATO and the University of Lorn."),
            [
                ("Ministry of Health of Serbia".to_owned(), NameKind::Body),
                ("NATO".to_owned(), NameKind::Body),
                ("University of Lorn".to_owned(), NameKind::Body)
            ]
        );
        assert_eq!(found("It was France."), [("France".to_owned(), NameKind::Place)]);
    }

    #[test]
    fn a_capital_at_the_start_of_a_sentence_is_not_yet_a_name() {
        assert_eq!(
            found("Officials met officials. Ann Bell left."),
            [("Ann Bell".to_owned(), NameKind::Person)]
        );
        assert_eq!(found("Remarked Ann Bell: “No.”"), [("Ann Bell".to_owned(), NameKind::Person)]);
    }

    #[test]
    fn folding_drops_diacritics() {
        assert_eq!(fold("Vučić"), "vucic");
        assert_eq!(fold("Đoković Łódź O’Neill"), "dokovic lodz o'neill");
    }
}
