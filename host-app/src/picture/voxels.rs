//! Occupancy grids as isometric pictures.
//!
//! Cubes above the threshold are drawn back to front with three lit faces, so that nearer cubes cover farther
//! ones. The first axis points up.

use image::{Rgb, RgbImage};

const BACKGROUND: Rgb<u8> = Rgb([24, 24, 28]);
const TOP: [u8; 3] = [236, 214, 170];
const LEFT: [u8; 3] = [176, 130, 84];
const RIGHT: [u8; 3] = [124, 88, 60];
/// Width of a picture in pixels that cubes are sized for.
const PICTURE_WIDTH: usize = 256;

/// Draws the cells of `[height, depth, width]` above `threshold`.
pub(super) fn isometric(values: &[f32], [height, depth, width]: [usize; 3], threshold: f32) -> RgbImage {
    // Half the width of a cube: even, so that the slope of an edge is exactly one half.
    let half = (PICTURE_WIDTH / (depth + width)).next_multiple_of(2).clamp(2, 16);
    let columns = (depth + width) * half + 2 * half;
    let rows = (depth + width) * half / 2 + height * half + 2 * half;
    let mut picture = RgbImage::from_pixel(columns as u32, rows as u32, BACKGROUND);
    let filled = |z: usize, y: usize, x: usize| {
        z < height && y < depth && x < width && values[(z * depth + y) * width + x] > threshold
    };
    for z in 0..height {
        for y in 0..depth {
            for x in 0..width {
                let hidden = filled(z + 1, y, x) && filled(z, y + 1, x) && filled(z, y, x + 1);
                if filled(z, y, x) && !hidden {
                    let left = (x + depth - 1 - y) * half;
                    let top = (x + y) * half / 2 + (height - 1 - z) * half;
                    let light = 0.55 + 0.45 * (z + 1) as f32 / height as f32;
                    draw_cube(&mut picture, (left, top), half, light);
                }
            }
        }
    }
    picture
}

/// One cube: a rhombus on top, two faces below it, `half` pixels high.
fn draw_cube(picture: &mut RgbImage, (left, top): (usize, usize), half: usize, light: f32) {
    let shade = |face: [u8; 3]| Rgb(face.map(|c| (f32::from(c) * light) as u8));
    for dx in 0..2 * half {
        let face = if dx < half { LEFT } else { RIGHT };
        // How far the rhombus reaches up and down from its middle in this column.
        let reach = dx.min(2 * half - 1 - dx) / 2;
        for dy in half / 2 - reach..=half / 2 + reach + half {
            let colour = if dy <= half / 2 + reach { shade(TOP) } else { shade(face) };
            if let Some(pixel) = picture.get_pixel_mut_checked((left + dx) as u32, (top + dy) as u32) {
                *pixel = colour;
            }
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;

    fn lit(picture: &RgbImage) -> usize {
        picture.pixels().filter(|&&pixel| pixel != BACKGROUND).count()
    }

    #[test]
    fn nothing_is_drawn_below_the_threshold() {
        assert_eq!(lit(&isometric(&[0.4; 8], [2, 2, 2], 0.5)), 0);
    }

    #[test]
    fn one_cube_is_one_cube_wherever_it_stands() {
        let alone = |index: usize| {
            let mut values = [0.0; 27];
            values[index] = 1.0;
            lit(&isometric(&values, [3, 3, 3], 0.5))
        };
        assert!(alone(0) > 8);
        assert!((1..27).all(|index| alone(index) == alone(0)), "no cube leaves the picture");
    }

    #[test]
    fn higher_cells_are_drawn_higher() {
        let row = |z: usize| {
            let mut values = [0.0; 2];
            values[z] = 1.0;
            let picture = isometric(&values, [2, 1, 1], 0.5);
            picture.enumerate_pixels().find(|(_, _, p)| **p != BACKGROUND).map(|(_, y, _)| y)
        };
        assert!(row(1) < row(0));
    }
}
