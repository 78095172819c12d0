//! A layer, ready to be computed, and the blocks it falls into.
//!
//! A block is the unit of parallel work: some rows of a region times some output channels. How a layer falls
//! into blocks depends on the layer alone, never on the number of threads.

use std::ops::Range;
use std::sync::Arc;

use isa::phase::PhaseAxis;
use isa::record::{LayerRecord, Operation};

use super::operands::Operands;
use super::plan::Plan;
use super::post_process::Post;
use super::region::Region;
use super::weights::Weights;

/// Output channels of a block.
const BLOCK_COLUMNS: usize = 256;
/// Most rows of a block.
const BLOCK_ROWS: usize = 1024;
/// Elements of a gathered matrix that a block aims at, so that it stays in the second-level cache or near it.
const BLOCK_INPUTS: usize = 1 << 20;
/// Most columns of a gathered matrix: the summed dimension is computed in chunks of this.
pub(super) const CHUNK_COLUMNS: usize = 8192;

/// Some rows of a region times some output channels.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) region: Arc<Region>,
    pub(super) group: usize,
    /// Output channels within the group.
    pub(super) columns: Range<usize>,
    pub(super) rows: Range<u64>,
}

impl Block {
    /// Rows of the block.
    pub(super) fn height(&self) -> usize {
        (self.rows.end - self.rows.start) as usize
    }

    /// Values per row: the channels of every phase.
    pub(super) fn width(&self) -> usize {
        self.columns.len() * self.region.phase_count()
    }
}

/// What is summed.
#[derive(Debug)]
pub(super) enum Sum<'a> {
    /// Matrix products.
    Matrix(Weights<'a>),
    /// Every channel on its own.
    Depthwise(Weights<'a>),
    /// Operands times coefficients, whose position in memory this is.
    Linear(usize),
    /// The product of two operands.
    Product,
}

/// One layer, ready to be computed block by block.
#[derive(Debug)]
pub(super) struct Layer<'a> {
    pub(super) operands: &'a Operands,
    pub(super) post: Post<'a>,
    pub(super) plan: Plan,
    pub(super) sum: Sum<'a>,
    /// Input channels of one group.
    pub(super) in_channels: usize,
    /// Output channels of one group.
    pub(super) out_channels: usize,
    groups: usize,
    batch: u32,
}

impl<'a> Layer<'a> {
    /// Plans the layer over a batch.
    pub(super) fn new(record: &'a LayerRecord, batch: u32, operands: &'a Operands) -> Self {
        let channels = operands.output.shape[0] as usize;
        let weights = operands.weights.start;
        let post = Post { clamp: record.post.clamp, table: operands.table.as_deref() };
        // Depthwise and element-wise layers are one group to this module: their channels are independent anyway.
        let one_group = |axes: &[PhaseAxis; 3], sum| Self {
            operands,
            post,
            plan: Plan::of_phases(axes, batch),
            sum,
            in_channels: channels,
            out_channels: channels,
            groups: 1,
            batch,
        };
        let identity = std::array::from_fn(|axis| PhaseAxis::identity(record.output.shape[axis + 1]));
        match &record.operation {
            Operation::Product => one_group(&identity, Sum::Product),
            Operation::Linear { .. } => one_group(&identity, Sum::Linear(weights)),
            Operation::Convolution { axes, groups, .. } => {
                let groups = *groups as usize;
                let in_channels = operands.inputs[0].shape[0] as usize / groups;
                let out_channels = channels / groups;
                let weights = Weights::new(weights, axes, in_channels, out_channels);
                if groups > 1 && (in_channels, out_channels) == (1, 1) {
                    return one_group(axes, Sum::Depthwise(weights));
                }
                let plan = Plan::of_product(axes, batch, out_channels as u64);
                let sum = Sum::Matrix(weights);
                Self { operands, post, plan, sum, in_channels, out_channels, groups, batch }
            }
        }
    }

    /// Every block of the layer, in a fixed order. Lazily: their number is bounded by nothing that fits memory.
    pub(super) fn blocks(&self) -> impl Iterator<Item = Block> + '_ {
        self.plan.regions().map(Arc::new).flat_map(move |region| {
            let region_again = region.clone();
            (0..self.groups)
                .flat_map(move |group| ranges(self.out_channels, BLOCK_COLUMNS).map(move |c| (group, c)))
                .flat_map(move |(group, columns)| self.blocks_of(region_again.clone(), group, columns))
        })
    }

    fn blocks_of(
        &self,
        region: Arc<Region>,
        group: usize,
        columns: Range<usize>,
    ) -> impl Iterator<Item = Block> + use<> {
        let rows = region.positions() * u64::from(self.batch);
        let height = self.block_rows(&region) as u64;
        (0..rows.div_ceil(height)).map(move |block| Block {
            region: region.clone(),
            group,
            columns: columns.clone(),
            rows: block * height..rows.min((block + 1) * height),
        })
    }

    fn block_rows(&self, region: &Region) -> usize {
        let chunk = region.taps().saturating_mul(self.in_channels).clamp(1, CHUNK_COLUMNS);
        (BLOCK_INPUTS / chunk).clamp(1, BLOCK_ROWS)
    }
}

/// `0..length` in parts of at most `size`.
pub(super) fn ranges(length: usize, size: usize) -> impl Iterator<Item = Range<usize>> {
    (0..length.div_ceil(size)).map(move |part| part * size..length.min((part + 1) * size))
}
