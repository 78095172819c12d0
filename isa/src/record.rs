//! Layer records: what one layer computes, in integers, independent of how the array is scheduled.
//!
//! A program carries one record per layer beside its micro-ops. Devices that execute micro-ops skip it (the
//! `layer.begin` that points at it labels their traces); the functional level computes the layer from it and
//! is thereby the reference for values. Records live in the program segment, 8-byte aligned.
//!
//! The meaning of a record: for every image and every output element,
//! `output = post(sum)`, where `sum` is the convolution, linear combination or product named by the
//! [`Operation`], exact in integers, and `post` is requantisation, clamp and table ([`crate::numerics`]).

use alloc::string::String;
use alloc::vec::Vec;

use crate::numerics::{ACCUMULATOR_LIMIT, MAX_SHIFT, Requantisation};
use crate::phase::{MAX_PHASES, MAX_TAPS, PhaseAxis};
use crate::segment::Segment;
use crate::wire::{Reader, Truncated, Writer};

/// Layout version of a record; part of the fingerprint.
pub(crate) const CONTRACT: &str = "record:2:magic4 bytes4 op1 kind1 inputs1 table1 clamp2+2 groups4 constants8 requantisation8 table8 cost7x8 axes tensors name";

/// First word of every record: `LREC`.
pub const RECORD_MAGIC: u32 = u32::from_le_bytes(*b"LREC");
/// Most inputs of one layer.
pub const MAX_INPUTS: usize = 8;
/// Bytes of one requantisation entry in the constants segment.
pub const REQUANTISATION_BYTES: usize = 16;
/// Longest layer name in bytes.
pub const MAX_NAME_BYTES: usize = 255;
/// Largest size of one record in bytes.
pub const MAX_RECORD_BYTES: u32 = 1 << 24;
const MAX_EXTENT: u32 = 1 << 24;

macro_rules! layer_ops {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal $text:literal,)+) => {
        /// The kind of a layer in the words of the literature.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum LayerOp { $($(#[doc = $doc])+ $name = $code,)+ }

        impl LayerOp {
            /// The short name.
            pub fn name(self) -> &'static str { match self { $(Self::$name => $text,)+ } }

            /// The op with this short name.
            pub fn from_name(name: &str) -> Option<Self> { match name { $($text => Some(Self::$name),)+ _ => None } }

            fn from_code(code: u8) -> Option<Self> { match code { $($code => Some(Self::$name),)+ _ => None } }
        }
    };
}

layer_ops! {
    /// Convolution.
    Conv = 0 "conv",
    /// Transposed convolution.
    Tconv = 1 "tconv",
    /// Nearest-neighbour upsampling followed by a convolution.
    Upconv = 2 "upconv",
    /// Matrix product.
    Fc = 3 "fc",
    /// Sum of tensors.
    Add = 4 "add",
    /// Product of tensors, or by constants.
    Mul = 5 "mul",
    /// Activation on its own.
    Act = 6 "act",
    /// Copy between layouts.
    Copy = 7 "copy",
}

/// A tensor of one image as the device addresses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TensorRef {
    /// Which segment.
    pub segment: Segment,
    /// Byte offset of the first element of image 0 in the job's window.
    pub offset: u64,
    /// Bytes from one image to the next.
    pub image_stride: u64,
    /// Channels, depth, height, width.
    pub shape: [u32; 4],
    /// Distance between neighbours along each axis, in 16-bit elements.
    pub strides: [u32; 4],
}

impl TensorRef {
    /// Elements of one image; `u64::MAX` where there are more.
    pub fn elements(&self) -> u64 {
        self.shape.iter().fold(1, |elements: u64, &extent| elements.saturating_mul(extent.into()))
    }

    /// Bytes from the first element of image 0 to one past the last element of image `batch - 1`.
    pub fn extent_bytes(&self, batch: u32) -> Option<u64> {
        let mut last = u64::from(batch.checked_sub(1)?).checked_mul(self.image_stride)?;
        for (&extent, &stride) in self.shape.iter().zip(&self.strides) {
            let reach = u64::from(extent.checked_sub(1)?).checked_mul(u64::from(stride))?.checked_mul(2)?;
            last = last.checked_add(reach)?;
        }
        self.offset.checked_add(last)?.checked_add(2)?.checked_sub(self.offset)
    }
}

/// What is summed before post-processing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// `sum of weight * input` over the taps inside the input.
    Convolution {
        /// Depth, height, width.
        axes: [PhaseAxis; 3],
        /// Channel groups.
        groups: u32,
        /// Byte offset of the 16-bit weights in the constants segment:
        /// `[group][phase d][h][w][tap d][h][w][in_channels / groups][out_channels / groups]`.
        weights: u64,
    },
    /// `sum over j of coefficient[j][channel] * input[j]`.
    Linear {
        /// Byte offset of the 16-bit coefficients in the constants segment: `[input][channel]`.
        coefficients: u64,
    },
    /// `input[0] * input[1]`.
    Product,
}

/// What follows the sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostProcess {
    /// Byte offset of the requantisation entries in the constants segment, 16 bytes per output channel.
    pub requantisation: u64,
    /// Bounds of the requantised value.
    pub clamp: (i16, i16),
    /// Byte offset of an activation table in the constants segment, applied last.
    pub table: Option<u64>,
}

/// Images that the bodies of a program take at a time, as long as so many are left.
pub const PREDICTED_IMAGES: [u32; 2] = [16, 1];

/// What the layer costs: exact counts, and the compiler's prediction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cost {
    /// Multiply-accumulates per image on real input pixels.
    pub macs_effective: u64,
    /// The same with border taps run.
    pub macs_lattice: u64,
    /// The same on a conventional engine: zeros inserted, border run.
    pub macs_dense: u64,
    /// Predicted cycles of the layer for one iteration of each body of the program, see [`PREDICTED_IMAGES`].
    pub body_cycles: [u64; PREDICTED_IMAGES.len()],
    /// Bytes read once per batch: weights, requantisation, tables.
    pub constant_bytes: u64,
    /// Bytes moved per image: input and output activations.
    pub image_bytes: u64,
}

impl Cost {
    /// Predicted cycles of a batch: as many iterations of the larger body as there are images for, then of the
    /// smaller.
    pub fn predicted_cycles(&self, batch: u32) -> u64 {
        let mut left = u64::from(batch);
        PREDICTED_IMAGES.into_iter().zip(self.body_cycles).fold(0, |cycles: u64, (images, body)| {
            let iterations = left / u64::from(images);
            left %= u64::from(images);
            cycles.saturating_add(iterations.saturating_mul(body))
        })
    }
}

/// One layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerRecord {
    /// Name of the ONNX node.
    pub name: String,
    /// Kind, for reports.
    pub op: LayerOp,
    /// What is computed.
    pub operation: Operation,
    /// Operands.
    pub inputs: Vec<TensorRef>,
    /// Result.
    pub output: TensorRef,
    /// Post-processing.
    pub post: PostProcess,
    /// Counts and prediction.
    pub cost: Cost,
}

/// Bytes that are no layer record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// The record ends early.
    #[error(transparent)]
    Truncated(#[from] Truncated),
    /// The first word is not [`RECORD_MAGIC`].
    #[error("no layer record: it starts with {0:#010x}")]
    Magic(u32),
    /// A coded field has no meaning.
    #[error("layer record: {field} {value} is undefined")]
    Field {
        /// Which field.
        field: &'static str,
        /// Its value.
        value: u64,
    },
    /// The parts contradict each other or a limit.
    #[error("layer record: {0}")]
    Inconsistent(&'static str),
}

impl Requantisation {
    /// The 16 bytes of an entry: bias (i64), positive, negative (i16), shift (u8), zeros.
    pub fn encode(&self) -> [u8; REQUANTISATION_BYTES] {
        let mut bytes = [0; REQUANTISATION_BYTES];
        bytes[..8].copy_from_slice(&self.bias.to_le_bytes());
        bytes[8..10].copy_from_slice(&self.positive.to_le_bytes());
        bytes[10..12].copy_from_slice(&self.negative.to_le_bytes());
        bytes[12] = self.shift;
        bytes
    }

    /// The entry in these bytes.
    ///
    /// # Errors
    /// A bias or shift outside the machine's range, or reserved bytes that are set.
    pub fn decode(bytes: &[u8; REQUANTISATION_BYTES]) -> Result<Self, RecordError> {
        let [b0, b1, b2, b3, b4, b5, b6, b7, p0, p1, n0, n1, shift, reserved @ ..] = *bytes;
        let bias = i64::from_le_bytes([b0, b1, b2, b3, b4, b5, b6, b7]);
        if bias.unsigned_abs() >= ACCUMULATOR_LIMIT as u64 {
            return Err(RecordError::Inconsistent("bias is outside the accumulator's range"));
        }
        if !(1..=MAX_SHIFT).contains(&shift) || reserved != [0; 3] {
            return Err(RecordError::Field { field: "requantisation shift", value: shift.into() });
        }
        let (positive, negative) = (i16::from_le_bytes([p0, p1]), i16::from_le_bytes([n0, n1]));
        Ok(Self { bias, positive, negative, shift })
    }
}

impl LayerRecord {
    /// Checks that the parts fit each other and the limits.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub fn validate(&self) -> Result<(), RecordError> {
        let broken = |rule| Err(RecordError::Inconsistent(rule));
        if self.name.len() > MAX_NAME_BYTES {
            return broken("name is too long");
        }
        for tensor in self.inputs.iter().chain([&self.output]) {
            if tensor.shape.iter().any(|&extent| extent == 0 || extent > MAX_EXTENT) {
                return broken("tensor extent is zero or above the limit");
            }
            if tensor.elements() > 1 << 32 {
                return broken("tensor is too large");
            }
            if !tensor.offset.is_multiple_of(2) || !tensor.image_stride.is_multiple_of(2) {
                return broken("tensor is not aligned to its elements");
            }
        }
        if !self.output.segment.writable() || self.inputs.iter().any(|input| !input.segment.readable()) {
            return broken("tensor lies in a segment that forbids the access");
        }
        if self.post.clamp.0 > self.post.clamp.1 {
            return broken("clamp bounds are reversed");
        }
        match (&self.operation, self.inputs.as_slice()) {
            (Operation::Convolution { axes, groups, .. }, [input]) => {
                self.validate_convolution(axes, *groups, input)
            }
            (Operation::Linear { .. }, [_, ..]) | (Operation::Product, [_, _]) => {
                match self.inputs.iter().all(|input| input.shape == self.output.shape) {
                    true => Ok(()),
                    false => broken("operand shapes differ from the output's"),
                }
            }
            _ => broken("number of inputs does not fit the operation"),
        }
    }

    fn validate_convolution(
        &self,
        axes: &[PhaseAxis; 3],
        groups: u32,
        input: &TensorRef,
    ) -> Result<(), RecordError> {
        for (index, axis) in axes.iter().enumerate() {
            axis.validate().map_err(RecordError::Inconsistent)?;
            if axis.input != input.shape[index + 1] || axis.output != self.output.shape[index + 1] {
                return Err(RecordError::Inconsistent("axis extents differ from the tensors'"));
            }
        }
        if groups == 0
            || !input.shape[0].is_multiple_of(groups)
            || !self.output.shape[0].is_multiple_of(groups)
        {
            return Err(RecordError::Inconsistent("groups do not divide the channels"));
        }
        match self.weight_count() {
            Some(count) if count <= 1 << 40 => Ok(()),
            _ => Err(RecordError::Inconsistent("layer has too many weights")),
        }
    }

    /// Weights or coefficients of the layer, in 16-bit words; `None` on overflow.
    pub fn weight_count(&self) -> Option<u64> {
        let channels = u64::from(self.output.shape[0]);
        match &self.operation {
            Operation::Convolution { axes, groups, .. } => {
                let taps = |axis: &PhaseAxis| axis.taps.iter().map(|taps| taps.len() as u64).sum::<u64>();
                let inputs = u64::from(self.inputs.first()?.shape[0]) / u64::from(*groups).max(1);
                axes.iter().map(taps).try_fold(inputs, u64::checked_mul)?.checked_mul(channels)
            }
            Operation::Linear { .. } => channels.checked_mul(self.inputs.len() as u64),
            Operation::Product => Some(0),
        }
    }

    /// The record's bytes, a multiple of 8.
    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        let (kind, groups, constants) = match &self.operation {
            Operation::Convolution { groups, weights, .. } => (0, *groups, *weights),
            Operation::Linear { coefficients } => (1, 1, *coefficients),
            Operation::Product => (2, 1, 0),
        };
        for byte in [self.op as u8, kind, self.inputs.len() as u8, self.post.table.is_some().into()] {
            writer.u8(byte);
        }
        writer.u16(self.post.clamp.0 as u16);
        writer.u16(self.post.clamp.1 as u16);
        writer.u32(groups);
        writer.u32(0);
        let Cost { macs_effective, macs_lattice, macs_dense, body_cycles, constant_bytes, image_bytes } =
            self.cost;
        let addresses = [constants, self.post.requantisation, self.post.table.unwrap_or(0)];
        let [several, one] = body_cycles;
        let counts = [macs_effective, macs_lattice, macs_dense, several, one, constant_bytes, image_bytes];
        addresses.iter().chain(&counts).for_each(|&value| writer.u64(value));
        if let Operation::Convolution { axes, .. } = &self.operation {
            axes.iter().for_each(|axis| encode_axis(axis, &mut writer));
        }
        self.inputs.iter().chain([&self.output]).for_each(|tensor| encode_tensor(tensor, &mut writer));
        writer.u16(self.name.len() as u16);
        writer.bytes(self.name.as_bytes());
        let body = writer.into_bytes();
        let mut record = Writer::default();
        record.u32(RECORD_MAGIC);
        record.u32((body.len() + 8).next_multiple_of(8) as u32);
        record.bytes(&body);
        record.align(8);
        record.into_bytes()
    }

    /// Size in bytes of the record whose first 8 bytes are given.
    ///
    /// # Errors
    /// The bytes do not start a record.
    pub fn size(header: &[u8]) -> Result<u32, RecordError> {
        let mut reader = Reader::new(header);
        match (reader.u32()?, reader.u32()?) {
            (RECORD_MAGIC, bytes) if (8..=MAX_RECORD_BYTES).contains(&bytes) && bytes.is_multiple_of(8) => {
                Ok(bytes)
            }
            (RECORD_MAGIC, bytes) => Err(RecordError::Field { field: "size", value: bytes.into() }),
            (magic, _) => Err(RecordError::Magic(magic)),
        }
    }

    /// The record at the start of `bytes`; what follows it is ignored. The result is validated.
    ///
    /// # Errors
    /// What makes the bytes no record.
    pub fn decode(bytes: &[u8]) -> Result<Self, RecordError> {
        let size = Self::size(bytes)? as usize;
        let mut reader = Reader::new(Reader::new(bytes).take(size)?);
        reader.take(8)?;
        let [op, kind, inputs, has_table] = [reader.u8()?, reader.u8()?, reader.u8()?, reader.u8()?];
        let clamp = (reader.u16()? as i16, reader.u16()? as i16);
        let (groups, _zero) = (reader.u32()?, reader.u32()?);
        let (constants, requantisation, table) = (reader.u64()?, reader.u64()?, reader.u64()?);
        let cost = Cost {
            macs_effective: reader.u64()?,
            macs_lattice: reader.u64()?,
            macs_dense: reader.u64()?,
            body_cycles: [reader.u64()?, reader.u64()?],
            constant_bytes: reader.u64()?,
            image_bytes: reader.u64()?,
        };
        let undefined = |field, value: u8| RecordError::Field { field, value: value.into() };
        let op = LayerOp::from_code(op).ok_or(undefined("op", op))?;
        let operation = match kind {
            0 => {
                let axes = [decode_axis(&mut reader)?, decode_axis(&mut reader)?, decode_axis(&mut reader)?];
                Operation::Convolution { axes, groups, weights: constants }
            }
            1 => Operation::Linear { coefficients: constants },
            2 => Operation::Product,
            _ => return Err(undefined("kind", kind)),
        };
        if usize::from(inputs) > MAX_INPUTS {
            return Err(undefined("number of inputs", inputs));
        }
        let inputs = (0..inputs).map(|_| decode_tensor(&mut reader)).collect::<Result<_, _>>()?;
        let output = decode_tensor(&mut reader)?;
        let name_bytes = reader.u16()?;
        let name = core::str::from_utf8(reader.take(name_bytes.into())?)
            .map_err(|_| RecordError::Inconsistent("name is not UTF-8"))?;
        let table = match has_table {
            0 => None,
            1 => Some(table),
            _ => return Err(undefined("table flag", has_table)),
        };
        let post = PostProcess { requantisation, clamp, table };
        let record = Self { name: name.into(), op, operation, inputs, output, post, cost };
        record.validate()?;
        Ok(record)
    }
}

fn encode_axis(axis: &PhaseAxis, writer: &mut Writer) {
    for value in [axis.input, axis.output, axis.step, axis.phases()] {
        writer.u32(value);
    }
    for taps in &axis.taps {
        writer.u32(taps.len() as u32);
        taps.iter().for_each(|&offset| writer.i32(offset));
    }
}

fn decode_axis(reader: &mut Reader<'_>) -> Result<PhaseAxis, RecordError> {
    let (input, output, step, phases) = (reader.u32()?, reader.u32()?, reader.u32()?, reader.u32()?);
    if phases > MAX_PHASES {
        return Err(RecordError::Field { field: "number of phases", value: phases.into() });
    }
    let mut taps = Vec::new();
    for _ in 0..phases {
        let count = reader.u32()?;
        if count as usize > MAX_TAPS {
            return Err(RecordError::Field { field: "number of taps", value: count.into() });
        }
        taps.push((0..count).map(|_| reader.i32()).collect::<Result<_, _>>()?);
    }
    Ok(PhaseAxis { input, output, step, taps })
}

fn encode_tensor(tensor: &TensorRef, writer: &mut Writer) {
    writer.u64(tensor.segment as u64);
    writer.u64(tensor.offset);
    writer.u64(tensor.image_stride);
    tensor.shape.iter().chain(&tensor.strides).for_each(|&value| writer.u32(value));
}

fn decode_tensor(reader: &mut Reader<'_>) -> Result<TensorRef, RecordError> {
    let code = reader.u64()?;
    let segment = Segment::from_index(code).ok_or(RecordError::Field { field: "segment", value: code })?;
    let (offset, image_stride) = (reader.u64()?, reader.u64()?);
    let mut words = [0; 8];
    for word in &mut words {
        *word = reader.u32()?;
    }
    let [c, d, h, w, strides @ ..] = words;
    Ok(TensorRef { segment, offset, image_stride, shape: [c, d, h, w], strides })
}

#[cfg(test)]
mod test;
