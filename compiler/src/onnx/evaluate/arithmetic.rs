//! Element-wise arithmetic on constants, with broadcasting: float32 as a run-time would compute it, integers
//! with overflow refused.

use super::{check_growth, expanded, refused};
use crate::error::Refusal;
use crate::onnx::call::Call;
use crate::onnx::proto::tensor_proto::DataType;
use crate::onnx::rules;
use crate::onnx::tensor::{ConstTensor, TensorData};

const UNARY: [&str; 10] = ["Neg", "Abs", "Floor", "Ceil", "Round", "Sqrt", "Reciprocal", "Exp", "Log", "Not"];
const BINARY: [&str; 15] = [
    "Add",
    "Sub",
    "Mul",
    "Div",
    "Pow",
    "Mod",
    "Min",
    "Max",
    "Equal",
    "Less",
    "Greater",
    "LessOrEqual",
    "GreaterOrEqual",
    "And",
    "Or",
];

pub(super) fn is_unary(operator: &str) -> bool {
    UNARY.contains(&operator)
}

pub(super) fn is_binary(operator: &str) -> bool {
    BINARY.contains(&operator)
}

pub(super) fn unary<T>(call: &mut Call<T>) -> Result<ConstTensor, Refusal> {
    call.expect_operands(1..=1)?;
    let tensor = call.constant(0, "input")?;
    let data = match tensor.data() {
        TensorData::Float(values) => {
            let function: fn(f32) -> f32 = match call.operator.as_str() {
                "Neg" => |x| -x,
                "Abs" => f32::abs,
                "Floor" => f32::floor,
                "Ceil" => f32::ceil,
                "Round" => f32::round_ties_even,
                "Sqrt" => f32::sqrt,
                "Reciprocal" => f32::recip,
                "Exp" => f32::exp,
                "Log" => f32::ln,
                _ => return Err(wrong_type()),
            };
            TensorData::Float(values.iter().map(|&x| function(x)).collect())
        }
        TensorData::Integer(values) => {
            let function: fn(i64) -> Option<i64> = match call.operator.as_str() {
                "Neg" => i64::checked_neg,
                "Abs" => i64::checked_abs,
                "Not" => |x| Some((x == 0).into()),
                _ => return Err(wrong_type()),
            };
            let results = values.iter().map(|&x| function(x)).collect::<Option<_>>();
            TensorData::Integer(results.ok_or_else(overflow)?)
        }
    };
    ConstTensor::new(tensor.dims().to_vec(), data).map_err(refused)
}

/// Two operands; `Min` and `Max` take any number.
pub(super) fn binary<T>(call: &mut Call<T>) -> Result<ConstTensor, Refusal> {
    call.expect_operands(1..=64)?;
    let flag = call.attributes.int("fmod")?.unwrap_or(0);
    let mut result = (*call.constant(0, "A")?).clone();
    if call.operands.len() < 2 && !matches!(call.operator.as_str(), "Min" | "Max") {
        return Err(Refusal::of("B", "is missing", "the file is damaged; export it again"));
    }
    for index in 1..call.operands.len() {
        let other = call.constant(index, "B")?;
        let dims = rules::broadcast(result.dims(), other.dims())?;
        check_growth(call, &dims)?;
        let data = match (expanded(&result, &dims), expanded(&other, &dims)) {
            (TensorData::Float(a), TensorData::Float(b)) => float_pair(&call.operator, &a, &b)?,
            (TensorData::Integer(a), TensorData::Integer(b)) => integer_pair(&call.operator, flag, &a, &b)?,
            (TensorData::Float(a), TensorData::Integer(b)) if call.operator == "Pow" => {
                let b: Vec<f32> = b.iter().map(|&x| x as f32).collect();
                float_pair("Pow", &a, &b)?
            }
            _ => return Err(wrong_type()),
        };
        result = ConstTensor::new(dims, data).map_err(refused)?;
    }
    Ok(result)
}

fn float_pair(operator: &str, a: &[f32], b: &[f32]) -> Result<TensorData, Refusal> {
    let zip = |f: fn(f32, f32) -> f32| TensorData::Float(a.iter().zip(b).map(|(&a, &b)| f(a, b)).collect());
    let compare = |f: fn(f32, f32) -> bool| {
        TensorData::Integer(a.iter().zip(b).map(|(&a, &b)| f(a, b).into()).collect())
    };
    Ok(match operator {
        "Add" => zip(|a, b| a + b),
        "Sub" => zip(|a, b| a - b),
        "Mul" => zip(|a, b| a * b),
        "Div" => zip(|a, b| a / b),
        "Pow" => zip(f32::powf),
        "Mod" => zip(|a, b| a % b),
        "Min" => zip(f32::min),
        "Max" => zip(f32::max),
        "Equal" => compare(|a, b| a == b),
        "Less" => compare(|a, b| a < b),
        "Greater" => compare(|a, b| a > b),
        "LessOrEqual" => compare(|a, b| a <= b),
        "GreaterOrEqual" => compare(|a, b| a >= b),
        _ => return Err(wrong_type()),
    })
}

fn integer_pair(operator: &str, fmod: i64, a: &[i64], b: &[i64]) -> Result<TensorData, Refusal> {
    let function: fn(i64, i64) -> Option<i64> = match operator {
        "Add" => i64::checked_add,
        "Sub" => i64::checked_sub,
        "Mul" => i64::checked_mul,
        "Div" => i64::checked_div,
        "Pow" => |a, b| a.checked_pow(u32::try_from(b).ok()?),
        "Mod" if fmod != 0 => i64::checked_rem,
        // The sign of the result is that of the divisor, as in Python.
        "Mod" => |a, b| a.checked_rem(b).map(|r| if r != 0 && (r < 0) != (b < 0) { r + b } else { r }),
        "Min" => |a, b| Some(a.min(b)),
        "Max" => |a, b| Some(a.max(b)),
        "Equal" => |a, b| Some((a == b).into()),
        "Less" => |a, b| Some((a < b).into()),
        "Greater" => |a, b| Some((a > b).into()),
        "LessOrEqual" => |a, b| Some((a <= b).into()),
        "GreaterOrEqual" => |a, b| Some((a >= b).into()),
        "And" => |a, b| Some((a != 0 && b != 0).into()),
        "Or" => |a, b| Some((a != 0 || b != 0).into()),
        _ => return Err(wrong_type()),
    };
    let results = a.iter().zip(b).map(|(&a, &b)| function(a, b)).collect::<Option<_>>();
    Ok(TensorData::Integer(results.ok_or_else(overflow)?))
}

pub(super) fn select<T>(call: &mut Call<T>) -> Result<ConstTensor, Refusal> {
    call.expect_operands(3..=3)?;
    let (condition, x, y) = (call.constant(0, "condition")?, call.constant(1, "X")?, call.constant(2, "Y")?);
    let dims = rules::broadcast(condition.dims(), &rules::broadcast(x.dims(), y.dims())?)?;
    check_growth(call, &dims)?;
    let TensorData::Integer(mask) = expanded(&condition, &dims) else { return Err(wrong_type()) };
    let data = match (expanded(&x, &dims), expanded(&y, &dims)) {
        (TensorData::Float(x), TensorData::Float(y)) => TensorData::Float(merge(&mask, &x, &y)),
        (TensorData::Integer(x), TensorData::Integer(y)) => TensorData::Integer(merge(&mask, &x, &y)),
        _ => return Err(wrong_type()),
    };
    ConstTensor::new(dims, data).map_err(refused)
}

fn merge<E: Copy>(mask: &[i64], x: &[E], y: &[E]) -> Vec<E> {
    mask.iter().zip(x.iter().zip(y)).map(|(&m, (&x, &y))| if m != 0 { x } else { y }).collect()
}

/// Whether values of this element type are kept as float32 by the reader.
pub(crate) fn is_float(element: DataType) -> bool {
    matches!(element, DataType::Float | DataType::Double | DataType::Float16 | DataType::Bfloat16)
}

/// The element type named by the `to` attribute of `Cast`.
pub(crate) fn cast_target<T>(call: &mut Call<T>) -> Result<DataType, Refusal> {
    // Saturation and rounding concern 8-bit floats only, which are not supported as a target.
    call.attributes.ignore("saturate");
    call.attributes.ignore("round_mode");
    let code = call.attributes.int("to")?.unwrap_or_default();
    let element = i32::try_from(code).ok().and_then(|code| DataType::try_from(code).ok());
    let supported = |element: &DataType| {
        is_float(*element)
            || matches!(
                element,
                DataType::Int32
                    | DataType::Int64
                    | DataType::Uint8
                    | DataType::Int8
                    | DataType::Bool
                    | DataType::Uint32
                    | DataType::Uint64
                    | DataType::Int16
                    | DataType::Uint16
            )
    };
    element.filter(supported).ok_or_else(|| {
        Refusal::of("to", format!("is the element type {code}"), "cast to float, an integer type or bool")
    })
}

pub(super) fn cast<T>(call: &mut Call<T>) -> Result<ConstTensor, Refusal> {
    call.expect_operands(1..=1)?;
    let (target, tensor) = (cast_target(call)?, call.constant(0, "input")?);
    let data = match tensor.data() {
        TensorData::Float(values) if is_float(target) => TensorData::Float(values.clone()),
        TensorData::Integer(values) if is_float(target) => {
            TensorData::Float(values.iter().map(|&x| x as f32).collect())
        }
        TensorData::Float(values) if target == DataType::Bool => {
            TensorData::Integer(values.iter().map(|&x| (x != 0.0).into()).collect())
        }
        TensorData::Float(values) => TensorData::Integer(values.iter().map(|&x| x as i64).collect()),
        TensorData::Integer(values) if target == DataType::Bool => {
            TensorData::Integer(values.iter().map(|&x| (x != 0).into()).collect())
        }
        TensorData::Integer(values) => TensorData::Integer(values.clone()),
    };
    ConstTensor::new(tensor.dims().to_vec(), data).map_err(refused)
}

fn wrong_type() -> Refusal {
    Refusal::new(
        "has constant operands of an element type that it is not folded for",
        "fold constants before exporting",
    )
}

fn overflow() -> Refusal {
    Refusal::new("overflows 64-bit integers, or divides by zero", "check the shape computation of the model")
}
