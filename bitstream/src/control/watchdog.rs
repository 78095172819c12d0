//! Time of the running job, in units of 65536 cycles.

use crate::hdl::*;

/// Counts cycles of a job; compares nothing.
#[derive(LogicBlock)]
pub struct Watchdog {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// A job begins.
    pub clear: Signal<In, Bit>,
    /// A cycle of it.
    pub running: Signal<In, Bit>,
    /// Whole units that have passed.
    pub units: Signal<Out, Bits<32>>,
    cycles: DFF<Bits<16>>,
    unit_over: DFF<Bit>,
    count: DFF<Bits<32>>,
    last: Constant<Bits<16>>,
    one: Constant<Bits<16>>,
    one_unit: Constant<Bits<32>>,
}

impl Default for Watchdog {
    fn default() -> Self {
        Self {
            clock: Default::default(),
            clear: Default::default(),
            running: Default::default(),
            units: Default::default(),
            cycles: Default::default(),
            unit_over: Default::default(),
            count: Default::default(),
            last: Constant::new(bits(0xFFFF)),
            one: Constant::new(bits(1)),
            one_unit: Constant::new(bits(1)),
        }
    }
}

impl Logic for Watchdog {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block watchdog");
        dff_setup!(self, clock, cycles, unit_over, count);
        self.units.next = self.count.q.val();
        self.unit_over.d.next = self.running.val() & (self.cycles.q.val() == self.last.val());
        if self.running.val() {
            self.cycles.d.next = self.cycles.q.val() + self.one.val();
        }
        if self.unit_over.q.val() {
            self.count.d.next = self.count.q.val() + self.one_unit.val();
        }
        if self.clear.val() {
            self.cycles.d.next = bits::<16>(0);
            self.unit_over.d.next = false;
            self.count.d.next = bits::<32>(0);
        }
    }
}
