//! Segments: the only memory a program can name.
//!
//! A program addresses memory as segment and byte offset. The driver gives every segment a base and a size
//! in registers, every job a window inside each segment, and the device refuses an access outside the
//! window. So a wrong program cannot reach foreign memory even where there is no IOMMU.

/// Expands `$callback!` with every segment: doc, name, index, whether jobs may read, whether they may write.
#[macro_export]
macro_rules! for_each_segment {
    ($callback:ident) => {
        $callback! {
            /// Micro-ops and layer records.
            Program = 0, read: true, write: false;
            /// Weights, requantisation parameters and activation tables.
            Constants = 1, read: true, write: false;
            /// Input tensors, one image after the other.
            Input = 2, read: true, write: false;
            /// Output tensors, one image after the other.
            Output = 3, read: true, write: true;
            /// Activations between layers, one image after the other.
            Scratch = 4, read: true, write: true;
        }
    };
}

macro_rules! define_segments {
    ($($(#[doc = $doc:literal])+ $name:ident = $index:literal, read: $read:literal, write: $write:literal;)+) => {
        /// A region of device-visible memory with a role.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Segment {
            $($(#[doc = $doc])+ $name = $index,)+
        }

        impl Segment {
            /// Every segment, in index order.
            pub const ALL: [Self; SEGMENT_COUNT] = [$(Self::$name),+];

            /// Lower-case name, for messages and documents.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)+ }
            }

            /// One line of documentation.
            pub fn doc(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+),)+ }
            }

            /// Whether a job may read from it.
            pub fn readable(self) -> bool {
                match self { $(Self::$name => $read,)+ }
            }

            /// Whether a job may write to it.
            pub fn writable(self) -> bool {
                match self { $(Self::$name => $write,)+ }
            }
        }

        /// Number of segments.
        pub const SEGMENT_COUNT: usize = [$(stringify!($name)),+].len();

        pub(crate) const CONTRACT: &str = concat!("segment:", $(stringify!($name), $index, $read, $write, ";",)+);
    };
}
for_each_segment!(define_segments);

impl Segment {
    /// The segment with this index.
    pub fn from_index(index: u64) -> Option<Self> {
        Self::ALL.into_iter().find(|segment| *segment as u64 == index)
    }
}

impl core::fmt::Display for Segment {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}
