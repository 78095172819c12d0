//! A job's work on a board: time, bandwidth, transfer, resources.

use anyhow::{Result, ensure};
use boards::{Board, Transport};
use isa::segment::Segment;
use serde::Serialize;

use super::job::{Code, Footprint};
use super::link::Link;
use super::roofline::Bandwidth;
use super::work::Work;

/// A model on a board.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BoardEstimate {
    /// Name of the board.
    pub board: String,
    /// Maker and product.
    pub title: String,
    /// The array as PVs x PEs.
    pub array: String,
    /// All parameters of the array.
    pub parameters: Vec<(&'static str, u32)>,
    /// Clock of the array.
    pub clock_khz: u32,
    /// What is known of that clock.
    pub clock_note: String,
    /// What the memory gives.
    pub bandwidth: Bandwidth,
    /// How the memory's peak follows, and the document.
    pub bandwidth_derivation: String,
    /// The narrowest place between memory and accelerator.
    pub memory_port: String,
    /// The way of the images.
    pub link: Link,
    /// Bytes of program and constants, sent once.
    pub load_bytes: u64,
    /// Whether the program's code in them was written; otherwise the compiler predicted its length.
    pub load_counted: bool,
    /// Microseconds that they take on the link.
    pub load_us: f64,
    /// A job of one image, and one of the batch that was asked for.
    pub jobs: Vec<JobEstimate>,
    /// What the FPGA has and what is known to be taken.
    pub resources: Resources,
}

/// A job on a board.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JobEstimate {
    /// Its images.
    pub batch: u32,
    /// Cycles with a memory that keeps up with the accelerator's port.
    pub cycles: u64,
    /// Cycles with the memory of the board: the sum over the layers.
    pub cycles_on_board: u64,
    /// The same in microseconds, from the doorbell to the last byte in device memory.
    pub latency_us: f64,
    /// Images per second of the accelerator alone, jobs back to back.
    pub images_per_second: f64,
    /// Bytes through the memory port.
    pub bytes_moved: u64,
    /// Those per second.
    pub bytes_per_second: f64,
    /// That over what reads and writes together can have.
    pub bandwidth_use: f64,
    /// Layers that wait for the memory of the board.
    pub memory_bound_layers: usize,
    /// Bytes of inputs and outputs, with the padding of their segments.
    pub transfer_bytes: u64,
    /// Microseconds that they take on the link.
    pub transfer_us: f64,
    /// Images per second where each job waits for its inputs and outputs: nothing overlaps.
    pub images_per_second_with_link: f64,
    /// The layers in execution order.
    pub layers: Vec<LayerEstimate>,
}

/// A layer on a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LayerEstimate {
    /// The ONNX nodes that it fuses.
    pub name: String,
    /// Cycles with a memory that keeps up with the accelerator's port.
    pub cycles: u64,
    /// Cycles that its bytes take in the memory of the board.
    pub memory_cycles: u64,
    /// Bytes read.
    pub bytes_read: u64,
    /// Bytes written.
    pub bytes_written: u64,
    /// Which of the two is larger: `array` or `memory`.
    pub bound: &'static str,
}

/// What an FPGA has, and the least that the design takes. What synthesis says is not known here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Resources {
    /// The part.
    pub part: String,
    /// Look-up tables, flip-flops, DSP slices and block RAMs of the part.
    pub limits: [(&'static str, u64); 4],
    /// Document that those are from.
    pub limits_source: String,
    /// The same that are kept for what stands around the accelerator.
    pub shell: [(&'static str, u64); 4],
    /// Where those are from.
    pub shell_source: String,
    /// Multipliers of the array, one DSP slice each: the least that it takes.
    pub multipliers: u64,
    /// Bits of scratchpads and accumulators.
    pub array_memory_bits: u64,
    /// Bits of the part's block RAMs.
    pub block_ram_bits: u64,
}

impl BoardEstimate {
    /// Puts the work of the jobs of a program on a board.
    ///
    /// # Errors
    /// A job that is larger than the memory of the board.
    pub fn new(board: &Board, program: &Footprint, work: &[Work], memory_percent: u8) -> Result<Self> {
        let (arch, link) = (board.arch(), Link::of(board));
        let bandwidth = Bandwidth::of(board, memory_percent);
        let load_bytes = program.load_bytes();
        for job in work {
            check_memory(board, program, job.batch)?;
        }
        let jobs =
            work.iter().map(|work| JobEstimate::new(board, program, work, &bandwidth, &link)).collect();
        let port = &board.memory.port;
        Ok(Self {
            board: board.name.clone(),
            title: board.title.clone(),
            array: format!("{}x{}", arch.pv_count, arch.pe_count),
            parameters: arch.parameters().iter().map(|parameter| (parameter.name, parameter.value)).collect(),
            clock_khz: board.clock.core_khz,
            clock_note: board.clock.note.clone(),
            bandwidth,
            bandwidth_derivation: format!("{}: {}", board.memory.kind, board.memory.derivation),
            memory_port: format!("{}, {} bytes at {} kHz", port.name, port.bytes_per_cycle, port.clock_khz),
            load_us: link.microseconds(load_bytes),
            link,
            load_bytes,
            load_counted: matches!(program.code, Code::Written(_)),
            jobs,
            resources: Resources::of(board),
        })
    }
}

/// One job must fit; a driver that keeps several in flight needs more.
///
/// # Errors
/// A job that is larger than the memory of the board, as far as the program is known.
pub(super) fn check_memory(board: &Board, program: &Footprint, batch: u32) -> Result<()> {
    let image = program.interface.image_bytes.iter().fold(0u64, |sum, &bytes| sum.saturating_add(bytes));
    let needed = image.saturating_mul(batch.into()).saturating_add(program.load_bytes());
    let there = match &board.transport {
        Transport::Uio(uio) => uio.dma.bytes.min(board.memory.bytes),
        _ => board.memory.bytes,
    };
    let how = match program.code {
        Code::Unknown => "more than ",
        Code::Predicted(_) => "about ",
        Code::Written(_) => "",
    };
    ensure!(
        needed <= there,
        "a job of {batch} takes {how}{} MiB of memory, the board has {} MiB for it{}",
        needed.div_ceil(1 << 20),
        there >> 20,
        if batch > 1 { "; ask for a smaller --batch" } else { "" }
    );
    Ok(())
}

impl JobEstimate {
    fn new(board: &Board, program: &Footprint, work: &Work, bandwidth: &Bandwidth, link: &Link) -> Self {
        let clock_hz = u64::from(board.clock.core_khz) * 1000;
        let layers: Vec<LayerEstimate> = work
            .layers
            .iter()
            .map(|layer| {
                let memory_cycles = bandwidth.cycles(layer, clock_hz);
                LayerEstimate {
                    name: layer.name.clone(),
                    cycles: layer.cycles,
                    memory_cycles,
                    bytes_read: layer.read,
                    bytes_written: layer.written,
                    bound: if memory_cycles > layer.cycles { "memory" } else { "array" },
                }
            })
            .collect();
        let cycles_on_board = layers
            .iter()
            .fold(0u64, |sum, layer| sum.saturating_add(layer.cycles.max(layer.memory_cycles)))
            .max(1);
        let (images, seconds) = (f64::from(work.batch), cycles_on_board as f64 / clock_hz as f64);
        let port = |segment| program.interface.image_bytes(segment).saturating_mul(work.batch.into());
        let transfer_bytes = port(Segment::Input).saturating_add(port(Segment::Output));
        let transfer_us = link.microseconds(transfer_bytes);
        let bytes_per_second = work.bytes() as f64 / seconds;
        Self {
            batch: work.batch,
            cycles: work.cycles(),
            cycles_on_board,
            latency_us: seconds * 1e6,
            images_per_second: images / seconds,
            bytes_moved: work.bytes(),
            bytes_per_second,
            bandwidth_use: bytes_per_second / bandwidth.total() as f64,
            memory_bound_layers: layers.iter().filter(|layer| layer.bound == "memory").count(),
            transfer_bytes,
            transfer_us,
            images_per_second_with_link: images / (seconds + transfer_us * 1e-6),
            layers,
        }
    }
}

impl Resources {
    fn of(board: &Board) -> Self {
        let (limits, kept, arch) = (&board.part.limits, board.shell.allowance(), board.arch());
        let kinds = |lut, ff, dsp, ram| {
            [("lut", lut), ("flip_flop", ff), ("dsp", dsp), (board.part.family.block_ram(), ram)]
        };
        let words = u64::from(arch.weight_words) + u64::from(arch.input_words);
        let lane_bits = 16 * words + 48 * u64::from(arch.accumulator_words);
        let block_bits = if board.part.family.block_ram() == "RAMB36" { 36 << 10 } else { 18 << 10 };
        Self {
            part: board.part.name.clone(),
            limits: kinds(limits.lut, limits.ff, limits.dsp, limits.block_ram),
            limits_source: limits.source.clone(),
            shell: kinds(kept.lut, kept.ff, kept.dsp, kept.block_ram),
            shell_source: kept.source.clone(),
            multipliers: arch.pe_total(),
            array_memory_bits: lane_bits * arch.pe_total(),
            block_ram_bits: limits.block_ram * block_bits,
        }
    }
}
