//! From the cast and what was resolved to the speakers that the rest of the program sees.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;

use super::attribute::Resolved;
use super::cast::Cast;
use super::profile::{self, Profiles};
use super::{Attribution, Speaker, SpeakerId, Speakers};
use crate::article::Article;
use crate::quotes::QuotationId;

/// Numbers those of the cast who speak, or might, by first mention.
pub(super) fn publish(article: &Article, cast: &Cast, resolved: BTreeMap<QuotationId, Resolved>) -> Speakers {
    let profiles = Profiles::of(article, cast);
    let principals = |one: &Resolved| -> Vec<usize> {
        one.actors
            .iter()
            .filter_map(|&actor| profiles.principal(actor))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    };
    let mut heard: Vec<usize> = resolved
        .values()
        .flat_map(|r| {
            let others = r.alternatives.iter().map(|alternative| alternative.0).chain(principals(r));
            r.actors.iter().copied().chain(others)
        })
        .collect();
    heard.sort_by_key(|&actor| (cast.actors[actor].mentions.iter().map(|m| m.start).min(), actor));
    heard.dedup();
    let mut ids: HashMap<usize, SpeakerId> = HashMap::default();
    let mut list = Vec::with_capacity(heard.len());
    for actor in heard {
        if ids.contains_key(&actor) {
            continue;
        }
        let id = SpeakerId(u32::try_from(list.len()).unwrap_or(u32::MAX));
        ids.insert(actor, id);
        let known = &cast.actors[actor];
        let mut mentions = known.mentions.clone();
        mentions.sort_unstable();
        mentions.dedup();
        let aliases = known.aliases.iter().filter(|alias| **alias != known.name).cloned().collect();
        let role = known
            .roles
            .iter()
            .filter(|role| !is_form_of_address(role))
            .max_by_key(|role| (role.contains(' '), std::cmp::Reverse(role.len())))
            .cloned();
        list.push(Speaker {
            id,
            name: known.name.clone(),
            kind: known.kind,
            role,
            affiliation: profiles.affiliation(actor).map(|body| cast.actors[body].name.clone()),
            country: profile::country(known),
            aliases,
            mentions,
        });
    }
    let attributions = resolved
        .into_iter()
        .map(|(quotation, r)| {
            let attribution = Attribution {
                speakers: r.actors.iter().map(|actor| ids[actor]).collect(),
                on_behalf_of: principals(&r).iter().map(|actor| ids[actor]).collect(),
                confidence: r.confidence,
                chain: r.chain,
                alternatives: r.alternatives.iter().map(|(actor, weight)| (ids[actor], *weight)).collect(),
            };
            (quotation, attribution)
        })
        .collect();
    Speakers { list, attributions }
}

/// "Mr" and "Sir" say how somebody is addressed, not what they are.
fn is_form_of_address(role: &str) -> bool {
    role.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).all(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "mr" | "mrs" | "ms" | "miss" | "dr" | "sir" | "lady" | "lord" | "dame" | "prof" | "rev"
        )
    })
}
