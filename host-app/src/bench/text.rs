//! A bench as tables for people. Every table is followed by what its columns mean.

use super::Report;
use super::figures::{LayerFigures, NetworkFigures};
use super::mean::Means;
use crate::table::{Table, si};

/// Longest layer name that is shown whole.
const NAME_WIDTH: usize = 28;

/// All tables: layers of every network, networks, means, definitions.
pub fn render(report: &Report) -> String {
    let mut parts: Vec<String> = report.networks.iter().map(|network| layers(network, report)).collect();
    parts.push(networks(report));
    parts.push(means(report));
    parts.push(definitions(report));
    parts.join("\n\n")
}

fn layers(network: &NetworkFigures, report: &Report) -> String {
    let header = [
        "layer",
        "op",
        ">cycles",
        ">predicted",
        ">dense",
        ">speedup",
        ">Eyeriss",
        ">MACs",
        ">used",
        ">busy",
        ">input",
        ">weight",
        ">output",
        ">micro-op",
        ">bytes",
        ">least",
        "bound",
        ">of bound",
        ">energy uJ",
        ">dense uJ",
    ];
    let mut table = Table::new(&header);
    for layer in &network.layers {
        let [input, weight, output, micro_op] = layer.stalls.causes();
        let counted = layer.stalls.causes().into_iter().fold(layer.stalls.busy, u64::saturating_add);
        let share = |cycles: u64| percent(cycles as f64 / counted.max(1) as f64);
        table.row([
            shortened(&layer.name),
            kind(layer).into(),
            layer.cycles.to_string(),
            layer.predicted_cycles.to_string(),
            layer.cycles_dense.to_string(),
            factor(layer.speedup),
            layer
                .eyeriss_cycles_per_image
                .map_or("-".into(), |cycles| cycles.saturating_mul(report.batch.into()).to_string()),
            si(layer.macs_effective),
            percent(layer.utilization),
            share(layer.stalls.busy),
            share(input),
            share(weight),
            share(output),
            share(micro_op),
            si(layer.bytes_moved),
            si(layer.bytes_min),
            layer.bound.into(),
            percent(layer.bound_cycles as f64 / layer.cycles.max(1) as f64),
            format!("{:.1}", layer.energy_uj),
            format!("{:.1}", layer.energy_dense_uj),
        ]);
    }
    let shares = if network.exact_layers {
        ""
    } else {
        "; the job goes through the layers several times, so that a layer's cycles are a share by its counted PV-cycles"
    };
    format!("{}, batch {}, {}{shares}\n{}", network.name, network.batch, network.mode, table.render())
}

fn networks(report: &Report) -> String {
    let header = [
        "network",
        ">cycles",
        ">predicted",
        ">dense",
        ">speedup",
        ">transposed",
        ">over ideal",
        ">paper",
        ">upsampled",
        ">of bound",
        ">dense",
        ">used",
        ">dense",
        ">energy uJ",
        ">dense uJ",
        ">ratio",
    ];
    let mut table = Table::new(&header);
    for network in &report.networks {
        table.row([
            network.name.clone(),
            network.cycles.to_string(),
            network.predicted_cycles.to_string(),
            network.cycles_dense.to_string(),
            factor(Some(network.speedup)),
            factor(network.speedup_transposed),
            factor(network.speedup_transposed_over_bound),
            factor(network.paper.map(|paper| paper.speedup)),
            factor(network.speedup_upsampled),
            percent(network.roofline_efficiency),
            percent(network.roofline_efficiency_dense),
            percent(network.utilization),
            percent(network.utilization_dense),
            format!("{:.1}", network.energy_uj),
            format!("{:.1}", network.energy_dense_uj),
            factor(Some(network.energy_ratio)),
        ]);
    }
    format!(
        "networks, {} array, batch {}, level {}\n{}",
        report.array,
        report.batch,
        report.device,
        table.render()
    )
}

fn means(report: &Report) -> String {
    let header = [
        "geometric means",
        ">networks",
        ">speedup",
        ">transposed",
        ">over ideal",
        ">upsampled",
        ">of bound",
        ">lowest",
        ">used",
        ">energy ratio",
        ">arithmetic",
    ];
    let mut table = Table::new(&header);
    let geomean = &report.geomean;
    let groups = [
        ("all", Some(&geomean.all)),
        ("generators", geomean.generators.as_ref()),
        ("  2-D, transposed, stride 2", geomean.generators_2d_transposed.as_ref()),
        ("  of the paper", geomean.paper_generators.as_ref()),
        ("discriminators", geomean.discriminators.as_ref()),
    ];
    for (name, means) in groups {
        if let Some(means) = means {
            table.row(means_row(name, means));
        }
    }
    table.render()
}

fn means_row(name: &str, means: &Means) -> [String; 11] {
    [
        name.into(),
        means.networks.to_string(),
        factor(Some(means.speedup)),
        factor(means.speedup_transposed),
        factor(means.speedup_transposed_over_bound),
        factor(means.speedup_upsampled),
        percent(means.roofline_efficiency),
        percent(means.roofline_efficiency_lowest),
        percent(means.utilization),
        factor(Some(means.energy_ratio)),
        factor(Some(means.energy_ratio_arithmetic)),
    ]
}

fn definitions(report: &Report) -> String {
    format!(
        "cycles     of the whole batch, counted by executing the micro-ops; values are not computed, cycles do not depend on them\n\
         dense      the same network with zeros inserted, on the same array and memory; upsampling in layers of its own left out\n\
         speedup    dense over cycles, without projections (matrix-vector products in both modes); transposed: tconv layers alone;\n\
         over ideal against a dense array that reaches its bound in every layer\n\
         MACs       multiply-accumulates on real input pixels; used: their share of all PE-cycles\n\
         busy       share of the layer's PV-cycles with operands; input, weight, output, micro-op: without, by cause\n\
         least      weights once, activations once, at 2 bytes; bound: the larger of MACs / PEs and least / bytes of a beat;\n\
         of bound   the sum of the layers' bounds over the cycles; dense: the same of the dense program and its MACs\n\
         energy     by the table of the paper, from memory and unverified, and this project's own micro-op price\n\
         paper      {} (3.6x) and 3.1x energy; Eyeriss: {}",
        report.paper.source, report.eyeriss_source
    )
}

fn kind(layer: &LayerFigures) -> &'static str {
    match (layer.upsampled, layer.projection) {
        (true, _) => "up+conv",
        (_, true) if layer.op == "tconv" => "project",
        _ => layer.op,
    }
}

fn shortened(name: &str) -> String {
    match name.char_indices().nth(NAME_WIDTH) {
        Some((end, _)) => format!("{}~", &name[..end]),
        None => name.into(),
    }
}

fn factor(value: Option<f64>) -> String {
    value.map_or("-".into(), |value| format!("{value:.2}x"))
}

fn percent(value: f64) -> String {
    format!("{:.1}%", 100.0 * value)
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn names_are_cut_between_characters() {
        assert_eq!(shortened("short"), "short");
        let cut = shortened(&"ü".repeat(40));
        assert_eq!(cut.chars().count(), NAME_WIDTH + 1);
    }
}
