//! The four loops of a generation, one inside the other, and the address they produce.

use super::address_path::AddressPath;
use super::count_levels::CountLevels;
use super::distance_level::DistanceLevel;
use super::loop_ends::LoopEnds;
use super::strides::Strides;
use crate::hdl::*;

/// The data path of an index generator. It knows nothing of commands; `load`, `new_generation` and `advance` drive it.
///
/// In each cycle one loop moves on, the innermost one that is not in its last iteration. So one adder makes the addresses
/// of all loops and one counter counts all but the innermost, and what a loop keeps is a word of a LUT RAM.
#[derive(LogicBlock, Default)]
pub struct LoopNest<const ADDRESS_BITS: usize, const SUM_BITS: usize> {
    pub clock: Signal<In, Clock>,
    /// Writes a register of the next generation, as at [`IndexGenerator`](super::IndexGenerator).
    pub write: Signal<In, Bit>,
    pub write_select: Signal<In, Bits<4>>,
    pub write_data: Signal<In, Bits<ADDRESS_BITS>>,
    pub write_left: Signal<In, Bits<ADDRESS_BITS>>,
    pub write_single: Signal<In, Bit>,
    /// The next address is the first one of a new generation.
    pub new_generation: Signal<In, Bit>,
    /// Begins it at the end of this cycle.
    pub load: Signal<In, Bit>,
    /// Moves to the next address at the end of this cycle.
    pub advance: Signal<In, Bit>,
    pub address: Signal<Out, Bits<ADDRESS_BITS>>,
    /// The address is the last one of its pass.
    pub pass_ends: Signal<Out, Bit>,
    /// The address is the last one of its generation.
    pub last: Signal<Out, Bit>,
    strides: Strides<ADDRESS_BITS>,
    path: AddressPath<ADDRESS_BITS>,
    distance: DistanceLevel<ADDRESS_BITS, SUM_BITS>,
    counts: CountLevels<ADDRESS_BITS, SUM_BITS>,
    loops: LoopEnds,
    ends: Signal<Local, Bits<4>>,
    fresh: Signal<Local, Bits<4>>,
    stride: Signal<Local, Bits<ADDRESS_BITS>>,
}

impl<const ADDRESS_BITS: usize, const SUM_BITS: usize> Logic for LoopNest<ADDRESS_BITS, SUM_BITS> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block loop_nest");
        clock!(self, clock, strides, path, distance, counts, loops);
        self.ends.next = self.loops.ends.val();
        self.fresh.next = self.loops.fresh.val();

        self.strides.write.next = self.write.val();
        self.strides.write_select.next = self.write_select.val();
        self.strides.write_data.next = self.write_data.val();
        self.strides.load.next = self.load.val();
        self.strides.new_generation.next = self.new_generation.val();
        self.strides.ends.next = self.ends.val().get_bits::<3>(0);
        self.stride.next = self.strides.stride.val();

        self.path.new_generation.next = self.new_generation.val();
        self.path.advance.next = self.advance.val();
        self.path.ends.next = self.ends.val().get_bits::<3>(0);
        self.path.fresh.next = self.fresh.val().get_bits::<3>(0);
        self.path.stride.next = self.stride.val();

        self.distance.write.next =
            self.write.val() & ((self.write_select.val() == 2) | (self.write_select.val() == 3));
        self.distance.write_left.next = self.write_left.val();
        self.distance.load.next = self.load.val();
        self.distance.advance.next = self.advance.val();
        self.distance.fresh.next = self.fresh.val().get_bit(0);
        self.distance.step.next = self.stride.val();

        self.counts.write.next = self.write.val();
        self.counts.write_select.next = self.write_select.val();
        self.counts.write_data.next = self.write_data.val();
        self.counts.load.next = self.load.val();
        self.counts.moves.next = self.advance.val() & self.ends.val().get_bit(0);
        self.counts.ends.next = self.ends.val().get_bits::<2>(1);
        self.counts.fresh.next = self.fresh.val().get_bits::<3>(1);

        self.loops.write.next = self.write.val();
        self.loops.write_select.next = self.write_select.val();
        self.loops.write_single.next = self.write_single.val();
        self.loops.new_generation.next = self.new_generation.val();
        self.loops.advance.next = self.advance.val();
        self.loops.inner_final_follows.next = self.distance.final_follows.val();
        self.loops.outer_final_follows.next = self.counts.final_follows.val();

        self.address.next = self.path.address.val();
        self.pass_ends.next = self.ends.val().get_bit(0);
        self.last.next = self.ends.val().all();
    }
}
