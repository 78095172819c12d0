//! Files without a name for memory that is shared between processes.

use std::fs::File;
use std::io;

use nix::fcntl::{FcntlArg, SealFlag, fcntl};
use nix::sys::memfd::{MFdFlags, memfd_create};

/// A file of `bytes` zero bytes in memory that can no longer shrink, so that whoever maps it need not fear for its life.
///
/// # Errors
/// The operating system's refusal.
pub fn sealed_file(bytes: u64) -> io::Result<File> {
    let file = File::from(memfd_create("ganax", MFdFlags::MFD_CLOEXEC | MFdFlags::MFD_ALLOW_SEALING)?);
    file.set_len(bytes)?;
    fcntl(&file, FcntlArg::F_ADD_SEALS(SealFlag::F_SEAL_SHRINK | SealFlag::F_SEAL_GROW))?;
    Ok(file)
}
