//! Articles made of the samples' paragraphs, as many as a bench needs.

use std::fs;
use std::path::Path;

use chrono::{Days, NaiveDate};
use standpoint::article::BlockKind;
use standpoint::ingest;

/// One of them.
pub(crate) struct Made {
    pub title: String,
    pub date: NaiveDate,
    pub paragraphs: Vec<String>,
}

/// The paragraphs of all samples.
fn paragraphs() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_articles");
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let mut out = Vec::new();
    for path in names.iter().filter(|path| path.is_file() && !path.ends_with("README.md")) {
        let name = path.file_name().unwrap().to_string_lossy();
        let article = ingest::read(&fs::read(path).unwrap(), &name).unwrap().article;
        let prose = article.blocks().iter().filter(|block| block.kind == BlockKind::Paragraph);
        out.extend(prose.map(|block| article.slice(block.span).to_owned()));
    }
    out
}

/// So many articles of ten paragraphs each, four a day.
pub(crate) fn made(count: usize) -> impl Iterator<Item = Made> {
    let paragraphs = paragraphs();
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    (0..count).map(move |number| Made {
        title: format!("Article {number}"),
        date: first + Days::new(number as u64 / 4),
        // Strides that have nothing in common with the number of paragraphs, so that hardly two articles are alike.
        paragraphs: (0..10)
            .map(|part| paragraphs[(number * 7 + part * 31) % paragraphs.len()].clone())
            .collect(),
    })
}
