//! The line that each bank of the scratchpads takes of a load: for all PVs at once.

use crate::hdl::*;
use isa::ArchConfig;

/// Chooses, bank by bank, between the first line of a load and the one behind it. Without registers.
#[derive(LogicBlock)]
pub struct LoadLines {
    /// Line of the load's first word.
    pub line: Signal<In, Bits<16>>,
    /// The line behind it.
    pub next_line: Signal<In, Bits<16>>,
    /// Banks that take the line behind.
    pub wrapped: Signal<In, Bits<16>>,
    /// Bank `b`'s line in word `b`, as far as the larger of the scratchpads needs it.
    pub lines: Signal<Out, Bits<256>>,
    one_line: Signal<Local, Bits<16>>,
    together: Signal<Local, Bits<256>>,
    line_mask: Constant<Bits<16>>,
}

impl LoadLines {
    /// For the PVs of an array.
    pub fn new(arch: &ArchConfig) -> Self {
        Self {
            line: Default::default(),
            next_line: Default::default(),
            wrapped: Default::default(),
            lines: Default::default(),
            one_line: Default::default(),
            together: Default::default(),
            line_mask: Constant::new(bits(u64::from(arch.input_words.max(arch.weight_words)) - 1)),
        }
    }
}

impl Logic for LoadLines {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block load_lines");
        self.together.next = 0.into();
        for i in 0..16 {
            self.one_line.next = self.line.val() & self.line_mask.val();
            if self.wrapped.val().get_bit(i) {
                self.one_line.next = self.next_line.val() & self.line_mask.val();
            }
            self.together.next =
                (self.together.val() >> 16) | (bit_cast::<256, 16>(self.one_line.val()) << 240);
        }
        self.lines.next = self.together.val();
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn wrapped_banks_take_the_line_behind_and_lines_beyond_wrap_around() {
        let arch = ArchConfig { input_words: 64, weight_words: 128, ..ArchConfig::REFERENCE };
        let mut lines = LoadLines::new(&arch);
        lines.connect_all();
        lines.line.next = bits(127);
        lines.next_line.next = bits(128);
        lines.wrapped.next = bits(0b101);
        settle(&mut lines);
        let line = |bank: usize| lines.lines.val().get_bits::<16>(bank * 16).to_u64();
        assert_eq!([line(0), line(1), line(2), line(15)], [0, 127, 0, 127]);
    }
}
