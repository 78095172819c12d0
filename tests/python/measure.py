"""How far a result is from the reference: the error figures that the judges share."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Error:
    """The error of one output."""

    peak: float
    """Range of the reference; where the reference is constant its magnitude, and 1 where it is zero."""
    max_abs: float
    rms: float
    span: float
    """The larger one of the peak and the largest magnitude: what a scale symmetric around zero must cover."""

    @property
    def psnr_db(self) -> float:
        """20 log10(peak / rms); infinite where nothing differs."""
        return float("inf") if self.rms == 0 else float(20 * np.log10(self.peak / self.rms))


def error_of(result: np.ndarray, reference: np.ndarray) -> Error:
    """Compares arrays of equal shape.

    Raises ValueError if shapes or types differ or a value is not finite.
    """
    if result.shape != reference.shape:
        raise ValueError(f"shape {list(result.shape)}, expected {list(reference.shape)}")
    if result.dtype != np.float32:
        raise ValueError(f"type {result.dtype}, expected float32")
    if not np.isfinite(result).all():
        raise ValueError("values that are not finite")
    if reference.size == 0:
        return Error(1.0, 0.0, 0.0, 1.0)
    # What float32 cannot hold, the result cannot be.
    expected = reference.astype(np.float32).astype(np.float64)
    difference = result.astype(np.float64) - expected
    magnitude = float(np.abs(expected).max())
    peak = float(np.ptp(expected)) or magnitude or 1.0
    rms = float(np.sqrt(np.mean(difference**2)))
    return Error(peak, float(np.abs(difference).max()), rms, max(peak, magnitude))
