//! An estimate for people: tables, and under them where every figure is from.

use super::Report;
use super::board::{BoardEstimate, JobEstimate};
use crate::table::{Table, si};

/// Tables and sources.
pub fn render(report: &Report) -> String {
    let mut parts = vec![speed(report), resources(report)];
    if !report.refused.is_empty() {
        let lines = report.refused.iter().map(|refused| format!("{}: {}", refused.board, refused.reason));
        parts.push(format!("Does not run on\n  {}", lines.collect::<Vec<_>>().join("\n  ")));
    }
    parts.push(sources(report));
    parts.join("\n\n")
}

fn speed(report: &Report) -> String {
    let mut table = Table::new(&[
        "board",
        "array",
        ">MHz",
        ">batch",
        ">images/s",
        ">latency",
        ">bandwidth",
        ">of it used",
        ">waits for memory",
        ">link",
        ">images/s with link",
    ]);
    for board in &report.boards {
        for job in &board.jobs {
            table.row(row(board, job));
        }
    }
    table.render()
}

fn row(board: &BoardEstimate, job: &JobEstimate) -> [String; 11] {
    [
        board.board.clone(),
        board.array.clone(),
        format!("{}", f64::from(board.clock_khz) / 1000.0),
        job.batch.to_string(),
        rate(job.images_per_second),
        time(job.latency_us),
        format!("{}B/s", si(board.bandwidth.total())),
        format!("{:.0} %", 100.0 * job.bandwidth_use),
        format!("{} of {} layers", job.memory_bound_layers, job.layers.len()),
        board.link.bytes_per_second.map_or("none".into(), |_| time(job.transfer_us)),
        rate(job.images_per_second_with_link),
    ]
}

/// Three digits.
fn rate(value: f64) -> String {
    match value {
        _ if value >= 1000.0 => si(value as u64),
        _ if value >= 100.0 => format!("{value:.0}"),
        _ if value >= 10.0 => format!("{value:.1}"),
        _ if value >= 0.1 => format!("{value:.2}"),
        _ => format!("{value:.4}"),
    }
}

fn time(microseconds: f64) -> String {
    match microseconds {
        _ if microseconds >= 1e6 => format!("{} s", rate(microseconds / 1e6)),
        _ if microseconds >= 1e3 => format!("{} ms", rate(microseconds / 1e3)),
        _ => format!("{} us", rate(microseconds)),
    }
}

fn resources(report: &Report) -> String {
    let mut table = Table::new(&[
        "board",
        "part",
        ">DSPs",
        ">multipliers",
        ">block RAM",
        ">scratchpads",
        ">LUTs",
        ">flip-flops",
        ">LUTs of shell",
    ]);
    for board in &report.boards {
        let resources = &board.resources;
        let [(_, lut), (_, flip_flop), (_, dsp), _] = resources.limits;
        table.row([
            board.board.clone(),
            resources.part.clone(),
            dsp.to_string(),
            resources.multipliers.to_string(),
            format!("{}bit", si(resources.block_ram_bits)),
            format!("{}bit", si(resources.array_memory_bits)),
            lut.to_string(),
            flip_flop.to_string(),
            resources.shell[0].1.to_string(),
        ]);
    }
    table.render()
}

fn sources(report: &Report) -> String {
    let counted = match report.cycles_counted {
        true => {
            "Measured: cycles and bytes of every layer, counted by level `cycle`, which executes the program's micro-ops on an array with the board's parameters"
        }
        false => {
            "Predicted (--fast): cycles of every layer by the compiler's cost model; bytes are the fewest that are needed, every tensor once"
        }
    };
    let mut lines =
        vec![counted.to_owned(), "From the boards' documents, as bitstream/boards has them:".into()];
    for board in &report.boards {
        lines.push(format!(
            "  {}: {}; {}; link: {}; part: {}",
            board.board,
            board.bandwidth_derivation,
            board.memory_port,
            board.link.what,
            board.resources.limits_source
        ));
    }
    let predicted: Vec<&str> =
        report.boards.iter().filter(|board| !board.load_counted).map(|board| board.board.as_str()).collect();
    if !predicted.is_empty() {
        lines.push(format!(
            "Predicted, as writing it takes long: the length of the program, on {}",
            predicted.join(", ")
        ));
    }
    lines.push("Assumed:".into());
    for board in &report.boards {
        lines.push(format!(
            "  {}: clock of {} MHz ({}); {} cycles to the first byte of a read; shell: {}",
            board.board,
            f64::from(board.clock_khz) / 1000.0,
            board.clock_note,
            latency(board),
            board.resources.shell_source
        ));
    }
    lines.push(format!(
        "  all: the memory reaches {} % of its peak (--memory-percent); a layer takes the larger of its cycles and the time of its bytes, and its bytes overlap with no other layer",
        report.memory_percent
    ));
    lines.push(
        "  all: one DSP a multiplier and scratchpads without loss are the least that the array takes; `cargo xtask board check` synthesises it".into(),
    );
    lines.push(
        "Not counted: the host's own time; the link's packets, requests and set-up. Link time is added to the job's: nothing overlaps".into(),
    );
    lines.join("\n")
}

fn latency(board: &BoardEstimate) -> u32 {
    let found = board.parameters.iter().find(|(name, _)| *name == "memory_latency_cycles");
    found.map_or(0, |(_, value)| *value)
}
