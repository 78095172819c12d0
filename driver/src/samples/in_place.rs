//! The same conversions straight to and from memory that is no slice: block by block, with no image in between.

use isa::program::Port;

use super::{BLOCK, Layout, SAMPLE_BYTES, SampleError, dequantise_row, quantise_row};

/// Bytes of memory that are looked at together: a stretch of any usual stride, small enough for the stack.
const LOAD_BYTES: usize = 4096;

/// As [`super::quantise`], but gives every stretch of bytes to `store`, with its offset in the images.
///
/// # Errors
/// Sizes that do not fit, a NaN, in which case nothing is stored; or whatever `store` returns.
pub(crate) fn quantise_to<E: From<SampleError>>(
    port: &Port,
    (image_bytes, batch): (u64, usize),
    values: &[f32],
    mut store: impl FnMut(u64, &[u8]) -> Result<(), E>,
) -> Result<u64, E> {
    let layout = checked(port, (image_bytes, batch), values.len())?;
    if let Some(index) = values.iter().position(|value| value.is_nan()) {
        return Err(SampleError::NotANumber { port: port.name.clone(), index }.into());
    }
    let mut saturated = 0;
    for (image, values) in values.chunks_exact(layout.elements).enumerate() {
        let mut result = Ok(());
        layout.for_each_row(|first, start| {
            let begin = (image * layout.image_bytes + start) as u64;
            let row = &values[first..first + layout.row];
            if result.is_ok() {
                result = store_row(row, port.scale, begin, layout.step as u64, &mut store)
                    .map(|clipped| saturated += clipped);
            }
        });
        result?;
    }
    Ok(saturated)
}

/// Samples that follow each other are stored a block at a time, others one by one.
fn store_row<E>(
    values: &[f32],
    scale: f32,
    begin: u64,
    step: u64,
    store: &mut impl FnMut(u64, &[u8]) -> Result<(), E>,
) -> Result<u64, E> {
    let mut saturated = 0;
    for (block, values) in values.chunks(BLOCK).enumerate() {
        let mut bytes = [0; BLOCK * SAMPLE_BYTES];
        let bytes = &mut bytes[..values.len() * SAMPLE_BYTES];
        saturated += quantise_row(values, scale, SAMPLE_BYTES, bytes);
        let begin = begin + (block * BLOCK) as u64 * step;
        if step == SAMPLE_BYTES as u64 {
            store(begin, bytes)?;
        } else {
            let mut samples = (0..).zip(bytes.chunks_exact(SAMPLE_BYTES));
            samples.try_for_each(|(index, sample): (u64, _)| store(begin + index * step, sample))?;
        }
    }
    Ok(saturated)
}

/// As [`super::dequantise`], but asks `load` for every stretch of bytes, by its offset in the images.
///
/// # Errors
/// Sizes that do not fit; or whatever `load` returns.
pub(crate) fn dequantise_from<E: From<SampleError>>(
    port: &Port,
    (image_bytes, batch): (u64, usize),
    values: &mut [f32],
    mut load: impl FnMut(u64, &mut [u8]) -> Result<(), E>,
) -> Result<(), E> {
    let layout = checked(port, (image_bytes, batch), values.len())?;
    let samples = (LOAD_BYTES / layout.step).max(1);
    let mut block = [0; LOAD_BYTES];
    for (image, values) in values.chunks_exact_mut(layout.elements).enumerate() {
        let mut result = Ok(());
        layout.for_each_row(|first, start| {
            let row = values[first..first + layout.row].chunks_mut(samples);
            for (values, index) in row.zip(0..) {
                let begin = image * layout.image_bytes + start + index * samples * layout.step;
                let bytes = &mut block[..(values.len() - 1) * layout.step + SAMPLE_BYTES];
                if result.is_ok() {
                    result = load(begin as u64, bytes)
                        .map(|()| dequantise_row(bytes, layout.step, port.scale, values));
                }
            }
        });
        result?;
    }
    Ok(())
}

/// The layout of a port of which `values` are `batch` images.
fn checked(port: &Port, (image_bytes, batch): (u64, usize), values: usize) -> Result<Layout, SampleError> {
    let layout = Layout::new(port, image_bytes)?;
    match layout.elements.checked_mul(batch) {
        Some(expected) if expected == values => Ok(layout),
        _ => {
            let (port, expected) = (port.name.clone(), layout.elements);
            Err(SampleError::Values { port, batch, expected, found: values })
        }
    }
}
