//! Every kernel at every level against the sum as it is written.

use super::*;
use proptest::prelude::*;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// How the elements of a matrix are drawn.
#[derive(Debug, Clone, Copy)]
enum Draw {
    /// Any 16 bits.
    Uniform,
    /// A few hundred: runs go without a carry.
    Small,
    /// -32768 and its neighbours.
    Extreme,
    /// -32768 only: the largest sums there are.
    Lowest,
}

fn draw(random: &mut ChaCha8Rng, how: Draw, count: usize) -> Vec<i16> {
    let element = |random: &mut ChaCha8Rng| match how {
        Draw::Uniform => random.random(),
        Draw::Small => random.random_range(-300..300),
        Draw::Extreme => [i16::MIN, i16::MIN, i16::MIN + 1, i16::MAX][random.random_range(0..4)],
        Draw::Lowest => i16::MIN,
    };
    (0..count).map(|_| element(random)).collect()
}

fn reference(a: MatrixRef<'_>, b: MatrixRef<'_>) -> Vec<i64> {
    let element = |row: usize, column: usize| -> i128 {
        (0..b.rows).map(|k| i128::from(a.row(row)[k]) * i128::from(b.row(k)[column])).sum()
    };
    let sums = (0..a.rows).flat_map(|row| (0..b.columns).map(move |column| (row, column)));
    sums.map(|(row, column)| i64::try_from(element(row, column)).expect("fits 64 bits")).collect()
}

#[track_caller]
fn check(a: MatrixRef<'_>, b: MatrixRef<'_>, workspace: &mut Workspace) {
    let expected = reference(a, b);
    for level in Level::available() {
        let mut found = vec![-1; expected.len()];
        multiply(level, a, b, &mut found, workspace).expect("sizes match");
        assert!(found == expected, "{} {}x{}x{}", level.name(), a.rows, a.columns, b.columns);
    }
}

#[track_caller]
fn check_drawn(seed: u64, [m, k, n]: [usize; 3], [how_a, how_b]: [Draw; 2], workspace: &mut Workspace) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (a, b) = (draw(&mut random, how_a, m * k), draw(&mut random, how_b, k * n));
    let a = MatrixRef::new(&a, m, k, k).expect("enough elements");
    let b = MatrixRef::new(&b, k, n, n).expect("enough elements");
    check(a, b, workspace);
}

fn any_draw() -> impl Strategy<Value = Draw> {
    prop_oneof![Just(Draw::Uniform), Just(Draw::Small), Just(Draw::Extreme), Just(Draw::Lowest)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn products_are_exact(
        seed: u64,
        m in 0..20usize,
        k in 0..700usize,
        n in 0..70usize,
        how_a in any_draw(),
        how_b in any_draw(),
    ) {
        check_drawn(seed, [m, k, n], [how_a, how_b], &mut Workspace::default());
    }
}

#[test]
fn one_workspace_serves_products_of_all_shapes() {
    let mut workspace = Workspace::default();
    let shapes = [
        [50, 1030, 40], // two slices of weights, two blocks of rows
        [3, 2050, 17],
        [2, 3, 600], // two blocks of columns
        [7, 0, 5],
        [0, 5, 5],
        [5, 5, 0],
        [1, 300, 700], // one row
        [100, 77, 1],  // one column
        [9, 33, 3],
        [1, 1, 1],
        [13, 256, 48],
    ];
    for (seed, shape) in shapes.into_iter().enumerate() {
        for how in [[Draw::Uniform; 2], [Draw::Small; 2], [Draw::Extreme; 2]] {
            check_drawn(seed as u64, shape, how, &mut workspace);
        }
    }
}

#[test]
fn sums_of_the_largest_products_are_exact_however_long() {
    for shape in [[2, 70_001, 33], [1, 70_001, 3], [2, 70_001, 2]] {
        check_drawn(1, shape, [Draw::Lowest; 2], &mut Workspace::default());
    }
}

/// Weights whose magnitudes straddle each bound on the distance between carries, all of one sign: the sums that
/// a bound too wide would lose.
#[test]
fn sums_of_one_sign_are_exact_at_each_bound() {
    let mut workspace = Workspace::default();
    for weight in (100..32_767).step_by(331) {
        let a = [i16::MIN; 7 * 64];
        let b = [weight; 64 * 40];
        let a = MatrixRef::new(&a, 7, 64, 64).expect("enough elements");
        let b = MatrixRef::new(&b, 64, 40, 40).expect("enough elements");
        check(a, b, &mut workspace);
    }
}

#[test]
fn parts_of_matrices_multiply_like_copies() {
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let elements = draw(&mut random, Draw::Uniform, 60 * 200);
    let whole = MatrixRef::new(&elements, 60, 200, 200).expect("enough elements");
    // Overlapping rows, as in the windows of a one-dimensional convolution.
    let windows = MatrixRef::new(&elements, 90, 37, 2).expect("enough elements");
    let weights = whole.block(11..48, 60..131);
    check(windows, weights, &mut Workspace::default());
    check(windows.block(5..6, 0..37), weights, &mut Workspace::default());
    check(windows, weights.block(0..37, 9..11), &mut Workspace::default());
}

#[test]
fn operands_that_do_not_match_are_refused() {
    let elements = [1; 12];
    let matrix = |rows, columns, stride| MatrixRef::new(&elements, rows, columns, stride);
    assert!(matrix(4, 3, 3).is_ok());
    assert!(matrix(2, 4, 8).is_ok(), "the last row may end before the next would start");
    for (rows, columns, stride) in [(4, 4, 3), (5, 3, 3), (usize::MAX, 1, 2), (2, usize::MAX, 1), (1, 13, 0)]
    {
        let expected = MatmulError::Matrix { rows, columns, stride, elements: 12 };
        assert_eq!(matrix(rows, columns, stride).err(), Some(expected));
    }

    let (a, b) = (matrix(3, 4, 4).expect("fits"), matrix(3, 2, 2).expect("fits"));
    let multiply = |a, b, c: &mut [i64]| multiply(Level::best(), a, b, c, &mut Workspace::default());
    assert_eq!(multiply(a, b, &mut [0; 6]), Err(MatmulError::Factors { a_columns: 4, b_rows: 3 }));
    assert_eq!(
        multiply(b, b.block(0..2, 0..2), &mut [0; 5]),
        Err(MatmulError::Product { expected: 6, found: 5 })
    );
    assert_eq!(multiply(b, b.block(0..2, 0..2), &mut [0; 6]), Ok(()));
}

#[test]
fn each_element_reaches_the_sink_once() {
    for (m, k, n) in [(100, 4, 1100), (100, 4, 2), (1, 4, 1100)] {
        let elements = vec![1; 1100 * 4];
        let a = MatrixRef::new(&elements, m, k, k).expect("enough elements");
        let b = MatrixRef::new(&elements, k, n, n).expect("enough elements");
        let mut seen = vec![0; m * n];
        multiply_with(Level::best(), a, b, &mut Workspace::default(), |block| {
            assert_eq!(block.sums.len(), block.rows.len() * block.columns.len());
            for row in block.rows {
                seen[row * n..][block.columns.clone()].iter_mut().for_each(|count| *count += 1);
            }
        })
        .expect("sizes match");
        assert!(seen.iter().all(|&count| count == 1), "{m}x{k}x{n}");
    }
}
