#!/usr/bin/env python3
"""Trains the tagger and writes assets/tagger.bin.     train.py --data DIR --base DIR

DIR holds wikinews_train.jsonl; the base folder holds model.safetensors and tokenizer.json of all-MiniLM-L6-v2. The
articles of articles/ are trained on as well, but for those that are only measured on. With --held-out 0.15 that share
of the articles of DIR is kept out, too, and measured on. See README.md beside this file.
"""
import argparse, json, math, pathlib, random, subprocess, time

import torch
from torch.nn import functional as F

import articles as own
import export
from encoder import Tagger

ROOT = pathlib.Path(__file__).resolve().parent.parent
VOCABULARY = ROOT / "assets" / "tagger_vocabulary.txt"
# A false reporting word is any word that the rules or an earlier epoch take for one.
DOUBTFUL = 0.2
# So often the model sees what the rules propose for a word that does report.
PROPOSED = 0.75
# And so often with one end moved: the rules were written with the training articles in view and err more on others.
SPOILED = 0.25
# Articles that are not trained on, because reading news by other hands does not gain by them; see README.md.
UNUSED = "wire-"
# The weights that are kept are an average over about this many of the last steps.
AVERAGED = 100


def read(rows):
    """Articles with the sentences that the program makes of them."""
    program = ["cargo", "run", "--quiet", "--release", "--example", "passages", "--no-default-features"]
    lines = "".join(json.dumps({"id": r["id"], "text": r["text"]}) + "\n" for r in rows)
    out = subprocess.run(program, input=lines, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return [(row, json.loads(line)["passages"]) for row, line in zip(rows, out.splitlines(), strict=True)]


def pieces_in(passage, spans):
    """The pieces of the passage that lie in the character spans."""
    return [p for a, b, s, e in passage["spans"] if any(s < y and x < e for x, y in spans) for p in range(a, b)]


def examples(articles):
    """Sentences with their cues: (passage, [(cue, content, source)], [(false cue, proposal)]), all as lists of pieces."""
    out = []
    for row, passages in articles:
        for passage in passages:
            # Not in place: the next run begins with the same passages.
            passage = passage | {"proposals": [p | {"cue": list(range(*p["cue"]))} for p in passage["proposals"]]}
            cues = []
            for a in row["attributions"]:
                marked = pieces_in(passage, a["cue"])
                if marked:
                    source = [p for p in pieces_in(passage, a["source"]) if p not in marked]
                    content = [p for p in pieces_in(passage, a["content"]) if p not in marked and p not in source]
                    cues.append((marked, content, source))
            true = {p for marked, _, _ in cues for p in marked}
            false = [(p["cue"], p) for p in passage["proposals"] if not true & set(p["cue"])]
            known = true | {p for proposal in passage["proposals"] for p in proposal["cue"]}
            false += [(list(range(*v)), None) for v in passage["verbs"] if not known & set(range(*v))]
            out.append((passage, cues, false))
    return out


def marks(cue, proposal, longest):
    """What each piece is marked as when `cue` is read."""
    out = torch.zeros(longest, dtype=torch.long)
    if proposal:
        for piece in proposal["content"]: out[slice(*piece)] = 2
        out[slice(*proposal["source"])] = 3
    out[cue] = 1
    return out


def batches(items, size, rng=None):
    """Items grouped by length, the groups in random order."""
    order = sorted(range(len(items)), key=lambda i: (len(items[i][0]["ids"]), rng.random() if rng else i))
    groups = [order[i:i + size] for i in range(0, len(order), size)]
    if rng: rng.shuffle(groups)
    return [[items[i] for i in group] for group in groups]


def tensors(passages):
    longest = max(len(p["ids"]) for p in passages)
    pad = lambda key: torch.tensor([p[key] + [0] * (longest - len(p[key])) for p in passages])
    mask = torch.tensor([[True] * len(p["ids"]) + [False] * (longest - len(p["ids"])) for p in passages])
    return pad("ids"), pad("case"), mask


def spoiled(proposal, length, rng):
    """The proposal, at times with one end of its content somewhere else."""
    if not proposal["content"] or rng.random() > SPOILED: return proposal
    pieces = [list(piece) for piece in proposal["content"]]
    if rng.random() < 0.75:
        pieces[-1][1] = rng.randint(pieces[-1][0] + 1, length - 1) if rng.random() < 0.5 else length - 1
    else:
        pieces[0][0] = rng.randint(max(1, pieces[0][0] - 8), pieces[0][1] - 1)
    return proposal | {"content": pieces}


def one_hot(rows, longest):
    out = torch.zeros(len(rows), longest)
    for row, places in zip(out, rows): row[places] = 1
    return out


def runs(flags):
    """Runs of true flags, as lists of places."""
    out = []
    for i, flag in enumerate(flags):
        if flag and out and out[-1][-1] == i - 1: out[-1].append(i)
        elif flag: out.append([i])
    return out


def masked_loss(scores, wanted, mask, positive=1.0):
    weight = torch.tensor(positive)
    loss = F.binary_cross_entropy_with_logits(scores, wanted, reduction="none", pos_weight=weight)
    return (loss * mask).sum() / mask.sum()


def losses(model, batch, rng, false_share):
    ids, case, mask = tensors([p for p, _, _ in batch])
    hidden, cue = model.lower(ids, case, mask)
    longest = ids.shape[1]
    true = one_hot([[p for marked, _, _ in cues for p in marked] for _, cues, _ in batch], longest)
    loss = masked_loss(cue, true, mask, 2.0)
    asked = []
    for i, (passage, cues, false) in enumerate(batch):
        for marked, content, source in cues:
            proposals = [p for p in passage["proposals"] if set(p["cue"]) & set(marked)]
            if proposals and rng.random() < PROPOSED:
                proposal = spoiled(rng.choice(proposals), len(passage["ids"]), rng)
                asked.append((i, marks(proposal["cue"], proposal, longest), content, source, 1.0))
            else:
                asked.append((i, marks(marked, None, longest), content, source, 1.0))
        known = {p for marked, _, _ in cues for p in marked} | {p for f, _ in false for p in f}
        scores = [s if m else -9.0 for s, m in zip(cue[i].tolist(), mask[i].tolist())]
        doubtful = runs([s > math.log(DOUBTFUL / (1 - DOUBTFUL)) for s in scores])
        wrong = [(f, None) for f in doubtful if not known & set(f)]
        wrong += [(f, p) for f, p in false if p or rng.random() < false_share]
        asked += [(i, marks(f, p, longest), [], [], 0.0) for f, p in wrong]
    if asked:
        rows = torch.tensor([i for i, *_ in asked])
        marked = torch.stack([m for _, m, *_ in asked])
        content, source, sure = model.upper(hidden[rows], marked, mask[rows])
        wanted = torch.tensor([y for *_, y in asked])
        is_true = wanted.bool()
        loss = loss + 0.5 * F.binary_cross_entropy_with_logits(sure, wanted)
        if is_true.any():
            m = mask[rows][is_true]
            loss = loss + masked_loss(content[is_true], one_hot([c for *_, c, _, _ in asked], longest)[is_true], m)
            loss = loss + masked_loss(source[is_true], one_hot([s for *_, s, _ in asked], longest)[is_true], m)
    return loss


def segments(scores, enter):
    """The best set of runs by summed score, where each run costs `enter`."""
    out_of, inside, back = 0.0, -1e9, []
    for s in scores:
        stay, begin = inside + s, out_of - enter + s
        new_inside, from_inside = (stay, True) if stay >= begin else (begin, False)
        new_out, left = (inside, True) if inside > out_of else (out_of, False)
        back.append((from_inside, left))
        inside, out_of = new_inside, new_out
    state, flags = inside > out_of, []
    for from_inside, left in reversed(back):
        flags.append(state)
        state = from_inside if state else left
    return flags[::-1]


@torch.no_grad()
def measure(model, items, threshold=0.0):
    """F1 of reporting words and of statements (content at 0.8 of intersection over union), in sentences with a cue."""
    model.eval()
    found = wanted = cue_right = right = source_right = with_source = 0
    for batch in batches(items, 16):
        ids, case, mask = tensors([p for p, _, _ in batch])
        hidden, cue = model.lower(ids, case, mask)
        for i, (passage, cues, false) in enumerate(batch):
            n = len(passage["ids"])
            asked = [(p["cue"], p) for p in passage["proposals"]]
            known = {p for c, _ in asked for p in c}
            asked += [(r, None) for r in runs([s > -1.5 for s in cue[i, :n].tolist()]) if not known & set(r)]
            wanted += len(cues)
            if not asked: continue
            k = len(asked)
            content, source, sure = model.upper(hidden[i:i + 1, :n].expand(k, -1, -1), torch.stack([marks(c, p, n) for c, p in asked]), mask[i:i + 1, :n].expand(k, -1))
            taken, left = set(), list(cues)
            for j in sorted(range(k), key=lambda j: -sure[j].item()):
                if sure[j] < threshold: continue
                flags = segments(content[j].tolist(), 6.0)
                got = {p for p, f in enumerate(flags) if f and p not in asked[j][0]}
                if not got or got & taken: continue
                taken |= got
                found += 1
                for gold in left:
                    if set(gold[0]) & set(asked[j][0]):
                        cue_right += 1
                        right += len(got & set(gold[1])) >= 0.8 * len(got | set(gold[1]))
                        if gold[2]:
                            with_source += 1
                            named = {p for p, s in enumerate(source[j].tolist()) if s > 0}
                            source_right += len(named & set(gold[2])) >= 0.5 * len(named | set(gold[2]))
                        left.remove(gold)
                        break
    f1 = lambda hit: 2 * hit / max(found + wanted, 1)
    return {"cue": f1(cue_right), "iou80": f1(right), "source": source_right / max(with_source, 1), "P": right / max(found, 1), "R": right / max(wanted, 1)}


def measure_rules(items):
    """The same for what the rules propose, surest first as they come."""
    found = wanted = right = 0
    for passage, cues, _ in items:
        wanted += len(cues)
        taken = set()
        for p in passage["proposals"]:
            got = {q for piece in p["content"] for q in range(*piece)}
            if got & taken: continue
            taken |= got
            found += 1
            right += any(set(p["cue"]) & set(c) and len(got & set(g)) >= 0.8 * len(got | set(g)) for c, g, _ in cues)
    return 2 * right / max(found + wanted, 1)


def train(a, articles, run):
    """One run: its order and dropout differ from another's, its first weights don't."""
    torch.manual_seed(a.seed)
    model = start(a)
    if run: torch.manual_seed(a.seed + run)
    rng = random.Random(a.seed + run)
    cut = int(len(articles) * a.held_out)
    held, kept = examples(articles[:cut]), examples(articles[cut:])
    kept = kept * a.weight
    written = own.rows(ROOT / "training" / "articles", measured=False)
    kept += examples(read([row for row in written if not row["id"].startswith(UNUSED)]))
    # Half of the sentences without any word to ask about are enough.
    kept = [e for e in kept if e[1] or e[2] or rng.random() < 0.5]
    new = lambda name: name.split(".")[0] in ("case", "marks", "cue", "parts")
    free = [(name, weights) for name, weights in model.named_parameters() if weights.requires_grad]
    groups = [{"params": [w for n, w in free if not new(n)], "lr": a.rate}, {"params": [w for n, w in free if new(n)], "lr": 5 * a.rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = a.epochs * len(batches(kept, 16))
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.02, (steps - s) / (steps - warm))))
    keep = 1 - 1 / AVERAGED
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(keep))
    print(f"run {run + 1}: {len(kept)} sentences, {sum(len(c) for _, c, _ in kept)} reports; held out {len(held)}", flush=True)
    if held: print(f"rules on the held-out articles {measure_rules(held):.3f}", flush=True)
    began = time.time()
    for epoch in range(a.epochs):
        total, of_epoch = 0.0, batches(kept, 16, rng)
        model.train()
        for batch in of_epoch:
            loss = losses(model, batch, rng, a.false_share)
            optimizer.zero_grad(); loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step(); schedule.step()
            average.update_parameters(model)
            total += loss.item()
        got = measure(average.module, held) if held else {}
        print(f"epoch {epoch + 1} loss {total / len(of_epoch):.4f}", " ".join(f"{k} {v:.3f}" for k, v in got.items()), f"{time.time() - began:.0f} s", flush=True)
    return average.module, held


def start(a):
    """The model before training: the published encoder's first layers, and heads with random weights."""
    pieces = VOCABULARY.read_text(encoding="utf8").splitlines()
    return Tagger(len(pieces), a.layers, a.split).begin(a.base, VOCABULARY)


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", required=True)
    ap.add_argument("--base", required=True)
    ap.add_argument("--out", default=ROOT / "assets" / "tagger.bin")
    ap.add_argument("--held-out", type=float, default=0.0)
    ap.add_argument("--runs", type=int, default=4)
    ap.add_argument("--first-run", type=int, default=0)
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--weight", type=int, default=2, help="how often an article of DIR is read for one of ours")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--false-share", type=float, default=0.7)
    ap.add_argument("--layers", type=int, default=4)
    ap.add_argument("--split", type=int, default=2)
    ap.add_argument("--checkpoint")
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    lines = open(pathlib.Path(a.data) / "wikinews_train.jsonl", encoding="utf8")
    articles = read([json.loads(line) for line in lines if line.strip()])
    random.Random(0).shuffle(articles)
    weights = []
    for run in range(a.first_run, a.runs):
        model, held = train(a, articles, run)
        weights.append(model.state_dict())
    # Runs that begin at the same weights can be averaged, which is worth more than the best of them.
    model.load_state_dict({name: sum(w[name] for w in weights) / len(weights) for name in weights[0]})
    if held: print("average", " ".join(f"{k} {v:.3f}" for k, v in measure(model, held).items()))
    if a.checkpoint: torch.save(model.state_dict(), a.checkpoint)
    export.write(model, a.out)


if __name__ == "__main__":
    main()
