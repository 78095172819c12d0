//! Buffers of several images in float32, allocated when written first and released after their last use.

use crate::layer::{Buffer, BufferId};

/// Activations, `[image][element]` per buffer.
#[derive(Debug)]
pub(crate) struct Storage {
    images: usize,
    elements: Vec<usize>,
    buffers: Vec<Vec<f32>>,
}

impl Storage {
    pub(super) fn new(buffers: &[Buffer], images: usize) -> Self {
        let elements = buffers.iter().map(|buffer| buffer.elements).collect();
        Self { images, elements, buffers: vec![Vec::new(); buffers.len()] }
    }

    pub(super) fn images(&self) -> usize {
        self.images
    }

    pub(super) fn allocate(&mut self, buffer: BufferId) {
        self.buffers[buffer].resize(self.elements[buffer] * self.images, 0.0);
    }

    pub(super) fn release(&mut self, buffer: BufferId) {
        self.buffers[buffer] = Vec::new();
    }

    /// The elements of one image.
    pub(crate) fn image(&self, buffer: BufferId, image: usize) -> &[f32] {
        let elements = self.elements[buffer];
        &self.buffers[buffer][image * elements..][..elements]
    }

    pub(super) fn image_mut(&mut self, buffer: BufferId, image: usize) -> &mut [f32] {
        let elements = self.elements[buffer];
        &mut self.buffers[buffer][image * elements..][..elements]
    }
}
