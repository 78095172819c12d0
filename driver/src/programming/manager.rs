//! The kernel's way to a bitstream: firmware folder, FPGA manager, overlays through configfs, and the PCI bus.
//!
//! File names and values are those of the kernel's `Documentation/ABI/testing/sysfs-class-fpga-manager` and, for `flags`,
//! `firmware` and configfs overlays, of AMD's kernels, which have them beyond it. `state` is the last word on whether a
//! bitstream was taken.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::bitstream::Family;
use crate::transport::pci;
use crate::transport::system::{System, is_file_name};

const FIRMWARE: &str = "lib/firmware";
const OVERLAYS: &str = "sys/kernel/config/device-tree/overlays";
/// How long a card may take to come back after the bus looked again.
const RESCAN_DEADLINE: Duration = Duration::from_secs(5);

/// A bitstream that was not loaded, or not made use of.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProgramError {
    /// This is how no card is called.
    #[error("`{0}` is no address of a PCI card, as in 0000:01:00.0; `lspci -D` lists them")]
    Address(String),
    /// This is how no FPGA manager is called.
    #[error("`{0}` is no name of an FPGA manager, as in fpga0; `ls /sys/class/fpga_manager` lists them")]
    ManagerName(String),
    /// There is no such FPGA manager.
    #[error("{path}: no such FPGA manager; the kernel needs CONFIG_FPGA and the board's manager driver", path = .0.display())]
    NoManager(PathBuf),
    /// The manager did not take the bitstream.
    #[error(
        "FPGA manager {manager} is `{state}` after loading {firmware}, not `operating`; the kernel's log says why (dmesg)"
    )]
    State {
        /// The manager.
        manager: String,
        /// The file.
        firmware: String,
        /// Its state.
        state: String,
    },
    /// The kernel has no overlays in configfs.
    #[error("{path}: no overlays in configfs; mount it (mount -t configfs none /sys/kernel/config), on a kernel that has them", path = .0.display())]
    NoOverlays(PathBuf),
    /// The overlay was not applied.
    #[error("overlay {name} is `{status}`, not `applied`; the kernel's log says why (dmesg)")]
    Overlay {
        /// The overlay.
        name: String,
        /// Its status.
        status: String,
    },
    /// The card did not come back.
    #[error(
        "no card at {address} {RESCAN_DEADLINE:?} after the bus was scanned again; check that the bitstream has a PCIe core for this slot"
    )]
    NoCard {
        /// Its PCI address.
        address: String,
    },
    /// The operating system refused.
    #[error("{path}: {source}", path = .path.display())]
    Os {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

/// Loads bitstreams on one system.
#[derive(Debug, Clone, Default)]
pub struct Programmer {
    system: System,
}

impl Programmer {
    /// For the running system, or a copy of its files.
    pub fn new(system: System) -> Self {
        Self { system }
    }

    /// The family of the device that this kernel runs on; `None` if it is no Zynq.
    pub fn family(&self) -> Option<Family> {
        Family::from_compatible(&self.system.read("proc/device-tree/compatible")?)
    }

    /// Puts `data` (words swapped, see [`super::Bitstream::for_manager`]) into the firmware folder as `name` and has an
    /// FPGA manager load it.
    ///
    /// # Errors
    /// No manager or no name of one, one that does not take it, or the operating system's refusal.
    pub fn load(&self, manager: &str, name: &str, data: &[u8]) -> Result<(), ProgramError> {
        // A name, and no path that leads out of the folder of the managers.
        if !is_file_name(manager) {
            return Err(ProgramError::ManagerName(manager.into()));
        }
        let directory = format!("sys/class/fpga_manager/{manager}");
        if !self.system.path(&directory).exists() {
            return Err(ProgramError::NoManager(self.system.path(directory)));
        }
        let folder = self.system.path(FIRMWARE);
        fs::create_dir_all(&folder).map_err(|source| ProgramError::Os { path: folder, source })?;
        self.write(format!("{FIRMWARE}/{name}"), data)?;
        // 0: a whole bitstream, not encrypted. A mainline kernel has no such file, and no other way.
        if self.system.path(format!("{directory}/flags")).exists() {
            self.write(format!("{directory}/flags"), b"0")?;
        }
        self.write(format!("{directory}/firmware"), name.as_bytes())?;
        match self.system.read(format!("{directory}/state")) {
            Some(state) if state == "operating" => Ok(()),
            state => Err(ProgramError::State {
                manager: manager.into(),
                firmware: name.into(),
                state: state.unwrap_or_default(),
            }),
        }
    }

    /// Applies a device-tree overlay under a name of its own, in the place of one that had it.
    ///
    /// # Errors
    /// A kernel without overlays, one that does not apply it, or the operating system's refusal.
    pub fn apply_overlay(&self, name: &str, blob: &[u8]) -> Result<(), ProgramError> {
        let overlays = self.system.path(OVERLAYS);
        if !overlays.exists() {
            return Err(ProgramError::NoOverlays(overlays));
        }
        let directory = overlays.join(name);
        let os = |path: &Path| {
            let path = path.to_owned();
            move |source| ProgramError::Os { path, source }
        };
        if directory.exists() {
            fs::remove_dir(&directory).map_err(os(&directory))?;
        }
        fs::create_dir(&directory).map_err(os(&directory))?;
        self.write(format!("{OVERLAYS}/{name}/dtbo"), blob)?;
        match self.system.read(format!("{OVERLAYS}/{name}/status")) {
            Some(status) if status == "applied" => Ok(()),
            status => Err(ProgramError::Overlay { name: name.into(), status: status.unwrap_or_default() }),
        }
    }

    /// Takes a card off the bus, has the bus scanned again, and waits until the card is there.
    ///
    /// # Errors
    /// The card does not come back, or the operating system's refusal.
    pub fn rescan(&self, address: &str) -> Result<(), ProgramError> {
        if !pci::is_address(address) {
            return Err(ProgramError::Address(address.into()));
        }
        let card = format!("sys/bus/pci/devices/{address}");
        if self.system.path(&card).exists() {
            self.write(format!("{card}/remove"), b"1")?;
        }
        self.write("sys/bus/pci/rescan".into(), b"1")?;
        let start = Instant::now();
        while !self.system.path(&card).exists() {
            if start.elapsed() > RESCAN_DEADLINE {
                return Err(ProgramError::NoCard { address: address.into() });
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    fn write(&self, below_root: String, bytes: &[u8]) -> Result<(), ProgramError> {
        let path = self.system.path(below_root);
        fs::write(&path, bytes).map_err(|source| ProgramError::Os { path, source })
    }
}

#[cfg(test)]
mod test {
    use super::*;

    fn tree(state: &str) -> (tempfile::TempDir, Programmer) {
        let root = tempfile::tempdir().expect("a directory");
        let manager = root.path().join("sys/class/fpga_manager/fpga0");
        fs::create_dir_all(&manager).expect("is made");
        for (file, text) in [("flags", "1\n"), ("firmware", ""), ("state", state)] {
            fs::write(manager.join(file), text).expect("writes");
        }
        let programmer = Programmer::new(System::below(root.path()));
        (root, programmer)
    }

    #[test]
    fn a_bitstream_goes_through_the_firmware_folder() {
        let (root, programmer) = tree("operating\n");
        programmer.load("fpga0", "ganax.bit.bin", &[1, 2, 3, 4]).expect("loads");
        let read = |path: &str| fs::read(root.path().join(path)).expect("reads");
        assert_eq!(read("lib/firmware/ganax.bit.bin"), [1, 2, 3, 4]);
        assert_eq!(read("sys/class/fpga_manager/fpga0/firmware"), b"ganax.bit.bin");
        assert_eq!(read("sys/class/fpga_manager/fpga0/flags"), b"0");
    }

    #[test]
    fn a_manager_that_does_not_operate_is_an_error_with_its_state() {
        let (_root, programmer) = tree("write init error\n");
        let error = programmer.load("fpga0", "a.bin", &[]).expect_err("not loaded");
        assert!(
            matches!(&error, ProgramError::State { state, .. } if state == "write init error"),
            "{error}"
        );
        assert!(matches!(programmer.load("fpga1", "a.bin", &[]), Err(ProgramError::NoManager(_))));
        for path in ["", "..", ".", "../fpga_manager/fpga0", "/fpga0"] {
            assert!(
                matches!(programmer.load(path, "a.bin", &[]), Err(ProgramError::ManagerName(_))),
                "{path}"
            );
        }
        assert!(matches!(programmer.apply_overlay("ganax", &[]), Err(ProgramError::NoOverlays(_))));
    }

    #[test]
    fn an_overlay_that_is_not_applied_is_an_error() {
        let (root, programmer) = tree("operating\n");
        fs::create_dir_all(root.path().join(OVERLAYS)).expect("is made");
        let error = programmer.apply_overlay("ganax", b"blob").expect_err("nobody applies it here");
        assert!(matches!(error, ProgramError::Overlay { .. }), "{error}");
        assert_eq!(fs::read(root.path().join(OVERLAYS).join("ganax/dtbo")).expect("reads"), b"blob");
    }

    #[test]
    fn a_card_is_removed_before_the_bus_is_scanned() {
        let (root, programmer) = tree("operating\n");
        let card = root.path().join("sys/bus/pci/devices/0000:01:00.0");
        fs::create_dir_all(&card).expect("is made");
        let error = programmer.rescan("../devices/0000:01:00.0").expect_err("no address");
        assert!(matches!(error, ProgramError::Address(_)), "{error}");
        programmer.rescan("0000:01:00.0").expect("it never left");
        assert_eq!(fs::read(card.join("remove")).expect("reads"), b"1");
        assert_eq!(fs::read(root.path().join("sys/bus/pci/rescan")).expect("reads"), b"1");
    }
}
