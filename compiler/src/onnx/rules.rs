//! Shape rules of the ONNX operators that only move elements. The evaluator of constants and the
//! translator of run-time values share them.

use super::limits::{MAX_RANK, MAX_TENSOR_ELEMENTS, element_count};
use crate::error::Refusal;

const CHECK: &str = "check the shapes with `onnx.shape_inference`";

/// An axis counted from the front; negative ones count from the back.
pub(crate) fn axis(axis: i64, rank: usize) -> Result<usize, Refusal> {
    let signed = rank as i64;
    if (-signed..signed).contains(&axis) {
        return Ok(axis.rem_euclid(signed) as usize);
    }
    Err(Refusal::of("axis", format!("is {axis}, but the tensor has {rank} dimensions"), CHECK))
}

/// Several distinct axes.
pub(crate) fn axes(list: &[i64], rank: usize) -> Result<Vec<usize>, Refusal> {
    let found = list.iter().map(|&a| axis(a, rank)).collect::<Result<Vec<_>, _>>()?;
    if (1..found.len()).any(|i| found[..i].contains(&found[i])) {
        return Err(Refusal::of("axes", format!("{list:?} names an axis twice"), CHECK));
    }
    Ok(found)
}

/// Number of elements of a result shape.
pub(crate) fn elements(dims: &[usize]) -> Result<usize, Refusal> {
    element_count(dims).ok_or_else(|| {
        let problem = format!(
            "has a result of shape {dims:?}; at most {MAX_TENSOR_ELEMENTS} elements in {MAX_RANK} dimensions are accepted"
        );
        Refusal::new(problem, "export a smaller model")
    })
}

/// `Reshape`: 0 copies a dimension (unless `allow_zero`), -1 is computed.
pub(crate) fn reshape(dims: &[usize], target: &[i64], allow_zero: bool) -> Result<Vec<usize>, Refusal> {
    let mismatch =
        || Refusal::of("shape", format!("{target:?} does not hold the elements of {dims:?}"), CHECK);
    let mut result = Vec::with_capacity(target.len());
    let mut inferred = None;
    for (position, &extent) in target.iter().enumerate() {
        result.push(match extent {
            0 if !allow_zero => *dims.get(position).ok_or_else(mismatch)?,
            -1 if inferred.is_none() => {
                inferred = Some(position);
                1
            }
            extent => usize::try_from(extent).map_err(|_| mismatch())?,
        });
    }
    let (have, want) = (elements(dims)?, elements(&result)?);
    match inferred {
        Some(position) if want > 0 && have % want == 0 => result[position] = have / want,
        None if have == want => {}
        _ => return Err(mismatch()),
    }
    Ok(result)
}

/// `Squeeze`: drops the listed axes of extent 1, or all of them.
pub(crate) fn squeeze(dims: &[usize], list: Option<&[i64]>) -> Result<Vec<usize>, Refusal> {
    let drop = match list {
        None => (0..dims.len()).filter(|&axis| dims[axis] == 1).collect(),
        Some(list) => axes(list, dims.len())?,
    };
    if let Some(&axis) = drop.iter().find(|&&axis| dims[axis] != 1) {
        return Err(Refusal::of("axes", format!("names axis {axis} of extent {}", dims[axis]), CHECK));
    }
    Ok((0..dims.len()).filter(|axis| !drop.contains(axis)).map(|axis| dims[axis]).collect())
}

/// `Unsqueeze`: inserts axes of extent 1 at the listed positions of the result.
pub(crate) fn unsqueeze(dims: &[usize], list: &[i64]) -> Result<Vec<usize>, Refusal> {
    let rank = dims.len() + list.len();
    if rank > MAX_RANK {
        return Err(Refusal::of(
            "axes",
            format!("makes {rank} dimensions, at most {MAX_RANK} are accepted"),
            CHECK,
        ));
    }
    let new = axes(list, rank)?;
    let mut old = dims.iter();
    let pick = |axis| if new.contains(&axis) { 1 } else { *old.next().expect("one old axis per kept axis") };
    Ok((0..rank).map(pick).collect())
}

/// `Flatten`: a matrix of the axes before `axis` and those from it on.
pub(crate) fn flatten(dims: &[usize], axis: i64) -> Result<Vec<usize>, Refusal> {
    let rank = dims.len() as i64;
    if !(-rank..=rank).contains(&axis) {
        return Err(Refusal::of("axis", format!("is {axis}, but the tensor has {rank} dimensions"), CHECK));
    }
    let axis = if axis < 0 { axis + rank } else { axis } as usize;
    Ok(vec![elements(&dims[..axis])?, elements(&dims[axis..])?])
}

/// `Transpose`: for each result axis the source axis; without a list the axes are reversed.
pub(crate) fn transpose_order(list: Option<Vec<i64>>, rank: usize) -> Result<Vec<usize>, Refusal> {
    let Some(list) = list else { return Ok((0..rank).rev().collect()) };
    let order = axes(&list, rank)?;
    if order.len() != rank {
        return Err(Refusal::of("perm", format!("{list:?} does not list all {rank} axes"), CHECK));
    }
    Ok(order)
}

/// `Slice` along one axis: first position, number of positions. `step` may be negative, not zero.
pub(crate) fn slice(start: i64, end: i64, step: i64, extent: usize) -> Result<(usize, usize), Refusal> {
    if step == 0 {
        return Err(Refusal::of("steps", "holds a zero", CHECK));
    }
    if extent == 0 {
        return Ok((0, 0));
    }
    let extent = extent as i64;
    let from_back = |position: i64| if position < 0 { position.saturating_add(extent) } else { position };
    // Clamping differs by direction: a backward slice may end before position 0, at -1.
    let (start, count) = if step > 0 {
        let (start, end) = (from_back(start).clamp(0, extent), from_back(end).clamp(0, extent));
        (start, (end - start).max(0).div_ceil_by(step))
    } else {
        let (start, end) = (from_back(start).clamp(0, extent - 1), from_back(end).clamp(-1, extent - 1));
        (start, (start - end).max(0).div_ceil_by(step.saturating_neg()))
    };
    Ok((start.max(0) as usize, count as usize))
}

trait CeilingDivision {
    fn div_ceil_by(self, divisor: Self) -> Self;
}

impl CeilingDivision for i64 {
    /// Division of a number that is not negative by a positive one, rounded up without overflow.
    fn div_ceil_by(self, divisor: i64) -> i64 {
        self / divisor + i64::from(self % divisor != 0)
    }
}

/// The shape that both operands are repeated to.
pub(crate) fn broadcast(a: &[usize], b: &[usize]) -> Result<Vec<usize>, Refusal> {
    let rank = a.len().max(b.len());
    let extent = |dims: &[usize], axis: usize| (axis + dims.len()).checked_sub(rank).map_or(1, |i| dims[i]);
    (0..rank)
        .map(|axis| match (extent(a, axis), extent(b, axis)) {
            (x, y) if x == y || y == 1 => Ok(x),
            (1, y) => Ok(y),
            _ => Err(Refusal::new(format!("cannot broadcast {a:?} and {b:?} to one shape"), CHECK)),
        })
        .collect()
}

/// Bounds of the parts of a `Split`: sizes given, or equal parts with a smaller last one.
pub(crate) fn split(extent: usize, sizes: Option<&[i64]>, parts: usize) -> Result<Vec<usize>, Refusal> {
    let wrong = |problem: String| Refusal::of("split", problem, CHECK);
    let sizes = match sizes {
        Some(sizes) => {
            let convert = |&size| usize::try_from(size).ok().filter(|&size| size <= extent);
            let found: Option<Vec<usize>> = sizes.iter().map(convert).collect();
            found.ok_or_else(|| wrong(format!("{sizes:?} does not divide an axis of extent {extent}")))?
        }
        None if parts == 0 => return Err(wrong("has no parts".to_owned())),
        None => {
            let part = extent.div_ceil(parts);
            (0..parts).map(|i| part.min(extent.saturating_sub(i * part))).collect()
        }
    };
    if sizes.len() != parts || sizes.iter().sum::<usize>() != extent {
        return Err(wrong(format!(
            "{sizes:?} does not divide an axis of extent {extent} into {parts} parts"
        )));
    }
    Ok(sizes)
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn reshape_follows_zero_and_minus_one() {
        assert_eq!(reshape(&[2, 3, 4], &[0, -1], false).unwrap(), [2, 12]);
        assert_eq!(reshape(&[2, 3, 4], &[4, 6], false).unwrap(), [4, 6]);
        assert!(reshape(&[2, 3], &[4, -1], false).is_err());
        assert!(reshape(&[2, 3], &[-1, -1], false).is_err());
        assert!(reshape(&[2, 3], &[i64::MAX, i64::MAX], false).is_err());
    }

    #[test]
    fn slices_clamp_like_python() {
        for extent in 1..6usize {
            let items: Vec<usize> = (0..extent).collect();
            for (start, end, step) in
                (-7..8).flat_map(|s| (-7..8).flat_map(move |e| [1, 2, 3].map(|t| (s, e, t))))
            {
                let back =
                    |p: i64| if p < 0 { p + extent as i64 } else { p }.clamp(0, extent as i64) as usize;
                let (first, last) = (back(start), back(end).max(back(start)));
                let expected: Vec<usize> =
                    items[first..last].iter().step_by(step as usize).copied().collect();
                let (found, count) = slice(start, end, step, extent).unwrap();
                let found: Vec<usize> = (0..count).map(|i| found + i * step as usize).collect();
                assert_eq!(found, expected, "{start}:{end}:{step} of {extent}");
            }
        }
        assert_eq!(slice(-1, i64::MIN, -1, 4).unwrap(), (3, 4));
        assert_eq!(slice(0, i64::MAX, i64::MAX, 4).unwrap(), (0, 1));
        assert!(slice(0, 1, 0, 4).is_err());
    }

    #[test]
    fn broadcasting_aligns_at_the_back() {
        assert_eq!(broadcast(&[2, 1, 4], &[3, 1]).unwrap(), [2, 3, 4]);
        assert!(broadcast(&[2], &[3]).is_err());
    }

    #[test]
    fn axes_and_parts_are_checked() {
        assert_eq!(axis(-1, 3).unwrap(), 2);
        assert!(axis(3, 3).is_err());
        assert!(axes(&[0, -3], 3).is_err());
        assert_eq!(unsqueeze(&[5], &[0, -1]).unwrap(), [1, 5, 1]);
        assert_eq!(squeeze(&[1, 5, 1], None).unwrap(), [5]);
        assert!(squeeze(&[2], Some(&[0])).is_err());
        assert_eq!(split(7, None, 3).unwrap(), [3, 3, 1]);
        assert!(split(4, Some(&[3, 3]), 2).is_err());
        assert_eq!(flatten(&[2, 3, 4], -1).unwrap(), [6, 4]);
    }
}
