//! The cards as device servers, QEMU around them, and what the guest prints.

use super::fetch::{Fetched, command_of_qemu};
use super::{Binaries, find, output_of};
use crate::suite::Tally;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// All of one boot to power-off. An emulated machine takes a minute or two, and five on a busy machine.
const LIMIT: Duration = Duration::from_secs(420);
const MEMORY: &str = "768M";
/// What the guest says when the last card is to go. What it counts next is the last thing.
const READY_FOR_LOSS: &str = "ready for link loss";

/// A process that does not outlive this task.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Boots, shows what the guest prints, and adds up what it counts.
pub fn run(directory: &Path, fetched: &Fetched, binaries: &Binaries, image: &Path) -> Result<Tally> {
    let plan = output_of(Command::new(&binaries.conformance).arg("plan"))?;
    let plan = plan.trim();
    let options: [&[&str]; 5] =
        [&[], &["--faults", plan], &[], &["--card-memory-mib", "32"], &["--faults", "stuck@2"]];
    let sockets: Vec<PathBuf> =
        (1..=options.len()).map(|card| directory.join(format!("card{card}"))).collect();
    let mut cards = Vec::new();
    for (socket, options) in sockets.iter().zip(options) {
        cards.push(Some(serve(binaries, socket, options)?));
    }
    let start = Instant::now();
    let mut machine = command(fetched, image, &sockets, "")?;
    let mut machine = machine.stdout(Stdio::piped()).spawn().context("QEMU cannot be started")?;
    let console = BufReader::new(machine.stdout.take().context("QEMU has no console")?);
    let machine = Process(machine);
    let mut tally = Tally::default();
    let (mut lost, mut done) = (false, false);
    // The time limit is the `timeout` in front of QEMU: it ends the console, and so this loop.
    for line in console.split(b'\n') {
        let line = String::from_utf8_lossy(&line.context("the console cannot be read")?).into_owned();
        let line = line.trim_end();
        println!("  {line}");
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

/// Boots once more, on a platform that does not remap interrupts, with one card.
pub fn run_unremapped(
    directory: &Path,
    fetched: &Fetched,
    binaries: &Binaries,
    image: &Path,
) -> Result<Tally> {
    let sockets = [directory.join("card1")];
    let _card = serve(binaries, &sockets[0], &[])?;
    let mut machine = command(fetched, image, &sockets, "intremap=off")?;
    let mut machine = machine.stdout(Stdio::piped()).spawn().context("QEMU cannot be started")?;
    let console = BufReader::new(machine.stdout.take().context("QEMU has no console")?);
    let _machine = Process(machine);
    let mut tally = Tally::default();
    for line in console.split(b'\n') {
        let line = String::from_utf8_lossy(&line.context("the console cannot be read")?).into_owned();
        println!("  {}", line.trim_end());
        if let Some(part) = Tally::parse(line.trim_end()) {
            tally += part;
            return Ok(tally);
        }
    }
    println!("the guest did not come to its end");
    Ok(Tally::one(false))
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
fn command(fetched: &Fetched, image: &Path, sockets: &[PathBuf], options: &str) -> Result<Command> {
    let kernel = find(&fetched.kernel.join("boot"), &|path| path.to_string_lossy().contains("vmlinuz"));
    let qemu = command_of_qemu(&fetched.qemu)?;
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
    command.arg("-kernel").arg(kernel.context("no kernel")?).arg("-initrd").arg(image);
    // `no_timer_check`: the kernel's check of its timer fails when the machine it is emulated on is busy.
    let options = format!("console=ttyS0 quiet panic=-1 no_timer_check intel_iommu=on {options}");
    command.args(["-append", &options]);
    let log = fs::File::create(image.with_file_name("qemu.log")).context("no log for QEMU")?;
    command.stdin(Stdio::null()).stderr(log);
    Ok(command)
}
