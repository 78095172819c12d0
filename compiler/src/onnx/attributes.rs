//! Attributes of a node. Each is taken once by the operator that knows it; what is left over at the end is
//! an attribute that the compiler does not understand, and refusing it is safer than ignoring it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::external::ExternalData;
use super::proto::AttributeProto;
use super::proto::attribute_proto::AttributeType;
use super::tensor::ConstTensor;
use crate::error::Refusal;

/// The value of one attribute.
#[derive(Debug, Clone)]
enum Attribute {
    Float(f32),
    Int(i64),
    Text(String),
    Tensor(Arc<ConstTensor>),
    Floats(Vec<f32>),
    Ints(Vec<i64>),
}

impl Attribute {
    fn kind(&self) -> &'static str {
        match self {
            Self::Float(_) => "a float",
            Self::Int(_) => "an integer",
            Self::Text(_) => "a string",
            Self::Tensor(_) => "a tensor",
            Self::Floats(_) => "a list of floats",
            Self::Ints(_) => "a list of integers",
        }
    }
}

/// The attributes of one node that have not been taken yet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Attributes(BTreeMap<String, Attribute>);

impl Attributes {
    /// Reads the attributes of a node.
    ///
    /// # Errors
    /// A subgraph, a type that is not read, a duplicate, or a damaged tensor.
    pub fn decode(protos: &[AttributeProto], external: &ExternalData) -> Result<Self, Refusal> {
        let mut attributes = BTreeMap::new();
        for proto in protos {
            let name = proto.name.clone().unwrap_or_default();
            let value = decode_one(&name, proto, external)?;
            if attributes.insert(name.clone(), value).is_some() {
                return Err(Refusal::of(&name, "is given twice", "the file is damaged; export it again"));
            }
        }
        Ok(Self(attributes))
    }

    /// Takes an integer.
    pub fn int(&mut self, name: &str) -> Result<Option<i64>, Refusal> {
        self.take(name, "an integer", |attribute| match attribute {
            Attribute::Int(value) => Ok(value),
            other => Err(other),
        })
    }

    /// Takes an integer that is 0 or 1.
    pub fn flag(&mut self, name: &str, default: bool) -> Result<bool, Refusal> {
        match self.int(name)? {
            None => Ok(default),
            Some(value @ 0..=1) => Ok(value == 1),
            Some(value) => Err(Refusal::of(name, format!("is {value}"), "only 0 and 1 have a meaning")),
        }
    }

    /// Takes a finite float.
    pub fn float(&mut self, name: &str) -> Result<Option<f32>, Refusal> {
        let value = self.take(name, "a float", |attribute| match attribute {
            Attribute::Float(value) => Ok(value),
            other => Err(other),
        })?;
        match value {
            Some(value) if !value.is_finite() => {
                Err(Refusal::of(name, format!("is {value}"), "export the model with a finite value"))
            }
            value => Ok(value),
        }
    }

    /// Takes a string.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        self.take(name, "a string", |attribute| match attribute {
            Attribute::Text(value) => Ok(value),
            other => Err(other),
        })
    }

    /// Takes a list of integers.
    pub fn ints(&mut self, name: &str) -> Result<Option<Vec<i64>>, Refusal> {
        self.take(name, "a list of integers", |attribute| match attribute {
            Attribute::Ints(value) => Ok(value),
            other => Err(other),
        })
    }

    /// Takes a list of floats.
    pub fn floats(&mut self, name: &str) -> Result<Option<Vec<f32>>, Refusal> {
        self.take(name, "a list of floats", |attribute| match attribute {
            Attribute::Floats(value) => Ok(value),
            other => Err(other),
        })
    }

    /// Takes a tensor.
    pub fn tensor(&mut self, name: &str) -> Result<Option<Arc<ConstTensor>>, Refusal> {
        self.take(name, "a tensor", |attribute| match attribute {
            Attribute::Tensor(value) => Ok(value),
            other => Err(other),
        })
    }

    /// Drops an attribute that has no effect on inference.
    pub fn ignore(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// Refuses whatever nobody took.
    pub fn finish(&self) -> Result<(), Refusal> {
        match self.0.first_key_value() {
            None => Ok(()),
            Some((name, value)) => Err(Refusal::of(
                name,
                format!("is not supported here ({})", value.kind()),
                "export the model without this attribute",
            )),
        }
    }

    fn take<T>(
        &mut self,
        name: &str,
        wanted: &str,
        convert: impl FnOnce(Attribute) -> Result<T, Attribute>,
    ) -> Result<Option<T>, Refusal> {
        let Some(attribute) = self.0.remove(name) else { return Ok(None) };
        convert(attribute).map(Some).map_err(|other| {
            let problem = format!("is {}, expected {wanted}", other.kind());
            Refusal::of(name, problem, "the file is damaged; export it again")
        })
    }
}

fn decode_one(name: &str, proto: &AttributeProto, external: &ExternalData) -> Result<Attribute, Refusal> {
    let damaged = |problem: &str| Refusal::of(name, problem, "the file is damaged; export it again");
    let kind = AttributeType::try_from(proto.r#type.unwrap_or_default())
        .map_err(|_| damaged("has a type that does not exist"))?;
    Ok(match kind {
        AttributeType::Float => Attribute::Float(proto.f.unwrap_or_default()),
        AttributeType::Int => Attribute::Int(proto.i.unwrap_or_default()),
        AttributeType::Floats => Attribute::Floats(proto.floats.clone()),
        AttributeType::Ints => Attribute::Ints(proto.ints.clone()),
        AttributeType::String => {
            let text = std::str::from_utf8(proto.s.as_deref().unwrap_or_default());
            Attribute::Text(text.map_err(|_| damaged("is not UTF-8"))?.to_owned())
        }
        AttributeType::Tensor => {
            let tensor = proto.t.as_ref().ok_or_else(|| damaged("holds no tensor"))?;
            let tensor =
                ConstTensor::decode(tensor, external).map_err(|problem| damaged(&problem.to_string()))?;
            Attribute::Tensor(Arc::new(tensor))
        }
        AttributeType::Graph | AttributeType::Graphs => {
            let advice = "control flow cannot run on the accelerator; export the model without it";
            return Err(Refusal::of(name, "is a subgraph", advice));
        }
        other => return Err(damaged(&format!("has the unsupported type {}", other.as_str_name()))),
    })
}
