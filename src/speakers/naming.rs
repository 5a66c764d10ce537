//! The words of a name, and what sort of actor they name.

use super::SpeakerKind;
use super::gazetteer;
use super::names::{NameKind, fold};
use crate::article::Article;
use crate::text::{Span, TokenKind};

/// The first letters of the words of a name, small words aside.
pub(super) fn initials(words: &[String]) -> String {
    words
        .iter()
        .filter(|w| !matches!(w.as_str(), "of" | "the" | "and" | "for"))
        .filter_map(|w| w.chars().next())
        .collect()
}

pub(super) fn kind(name: NameKind, words: &[String], after_article: bool) -> SpeakerKind {
    match name {
        NameKind::Place => SpeakerKind::Government,
        NameKind::Body | NameKind::Demonym => SpeakerKind::Organisation,
        NameKind::Person if words.len() == 1 && (after_article || is_known_body(&words[0])) => {
            SpeakerKind::Organisation
        }
        NameKind::Person
            if after_article && words.first().is_none_or(|w| gazetteer::gender_of_name(w).is_none()) =>
        {
            SpeakerKind::Organisation
        }
        NameKind::Person => SpeakerKind::Person,
    }
}

/// Agencies, newspapers and companies that go by one word.
pub(super) fn is_known_body(word: &str) -> bool {
    matches!(
        word,
        "reuters"
            | "bloomberg"
            | "facebook"
            | "google"
            | "twitter"
            | "apple"
            | "amazon"
            | "microsoft"
            | "wikinews"
            | "xinhua"
            | "interfax"
            | "tass"
            | "tanjug"
            | "politico"
            | "axios"
            | "euronews"
            | "greenpeace"
            | "oxfam"
            | "interpol"
            | "europol"
            | "boeing"
            | "airbus"
            | "netflix"
            | "youtube"
            | "instagram"
            | "tesla"
            | "toyota"
            | "volkswagen"
            | "siemens"
            | "gazprom"
            | "hezbollah"
            | "hamas"
            | "taliban"
            | "unicef"
            | "unesco"
            | "nato"
            | "parliament"
            | "congress"
            | "labour"
            | "sky"
    )
}

pub(super) fn is_after_article(article: &Article, span: Span) -> bool {
    let before = article.text()[..span.start].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    before.len() < span.start && matches!(word, "the" | "The")
}

/// The folded words of a name, without "Jr." and marks.
pub(super) fn name_words(article: &Article, span: Span) -> Vec<String> {
    if let Some(full) = abbreviated_country(article.slice(span)) {
        return full.split(' ').map(str::to_owned).collect();
    }
    if article.slice(span).contains('&') && !article.slice(span).contains(char::is_lowercase) {
        // "LG&E" is one word of initials.
        return vec![fold(article.slice(span))];
    }
    let first = article.token_at(span.start);
    let tokens = article.tokens()[first..]
        .iter()
        .take_while(|token| token.span.end <= span.end)
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
    let mut out = Vec::new();
    for token in tokens {
        let word = article.slice(token.span);
        // "U.S. Geological Survey".
        match abbreviated_country(word).filter(|_| out.is_empty()) {
            Some(full) => out.extend(full.split(' ').map(str::to_owned)),
            None => out.push(fold(word)),
        }
    }
    out.retain(|word| !matches!(word.as_str(), "jr" | "sr" | "jr." | "sr."));
    out
}

/// The folded full name of a country or union that goes by its initials.
pub(super) fn abbreviated_country(name: &str) -> Option<&'static str> {
    match name {
        "US" | "U.S." | "USA" | "U.S.A." => Some("united states"),
        "UK" | "U.K." => Some("united kingdom"),
        "EU" | "E.U." => Some("european union"),
        "UN" | "U.N." => Some("united nations"),
        _ => None,
    }
}

/// A name on one line.
pub(super) fn clean(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the longer list of name words says more of the same name: "Boris Johnson" of "Johnson".
pub(super) fn is_fuller(longer: &[String], shorter: &[String]) -> bool {
    shorter.iter().all(|word| longer.contains(word))
        || same_person(longer, shorter)
        || shorter.len() == 1 && initials(longer).starts_with(&shorter[0])
}

/// Whether two full names can be one person's: the same last word and given names that do not contradict.
pub(crate) fn same_person(a: &[String], b: &[String]) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let (Some(last_long), Some(last_short)) = (long.last(), short.last()) else { return false };
    if short.len() == 1 {
        return last_long == last_short || long.contains(last_short);
    }
    let initials = |x: &str, y: &str| {
        x == y || x.len() <= 2 && y.starts_with(&x[..x.chars().next().map_or(0, char::len_utf8)])
    };
    let first = initials(&short[0], &long[0]) || initials(&long[0], &short[0]);
    (last_long == last_short && (first || long.contains(&short[0])))
        || short.iter().all(|word| long.contains(word))
}

/// Whether the words around a name show that it is a company's: "gold producer Drakenrif", "the chief executive of Harbour Care".
pub(super) fn is_business_here(article: &Article, span: Span) -> bool {
    const BEFORE: [&str; 21] = [
        "producer",
        "maker",
        "operator",
        "retailer",
        "giant",
        "firm",
        "company",
        "airline",
        "chain",
        "publisher",
        "brewer",
        "builder",
        "insurer",
        "supplier",
        "manufacturer",
        "carmaker",
        "shipowner",
        "developer",
        "startup",
        "lender",
        "broadcaster",
    ];
    const OF: [&str; 8] = [
        "chief executive of ",
        "executive of ",
        "chairman of ",
        "chairwoman of ",
        "shares in ",
        "shareholders of ",
        "employees of ",
        "subsidiary of ",
    ];
    const OWNED: [&str; 8] = [
        " chief executive",
        " chairman",
        " chairwoman",
        " shares",
        " shareholders",
        " customers",
        " factory",
        " profits",
    ];
    let (before, after) = (&article.text()[..span.start], &article.text()[span.end..]);
    let word = before.strip_suffix(' ').map_or("", |before| before.rsplit(' ').next().unwrap_or(""));
    let owned = after.strip_prefix("'s").or(after.strip_prefix("’s"));
    // "RioNord, the Anglo-Norwegian company that holds the licence".
    let described = ["the ", "a ", "an "].iter().any(|article| {
        let rest = after.strip_prefix(", ").and_then(|rest| rest.strip_prefix(article));
        let words: Vec<&str> = rest.unwrap_or("").split(' ').take(6).collect();
        words.windows(2).any(|pair| {
            let noun = pair[0].trim_end_matches([',', '.']);
            let ends = noun.len() < pair[0].len() || matches!(pair[1], "that" | "which" | "in" | "behind");
            ends && matches!(noun, "company" | "firm" | "airline" | "retailer" | "charity")
        })
    });
    described
        || BEFORE.contains(&word)
        || OF.iter().any(|words| before.ends_with(words))
        || owned.is_some_and(|rest| OWNED.iter().any(|noun| rest.starts_with(noun)))
}

/// Whether the article itself shows that a name is a country or capital: "Halmos, the Ruvenian capital", or "Kestria"
/// beside "Kestrian".
pub(super) fn is_place_here(article: &Article, span: Span, demonyms: &[&str]) -> bool {
    let name = article.slice(span);
    let before = article.text()[..span.start].strip_suffix(" of ");
    let called = before.is_some_and(|before| {
        ["city", "town", "village", "province", "municipality"].iter().any(|noun| before.ends_with(noun))
    });
    if name.contains(' ') {
        return called;
    }
    let stem = name.trim_end_matches(['a', 'e', 'i', 'o', 'y']);
    let has_demonym =
        stem.chars().count() > 3 && demonyms.iter().any(|d| d.starts_with(stem) && d.len() > stem.len());
    let rest = &article.text()[span.end..];
    let apposition: String = rest
        .strip_prefix(", ")
        .unwrap_or("")
        .chars()
        .take_while(|c| !matches!(c, ',' | '.' | ';'))
        .take(60)
        .collect();
    called || has_demonym || apposition.ends_with("capital") || apposition.contains("capital of")
}
