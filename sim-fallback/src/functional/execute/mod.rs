//! Computes a layer from its record.
//!
//! Every operation takes the same way: the layer falls into regions and blocks, each block gathers its inputs,
//! sums exactly in 64 bits, post-processes and returns its values; a wave of blocks runs in parallel and is
//! then stored. Working memory is bounded by the block and wave sizes, not by the layer.
//!
//! Where a layer's output overlaps its inputs, later waves read what earlier ones stored. No compiler does
//! that, and the result is still the same on every number of threads.

mod block;
mod gather;
mod layer;
mod operands;
mod plan;
mod post_process;
mod region;
mod rows;
mod scatter;
#[cfg(test)]
mod test;
mod weights;

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

use isa::queue::Fault;
use isa::record::{LayerRecord, Operation};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::card::Bus;
use crate::matmul;
use block::{Computation, Workspace};
use layer::{Block, Layer};
use operands::Operands;

/// Values that a wave may hold before they are stored.
const WAVE_VALUES: usize = 1 << 22;
/// Blocks of a wave.
const WAVE_BLOCKS: usize = 256;

/// Work of a layer per image: multiply-accumulates on real inputs, or outputs where there are more of them.
pub(super) fn work_per_image(record: &LayerRecord) -> u64 {
    let outputs = record.output.elements();
    let macs = match &record.operation {
        Operation::Convolution { axes, groups, .. } => {
            let inputs = record.inputs.first().map_or(0, |input| input.shape[0]) / (*groups).max(1);
            axes.iter()
                .map(|axis| axis.effective_taps())
                .chain([inputs.into(), record.output.shape[0].into()])
                .fold(1, u64::saturating_mul)
        }
        Operation::Linear { .. } => outputs.saturating_mul(record.inputs.len() as u64),
        Operation::Product => outputs,
    };
    macs.max(outputs)
}

/// The instructions to compute with. Results do not depend on them.
#[derive(Debug, Clone, Copy)]
struct Simd {
    loops: pulp::Arch,
    products: matmul::Level,
}

/// Computes layers on a fixed set of threads.
#[derive(Debug)]
pub struct Executor {
    threads: ThreadPool,
    /// One per thread.
    workspaces: Vec<Mutex<Workspace>>,
    simd: Simd,
}

impl Executor {
    /// An executor with `threads` threads, one per processor for `None`.
    ///
    /// # Errors
    /// The operating system refused threads.
    pub fn new(threads: Option<NonZeroUsize>) -> Result<Self, rayon::ThreadPoolBuildError> {
        let threads = ThreadPoolBuilder::new()
            .num_threads(threads.map_or(0, NonZeroUsize::get))
            .thread_name(|index| format!("sim-{index}"))
            .build()?;
        let workspaces = (0..threads.current_num_threads()).map(|_| Mutex::default()).collect();
        let simd = Simd { loops: pulp::Arch::new(), products: matmul::Level::best() };
        Ok(Self { threads, workspaces, simd })
    }

    /// Computes a layer over a batch.
    ///
    /// # Errors
    /// Whatever the layer touches that it may not, and constants that are malformed.
    pub fn run(&self, record: &LayerRecord, batch: u32, bus: &mut Bus<'_>) -> Result<(), Fault> {
        let operands = Operands::locate(record, batch, bus)?;
        let layer = Layer::new(record, batch, &operands);
        let mut blocks = layer.blocks();
        loop {
            let wave = next_wave(&mut blocks);
            if wave.is_empty() {
                return Ok(());
            }
            let results = self.compute(&layer, &wave, bus.elements());
            let memory = bus.elements_mut();
            for (block, values) in wave.iter().zip(results) {
                layer.scatter(block, &values?, memory);
            }
        }
    }

    /// The values of every block of a wave, in its order.
    fn compute(&self, layer: &Layer<'_>, wave: &[Block], memory: &[i16]) -> Vec<Result<Vec<i16>, Fault>> {
        let compute = |block: &Block| {
            let thread = rayon::current_thread_index().unwrap_or(0);
            // Only the thread itself ever locks its workspace, and its contents mean nothing between blocks.
            let mut workspace = self.workspaces[thread].lock().unwrap_or_else(PoisonError::into_inner);
            Computation { layer, block, memory, simd: self.simd }.run(&mut workspace)
        };
        self.threads.install(|| wave.par_iter().with_max_len(1).map(compute).collect())
    }
}

/// The next blocks that are computed together.
fn next_wave(blocks: &mut impl Iterator<Item = Block>) -> Vec<Block> {
    let mut values = 0;
    let mut wave = Vec::new();
    while wave.len() < WAVE_BLOCKS && values < WAVE_VALUES {
        let Some(block) = blocks.next() else { break };
        values += block.height() * block.width();
        wave.push(block);
    }
    wave
}
