//! From messages and events to the interrupt line that [`super::Transport::wait`] speaks of.
//!
//! MSI-X messages, XDMA events and UIO counts tell that the line rose; whether it is up now only the device's
//! registers tell. A wait therefore looks at the registers before it sleeps and after it was woken: a message that
//! came early is not lost, one that is stale wakes nobody. These registers are the only ones a transport knows.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::time::{Duration, Instant};

use isa::csr::Csr;
use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, ppoll};
use nix::sys::time::TimeSpec;

use super::{TransportError, Wake};

/// Whether the interrupt line is up, by the registers that gate it.
pub(super) fn line_is_up(
    mut read: impl FnMut(Csr) -> Result<u32, TransportError>,
) -> Result<bool, TransportError> {
    let pending = read(Csr::InterruptStatus)?;
    Ok(pending != 0
        && pending & read(Csr::InterruptEnable)? != 0
        && read(Csr::InterruptGlobalEnable)? & 1 == 1)
}

/// Waits until the line is up or `wall` has passed. `sleep` returns true when it was woken before its time.
pub(super) fn wait_for_line(
    wall: Duration,
    mut is_up: impl FnMut() -> Result<bool, TransportError>,
    mut sleep: impl FnMut(Duration) -> Result<bool, TransportError>,
) -> Result<Wake, TransportError> {
    let start = Instant::now();
    loop {
        if is_up()? {
            return Ok(Wake::Interrupt);
        }
        let left = wall.saturating_sub(start.elapsed());
        if left.is_zero() || !sleep(left)? {
            return Ok(Wake::TimedOut);
        }
    }
}

/// Waits until a file can be read; false if it could not within `wall`. A signal cuts the wait short as if the file
/// could be read.
pub(super) fn wait_readable(file: BorrowedFd<'_>, wall: Duration) -> io::Result<bool> {
    let mut files = [PollFd::new(file.as_fd(), PollFlags::POLLIN)];
    match ppoll(&mut files, Some(TimeSpec::from_duration(wall)), None) {
        Ok(ready) => Ok(ready > 0),
        Err(Errno::EINTR) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod test {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_stale_wake_is_slept_through_and_a_true_one_is_not() {
        let wakes = Cell::new(0);
        let sleep = |_| {
            wakes.set(wakes.get() + 1);
            Ok(true)
        };
        let wake = wait_for_line(Duration::from_secs(5), || Ok(wakes.get() == 3), sleep).expect("no error");
        assert_eq!((wake, wakes.get()), (Wake::Interrupt, 3));
        let wake = wait_for_line(Duration::from_secs(5), || Ok(false), |_| Ok(false)).expect("no error");
        assert_eq!(wake, Wake::TimedOut);
        let wake = wait_for_line(Duration::ZERO, || Ok(false), |_| unreachable!()).expect("no error");
        assert_eq!(wake, Wake::TimedOut);
    }

    #[test]
    fn every_gate_of_the_line_counts() {
        for (status, enable, global, up) in
            [(1, 1, 1, true), (1, 2, 1, false), (1, 1, 0, false), (0, 1, 1, false), (6, 4, 3, true)]
        {
            let read = |csr| {
                Ok(match csr {
                    Csr::InterruptStatus => status,
                    Csr::InterruptEnable => enable,
                    _ => global,
                })
            };
            assert_eq!(line_is_up(read).expect("reads"), up, "{status} {enable} {global}");
        }
    }
}
