//! Bitstream files of Lattice's ECP5, as far as they say what they are for.
//!
//! The file begins with FF 00, texts that end in 00, and FF (FPGA-TN-02039, "Bitstream File Format"); then the preamble
//! BDB3. One of the texts is `Part: LFE5U-85F-6CABGA381`; packers agree on the device in it, not on how a package is called.

/// First bytes of the file.
const COMMENTS: [u8; 2] = [0xff, 0x00];
const PREAMBLE: [u8; 2] = [0xbd, 0xb3];
/// How long the texts may be together.
const COMMENTS_WITHIN: usize = 4096;
/// Dummy bytes before the preamble.
const PREAMBLE_WITHIN: usize = 64;

/// A file that is no bitstream of Lattice, or none for this device.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LatticeError {
    /// The header is not there or does not end.
    #[error("the file does not begin with the header of a Lattice bitstream (FF 00, texts, FF)")]
    Header,
    /// Nothing behind the header.
    #[error("no preamble (BDB3) behind the header: this is no bitstream, or half of one")]
    Preamble,
    /// The header does not name a part.
    #[error("the header does not name a part; pack it again from a configuration that does")]
    NoPart,
    /// The bitstream is for another device.
    #[error("the bitstream is for part {found}, the board has {expected}")]
    Part {
        /// What the board has.
        expected: String,
        /// What the header says.
        found: String,
    },
}

/// The part that the header of a bitstream names.
///
/// # Errors
/// What makes it no bitstream, or one without a part.
pub fn lattice_part(file: &[u8]) -> Result<String, LatticeError> {
    let rest = file.strip_prefix(&COMMENTS).ok_or(LatticeError::Header)?;
    let end = rest.iter().take(COMMENTS_WITHIN).position(|&byte| byte == 0xff).ok_or(LatticeError::Header)?;
    let (texts, data) = rest.split_at(end);
    let head = &data[..data.len().min(PREAMBLE_WITHIN)];
    if !head.windows(2).any(|bytes| bytes == PREAMBLE) {
        return Err(LatticeError::Preamble);
    }
    let mut texts = texts.split(|&byte| byte == 0);
    let part = texts.find_map(|text| Some(super::printable(text.strip_prefix(b"Part: ")?)));
    part.filter(|part| !part.is_empty()).ok_or(LatticeError::NoPart)
}

/// Refuses a bitstream for another device than that of `part`. The device is what stands before the second hyphen, as in
/// `LFE5U-85F-6BG381C`.
///
/// # Errors
/// As [`lattice_part`], and another device.
pub fn check_lattice_part(file: &[u8], part: &str) -> Result<String, LatticeError> {
    let found = lattice_part(file)?;
    let device = |name: &str| name.split('-').take(2).collect::<Vec<_>>().join("-").to_uppercase();
    match device(&found) == device(part) {
        true => Ok(found),
        false => Err(LatticeError::Part { expected: part.into(), found }),
    }
}

#[cfg(test)]
mod test {
    use super::*;

    /// As ecppack writes it.
    fn bit(comment: &str) -> Vec<u8> {
        let mut file = COMMENTS.to_vec();
        file.extend_from_slice(comment.as_bytes());
        file.extend_from_slice(&[0, 0xff, 0xff, 0xff, 0xbd, 0xb3, 0xff, 0xff, 0xff, 0xff, 0x3b, 0, 0, 0]);
        file
    }

    #[test]
    fn the_device_is_compared_and_not_the_name_of_the_package() {
        let part = "LFE5U-85F-6BG381C";
        let file = bit("Part: LFE5U-85F-6CABGA381");
        assert_eq!(check_lattice_part(&file, part), Ok("LFE5U-85F-6CABGA381".into()));
        let other = check_lattice_part(&bit("Part: LFE5U-25F-6CABGA381"), part);
        assert!(matches!(other, Err(LatticeError::Part { .. })), "{other:?}");
        let wild = lattice_part(&bit("Part: LFE5U\x1b[2J")).expect("a part");
        assert_eq!(wild, "LFE5U\\u{1b}[2J", "for a terminal");
        assert_eq!(check_lattice_part(&bit("Version: 1"), part), Err(LatticeError::NoPart));
    }

    #[test]
    fn damaged_files_are_refused_wherever_they_end() {
        let whole = bit("Part: LFE5U-85F-6CABGA381");
        let preamble = whole.len() - 8;
        for end in 0..preamble {
            assert!(lattice_part(&whole[..end]).is_err(), "{end} bytes");
        }
        assert_eq!(lattice_part(&[0; 64]), Err(LatticeError::Header));
        assert_eq!(lattice_part(&[COMMENTS.as_slice(), &[b'a'; 5000]].concat()), Err(LatticeError::Header));
    }
}
