//! Figures of others, as data with their sources: the GANAX paper, and an independent model of Eyeriss.
//!
//! They stand beside what is measured here and enter no computation.

use isa::record::LayerRecord;
use serde::Serialize;

/// What the paper reports on average over its six generators.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PaperMeans {
    /// Speedup over Eyeriss.
    pub speedup: f64,
    /// Energy of Eyeriss over energy of GANAX.
    pub energy_ratio: f64,
    /// Where the figures come from.
    pub source: &'static str,
}

/// The paper's averages, from its abstract.
pub const PAPER_MEANS: PaperMeans = PaperMeans {
    speedup: 3.6,
    energy_ratio: 3.1,
    source: "GANAX, ISCA 2018, abstract: average over six generators, against Eyeriss",
};

/// The paper's figure for one network.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PaperSpeedup {
    /// Speedup over Eyeriss.
    pub speedup: f64,
    /// Where it comes from, and how sure it is.
    pub source: &'static str,
}

/// The networks of the paper by their names in the zoo.
pub const PAPER_NETWORKS: [&str; 6] = ["dcgan", "3d-gan", "artgan-icip17", "discogan", "gp-gan", "magan"];

/// The paper's speedup of a network of the zoo, where it is known.
pub fn paper_speedup(network: &str) -> Option<PaperSpeedup> {
    let (speedup, source) = match network {
        "3d-gan" => (6.1, "GANAX, ISCA 2018; from memory, unverified"),
        "magan" => (
            1.3,
            "GANAX, ISCA 2018; from memory, unverified; its MAGAN has other layers than the authors' code used here",
        ),
        _ => return None,
    };
    Some(PaperSpeedup { speedup, source })
}

/// Where [`eyeriss_cycles`] comes from.
pub const EYERISS_SOURCE: &str = "nn-dataflow 2.1 (Stanford), one node of 16x16 PEs, 512 B register files, 108 KiB buffer, \
     16 bytes a cycle, batch 1, goal delay; transposed convolutions as convolutions over the zero-inserted map";

/// PEs of the array that it was run for.
pub const EYERISS_PES: u64 = 256;
/// Bytes a cycle of the memory that it was run for.
pub const EYERISS_BUS_BYTES: u32 = 16;

/// Channels in, extent in, channels out, extent out, taps, cycles.
const EYERISS: [([u32; 5], u64); 8] = [
    ([512, 4, 256, 8, 16], 524_288),
    ([256, 8, 128, 16, 16], 524_288),
    ([128, 16, 64, 32, 16], 524_288),
    ([64, 32, 3, 64, 16], 49_152),
    ([512, 4, 256, 8, 25], 875_520),
    ([256, 8, 128, 16, 25], 880_640),
    ([128, 16, 64, 32, 25], 1_310_720),
    ([64, 32, 3, 64, 25], 122_880),
];

/// Cycles of Eyeriss for one image of a transposed convolution, where the model was run on its shape.
pub fn eyeriss_cycles(layer: &LayerRecord) -> Option<u64> {
    if layer.op != isa::record::LayerOp::Tconv {
        return None;
    }
    let [[channels_in, depth_in, height_in, width_in], [channels_out, depth_out, height_out, width_out]] =
        [layer.inputs.first()?.shape, layer.output.shape];
    let positions = layer.output.elements().checked_mul(channels_in.into())?;
    let taps = u32::try_from(layer.cost.macs_dense.checked_div(positions)?).ok()?;
    if [depth_in, depth_out] != [1, 1] || [height_in, height_out] != [width_in, width_out] {
        return None;
    }
    let shape = [channels_in, width_in, channels_out, width_out, taps];
    EYERISS.iter().find(|(known, _)| *known == shape).map(|(_, cycles)| *cycles)
}

#[cfg(test)]
mod test {
    use super::*;
    use crate::bench::fixture::record;
    use isa::record::LayerOp;

    #[test]
    fn a_layer_is_known_by_its_shape() {
        let mut layer = record("a", LayerOp::Tconv, 134_217_728);
        layer.inputs[0].shape = [512, 1, 4, 4];
        layer.output.shape = [256, 1, 8, 8];
        assert_eq!(eyeriss_cycles(&layer), Some(524_288));
        layer.cost.macs_dense = 209_715_200;
        assert_eq!(eyeriss_cycles(&layer), Some(875_520));
        layer.op = LayerOp::Conv;
        assert_eq!(eyeriss_cycles(&layer), None);
    }

    #[test]
    fn names_are_those_of_the_zoo() {
        for name in PAPER_NETWORKS {
            assert!(zoo::find(name).is_ok(), "{name}");
        }
    }
}
