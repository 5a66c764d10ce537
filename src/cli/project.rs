//! `standpoint-cli project`.

use std::io::{self, Write};
use std::path::Path;

use crate::chart::{self, BeforeAfter, Cell, Filter};
use crate::project::{self, Actors, Change, Index, Project, Query, Statement};
use crate::storage;
use anyhow::{Context, Result, bail};

use crate::cli::arguments::{EngineName, Lists};
use crate::cli::asked::{Action, By, Gather, How, Ruling};
use crate::cli::gather::gather;
use crate::cli::outcome::Outcome;

/// Does what was asked of a project.
///
/// # Errors
/// If the project cannot be read or written, or what was asked makes no sense.
pub(crate) fn run(action: &Action) -> Result<Outcome> {
    match action {
        Action::New { project, input, name } => new(project, input, name.as_deref()),
        Action::Pack { project, output } => {
            storage::pack(&storage::open_project(project)?, output)?;
            Ok(Outcome::default())
        }
        Action::Unpack { packed, output } => {
            let project = storage::unpack(packed, output)?;
            print(&[storage::shown(&project)])?;
            Ok(Outcome::default())
        }
        Action::Articles(input) => list(input, articles),
        Action::Actors(input) => list(input, actors),
        Action::Search { query, input } => {
            let query = Query::parse(query)?;
            list(input, |project, actors| found(project, actors, &query))
        }
        Action::Shifts(input) => list(input, shifts),
        Action::Echoes(input) => list(input, |project, _| echoes(project)),
        Action::Around { day, input } => {
            let day = day.parse().with_context(|| format!("“{day}” is no day; write it as 2026-03-05"))?;
            list(input, |project, actors| {
                let lines = chart::timelines(project, actors, Filter::default());
                chart::before_after(&lines, day).iter().map(|sides| around(actors, sides)).collect()
            })
        }
        Action::Toward(input) => list(input, toward),
        Action::Actor { project, ruling } => decide(project, ruling),
    }
}

fn new(path: &Path, input: &Gather, name: Option<&str>) -> Result<Outcome> {
    if path.exists() {
        bail!("{}: there is such a file already; choose another name", storage::shown(path));
    }
    let (mut project, outcome) = gather(input)?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    project.name = name.map_or_else(|| stem.into_owned(), str::to_owned);
    storage::save_project(path, &project)?;
    print(&[format!("{}: {}", project.name, outcome.counted())])?;
    Ok(outcome)
}

/// Prints lines made from what was asked for.
fn list(input: &Gather, lines: impl FnOnce(&Project, &Actors) -> Vec<String>) -> Result<Outcome> {
    let (project, outcome) = gather(input)?;
    let actors = Actors::rolled_up(&project, input.by.into());
    print(&lines(&project, &actors))?;
    Ok(outcome)
}

fn print(lines: &[String]) -> Result<()> {
    let mut stdout = io::stdout().lock();
    for line in lines {
        writeln!(stdout, "{line}").context("standard output could not be written")?;
    }
    Ok(())
}

/// Cells with tabs between them; what is in them cannot break a line or move a cursor.
fn row(cells: &[&str]) -> String {
    let plain = |cell: &&str| cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    cells.iter().map(plain).collect::<Vec<_>>().join("\t")
}

fn signed(score: f64) -> String {
    format!("{:+.2}", (score * 100.0).round() / 100.0 + 0.0)
}

fn articles(project: &Project, _: &Actors) -> Vec<String> {
    let line = |member: &project::Member| {
        let about = &member.article.metadata;
        let known = |value: &Option<String>| value.clone().unwrap_or_default();
        let statements = member.analysis.quotations.len().to_string();
        let marks = member.marks.statements.values().filter(|mark| mark.is_settled()).count().to_string();
        row(&[
            &known(&about.date),
            &member.name,
            &known(&about.title),
            &known(&about.publisher),
            &statements,
            &marks,
        ])
    };
    let head = row(&["date", "name", "title", "publisher", "statements", "reviewed"]);
    std::iter::once(head).chain(project.members.iter().map(line)).collect()
}

fn actors(project: &Project, actors: &Actors) -> Vec<String> {
    let lines = chart::timelines(project, actors, Filter::default());
    let line = |id: project::ActorId| {
        let actor = actors.get(id);
        let mean = lines[id.0 as usize].mean().map_or(String::new(), signed);
        let aliases: Vec<&str> = actor.aliases.iter().map(String::as_str).collect();
        let [statements, articles] = [actor.statements, actor.articles()].map(|count| count.to_string());
        let sure = format!("{:.2}", actor.confidence());
        let role = actor.role.as_deref().unwrap_or_default();
        let side = actor.side.as_deref().unwrap_or_default();
        row(&[&actor.name, role, side, &statements, &articles, &mean, &sure, &aliases.join("; ")])
    };
    let head = row(&[
        "actor",
        "role",
        "side",
        "statements",
        "articles",
        "stance",
        "merged_with_confidence",
        "aliases",
    ]);
    std::iter::once(head).chain(actors.ids().map(line)).collect()
}

fn found(project: &Project, actors: &Actors, query: &Query) -> Vec<String> {
    Index::new(project, actors).find(query).into_iter().map(|at| statement(project, actors, at)).collect()
}

/// Date, article, speakers, score and words of a statement.
fn statement(project: &Project, actors: &Actors, at: Statement) -> String {
    let member = &project.members[at.member];
    let names: Vec<&str> = project.said_by(actors, at).map(|id| actors.get(id).name.as_str()).collect();
    let score = project.score(at).map_or("none".into(), signed);
    let date = member.article.metadata.date.as_deref().unwrap_or_default();
    row(&[date, &member.name, &names.join("; "), &score, &project.words(at)])
}

fn around(actors: &Actors, sides: &BeforeAfter) -> String {
    let (low, high) = sides.range();
    let count = |cell: &Cell| cell.statements.len();
    format!(
        "{}\t{} ({} before) -> {} ({} after), {} ({} to {})",
        row(&[&actors.get(sides.actor).name]),
        signed(sides.before.mean),
        count(&sides.before),
        signed(sides.after.mean),
        count(&sides.after),
        signed(sides.change()),
        signed(low),
        signed(high)
    )
}

fn shifts(project: &Project, actors: &Actors) -> Vec<String> {
    let lines = chart::timelines(project, actors, Filter::default());
    let shift = |shift: &chart::Shift| {
        let proof =
            [shift.first.at, shift.last.at].map(|at| format!("    {}", statement(project, actors, at)));
        [around(actors, &shift.sides)].into_iter().chain(proof)
    };
    chart::shifts(&lines).iter().flat_map(shift).collect()
}

fn echoes(project: &Project) -> Vec<String> {
    let mut out = Vec::new();
    for echo in project::echoes(project) {
        let words: Vec<String> = echo.tellings.iter().map(|&at| project.words(at)).collect();
        out.push(row(&[&format!("{} articles:", echo.tellings.len()), &words[0]]));
        for (&at, words_here) in echo.tellings.iter().zip(&words) {
            let member = &project.members[at.member];
            let analysis = &member.analysis;
            let names: Vec<&str> = analysis
                .speakers
                .of(project.quotation(at).id())
                .iter()
                .map(|&one| analysis.speakers.get(one).name.as_str())
                .collect();
            let changed: String = project::changes(&words[0], words_here)
                .into_iter()
                .map(|(change, words)| match change {
                    Change::Kept => words,
                    Change::Cut => format!("[-{words}-]"),
                    Change::Added => format!("[+{words}+]"),
                })
                .collect();
            let date = member.article.metadata.date.as_deref().unwrap_or_default();
            out.push(format!(
                "    {}",
                row(&[date, &member.name, &names.join("; "), project.quotation(at).kind.name(), &changed])
            ));
        }
    }
    out
}

fn toward(project: &Project, actors: &Actors) -> Vec<String> {
    let lines = chart::timelines(project, actors, Filter::default());
    let line = |((from, to), cell): ((project::ActorId, project::ActorId), Cell)| {
        let [from, to] = [from, to].map(|id| actors.get(id).name.as_str());
        row(&[from, to, &signed(cell.mean), &cell.statements.len().to_string()])
    };
    let head = row(&["actor", "toward", "stance", "statements"]);
    std::iter::once(head).chain(chart::toward(project, actors, &lines).into_iter().map(line)).collect()
}

fn decide(path: &Path, ruling: &Ruling) -> Result<Outcome> {
    let mut file = storage::open_project(path)?;
    let clone = String::clone;
    let new = match ruling {
        Ruling::Same { name, into } => project::Ruling::Same { name: clone(name), into: clone(into) },
        Ruling::Apart { name, article, to } => {
            let (name, member, to) = (clone(name), clone(article), clone(to));
            project::Ruling::Apart { name, member, fingerprint: None, to }
        }
        Ruling::Rename { name, to } => project::Ruling::Called { name: clone(name), to: clone(to) },
        Ruling::Role { name, role } => project::Ruling::Role { name: clone(name), role: clone(role) },
        Ruling::Side { name, side } => project::Ruling::Side { name: clone(name), side: clone(side) },
        Ruling::Undo | Ruling::Redo => {
            let is_undo = matches!(ruling, Ruling::Undo);
            let told = if is_undo { file.rulings.undo() } else { file.rulings.redo() };
            let Some(told) = told.map(project::Ruling::describe) else {
                bail!("there is nothing to take back, or to take again")
            };
            storage::save_project_file(path, &file)?;
            let what = if is_undo { "taken back" } else { "taken again" };
            print(&[format!("{what}: {told}")])?;
            return Ok(Outcome::default());
        }
        Ruling::Import { file: from } => {
            // What is in force already is not decided twice.
            for ruling in storage::open_aliases(from)? {
                if !file.rulings.in_force().contains(&ruling) {
                    file.rulings.push(ruling);
                }
            }
            storage::save_project_file(path, &file)?;
            return Ok(Outcome::default());
        }
        Ruling::Share { file: to } => {
            if file.files.iter().any(|(article, _)| storage::is_same_file(article, to)) {
                bail!("{}: it is one of the articles; choose another name", storage::shown(to));
            }
            storage::save_aliases(to, &file.rulings)?;
            return Ok(Outcome::default());
        }
    };
    let new = about_somebody(path, new)?;
    let told = new.describe();
    file.rulings.push(new);
    storage::save_project_file(path, &file)?;
    print(&[told])?;
    Ok(Outcome::default())
}

/// A decision of which the project has the actors, and the article, that it is about: a slip would change nothing, unseen. Which article
/// is meant is noted, whatever it will be called.
fn about_somebody(path: &Path, mut ruling: project::Ruling) -> Result<project::Ruling> {
    let how = How { engine: EngineName::default(), lists: Lists::default(), no_cache: false, quiet: true };
    let (project, _) = gather(&Gather { files: vec![path.to_owned()], how, by: By::Actor })?;
    let actors = Actors::of_project(&project);
    let names: Vec<&String> = match &ruling {
        project::Ruling::Same { name, into } => vec![name, into],
        project::Ruling::Apart { name, .. }
        | project::Ruling::Called { name, .. }
        | project::Ruling::Role { name, .. }
        | project::Ruling::Side { name, .. } => vec![name],
    };
    for name in names {
        if actors.meant(name).is_none() {
            bail!(
                "there is no actor “{name}” here; see standpoint-cli project actors {}",
                storage::shown(path)
            );
        }
    }
    if let project::Ruling::Apart { member: article, fingerprint, .. } = &mut ruling {
        let Some(member) = project.members.iter().find(|member| member.name == *article) else {
            bail!(
                "there is no article “{article}” here; see standpoint-cli project articles {}",
                storage::shown(path)
            );
        };
        *fingerprint = Some(member.fingerprint());
    }
    if matches!(&ruling, project::Ruling::Called { to, .. } if to.trim().is_empty()) {
        bail!("an actor must be called something");
    }
    Ok(ruling)
}
