//! Whether a count has reached a need, without a comparison in the cycle of the answer.

use crate::hdl::*;

/// The answer of cycle `t`: the count that is seen in `t` is at least what `needed` was in `t - 1`.
///
/// Both comparisons are made a cycle ahead, with the count as it is and with one more; what happened meanwhile chooses between them.
/// The answer in the cycle behind `clear` is no.
#[derive(LogicBlock, Default)]
pub struct CountReached<const WIDTH: usize> {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// The count becomes zero.
    pub clear: Signal<In, Bit>,
    /// The count, plus one.
    pub following: Signal<In, Bits<WIDTH>>,
    /// It goes up in this cycle.
    pub counts: Signal<In, Bit>,
    /// What it must reach, as of the next cycle.
    pub needed: Signal<In, Bits<WIDTH>>,
    /// It has.
    pub reached: Signal<Out, Bit>,
    /// The count had reached it before this cycle's step.
    earlier: DFF<Bit>,
    /// It has reached it if it made a step.
    by_step: DFF<Bit>,
    stepped: DFF<Bit>,
}

impl<const WIDTH: usize> Logic for CountReached<WIDTH> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block count_reached");
        dff_setup!(self, clock, earlier, by_step, stepped);
        self.earlier.d.next = (self.following.val() > self.needed.val()) & !self.clear.val();
        self.by_step.d.next = self.following.val() == self.needed.val();
        self.stepped.d.next = self.counts.val() & !self.clear.val();
        self.reached.next = self.earlier.q.val() | (self.by_step.q.val() & self.stepped.q.val());
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn the_answer_is_that_of_the_need_of_the_cycle_before() {
        let mut block = CountReached::<4>::default();
        block.connect_all();
        let (mut count, mut expected) = (0_u64, None);
        let mut answers = [0; 2];
        for step in 0..400_u64 {
            let (counts, clear) = (step % 3 == 1 && count < 12, step % 41 == 40);
            let needed = (step * 7 + step / 5) % 13;
            block.following.next = (count + 1).into();
            block.counts.next = counts;
            block.clear.next = clear;
            block.needed.next = needed.into();
            settle(&mut block);
            if let Some(expected) = expected {
                assert_eq!(block.reached.val(), expected, "step {step}");
                answers[usize::from(expected)] += 1;
            }
            count = if clear { 0 } else { count + u64::from(counts) };
            expected = Some(count >= needed && !clear);
            clock_cycle(&mut block, |block| &mut block.clock);
        }
        assert!(answers[0] > 50 && answers[1] > 50, "{answers:?}");
    }
}
