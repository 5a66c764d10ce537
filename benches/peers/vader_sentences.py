"""Scores the sentiment of every sentence with VADER: vader_sentences.py ARTICLES.jsonl

Reads one {"id", "text"} a line and writes one {"id", "findings": [{"content", "score"}]} a line, the score from -1 to 1.

VADER takes sentences as they are given; they are parted here by a plain pattern, which costs next to nothing."""

import json
import re
import sys

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

# After a full stop and the like, with or without a closing mark, or at the end of a line.
BREAK = re.compile(r"""\n+|(?:(?<=[.!?])|(?<=[.!?]["'”’»“]))\s+""")


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part for part in (part.strip() for part in BREAK.split(text)) if part]


def main() -> None:
    """Reads the articles that the argument names."""
    analyser = SentimentIntensityAnalyzer()
    with open(sys.argv[1], encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            found = [
                {"content": sentence, "score": analyser.polarity_scores(sentence)["compound"]} for sentence in sentences(row["text"])
            ]
            print(json.dumps({"id": row["id"], "findings": found}, ensure_ascii=False))


if __name__ == "__main__":
    main()
