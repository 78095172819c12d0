//! The networks that GANAX is judged with, as ONNX files: the GANs of the literature with seeded random
//! weights, and two small generators that were trained for this project.
//!
//! The layer tables are data (`networks.json`, with the source of every network and exact counts of
//! multiply-accumulates); [`Entry::onnx`] turns one into a model. The random networks are for speed, cycle
//! counts and numerical comparison: their activations keep the range of a trained network, their pictures
//! mean nothing. Nothing here runs or compiles a network.
//!
//! ```
//! let entry = zoo::find("dcgan-pytorch")?;
//! assert_eq!(entry.input.shape, [100, 1, 1]);
//! let latents = entry.latents(1, 4)?;
//! assert_eq!(latents.shape, [4, 100, 1, 1]);
//! # Ok::<(), zoo::ZooError>(())
//! ```

mod entry;
mod error;
mod export;
mod samples;
mod table;
mod trained;

pub use entry::{Entry, Expected, Part, Port};
pub use error::ZooError;
pub use samples::{MAX_ELEMENTS, Tensor};
pub use table::{Activation, Counts, Layer, Norm, Op, Status};

use std::sync::LazyLock;

static ENTRIES: LazyLock<Vec<Entry>> =
    LazyLock::new(|| table::networks().flat_map(Entry::parts_of).collect());

/// Every entry of the zoo: trained models first, then each generator followed by its discriminator.
pub fn list() -> &'static [Entry] {
    &ENTRIES
}

/// Looks an entry up by [`Entry::name`], whatever the case and with or without spaces.
///
/// # Errors
/// [`ZooError::UnknownName`], with the names that come closest.
pub fn find(name: &str) -> Result<&'static Entry, ZooError> {
    let wanted: String = name.to_lowercase().split_whitespace().collect();
    list()
        .iter()
        .find(|entry| entry.name == wanted)
        .ok_or_else(|| ZooError::unknown(&wanted, list().iter().map(|entry| entry.name.as_str())))
}

#[cfg(test)]
mod test {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_findable() {
        let names: BTreeSet<_> = list().iter().map(|entry| &entry.name).collect();
        assert_eq!(names.len(), list().len());
        for entry in list() {
            assert!(std::ptr::eq(find(&entry.name).unwrap(), entry));
        }
    }

    #[test]
    fn every_network_of_the_literature_is_listed() {
        for name in [
            "fashion",
            "furniture",
            "dcgan",
            "dcgan-1024",
            "dcgan-sd",
            "dcgan-pytorch",
            "3d-gan",
            "discogan",
            "discogan-noextra",
            "gp-gan",
            "magan",
            "magan-mnist",
            "artgan-public",
            "artgan-icip17",
        ] {
            assert_eq!(find(name).unwrap().part, Part::Generator);
        }
        let discriminators = list().iter().filter(|entry| entry.part == Part::Discriminator).count();
        assert_eq!(discriminators, 11, "all but fashion, furniture and dcgan-sd have one");
    }

    #[test]
    fn case_and_spaces_do_not_matter() {
        assert_eq!(find("DCGAN - PyTorch/D").unwrap().name, "dcgan-pytorch/d");
    }

    #[test]
    fn misspelt_name_gets_suggestions() {
        let error = find("dcgan-pytroch").unwrap_err();
        assert!(error.to_string().contains("did you mean dcgan-pytorch"), "{error}");
        let error = find("resnet").unwrap_err();
        assert!(error.to_string().contains("zoo list"), "{error}");
    }
}
