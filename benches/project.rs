//! What a project costs: 2,000 articles made of the samples, and tables of 100,000 statements: `cargo bench --bench project`.

#[path = "support/articles.rs"]
mod articles;

use std::sync::Arc;

use articles::{Made, made};
use criterion::{Criterion, criterion_group, criterion_main};
use standpoint::analysis::{self, Engine};
use standpoint::article::{Article, BlockKind, Metadata};
use standpoint::chart::{self, Filter};
use standpoint::export::{About, Format};
use standpoint::project::{Actors, Index, Member, Project, Query, echoes};

/// So many articles made of the samples.
fn project(count: usize) -> Project {
    let member = |(number, made): (usize, Made)| {
        let parts: Vec<_> =
            made.paragraphs.iter().map(|words| (BlockKind::Paragraph, words.as_str())).collect();
        let metadata =
            Metadata { date: Some(made.date.to_string()), title: Some(made.title), ..Metadata::default() };
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
    Project { members: made(count).enumerate().map(member).collect(), ..Project::default() }
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
