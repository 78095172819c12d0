//! The counters that software sees. They run since reset; what one job did is a difference of two readings.

use crate::hdl::*;
use isa::queue::{COMPLETION_BYTES, JOB_BYTES};

/// Sums of what the core reports, and of the queue entries that are moved.
#[derive(LogicBlock)]
pub struct Counters {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Zero again.
    pub reset: Signal<In, Bit>,
    /// A job runs or ends: what the core reports counts.
    pub counting: Signal<In, Bit>,
    /// This is a cycle of a job.
    pub running: Signal<In, Bit>,
    /// PVs whose PEs all multiply.
    pub multiplies: Signal<In, Bits<5>>,
    /// PVs stalled for an input.
    pub stalled_input: Signal<In, Bits<5>>,
    /// PVs stalled for a weight.
    pub stalled_weight: Signal<In, Bits<5>>,
    /// PVs stalled for an output.
    pub stalled_output: Signal<In, Bits<5>>,
    /// PVs without a micro-op.
    pub stalled_micro_op: Signal<In, Bits<5>>,
    /// Bytes of the burst that was requested.
    pub read_bytes: Signal<In, Bits<9>>,
    /// Bytes of the beat that was accepted.
    pub written_bytes: Signal<In, Bits<5>>,
    /// A submission entry was read.
    pub entry_read: Signal<In, Bit>,
    /// A completion entry was written.
    pub entry_written: Signal<In, Bit>,
    /// Cycles of jobs.
    pub cycles: Signal<Out, Bits<64>>,
    /// Multiply-accumulates.
    pub macs: Signal<Out, Bits<64>>,
    /// Bytes read.
    pub bytes_read: Signal<Out, Bits<64>>,
    /// Bytes written.
    pub bytes_written: Signal<Out, Bits<64>>,
    /// PV-cycles stalled for an input.
    pub stall_input: Signal<Out, Bits<64>>,
    /// PV-cycles stalled for a weight.
    pub stall_weight: Signal<Out, Bits<64>>,
    /// PV-cycles stalled for an output.
    pub stall_output: Signal<Out, Bits<64>>,
    /// PV-cycles without a micro-op.
    pub stall_micro_op: Signal<Out, Bits<64>>,
    total_cycles: DFF<Bits<64>>,
    total_macs: DFF<Bits<64>>,
    total_read: DFF<Bits<64>>,
    total_written: DFF<Bits<64>>,
    total_input: DFF<Bits<64>>,
    total_weight: DFF<Bits<64>>,
    total_output: DFF<Bits<64>>,
    total_micro_op: DFF<Bits<64>>,
    product: DFF<Bits<9>>,
    partial: Signal<Local, Bits<9>>,
    read: Signal<Local, Bits<9>>,
    written: Signal<Local, Bits<9>>,
    weights: Vec<Constant<Bits<9>>>,
    job_bytes: Constant<Bits<9>>,
    completion_bytes: Constant<Bits<9>>,
    one: Constant<Bits<64>>,
}

impl Counters {
    /// Counters of an array whose PVs have `pe_count` PEs.
    pub fn new(pe_count: u32) -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            counting: Default::default(),
            running: Default::default(),
            multiplies: Default::default(),
            stalled_input: Default::default(),
            stalled_weight: Default::default(),
            stalled_output: Default::default(),
            stalled_micro_op: Default::default(),
            read_bytes: Default::default(),
            written_bytes: Default::default(),
            entry_read: Default::default(),
            entry_written: Default::default(),
            cycles: Default::default(),
            macs: Default::default(),
            bytes_read: Default::default(),
            bytes_written: Default::default(),
            stall_input: Default::default(),
            stall_weight: Default::default(),
            stall_output: Default::default(),
            stall_micro_op: Default::default(),
            total_cycles: Default::default(),
            total_macs: Default::default(),
            total_read: Default::default(),
            total_written: Default::default(),
            total_input: Default::default(),
            total_weight: Default::default(),
            total_output: Default::default(),
            total_micro_op: Default::default(),
            product: Default::default(),
            partial: Default::default(),
            read: Default::default(),
            written: Default::default(),
            weights: (0..5).map(|bit| Constant::new(bits(u64::from(pe_count) << bit & 0x1FF))).collect(),
            job_bytes: Constant::new(bits(JOB_BYTES as u64)),
            completion_bytes: Constant::new(bits(COMPLETION_BYTES as u64)),
            one: Constant::new(bits(1)),
        }
    }
}

impl Logic for Counters {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block counters");
        dff_setup!(
            self,
            clock,
            total_cycles,
            total_macs,
            total_read,
            total_written,
            total_input,
            total_weight,
            total_output,
            total_micro_op,
            product
        );
        self.cycles.next = self.total_cycles.q.val();
        self.macs.next = self.total_macs.q.val();
        self.bytes_read.next = self.total_read.q.val();
        self.bytes_written.next = self.total_written.q.val();
        self.stall_input.next = self.total_input.q.val();
        self.stall_weight.next = self.total_weight.q.val();
        self.stall_output.next = self.total_output.q.val();
        self.stall_micro_op.next = self.total_micro_op.q.val();

        self.partial.next = bits::<9>(0);
        for i in 0..5 {
            if self.multiplies.val().get_bit(i) {
                self.partial.next = self.partial.val() + self.weights[i].val();
            }
        }
        self.product.d.next = self.partial.val();
        // Queue entries move only while no job does anything.
        self.read.next = self.read_bytes.val();
        if self.entry_read.val() {
            self.read.next = self.job_bytes.val();
        }
        self.written.next = bit_cast::<9, 5>(self.written_bytes.val());
        if self.entry_written.val() {
            self.written.next = self.completion_bytes.val();
        }
        if self.counting.val() {
            if self.running.val() {
                self.total_cycles.d.next = self.total_cycles.q.val() + self.one.val();
            }
            self.total_macs.d.next = self.total_macs.q.val() + bit_cast::<64, 9>(self.product.q.val());
            self.total_input.d.next = self.total_input.q.val() + bit_cast::<64, 5>(self.stalled_input.val());
            self.total_weight.d.next =
                self.total_weight.q.val() + bit_cast::<64, 5>(self.stalled_weight.val());
            self.total_output.d.next =
                self.total_output.q.val() + bit_cast::<64, 5>(self.stalled_output.val());
            self.total_micro_op.d.next =
                self.total_micro_op.q.val() + bit_cast::<64, 5>(self.stalled_micro_op.val());
        }
        if self.counting.val() | self.entry_read.val() {
            self.total_read.d.next = self.total_read.q.val() + bit_cast::<64, 9>(self.read.val());
        }
        if self.counting.val() | self.entry_written.val() {
            self.total_written.d.next = self.total_written.q.val() + bit_cast::<64, 9>(self.written.val());
        }
        if self.reset.val() {
            self.total_cycles.d.next = bits::<64>(0);
            self.total_macs.d.next = bits::<64>(0);
            self.total_read.d.next = bits::<64>(0);
            self.total_written.d.next = bits::<64>(0);
            self.total_input.d.next = bits::<64>(0);
            self.total_weight.d.next = bits::<64>(0);
            self.total_output.d.next = bits::<64>(0);
            self.total_micro_op.d.next = bits::<64>(0);
        }
    }
}
