//! `ganax probe`: which devices there are, and who they are.

use anyhow::Result;
use boards::Board;
use serde::Serialize;

use super::{print_json, print_line};
use crate::cli::ProbeArgs;
use crate::device::{self, SoftwareOptions};
use crate::recognise::{self, Card, Recognised};
use crate::table::si;
use sim_fallback::rtl::RtlOptions;

#[derive(Serialize)]
struct Probe {
    devices: Vec<Probed>,
    /// Cards on the PCI bus that have the identity of a board; nobody has opened them.
    cards: Vec<Card>,
}

#[derive(Serialize)]
struct Probed {
    name: String,
    board: Option<Recognised>,
    location: String,
    abi: String,
    fingerprint: String,
    build_id: String,
    array: Vec<(&'static str, u32)>,
    memory_bytes: u64,
    clock_khz: u32,
    executes_micro_ops: bool,
    counts_cycles: bool,
    interrupt: bool,
}

/// Runs the command.
///
/// # Errors
/// A device that is there but cannot be opened.
pub fn run(args: &ProbeArgs) -> Result<()> {
    let names = if args.devices.is_empty() { device::names() } else { args.devices.clone() };
    let board = args.board.as_deref().map(boards::find).transpose()?;
    let devices = names.iter().map(|name| probe(name, board)).collect::<Result<_>>()?;
    let cards = if args.devices.is_empty() { recognise::cards() } else { Vec::new() };
    match args.json {
        true => print_json(&Probe { devices, cards }),
        false => devices_as_text(&devices)
            .and_then(|()| cards.iter().try_for_each(|card| print_line(&card.to_string()))),
    }
}

fn probe(name: &str, board: Option<&'static Board>) -> Result<Probed> {
    let device = match board {
        Some(board) => device::open_board(name, board)?,
        None => {
            let rtl = RtlOptions { observer: crate::rtl::announcer(), ..RtlOptions::default() };
            device::open(name, SoftwareOptions { rtl, ..SoftwareOptions::default() })?
        }
    };
    let (identity, info) = (device.identity(), device.info());
    Ok(Probed {
        board: recognise::recognise(&info.name, identity),
        name: info.name.clone(),
        location: info.location.clone(),
        abi: format!("{}.{}", identity.abi.0, identity.abi.1),
        fingerprint: format!("{:#018x}", identity.fingerprint),
        build_id: format!("{:#010x}", identity.build_id),
        array: identity.arch.parameters().iter().map(|parameter| (parameter.name, parameter.value)).collect(),
        memory_bytes: info.memory_bytes,
        clock_khz: identity.clock_khz,
        executes_micro_ops: identity.capabilities.micro_ops(),
        counts_cycles: identity.capabilities.cycles_counted(),
        interrupt: identity.capabilities.interrupt(),
    })
}

fn devices_as_text(devices: &Vec<Probed>) -> Result<()> {
    for device in devices {
        let array: Vec<String> = device.array.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let can = |flag, yes, no| if flag { yes } else { no };
        print_line(&format!(
            "{}\n  board        {}\n  location     {}\n  contract     ABI {}, fingerprint {}, build {}\n  array        {}\n  memory       {}B\n  capability   {}, cycles {}, {}",
            device.name,
            device.board.as_ref().map_or("none that is known".into(), ToString::to_string),
            device.location,
            device.abi,
            device.fingerprint,
            device.build_id,
            array.join(" "),
            si(device.memory_bytes),
            can(device.executes_micro_ops, "executes micro-ops", "runs layers from their records"),
            can(device.counts_cycles, "counted", "predicted"),
            can(device.interrupt, "interrupt", "polling only"),
        ))?;
    }
    Ok(())
}
