"""Finds dead links: every link of the documentation to a file leads to one that is kept, and every link to a heading to a heading."""

import collections
import os
import re
import subprocess
import sys

LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*\s*$", re.MULTILINE)
CODE = re.compile(r"^```.*?^```|`[^`\n]*`|^ {4}.*?$", re.MULTILINE | re.DOTALL)


def anchors(text):
    """The names of a page's headings, as they are made of their words."""
    seen = collections.Counter()
    out = set()
    for heading in HEADING.findall(re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)):
        words = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        name = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        out.add(f"{name}-{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return out


def faults(name, text, kept, read):
    """What is wrong with the links of a page; `kept` are the files, `read` gives the text of one."""
    out = []
    for target in LINK.findall(CODE.sub("", text)):
        if re.match(r"(https?|mailto):", target):
            if target.startswith("http:"):
                out.append(f"{name}: {target} is not encrypted")
            continue
        path, _, anchor = target.partition("#")
        to = os.path.normpath(os.path.join(os.path.dirname(name), path)) if path else name
        if to not in kept and not any(file.startswith(to + "/") for file in kept):
            out.append(f"{name}: {target} leads to no file that is kept")
        elif anchor and to.endswith(".md") and anchor not in anchors(read(to)):
            out.append(f"{name}: {target} leads to no heading")
    return out


def read(name):
    with open(name, encoding="utf-8") as file:
        return file.read()


def main():
    # A check that finds nothing would not find this either.
    planted = "# A *b*, c\n[a](b.md) [c](#a-b-c) [d](#d) `[x](y)` [e](http://e)"
    assert len(faults("p.md", planted, {"p.md"}, lambda _: planted)) == 3
    listed = subprocess.run(["git", "ls-files", "-z"], check=True, stdout=subprocess.PIPE).stdout.decode()
    kept = {name for name in listed.split("\0") if os.path.isfile(name)}
    pages = sorted(name for name in kept if name.endswith(".md"))
    found = [fault for page in pages for fault in faults(page, read(page), kept, read)]
    count = sum(len(LINK.findall(CODE.sub("", read(page)))) for page in pages)
    print("\n".join(found) or f"links: {count} in {len(pages)} pages")
    return bool(found)


sys.exit(main())
