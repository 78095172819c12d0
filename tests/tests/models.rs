//! Whole networks from ONNX to results: exact counts against the published tables, values against float32.

use bytes::Bytes;
use compiler::{Calibration, CompileOptions, ImportOptions, Samples};
use driver::{Device, OpenOptions, Session};
use isa::program::Mode;
use isa::program::Program;
use isa::record::Cost;
use sim_fallback::cycle::CycleOptions;
use sim_fallback::{LevelOptions, SimOptions, SimTransport};
use zoo::{Entry, Tensor};

/// Quality that every generator must reach.
const REQUIRED_PSNR_DB: f64 = 60.0;

fn compile(entry: &Entry, calibration: Tensor) -> Program {
    compile_as(entry, calibration, Mode::Reorganised)
}

fn compile_as(entry: &Entry, calibration: Tensor, mode: Mode) -> Program {
    let bytes = Bytes::from(entry.onnx().into_owned());
    let graph = compiler::import_bytes(bytes, &entry.name, None, &ImportOptions::default()).expect("imports");
    let samples = Samples { images: calibration.shape[0], arrays: vec![calibration.values] };
    let calibration = Some(Calibration::given(samples, "test"));
    compiler::compile(&graph, &CompileOptions { calibration, mode, ..Default::default() }).expect("compiles")
}

fn run(program: &Program, input: &Tensor, batch: u32, threads: usize) -> Vec<f32> {
    run_at(LevelOptions::Functional, program, input, batch, threads)
}

fn run_at(level: LevelOptions, program: &Program, input: &Tensor, batch: u32, threads: usize) -> Vec<f32> {
    let options = SimOptions { threads: std::num::NonZeroUsize::new(threads), level, ..Default::default() };
    let transport = SimTransport::open(&options).expect("the software device opens");
    let mut device = Device::open(Box::new(transport), OpenOptions::default()).expect("opens");
    let loaded = device.load(program).expect("loads");
    let mut session = Session::new(&mut device);
    let result = session.run(&loaded, input.shape[0], batch, &[&input.values], &mut |_| {});
    result.expect("runs").outputs.swap_remove(0)
}

/// Products that a phase-decomposed engine runs if it does not skip borders. A projection is compiled to a
/// matrix-vector product, so it has no border.
fn lattice(entry: &Entry) -> u64 {
    let count = |layer: &zoo::Layer| match layer.projection {
        true => layer.counts.macs_effective,
        false => layer.counts.macs_lattice,
    };
    entry.layers.iter().map(count).sum()
}

/// The layer tables count by walking the definition of each layer; the compiler counts on its phases.
#[test]
fn compiled_networks_do_exactly_the_published_work() {
    for entry in zoo::list() {
        let program = compile(entry, entry.latents(1, 1).expect("one sample"));
        let layers = program.layers().expect("own records");
        let sum = |count: fn(&Cost) -> u64| layers.iter().map(|layer| count(&layer.cost)).sum::<u64>();
        let (expected, name) = (entry.totals(), &entry.name);
        assert_eq!(sum(|cost| cost.macs_effective), expected.macs_effective, "effective, {name}");
        assert_eq!(sum(|cost| cost.macs_lattice), lattice(entry), "lattice, {name}");
        assert_eq!(sum(|cost| cost.macs_dense), expected.macs_dense, "dense, {name}");
        let weights: u64 = layers.iter().filter_map(|layer| layer.weight_count()).sum();
        assert!(
            weights <= 2 * expected.weights,
            "no zero is stored: {weights} of {}, {name}",
            expected.weights
        );
    }
}

#[test]
fn trained_models_match_their_float32_reference_on_any_thread_and_batch() {
    for name in ["fashion", "furniture"] {
        let entry = zoo::find(name).expect("a trained model");
        let program = compile(entry, entry.calibration());
        let expected = entry.expected().expect("a trained model has a reference");
        let found = run(&program, &expected.input, 16, 2);
        let quality =
            host_app::quality::compare(name, &expected.output.shape, &found, &expected.output.values);
        assert!(quality.psnr_db >= REQUIRED_PSNR_DB, "{quality:?}");
        assert!(found == run(&program, &expected.input, 7, 1), "bits depend on threads or batch");
    }
}

/// Runs a program at level `cycle` and holds every bit to level `sim`.
fn check_cycle(name: &str, program: &Program, input: &Tensor, batch: u32) {
    let expected = run(program, input, batch, 2);
    let found = run_at(LevelOptions::Cycle(CycleOptions::default()), program, input, batch, 2);
    let differs = expected.iter().zip(&found).position(|(a, b)| a.to_bits() != b.to_bits());
    assert_eq!((differs, expected.len()), (None, found.len()), "first difference, {name} in jobs of {batch}");
}

#[test]
fn every_network_of_the_zoo_is_bit_exact_at_level_cycle() {
    for entry in zoo::list() {
        let program = compile(entry, entry.latents(1, 1).expect("one sample"));
        check_cycle(&entry.name, &program, &entry.latents(7, 1).expect("one sample"), 1);
    }
}

/// 17 images: both bodies of the program run.
#[test]
fn batches_and_dense_programs_are_bit_exact_at_level_cycle() {
    for name in ["fashion", "furniture", "magan-mnist", "dcgan-pytorch/d"] {
        let entry = zoo::find(name).expect("a network of the zoo");
        let input = entry.latents(3, 17).expect("samples");
        for mode in [Mode::Reorganised, Mode::Dense] {
            let program = compile_as(entry, entry.latents(1, 1).expect("one sample"), mode);
            check_cycle(name, &program, &input, 17);
        }
    }
    // Few output channels and a kernel that the stride does not divide: lanes of input channels, taps of unequal phases.
    for name in ["dcgan-sd", "dcgan", "artgan-icip17"] {
        let entry = zoo::find(name).expect("a network of the zoo");
        let program = compile_as(entry, entry.latents(1, 1).expect("one sample"), Mode::Dense);
        check_cycle(name, &program, &entry.latents(3, 1).expect("one sample"), 1);
    }
}
