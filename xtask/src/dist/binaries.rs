//! The command line for the platforms that this machine can build for, linked so that it needs nothing of its system.

use super::collect::leave_out;
use super::manifest::Contents;
use crate::workspace;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A platform.
struct Platform {
    /// As rustc names it.
    target: &'static str,
    /// Compiler that links for it, where it is not the machine's own.
    linker: Option<&'static str>,
}

const PLATFORMS: [Platform; 3] = [
    Platform { target: "x86_64-unknown-linux-gnu", linker: None },
    Platform { target: "aarch64-unknown-linux-gnu", linker: Some("aarch64-linux-gnu-gcc") },
    Platform { target: "armv7-unknown-linux-gnueabihf", linker: Some("arm-linux-gnueabihf-gcc") },
];

/// Builds what can be built, and notes what cannot.
pub fn all(directory: &Path, contents: &mut Contents) -> Result<()> {
    for platform in &PLATFORMS {
        match missing(platform) {
            Some(why) => leave_out(contents, &format!("bin/{}", platform.target), &why),
            None => {
                println!("ganax for {}", platform.target);
                let program = build(platform)?;
                let folder = directory.join("bin").join(platform.target);
                fs::create_dir_all(&folder)?;
                fs::copy(&program, folder.join("ganax"))
                    .with_context(|| format!("{} cannot be copied", program.display()))?;
                contents.platforms.push(platform.target.into());
            }
        }
    }
    Ok(())
}

/// Why a platform cannot be built for.
fn missing(platform: &Platform) -> Option<String> {
    let Platform { target, linker } = *platform;
    let output = Command::new("rustc").args(["--print", "sysroot"]).current_dir(workspace::root()).output();
    let sysroot = match output {
        Ok(output) if output.status.success() => {
            PathBuf::from(String::from_utf8_lossy(&output.stdout).trim())
        }
        _ => return Some("rustc does not say where its libraries are".into()),
    };
    if !sysroot.join("lib/rustlib").join(target).join("lib").is_dir() {
        return Some(format!("the standard library is not installed (rustup target add {target})"));
    }
    let linker = linker?;
    let found = Command::new(linker).arg("--version").output().is_ok_and(|output| output.status.success());
    (!found).then(|| format!("{linker} is not installed"))
}

/// Builds in a folder of its own: the flags are not those of other builds, which would be made again otherwise.
fn build(platform: &Platform) -> Result<PathBuf> {
    let Platform { target, linker } = *platform;
    let directory = workspace::target().join("dist-build");
    let mut command = workspace::cargo();
    command
        .args(["build", "--release", "--locked", "--quiet", "--target", target])
        .args(["--package", "host-app", "--bin", "ganax"])
        .env("CARGO_TARGET_DIR", &directory)
        .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
        // Encoded, since paths may have spaces.
        .env("CARGO_ENCODED_RUSTFLAGS", flags().join("\u{1f}"))
        .env_remove("RUSTFLAGS");
    if let Some(linker) = linker {
        let variable = format!("CARGO_TARGET_{}_LINKER", target.to_uppercase().replace('-', "_"));
        command.env(variable, linker);
    }
    let status = command.status().context("cargo cannot be started")?;
    ensure!(status.success(), "ganax does not build for {target}");
    Ok(directory.join(target).join("release/ganax"))
}

/// Static, and without the paths of this machine in its messages.
fn flags() -> Vec<String> {
    let home = |variable: &str, folder: &str| {
        std::env::var_os(variable)
            .map(PathBuf::from)
            .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(folder)))
    };
    let mut flags = vec!["-Ctarget-feature=+crt-static".to_owned()];
    let mut remap = |from: &Path, to: &str| {
        flags.push(format!("--remap-path-prefix={}={to}", from.display()));
    };
    remap(workspace::root(), "ganax");
    if let Some(cargo) = home("CARGO_HOME", ".cargo") {
        remap(&cargo, "cargo");
    }
    if let Some(rustup) = home("RUSTUP_HOME", ".rustup") {
        remap(&rustup, "rustup");
    }
    flags
}
