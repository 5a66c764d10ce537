//! One decision of a person about what was found.

use crate::article::Article;
use crate::quotes::{Kind, QuotationId};
use crate::stance::Device;
use crate::text::{Span, counted};

/// One decision of a person. A statement is named as it is called at that point of the log, a speaker by the name that it
/// has then; so a log can be applied to what another engine, or a later version, found in the same text.
#[derive(Debug, Clone, PartialEq)]
pub enum Correction {
    /// A decision about one statement.
    Statement {
        /// Which one.
        id: QuotationId,
        /// What was decided.
        verdict: Verdict,
    },
    /// These words are a statement that was not found.
    Mark {
        /// What was said: disjoint, in order, not empty.
        content: Vec<Span>,
        /// Direct, mixed or indirect.
        kind: Kind,
        /// Who said it; nobody if empty.
        speakers: Vec<String>,
    },
    /// A decision about a speaker.
    Speaker {
        /// Its name until now.
        name: String,
        /// What was decided.
        decision: Decision,
    },
}

/// What was decided about one statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Who said it; nobody if empty. A name that the article's speakers do not have makes a new one.
    Speakers(Vec<String>),
    /// What was said: disjoint, in order, not empty.
    Content(Vec<Span>),
    /// Direct, mixed or indirect.
    Kind(Kind),
    /// The words that report it, if any do.
    Cue(Option<Span>),
    /// The words that name who said it, if any do.
    Source(Option<Span>),
    /// Where it stands, from -1 to 1, or that it takes no stance.
    Stance(Option<f64>),
    /// What it does beside its score.
    Device(Option<Device>),
    /// Whom it is directed at, by name.
    Target(Option<String>),
    /// What there is to say about it; empty for nothing.
    Note(String),
    /// A person has looked at it and found it right, or wants to look again.
    Reviewed(bool),
    /// It is no statement.
    Reject,
}

/// What was decided about a speaker.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// It is called otherwise.
    Rename(String),
    /// It is the same as the one of this name, with all its statements.
    Merge(String),
    /// These of its statements were said by another.
    Split {
        /// Which.
        statements: Vec<QuotationId>,
        /// Who said them.
        to: String,
    },
    /// What they are; empty for nothing known.
    Role(String),
    /// Which side of the dispute they are on; empty for none.
    Side(String),
}

impl Correction {
    /// The same for one statement.
    pub fn of(id: QuotationId, verdict: Verdict) -> Self {
        Self::Statement { id, verdict }
    }

    /// The statements that it is about, as they are called before it.
    pub fn statements(&self) -> &[QuotationId] {
        match self {
            Self::Statement { id, .. } => std::slice::from_ref(id),
            Self::Speaker { decision: Decision::Split { statements, .. }, .. } => statements,
            Self::Mark { .. } | Self::Speaker { .. } => &[],
        }
    }

    /// What was decided, in a few words for menus: "“We will not …”: speaker Ivo Marin".
    pub fn describe(&self, article: &Article) -> String {
        match self {
            Self::Statement { id, verdict } => {
                format!("{}: {}", beginning(article, Span::new(id.start, id.end)), verdict.describe())
            }
            Self::Mark { content, .. } => {
                let words = content.first().map(|&span| beginning(article, span)).unwrap_or_default();
                format!("{words}: marked as a statement")
            }
            Self::Speaker { name, decision } => match decision {
                Decision::Rename(to) => format!("{name}: renamed {to}"),
                Decision::Merge(into) => format!("{name}: the same as {into}"),
                Decision::Split { statements, to } => {
                    format!("{name}: {} to {to}", counted(statements.len(), "statement"))
                }
                Decision::Role(role) if role.is_empty() => format!("{name}: no role"),
                Decision::Role(role) => format!("{name}: role {role}"),
                Decision::Side(side) if side.is_empty() => format!("{name}: no side"),
                Decision::Side(side) => format!("{name}: side {side}"),
            },
        }
    }
}

impl Verdict {
    fn describe(&self) -> String {
        match self {
            Self::Speakers(names) if names.is_empty() => "unattributed".into(),
            Self::Speakers(names) => format!("speaker {}", names.join(" and ")),
            Self::Content(_) => "other words".into(),
            Self::Kind(kind) => kind.name().into(),
            Self::Cue(Some(_)) => "other cue".into(),
            Self::Cue(None) => "no cue".into(),
            Self::Source(Some(_)) => "other source".into(),
            Self::Source(None) => "no source".into(),
            Self::Stance(None) => "no stance".into(),
            Self::Stance(Some(score)) => format!("stance {score:+.2}").replace('-', "\u{2212}"),
            Self::Device(None) => "no device".into(),
            Self::Device(Some(device)) => device.name().into(),
            Self::Target(None) => "no target".into(),
            Self::Target(Some(name)) => format!("directed at {name}"),
            Self::Note(words) if words.is_empty() => "no note".into(),
            Self::Note(_) => "note".into(),
            Self::Reviewed(true) => "reviewed".into(),
            Self::Reviewed(false) => "not reviewed".into(),
            Self::Reject => "rejected".into(),
        }
    }
}

/// The first words at `span`, in the article's own quotation marks or in ours.
fn beginning(article: &Article, span: Span) -> String {
    const MOST: usize = 28;
    let end = span.end.min(article.text().len());
    let words = article.text().get(span.start..end).unwrap_or_default();
    let words = words.trim_matches(|c: char| c.is_whitespace() || "\"“”„«»‘’'".contains(c));
    let short: String = words.chars().take(MOST).collect();
    let more = if short.len() < words.len() { "…" } else { "" };
    format!("“{}{more}”", short.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_is_told_in_a_few_words() {
        let article = Article::new("“We will never sign any such treaty with them,” said Ann Bell.");
        let id = QuotationId { start: 0, end: 51 };
        let told = |verdict| Correction::of(id, verdict).describe(&article);
        assert_eq!(told(Verdict::Reject), "“We will never sign any such…”: rejected");
        assert!(told(Verdict::Stance(Some(-0.5))).ends_with("stance −0.50"));
        let split = Decision::Split { statements: vec![id], to: "Tom Moor".into() };
        let split = Correction::Speaker { name: "Ann Bell".into(), decision: split };
        assert_eq!(split.describe(&article), "Ann Bell: 1 statement to Tom Moor");
    }

    #[test]
    fn a_correction_from_another_text_is_told_without_its_words() {
        let article = Article::new("Short.");
        let rejected = Correction::of(QuotationId { start: 90, end: 99 }, Verdict::Reject);
        assert_eq!(rejected.describe(&article), "“”: rejected");
    }
}
