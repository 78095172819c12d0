//! Devices by name. The only place of the command line that knows what stands below the driver.

use std::num::NonZeroUsize;

use anyhow::{Context, Result, bail};
use driver::{Device, OpenOptions};
use isa::ArchConfig;
use sim_fallback::{SimOptions, SimTransport};

/// Opens the device that the user named, and no other.
///
/// `arch` and `threads` configure software devices; boards have an array of their own.
///
/// # Errors
/// An unknown name, or a device that the driver refuses.
pub fn open(name: &str, arch: ArchConfig, threads: Option<NonZeroUsize>) -> Result<Device> {
    let transport = match name {
        sim_fallback::NAME => SimTransport::open(&SimOptions { arch, threads, ..SimOptions::default() }),
        _ => bail!(
            "no device is called `{name}`; `ganax probe` lists the devices, `{}` is the software device",
            sim_fallback::NAME
        ),
    };
    let transport = transport.with_context(|| format!("cannot build the software device `{name}`"))?;
    Device::open(Box::new(transport), OpenOptions::default())
        .with_context(|| format!("cannot open device `{name}`"))
}

/// Names of the devices that can be tried on this machine.
pub fn names() -> Vec<String> {
    vec![sim_fallback::NAME.into()]
}
