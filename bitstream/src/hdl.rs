//! The part of rust-hdl that blocks are written in, and the two additions that every block needs.
//!
//! Blocks say `use crate::hdl::*`. This is not a simulator: [`settle`] and [`clock_cycle`] are for the tests
//! of single blocks.

pub use rust_hdl_core::prelude::*;
pub use rust_hdl_widgets::prelude::*;

/// Iterations after which a block that still changes is taken to oscillate. The deepest path through a
/// hierarchy needs a few iterations per level.
const SETTLE_ITERATIONS: usize = 100;

/// `comment!("block NAME")`, first in the `#[hdl_gen]` function of a block, names the emitted module.
///
/// rust-hdl carries the text over into the Verilog, where [`crate::verilog`] finds it. It breaks text of more
/// than a few words into lines of which only the first is a comment, so everything else is said in Rust
/// comments.
#[macro_export]
macro_rules! comment {
    ($text:literal) => {};
}
pub use crate::comment;

/// A block whose parts are as they are by default, but those with a value of their own behind the semicolon.
///
/// `Constant` and memories have no default, so that blocks with one of them cannot derive it.
#[macro_export]
macro_rules! parts {
    ($($part:ident)+; $($field:ident: $value:expr,)*) => {
        Self { $($part: Default::default(),)+ $($field: $value,)* }
    };
}
pub use crate::parts;

/// Propagates the inputs of `block` until nothing changes any more.
///
/// # Panics
/// If the block oscillates.
pub fn settle<B: Block>(block: &mut B) {
    assert!(simulate(block, SETTLE_ITERATIONS), "the block does not settle");
}

/// Lets one full clock cycle pass: settle, rising edge, falling edge.
///
/// `clock` selects the clock input of the block.
///
/// # Panics
/// If the block oscillates.
pub fn clock_cycle<B: Block>(block: &mut B, clock: impl Fn(&mut B) -> &mut Signal<In, Clock>) {
    for level in [false, true, false] {
        clock(block).next = level.into();
        settle(block);
    }
}
