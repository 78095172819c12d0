//! Jumps from event to event against looking at every unit in every cycle: same cycles, counters and bits.

use std::sync::{Arc, Mutex};

use driver::transport::Wake;
use isa::csr::Csr;
use isa::queue::Completion;
use proptest::prelude::*;

use super::convolution::{Convolution, any_convolution};
use crate::cycle::{CycleOptions, Profile};
use crate::rig::{PLENTY, Rig, code};

/// A way to run a job.
#[derive(Debug, Clone, Copy, Default)]
struct Way {
    single_step: bool,
    timing_only: bool,
    /// Cycles per wait; all at once where it is 0.
    slice: u64,
}

#[derive(Debug, PartialEq)]
struct Found {
    completion: Completion,
    profile: Profile,
    output: Vec<i16>,
}

fn run(convolution: &Convolution, way: Way) -> Found {
    let profile = Arc::new(Mutex::new(Profile::default()));
    let options = CycleOptions {
        compute: !way.timing_only,
        single_step: way.single_step,
        profile: Some(profile.clone()),
        trace: None,
    };
    let mut rig = Rig::cycle(convolution.arch, options);
    convolution.prepare(&mut rig);
    rig.load(&code(&convolution.program()));
    rig.set(Csr::WatchdogLimit, 64);
    rig.submit(&rig.job(1, convolution.batch));
    let slice = if way.slice == 0 { PLENTY } else { way.slice };
    while rig.wait(slice) != Wake::Interrupt {}
    let completion = rig.take_completion();
    let output = convolution.output(&mut rig);
    let profile = profile.lock().expect("not poisoned").clone();
    Found { completion, profile, output }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn convolutions_give_their_sums_and_every_way_the_same(convolution in any_convolution(), slice in 1u64..2000) {
        let found = run(&convolution, Way::default());
        prop_assert_eq!(found.completion.fault, None);
        prop_assert!(found.output == convolution.expected());
        let totals = found.profile.totals;
        let cycles = found.completion.cycles * u64::from(convolution.arch.pv_count);
        prop_assert_eq!(totals.busy + totals.stalls.iter().sum::<u64>(), cycles);
        prop_assert_eq!(&run(&convolution, Way { single_step: true, ..Way::default() }), &found);
        prop_assert_eq!(&run(&convolution, Way { slice, ..Way::default() }), &found);
        let timing = run(&convolution, Way { timing_only: true, ..Way::default() });
        prop_assert_eq!((timing.completion, timing.profile), (found.completion, found.profile));
    }
}
