//! Licences of everything that is linked or runs in a build: an allow-list over SPDX expressions.

use cargo_metadata::Metadata;

/// Licences that go together with MIT and Apache-2.0, the choice that this project offers.
const ALLOWED: [&str; 12] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages whose licence is missing or not allowed.
pub fn problems(metadata: &Metadata) -> Vec<String> {
    let judged = metadata.packages.iter().filter_map(|package| match package.license.as_deref() {
        Some(expression) if is_allowed(expression) => None,
        Some(expression) => Some(format!("{} {}: {expression}", package.name, package.version)),
        None => Some(format!("{} {}: no licence is stated", package.name, package.version)),
    });
    judged.collect()
}

/// Whether an SPDX expression can be satisfied with allowed licences. `/` is the old spelling of `OR`.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.trim().replace('/', " OR ");
    if let Some(sides) = split(&expression, " OR ") {
        return sides.iter().any(|side| is_allowed(side));
    }
    if let Some(sides) = split(&expression, " AND ") {
        return sides.iter().all(|side| is_allowed(side));
    }
    match expression.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => is_allowed(inner),
        None => ALLOWED.contains(&expression.as_str()),
    }
}

/// The parts between operators that stand outside parentheses; nothing if there is none.
fn split<'text>(expression: &'text str, operator: &str) -> Option<Vec<&'text str>> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, character) in expression.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && at >= start && expression[at..].starts_with(operator) {
            parts.push(&expression[start..at]);
            start = at + operator.len();
        }
    }
    parts.push(&expression[start..]);
    (parts.len() > 1).then_some(parts)
}

#[cfg(test)]
mod test {
    use super::is_allowed;

    #[test]
    fn one_allowed_choice_is_enough() {
        for expression in ["MIT", "MIT/Apache-2.0", "GPL-3.0 OR MIT", "(MIT OR GPL-2.0) AND Unicode-3.0"] {
            assert!(is_allowed(expression), "{expression}");
        }
    }

    #[test]
    fn every_part_of_a_conjunction_counts() {
        for expression in
            ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC) AND MPL-2.0", "(MIT AND GPL-2.0) OR LGPL-3.0"]
        {
            assert!(!is_allowed(expression), "{expression}");
        }
    }
}
