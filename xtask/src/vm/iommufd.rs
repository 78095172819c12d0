//! iommufd for the guest. Debian's kernels are built without it; but it, and VFIO with device nodes, are modules. They are
//! built here of the very sources that the kernel was built from, with the options that Debian leaves out, and take the
//! place of the kernel's own VFIO modules in the guest.
//!
//! Why that holds: no structure that the kernel and these modules share depends on those options (`vfio_device` does, and
//! only VFIO's modules have it), and whatever they call is exported. One thing that the kernel does not have is added to the
//! module that needs it.

use super::fetch::Fetched;
use super::guest::build_modules;
use super::{find, quiet};
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The options as the makefiles see them, as the sources see them, and no types of the kernel for debuggers, whose
/// generator is not needed otherwise.
const SETTINGS: [&str; 4] = [
    "CONFIG_IOMMUFD=m",
    "CONFIG_VFIO_DEVICE_CDEV=y",
    "KCFLAGS=-DCONFIG_IOMMUFD_MODULE=1 -DCONFIG_VFIO_DEVICE_CDEV=1",
    "CONFIG_DEBUG_INFO_BTF_MODULES=",
];
const ADDED: [(&str, &str); 3] = [
    ("Kbuild", "obj-m := drivers/iommu/iommufd/ drivers/vfio/\n"),
    ("drivers/iommu/iommufd/Kbuild", include_str!("modules/iommufd/Kbuild")),
    ("drivers/iommu/iommufd/interval_tree_span.c", include_str!("modules/iommufd/interval_tree_span.c")),
];

/// Builds the modules and returns the directory that they are in.
pub fn build(fetched: &Fetched) -> Result<PathBuf> {
    let directory = &fetched.sources;
    for (name, text) in ADDED {
        let path = directory.join(name);
        // A file that is written anew is compiled anew.
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        fs::write(path, text).context("a module's source cannot be written")?;
    }
    build_modules(&fetched.kernel_for_iommufd, directory, &SETTINGS)?;
    for name in ["iommufd.ko", "vfio.ko", "vfio_iommu_type1.ko", "vfio-pci-core.ko", "vfio-pci.ko"] {
        let built = find(directory, &|path| path.file_name().is_some_and(|file| file == name));
        let built = built.with_context(|| format!("{name} was not built"))?;
        // Nine tenths of a module are for debuggers.
        quiet(Command::new("strip").arg("--strip-debug").arg(built))?;
    }
    Ok(directory.clone())
}
