//! Jobs in a random environment: a memory with latency, FIFOs that are full, units that are idle or not.

use super::bench::Row;
use super::program::{Random, generate};
use super::reference::{Events, Inputs, Reference};
use isa::ArchConfig;
use std::collections::VecDeque;

/// Jobs of a run.
const JOBS: u64 = 120;
/// Cycles after which a job is aborted.
const LONGEST: u64 = 1500;

pub struct Run {
    pub rows: Vec<Row>,
    events: Events,
}

impl Run {
    /// The stimulus reaches what is worth testing.
    ///
    /// # Panics
    /// If it does not.
    pub fn check_coverage(&self) {
        let events = &self.events;
        assert!(events.halts > 10 && events.repeats > 20 && events.skips > 10, "{events:?}");
        assert!(events.issued > 5000 && events.dropped > 100 && events.requests > 500, "{events:?}");
        assert!([3, 4, 5, 8].iter().all(|&cause| events.faults[cause] > 0), "{events:?}");
        assert!(events.most_words > 40, "words reach the block RAM: {events:?}");
        assert!(events.blocked.iter().all(|&count| count > 10), "{events:?}");
    }
}

/// A beat on its way.
struct Beat {
    delivered: u64,
    first_word: i64,
    mask: u128,
}

/// How busy the environment is in a job.
struct Mood {
    latency: u64,
    gaps: u64,
    refusals: u64,
    full: u64,
    idle: u64,
    stuck: bool,
}

pub fn run(arch: &ArchConfig, seed: u64) -> Run {
    let mut random = Random::new(seed);
    let mut run = Run { rows: Vec::new(), events: Events::default() };
    for number in 0..JOBS {
        let program = generate(&mut random, arch);
        let mood = Mood {
            latency: [1, 5, 30, 100][random.below(4) as usize],
            gaps: [0, 0, 3][random.below(3) as usize],
            refusals: [1, 1, 2, 6][random.below(4) as usize],
            full: [1000, 20, 4][random.below(3) as usize],
            idle: [1000, 10, 2][random.below(3) as usize],
            stuck: number == JOBS / 2,
        };
        job(Reference::new(arch, program), &mood, &mut random, &mut run);
    }
    run
}

fn job(mut reference: Reference, mood: &Mood, random: &mut Random, run: &mut Run) {
    let mut beats: VecDeque<Beat> = VecDeque::new();
    let mut free = 0;
    let aborted = if random.once_in(10) { random.below(400) } else { LONGEST };
    let longest = if mood.stuck { 3 * LONGEST } else { LONGEST };
    let mut row = Row::default();
    fill(&mut row, &reference, &Inputs::default(), true, None, random);
    run.rows.push(row);
    for now in 0.. {
        let beat = beats.pop_front_if(|beat| beat.delivered == now);
        let quiet = mood.stuck && now > 300;
        let inputs = Inputs {
            aborts: now >= longest.min(if mood.stuck { u64::MAX } else { aborted }),
            grant: random.once_in(mood.refusals),
            pv_full: if quiet {
                u16::MAX
            } else {
                (0..16).fold(0, |full, pv| full | u16::from(random.once_in(mood.full)) << pv)
            },
            dma_full: if quiet {
                15
            } else {
                (0..4).fold(0, |full, at| full | u8::from(random.once_in(mood.full)) << at)
            },
            pv_idle: (0..16)
                .fold(0, |idle, pv| idle | u16::from(!quiet && !random.once_in(mood.idle * 8)) << pv),
            loads_idle: !random.once_in(mood.idle),
            store_idle: !random.once_in(mood.idle),
            moved: !quiet && random.once_in(2),
            bus_awaits: !quiet && random.once_in(2),
            delivered: beat.as_ref().map(|beat| u64::from(beat.mask.count_ones())),
        };
        let (mut row, burst) = reference.step(now, &inputs, &mut run.events);
        fill(&mut row, &reference, &inputs, false, beat.as_ref(), random);
        run.rows.push(row);
        if let Some(burst) = burst {
            let (mut word, end) = (burst.first_word as i64, (burst.first_word + burst.words) as i64);
            // Words lie in the halves of beats as in memory.
            let base = (reference.program().address / 8) as i64;
            free = free.max(now + mood.latency);
            while word < end {
                let upper = (base + word) % 2;
                let mask = match (upper, word + 1 - upper < end) {
                    (1, _) => 2,
                    (_, true) => 3,
                    _ => 1,
                };
                free += random.below(mood.gaps + 1);
                beats.push_back(Beat { delivered: free, first_word: word - upper, mask });
                free += 1;
                word += 2 - upper;
            }
        }
        // A job begins when the bus is idle.
        if !reference.runs() && beats.is_empty() && random.once_in(4) {
            break;
        }
    }
}

/// The inputs of a row.
fn fill(
    row: &mut Row,
    reference: &Reference,
    inputs: &Inputs,
    reset: bool,
    beat: Option<&Beat>,
    random: &mut Random,
) {
    let program = reference.program();
    let word = |at: i64| usize::try_from(at).ok().and_then(|at| program.words.get(at)).copied();
    let mut data = [random.next(), random.next()];
    if let Some(beat) = beat {
        for half in 0..2 {
            if beat.mask >> half & 1 == 1 {
                data[half] = word(beat.first_word + half as i64).unwrap_or(0);
            }
        }
    }
    row.inputs.extend([
        ("reset", u128::from(reset)),
        ("aborts", inputs.aborts.into()),
        ("batch", program.batch.into()),
        ("program_address", program.address.into()),
        ("program_size", program.size.into()),
        ("fetch_grant", inputs.grant.into()),
        ("fetch_valid", beat.is_some().into()),
        ("fetch_data", u128::from(data[1]) << 64 | u128::from(data[0])),
        ("fetch_mask", beat.map_or(0, |beat| beat.mask)),
        ("pv_full", inputs.pv_full.into()),
        ("dma_full", inputs.dma_full.into()),
        ("pv_idle", inputs.pv_idle.into()),
        ("loads_idle", inputs.loads_idle.into()),
        ("store_idle", inputs.store_idle.into()),
        ("moved", inputs.moved.into()),
        ("bus_awaits", inputs.bus_awaits.into()),
    ]);
}
