//! Means over networks. Ratios are averaged geometrically; nothing here measures.

use serde::Serialize;

use super::figures::NetworkFigures;
use super::published::PAPER_NETWORKS;

/// Means over some networks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Means {
    /// Networks.
    pub networks: usize,
    /// Geometric mean.
    pub speedup: f64,
    /// Geometric mean over the networks that have transposed layers.
    pub speedup_transposed: Option<f64>,
    /// Geometric mean over the networks that have transposed layers.
    pub speedup_transposed_over_bound: Option<f64>,
    /// Geometric mean over the networks that have transposed layers which insert zeros, of those layers.
    pub speedup_strided: Option<f64>,
    /// Geometric mean over the networks that have convolutions with merged upsampling.
    pub speedup_upsampled: Option<f64>,
    /// Geometric mean.
    pub roofline_efficiency: f64,
    /// The lowest of any network.
    pub roofline_efficiency_lowest: f64,
    /// Geometric mean.
    pub utilization: f64,
    /// Geometric mean over the networks that have transposed layers.
    pub utilization_transposed: Option<f64>,
    /// Geometric mean.
    pub energy_ratio: f64,
    /// Arithmetic mean, as the paper averages.
    pub energy_ratio_arithmetic: f64,
    /// Arithmetic mean over the networks that have transposed layers, as the paper averages.
    pub speedup_transposed_arithmetic: Option<f64>,
}

/// Means over all networks of a bench, and over the groups that the project's goals are about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupMeans {
    /// All of them.
    #[serde(flatten)]
    pub all: Means,
    /// Generators.
    pub generators: Option<Means>,
    /// Discriminators.
    pub discriminators: Option<Means>,
    /// 2-D generators with transposed convolutions of stride 2.
    pub generators_2d_transposed: Option<Means>,
    /// Generators of the paper's six networks.
    pub paper_generators: Option<Means>,
}

impl GroupMeans {
    /// The means, if there is any network.
    pub fn over(networks: &[NetworkFigures]) -> Option<Self> {
        let group = |choose: fn(&NetworkFigures) -> bool| {
            Means::over(&networks.iter().filter(|network| choose(network)).collect::<Vec<_>>())
        };
        Some(Self {
            all: group(|_| true)?,
            generators: group(NetworkFigures::is_generator),
            discriminators: group(|network| network.part == Some(zoo::Part::Discriminator)),
            generators_2d_transposed: group(|network| network.is_generator() && network.transposes_in_2d),
            paper_generators: group(|network| PAPER_NETWORKS.contains(&network.name.as_str())),
        })
    }
}

impl Means {
    fn over(networks: &[&NetworkFigures]) -> Option<Self> {
        let all = |value: fn(&NetworkFigures) -> f64| -> Vec<f64> {
            networks.iter().map(|network| value(network)).collect()
        };
        let some = |value: fn(&NetworkFigures) -> Option<f64>| -> Vec<f64> {
            networks.iter().filter_map(|network| value(network)).collect()
        };
        let mean = |value| geometric(&all(value));
        let transposed = some(|network| network.speedup_transposed);
        Some(Self {
            networks: networks.len(),
            speedup: mean(|network| network.speedup)?,
            speedup_transposed: geometric(&transposed),
            speedup_transposed_over_bound: geometric(&some(|network| network.speedup_transposed_over_bound)),
            speedup_strided: geometric(&some(|network| network.speedup_strided)),
            speedup_upsampled: geometric(&some(|network| network.speedup_upsampled)),
            roofline_efficiency: mean(|network| network.roofline_efficiency)?,
            roofline_efficiency_lowest: all(|network| network.roofline_efficiency)
                .into_iter()
                .fold(f64::INFINITY, f64::min),
            utilization: mean(|network| network.utilization)?,
            utilization_transposed: geometric(&some(|network| network.utilization_transposed)),
            energy_ratio: mean(|network| network.energy_ratio)?,
            energy_ratio_arithmetic: arithmetic(&all(|network| network.energy_ratio))?,
            speedup_transposed_arithmetic: arithmetic(&transposed),
        })
    }
}

/// The geometric mean of values that are not negative; none of no values.
fn geometric(values: &[f64]) -> Option<f64> {
    let logarithms: Vec<f64> = values.iter().map(|value| value.ln()).collect();
    arithmetic(&logarithms).map(f64::exp)
}

fn arithmetic(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod test {
    use super::*;
    use crate::bench::fixture::{record, run};
    use isa::program::Mode;
    use isa::record::LayerOp;

    fn network(name: &str, part: zoo::Part, op: LayerOp, factor: u64) -> NetworkFigures {
        let layers = |cycles| vec![(record("a", op, 1 << 20), cycles)];
        let (own, dense) =
            (run(Mode::Reorganised, 1, layers(2500)), run(Mode::Dense, 1, layers(2500 * factor)));
        NetworkFigures::new(name, Some(part), &own, &dense).expect("one layer each")
    }

    #[test]
    fn means_are_geometric() {
        assert_eq!(geometric(&[]), None);
        let mean = geometric(&[2.0, 8.0]).expect("two values");
        assert!((mean - 4.0).abs() < 1e-12, "{mean}");
        assert_eq!(arithmetic(&[2.0, 8.0]), Some(5.0));
    }

    #[test]
    fn groups_hold_their_networks_only() {
        let networks = [
            network("dcgan", zoo::Part::Generator, LayerOp::Tconv, 4),
            network("other", zoo::Part::Generator, LayerOp::Conv, 1),
            network("dcgan/d", zoo::Part::Discriminator, LayerOp::Conv, 1),
        ];
        let means = GroupMeans::over(&networks).expect("three networks");
        let count = |group: &Option<Means>| group.as_ref().map(|means| means.networks);
        assert_eq!(means.all.networks, 3);
        assert_eq!((count(&means.generators), count(&means.discriminators)), (Some(2), Some(1)));
        assert_eq!(
            (count(&means.generators_2d_transposed), count(&means.paper_generators)),
            (Some(1), Some(1))
        );
        let speedup = means.all.speedup_transposed.expect("one network has transposed layers");
        assert!((speedup - 4.0).abs() < 1e-12, "{speedup}");
        assert!(GroupMeans::over(&[]).is_none());
        let json = serde_json::to_value(&means).expect("plain data");
        assert!(json["speedup"].is_f64() && json["generators"]["speedup"].is_f64());
    }
}
