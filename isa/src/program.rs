//! The program container, `.gnx`: everything a device needs to run one network, in one file.
//!
//! Layout, little-endian: a 64-byte header; a table of sections (24 bytes each); the sections, 64-byte
//! aligned. The header carries the contract fingerprint, every section a CRC-32, and the header one over
//! itself and the table. Sections hold the memory images of the program and constants segments exactly as the
//! driver writes them, so that loading is two copies.
//!
//! Reading trusts nothing: a damaged or foreign file is refused with a reason before any part of it is used.

use alloc::string::String;
use alloc::vec::Vec;

use crate::ArchConfig;
use crate::arch::ArchError;
use crate::fingerprint::FINGERPRINT;
use crate::ops::{DecodeError, MicroOp};
use crate::record::{LayerRecord, RecordError};
use crate::segment::Segment;
use crate::wire::{Reader, Truncated, Writer};

/// First bytes of every file. The control characters reveal a transfer in text mode.
pub const FILE_MAGIC: [u8; 8] = *b"GNX\r\n\x1a\n\0";
/// Container version; readers refuse another major version.
pub const VERSION: (u16, u16) = (1, 0);
/// Alignment of sections, tensors and images in bytes.
pub const ALIGNMENT: usize = 64;
/// Largest number of axes of a port.
pub const MAX_RANK: usize = 8;
/// Largest size of one image in a segment: 2^28 elements.
pub const MAX_IMAGE_BYTES: u64 = 1 << 29;
/// Largest number of inputs or outputs.
pub const MAX_PORTS: usize = 256;

pub(crate) const CONTRACT: &str =
    "container:1.0:header64 table24 sections arch,program,constants,interface,info";

const HEADER_BYTES: usize = 64;
const ENTRY_BYTES: usize = 24;
const SECTION_COUNT: usize = 5;
const CHECKSUM_OFFSET: usize = 40;

/// How transposed convolutions were compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum Mode {
    /// Output and filter rows reorganised by phase; no inserted zero exists.
    Reorganised = 0,
    /// Zeros inserted, one SIMD program: the baseline of every reported speedup.
    Dense = 1,
}

impl Mode {
    /// Lower-case name, for reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reorganised => "reorganised",
            Self::Dense => "dense",
        }
    }
}

/// A graph input or output: where its elements are and what they mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Port {
    /// The ONNX value name.
    pub name: String,
    /// Whether the leading ONNX axis is the batch (`dims` leaves it out).
    pub batched: bool,
    /// Extents of one image in ONNX order.
    pub dims: Vec<u32>,
    /// Distance between neighbours along each of `dims`, in 16-bit elements.
    pub strides: Vec<u32>,
    /// Byte offset of the first element in an image of the segment.
    pub offset: u64,
    /// Real value of one unit.
    pub scale: f32,
}

impl Port {
    /// Elements of one image.
    pub fn elements(&self) -> usize {
        self.dims.iter().map(|&extent| extent as usize).product()
    }
}

/// What software needs to feed the network and to read its results.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Interface {
    /// Inputs, in the input segment.
    pub inputs: Vec<Port>,
    /// Outputs, in the output segment.
    pub outputs: Vec<Port>,
    /// Bytes per image in the input, output and scratch segment, multiples of [`ALIGNMENT`].
    pub image_bytes: [u64; 3],
}

impl Interface {
    /// Bytes that one image takes in a segment; 0 for program and constants.
    pub fn image_bytes(&self, segment: Segment) -> u64 {
        match segment {
            Segment::Input => self.image_bytes[0],
            Segment::Output => self.image_bytes[1],
            Segment::Scratch => self.image_bytes[2],
            Segment::Program | Segment::Constants => 0,
        }
    }
}

/// A compiled network.
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    /// The array it was compiled for.
    pub arch: ArchConfig,
    /// How it was compiled.
    pub mode: Mode,
    /// Micro-ops, ending in `halt`.
    pub code: Vec<u64>,
    /// Layer records, concatenated; they follow the code in the program segment.
    pub records: Vec<u8>,
    /// Memory image of the constants segment.
    pub constants: Vec<u8>,
    /// Inputs and outputs.
    pub interface: Interface,
    /// Facts about the model and the compilation, as key and value, for people.
    pub info: Vec<(String, String)>,
}

/// A file that is no program for this contract.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ProgramError {
    /// The file ends early.
    #[error("the file is truncated: {0}")]
    Truncated(#[from] Truncated),
    /// The first bytes are not [`FILE_MAGIC`].
    #[error("not a .gnx program (it does not start with the GNX signature)")]
    Magic,
    /// The container has another major version.
    #[error("container version {found_major}.{found_minor} is not supported, this build reads {}.{}; compile the model again", VERSION.0, VERSION.1)]
    Version {
        /// Major version of the file.
        found_major: u16,
        /// Minor version of the file.
        found_minor: u16,
    },
    /// The program was compiled for another contract.
    #[error(
        "contract fingerprint {found:#018x} of the program differs from {expected:#018x} of this build; compile the model again"
    )]
    Fingerprint {
        /// In the file.
        found: u64,
        /// Of this build.
        expected: u64,
    },
    /// The file's length differs from the header's.
    #[error("the file has {found} bytes, its header says {expected}")]
    Length {
        /// Bytes of the file.
        found: u64,
        /// Bytes as the header says.
        expected: u64,
    },
    /// A checksum does not match.
    #[error("checksum of the {part} does not match, the file is damaged")]
    Checksum {
        /// Which part.
        part: &'static str,
    },
    /// The array parameters are illegal.
    #[error(transparent)]
    Arch(#[from] ArchError),
    /// A word of the code is no micro-op.
    #[error("micro-op {index}: {source}")]
    MicroOp {
        /// Index of the word.
        index: usize,
        /// What is wrong.
        source: DecodeError,
    },
    /// A layer record is malformed.
    #[error("layer record at byte {offset}: {source}")]
    Record {
        /// Byte offset in the program segment.
        offset: u64,
        /// What is wrong.
        source: RecordError,
    },
    /// Anything else that contradicts the format.
    #[error("malformed program: {0}")]
    Malformed(&'static str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Arch,
    Program,
    Constants,
    Interface,
    Info,
}

impl Section {
    const ALL: [Self; SECTION_COUNT] =
        [Self::Arch, Self::Program, Self::Constants, Self::Interface, Self::Info];

    fn name(self) -> &'static str {
        match self {
            Self::Arch => "array section",
            Self::Program => "program section",
            Self::Constants => "constants section",
            Self::Interface => "interface section",
            Self::Info => "info section",
        }
    }
}

impl Program {
    /// Memory image of the program segment: code, then records.
    pub fn program_segment(&self) -> Vec<u8> {
        let mut bytes: Vec<u8> = self.code.iter().flat_map(|word| word.to_le_bytes()).collect();
        bytes.extend_from_slice(&self.records);
        bytes
    }

    /// The layers in execution order: the records one after the other.
    ///
    /// # Errors
    /// The first record that is malformed.
    pub fn layers(&self) -> Result<Vec<LayerRecord>, ProgramError> {
        Ok(self.records_with_offsets()?.into_iter().map(|(_, record)| record).collect())
    }

    /// Every record with its byte offset in the program segment.
    fn records_with_offsets(&self) -> Result<Vec<(u64, LayerRecord)>, ProgramError> {
        let mut records = Vec::new();
        let mut rest = self.records.as_slice();
        while !rest.is_empty() {
            let offset = (8 * self.code.len() + self.records.len() - rest.len()) as u64;
            let error = |source| ProgramError::Record { offset, source };
            records.push((offset, LayerRecord::decode(rest).map_err(error)?));
            // The record decoded, so the bytes of its size are there.
            rest = &rest[LayerRecord::size(rest).map_err(error)? as usize..];
        }
        Ok(records)
    }

    /// Checks that every word is a micro-op and that `layer.begin` points at records.
    fn validate_code(&self) -> Result<(), ProgramError> {
        let records = self.records_with_offsets()?;
        for (index, &word) in self.code.iter().enumerate() {
            let op = MicroOp::decode(word).map_err(|source| ProgramError::MicroOp { index, source })?;
            if let MicroOp::LayerBegin { record } = op
                && records.binary_search_by_key(&(8 * u64::from(record)), |(offset, _)| *offset).is_err()
            {
                return Err(ProgramError::Malformed("a layer's record is not in the program"));
            }
        }
        Ok(())
    }

    /// Checks everything that the reader checks.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub fn validate(&self) -> Result<(), ProgramError> {
        self.arch.validate()?;
        if self.code.last().map(|&word| MicroOp::decode(word)) != Some(Ok(MicroOp::Halt {})) {
            return Err(ProgramError::Malformed("the code does not end in `halt`"));
        }
        self.validate_code()?;
        for (ports, bytes) in [
            (&self.interface.inputs, self.interface.image_bytes[0]),
            (&self.interface.outputs, self.interface.image_bytes[1]),
        ] {
            ports.iter().try_for_each(|port| validate_port(port, bytes))?;
        }
        let legal = |&bytes: &u64| bytes <= MAX_IMAGE_BYTES && bytes.is_multiple_of(ALIGNMENT as u64);
        match self.interface.image_bytes.iter().all(legal) {
            true => Ok(()),
            false => Err(ProgramError::Malformed("image size is not aligned or above the limit")),
        }
    }

    /// The file's bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut code_and_records = Writer::default();
        code_and_records.u64(self.code.len() as u64);
        code_and_records.bytes(&self.program_segment());
        let mut arch = Writer::default();
        self.arch.encode(&mut arch);
        arch.u32(self.mode as u32);
        let (arch, program) = (arch.into_bytes(), code_and_records.into_bytes());
        let (interface, info) = (encode_interface(&self.interface), encode_info(&self.info));
        let sections: [&[u8]; SECTION_COUNT] = [&arch, &program, &self.constants, &interface, &info];

        let mut offset = (HEADER_BYTES + ENTRY_BYTES * SECTION_COUNT).next_multiple_of(ALIGNMENT);
        let mut table = Writer::default();
        for (index, section) in sections.iter().enumerate() {
            table.u32(index as u32);
            table.u32(crc32fast::hash(section));
            table.u64(offset as u64);
            table.u64(section.len() as u64);
            offset = (offset + section.len()).next_multiple_of(ALIGNMENT);
        }
        let table = table.into_bytes();
        let mut file = Writer::default();
        file.bytes(&encode_header(offset as u64, &table));
        file.bytes(&table);
        for section in sections {
            file.align(ALIGNMENT);
            file.bytes(section);
        }
        file.align(ALIGNMENT);
        file.into_bytes()
    }

    /// Reads a file's bytes and checks all of them.
    ///
    /// # Errors
    /// Why the bytes are no program for this build.
    pub fn decode(bytes: &[u8]) -> Result<Self, ProgramError> {
        let [arch, program, constants, interface, info] = read_sections(bytes)?;
        let mut arch = Reader::new(arch);
        let (arch, mode) = (ArchConfig::decode(&mut arch)?, arch.u32()?);
        let mode = match mode {
            0 => Mode::Reorganised,
            1 => Mode::Dense,
            _ => return Err(ProgramError::Malformed("undefined mode")),
        };
        let mut reader = Reader::new(program);
        let words = reader.u64()?;
        let code_bytes = usize::try_from(words).ok().and_then(|words| words.checked_mul(8));
        let code_bytes = reader.take(code_bytes.ok_or(ProgramError::Malformed("code is too long"))?)?;
        let word = |chunk: &[u8]| chunk.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
        let program = Self {
            arch,
            mode,
            code: code_bytes.chunks_exact(8).map(word).collect(),
            records: reader.take(reader.remaining())?.into(),
            constants: constants.into(),
            interface: decode_interface(interface)?,
            info: decode_info(info)?,
        };
        program.validate()?;
        Ok(program)
    }
}

fn encode_header(file_bytes: u64, table: &[u8]) -> [u8; HEADER_BYTES] {
    let mut writer = Writer::default();
    writer.bytes(&FILE_MAGIC);
    writer.u16(VERSION.0);
    writer.u16(VERSION.1);
    writer.u32(SECTION_COUNT as u32);
    writer.u64(FINGERPRINT);
    writer.u64(file_bytes);
    let mut header = [0; HEADER_BYTES];
    let bytes = writer.into_bytes();
    header[..bytes.len()].copy_from_slice(&bytes);
    let checksum = header_checksum(&header, table);
    header[CHECKSUM_OFFSET..CHECKSUM_OFFSET + 4].copy_from_slice(&checksum.to_le_bytes());
    header
}

/// CRC-32 over header and section table, the checksum field itself taken as zero.
fn header_checksum(header: &[u8], table: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&header[..CHECKSUM_OFFSET]);
    hasher.update(&[0; 4]);
    hasher.update(&header[CHECKSUM_OFFSET + 4..]);
    hasher.update(table);
    hasher.finalize()
}

fn read_sections(bytes: &[u8]) -> Result<[&[u8]; SECTION_COUNT], ProgramError> {
    let mut reader = Reader::new(bytes);
    if reader.take(FILE_MAGIC.len()).ok() != Some(&FILE_MAGIC) {
        return Err(ProgramError::Magic);
    }
    let (found_major, found_minor, count) = (reader.u16()?, reader.u16()?, reader.u32()?);
    if found_major != VERSION.0 {
        return Err(ProgramError::Version { found_major, found_minor });
    }
    let (fingerprint, file_bytes) = (reader.u64()?, reader.u64()?);
    if fingerprint != FINGERPRINT {
        return Err(ProgramError::Fingerprint { found: fingerprint, expected: FINGERPRINT });
    }
    if file_bytes != bytes.len() as u64 {
        return Err(ProgramError::Length { found: bytes.len() as u64, expected: file_bytes });
    }
    if count as usize != SECTION_COUNT {
        return Err(ProgramError::Malformed("wrong number of sections"));
    }
    let mut whole = Reader::new(bytes);
    let (header, table) = (whole.take(HEADER_BYTES)?, whole.take(ENTRY_BYTES * SECTION_COUNT)?);
    let stored = Reader::new(&header[CHECKSUM_OFFSET..]).u32()?;
    if stored != header_checksum(header, table) {
        return Err(ProgramError::Checksum { part: "header" });
    }
    let mut table = Reader::new(table);
    let mut sections: [&[u8]; SECTION_COUNT] = [&[]; SECTION_COUNT];
    for (index, section) in Section::ALL.into_iter().enumerate() {
        let (kind, checksum, offset, length) = (table.u32()?, table.u32()?, table.u64()?, table.u64()?);
        let range = usize::try_from(offset)
            .ok()
            .zip(offset.checked_add(length).and_then(|end| usize::try_from(end).ok()));
        let data = range.filter(|_| kind as usize == index).and_then(|(start, end)| bytes.get(start..end));
        let data = data.ok_or(ProgramError::Malformed("a section lies outside the file"))?;
        if crc32fast::hash(data) != checksum {
            return Err(ProgramError::Checksum { part: section.name() });
        }
        sections[index] = data;
    }
    Ok(sections)
}

fn validate_port(port: &Port, image_bytes: u64) -> Result<(), ProgramError> {
    let malformed = |rule| Err(ProgramError::Malformed(rule));
    if port.dims.len() != port.strides.len() || port.dims.len() > MAX_RANK {
        return malformed("port has an illegal rank");
    }
    if !(port.scale.is_finite() && port.scale > 0.0) {
        return malformed("port has an illegal scale");
    }
    // Strides of zero reach nowhere, so the number of elements needs a bound of its own.
    let elements = port.dims.iter().try_fold(1u64, |product, &extent| product.checked_mul(extent.into()));
    if elements.is_none_or(|elements| elements > MAX_IMAGE_BYTES / 2) {
        return malformed("port has too many elements");
    }
    let mut end = port.offset.checked_add(2);
    for (&extent, &stride) in port.dims.iter().zip(&port.strides) {
        let Some(last) = extent.checked_sub(1) else { return malformed("port has a zero extent") };
        let reach = (u64::from(last) * u64::from(stride)).checked_mul(2);
        end = end.zip(reach).and_then(|(end, reach)| end.checked_add(reach));
    }
    match end {
        Some(end) if end <= image_bytes && port.offset.is_multiple_of(2) => Ok(()),
        _ => malformed("port lies outside its image"),
    }
}

fn encode_text(text: &str, writer: &mut Writer) {
    writer.u32(text.len() as u32);
    writer.bytes(text.as_bytes());
}

fn decode_text(reader: &mut Reader<'_>) -> Result<String, ProgramError> {
    let length = reader.u32()? as usize;
    let text = core::str::from_utf8(reader.take(length)?);
    text.map(String::from).map_err(|_| ProgramError::Malformed("text is not UTF-8"))
}

fn encode_interface(interface: &Interface) -> Vec<u8> {
    let mut writer = Writer::default();
    interface.image_bytes.iter().for_each(|&bytes| writer.u64(bytes));
    for ports in [&interface.inputs, &interface.outputs] {
        writer.u32(ports.len() as u32);
        for port in ports {
            encode_text(&port.name, &mut writer);
            writer.u8(port.batched.into());
            writer.u8(port.dims.len() as u8);
            port.dims.iter().chain(&port.strides).for_each(|&value| writer.u32(value));
            writer.u64(port.offset);
            writer.u32(port.scale.to_bits());
        }
    }
    writer.into_bytes()
}

fn decode_interface(bytes: &[u8]) -> Result<Interface, ProgramError> {
    let mut reader = Reader::new(bytes);
    let image_bytes = [reader.u64()?, reader.u64()?, reader.u64()?];
    let (inputs, outputs) = (decode_ports(&mut reader)?, decode_ports(&mut reader)?);
    Ok(Interface { inputs, outputs, image_bytes })
}

fn decode_ports(reader: &mut Reader<'_>) -> Result<Vec<Port>, ProgramError> {
    let count = reader.u32()? as usize;
    if count > MAX_PORTS {
        return Err(ProgramError::Malformed("too many ports"));
    }
    (0..count).map(|_| decode_port(reader)).collect()
}

fn decode_port(reader: &mut Reader<'_>) -> Result<Port, ProgramError> {
    let name = decode_text(reader)?;
    let (batched, rank) = (reader.u8()?, reader.u8()?);
    if batched > 1 || usize::from(rank) > MAX_RANK {
        return Err(ProgramError::Malformed("port has an illegal rank or batch flag"));
    }
    let mut axes = || (0..rank).map(|_| reader.u32()).collect::<Result<Vec<_>, _>>();
    let (dims, strides) = (axes()?, axes()?);
    let (offset, scale) = (reader.u64()?, f32::from_bits(reader.u32()?));
    Ok(Port { name, batched: batched == 1, dims, strides, offset, scale })
}

fn encode_info(info: &[(String, String)]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.u32(info.len() as u32);
    for (key, value) in info {
        encode_text(key, &mut writer);
        encode_text(value, &mut writer);
    }
    writer.into_bytes()
}

fn decode_info(bytes: &[u8]) -> Result<Vec<(String, String)>, ProgramError> {
    let mut reader = Reader::new(bytes);
    let count = reader.u32()?;
    // Every pair takes at least eight bytes, so the loop ends with the data however large the count is.
    (0..count).map(|_| Ok((decode_text(&mut reader)?, decode_text(&mut reader)?))).collect()
}

#[cfg(test)]
mod test;
