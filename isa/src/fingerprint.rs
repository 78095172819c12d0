//! The contract fingerprint: one number that changes with anything two sides must agree on.
//!
//! It is a hash over the tables of this crate, taken at compile time. Devices show it in registers, programs
//! carry it in their header, the driver compares. It is no protection against intent, only against mistakes.

/// Folds bytes into a 64-bit FNV-1a hash.
const fn fnv1a(mut hash: u64, text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        i += 1;
    }
    hash
}

const fn fnv1a_all(mut hash: u64, texts: &[&str]) -> u64 {
    let mut i = 0;
    while i < texts.len() {
        hash = fnv1a(hash, texts[i]);
        i += 1;
    }
    hash
}

/// The fingerprint of this contract.
pub const FINGERPRINT: u64 = {
    let hash = 0xcbf2_9ce4_8422_2325;
    let hash = fnv1a_all(hash, crate::ops::CONTRACT);
    let hash = fnv1a_all(hash, crate::csr::CONTRACT);
    fnv1a_all(
        hash,
        &[
            crate::arch::CONTRACT,
            crate::numerics::CONTRACT,
            crate::program::CONTRACT,
            crate::queue::CAUSES_CONTRACT,
            crate::queue::CONTRACT,
            crate::record::CONTRACT,
            crate::segment::CONTRACT,
        ],
    )
};

#[cfg(test)]
mod test {
    use super::*;

    /// Test vector of the FNV specification (draft-eastlake-fnv, appendix C).
    #[test]
    fn hash_matches_the_published_vector() {
        assert_eq!(fnv1a(0xcbf2_9ce4_8422_2325, "foobar"), 0x8594_4171_f739_67e8);
    }
}
