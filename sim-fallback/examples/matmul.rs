//! Measures the integer matrix kernel: billions of multiply-accumulates per second on one core.
//!
//! `cargo run --release -p sim-fallback --example matmul -- [rounds]`
//!
//! Shapes are those of generator layers, data are seeded: `layers` draws what trained layers hold (rectified
//! normal activations, normal weights), `uniform` any 16 bits, which carries most often. The levels take turns
//! in each round, and the table shows medians, so that other load on the machine falls on all of them alike.

use std::time::Instant;

use anyhow::Result;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Normal};
use sim_fallback::matmul::{Level, MatrixRef, Workspace, multiply};

/// Output positions, taps times input channels, output channels.
const SHAPES: &[[usize; 3]] = &[
    [16, 2048, 256],
    [256, 2048, 256],
    [64, 1024, 128],
    [1024, 1024, 128],
    [256, 512, 64],
    [4096, 512, 64],
    [4096, 1024, 64],
    [1024, 576, 12],
    [16384, 256, 3],
    [32768, 512, 1],
    [1, 100, 8192],
    [16, 100, 8192],
];

/// Multiply-accumulates of one measurement, at least.
const WORK: usize = 1 << 24;

fn main() -> Result<()> {
    let rounds = std::env::args().nth(1).map_or(Ok(9), |rounds| rounds.parse())?;
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let (input, weight) = (Normal::new(0.0, 6500.0_f32)?, Normal::new(0.0, 8500.0_f32)?);
    let title: String = Level::available().map(|level| format!("{:>10}", level.name())).collect();
    println!("{:>24}{title}   GMAC/s, and times the last", "positions x sum x channels");
    for &[m, k, n] in SHAPES {
        let a = draw(m * k, || input.sample(&mut random).max(0.0) as i16);
        let b = draw(k * n, || weight.sample(&mut random) as i16);
        measure("layers", [m, k, n], &a, &b, rounds)?;
        let a = draw(m * k, || random.random());
        let b = draw(k * n, || random.random());
        measure("uniform", [m, k, n], &a, &b, rounds)?;
    }
    Ok(())
}

fn draw(count: usize, mut element: impl FnMut() -> i16) -> Vec<i16> {
    (0..count).map(|_| element()).collect()
}

fn measure(data: &str, [m, k, n]: [usize; 3], a: &[i16], b: &[i16], rounds: usize) -> Result<()> {
    let (a, b) = (MatrixRef::new(a, m, k, k)?, MatrixRef::new(b, k, n, n)?);
    let levels: Vec<Level> = Level::available().collect();
    let mut rates = vec![Vec::new(); levels.len()];
    let mut product = vec![0; m * n];
    let mut workspace = Workspace::default();
    let repetitions = WORK.div_ceil(m * k * n);
    for _ in 0..rounds.max(1) {
        for (&level, rates) in levels.iter().zip(&mut rates) {
            let start = Instant::now();
            for _ in 0..repetitions {
                multiply(level, a, b, &mut product, &mut workspace)?;
            }
            rates.push((repetitions * m * k * n) as f64 / start.elapsed().as_nanos() as f64);
        }
    }
    let medians: Vec<f64> = rates.iter_mut().map(|rates| median(rates)).collect();
    print!("{:>16} {data:>7}", format!("{m}x{k}x{n}"));
    medians.iter().for_each(|rate| print!("{rate:10.1}"));
    println!("   {:.1}", medians[0] / medians[medians.len() - 1]);
    Ok(())
}

fn median(rates: &mut [f64]) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}
