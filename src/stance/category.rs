//! The classes that the lexicon's words fall into, and what each class means to the rules.

use super::Device;

/// What sort of word it is. The first twenty-one carry stance, the next two tell a dispute from other news, the rest steer the
/// rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Category {
    Threat,
    Ultimatum,
    RedLine,
    /// A red line that negates what follows: "will never".
    Vow,
    Break,
    Refuse,
    Accuse,
    Vilify,
    Criticise,
    Complain,
    Demand,
    Force,
    Pride,
    Concede,
    Apology,
    Accept,
    Agree,
    Offer,
    Praise,
    Calm,
    Reassure,
    /// Speaks of a dispute: parties, courts, parliaments.
    Dispute,
    /// Speaks of news without one: weather, science, sport, deaths.
    Plain,
    /// Puts an end to something: "lift", "withdraw".
    Ending,
    Negation,
    /// Begins a new negated part: "nor".
    Nor,
    /// A phrase that must not be read word by word: "not only", "Red Cross".
    Filler,
    Contrast,
    Concessive,
    Condition,
    /// A condition that must come first: "only if", "unless", "until".
    Only,
    Future,
    /// The speaker together with others: "we".
    OwnSide,
    /// The speaker alone: "I".
    Speaker,
    /// Those spoken of or to: "they", "you".
    OtherSide,
    /// Begins the report of what others say.
    Reported,
    Past,
    Strong,
    Weak,
    Pause,
    Stop,
    Question,
}

use Category::{
    Accept, Accuse, Agree, Apology, Break, Calm, Complain, Concede, Concessive, Condition, Contrast,
    Criticise, Demand, Dispute, Ending, Filler, Force, Future, Negation, Nor, Offer, Only, OtherSide,
    OwnSide, Past, Pause, Plain, Praise, Pride, Question, Reassure, RedLine, Refuse, Reported, Speaker, Stop,
    Strong, Threat, Ultimatum, Vilify, Vow, Weak,
};

/// Every category with its name in the lexicon.
const NAMES: &[(&str, Category)] = &[
    ("threat", Threat),
    ("ultimatum", Ultimatum),
    ("redline", RedLine),
    ("vow", Vow),
    ("break", Break),
    ("refuse", Refuse),
    ("accuse", Accuse),
    ("vilify", Vilify),
    ("criticise", Criticise),
    ("complain", Complain),
    ("demand", Demand),
    ("force", Force),
    ("pride", Pride),
    ("concede", Concede),
    ("apology", Apology),
    ("accept", Accept),
    ("agree", Agree),
    ("offer", Offer),
    ("praise", Praise),
    ("calm", Calm),
    ("reassure", Reassure),
    ("dispute", Dispute),
    ("plain", Plain),
    ("ending", Ending),
    ("negation", Negation),
    ("nor", Nor),
    ("filler", Filler),
    ("contrast", Contrast),
    ("concessive", Concessive),
    ("condition", Condition),
    ("only", Only),
    ("future", Future),
    ("self", OwnSide),
    ("me", Speaker),
    ("other", OtherSide),
    ("reported", Reported),
    ("past", Past),
    ("strong", Strong),
    ("weak", Weak),
    ("pause", Pause),
    ("stop", Stop),
    ("question", Question),
];

impl Category {
    /// The category of this name in the lexicon.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        NAMES.iter().find(|(known, _)| *known == name).map(|&(_, category)| category)
    }

    /// Whether its words carry stance.
    pub(super) fn is_scored(self) -> bool {
        (self as u8) < (Dispute as u8)
    }

    /// Whether its words show conflict, and so that there is a dispute at all. Mere trouble and mere goodwill are left
    /// out: a storm is difficult and a singer is loved.
    pub(super) fn is_conflict(self) -> bool {
        self.is_scored() && !matches!(self, Calm | Offer | Praise | Reassure | Force | Complain)
    }

    /// What a word of weight `weight` weighs when it is negated. To decline peace is harder than to decline war is soft,
    /// and a denied accusation takes no side.
    pub(super) fn negated(self, weight: f64) -> f64 {
        match self {
            Concede => -weight,
            Agree | Offer | Accept | Apology => -0.8 * weight,
            Praise | Calm | Reassure => -0.6 * weight,
            Threat | Ultimatum | Break | Refuse => -0.4 * weight,
            Force | Demand => -0.3 * weight,
            Complain | Pride => -0.2 * weight,
            _ => 0.0,
        }
    }

    /// Why a word counts, for the reader.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Threat => "threat",
            Ultimatum => "ultimatum",
            RedLine | Vow => "red line",
            Break => "breaking off",
            Refuse => "refusal",
            Accuse => "accusation",
            Vilify => "vilification",
            Criticise => "criticism",
            Complain => "complaint",
            Demand => "demand",
            Force => "use of force",
            Pride => "own strength",
            Concede => "concession",
            Apology => "apology",
            Accept => "acceptance",
            Agree => "agreement",
            Offer => "offer",
            Praise => "praise",
            Calm => "openness",
            Reassure => "reassurance",
            _ => "wording",
        }
    }

    /// The reason when the word is negated.
    pub(super) fn negated_reason(self) -> &'static str {
        match self {
            Threat | Ultimatum => "negated threat",
            Break | Refuse => "negated refusal",
            Force => "negated use of force",
            Demand => "negated demand",
            Concede => "negated concession",
            Apology => "negated apology",
            Accept => "negated acceptance",
            Agree => "negated agreement",
            Offer => "negated offer",
            Praise => "negated praise",
            Calm | Reassure => "negated openness",
            _ => "negated",
        }
    }

    /// What a statement does in which such a word weighs most.
    pub(super) fn device(self) -> Option<Device> {
        Some(match self {
            Threat | Ultimatum | Break => Device::Threat,
            RedLine | Vow => Device::RedLine,
            Accuse | Vilify | Criticise => Device::Accusation,
            Demand => Device::Demand,
            Concede | Apology | Accept => Device::Concession,
            Offer => Device::Offer,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_has_one_name() {
        for &(name, category) in NAMES {
            assert_eq!(Category::from_name(name), Some(category));
        }
        assert_eq!(Category::from_name("nonsense"), None);
    }

    #[test]
    fn negation_turns_peace_harder_than_it_softens_war() {
        assert!(Agree.negated(2.0) < 0.0);
        assert!(Threat.negated(-2.0) > 0.0);
        assert!(Agree.negated(2.0).abs() > Threat.negated(-2.0));
        assert!(Accuse.negated(-2.0).abs() < f64::EPSILON);
    }

    #[test]
    fn topics_are_not_scored() {
        assert!(Reassure.is_scored() && !Dispute.is_scored() && !Stop.is_scored());
        assert!(Accuse.is_conflict() && !Complain.is_conflict());
    }
}
