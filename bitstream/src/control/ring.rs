//! One of the two queues, as registers see it: indices, whether they can be, and where the device's next entry is.

use crate::hdl::*;
use isa::queue::MAX_QUEUE_ENTRIES;

/// Indices and checks of one queue. Its base lies in the stored registers; here is only whether it is aligned.
///
/// What is written in cycle `t` is seen in the judging outputs from `t + 2` on.
#[derive(LogicBlock)]
pub struct Ring {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Restores the reset values.
    pub reset: Signal<In, Bit>,
    /// Software writes the low half of the base.
    pub write_base_low: Signal<In, Bit>,
    /// Software writes the high half.
    pub write_base_high: Signal<In, Bit>,
    /// Software writes the number of entries.
    pub write_entries: Signal<In, Bit>,
    /// Software writes its index.
    pub write_index: Signal<In, Bit>,
    /// What software writes.
    pub data: Signal<In, Bits<32>>,
    /// The device is done with the entry at its index.
    pub advance: Signal<In, Bit>,
    /// Software's index.
    pub software_index: Signal<Out, Bits<32>>,
    /// The device's index.
    pub device_index: Signal<Out, Bits<32>>,
    /// There are entries between the indices.
    pub any: Signal<Out, Bit>,
    /// The queue can be: a power of two of entries, aligned, no more in it than it holds.
    pub legal: Signal<Out, Bit>,
    /// There is room for another entry.
    pub has_room: Signal<Out, Bit>,
    /// Byte offset of the entry at the device's index.
    pub offset: Signal<Out, Bits<32>>,
    /// Base or entries are written: both indices start again.
    pub configured: Signal<Out, Bit>,
    software: DFF<Bits<32>>,
    device: DFF<Bits<32>>,
    difference: DFF<Bits<32>>,
    entries: DFF<Bits<32>>,
    entries_legal: DFF<Bit>,
    misaligned: DFF<Bit>,
    restart: Signal<Local, Bit>,
    less_one: Signal<Local, Bits<32>>,
    below: Signal<Local, Bits<32>>,
    mask: Signal<Local, Bits<32>>,
    masked: Signal<Local, Bits<32>>,
    is_above: Signal<Local, Bit>,
    device_produces: Constant<Bit>,
    entry_mask: Constant<Bits<32>>,
    entry_shift: Constant<Bits<32>>,
    entries_mask: Constant<Bits<32>>,
    one: Constant<Bits<32>>,
}

impl Ring {
    /// A queue of entries of `entry_bytes` bytes, filled by the device or by software.
    pub fn new(entry_bytes: usize, device_produces: bool) -> Self {
        // A number of entries is one bit of these: a power of two from 2 to the largest.
        let entries_mask = u64::from(2 * MAX_QUEUE_ENTRIES - 2);
        Self {
            clock: Default::default(),
            reset: Default::default(),
            write_base_low: Default::default(),
            write_base_high: Default::default(),
            write_entries: Default::default(),
            write_index: Default::default(),
            data: Default::default(),
            advance: Default::default(),
            software_index: Default::default(),
            device_index: Default::default(),
            any: Default::default(),
            legal: Default::default(),
            has_room: Default::default(),
            offset: Default::default(),
            configured: Default::default(),
            software: Default::default(),
            device: Default::default(),
            difference: Default::default(),
            entries: Default::default(),
            entries_legal: Default::default(),
            misaligned: Default::default(),
            restart: Default::default(),
            less_one: Default::default(),
            below: Default::default(),
            mask: Default::default(),
            masked: Default::default(),
            is_above: Default::default(),
            device_produces: Constant::new(device_produces),
            entry_mask: Constant::new(bits(entry_bytes as u64 - 1)),
            entry_shift: Constant::new(bits(u64::from(entry_bytes.trailing_zeros()))),
            entries_mask: Constant::new(bits(entries_mask)),
            one: Constant::new(bits(1)),
        }
    }
}

impl Logic for Ring {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block ring");
        dff_setup!(self, clock, software, device, difference, entries, entries_legal, misaligned);
        self.software_index.next = self.software.q.val();
        self.device_index.next = self.device.q.val();
        if self.device_produces.val() {
            self.difference.d.next = self.device.q.val() - self.software.q.val();
        } else {
            self.difference.d.next = self.software.q.val() - self.device.q.val();
        }

        self.mask.next = self.entries.q.val() - self.one.val();
        self.masked.next = self.difference.q.val() & !self.mask.val();
        self.any.next = self.difference.q.val().any();
        self.is_above.next = self.masked.val().any();
        self.has_room.next = !self.is_above.val();
        self.legal.next = self.entries_legal.q.val()
            & !self.misaligned.q.val()
            & (!self.is_above.val() | (self.difference.q.val() == self.entries.q.val()));
        self.masked.next = self.device.q.val() & self.mask.val();
        self.offset.next = self.masked.val() << self.entry_shift.val();

        self.less_one.next = self.data.val() - self.one.val();
        self.below.next = self.data.val() & self.less_one.val();
        if self.write_base_low.val() {
            self.masked.next = self.data.val() & self.entry_mask.val();
            self.misaligned.d.next = self.masked.val().any();
        }
        if self.write_entries.val() {
            // Bits that make the number illegal are not kept: nothing is computed from it then.
            self.entries.d.next = self.data.val() & self.entries_mask.val();
            self.masked.next = self.data.val() & !self.entries_mask.val();
            self.entries_legal.d.next =
                self.data.val().any() & !self.below.val().any() & !self.masked.val().any();
        }
        if self.write_index.val() {
            self.software.d.next = self.data.val();
        }
        if self.advance.val() {
            self.device.d.next = self.device.q.val() + self.one.val();
        }
        self.restart.next = self.write_base_low.val() | self.write_base_high.val() | self.write_entries.val();
        self.configured.next = self.restart.val();
        if self.restart.val() | self.reset.val() {
            self.software.d.next = bits::<32>(0);
            self.device.d.next = bits::<32>(0);
        }
        if self.reset.val() {
            self.difference.d.next = bits::<32>(0);
            self.entries.d.next = bits::<32>(0);
            self.entries_legal.d.next = false;
            self.misaligned.d.next = false;
        }
    }
}
