//! Between arrays of real numbers and the memory images of the input and output segments.
//!
//! An image of a segment holds every port of the program as 16-bit integers with the port's strides; the array
//! beside it is dense, row-major, in ONNX order, batch first. Quantisation is `round(value / scale)` to the
//! nearest integer, ties away from zero, saturated to 16 bit; dequantisation is `integer * scale`, exact but for
//! the one rounding of that product. Scales are the compiler's choice, not this module's.

pub(crate) mod in_place;

use isa::program::Port;

/// Bytes of a sample in device memory.
const SAMPLE_BYTES: usize = 2;
/// Samples that are quantised together.
const BLOCK: usize = 64;

/// Arrays and images that do not fit each other.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SampleError {
    /// A value is not a number.
    #[error("value {index} of {port} is not a number")]
    NotANumber {
        /// Name of the port.
        port: String,
        /// Index in the array.
        index: usize,
    },
    /// The array has the wrong number of values.
    #[error("the array for {port} has {found} values, {batch} images of {expected} values each are needed")]
    Values {
        /// Name of the port.
        port: String,
        /// Images.
        batch: usize,
        /// Values of one image.
        expected: usize,
        /// Values given.
        found: usize,
    },
    /// The memory is not a whole number of images.
    #[error("{found} bytes are not a whole number of images of {image_bytes} bytes")]
    ImageBytes {
        /// Bytes of one image.
        image_bytes: u64,
        /// Bytes given.
        found: usize,
    },
    /// A port's strides reach beyond its image, or visit an element twice.
    #[error("port {port} does not fit an image of {image_bytes} bytes; the program is malformed")]
    Layout {
        /// Name of the port.
        port: String,
        /// Bytes of one image.
        image_bytes: u64,
    },
}

/// Writes the values of one input port into the images of the input segment.
///
/// `values` has shape `[batch, dims of the port]`, `images` is `batch` times `image_bytes` bytes; bytes that do
/// not belong to the port stay as they are. Returns how many values were saturated.
///
/// # Errors
/// Sizes that do not fit, a NaN. Nothing is written then. Infinities saturate.
pub fn quantise(
    port: &Port,
    image_bytes: u64,
    values: &[f32],
    images: &mut [u8],
) -> Result<u64, SampleError> {
    let layout = Layout::new(port, image_bytes)?;
    layout.check_sizes(port, values.len(), images.len())?;
    if let Some(index) = values.iter().position(|value| value.is_nan()) {
        return Err(SampleError::NotANumber { port: port.name.clone(), index });
    }
    let mut saturated = 0;
    let batch = values.chunks_exact(layout.elements).zip(images.chunks_exact_mut(layout.image_bytes));
    for (values, image) in batch {
        layout.for_each_row(|first, start| {
            let row = &values[first..first + layout.row];
            saturated += quantise_row(row, port.scale, layout.step, &mut image[start..]);
        });
    }
    Ok(saturated)
}

/// Reads the values of one output port from the images of the output segment.
///
/// Shapes as for [`quantise`].
///
/// # Errors
/// Sizes that do not fit. Nothing is written then.
pub fn dequantise(
    port: &Port,
    image_bytes: u64,
    images: &[u8],
    values: &mut [f32],
) -> Result<(), SampleError> {
    let layout = Layout::new(port, image_bytes)?;
    layout.check_sizes(port, values.len(), images.len())?;
    let batch = values.chunks_exact_mut(layout.elements).zip(images.chunks_exact(layout.image_bytes));
    for (values, image) in batch {
        layout.for_each_row(|first, start| {
            let row = &mut values[first..first + layout.row];
            dequantise_row(&image[start..], layout.step, port.scale, row);
        });
    }
    Ok(())
}

/// Checks that a port fits its image, as [`quantise`] and [`dequantise`] need it.
///
/// # Errors
/// [`SampleError::Layout`].
pub(crate) fn check_port(port: &Port, image_bytes: u64) -> Result<(), SampleError> {
    Layout::new(port, image_bytes).map(|_| ())
}

/// Adding it to a float of magnitude below 2^22 leaves no fraction bits: rounds to nearest, ties to even, and
/// the integer is in the low bits of the sum. Vector code, which `f32::round` and `as i16` are not.
const ROUNDER: f32 = 1.5 * (1 << 23) as f32;

/// `round(value / scale)` with ties away from zero, not yet saturated; an integer.
fn round(value: f32, scale: f32) -> f32 {
    // The clamp, to bounds beyond 16 bit, keeps the trick above in its range; `rest` is then exact.
    let quotient = (value / scale).clamp(-40000.0, 40000.0);
    let even = (quotient + ROUNDER) - ROUNDER;
    let rest = quotient - even;
    let up = rest == 0.5 && quotient > 0.0;
    let down = rest == -0.5 && quotient < 0.0;
    even + f32::from(u8::from(up)) - f32::from(u8::from(down))
}

fn saturate(rounded: f32) -> f32 {
    rounded.clamp(i16::MIN.into(), i16::MAX.into())
}

/// Samples follow each other every `step` bytes of `memory`. Returns how many were saturated.
fn quantise_row(values: &[f32], scale: f32, step: usize, memory: &mut [u8]) -> u64 {
    let mut saturated = 0;
    for (values, memory) in values.chunks(BLOCK).zip(memory.chunks_mut(BLOCK * step)) {
        // Through a block of integers, because arithmetic and scattered stores do not vectorise together.
        let mut integers = [0i16; BLOCK];
        let mut clipped = 0u32;
        for (integer, &value) in integers.iter_mut().zip(values) {
            let rounded = round(value, scale);
            *integer = (saturate(rounded) + ROUNDER).to_bits() as i16;
            clipped = clipped.wrapping_add(u32::from(saturate(rounded) != rounded));
        }
        saturated += u64::from(clipped);
        for (integer, sample) in integers[..values.len()].iter().zip(memory.chunks_mut(step)) {
            sample[..SAMPLE_BYTES].copy_from_slice(&integer.to_le_bytes());
        }
    }
    saturated
}

/// Samples follow each other every `step` bytes of `memory`.
fn dequantise_row(memory: &[u8], step: usize, scale: f32, values: &mut [f32]) {
    let load = |sample: &[u8]| f32::from(i16::from_le_bytes([sample[0], sample[1]])) * scale;
    if step == SAMPLE_BYTES {
        let samples = memory.chunks_exact(SAMPLE_BYTES);
        values.iter_mut().zip(samples).for_each(|(value, sample)| *value = load(sample));
    } else {
        values.iter_mut().zip(memory.chunks(step)).for_each(|(value, sample)| *value = load(sample));
    }
}

/// A port's elements as rows of evenly spaced samples: as few and as long as the strides allow.
#[derive(Debug)]
struct Layout {
    image_bytes: usize,
    /// Elements of one image.
    elements: usize,
    /// Byte offset of the first element.
    offset: usize,
    /// Extent and byte step of the axes around a row, outermost first.
    outer: Vec<(usize, usize)>,
    /// Elements of a row.
    row: usize,
    /// Bytes from one element of a row to the next.
    step: usize,
}

impl Layout {
    /// Checks a port against its image, so that nothing after it can leave the image or overflow.
    fn new(port: &Port, image_bytes: u64) -> Result<Self, SampleError> {
        Self::merge_axes(port, image_bytes)
            .ok_or_else(|| SampleError::Layout { port: port.name.clone(), image_bytes })
    }

    fn merge_axes(port: &Port, image_bytes: u64) -> Option<Self> {
        let image_bytes = usize::try_from(image_bytes).ok()?;
        let offset = usize::try_from(port.offset).ok()?;
        if port.dims.len() != port.strides.len() || port.dims.contains(&0) {
            return None;
        }
        let mut axes: Vec<(usize, usize)> = Vec::new();
        let (mut elements, mut end) = (1usize, offset.checked_add(SAMPLE_BYTES)?);
        for (&extent, &stride) in port.dims.iter().zip(&port.strides).filter(|&(&extent, _)| extent > 1) {
            let (extent, step) = (extent as usize, (stride as usize).checked_mul(SAMPLE_BYTES)?);
            elements = elements.checked_mul(extent)?;
            end = end.checked_add((extent - 1).checked_mul(step)?)?;
            match axes.last_mut() {
                // The outer axis continues where the inner one ends: together they are one axis.
                Some(last) if last.1 == extent.checked_mul(step)? => *last = (last.0 * extent, step),
                _ => axes.push((extent, step)),
            }
        }
        if end > image_bytes || axes.iter().any(|&(_, step)| step == 0) {
            return None;
        }
        let (row, step) = axes.pop().unwrap_or((1, SAMPLE_BYTES));
        Some(Self { image_bytes, elements, offset, outer: axes, row, step })
    }

    fn check_sizes(&self, port: &Port, values: usize, bytes: usize) -> Result<(), SampleError> {
        if !bytes.is_multiple_of(self.image_bytes) {
            return Err(SampleError::ImageBytes { image_bytes: self.image_bytes as u64, found: bytes });
        }
        let batch = bytes / self.image_bytes;
        match self.elements.checked_mul(batch) {
            Some(expected) if expected == values => Ok(()),
            _ => {
                let (port, expected) = (port.name.clone(), self.elements);
                Err(SampleError::Values { port, batch, expected, found: values })
            }
        }
    }

    /// Calls back with the index of each row's first element in the array, and its byte offset in the image.
    fn for_each_row(&self, mut row: impl FnMut(usize, usize)) {
        let mut position = vec![0; self.outer.len()];
        let mut start = self.offset;
        for first in (0..self.elements).step_by(self.row) {
            row(first, start);
            // Like an odometer: the innermost axis that is not at its end moves on, those inside it rewind.
            for (index, &(extent, step)) in position.iter_mut().zip(&self.outer).rev() {
                *index += 1;
                start += step;
                if *index < extent {
                    break;
                }
                *index = 0;
                start -= extent * step;
            }
        }
    }
}

#[cfg(test)]
mod test;
