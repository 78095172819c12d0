//! `vm`: the driver in a virtual machine that sees the software device as PCI cards.
//!
//! Fetches QEMU and two Debian kernels (nothing is installed), boots them with a small file system that holds the static
//! `ganax` and the conformance program, binds the cards to VFIO, UIO and XDMA drivers there and runs the cases of
//! `init.sh`: once on the first kernel as it is, once on the second with iommufd, and both once more on a platform that does
//! not remap interrupts. No KVM is needed: everything is emulated, so no time that is measured in here means anything.
//!
//! The last line reads `N passed, N failed`. Where the parts cannot be fetched the task is skipped with a reason, but
//! fails under CI.

mod fetch;
mod guest;
mod iommufd;
mod machine;
mod table;

use crate::suite::Tally;
use crate::workspace;
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The static binaries are for this platform, whatever else is installed.
const TARGET: &str = "x86_64-unknown-linux-gnu";

/// Runs every case: one boot for each kernel and platform.
pub fn run() -> Result<Tally> {
    let directory = workspace::target().join("vm");
    let fetched = match fetch::all(&directory) {
        Ok(fetched) => fetched,
        Err(error) if std::env::var_os("CI").is_none() => {
            println!("skipped: {error:#}");
            return Ok(Tally { skipped: 1, ..Tally::default() });
        }
        Err(error) => return Err(error),
    };
    let binaries = timed("static binaries", build)?;
    let plain = timed("guest", || guest::as_it_is(&directory, &fetched.kernel, &binaries))?;
    let iommufd = timed("guest with iommufd", || {
        let modules = iommufd::build(&fetched)?;
        guest::with_iommufd(&directory, &fetched.kernel_for_iommufd, modules, &binaries)
    })?;
    let host = machine::Host { directory: &directory, qemu: &fetched.qemu, binaries: &binaries };
    let mut table = table::Table::default();
    let mut tally = machine::run(&host, &plain, &mut table)?;
    tally += machine::run_short(&host, &iommufd, "", &mut table)?;
    for guest in [&plain, &iommufd] {
        tally += machine::run_short(&host, guest, "intremap=off", &mut table)?;
    }
    println!("{table}");
    Ok(tally)
}

/// `ganax` and `conformance`, linked so that they need nothing of the system they run on.
struct Binaries {
    ganax: PathBuf,
    conformance: PathBuf,
}

fn build() -> Result<Binaries> {
    let status = workspace::cargo()
        .args(["build", "--release", "--locked", "--quiet", "--target", TARGET])
        .args(["--package", "host-app", "--bin", "ganax", "--package", "tests", "--bin", "conformance"])
        .env("RUSTFLAGS", "-C target-feature=+crt-static")
        .status()
        .context("cargo cannot be started")?;
    ensure!(status.success(), "the static binaries do not build");
    let built = |name| workspace::target().join(TARGET).join("release").join(name);
    Ok(Binaries { ganax: built("ganax"), conformance: built("conformance") })
}

fn timed<T>(what: &str, body: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    let result = body().with_context(|| what.to_owned());
    println!("{what}: {:.1} s", start.elapsed().as_secs_f64());
    result
}

/// Runs a command that has nothing to say unless it fails.
fn quiet(command: &mut std::process::Command) -> Result<()> {
    let output = command.output().with_context(|| format!("{command:?} cannot be started"))?;
    ensure!(
        output.status.success(),
        "{command:?}: {}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(())
}

/// What a command prints.
fn output_of(command: &mut std::process::Command) -> Result<String> {
    Ok(String::from_utf8_lossy(&output_bytes(command)?).into_owned())
}

fn output_bytes(command: &mut std::process::Command) -> Result<Vec<u8>> {
    let output = command.output().with_context(|| format!("{command:?} cannot be started"))?;
    ensure!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(output.stdout)
}

/// The first file below `directory` that fits, in order of names.
fn find(directory: &Path, fits: &dyn Fn(&Path) -> bool) -> Option<PathBuf> {
    let entries = std::fs::read_dir(directory).ok()?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths.into_iter().find_map(|path| match path.is_dir() && !path.is_symlink() {
        true => find(&path, fits),
        false => fits(&path).then_some(path),
    })
}
