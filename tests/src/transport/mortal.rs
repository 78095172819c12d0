//! Transports that can be cut off as if their process had died: files close, and nobody says goodbye to the device.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use driver::transport::{DeviceAddress, Transport, TransportError, TransportInfo, WaitBudget, Wake};

type Shared = Arc<Mutex<Option<Box<dyn Transport>>>>;

/// The processes that opened a device, of which only the last is alive.
#[derive(Default)]
pub struct Processes {
    last: Option<Shared>,
}

impl Processes {
    /// Kills the last process, if there is one.
    pub fn kill(&mut self) {
        if let Some(shared) = self.last.take() {
            lock(&shared).take();
        }
    }

    /// Kills the last process and starts one that has this transport.
    pub fn start(&mut self, open: impl FnOnce() -> Box<dyn Transport>) -> Box<dyn Transport> {
        self.kill();
        let transport = open();
        let info = transport.info().clone();
        let shared: Shared = Arc::new(Mutex::new(Some(transport)));
        self.last = Some(shared.clone());
        Box::new(Mortal { info, shared })
    }
}

fn lock(shared: &Shared) -> MutexGuard<'_, Option<Box<dyn Transport>>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Mortal {
    info: TransportInfo,
    shared: Shared,
}

impl Mortal {
    fn with<T>(
        &self,
        access: impl FnOnce(&mut dyn Transport) -> Result<T, TransportError>,
    ) -> Result<T, TransportError> {
        match lock(&self.shared).as_mut() {
            Some(transport) => access(transport.as_mut()),
            None => Err(TransportError::Disconnected { transport: self.info.name.clone() }),
        }
    }
}

impl Transport for Mortal {
    fn info(&self) -> &TransportInfo {
        &self.info
    }

    fn read_register(&mut self, offset: u32) -> Result<u32, TransportError> {
        self.with(|transport| transport.read_register(offset))
    }

    fn write_register(&mut self, offset: u32, value: u32) -> Result<(), TransportError> {
        self.with(|transport| transport.write_register(offset, value))
    }

    fn read_memory(&mut self, address: DeviceAddress, bytes: &mut [u8]) -> Result<(), TransportError> {
        self.with(|transport| transport.read_memory(address, bytes))
    }

    fn write_memory(&mut self, address: DeviceAddress, bytes: &[u8]) -> Result<(), TransportError> {
        self.with(|transport| transport.write_memory(address, bytes))
    }

    fn memory_in_place(&self) -> bool {
        lock(&self.shared).as_ref().is_some_and(|transport| transport.memory_in_place())
    }

    fn announce_reads(&mut self, address: DeviceAddress, bytes: u64) -> Result<(), TransportError> {
        self.with(|transport| transport.announce_reads(address, bytes))
    }

    fn wait(&mut self, budget: WaitBudget) -> Result<Wake, TransportError> {
        self.with(|transport| transport.wait(budget))
    }

    fn reset(&mut self) -> Result<(), TransportError> {
        self.with(|transport| transport.reset())
    }
}
