//! From sums to activations: requantisation, clamp and table, as `docs/numerics.md` has them.
//!
//! The same arithmetic as [`Requantisation::apply`] in a form that compilers vectorise; the tests hold it to
//! that definition.

use std::ops::Range;

use isa::numerics::{ACCUMULATOR_LIMIT, Requantisation, TABLE_ENTRIES, table_lookup};
use isa::queue::{ErrorCause, Fault};
use isa::record::REQUANTISATION_BYTES;
use isa::segment::Segment;
use pulp::Arch;

use crate::matmul::Block;

/// What follows requantisation, for the whole layer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Post<'a> {
    /// Bounds of the requantised value.
    pub(super) clamp: (i16, i16),
    /// Applied last.
    pub(super) table: Option<&'a [i16; TABLE_ENTRIES]>,
}

/// Requantisation of the columns of a block, one array per parameter.
#[derive(Debug, Default)]
pub(super) struct Columns {
    bias: Vec<i64>,
    positive: Vec<i64>,
    negative: Vec<i64>,
    /// One less than the shift: the last bit is shifted out after rounding.
    shift: Vec<i64>,
}

impl Columns {
    /// Replaces the columns by those of `entries`, repeated `times` times. `offset` is that of the entries in
    /// the constants segment.
    ///
    /// # Errors
    /// The first entry that is malformed.
    pub(super) fn set(&mut self, entries: &[u8], times: usize, offset: u64) -> Result<(), Fault> {
        for column in [&mut self.bias, &mut self.positive, &mut self.negative, &mut self.shift] {
            column.clear();
        }
        let (entries, _) = entries.as_chunks::<REQUANTISATION_BYTES>();
        for (index, entry) in entries.iter().enumerate() {
            let rule = Requantisation::decode(entry).map_err(|error| {
                log::debug!("requantisation entry {index}: {error}");
                let address = offset + (index * REQUANTISATION_BYTES) as u64;
                Fault { cause: ErrorCause::BadRecord, segment: Segment::Constants as u32, address }
            })?;
            self.bias.push(rule.bias);
            self.positive.push(rule.positive.into());
            self.negative.push(rule.negative.into());
            self.shift.push(i64::from(rule.shift) - 1);
        }
        for column in [&mut self.bias, &mut self.positive, &mut self.negative, &mut self.shift] {
            let once = column.len();
            for _ in 1..times {
                column.extend_from_within(..once);
            }
        }
        Ok(())
    }

    /// Post-processes a block of sums into `values`, whose rows have as many columns as are set.
    pub(super) fn apply(&self, arch: Arch, post: Post<'_>, block: Block<'_>, values: &mut [i16]) {
        let columns = block.columns;
        let sums = block.sums.chunks_exact(columns.len().max(1));
        let values = values.chunks_exact_mut(self.bias.len().max(1)).skip(block.rows.start);
        arch.dispatch(
            #[inline(always)]
            || {
                for (sums, values) in sums.zip(values) {
                    self.apply_row(sums, columns.clone(), post.clamp, &mut values[columns.clone()]);
                    if let Some(table) = post.table {
                        values[columns.clone()]
                            .iter_mut()
                            .for_each(|value| *value = table_lookup(table, *value));
                    }
                }
            },
        );
    }

    #[inline(always)]
    fn apply_row(&self, sums: &[i64], columns: Range<usize>, clamp: (i16, i16), values: &mut [i16]) {
        let (low, high) = (i64::from(clamp.0), i64::from(clamp.1));
        // Slices of one known length, so that the loop needs no test and vectorises to its last elements.
        let count = columns.len();
        let bias = &self.bias[columns.start..][..count];
        let positive = &self.positive[columns.start..][..count];
        let negative = &self.negative[columns.start..][..count];
        let shift = &self.shift[columns.start..][..count];
        let (sums, values) = (&sums[..count], &mut values[..count]);
        for i in 0..count {
            // A sum of 2^31 products of 16-bit numbers and a bias stay far inside 64 bits.
            let sum = sums[i].wrapping_add(bias[i]).clamp(-ACCUMULATOR_LIMIT, ACCUMULATOR_LIMIT - 1);
            // Written as arithmetic, since compilers turn a choice between two arrays into a gather.
            let multiplier = positive[i] ^ ((positive[i] ^ negative[i]) & (sum >> 63));
            let rounded = (sum.wrapping_mul(multiplier).wrapping_shr(shift[i] as u32)).wrapping_add(1) >> 1;
            // The clamp bounds are 16-bit, so clamping to them saturates as well.
            values[i] = rounded.max(low).min(high) as i16;
        }
    }
}
