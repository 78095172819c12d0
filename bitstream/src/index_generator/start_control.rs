//! When generations begin and end: the start queue, the address handshake and the status outputs.

use crate::hdl::*;

/// The control part of an index generator. It knows nothing of addresses.
#[derive(LogicBlock, Default)]
pub struct StartControl {
    pub clock: Signal<In, Clock>,
    pub reset: Signal<In, Bit>,
    pub start: Signal<In, Bit>,
    pub stop: Signal<In, Bit>,
    /// The generation that would be loaded now has no address.
    pub empty: Signal<In, Bit>,
    /// The current address is the last one of its generation.
    pub last: Signal<In, Bit>,
    pub address_ready: Signal<In, Bit>,
    pub command_ready: Signal<Out, Bit>,
    pub busy: Signal<Out, Bit>,
    pub done: Signal<Out, Bit>,
    pub address_valid: Signal<Out, Bit>,
    /// The next address, if one follows at all, is the first of a new generation. Made of registers alone, so
    /// that operands are selected by it before the consumer has answered.
    pub new_generation: Signal<Out, Bit>,
    /// A new generation is loaded at the end of this cycle.
    pub load: Signal<Out, Bit>,
    /// The loops move to their next state at the end of this cycle.
    pub advance: Signal<Out, Bit>,
    running: DFF<Bit>,
    valid: DFF<Bit>,
    queued: DFF<Bit>,
    finished: DFF<Bit>,
    taken: Signal<Local, Bit>,
    completes: Signal<Local, Bit>,
    requested: Signal<Local, Bit>,
}

impl Logic for StartControl {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block start_control");
        dff_setup!(self, clock, running, valid, queued, finished);
        self.command_ready.next = !self.queued.q.val();
        self.busy.next = self.running.q.val();
        self.done.next = self.finished.q.val();
        self.address_valid.next = self.valid.q.val();
        self.new_generation.next = !self.valid.q.val() | self.last.val();

        // A running generation without a valid address is an empty one: over at once.
        self.taken.next = self.valid.q.val() & self.address_ready.val();
        self.completes.next =
            self.running.q.val() & (!self.valid.q.val() | (self.taken.val() & self.last.val()));
        self.requested.next = self.start.val() | self.queued.q.val();
        self.load.next = self.requested.val() & (!self.running.q.val() | self.completes.val());
        self.advance.next = self.load.val() | (self.taken.val() & !self.last.val());

        self.queued.d.next = self.requested.val() & !self.load.val();
        self.finished.d.next = self.completes.val();
        if self.completes.val() {
            self.running.d.next = false;
            self.valid.d.next = false;
        }
        if self.load.val() {
            self.running.d.next = true;
            self.valid.d.next = !self.empty.val();
        }
        if self.stop.val() | self.reset.val() {
            self.running.d.next = false;
            self.valid.d.next = false;
            self.queued.d.next = false;
            self.finished.d.next = false;
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
    fn second_start_is_queued_and_third_is_refused() {
        let mut control = control();
        control.start.next = true;
        cycle(&mut control);
        assert!(control.busy.val() && control.address_valid.val() && control.command_ready.val());
        cycle(&mut control);
        assert!(!control.command_ready.val(), "the second start waits");
        cycle(&mut control);
        control.start.next = false;
        control.last.next = true;
        control.address_ready.next = true;
        cycle(&mut control);
        assert!(control.done.val() && control.address_valid.val(), "the queued generation follows at once");
        assert!(control.command_ready.val());
        cycle(&mut control);
        assert!(control.done.val() && !control.busy.val(), "the third start was not queued");
    }

    #[test]
    fn empty_generation_reports_done_after_one_busy_cycle() {
        let mut control = control();
        control.empty.next = true;
        control.start.next = true;
        cycle(&mut control);
        control.start.next = false;
        settle(&mut control);
        assert!(control.busy.val() && !control.address_valid.val() && !control.done.val());
        cycle(&mut control);
        assert!(!control.busy.val() && control.done.val());
        cycle(&mut control);
        assert!(!control.done.val());
    }

    #[test]
    fn stop_discards_running_queued_and_simultaneous_starts_without_done() {
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
        assert!(!control.busy.val() && !control.address_valid.val() && !control.done.val());
        assert!(control.command_ready.val());
        cycle(&mut control);
        assert!(!control.busy.val(), "nothing was left in the queue");
    }
}
