//! The output channel and the AXI write engine: the emitted Verilog under Verilator against a reference that steps cycle by cycle, and
//! a memory that checks the rules of AXI.

mod dut;
mod job;
mod memory;
mod model;
mod random;

use std::collections::VecDeque;
use std::process::Command;

use bitstream::dma::Store;
use bitstream::verilog::emit;
use isa::ArchConfig;
use isa::queue::{ErrorCause, Fault};

use dut::Dut;
use job::{Job, Mishap};
use memory::{Memory, Pace};
use model::Model;
use random::Random;

/// Cycles after which nothing can be under way any more.
const PATIENCE: u64 = 60_000;

struct Bench {
    dut: Dut,
    arch: ArchConfig,
    random: Random,
    memory: Memory,
    cycle: u64,
}

/// How a job is run.
#[derive(Clone, Copy)]
struct Run {
    pace: Pace,
    /// Cycle of the abort.
    abort_at: Option<u64>,
    /// Number of the response that is an error.
    fails: Option<u64>,
}

impl Bench {
    fn new(arch: ArchConfig, seed: u64) -> Option<Self> {
        let design = emit("store", &[], Store::new(&arch)).expect("a sound block");
        let dut = Dut::start(&design)?;
        Some(Self { dut, arch, random: Random(seed), memory: Memory::default(), cycle: 0 })
    }

    /// A cycle in which only the bus and the given inputs matter.
    fn quiet_cycle(&mut self, pace: Pace) {
        self.memory.drive(&mut self.dut, self.cycle, pace, &mut self.random);
        self.dut.set("beat_is_valid", 0);
        self.dut.settle();
        self.memory.observe(&self.dut, self.cycle, pace, &mut self.random);
        self.dut.tick();
        self.cycle += 1;
    }

    /// Runs a job to its end; the fault that was reported.
    fn run(&mut self, job: &Job, run: Run) -> Option<Fault> {
        let Run { pace, abort_at, fails } = run;
        let [output, scratch] = job.windows.0;
        let windows = job.windows.0.iter().map(|&(address, size)| (address, address + size)).collect();
        self.memory = Memory::new(windows, fails);
        for (name, value) in [
            ("output_address", output.0),
            ("output_size", output.1),
            ("scratch_address", scratch.0),
            ("scratch_size", scratch.1),
            ("image", job.image.into()),
            ("abort", 0),
            ("dma_push", 0),
            ("reset", 1),
        ] {
            self.dut.set(name, value);
        }
        self.quiet_cycle(pace);
        self.dut.set("reset", 0);
        let latency = u64::from(self.arch.memory_latency_cycles);
        let exact =
            matches!(pace, Pace::Fixed(_)) && job.fault.is_none() && abort_at.is_none() && fails.is_none();
        let mut model = Model::new(latency, self.arch.command_fifo_depth as usize, job.image, job.windows.0);
        let mut commands = job.commands.clone();
        let mut future = job.beats.clone();
        let mut queues: Vec<VecDeque<Vec<u16>>> = vec![VecDeque::new(); 16];
        let (mut sums, mut drains) = (vec![0u64; 16], vec![0u64; 16]);
        let (beat_chance, command_chance) = (20 + self.random.below(81), 10 + self.random.below(91));
        let lazy = self.random.chance(30);
        let mut fault = None;
        let mut quiet = 0;
        for step in 0..PATIENCE {
            let aborted = abort_at.is_some_and(|at| step >= at);
            self.dut.set("abort", aborted.into());
            self.memory.drive(&mut self.dut, self.cycle, pace, &mut self.random);
            self.dut.set("beat_is_valid", 0);
            self.dut.set("dma_push", 0);
            self.dut.settle();
            let room = !self.dut.is("dma_full");
            let pushed = if room && self.random.chance(command_chance) { commands.pop_front() } else { None };
            self.dut.set("dma_push", pushed.is_some().into());
            self.dut.set("dma_command", pushed.map_or(0, |command| command.bits()));
            let (sums_needed, drains_needed) = (self.dut.get("sums_needed"), self.dut.get("drains_needed"));
            let ready = (0..16).filter(|&pv| sums[pv] >= sums_needed && drains[pv] >= drains_needed);
            self.dut.set("pv_ready_output", ready.map(|pv| 1 << pv).sum());
            let select = self.dut.get("beat_select") as usize;
            let head = queues[select].front().cloned().unwrap_or_default();
            let mut words = [0u32; 4];
            for (place, word) in head.iter().enumerate() {
                words[place / 2] |= u32::from(*word) << (16 * (place % 2));
            }
            self.dut.set("beat_is_valid", (!head.is_empty()).into());
            self.dut.set("beat_count", head.len() as u64);
            self.dut.set_wide("beat_words", &words);
            self.dut.settle();
            let pop = self.dut.get("beat_pop");
            if exact {
                let heads: Vec<_> = queues.iter().map(|queue| queue.front().map(Vec::len)).collect();
                let expected = model.step(step, pushed, &heads, &sums, &drains);
                let found = model::Shown {
                    full: !room,
                    pop,
                    completed: self.dut.get("outputs_completed"),
                    written: self.dut.get("written_bytes"),
                    idle: self.dut.is("store_idle"),
                };
                assert_eq!(found, expected, "cycle {step}");
                assert!(!self.dut.is("fault"), "cycle {step}");
            }
            assert!(pop == 0 || (pop == 1 << select && !head.is_empty() && !aborted));
            if self.dut.is("fault") {
                assert!(fault.is_none(), "a second fault");
                let cause = ErrorCause::from_code(self.dut.get("fault_cause") as u32).expect("a cause");
                let (segment, address) =
                    (self.dut.get("fault_segment") as u32, self.dut.get("fault_address"));
                fault = Some(Fault { cause, segment, address });
            }
            self.memory.observe(&self.dut, self.cycle, pace, &mut self.random);
            let finished = match aborted || fault.is_some() {
                true => !self.dut.is("outstanding"),
                false => commands.is_empty() && self.dut.is("store_idle"),
            };
            self.dut.tick();
            self.cycle += 1;
            // What the PVs do is seen in the next cycle.
            if pop != 0 {
                queues[select].pop_front();
            }
            for pv in 0..16 {
                if queues[pv].len() < 16 && self.random.chance(beat_chance) {
                    queues[pv].extend(future[pv].pop_front());
                }
                let chance = if lazy { 1 } else { 30 };
                sums[pv] += u64::from(self.random.chance(chance));
                drains[pv] += u64::from(self.random.chance(chance));
            }
            quiet = if finished { quiet + 1 } else { 0 };
            if quiet == 5 {
                assert!(self.memory.is_quiet(), "outstanding, but nobody says so");
                self.dut.set("dma_push", 0);
                return fault;
            }
        }
        panic!("the job does not end");
    }

    /// A job without mishap: everything is in memory, and in fixed pace every cycle is right.
    fn good_job(&mut self, pv_count: u32, pace: Pace) {
        let transfers = 1 + self.random.below(7);
        let job = Job::new(&mut self.random, pv_count, transfers, Mishap::None);
        let fault = self.run(&job, Run { pace, abort_at: None, fails: None });
        assert_eq!((fault, job.fault), (None, None));
        assert!(self.memory.bytes == job.bytes, "memory differs");
    }

    /// A completion entry, at any time between jobs.
    fn queue_entry(&mut self, pace: Pace, fails: bool) {
        let address = 0xABC_0000_0000 + 64 * self.random.below(1000);
        self.memory = Memory::new(vec![(address, address + 64)], fails.then_some(0));
        let data: Vec<u32> = (0..16).map(|_| self.random.next() as u32).collect();
        self.dut.set_wide("queue_write_data", &data);
        self.dut.set("queue_write_address", address);
        self.dut.set("queue_write", 1);
        self.quiet_cycle(pace);
        self.dut.set("queue_write", 0);
        for _ in 0..2000 {
            self.quiet_cycle(pace);
            if self.dut.is("queue_write_done") {
                assert_eq!(self.dut.is("queue_write_error"), fails);
                assert!(self.memory.is_quiet());
                let bytes: Vec<u8> = data.iter().flat_map(|word| word.to_le_bytes()).collect();
                assert!(self.memory.bytes.values().copied().eq(bytes), "the entry differs");
                self.quiet_cycle(pace);
                assert!(!self.dut.is("queue_write_done") && !self.dut.is("fault"));
                return;
            }
        }
        panic!("no entry");
    }
}

fn exact_pace(arch: &ArchConfig) -> Pace {
    Pace::Fixed(u64::from(arch.memory_latency_cycles) - 2)
}

const SLOW_PACES: [Pace; 3] = [Pace::AddressFirst, Pace::DataFirst, Pace::Random];

fn small() -> ArchConfig {
    ArchConfig { memory_latency_cycles: 5, command_fifo_depth: 4, ..ArchConfig::with_geometry(2, 2) }
}

#[test]
fn every_cycle_is_right_with_a_memory_that_never_waits() {
    for (arch, seed) in [(ArchConfig::REFERENCE, 1), (small(), 2)] {
        let Some(mut bench) = Bench::new(arch, seed) else { return };
        for round in 0..30 {
            bench.good_job([1, 2, arch.pv_count][round % 3], exact_pace(&arch));
            if round % 5 == 0 {
                bench.queue_entry(exact_pace(&arch), round % 2 == 1);
            }
        }
    }
}

#[test]
fn memory_is_right_under_back_pressure() {
    let arch = ArchConfig::REFERENCE;
    let Some(mut bench) = Bench::new(arch, 3) else { return };
    for round in 0..30 {
        let pace = SLOW_PACES[round % 3];
        bench.good_job([1, 2, 16][round / 3 % 3], pace);
        bench.queue_entry(pace, round % 4 == 0);
    }
}

#[test]
fn mishaps_are_reported_and_leave_the_channel_usable() {
    let arch = ArchConfig::REFERENCE;
    let Some(mut bench) = Bench::new(arch, 4) else { return };
    let paces = [exact_pace(&arch), Pace::AddressFirst, Pace::DataFirst, Pace::Random];
    for round in 0..32 {
        let mishap = [Mishap::Outside, Mishap::Forbidden, Mishap::Odd, Mishap::Exceeds][round % 4];
        let pace = paces[round / 4 % 4];
        let transfers = 1 + bench.random.below(4);
        let job = Job::new(&mut bench.random, 16, transfers, mishap);
        let fault = bench.run(&job, Run { pace, abort_at: None, fails: None });
        assert_eq!(fault, job.fault, "{mishap:?}, round {round}");
        for (address, byte) in &bench.memory.bytes {
            assert!(job.fault.is_some() || job.bytes.get(address) == Some(byte));
        }
        bench.queue_entry(pace, false);
        bench.good_job(2, exact_pace(&arch));
    }
}

#[test]
fn refused_responses_are_reported() {
    let arch = ArchConfig::REFERENCE;
    let Some(mut bench) = Bench::new(arch, 5) else { return };
    for round in 0..10 {
        let pace = if round % 2 == 0 { exact_pace(&arch) } else { Pace::Random };
        let job = Job::new(&mut bench.random, 16, 3, Mishap::None);
        let fails = bench.random.below(6);
        let fault = bench.run(&job, Run { pace, abort_at: None, fails: Some(fails) });
        if bench.memory.answered > fails {
            let fault = fault.expect("a fault");
            assert!(fault.cause == ErrorCause::MemoryError && matches!(fault.segment, 3 | 4), "{fault:?}");
            assert!(fault.address < 80_000 && fault.address % 2 == 0, "{fault:?}");
        }
        bench.queue_entry(pace, false);
        bench.good_job(2, exact_pace(&arch));
    }
}

#[test]
fn an_abort_ends_what_the_bus_has_begun() {
    let arch = ArchConfig::REFERENCE;
    let Some(mut bench) = Bench::new(arch, 6) else { return };
    let paces = [exact_pace(&arch), Pace::AddressFirst, Pace::DataFirst, Pace::Random];
    let mut cut = 0;
    for round in 0..40 {
        let pace = paces[round % 4];
        let job = Job::new(&mut bench.random, 2, 4, Mishap::None);
        let abort_at = Some(bench.random.below(500));
        assert_eq!(bench.run(&job, Run { pace, abort_at, fails: None }), None);
        cut += usize::from(bench.memory.accepted_bursts > 0 && bench.memory.bytes.len() < job.bytes.len());
        // The entry of the failed job is written while `abort` is still there.
        bench.queue_entry(pace, false);
        bench.good_job(2, exact_pace(&arch));
    }
    assert!(cut > 10, "{cut}");
}

#[test]
fn verilator_lint_finds_nothing() {
    let design = emit("store", &[], Store::new(&ArchConfig::REFERENCE)).expect("a sound block");
    let file = tempfile::Builder::new().suffix(".v").tempfile().expect("a file");
    std::fs::write(file.path(), design.to_string()).expect("a file");
    // The last two: the FIFO's memory has the name of its array, and `abort` is a word of C++.
    let waived = ["WIDTH", "UNUSED", "UNOPTFLAT", "DECLFILENAME", "VARHIDDEN", "SYMRSVDWORD"];
    let waived = waived.map(|warning| format!("-Wno-{warning}"));
    let lint =
        Command::new("verilator").args(["--lint-only", "-Wall"]).args(waived).arg(file.path()).output();
    let Ok(lint) = lint else { return };
    let findings = String::from_utf8_lossy(&lint.stderr);
    assert!(lint.status.success() && findings.is_empty(), "{findings}");
}
