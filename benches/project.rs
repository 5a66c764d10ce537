//! What a project costs: 2,000 articles made of the samples, and tables of 100,000 statements: `cargo bench --bench project`.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use criterion::{Criterion, criterion_group, criterion_main};
use standpoint::analysis::{self, Engine};
use standpoint::article::{Article, BlockKind, Metadata};
use standpoint::chart::{self, Filter};
use standpoint::export::{About, Format};
use standpoint::ingest;
use standpoint::project::{Actors, Index, Member, Project, Query, echoes};

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
fn project(count: usize) -> Project {
    let paragraphs = paragraphs();
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    let member = |number: usize| {
        // Strides that have nothing in common with the number of paragraphs, so that hardly two articles are alike.
        let parts: Vec<_> = (0..10)
            .map(|part| {
                (BlockKind::Paragraph, paragraphs[(number * 7 + part * 31) % paragraphs.len()].as_str())
            })
            .collect();
        let date = first + Days::new(number as u64 / 4);
        let metadata = Metadata {
            date: Some(date.to_string()),
            title: Some(format!("Article {number}")),
            ..Metadata::default()
        };
        let article = Article::from_parts(&parts, metadata);
        let found = Arc::new(analysis::analyze_with(&article, Engine::Rules));
        Member {
            name: format!("{number:05}"),
            base: format!("{number:05}"),
            path: None,
            part: None,
            sha256: String::new(),
            article: Arc::new(article),
            analysis: Arc::clone(&found),
            found,
            marks: Arc::default(),
        }
    };
    Project { members: (0..count).map(member).collect(), ..Project::default() }
}

fn questions(criterion: &mut Criterion) {
    let project = project(2_000);
    let actors = Actors::of_project(&project);
    let index = Index::new(&project, &actors);
    let lines = chart::timelines(&project, &actors, Filter::default());
    let told =
        format!("2,000 articles, {} statements, {} actors", project.statements().count(), actors.list.len());
    let mut group = criterion.benchmark_group(told);
    group.sample_size(10);
    group.bench_function("merge actors", |bencher| bencher.iter(|| Actors::of_project(&project)));
    group.bench_function("index", |bencher| bencher.iter(|| Index::new(&project, &actors)));
    for query in ["", "bridge", "actor:marin stance:<0", "\"the talks\" date:2025"] {
        let parsed = Query::parse(query).unwrap();
        group.bench_function(format!("search {query:?}"), |bencher| bencher.iter(|| index.find(&parsed)));
    }
    group.bench_function("echoes", |bencher| bencher.iter(|| echoes(&project)));
    group.bench_function("timelines", |bencher| {
        bencher.iter(|| chart::timelines(&project, &actors, Filter::default()));
    });
    group.bench_function("smooth all", |bencher| {
        let span = chart::span(&project);
        bencher.iter(|| lines.iter().map(|line| line.smoothed(span).len()).sum::<usize>());
    });
}

fn exports(criterion: &mut Criterion) {
    let mut all = project(2_000);
    let each = all.statements().count();
    let more: Vec<Member> = all.members.iter().cycle().take(2_000 * 100_000 / each).cloned().collect();
    all.members = more;
    let actors = Actors::of_project(&all);
    let mut group = criterion.benchmark_group(format!("{} statements", all.statements().count()));
    group.sample_size(10);
    for format in
        [Format::Csv, Format::Xlsx, Format::Parquet, Format::Jsonl, Format::Dna, Format::Refi, Format::Tei]
    {
        group.bench_function(format.name(), |bencher| {
            bencher.iter(|| format.export(&all, &actors, &About::program()));
        });
    }
}

criterion_group!(benches, questions, exports);
criterion_main!(benches);
