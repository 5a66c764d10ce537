//! A project without a screen: a folder is opened, searched, corrected, saved and written.

use std::fs;
use std::path::Path;

use standpoint::gui::command::Command;
use standpoint::gui::project::{Page, Wish};
use standpoint::project::Ruling;
use tempfile::TempDir;

use super::review::press;
use super::*;

type Shown = Harness<'static, Rc<RefCell<Option<App>>>>;

/// Three articles of three days, in which somebody moves.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, date, text) in [
        (
            "a.txt",
            "March 1, 2026",
            "“We will never sign the border treaty under threat,” said Ana Bell. “We reject the offer,” Bell said.",
        ),
        (
            "b.txt",
            "March 9, 2026",
            "“We are ready to talk,” said Ivo Marin. A. Marin of the dockers said the strike was over.",
        ),
        (
            "c.txt",
            "April 20, 2026",
            "“We welcome the offer,” said Ana Bell. “We apologise for the attack,” Bell said.\n\n“We will never sign the border treaty,” Bell had said.",
        ),
    ] {
        fs::write(
            folder.path().join(name),
            format!("The talks of {name}\n\nBy Jo Hart\n\n{date}\n\n{text}\n"),
        )
        .unwrap();
    }
    folder
}

fn is_shown(app: &App) -> bool {
    app.state().project.is_some() && app.state().is_project_shown
}

fn opened(folder: &Path, answer: Picked) -> Shown {
    let mut harness = window(vec![folder.to_owned()], answer);
    until(&mut harness, is_shown);
    harness
}

fn wish(harness: &mut Shown, wish: Wish) {
    harness.state().borrow_mut().as_mut().unwrap().push(Command::Project(wish));
    harness.run_ok();
}

/// Something of the project.
fn held<T>(harness: &Shown, of: impl Fn(&standpoint::gui::project::Held) -> T) -> T {
    of(harness.state().borrow().as_ref().unwrap().state().project.as_ref().unwrap())
}

#[test]
fn a_folder_becomes_a_project_and_every_side_of_it_is_shown() {
    let folder = folder();
    let mut harness = opened(folder.path(), Picked::Nothing);
    harness.get_by_label_contains("The talks of a.txt");
    assert!(harness.query_all_by_label_contains("Ana Bell (").next().is_some(), "the legend");
    for (tab, told) in [
        ("Each by date", "Ivo Marin ("),
        ("Statements", "“We reject the offer,”"),
        ("Shifts", "“We apologise for the attack,”"),
        ("Same words", "2 articles"),
        ("By article", "Ana Bell / 03-01"),
        ("Actors", "Change"),
    ] {
        harness.get_by_label(tab).click();
        harness.run_ok();
        assert!(harness.query_all_by_label_contains(told).next().is_some(), "{tab} shows no {told}");
    }
}

#[test]
fn statements_are_searched_and_lead_to_their_place() {
    let folder = folder();
    let mut harness = opened(folder.path(), Picked::Nothing);
    wish(&mut harness, Wish::Find("actor:bell stance:>0".into()));
    assert!(held(&harness, |held| held.view == Page::Statements && held.found.len() >= 2));
    harness.get_by_label("“We welcome the offer,”").click();
    until(&mut harness, is_open);
    let text = "“We welcome the offer,”";
    let app = harness.state().borrow();
    let document = app.as_ref().unwrap().state().document().unwrap();
    let pinned = document.pinned.expect("the statement is pinned");
    assert_eq!(&document.reading.article.text()[pinned.start..pinned.end], text);
    drop(app);
    wish(&mut harness, Wish::Find("colour:red".into()));
    wish(&mut harness, Wish::Show);
    harness.get_by_label_contains("there is no “colour:”");
}

#[test]
fn what_is_corrected_in_an_article_is_corrected_in_the_project() {
    let folder = folder();
    let mut harness = opened(folder.path(), Picked::Nothing);
    let first = held(&harness, |held| held.digest.project.statements().next().unwrap());
    wish(&mut harness, Wish::Open(first));
    until(&mut harness, is_open);
    harness.key_press(Key::X);
    harness.run_ok();
    let before = held(&harness, |held| held.digest.project.statements().count());
    wish(&mut harness, Wish::Show);
    until(&mut harness, |app| {
        let held = app.state().project.as_ref().unwrap();
        held.digest.project.statements().count() + 1 == before
    });
}

#[test]
fn actors_are_merged_and_the_project_is_saved_and_opened_again() {
    let folder = folder();
    let file = folder.path().join("talks.standpoint");
    let mut harness = opened(folder.path(), Picked::Nothing);
    let names = |harness: &Shown| {
        held(harness, |held| {
            held.digest.actors.list.iter().map(|actor| actor.name.clone()).collect::<Vec<_>>()
        })
    };
    let before = names(&harness);
    assert!(before.contains(&"Ivo Marin".to_owned()), "{before:?}");
    wish(&mut harness, Wish::Rule(Ruling::Same { name: "Ivo Marin".into(), into: "Ana Bell".into() }));
    until(&mut harness, |app| {
        app.state().project.as_ref().unwrap().digest.actors.named("Ivo Marin").is_none()
    });
    wish(&mut harness, Wish::Close);
    harness.get_by_label_contains("have not been saved");
    assert!(is_shown(harness.state().borrow().as_ref().unwrap()), "closing loses nothing unsaid");
    wish(&mut harness, Wish::Save(file.clone()));
    until(&mut harness, |app| !app.state().project.as_ref().unwrap().is_unsaved());
    let merged = names(&harness);
    drop(harness);
    let mut again = opened(&file, Picked::Nothing);
    assert_eq!(names(&again), merged);
    wish(&mut again, Wish::Undo);
    until(&mut again, |app| app.state().project.as_ref().unwrap().digest.actors.named("Ivo Marin").is_some());
    assert_eq!(names(&again), before);
}

#[test]
fn the_project_and_its_chart_are_written_where_the_dialog_says() {
    use standpoint::export::{Format, PictureFormat};
    use standpoint::gui::picker::Purpose;
    let folder = folder();
    let sheet = folder.path().join("out.html");
    let mut harness = opened(folder.path(), Picked::Chosen(Purpose::Export(Format::Sheet), sheet.clone()));
    harness.get_by_label("File").click();
    harness.run_ok();
    harness.get_by_label_contains("Open folder as project").click();
    until(&mut harness, |_| sheet.exists());
    assert!(fs::read_to_string(&sheet).unwrap().contains("We apologise for the attack"));
    let chart = folder.path().join("chart.svg");
    wish(&mut harness, Wish::Draw(PictureFormat::Svg, chart.clone()));
    until(&mut harness, |_| chart.exists());
    wish(&mut harness, Wish::Draw(PictureFormat::Svg, folder.path().join("nowhere/chart.svg")));
    until(&mut harness, |app| !app.state().notices.iter().all(|notice| !notice.words.contains("nowhere")));
}

#[test]
fn what_happens_at_once_is_not_lost() {
    let folder = folder();
    let more = TempDir::new().unwrap();
    fs::write(more.path().join("d.txt"), "“We reject it,” said Tomas Reyk.").unwrap();
    let mut harness = opened(folder.path(), Picked::Nothing);
    {
        let mut app = harness.state().borrow_mut();
        let app = app.as_mut().unwrap();
        app.push(Command::Project(Wish::Gather(vec![more.path().to_owned()])));
        app.push(Command::Project(Wish::Rule(Ruling::Side {
            name: "Ana Bell".into(),
            side: "North".into(),
        })));
        app.push(Command::Project(Wish::Rule(Ruling::Side {
            name: "Ivo Marin".into(),
            side: "South".into(),
        })));
        // The same folder again, by another spelling.
        app.push(Command::Project(Wish::Gather(vec![
            more.path().join("../").join(more.path().file_name().unwrap()),
        ])));
    }
    until(&mut harness, |app| {
        let held = app.state().project.as_ref().unwrap();
        held.digest.project.members.len() == 4
            && app.state().gathering.is_none()
            && held.shown == held.revision
    });
    let sides = held(&harness, |held| {
        held.digest.actors.list.iter().filter_map(|actor| actor.side.clone()).collect::<Vec<_>>()
    });
    assert_eq!(sides, ["North", "South"]);
    wish(&mut harness, Wish::RollUp(standpoint::project::RollUp::Side));
    until(&mut harness, |app| app.state().project.as_ref().unwrap().digest.actors.named("North").is_some());
    harness.get_by_label("By side");
    assert!(held(&harness, |held| held.file.is_none()));
}

#[test]
fn files_that_are_gone_for_now_stay_in_the_project() {
    let folder = folder();
    let file = folder.path().join("talks.standpoint");
    let mut harness = opened(folder.path(), Picked::Nothing);
    wish(&mut harness, Wish::Save(file.clone()));
    until(&mut harness, |app| !app.state().project.as_ref().unwrap().is_unsaved());
    drop(harness);
    fs::rename(folder.path().join("b.txt"), folder.path().join("b.away")).unwrap();
    let mut harness = opened(&file, Picked::Nothing);
    harness.get_by_label_contains("b.txt");
    wish(&mut harness, Wish::Rule(Ruling::Side { name: "Ana Bell".into(), side: "North".into() }));
    wish(&mut harness, Wish::SaveAgain);
    until(&mut harness, |app| !app.state().project.as_ref().unwrap().is_unsaved());
    drop(harness);
    fs::rename(folder.path().join("b.away"), folder.path().join("b.txt")).unwrap();
    let again = opened(&file, Picked::Nothing);
    assert_eq!(held(&again, |held| held.project.members.len()), 3);
    assert_eq!(held(&again, |held| held.project.rulings.in_force().len()), 1);
}

#[test]
fn a_project_that_was_closed_does_not_come_back() {
    let folder = folder();
    let more = TempDir::new().unwrap();
    fs::write(more.path().join("d.txt"), "“We reject it,” said Tomas Reyk.").unwrap();
    let mut harness = opened(folder.path(), Picked::Nothing);
    for closing in [
        Wish::Gather(vec![more.path().to_owned()]),
        Wish::RollUp(standpoint::project::RollUp::Body),
        Wish::Close,
    ] {
        harness.state().borrow_mut().as_mut().unwrap().push(Command::Project(closing));
    }
    until(&mut harness, |app| app.state().gathering.is_none());
    // What was on its way has come by when another project is there; nothing of the first is in it.
    wish(&mut harness, Wish::Gather(vec![more.path().to_owned()]));
    until(&mut harness, is_shown);
    until(&mut harness, |app| app.state().project.as_ref().is_some_and(|held| held.shown == held.revision));
    assert_eq!(held(&harness, |held| held.digest.project.members.len()), 1);
    assert_eq!(held(&harness, |held| held.project.members.len()), 1);
}

#[test]
fn keys_for_an_article_do_nothing_to_it_behind_the_project() {
    let folder = folder();
    let path = folder.path().join("a.txt");
    let mut harness = window(vec![path], Picked::Nothing);
    until(&mut harness, |app| app.state().document().is_some());
    press(&mut harness, Modifiers::NONE, Key::J);
    press(&mut harness, Modifiers::NONE, Key::R);
    let undoable = |harness: &Shown| {
        harness.state().borrow().as_ref().unwrap().state().documents[0].review.undoable().is_some()
    };
    assert!(undoable(&harness));
    harness.state().borrow_mut().as_mut().unwrap().push(Command::Open(vec![folder.path().to_owned()]));
    until(&mut harness, is_shown);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(undoable(&harness), "nobody saw what would have been taken back");
    // The key for finding leads to the project's own box.
    press(&mut harness, Modifiers::COMMAND, Key::F);
    harness.run_ok();
    let focused = harness.ctx.memory(eframe::egui::Memory::focused);
    assert!(focused.is_some() && harness.state().borrow().as_ref().unwrap().state().find.is_none());
}

#[test]
fn findings_that_were_written_before_open_as_a_project() {
    let folder = TempDir::new().unwrap();
    let text = "“We will never sign,” said Ana Bell. “We may talk,” said Ivo Marin.";
    let article = standpoint::article::Article::new(text);
    let found = standpoint::analysis::analyze_with(&article, standpoint::analysis::Engine::Rules);
    let entry = standpoint::export::Entry { id: "talks", article: &article, analysis: &found };
    let path = folder.path().join("found.jsonl");
    // Another name than the one in the text shows that nothing was found anew.
    let line = standpoint::export::jsonl_line(entry).replace("Ivo Marin\"", "Ivo Maren\"");
    fs::write(&path, line).unwrap();
    let mut harness = window(vec![path], Picked::Nothing);
    until(&mut harness, is_shown);
    assert_eq!(held(&harness, |held| held.digest.actors.list[1].name.clone()), "Ivo Maren");
    wish(&mut harness, Wish::OpenArticle(0));
    until(&mut harness, |app| app.state().document().is_some());
    assert!(harness.query_all_by_label_contains("Ivo Maren").next().is_some());
}

#[test]
fn the_settings_of_the_chart_count_in_the_charts_of_a_project_and_choices_stay() {
    let folder = folder();
    let mut harness = opened(folder.path(), Picked::Nothing);
    let marin = held(&harness, |held| held.digest.actors.named("Ivo Marin").unwrap());
    let said = |held: &standpoint::gui::project::Held| {
        let marin = held.digest.actors.named("Ivo Marin").unwrap();
        let line = &held.digest.lines[marin.0 as usize];
        line.points.len() + line.without_stance
    };
    let before = held(&harness, said);
    wish(&mut harness, Wish::Choose(marin));
    harness.get_by_label("paraphrase").click();
    harness.run_ok();
    until(&mut harness, |app| said(app.state().project.as_ref().unwrap()) + 1 == before);
    assert_eq!(held(&harness, |held| held.chosen.len()), 1, "an actor that was chosen stays so");
    harness.get_by_label("Statements").click();
    harness.run_ok();
    assert!(harness.query_by_label("paraphrase").is_none(), "the list has everything");
}

#[test]
fn an_article_is_taken_out_and_its_file_stays() {
    let folder = folder();
    let mut harness = opened(folder.path(), Picked::Nothing);
    harness.get_by_label("The talks of b.txt").click_secondary();
    harness.run_ok();
    harness.get_by_label("Take out of the project").click();
    harness.run_ok();
    until(&mut harness, |app| app.state().project.as_ref().unwrap().digest.project.members.len() == 2);
    harness.get_by_label_contains("is no longer in the project");
    assert!(folder.path().join("b.txt").exists());
}
