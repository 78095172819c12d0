//! Bitstream files: `.bit` with AMD's header, `.bin` and `.bit.bin` without.
//!
//! The header is not documented by AMD; its fields are known from how every tool reads it: a preamble, then `a` design,
//! `b` part, `c` date, `d` time as texts with a 16-bit length, and `e` with a 32-bit length and the data. The data begin
//! with dummy words and the synchronisation word AA995566 (UG470, UG570, "Bitstream Composition"). The kernel's FPGA
//! managers for Zynq want each 32-bit word with its bytes swapped, which is what a `.bin` for them has.

use std::fmt;

/// The synchronisation word as bytes, in the order of a `.bit` file.
const SYNC: [u8; 4] = [0xaa, 0x99, 0x55, 0x66];
/// How far from the start it may be: dummy words and bus-width detection come before it.
const SYNC_WITHIN: usize = 4096;
const PREAMBLE: [u8; 13] = [0x00, 0x09, 0x0f, 0xf0, 0x0f, 0xf0, 0x0f, 0xf0, 0x0f, 0xf0, 0x00, 0x00, 0x01];

/// A file that is no bitstream, or none for this device.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BitstreamError {
    /// The header ends too early, or its fields are not in order.
    #[error("the header is damaged at byte {at}")]
    Header {
        /// Where.
        at: usize,
    },
    /// The header promises more or fewer bytes than there are.
    #[error("the header promises {expected} bytes of data, the file has {found}")]
    Length {
        /// In the header.
        expected: usize,
        /// In the file.
        found: usize,
    },
    /// No synchronisation word.
    #[error(
        "no synchronisation word (AA995566) in the first {SYNC_WITHIN} bytes: this is no bitstream, or an encrypted one"
    )]
    NoSync,
    /// The data are no whole words.
    #[error("{bytes} bytes of data are no whole 32-bit words")]
    Words {
        /// Bytes of data.
        bytes: usize,
    },
    /// The file has no header.
    #[error(
        "the file has no header, so what it is for cannot be checked; give the .bit that the tool wrote beside it"
    )]
    NoPart,
    /// The header has no name where that of the part should be.
    #[error(
        "the header names no part, so what it is for cannot be checked; give the .bit as the vendor's tool wrote it"
    )]
    UnnamedPart,
    /// The bitstream is for another part.
    #[error("the bitstream is for part {found}, the device is {expected}")]
    Part {
        /// What the device is.
        expected: String,
        /// What the header says.
        found: String,
    },
}

/// What kind of device a kernel says it runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Zynq-7000.
    Zynq7000,
    /// Zynq UltraScale+.
    ZynqUltraScale,
    /// Versal.
    Versal,
}

impl Family {
    /// From `compatible` of the device tree's root.
    pub fn from_compatible(compatible: &str) -> Option<Self> {
        let has = |name: &str| {
            compatible.split('\0').any(|entry| entry == name || entry.starts_with(&format!("{name}-")))
        };
        match () {
            () if has("xlnx,zynqmp") => Some(Self::ZynqUltraScale),
            () if has("xlnx,zynq-7000") || has("xlnx,zynq") => Some(Self::Zynq7000),
            () if has("xlnx,versal") => Some(Self::Versal),
            () => None,
        }
    }

    /// What the names of its parts begin with, without `xc`.
    fn part_prefix(self) -> &'static str {
        match self {
            Self::Zynq7000 => "7z",
            Self::ZynqUltraScale => "zu",
            Self::Versal => "v",
        }
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Zynq7000 => "a Zynq-7000 (xc7z...)",
            Self::ZynqUltraScale => "a Zynq UltraScale+ (xczu...)",
            Self::Versal => "a Versal (xcv...)",
        })
    }
}

/// A bitstream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bitstream {
    /// Name of the design, where the file has a header.
    pub design: Option<String>,
    /// The part, as in `7z020clg400` or `xczu7ev-ffvc1156-2-e`, where the file has a header; empty where that names none.
    pub part: Option<String>,
    /// The configuration data, in the byte order of a `.bit` file.
    pub data: Vec<u8>,
}

impl Bitstream {
    /// Reads a file of any of the three kinds, told apart by their contents.
    ///
    /// # Errors
    /// What makes it no bitstream.
    pub fn parse(file: &[u8]) -> Result<Self, BitstreamError> {
        let mut bitstream = match file.strip_prefix(&PREAMBLE) {
            Some(_) => Self::with_header(file)?,
            None => Self { design: None, part: None, data: file.to_vec() },
        };
        if !bitstream.data.len().is_multiple_of(4) {
            return Err(BitstreamError::Words { bytes: bitstream.data.len() });
        }
        match find_word(&bitstream.data) {
            Some(SYNC) => Ok(bitstream),
            Some(_) => {
                swap(&mut bitstream.data);
                Ok(bitstream)
            }
            None => Err(BitstreamError::NoSync),
        }
    }

    fn with_header(file: &[u8]) -> Result<Self, BitstreamError> {
        let mut at = PREAMBLE.len();
        let mut text = |key: u8| {
            let damaged = BitstreamError::Header { at };
            let length = match file.get(at..at + 3) {
                Some([found, high, low]) if *found == key => usize::from(u16::from_be_bytes([*high, *low])),
                _ => return Err(damaged),
            };
            let bytes = file.get(at + 3..at + 3 + length).ok_or(damaged)?;
            at += 3 + length;
            Ok(super::printable(bytes))
        };
        let (design, part) = (text(b'a')?, text(b'b')?);
        text(b'c')?;
        text(b'd')?;
        let expected = match file.get(at..at + 5) {
            Some([b'e', length @ ..]) => {
                let length: [u8; 4] = length.try_into().map_err(|_| BitstreamError::Header { at })?;
                u32::from_be_bytes(length) as usize
            }
            _ => return Err(BitstreamError::Header { at }),
        };
        let data = file[at + 5..].to_vec();
        match data.len() == expected {
            true => Ok(Self { design: Some(design), part: Some(part), data }),
            false => Err(BitstreamError::Length { expected, found: data.len() }),
        }
    }

    /// Refuses a bitstream whose header names another part. `part` is compared as far as both go, so that `xczu7ev` fits
    /// `xczu7ev-ffvc1156-2-e`.
    ///
    /// # Errors
    /// [`BitstreamError::Part`], [`BitstreamError::UnnamedPart`].
    pub fn check_part(&self, part: &str) -> Result<(), BitstreamError> {
        match &self.part {
            Some(found) if found.is_empty() => Err(BitstreamError::UnnamedPart),
            Some(found) if !plain(found).starts_with(&plain(part)) => {
                Err(BitstreamError::Part { expected: part.into(), found: found.clone() })
            }
            _ => Ok(()),
        }
    }

    /// Refuses a bitstream whose header does not name exactly the part of a board, as far as the header goes: 7-series headers
    /// end with the package (`7z020clg400`), later ones name speed grade and temperature too.
    ///
    /// # Errors
    /// [`BitstreamError::NoPart`], [`BitstreamError::UnnamedPart`], [`BitstreamError::Part`].
    pub fn check_board_part(&self, part: &str) -> Result<(), BitstreamError> {
        let found = self.part.as_deref().ok_or(BitstreamError::NoPart)?;
        if found.is_empty() {
            return Err(BitstreamError::UnnamedPart);
        }
        let (named, wanted) = (plain(found), plain(part));
        // Device and package: all but the last two of four components, or the first of two.
        let least = match part.split('-').collect::<Vec<_>>().as_slice() {
            [device, package, _, _] => device.len() + package.len() - "xc".len(),
            components => components.first().map_or(0, |device| device.len() - device.len().min("xc".len())),
        };
        match wanted.starts_with(&named) && named.len() >= least {
            true => Ok(()),
            false => Err(BitstreamError::Part { expected: part.into(), found: found.into() }),
        }
    }

    /// As [`check_part`](Self::check_part), by the family that the kernel runs on.
    ///
    /// # Errors
    /// [`BitstreamError::Part`], [`BitstreamError::UnnamedPart`].
    pub fn check_family(&self, family: Family) -> Result<(), BitstreamError> {
        match self.check_part(family.part_prefix()) {
            Err(BitstreamError::Part { found, .. }) => {
                Err(BitstreamError::Part { expected: family.to_string(), found })
            }
            result => result,
        }
    }

    /// The data as the kernel's FPGA managers want them: the bytes of each word swapped.
    pub fn for_manager(&self) -> Vec<u8> {
        let mut data = self.data.clone();
        swap(&mut data);
        data
    }
}

/// The name of a part as headers have it.
fn plain(part: &str) -> String {
    part.to_lowercase().trim_start_matches("xc").replace('-', "")
}

/// The synchronisation word in either byte order, if it is where it can be.
fn find_word(data: &[u8]) -> Option<[u8; 4]> {
    let mut swapped = SYNC;
    swapped.reverse();
    let words = data.chunks_exact(4).take(SYNC_WITHIN / 4).filter_map(|word| word.try_into().ok());
    words.into_iter().find(|word: &[u8; 4]| *word == SYNC || *word == swapped)
}

fn swap(data: &mut [u8]) {
    data.chunks_exact_mut(4).for_each(<[u8]>::reverse);
}

#[cfg(test)]
mod test {
    use super::*;

    fn data() -> Vec<u8> {
        let mut data = vec![0xff; 32];
        data.extend_from_slice(&SYNC);
        data.extend_from_slice(&[1, 2, 3, 4]);
        data
    }

    fn bit(part: &str) -> Vec<u8> {
        let mut file = PREAMBLE.to_vec();
        for (key, text) in
            [(b'a', "ganax_top;UserID=0"), (b'b', part), (b'c', "2026/01/02"), (b'd', "03:04:05")]
        {
            file.push(key);
            file.extend_from_slice(&(text.len() as u16 + 1).to_be_bytes());
            file.extend_from_slice(text.as_bytes());
            file.push(0);
        }
        file.push(b'e');
        file.extend_from_slice(&(data().len() as u32).to_be_bytes());
        file.extend_from_slice(&data());
        file
    }

    #[test]
    fn all_three_kinds_are_the_same_bitstream() {
        let bit = Bitstream::parse(&bit("xczu7ev-ffvc1156-2-e")).expect("a .bit");
        assert_eq!(bit.part.as_deref(), Some("xczu7ev-ffvc1156-2-e"));
        assert_eq!(bit.data, data());
        let bin = Bitstream::parse(&data()).expect("a .bin");
        let swapped = Bitstream::parse(&bit.for_manager()).expect("a .bit.bin");
        assert_eq!((bin.part, bin.data, swapped.data), (None, data(), data()));
        assert_eq!(bit.for_manager()[32..36], [0x66, 0x55, 0x99, 0xaa]);
    }

    #[test]
    fn a_bitstream_for_another_part_is_refused() {
        let zynq = Bitstream::parse(&bit("7z020clg400")).expect("a .bit");
        for part in ["xc7z020", "7z020clg400", "xc7z020-clg400"] {
            assert_eq!(zynq.check_part(part), Ok(()), "{part}");
        }
        assert!(matches!(zynq.check_part("xc7z010"), Err(BitstreamError::Part { .. })));
        assert_eq!(zynq.check_family(Family::Zynq7000), Ok(()));
        let error = zynq.check_family(Family::ZynqUltraScale).expect_err("another family").to_string();
        assert!(error.contains("7z020clg400") && error.contains("UltraScale+"), "{error}");
        assert_eq!(
            Bitstream::parse(&data()).expect("a .bin").check_part("xc7z010"),
            Ok(()),
            "it does not say"
        );
    }

    #[test]
    fn the_part_of_a_board_is_named_by_the_header() {
        let with = |part: &str| Bitstream::parse(&bit(part)).expect("a .bit");
        for (header, board) in [
            ("7z020clg400", "xc7z020clg400-1"),
            ("7a200tfbg484", "xc7a200tfbg484-3"),
            ("xczu7ev-ffvc1156-2-e", "xczu7ev-ffvc1156-2-e"),
            ("xck26-sfvc784-2LV-c", "xck26-sfvc784-2LV-c"),
            ("xczu7ev-ffvc1156", "xczu7ev-ffvc1156-2-e"),
        ] {
            assert_eq!(with(header).check_board_part(board), Ok(()), "{header}");
        }
        for (header, board) in [
            ("7z020clg484", "xc7z020clg400-1"),
            ("7z0", "xc7z020clg400-1"),
            ("xczu7ev", "xczu7ev-ffvc1156-2-e"),
            ("xczu7ev-ffvc1156-1-e", "xczu7ev-ffvc1156-2-e"),
        ] {
            let refused = with(header).check_board_part(board);
            assert!(matches!(refused, Err(BitstreamError::Part { .. })), "{header}");
        }
        let unnamed = with("");
        assert_eq!(unnamed.check_board_part("xc7z020clg400-1"), Err(BitstreamError::UnnamedPart));
        assert_eq!(unnamed.check_part("xc7z020"), Err(BitstreamError::UnnamedPart));
        assert_eq!(unnamed.check_family(Family::Zynq7000), Err(BitstreamError::UnnamedPart));
        let bare = Bitstream::parse(&data()).expect("a .bin");
        assert_eq!(bare.check_board_part("xc7z020clg400-1"), Err(BitstreamError::NoPart));
    }

    #[test]
    fn damaged_files_are_refused_wherever_they_end() {
        let whole = bit("7z020clg400");
        for end in 0..whole.len() {
            assert!(Bitstream::parse(&whole[..end]).is_err(), "{end} bytes");
        }
        assert_eq!(Bitstream::parse(&[0; 64]), Err(BitstreamError::NoSync));
        assert_eq!(Bitstream::parse(&data()[..35]), Err(BitstreamError::Words { bytes: 35 }));
    }

    #[test]
    fn families_are_told_by_the_device_tree() {
        let family = Family::from_compatible;
        assert_eq!(family("xlnx,zynqmp-zcu104-revC\0xlnx,zynqmp"), Some(Family::ZynqUltraScale));
        assert_eq!(family("digilent,zynq-zybo\0xlnx,zynq-7000"), Some(Family::Zynq7000));
        assert_eq!(family("raspberrypi,4-model-b\0brcm,bcm2711"), None);
    }
}
