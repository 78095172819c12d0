//! What of the object that `ganax bench --json` prints the page shows.

use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Deserialize)]
pub struct Bench {
    pub fingerprint: String,
    pub array: String,
    pub parameters: Vec<(String, u32)>,
    pub batch: u32,
    pub energy_table_pj_per_bit: BTreeMap<String, f64>,
    pub paper: Paper,
    pub eyeriss_source: String,
    pub networks: Vec<Network>,
    pub geomean: Geomean,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Paper {
    pub speedup: f64,
    pub energy_ratio: f64,
    pub source: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct PaperSpeedup {
    pub speedup: f64,
    pub source: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Network {
    pub name: String,
    pub cycles: u64,
    pub cycles_dense: u64,
    pub predicted_cycles: u64,
    pub speedup: f64,
    pub speedup_transposed: Option<f64>,
    pub speedup_transposed_over_bound: Option<f64>,
    pub speedup_upsampled: Option<f64>,
    pub roofline_efficiency: f64,
    pub roofline_efficiency_dense: f64,
    pub utilization: f64,
    pub utilization_dense: f64,
    pub energy_uj: f64,
    pub energy_dense_uj: f64,
    pub energy_ratio: f64,
    pub energy_ratio_gated: f64,
    pub paper: Option<PaperSpeedup>,
    pub layers: Vec<Layer>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Layer {
    pub name: String,
    pub op: String,
    pub upsampled: bool,
    pub projection: bool,
    pub input: Vec<u32>,
    pub output: Vec<u32>,
    pub cycles: u64,
    pub cycles_dense: u64,
    pub speedup: Option<f64>,
    pub utilization: f64,
    pub stalls: Stalls,
    pub bytes_min: u64,
    pub bytes_moved: u64,
    pub bound_cycles: u64,
    pub bound: String,
    pub macs_dense: u64,
    pub macs_effective: u64,
    pub eyeriss_cycles_per_image: Option<u64>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Stalls {
    pub busy: u64,
    pub input: u64,
    pub weight: u64,
    pub output: u64,
    pub micro_op: u64,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Geomean {
    #[serde(flatten)]
    pub all: Means,
    pub generators: Option<Means>,
    pub discriminators: Option<Means>,
    pub generators_2d_transposed: Option<Means>,
    pub paper_generators: Option<Means>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Means {
    pub networks: usize,
    pub speedup: f64,
    pub speedup_transposed: Option<f64>,
    pub speedup_transposed_over_bound: Option<f64>,
    pub speedup_strided: Option<f64>,
    pub speedup_upsampled: Option<f64>,
    pub roofline_efficiency: f64,
    pub roofline_efficiency_lowest: f64,
    pub utilization: f64,
    pub energy_ratio: f64,
    pub energy_ratio_arithmetic: f64,
}
