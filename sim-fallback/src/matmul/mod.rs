//! Straightforward product behind the call shape of the matrix kernel.

/// Rows of 16-bit integers.
#[derive(Debug, Clone, Copy)]
pub struct MatrixRef<'a> {
    data: &'a [i16],
    rows: usize,
    columns: usize,
}
impl<'a> MatrixRef<'a> {
    /// Row-major view.
    pub fn new(data: &'a [i16], rows: usize, columns: usize) -> Self {
        assert_eq!(data.len(), rows * columns);
        Self { data, rows, columns }
    }
}
/// Instruction-set level.
#[derive(Clone, Copy, Debug)]
pub struct Level;
impl Level {
    /// All.
    pub fn available() -> Vec<Self> {
        vec![Self]
    }
}
/// Buffers.
#[derive(Debug, Default)]
pub struct Workspace;

/// `c = a * b`.
pub fn multiply(_level: Level, a: MatrixRef<'_>, b: MatrixRef<'_>, c: &mut [i64], _workspace: &mut Workspace) {
    c.fill(0);
    for row in 0..a.rows {
        let out = &mut c[row * b.columns..][..b.columns];
        for k in 0..a.columns {
            let x = i64::from(a.data[row * a.columns + k]);
            for (out, &w) in out.iter_mut().zip(&b.data[k * b.columns..]) {
                *out = out.wrapping_add(x * i64::from(w));
            }
        }
    }
}
