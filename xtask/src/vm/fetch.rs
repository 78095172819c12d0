//! QEMU, two kernels with their headers, busybox, and a part of the kernel's sources: Debian packages, fetched and unpacked
//! below `target`, not installed.
//!
//! They come from the mirror that apt is set up for, and apt checks their signatures. QEMU is taken from the first suite
//! that has one with a vfio-user client (10.1 and later), with its whole closure and its own loader, so that it runs
//! whatever this system's libraries are. Each part is fetched once; remove `target/vm` for a new one.

use super::{find, output_of, quiet, timed};
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Suites to look for QEMU in, best first.
const SUITES: [&str; 2] = ["trixie-backports", "sid"];
/// The kernel of most cases: small, and with the drivers that matter as modules.
const KERNEL: &str = r"^linux-image-6\.1\.0-[0-9]+-cloud-amd64$";
/// A kernel that iommufd can be added to ([`super::iommufd`]).
const KERNEL_FOR_IOMMUFD: &str = r"^linux-image-6\.12\.[0-9]+\+deb[0-9]+-cloud-amd64$";
/// What of the kernel's sources is kept.
const SOURCES: [&str; 4] =
    ["drivers/iommu/iommufd", "drivers/iommu/iommu-priv.h", "drivers/vfio", "lib/interval_tree.c"];
const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// Where the parts are.
pub struct Fetched {
    /// Unpacked closure of QEMU.
    pub qemu: PathBuf,
    /// Debian's kernel as it is.
    pub kernel: Kernel,
    /// The one that gets iommufd.
    pub kernel_for_iommufd: Kernel,
    /// Those of the latter's sources that are needed for it.
    pub sources: PathBuf,
}

/// A kernel of the guest.
pub struct Kernel {
    /// The unpacked package, and busybox.
    pub files: PathBuf,
    /// Its unpacked headers.
    headers: PathBuf,
    /// Its version, as the directory of its modules is called.
    pub version: String,
}

impl Kernel {
    /// What modules are built against.
    pub fn headers(&self) -> PathBuf {
        self.headers.join("usr/src").join(format!("linux-headers-{}", self.version))
    }
}

/// Fetches what is not there yet.
pub fn all(directory: &Path) -> Result<Fetched> {
    ensure!(
        cfg!(all(target_os = "linux", target_arch = "x86_64")) && Path::new(KEYRING).exists(),
        "the virtual machine needs Debian's apt on x86-64 Linux"
    );
    let qemu = once(directory, "qemu", fetch_qemu)?;
    let kernel = kernel(directory, "", KERNEL)?;
    let kernel_for_iommufd = self::kernel(directory, "-for-iommufd", KERNEL_FOR_IOMMUFD)?;
    let sources = once(directory, "sources", |to| fetch_sources(to, &kernel_for_iommufd.version))?;
    Ok(Fetched { qemu, kernel, kernel_for_iommufd, sources })
}

/// The newest kernel whose package's name fits, in directories that end in `suffix`.
fn kernel(directory: &Path, suffix: &str, pattern: &str) -> Result<Kernel> {
    let files = once(directory, &format!("kernel{suffix}"), |to| fetch_kernel(to, pattern))?;
    let version = find(&files.join("boot"), &|path| name(path).starts_with("vmlinuz-"))
        .map(|path| name(&path).trim_start_matches("vmlinuz-").to_owned())
        .context("the kernel package has no kernel")?;
    let headers = once(directory, &format!("headers{suffix}"), |to| fetch_headers(to, &version))?;
    Ok(Kernel { files, headers, version })
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

/// Fetches into a directory that gets its name when all of it is there.
fn once(directory: &Path, what: &str, fetch: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let (done, partial) = (directory.join(what), directory.join(format!("{what}.partial")));
    if done.exists() {
        return Ok(done);
    }
    if partial.exists() {
        fs::remove_dir_all(&partial).context("an unfinished download cannot be removed")?;
    }
    fs::create_dir_all(&partial).context("no directory for a download")?;
    timed(&format!("{what}, fetched"), || fetch(&partial))?;
    fs::rename(&partial, &done).context("a download cannot be renamed")?;
    Ok(done)
}

/// The Debian mirror of this system's apt.
fn mirror() -> Result<String> {
    let all = output_of(Command::new("apt-get").args(["indextargets", "--format", "$(REPO_URI)"]))?;
    let debian = all.lines().find(|line| line.trim_end_matches('/').ends_with("/debian"));
    debian.map(str::to_owned).context("apt has no Debian mirror; run apt-get update")
}

fn fetch_qemu(to: &Path) -> Result<()> {
    let mirror = mirror()?;
    for suite in SUITES {
        let state = to.join(format!("apt-{suite}"));
        match fetch_closure(&state, &mirror, suite, "qemu-system-x86") {
            Ok(packages) => {
                packages.iter().try_for_each(|package| unpack(package, to))?;
                fs::remove_dir_all(&state).context("apt's state cannot be removed")?;
                if has_vfio_user(to)? {
                    return Ok(());
                }
                println!("QEMU of {suite} has no vfio-user client");
            }
            Err(error) => println!("no QEMU from {suite}: {error:#}"),
        }
    }
    bail!("no suite has a QEMU with a vfio-user client (10.1 or later)")
}

fn has_vfio_user(qemu: &Path) -> Result<bool> {
    let devices = output_of(command_of_qemu(qemu)?.args(["-machine", "none", "-device", "help"]))?;
    Ok(devices.contains("vfio-user-pci"))
}

/// Has apt, with a state of its own in which nothing is installed, fetch a package and everything it needs.
fn fetch_closure(state: &Path, mirror: &str, suite: &str, package: &str) -> Result<Vec<PathBuf>> {
    let archives = state.join("cache/archives");
    fs::create_dir_all(state.join("lists/partial"))?;
    fs::create_dir_all(archives.join("partial"))?;
    fs::write(state.join("status"), "")?;
    let base = suite.strip_suffix("-backports");
    let line = |suite: &str| format!("deb [signed-by={KEYRING}] {mirror} {suite} main\n");
    let sources: String = base.into_iter().chain([suite]).map(line).collect();
    fs::write(state.join("sources.list"), sources)?;
    let apt = || {
        let mut command = Command::new("apt-get");
        let mut option = |key: &str, value: &str| {
            command.arg("-o").arg(format!("{key}={value}"));
        };
        let path = |name: &str| state.join(name).display().to_string();
        option("Dir::Etc::SourceList", &path("sources.list"));
        option("Dir::State::Lists", &path("lists"));
        option("Dir::State::status", &path("status"));
        option("Dir::Cache", &path("cache"));
        for (key, value) in [
            ("Dir::Etc::SourceParts", "/dev/null"),
            ("Dir::Etc::Preferences", "/dev/null"),
            ("Dir::Etc::PreferencesParts", "/dev/null"),
            ("Acquire::Languages", "none"),
            ("Acquire::Retries", "3"),
            ("APT::Install-Recommends", "false"),
            ("APT::Sandbox::User", "root"),
            ("Debug::NoLocking", "1"),
        ] {
            option(key, value);
        }
        command
    };
    quiet(apt().arg("update"))?;
    quiet(apt().args(["--yes", "--download-only", "-t", suite, "install", package]))?;
    packages_in(&archives)
}

fn packages_in(directory: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(directory).with_context(|| directory.display().to_string())?;
    let mut packages: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    packages.retain(|path| name(path).ends_with(".deb"));
    packages.sort();
    Ok(packages)
}

/// Unpacks a package. `tar` keeps directories that an earlier package made a symbolic link of.
fn unpack(package: &Path, to: &Path) -> Result<()> {
    let script = r#"dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" --keep-directory-symlink"#;
    quiet(Command::new("sh").args(["-c", script, "sh"]).args([package, to]))
}

/// Fetches single packages from the suites of this system, without what they need.
fn download(to: &Path, packages: &[&str]) -> Result<()> {
    let archives = to.join("archives");
    fs::create_dir_all(&archives)?;
    let options = ["-qq", "-o", "APT::Sandbox::User=root", "-o", "Acquire::Retries=3", "download"];
    quiet(Command::new("apt-get").args(options).args(packages).current_dir(&archives))?;
    packages_in(&archives)?.iter().try_for_each(|package| unpack(package, to))?;
    Ok(fs::remove_dir_all(&archives)?)
}

fn fetch_kernel(to: &Path, pattern: &str) -> Result<()> {
    let search = || output_of(Command::new("apt-cache").args(["search", "--names-only", pattern]));
    let mut found = search()?;
    if found.trim().is_empty() {
        quiet(Command::new("apt-get").args(["-qq", "update"]))?;
        found = search()?;
    }
    let names = found.lines().filter_map(|line| line.split(' ').next());
    let newest = names.max_by_key(|name| numbers(name));
    let newest = newest.with_context(|| format!("apt knows no kernel {pattern}"))?;
    download(to, &[newest, "busybox-static"])
}

/// The numbers in a package's name, which order its versions.
fn numbers(name: &str) -> Vec<u64> {
    name.split(|char: char| !char.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
}

/// The sources that a kernel was built from, of the same package version.
fn fetch_sources(to: &Path, version: &str) -> Result<()> {
    let image = format!("linux-image-{version}");
    let known = output_of(Command::new("apt-cache").args(["show", "--no-all-versions", &image]))?;
    let package = known.lines().find_map(|line| line.strip_prefix("Version: "));
    let package = package.with_context(|| format!("apt does not know the version of {image}"))?;
    let series: Vec<&str> = version.split('.').take(2).collect();
    let name = format!("linux-source-{}", series.join("."));
    download(to, &[&format!("{name}={package}")])?;
    let packed = to.join("usr/src").join(format!("{name}.tar.xz"));
    let mut tar = Command::new("tar");
    tar.arg("-xJf").arg(packed).arg("-C").arg(to).arg("--strip-components=1");
    quiet(tar.args(SOURCES.map(|part| format!("{name}/{part}"))))?;
    fs::remove_dir_all(to.join("usr")).context("the rest of the sources cannot be removed")
}

fn fetch_headers(to: &Path, version: &str) -> Result<()> {
    let package = format!("linux-headers-{version}");
    let needs = output_of(Command::new("apt-cache").args(["depends", "--important", &package]))?;
    let needed = needs.lines().filter_map(|line| line.trim().strip_prefix("Depends: "));
    let needed: Vec<&str> = needed.filter(|name| name.starts_with("linux-")).collect();
    let packages: Vec<&str> = [package.as_str()].into_iter().chain(needed).collect();
    download(to, &packages)?;
    // The headers' makefile includes another by the path at which it would be installed.
    let makefile = to.join("usr/src").join(&package).join("Makefile");
    let text = fs::read_to_string(&makefile).context("the headers have no makefile")?;
    let here = format!("include {}", to.with_extension("").join("usr/src").display());
    Ok(fs::write(&makefile, text.replace("include /usr/src", &here))?)
}

/// QEMU through the loader and the libraries that came with it.
pub fn command_of_qemu(qemu: &Path) -> Result<Command> {
    let libraries = "usr/lib/x86_64-linux-gnu";
    let loader = find(&qemu.join(libraries), &|path| name(path) == "ld-linux-x86-64.so.2");
    let paths = [qemu.join(libraries), qemu.join(libraries).join("pulseaudio")];
    let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let mut command = Command::new(loader.context("QEMU's packages have no loader")?);
    command.env("QEMU_MODULE_DIR", qemu.join(libraries).join("qemu"));
    command.args(["--library-path", &paths.join(":")]).arg(qemu.join("usr/bin/qemu-system-x86_64"));
    for directory in ["usr/share/qemu", "usr/share/seabios", "usr/lib/ipxe/qemu"] {
        command.arg("-L").arg(qemu.join(directory));
    }
    Ok(command)
}

#[cfg(test)]
mod test {
    use super::numbers;

    #[test]
    fn versions_are_ordered_by_their_numbers() {
        let newest = ["linux-image-6.1.0-9-cloud-amd64", "linux-image-6.1.0-47-cloud-amd64"];
        assert_eq!(newest.into_iter().max_by_key(|name| numbers(name)), Some(newest[1]));
    }
}
