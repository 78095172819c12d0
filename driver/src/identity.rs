//! Who is on the bus: read and judged before anything is written.
//!
//! The checks go from "does anything answer" to "is its array legal", so that the first error is the one to
//! act on. Reading has no side effects; a probe may call [`Identity::read`] on a device in use.

use isa::ArchConfig;
use isa::csr::{ABI_MAJOR, ABI_MINOR, ALL_ONES, Csr, MAGIC, bits};
use isa::fingerprint::FINGERPRINT;

use crate::error::IdentityError;
use crate::transport::Transport;

/// What the device can do, from `CAPABILITIES`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// The register's value; bits without a name here belong to later minor versions.
    pub bits: u32,
}

impl Capabilities {
    /// Executes micro-ops; otherwise layers run from their records.
    pub fn micro_ops(self) -> bool {
        self.bits & bits::CAPABILITY_MICRO_OPS != 0
    }

    /// Counts cycles; otherwise a cost model predicts them.
    pub fn cycles_counted(self) -> bool {
        self.bits & bits::CAPABILITY_CYCLES_COUNTED != 0
    }

    /// Has an interrupt line.
    pub fn interrupt(self) -> bool {
        self.bits & bits::CAPABILITY_INTERRUPT != 0
    }
}

/// A device that this driver can use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// Register ABI, major and minor version.
    pub abi: (u32, u32),
    /// Contract fingerprint, equal to [`FINGERPRINT`].
    pub fingerprint: u64,
    /// Hash chosen by whoever built the bitstream.
    pub build_id: u32,
    /// What it can do.
    pub capabilities: Capabilities,
    /// Clock of the array in kHz; 0 where time has no meaning.
    pub clock_khz: u32,
    /// The array. `memory_latency_cycles` is 0 where the memory is real.
    pub arch: ArchConfig,
}

/// The design that a device should have: what of its identity only the design for one board has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Design {
    /// Name of the board.
    pub board: &'static str,
    /// What `BUILD_ID` shows.
    pub build_id: u32,
    /// Clock of the array in kHz.
    pub clock_khz: u32,
    /// The array.
    pub arch: ArchConfig,
}

impl Identity {
    /// Reads the identification registers and checks them in the order all ones, magic, ABI, fingerprint,
    /// array parameters. Writes nothing.
    ///
    /// # Errors
    /// The first check that fails, with what was expected and found.
    pub fn read(transport: &mut dyn Transport) -> Result<Self, IdentityError> {
        let device = transport.info().name.clone();
        match read(transport, Csr::Magic)? {
            MAGIC => {}
            ALL_ONES => {
                return Err(IdentityError::Gone { device, location: transport.info().location.clone() });
            }
            found => return Err(IdentityError::Magic { device, expected: MAGIC, found }),
        }
        let abi = read(transport, Csr::Abi)?;
        let abi = (abi >> 16, abi & 0xffff);
        // A later minor version only adds; an earlier one lacks what this driver uses.
        let expected = (ABI_MAJOR, ABI_MINOR);
        if abi.0 != expected.0 || abi < expected {
            return Err(IdentityError::Abi { device, expected, found: abi });
        }
        let low = read(transport, Csr::FingerprintLow)?;
        let fingerprint = u64::from(read(transport, Csr::FingerprintHigh)?) << 32 | u64::from(low);
        if fingerprint != FINGERPRINT {
            return Err(IdentityError::Fingerprint { device, expected: FINGERPRINT, found: fingerprint });
        }
        let arch = read_arch(transport)?;
        check_arch(&device, &arch)?;
        Ok(Self {
            abi,
            fingerprint,
            build_id: read(transport, Csr::BuildId)?,
            capabilities: Capabilities { bits: read(transport, Csr::Capabilities)? },
            clock_khz: read(transport, Csr::ClockKhz)?,
            arch,
        })
    }

    /// Compares with the design for a board. A clock of 0 is that of a device without time, which no board is.
    ///
    /// # Errors
    /// The first register that differs.
    pub fn check_design(&self, device: &str, design: &Design) -> Result<(), IdentityError> {
        let Design { board, build_id, clock_khz, ref arch } = *design;
        let differing = if self.build_id != build_id {
            Some(("BUILD_ID", build_id, self.build_id))
        } else if self.clock_khz != clock_khz && self.clock_khz != 0 {
            Some(("CLOCK_KHZ", clock_khz, self.clock_khz))
        } else {
            self.difference(arch)
        };
        match differing {
            None => Ok(()),
            Some((what, expected, found)) => {
                Err(IdentityError::Design { device: device.into(), board, what, expected, found })
            }
        }
    }

    /// The first array parameter in which a program for `arch` differs from this device: name, the program's
    /// value, the device's. Where the device's memory is real, the latency that the compiler assumed changes
    /// no result and is not compared.
    pub fn difference(&self, arch: &ArchConfig) -> Option<(&'static str, u32, u32)> {
        let (wanted, found) = (arch.parameters(), self.arch.parameters());
        let differing = |(wanted, found): &(isa::arch::Parameter, isa::arch::Parameter)| {
            wanted.value != found.value && !(found.name == LATENCY && found.value == 0)
        };
        let (wanted, found) = wanted.into_iter().zip(found).find(differing)?;
        Some((wanted.name, wanted.value, found.value))
    }
}

impl std::fmt::Display for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { abi, fingerprint, build_id, capabilities, clock_khz, arch } = self;
        write!(f, "{}x{} PEs, ABI {}.{}, ", arch.pv_count, arch.pe_count, abi.0, abi.1)?;
        write!(f, "fingerprint {fingerprint:#018x}, build {build_id:#010x}, ")?;
        let cycles = if capabilities.cycles_counted() { "counted" } else { "predicted" };
        write!(f, "clock {clock_khz} kHz, cycles {cycles}")
    }
}

const LATENCY: &str = "memory_latency_cycles";

fn read(transport: &mut dyn Transport, csr: Csr) -> Result<u32, IdentityError> {
    Ok(transport.read_register(csr.offset())?)
}

macro_rules! define_read_arch {
    ($($(#[doc = $doc:literal])+ $name:ident = $reference:literal, $low:literal..=$high:literal;)+) => {
        fn read_arch(transport: &mut dyn Transport) -> Result<ArchConfig, IdentityError> {
            let mut index = 0;
            let mut next = || {
                let csr = Csr::arch_parameter(index).expect("every array parameter has a register");
                index += 1;
                read(transport, csr)
            };
            // Fields are evaluated in the order in which they are written: that of the registers.
            Ok(ArchConfig { $($name: next()?,)+ })
        }
    };
}
isa::for_each_arch_parameter!(define_read_arch);

fn check_arch(device: &str, arch: &ArchConfig) -> Result<(), IdentityError> {
    let legal =
        |p: &isa::arch::Parameter| (p.low..=p.high).contains(&p.value) || (p.name == LATENCY && p.value == 0);
    match arch.parameters().iter().find(|p| !legal(p)) {
        None => Ok(()),
        Some(p) => {
            let (name, found, low, high) = (p.name, p.value, p.low, p.high);
            Err(IdentityError::Array { device: device.into(), name, found, low, high })
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;
    use crate::fake::FakeCard;

    fn read_with(csr: Csr, value: u32) -> Result<Identity, IdentityError> {
        let card = FakeCard::default();
        card.state().forced.insert(csr.offset(), value);
        let identity = Identity::read(&mut card.clone());
        assert!(card.state().written.is_empty(), "identification writes nothing");
        identity
    }

    #[test]
    fn a_good_device_is_identified() {
        let identity = Identity::read(&mut FakeCard::default()).expect("good");
        assert_eq!(identity.arch, ArchConfig::REFERENCE);
        assert_eq!((identity.abi, identity.fingerprint), ((ABI_MAJOR, ABI_MINOR), FINGERPRINT));
        assert!(identity.capabilities.interrupt() && !identity.capabilities.micro_ops());
    }

    #[test]
    fn every_mismatch_has_its_own_error() {
        assert!(matches!(read_with(Csr::Magic, ALL_ONES), Err(IdentityError::Gone { .. })));
        assert!(matches!(read_with(Csr::Magic, 7), Err(IdentityError::Magic { found: 7, .. })));
        let abi = read_with(Csr::Abi, 2 << 16 | 3).expect_err("major");
        assert!(matches!(abi, IdentityError::Abi { found: (2, 3), .. }));
        assert!(abi.to_string().ends_with("update the driver"), "{abi}");
        let fingerprint = read_with(Csr::FingerprintHigh, 0).expect_err("fingerprint");
        assert!(
            matches!(fingerprint, IdentityError::Fingerprint { found, .. } if found == FINGERPRINT & 0xffff_ffff)
        );
        let array = read_with(Csr::ArchPeCount, 17).expect_err("array");
        assert!(matches!(array, IdentityError::Array { name: "pe_count", found: 17, high: 16, .. }));
    }

    #[test]
    fn the_design_of_another_board_is_told_by_the_first_register_that_differs() {
        let identity = Identity::read(&mut FakeCard::default()).expect("good");
        let Identity { build_id, clock_khz, arch, .. } = identity;
        let design = Design { board: "kv260", build_id, clock_khz, arch };
        assert!(identity.check_design("fake", &design).is_ok());
        let other = ArchConfig { input_words: arch.input_words / 2, ..arch };
        for (design, register) in [
            (Design { build_id: !build_id, arch: other, ..design }, "BUILD_ID"),
            (Design { arch: other, ..design }, "input_words"),
        ] {
            let error = identity.check_design("fake", &design).expect_err("another").to_string();
            assert!(error.contains(register) && error.contains("--board kv260"), "{error}");
        }
        let slow = Identity { clock_khz: 25_000, ..identity };
        let error = slow.check_design("fake", &Design { clock_khz: 100_000, ..design }).expect_err("slower");
        assert!(matches!(error, IdentityError::Design { what: "CLOCK_KHZ", found: 25_000, .. }), "{error}");
    }

    #[test]
    fn additions_and_real_memory_are_accepted() {
        assert_eq!(read_with(Csr::Abi, ABI_MAJOR << 16 | 9).expect("minor").abi, (ABI_MAJOR, 9));
        let real = read_with(Csr::ArchMemoryLatencyCycles, 0).expect("real memory");
        assert_eq!(real.difference(&ArchConfig::REFERENCE), None);
        assert_eq!(real.difference(&ArchConfig::with_geometry(8, 16)), Some(("pv_count", 8, 16)));
    }
}
