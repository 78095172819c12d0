//! The Python environment of the judges: made once in the target directory, made anew when its requirements change.

use crate::{system, workspace};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The file whose presence says that an environment is whole; it holds the requirements it was made from.
const STAMP: &str = "requirements-installed.txt";

/// A set of packages with an interpreter of its own.
pub struct Environment {
    /// Its directory in the target directory.
    pub name: &'static str,
    /// The file that pins its packages, from the top of the repository.
    pub requirements: &'static str,
    /// A line of Python that works if they are there.
    pub probe: &'static str,
}

/// What the judges of values need.
const JUDGES: Environment = Environment {
    name: "python",
    requirements: "tests/python/requirements.txt",
    probe: "import onnx, onnxruntime",
};

/// Where the judges live.
pub fn judges() -> PathBuf {
    workspace::root().join("tests").join("python")
}

/// The interpreter of the judges' environment, which is made first if need be.
pub fn interpreter() -> Result<PathBuf> {
    environment(&JUDGES)
}

/// The interpreter of an environment, which is made first if need be.
pub fn environment(wanted: &Environment) -> Result<PathBuf> {
    let environment = workspace::target().join(wanted.name);
    let python = environment.join("bin").join("python");
    let path = workspace::root().join(wanted.requirements);
    let requirements =
        std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let stamp = environment.join(STAMP);
    let whole = std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == requirements);
    if whole && works(&python, wanted.probe) {
        return Ok(python);
    }
    make(&environment, &python, &path)?;
    std::fs::write(&stamp, requirements).with_context(|| format!("{} cannot be written", stamp.display()))?;
    Ok(python)
}

/// A judge or tool by its file name, ready for its arguments.
pub fn script(name: &str) -> Result<Command> {
    let mut command = Command::new(interpreter()?);
    // Lines appear as they are printed; byte code would litter the sources.
    command.args(["-u", "-B"]).arg(judges().join(name)).current_dir(workspace::root());
    Ok(command)
}

fn make(environment: &Path, python: &Path, requirements: &Path) -> Result<()> {
    // `ensurepip` is what Debian leaves out of `python3` and ships in `python3-venv`.
    system::require("Python 3 with its venv module", &["python3", "python3-venv"], || {
        system::succeeds("python3", &["-c", "import venv, ensurepip"])
    })?;
    println!("making the Python environment {}", environment.display());
    let mut create = Command::new("python3");
    create.args(["-m", "venv", "--clear"]).arg(environment);
    run(create)?;
    let mut install = Command::new(python);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]);
    install.arg(requirements);
    run(install)
}

fn works(python: &Path, probe: &str) -> bool {
    python.to_str().is_some_and(|python| system::succeeds(python, &["-c", probe]))
}

fn run(mut command: Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{command:?} cannot be started"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}
