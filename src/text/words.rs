//! The closed classes of English words that decide where clauses and noun phrases begin and end.

use foldhash::HashMap;
use std::sync::OnceLock;

use super::Shape;

/// A set of word classes, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Class(u32);

impl Class {
    pub(crate) const NONE: Class = Class(0);
    /// Articles, demonstratives, quantifiers.
    pub(crate) const DET: Class = Class(1);
    /// Pronouns that can be a subject.
    pub(crate) const SUBJECT: Class = Class(1 << 1);
    /// Possessive pronouns.
    pub(crate) const POSSESSIVE: Class = Class(1 << 2);
    pub(crate) const PREPOSITION: Class = Class(1 << 3);
    /// "and", "but", "or", "yet".
    pub(crate) const COORDINATOR: Class = Class(1 << 4);
    /// "because", "while", "when": begins a dependent clause.
    pub(crate) const SUBORDINATOR: Class = Class(1 << 5);
    /// "who", "which", "that".
    pub(crate) const RELATIVE: Class = Class(1 << 6);
    pub(crate) const BE: Class = Class(1 << 7);
    pub(crate) const HAVE: Class = Class(1 << 8);
    /// "would", "will", "did" and other auxiliaries without "be" and "have".
    pub(crate) const MODAL: Class = Class(1 << 9);
    pub(crate) const NEGATION: Class = Class(1 << 10);
    pub(crate) const ADVERB: Class = Class(1 << 11);
    /// Days, months, "yesterday", "week".
    pub(crate) const TIME: Class = Class(1 << 12);
    /// A common verb in a finite form.
    pub(crate) const VERB: Class = Class(1 << 13);
    pub(crate) const THAT: Class = Class(1 << 14);
    pub(crate) const TO: Class = Class(1 << 15);
    pub(crate) const AND: Class = Class(1 << 16);
    pub(crate) const BUT: Class = Class(1 << 17);
    pub(crate) const OBJECT: Class = Class(1 << 18);
    /// "statement", "interview": what speech is made in, and no part of what is said.
    pub(crate) const OCCASION: Class = Class(1 << 19);

    /// Whether the two sets share a class.
    pub(crate) fn is(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of this set that are not in `other`.
    pub(crate) const fn without(self, other: Class) -> Class {
        Class(self.0 & !other.0)
    }

    pub(crate) const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// Every auxiliary.
pub(crate) const AUXILIARY: Class = Class::BE.or(Class::HAVE).or(Class::MODAL);

/// The words of each class, separated by spaces.
const WORDS: &[(Class, &str)] = &[
    (
        Class::DET,
        "the a an this that these those some any many several all both each no another every most few other such half various numerous certain one two three four five six seven eight nine ten eleven twelve dozens hundreds thousands",
    ),
    (Class::SUBJECT, "he she they it we i you who one everyone nobody someone somebody there"),
    (Class::OBJECT, "him her them us me it you himself herself themselves itself"),
    (Class::POSSESSIVE, "his her their its our my your whose"),
    (
        Class::PREPOSITION,
        "of in at on for from by with about against over under into onto between among amid during after before since amongst \
         until within without toward towards through throughout across near like via despite behind beyond per around along \
         outside inside off up above below upon including regarding concerning following except alongside beside besides as",
    ),
    (Class::COORDINATOR, "and but or nor yet so"),
    (Class::AND, "and or"),
    (Class::BUT, "but yet"),
    (
        Class::SUBORDINATOR,
        "because while when if although though as after before since until unless where whereas once whether whenever \
         wherever why how what than lest so",
    ),
    (Class::RELATIVE, "who whom whose which that"),
    (Class::THAT, "that"),
    (Class::TO, "to"),
    (
        Class::BE,
        "is are was were be been being am isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t it's he's she's that's there's they're we're i'm you're it’s he’s she’s that’s there’s they’re we’re i’m you’re",
    ),
    (
        Class::HAVE,
        "has have had having hasn't haven't hadn't hasn’t haven’t hadn’t i've we've they've you've i’ve we’ve they’ve you’ve",
    ),
    (
        Class::MODAL,
        "will would can could may might shall should must do does did cannot won't wouldn't can't couldn't shouldn't don't doesn't didn't \
         mustn't won’t wouldn’t can’t couldn’t shouldn’t don’t doesn’t didn’t mustn’t i'll we'll he'll she'll they'll you'll i’ll we’ll \
         he’ll she’ll they’ll you’ll",
    ),
    (Class::NEGATION, "not never no nor neither"),
    (
        Class::ADVERB,
        "also later then further subsequently earlier previously however now again just even still already too instead \
         meanwhile therefore thus nevertheless nonetheless first once only ever never often always not soon so both \
         reportedly recently initially originally repeatedly simply separately afterwards afterward moreover furthermore \
         likewise similarly finally additionally ultimately eventually apparently allegedly officially publicly privately personally since indeed perhaps maybe all itself himself herself themselves rather sharply",
    ),
    (
        Class::TIME,
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september \
         october november december jan feb aug sept oct nov dec yesterday today tonight tomorrow week weeks month months year years day days \
         morning afternoon evening night weekend noon midday midnight earlier later early late last next time hours hour minutes \
         moment ago spring summer autumn winter",
    ),
    (
        Class::OCCASION,
        "statement interview conference briefing letter speech address tweet post email e-mail message remarks memo memorandum report \
         release note blog hearing call television tv radio twitter facebook instagram telegram social editorial article column \
         testimony interviews statements comments broadcast filing video communique communiqué advisory bulletin",
    ),
    (
        Class::VERB,
        "went met held left took made came began got gave saw ran won lost sent kept brought led became broke chose fell flew \
         grew knew paid rose sold spoke spent stood struck taught thought threw understood withdrew wore sat set put cut hit let \
         shut spread hurt cost quit makes takes goes comes gets gives sees runs wins loses sends keeps brings leads becomes wants needs \
         seems appears remains means shows includes follows plays lives works helps turns starts holds stands faces \
         go come get give see run win lose send keep bring become want need seem appear remain mean include follow \
         built bought caught dealt drew drove fought felt hid laid lay lent lit meant rode rang sang sank shook shot shrank slept \
         slid sought swept swam swung tore woke wound forgave forgot froze overcame undertook won't arose awoke bore beat bent bound \
         bred burst cast clung crept dug dwelt fed fled flung forbade ground hung knelt leapt learnt mistook overthrew rid shone shed \
         sped spun split stole stuck stung strode strove thrust trod wept",
    ),
];

fn table() -> &'static HashMap<&'static str, Class> {
    static TABLE: OnceLock<HashMap<&'static str, Class>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: HashMap<&'static str, Class> = HashMap::default();
        for (class, words) in WORDS {
            for word in words.split_whitespace() {
                let entry = table.entry(word).or_default();
                *entry = entry.or(*class);
            }
        }
        table
    })
}

/// The classes of a word given in lower case.
fn class_of(word: &str) -> Class {
    /// No word in the table is longer, in bytes.
    const LONGEST: usize = 13;
    if word.len() > LONGEST { Class::NONE } else { table().get(word).copied().unwrap_or(Class::NONE) }
}

/// A text in lower case, byte for byte in the same places: the few letters whose small form is longer or shorter stay as they are.
pub(crate) fn lower(text: &str) -> String {
    let mut lower = text.to_ascii_lowercase();
    if text.is_ascii() {
        return lower;
    }
    for (at, letter) in text.char_indices().filter(|(_, c)| !c.is_ascii() && c.is_uppercase()) {
        let mut small = letter.to_lowercase();
        if let (Some(small), None) = (small.next(), small.next())
            && small.len_utf8() == letter.len_utf8()
        {
            lower.replace_range(at..at + letter.len_utf8(), small.encode_utf8(&mut [0; 4]));
        }
    }
    lower
}

/// The classes of a word given in lower case, which is cased so in the text.
pub(super) fn class(word: &str, shape: Shape) -> Class {
    let acronym =
        shape == Shape::Upper && matches!(word, "who" | "us" | "it" | "am" | "may" | "can" | "will");
    let mut class = if acronym { Class::NONE } else { class_of(word) };
    // "Kelly" and "Italy" are names; the small words that end so are nearly all adverbs.
    let noun = matches!(
        word,
        "family"
            | "assembly"
            | "ally"
            | "reply"
            | "supply"
            | "anomaly"
            | "monopoly"
            | "bully"
            | "rally"
            | "jelly"
    );
    if shape == Shape::Lower && word.len() > 4 && word.ends_with("ly") && !noun {
        class = class.or(Class::ADVERB);
    }
    class
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_stand_where_the_large_ones_did() {
        assert_eq!(lower("ÉLAN, Čapek’s NATO"), "élan, čapek’s nato");
        assert_eq!(
            lower("İZMİR GROẞ 5 \u{212A}"),
            "İzmİr groẞ 5 \u{212A}",
            "their small forms are of other lengths"
        );
    }

    #[test]
    fn a_word_may_belong_to_several_classes() {
        let that = class_of("that");
        assert!(that.is(Class::THAT) && that.is(Class::DET) && that.is(Class::RELATIVE));
        assert!(!that.is(Class::PREPOSITION));
        assert_eq!(class_of("tariff"), Class::NONE);
        let lengths = WORDS.iter().flat_map(|(_, words)| words.split_whitespace()).map(str::len);
        assert!(lengths.max() <= Some(13), "longer words are not looked up");
    }
}
