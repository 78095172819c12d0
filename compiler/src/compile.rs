//! The way from a layer graph to a program, in one call.

use std::borrow::Cow;

use isa::ArchConfig;
use isa::program::{Mode, Program};

use crate::compile_error::CompileError;
use crate::emit::{self, Planned, Target};
use crate::layer::LayerGraph;
use crate::network::Network;
use crate::quantize::{Calibration, Scales, observe};

/// Seed of the calibration samples that are drawn when none are given.
pub const DEFAULT_SEED: u64 = 0;
/// Number of calibration images that are drawn when none are given.
pub const DEFAULT_IMAGES: usize = 8;
/// Default factor between the largest calibrated value and full scale.
pub const DEFAULT_HEADROOM: f32 = 2.0;

/// How to compile.
#[derive(Debug, Clone, PartialEq)]
pub struct CompileOptions {
    /// The array to compile for.
    pub arch: ArchConfig,
    /// Reorganised by phase, or the cost figures of a conventional engine (values are the same).
    pub mode: Mode,
    /// Sample inputs; seeded normal values if absent.
    pub calibration: Option<Calibration>,
    /// Factor between the largest calibrated value and full scale, 1 to 64. Each doubling costs one of 16 bits
    /// and lets unseen inputs reach twice as far before they saturate.
    pub headroom: f32,
    /// Facts about the model (name, producer, operator set) that lead the program's information section.
    pub info: Vec<(String, String)>,
}

impl Default for CompileOptions {
    fn default() -> Self {
        Self {
            arch: ArchConfig::REFERENCE,
            mode: Mode::Reorganised,
            calibration: None,
            headroom: DEFAULT_HEADROOM,
            info: Vec::new(),
        }
    }
}

/// What the compiler is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Checking the graph.
    Check,
    /// Running samples in float32.
    Calibrate,
    /// Quantising weights and emitting layers.
    Emit,
}

impl Stage {
    /// One word for progress bars.
    pub fn name(self) -> &'static str {
        match self {
            Self::Check => "checking",
            Self::Calibrate => "calibrating",
            Self::Emit => "quantising",
        }
    }
}

/// Compiles a network to a program.
///
/// # Errors
/// The layer, port, sample or option that stands in the way.
pub fn compile(graph: &LayerGraph, options: &CompileOptions) -> Result<Program, CompileError> {
    compile_with_progress(graph, options, &mut |_, _| {})
}

/// Compiles a network to a program and reports the stage and the fraction of it that is done, 0 to 1.
///
/// # Errors
/// As [`compile`].
pub fn compile_with_progress(
    graph: &LayerGraph,
    options: &CompileOptions,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Program, CompileError> {
    plan_with_progress(graph, options, progress)?.finish()
}

/// Does everything of [`compile`] but write the code, which large networks on small arrays have gigabytes of.
///
/// # Errors
/// As [`compile`].
pub fn plan(graph: &LayerGraph, options: &CompileOptions) -> Result<Planned, CompileError> {
    plan_with_progress(graph, options, &mut |_, _| {})
}

fn plan_with_progress(
    graph: &LayerGraph,
    options: &CompileOptions,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Planned, CompileError> {
    progress(Stage::Check, 0.0);
    options.arch.validate()?;
    // Written so that NaN fails.
    if !(1.0..=64.0).contains(&options.headroom) {
        return Err(CompileError::Headroom(options.headroom));
    }
    let network = Network::new(graph)?;
    let calibration = match &options.calibration {
        Some(calibration) => Cow::Borrowed(calibration),
        None => Cow::Owned(Calibration::seeded(graph, DEFAULT_SEED, DEFAULT_IMAGES)),
    };
    progress(Stage::Calibrate, 0.0);
    let seen = observe(&network, &calibration.samples, &mut |done| progress(Stage::Calibrate, done))?;
    let scales = Scales::new(&network, &seen, options.headroom);
    progress(Stage::Emit, 0.0);
    let target = Target { arch: &options.arch, mode: options.mode };
    let info = describe(options, &calibration);
    emit::plan(&network, &scales, target, info, &mut |done| progress(Stage::Emit, done))
}

fn describe(options: &CompileOptions, calibration: &Calibration) -> Vec<(String, String)> {
    let mut info = options.info.clone();
    let mut add = |key: &str, value: String| info.push((key.into(), value));
    add("quantisation", "16-bit weights per output channel, 16-bit activations per buffer".into());
    add("calibration", calibration.source.clone());
    add("headroom", options.headroom.to_string());
    add("compiler", concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).into());
    if options.mode == Mode::Dense {
        add(
            "cycles",
            "predicted for a conventional engine that runs inserted zeros; values are unchanged".into(),
        );
    }
    info
}
