//! Devices by name. The only place of the command line that knows what stands below the driver.

use std::num::NonZeroUsize;

use anyhow::{Context, Result, bail};
use driver::{Device, OpenOptions, Transport};
use isa::ArchConfig;
use sim_fallback::faults::Plan;
use sim_fallback::{SimOptions, SimTransport};

/// Opens the device that the user named, and no other.
///
/// `arch` and `threads` configure software devices; boards have an array of their own.
///
/// # Errors
/// An unknown name, or a device that the driver refuses.
pub fn open(name: &str, arch: ArchConfig, threads: Option<NonZeroUsize>) -> Result<Device> {
    open_with_faults(name, arch, threads, &Plan::default())
}

/// As [`open`], for a software device of this process that misbehaves as planned.
///
/// # Errors
/// As [`open`], and a plan for a device that cannot follow it.
pub fn open_with_faults(
    name: &str,
    arch: ArchConfig,
    threads: Option<NonZeroUsize>,
    faults: &Plan,
) -> Result<Device> {
    Device::open(transport(name, arch, threads, faults)?, OpenOptions::default())
        .with_context(|| format!("cannot open device `{name}`"))
}

/// Opens every device of a list of names that are separated by commas.
///
/// # Errors
/// As [`open_with_faults`].
pub fn open_all(
    names: &str,
    arch: ArchConfig,
    threads: Option<NonZeroUsize>,
    faults: &Plan,
) -> Result<Vec<Device>> {
    names.split(',').map(|name| open_with_faults(name, arch, threads, faults)).collect()
}

/// The way to the device of this name. Software devices of this process are built here; all others are the driver's.
fn transport(
    name: &str,
    arch: ArchConfig,
    threads: Option<NonZeroUsize>,
    faults: &Plan,
) -> Result<Box<dyn Transport>> {
    match name {
        sim_fallback::NAME => {
            let options = SimOptions { arch, threads, ..SimOptions::default() };
            let transport = SimTransport::open(&options)
                .with_context(|| format!("cannot build the software device `{name}`"))?;
            Ok(Box::new(transport.with_faults(faults.clone())))
        }
        _ if !faults.is_empty() => bail!(
            "--faults is for software devices of this process; give it to `ganax serve-device` for `{name}`"
        ),
        _ => hardware(name),
    }
}

#[cfg(target_os = "linux")]
fn hardware(name: &str) -> Result<Box<dyn Transport>> {
    use driver::transport::connect::DeviceName;
    let parsed: DeviceName = name.parse().with_context(|| no_device(name))?;
    Ok(parsed.open()?)
}

#[cfg(not(target_os = "linux"))]
fn hardware(name: &str) -> Result<Box<dyn Transport>> {
    anyhow::bail!("{}; boards need Linux", no_device(name))
}

fn no_device(name: &str) -> String {
    format!(
        "no device is called `{name}`; `ganax probe` lists the devices, `{}` is the software device",
        sim_fallback::NAME
    )
}

/// Names of the devices that can be tried on this machine.
pub fn names() -> Vec<String> {
    vec![sim_fallback::NAME.into()]
}
