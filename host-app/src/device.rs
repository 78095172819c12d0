//! Devices by name. The only place of the command line that knows what stands below the driver.

use std::num::NonZeroUsize;

use anyhow::{Context, Result, bail};
use boards::Board;
use driver::{Design, Device, OpenOptions, Transport};
use isa::ArchConfig;
use sim_fallback::cycle::CycleOptions;
use sim_fallback::faults::Plan;
use sim_fallback::rtl::{self, RtlOptions, RtlTransport};
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
    /// How level `rtl` is built and runs.
    pub rtl: RtlOptions,
    /// What goes wrong.
    pub faults: Plan,
}

/// Opens the device that the user named, and no other.
///
/// # Errors
/// An unknown name, a device that the driver refuses, or a plan of faults for a device that cannot follow it.
pub fn open(name: &str, options: SoftwareOptions) -> Result<Device> {
    open_with(name, options, OpenOptions::default())
}

/// Opens the device that the user named if it has the bitstream of a board.
///
/// # Errors
/// As [`open`], and the first register that is not as the board's bitstream has it.
pub fn open_board(name: &str, board: &'static Board) -> Result<Device> {
    let design = Design {
        board: &board.name,
        build_id: board.build_id(),
        clock_khz: board.clock.core_khz,
        arch: board.arch(),
    };
    open_with(
        name,
        SoftwareOptions::default(),
        OpenOptions { design: Some(design), ..OpenOptions::default() },
    )
}

fn open_with(name: &str, software: SoftwareOptions, options: OpenOptions) -> Result<Device> {
    Device::open(transport(name, software)?, options).with_context(|| format!("cannot open device `{name}`"))
}

/// Opens every device of a list of names that are separated by commas.
///
/// # Errors
/// As [`open`].
pub fn open_all(names: &str, options: &SoftwareOptions) -> Result<Vec<Device>> {
    names.split(',').map(|name| open(name, options.clone())).collect()
}

/// The way to the device of this name. Software devices of this process are built here; all others are the driver's.
fn transport(name: &str, options: SoftwareOptions) -> Result<Box<dyn Transport>> {
    let SoftwareOptions { arch, threads, cycle, rtl, faults } = options;
    let level = match name {
        sim_fallback::NAME => LevelOptions::Functional,
        sim_fallback::CYCLE_NAME => LevelOptions::Cycle(cycle),
        rtl::NAME if !faults.is_empty() => {
            bail!("--faults is for levels `{}` and `{}`", sim_fallback::NAME, sim_fallback::CYCLE_NAME)
        }
        rtl::NAME => {
            let options = SimOptions { arch, ..SimOptions::default() };
            let transport = RtlTransport::open(&options, &rtl);
            return Ok(Box::new(
                transport.with_context(|| format!("cannot build the software device `{name}`"))?,
            ));
        }
        _ if !faults.is_empty() => bail!(
            "--faults is for software devices of this process; give it to `ganax serve-device` for `{name}`"
        ),
        _ => return hardware(name),
    };
    let transport = SimTransport::open(&SimOptions { arch, threads, level, ..SimOptions::default() })
        .with_context(|| format!("cannot build the software device `{name}`"))?;
    Ok(Box::new(transport.with_faults(faults)))
}

#[cfg(target_os = "linux")]
fn hardware(name: &str) -> Result<Box<dyn Transport>> {
    use driver::transport::connect::{DeviceName, NameError};
    let parsed = name.parse::<DeviceName>().map_err(|error| match error {
        NameError::Scheme(_) => anyhow::Error::from(error).context(no_device(name)),
        error => error.into(),
    })?;
    Ok(parsed.open()?)
}

#[cfg(not(target_os = "linux"))]
fn hardware(name: &str) -> Result<Box<dyn Transport>> {
    bail!("{}; boards need Linux", no_device(name))
}

fn no_device(name: &str) -> String {
    format!(
        "no device is called `{name}`; `ganax probe` lists the devices, `{}` is the software device",
        sim_fallback::NAME
    )
}

/// Names of the devices that can be tried on this machine at once: level `rtl` may have to be compiled first.
pub fn names() -> Vec<String> {
    vec![sim_fallback::NAME.into(), sim_fallback::CYCLE_NAME.into()]
}
