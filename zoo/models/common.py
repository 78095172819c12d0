"""What the two training scripts share: latents, averaged weights, batch-norm statistics, ONNX export.

Both generators are a chain of transposed convolutions, batch normalisations and activations in one
`nn.Sequential` called `net`, fed with normal values followed by a one-hot class.
"""
import os

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

LATENT_SEED = 20240501  # of the latents that ship with a model


def join_class(noise, labels, classes, axes):
    """[N, k] normal values and [N] labels -> latents [N, k + classes, 1, ...] with `axes` spatial axes."""
    one_hot = F.one_hot(labels, classes).float()
    return torch.cat([noise, one_hot], 1).view(len(labels), -1, *[1] * axes)


class AveragedWeights:
    """Exponential moving average of a generator's weights. It forgets fast at first, when weights move most."""

    def __init__(self, model, source, ceiling):
        self.model, self.ceiling = model, ceiling
        model.load_state_dict(source.state_dict())

    @torch.no_grad()
    def update(self, source, step):
        keep = min(self.ceiling, (1 + step) / (10 + step))
        for mean, current in zip(self.model.parameters(), source.parameters()):
            mean.lerp_(current, 1 - keep)


def reestimate_batch_norm(generator, make_latents, batches):
    """Averaged weights need their own statistics: takes the mean over fresh batches of latents."""
    for module in generator.modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            module.reset_running_stats()
            module.momentum = None  # cumulative average
    generator.train()
    with torch.no_grad():
        for _ in range(batches):
            generator(make_latents())
    generator.eval()


def export(generator, path, name, input_shape, output_name, output_shape):
    """Writes `generator.net` as ONNX (opset 13, IR 8), batch normalisation kept as nodes of its own."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    nodes, initializers, current = [], [], "z"

    def initializer(tensor, key):
        values = np.ascontiguousarray(tensor.detach().numpy(), dtype=np.float32)
        initializers.append(numpy_helper.from_array(values, key))
        return key

    for index, module in enumerate(generator.net):
        output = output_name if index == len(generator.net) - 1 else f"t{index}"
        key, operands, attributes = f"net.{index}", [], {}
        if isinstance(module, nn.modules.conv._ConvTransposeNd):
            op = "ConvTranspose"
            operands = [initializer(module.weight, key + ".weight")]
            if module.bias is not None:
                operands.append(initializer(module.bias, key + ".bias"))
            attributes = dict(
                kernel_shape=list(module.kernel_size),
                strides=list(module.stride),
                pads=list(module.padding) * 2,
                dilations=list(module.dilation),
                group=1,
            )
        elif isinstance(module, nn.modules.batchnorm._BatchNorm):
            op = "BatchNormalization"
            parts = ("weight", "bias", "running_mean", "running_var")
            operands = [initializer(getattr(module, part), f"{key}.{part}") for part in parts]
            attributes = dict(epsilon=module.eps)
        else:
            op = {nn.ReLU: "Relu", nn.Tanh: "Tanh", nn.Sigmoid: "Sigmoid"}[type(module)]
        nodes.append(helper.make_node(op, [current, *operands], [output], name=f"/net/{index}", **attributes))
        current = output

    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info("z", TensorProto.FLOAT, ["N", *input_shape])],
        [helper.make_tensor_value_info(output_name, TensorProto.FLOAT, ["N", *output_shape])],
        initializers,
    )
    opset = [helper.make_opsetid("", 13)]
    model = helper.make_model(graph, opset_imports=opset, producer_name="ganax zoo training", ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, path)


def write_reference(generator, folder, classes, per_class, input_shape, output_name):
    """Runs the exported model on fixed latents with onnxruntime; writes latents.npz and expected.npz.

    Returns the outputs and their labels.
    """
    import onnxruntime

    labels = np.repeat(np.arange(classes), per_class)
    random = np.random.default_rng(LATENT_SEED)
    latents = random.standard_normal((len(labels), *input_shape)).astype(np.float32)
    one_hot = np.eye(classes, dtype=np.float32)[labels]
    latents[:, -classes:] = one_hot.reshape(len(labels), classes, *[1] * (len(input_shape) - 1))

    model = os.path.join(folder, "generator.onnx")
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    outputs = session.run(None, {"z": latents})[0]
    with torch.no_grad():
        difference = np.abs(generator(torch.from_numpy(latents)).numpy() - outputs).max()
    print("parameters", sum(p.numel() for p in generator.parameters()), "max |torch - onnxruntime|", difference)

    np.savez_compressed(os.path.join(folder, "latents.npz"), z=latents, label=labels)
    np.savez_compressed(os.path.join(folder, "expected.npz"), **{output_name: outputs})
    return outputs, labels
