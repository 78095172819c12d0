//! Coverage-guided fuzzing of the readers of `.onnx`, `.gnx` and `.npz` on the pinned stable compiler.
//!
//! The targets are the programs of `fuzz/`, linked with libFuzzer. The coverage that libFuzzer wants is an
//! LLVM pass which stable compilers can run as well; no sanitizer is linked, because the code is safe Rust.

use crate::suite::{self, Tally};
use crate::{python, system, workspace};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// One target per file format, named after it.
const FORMATS: [&str; 3] = ["onnx", "gnx", "npz"];

/// Instrumentation: every edge counted, and comparisons reported so that magic numbers are found.
const RUSTFLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=3 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// What to fuzz and for how long.
#[derive(clap::Args)]
pub struct Arguments {
    /// Fuzz each format this long
    #[arg(long, value_name = "N", default_value_t = 60)]
    seconds: u32,
    /// Only this format; may be repeated
    #[arg(long, value_name = "NAME", value_parser = FORMATS)]
    only: Vec<String>,
    /// Seed of the mutations
    #[arg(long, default_value_t = 1)]
    seed: u32,
}

impl Arguments {
    /// Every format, each this long.
    pub fn seconds(seconds: u32) -> Self {
        Self { seconds, only: Vec::new(), seed: 1 }
    }
}

/// Builds the targets, makes seed files and fuzzes each format in turn.
pub fn run(arguments: &Arguments) -> Result<Tally> {
    let directory = workspace::target().join("fuzz");
    let binaries = build(&directory)?;
    let seeds = make_seeds(&directory)?;
    let mut tally = Tally::default();
    for format in FORMATS {
        if arguments.only.is_empty() || arguments.only.iter().any(|only| only == format) {
            let body = || target(arguments, format, &binaries.join(format), &directory, &seeds.join(format));
            tally += suite::run(&format!("fuzzing .{format}"), body);
        }
    }
    Ok(tally)
}

/// Builds the targets and returns the directory they are in.
fn build(directory: &Path) -> Result<PathBuf> {
    system::require_programs(&["g++"], &[&["c++", "--version"]])?;
    let host = host()?;
    // Naming the target keeps the instrumentation out of build scripts and macros.
    let status = workspace::cargo()
        .args(["build", "--release", "--manifest-path", "fuzz/Cargo.toml", "--target", &host, "--target-dir"])
        .arg(directory)
        .env("RUSTFLAGS", RUSTFLAGS)
        .status()
        .context("cargo cannot be started")?;
    ensure!(status.success(), "the fuzz targets do not build");
    Ok(directory.join(host).join("release"))
}

/// The platform of the compiler, as in `x86_64-unknown-linux-gnu`.
fn host() -> Result<String> {
    let output = Command::new("rustc")
        .arg("-vV")
        .current_dir(workspace::root())
        .output()
        .context("rustc cannot be started")?;
    let text = String::from_utf8_lossy(&output.stdout);
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("`rustc -vV` does not name its host")
}

/// Small valid files of each format, made with `ganax` itself and the ONNX test data.
fn make_seeds(directory: &Path) -> Result<PathBuf> {
    let seeds = directory.join("seeds");
    let mut command = python::script("fuzz_seeds.py")?;
    command.arg("--ganax").arg(workspace::build_ganax()?).arg("--output").arg(&seeds);
    let status = command.status().context("the seed files cannot be made")?;
    ensure!(status.success(), "the seed files cannot be made");
    Ok(seeds)
}

/// Fuzzes one format. The corpus grows from run to run; an input that fails is kept and named.
fn target(
    arguments: &Arguments,
    format: &str,
    binary: &Path,
    directory: &Path,
    seeds: &Path,
) -> Result<Tally> {
    let corpus = directory.join("corpus").join(format);
    let artifacts = directory.join("artifacts").join(format);
    for path in [&corpus, &artifacts] {
        std::fs::create_dir_all(path).with_context(|| format!("{} cannot be made", path.display()))?;
    }
    let mut command = Command::new(binary);
    command
        .args([&corpus, seeds])
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .arg(format!("-max_total_time={}", arguments.seconds))
        .arg(format!("-seed={}", arguments.seed))
        // A reader that takes longer or more for a file of this size trusts a number in the file.
        .args(["-max_len=65536", "-timeout=10", "-rss_limit_mb=1024"])
        .args(["-verbosity=0", "-print_final_stats=1"]);
    report(&mut command, &artifacts)
}

/// Runs the fuzzer, and prints how many inputs it tried, or all that it says of one that failed.
fn report(command: &mut Command, artifacts: &Path) -> Result<Tally> {
    let output = command.output().with_context(|| format!("{command:?} cannot be started"))?;
    let log = String::from_utf8_lossy(&output.stderr);
    if output.status.success() {
        let tried = log.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
        println!("{} inputs tried", tried.unwrap_or("no count of").trim());
    } else {
        println!("{log}\nthe input that failed is in {}", artifacts.display());
    }
    Ok(Tally::one(output.status.success()))
}
