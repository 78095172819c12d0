//! Execution order and liveness of the nodes of a graph, by value names.

use std::collections::{BTreeMap, BTreeSet};

use super::proto::NodeProto;

/// Which node produces each value.
pub(crate) type Producers<'a> = BTreeMap<&'a str, usize>;

/// Names of the operands of a node, the ones left out omitted.
pub(crate) fn operands(node: &NodeProto) -> impl Iterator<Item = &str> {
    node.input.iter().map(String::as_str).filter(|name| !name.is_empty())
}

/// Indices of the nodes in an order in which each comes after its producers, as close to the file's order as
/// possible; or the nodes that are on or behind a cycle.
pub(crate) fn execution_order(nodes: &[NodeProto], producers: &Producers) -> Result<Vec<usize>, Vec<usize>> {
    let mut waiting: Vec<usize> = Vec::with_capacity(nodes.len());
    let mut consumers: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (index, node) in nodes.iter().enumerate() {
        let sources: BTreeSet<usize> =
            operands(node).filter_map(|name| producers.get(name).copied()).collect();
        waiting.push(sources.len());
        sources.iter().for_each(|&source| consumers[source].push(index));
    }
    let mut ready: BTreeSet<usize> = (0..nodes.len()).filter(|&node| waiting[node] == 0).collect();
    let mut order = Vec::with_capacity(nodes.len());
    while let Some(node) = ready.pop_first() {
        order.push(node);
        for &consumer in &consumers[node] {
            waiting[consumer] -= 1;
            if waiting[consumer] == 0 {
                ready.insert(consumer);
            }
        }
    }
    if order.len() == nodes.len() {
        return Ok(order);
    }
    Err((0..nodes.len()).filter(|&node| waiting[node] > 0).collect())
}

/// Keeps the nodes of `order` whose results reach one of `outputs`.
pub(crate) fn live_nodes<'a>(
    nodes: &'a [NodeProto],
    order: &[usize],
    outputs: impl Iterator<Item = &'a str>,
) -> Vec<usize> {
    let mut wanted: BTreeSet<&str> = outputs.collect();
    let mut live = Vec::new();
    for &index in order.iter().rev() {
        if nodes[index].output.iter().any(|name| !name.is_empty() && wanted.contains(name.as_str())) {
            wanted.extend(operands(&nodes[index]));
            live.push(index);
        }
    }
    live.reverse();
    live
}
