//! Networks of the zoo on the Verilog, each beside the same job on level `cycle`.

use super::record::{self, Record, verilog_hash};
use super::verify::ARRAYS;
use crate::suite::Tally;
use crate::workspace;
use anyhow::{Context, Result, bail, ensure};
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
    let networks: Vec<&str> = match arguments.network.is_empty() {
        true => NETWORKS.to_vec(),
        false => arguments.network.iter().map(String::as_str).collect(),
    };
    refuse_unknown(&networks)?;
    ensure!(
        ARRAYS.contains(&arguments.array.as_str()),
        "no Verilog of {} is committed; there are {}",
        arguments.array,
        ARRAYS.join(", ")
    );
    let verilog = verilog_hash(&format!("ganax_{}", arguments.array))?;
    let ganax = workspace::build_ganax()?;
    let scratch = workspace::target().join("rtl-networks");
    std::fs::create_dir_all(&scratch)?;
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

/// The zoo's table, as far as names go.
#[derive(Deserialize)]
struct Zoo {
    networks: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

/// Judges names before anything is built, by the table of the zoo; `/d` behind a name is its discriminator.
fn refuse_unknown(networks: &[&str]) -> Result<()> {
    let path = workspace::root().join("zoo/networks.json");
    let text =
        std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let zoo: Zoo = serde_json::from_str(&text).with_context(|| format!("{} is damaged", path.display()))?;
    let known: Vec<&str> = zoo.networks.iter().map(|network| network.name.as_str()).collect();
    let is_known = |network: &str| known.contains(&network.strip_suffix("/d").unwrap_or(network));
    match networks.iter().find(|network| !is_known(network)) {
        Some(network) => bail!("the zoo has no network {network}; there are {}", known.join(", ")),
        None => Ok(()),
    }
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

#[cfg(test)]
mod test {
    use super::{NETWORKS, refuse_unknown};

    #[test]
    fn names_are_judged_by_the_table_of_the_zoo() {
        refuse_unknown(&NETWORKS).unwrap();
        refuse_unknown(&["dcgan/d"]).unwrap();
        let error = refuse_unknown(&["dcgan", "nosuch"]).unwrap_err().to_string();
        assert!(error.contains("no network nosuch") && error.contains("magan"), "{error}");
    }
}
