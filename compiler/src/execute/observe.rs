//! Smallest and largest values that calibration sees.

/// An interval of observed values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Extent {
    pub(crate) low: f32,
    pub(crate) high: f32,
    /// Whether no NaN or infinity was among the values.
    pub(crate) finite: bool,
}

impl Default for Extent {
    /// The extent of nothing.
    fn default() -> Self {
        Self { low: f32::INFINITY, high: f32::NEG_INFINITY, finite: true }
    }
}

impl Extent {
    pub(crate) fn of(values: &[f32]) -> Self {
        let mut extent = Self::default();
        for &value in values {
            extent.low = extent.low.min(value);
            extent.high = extent.high.max(value);
            extent.finite &= value.is_finite();
        }
        extent
    }

    pub(crate) fn union(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            high: self.high.max(other.high),
            finite: self.finite && other.finite,
        }
    }

    /// The largest magnitude, 0 where nothing was seen.
    pub(crate) fn magnitude(self) -> f64 {
        f64::from(self.high).max(-f64::from(self.low)).max(0.0)
    }
}

/// What one layer produced.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct LayerExtents {
    /// After slope and clamp, before the activation.
    pub(crate) before_activation: Extent,
    /// The layer's output.
    pub(crate) output: Extent,
}

impl LayerExtents {
    pub(crate) fn union(self, other: Self) -> Self {
        Self {
            before_activation: self.before_activation.union(other.before_activation),
            output: self.output.union(other.output),
        }
    }
}
