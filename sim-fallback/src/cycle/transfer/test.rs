//! Rows in their order, and bursts at every alignment.

use proptest::prelude::*;

use super::*;

fn transfer(pvs: u16, registers: &[(DmaRegister, u32)]) -> Transfer {
    let mut set = Registers::new();
    registers.iter().for_each(|&(register, value)| set.set(register, value));
    let start = Start { segment: Segment::Input, pvs, fill: false, layer: 0, index: 0, image: 3 };
    Transfer::new(&set, start)
}

const REGISTERS: [(DmaRegister, u32); 9] = [
    (DmaRegister::AddressLow, 0x100),
    (DmaRegister::AddressHigh, 1),
    (DmaRegister::Rows, 2),
    (DmaRegister::RowStride, 10),
    (DmaRegister::RowTarget, 5),
    (DmaRegister::Planes, 2),
    (DmaRegister::PlaneStride, 1000),
    (DmaRegister::PlaneTarget, 50),
    (DmaRegister::ImageStride, 0x1_0000),
];

/// Byte offset without the base, target and receiving PVs of every row.
fn rows(transfer: &Transfer, next: impl Fn(&Transfer, Place) -> Option<Place>) -> Vec<(u64, u32, u16)> {
    let base = 0x1_0003_0100;
    std::iter::successors(Some(Place::default()), |&at| next(transfer, at))
        .map(|at| (transfer.offset(&at) - base, transfer.target(&at), transfer.receivers(&at)))
        .collect()
}

#[test]
fn a_load_without_a_stride_of_pvs_is_done_once_for_all() {
    let all = transfer(0b110, &REGISTERS);
    let expected = [(0, 0, 6), (10, 5, 6), (1000, 50, 6), (1010, 55, 6)];
    assert_eq!(rows(&all, Transfer::next_loaded), expected);
}

#[test]
fn a_load_with_one_is_done_for_each_and_a_store_takes_turns() {
    let each = transfer(0b1001, &[REGISTERS.as_slice(), &[(DmaRegister::PvStride, 1 << 16)]].concat());
    let one = [(0, 0, 1), (10, 5, 1), (1000, 50, 1), (1010, 55, 1)];
    let other = one.map(|(offset, target, _)| (offset + (1 << 16), target, 8));
    assert_eq!(rows(&each, Transfer::next_loaded), [one, other].concat());
    let turns: Vec<_> = one.into_iter().zip(other).flat_map(|(one, other)| [one, other]).collect();
    assert_eq!(rows(&each, Transfer::next_stored), turns);
}

#[test]
fn bursts_end_at_the_boundary_and_at_sixteen_beats() {
    let split = |address, bytes| BurstShape::split(address, bytes, LIMIT, 16);
    assert_eq!(split(0, 1000), BurstShape { bytes: 256, beats: 16, first: 16, last: 16 });
    assert_eq!(split(6, 1000), BurstShape { bytes: 250, beats: 16, first: 10, last: 16 });
    assert_eq!(split(4096 - 20, 1000), BurstShape { bytes: 20, beats: 2, first: 4, last: 16 });
    assert_eq!(split(14, 4), BurstShape { bytes: 4, beats: 2, first: 2, last: 2 });
    assert_eq!(split(4, 6), BurstShape { bytes: 6, beats: 1, first: 6, last: 6 });
}

#[test]
fn beats_hold_the_port_while_lanes_are_short() {
    let geometry = Geometry::new(&isa::ArchConfig::with_geometry(1, 3));
    let shape = BurstShape::split(14, 44, LIMIT, 16);
    assert_eq!(shape.holds(4, &geometry), [1, 2, 2]);
    assert_eq!(BurstShape::split(14, 6, LIMIT, 16).holds(4, &geometry), [1, 2, 1]);
}

proptest! {
    #[test]
    fn bursts_cover_a_row_beat_by_beat(start in 0u64..9000, words in 1u64..6000, bus in 2u32..7) {
        let (bus_bytes, end) = (1 << bus, 2 * (start + words));
        let mut at = 2 * start;
        while at < end {
            let shape = BurstShape::split(at, end - at, LIMIT, bus_bytes);
            // Every beat that the bytes touch, counted one by one.
            let beats: Vec<u64> = (at..at + shape.bytes).map(|byte| byte / bus_bytes).collect();
            let count = |beat: u64| beats.iter().filter(|&&of| of == beat).count() as u64;
            let (first, last) = (at / bus_bytes, (at + shape.bytes - 1) / bus_bytes);
            prop_assert_eq!((shape.first, shape.last, shape.beats), (count(first), count(last), last - first + 1));
            prop_assert!(shape.beats <= LIMIT && at / 4096 == (at + shape.bytes - 1) / 4096);
            let next = at + shape.bytes;
            prop_assert!(next == end || next.is_multiple_of(4096) || shape.beats == LIMIT && next.is_multiple_of(bus_bytes));
            at = next;
        }
        prop_assert_eq!(at, end);
    }
}
