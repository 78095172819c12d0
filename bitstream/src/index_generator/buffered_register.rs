//! One configuration register in two copies: the shadow that is written, and the one of the running
//! generation.

use crate::hdl::*;

/// A double-buffered register of `WIDTH` bits.
#[derive(LogicBlock)]
pub struct BufferedRegister<const WIDTH: usize> {
    pub clock: Signal<In, Clock>,
    pub reset: Signal<In, Bit>,
    /// Stores `data` in the shadow.
    pub write: Signal<In, Bit>,
    pub data: Signal<In, Bits<WIDTH>>,
    /// Copies the shadow to the running generation.
    pub load: Signal<In, Bit>,
    /// What the next generation will use.
    pub upcoming: Signal<Out, Bits<WIDTH>>,
    /// What the running generation uses.
    pub value: Signal<Out, Bits<WIDTH>>,
    shadow: DFF<Bits<WIDTH>>,
    active: DFF<Bits<WIDTH>>,
    reset_value: Constant<Bits<WIDTH>>,
}

impl<const WIDTH: usize> BufferedRegister<WIDTH> {
    /// A register whose shadow a reset sets to `reset_value`.
    pub fn new(reset_value: u64) -> Self {
        Self {
            clock: Default::default(),
            reset: Default::default(),
            write: Default::default(),
            data: Default::default(),
            load: Default::default(),
            upcoming: Default::default(),
            value: Default::default(),
            shadow: Default::default(),
            active: Default::default(),
            reset_value: Constant::new(bits(reset_value)),
        }
    }
}

impl<const WIDTH: usize> Logic for BufferedRegister<WIDTH> {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block buffered_register");
        dff_setup!(self, clock, shadow, active);
        if self.write.val() {
            self.shadow.d.next = self.data.val();
        }
        if self.load.val() {
            self.active.d.next = self.shadow.q.val();
        }
        if self.reset.val() {
            self.shadow.d.next = self.reset_value.val();
        }
        self.upcoming.next = self.shadow.q.val();
        self.value.next = self.active.q.val();
    }
}

#[cfg(test)]
mod test {
    use super::*;

    fn cycle(register: &mut BufferedRegister<8>) {
        clock_cycle(register, |register| &mut register.clock);
    }

    #[test]
    fn write_during_a_generation_leaves_its_value_alone() {
        let mut register = BufferedRegister::<8>::new(0);
        register.connect_all();
        register.write.next = true;
        register.data.next = 0x5A_u64.into();
        cycle(&mut register);
        register.load.next = true;
        register.data.next = 0xC3_u64.into();
        cycle(&mut register);

        assert_eq!(register.value.val().to_u8(), 0x5A, "the load took the value before the write");
        assert_eq!(register.upcoming.val().to_u8(), 0xC3);
    }

    #[test]
    fn reset_restores_the_shadow_even_while_it_is_written() {
        let mut register = BufferedRegister::<8>::new(3);
        register.connect_all();
        register.write.next = true;
        register.data.next = 0xFF_u64.into();
        cycle(&mut register);
        register.reset.next = true;
        cycle(&mut register);
        assert_eq!(register.upcoming.val().to_u8(), 3);
    }
}
