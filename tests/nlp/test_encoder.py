"""The encoder: the graph equals a plain numpy forward, and int8 stays near it."""

from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from nlp import encoder
from nlp.training.data import rows

SIZE_LIMIT = 25_000_000


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Texts of many lengths."""
    return [row.text for row in rows("services")][::150]


def test_the_graph_equals_a_numpy_forward(tmp_path: Path, texts: list[str]) -> None:
    encoder.build_fp32(tmp_path / "wide.onnx")
    session = onnxruntime.InferenceSession(str(tmp_path / "wide.onnx"), providers=["CPUExecutionProvider"])
    plain = encoder.NumpyEncoder()
    tokens = encoder.Tokeniser(encoder.wheel_file("tokenizer.json"))
    for text in texts:
        ids = np.array([tokens.ids(text)], dtype=np.int64)
        graph = session.run(None, {"input_ids": ids})[0][0]
        assert np.abs(graph - plain.vector(text)).max() <= 1e-5


def test_int8_stays_near_the_numpy_forward(model_dir: Path, texts: list[str]) -> None:
    small, plain = encoder.OnnxEncoder(model_dir / "encode" / "encoder"), encoder.NumpyEncoder()
    near = [float(small.vector(text) @ plain.vector(text)) for text in texts]
    assert np.mean(near) >= 0.985
    assert min(near) >= 0.96
    assert (model_dir / "encode" / "encoder" / "encoder.onnx").stat().st_size <= SIZE_LIMIT


def test_another_file_is_refused(tmp_path: Path, model_dir: Path) -> None:
    for name in ("encoder.onnx", "tokenizer.json", "meta.json"):
        (tmp_path / name).write_bytes((model_dir / "encode" / "encoder" / name).read_bytes())
    (tmp_path / "encoder.onnx").write_bytes(b"something else")
    with pytest.raises(encoder.EncoderError, match="SHA-256 differs"):
        encoder.OnnxEncoder(tmp_path)
    (tmp_path / "encoder.onnx").unlink()
    with pytest.raises(encoder.EncoderError, match="is missing"):
        encoder.OnnxEncoder(tmp_path)


def test_the_wheel_holds_what_we_ask_for() -> None:
    with pytest.raises(encoder.EncoderError, match="holds no"):
        encoder.wheel_file("nothing.bin")
