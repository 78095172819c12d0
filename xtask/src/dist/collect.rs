//! What goes into a release: Verilog, boards, overlays, udev rules, programs, licences.

use super::binaries;
use super::manifest::{Array, Board, Contents, LeftOut};
use crate::{board, rtl, workspace};
use anyhow::{Context, Result, ensure};
use boards::Shell;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Puts everything into a folder.
pub fn everything(directory: &Path, with_binaries: bool) -> Result<Contents> {
    let mut contents = Contents::default();
    for name in ["LICENSE-APACHE", "LICENSE-MIT", "CHANGELOG.md"] {
        copy(name, &directory.join(name))?;
    }
    copy("driver/udev/60-ganax.rules", &directory.join("udev/60-ganax.rules"))?;
    verilog(directory, &mut contents)?;
    for board in boards::all() {
        println!("{}", board.name);
        one_board(board, directory, &mut contents).with_context(|| board.name.clone())?;
    }
    match with_binaries {
        true => binaries::all(directory, &mut contents)?,
        false => leave_out(&mut contents, "programs", "asked for with --without-binaries"),
    }
    Ok(contents)
}

/// Notes what is not there.
pub fn leave_out(contents: &mut Contents, what: &str, why: &str) {
    println!("left out: {what}: {why}");
    contents.left_out.push(LeftOut { what: what.into(), why: why.into() });
}

/// Copies a file of the repository.
fn copy(name: &str, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let from = workspace::root().join(name);
    let data = fs::read(&from).with_context(|| format!("{} cannot be read", from.display()))?;
    fs::write(to, data).with_context(|| format!("{} cannot be written", to.display()))
}

/// The committed Verilog of the configurations, with its ports and its description.
fn verilog(directory: &Path, contents: &mut Contents) -> Result<()> {
    for path in rtl::committed_verilog()? {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let configuration = format!("bitstream/configs/{stem}.toml");
        if !workspace::root().join(&configuration).exists() {
            continue;
        }
        for suffix in ["v", "ports.txt"] {
            let name = format!("{stem}.{suffix}");
            copy(&format!("bitstream/generated/{name}"), &directory.join("verilog").join(&name))?;
        }
        copy(&configuration, &directory.join("verilog").join(format!("{stem}.toml")))?;
        contents.arrays.push(array(directory, &format!("verilog/{stem}.v"))?);
    }
    ensure!(!contents.arrays.is_empty(), "bitstream/generated has no Verilog of an array");
    Ok(())
}

/// What stands in an array's Verilog.
pub fn array(directory: &Path, path: &str) -> Result<Array> {
    let text = fs::read_to_string(directory.join(path)).with_context(|| format!("{path} cannot be read"))?;
    let constants = board::constants(&text);
    let of = |name: &str| {
        constants.get(name).copied().with_context(|| format!("{path} has no constant register {name}"))
    };
    let fingerprint = u64::from(of("FINGERPRINT_HIGH")?) << 32 | u64::from(of("FINGERPRINT_LOW")?);
    let parameters = constants
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("ARCH_")?.to_lowercase(), *value)))
        .collect();
    Ok(Array {
        verilog: path.into(),
        fingerprint: format!("{fingerprint:#018x}"),
        build_id: format!("{:#010x}", of("BUILD_ID")?),
        clock_khz: of("CLOCK_KHZ")?,
        parameters,
    })
}

/// Description, project or Verilog alone, overlay.
fn one_board(board: &'static boards::Board, directory: &Path, contents: &mut Contents) -> Result<()> {
    let (name, module) = (&board.name, board.module());
    let folder = format!("boards/{name}");
    copy(&format!("bitstream/{folder}/board.toml"), &directory.join(&folder).join("board.toml"))?;
    let (project, rtl) = match board.shell {
        Shell::Litex(_) => {
            leave_out(contents, &format!("{folder}/project"), "LiteX makes it: see docs/boards.md");
            let rtl = format!("{folder}/rtl");
            fs::create_dir_all(directory.join(&rtl))?;
            board::write_verilog(board, &directory.join(&rtl))?;
            (None, rtl)
        }
        _ => {
            let project = format!("{folder}/project");
            board::write_project(board, &directory.join(&project))?;
            let rtl = format!("{project}/rtl");
            (Some(project), rtl)
        }
    };
    let verilog = format!("{rtl}/{module}.v");
    let disagreements = board::disagreements(board, &fs::read_to_string(directory.join(&verilog))?)?;
    ensure!(disagreements.is_empty(), "{verilog}: {}", disagreements.join("; "));
    let overlay = match &project {
        Some(project) => overlay(&module, project, directory, contents)?,
        None => None,
    };
    contents.boards.push(Board {
        name: name.clone(),
        part: board.part.name.clone(),
        array: array(directory, &verilog)?,
        project,
        overlay,
    });
    Ok(())
}

/// Compiles the overlay of a project, if it has one.
fn overlay(module: &str, project: &str, directory: &Path, contents: &mut Contents) -> Result<Option<String>> {
    let source = directory.join(project).join(format!("overlay/{module}.dtso"));
    if !source.exists() {
        return Ok(None);
    }
    let blob = format!("overlays/{module}.dtbo");
    fs::create_dir_all(directory.join("overlays"))?;
    let output = Command::new("dtc")
        .args(["-@", "-I", "dts", "-O", "dtb", "-o"])
        .args([&directory.join(&blob), &source])
        .output();
    match output {
        Ok(output) => {
            ensure!(output.status.success(), "dtc: {}", String::from_utf8_lossy(&output.stderr).trim());
            Ok(Some(blob))
        }
        Err(error) => {
            leave_out(contents, &blob, &format!("dtc cannot be started: {error}"));
            Ok(None)
        }
    }
}
