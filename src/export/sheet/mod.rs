//! The evidence sheet: what was found, where, and why, in a form that opens anywhere.

mod html;
mod pdf;
mod typeset;

pub use html::sheet;
pub use pdf::sheet_pdf;

use super::record::rounded;
use super::{About, Entry, degree, joined};
use crate::article::BlockKind;
use crate::project::{Member, Project};
use crate::quotes::{Kind, Quotation, QuotationId};
use crate::review::Mark;
use crate::speakers::Step;
use crate::stance::{Device, Stance};
use crate::text::{ScalarOffsets, Span, counted};

/// What the colour of a person's decisions is explained with.
const PERSON: &str = "what a person decided is marked like this";

/// What the sheet says at its head, before [`PERSON`].
const SCALE: &str = "A stance runs from hardline (\u{2212}1) to conciliatory (+1); no stance is not a neutral one. Statements and \
    speakers were found, and stances scored, by a program; ";

/// The name of a sheet.
fn title(project: &Project) -> &str {
    if project.name.is_empty() { "Evidence sheet" } else { &project.name }
}

/// How much it holds.
fn extent(project: &Project) -> String {
    let statements = counted(project.statements().count(), "statement");
    format!("{statements} in {}. ", counted(project.members.len(), "article"))
}

/// The name of an article.
fn heading(member: &Member) -> &str {
    member.article.metadata.title.as_deref().unwrap_or(&member.name)
}

/// Where an article comes from, and what its file is.
fn origin(member: &Member) -> String {
    let metadata = &member.article.metadata;
    let file = member.path.as_deref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy());
    let told = [
        metadata.byline.clone(),
        metadata.publisher.clone(),
        metadata.date.clone(),
        metadata.url.clone(),
        file.map(|name| format!("file: {name}")),
        (!member.sha256.is_empty()).then(|| format!("SHA-256: {}", member.sha256)),
    ];
    joined(told.iter().flatten().map(String::as_str), " · ")
}

/// What the sheet was made with, a line each.
fn made_with(about: &About) -> impl Iterator<Item = String> {
    about.lines().into_iter().map(|(what, told)| format!("{}: {told}", what.replace('_', " ")))
}

/// A part of the text, cut where statements begin and end.
struct Block<'a> {
    kind: BlockKind,
    stretches: Vec<Stretch<'a>>,
}

/// Words that belong to one statement, or to none.
struct Stretch<'a> {
    words: &'a str,
    statement: Option<Part>,
}

/// Which statement words belong to: of those inside one another, the innermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    /// From 1, in the order of the text.
    number: usize,
    kind: Kind,
    /// Whether the statement begins with them.
    begins: bool,
}

/// The text of an article with its statements.
fn blocks(entry: Entry<'_>) -> Vec<Block<'_>> {
    let quotations = &entry.analysis.quotations;
    // Where words begin or end a statement, and which statement is innermost in between.
    let mut cuts: Vec<usize> =
        quotations.iter().flat_map(|one| &one.content).flat_map(|span| [span.start, span.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let part = |(index, quotation): (usize, &Quotation), at: usize| Part {
        number: index + 1,
        kind: quotation.kind,
        begins: quotation.content.first().is_some_and(|span| span.start == at),
    };
    let cut = |block: &crate::article::Block| {
        let within = cuts.iter().copied().filter(|cut| (block.span.start + 1..block.span.end).contains(cut));
        let mut at = block.span.start;
        let stretch = |end: usize| {
            let holds = |one: &Quotation| one.content.iter().any(|span| span.start <= at && end <= span.end);
            let innermost = quotations.iter().enumerate().rev().find(|(_, one)| holds(one));
            let words = entry.article.slice(Span::new(at, end));
            let stretch = Stretch { words, statement: innermost.map(|found| part(found, at)) };
            at = end;
            stretch
        };
        Block { kind: block.kind, stretches: within.chain([block.span.end]).map(stretch).collect() }
    };
    entry.article.blocks().iter().map(cut).collect()
}

/// What the sheet says of one statement.
struct Statement {
    /// From 1, in the order of the text.
    number: usize,
    words: String,
    /// Its kind, where it stands, and its name.
    place: String,
    words_are_persons: bool,
    /// What a person noted; nothing if empty.
    note: String,
    who: Claim,
    stance: Claim,
    is_reviewed: bool,
}

/// Something that was found or decided, and why.
struct Claim {
    words: String,
    /// Whether a person decided it.
    is_persons: bool,
    why: Option<String>,
}

impl Claim {
    /// What a person decided in place of what was found; of a statement that a person added, nothing was.
    fn of_person(words: String, found: Option<String>) -> Self {
        let why =
            found.map_or("not found by the program".into(), |found| format!("the program had: {found}"));
        Self { words, is_persons: true, why: Some(why) }
    }
}

/// The statements of an article.
fn statements(member: &Member) -> Vec<Statement> {
    let entry = Entry::of(member);
    let offsets = ScalarOffsets::new(member.article.text());
    let statement = |(number, quotation): (usize, &Quotation)| {
        let id = quotation.id();
        let mark = member.marks.of(id);
        let found = member.marks.found(id);
        let is_persons = |what: fn(&Mark) -> bool| mark.is_some_and(what);
        let [start, end] = offsets.pair(quotation.cover());
        let has_stance = is_persons(|mark| mark.stance || mark.device || mark.target);
        Statement {
            number,
            words: entry.words(quotation),
            place: format!("{} · {start}–{end} · {id}", quotation.kind.name()),
            words_are_persons: is_persons(|mark| mark.words),
            note: mark.map_or_else(String::new, |mark| mark.note.clone()),
            who: if is_persons(|mark| mark.speaker) {
                let before = found
                    .map(|id| names(&member.found, id))
                    .map(|names| if names.is_empty() { "unattributed".to_owned() } else { names });
                Claim::of_person(who(entry, id), before)
            } else {
                Claim { words: who(entry, id), is_persons: false, why: why_who(entry, id) }
            },
            stance: if has_stance {
                let before = found.map(|id| told(member.found.stances.get(&id)));
                Claim::of_person(told(entry.analysis.stances.get(&id)), before)
            } else {
                let stance = entry.analysis.stances.get(&id);
                let why = stance.map(|stance| why_stance(entry, stance));
                Claim { words: told(stance), is_persons: false, why }
            },
            is_reviewed: mark.is_some_and(|mark| mark.is_reviewed),
        }
    };
    (1..).zip(&entry.analysis.quotations).map(statement).collect()
}

fn names(analysis: &crate::analysis::Analysis, id: QuotationId) -> String {
    let speakers = analysis.speakers.of(id).iter();
    speakers.map(|&speaker| analysis.speakers.get(speaker).name.as_str()).collect::<Vec<_>>().join(" and ")
}

fn who(entry: Entry<'_>, id: QuotationId) -> String {
    let names = names(entry.analysis, id);
    if names.is_empty() { "Unattributed".to_owned() } else { names }
}

/// The steps that led to the speaker.
fn why_who(entry: Entry<'_>, id: QuotationId) -> Option<String> {
    let attribution = entry.analysis.speakers.attributions.get(&id)?;
    let mut why = String::new();
    if !attribution.speakers.is_empty() {
        why.push_str(&format!("{:.0} % sure", attribution.confidence * 100.0));
    }
    for link in &attribution.chain {
        let step = match link.step {
            Step::Cue => "cue",
            Step::Source => "source",
            Step::Mention => "mention",
            Step::Name => "name",
        };
        why.push_str(&format!(" · {step} “{}” ({})", entry.article.slice(link.span), link.rule));
    }
    Some(why)
}

fn told(stance: Option<&Stance>) -> String {
    let Some(stance) = stance else { return "no stance".into() };
    let device = stance.device.map_or(String::new(), |device| format!(" · {}", Device::name(device)));
    let score = rounded(stance.score);
    format!("{} {}{device}", degree(score), signed(score))
}

/// The range of a stance, toward whom it is, and what carries it.
fn why_stance(entry: Entry<'_>, stance: &Stance) -> String {
    let mut why = format!("range {} to {}", signed(stance.low), signed(stance.high));
    if let Some(target) = stance.target {
        why.push_str(&format!(" · toward {}", entry.analysis.speakers.get(target).name));
    }
    for leaning in &stance.leanings {
        why.push_str(&format!(" · {} ({})", leaning.reason, signed(leaning.weight)));
    }
    for evidence in &stance.evidence {
        let words = entry.article.slice(evidence.span);
        why.push_str(&format!(" · “{words}” {} ({})", signed(evidence.weight), evidence.reason));
    }
    if let Some(rules) = &stance.by_rules {
        why.push_str(&format!(" · rules alone: {}", signed(rules.score)));
    }
    if stance.is_disputed() {
        why.push_str(" · rules and model disagree");
    }
    why
}

fn signed(number: f64) -> String {
    format!("{:+.2}", rounded(number)).replace('-', "\u{2212}")
}
