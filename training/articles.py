#!/usr/bin/env python3
"""Annotated articles about invented events, as rows of the data's own form.

    articles.py FILE…        checks and counts
    articles.py --measured   prints what is only measured on, as `standpoint-cli evaluate` reads it

Each article of a file:

    === its name
    Text, in paragraphs. {q1 "We will not yield,"} {s1 she} {c1 told} reporters {q1 in the capital …}.
    ---
    1 | Ana Bell | -2 | demand | Government of Velland

{q content}, {c cue} and {s source} carry the number of their statement and may stand inside one another. Under the line: number,
speakers with "; " between them, stance (-3 to 3, or na), device, and toward whom, or "-".
"""
import collections, json, pathlib, re, sys

# Never trained on: what the program is measured on.
MEASURED = ["business-04", "conflict-06", "courts-04", "diplomacy-08", "politics-06", "science-06"] + [f"society-0{n}" for n in range(1, 7)]
DEVICES = "offer concession condition demand red-line accusation denial threat neutral".split()
OPEN, CLOSE = "\"“«„‘", "\"”»“’"
KEYS = {"q": "content", "c": "cue", "s": "source"}


def unmarked(marked):
    """The text without its marks, and the spans of each (letter, number)."""
    text, spans, stack = [], collections.defaultdict(list), []
    for part in re.split(r"(\{[qcs]\d+ |\})", marked):
        if part == "}":
            if not stack: raise ValueError(f"a bracket too many after {''.join(text)[-40:]!r}")
            name, start = stack.pop()
            spans[name].append([start, len(text)])
        elif re.fullmatch(r"\{[qcs]\d+ ", part):
            stack.append(((part[1], int(part[2:-1])), len(text)))
        else:
            text += part
    if stack: raise ValueError(f"a bracket is not closed: {stack[-1][0]}")
    text = "".join(text)
    if "{" in text or "}" in text: raise ValueError(f"a bracket without a mark: {text[max(0, text.find('{')) :][:40]!r}")
    return text, {name: sorted(pieces) for name, pieces in spans.items()}


def kind(text, pieces):
    """Direct, where every piece stands whole in quotation marks; mixed, where some words do."""
    pieces = [text[start:end] for start, end in pieces]
    if all(p[0] in OPEN and (p[-1] in CLOSE or p is not pieces[-1]) and not re.search(r'["”] [^"“”]+ ["“]', p) for p in pieces): return "direct"
    return "mixed" if any(re.search(r"[\"“”«»„]|(^|\s)[‘']\w.*\w[.,]?[’'](\W|$)", p) for p in pieces) else "indirect"


def article(name, block):
    marked, _, below = block.partition("\n---\n")
    text, spans = unmarked(marked.strip())
    statements = []
    for line in filter(None, map(str.strip, below.splitlines())):
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != 5: raise ValueError(f"five cells, not {len(cells)}: {line}")
        number, speaker, stance, device, target = cells
        if device not in DEVICES: raise ValueError(f"no such device: {device}")
        if stance != "na" and not -3 <= int(stance) <= 3: raise ValueError(f"no such stance: {stance}")
        own = {key: spans.pop((letter, int(number)), []) for letter, key in KEYS.items()}
        if not own["content"]: raise ValueError(f"statement {number} has no content")
        for start, end in own["content"]:
            if text[start].isspace() or text[end - 1].isspace(): raise ValueError(f"blank at an end: {text[start:end]!r}")
            if text[end - 1] in ",;:" : raise ValueError(f"comma at an end: {text[start:end]!r}")
        statements.append({"kind": kind(text, own["content"]), **own, "speaker": speaker.split("; "),
                           "stance": stance if stance == "na" else int(stance), "device": device,
                           "target": None if target == "-" else target})
    if spans: raise ValueError(f"marked, but not under the line: {sorted(spans)}")
    return {"id": name, "text": text, "attributions": sorted(statements, key=lambda s: s["content"])}


def rows(folder, measured):
    """All articles of the folder that are for measuring, or all others."""
    paths = sorted(pathlib.Path(folder).glob("*.txt"))
    return [row for path in paths if (path.stem in MEASURED) == measured for row in read(path)]


def read(path):
    out = []
    for block in re.split(r"^=== ", pathlib.Path(path).read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = block.partition("\n")
        try:
            out.append(article(f"{pathlib.Path(path).stem}/{name.strip()}", rest))
        except ValueError as error:
            raise SystemExit(f"{path}: {name.strip()}: {error}")
    return out


if __name__ == "__main__":
    if sys.argv[1:] == ["--measured"]:
        for row in rows(pathlib.Path(__file__).parent / "articles", measured=True): print(json.dumps(row, ensure_ascii=False))
        sys.exit()
    found = [row for path in sys.argv[1:] for row in read(path)]
    statements = [s for row in found for s in row["attributions"]]
    count = lambda values: dict(sorted(collections.Counter(map(str, values)).items()))
    print(len(found), "articles,", sum(len(r["text"]) for r in found), "characters,", len(statements), "statements")
    print(count(s["kind"] for s in statements), count(s["stance"] for s in statements), count(s["device"] for s in statements))
    print("without a cue:", sum(not s["cue"] for s in statements), "without a source:", sum(not s["source"] for s in statements))
