//! Stores the values of computed blocks where the output view has them.

use super::layer::{Block, Layer};
use super::rows::rows_from;

impl Layer<'_> {
    /// Stores the values of a block, `[row][phase][channel]`, in memory.
    pub(super) fn scatter(&self, block: &Block, values: &[i16], memory: &mut [i16]) {
        let view = &self.operands.output;
        let channels = block.columns.len();
        let first_channel = (block.group * self.out_channels + block.columns.start) * view.strides[0];
        let phases: Vec<[u32; 3]> = block.region.phases().collect();
        let rows = rows_from(&block.region, block.rows.start);
        for (row, values) in rows.zip(values.chunks_exact(block.width())) {
            let image = view.start + row.image as usize * view.image_stride + first_channel;
            for (phase, values) in phases.iter().zip(values.chunks_exact(channels)) {
                let position: [u32; 3] =
                    std::array::from_fn(|axis| row.index[axis] * self.plan.axes[axis].phases() + phase[axis]);
                // Fused phases are padded to the longest of them.
                if (0..3).any(|axis| position[axis] >= view.shape[axis + 1]) {
                    continue;
                }
                let spatial = (0..3).map(|axis| position[axis] as usize * view.strides[axis + 1]);
                let start = image + spatial.sum::<usize>();
                match view.strides[0] {
                    1 => memory[start..start + channels].copy_from_slice(values),
                    stride => {
                        for (channel, &value) in values.iter().enumerate() {
                            memory[start + channel * stride] = value;
                        }
                    }
                }
            }
        }
    }
}
