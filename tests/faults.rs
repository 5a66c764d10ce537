//! What happens to saved work when things go wrong: the program is killed, the disk is full, the clock is wrong, two programs work on
//! one review. Whatever was saved is still there, and the rest is told.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use standpoint::analysis::{self, Analysis, Engine};
use standpoint::article::Article;
use standpoint::review::{Correction, Review, Verdict};
use standpoint::storage::{Error, ReviewFault, ReviewFile};

/// Names the folder for a process that is to save until it is killed.
const ASKED: &str = "STANDPOINT_TEST_SAVES_IN";
const TEXT: &str = "“We will never sign,” said Ann Bell. Tom Moor said the talks were fair.";

struct Work {
    article: Article,
    found: Analysis,
    review: Review,
    file: ReviewFile,
}

impl Work {
    fn of(path: &Path) -> Self {
        let article = Article::new(TEXT);
        let found = analysis::analyze_with(&article, Engine::Rules);
        let mut file = ReviewFile::beside(path);
        let loaded = file.load(&article).expect("a review that can be read");
        let review = loaded.map(|loaded| loaded.review).unwrap_or_default();
        Self { article, found, review, file }
    }

    /// Adds a note that says how many there are with it, and saves.
    fn note(&mut self) -> Result<usize, Error> {
        let number = self.review.log().len() + 1;
        let note = Verdict::Note(format!("note {number}"));
        self.review.push(Correction::of(self.found.quotations[0].id(), note), &self.found);
        self.file.save(&self.article, &self.review, Engine::Rules).map(|()| number)
    }
}

fn notes(path: &Path) -> usize {
    Work::of(path).review.log().len()
}

/// The process that saves until it is killed. It writes each number only after that many notes are saved.
#[test]
fn saves_until_it_is_killed() {
    let Some(folder) = std::env::var_os(ASKED).map(PathBuf::from) else { return };
    let mut work = Work::of(&folder.join("a.txt"));
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(60) {
        let number = work.note().unwrap();
        fs::write(folder.join("told"), number.to_string()).unwrap();
    }
}

fn saver(folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["faults::saves_until_it_is_killed", "--exact"])
        .env(ASKED, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Waits until something has come to be; for ever, where it does not, would be no test.
fn wait_until(is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(20), "it does not come to be");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn killed_a_hundred_times_while_saving_it_loses_nothing() {
    const TIMES: u64 = 100;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    let mut most = 0;
    for time in 0..TIMES {
        let _ = fs::remove_file(folder.path().join("told"));
        let mut child = saver(folder.path());
        wait_until(|| folder.path().join("told").exists());
        // Moments spread over the few milliseconds that a save takes.
        std::thread::sleep(Duration::from_micros(time * 7_919 % 20_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let kept = notes(&path);
        // What is told may itself have been torn, and then says less.
        let told = fs::read_to_string(folder.path().join("told")).ok().and_then(|told| told.parse().ok());
        assert!(kept >= told.unwrap_or(0), "{kept} are left of {told:?}");
        assert!(kept > 0, "nothing is left after {time} times");
        most = most.max(kept);
    }
    assert!(most > 1, "the process never came to save twice");
    let names: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("damaged"))
        .collect();
    assert!(names.is_empty(), "{names:?}");
}

#[test]
fn of_two_programs_the_second_is_told_and_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    let mut child = saver(folder.path());
    wait_until(|| folder.path().join("told").exists());
    let mut second = Work::of(&path);
    let seen = second.review.log().len();
    wait_until(|| notes(&path) > seen);
    let refused = second.note().unwrap_err();
    let is_told = |error: &Error| {
        matches!(error, Error::Review { fault: ReviewFault::Busy | ReviewFault::Changed, .. })
    };
    assert!(is_told(&refused), "{refused}");
    child.kill().unwrap();
    child.wait().unwrap();
    // What the first has saved since must not be lost either.
    assert!(second.note().is_err_and(|error| is_told(&error)));
    let mut third = Work::of(&path);
    third.note().unwrap();
}

#[test]
fn a_file_from_the_future_and_a_clock_set_back_are_no_matter() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    let mut work = Work::of(&path);
    work.note().unwrap();
    let next_year = SystemTime::now() + Duration::from_secs(86_400 * 365);
    for (written, number) in [(next_year, 2), (SystemTime::UNIX_EPOCH, 3)] {
        let file = fs::File::options().write(true).open(work.file.path()).unwrap();
        file.set_modified(written).unwrap();
        assert_eq!(work.note().unwrap(), number);
    }
    assert_eq!(notes(&path), 3);
}

#[test]
fn a_review_that_is_damaged_is_put_aside_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    let mut work = Work::of(&path);
    work.note().unwrap();
    let place = work.file.path().to_owned();
    let whole = fs::read(&place).unwrap();
    drop(work);
    for length in [0, 1, whole.len() / 2, whole.len() - 3] {
        fs::write(&place, &whole[..length]).unwrap();
        let article = Article::new(TEXT);
        let mut file = ReviewFile::beside(&path);
        let error = file.load(&article).unwrap_err().to_string();
        assert!(error.contains("damaged") && error.contains("a.txt.standpoint.json"), "{error}");
        let found = analysis::analyze_with(&article, Engine::Rules);
        let mut review = Review::default();
        review.push(Correction::of(found.quotations[0].id(), Verdict::Reviewed(true)), &found);
        file.save(&article, &review, Engine::Rules).unwrap();
        let aside = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| {
            path.to_string_lossy().contains("damaged") && fs::read(path).unwrap() == whole[..length]
        });
        assert_eq!(aside.count(), 1, "{length}");
    }
}

/// A disk of so many kilobytes; `None` where this user may not make one.
#[cfg(target_os = "linux")]
struct Disk(tempfile::TempDir);

#[cfg(target_os = "linux")]
impl Disk {
    fn of(kilobytes: usize) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={kilobytes}k");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path());
        mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success()).then_some(Self(folder))
    }

    fn remount(&self, how: &str) {
        let mut mount = Command::new("mount");
        mount.args(["-o", &format!("remount,{how}")]).arg(self.0.path());
        assert!(mount.status().unwrap().success());
    }
}

#[cfg(target_os = "linux")]
impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_or_one_that_cannot_be_written_loses_nothing_that_was_saved() {
    // Only root may make disks; elsewhere the same is seen with a folder that is gone.
    let Some(disk) = Disk::of(256) else { return };
    let path = disk.0.path().join("a.txt");
    let mut work = Work::of(&path);
    assert_eq!(work.note().unwrap(), 1);
    let filler = disk.0.path().join("filler");
    let _ = fs::write(&filler, vec![1u8; 256 << 10]);
    let error = work.note().unwrap_err().to_string();
    assert!(error.contains("the disk is full") && error.contains("a.txt.standpoint.json"), "{error}");
    assert_eq!(Work::of(&path).review.log().len(), 1);
    fs::remove_file(&filler).unwrap();
    assert_eq!(work.note().unwrap(), 3);
    // A disk on which something is being written cannot be made read-only.
    drop(work);
    let mut work = Work::of(&path);
    disk.remount("ro");
    let error = work.note().unwrap_err().to_string();
    assert!(error.contains("choose another"), "{error}");
    disk.remount("rw");
    assert_eq!(work.note().unwrap(), 5);
    let left = fs::read_dir(disk.0.path()).unwrap().count();
    assert_eq!(left, 1, "something half written was left");
}

#[test]
fn a_folder_that_is_gone_is_told_and_the_work_can_go_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    let mut work = Work::of(&inner.join("a.txt"));
    work.note().unwrap();
    fs::remove_dir_all(&inner).unwrap();
    let error = work.note().unwrap_err().to_string();
    assert!(error.contains("its folder does not exist"), "{error}");
    work.file = ReviewFile::anew(folder.path().join("elsewhere.json"));
    assert_eq!(work.note().unwrap(), 3);
}
