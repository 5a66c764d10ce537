//! How long an article takes, whole and step by step: `cargo bench`.

use std::fs;
use std::hint::black_box;
use std::io::Cursor;
use std::path::Path;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use standpoint::analysis::Engine;
use standpoint::article::Article;
use standpoint::extraction::{self, Form, How, Sink, Source};
use standpoint::ingest::Mapping;
use standpoint::{analysis, ingest, quotes, speakers, stance};

/// An article of 881 words with a transcript and a letter in it, one of 4 kB, a saved page, and a text of 1 MB made of samples.
fn articles() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_articles");
    let sample = |name: &str| fs::read(folder.join(name)).unwrap();
    let mut long = Vec::new();
    while long.len() < 1_000_000 {
        for name in ["border_talks.txt", "council_housing.txt", "dock_strike.txt", "quarry_case.txt"] {
            long.extend(sample(name));
            long.extend(b"\n\n");
        }
    }
    vec![
        ("900 words", "council.txt", sample("council_housing.txt")),
        ("4 kB", "talks.txt", sample("border_talks.txt")),
        ("saved page", "tariff.html", sample("tariff_row.html")),
        ("1 MB", "long.txt", long),
    ]
}

fn steps(criterion: &mut Criterion) {
    for (title, name, bytes) in articles() {
        let mut group = criterion.benchmark_group(title);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        if bytes.len() > 500_000 {
            group.sample_size(10);
        }
        group.bench_function("ingest", |bencher| bencher.iter(|| ingest::read(black_box(&bytes), name)));
        let article = ingest::read(&bytes, name).unwrap().article;
        group.bench_function("quotes", |bencher| bencher.iter(|| quotes::extract(black_box(&article))));
        let found = quotes::extract(&article).quotations;
        group.bench_function("speakers", |bencher| {
            bencher.iter(|| speakers::resolve(black_box(&article), black_box(&found)));
        });
        let resolved = speakers::resolve(&article, &found);
        group.bench_function("stance", |bencher| {
            bencher.iter(|| stance::score(black_box(&article), black_box(&found), black_box(&resolved)));
        });
        group.finish();
    }
}

fn whole(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("whole");
    for (title, name, bytes) in articles() {
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        if bytes.len() > 500_000 {
            group.sample_size(10);
        }
        for (engine_name, engine) in [("rules", Engine::Rules), ("model", Engine::Model)] {
            // A megabyte takes the model twenty seconds.
            if engine == Engine::Model && bytes.len() > 500_000 {
                continue;
            }
            let id = BenchmarkId::new(engine_name, title);
            group.bench_with_input(id, &bytes, |bencher, bytes| {
                let analyze = |bytes: Vec<u8>| {
                    analysis::analyze_with(&ingest::read(&bytes, name).unwrap().article, engine)
                };
                bencher.iter_batched(|| bytes.clone(), analyze, BatchSize::LargeInput);
            });
        }
    }
    group.finish();
}

/// Longer and longer texts: the time must grow as they do.
fn lengths(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("length");
    group.sample_size(10);
    let (_, _, long) = articles().pop().unwrap();
    let long = String::from_utf8(long).unwrap();
    for bytes in [10_000, 100_000, 1_000_000, 10_000_000] {
        let mut text = long.repeat(bytes / long.len() + 1);
        text.truncate(text.floor_char_boundary(bytes));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("rules", bytes), &text, |bencher, text| {
            let analyze = |text: String| analysis::analyze_with(&Article::new(text), Engine::Rules);
            bencher.iter_batched(|| text.clone(), analyze, BatchSize::LargeInput);
        });
    }
    group.finish();
}

/// A list of 500 articles to rows of findings, on one thread and on two.
fn archive(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("archive");
    group.sample_size(10);
    group.throughput(Throughput::Elements(500));
    let mapping = Mapping::default();
    let text = String::from_utf8(articles()[1].2.clone()).unwrap();
    let row = |id: usize| serde_json::json!({ "id": id, "text": text }).to_string() + "\n";
    let list: String = (0..500).map(row).collect();
    for (name, form) in [
        ("jsonl", Form::Jsonl { has_text: true }),
        ("arrow", Form::Arrow { has_text: false }),
        ("parquet", Form::Parquet { has_text: false }),
    ] {
        for threads in [1, 2] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let how = How {
                engine: Engine::Rules,
                evidence: false,
                longest: extraction::LONGEST,
                form,
                mapping: &mapping,
            };
            let extract = |list: String| {
                pool.install(|| {
                    let mut source =
                        Source::stream(Cursor::new(list), Path::new("news.jsonl"), &mapping).unwrap();
                    let mut sink = Sink::begin(Vec::new(), form, how.engine).unwrap();
                    loop {
                        let items = source.next_items().unwrap();
                        if items.is_empty() {
                            return sink.finish().unwrap();
                        }
                        sink.write(extraction::pieces(items, how).unwrap()).unwrap();
                    }
                })
            };
            group.bench_function(BenchmarkId::new(name, threads), |bencher| {
                bencher.iter_batched(|| list.clone(), extract, BatchSize::LargeInput);
            });
        }
    }
    group.finish();
}

criterion_group!(benches, steps, whole, lengths, archive);
criterion_main!(benches);
