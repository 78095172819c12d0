//! Reading and validation: what is accepted, and what each kind of damage is called.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::fixture::{Model, int, ints, text, value_info};
use super::proto::attribute_proto::AttributeType;
use super::proto::tensor_proto::{DataLocation, DataType};
use super::proto::{AttributeProto, GraphProto, StringStringEntryProto, TensorProto};
use super::*;

/// A generator with what real exports hold: initialisers, a shape computation, several operators.
fn generator() -> Model {
    let weights: Vec<f32> = (0..4 * 2 * 9).map(|i| (i as f32).sin()).collect();
    Model::new()
        .input("z", &["N", "4"])
        .floats("w", &[4, 2, 3, 3], &weights)
        .integers("axes", &[2, 3])
        .integers("tail", &[32, 1])
        .integers("zero", &[0])
        .node("Shape", "z", "shape", &[])
        .node("Gather", "shape zero", "batch", &[int("axis", 0)])
        .node("Concat", "batch tail", "target", &[int("axis", 0)])
        .node("Unsqueeze", "z axes", "map", &[])
        .node("ConvTranspose", "map w", "y", &[ints("strides", &[2, 2]), ints("output_padding", &[1, 1])])
        .node("Tanh", "y", "image", &[])
        .node("Reshape", "image target", "flat", &[])
        .output("flat")
}

#[test]
fn a_shape_computation_folds_away() {
    let graph = generator().import().unwrap();
    assert_eq!(graph.outputs[0].dims, [32, 1]);
    assert!(graph.outputs[0].batched);
    // A flattened channel-last map has no single stride, so the port needs a copy.
    let ops: Vec<&str> = graph.layers.iter().map(|layer| layer.op).collect();
    assert_eq!(ops, ["tconv", "copy"]);
}

#[test]
fn the_model_describes_itself() {
    let mut model = generator();
    model.0.producer_name = Some("exporter".to_owned());
    let info = model_info(model.bytes(), "m").unwrap();
    assert_eq!((info.opset, info.nodes, info.parameters), (17, 7, 77));
    assert_eq!(info.producer, "exporter");
}

#[test]
fn nodes_may_stand_in_any_order_but_not_in_a_circle() {
    let mut model = generator();
    let sorted = model.import().unwrap();
    model.graph().node.reverse();
    assert_eq!(model.import().unwrap(), sorted);

    let circle = Model::new()
        .input("x", &["N", "2"])
        .node("Add", "x b", "a", &[])
        .node("Relu", "a", "b", &[])
        .output("b");
    assert!(
        circle.refusal().contains("has a cycle through or before node \"my_Add\" (Add)"),
        "{}",
        circle.refusal()
    );
}

#[test]
fn dead_nodes_are_dropped_whatever_they_are() {
    let model = generator().node("Loop", "z", "nothing", &[]).floats("unused", &[1], &[f32::NAN]);
    assert_eq!(model.import().unwrap(), generator().import().unwrap());
}

#[test]
fn old_and_new_operator_sets_are_refused() {
    for version in [0, 8, limits::NEWEST_OPSET + 1] {
        let mut model = generator();
        model.0.opset_import[0].version = Some(version);
        let message = model.refusal();
        assert!(
            message.contains(&format!("operator set {version} ")) && message.contains("version_converter"),
            "{message}"
        );
    }
}

#[test]
fn broken_names_are_refused() {
    let relu = |inputs: &str, outputs: &str| {
        Model::new().input("x", &["N", "2"]).node("Relu", inputs, outputs, &[]).output("y")
    };
    let cases = [
        (relu("missing", "y"), "reads \"missing\", which nothing produces"),
        (relu("x", "x").node("Relu", "x", "y", &[]), "produces \"x\", which something else produces too"),
        (relu("x", "z"), "output \"y\": is not produced by any node"),
        (relu("x", "y").output("y"), "output \"y\": is listed twice"),
        (relu("x", "y").input("x", &["1"]), "the name of another input"),
        (
            relu("x", "y").floats("w", &[1], &[0.0]).floats("w", &[1], &[0.0]),
            "the name of another initializer",
        ),
        (relu("x", "y").input("v", &["N", "0"]), "input \"v\": has a dimension of 0"),
        (relu("x", "y").input("v", &["-3"]), "input \"v\": has a dimension of -3"),
        (relu("x", "y").input("v", &["N", "99999999999"]), "too large"),
        (Model::new().input("x", &["N"]).node("Relu", "x", "y", &[]), "has no outputs"),
    ];
    for (model, expected) in cases {
        let message = model.refusal();
        assert!(message.starts_with("test.onnx: ") && message.contains(expected), "{message}");
    }
}

#[test]
fn constants_that_cannot_be_weights_are_named() {
    let scaled = |data: &[f32]| {
        let model = Model::new().input("x", &["N", "2"]).floats("bad", &[data.len()], data);
        model.node("Mul", "x bad", "y", &[]).output("y").refusal()
    };
    assert!(scaled(&[1.0, f32::NAN]).contains("initializer \"bad\": element 1 is NaN"));
    assert!(scaled(&[f32::INFINITY, 1.0]).contains("initializer \"bad\": element 0 is inf"));
    assert!(scaled(&[f32::INFINITY]).contains("node \"my_Mul\" (Mul), attribute \"B\": holds inf"));
}

#[test]
fn control_flow_and_foreign_operators_are_refused() {
    let subgraph = AttributeProto {
        name: Some("body".to_owned()),
        r#type: Some(AttributeType::Graph as i32),
        g: Some(GraphProto::default()),
        ..Default::default()
    };
    let model = Model::new().input("x", &["N", "2"]).node("Loop", "x", "y", &[subgraph]).output("y");
    assert!(model.refusal().contains("node \"my_Loop\" (Loop), attribute \"body\": is a subgraph"));
    let mut model = Model::new().input("x", &["N", "2"]).node("FusedConv", "x", "y", &[]).output("y");
    model.graph().node[0].domain = Some("com.vendor".to_owned());
    assert!(model.refusal().contains("belongs to the domain \"com.vendor\""));
}

#[test]
fn unknown_attributes_are_refused_not_ignored() {
    let model = |name: &str| {
        let node = [text(name, "x")];
        Model::new().input("x", &["N", "2"]).node("Relu", "x", "y", &node).output("y").refusal()
    };
    assert!(model("surprise").contains("attribute \"surprise\": is not supported here (a string)"));
}

#[test]
fn an_input_can_be_bound_to_a_constant() {
    let model = Model::new()
        .input("x", &["N", "2"])
        .input("scale", &["2"])
        .node("Mul", "x scale", "y", &[])
        .output("y");
    let scale = ConstTensor::new(vec![2], TensorData::Float(vec![2.0, 3.0])).unwrap();
    let bind = BTreeMap::from([("scale".to_owned(), scale.clone())]);
    let graph = model.import_with(&ImportOptions { bind, ..Default::default() }).unwrap();
    assert_eq!(graph.inputs.len(), 1);
    assert_eq!(graph.layers.len(), 1);
    let wrong = BTreeMap::from([("scales".to_owned(), scale)]);
    let error = model.import_with(&ImportOptions { bind: wrong, ..Default::default() }).unwrap_err();
    assert!(
        error.to_string().contains("input \"scales\": is bound to a constant but is not an input"),
        "{error}"
    );
}

#[test]
fn external_data_is_read_beside_the_model() {
    let folder = tempfile::tempdir().unwrap();
    let entry = |key: &str, value: &str| StringStringEntryProto {
        key: Some(key.to_owned()),
        value: Some(value.to_owned()),
    };
    let mut model = Model::new().input("x", &["N", "2"]).node("Add", "x w", "y", &[]).output("y");
    model.graph().initializer.push(TensorProto {
        name: Some("w".to_owned()),
        dims: vec![2],
        data_type: Some(DataType::Float as i32),
        data_location: Some(DataLocation::External as i32),
        external_data: vec![entry("location", "w.bin"), entry("offset", "4")],
        ..Default::default()
    });
    let data: Vec<u8> = [9.0f32, 1.0, 2.0].iter().flat_map(|v| v.to_le_bytes()).collect();
    std::fs::write(folder.path().join("w.bin"), data).unwrap();
    let path = folder.path().join("model.onnx");
    std::fs::write(&path, model.bytes()).unwrap();
    assert_eq!(import(&path, &ImportOptions::default()).unwrap().layers[0].bias, [1.0, 2.0]);
    assert!(model.refusal().contains("initializer \"w\": external data \"w.bin\""));
}

#[test]
fn a_file_that_is_no_model_is_refused_by_name() {
    let error =
        import_bytes(Bytes::from_static(b"\xffnot a model"), "m.onnx", None, &ImportOptions::default());
    assert!(error.unwrap_err().to_string().starts_with("m.onnx: not an ONNX model, or damaged"));
    let error = import(Path::new("/nonexistent/m.onnx"), &ImportOptions::default()).unwrap_err();
    assert!(error.to_string().starts_with("/nonexistent/m.onnx: cannot read the file"));
}

#[test]
fn tensors_from_a_few_bytes_stay_small() {
    let model = Model::new()
        .input("x", &["N", "2"])
        .integers("huge", &[1 << 14, 1 << 13])
        .node("ConstantOfShape", "huge", "c", &[])
        .node("Add", "x c", "y", &[])
        .output("y");
    assert!(model.refusal().contains("makes a constant of 134217728 elements"), "{}", model.refusal());
}

#[test]
fn inputs_must_be_real_tensors_with_a_shape() {
    let mut model = Model::new().node("Relu", "x", "y", &[]).output("y");
    let mut input = value_info("x", &["N"]);
    input.r#type = None;
    model.graph().input.push(input);
    assert!(model.refusal().contains("input \"x\": is not a tensor"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    /// Whatever happens to the bytes of a model, the answer is a graph or an error, never a panic.
    #[test]
    fn damaged_files_never_panic(
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
        insertion in prop::option::of((any::<prop::sample::Index>(), any::<[u8; 4]>())),
    ) {
        let mut bytes = generator().bytes().to_vec();
        for (place, value) in flips {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        if let Some((place, inserted)) = insertion {
            let place = place.index(bytes.len());
            bytes.splice(place..place, inserted);
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = import_bytes(bytes.into(), "damaged.onnx", None, &ImportOptions::default());
    }
}
