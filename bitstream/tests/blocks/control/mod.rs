//! Control under Verilator against the software card, which any driver sees as the same device.

mod core;
mod device;

use bitstream::control::Identity;
use device::{MEMORY_BYTES, Pair};
use isa::ArchConfig;
use isa::csr::{CSRS, Csr, RESET_KEY, bits};
use isa::queue::{COMPLETION_BYTES, JOB_BYTES, JobDescriptor, Window};
use isa::segment::{SEGMENT_COUNT, Segment};
use std::ops::Range;

fn identity(pvs: u32, pes: u32) -> Identity {
    Identity {
        shown_memory_latency: 0,
        ..Identity::of_board(ArchConfig::with_geometry(pvs, pes), 0xBEEF, 123_456)
    }
}

/// Writes a register in both, at full width.
fn set(pair: &mut Pair, csr: Csr, value: u32) {
    pair.write(csr.offset(), value, 15);
}

fn set_wide(pair: &mut Pair, [low, high]: [Csr; 2], value: u64) {
    set(pair, low, value as u32);
    set(pair, high, (value >> 32) as u32);
}

const SUBMISSION: u64 = 0x1_0000;
const COMPLETION: u64 = 0x2_0000;

/// Two queues and five segments that take every job.
fn configure(pair: &mut Pair) {
    set_wide(pair, [Csr::SubmissionBaseLow, Csr::SubmissionBaseHigh], SUBMISSION);
    set(pair, Csr::SubmissionEntries, 8);
    set_wide(pair, [Csr::CompletionBaseLow, Csr::CompletionBaseHigh], COMPLETION);
    set(pair, Csr::CompletionEntries, 4);
    for segment in Segment::ALL {
        let [base_low, base_high, size_low, size_high] = Csr::segment(segment);
        set_wide(pair, [base_low, base_high], 0x3_8000_0000 + 0x9000_0000 * segment as u64);
        set_wide(pair, [size_low, size_high], 0x2_0000_0000);
    }
}

fn job(sequence: u32, cookie: u64) -> JobDescriptor {
    let windows = std::array::from_fn(|i| Window { offset: 0xFFFF_FFF0 + i as u64, size: 0x100 << i });
    JobDescriptor { sequence, batch: 1 + sequence % 3, windows, cookie }
}

/// Puts an entry into the next place of the submission queue as registers have it, and rings.
fn submit(pair: &mut Pair, entry: &[u8; JOB_BYTES]) {
    let doorbell = pair.card.read_register(Csr::SubmissionDoorbell);
    let base = pair.card.read_register(Csr::SubmissionBaseLow);
    let entries = pair.card.read_register(Csr::SubmissionEntries).max(1);
    let address = u64::from(base) + u64::from(doorbell % entries) * JOB_BYTES as u64;
    pair.put(address % (MEMORY_BYTES as u64 / 2), entry);
    set(pair, Csr::SubmissionDoorbell, doorbell.wrapping_add(1));
}

/// SplitMix64: the same choices in every run.
struct Random(u64);

impl Random {
    fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    fn half_word(&mut self) -> u32 {
        self.word() as u32
    }

    fn range(&mut self, range: Range<usize>) -> usize {
        range.start + (self.word() % range.len() as u64) as usize
    }

    fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.range(0..choices.len())]
    }

    fn cookie(&mut self) -> u64 {
        self.word() & !core::ENDLESS
    }

    /// An entry that mostly is a job and mostly fits.
    fn entry(&mut self, pair: &Pair) -> [u8; JOB_BYTES] {
        let mut windows = [Window::default(); SEGMENT_COUNT];
        for (window, segment) in windows.iter_mut().zip(Segment::ALL) {
            let [_, _, low, high] = Csr::segment(segment).map(|csr| u64::from(pair.card.read_register(csr)));
            let segment_size = high << 32 | low;
            let offset = if segment_size == 0 { 0 } else { self.word() % segment_size };
            let most = segment_size - offset;
            let size = if self.range(0..2) == 0 || most == 0 { most } else { self.word() % most };
            *window = Window { offset, size };
        }
        let odd = self.pick(&[0, 1, 2, 3, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]);
        let which = self.range(0..SEGMENT_COUNT);
        match odd {
            0 => {
                windows[which].size =
                    windows[which].size.wrapping_add(1 + (self.word() >> self.pick(&[32, 63])))
            }
            1 => windows[which].offset = self.word() | 1 << 63,
            _ => {}
        }
        let batch = self.pick(&[1, 2, 77, 65536]);
        let sequence = self.half_word();
        let mut entry = JobDescriptor { sequence, batch, windows, cookie: self.cookie() }.encode();
        match odd {
            2 => entry[self.pick(&[0, 1, 12, 104, 111, 112, 127])] ^= 1 << self.range(0..8),
            3 => entry[8..12].copy_from_slice(&self.pick(&[0u32, 65537, 1 << 20, u32::MAX]).to_le_bytes()),
            _ => {}
        }
        entry
    }

    /// Something that software might do.
    fn action(&mut self, pair: &mut Pair) -> String {
        let entries = [0, 1, 2, 2, 4, 4, 4, 8, 8, 3, 6, 4096, 8192, u32::MAX];
        match self.range(0..40) {
            0 => {
                let base = self.pick(&[0x1_0000, 0x1_0080, 0x1_0100, 0x1_0040]);
                set(pair, Csr::SubmissionBaseLow, base);
                "submission base".into()
            }
            1 | 2 => {
                let entries = self.pick(&entries);
                set(pair, Csr::SubmissionEntries, entries);
                format!("{entries} submission entries")
            }
            3 => {
                let base = self.pick(&[0x2_0000, 0x2_0040, 0x2_0100, 0x2_0010]);
                set(pair, Csr::CompletionBaseLow, base);
                "completion base".into()
            }
            4 | 5 => {
                let entries = self.pick(&entries);
                set(pair, Csr::CompletionEntries, entries);
                format!("{entries} completion entries")
            }
            6..=18 => {
                let entry = self.entry(pair);
                submit(pair, &entry);
                "a job".into()
            }
            19 => {
                let more = self.pick(&[0, 2, 3, 9, 5000, u32::MAX]);
                let doorbell = pair.card.read_register(Csr::SubmissionDoorbell).wrapping_add(more);
                set(pair, Csr::SubmissionDoorbell, doorbell);
                format!("{more} more jobs")
            }
            20..=27 => {
                let tail = pair.card.read_register(Csr::CompletionTail);
                set(pair, Csr::CompletionHead, tail.wrapping_sub(self.pick(&[0, 0, 0, 1, u32::MAX])));
                "completions consumed".into()
            }
            28 | 29 => {
                set(pair, Csr::InterruptStatus, self.range(0..16) as u32);
                "interrupts cleared".into()
            }
            30 | 31 => {
                set(pair, self.pick(&[Csr::InterruptEnable, Csr::InterruptGlobalEnable]), self.half_word());
                "interrupt enables".into()
            }
            32 => {
                set(pair, Csr::Control, self.range(0..16) as u32);
                "control".into()
            }
            33..=35 => {
                let segment = Segment::ALL[self.range(0..SEGMENT_COUNT)];
                let csr = Csr::segment(segment)[self.range(0..4)];
                let value = self.half_word() >> self.pick(&[0, 0, 28]);
                set(pair, csr, value);
                format!("{csr}")
            }
            36 if self.range(0..4) == 0 => {
                // A job that is in the way, at any point of its life.
                let entry = job(1, self.cookie()).encode();
                let doorbell = pair.card.read_register(Csr::SubmissionDoorbell);
                submit(pair, &entry);
                pair.hardware.command(&format!("t {}", self.range(0..700)));
                // Where the hardware has started it, the card does nothing of the kind.
                pair.hardware.command("l");
                pair.is_counter_known = false;
                set(pair, Csr::Reset, RESET_KEY);
                pair.settle();
                let completions = pair.hardware.memory(COMPLETION, 0x800);
                pair.put(COMPLETION, &completions);
                let wide = self.half_word();
                set(pair, Csr::SubmissionEntries, wide);
                format!("reset with job {doorbell}")
            }
            36 | 37 => {
                let which = self.range(0..CSRS.len());
                let (csr, value) = (CSRS[which].csr, self.half_word());
                let strobes = self.range(0..16) as u32;
                // A queue outside of memory is another matter, and so is the watchdog.
                let skipped = matches!(
                    csr,
                    Csr::SubmissionBaseLow
                        | Csr::SubmissionBaseHigh
                        | Csr::CompletionBaseLow
                        | Csr::CompletionBaseHigh
                        | Csr::WatchdogLimit
                );
                if !skipped {
                    pair.write(csr.offset(), value, strobes);
                }
                format!("{value:#x} to {csr}, bytes {strobes:#b}")
            }
            38 => {
                let hole = self.pick(&[0x38, 0x3C, 0x58, 0x94, 0x1FC, 0x250, 0xFFC]);
                pair.write(hole, self.half_word(), 15);
                "a hole".into()
            }
            _ => {
                configure(pair);
                "a fresh configuration".into()
            }
        }
    }
}

fn play(identity: &Identity, seed: u64, actions: usize) {
    let Some(mut pair) = Pair::new(identity) else { return };
    let mut random = Random(seed);
    pair.compare("power-up");
    let (mut completions, mut failures) = (0, 0);
    for number in 0..actions {
        let before = pair.card.read_register(Csr::CompletionTail);
        let action = format!("action {number}, {}", random.action(&mut pair));
        pair.settle();
        pair.compare(&action);
        let after = pair.card.read_register(Csr::CompletionTail);
        if after > before {
            completions += after - before;
            failures += u32::from(pair.card.read_register(Csr::InterruptStatus) & bits::INTERRUPT_FAULT != 0);
            pair.compare_memory(COMPLETION, 4 * COMPLETION_BYTES + 0x140, &action);
        }
    }
    pair.compare_memory(0x2_0000, 0x800, "all");
    assert!(
        completions as usize > actions / 20 && failures > 0,
        "{completions} completions, {failures} failures"
    );
}

#[test]
fn random_software_sees_the_card_of_the_reference() {
    play(&identity(16, 16), 1, 600);
}

#[test]
fn random_software_sees_a_small_card() {
    play(&identity(3, 5), 2, 600);
}

#[test]
fn watchdog_ends_a_job_after_its_limit() {
    let Some(mut pair) = Pair::new(&identity(2, 2)) else { return };
    configure(&mut pair);
    set(&mut pair, Csr::WatchdogLimit, 1);
    submit(&mut pair, &job(5, core::ENDLESS).encode());
    pair.settle();
    for csr in [Csr::ErrorCause, Csr::ErrorSequence, Csr::CompletionTail, Csr::Control, Csr::InterruptStatus]
    {
        assert_eq!(pair.hardware.read(csr), pair.card.read_register(csr), "{csr}");
    }
    let cycles = pair.hardware.read(Csr::CounterCyclesLow);
    assert!((65536..65536 + 8).contains(&cycles), "{cycles} cycles");
}

#[test]
fn queue_outside_of_memory_stands_still_until_it_is_touched() {
    let Some(mut pair) = Pair::new(&identity(2, 2)) else { return };
    configure(&mut pair);
    let entry = job(9, 0).encode();
    pair.hardware.command(&format!("x {SUBMISSION} {}", SUBMISSION + 0x1000));
    submit(&mut pair, &entry);
    let hardware = &mut pair.hardware;
    for _ in 0..2 {
        hardware.command("s");
        assert_eq!(hardware.read(Csr::InterruptStatus), bits::INTERRUPT_QUEUE);
        assert_eq!(hardware.read(Csr::SubmissionHead), 0);
        assert_eq!(hardware.read(Csr::CounterBytesReadLow), 0);
        hardware.write(Csr::InterruptStatus, bits::INTERRUPT_QUEUE);
        hardware.command("s");
        assert_eq!(hardware.read(Csr::InterruptStatus), 0, "it tries only once");
        hardware.write(Csr::Control, bits::CONTROL_START);
    }
    hardware.command("s");
    hardware.write(Csr::InterruptStatus, bits::INTERRUPT_QUEUE);
    hardware.command(&format!("x {COMPLETION} {}", COMPLETION + 0x1000));
    hardware.write(Csr::SubmissionDoorbell, 1);
    hardware.command("s");
    assert_eq!(hardware.read(Csr::InterruptStatus), bits::INTERRUPT_QUEUE);
    assert_eq!((hardware.read(Csr::SubmissionHead), hardware.read(Csr::CompletionTail)), (1, 0));
    assert_eq!(hardware.read(Csr::Control) & bits::CONTROL_IDLE, 0);
    hardware.command("x 1 0");
    hardware.write(Csr::CompletionEntries, 4);
    hardware.command("s");
    assert_eq!(hardware.read(Csr::CompletionTail), 1);
    assert_eq!(hardware.memory(COMPLETION, 4), [9, 0, 0, 0]);
    assert_eq!(hardware.read(Csr::CounterBytesWrittenLow), COMPLETION_BYTES as u32);
}
