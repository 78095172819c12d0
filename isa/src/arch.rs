//! The parameters of one array: what a compiler must know to fill it and a device must be built with.
//!
//! The same values parameterise the RTL, travel in every program and are read back from the device's
//! registers; a program built for other values is refused before it runs. Values that do not change results
//! or cycles of a program (clock rate, board) are not here.

use crate::wire::{Reader, Writer};

/// Bits of a scratchpad address, the width of every index generator.
pub const ADDRESS_BITS: u32 = 24;

/// Expands `$callback!` with every parameter: doc, name, reference value, legal range.
#[macro_export]
macro_rules! for_each_arch_parameter {
    ($callback:ident) => {
        $callback! {
            /// Processing vectors (PVs): rows of the array, each executing one micro-op stream.
            pv_count = 16, 1..=16;
            /// Processing elements (PEs) of one PV, one signed 16x16 multiply-accumulate per cycle each.
            pe_count = 16, 1..=16;
            /// Weight scratchpad of one PE in 16-bit words, both halves of the double buffer together.
            weight_words = 2048, 64..=65536;
            /// Input scratchpad of one PV in 16-bit words per PE bank, both halves together.
            input_words = 2048, 64..=65536;
            /// 48-bit accumulators of one PE, both halves together.
            accumulator_words = 256, 16..=4096;
            /// Entries of the local micro-op buffer of one PV.
            local_micro_ops = 64, 8..=128;
            /// Entries of the global micro-op buffer of the array, both halves together.
            global_micro_ops = 512, 32..=4096;
            /// Depth of every address FIFO between access and execute engine.
            address_fifo_depth = 8, 2..=64;
            /// Bytes that the memory port moves per cycle and direction.
            bus_bytes = 16, 4..=64;
            /// Cycles from an accepted read request to its first data beat, as the cycle model assumes.
            memory_latency_cycles = 64, 1..=1024;
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

/// A parameter outside its legal range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("array parameter {name} = {value} is outside {low}..={high}")]
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

impl ArchConfig {
    /// The reference buffers around an array of another geometry.
    pub fn with_geometry(pv_count: u32, pe_count: u32) -> Self {
        Self { pv_count, pe_count, ..Self::REFERENCE }
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
        match self.parameters().iter().find(|p| !(p.low..=p.high).contains(&p.value)) {
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

    #[test]
    fn reference_is_legal_and_survives_encoding() {
        ArchConfig::REFERENCE.validate().expect("legal");
        let mut writer = Writer::default();
        ArchConfig::REFERENCE.encode(&mut writer);
        let bytes = writer.into_bytes();
        assert_eq!(ArchConfig::decode(&mut Reader::new(&bytes)), Ok(ArchConfig::REFERENCE));
    }

    #[test]
    fn geometry_above_the_limit_is_named() {
        let error = ArchConfig::with_geometry(17, 16).validate().expect_err("17 PVs");
        assert_eq!((error.name, error.value, error.high), ("pv_count", 17, 16));
    }
}
