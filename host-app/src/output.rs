//! Result files: what is written where, whole or not at all.
//!
//! Every file is built in the target folder under a temporary name and renamed when it is complete.

use std::collections::HashSet;
use std::io::{BufWriter, Cursor, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use tempfile::NamedTempFile;

use crate::npz;
use crate::picture::{self, PictureError};

/// One output of the network over all images.
#[derive(Debug, Clone, PartialEq)]
pub struct Output {
    /// The ONNX value name.
    pub name: String,
    /// Extents, images first.
    pub shape: Vec<usize>,
    /// Elements, last axis fastest.
    pub values: Vec<f32>,
}

/// What kind of file a name asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Png,
    Gif,
    Npz,
    Folder,
}

fn kind_of(path: &Path) -> Result<Kind> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        _ if path == Path::new("-") => bail!("results cannot be written to stdout; name a file or a folder"),
        _ if path.is_dir() => Ok(Kind::Folder),
        None if path.exists() => bail!("{}: is there already and is no folder", path.display()),
        None => Ok(Kind::Folder),
        Some("png") => Ok(Kind::Png),
        Some("gif") => Ok(Kind::Gif),
        Some("npz") => Ok(Kind::Npz),
        Some(other) => {
            bail!("{}: unknown kind of output `.{other}`; use .png, .gif, .npz or a folder", path.display())
        }
    }
}

/// Checks before the run that the output can be written: its kind is known and its folder exists.
///
/// # Errors
/// What is wrong with the name.
pub fn check(path: &Path) -> Result<()> {
    match kind_of(path)? {
        Kind::Folder => Ok(()),
        _ => check_file(path),
    }
}

/// Checks before the run that a file can be written there: its folder exists.
///
/// # Errors
/// The folder that does not exist.
pub fn check_file(path: &Path) -> Result<()> {
    let folder = parent(path);
    if !folder.is_dir() {
        bail!("{}: the folder {} does not exist", path.display(), folder.display());
    }
    Ok(())
}

/// Checks before the run that no file would be written over another of the same run.
///
/// # Errors
/// A name that was given twice.
pub fn check_distinct<'a>(paths: impl IntoIterator<Item = &'a Option<PathBuf>>) -> Result<()> {
    let place = |path: &PathBuf| {
        let folder = parent(path).canonicalize().unwrap_or_default();
        folder.join(path.file_name().unwrap_or_default())
    };
    let mut seen = HashSet::new();
    match paths.into_iter().flatten().find(|path| !seen.insert(place(path))) {
        Some(path) => bail!("{}: two results would be written there; give each its own name", path.display()),
        None => Ok(()),
    }
}

/// The file that is written when the user names none: a picture where the output is one, else `.npz`.
pub fn default_path(stem: &str, outputs: &[Output]) -> PathBuf {
    let picture =
        outputs.iter().any(|output| picture::tiles(&output.name, &output.shape, &output.values).is_ok());
    PathBuf::from(format!("ganax-{stem}.{}", if picture { "png" } else { "npz" }))
}

/// Writes the outputs and returns, for each, the path that holds it (none where a picture shows another output).
///
/// # Errors
/// An output that cannot be shown, or the system's refusal; then nothing is left behind.
pub fn write(path: &Path, outputs: &[Output], columns: Option<u32>) -> Result<Vec<Option<PathBuf>>> {
    if kind_of(path)? == Kind::Npz {
        let arrays = outputs.iter().map(|o| (o.name.as_str(), o.shape.as_slice(), o.values.as_slice()));
        write_file(path, |file| Ok(npz::write(file, arrays)?))?;
        return Ok(vec![Some(path.into()); outputs.len()]);
    }
    let (shown, tiles) = first_picture(outputs)?;
    match kind_of(path)? {
        Kind::Folder => write_folder(path, &outputs[shown].name, &tiles)?,
        Kind::Gif => {
            let bytes = picture::gif(tiles)?;
            write_file(path, |file| Ok(file.write_all(&bytes)?))?;
        }
        _ => write_file(path, |file| Ok(picture::write_png(&picture::grid_of(&tiles, columns), file)?))?,
    }
    Ok((0..outputs.len()).map(|index| (index == shown).then(|| path.into())).collect())
}

fn first_picture(outputs: &[Output]) -> Result<(usize, Vec<image::RgbImage>), PictureError> {
    let mut refusal = PictureError::Shape { name: String::new(), shape: Vec::new() };
    for (index, output) in outputs.iter().enumerate() {
        match picture::tiles(&output.name, &output.shape, &output.values) {
            Ok(tiles) => return Ok((index, tiles)),
            Err(error) => refusal = error,
        }
    }
    Err(refusal)
}

/// One `.png` per tile; all are complete before the first gets its name.
fn write_folder(folder: &Path, name: &str, tiles: &[image::RgbImage]) -> Result<()> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{}: cannot create the folder", folder.display()))?;
    let safe: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    let mut complete = Vec::new();
    for (index, tile) in tiles.iter().enumerate() {
        let path = folder.join(format!("{safe}-{index:04}.png"));
        let mut bytes = Cursor::new(Vec::new());
        picture::write_png(tile, &mut bytes)?;
        let mut file = temporary(&path)?;
        file.write_all(bytes.get_ref()).with_context(|| format!("{}: cannot write", path.display()))?;
        complete.push((file, path));
    }
    complete.into_iter().try_for_each(|(file, path)| persist(file, &path))?;
    if folder.join(format!("{safe}-{:04}.png", tiles.len())).exists() {
        log::warn!("{}: pictures from {} on are of an earlier run", folder.display(), tiles.len());
    }
    Ok(())
}

/// Writes a file through `fill`, so that it appears whole or not at all.
///
/// # Errors
/// What `fill` or the system said; then nothing is left behind.
pub fn write_file(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<&mut NamedTempFile>) -> Result<()>,
) -> Result<()> {
    let mut file = temporary(path)?;
    let mut writer = BufWriter::new(&mut file);
    fill(&mut writer)
        .and_then(|()| Ok(writer.flush()?))
        .with_context(|| format!("{}: cannot write", path.display()))?;
    drop(writer);
    persist(file, path)
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn temporary(path: &Path) -> Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".ganax-");
    // Temporary files are private by default; results get what the user's umask leaves of a plain new file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // The system's reason alone: the error would name the temporary file.
    builder
        .tempfile_in(parent(path))
        .map_err(|error| anyhow!("{}: cannot create a file in its folder: {}", path.display(), error.kind()))
}

fn persist(file: NamedTempFile, path: &Path) -> Result<()> {
    file.persist(path).map(drop).with_context(|| format!("{}: cannot write", path.display()))
}

#[cfg(test)]
mod test {
    use super::*;

    fn output(shape: &[usize]) -> Output {
        Output { name: "image".into(), shape: shape.into(), values: vec![0.5; shape.iter().product()] }
    }

    #[test]
    fn the_name_decides_the_kind() {
        let folder = tempfile::tempdir().expect("temporary folder");
        for name in ["a.png", "a.gif", "a.npz", "frames"] {
            let path = folder.path().join(name);
            check(&path).expect("known kind");
            let paths = write(&path, &[output(&[3, 1, 8, 8])], None).expect("written");
            assert_eq!(paths, [Some(path)]);
        }
        assert_eq!(std::fs::read_dir(folder.path().join("frames")).expect("folder").count(), 3);
        assert!(check(&folder.path().join("a.bmp")).is_err());
        assert!(check(&folder.path().join("no/such/a.png")).is_err());
    }

    #[test]
    fn a_failure_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let path = folder.path().join("score.png");
        assert!(write(&path, &[output(&[3, 1])], None).is_err());
        assert!(write_file(&path, |_| bail!("no")).is_err());
        assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 0);
    }

    #[test]
    fn npz_holds_every_output_and_a_picture_the_first_that_is_one() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let outputs = [output(&[2, 1]), output(&[2, 3, 8, 8])];
        let picture = folder.path().join("a.png");
        assert_eq!(write(&picture, &outputs, None).expect("written"), [None, Some(picture)]);
        assert_eq!(default_path("x", &outputs), PathBuf::from("ganax-x.png"));
        assert_eq!(default_path("x", &outputs[..1]), PathBuf::from("ganax-x.npz"));
    }
}
