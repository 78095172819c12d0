//! The register block: values, access kinds and what a write sets off.
//!
//! Offsets, access kinds and reset values come from the table in [`isa::csr`]. Reads have no side effects.
//! What a write sets off is returned as an [`Effect`] for the card to carry out; this module reaches neither
//! memory nor queues.

use isa::csr::{Access, CSRS, Csr, CsrInfo, RESET_KEY};
use isa::segment::Segment;
use isa::{ArchConfig, FINGERPRINT};

/// What a register write asks the card to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Jobs may have arrived, or room for completions: look at the queues.
    InspectQueues,
    /// Abort everything and restore the reset values.
    Reset,
}

/// What the registers show whose values depend on the device.
#[derive(Debug, Clone, Copy)]
pub struct Identity {
    /// Array parameters.
    pub arch: ArchConfig,
    /// Hash chosen by whoever built the device.
    pub build_id: u32,
    /// Capability bits.
    pub capabilities: u32,
}

/// The registers of one card.
#[derive(Debug)]
pub struct RegisterFile {
    identity: Identity,
    values: [u32; CSRS.len()],
}

impl RegisterFile {
    /// The registers after power-up.
    pub fn new(identity: Identity) -> Self {
        let mut registers = Self { identity, values: [0; CSRS.len()] };
        registers.reset();
        registers
    }

    /// Restores every reset value.
    pub fn reset(&mut self) {
        for info in CSRS {
            self.values[info.csr as usize] = info.reset.unwrap_or_else(|| self.device_value(info.csr));
        }
    }

    /// The value of a register whose reset value the table leaves to the device.
    fn device_value(&self, csr: Csr) -> u32 {
        let parameters = self.identity.arch.parameters();
        let parameter = (0..parameters.len()).find(|&index| Csr::arch_parameter(index) == Some(csr));
        match (csr, parameter) {
            (_, Some(index)) => parameters[index].value,
            (Csr::FingerprintLow, _) => FINGERPRINT as u32,
            (Csr::FingerprintHigh, _) => (FINGERPRINT >> 32) as u32,
            (Csr::BuildId, _) => self.identity.build_id,
            (Csr::Capabilities, _) => self.identity.capabilities,
            // The clock of a simulator has no meaning, which the table spells 0.
            _ => 0,
        }
    }

    /// The value that is stored in a register; the card replaces [`Csr::Control`] by its live state.
    pub fn read(&self, csr: Csr) -> u32 {
        match csr.info().access {
            Access::WriteOnly => 0,
            Access::ReadOnly | Access::ReadWrite | Access::WriteOneToClear => self.values[csr as usize],
        }
    }

    /// Carries out a write of software.
    pub fn write(&mut self, csr: Csr, value: u32) -> Option<Effect> {
        let info = csr.info();
        match info.access {
            Access::ReadOnly => None,
            Access::WriteOneToClear => {
                self.values[csr as usize] &= !value;
                None
            }
            Access::ReadWrite | Access::WriteOnly => self.store(csr, value & writable_bits(info)),
        }
    }

    /// Stores a value and tells its effect. Every register is named: a new one does not compile until it is.
    fn store(&mut self, csr: Csr, value: u32) -> Option<Effect> {
        match csr {
            Csr::Control => {
                if value & isa::csr::bits::CONTROL_START == 0 {
                    return None;
                }
                self.values[csr as usize] &= !isa::csr::bits::CONTROL_DONE;
                Some(Effect::InspectQueues)
            }
            Csr::Reset => (value == RESET_KEY).then_some(Effect::Reset),
            Csr::SubmissionDoorbell | Csr::CompletionHead => {
                self.values[csr as usize] = value;
                Some(Effect::InspectQueues)
            }
            // A queue counts from zero again once it is configured.
            Csr::SubmissionBaseLow | Csr::SubmissionBaseHigh | Csr::SubmissionEntries => {
                self.values[csr as usize] = value;
                self.set(Csr::SubmissionHead, 0);
                self.set(Csr::SubmissionDoorbell, 0);
                None
            }
            Csr::CompletionBaseLow | Csr::CompletionBaseHigh | Csr::CompletionEntries => {
                self.values[csr as usize] = value;
                self.set(Csr::CompletionTail, 0);
                self.set(Csr::CompletionHead, 0);
                None
            }
            Csr::InterruptGlobalEnable
            | Csr::InterruptEnable
            | Csr::Scratch
            | Csr::WatchdogLimit
            | Csr::Segment0BaseLow
            | Csr::Segment0BaseHigh
            | Csr::Segment0SizeLow
            | Csr::Segment0SizeHigh
            | Csr::Segment1BaseLow
            | Csr::Segment1BaseHigh
            | Csr::Segment1SizeLow
            | Csr::Segment1SizeHigh
            | Csr::Segment2BaseLow
            | Csr::Segment2BaseHigh
            | Csr::Segment2SizeLow
            | Csr::Segment2SizeHigh
            | Csr::Segment3BaseLow
            | Csr::Segment3BaseHigh
            | Csr::Segment3SizeLow
            | Csr::Segment3SizeHigh
            | Csr::Segment4BaseLow
            | Csr::Segment4BaseHigh
            | Csr::Segment4SizeLow
            | Csr::Segment4SizeHigh => {
                self.values[csr as usize] = value;
                None
            }
            // Software cannot store these: the table makes them read only or cleared by writing.
            Csr::InterruptStatus
            | Csr::Magic
            | Csr::Abi
            | Csr::FingerprintLow
            | Csr::FingerprintHigh
            | Csr::BuildId
            | Csr::Capabilities
            | Csr::ClockKhz
            | Csr::ErrorCause
            | Csr::ErrorSequence
            | Csr::FaultAddressLow
            | Csr::FaultAddressHigh
            | Csr::FaultSegment
            | Csr::ProgramCounter
            | Csr::SubmissionHead
            | Csr::CompletionTail
            | Csr::CounterCyclesLow
            | Csr::CounterCyclesHigh
            | Csr::CounterMacsLow
            | Csr::CounterMacsHigh
            | Csr::CounterBytesReadLow
            | Csr::CounterBytesReadHigh
            | Csr::CounterBytesWrittenLow
            | Csr::CounterBytesWrittenHigh
            | Csr::CounterStallInputLow
            | Csr::CounterStallInputHigh
            | Csr::CounterStallWeightLow
            | Csr::CounterStallWeightHigh
            | Csr::CounterStallOutputLow
            | Csr::CounterStallOutputHigh
            | Csr::CounterStallMicroOpLow
            | Csr::CounterStallMicroOpHigh
            | Csr::ArchPvCount
            | Csr::ArchPeCount
            | Csr::ArchWeightWords
            | Csr::ArchInputWords
            | Csr::ArchAccumulatorWords
            | Csr::ArchLocalMicroOps
            | Csr::ArchGlobalMicroOps
            | Csr::ArchAddressFifoDepth
            | Csr::ArchBusBytes
            | Csr::ArchMemoryLatencyCycles
            | Csr::ArchParameterEntries
            | Csr::ArchCommandFifoDepth
            | Csr::ArchOutputFifoBeats
            | Csr::ArchOutstandingBeats => None,
        }
    }

    /// Sets a register from the device's side, whatever its access kind.
    pub fn set(&mut self, csr: Csr, value: u32) {
        self.values[csr as usize] = value;
    }

    /// Sets a pair of registers from the device's side.
    pub fn set_wide(&mut self, [low, high]: [Csr; 2], value: u64) {
        self.set(low, value as u32);
        self.set(high, (value >> 32) as u32);
    }

    /// The 64-bit value of a pair of registers.
    pub fn wide(&self, [low, high]: [Csr; 2]) -> u64 {
        u64::from(self.read(high)) << 32 | u64::from(self.read(low))
    }

    /// Base and size of a segment, in bytes.
    pub fn segment(&self, segment: Segment) -> (u64, u64) {
        let [base_low, base_high, size_low, size_high] = Csr::segment(segment);
        (self.wide([base_low, base_high]), self.wide([size_low, size_high]))
    }
}

/// The bits that a write reaches: all of a number, the named ones of a register with fields.
fn writable_bits(info: &CsrInfo) -> u32 {
    let mask = |bits: u32, lowest: u32| (((1u64 << bits) - 1) << lowest) as u32;
    match info.fields {
        [] => u32::MAX,
        fields => fields.iter().fold(0, |bits, field| bits | mask(field.bits, field.lowest_bit)),
    }
}
