//! Figures of made-up runs, computed by hand.

use super::*;
use crate::bench::fixture::{projection, record, run};

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{found} is not {expected}");
}

fn two_modes(batch: u32) -> NetworkFigures {
    let layers = |factor: u64| {
        vec![
            (projection("z"), 100),
            (record("t1", LayerOp::Tconv, 8 << 20), 20_000 * factor),
            (record("c1", LayerOp::Conv, 1 << 20), 3_000),
        ]
    };
    let (own, dense) = (run(Mode::Reorganised, batch, layers(1)), run(Mode::Dense, batch, layers(4)));
    NetworkFigures::new("a", Some(zoo::Part::Generator), &own, &dense).expect("fitting layers")
}

#[test]
fn layers_add_up_and_projections_count_in_no_speedup() {
    let figures = two_modes(1);
    assert_eq!((figures.cycles, figures.cycles_dense), (23_100, 83_100));
    close(figures.speedup, 83_000.0 / 23_000.0);
    close(figures.speedup_transposed.expect("one layer"), 4.0);
    close(figures.speedup_transposed_over_bound.expect("one layer"), 32_768.0 / 20_000.0);
    assert_eq!((figures.speedup_strided, figures.speedup_upsampled), (figures.speedup_transposed, None));
    close(figures.speedup_all_layers, 83_100.0 / 23_100.0);
    assert_eq!(figures.layers.iter().map(|layer| layer.cycles).sum::<u64>(), figures.cycles);
    let projections: Vec<bool> = figures.layers.iter().map(|layer| layer.projection).collect();
    assert_eq!(projections, [true, false, false]);
    assert!(figures.transposes_in_2d && figures.is_generator());
}

#[test]
fn bounds_follow_their_definition() {
    let layer = &two_modes(16).layers[1];
    // Half of the dense multiply-accumulates are effective, on 256 PEs.
    assert_eq!(layer.macs_effective, 16 * (4 << 20));
    // 8 x 8 channels x 16 taps of weights once; 8 x 16 inputs and 8 x 64 outputs for each of 16 images.
    assert_eq!(layer.bytes_min, 2 * (8 * 8 * 16 + 16 * (8 * 16 + 8 * 64)));
    assert_eq!((layer.bound_cycles, layer.bound), (16 * (4 << 20) / 256, "compute"));
    close(layer.utilization, f64::from(16 * (4 << 20)) / (256.0 * 20_000.0));
    let projection = &two_modes(1).layers[0];
    // 32 effective multiply-accumulates; 8 x 8 channels x 16 taps, 8 inputs, 8 x 64 outputs at 16 bytes a cycle.
    assert_eq!((projection.bound_cycles, projection.bound), (2 * (1024 + 8 + 512) / 16, "memory"));
}

#[test]
fn efficiency_is_the_sum_of_the_bounds_over_the_cycles() {
    let figures = two_modes(1);
    let bounds: u64 = figures.layers.iter().map(|layer| layer.bound_cycles).sum();
    assert_eq!(figures.bound_cycles, bounds);
    close(figures.roofline_efficiency, bounds as f64 / 23_100.0);
    // The projection is bound by memory, the others by 8 Mi and 1 Mi multiply-accumulates on 256 PEs.
    close(figures.roofline_efficiency_dense, f64::from(193 + 32_768 + 4_096) / 83_100.0);
    let effective = 32 + (4 << 20) + (1 << 19);
    close(figures.utilization, f64::from(effective) / (256.0 * 23_100.0));
}

#[test]
fn upsampling_of_the_dense_program_favours_the_baseline() {
    let own = run(Mode::Reorganised, 1, vec![(record("up+conv", LayerOp::Upconv, 1 << 20), 1_000)]);
    let dense = run(
        Mode::Dense,
        1,
        vec![(record("up", LayerOp::Copy, 0), 500), (record("conv", LayerOp::Conv, 1 << 20), 2_300)],
    );
    let figures = NetworkFigures::new("a", None, &own, &dense).expect("fitting layers");
    assert_eq!((figures.cycles_dense, figures.cycles_upsampling_dense), (2_300, 500));
    close(figures.speedup_upsampled.expect("one layer"), 2.3);
    assert_eq!((figures.layers[0].op, figures.layers[0].upsampled), ("conv", true));
    close(figures.energy_ratio, 1.0);
    assert_eq!(figures.energy_dense_uj, figures.layers[0].energy_dense_uj);
}

#[test]
fn stalls_and_bytes_are_those_of_the_counters() {
    let figures = two_modes(1);
    assert_eq!(figures.stalls, Stalls { busy: 30, input: 3, weight: 6, output: 9, micro_op: 12 });
    assert_eq!((figures.bytes_moved, figures.layers[0].bytes_moved), (96, 32));
    assert_eq!(figures.pv_cycles, 16 * 23_100);
}

#[test]
fn dense_alone_is_its_own_baseline() {
    let dense = run(Mode::Dense, 1, vec![(record("t", LayerOp::Tconv, 1 << 20), 1_000)]);
    let figures = dense_alone("a", None, &dense).expect("itself");
    assert_eq!((figures.mode, figures.speedup, figures.energy_ratio), ("dense", 1.0, 1.0));
}
