//! What a reviewer waits for in a long article: 1 MB, 3,000 quotations, 40 speakers. `cargo bench --bench reviewer`.
//!
//! Without a screen and without the graphics driver: a frame is the layout of all panels, 1280 × 800 points in all, and its
//! turning into triangles. Prints the median, the 99th percentile and the longest, and the most memory used.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

mod support;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use eframe::egui;
use standpoint::gui::command::{Command, Hover};
use standpoint::gui::settings::Typography;
use standpoint::quotes::QuotationId;
use standpoint::review::{Correction, Verdict};

const QUOTATIONS: usize = 3000;
const SPEAKERS: usize = 40;
const LENGTH: usize = 1_000_000;

/// The window, timed.
struct Timed(support::Window);

impl Timed {
    fn frame(&mut self, events: Vec<egui::Event>) -> Duration {
        let began = Instant::now();
        std::hint::black_box(self.0.frame(events));
        began.elapsed()
    }

    fn after(&mut self, command: Command) -> Duration {
        self.0.app.push(command);
        self.frame(Vec::new())
    }

    /// Frames until nothing is asked for any more.
    fn settle(&mut self) {
        for _ in 0..20_000 {
            self.frame(Vec::new());
            if self.0.repaint > Duration::from_secs(1) {
                return;
            }
        }
        panic!("the window never comes to rest");
    }

    fn ids(&self) -> Vec<QuotationId> {
        let document = self.0.app.state().document().expect("an article");
        document.reading.analysis.quotations.iter().map(standpoint::quotes::Quotation::id).collect()
    }
}

fn main() {
    let path = long_article();
    let mut window = Timed(support::Window::new(path.clone()));
    let first = loop {
        std::thread::sleep(Duration::from_millis(5));
        let time = window.frame(Vec::new());
        if window.0.app.state().document().is_some() {
            break time;
        }
    };
    let ids = window.ids();
    let speakers = window.0.app.state().document().expect("an article").series.len();
    println!("{} quotations of {speakers} speakers in {} kB", ids.len(), LENGTH / 1000);
    report("first frame with the article", vec![first]);
    window.settle();
    report(
        "scroll",
        (0..600usize)
            .map(|number| window.frame(vec![support::wheel((number / 150).is_multiple_of(2))]))
            .collect(),
    );
    report(
        "hover, over text and chart",
        (0..600).map(|number| window.frame(vec![pointer(number)])).collect(),
    );
    window.frame(vec![egui::Event::PointerGone]);
    let jump = |window: &mut Timed, number: usize| {
        window.after(Command::Pin { id: ids[number * 7919 % ids.len()], reveal: true })
    };
    report("jump to a quotation", (0..200).map(|number| jump(&mut window, number)).collect());
    window.settle();
    let correct = |window: &mut Timed, number: usize| {
        let id = ids[number * 7919 % ids.len()];
        window.after(Command::Correct(Correction::of(id, Verdict::Stance(Some(0.5)))))
    };
    report("correction to redrawn chart", (0..200).map(|number| correct(&mut window, number)).collect());
    let size = |window: &mut Timed, number: usize| {
        let size = if number.is_multiple_of(2) { 19.0 } else { 17.0 };
        let time = window.after(Command::Text(Typography { size, ..Typography::default() }));
        window.settle();
        time
    };
    report("other size of letters", (0..20).map(|number| size(&mut window, number)).collect());
    window.after(Command::Hover(Hover::Nothing));
    window.settle();
    println!("at rest: the next frame is due {}", due(window.0.repaint));
    println!("most memory: {}", memory());
    drop(window);
    let _ = std::fs::remove_file(&path);
    let _ = std::fs::remove_file(path.with_extension("txt.standpoint.json"));
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize].as_secs_f64() * 1000.0;
    println!("{what:32} median {:7.2} ms   99 % {:7.2} ms   longest {:7.2} ms", at(0.5), at(0.99), at(1.0));
}

fn due(delay: Duration) -> String {
    if delay == Duration::MAX { "never".into() } else { format!("in {delay:?}") }
}

/// The most memory that the process has used, where the system tells.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map_or("not known here".into(), |peak| peak.trim().to_owned())
}

/// The pointer, on its way over the text and, every other time, over the chart.
fn pointer(number: usize) -> egui::Event {
    let along = number as f32;
    let at = if number.is_multiple_of(2) {
        egui::pos2(200.0 + along % 400.0, 100.0 + along % 650.0)
    } else {
        egui::pos2(860.0 + along % 380.0, 110.0 + along * 7.0 % 200.0)
    };
    egui::Event::PointerMoved(at)
}

/// A file of the length, with so many quotations by so many speakers.
fn long_article() -> PathBuf {
    const NAMES: [&str; 8] = ["Ada", "Boris", "Clara", "Dino", "Edda", "Frane", "Gudrun", "Hamid"];
    const SURNAMES: [&str; 5] = ["Marlow", "Okafor", "Pavić", "Quist", "Renner"];
    const SAID: [&str; 4] = [
        "We will not accept this plan",
        "There is room for an agreement if both sides want one",
        "They have lied to us from the first day",
        "I thank the other side for its patience",
    ];
    let mut text = String::new();
    for number in 0..QUOTATIONS {
        let speaker = number * 31 % SPEAKERS;
        let (name, surname) = (NAMES[speaker % NAMES.len()], SURNAMES[speaker / NAMES.len()]);
        let said = SAID[number % SAID.len()];
        let _ = writeln!(text, "“{said}, and clause {number} shows it,” said {name} {surname}.\n");
        let wanted = LENGTH / QUOTATIONS * (number + 1);
        while text.len() < wanted {
            text.push_str(
                "The road along the river was closed in the morning and opened again toward noon. ",
            );
        }
        text.push_str("\n\n");
    }
    let path = std::env::temp_dir().join(format!("standpoint-reviewer-{}.txt", std::process::id()));
    std::fs::write(&path, text).expect("room for a temporary file");
    path
}
