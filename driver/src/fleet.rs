//! One run over several devices: the images are split, every device has a thread and a session of its own.
//!
//! Images are independent, so results are those of one device, bit for bit, whatever the split. Devices may be of
//! different transports; a run ends with the first error of any.

use std::sync::mpsc;
use std::thread;
use std::time::Instant;

use isa::program::Port;

use crate::device::Device;
use crate::patience::Patience;
use crate::program_load::LoadedProgram;
use crate::session::{Progress, RunError, RunOutput, RunReport, Session};

/// Runs `images` images in jobs of `batch` over all devices, each with the program that is loaded into it.
///
/// `inputs` is as for [`Session::run`], over all images; `patience` is that of every job, where it is not to follow the
/// program. `progress` counts images of all devices.
///
/// # Errors
/// As [`Session::run`], of the first device that has one; the others finish their share.
///
/// # Panics
/// Not one program for each device, or no device.
pub fn run_on_all(
    devices: &mut [Device],
    programs: &[LoadedProgram],
    images: usize,
    batch: u32,
    inputs: &[&[f32]],
    patience: Option<Patience>,
    progress: &mut dyn FnMut(Progress),
) -> Result<RunOutput, RunError> {
    assert!(!devices.is_empty() && devices.len() == programs.len(), "one program for each device");
    if let ([device], [program]) = (&mut *devices, programs) {
        return Session::new(device).with_patience(patience).run(program, images, batch, inputs, progress);
    }
    let start = Instant::now();
    let shares = shares(images, batch as usize, devices.len());
    let (sender, receiver) = mpsc::channel();
    let results = thread::scope(|scope| {
        let parts = devices.iter_mut().zip(programs).zip(&shares);
        let threads: Vec<_> = parts
            .map(|((device, program), &(first, count))| {
                let (sender, ports) = (sender.clone(), &program.interface().inputs);
                let inputs: Vec<&[f32]> =
                    ports.iter().zip(inputs).map(|(port, values)| part(port, values, first, count)).collect();
                scope.spawn(move || {
                    let mut done = 0;
                    let mut session = Session::new(device).with_patience(patience);
                    session.run(program, count, batch, &inputs, &mut |now| {
                        // Nobody listens any more when the run has failed elsewhere.
                        let _ = sender.send(now.images - done);
                        done = now.images;
                    })
                })
            })
            .collect();
        drop(sender);
        let mut done = 0;
        for more in receiver {
            done += more;
            progress(Progress { images: done, of: images });
        }
        let joined = threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        joined.collect::<Result<Vec<RunOutput>, RunError>>()
    });
    let mut output = RunOutput { outputs: Vec::new(), report: RunReport::default() };
    for part in results? {
        append(&mut output, part);
    }
    output.report.elapsed = start.elapsed();
    Ok(output)
}

/// Adds the images of the next device.
fn append(output: &mut RunOutput, part: RunOutput) {
    output.report.merge(&part.report);
    match output.outputs.is_empty() {
        true => output.outputs = part.outputs,
        false => {
            for (values, more) in output.outputs.iter_mut().zip(part.outputs) {
                values.extend(more);
            }
        }
    }
}

/// First image and number of images for each device: whole jobs, as evenly as they go.
fn shares(images: usize, batch: usize, devices: usize) -> Vec<(usize, usize)> {
    let jobs = images.div_ceil(batch.max(1));
    let mut first = 0;
    (0..devices)
        .map(|device| {
            let jobs = jobs * (device + 1) / devices - jobs * device / devices;
            let count = (jobs * batch).min(images - first);
            first += count;
            (first - count, count)
        })
        .collect()
}

/// The values of some of the images. An array of the wrong size is left whole, for the session to refuse.
fn part<'values>(port: &Port, values: &'values [f32], first: usize, count: usize) -> &'values [f32] {
    values.get(first * port.elements()..(first + count) * port.elements()).unwrap_or(values)
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn every_image_has_one_device_and_jobs_are_whole() {
        for (images, batch, devices) in
            [(100, 16, 3), (16, 16, 2), (1, 16, 4), (0, 16, 2), (7, 1, 7), (33, 16, 2)]
        {
            let shares = shares(images, batch, devices);
            let mut next = 0;
            for &(first, count) in &shares {
                assert_eq!(first, next, "{images} images, {devices} devices: {shares:?}");
                next += count;
                assert!(count % batch == 0 || next == images, "{shares:?}");
            }
            assert_eq!(next, images);
        }
        assert_eq!(shares(96, 16, 3), [(0, 32), (32, 32), (64, 32)]);
    }
}
