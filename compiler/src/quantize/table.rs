//! Activation tables: 513 entries that the machine interpolates between.

use isa::numerics::{TABLE_ENTRIES, TABLE_FRACTION_BITS, saturate16};

use crate::layer::Activation;

/// The table of a function from units of `input_scale` to units of `output_scale`.
///
/// A chord of a curved function lies on one side of it, by `d` in the middle and by two thirds of that on
/// average. Entries are therefore moved by two thirds of the smaller deviation of their two chords, which
/// halves the error and makes its mean zero; at kinks and inflections the smaller one is zero.
pub(super) fn build(activation: Activation, input_scale: f64, output_scale: f64) -> [i16; TABLE_ENTRIES] {
    let value = |position: f64| {
        let input = (position * f64::from(1 << TABLE_FRACTION_BITS) - 32768.0) * input_scale;
        activation.evaluate(input) / output_scale
    };
    // The curve minus its chord, in the middle of the segment that starts at an entry.
    let deviation = |entry: f64| value(entry + 0.5) - (value(entry) + value(entry + 1.0)) / 2.0;
    std::array::from_fn(|index| {
        let position = index as f64;
        let correction = smaller(deviation(position - 1.0), deviation(position)) * 2.0 / 3.0;
        let entry = value(position) + correction;
        // Casts of NaN give 0; a function is NaN nowhere that a finite scale reaches.
        saturate16(entry.round() as i64)
    })
}

/// The value of smaller magnitude, 0 where signs differ.
fn smaller(a: f64, b: f64) -> f64 {
    match a * b > 0.0 {
        true if a.abs() < b.abs() => a,
        true => b,
        false => 0.0,
    }
}

#[cfg(test)]
mod test {
    use super::*;
    use isa::numerics::table_lookup;

    /// Largest and root mean square error in output units over all inputs, the last chord aside.
    fn errors(activation: Activation, domain: f64, output_scale: f64) -> (f64, f64) {
        let input_scale = domain / 32767.0;
        let table = build(activation, input_scale, output_scale);
        let error = |x: i16| {
            let exact = activation.evaluate(f64::from(x) * input_scale) / output_scale;
            (f64::from(table_lookup(&table, x)) - exact.clamp(-32768.0, 32767.0)).abs()
        };
        let all: Vec<f64> = (-32768..32640).map(error).collect();
        let mean_square = all.iter().map(|e| e * e).sum::<f64>() / all.len() as f64;
        (all.iter().copied().fold(0.0, f64::max), mean_square.sqrt())
    }

    #[test]
    fn tables_are_accurate_to_a_few_units() {
        let unit = 1.0 / 32767.0;
        let cases = [
            (Activation::Tanh, 6.0, unit, 2.1),
            (Activation::Tanh, 1.5, unit, 1.1),
            (Activation::Sigmoid, 12.0, unit, 1.6),
            (Activation::Elu(1.0), 8.0, 8.0 * unit, 1.6),
            (Activation::Selu(1.67326, 1.0507), 8.0, 8.5 * unit, 1.6),
            (Activation::Softplus, 10.0, 10.0 * unit, 1.5),
            (Activation::HardSwish, 4.0, 4.0 * unit, 1.6),
        ];
        for (activation, domain, scale, limit) in cases {
            let (largest, rms) = errors(activation, domain, scale);
            assert!(largest <= limit, "{activation:?}: largest {largest}, rms {rms}");
            assert!(rms <= 0.7, "{activation:?}: rms {rms}");
        }
    }

    #[test]
    fn bounded_functions_reach_their_ends_and_zero() {
        let table = build(Activation::Tanh, 8.0 / 32767.0, 1.0 / 32767.0);
        assert_eq!((table[0], table[256], table[512]), (-32767, 0, 32767));
        let table = build(Activation::Sigmoid, 16.0 / 32767.0, 1.0 / 32767.0);
        assert_eq!((table[0], table[512]), (0, 32767));
    }
}
