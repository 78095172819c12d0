//! What a guest boots from: a file system in memory with busybox, kernel modules, the binaries under test and `init.sh` as
//! its first process; and the two shim modules, built against the kernel's headers.

use super::fetch::Kernel;
use super::{Binaries, find, output_bytes, quiet};
use crate::system;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const INIT: &str = include_str!("init.sh");
/// Modules that the cases need, without what those need.
const MODULES: [&str; 3] = ["vfio_iommu_type1", "vfio_pci", "uio"];
const SHIMS: [&str; 2] = ["ganax_uio_shim", "ganax_xdma_shim"];
const SOURCES: [(&str, &str); 3] = [
    ("Kbuild", include_str!("modules/Kbuild")),
    ("ganax_uio_shim.c", include_str!("modules/ganax_uio_shim.c")),
    ("ganax_xdma_shim.c", include_str!("modules/ganax_xdma_shim.c")),
];

/// A kernel and the file system that it boots from.
pub struct Guest {
    pub kernel: PathBuf,
    pub image: PathBuf,
}

/// Debian's kernel as it is, with the shim modules.
pub fn as_it_is(directory: &Path, kernel: &Kernel, binaries: &Binaries) -> Result<Guest> {
    let shims = build_shims(directory, kernel)?;
    let libraries = [shims, library(kernel)];
    file_system(directory, "guest", kernel, &libraries, &[&MODULES[..], &SHIMS].concat(), binaries)
}

/// A kernel whose VFIO is the one with iommufd that was built into `modules`.
pub fn with_iommufd(
    directory: &Path,
    kernel: &Kernel,
    modules: PathBuf,
    binaries: &Binaries,
) -> Result<Guest> {
    let libraries = [modules, library(kernel)];
    file_system(directory, "guest-iommufd", kernel, &libraries, &["vfio_iommu_type1", "vfio_pci"], binaries)
}

/// Where a kernel's modules are.
fn library(kernel: &Kernel) -> PathBuf {
    kernel.files.join("lib/modules").join(&kernel.version)
}

/// Builds the shim modules and returns their directory.
fn build_shims(directory: &Path, kernel: &Kernel) -> Result<PathBuf> {
    let build = directory.join("modules");
    fs::create_dir_all(&build).context("no directory for the modules")?;
    for (name, text) in SOURCES {
        fs::write(build.join(name), text).context("a module's source cannot be written")?;
    }
    build_modules(kernel, &build, &[])?;
    let built = |name: &&str| build.join(format!("{name}.ko")).exists();
    ensure!(SHIMS.iter().all(built), "the shim modules were not built");
    Ok(build)
}

/// Builds the modules below a directory, with settings of its own for the kernel's makefile.
pub fn build_modules(kernel: &Kernel, directory: &Path, settings: &[&str]) -> Result<()> {
    system::require_programs(&["gcc", "make"], &[&["gcc", "--version"], &["make", "--version"]])?;
    let mut make = Command::new("make");
    make.arg("-j2").arg("-C").arg(kernel.headers()).arg(format!("M={}", directory.display()));
    // The kernel's own compiler may be another one; the makefile only warns of that.
    quiet(make.args(settings).arg("modules"))
}

/// Packs a file system with these modules, and what they need, of the first library that has them.
fn file_system(
    directory: &Path,
    name: &str,
    kernel: &Kernel,
    libraries: &[PathBuf],
    modules: &[&str],
    binaries: &Binaries,
) -> Result<Guest> {
    let root = directory.join(name);
    if root.exists() {
        fs::remove_dir_all(&root).context("the last file system cannot be removed")?;
    }
    for name in ["bin", "proc", "sys", "dev", "tmp", "modules"] {
        fs::create_dir_all(root.join(name))?;
    }
    let busybox = find(&kernel.files, &|path| path.ends_with("bin/busybox")).context("no busybox")?;
    fs::copy(&busybox, root.join("bin/busybox"))?;
    fs::copy(&binaries.ganax, root.join("bin/ganax"))?;
    fs::copy(&binaries.conformance, root.join("bin/conformance"))?;
    fs::write(root.join("init"), INIT)?;
    fs::set_permissions(root.join("init"), fs::Permissions::from_mode(0o755))?;
    let mut order = Vec::new();
    for module in modules {
        add_module(libraries, module, &root.join("modules"), &mut order)?;
    }
    fs::write(root.join("modules/order"), order.join("\n"))?;
    let image = root.with_extension("gz");
    let script = r#"cd "$1" && find . | "$2" cpio -o -H newc 2>/dev/null | gzip -1 > "$3""#;
    quiet(Command::new("sh").args(["-c", script, "sh"]).args([&root, &busybox, &image]))?;
    let boot = kernel.files.join("boot");
    let kernel = find(&boot, &|path| path.to_string_lossy().contains("vmlinuz")).context("no kernel")?;
    Ok(Guest { kernel, image })
}

/// Copies a module and, before it, what it needs. Modules that are built in are nowhere, and that is fine.
fn add_module(libraries: &[PathBuf], name: &str, to: &Path, order: &mut Vec<String>) -> Result<()> {
    if order.iter().any(|known| known == name) {
        return Ok(());
    }
    let dashed = name.replace('_', "-");
    let is_it = |path: &Path| {
        let file = path.file_name().and_then(|file| file.to_str()).unwrap_or_default();
        let file = file.strip_suffix(".xz").unwrap_or(file).strip_suffix(".ko");
        file.is_some_and(|file| file == name || file == dashed)
    };
    let Some(found) = libraries.iter().find_map(|library| find(library, &is_it)) else { return Ok(()) };
    let module = match found.extension().is_some_and(|extension| extension == "xz") {
        true => output_bytes(Command::new("xz").arg("-dc").arg(&found))?,
        false => fs::read(&found).with_context(|| found.display().to_string())?,
    };
    for needed in depends_of(&module) {
        add_module(libraries, &needed.replace('-', "_"), to, order)?;
    }
    fs::write(to.join(format!("{name}.ko")), module)?;
    order.push(name.into());
    Ok(())
}

/// The modules that a module needs, from the text `depends=a,b` that its file holds between two zeros.
fn depends_of(module: &[u8]) -> Vec<String> {
    let field = module.split(|&byte| byte == 0).find_map(|text| text.strip_prefix(b"depends="));
    let names = String::from_utf8_lossy(field.unwrap_or_default()).into_owned();
    names.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod test {
    use super::depends_of;

    #[test]
    fn needs_of_a_module_are_read_from_its_text() {
        assert_eq!(depends_of(b"x\0license=GPL\0depends=a,b_c\0retpoline=Y\0"), ["a", "b_c"]);
        assert!(depends_of(b"depends=\0").is_empty() && depends_of(b"ELF").is_empty());
    }
}
