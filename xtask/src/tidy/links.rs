//! Links between the documents: every relative link of a Markdown file leads to a file. Fetches nothing.

use super::sources::Files;
use crate::workspace;
use std::path::Path;

/// Relative links that lead nowhere.
pub fn problems(files: &Files) -> Vec<String> {
    let documents = files.0.iter().filter(|file| file.path.extension().is_some_and(|found| found == "md"));
    let mut problems = Vec::new();
    for file in documents {
        let directory = workspace::root().join(file.path.parent().unwrap_or(Path::new("")));
        let broken = targets(&file.text).filter(|target| !directory.join(target).exists());
        problems.extend(broken.map(|target| format!("{}: {target} does not exist", file.path.display())));
    }
    problems
}

/// The files that the links of a Markdown text name; anchors inside a page and other sites are left out.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| {
        let target = rest.split([')', ' ', '#']).next()?;
        let elsewhere = target.contains("://") || target.starts_with("mailto:");
        (!target.is_empty() && !elsewhere).then_some(target)
    })
}

#[cfg(test)]
mod test {
    use super::targets;

    #[test]
    fn relative_links_are_found() {
        let text =
            "[a](docs/a.md#part) ![b](b.png \"title\") [c](#here) [d](https://example.org/x) plain (text)";
        assert_eq!(targets(text).collect::<Vec<_>>(), ["docs/a.md", "b.png"]);
    }
}
