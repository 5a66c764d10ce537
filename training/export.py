"""Writes the weights in whole numbers of eight bits; `src/inference/weights.rs` reads the file."""
import struct

import numpy

MAGIC, SCORER_MAGIC = b"STPTAG02", b"STPSTA01"


def rows(tensor):
    """A matrix as a scale for each row (f32) and signed bytes."""
    w = tensor.detach().numpy().astype(numpy.float32)
    scale = numpy.maximum(numpy.abs(w).max(axis=1), 1e-12) / 127
    return scale.astype("<f4").tobytes() + numpy.rint(w / scale[:, None]).astype(numpy.int8).tobytes()


def floats(tensor):
    return tensor.detach().numpy().astype("<f4").tobytes()


def embedding(model):
    return [floats(model.case.weight), floats(model.marks.weight), floats(model.norm.weight), floats(model.norm.bias)]


def layers(model):
    out = []
    for layer in model.layers:
        for part in (layer.query, layer.key, layer.value, layer.out):
            out += [rows(part.weight), floats(part.bias)]
        out += [floats(layer.norm_attention.weight), floats(layer.norm_attention.bias)]
        for part in (layer.up, layer.down):
            out += [rows(part.weight), floats(part.bias)]
        out += [floats(layer.norm_output.weight), floats(layer.norm_output.bias)]
    return out


def heads(*linears):
    return [floats(tensor) for linear in linears for tensor in (linear.weight, linear.bias)]


def write(model, path, longest=160):
    """The tagger."""
    out = [MAGIC, struct.pack("<IIII", model.words.num_embeddings, longest, len(model.layers), model.split)]
    out += [rows(model.words.weight), floats(model.places.weight[:longest])]
    out += embedding(model) + layers(model) + heads(model.cue, model.parts)
    with open(path, "wb") as f:
        f.write(b"".join(out))


def write_scorer(model, path):
    """The stance scorer; the table of words, and the places, are the tagger's."""
    out = [SCORER_MAGIC, struct.pack("<I", len(model.layers))]
    out += embedding(model) + layers(model) + heads(model.counts, model.outputs)
    with open(path, "wb") as f:
        f.write(b"".join(out))
