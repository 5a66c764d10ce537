//! What an actor is: a speaker across articles.

use std::collections::{BTreeMap, BTreeSet};

use super::{Project, merging};
use crate::speakers::{SpeakerId, SpeakerKind};

/// Names an actor of a project: an index into [`Actors::list`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub u32);

/// A person, body or group that speaks in one article or several.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// The fullest name that the articles give; no two actors have the same.
    pub name: String,
    /// What sort of actor it is.
    pub kind: SpeakerKind,
    /// What most articles say they are.
    pub role: Option<String>,
    /// The body that a person belongs to.
    pub affiliation: Option<String>,
    /// The country that names or roles tell.
    pub country: Option<&'static str>,
    /// Which side of the dispute a person has put them on, in the project or, with one voice, in its articles.
    pub side: Option<String>,
    /// All other names that articles use.
    pub aliases: BTreeSet<String>,
    /// Where they speak or are mentioned, in the order of the articles.
    pub appearances: Vec<Appearance>,
    /// How many statements are theirs, joint ones included.
    pub statements: usize,
}

/// An actor in one article.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Appearance {
    /// The index of the article in [`Project::members`].
    pub member: usize,
    /// Which of its speakers they are.
    pub speaker: SpeakerId,
    /// How sure it is, from 0 to 1, that it is they: 1 for the same full name or a person's decision.
    pub confidence: f64,
}

impl Actor {
    /// How sure the least sure of the merges is.
    pub fn confidence(&self) -> f64 {
        self.appearances.iter().map(|appearance| appearance.confidence).fold(1.0, f64::min)
    }

    /// In how many articles they appear.
    pub fn articles(&self) -> usize {
        self.appearances.iter().map(|appearance| appearance.member).collect::<BTreeSet<_>>().len()
    }
}

/// Whom the actors of a project stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RollUp {
    /// Each for themselves.
    #[default]
    Actor,
    /// People for the body that they belong to, where the articles tell it.
    Body,
    /// All for the side of the dispute that a person has put them on; those on none for themselves.
    Side,
}

impl RollUp {
    /// All of them, from the finest.
    pub const ALL: [Self; 3] = [Self::Actor, Self::Body, Self::Side];

    fn group(self, actor: &Actor) -> Option<&str> {
        match self {
            Self::Actor => None,
            Self::Body => actor.affiliation.as_deref(),
            Self::Side => actor.side.as_deref(),
        }
    }
}

/// The actors of a project, those with most statements first, and whom each article's speakers are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Actors {
    /// In order of statements, then names.
    pub list: Vec<Actor>,
    of: BTreeMap<(usize, SpeakerId), ActorId>,
}

impl Actors {
    /// Merges the speakers of all articles, and applies what a person has decided.
    pub fn of_project(project: &Project) -> Self {
        Self::rolled_up(project, RollUp::Actor)
    }

    /// As [`Actors::of_project`], with those who stand for one body or side taken together under its name.
    pub fn rolled_up(project: &Project, by: RollUp) -> Self {
        let mut list = merging::merged(project);
        for actor in &mut list {
            actor.side = side_in_articles(project, actor);
        }
        for ruling in project.rulings.in_force() {
            ruling.apply(&mut list, &project.members);
        }
        list.retain(|actor| !actor.appearances.is_empty());
        let mut list = together(list, by);
        for actor in &mut list {
            actor.statements = 0;
        }
        let mut place = BTreeMap::new();
        for (index, actor) in list.iter().enumerate() {
            place.extend(actor.appearances.iter().map(|one| ((one.member, one.speaker), index)));
        }
        for (member, held) in project.members.iter().enumerate() {
            for quotation in &held.analysis.quotations {
                let speakers = held.analysis.speakers.of(quotation.id()).iter();
                let said: BTreeSet<usize> =
                    speakers.filter_map(|&speaker| place.get(&(member, speaker)).copied()).collect();
                said.into_iter().for_each(|index| list[index].statements += 1);
            }
        }
        list.sort_by(|a, b| b.statements.cmp(&a.statements).then_with(|| a.name.cmp(&b.name)));
        let of = list.iter().zip(0..).flat_map(|(actor, id)| {
            actor.appearances.iter().map(move |one| ((one.member, one.speaker), ActorId(id)))
        });
        Self { of: of.collect(), list }
    }

    /// The actor with this id.
    ///
    /// # Panics
    /// If the id comes from another project.
    pub fn get(&self, id: ActorId) -> &Actor {
        &self.list[id.0 as usize]
    }

    /// Who a speaker of an article is.
    pub fn of(&self, member: usize, speaker: SpeakerId) -> Option<ActorId> {
        self.of.get(&(member, speaker)).copied()
    }

    /// All ids, in the order of the list.
    pub fn ids(&self) -> impl Iterator<Item = ActorId> + use<> {
        (0..self.list.len() as u32).map(ActorId)
    }

    /// Whom a decision means by this name: the actor of this name or, failing that, the only one with this alias.
    pub fn meant(&self, name: &str) -> Option<ActorId> {
        super::ruling::find(&self.list, name).map(|index| ActorId(index as u32))
    }

    /// The actor of this name.
    pub fn named(&self, name: &str) -> Option<ActorId> {
        self.ids().find(|&id| self.get(id).name == name)
    }
}

/// The side that an actor has been put on in articles, if it is the same in all that tell one.
fn side_in_articles(project: &Project, actor: &Actor) -> Option<String> {
    let told = |one: &Appearance| project.members[one.member].marks.sides.get(&one.speaker);
    let mut sides = actor.appearances.iter().filter_map(told);
    let first = sides.next()?;
    sides.all(|side| side == first).then(|| first.clone())
}

/// Takes those together who stand for one body or side; a body that speaks itself is one of its own.
fn together(list: Vec<Actor>, by: RollUp) -> Vec<Actor> {
    let mut out: Vec<Actor> = Vec::new();
    let mut place: BTreeMap<String, usize> = BTreeMap::new();
    for mut actor in list {
        let group = by.group(&actor).map(str::to_owned);
        let name = group.clone().unwrap_or_else(|| actor.name.clone());
        match place.get(&name) {
            Some(&index) => {
                let whole: &mut Actor = &mut out[index];
                whole.aliases.insert(actor.name);
                whole.appearances.append(&mut actor.appearances);
                whole.appearances.sort_by_key(|one| (one.member, one.speaker));
                whole.side = whole.side.take().filter(|side| actor.side.as_ref() == Some(side));
            }
            None => {
                place.insert(name.clone(), out.len());
                if group.is_some() {
                    let own = std::mem::replace(&mut actor.name, name);
                    actor.aliases = BTreeSet::from([own]);
                    (actor.kind, actor.role, actor.affiliation) = (SpeakerKind::Organisation, None, None);
                }
                out.push(actor);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::member::tests::member;
    use super::super::{Member, Ruling};
    use super::*;

    #[test]
    fn a_side_that_was_given_in_articles_holds_until_the_project_says_otherwise() {
        let texts = ["“No,” said Ana Marin.", "“Yes,” said Ana Marin."];
        let members = texts.iter().zip(1..).map(|(text, number)| member(&format!("a{number}"), "", text));
        let mut project = Project { members: members.collect(), ..Project::default() };
        let put = |member: &mut Member, side: &str| {
            let speaker = member.analysis.speakers.list[0].id;
            Arc::make_mut(&mut member.marks).sides.insert(speaker, side.to_owned());
        };
        let side = |project: &Project| Actors::of_project(project).list[0].side.clone();
        put(&mut project.members[0], "North");
        assert_eq!(side(&project).as_deref(), Some("North"));
        put(&mut project.members[1], "South");
        assert_eq!(side(&project), None, "the articles differ");
        project.rulings.push(Ruling::Side { name: "Ana Marin".into(), side: "West".into() });
        assert_eq!(side(&project).as_deref(), Some("West"));
    }

    #[test]
    fn people_are_taken_together_by_body_and_side() {
        let texts = [
            "“We will not sign,” said Ana Marin. “We may talk,” said Ivo Bell.",
            "“No,” Ana Marin and Ivo Bell said. “Yes,” said Li Wei.",
        ];
        let members = texts.iter().zip(1..).map(|(text, number)| member(&format!("a{number}"), "", text));
        let mut project = Project { members: members.collect(), ..Project::default() };
        for name in ["Ana Marin", "Ivo Bell"] {
            project.rulings.push(Ruling::Side { name: name.into(), side: "North".into() });
        }
        let names = |by| -> Vec<(String, usize)> {
            let actors = Actors::rolled_up(&project, by);
            actors.list.iter().map(|actor| (actor.name.clone(), actor.statements)).collect()
        };
        assert_eq!(names(RollUp::Actor).len(), 3);
        assert_eq!(
            names(RollUp::Side),
            [("North".into(), 3), ("Li Wei".into(), 1)],
            "what they say together counts once"
        );
        assert_eq!(names(RollUp::Body), names(RollUp::Actor), "no article tells a body");
    }
}
