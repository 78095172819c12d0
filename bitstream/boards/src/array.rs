//! The table `[array]`: parameters of the array that differ from the reference. The same keys as in `bitstream/configs`.

use isa::{ArchConfig, for_each_arch_parameter};
use serde::Deserialize;

macro_rules! define_array {
    ($($(#[doc = $doc:literal])+ $name:ident = $reference:literal, $low:literal..=$high:literal;)+) => {
        /// What the file names.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Array {
            $($name: Option<u32>,)+
        }

        impl From<Array> for ArchConfig {
            fn from(array: Array) -> Self {
                Self { $($name: array.$name.unwrap_or($reference),)+ }
            }
        }
    };
}
for_each_arch_parameter!(define_array);
