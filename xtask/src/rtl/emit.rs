//! Verilog from the generator, which is a process of its own: the RTL packages stay out of this binary.

use super::keywords;
use crate::suite::Tally;
use crate::workspace;
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which array, and where to.
#[derive(clap::Args)]
pub struct Arguments {
    /// PVs x PEs, such as 4x4; the buffers are those of `bitstream/configs` where it has the geometry
    #[arg(long, value_name = "PxN", required_unless_present = "config", conflicts_with = "config")]
    array: Option<String>,
    /// File that describes the array, as those in `bitstream/configs`
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Directory of the files
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
}

/// Writes the Verilog of one array and the list of its ports.
pub fn run(arguments: &Arguments) -> Result<Tally> {
    let mut command = generator();
    if let Some(array) = &arguments.array {
        command.args(["--array", array]);
    }
    if let Some(file) = &arguments.config {
        refuse_keyword(file)?;
        command.arg("--config").arg(std::path::absolute(file)?);
    }
    let written = generate(command, &arguments.output)?;
    written.iter().for_each(|path| println!("{}", path.display()));
    Ok(Tally::default())
}

/// The file's name is the module's, and the generator knows no more of names than what letters they have.
fn refuse_keyword(file: &Path) -> Result<()> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    ensure!(
        !keywords::is_keyword(&name),
        "{}: the name before `.toml` is that of the module, and `{name}` is a word of Verilog; rename the file",
        file.display()
    );
    Ok(())
}

/// The generator, ready for its arguments.
fn generator() -> Command {
    let mut command = workspace::cargo();
    command.args([
        "run",
        "--release",
        "--locked",
        "--quiet",
        "--package",
        "bitstream",
        "--bin",
        "emit-verilog",
        "--",
    ]);
    command
}

/// Writes the Verilog of one block of the catalogue into a directory; returns its path.
pub fn block(name: &str, directory: &Path) -> Result<PathBuf> {
    let mut command = generator();
    command.args(["--block", name]);
    generate(command, directory)?;
    Ok(directory.join(format!("{}.v", name.replace('-', "_"))))
}

/// Writes the Verilog and the ports of the array that a file describes into a directory.
pub fn configuration(file: &Path, build_id: u32, directory: &Path) -> Result<()> {
    let mut command = generator();
    command.arg("--config").arg(std::path::absolute(file)?);
    command.args(["--build-id", &build_id.to_string()]);
    generate(command, directory).map(drop)
}

/// Runs the generator and puts its files into a directory. A file has its name when it is whole; a link of that name gives
/// way, and not what it leads to.
fn generate(mut command: Command, directory: &Path) -> Result<Vec<PathBuf>> {
    let directory = std::path::absolute(directory)?;
    let temporary = directory.join(format!(".emit-{}.partial", std::process::id()));
    std::fs::create_dir_all(&temporary).with_context(|| format!("{} cannot be made", temporary.display()))?;
    command.arg("--output").arg(&temporary);
    let written = run_generator(command).and_then(|()| move_files(&temporary, &directory));
    let _ = std::fs::remove_dir_all(&temporary);
    written
}

fn run_generator(mut command: Command) -> Result<()> {
    // What goes wrong here is the user's to mend, and no backtrace helps with that.
    let output =
        command.env("RUST_LIB_BACKTRACE", "0").output().context("the generator cannot be started")?;
    ensure!(output.status.success(), "{}", complaint(&String::from_utf8_lossy(&output.stderr)));
    Ok(())
}

/// What the generator says, as one chain; all of it where it does not say it in its own way.
fn complaint(stderr: &str) -> String {
    let error = stderr.trim().strip_prefix("Error: ").or_else(|| Some(stderr.split_once("\nError: ")?.1));
    let Some(error) = error else {
        let usage = stderr.split("\n\nFor more information").next().unwrap_or(stderr);
        return usage.trim().trim_start_matches("error: ").into();
    };
    let Some((first, causes)) = error.split_once("\n\nCaused by:\n") else { return error.trim().into() };
    let causes = causes.lines().map(|line| match line.trim().split_once(": ") {
        Some((number, cause)) if number.bytes().all(|byte| byte.is_ascii_digit()) => cause,
        _ => line.trim(),
    });
    std::iter::once(first).chain(causes).collect::<Vec<_>>().join(": ")
}

fn move_files(from: &Path, to: &Path) -> Result<Vec<PathBuf>> {
    let mut moved = Vec::new();
    for entry in std::fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let entry = entry?;
        let path = to.join(entry.file_name());
        std::fs::rename(entry.path(), &path)
            .with_context(|| format!("{} cannot be written", path.display()))?;
        moved.push(path);
    }
    moved.sort();
    Ok(moved)
}

/// The committed Verilog files, by name.
pub fn committed() -> Result<Vec<PathBuf>> {
    let directory = workspace::root().join("bitstream/generated");
    let entries =
        std::fs::read_dir(&directory).with_context(|| format!("{} cannot be read", directory.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "v"))
        .collect();
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod test {
    use super::{complaint, generate, refuse_keyword};
    use crate::workspace;
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    fn folder(name: &str) -> PathBuf {
        let path = workspace::target().join("emit-test").join(format!("{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        path
    }

    /// A generator that writes `a.v` into the folder that it is told behind `--output`, and ends as it is told.
    fn writer(end: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("echo new > $2/a.v; {end}"), "sh"]);
        command
    }

    #[test]
    fn a_file_is_whole_or_as_it_was() {
        let folder = folder("whole");
        fs::write(folder.join("other"), "precious").unwrap();
        std::os::unix::fs::symlink("other", folder.join("a.v")).unwrap();
        let full = writer("echo 'Error: a.v cannot be written' >&2; exit 1");
        assert_eq!(generate(full, &folder).unwrap_err().to_string(), "a.v cannot be written");
        assert!(folder.join("a.v").is_symlink(), "as it was");
        assert_eq!(generate(writer("exit 0"), &folder).unwrap(), [folder.join("a.v")]);
        assert!(!folder.join("a.v").is_symlink());
        assert_eq!(fs::read_to_string(folder.join("a.v")).unwrap(), "new\n");
        assert_eq!(fs::read_to_string(folder.join("other")).unwrap(), "precious");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "no temporary folder is left");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn modules_are_not_called_as_words_of_the_language() {
        let error = refuse_keyword(Path::new("a/module.toml")).unwrap_err().to_string();
        assert!(error.contains("a/module.toml") && error.contains("rename"), "{error}");
        refuse_keyword(Path::new("module/ganax.toml")).unwrap();
    }

    #[test]
    fn what_the_generator_says_is_one_chain() {
        assert_eq!(
            complaint("Error: a\n\nCaused by:\n    No space left (os error 28)\n"),
            "a: No space left (os error 28)"
        );
        assert_eq!(complaint("warning: w\nError: a\n\nCaused by:\n    0: b\n    1: c\n"), "a: b: c");
        assert_eq!(
            complaint("error: invalid value\n\nFor more information, try '--help'.\n"),
            "invalid value"
        );
    }
}
