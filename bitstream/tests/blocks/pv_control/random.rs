//! Random numbers, the same in every run.

/// A generator (xorshift64*).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed * 2 + 1)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: u32) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32;
        ((high * u64::from(bound)) >> 32) as u32
    }

    /// True with this probability.
    pub fn chance(&mut self, probability: f64) -> bool {
        f64::from(self.below(1 << 20)) < probability * f64::from(1 << 20)
    }

    /// All of the threads in some order that keeps each thread's own.
    pub fn interleave(&mut self, mut threads: Vec<Vec<u64>>) -> Vec<u64> {
        let mut merged = vec![];
        threads.iter_mut().for_each(|thread| thread.reverse());
        loop {
            threads.retain(|thread| !thread.is_empty());
            let Some(bound) = u32::try_from(threads.len()).ok().filter(|&count| count > 0) else {
                return merged;
            };
            let chosen = self.below(bound) as usize;
            merged.extend(threads[chosen].pop());
        }
    }
}
