//! Where the kernel shows devices: `/sys`, `/dev` and `/proc`, below a root that tests replace by a directory.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::connect::ConnectError;

/// The file trees of the kernel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct System {
    root: PathBuf,
}

impl Default for System {
    /// The running system.
    fn default() -> Self {
        Self { root: "/".into() }
    }
}

impl System {
    /// A copy of the trees, for tests of what finds and reads them.
    pub fn below(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// A path of this system.
    pub fn path(&self, below_root: impl AsRef<Path>) -> PathBuf {
        self.root.join(below_root)
    }

    /// The words of a small file of `/sys`, without the line end. `None` where it cannot be read.
    pub fn read(&self, below_root: impl AsRef<Path>) -> Option<String> {
        Some(fs::read_to_string(self.path(below_root)).ok()?.trim_end().to_owned())
    }

    /// A number in a small file of `/sys`, decimal or with 0x before it.
    pub fn number(&self, below_root: impl AsRef<Path>) -> Option<u64> {
        let text = self.read(below_root)?;
        match text.strip_prefix("0x") {
            Some(digits) => u64::from_str_radix(digits, 16).ok(),
            None => text.parse().ok(),
        }
    }

    /// The last part of where a symbolic link leads: the name of a driver, the number of a group.
    pub fn link_name(&self, below_root: impl AsRef<Path>) -> Option<String> {
        let target = fs::read_link(self.path(below_root)).ok()?;
        Some(target.file_name()?.to_str()?.to_owned())
    }

    /// Names in a directory, in order. None at all where there is no directory.
    pub fn names(&self, below_root: impl AsRef<Path>) -> Vec<String> {
        let entries = fs::read_dir(self.path(below_root)).into_iter().flatten();
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    /// Opens a device node for reading and writing.
    pub(super) fn open_node(&self, device: &str, below_root: &str) -> Result<File, ConnectError> {
        let path = self.path(below_root);
        File::options().read(true).write(true).open(&path).map_err(|error| node_error(device, path, error))
    }

    /// A process that has a device node open, as far as `/proc` lets this one look.
    pub(super) fn process_with(&self, node: &Path) -> Option<u32> {
        let has_it = |process: &String| {
            let files = self.names(format!("proc/{process}/fd"));
            files.iter().any(|file| {
                fs::read_link(self.path(format!("proc/{process}/fd/{file}")))
                    .is_ok_and(|target| target == node)
            })
        };
        let processes = self.names("proc").into_iter().filter(|name| name.parse::<u32>().is_ok());
        processes.filter(has_it).find_map(|process| process.parse().ok())
    }
}

/// What it means that a device node cannot be opened.
pub(super) fn node_error(device: &str, path: PathBuf, error: io::Error) -> ConnectError {
    let device = device.to_owned();
    match error.kind() {
        io::ErrorKind::NotFound => ConnectError::NotFound { device, what: path },
        io::ErrorKind::PermissionDenied => ConnectError::Permission { device, what: path },
        io::ErrorKind::ResourceBusy => {
            let holder = System::default().process_with(&path);
            ConnectError::InUse { device, holder }
        }
        _ => ConnectError::Os { device, action: "cannot open the device node", source: error },
    }
}

/// Whether a name of the user's names an entry of a folder, and is no path that leads out of it.
pub(crate) fn is_file_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains('/')
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn small_files_are_read_as_words_and_numbers() {
        let directory = tempfile::tempdir().expect("a directory");
        let system = System::below(directory.path());
        fs::write(directory.path().join("a"), "0x1f\n").expect("writes");
        fs::write(directory.path().join("b"), "12\n").expect("writes");
        std::os::unix::fs::symlink("x/y/vfio-pci", directory.path().join("driver")).expect("links");
        assert_eq!((system.number("a"), system.number("b"), system.number("c")), (Some(31), Some(12), None));
        assert_eq!(system.link_name("driver").as_deref(), Some("vfio-pci"));
        assert_eq!(system.names(""), ["a", "b", "driver"]);
    }

    #[test]
    fn the_process_that_has_a_file_open_is_found() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let _held = File::open(file.path()).expect("opens");
        assert_eq!(System::default().process_with(file.path()), Some(std::process::id()));
    }
}
