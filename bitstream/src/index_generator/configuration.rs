//! The configuration registers of an index generator and the decoding of writes to them.

use super::buffered_register::BufferedRegister;
use super::reference::reset_value;
use crate::hdl::*;
use isa::ops::GeneratorRegister;

/// Number of configuration registers of the contract.
const REGISTER_COUNT: usize = GeneratorRegister::ALL.len();

/// Double-buffered registers, numbered as in [`GeneratorRegister`].
#[derive(LogicBlock)]
pub struct ConfigurationRegisters<const ADDRESS_BITS: usize> {
    pub clock: Signal<In, Clock>,
    pub reset: Signal<In, Bit>,
    /// Stores `write_data` in the shadow of register `write_select`.
    pub write: Signal<In, Bit>,
    pub write_select: Signal<In, Bits<4>>,
    pub write_data: Signal<In, Bits<ADDRESS_BITS>>,
    /// Copies all shadows to the running generation.
    pub load: Signal<In, Bit>,
    /// First address; the shadow only, because a running generation has no more use for it.
    pub addr: Signal<Out, Bits<ADDRESS_BITS>>,
    /// Shadows of the loops' bounds.
    pub upcoming_step: Signal<Out, Bits<ADDRESS_BITS>>,
    pub upcoming_limit: Signal<Out, Bits<ADDRESS_BITS>>,
    pub upcoming_passes: Signal<Out, Bits<ADDRESS_BITS>>,
    pub upcoming_passes1: Signal<Out, Bits<ADDRESS_BITS>>,
    pub upcoming_passes2: Signal<Out, Bits<ADDRESS_BITS>>,
    /// Values of the running generation.
    pub offset: Signal<Out, Bits<ADDRESS_BITS>>,
    pub step: Signal<Out, Bits<ADDRESS_BITS>>,
    pub passes: Signal<Out, Bits<ADDRESS_BITS>>,
    pub offset1: Signal<Out, Bits<ADDRESS_BITS>>,
    pub passes1: Signal<Out, Bits<ADDRESS_BITS>>,
    pub offset2: Signal<Out, Bits<ADDRESS_BITS>>,
    pub passes2: Signal<Out, Bits<ADDRESS_BITS>>,
    /// The shadows describe a generation without a single address.
    pub empty: Signal<Out, Bit>,
    registers: [BufferedRegister<ADDRESS_BITS>; REGISTER_COUNT],
}

impl<const ADDRESS_BITS: usize> Default for ConfigurationRegisters<ADDRESS_BITS> {
    fn default() -> Self {
        let register =
            |index: usize| BufferedRegister::new(reset_value(GeneratorRegister::ALL[index]).into());
        Self {
            clock: Default::default(),
            reset: Default::default(),
            write: Default::default(),
            write_select: Default::default(),
            write_data: Default::default(),
            load: Default::default(),
            addr: Default::default(),
            upcoming_step: Default::default(),
            upcoming_limit: Default::default(),
            upcoming_passes: Default::default(),
            upcoming_passes1: Default::default(),
            upcoming_passes2: Default::default(),
            offset: Default::default(),
            step: Default::default(),
            passes: Default::default(),
            offset1: Default::default(),
            passes1: Default::default(),
            offset2: Default::default(),
            passes2: Default::default(),
            empty: Default::default(),
            registers: std::array::from_fn(register),
        }
    }
}

impl<const ADDRESS_BITS: usize> Logic for ConfigurationRegisters<ADDRESS_BITS> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block configuration_registers");
        for i in 0..REGISTER_COUNT {
            self.registers[i].clock.next = self.clock.val();
            self.registers[i].reset.next = self.reset.val();
            self.registers[i].write.next = self.write.val() & (self.write_select.val() == i.to_bits());
            self.registers[i].data.next = self.write_data.val();
            self.registers[i].load.next = self.load.val();
        }
        self.addr.next = self.registers[0].upcoming.val();
        self.offset.next = self.registers[1].value.val();
        self.step.next = self.registers[2].value.val();
        self.upcoming_step.next = self.registers[2].upcoming.val();
        self.upcoming_limit.next = self.registers[3].upcoming.val();
        self.upcoming_passes.next = self.registers[4].upcoming.val();
        self.upcoming_passes1.next = self.registers[6].upcoming.val();
        self.upcoming_passes2.next = self.registers[8].upcoming.val();
        self.passes.next = self.registers[4].value.val();
        self.offset1.next = self.registers[5].value.val();
        self.passes1.next = self.registers[6].value.val();
        self.offset2.next = self.registers[7].value.val();
        self.passes2.next = self.registers[8].value.val();
        self.empty.next = !self.registers[3].upcoming.val().any()
            | !self.registers[4].upcoming.val().any()
            | !self.registers[6].upcoming.val().any()
            | !self.registers[8].upcoming.val().any();
    }
}

#[cfg(test)]
mod test {
    use super::*;
    use isa::ops::Operand;

    type Registers = ConfigurationRegisters<8>;

    #[test]
    fn every_register_of_the_contract_reaches_its_own_output() {
        let mut registers = Registers::default();
        registers.connect_all();
        registers.write.next = true;
        for register in GeneratorRegister::ALL {
            registers.write_select.next = register.pack().into();
            registers.write_data.next = (100 + register.pack()).into();
            clock_cycle(&mut registers, |registers| &mut registers.clock);
        }
        registers.write.next = false;
        registers.load.next = true;
        clock_cycle(&mut registers, |registers| &mut registers.clock);
        for register in GeneratorRegister::ALL {
            let output = match register {
                GeneratorRegister::Addr => &registers.addr,
                GeneratorRegister::Offset => &registers.offset,
                GeneratorRegister::Step => &registers.step,
                GeneratorRegister::End => &registers.upcoming_limit,
                GeneratorRegister::Repeat => &registers.passes,
                GeneratorRegister::Offset1 => &registers.offset1,
                GeneratorRegister::Repeat1 => &registers.passes1,
                GeneratorRegister::Offset2 => &registers.offset2,
                GeneratorRegister::Repeat2 => &registers.passes2,
            };
            assert_eq!(output.val().to_u64(), 100 + register.pack(), "{register:?}");
        }
    }

    #[test]
    fn generation_is_empty_as_long_as_one_count_is_zero() {
        let counts = [
            GeneratorRegister::Repeat2,
            GeneratorRegister::Repeat1,
            GeneratorRegister::Repeat,
            GeneratorRegister::End,
        ];
        let mut registers = Registers::default();
        registers.connect_all();
        registers.write.next = true;
        registers.write_data.next = 1_u64.into();
        settle(&mut registers);
        for count in counts {
            assert!(registers.empty.val(), "before {count:?} is written");
            registers.write_select.next = count.pack().into();
            clock_cycle(&mut registers, |registers| &mut registers.clock);
        }
        assert!(!registers.empty.val());
    }
}
