//! Network inputs: from a file or from a seed, in the order and shape of the ports.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardNormal};

use crate::npz::{self, Array, Arrays};
use crate::table::shape;

/// The most values that are drawn from a seed, over all inputs: 1 GiB of float32.
const MAX_SEEDED_VALUES: usize = 1 << 28;

/// What inputs and outputs need of a port, whoever describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Port {
    /// The ONNX value name.
    pub name: String,
    /// Whether the leading ONNX axis is the batch.
    pub batched: bool,
    /// Extents of one image.
    pub dims: Vec<usize>,
}

impl Port {
    /// Extents of `images` images in ONNX order.
    pub fn shape(&self, images: usize) -> Vec<usize> {
        let batch = self.batched.then_some(images);
        batch.into_iter().chain(self.dims.iter().copied()).collect()
    }

    fn elements(&self, images: usize) -> Option<usize> {
        self.shape(images).iter().try_fold(1usize, |product, &extent| product.checked_mul(extent))
    }

    fn describe(&self) -> String {
        format!("{}{}", if self.batched { "Nx" } else { "" }, shape(&self.dims))
    }
}

impl From<&isa::program::Port> for Port {
    fn from(port: &isa::program::Port) -> Self {
        let dims = port.dims.iter().map(|&extent| extent as usize).collect();
        Self { name: port.name.clone(), batched: port.batched, dims }
    }
}

impl From<&compiler::layer::Port> for Port {
    fn from(port: &compiler::layer::Port) -> Self {
        Self { name: port.name.clone(), batched: port.batched, dims: port.dims.clone() }
    }
}

/// Values for every port, in port order.
#[derive(Debug, Clone, PartialEq)]
pub struct Inputs {
    /// Number of images.
    pub images: usize,
    /// One array per port, `[images, dims...]` where the port is batched.
    pub arrays: Vec<Vec<f32>>,
    /// Where they come from, for people.
    pub origin: String,
}

impl Inputs {
    /// Takes the arrays that the ports name out of a file. Other arrays are left alone.
    ///
    /// # Errors
    /// A missing array, a wrong shape, numbers of images that differ, NaN or infinity.
    pub fn from_file(path: &Path, ports: &[Port]) -> Result<Self> {
        let arrays = npz::read(path)?;
        let name = path.display();
        Self::named(&arrays, ports)
            .with_context(|| format!("{name}"))
            .map(|inputs| Self { origin: name.to_string(), ..inputs })
    }

    fn named(arrays: &Arrays, ports: &[Port]) -> Result<Self> {
        let mut images = None;
        let mut ordered = Vec::new();
        for port in ports {
            let array = find(arrays, port)?;
            if port.batched {
                let found = array.shape[0];
                let expected = *images.get_or_insert(found);
                ensure!(
                    found == expected,
                    "array `{}` holds {found} images, others hold {expected}",
                    port.name
                );
            }
            if let Some(index) = array.values.iter().position(|value| !value.is_finite()) {
                bail!("array `{}` holds {} at element {index}", port.name, array.values[index]);
            }
            ordered.push(array.values.clone());
        }
        let images = images.unwrap_or(1);
        ensure!(images > 0, "the arrays hold no images");
        Ok(Self { images, arrays: ordered, origin: String::new() })
    }

    /// Standard normal values, the latents of most generators, for `count` images (one where nothing is batched).
    ///
    /// # Errors
    /// More values than are drawn at once.
    pub fn seeded(ports: &[Port], seed: u64, count: usize) -> Result<Self> {
        let images = if ports.iter().any(|port| port.batched) { count } else { 1 };
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut left = MAX_SEEDED_VALUES;
        let mut arrays = Vec::new();
        for port in ports {
            let elements = port.elements(images).filter(|&elements| elements <= left);
            let elements = elements.with_context(|| {
                format!(
                    "{images} images of input `{}` ({}) are too many to draw at once",
                    port.name,
                    port.describe()
                )
            })?;
            left -= elements;
            arrays.push((0..elements).map(|_| StandardNormal.sample(&mut random)).collect());
        }
        Ok(Self { images, arrays, origin: format!("normal values, seed {seed}") })
    }

    /// Up to `most` of the images, spread evenly, for calibration.
    pub fn spread(&self, ports: &[Port], most: usize) -> Self {
        let images = self.images.min(most.max(1));
        let arrays = ports.iter().zip(&self.arrays).map(|(port, array)| match port.batched {
            false => array.clone(),
            true => {
                let size = array.len() / self.images;
                (0..images)
                    .flat_map(|index| &array[index * self.images / images * size..][..size])
                    .copied()
                    .collect()
            }
        });
        Self { images, arrays: arrays.collect(), origin: self.origin.clone() }
    }
}

/// The array of a port, its shape checked.
fn find<'a>(arrays: &'a Arrays, port: &Port) -> Result<&'a Array> {
    let Some(array) = arrays.get(&port.name) else {
        let names: Vec<&str> = arrays.keys().map(String::as_str).collect();
        bail!("there is no array named `{}`; the file holds: {}", port.name, names.join(", "));
    };
    let fits = match port.batched {
        true => array.shape.split_first().is_some_and(|(_, dims)| dims == port.dims),
        false => array.shape == port.dims,
    };
    match fits {
        true => Ok(array),
        false => bail!(
            "array `{}` has shape {}, the model takes {}",
            port.name,
            shape(&array.shape),
            port.describe()
        ),
    }
}

#[cfg(test)]
mod test {
    use super::*;

    fn port(batched: bool) -> Port {
        Port { name: "z".into(), batched, dims: vec![2] }
    }

    fn arrays(shape: &[usize], values: &[f32]) -> Arrays {
        Arrays::from([("z".into(), Array { shape: shape.into(), values: values.into(), integer: false })])
    }

    #[test]
    fn arrays_are_found_by_name_and_checked() {
        let inputs = Inputs::named(&arrays(&[2, 2], &[1., 2., 3., 4.]), &[port(true)]).expect("fits");
        assert_eq!((inputs.images, inputs.arrays.len()), (2, 1));
        let error = |arrays: Arrays, batched| {
            Inputs::named(&arrays, &[port(batched)]).expect_err("wrong").to_string()
        };
        assert_eq!(error(Arrays::new(), true), "there is no array named `z`; the file holds: ");
        assert_eq!(error(arrays(&[2, 3], &[0.; 6]), true), "array `z` has shape 2x3, the model takes Nx2");
        assert_eq!(error(arrays(&[1, 2], &[0.; 2]), false), "array `z` has shape 1x2, the model takes 2");
        assert_eq!(error(arrays(&[1, 2], &[0., f32::NAN]), true), "array `z` holds NaN at element 1");
        assert_eq!(error(arrays(&[0, 2], &[]), true), "the arrays hold no images");
    }

    #[test]
    fn seeded_values_depend_on_the_seed_only() {
        let draw = |seed, count| Inputs::seeded(&[port(true)], seed, count).expect("few");
        assert_eq!(draw(1, 3).arrays[0][..4], draw(1, 2).arrays[0][..]);
        assert_ne!(draw(1, 2), draw(2, 2));
        assert!(Inputs::seeded(&[port(true)], 0, usize::MAX).is_err());
    }

    #[test]
    fn calibration_takes_images_from_the_whole_file() {
        let inputs =
            Inputs { images: 4, arrays: vec![vec![0., 0., 1., 1., 2., 2., 3., 3.]], origin: String::new() };
        assert_eq!(inputs.spread(&[port(true)], 2).arrays[0], [0., 0., 2., 2.]);
        assert_eq!(inputs.spread(&[port(true)], 9), inputs);
    }
}
