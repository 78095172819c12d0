//! Board projects: what the vendor's tool and the board need, filled in from `board.toml`.

use super::{emitted, template, values};
use crate::{litex, workspace};
use anyhow::{Context, Result, bail, ensure};
use boards::{Board, Flash, Shell};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

/// The file that says that a folder is a project, and of what.
const MANIFEST: &str = "manifest.json";

/// A project on disk.
pub struct Project {
    /// Its files, below its folder.
    pub files: Vec<PathBuf>,
}

#[derive(Serialize)]
struct Manifest<'a> {
    board: &'a str,
    part: &'a str,
    module: String,
    clock_khz: u32,
    fingerprint: String,
    build_id: String,
    registers_base: String,
    transport: &'a str,
    flash: &'a str,
    target: &'a str,
    /// All files of the project but this one, by path: what a later project may replace.
    files: Vec<String>,
}

/// What must stand in a manifest for its folder to give way to another project.
#[derive(Deserialize)]
struct Earlier {
    #[serde(rename = "board")]
    _board: String,
    files: Vec<PathBuf>,
}

/// Where a project goes if nothing is said.
pub fn default_directory(board: &Board) -> PathBuf {
    workspace::target().join("boards").join(&board.name)
}

/// Writes a project into a folder, in the place of one that was there.
///
/// # Errors
/// A folder that holds anything else, a shell without templates, or a generator that fails.
pub fn write(board: &Board, directory: &Path) -> Result<Project> {
    let directory = &std::path::absolute(directory)?;
    refuse_to_overwrite(directory)?;
    let name = directory.file_name().context("a project's folder has a name")?.to_string_lossy();
    let temporary = directory.with_file_name(format!(".{name}.partial"));
    // Of a run that was killed.
    remove(&temporary)?;
    fs::create_dir_all(&temporary).with_context(|| format!("{} cannot be made", temporary.display()))?;
    let made = fill(board, &temporary).and_then(|files| {
        remove(directory)?;
        fs::rename(&temporary, directory)
            .with_context(|| format!("{} cannot be written", directory.display()))?;
        Ok(Project { files })
    });
    if made.is_err() {
        let _ = fs::remove_dir_all(&temporary);
    }
    made
}

fn remove(directory: &Path) -> Result<()> {
    if directory.exists() {
        fs::remove_dir_all(directory)
            .with_context(|| format!("{} cannot be removed", directory.display()))?;
    }
    Ok(())
}

/// Only an empty folder gives way, or one in which nothing is that did not come with an earlier project: a bitstream takes
/// hours, and a folder of somebody else may have a manifest too.
fn refuse_to_overwrite(directory: &Path) -> Result<()> {
    if !directory.exists() {
        return Ok(());
    }
    let shown = directory.display();
    ensure!(directory.is_dir(), "{shown} is no folder; choose another place");
    let mut entries = fs::read_dir(directory).with_context(|| format!("{shown} cannot be read"))?;
    if entries.next().is_none() {
        return Ok(());
    }
    let manifest = fs::read_to_string(directory.join(MANIFEST)).unwrap_or_default();
    let Ok(earlier) = serde_json::from_str::<Earlier>(&manifest) else {
        bail!("{shown} is not empty and no board project; choose another folder")
    };
    // Only here: a folder of somebody else may be the whole file system.
    let mut found = Vec::new();
    walk(directory, Path::new(""), &mut found)?;
    let foreign = found.iter().find(|file| *file != Path::new(MANIFEST) && !earlier.files.contains(file));
    match foreign {
        None => Ok(()),
        Some(file) => bail!(
            "{shown} holds {}, which did not come with the project; remove the folder, or choose another one",
            file.display()
        ),
    }
}

/// All files below a folder, by their path in it.
fn walk(directory: &Path, prefix: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let place = directory.join(prefix);
    for entry in fs::read_dir(&place).with_context(|| format!("{} cannot be read", place.display()))? {
        let entry = entry?;
        let path = prefix.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => walk(directory, &path, found)?,
            false => found.push(path),
        }
    }
    Ok(())
}

/// Collects the files of a project.
struct Writer<'a> {
    directory: &'a Path,
    values: template::Values,
    files: Vec<PathBuf>,
}

impl Writer<'_> {
    fn put(&mut self, name: &str, text: &str) -> Result<()> {
        let path = self.directory.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
        self.files.push(name.into());
        Ok(())
    }

    /// Fills a template of `bitstream/shells`.
    fn fill(&mut self, name: &str, source: &str) -> Result<()> {
        let text = shell_file(source)?;
        let filled = template::fill(source, &text, &self.values)?;
        self.put(name, &filled)
    }
}

fn shell_file(name: &str) -> Result<String> {
    read(&workspace::root().join("bitstream/shells").join(name))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// A file beside `board.toml`, if the board has it.
fn board_file(board: &Board, name: &str) -> Result<Option<String>> {
    let path = workspace::root().join("bitstream/boards").join(&board.name).join(name);
    if path.exists() { read(&path).map(Some) } else { Ok(None) }
}

fn fill(board: &Board, directory: &Path) -> Result<Vec<PathBuf>> {
    let mut writer = Writer { directory, values: values::of(board), files: Vec::new() };
    if matches!(board.shell, Shell::Litex(_)) {
        writer.files = litex::write_project(board, directory)?;
        manifest(board, &mut writer)?;
        return Ok(writer.files);
    }
    accelerator(board, &mut writer)?;
    writer.fill("build.tcl", "vivado/build.tcl")?;
    writer.fill("design.tcl", &format!("{}/design.tcl", board.shell.folder()))?;
    let common = template::fill("common.xdc", &shell_file("vivado/common.xdc")?, &writer.values)?;
    let pins = board_file(board, "pins.xdc")?;
    writer.put("constraints/board.xdc", &[common, pins.unwrap_or_default()].join("\n"))?;
    if let Some(text) = board_file(board, "early.xdc")? {
        writer.put("constraints/early.xdc", &text)?;
    }
    match &board.shell {
        Shell::Zynq7(_) | Shell::Zynqmp(_) => {
            writer.fill(
                &format!("overlay/{}.dtso", board.module()),
                &format!("{}/overlay.dtso", board.shell.folder()),
            )?;
        }
        Shell::Xdma(_) => memory(board, &mut writer)?,
        Shell::Litex(_) => {}
    }
    match &board.flash {
        Flash::DfxMgr { package } => {
            let text = shell_file("zynqmp/shell.json")?;
            writer.put(&format!("package/{package}/shell.json"), &text)?;
        }
        Flash::VivadoHardwareManager { .. } => writer.fill("program.tcl", "vivado/program.tcl")?,
        _ => {}
    }
    manifest(board, &mut writer)?;
    writer.files.sort();
    Ok(writer.files)
}

/// The Verilog, and the module around it that names its interfaces.
fn accelerator(board: &Board, writer: &mut Writer<'_>) -> Result<()> {
    let (module, rtl) = (board.module(), writer.directory.join("rtl"));
    fs::create_dir_all(&rtl)?;
    emitted::write(board, &rtl)?;
    for suffix in ["toml", "v", "ports.txt"] {
        writer.files.push(format!("rtl/{module}.{suffix}").into());
    }
    let ports = emitted::ports(&read(&rtl.join(format!("{module}.ports.txt")))?)?;
    let (declarations, connections) = emitted::bus_ports(&ports);
    writer.values.insert("PORTS", declarations);
    writer.values.insert("CONNECTIONS", connections);
    writer.fill(&format!("rtl/{module}_axi.v"), "vivado/accelerator.v")
}

/// The memory of a PCIe card, by its kind. Each template has the clocks of one combination.
fn memory(board: &Board, writer: &mut Writer<'_>) -> Result<()> {
    use boards::ClockSource::{Pcie, PcieDivided};
    let template = match (board.memory.kind.as_str(), board.clock.source) {
        ("DDR3", Pcie) => "xdma/memory_mig.tcl",
        ("HBM2", PcieDivided) => "xdma/memory_hbm.tcl",
        (kind, clock) => bail!("{}: there is no template for {kind} with clock {clock:?}", board.name),
    };
    writer.fill("memory.tcl", template)?;
    if let Some(text) = board_file(board, "mig.prj")? {
        writer.put("mig.prj", &text)?;
    }
    Ok(())
}

fn manifest(board: &Board, writer: &mut Writer<'_>) -> Result<()> {
    let mut files = writer.files.clone();
    files.sort();
    let manifest = Manifest {
        board: &board.name,
        part: &board.part.name,
        module: board.module(),
        clock_khz: board.clock.core_khz,
        fingerprint: format!("{:#018x}", isa::FINGERPRINT),
        build_id: format!("{:#010x}", board.build_id()),
        registers_base: format!("{:#x}", board.transport.registers().base),
        transport: board.transport.scheme(),
        flash: board.flash.method(),
        target: &board.name,
        files: files.iter().map(|file| file.display().to_string()).collect(),
    };
    writer.put(MANIFEST, &(serde_json::to_string_pretty(&manifest)? + "\n"))
}

#[cfg(test)]
mod test {
    use super::{MANIFEST, refuse_to_overwrite, write};
    use crate::workspace;
    use std::fs;
    use std::path::PathBuf;

    /// A folder below the build products that goes with its test.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path =
                workspace::target().join("project-test").join(format!("{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn put(&self, name: &str, text: &str) {
            let path = self.0.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }

        fn refusal(&self) -> String {
            let error = refuse_to_overwrite(&self.0).unwrap_err().to_string();
            assert_eq!(error.lines().count(), 1, "{error}");
            error
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn only_what_a_project_wrote_gives_way() {
        let folder = Folder::new("overwrite");
        assert!(refuse_to_overwrite(&folder.0).is_ok(), "empty");
        assert!(refuse_to_overwrite(&folder.0.join("new")).is_ok(), "not there");
        fs::create_dir(folder.0.join("rtl")).unwrap();
        assert!(folder.refusal().contains("no board project"), "the folders in it are not looked into");
        folder.put("rtl/a.v", "");
        assert!(folder.refusal().contains("no board project"));
        folder.put(MANIFEST, r#"{"name": "a page of somebody else", "icons": []}"#);
        assert!(folder.refusal().contains("no board project"), "any manifest");
        folder.put(MANIFEST, r#"{"board": "pynq-z2", "files": ["rtl/a.v"]}"#);
        assert!(refuse_to_overwrite(&folder.0).is_ok(), "an earlier project");
        folder.put("build/ganax.bit", "hours");
        assert!(folder.refusal().contains("build/ganax.bit"));
        assert!(refuse_to_overwrite(&folder.0.join(MANIFEST)).is_err(), "a file");
    }

    /// A parent that is a file stands for every place that cannot be written, for whoever may write anywhere.
    #[test]
    fn what_cannot_be_written_is_one_line_and_leaves_nothing() {
        let folder = Folder::new("unwritable");
        folder.put("file", "");
        let board = boards::find("pynq-z2").unwrap();
        let error = format!("{:#}", write(board, &folder.0.join("file/project")).err().unwrap());
        assert!(error.lines().count() == 1 && error.contains("file/.project.partial"), "{error}");
        assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1);
    }
}
