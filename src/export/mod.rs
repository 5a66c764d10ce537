//! What was found, as files for other programs and as text for people. Nothing is written here; the functions give bytes.
//!
//! Offsets in files count **Unicode scalar values** (code points) from 0, the end excluded, and the files say so. The name of a
//! statement, such as `q408-508`, only looks like offsets: it is to be compared and nothing else. The words
//! of a quotation are never altered; the one exception, and why, is told at [`csv`].

mod about;
mod brat;
mod citation;
mod columns;
mod csv;
mod dna;
mod figures;
mod format;
mod json;
mod network;
mod parquet;
mod picture;
mod record;
mod refi;
mod sheet;
mod table;
mod tei;
mod terminal;
mod text;
mod web_annotation;
mod xlsx;
mod xml;

pub use about::About;
pub use brat::{brat, brat_configuration};
pub use citation::citation;
pub use columns::{Columns, columns_schema};
pub use csv::{csv, csv_header, csv_rows};
pub use dna::dna;
pub use figures::{figures_json, figures_table};
pub use format::{Exported, Format, PictureFormat, chart_of};
pub use json::{failure_line, findings_line, json, json_article, json_failure, json_frame, jsonl_line};
pub use network::{gexf, graphml};
pub use parquet::parquet;
pub use picture::{Picture, PictureError, pdf, png, svg};
pub use record::{OFFSET_UNIT, SCHEMA_VERSION};
pub use refi::refi;
pub use sheet::{sheet, sheet_pdf};
pub use tei::tei;
pub use terminal::terminal;
pub use text::text;
pub use web_annotation::web_annotation;
pub use xlsx::xlsx;

use crate::analysis::Analysis;
use crate::article::Article;
use crate::project::Member;
use crate::quotes::Quotation;
use crate::stance::Stance;

/// One article with what was found in it, ready to be exported.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The article's name in the file: the stem of its file's name, or its id in a list.
    pub id: &'a str,
    /// The article.
    pub article: &'a Article,
    /// What was found in it.
    pub analysis: &'a Analysis,
}

impl<'a> Entry<'a> {
    /// An article of a project, as corrected.
    pub fn of(member: &'a Member) -> Self {
        Self { id: &member.name, article: &member.article, analysis: &member.analysis }
    }

    /// The words of a statement, the pieces of a split one with " … " between them.
    fn words(self, quotation: &Quotation) -> String {
        quotation.words(self.article)
    }

    /// The names of those who said it, in the order of the text.
    fn speakers(self, quotation: &Quotation) -> Vec<&'a str> {
        let speakers = &self.analysis.speakers;
        speakers.of(quotation.id()).iter().map(|&speaker| speakers.get(speaker).name.as_str()).collect()
    }
}

/// The parts with `between` between them.
fn joined<'a>(parts: impl Iterator<Item = &'a str>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

/// Text that is safe to show in a terminal: control characters, with which an article could move the cursor or worse, become
/// U+FFFD.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{FFFD}' } else { c }).collect()
}

/// A stance in words and numbers.
fn stance_words(stance: Option<&Stance>) -> String {
    let Some(stance) = stance else { return "no stance".to_owned() };
    let device = stance.device.map_or(String::new(), |device| format!(" · {}", device.name()));
    let [score, low, high] = [stance.score, stance.low, stance.high].map(record::rounded);
    format!("{} {score:+.2} ({low:+.2} to {high:+.2}){device}", degree(score))
}

/// The name of a stance from -1 to 1, in the five words that the chart's axis has.
fn degree(score: f64) -> &'static str {
    match score {
        _ if score <= -0.5 => "hardline",
        _ if score < -1.0 / 6.0 => "leaning hardline",
        _ if score <= 1.0 / 6.0 => "neutral",
        _ if score < 0.5 => "leaning conciliatory",
        _ => "conciliatory",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::{self, Engine};
    use crate::article::{BlockKind, Metadata};
    use crate::project::Project;
    use crate::quotes::Kind;
    use crate::speakers::{Attribution, Link, Speaker, SpeakerId, SpeakerKind, Step};
    use crate::stance::{Device, Evidence};
    use crate::text::Span;

    fn project_of(texts: &[&str]) -> Project {
        let member = |(text, number): (&&str, usize)| {
            let article = Article::from_parts(
                &text.split("\n").map(|line| (BlockKind::Paragraph, line)).collect::<Vec<_>>(),
                Metadata {
                    title: Some(format!("Talks <{number}>")),
                    date: Some(format!("2026-03-{number:02}")),
                    url: Some("https://example.org/a?b=\"c\"".into()),
                    ..Metadata::default()
                },
            );
            let found = Arc::new(analysis::analyze_with(&article, Engine::Rules));
            Member {
                name: format!("article {number}"),
                base: format!("article {number}"),
                path: None,
                part: None,
                sha256: "0".repeat(64),
                article: Arc::new(article),
                analysis: Arc::clone(&found),
                found,
                marks: Arc::default(),
            }
        };
        let members = texts.iter().zip(1..).map(member).collect();
        Project { name: "Talks & more".into(), members, ..Project::default() }
    }

    /// Two articles in which two people take sides, analysed by rules.
    pub(super) fn project() -> Project {
        project_of(&[
            "“We reject the treaty,” said Ana Bell. “We welcome the offer,” said Ivo Marin.",
            "“We will never sign,” Ana Bell said.\nIvo Marin said that his country would cooperate. “Not \"now\",” Bell said.",
        ])
    }

    /// An article that would like to be more than text.
    pub(super) fn hostile() -> Project {
        project_of(&[
            "“<script>alert(1)</script> <img src=x onerror=alert(1)> \"javascript:alert(1)\",” said Ana <b onclick=x>Bell</b>.",
        ])
    }

    /// An article with one attributed direct quotation in two pieces and one unattributed report, analysed by hand.
    pub(super) fn sample() -> (Article, Analysis) {
        let metadata = Metadata { title: Some("Tälks".to_owned()), ..Metadata::default() };
        let parts = [
            (BlockKind::Title, "Tälks"),
            (
                BlockKind::Paragraph,
                "“No, = never,” Vučić said, “not \"today\".” The offer stands, it was said.",
            ),
        ];
        let article = Article::from_parts(&parts, metadata);
        let span = |words: &str| {
            let start = article.text().find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let quotation = |kind, content: &[&str], cue: &str, source: Option<&str>| Quotation {
            kind,
            content: content.iter().map(|words| span(words)).collect(),
            cue: Some(span(cue)),
            source: source.map(span),
            addressee: None,
            outer: None,
            rule: "by-hand",
            confidence: 0.9,
        };
        let direct = quotation(Kind::Direct, &["“No, = never,”", "“not \"today\".”"], "said", Some("Vučić"));
        let indirect = quotation(Kind::Indirect, &["The offer stands"], "was said", None);
        let mut analysis = Analysis::default();
        analysis.speakers.list.push(Speaker {
            id: SpeakerId(0),
            name: "Vučić".to_owned(),
            kind: SpeakerKind::Person,
            role: Some("president".to_owned()),
            affiliation: None,
            country: None,
            aliases: Vec::new(),
            mentions: vec![span("Vučić")],
        });
        let chain = vec![Link { step: Step::Source, span: span("Vučić"), rule: "by-hand" }];
        let attribution =
            Attribution { speakers: vec![SpeakerId(0)], confidence: 0.8, chain, ..Attribution::default() };
        analysis.speakers.attributions.insert(direct.id(), attribution);
        let evidence = vec![Evidence { span: span("never"), weight: -1.0, reason: "refusal".into() }];
        let (score, low, high) = (-1.0 / 3.0, -2.0 / 3.0, 0.0);
        let stance = Stance {
            score,
            low,
            high,
            evidence,
            device: Some(Device::RedLine),
            target: None,
            leanings: Vec::new(),
            learned: None,
            by_rules: None,
        };
        analysis.stances.insert(direct.id(), stance);
        analysis.quotations = vec![direct, indirect];
        (article, analysis)
    }
}
