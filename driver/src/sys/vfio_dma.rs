//! Memory of this process mapped for a device behind an IOMMU, for as long as the mapping object lives.

use std::sync::Arc;

use vfio_ioctls::{VfioContainer, VfioError};

use super::shared_memory::SharedMemory;

/// DMA memory. The device reaches it at [`address`](Self::address), this process through
/// [`memory`](Self::memory).
pub(crate) struct DmaMapping {
    container: Arc<VfioContainer>,
    memory: SharedMemory,
    address: u64,
}

impl DmaMapping {
    /// Maps all of `memory` at the device address `address`, which must be a multiple of the page size.
    ///
    /// # Errors
    /// The kernel's refusal: locked-memory limit, an address that the IOMMU does not have.
    pub(crate) fn new(
        container: Arc<VfioContainer>,
        memory: SharedMemory,
        address: u64,
    ) -> Result<Self, VfioError> {
        // SAFETY: until `Drop` unmaps it the memory is owned by this object, and `SharedMemory` accesses it by
        // volatile operations on raw pointers only; no Rust reference to it ever exists.
        unsafe { container.vfio_dma_map(address, memory.bytes(), memory.pointer()) }?;
        Ok(Self { container, memory, address })
    }

    pub(crate) fn memory(&self) -> &SharedMemory {
        &self.memory
    }

    pub(crate) fn address(&self) -> u64 {
        self.address
    }
}

impl Drop for DmaMapping {
    fn drop(&mut self) {
        if let Err(error) = self.container.vfio_dma_unmap(self.address, self.memory.bytes()) {
            log::warn!("DMA memory at {:#x} is not unmapped: {error}", self.address);
        }
    }
}
