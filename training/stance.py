#!/usr/bin/env python3
"""Trains the stance scorer and writes assets/stance.bin.     stance.py --data DIR --base DIR

DIR holds wikinews_train.jsonl and stance_authored_A.jsonl, _B.jsonl; the base folder holds model.safetensors and
tokenizer.json of all-MiniLM-L6-v2. articles/ and statements/ are trained on as well, but for the articles that are only
measured on. With --held-out 0.3 that share of the articles of DIR, and of the pairs of statements, is kept out and
measured on. See README.md beside this file.
"""
import argparse, collections, json, math, pathlib, random, subprocess, time

import torch
from torch.nn import functional as F

import articles as own
import export
from encoder import STEPS, Scorer

ROOT = pathlib.Path(__file__).resolve().parent.parent
VOCABULARY = ROOT / "assets" / "tagger_vocabulary.txt"
# How much of a label goes to the steps beside it: two careful readers differ by a step in every fourth statement.
NEAR = 0.7
AVERAGED = 100


def read(rows):
    """Adds to each statement of the rows the pieces that the program makes of it."""
    program = ["cargo", "run", "--quiet", "--release", "--example", "statements", "--no-default-features"]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    out = subprocess.run(program, input=lines, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    for row, line in zip(rows, out.splitlines(), strict=True):
        for statement, pieces in zip(row["attributions"], json.loads(line)["statements"], strict=True):
            statement["pieces"] = pieces
    return rows


def lines(path):
    return [json.loads(line) for line in open(path, encoding="utf8") if line.strip()]


def statements(path):
    """The lines of a file of single statements, as articles of one sentence."""
    out = []
    for number, line in enumerate(open(path, encoding="utf8"), 1):
        pair, stance, device, headline, marked = line.rstrip("\n").split("\t")
        for letter in "qcs": marked = marked.replace("{" + letter + " ", "{" + letter + "1 ")
        row = own.article(f"{path.stem}-{number}", f"{marked}\n---\n1 | - | {stance} | {device} | -")
        out.append(row | {"title": headline, "pair": "" if pair == "-" else pair})
    return out


def authored(path):
    """Statements without an article, as articles that say nothing else."""
    return [{"id": r["id"], "text": r["text"], "pair": r["pair"] and path.stem + r["pair"],
             "attributions": [{"content": [[0, len(r["text"])]], "kind": "indirect" if r["form"] == "indirect" else "direct", "cue": [], "source": [], "stance": r["stance"]}]}
            for r in lines(path)]


def gather(a):
    """All rows by where they come from, articles with and without their headline."""
    data = pathlib.Path(a.data)
    folder = ROOT / "training"
    wikinews = lines(data / "wikinews_train.jsonl")
    random.Random(0).shuffle(wikinews)
    sets = {
        "wikinews": wikinews,
        "untitled": [row | {"title": None, "attributions": [dict(s) for s in row["attributions"]]} for row in wikinews],
        "articles": own.rows(folder / "articles", measured=False),
        "measured": own.rows(folder / "articles", measured=True),
        "authored": authored(data / "stance_authored_A.jsonl") + authored(data / "stance_authored_B.jsonl"),
        "statements": [row for path in sorted((folder / "statements").glob("*.tsv")) for row in statements(path)],
    }
    for rows in sets.values(): read(rows)
    return sets


def examples(rows, origin, weight, group):
    """One dictionary a statement; `group` numbers what must stay on one side of a split."""
    out = []
    for number, row in enumerate(rows):
        for s in row["attributions"]:
            stance = s["stance"]
            out.append({"pieces": s["pieces"], "stance": None if stance in ("na", None) else int(stance), "device": s.get("device"),
                        "article": row["id"], "speaker": s.get("speaker") or [],
                        "origin": origin, "weight": weight, "pair": row.get("pair") or "", "group": group(number, row)})
    return out


def tensors(batch):
    longest = max(len(e["pieces"]["ids"]) for e in batch)
    pad = lambda key: torch.tensor([e["pieces"][key] + [0] * (longest - len(e["pieces"][key])) for e in batch])
    mask = torch.tensor([[True] * len(e["pieces"]["ids"]) + [False] * (longest - len(e["pieces"]["ids"])) for e in batch])
    return pad("ids"), pad("case"), pad("part"), mask


def cut(e, drop):
    """The example without the parts of these numbers, and without the edges that stood before them."""
    p = e["pieces"]
    kept = [i for i, part in enumerate(p["part"]) if part not in drop]
    return e | {"pieces": {k: [p[k][i] for i in kept] for k in ("ids", "case", "part")}}


def batches(items, size, rng=None):
    """Items grouped by length, the groups in random order."""
    order = sorted(range(len(items)), key=lambda i: (len(items[i]["pieces"]["ids"]), rng.random() if rng else i))
    groups = [order[i:i + size] for i in range(0, len(order), size)]
    if rng: rng.shuffle(groups)
    return [[items[i] for i in group] for group in groups]


def soft(stance):
    """A step as shares of the seven steps."""
    w = [math.exp(-((i - 3 - stance) ** 2) / (2 * NEAR * NEAR)) for i in range(STEPS)]
    return [x / sum(w) for x in w]


def losses(model, batch):
    steps, applies, device = model(*tensors(batch))
    weight = torch.tensor([e["weight"] for e in batch])
    has = torch.tensor([e["stance"] is not None for e in batch])
    loss = (F.binary_cross_entropy_with_logits(applies, has.float(), reduction="none") * weight).sum() / weight.sum()
    if has.any():
        wanted = torch.tensor([soft(e["stance"]) for e in batch if e["stance"] is not None])
        w = weight[has]
        loss = loss + (-(wanted * steps[has].log_softmax(1)).sum(1) * w).sum() / w.sum()
        # The distance of the mean from the label, so that the order of statements counts beside their step.
        mean = (steps[has].softmax(1) * torch.arange(-3.0, 4.0)).sum(1) / 3
        given = torch.tensor([e["stance"] / 3 for e in batch if e["stance"] is not None])
        loss = loss + 2.0 * ((mean - given).square() * w).sum() / w.sum()
    known = [i for i, e in enumerate(batch) if e["device"] in own.DEVICES]
    if known:
        named = torch.tensor([own.DEVICES.index(batch[i]["device"]) for i in known])
        loss = loss + 0.3 * F.cross_entropy(device[known], named)
    return loss


@torch.no_grad()
def predict(model, items):
    """(score in [-1, 1], spread, log-odds of a stance, device) of each item."""
    model.eval()
    out = {}
    order = sorted(range(len(items)), key=lambda i: len(items[i]["pieces"]["ids"]))
    for at in range(0, len(order), 32):
        some = order[at:at + 32]
        steps, applies, device = model(*tensors([items[i] for i in some]))
        shares = steps.softmax(1)
        scale = torch.arange(-3.0, 4.0) / 3
        mean = (shares * scale).sum(1)
        spread = ((shares * scale.square()).sum(1) - mean.square()).clamp(min=0).sqrt()
        for i, m, s, y, d in zip(some, mean.tolist(), spread.tolist(), applies.tolist(), device.argmax(1).tolist()):
            out[i] = (m, s, y, own.DEVICES[d])
    return [out[i] for i in range(len(items))]


def ranks(v):
    order, r, i = sorted(range(len(v)), key=v.__getitem__), [0.0] * len(v), 0
    while i < len(order):
        j = i
        while j < len(order) and v[order[j]] == v[order[i]]: j += 1
        for k in range(i, j): r[order[k]] = (i + j - 1) / 2
        i = j
    return r


def correlation(x, y):
    mx, my = sum(x) / len(x), sum(y) / len(y)
    d = math.sqrt(sum((a - mx) ** 2 for a in x) * sum((b - my) ** 2 for b in y))
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / d if d else 0.0


def sign(v): return 0 if abs(v) < 1 / 6 else (1 if v > 0 else -1)


def figures(items, found):
    """The measures of the scorer of articles, on given spans."""
    hit = sum(e["stance"] is not None and f[2] > 0 for e, f in zip(items, found))
    some = sum(e["stance"] is not None for e in items) + sum(f[2] > 0 for f in found)
    both = [(e["stance"] / 3, f[0]) for e, f in zip(items, found) if e["stance"] is not None and f[2] > 0]
    every = [(e["stance"] / 3, f[0]) for e, f in zip(items, found) if e["stance"] is not None]
    out = {"n": len(every), "applies": 2 * hit / max(some, 1)}
    if len(every) > 2:
        out["spearman"] = correlation(ranks([a for a, _ in every]), ranks([b for _, b in every]))
        out["sign"] = sum(sign(a) == sign(b) for a, b in every) / len(every)
        out["opposite"] = sum(sign(a) * sign(b) < 0 for a, b in every) / len(every)
        pairs = collections.defaultdict(list)
        for e, f in zip(items, found):
            if e["pair"] and e["stance"] is not None: pairs[e["pair"]].append((e["stance"], f[0]))
        order = [(a[1] - b[1]) * (a[0] - b[0]) > 0 for p in pairs.values() for i, a in enumerate(p) for b in p[:i] if a[0] != b[0]]
        if order: out["pairs"] = sum(order) / len(order)
    known = [(e["device"], f[3]) for e, f in zip(items, found) if e["device"] in own.DEVICES]
    if known: out["device"] = sum(a == b for a, b in known) / len(known)
    return out


def shown(figures): return " ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in figures.items())


def start(a):
    """The model before training: the published encoder's first layers, and heads with random weights."""
    pieces = VOCABULARY.read_text(encoding="utf8").splitlines()
    return Scorer(len(pieces), a.layers, a.dropout).begin(a.base, VOCABULARY)


def train(a, kept, held, run):
    """One run: its order and dropout differ from another's, its first weights don't."""
    torch.manual_seed(a.seed)
    model = start(a)
    torch.manual_seed(a.seed + run)
    rng = random.Random(a.seed + run)
    new = lambda name: name.split(".")[0] in ("case", "marks", "counts", "outputs")
    free = [(name, weights) for name, weights in model.named_parameters() if weights.requires_grad]
    groups = [{"params": [w for n, w in free if not new(n)], "lr": a.rate}, {"params": [w for n, w in free if new(n)], "lr": 5 * a.rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = a.epochs * len(batches(kept, a.batch))
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.02, (steps - s) / (steps - warm))))
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(1 - 1 / AVERAGED))
    began = time.time()
    for epoch in range(a.epochs):
        # A headline is not always there, so half of the articles that have one are read without it.
        shown_now = [rng.choice((e, e["untitled"])) if e.get("untitled") else e for e in kept]
        total, of_epoch = 0.0, batches(shown_now, a.batch, rng)
        model.train()
        for batch in of_epoch:
            loss = losses(model, batch)
            optimizer.zero_grad(); loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step(); schedule.step()
            average.update_parameters(model)
            total += loss.item()
        print(f"run {run + 1} epoch {epoch + 1} loss {total / len(of_epoch):.4f} {time.time() - began:.0f} s", flush=True)
        if epoch % 2 or epoch + 1 == a.epochs:
            for name, items in held.items(): print(f"  {name}:", shown(figures(items, predict(average.module, items))), flush=True)
    return average.module


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", required=True)
    ap.add_argument("--base", required=True)
    ap.add_argument("--out", default=ROOT / "assets" / "stance.bin")
    ap.add_argument("--held-out", type=float, default=0.0)
    ap.add_argument("--runs", type=int, default=2)
    ap.add_argument("--first-run", type=int, default=0)
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--rate", type=float, default=1e-4)
    ap.add_argument("--batch", type=int, default=16)
    ap.add_argument("--weight", type=float, default=2.0, help="of a statement of the data's articles")
    ap.add_argument("--dropout", type=float, default=0.1)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--layers", type=int, default=4)
    ap.add_argument("--drop", type=int, nargs="*", default=[])
    ap.add_argument("--without", nargs="*", default=[])
    ap.add_argument("--checkpoint")
    ap.add_argument("--cache")
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    if a.cache and pathlib.Path(a.cache).exists():
        sets = json.load(open(a.cache))
    else:
        sets = gather(a)
        if a.cache: json.dump(sets, open(a.cache, "w"))
    out = int(len(sets["wikinews"]) * a.held_out)
    is_out = lambda number, row: int(number < out)
    pair_out = lambda number, row: int(random.Random(row.get("pair") or str(row["id"])).random() < a.held_out / 3)
    every = examples(sets["wikinews"], "wikinews", a.weight, is_out)
    for e, untitled in zip(every, examples(sets["untitled"], "untitled", a.weight, is_out), strict=True):
        e["untitled"] = cut(untitled, a.drop)
    every += examples(sets["articles"], "articles", 1.0, lambda n, r: 0)
    every += examples(sets["authored"], "authored", 1.0, pair_out) + examples(sets["statements"], "statements", 1.0, pair_out)
    every = [cut(e, a.drop) for e in every]
    kept = [e for e in every if not e["group"] and e["origin"] not in a.without]
    held = {o: [e for e in every if e["group"] and e["origin"] == o] for o in ("wikinews", "authored", "statements")}
    held["untitled"] = [e["untitled"] for e in held["wikinews"]]
    held = {o: items for o, items in held.items() if items}
    held["measured"] = [cut(e, a.drop) for e in examples(sets["measured"], "measured", 1.0, lambda n, r: 1)]
    print(len(kept), "statements,", sum(e["stance"] is not None for e in kept), "with a stance", collections.Counter(e["origin"] for e in kept), flush=True)
    weights = []
    for run in range(a.first_run, a.runs):
        model = train(a, kept, held, run)
        weights.append(model.state_dict())
    # Runs that begin at the same weights can be averaged, which is worth more than the best of them.
    model.load_state_dict({name: sum(w[name] for w in weights) / len(weights) for name in weights[0]})
    if len(weights) > 1:
        for name, items in held.items(): print(f"average {name}:", shown(figures(items, predict(model, items))))
    if a.checkpoint: torch.save(model.state_dict(), a.checkpoint)
    export.write_scorer(model, a.out)


if __name__ == "__main__":
    main()
