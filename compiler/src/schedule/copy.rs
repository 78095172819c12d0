//! Strided copies between a segment and a scratchpad, as nested loops, and their split into DMA transfers.

/// One loop of a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Level {
    pub(crate) count: u32,
    /// Bytes from one iteration to the next in the segment.
    pub(crate) source: u64,
    /// Words from one iteration to the next in the scratchpad; unused by stores.
    pub(crate) target: u32,
}

/// One transfer of a DMA channel, relative to the base of the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Transfer {
    pub(crate) source: u64,
    pub(crate) target: u32,
    pub(crate) row_bytes: u32,
    pub(crate) rows: u32,
    pub(crate) row_stride: u32,
    pub(crate) row_target: u32,
    pub(crate) planes: u32,
    pub(crate) plane_stride: u32,
    pub(crate) plane_target: u32,
}

/// Splits nested loops over words, innermost first, into transfers. `merge_rows` says whether neighbouring
/// rows that are contiguous on both sides become one.
pub(crate) fn transfers(levels: &[Level]) -> Vec<Transfer> {
    let mut merged: Vec<Level> = vec![Level { count: 1, source: 2, target: 1 }];
    for level in levels.iter().filter(|level| level.count != 1) {
        let last = merged.len() - 1;
        let Level { count, source, target } = merged[last];
        let contiguous = level.source == source * u64::from(count)
            && u64::from(level.target) == u64::from(target) * u64::from(count);
        match contiguous {
            true => merged[last].count *= level.count,
            false => merged.push(*level),
        }
    }
    let row_bytes = 2 * merged[0].count;
    let unit = Level { count: 1, source: 0, target: 0 };
    // A stride that does not fit its register is unrolled like the loops beyond the second.
    let fits = |level: &&Level| level.source <= u64::from(u32::MAX);
    let rows = *merged.get(1).filter(fits).unwrap_or(&unit);
    let planes = *merged.get(2).filter(fits).unwrap_or(&unit);
    let in_transfer = |index: usize| (index == 1 && rows != unit) || (index == 2 && planes != unit);
    let mut result = vec![Transfer {
        source: 0,
        target: 0,
        row_bytes,
        rows: rows.count,
        row_stride: rows.source as u32,
        row_target: rows.target,
        planes: planes.count,
        plane_stride: planes.source as u32,
        plane_target: planes.target,
    }];
    for (index, level) in merged.iter().enumerate().skip(1) {
        if in_transfer(index) {
            continue;
        }
        let moved = |transfer: &Transfer, i: u32| Transfer {
            source: transfer.source + u64::from(i) * level.source,
            target: transfer.target + i * level.target,
            ..*transfer
        };
        result = (0..level.count)
            .flat_map(|i| result.iter().map(move |t| moved(t, i)).collect::<Vec<_>>())
            .collect();
    }
    result
}
