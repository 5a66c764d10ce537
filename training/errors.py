"""Sorts what was found wrongly in annotated articles into kinds, the commonest first.

    standpoint-cli extract gold.jsonl -o found.jsonl
    python3 training/errors.py gold.jsonl found.jsonl

Statements are matched as `standpoint-cli evaluate` matches them at 0.8 of intersection over union. Stances of the gold file
are steps from -3 to 3; from -1/6 to 1/6 of the scale from -1 to 1 is neutral."""

import collections
import json
import sys

PRONOUNS = {"he", "she", "they", "it", "we", "i", "his", "her", "their", "its", "who", "him", "them", "both"}


def characters(pieces):
    return {at for start, end in pieces for at in range(start, end)}


def overlap(one, other):
    one, other = characters(one), characters(other)
    return len(one & other) / max(len(one | other), 1)


def step(value):
    """A stance of a gold file, as one between -1 and 1; None if it takes none."""
    return float(value) / 3 if str(value).lstrip("-").isdigit() else None


def side(score):
    return 0 if abs(score) < 1 / 6 else (1 if score > 0 else -1)


def names(statement):
    return {name.lower().removeprefix("the ") for name in statement["speaker"] if name != "UNKNOWN"}


def speaker_error(gold, found, source):
    """What is wrong with whom a statement is given to; None if nothing is."""
    right, given = names(gold), names(found)
    if right == given:
        return None
    if not given:
        return "speaker: nobody, where there is one"
    if not right:
        return "speaker: somebody, where nobody can be named"
    if len(right) > 1 and given < right:
        return "speaker: one of a joint statement is missing"
    if len(given) > len(right) and right < given:
        return "speaker: one too many"
    if all(any(a in b or b in a for b in given) for a in right):
        return "speaker: the name is too long or too short"
    words = source.lower().split()
    if words and words[0] in PRONOUNS:
        return "speaker: another one behind a pronoun" if len(words) == 1 else "speaker: another one behind “his …”, “its …”"
    if any(name in source.lower() for name in right):
        return "speaker: named beside it, and another one taken"
    return "speaker: another one behind a description, an office or a document"


def stance_error(gold, found):
    right, given = step(gold["stance"]), found["stance"]
    if right is None or given is None:
        if right is None and given is None:
            return None
        return "stance: given where none is taken" if right is None else "stance: none where one is taken"
    if side(right) * side(given) < 0:
        return "stance: on the opposite side"
    if side(right) != side(given):
        return "stance: a side where it is neutral" if side(right) == 0 else "stance: neutral where it takes a side"
    return "stance: right side, wrong by two steps or more" if abs(right - given) > 0.5 else None


def compared(row, found):
    pairs = sorted(
        ((overlap(g["content"], f["content"]), i, j) for i, g in enumerate(row["attributions"]) for j, f in enumerate(found)),
        reverse=True,
    )
    matched, near = {}, {}
    for share, i, j in pairs:
        if share >= 0.8 and i not in matched and j not in matched.values():
            matched[i] = j
    for share, i, j in pairs:
        if 0 < share < 0.8 and i not in matched and i not in near and j not in matched.values() and j not in near.values():
            near[i] = (j, share)
    for i, gold in enumerate(row["attributions"]):
        if i in matched:
            one = found[matched[i]]
            source = one["source"][0] if one["source"] else (0, 0)
            yield speaker_error(gold, one, row["text"][source[0]:source[1]])
            yield stance_error(gold, one)
            if gold["kind"] != one["kind"]:
                yield f"kind: {one['kind']} where it is {gold['kind']}"
        elif i in near:
            longer = len(characters(found[near[i][0]]["content"])) > len(characters(gold["content"]))
            yield f"{gold['kind']}: found, but too {'long' if longer else 'short'}"
        else:
            yield f"{gold['kind']}: not found"
    left = set(range(len(found))) - set(matched.values()) - {j for j, _ in near.values()}
    yield from (f"{found[j]['kind']}: found where there is none" for j in left)


def main(gold, found):
    answers = {row["id"]: row.get("attributions", []) for row in map(json.loads, open(found, encoding="utf-8"))}
    count, statements = collections.Counter(), 0
    for row in map(json.loads, open(gold, encoding="utf-8")):
        statements += len(row["attributions"])
        count.update(filter(None, compared(row, answers.get(row["id"], []))))
    print(f"{statements} annotated statements")
    for kind, many in sorted(count.items(), key=lambda item: (-item[1], item[0])):
        print(f"{many:5}  {kind}")


if __name__ == "__main__":
    main(*sys.argv[1:])
