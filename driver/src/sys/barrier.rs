//! Ordering between accesses to memory and accesses to registers, as a device on the bus sees them.
//!
//! x86 keeps ordinary stores before a store to uncached memory, so the compiler is all that must be held back.
//! ARM does not: a barrier to the point that devices observe is needed (Arm ARM, "Data Synchronization Barrier").
//! These are not for ordering between threads of this process.

use std::sync::atomic::{Ordering, compiler_fence, fence};

/// To be called between writing memory and the register write that makes the device read it.
pub fn before_device_reads() {
    store_barrier();
    compiler_fence(Ordering::SeqCst);
    fence(Ordering::Release);
}

/// To be called between the register read (or interrupt) that tells of data and reading the data.
pub fn before_host_reads() {
    load_barrier();
    compiler_fence(Ordering::SeqCst);
    fence(Ordering::Acquire);
}

#[cfg(any(target_arch = "aarch64", target_arch = "arm"))]
fn store_barrier() {
    // SAFETY: the instruction orders memory accesses and touches neither registers nor memory.
    unsafe { std::arch::asm!("dsb st", options(nostack, preserves_flags)) }
}

#[cfg(any(target_arch = "aarch64", target_arch = "arm"))]
fn load_barrier() {
    // SAFETY: as above. `dsb sy` because ARMv7 has no barrier for loads alone.
    unsafe { std::arch::asm!("dsb sy", options(nostack, preserves_flags)) }
}

#[cfg(not(any(target_arch = "aarch64", target_arch = "arm")))]
fn store_barrier() {}

#[cfg(not(any(target_arch = "aarch64", target_arch = "arm")))]
fn load_barrier() {}
