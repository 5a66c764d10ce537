//! What made a file of findings that is there already.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::Schema;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::ingest::columns;
use crate::storage;

/// So much of a line is read, in bytes: the engine stands before the text.
const LINE: u64 = 1 << 20;

/// The name of the engine whose findings a file holds; `None` if the file does not tell, as a table and a listing don't, or cannot be
/// read.
pub fn made_by(path: &Path) -> Option<String> {
    let open = || storage::open_file(path).ok();
    let mut head = Vec::new();
    open()?.take(8).read_to_end(&mut head).ok()?;
    let told = |schema: &Schema| schema.metadata().get("standpoint.engine").cloned();
    if columns::is_parquet(&head) {
        told(ParquetRecordBatchReaderBuilder::try_new(open()?).ok()?.schema())
    } else if columns::is_arrow_file(&head) {
        told(&FileReader::try_new(BufReader::new(open()?), None).ok()?.schema())
    } else if columns::is_arrow_stream(&head) {
        told(&StreamReader::try_new(BufReader::new(open()?), None).ok()?.schema())
    } else {
        let mut line = Vec::new();
        BufReader::new(open()?.take(LINE)).read_until(b'\n', &mut line).ok()?;
        let line = String::from_utf8_lossy(&line);
        let (_, after) = line.strip_prefix("{\"schema_version\":")?.split_once("\"engine\":\"")?;
        after.split_once('"').map(|(name, _)| name.to_owned())
    }
}
