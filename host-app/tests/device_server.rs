//! The software device in a process of its own: the same images, and processes on either side that die.
#![cfg(target_os = "linux")]

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const GANAX: &str = env!("CARGO_BIN_EXE_ganax");
/// Longer than anything here takes, shorter than patience.
const LIMIT: Duration = Duration::from_secs(60);

/// A process that does not outlive its test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

struct Bench {
    folder: TempDir,
    server: Option<Process>,
}

impl Bench {
    fn new(arguments: &[&str]) -> Self {
        let mut bench = Self { folder: tempfile::tempdir().expect("a folder"), server: None };
        bench.serve(arguments);
        bench
    }

    /// Starts the server and waits until it listens.
    fn serve(&mut self, arguments: &[&str]) {
        let mut command = Command::new(GANAX);
        command.args(["serve-device", "--socket"]).arg(self.path("card")).args(arguments);
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the server starts");
        let mut line = String::new();
        let output = child.stdout.take().expect("piped");
        self.server = Some(Process(child));
        BufReader::new(output).read_line(&mut line).expect("the server says that it listens");
        assert!(line.starts_with("PCI card 1af4:10fa"), "{line}");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn device(&self) -> String {
        format!("vfio-user:{}", self.path("card").display())
    }

    fn ganax(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(GANAX);
        command.args(arguments).current_dir(self.folder.path()).env_remove("RUST_LOG");
        command
    }

    fn run(&self, device: &str, output: &str) -> Output {
        let run = ["run", "zoo:fashion", "-n", "8", "--device", device, "-o", output];
        self.ganax(&run).output().expect("started")
    }

    /// A run that takes as long as the test lets it.
    fn start_long_run(&self) -> Process {
        let device = self.device();
        let run =
            ["run", "zoo:fashion", "-n", "64", "--repeat", "1000000", "--device", &device, "-o", "x.npz"];
        let child = self.ganax(&run).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("started");
        // Until it holds the device, by the kernel's table of locks: a look at the device itself would be in its way.
        let start = Instant::now();
        let locks = || std::fs::read_to_string("/proc/locks").expect("the table of locks");
        while !locks().contains(&format!(" {} ", child.id())) {
            assert!(start.elapsed() < LIMIT, "the run does not begin");
            std::thread::sleep(Duration::from_millis(10));
        }
        // And some of its jobs are done.
        std::thread::sleep(Duration::from_millis(200));
        Process(child)
    }

    fn probe(&self) -> Output {
        self.ganax(&["probe", "--device", &self.device()]).output().expect("started")
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn assert_success(output: &Output) {
    assert!(output.status.success(), "{}", text(&output.stderr));
}

#[test]
fn images_of_a_served_device_are_those_of_the_device_in_process() {
    let bench = Bench::new(&[]);
    assert_success(&bench.run("sim", "sim.npz"));
    for _ in 0..2 {
        assert_success(&bench.run(&bench.device(), "served.npz"));
        let read = |name| std::fs::read(bench.path(name)).expect("written");
        assert!(read("sim.npz") == read("served.npz"), "not the same bits");
    }
}

#[test]
fn a_process_killed_in_mid_job_leaves_a_device_that_the_next_can_open() {
    let bench = Bench::new(&[]);
    for _ in 0..2 {
        let mut run = bench.start_long_run();
        let refused = text(&bench.probe().stderr);
        assert!(refused.contains(&format!("in use by process {}", run.0.id())), "{refused}");
        // SIGKILL: the driver says no goodbye.
        run.0.kill().expect("is killed");
        run.0.wait().expect("has ended");
        assert_success(&bench.run(&bench.device(), "after.npz"));
    }
}

#[test]
fn a_server_that_dies_ends_the_run_with_one_line_in_time() {
    let mut bench = Bench::new(&[]);
    let mut run = bench.start_long_run();
    bench.server = None;
    let start = Instant::now();
    let status = run.0.wait().expect("ends");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    let mut message = String::new();
    std::io::Read::read_to_string(&mut run.0.stderr.take().expect("piped"), &mut message).expect("text");
    assert_eq!(status.code(), Some(1), "{message}");
    assert!(message.contains("nobody answers there") && message.lines().count() == 1, "{message}");
    // A new server takes the place of the dead one's socket.
    bench.serve(&[]);
    assert_success(&bench.run(&bench.device(), "after.npz"));
}

#[test]
fn a_failed_run_leaves_a_post_mortem_where_it_was_asked_for() {
    let bench = Bench::new(&["--faults", "dma-error@1"]);
    let device = bench.device();
    let run =
        ["run", "zoo:fashion", "-n", "8", "--device", &device, "-o", "x.npz", "--post-mortem", "state.txt"];
    let output = bench.ganax(&run).output().expect("started");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("memory"), "{}", text(&output.stderr));
    assert!(!bench.path("x.npz").exists());
    let state = std::fs::read_to_string(bench.path("state.txt")).expect("written");
    for part in ["post-mortem of vfio-user:", "completed: job 1", "write SUBMISSION_DOORBELL", "ERROR_CAUSE"]
    {
        assert!(state.contains(part), "no `{part}` in\n{state}");
    }
    assert_success(&bench.run(&device, "after.npz"));
}

#[test]
fn faults_are_for_devices_that_can_have_them() {
    let bench = Bench::new(&[]);
    let device = bench.device();
    let run = ["run", "zoo:fashion", "--device", &device, "--faults", "stuck"];
    let output = bench.ganax(&run).output().expect("started");
    assert!(text(&output.stderr).contains("serve-device"), "{}", text(&output.stderr));
}

#[test]
fn a_job_has_as_long_as_it_is_given() {
    let bench = Bench::new(&["--faults", "stuck@1"]);
    let device = bench.device();
    let start = Instant::now();
    let run = ["run", "zoo:fashion", "--device", &device, "--timeout", "0.5", "-o", "x.npz"];
    let output = bench.ganax(&run).output().expect("started");
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(message.contains("deadline 500ms") && message.lines().count() == 1, "{message}");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    for wrong in ["0", "-1", "soon", "inf"] {
        let run = ["run", "zoo:fashion", "--timeout", wrong];
        assert_eq!(bench.ganax(&run).output().expect("started").status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn several_devices_share_the_images_of_one_run() {
    let (first, second) = (Bench::new(&[]), Bench::new(&[]));
    let run = |device: &str, output: &str| {
        let run = ["run", "zoo:fashion", "-n", "50", "--batch", "8", "--device", device, "-o", output];
        first.ganax(&run).output().expect("started")
    };
    assert_success(&run("sim", "one.npz"));
    let all = format!("{},sim,{}", first.device(), second.device());
    let output = run(&all, "all.npz");
    assert_success(&output);
    assert!(text(&output.stdout).contains(&format!("device   {all}")), "{}", text(&output.stdout));
    let read = |name| std::fs::read(first.path(name)).expect("written");
    assert!(read("one.npz") == read("all.npz"), "not the same bits");
}
