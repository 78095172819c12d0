//! What the driver costs: host time of a job beyond the device's, register accesses of a job, copies against memcpy.
//!
//! The software device in process and behind a socket, and any devices named as arguments. Jobs are the smallest there
//! are, so that all that is seen is overhead. Figures are medians; on a shared machine they are upper bounds.

#[cfg(target_os = "linux")]
fn main() {
    linux::main();
}

#[cfg(not(target_os = "linux"))]
fn main() {
    eprintln!("boards need Linux");
}

#[cfg(target_os = "linux")]
mod linux {
    use std::time::{Duration, Instant};

    use driver::transport::connect::DeviceName;
    use driver::transport::vfio_user::VfioUserTransport;
    use driver::{Deadline, Device, OpenOptions, Transport};
    use sim_fallback::functional::FunctionalLevel;
    use sim_fallback::pci::{CardOptions, DeviceServer, Engine};
    use sim_fallback::{SimOptions, SimTransport};
    use tests::transport::{Fixture, record_program};

    const JOBS: usize = 2000;
    const COPY_BYTES: usize = 1 << 20;
    const COPIES: usize = 64;
    const MEMORY_BYTES: u64 = 16 << 20;
    /// Bytes of one image of the fixture.
    const IMAGE_BYTES: usize = 64;

    pub fn main() {
        let directory = tempfile::tempdir().expect("a directory");
        println!(
            "{:<28} {:>10} {:>10} {:>10} {:>12} {:>12} {:>12}",
            "device", "host us", "wait us", "accesses", "copied/input", "write/memcpy", "read/memcpy"
        );
        let sim = SimTransport::open(&SimOptions::default()).expect("the software device opens");
        measure("sim, in process", Box::new(sim));
        measure("sim, vfio-user", served(&directory.path().join("card")));
        for name in std::env::args().skip(1) {
            let parsed: DeviceName = name.parse().unwrap_or_else(|error| panic!("{error}"));
            measure(&name, parsed.open().unwrap_or_else(|error| panic!("{error}")));
        }
    }

    fn served(socket: &std::path::Path) -> Box<dyn Transport> {
        let options = CardOptions::default();
        let level = FunctionalLevel::new(options.arch, None).expect("threads");
        let mut server =
            DeviceServer::listen(socket, &options, Engine::Level(Box::new(level))).expect("listens");
        std::thread::spawn(move || while server.serve_client().is_ok() {});
        Box::new(VfioUserTransport::open(socket, MEMORY_BYTES).expect("connects"))
    }

    fn measure(name: &str, mut transport: Box<dyn Transport>) {
        let (write, read) = copies(transport.as_mut());
        let mut device = Device::open(transport, OpenOptions::default()).expect("opens");
        let Cost { host, waited, accesses, copied } = jobs(&mut device);
        let us = |time: Duration| time.as_secs_f64() * 1e6;
        println!(
            "{name:<28} {:>10.1} {:>10.1} {accesses:>10.1} {copied:>12.2} {write:>12.2} {read:>12.2}",
            us(host),
            us(waited)
        );
    }

    /// What a job costs, from values to values.
    struct Cost {
        /// Host time beyond waiting: conversions, copies, driver.
        host: Duration,
        waited: Duration,
        /// Of registers.
        accesses: f64,
        /// Bytes copied, of input and output together, for every byte of input.
        copied: f64,
    }

    fn jobs(device: &mut Device) -> Cost {
        let program = record_program(Fixture::Scale(2), device.identity().arch);
        let program = device.load(&program).expect("the program loads");
        let (input, mut output) = ([1.0; IMAGE_BYTES / 2], [0.0; IMAGE_BYTES / 2]);
        let before = device.traffic();
        let (mut hosts, mut waits) = (Vec::new(), Vec::new());
        for _ in 0..JOBS {
            let (start, earlier) = (Instant::now(), device.traffic());
            let mut buffer = device.input_buffer(&program, 1).expect("there is room");
            buffer.quantise(0, &input).expect("fits");
            let job = buffer.submit().expect("is submitted");
            device.wait(&job, Deadline::after(Duration::from_secs(10))).expect("completes");
            let mut view = device.output_view(&program, &job).expect("is there");
            view.dequantise(0, &mut output).expect("fits");
            let waited = device.traffic().since(&earlier).waited;
            hosts.push(start.elapsed().saturating_sub(waited));
            waits.push(waited);
        }
        let traffic = device.traffic().since(&before);
        let accesses = (traffic.register_reads + traffic.register_writes) as f64 / JOBS as f64;
        let copied = traffic.bytes_copied as f64 / (JOBS * IMAGE_BYTES) as f64;
        Cost { host: median(hosts), waited: median(waits), accesses, copied }
    }

    /// Throughput of writes to and reads from device memory over that of memcpy.
    fn copies(transport: &mut dyn Transport) -> (f64, f64) {
        let base = transport.info().memory_base;
        let (source, mut target) = (vec![7u8; COPY_BYTES], vec![0u8; COPY_BYTES]);
        let time = |copy: &mut dyn FnMut()| {
            let one = |_| {
                let start = Instant::now();
                copy();
                start.elapsed()
            };
            median((0..COPIES).map(one).collect()).as_secs_f64()
        };
        let memcpy = time(&mut || {
            target.copy_from_slice(&source);
            std::hint::black_box(&mut target);
        });
        let write = time(&mut || transport.write_memory(base, &source).expect("writes"));
        let read = time(&mut || transport.read_memory(base, &mut target).expect("reads"));
        (memcpy / write, memcpy / read)
    }

    fn median(mut times: Vec<Duration>) -> Duration {
        times.sort_unstable();
        times[times.len() / 2]
    }
}
