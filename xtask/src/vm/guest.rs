//! What the guest boots from: a file system in memory with busybox, kernel modules, the binaries under test and
//! `init.sh` as its first process; and the two shim modules, built against the kernel's headers.

use super::fetch::Fetched;
use super::{Binaries, find, quiet};
use crate::system;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const INIT: &str = include_str!("init.sh");
/// Modules that the cases need, without what those need.
const MODULES: [&str; 3] = ["vfio_iommu_type1", "vfio_pci", "uio"];
const SOURCES: [(&str, &str); 3] = [
    ("Kbuild", include_str!("modules/Kbuild")),
    ("ganax_uio_shim.c", include_str!("modules/ganax_uio_shim.c")),
    ("ganax_xdma_shim.c", include_str!("modules/ganax_xdma_shim.c")),
];

/// Builds the shim modules and returns their files.
pub fn build_modules(directory: &Path, fetched: &Fetched) -> Result<Vec<PathBuf>> {
    system::require("a C compiler and make", &["gcc", "make"], || {
        system::succeeds("gcc", &["--version"]) && system::succeeds("make", &["--version"])
    })?;
    let build = directory.join("modules");
    fs::create_dir_all(&build).context("no directory for the modules")?;
    for (name, text) in SOURCES {
        fs::write(build.join(name), text).context("a module's source cannot be written")?;
    }
    let headers = fetched.headers.join("usr/src").join(format!("linux-headers-{}", fetched.version));
    // The kernel's own compiler may be another one; the makefile only warns of that.
    quiet(Command::new("make").arg("-C").arg(headers).arg(format!("M={}", build.display())).arg("modules"))?;
    let built = ["ganax_uio_shim.ko", "ganax_xdma_shim.ko"].map(|name| build.join(name));
    ensure!(built.iter().all(|module| module.exists()), "the shim modules were not built");
    Ok(built.into())
}

/// Packs the file system and returns its file.
pub fn file_system(
    directory: &Path,
    fetched: &Fetched,
    binaries: &Binaries,
    shims: &[PathBuf],
) -> Result<PathBuf> {
    let root = directory.join("root");
    if root.exists() {
        fs::remove_dir_all(&root).context("the last file system cannot be removed")?;
    }
    for name in ["bin", "proc", "sys", "dev", "tmp", "modules"] {
        fs::create_dir_all(root.join(name))?;
    }
    let busybox = find(&fetched.kernel, &|path| path.ends_with("bin/busybox")).context("no busybox")?;
    fs::copy(&busybox, root.join("bin/busybox"))?;
    fs::copy(&binaries.ganax, root.join("bin/ganax"))?;
    fs::copy(&binaries.conformance, root.join("bin/conformance"))?;
    fs::write(root.join("init"), INIT)?;
    fs::set_permissions(root.join("init"), fs::Permissions::from_mode(0o755))?;
    let mut order = Vec::new();
    let library = fetched.kernel.join("lib/modules").join(&fetched.version);
    for module in MODULES {
        add_module(&library, module, &root.join("modules"), &mut order)?;
    }
    for shim in shims {
        let name = shim.file_stem().context("a module without a name")?.to_string_lossy().into_owned();
        fs::copy(shim, root.join("modules").join(format!("{name}.ko")))?;
        order.push(name);
    }
    fs::write(root.join("modules/order"), order.join("\n"))?;
    let image = directory.join("initramfs.gz");
    let script = r#"cd "$1" && find . | "$2" cpio -o -H newc 2>/dev/null | gzip -1 > "$3""#;
    quiet(Command::new("sh").args(["-c", script, "sh"]).args([&root, &busybox, &image]))?;
    Ok(image)
}

/// Copies a module and, before it, what it needs. Modules that are built in are nowhere, and that is fine.
fn add_module(library: &Path, name: &str, to: &Path, order: &mut Vec<String>) -> Result<()> {
    if order.iter().any(|known| known == name) {
        return Ok(());
    }
    let dashed = name.replace('_', "-");
    let is_it = |path: &Path| {
        let file = path.file_name().and_then(|file| file.to_str()).unwrap_or_default();
        [name, &dashed].iter().any(|name| file == format!("{name}.ko"))
    };
    let Some(found) = find(library, &is_it) else { return Ok(()) };
    let module = fs::read(&found).with_context(|| found.display().to_string())?;
    for needed in depends_of(&module) {
        add_module(library, &needed.replace('-', "_"), to, order)?;
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
