//! The card's PCI configuration space: what it says of itself, and what software may change.
//!
//! Layout and bits are those of the PCI Local Bus Specification 3.0, chapter 6 (header, MSI-X) and the PCI Express
//! Base Specification 4.0, section 7.5.3 (PCI Express capability). BARs and the MSI-X table are emulated by whoever
//! connects the card to a bus.

use super::{MSIX_PENDING_OFFSET, MSIX_TABLE_OFFSET};

/// Vendor id. With [`DEVICE_ID`] it is one of the sixteen that QEMU sets aside for experiments (1af4:10f0 to
/// 1af4:10ff, in its `docs/specs/pci-ids`); boards have their vendor's.
pub const VENDOR_ID: u16 = 0x1af4;
/// Device id.
pub const DEVICE_ID: u16 = 0x10fa;
/// Bytes of the space.
pub(super) const CONFIG_BYTES: usize = 256;

/// Processing accelerator (PCI Code and ID Assignment Specification, base class 12h).
const CLASS: u8 = 0x12;
const COMMAND: usize = 0x04;
const COMMAND_BUS_MASTER: u8 = 1 << 2;
const STATUS: usize = 0x06;
const STATUS_CAPABILITIES: u8 = 1 << 4;
const CACHE_LINE: usize = 0x0c;
const BAR2: usize = 0x18;
/// Reading it has no side effects (and 32-bit, which is all zeros).
const BAR_PREFETCHABLE: u8 = 1 << 3;
const CAPABILITY_POINTER: usize = 0x34;
const INTERRUPT_LINE: usize = 0x3c;

const MSIX: usize = 0x40;
const MSIX_CONTROL_HIGH: usize = MSIX + 3;
const MSIX_WRITABLE: u8 = 0xc0; // enable, function mask

const EXPRESS: usize = 0x60;
const DEVICE_CAPABILITIES: usize = EXPRESS + 4;
/// Function-level reset, role-based error reporting.
const DEVICE_CAPABILITY_BITS: u32 = 1 << 28 | 1 << 15;
const DEVICE_CONTROL: usize = EXPRESS + 8;
const DEVICE_CONTROL_HIGH_RESET: u8 = 1 << 7;
/// x1 at 8 GT/s, as capability and as status: the link of a card that is a process means nothing.
const LINK_CAPABILITY_BITS: u32 = 0x413;
const LINK_STATUS_BITS: u16 = 0x13;

/// What a write asks the card to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// Memory accesses are allowed, or no longer.
    BusMaster(bool),
    /// Function-level reset.
    Reset,
}

/// The bytes of the space.
#[derive(Debug)]
pub(super) struct ConfigSpace {
    bytes: [u8; CONFIG_BYTES],
}

impl ConfigSpace {
    /// The space after power-up, of a card with or without memory in BAR 2.
    pub(super) fn new(has_memory: bool) -> Self {
        let mut space = Self { bytes: [0; CONFIG_BYTES] };
        space.put(0x00, &VENDOR_ID.to_le_bytes());
        space.put(0x02, &DEVICE_ID.to_le_bytes());
        space.put(STATUS, &[STATUS_CAPABILITIES]);
        space.put(0x08, &[1, 0, 0, CLASS]); // revision, class
        if has_memory {
            space.put(BAR2, &[BAR_PREFETCHABLE]);
        }
        space.put(0x2c, &VENDOR_ID.to_le_bytes());
        space.put(0x2e, &DEVICE_ID.to_le_bytes());
        space.put(CAPABILITY_POINTER, &[MSIX as u8]);
        // One vector, which the size field spells 0. The table is in BAR 0.
        space.put(MSIX, &[0x11, EXPRESS as u8, 0, 0]);
        space.put(MSIX + 4, &MSIX_TABLE_OFFSET.to_le_bytes());
        space.put(MSIX + 8, &MSIX_PENDING_OFFSET.to_le_bytes());
        // Version 2, endpoint.
        space.put(EXPRESS, &[0x10, 0, 2, 0]);
        space.put(DEVICE_CAPABILITIES, &DEVICE_CAPABILITY_BITS.to_le_bytes());
        space.put(EXPRESS + 0x0c, &LINK_CAPABILITY_BITS.to_le_bytes());
        space.put(EXPRESS + 0x12, &LINK_STATUS_BITS.to_le_bytes());
        space
    }

    fn put(&mut self, offset: usize, bytes: &[u8]) {
        self.bytes[offset..offset + bytes.len()].copy_from_slice(bytes);
    }

    /// Copies from `offset` on; beyond the space there are zeros.
    pub(super) fn read(&self, offset: u64, bytes: &mut [u8]) {
        let position = |index: usize| usize::try_from(offset).ok()?.checked_add(index);
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = position(index).and_then(|at| self.bytes.get(at)).copied().unwrap_or(0);
        }
    }

    /// Carries out a write of software. Bits that are not writable stay.
    pub(super) fn write(&mut self, offset: u64, bytes: &[u8]) -> Vec<Effect> {
        let mut effects = Vec::new();
        for (index, &byte) in bytes.iter().enumerate() {
            let Some(at) = usize::try_from(offset).ok().and_then(|offset| offset.checked_add(index)) else {
                break;
            };
            effects.extend(self.write_byte(at, byte));
        }
        effects
    }

    fn write_byte(&mut self, at: usize, byte: u8) -> Option<Effect> {
        let writable = match at {
            COMMAND => 0x07, // I/O, memory, bus master
            MSIX_CONTROL_HIGH => MSIX_WRITABLE,
            DEVICE_CONTROL | CACHE_LINE | INTERRUPT_LINE => 0xff,
            _ if at == COMMAND + 1 => 0x05, // system error, interrupt disable
            _ if at == DEVICE_CONTROL + 1 => {
                let reset = byte & DEVICE_CONTROL_HIGH_RESET != 0;
                self.bytes[at] = byte & !DEVICE_CONTROL_HIGH_RESET;
                return reset.then_some(Effect::Reset);
            }
            _ => 0,
        };
        if writable != 0 {
            self.bytes[at] = byte & writable | self.bytes[at] & !writable;
        }
        (at == COMMAND).then_some(Effect::BusMaster(byte & COMMAND_BUS_MASTER != 0))
    }
}

#[cfg(test)]
mod test {
    use super::*;

    fn byte(space: &ConfigSpace, at: u64) -> u8 {
        let mut byte = [0];
        space.read(at, &mut byte);
        byte[0]
    }

    #[test]
    fn capabilities_form_a_list_that_ends() {
        let space = ConfigSpace::new(true);
        let (mut at, mut found) = (byte(&space, 0x34), Vec::new());
        while at != 0 {
            found.push(byte(&space, at.into()));
            at = byte(&space, u64::from(at) + 1);
            assert!(found.len() < 10, "{found:x?} goes in circles");
        }
        assert_eq!(found, [0x11, 0x10], "MSI-X and PCI Express");
    }

    #[test]
    fn only_writable_bits_change() {
        let mut space = ConfigSpace::new(true);
        let mut before = [0; CONFIG_BYTES];
        space.read(0, &mut before);
        space.write(0, &[0xff; CONFIG_BYTES + 8]);
        let mut after = [0; CONFIG_BYTES];
        space.read(0, &mut after);
        let changed: Vec<usize> = (0..CONFIG_BYTES).filter(|&at| before[at] != after[at]).collect();
        assert_eq!(changed, [0x04, 0x05, 0x0c, 0x3c, 0x43, 0x68, 0x69]);
        assert_eq!(after[0x69], 0x7f, "the reset bit reads as zero");
        space.write(u64::MAX, &[1, 2]);
    }

    #[test]
    fn bus_master_and_reset_are_told() {
        let mut space = ConfigSpace::new(true);
        assert_eq!(space.write(4, &[6, 0]), [Effect::BusMaster(true)]);
        assert_eq!(space.write(4, &[2, 0]), [Effect::BusMaster(false)]);
        assert_eq!(space.write(0x68, &[0x10, 0x28]), []);
        assert_eq!(space.write(0x68, &[0x10, 0xa8]), [Effect::Reset]);
    }
}
