//! How close a result is to its float32 reference: PSNR, maximal error, SSIM.

use serde::Serialize;

/// The window of SSIM, in pixels (Wang et al. 2004 use an 11x11 Gaussian; the uniform 8x8 window is the
/// paper's own faster variant).
const SSIM_WINDOW: usize = 8;

/// Closeness of one output to its reference.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quality {
    /// Name of the output.
    pub name: String,
    /// `20 log10(range of the reference / root mean square error)`; infinite, shown as null in JSON, where equal.
    pub psnr_db: f64,
    /// Largest absolute error.
    pub max_abs: f64,
    /// Mean structural similarity over the images; absent where the output is no image.
    pub ssim: Option<f64>,
}

/// Compares an output of shape `[N, C, H, W]` (or any other shape, then without SSIM) with its reference.
///
/// The slices have equal length.
pub fn compare(name: &str, shape: &[usize], found: &[f32], reference: &[f32]) -> Quality {
    let range = range(reference);
    let (mut square, mut max_abs) = (0.0, 0.0f64);
    for (&found, &expected) in found.iter().zip(reference) {
        let error = f64::from(found) - f64::from(expected);
        square += error * error;
        // A NaN must not hide behind `max`, which ignores it.
        max_abs = if error.is_nan() { f64::INFINITY } else { max_abs.max(error.abs()) };
    }
    let rmse = (square / reference.len().max(1) as f64).sqrt();
    let ssim = match *shape {
        [images, channels, height, width] if height >= SSIM_WINDOW && width >= SSIM_WINDOW => {
            Some(mean_ssim(images * channels, height, width, found, reference, range))
        }
        _ => None,
    };
    Quality { name: name.into(), psnr_db: 20.0 * (range / rmse).log10(), max_abs, ssim }
}

fn range(values: &[f32]) -> f64 {
    let low = values.iter().copied().fold(f32::INFINITY, f32::min);
    let high = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    match high > low {
        true => f64::from(high) - f64::from(low),
        // A constant reference has no range; its magnitude is the only scale there is.
        false => f64::from(high.abs()).max(f64::MIN_POSITIVE),
    }
}

fn mean_ssim(planes: usize, height: usize, width: usize, a: &[f32], b: &[f32], range: f64) -> f64 {
    let pixels = height * width;
    let sum: f64 = (0..planes)
        .map(|plane| {
            let span = plane * pixels..(plane + 1) * pixels;
            plane_ssim(height, width, &a[span.clone()], &b[span], range)
        })
        .sum();
    sum / planes.max(1) as f64
}

/// SSIM of one plane over all positions of the window, by summed-area tables.
fn plane_ssim(height: usize, width: usize, a: &[f32], b: &[f32], range: f64) -> f64 {
    let moments: [fn(f64, f64) -> f64; 5] = [|a, _| a, |_, b| b, |a, _| a * a, |_, b| b * b, |a, b| a * b];
    let tables = moments.map(|moment| summed_area(height, width, a, b, moment));
    let (c1, c2) = ((0.01 * range).powi(2), (0.03 * range).powi(2));
    let n = (SSIM_WINDOW * SSIM_WINDOW) as f64;
    let (mut sum, mut windows) = (0.0, 0.0);
    for y in 0..=height - SSIM_WINDOW {
        for x in 0..=width - SSIM_WINDOW {
            let at = |dy: usize, dx: usize| (y + dy) * (width + 1) + x + dx;
            let (w, corner) = (SSIM_WINDOW, at(0, 0));
            let [ma, mb, aa, bb, ab] = tables
                .each_ref()
                .map(|table| (table[at(w, w)] - table[at(0, w)] - table[at(w, 0)] + table[corner]) / n);
            let (va, vb, cov) = (aa - ma * ma, bb - mb * mb, ab - ma * mb);
            sum += (2.0 * ma * mb + c1) * (2.0 * cov + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
            windows += 1.0;
        }
    }
    sum / windows
}

fn summed_area(height: usize, width: usize, a: &[f32], b: &[f32], moment: fn(f64, f64) -> f64) -> Vec<f64> {
    let stride = width + 1;
    let mut table = vec![0.0; (height + 1) * stride];
    for y in 0..height {
        let mut row = 0.0;
        for x in 0..width {
            row += moment(a[y * width + x].into(), b[y * width + x].into());
            table[(y + 1) * stride + x + 1] = table[y * stride + x + 1] + row;
        }
    }
    table
}

#[cfg(test)]
mod test {
    use super::*;

    fn ramp(len: usize) -> Vec<f32> {
        (0..len).map(|i| (i as f32 * 0.37).sin()).collect()
    }

    #[test]
    fn equal_images_are_perfect() {
        let image = ramp(256);
        let quality = compare("y", &[1, 1, 16, 16], &image, &image);
        assert_eq!((quality.psnr_db, quality.max_abs), (f64::INFINITY, 0.0));
        assert!((quality.ssim.expect("an image") - 1.0).abs() < 1e-12);
    }

    #[test]
    fn psnr_follows_its_definition() {
        let reference = [0.0, 1.0, 2.0, 4.0];
        let found = [0.1, 1.1, 2.1, 4.1];
        let quality = compare("y", &[4], &found, &reference);
        assert!((quality.psnr_db - 20.0 * (4.0f64 / 0.1).log10()).abs() < 1e-4);
        assert!((quality.max_abs - 0.1).abs() < 1e-6);
        assert_eq!(quality.ssim, None);
    }

    #[test]
    fn noise_lowers_ssim_and_nan_is_not_hidden() {
        let reference = ramp(1024);
        let noisy: Vec<f32> =
            reference.iter().enumerate().map(|(i, v)| v + if i % 2 == 0 { 0.5 } else { -0.5 }).collect();
        let ssim = compare("y", &[1, 1, 32, 32], &noisy, &reference).ssim.expect("an image");
        assert!(ssim < 0.9, "{ssim}");
        assert_eq!(compare("y", &[2], &[f32::NAN, 0.0], &[0.0, 1.0]).max_abs, f64::INFINITY);
    }
}
