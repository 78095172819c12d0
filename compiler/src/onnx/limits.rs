//! Sizes above which a model is refused before anything is allocated. Real generators stay far below them.

/// Largest model file in bytes: a protocol buffer cannot be larger.
pub const MAX_FILE_BYTES: u64 = (1 << 31) - 1;
/// Most elements of one tensor, constant or activation of one image: 1 GiB of float32.
pub const MAX_TENSOR_ELEMENTS: usize = 1 << 28;
/// Most elements of all constants of a model together: 2 GiB of float32.
pub const MAX_CONSTANT_ELEMENTS: usize = 1 << 29;
/// Most elements of a constant that folding makes out of smaller ones: 64 MiB of float32.
pub const MAX_FOLDED_ELEMENTS: usize = 1 << 24;
/// Most elements of all constants that folding makes.
pub const MAX_FOLDED_TOTAL_ELEMENTS: usize = 1 << 27;
/// Most dimensions of a tensor.
pub const MAX_RANK: usize = 8;
/// Most nodes of a graph.
pub const MAX_NODES: usize = 100_000;
/// Oldest operator set that is read.
pub const OLDEST_OPSET: i64 = 9;
/// Newest operator set that is read: that of onnx 1.22.
pub const NEWEST_OPSET: i64 = 27;

/// Number of elements of a shape, or `None` above [`MAX_TENSOR_ELEMENTS`] or [`MAX_RANK`].
pub fn element_count(dims: &[usize]) -> Option<usize> {
    if dims.len() > MAX_RANK {
        return None;
    }
    // A zero elsewhere in the shape must not hide a product that overflows before it.
    let product = dims.iter().filter(|&&d| d != 0).try_fold(1usize, |n, &d| n.checked_mul(d));
    let count = product.filter(|&n| n <= MAX_TENSOR_ELEMENTS)?;
    Some(if dims.contains(&0) { 0 } else { count })
}
