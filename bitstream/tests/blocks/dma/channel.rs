//! The channel: registers, needs and the walk, against the sums and products that define a place.

use super::harness::Simulation;
use super::random::Random;
use super::transfer::{Place, Transfer};
use bitstream::dma::Channel;
use bitstream::verilog::emit;
use isa::ArchConfig;
use std::collections::VecDeque;

fn random_value(random: &mut Random, register: u64) -> u64 {
    match register {
        3 => 2 * random.range(1..400),
        4 | 7 => random.range(1..4),
        11 if random.percent(40) => 0,
        12..=14 => random.range(0..4),
        0 => (random.bits() & 0xFFFF_FFFF) & !1,
        _ if random.percent(30) => (random.bits() & 0xFFFF) & !1,
        _ => (random.bits() & 0xFFFF_FFFF) & !1,
    }
}

fn run(stores: bool, steps: usize) {
    let arch = ArchConfig { command_fifo_depth: 4, ..ArchConfig::REFERENCE };
    let design = emit("dut", &[], Channel::new(&arch, stores)).expect("a sound block");
    let Some(mut dut) = Simulation::start(&design) else { return };
    let mut random = Random(1);
    dut.set("reset", 1);
    dut.cycle();
    dut.set("reset", 0);
    let windows: [u64; 5] = std::array::from_fn(|_| random.bits() & 0xFFF);
    dut.set("window_lows", (0..5).map(|segment| u128::from(windows[segment]) << (12 * segment)).sum());
    let image = 40_001;
    dut.set("image", image);
    let mut registers = [0; 15];
    (registers[3], registers[4], registers[7]) = (2, 1, 1);
    let mut commands: VecDeque<(u64, u64)> = VecDeque::new();
    let mut active: Option<(Transfer, Place, bool)> = None;
    let mut before: Option<u64> = None;
    let (mut rows, mut transfers) = (0, 0);
    for step in 0..steps {
        // Inputs that do not depend on what the design shows.
        let push = commands.len() < 4 && random.percent(60);
        let command = if random.percent(50) {
            let pvs: u64 = random.range(1..1 << 16) & random.range(1..1 << 16);
            1 | random.range(0..5) << 1
                | pvs.max(1) << 4
                | u64::from(random.percent(20)) << 20
                | (random.bits() & 0xFFFF_FFFF) << 21
        } else {
            let register = random.range(0..16);
            register << 1 | random_value(&mut random, register) << 6
        };
        dut.set("push", push.into());
        dut.set("command", command.into());
        let pv_ready: u64 = if random.percent(50) { 0xFFFF } else { random.bits() & 0xFFFF };
        let outputs_ready = random.percent(50);
        dut.set("pv_ready", pv_ready.into());
        dut.set("outputs_ready", outputs_ready.into());
        if let Some((transfer, _, met)) = &mut active {
            *met |= transfer.pvs & !pv_ready == 0 && outputs_ready;
        }
        let ready = active.as_ref().is_some_and(|active| active.2);
        let advance = ready && random.percent(70);
        let left = active.as_ref().map_or(0, |(transfer, at, _)| transfer.registers[3] - at.done);
        let bytes = match random.percent(70) {
            true => left.min(256),
            false => 2 * random.range(1..left.clamp(2, 256) / 2 + 1),
        };
        dut.set("advance", advance.into());
        dut.set("advance_bytes", bytes.into());
        dut.set("row_done", (bytes == left).into());
        dut.cycle();

        // What the design showed.
        assert_eq!(dut.get("full"), u64::from(commands.len() == 4), "step {step}");
        assert_eq!(dut.get("ready"), u64::from(ready), "step {step}");
        assert_eq!(dut.get("idle"), u64::from(active.is_none() && commands.is_empty()), "step {step}");
        let taken = commands.front().is_some_and(|&(command, _)| command & 1 == 0 || active.is_none());
        assert_eq!(dut.get("taken"), u64::from(taken), "step {step}");
        if let Some(offset) = before {
            assert_eq!(dut.get("previous_offset"), offset, "step {step}");
        }
        before = None;
        if active.is_none() {
            for (name, register) in [("sums_needed", 12), ("drains_needed", 13), ("outputs_needed", 14)] {
                assert_eq!(dut.get(name), registers[register], "step {step}: {name} of a start");
            }
        }
        if let Some((transfer, at, _)) = active {
            let expected = [
                ("sums_needed", transfer.registers[12]),
                ("drains_needed", transfer.registers[13]),
                ("outputs_needed", transfer.registers[14]),
                ("segment", transfer.segment),
                ("fill", transfer.fill.into()),
                ("index", transfer.index),
                ("row_bytes", transfer.registers[3]),
                ("left", transfer.registers[3] - at.done),
                ("target", transfer.target(at)),
                ("receivers", transfer.receivers(at, stores)),
                ("row_begins", (at.done == 0).into()),
                ("last_row", transfer.next(at, stores).is_none().into()),
                (
                    "address_low",
                    match transfer.fill {
                        true => at.done & 0xFFF,
                        false => transfer.offset(at).wrapping_add(windows[transfer.segment as usize]) & 0xFFF,
                    },
                ),
            ];
            for (name, value) in expected {
                assert_eq!(dut.get(name), value, "step {step}: {name}");
            }
            before = Some(transfer.offset(at));
        }

        // The edge.
        if advance && let Some((transfer, at, _)) = &mut active {
            at.done += bytes;
            if bytes == left {
                rows += 1;
                match transfer.next(*at, stores) {
                    Some(next) => *at = next,
                    None => active = None,
                }
            }
        }
        if taken && let Some((command, image)) = commands.pop_front() {
            match command & 1 {
                0 if command >> 1 & 31 < 15 => registers[(command >> 1 & 31) as usize] = command >> 6,
                0 => {}
                _ => {
                    transfers += 1;
                    let (segment, pvs, fill) =
                        (command >> 1 & 7, command >> 4 & 0xFFFF, command >> 20 & 1 != 0);
                    let transfer = Transfer { registers, segment, pvs, fill, index: command >> 21, image };
                    active = Some((transfer, Place::default(), false));
                }
            }
        }
        if push {
            commands.push_back((command, image as u64));
        }
    }
    assert!(rows > steps / 20 && transfers > steps / 100, "{rows} rows, {transfers} transfers");
}

#[test]
fn the_walk_of_loads_is_that_of_the_definition() {
    run(false, 30_000);
}

#[test]
fn the_walk_of_stores_is_that_of_the_definition() {
    run(true, 30_000);
}
