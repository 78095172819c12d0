//! The register block: one AXI4-Lite slave of 32-bit registers, at BAR0 or UIO map 0.
//!
//! Offsets 0x00 to 0x0c are where users of `AP_CTRL` cores expect start, done, idle and interrupts. Drivers
//! identify the device by the read-only block from 0x10 before they write anything. Reads have no side
//! effects, so a register dump is always safe. Accesses are aligned and exactly 32 bits wide.
//!
//! Every table (driver accessors, register file of the software device, RTL, `docs/csr.md`) expands from
//! [`for_each_csr!`].

/// What software may do with a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Access {
    /// Read only; writes are ignored.
    ReadOnly,
    /// Read and write.
    ReadWrite,
    /// Write one to clear a bit.
    WriteOneToClear,
    /// Write only; reads as zero.
    WriteOnly,
}

impl Access {
    /// The short form used in tables.
    pub const fn short(self) -> &'static str {
        match self {
            Self::ReadOnly => "ro",
            Self::ReadWrite => "rw",
            Self::WriteOneToClear => "w1c",
            Self::WriteOnly => "wo",
        }
    }
}

/// Value of [`Csr::Magic`]: `GNAX` in ASCII, first letter in the low byte.
pub const MAGIC: u32 = u32::from_le_bytes(*b"GNAX");
/// Register and queue interface, incompatible changes.
pub const ABI_MAJOR: u32 = 1;
/// Register and queue interface, compatible additions.
pub const ABI_MINOR: u32 = 0;
/// What must be written to [`Csr::Reset`] for a soft reset: `RSET`.
pub const RESET_KEY: u32 = u32::from_le_bytes(*b"RSET");
/// Bytes of the register block.
pub const BLOCK_BYTES: u32 = 0x1000;
/// What a read returns when the device is gone from the bus.
pub const ALL_ONES: u32 = u32::MAX;

/// Expands `$callback!` with every register: doc, type name, NAME, offset, access, reset, fields (lowest bit, width).
///
/// A reset value of `_` means that it depends on the device.
#[macro_export]
macro_rules! for_each_csr {
    ($callback:ident) => {
        $callback! {
            /// Start and state, as `AP_CTRL` has them.
            Control "CONTROL" 0x000 rw 0x4 {
                /// Write one: look at the submission queue now. Reads as one while jobs are pending.
                start 0:1,
                /// A job has completed since the last start.
                done 1:1,
                /// No job is running.
                idle 2:1,
                /// The queue accepts another job.
                ready 3:1,
            }
            /// Interrupt line on or off as a whole.
            InterruptGlobalEnable "INTERRUPT_GLOBAL_ENABLE" 0x004 rw 0x0 {
                /// One enables the line.
                enable 0:1,
            }
            /// Which causes raise the line.
            InterruptEnable "INTERRUPT_ENABLE" 0x008 rw 0x0 {
                /// A completion was written.
                completion 0:1,
                /// A job failed.
                fault 1:1,
                /// A queue register holds a value that cannot be.
                queue 2:1,
            }
            /// Causes that are pending; write one to clear.
            InterruptStatus "INTERRUPT_STATUS" 0x00c w1c 0x0 {
                /// A completion was written.
                completion 0:1,
                /// A job failed.
                fault 1:1,
                /// A queue register holds a value that cannot be.
                queue 2:1,
            }
            /// `GNAX`: this is a GANAX device.
            Magic "MAGIC" 0x010 ro 0x58414e47 {}
            /// Version of registers and queues.
            Abi "ABI" 0x014 ro 0x00010000 {
                /// Compatible additions.
                minor 0:16,
                /// Incompatible changes.
                major 16:16,
            }
            /// Contract fingerprint, low half. Programs carry the same value.
            FingerprintLow "FINGERPRINT_LOW" 0x018 ro _ {}
            /// Contract fingerprint, high half.
            FingerprintHigh "FINGERPRINT_HIGH" 0x01c ro _ {}
            /// Which build this device is: a hash chosen by whoever built the bitstream.
            BuildId "BUILD_ID" 0x020 ro _ {}
            /// What the device can do.
            Capabilities "CAPABILITIES" 0x024 ro _ {
                /// Executes micro-ops; where clear, layers run from their records.
                micro_ops 0:1,
                /// Cycle counters are counted; where clear, they are predicted by the cost model.
                cycles_counted 1:1,
                /// Has an interrupt line.
                interrupt 2:1,
            }
            /// Clock of the array in kHz; 0 where time has no meaning.
            ClockKhz "CLOCK_KHZ" 0x028 ro _ {}
            /// Holds what was last written. For bus checks.
            Scratch "SCRATCH" 0x02c rw 0x0 {}
            /// Soft reset: writing `RSET` aborts the jobs and restores every reset value but `SCRATCH`'s.
            Reset "RESET" 0x030 wo 0x0 {}
            /// Cycles a job may take before it is aborted, in units of 65536; 0 switches the watchdog off.
            WatchdogLimit "WATCHDOG_LIMIT" 0x034 rw 0x0 {}

            /// Why the last failed job failed; see the error causes. Zero after reset.
            ErrorCause "ERROR_CAUSE" 0x040 ro 0x0 {}
            /// Sequence number of that job.
            ErrorSequence "ERROR_SEQUENCE" 0x044 ro 0x0 {}
            /// Byte offset in the segment, or word index in the program, low half. Sticky until reset.
            FaultAddressLow "FAULT_ADDRESS_LOW" 0x048 ro 0x0 {}
            /// High half.
            FaultAddressHigh "FAULT_ADDRESS_HIGH" 0x04c ro 0x0 {}
            /// Segment of the refused access.
            FaultSegment "FAULT_SEGMENT" 0x050 ro 0x0 {}
            /// Word index in the program of the micro-op that is issued next, or that waits to be. After a job it stays where the
            /// job ended: behind `halt`, or at what failed; a soft reset keeps it. Zero where layers run from their records.
            ProgramCounter "PROGRAM_COUNTER" 0x054 ro _ {}

            /// Submission queue: device address of entry 0, low half; 128-byte aligned.
            SubmissionBaseLow "SUBMISSION_BASE_LOW" 0x080 rw 0x0 {}
            /// High half.
            SubmissionBaseHigh "SUBMISSION_BASE_HIGH" 0x084 rw 0x0 {}
            /// Submission queue: entries, a power of two in 2..=4096; 0 switches the queue off.
            SubmissionEntries "SUBMISSION_ENTRIES" 0x088 rw 0x0 {}
            /// Jobs taken since the queue was configured, modulo 2^32.
            SubmissionHead "SUBMISSION_HEAD" 0x08c ro 0x0 {}
            /// Doorbell: jobs submitted since the queue was configured, modulo 2^32.
            SubmissionDoorbell "SUBMISSION_DOORBELL" 0x090 rw 0x0 {}
            /// Completion queue: device address of entry 0, low half; 64-byte aligned.
            CompletionBaseLow "COMPLETION_BASE_LOW" 0x0a0 rw 0x0 {}
            /// High half.
            CompletionBaseHigh "COMPLETION_BASE_HIGH" 0x0a4 rw 0x0 {}
            /// Completion queue: entries, a power of two in 2..=4096; 0 switches the queue off.
            CompletionEntries "COMPLETION_ENTRIES" 0x0a8 rw 0x0 {}
            /// Completions written since the queue was configured, modulo 2^32.
            CompletionTail "COMPLETION_TAIL" 0x0ac ro 0x0 {}
            /// Completions consumed by software since the queue was configured, modulo 2^32.
            CompletionHead "COMPLETION_HEAD" 0x0b0 rw 0x0 {}

            /// Cycles in which a job was running, low half. Counters run since reset.
            CounterCyclesLow "COUNTER_CYCLES_LOW" 0x100 ro 0x0 {}
            /// High half.
            CounterCyclesHigh "COUNTER_CYCLES_HIGH" 0x104 ro 0x0 {}
            /// Multiply-accumulates issued, low half.
            CounterMacsLow "COUNTER_MACS_LOW" 0x108 ro 0x0 {}
            /// High half.
            CounterMacsHigh "COUNTER_MACS_HIGH" 0x10c ro 0x0 {}
            /// Bytes read from device memory, low half.
            CounterBytesReadLow "COUNTER_BYTES_READ_LOW" 0x110 ro 0x0 {}
            /// High half.
            CounterBytesReadHigh "COUNTER_BYTES_READ_HIGH" 0x114 ro 0x0 {}
            /// Bytes written to device memory, low half.
            CounterBytesWrittenLow "COUNTER_BYTES_WRITTEN_LOW" 0x118 ro 0x0 {}
            /// High half.
            CounterBytesWrittenHigh "COUNTER_BYTES_WRITTEN_HIGH" 0x11c ro 0x0 {}
            /// PV-cycles without an input address or datum, low half.
            CounterStallInputLow "COUNTER_STALL_INPUT_LOW" 0x120 ro 0x0 {}
            /// High half.
            CounterStallInputHigh "COUNTER_STALL_INPUT_HIGH" 0x124 ro 0x0 {}
            /// PV-cycles without a weight address or datum, low half.
            CounterStallWeightLow "COUNTER_STALL_WEIGHT_LOW" 0x128 ro 0x0 {}
            /// High half.
            CounterStallWeightHigh "COUNTER_STALL_WEIGHT_HIGH" 0x12c ro 0x0 {}
            /// PV-cycles in which an output could not be handed on, low half.
            CounterStallOutputLow "COUNTER_STALL_OUTPUT_LOW" 0x130 ro 0x0 {}
            /// High half.
            CounterStallOutputHigh "COUNTER_STALL_OUTPUT_HIGH" 0x134 ro 0x0 {}
            /// PV-cycles without a micro-op, low half.
            CounterStallMicroOpLow "COUNTER_STALL_MICRO_OP_LOW" 0x138 ro 0x0 {}
            /// High half.
            CounterStallMicroOpHigh "COUNTER_STALL_MICRO_OP_HIGH" 0x13c ro 0x0 {}

            /// Array parameter `pv_count`.
            ArchPvCount "ARCH_PV_COUNT" 0x180 ro _ {}
            /// Array parameter `pe_count`.
            ArchPeCount "ARCH_PE_COUNT" 0x184 ro _ {}
            /// Array parameter `weight_words`.
            ArchWeightWords "ARCH_WEIGHT_WORDS" 0x188 ro _ {}
            /// Array parameter `input_words`.
            ArchInputWords "ARCH_INPUT_WORDS" 0x18c ro _ {}
            /// Array parameter `accumulator_words`.
            ArchAccumulatorWords "ARCH_ACCUMULATOR_WORDS" 0x190 ro _ {}
            /// Array parameter `local_micro_ops`.
            ArchLocalMicroOps "ARCH_LOCAL_MICRO_OPS" 0x194 ro _ {}
            /// Array parameter `global_micro_ops`.
            ArchGlobalMicroOps "ARCH_GLOBAL_MICRO_OPS" 0x198 ro _ {}
            /// Array parameter `address_fifo_depth`.
            ArchAddressFifoDepth "ARCH_ADDRESS_FIFO_DEPTH" 0x19c ro _ {}
            /// Array parameter `bus_bytes`.
            ArchBusBytes "ARCH_BUS_BYTES" 0x1a0 ro _ {}
            /// Array parameter `memory_latency_cycles`; 0 where the memory is real.
            ArchMemoryLatencyCycles "ARCH_MEMORY_LATENCY_CYCLES" 0x1a4 ro _ {}
            /// Array parameter `parameter_entries`.
            ArchParameterEntries "ARCH_PARAMETER_ENTRIES" 0x1a8 ro _ {}
            /// Array parameter `command_fifo_depth`.
            ArchCommandFifoDepth "ARCH_COMMAND_FIFO_DEPTH" 0x1ac ro _ {}
            /// Array parameter `output_fifo_beats`.
            ArchOutputFifoBeats "ARCH_OUTPUT_FIFO_BEATS" 0x1b0 ro _ {}
            /// Array parameter `outstanding_beats`.
            ArchOutstandingBeats "ARCH_OUTSTANDING_BEATS" 0x1b4 ro _ {}

            /// Segment 0 (program): first byte in device memory, low half. Each segment takes 16 bytes.
            Segment0BaseLow "SEGMENT_0_BASE_LOW" 0x200 rw 0x0 {}
            /// High half.
            Segment0BaseHigh "SEGMENT_0_BASE_HIGH" 0x204 rw 0x0 {}
            /// Segment 0: size in bytes, low half; an access at or beyond it is refused.
            Segment0SizeLow "SEGMENT_0_SIZE_LOW" 0x208 rw 0x0 {}
            /// High half.
            Segment0SizeHigh "SEGMENT_0_SIZE_HIGH" 0x20c rw 0x0 {}
            /// Segment 1 (constants): base, low half.
            Segment1BaseLow "SEGMENT_1_BASE_LOW" 0x210 rw 0x0 {}
            /// High half.
            Segment1BaseHigh "SEGMENT_1_BASE_HIGH" 0x214 rw 0x0 {}
            /// Segment 1: size, low half.
            Segment1SizeLow "SEGMENT_1_SIZE_LOW" 0x218 rw 0x0 {}
            /// High half.
            Segment1SizeHigh "SEGMENT_1_SIZE_HIGH" 0x21c rw 0x0 {}
            /// Segment 2 (input): base, low half.
            Segment2BaseLow "SEGMENT_2_BASE_LOW" 0x220 rw 0x0 {}
            /// High half.
            Segment2BaseHigh "SEGMENT_2_BASE_HIGH" 0x224 rw 0x0 {}
            /// Segment 2: size, low half.
            Segment2SizeLow "SEGMENT_2_SIZE_LOW" 0x228 rw 0x0 {}
            /// High half.
            Segment2SizeHigh "SEGMENT_2_SIZE_HIGH" 0x22c rw 0x0 {}
            /// Segment 3 (output): base, low half.
            Segment3BaseLow "SEGMENT_3_BASE_LOW" 0x230 rw 0x0 {}
            /// High half.
            Segment3BaseHigh "SEGMENT_3_BASE_HIGH" 0x234 rw 0x0 {}
            /// Segment 3: size, low half.
            Segment3SizeLow "SEGMENT_3_SIZE_LOW" 0x238 rw 0x0 {}
            /// High half.
            Segment3SizeHigh "SEGMENT_3_SIZE_HIGH" 0x23c rw 0x0 {}
            /// Segment 4 (scratch): base, low half.
            Segment4BaseLow "SEGMENT_4_BASE_LOW" 0x240 rw 0x0 {}
            /// High half.
            Segment4BaseHigh "SEGMENT_4_BASE_HIGH" 0x244 rw 0x0 {}
            /// Segment 4: size, low half.
            Segment4SizeLow "SEGMENT_4_SIZE_LOW" 0x248 rw 0x0 {}
            /// High half.
            Segment4SizeHigh "SEGMENT_4_SIZE_HIGH" 0x24c rw 0x0 {}
        }
    };
}

/// A named bit field of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldInfo {
    /// Name.
    pub name: &'static str,
    /// Documentation.
    pub doc: &'static str,
    /// Lowest bit.
    pub lowest_bit: u32,
    /// Width in bits.
    pub bits: u32,
}

/// A register as the tables show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CsrInfo {
    /// Which register.
    pub csr: Csr,
    /// `UPPER_SNAKE` name.
    pub name: &'static str,
    /// Documentation.
    pub doc: &'static str,
    /// Byte offset in the block.
    pub offset: u32,
    /// What software may do.
    pub access: Access,
    /// Value after reset, `None` where it depends on the device.
    pub reset: Option<u32>,
    /// Named fields; empty where the register is one number.
    pub fields: &'static [FieldInfo],
}

macro_rules! define_csrs {
    (@access ro) => { Access::ReadOnly };
    (@access rw) => { Access::ReadWrite };
    (@access w1c) => { Access::WriteOneToClear };
    (@access wo) => { Access::WriteOnly };
    (@reset _) => { None };
    (@reset $reset:literal) => { Some($reset) };
    ($($(#[doc = $doc:literal])+ $csr:ident $name:literal $offset:literal $access:ident $reset:tt {
        $($(#[doc = $field_doc:literal])+ $field:ident $low:literal : $bits:literal,)*
    })+) => {
        /// A register of the block.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Csr { $($(#[doc = $doc])+ $csr,)+ }

        /// Every register, in the order of the map.
        pub const CSRS: &[CsrInfo] = &[$(CsrInfo {
            csr: Csr::$csr,
            name: $name,
            doc: concat!($($doc),+),
            offset: $offset,
            access: define_csrs!(@access $access),
            reset: define_csrs!(@reset $reset),
            fields: &[$(FieldInfo { name: stringify!($field), doc: concat!($($field_doc),+), lowest_bit: $low, bits: $bits }),*],
        },)+];

        pub(crate) const CONTRACT: &[&str] = &[$(concat!("csr:", $name, $offset, stringify!($access), stringify!($reset), $(stringify!($field), $low, $bits,)*),)+];
    };
}
for_each_csr!(define_csrs);

/// Bit masks of the fields that code tests by name.
pub mod bits {
    /// [`Csr::Control`](super::Csr::Control): start.
    pub const CONTROL_START: u32 = 1;
    /// [`Csr::Control`](super::Csr::Control): done.
    pub const CONTROL_DONE: u32 = 1 << 1;
    /// [`Csr::Control`](super::Csr::Control): idle.
    pub const CONTROL_IDLE: u32 = 1 << 2;
    /// [`Csr::Control`](super::Csr::Control): ready.
    pub const CONTROL_READY: u32 = 1 << 3;
    /// Interrupt enable and status: a completion was written.
    pub const INTERRUPT_COMPLETION: u32 = 1;
    /// Interrupt enable and status: a job failed.
    pub const INTERRUPT_FAULT: u32 = 1 << 1;
    /// Interrupt enable and status: a queue register is wrong.
    pub const INTERRUPT_QUEUE: u32 = 1 << 2;
    /// [`Csr::Capabilities`](super::Csr::Capabilities): executes micro-ops.
    pub const CAPABILITY_MICRO_OPS: u32 = 1;
    /// [`Csr::Capabilities`](super::Csr::Capabilities): cycles are counted, not predicted.
    pub const CAPABILITY_CYCLES_COUNTED: u32 = 1 << 1;
    /// [`Csr::Capabilities`](super::Csr::Capabilities): has an interrupt line.
    pub const CAPABILITY_INTERRUPT: u32 = 1 << 2;
}

impl Csr {
    /// Layout and documentation.
    pub const fn info(self) -> &'static CsrInfo {
        &CSRS[self as usize]
    }

    /// Byte offset in the block.
    pub const fn offset(self) -> u32 {
        self.info().offset
    }

    /// `UPPER_SNAKE` name.
    pub const fn name(self) -> &'static str {
        self.info().name
    }

    /// The register at a byte offset.
    pub fn at(offset: u32) -> Option<Self> {
        CSRS.iter().find(|info| info.offset == offset).map(|info| info.csr)
    }

    /// The registers of array parameter `index`, in the order of [`crate::ArchConfig::parameters`].
    pub fn arch_parameter(index: usize) -> Option<Self> {
        (index < crate::arch::PARAMETER_COUNT).then(|| CSRS[Self::ArchPvCount as usize + index].csr)
    }

    /// The base and size registers of a segment: base low, base high, size low, size high.
    pub fn segment(segment: crate::segment::Segment) -> [Self; 4] {
        let first = Self::Segment0BaseLow as usize + 4 * segment as usize;
        core::array::from_fn(|i| CSRS[first + i].csr)
    }
}

impl core::fmt::Display for Csr {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}

const _: () = {
    let mut i = 0;
    while i < CSRS.len() {
        assert!(CSRS[i].offset.is_multiple_of(4) && CSRS[i].offset < BLOCK_BYTES, "register offset");
        assert!(i == 0 || CSRS[i - 1].offset < CSRS[i].offset, "registers overlap or are out of order");
        let mut used = 0u64;
        let mut k = 0;
        while k < CSRS[i].fields.len() {
            let field = CSRS[i].fields[k];
            let mask = ((1u64 << field.bits) - 1) << field.lowest_bit;
            assert!(mask >> 32 == 0 && used & mask == 0, "register fields overlap");
            used |= mask;
            k += 1;
        }
        i += 1;
    }
};

#[cfg(test)]
mod test {
    use super::*;
    use crate::arch::ArchConfig;
    use crate::segment::Segment;

    #[test]
    fn constants_agree_with_the_table() {
        assert_eq!(Csr::Magic.info().reset, Some(MAGIC));
        assert_eq!(Csr::Abi.info().reset, Some(ABI_MAJOR << 16 | ABI_MINOR));
        let field = |csr: Csr, name| {
            let field = csr.info().fields.iter().find(|f| f.name == name).expect("field");
            ((1u32 << field.bits) - 1) << field.lowest_bit
        };
        assert_eq!(field(Csr::Control, "start"), bits::CONTROL_START);
        assert_eq!(field(Csr::Control, "done"), bits::CONTROL_DONE);
        assert_eq!(field(Csr::Control, "idle"), bits::CONTROL_IDLE);
        assert_eq!(field(Csr::Control, "ready"), bits::CONTROL_READY);
        for csr in [Csr::InterruptEnable, Csr::InterruptStatus] {
            assert_eq!(field(csr, "completion"), bits::INTERRUPT_COMPLETION);
            assert_eq!(field(csr, "fault"), bits::INTERRUPT_FAULT);
            assert_eq!(field(csr, "queue"), bits::INTERRUPT_QUEUE);
        }
        assert_eq!(field(Csr::Capabilities, "micro_ops"), bits::CAPABILITY_MICRO_OPS);
        assert_eq!(field(Csr::Capabilities, "cycles_counted"), bits::CAPABILITY_CYCLES_COUNTED);
        assert_eq!(field(Csr::Capabilities, "interrupt"), bits::CAPABILITY_INTERRUPT);
    }

    #[test]
    fn arch_and_segment_registers_follow_their_tables() {
        for (index, parameter) in ArchConfig::REFERENCE.parameters().iter().enumerate() {
            let name = Csr::arch_parameter(index).expect("a register each").name();
            assert_eq!(name, alloc::format!("ARCH_{}", parameter.name.to_uppercase()));
        }
        for segment in Segment::ALL {
            let names = Csr::segment(segment).map(Csr::name);
            assert_eq!(names[0], alloc::format!("SEGMENT_{}_BASE_LOW", segment as u8));
            assert_eq!(names[3], alloc::format!("SEGMENT_{}_SIZE_HIGH", segment as u8));
        }
    }

    #[test]
    fn registers_are_found_by_offset_only_at_their_offset() {
        assert_eq!(Csr::at(0x090), Some(Csr::SubmissionDoorbell));
        assert_eq!(Csr::at(0x091), None);
        assert_eq!(Csr::at(BLOCK_BYTES), None);
    }
}
