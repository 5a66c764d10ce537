//! Looking around without a screen: marking out a part of the chart, the pages of settings and keys, layouts, and files that
//! change while they are open.

use std::fs;

use eframe::egui::{self, Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;
use standpoint::gui::command::{Command, Request, Sheet};
use standpoint::gui::settings::Layout;

use super::review::{copy, look, opened, press, safe};
use super::*;

#[test]
fn a_part_of_the_chart_is_marked_out_and_let_go() {
    let (_folder, path) = copy("border_talks.txt");
    let mut harness = opened(&path);
    let chart = harness.get_by_label_contains("Chart of stance over the text").rect();
    let from = chart.left_top() + vec2(chart.width() * 0.3, chart.height() * 0.2);
    harness.drag_at(from);
    harness.step();
    for step in 1..=4 {
        harness.hover_at(from + vec2(20.0, 15.0) * step as f32);
        harness.step();
    }
    harness.drop_at(from + vec2(80.0, 60.0));
    harness.run_ok();
    let brush = look(&harness, |document| document.brush).expect("a part of the chart");
    assert!(brush.from > 0.1 && brush.to < 0.9 && brush.low > -1.0 && brush.high < 1.0, "{brush:?}");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(look(&harness, |document| document.brush).is_none());
}

#[test]
fn settings_and_keys_stand_beside_the_text_and_take_effect() {
    let (_folder, path) = copy("ceasefire.txt");
    let mut harness = opened(&path);
    press(&mut harness, Modifiers::NONE, Key::Questionmark);
    harness.get_by_label("Close Keys (Esc)");
    harness.get_by_label("The actor with that number said it");
    press(&mut harness, Modifiers::COMMAND, Key::Comma);
    harness.get_by_label("High contrast").click();
    harness.get_by_label("Sans").click();
    harness.run_ok();
    let settings = harness.state().borrow().as_ref().unwrap().state().settings.clone();
    assert!(settings.stark && settings.text.sans);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label("High contrast").is_none());
}

#[test]
fn help_tells_how_things_are_found_and_what_the_program_is_made_of() {
    let (_folder, path) = copy("ceasefire.txt");
    let mut harness = opened(&path);
    press(&mut harness, Modifiers::NONE, Key::F1);
    harness.get_by_label("HOW FAR IT CAN BE TRUSTED");
    harness.get_by_label(".785");
    harness.get_by_label("Help").click();
    harness.run_ok();
    harness.get_by_label("About Standpoint").click();
    harness.run_ok();
    harness.get_by_label_contains(concat!("Version ", env!("CARGO_PKG_VERSION")));
    harness.get_by_label_contains("There is no network code");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label_contains("There is no network code").is_none());
}

#[test]
fn panels_are_hidden_and_stand_elsewhere_and_everything_is_still_there_in_portrait() {
    let (_folder, path) = copy("border_talks.txt");
    let mut harness = opened(&path);
    let push = |harness: &mut Harness<'_, Rc<RefCell<Option<App>>>>, command| {
        harness.state().borrow_mut().as_mut().unwrap().push(command);
        harness.run_ok();
    };
    let left = |harness: &Harness<'_, Rc<RefCell<Option<App>>>>| harness.get_by_label("Actors").rect().left();
    assert!(left(&harness) > 600.0);
    push(&mut harness, Command::Layout(Layout { left: true, ..Layout::default() }));
    assert!(left(&harness) < 100.0);
    push(&mut harness, Command::Layout(Layout { chart: false, ..Layout::default() }));
    assert!(harness.query_by_label_contains("Chart of stance").is_none());
    push(&mut harness, Command::Layout(Layout::default()));
    harness.set_size(vec2(720.0, 1200.0));
    harness.run_ok();
    let chart = harness.get_by_label_contains("Chart of stance").rect();
    let text = harness.get_by_label_contains("Kestria drops its claim").rect();
    assert!(chart.top() > text.bottom() && harness.get_by_label("Actors").rect().top() > text.bottom());
    push(&mut harness, Command::Sheet(Some(Sheet::Settings)));
    harness.get_by_label("Close Settings (Esc)");
}

#[test]
fn a_file_that_changes_is_read_again_with_its_corrections() {
    let (_folder, path) = copy("ceasefire.txt");
    let mut harness = opened(&path);
    press(&mut harness, Modifiers::NONE, Key::J);
    press(&mut harness, Modifiers::NONE, Key::Num0);
    safe(&mut harness);
    let id = look(&harness, |document| document.pinned).expect("the first statement");
    let words = look(&harness, |document| document.reading.article.text()[id.start..id.end].to_owned());
    let text = fs::read_to_string(&path).unwrap();
    let (head, rest) = text.split_once("\n\n").expect("a headline");
    // Not before the second has passed in which the file was looked at.
    std::thread::sleep(std::time::Duration::from_millis(1200));
    fs::write(&path, format!("{head}\n\nA new first paragraph, put in later.\n\n{rest}")).unwrap();
    until(&mut harness, |app| !app.state().notices.is_empty());
    harness.get_by_label_contains("ceasefire.txt has changed on the disk");
    harness.get_by_label("Read it again").click();
    until(&mut harness, |app| {
        let document = app.state().document().unwrap();
        document.reading.article.text().contains("put in later")
    });
    let there = look(&harness, |document| {
        let marks = &document.reading.marks.statements;
        let (&id, mark) = marks.iter().next().expect("a correction");
        (
            document.reading.article.text()[id.start..id.end].to_owned(),
            mark.stance,
            document.reading.marks.idle.len(),
        )
    });
    assert_eq!(there, (words, true, 0));
    harness.get_by_label_contains("all corrections found their place");
}

#[test]
fn a_quotation_is_copied_with_who_said_it_and_where() {
    let (_folder, path) = copy("ceasefire.txt");
    let mut harness = opened(&path);
    press(&mut harness, Modifiers::NONE, Key::J);
    harness.state().borrow_mut().as_mut().unwrap().push(Command::Ask(Request::Cite));
    harness.step();
    let commands = &harness.output().platform_output.commands;
    let copied = commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(words) => Some(words.clone()),
        _ => None,
    });
    let copied = copied.expect("words for the clipboard");
    assert!(
        copied.contains("\n— ") && copied.contains("Guns fall silent") && copied.contains("characters "),
        "{copied}"
    );
}

#[test]
fn a_list_with_unknown_columns_is_asked_about_and_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.csv");
    let rows = "7;Talks fail;“We will never sign this,” said Ivo Marin.;Ann Bell\n\
                8;Talks resume;“We may sign after all,” said Ivo Marin.;Tom Moor\n";
    std::fs::write(&path, format!("Nr;Kopf;Worte;Feder\n{rows}")).unwrap();
    let mut harness = window(vec![path], Picked::Nothing);
    until(&mut harness, |app| app.state().columns.is_some());
    harness.get_by_label_contains("Which columns of news.csv hold what?");
    harness.get_by_label("Text: Worte");
    harness.get_by_label("Headline: none").click();
    harness.run_ok();
    harness.get_by_label("Kopf").click();
    harness.run_ok();
    harness.get_by_label("Headline: Kopf");
    harness.get_by_label("Read the list").click();
    until(&mut harness, |app| app.state().documents.len() == 2);
    let app = harness.state().borrow();
    let state = app.as_ref().unwrap().state();
    assert_eq!(state.documents[0].reading.article.metadata.title.as_deref(), Some("Talks fail"));
    assert!(state.sheet.is_none() && state.columns.is_none());
}
