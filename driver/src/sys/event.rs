//! Event file descriptors of `vmm-sys-util`, which does not lend them as the standard library's borrowed ones.

use std::os::fd::{AsRawFd, BorrowedFd};

use vmm_sys_util::eventfd::EventFd;

/// Lends the descriptor of an event for as long as the event is borrowed.
pub(crate) fn borrow(event: &EventFd) -> BorrowedFd<'_> {
    // SAFETY: the event owns the descriptor and outlives the borrow, so it stays open.
    unsafe { BorrowedFd::borrow_raw(event.as_raw_fd()) }
}
