"""Small valid files of the three formats, for judges that spoil them and for fuzzers that start from them."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from ganax import Ganax, write_npz

LATENTS = 4
CHANNELS = 3


def small_generator() -> onnx.ModelProto:
    """A generator in miniature: latents `z` -> transposed convolutions -> `image` of 8x8 pixels, 3 channels."""
    random = np.random.default_rng(1)

    def weights(name: str, *shape: int) -> onnx.TensorProto:
        values = random.standard_normal(shape).astype(np.float32) / 4
        return numpy_helper.from_array(values, name)

    nodes = [
        helper.make_node("ConvTranspose", ["z", "w1", "b1"], ["h1"], "project", kernel_shape=[4, 4]),
        helper.make_node("Relu", ["h1"], ["h2"], "rectify"),
        helper.make_node(
            "ConvTranspose", ["h2", "w2"], ["h3"], "grow", kernel_shape=[4, 4], strides=[2, 2], pads=[1, 1, 1, 1]
        ),
        helper.make_node("Tanh", ["h3"], ["image"], "squash"),
    ]
    graph = helper.make_graph(
        nodes,
        "small",
        [helper.make_tensor_value_info("z", TensorProto.FLOAT, ["N", LATENTS, 1, 1])],
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["N", CHANNELS, 8, 8])],
        [weights("w1", LATENTS, 6, 4, 4), weights("b1", 6), weights("w2", 6, CHANNELS, 4, 4)],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)


def small_latents(count: int = 2) -> dict[str, np.ndarray]:
    """Inputs for `small_generator`."""
    shape = (count, LATENTS, 1, 1)
    return {"z": np.random.default_rng(2).standard_normal(shape, dtype=np.float32)}


def write_valid_files(ganax: Ganax, directory: Path) -> tuple[Path, Path, Path]:
    """Writes `small.onnx`, the program compiled from it `small.gnx`, and latents for both `small.npz`.

    Raises ValueError if `ganax` does not compile the model.
    """
    model, program = directory / "small.onnx", directory / "small.gnx"
    onnx.save(small_generator(), model)
    outcome = ganax.call("compile", model, "-o", program)
    if outcome.code != 0:
        raise ValueError(f"{outcome.command}: {outcome.last_words}")
    return model, program, write_npz(directory / "small.npz", small_latents())
