//! The integers of one output channel: accumulator unit, bias, multipliers and shift.
//!
//! Everything is measured in units of the requantised value. A gain is what one unit of an input adds; the
//! accumulator unit is what one unit of the accumulator adds, so an integer weight is `gain / unit`.

use isa::numerics::{ACCUMULATOR_LIMIT, MAX_SHIFT, Requantisation};

use crate::compile_error::LayerProblem;

/// Largest integer weight.
pub(super) const MAX_WEIGHT: f64 = 32767.0;
/// Multipliers are normalised to this magnitude and twice this magnitude.
const MULTIPLIER: f64 = 16384.0;

/// One output channel in real numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Channel {
    /// Index, for messages.
    pub(super) index: usize,
    /// Largest magnitude of a gain.
    pub(super) largest_gain: f64,
    /// Largest sum of magnitudes of the gains that one output uses.
    pub(super) gain_sum: f64,
    /// Number of gains that one output uses.
    pub(super) gains: usize,
    /// Bias.
    pub(super) offset: f64,
    /// Factor of negative sums.
    pub(super) slope: f64,
}

/// Which accumulator units are admissible.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Granularity {
    /// Any for which the larger multiplier is exact: weights lose no more than 2^-14 of their range.
    Fine,
    /// Powers of two: gains that are powers of two, such as those of copies, are exact.
    PowerOfTwo,
}

impl Channel {
    /// The smallest admissible accumulator unit that keeps weights in 16 bits and the accumulator in 48.
    ///
    /// # Errors
    /// The channel has too many or too coarse gains for any unit.
    pub(super) fn unit(&self, granularity: Granularity) -> Result<f64, LayerProblem> {
        // Rounding adds at most half to every weight, and the bias.
        let room = ACCUMULATOR_LIMIT as f64 - 16384.0 * self.gains as f64 - 2.0;
        if room < ACCUMULATOR_LIMIT as f64 / 2.0 {
            return Err(LayerProblem::Accumulator { channel: self.index });
        }
        let dominant = self.slope.abs().max(1.0);
        let least = (self.largest_gain / MAX_WEIGHT)
            .max((self.gain_sum * 32768.0 + self.offset.abs()) / room)
            .max(2f64.powi(14 - i32::from(MAX_SHIFT)) / dominant);
        if !least.is_finite() {
            return Err(LayerProblem::Coarse { channel: self.index, units: least });
        }
        Ok(match granularity {
            Granularity::PowerOfTwo => 2f64.powf(least.log2().ceil()),
            Granularity::Fine => {
                let scale = 2f64.powi(exponent(least * dominant));
                (least * dominant * scale).ceil() / scale / dominant
            }
        })
    }

    /// Bias, multipliers and shift for an accumulator unit.
    ///
    /// # Errors
    /// The unit is too coarse for a multiplier, or the bias too large for the accumulator.
    pub(super) fn requantisation(&self, unit: f64) -> Result<Requantisation, LayerProblem> {
        let dominant = self.slope.abs().max(1.0);
        let mut shift = exponent(unit * dominant);
        // The larger multiplier may round up to 2^15, one more than fits.
        if (unit * dominant * 2f64.powi(shift)).round() > MAX_WEIGHT {
            shift -= 1;
        }
        let shift = u8::try_from(shift.min(i32::from(MAX_SHIFT))).ok().filter(|&shift| shift >= 1);
        let shift = shift.ok_or(LayerProblem::Coarse { channel: self.index, units: unit })?;
        let multiplier = |factor: f64| (factor * 2f64.powi(shift.into())).round() as i16;
        let bias = (self.offset / unit).round();
        if bias.abs() >= ACCUMULATOR_LIMIT as f64 {
            return Err(LayerProblem::Accumulator { channel: self.index });
        }
        Ok(Requantisation {
            bias: bias as i64,
            positive: multiplier(unit),
            negative: multiplier(unit * self.slope),
            shift,
        })
    }
}

/// Proves that no input can drive the accumulator out of its range.
///
/// # Errors
/// `magnitudes * 32768 + |bias|` reaches 2^47.
pub(super) fn prove_bound(channel: usize, magnitudes: u64, bias: i64) -> Result<(), LayerProblem> {
    let bound = u128::from(magnitudes) * 32768 + u128::from(bias.unsigned_abs());
    match bound < ACCUMULATOR_LIMIT as u128 {
        true => Ok(()),
        false => Err(LayerProblem::Accumulator { channel }),
    }
}

/// The power of two that brings `value` into `2^14..2^15`.
fn exponent(value: f64) -> i32 {
    let mut exponent = 14 - value.log2().floor() as i32;
    // The logarithm may be off by one at a power of two.
    while value * 2f64.powi(exponent) < MULTIPLIER {
        exponent += 1;
    }
    while value * 2f64.powi(exponent) >= 2.0 * MULTIPLIER {
        exponent -= 1;
    }
    exponent
}

#[cfg(test)]
mod test {
    use super::*;
    use proptest::prelude::*;

    fn channel(largest_gain: f64, gains: usize, offset: f64, slope: f64) -> Channel {
        let gain_sum = largest_gain * gains as f64;
        Channel { index: 3, largest_gain, gain_sum, gains, offset, slope }
    }

    proptest! {
        #[test]
        fn every_channel_fits_the_machine_and_keeps_its_gain(
            log_gain in -40f64..12.0,
            gains in 1usize..1_000_000,
            log_offset in -10f64..15.0,
            slope in -3f64..3.0,
            powers: bool,
        ) {
            let channel = channel(log_gain.exp2(), gains, log_offset.exp2(), slope);
            let granularity = if powers { Granularity::PowerOfTwo } else { Granularity::Fine };
            let unit = channel.unit(granularity).expect("fits");
            let entry = channel.requantisation(unit).expect("fits");
            prop_assert!((1..=MAX_SHIFT).contains(&entry.shift));
            let weight = (channel.largest_gain / unit).round();
            prop_assert!(weight <= MAX_WEIGHT);
            prove_bound(3, weight as u64 * gains as u64, entry.bias).expect("bounded");
            let larger = i32::from(entry.positive).abs().max(i32::from(entry.negative).abs());
            prop_assert!((16384..32768).contains(&larger));
            let scale = 2f64.powi(entry.shift.into());
            let tolerance = 0.51 / scale;
            prop_assert!((f64::from(entry.positive) / scale - unit).abs() <= tolerance);
            prop_assert!((f64::from(entry.negative) / scale - unit * slope).abs() <= tolerance);
        }
    }

    #[test]
    fn copy_is_exact() {
        let copy = channel(1.0, 1, 0.0, 1.0);
        let unit = copy.unit(Granularity::PowerOfTwo).expect("fits");
        let entry = copy.requantisation(unit).expect("fits");
        assert_eq!((1.0 / unit, entry.positive, entry.negative, entry.shift), (16384.0, 16384, 16384, 28));
    }

    #[test]
    fn fine_units_make_the_larger_multiplier_exact() {
        for slope in [0.0, 0.3, 1.7, -2.5] {
            let channel = channel(0.37, 100, 3.0, slope);
            let unit = channel.unit(Granularity::Fine).expect("fits");
            let entry = channel.requantisation(unit).expect("fits");
            let (integer, factor) = match slope.abs() > 1.0 {
                true => (entry.negative, unit * slope),
                false => (entry.positive, unit),
            };
            let exact = factor * 2f64.powi(entry.shift.into());
            assert!((exact - f64::from(integer)).abs() < 1e-6, "slope {slope}: {exact}");
        }
    }

    #[test]
    fn channels_beyond_the_machine_are_refused() {
        let coarse = channel(2f64.powi(40), 1, 0.0, 1.0);
        let unit = coarse.unit(Granularity::Fine).expect("a unit exists");
        assert!(matches!(coarse.requantisation(unit), Err(LayerProblem::Coarse { channel: 3, .. })));
        let endless = channel(1.0, 1 << 40, 0.0, 1.0);
        assert_eq!(endless.unit(Granularity::Fine), Err(LayerProblem::Accumulator { channel: 3 }));
        assert_eq!(prove_bound(3, 1 << 32, 0), Err(LayerProblem::Accumulator { channel: 3 }));
    }
}
