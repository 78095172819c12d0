//! Every fault of the software device, in process and behind a socket, and the death of a device server.
#![cfg(target_os = "linux")]

use std::path::Path;

use driver::transport::vfio_user::VfioUserTransport;
use driver::{Device, OpenOptions, Transport};
use sim_fallback::faults::{Fault, Plan};
use sim_fallback::functional::FunctionalLevel;
use sim_fallback::pci::{CardOptions, DeviceServer, Engine};
use sim_fallback::{SimOptions, SimTransport};
use tests::faults::check;

const MEMORY_BYTES: usize = 8 << 20;

fn in_process(plan: Plan) -> Box<dyn Transport> {
    let options = SimOptions { memory_bytes: MEMORY_BYTES, ..SimOptions::default() };
    Box::new(SimTransport::open(&options).expect("opens").with_faults(plan))
}

/// Serves a card at a new socket and connects to it. The server ends with the process.
fn served(directory: &Path, plan: Plan) -> Box<dyn Transport> {
    let socket = directory.join("card");
    let options = CardOptions { faults: plan, ..CardOptions::default() };
    let level = FunctionalLevel::new(options.arch, std::num::NonZeroUsize::new(1)).expect("threads");
    let mut server =
        DeviceServer::listen(&socket, &options, Engine::Level(Box::new(level))).expect("listens");
    std::thread::spawn(move || while server.serve_client().is_ok() {});
    Box::new(VfioUserTransport::open(&socket, MEMORY_BYTES as u64).expect("connects"))
}

macro_rules! fault_tests {
    ($($name:ident = $fault:ident;)+) => {
        mod sim {
            $(#[test] fn $name() { super::check(super::Fault::$fault, &mut super::in_process); })+
        }
        mod vfio_user {
            $(#[test] fn $name() {
                let directory = tempfile::tempdir().expect("a directory");
                super::check(super::Fault::$fault, &mut |plan| super::served(directory.path(), plan));
            })+
        }
        /// No fault is forgotten.
        const TESTED: &[Fault] = &[$(Fault::$fault),+];
    };
}

fault_tests! {
    all_ones = AllOnes;
    stuck = Stuck;
    lost_interrupt = LostInterrupt;
    late_interrupt = LateInterrupt;
    spurious_interrupt = SpuriousInterrupt;
    wrong_sequence = WrongSequence;
    bad_completion = BadCompletion;
    dma_error = DmaError;
    link_loss = LinkLoss;
    wrong_fingerprint = WrongFingerprint;
    older_abi = OlderAbi;
}

#[test]
fn every_fault_has_its_tests() {
    assert_eq!(TESTED, Fault::ALL);
}

/// Whatever a seed makes go wrong, a driver that resets after every error runs sixty jobs to their end.
#[test]
fn a_driver_that_resets_survives_any_seed() {
    for seed in 0..8 {
        let mut device = Device::open(in_process(Plan::seeded(seed)), OpenOptions::default()).expect("opens");
        let outcomes = tests::faults::run_with_resets(&mut device, 60);
        assert!(outcomes.failures > 0 && outcomes.done == 60, "seed {seed}: {outcomes:?}");
    }
}

/// The sequence that devices outside the process are put through.
#[test]
fn a_sequence_of_faults_is_survived_on_one_device() {
    let plan = tests::faults::sequence_plan().parse().expect("a plan");
    let mut device = Device::open(in_process(plan), OpenOptions::default()).expect("opens");
    for fault in tests::faults::SEQUENCE {
        tests::faults::check_in_sequence(*fault, &mut device);
    }
}
