//! The parts of a zip package, which documents of word processors are, within bounds.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Error;

/// The largest part that is unpacked, in bytes.
const LARGEST_PART: u64 = 64 * 1024 * 1024;
/// The most parts that a package may have.
const MOST_PARTS: usize = 5_000;

/// Whether bytes are a zip package, be it an empty one. Articles begin with "PK", too: "PKK leaders said".
pub(super) fn is(bytes: &[u8]) -> bool {
    [b"PK\x03\x04", b"PK\x05\x06"].iter().any(|start| bytes.starts_with(*start))
}

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
        String::from_utf8(self.bytes(name)?).map(Some).map_err(|_| Error::Damaged(ARCHIVE))
    }

    /// A part as it is.
    ///
    /// # Errors
    /// If it is locked, damaged or too large.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Vec<u8>, Error> {
        let part = self.archive.by_name(name).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
                Error::Locked(ARCHIVE)
            }
            _ => Error::Damaged(ARCHIVE),
        })?;
        let mut bytes = Vec::new();
        // What the list says of a part's size may be a lie, so what comes out is counted.
        part.take(LARGEST_PART + 1).read_to_end(&mut bytes).map_err(|_| Error::Damaged(ARCHIVE))?;
        if bytes.len() as u64 > LARGEST_PART {
            Err(Error::TooLarge(LARGEST_PART as usize))
        } else {
            Ok(bytes)
        }
    }

    /// The names of the parts.
    pub(super) fn names(&self) -> Vec<String> {
        self.archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
    }

    /// Whether it is a document, so that its parts are no files to be read by themselves.
    pub(super) fn is_document(&self) -> bool {
        ["word/document.xml", "content.xml", "META-INF/container.xml", "[Content_Types].xml"]
            .iter()
            .any(|name| self.has(name))
    }
}

const ARCHIVE: &str = "a zip archive or an office document";

#[cfg(test)]
pub(super) mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    /// A package of these parts.
    pub(in crate::ingest) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}
