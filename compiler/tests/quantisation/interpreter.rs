//! Executes the layer records of a program with naive loops, straight from the documentation of `isa`.

use isa::numerics::Requantisation;
use isa::numerics::{TABLE_ENTRIES, table_lookup};
use isa::program::{Port, Program};
use isa::record::{LayerRecord, Operation, REQUANTISATION_BYTES, TensorRef};
use isa::segment::Segment;

/// The segments of a job, in bytes.
struct Machine<'a> {
    constants: &'a [u8],
    segments: [Vec<u8>; 3],
}

/// Runs float samples (one array per input port) through the program; one array per output port.
pub fn run(program: &Program, images: usize, samples: &[Vec<f32>]) -> Vec<Vec<f32>> {
    let bytes = |segment| vec![0xaa; program.interface.image_bytes(segment) as usize * images];
    let segments = [Segment::Input, Segment::Output, Segment::Scratch].map(bytes);
    let mut machine = Machine { constants: &program.constants, segments };
    for (port, values) in program.interface.inputs.iter().zip(samples) {
        machine.load_port(port, program.interface.image_bytes[0], images, values);
    }
    for layer in program.layers().expect("decodes") {
        (0..images as u64).for_each(|image| machine.run_layer(&layer, image));
    }
    let outputs = program.interface.outputs.iter();
    outputs.map(|port| machine.read_port(port, program.interface.image_bytes[1], images)).collect()
}

fn word(bytes: &[u8], offset: u64) -> i16 {
    i16::from_le_bytes([bytes[offset as usize], bytes[offset as usize + 1]])
}

impl Machine<'_> {
    fn segment(&mut self, segment: Segment) -> &mut Vec<u8> {
        match segment {
            Segment::Input => &mut self.segments[0],
            Segment::Output => &mut self.segments[1],
            Segment::Scratch => &mut self.segments[2],
            Segment::Program | Segment::Constants => panic!("no activations there"),
        }
    }

    fn read(&mut self, tensor: &TensorRef, image: u64, at: [u32; 4]) -> i64 {
        word(self.segment(tensor.segment), address(tensor, image, at)).into()
    }

    fn run_layer(&mut self, layer: &LayerRecord, image: u64) {
        let [channels, depth, height, width] = layer.output.shape;
        let mut results = Vec::new();
        for d in 0..depth {
            for h in 0..height {
                for w in 0..width {
                    for c in 0..channels {
                        let at = [c, d, h, w];
                        let sum = self.sum(layer, image, at);
                        results.push((at, self.post(layer, c, sum)));
                    }
                }
            }
        }
        for (at, value) in results {
            let address = address(&layer.output, image, at) as usize;
            self.segment(layer.output.segment)[address..address + 2].copy_from_slice(&value.to_le_bytes());
        }
    }

    fn sum(&mut self, layer: &LayerRecord, image: u64, at: [u32; 4]) -> i64 {
        let c = at[0];
        match &layer.operation {
            Operation::Convolution { .. } => self.convolution(layer, image, at),
            Operation::Linear { coefficients } => (0..layer.inputs.len() as u64)
                .map(|j| {
                    let offset = coefficients + 2 * (j * u64::from(layer.output.shape[0]) + u64::from(c));
                    i64::from(word(self.constants, offset)) * self.read(&layer.inputs[j as usize], image, at)
                })
                .sum(),
            Operation::Product => {
                self.read(&layer.inputs[0], image, at) * self.read(&layer.inputs[1], image, at)
            }
        }
    }

    fn convolution(&mut self, layer: &LayerRecord, image: u64, [c, d, h, w]: [u32; 4]) -> i64 {
        let Operation::Convolution { axes, groups, weights } = &layer.operation else { panic!("checked") };
        let input = &layer.inputs[0];
        let (cin, cout) = (input.shape[0] / groups, layer.output.shape[0] / groups);
        let group = c / cout;
        let mut sum = 0i64;
        for (kd, z) in axes[0].taps_of(d) {
            for (kh, y) in axes[1].taps_of(h) {
                for (kw, x) in axes[2].taps_of(w) {
                    let row = row_index(axes, group, [d, h, w], [kd, kh, kw]) * u64::from(cin);
                    for i in 0..cin {
                        let index = (row + u64::from(i)) * u64::from(cout) + u64::from(c % cout);
                        let weight = i64::from(word(self.constants, weights + 2 * index));
                        sum += weight * self.read(input, image, [group * cin + i, z, y, x]);
                    }
                }
            }
        }
        assert!(sum.abs() < 1 << 47, "the compiler proved that this cannot happen");
        sum
    }

    fn post(&self, layer: &LayerRecord, channel: u32, sum: i64) -> i16 {
        let start = layer.post.requantisation as usize + REQUANTISATION_BYTES * channel as usize;
        let entry = self.constants[start..start + REQUANTISATION_BYTES].try_into().expect("16 bytes");
        let value = Requantisation::decode(entry).expect("valid").apply(sum);
        let value = value.clamp(layer.post.clamp.0, layer.post.clamp.1);
        match layer.post.table {
            None => value,
            Some(offset) => {
                let table: [i16; TABLE_ENTRIES] =
                    std::array::from_fn(|i| word(self.constants, offset + 2 * i as u64));
                table_lookup(&table, value)
            }
        }
    }

    fn load_port(&mut self, port: &Port, image_bytes: u64, images: usize, values: &[f32]) {
        for image in 0..images {
            let first = if port.batched { image * port.elements() } else { 0 };
            for element in 0..port.elements() {
                let integer = (values[first + element] / port.scale).round().clamp(-32768.0, 32767.0) as i16;
                let address = (image as u64 * image_bytes + port_offset(port, element)) as usize;
                self.segments[0][address..address + 2].copy_from_slice(&integer.to_le_bytes());
            }
        }
    }

    fn read_port(&self, port: &Port, image_bytes: u64, images: usize) -> Vec<f32> {
        let images = if port.batched { images } else { 1 };
        let value = |i: usize| {
            let address = (i / port.elements()) as u64 * image_bytes + port_offset(port, i % port.elements());
            f32::from(word(&self.segments[1], address)) * port.scale
        };
        (0..images * port.elements()).map(value).collect()
    }
}

fn address(tensor: &TensorRef, image: u64, at: [u32; 4]) -> u64 {
    let elements: u64 = at.iter().zip(&tensor.strides).map(|(&i, &s)| u64::from(i) * u64::from(s)).sum();
    tensor.offset + image * tensor.image_stride + 2 * elements
}

fn port_offset(port: &Port, mut element: usize) -> u64 {
    let mut offset = port.offset;
    for (&extent, &stride) in port.dims.iter().zip(&port.strides).rev() {
        offset += 2 * (element % extent as usize) as u64 * u64::from(stride);
        element /= extent as usize;
    }
    offset
}

/// Taps before a tap of the phase that an output belongs to, by counting the layout `[group][phase][tap]`.
fn row_index(axes: &[isa::phase::PhaseAxis; 3], group: u32, output: [u32; 3], taps: [usize; 3]) -> u64 {
    let phase: [u32; 3] = std::array::from_fn(|axis| output[axis] % axes[axis].phases());
    let mut rows = 0u64;
    for g in 0..=group {
        for pd in 0..axes[0].phases() {
            for ph in 0..axes[1].phases() {
                for pw in 0..axes[2].phases() {
                    let count = [pd, ph, pw];
                    let [td, th, tw] =
                        std::array::from_fn(|axis| axes[axis].taps[count[axis] as usize].len());
                    if (g, count) == (group, phase) {
                        return rows + ((taps[0] * th + taps[1]) * tw + taps[2]) as u64;
                    }
                    rows += (td * th * tw) as u64;
                }
            }
        }
    }
    panic!("the phase exists");
}
