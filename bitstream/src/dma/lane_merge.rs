//! Puts the words of an output beat where they lie in a memory beat.

use crate::hdl::*;

/// Words of a beat.
const WORDS: usize = 8;

/// Turns `words` by `skew` places and lays the chosen ones over `pending`. A wide multiplexer without registers, which rust-hdl
/// cannot write in a readable form.
#[derive(LogicBlock, Default)]
pub struct LaneMerge {
    /// Words of the output beat, the first in the low bits.
    pub words: Signal<In, Bits<128>>,
    /// Place of the first word in the memory beat.
    pub skew: Signal<In, Bits<3>>,
    /// Which places take a turned word.
    pub chosen: Signal<In, Bits<8>>,
    /// What the other places keep.
    pub pending: Signal<In, Bits<128>>,
    /// The memory beat.
    pub merged: Signal<Out, Bits<128>>,
}

impl Logic for LaneMerge {
    fn update(&mut self) {
        let (words, chosen) = (self.words.val(), self.chosen.val());
        let skew = self.skew.val().index();
        let mut merged = self.pending.val();
        for place in 0..WORDS {
            if chosen.get_bit(place) {
                merged
                    .set_bits::<16>(16 * place, words.get_bits::<16>(16 * ((place + WORDS - skew) % WORDS)));
            }
        }
        self.merged.next = merged;
    }

    fn connect(&mut self) {
        self.merged.connect();
    }

    fn hdl(&self) -> Verilog {
        Verilog::Custom(
            "// comment! (\"block lane_merge\nreg [255:0] turned;\ninteger place;\n\nalways @(*) begin\n    \
             turned = {words, words} << {skew, 4'd0};\n    for (place = 0; place < 8; place = place + 1) begin\n        \
             merged[place * 16 +: 16] = chosen[place] ? turned[128 + place * 16 +: 16] : pending[place * 16 +: 16];\n    \
             end\nend"
                .into(),
        )
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn words_are_turned_and_laid_over_the_pending_ones() {
        let mut merge = LaneMerge::default();
        merge.connect_all();
        let mut words = Bits::<128>::default();
        let mut pending = Bits::<128>::default();
        for place in 0..WORDS {
            words.set_bits::<16>(16 * place, (place as u64).into());
            pending.set_bits::<16>(16 * place, (0x100 + place as u64).into());
        }
        merge.words.next = words;
        merge.pending.next = pending;
        merge.skew.next = 6_u64.into();
        merge.chosen.next = 0b1100_0011_u64.into();
        settle(&mut merge);
        let merged = merge.merged.val();
        let found: Vec<u64> = (0..WORDS).map(|place| merged.get_bits::<16>(16 * place).to_u64()).collect();
        assert_eq!(found, [2, 3, 0x102, 0x103, 0x104, 0x105, 0, 1]);
    }
}
