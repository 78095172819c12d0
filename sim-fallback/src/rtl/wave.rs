//! Whether a recording of waves is whole: the library that writes it says nothing when the disk is full.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// Bytes before the contents of a block: its kind and its length.
const HEADER_BYTES: u64 = 9;
/// Kind of a block that is still being written.
const UNFINISHED: u8 = 255;

/// Whether a file consists of whole blocks of FST, which are a byte for the kind and a length of 64 bits, big end first, that
/// counts itself and the contents (GTKWave's manual, appendix on FST).
///
/// # Errors
/// The file cannot be read.
pub fn waves_are_whole(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let bytes = file.metadata()?.len();
    let mut place = 0;
    while place < bytes {
        let mut header = [0; HEADER_BYTES as usize];
        if bytes - place < HEADER_BYTES {
            return Ok(false);
        }
        file.seek(SeekFrom::Start(place))?;
        file.read_exact(&mut header)?;
        let [kind, length @ ..] = header;
        let length = u64::from_be_bytes(length);
        if kind == UNFINISHED || length < HEADER_BYTES - 1 || length > bytes - place - 1 {
            return Ok(false);
        }
        place += 1 + length;
    }
    Ok(bytes > 0)
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn a_file_that_ends_within_a_block_is_not_whole() {
        let block = |kind: u8, contents: &[u8]| {
            let length = (contents.len() as u64 + 8).to_be_bytes();
            [&[kind][..], &length, contents].concat()
        };
        let file = tempfile::NamedTempFile::new().expect("a file");
        let is_whole = |bytes: &[u8]| {
            std::fs::write(file.path(), bytes).expect("written");
            waves_are_whole(file.path()).expect("read")
        };
        let whole = [block(0, &[1; 20]), block(8, &[2; 300]), block(4, &[])].concat();
        assert!(is_whole(&whole));
        assert!(!is_whole(&whole[..whole.len() - 1]) && !is_whole(&whole[..40]) && !is_whole(&[]));
        assert!(!is_whole(&[whole, block(UNFINISHED, &[0; 8])].concat()));
    }
}
