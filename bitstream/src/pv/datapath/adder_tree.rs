//! The sum of the products of all PEs, for operations with the flag `horizontal`.
//!
//! Fifteen nodes in the order of a heap: node `n` adds nodes `2 n + 1` and `2 n + 2`, nodes 7 to 14 add products, and node 0 has
//! the sum, four cycles behind the products. Products of PEs that do not exist are zero; synthesis removes their adders.
//! Summing products, not sums of groups, keeps the tree narrow: the lanes accumulate behind it.

use crate::hdl::*;

/// Levels of the tree, and the cycles that it takes.
pub const LEVELS: usize = 4;

/// Bits of a sum of 16 products.
pub const SUM_BITS: usize = 36;

/// A registered adder.
#[derive(LogicBlock, Default)]
pub struct AdderNode {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// One summand.
    pub left: Signal<In, Signed<SUM_BITS>>,
    /// The other summand.
    pub right: Signal<In, Signed<SUM_BITS>>,
    /// Their sum, one cycle later.
    pub sum: Signal<Out, Signed<SUM_BITS>>,
    total: DFF<Signed<SUM_BITS>>,
}

impl Logic for AdderNode {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block adder_node");
        dff_setup!(self, clock, total);
        self.total.d.next = self.left.val() + self.right.val();
        self.sum.next = self.total.q.val();
    }
}
