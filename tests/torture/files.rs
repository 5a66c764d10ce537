//! What is no ordinary file.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Case, Opens, Refused, SAID, text};

pub(super) fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = vec![
        ("missing.txt", Box::new(|_: &Path| {}), Refused("there is no such file")),
        (
            "folder.txt",
            Box::new(|path: &Path| fs::create_dir(path).unwrap()),
            Refused("there is no article in this folder"),
        ),
        (
            "sparse of 1 TB.txt",
            Box::new(|path: &Path| fs::File::create(path).unwrap().set_len(1 << 40).unwrap()),
            Refused("larger than 50 MB"),
        ),
        text("name\nwith a line break \u{202E}.txt", || SAID.into(), Opens(1)),
    ];
    if cfg!(target_os = "linux") {
        let link = |to: &'static str| move |path: &Path| std::os::unix::fs::symlink(to, path).unwrap();
        let special: Vec<Case> = vec![
            (
                "pipe.txt",
                Box::new(|path: &Path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success())),
                Refused("a pipe or device"),
            ),
            (
                "socket.txt",
                Box::new(|path: &Path| drop(std::os::unix::net::UnixListener::bind(path).unwrap())),
                Refused("a pipe or device"),
            ),
            ("device.txt", Box::new(link("/dev/zero")), Refused("a pipe or device")),
            ("memory.txt", Box::new(link("/proc/self/mem")), Refused("could not be read")),
            ("link to nothing.txt", Box::new(link("/no/such/file")), Refused("there is no such file")),
            ("link to itself.txt", Box::new(link("link to itself.txt")), Refused("could not be read")),
            ("name of no letters \u{FFFD}.txt", Box::new(strange_name), Opens(1)),
        ];
        cases.extend(special);
    }
    cases
}

fn strange_name(path: &Path) {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let real = path.with_file_name(OsStr::from_bytes(b"caf\xE9 \xFF.txt"));
    fs::write(&real, SAID).unwrap();
    std::os::unix::fs::symlink(&real, path).unwrap();
}
