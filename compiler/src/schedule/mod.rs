//! From layer records to microprograms: which PV computes what, when, and from where in its scratchpads.
//!
//! [`work`] says what a layer asks of the array, [`choose`] picks a [`plan`], [`body`] walks the steps of all layers
//! and lets [`issue`] write the micro-ops. Values do not matter here: everything follows from shapes.
//!
//! A program holds one body for [`BODY_IMAGES`] images at a time, in which every weight is loaded once for all of
//! them, and one for the images that are left.

pub(crate) mod body;
pub(crate) mod choose;
pub(crate) mod copy;
pub(crate) mod issue;
pub(crate) mod nest;
pub(crate) mod parameters;
pub(crate) mod plan;
pub(crate) mod ring;
pub(crate) mod tiles;
pub(crate) mod work;

use isa::ArchConfig;
use isa::ops::MicroOp;
use isa::program::Mode;
use isa::record::{LayerRecord, PostProcess};

use crate::compile_error::{CompileError, LayerProblem};
use body::Body;
use choose::{Estimate, choose};
use issue::Issue;
use plan::Plan;
use work::Work;

/// Images that a program takes at a time as long as so many are left; then one.
pub(crate) const BODY_IMAGES: [u32; 2] = isa::record::PREDICTED_IMAGES;

/// A layer with its plans, one for each of [`BODY_IMAGES`].
#[derive(Debug, Clone)]
pub(crate) struct ScheduledLayer {
    pub(crate) work: Work,
    pub(crate) plans: [(Plan, Estimate); BODY_IMAGES.len()],
}

/// Plans a layer. `input_lines` is where its weights lie as lines of input channels, if they do.
///
/// # Errors
/// A layer whose smallest tile does not fit the scratchpads.
pub(crate) fn plan_layer(
    record: &LayerRecord,
    arch: &ArchConfig,
    mode: Mode,
    input_lines: Option<u64>,
) -> Result<ScheduledLayer, LayerProblem> {
    let work = Work::new(record, mode, input_lines);
    let plan = |images| {
        let problem = LayerProblem::Rule("its smallest tile does not fit the scratchpads of the array");
        choose(&work, arch, images).ok_or(problem)
    };
    let plans = [plan(BODY_IMAGES[0])?, plan(BODY_IMAGES[1])?];
    Ok(ScheduledLayer { work, plans })
}

/// Whether lanes of input channels serve a layer better than lanes of output channels.
pub(crate) fn prefers_input_lanes(record: &LayerRecord, arch: &ArchConfig, mode: Mode) -> bool {
    if !Work::allows_input_lanes(record, arch) {
        return false;
    }
    let cycles = |lines| {
        plan_layer(record, arch, mode, lines).map_or(u64::MAX, |layer| {
            layer
                .plans
                .iter()
                .zip(BODY_IMAGES)
                .map(|((_, e), images)| e.cycles * u64::from(16 / images))
                .sum()
        })
    };
    cycles(Some(0)) < cycles(None)
}

/// The microprogram of layers whose records, concatenated, follow it in the program segment: what [`crate::compile`]
/// writes for a network, for those who have records already.
///
/// # Errors
/// A layer that does not fit the array, or more code than a program can hold.
pub fn microprogram(
    records: &[LayerRecord],
    arch: &ArchConfig,
    mode: Mode,
) -> Result<Vec<u64>, CompileError> {
    let mut places = Vec::with_capacity(records.len());
    let mut layers = Vec::with_capacity(records.len());
    let mut end = 0;
    for record in records {
        places.push(end);
        end += record.encode().len() / 8;
        layers.push(plan_layer(record, arch, mode, None).map_err(|problem| problem.of(&record.name))?);
    }
    emit_code(&layers, &places, arch, mode)
}

/// The code of a network: `records` are their places in units of 8 bytes, from the first record.
///
/// # Errors
/// The program or its memory exceeds what a micro-op can name.
pub(crate) fn emit_code(
    layers: &[ScheduledLayer],
    records: &[usize],
    arch: &ArchConfig,
    mode: Mode,
) -> Result<Vec<u64>, CompileError> {
    let mut issue = Issue::new(if mode == Mode::Dense { 0 } else { arch.local_micro_ops });
    let too_far = CompileError::Graph("its layer records exceed the program segment");
    let words = records.iter().map(|&record| u32::try_from(record));
    let Ok(records) = words.collect::<Result<Vec<u32>, _>>() else { return Err(too_far) };
    let unencodable = |_| CompileError::Graph("an address or count exceeds what a micro-op can hold");
    for (variant, images) in BODY_IMAGES.into_iter().enumerate() {
        issue.forget();
        let begin = issue.len();
        issue.push(MicroOp::Nop {}).map_err(unencodable)?;
        if !Body::new(layers, variant, arch, &records, &mut issue).emit().map_err(unencodable)? {
            return Err(CompileError::Graph("a tile exceeds the scratchpad it was planned for"));
        }
        let length = (issue.len() - begin) as u32;
        issue.push(MicroOp::BatchEnd {}).map_err(unencodable)?;
        issue.patch(begin, MicroOp::BatchBegin { images: images as u16, length }).map_err(unencodable)?;
    }
    issue.push(MicroOp::Halt {}).map_err(unencodable)?;
    // Records follow the code, so their place depends on its length.
    let first_record = issue.len();
    issue.into_code(first_record).ok_or(too_far)
}

#[cfg(test)]
mod test;

/// The bounds of a layer's results as `mimd.ld` takes them.
fn clamp_words(post: &PostProcess) -> (u32, u32) {
    (u32::from(post.clamp.0 as u16), u32::from(post.clamp.1 as u16))
}
