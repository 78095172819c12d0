//! Any bytes as an ONNX model: importing them ends in a layer graph or an error.
//!
//! External data is refused here, so that no mutation reads files of the machine.
#![no_main]

use compiler::onnx::{ImportOptions, import_bytes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let bytes = bytes::Bytes::copy_from_slice(bytes);
    if let Err(error) = import_bytes(bytes, "fuzzed.onnx", None, &ImportOptions::default()) {
        assert!(error.to_string().contains("fuzzed.onnx"), "the error names the file: {error}");
    }
});
