//! Networks of the zoo on the Verilog, each beside the same job on level `cycle`.

use super::record::{self, Record, verilog_hash};
use crate::suite::Tally;
use crate::workspace;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::path::Path;
use std::process::{Command, Stdio};

/// The generators of the paper, and the demo.
const NETWORKS: [&str; 7] = ["fashion", "magan", "dcgan", "discogan", "gp-gan", "artgan-public", "3d-gan"];

const DEFAULT_ARRAY: &str = "16x16";

/// What to run.
#[derive(clap::Args)]
pub struct Arguments {
    /// Networks of the zoo, such as dcgan [default: the demo and the six generators of the paper]
    network: Vec<String>,
    /// Geometry of the array, one that is committed
    #[arg(long, value_name = "PxN", default_value = DEFAULT_ARRAY)]
    array: String,
    /// Write the runs into `bitstream/measured.json` and the page of results
    #[arg(long)]
    record: bool,
}

impl Default for Arguments {
    fn default() -> Self {
        Self { network: Vec::new(), array: DEFAULT_ARRAY.to_owned(), record: false }
    }
}

#[derive(Deserialize)]
struct Report {
    cycles: u64,
    images: u64,
}

/// Runs each network on both levels and compares cycles and outputs.
pub fn run(arguments: &Arguments) -> Result<Tally> {
    let ganax = workspace::build_ganax()?;
    let scratch = workspace::target().join("rtl-networks");
    std::fs::create_dir_all(&scratch)?;
    let verilog = verilog_hash(&format!("ganax_{}", arguments.array))?;
    let networks: Vec<&str> = match arguments.network.is_empty() {
        true => NETWORKS.to_vec(),
        false => arguments.network.iter().map(String::as_str).collect(),
    };
    let mut tally = Tally::default();
    println!("{:<16} {:>12} {:>12} {:>12}", "network", "rtl cycles", "cycle cycles", "output bytes");
    for network in networks {
        let file = |level: &str| scratch.join(format!("{}.{level}.npz", network.replace('/', "-")));
        let model = job(&ganax, network, &arguments.array, "cycle", &file("cycle"))?;
        let rtl = job(&ganax, network, &arguments.array, "rtl", &file("rtl"))?;
        let (expected, actual) = (std::fs::read(file("cycle"))?, std::fs::read(file("rtl"))?);
        let equal = expected == actual && rtl.cycles == model.cycles;
        println!(
            "{network:<16} {:>12} {:>12} {:>12}{}",
            rtl.cycles,
            model.cycles,
            actual.len(),
            if equal { "" } else { "  DIFFERENT" }
        );
        tally += Tally::one(equal);
        if arguments.record && equal {
            let run = record::Network {
                verilog: verilog.clone(),
                images: rtl.images,
                cycles: rtl.cycles,
                cycles_of_model: model.cycles,
                equal_bytes: actual.len() as u64,
            };
            Record::update(|record| {
                record.networks.insert(format!("{network} {}", arguments.array), run);
            })?;
        }
    }
    Ok(tally)
}

fn job(ganax: &Path, network: &str, array: &str, level: &str, output: &Path) -> Result<Report> {
    let output = Command::new(ganax)
        .args(["run", &format!("zoo:{network}"), "--device", level, "--array", array])
        .args(["--count", "1", "--batch", "1", "--json", "-o"])
        .arg(output)
        .stderr(Stdio::inherit())
        .output()
        .context("ganax cannot be started")?;
    ensure!(output.status.success(), "zoo:{network} does not run on level {level}");
    serde_json::from_slice(&output.stdout).context("what ganax run printed")
}
