//! Devices by name. The only place of the command line that knows what stands below the driver.

use std::num::NonZeroUsize;

use anyhow::{Context, Result, bail};
use driver::{Device, OpenOptions};
use isa::ArchConfig;
use sim_fallback::cycle::CycleOptions;
use sim_fallback::{LevelOptions, SimOptions, SimTransport};

/// How to build a software device. Boards have an array and options of their own.
#[derive(Debug, Clone, Default)]
pub struct SoftwareOptions {
    /// Parameters of the array.
    pub arch: ArchConfig,
    /// Host threads of level `sim`; all processors where it is `None`.
    pub threads: Option<NonZeroUsize>,
    /// How level `cycle` runs.
    pub cycle: CycleOptions,
}

/// Opens the device that the user named, and no other.
///
/// # Errors
/// An unknown name, or a device that the driver refuses.
pub fn open(name: &str, options: SoftwareOptions) -> Result<Device> {
    let SoftwareOptions { arch, threads, cycle } = options;
    let level = match name {
        sim_fallback::NAME => LevelOptions::Functional,
        sim_fallback::CYCLE_NAME => LevelOptions::Cycle(cycle),
        _ => bail!(
            "no device is called `{name}`; `ganax probe` lists the devices, `{}` is the software device",
            sim_fallback::NAME
        ),
    };
    let transport = SimTransport::open(&SimOptions { arch, threads, level, ..SimOptions::default() })
        .with_context(|| format!("cannot build the software device `{name}`"))?;
    Device::open(Box::new(transport), OpenOptions::default())
        .with_context(|| format!("cannot open device `{name}`"))
}

/// Names of the devices that can be tried on this machine.
pub fn names() -> Vec<String> {
    vec![sim_fallback::NAME.into(), sim_fallback::CYCLE_NAME.into()]
}
