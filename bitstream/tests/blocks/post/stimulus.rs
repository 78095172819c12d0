//! Random `act`s, addresses, accumulators, loads and back-pressure, always the same.

use super::reference::{Act, Address, Reference};
use crate::support::bench::Row;
use isa::ArchConfig;
use isa::numerics::Requantisation;
use std::collections::{BTreeMap, VecDeque};

/// How often the recorded cycles meet what they are for.
#[derive(Debug, Default)]
pub struct Situations {
    pub counts: BTreeMap<&'static str, usize>,
}

impl Situations {
    fn count(&mut self, situation: &'static str, happened: bool) {
        *self.counts.entry(situation).or_default() += usize::from(happened);
    }
}

/// A generator of numbers that is good enough for tests (xorshift64*).
struct Random(u64);

impl Random {
    fn bits(&mut self, count: u32) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> (64 - count)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.bits(32) % limit
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A number of `width` bits: any magnitude alike, the extremes often.
    fn signed(&mut self, width: u32) -> i64 {
        let (low, high) = (-1_i64 << (width - 1), (1_i64 << (width - 1)) - 1);
        match self.below(16) {
            0 => low + self.below(2) as i64,
            1 => high - self.below(2) as i64,
            2 => self.below(3) as i64 - 1,
            _ => {
                let magnitude = 1 + self.below(width.into()) as u32;
                (self.bits(magnitude) as i64) << (64 - magnitude) >> (64 - magnitude)
            }
        }
    }
}

/// Percentages per cycle, for a stretch of time.
#[derive(Clone, Copy)]
struct Mood {
    act: u64,
    ready: u64,
    address: u64,
    load: u64,
    pop: u64,
    reset: u64,
}

const MOODS: [Mood; 5] = [
    Mood { act: 100, ready: 100, address: 100, load: 0, pop: 100, reset: 0 },
    Mood { act: 100, ready: 100, address: 100, load: 30, pop: 10, reset: 0 },
    Mood { act: 70, ready: 80, address: 80, load: 90, pop: 60, reset: 0 },
    Mood { act: 100, ready: 100, address: 100, load: 10, pop: 2, reset: 1 },
    Mood { act: 30, ready: 90, address: 90, load: 20, pop: 100, reset: 1 },
];

/// What stands before the engine.
struct Source {
    random: Random,
    acts: VecDeque<Act>,
    addresses: VecDeque<Address>,
    /// Whether the head of each has been shown; it stays then.
    shown: (bool, bool),
}

impl Source {
    /// Adds an `act` with a generation.
    fn refill(&mut self) {
        let random = &mut self.random;
        let (a, b) = (random.signed(16) as i16, random.signed(16) as i16);
        let (low, high) = if random.chance(10) { (a.max(b), a.min(b)) } else { (a.min(b), a.max(b)) };
        let (low, high) = if random.chance(60) { (i16::MIN, i16::MAX) } else { (low, high) };
        self.acts.push_back(Act {
            clamp_low: low,
            clamp_high: high,
            table: random.below(4).saturating_sub(1) as u32,
            parameter_base: random.bits(16) as u16,
        });
        let longest = if random.chance(30) { 30 } else { 5 };
        let (passes, pass) = (1 + random.below(4), 1 + random.below(longest));
        for index in 0..passes * pass {
            self.addresses.push_back(Address {
                address: random.bits(16) as u16,
                pass_ends: index % pass == pass - 1,
                last: index == passes * pass - 1,
            });
        }
    }

    /// One of the loads that programs do: any words anywhere.
    fn load(&mut self, memory_words: usize, entries: usize, place: Option<usize>) -> (usize, Vec<i16>) {
        let random = &mut self.random;
        let tables = 8 * entries;
        let place = place.unwrap_or_else(|| match random.below(4) {
            0 => random.below(tables as u64) as usize,
            1 => 8 * random.below(entries as u64) as usize,
            2 => tables - 8 + random.below(16) as usize,
            _ => tables + random.below((memory_words - tables) as u64) as usize,
        });
        let count = if random.chance(50) { 8 } else { 1 + random.below(8) as usize };
        let words = (place..place + count)
            .map(|word| if word >= tables { random.signed(16) as i16 } else { entry_word(random, word % 8) });
        (place, words.collect())
    }
}

/// Word `index` of an entry. Biases are mostly small numbers, else they drown every sum.
fn entry_word(random: &mut Random, index: usize) -> i16 {
    match index {
        1 | 2 if random.chance(70) => -(random.bits(1) as i16),
        6 => (random.below(64) | random.bits(16) & !63) as i16,
        _ => random.signed(16) as i16,
    }
}

/// An accumulator whose word is close to the end of 16 bits or to zero, or `otherwise` where there is none.
fn near_a_boundary(random: &mut Random, rule: &Requantisation, otherwise: i64) -> i64 {
    let halves = [-65537_i128, -65536, -65535, 65534, 65535, 65536, 98304, 131_071, -131_072, -1, 0, 1];
    let target = halves[random.below(halves.len() as u64) as usize];
    let multiplier = if random.chance(50) { rule.positive } else { rule.negative };
    let scaled = (target << rule.shift.max(1) >> 1) + i128::from(random.signed(16));
    let sum = scaled.checked_div(multiplier.into()).unwrap_or_default() - i128::from(rule.bias);
    i64::try_from(sum).ok().filter(|sum| sum << 16 >> 16 == *sum).unwrap_or(otherwise)
}

/// A load as the DMA shows it: words rotated to their banks. Words beyond the memory have their bank switched off.
fn beat(target: usize, words: &[i16], memory_words: usize) -> (u128, u64, u64) {
    let (mut data, mut banks, mut wrapped) = (0_u128, 0, 0);
    for (index, word) in words.iter().enumerate().take_while(|(index, _)| target + index < memory_words) {
        let bank = (target + index) % 8;
        data |= u128::from(*word as u16) << (16 * bank);
        banks |= 1 << bank;
        wrapped |= u64::from((target + index) / 8 != target / 8) << bank;
    }
    (data, banks, wrapped)
}

/// Inputs and expected outputs of `cycles` cycles.
pub fn record(arch: &ArchConfig, cycles: usize) -> (Vec<Row>, Situations) {
    let mut reference = Reference::new(arch);
    let memory_words = reference.parameter_words();
    let entries = arch.parameter_entries as usize;
    let mut situations = Situations::default();
    let random = Random(0x9E37_79B9_7F4A_7C15 ^ u64::from(arch.pe_count));
    let mut source =
        Source { random, acts: VecDeque::new(), addresses: VecDeque::new(), shown: (false, false) };
    let mut sums = VecDeque::from([None; 3]);
    let mut rows = vec![];
    let initial = memory_words.div_ceil(8);
    let mut previous_done = false;
    let mut just_read: Vec<usize> = vec![];
    for cycle in 0..cycles + initial {
        let mood = MOODS[cycle / 300 % MOODS.len()];
        let filling = cycle < initial;
        if source.acts.len() < 2 {
            source.refill();
        }

        let load = match filling {
            true => Some({
                let (place, mut words) = source.load(memory_words, entries, Some(8 * cycle));
                while words.len() < 8 {
                    words.push(entry_word(&mut source.random, words.len()));
                }
                (place, words)
            }),
            false if source.random.chance(mood.load) => Some(source.load(memory_words, entries, None)),
            false => None,
        };
        let mut write = load.is_some() && (filling || source.random.chance(80));
        let (place, words) = load.unwrap_or_else(|| (source.random.bits(10) as usize, vec![]));
        let (data, banks, wrapped) = beat(place, &words, memory_words);
        // What is read while it is written is undefined.
        write &= !just_read.iter().any(|word| (place..place + words.len()).contains(word));
        just_read.clear();
        if write {
            reference.load(place, &words);
        }

        let act = source.acts[0];
        let address = source.addresses[0];
        let act_valid = !filling && (source.shown.0 || source.random.chance(mood.act));
        let act_ready = source.random.chance(mood.ready);
        let drain_valid = !filling && (source.shown.1 || source.random.chance(mood.address));
        source.shown = (act_valid, drain_valid);
        let reset = cycle == 0 || source.random.below(200) < mood.reset;
        let head = reference.head().map(<[i16]>::to_vec);
        let beat_pop = head.is_some() && source.random.chance(mood.pop);
        let idle = reference.idle();
        let wants = act_valid && act_ready && drain_valid;
        let room = reference.has_room();
        let pop = wants && room;
        let done = pop && address.last;

        let mut coming = source.random.signed(48);
        if source.random.chance(50) {
            coming = near_a_boundary(&mut source.random, &reference.rule(&act, address.address), coming);
        }
        if pop {
            just_read = reference.decisive_words(&act, address.address, coming);
            let word = reference.read(&act, address, coming);
            let limits = [i16::MIN, i16::MAX, act.clamp_low, act.clamp_high];
            situations
                .count("word within its bounds", act.table == 0 && !limits.contains(&word) && word.abs() > 1);
            situations.count("looked up", act.table != 0);
            situations.count("crossed bounds", act.clamp_low > act.clamp_high);
            situations.count("next act at once", previous_done);
        }
        sums.push_back(pop.then_some(coming));
        let arrived = sums.pop_front().flatten().unwrap_or_else(|| source.random.signed(48));
        situations.count("no room", wants && !room);
        situations.count("reset while busy", reset && !idle);
        situations.count("load while words are on their way", write && !idle);
        situations.count("unaligned load", write && wrapped != 0);
        situations.count("load for others", banks != 0 && !write);
        situations.count("idle", idle && !filling);
        situations.count("full beat", beat_pop && head.as_ref().is_some_and(|words| words.len() == 8));
        situations.count("short beat", beat_pop && head.as_ref().is_some_and(|words| words.len() < 8));

        let word =
            |index: usize| head.as_ref().and_then(|words| words.get(index)).map(|w| u64::from(*w as u16));
        rows.push(Row {
            inputs: [
                ("reset", reset.into()),
                ("act_valid", act_valid.into()),
                ("act_ready", act_ready.into()),
                ("act_clamp_low", u64::from(act.clamp_low as u16)),
                ("act_clamp_high", u64::from(act.clamp_high as u16)),
                ("act_table", act.table.into()),
                ("act_parameter_base", act.parameter_base.into()),
                ("drain_valid", drain_valid.into()),
                ("drain_address", address.address.into()),
                ("drain_pass_ends", address.pass_ends.into()),
                ("drain_last", address.last.into()),
                ("drain_word", arrived as u64 & ((1 << 48) - 1)),
                ("parameter_words_low", data as u64),
                ("parameter_words_high", (data >> 64) as u64),
                ("parameter_banks", banks),
                ("parameter_wrapped", wrapped),
                ("parameter_row", place as u64 / 8),
                ("parameter_next_row", place as u64 / 8 + 1),
                ("parameter_write", write.into()),
                ("beat_pop", beat_pop.into()),
            ]
            .into(),
            outputs: [
                ("drain_pop", Some(pop.into())),
                ("act_done", Some(done.into())),
                ("post_idle", Some(idle.into())),
                ("beat_valid", Some(head.is_some().into())),
                ("beat_count", head.as_ref().map(|words| words.len() as u64)),
                ("beat_word_0", word(0)),
                ("beat_word_1", word(1)),
                ("beat_word_2", word(2)),
                ("beat_word_3", word(3)),
                ("beat_word_4", word(4)),
                ("beat_word_5", word(5)),
                ("beat_word_6", word(6)),
                ("beat_word_7", word(7)),
            ]
            .into(),
        });

        if pop {
            source.addresses.pop_front();
            source.shown.1 = false;
        }
        if done {
            source.acts.pop_front();
            source.shown.0 = false;
        }
        if reset {
            source.acts.clear();
            source.addresses.clear();
            source.shown = (false, false);
        }
        previous_done = done && !reset;
        reference.end_cycle(beat_pop, reset);
    }
    (rows, situations)
}
