//! The text of the page. Figures come in as data; nothing is measured or computed here but quotients for display.

use super::data::{Bench, Layer, Means, Network};
use std::fmt::Write;

/// Charts that `ganax bench --plot` draws.
pub const CHARTS: [&str; 3] = ["speedup", "utilization", "energy"];
/// The paper's networks whose layers are shown.
const SHOWN: [&str; 6] = ["dcgan", "3d-gan", "artgan-icip17", "discogan", "gp-gan", "magan"];
/// Layers in the list of those that lose most.
const LOSERS: usize = 10;
/// A layer with fewer cycles than this share of its network is not worth a row among them.
const LOSER_SHARE: f64 = 0.05;

/// The page after its preamble. `chart` is where a chart of a bench stands.
pub fn render(benches: &[Bench], chart: impl Fn(&Bench, &str) -> String) -> String {
    let Some(first) = benches.first() else { return String::new() };
    let mut page = introduction(first);
    page += &means(benches);
    for bench in benches {
        let _ = write!(page, "## Batch {}\n\n", bench.batch);
        page += &networks(bench);
        for (name, title) in CHARTS.iter().zip(["Speedup", "Where the cycles go", "Energy"]) {
            let _ = write!(page, "![{title}, batch {}]({})\n\n", bench.batch, chart(bench, name));
        }
        page += &losers(bench);
    }
    page += &definitions(first);
    page += &baseline(benches);
    page += &energy(first);
    page += &layers(first);
    page
}

fn introduction(bench: &Bench) -> String {
    let parameters: Vec<String> =
        bench.parameters.iter().map(|(name, value)| format!("`{name}` {value}")).collect();
    format!(
        "# Results\n\n\
         What the networks of the zoo cost on the machine of [machine.md](machine.md), a {} array. Every figure was counted by level\n\
         `cycle`, which executes the micro-ops of both programs, reorganised and dense, through the driver; none is computed from a\n\
         formula but the predictions and bounds that say so. Values are not computed in these runs, since cycles, bytes and accesses\n\
         do not depend on them; that the same programs are bit-exact with level `sim` is what the tests are for. Weights of most networks are\n\
         random for the same reason. [results-rtl.md](results-rtl.md) has the networks that ran on the Verilog too, with the same cycles, and what the Verilog takes.\n\n\
         `cargo xtask results` measures again and writes this page; `ganax bench zoo:NAME --batch B` prints the same for one network,\n\
         `--json` with more.\n\n\
         Array: {}.\n\n",
        bench.array,
        parameters.join(", ")
    )
}

fn means(benches: &[Bench]) -> String {
    let mut rows = Vec::new();
    for bench in benches {
        let geomean = &bench.geomean;
        for (name, means) in [
            (
                "2-D generators with stride-2 transposed convolutions",
                geomean.generators_2d_transposed.as_ref(),
            ),
            ("generators of the paper's six networks", geomean.paper_generators.as_ref()),
            ("all generators", geomean.generators.as_ref()),
            ("all discriminators", geomean.discriminators.as_ref()),
            ("all networks", Some(&geomean.all)),
        ] {
            rows.extend(means.map(|means| means_row(bench.batch, name, means)));
        }
    }
    let header = [
        "batch",
        "networks",
        "number",
        "speedup, transposed layers",
        "over ideal dense",
        "of stride 2",
        "speedup, upsampled",
        "speedup, whole",
        "roofline efficiency",
        "lowest",
        "PE utilisation",
        "energy ratio",
        "arithmetic",
    ];
    let paper = benches.first().map(|bench| {
        format!(
            "The paper reports {} speedup and {} less energy ({}).\n\n",
            factor(Some(bench.paper.speedup)),
            factor(Some(bench.paper.energy_ratio)),
            bench.paper.source
        )
    });
    format!(
        "## Means\n\nGeometric, over networks.\n\n{}\n{}",
        table(&header, &rows),
        paper.unwrap_or_default()
    )
}

fn means_row(batch: u32, name: &str, means: &Means) -> Vec<String> {
    vec![
        batch.to_string(),
        name.into(),
        means.networks.to_string(),
        factor(means.speedup_transposed),
        factor(means.speedup_transposed_over_bound),
        factor(means.speedup_strided),
        factor(means.speedup_upsampled),
        factor(Some(means.speedup)),
        format!("{:.3}", means.roofline_efficiency),
        format!("{:.3}", means.roofline_efficiency_lowest),
        percent(means.utilization),
        factor(Some(means.energy_ratio)),
        factor(Some(means.energy_ratio_arithmetic)),
    ]
}

fn networks(bench: &Bench) -> String {
    let header = [
        "network",
        "cycles",
        "predicted",
        "dense cycles",
        "speedup, transposed",
        "over ideal dense",
        "upsampled",
        "whole",
        "paper",
        "roofline efficiency",
        "of dense",
        "PE utilisation",
        "of dense",
        "energy, uJ an image",
        "dense",
        "ratio",
        "ratio, zeros gated",
    ];
    let rows: Vec<Vec<String>> =
        bench.networks.iter().map(|network| network_row(network, bench.batch)).collect();
    let mut sources: Vec<String> = bench
        .networks
        .iter()
        .filter_map(|network| Some(format!("{}: {}", network.name, network.paper.as_ref()?.source)))
        .collect();
    sources.dedup();
    let notes =
        if sources.is_empty() { String::new() } else { format!("Paper: {}.\n\n", sources.join(". ")) };
    format!("{}\n{notes}", table(&header, &rows))
}

fn network_row(network: &Network, batch: u32) -> Vec<String> {
    let per_image = |energy: f64| format!("{:.0}", energy / f64::from(batch.max(1)));
    vec![
        network.name.clone(),
        network.cycles.to_string(),
        network.predicted_cycles.to_string(),
        network.cycles_dense.to_string(),
        factor(network.speedup_transposed),
        factor(network.speedup_transposed_over_bound),
        factor(network.speedup_upsampled),
        factor(Some(network.speedup)),
        factor(network.paper.as_ref().map(|paper| paper.speedup)),
        format!("{:.3}", network.roofline_efficiency),
        format!("{:.3}", network.roofline_efficiency_dense),
        percent(network.utilization),
        percent(network.utilization_dense),
        per_image(network.energy_uj),
        per_image(network.energy_dense_uj),
        factor(Some(network.energy_ratio)),
        factor(Some(network.energy_ratio_gated)),
    ]
}

/// The layers furthest from their bounds, each shape once.
fn losers(bench: &Bench) -> String {
    let mut candidates: Vec<(&Network, &Layer)> = Vec::new();
    for network in &bench.networks {
        for layer in &network.layers {
            let seen = candidates.iter().any(|(_, other)| {
                (&other.input, &other.output, other.macs_dense, other.upsampled, &other.op)
                    == (&layer.input, &layer.output, layer.macs_dense, layer.upsampled, &layer.op)
            });
            if !seen && layer.cycles as f64 >= LOSER_SHARE * network.cycles as f64 {
                candidates.push((network, layer));
            }
        }
    }
    candidates.sort_by(|(_, a), (_, b)| efficiency(a).total_cmp(&efficiency(b)));
    let header = [
        "network",
        "layer",
        "op",
        "input",
        "output",
        "cycles",
        "bound",
        "by",
        "efficiency",
        "busy",
        "no input",
        "no weights",
        "no room",
        "no micro-op",
    ];
    let rows: Vec<Vec<String>> = candidates
        .into_iter()
        .take(LOSERS)
        .map(|(network, layer)| {
            let mut row = vec![network.name.clone(), layer.name.clone(), kind(layer), shape(&layer.input)];
            row.extend([shape(&layer.output), layer.cycles.to_string(), layer.bound_cycles.to_string()]);
            row.extend([layer.bound.clone(), format!("{:.2}", efficiency(layer))]);
            row.extend(stalls(layer));
            row
        })
        .collect();
    format!(
        "Layers furthest from their bounds, among those with at least {:.0} % of their network's cycles, each shape once:\n\n{}\n",
        100.0 * LOSER_SHARE,
        table(&header, &rows)
    )
}

fn definitions(bench: &Bench) -> String {
    let bus = bench.parameters.iter().find(|(name, _)| name == "bus_bytes").map_or(16, |(_, value)| *value);
    format!(
        "## Definitions\n\n\
         - **Cycles** are of the whole batch. A layer's cycles run from the end of the layer before to its own end, an end being the last\n\
         write response of its output; they add up to the network's. Work that was done ahead (weights of the next layer) counts where it was waited for.\n\
         - **Dense** is the same network, array and memory with zeros inserted and one SIMD program, scheduled by the same compiler. Upsampling in layers of\n\
         its own, which a conventional array needs in front of a convolution, is left out of its cycles and energy: that favours the baseline.\n\
         - **Speedup** is dense cycles over cycles. Projections (`fc`, and `tconv` of a single pixel) are matrix-vector products in both\n\
         modes and count in no speedup. *Transposed*: `tconv` layers alone, *over ideal dense* against a dense array that\n\
         reaches its bound in every layer, so that no weakness of the dense program flatters it; *of stride 2*\n\
         without those of stride 1, which insert no zeros (artgan-icip17 has one). *Upsampled*: convolutions with merged nearest-neighbour upsampling alone.\n\
         - **Effective MACs** are multiply-accumulates on real input pixels: neither inserted zeros nor border. **PE utilisation** is their share of all PE-cycles.\n\
         - **Bound** of a layer: the larger of effective MACs / PEs and least bytes / {bus}. Least bytes: the model's weights once per batch, input\n\
         and output activations once, at 2 bytes. **Roofline efficiency** of a network: the sum of its layers' bounds over its cycles; work ahead and\n\
         activations kept on chip may lift it above 1. *Of dense*: the same with dense MACs and dense cycles; below 1 the baseline is not ideal.\n\
         - **Stalls** are PV-cycles in which an execute engine consumed nothing, for want of input, of weights, of room for its sums or of a micro-op. Micro-ops are\n\
         issued in order, so that a PV may also lack micro-ops because the sequencer waits for room behind a channel that is itself busy with weights.\n\
         - **Predicted** are the cycles of the compiler's cost model.\n\n"
    )
}

fn baseline(benches: &[Bench]) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for bench in benches {
        let mut seen: Vec<(&[u32], u64)> = Vec::new();
        for layer in bench.networks.iter().flat_map(|network| &network.layers) {
            let Some(eyeriss) = layer.eyeriss_cycles_per_image else { continue };
            if seen.contains(&(&layer.input, layer.macs_dense)) {
                continue;
            }
            seen.push((&layer.input, layer.macs_dense));
            let per_image = |cycles: u64| cycles / u64::from(bench.batch.max(1));
            let own = per_image(layer.cycles);
            rows.push(vec![
                bench.batch.to_string(),
                shape(&layer.input),
                shape(&layer.output),
                per_image(layer.macs_dense).to_string(),
                per_image(layer.macs_effective).to_string(),
                eyeriss.to_string(),
                per_image(layer.cycles_dense).to_string(),
                own.to_string(),
                factor(Some(eyeriss as f64 / own.max(1) as f64)),
                factor(layer.speedup),
            ]);
        }
    }
    let header = [
        "batch",
        "input",
        "output",
        "dense MACs",
        "effective MACs",
        "Eyeriss",
        "dense",
        "reorganised",
        "over Eyeriss",
        "over dense",
    ];
    let source = benches.first().map_or("", |bench| bench.eyeriss_source.as_str());
    format!(
        "## The baseline beside Eyeriss\n\n\
         Cycles an image of transposed convolutions. Eyeriss: {source}.\n\n{}\n",
        table(&header, &rows)
    )
}

fn energy(bench: &Bench) -> String {
    let meaning = |level: &str| match level {
        "mac" => "one multiply-accumulate, index generators included, per bit of a 16-bit operand",
        "register_file" => {
            "scratchpad words that PEs read, accumulators (48 bits) read and written, local micro-ops (64 bits)"
        }
        "inter_pe" => "input words that all PEs of a PV share, sums between PEs (48 bits)",
        "buffer" => "words that DMA writes into the memories of a PV, post-processed words",
        "dram" => "bytes through the memory port, micro-ops included",
        "micro_op" => {
            "micro-ops (64 bits) out of the global buffer, broadcast included; assumed equal to `buffer`"
        }
        _ => "",
    };
    let rows: Vec<Vec<String>> = bench
        .energy_table_pj_per_bit
        .iter()
        .map(|(level, price)| {
            vec![
                format!("`{level}`"),
                format!("{price:.2}"),
                format!("{:.2}", 16.0 * price),
                meaning(level).into(),
            ]
        })
        .collect();
    format!(
        "## Energy\n\n\
         Counted accesses times the prices of the GANAX paper (TSMC 45 nm), which are **from memory and unverified**; the price of fetching a\n\
         micro-op is not among them and is an assumption of this project. Scratchpad lanes of 4 KiB are priced as the paper's register files, which\n\
         are smaller. Leakage and clock are not modelled. Absolute figures are rough; the ratio of two modes on the same array is what they are for.\n\n{}\n\
         The baseline multiplies by the zeros it inserts. Eyeriss can stop a multiplier, and the weight it would read, for a zero operand; *ratio, zeros\n\
         gated* grants the baseline that for every operand that is an inserted zero or border, and the reorganised program nothing.\n\n",
        table(&["level", "pJ a bit", "pJ a word", "counted"], &rows)
    )
}

fn layers(bench: &Bench) -> String {
    let header = [
        "layer",
        "op",
        "input",
        "output",
        "cycles",
        "dense cycles",
        "speedup",
        "PE utilisation",
        "bound",
        "by",
        "bytes",
        "least bytes",
        "busy",
        "no input",
        "no weights",
        "no room",
        "no micro-op",
    ];
    let mut text = format!("## Layers of the paper's generators, batch {}\n\n", bench.batch);
    for network in SHOWN.iter().filter_map(|name| bench.networks.iter().find(|network| network.name == *name))
    {
        let rows: Vec<Vec<String>> = network
            .layers
            .iter()
            .map(|layer| {
                let mut row =
                    vec![layer.name.clone(), kind(layer), shape(&layer.input), shape(&layer.output)];
                row.extend([layer.cycles.to_string(), layer.cycles_dense.to_string(), factor(layer.speedup)]);
                row.extend([percent(layer.utilization), layer.bound_cycles.to_string(), layer.bound.clone()]);
                row.extend([layer.bytes_moved.to_string(), layer.bytes_min.to_string()]);
                row.extend(stalls(layer));
                row
            })
            .collect();
        let _ = write!(text, "### {}\n\n{}\n", network.name, table(&header, &rows));
    }
    text.trim_end().to_owned() + "\n"
}

fn efficiency(layer: &Layer) -> f64 {
    layer.bound_cycles as f64 / layer.cycles.max(1) as f64
}

/// Shares of the PV-cycles that were counted for the layer.
fn stalls(layer: &Layer) -> [String; 5] {
    let stalls = layer.stalls;
    let parts = [stalls.busy, stalls.input, stalls.weight, stalls.output, stalls.micro_op];
    let sum = parts.iter().fold(0u64, |sum, &part| sum.saturating_add(part)).max(1);
    parts.map(|part| percent(part as f64 / sum as f64))
}

fn kind(layer: &Layer) -> String {
    match (layer.upsampled, layer.projection) {
        (true, _) => "up + conv".into(),
        (_, true) => format!("{} (projection)", layer.op),
        _ => layer.op.clone(),
    }
}

/// Channels and the axes that are more than one position long.
fn shape(extents: &[u32]) -> String {
    let depth = |axis: usize, extent: u32| axis == 1 && extent == 1;
    let kept = extents.iter().enumerate().filter(|(axis, extent)| !depth(*axis, **extent));
    kept.map(|(_, extent)| extent.to_string()).collect::<Vec<_>>().join("x")
}

fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let line =
        |cells: &mut dyn Iterator<Item = String>| format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "));
    let mut text = line(&mut header.iter().map(ToString::to_string));
    text += &format!("|{}\n", "---|".repeat(header.len()));
    for row in rows {
        text += &line(&mut row.iter().map(|cell| cell.replace('|', "\\|")));
    }
    text
}

fn factor(value: Option<f64>) -> String {
    value.map_or("-".into(), |value| format!("{value:.2}x"))
}

fn percent(value: f64) -> String {
    format!("{:.1} %", 100.0 * value)
}

#[cfg(test)]
mod test {
    use super::*;
    use serde_json::json;

    #[test]
    fn tables_are_markdown() {
        let text = table(&["a", "b"], &[vec!["1".into(), "x|y".into()]]);
        assert_eq!(text, "| a | b |\n|---|---|\n| 1 | x\\|y |\n");
    }

    #[test]
    fn shapes_leave_an_unused_depth_out() {
        assert_eq!(shape(&[512, 1, 4, 4]), "512x4x4");
        assert_eq!(shape(&[1, 64, 64, 64]), "1x64x64x64");
        assert_eq!(shape(&[100, 1, 1, 1]), "100x1x1");
    }

    fn bench() -> Bench {
        let means = json!({
            "networks": 1, "speedup": 4.0, "speedup_transposed": 4.5, "speedup_transposed_over_bound": 4.4, "speedup_strided": 4.6, "speedup_upsampled": null,
            "roofline_efficiency": 0.97, "roofline_efficiency_lowest": 0.96, "utilization": 0.9,
            "energy_ratio": 3.5, "energy_ratio_arithmetic": 3.6
        });
        let mut geomean = means.clone();
        geomean["generators"] = means;
        let layer = json!({
            "name": "g2", "op": "tconv", "upsampled": false, "projection": false, "input": [512, 1, 4, 4],
            "output": [256, 1, 8, 8], "cycles": 1000, "cycles_dense": 4500, "speedup": 4.5, "utilization": 0.75,
            "stalls": {"busy": 60, "input": 10, "weight": 20, "output": 0, "micro_op": 10},
            "bytes_min": 100, "bytes_moved": 120, "bound_cycles": 800, "bound": "compute", "macs_dense": 4000,
            "macs_effective": 900, "eyeriss_cycles_per_image": 5000
        });
        let network = json!({
            "name": "magan", "cycles": 1000, "cycles_dense": 4500, "predicted_cycles": 950, "speedup": 4.5,
            "speedup_transposed": 4.5, "speedup_transposed_over_bound": 4.4, "speedup_upsampled": null, "roofline_efficiency": 0.8,
            "roofline_efficiency_dense": 0.9, "utilization": 0.75, "utilization_dense": 0.2, "energy_uj": 10.0,
            "energy_dense_uj": 36.0, "energy_ratio": 3.6, "energy_ratio_gated": 1.4,
            "paper": {"speedup": 1.3, "source": "somewhere"}, "layers": [layer]
        });
        let bench = json!({
            "fingerprint": "0x1", "array": "16x16", "parameters": [["bus_bytes", 16]], "batch": 1,
            "energy_table_pj_per_bit": {"mac": 0.36}, "paper": {"speedup": 3.6, "energy_ratio": 3.1, "source": "abstract"},
            "eyeriss_source": "a model", "networks": [network], "geomean": geomean
        });
        serde_json::from_value(bench).expect("what the page needs")
    }

    #[test]
    fn the_page_shows_figures_charts_and_sources() {
        let page = render(&[bench()], |bench, chart| format!("c/{}/{chart}.svg", bench.batch));
        for part in [
            "a 16x16 array",
            "| 1 | all generators | 1 | 4.50x | 4.40x | 4.60x | - | 4.00x | 0.970 | 0.960 | 90.0 % | 3.50x | 3.60x |",
            "Paper: magan: somewhere.",
            "(c/1/speedup.svg)",
            "| magan | g2 | tconv | 512x4x4 | 256x8x8 | 1000 | 800 | compute | 0.80 | 60.0 % | 10.0 % |",
            "| 1 | 512x4x4 | 256x8x8 | 4000 | 900 | 5000 | 4500 | 1000 | 5.00x | 4.50x |",
            "| `mac` | 0.36 | 5.76 |",
            "### magan",
        ] {
            assert!(page.contains(part), "`{part}` in {page}");
        }
        assert!(page.ends_with("|\n"), "one line end at the end");
    }

    #[test]
    fn no_bench_is_no_page() {
        assert_eq!(render(&[], |_, _| String::new()), "");
    }
}
