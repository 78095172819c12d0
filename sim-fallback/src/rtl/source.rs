//! Where the Verilog of the accelerator comes from: the committed configurations, or a file of the user's.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use isa::ArchConfig;

use super::error::RtlError;

/// The largest file that is taken for Verilog; 16x16 has 1.5 MiB.
const MOST_BYTES: u64 = 64 << 20;

/// A configuration whose Verilog is committed: the reference buffers around an array (`bitstream/configs`).
struct Configuration {
    pvs: u32,
    pes: u32,
    verilog: &'static str,
}

/// A line of the table below: `bitstream/generated/ganax_{pvs}x{pes}.v`.
macro_rules! committed {
    ($pvs:literal x $pes:literal) => {
        Configuration {
            pvs: $pvs,
            pes: $pes,
            verilog: include_str!(concat!("../../../bitstream/generated/ganax_", $pvs, "x", $pes, ".v")),
        }
    };
}

/// The committed configurations. `cargo xtask rtl emit` writes their files.
static CONFIGURATIONS: &[Configuration] = &[committed!(2 x 2), committed!(4 x 4), committed!(16 x 16)];

/// The arrays whose Verilog is committed, as PVs and PEs.
pub fn configurations() -> impl Iterator<Item = (u32, u32)> {
    CONFIGURATIONS.iter().map(|configuration| (configuration.pvs, configuration.pes))
}

/// The Verilog for an array: that of `file` where one is given, else the committed one.
///
/// # Errors
/// A file that cannot be read, or an array for which nothing is committed.
pub(super) fn verilog(arch: &ArchConfig, file: Option<&Path>) -> Result<Cow<'static, str>, RtlError> {
    if let Some(path) = file {
        return read(path)
            .map(Cow::Owned)
            .map_err(|source| RtlError::Source { path: path.to_owned(), source });
    }
    let fits = |configuration: &&Configuration| {
        ArchConfig::with_geometry(configuration.pvs, configuration.pes) == *arch
    };
    match CONFIGURATIONS.iter().find(fits) {
        Some(configuration) => Ok(Cow::Borrowed(configuration.verilog)),
        None => {
            Err(RtlError::NoDesign { array: describe(arch), committed: committed(), emit: emission(arch) })
        }
    }
}

/// A file of a size that Verilog has. A device file has no end.
fn read(path: &Path) -> io::Result<String> {
    // Before it is opened: a pipe would be waited for.
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() || metadata.len() > MOST_BYTES {
        return Err(io::Error::other(format!("no file of at most {} MiB", MOST_BYTES >> 20)));
    }
    io::read_to_string(File::open(path)?.take(MOST_BYTES))
}

/// The options of `cargo xtask rtl emit` for an array.
fn emission(arch: &ArchConfig) -> String {
    match *arch == ArchConfig::with_geometry(arch.pv_count, arch.pe_count) {
        true => format!("--array {}x{}", arch.pv_count, arch.pe_count),
        false => "--config FILE".into(),
    }
}

/// An array for people: its geometry, and what else differs from the reference.
fn describe(arch: &ArchConfig) -> String {
    let usual = ArchConfig::with_geometry(arch.pv_count, arch.pe_count).parameters();
    let others = arch.parameters().into_iter().zip(usual).filter(|(found, usual)| found.value != usual.value);
    let others: Vec<String> = others.map(|(found, _)| format!("{} = {}", found.name, found.value)).collect();
    let geometry = format!("{}x{} array", arch.pv_count, arch.pe_count);
    if others.is_empty() { geometry } else { format!("{geometry} with {}", others.join(", ")) }
}

/// The committed configurations for people.
fn committed() -> String {
    let names: Vec<String> = CONFIGURATIONS
        .iter()
        .map(|configuration| format!("{}x{}", configuration.pvs, configuration.pes))
        .collect();
    if names.is_empty() { "none".into() } else { names.join(", ") }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn another_array_is_refused_with_a_way_out() {
        let error = verilog(&ArchConfig::with_geometry(3, 5), None).expect_err("not committed");
        let text = error.to_string();
        assert!(text.contains("3x5") && text.contains("cargo xtask rtl emit --array 3x5"), "{text}");
    }

    #[test]
    fn other_buffers_are_refused_by_name() {
        let arch = ArchConfig { weight_words: 1024, ..ArchConfig::with_geometry(4, 4) };
        let text = verilog(&arch, None).expect_err("not committed").to_string();
        assert!(
            text.contains("4x4 array with weight_words = 1024") && text.contains("emit --config FILE"),
            "{text}"
        );
        assert!(verilog(&ArchConfig::with_geometry(4, 4), None).is_ok());
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = verilog(&ArchConfig::REFERENCE, Some(Path::new("no/such.v"))).expect_err("no file");
        assert!(error.to_string().contains("no/such.v"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_without_an_end_is_refused() {
        let error = verilog(&ArchConfig::REFERENCE, Some(Path::new("/dev/zero"))).expect_err("no file");
        assert!(error.to_string().contains("/dev/zero: cannot read the Verilog: no file of"), "{error}");
    }
}
