//! A plain listing of statements, for reading and for mail.

use std::fmt::Write;

use super::{Entry, joined, stance_words, visible};
use crate::article::Article;
use crate::quotes::Quotation;
use crate::stance::Stance;

/// The statements of an article in text order: who, how, how hard and why, then the words.
pub fn text(entry: Entry<'_>) -> String {
    let Entry { id, article, analysis } = entry;
    let metadata = &article.metadata;
    let mut out = visible(metadata.title.as_deref().unwrap_or(id));
    out.push('\n');
    let known =
        [&metadata.byline, &metadata.date, &metadata.publisher].into_iter().flatten().map(String::as_str);
    let origin = joined(known, " · ");
    if !origin.is_empty() {
        out.push_str(&visible(&origin));
        out.push('\n');
    }
    for (index, quotation) in analysis.quotations.iter().enumerate() {
        statement(entry, index + 1, quotation, &mut out);
    }
    if analysis.quotations.is_empty() {
        out.push_str("\nNo statements were found.\n");
    }
    out.push('\n');
    out
}

fn statement(entry: Entry<'_>, number: usize, quotation: &Quotation, out: &mut String) {
    let Entry { article, analysis, .. } = entry;
    let id = quotation.id();
    let speakers = analysis.speakers.of(id).iter().map(|&speaker| analysis.speakers.get(speaker));
    let names: Vec<String> = speakers
        .map(|speaker| match &speaker.role {
            Some(role) => format!("{} ({role})", speaker.name),
            None => speaker.name.clone(),
        })
        .collect();
    let names = if names.is_empty() { "Unattributed".to_owned() } else { names.join(" and ") };
    let stance = analysis.stances.get(&id);
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "\n[{number}] {} · {} · {}\n",
        visible(&names),
        quotation.kind.name(),
        stance_words(stance)
    );
    for &span in &quotation.content {
        let _ = writeln!(out, "    {}", visible(article.slice(span)).replace('\n', "\n    "));
    }
    let Some(stance) = stance else { return };
    reasons(article, stance, out);
    if let Some(rules) = &stance.by_rules {
        let doubt = if stance.is_disputed() { "; the model is on the other side: look at it" } else { "" };
        let _ = writeln!(out, "    the rules alone: {:+.2}{doubt}", rules.score);
        reasons(article, rules, out);
    }
}

fn reasons(article: &Article, stance: &Stance, out: &mut String) {
    for evidence in &stance.evidence {
        let words = visible(article.slice(evidence.span));
        let _ = writeln!(out, "    {:+.2}  {words} ({})", evidence.weight, evidence.reason);
    }
    for leaning in &stance.leanings {
        let _ = writeln!(out, "    {:+.2}  ({})", leaning.weight, leaning.reason);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    #[test]
    fn a_listing_says_who_how_and_how_hard() {
        let (article, analysis) = sample();
        let listing = text(Entry { id: "a", article: &article, analysis: &analysis });
        assert_eq!(
            listing,
            "Tälks\n\n\
             [1] Vučić (president) · direct · leaning hardline -0.33 (-0.67 to +0.00) · red line\n\
             \x20   “No, = never,”\n    “not \"today\".”\n    -1.00  never (refusal)\n\n\
             [2] Unattributed · indirect · no stance\n    The offer stands\n\n"
        );
    }
}
