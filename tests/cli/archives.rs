//! Archives of any size: lists in, rows out, in Arrow, Parquet and JSON lines.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use tempfile::TempDir;

use super::{rows, run, text};

/// Articles, of which the second has no text.
fn table() -> RecordBatch {
    let ids = StringArray::from(vec!["a", "b", "c"]);
    let texts = StringArray::from(vec![
        Some("“We will never sign this,” said Ivo Marin, the envoy."),
        None,
        Some("The minister said that talks would go on."),
    ]);
    RecordBatch::try_from_iter([("id", Arc::new(ids) as ArrayRef), ("text", Arc::new(texts))]).unwrap()
}

/// Writes them as Parquet.
pub(super) fn shard(path: &Path) {
    let mut writer = ArrowWriter::try_new(fs::File::create(path).unwrap(), table().schema(), None).unwrap();
    writer.write(&table()).unwrap();
    writer.close().unwrap();
}

fn stream(batches: &[RecordBatch]) -> Vec<u8> {
    let mut writer = StreamWriter::try_new(Vec::new(), &table().schema()).unwrap();
    batches.iter().for_each(|batch| writer.write(batch).unwrap());
    writer.into_inner().unwrap()
}

fn column<'a>(table: &'a RecordBatch, name: &str) -> Vec<Option<&'a str>> {
    table.column_by_name(name).unwrap().as_string::<i32>().iter().collect()
}

#[test]
fn a_stream_of_columns_gets_a_row_for_each_and_errors_are_a_column() {
    let folder = TempDir::new().unwrap();
    let call = ["extract", "-", "--format", "arrow", "--engine", "rules"];
    let output = run(folder.path(), &call, &stream(&[table(), table().slice(0, 1)]));
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("stdin, row 2: missing field `text`"));
    let tables: Vec<RecordBatch> =
        StreamReader::try_new(&output.stdout[..], None).unwrap().map(Result::unwrap).collect();
    assert_eq!(column(&tables[0], "id"), [Some("a"), Some("b"), Some("c")]);
    assert_eq!(column(&tables[1], "id"), [Some("a")]);
    let errors = column(&tables[0], "error");
    assert!(errors[0].is_none() && errors[1].is_some_and(|error| error.contains("no text of an article")));
    let statements = tables[0].column_by_name("attributions").unwrap().as_list::<i32>();
    assert_eq!(statements.value_length(0), 1);
    let first = statements.value(0);
    let quote = first.as_struct().column_by_name("quote").unwrap();
    assert_eq!(quote.as_string::<i32>().value(0), "“We will never sign this,”");
    assert!(tables[0].column_by_name("text").unwrap().as_string::<i32>().iter().all(|text| text.is_none()));

    let nothing = run(folder.path(), &call, &stream(&[]));
    assert_eq!(nothing.status.code(), Some(0));
    assert_eq!(StreamReader::try_new(&nothing.stdout[..], None).unwrap().count(), 0);
    let no_bytes = run(folder.path(), &call, b"");
    assert_eq!(StreamReader::try_new(&no_bytes.stdout[..], None).unwrap().count(), 0);
}

#[test]
fn what_breaks_off_is_told_by_the_exit_status_after_what_came_before() {
    let folder = TempDir::new().unwrap();
    let whole = stream(&[table(), table()]);
    let cut = &whole[..whole.len() - 8];
    let output = run(folder.path(), &["extract", "-", "--format", "arrow", "--engine", "rules"], cut);
    assert_eq!(output.status.code(), Some(3));
    assert!(
        text(&output.stderr).contains("breaks off or is damaged after 6 rows"),
        "{}",
        text(&output.stderr)
    );
    let list = b"{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\",\"te";
    let output = run(folder.path(), &["extract", "-", "--engine", "rules"], list);
    assert_eq!((output.status.code(), rows(&output).len()), (Some(3), 1));
    let other = RecordBatch::try_from_iter([("words", table().column(0).clone())]).unwrap();
    let mut writer = StreamWriter::try_new(Vec::new(), &other.schema()).unwrap();
    writer.write(&other).unwrap();
    let output = run(folder.path(), &["extract", "-"], &writer.into_inner().unwrap());
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).contains("they are words"), "{}", text(&output.stderr));
}

#[test]
fn a_list_is_opened_when_its_turn_comes() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("good.jsonl"), "{\"id\":\"a\",\"text\":\"No.\"}\n").unwrap();
    fs::write(folder.path().join("bad.parquet"), b"PAR1 not really").unwrap();
    let output = run(folder.path(), &["extract", "good.jsonl", "bad.parquet", "--engine", "rules"], b"");
    assert_eq!((output.status.code(), rows(&output).len()), (Some(3), 1));
    assert!(text(&output.stderr).contains("bad.parquet: it is a Parquet file, but damaged"));
    // Said to be findings by its end, it is met with the same words.
    let broken = [&b"PAR1"[..], b"attributions speaker_chain"].concat();
    fs::write(folder.path().join("broken.parquet"), broken).unwrap();
    let output = run(folder.path(), &["project", "actors", "broken.parquet"], b"");
    assert!(text(&output.stderr).contains("damaged or cut short"), "{}", text(&output.stderr));
}

#[test]
fn shards_become_files_of_findings_and_finished_ones_are_passed_over() {
    let folder = TempDir::new().unwrap();
    let shards = folder.path().join("shards");
    fs::create_dir(&shards).unwrap();
    for name in ["one", "two"] {
        shard(&shards.join(format!("{name}.parquet")));
    }
    fs::write(shards.join("three.jsonl"), "{\"id\":\"d\",\"text\":\"“No,” said Li Wei.\"}\n").unwrap();
    let call = ["extract", "shards", "--into", "found", "--engine", "rules"];
    let output = run(folder.path(), &call, b"");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let read = |name: &str| fs::read(folder.path().join("found").join(name)).unwrap();
    let one = read("one.parquet");
    assert_eq!(one, read("two.parquet"));
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(one)).unwrap();
    assert_eq!(reader.schema().metadata().get("standpoint.schema_version").map(String::as_str), Some("1"));
    let table = reader.build().unwrap().next().unwrap().unwrap();
    assert_eq!(column(&table, "id"), [Some("a"), Some("b"), Some("c")]);
    assert!(!read("three.parquet").is_empty());

    fs::remove_file(folder.path().join("found/two.parquet")).unwrap();
    fs::write(folder.path().join("found/one.parquet"), b"kept").unwrap();
    let again = run(folder.path(), &call, b"");
    assert!(
        text(&again.stderr).contains("3 articles, 3 statements")
            || text(&again.stderr).contains("2 articles")
    );
    assert!(text(&again.stderr).contains("2 files were there already"), "{}", text(&again.stderr));
    assert_eq!((read("one.parquet"), read("two.parquet").is_empty()), (b"kept".to_vec(), false));
    fs::write(shards.join("bad.parquet"), b"PAR1 not really").unwrap();
    let output = run(folder.path(), &call, b"");
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).contains("bad.parquet: it is a Parquet file, but damaged"));
    assert!(!folder.path().join("found/bad.parquet").exists());
}

#[test]
fn findings_of_two_engines_do_not_come_into_one_folder_unseen() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.jsonl"), "{\"id\":\"d\",\"text\":\"“No,” said Li Wei.\"}\n").unwrap();
    for format in ["jsonl", "arrow", "parquet"] {
        let call = |engine: &str, more: &[&str]| {
            let all =
                [&["extract", "a.jsonl", "--into", "found", "-f", format, "--engine", engine], more].concat();
            let output = run(folder.path(), &all, b"");
            (output.status.code(), text(&output.stderr).to_owned())
        };
        assert_eq!(call("rules", &[]).0, Some(0));
        let (code, said) = call("model", &[]);
        assert_eq!(code, Some(3), "{said}");
        assert!(
            said.contains(&format!("a.{format}: it is there already, but was found with --engine rules")),
            "{said}"
        );
        assert_eq!(call("rules", &[]).0, Some(0));
        assert_eq!(call("model", &["--again"]).0, Some(0));
        assert_eq!(call("model", &[]).0, Some(0));
    }
}

#[test]
fn neither_threads_nor_the_form_of_the_list_change_what_is_found() {
    let folder = TempDir::new().unwrap();
    let line = |n: usize| {
        format!(
            "{{\"id\":\"{n}\",\"text\":\"“We will not sign {n},” said Ivo Marin. He said it was late.\"}}\n"
        )
    };
    let list: String = (0..1_500).map(line).collect();
    fs::write(folder.path().join("news.jsonl"), &list).unwrap();
    for form in ["jsonl", "parquet", "csv", "json", "arrow"] {
        let of = |threads: &str, from: &str| {
            let call = [
                "extract",
                from,
                "--format",
                form,
                "--threads",
                threads,
                "--engine",
                "rules",
                "--stdin-name",
                "news",
            ];
            run(folder.path(), &call, if from == "-" { list.as_bytes() } else { b"" }).stdout
        };
        let one = of("1", "news.jsonl");
        assert!(one.len() > 10_000 && one == of("3", "news.jsonl"), "{form}");
        // What comes through a pipe comes in other batches, which only a stream of tables shows.
        assert!(form == "arrow" || one == of("2", "-"), "{form}");
    }
}

#[test]
fn a_text_that_is_too_long_is_an_error_in_its_row() {
    let folder = TempDir::new().unwrap();
    let list = b"{\"id\":\"a\",\"text\":\"He said no.\"}\n{\"id\":\"b\",\"text\":\"No.\"}\n";
    let output = run(folder.path(), &["extract", "-", "--longest", "10", "--engine", "rules"], list);
    let rows = rows(&output);
    assert!(rows[0]["error"].as_str().unwrap().contains("its text has 11 bytes, more than the 10 allowed"));
    assert_eq!((output.status.code(), &rows[1]["text"]), (Some(1), &"No.".into()));
}

#[test]
fn findings_that_were_written_before_are_a_project_without_being_found_again() {
    let folder = TempDir::new().unwrap();
    let list = "{\"id\":\"a\",\"text\":\"“We will never sign this,” said Ivo Marin, the envoy.\",\"date\":\"2026-03-05\"}\n\
                {\"id\":\"b\",\"text\":\"“We may sign,” said Ana Bell.\",\"date\":\"2026-03-06\"}\n";
    fs::write(folder.path().join("news.jsonl"), list).unwrap();
    let told = |arguments: &[&str]| {
        let output = run(folder.path(), arguments, b"");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout).to_owned()
    };
    let actors =
        |file: &str| told(&["project", "actors", file, "--engine", "rules", "--no-cache", "--quiet"]);
    let expected = actors("news.jsonl");
    assert!(expected.contains("Ivo Marin") && expected.contains("Ana Bell"));
    for (form, more) in [("parquet", "--with-text"), ("jsonl", "--quiet")] {
        let name = format!("found.{form}");
        told(&["extract", "news.jsonl", "--engine", "rules", "-o", &name, more]);
        assert_eq!(actors(&name), expected, "{form}");
    }
    // What is taken is what is written there, not what would be found now.
    let found = fs::read_to_string(folder.path().join("found.jsonl")).unwrap();
    fs::write(folder.path().join("other.jsonl"), found.replace("Ivo Marin\"", "Ivo Maren\"")).unwrap();
    assert!(actors("other.jsonl").contains("Ivo Maren"));
    told(&["extract", "news.jsonl", "--engine", "rules", "-o", "bare.parquet"]);
    let output = run(folder.path(), &["project", "actors", "bare.parquet"], b"");
    assert!(text(&output.stderr).contains("--with-text"), "{}", text(&output.stderr));
}

#[test]
#[cfg(unix)]
fn the_examples_for_many_processes_do_all_shards_once() {
    use std::process::Command;

    let folder = TempDir::new().unwrap();
    let shards = folder.path().join("shards");
    fs::create_dir(&shards).unwrap();
    for number in 0..5 {
        let line = format!("{{\"id\":\"{number}\",\"text\":\"“No,” said Li Wei.\"}}\n");
        fs::write(shards.join(format!("part {number}.jsonl")), line).unwrap();
    }
    let script = |name: &str, found: &str, task: &str| {
        let status = Command::new("bash")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/").to_owned() + name)
            .args(["shards", found])
            .current_dir(folder.path())
            .env("STANDPOINT", env!("CARGO_BIN_EXE_standpoint-cli"))
            .envs([
                ("SLURM_ARRAY_TASK_MIN", "3"),
                ("SLURM_ARRAY_TASK_COUNT", "2"),
                ("SLURM_ARRAY_TASK_ID", task),
            ])
            .status()
            .unwrap();
        assert!(status.success(), "{name}");
        fs::read_dir(folder.path().join(found)).unwrap().count()
    };
    assert_eq!(script("parallel/extract.sh", "by xargs", ""), 5);
    assert_eq!(script("slurm/extract.sbatch", "by slurm", "3"), 3);
    assert_eq!(script("slurm/extract.sbatch", "by slurm", "4"), 5);
    // Again, it finds nothing to do.
    let before = fs::metadata(folder.path().join("by xargs/part 0.parquet")).unwrap().modified().unwrap();
    assert_eq!(script("parallel/extract.sh", "by xargs", ""), 5);
    assert_eq!(
        fs::metadata(folder.path().join("by xargs/part 0.parquet")).unwrap().modified().unwrap(),
        before
    );
}

#[test]
fn a_person_says_what_columns_hold() {
    let folder = TempDir::new().unwrap();
    let words = "“We will never sign this,” said Ivo Marin, the envoy.";
    let line = format!("{{\"Nr\":7,\"Kopf\":\"Talks\",\"Worte\":\"{words}\"}}\n");
    let csv = format!("Nr;Kopf;Worte\n7;Talks;{words}\n");
    fs::write(folder.path().join("a.jsonl"), &line).unwrap();
    fs::write(folder.path().join("a.csv"), &csv).unwrap();
    fs::write(folder.path().join("a.json"), format!("[{line}]")).unwrap();
    let columns = |names: [&str; 3]| {
        let values = ["7", "Talks", words].map(|value| Arc::new(StringArray::from(vec![value])) as ArrayRef);
        RecordBatch::try_from_iter(names.into_iter().zip(values)).unwrap()
    };
    let table = columns(["Nr", "Kopf", "Worte"]);
    let mut writer = ArrowWriter::try_new(
        fs::File::create(folder.path().join("a.parquet")).unwrap(),
        table.schema(),
        None,
    )
    .unwrap();
    writer.write(&table).unwrap();
    writer.close().unwrap();
    for file in ["a.jsonl", "a.csv", "a.json", "a.parquet"] {
        let call = ["extract", file, "--format", "jsonl", "--engine", "rules"];
        let unsaid = run(folder.path(), &call, b"");
        assert_ne!(unsaid.status.code(), Some(0), "{file}");
        let said = ["--column", "text=Worte", "--column", "id=Nr", "--column", "title=Kopf"];
        let output = run(folder.path(), &[&call[..], &said].concat(), b"");
        assert_eq!(output.status.code(), Some(0), "{file}: {}", text(&output.stderr));
        let rows = rows(&output);
        assert_eq!(
            (&rows[0]["id"], &rows[0]["title"], &rows[0]["text"]),
            (&"7".into(), &"Talks".into(), &words.into())
        );
        assert_eq!(rows[0]["attributions"][0]["speaker"][0], "Ivo Marin", "{file}");
    }
    let wrong = run(folder.path(), &["extract", "a.csv", "--column", "words=Worte"], b"");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("there are text, title"), "{}", text(&wrong.stderr));
    let made = run(
        folder.path(),
        &[
            "project",
            "new",
            "p.standpoint",
            "a.csv",
            "--engine",
            "rules",
            "--no-cache",
            "--column",
            "text=Worte",
        ],
        b"",
    );
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    let again =
        run(folder.path(), &["project", "actors", "p.standpoint", "--engine", "rules", "--no-cache"], b"");
    assert!(text(&again.stdout).contains("Ivo Marin"), "the project knows it: {}", text(&again.stderr));
}
