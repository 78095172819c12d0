//! The accelerator: control and core behind flat AXI ports.

use crate::control::{Control, Identity};
use crate::core::Core;
use crate::hdl::*;
use crate::verilog::{self, Design, VerilogError};

/// Bytes of stack in which any array can be built: blocks are large values.
const STACK_BYTES: usize = 1 << 30;

/// One accelerator. `Signal`s are named as AXI names them.
#[derive(LogicBlock)]
pub struct Accelerator {
    /// Clock of everything.
    pub aclk: Signal<In, Clock>,
    /// Synchronous reset, active low.
    pub aresetn: Signal<In, Bit>,
    /// Level of the interrupt line.
    pub interrupt: Signal<Out, Bit>,
    /// AXI4-Lite slave.
    pub s_axi_awaddr: Signal<In, Bits<12>>,
    /// AXI4-Lite slave.
    pub s_axi_awprot: Signal<In, Bits<3>>,
    /// AXI4-Lite slave.
    pub s_axi_awvalid: Signal<In, Bit>,
    /// AXI4-Lite slave.
    pub s_axi_awready: Signal<Out, Bit>,
    /// AXI4-Lite slave.
    pub s_axi_wdata: Signal<In, Bits<32>>,
    /// AXI4-Lite slave.
    pub s_axi_wstrb: Signal<In, Bits<4>>,
    /// AXI4-Lite slave.
    pub s_axi_wvalid: Signal<In, Bit>,
    /// AXI4-Lite slave.
    pub s_axi_wready: Signal<Out, Bit>,
    /// AXI4-Lite slave.
    pub s_axi_bresp: Signal<Out, Bits<2>>,
    /// AXI4-Lite slave.
    pub s_axi_bvalid: Signal<Out, Bit>,
    /// AXI4-Lite slave.
    pub s_axi_bready: Signal<In, Bit>,
    /// AXI4-Lite slave.
    pub s_axi_araddr: Signal<In, Bits<12>>,
    /// AXI4-Lite slave.
    pub s_axi_arprot: Signal<In, Bits<3>>,
    /// AXI4-Lite slave.
    pub s_axi_arvalid: Signal<In, Bit>,
    /// AXI4-Lite slave.
    pub s_axi_arready: Signal<Out, Bit>,
    /// AXI4-Lite slave.
    pub s_axi_rdata: Signal<Out, Bits<32>>,
    /// AXI4-Lite slave.
    pub s_axi_rresp: Signal<Out, Bits<2>>,
    /// AXI4-Lite slave.
    pub s_axi_rvalid: Signal<Out, Bit>,
    /// AXI4-Lite slave.
    pub s_axi_rready: Signal<In, Bit>,
    /// AXI4 master.
    pub m_axi_arready: Signal<In, Bit>,
    /// AXI4 master.
    pub m_axi_rdata: Signal<In, Bits<128>>,
    /// AXI4 master.
    pub m_axi_rresp: Signal<In, Bits<2>>,
    /// AXI4 master.
    pub m_axi_rlast: Signal<In, Bit>,
    /// AXI4 master.
    pub m_axi_rvalid: Signal<In, Bit>,
    /// AXI4 master.
    pub m_axi_araddr: Signal<Out, Bits<64>>,
    /// AXI4 master.
    pub m_axi_arlen: Signal<Out, Bits<8>>,
    /// AXI4 master.
    pub m_axi_arsize: Signal<Out, Bits<3>>,
    /// AXI4 master.
    pub m_axi_arburst: Signal<Out, Bits<2>>,
    /// AXI4 master.
    pub m_axi_arcache: Signal<Out, Bits<4>>,
    /// AXI4 master.
    pub m_axi_arprot: Signal<Out, Bits<3>>,
    /// AXI4 master.
    pub m_axi_arvalid: Signal<Out, Bit>,
    /// AXI4 master.
    pub m_axi_rready: Signal<Out, Bit>,
    /// AXI4 master.
    pub m_axi_awaddr: Signal<Out, Bits<64>>,
    /// AXI4 master.
    pub m_axi_awlen: Signal<Out, Bits<8>>,
    /// AXI4 master.
    pub m_axi_awsize: Signal<Out, Bits<3>>,
    /// AXI4 master.
    pub m_axi_awburst: Signal<Out, Bits<2>>,
    /// AXI4 master.
    pub m_axi_awcache: Signal<Out, Bits<4>>,
    /// AXI4 master.
    pub m_axi_awprot: Signal<Out, Bits<3>>,
    /// AXI4 master.
    pub m_axi_awvalid: Signal<Out, Bit>,
    /// AXI4 master.
    pub m_axi_awready: Signal<In, Bit>,
    /// AXI4 master.
    pub m_axi_wdata: Signal<Out, Bits<128>>,
    /// AXI4 master.
    pub m_axi_wstrb: Signal<Out, Bits<16>>,
    /// AXI4 master.
    pub m_axi_wlast: Signal<Out, Bit>,
    /// AXI4 master.
    pub m_axi_wvalid: Signal<Out, Bit>,
    /// AXI4 master.
    pub m_axi_wready: Signal<In, Bit>,
    /// AXI4 master.
    pub m_axi_bresp: Signal<In, Bits<2>>,
    /// AXI4 master.
    pub m_axi_bvalid: Signal<In, Bit>,
    /// AXI4 master.
    pub m_axi_bready: Signal<Out, Bit>,
    control: Control,
    core: Core,
    reset: Signal<Local, Bit>,
    okay: Constant<Bits<2>>,
}

impl Accelerator {
    /// The accelerator of this identity.
    pub fn new(identity: &Identity) -> Self {
        Self {
            aclk: Default::default(),
            aresetn: Default::default(),
            interrupt: Default::default(),
            s_axi_awaddr: Default::default(),
            s_axi_awprot: Default::default(),
            s_axi_awvalid: Default::default(),
            s_axi_awready: Default::default(),
            s_axi_wdata: Default::default(),
            s_axi_wstrb: Default::default(),
            s_axi_wvalid: Default::default(),
            s_axi_wready: Default::default(),
            s_axi_bresp: Default::default(),
            s_axi_bvalid: Default::default(),
            s_axi_bready: Default::default(),
            s_axi_araddr: Default::default(),
            s_axi_arprot: Default::default(),
            s_axi_arvalid: Default::default(),
            s_axi_arready: Default::default(),
            s_axi_rdata: Default::default(),
            s_axi_rresp: Default::default(),
            s_axi_rvalid: Default::default(),
            s_axi_rready: Default::default(),
            m_axi_arready: Default::default(),
            m_axi_rdata: Default::default(),
            m_axi_rresp: Default::default(),
            m_axi_rlast: Default::default(),
            m_axi_rvalid: Default::default(),
            m_axi_araddr: Default::default(),
            m_axi_arlen: Default::default(),
            m_axi_arsize: Default::default(),
            m_axi_arburst: Default::default(),
            m_axi_arcache: Default::default(),
            m_axi_arprot: Default::default(),
            m_axi_arvalid: Default::default(),
            m_axi_rready: Default::default(),
            m_axi_awaddr: Default::default(),
            m_axi_awlen: Default::default(),
            m_axi_awsize: Default::default(),
            m_axi_awburst: Default::default(),
            m_axi_awcache: Default::default(),
            m_axi_awprot: Default::default(),
            m_axi_awvalid: Default::default(),
            m_axi_awready: Default::default(),
            m_axi_wdata: Default::default(),
            m_axi_wstrb: Default::default(),
            m_axi_wlast: Default::default(),
            m_axi_wvalid: Default::default(),
            m_axi_wready: Default::default(),
            m_axi_bresp: Default::default(),
            m_axi_bvalid: Default::default(),
            m_axi_bready: Default::default(),
            control: Control::new(identity),
            core: Core::new(&identity.arch),
            reset: Default::default(),
            okay: Constant::new(bits(0)),
        }
    }
}

impl Logic for Accelerator {
    #[hdl_gen]
    fn update(&mut self) {
        comment!("block accelerator");
        self.reset.next = !self.aresetn.val();
        self.control.clock.next = self.aclk.val();
        self.control.reset.next = self.reset.val();
        self.core.clock.next = self.aclk.val();
        // While no job runs `abort` keeps the core quiet, also behind the reset of the device.
        self.core.reset.next = self.control.start.val() | self.reset.val();
        self.control.awaddr.next = self.s_axi_awaddr.val();
        self.control.awvalid.next = self.s_axi_awvalid.val();
        self.s_axi_awready.next = self.control.awready.val();
        self.control.wdata.next = self.s_axi_wdata.val();
        self.control.wstrb.next = self.s_axi_wstrb.val();
        self.control.wvalid.next = self.s_axi_wvalid.val();
        self.s_axi_wready.next = self.control.wready.val();
        self.s_axi_bresp.next = self.okay.val();
        self.s_axi_bvalid.next = self.control.bvalid.val();
        self.control.bready.next = self.s_axi_bready.val();
        self.control.araddr.next = self.s_axi_araddr.val();
        self.control.arvalid.next = self.s_axi_arvalid.val();
        self.s_axi_arready.next = self.control.arready.val();
        self.s_axi_rdata.next = self.control.rdata.val();
        self.s_axi_rresp.next = self.okay.val();
        self.s_axi_rvalid.next = self.control.rvalid.val();
        self.control.rready.next = self.s_axi_rready.val();
        self.interrupt.next = self.control.interrupt.val();
        self.core.abort.next = self.control.abort.val();
        self.core.batch.next = self.control.batch.val();
        self.core.program_address.next = self.control.program_address.val();
        self.core.program_size.next = self.control.program_size.val();
        self.core.constants_address.next = self.control.constants_address.val();
        self.core.constants_size.next = self.control.constants_size.val();
        self.core.input_address.next = self.control.input_address.val();
        self.core.input_size.next = self.control.input_size.val();
        self.core.output_address.next = self.control.output_address.val();
        self.core.output_size.next = self.control.output_size.val();
        self.core.scratch_address.next = self.control.scratch_address.val();
        self.core.scratch_size.next = self.control.scratch_size.val();
        self.control.halted.next = self.core.halted.val();
        self.control.fault.next = self.core.fault.val();
        self.control.fault_cause.next = self.core.fault_cause.val();
        self.control.fault_segment.next = self.core.fault_segment.val();
        self.control.fault_address.next = self.core.fault_address.val();
        self.control.bus_idle.next = self.core.bus_idle.val();
        self.control.running.next = self.core.running.val();
        self.control.multiplies.next = self.core.multiplies.val();
        self.control.stalled_input.next = self.core.stalled_input.val();
        self.control.stalled_weight.next = self.core.stalled_weight.val();
        self.control.stalled_output.next = self.core.stalled_output.val();
        self.control.stalled_micro_op.next = self.core.stalled_micro_op.val();
        self.control.read_bytes.next = self.core.read_bytes.val();
        self.control.written_bytes.next = self.core.written_bytes.val();
        self.core.queue_read.next = self.control.queue_read.val();
        self.core.queue_read_address.next = self.control.queue_read_address.val();
        self.control.queue_read_valid.next = self.core.queue_read_valid.val();
        self.control.queue_read_data.next = self.core.queue_read_data.val();
        self.control.queue_read_error.next = self.core.queue_read_error.val();
        self.core.queue_write.next = self.control.queue_write.val();
        self.core.queue_write_address.next = self.control.queue_write_address.val();
        self.core.queue_write_data.next = self.control.queue_write_data.val();
        self.control.queue_write_done.next = self.core.queue_write_done.val();
        self.control.queue_write_error.next = self.core.queue_write_error.val();
        self.core.m_axi_arready.next = self.m_axi_arready.val();
        self.core.m_axi_rdata.next = self.m_axi_rdata.val();
        self.core.m_axi_rresp.next = self.m_axi_rresp.val();
        self.core.m_axi_rlast.next = self.m_axi_rlast.val();
        self.core.m_axi_rvalid.next = self.m_axi_rvalid.val();
        self.m_axi_araddr.next = self.core.m_axi_araddr.val();
        self.m_axi_arlen.next = self.core.m_axi_arlen.val();
        self.m_axi_arsize.next = self.core.m_axi_arsize.val();
        self.m_axi_arburst.next = self.core.m_axi_arburst.val();
        self.m_axi_arcache.next = self.core.m_axi_arcache.val();
        self.m_axi_arprot.next = self.core.m_axi_arprot.val();
        self.m_axi_arvalid.next = self.core.m_axi_arvalid.val();
        self.m_axi_rready.next = self.core.m_axi_rready.val();
        self.m_axi_awaddr.next = self.core.m_axi_awaddr.val();
        self.m_axi_awlen.next = self.core.m_axi_awlen.val();
        self.m_axi_awsize.next = self.core.m_axi_awsize.val();
        self.m_axi_awburst.next = self.core.m_axi_awburst.val();
        self.m_axi_awcache.next = self.core.m_axi_awcache.val();
        self.m_axi_awprot.next = self.core.m_axi_awprot.val();
        self.m_axi_awvalid.next = self.core.m_axi_awvalid.val();
        self.core.m_axi_awready.next = self.m_axi_awready.val();
        self.m_axi_wdata.next = self.core.m_axi_wdata.val();
        self.m_axi_wstrb.next = self.core.m_axi_wstrb.val();
        self.m_axi_wlast.next = self.core.m_axi_wlast.val();
        self.m_axi_wvalid.next = self.core.m_axi_wvalid.val();
        self.core.m_axi_wready.next = self.m_axi_wready.val();
        self.core.m_axi_bresp.next = self.m_axi_bresp.val();
        self.core.m_axi_bvalid.next = self.m_axi_bvalid.val();
        self.m_axi_bready.next = self.core.m_axi_bready.val();
    }
}

/// The Verilog of a whole accelerator; `name` becomes the name of the top module, `command` is what makes it.
///
/// # Errors
/// See [`verilog::emit`].
///
/// # Panics
/// If the operating system has no stack for it, or the translation panics.
pub fn design(identity: &Identity, name: &str, command: &str) -> Result<Design, VerilogError> {
    let arch = identity.arch;
    let preamble = [
        &format!("GANAX accelerator, {} PVs of {} PEs.", arch.pv_count, arch.pe_count),
        "Generated from the crate `bitstream`, do not edit: change the blocks there and run",
        &format!("    {command}"),
    ];
    let emit = || verilog::emit(name, &preamble, Accelerator::new(identity));
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(STACK_BYTES);
        let thread = builder.spawn_scoped(scope, emit).expect("a thread");
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}
