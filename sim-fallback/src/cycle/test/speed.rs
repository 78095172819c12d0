//! How many array cycles the model does in a second: `cargo test --release -p sim-fallback speed -- --ignored --nocapture`.

use std::time::Instant;

use isa::ArchConfig;

use super::convolution::Convolution;
use crate::cycle::CycleOptions;
use crate::rig::{Rig, code};

fn measure(name: &str, convolution: &Convolution, compute: bool) -> f64 {
    assert!(convolution.fits());
    let mut rig = Rig::cycle(convolution.arch, CycleOptions { compute, ..CycleOptions::default() });
    convolution.prepare(&mut rig);
    rig.load(&code(&convolution.program()));
    let start = Instant::now();
    let completion = rig.run(&rig.job(1, convolution.batch));
    let seconds = start.elapsed().as_secs_f64();
    assert_eq!(completion.fault, None);
    let rate = completion.cycles as f64 / seconds / 1e6;
    let use_of_array = completion.macs as f64 / (completion.cycles * convolution.arch.pe_total()) as f64;
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
