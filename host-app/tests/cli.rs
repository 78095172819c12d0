//! The program as scripts see it: exit codes, JSON, files, and one clear line for every error.
//!
//! Values are judged elsewhere; here only the surface is.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("temporary folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn ganax(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ganax"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("RUST_LOG")
            .output()
            .expect("started")
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.ganax(arguments);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("one JSON object")
    }

    /// Runs a command that must fail with exit code 1, and returns its one line.
    fn error(&self, arguments: &[&str]) -> String {
        let before = self.files();
        let output = self.ganax(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(output.stdout.is_empty(), "results on stdout only: {}", text(&output.stdout));
        let message = text(&output.stderr);
        assert_eq!(message.lines().count(), 1, "{message}");
        assert_eq!(self.files(), before, "nothing is left behind");
        message
    }

    fn files(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.folder.path()).expect("folder");
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("entry").path()).collect();
        files.sort();
        files
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn is_png(path: &Path) -> bool {
    std::fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"\x89PNG"))
}

#[test]
fn the_demo_writes_its_picture_and_reports_quality() {
    let desk = Desk::new();
    let output = desk.ganax(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(is_png(&desk.path("ganax-samples.png")));
    let report = text(&output.stdout);
    for word in ["device   sim", "cycles", "MACs", "skipped", "PSNR", "ganax-samples.png"] {
        assert!(report.contains(word), "`{word}` in {report}");
    }
}

#[test]
fn run_prints_the_documented_object() {
    let desk = Desk::new();
    let report = desk.json(&["run", "zoo:fashion", "-n", "3", "-o", "out.npz", "--json"]);
    assert_eq!((&report["device"], &report["model"]), (&"sim".into(), &"zoo:fashion".into()));
    assert_eq!((report["images"].as_u64(), report["batch"].as_u64()), (Some(3), Some(3)));
    for count in ["cycles", "macs_effective", "macs_dense", "host_us"] {
        assert!(report[count].as_u64().is_some_and(|value| value > 0), "{count}");
    }
    assert_eq!(
        report["outputs"][0],
        serde_json::json!({"name": "image", "shape": [3, 1, 32, 32], "path": "out.npz"})
    );
    assert!(report.get("quality").is_none(), "there is no reference");
    // The result is its own reference: equal in every bit, whatever the threads and the batch.
    let again = [
        "run",
        "zoo:fashion",
        "-n",
        "3",
        "-b",
        "2",
        "-t",
        "1",
        "-o",
        "b.npz",
        "--reference",
        "out.npz",
        "--json",
    ];
    let quality = &desk.json(&again)["quality"][0];
    assert_eq!((&quality["name"], quality["max_abs"].as_f64()), (&"image".into(), Some(0.0)));
}

#[test]
fn a_compiled_program_gives_the_same_bits() {
    let desk = Desk::new();
    let compiled = desk.json(&["compile", "zoo:fashion", "-o", "m.gnx", "--json"]);
    assert_eq!(compiled["layers"].as_u64(), Some(4));
    let inspected = desk.json(&["inspect", "m.gnx", "--json"]);
    assert_eq!(inspected["macs_effective"], compiled["macs_effective"]);
    let latents = zoo::find("fashion").and_then(|entry| entry.latents(5, 4)).expect("latents");
    let array = ("z", latents.shape.as_slice(), latents.values.as_slice());
    let file = std::fs::File::create(desk.path("z.npz")).expect("file");
    host_app::npz::write(file, [array]).expect("written");
    desk.json(&["run", "m.gnx", "--input", "z.npz", "-o", "a.npz", "--json"]);
    // A program remembers which network of the zoo it is, and draws the same latents from the same seed.
    desk.json(&["run", "zoo:fashion", "--seed", "5", "-n", "4", "-o", "s.npz", "--json"]);
    let seeded = ["run", "m.gnx", "--seed", "5", "-n", "4", "-o", "t.npz", "--reference", "s.npz", "--json"];
    assert_eq!(desk.json(&seeded)["quality"][0]["max_abs"].as_f64(), Some(0.0));
    let direct = ["run", "zoo:fashion", "--input", "z.npz", "-o", "b.npz", "--reference", "a.npz", "--json"];
    assert_eq!(desk.json(&direct)["quality"][0]["max_abs"].as_f64(), Some(0.0));
}

#[test]
fn disassembly_assembles_to_the_same_words() {
    let desk = Desk::new();
    desk.json(&["compile", "zoo:magan-mnist", "-o", "m.gnx", "--json"]);
    let listing = text(&desk.ganax(&["inspect", "m.gnx", "--disasm"]).stdout);
    let bytes = std::fs::read(desk.path("m.gnx")).expect("file");
    let program = isa::program::Program::decode(&bytes).expect("program");
    assert_eq!(isa::asm::assemble(&listing), Ok(program.code));
}

#[test]
fn pictures_follow_the_name_of_the_output() {
    let desk = Desk::new();
    desk.json(&["run", "zoo:furniture", "-n", "2", "-o", "grid.png", "--json"]);
    desk.json(&["run", "zoo:furniture", "-n", "2", "-o", "frames", "--json"]);
    desk.json(&["run", "zoo:furniture", "-n", "2", "-o", "turn.gif", "--json"]);
    assert!(is_png(&desk.path("grid.png")));
    assert!(is_png(&desk.path("frames/voxels-0001.png")));
    assert!(std::fs::read(desk.path("turn.gif")).is_ok_and(|bytes| bytes.starts_with(b"GIF89a")));
}

#[test]
fn errors_are_one_line_and_name_what_is_wrong() {
    let desk = Desk::new();
    std::fs::write(desk.path("empty.gnx"), b"").expect("file");
    std::fs::write(desk.path("text.onnx"), b"this is no model").expect("file");
    std::fs::write(desk.path("empty.onnx"), b"").expect("file");
    desk.json(&["compile", "zoo:fashion", "--array", "4x4", "-o", "small.gnx", "--json"]);
    std::fs::write(desk.path("text.npz"), b"this is no archive").expect("file");
    for (arguments, words) in [
        (&["run", "zoo:fasion"][..], &["fasion", "did you mean fashion"][..]),
        (&["run", "fashion"], &["zoo:fashion"]),
        (&["run", "empty.onnx"], &["empty.onnx", "the file is empty"]),
        (&["run", "small.gnx", "--array", "8x8"], &["small.gnx", "4x4", "--array"]),
        (&["run", "missing.onnx"], &["missing.onnx", "No such file"]),
        (&["run", "text.onnx"], &["text.onnx", "not an ONNX model"]),
        (&["run", "empty.gnx"], &["empty.gnx", "not a .gnx program"]),
        (&["run", "picture.jpg"], &["picture.jpg", ".onnx file"]),
        (&["run", "zoo:fashion", "--input", "text.npz"], &["text.npz"]),
        (&["run", "zoo:fashion", "--device", "toaster"], &["toaster", "ganax probe"]),
        (&["run", "zoo:fashion", "-o", "a.bmp"], &["a.bmp", ".npz"]),
        (&["run", "zoo:fashion", "-o", "no/such/a.png"], &["no/such", "does not exist"]),
        (
            &["run", "zoo:fashion", "--device", "rtl", "-o", "a.png", "--wave", "./a.png"],
            &["a.png: two results would be written there"],
        ),
        (&["run", "zoo:magan-mnist/d", "-o", "score.png", "--array", "4x4"], &["no picture"]),
        (&["compile", "zoo:fashion", "-o", "m.bin"], &["m.bin", ".gnx"]),
        (&["inspect", "missing.gnx"], &["missing.gnx"]),
        (&["inspect", "zoo:fashion"], &["ganax compile"]),
        (&["run", "zoo:fashion", "-o", "-"], &["stdout"]),
        (&["zoo", "export", "nothing", "-o", "m.onnx"], &["nothing"]),
        (&["bench", "zoo:fashion", "zoo:fasion"], &["fasion", "did you mean fashion"]),
        (&["bench", "missing.onnx"], &["missing.onnx", "No such file"]),
        (&["bench", "empty.gnx"], &["empty.gnx", "one mode", ".onnx"]),
        (&["bench", "zoo:fashion", "--plot", "empty.gnx"], &["empty.gnx", "no folder"]),
        (&["bench", "zoo:fashion", "--batch", "99999999"], &["batch"]),
        (&["run", "zoo:fashion", "--device", "cycle", "--trace", "no/such/trace.json"], &["no/such"]),
        (&["run", "zoo:fashion", "--device", "rtl", "--wave", "no/such/waves.fst"], &["no/such"]),
        (
            &["run", "zoo:fashion", "--device", "rtl", "--rtl-source", "missing.v"],
            &["missing.v", "No such file"],
        ),
        (
            &["run", "zoo:fashion", "--device", "rtl", "--array", "3x5"],
            &["3x5", "cargo xtask rtl emit", "--rtl-source"],
        ),
        (&["run", "zoo:fashion", "--device", "rtl", "--faults", "stuck@1"], &["--faults", "`cycle`"]),
        (
            &["run", "zoo:fashion", "-b", "8", "--device", "cycle", "--trace", "t.json"],
            &["one job", "--batch"],
        ),
    ] {
        let message = desk.error(arguments);
        assert!(words.iter().all(|word| message.contains(word)), "{arguments:?}: {message}");
    }
}

#[test]
fn wrong_usage_has_its_own_exit_code() {
    let desk = Desk::new();
    for arguments in [
        &["fly"][..],
        &["run"],
        &["run", "zoo:fashion", "--count", "0"],
        &["run", "zoo:fashion", "--array", "17x16"],
        &["run", "zoo:fashion", "--device", "cycle", "--wave", "waves.fst"],
        &["run", "zoo:fashion", "--rtl-seed", "1"],
        &["run", "zoo:fashion", "--trace", "trace.json"],
        &["run", "zoo:fashion", "--device", "sim", "--trace", "trace.json"],
        &["run", "zoo:fashion", "--input", "a.npz", "--seed", "1"],
        &["compile", "zoo:fashion"],
        &["inspect", "m.gnx", "--disasm", "--json"],
        &["bench"],
        &["bench", "zoo:fashion", "--batch", "0"],
        &["bench", "zoo:fashion", "--calibrate", "a.npz"],
    ] {
        assert_eq!(desk.ganax(arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn the_zoo_is_listed_and_exported() {
    let desk = Desk::new();
    let list = desk.json(&["zoo", "list", "--json"]);
    let names: Vec<&str> =
        list.as_array().expect("list").iter().filter_map(|entry| entry["name"].as_str()).collect();
    assert!(names.contains(&"fashion") && names.contains(&"3d-gan/d"), "{names:?}");
    desk.json(&["zoo", "export", "zoo:fashion", "-o", "f.onnx", "--json"]);
    let imported = desk.json(&["run", "f.onnx", "-n", "2", "-o", "f.npz", "--json"]);
    assert_eq!(imported["outputs"][0]["shape"], serde_json::json!([2, 1, 32, 32]));
    let devices = &desk.json(&["probe", "--json"])["devices"];
    assert_eq!((&devices[0]["name"], &devices[1]["name"]), (&"sim".into(), &"cycle".into()));
    assert_eq!(devices[1]["counts_cycles"], true);
}

#[test]
fn level_cycle_gives_the_same_bits_and_a_trace() {
    let desk = Desk::new();
    let predicted = desk.json(&["run", "zoo:fashion", "-n", "2", "-o", "sim.npz", "--json"]);
    assert_eq!(predicted["cycles_counted"], false);
    let arguments = [
        "run",
        "zoo:fashion",
        "-n",
        "2",
        "-o",
        "cycle.npz",
        "--device",
        "cycle",
        "--trace",
        "trace.json",
        "--reference",
        "sim.npz",
        "--json",
    ];
    let counted = desk.json(&arguments);
    assert_eq!((&counted["device"], &counted["cycles_counted"]), (&"cycle".into(), &true.into()));
    assert_eq!(counted["quality"][0]["max_abs"].as_f64(), Some(0.0));
    assert_eq!(counted["trace"], "trace.json");
    // Cycles do not depend on values: a bench computes none.
    let bench = desk.json(&["bench", "zoo:fashion", "--batch", "2", "--json"]);
    assert_eq!(bench["networks"][0]["cycles"], counted["cycles"]);
    let trace: Value =
        serde_json::from_slice(&std::fs::read(desk.path("trace.json")).expect("file")).expect("JSON");
    let events = trace["traceEvents"].as_array().expect("events");
    assert!(events.iter().any(|event| event["args"]["name"] == "pv 0 execute"));
    assert!(events.iter().any(|event| event["ph"] == "X" && event["dur"].as_u64() > Some(0)));
}

#[test]
fn bench_prints_the_documented_object_and_draws() {
    let desk = Desk::new();
    let arguments =
        ["bench", "zoo:fashion", "zoo:magan-mnist/d", "--batch", "2", "--plot", "charts", "--json"];
    let report = desk.json(&arguments);
    let networks = report["networks"].as_array().expect("networks");
    let names: Vec<&str> = networks.iter().filter_map(|network| network["name"].as_str()).collect();
    assert_eq!(names, ["fashion", "magan-mnist/d"]);
    assert_eq!((&networks[0]["part"], &networks[0]["batch"]), (&"generator".into(), &2.into()));
    for network in networks {
        for key in ["cycles", "cycles_dense"] {
            assert!(network[key].as_u64() > Some(0), "{key}");
        }
        for key in
            ["speedup", "roofline_efficiency", "utilization", "energy_uj", "energy_dense_uj", "energy_ratio"]
        {
            assert!(network[key].as_f64() > Some(0.0), "{key}");
        }
        let layers = network["layers"].as_array().expect("layers");
        for layer in layers {
            for key in [
                "cycles",
                "cycles_dense",
                "macs_effective",
                "macs_dense",
                "bytes_min",
                "bytes_moved",
                "bound_cycles",
            ] {
                assert!(layer[key].is_u64(), "{key}");
            }
            assert!(layer["name"].is_string() && layer["utilization"].is_f64());
            assert!(["conv", "tconv", "fc"].iter().any(|op| layer["op"] == *op));
            assert!(["compute", "memory"].iter().any(|bound| layer["bound"] == *bound));
        }
        let sum: u64 = layers.iter().filter_map(|layer| layer["cycles"].as_u64()).sum();
        assert_eq!(network["cycles"].as_u64(), Some(sum), "layers add up");
    }
    assert!(networks[0]["speedup_transposed"].as_f64() > Some(1.0));
    assert!(report["geomean"]["speedup"].as_f64() > Some(1.0));
    for chart in ["speedup", "energy", "utilization"] {
        let svg = std::fs::read_to_string(desk.path(&format!("charts/{chart}.svg"))).expect("chart");
        assert!(svg.starts_with("<svg") && svg.contains("magan-mnist/d"), "{chart}");
    }
}

#[test]
fn bench_shows_tables_and_measures_dense_alone() {
    let desk = Desk::new();
    let output = desk.ganax(&["bench", "zoo:fashion", "--array", "4x8", "--dense"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let report = text(&output.stdout);
    for word in ["batch 1, dense", "4x8 array", "speedup", "weight", "geometric means", "unverified"] {
        assert!(report.contains(word), "`{word}` in {report}");
    }
}
