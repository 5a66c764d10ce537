"""MiniLM-L6 with two kinds of heads: the tagger's, with a reporting word marked half way up, and the stance scorer's."""
import json, math, pathlib

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

WIDTH, HEADS, INNER, CASES = 384, 12, 1536, 6
# What a piece can be marked as: nothing, the reporting word, content as the rules propose, source as the rules propose.
MARKS = 4
# What a piece is to the statement that is scored: around it, content, cue, source, topic, before. See src/inference.
PARTS, STEPS, DEVICES = 6, 7, 9


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_attention, self.norm_output = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        n, length, _ = x.shape
        q, k, v = (f(x).view(n, length, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        drop = self.dropout.p if self.training else 0.0
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :], dropout_p=drop)
        x = self.norm_attention(x + self.dropout(self.out(a.transpose(1, 2).reshape(n, length, WIDTH))))
        return self.norm_output(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """The embeddings and layers; what is marked and what is read off is each head's own affair."""

    def __init__(self, words, layers, marks, dropout):
        super().__init__()
        self.words, self.places = nn.Embedding(words, WIDTH), nn.Embedding(512, WIDTH)
        self.case, self.marks = nn.Embedding(CASES, WIDTH), nn.Embedding(marks, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        for table in (self.case, self.marks):
            nn.init.zeros_(table.weight)

    def embed(self, ids, case):
        places = torch.arange(ids.shape[1], device=ids.device)
        return self.words(ids) + self.places(places)[None] + self.case(case)

    def begin(self, base, vocabulary):
        """Takes the published weights of folder `base` for the pieces of file `vocabulary`, a line each; words and places stay."""
        pieces = pathlib.Path(vocabulary).read_text(encoding="utf8").splitlines()
        base = pathlib.Path(base)
        theirs = json.loads((base / "tokenizer.json").read_text(encoding="utf8"))["model"]["vocab"]
        self.load_published(load_file(base / "model.safetensors"), [theirs[piece] for piece in pieces])
        for frozen in (self.words, self.places): frozen.requires_grad_(False)
        return self

    def load_published(self, tensors, kept):
        """Takes the weights of all-MiniLM-L6-v2; `kept` are the lines of its vocabulary that ours has, in order."""
        names = {"attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
                 "attention.output.dense": "out", "intermediate.dense": "up", "output.dense": "down",
                 "attention.output.LayerNorm": "norm_attention", "output.LayerNorm": "norm_output"}
        with torch.no_grad():
            # The piece type of a first sentence is added to every position.
            places = tensors["embeddings.position_embeddings.weight"]
            self.places.weight.copy_(places + tensors["embeddings.token_type_embeddings.weight"][0])
            self.words.weight.copy_(tensors["embeddings.word_embeddings.weight"][kept])
            for end in ("weight", "bias"):
                getattr(self.norm, end).copy_(tensors[f"embeddings.LayerNorm.{end}"])
                for i, layer in enumerate(self.layers):
                    for theirs, ours in names.items():
                        getattr(getattr(layer, ours), end).copy_(tensors[f"encoder.layer.{i}.{theirs}.{end}"])


class Tagger(Encoder):
    def __init__(self, words, layers=6, split=3, dropout=0.1):
        super().__init__(words, layers, MARKS, dropout)
        # Below the split a sentence is read once; from it on, once for each reporting word.
        self.split = split
        self.cue = nn.Linear(WIDTH, 1)
        # Content and source of each piece; the last output, read at the marked pieces, says whether they report.
        self.parts = nn.Linear(WIDTH, 3)

    def lower(self, ids, case, mask):
        """The hidden states at the split, and the score of each piece as a reporting word."""
        x = self.dropout(self.norm(self.embed(ids, case)))
        for layer in self.layers[:self.split]:
            x = layer(x, mask)
        return x, self.cue(x).squeeze(-1)

    def upper(self, hidden, marked, mask):
        """Scores of each piece as content and as source of the marked word, and of the marked word as a report."""
        x = hidden + self.marks(marked)
        for layer in self.layers[self.split:]:
            x = layer(x, mask)
        scores = self.parts(x)
        cue = (marked == 1).float()
        weight = cue / cue.sum(1, keepdim=True).clamp(min=1)
        return scores[..., 0], scores[..., 1], (scores[..., 2] * weight).sum(1)


class Scorer(Encoder):
    def __init__(self, words, layers=6, dropout=0.1):
        super().__init__(words, layers, PARTS, dropout)
        # Which of the statement's own pieces count; then the seven steps, "applies" and the devices.
        self.counts = nn.Linear(WIDTH, 1)
        self.outputs = nn.Linear(WIDTH, STEPS + 1 + DEVICES)

    def forward(self, ids, case, part, mask):
        """Log-odds of the seven steps (n, 7), of a stance at all (n,) and of the devices (n, 9)."""
        x = self.dropout(self.norm(self.embed(ids, case) + self.marks(part)))
        for layer in self.layers:
            x = layer(x, mask)
        own = (part == 1) | (part == 2)
        counts = self.counts(x).squeeze(-1).masked_fill(~(own & mask), -1e4).softmax(1)
        out = self.outputs(self.dropout((counts[..., None] * x).sum(1)))
        return out[:, :STEPS], out[:, STEPS], out[:, STEPS + 1:]
