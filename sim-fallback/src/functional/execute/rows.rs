//! Rows of a region: its output positions, image by image, numbered so that blocks of them can be computed
//! independently.

use super::region::Region;

/// One output position of a region, without its phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    /// Image of the batch.
    pub(super) image: u32,
    /// Index within the phase along depth, height, width.
    pub(super) index: [u32; 3],
}

/// The rows of `region` from number `first` on.
pub(super) fn rows_from(region: &Region, first: u64) -> impl Iterator<Item = Row> {
    let starts = region.axes.each_ref().map(|axis| axis.first);
    let [depths, heights, widths] = region.axes.each_ref().map(|axis| u64::from(axis.count));
    let (w, rest) = (first % widths, first / widths);
    let (h, rest) = (rest % heights, rest / heights);
    let (d, image) = (rest % depths, rest / depths);
    let mut next = (image as u32, [d as u32, h as u32, w as u32]);
    let counts = region.axes.each_ref().map(|axis| axis.count);
    std::iter::from_fn(move || {
        let (image, at) = next;
        // Counting up costs less than three divisions for every row.
        for axis in (0..3).rev() {
            next.1[axis] += 1;
            if next.1[axis] < counts[axis] {
                break;
            }
            next.1[axis] = 0;
            if axis == 0 {
                next.0 = image.wrapping_add(1);
            }
        }
        Some(Row { image, index: std::array::from_fn(|axis| starts[axis] + at[axis]) })
    })
}
