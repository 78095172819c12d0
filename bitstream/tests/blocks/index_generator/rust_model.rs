//! The rust-hdl model of the index generator.

use super::stimulus::{self, Cycle, Judge};
use bitstream::hdl::{Block, clock_cycle, settle};
use bitstream::index_generator::IndexGenerator;
use bitstream::index_generator::reference::{Address, Configuration, Inputs, Outputs};
use isa::ops::{GeneratorRegister, Operand};
use proptest::prelude::*;

const BITS: usize = isa::arch::ADDRESS_BITS as usize;

/// And of sums with their carry.
const SUM_BITS: usize = BITS + 1;

/// The block behind the types of the reference.
struct Model<const ADDRESS_BITS: usize, const SUM_BITS: usize> {
    block: IndexGenerator<ADDRESS_BITS, SUM_BITS>,
    judge: Judge,
}

impl<const ADDRESS_BITS: usize, const SUM_BITS: usize> Model<ADDRESS_BITS, SUM_BITS> {
    /// With all registers written.
    fn new() -> Self {
        let mut block = IndexGenerator::default();
        block.connect_all();
        let mut model = Self { block, judge: Judge::new(ADDRESS_BITS as u32) };
        for inputs in Judge::first_writes() {
            model.cycle(inputs);
        }
        model
    }

    /// What the block answers, beside what it should.
    fn judged_cycle(&mut self, inputs: Inputs) -> (Outputs, Outputs) {
        let block = &mut self.block;
        let Cycle { inputs, prepared, outputs: expected } = self.judge.cycle(inputs);
        block.reset.next = inputs.reset;
        block.write.next = inputs.write;
        block.write_select.next = u64::from(inputs.write_select).into();
        block.write_data.next = u64::from(prepared.write_data).into();
        block.write_left.next = u64::from(prepared.write_left).into();
        block.write_single.next = prepared.write_single;
        block.start.next = inputs.start;
        block.stop.next = inputs.stop;
        block.address_ready.next = inputs.address_ready;
        settle(block);
        let address = Address {
            value: block.address.val().to_u32(),
            pass_ends: block.pass_ends.val(),
            last: block.last.val(),
        };
        let outputs = Outputs {
            command_ready: block.command_ready.val(),
            address: block.address_valid.val().then_some(address),
        };
        clock_cycle(block, |block| &mut block.clock);
        (outputs, expected)
    }

    fn cycle(&mut self, inputs: Inputs) -> Outputs {
        self.judged_cycle(inputs).0
    }

    fn configure(&mut self, mut configuration: Configuration) {
        for register in GeneratorRegister::ALL {
            self.cycle(Inputs {
                write: true,
                write_select: register.pack() as u8,
                write_data: *configuration.register(*register),
                ..Inputs::default()
            });
        }
    }
}

/// Random inputs through model and reference.
fn compare<const ADDRESS_BITS: usize, const SUM_BITS: usize>(cases: u32) {
    let check = |rows: Vec<Inputs>| {
        let mut model = Model::<ADDRESS_BITS, SUM_BITS>::new();
        for (cycle, inputs) in rows.into_iter().enumerate() {
            let (found, expected) = model.judged_cycle(inputs);
            prop_assert_eq!(found, expected, "cycle {} with {:?}", cycle, inputs);
        }
        Ok(())
    };
    stimulus::runner(cases)
        .run(&stimulus::inputs(ADDRESS_BITS as u32), check)
        .expect("model and reference agree");
}

#[test]
fn narrow_model_follows_the_reference() {
    compare::<5, 6>(40);
}

#[test]
fn model_of_contract_width_follows_the_reference() {
    compare::<BITS, SUM_BITS>(40);
}

/// Configurations with up to 3 iterations of every loop and any addresses.
fn configurations() -> impl Strategy<Value = Configuration> {
    let count = || 1..=3_u32;
    let address = || 0..1_u32 << BITS;
    ((count(), count(), count(), count()), (address(), address(), address(), address(), address())).prop_map(
        |((distances, repeat, repeat1, repeat2), (addr, offset, offset1, offset2, step))| {
            // A few wide steps, so that `step * distances` comes close to the limit of the registers.
            let step = 1 + step % (((1 << BITS) - 1) / distances);
            Configuration {
                addr,
                offset,
                step,
                end: step * distances,
                repeat,
                offset1,
                repeat1,
                offset2,
                repeat2,
            }
        },
    )
}

#[test]
fn random_generation_has_one_address_per_cycle() {
    let check = |configuration: Configuration| {
        let mut model = Model::<BITS, SUM_BITS>::new();
        model.configure(configuration);
        model.cycle(Inputs { start: true, ..Inputs::default() });
        for expected in configuration.addresses(BITS as u32) {
            let outputs = model.cycle(Inputs { address_ready: true, ..Inputs::default() });
            prop_assert_eq!(outputs.address.map(|address| address.value), Some(expected));
        }
        prop_assert_eq!(model.cycle(Inputs::default()).address, None);
        Ok(())
    };
    stimulus::runner(100).run(&configurations(), check).expect("the addresses of the definition");
}

#[test]
fn queued_generation_follows_without_a_gap() {
    let first = Configuration {
        addr: 0xFFF0,
        offset: 7,
        step: 3,
        end: 8,
        repeat: 2,
        offset1: 100,
        repeat1: 2,
        offset2: 5000,
        repeat2: 3,
    };
    let second = Configuration { addr: 77, end: 1, ..first };
    let mut model = Model::<BITS, SUM_BITS>::new();
    model.configure(first);
    model.cycle(Inputs { start: true, ..Inputs::default() });
    model.configure(second);
    model.cycle(Inputs { start: true, ..Inputs::default() });

    let expected: Vec<u32> = first.addresses(BITS as u32).chain(second.addresses(BITS as u32)).collect();
    assert_eq!(expected.len(), 36 + 12);
    for address in expected {
        let outputs = model.cycle(Inputs { address_ready: true, ..Inputs::default() });
        assert_eq!(outputs.address.map(|address| address.value), Some(address), "one address in every cycle");
    }
    assert_eq!(model.cycle(Inputs::default()).address, None);
}
