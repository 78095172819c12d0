//! Writes two small jobs for judges that stand outside this project's languages: what goes into memory and what must come
//! out, as one JSON file.
//!
//! Expected values are those of levels `sim` and `cycle`, which must agree. Addresses are not chosen here.

use std::fmt::Write;
use std::process::ExitCode;
use std::time::Duration;

use driver::{Deadline, Device, JobReport, OpenOptions};
use isa::program::{Mode, Program};
use isa::segment::Segment;
use isa::{ArchConfig, FINGERPRINT};
use sim_fallback::cycle::CycleOptions;
use sim_fallback::{LevelOptions, SimOptions, SimTransport};
use tests::layers::{Chain, Kind, Values, program};

/// Long enough for any job here.
const PATIENCE: Deadline = Deadline { wall: Duration::from_secs(60), cycles: 1 << 40 };

/// The array of the jobs.
const ARCH: fn() -> ArchConfig = || ArchConfig::with_geometry(2, 2);

fn main() -> ExitCode {
    let Some(path) = std::env::args_os().nth(1) else {
        eprintln!("usage: bus_jobs FILE");
        return ExitCode::from(2);
    };
    match std::fs::write(&path, document()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {} cannot be written: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}

/// Rows of an odd number of bytes' worth of beats, a layer in between, several images: partial beats at both ends.
fn chains() -> [(&'static str, Chain, u32); 2] {
    let convolution = |transposed, channels, depthwise| Kind::Convolution {
        kernel: [1, 3, 3],
        geometry: [if transposed { 2 } else { 1 }, 1, 1],
        transposed,
        upsampling: 1,
        channels,
        depthwise,
    };
    [
        (
            "transposed",
            Chain {
                shape: [3, 1, 3, 5],
                kinds: vec![convolution(true, 3, false), Kind::Linear(2)],
                channel_first: true,
                seed: 0x6a11,
            },
            2,
        ),
        (
            "depthwise",
            Chain {
                shape: [5, 1, 5, 3],
                kinds: vec![convolution(false, 5, true), Kind::Product],
                channel_first: false,
                seed: 0x0b57,
            },
            3,
        ),
    ]
}

fn document() -> String {
    let arch = ARCH();
    let jobs: Vec<String> = chains().iter().map(|(name, chain, batch)| job(name, chain, *batch)).collect();
    format!(
        "{{\"fingerprint\": {FINGERPRINT}, \"pvs\": {}, \"pes\": {}, \"jobs\": [\n{}\n]}}\n",
        arch.pv_count,
        arch.pe_count,
        jobs.join(",\n")
    )
}

fn job(name: &str, chain: &Chain, batch: u32) -> String {
    let program = program(chain, ARCH(), Mode::Reorganised);
    let bytes = |segment| program.interface.image_bytes(segment) * u64::from(batch);
    let input = Values::new(chain.seed ^ 0x5eed).samples(bytes(Segment::Input) as usize / 2);
    let (values, _) = run(LevelOptions::Functional, &program, batch, &input);
    let (output, report) = run(LevelOptions::Cycle(CycleOptions::default()), &program, batch, &input);
    assert_eq!(output, values, "levels sim and cycle agree");
    format!(
        "{{\"name\": \"{name}\", \"batch\": {batch}, \"program\": \"{}\", \"constants\": \"{}\", \"input\": \"{}\", \"output\": \"{}\", \"scratch_bytes\": {}, \"cycles\": {}, \"macs\": {}, \"bytes_read\": {}, \"bytes_written\": {}}}",
        hex(&program.program_segment()),
        hex(&program.constants),
        hex(&input),
        hex(&output),
        bytes(Segment::Scratch),
        report.cycles,
        report.macs,
        report.bytes_read,
        report.bytes_written
    )
}

fn run(level: LevelOptions, program: &Program, batch: u32, input: &[u8]) -> (Vec<u8>, JobReport) {
    let options = SimOptions { arch: ARCH(), memory_bytes: 1 << 28, level, ..SimOptions::default() };
    let transport = SimTransport::open(&options).expect("the device is built");
    let mut device = Device::open(Box::new(transport), OpenOptions::default()).expect("the device opens");
    let loaded = device.load(program).expect("the program loads");
    let job = device.submit(&loaded, batch, input).expect("the job is submitted");
    let report = device.wait(&job, PATIENCE).expect("the job completes");
    let mut output = vec![0; job.output_bytes() as usize];
    device.read_output(&job, &mut output).expect("the output is there");
    (output, report)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
