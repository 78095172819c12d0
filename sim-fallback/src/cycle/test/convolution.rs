//! Convolutions as microprograms, on arrays of any geometry, against a naive reference.
//!
//! The programs are what a simple compiler would write: weights stay, input rows are loaded into one of two buffers
//! while the other is in use, accumulators drain while the next ones fill.

use isa::ArchConfig;
use isa::numerics::Requantisation;
use isa::ops::{
    DmaChannel, DmaRegister, ExecuteOp, Generator, GeneratorRegister, MicroOp, PvRegister, flags,
};
use isa::segment::Segment;
use proptest::prelude::*;

use crate::rig::Rig;

/// A convolution without border, square kernel, channels last.
#[derive(Debug, Clone)]
pub(super) struct Convolution {
    pub(super) arch: ArchConfig,
    /// Sums over the PEs: input channels, a multiple of the lanes, lie in lanes.
    pub(super) horizontal: bool,
    /// Every PV looks the operation up in its local buffer.
    pub(super) mimd: bool,
    pub(super) batch: u32,
    pub(super) kernel: u32,
    pub(super) stride: u32,
    pub(super) channels: u32,
    pub(super) outputs: u32,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) seed: u32,
}

/// A number that looks random.
fn noise(seed: u32, index: u32) -> i16 {
    let mixed = (seed ^ index.wrapping_mul(0x9e37_79b9)).wrapping_mul(0x85eb_ca6b);
    ((mixed ^ mixed >> 15).wrapping_mul(0xc2b2_ae35) >> 16) as i16
}

fn bytes(words: &[i16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// Micro-ops with all PVs of a mask selected.
struct Code {
    ops: Vec<MicroOp>,
    pvs: u16,
}

impl Code {
    fn dma(&mut self, channel: DmaChannel, registers: &[(DmaRegister, u32)]) {
        let set = |&(register, value)| MicroOp::DmaConfigure { channel, register, value };
        self.ops.extend(registers.iter().map(set));
    }

    fn start(&mut self, channel: DmaChannel, segment: Segment) {
        self.ops.push(MicroOp::DmaStart { channel, segment, pvs: self.pvs, fill: 0 });
    }

    fn generator(&mut self, generator: Generator, registers: &[(GeneratorRegister, u32)]) {
        let pvs = self.pvs;
        let set = |&(register, value)| MicroOp::AccessConfigure { pvs, generator, register, value };
        self.ops.extend(registers.iter().map(set));
    }

    fn set(&mut self, registers: &[(PvRegister, u32)]) {
        let pvs = self.pvs;
        self.ops.extend(registers.iter().map(|&(register, value)| MicroOp::MimdLoad {
            pvs,
            register,
            value,
        }));
    }

    fn exe(&mut self, op: ExecuteOp, flags: u8) {
        self.ops.push(MicroOp::Execute { pvs: self.pvs, op, flags });
    }
}

impl Convolution {
    fn positions(&self) -> u32 {
        (self.width - self.kernel) / self.stride + 1
    }

    fn rows(&self) -> u32 {
        (self.height - self.kernel) / self.stride + 1
    }

    fn taps(&self) -> u32 {
        self.kernel * self.kernel * self.channels
    }

    fn image_words(&self) -> u32 {
        self.height * self.width * self.channels
    }

    fn output_words(&self) -> u32 {
        self.rows() * self.positions() * self.outputs
    }

    pub(super) fn fits(&self) -> bool {
        let lanes = self.arch.lanes();
        let weights = if self.horizontal { self.outputs * self.taps() } else { self.taps() * lanes };
        weights <= lanes * self.arch.weight_words
            && 2 * self.kernel * self.width * self.channels <= lanes * self.arch.input_words
            && 2 * self.positions() <= self.arch.accumulator_words
            && self.outputs <= if self.horizontal { lanes } else { self.arch.pe_count }
    }

    pub(super) fn input(&self) -> Vec<i16> {
        (0..self.image_words() * self.batch).map(|index| noise(self.seed, index)).collect()
    }

    fn weight(&self, output: u32, tap: u32) -> i16 {
        noise(self.seed ^ 0xffff, output * self.taps() + tap)
    }

    fn rule(&self, output: u32) -> Requantisation {
        let (bias, positive) = (noise(self.seed ^ 77, output).into(), noise(self.seed ^ 78, output));
        Requantisation { bias, positive, negative: positive / 2, shift: 24 }
    }

    /// Weights as the scratchpad wants them: a line of outputs per tap, or taps in lanes per output.
    fn weight_image(&self) -> Vec<i16> {
        let lanes = self.arch.lanes();
        match self.horizontal {
            true => (0..self.outputs * self.taps())
                .map(|index| self.weight(index / self.taps(), index % self.taps()))
                .collect(),
            false => {
                (0..self.taps() * lanes).map(|index| self.weight(index % lanes, index / lanes)).collect()
            }
        }
    }

    pub(super) fn expected(&self) -> Vec<i16> {
        let input = self.input();
        let mut output = Vec::new();
        for image in 0..self.batch {
            for index in 0..self.output_words() {
                let (n, x) = (index % self.outputs, index / self.outputs % self.positions());
                let y = index / self.outputs / self.positions();
                let sum = (0..self.taps()).map(|tap| {
                    let (along, ky) =
                        (tap % (self.kernel * self.channels), tap / (self.kernel * self.channels));
                    let row = (y * self.stride + ky) * self.width + x * self.stride;
                    let at = image * self.image_words() + row * self.channels + along;
                    i64::from(input[at as usize]) * i64::from(self.weight(n, tap))
                });
                output.push(self.rule(n).apply(sum.sum()));
            }
        }
        output
    }

    /// Writes constants and inputs.
    pub(super) fn prepare(&self, rig: &mut Rig) {
        rig.write(Segment::Constants, 0, &bytes(&self.weight_image()));
        let rules: Vec<u8> = (0..self.arch.lanes()).flat_map(|n| self.rule(n).encode()).collect();
        rig.write(Segment::Constants, 0x8_0000, &rules);
        rig.write(Segment::Input, 0, &bytes(&self.input()));
    }

    pub(super) fn output(&self, rig: &mut Rig) -> Vec<i16> {
        let bytes = rig.read(Segment::Output, 0, 2 * (self.output_words() * self.batch) as usize);
        bytes.chunks(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect()
    }

    pub(super) fn program(&self) -> Vec<MicroOp> {
        let all = (u32::from(u16::MAX) >> (16 - self.arch.pv_count)) as u16;
        let mut code = Code { ops: Vec::new(), pvs: all };
        code.ops.extend([MicroOp::Nop {}, MicroOp::LayerBegin { record: 0x1000 }]);
        self.constants(&mut code);
        for group in 0..self.rows().div_ceil(self.arch.pv_count) {
            let first = group * self.arch.pv_count;
            let count = (self.rows() - first).min(self.arch.pv_count);
            code.pvs = (u32::from(u16::MAX) >> (16 - count)) as u16;
            self.load_rows(&mut code, group, first);
            self.compute_rows(&mut code, group);
            self.store_rows(&mut code, first);
        }
        code.ops.push(MicroOp::LayerEnd {});
        code.ops.push(MicroOp::BatchEnd {});
        code.ops[0] = MicroOp::BatchBegin { images: 1, length: code.ops.len() as u32 - 1 };
        code.ops.push(MicroOp::Halt {});
        code.ops
    }

    fn constants(&self, code: &mut Code) {
        use DmaRegister::{AddressLow, RowBytes};
        let weights = 2 * self.weight_image().len() as u32;
        code.dma(DmaChannel::Weight, &[(RowBytes, weights)]);
        code.start(DmaChannel::Weight, Segment::Constants);
        code.dma(DmaChannel::Parameter, &[(AddressLow, 0x8_0000), (RowBytes, 16 * self.arch.lanes())]);
        code.start(DmaChannel::Parameter, Segment::Constants);
        use PvRegister::{ClampHigh, ClampLow, ParametersNeeded, WeightsNeeded};
        code.set(&[(ClampLow, 0x8000), (ClampHigh, 0x7fff), (ParametersNeeded, 1), (WeightsNeeded, 1)]);
        for entry in 0..8 {
            let flags = flags::CLEAR | flags::SIGNAL | if self.horizontal { flags::HORIZONTAL } else { 0 };
            code.ops.push(MicroOp::MimdStore { pvs: u16::MAX, entry, op: ExecuteOp::Mac, flags });
        }
        self.walks(code);
    }

    /// The registers of the generators that are the same for all rows.
    fn walks(&self, code: &mut Code) {
        use GeneratorRegister::{End, Offset, Offset1, Offset2, Repeat, Repeat1, Repeat2, Step};
        let (lanes, along) = (self.arch.lanes(), self.kernel * self.channels);
        let (down, across) = (self.width * self.channels, self.stride * self.channels);
        let positions = self.positions();
        let drain = [(End, self.outputs), (Offset, lanes), (Repeat, positions)];
        code.generator(Generator::Drain, &drain);
        let rows = [(End, along), (Offset, down), (Repeat, self.kernel)];
        code.generator(Generator::Input, &rows);
        if self.horizontal {
            let rest = [(Step, lanes), (Repeat1, self.outputs), (Offset2, across), (Repeat2, positions)];
            code.generator(Generator::Input, &rest);
            let weights = [(Step, lanes), (End, self.outputs * self.taps()), (Repeat, positions)];
            code.generator(Generator::Weight, &weights);
            code.generator(Generator::Output, &drain);
            code.set(&[(PvRegister::Repeat, self.taps() / lanes)]);
        } else {
            code.generator(Generator::Input, &[(Offset1, across), (Repeat1, positions)]);
            let weights = [(Step, lanes), (End, self.taps() * lanes), (Repeat, positions)];
            code.generator(Generator::Weight, &weights);
            code.generator(Generator::Output, &[(Step, lanes), (End, positions * lanes)]);
            code.set(&[(PvRegister::Repeat, self.taps())]);
        }
    }

    fn load_rows(&self, code: &mut Code, group: u32, first: u32) {
        use DmaRegister::{AddressLow, ImageStride, PvStride, RowBytes, SumsNeeded, Target};
        let row = 2 * self.width * self.channels;
        let buffer = self.arch.lanes() * self.arch.input_words / 2;
        code.dma(
            DmaChannel::Input,
            &[
                (AddressLow, first * self.stride * row),
                (RowBytes, self.kernel * row),
                (PvStride, self.stride * row),
                (Target, group % 2 * buffer),
                (ImageStride, 2 * self.image_words()),
                (SumsNeeded, group.saturating_sub(1)),
            ],
        );
        code.start(DmaChannel::Input, Segment::Input);
    }

    fn compute_rows(&self, code: &mut Code, group: u32) {
        let (lanes, buffers) = (self.arch.lanes(), self.positions() * self.arch.lanes());
        let input = group % 2 * lanes * self.arch.input_words / 2;
        code.generator(Generator::Input, &[(GeneratorRegister::Addr, input)]);
        for generator in [Generator::Output, Generator::Drain] {
            code.generator(generator, &[(GeneratorRegister::Addr, group % 2 * buffers)]);
        }
        code.ops.push(MicroOp::AccessStart { pvs: code.pvs, generators: 15 });
        code.set(&[
            (PvRegister::InputsNeeded, group + 1),
            (PvRegister::DrainsNeeded, group.saturating_sub(1)),
            (PvRegister::SumsNeeded, group + 1),
        ]);
        code.exe(ExecuteOp::Repeat, 0);
        let flags = flags::CLEAR | flags::SIGNAL | if self.horizontal { flags::HORIZONTAL } else { 0 };
        match self.mimd && code.pvs.count_ones() == self.arch.pv_count {
            true => code.ops.push(MicroOp::MimdExecute { indices: 0o7654_3210_7654_3210, page: 0 }),
            false => code.exe(ExecuteOp::Mac, flags),
        }
        code.exe(ExecuteOp::Act, flags::SIGNAL);
    }

    fn store_rows(&self, code: &mut Code, first: u32) {
        use DmaRegister::{AddressLow, ImageStride, PvStride, RowBytes, RowStride, Rows};
        let (pixel, positions) = (2 * self.outputs, self.positions());
        code.dma(
            DmaChannel::Output,
            &[
                (AddressLow, first * positions * pixel),
                (RowBytes, pixel),
                (Rows, positions),
                (RowStride, pixel),
                (PvStride, positions * pixel),
                (ImageStride, 2 * self.output_words()),
            ],
        );
        code.start(DmaChannel::Output, Segment::Output);
    }
}

/// Arrays with small and odd parameters.
pub(super) fn any_arch() -> impl Strategy<Value = ArchConfig> {
    let geometry = (1u32..=16, 1u32..=16);
    let fifos = (2u32..=12, 4u32..=12, 2u32..=8, 16u32..=40);
    (geometry, fifos, 2u32..=6, 1u32..=70, 6u32..=9).prop_map(
        |((pv_count, pe_count), (address, command, output, outstanding), bus, latency, global)| ArchConfig {
            address_fifo_depth: address,
            command_fifo_depth: command,
            output_fifo_beats: output,
            outstanding_beats: outstanding,
            bus_bytes: 1 << bus,
            memory_latency_cycles: latency,
            global_micro_ops: 1 << global,
            ..ArchConfig::with_geometry(pv_count, pe_count)
        },
    )
}

pub(super) fn any_convolution() -> impl Strategy<Value = Convolution> {
    let extents = (1u32..=4, 1u32..=3, 1u32..=5, 1u32..=16, 1u32..=12, 1u32..=20);
    (any_arch(), extents, any::<[bool; 2]>(), 1u32..=2, any::<u32>())
        .prop_map(|(mut arch, extents, [horizontal, mimd], batch, seed)| {
            let (kernel, stride, channels, outputs, width, height) = extents;
            if horizontal {
                arch.pe_count = arch.lanes();
            }
            let channels = if horizontal { channels.min(2) * arch.lanes() } else { channels };
            let outputs = outputs.min(arch.pe_count);
            let (width, height) = (width + kernel - 1, height + kernel - 1);
            Convolution {
                arch,
                horizontal,
                mimd,
                batch,
                kernel,
                stride,
                channels,
                outputs,
                width,
                height,
                seed,
            }
        })
        .prop_filter("fits the scratchpads", Convolution::fits)
}
