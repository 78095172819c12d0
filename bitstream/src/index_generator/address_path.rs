//! The adder of a generation: where the loop that moves on has begun its iteration, and its stride.

use crate::hdl::*;
use crate::primitives::LookupMemory;

/// The current address and where the iterations of the three outer loops began.
///
/// An iteration that begins sets the starts of all loops inside as well. They are not written: a loop in its first
/// iteration is `fresh`, and its start is that of the next loop outside that is not. So one word is written in each cycle.
#[derive(LogicBlock)]
pub struct AddressPath<const ADDRESS_BITS: usize> {
    pub clock: Signal<In, Clock>,
    /// The next address is the first one of a generation, `stride` itself.
    pub new_generation: Signal<In, Bit>,
    /// Moves to the next address at the end of this cycle.
    pub advance: Signal<In, Bit>,
    /// Loops in their last iterations, the innermost in bit 0.
    pub ends: Signal<In, Bits<3>>,
    /// Loops in their first iterations, the innermost in bit 0.
    pub fresh: Signal<In, Bits<3>>,
    /// Stride of the innermost loop that is not in its last iteration.
    pub stride: Signal<In, Bits<ADDRESS_BITS>>,
    /// The current address.
    pub address: Signal<Out, Bits<ADDRESS_BITS>>,
    /// Of `repeat2`, nothing, `repeat`, `repeat1`: numbered as the words of [`CountLevels`](super::count_levels::CountLevels).
    starts: LookupMemory<ADDRESS_BITS>,
    current: DFF<Bits<ADDRESS_BITS>>,
    source: Signal<Local, Bits<2>>,
    moved: Signal<Local, Bits<2>>,
    base: Signal<Local, Bits<ADDRESS_BITS>>,
    following: Signal<Local, Bits<ADDRESS_BITS>>,
}

impl<const ADDRESS_BITS: usize> Default for AddressPath<ADDRESS_BITS> {
    fn default() -> Self {
        Self {
            clock: Default::default(),
            new_generation: Default::default(),
            advance: Default::default(),
            ends: Default::default(),
            fresh: Default::default(),
            stride: Default::default(),
            address: Default::default(),
            starts: LookupMemory::new(4),
            current: Default::default(),
            source: Default::default(),
            moved: Default::default(),
            base: Default::default(),
            following: Default::default(),
        }
    }
}

impl<const ADDRESS_BITS: usize> Logic for AddressPath<ADDRESS_BITS> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block address_path");
        clock!(self, clock, starts);
        dff_setup!(self, clock, current);
        self.source.next = bits::<2>(2);
        if self.ends.val().get_bit(1) | self.fresh.val().get_bit(1) {
            self.source.next = bits::<2>(3);
            if (self.ends.val().get_bit(1) & self.ends.val().get_bit(2)) | self.fresh.val().get_bit(2) {
                self.source.next = bits::<2>(0);
            }
        }
        self.starts.read_address.next = bit_cast::<16, 2>(self.source.val());

        self.base.next = self.current.q.val();
        if self.ends.val().get_bit(0) {
            self.base.next = self.starts.read_data.val();
        }
        if self.new_generation.val() {
            self.base.next = bits::<ADDRESS_BITS>(0);
        }
        self.following.next = self.stride.val() + self.base.val();
        if self.advance.val() {
            self.current.d.next = self.following.val();
        }

        self.moved.next = bits::<2>(0);
        if !self.ends.val().get_bit(2) {
            self.moved.next = bits::<2>(3);
        }
        if !self.ends.val().get_bit(1) {
            self.moved.next = bits::<2>(2);
        }
        if self.new_generation.val() {
            self.moved.next = bits::<2>(0);
        }
        self.starts.write_enable.next =
            self.advance.val() & (self.new_generation.val() | self.ends.val().get_bit(0));
        self.starts.write_address.next = bit_cast::<16, 2>(self.moved.val());
        self.starts.write_data.next = self.following.val();
        self.address.next = self.current.q.val();
    }
}
