//! The memory behind the read port.

use super::harness::Simulation;
use super::random::Random;
use std::collections::VecDeque;

/// The 16-bit word at an even address.
pub fn word_at(address: u64) -> u64 {
    Random(address >> 1).bits() & 0xFFFF
}

/// The beat that holds an address.
pub fn beat_at(address: u64) -> u128 {
    let start = address & !15;
    (0..8).map(|word| u128::from(word_at(start + 2 * word)) << (16 * word)).sum()
}

/// How the memory behaves.
#[derive(Clone, Copy)]
pub struct Behaviour {
    /// Cycles from address to the first beat.
    pub latency: u64,
    /// More cycles, at random, and pauses of both channels.
    pub erratic: bool,
    /// Beats of the same 512 bytes as this address are answered with an error.
    pub broken: Option<u64>,
}

/// An AXI4 read slave that checks what it is asked.
pub struct Memory {
    behaviour: Behaviour,
    random: Random,
    /// Readable addresses.
    ranges: Vec<std::ops::Range<u64>>,
    beats: VecDeque<(u64, u64, bool)>,
    /// Address and beats of the requests that were accepted in the latest cycle.
    pub accepted: Option<(u64, u64)>,
    ready: bool,
    valid: bool,
}

impl Memory {
    pub fn new(behaviour: Behaviour, ranges: Vec<std::ops::Range<u64>>) -> Self {
        Self {
            behaviour,
            random: Random(7),
            ranges,
            beats: VecDeque::new(),
            accepted: None,
            ready: false,
            valid: false,
        }
    }

    /// More that may be read.
    pub fn allow(&mut self, range: std::ops::Range<u64>) {
        self.ranges.push(range);
    }

    pub fn is_quiet(&self) -> bool {
        self.beats.is_empty()
    }

    /// Sets the inputs of a cycle.
    pub fn drive(&mut self, now: u64, dut: &mut Simulation) {
        let erratic = self.behaviour.erratic;
        self.ready = !erratic || self.random.percent(40);
        let due = self.beats.front().is_some_and(|beat| beat.0 <= now);
        // What is valid stays so until it is taken.
        self.valid = due && (self.valid || !erratic || self.random.percent(60));
        dut.set("m_axi_arready", self.ready.into());
        dut.set("m_axi_rvalid", self.valid.into());
        let (_, address, last) = self.beats.front().copied().filter(|_| self.valid).unwrap_or((0, 0, false));
        dut.set("m_axi_rdata", if self.valid { beat_at(address) } else { u128::from(self.random.bits()) });
        dut.set("m_axi_rlast", last.into());
        let broken = self.valid && self.behaviour.broken.is_some_and(|broken| broken >> 9 == address >> 9);
        dut.set("m_axi_rresp", if broken { 2 } else { 0 });
    }

    /// Looks at the outputs of the cycle.
    pub fn observe(&mut self, now: u64, dut: &Simulation) {
        if self.valid && dut.get("m_axi_rready") != 0 {
            self.beats.pop_front();
            self.valid = false;
        }
        self.accepted = None;
        if dut.get("m_axi_arvalid") == 0 || !self.ready {
            return;
        }
        let (address, beats) = (dut.get("m_axi_araddr"), dut.get("m_axi_arlen") + 1);
        assert!(beats <= 16, "{beats} beats");
        let end = (address & !15) + 16 * beats;
        assert_eq!(address >> 12, (end - 1) >> 12, "{address:#x}: {beats} beats cross 4 KiB");
        let inside =
            |range: &std::ops::Range<u64>| range.start <= address && end <= range.end.next_multiple_of(16);
        assert!(self.ranges.iter().any(inside), "{address:#x}: {beats} beats outside");
        let more = if self.behaviour.erratic { self.random.below(40) } else { 0 };
        let first = now + self.behaviour.latency + more;
        for beat in 0..beats {
            self.beats.push_back((first + beat, (address & !15) + 16 * beat, beat + 1 == beats));
        }
        self.accepted = Some((address, beats));
    }
}
