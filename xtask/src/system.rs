//! Programs of the operating system that a task needs: found, installed where that is possible, or asked for.

use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::{Command, Stdio};

/// Makes sure that `works` is true, installing the Debian packages if it is not and this is root on Debian.
///
/// # Errors
/// Says what to install if it cannot be installed from here, or does not work afterwards.
pub fn require(what: &str, packages: &[&str], works: impl Fn() -> bool) -> Result<()> {
    if works() {
        return Ok(());
    }
    let list = packages.join(" ");
    let advice = format!("{what} is missing; on Debian: sudo apt-get install {list}");
    if !is_root() || !Path::new("/usr/bin/apt-get").exists() {
        bail!("{advice}");
    }
    println!("{what} is missing; installing {list}");
    apt_get(&["update"]).context(advice.clone())?;
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(packages);
    apt_get(&install).context(advice.clone())?;
    if works() { Ok(()) } else { bail!("{advice} (installed, but it does not work)") }
}

/// Whether a command starts and succeeds; its output is not shown.
pub fn succeeds(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    let status = Command::new("apt-get")
        .args(["-qq"])
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .status()
        .context("apt-get cannot be started")?;
    anyhow::ensure!(status.success(), "apt-get {} failed", arguments.join(" "));
    Ok(())
}

/// Asks `id` rather than the system, which would need unsafe code or a package for one number.
fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

#[cfg(test)]
mod test {
    use super::require;

    #[test]
    fn what_works_needs_no_installation() {
        require("nothing", &[], || true).unwrap();
    }
}
