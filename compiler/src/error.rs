//! Errors of reading and lowering an ONNX model. Execution, quantisation and emission have their own.

use thiserror::Error;

/// Why a model was refused: the file, and what is wrong with it.
#[derive(Debug, Error)]
#[error("{file}: {problem}")]
pub struct ImportError {
    /// The model file as the user named it.
    pub file: String,
    /// What is wrong, where, and what to do.
    pub problem: Box<ImportProblem>,
}

impl ImportError {
    /// The error for the file that the user named `file`.
    pub(crate) fn new(file: &str, problem: ImportProblem) -> Self {
        Self { file: file.to_owned(), problem: Box::new(problem) }
    }
}

/// What is wrong with a model.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ImportProblem {
    /// The file system refused.
    #[error("cannot read the file: {0}")]
    Read(#[source] std::io::Error),
    /// Larger than a protocol buffer can be.
    #[error(
        "the file has {found_bytes} bytes, at most {limit_bytes} are read; store the weights as external data"
    )]
    FileSize {
        /// Size of the file.
        found_bytes: u64,
        /// [`crate::onnx::limits::MAX_FILE_BYTES`].
        limit_bytes: u64,
    },
    /// The bytes are not an ONNX protocol buffer.
    #[error("not an ONNX model, or damaged: {0}")]
    Decode(#[source] prost::DecodeError),
    /// No bytes at all.
    #[error("the file is empty")]
    Empty,
    /// The operator set is too old, too new or absent.
    #[error(
        "operator set {found} of domain ai.onnx is not supported, only {oldest} to {newest}; convert the model \
         with `onnx.version_converter` or export it again"
    )]
    Opset {
        /// Version that the model asks for; 0 when it names none.
        found: i64,
        /// Oldest version that is read.
        oldest: i64,
        /// Newest version that is read.
        newest: i64,
    },
    /// The model as a whole breaks a rule of the format.
    #[error("{place}: {problem}; {advice}")]
    Structure {
        /// Which part: `graph`, `input "z"`, `node "conv1"`.
        place: String,
        /// The broken rule, with the values found.
        problem: String,
        /// What to do.
        advice: &'static str,
    },
    /// A constant cannot be used.
    #[error("initializer \"{name}\": {problem}")]
    Tensor {
        /// Name of the initialiser, or of the node that holds the constant.
        name: String,
        /// What is wrong with it.
        problem: TensorProblem,
    },
    /// A node that the accelerator cannot run, or that is wrong.
    #[error("{0}")]
    Node(Box<NodeProblem>),
}

/// A node that is refused.
#[derive(Debug, Error)]
#[error("node \"{node}\" ({operator}){}: {problem}; {advice}", attribute_text(.attribute))]
pub struct NodeProblem {
    /// Name of the node, or of its first output where it has none.
    pub node: String,
    /// ONNX operator.
    pub operator: String,
    /// The attribute or input at fault, where there is one.
    pub attribute: Option<String>,
    /// What is wrong, with the values found.
    pub problem: String,
    /// What to do.
    pub advice: String,
}

fn attribute_text(attribute: &Option<String>) -> String {
    attribute.as_ref().map(|name| format!(", attribute \"{name}\"")).unwrap_or_default()
}

/// Why one node is refused, before the node's name is known; becomes a [`NodeProblem`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The node itself is at fault.
    Fault {
        /// The attribute or input at fault.
        attribute: Option<String>,
        /// What is wrong.
        problem: String,
        /// What to do.
        advice: String,
    },
    /// The node is fine for a whole tensor but does not keep the images of a batch apart.
    MixesImages,
}

impl Refusal {
    /// A fault of the node as a whole.
    pub fn new(problem: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::Fault { attribute: None, problem: problem.into(), advice: advice.into() }
    }

    /// A fault of one attribute or input.
    pub fn of(attribute: &str, problem: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::Fault { attribute: Some(attribute.into()), problem: problem.into(), advice: advice.into() }
    }

    /// The error for the user.
    pub fn at(self, node: &str, operator: &str) -> ImportProblem {
        let (attribute, problem, advice) = match self {
            Self::Fault { attribute, problem, advice } => (attribute, problem, advice),
            Self::MixesImages => (
                None,
                "mixes the images of a batch along the leading axis".to_owned(),
                "import with `BatchMode::Auto` or `BatchMode::None`, which take the whole tensor as one image"
                    .to_owned(),
            ),
        };
        let (node, operator) = (node.to_owned(), operator.to_owned());
        ImportProblem::Node(Box::new(NodeProblem { node, operator, attribute, problem, advice }))
    }
}

/// What is wrong with a stored tensor.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TensorProblem {
    /// A dimension below zero.
    #[error("dimension {axis} is {found}; dimensions cannot be negative")]
    NegativeDimension {
        /// Which dimension.
        axis: usize,
        /// Its value.
        found: i64,
    },
    /// More elements or dimensions than are accepted.
    #[error("shape {dims:?} is too large: at most {limit} elements in at most {max_rank} dimensions")]
    TooLarge {
        /// The shape.
        dims: Vec<i64>,
        /// Limit of the number of elements.
        limit: usize,
        /// Limit of the number of dimensions.
        max_rank: usize,
    },
    /// All constants together are too large.
    #[error("the constants of the model hold more than {limit} elements together")]
    TotalTooLarge {
        /// Limit of the number of elements.
        limit: usize,
    },
    /// Data and shape disagree.
    #[error("shape {dims:?} needs {expected} {unit}, the data holds {found}; the file is damaged")]
    DataLength {
        /// The shape.
        dims: Vec<i64>,
        /// What the shape asks for.
        expected: usize,
        /// What is there.
        found: usize,
        /// `bytes` or `elements`.
        unit: &'static str,
    },
    /// An element type that is not read.
    #[error(
        "element type {0} is not supported; store it as float32, float16, bfloat16, float64 or an integer type"
    )]
    ElementType(String),
    /// An element that no weight can have.
    #[error("element {index} is {value}; export the model with finite weights")]
    NotFinite {
        /// Position in row-major order.
        index: usize,
        /// NaN or an infinity.
        value: f32,
    },
    /// An integer that does not fit 64 bits with sign.
    #[error("element {index} is {value}, above the largest supported integer")]
    IntegerRange {
        /// Position in row-major order.
        index: usize,
        /// The value.
        value: u64,
    },
    /// External data that is not where it may be.
    #[error("external data \"{location}\": {problem}")]
    External {
        /// The `location` entry.
        location: String,
        /// What is wrong.
        problem: ExternalProblem,
    },
}

/// What is wrong with a reference to external data.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ExternalProblem {
    /// The model came from memory, so there is no folder to look in.
    #[error("the model was not read from a file; give the folder of the external data")]
    NoFolder,
    /// No `location` entry.
    #[error("no location is given; the file is damaged")]
    NoLocation,
    /// Absolute, or it climbs out of the model's folder, or it leads out through a symbolic link.
    #[error("leads out of the model's folder; put the data beside the model")]
    Outside,
    /// An entry that is no number, or more bytes than the file has.
    #[error("bytes {offset:?} + {length:?} are not inside the file of {file_bytes} bytes")]
    Range {
        /// The `offset` entry.
        offset: Option<String>,
        /// The `length` entry.
        length: Option<String>,
        /// Size of the data file.
        file_bytes: u64,
    },
    /// The file system refused.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The data file.
        path: String,
        /// The operating system's answer.
        source: std::io::Error,
    },
}
