//! The queue engine's one adder: 33 bits, for addresses, checks of windows and differences of counters.
//!
//! 64-bit values are worked on in halves, low half first, with a carry in between. One operand is a register that was
//! looked up, or the offset of a window; the other is chosen here.

use crate::hdl::*;
use crate::primitives::LookupMemory;

/// Adder, its operands and its results.
#[derive(LogicBlock)]
pub struct Arithmetic {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Word of a register.
    pub looked_up: Signal<In, Bits<32>>,
    /// Offset of the window that is checked.
    pub window_offset: Signal<In, Bits<64>>,
    /// Its size.
    pub window_size: Signal<In, Bits<64>>,
    /// Byte offset in a queue.
    pub queue_offset: Signal<In, Bits<32>>,
    /// What `operation` says, on the high halves if it is odd.
    pub high_half: Signal<In, Bit>,
    /// 0: offset + size of the window. 1: register - last results. 2: register + offset of the window.
    /// 3: register + offset in the queue. 4: register - value kept of it. 5: register - units - 1.
    pub operation: Signal<In, Bits<3>>,
    /// The results are kept in this cycle.
    pub enable: Signal<In, Bit>,
    /// Which of the kept registers; to subtract it, from the cycle before on.
    pub index: Signal<In, Bits<16>>,
    /// Keeps the register that was looked up.
    pub keep: Signal<In, Bit>,
    /// Units of the watchdog.
    pub units: Signal<In, Bits<32>>,
    /// The sum.
    pub sum: Signal<Out, Bits<32>>,
    /// What does not fit into it; of a difference: that it is not negative.
    pub carry_out: Signal<Out, Bit>,
    /// The last two results.
    pub result: Signal<Out, Bits<64>>,
    kept: LookupMemory<32>,
    /// What is kept of the register, in the cycle after its index.
    kept_value: DFF<Bits<32>>,
    low: DFF<Bits<32>>,
    high: DFF<Bits<32>>,
    carry: DFF<Bit>,
    first: Signal<Local, Bits<32>>,
    second: Signal<Local, Bits<32>>,
    first_wide: Signal<Local, Bits<33>>,
    second_wide: Signal<Local, Bits<33>>,
    carry_wide: Signal<Local, Bits<33>>,
    total: Signal<Local, Bits<33>>,
    is_difference: Signal<Local, Bit>,
    low_wide: Signal<Local, Bits<64>>,
    high_wide: Signal<Local, Bits<64>>,
    carry_in: Signal<Local, Bit>,
    one: Constant<Bits<33>>,
    half: Constant<Bits<64>>,
}

impl Default for Arithmetic {
    fn default() -> Self {
        Self {
            clock: Default::default(),
            looked_up: Default::default(),
            window_offset: Default::default(),
            window_size: Default::default(),
            queue_offset: Default::default(),
            high_half: Default::default(),
            operation: Default::default(),
            enable: Default::default(),
            index: Default::default(),
            keep: Default::default(),
            units: Default::default(),
            sum: Default::default(),
            carry_out: Default::default(),
            result: Default::default(),
            kept: LookupMemory::new(8),
            kept_value: Default::default(),
            low: Default::default(),
            high: Default::default(),
            carry: Default::default(),
            first: Default::default(),
            second: Default::default(),
            first_wide: Default::default(),
            second_wide: Default::default(),
            carry_wide: Default::default(),
            total: Default::default(),
            is_difference: Default::default(),
            low_wide: Default::default(),
            high_wide: Default::default(),
            carry_in: Default::default(),
            one: Constant::new(bits(1)),
            half: Constant::new(bits(32)),
        }
    }
}

impl Logic for Arithmetic {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block arithmetic");
        dff_setup!(self, clock, low, high, carry, kept_value);
        self.kept_value.d.next = self.kept.read_data.val();
        self.kept.clock.next = self.clock.val();
        self.kept.write_enable.next = self.keep.val();
        self.kept.write_address.next = self.index.val();
        self.kept.read_address.next = self.index.val();
        self.kept.write_data.next = self.looked_up.val();

        self.first.next = self.looked_up.val();
        self.second.next = bits::<32>(0);
        self.is_difference.next = false;
        if self.operation.val() == bits::<3>(0) {
            self.first.next = self.window_offset.val().get_bits::<32>(0);
            self.second.next = self.window_size.val().get_bits::<32>(0);
            if self.high_half.val() {
                self.first.next = self.window_offset.val().get_bits::<32>(32);
                self.second.next = self.window_size.val().get_bits::<32>(32);
            }
        }
        if self.operation.val() == bits::<3>(1) {
            self.is_difference.next = true;
            self.second.next = !self.low.q.val();
            if self.high_half.val() {
                self.second.next = !self.high.q.val();
            }
        }
        if self.operation.val() == bits::<3>(2) {
            self.second.next = self.window_offset.val().get_bits::<32>(0);
            if self.high_half.val() {
                self.second.next = self.window_offset.val().get_bits::<32>(32);
            }
        }
        if (self.operation.val() == bits::<3>(3)) & !self.high_half.val() {
            self.second.next = self.queue_offset.val();
        }
        if self.operation.val() == bits::<3>(4) {
            self.is_difference.next = true;
            self.second.next = !self.kept_value.q.val();
        }
        if self.operation.val() == bits::<3>(5) {
            self.second.next = !self.units.val();
        }
        self.carry_in.next = self.is_difference.val();
        if self.high_half.val() {
            self.carry_in.next = self.carry.q.val();
        }
        self.carry_wide.next = bits::<33>(0);
        if self.carry_in.val() {
            self.carry_wide.next = self.one.val();
        }
        self.first_wide.next = bit_cast::<33, 32>(self.first.val());
        self.second_wide.next = bit_cast::<33, 32>(self.second.val());
        self.total.next = self.first_wide.val() + self.second_wide.val() + self.carry_wide.val();
        self.sum.next = self.total.val().get_bits::<32>(0);
        self.carry_out.next = self.total.val().get_bit(32);
        if self.enable.val() {
            self.carry.d.next = self.total.val().get_bit(32);
            if self.high_half.val() {
                self.high.d.next = self.total.val().get_bits::<32>(0);
            } else {
                self.low.d.next = self.total.val().get_bits::<32>(0);
            }
        }
        self.low_wide.next = bit_cast::<64, 32>(self.low.q.val());
        self.high_wide.next = bit_cast::<64, 32>(self.high.q.val());
        self.result.next = (self.high_wide.val() << self.half.val()) | self.low_wide.val();
    }
}
