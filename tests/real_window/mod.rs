//! The real window: the built program on an X server of its own, driven with real X events by `drive.py`, and watched from
//! outside, in the accessibility tree and in the pixels of the screen.
//!
//! It needs the programs below. Where one is missing the test says so and passes, unless `CI` or `STANDPOINT_REQUIRE_WINDOW` is
//! set in the environment: then it fails.

use std::io::{Write, stderr};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use standpoint::analysis::Engine;
use standpoint::gui::reading::{Reading, leaning, signed};
use standpoint::palette::{self, Appearance, Rgb};
use standpoint::{ingest, storage};

/// What the driver needs, and the line that installs it.
const PROGRAMS: [&str; 8] =
    ["Xvfb", "dbus-run-session", "gdbus", "import", "openbox", "python3", "wmctrl", "xdotool"];
/// The services that it starts over D-Bus.
const SERVICES: [&str; 2] = ["org.a11y.Bus", "org.freedesktop.impl.portal.desktop.gtk"];
const INSTALL: &str = "apt-get install xvfb openbox xdotool wmctrl imagemagick dbus libglib2.0-bin at-spi2-core \
                       gir1.2-atspi-2.0 gir1.2-gtk-3.0 python3-gi xdg-desktop-portal-gtk";

#[test]
fn real_window_opens_answers_to_clicks_and_keys_and_closes() {
    if let Some(missing) = missing() {
        let required =
            ["CI", "STANDPOINT_REQUIRE_WINDOW"].iter().any(|name| std::env::var_os(name).is_some());
        assert!(!required, "the real window cannot be tested: {missing}; {INSTALL}");
        // Not `eprintln`, which nobody sees when a test passes.
        let _ = writeln!(stderr(), "SKIPPED the test of the real window: {missing}; {INSTALL}");
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let plan = home.path().join("plan.json");
    // A name that is written otherwise in a dragged address.
    let third = home.path().join("Río talks 100%.md");
    std::fs::copy(samples().join("river_conference.md"), &third).unwrap();
    // Corrections are kept beside the article.
    let review = home.path().join("border_talks.txt");
    std::fs::copy(samples().join("border_talks.txt"), &review).unwrap();
    let mut told = plan_for(["border_talks.txt", "ceasefire.txt"], &third);
    told["review"] = json!(review);
    std::fs::write(&plan, told.to_string()).unwrap();
    let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/real_window/drive.py");
    let output = Command::new("dbus-run-session")
        .args(["--", python(), driver.to_str().unwrap(), plan.to_str().unwrap()])
        // Nothing of the desktop or the home that the tests are run from reaches the window.
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("LANG", "C.UTF-8")
        .env("HOME", home.path())
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("RUST_BACKTRACE", "1")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let [told, errors] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    let done = output.status.success() && told.lines().last() == Some("all steps done");
    assert!(done, "the real window failed ({})\n{told}\n--- messages ---\n{errors}", output.status);
}

fn python() -> &'static str {
    // Debian's own Python, for which its packages are; another may come first in the search path.
    if Path::new("/usr/bin/python3").exists() { "/usr/bin/python3" } else { "python3" }
}

/// What is missing to run the test.
fn missing() -> Option<String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let there = |program: &&str| folders.iter().any(|folder| folder.join(program).exists());
    if let Some(program) = PROGRAMS.iter().find(|program| !there(program)) {
        return Some(format!("there is no {program}"));
    }
    let services = Path::new("/usr/share/dbus-1/services");
    if let Some(service) = SERVICES.iter().find(|name| !services.join(format!("{name}.service")).exists()) {
        return Some(format!("there is no service {service}"));
    }
    let import = "import gi; gi.require_version('Atspi', '2.0'); gi.require_version('Gtk', '3.0'); \
                  from gi.repository import Atspi, Gtk";
    let imported = Command::new(python()).args(["-c", import]).stderr(Stdio::null()).status();
    (!imported.is_ok_and(|status| status.success())).then(|| "Python cannot import Atspi and Gtk 3".into())
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_articles")
}

fn ground(appearance: Appearance) -> [u8; 3] {
    let Rgb(red, green, blue) = palette::page(appearance);
    [red, green, blue]
}

fn read(path: &Path) -> Reading {
    let ingest::Reading { article, .. } = storage::open(path).unwrap();
    let by_rules = Reading::new(article);
    // The window begins with these and goes on with what the model finds.
    by_rules.reread(Engine::Model, &|| false).unwrap_or(by_rules)
}

/// What the driver does and what it must then see, worked out from the same analysis that the window draws.
fn plan_for(names: [&str; 2], third: &Path) -> Value {
    let [first, second] = names.map(|name| samples().join(name));
    let reading = read(&first);
    let quotations = reading.analysis.quotations.iter().map(|found| {
        let (id, words) = (found.id(), reading.words(found));
        let (names, stance) = (reading.names(id), reading.stance_words(id));
        let score = reading
            .analysis
            .stances
            .get(&id)
            .map(|stance| [signed(stance.score), leaning(stance.score).into()]);
        json!({
            "label": format!("{names}, {}, {stance}: {words}", found.kind.name()),
            "names": names, "words": words, "stance": stance, "score": score,
        })
    });
    let series = &reading.series[0];
    let Rgb(red, green, blue) = reading.place(series.speaker).colour(Appearance::Light);
    let index = |id| reading.analysis.quotations.iter().position(|found| found.id() == id);
    let points = reading.series.iter().flat_map(|series| &series.points);
    let points: Vec<Value> = points
        .map(|point| json!({ "x": point.position, "y": point.score, "quotation": index(point.id) }))
        .collect();
    let hits = reading.article.text().to_lowercase().matches("bridge").count();
    json!({
        "program": env!("CARGO_BIN_EXE_standpoint"),
        "picture": Path::new(env!("CARGO_TARGET_TMPDIR")).join("real_window.png"),
        "first": first, "title": reading.title(),
        "second": second, "second_title": read(&second).title(),
        "third": third, "third_title": read(third).title(),
        "ground": { "light": ground(Appearance::Light), "dark": ground(Appearance::Dark) },
        "quotations": quotations.collect::<Vec<Value>>(), "points": points,
        "actor": { "name": reading.name(series.speaker), "colour": [red, green, blue] },
        "find": { "words": "bridge", "hits": hits },
    })
}
