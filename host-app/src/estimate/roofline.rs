//! How much longer a layer takes where the memory of a board gives less than the layer asks for.
//!
//! One roofline per layer: the layer takes the larger of its cycles and the time that its bytes take. Nothing moves in the
//! shade of another layer here, and a burst inside a layer is not told from an even load.

use boards::Board;
use serde::Serialize;

use super::work::LayerWork;

/// What a board's memory gives to the accelerator, in bytes per second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bandwidth {
    /// Each way: the least of the memory, the port to it and the accelerator's own.
    pub each_way: u64,
    /// Reads and writes together, where they share the memory's bus.
    pub together: Option<u64>,
}

impl Bandwidth {
    /// Of a board whose memory reaches `percent` of its peak.
    pub fn of(board: &Board, percent: u8) -> Self {
        let memory = &board.memory;
        let share = |bytes: u64| (u128::from(bytes) * u128::from(percent) / 100) as u64;
        let peak = share(memory.peak_bytes_per_second).max(1);
        let usable = memory.usable_bytes_per_second(&board.arch(), board.clock.core_khz);
        // A PCIe link has lanes of its own for each way.
        let shared = memory.kind != "host";
        Self { each_way: usable.min(peak).max(1), together: shared.then_some(peak) }
    }

    /// The most that reads and writes together can have.
    pub fn total(&self) -> u64 {
        let both = self.each_way.saturating_mul(2);
        self.together.map_or(both, |together| both.min(together))
    }

    /// Cycles at `clock_hz` that the bytes of a layer take.
    pub fn cycles(&self, layer: &LayerWork, clock_hz: u64) -> u64 {
        let at = |bytes: u64, rate: u64| {
            let cycles = (u128::from(bytes) * u128::from(clock_hz)).div_ceil(u128::from(rate));
            u64::try_from(cycles).unwrap_or(u64::MAX)
        };
        let ways = at(layer.read, self.each_way).max(at(layer.written, self.each_way));
        let sum = layer.read.saturating_add(layer.written);
        self.together.map_or(ways, |together| ways.max(at(sum, together)))
    }
}

#[cfg(test)]
mod test {
    use super::*;

    fn layer(read: u64, written: u64) -> LayerWork {
        LayerWork { name: String::new(), cycles: 0, read, written }
    }

    #[test]
    fn bytes_take_as_long_as_the_narrowest_place_needs() {
        let bandwidth = Bandwidth { each_way: 800, together: Some(1000) };
        assert_eq!(bandwidth.cycles(&layer(1600, 0), 100), 200, "one way");
        assert_eq!(bandwidth.cycles(&layer(0, 1601), 100), 201, "rounded up");
        assert_eq!(bandwidth.cycles(&layer(1600, 1600), 100), 320, "3200 bytes at 1000 a second");
        let duplex = Bandwidth { together: None, ..bandwidth };
        assert_eq!(duplex.cycles(&layer(1600, 1600), 100), 200);
        assert_eq!((bandwidth.total(), duplex.total()), (1000, 1600));
        assert_eq!(bandwidth.cycles(&layer(u64::MAX, u64::MAX), u64::MAX), u64::MAX);
    }

    #[test]
    fn bandwidth_is_that_of_the_board() {
        let pynq = Bandwidth::of(boards::find("pynq-z2").expect("known"), 100);
        assert_eq!(pynq, Bandwidth { each_way: 800_000_000, together: Some(2_100_000_000) });
        let half = Bandwidth::of(boards::find("pynq-z2").expect("known"), 10);
        assert_eq!(half, Bandwidth { each_way: 210_000_000, together: Some(210_000_000) });
        let card = Bandwidth::of(boards::find("acorn-cle215-litepcie").expect("known"), 100);
        assert_eq!(card.together, None);
    }
}
