//! Where articles come from.

use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::vec;

use arrow_array::RecordBatch;
use arrow_ipc::reader::StreamReader;
use arrow_schema::ArrowError;

use super::Broken;
use crate::ingest::Mapping;
use crate::ingest::columns::{self, Tables};
use crate::{ingest, storage};

/// How much of a list of lines is taken at a time, unless it comes more slowly.
const BYTES: usize = 1 << 20;
/// How many lines are taken at a time, at most.
const LINES: usize = 1_024;
/// How many files are taken at a time: enough to keep some cores busy, few enough that large ones do not fill the memory.
const FILES: usize = 16;

/// Something that is an article, or holds some.
#[derive(Debug)]
pub enum Item {
    /// A file with one or several.
    File(PathBuf),
    /// The bytes of such a file, and what it is called.
    Bytes(Vec<u8>, String),
    /// A row of a list.
    Row {
        /// The row, or why it is none.
        row: Result<ingest::Row, ingest::Error>,
        /// The name of the list without its ending, from which a row without a name gets one.
        list: String,
        /// The row's number, from 1; of a list of lines the line's.
        number: usize,
        /// Where it stands, for messages.
        place: String,
    },
    /// A line of a list that is to be read as a row.
    Line {
        /// The line, its break included.
        line: Vec<u8>,
        /// As of a row.
        list: String,
        /// As of a row.
        number: usize,
        /// As of a row.
        place: String,
    },
}

/// Gives articles some at a time.
pub struct Source {
    from: From,
    /// The name of the file or stream, for messages.
    shown: String,
    /// The same without its ending.
    list: String,
    /// How many rows or lines there have been.
    rows: usize,
    /// What was met after the articles that were given last.
    fault: Option<String>,
    /// What columns hold, where their names do not say it.
    mapping: Mapping,
}

enum From {
    Files(vec::IntoIter<PathBuf>),
    Bytes(Option<Vec<u8>>),
    Lines(BufReader<Box<dyn Read>>),
    Tables(Tables),
}

impl Source {
    /// The articles in files. Each is read when its turn comes, and one that cannot be is an item like the others.
    pub fn files(paths: Vec<PathBuf>) -> Self {
        Self::new(From::Files(paths.into_iter()), Path::new(""), &Mapping::default())
    }

    /// The rows of the list at `path`: JSON lines, Parquet, or an Arrow file or stream; what its columns hold says `mapping`, or else
    /// their names.
    ///
    /// # Errors
    /// If it cannot be opened, or is no such list.
    pub fn list(path: &Path, mapping: &Mapping) -> Result<Self, Broken> {
        let file = storage::open_file(path)?;
        let fault = |source| Broken::Input { place: storage::shown(path), source };
        let mut head = Vec::new();
        (&file)
            .take(8)
            .read_to_end(&mut head)
            .map_err(|error| fault(ingest::Error::Told(error.to_string())))?;
        let again = || storage::open_file(path);
        let from = if columns::is_parquet(&head) {
            From::Tables(columns::parquet_tables(again()?, mapping).map_err(fault)?)
        } else if columns::is_arrow_file(&head) {
            From::Tables(columns::arrow_tables(again()?, mapping).map_err(fault)?)
        } else {
            return Self::stream(again()?, path, mapping);
        };
        Ok(Self::new(from, path, mapping))
    }

    /// What comes from a stream that is called `name`: rows as JSON lines or as an Arrow stream, or else the bytes of one file.
    ///
    /// # Errors
    /// If it is a stream of columns that hold no articles, or the bytes are too many for one file.
    pub fn stream(reader: impl Read + 'static, name: &Path, mapping: &Mapping) -> Result<Self, Broken> {
        let mut reader = BufReader::with_capacity(BYTES, Box::new(reader) as Box<dyn Read>);
        let place = || storage::shown(name);
        let broken = |error: io::Error| Broken::Stream { place: place(), rows: 0, fault: error.to_string() };
        let head = reader.fill_buf().map_err(broken)?;
        let from = if columns::is_arrow_stream(head) {
            let fault = |source| Broken::Input { place: place(), source };
            From::Tables(Box::new(ArrowStream::new(reader, mapping).map_err(fault)?))
        } else if head.is_empty() || is_list(name) || begins_like_list(head) {
            From::Lines(reader)
        } else {
            let mut bytes = Vec::new();
            reader.take(ingest::LARGEST_FILE as u64 + 1).read_to_end(&mut bytes).map_err(broken)?;
            From::Bytes(Some(bytes))
        };
        Ok(Self::new(from, name, mapping))
    }

    fn new(from: From, name: &Path, mapping: &Mapping) -> Self {
        let list = name.file_stem().unwrap_or(name.as_os_str()).to_string_lossy().into_owned();
        Self { from, shown: storage::shown(name), list, rows: 0, fault: None, mapping: mapping.clone() }
    }

    /// The next articles; none are left when it is empty.
    ///
    /// # Errors
    /// If a list breaks off or is damaged. Nothing comes after that.
    pub fn next_items(&mut self) -> Result<Vec<Item>, Broken> {
        match &mut self.from {
            From::Files(paths) => Ok(paths.by_ref().take(FILES).map(Item::File).collect()),
            From::Bytes(bytes) => {
                Ok(bytes.take().map(|bytes| Item::Bytes(bytes, self.shown.clone())).into_iter().collect())
            }
            From::Lines(_) => self.next_lines(),
            From::Tables(_) => self.next_table(),
        }
    }

    fn broken(&self, fault: &impl ToString) -> Broken {
        Broken::Stream { place: self.shown.clone(), rows: self.rows, fault: fault.to_string() }
    }

    fn next_lines(&mut self) -> Result<Vec<Item>, Broken> {
        if let Some(fault) = self.fault.take() {
            return Err(self.broken(&fault));
        }
        let mut items = Vec::new();
        let mut bytes = 0;
        while let From::Lines(reader) = &mut self.from {
            // What has come is answered before more is waited for.
            let is_waiting = !items.is_empty() && !reader.buffer().contains(&b'\n');
            if bytes >= BYTES || items.len() >= LINES || is_waiting {
                break;
            }
            let mut line = Vec::new();
            match next_line(reader, &mut line) {
                Ok(true) if is_cut(&line) => self.fault = Some("its last line is cut short".to_owned()),
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => self.fault = Some(error.to_string()),
            }
            if self.fault.is_some() {
                break;
            }
            self.rows += 1;
            bytes += line.len();
            if !line.trim_ascii().is_empty() {
                let (number, place) = (self.rows, format!("{}, line {}", self.shown, self.rows));
                items.push(Item::Line { line, list: self.list.clone(), number, place });
            }
        }
        // What came before is answered first.
        match self.fault.take_if(|_| items.is_empty()) {
            Some(fault) => Err(self.broken(&fault)),
            None => Ok(items),
        }
    }

    fn next_table(&mut self) -> Result<Vec<Item>, Broken> {
        while let From::Tables(tables) = &mut self.from {
            let Some(table) = tables.next() else { break };
            let table = table.map_err(|error| self.broken(&error))?;
            let rows = columns::rows(&table, &self.mapping)
                .map_err(|source| Broken::Input { place: self.shown.clone(), source })?;
            if rows.is_empty() {
                continue;
            }
            let first = self.rows + 1;
            self.rows += rows.len();
            let item = |(number, row)| Item::Row {
                row: Ok(row),
                list: self.list.clone(),
                number,
                place: format!("{}, row {number}", self.shown),
            };
            return Ok((first..).zip(rows).map(item).collect());
        }
        Ok(Vec::new())
    }
}

/// Whether a file is a list by its name: what is in it is a row a line, or columns.
pub fn is_list(path: &Path) -> bool {
    const LISTS: [&str; 6] = ["jsonl", "ndjson", "parquet", "arrow", "arrows", "feather"];
    path.extension().is_some_and(|extension| LISTS.iter().any(|list| extension.eq_ignore_ascii_case(list)))
}

/// Whether some bytes begin as a JSON object with keys does, which no article does.
fn begins_like_list(bytes: &[u8]) -> bool {
    let rest = bytes.trim_ascii_start().strip_prefix(b"{");
    rest.is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}

/// Reads the next line; of one beyond the budget, enough to see that it is. `false` at the end.
fn next_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    let most = ingest::LARGEST_FILE + 1;
    let length = reader.by_ref().take(most as u64).read_until(b'\n', line)?;
    if length == most && !line.ends_with(b"\n") {
        reader.skip_until(b'\n')?;
    }
    Ok(length > 0)
}

/// Whether a line is the last of a list that has been cut: it has no break, and is no JSON.
fn is_cut(line: &[u8]) -> bool {
    let is_blank = line.trim_ascii().is_empty();
    let is_json = || serde_json::from_slice::<serde_json::Value>(line).is_ok();
    !line.ends_with(b"\n") && line.len() <= ingest::LARGEST_FILE && !is_blank && !is_json()
}

/// An Arrow stream, which must end as such streams do.
struct ArrowStream<R: Read> {
    reader: StreamReader<Tail<R>>,
    is_done: bool,
}

impl<R: Read> ArrowStream<R> {
    fn new(reader: R, mapping: &Mapping) -> Result<Self, ingest::Error> {
        let tail = Tail { reader, last: [0; 8] };
        let told = |error: ArrowError| {
            ingest::Error::Told(format!("it is no Arrow stream that can be read: {error}"))
        };
        let reader = StreamReader::try_new(tail, None).map_err(told)?;
        columns::wanted(&reader.schema(), mapping)?;
        Ok(Self { reader, is_done: false })
    }
}

impl<R: Read> Iterator for ArrowStream<R> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        /// What a stream ends with.
        const END: [u8; 8] = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0];
        if self.is_done {
            return None;
        }
        let next = self.reader.next();
        self.is_done = !matches!(next, Some(Ok(_)));
        // Between two messages a stream that breaks off looks like one that ends.
        if next.is_none() && self.reader.get_ref().last != END {
            return Some(Err(ArrowError::IpcError("its end is missing".to_owned())));
        }
        next
    }
}

/// Remembers the last bytes that were read.
struct Tail<R> {
    reader: R,
    last: [u8; 8],
}

impl<R: Read> Read for Tail<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        let new = &buffer[count.saturating_sub(8)..count];
        self.last.rotate_left(new.len());
        let kept = self.last.len() - new.len();
        self.last[kept..].copy_from_slice(new);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{ArrayRef, StringArray};
    use arrow_ipc::writer::StreamWriter;

    use super::*;

    /// A reader that gives its parts one at a time.
    struct Slowly(vec::IntoIter<&'static [u8]>);

    impl Read for Slowly {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let Some(part) = self.0.next() else { return Ok(0) };
            buffer[..part.len()].copy_from_slice(part);
            Ok(part.len())
        }
    }

    #[test]
    fn lists_are_told_from_articles() {
        assert!(begins_like_list(b" {\"id\": 1}"));
        assert!(!begins_like_list(b"{\\rtf1") && !begins_like_list(b"{ he said") && !begins_like_list(b""));
    }

    #[test]
    fn what_has_come_is_given_before_more_is_waited_for() {
        let parts: Vec<&[u8]> = vec![b"{\"text\":\"a\"}\n{\"te", b"xt\":\"b\"}\n\n", b"{\"text\":\"c\"}"];
        let mut source =
            Source::stream(Slowly(parts.into_iter()), Path::new("x"), &Mapping::default()).unwrap();
        let mut numbers = Vec::new();
        loop {
            let items = source.next_items().unwrap();
            if items.is_empty() {
                break;
            }
            let of = |item: &Item| if let Item::Line { number, .. } = item { *number } else { 0 };
            numbers.push(items.iter().map(of).collect::<Vec<_>>());
        }
        assert_eq!(numbers, [vec![1], vec![2], vec![4]]);
    }

    #[test]
    fn a_list_that_is_cut_is_an_error_after_what_came_before() {
        let list = b"{\"text\":\"a\"}\nnonsense\n{\"text\":\"b";
        let mut source = Source::stream(&list[..], Path::new("x/news.jsonl"), &Mapping::default()).unwrap();
        assert_eq!(source.next_items().unwrap().len(), 2);
        let message = source.next_items().unwrap_err().to_string();
        assert!(message.contains("news.jsonl: it breaks off or is damaged after 2 rows"), "{message}");
        assert!(source.next_items().unwrap().is_empty());
    }

    fn stream() -> Vec<u8> {
        let texts = Arc::new(StringArray::from(vec!["a", "b"])) as ArrayRef;
        let table = RecordBatch::try_from_iter([("text", texts)]).unwrap();
        let mut writer = StreamWriter::try_new(Vec::new(), &table.schema()).unwrap();
        writer.write(&table).unwrap();
        writer.write(&table.slice(0, 1)).unwrap();
        writer.into_inner().unwrap()
    }

    #[test]
    fn a_stream_of_columns_is_read_to_its_end_and_one_that_breaks_off_is_an_error() {
        let whole = stream();
        let counts = |bytes: &[u8]| -> Result<Vec<usize>, Broken> {
            let mut source =
                Source::stream(io::Cursor::new(bytes.to_vec()), Path::new("stdin"), &Mapping::default())?;
            let mut counts = Vec::new();
            loop {
                match source.next_items()?.len() {
                    0 => return Ok(counts),
                    count => counts.push(count),
                }
            }
        };
        assert_eq!(counts(&whole).unwrap(), [2, 1]);
        for cut in 8..whole.len() {
            assert!(counts(&whole[..cut]).is_err(), "{cut} of {}", whole.len());
        }
    }
}
