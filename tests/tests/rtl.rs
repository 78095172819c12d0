//! Level `rtl` of the software device: the transport suite, and its equality with level `cycle` in every bit and cycle.
//!
//! Needs Verilator. Where it is missing the tests are skipped with a line on standard error, and fail instead where
//! `GANAX_REQUIRE_TOOLS` is 1.

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use driver::transport::Transport;
use driver::{Deadline, Device, OpenOptions};
use isa::ArchConfig;
use isa::csr::Csr;
use isa::ops::MicroOp;
use isa::program::{Mode, Program};
use isa::queue::{Completion, Fault};
use isa::segment::Segment;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngSeed, TestRunner};
use sim_fallback::cycle::CycleOptions;
use sim_fallback::rtl::{RtlOptions, RtlTransport};
use sim_fallback::{LevelOptions, SimOptions, SimTransport};
use tests::layers::{Chain, Values, chains_within, program};
use tests::microprograms::{self, Job};
use tests::shared::Shared;
use tests::transport::{Fixture, Harness, micro_op_program};

/// Long enough for any job here.
const PATIENCE: Deadline = Deadline { wall: Duration::from_secs(600), cycles: 1 << 40 };

/// Makes a missing tool an error when set to 1.
const REQUIRE: &str = "GANAX_REQUIRE_TOOLS";

/// The counters that must be equal, beside what the report of the job says.
const COUNTERS: [Csr; 9] = [
    Csr::ProgramCounter,
    Csr::CounterCyclesLow,
    Csr::CounterMacsLow,
    Csr::CounterBytesReadLow,
    Csr::CounterBytesWrittenLow,
    Csr::CounterStallInputLow,
    Csr::CounterStallWeightLow,
    Csr::CounterStallOutputLow,
    Csr::CounterStallMicroOpLow,
];

fn verilator_is_there() -> bool {
    let found = std::process::Command::new("verilator").arg("--version").output().is_ok();
    assert!(found || std::env::var(REQUIRE).as_deref() != Ok("1"), "verilator is missing");
    if !found {
        let _ = writeln!(std::io::stderr(), "skipped: verilator is not installed");
    }
    found
}

fn options(arch: ArchConfig) -> SimOptions {
    SimOptions {
        arch,
        memory_bytes: 1 << 30,
        level: LevelOptions::Cycle(CycleOptions::default()),
        ..SimOptions::default()
    }
}

fn rtl(arch: ArchConfig, latency_seed: Option<u64>) -> RtlTransport {
    RtlTransport::open(&options(arch), &RtlOptions { latency_seed, ..RtlOptions::default() })
        .expect("the design is compiled")
}

/// A device that outlives the processes which open it, as a card does.
struct Rtl(Arc<Mutex<RtlTransport>>);

impl Harness for Rtl {
    fn open(&mut self) -> Box<dyn Transport> {
        Box::new(Shared::new(self.0.clone()))
    }

    /// The device shows no memory latency, since a board's is what it is; programs are compiled for the usual one.
    fn program(&mut self, fixture: Fixture, arch: ArchConfig) -> Program {
        let memory_latency_cycles = ArchConfig::REFERENCE.memory_latency_cycles;
        micro_op_program(fixture, ArchConfig { memory_latency_cycles, ..arch })
    }
}

/// Every case of the transport suite, one after the other: the design is compiled once.
#[test]
fn transport() {
    if !verilator_is_there() {
        return;
    }
    for (name, case) in tests::transport::CASES {
        println!("{name}");
        case(&mut Rtl(Arc::new(Mutex::new(rtl(ArchConfig::with_geometry(4, 4), None)))));
    }
}

/// The design behind a vfio-user socket, in a thread of its own.
#[cfg(target_os = "linux")]
struct Served {
    socket: std::path::PathBuf,
    processes: tests::transport::mortal::Processes,
    _directory: tempfile::TempDir,
}

#[cfg(target_os = "linux")]
impl Served {
    const MEMORY_BYTES: u64 = 64 << 20;

    fn new(arch: ArchConfig, latency_seed: Option<u64>) -> Self {
        use sim_fallback::pci::{CardOptions, DeviceServer, Engine};
        let directory = tempfile::tempdir().expect("a directory");
        let socket = directory.path().join("card");
        let engine = Engine::Rtl(RtlOptions { latency_seed, ..RtlOptions::default() });
        let options = CardOptions { arch, ..CardOptions::default() };
        let mut server = DeviceServer::listen(&socket, &options, engine).expect("the server listens");
        std::thread::spawn(move || while server.serve_client().is_ok() {});
        Self { socket, processes: Default::default(), _directory: directory }
    }

    fn connect(socket: &std::path::Path) -> driver::transport::vfio_user::VfioUserTransport {
        driver::transport::vfio_user::VfioUserTransport::open(socket, Self::MEMORY_BYTES)
            .expect("the server takes a client")
    }
}

#[cfg(target_os = "linux")]
impl Harness for Served {
    fn open(&mut self) -> Box<dyn Transport> {
        let socket = self.socket.clone();
        self.processes.start(move || Box::new(Self::connect(&socket)))
    }

    fn program(&mut self, fixture: Fixture, arch: ArchConfig) -> Program {
        let memory_latency_cycles = ArchConfig::REFERENCE.memory_latency_cycles;
        micro_op_program(fixture, ArchConfig { memory_latency_cycles, ..arch })
    }
}

/// The transport suite through the socket: the design works on its client's memory, and reaches no other.
#[cfg(target_os = "linux")]
#[test]
fn transport_behind_a_socket() {
    if !verilator_is_there() {
        return;
    }
    for (name, case) in tests::transport::CASES {
        println!("{name}");
        case(&mut Served::new(ArchConfig::with_geometry(2, 2), None));
    }
}

/// The same bits, cycles and counters behind a socket as in process.
#[cfg(target_os = "linux")]
#[test]
fn a_layer_behind_a_socket_is_that_of_level_cycle() {
    if !verilator_is_there() {
        return;
    }
    let arch = ArchConfig::with_geometry(4, 4);
    let mut runner = TestRunner::deterministic();
    let chain = chains_within(10, [2, 9, 8]).new_tree(&mut runner).expect("a chain").current();
    let program = program(&chain, arch, Mode::Reorganised);
    let input = input(&program, 3, chain.seed);
    let expected = run(SimTransport::open(&options(arch)).expect("opens"), &program, 3, &input);
    let served = Served::new(arch, None);
    assert_eq!(run(Served::connect(&served.socket), &program, 3, &input), expected);
    let delayed = Served::new(arch, Some(5));
    assert!(run(Served::connect(&delayed.socket), &program, 3, &input).output == expected.output);
}

#[test]
fn a_job_that_does_not_end_is_told_with_its_micro_op() {
    if verilator_is_there() {
        let arch = ArchConfig::with_geometry(2, 2);
        tests::blocked::check(Box::new(rtl(arch, None)), arch);
    }
}

/// What a job leaves behind.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    output: Vec<u8>,
    counters: Vec<(Csr, u32)>,
}

fn run<T: Transport + 'static>(transport: T, program: &Program, batch: u32, input: &[u8]) -> Outcome {
    let shared = Arc::new(Mutex::new(transport));
    let mut device =
        Device::open(Box::new(Shared::new(shared.clone())), OpenOptions::default()).expect("opens");
    let loaded = device.load(program).expect("loads");
    let job = device.submit(&loaded, batch, input).expect("submits");
    let report = device.wait(&job, PATIENCE).expect("completes");
    let mut output = vec![0; job.output_bytes() as usize];
    device.read_output(&job, &mut output).expect("is there");
    assert!(report.cycles_counted);
    let mut transport = shared.lock().expect("not poisoned");
    let counters = COUNTERS.map(|csr| (csr, transport.read_register(csr.offset()).expect("is read")));
    Outcome { output, counters: counters.to_vec() }
}

fn input(program: &Program, batch: u32, seed: u64) -> Vec<u8> {
    let bytes = program.interface.image_bytes(Segment::Input) * u64::from(batch);
    Values::new(seed ^ 0x5eed).samples(bytes as usize / 2)
}

/// The judged property: outputs, cycles and counters are equal; with other latencies outputs still are.
fn agree(arch: ArchConfig, chain: &Chain, batch: u32, mode: Mode) -> Result<(), TestCaseError> {
    let program = program(chain, arch, mode);
    let input = input(&program, batch, chain.seed);
    let expected = run(SimTransport::open(&options(arch)).expect("opens"), &program, batch, &input);
    let found = run(rtl(arch, None), &program, batch, &input);
    let differs = found.output.iter().zip(&expected.output).position(|(a, b)| a != b);
    prop_assert!(differs.is_none(), "outputs differ from byte {:?} of {}", differs, expected.output.len());
    prop_assert_eq!(found.counters, expected.counters);
    let delayed = run(rtl(arch, Some(chain.seed)), &program, batch, &input);
    prop_assert!(delayed.output == expected.output, "outputs depend on the memory's latency");
    Ok(())
}

/// Random layers on one geometry, as many as asked for.
fn random_layers(pvs: u32, pes: u32, cases: u32, most_channels: u32, extents: [u32; 3]) {
    if !verilator_is_there() {
        return;
    }
    let config = ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(0x0041_7474),
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    };
    let strategy =
        (chains_within(most_channels, extents), prop_oneof![Just(1u32), Just(3), Just(17)], any::<bool>());
    let outcome = TestRunner::new(config).run(&strategy, |(chain, batch, dense)| {
        agree(
            ArchConfig::with_geometry(pvs, pes),
            &chain,
            batch,
            if dense { Mode::Dense } else { Mode::Reorganised },
        )
    });
    outcome.unwrap_or_else(|error| panic!("{pvs}x{pes}: {error}"));
}

#[test]
fn random_layers_on_2x2() {
    random_layers(2, 2, 24, 6, [2, 7, 6]);
}

#[test]
fn random_layers_on_4x4() {
    random_layers(4, 4, 24, 10, [2, 9, 8]);
}

#[test]
#[ignore = "its model takes minutes to compile; `cargo xtask rtl verify --full` runs it"]
fn random_layers_on_16x16() {
    random_layers(16, 16, 12, 39, [3, 15, 11]);
}

/// What is said of jobs: cycles, MACs and bytes of one that succeeds, the fault of another; and all counters, if none fails.
type Account = (Vec<Verdict>, Option<Vec<u32>>);
type Verdict = Result<[u64; 4], Fault>;

fn account(device: &mut dyn Transport, jobs: &[Job]) -> Account {
    let verdict = |found: &Completion| match found.fault {
        Some(fault) => Err(fault),
        None => Ok([found.cycles, found.macs, found.bytes_read, found.bytes_written]),
    };
    let found = microprograms::run(device, jobs, microprograms::BATCH);
    let verdicts: Vec<_> = found.iter().map(verdict).collect();
    let mut counter = |csr: Csr| device.read_register(csr.offset()).expect("is read");
    let counters = verdicts.iter().all(Result::is_ok).then(|| COUNTERS.map(&mut counter).to_vec());
    (verdicts, counters)
}

/// Micro-ops in any order: the same end, and for programs that run to it the same counters, whatever the job before did or
/// would have done before a reset. With other latencies the same programs run to it; a quarter of them at least.
fn random_microprograms(pvs: u32, pes: u32, cases: u32) {
    if !verilator_is_there() {
        return;
    }
    let config = ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(0x6d69_6372),
        failure_persistence: None,
        max_shrink_iters: 500,
        ..ProptestConfig::default()
    };
    let arch = ArchConfig::with_geometry(pvs, pes);
    let reference = Mutex::new(SimTransport::open(&options(arch)).expect("opens"));
    let design = Mutex::new(rtl(arch, None));
    let delayed = Mutex::new(rtl(arch, Some(pes.into())));
    let [jobs_run, halted, races] = [0; 3].map(AtomicUsize::new);
    let strategy = (microprograms::queues(), prop::option::weighted(0.3, 0u64..3000));
    let outcome = TestRunner::new(config).run(&strategy, |(jobs, abandoned)| {
        for device in [&design, &delayed] {
            if let Some(cycles) = abandoned {
                let mut device = device.lock().expect("not poisoned");
                microprograms::abandon(&mut *device, &jobs, microprograms::BATCH, cycles);
            }
        }
        let expected = account(&mut *reference.lock().expect("not poisoned"), &jobs);
        let found = account(&mut *design.lock().expect("not poisoned"), &jobs);
        let ends = |account: &Account| account.0.iter().map(Result::is_ok).collect::<Vec<_>>();
        let text = || jobs.iter().map(listing).collect::<String>();
        for (job, pair) in jobs.iter().zip(found.0.iter().zip(&expected.0)) {
            let race = is_race(job, pair);
            prop_assert!(race || pair.0 == pair.1, "{:?} is not {:?}\n{}", found, expected, text());
            jobs_run.fetch_add(1, Ordering::Relaxed);
            halted.fetch_add(usize::from(pair.1.is_ok()), Ordering::Relaxed);
            races.fetch_add(usize::from(race), Ordering::Relaxed);
        }
        prop_assert!(found.1 == expected.1, "{:?} is not {:?}\n{}", found.1, expected.1, text());
        let late = account(&mut *delayed.lock().expect("not poisoned"), &jobs);
        prop_assert!(
            ends(&late) == ends(&expected),
            "{:?} with latencies, not {:?}\n{}",
            late,
            expected,
            text()
        );
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{pvs}x{pes}: {error}"));
    let [jobs_run, halted, races] = [jobs_run, halted, races].map(AtomicUsize::into_inner);
    println!("{pvs}x{pes}: {halted} programs of {jobs_run} run to their end, {races} with faults in a race");
    assert!(
        halted >= jobs_run / 4 && races <= jobs_run / 100,
        "{pvs}x{pes}: {halted}, {races} of {jobs_run}"
    );
}

/// Whether a job fails in two ways, one found by the sequencer and one by DMA: which of them is first is not defined within a few cycles.
fn is_race(job: &Job, pair: (&Verdict, &Verdict)) -> bool {
    let is_of_dma = |fault: &Fault| {
        let word = job.words.get(fault.address as usize).map(|&word| MicroOp::decode(word));
        // A PV's words that do not fit the row: the output channel names its `dma.start`.
        fault.segment != Segment::Program as u32 || matches!(word, Some(Ok(MicroOp::DmaStart { .. })))
    };
    matches!(pair, (Err(found), Err(expected)) if is_of_dma(found) != is_of_dma(expected))
}

fn listing(job: &Job) -> String {
    let ops: String = job.words.iter().map(|&word| format!("{:?}\n", MicroOp::decode(word))).collect();
    format!("{ops}windows of {:?} bytes\n", job.window_bytes)
}

#[test]
fn random_microprograms_on_2x2() {
    random_microprograms(2, 2, 400);
}

#[test]
fn random_microprograms_on_4x4() {
    random_microprograms(4, 4, 400);
}

#[test]
#[ignore = "its model takes minutes to compile; `cargo xtask rtl verify --full` runs it"]
fn random_microprograms_on_16x16() {
    random_microprograms(16, 16, 150);
}
