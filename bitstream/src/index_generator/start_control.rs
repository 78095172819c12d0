//! When generations begin and end: the start queue and the address handshake.

use crate::hdl::*;

/// The control part of an index generator. It knows nothing of addresses.
#[derive(LogicBlock, Default)]
pub struct StartControl {
    pub clock: Signal<In, Clock>,
    pub reset: Signal<In, Bit>,
    pub start: Signal<In, Bit>,
    pub stop: Signal<In, Bit>,
    /// The current address is the last one of its generation.
    pub last: Signal<In, Bit>,
    pub address_ready: Signal<In, Bit>,
    pub command_ready: Signal<Out, Bit>,
    pub address_valid: Signal<Out, Bit>,
    /// The next address, if one follows at all, is the first of a new generation. Made of registers alone, so
    /// that operands are selected by it before the consumer has answered.
    pub new_generation: Signal<Out, Bit>,
    /// A new generation is loaded at the end of this cycle.
    pub load: Signal<Out, Bit>,
    /// The loops move to their next state at the end of this cycle.
    pub advance: Signal<Out, Bit>,
    valid: DFF<Bit>,
    queued: DFF<Bit>,
    taken: Signal<Local, Bit>,
    completes: Signal<Local, Bit>,
    requested: Signal<Local, Bit>,
}

impl Logic for StartControl {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block start_control");
        dff_setup!(self, clock, valid, queued);
        self.command_ready.next = !self.queued.q.val();
        self.address_valid.next = self.valid.q.val();
        self.new_generation.next = !self.valid.q.val() | self.last.val();

        self.taken.next = self.valid.q.val() & self.address_ready.val();
        self.completes.next = self.taken.val() & self.last.val();
        self.requested.next = self.start.val() | self.queued.q.val();
        self.load.next = self.requested.val() & (!self.valid.q.val() | self.completes.val());
        self.advance.next = self.load.val() | (self.taken.val() & !self.last.val());

        self.queued.d.next = self.requested.val() & !self.load.val();
        self.valid.d.next = self.load.val() | (self.valid.q.val() & !self.completes.val());
        if self.stop.val() | self.reset.val() {
            self.valid.d.next = false;
            self.queued.d.next = false;
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;

    fn control() -> StartControl {
        let mut control = StartControl::default();
        control.connect_all();
        settle(&mut control);
        control
    }

    fn cycle(control: &mut StartControl) {
        clock_cycle(control, |control| &mut control.clock);
    }

    #[test]
    fn second_start_is_queued_and_follows_at_once() {
        let mut control = control();
        control.start.next = true;
        cycle(&mut control);
        assert!(control.address_valid.val() && control.command_ready.val());
        cycle(&mut control);
        control.start.next = false;
        settle(&mut control);
        assert!(!control.command_ready.val(), "the second start waits");
        control.last.next = true;
        control.address_ready.next = true;
        cycle(&mut control);
        assert!(control.address_valid.val() && control.command_ready.val(), "the queued generation follows");
        cycle(&mut control);
        assert!(!control.address_valid.val());
    }

    #[test]
    fn stop_discards_running_queued_and_simultaneous_starts() {
        let mut control = control();
        control.start.next = true;
        cycle(&mut control);
        cycle(&mut control);
        control.stop.next = true;
        control.last.next = true;
        control.address_ready.next = true;
        cycle(&mut control);
        control.start.next = false;
        control.stop.next = false;
        settle(&mut control);
        assert!(!control.address_valid.val() && control.command_ready.val());
        cycle(&mut control);
        assert!(!control.address_valid.val(), "nothing was left in the queue");
    }
}
