#!/usr/bin/env python3
"""Measures VADER and a TF-IDF ridge regression beside the program's scorers, on given spans.     baselines.py --data DIR

DIR as for stance.py, with wikinews_dev.jsonl. Needs vaderSentiment and scikit-learn. The regression is trained on what the
learned scorer is trained on; both read the words of the statement with its cue. The program's own figures come from
`standpoint-cli evaluate --gold-spans DIR/wikinews_dev.jsonl` and `cargo test --test suite minimal_pairs -- --nocapture`.
"""
import argparse, collections, pathlib

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import Ridge
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

import articles as own
import stance

ROOT = pathlib.Path(__file__).resolve().parent.parent


def words(row, statement):
    spans = sorted(statement["cue"] + statement["content"])
    return " ".join(row["text"][start:end] for start, end in spans)


def scored(rows):
    """(words, score in [-1, 1]) of every statement with a stance."""
    every = [(words(row, s), s["stance"]) for row in rows for s in row["attributions"]]
    return [(text, int(step) / 3) for text, step in every if step not in ("na", None)]


def pairs(path):
    out = collections.defaultdict(list)
    for line in open(path, encoding="utf8"):
        pair, trap, step, device, headline, marked = line.rstrip("\n").split("\t")
        for letter in "qcs": marked = marked.replace("{" + letter + " ", "{" + letter + "1 ")
        row = own.article(pair, f"{marked}\n---\n1 | - | {step} | {device} | -")
        out[trap].append((words(row, row["attributions"][0]), int(step)))
    return out


def figures(name, score, dev, traps):
    found = [(gold, score(text)) for text, gold in dev]
    signs = [(stance.sign(gold), stance.sign(x)) for gold, x in found]
    spearman = stance.correlation(stance.ranks([g for g, _ in found]), stance.ranks([x for _, x in found]))
    print(f"{name}: {len(found)} statements, Spearman {spearman:.3f}, sign {sum(a == b for a, b in signs) / len(signs):.3f}, "
          f"opposite {sum(a * b < 0 for a, b in signs) / len(signs):.3f}")
    right = {}
    for trap, lines in traps.items():
        two = [(a, b) for a, b in zip(lines[::2], lines[1::2])]
        right[trap] = sum((score(a[0]) - score(b[0])) * (a[1] - b[1]) > 0 for a, b in two) / len(two)
    print("  minimal pairs", f"{sum(right.values()) / len(right):.3f}", " ".join(f"{k} {v:.2f}" for k, v in sorted(right.items())))


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", required=True)
    data = pathlib.Path(ap.parse_args().data)
    folder = ROOT / "training"
    rows = stance.lines(data / "wikinews_train.jsonl") + own.rows(folder / "articles", measured=False)
    rows += stance.authored(data / "stance_authored_A.jsonl") + stance.authored(data / "stance_authored_B.jsonl")
    rows += [row for path in sorted((folder / "statements").glob("*.tsv")) for row in stance.statements(path)]
    train = scored(rows)
    dev = scored(stance.lines(data / "wikinews_dev.jsonl"))
    traps = pairs(ROOT / "tests" / "data" / "minimal_pairs.tsv")
    vader = SentimentIntensityAnalyzer()
    figures("VADER", lambda text: vader.polarity_scores(text)["compound"], dev, traps)
    table = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    ridge = Ridge(alpha=2.0).fit(table.fit_transform([text for text, _ in train]), [y for _, y in train])
    figures("TF-IDF ridge", lambda text: ridge.predict(table.transform([text]))[0], dev, traps)


if __name__ == "__main__":
    main()
