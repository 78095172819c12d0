//! How many array cycles the model does in a second: `cargo test --release -p sim-fallback speed -- --ignored --nocapture`.

use std::time::Instant;

use isa::ArchConfig;

use super::convolution::Convolution;
use crate::cycle::CycleOptions;
use crate::rig::{Rig, code};

/// Jobs that are run one after the other, the first one apart: it touches memory for the first time.
const JOBS: u32 = 8;

fn measure(name: &str, convolution: &Convolution, compute: bool) -> f64 {
    assert!(convolution.fits());
    let mut rig = Rig::cycle(convolution.arch, CycleOptions { compute, ..CycleOptions::default() });
    convolution.prepare(&mut rig);
    rig.load(&code(&convolution.program()));
    rig.run(&rig.job(0, convolution.batch));
    let start = Instant::now();
    let (mut cycles, mut macs) = (0, 0);
    for sequence in 1..=JOBS {
        let completion = rig.run(&rig.job(sequence, convolution.batch));
        assert_eq!(completion.fault, None);
        (cycles, macs) = (cycles + completion.cycles, macs + completion.macs);
    }
    let rate = cycles as f64 / start.elapsed().as_secs_f64() / 1e6;
    let use_of_array = macs as f64 / (cycles * convolution.arch.pe_total()) as f64;
    println!(
        "{name}, compute {compute}: {rate:.1} M cycles/s at {:.0} % use of the array",
        100.0 * use_of_array
    );
    rate
}

#[test]
#[ignore = "a measurement"]
fn speed() {
    let shared = Convolution {
        arch: ArchConfig { weight_words: 4096, input_words: 4096, ..ArchConfig::REFERENCE },
        horizontal: false,
        mimd: true,
        batch: 4,
        kernel: 5,
        stride: 1,
        channels: 64,
        outputs: 16,
        width: 36,
        height: 36,
        seed: 1,
    };
    let horizontal = Convolution { horizontal: true, kernel: 4, ..shared.clone() };
    let small = Convolution { kernel: 1, channels: 8, width: 64, height: 64, ..shared.clone() };
    for compute in [true, false] {
        for (name, convolution) in [("shared", &shared), ("horizontal", &horizontal), ("small", &small)] {
            let rate = (0..3).map(|_| measure(name, convolution, compute)).fold(0.0, f64::max);
            assert!(rate > 0.2, "{rate}");
        }
    }
}
