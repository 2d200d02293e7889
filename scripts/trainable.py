"""The packed sentence model in PyTorch, with the changes that scripts/fit_entailment.py fits."""

from typing import Any

import torch
from torch.nn import functional

from corroborate.learned.entailment import MATRICES, SHARED
from corroborate.learned.packed import Packed, unpacked

FIRST = 4
"""Layers below stay as they are: it saves a fifth of the time."""
CHANGED = ("q", "k", "v", "fi", "fo")
RANK = {"qkv": 24, "fi": 16, "fo": 16}
HIDDEN = 256

Tensors = dict[str, Any]


class Fitted:
    """The packed model in PyTorch, its changes to be fitted."""

    def __init__(self, packed: Packed) -> None:
        torch.manual_seed(0)
        self.packed, sizes = packed, packed.sizes
        self.fixed: Tensors = {}
        self.changes: Tensors = {}
        for number in range(sizes.layers):
            self._add_layer(number)
        width = sizes.width
        self._words = torch.tensor(unpacked(packed.rows("emb.word", width))).bfloat16()
        self._places = torch.tensor(packed.plain("emb.pos").reshape(-1, width).copy())
        self._kind = torch.tensor(packed.plain("emb.type")[:width].copy())
        self._add("emb.ln.w", "emb.ln.b", fixed=True)
        for name, inside, out in (("in", 2 * width, HIDDEN), ("out", HIDDEN, 3)):
            head = torch.nn.Linear(inside, out)
            self.changes[f"head.{name}.w"], self.changes[f"head.{name}.b"] = head.parameters()

    def _add(self, *names: str, fixed: bool) -> None:
        for name in names:
            value = torch.tensor(self.packed.plain(name).copy())
            if fixed:
                self.fixed[name] = value
            else:
                self.changes[name] = value.requires_grad_()

    def _add_layer(self, number: int) -> None:
        mark, sizes, changed = f"l{number}.", self.packed.sizes, number >= FIRST
        for name in MATRICES:
            inside = sizes.inner if name == "fo" else sizes.width
            matrix = unpacked(self.packed.rows(f"{mark}{name}.w", inside))
            self.fixed[f"{mark}{name}.w"] = torch.tensor(matrix).bfloat16()
            if changed and name in CHANGED:
                thin = SHARED.get(name, name)
                down = torch.randn(RANK[thin], inside) / inside**0.5
                self.changes.setdefault(f"{mark}{thin}.down", down.requires_grad_())
                up = torch.zeros(len(matrix), RANK[thin])
                self.changes[f"{mark}{name}.up"] = up.requires_grad_()
        names = (*(f"{each}.b" for each in MATRICES), "aln.w", "aln.b", "oln.w", "oln.b")
        self._add(*(mark + each for each in names), fixed=not changed)

    def _of(self, name: str) -> Any:
        found = self.changes.get(name)
        return (self.fixed[name] if found is None else found).bfloat16()

    def _linear(self, mark: str, names: str | tuple[str, ...], x: Any) -> Any:
        """One product for matrices that read the same."""
        parts = (names,) if isinstance(names, str) else names
        weight = torch.cat([self.fixed[f"{mark}{each}.w"] for each in parts])
        found = functional.linear(x, weight, torch.cat([self._of(f"{mark}{e}.b") for e in parts]))
        thin = SHARED.get(parts[0], parts[0])
        if f"{mark}{thin}.down" not in self.changes:
            return found
        up = torch.cat([self._of(f"{mark}{each}.up") for each in parts])
        return found + functional.linear(functional.linear(x, self._of(f"{mark}{thin}.down")), up)

    def _normed(self, name: str, x: Any) -> Any:
        weight, bias = self._of(f"{name}.w"), self._of(f"{name}.b")
        return functional.layer_norm(x, (x.shape[-1],), weight, bias, self.packed.epsilon)

    def _layer(self, mark: str, x: Any, hidden: Any) -> Any:
        rows, length, width = x.shape
        heads = self.packed.sizes.heads
        read = self._linear(mark, ("q", "k", "v"), x).view(rows, length, 3, heads, width // heads)
        q, k, v = read.permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q * (width // heads) ** -0.5 @ k.transpose(2, 3) + hidden, -1)
        attended = (weights @ v).transpose(1, 2).reshape(rows, length, width)
        x = self._normed(f"{mark}aln", x + self._linear(mark, "ao", attended))
        inner = functional.gelu(self._linear(mark, "fi", x))
        return self._normed(f"{mark}oln", x + self._linear(mark, "fo", inner))

    def copied(self) -> Tensors:
        return {name: each.detach().clone() for name, each in self.changes.items()}

    def restore(self, changes: Tensors) -> None:
        with torch.no_grad():
            for name, each in changes.items():
                self.changes[name].copy_(each)

    def logits(self, numbers: Any, real: Any) -> Any:
        """Of support, refute, neither, a row each."""
        x = self._words[numbers].float() + self._places[: numbers.shape[1]] + self._kind
        x = self._normed("emb.ln", x.bfloat16())
        hidden = torch.zeros(real.shape, dtype=x.dtype).masked_fill(~real, -1e4)[:, None, None]
        for number in range(self.packed.sizes.layers):
            with torch.set_grad_enabled(torch.is_grad_enabled() and number >= FIRST):
                x = self._layer(f"l{number}.", x, hidden)
        x, there = x.float(), real[..., None].float()
        pooled = torch.cat([x[:, 0], (x * there).sum(1) / there.sum(1)], 1)
        head = self.changes
        within = torch.tanh(functional.linear(pooled, head["head.in.w"], head["head.in.b"]))
        return functional.linear(within, head["head.out.w"], head["head.out.b"])
