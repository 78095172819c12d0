//! Programs of the operating system that a task needs: found, installed where that is possible, or asked for.

use anyhow::{Context, Result, bail};
use std::io::ErrorKind;
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
    let advice = format!("missing: {what}; on Debian: sudo apt-get install {list}");
    if !is_root() || !Path::new("/usr/bin/apt-get").exists() {
        bail!("{advice}");
    }
    println!("missing: {what}; installing {list} with apt-get");
    apt_get(&["update"]).context(advice.clone())?;
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(packages);
    apt_get(&install).context(advice.clone())?;
    if works() { Ok(()) } else { bail!("{advice} (installed, but it does not work)") }
}

/// As [`require`], for programs: each with arguments with which it succeeds.
///
/// # Errors
/// As [`require`]; and a program that is there and fails, which is not for this task to replace.
pub fn require_programs(packages: &[&str], programs: &[&[&str]]) -> Result<()> {
    let missing = missing(programs)?;
    if missing.is_empty() {
        return Ok(());
    }
    require(&missing.join(", "), packages, || self::missing(programs).is_ok_and(|missing| missing.is_empty()))
}

/// Those of the programs that are not there.
fn missing<'a>(programs: &[&[&'a str]]) -> Result<Vec<&'a str>> {
    let mut missing = Vec::new();
    for words in programs {
        let [program, arguments @ ..] = words else { continue };
        let status = quiet(program, arguments).status();
        let command = words.join(" ");
        match status {
            Ok(status) if status.success() => {}
            Ok(status) => {
                bail!("`{command}` fails ({status}); repair {program}, or take it out of PATH")
            }
            Err(error) if error.kind() == ErrorKind::NotFound => missing.push(*program),
            Err(error) => {
                bail!("`{command}` cannot be started: {error}; repair {program}, or take it out of PATH")
            }
        }
    }
    Ok(missing)
}

/// Whether a command starts and succeeds; its output is not shown.
pub fn succeeds(program: &str, arguments: &[&str]) -> bool {
    quiet(program, arguments).status().is_ok_and(|status| status.success())
}

fn quiet(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
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
    use super::{missing, require, require_programs};

    #[test]
    fn what_works_needs_no_installation() {
        require("nothing", &[], || true).unwrap();
        require_programs(&[], &[&["true"]]).unwrap();
    }

    #[test]
    fn what_is_there_and_fails_is_named_and_not_installed() {
        let error =
            require_programs(&["no-such-package"], &[&["false", "--version"]]).unwrap_err().to_string();
        assert!(error.contains("`false --version` fails (exit status: 1)"), "{error}");
        assert_eq!(
            missing(&[&["true"], &["no-such-program-of-ganax"]]).unwrap(),
            ["no-such-program-of-ganax"]
        );
    }
}
