//! The parameters of one array: what a compiler must know to fill it and a device must be built with.
//!
//! The same values parameterise the RTL, travel in every program and are read back from the device's
//! registers; a program built for other values is refused before it runs. Values that do not change results
//! or cycles of a program (clock rate, board) are not here.

use crate::wire::{Reader, Writer};

/// Bits of a scratchpad address, the width of every index generator. The largest memory has 16 lanes of 4096 words.
pub const ADDRESS_BITS: u32 = 16;

/// Bits of a register of a PV: counts of transfers, operations and `act`s in one body, operands of one output.
pub const PV_REGISTER_BITS: u32 = 24;

/// The parameters that are powers of two.
const POWERS_OF_TWO: [&str; 5] =
    ["weight_words", "input_words", "accumulator_words", "parameter_entries", "bus_bytes"];

/// Expands `$callback!` with every parameter: doc, name, reference value, legal range.
#[macro_export]
macro_rules! for_each_arch_parameter {
    ($callback:ident) => {
        $callback! {
            /// Processing vectors (PVs): rows of the array, each executing one micro-op stream.
            pv_count = 16, 1..=16;
            /// Processing elements (PEs) of one PV, one signed 16x16 multiply-accumulate per cycle each.
            pe_count = 16, 1..=16;
            /// Weight scratchpad of one lane in 16-bit words. Programs divide it into as many buffers as they like.
            weight_words = 2048, 64..=4096;
            /// Input scratchpad of one lane in 16-bit words. Programs divide it into as many buffers as they like.
            input_words = 2048, 64..=4096;
            /// 48-bit accumulators of one lane; half of them drain while the other half fills.
            accumulator_words = 256, 16..=4096;
            /// Entries of the local micro-op buffer of one PV.
            local_micro_ops = 64, 8..=128;
            /// Entries of the global micro-op buffer of the array.
            global_micro_ops = 512, 64..=4096;
            /// Depth of every address FIFO between access and execute engine.
            address_fifo_depth = 8, 2..=64;
            /// Bytes that the memory port moves per cycle and direction, a power of two: one beat.
            bus_bytes = 16, 4..=64;
            /// Cycles from an accepted read request to its first data beat, and from the last beat of a write to its
            /// response, as the cycle model assumes.
            memory_latency_cycles = 64, 1..=1024;
            /// Requantisation entries of one PV. Programs divide them into as many buffers as they like.
            parameter_entries = 64, 32..=1024;
            /// Depth of the micro-op FIFO of every PV and DMA channel.
            command_fifo_depth = 32, 4..=256;
            /// Beats that one PV may have waiting for the output channel.
            output_fifo_beats = 16, 2..=256;
            /// Read beats that may be requested and not yet delivered.
            outstanding_beats = 128, 16..=1024;
        }
    };
}

macro_rules! define_arch {
    ($($(#[doc = $doc:literal])+ $name:ident = $reference:literal, $low:literal..=$high:literal;)+) => {
        /// Array geometry and buffer sizes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub struct ArchConfig {
            $($(#[doc = $doc])+ pub $name: u32,)+
        }

        impl ArchConfig {
            /// The reference machine: 16x16 PEs.
            pub const REFERENCE: Self = Self { $($name: $reference,)+ };

            /// Names, values and legal ranges, in the order in which they are encoded.
            pub fn parameters(&self) -> [Parameter; PARAMETER_COUNT] {
                [$(Parameter { name: stringify!($name), doc: concat!($($doc,)+), value: self.$name, low: $low, high: $high },)+]
            }

            pub(crate) fn decode(reader: &mut Reader<'_>) -> Result<Self, crate::wire::Truncated> {
                Ok(Self { $($name: reader.u32()?,)+ })
            }

            pub(crate) fn encode(&self, writer: &mut Writer) {
                $(writer.u32(self.$name);)+
            }
        }

        /// Number of parameters of [`ArchConfig`].
        pub const PARAMETER_COUNT: usize = [$(stringify!($name)),+].len();

        pub(crate) const CONTRACT: &str = concat!("arch:", $(stringify!($name), $low, "..", $high, ";",)+);
    };
}
for_each_arch_parameter!(define_arch);

/// One parameter with its legal range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Name, as in the struct, the RTL and the documents.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Its value in this configuration.
    pub value: u32,
    /// Smallest legal value.
    pub low: u32,
    /// Largest legal value.
    pub high: u32,
}

/// A parameter outside its legal range, or a size that is no power of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("array parameter {name} = {value} is not legal (range {low}..={high}{})", only_powers(name))]
pub struct ArchError {
    /// Which parameter.
    pub name: &'static str,
    /// Its value.
    pub value: u32,
    /// Smallest legal value.
    pub low: u32,
    /// Largest legal value.
    pub high: u32,
}

/// What a legal value must be beside being in range; a geometry may be any.
fn only_powers(name: &str) -> &'static str {
    if POWERS_OF_TWO.contains(&name) { ", powers of two only" } else { "" }
}

impl ArchConfig {
    /// The reference buffers around an array of another geometry.
    pub fn with_geometry(pv_count: u32, pe_count: u32) -> Self {
        Self { pv_count, pe_count, ..Self::REFERENCE }
    }

    /// Words that a line of a scratchpad holds: one for each PE, rounded up to a power of two so that bank and line
    /// of a word are bit fields of its address.
    pub fn lanes(&self) -> u32 {
        self.pe_count.next_power_of_two()
    }

    /// 16-bit words of one beat of the memory port.
    pub fn bus_words(&self) -> u32 {
        self.bus_bytes / 2
    }

    /// PEs of the whole array: the peak number of multiply-accumulates per cycle.
    pub fn pe_total(&self) -> u64 {
        u64::from(self.pv_count) * u64::from(self.pe_count)
    }

    /// Checks every parameter against its legal range.
    ///
    /// # Errors
    /// The first parameter that is out of range.
    pub fn validate(&self) -> Result<(), ArchError> {
        let legal = |p: &Parameter| (p.low..=p.high).contains(&p.value);
        // Banks, lines and beats are bit fields of addresses; addresses beyond a memory wrap around.
        let whole = |p: &Parameter| !POWERS_OF_TWO.contains(&p.name) || p.value.is_power_of_two();
        match self.parameters().iter().find(|p| !legal(p) || !whole(p)) {
            Some(&Parameter { name, value, low, high, .. }) => Err(ArchError { name, value, low, high }),
            None => Ok(()),
        }
    }
}

impl Default for ArchConfig {
    fn default() -> Self {
        Self::REFERENCE
    }
}

#[cfg(test)]
mod test {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn reference_is_legal_and_survives_encoding() {
        ArchConfig::REFERENCE.validate().expect("legal");
        let mut writer = Writer::default();
        ArchConfig::REFERENCE.encode(&mut writer);
        let bytes = writer.into_bytes();
        assert_eq!(ArchConfig::decode(&mut Reader::new(&bytes)), Ok(ArchConfig::REFERENCE));
    }

    #[test]
    fn sizes_are_powers_of_two() {
        let error = ArchConfig { input_words: 1000, ..ArchConfig::REFERENCE }.validate().expect_err("1000");
        assert_eq!((error.name, error.value), ("input_words", 1000));
        assert!(error.to_string().contains("(range 64..=4096, powers of two only)"), "{error}");
        assert_eq!(ArchConfig::with_geometry(5, 7).lanes(), 8);
    }

    #[test]
    fn geometry_above_the_limit_is_named() {
        let error = ArchConfig::with_geometry(17, 16).validate().expect_err("17 PVs");
        assert_eq!((error.name, error.value, error.high), ("pv_count", 17, 16));
        assert!(error.to_string().ends_with("(range 1..=16)"), "3 PVs are legal: {error}");
    }
}
