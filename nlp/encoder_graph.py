"""Build the sentence encoder's ONNX file from published weights, without torch.

Only set-up needs this file (and the packages `onnx` and `safetensors`); serving needs `nlp.encoder` alone.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Weights = Mapping[str, npt.NDArray[np.float32]]
HEADS, HIDDEN, LAYERS, EPSILON = 12, 384, 6, 1e-12


class _Graph:
    """Nodes and weights as they are added; each method returns the name of its output."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.kept: list[Any] = []

    def node(self, op: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        from onnx import helper

        self.nodes.append(helper.make_node(op, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def keep(self, name: str, array: npt.NDArray[Any]) -> str:
        from onnx import numpy_helper

        self.kept.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def weight(self, name: str) -> str:
        return self.keep(name, self.weights[name])

    def dense(self, x: str, prefix: str) -> str:
        """X W without the bias: the fused nodes that follow take the bias themselves."""
        w = self.keep(f"{prefix}.weight", self.weights[f"{prefix}.weight"].T)
        return self.node("MatMul", [x, w], f"{prefix}.out")

    def skip_norm(self, x: str, skip: str, norm: str, bias: str) -> str:
        inputs = [x, skip, self.weight(f"{norm}.weight"), self.weight(f"{norm}.bias"), self.weight(bias)]
        op = "SkipLayerNormalization"
        return self.node(op, inputs, f"{norm}.out", domain="com.microsoft", epsilon=EPSILON)


def _embeddings(graph: _Graph) -> str:
    """Word + position + segment 0, normalised. The segment row is folded into the position table."""
    positions = (
        graph.weights["embeddings.position_embeddings.weight"]
        + graph.weights["embeddings.token_type_embeddings.weight"][0]
    )
    words = graph.node("Gather", [graph.weight("embeddings.word_embeddings.weight"), "input_ids"], "words")
    shape = graph.node("Shape", ["input_ids"], "shape")
    zero, one = graph.keep("zero", np.array([0])), graph.keep("one", np.array([1]))
    two = graph.keep("two", np.array([2]))
    length = graph.node("Slice", [shape, one, two, zero], "length")
    placed = graph.node("Slice", [graph.keep("positions", positions), zero, length, zero], "placed")
    summed = graph.node("Add", [words, placed], "summed")
    scale = graph.weight("embeddings.LayerNorm.weight")
    shift = graph.weight("embeddings.LayerNorm.bias")
    return graph.node("LayerNormalization", [summed, scale, shift], "embedded", axis=-1, epsilon=EPSILON)


def _layer(graph: _Graph, x: str, number: int) -> str:
    """One transformer layer of four fused nodes."""
    base = f"encoder.layer.{number}"
    parts = [f"{base}.attention.self.{name}" for name in ("query", "key", "value")]
    w = np.concatenate([graph.weights[f"{part}.weight"].T for part in parts], axis=1)
    b = np.concatenate([graph.weights[f"{part}.bias"] for part in parts])
    inputs = [x, graph.keep(f"{base}.qkv.weight", w), graph.keep(f"{base}.qkv.bias", b)]
    heard = graph.node("Attention", inputs, f"{base}.heard", domain="com.microsoft", num_heads=HEADS)
    out = f"{base}.attention.output"
    x = graph.skip_norm(graph.dense(heard, f"{out}.dense"), x, f"{out}.LayerNorm", f"{out}.dense.bias")
    wide = graph.dense(x, f"{base}.intermediate.dense")
    bias = graph.weight(f"{base}.intermediate.dense.bias")
    wide = graph.node("BiasGelu", [wide, bias], f"{base}.gelu", domain="com.microsoft")
    narrow = graph.dense(wide, f"{base}.output.dense")
    return graph.skip_norm(narrow, x, f"{base}.output.LayerNorm", f"{base}.output.dense.bias")


def _pooled(graph: _Graph, x: str) -> None:
    """Mean over the tokens, then length 1."""
    axis = graph.keep("axis", np.array([1]))
    mean = graph.node("ReduceMean", [x, axis], "mean", keepdims=0)
    size = graph.node("ReduceL2", [mean, axis], "size", keepdims=1)
    graph.node("Div", [mean, size], "embedding")


def fp32_model(weights: Weights) -> Any:
    """The encoder as an ONNX model: `input_ids` int64 [1, tokens] in, `embedding` [1, 384] out."""
    from onnx import TensorProto, helper

    graph = _Graph(weights)
    x = _embeddings(graph)
    for number in range(LAYERS):
        x = _layer(graph, x, number)
    _pooled(graph, x)
    ids = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "tokens"])
    out = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", HIDDEN])
    built = helper.make_graph(graph.nodes, "minilm", [ids], [out], graph.kept)
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(built, opset_imports=opsets, ir_version=10)


def quantise(source: Path, target: Path) -> None:
    """Write an int8 copy (one scale a channel: one a tensor costs 2.6 points of cosine)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    options = {"DefaultTensorType": 1}
    quantize_dynamic(
        source, target, weight_type=QuantType.QInt8, per_channel=True, extra_options=options
    )  # fmt: skip
