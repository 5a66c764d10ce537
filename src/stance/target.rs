//! Whom a statement is directed at.

use crate::quotes::Quotation;
use crate::speakers::{SpeakerId, SpeakerKind, Speakers};
use crate::text::Span;

/// How many bytes a name may stand from the words that weigh most and still be meant by them.
const NEAR: usize = 80;

/// The named speaker of the article at whom a statement is directed, if any: the addressee; else one named between cue and
/// content ("accused Moru of"); else one named in the content near its weightiest word.
pub(super) fn find(quotation: &Quotation, speakers: &Speakers, strongest: Option<Span>) -> Option<SpeakerId> {
    let others = || {
        let own = speakers.of(quotation.id());
        speakers
            .list
            .iter()
            .filter(|speaker| speaker.kind != SpeakerKind::Unnamed)
            .filter(move |speaker| !own.contains(&speaker.id))
            .flat_map(|speaker| speaker.mentions.iter().map(move |&mention| (mention, speaker.id)))
    };
    let within = |span: Span| others().filter(|(mention, _)| span.contains(*mention)).min();
    let content = quotation.cover();
    let addressee = quotation.addressee.and_then(within);
    let after_cue = quotation
        .cue
        .filter(|cue| cue.end < content.start)
        .and_then(|cue| within(Span::new(cue.end, content.start)));
    let in_content = strongest.and_then(|strongest| {
        others()
            .filter(|(mention, _)| content.contains(*mention))
            .map(|(mention, id)| (gap(mention, strongest), mention, id))
            .filter(|&(gap, ..)| gap <= NEAR)
            .min()
            .map(|(_, mention, id)| (mention, id))
    });
    addressee.or(after_cue).or(in_content).map(|(_, id)| id)
}

/// How many bytes lie between two spans.
fn gap(a: Span, b: Span) -> usize {
    a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes::{Kind, QuotationId};
    use crate::speakers::{Attribution, Speaker};

    fn speaker(id: u32, name: &str, text: &str) -> Speaker {
        let mentions = text.match_indices(name).map(|(at, _)| Span::new(at, at + name.len())).collect();
        Speaker {
            id: SpeakerId(id),
            name: name.into(),
            kind: SpeakerKind::Person,
            role: None,
            affiliation: None,
            country: None,
            aliases: vec![],
            mentions,
        }
    }

    /// The target of the part of `text` after `cue`, said by Ana, in a text that may name Moru and Kesh.
    fn target(text: &str, cue: &str, content: &str, strongest: Option<&str>) -> Option<u32> {
        let span = |part: &str| {
            let at = text.find(part).expect("the part is in the text");
            Span::new(at, at + part.len())
        };
        let quotation = Quotation {
            kind: Kind::Indirect,
            content: vec![span(content)],
            cue: Some(span(cue)),
            source: None,
            addressee: None,
            outer: None,
            rule: "test",
            confidence: 1.0,
        };
        let list =
            ["Ana", "Moru", "Kesh"].iter().zip(0..).map(|(name, id)| speaker(id, name, text)).collect();
        let own = Attribution { speakers: vec![SpeakerId(0)], ..Attribution::default() };
        let id: QuotationId = quotation.id();
        let speakers = Speakers { list, attributions: [(id, own)].into() };
        find(&quotation, &speakers, strongest.map(span)).map(|id| id.0)
    }

    #[test]
    fn the_accused_is_the_target() {
        assert_eq!(
            target("Ana accused Moru of fraud near Kesh", "accused", "fraud near Kesh", Some("fraud")),
            Some(1)
        );
    }

    #[test]
    fn a_name_near_the_weightiest_word_is_the_target() {
        assert_eq!(target("Ana said Kesh is a liar", "said", "Kesh is a liar", Some("liar")), Some(2));
        assert_eq!(target("Ana said Kesh is tall", "said", "Kesh is tall", None), None);
    }

    #[test]
    fn nobody_is_their_own_target() {
        assert_eq!(target("Ana said Ana is no liar", "said", "Ana is no liar", Some("liar")), None);
    }
}
