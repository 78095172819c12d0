//! Any bytes as an `.npz` file: reading them ends in arrays or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::path::Path;

// The reader alone: the whole command line would more than double the build.
#[allow(dead_code, reason = "the writer is not fuzzed")]
#[path = "../../host-app/src/npz.rs"]
mod npz;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(arrays) = npz::read_bytes(bytes, Path::new("fuzzed.npz")) {
        for array in arrays.values() {
            assert_eq!(array.values.len(), array.shape.iter().product::<usize>());
        }
    }
});
