//! What must be in place before a device can be opened: looked at, and the steps that put it there.
//!
//! Looking changes nothing. The steps are the administrator's (binding a card to `vfio-pci`, giving a user the nodes);
//! they can be printed as shell lines or performed. Opening a device never performs any of them.

use std::fmt;
use std::fs;
use std::io;
use std::net::ToSocketAddrs;
use std::os::unix::fs::FileTypeExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

use nix::sys::resource::{Resource, getrlimit};

use crate::transport::connect::DeviceName;
use crate::transport::litex::Bridge;
use crate::transport::system::System;
#[cfg(target_pointer_width = "64")]
use crate::transport::vfio::interface::Interface;

/// The rule that gives the devices of every transport to the group `ganax`.
pub const UDEV_RULE: &str = include_str!("../udev/60-ganax.rules");

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What, and what was found.
    pub what: String,
    /// What to do about it; `None` where it is as it should be.
    pub advice: Option<String>,
}

/// One thing to be done, as root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The file to write to.
    pub path: PathBuf,
    /// What to write.
    pub text: String,
}

impl Step {
    /// Does it.
    ///
    /// # Errors
    /// The operating system's refusal.
    pub fn perform(&self) -> io::Result<()> {
        fs::write(&self.path, &self.text)
    }
}

/// The shell line that does it.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "echo {} > {}", self.text, self.path.display())
    }
}

/// What was found, and what is left to do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// What was looked at, in the order in which it matters.
    pub checks: Vec<Check>,
    /// What is left to do, in order.
    pub steps: Vec<Step>,
}

impl Report {
    /// Whether everything is as it should be.
    pub fn is_ready(&self) -> bool {
        self.steps.is_empty() && self.checks.iter().all(|check| check.advice.is_none())
    }

    fn good(&mut self, what: impl Into<String>) {
        self.checks.push(Check { what: what.into(), advice: None });
    }

    fn bad(&mut self, what: impl Into<String>, advice: impl Into<String>) {
        self.checks.push(Check { what: what.into(), advice: Some(advice.into()) });
    }
}

/// Looks at everything that opening this device needs.
pub fn inspect(system: &System, name: &DeviceName) -> Report {
    let mut report = Report::default();
    match name {
        DeviceName::Vfio { address, memory_bytes } => vfio(system, address, *memory_bytes, &mut report),
        DeviceName::Xdma { index, .. } => {
            for part in ["user", "h2c_0", "c2h_0", "events_0"] {
                let advice = "load AMD's xdma module (dma_ip_drivers, XDMA/linux-kernel); `ganax setup --udev-rule` gives its nodes to a group";
                node(system, &format!("dev/xdma{index}_{part}"), advice, &mut report);
            }
        }
        DeviceName::Uio { place, buffer } => uio(system, place, buffer.as_deref(), &mut report),
        DeviceName::Litex { bridge: Bridge::Uart { path, .. }, .. } => {
            let advice = "plug the board in, and see `dmesg` for its serial port; `ganax setup --udev-rule` gives it to a group";
            node(system, &path.display().to_string(), advice, &mut report);
        }
        DeviceName::Litex { bridge: Bridge::Etherbone { host, port }, .. } => {
            match (host.as_str(), *port).to_socket_addrs().map(|mut addresses| addresses.next()) {
                Ok(Some(address)) => report.good(format!("{host} is {address}")),
                _ => report.bad(format!("{host} has no address"), "name the board by its IP address"),
            }
        }
        DeviceName::VfioUser { path, .. } => server(path, &mut report),
    }
    report
}

/// A server listens on a socket; that of one that has ended stays behind.
fn server(path: &Path, report: &mut Report) {
    let place = path.display();
    let start = format!("start `ganax serve-device --socket {place}`");
    match fs::metadata(path).map(|found| found.file_type().is_socket()) {
        Ok(true) => match UnixStream::connect(path) {
            Ok(_) => report.good(format!("a device server listens at {place}")),
            Err(error) => report.bad(format!("no device server listens at {place}: {error}"), start),
        },
        Ok(false) => report.bad(format!("{place} is no socket"), "give the socket of a device server"),
        Err(_) => report.bad(format!("{place} is not there"), start),
    }
}

fn node(system: &System, below_root: &str, advice: &str, report: &mut Report) {
    let path = system.path(below_root);
    match fs::File::options().read(true).write(true).open(&path) {
        Ok(_) => report.good(format!("{} can be opened", path.display())),
        Err(error) => report.bad(format!("{}: {error}", path.display()), advice),
    }
}

fn vfio(system: &System, address: &str, memory_bytes: u64, report: &mut Report) {
    let card = format!("sys/bus/pci/devices/{address}");
    if !system.path(&card).exists() {
        return report.bad(
            format!("no PCI card at {address}"),
            "check the address with lspci -D; after programming the card, echo 1 > /sys/bus/pci/rescan",
        );
    }
    let id = |file: &str| system.read(format!("{card}/{file}")).unwrap_or_default();
    report.good(format!("PCI card {}:{} at {address}", id("vendor"), id("device")));
    let Some(group) = system.link_name(format!("{card}/iommu_group")) else {
        return report.bad(
            "no IOMMU group",
            "enable VT-d or AMD-Vi in the firmware and boot Linux with intel_iommu=on (AMD: amd_iommu=on)",
        );
    };
    report.good(format!("IOMMU group {group}"));
    group_members(system, address, &group, report);
    let is_loaded = system.path("sys/bus/pci/drivers/vfio-pci").exists();
    if !is_loaded {
        report.bad("the kernel's vfio-pci driver is not loaded", "modprobe vfio-pci");
    }
    let bound = system.link_name(format!("{card}/driver"));
    match bound.as_deref() {
        Some("vfio-pci") => {
            report.good("bound to vfio-pci");
            vfio_node(system, address, &group, report);
        }
        // Without the driver the steps would take the card from the one that it has, and give it to none.
        other if !is_loaded => report.bad(
            format!("bound to {}", other.unwrap_or("no driver")),
            "load vfio-pci, then ask again for the steps that bind it",
        ),
        other => bind(system, &card, address, other, report),
    }
    locked_memory(memory_bytes, report);
}

/// Looks at the node by which the card would be opened.
fn vfio_node(system: &System, address: &str, group: &str, report: &mut Report) {
    #[cfg(target_pointer_width = "64")]
    if let Ok(group) = group.parse()
        && let device @ Interface::Device(_) = Interface::choose(system, address, group)
    {
        return report.good(format!("{} and iommufd can be opened", device.node(system).display()));
    }
    #[cfg(not(target_pointer_width = "64"))]
    let _ = address;
    let rule = "install the udev rule (`ganax setup --udev-rule`), or run as root";
    node(system, &format!("dev/vfio/{group}"), rule, report);
}

fn bind(system: &System, card: &str, address: &str, bound: Option<&str>, report: &mut Report) {
    let step = |below_root: String, text: &str| Step { path: system.path(below_root), text: text.into() };
    let wanted = system.read(format!("{card}/driver_override")).unwrap_or_default();
    if !matches!(wanted.as_str(), "" | "(null)" | "vfio-pci") {
        let meant = format!("driver_override keeps the card for {wanted}");
        report.bad(
            meant,
            "the steps below replace it; `echo > .../driver_override` gives the card back to any driver",
        );
    }
    report.steps.push(step(format!("{card}/driver_override"), "vfio-pci"));
    if let Some(driver) = bound {
        report.steps.push(step(format!("sys/bus/pci/drivers/{driver}/unbind"), address));
    }
    report.steps.push(step("sys/bus/pci/drivers_probe".into(), address));
    report.bad(
        format!("bound to {}", bound.unwrap_or("no driver")),
        "bind it with the steps below (as root, or `ganax setup --apply`)",
    );
}

fn group_members(system: &System, address: &str, group: &str, report: &mut Report) {
    for other in system.names(format!("sys/kernel/iommu_groups/{group}/devices")) {
        let driver = system.link_name(format!("sys/bus/pci/devices/{other}/driver"));
        match driver.as_deref() {
            Some("vfio-pci" | "pcieport") | None => {}
            Some(driver) if other != address => report.bad(
                format!("{other} of the same IOMMU group is bound to {driver}"),
                "unbind it, bind it to vfio-pci too, or move the card to another slot",
            ),
            Some(_) => {}
        }
    }
}

fn locked_memory(needed: u64, report: &mut Report) {
    #[allow(clippy::useless_conversion, reason = "the limit is 32 bits wide where pointers are")]
    let limit = getrlimit(Resource::RLIMIT_MEMLOCK).map_or(0, |(soft, _)| u64::from(soft));
    let mib = |bytes: u64| bytes >> 20;
    // Root is not bound by it.
    match nix::unistd::geteuid().is_root() || limit >= needed {
        true => report.good(format!("{} MiB of memory may be locked", mib(needed))),
        false => report.bad(
            format!("{} MiB of DMA memory, but only {} may be locked", mib(needed), mib(limit)),
            "raise memlock in /etc/security/limits.d and log in again, or ask for less with ?memory=SIZE",
        ),
    }
}

fn uio(system: &System, place: &str, buffer: Option<&str>, report: &mut Report) {
    let nodes = system.names("sys/class/uio");
    let name = |node: &str| system.read(format!("sys/class/uio/{node}/name")).unwrap_or_default();
    let Some(found) = nodes.iter().find(|node| *node == place || name(node) == place) else {
        let there: Vec<String> = nodes.iter().map(|node| format!("{node} ({})", name(node))).collect();
        return report.bad(
            match there.as_slice() {
                [] => format!("no UIO device `{place}`, nor any other"),
                _ => format!("no UIO device `{place}`; there are {}", there.join(", ")),
            },
            "load the device-tree overlay (`ganax flash BITSTREAM --overlay FILE.dtbo`), and boot with uio_pdrv_genirq.of_id=generic-uio",
        );
    };
    report.good(format!("UIO device {found} ({})", name(found)));
    node(
        system,
        &format!("dev/{found}"),
        "install the udev rule (`ganax setup --udev-rule`), or run as root",
        report,
    );
    if buffer.is_none() && system.path(format!("sys/class/uio/{found}/maps/map1")).exists() {
        return report.good("reserved memory in map 1");
    }
    let buffers: Vec<String> = ["u-dma-buf", "udmabuf"]
        .iter()
        .flat_map(|class| system.names(format!("sys/class/{class}")))
        .collect();
    let fits = |name: &String| buffer.is_none_or(|buffer| buffer == name);
    match buffers.iter().filter(|name| fits(name)).count() {
        1 => report.good(format!("u-dma-buf device among [{}]", buffers.join(", "))),
        _ => report.bad(
            format!("which u-dma-buf device? there are [{}]", buffers.join(", ")),
            "load u-dma-buf with a buffer (u-dma-buf.udmabuf0=67108864), or name one with ?buffer=NAME",
        ),
    }
}

#[cfg(test)]
mod test {
    use super::*;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    const CARD: &str = "0000:01:00.0";

    fn tree(driver: Option<&str>, group: bool) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a directory");
        let make = |path: &str| {
            let path = root.path().join(path);
            fs::create_dir_all(&path).expect("is made");
            path
        };
        let card = make(&format!("sys/bus/pci/devices/{CARD}"));
        fs::write(card.join("vendor"), "0x1af4\n").expect("writes");
        make("sys/bus/pci/drivers/vfio-pci");
        if let Some(driver) = driver {
            let driver = make(&format!("sys/bus/pci/drivers/{driver}"));
            symlink(driver, card.join("driver")).expect("links");
        }
        if group {
            symlink(make("sys/kernel/iommu_groups/7"), card.join("iommu_group")).expect("links");
            make(&format!("sys/kernel/iommu_groups/7/devices/{CARD}"));
            fs::write(make("dev/vfio").join("7"), "").expect("writes");
        }
        root
    }

    #[test]
    fn a_socket_is_ready_only_while_somebody_listens() {
        let folder = tempfile::tempdir().expect("a directory");
        let ready = |path: &Path| {
            let mut report = Report::default();
            server(path, &mut report);
            report.is_ready()
        };
        let socket = folder.path().join("card.sock");
        assert!(!ready(&socket), "not there");
        let listener = UnixListener::bind(&socket).expect("binds");
        assert!(ready(&socket));
        drop(listener);
        assert!(!ready(&socket), "left behind");
        let file = folder.path().join("model.onnx");
        fs::write(&file, "").expect("writes");
        assert!(!ready(&file), "a plain file");
    }

    fn look(root: &Path) -> Report {
        let name = DeviceName::Vfio { address: CARD.into(), memory_bytes: 4096 };
        inspect(&System::below(root), &name)
    }

    #[test]
    fn a_bound_card_is_ready() {
        let root = tree(Some("vfio-pci"), true);
        let report = look(root.path());
        assert!(report.is_ready(), "{report:?}");
    }

    #[test]
    fn a_card_of_another_driver_gets_the_steps_that_bind_it() {
        let root = tree(Some("xdma"), true);
        let report = look(root.path());
        let files: Vec<String> = report.steps.iter().map(ToString::to_string).collect();
        let root = root.path().display();
        assert_eq!(
            files,
            [
                format!("echo vfio-pci > {root}/sys/bus/pci/devices/{CARD}/driver_override"),
                format!("echo {CARD} > {root}/sys/bus/pci/drivers/xdma/unbind"),
                format!("echo {CARD} > {root}/sys/bus/pci/drivers_probe"),
            ]
        );
        assert!(!report.is_ready());
    }

    #[test]
    fn a_card_is_not_taken_from_its_driver_before_there_is_another() {
        let root = tree(Some("xdma"), true);
        fs::remove_dir(root.path().join("sys/bus/pci/drivers/vfio-pci")).expect("removed");
        let report = look(root.path());
        assert!(report.steps.is_empty() && !report.is_ready(), "{report:?}");
        assert!(report.checks.iter().any(|check| check.advice.as_deref() == Some("modprobe vfio-pci")));
    }

    #[test]
    fn a_card_that_is_kept_for_another_driver_is_told() {
        let root = tree(None, true);
        for (text, is_told) in [("(null)\n", false), ("vfio-pci\n", false), ("gone-driver\n", true)] {
            fs::write(root.path().join(format!("sys/bus/pci/devices/{CARD}/driver_override")), text)
                .expect("writes");
            let report = look(root.path());
            let told = report.checks.iter().any(|check| check.what.contains("gone-driver"));
            assert_eq!((told, report.steps.len()), (is_told, 2), "{text}: {report:?}");
        }
    }

    #[test]
    fn what_no_step_can_do_is_advised() {
        let advice =
            |report: Report| report.checks.into_iter().find_map(|check| check.advice).unwrap_or_default();
        assert!(advice(look(tree(None, false).path())).contains("intel_iommu=on"));
        assert!(advice(look(Path::new("/nonexistent"))).contains("lspci"));
        let uio = DeviceName::Uio { place: "ganax".into(), buffer: None };
        let root = tree(None, false);
        assert!(advice(inspect(&System::below(root.path()), &uio)).contains("overlay"));
    }
}
