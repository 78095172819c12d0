//! Memory of this process mapped for a device behind an IOMMU, for as long as the mapping object lives.

use std::sync::Arc;

use vfio_ioctls::{VfioError, VfioOps};

use super::shared_memory::SharedMemory;

/// DMA memory. The device reaches it at [`address`](Self::address), this process through
/// [`memory`](Self::memory).
pub(crate) struct DmaMapping {
    space: Arc<dyn VfioOps>,
    memory: SharedMemory,
    address: u64,
}

impl DmaMapping {
    /// Maps all of `memory` at the device address `address`, which must be a multiple of the page size.
    ///
    /// # Errors
    /// The kernel's refusal: locked-memory limit, an address that the IOMMU does not have.
    pub(crate) fn new(
        space: Arc<dyn VfioOps>,
        memory: SharedMemory,
        address: u64,
    ) -> Result<Self, VfioError> {
        // SAFETY: until `Drop` unmaps it the memory is owned by this object, and `SharedMemory` accesses it by
        // volatile operations on raw pointers only; no Rust reference to it ever exists.
        unsafe { space.vfio_dma_map(address, memory.bytes(), memory.pointer()) }?;
        Ok(Self { space, memory, address })
    }

    /// The memory as this process reaches it.
    pub(crate) fn memory(&self) -> &SharedMemory {
        &self.memory
    }

    /// Where the device reaches it.
    pub(crate) fn address(&self) -> u64 {
        self.address
    }
}

impl Drop for DmaMapping {
    fn drop(&mut self) {
        if let Err(error) = self.space.vfio_dma_unmap(self.address, self.memory.bytes()) {
            log::warn!("DMA memory at {:#x} is not unmapped: {error}", self.address);
        }
    }
}

#[cfg(test)]
mod test {
    use std::any::Any;
    use std::sync::Mutex;

    use super::*;

    /// An address space that only keeps books.
    #[derive(Default)]
    struct Books(Mutex<Vec<(&'static str, u64, usize)>>);

    impl VfioOps for Books {
        unsafe fn vfio_dma_map(&self, address: u64, bytes: usize, _: *mut u8) -> Result<(), VfioError> {
            self.0.lock().expect("not poisoned").push(("map", address, bytes));
            Ok(())
        }

        fn vfio_dma_unmap(&self, address: u64, bytes: usize) -> Result<(), VfioError> {
            self.0.lock().expect("not poisoned").push(("unmap", address, bytes));
            Ok(())
        }

        fn as_any(&self) -> &dyn Any {
            self
        }
    }

    #[test]
    fn memory_is_taken_away_as_it_was_given() {
        let books = Arc::new(Books::default());
        let memory = SharedMemory::anonymous(8192).expect("maps");
        let mapping = DmaMapping::new(books.clone(), memory, 1 << 32).expect("is mapped");
        assert_eq!((mapping.address(), mapping.memory().bytes()), (1 << 32, 8192));
        drop(mapping);
        assert_eq!(
            *books.0.lock().expect("not poisoned"),
            [("map", 1 << 32, 8192), ("unmap", 1 << 32, 8192)]
        );
    }
}
