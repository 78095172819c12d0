//! Merging of equal modules, and names for those that remain.
//!
//! Modules are compared from the leaves up, with the kinds of their children already replaced: two modules
//! are equal when their text is. A module is called `TOP_BLOCK`, where `BLOCK` comes, in this order, from
//!
//! 1. the block itself, see [`Module::block`];
//! 2. its form, for flip-flops of the widget library: `flip_flop_WIDTH`;
//! 3. its instance path without array indices.
//!
//! Different modules of one name, such as one block in two widths, are numbered from 2 on.

use super::module::Module;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Merges the modules of one design, whose names are instance paths, and names them; `top` first, then
/// parents before children.
pub fn merge(top: &str, mut modules: Vec<Module>) -> Vec<Module> {
    modules.sort_by_cached_key(|module| (Reverse(depth(&module.name)), module.name.clone()));
    let mut name_of_path = BTreeMap::new();
    let mut name_of_text = BTreeMap::new();
    let mut used = BTreeSet::new();
    let mut merged = vec![];
    for mut module in modules {
        let path = std::mem::take(&mut module.name);
        rename_children(&mut module, &name_of_path);
        let block = block_name(top, &path, &module);
        let name = name_of_text.entry(module.to_string()).or_insert_with(|| {
            module.name = unused(block, &mut used);
            let name = module.name.clone();
            merged.push(module);
            name
        });
        name_of_path.insert(path, name.clone());
    }
    merged.reverse();
    merged
}

/// Levels below the top of the instance at `path`; indices of arrays count, which keeps children behind
/// parents.
fn depth(path: &str) -> usize {
    path.matches('$').count()
}

fn rename_children(module: &mut Module, name_of_path: &BTreeMap<String, String>) {
    for instance in &mut module.instances {
        if let Some(name) = name_of_path.get(&instance.kind) {
            module.body[instance.line] = format!("    {name} {}(", instance.name);
            instance.kind = name.clone();
        }
    }
}

/// The name for the module at `path`, not necessarily unique.
fn block_name(top: &str, path: &str, module: &Module) -> String {
    if depth(path) == 0 {
        return top.to_string();
    }
    let name = module.block.clone().or_else(|| flip_flop(module)).unwrap_or_else(|| {
        let is_name = |part: &&str| part.parse::<usize>().is_err();
        path.split('$').skip(1).filter(is_name).collect::<Vec<_>>().join("_")
    });
    format!("{top}_{name}")
}

/// The name of a flip-flop of the widget library, known by its ports.
fn flip_flop(module: &Module) -> Option<String> {
    match &module.ports[..] {
        [d, q, clock] if (&*d.name, &*q.name, &*clock.name) == ("d", "q", "clock") => {
            Some(format!("flip_flop_{}", q.width_bits))
        }
        _ => None,
    }
}

/// `name`, or the first of `name_2`, `name_3`, ... that no module has yet.
fn unused(name: String, used: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    let free = std::iter::once(name.clone()).chain(numbered).find(|name| !used.contains(name));
    let free = free.expect("there are more numbers than modules");
    used.insert(free.clone());
    free
}

#[cfg(test)]
mod test {
    use super::*;
    use crate::verilog::module::parse;

    fn leaf(path: &str, mark: &str, operator: &str) -> String {
        format!(
            "module {path}(a,b);\n    input wire  a;\n    output reg  b;\n    always @(*) begin\n        {mark}\n        \
             b = {operator}a;\n    end\nendmodule // {path}\n"
        )
    }

    fn parent(path: &str, children: &[&str]) -> String {
        let instances: String = children
            .iter()
            .map(|child| format!("    {path}${child} {child}(\n        .a(x)\n    );\n"))
            .collect();
        format!("module {path}(x);\n    input wire  x;\n{instances}endmodule // {path}\n")
    }

    fn merged(texts: &[String]) -> Vec<Module> {
        merge("chip", parse("chip", &texts.concat()).unwrap())
    }

    fn names(modules: &[Module]) -> Vec<&str> {
        modules.iter().map(|module| &*module.name).collect()
    }

    #[test]
    fn equal_modules_become_one_and_instances_refer_to_it() {
        let modules = merged(&[
            parent("top", &["p$0", "p$1"]),
            parent("top$p$0", &["n"]),
            parent("top$p$1", &["n"]),
            leaf("top$p$0$n", "// comment! (\"block inverter", "~"),
            leaf("top$p$1$n", "// comment! (\"block inverter", "~"),
        ]);
        assert_eq!(names(&modules), ["chip", "chip_p", "chip_inverter"]);
        assert_eq!(modules[0].body.iter().filter(|line| line.trim().starts_with("chip_p p$")).count(), 2);
        assert!(modules[1].body.contains(&"    chip_inverter n(".to_string()));
        assert!(!modules[2].to_string().contains("comment"));
    }

    #[test]
    fn different_modules_of_one_block_are_numbered_and_kept_apart() {
        let modules = merged(&[
            parent("top", &["m", "n"]),
            leaf("top$m", "// comment! (\"block gate", "~"),
            leaf("top$n", "// comment! (\"block gate", "!"),
        ]);
        assert_eq!(names(&modules), ["chip", "chip_gate_2", "chip_gate"]);
        assert!(modules[0].body.contains(&"    chip_gate m(".to_string()));
        assert!(modules[0].body.contains(&"    chip_gate_2 n(".to_string()));
    }

    #[test]
    fn parents_that_differ_only_deep_below_are_kept_apart() {
        let modules = merged(&[
            parent("top", &["p$0", "p$1"]),
            parent("top$p$0", &["n"]),
            parent("top$p$1", &["n"]),
            leaf("top$p$0$n", "", "~"),
            leaf("top$p$1$n", "", "!"),
        ]);
        assert_eq!(names(&modules), ["chip", "chip_p_2", "chip_p", "chip_p_n_2", "chip_p_n"]);
    }
}
