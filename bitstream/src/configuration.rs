//! Configurations: arrays with a name, in files that people write.
//!
//! A file is TOML. The table `[array]` names parameters of [`ArchConfig`]; what it does not name has the reference value.
//! `clock_khz` beside it is optional. The name of the file is that of the top module.

use crate::control::Identity;
use crate::pv::control::RESTORE_CYCLES;
use crate::verilog::keywords::is_keyword;
use crate::verilog::{Design, VerilogError};
use isa::ArchConfig;
use isa::for_each_arch_parameter;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Clock that a configuration has without saying so.
pub const DEFAULT_CLOCK_KHZ: u32 = 100_000;

/// One array, ready for translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// Name of the top module and of the files.
    pub name: String,
    /// The array.
    pub arch: ArchConfig,
    /// Its clock.
    pub clock_khz: u32,
    /// What `emit-verilog` is called with to make it, for people.
    pub arguments: String,
}

/// Why a file is no configuration.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigurationError {
    /// The file or its folder cannot be read.
    #[error("{}: cannot be read: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        reason: std::io::Error,
    },
    /// It is no TOML, has a key that does not exist or a value of another type.
    #[error("{}: {problem}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong and where, in several lines.
        problem: toml::de::Error,
    },
    /// A value cannot be.
    #[error("{}: {problem}", path.display())]
    Illegal {
        /// The file.
        path: PathBuf,
        /// Which one.
        problem: isa::arch::ArchError,
    },
    /// The name of the file cannot be that of a module.
    #[error("{}: the name before `.toml` is that of the module, and Verilog allows no such name; rename the file", path.display())]
    Name {
        /// The file.
        path: PathBuf,
    },
    /// Buses are laid out for one width of the memory port.
    #[error("{}: bus_bytes = {bus_bytes}, but the hardware has 16", path.display())]
    BusWidth {
        /// The file.
        path: PathBuf,
        /// What it says.
        bus_bytes: u32,
    },
    /// A program's first words would arrive while the registers of the generators are restored, and level `cycle` would count less.
    #[error("{}: memory_latency_cycles = {cycles}, but the hardware counts from {RESTORE_CYCLES} on", path.display())]
    MemoryLatency {
        /// The file.
        path: PathBuf,
        /// What it says.
        cycles: u32,
    },
}

macro_rules! define_array {
    ($($(#[doc = $doc:literal])+ $name:ident = $reference:literal, $low:literal..=$high:literal;)+) => {
        /// The table `[array]`.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Array {
            $($name: Option<u32>,)+
        }

        impl Array {
            fn arch(&self) -> ArchConfig {
                ArchConfig { $($name: self.$name.unwrap_or($reference),)+ }
            }
        }
    };
}
for_each_arch_parameter!(define_array);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    array: Array,
    clock_khz: Option<u32>,
}

impl Configuration {
    /// Reads a file.
    ///
    /// # Errors
    /// See [`ConfigurationError`].
    pub fn read(path: &Path) -> Result<Self, ConfigurationError> {
        let text = std::fs::read_to_string(path)
            .map_err(|reason| ConfigurationError::Unreadable { path: path.into(), reason })?;
        Self::parse(path, &text)
    }

    fn parse(path: &Path, text: &str) -> Result<Self, ConfigurationError> {
        let file: File = toml::from_str(text)
            .map_err(|problem| ConfigurationError::Malformed { path: path.into(), problem })?;
        let arch = file.array.arch();
        arch.validate().map_err(|problem| ConfigurationError::Illegal { path: path.into(), problem })?;
        if arch.bus_bytes != ArchConfig::REFERENCE.bus_bytes {
            return Err(ConfigurationError::BusWidth { path: path.into(), bus_bytes: arch.bus_bytes });
        }
        if u64::from(arch.memory_latency_cycles) < RESTORE_CYCLES {
            return Err(ConfigurationError::MemoryLatency {
                path: path.into(),
                cycles: arch.memory_latency_cycles,
            });
        }
        let name = path.file_stem().and_then(|stem| stem.to_str()).filter(|name| is_identifier(name));
        let name = name.ok_or_else(|| ConfigurationError::Name { path: path.into() })?.to_string();
        let clock_khz = file.clock_khz.unwrap_or(DEFAULT_CLOCK_KHZ);
        let committed = path.parent().is_some_and(|folder| folder.ends_with("bitstream/configs"));
        let folder = if committed { "bitstream/configs/" } else { "" };
        let arguments = format!("--config {folder}{name}.toml");
        Ok(Self { name, arch, clock_khz, arguments })
    }

    /// Every configuration of a folder, in the order of their names.
    ///
    /// # Errors
    /// See [`ConfigurationError`].
    pub fn read_all(folder: &Path) -> Result<Vec<Self>, ConfigurationError> {
        let unreadable = |reason| ConfigurationError::Unreadable { path: folder.into(), reason };
        let mut paths = vec![];
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            paths.push(entry.map_err(unreadable)?.path());
        }
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
        paths.sort();
        paths.iter().map(|path| Self::read(path)).collect()
    }

    /// The reference buffers around an array of a geometry.
    pub fn of_geometry(pv_count: u32, pe_count: u32) -> Self {
        Self {
            name: format!("ganax_{pv_count}x{pe_count}"),
            arch: ArchConfig::with_geometry(pv_count, pe_count),
            clock_khz: DEFAULT_CLOCK_KHZ,
            arguments: format!("--array {pv_count}x{pe_count}"),
        }
    }

    /// The command that makes its files.
    pub fn command(&self) -> String {
        format!("cargo run --release -p bitstream --bin emit-verilog -- {}", self.arguments)
    }

    /// Its Verilog.
    ///
    /// # Errors
    /// See [`crate::verilog::emit`].
    pub fn verilog(&self, build_id: u32) -> Result<Design, VerilogError> {
        let identity = Identity::of_board(self.arch, build_id, self.clock_khz);
        crate::accelerator::design(&identity, &self.name, &self.command())
    }
}

/// Whether Verilog takes it for the name of a module.
fn is_identifier(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
        && !is_keyword(name)
}

#[cfg(test)]
mod test {
    use super::*;

    fn parse(text: &str) -> Result<Configuration, String> {
        Configuration::parse(Path::new("board.toml"), text).map_err(|error| error.to_string())
    }

    #[test]
    fn files_are_called_as_a_module_may_be() {
        for (name, is_allowed) in [("ganax_2x2", true), ("a b", false), ("2x2", false), ("module", false)] {
            let path = PathBuf::from(format!("module/{name}.toml"));
            let found = Configuration::parse(&path, "[array]");
            assert_eq!(found.is_ok(), is_allowed, "{name}");
            assert!(
                is_allowed || matches!(found, Err(ConfigurationError::Name { path: named }) if named == path)
            );
        }
    }

    #[test]
    fn what_is_not_named_has_the_reference_value() {
        let found = parse("clock_khz = 150000\n[array]\npv_count = 8\nweight_words = 1024\n").unwrap();
        let arch = ArchConfig { pv_count: 8, weight_words: 1024, ..ArchConfig::REFERENCE };
        assert_eq!((found.arch, found.clock_khz, &*found.name), (arch, 150_000, "board"));
        assert_eq!(parse("[array]").unwrap().clock_khz, DEFAULT_CLOCK_KHZ);
    }

    #[test]
    fn errors_name_file_and_key() {
        for (text, key) in [
            ("[array]\npv_cuont = 4\n", "pv_cuont"),
            ("[array]\n[arrays]\n", "arrays"),
            ("[array]\npv_count = 17\n", "pv_count"),
            ("[array]\ninput_words = 1000\n", "input_words"),
            ("[array]\npe_count = \"4\"\n", "pe_count"),
            ("[array]\nbus_bytes = 32\n", "bus_bytes"),
            ("[array]\nmemory_latency_cycles = 11\n", "memory_latency_cycles = 11"),
            ("clock_khz = 1\n", "array"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.starts_with("board.toml: ") && error.contains(key), "{text}: {error}");
        }
    }
}
