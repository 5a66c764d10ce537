//! Which language a text is in, because the rules and the model know English.

use whatlang::{Lang, detect};

/// A text of fewer bytes is too short to tell.
const SHORT: usize = 200;
/// How many characters are looked at.
const SAMPLE: usize = 1_000;

/// The English name of the language of a text that is surely not in English.
pub(super) fn foreign(text: &str) -> Option<&'static str> {
    if text.len() < SHORT {
        return None;
    }
    let sample: String = text.chars().take(SAMPLE).collect();
    let found = detect(&sample).filter(|found| found.is_reliable() && found.lang() != Lang::Eng)?;
    Some(found.lang().eng_name())
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
}
