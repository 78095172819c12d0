//! Tests of layer records: round trip, contradictions, damage.

use super::*;
use crate::phase::KernelAxis;
use alloc::vec;
use proptest::prelude::*;

fn tensor(segment: Segment, shape: [u32; 4]) -> TensorRef {
    let [c, d, h, w] = shape;
    TensorRef {
        segment,
        offset: 64,
        image_stride: 2 * u64::from(c * d * h * w),
        shape,
        strides: [1, h * w * c, w * c, c],
    }
}

fn record() -> LayerRecord {
    let kernel = KernelAxis { kernel: 4, stride: 2, dilation: 1, pad_begin: 1 };
    let (axis, _) = PhaseAxis::transposed_convolution(4, 8, kernel);
    LayerRecord {
        name: "g2_tconv".into(),
        op: LayerOp::Tconv,
        operation: Operation::Convolution {
            axes: [PhaseAxis::unit(), axis.clone(), axis],
            groups: 1,
            weights: 128,
        },
        inputs: vec![tensor(Segment::Input, [3, 1, 4, 4])],
        output: tensor(Segment::Scratch, [5, 1, 8, 8]),
        post: PostProcess { requantisation: 1024, clamp: (0, i16::MAX), table: Some(2048) },
        cost: Cost {
            macs_effective: 1,
            macs_lattice: 2,
            macs_dense: 3,
            body_cycles: [60, 4],
            constant_bytes: 5,
            image_bytes: 6,
        },
    }
}

#[test]
fn records_survive_encoding() {
    let bytes = record().encode();
    assert_eq!(bytes.len() % 8, 0);
    assert_eq!(LayerRecord::decode(&bytes), Ok(record()));
    assert_eq!(record().weight_count(), Some(4 * 4 * 3 * 5));
    let linear = LayerRecord {
        operation: Operation::Linear { coefficients: 8 },
        inputs: vec![tensor(Segment::Input, [5, 1, 8, 8]); 2],
        ..record()
    };
    assert_eq!(LayerRecord::decode(&linear.encode()), Ok(linear));
}

#[test]
fn contradictions_are_refused() {
    let mut wrong = record();
    wrong.output.shape[2] = 9;
    assert_eq!(wrong.validate(), Err(RecordError::Inconsistent("axis extents differ from the tensors'")));
    let mut wrong = record();
    wrong.output.segment = Segment::Constants;
    assert!(wrong.validate().is_err());
    let mut wrong = record();
    wrong.inputs.clear();
    assert!(wrong.validate().is_err());
}

#[test]
fn extents_do_not_overflow() {
    let mut huge = tensor(Segment::Scratch, [2, 2, 2, 2]);
    assert_eq!(huge.extent_bytes(2), Some(2 * 16 * 2));
    huge.image_stride = u64::MAX - 1;
    assert_eq!(huge.extent_bytes(3), None);
    assert_eq!(huge.extent_bytes(0), None);
    huge.shape = [u32::MAX; 4];
    assert_eq!(huge.elements(), u64::MAX);
}

proptest! {
    #[test]
    fn damaged_records_never_panic(position: usize, value: u8, length: usize) {
        let mut bytes = record().encode();
        let position = position % bytes.len();
        bytes[position] = value;
        bytes.truncate(length % (2 * bytes.len()));
        if let Ok(decoded) = LayerRecord::decode(&bytes) {
            prop_assert!(decoded.validate().is_ok());
        }
    }

    #[test]
    fn requantisation_entries_survive_encoding(bias in -(1i64 << 47) + 1..1i64 << 47, positive: i16, negative: i16, shift in 1..=MAX_SHIFT) {
        let entry = Requantisation { bias, positive, negative, shift };
        prop_assert_eq!(Requantisation::decode(&entry.encode()), Ok(entry));
    }
}
