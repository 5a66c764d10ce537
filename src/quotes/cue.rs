//! The verbs that report speech, and how each takes what it reports.

use foldhash::HashMap;
use std::sync::OnceLock;

/// How a cue takes its content, as bits; see `assets/cues.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Frames(u16);

impl Frames {
    /// A clause, with or without "that".
    pub(super) const CLAUSE: Frames = Frames(1);
    /// Words between quotation marks.
    pub(super) const QUOTED: Frames = Frames(1 << 1);
    /// A noun phrase.
    pub(super) const NOUN: Frames = Frames(1 << 2);
    /// An addressee, then a clause.
    pub(super) const TELL: Frames = Frames(1 << 3);
    /// An addressee, then "to" and a verb.
    pub(super) const URGE: Frames = Frames(1 << 4);
    /// "to" and a verb.
    pub(super) const INFINITIVE: Frames = Frames(1 << 5);
    /// "for" and a noun phrase.
    pub(super) const FOR: Frames = Frames(1 << 6);
    /// A target, then "of" and what it is accused of.
    pub(super) const ACCUSE: Frames = Frames(1 << 7);
    /// A thing, then what it is called.
    pub(super) const LABEL: Frames = Frames(1 << 8);
    /// "of", "against" or "about".
    pub(super) const ABOUT: Frames = Frames(1 << 9);
    /// "with".
    pub(super) const WITH: Frames = Frames(1 << 10);
    /// A clause, but only with "that".
    pub(super) const THAT_ONLY: Frames = Frames(1 << 12);
    /// "out", then a clause.
    pub(super) const OUT: Frames = Frames(1 << 13);
    /// In its bare and -s forms the word is more often a noun.
    pub(super) const NOUNLIKE: Frames = Frames(1 << 11);

    /// Whether the two sets share a frame.
    pub(super) fn has(self, other: Frames) -> bool {
        self.0 & other.0 != 0
    }

    const fn with(self, other: Frames) -> Frames {
        Frames(self.0 | other.0)
    }
}

/// Which form of the verb a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "say".
    Base,
    /// "says".
    Third,
    /// "said"; for most verbs the participle too.
    Past,
    /// "written", where it differs from the past.
    Participle,
    /// "saying".
    Ing,
}

/// A form of a reporting verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verb {
    /// The base form.
    pub(super) lemma: &'static str,
    pub(super) form: Form,
    pub(super) frames: Frames,
}

const TABLE: &str = include_str!("../../assets/cues.tsv");

/// The reporting verb that `word`, in lower case, is a form of.
pub(super) fn verb(word: &str) -> Option<Verb> {
    static VERBS: OnceLock<HashMap<String, Verb>> = OnceLock::new();
    VERBS.get_or_init(|| parse(TABLE)).get(word).copied()
}

fn parse(table: &'static str) -> HashMap<String, Verb> {
    let mut verbs = HashMap::default();
    for line in table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let mut columns = line.split('\t');
        let (Some(lemma), Some(past), Some(frames)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        let frames = frames.split(' ').fold(Frames::default(), |all, letter| all.with(frame(letter)));
        for (word, form) in forms(lemma, past) {
            verbs.entry(word).or_insert(Verb { lemma, form, frames });
        }
    }
    verbs
}

fn frame(letter: &str) -> Frames {
    match letter {
        "s" => Frames::CLAUSE,
        "q" => Frames::QUOTED,
        "n" => Frames::NOUN,
        "t" => Frames::TELL,
        "v" => Frames::URGE,
        "o" => Frames::INFINITIVE,
        "f" => Frames::FOR,
        "a" => Frames::ACCUSE,
        "d" => Frames::LABEL,
        "w" => Frames::ABOUT,
        "g" => Frames::WITH,
        "h" => Frames::THAT_ONLY.with(Frames::CLAUSE),
        "x" => Frames::OUT,
        "-" => Frames::NOUNLIKE,
        _ => Frames::default(),
    }
}

/// All forms of a verb, the past first so that "read" and "forecast" count as past.
fn forms(lemma: &str, past: &str) -> Vec<(String, Form)> {
    let (past, participle) = match past {
        "-" => (regular_past(lemma), None),
        _ => match past.split_once('/') {
            Some((past, participle)) => (past.to_owned(), Some(participle.to_owned())),
            None => (past.to_owned(), None),
        },
    };
    let doubled = past.strip_suffix("ed").filter(|stem| stem.len() > lemma.len() && stem.starts_with(lemma));
    let ing = match (doubled, lemma.strip_suffix('e')) {
        (Some(stem), _) => format!("{stem}ing"),
        (None, Some(stem)) if !lemma.ends_with("ee") => format!("{stem}ing"),
        _ => format!("{lemma}ing"),
    };
    let mut forms = vec![
        (past, Form::Past),
        (lemma.to_owned(), Form::Base),
        (third(lemma), Form::Third),
        (ing, Form::Ing),
    ];
    forms.extend(participle.map(|word| (word, Form::Participle)));
    forms
}

fn regular_past(lemma: &str) -> String {
    if lemma.ends_with('e') { format!("{lemma}d") } else { format!("{lemma}ed") }
}

fn third(lemma: &str) -> String {
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if lemma.ends_with("ss") || lemma.ends_with("sh") || lemma.ends_with("ch") => format!("{lemma}es"),
        _ => format!("{lemma}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_made_by_rule() {
        for (word, lemma, form) in [
            ("said", "say", Form::Past),
            ("denies", "deny", Form::Third),
            ("stressing", "stress", Form::Ing),
            ("admitting", "admit", Form::Ing),
            ("announcing", "announce", Form::Ing),
            ("agreeing", "agree", Form::Ing),
            ("written", "write", Form::Participle),
        ] {
            let found = verb(word).unwrap_or_else(|| panic!("{word} is not in the table"));
            assert_eq!((found.lemma, found.form), (lemma, form), "{word}");
        }
        assert_eq!(verb("table"), None);
    }

    #[test]
    fn every_line_of_the_table_has_known_frames() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 3, "{line}");
            for letter in columns[2].split(' ') {
                assert_ne!(frame(letter), Frames::default(), "{line}");
            }
        }
    }
}
