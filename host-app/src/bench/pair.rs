//! Which layer of the dense program does the work of which layer of the reorganised one.
//!
//! Both come from the same graph, in the same order. The one difference: in the dense program nearest-neighbour
//! upsampling is a layer of its own in front of its convolution, since a conventional engine cannot merge the two.

use anyhow::{Result, bail};
use isa::record::{LayerOp, LayerRecord};

/// The dense counterpart of a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counterpart {
    /// The layer with the same result and the same dense multiply-accumulates.
    pub layer: usize,
    /// Layers that feed it and that the reorganised program does not need.
    pub extra: Vec<usize>,
}

/// Finds the counterpart of every layer.
///
/// # Errors
/// A layer of either program that the other one has nothing for.
pub fn counterparts(reorganised: &[&LayerRecord], dense: &[&LayerRecord]) -> Result<Vec<Counterpart>> {
    let mut rest = dense.iter().enumerate();
    let mut found = Vec::new();
    for layer in reorganised {
        let mut extra = Vec::new();
        let counterpart = loop {
            match rest.next() {
                Some((index, candidate)) if same_work(layer, candidate) => break index,
                Some((index, _)) => extra.push(index),
                None => bail!("layer `{}` has no counterpart in the dense program", layer.name),
            }
        };
        found.push(Counterpart { layer: counterpart, extra });
    }
    if let Some((_, layer)) = rest.next() {
        bail!("layer `{}` of the dense program has no counterpart in the reorganised one", layer.name);
    }
    Ok(found)
}

fn same_work(layer: &LayerRecord, dense: &LayerRecord) -> bool {
    kind(layer.op) == kind(dense.op)
        && layer.output.shape == dense.output.shape
        && layer.cost.macs_dense == dense.cost.macs_dense
        && share_a_node(&layer.name, &dense.name)
}

/// With the upsampling taken out, what is left is a convolution.
fn kind(op: LayerOp) -> LayerOp {
    match op {
        LayerOp::Upconv => LayerOp::Conv,
        other => other,
    }
}

/// A layer is named by the nodes that it fuses, joined with `+`.
fn share_a_node(one: &str, other: &str) -> bool {
    one == other || one.split('+').any(|node| other.split('+').any(|candidate| candidate == node))
}

#[cfg(test)]
mod test {
    use super::*;
    use crate::bench::fixture::record;

    fn pairs(reorganised: &[LayerRecord], dense: &[LayerRecord]) -> Result<Vec<(usize, Vec<usize>)>> {
        let (reorganised, dense): (Vec<_>, Vec<_>) = (reorganised.iter().collect(), dense.iter().collect());
        let found = counterparts(&reorganised, &dense)?;
        Ok(found.into_iter().map(|pair| (pair.layer, pair.extra)).collect())
    }

    #[test]
    fn equal_programs_pair_one_to_one() {
        let layers = [record("a+b", LayerOp::Fc, 10), record("c", LayerOp::Tconv, 20)];
        assert_eq!(pairs(&layers, &layers).expect("equal"), [(0, vec![]), (1, vec![])]);
    }

    #[test]
    fn upsampling_is_an_extra_of_its_convolution() {
        let reorganised = [
            record("up1+conv1+relu1", LayerOp::Upconv, 10),
            record("up2+conv2", LayerOp::Upconv, 10),
            record("conv3", LayerOp::Conv, 7),
        ];
        let dense = [
            record("up1", LayerOp::Copy, 0),
            record("conv1+relu1", LayerOp::Conv, 10),
            record("up2", LayerOp::Copy, 0),
            record("conv2", LayerOp::Conv, 10),
            record("conv3", LayerOp::Conv, 7),
        ];
        let found = pairs(&reorganised, &dense).expect("paired");
        assert_eq!(found, [(1, vec![0]), (3, vec![2]), (4, vec![])]);
    }

    #[test]
    fn a_layer_without_a_counterpart_is_named() {
        let one = [record("a", LayerOp::Conv, 10)];
        let other = [record("a", LayerOp::Conv, 11)];
        assert!(pairs(&one, &other).is_err_and(|error| error.to_string().contains("`a`")));
        let longer = [record("a", LayerOp::Conv, 10), record("b", LayerOp::Conv, 10)];
        assert!(pairs(&one, &longer).is_err_and(|error| error.to_string().contains("`b`")));
    }
}
