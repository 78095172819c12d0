//! The loads under Verilator: with a memory of fixed latency every cycle is that of the reference; with an erratic one
//! the words that arrive are those of the definition.

use super::harness::Simulation;
use super::memory::{Behaviour, Memory, beat_at, word_at};
use super::random::Random;
use super::reference::{Fetch, Inputs, Outputs, PARAMETER, Reference, Write};
use super::workload::{Generator, Job, Mistake, Program};
use crate::support::tools::Tool;
use bitstream::dma::Loads;
use bitstream::verilog::emit;
use isa::ArchConfig;
use std::collections::HashMap;

const SEGMENTS: [&str; 5] = ["program", "constants", "input", "output", "scratch"];
const CHANNELS: [&str; 3] = ["input", "weight", "parameter"];
const COMPLETED: [&str; 3] = ["inputs_completed", "weights_completed", "parameters_completed"];
/// Needs of transfers are at most this.
const NEED: u64 = 5;

fn arch(pv_count: u32, pe_count: u32) -> ArchConfig {
    ArchConfig { command_fifo_depth: 8, ..ArchConfig::with_geometry(pv_count, pe_count) }
}

/// A bit for each channel.
fn bits(channels: [bool; 3]) -> u64 {
    (0..3).map(|channel| u64::from(channels[channel]) << channel).sum()
}

fn start(arch: &ArchConfig) -> Option<Simulation> {
    Simulation::start(&emit("dut", &[], Loads::new(arch)).expect("a sound block"))
}

#[test]
fn verilators_linter_is_content() {
    let Some(verilator) = Tool::VERILATOR.find() else { return };
    let directory = tempfile::tempdir().expect("a directory");
    for arch in [arch(16, 16), arch(1, 2)] {
        let design = emit("dut", &[], Loads::new(&arch)).expect("a sound block");
        std::fs::write(directory.path().join("design.v"), design.to_string()).expect("a file");
        let mut lint = verilator.command();
        // As for all blocks; the port `abort` is a word of C++, and memories inside FIFOs have the name of their words.
        let waived =
            "-Wno-WIDTH -Wno-UNUSED -Wno-UNOPTFLAT -Wno-DECLFILENAME -Wno-SYMRSVDWORD -Wno-VARHIDDEN";
        lint.args(["--lint-only", "-Wall"]).args(waived.split(' ')).arg("design.v");
        Tool::run(lint.current_dir(&directory));
    }
}

/// A job at a device: what surrounds the loads.
struct Bench<'a> {
    arch: ArchConfig,
    dut: &'a mut Simulation,
    memory: Memory,
    random: Random,
    program: Program,
    sums: [[u64; 16]; 2],
    outputs_completed: u64,
    next_fetch: u64,
    fetch_waits: bool,
    now: u64,
    /// Words that arrived: memory, PV, address.
    stored: HashMap<(usize, u64, u64), u64>,
    fetched: Vec<u64>,
}

impl<'a> Bench<'a> {
    fn new(
        arch: &ArchConfig,
        dut: &'a mut Simulation,
        job: &Job,
        program: Program,
        behaviour: Behaviour,
    ) -> Self {
        for (segment, name) in SEGMENTS.iter().enumerate() {
            dut.set(&format!("{name}_address"), job.addresses[segment].into());
            dut.set(&format!("{name}_size"), job.sizes[segment].into());
        }
        dut.set("image", job.image.into());
        let ranges = (0..5)
            .map(|segment| job.addresses[segment]..job.addresses[segment] + job.sizes[segment])
            .collect();
        for name in [
            "dma_push",
            "fetch_request",
            "fetch_claims",
            "abort",
            "queue_read",
            "clear_timelines",
            "m_axi_rvalid",
            "m_axi_arready",
        ] {
            dut.set(name, 0);
        }
        dut.set("reset", 1);
        dut.cycle();
        dut.set("reset", 0);
        Self {
            arch: *arch,
            dut,
            memory: Memory::new(behaviour, ranges),
            random: Random(99),
            program,
            sums: [[0; 16]; 2],
            outputs_completed: 0,
            next_fetch: 0,
            fetch_waits: false,
            now: 0,
            stored: HashMap::new(),
            fetched: vec![],
        }
    }

    /// Counts of PVs and of the output channel go on.
    fn count(&mut self) {
        for counts in &mut self.sums {
            for count in counts {
                *count += u64::from(self.random.percent(3));
            }
        }
        self.outputs_completed += u64::from(self.random.percent(3));
    }

    fn pv_ready(&self, needed: (u64, u64)) -> u64 {
        let ready = |pv: &usize| self.sums[0][*pv] >= needed.0 && self.sums[1][*pv] >= needed.1;
        (0..16).filter(ready).map(|pv| 1 << pv).sum()
    }

    /// The burst that the fetch asks for, if it does.
    fn fetch(&mut self, job: &Job, percent: u64) -> Option<Fetch> {
        self.fetch_waits |= self.random.percent(percent);
        let left = job.sizes[0].checked_sub(self.next_fetch).filter(|&left| left > 0 && self.fetch_waits)?;
        let address = job.addresses[0] + self.next_fetch;
        let bytes = left.min(256 - address % 16).min(4096 - address % 4096);
        Some(Fetch { offset: self.next_fetch, words: bytes / 8, beats: (address % 16 + bytes).div_ceil(16) })
    }

    fn set(&mut self, inputs: &Inputs) {
        let dut = &mut *self.dut;
        dut.set("dma_push", inputs.push.map_or(0, |(channel, _)| 1 << channel));
        dut.set("dma_command", inputs.push.map_or(0, |(_, command)| command.into()));
        dut.set("fetch_request", inputs.fetch.is_some().into());
        dut.set("fetch_claims", inputs.fetch.is_some().into());
        if let Some(fetch) = inputs.fetch {
            dut.set("fetch_offset", fetch.offset.into());
            dut.set("fetch_words", fetch.words.into());
            dut.set("fetch_beats", fetch.beats.into());
        }
        for (name, ready) in CHANNELS.iter().zip(inputs.pv_ready) {
            dut.set(&format!("pv_ready_{name}"), ready.into());
        }
        dut.set("outputs_ready", bits(inputs.outputs_ready).into());
        dut.set("clear_timelines", inputs.clear_timelines.into());
        self.memory.drive(self.now, dut);
    }

    /// Ends the cycle and tells what the block shows in it.
    fn finish(&mut self, inputs: &Inputs) -> Outputs {
        self.dut.cycle();
        self.memory.observe(self.now, self.dut);
        let dut = &*self.dut;
        let flag = |name: &str| dut.get(name) != 0;
        let needed = |name: &str| {
            Some((dut.get(&format!("{name}_sums_needed")), dut.get(&format!("{name}_drains_needed"))))
        };
        let outputs = Outputs {
            full: std::array::from_fn(|channel| dut.get("dma_full") >> channel & 1 != 0),
            needed: CHANNELS.map(needed),
            completed: COMPLETED.map(|name| dut.get(name)),
            fetch_grant: flag("fetch_grant"),
            fetched: flag("fetch_valid").then(|| {
                let data =
                    dut.wide("fetch_data").iter().rev().fold(0, |data, &word| data << 32 | u128::from(word));
                (data, dut.get("fetch_mask"))
            }),
            idle: flag("loads_idle"),
            moved: flag("moved"),
            read_bytes: dut.get("read_bytes"),
            address: flag("m_axi_arvalid").then(|| (dut.get("m_axi_araddr"), dut.get("m_axi_arlen") + 1)),
            scratch: ["input_write", "weight_write"].map(|name| self.scratch_write(name)),
            parameter: self.parameter_write(),
            fault: flag("fault")
                .then(|| (dut.get("fault_cause"), dut.get("fault_segment"), dut.get("fault_address"))),
        };
        let [input, weight] = &outputs.scratch;
        for (memory, write) in [input, weight, &outputs.parameter].into_iter().enumerate() {
            let Some(write) = write else { continue };
            for pv in (0..16).filter(|pv| write.pvs >> pv & 1 != 0) {
                self.stored
                    .extend(write.words.iter().map(|&(address, value)| ((memory, pv, address), value)));
            }
        }
        if let Some((data, mask)) = outputs.fetched {
            self.fetched
                .extend((0..2).filter(|half| mask >> half & 1 != 0).map(|half| (data >> (64 * half)) as u64));
        }
        if outputs.fetch_grant {
            self.next_fetch += 8 * inputs.fetch.expect("asked").words;
            self.fetch_waits = false;
        }
        self.now += 1;
        outputs
    }

    fn scratch_write(&self, name: &str) -> Option<Write> {
        let dut = &*self.dut;
        let pvs = dut.get(name);
        if pvs == 0 {
            return None;
        }
        let lanes = u64::from(self.arch.lanes());
        let words = lanes
            * u64::from(if name == "input_write" { self.arch.input_words } else { self.arch.weight_words });
        let (banks, wrapped) = (dut.get("load_banks"), dut.get("load_wrapped"));
        assert_eq!(banks >> lanes, 0);
        let written = (0..lanes).filter(|bank| banks >> bank & 1 != 0).map(|bank| {
            let line = dut.get(if wrapped >> bank & 1 != 0 { "load_next_line" } else { "load_line" });
            ((line * lanes + bank) % words, word(dut.wide("load_words"), bank))
        });
        let mut written: Vec<_> = written.collect();
        written.sort_unstable();
        Some(Write { pvs, words: written })
    }

    fn parameter_write(&self) -> Option<Write> {
        let dut = &*self.dut;
        let pvs = dut.get("parameter_write");
        if pvs == 0 {
            return None;
        }
        let (banks, wrapped) = (dut.get("parameter_banks"), dut.get("parameter_wrapped"));
        let written = (0..8).filter(|bank| banks >> bank & 1 != 0).map(|bank| {
            let row = dut.get(if wrapped >> bank & 1 != 0 { "parameter_next_row" } else { "parameter_row" });
            (row * 8 + bank, word(dut.wide("parameter_words"), bank))
        });
        let mut written: Vec<_> = written.collect();
        written.sort_unstable();
        Some(Write { pvs, words: written })
    }

    /// The words that transfers and fetch should have brought, by the definition.
    fn judge(&self, job: &Job) {
        let mut expected = HashMap::new();
        for (memory, transfers) in self.program.transfers.iter().enumerate() {
            let lanes = u64::from(self.arch.lanes());
            let words = match memory {
                0 => lanes * u64::from(self.arch.input_words),
                1 => lanes * u64::from(self.arch.weight_words),
                _ => u64::from(8 * self.arch.parameter_entries + 1040),
            };
            for transfer in transfers {
                let mut at = Some(super::transfer::Place::default());
                while let Some(mut place) = at {
                    for word in 0..transfer.registers[3] / 2 {
                        place.done = 2 * word;
                        let source =
                            job.addresses[transfer.segment as usize].wrapping_add(transfer.offset(place));
                        let value = if transfer.fill { 0 } else { word_at(source) };
                        let target = transfer.target(place);
                        if memory == PARAMETER && target >= words {
                            continue;
                        }
                        for pv in (0..16).filter(|pv| transfer.receivers(place, false) >> pv & 1 != 0) {
                            expected.insert((memory, pv, target % words), value);
                        }
                    }
                    at = transfer.next(place, false);
                }
            }
        }
        // The last words of a parameter transfer may wrap around 2^32 between bursts but not within one.
        let wrapping = |&(memory, _, address): &(usize, u64, u64)| memory == PARAMETER && address < 4096;
        for (place, value) in &expected {
            let stored = self.stored.get(place);
            assert!(stored == Some(value) || wrapping(place), "{place:?}: {stored:?} for {value}");
        }
        assert!(self.stored.keys().all(|place| expected.contains_key(place)));
        let fetched: Vec<u64> = (0..self.fetched.len() as u64)
            .map(|index| {
                let address = job.addresses[0] + 8 * index;
                (beat_at(address) >> (8 * (address % 16))) as u64
            })
            .collect();
        assert_eq!(self.fetched, fetched);
    }
}

fn word(words: &[u32], index: u64) -> u64 {
    u64::from(words[index as usize / 2] >> (16 * (index % 2)) & 0xFFFF)
}

fn program(arch: &ArchConfig, job: &Job, seed: u64, transfers: u64) -> Program {
    let mut generator = Generator::new(arch, seed);
    let mut program = Program::default();
    for number in 0..transfers {
        generator.append(&mut program, job, NEED + number / 8, Mistake::None);
    }
    program
}

/// Runs a program beside the reference until it is over or the reference has stopped; `last` takes part in every cycle.
fn run_exactly(arch: &ArchConfig, bench: &mut Bench<'_>, job: &Job) -> [u64; 6] {
    let mut reference = Reference::new(arch, job);
    let mut rests = 0;
    let mut cleared = false;
    while rests < 200 {
        bench.count();
        let calm = (bench.now / 512).is_multiple_of(3);
        let push = match bench.program.commands.front() {
            Some(&(channel, command)) if reference.room(channel) && (!calm || bench.random.percent(10)) => {
                bench.program.commands.pop_front();
                Some((channel, command))
            }
            _ => None,
        };
        rests = if reference.is_done() && bench.program.commands.is_empty() { rests + 1 } else { 0 };
        let fetch = if rests == 0 { bench.fetch(job, if calm { 2 } else { 1 }) } else { None };
        let clear_timelines = rests == 100;
        cleared |= clear_timelines;
        let inputs = Inputs {
            push,
            fetch,
            pv_ready: std::array::from_fn(|channel| bench.pv_ready(reference.needed(channel))),
            outputs_ready: reference.outputs_ready(bench.outputs_completed),
            clear_timelines,
        };
        bench.set(&inputs);
        let mut expected = reference.cycle(bench.now, &inputs);
        let mut seen = bench.finish(&inputs);
        for (expected, seen) in expected.needed.iter_mut().zip(&mut seen.needed) {
            if expected.is_none() {
                *seen = None;
            }
        }
        if let Some(parameter) = &mut expected.parameter {
            // Nobody sees a write of no banks.
            let seen = seen.parameter.get_or_insert_default();
            if seen.words.is_empty() {
                seen.pvs = parameter.pvs;
            }
        }
        // A fault is seen four cycles after its request; what happens in between does not count.
        if reference.stopped {
            assert_eq!(seen.fault, expected.fault, "cycle {}", bench.now - 1);
            if expected.fault.is_some() {
                break;
            }
            continue;
        }
        assert_eq!(seen, expected, "cycle {}", bench.now - 1);
    }
    assert!(cleared || reference.stopped);
    reference.seen
}

fn exact(latency: u64) -> Behaviour {
    Behaviour { latency: latency - 5, erratic: false, broken: None }
}

fn every_cycle_agrees(arch: ArchConfig, seed: u64) {
    let Some(mut dut) = start(&arch) else { return };
    for round in 0..2 {
        let job = Job::new(&mut Random(seed + round));
        let program = program(&arch, &job, seed + round, 120);
        let mut bench = Bench::new(&arch, &mut dut, &job, program, exact(arch.memory_latency_cycles.into()));
        let seen = run_exactly(&arch, &mut bench, &job);
        eprintln!("{} cycles, {seen:?}", bench.now);
        bench.judge(&job);
        let holds = seen[4] > 50 || arch.lanes() >= 8;
        assert!(seen[0] > 20 && seen[1] > 50 && seen[2] > 100 && holds && seen[5] > 100, "{seen:?}");
    }
}

#[test]
fn every_cycle_agrees_with_16_lanes() {
    every_cycle_agrees(arch(16, 16), 1);
}

#[test]
fn every_cycle_agrees_with_8_lanes() {
    every_cycle_agrees(ArchConfig { outstanding_beats: 32, ..arch(5, 7) }, 2);
}

#[test]
fn every_cycle_agrees_with_4_lanes() {
    every_cycle_agrees(ArchConfig { outstanding_beats: 16, memory_latency_cycles: 7, ..arch(2, 4) }, 3);
}

#[test]
fn every_cycle_agrees_with_2_lanes() {
    every_cycle_agrees(ArchConfig { parameter_entries: 128, ..arch(1, 2) }, 4);
}

#[test]
fn every_cycle_agrees_with_1_lane() {
    every_cycle_agrees(ArchConfig { memory_latency_cycles: 20, ..arch(3, 1) }, 5);
}

/// Runs a program without a reference. `until` ends it early.
fn run_freely(
    bench: &mut Bench<'_>,
    job: &Job,
    limit: u64,
    until: impl Fn(u64, &Outputs) -> bool,
) -> Option<Outputs> {
    let mut rests = 0;
    while rests < 300 {
        assert!(bench.now < limit, "the program does not end");
        bench.count();
        let fetch = bench.fetch(job, 3);
        let fetch = if bench.program.commands.is_empty() { None } else { fetch };
        let mut inputs = Inputs { fetch, ..Inputs::default() };
        bench.set(&inputs);
        // Room and needs are what the block says.
        bench.dut.evaluate();
        if let Some(&(channel, command)) = bench.program.commands.front()
            && bench.dut.get("dma_full") >> channel & 1 == 0
        {
            bench.program.commands.pop_front();
            inputs.push = Some((channel, command));
        }
        let needed = |name: &str| {
            (bench.dut.get(&format!("{name}_sums_needed")), bench.dut.get(&format!("{name}_drains_needed")))
        };
        inputs.pv_ready = CHANNELS.map(|name| bench.pv_ready(needed(name)));
        inputs.outputs_ready =
            CHANNELS.map(|name| bench.outputs_completed >= bench.dut.get(&format!("{name}_outputs_needed")));
        set_again(bench, &inputs);
        let outputs = bench.finish(&inputs);
        if until(bench.now, &outputs) {
            return Some(outputs);
        }
        let quiet = outputs.idle && bench.dut.get("outstanding") == 0 && bench.program.commands.is_empty();
        rests = if quiet { rests + 1 } else { 0 };
    }
    None
}

fn set_again(bench: &mut Bench<'_>, inputs: &Inputs) {
    bench.dut.set("dma_push", inputs.push.map_or(0, |(channel, _)| 1 << channel));
    bench.dut.set("dma_command", inputs.push.map_or(0, |(_, command)| command.into()));
    for (name, ready) in CHANNELS.iter().zip(inputs.pv_ready) {
        bench.dut.set(&format!("pv_ready_{name}"), ready.into());
    }
    bench.dut.set("outputs_ready", bits(inputs.outputs_ready).into());
}

/// Lets everything on the bus come to its end, then reads a queue entry.
fn settle_and_read_the_queue(bench: &mut Bench<'_>, abort: bool, address: u64) {
    let inputs = Inputs::default();
    for step in 0.. {
        assert!(step < 20_000, "it does not come to rest");
        bench.set(&inputs);
        bench.dut.set("abort", abort.into());
        let outputs = bench.finish(&inputs);
        assert!(outputs.fault.is_none() && !outputs.fetch_grant && outputs.read_bytes == 0 || step == 0);
        if step > 2 && bench.dut.get("outstanding") == 0 {
            break;
        }
    }
    assert!(bench.memory.is_quiet());
    bench.dut.set("abort", 0);
    bench.memory.allow(address..address + 128);
    bench.set(&inputs);
    bench.dut.set("queue_read", 1);
    bench.dut.set("queue_read_address", address.into());
    bench.finish(&inputs);
    bench.dut.set("queue_read", 0);
    let mut beats = 0;
    while beats < 8 {
        bench.set(&inputs);
        let outputs = bench.finish(&inputs);
        assert!(outputs.fetched.is_none() && outputs.scratch == [None, None] && outputs.parameter.is_none());
        if bench.dut.get("queue_read_valid") != 0 {
            let data = bench
                .dut
                .wide("queue_read_data")
                .iter()
                .rev()
                .fold(0, |data, &word| data << 32 | u128::from(word));
            assert_eq!(data, beat_at(address + 16 * beats));
            beats += 1;
            assert_eq!(bench.dut.get("queue_read_done"), u64::from(beats == 8));
            if beats == 8 {
                assert_eq!(bench.dut.get("queue_read_error"), 0);
            }
        }
    }
    for _ in 0..5 {
        bench.set(&inputs);
        bench.finish(&inputs);
    }
    assert_eq!(bench.dut.get("outstanding"), 0);
}

#[test]
fn an_erratic_memory_changes_no_word() {
    for (arch, seed) in [(arch(16, 16), 11), (ArchConfig { outstanding_beats: 16, ..arch(2, 2) }, 12)] {
        let Some(mut dut) = start(&arch) else { return };
        let job = Job::new(&mut Random(seed));
        let behaviour = Behaviour { latency: 10, erratic: true, broken: None };
        let program = program(&arch, &job, seed, 200);
        let mut bench = Bench::new(&arch, &mut dut, &job, program, behaviour);
        assert_eq!(run_freely(&mut bench, &job, 400_000, |_, outputs| outputs.fault.is_some()), None);
        bench.judge(&job);
        settle_and_read_the_queue(&mut bench, false, 0x5_0000_0080);
    }
}

#[test]
fn wrong_transfers_are_faults_and_what_follows_is_thrown_away() {
    let arch = arch(4, 4);
    let Some(mut dut) = start(&arch) else { return };
    for round in 0..30 {
        let mut random = Random(100 + round);
        let job = Job::new(&mut random);
        let mut generator = Generator::new(&arch, 50 + round);
        let mut program = Program::default();
        for _ in 0..random.below(12) {
            generator.append(&mut program, &job, NEED, Mistake::None);
        }
        let mistake = if round % 4 == 0 { Mistake::Odd } else { Mistake::Window };
        generator.append(&mut program, &job, NEED, mistake);
        for _ in 0..4 {
            generator.append(&mut program, &job, NEED, Mistake::None);
        }
        let mut bench = Bench::new(&arch, &mut dut, &job, program, exact(arch.memory_latency_cycles.into()));
        run_exactly(&arch, &mut bench, &job);
        settle_and_read_the_queue(&mut bench, round % 2 == 0, 0x5_0000_0100);
    }
}

#[test]
fn an_error_of_memory_is_a_fault_at_its_burst() {
    let arch = arch(4, 4);
    let Some(mut dut) = start(&arch) else { return };
    let mut faults = 0;
    for round in 0..20 {
        let mut random = Random(200 + round);
        let job = Job::new(&mut random);
        let segment = random.range(0..5);
        let at = job.addresses[segment as usize] + random.below(if segment == 0 { 500 } else { 90_000 });
        let behaviour = Behaviour { latency: 30, erratic: round % 2 == 0, broken: Some(at) };
        let program = program(&arch, &job, 60 + round, 100);
        let mut bench = Bench::new(&arch, &mut dut, &job, program, behaviour);
        let Some(outputs) = run_freely(&mut bench, &job, 400_000, |_, outputs| outputs.fault.is_some())
        else {
            continue;
        };
        faults += 1;
        let (cause, fault_segment, offset) = outputs.fault.expect("a fault");
        assert_eq!((cause, fault_segment), (8, segment));
        let address = job.addresses[segment as usize] + offset;
        let block = at & !511;
        assert!(address < block + 512 && address + 256 > block, "{address:#x} {at:#x}");
        settle_and_read_the_queue(&mut bench, round % 3 == 0, 0x5_0000_0000);
    }
    assert!(faults > 6, "{faults}");
}

#[test]
fn abort_ends_everything_and_the_next_job_starts_anew() {
    let arch = arch(2, 16);
    let Some(mut dut) = start(&arch) else { return };
    for round in 0..10 {
        let mut random = Random(300 + round);
        let job = Job::new(&mut random);
        let erratic = round % 2 == 0;
        let behaviour = Behaviour { latency: 60, erratic, broken: None };
        let over = random.range(20..2000);
        let mut bench = Bench::new(&arch, &mut dut, &job, program(&arch, &job, 70 + round, 60), behaviour);
        run_freely(&mut bench, &job, 400_000, |now, _| now > over);
        settle_and_read_the_queue(&mut bench, true, 0x5_0000_0300);
        let program = program(&arch, &job, 80 + round, 20);
        let mut bench = Bench::new(&arch, &mut dut, &job, program, exact(arch.memory_latency_cycles.into()));
        run_exactly(&arch, &mut bench, &job);
        bench.judge(&job);
    }
}
