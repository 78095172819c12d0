//! Level `cycle` of the software device: the transport suite, and its results against level `sim`.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use driver::transport::Transport;
use driver::{Deadline, Device, OpenOptions};
use isa::ArchConfig;
use isa::program::{Mode, Program};
use isa::segment::Segment;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use sim_fallback::cycle::CycleOptions;
use sim_fallback::{LevelOptions, SimOptions, SimTransport};
use tests::layers::{Values, chains, program};
use tests::shared::Shared;
use tests::transport::{Fixture, Harness, micro_op_program};

/// Long enough for any job here.
const PATIENCE: Deadline = Deadline { wall: Duration::from_secs(100), cycles: 1 << 40 };

fn options(arch: ArchConfig, level: LevelOptions) -> SimOptions {
    SimOptions { arch, memory_bytes: 3 << 30, build_id: 0x7e57, level, ..SimOptions::default() }
}

/// A device that outlives the processes which open it, as a card does.
struct Cycle(Arc<Mutex<SimTransport>>);

impl Harness for Cycle {
    fn open(&mut self) -> Box<dyn Transport> {
        Box::new(Shared::new(self.0.clone()))
    }

    fn program(&mut self, fixture: Fixture, arch: ArchConfig) -> Program {
        micro_op_program(fixture, arch)
    }
}

mod transport {
    use super::*;

    fn harness() -> Cycle {
        let options = options(ArchConfig::REFERENCE, LevelOptions::Cycle(CycleOptions::default()));
        Cycle(Arc::new(Mutex::new(SimTransport::open(&options).expect("the software device opens"))))
    }

    tests::transport_conformance!(harness());
}

/// Output and cycles of a job.
fn run(program: &Program, level: LevelOptions, batch: u32, input: &[u8]) -> (Vec<u8>, u64) {
    let transport = SimTransport::open(&options(program.arch, level)).expect("the software device opens");
    let mut device = Device::open(Box::new(transport), OpenOptions::default()).expect("opens");
    let loaded = device.load(program).expect("loads");
    let job = device.submit(&loaded, batch, input).expect("submits");
    let report = device.wait(&job, PATIENCE).expect("completes");
    let mut output = vec![0; job.output_bytes() as usize];
    device.read_output(&job, &mut output).expect("is there");
    (output, report.cycles)
}

fn input(program: &Program, batch: u32, seed: u64) -> Vec<u8> {
    let bytes = program.interface.image_bytes(Segment::Input) * u64::from(batch);
    Values::new(seed ^ 0x5eed).samples(bytes as usize / 2)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, rng_seed: RngSeed::Fixed(0x6a_4a78), failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn random_layers_agree_with_level_sim_bit_for_bit(
        chain in chains(),
        geometry in prop_oneof![Just((16u32, 16u32)), (2u32..17, 2u32..17)],
        batch in prop_oneof![Just(1u32), Just(16), Just(18)],
        dense: bool,
    ) {
        let mode = if dense { Mode::Dense } else { Mode::Reorganised };
        let program = program(&chain, ArchConfig::with_geometry(geometry.0, geometry.1), mode);
        let input = input(&program, batch, chain.seed);
        let (expected, _) = run(&program, LevelOptions::Functional, batch, &input);
        let (found, cycles) = run(&program, LevelOptions::Cycle(CycleOptions::default()), batch, &input);
        prop_assert!(found == expected, "values differ from byte {:?} of {}", found.iter().zip(&expected).position(|(a, b)| a != b), expected.len());
        let timing_only = LevelOptions::Cycle(CycleOptions { compute: false, ..CycleOptions::default() });
        prop_assert_eq!(run(&program, timing_only, batch, &input).1, cycles);
    }
}

#[test]
fn a_job_that_does_not_end_is_told_with_its_micro_op() {
    let arch = ArchConfig::with_geometry(2, 2);
    let options = options(arch, LevelOptions::Cycle(CycleOptions::default()));
    tests::blocked::check(Box::new(SimTransport::open(&options).expect("the software device opens")), arch);
}
