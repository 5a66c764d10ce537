//! What a source phrase refers to.

use std::ops::Range;

use super::apposition::{introduces, is_apposition};
use super::documents::account_owner;
use super::gazetteer;
use super::heads::{ends_head, head_noun};
use super::names::fold;
use super::places::{self, Place};
use super::pronouns::{possessive, pronoun};
use super::writings::is_document;
use crate::article::Article;
use crate::text::words::Class;
use crate::text::{Shape, Span, Token, TokenKind};

/// A source phrase, read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reference {
    /// A name stands in it: the bytes of the name.
    Name(Span),
    /// "he", "she".
    Person(&'static str),
    /// "they", "it", "we" and their kind.
    Other(&'static str),
    /// "his lawyers", "her office": a pronoun's possession.
    Owned(&'static str, Span),
    /// "the minister": an office without a name. The head in lower case, and the other words.
    Office(String, Vec<String>, Span),
    /// "the statement": a document; its noun.
    Document(String, Span),
    /// "the 54-year-old", "the man": somebody already mentioned.
    Description(Span),
    /// Any other noun phrase, without its article.
    Phrase(Span),
}

pub(super) fn token_range(article: &Article, span: Span) -> Range<usize> {
    article.token_at(span.start)..article.token_at(span.end)
}

/// Reads one source phrase. `names` are the spans of the people and bodies named inside it, in order.
pub(super) fn read(article: &Article, span: Span, names: &[(Span, bool)]) -> Option<Reference> {
    let mut tokens = token_range(article, span);
    let all = article.tokens();
    // "in the director's words".
    if tokens.len() > 1 && all[tokens.end - 1].kind == TokenKind::Clitic {
        tokens.end -= 1;
    }
    if tokens.is_empty() {
        return None;
    }
    let first = article.lower(all[tokens.start].span);
    // "WHO" and "US" are no pronouns.
    if tokens.len() == 1
        && all[tokens.start].shape != Shape::Upper
        && let Some(pronoun) = pronoun(first)
    {
        return Some(pronoun);
    }
    // "spoke to the Navy, who told it".
    if tokens.len() > 1 && matches!(first, "to" | "with") {
        return read(article, Span::new(all[tokens.start + 1].span.start, span.end), names);
    }
    if tokens.len() > 2 && first.ends_with("ed") && article.slice(all[tokens.start + 1].span) == "by" {
        return read(article, Span::new(all[tokens.start + 2].span.start, span.end), names);
    }
    // "By 5 pm (1700 UTC) the city said".
    if matches!(first, "pm" | "am" | "p.m." | "a.m.")
        && let Some(start) = tokens.clone().find(|&i| all[i].class.is(Class::DET))
    {
        return read(article, Span::new(all[start].span.start, span.end), names);
    }
    let main = main_part(article, tokens.clone());
    // "One of them, a retired teacher, said".
    let told = Span::new(all[tokens.start].span.start, all[main.end - 1].span.end);
    if matches!(article.lower(told), "one of them" | "another")
        && main.end + 1 < tokens.end
        && all[main.end + 1].class.is(Class::DET)
    {
        return read(article, Span::new(all[main.end + 1].span.start, span.end), names);
    }
    if let Some(owner) = possessive(first)
        && is_document(&head_noun(article, main.clone()))
    {
        // "His Easter letter" is his, whatever it is called after.
        return pronoun(owner);
    }
    if let Some(found) = by_name(article, span, main.clone(), names) {
        return Some(found);
    }
    let whole = with_clause(article, main.clone(), tokens.end);
    Some(match (without_name(article, main, first), whole) {
        (Reference::Phrase(span), Some(end)) => Reference::Phrase(Span::new(span.start, end)),
        (other, _) => other,
    })
}

/// Where "two diplomats who took part in the talks" ends: a clause right after the noun tells who they are.
fn with_clause(article: &Article, main: Range<usize>, end: usize) -> Option<usize> {
    let all = article.tokens();
    let word = |i: usize| all.get(i).map_or("", |token| article.slice(token.span));
    let comma = (main.end..end).find(|&i| word(i) == ",").unwrap_or(end);
    (main.end < end && word(main.end) == "who").then(|| all[comma - 1].span.end)
}

/// The tokens before the first comma, relative pronoun, time or "via", and before a bracket that the phrase ends with.
fn main_part(article: &Article, tokens: Range<usize>) -> Range<usize> {
    let all = article.tokens();
    let word = |i: usize| all.get(i).map_or("", |token| article.slice(token.span));
    let is_time = |i: usize| {
        let times = Class::TIME.or(Class::OCCASION);
        all.get(i).is_some_and(|token| token.class.is(times))
    };
    // "police in Velm, Texas".
    let is_in_region = |i: usize| {
        all[i - 1].is_capitalised()
            && matches!(places::place(word(i + 1)), Some(Place::Country | Place::Region))
            && (i + 2 >= tokens.end || word(i + 2) == ",")
    };
    let end = tokens.clone().skip(1).find(|&i| match word(i) {
        "," => !is_in_region(i),
        "—" | "–" | "who" | "which" | "whose" | "via" => true,
        // "the University of Lorn (Lorn) in Kestria" goes on after its short form.
        "(" => word(i + 2) != ")" || i + 3 >= tokens.end || word(i + 3) == ",",
        "on" => is_time(i + 1),
        "as" => word(i + 1) == "of",
        "about" | "around" | "some" => word(i + 1).starts_with(|c: char| c.is_ascii_digit()),
        "per" => word(i + 1).starts_with(char::is_uppercase),
        "yesterday" | "today" | "there" | "itself" | "themselves" | "himself" | "herself" => {
            i + 1 == tokens.end
        }
        _ => false,
    });
    tokens.start..end.unwrap_or(tokens.end)
}

/// The name that the phrase is about, if one is: the person it ends with, or the one in apposition, or the body it is
/// by, of or from.
fn by_name(article: &Article, span: Span, main: Range<usize>, names: &[(Span, bool)]) -> Option<Reference> {
    let all = article.tokens();
    let main_span = all[main.start].span.cover(all[main.end - 1].span);
    // "of" in "the Ministry of Health in Lorn" belongs to the name.
    let is_in_name = |i: usize| names.iter().any(|(name, _)| name.contains(all[i].span));
    let preposition = main.clone().find(|&i| ends_head(article.slice(all[i].span)) && !is_in_name(i));
    let head_end = preposition.map_or(main_span.end, |i| all[i].span.start);
    let in_head: Vec<&(Span, bool)> =
        names.iter().filter(|(name, _)| name.start >= main_span.start && name.end <= head_end).collect();
    // "Lorn in the Morning presenter Ann Bell": the person right behind the office that ends the phrase.
    if let Some((name, true)) = names.iter().rfind(|(name, _)| name.end == main_span.end)
        && let before =
            article.text()[main_span.start..name.start].trim_end().rsplit(' ').next().unwrap_or("")
        && !before.starts_with(char::is_uppercase)
        && gazetteer::is_office(before)
    {
        return Some(Reference::Name(*name));
    }
    // A name that ends the head is the source itself: "expert Ann Bell", "the Lorn Ministry".
    if let Some((name, _)) = in_head.last()
        && article.text()[name.end..head_end].split(|c: char| !c.is_alphanumeric()).all(|word| {
            matches!(word, "" | "KC" | "QC" | "MP" | "MEP" | "MSP" | "CBE" | "OBE" | "Jr" | "Sr" | "PhD")
        })
    {
        return Some(Reference::Name(*name));
    }
    // "Secretary of State Mike Pompeo": a person's name that ends the phrase, not after a preposition.
    if let Some((name, true)) = names.iter().rfind(|(name, _)| name.end == main_span.end) {
        let before = article.text()[main_span.start..name.start].trim_end().rsplit(' ').next().unwrap_or("");
        if !ends_head(before)
            && !matches!(before, "the" | "and" | "")
            && !before.ends_with("'s")
            && !before.ends_with("’s")
        {
            return Some(Reference::Name(*name));
        }
    }
    // "Kestria’s foreign minister, Radovan Kovačević".
    let apposed = names.iter().find(|(name, person)| {
        (*person || in_head.is_empty() && preposition.is_none())
            && name.start > main_span.end
            && name.start - main_span.end < 70
    });
    if let Some((name, person)) = apposed
        && is_apposition(article.slice(Span::new(main_span.end, name.start)), *person)
    {
        return Some(Reference::Name(*name));
    }
    // "a commander of the brigade, known as Abu Bell".
    if let Some((name, _)) = names.iter().find(|(name, person)| *person && name.start > main_span.end)
        && introduces(article.slice(Span::new(main_span.end, name.start)))
    {
        return Some(Reference::Name(*name));
    }
    let head = head_noun(article, main.start..preposition.unwrap_or(main.end));
    if head == "office"
        && let Some((name, true)) = in_head.last()
        && matches!(
            article.slice(Span::new(name.end, head_end)).split_whitespace().collect::<Vec<_>>()[..],
            ["'s" | "’s" | "'" | "’", "office"] | ["'s" | "’s" | "'" | "’", "press" | "private", "office"]
        )
    {
        // What a person's office says is said for the person.
        return Some(Reference::Name(*name));
    }
    if (is_document(&head) || gazetteer::is_spokes(&head)) && !names.is_empty() {
        // "a report by X", "X's statement", "a spokesman for X", "Coast Guard spokesperson".
        let after = names.iter().find(|(name, _)| name.start >= head_end && span.contains(*name));
        let before = in_head.last().copied();
        return before.or(after).map(|(name, _)| Reference::Name(*name));
    }
    None
}

/// Whom "a spokesperson for the government" or "a statement from the mayor's office" stands for.
fn principal(article: &Article, main: &Range<usize>, head: &str) -> Option<Range<usize>> {
    let all = article.tokens();
    let spokes = gazetteer::is_spokes(head);
    let at = main.clone().find(|&i| {
        let word = article.slice(all[i].span);
        spokes && matches!(word, "for" | "of")
            || is_document(head) && matches!(word, "by" | "from" | "citing")
    })?;
    (at > main.start && at + 1 < main.end).then(|| at + 1..main.end)
}

fn without_name(article: &Article, main: Range<usize>, first: &str) -> Reference {
    let all = article.tokens();
    let mut start = main.start;
    if let Some(owner) = possessive(first) {
        let rest = all[main.start + 1..main.end].first().map(|t| t.span.cover(all[main.end - 1].span));
        if let Some(rest) = rest {
            let head = head_noun(article, main.start + 1..main.end);
            let stands_for_owner =
                is_document(&head) || gazetteer::is_spokes(&head) || head == "office" && owner != "they";
            return match head.as_str() {
                // Somebody's source is nobody that is known by its owner.
                "source" | "sources" => Reference::Phrase(rest),
                _ if stands_for_owner => pronoun(owner).unwrap_or(Reference::Phrase(rest)),
                _ => Reference::Owned(owner, rest),
            };
        }
    }
    let definite = matches!(first, "the" | "this" | "that" | "these");
    while start + 1 < main.end {
        let leads = match article.lower(all[start].span) {
            "the" | "a" | "an" | "this" | "that" | "these" | "those" => all[start].class.is(Class::DET),
            "one" => all[start + 1].shape == Shape::Lower && !ends_head(article.slice(all[start + 1].span)),
            "earlier" | "both" | "reportedly" => true,
            // "47-year-old Bell’s office".
            word => word.ends_with("-year-old") && all[start + 1].is_capitalised(),
        };
        if !leads {
            break;
        }
        start += 1;
    }
    let span = all[start].span.cover(all[main.end - 1].span);
    let preposition = (start + 1..main.end).find(|&i| ends_head(article.slice(all[i].span)));
    let head = head_noun(article, start..preposition.unwrap_or(main.end));
    if let Some(principal) = principal(article, &main, &head) {
        let first = article.slice(all[principal.start].span).to_lowercase();
        return without_name(article, principal, &first);
    }
    let speaks = is_document(&head) || gazetteer::is_spokes(&head);
    let owned = (start + 1..main.end).find(|&i| all[i].kind == TokenKind::Clitic);
    if let Some(owned) = owned.filter(|_| speaks && definite) {
        // "The board's report", "the general's spokesman": whoever it is of.
        return without_name(article, main.start..owned, first);
    }
    if is_document(&head) {
        let owner = preposition.and_then(|at| account_owner(article, at..main.end));
        return owner.and_then(pronoun).unwrap_or(Reference::Document(head, span));
    }
    if gazetteer::is_spokes(&head) && preposition.is_none() && main.end - start > 1 {
        return Reference::Phrase(all[start].span.cover(all[main.end - 2].span));
    }
    let described = matches!(
        head.as_str(),
        "man"
            | "woman"
            | "person"
            | "politician"
            | "pair"
            | "couple"
            | "player"
            | "singer"
            | "actor"
            | "actress"
            | "footballer"
    ) || head.ends_with("year-old");
    if definite && described {
        return Reference::Description(span);
    }
    if gazetteer::is_office(&head) && !matches!(first, "a" | "an" | "one") {
        let others = all[start..main.end]
            .iter()
            .filter(|t| t.kind == TokenKind::Word)
            .map(|t: &Token| fold(article.slice(t.span)))
            .filter(|w| *w != head)
            .collect();
        return Reference::Office(head, others, span);
    }
    Reference::Phrase(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn referred(text: &str) -> Reference {
        let article = Article::new(text);
        read(&article, Span::new(0, text.len()), &[]).expect("a reference")
    }

    #[test]
    fn a_persons_description_and_office_stand_for_the_person() {
        for (text, person) in [
            ("its leader, 29-year-old Ann Bell", true),
            ("their head, the retired judge Ann Bell", true),
            ("the club, led by friends of Ann Bell", false),
            ("Ann Bell’s office", true),
            ("Ann Bell's press office", true),
            ("Ann Bell’s veterinary office", false),
            ("Lorn in the Morning presenter Ann Bell", true),
            ("people near Ann Bell", false),
        ] {
            let article = Article::new(text);
            let at = text.find("Ann").expect("the name");
            let name = Span::new(at, at + "Ann Bell".len());
            let found = read(&article, Span::new(0, text.len()), &[(name, true)]);
            assert_eq!(found == Some(Reference::Name(name)), person, "{text}: {found:?}");
        }
    }

    #[test]
    fn phrases_without_a_name_are_told_apart() {
        assert_eq!(referred("He"), Reference::Person("he"));
        assert_eq!(referred("WHO"), Reference::Phrase(Span::new(0, 3)));
        assert_eq!(referred("his office"), Reference::Person("he"));
        assert_eq!(referred("a man who saw it, too"), Reference::Phrase(Span::new(2, 16)));
        assert_eq!(referred("his lawyers"), Reference::Owned("he", Span::new(4, 11)));
        assert_eq!(referred("The general's spokesman"), referred("The general"));
        assert_eq!(
            referred("the foreign minister"),
            Reference::Office("minister".into(), vec!["foreign".into()], Span::new(4, 20))
        );
        assert_eq!(referred("The statement"), Reference::Document("statement".into(), Span::new(4, 13)));
        assert_eq!(referred("a senior official"), Reference::Phrase(Span::new(2, 17)));
        assert_eq!(referred("pm EDT (2100 UTC) the paper"), Reference::Phrase(Span::new(22, 27)));
        assert_eq!(referred("the paper about 100 miles off"), Reference::Phrase(Span::new(4, 9)));
        assert_eq!(referred("the 54-year-old"), Reference::Description(Span::new(4, 15)));
    }
}
