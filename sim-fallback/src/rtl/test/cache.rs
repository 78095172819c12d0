//! The cache of compiled designs, and Verilators that do not work.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use super::echo::{self, Echo};
use crate::rtl::{Event, Observer, RtlError, RtlOptions, RtlTransport};

/// Where the processes of a test build; unset outside it.
const PLACE: &str = "GANAX_RTL_TEST_PLACE";

/// The error of a device with these options.
fn refused(options: RtlOptions) -> RtlError {
    let source = echo::source_file();
    let options = RtlOptions { source: options.source.or(Some(source.path().into())), ..options };
    RtlTransport::open(&echo::sim_options(20), &options).map(|_| ()).expect_err("it does not open")
}

/// A program that a test writes.
fn script(directory: &Path, text: &str) -> PathBuf {
    let path = directory.join("verilator");
    std::fs::write(&path, format!("#!/bin/sh\n{text}\n")).expect("written");
    let executable = Command::new("chmod").arg("+x").arg(&path).status().expect("chmod");
    assert!(executable.success());
    path
}

/// Libraries in a cache, and everything else that should not be there.
fn contents(cache: &Path) -> (usize, usize) {
    let entries: Vec<PathBuf> =
        std::fs::read_dir(cache).expect("a cache").map(|entry| entry.expect("readable").path()).collect();
    let libraries = entries.iter().filter(|path| path.join("model.so").exists()).count();
    let locks = entries.iter().filter(|path| path.extension().is_some_and(|found| found == "lock")).count();
    (libraries, entries.len() - libraries - locks)
}

#[test]
fn a_design_is_built_once() {
    let directory = tempfile::tempdir().expect("a directory");
    let cache = directory.path().join("new");
    let events = Arc::new(Mutex::new(Vec::new()));
    for _ in 0..2 {
        let seen = Arc::clone(&events);
        let observer = Observer::new(move |event| seen.lock().expect("whole").push(event));
        let options = RtlOptions { cache: Some(cache.clone()), observer, ..RtlOptions::default() };
        if Echo::open_with(20, options).is_none() {
            return;
        }
    }
    let events = events.lock().expect("whole");
    assert!(matches!(events[..], [Event::Building, Event::Built { .. }]), "{events:?}");
    assert_eq!(contents(&cache), (1, 0));
}

#[test]
fn a_damaged_library_and_what_a_killed_build_left_are_replaced() {
    if !echo::verilator_is_there() {
        return;
    }
    let directory = tempfile::tempdir().expect("a directory");
    let open = || {
        let cache = Some(directory.path().to_owned());
        let mut echo = Echo::open_with(20, RtlOptions { cache, ..RtlOptions::default() }).expect("opens");
        echo.set(echo::SCRATCH, 7);
        assert_eq!(echo.get(echo::SCRATCH), 7);
    };
    open();
    let entries =
        std::fs::read_dir(directory.path()).expect("a cache").map(|entry| entry.expect("readable").path());
    let entry = entries.into_iter().find(|path| path.is_dir()).expect("an entry");
    let library = entry.join("model.so");
    // Another file in its place: this process may have the first one mapped still.
    let whole = std::fs::read(&library).expect("a library");
    std::fs::remove_file(&library).expect("is removed");
    std::fs::write(&library, &whole[..whole.len() / 2]).expect("is cut off");
    std::fs::create_dir(entry.with_extension("building")).expect("is left behind");
    open();
    std::fs::remove_file(&library).expect("is removed");
    open();
    assert_eq!(contents(directory.path()), (1, 0));
}

/// Not a test of its own: what the processes of the next one do.
#[test]
fn builds_where_it_is_told_to() {
    let Some(place) = std::env::var_os(PLACE) else { return };
    let options = RtlOptions { cache: Some(place.into()), ..RtlOptions::default() };
    let mut echo = Echo::open_with(20, options).expect("Verilator is there");
    echo.set(echo::SCRATCH, 7);
    assert_eq!(echo.get(echo::SCRATCH), 7);
}

#[test]
fn processes_that_build_at_once_share_one_library() {
    if !echo::verilator_is_there() {
        return;
    }
    let directory = tempfile::tempdir().expect("a directory");
    let program = std::env::current_exe().expect("the tests are a program");
    let start = || {
        let mut command = Command::new(&program);
        let name = "rtl::test::cache::builds_where_it_is_told_to";
        command.args(["--exact", name]).env(PLACE, directory.path()).spawn().expect("starts")
    };
    let processes: Vec<_> = (0..3).map(|_| start()).collect();
    for mut process in processes {
        assert!(process.wait().expect("ends").success());
    }
    assert_eq!(contents(directory.path()), (1, 0));
}

#[test]
fn without_verilator_the_error_says_what_to_install() {
    let options = RtlOptions { verilator: Some("no-such-verilator".into()), ..RtlOptions::default() };
    let text = refused(options).to_string();
    assert!(text.contains("no-such-verilator") && text.contains("apt-get install verilator"), "{text}");
}

#[cfg(unix)]
#[test]
fn an_old_verilator_is_refused() {
    let directory = tempfile::tempdir().expect("a directory");
    let old = script(directory.path(), "echo 'Verilator 4.038 2020-07-11 rev v4.036-114-g0cd4a57ad'");
    let text = refused(RtlOptions { verilator: Some(old), ..RtlOptions::default() }).to_string();
    assert!(text.contains("4.038") && text.contains("5.006"), "{text}");
}

#[cfg(unix)]
#[test]
fn a_verilator_that_fails_leaves_its_words_and_no_entry() {
    let directory = tempfile::tempdir().expect("a directory");
    let cache = directory.path().join("cache");
    let failing = "[ \"$1\" = --version ] && echo 'Verilator 5.006 2023' && exit 0\necho warming up\necho '%Error: no space' >&2\nexit 1";
    let verilator = Some(script(directory.path(), failing));
    let error = refused(RtlOptions { verilator, cache: Some(cache.clone()), ..RtlOptions::default() });
    let RtlError::Build { message, log } = error else { panic!("{error}") };
    assert_eq!(message, "%Error: no space");
    assert!(std::fs::read_to_string(log).expect("a log").contains("warming up"));
    assert_eq!(contents(&cache), (0, 1), "the log alone");
}

#[test]
fn a_design_that_does_not_compile_is_an_error() {
    if !echo::verilator_is_there() {
        return;
    }
    let directory = tempfile::tempdir().expect("a directory");
    let source = directory.path().join("broken.v");
    std::fs::write(&source, "module broken(input wire aclk); assign nothing = ; endmodule\n")
        .expect("written");
    let options = RtlOptions {
        source: Some(source),
        cache: Some(directory.path().join("cache")),
        ..RtlOptions::default()
    };
    let text = refused(options).to_string();
    assert!(
        text.contains("%Error") && text.contains("broken.v:1:") && text.contains("syntax error"),
        "{text}"
    );
}

#[test]
fn memory_that_no_beat_fits_is_refused() {
    let options = crate::SimOptions { memory_base: 8, ..echo::sim_options(20) };
    let error = RtlTransport::open(&options, &RtlOptions::default()).map(|_| ()).expect_err("refused");
    assert!(matches!(error, RtlError::Alignment { base: 8, .. }), "{error}");
}
