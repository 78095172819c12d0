//! Level `rtl` of the software device: the transport suite on the generated Verilog, and its results against level `cycle`.
//!
//! Runs the smallest array that is built in; `GANAX_RTL_SOURCE=FILE` and `GANAX_RTL_ARRAY=PxN` judge another design.
//! Without Verilog or Verilator the tests are skipped with a line on stderr, or fail where `GANAX_REQUIRE_TOOLS=1` is set.

use std::io::Write;
use std::path::PathBuf;
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
use sim_fallback::rtl::{RtlError, RtlOptions, RtlTransport, configurations};
use sim_fallback::{LevelOptions, SimOptions, SimTransport};
use tests::layers::{Values, chains, program};
use tests::shared::Shared;
use tests::transport::{Fixture, Harness, micro_op_program};

/// Long enough for any job here.
const PATIENCE: Deadline = Deadline { wall: Duration::from_secs(100), cycles: 1 << 40 };

/// The array that is judged, if there is Verilog of any.
fn arch() -> Option<ArchConfig> {
    let named = std::env::var("GANAX_RTL_ARRAY").ok().map(|array| {
        let (pvs, pes) = array.split_once('x').expect("GANAX_RTL_ARRAY is PxN");
        (pvs.parse().expect("PVs"), pes.parse().expect("PEs"))
    });
    let (pvs, pes) = named.or_else(|| configurations().min())?;
    Some(ArchConfig::with_geometry(pvs, pes))
}

fn options(arch: ArchConfig, level: LevelOptions) -> SimOptions {
    SimOptions { arch, level, ..SimOptions::default() }
}

/// The device, or `None` where the tests are to be skipped.
fn open(latency_seed: Option<u64>) -> Option<(ArchConfig, RtlTransport)> {
    let source = std::env::var_os("GANAX_RTL_SOURCE").map(PathBuf::from);
    let rtl = RtlOptions { source, latency_seed, ..RtlOptions::default() };
    let reason =
        match arch().map(|arch| (arch, RtlTransport::open(&options(arch, LevelOptions::default()), &rtl))) {
            Some((arch, Ok(transport))) => return Some((arch, transport)),
            Some((_, Err(error @ RtlError::NoVerilator { .. }))) => error.to_string(),
            Some((_, Err(error))) => panic!("{error}"),
            None => "no Verilog of an array is committed".into(),
        };
    let required = std::env::var("GANAX_REQUIRE_TOOLS").is_ok_and(|value| value == "1");
    assert!(!required, "{reason} and GANAX_REQUIRE_TOOLS=1 is set");
    let test = std::thread::current().name().unwrap_or("a test").to_string();
    // The print macros of a passing test are captured; the stream itself is not.
    let _ = writeln!(std::io::stderr(), "skipped: {test}: {reason}");
    None
}

/// A device that outlives the processes which open it, as a card does.
struct Rtl(Arc<Mutex<RtlTransport>>);

impl Harness for Rtl {
    fn open(&mut self) -> Box<dyn Transport> {
        Box::new(Shared::new(self.0.clone()))
    }

    fn program(&mut self, fixture: Fixture, arch: ArchConfig) -> Program {
        micro_op_program(fixture, arch)
    }
}

mod transport {
    use super::*;

    fn harness() -> Option<Rtl> {
        open(None).map(|(_, transport)| Rtl(Arc::new(Mutex::new(transport))))
    }

    // The macro's tests return nothing, so that one without a device may return at once.
    tests::transport_conformance!(match harness() {
        Some(harness) => harness,
        None => return,
    });
}

/// Output and cycles of a job.
fn run(transport: Box<dyn Transport>, program: &Program, batch: u32, input: &[u8]) -> (Vec<u8>, u64) {
    let mut device = Device::open(transport, OpenOptions::default()).expect("opens");
    let loaded = device.load(program).expect("loads");
    let job = device.submit(&loaded, batch, input).expect("submits");
    let report = device.wait(&job, PATIENCE).expect("completes");
    let mut output = vec![0; job.output_bytes() as usize];
    device.read_output(&job, &mut output).expect("is there");
    (output, report.cycles)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, rng_seed: RngSeed::Fixed(0x6a_4a78), failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn random_layers_agree_with_level_cycle_in_every_bit_and_cycle(
        chain in chains(),
        batch in prop_oneof![Just(1u32), Just(2), Just(16)],
        latency_seed in prop_oneof![Just(None), any::<u64>().prop_map(Some)],
        dense: bool,
    ) {
        let Some((arch, transport)) = open(latency_seed) else { return Ok(()) };
        let mode = if dense { Mode::Dense } else { Mode::Reorganised };
        let program = program(&chain, arch, mode);
        let bytes = program.interface.image_bytes(Segment::Input) * u64::from(batch);
        let input = Values::new(chain.seed ^ 0x5eed).samples(bytes as usize / 2);
        let level = LevelOptions::Cycle(CycleOptions::default());
        let cycle = SimTransport::open(&options(arch, level)).expect("the software device opens");
        let (expected, cycles) = run(Box::new(cycle), &program, batch, &input);
        let (found, counted) = run(Box::new(transport), &program, batch, &input);
        prop_assert!(found == expected, "{chain:?}");
        // Random latencies cost cycles, and nothing else.
        if latency_seed.is_none() {
            prop_assert_eq!(counted, cycles, "{:?}", chain);
        }
    }
}
