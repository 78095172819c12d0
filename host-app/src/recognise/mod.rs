//! Which board a device is, from what it and the kernel say of it.
//!
//! `BUILD_ID` of a design for a board is that board's own number, and settles it. Designs that were built otherwise show
//! another number there; then array, clock, PCI identity and device tree say what the device looks like, and no more than
//! that. Software devices are no boards.

use driver::Identity;
use serde::Serialize;

#[cfg(target_os = "linux")]
mod linux;

/// A board, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recognised {
    /// Its name.
    pub name: String,
    /// Maker and product.
    pub title: String,
    /// Whether the device itself says so; otherwise it only looks like it.
    pub certain: bool,
    /// What says so.
    pub evidence: Vec<String>,
    /// What says otherwise.
    pub contradictions: Vec<String>,
}

/// A card on the PCI bus that has the identity of a board. Nobody has opened it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card {
    /// Domain, bus, device and function.
    pub address: String,
    /// The board that has this identity.
    pub board: String,
    /// Beginning of the device name that opens it: `vfio`, `xdma`.
    pub scheme: &'static str,
}

/// The board that a device of this machine is or looks like, if any.
pub fn recognise(device: &str, identity: &Identity) -> Option<Recognised> {
    #[cfg(target_os = "linux")]
    return linux::recognise(&driver::transport::system::System::default(), device, identity);
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (device, identity);
        None
    }
}

/// The cards on the bus of this machine that have the identity of a board, found without touching them.
pub fn cards() -> Vec<Card> {
    #[cfg(target_os = "linux")]
    return linux::cards(&driver::transport::system::System::default());
    #[cfg(not(target_os = "linux"))]
    return Vec::new();
}

/// As `looks like kv260 (array 4x8 ...)`.
impl std::fmt::Display for Recognised {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { name, title, certain, evidence, contradictions } = self;
        f.write_str(if *certain { "" } else { "looks like " })?;
        write!(f, "{name}, {title} ({})", evidence.join("; "))?;
        match contradictions.is_empty() {
            true => Ok(()),
            false => write!(f, "; but {}", contradictions.join("; ")),
        }
    }
}

/// As a line that says what to do next.
impl std::fmt::Display for Card {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { address, board, scheme } = self;
        let place = if *scheme == "vfio" { address } else { "N" };
        write!(f, "card at {address}: the PCI identity of {board}; ")?;
        write!(f, "`ganax setup {scheme}:{place}`, then `ganax probe --device {scheme}:{place}`")
    }
}
