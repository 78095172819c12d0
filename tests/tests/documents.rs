//! What `docs/verification.md` says of the suites is what they have.

use sim_fallback::faults::Fault;
use tests::transport::CASES;

/// The second cells of a table's rows, in which names stand between backquotes.
fn names_below<'text>(document: &'text str, header: &str, cell: usize) -> Vec<&'text str> {
    let lines = document.lines().skip_while(|line| !line.starts_with(header)).skip(2);
    let cells = lines.take_while(|line| line.starts_with('|')).filter_map(|line| line.split('|').nth(cell));
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect()
}

#[test]
fn every_case_and_every_fault_is_listed_once_and_no_other() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/verification.md");
    let document = std::fs::read_to_string(path).expect("the document");
    let sorted = |mut names: Vec<&'static str>| {
        names.sort_unstable();
        names
    };
    let mut listed = names_below(&document, "| row | cases |", 2);
    listed.sort_unstable();
    assert_eq!(listed, sorted(CASES.iter().map(|(name, _)| *name).collect()));
    let mut listed = names_below(&document, "| fault | what the driver says", 1);
    listed.sort_unstable();
    assert_eq!(listed, sorted(Fault::ALL.iter().map(|fault| fault.name()).collect()));
}
