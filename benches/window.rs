//! What a frame of the window costs, without the graphics driver: `cargo bench --bench window`.
//!
//! A frame is the layout of all panels, 1280 × 800 points in all, and its turning into triangles.

mod support;

use std::path::PathBuf;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui;
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

criterion_group!(benches, frames);
criterion_main!(benches);
