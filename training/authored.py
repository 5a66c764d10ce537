"""Reads authored.txt into the rows of the data files."""
import re

TAG = re.compile(r"\{([scq])(\d?) |\}")


def row(line, name):
    text, open_tags, parts, last = "", [], {}, 0
    for found in TAG.finditer(line):
        text += line[last:found.start()]
        last = found.end()
        if found.group(1):
            open_tags.append((found.group(1), found.group(2) or "1", len(text)))
        else:
            kind, number, start = open_tags.pop()
            # Content begins after "that" or "to", as in the data.
            if kind == "q": start += len(re.match(r"(that |to )?", text[start:]).group())
            parts.setdefault(number, {"s": [], "c": [], "q": []})[kind].append([start, len(text)])
    text += line[last:]
    statements = []
    for number, part in sorted(parts.items()):
        if not part["q"] or not part["c"]: continue
        source = part["s"] or parts.get("1", part)["s"]
        statements.append({"cue": sorted(part["c"]), "content": sorted(part["q"]), "source": sorted(source)})
    return {"id": name, "text": text, "attributions": statements}


def rows(path):
    lines = [line.strip() for line in open(path, encoding="utf8")]
    return [row(line, f"authored-{n}") for n, line in enumerate(lines) if line and not line.startswith("#")]
