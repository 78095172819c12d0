//! The configuration registers of an index generator and the decoding of writes to them.

use super::buffered_register::BufferedRegister;
use crate::hdl::*;

/// Seven double-buffered registers, numbered as in [`super::reference::Register`].
#[derive(LogicBlock, Default)]
pub struct ConfigurationRegisters<const ADDRESS_BITS: usize> {
    pub clock: Signal<In, Clock>,
    pub reset: Signal<In, Bit>,
    /// Stores `write_data` in the shadow of register `write_select`.
    pub write: Signal<In, Bit>,
    pub write_select: Signal<In, Bits<3>>,
    pub write_data: Signal<In, Bits<ADDRESS_BITS>>,
    /// Copies all shadows to the running generation.
    pub load: Signal<In, Bit>,
    /// Selects the shadows as the values below, else those of the running generation.
    pub new_generation: Signal<In, Bit>,
    /// First address; the shadow only, because a running generation has no more use for it.
    pub addr: Signal<Out, Bits<ADDRESS_BITS>>,
    pub offset: Signal<Out, Bits<ADDRESS_BITS>>,
    pub step: Signal<Out, Bits<ADDRESS_BITS>>,
    pub limit: Signal<Out, Bits<ADDRESS_BITS>>,
    pub passes: Signal<Out, Bits<ADDRESS_BITS>>,
    pub outer_offset: Signal<Out, Bits<ADDRESS_BITS>>,
    pub outer_passes: Signal<Out, Bits<ADDRESS_BITS>>,
    /// The shadows describe a generation without a single address.
    pub empty: Signal<Out, Bit>,
    registers: [BufferedRegister<ADDRESS_BITS>; 7],
}

impl<const ADDRESS_BITS: usize> Logic for ConfigurationRegisters<ADDRESS_BITS> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block configuration_registers");
        for i in 0..7 {
            self.registers[i].clock.next = self.clock.val();
            self.registers[i].reset.next = self.reset.val();
            self.registers[i].write.next = self.write.val() & (self.write_select.val() == i.to_bits());
            self.registers[i].data.next = self.write_data.val();
            self.registers[i].load.next = self.load.val();
            self.registers[i].new_generation.next = self.new_generation.val();
        }
        self.addr.next = self.registers[0].upcoming.val();
        self.offset.next = self.registers[1].value.val();
        self.step.next = self.registers[2].value.val();
        self.limit.next = self.registers[3].value.val();
        self.passes.next = self.registers[4].value.val();
        self.outer_offset.next = self.registers[5].value.val();
        self.outer_passes.next = self.registers[6].value.val();
        self.empty.next = !self.registers[3].upcoming.val().any()
            | !self.registers[4].upcoming.val().any()
            | !self.registers[6].upcoming.val().any();
    }
}
