//! How PCI cards are named, and the few bits of their configuration space that a driver changes (PCI Local Bus
//! Specification 3.0, section 6.2.2).

/// Whether this is the address of a card as the kernel writes it: domain, bus, device and function, as in `0000:01:00.0`.
/// Anything else has no business in a path below `/sys`.
pub(crate) fn is_address(text: &str) -> bool {
    let is_hex = |part: &str, digits: std::ops::RangeInclusive<usize>| {
        digits.contains(&part.len()) && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    let Some((card, function)) = text.split_once('.') else { return false };
    let parts: Vec<&str> = card.split(':').collect();
    let [domain, bus, device] = parts.as_slice() else { return false };
    // A domain behind some bridges is longer than four digits.
    is_hex(domain, 4..=8) && is_hex(bus, 2..=2) && is_hex(device, 2..=2) && is_hex(function, 1..=1)
}

/// Byte offset of the command register, 16 bits.
#[cfg(target_pointer_width = "64")]
pub(super) const COMMAND: u64 = 0x04;

/// The command register with BARs decoded and DMA allowed; the rest as it was.
#[cfg(target_pointer_width = "64")]
pub(super) const fn enabled(command: u16) -> u16 {
    const MEMORY_SPACE: u16 = 1 << 1;
    const BUS_MASTER: u16 = 1 << 2;
    command | MEMORY_SPACE | BUS_MASTER
}

#[cfg(test)]
mod test {
    use super::is_address;

    #[test]
    fn addresses_are_those_of_the_kernel() {
        for address in ["0000:01:00.0", "10000:e1:1f.7"] {
            assert!(is_address(address), "{address}");
        }
        for text in [
            "",
            "01:00.0",
            "0000:01:00",
            "0000:01:00:0",
            "0000.01:00.0",
            "0000:0A:00.0",
            "../..:00:00.0",
            "0000:01:00.0/..",
        ] {
            assert!(!is_address(text), "{text}");
        }
    }
}
