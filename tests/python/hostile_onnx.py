"""ONNX files that must be refused: each a small valid generator with one thing wrong. Bytes only, no files."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from valid_files import small_generator

Spoil = Callable[[onnx.ModelProto], None]
"""Makes one thing wrong in a valid model."""

HUGE = 1 << 40
EXTERNAL = {
    "climbing out": [("location", "../weights.bin")],
    "absolute": [("location", "/etc/passwd")],
    "climbing out in the middle": [("location", "a/../../weights.bin")],
    "missing": [("location", "no-such-file.bin")],
    "beyond its file": [("location", "small.onnx"), ("offset", str(1 << 62)), ("length", str(1 << 62))],
    "negative": [("location", "small.onnx"), ("offset", "-1")],
    "without location": [("offset", "0")],
}


def hostile_models() -> Iterator[tuple[str, bytes]]:
    """Name of what is wrong, and the bytes of the file."""
    for name, spoil in spoils():
        model = small_generator()
        spoil(model)
        yield name, model.SerializeToString()
    valid = small_generator().SerializeToString()
    yield "empty", b""
    yield "text", b"this is no model\n" * 20
    yield "all ones", b"\xff" * 4096
    yield "deep nesting", nested(20_000)
    for eighths in range(1, 8):
        yield f"cut at {eighths}/8", valid[: len(valid) * eighths // 8]


def spoils() -> Iterator[tuple[str, Spoil]]:
    """What can be wrong with a model that is still a protocol buffer."""
    yield from versions()
    yield from weights()
    yield from shapes()
    yield from graphs()
    yield from attributes()
    for name, entries in EXTERNAL.items():
        yield f"external data {name}", partial(externalise, entries=entries)


def versions() -> Iterator[tuple[str, Spoil]]:
    """Operator sets that are not supported."""
    for version in (8, 99, 0, -1):
        yield f"opset {version}", partial(set_opset, version=version)
    yield "no opset", lambda model: model.ClearField("opset_import")
    yield "foreign domain", lambda model: setattr(model.graph.node[1], "domain", "com.example")


def weights() -> Iterator[tuple[str, Spoil]]:
    """Weights that are no numbers, or not as many as they claim."""
    for value in (np.nan, np.inf, -np.inf):
        yield f"weight {value}", partial(poison, value=value)
    yield "weights cut short", partial(cut, length=100)
    yield "weights without data", partial(cut, length=0)
    yield "weights of strings", lambda model: setattr(model.graph.initializer[0], "data_type", TensorProto.STRING)
    yield "weights of no type", lambda model: setattr(model.graph.initializer[0], "data_type", 77)
    yield "weights given twice", lambda model: model.graph.initializer.append(model.graph.initializer[0])
    for what, dims in {
        "huge": [HUGE, 6, 4, 4],
        "overflowing": [1 << 32, 1 << 32, 4, 4],
        "zero": [0, 6, 4, 4],
        "negative": [-4, -6, 4, 4],
        "of wrong rank": [4, 6, 16],
    }.items():
        yield f"weight dims {what}", partial(redim, dims=dims)


def shapes() -> Iterator[tuple[str, Spoil]]:
    """Inputs that cannot be."""
    extents: dict[str, list[int | str]] = {
        "zero": [1, 0, 1, 1],
        "huge": [1, HUGE, 1, 1],
        "overflowing": [1, 1 << 32, 1 << 31, 1 << 31],
        "large pictures": [1, 4, 1 << 20, 1 << 20],
        "negative": [1, -4, 1, 1],
        "of wrong rank": [1, 4],
        "symbolic": ["N", "C", "H", "W"],
    }
    for what, dims in extents.items():
        yield f"input dims {what}", partial(replace_input, dims=dims)
    yield (
        "input of integers",
        lambda model: setattr(model.graph.input[0].type.tensor_type, "elem_type", TensorProto.INT64),
    )
    yield "input without type", lambda model: model.graph.input[0].ClearField("type")


def graphs() -> Iterator[tuple[str, Spoil]]:
    """Graphs that do not hang together."""
    yield "cycle", partial(rewire, node=1, source="h3")
    yield "node that feeds itself", partial(rewire, node=1, source="h2")
    yield "undefined value", partial(rewire, node=1, source="nobody")
    yield "value defined twice", lambda model: model.graph.node[2].output.__setitem__(0, "h1")
    yield "unknown operator", lambda model: setattr(model.graph.node[1], "op_type", "Frobnicate")
    yield "operator without inputs", lambda model: model.graph.node[0].ClearField("input")
    yield "operator without outputs", lambda model: model.graph.node[3].ClearField("output")
    yield "no graph", lambda model: model.ClearField("graph")
    yield "no nodes", lambda model: model.graph.ClearField("node")
    yield "no outputs", lambda model: model.graph.ClearField("output")
    yield "output that nobody makes", lambda model: setattr(model.graph.output[0], "name", "picture")
    yield "weights from the input", lambda model: model.graph.node[2].input.__setitem__(1, "z")


def attributes() -> Iterator[tuple[str, Spoil]]:
    """Attributes of the second transposed convolution that make no sense or too much of it."""
    for name, values in [
        ("strides", [0, 0]),
        ("strides", [-1, -1]),
        ("strides", [1 << 30, 1 << 30]),
        ("strides", [1 << 62, 1 << 62]),
        ("strides", [2]),
        ("pads", [1 << 40] * 4),
        ("pads", [-(1 << 40)] * 4),
        ("pads", [1, 1]),
        ("dilations", [0, 0]),
        ("dilations", [1 << 40, 1 << 40]),
        ("kernel_shape", [5, 5]),
        ("kernel_shape", [0, 0]),
        ("output_padding", [1 << 40, 1 << 40]),
        ("output_padding", [-(1 << 40), 0]),
        ("output_shape", [1 << 40, 1 << 40]),
        ("output_shape", [0, 0]),
    ]:
        title = f"{name} {values[0]:+d} x{len(values)}"
        yield title, partial(set_attribute, name=name, value=values)
    for group in (0, -1, 5, 1 << 40):
        yield f"group {group}", partial(set_attribute, name="group", value=group)
    yield "auto_pad nonsense", partial(set_attribute, name="auto_pad", value="SOMEHOW")
    yield "strides of a float", partial(set_attribute, name="strides", value=2.5)


def poison(model: onnx.ModelProto, value: float) -> None:
    """One weight becomes `value`."""
    tensor = model.graph.initializer[0]
    values = numpy_helper.to_array(tensor).copy()
    values.flat[17] = value
    tensor.CopyFrom(numpy_helper.from_array(values, tensor.name))


def set_opset(model: onnx.ModelProto, version: int) -> None:
    """The model asks for another version of the operators."""
    model.opset_import[0].version = version


def cut(model: onnx.ModelProto, length: int) -> None:
    """Only the first bytes of the first weights are there."""
    tensor = model.graph.initializer[0]
    tensor.raw_data = tensor.raw_data[:length]


def redim(model: onnx.ModelProto, dims: list[int]) -> None:
    """The first weights claim other extents."""
    model.graph.initializer[0].dims[:] = dims


def replace_input(model: onnx.ModelProto, dims: list[int | str]) -> None:
    """The graph input claims other extents."""
    model.graph.input[0].CopyFrom(helper.make_tensor_value_info("z", TensorProto.FLOAT, dims))


def rewire(model: onnx.ModelProto, node: int, source: str) -> None:
    """A node takes its first input from somewhere else."""
    model.graph.node[node].input[0] = source


def set_attribute(model: onnx.ModelProto, name: str, value: object) -> None:
    """An attribute of the second transposed convolution gets another value."""
    node = model.graph.node[2]
    kept = [attribute for attribute in node.attribute if attribute.name != name]
    del node.attribute[:]
    node.attribute.extend([*kept, helper.make_attribute(name, value)])


def externalise(model: onnx.ModelProto, entries: list[tuple[str, str]]) -> None:
    """The first weights lie in another file."""
    tensor = model.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in entries:
        tensor.external_data.add(key=key, value=value)


def nested(depth: int) -> bytes:
    """A graph in an attribute of a node of a graph in an attribute ..., written from the inside."""

    def field(number: int, body: bytes) -> bytes:
        return bytes([number << 3 | 2]) + varint(len(body)) + body

    graph = b""
    for _ in range(depth):
        # GraphProto.node = 1, NodeProto.attribute = 5, AttributeProto.g = 6
        graph = field(1, field(5, field(6, graph)))
    # ModelProto.graph = 7
    return field(7, graph)


def varint(value: int) -> bytes:
    """A number as protocol buffers write it."""
    digits = bytearray()
    while value > 0x7F:
        digits.append(value & 0x7F | 0x80)
        value >>= 7
    digits.append(value)
    return bytes(digits)
