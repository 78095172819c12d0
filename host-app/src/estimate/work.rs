//! What a job does, layer by layer: cycles and bytes, counted by level `cycle` or predicted by the compiler.
//!
//! Nothing here knows a board.

use anyhow::Result;
use isa::program::Program;
use isa::record::{Cost, LayerRecord, PREDICTED_IMAGES};
use sim_fallback::cycle::Counts;

use crate::bench::measure::Run;

/// One layer of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerWork {
    /// The ONNX nodes that it fuses.
    pub name: String,
    /// Array cycles with a memory that keeps up with the accelerator's port.
    pub cycles: u64,
    /// Bytes read from device memory.
    pub read: u64,
    /// Bytes written to device memory.
    pub written: u64,
}

/// One job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Its images.
    pub batch: u32,
    /// The layers in execution order; what belongs to no layer is in the first.
    pub layers: Vec<LayerWork>,
}

impl Work {
    /// Executes the micro-ops on level `cycle`, for an array with the parameters that the program was compiled for.
    ///
    /// # Errors
    /// What the driver refuses.
    pub fn counted(program: &Program, batch: u32) -> Result<Self> {
        let run = Run::of(program, batch)?;
        let mut layers: Vec<LayerWork> = run
            .layers
            .iter()
            .map(|layer| {
                let (read, written) = bytes(&layer.counts);
                LayerWork { name: layer.record.name.clone(), cycles: layer.cycles, read, written }
            })
            .collect();
        if let Some(first) = layers.first_mut() {
            let (read, written) = bytes(&run.outside);
            first.read = first.read.saturating_add(read);
            first.written = first.written.saturating_add(written);
        }
        Ok(Self { batch, layers })
    }

    /// As the compiler's cost model predicts. Its bytes are the fewest: every tensor once.
    ///
    /// # Errors
    /// A damaged record.
    pub fn predicted(program: &Program, batch: u32) -> Result<Self> {
        let layers = program.layers()?.into_iter().map(|record| predict(record, batch)).collect();
        Ok(Self { batch, layers })
    }

    /// Cycles of all layers.
    pub fn cycles(&self) -> u64 {
        self.layers.iter().fold(0, |sum, layer| sum.saturating_add(layer.cycles))
    }

    /// Bytes of all layers, read and written.
    pub fn bytes(&self) -> u64 {
        self.layers.iter().fold(0, |sum, layer| sum.saturating_add(layer.read).saturating_add(layer.written))
    }
}

/// Bytes through the memory port: read, written.
fn bytes(counts: &Counts) -> (u64, u64) {
    let read = &counts.read;
    let all = [read.input, read.weight, read.parameter, read.program];
    (all.into_iter().fold(0, u64::saturating_add), counts.written)
}

fn predict(record: LayerRecord, batch: u32) -> LayerWork {
    let Cost { constant_bytes, image_bytes, .. } = record.cost;
    let images = u64::from(batch);
    let written = record.output.elements().saturating_mul(2);
    let read = constant_bytes
        .saturating_mul(iterations(batch))
        .saturating_add(image_bytes.saturating_sub(written).saturating_mul(images));
    LayerWork {
        cycles: record.cost.predicted_cycles(batch),
        read,
        written: written.saturating_mul(images),
        name: record.name,
    }
}

/// How often a job reads its constants: once for each turn of a body of the program.
fn iterations(batch: u32) -> u64 {
    let mut left = batch;
    PREDICTED_IMAGES.into_iter().fold(0, |count, images| {
        let turns = left / images;
        left %= images;
        count + u64::from(turns)
    })
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn constants_are_read_once_for_each_turn_of_a_body() {
        assert_eq!([1, 15, 16, 33].map(iterations), [1, 15, 1, 3]);
    }
}
