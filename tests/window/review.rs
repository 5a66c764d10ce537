//! Correcting and reviewing without a screen: by keys, by clicks, and found again when the article is opened another time.

use std::fs;

use eframe::egui::{self, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use standpoint::analysis::Engine;
use standpoint::gui::command::Command;
use standpoint::gui::document::Document;
use standpoint::review::{Correction, Review, Verdict};
use standpoint::storage::ReviewFile;

use super::*;

pub(super) type Window = Harness<'static, Rc<RefCell<Option<App>>>>;

/// A copy of a sample in a folder of its own, where its corrections can be kept.
pub(super) fn copy(name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::copy(sample(name), &path).unwrap();
    (folder, path)
}

pub(super) fn opened(path: &Path) -> Window {
    let mut harness = window(vec![path.to_owned()], Picked::Nothing);
    until(&mut harness, is_open);
    harness
}

pub(super) fn look<T>(harness: &Window, look: impl FnOnce(&Document) -> T) -> T {
    let app = harness.state().borrow();
    look(app.as_ref().unwrap().state().document().expect("an article"))
}

pub(super) fn press(harness: &mut Window, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_ok();
    harness.run_ok();
}

pub(super) fn safe(harness: &mut Window) {
    until(harness, |app| app.state().document().is_some_and(|document| document.keeping.is_safe()));
}

/// Who said what, and how hard.
fn findings(document: &Document) -> Vec<(String, String)> {
    let reading = &document.reading;
    let ids = reading.analysis.quotations.iter().map(standpoint::quotes::Quotation::id);
    ids.map(|id| (reading.names(id), reading.stance_words(id))).collect()
}

#[test]
fn keys_correct_undo_redo_and_everything_is_there_again() {
    let (_folder, path) = copy("border_talks.txt");
    let mut harness = opened(&path);
    let before = look(&harness, findings);
    press(&mut harness, Modifiers::NONE, Key::J);
    for key in [Key::Num2, Key::Minus, Key::J, Key::Num0, Key::J, Key::X, Key::Plus, Key::R] {
        press(&mut harness, Modifiers::NONE, key);
    }
    let after = look(&harness, findings);
    assert_eq!(after[0].0, "Ilka Orsak", "the second actor has said it");
    assert_eq!((after[1].1.as_str(), after.len()), ("no stance", before.len() - 1));
    for _ in 0..6 {
        press(&mut harness, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(look(&harness, findings), before);
    for _ in 0..6 {
        press(&mut harness, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    }
    assert_eq!(look(&harness, findings), after);
    safe(&mut harness);
    let again = opened(&path);
    assert_eq!(look(&again, findings), after);
    assert!(look(&again, |document| document.review.undoable().is_some()), "and can still be undone");
}

#[test]
fn the_queue_counts_down_and_is_left_as_it_was_entered() {
    let (_folder, path) = copy("ceasefire.txt");
    let mut harness = opened(&path);
    press(&mut harness, Modifiers::NONE, Key::Q);
    let count = look(&harness, |document| document.reading.queue.len());
    harness.get_by_label(&format!("0 of {count} statements reviewed"));
    press(&mut harness, Modifiers::NONE, Key::J);
    press(&mut harness, Modifiers::NONE, Key::R);
    harness.get_by_label(&format!("1 of {count} statements reviewed"));
    press(&mut harness, Modifiers::NONE, Key::Q);
    harness.get_by_label("Actors");
}

#[test]
fn a_name_is_typed_and_chosen_with_the_arrows() {
    let (_folder, path) = copy("border_talks.txt");
    let mut harness = opened(&path);
    press(&mut harness, Modifiers::NONE, Key::J);
    press(&mut harness, Modifiers::NONE, Key::S);
    harness.event(egui::Event::Text("or".into()));
    harness.run_ok();
    assert!(harness.query_all_by_label("Who said it?").next().is_some());
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(look(&harness, findings)[0].0, "Ilka Orsak");
    press(&mut harness, Modifiers::NONE, Key::S);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let third = look(&harness, |document| document.reading.name(Some(document.cast()[2])).to_owned());
    assert_eq!(look(&harness, findings)[0].0, third);
    press(&mut harness, Modifiers::NONE, Key::S);
    harness.event(egui::Event::Text("Somebody Else".into()));
    harness.run_ok();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(look(&harness, findings)[0].0, "Somebody Else");
}

#[test]
fn an_actor_is_renamed_and_its_statements_given_away_by_clicks() {
    let (_folder, path) = copy("border_talks.txt");
    let mut harness = opened(&path);
    harness.get_by_label("Position of Ilka Orsak").click();
    harness.run_ok();
    harness.get_by_label("Rename…").click();
    harness.run_ok();
    harness.run_ok();
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("Ilka O.".into()));
    harness.run_ok();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(
        look(&harness, findings).iter().any(|(who, _)| who == "Ilka O."),
        "{:?}",
        look(&harness, findings)
    );
    harness.get_by_label("Position of Ilka O.");
    let said =
        look(&harness, |document| findings(document).iter().filter(|(who, _)| who == "Ilka O.").count());
    harness.get_all_by_label_contains("Tick “").next().expect("a box").click_accesskit();
    harness.run_ok();
    assert_eq!(look(&harness, |document| document.ticked.len()), 1);
    harness.get_by_label("Give the 1 ticked to…").click_accesskit();
    harness.run_ok();
    harness.run_ok();
    harness.event(egui::Event::Text("Viktor".into()));
    harness.run_ok();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let left =
        look(&harness, |document| findings(document).iter().filter(|(who, _)| who == "Ilka O.").count());
    assert_eq!(left, said - 1);
}

#[test]
fn what_the_program_found_is_shown_beside_what_the_reader_decided() {
    let (_folder, path) = copy("border_talks.txt");
    let mut harness = opened(&path);
    press(&mut harness, Modifiers::NONE, Key::J);
    harness.get_by_label("A step softer").click();
    harness.run_ok();
    harness.get_by_label_contains("Yours. The program: ");
    press(&mut harness, Modifiers::NONE, Key::Num3);
    assert_eq!(harness.get_all_by_label_contains("Yours. The program: ").count(), 2);
}

#[test]
fn a_damaged_review_is_told_and_kept_aside() {
    let (folder, path) = copy("ceasefire.txt");
    let review = folder.path().join("ceasefire.txt.standpoint.json");
    fs::write(&review, "{").unwrap();
    let mut harness = opened(&path);
    harness.get_by_label_contains("this review is damaged");
    press(&mut harness, Modifiers::NONE, Key::J);
    press(&mut harness, Modifiers::NONE, Key::Num0);
    safe(&mut harness);
    assert_eq!(fs::read(folder.path().join("ceasefire.txt.standpoint.damaged-1.json")).unwrap(), b"{");
    assert!(fs::read_to_string(&review).unwrap().contains("\"step\": \"stance\""));
}

#[test]
fn each_question_begins_anew() {
    let (_folder, path) = copy("border_talks.txt");
    let mut harness = opened(&path);
    press(&mut harness, Modifiers::NONE, Key::J);
    let choose = |harness: &mut Window| {
        for key in [Key::S, Key::ArrowDown, Key::ArrowDown, Key::Enter] {
            press(harness, Modifiers::NONE, key);
        }
    };
    choose(&mut harness);
    let third = look(&harness, |document| document.reading.name(Some(document.cast()[2])).to_owned());
    assert_eq!(look(&harness, findings)[0].0, third);
    press(&mut harness, Modifiers::NONE, Key::J);
    choose(&mut harness);
    assert_eq!(look(&harness, findings)[1].0, third);
}

#[test]
fn the_queue_keeps_its_order_while_it_is_worked_off() {
    let (_folder, path) = copy("border_talks.txt");
    let mut harness = opened(&path);
    press(&mut harness, Modifiers::NONE, Key::Q);
    let order: Vec<_> =
        look(&harness, |document| document.reading.queue.iter().map(|item| item.id).collect());
    for (at, key) in [Key::Num3, Key::Minus, Key::Num0].into_iter().enumerate() {
        press(&mut harness, Modifiers::NONE, Key::J);
        assert_eq!(look(&harness, |document| document.pinned), Some(order[at]), "number {at}");
        press(&mut harness, Modifiers::NONE, key);
    }
    press(&mut harness, Modifiers::NONE, Key::J);
    assert_eq!(look(&harness, |document| document.pinned), Some(order[3]));
}

#[test]
fn a_merged_actor_is_looked_at_as_the_other() {
    let (_folder, path) = copy("border_talks.txt");
    let mut harness = opened(&path);
    harness.get_by_label("Position of Ilka Orsak").click();
    harness.run_ok();
    harness.get_by_label("Same as…").click();
    harness.run_ok();
    harness.run_ok();
    harness.event(egui::Event::Text("radovan".into()));
    harness.run_ok();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let chosen =
        look(&harness, |document| document.chosen.map(|actor| document.reading.name(actor).to_owned()));
    assert_eq!(chosen.as_deref(), Some("Radovan Kovačević"));
}

#[test]
fn another_coding_is_held_against_this_one_and_followed() {
    let (folder, path) = copy("border_talks.txt");
    let article = standpoint::storage::open(&path).unwrap().article;
    let found = standpoint::analysis::analyze_with(&article, Engine::Rules);
    let mut review = Review::default();
    let ids: Vec<_> = found.quotations.iter().map(standpoint::quotes::Quotation::id).collect();
    review.push(Correction::of(ids[0], Verdict::Stance(Some(0.9))), &found);
    review.push(Correction::of(ids[1], Verdict::Reject), &found);
    let other = folder.path().join("theirs.json");
    ReviewFile::at(other.clone()).save(&article, &review, Engine::Rules).unwrap();
    let mut harness = opened(&path);
    harness.state().borrow_mut().as_mut().unwrap().push(Command::Second(other));
    until(&mut harness, |app| app.state().document().is_some_and(|document| document.second.is_some()));
    harness.get_by_label("2 differences");
    harness.get_by_label_contains("theirs: +0.90");
    harness.get_by_label("a statement only in yours");
    harness.get_by_label("Speakers, Krippendorff’s alpha");
    harness.query_all_by_label("Follow them").next().unwrap().click();
    harness.run_ok();
    harness.get_by_label("One difference");
    harness.query_all_by_label("Follow them").next().unwrap().click();
    harness.run_ok();
    harness.get_by_label("The two do not differ.");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    harness.get_by_label("One difference");
    harness.get_by_label("Compare no more").click();
    harness.run_ok();
    assert!(harness.query_by_label("One difference").is_none());
}
