//! Words that leave out whom they are of: "one", "the other", "the latter".

use super::attribute::{Resolved, Resolver};
use super::coreference::plural_subject;
use super::gazetteer;
use super::phrases::{common_kind, lower_first, one_line};
use crate::text::{Shape, Span, TokenKind};

/// How many tokens back the noun may stand.
const REACH: usize = 60;

impl Resolver<'_> {
    /// Who "the latter", "one" or "the other" is.
    pub(super) fn elliptical(&mut self, word: &str, at: Span) -> Option<Resolved> {
        match word {
            "latter" | "former" => {
                let actor = self.of_the_last_two(word == "latter", at)?;
                Some(self.one(actor, 0.7, "one of those named before", None))
            }
            _ => {
                let (words, noun) = self.left_out(word, at)?;
                let actor = self.cast.describe(&words, common_kind(&words), noun);
                Some(self.one(actor, 0.7, "noun left out", Some(noun)))
            }
        }
    }

    /// "diplomat" for "one of them", after "Diplomats …".
    pub(super) fn of_them(&mut self, words: &str, at: Span) -> Option<Resolved> {
        let number = words.strip_suffix(" of them").filter(|number| !number.contains(' '))?;
        let all = plural_subject(self.article, at)?;
        let plural = one_line(self.article.slice(all));
        let counted = plural.split_once(' ').filter(|(first, _)| gazetteer::is_number(&first.to_lowercase()));
        let own = counted.map_or(plural.as_str(), |(_, own)| own);
        let words = match number.to_lowercase().as_str() {
            "one" => singular(own),
            number => format!("{number} {own}"),
        };
        let opens = self.article.sentences()[self.article.sentence_at(all.start)].span.start == all.start;
        let words = lower_first(&words, opens);
        let actor = self.cast.describe(&words, common_kind(&words), all);
        Some(self.one(actor, 0.7, "noun left out", Some(all)))
    }

    /// The last actor named before `at`, or the one named before that.
    fn of_the_last_two(&self, latter: bool, at: Span) -> Option<usize> {
        let article = self.article;
        let sentence = article.sentence_at(at.start);
        let near = |span: Span| article.sentence_at(span.start) + 1 >= sentence;
        let mut named = self
            .cast
            .before(at.start)
            .rev()
            .take_while(|m| near(m.span))
            .filter(|m| !m.quoted)
            .map(|m| m.actor);
        let last = named.next()?;
        if latter { Some(last) } else { named.find(|&actor| actor != last) }
    }

    /// "official" for "one", "other official" for "the other", after "two officials".
    fn left_out(&self, word: &str, at: Span) -> Option<(String, Span)> {
        let several = matches!(word, "some" | "many" | "most" | "several" | "others");
        if !several && !matches!(word, "one" | "another" | "other" | "first" | "second" | "third") {
            return None;
        }
        let article = self.article;
        let tokens = article.tokens();
        let until = article.token_at(at.start);
        let is_number = |i: usize| gazetteer::is_number(article.lower(tokens[i].span));
        let is_plural = |i: usize| {
            let word = article.slice(tokens[i].span);
            tokens[i].shape == Shape::Lower && word.len() > 4 && word.ends_with('s') && !word.ends_with("ss")
        };
        // "two senior officials", and of "two of the city's ten largest investors" the last word.
        let noun_after = |number: usize| {
            let of = article.slice(tokens[number + 1].span) == "of";
            let reach = until.min(number + if of { 9 } else { 5 });
            let words = (number + 1..reach).take_while(|&i| tokens[i].kind != TokenKind::Mark);
            let noun = words.into_iter().find(|&i| is_plural(i))?;
            Some((if of { noun } else { number + 1 }, noun))
        };
        let numbers = (until.saturating_sub(REACH)..until).rev().filter(|&i| is_number(i));
        let (begin, noun) = numbers.filter_map(noun_after).next()?;
        let span = tokens[begin].span.cover(tokens[noun].span);
        let plural = one_line(article.slice(span));
        let words = match word {
            "others" => format!("other {plural}"),
            _ if several => format!("{word} {plural}"),
            "one" | "another" => singular(&plural),
            _ => format!("{word} {}", singular(&plural)),
        };
        Some((words, span))
    }
}

/// "official" of "officials".
fn singular(plural: &str) -> String {
    match plural.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => plural.strip_suffix('s').unwrap_or(plural).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::speakers::testing::last_speaker;

    #[test]
    fn what_is_left_out_is_found_before() {
        for (text, who) in [
            ("Two officials came. The other said that it was late.", "other official"),
            ("It met two senior diplomats. One said that it was late.", "senior diplomat"),
            ("Two of Lorn's ten largest investors came. One said that it was late.", "investor"),
            ("It asked several scientists. Some said that it was late.", "some scientists"),
            ("Diplomats arrived. One of them said that it was late.", "diplomat"),
            ("Mayor Ann Bell met Tom Moor. The latter said that it was late.", "Tom Moor"),
            ("Mayor Ann Bell met Tom Moor. The former said that it was late.", "Ann Bell"),
        ] {
            assert_eq!(last_speaker(text), who, "{text}");
        }
    }
}
