//! Templates: text with marks such as `@CORE_MHZ@`, each of which has a value. Knows nothing of boards.

use anyhow::{Result, bail};
use std::collections::BTreeMap;

/// The values of the marks.
pub type Values = BTreeMap<&'static str, String>;

/// Replaces every mark.
///
/// # Errors
/// A mark without a value.
pub fn fill(name: &str, text: &str, values: &Values) -> Result<String> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        filled.push_str(&rest[..at]);
        let Some(mark) = mark(&rest[at..]) else {
            filled.push('@');
            rest = &rest[at + 1..];
            continue;
        };
        match values.get(mark) {
            Some(value) => filled.push_str(value),
            None => bail!("{name}: there is no value for @{mark}@"),
        }
        rest = &rest[at + mark.len() + 2..];
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The name of the mark that a text begins with.
fn mark(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('@')?;
    let name = &inner[..inner.find('@')?];
    let legal =
        |character: char| character.is_ascii_uppercase() || character.is_ascii_digit() || character == '_';
    (!name.is_empty() && name.chars().all(legal)).then_some(name)
}

#[cfg(test)]
mod test {
    use super::{Values, fill};

    #[test]
    fn marks_are_replaced_and_other_text_is_left_alone() {
        let values = Values::from([("A", "1".into()), ("AT", "@".into())]);
        for (text, expected) in [
            ("x@A@y", "x1y"),
            ("@A@@AT@@A@", "1@1"),
            ("me@example.org, you@example.org", "me@example.org, you@example.org"),
            ("always @(posedge clk) @A@", "always @(posedge clk) 1"),
        ] {
            assert_eq!(fill("t", text, &values).unwrap(), expected);
        }
    }

    #[test]
    fn mark_without_value_is_an_error() {
        let error = fill("build.tcl", "@B@", &Values::new()).unwrap_err().to_string();
        assert_eq!(error, "build.tcl: there is no value for @B@");
    }
}
