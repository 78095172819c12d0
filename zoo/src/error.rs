//! What can go wrong when the zoo is asked for something.

use thiserror::Error;

/// A request that the zoo cannot serve.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ZooError {
    /// No entry has this name.
    #[error("no network named {name:?} in the zoo; {}", advice(.suggestions))]
    UnknownName {
        /// The name asked for, in lower case.
        name: String,
        /// Names of entries that come close, nearest first.
        suggestions: Vec<String>,
    },
    /// The samples asked for would not fit in memory.
    #[error(
        "{count} samples of {elements} values are more than the {limit} values made at once; ask for fewer"
    )]
    TooManySamples {
        /// Samples asked for.
        count: usize,
        /// Values of one sample.
        elements: usize,
        /// Most values in one request.
        limit: usize,
    },
}

impl ZooError {
    /// An unknown name, with up to three of `known` that come close to it.
    pub(crate) fn unknown<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Self {
        let tolerance = 1 + name.chars().count() / 4;
        let mut close: Vec<(usize, &str)> = known
            .map(|candidate| (edit_distance(name, candidate), candidate))
            .filter(|(distance, candidate)| {
                *distance <= tolerance || (name.len() >= 3 && candidate.contains(name))
            })
            .collect();
        close.sort_unstable();
        let suggestions = close.into_iter().take(3).map(|(_, candidate)| candidate.to_owned()).collect();
        Self::UnknownName { name: name.to_owned(), suggestions }
    }
}

fn advice(suggestions: &[String]) -> String {
    match suggestions {
        [] => "`ganax zoo list` shows all names".to_owned(),
        [only] => format!("did you mean {only}?"),
        [most @ .., last] => format!("did you mean {} or {last}?", most.join(", ")),
    }
}

/// Levenshtein distance: fewest insertions, deletions and substitutions that turn `a` into `b`.
fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn edit_distance_counts_single_edits() {
        assert_eq!(edit_distance("dcgan", "dcgan"), 0);
        assert_eq!(edit_distance("dcgan", "gan"), 2);
        assert_eq!(edit_distance("kitten", "sitting"), 3);
        assert_eq!(edit_distance("magan", "mgan"), 1);
        assert_eq!(edit_distance("mgan", "magan"), 1);
        assert_eq!(edit_distance("", "magan"), 5);
    }

    #[test]
    fn nearest_name_comes_first_and_far_ones_are_left_out() {
        let error = ZooError::unknown("magam", ["dcgan", "magan-mnist", "magan"].into_iter());
        let ZooError::UnknownName { suggestions, .. } = error else { panic!("{error}") };
        assert_eq!(suggestions, ["magan"]);
        let error = ZooError::unknown("gan", ["discogan", "dcgan", "fashion", "magan-mnist"].into_iter());
        assert!(error.to_string().ends_with("did you mean dcgan, discogan or magan-mnist?"), "{error}");
    }
}
