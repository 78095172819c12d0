//! Occupancy grids as isometric pictures.
//!
//! Cubes above the threshold are drawn back to front with three lit faces, so that nearer cubes cover farther
//! ones. The first axis points up.

use image::{Rgb, RgbImage};

const BACKGROUND: Rgb<u8> = Rgb([24, 24, 28]);
const TOP: [u8; 3] = [236, 214, 170];
const LEFT: [u8; 3] = [176, 130, 84];
const RIGHT: [u8; 3] = [124, 88, 60];
/// Half the width of a cube in pixels; its side is as high as it is wide at the front corner.
const HALF_WIDTH: usize = 2;

/// Draws the cells of `[height, depth, width]` above `threshold`.
pub(super) fn isometric(values: &[f32], [height, depth, width]: [usize; 3], threshold: f32) -> RgbImage {
    let side = 2 * HALF_WIDTH;
    let columns = (depth + width) * HALF_WIDTH + side;
    let rows = (depth + width) * HALF_WIDTH / 2 + height * side / 2 + side;
    let mut picture = RgbImage::from_pixel(columns as u32, rows as u32, BACKGROUND);
    let filled = |z: usize, y: usize, x: usize| {
        z < height && y < depth && x < width && values[(z * depth + y) * width + x] > threshold
    };
    for z in 0..height {
        for y in 0..depth {
            for x in 0..width {
                let hidden = filled(z + 1, y, x) && filled(z, y + 1, x) && filled(z, y, x + 1);
                if filled(z, y, x) && !hidden {
                    let left = (x + depth - 1 - y) * HALF_WIDTH;
                    let top = (x + y) * HALF_WIDTH / 2 + (height - 1 - z) * side / 2;
                    let light = 0.55 + 0.45 * (z + 1) as f32 / height as f32;
                    draw_cube(&mut picture, left, top, light);
                }
            }
        }
    }
    picture
}

/// One cube: a rhombus on top, two faces below.
fn draw_cube(picture: &mut RgbImage, left: usize, top: usize, light: f32) {
    let shade = |face: [u8; 3]| Rgb(face.map(|c| (f32::from(c) * light) as u8));
    let width = 2 * HALF_WIDTH;
    for dx in 0..width {
        let face = if dx < HALF_WIDTH { LEFT } else { RIGHT };
        // The upper edge of the rhombus at this column, symmetric about the middle.
        let edge = dx.min(width - 1 - dx) / 2;
        let middle = HALF_WIDTH / 2;
        for dy in (middle - edge.min(middle))..=(middle + edge + width / 2) {
            let colour = if dy <= middle + edge { shade(TOP) } else { shade(face) };
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
