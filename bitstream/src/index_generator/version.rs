//! In which of its two words a configuration register lies, of the running generation and of the next one.

use crate::hdl::*;

/// The versions of one register: a write goes to the word that the running generation does not use. A register that was
/// not written keeps its word, so that nothing is ever copied.
#[derive(LogicBlock, Default)]
pub struct Version {
    pub clock: Signal<In, Clock>,
    /// The register is written.
    pub write: Signal<In, Bit>,
    /// The word that it is written to: not the active one.
    pub written: Signal<In, Bit>,
    /// A generation begins.
    pub load: Signal<In, Bit>,
    /// The word of the running generation; a write goes to the other one.
    pub active: Signal<Out, Bit>,
    running: DFF<Bit>,
    upcoming: DFF<Bit>,
}

impl Logic for Version {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block version");
        dff_setup!(self, clock, running, upcoming);
        if self.write.val() {
            self.upcoming.d.next = self.written.val();
        }
        if self.load.val() {
            self.running.d.next = self.upcoming.q.val();
        }
        self.active.next = self.running.q.val();
    }
}

#[cfg(test)]
mod test {
    use super::*;

    fn cycle(version: &mut Version, write: bool, load: bool) -> bool {
        version.write.next = write;
        version.written.next = !version.active.val();
        version.load.next = load;
        clock_cycle(version, |version| &mut version.clock);
        version.active.val()
    }

    #[test]
    fn the_word_changes_with_the_first_generation_behind_a_write_and_no_other() {
        let mut version = Version::default();
        version.connect_all();
        settle(&mut version);
        assert!(!cycle(&mut version, true, false), "written, but not loaded");
        assert!(!cycle(&mut version, true, false), "a second write goes to the same word");
        assert!(cycle(&mut version, false, true));
        assert!(cycle(&mut version, false, true), "not written since");
        assert!(cycle(&mut version, true, false));
        assert!(!cycle(&mut version, false, true));
    }
}
