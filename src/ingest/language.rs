//! Which language a text is in, because the rules and the model know English.

use whatlang::{Lang, detect};

/// A text of fewer bytes is too short to tell.
const SHORT: usize = 200;
/// How many characters are looked at.
const SAMPLE: usize = 4_000;

/// What to tell of a text that is surely not in English.
pub(super) fn warning(text: &str) -> Option<String> {
    if text.len() < SHORT {
        return None;
    }
    let sample: String = text.chars().take(SAMPLE).collect();
    let found = detect(&sample).filter(|found| found.is_reliable() && found.lang() != Lang::Eng)?;
    Some(format!(
        "It seems to be in {}. Only English is understood: words between quotation marks are found, most speakers and stances are not.",
        found.lang().eng_name()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_named_and_english_is_not() {
        let french = "La ministre a déclaré jeudi que le gouvernement ne signerait aucun accord tant que les troupes étrangères n'auraient \
                      pas quitté la vallée. « Nous ne céderons pas », a-t-elle ajouté devant les députés réunis à la hâte.";
        assert!(warning(french).unwrap().contains("French"));
        let english = "The minister said on Thursday that the government would sign nothing as long as foreign troops had not left the \
                       valley. “We will not give in,” she told members of parliament, who had been called together in haste.";
        assert_eq!(warning(english), None);
        assert_eq!(warning("La ministre a parlé."), None);
    }
}
