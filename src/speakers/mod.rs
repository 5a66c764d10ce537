//! Finds out who said each quotation.
//!
//! Names are gathered into a cast first. Then each quotation's source words are read (a name, a pronoun, an office, a
//! noun phrase) and looked up in the cast, in text order, so that "he" can lean on who spoke last.

mod acronyms;
mod apposition;
mod attribute;
mod capitals;
mod cast;
mod cataphora;
mod classify;
mod coreference;
mod documents;
mod ellipsis;
mod fuller;
mod gazetteer;
mod heads;
mod inside;
mod joint;
mod matching;
mod names;
mod naming;
mod numbers;
mod pairs;
mod phrases;
mod places;
mod profile;
mod pronouns;
mod publish;
mod roles;
mod source;
mod speaker;
#[cfg(test)]
mod testing;
mod writings;

pub(crate) use names::fold;
pub(crate) use naming::same_person;
pub use speaker::{Attribution, Link, Speaker, SpeakerId, SpeakerKind, Speakers, Step};

use crate::article::Article;
use crate::quotes::{Kind, Quotation};
use crate::text::Span;

/// Finds the speakers of `article` and attributes each of `quotations` to one, several or none of them.
pub fn resolve(article: &Article, quotations: &[Quotation]) -> Speakers {
    let mut cast = cast::Cast::of(article);
    let mut spoken: Vec<Span> = quotations
        .iter()
        .filter(|q| q.kind == Kind::Direct)
        .flat_map(|q| q.content.iter().copied())
        .collect();
    spoken.sort_unstable();
    cast.mark_quoted(&spoken);
    coreference::learn_genders(article, &mut cast, &spoken);
    attribute::attribute(article, cast, quotations)
}
