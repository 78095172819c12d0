//! The arithmetic of the machine: the one definition that simulators, compiler and RTL share.
//!
//! `docs/numerics.md` tells it in prose. All values are integers; scales live in the compiler and in the
//! program's ports. Every function is total: no input panics or wraps.

/// Version of the rules in this file; part of the contract fingerprint.
pub(crate) const CONTRACT: &str = "numerics:1:acc48,mul16s,round-half-up,table513x7";

/// Bits of an accumulator.
pub const ACCUMULATOR_BITS: u32 = 48;
/// Bound on the magnitude of any accumulator value that a valid program can produce.
pub const ACCUMULATOR_LIMIT: i64 = 1 << (ACCUMULATOR_BITS - 1);
/// Largest shift of a requantisation.
pub const MAX_SHIFT: u8 = 62;
/// Bits of the fraction that interpolates between two table entries.
pub const TABLE_FRACTION_BITS: u32 = 7;
/// Entries of an activation table: one per 128 input steps, both ends included.
pub const TABLE_ENTRIES: usize = (1 << (16 - TABLE_FRACTION_BITS)) + 1;

/// Requantisation of one output channel.
///
/// `requantise(acc) = saturate16((acc + bias) * multiplier / 2^shift)`, rounded half up, where the multiplier
/// depends on the sign of `acc + bias`: that is how identity, ReLU, LeakyReLU and PReLU are one mechanism.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Requantisation {
    /// Added to the accumulator, at accumulator scale; magnitude below [`ACCUMULATOR_LIMIT`].
    pub bias: i64,
    /// Multiplier where the biased sum is zero or positive.
    pub positive: i16,
    /// Multiplier where the biased sum is negative: 0 for ReLU, equal to `positive` for identity.
    pub negative: i16,
    /// Right shift after the multiplication, `1..=MAX_SHIFT`.
    pub shift: u8,
}

/// Clamps to the 48-bit range of an accumulator.
pub fn saturate48(value: i64) -> i64 {
    value.clamp(-ACCUMULATOR_LIMIT, ACCUMULATOR_LIMIT - 1)
}

/// Clamps to the 16-bit range of an activation.
pub fn saturate16(value: i64) -> i16 {
    value.clamp(i64::from(i16::MIN), i64::from(i16::MAX)) as i16
}

/// `value / 2^shift` rounded to nearest, ties towards positive infinity. `shift` is in `1..=63`.
///
/// Equal to `(value + 2^(shift-1)) >> shift` without that sum's overflow.
pub fn round_shift(value: i64, shift: u8) -> i64 {
    // Clamping the shift keeps the function total; the record decoder admits only legal shifts.
    let shift = u32::from(shift.clamp(1, 63));
    ((value >> (shift - 1)) + 1) >> 1
}

impl Requantisation {
    /// Applies bias, multiplier, rounding and saturation to an accumulator.
    pub fn apply(&self, accumulator: i64) -> i16 {
        let sum = saturate48(accumulator.saturating_add(self.bias));
        let multiplier = if sum < 0 { self.negative } else { self.positive };
        // |sum| <= 2^47 and |multiplier| <= 2^15, so the product fits 63 bits.
        saturate16(round_shift(sum * i64::from(multiplier), self.shift))
    }
}

/// Looks `x` up in an activation table with linear interpolation.
///
/// Entry `i` is the function at `x = 128 * i - 32768`; between entries the value is
/// `t[i] + ((t[i+1] - t[i]) * fraction + 64) >> 7`.
pub fn table_lookup(table: &[i16; TABLE_ENTRIES], x: i16) -> i16 {
    let position = (i32::from(x) + 32768) as usize;
    let index = position >> TABLE_FRACTION_BITS;
    let fraction = (position & ((1 << TABLE_FRACTION_BITS) - 1)) as i32;
    let (low, high) = (i32::from(table[index]), i32::from(table[index + 1]));
    // Both ends are 16-bit and the interpolation stays between them, so the result is 16-bit.
    (low + (((high - low) * fraction + (1 << (TABLE_FRACTION_BITS - 1))) >> TABLE_FRACTION_BITS)) as i16
}

#[cfg(test)]
mod test {
    use super::*;
    use proptest::prelude::*;

    /// The rule as `docs/numerics.md` states it, in arithmetic wide enough for any operand.
    fn requantise_by_definition(rule: &Requantisation, accumulator: i64) -> i16 {
        let limit = 1i128 << 47;
        let sum = (i128::from(accumulator) + i128::from(rule.bias)).clamp(-limit, limit - 1);
        let product = sum * i128::from(if sum < 0 { rule.negative } else { rule.positive });
        let rounded = (product + (1i128 << (rule.shift - 1))) >> rule.shift;
        rounded.clamp(-32768, 32767) as i16
    }

    proptest! {
        #[test]
        fn requantisation_matches_its_definition(
            accumulator in -ACCUMULATOR_LIMIT..ACCUMULATOR_LIMIT,
            magnitude in 0u32..47,
            bias in -ACCUMULATOR_LIMIT..ACCUMULATOR_LIMIT,
            positive: i16,
            negative: i16,
            shift in 1..=MAX_SHIFT,
        ) {
            let rule = Requantisation { bias: bias >> magnitude, positive, negative, shift };
            let accumulator = accumulator >> magnitude;
            prop_assert_eq!(rule.apply(accumulator), requantise_by_definition(&rule, accumulator));
        }

        #[test]
        fn table_of_the_identity_is_the_identity(x: i16) {
            let mut table = [0i16; TABLE_ENTRIES];
            for (i, entry) in table.iter_mut().enumerate() {
                *entry = saturate16(i as i64 * 128 - 32768);
            }
            let last_segment = x >= 32640; // its upper end, 32768, saturates
            prop_assert!(last_segment || table_lookup(&table, x) == x);
        }
    }

    #[test]
    fn halves_round_towards_positive_infinity() {
        assert_eq!(
            [round_shift(3, 1), round_shift(-3, 1), round_shift(1, 1), round_shift(-1, 1)],
            [2, -1, 1, 0]
        );
        assert_eq!(round_shift(i64::MAX, 63), 1);
        assert_eq!(round_shift(i64::MIN, 63), -1);
    }

    #[test]
    fn extreme_operands_saturate_without_wrapping() {
        let rule = Requantisation { bias: i64::MIN, positive: i16::MIN, negative: i16::MIN, shift: 1 };
        assert_eq!(rule.apply(i64::MIN), i16::MAX);
        assert_eq!(rule.apply(i64::MAX), 16384, "bias and accumulator cancel to -1, times -32768 / 2");
    }
}
