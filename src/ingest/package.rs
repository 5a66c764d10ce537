//! The parts of a zip package, which documents of word processors are, within bounds.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Error;

/// The largest part that is unpacked, in bytes.
const LARGEST_PART: u64 = 64 * 1024 * 1024;
/// The most parts that a package may have.
const MOST_PARTS: usize = 5_000;

/// A zip package.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Package<'b> {
    /// Looks into a package.
    ///
    /// # Errors
    /// If its list of parts cannot be read or is too long.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Error::Damaged(ARCHIVE))?;
        if archive.len() > MOST_PARTS {
            return Err(Error::Unsupported("a zip archive of thousands of files"));
        }
        Ok(Self { archive })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The text of a part; `None` if there is none of that name.
    ///
    /// # Errors
    /// If it is locked, damaged, not in UTF-8 or too large.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Error> {
        if !self.has(name) {
            return Ok(None);
        }
        let part = self.archive.by_name(name).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
                Error::Locked("a document")
            }
            _ => Error::Damaged(ARCHIVE),
        })?;
        let mut text = String::new();
        // What the list says of a part's size may be a lie, so what comes out is counted.
        part.take(LARGEST_PART + 1).read_to_string(&mut text).map_err(|_| Error::Damaged(ARCHIVE))?;
        if text.len() as u64 > LARGEST_PART {
            Err(Error::TooLarge(LARGEST_PART as usize))
        } else {
            Ok(Some(text))
        }
    }
}

const ARCHIVE: &str = "a zip archive or an office document";
