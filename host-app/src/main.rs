//! The `ganax` program: parses, dispatches, and turns an error into one line and an exit code.
//!
//! Exit codes: 0 success, 1 failure, 2 wrong usage (from the argument parser). Results go to stdout, logs and
//! errors to stderr.

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;
use host_app::cli::{Cli, Command};
use host_app::commands::{bench, compile, estimate, flash, inspect, probe, run, serve_device, setup, zoo};

fn main() -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("warn"))
        .format_timestamp(None)
        .format_target(false)
        .init();
    let cli = Cli::parse();
    if let Err(error) = cli.check() {
        error.exit();
    }
    let result = match cli.command {
        None => run::demo(),
        Some(Command::Run(args)) => run::run(&args),
        Some(Command::Compile(args)) => compile::run(&args),
        Some(Command::Inspect(args)) => inspect::run(&args),
        Some(Command::Zoo(args)) => zoo::run(&args),
        Some(Command::Bench(args)) => bench::run(&args),
        Some(Command::Estimate(args)) => estimate::run(&args),
        Some(Command::Probe(args)) => probe::run(&args),
        Some(Command::ServeDevice(args)) => serve_device::run(&args),
        Some(Command::Setup(args)) => setup::run(&args),
        Some(Command::Flash(args)) => flash::run(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let (red, plain) =
                if std::io::stderr().is_terminal() { ("\x1b[1;31m", "\x1b[0m") } else { ("", "") };
            eprintln!("{red}error:{plain} {}", one_line(&error));
            ExitCode::FAILURE
        }
    }
}

/// The chain of causes, outermost first, without line breaks and repetitions.
fn one_line(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain() {
        let cause = cause.to_string().replace(['\n', '\r'], " ");
        if !text.contains(&cause) {
            text = if text.is_empty() { cause } else { format!("{text}: {cause}") };
        }
    }
    text
}

/// Whoever reads stdout has seen enough, as `head` does.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().find_map(|cause| cause.downcast_ref::<std::io::Error>());
    io.is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}
