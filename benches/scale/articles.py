#!/usr/bin/env python3
"""Make archives of any size from the sample articles: JSON lines or Parquet shards of articles of some 4.5 kB.

Each article is made of paragraphs of the samples, drawn by a generator with a fixed seed, so that the same command makes the same
archive. Ids are numbers from 0, as strings of eight digits.

    python3 benches/scale/articles.py 20000 --jsonl articles.jsonl
    python3 benches/scale/articles.py 20000 --parquet shards/ --shards 8     # needs pyarrow
"""

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "sample_articles"
LENGTH = 4_500


def paragraphs() -> list[str]:
    """The paragraphs of all samples, in the order of their files' names."""
    texts = [path.read_text("utf-8") for path in sorted(SAMPLES.rglob("*.txt"))]
    return [part.strip() for text in texts for part in text.split("\n\n") if len(part.strip()) > 80]


def articles(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """`count` articles with `id`, `title`, `date` and `text`."""
    pool = paragraphs()
    for number in range(count):
        # One generator for each, so that an archive is the beginning of every larger one.
        draw = random.Random(seed * 1_000_003 + number)
        chosen: list[str] = []
        while sum(map(len, chosen)) < LENGTH:
            chosen.append(draw.choice(pool))
        date = f"20{draw.randrange(10, 27)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
        yield {"id": f"{number:08}", "title": f"Report {number}", "date": date, "text": "\n\n".join(chosen)}


def write_jsonl(rows: Iterator[dict[str, str]], path: Path) -> None:
    """Writes rows as JSON lines."""
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def write_parquet(rows: Iterator[dict[str, str]], folder: Path, shards: int, count: int) -> None:
    """Writes rows as `shards` Parquet files of equal length."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    each = -(-count // shards)
    for shard in range(shards):
        part = [row for _, row in zip(range(each), rows)]
        if not part:
            break
        pq.write_table(pa.Table.from_pylist(part), folder / f"part-{shard:05}.parquet", row_group_size=1_000)


def main() -> None:
    """Reads the arguments and writes the archive."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--jsonl", type=Path)
    parser.add_argument("--parquet", type=Path)
    parser.add_argument("--shards", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.jsonl:
        write_jsonl(articles(options.count, options.seed), options.jsonl)
    if options.parquet:
        write_parquet(articles(options.count, options.seed), options.parquet, options.shards, options.count)


if __name__ == "__main__":
    main()
