//! The registers of a DMA channel, and the first byte of a transfer.
//!
//! `image * image_stride` takes two multipliers with registers behind them. The first stands already while the register is
//! written, so that a `dma.start` right behind the `dma.cfg` finds the low bits of the product.

use isa::ops::DmaRegister;

use crate::hdl::*;

/// Registers that mean something to hardware; the tag does not.
const REGISTER_COUNT: usize = DmaRegister::OutputsNeeded as usize + 1;

/// What `dma.cfg` writes, numbered as in [`DmaRegister`].
#[derive(LogicBlock)]
pub struct Registers {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Restores the values of the start of a job.
    pub reset: Signal<In, Bit>,
    /// Stores `value` in register `select`.
    pub write: Signal<In, Bit>,
    /// Number of the register.
    pub select: Signal<In, Bits<5>>,
    /// What is stored.
    pub value: Signal<In, Bits<32>>,
    /// First image of the batch iteration; must not change in the cycle before a `dma.start`.
    pub image: Signal<In, Bits<16>>,
    /// Low bits of the offset of a transfer that starts in this cycle.
    pub base_low: Signal<Out, Bits<12>>,
    /// The other bits, one cycle later.
    pub base_high: Signal<Out, Bits<52>>,
    /// First scratchpad word.
    pub target: Signal<Out, Bits<32>>,
    /// Bytes of a row.
    pub row_bytes: Signal<Out, Bits<32>>,
    /// Rows of a plane.
    pub rows: Signal<Out, Bits<32>>,
    /// Bytes between rows.
    pub row_stride: Signal<Out, Bits<32>>,
    /// Scratchpad words between rows.
    pub row_target: Signal<Out, Bits<32>>,
    /// Planes.
    pub planes: Signal<Out, Bits<32>>,
    /// Bytes between planes.
    pub plane_stride: Signal<Out, Bits<32>>,
    /// Scratchpad words between planes.
    pub plane_target: Signal<Out, Bits<32>>,
    /// Bytes between PVs.
    pub pv_stride: Signal<Out, Bits<32>>,
    /// Operations needed.
    pub sums_needed: Signal<Out, Bits<32>>,
    /// `act`s needed.
    pub drains_needed: Signal<Out, Bits<32>>,
    /// Transfers of the output channel needed.
    pub outputs_needed: Signal<Out, Bits<32>>,
    registers: Vec<DFF<Bits<32>>>,
    product_low: DFF<Bits<32>>,
    product_high: DFF<Bits<32>>,
    product: DFF<Bits<48>>,
    base_carry: DFF<Bit>,
    upcoming_stride: Signal<Local, Bits<32>>,
    base_sum: Signal<Local, Bits<13>>,
    address: Signal<Local, Bits<64>>,
    product_wide: Signal<Local, Bits<64>>,
    shifted: Signal<Local, Bits<48>>,
    carry: Signal<Local, Bits<52>>,
    one: Constant<Bits<32>>,
    two: Constant<Bits<32>>,
    _count: usize,
}

impl Default for Registers {
    fn default() -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            write: Default::default(),
            select: Default::default(),
            value: Default::default(),
            image: Default::default(),
            base_low: Default::default(),
            base_high: Default::default(),
            target: Default::default(),
            row_bytes: Default::default(),
            rows: Default::default(),
            row_stride: Default::default(),
            row_target: Default::default(),
            planes: Default::default(),
            plane_stride: Default::default(),
            plane_target: Default::default(),
            pv_stride: Default::default(),
            sums_needed: Default::default(),
            drains_needed: Default::default(),
            outputs_needed: Default::default(),
            registers: (0..REGISTER_COUNT).map(|_| Default::default()).collect(),
            product_low: Default::default(),
            product_high: Default::default(),
            product: Default::default(),
            base_carry: Default::default(),
            upcoming_stride: Default::default(),
            base_sum: Default::default(),
            address: Default::default(),
            product_wide: Default::default(),
            shifted: Default::default(),
            carry: Default::default(),
            one: Constant::new(bits(1)),
            two: Constant::new(bits(2)),
            _count: REGISTER_COUNT,
        }
    }
}

impl Logic for Registers {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block dma_registers");
        dff_setup!(self, clock, product_low, product_high, product, base_carry);
        for i in 0..self._count {
            self.registers[i].clock.next = self.clock.val();
            self.registers[i].d.next = self.registers[i].q.val();
            if self.write.val() & (self.select.val() == i.to_bits()) {
                self.registers[i].d.next = self.value.val();
            }
            if self.reset.val() {
                self.registers[i].d.next = bits::<32>(0);
            }
        }
        if self.reset.val() {
            self.registers[3].d.next = self.two.val();
            self.registers[4].d.next = self.one.val();
            self.registers[7].d.next = self.one.val();
        }

        self.upcoming_stride.next = self.registers[10].q.val();
        if self.write.val() & (self.select.val() == bits::<5>(10)) {
            self.upcoming_stride.next = self.value.val();
        }
        self.product_low.d.next = self.image.val() * self.upcoming_stride.val().get_bits::<16>(0);
        self.product_high.d.next = self.image.val() * self.upcoming_stride.val().get_bits::<16>(16);
        self.shifted.next = bit_cast::<48, 32>(self.product_high.q.val()) << 16;
        self.product.d.next = self.shifted.val() + bit_cast::<48, 32>(self.product_low.q.val());

        self.address.next = (bit_cast::<64, 32>(self.registers[1].q.val()) << 32)
            | bit_cast::<64, 32>(self.registers[0].q.val());
        self.base_sum.next = bit_cast::<13, 12>(self.address.val().get_bits::<12>(0))
            + bit_cast::<13, 12>(self.product_low.q.val().get_bits::<12>(0));
        self.base_low.next = self.base_sum.val().get_bits::<12>(0);

        // The upper bits are those of the cycle before: a `dma.cfg` of this cycle is not seen yet.
        self.base_carry.d.next = self.base_sum.val().get_bit(12);
        self.product_wide.next = bit_cast::<64, 48>(self.product.q.val());
        self.carry.next = bits::<52>(0);
        if self.base_carry.q.val() {
            self.carry.next = bits::<52>(1);
        }
        self.base_high.next = self.address.val().get_bits::<52>(12)
            + self.product_wide.val().get_bits::<52>(12)
            + self.carry.val();

        self.target.next = self.registers[2].q.val();
        self.row_bytes.next = self.registers[3].q.val();
        self.rows.next = self.registers[4].q.val();
        self.row_stride.next = self.registers[5].q.val();
        self.row_target.next = self.registers[6].q.val();
        self.planes.next = self.registers[7].q.val();
        self.plane_stride.next = self.registers[8].q.val();
        self.plane_target.next = self.registers[9].q.val();
        self.pv_stride.next = self.registers[11].q.val();
        self.sums_needed.next = self.registers[12].q.val();
        self.drains_needed.next = self.registers[13].q.val();
        self.outputs_needed.next = self.registers[14].q.val();
    }
}
