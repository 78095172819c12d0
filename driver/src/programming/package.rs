//! Accelerator packages for Kria and other boards that run `dfx-mgrd`: a folder with bitstream, overlay and
//! `shell.json`.
//!
//! The layout is that of dfx-mgr's README: `NAME.bit.bin`, `NAME.dtbo` and a `shell.json` that says `XRT_FLAT` for
//! a design that fills the device. `dfx-mgr-client -load NAME` loads it.

use std::fs;
use std::io;
use std::path::Path;

use super::bitstream::Bitstream;

const SHELL: &str = "{\n    \"shell_type\": \"XRT_FLAT\",\n    \"num_slots\": \"1\"\n}\n";

/// Writes a package into the folder `folder`, which gives it its name; on a board that is
/// `/lib/firmware/xilinx/NAME`.
///
/// # Errors
/// A folder without a name, or the operating system's refusal.
pub fn write_package(folder: &Path, bitstream: &Bitstream, overlay: &[u8]) -> io::Result<()> {
    let name = folder.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    fs::create_dir_all(folder)?;
    fs::write(folder.join(format!("{name}.bit.bin")), bitstream.for_manager())?;
    fs::write(folder.join(format!("{name}.dtbo")), overlay)?;
    fs::write(folder.join("shell.json"), SHELL)
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn files_have_the_name_of_the_folder() {
        let directory = tempfile::tempdir().expect("a directory");
        let bitstream = Bitstream { design: None, part: None, data: vec![1, 2, 3, 4] };
        let folder = directory.path().join("ganax");
        write_package(&folder, &bitstream, b"overlay").expect("writes");
        assert_eq!(fs::read(folder.join("ganax.bit.bin")).expect("reads"), [4, 3, 2, 1]);
        assert_eq!(fs::read(folder.join("ganax.dtbo")).expect("reads"), b"overlay");
        assert!(fs::read_to_string(folder.join("shell.json")).expect("reads").contains("XRT_FLAT"));
    }
}
