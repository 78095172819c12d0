//! The validation pass: a decoded protocol buffer becomes a [`Graph`], or is refused.
//!
//! Checked here: operator set, names (unique, produced before use, no cycle), constants (see
//! [`super::tensor`]), declared inputs and outputs, attributes. Operators and shapes are checked when the
//! graph is lowered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::ImportOptions;
use super::attributes::Attributes;
use super::external::ExternalData;
use super::graph::{Graph, Input, InputDim, Node, ValueId};
use super::limits::{MAX_CONSTANT_ELEMENTS, MAX_NODES, MAX_RANK, NEWEST_OPSET, OLDEST_OPSET, element_count};
use super::order::{Producers, execution_order, live_nodes, operands};
use super::proto::tensor_proto::DataType;
use super::proto::tensor_shape_proto::dimension;
use super::proto::{GraphProto, ModelProto, NodeProto, ValueInfoProto, type_proto};
use super::tensor::ConstTensor;
use crate::error::{ImportProblem, Refusal, TensorProblem};

const DAMAGED: &str = "the file is damaged; export it again";

/// Checks a model and resolves its names.
pub(crate) fn validate(
    model: &ModelProto,
    external: &ExternalData,
    options: &ImportOptions,
) -> Result<Graph, ImportProblem> {
    let opset = supported_opset(model)?;
    let graph = model.graph.as_ref().ok_or_else(|| structure("model", "holds no graph", DAMAGED))?;
    check_size(graph)?;
    let constants = check_initializers(graph)?;
    check_inputs(graph, options)?;
    let producers = check_nodes(graph, &constants)?;
    let order = execution_order(&graph.node, &producers).map_err(|nodes| cycle(graph, &nodes))?;
    check_outputs(graph)?;
    let live = live_nodes(&graph.node, &order, graph.output.iter().map(|output| output.name()));
    Resolver { graph, external, options, ids: BTreeMap::new(), names: Vec::new() }.resolve(opset, &live)
}

fn structure(place: &str, problem: impl Into<String>, advice: &'static str) -> ImportProblem {
    ImportProblem::Structure { place: place.to_owned(), problem: problem.into(), advice }
}

/// The version of the standard operator set.
pub(crate) fn supported_opset(model: &ModelProto) -> Result<i64, ImportProblem> {
    let standard = model.opset_import.iter().find(|set| matches!(set.domain(), "" | "ai.onnx"));
    let found = standard.map_or(0, |set| set.version());
    if (OLDEST_OPSET..=NEWEST_OPSET).contains(&found) {
        return Ok(found);
    }
    Err(ImportProblem::Opset { found, oldest: OLDEST_OPSET, newest: NEWEST_OPSET })
}

fn check_size(graph: &GraphProto) -> Result<(), ImportProblem> {
    if graph.node.len() > MAX_NODES {
        let problem = format!("has {} nodes, at most {MAX_NODES} are accepted", graph.node.len());
        return Err(structure("graph", problem, "export a smaller model"));
    }
    if !graph.sparse_initializer.is_empty() {
        return Err(structure("graph", "has sparse initializers", "store the weights as dense tensors"));
    }
    Ok(())
}

fn check_initializers(graph: &GraphProto) -> Result<BTreeSet<&str>, ImportProblem> {
    let mut names = BTreeSet::new();
    for tensor in &graph.initializer {
        if tensor.name().is_empty() || !names.insert(tensor.name()) {
            let place = format!("initializer \"{}\"", tensor.name());
            return Err(structure(&place, "has no name, or the name of another initializer", DAMAGED));
        }
    }
    Ok(names)
}

fn check_inputs(graph: &GraphProto, options: &ImportOptions) -> Result<(), ImportProblem> {
    let mut names = BTreeSet::new();
    for input in &graph.input {
        if input.name().is_empty() || !names.insert(input.name()) {
            let place = format!("input \"{}\"", input.name());
            return Err(structure(&place, "has no name, or the name of another input", DAMAGED));
        }
    }
    match options.bind.keys().find(|name| !names.contains(name.as_str())) {
        None => Ok(()),
        Some(name) => {
            let place = format!("input \"{name}\"");
            Err(structure(
                &place,
                "is bound to a constant but is not an input of the graph",
                "check its name",
            ))
        }
    }
}

/// Every result has one producer, every operand has one at all. Returns who produces what.
fn check_nodes<'a>(
    graph: &'a GraphProto,
    constants: &BTreeSet<&str>,
) -> Result<Producers<'a>, ImportProblem> {
    let mut producers = Producers::new();
    let inputs: BTreeSet<&str> = graph.input.iter().map(|input| input.name()).collect();
    for (index, node) in graph.node.iter().enumerate() {
        for name in node.output.iter().map(String::as_str).filter(|name| !name.is_empty()) {
            let taken = inputs.contains(name) || constants.contains(name);
            if taken || producers.insert(name, index).is_some() {
                let problem = format!("produces \"{name}\", which something else produces too");
                return Err(structure(&place(node), problem, DAMAGED));
            }
        }
    }
    for node in &graph.node {
        for name in operands(node) {
            if !producers.contains_key(name) && !inputs.contains(name) && !constants.contains(name) {
                let problem = format!("reads \"{name}\", which nothing produces");
                return Err(structure(&place(node), problem, DAMAGED));
            }
        }
    }
    Ok(producers)
}

fn check_outputs(graph: &GraphProto) -> Result<(), ImportProblem> {
    let mut names = BTreeSet::new();
    for output in &graph.output {
        if !names.insert(output.name()) {
            let place = format!("output \"{}\"", output.name());
            return Err(structure(&place, "is listed twice", DAMAGED));
        }
    }
    if names.is_empty() {
        return Err(structure("graph", "has no outputs", "name the result as an output of the graph"));
    }
    Ok(())
}

fn cycle(graph: &GraphProto, nodes: &[usize]) -> ImportProblem {
    const SHOWN: usize = 4;
    let mut names: Vec<String> = nodes.iter().take(SHOWN).map(|&n| place(&graph.node[n])).collect();
    if nodes.len() > SHOWN {
        names.push(format!("{} more", nodes.len() - SHOWN));
    }
    structure("graph", format!("has a cycle through or before {}", names.join(", ")), DAMAGED)
}

fn node_name(node: &NodeProto) -> &str {
    match node.name() {
        "" => node.output.first().map_or("", String::as_str),
        name => name,
    }
}

fn place(node: &NodeProto) -> String {
    format!("node \"{}\" ({})", node_name(node), node.op_type())
}

/// Turns names into indices and decodes what the live nodes need.
struct Resolver<'a> {
    graph: &'a GraphProto,
    external: &'a ExternalData,
    options: &'a ImportOptions,
    ids: BTreeMap<&'a str, ValueId>,
    names: Vec<String>,
}

impl<'a> Resolver<'a> {
    fn resolve(mut self, opset: i64, live: &[usize]) -> Result<Graph, ImportProblem> {
        let mut inputs = Vec::new();
        let stored: BTreeSet<&str> = self.graph.initializer.iter().map(|tensor| tensor.name()).collect();
        for input in &self.graph.input {
            if !stored.contains(input.name()) && !self.options.bind.contains_key(input.name()) {
                inputs.push(Input { value: self.id(input.name()), dims: declared_dims(input)? });
            }
        }
        let nodes = live.iter().map(|&n| self.node(&self.graph.node[n])).collect::<Result<Vec<_>, _>>()?;
        let outputs = self.outputs(&stored)?;
        let constants = self.constants()?;
        Ok(Graph { opset, names: self.names, nodes, constants, inputs, outputs })
    }

    fn id(&mut self, name: &'a str) -> ValueId {
        *self.ids.entry(name).or_insert_with(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        })
    }

    fn node(&mut self, proto: &'a NodeProto) -> Result<Node, ImportProblem> {
        let name = node_name(proto).to_owned();
        let refuse = |refusal: Refusal| refusal.at(&name, proto.op_type());
        if !matches!(proto.domain(), "" | "ai.onnx") {
            let problem = format!("belongs to the domain \"{}\"", proto.domain());
            return Err(refuse(Refusal::new(problem, "export the model with operators of ai.onnx only")));
        }
        let attributes = Attributes::decode(&proto.attribute, self.external).map_err(refuse)?;
        let mut ids =
            |names: &'a [String]| names.iter().map(|n| (!n.is_empty()).then(|| self.id(n))).collect();
        let (inputs, outputs) = (ids(&proto.input), ids(&proto.output));
        Ok(Node { name, operator: proto.op_type().to_owned(), inputs, outputs, attributes })
    }

    fn outputs(&mut self, stored: &BTreeSet<&str>) -> Result<Vec<ValueId>, ImportProblem> {
        let known = |resolver: &Self, name: &str| resolver.ids.contains_key(name) || stored.contains(name);
        let mut outputs = Vec::new();
        for output in &self.graph.output {
            if !known(self, output.name()) && !self.options.bind.contains_key(output.name()) {
                let place = format!("output \"{}\"", output.name());
                return Err(structure(&place, "is not produced by any node", DAMAGED));
            }
            outputs.push(self.id(output.name()));
        }
        Ok(outputs)
    }

    /// Initialisers and bound inputs that something live reads.
    fn constants(&self) -> Result<BTreeMap<ValueId, Arc<ConstTensor>>, ImportProblem> {
        let mut constants = BTreeMap::new();
        let mut total = 0usize;
        for proto in &self.graph.initializer {
            let Some(&id) = self.ids.get(proto.name()) else { continue };
            let named = |problem| ImportProblem::Tensor { name: proto.name().to_owned(), problem };
            let tensor = ConstTensor::decode(proto, self.external).map_err(named)?;
            total = total.saturating_add(tensor.elements());
            if total > MAX_CONSTANT_ELEMENTS {
                return Err(named(TensorProblem::TotalTooLarge { limit: MAX_CONSTANT_ELEMENTS }));
            }
            constants.insert(id, Arc::new(tensor));
        }
        for (name, tensor) in &self.options.bind {
            if let Some(&id) = self.ids.get(name.as_str()) {
                constants.insert(id, Arc::new(tensor.clone()));
            }
        }
        Ok(constants)
    }
}

fn declared_dims(input: &ValueInfoProto) -> Result<Vec<InputDim>, ImportProblem> {
    let place = format!("input \"{}\"", input.name());
    let refuse = |problem: String, advice| structure(&place, problem, advice);
    let Some(type_proto::Value::TensorType(tensor)) = input.r#type.as_ref().and_then(|t| t.value.as_ref())
    else {
        return Err(refuse("is not a tensor".to_owned(), "only tensors can be inputs"));
    };
    let element = DataType::try_from(tensor.elem_type()).unwrap_or_default();
    if !matches!(element, DataType::Float | DataType::Float16 | DataType::Double | DataType::Bfloat16) {
        let problem = format!("has the element type {}", element.as_str_name());
        return Err(refuse(
            problem,
            "inputs must be real numbers; give this one a constant value with `--bind`",
        ));
    }
    let Some(shape) = &tensor.shape else {
        return Err(refuse("has no shape".to_owned(), "give the shape when exporting"));
    };
    let mut dims = Vec::new();
    for dim in &shape.dim {
        dims.push(match &dim.value {
            Some(dimension::Value::DimValue(value)) => match usize::try_from(*value) {
                Ok(value) if value > 0 => InputDim::Fixed(value),
                _ => return Err(refuse(format!("has a dimension of {value}"), "dimensions are at least 1")),
            },
            Some(dimension::Value::DimParam(name)) => InputDim::Symbol(name.clone()),
            None => InputDim::Symbol(String::new()),
        });
    }
    let fixed: Vec<usize> =
        dims.iter().map(|dim| if let InputDim::Fixed(value) = dim { *value } else { 1 }).collect();
    if dims.len() > MAX_RANK || element_count(&fixed).is_none() {
        return Err(refuse(format!("of shape {fixed:?} is too large"), "export a smaller model"));
    }
    Ok(dims)
}
