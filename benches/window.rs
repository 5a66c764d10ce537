//! What a frame of the window costs, without the graphics driver: `cargo bench --bench window`.
//!
//! A frame is the layout of all panels, 1280 × 800 points in all, and its turning into triangles.

mod support;

use std::path::PathBuf;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui;
use standpoint::gui::command::Command;
use standpoint::gui::project::{Page, Wish};
use support::Window;

/// A window with one article in it, once it is drawn.
fn open(path: PathBuf) -> Window {
    let mut window = Window::new(path);
    while window.app.state().document().is_none() {
        std::thread::sleep(Duration::from_millis(10));
        window.frame(Vec::new());
    }
    window.frame(vec![egui::Event::PointerMoved(egui::pos2(300.0, 400.0))]);
    window
}

/// A frame with a turn of the wheel in it, hundreds of them down and then as many up.
fn scroll(window: &mut Window) -> usize {
    let down = (window.frames / 400).is_multiple_of(2);
    window.frame(vec![support::wheel(down)])
}

fn frames(criterion: &mut Criterion) {
    let long = support::long_article();
    let mut group = criterion.benchmark_group("frame");
    for (title, path) in [("4 kB", support::sample()), ("1 MB", long.clone())] {
        let mut window = open(path);
        group.bench_function(format!("{title} at rest"), |bencher| bencher.iter(|| window.frame(Vec::new())));
        group.bench_function(format!("{title} scrolling"), |bencher| bencher.iter(|| scroll(&mut window)));
    }
    group.finish();
    let _ = std::fs::remove_file(long);
}

/// From the wish to open an article to the first frame that has its quotations, in a window that has another open.
fn opening(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("opening");
    group.sample_size(30);
    let samples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sample_articles");
    for (title, name) in
        [("900 words", "council_housing.txt"), ("4 kB", "ceasefire.txt"), ("saved page", "tariff_row.html")]
    {
        let mut window = open(support::sample());
        let path = samples.join(name);
        group.bench_function(title, |bencher| {
            bencher.iter(|| {
                window.app.push(Command::Open(vec![path.clone()]));
                let document = loop {
                    window.frame(Vec::new());
                    let front =
                        window.app.state().document().filter(|front| front.path.as_ref() == Some(&path));
                    if let Some(front) = front {
                        assert!(!front.reading.analysis.quotations.is_empty(), "{name}");
                        break front.id;
                    }
                    std::thread::sleep(Duration::from_millis(1));
                };
                window.app.push(Command::Close(Some(document)));
                window.frame(Vec::new());
            });
        });
    }
    group.finish();
}

/// A project of 2,000 articles: opening it from the cache of the user (`HOME=/tmp/empty` begins with none), its pages, and its search.
fn project(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("room for temporary files");
    support::write_articles(folder.path(), 2_000);
    let shown = || {
        let mut window = Window::new(folder.path().to_owned());
        while !window.app.state().is_project_shown {
            std::thread::sleep(Duration::from_millis(1));
            window.frame(Vec::new());
        }
        while window.app.state().gathering.is_some() {
            std::thread::sleep(Duration::from_millis(1));
            window.frame(Vec::new());
        }
        window
    };
    let mut window = shown();
    let held = window.app.state().project.as_ref().expect("a project");
    let statements = held.digest.project.statements().count();
    let mut group = criterion.benchmark_group(format!("project of 2,000 articles, {statements} statements"));
    group.sample_size(10);
    group.bench_function("opening", |bencher| bencher.iter(|| shown().frames));
    for page in Page::ALL {
        window.app.push(Command::Project(Wish::Turn(page)));
        window.frame(Vec::new());
        group.bench_function(format!("frame of {page:?}"), |bencher| {
            bencher.iter(|| window.frame(Vec::new()));
        });
    }
    window.app.push(Command::Project(Wish::Turn(Page::Statements)));
    let queries = ["bridge", "actor:marin stance:<0", "\"the talks\"", ""];
    let mut typed = queries.iter().cycle();
    group.bench_function("search to its frame", |bencher| {
        bencher.iter(|| {
            let query = typed.next().expect("a cycle").to_string();
            window.app.push(Command::Project(Wish::Seek(query)));
            window.frame(Vec::new())
        });
    });
    group.finish();
}

criterion_group!(benches, frames, opening, project);
criterion_main!(benches);
