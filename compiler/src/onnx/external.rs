//! External data: weights in files beside the model.
//!
//! The location is untrusted. It must name a regular file inside the model's folder, also after symbolic
//! links are followed, and the bytes must lie inside it.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Component, Path, PathBuf};

use bytes::Bytes;

use super::proto::StringStringEntryProto;
use crate::error::{ExternalProblem, TensorProblem};

/// The folder in which external data may lie.
pub(crate) struct ExternalData {
    folder: Option<PathBuf>,
}

impl ExternalData {
    /// External data in `folder`, or none at all for a model without a file.
    pub fn new(folder: Option<&Path>) -> Self {
        // The parent of a bare file name is the empty path, which no system call takes.
        let here = |folder: &Path| folder.as_os_str().is_empty().then(|| PathBuf::from("."));
        Self { folder: folder.map(|folder| here(folder).unwrap_or_else(|| folder.to_owned())) }
    }

    /// No external data.
    #[cfg(test)]
    pub fn none() -> Self {
        Self { folder: None }
    }

    /// Reads the `expected` bytes of one tensor.
    ///
    /// # Errors
    /// The location is not allowed, the range is not inside the file, or reading fails. A length that
    /// disagrees with the shape is reported as a range, before anything is allocated.
    pub fn read(&self, entries: &[StringStringEntryProto], expected: usize) -> Result<Bytes, TensorProblem> {
        let location = entry(entries, "location").unwrap_or_default();
        self.read_range(location, entry(entries, "offset"), entry(entries, "length"), expected)
            .map_err(|problem| TensorProblem::External { location: location.to_owned(), problem })
    }

    fn read_range(
        &self,
        location: &str,
        offset: Option<&str>,
        length: Option<&str>,
        expected: usize,
    ) -> Result<Bytes, ExternalProblem> {
        let path = self.resolve(location)?;
        let failed = |source| ExternalProblem::Read { path: path.display().to_string(), source };
        let mut file = File::open(&path).map_err(failed)?;
        let file_bytes = file.metadata().map_err(failed)?.len();
        let outside = || ExternalProblem::Range { offset: owned(offset), length: owned(length), file_bytes };
        let start: u64 = offset.map_or(Ok(0), str::parse).map_err(|_| outside())?;
        let available = file_bytes.checked_sub(start).ok_or_else(outside)?;
        let bytes: u64 = length.map_or(Ok(available), str::parse).map_err(|_| outside())?;
        if bytes > available || bytes != expected as u64 {
            return Err(outside());
        }
        let mut data = vec![0; expected];
        file.seek(SeekFrom::Start(start)).map_err(failed)?;
        file.read_exact(&mut data).map_err(failed)?;
        Ok(data.into())
    }

    fn resolve(&self, location: &str) -> Result<PathBuf, ExternalProblem> {
        let folder = self.folder.as_ref().ok_or(ExternalProblem::NoFolder)?;
        if location.is_empty() {
            return Err(ExternalProblem::NoLocation);
        }
        let plain = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        if !Path::new(location).components().all(plain) {
            return Err(ExternalProblem::Outside);
        }
        let canonical = |path: &Path| {
            path.canonicalize()
                .map_err(|source| ExternalProblem::Read { path: path.display().to_string(), source })
        };
        let path = canonical(&folder.join(location))?;
        // A symbolic link may still lead out; a device or pipe could block for ever.
        if !path.starts_with(canonical(folder)?) || !path.is_file() {
            return Err(ExternalProblem::Outside);
        }
        Ok(path)
    }
}

fn entry<'a>(entries: &'a [StringStringEntryProto], key: &str) -> Option<&'a str> {
    entries.iter().find(|entry| entry.key.as_deref() == Some(key)).and_then(|entry| entry.value.as_deref())
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

#[cfg(test)]
mod test {
    use super::*;

    fn entries(pairs: &[(&str, &str)]) -> Vec<StringStringEntryProto> {
        let entry = |&(key, value): &(&str, &str)| StringStringEntryProto {
            key: Some(key.to_owned()),
            value: Some(value.to_owned()),
        };
        pairs.iter().map(entry).collect()
    }

    fn problem(data: &ExternalData, pairs: &[(&str, &str)], expected: usize) -> ExternalProblem {
        match data.read(&entries(pairs), expected) {
            Err(TensorProblem::External { problem, .. }) => problem,
            other => panic!("expected an external data error, found {other:?}"),
        }
    }

    #[test]
    fn a_range_of_a_file_beside_the_model_is_read() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("weights.bin"), [0, 1, 2, 3, 4, 5]).unwrap();
        let data = ExternalData::new(Some(folder.path()));
        let range = entries(&[("location", "./weights.bin"), ("offset", "2"), ("length", "3")]);
        assert_eq!(data.read(&range, 3).unwrap(), [2, 3, 4][..]);
        let rest = entries(&[("location", "weights.bin"), ("offset", "4")]);
        assert_eq!(data.read(&rest, 2).unwrap(), [4, 5][..]);
    }

    #[test]
    fn ranges_outside_the_file_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("w"), [0; 6]).unwrap();
        let data = ExternalData::new(Some(folder.path()));
        for (offset, length, expected) in
            [("7", "0", 0), ("4", "3", 3), ("0", "18446744073709551615", 6), ("-1", "2", 2), ("0", "5", 6)]
        {
            let pairs = [("location", "w"), ("offset", offset), ("length", length)];
            assert!(matches!(problem(&data, &pairs, expected), ExternalProblem::Range { .. }), "{pairs:?}");
        }
    }

    #[test]
    fn locations_outside_the_folder_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("model");
        std::fs::create_dir(&inside).unwrap();
        std::fs::write(folder.path().join("secret"), [0; 4]).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path().join("secret"), inside.join("link")).unwrap();
        let data = ExternalData::new(Some(&inside));
        let absolute = folder.path().join("secret");
        for location in ["../secret", "a/../../secret", absolute.to_str().unwrap(), "link", "."] {
            let found = problem(&data, &[("location", location)], 4);
            assert!(matches!(found, ExternalProblem::Outside), "{location}: {found:?}");
        }
        assert!(matches!(problem(&data, &[], 4), ExternalProblem::NoLocation));
        assert!(matches!(problem(&ExternalData::none(), &[("location", "w")], 4), ExternalProblem::NoFolder));
    }
}
