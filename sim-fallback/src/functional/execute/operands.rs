//! Finds everything a layer touches in memory, and checks it before anything runs.
//!
//! After this, positions inside the tensors' extents need no further check. A record that reaches outside its
//! windows is a typed fault here; no size in it has led to an allocation by then.

use std::ops::Range;

use isa::numerics::TABLE_ENTRIES;
use isa::queue::{ErrorCause, Fault};
use isa::record::{LayerRecord, Operation, REQUANTISATION_BYTES, TensorRef};
use isa::segment::Segment;

use crate::card::{Bus, Direction};

/// A tensor in the memory's elements.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    /// Position of the first element of image 0.
    pub(super) start: usize,
    /// Elements from one image to the next.
    pub(super) image_stride: usize,
    /// Channels, depth, height, width.
    pub(super) shape: [u32; 4],
    /// Elements between neighbours along each axis.
    pub(super) strides: [usize; 4],
}

/// Everything a layer touches.
#[derive(Debug)]
pub(super) struct Operands {
    pub(super) inputs: Vec<View>,
    pub(super) output: View,
    /// Weights or coefficients, as positions in the memory's elements.
    pub(super) weights: Range<usize>,
    /// Requantisation entries, as positions in the memory's bytes.
    pub(super) requantisation: Range<usize>,
    /// Byte offset of the entries in the constants segment, for messages.
    pub(super) requantisation_offset: u64,
    /// The activation table.
    pub(super) table: Option<Box<[i16; TABLE_ENTRIES]>>,
}

impl Operands {
    /// Locates and counts what `record` touches over `batch` images.
    ///
    /// # Errors
    /// The first access that the bus refuses.
    pub(super) fn locate(record: &LayerRecord, batch: u32, bus: &mut Bus<'_>) -> Result<Self, Fault> {
        let inputs: Result<Vec<View>, Fault> =
            record.inputs.iter().map(|input| locate_tensor(input, batch, Direction::Read, bus)).collect();
        let inputs = inputs?;
        let output = locate_tensor(&record.output, batch, Direction::Write, bus)?;
        let weights = locate_weights(record, bus)?;
        let channels = u64::from(record.output.shape[0]);
        let offset = record.post.requantisation;
        let bytes = channels * REQUANTISATION_BYTES as u64;
        let requantisation = bus.locate(Segment::Constants, offset, bytes, Direction::Read)?;
        let table = record.post.table.map(|offset| read_table(offset, bus)).transpose()?;
        let images = u64::from(batch);
        let elements = |tensor: &TensorRef| 2 * tensor.elements() * images;
        bus.count_read(record.inputs.iter().map(elements).sum());
        bus.count_read(2 * weights.len() as u64 + bytes);
        bus.count_written(elements(&record.output));
        Ok(Self { inputs, output, weights, requantisation, requantisation_offset: offset, table })
    }
}

fn locate_tensor(tensor: &TensorRef, batch: u32, direction: Direction, bus: &Bus<'_>) -> Result<View, Fault> {
    let extent = tensor.extent_bytes(batch).ok_or(Fault {
        cause: ErrorCause::SegmentViolation,
        segment: tensor.segment as u32,
        address: tensor.offset,
    })?;
    let range = bus.locate_elements(tensor.segment, tensor.offset, extent, direction)?;
    Ok(View {
        start: range.start,
        image_stride: (tensor.image_stride / 2) as usize,
        shape: tensor.shape,
        strides: tensor.strides.map(|stride| stride as usize),
    })
}

fn locate_weights(record: &LayerRecord, bus: &Bus<'_>) -> Result<Range<usize>, Fault> {
    let offset = match record.operation {
        Operation::Convolution { weights, .. } => weights,
        Operation::Linear { coefficients } => coefficients,
        Operation::Product => return Ok(0..0),
    };
    let bytes = record.weight_count().and_then(|count| count.checked_mul(2)).ok_or(Fault {
        cause: ErrorCause::SegmentViolation,
        segment: Segment::Constants as u32,
        address: offset,
    })?;
    bus.locate_elements(Segment::Constants, offset, bytes, Direction::Read)
}

fn read_table(offset: u64, bus: &mut Bus<'_>) -> Result<Box<[i16; TABLE_ENTRIES]>, Fault> {
    let bytes = 2 * TABLE_ENTRIES as u64;
    let range = bus.locate_elements(Segment::Constants, offset, bytes, Direction::Read)?;
    bus.count_read(bytes);
    let mut table = Box::new([0; TABLE_ENTRIES]);
    table.copy_from_slice(&bus.elements()[range]);
    Ok(table)
}
