//! What a process that reads strangers' files cannot do. The process is this test itself, started again.

use std::fs::File;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::process::Command;

use standpoint::storage::confined::confine;

/// What a process may try, and whether it works.
type Act = (&'static str, Box<dyn Fn() -> bool>);

/// Set for the process that is to be confined.
const ASKED: &str = "STANDPOINT_TEST_CONFINED";

/// Runs a test of this file in a process of its own, and gives what it wrote.
fn started_again(test: &str, asked: &str) -> (bool, String) {
    let output = Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture", "--test-threads=1"])
        .env(ASKED, asked)
        .output()
        .unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

fn asked() -> Option<String> {
    std::env::var(ASKED).ok()
}

#[test]
#[cfg(target_os = "linux")]
#[allow(clippy::print_stdout, reason = "the way back from the process")]
fn a_confined_process_reaches_nothing() {
    if asked().is_none() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (is_well, out) = started_again(
            "confined::a_confined_process_reaches_nothing",
            &listener.local_addr().unwrap().port().to_string(),
        );
        assert!(is_well && out.contains("tried 9, got 0:"), "{out}");
        return;
    }
    let port: u16 = asked().unwrap().parse().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("new");
    let name = std::env::current_exe().unwrap();
    let all: Vec<Act> = vec![
        ("reads a file", Box::new(|| File::open("/etc/passwd").is_ok())),
        ("reads its own program", Box::new(move || File::open(&name).is_ok())),
        ("lists a folder", Box::new(|| std::fs::read_dir("/").is_ok())),
        ("writes a file", Box::new(move || File::create(&place).is_ok())),
        ("connects", Box::new(move || TcpStream::connect(("127.0.0.1", port)).is_ok())),
        ("listens", Box::new(|| TcpListener::bind("127.0.0.1:0").is_ok())),
        ("sends", Box::new(|| UdpSocket::bind("127.0.0.1:0").is_ok())),
        ("runs a program", Box::new(|| Command::new("/bin/true").status().is_ok())),
        ("starts a thread", Box::new(|| std::thread::Builder::new().spawn(|| ()).is_ok())),
    ];
    assert!(all.iter().all(|(_, act)| act()), "what is to be barred does not work here anyway");
    confine();
    let got: Vec<&str> = all.iter().filter(|(_, act)| act()).map(|(what, _)| *what).collect();
    println!("tried {}, got {}: {got:?}", all.len(), got.len());
}

#[test]
#[cfg(unix)]
fn a_confined_process_ends_when_it_takes_too_much_memory() {
    if asked().is_none() {
        let (is_well, _) =
            started_again("confined::a_confined_process_ends_when_it_takes_too_much_memory", "1");
        assert!(!is_well);
        return;
    }
    confine();
    let taken = vec![1u8; 1 << 30];
    assert_eq!(taken.len(), 1 << 30);
}
