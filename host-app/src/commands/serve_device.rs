//! `ganax serve-device`: the software device as a PCI card, for the driver in another process or a virtual machine.

use anyhow::Result;

use crate::cli::ServeDeviceArgs;

/// Runs the command: serves one client after the other until the process is ended.
///
/// # Errors
/// An unknown level, or a socket that cannot be used.
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
pub fn run(args: &ServeDeviceArgs) -> Result<()> {
    use super::print_line;
    use anyhow::{Context, bail, ensure};
    use isa::ArchConfig;
    use sim_fallback::LevelOptions;
    use sim_fallback::cycle::CycleOptions;
    use sim_fallback::pci::{CardOptions, DEVICE_ID, DeviceServer, Engine, VENDOR_ID};
    use sim_fallback::rtl::RtlOptions;

    let arch = args.array.unwrap_or(ArchConfig::REFERENCE);
    let build = |level: LevelOptions| -> Result<Engine> {
        Ok(level.build(arch, args.threads).context("cannot start the simulator's threads")?.into())
    };
    let engine = match args.level.as_str() {
        sim_fallback::NAME => build(LevelOptions::Functional)?,
        sim_fallback::CYCLE_NAME => build(LevelOptions::Cycle(CycleOptions::default()))?,
        sim_fallback::rtl::NAME => {
            ensure!(
                args.faults.is_empty(),
                "--faults is for the levels `{}` and `{}`: a design misbehaves on its own",
                sim_fallback::NAME,
                sim_fallback::CYCLE_NAME
            );
            Engine::Rtl(RtlOptions { observer: crate::rtl::announcer(), ..RtlOptions::default() })
        }
        other => bail!(
            "no level is called `{other}`; there are `{}`, `{}` and `{}`",
            sim_fallback::NAME,
            sim_fallback::CYCLE_NAME,
            sim_fallback::rtl::NAME
        ),
    };
    let options = CardOptions {
        arch,
        build_id: 0,
        memory_bytes: args.card_memory_mib.map(|mib| u64::from(mib) << 20),
        faults: args.faults.clone(),
    };
    let mut server = DeviceServer::listen(&args.socket, &options, engine)?;
    print_line(&format!(
        "PCI card {VENDOR_ID:04x}:{DEVICE_ID:04x}, level {}, at {}",
        args.level,
        args.socket.display()
    ))?;
    loop {
        match server.serve_client() {
            Ok(()) if args.once => return Ok(()),
            Ok(()) => log::info!("the client has gone"),
            Err(error) if args.once => return Err(error.into()),
            Err(error) => log::warn!("{error}"),
        }
    }
}

/// A served device needs 64-bit Linux: its sealed files, and room for its host's addresses.
///
/// # Errors
/// Always.
#[cfg(not(all(target_os = "linux", target_pointer_width = "64")))]
pub fn run(_: &ServeDeviceArgs) -> Result<()> {
    anyhow::bail!("serving a device needs 64-bit Linux")
}
