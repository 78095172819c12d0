//! From Verilog to a shared library: Verilator and the C++ compiler, at run time, once for each design.
//!
//! Libraries lie in a cache under the hash of everything that went into them. An entry appears whole or not at all, one that
//! was damaged is built anew, and of several processes that need one only one builds it. Building the project itself needs no Verilator.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

use sha2::{Digest, Sha256};

use super::cache::{self, LIBRARY};
use super::error::RtlError;
use super::{Event, Observer};

/// Oldest version that is known to work.
pub(super) const OLDEST_VERILATOR: (u32, u32) = (5, 6);
/// Where the cache is, whatever the platform's convention.
const CACHE_VARIABLE: &str = "GANAX_CACHE_DIR";

/// The C++ around the design, by file name.
const HARNESS: [(&str, &str); 2] =
    [("model.cpp", include_str!("verilator/model.cpp")), ("memory.h", include_str!("verilator/memory.h"))];
const DESIGN: &str = "design.v";

/// Arguments of Verilator. Start values are the run's to choose (`--x-initial unique`); the optimiser's level for the code
/// that runs once is low, for that is most of the text.
const ARGUMENTS: &[&str] = &[
    "--cc",
    "--exe",
    "--build",
    "--prefix",
    "Vdut",
    "--Mdir",
    "obj",
    "-O3",
    "--x-assign",
    "fast",
    "--x-initial",
    "unique",
    "--noassert",
    "--threads",
    "1",
    "--output-split",
    "20000",
    "-Wno-fatal",
    "-Wno-lint",
    "-Wno-style",
    "-Wno-SYMRSVDWORD",
    "-CFLAGS",
    "-fPIC -fvisibility=hidden -DVL_USER_FATAL -I..",
    "-LDFLAGS",
    "-shared",
    "-MAKEFLAGS",
    "OPT_FAST=-O2",
    "-MAKEFLAGS",
    "OPT_SLOW=-O1",
    "-MAKEFLAGS",
    "OPT_GLOBAL=-O2",
    "-o",
    LIBRARY,
];
/// More of them for a library that can record waves.
const WAVE_ARGUMENTS: &[&str] = &["--trace-fst", "-CFLAGS", "-DGANAX_WAVE"];

/// What a library is built from and where.
pub(super) struct Recipe<'a> {
    /// The design; its only module that no other instantiates is the top.
    pub(super) verilog: &'a str,
    /// What messages call it.
    pub(super) name: &'a str,
    /// Whether the library can record waves.
    pub(super) wave: bool,
    /// The program to run.
    pub(super) verilator: &'a Path,
    /// The cache.
    pub(super) cache: &'a Path,
}

/// The directory of the cache that the user has not named.
pub(super) fn default_cache() -> PathBuf {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    variable(CACHE_VARIABLE)
        .or_else(|| variable("XDG_CACHE_HOME").map(|cache| cache.join("ganax")))
        .or_else(|| variable("HOME").map(|home| home.join(".cache/ganax")))
        .unwrap_or_else(|| std::env::temp_dir().join("ganax-cache"))
        .join("rtl")
}

impl Recipe<'_> {
    /// The library, from the cache or built now.
    ///
    /// # Errors
    /// No Verilator, a cache that cannot be written, or a design that does not compile.
    pub(super) fn library(&self, observer: &Observer) -> Result<PathBuf, RtlError> {
        let version = self.version()?;
        let entry = self.cache.join(self.key(&version));
        let library = entry.join(LIBRARY);
        if cache::is_intact(&entry) {
            return Ok(library);
        }
        let failed = |action, path: &Path| {
            let path = path.to_owned();
            move |source| RtlError::Cache { path, action, source }
        };
        fs::create_dir_all(self.cache).map_err(failed("cannot create the cache", self.cache))?;
        let lock_path = entry.with_extension("lock");
        let lock = File::create(&lock_path).map_err(failed("cannot create a lock", &lock_path))?;
        // Until the lock file is closed. Another process that was faster leaves an entry.
        lock.lock().map_err(failed("cannot lock", &lock_path))?;
        if cache::is_intact(&entry) {
            return Ok(library);
        }
        let begun = Instant::now();
        observer.notify(Event::Building);
        // One name for each entry, so that whoever has the lock removes what one left who was killed.
        let name = entry.with_extension("building");
        remove(&name).map_err(failed("cannot remove what a build left", &name))?;
        let place = tempfile::Builder::new()
            .prefix(name.file_name().unwrap_or_default())
            .rand_bytes(0)
            .tempdir_in(self.cache)
            .map_err(failed("cannot create", &name))?;
        self.build(place.path(), &entry.with_extension("log"))?;
        let finished = place.path().join("entry");
        self.collect(place.path(), &finished).map_err(failed("cannot write", &finished))?;
        remove(&entry).map_err(failed("cannot replace", &entry))?;
        fs::rename(&finished, &entry).map_err(failed("cannot create", &entry))?;
        observer.notify(Event::Built { elapsed: begun.elapsed() });
        Ok(library)
    }

    /// What Verilator says of itself, if it is new enough.
    fn version(&self) -> Result<String, RtlError> {
        let program = self.verilator.display().to_string();
        let output = match Command::new(self.verilator).arg("--version").output() {
            Ok(output) => output,
            Err(_) => return Err(RtlError::NoVerilator { program }),
        };
        let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        match parse_version(&said) {
            Some(version) if version >= OLDEST_VERILATOR => Ok(said),
            _ => {
                let found = said.lines().next().unwrap_or_default();
                let found = if found.is_empty() { "no Verilator".into() } else { format!("`{found}`") };
                Err(RtlError::OldVerilator { program, found })
            }
        }
    }

    fn arguments(&self) -> impl Iterator<Item = &'static str> {
        ARGUMENTS.iter().chain(if self.wave { WAVE_ARGUMENTS } else { &[] }).copied()
    }

    /// The name of the entry: a hash of everything that the library depends on.
    fn key(&self, version: &str) -> String {
        let mut hash = Sha256::new();
        let mut add = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text);
        };
        add(version);
        HARNESS.iter().for_each(|(name, text)| [name, text].into_iter().for_each(|part| add(part)));
        self.arguments().for_each(&mut add);
        add(self.verilog);
        hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Runs Verilator, which runs make.
    fn build(&self, place: &Path, log: &Path) -> Result<(), RtlError> {
        let failed = |source| RtlError::Cache { path: place.to_owned(), action: "cannot build", source };
        for (name, text) in HARNESS.into_iter().chain([(DESIGN, self.verilog)]) {
            fs::write(place.join(name), text).map_err(failed)?;
        }
        let jobs = std::thread::available_parallelism().map_or(1, usize::from).to_string();
        let mut command = Command::new(self.verilator);
        // A jobserver of the caller's is none of this make's business.
        command.env_remove("MAKEFLAGS").env_remove("MFLAGS").current_dir(place);
        let output = command.args(self.arguments()).args(["-j", &jobs, DESIGN, "model.cpp"]).output();
        let output = output.map_err(failed)?;
        if output.status.success() && place.join("obj").join(LIBRARY).exists() {
            return Ok(());
        }
        let said = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
        fs::write(log, said).map_err(failed)?;
        Err(RtlError::Build { message: explain(&first_error(&output), self.name), log: log.to_owned() })
    }

    /// Puts what is kept into one directory: the library with its hash, and the design for whoever looks at waves.
    fn collect(&self, place: &Path, finished: &Path) -> io::Result<()> {
        fs::create_dir(finished)?;
        fs::rename(place.join("obj").join(LIBRARY), finished.join(LIBRARY))?;
        fs::rename(place.join(DESIGN), finished.join(DESIGN))?;
        cache::seal(finished)
    }
}

/// Removes a directory, if it is there.
fn remove(directory: &Path) -> io::Result<()> {
    match fs::remove_dir_all(directory) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// An error in terms of the user's file: the harness finds no port where the design is not the accelerator.
fn explain(error: &str, name: &str) -> String {
    let port =
        error.split_once("'class Vdut' has no member named '").and_then(|(_, rest)| rest.split_once('\''));
    match port {
        Some((port, _)) => format!("{name} has no port `{port}`, which the accelerator has"),
        None => error.replace(DESIGN, name),
    }
}

/// Major and minor version in `Verilator 5.006 2023-01-22 ...`.
fn parse_version(said: &str) -> Option<(u32, u32)> {
    let (major, minor) = said.strip_prefix("Verilator ")?.split_whitespace().next()?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// The line that says most of a failed build.
fn first_error(output: &Output) -> String {
    let said = [output.stderr.as_slice(), output.stdout.as_slice()].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    let telling = said.lines().find(|line| line.contains("%Error") || line.contains("error:"));
    match telling.or_else(|| said.lines().next()) {
        Some(line) => line.trim().to_owned(),
        None => format!("Verilator ended with {}", output.status),
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn versions_are_understood() {
        assert_eq!(parse_version("Verilator 5.006 2023-01-22 rev (Debian 5.006-3)"), Some((5, 6)));
        assert_eq!(parse_version("Verilator 5.048 rev vUNKNOWN-built"), Some((5, 48)));
        assert_eq!(parse_version("Icarus Verilog version 11.0"), None);
        assert_eq!(parse_version(""), None);
    }

    #[test]
    fn errors_name_the_users_file() {
        let harness = "../model.cpp:49:17: error: 'class Vdut' has no member named 'aclk'";
        assert_eq!(explain(harness, "x.v"), "x.v has no port `aclk`, which the accelerator has");
        assert_eq!(explain("%Error: design.v:4:1: syntax error", "x.v"), "%Error: x.v:4:1: syntax error");
    }

    #[test]
    fn everything_that_a_library_depends_on_is_in_its_key() {
        let recipe = |verilog, wave| {
            let (verilator, cache) = (Path::new("verilator"), Path::new("cache"));
            Recipe { verilog, name: DESIGN, wave, verilator, cache }
        };
        let keys = [
            recipe("a", false).key("5"),
            recipe("b", false).key("5"),
            recipe("a", true).key("5"),
            recipe("a", false).key("6"),
        ];
        let distinct: std::collections::BTreeSet<&String> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len());
        assert_eq!(recipe("a", false).key("5"), keys[0]);
    }
}
