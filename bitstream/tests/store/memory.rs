//! A memory behind the write side of an AXI port that checks the rules of the protocol.

use std::collections::{BTreeMap, VecDeque};

use crate::dut::Dut;
use crate::random::Random;

/// How the memory behaves.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Pace {
    /// Takes everything at once; responses come so many cycles behind the last beat.
    Fixed(u64),
    /// Takes things at random; data not before its address.
    AddressFirst,
    /// Takes things at random; an address only with data waiting.
    DataFirst,
    /// Takes things at random.
    Random,
}

#[derive(Debug, Clone, PartialEq)]
struct Beat {
    data: Vec<u32>,
    strobes: u64,
    last: bool,
}

#[derive(Debug)]
struct Burst {
    address: u64,
    beats: u64,
    done: u64,
}

/// The memory: bytes that were written, and what is under way.
#[derive(Default)]
pub struct Memory {
    pub bytes: BTreeMap<u64, u8>,
    /// Where bytes may be written.
    pub windows: Vec<(u64, u64)>,
    /// The response with this number is an error.
    pub fails: Option<u64>,
    bursts: VecDeque<Burst>,
    beats: VecDeque<Beat>,
    responses: VecDeque<u64>,
    pub answered: u64,
    address_waits: Option<(u64, u64)>,
    beat_waits: Option<Beat>,
    awready: bool,
    wready: bool,
    bvalid: bool,
    /// Bursts whose address was taken.
    pub accepted_bursts: u64,
}

impl Memory {
    /// An empty memory with these windows, in which the response with that number fails.
    pub fn new(windows: Vec<(u64, u64)>, fails: Option<u64>) -> Self {
        Self { windows, fails, ..Default::default() }
    }

    /// Drives the inputs of a cycle.
    pub fn drive(&mut self, dut: &mut Dut, cycle: u64, pace: Pace, random: &mut Random) {
        let open: u64 = self.bursts.iter().map(|burst| burst.beats - burst.done).sum();
        let owed = open > self.beats.len() as u64;
        let data_seen = self.beat_waits.is_some() || !self.beats.is_empty();
        (self.awready, self.wready) = match pace {
            Pace::Fixed(_) => (true, true),
            Pace::AddressFirst => (random.chance(40), random.chance(50) && owed),
            Pace::DataFirst => (data_seen && random.chance(60), random.chance(50)),
            Pace::Random => (random.chance(30), random.chance(60)),
        };
        self.bvalid = self.responses.front().is_some_and(|&from| from <= cycle);
        dut.set("m_axi_awready", self.awready.into());
        dut.set("m_axi_wready", self.wready.into());
        dut.set("m_axi_bvalid", self.bvalid.into());
        dut.set("m_axi_bresp", if self.fails == Some(self.answered) { 2 } else { 0 });
    }

    /// Looks at the outputs of the cycle.
    pub fn observe(&mut self, dut: &Dut, cycle: u64, pace: Pace, random: &mut Random) {
        assert!(dut.is("m_axi_bready"));
        if self.bvalid {
            self.responses.pop_front();
            self.answered += 1;
        }
        let address = dut.is("m_axi_awvalid").then(|| (dut.get("m_axi_awaddr"), dut.get("m_axi_awlen")));
        if self.address_waits.is_some() {
            assert_eq!(address, self.address_waits, "a waiting address changed");
        }
        self.address_waits = address.filter(|_| !self.awready);
        if let Some((address, length)) = address.filter(|_| self.awready) {
            assert_eq!((dut.get("m_axi_awsize"), dut.get("m_axi_awburst")), (4, 1));
            assert!(address % 16 == 0 && length < 16, "{address:x} {length}");
            assert_eq!(address / 4096, (address + 16 * length) / 4096, "crosses 4 KiB: {address:x} {length}");
            let inside = |&(from, to): &(u64, u64)| address + 15 >= from && address + 16 * length < to;
            assert!(self.windows.iter().any(inside), "burst outside all windows: {address:x} {length}");
            self.bursts.push_back(Burst { address, beats: length + 1, done: 0 });
            self.accepted_bursts += 1;
        }
        let beat = dut.is("m_axi_wvalid").then(|| Beat {
            data: dut.get_wide("m_axi_wdata"),
            strobes: dut.get("m_axi_wstrb"),
            last: dut.is("m_axi_wlast"),
        });
        if self.beat_waits.is_some() {
            assert_eq!(beat, self.beat_waits, "a waiting beat changed");
        }
        self.beat_waits = beat.clone().filter(|_| !self.wready);
        self.beats.extend(beat.filter(|_| self.wready));
        while let (Some(burst), Some(beat)) = (self.bursts.front_mut(), self.beats.front()) {
            for byte in 0..16 {
                if beat.strobes >> byte & 1 == 1 {
                    let address = burst.address + 16 * burst.done + byte;
                    let inside = self.windows.iter().any(|&(from, to)| (from..to).contains(&address));
                    assert!(inside, "byte written outside all windows: {address:x}");
                    self.bytes.insert(address, (beat.data[byte as usize / 4] >> (8 * (byte % 4))) as u8);
                }
            }
            burst.done += 1;
            assert_eq!(beat.last, burst.done == burst.beats, "wlast");
            self.beats.pop_front();
            if burst.done == burst.beats {
                self.bursts.pop_front();
                let delay = match pace {
                    Pace::Fixed(latency) => latency,
                    _ => 1 + random.below(30),
                };
                let before = self.responses.back().map_or(0, |&from| from + 1);
                self.responses.push_back((cycle + delay).max(before));
            }
        }
    }

    /// Nothing is under way.
    pub fn is_quiet(&self) -> bool {
        self.bursts.is_empty()
            && self.beats.is_empty()
            && self.responses.is_empty()
            && self.address_waits.is_none()
            && self.beat_waits.is_none()
    }
}
