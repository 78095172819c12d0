//! Exclusive use of a device: an advisory lock on its node, and who holds it.
//!
//! The kernel gives the lock back when the process ends, however it ends, so nothing is left to clean up. It binds
//! only those who ask for it; other programs can be kept out by permissions alone.

use std::fs::{File, TryLockError};
use std::io;
use std::os::unix::fs::MetadataExt;

/// A device that is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct InUse {
    /// The process that has it, where the system tells.
    pub(super) holder: Option<u32>,
}

/// Locks a file for as long as it stays open.
///
/// # Errors
/// Who has it, or the operating system's refusal.
pub(super) fn lock(file: &File) -> io::Result<Result<(), InUse>> {
    match file.try_lock() {
        Ok(()) => Ok(Ok(())),
        Err(TryLockError::WouldBlock) => Ok(Err(InUse { holder: holder(file) })),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// The process that has locked a file, from the kernel's table of locks.
fn holder(file: &File) -> Option<u32> {
    let inode = file.metadata().ok()?.ino();
    let table = std::fs::read_to_string("/proc/locks").ok()?;
    table.lines().find_map(|line| holder_in(line, inode))
}

/// The process in a line such as `1: FLOCK  ADVISORY  WRITE 1234 00:31:567 0 EOF` (proc_locks(5)), if the line is
/// about this inode. Device numbers are not compared: layered file systems show others here than to `stat`.
fn holder_in(line: &str, inode: u64) -> Option<u32> {
    let mut words = line.split_whitespace().skip(1);
    let (kind, process) = (words.next()?, words.nth(2)?);
    let found: u64 = words.next()?.rsplit(':').next()?.parse().ok()?;
    (kind == "FLOCK" && found == inode).then(|| process.parse().ok()).flatten()
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn a_second_lock_is_refused_with_the_holder() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let open = || File::open(file.path()).expect("opens");
        let first = open();
        assert_eq!(lock(&first).expect("no error"), Ok(()));
        let second = open();
        assert_eq!(lock(&second).expect("no error"), Err(InUse { holder: Some(std::process::id()) }));
        drop(first);
        assert_eq!(lock(&second).expect("no error"), Ok(()));
    }

    #[test]
    fn lines_of_the_table_are_read() {
        assert_eq!(holder_in("1: FLOCK  ADVISORY  WRITE 1234 00:31:567 0 EOF", 567), Some(1234));
        assert_eq!(holder_in("1: POSIX  ADVISORY  WRITE 1234 00:31:567 0 EOF", 567), None);
        assert_eq!(holder_in("1: FLOCK  ADVISORY  WRITE 1234 00:31:568 0 EOF", 567), None);
        for line in ["", "1:", "1: FLOCK", "1: FLOCK A B x y"] {
            assert_eq!(holder_in(line, 567), None, "{line}");
        }
    }
}
