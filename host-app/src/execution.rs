//! Running a program on a device: what `ganax run` and the demo have in common.

use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use driver::{Device, Patience, RunReport, run_on_all};
use isa::program::{Mode, Program};
use serde::Serialize;

use crate::inputs::{Inputs, Port};
use crate::npz;
use crate::output::Output;
use crate::progress::Progress;
use crate::quality::{self, Quality};
use crate::table::si;

/// What a run made and what it cost.
#[derive(Debug)]
pub struct Execution {
    /// Outputs over all images, in port order.
    pub outputs: Vec<Output>,
    /// Summary.
    pub summary: Summary,
}

/// A run in figures; the object that `--json` prints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// The device that ran it.
    pub device: String,
    /// The model as the user named it.
    pub model: String,
    /// Images.
    pub images: usize,
    /// Images per job.
    pub batch: usize,
    /// How the program was compiled: `reorganised`, or `dense` with zeros inserted.
    pub mode: &'static str,
    /// Array cycles of all images.
    pub cycles: u64,
    /// Whether the cycles were counted by the device; otherwise the compiler's cost model predicted them.
    pub cycles_counted: bool,
    /// Multiply-accumulates of all images on real input pixels.
    pub macs_effective: u64,
    /// The same on a conventional array, zeros inserted.
    pub macs_dense: u64,
    /// Wall time from inputs to results, in microseconds; the median where the run was repeated.
    pub host_us: u64,
    /// Input values beyond the calibrated range.
    pub saturated_inputs: u64,
    /// Outputs, and the files that hold them.
    pub outputs: Vec<OutputSummary>,
    /// The file that holds the trace, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace: Option<String>,
    /// The file that holds the waves, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wave: Option<String>,
    /// Closeness to the reference, where one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality: Option<Vec<Quality>>,
}

/// One output.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutputSummary {
    /// The ONNX value name.
    pub name: String,
    /// Extents, images first where the output is batched.
    pub shape: Vec<usize>,
    /// The file that holds it, if one does.
    pub path: Option<String>,
}

/// In which jobs a program is run.
#[derive(Debug, Clone, Copy)]
pub struct Jobs {
    /// Images of a job.
    pub batch: NonZeroUsize,
    /// How often all of it is run.
    pub repeat: NonZeroUsize,
    /// How long a job may take, if that is not to follow the program.
    pub patience: Option<Patience>,
}

/// Runs `inputs` through a program.
///
/// # Errors
/// Whatever the driver refuses.
pub fn execute(
    device: &mut Device,
    program: &Program,
    model: &str,
    inputs: &Inputs,
    jobs: Jobs,
) -> Result<Execution> {
    execute_on_all(std::slice::from_mut(device), program, model, inputs, jobs, &Progress::new())
}

/// As [`execute`], with the images split over several devices. Shows the share of the images that is done.
///
/// # Errors
/// Whatever the driver refuses.
pub fn execute_on_all(
    devices: &mut [Device],
    program: &Program,
    model: &str,
    inputs: &Inputs,
    jobs: Jobs,
    progress: &Progress,
) -> Result<Execution> {
    let load = |device: &mut Device| {
        device.load(program).with_context(|| format!("{model}: cannot load the program"))
    };
    let loaded = devices.iter_mut().map(load).collect::<Result<Vec<_>>>()?;
    let arrays = per_image(program, inputs);
    let slices: Vec<&[f32]> = arrays.iter().map(Vec::as_slice).collect();
    let batch = jobs.batch.get().min(inputs.images);
    let jobs_of = u32::try_from(batch).unwrap_or(u32::MAX);
    let mut times: Vec<Duration> = Vec::new();
    let mut run = || {
        let mut show =
            |done: driver::Progress| progress.update("running", done.images as f64 / done.of.max(1) as f64);
        let result = run_on_all(devices, &loaded, inputs.images, jobs_of, &slices, jobs.patience, &mut show);
        result.with_context(|| model.to_owned())
    };
    let mut result = run()?;
    times.push(result.report.elapsed);
    for _ in 1..jobs.repeat.get() {
        result = run()?;
        times.push(result.report.elapsed);
    }
    times.sort_unstable();
    progress.clear();
    let outputs = collect(program, inputs.images, result.outputs);
    let summary =
        summarise(devices, program, model, batch, &result.report, times[times.len() / 2], &outputs)?;
    Ok(Execution { outputs, summary })
}

/// The driver wants every input once per image.
fn per_image(program: &Program, inputs: &Inputs) -> Vec<Vec<f32>> {
    let ports = program.interface.inputs.iter().zip(&inputs.arrays);
    ports
        .map(|(port, array)| if port.batched { array.clone() } else { array.repeat(inputs.images) })
        .collect()
}

fn collect(program: &Program, images: usize, arrays: Vec<Vec<f32>>) -> Vec<Output> {
    let ports = program.interface.outputs.iter().zip(arrays);
    ports
        .map(|(port, mut values)| {
            let shape = Port::from(port).shape(images);
            // An output without a batch axis is the same for every image.
            values.truncate(shape.iter().product());
            Output { name: port.name.clone(), shape, values }
        })
        .collect()
}

fn summarise(
    devices: &[Device],
    program: &Program,
    model: &str,
    batch: usize,
    report: &RunReport,
    time: Duration,
    outputs: &[Output],
) -> Result<Summary> {
    let layers = program.layers()?;
    let macs = |count: fn(&isa::record::Cost) -> u64| {
        let image = layers.iter().fold(0u64, |sum, layer| sum.saturating_add(count(&layer.cost)));
        image.saturating_mul(report.images as u64)
    };
    Ok(Summary {
        device: devices.iter().map(|device| device.info().name.as_str()).collect::<Vec<_>>().join(","),
        model: model.into(),
        images: report.images,
        batch,
        mode: program.mode.name(),
        cycles: report.cycles,
        cycles_counted: report.cycles_counted,
        macs_effective: macs(|cost| cost.macs_effective),
        macs_dense: macs(|cost| cost.macs_dense),
        host_us: u64::try_from(time.as_micros()).unwrap_or(u64::MAX),
        saturated_inputs: report.saturated_inputs,
        outputs: outputs
            .iter()
            .map(|output| OutputSummary {
                name: output.name.clone(),
                shape: output.shape.clone(),
                path: None,
            })
            .collect(),
        trace: None,
        wave: None,
        quality: None,
    })
}

/// Compares outputs with the arrays of a reference file that have their names.
///
/// # Errors
/// No common name, or a shape that differs.
pub fn judge(outputs: &[Output], reference: &Path) -> Result<Vec<Quality>> {
    let name = reference.display();
    let arrays = npz::read(reference)?;
    let judged: Vec<Quality> = outputs
        .iter()
        .filter_map(|output| arrays.get(&output.name).map(|expected| (output, expected)))
        .map(|(output, expected)| {
            ensure!(
                output.shape == expected.shape,
                "{name}: array `{}` has shape {:?}, the output has {:?}",
                output.name,
                expected.shape,
                output.shape
            );
            Ok(quality::compare(&output.name, &output.shape, &output.values, &expected.values))
        })
        .collect::<Result<_>>()?;
    let outputs: Vec<&str> = outputs.iter().map(|output| output.name.as_str()).collect();
    ensure!(!judged.is_empty(), "{name}: holds no array named as an output ({})", outputs.join(", "));
    Ok(judged)
}

fn render_macs(summary: &Summary) -> String {
    let (effective, dense) = (si(summary.macs_effective), si(summary.macs_dense));
    if summary.mode == Mode::Dense.name() {
        return format!("{dense}, of which {effective} on real pixels: compiled as for a conventional array");
    }
    let skipped = summary.macs_dense.saturating_sub(summary.macs_effective);
    let share = 100.0 * skipped as f64 / summary.macs_dense.max(1) as f64;
    format!(
        "{effective} effective, {} of {dense} skipped that a conventional array runs ({share:.0} %)",
        si(skipped)
    )
}

/// The summary as lines for people.
pub fn render(summary: &Summary) -> String {
    let per_image = |total: u64| si(total / summary.images.max(1) as u64);
    let counted = if summary.cycles_counted { "counted" } else { "predicted" };
    let plural = if summary.images == 1 { "image" } else { "images" };
    let mut lines = vec![
        format!("model    {}, {} {plural} in jobs of {}", summary.model, summary.images, summary.batch),
        format!("device   {}", summary.device),
        format!("cycles   {} {counted}, {} an image", si(summary.cycles), per_image(summary.cycles)),
        format!("MACs     {}", render_macs(summary)),
        format!("time     {:.1} ms on the host", summary.host_us as f64 / 1000.0),
    ];
    for quality in summary.quality.iter().flatten() {
        let ssim = quality.ssim.map_or(String::new(), |ssim| format!(", SSIM {ssim:.6}"));
        lines.push(format!(
            "quality  {}: PSNR {:.1} dB, largest error {:.2e}{ssim}, against the float32 reference",
            quality.name, quality.psnr_db, quality.max_abs
        ));
    }
    let mut files: Vec<&String> = summary.outputs.iter().filter_map(|output| output.path.as_ref()).collect();
    files.dedup();
    lines.extend(files.iter().map(|file| format!("output   {file}")));
    lines.extend(summary.trace.iter().map(|file| format!("trace    {file}, for ui.perfetto.dev")));
    lines.extend(summary.wave.iter().map(|file| format!("waves    {file}, for GTKWave or Surfer")));
    lines.join("\n")
}
