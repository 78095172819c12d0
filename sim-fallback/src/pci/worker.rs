//! The card at work: a thread of its own that owns it, runs its jobs and carries out requests in between.
//!
//! A card works while its host does other things. Requests (register accesses, mappings, resets) are closures that
//! run between two slices of simulated time, so they see a card that stands still, and wait for a slice at most.
//! How long a slice takes depends on the level: `sim` computes a layer in one go.

use std::fs::File;
use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::thread;
use std::time::{Duration, Instant};

use super::hardware::Hardware;

/// A card that is connected to a bus.
#[derive(Debug)]
pub(super) struct Function {
    pub(super) card: Box<dyn Hardware>,
    /// Whether it may access its host's memory. While it may not, it stands still.
    pub(super) bus_master: bool,
    /// Whether its memory is its own, which needs nobody's leave.
    own_memory: bool,
    /// Where a message goes when the interrupt line rises; nowhere while MSI-X is off.
    vector: Option<File>,
    line: bool,
}

impl Function {
    /// Connects or disconnects the interrupt vector. A line that is up is told at once, as a pending bit would be.
    pub(super) fn set_vector(&mut self, vector: Option<File>) {
        self.vector = vector;
        self.line = false;
    }

    /// Function-level reset: the card as after power-up, off the bus until software enables it again.
    pub(super) fn reset(&mut self) {
        self.card.reset();
        self.bus_master = false;
    }

    /// The client is gone: nothing of it remains.
    pub(super) fn disconnect(&mut self) {
        self.reset();
        self.vector = None;
        if self.own_memory {
            return;
        }
        if let Some(Err(error)) = self.card.memory_mut().host_mut().map(|host| host.unmap_all()) {
            log::warn!("memory of a client that is gone stays mapped: {error}");
        }
    }

    fn may_run(&self) -> bool {
        self.bus_master || self.own_memory
    }

    /// Sends a message for every rise of the interrupt line.
    fn signal(&mut self) {
        let line = self.card.interrupt_line();
        if line
            && !self.line
            && let Some(vector) = &mut self.vector
            && let Err(error) = vector.write_all(&1u64.to_ne_bytes())
        {
            log::warn!("an interrupt is lost: {error}");
        }
        self.line = line;
    }
}

type Request = Box<dyn FnOnce(&mut Function) + Send>;

/// The way to the thread that owns the card. The thread ends when this is dropped.
#[derive(Debug)]
pub(super) struct Worker {
    requests: Sender<Request>,
}

impl Worker {
    /// Puts a card to work.
    ///
    /// # Errors
    /// The operating system refuses a thread.
    pub(super) fn start(card: Box<dyn Hardware>, own_memory: bool) -> io::Result<Self> {
        let (requests, queue) = mpsc::channel();
        let function = Function { card, bus_master: false, own_memory, vector: None, line: false };
        thread::Builder::new().name("ganax-card".into()).spawn(move || work(function, &queue))?;
        Ok(Self { requests })
    }

    /// Carries out a request and returns what it returns.
    ///
    /// # Errors
    /// The thread is gone, which only a bug in the level can bring about.
    pub(super) fn call<T: Send + 'static>(
        &self,
        request: impl FnOnce(&mut Function) -> T + Send + 'static,
    ) -> io::Result<T> {
        let (reply, result) = mpsc::sync_channel(1);
        let request = Box::new(move |function: &mut Function| {
            // Whoever asked may have gone meanwhile.
            let _ = reply.send(request(function));
        });
        let gone = || io::Error::other("the card's thread has ended");
        self.requests.send(request).map_err(|_| gone())?;
        result.recv().map_err(|_| gone())
    }
}

/// Simulated time between two looks at the requests, chosen so that a slice takes about a millisecond.
#[derive(Debug)]
struct Slice {
    cycles: u64,
}

impl Slice {
    const SHORTEST: u64 = 1 << 10;
    const LONGEST: u64 = 1 << 30;
    const AIM: Duration = Duration::from_millis(1);

    fn adapt(&mut self, took: Duration) {
        if took > 2 * Self::AIM {
            self.cycles = (self.cycles / 2).max(Self::SHORTEST);
        } else if took < Self::AIM / 2 {
            self.cycles = (self.cycles * 2).min(Self::LONGEST);
        }
    }
}

/// The thread: requests first, jobs while there are none.
fn work(mut function: Function, requests: &Receiver<Request>) {
    let mut slice = Slice { cycles: Slice::SHORTEST };
    let mut busy = false;
    loop {
        let request = match busy {
            true => requests.try_recv(),
            false => requests.recv().map_err(|_| TryRecvError::Disconnected),
        };
        match request {
            Ok(request) => {
                request(&mut function);
                busy = function.may_run();
            }
            Err(TryRecvError::Empty) => {
                let start = Instant::now();
                busy = function.card.advance(slice.cycles);
                slice.adapt(start.elapsed());
            }
            Err(TryRecvError::Disconnected) => return,
        }
        function.signal();
    }
}
