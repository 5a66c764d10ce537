//! Words that report elsewhere and here do not: questions, what is left unsaid, fixed phrases.

use super::unit::Narration;
use crate::text::words::Class;

impl Narration<'_> {
    /// Whether the reporting word at `at` of the sentence that begins at `low` is used so that nothing is reported.
    pub(super) fn reports_nothing(&self, low: usize, at: usize) -> bool {
        self.is_about_speaking(at)
            || self.is_left_unsaid(at)
            || self.is_question(low, at)
            || self.is_phrase(at)
    }

    /// "The virus claimed 6,606 lives", "the guard called off its search".
    fn is_phrase(&self, at: usize) -> bool {
        let claims = matches!(self.word(at), "claim" | "claims" | "claimed" | "claiming");
        let calls = matches!(self.word(at), "call" | "calls" | "called" | "calling");
        let next = |word: &str| self.is_word(at + 1, word);
        let until = self.items.len().min(at + 7);
        let takes = || {
            let object = (at + 1..until)
                .take_while(|i| !self.items[*i].is(Class::PREPOSITION) && !self.items[*i].is_stop());
            object.into_iter().any(|i| matches!(self.word(i), "life" | "lives"))
        };
        calls && (next("off") || next("up")) || claims && takes()
    }

    /// "Asked by a reporter whether it was late, Bell left", "Bell was asked if it was late": what somebody is asked, nobody reports.
    /// `low` is where the sentence begins.
    fn is_question(&self, low: usize, at: usize) -> bool {
        const QUESTIONS: [&str; 9] = ["whether", "if", "why", "how", "what", "when", "where", "who", "that"];
        let Some(next) = self.items.get(at + 1) else { return false };
        let asks = || QUESTIONS.iter().any(|word| self.is_word(at + 1, word));
        let passive = at > low && self.items[at - 1].is(Class::BE);
        match self.word(at) {
            "Asked" | "Told" | "Questioned" | "Pressed" => {
                at == low && (asks() || next.is(Class::PREPOSITION))
            }
            "asked" | "questioned" => passive && asks(),
            _ => false,
        }
    }

    /// "stopped short of saying", "without saying".
    fn is_left_unsaid(&self, at: usize) -> bool {
        let word = |back: usize| at.checked_sub(back).map_or("", |before| self.word(before));
        let unsaid = word(1) == "without" || word(1) == "of" && matches!(word(2), "short" | "instead");
        unsaid && self.word(at).ends_with("ing")
    }

    /// "speaking on condition of anonymity" and "speaking to reporters" tell how something is said elsewhere in the sentence.
    fn is_about_speaking(&self, at: usize) -> bool {
        self.word(at).eq_ignore_ascii_case("speaking")
            && self.items.get(at + 1).is_some_and(|next| next.is(Class::PREPOSITION.or(Class::TO)))
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::quotes::extract;

    #[test]
    fn words_that_report_elsewhere_report_nothing_here() {
        for text in [
            "Asked whether it was late, Bell left.",
            "Bell was asked if it was late.",
            "They stopped short of saying it was late.",
            "Speaking to reporters, Bell looked tired.",
            "The virus claimed 6,606 lives in March.",
            "The guard called off its search on Tuesday.",
        ] {
            assert_eq!(extract(&Article::new(text)).quotations, [], "{text}");
        }
        for text in ["The mayor claimed the boat.", "The guard called the search a success."] {
            assert_eq!(extract(&Article::new(text)).quotations.len(), 1, "{text}");
        }
    }
}
