//! The memory plan: where every buffer of an image lies in its segment.
//!
//! Inputs and outputs lie one after the other. Scratch buffers share places when no layer needs both: largest
//! first, each at the lowest offset that is free while it lives.

use isa::program::ALIGNMENT;
use isa::segment::Segment;

use crate::layer::BufferId;
use crate::network::Network;

/// Places of all buffers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MemoryPlan {
    pub(super) segments: Vec<Segment>,
    /// Bytes per image of the input, output and scratch segment.
    pub(super) image_bytes: [u64; 3],
    offsets: Vec<u64>,
}

impl MemoryPlan {
    pub(super) fn new(network: &Network) -> Self {
        let segments = network.segments();
        let sizes: Vec<u64> = network
            .buffers
            .iter()
            .map(|buffer| (2 * buffer.elements as u64).next_multiple_of(ALIGNMENT as u64))
            .collect();
        let mut offsets = vec![0; sizes.len()];
        let input = sequence(&segments, Segment::Input, &sizes, &mut offsets);
        let output = sequence(&segments, Segment::Output, &sizes, &mut offsets);
        let lifetimes = network.lifetimes();
        let scratch = (0..sizes.len())
            .filter(|&buffer| segments[buffer] == Segment::Scratch)
            .filter_map(|buffer| Some(Lodger { buffer, bytes: sizes[buffer], alive: lifetimes[buffer]? }))
            .collect();
        let scratch = share(scratch, &mut offsets);
        Self { segments, image_bytes: [input, output, scratch], offsets }
    }

    /// Byte offset of an element of a buffer in image 0 of its segment.
    pub(super) fn element(&self, buffer: BufferId, element: usize) -> u64 {
        self.offsets[buffer] + 2 * element as u64
    }

    /// Bytes per image of a segment.
    pub(super) fn bytes(&self, segment: Segment) -> u64 {
        match segment {
            Segment::Input => self.image_bytes[0],
            Segment::Output => self.image_bytes[1],
            Segment::Scratch => self.image_bytes[2],
            Segment::Program | Segment::Constants => 0,
        }
    }
}

/// Places the buffers of a segment one after the other; returns its size.
fn sequence(segments: &[Segment], segment: Segment, sizes: &[u64], offsets: &mut [u64]) -> u64 {
    let mut end = 0;
    for buffer in (0..sizes.len()).filter(|&buffer| segments[buffer] == segment) {
        offsets[buffer] = end;
        end += sizes[buffer];
    }
    end
}

/// A scratch buffer, and the first and last layer that touches it.
#[derive(Debug, Clone, Copy)]
struct Lodger {
    buffer: BufferId,
    bytes: u64,
    alive: (usize, usize),
}

/// Places scratch buffers; returns the size of the segment.
fn share(mut lodgers: Vec<Lodger>, offsets: &mut [u64]) -> u64 {
    lodgers.sort_by_key(|lodger| (std::cmp::Reverse(lodger.bytes), lodger.buffer));
    let mut placed: Vec<Lodger> = Vec::new();
    let mut size = 0;
    for lodger in lodgers {
        let offset = lowest_gap(&lodger, &placed, offsets);
        offsets[lodger.buffer] = offset;
        size = size.max(offset + lodger.bytes);
        placed.push(lodger);
    }
    size
}

fn lowest_gap(lodger: &Lodger, placed: &[Lodger], offsets: &[u64]) -> u64 {
    let (from, to) = lodger.alive;
    let mut taken: Vec<(u64, u64)> = placed
        .iter()
        .filter(|other| from <= other.alive.1 && other.alive.0 <= to)
        .map(|other| (offsets[other.buffer], offsets[other.buffer] + other.bytes))
        .collect();
    taken.sort_unstable();
    let mut offset = 0;
    for (start, end) in taken {
        if offset + lodger.bytes <= start {
            break;
        }
        offset = offset.max(end);
    }
    offset
}

#[cfg(test)]
mod test {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn buffers_that_live_together_never_overlap(
            buffers in prop::collection::vec((1u64..1000, 0usize..10, 0usize..4), 1..20),
        ) {
            let lodgers: Vec<Lodger> = buffers
                .iter()
                .enumerate()
                .map(|(buffer, &(bytes, from, length))| Lodger { buffer, bytes, alive: (from, from + length) })
                .collect();
            let mut offsets = vec![0; lodgers.len()];
            let size = share(lodgers.clone(), &mut offsets);
            for a in &lodgers {
                prop_assert!(offsets[a.buffer] + a.bytes <= size);
                for b in lodgers.iter().filter(|b| b.buffer != a.buffer) {
                    let together = a.alive.0 <= b.alive.1 && b.alive.0 <= a.alive.1;
                    let apart = offsets[a.buffer] + a.bytes <= offsets[b.buffer]
                        || offsets[b.buffer] + b.bytes <= offsets[a.buffer];
                    prop_assert!(!together || apart);
                }
            }
        }
    }

    #[test]
    fn chain_of_layers_needs_two_places() {
        let lodger = |buffer: usize| Lodger { buffer, bytes: 64, alive: (buffer, buffer + 1) };
        let mut offsets = vec![0; 6];
        assert_eq!(share((0..6).map(lodger).collect(), &mut offsets), 128);
    }
}
