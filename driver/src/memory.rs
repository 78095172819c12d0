//! Device memory: where the queues are, what each segment covers, and who has which part of it.
//!
//! The memory is divided once, when the device is opened: queues first, then one contiguous pool for each
//! segment, in segment order. A segment's registers cover its pool and nothing else, so that not even a wrong
//! program can touch another segment's data; jobs and programs get windows inside the pools. Fixed pools need
//! no reprogramming while jobs run; their shares can be chosen with [`MemorySplit`].

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use isa::queue::{COMPLETION_BYTES, JOB_BYTES, Window};
use isa::segment::{SEGMENT_COUNT, Segment};

use crate::error::{OpenError, OutOfDeviceMemory};
use crate::transport::{DeviceAddress, TransportInfo};

/// Smallest granularity of allocations: the alignment of submission entries, and of everything else.
const GRANULARITY: u64 = JOB_BYTES as u64;

/// Shares of the segments in device memory, in segment order. Only their ratio matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemorySplit {
    /// Share of each segment, at least 1.
    pub shares: [u16; SEGMENT_COUNT],
}

impl Default for MemorySplit {
    /// Generators are weights and activations: six sixteenths each for constants and scratch, two for output,
    /// one each for program and input.
    fn default() -> Self {
        Self { shares: [1, 6, 1, 2, 6] }
    }
}

/// First-fit allocator of offsets in a pool; neighbouring free ranges are joined.
#[derive(Debug)]
pub(crate) struct Pool {
    segment: Segment,
    granularity: u64,
    /// Free ranges: offset to bytes, both multiples of the granularity, never adjacent.
    free: BTreeMap<u64, u64>,
}

impl Pool {
    /// A pool of `bytes` bytes whose allocations are aligned to `granularity`, a power of two.
    pub(crate) fn new(segment: Segment, bytes: u64, granularity: u64) -> Self {
        let bytes = bytes & !(granularity - 1);
        Self { segment, granularity, free: BTreeMap::from_iter((bytes > 0).then_some((0, bytes))) }
    }

    fn largest_free(&self) -> u64 {
        self.free.values().copied().max().unwrap_or(0)
    }

    fn rounded(&self, bytes: u64) -> Option<u64> {
        bytes.checked_next_multiple_of(self.granularity)
    }

    /// Offset of `bytes` free bytes, which are no longer free. Nothing is taken for zero bytes.
    fn take(&mut self, bytes: u64) -> Result<u64, OutOfDeviceMemory> {
        if bytes == 0 {
            return Ok(0);
        }
        let full =
            OutOfDeviceMemory { segment: self.segment, requested: bytes, largest_free: self.largest_free() };
        let bytes = self.rounded(bytes).ok_or(full)?;
        let (&offset, &available) =
            self.free.iter().find(|&(_, &available)| available >= bytes).ok_or(full)?;
        self.free.remove(&offset);
        if available > bytes {
            self.free.insert(offset + bytes, available - bytes);
        }
        Ok(offset)
    }

    /// Gives back what `take` gave out for `bytes`.
    fn give_back(&mut self, offset: u64, bytes: u64) {
        let mut bytes = self.rounded(bytes).expect("was rounded when taken");
        if bytes == 0 {
            return;
        }
        let mut offset = offset;
        if let Some(following) = self.free.remove(&(offset + bytes)) {
            bytes += following;
        }
        if let Some((&before, &length)) = self.free.range(..offset).next_back()
            && before + length == offset
        {
            offset = before;
            bytes += length;
        }
        self.free.insert(offset, bytes);
    }
}

/// A pool shared by its allocations.
#[derive(Debug, Clone)]
pub(crate) struct SharedPool(Arc<Mutex<Pool>>);

impl SharedPool {
    pub(crate) fn new(pool: Pool) -> Self {
        Self(Arc::new(Mutex::new(pool)))
    }

    fn lock(&self) -> MutexGuard<'_, Pool> {
        // No code panics while it holds the lock, and a pool is consistent between any two statements.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Bytes for a program or job, free again when the allocation is dropped.
    pub(crate) fn allocate(&self, bytes: u64) -> Result<Allocation, OutOfDeviceMemory> {
        let offset = self.lock().take(bytes)?;
        Ok(Allocation { pool: self.clone(), offset, bytes })
    }

    /// Bytes of the largest range that is free.
    pub(crate) fn largest_free(&self) -> u64 {
        self.lock().largest_free()
    }
}

/// Bytes of a pool that belong to someone.
#[derive(Debug)]
pub(crate) struct Allocation {
    pool: SharedPool,
    offset: u64,
    bytes: u64,
}

impl Allocation {
    /// Where in its segment it lies.
    pub(crate) fn window(&self) -> Window {
        Window { offset: self.offset, size: self.bytes }
    }
}

impl Drop for Allocation {
    fn drop(&mut self) {
        self.pool.lock().give_back(self.offset, self.bytes);
    }
}

/// One segment: the range its registers cover, and the pool of offsets in it.
#[derive(Debug)]
pub(crate) struct SegmentMemory {
    pub(crate) base: DeviceAddress,
    pub(crate) bytes: u64,
    pub(crate) pool: SharedPool,
}

/// The division of a device's memory.
#[derive(Debug)]
pub(crate) struct MemoryMap {
    pub(crate) submission: DeviceAddress,
    pub(crate) completion: DeviceAddress,
    segments: [SegmentMemory; SEGMENT_COUNT],
}

impl MemoryMap {
    /// Divides the memory that a transport has. Touches no device.
    pub(crate) fn plan(
        info: &TransportInfo,
        queue_entries: u32,
        split: MemorySplit,
    ) -> Result<Self, OpenError> {
        let granularity = info.alignment.max(GRANULARITY);
        if !info.alignment.is_power_of_two() || granularity > 1 << 32 {
            let expected = "a power of two up to 2^32, from the transport";
            return Err(OpenError::Option { option: "alignment", found: info.alignment, expected });
        }
        let queue_bytes =
            |entry: usize| (u64::from(queue_entries) * entry as u64).next_multiple_of(granularity);
        let (submission_bytes, completion_bytes) = (queue_bytes(JOB_BYTES), queue_bytes(COMPLETION_BYTES));
        let shares = split.shares.map(u64::from);
        let total: u64 = shares.iter().sum();
        // One granule in the smallest pool, and one lost to the alignment of the base.
        let needed = granularity + submission_bytes + completion_bytes + granularity * total;
        let end = info.memory_base.checked_add(info.memory_bytes);
        let Some(end) = end.filter(|_| info.memory_bytes >= needed) else {
            let (base, bytes) = (info.memory_base, info.memory_bytes);
            return Err(OpenError::Memory { device: info.name.clone(), base, bytes, needed });
        };
        let submission = info.memory_base.next_multiple_of(granularity);
        let completion = submission + submission_bytes;
        let mut next = completion + completion_bytes;
        let unit = (end - next) / total;
        let segments = Segment::ALL.map(|segment| {
            let (base, bytes) = (next, (unit * shares[segment as usize]) & !(granularity - 1));
            next += bytes;
            SegmentMemory { base, bytes, pool: SharedPool::new(Pool::new(segment, bytes, granularity)) }
        });
        Ok(Self { submission, completion, segments })
    }

    /// The range of a segment, and its pool.
    pub(crate) fn segment(&self, segment: Segment) -> &SegmentMemory {
        &self.segments[segment as usize]
    }

    /// Takes bytes of a segment, which are free again when what is returned is dropped.
    pub(crate) fn allocate(&self, segment: Segment, bytes: u64) -> Result<Allocation, OutOfDeviceMemory> {
        self.segment(segment).pool.allocate(bytes)
    }
}

#[cfg(test)]
mod test {
    use super::*;
    use proptest::prelude::*;

    const POOL_BYTES: u64 = 1 << 14;

    fn shared(granularity: u64) -> SharedPool {
        SharedPool::new(Pool::new(Segment::Scratch, POOL_BYTES, granularity))
    }

    #[test]
    fn the_error_tells_what_was_asked_and_what_is_left() {
        let pool = shared(64);
        let held = [pool.allocate(1000).expect("fits"), pool.allocate(1 << 13).expect("fits")];
        let error = pool.allocate(1 << 13).expect_err("does not fit");
        let expected = OutOfDeviceMemory {
            segment: Segment::Scratch,
            requested: 1 << 13,
            largest_free: POOL_BYTES - 1024 - (1 << 13),
        };
        assert_eq!(error, expected);
        assert_eq!(pool.allocate(u64::MAX).expect_err("overflow").requested, u64::MAX);
        drop(held);
        assert_eq!(pool.allocate(POOL_BYTES).expect("all free again").window().offset, 0);
    }

    #[test]
    fn nothing_takes_no_room() {
        let pool = shared(64);
        let all = pool.allocate(POOL_BYTES).expect("all");
        let none = pool.allocate(0).expect("nothing fits anywhere");
        drop((none, all));
        assert_eq!(pool.largest_free(), POOL_BYTES);
    }

    proptest! {
        #[test]
        fn allocations_never_overlap_and_all_is_free_in_the_end(
            shift in 6u32..10,
            steps in prop::collection::vec((0u64..3000, any::<prop::sample::Index>(), any::<bool>()), 1..120),
        ) {
            let granularity = 1 << shift;
            let pool = shared(granularity);
            let mut held: Vec<Allocation> = Vec::new();
            for (bytes, index, release) in steps {
                if release && !held.is_empty() {
                    held.swap_remove(index.index(held.len()));
                } else {
                    let largest = pool.largest_free();
                    match pool.allocate(bytes) {
                        Ok(allocation) => held.push(allocation),
                        Err(error) => prop_assert!(bytes > largest && error.largest_free == largest),
                    }
                }
                let mut windows: Vec<Window> = held.iter().map(Allocation::window).filter(|w| w.size > 0).collect();
                windows.sort_by_key(|window| window.offset);
                prop_assert!(windows.iter().all(|w| w.offset % granularity == 0 && w.offset + w.size <= POOL_BYTES));
                prop_assert!(windows.windows(2).all(|pair| pair[0].offset + pair[0].size <= pair[1].offset));
            }
            drop(held);
            prop_assert_eq!(pool.allocate(POOL_BYTES).expect("one free range").window().offset, 0);
        }

        #[test]
        fn segments_and_queues_lie_apart_inside_the_memory(
            base in 0u64..1 << 40,
            bytes in 0u64..1 << 34,
            shift in 0u32..16,
            shares in prop::array::uniform5(1u16..20),
        ) {
            let info = TransportInfo {
                name: "fake".into(),
                location: "test".into(),
                memory_base: base,
                memory_bytes: bytes,
                alignment: 1 << shift,
            };
            match MemoryMap::plan(&info, 64, MemorySplit { shares }) {
                Ok(map) => {
                    let mut next = map.completion + 64 * COMPLETION_BYTES as u64;
                    prop_assert!(map.submission >= base && map.submission + 64 * 128 <= map.completion);
                    for segment in Segment::ALL.map(|segment| map.segment(segment)) {
                        prop_assert!(segment.base >= next && segment.bytes > 0);
                        prop_assert_eq!(segment.base % info.alignment.max(128), 0);
                        next = segment.base + segment.bytes;
                    }
                    prop_assert!(next <= base + bytes);
                }
                Err(OpenError::Memory { needed, .. }) => prop_assert!(bytes < needed),
                Err(other) => prop_assert!(false, "{}", other),
            }
        }
    }
}
