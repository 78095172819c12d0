//! Interrupt logic: which causes are pending, and whether the line is up.
//!
//! Causes latch in `INTERRUPT_STATUS` whether they are enabled or not; enables only gate the line.

use isa::csr::Csr;

use super::register_file::RegisterFile;

impl RegisterFile {
    /// Latches causes, given as bits of [`Csr::InterruptStatus`].
    pub fn raise_interrupt(&mut self, causes: u32) {
        let status = self.read(Csr::InterruptStatus) | causes;
        self.set(Csr::InterruptStatus, status);
    }

    /// Whether the interrupt line is up.
    pub fn interrupt_line(&self) -> bool {
        let pending = self.read(Csr::InterruptStatus) & self.read(Csr::InterruptEnable);
        self.read(Csr::InterruptGlobalEnable) & 1 == 1 && pending != 0
    }
}
