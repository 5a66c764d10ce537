//! How long an article takes, whole and step by step: `cargo bench`.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use standpoint::analysis::Engine;
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

criterion_group!(benches, steps, whole);
criterion_main!(benches);
