"""Writes the licences of all that the programs are built of to target/package/THIRD-PARTY.txt, for the packages.

    python3 .ci/third_party.py [TARGET]

TARGET is the machine that the package is for, as Rust calls it; without it, that is 64-bit Linux. The texts are those in the
sources of the packages, as cargo keeps them; nothing is fetched once `cargo fetch --locked` has been run. The same lock file,
compiler and target give the same bytes. It fails where no text is found for a package.
"""

import collections
import html
import json
import os
import pathlib
import re
import subprocess
import sys

LIST = pathlib.Path("assets/third_party.tsv")
OUT = pathlib.Path("target/package/THIRD-PARTY.txt")
TARGET = "x86_64-unknown-linux-gnu"
RULE = "-" * 80

# What files with the words of a licence are called, and what is none of them.
NAMED = re.compile(r"(licen[cs]e|copying|notice|copyright|unlicen[cs]e)", re.IGNORECASE)
CODE = {".c", ".h", ".html", ".json", ".py", ".rs", ".toml", ".yml"}
FONTS = {".cff", ".otf", ".ttf"}
# Folders of a package of which nothing is built in.
ASIDE = {".git", "autotests", "benches", "bindings", "eml", "examples", "images", "scripts", "target", "test", "tests"}

# Words by which the text of a licence is known.
WORDS = {
    "Apache-2.0": "apache license version 2.0, january 2004",
    "BSD-2-Clause": "redistribution and use in source and binary forms",
    "BSD-3-Clause": "endorse or promote products",
    "BSL-1.0": "boost software license",
    "CC0-1.0": "cc0 1.0 universal",
    "ISC": "purpose with or without fee is hereby granted, provided",
    "MIT": "permission is hereby granted, free of charge, to any person obtaining a copy of this software",
    "MPL-2.0": "mozilla public license version 2.0",
    "OFL-1.1": "sil open font license",
    "Ubuntu-font-1.0": "ubuntu font licence version 1.0",
    "Unicode-3.0": "unicode license v3",
    "Zlib": "this software is provided 'as-is', without any express or implied warranty",
}
# Of several licences the first of these is taken where a package brings the text of none: it asks for no copyright notice.
PREFERRED = ["Apache-2.0", *sorted(WORDS)]
# These begin with whose the work is; all others are the same everywhere.
PERSONAL = {"BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "Zlib"}
OWNER = re.compile(r"\W*(\(c\) )?copyright (\(c\)|©|\d|the )", re.IGNORECASE)
TITLE = re.compile(r"^\W*(the )?(mit|isc) licen[cs]e( \(mit\))?\W*\n", re.IGNORECASE)

# What is built in and is no package; see assets/SOURCES.md.
OTHERS = [
    ("Inter, the typeface of the window", "OFL-1.1", ["assets/fonts/Inter-OFL.txt"]),
    ("Source Serif Pro, the typeface of articles", "OFL-1.1", ["assets/fonts/SourceSerifPro-OFL.txt"]),
    ("all-MiniLM-L6-v2, whose weights the learned models start from, and its vocabulary", "Apache-2.0", []),
    ("Unicode CLDR 44, names of countries", "Unicode-3.0", []),
]

HEAD = """\
What Standpoint is built of, and under which licences

Standpoint itself is under the MIT licence or the Apache licence 2.0, at your option. Built into its programs are packages,
the standard library of Rust, typefaces, and the start of its learned models, by many authors. Each text below stands once,
under the names of those that it belongs to; in brackets is what each says of its licence. Where that offers a choice, the
texts of all licences are given that are in the package. A few packages run only while the programs are compiled.

The learned models were trained, among other texts, on articles of English Wikinews of 2019 and 2020, by its contributors,
under CC BY 2.5 (https://creativecommons.org/licenses/by/2.5/). No text of these articles is in the programs.
"""

Piece = collections.namedtuple("Piece", "name licence texts authors")


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode()


def told(path):
    """The text of a file, whatever its line ends."""
    lines = pathlib.Path(path).read_text(encoding="utf-8", errors="replace").removeprefix("\ufeff").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def licence_files(folder, given, licence):
    """The files of a package with the words of licences, in order."""
    found = [folder / given] if given else []
    for where, inside, names in os.walk(folder):
        inside[:] = sorted(name for name in inside if name.lower() not in ASIDE)
        fonts = any(pathlib.Path(name).suffix in FONTS for name in names)
        kept = pathlib.Path(where).name == "LICENSES"
        for name in sorted(names):
            suffix = pathlib.Path(name).suffix
            if suffix.lower() in CODE or (" OR " in licence and "GPL" in name):
                # The second: of several licences one is chosen, and never that.
                continue
            if NAMED.match(name) or kept or (fonts and suffix == ".txt"):
                found.append(pathlib.Path(where) / name)
    return list(dict.fromkeys(path.resolve() for path in found))


def packages(target):
    """The packages that are built in with the usual features."""
    # The graph of `cargo metadata` has what only tests switch on as well, so another command tells which packages there are.
    tree = ["cargo", "tree", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}", "--target", target]
    used = {tuple(line.split()[:2]) for line in run(*tree).splitlines() if line.strip()}
    told_of = set()
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target]
    metadata = json.loads(run(*command))
    for package in sorted(metadata["packages"], key=lambda package: (package["name"], package["version"])):
        name, version = package["name"], package["version"]
        if (name, f"v{version}") not in used:
            continue
        told_of.add((name, f"v{version}"))
        if package["source"] is None:
            continue
        licence = (package["license"] or "no licence named").replace("/", " OR ")
        folder = pathlib.Path(package["manifest_path"]).parent
        texts = [told(path) for path in licence_files(folder, package["license_file"], licence)]
        authors = ", ".join(author.split(" <")[0] for author in package["authors"])
        yield Piece(f"{name} {version}", licence, texts, authors)
    if told_of != used:
        raise SystemExit(f"third party: nothing is known of {sorted(used - told_of)}")


def standard_library():
    """The standard library of Rust with the packages in it, as the compiler's own notice tells them."""
    page = pathlib.Path(run("rustc", "--print", "sysroot").strip(), "share/doc/rust/COPYRIGHT-library.html")
    version = run("rustc", "--version").split()[1]
    own = Piece(f"the standard library of Rust {version}", "Apache-2.0 OR MIT", [], "The Rust Project Developers")
    if not page.is_file():
        print("third party: the compiler has no notice of its standard library", file=sys.stderr)
        return [own]
    inside, outside = told(page).split('<h2 id="out-of-tree-dependencies">')
    # Parts of the library itself, each with its licence and whose it is.
    notice = ["Of the standard library of Rust:", ""]
    for name, words in re.findall(r"<b>(File/Directory|License|Copyright):</b> (.+)", inside):
        words = html.unescape(re.sub(r"<[^>]+>", "", words))
        notice.append(f"{name}: {words}" if name == "File/Directory" else f"    {name}: {words}")
    pieces = [own._replace(texts=["\n".join(notice)])]
    for part in outside.split("<h3>")[1:]:
        name, version = re.match(r"\W*([\w-]+?)-(\d\S*)</h3>", part).groups()
        licence = html.unescape(re.search(r"<b>License:</b> (.+?)</p>", part)[1]).replace("/", " OR ")
        authors = html.unescape(re.search(r"<b>Authors:</b>(.*?)</p>", part)[1])
        authors = re.sub(r" <[^>]*>", "", authors).strip()
        texts = [html.unescape(text).strip("\n") for text in re.findall(r"<pre>(.*?)</pre>", part, re.DOTALL)]
        pieces.append(Piece(f"{name} {version}, in the standard library", licence, texts, authors))
    return pieces


def kinds(text):
    """Which licences a text is of."""
    words = " ".join(re.sub(r"[*#]", " ", text).lower().split())
    found = {name for name, known in WORDS.items() if known in words}
    return found - {"BSD-2-Clause"} if "BSD-3-Clause" in found else found


def standard_texts(pieces):
    """For each licence the text that most packages have of it, without whose work it is on."""
    counts = collections.defaultdict(collections.Counter)
    for piece in pieces:
        for text in piece.texts:
            found = kinds(text)
            if len(found) != 1:
                continue
            if found <= PERSONAL:
                lines = [line for line in text.split("\n") if not OWNER.match(line)]
                text = TITLE.sub("", "\n".join(lines).strip("\n")).strip("\n")
            counts[found.pop()][text] += 1
    return {name: min(texts, key=lambda text: (-texts[text], text)) for name, texts in counts.items()}


def lacking(piece):
    """Lists of licences, of each of which a package must be under one and brings the text of none; the best comes first."""
    there = set().union(*map(kinds, piece.texts)) if piece.texts else set()
    for part in piece.licence.split(" AND "):
        names = [name.split(" WITH ")[0].strip("() ") for name in part.split(" OR ")]
        if not there.intersection(names):
            yield sorted(names, key=lambda name: PREFERRED.index(name) if name in PREFERRED else len(PREFERRED))


def listed(pieces):
    """One line for each: the name and version, a tab, the licence. What the window shows under Help."""
    return "".join(f"{piece.name}\t{piece.licence}\n" for piece in pieces)


def main():
    arguments = sys.argv[1:]
    asked = {name for name in ("--list", "--check") if name in arguments}
    target = next((name for name in arguments if not name.startswith("-")), TARGET)
    built_in = list(packages(target))
    if asked:
        wanted = listed(built_in)
        if "--list" in asked:
            LIST.write_text(wanted, encoding="utf-8", newline="\n")
        is_current = LIST.is_file() and LIST.read_text(encoding="utf-8") == wanted
        print(f"third party: {LIST} is current" if is_current else f"{LIST} is not current; write it with .ci/third_party.py --list")
        return not is_current
    others = [Piece(name, licence, [told(path) for path in files], "") for name, licence, files in OTHERS]
    pieces = others + standard_library() + built_in
    standard = standard_texts(pieces)
    groups, without, borrowed = {}, [], []

    def put(text, line):
        # Texts that differ in nothing but spaces, line ends and marks are one.
        _, lines = groups.setdefault(" ".join(re.findall(r"\w+", text.lower())), (text, []))
        if line not in lines:
            lines.append(line)

    for piece in pieces:
        line = f"{piece.name} ({piece.licence})"
        for text in piece.texts:
            put(text, line)
        for names in lacking(piece):
            text = next((standard[name] for name in names if name in standard), None)
            if text is None:
                without.append(line)
                continue
            put(text, line + (f", by {piece.authors}" if piece.authors else ""))
            if not piece.texts:
                borrowed.append(piece.name)

    out = [HEAD]
    if borrowed:
        out.append("These have no licence file; they stand with the text of the licence that they name, as others have it:\n")
        out.append("\n".join(f"    {name}" for name in dict.fromkeys(borrowed)) + "\n")
    if without:
        out.append("Of these the licence is named, but no text of it was found:\n")
        out.append("\n".join(f"    {line}" for line in without) + "\n")
    # What most have comes first.
    for text, lines in sorted(groups.values(), key=lambda group: (-len(group[1]), group[1], group[0])):
        out += [RULE, "\n".join(lines), RULE, "", text, ""]
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text("\n".join(out), encoding="utf-8", newline="\n")
    print(f"third party: {len(built_in)} packages for {target}, {len(groups)} texts, {OUT.stat().st_size} bytes in {OUT}")
    print("\n".join(f"no text: {line}" for line in without), end="\n" if without else "")
    return bool(without)


sys.exit(main())
