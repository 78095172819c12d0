//! The walk of a transfer over planes, PVs, rows and the bytes of a row.
//!
//! Three nested levels, the innermost first: for loads rows, planes, PVs; for stores PVs, rows, planes. Each level keeps
//! where its current iteration begins (`..0`, `..1`, `..2`); the next row begins one stride behind the beginning of the
//! level that moves on. There is no multiplication.
//!
//! An offset has 64 bits, of which the split into bursts needs 12. So only those are there in the cycle in which
//! they are asked for; the others do the same steps one cycle later, with the carry of the low ones.

use crate::hdl::*;

/// Where a transfer stands. It knows nothing of commands and windows.
#[derive(LogicBlock)]
pub struct Walk {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// A transfer starts: everything down to `pv_stride` is taken over in this cycle.
    pub start: Signal<In, Bit>,
    /// Its PVs.
    pub pvs: Signal<In, Bits<16>>,
    /// It is a fill: its rows lie at address 0.
    pub fill: Signal<In, Bit>,
    /// Low bits of the device address of its window.
    pub window_low: Signal<In, Bits<12>>,
    /// Low bits of the offset of its first byte.
    pub base_low: Signal<In, Bits<12>>,
    /// The other bits, in the cycle after `start`.
    pub base_high: Signal<In, Bits<52>>,
    /// First scratchpad word.
    pub target_start: Signal<In, Bits<32>>,
    /// Bytes of a row.
    pub row_size: Signal<In, Bits<32>>,
    /// Rows of a plane.
    pub rows: Signal<In, Bits<32>>,
    /// Bytes between rows.
    pub row_stride: Signal<In, Bits<32>>,
    /// Scratchpad words between rows.
    pub row_target: Signal<In, Bits<32>>,
    /// Planes.
    pub planes: Signal<In, Bits<32>>,
    /// Bytes between planes.
    pub plane_stride: Signal<In, Bits<32>>,
    /// Scratchpad words between planes.
    pub plane_target: Signal<In, Bits<32>>,
    /// Bytes between PVs.
    pub pv_stride: Signal<In, Bits<32>>,
    /// Moves on within the row.
    pub advance: Signal<In, Bit>,
    /// How far.
    pub advance_bytes: Signal<In, Bits<9>>,
    /// With `advance`: to the next row instead.
    pub row_done: Signal<In, Bit>,
    /// Low bits of the device address of the next byte.
    pub address_low: Signal<Out, Bits<12>>,
    /// Bytes of the row from the next one on.
    pub left: Signal<Out, Bits<32>>,
    /// Scratchpad word of the next byte.
    pub target: Signal<Out, Bits<32>>,
    /// PVs of the row.
    pub receivers: Signal<Out, Bits<16>>,
    /// The next byte is the first of its row.
    pub row_begins: Signal<Out, Bit>,
    /// The row is the last one.
    pub last_row: Signal<Out, Bit>,
    /// Bytes of a whole row.
    pub row_bytes: Signal<Out, Bits<32>>,
    /// Offset of the byte that was next in the cycle before.
    pub previous_offset: Signal<Out, Bits<64>>,
    size: DFF<Bits<32>>,
    row_step: DFF<Bits<32>>,
    row_target_step: DFF<Bits<32>>,
    plane_step: DFF<Bits<32>>,
    plane_target_step: DFF<Bits<32>>,
    pv_step: DFF<Bits<32>>,
    row_count: DFF<Bits<32>>,
    plane_count: DFF<Bits<32>>,
    single_row: DFF<Bit>,
    selected: DFF<Bits<16>>,
    filling: DFF<Bit>,
    /// Rows of the plane, this one included.
    rows_left: DFF<Bits<32>>,
    final_row: DFF<Bit>,
    planes_left: DFF<Bits<32>>,
    final_plane: DFF<Bit>,
    /// The lowest PV that is not done.
    current_pv: DFF<Bits<16>>,
    /// Those behind it.
    following_pvs: DFF<Bits<16>>,
    remaining: DFF<Bits<32>>,
    begins: DFF<Bit>,
    target_now: DFF<Bits<32>>,
    target0: DFF<Bits<32>>,
    target1: DFF<Bits<32>>,
    target2: DFF<Bits<32>>,
    address_now: DFF<Bits<12>>,
    address0: DFF<Bits<12>>,
    address1: DFF<Bits<12>>,
    address2: DFF<Bits<12>>,
    low: DFF<Bits<12>>,
    low0: DFF<Bits<12>>,
    low1: DFF<Bits<12>>,
    low2: DFF<Bits<12>>,
    low_before: DFF<Bits<12>>,
    /// One cycle behind the low bits.
    high: DFF<Bits<52>>,
    high0: DFF<Bits<52>>,
    high1: DFF<Bits<52>>,
    high2: DFF<Bits<52>>,
    late_start: DFF<Bit>,
    late_carry: DFF<Bit>,
    late_advance: DFF<Bit>,
    late_step0: DFF<Bit>,
    late_step1: DFF<Bit>,
    late_step2: DFF<Bit>,
    final_pv: Signal<Local, Bit>,
    inner_ends: Signal<Local, Bit>,
    middle_ends: Signal<Local, Bit>,
    outer_ends: Signal<Local, Bit>,
    all_end: Signal<Local, Bit>,
    /// The row ends and nothing further: the innermost level moves on.
    ends0: Signal<Local, Bit>,
    ends1: Signal<Local, Bit>,
    ends2: Signal<Local, Bit>,
    ends_any: Signal<Local, Bit>,
    ends_outer: Signal<Local, Bit>,
    ends_rows: Signal<Local, Bit>,
    ends_planes: Signal<Local, Bit>,
    ends_pvs: Signal<Local, Bit>,
    restarts_pvs: Signal<Local, Bit>,
    restarts_rows: Signal<Local, Bit>,
    restarts_planes: Signal<Local, Bit>,
    changes_rows: Signal<Local, Bit>,
    changes_planes: Signal<Local, Bit>,
    changes_pvs: Signal<Local, Bit>,
    pv_source: Signal<Local, Bits<16>>,
    pv_source_less: Signal<Local, Bits<16>>,
    pv_others: Signal<Local, Bits<16>>,
    stride: Signal<Local, Bits<32>>,
    late_stride: Signal<Local, Bits<32>>,
    low_from: Signal<Local, Bits<12>>,
    address_from: Signal<Local, Bits<12>>,
    low_sum: Signal<Local, Bits<13>>,
    low_result: Signal<Local, Bits<12>>,
    address_sum: Signal<Local, Bits<12>>,
    low_by: Signal<Local, Bits<12>>,
    within_by: Signal<Local, Bits<12>>,
    within_low: Signal<Local, Bits<13>>,
    words: Signal<Local, Bits<32>>,
    target_from: Signal<Local, Bits<32>>,
    target_by: Signal<Local, Bits<32>>,
    target_sum: Signal<Local, Bits<32>>,
    target_within: Signal<Local, Bits<32>>,
    high_from: Signal<Local, Bits<52>>,
    high_by: Signal<Local, Bits<52>>,
    high_carry: Signal<Local, Bits<52>>,
    high_sum: Signal<Local, Bits<52>>,
    stores: Constant<Bit>,
    one: Constant<Bits<32>>,
    two: Constant<Bits<32>>,
}

impl Walk {
    /// The walk of loads, or of `stores`.
    pub fn new(stores: bool) -> Self {
        parts! {
            clock start pvs fill window_low base_low base_high target_start row_size rows row_stride
            row_target planes plane_stride plane_target pv_stride advance advance_bytes row_done
            address_low left target receivers row_begins last_row row_bytes previous_offset size row_step
            row_target_step plane_step plane_target_step pv_step row_count plane_count single_row selected
            filling rows_left final_row planes_left final_plane current_pv following_pvs remaining begins
            target_now target0 target1 target2 address_now address0 address1 address2 low low0 low1 low2
            low_before high high0 high1 high2 late_start late_carry late_advance late_step0 late_step1
            late_step2 final_pv inner_ends middle_ends outer_ends all_end ends0 ends1 ends2 ends_any
            ends_outer ends_rows ends_planes ends_pvs restarts_pvs restarts_rows restarts_planes
            changes_rows changes_planes changes_pvs pv_source pv_source_less pv_others
            stride late_stride low_from address_from low_sum low_result address_sum low_by within_by
            within_low words target_from target_by target_sum target_within high_from high_by high_carry
            high_sum;
            stores: Constant::new(stores),
            one: Constant::new(bits(1)),
            two: Constant::new(bits(2)),
        }
    }
}

impl Logic for Walk {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block dma_walk");
        dff_setup!(self, clock, size, row_step, row_target_step, plane_step);
        dff_setup!(self, clock, plane_target_step, pv_step, row_count, plane_count);
        dff_setup!(self, clock, single_row, selected, filling, rows_left, final_row);
        dff_setup!(self, clock, planes_left, final_plane, current_pv, following_pvs);
        dff_setup!(self, clock, remaining, begins, target_now, target0, target1);
        dff_setup!(self, clock, target2, address_now, address0, address1, address2);
        dff_setup!(self, clock, low, low0, low1, low2, low_before, high, high0, high1);
        dff_setup!(self, clock, high2, late_start, late_carry, late_advance);
        dff_setup!(self, clock, late_step0, late_step1, late_step2);

        // Which level moves on behind a row.
        self.final_pv.next = !self.following_pvs.q.val().any();
        self.inner_ends.next = self.final_row.q.val();
        self.middle_ends.next = self.final_plane.q.val();
        self.outer_ends.next = self.final_pv.val() | !self.pv_step.q.val().any();
        if self.stores.val() {
            self.inner_ends.next = self.final_pv.val();
            self.middle_ends.next = self.final_row.q.val();
            self.outer_ends.next = self.final_plane.q.val();
        }
        self.all_end.next = self.inner_ends.val() & self.middle_ends.val() & self.outer_ends.val();
        // What the end of the row would do, whether it is now or not: `advance` is late.
        self.ends0.next = self.row_done.val() & !self.inner_ends.val();
        self.ends1.next = self.row_done.val() & self.inner_ends.val() & !self.middle_ends.val();
        self.ends2.next =
            self.row_done.val() & self.inner_ends.val() & self.middle_ends.val() & !self.outer_ends.val();
        self.ends_any.next = self.row_done.val() & !self.all_end.val();
        self.ends_outer.next = self.ends1.val() | self.ends2.val();
        self.ends_rows.next = self.ends0.val();
        self.ends_planes.next = self.ends1.val();
        self.ends_pvs.next = self.ends2.val();
        self.restarts_pvs.next = false;
        self.restarts_rows.next = self.ends_outer.val();
        self.restarts_planes.next = self.ends2.val();
        if self.stores.val() {
            self.ends_rows.next = self.ends1.val();
            self.ends_planes.next = self.ends2.val();
            self.ends_pvs.next = self.ends0.val();
            self.restarts_pvs.next = self.ends_outer.val();
            self.restarts_rows.next = self.ends2.val();
            self.restarts_planes.next = false;
        }
        self.changes_rows.next = self.ends_rows.val() | self.restarts_rows.val();
        self.changes_planes.next = self.ends_planes.val() | self.restarts_planes.val();
        self.changes_pvs.next = self.ends_pvs.val() | self.restarts_pvs.val();

        // Counts.
        if self.advance.val() & self.changes_rows.val() {
            self.rows_left.d.next = self.rows_left.q.val() - self.one.val();
            self.final_row.d.next = self.rows_left.q.val() == self.two.val();
            if self.restarts_rows.val() {
                self.rows_left.d.next = self.row_count.q.val();
                self.final_row.d.next = self.single_row.q.val();
            }
        }
        if self.advance.val() & self.changes_planes.val() {
            self.planes_left.d.next = self.planes_left.q.val() - self.one.val();
            self.final_plane.d.next = self.planes_left.q.val() == self.two.val();
            if self.restarts_planes.val() {
                self.planes_left.d.next = self.plane_count.q.val();
                self.final_plane.d.next = self.plane_count.q.val() == self.one.val();
            }
        }
        self.pv_source.next = self.following_pvs.q.val();
        if self.restarts_pvs.val() {
            self.pv_source.next = self.selected.q.val();
        }
        if self.start.val() {
            self.pv_source.next = self.pvs.val();
        }
        self.pv_source_less.next = self.pv_source.val() - bits::<16>(1);
        self.pv_others.next = self.pv_source.val() & self.pv_source_less.val();
        if self.start.val() | (self.advance.val() & self.changes_pvs.val()) {
            self.following_pvs.d.next = self.pv_others.val();
            self.current_pv.d.next = self.pv_source.val() ^ self.pv_others.val();
        }

        // Bytes of the row.
        if self.advance.val() {
            self.remaining.d.next = self.remaining.q.val() - bit_cast::<32, 9>(self.advance_bytes.val());
            self.begins.d.next = self.row_done.val();
            if self.row_done.val() {
                self.remaining.d.next = self.size.q.val();
            }
        }

        // Low bits of offset and device address.
        self.stride.next = self.row_step.q.val();
        self.low_from.next = self.low0.q.val();
        self.address_from.next = self.address0.q.val();
        self.target_from.next = self.target0.q.val();
        self.target_by.next = self.row_target_step.q.val();
        if self.stores.val() {
            self.stride.next = self.pv_step.q.val();
            self.target_by.next = bits::<32>(0);
        }
        if self.inner_ends.val() {
            self.stride.next = self.plane_step.q.val();
            self.low_from.next = self.low1.q.val();
            self.address_from.next = self.address1.q.val();
            self.target_from.next = self.target1.q.val();
            self.target_by.next = self.plane_target_step.q.val();
            if self.stores.val() {
                self.stride.next = self.row_step.q.val();
                self.target_by.next = self.row_target_step.q.val();
            }
        }
        if self.inner_ends.val() & self.middle_ends.val() {
            self.stride.next = self.pv_step.q.val();
            self.low_from.next = self.low2.q.val();
            self.address_from.next = self.address2.q.val();
            self.target_from.next = self.target2.q.val();
            self.target_by.next = bits::<32>(0);
            if self.stores.val() {
                self.stride.next = self.plane_step.q.val();
                self.target_by.next = self.plane_target_step.q.val();
            }
        }
        self.low_by.next = self.stride.val().get_bits::<12>(0);
        self.low_sum.next = bit_cast::<13, 12>(self.low_from.val()) + bit_cast::<13, 12>(self.low_by.val());
        self.low_result.next = self.low_sum.val().get_bits::<12>(0);
        self.address_sum.next = self.address_from.val() + self.low_by.val();
        if self.filling.q.val() {
            self.address_sum.next = bits::<12>(0);
        }
        self.target_sum.next = self.target_from.val() + self.target_by.val();
        self.within_by.next = bit_cast::<12, 9>(self.advance_bytes.val());
        self.within_low.next =
            bit_cast::<13, 12>(self.low.q.val()) + bit_cast::<13, 12>(self.within_by.val());
        self.words.next = bit_cast::<32, 9>(self.advance_bytes.val()) >> 1;
        self.target_within.next = self.target_now.q.val() + self.words.val();

        self.late_start.d.next = self.start.val();
        self.late_advance.d.next = self.advance.val() & !self.row_done.val();
        self.late_step0.d.next = self.advance.val() & self.ends0.val();
        self.late_step1.d.next = self.advance.val() & self.ends1.val();
        self.late_step2.d.next = self.advance.val() & self.ends2.val();
        self.late_carry.d.next = self.low_sum.val().get_bit(12);
        if !self.row_done.val() {
            self.late_carry.d.next = self.within_low.val().get_bit(12);
        }
        if self.advance.val() {
            self.low.d.next = self.within_low.val().get_bits::<12>(0);
            self.address_now.d.next = self.address_now.q.val() + self.within_by.val();
            self.target_now.d.next = self.target_within.val();
            if self.ends_any.val() {
                self.low.d.next = self.low_result.val();
                self.address_now.d.next = self.address_sum.val();
                self.target_now.d.next = self.target_sum.val();
            }
        }
        if self.advance.val() & self.ends_any.val() {
            self.low0.d.next = self.low_result.val();
            self.address0.d.next = self.address_sum.val();
            self.target0.d.next = self.target_sum.val();
        }
        if self.advance.val() & self.ends_outer.val() {
            self.low1.d.next = self.low_result.val();
            self.address1.d.next = self.address_sum.val();
            self.target1.d.next = self.target_sum.val();
        }
        if self.advance.val() & self.ends2.val() {
            self.low2.d.next = self.low_result.val();
            self.address2.d.next = self.address_sum.val();
            self.target2.d.next = self.target_sum.val();
        }

        // The other bits of the offset, one cycle later.
        self.low_before.d.next = self.low.q.val();
        self.late_stride.next = self.row_step.q.val();
        if self.stores.val() {
            self.late_stride.next = self.pv_step.q.val();
        }
        self.high_from.next = self.high0.q.val();
        if self.late_step1.q.val() {
            self.late_stride.next = self.plane_step.q.val();
            if self.stores.val() {
                self.late_stride.next = self.row_step.q.val();
            }
            self.high_from.next = self.high1.q.val();
        }
        if self.late_step2.q.val() {
            self.late_stride.next = self.pv_step.q.val();
            if self.stores.val() {
                self.late_stride.next = self.plane_step.q.val();
            }
            self.high_from.next = self.high2.q.val();
        }
        self.high_by.next = bit_cast::<52, 20>(self.late_stride.val().get_bits::<20>(12));
        if self.late_advance.q.val() {
            self.high_from.next = self.high.q.val();
            self.high_by.next = bits::<52>(0);
        }
        self.high_carry.next = bits::<52>(0);
        if self.late_carry.q.val() {
            self.high_carry.next = bits::<52>(1);
        }
        self.high_sum.next = self.high_from.val() + self.high_by.val() + self.high_carry.val();
        if self.late_start.q.val() {
            self.high_sum.next = self.base_high.val();
        }
        if self.late_advance.q.val()
            | self.late_step0.q.val()
            | self.late_step1.q.val()
            | self.late_step2.q.val()
            | self.late_start.q.val()
        {
            self.high.d.next = self.high_sum.val();
        }
        if self.late_step0.q.val()
            | self.late_step1.q.val()
            | self.late_step2.q.val()
            | self.late_start.q.val()
        {
            self.high0.d.next = self.high_sum.val();
        }
        if self.late_step1.q.val() | self.late_step2.q.val() | self.late_start.q.val() {
            self.high1.d.next = self.high_sum.val();
        }
        if self.late_step2.q.val() | self.late_start.q.val() {
            self.high2.d.next = self.high_sum.val();
        }

        if self.start.val() {
            self.size.d.next = self.row_size.val();
            self.remaining.d.next = self.row_size.val();
            self.begins.d.next = true;
            self.row_step.d.next = self.row_stride.val();
            self.row_target_step.d.next = self.row_target.val();
            self.plane_step.d.next = self.plane_stride.val();
            self.plane_target_step.d.next = self.plane_target.val();
            self.pv_step.d.next = self.pv_stride.val();
            self.row_count.d.next = self.rows.val();
            self.rows_left.d.next = self.rows.val();
            self.single_row.d.next = self.rows.val() == self.one.val();
            self.final_row.d.next = self.rows.val() == self.one.val();
            self.plane_count.d.next = self.planes.val();
            self.planes_left.d.next = self.planes.val();
            self.final_plane.d.next = self.planes.val() == self.one.val();
            self.selected.d.next = self.pvs.val();
            self.filling.d.next = self.fill.val();
            self.target_now.d.next = self.target_start.val();
            self.target0.d.next = self.target_start.val();
            self.target1.d.next = self.target_start.val();
            self.target2.d.next = self.target_start.val();
            self.low.d.next = self.base_low.val();
            self.low0.d.next = self.base_low.val();
            self.low1.d.next = self.base_low.val();
            self.low2.d.next = self.base_low.val();
            self.address_now.d.next = self.base_low.val() + self.window_low.val();
            self.address0.d.next = self.base_low.val() + self.window_low.val();
            self.address1.d.next = self.base_low.val() + self.window_low.val();
            self.address2.d.next = self.base_low.val() + self.window_low.val();
            if self.fill.val() {
                self.address_now.d.next = bits::<12>(0);
            }
        }

        self.address_low.next = self.address_now.q.val();
        self.left.next = self.remaining.q.val();
        self.target.next = self.target_now.q.val();
        self.receivers.next = self.current_pv.q.val();
        if !self.stores.val() & !self.pv_step.q.val().any() {
            self.receivers.next = self.selected.q.val();
        }
        self.row_begins.next = self.begins.q.val();
        self.last_row.next = self.all_end.val();
        self.row_bytes.next = self.size.q.val();
        self.previous_offset.next =
            (bit_cast::<64, 52>(self.high.q.val()) << 12) | bit_cast::<64, 12>(self.low_before.q.val());
    }
}
