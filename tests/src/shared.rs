//! A device that outlives the processes which open it, as a card does: every open gets a handle to the same one.

use std::sync::{Arc, Mutex, MutexGuard};

use driver::transport::{DeviceAddress, Transport, TransportError, TransportInfo, WaitBudget, Wake};

/// One process's way to a device.
pub struct Shared<T> {
    info: TransportInfo,
    device: Arc<Mutex<T>>,
}

impl<T: Transport> Shared<T> {
    /// A handle.
    ///
    /// # Panics
    /// Another handle panicked while it used the device.
    pub fn new(device: Arc<Mutex<T>>) -> Self {
        let info = device.lock().expect("not poisoned").info().clone();
        Self { info, device }
    }

    fn device(&self) -> MutexGuard<'_, T> {
        self.device.lock().expect("not poisoned")
    }
}

impl<T: Transport> Transport for Shared<T> {
    fn info(&self) -> &TransportInfo {
        &self.info
    }

    fn read_register(&mut self, offset: u32) -> Result<u32, TransportError> {
        self.device().read_register(offset)
    }

    fn write_register(&mut self, offset: u32, value: u32) -> Result<(), TransportError> {
        self.device().write_register(offset, value)
    }

    fn read_memory(&mut self, address: DeviceAddress, bytes: &mut [u8]) -> Result<(), TransportError> {
        self.device().read_memory(address, bytes)
    }

    fn write_memory(&mut self, address: DeviceAddress, bytes: &[u8]) -> Result<(), TransportError> {
        self.device().write_memory(address, bytes)
    }

    fn memory_in_place(&self) -> bool {
        self.device().memory_in_place()
    }

    fn announce_reads(&mut self, address: DeviceAddress, bytes: u64) -> Result<(), TransportError> {
        self.device().announce_reads(address, bytes)
    }

    fn wait(&mut self, budget: WaitBudget) -> Result<Wake, TransportError> {
        self.device().wait(budget)
    }

    fn reset(&mut self) -> Result<(), TransportError> {
        self.device().reset()
    }
}
