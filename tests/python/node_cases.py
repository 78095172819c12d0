"""The ONNX backend test cases that concern generators, as the `onnx` wheel ships them. Runs nothing.

Many cases give weights, shapes and bounds as graph inputs. `Case.data` are the inputs that stay inputs, `Case.bound`
those that become constants before compiling.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper, version_converter

DATA_DIRECTORY = Path(onnx.__file__).parent / "backend" / "test" / "data"
COLLECTIONS = ("node", "pytorch-converted", "pytorch-operator")

OPERATORS = frozenset(
    """
    Add AveragePool BatchNormalization Clip Concat Constant Conv ConvTranspose DepthToSpace Div Dropout Elu Expand
    Flatten Gemm GlobalAveragePool GlobalMaxPool GroupNormalization HardSigmoid HardSwish Identity
    InstanceNormalization LeakyRelu MatMul MaxPool Mul Neg PRelu Pad Relu Reshape Resize Selu Shape Sigmoid Slice
    Softplus SpaceToDepth Split Squeeze Sub Sum Tanh Transpose Unsqueeze Upsample
    """.split()
)
"""What generators are made of. A case with any other operator is not looked at."""

OF_EQUALS = frozenset({"Add", "Sub", "Mul", "Sum", "Concat"})
"""Operators whose operands may all be activations."""

OLDEST_OPSET = 9
"""Models of older versions are raised to it, so that their weights and results can be used."""


@dataclass(frozen=True)
class Case:
    """One model with one set of inputs and expected outputs."""

    name: str
    operator: str
    model: onnx.ModelProto
    data: dict[str, np.ndarray]
    bound: dict[str, np.ndarray]
    expected: dict[str, np.ndarray]


def load_cases() -> Iterator[Case]:
    """All cases in order of their names."""
    for collection in COLLECTIONS:
        for directory in sorted((DATA_DIRECTORY / collection).iterdir()):
            # Expanded cases spell one operator as a function of others; the operator itself is judged.
            if not directory.name.endswith(("_expanded", "_expanded_ver18")):
                yield from _load(directory)


def _load(directory: Path) -> Iterator[Case]:
    model = onnx.load(directory / "model.onnx")
    operators = [node.op_type for node in model.graph.node]
    is_single = directory.parent.name != "node" or len(operators) == 1
    if not is_single or not OPERATORS.issuperset(operators):
        return
    main = next((operator for operator in operators if operator != "Constant"), "Constant")
    if model.opset_import[0].version < OLDEST_OPSET:
        model = raised(model)
    name = f"{directory.parent.name}/{directory.name}"
    initializers = {tensor.name for tensor in model.graph.initializer}
    ports = [value for value in model.graph.input if value.name not in initializers]
    if not all(value.type.HasField("tensor_type") for value in ports):
        yield Case(name, main, model, {}, {}, {})  # sequences and optionals: there is nothing to feed
        return
    inputs = [value.name for value in ports]
    outputs = [value.name for value in model.graph.output]
    for data_set in sorted(directory.glob("test_data_set_*")):
        values = dict(zip(inputs, _tensors(data_set, "input", len(inputs)), strict=True))
        expected = dict(zip(outputs, _tensors(data_set, "output", len(outputs)), strict=True))
        data = {name: values[name] for name in _data_inputs(main, values)}
        bound = {name: value for name, value in values.items() if name not in data}
        yield Case(name, main, model, data, bound, expected)


def raised(model: onnx.ModelProto) -> onnx.ModelProto:
    """A model of an older version as one of `OLDEST_OPSET`."""
    model = version_converter.convert_version(model, OLDEST_OPSET)
    constants = {tensor.name: tensor for tensor in model.graph.initializer}
    for node in model.graph.node:
        # Slopes used to be one per channel whatever follows; the converter leaves them, but now the last axis counts.
        slopes = constants.get(node.input[1]) if node.op_type == "PRelu" else None
        if slopes is not None and slopes.dims[0] > 1:
            rank = len(model.graph.input[0].type.tensor_type.shape.dim)
            slopes.dims.extend([1] * (rank - 2))
            declared = next(value for value in model.graph.input if value.name == slopes.name)
            declared.CopyFrom(helper.make_tensor_value_info(slopes.name, slopes.data_type, slopes.dims))
    return model


def _tensors(data_set: Path, kind: str, count: int) -> list[np.ndarray]:
    return [_tensor(data_set / f"{kind}_{index}.pb") for index in range(count)]


def _tensor(path: Path) -> np.ndarray:
    message = onnx.TensorProto()
    message.ParseFromString(path.read_bytes())
    return numpy_helper.to_array(message)


def _data_inputs(operator: str, values: dict[str, np.ndarray]) -> list[str]:
    """The first input, and its equals where the operator has such: an operand to broadcast is a constant."""
    if not values:
        return []
    first, *others = values
    if operator not in OF_EQUALS:
        return [first]
    return [first, *[name for name in others if operator == "Concat" or values[name].shape == values[first].shape]]
