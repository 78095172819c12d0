//! Named float32 arrays in `.npz` files.
//!
//! Reading accepts what numpy writes for real numbers (float16 is not among it), converts to float32 and
//! C order, and trusts neither shapes nor sizes. Writing produces float32.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, Write};
use std::path::{Path, PathBuf};

use npyz::npz::{array_name_from_file_name, file_name_from_array_name};
use npyz::{DType, NpyFile, NpyHeader, Order, TypeChar, WriteOptions, WriterBuilder};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Largest number of elements of one array: 4 GiB of float32.
pub const MAX_ELEMENTS: u64 = 1 << 30;
/// Largest number of axes.
pub const MAX_RANK: usize = 8;

/// A float32 array in C order.
#[derive(Debug, Clone, PartialEq)]
pub struct Array {
    /// Extents.
    pub shape: Vec<usize>,
    /// Elements, last axis fastest.
    pub values: Vec<f32>,
    /// Whether the file holds integers.
    pub integer: bool,
}

/// Arrays by name.
pub type Arrays = BTreeMap<String, Array>;

/// A file that is no usable `.npz`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NpzError {
    /// The file cannot be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system or the zip reader said.
        source: std::io::Error,
    },
    /// An array cannot be read.
    #[error("{path}: array `{array}`: {source}")]
    Array {
        /// The file.
        path: PathBuf,
        /// Which array.
        array: String,
        /// What is wrong.
        source: std::io::Error,
    },
    /// An array is too large or has too many axes.
    #[error(
        "{path}: array `{array}` of shape {shape:?} is above the limit of {MAX_ELEMENTS} elements and {MAX_RANK} axes"
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Which array.
        array: String,
        /// Its shape.
        shape: Vec<u64>,
    },
    /// An array's elements are no real numbers.
    #[error("{path}: array `{array}` has type {dtype}; float32, float64 and integers can be read")]
    Type {
        /// The file.
        path: PathBuf,
        /// Which array.
        array: String,
        /// Its numpy type.
        dtype: String,
    },
}

/// Reads every array of a file.
///
/// # Errors
/// The first thing that is wrong, with file and array.
pub fn read(path: &Path) -> Result<Arrays, NpzError> {
    let file = File::open(path).map_err(|source| NpzError::Io { path: path.into(), source })?;
    read_from(BufReader::new(file), path)
}

/// Reads every array of a file's bytes; `label` stands for the file in messages.
///
/// # Errors
/// The first thing that is wrong, with label and array.
pub fn read_bytes(bytes: &[u8], label: &Path) -> Result<Arrays, NpzError> {
    read_from(Cursor::new(bytes), label)
}

fn read_from(reader: impl Read + Seek, path: &Path) -> Result<Arrays, NpzError> {
    let unreadable = |error: zip::result::ZipError| NpzError::Io { path: path.into(), source: error.into() };
    let mut archive = ZipArchive::new(reader).map_err(unreadable)?;
    let files = archive.file_names().map(|name| Ok(name?.into_owned()));
    let files: Vec<String> = files.collect::<Result<_, _>>().map_err(unreadable)?;
    let mut arrays = Arrays::new();
    for file in files {
        let Some(name) = array_name_from_file_name(&file) else { continue };
        let in_array = |source| NpzError::Array { path: path.into(), array: name.into(), source };
        let mut entry = archive.by_name(&file).map_err(|error| in_array(error.into()))?;
        let header = NpyHeader::from_reader(&mut entry).map_err(in_array)?;
        let array = read_array(NpyFile::with_header(header, &mut entry), path, name)?;
        expect_end(&mut entry).map_err(in_array)?;
        arrays.insert(name.into(), array);
    }
    Ok(arrays)
}

/// Only at its end does an entry's checksum speak.
fn expect_end(entry: &mut impl Read) -> std::io::Result<()> {
    match entry.read(&mut [0])? {
        0 => Ok(()),
        _ => Err(std::io::Error::new(
            std::io::ErrorKind::InvalidData,
            "there is more data than its header says",
        )),
    }
}

fn read_array<R: Read>(file: NpyFile<R>, path: &Path, name: &str) -> Result<Array, NpzError> {
    let shape = file.shape().to_vec();
    let elements = shape.iter().try_fold(1u64, |product, &extent| product.checked_mul(extent));
    if elements.is_none_or(|elements| elements > MAX_ELEMENTS) || shape.len() > MAX_RANK {
        return Err(NpzError::TooLarge { path: path.into(), array: name.into(), shape });
    }
    let shape: Vec<usize> = shape.iter().map(|&extent| extent as usize).collect();
    let order = file.order();
    let integer = matches!(file.dtype(), DType::Plain(plain) if plain.type_char() != TypeChar::Float);
    let values = read_values(file, path, name)?;
    let values = match order {
        Order::C => values,
        Order::Fortran => c_order(&shape, &values),
    };
    Ok(Array { shape, values, integer })
}

fn read_values<R: Read>(file: NpyFile<R>, path: &Path, name: &str) -> Result<Vec<f32>, NpzError> {
    let dtype = file.dtype();
    let unsupported =
        || NpzError::Type { path: path.into(), array: name.into(), dtype: dtype.descr().to_string() };
    let DType::Plain(plain) = &dtype else { return Err(unsupported()) };
    // Elements arrive one by one, so memory grows with the data, not with what the header claims.
    macro_rules! collect {
        ($type:ty) => {
            file.data::<$type>()
                .map_err(|_| unsupported())?
                .map(|value| value.map(|value| value as f32))
                .collect()
        };
    }
    let values: std::io::Result<Vec<f32>> = match (plain.type_char(), plain.size_field()) {
        (TypeChar::Float, 4) => collect!(f32),
        (TypeChar::Float, 8) => collect!(f64),
        (TypeChar::Int, 1) => collect!(i8),
        (TypeChar::Int, 2) => collect!(i16),
        (TypeChar::Int, 4) => collect!(i32),
        (TypeChar::Int, 8) => collect!(i64),
        (TypeChar::Uint, 1) => collect!(u8),
        (TypeChar::Uint, 2) => collect!(u16),
        (TypeChar::Uint, 4) => collect!(u32),
        (TypeChar::Uint, 8) => collect!(u64),
        _ => return Err(unsupported()),
    };
    values.map_err(|source| NpzError::Array { path: path.into(), array: name.into(), source })
}

/// Reorders column-major elements (first axis fastest) to row-major.
fn c_order(shape: &[usize], values: &[f32]) -> Vec<f32> {
    (0..values.len())
        .map(|index| {
            let (mut rest, mut position, mut reach) = (index, 0, values.len());
            for &extent in shape.iter().rev() {
                reach /= extent;
                position += rest % extent * reach;
                rest /= extent;
            }
            values[position]
        })
        .collect()
}

/// Writes arrays, compressed, to anything that can be written and sought.
///
/// # Errors
/// What the writer said.
pub fn write<'a>(
    writer: impl Write + Seek,
    arrays: impl IntoIterator<Item = (&'a str, &'a [usize], &'a [f32])>,
) -> std::io::Result<()> {
    let mut archive = ZipWriter::new(writer);
    for (name, shape, values) in arrays {
        let shape: Vec<u64> = shape.iter().map(|&extent| extent as u64).collect();
        archive.start_file(file_name_from_array_name(name), SimpleFileOptions::default())?;
        let mut array = WriteOptions::new().default_dtype().shape(&shape).writer(&mut archive).begin_nd()?;
        array.extend(values.iter().copied())?;
        array.finish()?;
    }
    archive.finish()?;
    Ok(())
}

#[cfg(test)]
mod test {
    use super::*;
    use proptest::prelude::*;

    fn file(arrays: &[(&str, &[usize], &[f32])]) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        write(&mut bytes, arrays.iter().copied()).expect("writing to memory");
        bytes.into_inner()
    }

    #[test]
    fn arrays_survive_the_file() {
        let bytes = file(&[("z", &[2, 3], &[1., 2., 3., 4., 5., -6.5]), ("y", &[1], &[0.25])]);
        let arrays = read_bytes(&bytes, Path::new("test")).expect("valid");
        assert_eq!(
            arrays["z"],
            Array { shape: vec![2, 3], values: vec![1., 2., 3., 4., 5., -6.5], integer: false }
        );
        assert_eq!(arrays.keys().collect::<Vec<_>>(), ["y", "z"]);
    }

    #[test]
    fn column_major_elements_are_reordered() {
        assert_eq!(c_order(&[2, 3], &[0., 3., 1., 4., 2., 5.]), [0., 1., 2., 3., 4., 5.]);
    }

    #[test]
    fn a_claim_of_too_many_elements_is_refused_before_reading() {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("z.npy", SimpleFileOptions::default()).expect("memory");
        let header = format!("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}, 2), }}\n", u32::MAX);
        archive.write_all(b"\x93NUMPY\x01\x00").expect("memory");
        archive.write_all(&(header.len() as u16).to_le_bytes()).expect("memory");
        archive.write_all(header.as_bytes()).expect("memory");
        let bytes = archive.finish().expect("memory").into_inner();
        let error = read_bytes(&bytes, Path::new("test")).expect_err("too large");
        assert!(matches!(error, NpzError::TooLarge { .. }), "{error}");
    }

    #[test]
    fn a_damaged_element_is_noticed() {
        let mut bytes = Cursor::new(Vec::new());
        let mut archive = ZipWriter::new(&mut bytes);
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        archive.start_file("z.npy", stored).expect("memory");
        let mut array =
            WriteOptions::new().default_dtype().shape(&[2]).writer(&mut archive).begin_nd().expect("memory");
        array.extend([1.0f32, 2.0]).expect("memory");
        array.finish().expect("memory");
        archive.finish().expect("memory");
        let mut bytes = bytes.into_inner();
        assert!(read_bytes(&bytes, Path::new("test")).is_ok());
        let element =
            bytes.windows(4).position(|window| window == 2.0f32.to_le_bytes()).expect("the element");
        bytes[element] ^= 1;
        assert!(read_bytes(&bytes, Path::new("test")).is_err());
    }

    proptest! {
        #[test]
        fn damaged_files_never_panic(position: usize, value: u8, length: usize) {
            let mut bytes = file(&[("z", &[2, 3], &[1., 2., 3., 4., 5., 6.])]);
            let position = position % bytes.len();
            bytes[position] ^= value;
            bytes.truncate(length % (2 * bytes.len()));
            let _ = read_bytes(&bytes, Path::new("test"));
        }
    }
}
