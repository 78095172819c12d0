//! The accumulators of one lane and the arithmetic that updates them.
//!
//! One register, `total`, runs through a group of operands: it begins with what the accumulator holds and ends as its new
//! value. So there is one adder, which also compares, and no second one for the update at the end.
//!
//! ```text
//! cycle   s - 2             s - 1          s                     s + 1
//!         update copy's     its word       total <- word or      total is stored in the drain copy
//!         read port         in `base`      total, and product
//!                                          last: next total is
//!                                          stored in update copy
//! ```
//!
//! What the two groups before store is too late for the read port. It is still in `total` or `older`, from where this group
//! takes it instead of `base`.

use super::adder_tree::SUM_BITS;
use super::gated_memory::GatedMemory;
use crate::hdl::*;
use crate::primitives::Memory;

/// Accumulators of one lane, in two copies: one is read by updates, the other by the post engine.
#[derive(LogicBlock)]
pub struct LaneAccumulators {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Line that an operand two cycles later belongs to.
    pub base_line: Signal<In, Bits<16>>,
    /// Number of this lane is that of the output address, for the operand of the next cycle.
    pub next_lane_matches: Signal<In, Bit>,
    /// The operand of the next cycle is the first of its group.
    pub next_first: Signal<In, Bit>,
    /// There is an operand in the next cycle, and it is the last of its group.
    pub next_last: Signal<In, Bit>,
    /// Its group sums over all PEs.
    pub next_horizontal: Signal<In, Bit>,
    /// Its group starts from zero.
    pub next_clear: Signal<In, Bit>,
    /// Its group has the line of the operand of this cycle, and does not start from zero.
    pub next_repeats_line: Signal<In, Bit>,
    /// The same for the operand of the cycle before.
    pub next_repeats_older_line: Signal<In, Bit>,
    /// There is an operand in this cycle.
    pub operate: Signal<In, Bit>,
    /// Keeps the larger instead of the sum.
    pub pool: Signal<In, Bit>,
    /// Line of this cycle's operand.
    pub line: Signal<In, Bits<16>>,
    /// Line of the operand of the cycle before.
    pub older_line: Signal<In, Bits<16>>,
    /// The product of this lane's PE.
    pub product: Signal<In, Signed<32>>,
    /// The sum of the products of all PEs.
    pub products: Signal<In, Signed<SUM_BITS>>,
    /// Line that the post engine reads.
    pub drain_line: Signal<In, Bits<16>>,
    /// It reads this lane.
    pub drains: Signal<In, Bit>,
    /// Its word, one cycle later; zero if it reads another lane.
    pub drain_word: Signal<Out, Bits<48>>,
    update_copy: Memory<48>,
    drain_copy: GatedMemory,
    base: DFF<Bits<48>>,
    total: DFF<Bits<48>>,
    older: DFF<Bits<48>>,
    stores: DFF<Bit>,
    older_stores: DFF<Bit>,
    from_total: DFF<Bit>,
    from_older: DFF<Bit>,
    takes_sum: DFF<Bit>,
    operand: Signal<Local, Signed<48>>,
    operand_bits: Signal<Local, Bits<48>>,
    product_bits: Signal<Local, Bits<48>>,
    summand: Signal<Local, Bits<48>>,
    wide_summand: Signal<Local, Bits<49>>,
    sum: Signal<Local, Bits<49>>,
    next_total: Signal<Local, Bits<48>>,
    // Declared behind the summand: yosys sorts an adder's operands by that, and the one that has a LUT of its own must come first.
    wide_held: Signal<Local, Bits<49>>,
    held: Signal<Local, Bits<48>>,
    has_element: Constant<Bit>,
}

impl LaneAccumulators {
    /// The accumulators of a lane of `words` words; `has_element` tells whether it has a PE.
    pub fn new(words: u32, has_element: bool) -> Self {
        Self {
            clock: Default::default(),
            base_line: Default::default(),
            next_lane_matches: Default::default(),
            next_first: Default::default(),
            next_last: Default::default(),
            next_horizontal: Default::default(),
            next_clear: Default::default(),
            next_repeats_line: Default::default(),
            next_repeats_older_line: Default::default(),
            operate: Default::default(),
            pool: Default::default(),
            line: Default::default(),
            older_line: Default::default(),
            product: Default::default(),
            products: Default::default(),
            drain_line: Default::default(),
            drains: Default::default(),
            drain_word: Default::default(),
            update_copy: Memory::exclusive(words as usize),
            drain_copy: GatedMemory::new(words as usize),
            base: Default::default(),
            total: Default::default(),
            older: Default::default(),
            stores: Default::default(),
            older_stores: Default::default(),
            from_total: Default::default(),
            from_older: Default::default(),
            takes_sum: Default::default(),
            held: Default::default(),
            operand: Default::default(),
            operand_bits: Default::default(),
            product_bits: Default::default(),
            summand: Default::default(),
            wide_held: Default::default(),
            wide_summand: Default::default(),
            sum: Default::default(),
            next_total: Default::default(),
            has_element: Constant::new(has_element),
        }
    }
}

impl Logic for LaneAccumulators {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block lane_accumulators");
        dff_setup!(self, clock, base, total, older, stores, older_stores, from_total, from_older);
        dff_setup!(self, clock, takes_sum);
        clock!(self, clock, update_copy, drain_copy);

        // What the next operand will need.
        self.stores.d.next = self.next_last.val() & self.has_element.val();
        // The sum over the PEs is of use in one lane only; that each lane knows for itself also keeps the choice in its adder's LUTs.
        self.takes_sum.d.next = self.next_horizontal.val() & self.next_lane_matches.val();
        if self.next_horizontal.val() {
            self.stores.d.next = self.next_last.val() & self.next_lane_matches.val();
        }
        self.older_stores.d.next = self.stores.q.val();
        self.from_total.d.next =
            !self.next_first.val() | (self.next_repeats_line.val() & self.stores.q.val());
        self.from_older.d.next = self.next_repeats_older_line.val() & self.older_stores.q.val();
        self.update_copy.read_address.next = self.base_line.val();
        self.base.d.next = self.update_copy.read_data.val();
        if self.next_clear.val() {
            self.base.d.next = bits::<48>(0);
        }

        // This operand. The complement turns the sum into the difference less one: negative unless the operand is smaller. The bit
        // above the accumulator's says so by itself; a comparison of signs behind the sum would cost a LUT in every bit.
        self.held.next = self.base.q.val();
        if self.from_older.q.val() {
            self.held.next = self.older.q.val();
        }
        if self.from_total.q.val() {
            self.held.next = self.total.q.val();
        }
        self.operand.next = signed_bit_cast::<48, 32>(self.product.val());
        self.product_bits.next = unsigned_cast(self.operand.val());
        if self.takes_sum.q.val() {
            self.operand.next = signed_bit_cast::<48, SUM_BITS>(self.products.val());
        }
        self.operand_bits.next = unsigned_cast(self.operand.val());
        self.summand.next = self.operand_bits.val();
        if self.pool.val() {
            self.summand.next = !self.operand_bits.val();
        }
        self.wide_held.next =
            bit_cast::<49, 48>(self.held.val()).replace_bit(48, self.held.val().get_bit(47));
        self.wide_summand.next =
            bit_cast::<49, 48>(self.summand.val()).replace_bit(48, self.summand.val().get_bit(47));
        self.sum.next = self.wide_held.val() + self.wide_summand.val();
        // No operation keeps the larger of sums over the PEs: a product is enough to choose from.
        self.next_total.next = self.sum.val().get_bits::<48>(0);
        if self.pool.val() {
            self.next_total.next = self.held.val();
            if self.sum.val().get_bit(48) {
                self.next_total.next = self.product_bits.val();
            }
        }
        if self.operate.val() {
            self.total.d.next = self.next_total.val();
        }
        self.older.d.next = self.total.q.val();

        self.update_copy.write_enable.next = self.stores.q.val();
        self.update_copy.write_address.next = self.line.val();
        self.update_copy.write_data.next = self.next_total.val();
        self.drain_copy.write_enable.next = self.older_stores.q.val();
        self.drain_copy.write_address.next = self.older_line.val();
        self.drain_copy.write_data.next = self.total.q.val();
        self.drain_copy.read_address.next = self.drain_line.val();
        self.drain_copy.read.next = self.drains.val();
        self.drain_word.next = self.drain_copy.read_data.val();
    }
}
