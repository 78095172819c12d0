//! Pictures of network outputs: grids of images, isometric voxels, animations.
//!
//! Values are mapped to grey or colour; nothing here knows networks or devices.

mod grid;
mod voxels;

use std::io::{Cursor, Seek, Write};

use image::codecs::gif::{GifEncoder, Repeat};
use image::{Delay, Frame, ImageFormat, RgbImage};

pub use grid::{grid_of, tiles};

/// Milliseconds that one frame of an animation is shown.
const FRAME_MS: u32 = 400;

/// A result that cannot be shown as a picture.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PictureError {
    /// The shape is neither images nor voxels.
    #[error(
        "output `{name}` of shape {shape:?} is no picture ([N,1,H,W], [N,3,H,W] or [N,1,D,H,W]); write it as .npz"
    )]
    Shape {
        /// Name of the output.
        name: String,
        /// Its shape.
        shape: Vec<usize>,
    },
    /// The encoder failed.
    #[error("encoding the picture failed: {0}")]
    Encode(#[from] image::ImageError),
}

/// The real interval that is shown as black to white.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Levels {
    /// Shown as black.
    pub black: f32,
    /// Shown as white.
    pub white: f32,
}

impl Levels {
    /// What the values suggest: [0, 1] where none is negative and none above one, [-1, 1] where none exceeds
    /// that, else their own range.
    pub fn of(values: &[f32]) -> Self {
        let low = values.iter().copied().fold(f32::INFINITY, f32::min);
        let high = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        match (low, high) {
            (low, high) if low >= 0.0 && high <= 1.0 => Self { black: 0.0, white: 1.0 },
            (low, high) if low >= -1.0 && high <= 1.0 => Self { black: -1.0, white: 1.0 },
            (low, high) if low < high => Self { black: low, white: high },
            _ => Self { black: low - 1.0, white: low + 1.0 },
        }
    }

    fn grey(self, value: f32) -> u8 {
        let unit = (value - self.black) / (self.white - self.black);
        // `as` saturates and maps NaN to black.
        (unit * 255.0).round() as u8
    }
}

/// Writes a PNG.
///
/// # Errors
/// The encoder's refusal.
pub fn write_png(picture: &RgbImage, writer: &mut (impl Write + Seek)) -> Result<(), PictureError> {
    Ok(picture.write_to(writer, ImageFormat::Png)?)
}

/// An endless animation of equally sized pictures, as the bytes of a GIF.
///
/// # Errors
/// The encoder's refusal.
pub fn gif(frames: Vec<RgbImage>) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Cursor::new(Vec::new());
    {
        let mut encoder = GifEncoder::new(&mut bytes);
        encoder.set_repeat(Repeat::Infinite)?;
        for frame in frames {
            let rgba = image::DynamicImage::from(frame).into_rgba8();
            encoder.encode_frame(Frame::from_parts(rgba, 0, 0, Delay::from_numer_denom_ms(FRAME_MS, 1)))?;
        }
    }
    Ok(bytes.into_inner())
}
