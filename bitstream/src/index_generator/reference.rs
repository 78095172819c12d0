//! The definition of the index generator in plain Rust: [`Configuration::addresses`] says which addresses a
//! generation has, [`Reference`] in which cycle they appear.
//!
//! The hardware, as a rust-hdl model and as Verilog, is tested against this. Multiplications and unbounded
//! iterators are fine here; nothing of it becomes hardware.

use std::iter::Peekable;

/// The configuration registers, by their names and numbers in the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Register {
    /// First address.
    Addr = 0,
    /// Distance between the bases of two passes.
    Offset = 1,
    /// Distance between two addresses of a pass.
    Step = 2,
    /// A pass has the distances 0, step, 2*step, ... below this one.
    End = 3,
    /// Number of passes.
    Repeat = 4,
    /// Distance between the bases of two outer iterations.
    OuterOffset = 5,
    /// Number of outer iterations.
    OuterRepeat = 6,
}

impl Register {
    /// All registers, in the order of their numbers.
    pub const ALL: [Self; 7] =
        [Self::Addr, Self::Offset, Self::Step, Self::End, Self::Repeat, Self::OuterOffset, Self::OuterRepeat];
}

/// Values of the configuration registers, each in units of addresses or iterations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Configuration {
    /// See [`Register::Addr`].
    pub addr: u32,
    /// See [`Register::Offset`].
    pub offset: u32,
    /// See [`Register::Step`].
    pub step: u32,
    /// See [`Register::End`].
    pub end: u32,
    /// See [`Register::Repeat`].
    pub repeat: u32,
    /// See [`Register::OuterOffset`].
    pub outer_offset: u32,
    /// See [`Register::OuterRepeat`].
    pub outer_repeat: u32,
}

impl Configuration {
    /// The addresses of the generation, each below `2^address_bits`; endless for a `step` of 0.
    pub fn addresses(self, address_bits: u32) -> impl Iterator<Item = u32> {
        let times = |count: u32, stride: u32| u64::from(count).wrapping_mul(u64::from(stride));
        // Otherwise passes without an address would be counted through, up to 2^64 of them.
        let outer_repeat = if self.end == 0 || self.repeat == 0 { 0 } else { self.outer_repeat };
        (0..outer_repeat).flat_map(move |outer| {
            (0..self.repeat).flat_map(move |pass| {
                let base = u64::from(self.addr)
                    .wrapping_add(times(outer, self.outer_offset))
                    .wrapping_add(times(pass, self.offset));
                self.distances()
                    .map(move |distance| (base.wrapping_add(distance) % (1 << address_bits)) as u32)
            })
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
    pub fn register(&mut self, register: Register) -> &mut u32 {
        match register {
            Register::Addr => &mut self.addr,
            Register::Offset => &mut self.offset,
            Register::Step => &mut self.step,
            Register::End => &mut self.end,
            Register::Repeat => &mut self.repeat,
            Register::OuterOffset => &mut self.outer_offset,
            Register::OuterRepeat => &mut self.outer_repeat,
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
    pub busy: bool,
    pub done: bool,
    /// `address_valid`, and with it `address` and `last`.
    pub address: Option<Address>,
}

/// An address on the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address {
    /// The address itself.
    pub value: u32,
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
    done: bool,
}

impl Reference {
    /// An index generator after reset, with registers and addresses of `address_bits` bits, at most 32.
    pub fn new(address_bits: u32) -> Self {
        Self { address_bits, shadow: Configuration::default(), running: None, queued: false, done: false }
    }

    /// Lets one clock cycle with the given inputs pass, and returns the outputs during it.
    pub fn cycle(&mut self, inputs: Inputs) -> Outputs {
        let outputs = Outputs {
            command_ready: !self.queued,
            busy: self.running.is_some(),
            done: self.done,
            address: self.running.as_mut().and_then(|generation| generation.peek().copied()),
        };
        self.done = self.finish(inputs.address_ready);
        self.begin(inputs.start);
        if inputs.write && outputs.command_ready && !inputs.start {
            self.write(inputs.write_select, inputs.write_data);
        }
        if inputs.stop {
            (self.running, self.queued, self.done) = (None, false, false);
        }
        if inputs.reset {
            *self = Self::new(self.address_bits);
        }
        outputs
    }

    /// Hands the current address over if the consumer is ready; tells whether that ended the generation.
    fn finish(&mut self, address_ready: bool) -> bool {
        let Some(generation) = &mut self.running else { return false };
        let ends = match generation.peek().copied() {
            None => true,
            Some(_) if !address_ready => false,
            Some(address) => {
                generation.next();
                address.last
            }
        };
        if ends {
            self.running = None;
        }
        ends
    }

    /// Begins the generation that is asked for, or lets it wait for its predecessor.
    fn begin(&mut self, start: bool) {
        let requested = start || self.queued;
        self.queued = requested && self.running.is_some();
        if requested && !self.queued {
            let mut addresses = self.shadow.addresses(self.address_bits).peekable();
            let marked = std::iter::from_fn(move || {
                let value = addresses.next()?;
                Some(Address { value, last: addresses.peek().is_none() })
            });
            let boxed: Box<dyn Iterator<Item = Address>> = Box::new(marked);
            self.running = Some(boxed.peekable());
        }
    }

    fn write(&mut self, select: u8, data: u32) {
        if let Some(register) = Register::ALL.get(usize::from(select)) {
            *self.shadow.register(*register) = data;
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn addresses_follow_the_three_loops() {
        let configuration = Configuration {
            addr: 100,
            offset: 10,
            step: 2,
            end: 5,
            repeat: 2,
            outer_offset: 50,
            outer_repeat: 2,
        };
        let addresses: Vec<u32> = configuration.addresses(16).collect();
        assert_eq!(addresses, [100, 102, 104, 110, 112, 114, 150, 152, 154, 160, 162, 164]);
    }

    #[test]
    fn addresses_wrap_at_the_address_width() {
        let configuration = Configuration {
            addr: 14,
            offset: 15,
            step: 3,
            end: 6,
            repeat: 2,
            outer_offset: 0,
            outer_repeat: 1,
        };
        assert_eq!(configuration.addresses(4).collect::<Vec<_>>(), [14, 1, 13, 0]);
    }

    #[test]
    fn step_zero_repeats_the_first_address_for_ever() {
        let configuration =
            Configuration { addr: 9, end: 1, repeat: 1, outer_repeat: 1, ..Default::default() };
        assert_eq!(configuration.addresses(8).take(1000).filter(|address| *address == 9).count(), 1000);
    }

    #[test]
    fn any_count_of_zero_gives_no_address() {
        let full = Configuration { step: 1, end: 1, repeat: 1, outer_repeat: 1, ..Default::default() };
        assert_eq!(full.addresses(8).count(), 1);
        for register in [Register::End, Register::Repeat, Register::OuterRepeat] {
            let mut empty = full;
            *empty.register(register) = 0;
            assert_eq!(empty.addresses(8).count(), 0, "{register:?}");
        }
    }
}
