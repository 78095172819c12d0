//! The suites on one device, named as on the command line of `ganax`: for devices that no test runner can make, such as
//! those in a virtual machine, and for boards.
//!
//! The last line reads `N passed, N failed`. Nothing is built or bound here.

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    linux::main()
}

#[cfg(not(target_os = "linux"))]
fn main() {
    eprintln!("boards need Linux");
}

#[cfg(target_os = "linux")]
mod linux {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::process::ExitCode;
    use std::time::{Duration, Instant};

    use driver::transport::connect::DeviceName;
    use driver::{Device, OpenOptions, Transport};
    use isa::ArchConfig;
    use isa::csr::{Csr, bits};
    use isa::program::Program;
    use tests::faults;
    use tests::transport::mortal::Processes;
    use tests::transport::{CASES, Fixture, Harness, micro_op_program, record_program};

    const USAGE: &str = "\
usage: conformance suite DEVICE [CASE...]   every case of the transport suite, or those named
       conformance faults DEVICE            a device with the plan that `conformance plan` prints
       conformance link-loss DEVICE         a device with the plan stuck@2, which somebody takes away within three
                                            seconds of `ready for link loss`
       conformance plan                     the plan of `faults`, for `ganax serve-device --faults`";

    /// A device that exists outside this process.
    struct Named {
        name: DeviceName,
        /// The name as it was typed.
        given: String,
        processes: Processes,
        /// Whether it executes micro-ops; otherwise it runs records. Known once it was opened.
        micro_ops: bool,
    }

    impl Named {
        fn device(&self) -> Device {
            let transport = self.name.open().unwrap_or_else(|error| panic!("{error}"));
            Device::open(transport, OpenOptions::default()).unwrap_or_else(|error| panic!("{error}"))
        }
    }

    impl Harness for Named {
        fn open(&mut self) -> Box<dyn Transport> {
            let name = self.name.clone();
            let mut transport =
                self.processes.start(move || name.open().unwrap_or_else(|error| panic!("{error}")));
            let capabilities = transport.read_register(Csr::Capabilities.offset()).expect("is read");
            self.micro_ops = capabilities & bits::CAPABILITY_MICRO_OPS != 0;
            transport
        }

        fn program(&mut self, fixture: Fixture, arch: ArchConfig) -> Program {
            match self.micro_ops {
                true => micro_op_program(fixture, arch),
                false => record_program(fixture, arch),
            }
        }
    }

    #[derive(Default)]
    struct Tally {
        passed: usize,
        failed: usize,
    }

    impl Tally {
        /// Runs one case; a panic is its failure.
        fn case(&mut self, name: &str, body: impl FnOnce()) {
            let start = Instant::now();
            let passed = catch_unwind(AssertUnwindSafe(body)).is_ok();
            let word = if passed { "ok    " } else { "FAILED" };
            println!("{word} {name} ({:.1} s)", start.elapsed().as_secs_f64());
            self.passed += usize::from(passed);
            self.failed += usize::from(!passed);
        }
    }

    pub fn main() -> ExitCode {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let (what, name, cases) = match arguments.as_slice() {
            ["plan"] => {
                println!("{}", faults::sequence_plan());
                return ExitCode::SUCCESS;
            }
            [what @ ("suite" | "faults" | "link-loss"), name, cases @ ..] => (*what, *name, cases),
            _ => return wrong_usage(USAGE),
        };
        let given = name.to_owned();
        let name: DeviceName = match given.parse() {
            Ok(name) => name,
            Err(error) => return wrong_usage(&format!("error: {error}")),
        };
        let mut target = Named { name, given, processes: Processes::default(), micro_ops: false };
        let mut tally = Tally::default();
        match what {
            "suite" => suite(&mut target, cases, &mut tally),
            "faults" => fault_sequence(&target, &mut tally),
            _ => tally.case("link_loss", || link_loss(&target)),
        }
        println!("{} passed, {} failed", tally.passed, tally.failed);
        if tally.failed == 0 && tally.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn wrong_usage(message: &str) -> ExitCode {
        eprintln!("{message}");
        ExitCode::from(2)
    }

    fn suite(target: &mut Named, only: &[&str], tally: &mut Tally) {
        match target.name.open() {
            Ok(transport) => println!("suite on {}, {}", target.given, transport.info().location),
            Err(error) => println!("suite on a device that cannot be opened: {error}"),
        }
        for (name, case) in CASES {
            if only.is_empty() || only.contains(name) {
                tally.case(name, || case(target));
            }
        }
        target.processes.kill();
    }

    fn fault_sequence(target: &Named, tally: &mut Tally) {
        let mut device = None;
        tally.case("open_with_faults", || device = Some(target.device()));
        let Some(mut device) = device else { return };
        for fault in faults::SEQUENCE {
            tally.case(fault.name(), || faults::check_in_sequence(*fault, &mut device));
        }
    }

    fn link_loss(target: &Named) {
        faults::check_link_loss(target.device(), || {
            println!("ready for link loss");
            std::thread::sleep(Duration::from_secs(3));
        });
    }
}
