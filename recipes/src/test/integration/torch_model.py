"""A small SRU++ language model in PyTorch, written plainly from the equations, for import-from-torch.sh.

torch_model.py save plain|adaptive FOLDER     writes a checkpoint, a text, its vocabulary and its loss
torch_model.py compare plain|adaptive FOLDER  compares what srupp made of them
"""
import json
import math
import random
import re
import struct
import sys

import torch

HIDDEN, PROJECTION, LAYERS, WINDOW = 12, 6, 2, 7
CUTOFFS, SIZE, DIVISOR = [5, 11], 8, 2
VOCABULARY, LENGTH = 19, 400


def names():
    shapes = {}
    for i in range(LAYERS):
        layer = f"rnn.rnn_lst.{i}."
        shapes[layer + "weight_c"] = shapes[layer + "bias"] = (2 * HIDDEN,)
        shapes[layer + "scale_x"] = (1,)
        inner = layer + "transform_module."
        shapes[inner + "linear1.weight"] = (PROJECTION, HIDDEN)
        if i % 2 == 0:  # without attention
            shapes[inner + "linear2.weight"] = (3 * HIDDEN, PROJECTION)
        else:
            shapes[inner + "alpha"] = (1,)
            shapes[inner + "linear2.weight"] = (2 * PROJECTION, PROJECTION)
            shapes[inner + "linear3.weight"] = (3 * HIDDEN, PROJECTION)
        shapes[inner + "layer_norm.weight"] = shapes[inner + "layer_norm.bias"] = (PROJECTION,)
    return shapes


def ends(kind):
    return [0] + CUTOFFS + [VOCABULARY] if kind == "adaptive" else []


def state(kind):
    shapes = names()
    if kind == "plain":
        shapes["embedding_layer.weight"] = shapes["output_layer.weight"] = (VOCABULARY, HIDDEN)
        shapes["output_layer.bias"] = (VOCABULARY,)
    bounds = ends(kind)
    for i in range(len(bounds) - 1):
        rows = bounds[i + 1] - bounds[i] + (len(CUTOFFS) if i == 0 else 0)
        width = SIZE // DIVISOR**i
        shapes[f"output_layer.out_layers.{i}.weight"] = (rows, width)
        shapes[f"output_layer.out_layers.{i}.bias"] = (rows,)
        shapes[f"output_layer.out_projs.{i}"] = (HIDDEN, width)
    tensors = {name: torch.randn(shape) * 0.7 for name, shape in shapes.items()}
    for name in tensors:
        if name.endswith("scale_x"):
            tensors[name] = torch.ones(1)
    for i in range(len(bounds) - 1):  # tied: the same tensor under two names
        tensors[f"embedding_layer.emb_projs.{i}"] = tensors[f"output_layer.out_projs.{i}"]
    return tensors


def layer(w, i, x):
    inner = f"rnn.rnn_lst.{i}.transform_module."
    z = x @ w[inner + "linear1.weight"].T
    last = "linear2"
    if i % 2 == 1:
        last = "linear3"
        keys, values = (z @ w[inner + "linear2.weight"].T).split(PROJECTION, 1)
        scores = z @ keys.T / math.sqrt(PROJECTION)
        at = torch.arange(len(x))
        hidden = (at[None, :] > at[:, None]) | (at[None, :] < at[:, None] - WINDOW)
        weights = torch.softmax(scores.masked_fill(hidden, -1e4), 1)
        z = z + weights @ values * w[inner + "alpha"]
    norm = w[inner + "layer_norm.weight"], w[inner + "layer_norm.bias"]
    y = torch.nn.functional.layer_norm(z, (PROJECTION,), *norm)
    u = (y @ w[inner + last + ".weight"].T).reshape(len(x), HIDDEN, 3)
    forget_c, reset_c = w[f"rnn.rnn_lst.{i}.weight_c"].split(HIDDEN)
    forget_b, reset_b = w[f"rnn.rnn_lst.{i}.bias"].split(HIDDEN)
    c, out = torch.zeros(HIDDEN, dtype=x.dtype), []
    for t in range(len(x)):
        forget = torch.sigmoid(u[t, :, 1] + forget_c * c + forget_b)
        reset = torch.sigmoid(u[t, :, 2] + reset_c * c + reset_b)
        c = forget * c + (1 - forget) * u[t, :, 0]
        out.append((c - x[t]) * reset + x[t])
    return torch.stack(out)


def cluster(bounds, token):
    return max(i for i in range(len(bounds) - 1) if token >= bounds[i])


def embedding(kind, w, tokens):
    if kind == "plain":
        return w["embedding_layer.weight"][tokens]
    bounds, rows = ends(kind), []
    for token in tokens.tolist():
        i = cluster(bounds, token)
        row = w[f"output_layer.out_layers.{i}.weight"][token - bounds[i]]
        rows.append(w[f"output_layer.out_projs.{i}"] @ row)
    return torch.stack(rows)


def loss(kind, w, h, token):
    if kind == "plain":
        logits = w["output_layer.weight"] @ h + w["output_layer.bias"]
        return -torch.log_softmax(logits, 0)[token]

    def logs(i):
        out = f"output_layer.out_layers.{i}."
        return torch.log_softmax(w[out + "weight"] @ (h @ w[f"output_layer.out_projs.{i}"]) + w[out + "bias"], 0)

    bounds = ends(kind)
    i = cluster(bounds, token)
    return -logs(0)[token] if i == 0 else -logs(0)[-i] - logs(i)[token - bounds[i]]


def save(kind, folder):
    torch.manual_seed(1)
    random.seed(1)
    w = state(kind)
    torch.save({"model": w, "step": 400000}, f"{folder}/{kind}.pt")
    tokens = [random.randrange(VOCABULARY) for _ in range(LENGTH)]
    if kind == "plain":
        lines = ["#srupp-vocabulary version=1 kind=bytes"] + [f"<0x{97 + i:02X}>\t1" for i in range(VOCABULARY)]
        text = bytes(97 + token for token in tokens).decode()
    else:
        lines = ["#srupp-vocabulary version=1 kind=words end=<eos>", "<eos>\t1"]
        lines += [f"w{i}\t1" for i in range(1, VOCABULARY)]
        tokens[-1] = 0
        text = re.sub(r" ?<eos> ?", "\n", " ".join("<eos>" if t == 0 else f"w{t}" for t in tokens))
    overrides = f"model.hidden={HIDDEN} model.projection={PROJECTION} model.layers={LAYERS} model.attentionEvery=2"
    if kind == "adaptive":
        overrides += f" model.words.cutoffs={CUTOFFS} model.words.size={SIZE} model.words.divisor={DIVISOR}".replace(", ", ",")
    recipe = "wikitext103-base" if kind == "adaptive" else "enwik8-base"
    for name, content in ("vocabulary.txt", "\n".join(lines) + "\n"), ("txt", text), ("overrides", f"--recipe {recipe} {overrides}"):
        open(f"{folder}/{kind}.{name}", "w", newline="").write(content)

    w = {name: tensor.double() for name, tensor in w.items()}
    ids = torch.tensor(tokens)
    x = embedding(kind, w, ids[:-1])
    for i in range(LAYERS):
        x = layer(w, i, x)
    nats = sum(loss(kind, w, x[t], tokens[t + 1]) for t in range(LENGTH - 1)) / (LENGTH - 1)
    open(f"{folder}/{kind}.bits", "w").write(str(float(nats) / math.log(2)))


def compare(kind, folder):
    expected = float(open(f"{folder}/{kind}.bits").read())
    found = float(re.search(r"bits per token ([0-9.]+)", open(f"{folder}/{kind}.score").read()).group(1))
    if not abs(found - expected) <= 1.5e-4:  # four decimals are printed
        sys.exit(f"{kind}: {found} bits per token, expected {expected}")
    saved = torch.load(f"{folder}/{kind}.pt")["model"]
    data = open(f"{folder}/{kind}.safetensors", "rb").read()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__")
    if set(header) != set(saved):
        sys.exit(f"{kind}: exported names differ: {set(header) ^ set(saved)}")
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        exported = torch.frombuffer(bytearray(data[begin:end]), dtype=torch.float32).reshape(entry["shape"])
        if not torch.equal(exported, saved[name]):
            sys.exit(f"{kind}: exported {name} differs")
    print(f"{kind}: {found} bits per token as in PyTorch ({expected:.6f}), {len(header)} tensors exported unchanged")


{"save": save, "compare": compare}[sys.argv[1]](*sys.argv[2:])
