//! Seeded inputs for the networks: latents, one-hot classes, smooth noise in place of pictures.

use crate::{Entry, ZooError};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::StandardNormal;

/// Most values that one request for samples may ask for (1 GiB of float32).
pub const MAX_ELEMENTS: usize = 1 << 28;

/// Distance in pixels between the random knots that smooth noise is interpolated from.
const KNOT_SPACING: usize = 8;

/// A named float32 array, row-major.
#[derive(Debug, Clone, PartialEq)]
pub struct Tensor {
    /// Name of the graph input or output.
    pub name: String,
    /// Extents, batch first.
    pub shape: Vec<usize>,
    /// Values, `shape` in row-major order.
    pub values: Vec<f32>,
}

/// `count` inputs of `entry`, one after the other from one random stream.
pub(crate) fn draw(entry: &Entry, seed: u64, count: usize) -> Result<Tensor, ZooError> {
    let elements: usize = entry.input.shape.iter().product();
    let total = count
        .checked_mul(elements)
        .filter(|total| *total <= MAX_ELEMENTS)
        .ok_or(ZooError::TooManySamples { count, elements, limit: MAX_ELEMENTS })?;
    let mut values = Vec::with_capacity(total);
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    for index in 0..count {
        if entry.takes_latents() {
            push_latent(&mut values, &mut random, elements - entry.classes, entry.classes, index);
        } else {
            push_picture(&mut values, &mut random, &entry.input.shape);
        }
    }
    let shape = std::iter::once(count).chain(entry.input.shape.iter().copied()).collect();
    Ok(Tensor { name: entry.input.name.to_owned(), shape, values })
}

fn push_latent(values: &mut Vec<f32>, random: &mut ChaCha8Rng, normals: usize, classes: usize, index: usize) {
    values.extend((0..normals).map(|_| random.sample::<f32, _>(StandardNormal)));
    values.extend((0..classes).map(|class| if class == index % classes { 1.0 } else { 0.0 }));
}

fn push_picture(values: &mut Vec<f32>, random: &mut ChaCha8Rng, shape: &[usize]) {
    let mut extents = [1; 3];
    let axes = shape.len() - 1;
    extents[3 - axes..].copy_from_slice(&shape[1..]);
    for _channel in 0..shape[0] {
        push_smooth_noise(values, random, extents);
    }
}

/// Uniform knots in -1..1, linearly interpolated along every axis.
fn push_smooth_noise(values: &mut Vec<f32>, random: &mut ChaCha8Rng, extents: [usize; 3]) {
    let [knots_d, knots_h, knots_w] = extents.map(|extent| extent.div_ceil(KNOT_SPACING) + 1);
    let knots: Vec<f32> = (0..knots_d * knots_h * knots_w).map(|_| signed_unit(random)).collect();
    let place = |index: usize| (index / KNOT_SPACING, (index % KNOT_SPACING) as f32 / KNOT_SPACING as f32);
    let mix = |a: f32, b: f32, share: f32| a + (b - a) * share;
    for (d, depth_share) in (0..extents[0]).map(place) {
        for (h, height_share) in (0..extents[1]).map(place) {
            for (w, width_share) in (0..extents[2]).map(place) {
                let at = |d, h, w| knots[(d * knots_h + h) * knots_w + w];
                let line = |d, h| mix(at(d, h, w), at(d, h, w + 1), width_share);
                let plane = |d| mix(line(d, h), line(d, h + 1), height_share);
                values.push(mix(plane(d), plane(d + 1), depth_share));
            }
        }
    }
}

/// Mean square of the inputs that [`draw`] makes, which weights are scaled by.
pub(crate) fn mean_square(entry: &Entry) -> f64 {
    if entry.takes_latents() {
        return 1.0;
    }
    // Interpolating two independent knots at share t keeps t^2 + (1 - t)^2 of their mean square.
    let kept_at = |t: f64| t * t + (1.0 - t) * (1.0 - t);
    let spacing = KNOT_SPACING as f64;
    let kept = (0..KNOT_SPACING).map(|place| kept_at(place as f64 / spacing)).sum::<f64>() / spacing;
    let of_knots = 1.0 / 3.0;
    entry.input.shape[1..].iter().fold(of_knots, |mean_square, _axis| mean_square * kept)
}

/// Uniform in -1..1 in steps that float32 holds exactly.
fn signed_unit(random: &mut ChaCha8Rng) -> f32 {
    let step = random.next_u32() >> 8;
    step as f32 / (1 << 23) as f32 - 1.0
}

#[cfg(test)]
mod test {
    use super::*;
    use crate::{find, list};

    fn mean_square_of(values: &[f32]) -> f64 {
        values.iter().map(|v| f64::from(*v).powi(2)).sum::<f64>() / values.len() as f64
    }

    #[test]
    fn same_seed_gives_same_samples_and_count_only_adds() {
        for name in ["fashion", "dcgan-pytorch", "discogan"] {
            let entry = find(name).unwrap();
            let (few, many) = (entry.latents(7, 2).unwrap(), entry.latents(7, 5).unwrap());
            assert_eq!(few.values, many.values[..few.values.len()]);
            assert_ne!(few.values, entry.latents(8, 2).unwrap().values);
        }
    }

    #[test]
    fn classes_are_one_hot_and_take_turns() {
        let entry = find("fashion").unwrap();
        let latents = entry.latents(1, 12).unwrap();
        for (index, z) in latents.values.chunks(64).enumerate() {
            let expected: Vec<f32> = (0..10).map(|class| f32::from(class == index % 10)).collect();
            assert_eq!(z[54..], expected);
        }
    }

    #[test]
    fn pictures_are_smooth_and_within_range() {
        let picture = find("dcgan/d").unwrap().latents(3, 1).unwrap();
        assert!(picture.values.iter().all(|v| (-1.0..=1.0).contains(v)));
        let largest_step =
            picture.values.chunks(64).flat_map(|row| row.windows(2)).map(|p| (p[1] - p[0]).abs());
        assert!(largest_step.fold(0.0, f32::max) <= 2.0 / KNOT_SPACING as f32 + 1e-6);
    }

    #[test]
    fn mean_square_is_that_of_the_samples() {
        for name in ["dcgan-1024", "gp-gan", "3d-gan/d", "magan-mnist/d"] {
            let entry = find(name).unwrap();
            let drawn = mean_square_of(&entry.latents(5, 60).unwrap().values);
            assert!((drawn / mean_square(entry) - 1.0).abs() < 0.04, "{name}: {drawn}");
        }
    }

    #[test]
    fn absurd_counts_are_refused_before_allocating() {
        for entry in list() {
            for count in [usize::MAX, usize::MAX / 2, MAX_ELEMENTS + 1] {
                assert!(matches!(entry.latents(1, count), Err(ZooError::TooManySamples { .. })));
            }
        }
    }
}
