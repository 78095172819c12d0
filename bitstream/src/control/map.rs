//! The register map in Verilog: which word stands at which address. Made from the table of registers.
//!
//! Registers are of three kinds: constants of the device, words that software writes and only the queue engine reads
//! (they lie in a small memory), and live values of other blocks. Holes read as zero.

use crate::hdl::*;
use isa::csr::{Access, CSRS, Csr};
use isa::{ArchConfig, FINGERPRINT};
use std::fmt::Write;

/// What tells one device from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Array parameters, which are also those of the hardware.
    pub arch: ArchConfig,
    /// Hash chosen by whoever builds the device.
    pub build_id: u32,
    /// Clock of the array in kHz.
    pub clock_khz: u32,
    /// Capability bits.
    pub capabilities: u32,
    /// What the register of the memory latency shows; 0 where the memory is real.
    pub shown_memory_latency: u32,
}

impl Identity {
    /// A device on a board: it counts cycles, and its memory is real.
    pub fn of_board(arch: ArchConfig, build_id: u32, clock_khz: u32) -> Self {
        use isa::csr::bits::{CAPABILITY_CYCLES_COUNTED, CAPABILITY_INTERRUPT, CAPABILITY_MICRO_OPS};
        let capabilities = CAPABILITY_CYCLES_COUNTED | CAPABILITY_INTERRUPT | CAPABILITY_MICRO_OPS;
        Self { arch, build_id, clock_khz, capabilities, shown_memory_latency: 0 }
    }

    /// The value of a register that never changes.
    fn value(&self, csr: Csr) -> u32 {
        let parameters = self.arch.parameters();
        let parameter = (0..parameters.len()).find(|&index| Csr::arch_parameter(index) == Some(csr));
        match (csr, parameter) {
            (Csr::ArchMemoryLatencyCycles, _) => self.shown_memory_latency,
            (_, Some(index)) => parameters[index].value,
            (Csr::FingerprintLow, _) => FINGERPRINT as u32,
            (Csr::FingerprintHigh, _) => (FINGERPRINT >> 32) as u32,
            (Csr::BuildId, _) => self.build_id,
            (Csr::Capabilities, _) => self.capabilities,
            (Csr::ClockKhz, _) => self.clock_khz,
            _ => csr.info().reset.unwrap_or(0),
        }
    }
}

/// Word address of a register.
pub fn word_address(csr: Csr) -> Constant<Bits<10>> {
    Constant::new(bits(u64::from(csr.offset() / 4)))
}

/// Registers whose values come from other blocks, and the port (or the part of one) that shows them.
const LIVE: [(Csr, &str); 30] = [
    (Csr::Control, "{28'd0, control}"),
    (Csr::InterruptGlobalEnable, "{31'd0, interrupt_global_enable}"),
    (Csr::InterruptEnable, "{29'd0, interrupt_enable}"),
    (Csr::InterruptStatus, "{29'd0, interrupt_status}"),
    (Csr::ErrorCause, "{28'd0, error_cause}"),
    (Csr::ErrorSequence, "error_sequence"),
    (Csr::FaultAddressLow, "fault_address[31:0]"),
    (Csr::FaultAddressHigh, "fault_address[63:32]"),
    (Csr::FaultSegment, "{29'd0, fault_segment}"),
    (Csr::ProgramCounter, "program_counter"),
    (Csr::SubmissionHead, "submission_head"),
    (Csr::SubmissionDoorbell, "submission_doorbell"),
    (Csr::CompletionTail, "completion_tail"),
    (Csr::CompletionHead, "completion_head"),
    (Csr::CounterCyclesLow, "cycles[31:0]"),
    (Csr::CounterCyclesHigh, "cycles[63:32]"),
    (Csr::CounterMacsLow, "macs[31:0]"),
    (Csr::CounterMacsHigh, "macs[63:32]"),
    (Csr::CounterBytesReadLow, "bytes_read[31:0]"),
    (Csr::CounterBytesReadHigh, "bytes_read[63:32]"),
    (Csr::CounterBytesWrittenLow, "bytes_written[31:0]"),
    (Csr::CounterBytesWrittenHigh, "bytes_written[63:32]"),
    (Csr::CounterStallInputLow, "stall_input[31:0]"),
    (Csr::CounterStallInputHigh, "stall_input[63:32]"),
    (Csr::CounterStallWeightLow, "stall_weight[31:0]"),
    (Csr::CounterStallWeightHigh, "stall_weight[63:32]"),
    (Csr::CounterStallOutputLow, "stall_output[31:0]"),
    (Csr::CounterStallOutputHigh, "stall_output[63:32]"),
    (Csr::CounterStallMicroOpLow, "stall_micro_op[31:0]"),
    (Csr::CounterStallMicroOpHigh, "stall_micro_op[63:32]"),
];

fn live(csr: Csr) -> Option<&'static str> {
    LIVE.iter().find(|(live, _)| *live == csr).map(|(_, expression)| *expression)
}

/// Registers that lie in the memory of stored words, in its order.
pub fn stored() -> impl Iterator<Item = Csr> {
    let writable = CSRS.iter().filter(|info| info.access == Access::ReadWrite);
    writable.map(|info| info.csr).filter(|&csr| live(csr).is_none())
}

/// The place of an address in the memory of stored words.
#[derive(LogicBlock, Default)]
pub struct StoredIndex {
    /// Word address.
    pub address: Signal<In, Bits<10>>,
    /// A stored word has this address.
    pub is_stored: Signal<Out, Bit>,
    /// Its place.
    pub index: Signal<Out, Bits<16>>,
}

impl Logic for StoredIndex {
    fn update(&mut self) {
        let offset = self.address.val().to_u64() * 4;
        let index = stored().position(|csr| u64::from(csr.offset()) == offset);
        self.is_stored.next = index.is_some();
        self.index.next = bits(index.unwrap_or(0) as u64);
    }

    fn connect(&mut self) {
        self.is_stored.connect();
        self.index.connect();
    }

    fn hdl(&self) -> Verilog {
        let mut cases = String::new();
        for (index, csr) in stored().enumerate() {
            let _ = writeln!(cases, "        10'd{}: index = 16'd{index}; // {csr}", csr.offset() / 4);
        }
        Verilog::Custom(format!(
            "// comment! (\"block stored_index\nalways @(*) begin\n    is_stored = 1'b1;\n    case (address)\n{cases}        \
             default: begin\n            index = 16'd0;\n            is_stored = 1'b0;\n        end\n    endcase\nend"
        ))
    }
}

/// The word that software reads at an address.
#[derive(LogicBlock)]
pub struct ReadMultiplexer {
    /// Word address.
    pub address: Signal<In, Bits<10>>,
    /// The stored word of that address, if it has one.
    pub stored_word: Signal<In, Bits<32>>,
    /// Bits of the register `CONTROL`.
    pub control: Signal<In, Bits<4>>,
    /// Of the register of that name, as all ports below.
    pub interrupt_global_enable: Signal<In, Bit>,
    /// Causes that raise the line.
    pub interrupt_enable: Signal<In, Bits<3>>,
    /// Causes that are pending.
    pub interrupt_status: Signal<In, Bits<3>>,
    /// Cause of the last failure.
    pub error_cause: Signal<In, Bits<4>>,
    /// The job that failed.
    pub error_sequence: Signal<In, Bits<32>>,
    /// Where it failed.
    pub fault_address: Signal<In, Bits<64>>,
    /// In which segment.
    pub fault_segment: Signal<In, Bits<3>>,
    /// Where the program is.
    pub program_counter: Signal<In, Bits<32>>,
    /// Jobs taken.
    pub submission_head: Signal<In, Bits<32>>,
    /// Jobs submitted.
    pub submission_doorbell: Signal<In, Bits<32>>,
    /// Completions written.
    pub completion_tail: Signal<In, Bits<32>>,
    /// Completions consumed.
    pub completion_head: Signal<In, Bits<32>>,
    /// Counter.
    pub cycles: Signal<In, Bits<64>>,
    /// Counter.
    pub macs: Signal<In, Bits<64>>,
    /// Counter.
    pub bytes_read: Signal<In, Bits<64>>,
    /// Counter.
    pub bytes_written: Signal<In, Bits<64>>,
    /// Counter.
    pub stall_input: Signal<In, Bits<64>>,
    /// Counter.
    pub stall_weight: Signal<In, Bits<64>>,
    /// Counter.
    pub stall_output: Signal<In, Bits<64>>,
    /// Counter.
    pub stall_micro_op: Signal<In, Bits<64>>,
    /// The word.
    pub word: Signal<Out, Bits<32>>,
    _identity: Identity,
}

impl ReadMultiplexer {
    /// The registers of this device.
    pub fn new(identity: &Identity) -> Self {
        Self {
            address: Default::default(),
            stored_word: Default::default(),
            control: Default::default(),
            interrupt_global_enable: Default::default(),
            interrupt_enable: Default::default(),
            interrupt_status: Default::default(),
            error_cause: Default::default(),
            error_sequence: Default::default(),
            fault_address: Default::default(),
            fault_segment: Default::default(),
            program_counter: Default::default(),
            submission_head: Default::default(),
            submission_doorbell: Default::default(),
            completion_tail: Default::default(),
            completion_head: Default::default(),
            cycles: Default::default(),
            macs: Default::default(),
            bytes_read: Default::default(),
            bytes_written: Default::default(),
            stall_input: Default::default(),
            stall_weight: Default::default(),
            stall_output: Default::default(),
            stall_micro_op: Default::default(),
            word: Default::default(),
            _identity: *identity,
        }
    }

    /// What stands at an address, as an expression of Verilog; nothing in a hole.
    fn expression(&self, csr: Csr) -> String {
        match live(csr) {
            Some(expression) => expression.into(),
            None if stored().any(|stored| stored == csr) => "stored_word".into(),
            None => format!("32'd{}", self._identity.value(csr)),
        }
    }

    /// The value of such an expression.
    fn evaluate(&self, expression: &str) -> u64 {
        let (port, high) = match expression.split_once('[') {
            Some((port, range)) => (port, range.starts_with("63")),
            None => (expression.rsplit(' ').next().unwrap_or(expression).trim_end_matches('}'), false),
        };
        let wide = |value: Bits<64>| if high { value.to_u64() >> 32 } else { value.to_u64() & 0xFFFF_FFFF };
        match port {
            "stored_word" => self.stored_word.val().to_u64(),
            "control" => self.control.val().to_u64(),
            "interrupt_global_enable" => u64::from(self.interrupt_global_enable.val()),
            "interrupt_enable" => self.interrupt_enable.val().to_u64(),
            "interrupt_status" => self.interrupt_status.val().to_u64(),
            "error_cause" => self.error_cause.val().to_u64(),
            "error_sequence" => self.error_sequence.val().to_u64(),
            "fault_address" => wide(self.fault_address.val()),
            "fault_segment" => self.fault_segment.val().to_u64(),
            "program_counter" => self.program_counter.val().to_u64(),
            "submission_head" => self.submission_head.val().to_u64(),
            "submission_doorbell" => self.submission_doorbell.val().to_u64(),
            "completion_tail" => self.completion_tail.val().to_u64(),
            "completion_head" => self.completion_head.val().to_u64(),
            "cycles" => wide(self.cycles.val()),
            "macs" => wide(self.macs.val()),
            "bytes_read" => wide(self.bytes_read.val()),
            "bytes_written" => wide(self.bytes_written.val()),
            "stall_input" => wide(self.stall_input.val()),
            "stall_weight" => wide(self.stall_weight.val()),
            "stall_output" => wide(self.stall_output.val()),
            "stall_micro_op" => wide(self.stall_micro_op.val()),
            literal => literal.trim_start_matches("32'd").parse().unwrap_or(0),
        }
    }
}

impl Logic for ReadMultiplexer {
    fn update(&mut self) {
        let csr = Csr::at(self.address.val().to_u32() * 4);
        self.word.next = bits(csr.map_or(0, |csr| self.evaluate(&self.expression(csr))));
    }

    fn connect(&mut self) {
        self.word.connect();
    }

    fn hdl(&self) -> Verilog {
        let mut cases = String::new();
        for info in CSRS {
            let expression = self.expression(info.csr);
            let _ = writeln!(cases, "        10'd{}: word = {expression}; // {}", info.offset / 4, info.name);
        }
        Verilog::Custom(format!(
            "// comment! (\"block read_multiplexer\nalways @(*) begin\n    case (address)\n{cases}        \
             default: word = 32'd0;\n    endcase\nend"
        ))
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn scratch_is_the_first_stored_word_and_all_fit() {
        assert_eq!(stored().next(), Some(Csr::Scratch), "a soft reset clears the words behind it");
        assert!(stored().count() <= 32);
    }
}
