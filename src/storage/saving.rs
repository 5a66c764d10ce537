//! Writing a file so that it is there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::Error;

/// A file that is being written. It appears under its name, complete, with [`Saving::commit`], and not at all if it is
/// dropped before.
#[derive(Debug)]
pub struct Saving {
    /// As asked for, for messages.
    path: PathBuf,
    /// Where the bytes go in the end: links followed.
    target: PathBuf,
    /// Where they are until then; `None` for a device or a pipe, which is written to directly.
    temporary: Option<PathBuf>,
    file: File,
}

impl Saving {
    /// Begins to write the file at `path`.
    ///
    /// # Errors
    /// If its folder does not exist or may not be written to, or `path` is a folder.
    pub fn begin(path: &Path) -> Result<Self, Error> {
        let failed = |source| Error::Save { path: path.to_owned(), source };
        // A link stays a link: what it points to is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let before = fs::metadata(&target).ok();
        match before.as_ref().map(|metadata| (metadata.is_dir(), metadata.is_file())) {
            Some((true, _)) => return Err(Error::NotAFile { path: path.to_owned(), kind: "a folder" }),
            Some((false, false)) => {
                let file = OpenOptions::new().write(true).open(&target).map_err(failed)?;
                return Ok(Self { path: path.to_owned(), target, temporary: None, file });
            }
            _ => {}
        }
        let (temporary, file) = create_beside(&target).map_err(failed)?;
        let saving = Self { path: path.to_owned(), target, temporary: Some(temporary), file };
        if let Some(before) = before {
            saving.file.set_permissions(before.permissions()).map_err(failed)?;
        }
        Ok(saving)
    }

    /// Puts the complete file in its place.
    ///
    /// # Errors
    /// If it cannot be written to the disk or moved; what was there before is then unchanged.
    pub fn commit(self) -> Result<(), Error> {
        self.settle().map(drop)
    }

    /// As [`Saving::commit`], but nobody else can lock the file from before it appears until the file that this gives is
    /// dropped. Where the system cannot lock, nobody is kept off.
    ///
    /// # Errors
    /// As [`Saving::commit`].
    pub fn commit_locked(self) -> Result<File, Error> {
        lock(&self.file);
        self.settle()
    }

    fn settle(mut self) -> Result<File, Error> {
        let file = |saving: &Self| {
            saving.file.try_clone().map_err(|source| Error::Save { path: saving.path.clone(), source })
        };
        let Some(temporary) = &self.temporary else { return file(&self) };
        let done = self.file.sync_all().and_then(|()| fs::rename(temporary, &self.target));
        done.map_err(|source| Error::Save { path: self.path.clone(), source })?;
        self.temporary = None;
        // The new name is safe on the disk only when its folder is. Not every system can do that, and the file is whole
        // either way, so an error here is not one for the user.
        if let Ok(folder) = File::open(folder_of(&self.target)) {
            let _ = folder.sync_all();
        }
        file(&self)
    }
}

impl Write for Saving {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Saving {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            // Nobody is left to be told if even that fails.
            let _ = fs::remove_file(temporary);
        }
    }
}

/// A new, empty file in the folder of `target`, so that it can be renamed without being copied.
fn create_beside(target: &Path) -> io::Result<(PathBuf, File)> {
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let short: String = name.chars().take(40).collect();
    for attempt in 0..100 {
        let temporary = folder_of(target).join(format!(".{short}.{}-{attempt}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            result => return result.map(|file| (temporary, file)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Locks a file for this process, if nobody else has. Elsewhere than on Unix a lock would keep others from reading it, too.
///
/// A process that is just being started holds the locks of the one that starts it for a moment, so it is tried for a while.
pub(super) fn lock(file: &File) -> bool {
    const PATIENCE: Duration = Duration::from_millis(50);
    let begin = Instant::now();
    loop {
        if !cfg!(unix) || !matches!(file.try_lock(), Err(std::fs::TryLockError::WouldBlock)) {
            return true;
        }
        if begin.elapsed() > PATIENCE {
            return false;
        }
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
