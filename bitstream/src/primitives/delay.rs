//! A delay line.

use crate::hdl::*;

/// Shows its input as it was a number of cycles ago; zeros before.
#[derive(LogicBlock)]
pub struct Delay<const WIDTH: usize> {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Input.
    pub data_in: Signal<In, Bits<WIDTH>>,
    /// The input, `cycles` cycles later.
    pub data_out: Signal<Out, Bits<WIDTH>>,
    stages: Vec<DFF<Bits<WIDTH>>>,
    _cycles: usize,
}

impl<const WIDTH: usize> Delay<WIDTH> {
    /// A delay of `cycles` cycles, at least 1.
    pub fn new(cycles: usize) -> Self {
        Self {
            clock: Default::default(),
            data_in: Default::default(),
            data_out: Default::default(),
            stages: (0..cycles).map(|_| Default::default()).collect(),
            _cycles: cycles,
        }
    }
}

impl<const WIDTH: usize> Logic for Delay<WIDTH> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block delay");
        for i in 0..self._cycles {
            self.stages[i].clock.next = self.clock.val();
        }
        self.stages[0].d.next = self.data_in.val();
        for i in 1..self._cycles {
            self.stages[i].d.next = self.stages[i - 1].q.val();
        }
        // The last one wins. rust-hdl resolves a run-time field only as the bound of a loop.
        for i in 0..self._cycles {
            self.data_out.next = self.stages[i].q.val();
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn the_input_comes_out_later() {
        let mut delay = Delay::<8>::new(3);
        delay.connect_all();
        for step in 0..10_u64 {
            delay.data_in.next = (step + 1).into();
            settle(&mut delay);
            assert_eq!(delay.data_out.val().to_u64(), (step + 1).saturating_sub(3), "step {step}");
            clock_cycle(&mut delay, |delay| &mut delay.clock);
        }
    }
}
