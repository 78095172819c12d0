//! `ganax run` and the demo: a model on a device, and what it makes as files and figures.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, ensure};
use driver::{Deadline, Device, Patience, PostMortem};
use isa::program::Mode;
use sim_fallback::cycle::{CycleOptions, Trace};
use sim_fallback::rtl::{RtlOptions, waves_are_whole};

use super::{print_json, print_line};
use crate::cli::{ModelArgs, RunArgs};
use crate::device::{self, SoftwareOptions};
use crate::execution::{self, Execution, Jobs, Summary};
use crate::inputs::Inputs;
use crate::model::Model;
use crate::progress::Progress;
use crate::{output, quality, rtl};

const DEMO_MODEL: &str = "zoo:fashion";
const DEMO_OUTPUT: &str = "ganax-samples.png";
/// The demo's latents come in classes of eight, one class a row.
const DEMO_COLUMNS: u32 = 8;
const DEMO_BATCH: NonZeroUsize = NonZeroUsize::new(16).unwrap();

/// Runs `ganax run`.
///
/// # Errors
/// Anything that is wrong with model, inputs, device or output.
pub fn run(args: &RunArgs) -> Result<()> {
    if let Some(path) = &args.output {
        output::check(path)?;
    }
    for path in args.trace.iter().chain(&args.rtl.wave) {
        output::check_file(path)?;
    }
    output::check_distinct([&args.output, &args.trace, &args.rtl.wave, &args.post_mortem])?;
    let model = Model::read(&args.model, &args.model_args)?;
    let (name, stem, ports) = (model.name.clone(), model.stem(), model.inputs());
    let inputs = match &args.input {
        Some(path) => Inputs::from_file(path, &ports).with_context(|| format!("inputs of {name}"))?,
        None => model.seeded_inputs(args.seed, args.count.get())?,
    };
    ensure!(
        args.trace.is_none() || (inputs.images <= args.batch.get() && args.repeat.get() == 1),
        "--trace records one job: {} images take several of {}; run fewer images, or more a job with --batch, once",
        inputs.images,
        args.batch
    );
    let program = model.compile(&args.model_args, Mode::Reorganised, Some(&inputs))?;
    let trace = args.trace.as_ref().map(|_| Arc::new(Mutex::new(Trace::default())));
    let progress = Progress::new();
    let cycles = rtl::predicted_cycles(&program, inputs.images, args.batch.get())?;
    let cycles = cycles.saturating_mul(args.repeat.get() as u64);
    let options = SoftwareOptions {
        arch: program.arch,
        threads: args.threads,
        cycle: CycleOptions { trace: trace.clone(), ..CycleOptions::default() },
        rtl: RtlOptions {
            wave: args.rtl.wave.clone(),
            source: args.rtl.rtl_source.clone(),
            latency_seed: args.rtl.rtl_seed,
            observer: rtl::observer(&progress, cycles),
            ..RtlOptions::default()
        },
        faults: args.faults.clone(),
    };
    let mut devices = device::open_all(&args.device, &options)?;
    let patience = args.timeout.map(|time| Patience::until(Deadline::after(time)));
    let jobs = Jobs { batch: args.batch, repeat: args.repeat, patience };
    let result = execution::execute_on_all(&mut devices, &program, &name, &inputs, jobs, &progress);
    if result.is_err() {
        examine(&mut devices, args.post_mortem.as_deref())?;
    }
    let Execution { outputs, mut summary } = result?;
    if let Some(reference) = &args.reference {
        summary.quality = Some(execution::judge(&outputs, reference)?);
    }
    let path = args.output.clone().unwrap_or_else(|| output::default_path(&stem, &outputs));
    save(&path, &outputs, None, &mut summary)?;
    if let (Some(path), Some(trace)) = (&args.trace, trace) {
        write_trace(path, &trace)?;
        summary.trace = Some(path.display().to_string());
    }
    summary.wave = args.rtl.wave.as_ref().map(|path| path.display().to_string());
    // A recording ends with its device.
    drop(devices);
    if let Some(path) = &args.rtl.wave {
        let is_whole = waves_are_whole(path).with_context(|| format!("{} cannot be read", path.display()))?;
        ensure!(is_whole, "{}: the waves are not whole; is there room for them?", path.display());
    }
    warn_of_saturation(&summary);
    match args.json {
        true => print_json(&summary),
        false => print_line(&execution::render(&summary)),
    }
}

/// Runs the demo: the trained generator that is built in, on its eighty latents, against its float32 reference.
///
/// # Errors
/// Anything that goes wrong on the way.
pub fn demo() -> Result<()> {
    let args = ModelArgs { calibrate: None, bind: None, dims: Vec::new(), array: None };
    let model = Model::read(DEMO_MODEL, &args)?;
    let expected = model.entry().and_then(zoo::Entry::expected);
    let inputs = match &expected {
        Some(expected) => Inputs {
            images: expected.input.shape[0],
            arrays: vec![expected.input.values.clone()],
            origin: "the demo's latents".into(),
        },
        None => model.seeded_inputs(0, 80)?,
    };
    let program = model.compile(&args, Mode::Reorganised, Some(&inputs))?;
    let options = SoftwareOptions { arch: program.arch, ..SoftwareOptions::default() };
    let mut device = device::open(sim_fallback::NAME, options)?;
    let jobs = Jobs { batch: DEMO_BATCH, repeat: NonZeroUsize::MIN, patience: None };
    let Execution { outputs, mut summary } =
        execution::execute(&mut device, &program, DEMO_MODEL, &inputs, jobs)?;
    summary.quality = expected.map(|expected| {
        let shown = &outputs[0];
        vec![quality::compare(&shown.name, &shown.shape, &shown.values, &expected.output.values)]
    });
    save(&PathBuf::from(DEMO_OUTPUT), &outputs, Some(DEMO_COLUMNS), &mut summary)?;
    print_line(&execution::render(&summary))?;
    print_line(
        "\nNext: `ganax run zoo:furniture`, `ganax zoo`, or `ganax run YOUR.onnx`; `ganax --help` says more.",
    )
}

/// Says where the devices stand after a run that failed, and writes all that there is to say where that is wanted.
fn examine(devices: &mut [Device], path: Option<&Path>) -> Result<()> {
    let states: Vec<PostMortem> = devices.iter_mut().map(Device::post_mortem).collect();
    for state in &states {
        if let Some(program) = &state.program {
            log::warn!("{}: {program}", state.device);
        }
    }
    let Some(path) = path else { return Ok(()) };
    let text: String = states.iter().map(PostMortem::to_string).collect();
    std::fs::write(path, text).with_context(|| format!("{}: cannot write the post-mortem", path.display()))
}

fn save(path: &Path, outputs: &[output::Output], columns: Option<u32>, summary: &mut Summary) -> Result<()> {
    let paths = output::write(path, outputs, columns)?;
    for (output, path) in summary.outputs.iter_mut().zip(paths) {
        output.path = path.map(|path| path.display().to_string());
    }
    Ok(())
}

/// Writes who was busy when as JSON for Perfetto and Chrome's tracing page.
fn write_trace(path: &Path, trace: &Mutex<Trace>) -> Result<()> {
    // A thread that panicked while it recorded leaves a trace that is short, not wrong.
    let trace = trace.lock().unwrap_or_else(PoisonError::into_inner);
    if trace.dropped() > 0 {
        log::warn!(
            "the trace holds the first {} intervals; {} more did not fit, run fewer images",
            trace.intervals().len(),
            trace.dropped()
        );
    }
    output::write_file(path, |file| Ok(trace.write_json(file)?))
}

fn warn_of_saturation(summary: &Summary) {
    if summary.saturated_inputs > 0 {
        log::warn!(
            "{} input values lie beyond the range that the model was calibrated for and were clipped; give representative inputs with --calibrate",
            summary.saturated_inputs
        );
    }
}
