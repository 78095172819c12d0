//! The three outer loops: which of their iterations is the last one. Only one of them moves on in a cycle, so that there is
//! one counter for all.

use super::version::Version;
use crate::hdl::*;
use crate::primitives::LookupMemory;

/// Loops of numbers of iterations, without the addresses.
///
/// A count of `n` iterations is there as its complement, `-n - 1`. Its loop adds 3 when it leaves its first iteration and 1
/// later on, and comes to zero, with a carry, when the iteration that follows is the last one. A loop of a single
/// iteration never moves on.
#[derive(LogicBlock)]
pub struct CountLevels<const ADDRESS_BITS: usize, const SUM_BITS: usize> {
    pub clock: Signal<In, Clock>,
    /// Stores `write_data` for the next generation if `write_select` is one of these registers.
    pub write: Signal<In, Bit>,
    pub write_select: Signal<In, Bits<4>>,
    /// Complement of the count.
    pub write_data: Signal<In, Bits<ADDRESS_BITS>>,
    /// The next generation begins.
    pub load: Signal<In, Bit>,
    /// The innermost of these loops that is not in its last iteration moves on.
    pub moves: Signal<In, Bit>,
    /// Loops in their last iterations: `repeat` in bit 0, `repeat1` in bit 1.
    pub ends: Signal<In, Bits<2>>,
    /// Loops in their first iterations: `repeat`, `repeat1`, `repeat2`.
    pub fresh: Signal<In, Bits<3>>,
    /// The iteration that follows is the last one of the loop that moves on.
    pub final_follows: Signal<Out, Bit>,
    counts: LookupMemory<ADDRESS_BITS>,
    reached: LookupMemory<ADDRESS_BITS>,
    /// Of `repeat`, `repeat1`, `repeat2`.
    versions: [Version; 3],
    written: Signal<Local, Bit>,
    write_word: Signal<Local, Bits<3>>,
    /// Bits 2 and 1 of the register's number.
    level: Signal<Local, Bits<2>>,
    read_word: Signal<Local, Bits<3>>,
    is_fresh: Signal<Local, Bit>,
    now: Signal<Local, Bits<ADDRESS_BITS>>,
    increment: Signal<Local, Bits<SUM_BITS>>,
    sum: Signal<Local, Bits<SUM_BITS>>,
    carry: Constant<Bits<8>>,
}

impl<const ADDRESS_BITS: usize, const SUM_BITS: usize> Default for CountLevels<ADDRESS_BITS, SUM_BITS> {
    fn default() -> Self {
        Self {
            clock: Default::default(),
            write: Default::default(),
            write_select: Default::default(),
            write_data: Default::default(),
            load: Default::default(),
            moves: Default::default(),
            ends: Default::default(),
            fresh: Default::default(),
            final_follows: Default::default(),
            counts: LookupMemory::new(8),
            reached: LookupMemory::new(4),
            versions: Default::default(),
            written: Default::default(),
            write_word: Default::default(),
            level: Default::default(),
            read_word: Default::default(),
            is_fresh: Default::default(),
            now: Default::default(),
            increment: Default::default(),
            sum: Default::default(),
            carry: Constant::new(bits(ADDRESS_BITS as u64)),
        }
    }
}

impl<const ADDRESS_BITS: usize, const SUM_BITS: usize> Logic for CountLevels<ADDRESS_BITS, SUM_BITS> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block count_levels");
        clock!(self, clock, counts, reached);
        self.versions[0].write.next = self.write.val() & (self.write_select.val() == 4);
        self.versions[1].write.next = self.write.val() & (self.write_select.val() == 6);
        self.versions[2].write.next = self.write.val() & (self.write_select.val() == 8);
        self.written.next = !self.versions[2].active.val();
        if self.write_select.val() == 4 {
            self.written.next = !self.versions[0].active.val();
        }
        if self.write_select.val() == 6 {
            self.written.next = !self.versions[1].active.val();
        }
        for i in 0..3 {
            self.versions[i].clock.next = self.clock.val();
            self.versions[i].load.next = self.load.val();
            self.versions[i].written.next = self.written.val();
        }
        self.write_word.next = self.write_select.val().get_bits::<3>(0);
        self.write_word.next = self.write_word.val().replace_bit(0, self.written.val());
        self.counts.write_enable.next = self.write.val()
            & (self.write_select.val().get_bit(3)
                | (self.write_select.val().get_bit(2) & !self.write_select.val().get_bit(0)));
        self.counts.write_address.next = bit_cast::<16, 3>(self.write_word.val());
        self.counts.write_data.next = self.write_data.val();

        // The loop that moves on.
        self.level.next = bits::<2>(0);
        self.read_word.next = bits::<3>(0).replace_bit(0, self.versions[2].active.val());
        self.is_fresh.next = self.fresh.val().get_bit(2);
        if !self.ends.val().get_bit(1) {
            self.level.next = bits::<2>(3);
            self.read_word.next = bits::<3>(6).replace_bit(0, self.versions[1].active.val());
            self.is_fresh.next = self.fresh.val().get_bit(1);
        }
        if !self.ends.val().get_bit(0) {
            self.level.next = bits::<2>(2);
            self.read_word.next = bits::<3>(4).replace_bit(0, self.versions[0].active.val());
            self.is_fresh.next = self.fresh.val().get_bit(0);
        }
        self.counts.read_address.next = bit_cast::<16, 3>(self.read_word.val());
        self.reached.read_address.next = bit_cast::<16, 2>(self.level.val());
        self.now.next = self.reached.read_data.val();
        self.increment.next = bits::<SUM_BITS>(1);
        if self.is_fresh.val() {
            self.now.next = self.counts.read_data.val();
            self.increment.next = bits::<SUM_BITS>(3);
        }
        self.sum.next = self.increment.val() + bit_cast::<SUM_BITS, ADDRESS_BITS>(self.now.val());
        self.reached.write_enable.next = self.moves.val();
        self.reached.write_address.next = bit_cast::<16, 2>(self.level.val());
        self.reached.write_data.next = self.sum.val().get_bits::<ADDRESS_BITS>(0);
        self.final_follows.next = self.sum.val().get_bit(self.carry.val().index());
    }
}

#[cfg(test)]
mod test {
    use super::*;

    type Levels = CountLevels<4, 5>;

    fn cycle(levels: &mut Levels) {
        clock_cycle(levels, |levels| &mut levels.clock);
        settle(levels);
    }

    /// Each loop alone, the ones inside it of one iteration: the second iteration is the last one of two, and so on.
    #[test]
    fn every_count_of_four_bits_ends_where_it_should() {
        for (level, select) in [4_u64, 6, 8].into_iter().enumerate() {
            for count in 2..16_u64 {
                let mut levels = Levels::default();
                levels.connect_all();
                levels.write.next = true;
                levels.write_select.next = select.into();
                levels.write_data.next = (!count & 15).into();
                cycle(&mut levels);
                levels.write.next = false;
                levels.load.next = true;
                cycle(&mut levels);
                levels.load.next = false;
                levels.ends.next = (((1_u64 << level) - 1) & 3).into();
                levels.fresh.next = 7_u64.into();
                levels.moves.next = true;
                settle(&mut levels);
                for iteration in 2..=count {
                    assert_eq!(levels.final_follows.val(), iteration == count, "{iteration} of {count}");
                    cycle(&mut levels);
                    levels.fresh.next = 0_u64.into();
                    settle(&mut levels);
                }
            }
        }
    }
}
