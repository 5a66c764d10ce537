//! Whether there is a desktop to show a window on, and, on Linux, what it lacks.

use std::process::Command;

/// Whether the environment names a display. Elsewhere than on Linux there always is one.
pub fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// The libraries that the window loads while it starts, with the Debian package of each.
const LIBRARIES: [(&str, &str); 7] = [
    ("libX11.so.6", "libx11-6"),
    ("libX11-xcb.so.1", "libx11-xcb1"),
    ("libXcursor.so.1", "libxcursor1"),
    ("libXi.so.6", "libxi6"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libGL.so.1", "libgl1"),
    ("libEGL.so.1", "libegl1"),
];

/// The libraries that are missing here, in words with the line that installs them, or `None` if all are there or if that
/// cannot be told. The loader's own list is asked: it knows where libraries lie.
pub fn missing_libraries() -> Option<String> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let output = ["ldconfig", "/sbin/ldconfig", "/usr/sbin/ldconfig"]
        .iter()
        .find_map(|program| Command::new(program).arg("-p").output().ok())?;
    missing_from(&String::from_utf8_lossy(&output.stdout))
}

fn missing_from(list: &str) -> Option<String> {
    let there =
        |library: &str| list.lines().any(|line| line.trim_start().split_whitespace().next() == Some(library));
    let missing: Vec<_> = LIBRARIES.iter().filter(|(library, _)| !there(library)).collect();
    // A list without any of them is no list.
    if missing.is_empty() || list.trim().is_empty() {
        return None;
    }
    let names: Vec<&str> = missing.iter().map(|(library, _)| *library).collect();
    let packages: Vec<&str> = missing.iter().map(|(_, package)| *package).collect();
    Some(format!(
        "missing {}; on Debian or Ubuntu: sudo apt install {}",
        names.join(", "),
        packages.join(" ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_library_is_named_with_its_package() {
        let all: String =
            LIBRARIES.iter().map(|(name, _)| format!("\t{name} (libc6,x86-64) => /lib/{name}\n")).collect();
        assert_eq!(missing_from(&all), None);
        let without = all.replace("libGL.so.1", "libOther.so.1");
        let words = missing_from(&without).unwrap();
        assert!(words.contains("libGL.so.1") && words.contains("apt install libgl1"), "{words}");
        assert_eq!(missing_from(""), None);
    }
}
