//! No code that speaks to a network is built in. What reaches the desktop's portal over a local socket is named here, with why.

use std::collections::BTreeSet;
use std::process::Command;

/// Crates that could reach a network, and what they are there for.
const ALLOWED: &[(&str, &str)] = &[
    (
        "zbus",
        "asks the desktop for its file dialog and its theme, and tells screen readers, over the local D-Bus socket",
    ),
    ("async-io", "waits for that socket"),
    ("polling", "waits for that socket and for the display's"),
];

/// Names, or parts of them, of crates that speak to networks.
const NETWORK: &[&str] = &[
    "http",
    "hyper",
    "reqwest",
    "ureq",
    "curl",
    "isahc",
    "surf",
    "tokio",
    "async-io",
    "async-std",
    "async-net",
    "polling",
    "zbus",
    "mio",
    "socket",
    "tls",
    "openssl",
    "quiche",
    "quinn",
    "h2",
    "h3",
    "tungstenite",
    "websocket",
    "dns",
    "hickory",
    "smoltcp",
    "ftp",
    "ssh",
    "telemetry",
    "sentry",
    "webbrowser",
    "opener",
    "self_update",
];

fn tree(features: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--edges", "normal", "--prefix", "none", "--locked", "--offline", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .args(features)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn speaks(name: &str) -> bool {
    let is_part = |part: &str| {
        name.split(['-', '_']).any(|word| word == part) || (part.len() > 3 && name.contains(part))
    };
    // Thread-local storage, not the protocol.
    name != "scoped-tls" && NETWORK.iter().any(|part| is_part(part))
}

#[test]
fn nothing_that_is_built_in_speaks_to_a_network() {
    let names = tree(&[]);
    assert!(names.len() > 50, "the tree was not read");
    let found: Vec<&String> = names.iter().filter(|name| speaks(name)).collect();
    let is_allowed = |name: &str| {
        ALLOWED.iter().any(|(allowed, _)| {
            name == *allowed
                || name.starts_with(&format!("{allowed}_"))
                || name.starts_with(&format!("{allowed}-"))
        })
    };
    let others: Vec<&&String> = found.iter().filter(|name| !is_allowed(name)).collect();
    assert!(others.is_empty(), "{others:?}");
    let unused: Vec<&str> = ALLOWED
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| cfg!(target_os = "linux") && !names.contains(*name))
        .collect();
    assert!(unused.is_empty(), "no longer needed: {unused:?}");
}

#[test]
fn the_command_line_alone_has_nothing_that_could() {
    let names = tree(&["--no-default-features", "--features", "cli"]);
    let found: Vec<&String> = names.iter().filter(|name| speaks(name)).collect();
    assert!(found.is_empty(), "{found:?}");
}
