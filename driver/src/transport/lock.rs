//! Exclusive use of a device: an advisory lock on its node, and who holds it.
//!
//! The kernel gives the lock back when the process ends, however it ends, so nothing is left to clean up. It binds
//! only those who ask for it; other programs can be kept out by permissions alone.

use std::fs::{File, TryLockError};
use std::io::{self, Read};
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
    (0..TABLE_READS).find_map(|_| {
        let table = table_of_locks().ok()?;
        table.lines().find_map(|line| holder_in(line, inode))
    })
}

/// How often the table is read before the holder counts as unknown. The kernel holds the table still for one read
/// call of at most a page: a line can slip past between two calls when another lock is given back meanwhile.
const TABLE_READS: usize = 16;

/// The kernel's table of locks, in as few read calls as it allows.
fn table_of_locks() -> io::Result<String> {
    let mut table = vec![0; 1 << 16];
    let mut file = File::open("/proc/locks")?;
    let mut length = 0;
    loop {
        let count = file.read(&mut table[length..])?;
        length += count;
        if count == 0 {
            table.truncate(length);
            return Ok(String::from_utf8_lossy(&table).into_owned());
        }
    }
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
    fn the_holder_is_found_while_other_locks_come_and_go() {
        use std::sync::atomic::{AtomicBool, Ordering};
        let (file, done) = (tempfile::NamedTempFile::new().expect("a file"), AtomicBool::new(false));
        let others: Vec<_> = (0..64).map(|_| tempfile::NamedTempFile::new().expect("a file")).collect();
        let held = File::open(file.path()).expect("opens");
        assert_eq!(lock(&held).expect("no error"), Ok(()));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    let open: Vec<_> =
                        others.iter().map(|other| File::open(other.path()).expect("opens")).collect();
                    open.iter().for_each(|other| other.lock().expect("nobody else has it"));
                }
            });
            let second = File::open(file.path()).expect("opens");
            let found = (0..500).filter(|_| holder(&second) == Some(std::process::id())).count();
            done.store(true, Ordering::Relaxed);
            assert_eq!(found, 500);
        });
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
