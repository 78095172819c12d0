//! Micro-ops: the 64-bit words of the global micro-op stream.
//!
//! Classes and names follow GANAX (ISCA 2018): `access` micro-ops configure the strided index generators,
//! `mimd` micro-ops drive the processing vectors (PVs) apart, `execute` micro-ops have no address operands of
//! their own and consume the addresses of the generators. The paper leaves loading of scratchpads and program
//! flow open; the `dma` and `flow` classes are this project's.
//!
//! Every table of the stack (encoder, decoder, assembler, `docs/isa.md`, the fingerprint) expands from
//! [`for_each_micro_op!`]; nothing about a micro-op is written twice. Bits 63..56 of a word hold the opcode,
//! operands fill the word from bit 0 in the order in which they are listed, unused bits are zero.
//!
//! What a micro-op costs in cycles is not said here: that belongs to the machine.

use crate::segment::Segment;

/// Expands `$callback!` with every micro-op: class, doc, type name, mnemonic, opcode, operands with widths.
///
/// Grammar of a mnemonic: `class.verb`, or the bare verb of the paper for `execute` micro-ops.
#[macro_export]
macro_rules! for_each_micro_op {
    ($callback:ident) => {
        $callback! {
            flow {
                /// Does nothing for one issue slot.
                Nop "nop" 0x00 {}
                /// Ends the program once every engine is idle and every write has arrived; the job is then complete.
                Halt "halt" 0x01 {}
                /// Marks the start of a layer. `record` is the byte offset of its layer record in the program
                /// segment, in units of 8 bytes. Devices that execute micro-ops only label traces and
                /// counters with it; level `sim` executes the record instead of the micro-ops up to `layer.end`.
                LayerBegin "layer.begin" 0x02 { record: 32 as u32 }
                /// Marks the end of a layer. Not a barrier: micro-ops of the next layer may already be in flight.
                LayerEnd "layer.end" 0x03 {}
                /// Starts the program for `images` images at a time. The micro-ops up to `batch.end` run once for
                /// every `images` images of the job that are left; with fewer left, `length` micro-ops (the body
                /// and its `batch.end`) are skipped. Bodies do not nest. Level `sim` runs the body for one image at
                /// a time over all images at once, and skips the others.
                BatchBegin "batch.begin" 0x04 { images: 16 as u16, length: 32 as u32 }
                /// Ends the body: waits until every engine is idle, sets every timeline back to zero, moves on by the
                /// body's number of images and repeats it while enough are left.
                BatchEnd "batch.end" 0x05 {}
            }
            dma {
                /// Sets one register of a DMA channel. Registers are shadowed: a running transfer keeps its values.
                DmaConfigure "dma.cfg" 0x10 { channel: 2 as DmaChannel, register: 5 as DmaRegister, value: 32 as u32 }
                /// Starts a strided transfer between a segment and the selected PVs. With `fill` 1 a load writes
                /// zeros and reads nothing: the border and the inserted zeros of dense mode.
                DmaStart "dma.start" 0x11 { channel: 2 as DmaChannel, segment: 3 as Segment, pvs: 16 as u16, fill: 1 as u8 }
            }
            access {
                /// Writes one configuration register of a strided index generator in the selected PVs. Registers
                /// are shadowed, so that the next row is set up while this one runs.
                AccessConfigure "access.cfg" 0x20 { pvs: 16 as u16, generator: 2 as Generator, register: 4 as GeneratorRegister, value: 16 as u32 }
                /// Starts the generators of the mask `generators` (bit 0 input, 1 weight, 2 output, 3 drain); a
                /// running generation finishes first.
                AccessStart "access.start" 0x21 { pvs: 16 as u16, generators: 4 as u8 }
                /// Stops the generators of the mask and empties their address FIFOs.
                AccessStop "access.stop" 0x22 { pvs: 16 as u16, generators: 4 as u8 }
            }
            mimd {
                /// Loads an immediate into a register of the selected PVs.
                MimdLoad "mimd.ld" 0x30 { pvs: 16 as u16, register: 4 as PvRegister, value: 24 as u32 }
                /// Writes one entry of the local micro-op buffer of the selected PVs.
                MimdStore "mimd.st" 0x31 { pvs: 16 as u16, entry: 7 as u8, op: 4 as ExecuteOp, flags: 4 as u8 }
                /// Executes, in every PV, an entry of its own local micro-op buffer: entry `8 * page + index` with
                /// the PV's 3-bit index, PV 0 in the low bits. An index of a PV outside the array is ignored.
                MimdExecute "mimd.exe" 0x32 { indices: 48 as u64, page: 4 as u8 }
            }
            execute {
                /// Broadcasts one execute micro-op to the selected PVs, whose local buffers are bypassed (SIMD).
                /// `op` is one of the execute operations below, `flags` its modifiers.
                Execute "exe" 0x40 { pvs: 16 as u16, op: 4 as ExecuteOp, flags: 4 as u8 }
            }
        }
    };
}

/// A value that fits the bit field of a micro-op and has a spelling in assembly text.
pub trait Operand: Copy + Sized {
    /// The field's bits.
    fn pack(self) -> u64;
    /// The value with these bits, if there is one.
    fn unpack(bits: u64) -> Option<Self>;
    /// Writes the spelling.
    fn write(self, out: &mut dyn core::fmt::Write) -> core::fmt::Result;
    /// Reads the spelling.
    fn parse(text: &str) -> Option<Self>;
    /// For the documents: the spellings, or nothing for a number.
    fn spellings() -> &'static [(&'static str, &'static str)] {
        &[]
    }
}

macro_rules! numeric_operand {
    ($($type:ty),+) => {$(
        impl Operand for $type {
            fn pack(self) -> u64 { self.into() }
            fn unpack(bits: u64) -> Option<Self> { bits.try_into().ok() }
            fn write(self, out: &mut dyn core::fmt::Write) -> core::fmt::Result { write!(out, "{self}") }
            fn parse(text: &str) -> Option<Self> {
                match text.strip_prefix("0x") {
                    Some(digits) => Self::from_str_radix(digits, 16).ok(),
                    None => text.parse().ok(),
                }
            }
        }
    )+};
}
numeric_operand!(u8, u16, u32, u64);

macro_rules! named_operand {
    ($(#[$meta:meta])* $type:ident { $($(#[doc = $doc:literal])+ $variant:ident = $value:literal $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $type { $($(#[doc = $doc])+ $variant = $value,)+ }

        impl $type {
            /// Every value, in encoding order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            const CONTRACT: &'static str = concat!(stringify!($type), $($text, $value, ",",)+);
        }

        impl Operand for $type {
            fn pack(self) -> u64 { self as u64 }
            fn unpack(bits: u64) -> Option<Self> {
                match bits { $($value => Some(Self::$variant),)+ _ => None }
            }
            fn write(self, out: &mut dyn core::fmt::Write) -> core::fmt::Result {
                out.write_str(match self { $(Self::$variant => $text,)+ })
            }
            fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
            fn spellings() -> &'static [(&'static str, &'static str)] {
                &[$(($text, concat!($($doc),+)),)+]
            }
        }
    };
}

named_operand! {
    /// The strided index generators of a PV, whose PEs share addresses. Addresses count 16-bit words; a line is
    /// as many words as the PV has lanes ([`crate::ArchConfig::lanes`]), one for each PE.
    Generator {
        /// Addresses of the input scratchpad.
        Input = 0 "input",
        /// Addresses of the weight scratchpads, multiples of the lanes.
        Weight = 1 "weight",
        /// Accumulators that execute micro-ops write: `accumulator * lanes + lane`.
        Output = 2 "output",
        /// Accumulators that `act` reads, one output element each.
        Drain = 3 "drain",
    }
}

named_operand! {
    /// Configuration registers of a strided index generator (GANAX, section 5), extended by two outer loops.
    ///
    /// The generator emits `addr + i * step` while `i * step < end`, `repeat` times with `offset` added between
    /// passes; all of that `repeat1` times with `offset1` added, and all of that `repeat2` times with `offset2`.
    GeneratorRegister {
        /// First address.
        Addr = 0 "addr",
        /// Added to the start of the pass after every pass.
        Offset = 1 "offset",
        /// Distance between two addresses of a pass.
        Step = 2 "step",
        /// Bound that ends a pass, relative to its start.
        End = 3 "end",
        /// Number of passes.
        Repeat = 4 "repeat",
        /// Added after every group of passes.
        Offset1 = 5 "offset1",
        /// Number of groups of passes.
        Repeat1 = 6 "repeat1",
        /// Added after every outermost iteration.
        Offset2 = 7 "offset2",
        /// Number of outermost iterations.
        Repeat2 = 8 "repeat2",
    }
}

named_operand! {
    /// Registers of a PV that `mimd.ld` loads. An execute micro-op takes their values along when it is issued.
    PvRegister {
        /// Count that the next `repeat` hands to the micro-op after it.
        Repeat = 0 "repeat",
        /// Loads of the `weight` channel that must be complete before an operation that reads weights starts.
        WeightsNeeded = 1 "weights_needed",
        /// Loads of the `input` channel that must be complete before an operation that reads inputs starts.
        InputsNeeded = 2 "inputs_needed",
        /// Loads of the `parameter` channel that must be complete before `act` starts.
        ParametersNeeded = 3 "parameters_needed",
        /// Signalling `act`s of this PV that must be complete before another operation starts.
        DrainsNeeded = 4 "drains_needed",
        /// Signalling operations of this PV that must be complete before `act` starts.
        SumsNeeded = 5 "sums_needed",
        /// Requantisation entry of lane 0 for `act`.
        ParameterBase = 6 "parameter_base",
        /// Lower bound of the requantised value, 16-bit two's complement.
        ClampLow = 7 "clamp_low",
        /// Upper bound of the requantised value, 16-bit two's complement.
        ClampHigh = 8 "clamp_high",
        /// Activation table: 0 none, otherwise the number of the table slot plus 1.
        Table = 9 "table",
    }
}

named_operand! {
    /// What an execute micro-op does with the addresses at the head of the FIFOs. All but `act` work on one
    /// accumulator address after the other until the generation of the output generator ends, and on as many
    /// operands for each as `repeat` says, 1 without it.
    ExecuteOp {
        /// Nothing; with the flag `signal` it still counts.
        Nop = 0 "nop",
        /// Hands the repeat register to the next micro-op.
        Repeat = 1 "repeat",
        /// Adds the products of inputs and weights to the accumulator.
        Mac = 2 "mac",
        /// Adds the inputs to the accumulator.
        Add = 3 "add",
        /// Replaces the accumulator by the product of an input and a weight.
        Mul = 4 "mul",
        /// Keeps the largest of accumulator and inputs.
        Pool = 5 "pool",
        /// Post-processes the accumulators of the drain generator and hands them to the output channel.
        Act = 6 "act",
    }
}

/// Modifiers of execute micro-ops.
pub mod flags {
    /// Sums over the PEs of the PV into the one accumulator of the output address; each PE has its own input lane.
    pub const HORIZONTAL: u8 = 1;
    /// Starts from zero instead of the accumulator's value.
    pub const CLEAR: u8 = 2;
    /// Each PE has its own input lane; without it, and without `HORIZONTAL`, all PEs share one input word.
    pub const LANES: u8 = 4;
    /// The PV's timeline moves on by one when the operation is complete.
    pub const SIGNAL: u8 = 8;
}

named_operand! {
    /// DMA channels, each with its own micro-op FIFO and its own timeline of completed transfers.
    DmaChannel {
        /// Segment to input scratchpads.
        Input = 0 "input",
        /// Segment to weight scratchpads.
        Weight = 1 "weight",
        /// Segment to requantisation parameters and activation tables.
        Parameter = 2 "parameter",
        /// Post-processed outputs to a segment.
        Output = 3 "output",
    }
}

named_operand! {
    /// Registers of a DMA channel. A transfer moves `planes` planes of `rows` rows of `row_bytes` bytes.
    ///
    /// A load with `pv_stride` 0 writes the same words to every selected PV. With another `pv_stride` it is done
    /// once for each selected PV, in ascending order, with its base moved by `pv_stride` from one to the next.
    /// The output channel takes a row from each selected PV in turn, then the next row from each.
    DmaRegister {
        /// First byte in the segment, low 32 bits.
        AddressLow = 0 "address_low",
        /// First byte in the segment, high 32 bits.
        AddressHigh = 1 "address_high",
        /// First word in the scratchpad.
        Target = 2 "target",
        /// Bytes of one row, even.
        RowBytes = 3 "row_bytes",
        /// Rows of one plane.
        Rows = 4 "rows",
        /// Bytes from one row to the next in the segment.
        RowStride = 5 "row_stride",
        /// Words from one row to the next in the scratchpad.
        RowTarget = 6 "row_target",
        /// Planes.
        Planes = 7 "planes",
        /// Bytes from one plane to the next in the segment.
        PlaneStride = 8 "plane_stride",
        /// Words from one plane to the next in the scratchpad.
        PlaneTarget = 9 "plane_target",
        /// Bytes from one image to the next in the segment; the base moves by it times the first image of the
        /// `batch.begin` iteration.
        ImageStride = 10 "image_stride",
        /// Bytes from one selected PV to the next in the segment.
        PvStride = 11 "pv_stride",
        /// Signalling operations that every selected PV must have completed before the transfer starts.
        SumsNeeded = 12 "sums_needed",
        /// Signalling `act`s that every selected PV must have completed before the transfer starts.
        DrainsNeeded = 13 "drains_needed",
        /// Transfers of the output channel that must be complete before the transfer starts.
        OutputsNeeded = 14 "outputs_needed",
        /// Record of the layer that the transfer is for, as in `layer.begin`; 0 for the layer in which it is issued.
        /// Traces and counters of layers use it, nothing else.
        Tag = 15 "tag",
    }
}

impl Operand for Segment {
    fn pack(self) -> u64 {
        self as u64
    }
    fn unpack(bits: u64) -> Option<Self> {
        Self::from_index(bits)
    }
    fn write(self, out: &mut dyn core::fmt::Write) -> core::fmt::Result {
        self.name().chars().try_for_each(|c| out.write_char(c.to_ascii_lowercase()))
    }
    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|segment| segment.name().eq_ignore_ascii_case(text))
    }
}

/// A word that is no micro-op.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// No micro-op has this opcode.
    #[error("undefined opcode {opcode:#04x} in word {word:#018x}")]
    Opcode {
        /// Bits 63..56.
        opcode: u8,
        /// The whole word.
        word: u64,
    },
    /// An operand field holds a value without meaning.
    #[error("undefined value {value} of operand {operand} in {mnemonic} ({word:#018x})")]
    OperandValue {
        /// Mnemonic of the micro-op.
        mnemonic: &'static str,
        /// Name of the operand.
        operand: &'static str,
        /// The field's bits.
        value: u64,
        /// The whole word.
        word: u64,
    },
    /// Bits outside every field are set.
    #[error("reserved bits set in {mnemonic} ({word:#018x})")]
    Reserved {
        /// Mnemonic of the micro-op.
        mnemonic: &'static str,
        /// The whole word.
        word: u64,
    },
}

/// An operand value that does not fit its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("operand {operand} = {value} of {mnemonic} does not fit {bits} bits")]
pub struct EncodeError {
    /// Mnemonic of the micro-op.
    pub mnemonic: &'static str,
    /// Name of the operand.
    pub operand: &'static str,
    /// The value.
    pub value: u64,
    /// Width of the field.
    pub bits: u32,
}

/// How one operand is laid out, for documents and generated files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OperandInfo {
    /// Name.
    pub name: &'static str,
    /// Width in bits.
    pub bits: u32,
    /// Rust type.
    pub type_name: &'static str,
}

/// How one micro-op is laid out, for documents and generated files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MicroOpInfo {
    /// Class: `flow`, `dma`, `access`, `mimd` or `execute`.
    pub class: &'static str,
    /// Mnemonic.
    pub mnemonic: &'static str,
    /// Bits 63..56.
    pub opcode: u8,
    /// Documentation.
    pub doc: &'static str,
    /// Operands from bit 0 upwards.
    pub operands: &'static [OperandInfo],
}

const OPCODE_SHIFT: u32 = 56;

macro_rules! define_micro_ops {
    ($($class:ident { $($(#[doc = $doc:literal])+ $name:ident $mnemonic:literal $opcode:literal {
        $($operand:ident: $bits:literal as $type:ty),*
    })+ })+) => {
        /// One micro-op of the global stream.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum MicroOp {
            $($($(#[doc = $doc])+ $name { $(#[allow(missing_docs)] $operand: $type),* },)+)+
        }

        /// Layout of every micro-op, in opcode order within each class.
        pub const MICRO_OPS: &[MicroOpInfo] = &[$($(MicroOpInfo {
            class: stringify!($class),
            mnemonic: $mnemonic,
            opcode: $opcode,
            doc: concat!($($doc),+),
            operands: &[$(OperandInfo { name: stringify!($operand), bits: $bits, type_name: stringify!($type) }),*],
        },)+)+];

        impl MicroOp {
            /// The micro-op's word.
            ///
            /// # Errors
            /// An operand that does not fit its field.
            pub fn encode(self) -> Result<u64, EncodeError> {
                match self {
                    $($(Self::$name { $($operand),* } => {
                        #[allow(unused_mut)]
                        let mut fields = Packer { word: u64::from($opcode as u8) << OPCODE_SHIFT, shift: 0, mnemonic: $mnemonic };
                        $(fields.put($operand, stringify!($operand), $bits)?;)*
                        Ok(fields.word)
                    })+)+
                }
            }

            /// The micro-op with this word.
            ///
            /// # Errors
            /// An undefined opcode, an undefined operand value or set reserved bits.
            pub fn decode(word: u64) -> Result<Self, DecodeError> {
                let opcode = (word >> OPCODE_SHIFT) as u8;
                match opcode {
                    $($($opcode => {
                        #[allow(unused_mut)]
                        let mut fields = Unpacker { word, shift: 0, mnemonic: $mnemonic };
                        let op = Self::$name { $($operand: fields.get(stringify!($operand), $bits)?),* };
                        fields.finish()?;
                        Ok(op)
                    })+)+
                    _ => Err(DecodeError::Opcode { opcode, word }),
                }
            }

            /// The mnemonic.
            pub fn mnemonic(self) -> &'static str {
                match self { $($(Self::$name { .. } => $mnemonic,)+)+ }
            }

            pub(crate) fn write(self, out: &mut dyn core::fmt::Write) -> core::fmt::Result {
                out.write_str(self.mnemonic())?;
                match self {
                    $($(Self::$name { $($operand),* } => {
                        $(out.write_str(concat!(" ", stringify!($operand), "="))?; $operand.write(out)?;)*
                    })+)+
                }
                Ok(())
            }

            pub(crate) fn from_parts<'a>(mnemonic: &str, find: &mut dyn FnMut(&'static str) -> Option<&'a str>) -> Option<Result<Self, &'static str>> {
                match mnemonic {
                    $($($mnemonic => {
                        $(let $operand: $type = match find(stringify!($operand)).and_then(Operand::parse) {
                            Some(value) => value,
                            None => return Some(Err(stringify!($operand))),
                        };)*
                        Some(Ok(Self::$name { $($operand),* }))
                    })+)+
                    _ => None,
                }
            }
        }

        /// The operand spellings of a type, by type name; empty for numbers.
        pub(crate) fn spellings(type_name: &str) -> &'static [(&'static str, &'static str)] {
            $($($(if type_name == stringify!($type) { return <$type as Operand>::spellings(); })*)+)+
            &[]
        }

        pub(crate) const CONTRACT: &[&str] = &[
            $($(concat!("op:", stringify!($class), $mnemonic, $opcode, $(stringify!($operand), $bits, stringify!($type),)*),)+)+
            Generator::CONTRACT, GeneratorRegister::CONTRACT, PvRegister::CONTRACT,
            ExecuteOp::CONTRACT, DmaChannel::CONTRACT, DmaRegister::CONTRACT,
        ];
    };
}
for_each_micro_op!(define_micro_ops);

struct Packer {
    word: u64,
    shift: u32,
    mnemonic: &'static str,
}

impl Packer {
    fn put(&mut self, value: impl Operand, operand: &'static str, bits: u32) -> Result<(), EncodeError> {
        let value = value.pack();
        if value >> bits != 0 {
            return Err(EncodeError { mnemonic: self.mnemonic, operand, value, bits });
        }
        self.word |= value << self.shift;
        self.shift += bits;
        Ok(())
    }
}

struct Unpacker {
    word: u64,
    shift: u32,
    mnemonic: &'static str,
}

impl Unpacker {
    fn get<T: Operand>(&mut self, operand: &'static str, bits: u32) -> Result<T, DecodeError> {
        let value = (self.word >> self.shift) & ((1 << bits) - 1);
        self.shift += bits;
        let (mnemonic, word) = (self.mnemonic, self.word);
        T::unpack(value).ok_or(DecodeError::OperandValue { mnemonic, operand, value, word })
    }

    fn finish(self) -> Result<(), DecodeError> {
        let operands = self.word & ((1 << OPCODE_SHIFT) - 1);
        match operands >> self.shift {
            0 => Ok(()),
            _ => Err(DecodeError::Reserved { mnemonic: self.mnemonic, word: self.word }),
        }
    }
}

const _: () = {
    let mut i = 0;
    while i < MICRO_OPS.len() {
        let mut bits = 0;
        let mut k = 0;
        while k < MICRO_OPS[i].operands.len() {
            bits += MICRO_OPS[i].operands[k].bits;
            k += 1;
        }
        assert!(bits <= OPCODE_SHIFT, "operands overlap the opcode");
        let mut j = 0;
        while j < i {
            assert!(MICRO_OPS[i].opcode != MICRO_OPS[j].opcode, "two micro-ops share an opcode");
            j += 1;
        }
        i += 1;
    }
};

#[cfg(test)]
mod test;
