//! Files of reviews.

#![no_main]

use libfuzzer_sys::fuzz_target;
use standpoint::article::Article;
use standpoint::storage::ReviewFile;

fuzz_target!(|data: &[u8]| {
    let folder = tempfile::tempdir_in("/dev/shm").unwrap();
    let path = folder.path().join("a.json");
    std::fs::write(&path, data).unwrap();
    let article = Article::new("“We will never sign,” said Ann Bell. Tom Moor said the talks were fair.");
    let _ = ReviewFile::at(path.clone()).load(&article);
    assert_eq!(std::fs::read(&path).unwrap(), data);
});
