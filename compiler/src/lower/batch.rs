//! Which input axes are the batch, and what extents the symbolic dimensions have.

use crate::error::{ImportProblem, Refusal};
use crate::onnx::graph::{Graph, Input, InputDim};
use crate::onnx::{BatchMode, ImportOptions};

/// Stands for a batch of unknown size while shapes are computed: a prime that no real layer has as an extent,
/// so that an operator which mistakes another axis for the batch is noticed.
const UNKNOWN_BATCH: usize = 8191;

/// The shape of one input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct InputShape {
    /// Extents of one image.
    pub dims: Vec<usize>,
    /// Whether a leading batch axis was left out of `dims`.
    pub batched: bool,
}

/// One reading of the leading axes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Batch {
    /// Extent of the batch axis.
    pub extent: usize,
    /// Inputs in ONNX order.
    pub inputs: Vec<InputShape>,
}

/// The readings to try, best first.
pub(crate) fn readings(graph: &Graph, options: &ImportOptions) -> Result<Vec<Batch>, ImportProblem> {
    refuse_unknown(graph, options)?;
    let inputs: Vec<(&str, Vec<InputDim>)> =
        graph.inputs.iter().map(|input| (graph.names[input.value].as_str(), given(input, options))).collect();
    let whole = || read(&inputs, None);
    let leading = || leading_extent(&inputs).map(|extent| read(&inputs, Some(extent)));
    match options.batch {
        BatchMode::None => Ok(vec![whole()?]),
        BatchMode::Leading => {
            let advice = "use `BatchMode::None`";
            let none =
                || Refusal::new("has no leading axis that could be the batch", advice).at("inputs", "graph");
            Ok(vec![leading().ok_or_else(none)??])
        }
        BatchMode::Auto => leading().into_iter().chain([whole()]).collect(),
    }
}

/// A value for a dimension that no input has is a misspelt name.
fn refuse_unknown(graph: &Graph, options: &ImportOptions) -> Result<(), ImportProblem> {
    let dims = || graph.inputs.iter().flat_map(|input| &input.dims);
    let known = |name: &str| dims().any(|dim| matches!(dim, InputDim::Symbol(symbol) if symbol == name));
    match options.dims.keys().find(|name| !known(name)) {
        None => Ok(()),
        Some(name) => {
            let problem = format!("have no symbolic dimension \"{name}\"");
            Err(Refusal::new(problem, "`ganax run MODEL` without it says which need a value")
                .at("inputs", "graph"))
        }
    }
}

/// Declared extents with the user's values filled in.
fn given(input: &Input, options: &ImportOptions) -> Vec<InputDim> {
    let fill = |dim: &InputDim| match dim {
        InputDim::Symbol(name) => match options.dims.get(name).map(|&value| usize::try_from(value)) {
            Some(Ok(value)) => InputDim::Fixed(value),
            _ => dim.clone(),
        },
        fixed => fixed.clone(),
    };
    input.dims.iter().map(fill).collect()
}

/// The batch extent: unknown if any input leaves its leading axis open, else that of the first input.
fn leading_extent(inputs: &[(&str, Vec<InputDim>)]) -> Option<usize> {
    let mut leading = inputs.iter().filter_map(|(_, dims)| dims.first());
    if leading.clone().any(|dim| matches!(dim, InputDim::Symbol(_))) {
        return Some(UNKNOWN_BATCH);
    }
    leading.next().map(|dim| match dim {
        InputDim::Fixed(extent) => *extent,
        InputDim::Symbol(_) => UNKNOWN_BATCH,
    })
}

fn read(inputs: &[(&str, Vec<InputDim>)], batch: Option<usize>) -> Result<Batch, ImportProblem> {
    let shape = |(name, dims): &(&str, Vec<InputDim>)| {
        let leads = |dim: &InputDim| match dim {
            InputDim::Symbol(_) => true,
            InputDim::Fixed(extent) => batch == Some(*extent),
        };
        let batched = batch.is_some() && dims.first().is_some_and(leads);
        let extent = |(axis, dim): (usize, &InputDim)| match dim {
            InputDim::Fixed(extent) => Ok(*extent),
            // One image at a time where the whole tensor is the image.
            InputDim::Symbol(_) if axis == 0 => Ok(1),
            InputDim::Symbol(symbol) => {
                let problem = format!("dimension {axis} (\"{symbol}\") has no value");
                let advice = format!("give it one, as in `ganax run --dim {symbol}=64`");
                Err(Refusal::new(problem, advice).at(name, "graph input"))
            }
        };
        let dims = dims.iter().enumerate().skip(batched.into()).map(extent).collect::<Result<_, _>>()?;
        Ok(InputShape { dims, batched })
    };
    Ok(Batch { extent: batch.unwrap_or(1), inputs: inputs.iter().map(shape).collect::<Result<_, _>>()? })
}

#[cfg(test)]
mod test {
    use super::*;
    use std::collections::BTreeMap;

    fn graph(inputs: Vec<Vec<InputDim>>) -> Graph {
        let names = (0..inputs.len()).map(|i| format!("x{i}")).collect();
        let inputs = inputs.into_iter().enumerate().map(|(value, dims)| Input { value, dims }).collect();
        Graph { opset: 13, names, nodes: vec![], constants: BTreeMap::new(), inputs, outputs: vec![] }
    }

    fn symbol(name: &str) -> InputDim {
        InputDim::Symbol(name.to_owned())
    }

    #[test]
    fn a_symbolic_leading_axis_is_the_batch() {
        let graph = graph(vec![vec![symbol("N"), InputDim::Fixed(3)], vec![InputDim::Fixed(2)]]);
        let found = readings(&graph, &ImportOptions::default()).unwrap();
        let shape = |dims: &[usize], batched| InputShape { dims: dims.to_vec(), batched };
        assert_eq!(found[0].inputs, [shape(&[3], true), shape(&[2], false)]);
        assert_eq!(found[1].inputs, [shape(&[1, 3], false), shape(&[2], false)]);
        let whole = ImportOptions { batch: BatchMode::None, ..Default::default() };
        assert_eq!(readings(&graph, &whole).unwrap(), found[1..]);
    }

    #[test]
    fn other_symbols_need_values() {
        let graph = graph(vec![vec![InputDim::Fixed(2), symbol("H")]]);
        let error = readings(&graph, &ImportOptions::default()).unwrap_err().to_string();
        assert!(error.contains("\"H\""), "{error}");
        let dims = BTreeMap::from([("H".to_owned(), 5)]);
        let found = readings(&graph, &ImportOptions { dims, ..Default::default() }).unwrap();
        assert_eq!((found[0].extent, &found[0].inputs[0].dims[..]), (2, &[5][..]));
    }
}
