//! `Pad`, `Resize` and `Upsample`: which input position an output position reads, by exact arithmetic.

use isa::phase::{MAX_EXTENT, MAX_PHASES, PhaseAxis};

use super::tensor;
use crate::error::Refusal;
use crate::lower::grid::Grid;
use crate::lower::operator::{Head, Operator, OperatorGraph, Post, TensorId};
use crate::onnx::call::Call;
use crate::onnx::rules;

/// Most axes that one layer can resample.
const MAX_AXES: usize = 3;

/// `Pad` with a constant; negative pads crop.
pub(super) fn pad(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<TensorId, Refusal> {
    call.expect_operands(1..=4)?;
    let input = tensor(call, 0, "data")?;
    let value = pad_value(call)?;
    let rank = out.onnx_dims(input).len();
    let pads = call.integer_list("pads", 1)?.unwrap_or_default();
    let axes = call.integer_list("axes", 3)?.unwrap_or_else(|| (0..rank as i64).collect());
    let axes = rules::axes(&axes, rank)?;
    let limit = i64::from(MAX_EXTENT);
    if pads.len() != 2 * axes.len() || pads.iter().any(|pad| !(-limit..=limit).contains(pad)) {
        let problem = format!("is {pads:?}, expected {} numbers", 2 * axes.len());
        return Err(Refusal::of("pads", problem, "check the export of this node"));
    }
    let mut cropped = input;
    let mut maps = vec![None; out.tensors[input].dims.len()];
    for (i, &onnx_axis) in axes.iter().enumerate() {
        let (begin, end) = (pads[i], pads[axes.len() + i]);
        if (begin, end) != (0, 0) {
            let axis = out.image_axis(input, onnx_axis)?;
            (cropped, maps[axis]) = pad_axis(out, cropped, axis, begin, end)?;
        }
    }
    if value == 0.0 {
        return remap(out, cropped, maps);
    }
    // The border of a layer is zero, so the values move by the padding value and back.
    let rank = maps.len();
    let shifted = |shift: f32| Post::affine(Grid::uniform(rank, 1.0), Grid::uniform(rank, shift));
    let lowered = out.push_post(cropped, shifted(-value))?;
    let padded = remap(out, lowered, maps)?;
    out.push_post(padded, shifted(value))
}

fn pad_value(call: &mut Call<TensorId>) -> Result<f32, Refusal> {
    match call.attributes.text("mode")?.as_deref() {
        None | Some("constant") => {}
        Some(mode) => return Err(Refusal::of("mode", format!("is \"{mode}\""), "pad with a constant")),
    }
    let value =
        if call.opset < 11 { call.attributes.float("value")? } else { call.scalar("constant_value", 2)? };
    match value.unwrap_or(0.0) {
        value if value.is_finite() => Ok(value),
        value => Err(Refusal::of("constant_value", format!("is {value}"), "pad with a finite value")),
    }
}

/// Crops one axis by a view, and says how it is padded.
fn pad_axis(
    out: &mut OperatorGraph,
    tensor: TensorId,
    axis: usize,
    begin: i64,
    end: i64,
) -> Result<(TensorId, Option<PhaseAxis>), Refusal> {
    let extent = out.tensors[tensor].dims[axis] as i64;
    let kept = extent + begin.min(0) + end.min(0);
    if kept < 1 || extent + begin + end > i64::from(MAX_EXTENT) {
        let problem = format!("{begin} and {end} leave nothing, or too much, of an axis of extent {extent}");
        return Err(Refusal::of("pads", problem, "check the export of this node"));
    }
    let cropped = out.push_slice(tensor, axis, (-begin).max(0) as usize, kept as usize, 1)?;
    let (begin, end) = (begin.max(0), end.max(0));
    let padded = || {
        let (input, output) = (kept as u32, (kept + begin + end) as u32);
        PhaseAxis { input, output, step: 1, taps: vec![vec![-(begin as i32)]] }
    };
    Ok((cropped, (begin + end > 0).then(padded)))
}

/// Adds steps that read other positions, at most three axes at a time.
fn remap(
    out: &mut OperatorGraph,
    mut tensor: TensorId,
    maps: Vec<Option<PhaseAxis>>,
) -> Result<TensorId, Refusal> {
    let axes: Vec<usize> = (0..maps.len()).filter(|&axis| maps[axis].is_some()).collect();
    for part in axes.chunks(MAX_AXES) {
        let own = |axis: usize| maps[axis].clone().filter(|_| part.contains(&axis));
        let own: Vec<Option<PhaseAxis>> = (0..maps.len()).map(own).collect();
        let mut dims = out.tensors[tensor].dims.clone();
        own.iter().zip(&mut dims).for_each(|(map, extent)| {
            *extent = map.as_ref().map_or(*extent, |map| map.output as usize);
        });
        let operator = Operator::Compute { head: Head::Remap(own), post: Post::identity(dims.len()) };
        tensor = out.push(operator, vec![tensor], dims, out.tensors[tensor].batched)?;
    }
    Ok(tensor)
}

/// A positive rational number: output positions per input position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ratio {
    numerator: i128,
    denominator: i128,
}

impl Ratio {
    /// The fraction with the smallest denominator that rounds to `value`: 1.2 is meant as 6/5.
    fn of(value: f32) -> Option<Self> {
        if !(value.is_finite() && (1e-6..=1e6).contains(&value)) {
            return None;
        }
        const MAX_DENOMINATOR: i128 = 1 << 24;
        let (mut rest, mut last, mut current) = (f64::from(value), (0i128, 1i128), (1i128, 0i128));
        loop {
            let whole = rest.floor();
            let next = (whole as i128 * current.0 + last.0, whole as i128 * current.1 + last.1);
            if next.1 > MAX_DENOMINATOR {
                return None;
            }
            (last, current) = (current, next);
            if (current.0 as f64 / current.1 as f64) as f32 == value {
                return Some(Self { numerator: current.0, denominator: current.1 });
            }
            rest = (rest - whole).recip();
        }
    }
}

/// The modes of a `Resize`.
struct Mode {
    coordinate: String,
    nearest: String,
}

impl Mode {
    fn read(call: &mut Call<TensorId>) -> Result<Self, Refusal> {
        match call.attributes.text("mode")?.as_deref() {
            None | Some("nearest") => {}
            Some(mode) => {
                let advice = "use nearest-neighbour upsampling, or a transposed convolution";
                return Err(Refusal::of("mode", format!("is \"{mode}\""), advice));
            }
        }
        if call.attributes.flag("antialias", false)? {
            return Err(Refusal::of("antialias", "is 1", "resize without antialiasing"));
        }
        // These belong to other modes.
        ["cubic_coeff_a", "exclude_outside", "extrapolation_value"]
            .iter()
            .for_each(|n| call.attributes.ignore(n));
        let old = call.opset < 11;
        let default = |old_mode: &str, new_mode: &str| if old { old_mode } else { new_mode }.to_owned();
        let coordinate = call.attributes.text("coordinate_transformation_mode")?;
        let nearest = call.attributes.text("nearest_mode")?;
        Ok(Self {
            coordinate: coordinate.unwrap_or_else(|| default("asymmetric", "half_pixel")),
            nearest: nearest.unwrap_or_else(|| default("floor", "round_prefer_floor")),
        })
    }

    /// The input position that output `y` of `output` reads.
    fn source(&self, y: i128, input: i128, output: i128, ratio: Ratio) -> Result<i128, Refusal> {
        let (p, q) = (ratio.numerator, ratio.denominator);
        // All coordinates are fractions over twice the numerator of the ratio.
        let (numerator, denominator) = match self.coordinate.as_str() {
            "asymmetric" => (y * q, p),
            "half_pixel" => ((2 * y + 1) * q - p, 2 * p),
            "pytorch_half_pixel" if output > 1 => ((2 * y + 1) * q - p, 2 * p),
            "align_corners" if output > 1 => (y * (input - 1), output - 1),
            "pytorch_half_pixel" | "align_corners" => (0, 1),
            "half_pixel_symmetric" => ((input - 1) * p + (2 * y + 1 - output) * q, 2 * p),
            other => {
                let advice = "use asymmetric, half_pixel or align_corners";
                return Err(Refusal::of("coordinate_transformation_mode", format!("is \"{other}\""), advice));
            }
        };
        let position = match self.nearest.as_str() {
            "floor" => numerator.div_euclid(denominator),
            "ceil" => -(-numerator).div_euclid(denominator),
            "round_prefer_floor" => -(denominator - 2 * numerator).div_euclid(2 * denominator),
            "round_prefer_ceil" => (2 * numerator + denominator).div_euclid(2 * denominator),
            other => {
                let advice = "use floor, ceil, round_prefer_floor or round_prefer_ceil";
                return Err(Refusal::of("nearest_mode", format!("is \"{other}\""), advice));
            }
        };
        Ok(position.clamp(0, input - 1))
    }
}

/// `Resize` (opsets 10 to 19) and `Upsample` (opset 9), nearest neighbour.
pub(super) fn resize(call: &mut Call<TensorId>, out: &mut OperatorGraph) -> Result<TensorId, Refusal> {
    call.expect_operands(1..=4)?;
    let input = tensor(call, 0, "X")?;
    let mode = Mode::read(call)?;
    let onnx_dims = out.onnx_dims(input);
    let targets = targets(call, &onnx_dims)?;
    let mut maps = vec![None; out.tensors[input].dims.len()];
    for (onnx_axis, (output, ratio)) in targets.into_iter().enumerate() {
        let extent = onnx_dims[onnx_axis];
        if output == extent && ratio.numerator == ratio.denominator {
            continue;
        }
        let axis = out.image_axis(input, onnx_axis)?;
        if output == 0 || output > MAX_EXTENT as usize {
            let problem = format!("makes an axis of extent {output}");
            return Err(Refusal::of("scales", problem, "check the export of this node"));
        }
        let source = |y: usize| mode.source(y as i128, extent as i128, output as i128, ratio);
        let sources = (0..output).map(|y| source(y).map(|x| x as u32)).collect::<Result<Vec<u32>, _>>()?;
        maps[axis] = Some(phases(extent as u32, &sources).ok_or_else(|| {
            let problem = format!("from {extent} to {output} positions reads them in no short period");
            Refusal::of("scales", problem, format!("use a ratio with at most {MAX_PHASES} output phases"))
        })?);
    }
    remap(out, input, maps)
}

/// Output extent and ratio of every ONNX axis.
fn targets(call: &mut Call<TensorId>, dims: &[usize]) -> Result<Vec<(usize, Ratio)>, Refusal> {
    let axes = match call.attributes.ints("axes")? {
        Some(list) => rules::axes(&list, dims.len())?,
        None => (0..dims.len()).collect(),
    };
    let policy = call.attributes.text("keep_aspect_ratio_policy")?;
    let mut targets: Vec<(usize, Ratio)> =
        dims.iter().map(|&extent| (extent, Ratio { numerator: 1, denominator: 1 })).collect();
    let scales_index = if call.opset < 11 { 1 } else { 2 };
    let scales = call.optional_weights(scales_index, "scales")?.filter(|scales| scales.elements() > 0);
    let extents: Vec<usize> = axes.iter().map(|&axis| dims[axis]).collect();
    let found = match &scales {
        Some(scales) => scaled(scales.floats().unwrap_or_default(), &extents)?,
        None => sized(&call.integer_list("sizes", 3)?.unwrap_or_default(), &extents, policy.as_deref())?,
    };
    axes.into_iter().zip(found).for_each(|(axis, target)| targets[axis] = target);
    Ok(targets)
}

/// Targets from one scale per axis.
fn scaled(scales: &[f32], extents: &[usize]) -> Result<Vec<(usize, Ratio)>, Refusal> {
    if scales.len() != extents.len() {
        return Err(Refusal::of("scales", "does not list every axis", "check the export of this node"));
    }
    let target = |(&scale, &extent): (&f32, &usize)| {
        let ratio = Ratio::of(scale).ok_or_else(|| {
            Refusal::of("scales", format!("holds {scale}"), "use a ratio of small integers")
        })?;
        let output = extent as i128 * ratio.numerator / ratio.denominator;
        Ok((usize::try_from(output).unwrap_or(usize::MAX), ratio))
    };
    scales.iter().zip(extents).map(target).collect()
}

/// Targets from one size per axis, of which a policy may keep only the smallest or largest ratio.
fn sized(sizes: &[i64], extents: &[usize], policy: Option<&str>) -> Result<Vec<(usize, Ratio)>, Refusal> {
    let inside = |size: &i64| (1..=i64::from(MAX_EXTENT)).contains(size);
    if sizes.len() != extents.len() || !sizes.iter().all(inside) {
        return Err(Refusal::of("sizes", "does not list every axis", "check the export of this node"));
    }
    let ratio =
        |(&size, &extent): (&i64, &usize)| Ratio { numerator: size.into(), denominator: extent as i128 };
    let ratios: Vec<Ratio> = sizes.iter().zip(extents).map(ratio).collect();
    let order = |a: &&Ratio, b: &&Ratio| (a.numerator * b.denominator).cmp(&(b.numerator * a.denominator));
    let common = match policy {
        None | Some("stretch") => None,
        Some("not_larger") => ratios.iter().min_by(order),
        Some("not_smaller") => ratios.iter().max_by(order),
        Some(other) => {
            return Err(Refusal::of("keep_aspect_ratio_policy", format!("is \"{other}\""), "use stretch"));
        }
    };
    let target = |(own, &extent): (&Ratio, &usize)| {
        let ratio = *common.unwrap_or(own);
        // Half up, as the operator's definition rounds.
        let doubled = 2 * extent as i128 * ratio.numerator + ratio.denominator;
        (doubled.div_euclid(2 * ratio.denominator) as usize, ratio)
    };
    Ok(ratios.iter().zip(extents).map(target).collect())
}

/// The shortest period with which an axis reads `sources`, or `None` above [`MAX_PHASES`].
fn phases(input: u32, sources: &[u32]) -> Option<PhaseAxis> {
    let output = sources.len() as u32;
    let fits = |period: usize| {
        let step = sources.get(period).map_or(1, |&source| i64::from(source) - i64::from(sources[0]));
        let expected = |y: usize| step * (y / period) as i64 + i64::from(sources[y % period]);
        let all = step > 0 && (0..sources.len()).all(|y| i64::from(sources[y]) == expected(y));
        all.then_some((period, step as u32))
    };
    let (period, step) = (1..=sources.len().min(MAX_PHASES as usize)).find_map(fits)?;
    let taps = sources[..period].iter().map(|&source| vec![source as i32]).collect();
    Some(PhaseAxis { input, output, step, taps })
}

#[cfg(test)]
mod test {
    use super::*;

    fn sources(coordinate: &str, nearest: &str, input: usize, output: usize, ratio: Ratio) -> Vec<u32> {
        let mode = Mode { coordinate: coordinate.to_owned(), nearest: nearest.to_owned() };
        let source = |y| mode.source(y as i128, input as i128, output as i128, ratio).unwrap() as u32;
        (0..output).map(source).collect()
    }

    #[test]
    fn decimal_scales_are_recognised_as_fractions() {
        let ratio = |numerator, denominator| Some(Ratio { numerator, denominator });
        assert_eq!(Ratio::of(2.0), ratio(2, 1));
        assert_eq!(Ratio::of(1.2), ratio(6, 5));
        assert_eq!(Ratio::of(0.6), ratio(3, 5));
        assert_eq!(Ratio::of(2.0 / 3.0), ratio(2, 3));
        assert_eq!(Ratio::of(0.0), None);
        assert_eq!(Ratio::of(f32::NAN), None);
    }

    #[test]
    fn integer_factors_are_the_same_in_both_common_modes() {
        for factor in 1..6usize {
            let ratio = Ratio { numerator: factor as i128, denominator: 1 };
            let floor = sources("asymmetric", "floor", 5, 5 * factor, ratio);
            assert_eq!(floor, (0..5 * factor).map(|y| (y / factor) as u32).collect::<Vec<_>>());
            assert_eq!(sources("half_pixel", "round_prefer_floor", 5, 5 * factor, ratio), floor);
            let axis = phases(5, &floor).unwrap();
            assert_eq!((axis.phases(), axis.step), (factor as u32, 1));
        }
    }

    /// The examples of the operator's definition (onnx backend tests `resize_*_nearest*`).
    #[test]
    fn rounding_follows_the_definition() {
        let ratio = |numerator, denominator| Ratio { numerator, denominator };
        assert_eq!(sources("half_pixel", "round_prefer_floor", 4, 2, ratio(3, 5)), [0, 2]);
        assert_eq!(sources("align_corners", "floor", 4, 8, ratio(2, 1)), [0, 0, 0, 1, 1, 2, 2, 3]);
        assert_eq!(sources("asymmetric", "round_prefer_ceil", 4, 8, ratio(2, 1)), [0, 1, 1, 2, 2, 3, 3, 3]);
        assert_eq!(sources("half_pixel", "ceil", 4, 8, ratio(2, 1)), [0, 1, 1, 2, 2, 3, 3, 3]);
    }

    #[test]
    fn rational_ratios_have_the_phases_of_the_numerator() {
        let found = sources("asymmetric", "floor", 100, 120, Ratio { numerator: 6, denominator: 5 });
        let axis = phases(100, &found).unwrap();
        assert_eq!((axis.phases(), axis.step), (6, 5));
        for (y, &source) in found.iter().enumerate() {
            assert_eq!(axis.taps_of(y as u32).collect::<Vec<_>>(), [(0, source)]);
        }
    }
}
