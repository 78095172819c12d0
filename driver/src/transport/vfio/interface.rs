//! The two ways in which the kernel gives a card to a process: a device node and an iommufd, or a group and a container.
//!
//! Device nodes (`/dev/vfio/devices/vfioN`, with `/dev/iommu`) came with Linux 6.6 and only where the kernel is built with
//! them; groups are everywhere. A device node is preferred where this process may open both nodes, since it stands for one
//! card where a group may hold several.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use iommufd_ioctls::IommuFd;
use nix::unistd::{AccessFlags, access};
use vfio_ioctls::{VfioContainer, VfioError, VfioIommufd, VfioOps};

use crate::transport::system::System;

/// The node of iommufd.
pub(super) const IOMMU_NODE: &str = "dev/iommu";

/// How a card is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Interface {
    /// By its group, in a container.
    Group(u32),
    /// By its own node of this name, in an address space of an iommufd.
    Device(String),
}

impl Interface {
    /// The better one of those that there are for the card at a PCI address, which is in this IOMMU group.
    pub(crate) fn choose(system: &System, address: &str, group: u32) -> Self {
        let usable = |path: &Path| access(path, AccessFlags::R_OK | AccessFlags::W_OK).is_ok();
        let names = system.names(format!("sys/bus/pci/devices/{address}/vfio-dev"));
        let device = names.into_iter().next().map(Self::Device);
        let device = device.filter(|device| usable(&system.path(IOMMU_NODE)) && usable(&device.node(system)));
        device.unwrap_or(Self::Group(group))
    }

    /// The node that stands for the card.
    pub(crate) fn node(&self, system: &System) -> PathBuf {
        match self {
            Self::Group(group) => system.path("dev/vfio").join(group.to_string()),
            Self::Device(name) => system.path("dev/vfio/devices").join(name),
        }
    }

    /// The kernel's module that gives cards to processes this way.
    pub(super) fn module(&self) -> &'static str {
        match self {
            Self::Group(_) => "vfio_iommu_type1",
            Self::Device(_) => "iommufd",
        }
    }

    /// An address space that no card is in yet.
    pub(super) fn address_space(&self) -> Result<Arc<dyn VfioOps>, VfioError> {
        Ok(match self {
            Self::Group(_) => Arc::new(VfioContainer::new(None)?),
            Self::Device(_) => {
                let iommu = Arc::new(IommuFd::new().map_err(VfioError::NewVfioIommufd)?);
                Arc::new(VfioIommufd::new(iommu, None, None)?)
            }
        })
    }
}

impl std::fmt::Display for Interface {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Group(_) => f.write_str("group and container"),
            Self::Device(name) => write!(f, "iommufd and {name}"),
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;
    use std::fs;

    /// The files that the kernel shows; what stands in for nodes are plain files.
    #[test]
    fn a_device_node_is_used_where_all_of_it_is_there() {
        let directory = tempfile::tempdir().expect("a directory");
        let system = System::below(directory.path());
        let choose = || Interface::choose(&system, "0000:01:00.0", 7);
        assert_eq!(choose(), Interface::Group(7));
        fs::create_dir_all(system.path("sys/bus/pci/devices/0000:01:00.0/vfio-dev/vfio3")).expect("made");
        fs::create_dir_all(system.path("dev/vfio/devices")).expect("made");
        fs::write(system.path("dev/vfio/devices/vfio3"), "").expect("written");
        assert_eq!(choose(), Interface::Group(7), "a kernel with device nodes and without iommufd");
        fs::write(system.path(IOMMU_NODE), "").expect("written");
        let device = Interface::Device("vfio3".into());
        assert_eq!(choose(), device);
        assert_eq!(device.node(&system), system.path("dev/vfio/devices/vfio3"));
        fs::remove_file(system.path("dev/vfio/devices/vfio3")).expect("removed");
        assert_eq!(choose(), Interface::Group(7), "no node, or none that may be opened");
    }
}
