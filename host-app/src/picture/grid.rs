//! One picture per image of the batch, and all of them side by side.

use image::{Rgb, RgbImage};

use super::{Levels, PictureError, voxels};

/// Pixels between two tiles.
const GAP: u32 = 2;
/// Small images are enlarged by whole factors up to this many pixels a side.
const TILE_PIXELS: u32 = 96;
const BACKGROUND: Rgb<u8> = Rgb([24, 24, 28]);

/// One tile per image of an output of shape `[N, C, H, W]` (C = 1 or 3) or `[N, 1, D, H, W]`.
///
/// # Errors
/// A shape that is neither.
pub fn tiles(name: &str, shape: &[usize], values: &[f32]) -> Result<Vec<RgbImage>, PictureError> {
    let levels = Levels::of(values);
    match *shape {
        [images, channels @ (1 | 3), height, width] if height > 1 && width > 1 => {
            let pixels = channels * height * width;
            Ok((0..images)
                .map(|n| flat(&values[n * pixels..][..pixels], channels, height, width, levels))
                .collect())
        }
        [images, 1, depth, height, width] if depth > 1 && height > 1 && width > 1 => {
            let cells = depth * height * width;
            let middle = (levels.black + levels.white) / 2.0;
            let tile =
                |n: usize| voxels::isometric(&values[n * cells..][..cells], [depth, height, width], middle);
            Ok((0..images).map(tile).collect())
        }
        _ => Err(PictureError::Shape { name: name.into(), shape: shape.into() }),
    }
}

fn flat(values: &[f32], channels: usize, height: usize, width: usize, levels: Levels) -> RgbImage {
    let zoom = (TILE_PIXELS / height.max(width) as u32).max(1);
    let plane = height * width;
    RgbImage::from_fn(width as u32 * zoom, height as u32 * zoom, |x, y| {
        let pixel = (y / zoom) as usize * width + (x / zoom) as usize;
        let channel = |c: usize| levels.grey(values[c.min(channels - 1) * plane + pixel]);
        Rgb([channel(0), channel(1), channel(2)])
    })
}

/// Equally sized tiles in rows of `columns`, or in a shape near to a square where that is `None`.
pub fn grid_of(tiles: &[RgbImage], columns: Option<u32>) -> RgbImage {
    let count = tiles.len() as u32;
    let columns = columns.unwrap_or_else(|| f64::from(count).sqrt().ceil() as u32).max(1);
    let (width, height) = tiles.first().map_or((1, 1), |tile| tile.dimensions());
    let rows = count.div_ceil(columns).max(1);
    let mut picture = RgbImage::from_pixel(
        columns.min(count.max(1)) * (width + GAP) + GAP,
        rows * (height + GAP) + GAP,
        BACKGROUND,
    );
    for (index, tile) in (0..count).zip(tiles) {
        let x = GAP + index % columns * (width + GAP);
        let y = GAP + index / columns * (height + GAP);
        image::imageops::replace(&mut picture, tile, x.into(), y.into());
    }
    picture
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn grey_and_colour_images_become_tiles() {
        let tiles = tiles("image", &[2, 3, 2, 2], &[-1.0; 24]).expect("colour images");
        assert_eq!(tiles.len(), 2);
        assert_eq!(*tiles[0].get_pixel(0, 0), Rgb([0, 0, 0]));
        let white = super::tiles("image", &[1, 1, 2, 2], &[1.0, 0.0, 1.0, 1.0]).expect("grey images");
        assert_eq!(*white[0].get_pixel(0, 0), Rgb([255; 3]));
        assert_eq!(*white[0].get_pixel(TILE_PIXELS - 1, 0), Rgb([0; 3]));
    }

    #[test]
    fn other_shapes_are_refused() {
        assert!(tiles("score", &[4, 1], &[0.0; 4]).is_err());
        assert!(tiles("features", &[1, 2, 4, 4], &[0.0; 32]).is_err());
    }

    #[test]
    fn the_grid_holds_every_tile() {
        let tile = |grey| RgbImage::from_pixel(4, 4, Rgb([grey; 3]));
        let picture = grid_of(&[tile(10), tile(20), tile(30)], Some(2));
        assert_eq!(picture.dimensions(), (2 * 6 + 2, 2 * 6 + 2));
        assert_eq!(*picture.get_pixel(8, 2), Rgb([20; 3]));
        assert_eq!(*picture.get_pixel(2, 8), Rgb([30; 3]));
        assert_eq!(*picture.get_pixel(8, 8), BACKGROUND);
    }
}
