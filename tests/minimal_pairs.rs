//! Pairs of statements that differ in little but their stance, each the trap of a word-counting scorer. No training has seen
//! them. Shown with `cargo test --test suite minimal_pairs -- --nocapture`.

use std::collections::BTreeMap;

use standpoint::analysis::{Engine, analyze_given};
use standpoint::article::Article;
use standpoint::quotes::{Kind, Quotation};
use standpoint::text::Span;

/// Pair, trap, stance, device, headline, sentence with its parts marked: a line for each statement, two for each pair.
const PAIRS: &str = include_str!("data/minimal_pairs.tsv");

/// The two statements of a pair: stance in steps and score.
type Pair = Vec<(i32, f64)>;

/// Each trap's pairs as an engine scores them.
fn scored(engine: Engine) -> BTreeMap<&'static str, BTreeMap<&'static str, Pair>> {
    let mut out: BTreeMap<&str, BTreeMap<&str, Pair>> = BTreeMap::new();
    for line in PAIRS.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [pair, trap, stance, _, headline, sentence] = cells[..] else { panic!("six cells: {line}") };
        let (text, quotation) = unmarked(sentence);
        let mut article = Article::new(text);
        article.metadata.title = Some(headline.into());
        let analysis = analyze_given(&article, vec![quotation.clone()], engine);
        let score = analysis.stances.get(&quotation.id()).map_or(0.0, |stance| stance.score);
        let stance = stance.parse().expect("a number");
        out.entry(trap).or_default().entry(pair).or_default().push((stance, score));
    }
    out
}

/// The sentence without its marks, and the statement that they mark: `{q what} {c cue} {s source}`.
fn unmarked(sentence: &str) -> (String, Quotation) {
    let mut text = String::new();
    let mut parts: BTreeMap<char, Vec<Span>> = BTreeMap::new();
    let mut open = None;
    let mut rest = sentence;
    while let Some(char) = rest.chars().next() {
        match char {
            '{' => {
                open = Some((rest.as_bytes()[1] as char, text.len()));
                rest = &rest[3..];
            }
            '}' => {
                let (name, start) = open.take().expect("an open bracket");
                parts.entry(name).or_default().push(Span::new(start, text.len()));
                rest = &rest[1..];
            }
            _ => {
                text.push(char);
                rest = &rest[char.len_utf8()..];
            }
        }
    }
    let content = parts.remove(&'q').expect("what was said");
    let is_quoted = |span: &Span| text[span.range()].starts_with(['"', '“']);
    let kind = match content.iter().all(is_quoted) {
        true => Kind::Direct,
        false if text.contains(['"', '“']) => Kind::Mixed,
        false => Kind::Indirect,
    };
    let quotation = Quotation {
        kind,
        content,
        cue: parts.get(&'c').map(|spans| spans[0]),
        source: parts.get(&'s').map(|spans| spans[0]),
        addressee: None,
        outer: None,
        rule: "annotated",
        confidence: 1.0,
    };
    (text, quotation)
}

/// The share of pairs whose harder statement scores lower.
fn share<'a>(pairs: impl Iterator<Item = &'a Pair>) -> f64 {
    let (mut right, mut all) = (0, 0);
    for pair in pairs {
        let [a, b] = pair[..] else { panic!("two statements a pair") };
        all += 1;
        right += usize::from((a.0 < b.0) == (a.1 < b.1) && a.1.total_cmp(&b.1).is_ne());
    }
    right as f64 / all as f64
}

#[test]
#[expect(clippy::print_stdout, reason = "the table is for whoever measures")]
fn the_harder_statement_of_most_pairs_scores_lower() {
    let (rules, model) = (scored(Engine::Rules), scored(Engine::Model));
    println!("{:<16}{:>7}{:>7}", "trap", "rules", "model");
    for (trap, pairs) in &model {
        println!("{trap:<16}{:>7.2}{:>7.2}", share(rules[trap].values()), share(pairs.values()));
    }
    let all =
        |scored: &BTreeMap<&str, BTreeMap<&str, Pair>>| share(scored.values().flat_map(BTreeMap::values));
    let (rules, model) = (all(&rules), all(&model));
    println!("{:<16}{rules:>7.3}{model:>7.3}", "all");
    assert_eq!(PAIRS.lines().count(), 144);
    assert!(rules >= 0.55, "rules {rules}");
    assert!(model >= 0.76, "model {model}");
}
