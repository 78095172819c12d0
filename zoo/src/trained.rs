//! The two trained models, embedded in the program with their latents and float32 results.
//!
//! How they were trained stands beside them in `zoo/models`.

use crate::samples::Tensor;
use npyz::NpyFile;
use npyz::npz::file_name_from_array_name;
use std::io::Cursor;
use zip::ZipArchive;

/// The files of one trained model.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trained {
    /// The ONNX model.
    pub generator: &'static [u8],
    latents_npz: &'static [u8],
    expected_npz: &'static [u8],
}

const FASHION: Trained = Trained {
    generator: include_bytes!("../models/fashion/generator.onnx"),
    latents_npz: include_bytes!("../models/fashion/latents.npz"),
    expected_npz: include_bytes!("../models/fashion/expected.npz"),
};

const FURNITURE: Trained = Trained {
    generator: include_bytes!("../models/furniture/generator.onnx"),
    latents_npz: include_bytes!("../models/furniture/latents.npz"),
    expected_npz: include_bytes!("../models/furniture/expected.npz"),
};

impl Trained {
    /// The model that an entry name stands for, if it is a trained one.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "fashion" => Some(FASHION),
            "furniture" => Some(FURNITURE),
            _ => None,
        }
    }

    /// The shipped inputs: some samples of every class.
    pub fn latents(&self) -> Tensor {
        read(self.latents_npz, "z")
    }

    /// What onnxruntime makes of [`Self::latents`] in float32.
    pub fn expected(&self, output: &str) -> Tensor {
        read(self.expected_npz, output)
    }
}

fn read(archive: &'static [u8], name: &str) -> Tensor {
    let read = || -> std::io::Result<Tensor> {
        let mut archive = ZipArchive::new(Cursor::new(archive))?;
        let array = NpyFile::new(archive.by_name(&file_name_from_array_name(name))?)?;
        let shape = array.shape().iter().map(|extent| *extent as usize).collect();
        Ok(Tensor { name: name.to_owned(), shape, values: array.into_vec()? })
    };
    read().expect("embedded archives are part of the program and checked by the tests")
}
