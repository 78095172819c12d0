//! From what the user typed as MODEL to a program: a zoo name, an ONNX file or a compiled `.gnx`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use bytes::Bytes;
use compiler::layer::LayerGraph;
use compiler::onnx::{self, ConstTensor, ImportOptions, TensorData};
use compiler::{Calibration, CompileOptions, Planned, Samples};
use isa::ArchConfig;
use isa::program::{Mode, Program};
use zoo::Entry;

use crate::cli::ModelArgs;
use crate::inputs::{Inputs, Port};
use crate::npz;
use crate::progress::Progress;

/// Images of the user's inputs that a model is calibrated on where nothing else is given.
const CALIBRATION_IMAGES: usize = 16;

/// Where a model comes from.
#[derive(Debug)]
enum Source {
    Zoo(&'static Entry),
    Onnx(LayerGraph, Vec<(String, String)>),
    Program(Box<Program>),
}

/// A model that has been found and read, not yet compiled.
#[derive(Debug)]
pub struct Model {
    /// As the user typed it.
    pub name: String,
    source: Source,
}

impl Model {
    /// Finds and reads a model that is to be compiled reorganised, or is compiled.
    ///
    /// # Errors
    /// An unknown zoo name, or a file that is no model.
    pub fn read(name: &str, args: &ModelArgs) -> Result<Self> {
        Self::read_for(name, args, Mode::Reorganised)
    }

    /// Finds and reads a model that is to be compiled in a mode.
    ///
    /// # Errors
    /// An unknown zoo name, or a file that is no model.
    pub fn read_for(name: &str, args: &ModelArgs, mode: Mode) -> Result<Self> {
        let source = match name.strip_prefix("zoo:") {
            Some(entry) => Source::Zoo(zoo::find(entry)?),
            None => read_file(Path::new(name), args, mode)?,
        };
        if let (Source::Program(program), Some(arch)) = (&source, args.array) {
            check_array(name, program, arch)?;
        }
        if !matches!(source, Source::Onnx(..)) && (args.bind.is_some() || !args.dims.is_empty()) {
            bail!("--bind and --dim change an ONNX model; {name} is none");
        }
        if matches!(source, Source::Program(_)) && args.calibrate.is_some() {
            bail!("--calibrate has no effect on {name}, which is compiled; give it to `ganax compile`");
        }
        Ok(Self { name: name.into(), source })
    }

    /// Whether it is a program already.
    pub fn is_compiled(&self) -> bool {
        matches!(self.source, Source::Program(_))
    }

    /// A short name for default file names.
    pub fn stem(&self) -> String {
        let name = self.name.strip_prefix("zoo:").unwrap_or(&self.name);
        let stem = match self.source {
            Source::Zoo(_) => name.to_owned(),
            _ => {
                Path::new(name).file_stem().map_or("model".into(), |stem| stem.to_string_lossy().into_owned())
            }
        };
        stem.replace(['/', '\\'], "-")
    }

    /// The zoo's entry, where the model is one.
    pub fn entry(&self) -> Option<&'static Entry> {
        match self.source {
            Source::Zoo(entry) => Some(entry),
            _ => None,
        }
    }

    /// The zoo's entry that the model is or was compiled from: it knows its own kind of inputs.
    fn origin(&self) -> Option<&'static Entry> {
        let Source::Program(program) = &self.source else { return self.entry() };
        let (_, model) = program.info.iter().find(|(key, _)| key == "model")?;
        let entry = zoo::find(model.strip_prefix("zoo:")?).ok()?;
        let port = Port { name: entry.input.name.into(), batched: true, dims: entry.input.shape.clone() };
        (self.inputs() == [port]).then_some(entry)
    }

    /// What the network takes.
    pub fn inputs(&self) -> Vec<Port> {
        match &self.source {
            Source::Zoo(entry) => {
                vec![Port { name: entry.input.name.into(), batched: true, dims: entry.input.shape.clone() }]
            }
            Source::Onnx(graph, _) => graph.inputs.iter().map(Port::from).collect(),
            Source::Program(program) => program.interface.inputs.iter().map(Port::from).collect(),
        }
    }

    /// Random inputs: a zoo network's own kind of latents, else standard normal values.
    ///
    /// # Errors
    /// Too many images.
    pub fn seeded_inputs(&self, seed: u64, count: usize) -> Result<Inputs> {
        match self.origin() {
            Some(entry) => {
                let tensor = entry.latents(seed, count)?;
                Ok(Inputs {
                    images: count,
                    arrays: vec![tensor.values],
                    origin: format!("latents of the zoo, seed {seed}"),
                })
            }
            None => Inputs::seeded(&self.inputs(), seed, count),
        }
    }

    /// Compiles the model, unless it is compiled. `seen` are the inputs of a run, if there is one: without
    /// other calibration data they show how large activations become.
    ///
    /// # Errors
    /// What the compiler refuses.
    pub fn compile(self, args: &ModelArgs, mode: Mode, seen: Option<&Inputs>) -> Result<Program> {
        let ports = self.inputs();
        let given = match &args.calibrate {
            Some(path) => Some(Inputs::from_file(path, &ports)?),
            None => None,
        };
        let (graph, info, calibration) = match self.source {
            Source::Program(program) => return Ok(*program),
            Source::Onnx(graph, info) => {
                (graph, info, given.or_else(|| seen.map(|inputs| inputs.spread(&ports, CALIBRATION_IMAGES))))
            }
            Source::Zoo(entry) => {
                let (graph, info) = import_zoo(entry, mode)?;
                (graph, info, Some(given.unwrap_or_else(|| zoo_calibration(entry))))
            }
        };
        let calibration = calibration.map(|inputs| {
            let samples = Samples { images: inputs.images, arrays: inputs.arrays };
            Calibration::given(samples, &inputs.origin)
        });
        let options = CompileOptions {
            arch: args.array.unwrap_or_default(),
            mode,
            calibration,
            info,
            ..Default::default()
        };
        let progress = Progress::new();
        let mut show = |stage: compiler::Stage, fraction: f32| progress.update(stage.name(), fraction.into());
        compiler::compile_with_progress(&graph, &options, &mut show).with_context(|| self.name)
    }

    /// Makes the model ready for runs that count and compute nothing: one seeded image calibrates, since cycles do
    /// not depend on values.
    ///
    /// # Errors
    /// A program, which is compiled in one mode already, and a network that cannot be imported.
    pub fn for_timing(self, mode: Mode) -> Result<TimingModel> {
        let (graph, info) = match self.source {
            Source::Program(_) => bail!("{} is compiled already", self.name),
            Source::Onnx(graph, info) => (graph, info),
            Source::Zoo(entry) => import_zoo(entry, mode)?,
        };
        let calibration = Some(Calibration::seeded(&graph, compiler::DEFAULT_SEED, 1));
        let options = CompileOptions { mode, calibration, info, ..Default::default() };
        Ok(TimingModel { name: self.name, graph, options })
    }
}

/// A model that can be compiled for several arrays, to be counted.
#[derive(Debug)]
pub struct TimingModel {
    name: String,
    graph: LayerGraph,
    options: CompileOptions,
}

impl TimingModel {
    /// Plans the model for an array.
    ///
    /// # Errors
    /// What the compiler refuses.
    pub fn plan(&self, arch: ArchConfig) -> Result<Planned> {
        let options = CompileOptions { arch, ..self.options.clone() };
        compiler::plan(&self.graph, &options).with_context(|| self.name.clone())
    }

    /// Compiles the model for an array.
    ///
    /// # Errors
    /// What the compiler refuses.
    pub fn compile(&self, arch: ArchConfig) -> Result<Program> {
        self.plan(arch)?.finish().with_context(|| self.name.clone())
    }
}

/// Sees that a program is for an array.
///
/// # Errors
/// It is for another.
pub fn check_array(name: &str, program: &Program, arch: ArchConfig) -> Result<()> {
    ensure!(
        program.arch == arch,
        "{name} is compiled for another array ({}x{} with its own buffers); compile the model again with --array GEOMETRY|BOARD",
        program.arch.pv_count,
        program.arch.pe_count
    );
    Ok(())
}

fn read_file(path: &Path, args: &ModelArgs, mode: Mode) -> Result<Source> {
    let name = path.display();
    let kind = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    match kind.as_deref() {
        Some("gnx") => {
            let bytes = std::fs::read(path).with_context(|| format!("{name}: cannot read"))?;
            let program = Program::decode(&bytes).with_context(|| format!("{name}"))?;
            Ok(Source::Program(Box::new(program)))
        }
        Some("onnx") => {
            let bind = match &args.bind {
                Some(path) => bound(path)?,
                None => BTreeMap::new(),
            };
            let options =
                ImportOptions { bind, dims: args.dims.iter().cloned().collect(), ..import_options(mode) };
            let graph = onnx::import(path, &options)?;
            Ok(Source::Onnx(graph, vec![("model".into(), name.to_string())]))
        }
        _ if !path.exists() && path.to_str().is_some_and(|name| zoo::find(name).is_ok()) => {
            bail!("{name}: no such file; the network that comes along is zoo:{name}")
        }
        _ => bail!("{name}: a model is a .onnx file, a .gnx file or zoo:NAME"),
    }
}

/// Arrays of a file as constants.
fn bound(path: &Path) -> Result<BTreeMap<String, ConstTensor>> {
    let constant = |(name, array): (String, npz::Array)| {
        let data = match array.integer {
            true => TensorData::Integer(array.values.iter().map(|&value| value as i64).collect()),
            false => TensorData::Float(array.values),
        };
        let tensor = ConstTensor::new(array.shape, data);
        let tensor = tensor.with_context(|| format!("{}: array `{name}`", path.display()))?;
        Ok((name, tensor))
    };
    npz::read(path)?.into_iter().map(constant).collect()
}

/// A conventional engine cannot merge upsampling into a convolution.
fn import_options(mode: Mode) -> ImportOptions {
    ImportOptions { separate_upsampling: mode == Mode::Dense, ..Default::default() }
}

fn import_zoo(entry: &Entry, mode: Mode) -> Result<(LayerGraph, Vec<(String, String)>)> {
    let label = format!("zoo:{}", entry.name);
    let bytes = match entry.onnx() {
        std::borrow::Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        std::borrow::Cow::Owned(bytes) => Bytes::from(bytes),
    };
    let graph = onnx::import_bytes(bytes, &label, None, &import_options(mode))?;
    Ok((graph, vec![("model".into(), label), ("description".into(), entry.description.clone())]))
}

fn zoo_calibration(entry: &Entry) -> Inputs {
    let tensor = entry.calibration();
    let images = tensor.shape.first().copied().unwrap_or(1);
    Inputs { images, arrays: vec![tensor.values], origin: "latents of the zoo".into() }
}
