//! What can be typed: arguments, their help and their checks. No behaviour.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use boards::Flash;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};
use isa::ArchConfig;
use sim_fallback::faults::Plan;

const ABOUT: &str = "Runs GAN generators on the GANAX accelerator, or on its software device";

const EXAMPLES: &str = "\
Examples:
  ganax                                           the built-in demo, writes ganax-samples.png
  ganax run generator.onnx --count 16 -o out.png  sixteen images from your own model
  ganax run zoo:furniture -o furniture.gif        voxels from the trained 3-D model
  ganax zoo                                       the networks that come along
  ganax compile generator.onnx -o generator.gnx   compile once, run many times
  ganax bench zoo:dcgan                           cycles, speedup and energy, layer by layer";

const RUN_EXAMPLES: &str = "\
Examples:
  ganax run zoo:fashion --seed 7 --count 64 -o clothes.png
  ganax run generator.onnx --input latents.npz -o images.npz --reference expected.npz
  ganax run generator.gnx --count 100 --batch 20 -o frames/ --json
  ganax run zoo:fashion -n 1 --device cycle --trace trace.json
  ganax run zoo:fashion -n 1 --device rtl --array 4x4 --wave waves.fst

The kind of output follows its name: .png a grid, .gif an animation, .npz every output as float32,
a folder one .png per image. Without -o a picture (or .npz) is written to the current folder.";

const SERVE_EXAMPLES: &str = "\
Examples:
  ganax serve-device --socket card.sock &
  ganax run zoo:fashion --device vfio-user:card.sock
  qemu-system-x86_64 ... -device '{\"driver\":\"vfio-user-pci\",\"socket\":{\"type\":\"unix\",\"path\":\"card.sock\"}}'

QEMU 10.1 or later; its memory must be a memfd that is shared (docs/hardware.md has the whole line).";

const FLASH_EXAMPLES: &str = "\
Examples:
  ganax flash --board zcu104 ganax_zcu104.bit --overlay ganax_zcu104.dtbo   through its FPGA manager
  ganax flash --board kv260 ganax_kv260.bit --overlay ganax_kv260.dtbo      a package, loaded by dfx-mgr-client
  ganax flash --board ulx3s-85f ganax_ulx3s_85f.bit              runs openFPGALoader, if it is installed
  ganax flash --board alveo-u50 ganax_alveo_u50.bit              says what to run: JTAG is not driven from here
  ganax flash ganax.bit --part xczu7ev --overlay ganax.dtbo      another Zynq board, through its FPGA manager
  ganax flash --rescan 0000:01:00.0                              a PCIe card that was programmed over JTAG";

/// What a served card can address.
const LARGEST_CARD_MIB: i64 = 1 << 18;

const BENCH_EXAMPLES: &str = "\
Examples:
  ganax bench zoo:dcgan-pytorch --batch 16          one network, layer by layer
  ganax bench zoo:paper --plot charts/              the six GANs of the paper, with SVG charts
  ganax bench zoo:all --batch 16 --json             everything, for scripts
  ganax bench generator.onnx --array 8x8 --dense    the dense mode alone, on a smaller array

Both programs run on level `cycle`, which executes the micro-ops and counts; values are not computed.
Speedup and energy ratio are against the dense program: the same network, array and memory, zeros inserted.";

const ESTIMATE_EXAMPLES: &str = "\
Examples:
  ganax estimate zoo:dcgan-pytorch --board pynq-z2      one board, 1 image and 16 images a job
  ganax estimate generator.onnx --board all --fast      every board, cycles predicted
  ganax estimate zoo:fashion --board all --batch 4 --json
  ganax estimate zoo:fashion --board zcu104 --memory-percent 70   at 70 % of the memory's peak

Cycles are counted by executing every micro-op, minutes for large networks on small arrays;
--fast takes seconds. Under the tables stands what is measured, a vendor's figure or assumed.";

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "ganax", version, about = ABOUT, after_help = EXAMPLES, max_term_width = 100)]
pub struct Cli {
    /// What to do; the demo if nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Cli {
    /// Checks what one argument says about another and the parser's own rules cannot express.
    ///
    /// # Errors
    /// Wrong usage.
    pub fn check(&self) -> Result<(), clap::Error> {
        match &self.command {
            Some(Command::Run(args)) if args.trace.is_some() && args.device != sim_fallback::CYCLE_NAME => {
                let message = format!(
                    "--trace needs --device {}: only that level knows which unit is busy when (the device is `{}`)",
                    sim_fallback::CYCLE_NAME,
                    args.device
                );
                Err(Self::command().error(ErrorKind::ArgumentConflict, message))
            }
            Some(Command::Run(args)) if args.device != sim_fallback::rtl::NAME => {
                let Some(option) = args.rtl.given() else { return Ok(()) };
                let message = format!(
                    "{option} needs --device {} (the device is `{}`)",
                    sim_fallback::rtl::NAME,
                    args.device
                );
                Err(Self::command().error(ErrorKind::ArgumentConflict, message))
            }
            Some(Command::Bench(args)) if args.model_args.calibrate.is_some() => {
                let message = "--calibrate has no effect on `ganax bench`: it computes no values";
                Err(Self::command().error(ErrorKind::ArgumentConflict, message))
            }
            Some(Command::Flash(args)) => match args.without_effect() {
                Some(message) => Err(Self::command().error(ErrorKind::ArgumentConflict, message)),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a model and write what it makes
    #[command(after_help = RUN_EXAMPLES)]
    Run(Box<RunArgs>),
    /// Compile an ONNX model to a .gnx program
    Compile(CompileArgs),
    /// Show what is inside a .gnx program
    Inspect(InspectArgs),
    /// List or export the networks that come along
    Zoo(ZooArgs),
    /// Measure cycles, stalls, bytes and energy, against the same array with zeros inserted
    #[command(after_help = BENCH_EXAMPLES)]
    Bench(BenchArgs),
    /// Estimate images per second, latency and bandwidth on a board that need not be there
    #[command(after_help = ESTIMATE_EXAMPLES)]
    Estimate(EstimateArgs),
    /// Show the devices that can be opened
    Probe(ProbeArgs),
    /// Serve the software device as a PCI card, to the driver or to a virtual machine
    #[command(after_help = SERVE_EXAMPLES)]
    ServeDevice(ServeDeviceArgs),
    /// Check what a board needs before it can be opened, and bind it
    Setup(SetupArgs),
    /// Load a bitstream into an FPGA
    #[command(after_help = FLASH_EXAMPLES)]
    Flash(FlashArgs),
}

/// Arguments that say how a model becomes a program.
#[derive(Debug, Clone, Args)]
pub struct ModelArgs {
    /// Calibrate on these inputs (.npz, arrays named as the graph's inputs). Without it `run` calibrates an
    /// ONNX file on the inputs of the run, `compile` on seeded normal values, and zoo models bring their own
    #[arg(long, value_name = "DATA.npz")]
    pub calibrate: Option<PathBuf>,
    /// Turn graph inputs into constants: every array of this .npz that is named as an input
    #[arg(long, value_name = "WEIGHTS.npz")]
    pub bind: Option<PathBuf>,
    /// Value of a symbolic dimension other than the batch; may be given several times
    #[arg(long = "dim", value_name = "NAME=EXTENT", value_parser = parse_dimension)]
    pub dims: Vec<(String, u64)>,
    /// Array to compile for: PVs x PEs, 1..=16 each, or the name of a board (docs/boards.md)
    #[arg(long, visible_aliases = ["board", "target"], value_name = "PxN|BOARD", value_parser = parse_array)]
    pub array: Option<ArchConfig>,
}

/// `ganax run`.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// A model: FILE.onnx, FILE.gnx or zoo:NAME
    #[arg(value_name = "MODEL")]
    pub model: String,
    /// Device to run on: sim predicts cycles and is fast, cycle executes the micro-ops and counts them, rtl simulates the
    /// Verilog of the accelerator (needs Verilator, arrays 2x2 to 16x16); vfio:BDF, xdma:N, uio:NAME, litex:uart:PORT and litex:etherbone:HOST are boards, vfio-user:PATH a device server. Several, separated by commas, share the images
    #[arg(long, default_value = "sim", value_name = "NAME")]
    pub device: String,
    /// Inputs (.npz, float32, arrays named as the graph's inputs)
    #[arg(short, long, value_name = "IN.npz", conflicts_with_all = ["seed", "count"])]
    pub input: Option<PathBuf>,
    /// Seed of random inputs
    #[arg(long, default_value_t = 0, allow_negative_numbers = true)]
    pub seed: u64,
    /// Number of images from random inputs
    #[arg(short = 'n', long, default_value = "16", allow_negative_numbers = true)]
    pub count: NonZeroUsize,
    /// Where the result goes: .png, .gif, .npz or a folder
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Compare with these outputs (.npz): PSNR, largest error, SSIM
    #[arg(long, value_name = "EXPECTED.npz")]
    pub reference: Option<PathBuf>,
    /// Images per job; weights are read once per job
    #[arg(short, long, default_value = "16", allow_negative_numbers = true)]
    pub batch: NonZeroUsize,
    /// Threads of the software device; all cores if not given
    #[arg(short, long, value_parser = parse_threads, allow_negative_numbers = true)]
    pub threads: Option<NonZeroUsize>,
    /// What goes wrong with the software device: a seed, or faults and jobs, as in stuck@2,lost-interrupt@5
    #[arg(long, default_value = "", hide_default_value = true, value_name = "SEED|SCRIPT", value_parser = parse_faults)]
    pub faults: Plan,
    /// Where the state of the device goes if a run fails: registers, queues, last accesses
    #[arg(long, value_name = "FILE")]
    pub post_mortem: Option<PathBuf>,
    /// Run this many times and report the median host time
    #[arg(long, default_value = "1", value_name = "N", allow_negative_numbers = true)]
    pub repeat: NonZeroUsize,
    /// Give a job up after so many seconds, whatever the device does; on a software device, after as many thousand million
    /// cycles of the array. Without it a job goes on as long as the device shows that it works (a minute without a sign
    /// ends it), within what the program's predicted cycles allow
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds, allow_negative_numbers = true)]
    pub timeout: Option<Duration>,
    /// Write who was busy when, cycle by cycle, for Perfetto or Chrome's tracing page; needs --device cycle and
    /// images for one job
    #[arg(long, value_name = "OUT.json")]
    pub trace: Option<PathBuf>,
    /// How level `rtl` runs
    #[command(flatten)]
    pub rtl: RtlArgs,
    /// How the model becomes a program
    #[command(flatten)]
    pub model_args: ModelArgs,
    /// Print one JSON object instead of text
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `--device rtl`.
#[derive(Debug, Args)]
pub struct RtlArgs {
    /// Record the waves of every signal from the first job on, for GTKWave or Surfer; needs --device rtl. A run takes
    /// about ten times as long, and an image on 2x2 some hundred megabytes
    #[arg(long, value_name = "OUT.fst")]
    pub wave: Option<PathBuf>,
    /// Simulate this Verilog instead of the built-in one; needs --device rtl and --array if it is not 16x16
    #[arg(long, value_name = "FILE.v")]
    pub rtl_source: Option<PathBuf>,
    /// Seed of random memory latencies and stalls on the bus; needs --device rtl
    #[arg(long, value_name = "SEED")]
    pub rtl_seed: Option<u64>,
}

impl RtlArgs {
    /// One that was given.
    fn given(&self) -> Option<&'static str> {
        let given = [
            ("--wave", self.wave.is_some()),
            ("--rtl-source", self.rtl_source.is_some()),
            ("--rtl-seed", self.rtl_seed.is_some()),
        ];
        given.into_iter().find(|(_, given)| *given).map(|(name, _)| name)
    }
}

/// `ganax compile`.
#[derive(Debug, Args)]
pub struct CompileArgs {
    /// A model: FILE.onnx or zoo:NAME
    #[arg(value_name = "MODEL")]
    pub model: String,
    /// The program to write
    #[arg(short, long, value_name = "MODEL.gnx")]
    pub output: PathBuf,
    /// Insert zeros as a conventional accelerator does: the baseline of speedups
    #[arg(long)]
    pub dense: bool,
    /// How the model becomes a program
    #[command(flatten)]
    pub model_args: ModelArgs,
    /// Print one JSON object instead of text
    #[arg(long)]
    pub json: bool,
}

/// `ganax inspect`.
#[derive(Debug, Args)]
pub struct InspectArgs {
    /// A program
    #[arg(value_name = "MODEL.gnx")]
    pub program: PathBuf,
    /// Print the micro-ops as assembly
    #[arg(long, conflicts_with = "json")]
    pub disasm: bool,
    /// Print one JSON object instead of text
    #[arg(long)]
    pub json: bool,
}

/// `ganax zoo`.
#[derive(Debug, Args)]
pub struct ZooArgs {
    /// What to do; the list if nothing is said.
    #[command(subcommand)]
    pub command: Option<ZooCommand>,
    /// Print one JSON object instead of text
    #[arg(long, global = true)]
    pub json: bool,
}

/// Subcommands of `ganax zoo`.
#[derive(Debug, Subcommand)]
pub enum ZooCommand {
    /// List the networks
    List,
    /// Write a network as an ONNX file
    Export {
        /// Name, with or without zoo:
        name: String,
        /// The file to write
        #[arg(short, long, value_name = "FILE.onnx")]
        output: PathBuf,
    },
}

/// `ganax serve-device`.
#[derive(Debug, Args)]
pub struct ServeDeviceArgs {
    /// The Unix socket to listen at
    #[arg(long, value_name = "PATH")]
    pub socket: PathBuf,
    /// What executes the jobs: sim, cycle or rtl (the Verilog, arrays that --device rtl has; slow)
    #[arg(long, default_value = "sim", value_name = "LEVEL")]
    pub level: String,
    /// Array that it has: PVs x PEs, 1..=16 each, or the name of a board
    #[arg(long, value_name = "PxN|BOARD", value_parser = parse_array)]
    pub array: Option<ArchConfig>,
    /// Threads of the software device; all cores if not given
    #[arg(short, long, value_parser = parse_threads, allow_negative_numbers = true)]
    pub threads: Option<NonZeroUsize>,
    /// What goes wrong: a seed, or faults with the jobs at which they happen, as in stuck@2,lost-interrupt@5
    #[arg(long, default_value = "", hide_default_value = true, value_name = "SEED|SCRIPT", value_parser = parse_faults)]
    pub faults: Plan,
    /// Give the card memory of its own, in BAR 2, as boards with DDR have; otherwise it works on its client's memory
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u32).range(1..=LARGEST_CARD_MIB))]
    pub card_memory_mib: Option<u32>,
    /// End when the first client has gone
    #[arg(long)]
    pub once: bool,
}

/// `ganax setup`.
#[derive(Debug, Args)]
pub struct SetupArgs {
    /// The device, as --device of `run` names it
    #[arg(value_name = "DEVICE", required_unless_present = "udev_rule")]
    pub device: Option<String>,
    /// Perform the steps (as root) instead of printing them
    #[arg(long)]
    pub apply: bool,
    /// Print the udev rule that gives boards to a group
    #[arg(long, conflicts_with_all = ["device", "apply"])]
    pub udev_rule: bool,
}

/// `ganax flash`.
#[derive(Debug, Args)]
pub struct FlashArgs {
    /// The bitstream: .bit, .bin or .bit.bin
    #[arg(value_name = "BITSTREAM", required_unless_present = "rescan")]
    pub bitstream: Option<PathBuf>,
    /// The board (docs/boards.md): how the bitstream gets in, and the part that its header must name
    #[arg(long, value_name = "NAME", requires = "bitstream")]
    pub board: Option<String>,
    /// The part of another device, as in xczu7ev; a bitstream whose header names another is refused
    #[arg(long, value_name = "PART", requires = "bitstream", conflicts_with = "board")]
    pub part: Option<String>,
    /// FPGA manager of the kernel; fpga0 if neither this nor a board says otherwise
    #[arg(long, value_name = "NAME", requires = "bitstream", conflicts_with = "package")]
    pub manager: Option<String>,
    /// Device-tree overlay that goes with the bitstream (.dtbo)
    #[arg(long, value_name = "FILE.dtbo", requires = "bitstream")]
    pub overlay: Option<PathBuf>,
    /// Load nothing; write a package for dfx-mgr into this folder
    #[arg(long, value_name = "FOLDER", requires = "overlay", conflicts_with = "rescan")]
    pub package: Option<PathBuf>,
    /// Have the PCI bus look for the card at this address again
    #[arg(long, value_name = "BDF")]
    pub rescan: Option<String>,
}

impl FlashArgs {
    /// An option that the board has no use for, and why.
    fn without_effect(&self) -> Option<String> {
        // Whether there is such a board is for the command to say.
        let board = boards::find(self.board.as_deref()?).ok()?;
        let by_manager = matches!(board.flash, Flash::FpgaManager { .. });
        let by_package = matches!(board.flash, Flash::DfxMgr { .. });
        let unused = [
            (self.manager.is_some() && !by_manager, "--manager", "no FPGA manager loads it"),
            (self.package.is_some() && !by_package, "--package", "dfx-mgr does not load it"),
            (
                self.overlay.is_some() && !by_manager && !by_package,
                "--overlay",
                "no device tree describes it",
            ),
            (self.rescan.is_some() && board.transport.pci().is_none(), "--rescan", "it is on no PCI bus"),
        ];
        let (_, option, why) = unused.into_iter().find(|(unused, ..)| *unused)?;
        Some(format!("{option} has no effect on board {}: {why}", board.name))
    }
}

/// `ganax bench`.
#[derive(Debug, Args)]
pub struct BenchArgs {
    /// Models: FILE.onnx, zoo:NAME, zoo:paper (the paper's six GANs) or zoo:all
    #[arg(value_name = "MODEL", required = true)]
    pub models: Vec<String>,
    /// Images per job; a program takes 16 at a time, then what is left one by one
    #[arg(short, long, default_value = "1", allow_negative_numbers = true)]
    pub batch: NonZeroUsize,
    /// Measure the dense mode alone, without the reorganised one
    #[arg(long)]
    pub dense: bool,
    /// Write bar charts of speedup, energy and utilisation (SVG) to this folder
    #[arg(long, value_name = "DIR")]
    pub plot: Option<PathBuf>,
    /// How the models become programs
    #[command(flatten)]
    pub model_args: ModelArgs,
    /// Print one JSON object instead of text
    #[arg(long)]
    pub json: bool,
}

/// `ganax estimate`.
#[derive(Debug, Args)]
pub struct EstimateArgs {
    /// A model: FILE.onnx, FILE.gnx or zoo:NAME
    #[arg(value_name = "MODEL")]
    pub model: String,
    /// A board (docs/boards.md), or `all`; may be given several times
    #[arg(long = "board", value_name = "NAME", required = true, value_delimiter = ',')]
    pub boards: Vec<String>,
    /// Images of the second job; the first has one
    #[arg(short, long, default_value = "16", allow_negative_numbers = true)]
    pub batch: NonZeroUsize,
    /// Let the compiler predict cycles and bytes, as level `sim` does, instead of executing the micro-ops
    #[arg(long)]
    pub fast: bool,
    /// Percent of the memory's peak bandwidth that is reached
    #[arg(long, value_name = "PERCENT", default_value = "100", value_parser = clap::value_parser!(u8).range(1..=100))]
    pub memory_percent: u8,
    /// Turn graph inputs into constants: every array of this .npz that is named as an input
    #[arg(long, value_name = "WEIGHTS.npz")]
    pub bind: Option<PathBuf>,
    /// Value of a symbolic dimension other than the batch; may be given several times
    #[arg(long = "dim", value_name = "NAME=EXTENT", value_parser = parse_dimension)]
    pub dims: Vec<(String, u64)>,
    /// Print one JSON object instead of text
    #[arg(long)]
    pub json: bool,
}

/// `ganax probe`.
#[derive(Debug, Args)]
pub struct ProbeArgs {
    /// Only this device; may be given several times. Otherwise those that can be found without touching a card
    #[arg(long = "device", value_name = "NAME")]
    pub devices: Vec<String>,
    /// Refuse a device that has not the bitstream of this board, before anything is written to it
    #[arg(long, value_name = "NAME", requires = "devices")]
    pub board: Option<String>,
    /// Print one JSON object instead of text
    #[arg(long)]
    pub json: bool,
}

/// The array of a board, by its name, or the reference buffers around a geometry.
fn parse_array(text: &str) -> Result<ArchConfig, String> {
    let is_geometry = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
    if !is_geometry(text) {
        return boards::find(text).map(boards::Board::arch).map_err(|error| error.to_string());
    }
    let (pvs, pes) = text.split_once('x').ok_or("expected PVs x PEs, for example 16x16")?;
    let number = |text: &str| text.parse().map_err(|_| format!("`{text}` is no number"));
    let arch = ArchConfig::with_geometry(number(pvs)?, number(pes)?);
    arch.validate().map_err(|error| error.to_string())?;
    Ok(arch)
}

fn parse_faults(text: &str) -> Result<Plan, String> {
    if text.is_empty() {
        return Ok(Plan::default());
    }
    text.parse().map_err(|error: sim_fallback::faults::PlanError| error.to_string())
}

fn parse_seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().map_err(|_| format!("`{text}` is no number of seconds"))?;
    let time = Duration::try_from_secs_f64(seconds).map_err(|_| {
        format!("`{text}` seconds cannot be waited for; a number above 0, such as 0.5 or 600")
    })?;
    if time.is_zero() { Err("a job needs some time".into()) } else { Ok(time) }
}

/// More threads than this only take turns.
const MOST_THREADS: usize = 1024;

fn parse_threads(text: &str) -> Result<NonZeroUsize, String> {
    let threads = text.parse().ok().filter(|threads: &NonZeroUsize| threads.get() <= MOST_THREADS);
    threads.ok_or_else(|| format!("from 1 to {MOST_THREADS} threads can be had"))
}

fn parse_dimension(text: &str) -> Result<(String, u64), String> {
    let (name, extent) = text.split_once('=').ok_or("expected NAME=EXTENT, for example H=64")?;
    let extent = extent.parse().map_err(|_| format!("`{extent}` is no extent"))?;
    Ok((name.into(), extent))
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn threads_and_seconds_have_bounds() {
        assert_eq!(parse_threads("1024").map(NonZeroUsize::get), Ok(1024));
        for text in ["0", "-1", "1025", "many"] {
            assert!(parse_threads(text).is_err(), "{text}");
        }
        assert_eq!(parse_seconds("0.5"), Ok(Duration::from_millis(500)));
        for text in ["0", "-1", "inf", "nan", "1e300", "soon"] {
            assert!(parse_seconds(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn geometries_are_checked() {
        assert_eq!(parse_array("4x8").map(|arch| (arch.pv_count, arch.pe_count)), Ok((4, 8)));
        assert!(parse_array("17x16").is_err_and(|error| error.contains("1..=16")));
        assert!(parse_array("16").is_err());
        assert!(parse_array("4xa").is_err());
        assert_eq!(parse_array("kv260"), Ok(boards::find("kv260").expect("known").arch()));
        assert!(parse_array("kv-260").is_err_and(|error| error.contains("pynq-z2")));
    }
}
