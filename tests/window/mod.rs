//! The window without a screen: what it says to a screen reader, and what keys and clicks do.

mod project;
mod review;
mod views;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use eframe::egui::{self, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use standpoint::gui::app::App;
use standpoint::gui::document::DocumentId;
use standpoint::gui::picker::{FilePicker, Picked, Purpose};
use standpoint::gui::settings::Settings;

/// A file dialog whose answer is known beforehand.
struct Answer(RefCell<Vec<Picked>>, RefCell<bool>);

impl FilePicker for Answer {
    fn ask(&self, ctx: &egui::Context) {
        *self.1.borrow_mut() = true;
        ctx.request_repaint();
    }

    fn ask_where(&self, ctx: &egui::Context, _: DocumentId, _: &str) {
        self.ask(ctx);
    }

    fn ask_for(&self, ctx: &egui::Context, _: Purpose, _: &str) {
        self.ask(ctx);
    }

    fn answers(&self) -> Vec<Picked> {
        if *self.1.borrow() { self.0.take() } else { Vec::new() }
    }
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_articles").join(name)
}

fn window(paths: Vec<PathBuf>, answer: Picked) -> Harness<'static, Rc<RefCell<Option<App>>>> {
    let app = Rc::new(RefCell::new(None));
    let made = Rc::clone(&app);
    let setup = move |ctx: &egui::Context| {
        let picker = Box::new(Answer(RefCell::new(vec![answer]), RefCell::new(false)));
        // What the model finds would come in at any time.
        let settings = Settings { model: false, ..Settings::default() };
        *made.borrow_mut() = Some(App::new(ctx, settings, picker, paths).unwrap());
    };
    let draw = |ui: &mut egui::Ui, app: &mut Rc<RefCell<Option<App>>>| {
        if let Some(app) = app.borrow_mut().as_mut() {
            app.update(ui.ctx());
            app.draw(ui);
        }
    };
    Harness::builder()
        .with_size(egui::vec2(1200.0, 900.0))
        .with_max_steps(64)
        .allow_missing_glyphs()
        .with_context_setup(setup)
        .build_ui_state(draw, app)
}

/// Lets the worker and the window go on until `done`.
fn until(harness: &mut Harness<'_, Rc<RefCell<Option<App>>>>, done: impl Fn(&App) -> bool) {
    for _ in 0..500 {
        harness.run_ok();
        if done(harness.state().borrow().as_ref().unwrap()) {
            harness.run_ok();
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it did not happen");
}

fn is_open(app: &App) -> bool {
    app.state().document().is_some()
}

fn pinned(harness: &Harness<'_, Rc<RefCell<Option<App>>>>) -> Option<usize> {
    let app = harness.state().borrow();
    app.as_ref().unwrap().state().document().and_then(|document| document.pinned).map(|id| id.start)
}

#[test]
fn a_sample_opens_with_a_click_and_shows_its_text_and_actors() {
    let mut harness = window(Vec::new(), Picked::Nothing);
    harness.run_ok();
    harness.get_by_label("Border talks over the Lisna ridge").click();
    until(&mut harness, is_open);
    harness.get_by_label_contains("Kestria drops its claim to the Lisna ridge");
    harness.get_by_label("Actors");
    harness.get_by_label_contains("Chart of stance over the text");
    assert!(harness.query_all_by_label_contains("statement").next().is_some(), "actors are listed");
}

#[test]
fn the_tour_is_offered_once_and_walks_through_the_window() {
    let mut harness = window(Vec::new(), Picked::Nothing);
    harness.run_ok();
    harness.get_by_label("Show me around").click();
    until(&mut harness, is_open);
    let title = "Kestria drops its claim to the Lisna ridge";
    harness.get_by_label_contains(title);
    harness.get_by_label("The text");
    harness.get_by_label("1 of 5");
    // By click and by key, forth and back.
    harness.get_by_label("Next").click();
    harness.run_ok();
    harness.get_by_label("The chart");
    harness.key_press(Key::Enter);
    harness.run_ok();
    assert!(harness.query_by_label("2 of 5").is_none());
    harness.get_by_label("Back").click();
    harness.run_ok();
    harness.get_by_label("The chart");
    for _ in 0..2 {
        harness.get_by_label("Next").click();
        harness.run_ok();
    }
    harness.get_by_label("The reasons");
    assert!(pinned(&harness).is_some(), "there is a statement to explain");
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert!(harness.query_by_label("The reasons").is_none());
    assert!(pinned(&harness).is_some(), "Esc left the tour and nothing else");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::W);
    until(&mut harness, |app| !is_open(app));
    assert!(harness.query_by_label("Show me around").is_none(), "it is offered once");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::F1);
    until(&mut harness, is_open);
    harness.get_by_label("Skip").click();
    harness.run_ok();
    assert!(harness.query_by_label("The text").is_none());
}

#[test]
fn who_declines_the_tour_is_not_asked_again() {
    let mut harness = window(Vec::new(), Picked::Nothing);
    harness.run_ok();
    harness.get_by_label("No, thanks").click();
    until(&mut harness, |app| app.state().settings.toured);
    assert!(!is_open(harness.state().borrow().as_ref().unwrap()));
    assert!(harness.query_by_label("Show me around").is_none());
}

#[test]
fn the_dialog_opens_what_was_picked() {
    let mut harness = window(Vec::new(), Picked::Files(vec![sample("ceasefire.txt")]));
    harness.run_ok();
    harness.get_by_label("Open articles…").click();
    until(&mut harness, is_open);
    harness.get_by_label_contains("Guns fall silent in Qasr Wadan");
}

#[test]
fn where_no_dialog_comes_up_the_window_says_so() {
    let mut harness = window(Vec::new(), Picked::NoDialog);
    harness.run_ok();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::O);
    until(&mut harness, |app| !app.state().notices.is_empty());
    harness.get_by_label_contains("If no dialog appeared");
    harness.get_by_label("Dismiss this message").click();
    until(&mut harness, |app| app.state().notices.is_empty());
}

#[test]
fn a_file_that_cannot_be_opened_is_named_and_the_others_stay() {
    let mut harness = window(vec![sample("ceasefire.txt"), sample("nowhere.txt")], Picked::Nothing);
    until(&mut harness, |app| is_open(app) && !app.state().notices.is_empty());
    harness.get_by_label_contains("nowhere.txt");
    harness.get_by_label_contains("Guns fall silent in Qasr Wadan");
}

#[test]
fn keys_go_from_quotation_to_quotation_but_not_while_typing() {
    let mut harness = window(vec![sample("border_talks.txt")], Picked::Nothing);
    until(&mut harness, is_open);
    harness.key_press(Key::J);
    harness.run_ok();
    let first = pinned(&harness).expect("J pins the first quotation");
    harness.get_by_label("Unpin (Esc)");
    harness.key_press(Key::J);
    harness.run_ok();
    assert!(pinned(&harness).is_some_and(|second| second > first));
    harness.key_press(Key::K);
    harness.run_ok();
    assert_eq!(pinned(&harness), Some(first));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run_ok();
    harness.run_ok();
    harness.event(egui::Event::Text("jury".into()));
    harness.key_press(Key::J);
    harness.run_ok();
    assert_eq!(pinned(&harness), Some(first), "the J belongs to the search field");
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert!(harness.state().borrow().as_ref().unwrap().state().find.is_none());
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert_eq!(pinned(&harness), None);
}

#[test]
fn searching_counts_and_goes_on() {
    let mut harness = window(vec![sample("border_talks.txt")], Picked::Nothing);
    until(&mut harness, is_open);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run_ok();
    harness.run_ok();
    harness.event(egui::Event::Text("lisna".into()));
    until(&mut harness, |app| app.state().find.as_ref().is_some_and(|find| find.hits.len() > 1));
    harness.get_by_label_contains("1 of ");
    harness.get_by_label("Next").click();
    harness.run_ok();
    harness.get_by_label_contains("2 of ");
}

#[test]
fn a_changed_setting_leaves_the_old_chart_behind_until_it_is_sent_away() {
    let mut harness = window(vec![sample("border_talks.txt")], Picked::Nothing);
    until(&mut harness, is_open);
    assert!(harness.query_by_label_contains("Faint behind it").is_none());
    harness.get_by_label("paraphrase").click();
    until(&mut harness, |app| !app.state().settings.paraphrase);
    harness.get_by_label_contains("Faint behind it: rules alone");
    harness.get_by_label("Remove the chart behind the chart (Esc)").click();
    until(&mut harness, |app| app.state().document().is_some_and(|document| document.ghost.is_none()));
}

#[test]
fn words_of_a_statement_can_be_left_out_and_taken_in_again() {
    let mut harness = window(vec![sample("border_talks.txt")], Picked::Nothing);
    until(&mut harness, is_open);
    harness.key_press(Key::J);
    harness.run_ok();
    harness.get_all_by_label_contains("Count “").next().expect("evidence with a box").click();
    let is_scored = |app: &App| {
        let document = app.state().document().expect("an article");
        document.trial.as_ref().is_some_and(|trial| trial.scored.is_some())
    };
    until(&mut harness, is_scored);
    harness.get_by_label("Count all words").click();
    until(&mut harness, |app| app.state().document().is_some_and(|document| document.trial.is_none()));
}

#[test]
fn an_actors_bar_leads_to_its_position_and_that_to_its_statements() {
    let mut harness = window(vec![sample("border_talks.txt")], Picked::Nothing);
    until(&mut harness, is_open);
    harness.get_by_label("Position of Radovan Kovačević").click();
    harness.run_ok();
    harness.get_by_label("POSITION");
    harness.get_by_label_contains("Mean of ");
    harness.get_by_label("HARDEST");
    harness
        .get_all_by_role(egui::accesskit::Role::Link)
        .next()
        .expect("a statement that leads to its place")
        .click();
    harness.run_ok();
    assert!(pinned(&harness).is_some());
}
