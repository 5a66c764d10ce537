//! The regular inflections of an English word.

/// All spellings of a term: each word that ends in `*` stands for itself and its regular inflections as a noun and as a
/// verb. Forms that English does not have ("stoped" beside "stopped") do no harm, since no text has them either.
pub(super) fn forms(term: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for word in term.split(' ') {
        let choices = match word.strip_suffix('*') {
            Some(base) => inflected(base),
            None => vec![word.to_owned()],
        };
        all = all
            .iter()
            .flat_map(|start| {
                let gap = if start.is_empty() { "" } else { " " };
                choices.iter().map(move |choice| format!("{start}{gap}{choice}"))
            })
            .collect();
    }
    all
}

fn inflected(base: &str) -> Vec<String> {
    let letters: Vec<char> = base.chars().rev().take(3).collect();
    let is_vowel = |i: usize| letters.get(i).is_some_and(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u'));
    let last = letters.first().copied().unwrap_or(' ');
    let mut out = vec![base.to_owned()];
    if last == 'e' {
        let stem = &base[..base.len() - 1];
        out.extend([format!("{base}s"), format!("{base}d"), format!("{stem}ing")]);
    } else if last == 'y' && !is_vowel(1) {
        let stem = &base[..base.len() - 1];
        out.extend([format!("{stem}ies"), format!("{stem}ied"), format!("{base}ing")]);
    } else if matches!(last, 's' | 'x' | 'z') || base.ends_with("sh") || base.ends_with("ch") {
        out.extend([format!("{base}es"), format!("{base}ed"), format!("{base}ing")]);
    } else {
        out.extend([format!("{base}s"), format!("{base}ed"), format!("{base}ing")]);
        // "stop" doubles its last letter, "offer" does not; both spellings are made, as stress can't be seen.
        if matches!(last, 'b' | 'd' | 'g' | 'l' | 'm' | 'n' | 'p' | 'r' | 't') && is_vowel(1) && !is_vowel(2)
        {
            out.extend([format!("{base}{last}ed"), format!("{base}{last}ing")]);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_nouns_get_their_endings() {
        assert_eq!(forms("accuse*"), ["accuse", "accuses", "accused", "accusing"]);
        assert_eq!(forms("deny*"), ["deny", "denies", "denied", "denying"]);
        assert_eq!(forms("clash*"), ["clash", "clashes", "clashed", "clashing"]);
        assert!(forms("stop*").contains(&"stopped".to_owned()));
        assert!(forms("betray*").contains(&"betrayed".to_owned()));
    }

    #[test]
    fn phrases_are_spelled_in_every_combination() {
        assert_eq!(forms("red line*").len(), 4);
        assert_eq!(forms("call off"), ["call off"]);
        assert_eq!(forms("lift* sanction*").len(), 16);
    }
}
