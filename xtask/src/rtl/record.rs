//! What was measured of the RTL with runs that are too long for every change: `bitstream/measured.json`.
//!
//! Every entry names the Verilog that it is of by its SHA-256, so that the page says which figures are older than the
//! committed Verilog. Measures nothing itself.

use crate::digest::sha256;
use crate::workspace;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Everything on record.
#[derive(Serialize, Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub struct Record {
    /// Networks by name and array, such as `dcgan 16x16`.
    pub networks: BTreeMap<String, Network>,
    /// Area by configuration and family, such as `ganax_4x4 xc7`.
    pub area: BTreeMap<String, Area>,
    /// Place and route by configuration.
    pub timing: BTreeMap<String, Timing>,
}

/// A network that ran on the Verilog and on level `cycle`, with the same outputs.
#[derive(Serialize, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// The Verilog.
    pub verilog: String,
    /// Images of the job.
    pub images: u64,
    /// Cycles of the job on the Verilog.
    pub cycles: u64,
    /// Cycles of the same job on level `cycle`.
    pub cycles_of_model: u64,
    /// Bytes of outputs that were compared and equal.
    pub equal_bytes: u64,
}

/// What one configuration takes of one family.
#[derive(Serialize, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// The Verilog.
    pub verilog: String,
    /// LUTs, flip-flops, multipliers, block RAMs of 18 Kbit.
    pub total: [u64; 4],
    /// PEs of the array.
    pub elements: u64,
    /// Each block: name, instances, and what one of them takes.
    pub blocks: Vec<(String, u64, [u64; 4])>,
    /// Parts that a dense-only array would not have: LUTs and flip-flops.
    pub extras: Vec<(String, u64, u64)>,
}

/// What nextpnr made of one configuration.
#[derive(Serialize, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Timing {
    /// The Verilog.
    pub verilog: String,
    /// Part and speed grade.
    pub part: String,
    /// Highest clock frequency after routing.
    pub fmax_mhz: f64,
    /// Lookup tables, block RAMs and multipliers as placed, of those that the part has.
    pub utilisation: Vec<(String, u64, u64)>,
    /// Where the longest path begins and ends.
    pub critical_path: String,
    /// Size of the packed bitstream.
    pub bitstream_bytes: u64,
}

fn path() -> PathBuf {
    workspace::root().join("bitstream/measured.json")
}

/// SHA-256 of the committed Verilog of a configuration, in hexadecimal.
pub fn verilog_hash(configuration: &str) -> Result<String> {
    let path = workspace::root().join(format!("bitstream/generated/{configuration}.v"));
    let bytes = std::fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(sha256(&bytes))
}

impl Record {
    /// What is on record.
    pub fn load() -> Result<Self> {
        let text = std::fs::read_to_string(path())
            .with_context(|| format!("{} cannot be read", path().display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is damaged", path().display()))
    }

    /// Changes what is on record, and the page with it.
    pub fn update(change: impl FnOnce(&mut Self)) -> Result<()> {
        let mut record = Self::load()?;
        change(&mut record);
        let text = serde_json::to_string_pretty(&record)? + "\n";
        let temporary = path().with_extension("json.new");
        std::fs::write(&temporary, text)?;
        std::fs::rename(&temporary, path())
            .with_context(|| format!("{} cannot be written", path().display()))?;
        super::page::write()
    }
}
