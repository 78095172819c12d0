//! Dependencies between the packages of the workspace: who may know whom.

use cargo_metadata::Metadata;

/// Each package and what it may depend on, for its tests too. `isa` knows nobody; nobody knows `tests` and `xtask`.
/// `bitstream` needs `sim-fallback` in its tests only: the software card is the reference of the RTL's control.
const ALLOWED: [(&str, &[&str]); 10] = [
    ("isa", &[]),
    ("boards", &["isa"]),
    ("compiler", &["isa"]),
    ("driver", &["isa"]),
    ("bitstream", &["isa", "sim-fallback"]),
    ("xtask", &["isa", "boards"]),
    ("zoo", &["isa", "compiler"]),
    ("sim-fallback", &["isa", "driver"]),
    ("host-app", &["isa", "boards", "compiler", "zoo", "driver", "sim-fallback"]),
    ("tests", &["isa", "boards", "compiler", "zoo", "driver", "sim-fallback", "bitstream", "host-app"]),
];

/// Edges that the table does not allow, and packages that it does not know.
pub fn problems(metadata: &Metadata) -> Vec<String> {
    let packages = metadata.workspace_packages();
    let names: Vec<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    let edges = packages.iter().flat_map(|package| {
        let inside = package.dependencies.iter().filter(|dependency| dependency.path.is_some());
        inside.map(|dependency| (package.name.as_str(), dependency.name.as_str()))
    });
    let unknown = names.iter().filter(|name| allowed(name).is_none());
    unknown
        .map(|name| format!("package `{name}` is not in the table of xtask/src/tidy/edges.rs"))
        .chain(edges.filter(|&(from, to)| !is_allowed(from, to)).map(|(from, to)| {
            format!("`{from}` depends on `{to}`; it may depend on {:?}", allowed(from).unwrap_or_default())
        }))
        .collect()
}

fn allowed(package: &str) -> Option<&'static [&'static str]> {
    ALLOWED.iter().find(|(name, _)| *name == package).map(|(_, allowed)| *allowed)
}

fn is_allowed(from: &str, to: &str) -> bool {
    allowed(from).is_some_and(|allowed| allowed.contains(&to))
}

#[cfg(test)]
mod test {
    use super::{ALLOWED, is_allowed};

    #[test]
    fn edges_against_the_flow_are_refused() {
        for (from, to) in
            [("isa", "compiler"), ("compiler", "driver"), ("driver", "sim-fallback"), ("driver", "compiler")]
        {
            assert!(!is_allowed(from, to), "{from} -> {to}");
        }
        assert!(is_allowed("host-app", "sim-fallback"));
    }

    #[test]
    fn table_has_no_cycle() {
        for (from, allowed) in ALLOWED {
            assert!(allowed.iter().all(|to| !is_allowed(to, from)), "{from}");
        }
    }
}
