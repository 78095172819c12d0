//! The constants segment as it grows: weights, requantisation entries and tables, all 64-byte aligned.

use isa::numerics::{Requantisation, TABLE_ENTRIES};
use isa::program::ALIGNMENT;
use isa::record::{LayerRecord, Operation, REQUANTISATION_BYTES};

use crate::compile_error::LayerProblem;
use crate::layer::Layer;
use crate::network::Network;
use crate::quantize::weight_bytes;

/// Memory image of the constants segment.
#[derive(Debug)]
pub(super) struct Constants {
    bytes: Vec<u8>,
    expected: usize,
}

impl Constants {
    /// Reserves what the layers will need, so that weights are never moved.
    pub(super) fn with_capacity(network: &Network) -> Self {
        let layer_bytes = |layer: &Layer| {
            let entries = layer.output.shape[0] * REQUANTISATION_BYTES;
            let table = if layer.activation.is_some() { 2 * TABLE_ENTRIES } else { 0 };
            [weight_bytes(layer), entries, table]
                .map(|bytes| bytes.next_multiple_of(ALIGNMENT))
                .iter()
                .sum::<usize>()
        };
        let expected = network.layers.iter().map(|layer| layer_bytes(layer)).sum();
        Self { bytes: Vec::with_capacity(expected), expected }
    }

    /// Lets `fill` write a layer's weights in place; returns their offset and what `fill` returned.
    pub(super) fn weights<T>(
        &mut self,
        layer: &Layer,
        fill: impl FnOnce(&mut [u8]) -> Result<T, LayerProblem>,
    ) -> Result<(u64, T), LayerProblem> {
        let offset = self.bytes.len();
        let bytes = weight_bytes(layer);
        self.bytes.resize(offset + bytes.next_multiple_of(ALIGNMENT), 0);
        let result = fill(&mut self.bytes[offset..offset + bytes])?;
        Ok((offset as u64, result))
    }

    /// Appends the entries of a layer; returns their offset.
    pub(super) fn requantisation(&mut self, entries: &[Requantisation]) -> u64 {
        self.append(entries.iter().flat_map(Requantisation::encode))
    }

    /// Appends an activation table; returns its offset.
    pub(super) fn table(&mut self, table: &[i16; TABLE_ENTRIES]) -> u64 {
        self.append(table.iter().flat_map(|entry| entry.to_le_bytes()))
    }

    /// Appends a convolution's weights once more, for lanes of input channels:
    /// `[group][phase d][h][w][out channel][tap d][h][w][in channel, padded to lanes with zeros]`. Returns their offset.
    pub(super) fn input_lines(&mut self, record: &LayerRecord, lanes: usize) -> Option<u64> {
        let Operation::Convolution { axes, groups, weights } = &record.operation else { return None };
        let groups = *groups as usize;
        let inputs = record.inputs[0].shape[0] as usize / groups;
        let outputs = record.output.shape[0] as usize / groups;
        let offset = self.bytes.len() as u64;
        let mut source = *weights as usize;
        let lengths = |axis: usize| axes[axis].taps.iter().map(Vec::len).collect::<Vec<_>>();
        let [depth, height, width] = [lengths(0), lengths(1), lengths(2)];
        for _ in 0..groups {
            for (d, h, w) in product(&depth, &height, &width) {
                let taps = d * h * w;
                for output in 0..outputs {
                    for tap in 0..taps {
                        for input in 0..inputs.next_multiple_of(lanes) {
                            let at = source + 2 * ((tap * inputs + input) * outputs + output);
                            let weight =
                                if input < inputs { [self.bytes[at], self.bytes[at + 1]] } else { [0; 2] };
                            self.bytes.extend(weight);
                        }
                    }
                }
                source += 2 * taps * inputs * outputs;
            }
        }
        self.bytes.resize(self.bytes.len().next_multiple_of(ALIGNMENT), 0);
        Some(offset)
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// How much of the expected size is there, 0 to 1.
    pub(super) fn fraction(&self) -> f32 {
        self.bytes.len() as f32 / self.expected.max(1) as f32
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    fn append(&mut self, bytes: impl Iterator<Item = u8>) -> u64 {
        let offset = self.bytes.len();
        self.bytes.extend(bytes);
        self.bytes.resize(self.bytes.len().next_multiple_of(ALIGNMENT), 0);
        offset as u64
    }
}

/// All combinations, the last fastest.
fn product<'a>(
    a: &'a [usize],
    b: &'a [usize],
    c: &'a [usize],
) -> impl Iterator<Item = (usize, usize, usize)> + 'a {
    a.iter().flat_map(move |&a| b.iter().flat_map(move |&b| c.iter().map(move |&c| (a, b, c))))
}
