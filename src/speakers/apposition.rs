//! Whether a name after a comma belongs to the description before it: "the retired judge, Ann Bell".

use super::SpeakerKind;
use super::attribute::Resolver;
use super::cast::Mention;
use super::gazetteer;
use super::heads::ends_head;
use super::source::Reference;
use crate::text::Span;

impl Resolver<'_> {
    /// Bell in "the president of the Senate, retired judge Ann Bell" and "a loader, who would only give his name as Bell".
    pub(super) fn named_beside(&self, phrase: Span, reference: &Reference) -> Option<usize> {
        /// In bytes, for what else is told between the two.
        const REACH: usize = 60;
        let office = matches!(reference, Reference::Office(..) | Reference::Description(_));
        if !office && !matches!(reference, Reference::Phrase(_)) {
            return None;
        }
        let next = self.named_after(phrase.end)?;
        let is_person = self.cast.actors[next.actor].kind == SpeakerKind::Person;
        if !is_person || next.span.start - phrase.end > REACH {
            return None;
        }
        let between = self.article.slice(Span::new(phrase.end, next.span.start));
        let fits = office && is_apposition(between, true) || introduces(between);
        fits.then_some(next.actor)
    }

    /// "Drivers United" for the phrase in "a smaller union, Drivers United, …".
    pub(super) fn apposed(&self, phrase: Span) -> Option<usize> {
        let next = self.named_after(phrase.end)?;
        (self.article.slice(Span::new(phrase.end, next.span.start)) == ", ").then_some(next.actor)
    }

    fn named_after(&self, at: usize) -> Option<&Mention> {
        self.cast.mentions.get(self.cast.mentions.partition_point(|mention| mention.span.start < at))
    }
}

/// Whether a name is in apposition to a phrase, by what stands between the two: a comma, an office, or for a person any
/// description, ", the retired judge", ", 29-year-old".
pub(super) fn is_apposition(between: &str, person: bool) -> bool {
    if !between.trim_start().starts_with([',', '—', '–']) {
        return false;
    }
    let capitals = between.chars().all(|c| !c.is_lowercase());
    let offices = between.split_whitespace().all(|word| {
        matches!(word, "," | "the") || gazetteer::is_office(&word.trim_matches([',', '.']).to_lowercase())
    });
    capitals || offices || person && is_description(between)
}

/// Whether a description goes on with how somebody is called: ", known as", ", who would only give his first name,".
pub(super) fn introduces(between: &str) -> bool {
    let between = between.trim_end_matches([' ', ',']);
    let told = [
        "known as",
        "calls himself",
        "calls herself",
        "name",
        "name as",
        "only as",
        "named",
        "called",
        "identified as",
    ];
    between.starts_with(',') && told.iter().any(|words| between.ends_with(words))
}

fn is_description(between: &str) -> bool {
    let Some(words) = between.trim_start().strip_prefix(',') else { return false };
    // "civil and environmental engineering professor".
    let ends_in_office =
        words.split_whitespace().last().is_some_and(|word| gazetteer::is_office(&word.to_lowercase()));
    words.split_whitespace().all(|word| {
        word.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !ends_head(word)
            && !matches!(word, "who" | "which" | "whose" | "or" | "as" | "that")
            && (word != "and" || ends_in_office)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_tells() {
        assert!(is_apposition(", ", true) && is_apposition(", the retired judge ", true));
        assert!(!is_apposition(", the retired judge ", false) && !is_apposition(" of ", true));
        assert!(!is_apposition(", who met ", true));
    }
}
