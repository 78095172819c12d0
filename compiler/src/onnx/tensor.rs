//! Constant tensors: initialisers, folded values and values bound to inputs.
//!
//! Two kinds of element are enough behind the reader: float32 (weights; half, bfloat16 and double are
//! converted) and 64-bit integers (shapes and indices; booleans are 0 and 1). Strings, complex numbers and
//! 4-bit or 8-bit float types are refused.

use bytes::Bytes;

use super::external::ExternalData;
use super::limits::{MAX_RANK, MAX_TENSOR_ELEMENTS, element_count};
use super::proto::TensorProto;
use super::proto::tensor_proto::{DataLocation, DataType};
use crate::error::TensorProblem;

/// Elements of a constant in row-major order.
#[derive(Debug, Clone, PartialEq)]
pub enum TensorData {
    /// Real numbers.
    Float(Vec<f32>),
    /// Integers; booleans as 0 and 1.
    Integer(Vec<i64>),
}

impl TensorData {
    fn len(&self) -> usize {
        match self {
            Self::Float(data) => data.len(),
            Self::Integer(data) => data.len(),
        }
    }
}

/// A constant tensor. The number of elements always equals the product of the dimensions.
#[derive(Debug, Clone, PartialEq)]
pub struct ConstTensor {
    dims: Vec<usize>,
    data: TensorData,
}

impl ConstTensor {
    /// A tensor of `dims` (row-major) with the elements of `data`.
    ///
    /// # Errors
    /// The shape is above the limits of [`super::limits`] or does not fit the number of elements.
    pub fn new(dims: Vec<usize>, data: TensorData) -> Result<Self, TensorProblem> {
        let signed = || dims.iter().map(|&d| i64::try_from(d).unwrap_or(i64::MAX)).collect();
        let expected = element_count(&dims).ok_or_else(|| too_large(signed()))?;
        if expected != data.len() {
            let (dims, found) = (signed(), data.len());
            return Err(TensorProblem::DataLength { dims, expected, found, unit: "elements" });
        }
        Ok(Self { dims, data })
    }

    /// A one-dimensional tensor of integers, as shapes are.
    pub fn integers_1d(values: Vec<i64>) -> Self {
        Self { dims: vec![values.len()], data: TensorData::Integer(values) }
    }

    /// Extents; empty for a scalar.
    pub fn dims(&self) -> &[usize] {
        &self.dims
    }

    /// The elements.
    pub fn data(&self) -> &TensorData {
        &self.data
    }

    /// Number of elements.
    pub fn elements(&self) -> usize {
        self.data.len()
    }

    /// The elements if they are real numbers.
    pub fn floats(&self) -> Option<&[f32]> {
        match &self.data {
            TensorData::Float(data) => Some(data),
            TensorData::Integer(_) => None,
        }
    }

    /// The elements if they are integers.
    pub fn integers(&self) -> Option<&[i64]> {
        match &self.data {
            TensorData::Integer(data) => Some(data),
            TensorData::Float(_) => None,
        }
    }

    /// Decodes a stored tensor, reading external data where it points to some.
    ///
    /// # Errors
    /// Shape, type or data are not acceptable; nothing is allocated before the sizes are checked.
    pub(crate) fn decode(proto: &TensorProto, external: &ExternalData) -> Result<Self, TensorProblem> {
        let dims = checked_dims(&proto.dims)?;
        let count = element_count(&dims).ok_or_else(|| too_large(proto.dims.clone()))?;
        let code = proto.data_type.unwrap_or_default();
        let element = DataType::try_from(code).map_err(|_| TensorProblem::ElementType(code.to_string()))?;
        let data = if proto.data_location == Some(DataLocation::External as i32) {
            let (width, limit) = (element_bytes(element)?, count);
            let bytes = external.read(&proto.external_data, width * limit)?;
            from_bytes(element, &bytes, proto, count)?
        } else if let Some(raw) = &proto.raw_data {
            from_bytes(element, raw, proto, count)?
        } else {
            from_fields(element, proto, count)?
        };
        refuse_non_finite(&data)?;
        Ok(Self { dims, data })
    }
}

fn checked_dims(dims: &[i64]) -> Result<Vec<usize>, TensorProblem> {
    let negative = |(axis, &found): (usize, &i64)| TensorProblem::NegativeDimension { axis, found };
    dims.iter().enumerate().map(|(axis, d)| usize::try_from(*d).map_err(|_| negative((axis, d)))).collect()
}

fn too_large(dims: Vec<i64>) -> TensorProblem {
    TensorProblem::TooLarge { dims, limit: MAX_TENSOR_ELEMENTS, max_rank: MAX_RANK }
}

/// NaN is never meant. An infinity is only meant as an absent bound, which is a scalar.
fn refuse_non_finite(data: &TensorData) -> Result<(), TensorProblem> {
    let TensorData::Float(values) = data else { return Ok(()) };
    let allowed = |value: f32| value.is_finite() || (values.len() == 1 && value.is_infinite());
    match values.iter().position(|&value| !allowed(value)) {
        Some(index) => Err(TensorProblem::NotFinite { index, value: values[index] }),
        None => Ok(()),
    }
}

fn element_bytes(element: DataType) -> Result<usize, TensorProblem> {
    Ok(match element {
        DataType::Uint8 | DataType::Int8 | DataType::Bool => 1,
        DataType::Uint16 | DataType::Int16 | DataType::Float16 | DataType::Bfloat16 => 2,
        DataType::Float | DataType::Int32 | DataType::Uint32 => 4,
        DataType::Double | DataType::Int64 | DataType::Uint64 => 8,
        other => return Err(TensorProblem::ElementType(other.as_str_name().to_owned())),
    })
}

/// Little-endian elements as ONNX stores them in `raw_data` and in external files.
fn from_bytes(
    element: DataType,
    raw: &Bytes,
    proto: &TensorProto,
    count: usize,
) -> Result<TensorData, TensorProblem> {
    let width = element_bytes(element)?;
    check_length(proto, count * width, raw.len(), "bytes")?;
    let floats =
        |convert: fn(&[u8]) -> f32| TensorData::Float(raw.chunks_exact(width).map(convert).collect());
    let integers =
        |convert: fn(&[u8]) -> i64| TensorData::Integer(raw.chunks_exact(width).map(convert).collect());
    Ok(match element {
        DataType::Float => floats(|b| f32::from_le_bytes(array(b))),
        DataType::Double => floats(|b| f64::from_le_bytes(array(b)) as f32),
        DataType::Float16 => floats(|b| half_to_float(u16::from_le_bytes(array(b)))),
        DataType::Bfloat16 => floats(|b| bfloat_to_float(u16::from_le_bytes(array(b)))),
        DataType::Uint8 => integers(|b| u8::from_le_bytes(array(b)).into()),
        DataType::Bool => integers(|b| (b[0] != 0).into()),
        DataType::Int8 => integers(|b| i8::from_le_bytes(array(b)).into()),
        DataType::Uint16 => integers(|b| u16::from_le_bytes(array(b)).into()),
        DataType::Int16 => integers(|b| i16::from_le_bytes(array(b)).into()),
        DataType::Int32 => integers(|b| i32::from_le_bytes(array(b)).into()),
        DataType::Uint32 => integers(|b| u32::from_le_bytes(array(b)).into()),
        DataType::Int64 => integers(|b| i64::from_le_bytes(array(b))),
        _ => unsigned(raw.chunks_exact(width).map(|b| u64::from_le_bytes(array(b))))?,
    })
}

/// Elements in the typed fields of the protocol buffer.
fn from_fields(element: DataType, proto: &TensorProto, count: usize) -> Result<TensorData, TensorProblem> {
    let check = |found| check_length(proto, count, found, "elements");
    let data = match element {
        DataType::Float => TensorData::Float(proto.float_data.clone()),
        DataType::Double => TensorData::Float(proto.double_data.iter().map(|&v| v as f32).collect()),
        DataType::Float16 => {
            TensorData::Float(proto.int32_data.iter().map(|&v| half_to_float(v as u16)).collect())
        }
        DataType::Bfloat16 => {
            TensorData::Float(proto.int32_data.iter().map(|&v| bfloat_to_float(v as u16)).collect())
        }
        DataType::Int64 => TensorData::Integer(proto.int64_data.clone()),
        DataType::Uint32 | DataType::Uint64 => unsigned(proto.uint64_data.iter().copied())?,
        DataType::Bool => TensorData::Integer(proto.int32_data.iter().map(|&v| (v != 0).into()).collect()),
        other => {
            element_bytes(other)?;
            TensorData::Integer(proto.int32_data.iter().map(|&v| v.into()).collect())
        }
    };
    check(data.len())?;
    Ok(data)
}

fn check_length(
    proto: &TensorProto,
    expected: usize,
    found: usize,
    unit: &'static str,
) -> Result<(), TensorProblem> {
    if expected == found {
        return Ok(());
    }
    Err(TensorProblem::DataLength { dims: proto.dims.clone(), expected, found, unit })
}

fn unsigned(values: impl Iterator<Item = u64>) -> Result<TensorData, TensorProblem> {
    let convert = |(index, value): (usize, u64)| {
        i64::try_from(value).map_err(|_| TensorProblem::IntegerRange { index, value })
    };
    values.enumerate().map(convert).collect::<Result<_, _>>().map(TensorData::Integer)
}

fn array<const N: usize>(bytes: &[u8]) -> [u8; N] {
    bytes.try_into().expect("chunks have the width of the element")
}

fn bfloat_to_float(bits: u16) -> f32 {
    f32::from_bits(u32::from(bits) << 16)
}

/// IEEE 754 binary16 to binary32; exact for every value.
fn half_to_float(bits: u16) -> f32 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let exponent = i32::from(bits >> 10 & 0x1f);
    let fraction = f32::from(bits & 0x3ff);
    match exponent {
        0 => sign * fraction * 2f32.powi(-24),
        31 if fraction == 0.0 => sign * f32::INFINITY,
        31 => f32::NAN,
        _ => sign * (1.0 + fraction / 1024.0) * 2f32.powi(exponent - 15),
    }
}

#[cfg(test)]
mod test {
    use super::*;

    fn decode(proto: &TensorProto) -> Result<ConstTensor, TensorProblem> {
        ConstTensor::decode(proto, &ExternalData::none())
    }

    fn raw(element: DataType, dims: Vec<i64>, bytes: Vec<u8>) -> TensorProto {
        TensorProto {
            dims,
            data_type: Some(element as i32),
            raw_data: Some(bytes.into()),
            ..Default::default()
        }
    }

    #[test]
    fn half_precision_values_are_exact() {
        for (bits, value) in [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x0001, 2f32.powi(-24)),
            (0x7bff, 65504.0),
            (0x3555, 0.333_251_95),
        ] {
            assert_eq!(half_to_float(bits), value);
        }
        assert!(half_to_float(0x7e00).is_nan());
        assert_eq!(half_to_float(0xfc00), f32::NEG_INFINITY);
    }

    #[test]
    fn raw_and_typed_fields_agree() {
        let typed = TensorProto {
            dims: vec![2],
            data_type: Some(DataType::Float16 as i32),
            int32_data: vec![0x3c00, 0xc000],
            ..Default::default()
        };
        let packed = raw(DataType::Float16, vec![2], vec![0x00, 0x3c, 0x00, 0xc0]);
        assert_eq!(decode(&typed).unwrap(), decode(&packed).unwrap());
        assert_eq!(decode(&packed).unwrap().floats(), Some(&[1.0, -2.0][..]));
        let double = raw(DataType::Double, vec![], 0.5f64.to_le_bytes().to_vec());
        assert_eq!(decode(&double).unwrap().floats(), Some(&[0.5][..]));
        let brain = raw(DataType::Bfloat16, vec![1], vec![0x80, 0x3f]);
        assert_eq!(decode(&brain).unwrap().floats(), Some(&[1.0][..]));
    }

    #[test]
    fn wrong_shapes_are_refused_before_allocation() {
        let refused = |dims: &[i64]| decode(&raw(DataType::Float, dims.to_vec(), vec![0; 8])).unwrap_err();
        assert!(matches!(refused(&[-2]), TensorProblem::NegativeDimension { axis: 0, found: -2 }));
        assert!(matches!(refused(&[3]), TensorProblem::DataLength { expected: 12, found: 8, .. }));
        assert!(matches!(refused(&[1 << 40, 1 << 40]), TensorProblem::TooLarge { .. }));
        assert!(matches!(refused(&[1 << 40, 1 << 40, 0]), TensorProblem::TooLarge { .. }));
        assert!(matches!(refused(&[1; 9]), TensorProblem::TooLarge { .. }));
    }

    #[test]
    fn weights_that_are_not_finite_are_refused_but_scalar_bounds_may_be_infinite() {
        let bytes = |values: &[f32]| values.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<u8>>();
        let nan = raw(DataType::Float, vec![2], bytes(&[1.0, f32::NAN]));
        assert!(matches!(decode(&nan), Err(TensorProblem::NotFinite { index: 1, .. })));
        let infinite = raw(DataType::Float, vec![2], bytes(&[f32::INFINITY, 0.0]));
        assert!(matches!(decode(&infinite), Err(TensorProblem::NotFinite { index: 0, .. })));
        assert!(decode(&raw(DataType::Float, vec![], bytes(&[f32::INFINITY]))).is_ok());
    }
}
