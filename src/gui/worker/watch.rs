//! Watches the files of open articles: one that changes on the disk is told of.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::gui::document::DocumentId;
use crate::storage::{self, Stamp};

use super::Outcome;

/// How often files are looked at.
const EVERY: Duration = Duration::from_secs(1);

/// The files of open articles.
pub(super) type Watched = Vec<(DocumentId, PathBuf)>;

/// Looks at the files that were named last, until nobody names any more.
pub(super) fn watch(lists: &Receiver<Watched>, send: impl Fn(Outcome)) {
    let mut known: Vec<(DocumentId, PathBuf, Option<Stamp>)> = Vec::new();
    loop {
        match lists.recv_timeout(EVERY) {
            Ok(list) => {
                let stamp = |(id, path): (DocumentId, PathBuf)| {
                    let before = known.iter().find(|(other, ..)| *other == id).map(|(.., stamp)| *stamp);
                    let stamp = before.unwrap_or_else(|| storage::stamp(&path));
                    (id, path, stamp)
                };
                known = list.into_iter().map(stamp).collect();
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {}
        }
        for (document, path, before) in &mut known {
            let now = storage::stamp(path);
            if now != *before {
                *before = now;
                send(Outcome::Changed { document: *document, is_there: now.is_some() });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_changed_file_is_told_of_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        storage::save(&path, b"One.").unwrap();
        let (lists, queue) = channel();
        let (sender, outcomes) = channel();
        let watching = std::thread::spawn(move || watch(&queue, |outcome| sender.send(outcome).unwrap()));
        lists.send(vec![(DocumentId(3), path.clone())]).unwrap();
        std::thread::sleep(Duration::from_millis(200));
        storage::save(&path, b"One. Two.").unwrap();
        let changed = outcomes.recv_timeout(Duration::from_secs(20)).unwrap();
        assert!(matches!(changed, Outcome::Changed { document: DocumentId(3), is_there: true }));
        assert!(outcomes.recv_timeout(EVERY * 2).is_err(), "only once");
        drop(lists);
        watching.join().unwrap();
    }
}
