"""Seeded inputs for the networks of the zoo. The trained models bring their own latents."""

import zlib
from pathlib import Path

import numpy as np
import onnxruntime

ZOO_MODELS = Path(__file__).resolve().parents[2] / "zoo" / "models"
"""The trained models, each in a directory of its name."""


def samples_for(session: onnxruntime.InferenceSession, name: str, count: int, part: int = 0) -> dict[str, np.ndarray]:
    """`count` inputs for each graph input of the network `name`, the same in every run, others for each `part`.

    Latents are normal; pictures and grids, known by their spatial axes, are uniform in -1..1.
    """
    shipped = ZOO_MODELS / name / "latents.npz"
    random = np.random.default_rng([zlib.crc32(name.encode()), part])
    samples = {}
    for port in session.get_inputs():
        shape = [count, *port.shape[1:]]
        if shipped.exists():
            with np.load(shipped) as archive:
                samples[port.name] = archive[port.name][count * part : count * (part + 1)]
        elif np.prod(shape[2:], dtype=int) == 1:
            samples[port.name] = random.standard_normal(shape, dtype=np.float32)
        else:
            samples[port.name] = random.uniform(-1, 1, shape).astype(np.float32)
    return samples
