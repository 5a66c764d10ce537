//! Search over all statements of a project.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{ActorId, Actors, Project, Statement};
use crate::quotes::Kind;
use crate::speakers::fold;
use crate::stance::Device;

/// What is looked for. All of it must hold; an empty query finds everything.
///
/// | written | finds statements |
/// |---|---|
/// | `talks` | with a word that begins so, whatever its case and accents |
/// | `"border treaty"` | with these words in a row |
/// | `-talks` | without it |
/// | `actor:marin` | of an actor with this in a name, an alias, the role or the side; `actor:nobody` unattributed ones |
/// | `target:marin` | directed at such an actor |
/// | `device:threat` | that do this |
/// | `kind:direct` | of this kind |
/// | `stance:<-0.5`, `stance:>0`, `stance:-1..0`, `stance:none` | with such a score, or without one |
/// | `date:2026-03`, `date:2026-03-01..2026-04-15` | of articles of that time |
/// | `publisher:wire`, `article:talks` | of articles with this in the publisher's name; in name or title |
/// | `reviewed:yes`, `reviewed:no` | that a person has looked at, or not |
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    with: Vec<String>,
    without: Vec<String>,
    actor: Vec<String>,
    target: Vec<String>,
    publisher: Vec<String>,
    article: Vec<String>,
    device: Option<Device>,
    kind: Option<Kind>,
    stance: Option<Band>,
    date: Option<(String, String)>,
    reviewed: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Band {
    None,
    Within { low: f64, high: f64 },
}

/// Why a query cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// There is no such field.
    #[error(
        "there is no “{0}:”; there are actor, target, device, kind, stance, date, publisher, article and reviewed"
    )]
    Field(String),
    /// A field has a value that it cannot have.
    #[error("“{0}:” cannot be “{1}”; it can be {2}")]
    Value(String, String, String),
}

impl Query {
    /// Understands what was written.
    ///
    /// # Errors
    /// If a field is unknown or its value makes no sense.
    pub fn parse(written: &str) -> Result<Self, QueryError> {
        let mut query = Self::default();
        for term in terms(written) {
            let (is_not, term) = match term.strip_prefix('-') {
                Some(rest) if !rest.is_empty() => (true, rest.to_owned()),
                _ => (false, term),
            };
            match term.split_once(':') {
                Some((field, value))
                    if !is_not
                        && !value.is_empty()
                        && field.chars().all(char::is_alphabetic)
                        && !field.is_empty() =>
                {
                    query.field(field, value.trim_matches('"'))?;
                }
                _ => {
                    let words = plain(term.trim_matches('"'));
                    if !words.is_empty() {
                        if is_not { query.without.push(words) } else { query.with.push(words) }
                    }
                }
            }
        }
        Ok(query)
    }

    fn field(&mut self, field: &str, value: &str) -> Result<(), QueryError> {
        let wrong = || QueryError::Value(field.to_owned(), value.to_owned(), values(&field.to_lowercase()));
        match field.to_lowercase().as_str() {
            "actor" => self.actor.push(plain(value)),
            "target" => self.target.push(plain(value)),
            "publisher" => self.publisher.push(plain(value)),
            "article" => self.article.push(plain(value)),
            "device" => {
                let named = |device: &Device| {
                    device.name().replace(' ', "") == value.to_lowercase().replace([' ', '-'], "")
                };
                self.device = Some(Device::ALL.into_iter().find(named).ok_or_else(wrong)?);
            }
            "kind" => {
                let named = |kind: &Kind| kind.name() == value.to_lowercase();
                self.kind = Some(Kind::ALL.into_iter().find(named).ok_or_else(wrong)?);
            }
            "stance" => self.stance = Some(Band::parse(value).ok_or_else(wrong)?),
            "date" => {
                let (from, to) = value.split_once("..").unwrap_or((value, value));
                let is_date =
                    |date: &str| date.len() <= 10 && date.chars().all(|c| c.is_ascii_digit() || c == '-');
                if !(is_date(from) && is_date(to)) {
                    return Err(wrong());
                }
                self.date = Some((from.to_owned(), to.to_owned()));
            }
            "reviewed" => {
                self.reviewed = Some(match value.to_lowercase().as_str() {
                    "yes" | "true" => true,
                    "no" | "false" => false,
                    _ => return Err(wrong()),
                });
            }
            _ => return Err(QueryError::Field(field.to_owned())),
        }
        Ok(())
    }

    fn holds_day(&self, day: Option<NaiveDate>) -> bool {
        let Some((from, to)) = &self.date else { return true };
        let Some(day) = day.map(|day| day.to_string()) else { return false };
        // A month or year ends with its last day.
        (from.is_empty() || day.as_str() >= from.as_str())
            && (to.is_empty() || day.get(..to.len()).is_some_and(|start| start <= to.as_str()))
    }
}

/// What a field can be, in words.
fn values(field: &str) -> String {
    match field {
        "device" => Device::ALL.map(|device| device.name().replace(' ', "-")).join(", "),
        "kind" => Kind::ALL.map(Kind::name).join(", "),
        "stance" => {
            "hardline, neutral, conciliatory, any, none, <-0.5, >0, or -1..0, between -1 and 1".into()
        }
        "date" => "2026, 2026-03, 2026-03-01, or 2026-03-01..2026-04-15".into(),
        _ => "yes or no".into(),
    }
}

impl Band {
    fn parse(value: &str) -> Option<Self> {
        let number = |text: &str| {
            text.trim().replace('\u{2212}', "-").parse::<f64>().ok().filter(|number| number.is_finite())
        };
        // A step beyond what was written, so that the bound itself is left out.
        const STEP: f64 = 1e-9;
        let within = |low, high| Some(Self::Within { low, high });
        match value {
            "none" => Some(Self::None),
            "any" => within(-1.0, 1.0),
            "hardline" => within(-1.0, -1.0 / 6.0 - STEP),
            "neutral" => within(-1.0 / 6.0, 1.0 / 6.0),
            "conciliatory" => within(1.0 / 6.0 + STEP, 1.0),
            _ => match (value.strip_prefix('<'), value.strip_prefix('>'), value.split_once("..")) {
                (Some(high), _, _) => within(-1.0, number(high)? - STEP),
                (_, Some(low), _) => within(number(low)? + STEP, 1.0),
                (_, _, Some((low, high))) => within(number(low)?, number(high)?),
                _ => number(value).and_then(|score| within(score - 0.05, score + 0.05)),
            },
        }
    }
}

/// The parts of a query: separated by spaces, but for those between quotation marks.
fn terms(written: &str) -> Vec<String> {
    let mut terms = vec![String::new()];
    let mut is_quoted = false;
    for c in written.chars() {
        match c {
            '"' | '“' | '”' | '„' => {
                is_quoted = !is_quoted;
                if let Some(term) = terms.last_mut() {
                    term.push('"');
                }
            }
            c if c.is_whitespace() && !is_quoted => terms.push(String::new()),
            c => {
                if let Some(term) = terms.last_mut() {
                    term.push(c);
                }
            }
        }
    }
    terms.retain(|term| !term.is_empty());
    terms
}

/// Words as they are compared: folded, with single spaces between them and one before.
fn plain(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len() + 1);
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        out.push(' ');
        out.push_str(word);
    }
    out
}

/// All statements of a project, ready to be searched.
#[derive(Debug, Clone, Default)]
pub struct Index {
    lines: Vec<Line>,
    articles: Vec<About>,
    actors: Vec<String>,
}

#[derive(Debug, Clone)]
struct Line {
    at: Statement,
    words: String,
    actors: Vec<ActorId>,
    target: Option<ActorId>,
    device: Option<Device>,
    kind: Kind,
    score: Option<f64>,
    is_reviewed: bool,
}

#[derive(Debug, Clone)]
struct About {
    name: String,
    publisher: String,
    day: Option<NaiveDate>,
}

impl Index {
    /// Prepares the statements of a project.
    pub fn new(project: &Project, actors: &Actors) -> Self {
        let line = |at: Statement| {
            let held = &project.members[at.member];
            let quotation = project.quotation(at);
            let stance = held.analysis.stances.get(&quotation.id());
            Line {
                at,
                words: plain(&project.words(at)),
                actors: project.said_by(actors, at).collect(),
                target: project.target(actors, at),
                device: stance.and_then(|stance| stance.device),
                kind: quotation.kind,
                score: stance.map(|stance| stance.score),
                is_reviewed: held.marks.is_settled(quotation.id()),
            }
        };
        let about = |held: &super::Member| About {
            name: plain(&format!(
                "{} {}",
                held.name,
                held.article.metadata.title.as_deref().unwrap_or_default()
            )),
            publisher: plain(held.article.metadata.publisher.as_deref().unwrap_or_default()),
            day: held.day(),
        };
        let named = |actor: &super::Actor| {
            let more = [&actor.role, &actor.side].into_iter().filter_map(Option::as_deref);
            let all = std::iter::once(actor.name.as_str())
                .chain(actor.aliases.iter().map(String::as_str))
                .chain(more);
            all.map(plain).collect::<Vec<_>>().join("\n")
        };
        Self {
            lines: project.statements().map(line).collect(),
            articles: project.members.iter().map(about).collect(),
            actors: actors.list.iter().map(named).collect(),
        }
    }

    /// The statements that are as looked for, in the order of the project.
    pub fn find(&self, query: &Query) -> Vec<Statement> {
        let actors = |wanted: &[String]| -> Vec<BTreeSet<ActorId>> {
            let of = |one: &String| {
                (0..)
                    .map(ActorId)
                    .zip(&self.actors)
                    .filter(|(_, names)| names.contains(one.as_str()))
                    .map(|(id, _)| id)
                    .collect()
            };
            wanted.iter().map(of).collect()
        };
        let (by, at) = (actors(&query.actor), actors(&query.target));
        let in_article: Vec<bool> = self
            .articles
            .iter()
            .map(|about| {
                query.publisher.iter().all(|one| about.publisher.contains(one))
                    && query.article.iter().all(|one| about.name.contains(one))
                    && query.holds_day(about.day)
            })
            .collect();
        let nobody = |one: &String| one == " nobody";
        let holds = |line: &&Line| {
            in_article[line.at.member]
                && query.device.is_none_or(|device| line.device == Some(device))
                && query.kind.is_none_or(|kind| line.kind == kind)
                && query.reviewed.is_none_or(|reviewed| line.is_reviewed == reviewed)
                && match (query.stance, line.score) {
                    (None, _) => true,
                    (Some(Band::None), score) => score.is_none(),
                    (Some(Band::Within { low, high }), score) => {
                        score.is_some_and(|score| (low..=high).contains(&score))
                    }
                }
                && by.iter().zip(&query.actor).all(|(set, one)| {
                    line.actors.iter().any(|actor| set.contains(actor))
                        || (nobody(one) && line.actors.is_empty())
                })
                && at.iter().all(|set| line.target.is_some_and(|target| set.contains(&target)))
                && query.with.iter().all(|words| line.words.contains(words.as_str()))
                && !query.without.iter().any(|words| line.words.contains(words.as_str()))
        };
        self.lines.iter().filter(holds).map(|line| line.at).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::member::tests::member;
    use super::*;

    fn found(written: &str) -> Vec<(usize, usize)> {
        let members = [
            member(
                "wire",
                "2026-03-02",
                "“We reject it and will never sign the bórder treaty,” said Ana Bell. “We welcome the talks,” said Ivo Marin.",
            ),
            member("post", "2026-04-20", "Ana Bell said she would talk. It was said that the lamp is green."),
        ];
        let project = Project { members: members.to_vec(), ..Project::default() };
        let actors = Actors::of_project(&project);
        let index = Index::new(&project, &actors);
        index
            .find(&Query::parse(written).unwrap())
            .into_iter()
            .map(|one| (one.member, one.quotation))
            .collect()
    }

    #[test]
    fn words_phrases_and_their_absence() {
        assert_eq!(found("").len(), 4);
        assert_eq!(found("BORDER"), [(0, 0)]);
        assert_eq!(found("talk"), [(0, 1), (1, 0)], "words that begin so");
        assert_eq!(found("\"border treaty\" sign"), [(0, 0)]);
        assert_eq!(found("\"treaty border\""), []);
        assert_eq!(found("-talk -lamp"), [(0, 0)]);
    }

    #[test]
    fn fields() {
        assert_eq!(found("actor:bell"), [(0, 0), (1, 0)]);
        assert_eq!(found("actor:\"ana bell\" date:2026-04"), [(1, 0)]);
        assert_eq!(found("actor:nobody"), [(1, 1)]);
        assert_eq!(found("publisher:wire stance:<0"), [(0, 0)]);
        assert_eq!(found("stance:conciliatory publisher:wire"), [(0, 1)]);
        assert_eq!(found("date:2026-03-02..2026-03-31 kind:direct").len(), 2);
        assert_eq!(found("date:..2026-03").len(), 2);
        assert_eq!(found("reviewed:yes"), []);
        assert_eq!(found("article:post kind:indirect").len(), 2);
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        assert_eq!(Query::parse("colour:red"), Err(QueryError::Field("colour".into())));
        let told = |written| Query::parse(written).unwrap_err().to_string();
        assert!(told("device:shout").contains("red-line") && told("Kind:odd").contains("mixed"));
        assert_eq!(Query::parse("device:red-line").unwrap().device, Some(Device::RedLine));
        assert_eq!(
            Query::parse("stance:much"),
            Err(QueryError::Value("stance".into(), "much".into(), values("stance")))
        );
        assert!(Query::parse("device:threat device:\"red line\" kind:mixed stance:-1..-0.5").is_ok());
        assert!(Query::parse("12:30").is_ok(), "a time is words");
    }
}
