//! The closed forms against loops and against a generator that takes one step a cycle.

use std::collections::VecDeque;

use proptest::prelude::*;

use super::stepped::Stepped;
use super::*;

fn registers() -> impl Strategy<Value = [u32; REGISTERS]> {
    let address = || prop_oneof![0u32..100, (1u32 << ADDRESS_BITS) - 100..1 << ADDRESS_BITS];
    (address(), address(), 1u32..40, 1u32..200, 1u32..4, address(), 1u32..4, address(), 1u32..3).prop_map(
        |(addr, offset, step, end, repeat, offset1, repeat1, offset2, repeat2)| {
            [addr, offset, step, end, repeat, offset1, repeat1, offset2, repeat2]
        },
    )
}

/// The addresses as `docs/machine.md` defines them.
fn addresses(registers: &[u32; REGISTERS]) -> Vec<u32> {
    let [addr, offset, step, end, repeat, offset1, repeat1, offset2, repeat2] = registers.map(u64::from);
    let mut addresses = Vec::new();
    for l in 0..repeat2 {
        for k in 0..repeat1 {
            for j in 0..repeat {
                let mut i = 0;
                while i * step < end {
                    let address = addr + i * step + j * offset + k * offset1 + l * offset2;
                    addresses.push((address % (1 << ADDRESS_BITS)) as u32);
                    i += 1;
                }
            }
        }
    }
    addresses
}

proptest! {
    #[test]
    fn any_address_is_known_without_the_ones_before(registers in registers(), jump in any::<prop::sample::Index>()) {
        let expected = addresses(&registers);
        let nest = Nest::new(&registers);
        prop_assert_eq!(nest.length(), expected.len() as u64);
        let found: Vec<u32> = (0..nest.length()).map(|index| nest.at(index).address()).collect();
        prop_assert_eq!(&found, &expected);
        let mut cursor = nest.at(0);
        let mut index = 0;
        while index < nest.length() {
            prop_assert_eq!(cursor.address(), expected[index as usize]);
            let step = 1 + jump.index(cursor.left_in_pass() as usize) as u64;
            cursor.advance(step);
            index += step;
        }
    }

    /// A front end starts generations as soon as it may after some idle cycles, a reader takes runs of addresses at
    /// some pace as soon as it may after some idle cycles; when all that happens is the same.
    #[test]
    fn the_fifo_takes_and_gives_as_if_it_were_stepped(
        depth in 2u32..9,
        generations in prop::collection::vec((1u64..20, 0u64..30), 1..12),
        runs in prop::collection::vec((0u64..25, 1u64..20, 1u64..5), 1..12),
    ) {
        let mut generator = Generator::new(depth);
        let mut stepped = Stepped::new(depth);
        let mut starts: VecDeque<_> = generations.into();
        let mut runs: VecDeque<_> = runs.into();
        let (mut start_from, mut read_from) = (starts[0].1, 0);
        let (mut run_ends, mut wanted) = (0, VecDeque::new());
        for now in 0..2000u64 {
            // The reader plans a run as soon as it is certain, never in the past.
            if wanted.is_empty() && let (Some(&(idle, count, every)), Some(head)) = (runs.front(), generator.head()) {
                runs.pop_front();
                let begin = head.from.max(read_from + idle).max(run_ends).max(now + 1);
                let count = count.min(head.left);
                generator.consume(begin, count, every);
                wanted = (0..count).map(|index| begin + index * every).collect();
                run_ends = begin + (count - 1) * every + 1;
                read_from = run_ends;
                // Without idle cycles it comes exactly when the address is seen to be there.
                let punctual = begin == head.from;
                if punctual && begin > now {
                    prop_assert!(stepped.head_since().is_none_or(|since| since < begin));
                }
            }
            let reads = wanted.front() == Some(&now);
            if reads {
                wanted.pop_front();
            }
            prop_assert_eq!(stepped.cycle(now, reads), reads, "an address in cycle {}", now);
            let free = stepped.shadow_is_free(now);
            if let Some(&(length, idle)) = starts.front() && now >= start_from && free {
                prop_assert!(generator.shadow_free_from() <= now, "shadow registers in cycle {}", now);
                starts.pop_front();
                generator.configure(GeneratorRegister::End, length as u32);
                generator.start(now);
                stepped.start(length, now);
                start_from = now + 1 + starts.front().map_or(idle, |next| next.1);
            } else if !free {
                prop_assert!(generator.shadow_free_from() > now, "no shadow registers in cycle {}", now);
            }
        }
    }
}

#[test]
fn a_generation_that_starts_in_time_follows_without_a_gap() {
    let mut generator = Generator::new(4);
    generator.configure(GeneratorRegister::End, 3);
    generator.start(10);
    assert_eq!(
        generator.head().map(|head| head.from),
        Some(13),
        "started in 10, in the FIFO in 12, seen in 13"
    );
    assert_eq!(generator.shadow_free_from(), 12);
    generator.start(12);
    generator.consume(13, 3, 1);
    assert_eq!(generator.head().map(|head| head.from), Some(16), "12, 13, 14 and 15 without a gap");
}

#[test]
fn a_full_fifo_holds_the_generator_up() {
    let mut generator = Generator::new(2);
    generator.configure(GeneratorRegister::End, 3);
    generator.start(10);
    generator.start(20);
    assert_eq!(generator.shadow_free_from(), NEVER, "the third address waits for the reader");
    generator.consume(30, 1, 1);
    assert_eq!(generator.shadow_free_from(), 32, "one leaves in 30, the third goes in in 31");
    generator.stop(40);
    assert_eq!((generator.head().is_none(), generator.shadow_free_from()), (true, 41));
}
