//! Estimates by hand, and of a known network against its own run.

use super::board::{BoardEstimate, JobEstimate};
use super::job::Footprint;
use super::work::{LayerWork, Work};
use super::*;
use crate::model::Model;
use isa::ArchConfig;
use isa::program::{Interface, Mode, Program};

static ARGS: ModelArgs = ModelArgs { calibrate: None, bind: None, dims: Vec::new(), array: None };

fn request<'a>(model: &'a str, boards: &'a [String], batch: u32) -> Request<'a> {
    Request { model, boards, batch, fast: false, memory_percent: 100, model_args: &ARGS }
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.into()).collect()
}

/// A program whose image is 1 MB in and 1 MB out.
fn program() -> Program {
    Program {
        arch: ArchConfig::REFERENCE,
        mode: Mode::Reorganised,
        code: Vec::new(),
        records: Vec::new(),
        constants: Vec::new(),
        interface: Interface { inputs: Vec::new(), outputs: Vec::new(), image_bytes: [1_000_000; 3] },
        info: Vec::new(),
    }
}

fn job(board: &str, cycles: u64, read: u64) -> JobEstimate {
    let board = boards::find(board).expect("known");
    let layer = |cycles| LayerWork { name: "layer".into(), cycles, read, written: 0 };
    let work = Work { batch: 2, layers: vec![layer(cycles), layer(1)] };
    BoardEstimate::new(board, &Footprint::of(&program()), &[work], 100).expect("fits").jobs.remove(0)
}

#[test]
fn time_is_cycles_over_the_clock_where_memory_keeps_up() {
    let job = job("pynq-z2", 99_999, 0);
    assert_eq!((job.cycles, job.cycles_on_board, job.memory_bound_layers), (100_000, 100_000, 0));
    assert!((job.latency_us - 1000.0).abs() < 1e-6, "100 k cycles at 100 MHz: {}", job.latency_us);
    assert!((job.images_per_second - 2000.0).abs() < 1e-6);
    assert_eq!((job.transfer_bytes, job.transfer_us.to_bits()), (4_000_000, 0));
}

#[test]
fn a_layer_waits_for_the_memory_of_the_board() {
    // 8 bytes a cycle: 1 MB takes 125 k cycles in each layer, of which the first has 100 k anyway.
    let job = job("pynq-z2", 100_000, 1_000_000);
    assert_eq!((job.cycles_on_board, job.memory_bound_layers), (250_000, 2));
    assert!((job.bandwidth_use - 0.8 / 1.6).abs() < 1e-9, "800 MB/s of 2 x 800: {}", job.bandwidth_use);
    assert_eq!(job.layers[0].bound, "memory");
}

#[test]
fn the_link_is_counted_for_itself() {
    let job = job("acorn-cle215-xdma", 125_000 - 1, 0);
    assert!((job.transfer_us - 2000.0).abs() < 1e-6, "4 MB at 2 GB/s: {}", job.transfer_us);
    assert!((job.images_per_second - 2000.0).abs() < 1e-6);
    assert!((job.images_per_second_with_link - 2.0 / 3e-3).abs() < 1e-6);
}

#[test]
fn what_is_larger_than_the_memory_is_refused() {
    let board = boards::find("ulx3s-85f").expect("known");
    let work = Work { batch: 64, layers: Vec::new() };
    let error = BoardEstimate::new(board, &Footprint::of(&program()), &[work], 100)
        .expect_err("192 MB in 32")
        .to_string();
    assert!(error.contains("32 MiB") && error.contains("--batch"), "{error}");
}

#[test]
fn unknown_boards_are_answered_with_the_names() {
    let error = estimate(&request("zoo:fashion", &names(&["pynq"]), 1)).expect_err("unknown").to_string();
    assert!(error.contains("`pynq`") && error.contains("pynq-z2, zcu104"), "{error}");
    assert_eq!(select(&names(&["kv260", "all"])).expect("known").len(), boards::all().len());
}

/// The independent way to the same figure: the device's own count of a run, over the board's clock.
#[test]
fn a_known_network_takes_its_cycles_at_the_clock_of_the_board() {
    let report = estimate(&request("zoo:fashion", &names(&["zcu104"]), 1)).expect("fits");
    let board = boards::find("zcu104").expect("known");
    let args = ModelArgs { array: Some(board.arch()), ..ARGS.clone() };
    let program = Model::read("zoo:fashion", &args)
        .and_then(|model| model.for_timing(Mode::Reorganised))
        .and_then(|model| model.compile(board.arch()))
        .expect("compiles");
    let run = bench::measure::Run::of(&program, 1).expect("runs");
    let job = &report.boards[0].jobs[0];
    assert_eq!((report.boards[0].jobs.len(), job.cycles), (1, run.cycles));
    // Its port has the accelerator's own width and clock: memory adds next to nothing.
    assert!(job.cycles_on_board >= run.cycles && job.cycles_on_board < run.cycles * 11 / 10);
    assert!((job.latency_us - job.cycles_on_board as f64 / 150.0).abs() < 1e-6);
    let text = text::render(&report);
    assert!(text.contains("Measured") && text.contains("Assumed") && text.contains("UG1267"), "{text}");
}

#[test]
fn predictions_are_near_what_is_counted_and_say_so() {
    let boards = names(&["pynq-z2"]);
    let counted = estimate(&request("zoo:fashion", &boards, 1)).expect("fits");
    let fast = estimate(&Request { fast: true, ..request("zoo:fashion", &boards, 1) }).expect("fits");
    let (counted, predicted) = (counted.boards[0].jobs[0].cycles, fast.boards[0].jobs[0].cycles);
    assert!(predicted * 2 > counted && predicted < counted * 2, "{predicted} of {counted}");
    assert!(!fast.cycles_counted && text::render(&fast).contains("Predicted"));
}

/// The memory that a program takes is refused by this where writing the code would take too long.
#[test]
fn the_length_of_the_code_is_predicted_within_a_factor_of_two() {
    let model = Model::read("zoo:fashion", &ARGS).and_then(|model| model.for_timing(Mode::Reorganised));
    let model = model.expect("imports");
    for board in boards::all() {
        let planned = model.plan(board.arch()).expect("fits");
        let predicted = planned.predicted_code_words();
        let written = planned.finish().expect("fits").code.len() as u64;
        assert!(predicted < 2 * written && written < 2 * predicted, "{}: {predicted}, {written}", board.name);
    }
}
