//! Straightforward product behind the call shape of the matrix kernel.
use std::ops::Range;

/// Rows of 16-bit integers.
#[derive(Debug, Clone, Copy)]
pub struct MatrixRef<'a> {
    data: &'a [i16],
    rows: usize,
    columns: usize,
    stride: usize,
}
/// Sizes do not match.
#[derive(Debug)]
pub struct MatmulError;
impl<'a> MatrixRef<'a> {
    /// Row-major view.
    pub fn new(data: &'a [i16], rows: usize, columns: usize, stride: usize) -> Result<Self, MatmulError> {
        Ok(Self { data, rows, columns, stride })
    }
}
/// Instruction-set level.
#[derive(Clone, Copy, Debug)]
pub struct Level;
impl Level {
    /// Best.
    pub fn best() -> Self {
        Self
    }
}
/// Buffers.
#[derive(Debug, Default)]
pub struct Workspace(Vec<i64>);

/// A finished part of a product.
#[derive(Debug)]
pub struct Block<'a> {
    /// Its rows in the product.
    pub rows: Range<usize>,
    /// Its columns in the product.
    pub columns: Range<usize>,
    /// `rows.len() * columns.len()` sums, row by row.
    pub sums: &'a [i64],
}

/// `c = a * b`.
pub fn multiply_with(
    _level: Level,
    a: MatrixRef<'_>,
    b: MatrixRef<'_>,
    workspace: &mut Workspace,
    mut sink: impl FnMut(Block<'_>),
) -> Result<(), MatmulError> {
    let c = &mut workspace.0;
    c.clear();
    c.resize(a.rows * b.columns, 0);
    for row in 0..a.rows {
        let out = &mut c[row * b.columns..][..b.columns];
        for k in 0..a.columns {
            let x = i64::from(a.data[row * a.stride + k]);
            for (out, &w) in out.iter_mut().zip(&b.data[k * b.stride..]) {
                *out = out.wrapping_add(x * i64::from(w));
            }
        }
    }
    sink(Block { rows: 0..a.rows, columns: 0..b.columns, sums: c });
    Ok(())
}
