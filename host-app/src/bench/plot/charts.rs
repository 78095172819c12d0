//! What the charts show: figures become rows, segments and labels. Knows no coordinates.

use plotters::style::RGBColor;

use super::draw::{Bar, Chart, Row};
use crate::bench::Report;
use crate::bench::energy::Energy;
use crate::bench::figures::{NetworkFigures, Stalls};

const BLUE: RGBColor = RGBColor(31, 98, 168);
const SKY: RGBColor = RGBColor(150, 190, 228);
const GREEN: RGBColor = RGBColor(34, 139, 96);
const SAND: RGBColor = RGBColor(214, 205, 180);
const ORANGE: RGBColor = RGBColor(230, 140, 40);
const PLUM: RGBColor = RGBColor(150, 90, 150);
const RED: RGBColor = RGBColor(200, 70, 70);
const TEAL: RGBColor = RGBColor(60, 160, 170);
const GREY: RGBColor = RGBColor(232, 232, 232);

/// Every chart with the name of its file.
pub(super) fn all(report: &Report) -> [(&'static str, Chart); 3] {
    [("speedup", speedup(report)), ("energy", energy(report)), ("utilization", utilization(report))]
}

fn speedup(report: &Report) -> Chart {
    let mut rows: Vec<Row> = report
        .networks
        .iter()
        .map(|network| {
            let transposed = network.speedup_transposed.or(network.speedup_upsampled);
            speedup_row(&network.name, transposed, network.speedup, network.paper.map(|paper| paper.speedup))
        })
        .collect();
    let geomean = &report.geomean;
    let groups = [
        ("mean, 2-D generators", &geomean.generators_2d_transposed, None),
        ("mean, paper's generators", &geomean.paper_generators, Some(report.paper.speedup)),
        ("mean, discriminators", &geomean.discriminators, None),
    ];
    for (name, means, paper) in groups {
        if let Some(means) = means.as_ref().filter(|means| means.networks > 1) {
            let transposed = means.speedup_transposed.filter(|_| name != "mean, discriminators");
            rows.push(speedup_row(name, transposed, means.speedup, paper));
        }
    }
    let values = rows.iter().flat_map(|row| &row.bars).flat_map(|bar| &bar.segments).map(|(value, _)| *value);
    let markers = rows.iter().filter_map(|row| row.marker);
    let most = values.chain(markers).fold(4.0, f64::max).ceil();
    Chart {
        title: format!("Speedup over the same array with zeros inserted, batch {}", report.batch),
        axis: "times faster, projections left out, means geometric; diamond: the GANAX paper over Eyeriss, where known"
            .into(),
        most,
        grid: (1.0, "x"),
        legend: vec![("transposed (or upsampled) convolutions", BLUE), ("whole network", SKY)],
        rows,
    }
}

fn speedup_row(name: &str, transposed: Option<f64>, whole: f64, marker: Option<f64>) -> Row {
    let bar = |value: f64, color| Bar { segments: vec![(value, color)], label: format!("{value:.2}x") };
    let bars = transposed.map(|value| bar(value, BLUE)).into_iter().chain([bar(whole, SKY)]);
    Row { name: name.into(), bars: bars.collect(), marker }
}

const LEVEL_COLORS: [RGBColor; 6] = [BLUE, GREEN, TEAL, ORANGE, RED, PLUM];

fn energy(report: &Report) -> Chart {
    let rows = report.networks.iter().map(|network| {
        let bar = |energy: &Energy, label| Bar {
            segments: energy
                .levels()
                .iter()
                .zip(LEVEL_COLORS)
                .map(|(level, color)| (100.0 * level / network.energy_dense_uj.max(f64::MIN_POSITIVE), color))
                .collect(),
            label,
        };
        let per_image = |energy: f64| rounded(energy / f64::from(network.batch.max(1)));
        let own = format!("{:.2}x less, {} \u{b5}J", network.energy_ratio, per_image(network.energy_uj));
        let dense = format!("{} \u{b5}J", per_image(network.energy_dense_uj));
        Row {
            name: network.name.clone(),
            bars: vec![bar(&network.energy_levels, own), bar(&network.energy_levels_dense, dense)],
            marker: None,
        }
    });
    Chart {
        title: format!("Energy: reorganised above, zeros inserted below, batch {}", report.batch),
        axis: "of the energy with zeros inserted; table of the GANAX paper, from memory and unverified"
            .into(),
        most: 100.0,
        grid: (25.0, "%"),
        legend: Energy::LEVELS.into_iter().zip(LEVEL_COLORS).collect(),
        rows: rows.collect(),
    }
}

const USE_COLORS: [RGBColor; 7] = [BLUE, SAND, ORANGE, RED, PLUM, TEAL, GREY];

fn utilization(report: &Report) -> Chart {
    let rows = report.networks.iter().map(|network| Row {
        name: network.name.clone(),
        bars: vec![
            use_bar(network, network.utilization, &network.stalls, network.cycles),
            use_bar(network, network.utilization_dense, &network.stalls_dense, network.cycles_dense),
        ],
        marker: None,
    });
    let causes = Stalls::CAUSES.map(|cause| match cause {
        "input" => "no input",
        "weight" => "no weights",
        "output" => "no room for sums",
        _ => "no micro-op",
    });
    let names = ["on real pixels", "on zeros or spare lanes"].into_iter().chain(causes).chain(["idle"]);
    Chart {
        title: format!(
            "Where the cycles of the array go: reorganised above, zeros inserted below, batch {}",
            report.batch
        ),
        axis: "of PE-cycles".into(),
        most: 100.0,
        grid: (25.0, "%"),
        legend: names.zip(USE_COLORS).collect(),
        rows: rows.collect(),
    }
}

fn use_bar(network: &NetworkFigures, used: f64, stalls: &Stalls, cycles: u64) -> Bar {
    let pvs = network.pv_cycles as f64 / network.cycles.max(1) as f64;
    let share = |pv_cycles: u64| pv_cycles as f64 / (pvs * cycles.max(1) as f64);
    let mut parts = vec![used, (share(stalls.busy) - used).max(0.0)];
    parts.extend(stalls.causes().map(share));
    let idle = (1.0 - parts.iter().sum::<f64>()).max(0.0);
    parts.push(idle);
    Bar {
        segments: parts.into_iter().map(|part| 100.0 * part).zip(USE_COLORS).collect(),
        label: format!("{:.1} % used", 100.0 * used),
    }
}

/// Three digits.
fn rounded(value: f64) -> String {
    match value {
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}"),
        value => format!("{value:.2}"),
    }
}
