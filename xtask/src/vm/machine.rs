//! The cards as device servers, QEMU around them, and what the guest prints.

use super::fetch::command_of_qemu;
use super::guest::Guest;
use super::table::Table;
use super::{Binaries, output_of};
use crate::suite::Tally;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// All of one boot to power-off. An emulated machine takes a minute or two, and ten on a machine that is busy with much else.
const LIMIT: Duration = Duration::from_secs(600);
const MEMORY: &str = "768M";
/// What the guest says when the last card is to go. What it counts next is the last thing.
const READY_FOR_LOSS: &str = "ready for link loss";
/// What the guest says when it has counted everything.
const END: &str = "end of the cases";

/// A process that does not outlive this task.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What every boot has in common.
pub struct Host<'a> {
    /// For sockets.
    pub directory: &'a Path,
    /// QEMU's unpacked packages.
    pub qemu: &'a Path,
    pub binaries: &'a Binaries,
}

/// Boots with all five cards, shows what the guest prints, and adds up what it counts.
pub fn run(host: &Host<'_>, guest: &Guest, table: &mut Table) -> Result<Tally> {
    let plan = fault_plan(host.binaries)?;
    let options: [&[&str]; 5] =
        [&[], &["--faults", &plan], &[], &["--card-memory-mib", "32"], &["--faults", "stuck@2"]];
    let (sockets, cards) = serve_all(host, &options)?;
    let mut cards: Vec<_> = cards.into_iter().map(Some).collect();
    let start = Instant::now();
    let (machine, console) = boot(host, guest, &sockets, "")?;
    let mut tally = Tally::default();
    let (mut lost, mut done) = (false, false);
    // The time limit is the `timeout` in front of QEMU: it ends the console, and so this loop.
    for line in console.split(b'\n') {
        let line = String::from_utf8_lossy(&line.context("the console cannot be read")?).into_owned();
        let line = line.trim_end();
        println!("  {line}");
        table.take(line);
        if let Some(part) = Tally::parse(line) {
            tally += part;
            // A guest that has lost a card waits for it and never comes to its end; it need not.
            if lost {
                done = true;
                break;
            }
        }
        if line == READY_FOR_LOSS {
            // Ended by SIGKILL, between two accesses: the client in QEMU does not survive it within one.
            cards.last_mut().and_then(Option::take);
            lost = true;
        }
    }
    drop(machine);
    println!("the machine ran {:.1} s", start.elapsed().as_secs_f64());
    if lost && !done {
        // The fault suite takes the card away without a virtual machine in between, so nothing goes unseen.
        println!(
            "skipped: link loss in the guest; the client in QEMU ended with the card, in the middle of an access"
        );
        tally += Tally { skipped: 1, ..Tally::default() };
    } else if !done {
        println!("the guest did not come to its end");
        tally += Tally::one(false);
    }
    Ok(tally)
}

/// Boots with a card that is good and one with the planned faults, and these words for the kernel, until the guest has
/// counted for the last time.
pub fn run_short(host: &Host<'_>, guest: &Guest, words: &str, table: &mut Table) -> Result<Tally> {
    let plan = fault_plan(host.binaries)?;
    let (sockets, _cards) = serve_all(host, &[&[], &["--faults", &plan]])?;
    let start = Instant::now();
    let (_machine, console) = boot(host, guest, &sockets, words)?;
    let mut tally = Tally::default();
    let mut done = false;
    for line in console.split(b'\n') {
        let line = String::from_utf8_lossy(&line.context("the console cannot be read")?).into_owned();
        let line = line.trim_end();
        println!("  {line}");
        table.take(line);
        tally += Tally::parse(line).unwrap_or_default();
        if line == END {
            done = true;
            break;
        }
    }
    println!("the machine ran {:.1} s", start.elapsed().as_secs_f64());
    if !done {
        println!("the guest did not come to its end");
        tally += Tally::one(false);
    }
    Ok(tally)
}

/// The faults of the second card.
fn fault_plan(binaries: &Binaries) -> Result<String> {
    Ok(output_of(Command::new(&binaries.conformance).arg("plan"))?.trim().to_owned())
}

/// Starts a card for each set of options; the first one is `card1`.
fn serve_all(host: &Host<'_>, options: &[&[&str]]) -> Result<(Vec<PathBuf>, Vec<Process>)> {
    let sockets: Vec<PathBuf> =
        (1..=options.len()).map(|card| host.directory.join(format!("card{card}"))).collect();
    let served = sockets.iter().zip(options).map(|(socket, options)| serve(host.binaries, socket, options));
    let cards = served.collect::<Result<_>>()?;
    Ok((sockets, cards))
}

/// Starts QEMU. It ends with the object, or at the time limit, which is the `timeout` in front of it.
fn boot(
    host: &Host<'_>,
    guest: &Guest,
    sockets: &[PathBuf],
    words: &str,
) -> Result<(Process, BufReader<ChildStdout>)> {
    let mut machine = command(host.qemu, guest, sockets, words)?;
    let mut machine = machine.stdout(Stdio::piped()).spawn().context("QEMU cannot be started")?;
    let console = BufReader::new(machine.stdout.take().context("QEMU has no console")?);
    Ok((Process(machine), console))
}

/// Starts a card and waits until it listens.
fn serve(binaries: &Binaries, socket: &Path, options: &[&str]) -> Result<Process> {
    let mut command = Command::new(&binaries.ganax);
    command.args(["serve-device", "--threads", "1", "--socket"]).arg(socket).args(options);
    let mut child = command.stdout(Stdio::piped()).spawn().context("a card cannot be served")?;
    let output = child.stdout.take().context("the server has no output")?;
    let process = Process(child);
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line).context("the server says nothing")?;
    ensure!(!line.is_empty(), "{command:?} does not listen");
    Ok(process)
}

/// What each option is for: the memory is a shared file so that the cards reach it; `caching-mode` and `intremap` are
/// what VFIO in the guest needs of its IOMMU; every card has a root port, and so an IOMMU group, of its own.
fn command(qemu: &Path, guest: &Guest, sockets: &[PathBuf], words: &str) -> Result<Command> {
    let qemu = command_of_qemu(qemu)?;
    let mut command = Command::new("timeout");
    command.args(["-k", "5"]).arg(LIMIT.as_secs().to_string()).arg(qemu.get_program()).args(qemu.get_args());
    for (key, value) in qemu.get_envs() {
        value.map(|value| command.env(key, value));
    }
    command.args(["-nodefaults", "-no-reboot", "-display", "none", "-serial", "stdio"]);
    command.args(["-accel", "tcg", "-cpu", "max", "-smp", "1", "-m", MEMORY]);
    command.args(["-object", &format!("memory-backend-memfd,id=ram,size={MEMORY},share=on")]);
    command.args(["-machine", "q35,kernel-irqchip=split,memory-backend=ram,usb=off"]);
    command.args(["-device", "intel-iommu,intremap=on,caching-mode=on"]);
    for (index, socket) in sockets.iter().enumerate() {
        command.args(["-device", &format!("pcie-root-port,id=port{index},chassis={index}")]);
        let path = socket.display();
        let device = format!(
            r#"{{"driver":"vfio-user-pci","bus":"port{index}","socket":{{"type":"unix","path":"{path}"}}}}"#
        );
        command.args(["-device", &device]);
    }
    command.arg("-kernel").arg(&guest.kernel).arg("-initrd").arg(&guest.image);
    // `no_timer_check`: the kernel's check of its timer fails when the machine it is emulated on is busy.
    let words = format!("console=ttyS0 quiet panic=-1 no_timer_check intel_iommu=on {words}");
    command.args(["-append", &words]);
    let log = fs::File::create(guest.image.with_file_name("qemu.log")).context("no log for QEMU")?;
    command.stdin(Stdio::null()).stderr(log);
    Ok(command)
}
