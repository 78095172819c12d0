//! The definition of the index generator in plain Rust: [`Configuration::addresses`] says which addresses a
//! generation has, [`Reference`] in which cycle they appear.
//!
//! The hardware, as a rust-hdl model and as Verilog, is tested against this. Multiplications and unbounded
//! iterators are fine here; nothing of it becomes hardware.

use isa::ops::{GeneratorRegister, Operand};
use std::iter::Peekable;

/// Values of the configuration registers, each in units of addresses or iterations, named as in
/// [`GeneratorRegister`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the registers are documented in the contract")]
pub struct Configuration {
    pub addr: u32,
    pub offset: u32,
    pub step: u32,
    pub end: u32,
    pub repeat: u32,
    pub offset1: u32,
    pub repeat1: u32,
    pub offset2: u32,
    pub repeat2: u32,
}

impl Configuration {
    /// As after a reset.
    pub fn at_reset() -> Self {
        let mut configuration = Self::default();
        for register in GeneratorRegister::ALL {
            *configuration.register(*register) = reset_value(*register);
        }
        configuration
    }

    /// The addresses of the generation, each below `2^address_bits`; endless for a `step` of 0.
    pub fn addresses(self, address_bits: u32) -> impl Iterator<Item = u32> {
        let mask = (1_u64 << address_bits) - 1;
        self.bases().flat_map(move |base| {
            self.distances().map(move |distance| (base.wrapping_add(distance) & mask) as u32)
        })
    }

    /// The first addresses of all passes, mod 2^64.
    fn bases(self) -> impl Iterator<Item = u64> {
        let times = |count: u32, stride: u32| u64::from(count).wrapping_mul(u64::from(stride));
        let base = move |outer, group, pass| {
            u64::from(self.addr)
                .wrapping_add(times(outer, self.offset2))
                .wrapping_add(times(group, self.offset1))
                .wrapping_add(times(pass, self.offset))
        };
        // Without this, loops without an address inside would be counted through, up to 2^96 times.
        let is_empty = [self.end, self.repeat, self.repeat1].contains(&0);
        (0..if is_empty { 0 } else { self.repeat2 }).flat_map(move |outer| {
            (0..self.repeat1)
                .flat_map(move |group| (0..self.repeat).map(move |pass| base(outer, group, pass)))
        })
    }

    /// The distances of a pass from its base. `Iterator::step_by` would refuse a step of 0.
    fn distances(self) -> impl Iterator<Item = u64> {
        let below_end = move |distance: &u64| *distance < u64::from(self.end);
        std::iter::successors(Some(0).filter(below_end), move |distance| {
            Some(distance + u64::from(self.step)).filter(below_end)
        })
    }

    /// The place of a register's value.
    pub fn register(&mut self, register: GeneratorRegister) -> &mut u32 {
        match register {
            GeneratorRegister::Addr => &mut self.addr,
            GeneratorRegister::Offset => &mut self.offset,
            GeneratorRegister::Step => &mut self.step,
            GeneratorRegister::End => &mut self.end,
            GeneratorRegister::Repeat => &mut self.repeat,
            GeneratorRegister::Offset1 => &mut self.offset1,
            GeneratorRegister::Repeat1 => &mut self.repeat1,
            GeneratorRegister::Offset2 => &mut self.offset2,
            GeneratorRegister::Repeat2 => &mut self.repeat2,
        }
    }
}

/// What a register holds at the start of a job: one address in one pass, so that only what differs needs to be written.
pub fn reset_value(register: GeneratorRegister) -> u32 {
    use GeneratorRegister::{End, Repeat, Repeat1, Repeat2, Step};
    matches!(register, Step | End | Repeat | Repeat1 | Repeat2).into()
}

/// What the control of a PV makes of the registers of a generator before it writes them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Preparation {
    step: u32,
    end: u32,
}

/// A write as the index generator gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the ports of `IndexGenerator` are documented there")]
pub struct Prepared {
    pub write_data: u32,
    pub write_left: u32,
    pub write_single: bool,
}

impl Preparation {
    /// Prepares the write of a register of `address_bits` bits.
    pub fn write(&mut self, select: u8, value: u32, address_bits: u32) -> Prepared {
        use GeneratorRegister::{End, Repeat, Repeat1, Repeat2, Step};
        let mask = ((1_u64 << address_bits) - 1) as u32;
        let register = GeneratorRegister::unpack(select.into());
        match register {
            Some(Step) => self.step = value,
            Some(End) => self.end = value,
            _ => {}
        }
        let is_limit = matches!(register, Some(End | Repeat | Repeat1 | Repeat2));
        Prepared {
            write_data: if is_limit { !value & mask } else { value },
            write_left: self.step.wrapping_sub(self.end) & mask,
            write_single: match register {
                Some(Step | End) => self.step >= self.end,
                _ => value == 1,
            },
        }
    }
}

/// Inputs of the index generator in one clock cycle, named as its ports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the ports of `IndexGenerator` are documented there")]
pub struct Inputs {
    pub reset: bool,
    pub write: bool,
    pub write_select: u8,
    pub write_data: u32,
    pub start: bool,
    pub stop: bool,
    pub address_ready: bool,
}

/// Outputs of the index generator in one clock cycle, named as its ports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the ports of `IndexGenerator` are documented there")]
pub struct Outputs {
    pub command_ready: bool,
    /// `address_valid`, and with it `address`, `pass_ends` and `last`.
    pub address: Option<Address>,
}

/// An address on the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address {
    /// The address itself.
    pub value: u32,
    /// No further address follows in this pass.
    pub pass_ends: bool,
    /// No further address follows in this generation.
    pub last: bool,
}

/// A generation under way; the next item is the address on the output.
type Generation = Peekable<Box<dyn Iterator<Item = Address>>>;

/// The index generator, cycle by cycle.
pub struct Reference {
    address_bits: u32,
    shadow: Configuration,
    running: Option<Generation>,
    queued: bool,
}

impl Reference {
    /// An index generator with registers as at the start of a job, and addresses of `address_bits` bits, at most 32.
    pub fn new(address_bits: u32) -> Self {
        Self { address_bits, shadow: Configuration::at_reset(), running: None, queued: false }
    }

    /// Whether a command may come in the next cycle.
    pub fn command_ready(&self) -> bool {
        !self.queued
    }

    /// Lets one clock cycle with the given inputs pass, and returns the outputs during it.
    pub fn cycle(&mut self, inputs: Inputs) -> Outputs {
        let outputs = Outputs {
            command_ready: self.command_ready(),
            address: self.running.as_mut().and_then(|generation| generation.peek().copied()),
        };
        self.finish(inputs.address_ready);
        self.begin(inputs.start);
        if inputs.write {
            self.write(inputs.write_select, inputs.write_data);
        }
        if inputs.stop || inputs.reset {
            (self.running, self.queued) = (None, false);
        }
        outputs
    }

    /// Hands the current address over if the consumer is ready.
    fn finish(&mut self, address_ready: bool) {
        let taken = self.running.as_mut().filter(|_| address_ready).and_then(Iterator::next);
        if taken.is_some_and(|address| address.last) {
            self.running = None;
        }
    }

    /// Begins the generation that is asked for, or lets it wait for its predecessor.
    fn begin(&mut self, start: bool) {
        let requested = start || self.queued;
        self.queued = requested && self.running.is_some();
        if requested && !self.queued {
            let mut addresses = self.shadow.addresses(self.address_bits).peekable();
            let per_pass = match self.shadow.step {
                0 => u32::MAX,
                step => self.shadow.end.div_ceil(step),
            };
            let mut index = 0;
            let marked = std::iter::from_fn(move || {
                let value = addresses.next()?;
                index = (index + 1) % per_pass;
                Some(Address { value, pass_ends: index == 0, last: addresses.peek().is_none() })
            });
            let boxed: Box<dyn Iterator<Item = Address>> = Box::new(marked);
            self.running = Some(boxed.peekable());
        }
    }

    fn write(&mut self, select: u8, data: u32) {
        if let Some(register) = GeneratorRegister::unpack(select.into()) {
            *self.shadow.register(register) = data;
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;

    /// One pass of one address.
    const SINGLE: Configuration = Configuration {
        addr: 9,
        offset: 0,
        step: 1,
        end: 1,
        repeat: 1,
        offset1: 0,
        repeat1: 1,
        offset2: 0,
        repeat2: 1,
    };

    #[test]
    fn addresses_follow_the_four_loops() {
        let configuration = Configuration {
            addr: 100,
            offset: 10,
            step: 2,
            end: 3,
            repeat: 2,
            offset1: 50,
            repeat1: 2,
            offset2: 1000,
            repeat2: 2,
        };
        let addresses: Vec<u32> = configuration.addresses(16).collect();
        let first = [100, 102, 110, 112, 150, 152, 160, 162];
        assert_eq!(addresses[..8], first);
        assert_eq!(addresses[8..], first.map(|address| address + 1000));
    }

    #[test]
    fn addresses_wrap_at_the_address_width() {
        let configuration = Configuration { addr: 14, offset: 15, step: 3, end: 6, repeat: 2, ..SINGLE };
        assert_eq!(configuration.addresses(4).collect::<Vec<_>>(), [14, 1, 13, 0]);
    }

    #[test]
    fn step_zero_repeats_the_first_address_for_ever() {
        let endless = Configuration { step: 0, ..SINGLE };
        assert_eq!(endless.addresses(8).take(1000).filter(|address| *address == 9).count(), 1000);
    }

    #[test]
    fn any_count_of_zero_gives_no_address() {
        assert_eq!(SINGLE.addresses(8).count(), 1);
        use GeneratorRegister::{End, Repeat, Repeat1, Repeat2};
        for register in [End, Repeat, Repeat1, Repeat2] {
            let mut empty = SINGLE;
            *empty.register(register) = 0;
            assert_eq!(empty.addresses(8).count(), 0, "{register:?}");
        }
    }
}
