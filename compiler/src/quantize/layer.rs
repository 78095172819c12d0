//! One layer in integers: weights or coefficients, requantisation entries, clamp bounds and table.

use isa::numerics::{Requantisation, TABLE_ENTRIES};

use super::channel::{Channel, Granularity, prove_bound};
use super::scale::LayerScales;
use super::{table, weights};
use crate::compile_error::LayerProblem;
use crate::layer::{Convolution, Layer, LayerKind};

/// The integers of one layer beside its weights.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct QuantisedLayer {
    /// One entry per output channel.
    pub(crate) requantisation: Vec<Requantisation>,
    /// Bounds of the requantised value.
    pub(crate) clamp: (i16, i16),
    /// Activation table.
    pub(crate) table: Option<[i16; TABLE_ENTRIES]>,
}

/// Quantises a layer. Weights or coefficients go to `constants`, two bytes each, in the record's order; it must
/// have the size of [`weight_bytes`].
///
/// # Errors
/// A channel that the machine's numbers cannot express.
pub(crate) fn quantise(
    layer: &Layer,
    scales: &LayerScales,
    constants: &mut [u8],
) -> Result<QuantisedLayer, LayerProblem> {
    let requantisation = match &layer.kind {
        LayerKind::Convolution(convolution) => quantise_convolution(layer, convolution, scales, constants)?,
        LayerKind::Linear { coefficients } => quantise_linear(layer, coefficients, scales, constants)?,
        LayerKind::Product => quantise_product(layer, scales)?,
    };
    let clamp = layer.clamp.map_or((i16::MIN, i16::MAX), |(low, high)| {
        let bound = |value: f32| (f64::from(value) / scales.requantised).round() as i16;
        (bound(low), bound(high))
    });
    let table =
        layer.activation.map(|activation| table::build(activation, scales.requantised, scales.output));
    Ok(QuantisedLayer { requantisation, clamp, table })
}

/// Bytes of the layer's weights or coefficients.
pub(crate) fn weight_bytes(layer: &Layer) -> usize {
    match &layer.kind {
        LayerKind::Convolution(convolution) => 2 * convolution.weights.len(),
        LayerKind::Linear { coefficients } => 2 * coefficients.len() * layer.output.shape[0],
        LayerKind::Product => 0,
    }
}

/// A channel without its gains.
fn bare_channel(layer: &Layer, scales: &LayerScales, index: usize) -> Channel {
    let slope = layer.negative_slope[index.min(layer.negative_slope.len() - 1)];
    Channel {
        index,
        largest_gain: 0.0,
        gain_sum: 0.0,
        gains: 0,
        offset: f64::from(layer.bias[index]) / scales.requantised,
        slope: slope.into(),
    }
}

/// The matrices of the weights, `[taps and input channels][output channels]`, one per group and phase, and
/// the group of each.
fn matrices(convolution: &Convolution) -> impl Iterator<Item = (usize, std::ops::Range<usize>)> {
    let Convolution { axes, groups, in_channels, out_channels, .. } = convolution;
    let per_tap = in_channels / groups * (out_channels / groups);
    let lengths = |axis: usize| axes[axis].taps.iter().map(Vec::len).collect::<Vec<_>>();
    let [depth, height, width] = std::array::from_fn(lengths);
    let mut taps = Vec::new();
    for d in &depth {
        for h in &height {
            taps.extend(width.iter().map(|w| d * h * w));
        }
    }
    let mut end = 0;
    (0..*groups).flat_map(move |group| taps.clone().into_iter().map(move |taps| (group, taps))).map(
        move |(group, taps)| {
            let start = end;
            end += taps * per_tap;
            (group, start..end)
        },
    )
}

fn quantise_convolution(
    layer: &Layer,
    convolution: &Convolution,
    scales: &LayerScales,
    constants: &mut [u8],
) -> Result<Vec<Requantisation>, LayerProblem> {
    let columns = convolution.out_channels / convolution.groups;
    let gain = scales.inputs[0] / scales.requantised;
    let mut units = Vec::with_capacity(convolution.out_channels);
    let mut entries = Vec::with_capacity(convolution.out_channels);
    for channel in convolution_channels(layer, convolution, scales) {
        let unit = channel.unit(Granularity::Fine)?;
        entries.push(channel.requantisation(unit)?);
        units.push(unit);
    }
    for (group, range) in matrices(convolution) {
        let first = group * columns;
        let factors: Vec<f64> = units[first..first + columns].iter().map(|unit| gain / unit).collect();
        let target = &mut constants[2 * range.start..2 * range.end];
        let sums = weights::quantise(&convolution.weights[range], &factors, target);
        for (channel, sum) in (first..).zip(sums) {
            prove_bound(channel, sum, entries[channel].bias)?;
        }
    }
    Ok(entries)
}

/// The channels of a convolution: an output uses the gains of one group and phase.
fn convolution_channels(layer: &Layer, convolution: &Convolution, scales: &LayerScales) -> Vec<Channel> {
    let columns = convolution.out_channels / convolution.groups;
    let gain = scales.inputs[0] / scales.requantised;
    let mut channels: Vec<Channel> =
        (0..convolution.out_channels).map(|index| bare_channel(layer, scales, index)).collect();
    for (group, range) in matrices(convolution) {
        let rows = range.len() / columns;
        let statistics = weights::column_statistics(&convolution.weights[range], columns);
        for (channel, column) in channels[group * columns..].iter_mut().zip(statistics) {
            channel.largest_gain = channel.largest_gain.max(column.largest * gain);
            channel.gain_sum = channel.gain_sum.max(column.sum * gain);
            channel.gains = channel.gains.max(rows);
        }
    }
    channels
}

fn quantise_linear(
    layer: &Layer,
    coefficients: &[Vec<f32>],
    scales: &LayerScales,
    constants: &mut [u8],
) -> Result<Vec<Requantisation>, LayerProblem> {
    let channels = layer.output.shape[0];
    let quantise_channel = |index: usize| -> Result<(Vec<i16>, Requantisation), LayerProblem> {
        let gain = |(list, scale): (&Vec<f32>, &f64)| {
            f64::from(list[index.min(list.len() - 1)]) * scale / scales.requantised
        };
        let gains: Vec<f64> = coefficients.iter().zip(&scales.inputs).map(gain).collect();
        let channel = Channel {
            largest_gain: gains.iter().fold(0.0, |largest, gain| gain.abs().max(largest)),
            gain_sum: gains.iter().map(|gain| gain.abs()).sum(),
            gains: gains.len(),
            ..bare_channel(layer, scales, index)
        };
        let unit = channel.unit(Granularity::PowerOfTwo)?;
        let entry = channel.requantisation(unit)?;
        let integers: Vec<i16> = gains.iter().map(|gain| weights::integer(gain / unit)).collect();
        let magnitudes = integers.iter().map(|integer| u64::from(integer.unsigned_abs())).sum();
        prove_bound(index, magnitudes, entry.bias)?;
        Ok((integers, entry))
    };
    let mut entries = Vec::with_capacity(channels);
    for index in 0..channels {
        let (integers, entry) = quantise_channel(index)?;
        for (input, integer) in integers.into_iter().enumerate() {
            let position = 2 * (input * channels + index);
            constants[position..position + 2].copy_from_slice(&integer.to_le_bytes());
        }
        entries.push(entry);
    }
    Ok(entries)
}

fn quantise_product(layer: &Layer, scales: &LayerScales) -> Result<Vec<Requantisation>, LayerProblem> {
    let unit = scales.inputs[0] * scales.inputs[1] / scales.requantised;
    (0..layer.output.shape[0])
        .map(|index| {
            let entry = bare_channel(layer, scales, index).requantisation(unit)?;
            prove_bound(index, 32768, entry.bias)?;
            Ok(entry)
        })
        .collect()
}
