//! A trace of a job: who was busy with what, from which cycle to which.
//!
//! Intervals go to a bounded list in memory, which anyone can turn into the JSON that Chrome's tracing page and
//! Perfetto read. One cycle is shown as one microsecond. Nothing is recorded without a list.

use std::io::{self, Write};

/// Who was busy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Track {
    /// Layers, as the sequencer issues them.
    Sequencer,
    /// The fetch of micro-ops.
    Fetch,
    /// Loads of parameters.
    Parameter,
    /// Loads of inputs.
    Input,
    /// Loads of weights.
    Weight,
    /// Stores of outputs.
    Output,
    /// The execute engine of a PV.
    Execute(u8),
    /// The post engine of a PV.
    Post(u8),
}

impl Track {
    /// Process and thread under which the track is shown.
    fn ids(self) -> (u32, u32) {
        match self {
            Self::Sequencer => (1, 1),
            Self::Fetch => (1, 2),
            Self::Parameter => (2, 1),
            Self::Input => (2, 2),
            Self::Weight => (2, 3),
            Self::Output => (2, 4),
            Self::Execute(pv) => (3, 2 * u32::from(pv) + 1),
            Self::Post(pv) => (3, 2 * u32::from(pv) + 2),
        }
    }

    fn names(self) -> (&'static str, String) {
        match self {
            Self::Sequencer => ("sequencer", "layers".into()),
            Self::Fetch => ("sequencer", "fetch".into()),
            Self::Parameter => ("dma", "parameter".into()),
            Self::Input => ("dma", "input".into()),
            Self::Weight => ("dma", "weight".into()),
            Self::Output => ("dma", "output".into()),
            Self::Execute(pv) => ("array", format!("pv {pv} execute")),
            Self::Post(pv) => ("array", format!("pv {pv} post")),
        }
    }
}

/// One interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    /// Who.
    pub track: Track,
    /// With what.
    pub name: String,
    /// First cycle.
    pub start: u64,
    /// Last cycle.
    pub end: u64,
}

/// Intervals, up to a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    intervals: Vec<Interval>,
    limit: usize,
    dropped: u64,
}

impl Default for Trace {
    fn default() -> Self {
        Self::new(1 << 20)
    }
}

impl Trace {
    /// An empty trace that keeps the first `limit` intervals.
    pub fn new(limit: usize) -> Self {
        Self { intervals: Vec::new(), limit, dropped: 0 }
    }

    /// The intervals in the order in which they ended.
    pub fn intervals(&self) -> &[Interval] {
        &self.intervals
    }

    /// Intervals for which there was no room.
    pub fn dropped(&self) -> u64 {
        self.dropped
    }

    /// Adds an interval, or counts it as dropped.
    pub fn record(&mut self, track: Track, name: &str, start: u64, end: u64) {
        match self.intervals.len() < self.limit {
            true => self.intervals.push(Interval { track, name: name.into(), start, end }),
            false => self.dropped += 1,
        }
    }

    /// Writes the trace in the JSON format of Chrome's tracing page.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"{\"displayTimeUnit\":\"ms\",\"traceEvents\":[")?;
        let mut tracks: Vec<Track> = self.intervals.iter().map(|interval| interval.track).collect();
        tracks.sort_unstable();
        tracks.dedup();
        let mut separator = "\n";
        for track in tracks {
            let ((pid, tid), (process, thread)) = (track.ids(), track.names());
            for (kind, name) in [("process_name", process), ("thread_name", thread.as_str())] {
                write!(
                    out,
                    "{separator}{{\"ph\":\"M\",\"pid\":{pid},\"tid\":{tid},\"name\":\"{kind}\",\"args\":{{\"name\":\"{name}\"}}}}"
                )?;
                separator = ",\n";
            }
        }
        for Interval { track, name, start, end } in &self.intervals {
            let (pid, tid) = track.ids();
            let duration = end.saturating_sub(*start).saturating_add(1);
            write!(
                out,
                "{separator}{{\"ph\":\"X\",\"pid\":{pid},\"tid\":{tid},\"ts\":{start},\"dur\":{duration},\"name\":\""
            )?;
            write_escaped(out, name)?;
            out.write_all(b"\"}")?;
            separator = ",\n";
        }
        out.write_all(b"\n]}\n")
    }
}

/// Layer names come from files: everything that JSON or a terminal might trip over is escaped.
fn write_escaped(out: &mut dyn Write, text: &str) -> io::Result<()> {
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\' => {
                out.write_all(&[byte])?
            }
            _ => write!(out, "\\u{unit:04x}")?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn json_has_names_and_intervals() {
        let mut trace = Trace::new(2);
        trace.record(Track::Execute(3), "mac \"a\\b\u{1f600}", 5, 9);
        trace.record(Track::Input, "load", 1, 1);
        trace.record(Track::Input, "one too many", 2, 2);
        assert_eq!(trace.dropped(), 1);
        let mut json = Vec::new();
        trace.write_json(&mut json).expect("a vector takes everything");
        let json = String::from_utf8(json).expect("ASCII");
        assert!(
            json.contains(
                r#""ph":"X","pid":3,"tid":7,"ts":5,"dur":5,"name":"mac \u0022a\u005cb\ud83d\ude00""#
            ),
            "{json}"
        );
        assert!(json.contains(r#""name":"thread_name","args":{"name":"pv 3 execute"}"#), "{json}");
        assert_eq!(json.matches('{').count(), json.matches('}').count());
        assert!(!json.contains("one too many"));
    }
}
