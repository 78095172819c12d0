//! Tests of the container: round trip, and refusal of everything damaged.

use super::*;
use crate::record::{Cost, LayerOp, Operation, PostProcess, TensorRef};
use alloc::vec;
use proptest::prelude::*;

fn program() -> Program {
    let tensor = |segment| TensorRef {
        segment,
        offset: 0,
        image_stride: 64,
        shape: [4, 1, 1, 1],
        strides: [1, 4, 4, 4],
    };
    let record = LayerRecord {
        name: "relu".into(),
        op: LayerOp::Act,
        operation: Operation::Linear { coefficients: 0 },
        inputs: vec![tensor(Segment::Input)],
        output: tensor(Segment::Output),
        post: PostProcess { requantisation: 64, clamp: (0, i16::MAX), table: None },
        cost: Cost::default(),
    };
    let ops = [MicroOp::LayerBegin { record: 3 }, MicroOp::LayerEnd {}, MicroOp::Halt {}];
    let port = |name: &str| Port {
        name: name.into(),
        batched: true,
        dims: vec![4],
        strides: vec![1],
        offset: 0,
        scale: 0.5,
    };
    Program {
        arch: ArchConfig::REFERENCE,
        mode: Mode::Reorganised,
        code: ops.map(|op| op.encode().expect("fits")).into(),
        records: record.encode(),
        constants: vec![7; 128],
        interface: Interface { inputs: vec![port("x")], outputs: vec![port("y")], image_bytes: [64, 64, 0] },
        info: vec![("model".into(), "test".into())],
    }
}

#[test]
fn programs_survive_encoding() {
    let bytes = program().encode();
    assert_eq!(Program::decode(&bytes), Ok(program()));
    assert_eq!(program().layers().expect("valid")[0].name, "relu");
}

#[test]
fn damage_is_named() {
    let bytes = program().encode();
    let damaged = |at: usize| {
        let mut bytes = bytes.clone();
        bytes[at] ^= 1;
        Program::decode(&bytes).expect_err("damaged")
    };
    assert_eq!(damaged(0), ProgramError::Magic);
    assert!(matches!(damaged(8), ProgramError::Version { found_major: 0, .. }));
    assert!(matches!(damaged(16), ProgramError::Fingerprint { expected: FINGERPRINT, .. }));
    assert!(matches!(damaged(24), ProgramError::Length { .. }));
    assert_eq!(damaged(CHECKSUM_OFFSET), ProgramError::Checksum { part: "header" });
    assert_eq!(damaged(HEADER_BYTES + 1), ProgramError::Checksum { part: "header" });
    let constants = bytes.windows(8).position(|window| window == [7; 8]).expect("constants");
    assert_eq!(damaged(constants), ProgramError::Checksum { part: "constants section" });
    assert!(matches!(Program::decode(&bytes[..bytes.len() - 64]), Err(ProgramError::Length { .. })));
}

#[test]
fn contradictions_are_refused_even_with_good_checksums() {
    let refused = |change: fn(&mut Program)| {
        let mut program = program();
        change(&mut program);
        Program::decode(&program.encode()).expect_err("contradiction")
    };
    assert_eq!(refused(|p| p.code.truncate(2)), ProgramError::Malformed("the code does not end in `halt`"));
    assert!(matches!(refused(|p| p.code[1] = u64::MAX), ProgramError::MicroOp { index: 1, .. }));
    assert!(matches!(refused(|p| p.records[0] = 0), ProgramError::Record { offset: 24, .. }));
    assert!(matches!(refused(|p| p.arch.pe_count = 99), ProgramError::Arch(_)));
    let oversized = |p: &mut Program| p.interface.image_bytes[2] = 2 * MAX_IMAGE_BYTES;
    assert_eq!(refused(oversized), ProgramError::Malformed("image size is not aligned or above the limit"));
    let far = |p: &mut Program| {
        (p.interface.inputs[0].dims[0], p.interface.inputs[0].strides[0]) = (1 << 20, u32::MAX)
    };
    let repeated = |p: &mut Program| {
        p.interface.inputs[0] =
            Port { dims: vec![u32::MAX; 3], strides: vec![0; 3], ..p.interface.inputs[0].clone() };
    };
    assert_eq!(refused(repeated), ProgramError::Malformed("port has too many elements"));
    assert_eq!(refused(far), ProgramError::Malformed("port lies outside its image"));
    assert_eq!(
        refused(|p| p.interface.outputs[0].dims[0] = 33),
        ProgramError::Malformed("port lies outside its image")
    );
    assert_eq!(
        refused(|p| p.interface.inputs[0].scale = f32::NAN),
        ProgramError::Malformed("port has an illegal scale")
    );
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..512), keep_header: bool) {
        let mut file = program().encode();
        let start = if keep_header { HEADER_BYTES } else { 0 };
        let end = file.len().min(start + bytes.len());
        file[start..end].copy_from_slice(&bytes[..end - start]);
        let _ = Program::decode(&file);
    }
}
