//! Why a layer graph could not be executed, quantised or emitted. Import has its own errors.

use isa::arch::ArchError;
use isa::program::ProgramError;
use isa::record::RecordError;

/// A layer graph or calibration set that cannot become a program.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CompileError {
    /// One layer is the reason.
    #[error("layer \"{layer}\": {problem}")]
    Layer {
        /// Its name.
        layer: String,
        /// What is wrong with it.
        problem: LayerProblem,
    },
    /// A graph input or output is malformed.
    #[error("{direction} \"{port}\": {problem}")]
    Port {
        /// `input` or `output`.
        direction: &'static str,
        /// ONNX value name.
        port: String,
        /// The broken rule.
        problem: &'static str,
    },
    /// Activations of one image take more memory than any array's device is expected to have.
    #[error("activations of one image take {elements} elements, at most {limit} are supported")]
    TooLarge {
        /// Elements of all buffers.
        elements: u128,
        /// The limit.
        limit: usize,
    },
    /// Two buffers or layers contradict each other, or a number of things exceeds a limit.
    #[error("malformed layer graph: {0}")]
    Graph(&'static str),
    /// Sample arrays do not fit the graph's inputs.
    #[error("sample for input \"{input}\": {expected} values expected, {found} given")]
    SampleLength {
        /// The graph input.
        input: String,
        /// Values that its shape and the number of images ask for.
        expected: usize,
        /// Values in the array.
        found: usize,
    },
    /// Samples are missing, superfluous or not numbers.
    #[error("samples: {0}")]
    Samples(String),
    /// The factor left above calibrated values is unusable.
    #[error("headroom {0} is outside 1..=64")]
    Headroom(f32),
    /// The array parameters are illegal.
    #[error(transparent)]
    Arch(#[from] ArchError),
    /// The finished program breaks a rule of the container: a limit that only shows in the whole.
    #[error("the program would be unusable: {0}")]
    Program(#[from] ProgramError),
}

/// What is wrong with a layer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum LayerProblem {
    /// A rule of the layer graph is broken.
    #[error("{0}")]
    Rule(&'static str),
    /// A list has the wrong length.
    #[error("{what}: {expected} values expected, {found} given")]
    Length {
        /// Which list.
        what: &'static str,
        /// How many it should have.
        expected: usize,
        /// How many it has.
        found: usize,
    },
    /// A constant is NaN or infinite.
    #[error("{what} hold a value that is not finite; repair the model")]
    NotFinite {
        /// Which constants.
        what: &'static str,
    },
    /// Calibration met NaN or infinity.
    #[error("values overflow float32 during calibration; check the weights and the calibration samples")]
    Overflow,
    /// A channel cannot be scaled into a 48-bit accumulator.
    #[error("output channel {channel}: the sum does not fit a 48-bit accumulator at any scale")]
    Accumulator {
        /// Output channel.
        channel: usize,
    },
    /// A channel's inputs are so coarse, or its outputs so fine, that one unit would saturate the output.
    #[error(
        "output channel {channel}: one step of the accumulator is {units:e} output units, too coarse; \
         calibrate with samples that excite this layer"
    )]
    Coarse {
        /// Output channel.
        channel: usize,
        /// Output units per accumulator unit.
        units: f64,
    },
    /// The layer's record breaks a rule of the format.
    #[error(transparent)]
    Record(#[from] RecordError),
}

impl LayerProblem {
    /// The error that names the layer.
    pub(crate) fn of(self, layer: &str) -> CompileError {
        CompileError::Layer { layer: layer.into(), problem: self }
    }
}
