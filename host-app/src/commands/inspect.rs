//! `ganax inspect`: what is inside a program.

use anyhow::{Context, Result, ensure};
use isa::program::{Port, Program};
use isa::record::LayerRecord;
use isa::segment::Segment;
use serde::Serialize;

use super::{print_json, print_line};
use crate::cli::InspectArgs;
use crate::table::{Table, shape, si};

#[derive(Serialize)]
struct Summary {
    fingerprint: String,
    mode: &'static str,
    array: Vec<(&'static str, u32)>,
    info: Vec<(String, String)>,
    inputs: Vec<PortSummary>,
    outputs: Vec<PortSummary>,
    micro_ops: usize,
    constant_bytes: usize,
    scratch_bytes_per_image: u64,
    macs_effective: u64,
    macs_dense: u64,
    layers: Vec<LayerSummary>,
}

#[derive(Serialize)]
struct PortSummary {
    name: String,
    shape: Vec<u32>,
    batched: bool,
    scale: f32,
}

#[derive(Serialize)]
struct LayerSummary {
    name: String,
    op: &'static str,
    input: Vec<u32>,
    output: Vec<u32>,
    weights: u64,
    macs_effective: u64,
    macs_lattice: u64,
    macs_dense: u64,
    predicted_cycles: u64,
}

impl From<&Port> for PortSummary {
    fn from(port: &Port) -> Self {
        Self { name: port.name.clone(), shape: port.dims.clone(), batched: port.batched, scale: port.scale }
    }
}

impl LayerSummary {
    fn new(layer: &LayerRecord) -> Self {
        Self {
            name: layer.name.clone(),
            op: layer.op.name(),
            input: layer.inputs.first().map_or(Vec::new(), |input| input.shape.to_vec()),
            output: layer.output.shape.to_vec(),
            weights: layer.weight_count().unwrap_or(u64::MAX),
            macs_effective: layer.cost.macs_effective,
            macs_lattice: layer.cost.macs_lattice,
            macs_dense: layer.cost.macs_dense,
            predicted_cycles: layer.cost.predicted_cycles(1),
        }
    }
}

/// Runs the command.
///
/// # Errors
/// A file that is no program for this build.
pub fn run(args: &InspectArgs) -> Result<()> {
    let name = args.program.display();
    let is_program = args.program.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gnx"));
    ensure!(is_program, "{name}: not a .gnx program; `ganax compile` makes one of a model");
    let bytes = std::fs::read(&args.program).with_context(|| format!("{name}: cannot read"))?;
    let program = Program::decode(&bytes).with_context(|| format!("{name}"))?;
    if args.disasm {
        return print_line(disassemble(&program)?.trim_end());
    }
    let summary = summarise(&program)?;
    match args.json {
        true => print_json(&summary),
        false => print_line(&render(&summary)),
    }
}

/// Assembly of the program, each layer introduced by its name; assembles back to the same words.
fn disassemble(program: &Program) -> Result<String> {
    let text = isa::asm::disassemble(&program.code)
        .map_err(|(index, error)| anyhow::anyhow!("micro-op {index}: {error}"))?;
    let mut layers = program.layers()?.into_iter();
    let mut annotated = String::new();
    for line in text.lines() {
        if line.starts_with("layer.begin")
            && let Some(layer) = layers.next()
        {
            let output = shape(&layer.output.shape);
            annotated +=
                &format!("\n# {} ({}) -> {output}\n", layer.name.replace('\n', " "), layer.op.name());
        }
        annotated += line;
        annotated.push('\n');
    }
    Ok(annotated)
}

fn summarise(program: &Program) -> Result<Summary> {
    let layers: Vec<LayerSummary> = program.layers()?.iter().map(LayerSummary::new).collect();
    Ok(Summary {
        fingerprint: format!("{:#018x}", isa::FINGERPRINT),
        mode: program.mode.name(),
        array: program.arch.parameters().iter().map(|parameter| (parameter.name, parameter.value)).collect(),
        info: program.info.clone(),
        inputs: program.interface.inputs.iter().map(PortSummary::from).collect(),
        outputs: program.interface.outputs.iter().map(PortSummary::from).collect(),
        micro_ops: program.code.len(),
        constant_bytes: program.constants.len(),
        scratch_bytes_per_image: program.interface.image_bytes(Segment::Scratch),
        macs_effective: layers.iter().map(|layer| layer.macs_effective).sum(),
        macs_dense: layers.iter().map(|layer| layer.macs_dense).sum(),
        layers,
    })
}

fn render(summary: &Summary) -> String {
    let mut lines: Vec<String> =
        summary.info.iter().map(|(key, value)| format!("{key:<12} {value}")).collect();
    let array: Vec<String> = summary.array.iter().map(|(name, value)| format!("{name}={value}")).collect();
    lines.push(format!("{:<12} {}", "array", array.join(" ")));
    lines.push(format!("{:<12} {} (contract {})", "mode", summary.mode, summary.fingerprint));
    for (kind, ports) in [("input", &summary.inputs), ("output", &summary.outputs)] {
        for port in ports {
            let batch = if port.batched { "Nx" } else { "" };
            lines.push(format!(
                "{kind:<12} {} {batch}{} scale {:e}",
                port.name,
                shape(&port.shape),
                port.scale
            ));
        }
    }
    lines.push(format!(
        "{:<12} {} micro-ops, {}B constants, {}B scratch per image",
        "size",
        summary.micro_ops,
        si(summary.constant_bytes as u64),
        si(summary.scratch_bytes_per_image)
    ));
    lines.push(String::new());
    let header = ["layer", "op", "input", "output", ">weights", ">MACs", ">dense MACs", ">predicted cycles"];
    let mut table = Table::new(&header);
    for layer in &summary.layers {
        table.row([
            layer.name.clone(),
            layer.op.into(),
            shape(&layer.input),
            shape(&layer.output),
            si(layer.weights),
            si(layer.macs_effective),
            si(layer.macs_dense),
            layer.predicted_cycles.to_string(),
        ]);
    }
    lines.push(table.render());
    lines.join("\n")
}
