//! `ganax setup`: what a board needs before it can be opened, found, and put in place when asked.

use anyhow::Result;

use crate::cli::SetupArgs;

/// Runs the command. Without `--apply` it changes nothing.
///
/// # Errors
/// A name that is none, a step that is refused, or a device that is not ready.
#[cfg(target_os = "linux")]
pub fn run(args: &SetupArgs) -> Result<()> {
    use super::print_line;
    use anyhow::{Context, bail};
    use driver::setup::{Report, UDEV_RULE, inspect};
    use driver::transport::connect::DeviceName;
    use driver::transport::system::System;

    fn show(report: &Report) -> Result<()> {
        for check in &report.checks {
            match &check.advice {
                None => print_line(&format!("ok    {}", check.what))?,
                Some(advice) => print_line(&format!("TO DO {}\n      {advice}", check.what))?,
            }
        }
        report.steps.iter().try_for_each(|step| print_line(&format!("      # {step}")))
    }

    let Some(device) = &args.device else {
        return print_line(UDEV_RULE.trim_end());
    };
    let name: DeviceName = device.parse()?;
    let system = System::default();
    let mut report = inspect(&system, &name);
    if args.apply {
        for step in &report.steps {
            step.perform().with_context(|| step.to_string())?;
            print_line(&format!("done  {step}"))?;
        }
        report = inspect(&system, &name);
    }
    show(&report)?;
    match report.is_ready() {
        true => print_line(&format!("{device} is ready: `ganax probe --device {device}`")),
        false => bail!("{device} is not ready; see above"),
    }
}

/// Boards need Linux.
///
/// # Errors
/// Always.
#[cfg(not(target_os = "linux"))]
pub fn run(_: &SetupArgs) -> Result<()> {
    anyhow::bail!("boards need Linux")
}
