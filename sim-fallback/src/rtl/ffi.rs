//! The model's shared library: a safe handle around its C functions. The only unsafe code of this crate.
//!
//! The library is `verilator/model.cpp`, compiled by [`super::build`] from the text that this crate embeds, so both sides
//! of the interface come from one source; [`ABI`] guards against a file that was put into the cache by hand.

#![allow(unsafe_code)]

use std::ffi::{CStr, CString, c_char, c_void};
use std::path::Path;
use std::ptr::NonNull;

use libloading::Library;

use crate::card::{Extent, Memory};

/// Version of the functions below, as the library states it.
const ABI: u32 = 2;

/// How the memory behind the model answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MemoryTiming {
    /// Device address of the first byte.
    pub(super) base: u64,
    /// Cycles from an accepted read address to the first beat.
    pub(super) read_latency: u32,
    /// Cycles from the last beat of a write to its response.
    pub(super) write_latency: u32,
    /// Seed of random latencies, back-pressure and start values; 0 for none.
    pub(super) seed: u64,
}

/// Device memory for the time of a call.
#[repr(C)]
struct Lent {
    bytes: *mut u8,
    size: u64,
    /// The parts that may be accessed, in order.
    extents: *const Extent,
    count: u64,
}

/// Lends a memory to a call: the pointers hold while it runs, and nobody else accesses the memory.
fn lend<T>(memory: &mut Memory, call: impl FnOnce(*const Lent) -> T) -> T {
    let extents = memory.extents();
    let bytes = memory.mapping_mut();
    let (size, count) = (bytes.len() as u64, extents.len() as u64);
    call(&Lent { bytes: bytes.as_mut_ptr(), size, extents: extents.as_ptr(), count })
}

type Handle = *mut c_void;
type Abi = unsafe extern "C" fn() -> u32;
type Create = unsafe extern "C" fn(u64, u32, u32, u64) -> Handle;
type Destroy = unsafe extern "C" fn(Handle);
type Reset = unsafe extern "C" fn(Handle, *const Lent);
type ReadRegister = unsafe extern "C" fn(Handle, *const Lent, u32) -> u32;
type WriteRegister = unsafe extern "C" fn(Handle, *const Lent, u32, u32);
type Run = unsafe extern "C" fn(Handle, *const Lent, u64, bool) -> u64;
type Interrupt = unsafe extern "C" fn(Handle) -> bool;
type Failure = unsafe extern "C" fn(Handle) -> *const c_char;
type OpenWave = unsafe extern "C" fn(Handle, *const c_char) -> bool;
type CloseWave = unsafe extern "C" fn(Handle);

/// The functions of a loaded library, valid as long as it is loaded.
struct Functions {
    create: Create,
    destroy: Destroy,
    reset: Reset,
    read: ReadRegister,
    write: WriteRegister,
    run: Run,
    interrupt: Interrupt,
    failure: Failure,
    open_wave: OpenWave,
    close_wave: CloseWave,
}

/// One instance of the accelerator, with its clock standing still between calls.
///
/// Every call that clocks it borrows the device memory: the model keeps no pointer to it.
pub(super) struct Model {
    handle: NonNull<c_void>,
    functions: Functions,
    /// Unloaded after the instance is gone: fields are dropped after `Drop::drop`.
    _library: Library,
}

// SAFETY: the instance belongs to this handle alone, and nothing in it is bound to a thread: the one thing that Verilator
// keeps for each thread, the current context, is set anew by every function of the library.
unsafe impl Send for Model {}

impl Model {
    /// Loads a library and creates an instance, which must be reset first.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub(super) fn load(path: &Path, timing: MemoryTiming) -> Result<Self, String> {
        // SAFETY: initialisers of the library are those of C++ constants and of Verilator's run-time library, which have
        // no conditions. The file was built by this crate (see `super::build`) in a directory of the user's own.
        let library = unsafe { Library::new(path) }.map_err(reason)?;
        let abi: Abi = symbol(&library, c"ganax_rtl_abi")?;
        // SAFETY: the function takes nothing and returns a constant in every version of the library.
        let found = unsafe { abi() };
        if found != ABI {
            return Err(format!("its interface has version {found}, this program needs {ABI}"));
        }
        let functions = Functions {
            create: symbol(&library, c"ganax_rtl_create")?,
            destroy: symbol(&library, c"ganax_rtl_destroy")?,
            reset: symbol(&library, c"ganax_rtl_reset")?,
            read: symbol(&library, c"ganax_rtl_read")?,
            write: symbol(&library, c"ganax_rtl_write")?,
            run: symbol(&library, c"ganax_rtl_run")?,
            interrupt: symbol(&library, c"ganax_rtl_interrupt")?,
            failure: symbol(&library, c"ganax_rtl_error")?,
            open_wave: symbol(&library, c"ganax_rtl_wave_open")?,
            close_wave: symbol(&library, c"ganax_rtl_wave_close")?,
        };
        let MemoryTiming { base, read_latency, write_latency, seed } = timing;
        // SAFETY: the signature is that of the library (same source, version checked); any values are legal.
        let handle = unsafe { (functions.create)(base, read_latency, write_latency, seed) };
        let handle = NonNull::new(handle).ok_or("it creates no instance")?;
        Ok(Self { handle, functions, _library: library })
    }

    /// Holds the reset for some cycles. A failure is forgotten.
    pub(super) fn reset(&mut self, memory: &mut Memory) {
        let handle = self.handle.as_ptr();
        // SAFETY: the handle is live; what `lend` gives is valid for the call, in which alone it is used, and only where
        // the extents allow it.
        lend(memory, |lent| unsafe { (self.functions.reset)(handle, lent) });
    }

    /// Reads a register; zero after a failure.
    pub(super) fn read_register(&mut self, memory: &mut Memory, offset: u32) -> u32 {
        let handle = self.handle.as_ptr();
        // SAFETY: as in `Self::reset`.
        lend(memory, |lent| unsafe { (self.functions.read)(handle, lent, offset) })
    }

    /// Writes a register.
    pub(super) fn write_register(&mut self, memory: &mut Memory, offset: u32, value: u32) {
        let handle = self.handle.as_ptr();
        // SAFETY: as in `Self::reset`.
        lend(memory, |lent| unsafe { (self.functions.write)(handle, lent, offset, value) });
    }

    /// Lets at most `cycles` cycles pass, fewer if something fails or, where that is wanted, the interrupt line is up;
    /// returns how many.
    pub(super) fn run(&mut self, memory: &mut Memory, cycles: u64, to_interrupt: bool) -> u64 {
        let handle = self.handle.as_ptr();
        // SAFETY: as in `Self::reset`.
        lend(memory, |lent| unsafe { (self.functions.run)(handle, lent, cycles, to_interrupt) })
    }

    /// Whether the interrupt line is up.
    pub(super) fn interrupt(&self) -> bool {
        // SAFETY: the handle is live; the function only looks.
        unsafe { (self.functions.interrupt)(self.handle.as_ptr()) }
    }

    /// What went wrong since the last reset: the clock stands still from then on.
    pub(super) fn failure(&self) -> Option<String> {
        // SAFETY: the handle is live; the function only looks.
        let text = unsafe { (self.functions.failure)(self.handle.as_ptr()) };
        // SAFETY: a pointer that is not null leads to a string that ends with zero and stays until the next call that clocks
        // or resets the model, which `&self` excludes; it is copied here.
        (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned())
    }

    /// Records the waves of the cycles from now on; false if the library cannot or the file is refused.
    pub(super) fn open_wave(&mut self, path: &Path) -> bool {
        let Ok(path) = CString::new(path.as_os_str().as_encoded_bytes()) else { return false };
        // SAFETY: the handle is live, and the path a string that lives until the call returns.
        unsafe { (self.functions.open_wave)(self.handle.as_ptr(), path.as_ptr()) }
    }

    /// Ends the recording, if there is one.
    pub(super) fn close_wave(&mut self) {
        // SAFETY: the handle is live.
        unsafe { (self.functions.close_wave)(self.handle.as_ptr()) }
    }
}

impl Drop for Model {
    fn drop(&mut self) {
        // SAFETY: the handle is live and is not used afterwards; the library is unloaded later.
        unsafe { (self.functions.destroy)(self.handle.as_ptr()) }
    }
}

/// A function of the library. Each call names the type that `verilator/model.cpp` gives the function.
fn symbol<F: Copy>(library: &Library, name: &CStr) -> Result<F, String> {
    // SAFETY: the type is that of the function in the source from which the library is built.
    let found = unsafe { library.get::<F>(name.to_bytes_with_nul()) };
    found.map(|function| *function).map_err(reason)
}

/// An error with what the system's loader said.
fn reason(error: libloading::Error) -> String {
    let source = std::error::Error::source(&error).map(|source| format!(": {source}"));
    format!("{error}{}", source.unwrap_or_default())
}
