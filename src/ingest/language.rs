//! Which language a text is in, because the rules and the model know English.

use whatlang::{Lang, detect};

/// A text of fewer bytes is too short to tell.
const SHORT: usize = 200;
/// How many characters are looked at first: enough to know English.
const GLANCE: usize = 1_000;
/// How many are looked at where those do not look English, as many foreign names in English do.
const SAMPLE: usize = 4_000;
/// Little words that hold English together and are words of few other languages.
const ENGLISH: [&str; 16] = [
    "the", "of", "and", "to", "that", "with", "said", "says", "from", "by", "would", "were", "have", "has",
    "they", "which",
];
/// One word in so many is one of them in English, even in a list of names; in other languages, with an English title in them, fewer.
const ONE_IN: usize = 12;

/// The English name of the language of a text that is surely not in English.
pub(super) fn foreign(text: &str) -> Option<&'static str> {
    if text.len() < SHORT || among(start(text, GLANCE)).is_none() {
        return None;
    }
    let sample = start(text, SAMPLE);
    if is_held_together_by_english(sample) { None } else { among(sample) }
}

/// The first `count` characters.
fn start(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

fn among(sample: &str) -> Option<&'static str> {
    let found = detect(sample).filter(|found| found.is_reliable() && found.lang() != Lang::Eng)?;
    Some(found.lang().eng_name())
}

fn is_held_together_by_english(sample: &str) -> bool {
    let words = || sample.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty());
    let english = words().filter(|word| ENGLISH.iter().any(|known| word.eq_ignore_ascii_case(known))).count();
    english * ONE_IN >= words().count().max(1)
}

/// What to tell of a text in another language.
pub(super) fn warning(language: &str) -> String {
    format!(
        "It seems to be in {language}. Only English is understood: the words between quotation marks are shown, without speakers and stances."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_named_and_english_is_not() {
        let french = "La ministre a déclaré jeudi que le gouvernement ne signerait aucun accord tant que les troupes étrangères n'auraient \
                      pas quitté la vallée. « Nous ne céderons pas », a-t-elle ajouté devant les députés réunis à la hâte.";
        assert_eq!(foreign(french), Some("French"));
        let english = "The minister said on Thursday that the government would sign nothing as long as foreign troops had not left the \
                       valley. “We will not give in,” she told members of parliament, who had been called together in haste.";
        assert_eq!(foreign(english), None);
        assert_eq!(foreign("La ministre a parlé."), None);
    }

    #[test]
    fn a_language_with_words_like_english_ones_is_still_named() {
        let dutch = "De minister zei donderdag dat de regering niets zou tekenen zolang de buitenlandse troepen de vallei niet hadden \
                     verlaten. “Wij geven niet toe,” zei zij tegen de leden van het parlement, die in haast bijeen waren geroepen. Of de \
                     grens opengaat, was volgens haar nog niet bekend; zij wilde er in The Hague Times niets over zeggen.";
        assert_eq!(foreign(dutch), Some("Dutch"));
    }

    #[test]
    fn english_with_many_foreign_names_is_english() {
        let names = "Pekka Virtanen-Lahtinen and Jyrki Koskelainen of Äänekoski met Väinö Hämäläinen. Tuulikki Mäkeläinen said: “No.” ";
        assert_eq!(foreign(&names.repeat(40)), None);
    }
}
