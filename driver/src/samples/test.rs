//! Tests of quantisation: round trips over every kind of strides, rounding, and what is refused.

use super::*;
use proptest::prelude::*;

fn port(dims: &[u32], strides: &[u32], offset: u64, scale: f32) -> Port {
    Port { name: "x".into(), batched: true, dims: dims.into(), strides: strides.into(), offset, scale }
}

fn dense(dims: &[u32], scale: f32) -> Port {
    let strides: Vec<u32> = (0..dims.len()).map(|axis| dims[axis + 1..].iter().product()).collect();
    port(dims, &strides, 0, scale)
}

/// Byte offset of an element by the definition of strides.
fn offset_of(port: &Port, element: usize) -> usize {
    let mut rest = element;
    let mut offset = port.offset as usize;
    for (&extent, &stride) in port.dims.iter().zip(&port.strides).rev() {
        offset += rest % extent as usize * stride as usize * 2;
        rest /= extent as usize;
    }
    offset
}

/// Ports whose axes lie in memory in any order, with gaps and padding in between.
fn arbitrary_port() -> impl Strategy<Value = Port> {
    let axes = prop::collection::vec((1u32..5, 0u32..3), 0..5);
    (axes, any::<prop::sample::Index>(), 0u64..4, 1e-3f32..10.0).prop_map(
        |(axes, rotation, offset, scale)| {
            let rank = axes.len();
            let mut strides = vec![0; rank];
            let mut next = 1;
            for inner in 0..rank {
                let axis = (inner + rotation.index(rank)) % rank;
                strides[axis] = next;
                next *= axes[axis].0 + axes[axis].1;
            }
            let dims: Vec<u32> = axes.iter().map(|axis| axis.0).collect();
            port(&dims, &strides, 2 * offset, scale)
        },
    )
}

proptest! {
    #[test]
    fn samples_land_where_the_strides_say_and_come_back(
        port in arbitrary_port(),
        batch in 1usize..4,
        seed in prop::collection::vec(any::<i16>(), 1..50),
    ) {
        let image_bytes = (offset_of(&port, port.elements() - 1) + 2).next_multiple_of(64);
        let integers: Vec<i16> = (0..batch * port.elements()).map(|i| seed[i % seed.len()]).collect();
        let values: Vec<f32> = integers.iter().map(|&integer| f32::from(integer) * port.scale).collect();
        let mut images = vec![0xaa; batch * image_bytes];
        prop_assert_eq!(quantise(&port, image_bytes as u64, &values, &mut images), Ok(0));
        let mut expected = vec![0xaa; batch * image_bytes];
        for (index, integer) in integers.iter().enumerate() {
            let at = index / port.elements() * image_bytes + offset_of(&port, index % port.elements());
            expected[at..at + 2].copy_from_slice(&integer.to_le_bytes());
        }
        prop_assert_eq!(&images, &expected);
        let mut back = vec![0.0; values.len()];
        prop_assert_eq!(dequantise(&port, image_bytes as u64, &images, &mut back), Ok(()));
        prop_assert_eq!(back, values);
    }

    #[test]
    fn rounding_is_to_nearest_with_ties_away_from_zero(value in -70000.0f32..70000.0, scale in 0.01f32..4.0) {
        let by_definition = (value / scale).round();
        let mut image = [0; 64];
        let saturated = quantise(&dense(&[1], scale), 64, &[value], &mut image);
        let integer = f32::from(i16::from_le_bytes([image[0], image[1]]));
        prop_assert_eq!(integer, by_definition.clamp(-32768.0, 32767.0));
        prop_assert_eq!(saturated, Ok(u64::from(integer != by_definition)));
    }

    #[test]
    fn arbitrary_ports_never_panic(
        dims in prop::collection::vec(any::<u32>(), 0..4),
        strides in prop::collection::vec(any::<u32>(), 0..4),
        offset: u64,
        image_bytes in 0u64..300,
    ) {
        let mut values = vec![0.0; 8];
        let _ = quantise(&port(&dims, &strides, offset, 1.0), image_bytes, &values, &mut [0; 64]);
        let _ = dequantise(&port(&dims, &strides, offset, 1.0), image_bytes, &[0; 64], &mut values);
    }
}

#[test]
fn halves_and_extremes_round_as_documented() {
    let values = [0.5, -0.5, 1.5, 0.49999997, 32767.4, 32767.5, f32::INFINITY, f32::NEG_INFINITY];
    let mut image = [0; 64];
    let saturated = quantise(&dense(&[8], 1.0), 64, &values, &mut image);
    assert_eq!(saturated, Ok(3));
    let integers: Vec<i16> =
        image[..16].chunks_exact(2).map(|sample| i16::from_le_bytes([sample[0], sample[1]])).collect();
    assert_eq!(integers, [1, -1, 2, 0, 32767, 32767, 32767, -32768]);
}

#[test]
fn contiguous_axes_become_one_row() {
    let layout = Layout::new(&dense(&[3, 64, 64], 1.0), 1 << 20).expect("fits");
    assert_eq!((layout.row, layout.step, layout.outer.len()), (3 * 64 * 64, 2, 0));
    // Rows padded from 60 to 64: channels and rows merge, columns stay.
    let layout = Layout::new(&port(&[3, 60, 60], &[64 * 60, 64, 1], 0, 1.0), 1 << 20).expect("fits");
    assert_eq!((layout.row, layout.outer), (60, vec![(180, 128)]));
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_written() {
    let mut image = [7; 128];
    let result = quantise(&dense(&[4], 1.0), 64, &[1.0, 2.0, f32::NAN, 4.0], &mut image[..64]);
    assert_eq!(result, Err(SampleError::NotANumber { port: "x".into(), index: 2 }));
    let result = quantise(&dense(&[4], 1.0), 64, &[0.0; 7], &mut image);
    assert_eq!(result, Err(SampleError::Values { port: "x".into(), batch: 2, expected: 4, found: 7 }));
    let result = quantise(&dense(&[4], 1.0), 64, &[0.0; 4], &mut image[..100]);
    assert_eq!(result, Err(SampleError::ImageBytes { image_bytes: 64, found: 100 }));
    let beyond = Err(SampleError::Layout { port: "x".into(), image_bytes: 64 });
    assert_eq!(quantise(&dense(&[33], 1.0), 64, &[0.0; 33], &mut image[..64]), beyond);
    assert_eq!(quantise(&port(&[4], &[0], 0, 1.0), 64, &[0.0; 4], &mut image[..64]), beyond);
    assert_eq!(image, [7; 128]);
}

proptest! {
    /// Through stores and loads of any place the same bytes and values come as through a slice.
    #[test]
    fn in_place_is_the_same_as_through_a_slice(port in arbitrary_port(), batch in 1usize..4, seed: u32) {
        let image_bytes = 2048u64;
        prop_assume!(check_port(&port, image_bytes).is_ok());
        let count = port.elements() * batch;
        let values: Vec<f32> = (0..count as u32).map(|i| (i.wrapping_mul(2_654_435_761) ^ seed) as i32 as f32 * 1e-5).collect();
        let (mut expected, mut found) = (vec![7; 2048 * batch], vec![7; 2048 * batch]);
        let saturated = quantise(&port, image_bytes, &values, &mut expected).expect("fits");
        let stored = in_place::quantise_to(&port, (image_bytes, batch), &values, |offset, bytes: &[u8]| {
            found[offset as usize..][..bytes.len()].copy_from_slice(bytes);
            Ok::<(), SampleError>(())
        });
        prop_assert_eq!(stored, Ok(saturated));
        prop_assert!(found == expected);
        let (mut slice, mut place) = (vec![0.0; count], vec![0.0; count]);
        dequantise(&port, image_bytes, &expected, &mut slice).expect("fits");
        let loaded = in_place::dequantise_from(&port, (image_bytes, batch), &mut place, |offset, bytes: &mut [u8]| {
            bytes.copy_from_slice(&expected[offset as usize..][..bytes.len()]);
            Ok::<(), SampleError>(())
        });
        prop_assert_eq!(loaded, Ok(()));
        prop_assert_eq!(place, slice);
    }
}
