//! The evidence sheet as PDF, for those who print it or put it into a file.

use krilla::metadata::Metadata;

use super::super::picture::{self, Picture, drawing};
use super::super::{About, Entry, PictureError};
use super::typeset::{Letters, Look, Pages, Place, Run};
use super::{Claim, PERSON, SCALE, Statement, blocks, extent, heading, made_with, origin, statements, title};
use crate::article::BlockKind;
use crate::chart::Filter;
use crate::palette::{Appearance, Rgb};
use crate::project::{Member, Project};

const INK: Rgb = Rgb(0x1D, 0x21, 0x28);
const FAINT: Rgb = Rgb(0x4A, 0x51, 0x5C);
/// The line below statements, and what can be clicked.
pub(super) const LINE: Rgb = Rgb(0x3B, 0x3A, 0x9E);
const STATEMENT: Rgb = Rgb(0xEE, 0xF1, 0xF8);
const PERSONS: Rgb = Rgb(0xFF, 0xF4, 0xD6);

const fn look(letters: Letters, size: f32, ink: Rgb) -> Look {
    Look { letters, size, ink, ground: None, line: None, is_raised: false }
}

const HEAD: Look = look(Letters::Strong, 18.0, INK);
const PART: Look = look(Letters::Strong, 11.5, INK);
const TEXT: Look = look(Letters::Serif, 10.5, INK);
const SAID: Look = look(Letters::Serif, 10.0, INK);
const PLAIN: Look = look(Letters::Sans, 8.5, INK);
const WHY: Look = look(Letters::Sans, 8.0, FAINT);
const LINK: Look = look(Letters::Sans, 9.5, LINE);
const NUMBER: Look = look(Letters::Strong, 8.5, LINE);
/// How far what is told of a statement stands from its number.
const INSET: f32 = 22.0;

/// All articles of a project as PDF pages of A4, with the content of [`super::sheet`]: words can be searched and copied, the numbers lead
/// from a statement in the text to what is told of it and back, and the articles stand in the reader's table of contents.
///
/// Letters that the shipped fonts lack (Latin, Greek and Cyrillic are there) stand as boxes, but are copied as what they are;
/// words from right to left may be copied in another order.
///
/// # Errors
/// If the pages cannot be written down.
pub fn sheet_pdf(project: &Project, about: &About) -> Result<Vec<u8>, PictureError> {
    let mut pages = Pages::new()?;
    let title = title(project);
    pages.paragraph(&[run(title, HEAD)], 0.0);
    pages.skip(4.0, 0.0);
    let extent = extent(project);
    pages.paragraph(&[run(&extent, WHY), run(SCALE, WHY), run(PERSON, persons(WHY)), run(".", WHY)], 0.0);
    pages.skip(8.0, 0.0);
    if project.members.len() > 1 {
        for (number, member) in (1..).zip(&project.members) {
            let line = format!("{number}. {}", heading(member));
            pages.paragraph(&[Run { to: Some(Place::Article(number)), ..run(&line, LINK) }], 0.0);
        }
    }
    for (number, member) in (1..).zip(&project.members) {
        if project.members.len() > 1 {
            pages.turn();
        }
        article(&mut pages, number, member, about)?;
    }
    pages.skip(24.0, 60.0);
    for line in made_with(about) {
        pages.paragraph(&[run(&line, WHY)], 0.0);
    }
    let named = |(number, member): (usize, &Member)| (heading(member).to_owned(), Place::Article(number));
    let contents: Vec<(String, Place)> = (1..).zip(&project.members).map(named).collect();
    let metadata =
        Metadata::new().title(title.to_owned()).creator(about.program.clone()).language("en".into());
    pages.finish(metadata, (&about.program, WHY), &contents)
}

const fn run(words: &str, look: Look) -> Run<'_> {
    Run { words, look, to: None, here: None }
}

/// The same for what a person decided.
const fn persons(look: Look) -> Look {
    Look { ground: Some(PERSONS), ..look }
}

fn article(pages: &mut Pages, number: usize, member: &Member, about: &About) -> Result<(), PictureError> {
    let entry = Entry::of(member);
    pages.paragraph(
        &[Run { here: Some(Place::Article(number)), ..run(heading(member), Look { size: 14.0, ..HEAD }) }],
        0.0,
    );
    pages.skip(2.0, 0.0);
    pages.paragraph(&[run(&origin(member), WHY)], 0.0);
    pages.skip(8.0, 0.0);
    let picture = Picture::of_article(entry, Filter::default(), about);
    pages.drawing(drawing(&picture::svg(&picture, Appearance::Light, [960, 460]))?);
    part(pages, "Text");
    text(pages, number, entry);
    part(pages, "Statements");
    for one in statements(member) {
        statement(pages, number, &one);
    }
    Ok(())
}

fn part(pages: &mut Pages, name: &str) {
    pages.skip(14.0, 48.0);
    pages.paragraph(&[run(name, PART)], 0.0);
    pages.skip(4.0, 0.0);
}

/// The text, statements marked and numbered.
fn text(pages: &mut Pages, number: usize, entry: Entry<'_>) {
    for block in blocks(entry) {
        let plain = match block.kind {
            BlockKind::Title | BlockKind::Heading => Look { letters: Letters::Strong, ..TEXT },
            _ => TEXT,
        };
        let numbers: Vec<String> = block
            .stretches
            .iter()
            .map(|one| one.statement.map_or(String::new(), |part| part.number.to_string()))
            .collect();
        let mut runs = Vec::new();
        for (stretch, place) in block.stretches.iter().zip(&numbers) {
            let Some(part) = stretch.statement else {
                runs.push(run(stretch.words, plain));
                continue;
            };
            if part.begins {
                runs.push(Run {
                    to: Some(Place::Told(number, part.number)),
                    here: Some(Place::InText(number, part.number)),
                    ..run(place, Look { size: 6.5, is_raised: true, ..NUMBER })
                });
            }
            runs.push(run(stretch.words, Look { ground: Some(STATEMENT), line: Some(part.kind), ..plain }));
        }
        pages.paragraph(&runs, if block.kind == BlockKind::Quote { INSET } else { 0.0 });
        pages.skip(5.0, 0.0);
    }
}

/// What is told of one statement.
fn statement(pages: &mut Pages, article: usize, one: &Statement) {
    pages.skip(6.0, 44.0);
    let number = format!("{}  ", one.number);
    pages.paragraph(
        &[
            Run {
                to: Some(Place::InText(article, one.number)),
                here: Some(Place::Told(article, one.number)),
                ..run(&number, NUMBER)
            },
            run(&one.words, SAID),
        ],
        0.0,
    );
    let mut place = vec![run(&one.place, WHY)];
    if one.words_are_persons {
        place.extend([run(" · ", WHY), run("words chosen by a person", persons(WHY))]);
    }
    if one.is_reviewed {
        place.extend([run(" · ", WHY), run("reviewed", persons(WHY))]);
    }
    pages.paragraph(&place, INSET);
    claim(pages, "Who: ", &one.who);
    claim(pages, "Stance: ", &one.stance);
    if !one.note.is_empty() {
        pages.paragraph(&[run("Note: ", PLAIN), run(&one.note, persons(PLAIN))], INSET);
    }
}

fn claim(pages: &mut Pages, what: &str, claim: &Claim) {
    let words = if claim.is_persons { persons(PLAIN) } else { PLAIN };
    let mut runs = vec![run(what, PLAIN), run(&claim.words, words)];
    if let Some(why) = claim.why.as_deref().filter(|why| !why.is_empty()) {
        // The first step of a speaker nobody is sure of begins with its dot already.
        runs.extend([run(if why.starts_with(" ·") { "" } else { " · " }, WHY), run(why, WHY)]);
    }
    pages.paragraph(&runs, INSET);
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{hostile, project};
    use super::*;
    use crate::ingest;

    /// The words of a PDF as the program itself reads it, blanks taken as equal.
    fn read(bytes: &[u8]) -> String {
        let opened = ingest::read(bytes, "sheet.pdf").unwrap();
        opened.article.text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_statement_is_there_word_for_word_with_its_reasons() {
        let project = project();
        let bytes = sheet_pdf(&project, &About::program()).unwrap();
        let words = read(&bytes);
        for at in project.statements() {
            let wanted = project.words(at);
            assert_eq!(words.matches(&wanted).count(), 2, "in the text and in the list: {wanted}\n{words}");
        }
        for told in ["Talks & more", "% sure · cue “said”", "SHA-256", "Standpoint", "Conciliatory"] {
            assert!(words.to_lowercase().contains(&told.to_lowercase()), "{told}: {words}");
        }
    }

    #[test]
    fn it_is_the_same_every_time_and_holds_nothing_active() {
        for project in [project(), hostile(), Project::default()] {
            let once = sheet_pdf(&project, &About::program()).unwrap();
            for _ in 0..8 {
                assert!(once == sheet_pdf(&project, &About::program()).unwrap());
            }
            for active in ["/JavaScript", "/Launch", "/URI", "/AA"] {
                assert!(!once.windows(active.len()).any(|part| part == active.as_bytes()), "{active}");
            }
        }
    }

    #[test]
    fn long_words_and_letters_without_a_font_stay_within_the_page() {
        let mut project = project();
        project.name = format!("{} {} \u{200D}क्षि", "x".repeat(400), "العربية");
        assert!(read(&sheet_pdf(&project, &About::program()).unwrap()).contains("xxxx"));
    }
}
