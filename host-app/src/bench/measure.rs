//! One network in one mode on level `cycle`: compiled, run as one job through the driver, and what the device
//! counted laid beside the layers' records.
//!
//! Values are not computed: cycles, bytes and accesses depend on shapes alone. So the inputs are zeros and one
//! image calibrates. Nothing here compares modes or knows what a count costs.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, ensure};
use driver::Session;
use isa::ArchConfig;
use isa::ops::MicroOp;
use isa::program::{Mode, Program};
use isa::record::LayerRecord;
use sim_fallback::cycle::{Counts, CycleOptions, LayerProfile, Profile};

use crate::device::{self, SoftwareOptions};

/// What one network cost in one mode.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// How it was compiled.
    pub mode: Mode,
    /// The array.
    pub arch: ArchConfig,
    /// Images of the job.
    pub batch: u32,
    /// Cycles of the job.
    pub cycles: u64,
    /// Whether the cycles of the layers are differences of their ends. Where the job goes through the layers
    /// several times they are shares instead, in proportion to the PV-cycles counted for each layer.
    pub exact_layers: bool,
    /// The layers in execution order.
    pub layers: Vec<LayerRun>,
    /// Work that belongs to no layer.
    pub outside: Counts,
}

/// What one layer cost.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerRun {
    /// What it computes, and the compiler's counts for one image.
    pub record: LayerRecord,
    /// Its part of the job's cycles; the parts of all layers add up to the job.
    pub cycles: u64,
    /// What the device counted.
    pub counts: Counts,
}

impl Run {
    /// Runs a program on level `cycle`.
    ///
    /// # Errors
    /// What the driver refuses, or a device that counted nothing.
    pub fn of(program: &Program, batch: u32) -> Result<Self> {
        let profile = Arc::new(Mutex::new(Profile::default()));
        let cycle =
            CycleOptions { compute: false, profile: Some(Arc::clone(&profile)), ..CycleOptions::default() };
        let options = SoftwareOptions { arch: program.arch, cycle, ..SoftwareOptions::default() };
        let mut device = device::open(sim_fallback::CYCLE_NAME, options)?;
        let loaded = device.load(program).context("cannot load the program")?;
        let images = batch as usize;
        let ports = loaded.interface().inputs.iter();
        let inputs = ports.map(|port| zeros(port.elements(), images)).collect::<Result<Vec<_>>>()?;
        let slices: Vec<&[f32]> = inputs.iter().map(Vec::as_slice).collect();
        Session::new(&mut device).run(&loaded, images, batch, &slices, &mut |_| ())?;
        // A thread that panicked while it counted has failed the run before.
        let profile = profile.lock().unwrap_or_else(PoisonError::into_inner);
        Self::new(program, batch, &profile)
    }

    /// Lays a profile beside the records of the program that ran.
    ///
    /// # Errors
    /// A profile that counted nothing, or of another program.
    pub fn new(program: &Program, batch: u32, profile: &Profile) -> Result<Self> {
        ensure!(profile.cycles > 0, "the device counted no cycles: the program has no micro-ops that work");
        let records = records(program)?;
        let profiles: Vec<LayerProfile> = records
            .iter()
            .map(|(offset, _)| {
                let found = profile.layers.iter().find(|layer| layer.record == Some(*offset));
                found.cloned().unwrap_or_default()
            })
            .collect();
        let found = profiles.iter().filter(|layer| layer.record.is_some()).count();
        ensure!(found == profile.layers.len(), "the profile has layers that the program does not have");
        let exact_layers = iterations(program, batch) <= 1;
        let cycles = match exact_layers {
            true => from_ends(&profiles.iter().map(|layer| layer.end).collect::<Vec<_>>(), profile.cycles),
            false => {
                let weight = |layer: &LayerProfile| {
                    layer
                        .counts
                        .stalls
                        .iter()
                        .fold(layer.counts.busy, |sum, &stall| sum.saturating_add(stall))
                };
                shares(&profiles.iter().map(weight).collect::<Vec<_>>(), profile.cycles)
            }
        };
        let layers = records.into_iter().zip(profiles).zip(cycles);
        Ok(Self {
            mode: program.mode,
            arch: program.arch,
            batch,
            cycles: profile.cycles,
            exact_layers,
            layers: layers
                .map(|(((_, record), profile), cycles)| LayerRun { record, cycles, counts: profile.counts })
                .collect(),
            outside: profile.outside.counts,
        })
    }
}

/// Inputs that nobody looks at.
fn zeros(elements: usize, images: usize) -> Result<Vec<f32>> {
    let mut values = Vec::new();
    let length = elements.saturating_mul(images);
    values
        .try_reserve_exact(length)
        .with_context(|| format!("{images} images do not fit the host's memory"))?;
    values.resize(length, 0.0);
    Ok(values)
}

/// The records with their byte offsets in the program segment.
fn records(program: &Program) -> Result<Vec<(u64, LayerRecord)>> {
    let mut offset = 8 * program.code.len() as u64;
    let mut records = Vec::new();
    for record in program.layers()? {
        let bytes = record.encode().len() as u64;
        records.push((offset, record));
        offset += bytes;
    }
    Ok(records)
}

/// How many times a job of this batch goes through the layers.
fn iterations(program: &Program, batch: u32) -> u64 {
    let (mut left, mut count) = (u64::from(batch), 0u64);
    for &word in &program.code {
        if let Ok(MicroOp::BatchBegin { images, .. }) = MicroOp::decode(word)
            && images > 0
        {
            count += left / u64::from(images);
            left %= u64::from(images);
        }
    }
    count
}

/// Cycles from the end of the layer before to the own end; what follows the last end belongs to the last layer.
/// A layer that ends before an earlier one, or wrote nothing, takes no time of its own.
fn from_ends(ends: &[u64], total: u64) -> Vec<u64> {
    let mut before = 0;
    let mut cycles: Vec<u64> = ends
        .iter()
        .map(|&end| {
            let end = end.clamp(before, total.max(before));
            let own = end - before;
            before = end;
            own
        })
        .collect();
    if let Some(last) = cycles.last_mut() {
        *last += total.saturating_sub(before);
    }
    cycles
}

/// Splits `total` in proportion to `weights`, rounded so that the parts add up to it.
fn shares(weights: &[u64], total: u64) -> Vec<u64> {
    let sum: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
    if sum == 0 {
        return from_ends(&vec![0; weights.len()], total);
    }
    // Weights beyond 64 bits lose their last bits, so that the product below fits.
    let shift = u128::BITS.saturating_sub(sum.leading_zeros()).saturating_sub(u64::BITS);
    let (mut seen, mut given) = (0u128, 0u64);
    weights
        .iter()
        .map(|&weight| {
            seen += u128::from(weight);
            // At most `total`, since `seen` is at most `sum`.
            let until = (u128::from(total) * (seen >> shift) / (sum >> shift)) as u64;
            let own = until - given;
            given = until;
            own
        })
        .collect()
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn cycles_between_ends_add_up_to_the_job() {
        assert_eq!(from_ends(&[100, 250, 700], 720), [100, 150, 470]);
        assert_eq!(from_ends(&[100, 0, 90, 300], 300), [100, 0, 0, 200], "a layer that wrote nothing");
        assert_eq!(from_ends(&[100, 400], 300), [100, 200], "an end beyond the job");
        assert_eq!(from_ends(&[], 300), [0; 0]);
    }

    #[test]
    fn shares_add_up_to_the_job() {
        assert_eq!(shares(&[1, 1, 1], 100), [33, 33, 34]);
        assert_eq!(shares(&[0, 3, 1], 8), [0, 6, 2]);
        assert_eq!(shares(&[0, 0], 8), [0, 8]);
        assert_eq!(shares(&[u64::MAX, u64::MAX], u64::MAX).iter().sum::<u64>(), u64::MAX);
    }
}
