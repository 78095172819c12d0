//! The boards that ganax has designs for: one `board.toml` each, embedded, read into types and checked.
//!
//! What a board project, an overlay, a driver or an estimate needs to know of a board stands in its file and nowhere else.
//! Nothing here generates, synthesises or opens anything.

mod array;
mod board;
mod check;
mod flash;
mod shell;
mod transport;

pub use board::{Board, Clock, ClockSource, Family, Limits, Memory, MemoryPort, Part};
pub use check::BoardError;
pub use flash::Flash;
pub use shell::{Allowance, LitexShell, Shell, XdmaShell, ZynqShell};
pub use transport::{
    DmaMemory, HostLink, Interrupt, LitexTransport, PciId, Transport, Trigger, UioTransport, VfioTransport,
    Window, XdmaTransport,
};

use std::sync::LazyLock;

macro_rules! embed {
    ($($name:literal),+ $(,)?) => {
        /// Name of the folder and text of the file, of every board.
        const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../", $name, "/board.toml")))),+];
    };
}
embed!("pynq-z2", "zcu104", "kv260", "alveo-u50", "acorn-cle215-xdma", "acorn-cle215-litepcie", "ulx3s-85f",);

static BOARDS: LazyLock<Vec<Board>> = LazyLock::new(|| {
    let parse = |(name, text): &(&str, &str)| Board::parse(name, text);
    // A file that is wrong cannot be released: the test below reads all of them.
    FILES.iter().map(parse).collect::<Result<_, _>>().expect("the embedded files are legal")
});

/// Every board, in the order of the documents.
pub fn all() -> &'static [Board] {
    &BOARDS
}

/// The board of a name, such as `pynq-z2`.
///
/// # Errors
/// [`BoardError::Unknown`], which lists the names that there are.
pub fn find(name: &str) -> Result<&'static Board, BoardError> {
    let names = || all().iter().map(|board| board.name.as_str()).collect::<Vec<_>>().join(", ");
    all()
        .iter()
        .find(|board| board.name == name)
        .ok_or_else(|| BoardError::Unknown { name: name.into(), names: names() })
}

/// The board whose designs show this `BUILD_ID`.
pub fn find_build_id(build_id: u32) -> Option<&'static Board> {
    all().iter().find(|board| board.build_id() == build_id)
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn build_ids_tell_boards_apart() {
        for board in all() {
            assert_eq!(find_build_id(board.build_id()), Some(board), "{}", board.name);
        }
        assert_eq!(find_build_id(0), None);
    }

    #[test]
    fn every_embedded_file_is_legal() {
        for (name, text) in FILES {
            if let Err(error) = Board::parse(name, text) {
                panic!("{error}");
            }
        }
        assert_eq!(all().len(), FILES.len());
    }

    #[test]
    fn unknown_board_is_answered_with_the_names() {
        assert_eq!(find("kv260").expect("known").part.name, "xck26-sfvc784-2LV-c");
        let error = find("kv-260").expect_err("unknown").to_string();
        assert!(error.contains("kv-260") && error.contains("pynq-z2, zcu104, kv260"), "{error}");
    }

    #[test]
    fn arrays_have_what_the_file_does_not_name_from_the_reference() {
        let board = find("alveo-u50").expect("known");
        assert_eq!(board.arch(), isa::ArchConfig::REFERENCE);
    }
}
