//! `ganax bench`: what networks cost on the machine, and what they would cost with zeros inserted.
//!
//! Every network is compiled twice, reorganised and dense, and both programs run on level `cycle` through the driver
//! ([`measure`]). The two runs are paired layer by layer ([`pair`]) and become figures ([`figures`]) with means over
//! networks ([`mean`]); [`energy`] prices the counts, [`published`] holds the figures of others. [`text`] and [`plot`]
//! show the result. No figure here is computed from a model of the machine but the predictions that say so.

pub mod energy;
pub mod figures;
#[cfg(test)]
mod fixture;
pub mod mean;
pub mod measure;
pub mod pair;
pub mod plot;
pub mod published;
pub mod text;

use anyhow::{Context, Result, ensure};
use isa::ArchConfig;
use isa::program::Mode;
use isa::queue::MAX_BATCH;
use serde::Serialize;

use crate::cli::ModelArgs;
use crate::model::Model;
use crate::progress::Progress;
use energy::EnergyTable;
use figures::{NetworkFigures, dense_alone};
use mean::GroupMeans;
use measure::Run;
use published::PaperMeans;

/// The name that stands for the six GANs of the paper, generators and discriminators.
const PAPER: &str = "zoo:paper";
/// The name that stands for the whole zoo.
const ALL: &str = "zoo:all";

/// What to measure.
#[derive(Debug)]
pub struct Request<'a> {
    /// Models as the user named them, groups included.
    pub models: &'a [String],
    /// Images of a job.
    pub batch: u32,
    /// Measure the dense mode alone.
    pub dense_alone: bool,
    /// How the models become programs.
    pub model_args: &'a ModelArgs,
}

/// The object that `ganax bench --json` prints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Contract of the machine that was measured.
    pub fingerprint: String,
    /// The array as PVs x PEs.
    pub array: String,
    /// All parameters of the array.
    pub parameters: Vec<(&'static str, u32)>,
    /// Images of a job.
    pub batch: u32,
    /// The device: cycles are counted by executing micro-ops; values are not computed.
    pub device: &'static str,
    /// The energy table, in picojoules per bit.
    pub energy_table_pj_per_bit: EnergyTable,
    /// What the GANAX paper reports on average.
    pub paper: PaperMeans,
    /// The independent model of Eyeriss whose cycles stand at some layers.
    pub eyeriss_source: &'static str,
    /// The networks in the order in which they were asked for.
    pub networks: Vec<NetworkFigures>,
    /// Means over the networks.
    pub geomean: GroupMeans,
}

/// Measures networks.
///
/// # Errors
/// A model that cannot be read or compiled, or whatever the driver refuses.
pub fn measure(request: &Request<'_>) -> Result<Report> {
    let names = expand(request.models);
    let modes: &[Mode] = if request.dense_alone { &[Mode::Dense] } else { &[Mode::Reorganised, Mode::Dense] };
    let (progress, steps) = (Progress::new(), (2 * names.len() * modes.len()) as f64);
    let mut done = 0;
    let mut networks = Vec::new();
    for name in &names {
        let mut runs = Vec::new();
        for &mode in modes {
            let mut step = |what: &str| {
                progress.update(&format!("{name}: {what} {}", mode.name()), f64::from(done) / steps);
                done += 1;
            };
            step("compiling");
            let model = Model::read_for(name, request.model_args, mode)?.for_timing(mode)?;
            let program = model.compile(request.model_args.array.unwrap_or_default())?;
            step("running");
            runs.push(Run::of(&program, request.batch).with_context(|| format!("{name}, {}", mode.name()))?);
        }
        networks.push(compare(name, &runs).with_context(|| name.clone())?);
    }
    let arch = request.model_args.array.unwrap_or_default();
    Ok(Report {
        fingerprint: format!("{:#018x}", isa::FINGERPRINT),
        array: array_name(&arch),
        parameters: arch.parameters().iter().map(|parameter| (parameter.name, parameter.value)).collect(),
        batch: request.batch,
        device: sim_fallback::CYCLE_NAME,
        energy_table_pj_per_bit: energy::TABLE,
        paper: published::PAPER_MEANS,
        eyeriss_source: published::EYERISS_SOURCE,
        geomean: GroupMeans::over(&networks).context("there is no network to measure")?,
        networks,
    })
}

fn compare(name: &str, runs: &[Run]) -> Result<NetworkFigures> {
    let short = name.strip_prefix("zoo:").unwrap_or(name);
    let entry = name.strip_prefix("zoo:").and_then(|name| zoo::find(name).ok());
    let (short, part) = entry.map_or((short, None), |entry| (entry.name.as_str(), Some(entry.part)));
    match runs {
        [run, dense] => NetworkFigures::new(short, part, run, dense),
        [dense] => dense_alone(short, part, dense),
        _ => anyhow::bail!("one or two runs make figures"),
    }
}

fn array_name(arch: &ArchConfig) -> String {
    format!("{}x{}", arch.pv_count, arch.pe_count)
}

/// Checks the batch and the models' names before anything long begins.
///
/// # Errors
/// A batch that no job takes, a network that the zoo does not have, or a file that cannot be measured.
pub fn check(models: &[String], batch: u32) -> Result<()> {
    check_batch(batch)?;
    for name in expand(models) {
        match name.strip_prefix("zoo:") {
            Some(entry) => zoo::find(entry).map(drop)?,
            None => ensure!(
                !name.to_lowercase().ends_with(".gnx"),
                "{name} is compiled in one mode; give the .onnx model or the zoo:NAME that it was made of"
            ),
        }
    }
    Ok(())
}

/// Checks the images of a job.
///
/// # Errors
/// A batch that no job takes.
pub fn check_batch(batch: u32) -> Result<()> {
    ensure!((1..=MAX_BATCH).contains(&batch), "a job takes a batch of 1 to {MAX_BATCH} images, not {batch}");
    Ok(())
}

/// Groups become their networks; what is named twice is measured once.
fn expand(models: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: String| {
        if !names.contains(&name) {
            names.push(name);
        }
    };
    for model in models {
        match model.as_str() {
            ALL => zoo::list().iter().for_each(|entry| add(format!("zoo:{}", entry.name))),
            PAPER => published::PAPER_NETWORKS.iter().for_each(|network| {
                add(format!("zoo:{network}"));
                add(format!("zoo:{network}/d"));
            }),
            name => add(name.into()),
        }
    }
    names
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn groups_expand_to_networks_of_the_zoo() {
        let names = |models: &[&str]| expand(&models.iter().map(|&name| name.into()).collect::<Vec<_>>());
        let paper = names(&["zoo:paper", "zoo:dcgan"]);
        assert_eq!(paper.len(), 12);
        assert_eq!(paper[..2], ["zoo:dcgan", "zoo:dcgan/d"]);
        assert_eq!(names(&["zoo:all"]).len(), zoo::list().len());
        check(&paper, 1).expect("all in the zoo");
        assert!(check(&paper, MAX_BATCH + 1).is_err_and(|error| error.to_string().contains("65536")));
    }

    #[test]
    fn models_that_cannot_be_measured_are_refused_at_once() {
        assert!(
            check(&["zoo:dcgna".into()], 1).is_err_and(|error| error.to_string().contains("did you mean"))
        );
        assert!(check(&["a.GNX".into()], 1).is_err_and(|error| error.to_string().contains("one mode")));
    }
}
