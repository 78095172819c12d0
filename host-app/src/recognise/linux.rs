//! Boards by what Linux says of them: `/sys` and the device tree.

use boards::Board;
use driver::Identity;
use driver::transport::connect::DeviceName;
use driver::transport::system::System;
use isa::ArchConfig;

use super::{Card, Recognised};

/// The cards on the bus, found without touching them.
pub(super) fn cards(system: &System) -> Vec<Card> {
    let card = |address: String| {
        let found = identity_of(system, &format!("sys/bus/pci/devices/{address}"))?;
        let board = boards::all().iter().find(|board| board.transport.pci().map(numbers) == Some(found))?;
        Some(Card { address, board: board.name.clone(), scheme: board.transport.scheme() })
    };
    system.names("sys/bus/pci/devices").into_iter().filter_map(card).collect()
}

/// Vendor, device, subsystem vendor, subsystem.
fn numbers(id: boards::PciId) -> [u16; 4] {
    [id.vendor, id.device, id.subsystem_vendor, id.subsystem_device]
}

/// The board that a device is or looks like, if any.
pub(super) fn recognise(system: &System, device: &str, identity: &Identity) -> Option<Recognised> {
    let name: DeviceName = device.parse().ok()?;
    if matches!(name, DeviceName::VfioUser { .. }) {
        return None;
    }
    let scheme = device.split(':').next().unwrap_or_default();
    if let Some(board) = boards::find_build_id(identity.build_id) {
        let mut found = compare(system, &name, identity, board);
        found.certain = true;
        found.evidence.insert(0, format!("build id {:#010x}", identity.build_id));
        return Some(found);
    }
    let candidates = boards::all().iter().filter(|board| board.transport.scheme() == scheme);
    let scored = candidates.map(|board| compare(system, &name, identity, board));
    // An array and a way in alone are no board.
    let likely = scored.filter(|found| found.contradictions.is_empty() && found.evidence.len() >= 2);
    likely.reduce(|best, next| if next.evidence.len() > best.evidence.len() { next } else { best })
}

/// Everything but the build id.
fn compare(system: &System, name: &DeviceName, identity: &Identity, board: &Board) -> Recognised {
    let (mut evidence, mut contradictions) = (Vec::new(), Vec::new());
    let mut judge = |holds: bool, good: String, bad: String| match holds {
        true => evidence.push(good),
        false => contradictions.push(bad),
    };
    let arch = identity.arch;
    judge(
        same_array(&arch, &board.arch()),
        format!("array {}x{} and its buffers", arch.pv_count, arch.pe_count),
        format!("its array or buffers are not those of {}", board.name),
    );
    judge(
        identity.clock_khz == board.clock.core_khz,
        format!("clock {} kHz", identity.clock_khz),
        format!("clock {} kHz instead of {}", identity.clock_khz, board.clock.core_khz),
    );
    if let (Some(found), Some(expected)) = (pci_identity(system, name), board.transport.pci()) {
        let expected = numbers(expected);
        let text =
            |id: [u16; 4]| format!("PCI {:04x}:{:04x}, subsystem {:04x}:{:04x}", id[0], id[1], id[2], id[3]);
        judge(found == expected, text(found), format!("{} instead of {}", text(found), text(expected)));
    }
    if matches!(name, DeviceName::Uio { .. })
        && let Some(entry) = device_tree(system, &board.name)
    {
        evidence.push(format!("device tree {entry}"));
    }
    Recognised {
        name: board.name.clone(),
        title: board.title.clone(),
        certain: false,
        evidence,
        contradictions,
    }
}

/// All parameters but the latency of the memory, which real memory does not have.
fn same_array(found: &ArchConfig, board: &ArchConfig) -> bool {
    let real = ArchConfig { memory_latency_cycles: board.memory_latency_cycles, ..*found };
    real == *board
}

/// Vendor, device, subsystem vendor, subsystem.
fn pci_identity(system: &System, name: &DeviceName) -> Option<[u16; 4]> {
    let card = match name {
        DeviceName::Vfio { address, .. } => format!("sys/bus/pci/devices/{address}"),
        DeviceName::Xdma { index, .. } => format!("sys/class/xdma/xdma{index}_user/device"),
        _ => return None,
    };
    identity_of(system, &card)
}

/// The same of a card's folder.
fn identity_of(system: &System, card: &str) -> Option<[u16; 4]> {
    let number = |file| u16::try_from(system.number(format!("{card}/{file}"))?).ok();
    Some([number("vendor")?, number("device")?, number("subsystem_vendor")?, number("subsystem_device")?])
}

/// The entry of the device tree's root that has the board's name in it.
fn device_tree(system: &System, board: &str) -> Option<String> {
    let compatible = system.read("proc/device-tree/compatible")?;
    compatible.split('\0').find(|entry| entry.contains(board)).map(str::to_owned)
}

#[cfg(test)]
mod test {
    use super::*;
    use std::fs;

    fn identity(board: &str, build_id: u32) -> Identity {
        let board = boards::find(board).expect("known");
        Identity {
            abi: (isa::csr::ABI_MAJOR, isa::csr::ABI_MINOR),
            fingerprint: isa::FINGERPRINT,
            build_id,
            capabilities: driver::Capabilities { bits: 7 },
            clock_khz: board.clock.core_khz,
            arch: ArchConfig { memory_latency_cycles: 0, ..board.arch() },
        }
    }

    fn tree(files: &[(&str, &str)]) -> (tempfile::TempDir, System) {
        let root = tempfile::tempdir().expect("a directory");
        for (name, text) in files {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().expect("has one")).expect("is made");
            fs::write(path, text).expect("is written");
        }
        let system = System::below(root.path());
        (root, system)
    }

    #[test]
    fn the_build_id_settles_it() {
        let (_root, system) = tree(&[]);
        let board = boards::find("zcu104").expect("known");
        let found = recognise(&system, "uio:ganax", &identity("zcu104", board.build_id())).expect("known");
        assert!(found.certain && found.name == "zcu104" && found.contradictions.is_empty(), "{found}");
        let mut other = identity("zcu104", board.build_id());
        other.clock_khz = 1;
        let found = recognise(&system, "uio:ganax", &other).expect("known").to_string();
        assert!(
            found.starts_with("zcu104, ") && found.contains("but clock 1 kHz instead of 150000"),
            "{found}"
        );
    }

    #[test]
    fn without_it_the_device_looks_like_a_board() {
        let (_root, system) =
            tree(&[("proc/device-tree/compatible", "xlnx,zynqmp-sk-kv260-rev1\0xlnx,zynqmp\0")]);
        let found = recognise(&system, "uio:ganax", &identity("kv260", 0)).expect("array and clock");
        assert!(!found.certain && found.name == "kv260", "{found}");
        assert!(found.to_string().starts_with("looks like kv260") && found.evidence.len() == 3, "{found}");
        let mut other = identity("kv260", 0);
        other.arch.weight_words = 64;
        assert_eq!(recognise(&system, "uio:ganax", &other), None);
    }

    #[test]
    fn cards_of_one_array_are_told_apart_by_their_subsystem() {
        let card = "sys/bus/pci/devices/0000:01:00.0";
        let files = |subsystem: &'static str| {
            [
                ("vendor", "0x10ee\n"),
                ("device", "0x7024\n"),
                ("subsystem_vendor", "0x10ee\n"),
                ("subsystem_device", subsystem),
            ]
            .map(|(name, text)| (format!("{card}/{name}"), text))
        };
        let tree_of = |subsystem| {
            let files = files(subsystem);
            tree(&files.iter().map(|(name, text)| (name.as_str(), *text)).collect::<Vec<_>>())
        };
        let identity = identity("acorn-cle215-litepcie", 0);
        let (_root, system) = tree_of("0x6a16\n");
        let found = recognise(&system, "vfio:0000:01:00.0", &identity).expect("known").to_string();
        assert!(found.contains("acorn-cle215-litepcie") && found.contains("10ee:6a16"), "{found}");
        let address = "0000:01:00.0".to_owned();
        let expected = Card { address, board: "acorn-cle215-litepcie".into(), scheme: "vfio" };
        assert_eq!(cards(&system), [expected]);
        let (_root, system) = tree_of("0x0007\n");
        assert_eq!(recognise(&system, "vfio:0000:01:00.0", &identity), None);
        assert_eq!(cards(&system), []);
    }

    #[test]
    fn software_devices_are_no_boards() {
        let (_root, system) = tree(&[]);
        let board = boards::find("zcu104").expect("known");
        for name in ["sim", "cycle", "rtl", "vfio-user:card.sock"] {
            assert_eq!(recognise(&system, name, &identity("zcu104", board.build_id())), None, "{name}");
        }
    }
}
