//! Small releases: made twice, changed, and judged by coreutils.

use super::manifest::{Contents, LeftOut, seal};
use super::{CHECKSUMS, MANIFEST, collect, refuse_to_overwrite, verify};
use crate::workspace;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder below the build products that goes with its test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = workspace::target().join("dist-test").join(format!("{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A small release: two files and one committed array.
fn release(directory: &Path) {
    fs::create_dir_all(directory.join("verilog")).unwrap();
    fs::write(directory.join("b.txt"), "b").unwrap();
    fs::write(directory.join("a.txt"), "a").unwrap();
    let name = "verilog/ganax_2x2.v";
    fs::copy(workspace::root().join("bitstream/generated/ganax_2x2.v"), directory.join(name)).unwrap();
    let arrays = vec![collect::array(directory, name).unwrap()];
    let left_out = vec![LeftOut { what: "programs".into(), why: "a test".into() }];
    seal(directory, "1.2.3", Contents { arrays, left_out, ..Contents::default() }).unwrap();
}

fn only_problem(directory: &Path) -> String {
    let problems = verify::problems(directory).unwrap();
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems[0].clone()
}

#[test]
fn a_release_is_what_its_manifest_says_and_made_twice_the_same() {
    let (one, two) = (Folder::new("one"), Folder::new("two"));
    release(&one.0);
    release(&two.0);
    assert_eq!(verify::problems(&one.0).unwrap(), Vec::<String>::new());
    for name in [MANIFEST, CHECKSUMS] {
        let text = fs::read_to_string(one.0.join(name)).unwrap();
        assert_eq!(text, fs::read_to_string(two.0.join(name)).unwrap());
        assert!(text.find("a.txt").unwrap() < text.find("b.txt").unwrap(), "sorted");
    }
}

#[test]
fn checksums_are_those_of_coreutils() {
    let folder = Folder::new("coreutils");
    release(&folder.0);
    let status = Command::new("sha256sum")
        .args(["--check", "--strict", "--quiet", CHECKSUMS])
        .current_dir(&folder.0)
        .status()
        .unwrap();
    assert!(status.success());
}

#[test]
fn every_change_is_found() {
    let folder = Folder::new("changes");
    let changed = |change: &dyn Fn(&Path)| {
        fs::remove_dir_all(&folder.0).unwrap();
        fs::create_dir_all(&folder.0).unwrap();
        release(&folder.0);
        change(&folder.0);
        only_problem(&folder.0)
    };
    let write = |name: &'static str, text: &'static str| {
        move |folder: &Path| fs::write(folder.join(name), text).unwrap()
    };
    assert!(changed(&write("a.txt", "c")).contains("a.txt has other contents"));
    assert!(changed(&write("a.txt", "longer")).contains("6 bytes, not 1"));
    assert!(changed(&write("c.txt", "c")).contains("c.txt is not in the manifest"));
    assert!(changed(&|folder| fs::remove_file(folder.join("b.txt")).unwrap()).contains("b.txt is missing"));
    assert!(changed(&write(CHECKSUMS, "")).contains("does not agree"));
    let other_version = |folder: &Path| {
        let text = fs::read_to_string(folder.join(MANIFEST)).unwrap();
        fs::write(folder.join(MANIFEST), text.replace("1.2.3", "1.2.4")).unwrap();
    };
    assert!(changed(&other_version).contains(CHECKSUMS));
}

#[test]
fn an_array_of_another_contract_is_found_however_it_is_sealed() {
    let folder = Folder::new("contract");
    release(&folder.0);
    let path = folder.0.join("verilog/ganax_2x2.v");
    let text = fs::read_to_string(&path).unwrap();
    let low = format!("32'd{}; // FINGERPRINT_LOW", isa::FINGERPRINT as u32);
    assert!(text.contains(&low));
    fs::write(&path, text.replace(&low, "32'd7; // FINGERPRINT_LOW")).unwrap();
    let arrays = vec![collect::array(&folder.0, "verilog/ganax_2x2.v").unwrap()];
    seal(&folder.0, "1.2.3", Contents { arrays, ..Contents::default() }).unwrap();
    assert!(only_problem(&folder.0).contains("has contract"));
}

#[test]
fn other_folders_are_not_overwritten() {
    let folder = Folder::new("other");
    assert!(refuse_to_overwrite(&folder.0).is_ok(), "empty");
    fs::write(folder.0.join("thesis.tex"), "").unwrap();
    assert!(refuse_to_overwrite(&folder.0).unwrap_err().to_string().contains("no release"));
    assert!(verify::problems(&folder.0).is_err());
    release(&folder.0);
    assert!(refuse_to_overwrite(&folder.0).is_ok(), "an earlier release");
}
