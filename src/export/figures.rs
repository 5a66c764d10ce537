//! Figures of an evaluation, or of how far two people agree, as a table for people and as JSON.

use std::fmt::Write;

use crate::evaluation::{Figures, Kinds, Rates};
use serde_json::{Value, json};

/// A table: precision, recall and F1 by kind, then speakers, stance and position.
pub fn figures_table(figures: &Figures) -> String {
    let mut out = format!("articles {}\n", figures.articles);
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{:<8}{:<31}{:<31}{:<31}{:<31}", "P R F1", "all", "direct", "mixed", "indirect");
    for (name, kinds) in measures(figures) {
        let _ = write!(out, "{name:<8}");
        for (_, rates) in by_kind(kinds) {
            let Rates { precision, recall, f1, annotated, found } = rates;
            let _ =
                write!(out, "{:<31}", format!("{precision:.3} {recall:.3} {f1:.3} ({annotated}, {found})"));
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out.push_str("(annotated, found) are counts\n");
    let speakers = &figures.speakers;
    let _ = writeln!(
        out,
        "on {} matches: kind {}, source {}, speaker exact {}, lenient {}, alpha {}",
        speakers.matched,
        share(speakers.kind),
        share(speakers.source_overlap),
        share(speakers.exact),
        share(speakers.lenient),
        share(speakers.alpha)
    );
    if let Some(stance) = &figures.stance {
        let _ = writeln!(
            out,
            "stance: takes one F1 {:.3}; {} pairs: Spearman {}, sign {}, opposite {}, mean difference {}, kappa {}, alpha {}",
            stance.applies,
            stance.pairs,
            share(stance.spearman),
            share(stance.sign),
            share(stance.opposite),
            share(stance.mae),
            share(stance.kappa),
            share(stance.alpha)
        );
        let _ = writeln!(
            out,
            "position: {}, range holds the annotated score: {}",
            share(figures.position),
            share(figures.range_holds)
        );
    }
    out
}

/// The same as a JSON object.
pub fn figures_json(figures: &Figures) -> String {
    let rates = |r: Rates| json!({ "P": r.precision, "R": r.recall, "F1": r.f1, "gold": r.annotated, "pred": r.found });
    let kinds =
        |k: Kinds| -> Value { by_kind(k).into_iter().map(|(name, r)| (name.to_owned(), rates(r))).collect() };
    let content: Value = measures(figures).into_iter().map(|(name, k)| (name.to_owned(), kinds(k))).collect();
    let speakers = &figures.speakers;
    let mut object = json!({
        "articles": figures.articles,
        "content": content,
        "on_matches": {
            "n": speakers.matched,
            "kind": speakers.kind,
            "source_overlap": speakers.source_overlap,
            "speaker_exact": speakers.exact,
            "speaker_lenient": speakers.lenient,
            "speaker_alpha": speakers.alpha,
        },
    });
    if let Some(stance) = &figures.stance {
        object["stance"] = json!({
            "applies_F1": stance.applies, "pairs": stance.pairs, "spearman": stance.spearman, "sign": stance.sign,
            "opposite": stance.opposite, "mae": stance.mae, "kappa": stance.kappa, "alpha": stance.alpha,
        });
        object["position"] = json!(figures.position);
        object["range_holds"] = json!(figures.range_holds);
    }
    format!("{object:#}\n")
}

fn measures(figures: &Figures) -> [(&'static str, Kinds); 4] {
    let content = figures.content;
    [
        ("strict", content.strict),
        ("iou80", content.iou80),
        ("iou50", content.iou50),
        ("e2e", content.end_to_end),
    ]
}

fn by_kind(kinds: Kinds) -> [(&'static str, Rates); 4] {
    [("all", kinds.all), ("direct", kinds.direct), ("mixed", kinds.mixed), ("indirect", kinds.indirect)]
}

fn share(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}
