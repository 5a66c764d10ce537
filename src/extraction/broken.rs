//! What ends an extraction before its end.

use std::io;

use arrow_schema::ArrowError;

use crate::{ingest, storage};

/// Why no more can be read or written. The message names the input and says what is wrong.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// A file cannot be opened.
    #[error("{0}")]
    File(#[from] storage::Error),
    /// What is read is no list of articles.
    #[error("{place}: {source}")]
    Input {
        /// The name of the file or stream.
        place: String,
        /// What is wrong with it.
        source: ingest::Error,
    },
    /// It breaks off, or does not go on as it should.
    #[error(
        "{place}: it breaks off or is damaged after {rows} rows ({fault}); what came before has been answered"
    )]
    Stream {
        /// The name of the file or stream.
        place: String,
        /// How many rows came before.
        rows: usize,
        /// What is wrong with it.
        fault: String,
    },
    /// What was found cannot be written.
    #[error("the output could not be written: {0}")]
    Output(#[from] io::Error),
}

impl From<ArrowError> for Broken {
    fn from(error: ArrowError) -> Self {
        Self::Output(match error {
            ArrowError::IoError(_, error) => error,
            other => io::Error::other(other),
        })
    }
}

impl From<parquet::errors::ParquetError> for Broken {
    fn from(error: parquet::errors::ParquetError) -> Self {
        Self::Output(io::Error::other(error))
    }
}
