//! Whether there is a desktop to show a window on, and, on Linux, what it lacks.

use std::path::PathBuf;

use super::words;

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

/// The libraries that are missing here, in words with the line that installs them; `None` if all are there or if it cannot
/// be told where libraries lie on this system. They are loaded by name while the window starts, so that no build and no
/// package says that they are needed.
pub fn missing_libraries() -> Option<String> {
    let folders = folders();
    let there = |library: &str| folders.iter().any(|folder| folder.join(library).exists());
    // Where not even the C library is found, libraries lie elsewhere.
    if !cfg!(target_os = "linux") || !there("libc.so.6") {
        return None;
    }
    name_missing(there)
}

/// Where the loader looks on the common distributions.
fn folders() -> Vec<PathBuf> {
    let own = std::env::var_os("LD_LIBRARY_PATH").unwrap_or_default();
    let triple = format!("{}-linux-gnu", std::env::consts::ARCH);
    let common = ["/lib", "/usr/lib", "/lib64", "/usr/lib64", "/usr/local/lib"].map(PathBuf::from);
    let debian = ["/lib", "/usr/lib", "/usr/local/lib"].map(|folder| PathBuf::from(folder).join(&triple));
    std::env::split_paths(&own).chain(common).chain(debian).collect()
}

fn name_missing(there: impl Fn(&str) -> bool) -> Option<String> {
    let missing = LIBRARIES.iter().filter(|(library, _)| !there(library));
    let (names, packages): (Vec<&str>, Vec<&str>) = missing.copied().unzip();
    let (names, packages) = (names.join(words::lists::COMMA), packages.join(" "));
    (!names.is_empty()).then(|| words::desktop::missing(&names, &packages))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_library_is_named_with_its_package() {
        assert_eq!(name_missing(|_| true), None);
        let words = name_missing(|library| library != "libGL.so.1").unwrap();
        assert_eq!(words, "the window needs libGL.so.1; on Debian or Ubuntu: sudo apt install libgl1");
    }
}
