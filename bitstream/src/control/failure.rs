//! Why and where the last failed job failed, and whether the current one has.

use crate::hdl::*;

/// The error registers. They keep their values until the next failure or reset.
#[derive(LogicBlock, Default)]
pub struct Failure {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Restores the reset values.
    pub reset: Signal<In, Bit>,
    /// A new job: nothing is wrong with it yet.
    pub clear: Signal<In, Bit>,
    /// The job fails; what follows says why.
    pub fail: Signal<In, Bit>,
    /// See [`isa::queue::ErrorCause`].
    pub cause: Signal<In, Bits<4>>,
    /// Segment, where one is involved.
    pub segment: Signal<In, Bits<3>>,
    /// Offset in the segment or word of the program.
    pub address: Signal<In, Bits<64>>,
    /// Sequence number of the job.
    pub job_sequence: Signal<In, Bits<32>>,
    /// The current job has failed.
    pub failed: Signal<Out, Bit>,
    /// Of the last failure, as those below.
    pub error_cause: Signal<Out, Bits<4>>,
    /// Its segment.
    pub error_segment: Signal<Out, Bits<3>>,
    /// Its address.
    pub error_address: Signal<Out, Bits<64>>,
    /// Its job.
    pub error_sequence: Signal<Out, Bits<32>>,
    has_failed: DFF<Bit>,
    cause_value: DFF<Bits<4>>,
    segment_value: DFF<Bits<3>>,
    address_value: DFF<Bits<64>>,
    sequence_value: DFF<Bits<32>>,
}

impl Logic for Failure {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block failure");
        dff_setup!(self, clock, has_failed, cause_value, segment_value, address_value, sequence_value);
        self.failed.next = self.has_failed.q.val();
        self.error_cause.next = self.cause_value.q.val();
        self.error_segment.next = self.segment_value.q.val();
        self.error_address.next = self.address_value.q.val();
        self.error_sequence.next = self.sequence_value.q.val();
        if self.fail.val() {
            self.has_failed.d.next = true;
            self.cause_value.d.next = self.cause.val();
            self.segment_value.d.next = self.segment.val();
            self.address_value.d.next = self.address.val();
            self.sequence_value.d.next = self.job_sequence.val();
        }
        if self.clear.val() {
            self.has_failed.d.next = false;
        }
        if self.reset.val() {
            self.has_failed.d.next = false;
            self.cause_value.d.next = bits::<4>(0);
            self.segment_value.d.next = bits::<3>(0);
            self.address_value.d.next = bits::<64>(0);
            self.sequence_value.d.next = bits::<32>(0);
        }
    }
}
