//! What profile and trace say of a convolution whose work is known.

use std::sync::{Arc, Mutex};

use isa::ArchConfig;

use super::convolution::Convolution;
use crate::cycle::trace::Track;
use crate::cycle::{CycleOptions, Profile, Trace};
use crate::rig::{Rig, code};

/// Two output rows of five pixels and seven channels on each of three PVs with eight PEs.
const CONVOLUTION: Convolution = Convolution {
    arch: ArchConfig { pv_count: 3, pe_count: 8, ..ArchConfig::REFERENCE },
    horizontal: false,
    mimd: true,
    batch: 2,
    kernel: 3,
    stride: 1,
    channels: 4,
    outputs: 7,
    width: 7,
    height: 8,
    seed: 5,
};

fn run(options: CycleOptions) -> u64 {
    let mut rig = Rig::cycle(CONVOLUTION.arch, options);
    CONVOLUTION.prepare(&mut rig);
    rig.load(&code(&CONVOLUTION.program()));
    let completion = rig.run(&rig.job(1, CONVOLUTION.batch));
    assert_eq!(completion.fault, None);
    completion.cycles
}

#[test]
fn the_profile_counts_the_work_of_both_images_in_one_layer() {
    let profile = Arc::new(Mutex::new(Profile::default()));
    let cycles = run(CycleOptions { profile: Some(profile.clone()), ..CycleOptions::default() });
    let profile = profile.lock().expect("not poisoned").clone();
    assert_eq!((profile.cycles, profile.layers.len()), (cycles, 1));
    let layer = &profile.layers[0];
    assert_eq!((layer.record, layer.name.as_str()), (Some(0x8000), "record 0x8000"));
    assert!(layer.first < layer.end && layer.end <= layer.last && layer.last < cycles);
    let (images, rows, positions, taps) = (2, 6, 5, 36);
    let counts = &layer.counts;
    let pairs = images * rows * positions * taps;
    assert_eq!((counts.macs, counts.busy, counts.operations), (8 * pairs, pairs, images * rows));
    assert_eq!((counts.input_words_read, counts.weight_words_read), (pairs, 8 * pairs));
    let pixels = images * rows * positions;
    assert_eq!((counts.accumulator_writes, counts.accumulator_reads), (8 * pixels, 7 * pixels));
    assert_eq!((counts.post_words, counts.written), (7 * pixels, 2 * 7 * pixels));
    assert_eq!(counts.read.weight, images * 2 * taps * 8);
    assert_eq!(counts.weight_words_written, 3 * images * taps * 8, "to three PVs");
    assert_eq!(counts.read.input, images * rows * 2 * 3 * 7 * 4);
    assert_eq!(counts.input_words_written, images * rows * 3 * 7 * 4);
    assert_eq!(counts.local_micro_ops, images * rows);
    assert_eq!(counts.horizontal_additions, 0);
    // `batch.begin` is issued once, `batch.end` once for each image and `halt` once, outside the layer.
    assert_eq!(counts.micro_ops, images * (CONVOLUTION.program().len() as u64 - 3));
    assert_eq!(profile.outside.counts.micro_ops, 1 + images + 1);
}

#[test]
fn the_trace_has_every_unit_and_nothing_after_the_end() {
    let trace = Arc::new(Mutex::new(Trace::default()));
    let cycles = run(CycleOptions { trace: Some(trace.clone()), ..CycleOptions::default() });
    let trace = trace.lock().expect("not poisoned");
    let on = |track| trace.intervals().iter().filter(|interval| interval.track == track).count();
    assert_eq!((on(Track::Sequencer), on(Track::Weight), on(Track::Parameter)), (2, 2, 2));
    assert_eq!((on(Track::Input), on(Track::Output)), (4, 4), "two groups of rows, two images");
    for pv in 0..3 {
        assert_eq!((on(Track::Execute(pv)), on(Track::Post(pv))), (4, 4));
    }
    assert!(trace.intervals().iter().all(|interval| interval.start <= interval.end && interval.end < cycles));
}
