//! What a person has decided about actors: a log, as a review is one, and like it replayed on what was merged.

use std::collections::BTreeSet;

use super::{Actor, Appearance, Member};
use crate::speakers::fold;

/// One decision of a person about actors. Actors are named as they are called at that point of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    /// The actor of this name is the same as another.
    Same {
        /// Who.
        name: String,
        /// The same as who.
        into: String,
    },
    /// In one article, the actor of this name is somebody else.
    Apart {
        /// Who.
        name: String,
        /// The name of the article.
        member: String,
        /// Its [`Member::fingerprint`], by which it is known where names have changed.
        fingerprint: Option<String>,
        /// Who they are there; a name that no actor has makes a new one.
        to: String,
    },
    /// The actor is called otherwise.
    Called {
        /// Until now.
        name: String,
        /// From now on.
        to: String,
    },
    /// What they are; empty for nothing known.
    Role {
        /// Who.
        name: String,
        /// What they are.
        role: String,
    },
    /// Which side of the dispute they are on; empty for none.
    Side {
        /// Who.
        name: String,
        /// The side.
        side: String,
    },
}

impl Ruling {
    /// What was decided, in a few words for menus.
    pub fn describe(&self) -> String {
        match self {
            Self::Same { name, into } => format!("{name}: the same as {into}"),
            Self::Apart { name, member, to, .. } => format!("{name} in {member}: {to}"),
            Self::Called { name, to } => format!("{name}: renamed {to}"),
            Self::Role { name, role } if role.is_empty() => format!("{name}: no role"),
            Self::Role { name, role } => format!("{name}: role {role}"),
            Self::Side { name, side } if side.is_empty() => format!("{name}: no side"),
            Self::Side { name, side } => format!("{name}: side {side}"),
        }
    }

    /// Does to `actors` what was decided. What it is about may be gone, or never have been found: then nothing happens.
    pub(super) fn apply(&self, actors: &mut Vec<Actor>, members: &[Member]) {
        match self {
            Self::Same { name, into } => same(actors, name, into),
            Self::Apart { name, member, fingerprint, to } => {
                if let Some(member) = meant(members, member, fingerprint.as_deref()) {
                    apart(actors, name, member, to);
                }
            }
            Self::Called { name, to } if find(actors, to).is_none_or(|at| find(actors, name) == Some(at)) => {
                change(actors, name, |actor| {
                    actor.aliases.insert(std::mem::replace(&mut actor.name, to.clone()));
                    actor.aliases.remove(to);
                });
            }
            // Two of one name are one.
            Self::Called { name, to } => same(actors, name, to),
            Self::Role { name, role } => {
                change(actors, name, |actor| actor.role = (!role.is_empty()).then(|| role.clone()));
            }
            Self::Side { name, side } => {
                change(actors, name, |actor| actor.side = (!side.is_empty()).then(|| side.clone()));
            }
        }
    }
}

/// The actor of this name or, failing that, the only one with this alias.
pub(super) fn find(actors: &[Actor], name: &str) -> Option<usize> {
    let folded = fold(name);
    actors.iter().position(|actor| actor.name == name).or_else(|| {
        let mut with = (0..actors.len()).filter(|&index| {
            fold(&actors[index].name) == folded
                || actors[index].aliases.iter().any(|alias| fold(alias) == folded)
        });
        with.next().filter(|_| with.next().is_none())
    })
}

fn change(actors: &mut [Actor], name: &str, change: impl FnOnce(&mut Actor)) {
    if let Some(index) = find(actors, name) {
        change(&mut actors[index]);
    }
}

fn same(actors: &mut Vec<Actor>, name: &str, into: &str) {
    let (Some(from), Some(to)) = (find(actors, name), find(actors, into)) else { return };
    if from == to {
        return;
    }
    let gone = actors[from].clone();
    let kept = &mut actors[to];
    kept.aliases.insert(gone.name);
    kept.aliases.extend(gone.aliases);
    kept.aliases.remove(&kept.name);
    kept.appearances.extend(gone.appearances.iter().map(|&one| Appearance { confidence: 1.0, ..one }));
    kept.appearances.sort_by_key(|one| (one.member, one.speaker));
    kept.role = kept.role.take().or(gone.role);
    kept.affiliation = kept.affiliation.take().or(gone.affiliation);
    kept.country = kept.country.or(gone.country);
    kept.side = kept.side.take().or(gone.side);
    actors.remove(from);
}

/// The article that a decision is about: of those with its fingerprint the one of its name, or the first; if there is none (its file
/// has changed), the one of its name.
fn meant(members: &[Member], name: &str, fingerprint: Option<&str>) -> Option<usize> {
    let same = |member: &Member| fingerprint.is_some_and(|print| member.fingerprint() == print);
    let named = |member: &Member| member.name == name;
    let first = members.iter().position(same);
    members
        .iter()
        .position(|member| same(member) && named(member))
        .or(first)
        .or_else(|| members.iter().position(named))
}

fn apart(actors: &mut Vec<Actor>, name: &str, member: usize, to: &str) {
    let Some(from) = find(actors, name) else { return };
    let is_there = |one: &Appearance| one.member == member;
    let moved: Vec<Appearance> =
        actors[from].appearances.iter().filter(|one| is_there(one)).copied().collect();
    if moved.is_empty() || find(actors, to) == Some(from) {
        return;
    }
    let moved = moved.into_iter().map(|one| Appearance { confidence: 1.0, ..one });
    actors[from].appearances.retain(|one| !is_there(one));
    match find(actors, to) {
        Some(to) => {
            actors[to].appearances.extend(moved);
            actors[to].appearances.sort_by_key(|one| (one.member, one.speaker));
        }
        None => {
            let appearances = moved.collect();
            let new = Actor {
                name: to.to_owned(),
                aliases: BTreeSet::new(),
                appearances,
                side: None,
                ..actors[from].clone()
            };
            actors.push(new);
        }
    }
}

/// The decisions about a project's actors, in the order in which they were taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rulings {
    log: Vec<Ruling>,
    done: usize,
}

impl Rulings {
    /// A log of which `done` decisions are in force and the others undone.
    pub fn with_log(log: Vec<Ruling>, done: usize) -> Self {
        Self { done: done.min(log.len()), log }
    }

    /// All decisions, those undone included.
    pub fn log(&self) -> &[Ruling] {
        &self.log
    }

    /// The decisions in force.
    pub fn in_force(&self) -> &[Ruling] {
        &self.log[..self.done]
    }

    /// Adds a decision. What was undone before can then not be redone any more.
    pub fn push(&mut self, ruling: Ruling) {
        self.log.truncate(self.done);
        self.log.push(ruling);
        self.done += 1;
    }

    /// Takes the last decision back, and returns it.
    pub fn undo(&mut self) -> Option<&Ruling> {
        self.done = self.done.checked_sub(1)?;
        self.log.get(self.done)
    }

    /// Takes the last decision that was undone again, and returns it.
    pub fn redo(&mut self) -> Option<&Ruling> {
        let ruling = self.log.get(self.done)?;
        self.done += 1;
        Some(ruling)
    }
}

#[cfg(test)]
mod tests {
    use super::super::member::tests::member;
    use super::super::{Actors, Project};
    use super::*;

    fn project() -> Project {
        let texts = [
            "“We will not sign,” said Ana Marin.",
            "“We may talk,” said Ivo Marin.",
            "“No,” Ana Marin said.",
        ];
        let members = texts.iter().zip(1..).map(|(text, number)| member(&format!("a{number}"), "", text));
        Project { members: members.collect(), ..Project::default() }
    }

    fn names(project: &Project) -> Vec<(String, usize)> {
        Actors::of_project(project).list.into_iter().map(|actor| (actor.name, actor.statements)).collect()
    }

    #[test]
    fn who_is_somebody_else_in_an_article_stays_so_when_it_is_named_otherwise() {
        let mut project = project();
        for (number, member) in project.members.iter_mut().enumerate() {
            (member.sha256, member.part) = ("0a".into(), Some(number + 1));
        }
        project.rulings.push(Ruling::Apart {
            name: "Ana Marin".into(),
            member: "a3".into(),
            fingerprint: Some("0a#3".into()),
            to: "Ana Marin-Bell".into(),
        });
        // The first article is taken out, and another one gets the name that the third had.
        project.members.remove(0);
        (project.members[0].name, project.members[1].name) = ("a3".into(), "a2".into());
        assert_eq!(names(&project), [("Ana Marin-Bell".into(), 1), ("Ivo Marin".into(), 1)]);
        // Its file has changed: then it is the one of its name.
        project.members[1].sha256 = "0b".into();
        project.members[0].name = "a1".into();
        project.members[1].name = "a3".into();
        assert_eq!(names(&project), [("Ana Marin-Bell".into(), 1), ("Ivo Marin".into(), 1)]);
    }

    #[test]
    fn merges_and_splits_can_be_taken_back() {
        let mut project = project();
        let before = names(&project);
        assert_eq!(before, [("Ana Marin".into(), 2), ("Ivo Marin".into(), 1)]);
        project.rulings.push(Ruling::Same { name: "Ivo Marin".into(), into: "Ana Marin".into() });
        assert_eq!(names(&project), [("Ana Marin".into(), 3)]);
        project.rulings.push(Ruling::Apart {
            name: "Ana Marin".into(),
            member: "a3".into(),
            fingerprint: None,
            to: "Ana Marin-Bell".into(),
        });
        assert_eq!(names(&project), [("Ana Marin".into(), 2), ("Ana Marin-Bell".into(), 1)]);
        assert!(project.rulings.undo().is_some() && project.rulings.undo().is_some());
        assert!(project.rulings.undo().is_none());
        assert_eq!(names(&project), before);
        assert!(project.rulings.redo().is_some());
        assert_eq!(names(&project), [("Ana Marin".into(), 3)]);
    }

    #[test]
    fn an_actor_can_be_called_by_one_of_its_own_names() {
        let mut project = project();
        project.rulings.push(Ruling::Called { name: "Ana Marin".into(), to: "ana marin".into() });
        assert_eq!(names(&project)[0].0, "ana marin");
    }

    #[test]
    fn names_roles_and_sides_are_a_persons_to_give() {
        let mut project = project();
        project.rulings.push(Ruling::Called { name: "Ana Marin".into(), to: "A. Marin".into() });
        project.rulings.push(Ruling::Side { name: "A. Marin".into(), side: "North".into() });
        project.rulings.push(Ruling::Role { name: "Ana Marin".into(), role: "envoy".into() });
        let actors = Actors::of_project(&project);
        let actor = &actors.list[0];
        assert_eq!(
            (actor.name.as_str(), actor.side.as_deref(), actor.role.as_deref()),
            ("A. Marin", Some("North"), Some("envoy"))
        );
        project.rulings.push(Ruling::Same { name: "nobody".into(), into: "A. Marin".into() });
        assert_eq!(Actors::of_project(&project), actors, "what is not there changes nothing");
    }
}
