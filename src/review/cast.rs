//! What corrections do to the list of speakers. Those that were found keep their ids; new ones come after them.

use crate::quotes::QuotationId;
use crate::speakers::{Attribution, Speaker, SpeakerId, SpeakerKind, Speakers};

use super::Marks;

/// The speakers of an article, to be changed.
pub(super) struct Cast<'a> {
    /// Who speaks.
    pub speakers: &'a mut Speakers,
    /// What of it is a person's.
    pub marks: &'a mut Marks,
}

impl Cast<'_> {
    /// The speaker who is called so, or else goes by that name, too.
    pub(super) fn find(&self, name: &str) -> Option<SpeakerId> {
        let list = &self.speakers.list;
        let called = list.iter().find(|speaker| speaker.name == name);
        called
            .or_else(|| list.iter().find(|speaker| speaker.aliases.iter().any(|alias| alias == name)))
            .map(|speaker| speaker.id)
    }

    /// The speaker who is called so; a new one if there is none.
    pub(super) fn named(&mut self, name: &str) -> SpeakerId {
        if let Some(id) = self.find(name) {
            return id;
        }
        let id = SpeakerId(self.speakers.list.len() as u32);
        self.speakers.list.push(Speaker {
            id,
            name: name.to_owned(),
            kind: SpeakerKind::Person,
            role: None,
            affiliation: None,
            country: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
        });
        self.marks.speakers.insert(id);
        id
    }

    pub(super) fn rename(&mut self, id: SpeakerId, to: &str) {
        let speaker = self.get(id);
        let before = std::mem::replace(&mut speaker.name, to.to_owned());
        if before != to && !speaker.aliases.contains(&before) {
            speaker.aliases.push(before);
            speaker.aliases.sort();
        }
        speaker.aliases.retain(|alias| alias != to);
    }

    pub(super) fn give_role(&mut self, id: SpeakerId, role: &str) {
        self.get(id).role = Some(role.to_owned()).filter(|role| !role.is_empty());
    }

    /// Makes one speaker of two. The first stays in the list, because ids are places in it, but without name or words.
    pub(super) fn merge(&mut self, from: SpeakerId, into: SpeakerId) {
        if from == into {
            return;
        }
        let gone = self.get(from);
        let (aliases, mentions) = (std::mem::take(&mut gone.aliases), std::mem::take(&mut gone.mentions));
        let (name, role) = (std::mem::take(&mut gone.name), gone.role.take());
        let (affiliation, country) = (gone.affiliation.take(), gone.country.take());
        let kept = self.get(into);
        kept.aliases.extend(aliases);
        kept.aliases.push(name);
        let own = kept.name.clone();
        kept.aliases.retain(|alias| *alias != own);
        kept.aliases.sort();
        kept.aliases.dedup();
        kept.mentions.extend(mentions);
        kept.mentions.sort();
        kept.role = kept.role.take().or(role);
        kept.affiliation = kept.affiliation.take().or(affiliation);
        kept.country = kept.country.or(country);
        for attribution in self.speakers.attributions.values_mut() {
            replace(attribution, from, into);
        }
    }

    /// Gives a statement from one speaker to another.
    pub(super) fn hand_over(&mut self, statement: QuotationId, from: SpeakerId, to: SpeakerId) {
        let Some(attribution) = self.speakers.attributions.get_mut(&statement) else { return };
        if from == to || !attribution.speakers.contains(&from) {
            return;
        }
        replace(attribution, from, to);
        attribution.confidence = 1.0;
        let mark = self.marks.statements.entry(statement);
        mark.or_insert_with(|| super::Mark { found: Some(statement), ..super::Mark::default() }).speaker =
            true;
    }

    fn get(&mut self, id: SpeakerId) -> &mut Speaker {
        &mut self.speakers.list[id.0 as usize]
    }
}

/// Puts one speaker in the place of another, once.
fn replace(attribution: &mut Attribution, from: SpeakerId, to: SpeakerId) {
    for list in [&mut attribution.speakers, &mut attribution.on_behalf_of] {
        if list.contains(&to) {
            list.retain(|&speaker| speaker != from);
        }
        for speaker in list.iter_mut().filter(|speaker| **speaker == from) {
            *speaker = to;
        }
    }
    attribution.alternatives.retain(|&(speaker, _)| speaker != from && speaker != to);
}
