// GANAX accelerator, 2 PVs of 2 PEs.
// Generated from the crate `bitstream`, do not edit: change the blocks there and run
//     cargo run --release -p bitstream --bin emit-verilog -- --config bitstream/configs/ganax_2x2.toml

module ganax_2x2(
    input wire aclk,
    input wire aresetn,
    output reg interrupt,
    input wire [11:0] s_axi_awaddr,
    input wire [2:0] s_axi_awprot,
    input wire s_axi_awvalid,
    output reg s_axi_awready,
    input wire [31:0] s_axi_wdata,
    input wire [3:0] s_axi_wstrb,
    input wire s_axi_wvalid,
    output reg s_axi_wready,
    output reg [1:0] s_axi_bresp,
    output reg s_axi_bvalid,
    input wire s_axi_bready,
    input wire [11:0] s_axi_araddr,
    input wire [2:0] s_axi_arprot,
    input wire s_axi_arvalid,
    output reg s_axi_arready,
    output reg [31:0] s_axi_rdata,
    output reg [1:0] s_axi_rresp,
    output reg s_axi_rvalid,
    input wire s_axi_rready,
    input wire m_axi_arready,
    input wire [127:0] m_axi_rdata,
    input wire [1:0] m_axi_rresp,
    input wire m_axi_rlast,
    input wire m_axi_rvalid,
    output reg [63:0] m_axi_araddr,
    output reg [7:0] m_axi_arlen,
    output reg [2:0] m_axi_arsize,
    output reg [1:0] m_axi_arburst,
    output reg [3:0] m_axi_arcache,
    output reg [2:0] m_axi_arprot,
    output reg m_axi_arvalid,
    output reg m_axi_rready,
    output reg [63:0] m_axi_awaddr,
    output reg [7:0] m_axi_awlen,
    output reg [2:0] m_axi_awsize,
    output reg [1:0] m_axi_awburst,
    output reg [3:0] m_axi_awcache,
    output reg [2:0] m_axi_awprot,
    output reg m_axi_awvalid,
    input wire m_axi_awready,
    output reg [127:0] m_axi_wdata,
    output reg [15:0] m_axi_wstrb,
    output reg m_axi_wlast,
    output reg m_axi_wvalid,
    input wire m_axi_wready,
    input wire [1:0] m_axi_bresp,
    input wire m_axi_bvalid,
    output reg m_axi_bready
);
    // Constant declarations
    localparam okay = 2'b0;

    // Stub signals
    reg control$clock;
    reg control$reset;
    reg [11:0] control$awaddr;
    reg control$awvalid;
    wire control$awready;
    reg [31:0] control$wdata;
    reg [3:0] control$wstrb;
    reg control$wvalid;
    wire control$wready;
    wire control$bvalid;
    reg control$bready;
    reg [11:0] control$araddr;
    reg control$arvalid;
    wire control$arready;
    wire [31:0] control$rdata;
    wire control$rvalid;
    reg control$rready;
    wire control$interrupt;
    wire control$start;
    wire control$abort;
    wire [16:0] control$batch;
    wire [63:0] control$program_address;
    wire [63:0] control$program_size;
    wire [63:0] control$constants_address;
    wire [63:0] control$constants_size;
    wire [63:0] control$input_address;
    wire [63:0] control$input_size;
    wire [63:0] control$output_address;
    wire [63:0] control$output_size;
    wire [63:0] control$scratch_address;
    wire [63:0] control$scratch_size;
    reg control$halted;
    reg control$fault;
    reg [3:0] control$fault_cause;
    reg [2:0] control$fault_segment;
    reg [63:0] control$fault_address;
    reg [31:0] control$program_counter;
    reg control$bus_idle;
    reg control$running;
    reg [4:0] control$multiplies;
    reg [4:0] control$stalled_input;
    reg [4:0] control$stalled_weight;
    reg [4:0] control$stalled_output;
    reg [4:0] control$stalled_micro_op;
    reg [8:0] control$read_bytes;
    reg [4:0] control$written_bytes;
    wire control$queue_read;
    wire [63:0] control$queue_read_address;
    reg control$queue_read_valid;
    reg [127:0] control$queue_read_data;
    reg control$queue_read_error;
    wire control$queue_write;
    wire [63:0] control$queue_write_address;
    wire [511:0] control$queue_write_data;
    reg control$queue_write_done;
    reg control$queue_write_error;
    reg core$clock;
    reg core$reset;
    reg core$abort;
    reg [16:0] core$batch;
    reg [63:0] core$program_address;
    reg [63:0] core$program_size;
    reg [63:0] core$constants_address;
    reg [63:0] core$constants_size;
    reg [63:0] core$input_address;
    reg [63:0] core$input_size;
    reg [63:0] core$output_address;
    reg [63:0] core$output_size;
    reg [63:0] core$scratch_address;
    reg [63:0] core$scratch_size;
    wire core$halted;
    wire core$fault;
    wire [3:0] core$fault_cause;
    wire [2:0] core$fault_segment;
    wire [63:0] core$fault_address;
    wire [31:0] core$program_counter;
    wire core$bus_idle;
    wire core$running;
    wire [4:0] core$multiplies;
    wire [4:0] core$stalled_input;
    wire [4:0] core$stalled_weight;
    wire [4:0] core$stalled_output;
    wire [4:0] core$stalled_micro_op;
    wire [8:0] core$read_bytes;
    wire [4:0] core$written_bytes;
    reg core$queue_read;
    reg [63:0] core$queue_read_address;
    wire core$queue_read_valid;
    wire [127:0] core$queue_read_data;
    wire core$queue_read_error;
    reg core$queue_write;
    reg [63:0] core$queue_write_address;
    reg [511:0] core$queue_write_data;
    wire core$queue_write_done;
    wire core$queue_write_error;
    reg core$m_axi_arready;
    reg [127:0] core$m_axi_rdata;
    reg [1:0] core$m_axi_rresp;
    reg core$m_axi_rlast;
    reg core$m_axi_rvalid;
    wire [63:0] core$m_axi_araddr;
    wire [7:0] core$m_axi_arlen;
    wire [2:0] core$m_axi_arsize;
    wire [1:0] core$m_axi_arburst;
    wire [3:0] core$m_axi_arcache;
    wire [2:0] core$m_axi_arprot;
    wire core$m_axi_arvalid;
    wire core$m_axi_rready;
    wire [63:0] core$m_axi_awaddr;
    wire [7:0] core$m_axi_awlen;
    wire [2:0] core$m_axi_awsize;
    wire [1:0] core$m_axi_awburst;
    wire [3:0] core$m_axi_awcache;
    wire [2:0] core$m_axi_awprot;
    wire core$m_axi_awvalid;
    reg core$m_axi_awready;
    wire [127:0] core$m_axi_wdata;
    wire [15:0] core$m_axi_wstrb;
    wire core$m_axi_wlast;
    wire core$m_axi_wvalid;
    reg core$m_axi_wready;
    reg [1:0] core$m_axi_bresp;
    reg core$m_axi_bvalid;
    wire core$m_axi_bready;

    // Local signals
    reg reset;

    // Sub module instances
    ganax_2x2_control control(
        .clock(control$clock),
        .reset(control$reset),
        .awaddr(control$awaddr),
        .awvalid(control$awvalid),
        .awready(control$awready),
        .wdata(control$wdata),
        .wstrb(control$wstrb),
        .wvalid(control$wvalid),
        .wready(control$wready),
        .bvalid(control$bvalid),
        .bready(control$bready),
        .araddr(control$araddr),
        .arvalid(control$arvalid),
        .arready(control$arready),
        .rdata(control$rdata),
        .rvalid(control$rvalid),
        .rready(control$rready),
        .interrupt(control$interrupt),
        .start(control$start),
        .abort(control$abort),
        .batch(control$batch),
        .program_address(control$program_address),
        .program_size(control$program_size),
        .constants_address(control$constants_address),
        .constants_size(control$constants_size),
        .input_address(control$input_address),
        .input_size(control$input_size),
        .output_address(control$output_address),
        .output_size(control$output_size),
        .scratch_address(control$scratch_address),
        .scratch_size(control$scratch_size),
        .halted(control$halted),
        .fault(control$fault),
        .fault_cause(control$fault_cause),
        .fault_segment(control$fault_segment),
        .fault_address(control$fault_address),
        .program_counter(control$program_counter),
        .bus_idle(control$bus_idle),
        .running(control$running),
        .multiplies(control$multiplies),
        .stalled_input(control$stalled_input),
        .stalled_weight(control$stalled_weight),
        .stalled_output(control$stalled_output),
        .stalled_micro_op(control$stalled_micro_op),
        .read_bytes(control$read_bytes),
        .written_bytes(control$written_bytes),
        .queue_read(control$queue_read),
        .queue_read_address(control$queue_read_address),
        .queue_read_valid(control$queue_read_valid),
        .queue_read_data(control$queue_read_data),
        .queue_read_error(control$queue_read_error),
        .queue_write(control$queue_write),
        .queue_write_address(control$queue_write_address),
        .queue_write_data(control$queue_write_data),
        .queue_write_done(control$queue_write_done),
        .queue_write_error(control$queue_write_error)
    );
    ganax_2x2_core core(
        .clock(core$clock),
        .reset(core$reset),
        .abort(core$abort),
        .batch(core$batch),
        .program_address(core$program_address),
        .program_size(core$program_size),
        .constants_address(core$constants_address),
        .constants_size(core$constants_size),
        .input_address(core$input_address),
        .input_size(core$input_size),
        .output_address(core$output_address),
        .output_size(core$output_size),
        .scratch_address(core$scratch_address),
        .scratch_size(core$scratch_size),
        .halted(core$halted),
        .fault(core$fault),
        .fault_cause(core$fault_cause),
        .fault_segment(core$fault_segment),
        .fault_address(core$fault_address),
        .program_counter(core$program_counter),
        .bus_idle(core$bus_idle),
        .running(core$running),
        .multiplies(core$multiplies),
        .stalled_input(core$stalled_input),
        .stalled_weight(core$stalled_weight),
        .stalled_output(core$stalled_output),
        .stalled_micro_op(core$stalled_micro_op),
        .read_bytes(core$read_bytes),
        .written_bytes(core$written_bytes),
        .queue_read(core$queue_read),
        .queue_read_address(core$queue_read_address),
        .queue_read_valid(core$queue_read_valid),
        .queue_read_data(core$queue_read_data),
        .queue_read_error(core$queue_read_error),
        .queue_write(core$queue_write),
        .queue_write_address(core$queue_write_address),
        .queue_write_data(core$queue_write_data),
        .queue_write_done(core$queue_write_done),
        .queue_write_error(core$queue_write_error),
        .m_axi_arready(core$m_axi_arready),
        .m_axi_rdata(core$m_axi_rdata),
        .m_axi_rresp(core$m_axi_rresp),
        .m_axi_rlast(core$m_axi_rlast),
        .m_axi_rvalid(core$m_axi_rvalid),
        .m_axi_araddr(core$m_axi_araddr),
        .m_axi_arlen(core$m_axi_arlen),
        .m_axi_arsize(core$m_axi_arsize),
        .m_axi_arburst(core$m_axi_arburst),
        .m_axi_arcache(core$m_axi_arcache),
        .m_axi_arprot(core$m_axi_arprot),
        .m_axi_arvalid(core$m_axi_arvalid),
        .m_axi_rready(core$m_axi_rready),
        .m_axi_awaddr(core$m_axi_awaddr),
        .m_axi_awlen(core$m_axi_awlen),
        .m_axi_awsize(core$m_axi_awsize),
        .m_axi_awburst(core$m_axi_awburst),
        .m_axi_awcache(core$m_axi_awcache),
        .m_axi_awprot(core$m_axi_awprot),
        .m_axi_awvalid(core$m_axi_awvalid),
        .m_axi_awready(core$m_axi_awready),
        .m_axi_wdata(core$m_axi_wdata),
        .m_axi_wstrb(core$m_axi_wstrb),
        .m_axi_wlast(core$m_axi_wlast),
        .m_axi_wvalid(core$m_axi_wvalid),
        .m_axi_wready(core$m_axi_wready),
        .m_axi_bresp(core$m_axi_bresp),
        .m_axi_bvalid(core$m_axi_bvalid),
        .m_axi_bready(core$m_axi_bready)
    );

    // Update code
    always @(*) begin
        reset = ~aresetn;
        control$clock = aclk;
        control$reset = reset;
        core$clock = aclk;
        core$reset = control$start | reset;
        control$awaddr = s_axi_awaddr;
        control$awvalid = s_axi_awvalid;
        s_axi_awready = control$awready;
        control$wdata = s_axi_wdata;
        control$wstrb = s_axi_wstrb;
        control$wvalid = s_axi_wvalid;
        s_axi_wready = control$wready;
        s_axi_bresp = okay;
        s_axi_bvalid = control$bvalid;
        control$bready = s_axi_bready;
        control$araddr = s_axi_araddr;
        control$arvalid = s_axi_arvalid;
        s_axi_arready = control$arready;
        s_axi_rdata = control$rdata;
        s_axi_rresp = okay;
        s_axi_rvalid = control$rvalid;
        control$rready = s_axi_rready;
        interrupt = control$interrupt;
        core$abort = control$abort;
        core$batch = control$batch;
        core$program_address = control$program_address;
        core$program_size = control$program_size;
        core$constants_address = control$constants_address;
        core$constants_size = control$constants_size;
        core$input_address = control$input_address;
        core$input_size = control$input_size;
        core$output_address = control$output_address;
        core$output_size = control$output_size;
        core$scratch_address = control$scratch_address;
        core$scratch_size = control$scratch_size;
        control$halted = core$halted;
        control$fault = core$fault;
        control$fault_cause = core$fault_cause;
        control$fault_segment = core$fault_segment;
        control$fault_address = core$fault_address;
        control$program_counter = core$program_counter;
        control$bus_idle = core$bus_idle;
        control$running = core$running;
        control$multiplies = core$multiplies;
        control$stalled_input = core$stalled_input;
        control$stalled_weight = core$stalled_weight;
        control$stalled_output = core$stalled_output;
        control$stalled_micro_op = core$stalled_micro_op;
        control$read_bytes = core$read_bytes;
        control$written_bytes = core$written_bytes;
        core$queue_read = control$queue_read;
        core$queue_read_address = control$queue_read_address;
        control$queue_read_valid = core$queue_read_valid;
        control$queue_read_data = core$queue_read_data;
        control$queue_read_error = core$queue_read_error;
        core$queue_write = control$queue_write;
        core$queue_write_address = control$queue_write_address;
        core$queue_write_data = control$queue_write_data;
        control$queue_write_done = core$queue_write_done;
        control$queue_write_error = core$queue_write_error;
        core$m_axi_arready = m_axi_arready;
        core$m_axi_rdata = m_axi_rdata;
        core$m_axi_rresp = m_axi_rresp;
        core$m_axi_rlast = m_axi_rlast;
        core$m_axi_rvalid = m_axi_rvalid;
        m_axi_araddr = core$m_axi_araddr;
        m_axi_arlen = core$m_axi_arlen;
        m_axi_arsize = core$m_axi_arsize;
        m_axi_arburst = core$m_axi_arburst;
        m_axi_arcache = core$m_axi_arcache;
        m_axi_arprot = core$m_axi_arprot;
        m_axi_arvalid = core$m_axi_arvalid;
        m_axi_rready = core$m_axi_rready;
        m_axi_awaddr = core$m_axi_awaddr;
        m_axi_awlen = core$m_axi_awlen;
        m_axi_awsize = core$m_axi_awsize;
        m_axi_awburst = core$m_axi_awburst;
        m_axi_awcache = core$m_axi_awcache;
        m_axi_awprot = core$m_axi_awprot;
        m_axi_awvalid = core$m_axi_awvalid;
        core$m_axi_awready = m_axi_awready;
        m_axi_wdata = core$m_axi_wdata;
        m_axi_wstrb = core$m_axi_wstrb;
        m_axi_wlast = core$m_axi_wlast;
        m_axi_wvalid = core$m_axi_wvalid;
        core$m_axi_wready = m_axi_wready;
        core$m_axi_bresp = m_axi_bresp;
        core$m_axi_bvalid = m_axi_bvalid;
        m_axi_bready = core$m_axi_bready;
    end
endmodule

module ganax_2x2_core(
    input wire clock,
    input wire reset,
    input wire abort,
    input wire [16:0] batch,
    input wire [63:0] program_address,
    input wire [63:0] program_size,
    input wire [63:0] constants_address,
    input wire [63:0] constants_size,
    input wire [63:0] input_address,
    input wire [63:0] input_size,
    input wire [63:0] output_address,
    input wire [63:0] output_size,
    input wire [63:0] scratch_address,
    input wire [63:0] scratch_size,
    output reg halted,
    output reg fault,
    output reg [3:0] fault_cause,
    output reg [2:0] fault_segment,
    output reg [63:0] fault_address,
    output reg [31:0] program_counter,
    output reg bus_idle,
    output reg running,
    output reg [4:0] multiplies,
    output reg [4:0] stalled_input,
    output reg [4:0] stalled_weight,
    output reg [4:0] stalled_output,
    output reg [4:0] stalled_micro_op,
    output reg [8:0] read_bytes,
    output reg [4:0] written_bytes,
    input wire queue_read,
    input wire [63:0] queue_read_address,
    output reg queue_read_valid,
    output reg [127:0] queue_read_data,
    output reg queue_read_error,
    input wire queue_write,
    input wire [63:0] queue_write_address,
    input wire [511:0] queue_write_data,
    output reg queue_write_done,
    output reg queue_write_error,
    input wire m_axi_arready,
    input wire [127:0] m_axi_rdata,
    input wire [1:0] m_axi_rresp,
    input wire m_axi_rlast,
    input wire m_axi_rvalid,
    output reg [63:0] m_axi_araddr,
    output reg [7:0] m_axi_arlen,
    output reg [2:0] m_axi_arsize,
    output reg [1:0] m_axi_arburst,
    output reg [3:0] m_axi_arcache,
    output reg [2:0] m_axi_arprot,
    output reg m_axi_arvalid,
    output reg m_axi_rready,
    output reg [63:0] m_axi_awaddr,
    output reg [7:0] m_axi_awlen,
    output reg [2:0] m_axi_awsize,
    output reg [1:0] m_axi_awburst,
    output reg [3:0] m_axi_awcache,
    output reg [2:0] m_axi_awprot,
    output reg m_axi_awvalid,
    input wire m_axi_awready,
    output reg [127:0] m_axi_wdata,
    output reg [15:0] m_axi_wstrb,
    output reg m_axi_wlast,
    output reg m_axi_wvalid,
    input wire m_axi_wready,
    input wire [1:0] m_axi_bresp,
    input wire m_axi_bvalid,
    output reg m_axi_bready
);
    // Stub signals
    reg sequencer$clock;
    reg sequencer$reset;
    reg sequencer$aborts;
    reg [16:0] sequencer$batch;
    reg [63:0] sequencer$program_address;
    reg [63:0] sequencer$program_size;
    wire sequencer$fetch_request;
    wire sequencer$fetch_claims;
    wire [39:0] sequencer$fetch_offset;
    wire [5:0] sequencer$fetch_words;
    wire [4:0] sequencer$fetch_beats;
    reg sequencer$fetch_grant;
    reg sequencer$fetch_valid;
    reg [127:0] sequencer$fetch_data;
    reg [1:0] sequencer$fetch_mask;
    reg [15:0] sequencer$pv_full;
    reg [3:0] sequencer$dma_full;
    reg [15:0] sequencer$pv_idle;
    reg sequencer$loads_idle;
    reg sequencer$store_idle;
    reg sequencer$moved;
    reg sequencer$bus_awaits;
    wire [15:0] sequencer$pv_push;
    wire [32:0] sequencer$command;
    wire [47:0] sequencer$mimd_indices;
    wire sequencer$is_mimd;
    wire [3:0] sequencer$dma_push;
    wire [52:0] sequencer$dma_command;
    wire [15:0] sequencer$image;
    wire sequencer$clear_timelines;
    wire [2:0] sequencer$blocked;
    wire sequencer$running;
    wire sequencer$halted;
    wire sequencer$fault;
    wire [3:0] sequencer$fault_cause;
    wire [2:0] sequencer$fault_segment;
    wire [63:0] sequencer$fault_address;
    wire [31:0] sequencer$program_counter;
    reg loads$clock;
    reg loads$reset;
    reg loads$abort;
    reg loads$clear_timelines;
    reg [15:0] loads$image;
    reg [2:0] loads$dma_push;
    reg [52:0] loads$dma_command;
    reg [63:0] loads$program_address;
    reg [63:0] loads$constants_address;
    reg [63:0] loads$input_address;
    reg [63:0] loads$output_address;
    reg [63:0] loads$scratch_address;
    reg [63:0] loads$program_size;
    reg [63:0] loads$constants_size;
    reg [63:0] loads$input_size;
    reg [63:0] loads$output_size;
    reg [63:0] loads$scratch_size;
    reg [15:0] loads$pv_ready_input;
    reg [15:0] loads$pv_ready_weight;
    reg [15:0] loads$pv_ready_parameter;
    reg [2:0] loads$outputs_ready;
    reg loads$fetch_request;
    reg loads$fetch_claims;
    reg [39:0] loads$fetch_offset;
    reg [5:0] loads$fetch_words;
    reg [4:0] loads$fetch_beats;
    reg loads$queue_read;
    reg [63:0] loads$queue_read_address;
    reg loads$m_axi_arready;
    reg [127:0] loads$m_axi_rdata;
    reg [1:0] loads$m_axi_rresp;
    reg loads$m_axi_rlast;
    reg loads$m_axi_rvalid;
    wire [2:0] loads$dma_full;
    wire [31:0] loads$input_sums_needed;
    wire [31:0] loads$input_drains_needed;
    wire [31:0] loads$input_outputs_needed;
    wire [31:0] loads$weight_sums_needed;
    wire [31:0] loads$weight_drains_needed;
    wire [31:0] loads$weight_outputs_needed;
    wire [31:0] loads$parameter_sums_needed;
    wire [31:0] loads$parameter_drains_needed;
    wire [31:0] loads$parameter_outputs_needed;
    wire [23:0] loads$parameters_completed;
    wire [23:0] loads$inputs_completed;
    wire [23:0] loads$weights_completed;
    wire loads$fetch_valid;
    wire [127:0] loads$fetch_data;
    wire [1:0] loads$fetch_mask;
    wire [255:0] loads$load_words;
    wire [15:0] loads$load_banks;
    wire [15:0] loads$load_line;
    wire [15:0] loads$load_next_line;
    wire [15:0] loads$load_wrapped;
    wire [15:0] loads$input_write;
    wire [15:0] loads$weight_write;
    wire [127:0] loads$parameter_words;
    wire [7:0] loads$parameter_banks;
    wire [15:0] loads$parameter_row;
    wire [15:0] loads$parameter_next_row;
    wire [7:0] loads$parameter_wrapped;
    wire [15:0] loads$parameter_write;
    wire loads$fetch_grant;
    wire [8:0] loads$read_bytes;
    wire loads$loads_idle;
    wire loads$moved;
    wire loads$outstanding;
    wire loads$queue_read_valid;
    wire [127:0] loads$queue_read_data;
    wire loads$queue_read_done;
    wire loads$queue_read_error;
    wire loads$fault;
    wire [3:0] loads$fault_cause;
    wire [2:0] loads$fault_segment;
    wire [63:0] loads$fault_address;
    wire [63:0] loads$m_axi_araddr;
    wire [7:0] loads$m_axi_arlen;
    wire [2:0] loads$m_axi_arsize;
    wire [1:0] loads$m_axi_arburst;
    wire [3:0] loads$m_axi_arcache;
    wire [2:0] loads$m_axi_arprot;
    wire loads$m_axi_arvalid;
    wire loads$m_axi_rready;
    reg store$clock;
    reg store$reset;
    reg store$abort;
    reg store$clear_timelines;
    reg [15:0] store$image;
    reg store$dma_push;
    reg [52:0] store$dma_command;
    wire store$dma_full;
    reg [63:0] store$output_address;
    reg [63:0] store$output_size;
    reg [63:0] store$scratch_address;
    reg [63:0] store$scratch_size;
    wire [31:0] store$sums_needed;
    wire [31:0] store$drains_needed;
    reg [15:0] store$pv_ready_output;
    wire [3:0] store$beat_select;
    reg store$beat_is_valid;
    reg [127:0] store$beat_words;
    reg [3:0] store$beat_count;
    wire [15:0] store$beat_pop;
    wire [31:0] store$outputs_completed;
    reg [31:0] store$input_outputs_needed;
    reg [31:0] store$weight_outputs_needed;
    reg [31:0] store$parameter_outputs_needed;
    wire [2:0] store$outputs_ready;
    wire [4:0] store$written_bytes;
    wire store$store_idle;
    wire store$moved;
    wire store$outstanding;
    wire store$awaits;
    wire store$fault;
    wire [3:0] store$fault_cause;
    wire [2:0] store$fault_segment;
    wire [63:0] store$fault_address;
    reg store$queue_write;
    reg [63:0] store$queue_write_address;
    reg [511:0] store$queue_write_data;
    wire store$queue_write_done;
    wire store$queue_write_error;
    wire [63:0] store$m_axi_awaddr;
    wire [7:0] store$m_axi_awlen;
    wire [2:0] store$m_axi_awsize;
    wire [1:0] store$m_axi_awburst;
    wire [3:0] store$m_axi_awcache;
    wire [2:0] store$m_axi_awprot;
    wire store$m_axi_awvalid;
    reg store$m_axi_awready;
    wire [127:0] store$m_axi_wdata;
    wire [15:0] store$m_axi_wstrb;
    wire store$m_axi_wlast;
    wire store$m_axi_wvalid;
    reg store$m_axi_wready;
    reg [1:0] store$m_axi_bresp;
    reg store$m_axi_bvalid;
    wire store$m_axi_bready;
    reg [15:0] load_lines$line;
    reg [15:0] load_lines$next_line;
    reg [15:0] load_lines$wrapped;
    wire [255:0] load_lines$lines;
    reg [7:0] parameter_rows$parameter_banks;
    reg [7:0] parameter_rows$parameter_wrapped;
    reg [15:0] parameter_rows$parameter_row;
    reg [15:0] parameter_rows$parameter_next_row;
    wire [7:0] parameter_rows$entry_banks;
    wire [127:0] parameter_rows$entry_rows;
    reg table_delay$clock;
    reg [127:0] table_delay$parameter_words;
    reg [7:0] table_delay$parameter_banks;
    reg [7:0] table_delay$parameter_wrapped;
    reg [15:0] table_delay$parameter_row;
    reg [15:0] table_delay$parameter_next_row;
    wire [127:0] table_delay$table_words;
    wire [7:0] table_delay$table_banks;
    wire [63:0] table_delay$table_rows;
    reg pv$0$clock;
    reg pv$0$reset;
    reg pv$0$command_push;
    reg [32:0] pv$0$command;
    reg pv$0$clear_timelines;
    reg [23:0] pv$0$inputs_completed;
    reg [23:0] pv$0$weights_completed;
    reg [23:0] pv$0$parameters_completed;
    reg [31:0] pv$0$input_sums_needed;
    reg [31:0] pv$0$input_drains_needed;
    reg [31:0] pv$0$weight_sums_needed;
    reg [31:0] pv$0$weight_drains_needed;
    reg [31:0] pv$0$parameter_sums_needed;
    reg [31:0] pv$0$parameter_drains_needed;
    reg [31:0] pv$0$output_sums_needed;
    reg [31:0] pv$0$output_drains_needed;
    reg [255:0] pv$0$load_words;
    reg [15:0] pv$0$load_banks;
    reg [255:0] pv$0$load_lines;
    reg pv$0$input_write;
    reg pv$0$weight_write;
    reg [127:0] pv$0$parameter_words;
    reg [7:0] pv$0$entry_banks;
    reg [127:0] pv$0$entry_rows;
    reg pv$0$parameter_write;
    reg [127:0] pv$0$table_words;
    reg [7:0] pv$0$table_banks;
    reg [63:0] pv$0$table_rows;
    reg pv$0$beat_pop;
    wire pv$0$command_full;
    wire [3:0] pv$0$channel_ready;
    wire pv$0$beat_valid;
    wire [127:0] pv$0$beat_words;
    wire [3:0] pv$0$beat_count;
    wire pv$0$idle;
    wire pv$0$moved;
    wire pv$0$busy;
    wire pv$0$multiplies;
    wire pv$0$stalled_input;
    wire pv$0$stalled_weight;
    wire pv$0$stalled_output;
    wire pv$0$without_operation;
    wire pv$0$switches;
    reg pv$1$clock;
    reg pv$1$reset;
    reg pv$1$command_push;
    reg [32:0] pv$1$command;
    reg pv$1$clear_timelines;
    reg [23:0] pv$1$inputs_completed;
    reg [23:0] pv$1$weights_completed;
    reg [23:0] pv$1$parameters_completed;
    reg [31:0] pv$1$input_sums_needed;
    reg [31:0] pv$1$input_drains_needed;
    reg [31:0] pv$1$weight_sums_needed;
    reg [31:0] pv$1$weight_drains_needed;
    reg [31:0] pv$1$parameter_sums_needed;
    reg [31:0] pv$1$parameter_drains_needed;
    reg [31:0] pv$1$output_sums_needed;
    reg [31:0] pv$1$output_drains_needed;
    reg [255:0] pv$1$load_words;
    reg [15:0] pv$1$load_banks;
    reg [255:0] pv$1$load_lines;
    reg pv$1$input_write;
    reg pv$1$weight_write;
    reg [127:0] pv$1$parameter_words;
    reg [7:0] pv$1$entry_banks;
    reg [127:0] pv$1$entry_rows;
    reg pv$1$parameter_write;
    reg [127:0] pv$1$table_words;
    reg [7:0] pv$1$table_banks;
    reg [63:0] pv$1$table_rows;
    reg pv$1$beat_pop;
    wire pv$1$command_full;
    wire [3:0] pv$1$channel_ready;
    wire pv$1$beat_valid;
    wire [127:0] pv$1$beat_words;
    wire [3:0] pv$1$beat_count;
    wire pv$1$idle;
    wire pv$1$moved;
    wire pv$1$busy;
    wire pv$1$multiplies;
    wire pv$1$stalled_input;
    wire pv$1$stalled_weight;
    wire pv$1$stalled_output;
    wire pv$1$without_operation;
    wire pv$1$switches;
    reg activity$clock;
    reg activity$reset;
    reg activity$running;
    reg [2:0] activity$blocked;
    reg [15:0] activity$multiplies;
    reg [15:0] activity$stalled_input;
    reg [15:0] activity$stalled_weight;
    reg [15:0] activity$stalled_output;
    reg [15:0] activity$without_operation;
    reg [15:0] activity$switches;
    wire [4:0] activity$multiply_count;
    wire [4:0] activity$input_count;
    wire [4:0] activity$weight_count;
    wire [4:0] activity$output_count;
    wire [4:0] activity$micro_op_count;

    // Local signals
    reg [15:0] full;
    reg [15:0] idle;
    reg [15:0] ready_input;
    reg [15:0] ready_weight;
    reg [15:0] ready_parameter;
    reg [15:0] ready_output;
    reg [15:0] busy_multiplies;
    reg [15:0] waits_input;
    reg [15:0] waits_weight;
    reg [15:0] waits_output;
    reg [15:0] without;
    reg [15:0] switches;
    reg any_moved;
    reg [2:0] mimd_index;
    reg [32:0] mimd_bits;
    reg [3:0] ready;
    reg outstanding;
    reg [3:0] channels_full;

    // Sub module instances
    ganax_2x2_sequencer sequencer(
        .clock(sequencer$clock),
        .reset(sequencer$reset),
        .aborts(sequencer$aborts),
        .batch(sequencer$batch),
        .program_address(sequencer$program_address),
        .program_size(sequencer$program_size),
        .fetch_request(sequencer$fetch_request),
        .fetch_claims(sequencer$fetch_claims),
        .fetch_offset(sequencer$fetch_offset),
        .fetch_words(sequencer$fetch_words),
        .fetch_beats(sequencer$fetch_beats),
        .fetch_grant(sequencer$fetch_grant),
        .fetch_valid(sequencer$fetch_valid),
        .fetch_data(sequencer$fetch_data),
        .fetch_mask(sequencer$fetch_mask),
        .pv_full(sequencer$pv_full),
        .dma_full(sequencer$dma_full),
        .pv_idle(sequencer$pv_idle),
        .loads_idle(sequencer$loads_idle),
        .store_idle(sequencer$store_idle),
        .moved(sequencer$moved),
        .bus_awaits(sequencer$bus_awaits),
        .pv_push(sequencer$pv_push),
        .command(sequencer$command),
        .mimd_indices(sequencer$mimd_indices),
        .is_mimd(sequencer$is_mimd),
        .dma_push(sequencer$dma_push),
        .dma_command(sequencer$dma_command),
        .image(sequencer$image),
        .clear_timelines(sequencer$clear_timelines),
        .blocked(sequencer$blocked),
        .running(sequencer$running),
        .halted(sequencer$halted),
        .fault(sequencer$fault),
        .fault_cause(sequencer$fault_cause),
        .fault_segment(sequencer$fault_segment),
        .fault_address(sequencer$fault_address),
        .program_counter(sequencer$program_counter)
    );
    ganax_2x2_loads loads(
        .clock(loads$clock),
        .reset(loads$reset),
        .abort(loads$abort),
        .clear_timelines(loads$clear_timelines),
        .image(loads$image),
        .dma_push(loads$dma_push),
        .dma_command(loads$dma_command),
        .program_address(loads$program_address),
        .constants_address(loads$constants_address),
        .input_address(loads$input_address),
        .output_address(loads$output_address),
        .scratch_address(loads$scratch_address),
        .program_size(loads$program_size),
        .constants_size(loads$constants_size),
        .input_size(loads$input_size),
        .output_size(loads$output_size),
        .scratch_size(loads$scratch_size),
        .pv_ready_input(loads$pv_ready_input),
        .pv_ready_weight(loads$pv_ready_weight),
        .pv_ready_parameter(loads$pv_ready_parameter),
        .outputs_ready(loads$outputs_ready),
        .fetch_request(loads$fetch_request),
        .fetch_claims(loads$fetch_claims),
        .fetch_offset(loads$fetch_offset),
        .fetch_words(loads$fetch_words),
        .fetch_beats(loads$fetch_beats),
        .queue_read(loads$queue_read),
        .queue_read_address(loads$queue_read_address),
        .m_axi_arready(loads$m_axi_arready),
        .m_axi_rdata(loads$m_axi_rdata),
        .m_axi_rresp(loads$m_axi_rresp),
        .m_axi_rlast(loads$m_axi_rlast),
        .m_axi_rvalid(loads$m_axi_rvalid),
        .dma_full(loads$dma_full),
        .input_sums_needed(loads$input_sums_needed),
        .input_drains_needed(loads$input_drains_needed),
        .input_outputs_needed(loads$input_outputs_needed),
        .weight_sums_needed(loads$weight_sums_needed),
        .weight_drains_needed(loads$weight_drains_needed),
        .weight_outputs_needed(loads$weight_outputs_needed),
        .parameter_sums_needed(loads$parameter_sums_needed),
        .parameter_drains_needed(loads$parameter_drains_needed),
        .parameter_outputs_needed(loads$parameter_outputs_needed),
        .parameters_completed(loads$parameters_completed),
        .inputs_completed(loads$inputs_completed),
        .weights_completed(loads$weights_completed),
        .fetch_valid(loads$fetch_valid),
        .fetch_data(loads$fetch_data),
        .fetch_mask(loads$fetch_mask),
        .load_words(loads$load_words),
        .load_banks(loads$load_banks),
        .load_line(loads$load_line),
        .load_next_line(loads$load_next_line),
        .load_wrapped(loads$load_wrapped),
        .input_write(loads$input_write),
        .weight_write(loads$weight_write),
        .parameter_words(loads$parameter_words),
        .parameter_banks(loads$parameter_banks),
        .parameter_row(loads$parameter_row),
        .parameter_next_row(loads$parameter_next_row),
        .parameter_wrapped(loads$parameter_wrapped),
        .parameter_write(loads$parameter_write),
        .fetch_grant(loads$fetch_grant),
        .read_bytes(loads$read_bytes),
        .loads_idle(loads$loads_idle),
        .moved(loads$moved),
        .outstanding(loads$outstanding),
        .queue_read_valid(loads$queue_read_valid),
        .queue_read_data(loads$queue_read_data),
        .queue_read_done(loads$queue_read_done),
        .queue_read_error(loads$queue_read_error),
        .fault(loads$fault),
        .fault_cause(loads$fault_cause),
        .fault_segment(loads$fault_segment),
        .fault_address(loads$fault_address),
        .m_axi_araddr(loads$m_axi_araddr),
        .m_axi_arlen(loads$m_axi_arlen),
        .m_axi_arsize(loads$m_axi_arsize),
        .m_axi_arburst(loads$m_axi_arburst),
        .m_axi_arcache(loads$m_axi_arcache),
        .m_axi_arprot(loads$m_axi_arprot),
        .m_axi_arvalid(loads$m_axi_arvalid),
        .m_axi_rready(loads$m_axi_rready)
    );
    ganax_2x2_store store(
        .clock(store$clock),
        .reset(store$reset),
        .abort(store$abort),
        .clear_timelines(store$clear_timelines),
        .image(store$image),
        .dma_push(store$dma_push),
        .dma_command(store$dma_command),
        .dma_full(store$dma_full),
        .output_address(store$output_address),
        .output_size(store$output_size),
        .scratch_address(store$scratch_address),
        .scratch_size(store$scratch_size),
        .sums_needed(store$sums_needed),
        .drains_needed(store$drains_needed),
        .pv_ready_output(store$pv_ready_output),
        .beat_select(store$beat_select),
        .beat_is_valid(store$beat_is_valid),
        .beat_words(store$beat_words),
        .beat_count(store$beat_count),
        .beat_pop(store$beat_pop),
        .outputs_completed(store$outputs_completed),
        .input_outputs_needed(store$input_outputs_needed),
        .weight_outputs_needed(store$weight_outputs_needed),
        .parameter_outputs_needed(store$parameter_outputs_needed),
        .outputs_ready(store$outputs_ready),
        .written_bytes(store$written_bytes),
        .store_idle(store$store_idle),
        .moved(store$moved),
        .outstanding(store$outstanding),
        .awaits(store$awaits),
        .fault(store$fault),
        .fault_cause(store$fault_cause),
        .fault_segment(store$fault_segment),
        .fault_address(store$fault_address),
        .queue_write(store$queue_write),
        .queue_write_address(store$queue_write_address),
        .queue_write_data(store$queue_write_data),
        .queue_write_done(store$queue_write_done),
        .queue_write_error(store$queue_write_error),
        .m_axi_awaddr(store$m_axi_awaddr),
        .m_axi_awlen(store$m_axi_awlen),
        .m_axi_awsize(store$m_axi_awsize),
        .m_axi_awburst(store$m_axi_awburst),
        .m_axi_awcache(store$m_axi_awcache),
        .m_axi_awprot(store$m_axi_awprot),
        .m_axi_awvalid(store$m_axi_awvalid),
        .m_axi_awready(store$m_axi_awready),
        .m_axi_wdata(store$m_axi_wdata),
        .m_axi_wstrb(store$m_axi_wstrb),
        .m_axi_wlast(store$m_axi_wlast),
        .m_axi_wvalid(store$m_axi_wvalid),
        .m_axi_wready(store$m_axi_wready),
        .m_axi_bresp(store$m_axi_bresp),
        .m_axi_bvalid(store$m_axi_bvalid),
        .m_axi_bready(store$m_axi_bready)
    );
    ganax_2x2_load_lines load_lines(
        .line(load_lines$line),
        .next_line(load_lines$next_line),
        .wrapped(load_lines$wrapped),
        .lines(load_lines$lines)
    );
    ganax_2x2_entry_rows parameter_rows(
        .parameter_banks(parameter_rows$parameter_banks),
        .parameter_wrapped(parameter_rows$parameter_wrapped),
        .parameter_row(parameter_rows$parameter_row),
        .parameter_next_row(parameter_rows$parameter_next_row),
        .entry_banks(parameter_rows$entry_banks),
        .entry_rows(parameter_rows$entry_rows)
    );
    ganax_2x2_table_delay table_delay(
        .clock(table_delay$clock),
        .parameter_words(table_delay$parameter_words),
        .parameter_banks(table_delay$parameter_banks),
        .parameter_wrapped(table_delay$parameter_wrapped),
        .parameter_row(table_delay$parameter_row),
        .parameter_next_row(table_delay$parameter_next_row),
        .table_words(table_delay$table_words),
        .table_banks(table_delay$table_banks),
        .table_rows(table_delay$table_rows)
    );
    ganax_2x2_processing_vector pv$0(
        .clock(pv$0$clock),
        .reset(pv$0$reset),
        .command_push(pv$0$command_push),
        .command(pv$0$command),
        .clear_timelines(pv$0$clear_timelines),
        .inputs_completed(pv$0$inputs_completed),
        .weights_completed(pv$0$weights_completed),
        .parameters_completed(pv$0$parameters_completed),
        .input_sums_needed(pv$0$input_sums_needed),
        .input_drains_needed(pv$0$input_drains_needed),
        .weight_sums_needed(pv$0$weight_sums_needed),
        .weight_drains_needed(pv$0$weight_drains_needed),
        .parameter_sums_needed(pv$0$parameter_sums_needed),
        .parameter_drains_needed(pv$0$parameter_drains_needed),
        .output_sums_needed(pv$0$output_sums_needed),
        .output_drains_needed(pv$0$output_drains_needed),
        .load_words(pv$0$load_words),
        .load_banks(pv$0$load_banks),
        .load_lines(pv$0$load_lines),
        .input_write(pv$0$input_write),
        .weight_write(pv$0$weight_write),
        .parameter_words(pv$0$parameter_words),
        .entry_banks(pv$0$entry_banks),
        .entry_rows(pv$0$entry_rows),
        .parameter_write(pv$0$parameter_write),
        .table_words(pv$0$table_words),
        .table_banks(pv$0$table_banks),
        .table_rows(pv$0$table_rows),
        .beat_pop(pv$0$beat_pop),
        .command_full(pv$0$command_full),
        .channel_ready(pv$0$channel_ready),
        .beat_valid(pv$0$beat_valid),
        .beat_words(pv$0$beat_words),
        .beat_count(pv$0$beat_count),
        .idle(pv$0$idle),
        .moved(pv$0$moved),
        .busy(pv$0$busy),
        .multiplies(pv$0$multiplies),
        .stalled_input(pv$0$stalled_input),
        .stalled_weight(pv$0$stalled_weight),
        .stalled_output(pv$0$stalled_output),
        .without_operation(pv$0$without_operation),
        .switches(pv$0$switches)
    );
    ganax_2x2_processing_vector pv$1(
        .clock(pv$1$clock),
        .reset(pv$1$reset),
        .command_push(pv$1$command_push),
        .command(pv$1$command),
        .clear_timelines(pv$1$clear_timelines),
        .inputs_completed(pv$1$inputs_completed),
        .weights_completed(pv$1$weights_completed),
        .parameters_completed(pv$1$parameters_completed),
        .input_sums_needed(pv$1$input_sums_needed),
        .input_drains_needed(pv$1$input_drains_needed),
        .weight_sums_needed(pv$1$weight_sums_needed),
        .weight_drains_needed(pv$1$weight_drains_needed),
        .parameter_sums_needed(pv$1$parameter_sums_needed),
        .parameter_drains_needed(pv$1$parameter_drains_needed),
        .output_sums_needed(pv$1$output_sums_needed),
        .output_drains_needed(pv$1$output_drains_needed),
        .load_words(pv$1$load_words),
        .load_banks(pv$1$load_banks),
        .load_lines(pv$1$load_lines),
        .input_write(pv$1$input_write),
        .weight_write(pv$1$weight_write),
        .parameter_words(pv$1$parameter_words),
        .entry_banks(pv$1$entry_banks),
        .entry_rows(pv$1$entry_rows),
        .parameter_write(pv$1$parameter_write),
        .table_words(pv$1$table_words),
        .table_banks(pv$1$table_banks),
        .table_rows(pv$1$table_rows),
        .beat_pop(pv$1$beat_pop),
        .command_full(pv$1$command_full),
        .channel_ready(pv$1$channel_ready),
        .beat_valid(pv$1$beat_valid),
        .beat_words(pv$1$beat_words),
        .beat_count(pv$1$beat_count),
        .idle(pv$1$idle),
        .moved(pv$1$moved),
        .busy(pv$1$busy),
        .multiplies(pv$1$multiplies),
        .stalled_input(pv$1$stalled_input),
        .stalled_weight(pv$1$stalled_weight),
        .stalled_output(pv$1$stalled_output),
        .without_operation(pv$1$without_operation),
        .switches(pv$1$switches)
    );
    ganax_2x2_activity activity(
        .clock(activity$clock),
        .reset(activity$reset),
        .running(activity$running),
        .blocked(activity$blocked),
        .multiplies(activity$multiplies),
        .stalled_input(activity$stalled_input),
        .stalled_weight(activity$stalled_weight),
        .stalled_output(activity$stalled_output),
        .without_operation(activity$without_operation),
        .switches(activity$switches),
        .multiply_count(activity$multiply_count),
        .input_count(activity$input_count),
        .weight_count(activity$weight_count),
        .output_count(activity$output_count),
        .micro_op_count(activity$micro_op_count)
    );

    // Update code
    always @(*) begin
        sequencer$clock = clock;
        loads$clock = clock;
        store$clock = clock;
        table_delay$clock = clock;
        activity$clock = clock;
        sequencer$reset = reset;
        loads$reset = reset;
        store$reset = reset;
        activity$reset = reset;
        sequencer$aborts = abort;
        sequencer$batch = batch;
        sequencer$program_address = program_address;
        sequencer$program_size = program_size;
        sequencer$fetch_grant = loads$fetch_grant;
        sequencer$fetch_valid = loads$fetch_valid;
        sequencer$fetch_data = loads$fetch_data;
        sequencer$fetch_mask = loads$fetch_mask;
        sequencer$loads_idle = loads$loads_idle;
        sequencer$store_idle = store$store_idle;
        outstanding = loads$outstanding | store$outstanding;
        sequencer$bus_awaits = loads$outstanding | store$awaits;
        bus_idle = ~outstanding;
        channels_full = ((loads$dma_full) & 4'hf);
        sequencer$dma_full = (channels_full & ~(1 << (32'h3)) | ((store$dma_full) << (32'h3)));
        loads$abort = abort;
        loads$clear_timelines = sequencer$clear_timelines;
        loads$image = sequencer$image;
        loads$dma_command = sequencer$dma_command;
        loads$fetch_request = sequencer$fetch_request;
        loads$fetch_claims = sequencer$fetch_claims;
        loads$fetch_offset = sequencer$fetch_offset;
        loads$fetch_words = sequencer$fetch_words;
        loads$fetch_beats = sequencer$fetch_beats;
        loads$dma_push = sequencer$dma_push[(32'h0)+:(3)];
        loads$program_address = program_address;
        loads$program_size = program_size;
        loads$constants_address = constants_address;
        loads$constants_size = constants_size;
        loads$input_address = input_address;
        loads$input_size = input_size;
        loads$output_address = output_address;
        loads$output_size = output_size;
        loads$scratch_address = scratch_address;
        loads$scratch_size = scratch_size;
        loads$outputs_ready = store$outputs_ready;
        store$input_outputs_needed = loads$input_outputs_needed;
        store$weight_outputs_needed = loads$weight_outputs_needed;
        store$parameter_outputs_needed = loads$parameter_outputs_needed;
        loads$queue_read = queue_read;
        loads$queue_read_address = queue_read_address;
        queue_read_valid = loads$queue_read_valid;
        queue_read_data = loads$queue_read_data;
        queue_read_error = loads$queue_read_error;
        store$abort = abort;
        store$clear_timelines = sequencer$clear_timelines;
        store$image = sequencer$image;
        store$dma_command = sequencer$dma_command;
        store$dma_push = sequencer$dma_push[32'h3];
        store$output_address = output_address;
        store$output_size = output_size;
        store$scratch_address = scratch_address;
        store$scratch_size = scratch_size;
        store$queue_write = queue_write;
        store$queue_write_address = queue_write_address;
        store$queue_write_data = queue_write_data;
        queue_write_done = store$queue_write_done;
        queue_write_error = store$queue_write_error;
        loads$m_axi_arready = m_axi_arready;
        loads$m_axi_rdata = m_axi_rdata;
        loads$m_axi_rresp = m_axi_rresp;
        loads$m_axi_rlast = m_axi_rlast;
        loads$m_axi_rvalid = m_axi_rvalid;
        m_axi_araddr = loads$m_axi_araddr;
        m_axi_arlen = loads$m_axi_arlen;
        m_axi_arsize = loads$m_axi_arsize;
        m_axi_arburst = loads$m_axi_arburst;
        m_axi_arcache = loads$m_axi_arcache;
        m_axi_arprot = loads$m_axi_arprot;
        m_axi_arvalid = loads$m_axi_arvalid;
        m_axi_rready = loads$m_axi_rready;
        m_axi_awaddr = store$m_axi_awaddr;
        m_axi_awlen = store$m_axi_awlen;
        m_axi_awsize = store$m_axi_awsize;
        m_axi_awburst = store$m_axi_awburst;
        m_axi_awcache = store$m_axi_awcache;
        m_axi_awprot = store$m_axi_awprot;
        m_axi_awvalid = store$m_axi_awvalid;
        store$m_axi_awready = m_axi_awready;
        m_axi_wdata = store$m_axi_wdata;
        m_axi_wstrb = store$m_axi_wstrb;
        m_axi_wlast = store$m_axi_wlast;
        m_axi_wvalid = store$m_axi_wvalid;
        store$m_axi_wready = m_axi_wready;
        store$m_axi_bresp = m_axi_bresp;
        store$m_axi_bvalid = m_axi_bvalid;
        m_axi_bready = store$m_axi_bready;
        load_lines$line = loads$load_line;
        load_lines$next_line = loads$load_next_line;
        load_lines$wrapped = loads$load_wrapped;
        parameter_rows$parameter_banks = loads$parameter_banks;
        parameter_rows$parameter_wrapped = loads$parameter_wrapped;
        parameter_rows$parameter_row = loads$parameter_row;
        parameter_rows$parameter_next_row = loads$parameter_next_row;
        table_delay$parameter_words = loads$parameter_words;
        table_delay$parameter_banks = loads$parameter_banks;
        table_delay$parameter_wrapped = loads$parameter_wrapped;
        table_delay$parameter_row = loads$parameter_row;
        table_delay$parameter_next_row = loads$parameter_next_row;
        full = ((32'h0) & 16'hffff);
        idle = ((32'hffff) & 16'hffff);
        ready_input = ((32'h0) & 16'hffff);
        ready_weight = ((32'h0) & 16'hffff);
        ready_parameter = ((32'h0) & 16'hffff);
        ready_output = ((32'h0) & 16'hffff);
        busy_multiplies = ((32'h0) & 16'hffff);
        waits_input = ((32'h0) & 16'hffff);
        waits_weight = ((32'h0) & 16'hffff);
        waits_output = ((32'h0) & 16'hffff);
        without = ((32'h0) & 16'hffff);
        switches = ((32'h0) & 16'hffff);
        any_moved = loads$moved | store$moved;
        store$beat_is_valid = 1'b0;
        store$beat_words = ((32'h0) & 128'hffffffffffffffffffffffffffffffff);
        store$beat_count = ((32'h0) & 4'hf);
        pv$0$clock = clock;
        pv$0$reset = reset;
        pv$0$command_push = sequencer$pv_push[0];
        mimd_index = sequencer$mimd_indices[(0 * 32'h3)+:(3)];
        mimd_bits = ((mimd_index) & 33'h1ffffffff);
        mimd_bits = mimd_bits << 32'h3;
        if (~sequencer$is_mimd) begin
            mimd_bits = ((32'h0) & 33'h1ffffffff);
        end
        pv$0$command = sequencer$command | mimd_bits;
        pv$0$clear_timelines = sequencer$clear_timelines;
        pv$0$inputs_completed = loads$inputs_completed;
        pv$0$weights_completed = loads$weights_completed;
        pv$0$parameters_completed = loads$parameters_completed;
        pv$0$input_sums_needed = loads$input_sums_needed;
        pv$0$input_drains_needed = loads$input_drains_needed;
        pv$0$weight_sums_needed = loads$weight_sums_needed;
        pv$0$weight_drains_needed = loads$weight_drains_needed;
        pv$0$parameter_sums_needed = loads$parameter_sums_needed;
        pv$0$parameter_drains_needed = loads$parameter_drains_needed;
        pv$0$output_sums_needed = store$sums_needed;
        pv$0$output_drains_needed = store$drains_needed;
        pv$0$load_words = loads$load_words;
        pv$0$load_banks = loads$load_banks;
        pv$0$load_lines = load_lines$lines;
        pv$0$input_write = loads$input_write[0];
        pv$0$weight_write = loads$weight_write[0];
        pv$0$parameter_words = loads$parameter_words;
        pv$0$entry_banks = parameter_rows$entry_banks;
        pv$0$entry_rows = parameter_rows$entry_rows;
        pv$0$parameter_write = loads$parameter_write[0];
        pv$0$table_words = table_delay$table_words;
        pv$0$table_banks = table_delay$table_banks;
        pv$0$table_rows = table_delay$table_rows;
        pv$0$beat_pop = store$beat_pop[0];
        full = (full & ~(1 << (0)) | ((pv$0$command_full) << (0)));
        idle = (idle & ~(1 << (0)) | ((pv$0$idle) << (0)));
        ready = pv$0$channel_ready;
        ready_input = (ready_input & ~(1 << (0)) | ((ready[32'h0]) << (0)));
        ready_weight = (ready_weight & ~(1 << (0)) | ((ready[32'h1]) << (0)));
        ready_parameter = (ready_parameter & ~(1 << (0)) | ((ready[32'h2]) << (0)));
        ready_output = (ready_output & ~(1 << (0)) | ((ready[32'h3]) << (0)));
        if (store$beat_select == 0) begin
            store$beat_is_valid = pv$0$beat_valid;
            store$beat_words = pv$0$beat_words;
            store$beat_count = pv$0$beat_count;
        end
        any_moved = any_moved | pv$0$moved;
        busy_multiplies = (busy_multiplies & ~(1 << (0)) | ((pv$0$multiplies) << (0)));
        waits_input = (waits_input & ~(1 << (0)) | ((pv$0$stalled_input) << (0)));
        waits_weight = (waits_weight & ~(1 << (0)) | ((pv$0$stalled_weight) << (0)));
        waits_output = (waits_output & ~(1 << (0)) | ((pv$0$stalled_output) << (0)));
        without = (without & ~(1 << (0)) | ((pv$0$without_operation) << (0)));
        switches = (switches & ~(1 << (0)) | ((pv$0$switches) << (0)));
        pv$1$clock = clock;
        pv$1$reset = reset;
        pv$1$command_push = sequencer$pv_push[1];
        mimd_index = sequencer$mimd_indices[(1 * 32'h3)+:(3)];
        mimd_bits = ((mimd_index) & 33'h1ffffffff);
        mimd_bits = mimd_bits << 32'h3;
        if (~sequencer$is_mimd) begin
            mimd_bits = ((32'h0) & 33'h1ffffffff);
        end
        pv$1$command = sequencer$command | mimd_bits;
        pv$1$clear_timelines = sequencer$clear_timelines;
        pv$1$inputs_completed = loads$inputs_completed;
        pv$1$weights_completed = loads$weights_completed;
        pv$1$parameters_completed = loads$parameters_completed;
        pv$1$input_sums_needed = loads$input_sums_needed;
        pv$1$input_drains_needed = loads$input_drains_needed;
        pv$1$weight_sums_needed = loads$weight_sums_needed;
        pv$1$weight_drains_needed = loads$weight_drains_needed;
        pv$1$parameter_sums_needed = loads$parameter_sums_needed;
        pv$1$parameter_drains_needed = loads$parameter_drains_needed;
        pv$1$output_sums_needed = store$sums_needed;
        pv$1$output_drains_needed = store$drains_needed;
        pv$1$load_words = loads$load_words;
        pv$1$load_banks = loads$load_banks;
        pv$1$load_lines = load_lines$lines;
        pv$1$input_write = loads$input_write[1];
        pv$1$weight_write = loads$weight_write[1];
        pv$1$parameter_words = loads$parameter_words;
        pv$1$entry_banks = parameter_rows$entry_banks;
        pv$1$entry_rows = parameter_rows$entry_rows;
        pv$1$parameter_write = loads$parameter_write[1];
        pv$1$table_words = table_delay$table_words;
        pv$1$table_banks = table_delay$table_banks;
        pv$1$table_rows = table_delay$table_rows;
        pv$1$beat_pop = store$beat_pop[1];
        full = (full & ~(1 << (1)) | ((pv$1$command_full) << (1)));
        idle = (idle & ~(1 << (1)) | ((pv$1$idle) << (1)));
        ready = pv$1$channel_ready;
        ready_input = (ready_input & ~(1 << (1)) | ((ready[32'h0]) << (1)));
        ready_weight = (ready_weight & ~(1 << (1)) | ((ready[32'h1]) << (1)));
        ready_parameter = (ready_parameter & ~(1 << (1)) | ((ready[32'h2]) << (1)));
        ready_output = (ready_output & ~(1 << (1)) | ((ready[32'h3]) << (1)));
        if (store$beat_select == 1) begin
            store$beat_is_valid = pv$1$beat_valid;
            store$beat_words = pv$1$beat_words;
            store$beat_count = pv$1$beat_count;
        end
        any_moved = any_moved | pv$1$moved;
        busy_multiplies = (busy_multiplies & ~(1 << (1)) | ((pv$1$multiplies) << (1)));
        waits_input = (waits_input & ~(1 << (1)) | ((pv$1$stalled_input) << (1)));
        waits_weight = (waits_weight & ~(1 << (1)) | ((pv$1$stalled_weight) << (1)));
        waits_output = (waits_output & ~(1 << (1)) | ((pv$1$stalled_output) << (1)));
        without = (without & ~(1 << (1)) | ((pv$1$without_operation) << (1)));
        switches = (switches & ~(1 << (1)) | ((pv$1$switches) << (1)));
        sequencer$pv_full = full;
        sequencer$pv_idle = idle;
        sequencer$moved = any_moved;
        loads$pv_ready_input = ready_input;
        loads$pv_ready_weight = ready_weight;
        loads$pv_ready_parameter = ready_parameter;
        store$pv_ready_output = ready_output;
        activity$running = sequencer$running;
        activity$blocked = sequencer$blocked;
        activity$multiplies = busy_multiplies;
        activity$stalled_input = waits_input;
        activity$stalled_weight = waits_weight;
        activity$stalled_output = waits_output;
        activity$without_operation = without;
        activity$switches = switches;
        multiplies = activity$multiply_count;
        stalled_input = activity$input_count;
        stalled_weight = activity$weight_count;
        stalled_output = activity$output_count;
        stalled_micro_op = activity$micro_op_count;
        read_bytes = loads$read_bytes;
        written_bytes = store$written_bytes;
        running = sequencer$running;
        halted = sequencer$halted;
        fault = sequencer$fault | loads$fault | store$fault;
        fault_cause = sequencer$fault_cause;
        fault_segment = sequencer$fault_segment;
        fault_address = sequencer$fault_address;
        program_counter = sequencer$program_counter;
        if (store$fault) begin
            fault_cause = store$fault_cause;
            fault_segment = store$fault_segment;
            fault_address = store$fault_address;
        end
        if (loads$fault) begin
            fault_cause = loads$fault_cause;
            fault_segment = loads$fault_segment;
            fault_address = loads$fault_address;
        end
    end
endmodule

module ganax_2x2_control(
    input wire clock,
    input wire reset,
    input wire [11:0] awaddr,
    input wire awvalid,
    output reg awready,
    input wire [31:0] wdata,
    input wire [3:0] wstrb,
    input wire wvalid,
    output reg wready,
    output reg bvalid,
    input wire bready,
    input wire [11:0] araddr,
    input wire arvalid,
    output reg arready,
    output reg [31:0] rdata,
    output reg rvalid,
    input wire rready,
    output reg interrupt,
    output reg start,
    output reg abort,
    output reg [16:0] batch,
    output reg [63:0] program_address,
    output reg [63:0] program_size,
    output reg [63:0] constants_address,
    output reg [63:0] constants_size,
    output reg [63:0] input_address,
    output reg [63:0] input_size,
    output reg [63:0] output_address,
    output reg [63:0] output_size,
    output reg [63:0] scratch_address,
    output reg [63:0] scratch_size,
    input wire halted,
    input wire fault,
    input wire [3:0] fault_cause,
    input wire [2:0] fault_segment,
    input wire [63:0] fault_address,
    input wire [31:0] program_counter,
    input wire bus_idle,
    input wire running,
    input wire [4:0] multiplies,
    input wire [4:0] stalled_input,
    input wire [4:0] stalled_weight,
    input wire [4:0] stalled_output,
    input wire [4:0] stalled_micro_op,
    input wire [8:0] read_bytes,
    input wire [4:0] written_bytes,
    output reg queue_read,
    output reg [63:0] queue_read_address,
    input wire queue_read_valid,
    input wire [127:0] queue_read_data,
    input wire queue_read_error,
    output reg queue_write,
    output reg [63:0] queue_write_address,
    output reg [511:0] queue_write_data,
    input wire queue_write_done,
    input wire queue_write_error
);
    // Stub signals
    reg axi$clock;
    reg axi$reset;
    reg [11:0] axi$awaddr;
    reg axi$awvalid;
    wire axi$awready;
    reg [31:0] axi$wdata;
    reg [3:0] axi$wstrb;
    reg axi$wvalid;
    wire axi$wready;
    wire axi$bvalid;
    reg axi$bready;
    reg [11:0] axi$araddr;
    reg axi$arvalid;
    wire axi$arready;
    wire [31:0] axi$rdata;
    wire axi$rvalid;
    reg axi$rready;
    wire [9:0] axi$address;
    wire axi$lookup;
    reg axi$lookup_granted;
    reg [31:0] axi$looked_up;
    reg axi$acts;
    reg axi$write_ready;
    wire axi$write;
    wire [31:0] axi$write_data;
    wire axi$settling;
    reg registers$clock;
    reg registers$reset;
    reg [9:0] registers$address;
    reg registers$lookup;
    wire registers$lookup_granted;
    reg [9:0] registers$engine_address;
    reg registers$engine_lookup;
    wire [31:0] registers$looked_up;
    wire registers$acts;
    wire registers$write_ready;
    reg registers$write;
    reg [31:0] registers$data;
    wire registers$soft_reset;
    wire registers$touched;
    wire registers$inspect;
    wire registers$write_submission_base_low;
    wire registers$write_submission_base_high;
    wire registers$write_submission_entries;
    wire registers$write_submission_doorbell;
    wire registers$write_completion_base_low;
    wire registers$write_completion_base_high;
    wire registers$write_completion_entries;
    wire registers$write_completion_head;
    reg registers$raise_completion;
    reg registers$raise_fault;
    reg registers$raise_queue;
    reg registers$pending;
    reg registers$idle;
    reg registers$ready;
    wire registers$interrupt;
    reg [3:0] registers$error_cause;
    reg [31:0] registers$error_sequence;
    reg [63:0] registers$fault_address;
    reg [2:0] registers$fault_segment;
    reg [31:0] registers$program_counter;
    reg [31:0] registers$submission_head;
    reg [31:0] registers$submission_doorbell;
    reg [31:0] registers$completion_tail;
    reg [31:0] registers$completion_head;
    reg [63:0] registers$cycles;
    reg [63:0] registers$macs;
    reg [63:0] registers$bytes_read;
    reg [63:0] registers$bytes_written;
    reg [63:0] registers$stall_input;
    reg [63:0] registers$stall_weight;
    reg [63:0] registers$stall_output;
    reg [63:0] registers$stall_micro_op;
    reg submission$clock;
    reg submission$reset;
    reg submission$write_base_low;
    reg submission$write_base_high;
    reg submission$write_entries;
    reg submission$write_index;
    reg [31:0] submission$data;
    reg submission$advance;
    wire [31:0] submission$software_index;
    wire [31:0] submission$device_index;
    wire submission$any;
    wire submission$legal;
    wire submission$has_room;
    wire [31:0] submission$offset;
    wire submission$configured;
    reg completion$clock;
    reg completion$reset;
    reg completion$write_base_low;
    reg completion$write_base_high;
    reg completion$write_entries;
    reg completion$write_index;
    reg [31:0] completion$data;
    reg completion$advance;
    wire [31:0] completion$software_index;
    wire [31:0] completion$device_index;
    wire completion$any;
    wire completion$legal;
    wire completion$has_room;
    wire [31:0] completion$offset;
    wire completion$configured;
    reg engine$clock;
    reg engine$reset;
    reg engine$soft_reset;
    reg engine$settling;
    reg engine$touched;
    reg engine$jobs_wait;
    reg engine$submission_legal;
    reg engine$submission_configured;
    reg engine$completion_legal;
    reg engine$completion_room;
    reg engine$completion_configured;
    reg engine$last_beat;
    reg engine$read_error;
    reg engine$write_done;
    reg engine$write_error;
    reg engine$job_refused;
    reg [63:0] engine$window_offset;
    reg engine$core_halted;
    reg engine$core_fault;
    reg [3:0] engine$core_cause;
    reg [2:0] engine$core_segment;
    reg [63:0] engine$core_address;
    reg engine$bus_idle;
    reg [31:0] engine$looked_up;
    reg engine$carry_out;
    wire engine$lookup;
    wire [9:0] engine$lookup_address;
    wire [2:0] engine$operation;
    wire engine$high_half;
    wire engine$enable;
    wire [15:0] engine$counter_index;
    wire engine$keep;
    wire engine$selects_completion;
    wire engine$begin_entry;
    wire engine$place_window;
    wire engine$push;
    wire [3:0] engine$word_index;
    wire engine$has_run;
    wire engine$queue_read;
    wire engine$queue_write;
    wire engine$entry_taken;
    wire engine$completed;
    wire engine$completion_advance;
    wire engine$queue_error;
    wire engine$fail;
    wire [3:0] engine$cause;
    wire [2:0] engine$segment;
    wire [63:0] engine$address;
    wire engine$start;
    wire engine$abort;
    wire engine$running;
    wire engine$counting;
    wire engine$idle;
    reg arithmetic$clock;
    reg [31:0] arithmetic$looked_up;
    reg [63:0] arithmetic$window_offset;
    reg [63:0] arithmetic$window_size;
    reg [31:0] arithmetic$queue_offset;
    reg arithmetic$high_half;
    reg [2:0] arithmetic$operation;
    reg arithmetic$enable;
    reg [15:0] arithmetic$index;
    reg arithmetic$keep;
    reg [31:0] arithmetic$units;
    wire [31:0] arithmetic$sum;
    wire arithmetic$carry_out;
    wire [63:0] arithmetic$result;
    reg job$clock;
    reg job$entry_begins;
    reg job$beat_valid;
    reg [127:0] job$beat;
    reg job$place_window;
    reg [63:0] job$address;
    wire [63:0] job$first_offset;
    wire [63:0] job$first_size;
    wire [63:0] job$program_address;
    wire [63:0] job$program_size;
    wire [63:0] job$constants_address;
    wire [63:0] job$constants_size;
    wire [63:0] job$input_address;
    wire [63:0] job$input_size;
    wire [63:0] job$output_address;
    wire [63:0] job$output_size;
    wire [63:0] job$scratch_address;
    wire [63:0] job$scratch_size;
    wire job$last_beat;
    wire job$refused;
    wire [31:0] job$job_sequence;
    wire [16:0] job$batch;
    wire [63:0] job$cookie;
    reg failure$clock;
    reg failure$reset;
    reg failure$clear;
    reg failure$fail;
    reg [3:0] failure$cause;
    reg [2:0] failure$segment;
    reg [63:0] failure$address;
    reg [31:0] failure$job_sequence;
    wire failure$failed;
    wire [3:0] failure$error_cause;
    wire [2:0] failure$error_segment;
    wire [63:0] failure$error_address;
    wire [31:0] failure$error_sequence;
    reg completion_entry$clock;
    reg completion_entry$push;
    reg [31:0] completion_entry$word;
    wire [511:0] completion_entry$entry;
    reg counters$clock;
    reg counters$reset;
    reg counters$counting;
    reg counters$running;
    reg [4:0] counters$multiplies;
    reg [4:0] counters$stalled_input;
    reg [4:0] counters$stalled_weight;
    reg [4:0] counters$stalled_output;
    reg [4:0] counters$stalled_micro_op;
    reg [8:0] counters$read_bytes;
    reg [4:0] counters$written_bytes;
    reg counters$entry_read;
    reg counters$entry_written;
    wire [63:0] counters$cycles;
    wire [63:0] counters$macs;
    wire [63:0] counters$bytes_read;
    wire [63:0] counters$bytes_written;
    wire [63:0] counters$stall_input;
    wire [63:0] counters$stall_weight;
    wire [63:0] counters$stall_output;
    wire [63:0] counters$stall_micro_op;
    reg watchdog$clock;
    reg watchdog$clear;
    reg watchdog$running;
    wire [31:0] watchdog$units;

    // Local signals
    reg restore;
    reg [31:0] word;
    reg has_jobs;
    reg jobs_wrong;
    reg completions_wrong;

    // Sub module instances
    ganax_2x2_axi_lite axi(
        .clock(axi$clock),
        .reset(axi$reset),
        .awaddr(axi$awaddr),
        .awvalid(axi$awvalid),
        .awready(axi$awready),
        .wdata(axi$wdata),
        .wstrb(axi$wstrb),
        .wvalid(axi$wvalid),
        .wready(axi$wready),
        .bvalid(axi$bvalid),
        .bready(axi$bready),
        .araddr(axi$araddr),
        .arvalid(axi$arvalid),
        .arready(axi$arready),
        .rdata(axi$rdata),
        .rvalid(axi$rvalid),
        .rready(axi$rready),
        .address(axi$address),
        .lookup(axi$lookup),
        .lookup_granted(axi$lookup_granted),
        .looked_up(axi$looked_up),
        .acts(axi$acts),
        .write_ready(axi$write_ready),
        .write(axi$write),
        .write_data(axi$write_data),
        .settling(axi$settling)
    );
    ganax_2x2_registers registers(
        .clock(registers$clock),
        .reset(registers$reset),
        .address(registers$address),
        .lookup(registers$lookup),
        .lookup_granted(registers$lookup_granted),
        .engine_address(registers$engine_address),
        .engine_lookup(registers$engine_lookup),
        .looked_up(registers$looked_up),
        .acts(registers$acts),
        .write_ready(registers$write_ready),
        .write(registers$write),
        .data(registers$data),
        .soft_reset(registers$soft_reset),
        .touched(registers$touched),
        .inspect(registers$inspect),
        .write_submission_base_low(registers$write_submission_base_low),
        .write_submission_base_high(registers$write_submission_base_high),
        .write_submission_entries(registers$write_submission_entries),
        .write_submission_doorbell(registers$write_submission_doorbell),
        .write_completion_base_low(registers$write_completion_base_low),
        .write_completion_base_high(registers$write_completion_base_high),
        .write_completion_entries(registers$write_completion_entries),
        .write_completion_head(registers$write_completion_head),
        .raise_completion(registers$raise_completion),
        .raise_fault(registers$raise_fault),
        .raise_queue(registers$raise_queue),
        .pending(registers$pending),
        .idle(registers$idle),
        .ready(registers$ready),
        .interrupt(registers$interrupt),
        .error_cause(registers$error_cause),
        .error_sequence(registers$error_sequence),
        .fault_address(registers$fault_address),
        .fault_segment(registers$fault_segment),
        .program_counter(registers$program_counter),
        .submission_head(registers$submission_head),
        .submission_doorbell(registers$submission_doorbell),
        .completion_tail(registers$completion_tail),
        .completion_head(registers$completion_head),
        .cycles(registers$cycles),
        .macs(registers$macs),
        .bytes_read(registers$bytes_read),
        .bytes_written(registers$bytes_written),
        .stall_input(registers$stall_input),
        .stall_weight(registers$stall_weight),
        .stall_output(registers$stall_output),
        .stall_micro_op(registers$stall_micro_op)
    );
    ganax_2x2_ring_2 submission(
        .clock(submission$clock),
        .reset(submission$reset),
        .write_base_low(submission$write_base_low),
        .write_base_high(submission$write_base_high),
        .write_entries(submission$write_entries),
        .write_index(submission$write_index),
        .data(submission$data),
        .advance(submission$advance),
        .software_index(submission$software_index),
        .device_index(submission$device_index),
        .any(submission$any),
        .legal(submission$legal),
        .has_room(submission$has_room),
        .offset(submission$offset),
        .configured(submission$configured)
    );
    ganax_2x2_ring completion(
        .clock(completion$clock),
        .reset(completion$reset),
        .write_base_low(completion$write_base_low),
        .write_base_high(completion$write_base_high),
        .write_entries(completion$write_entries),
        .write_index(completion$write_index),
        .data(completion$data),
        .advance(completion$advance),
        .software_index(completion$software_index),
        .device_index(completion$device_index),
        .any(completion$any),
        .legal(completion$legal),
        .has_room(completion$has_room),
        .offset(completion$offset),
        .configured(completion$configured)
    );
    ganax_2x2_queue_engine engine(
        .clock(engine$clock),
        .reset(engine$reset),
        .soft_reset(engine$soft_reset),
        .settling(engine$settling),
        .touched(engine$touched),
        .jobs_wait(engine$jobs_wait),
        .submission_legal(engine$submission_legal),
        .submission_configured(engine$submission_configured),
        .completion_legal(engine$completion_legal),
        .completion_room(engine$completion_room),
        .completion_configured(engine$completion_configured),
        .last_beat(engine$last_beat),
        .read_error(engine$read_error),
        .write_done(engine$write_done),
        .write_error(engine$write_error),
        .job_refused(engine$job_refused),
        .window_offset(engine$window_offset),
        .core_halted(engine$core_halted),
        .core_fault(engine$core_fault),
        .core_cause(engine$core_cause),
        .core_segment(engine$core_segment),
        .core_address(engine$core_address),
        .bus_idle(engine$bus_idle),
        .looked_up(engine$looked_up),
        .carry_out(engine$carry_out),
        .lookup(engine$lookup),
        .lookup_address(engine$lookup_address),
        .operation(engine$operation),
        .high_half(engine$high_half),
        .enable(engine$enable),
        .counter_index(engine$counter_index),
        .keep(engine$keep),
        .selects_completion(engine$selects_completion),
        .begin_entry(engine$begin_entry),
        .place_window(engine$place_window),
        .push(engine$push),
        .word_index(engine$word_index),
        .has_run(engine$has_run),
        .queue_read(engine$queue_read),
        .queue_write(engine$queue_write),
        .entry_taken(engine$entry_taken),
        .completed(engine$completed),
        .completion_advance(engine$completion_advance),
        .queue_error(engine$queue_error),
        .fail(engine$fail),
        .cause(engine$cause),
        .segment(engine$segment),
        .address(engine$address),
        .start(engine$start),
        .abort(engine$abort),
        .running(engine$running),
        .counting(engine$counting),
        .idle(engine$idle)
    );
    ganax_2x2_arithmetic arithmetic(
        .clock(arithmetic$clock),
        .looked_up(arithmetic$looked_up),
        .window_offset(arithmetic$window_offset),
        .window_size(arithmetic$window_size),
        .queue_offset(arithmetic$queue_offset),
        .high_half(arithmetic$high_half),
        .operation(arithmetic$operation),
        .enable(arithmetic$enable),
        .index(arithmetic$index),
        .keep(arithmetic$keep),
        .units(arithmetic$units),
        .sum(arithmetic$sum),
        .carry_out(arithmetic$carry_out),
        .result(arithmetic$result)
    );
    ganax_2x2_job job(
        .clock(job$clock),
        .entry_begins(job$entry_begins),
        .beat_valid(job$beat_valid),
        .beat(job$beat),
        .place_window(job$place_window),
        .address(job$address),
        .first_offset(job$first_offset),
        .first_size(job$first_size),
        .program_address(job$program_address),
        .program_size(job$program_size),
        .constants_address(job$constants_address),
        .constants_size(job$constants_size),
        .input_address(job$input_address),
        .input_size(job$input_size),
        .output_address(job$output_address),
        .output_size(job$output_size),
        .scratch_address(job$scratch_address),
        .scratch_size(job$scratch_size),
        .last_beat(job$last_beat),
        .refused(job$refused),
        .job_sequence(job$job_sequence),
        .batch(job$batch),
        .cookie(job$cookie)
    );
    ganax_2x2_failure failure(
        .clock(failure$clock),
        .reset(failure$reset),
        .clear(failure$clear),
        .fail(failure$fail),
        .cause(failure$cause),
        .segment(failure$segment),
        .address(failure$address),
        .job_sequence(failure$job_sequence),
        .failed(failure$failed),
        .error_cause(failure$error_cause),
        .error_segment(failure$error_segment),
        .error_address(failure$error_address),
        .error_sequence(failure$error_sequence)
    );
    ganax_2x2_completion_entry completion_entry(
        .clock(completion_entry$clock),
        .push(completion_entry$push),
        .word(completion_entry$word),
        .entry(completion_entry$entry)
    );
    ganax_2x2_counters counters(
        .clock(counters$clock),
        .reset(counters$reset),
        .counting(counters$counting),
        .running(counters$running),
        .multiplies(counters$multiplies),
        .stalled_input(counters$stalled_input),
        .stalled_weight(counters$stalled_weight),
        .stalled_output(counters$stalled_output),
        .stalled_micro_op(counters$stalled_micro_op),
        .read_bytes(counters$read_bytes),
        .written_bytes(counters$written_bytes),
        .entry_read(counters$entry_read),
        .entry_written(counters$entry_written),
        .cycles(counters$cycles),
        .macs(counters$macs),
        .bytes_read(counters$bytes_read),
        .bytes_written(counters$bytes_written),
        .stall_input(counters$stall_input),
        .stall_weight(counters$stall_weight),
        .stall_output(counters$stall_output),
        .stall_micro_op(counters$stall_micro_op)
    );
    ganax_2x2_watchdog watchdog(
        .clock(watchdog$clock),
        .clear(watchdog$clear),
        .running(watchdog$running),
        .units(watchdog$units)
    );

    // Update code
    always @(*) begin
        axi$clock = clock;
        registers$clock = clock;
        submission$clock = clock;
        completion$clock = clock;
        engine$clock = clock;
        arithmetic$clock = clock;
        job$clock = clock;
        failure$clock = clock;
        completion_entry$clock = clock;
        counters$clock = clock;
        watchdog$clock = clock;
        restore = reset | registers$soft_reset;
        axi$reset = reset;
        registers$reset = reset;
        engine$reset = reset;
        submission$reset = restore;
        completion$reset = restore;
        failure$reset = restore;
        counters$reset = restore;
        axi$awaddr = awaddr;
        axi$awvalid = awvalid;
        awready = axi$awready;
        axi$wdata = wdata;
        axi$wstrb = wstrb;
        axi$wvalid = wvalid;
        wready = axi$wready;
        bvalid = axi$bvalid;
        axi$bready = bready;
        axi$araddr = araddr;
        axi$arvalid = arvalid;
        arready = axi$arready;
        rdata = axi$rdata;
        rvalid = axi$rvalid;
        axi$rready = rready;
        registers$address = axi$address;
        registers$lookup = axi$lookup;
        axi$lookup_granted = registers$lookup_granted;
        axi$looked_up = registers$looked_up;
        axi$acts = registers$acts;
        axi$write_ready = registers$write_ready;
        registers$write = axi$write;
        registers$data = axi$write_data;
        registers$engine_lookup = engine$lookup;
        registers$engine_address = engine$lookup_address;
        interrupt = registers$interrupt;
        registers$error_cause = failure$error_cause;
        registers$error_sequence = failure$error_sequence;
        registers$fault_address = failure$error_address;
        registers$program_counter = program_counter;
        registers$fault_segment = failure$error_segment;
        registers$submission_head = submission$device_index;
        registers$submission_doorbell = submission$software_index;
        registers$completion_tail = completion$device_index;
        registers$completion_head = completion$software_index;
        registers$cycles = counters$cycles;
        registers$macs = counters$macs;
        registers$bytes_read = counters$bytes_read;
        registers$bytes_written = counters$bytes_written;
        registers$stall_input = counters$stall_input;
        registers$stall_weight = counters$stall_weight;
        registers$stall_output = counters$stall_output;
        registers$stall_micro_op = counters$stall_micro_op;
        submission$write_base_low = registers$write_submission_base_low;
        submission$write_base_high = registers$write_submission_base_high;
        submission$write_entries = registers$write_submission_entries;
        submission$write_index = registers$write_submission_doorbell;
        submission$data = axi$write_data;
        completion$write_base_low = registers$write_completion_base_low;
        completion$write_base_high = registers$write_completion_base_high;
        completion$write_entries = registers$write_completion_entries;
        completion$write_index = registers$write_completion_head;
        completion$data = axi$write_data;
        submission$advance = engine$entry_taken;
        completion$advance = engine$completion_advance;
        has_jobs = submission$any;
        jobs_wrong = has_jobs & ~submission$legal;
        completions_wrong = (has_jobs | completion$any) & ~completion$legal;
        registers$raise_queue = engine$queue_error | (registers$inspect & (jobs_wrong | completions_wrong));
        registers$raise_completion = engine$completed;
        registers$raise_fault = engine$completed & failure$failed;
        registers$pending = has_jobs | ~engine$idle;
        registers$idle = engine$idle;
        registers$ready = submission$legal & submission$has_room;
        engine$soft_reset = registers$soft_reset;
        engine$settling = axi$settling;
        engine$touched = registers$touched;
        engine$jobs_wait = submission$any;
        engine$submission_legal = submission$legal;
        engine$submission_configured = submission$configured;
        engine$completion_legal = completion$legal;
        engine$completion_room = completion$has_room;
        engine$completion_configured = completion$configured;
        engine$last_beat = job$last_beat;
        engine$read_error = queue_read_error;
        engine$write_done = queue_write_done;
        engine$write_error = queue_write_error;
        engine$job_refused = job$refused;
        engine$window_offset = job$first_offset;
        engine$core_halted = halted;
        engine$core_fault = fault;
        engine$core_cause = fault_cause;
        engine$core_segment = fault_segment;
        engine$core_address = fault_address;
        engine$bus_idle = bus_idle;
        engine$looked_up = registers$looked_up;
        engine$carry_out = arithmetic$carry_out;
        arithmetic$looked_up = registers$looked_up;
        arithmetic$window_offset = job$first_offset;
        arithmetic$window_size = job$first_size;
        arithmetic$high_half = engine$high_half;
        arithmetic$operation = engine$operation;
        arithmetic$enable = engine$enable;
        arithmetic$index = engine$counter_index;
        arithmetic$keep = engine$keep;
        arithmetic$units = watchdog$units;
        arithmetic$queue_offset = submission$offset;
        if (engine$selects_completion) begin
            arithmetic$queue_offset = completion$offset;
        end
        job$entry_begins = engine$begin_entry;
        job$beat_valid = queue_read_valid;
        job$beat = queue_read_data;
        job$place_window = engine$place_window;
        job$address = arithmetic$result;
        failure$clear = engine$begin_entry;
        failure$fail = engine$fail;
        failure$cause = engine$cause;
        failure$segment = engine$segment;
        failure$address = engine$address;
        failure$job_sequence = job$job_sequence;
        watchdog$clear = engine$start;
        watchdog$running = engine$running & running;
        counters$counting = engine$counting;
        counters$running = engine$running & running;
        counters$multiplies = multiplies;
        counters$stalled_input = stalled_input;
        counters$stalled_weight = stalled_weight;
        counters$stalled_output = stalled_output;
        counters$stalled_micro_op = stalled_micro_op;
        counters$read_bytes = read_bytes;
        counters$written_bytes = written_bytes;
        counters$entry_read = engine$entry_taken;
        counters$entry_written = engine$completed;
        word = ((32'h0) & 32'hffffffff);
        if (engine$has_run) begin
            word = arithmetic$sum;
        end
        if (engine$word_index == ((32'h0) & 4'hf)) begin
            word = job$job_sequence;
        end
        if (engine$word_index == ((32'h1) & 4'hf)) begin
            word = ((failure$error_cause) & 32'hffffffff);
        end
        if (engine$word_index == ((32'h2) & 4'hf)) begin
            word = ((failure$error_segment) & 32'hffffffff);
        end
        if (engine$word_index == ((32'h4) & 4'hf)) begin
            word = failure$error_address[(32'h0)+:(32)];
        end
        if (engine$word_index == ((32'h5) & 4'hf)) begin
            word = failure$error_address[(32'h20)+:(32)];
        end
        if (engine$word_index == ((32'h3) & 4'hf)) begin
            word = ((32'h0) & 32'hffffffff);
        end
        if (~failure$failed & (engine$word_index >= ((32'h1) & 4'hf)) & (engine$word_index <= ((32'h5) & 4'hf))) begin
            word = ((32'h0) & 32'hffffffff);
        end
        if (engine$word_index == ((32'he) & 4'hf)) begin
            word = job$cookie[(32'h0)+:(32)];
        end
        if (engine$word_index == ((32'hf) & 4'hf)) begin
            word = job$cookie[(32'h20)+:(32)];
        end
        completion_entry$push = engine$push;
        completion_entry$word = word;
        queue_read = engine$queue_read;
        queue_read_address = arithmetic$result;
        queue_write = engine$queue_write;
        queue_write_address = arithmetic$result;
        queue_write_data = completion_entry$entry;
        start = engine$start;
        abort = engine$abort;
        batch = job$batch;
        program_address = job$program_address;
        program_size = job$program_size;
        constants_address = job$constants_address;
        constants_size = job$constants_size;
        input_address = job$input_address;
        input_size = job$input_size;
        output_address = job$output_address;
        output_size = job$output_size;
        scratch_address = job$scratch_address;
        scratch_size = job$scratch_size;
    end
endmodule

module ganax_2x2_table_delay(
    input wire clock,
    input wire [127:0] parameter_words,
    input wire [7:0] parameter_banks,
    input wire [7:0] parameter_wrapped,
    input wire [15:0] parameter_row,
    input wire [15:0] parameter_next_row,
    output reg [127:0] table_words,
    output reg [7:0] table_banks,
    output reg [63:0] table_rows
);
    // Stub signals
    reg words$clock;
    reg [127:0] words$data_in;
    wire [127:0] words$data_out;
    reg banks$clock;
    reg [7:0] banks$data_in;
    wire [7:0] banks$data_out;
    reg wrapped$clock;
    reg [7:0] wrapped$data_in;
    wire [7:0] wrapped$data_out;
    reg first$clock;
    reg [15:0] first$row;
    wire first$in_table;
    wire [7:0] first$table_row;
    reg second$clock;
    reg [15:0] second$row;
    wire second$in_table;
    wire [7:0] second$table_row;

    // Local signals
    reg [7:0] enabled;
    reg [7:0] one_row;
    reg [63:0] together;

    // Sub module instances
    ganax_2x2_delay_10 words(
        .clock(words$clock),
        .data_in(words$data_in),
        .data_out(words$data_out)
    );
    ganax_2x2_delay_9 banks(
        .clock(banks$clock),
        .data_in(banks$data_in),
        .data_out(banks$data_out)
    );
    ganax_2x2_delay_9 wrapped(
        .clock(wrapped$clock),
        .data_in(wrapped$data_in),
        .data_out(wrapped$data_out)
    );
    ganax_2x2_table_row first(
        .clock(first$clock),
        .row(first$row),
        .in_table(first$in_table),
        .table_row(first$table_row)
    );
    ganax_2x2_table_row second(
        .clock(second$clock),
        .row(second$row),
        .in_table(second$in_table),
        .table_row(second$table_row)
    );

    // Update code
    always @(*) begin
        words$clock = clock;
        banks$clock = clock;
        wrapped$clock = clock;
        first$clock = clock;
        second$clock = clock;
        words$data_in = parameter_words;
        banks$data_in = parameter_banks;
        wrapped$data_in = parameter_wrapped;
        first$row = parameter_row;
        second$row = parameter_next_row;
        table_words = words$data_out;
        together = 32'h0;
        one_row = first$table_row;
        if (wrapped$data_out[0]) begin
            one_row = second$table_row;
        end
        together = (together >> 32'h8) | (((one_row) & 64'hffffffffffffffff) << 32'h38);
        one_row = first$table_row;
        if (wrapped$data_out[1]) begin
            one_row = second$table_row;
        end
        together = (together >> 32'h8) | (((one_row) & 64'hffffffffffffffff) << 32'h38);
        one_row = first$table_row;
        if (wrapped$data_out[2]) begin
            one_row = second$table_row;
        end
        together = (together >> 32'h8) | (((one_row) & 64'hffffffffffffffff) << 32'h38);
        one_row = first$table_row;
        if (wrapped$data_out[3]) begin
            one_row = second$table_row;
        end
        together = (together >> 32'h8) | (((one_row) & 64'hffffffffffffffff) << 32'h38);
        one_row = first$table_row;
        if (wrapped$data_out[4]) begin
            one_row = second$table_row;
        end
        together = (together >> 32'h8) | (((one_row) & 64'hffffffffffffffff) << 32'h38);
        one_row = first$table_row;
        if (wrapped$data_out[5]) begin
            one_row = second$table_row;
        end
        together = (together >> 32'h8) | (((one_row) & 64'hffffffffffffffff) << 32'h38);
        one_row = first$table_row;
        if (wrapped$data_out[6]) begin
            one_row = second$table_row;
        end
        together = (together >> 32'h8) | (((one_row) & 64'hffffffffffffffff) << 32'h38);
        one_row = first$table_row;
        if (wrapped$data_out[7]) begin
            one_row = second$table_row;
        end
        together = (together >> 32'h8) | (((one_row) & 64'hffffffffffffffff) << 32'h38);
        table_rows = together;
        enabled = 32'h0;
        if (first$in_table) begin
            enabled = banks$data_out & ~wrapped$data_out;
        end
        if (second$in_table) begin
            enabled = enabled | (banks$data_out & wrapped$data_out);
        end
        table_banks = enabled;
    end
endmodule

module ganax_2x2_store(
    input wire clock,
    input wire reset,
    input wire abort,
    input wire clear_timelines,
    input wire [15:0] image,
    input wire dma_push,
    input wire [52:0] dma_command,
    output reg dma_full,
    input wire [63:0] output_address,
    input wire [63:0] output_size,
    input wire [63:0] scratch_address,
    input wire [63:0] scratch_size,
    output reg [31:0] sums_needed,
    output reg [31:0] drains_needed,
    input wire [15:0] pv_ready_output,
    output reg [3:0] beat_select,
    input wire beat_is_valid,
    input wire [127:0] beat_words,
    input wire [3:0] beat_count,
    output reg [15:0] beat_pop,
    output reg [31:0] outputs_completed,
    input wire [31:0] input_outputs_needed,
    input wire [31:0] weight_outputs_needed,
    input wire [31:0] parameter_outputs_needed,
    output reg [2:0] outputs_ready,
    output reg [4:0] written_bytes,
    output reg store_idle,
    output reg moved,
    output reg outstanding,
    output reg awaits,
    output reg fault,
    output reg [3:0] fault_cause,
    output reg [2:0] fault_segment,
    output reg [63:0] fault_address,
    input wire queue_write,
    input wire [63:0] queue_write_address,
    input wire [511:0] queue_write_data,
    output reg queue_write_done,
    output reg queue_write_error,
    output reg [63:0] m_axi_awaddr,
    output reg [7:0] m_axi_awlen,
    output reg [2:0] m_axi_awsize,
    output reg [1:0] m_axi_awburst,
    output reg [3:0] m_axi_awcache,
    output reg [2:0] m_axi_awprot,
    output reg m_axi_awvalid,
    input wire m_axi_awready,
    output reg [127:0] m_axi_wdata,
    output reg [15:0] m_axi_wstrb,
    output reg m_axi_wlast,
    output reg m_axi_wvalid,
    input wire m_axi_wready,
    input wire [1:0] m_axi_bresp,
    input wire m_axi_bvalid,
    output reg m_axi_bready
);
    // Constant declarations
    localparam one = 32'h1;

    // Stub signals
    reg channel$clock;
    reg channel$reset;
    reg [15:0] channel$image;
    reg [59:0] channel$window_lows;
    reg channel$push;
    reg [52:0] channel$command;
    wire channel$full;
    wire channel$taken;
    wire channel$idle;
    wire [31:0] channel$sums_needed;
    wire [31:0] channel$drains_needed;
    wire [31:0] channel$outputs_needed;
    reg [15:0] channel$pv_ready;
    reg channel$outputs_ready;
    wire channel$ready;
    wire [11:0] channel$address_low;
    wire [31:0] channel$left;
    wire [31:0] channel$target;
    wire [15:0] channel$receivers;
    wire channel$row_begins;
    wire channel$last_row;
    wire [2:0] channel$segment;
    wire channel$fill;
    wire [31:0] channel$index;
    wire [31:0] channel$row_bytes;
    wire [63:0] channel$previous_offset;
    reg channel$advance;
    reg [8:0] channel$advance_bytes;
    reg channel$row_done;
    reg merge$clock;
    reg merge$reset;
    reg merge$stop;
    reg merge$take;
    reg [127:0] merge$words;
    reg [3:0] merge$count;
    reg [7:0] merge$address_low;
    reg [31:0] merge$left;
    reg merge$row_begins;
    reg merge$row_ends;
    reg merge$last_row;
    wire merge$straddles;
    wire merge$splits;
    wire merge$first;
    wire merge$second;
    reg [63:0] merge$address;
    reg merge$refuse;
    wire merge$announce;
    wire [63:0] merge$burst_address;
    wire [3:0] merge$burst_length;
    wire merge$burst_completes;
    wire merge$emit;
    wire [127:0] merge$data;
    wire [7:0] merge$lanes;
    wire merge$burst_ends;
    reg engine$clock;
    reg engine$reset;
    reg engine$stop;
    reg engine$announce;
    reg [63:0] engine$burst_address;
    reg [3:0] engine$burst_length;
    reg engine$burst_completes;
    reg [2:0] engine$burst_segment;
    reg [63:0] engine$row_offset;
    reg engine$emit;
    reg [127:0] engine$data;
    reg [7:0] engine$lanes;
    reg engine$burst_ends;
    wire engine$room;
    wire engine$busy;
    wire engine$awaits;
    wire engine$answered;
    wire engine$answer_completes;
    wire engine$answer_failed;
    wire [2:0] engine$answer_segment;
    wire [63:0] engine$answer_offset;
    reg engine$queue_write;
    reg [63:0] engine$queue_write_address;
    reg [511:0] engine$queue_write_data;
    wire engine$queue_write_done;
    wire engine$queue_write_error;
    wire [63:0] engine$m_axi_awaddr;
    wire [7:0] engine$m_axi_awlen;
    wire engine$m_axi_awvalid;
    reg engine$m_axi_awready;
    wire [127:0] engine$m_axi_wdata;
    wire [15:0] engine$m_axi_wstrb;
    wire engine$m_axi_wlast;
    wire engine$m_axi_wvalid;
    reg engine$m_axi_wready;
    reg [1:0] engine$m_axi_bresp;
    reg engine$m_axi_bvalid;
    wire engine$m_axi_bready;
    reg [31:0] completed$d;
    wire [31:0] completed$q;
    reg completed$clock;
    reg [31:0] following$d;
    wire [31:0] following$q;
    reg following$clock;
    reg enough$0$clock;
    reg enough$0$clear;
    reg [31:0] enough$0$following;
    reg enough$0$counts;
    reg [31:0] enough$0$needed;
    wire enough$0$reached;
    reg enough$1$clock;
    reg enough$1$clear;
    reg [31:0] enough$1$following;
    reg enough$1$counts;
    reg [31:0] enough$1$needed;
    wire enough$1$reached;
    reg enough$2$clock;
    reg enough$2$clear;
    reg [31:0] enough$2$following;
    reg enough$2$counts;
    reg [31:0] enough$2$needed;
    wire enough$2$reached;
    reg enough$3$clock;
    reg enough$3$clear;
    reg [31:0] enough$3$following;
    reg enough$3$counts;
    reg [31:0] enough$3$needed;
    wire enough$3$reached;
    reg halted$d;
    wire halted$q;
    reg halted$clock;
    reg [4:0] written$d;
    wire [4:0] written$q;
    reg written$clock;
    reg has_moved$d;
    wire has_moved$q;
    reg has_moved$clock;
    reg [4:0] bytes_now$d;
    wire [4:0] bytes_now$q;
    reg bytes_now$clock;
    reg ends_now$d;
    wire ends_now$q;
    reg ends_now$clock;
    reg begins_now$d;
    wire begins_now$q;
    reg begins_now$clock;
    reg exceeds_now$d;
    wire exceeds_now$q;
    reg exceeds_now$clock;
    reg odd_now$d;
    wire odd_now$q;
    reg odd_now$clock;
    reg [2:0] segment_now$d;
    wire [2:0] segment_now$q;
    reg segment_now$clock;
    reg [31:0] index_now$d;
    wire [31:0] index_now$q;
    reg index_now$clock;
    reg forbidden_now$d;
    wire forbidden_now$q;
    reg forbidden_now$clock;
    reg [63:0] window_now$d;
    wire [63:0] window_now$q;
    reg window_now$clock;
    reg [63:0] limit$d;
    wire [63:0] limit$q;
    reg limit$clock;
    reg never_fits$d;
    wire never_fits$q;
    reg never_fits$clock;
    reg [63:0] row_offset$d;
    wire [63:0] row_offset$q;
    reg row_offset$clock;
    reg caught$d;
    wire caught$q;
    reg caught$clock;
    reg caught_outside$d;
    wire caught_outside$q;
    reg caught_outside$clock;
    reg reports$d;
    wire reports$q;
    reg reports$clock;
    reg [3:0] cause$d;
    wire [3:0] cause$q;
    reg cause$clock;
    reg [2:0] cause_segment$d;
    wire [2:0] cause_segment$q;
    reg cause_segment$clock;
    reg [63:0] cause_address$d;
    wire [63:0] cause_address$q;
    reg cause_address$clock;

    // Local signals
    reg stop;
    reg takes;
    reg accepts;
    reg [4:0] bytes;
    reg [4:0] accepted_bytes;
    reg [31:0] left;
    reg [4:0] left_low;
    reg is_near;
    reg row_ends;
    reg [15:0] receivers;
    reg [11:0] output_low;
    reg [11:0] scratch_low;
    reg [11:0] address_low;
    reg in_scratch;
    reg [63:0] size;
    reg [63:0] row_bytes;
    reg [3:0] select0;
    reg [3:0] select1;
    reg [3:0] select2;
    reg [3:0] select3;
    reg begins;
    reg outside;
    reg refuses;
    reg [63:0] offset;
    reg [63:0] device_address;
    reg [63:0] entry_offset;
    reg response_fails;
    reg [63:0] caught_size;
    reg completes;
    reg clears;

    // Sub module instances
    ganax_2x2_dma_channel_2 channel(
        .clock(channel$clock),
        .reset(channel$reset),
        .image(channel$image),
        .window_lows(channel$window_lows),
        .push(channel$push),
        .command(channel$command),
        .full(channel$full),
        .taken(channel$taken),
        .idle(channel$idle),
        .sums_needed(channel$sums_needed),
        .drains_needed(channel$drains_needed),
        .outputs_needed(channel$outputs_needed),
        .pv_ready(channel$pv_ready),
        .outputs_ready(channel$outputs_ready),
        .ready(channel$ready),
        .address_low(channel$address_low),
        .left(channel$left),
        .target(channel$target),
        .receivers(channel$receivers),
        .row_begins(channel$row_begins),
        .last_row(channel$last_row),
        .segment(channel$segment),
        .fill(channel$fill),
        .index(channel$index),
        .row_bytes(channel$row_bytes),
        .previous_offset(channel$previous_offset),
        .advance(channel$advance),
        .advance_bytes(channel$advance_bytes),
        .row_done(channel$row_done)
    );
    ganax_2x2_write_merge merge(
        .clock(merge$clock),
        .reset(merge$reset),
        .stop(merge$stop),
        .take(merge$take),
        .words(merge$words),
        .count(merge$count),
        .address_low(merge$address_low),
        .left(merge$left),
        .row_begins(merge$row_begins),
        .row_ends(merge$row_ends),
        .last_row(merge$last_row),
        .straddles(merge$straddles),
        .splits(merge$splits),
        .first(merge$first),
        .second(merge$second),
        .address(merge$address),
        .refuse(merge$refuse),
        .announce(merge$announce),
        .burst_address(merge$burst_address),
        .burst_length(merge$burst_length),
        .burst_completes(merge$burst_completes),
        .emit(merge$emit),
        .data(merge$data),
        .lanes(merge$lanes),
        .burst_ends(merge$burst_ends)
    );
    ganax_2x2_write_engine engine(
        .clock(engine$clock),
        .reset(engine$reset),
        .stop(engine$stop),
        .announce(engine$announce),
        .burst_address(engine$burst_address),
        .burst_length(engine$burst_length),
        .burst_completes(engine$burst_completes),
        .burst_segment(engine$burst_segment),
        .row_offset(engine$row_offset),
        .emit(engine$emit),
        .data(engine$data),
        .lanes(engine$lanes),
        .burst_ends(engine$burst_ends),
        .room(engine$room),
        .busy(engine$busy),
        .awaits(engine$awaits),
        .answered(engine$answered),
        .answer_completes(engine$answer_completes),
        .answer_failed(engine$answer_failed),
        .answer_segment(engine$answer_segment),
        .answer_offset(engine$answer_offset),
        .queue_write(engine$queue_write),
        .queue_write_address(engine$queue_write_address),
        .queue_write_data(engine$queue_write_data),
        .queue_write_done(engine$queue_write_done),
        .queue_write_error(engine$queue_write_error),
        .m_axi_awaddr(engine$m_axi_awaddr),
        .m_axi_awlen(engine$m_axi_awlen),
        .m_axi_awvalid(engine$m_axi_awvalid),
        .m_axi_awready(engine$m_axi_awready),
        .m_axi_wdata(engine$m_axi_wdata),
        .m_axi_wstrb(engine$m_axi_wstrb),
        .m_axi_wlast(engine$m_axi_wlast),
        .m_axi_wvalid(engine$m_axi_wvalid),
        .m_axi_wready(engine$m_axi_wready),
        .m_axi_bresp(engine$m_axi_bresp),
        .m_axi_bvalid(engine$m_axi_bvalid),
        .m_axi_bready(engine$m_axi_bready)
    );
    ganax_2x2_flip_flop_32 completed(
        .d(completed$d),
        .q(completed$q),
        .clock(completed$clock)
    );
    ganax_2x2_flip_flop_32 following(
        .d(following$d),
        .q(following$q),
        .clock(following$clock)
    );
    ganax_2x2_count_reached enough$0(
        .clock(enough$0$clock),
        .clear(enough$0$clear),
        .following(enough$0$following),
        .counts(enough$0$counts),
        .needed(enough$0$needed),
        .reached(enough$0$reached)
    );
    ganax_2x2_count_reached enough$1(
        .clock(enough$1$clock),
        .clear(enough$1$clear),
        .following(enough$1$following),
        .counts(enough$1$counts),
        .needed(enough$1$needed),
        .reached(enough$1$reached)
    );
    ganax_2x2_count_reached enough$2(
        .clock(enough$2$clock),
        .clear(enough$2$clear),
        .following(enough$2$following),
        .counts(enough$2$counts),
        .needed(enough$2$needed),
        .reached(enough$2$reached)
    );
    ganax_2x2_count_reached enough$3(
        .clock(enough$3$clock),
        .clear(enough$3$clear),
        .following(enough$3$following),
        .counts(enough$3$counts),
        .needed(enough$3$needed),
        .reached(enough$3$reached)
    );
    ganax_2x2_flip_flop_1 halted(
        .d(halted$d),
        .q(halted$q),
        .clock(halted$clock)
    );
    ganax_2x2_flip_flop_5 written(
        .d(written$d),
        .q(written$q),
        .clock(written$clock)
    );
    ganax_2x2_flip_flop_1 has_moved(
        .d(has_moved$d),
        .q(has_moved$q),
        .clock(has_moved$clock)
    );
    ganax_2x2_flip_flop_5 bytes_now(
        .d(bytes_now$d),
        .q(bytes_now$q),
        .clock(bytes_now$clock)
    );
    ganax_2x2_flip_flop_1 ends_now(
        .d(ends_now$d),
        .q(ends_now$q),
        .clock(ends_now$clock)
    );
    ganax_2x2_flip_flop_1 begins_now(
        .d(begins_now$d),
        .q(begins_now$q),
        .clock(begins_now$clock)
    );
    ganax_2x2_flip_flop_1 exceeds_now(
        .d(exceeds_now$d),
        .q(exceeds_now$q),
        .clock(exceeds_now$clock)
    );
    ganax_2x2_flip_flop_1 odd_now(
        .d(odd_now$d),
        .q(odd_now$q),
        .clock(odd_now$clock)
    );
    ganax_2x2_flip_flop_3 segment_now(
        .d(segment_now$d),
        .q(segment_now$q),
        .clock(segment_now$clock)
    );
    ganax_2x2_flip_flop_32 index_now(
        .d(index_now$d),
        .q(index_now$q),
        .clock(index_now$clock)
    );
    ganax_2x2_flip_flop_1 forbidden_now(
        .d(forbidden_now$d),
        .q(forbidden_now$q),
        .clock(forbidden_now$clock)
    );
    ganax_2x2_flip_flop_64 window_now(
        .d(window_now$d),
        .q(window_now$q),
        .clock(window_now$clock)
    );
    ganax_2x2_flip_flop_64 limit(
        .d(limit$d),
        .q(limit$q),
        .clock(limit$clock)
    );
    ganax_2x2_flip_flop_1 never_fits(
        .d(never_fits$d),
        .q(never_fits$q),
        .clock(never_fits$clock)
    );
    ganax_2x2_flip_flop_64 row_offset(
        .d(row_offset$d),
        .q(row_offset$q),
        .clock(row_offset$clock)
    );
    ganax_2x2_flip_flop_1 caught(
        .d(caught$d),
        .q(caught$q),
        .clock(caught$clock)
    );
    ganax_2x2_flip_flop_1 caught_outside(
        .d(caught_outside$d),
        .q(caught_outside$q),
        .clock(caught_outside$clock)
    );
    ganax_2x2_flip_flop_1 reports(
        .d(reports$d),
        .q(reports$q),
        .clock(reports$clock)
    );
    ganax_2x2_flip_flop_4 cause(
        .d(cause$d),
        .q(cause$q),
        .clock(cause$clock)
    );
    ganax_2x2_flip_flop_3 cause_segment(
        .d(cause_segment$d),
        .q(cause_segment$q),
        .clock(cause_segment$clock)
    );
    ganax_2x2_flip_flop_64 cause_address(
        .d(cause_address$d),
        .q(cause_address$q),
        .clock(cause_address$clock)
    );

    // Update code
    always @(*) begin
        channel$clock = clock;
        merge$clock = clock;
        engine$clock = clock;
        completed$clock = clock;
        following$clock = clock;
        halted$clock = clock;
        written$clock = clock;
        has_moved$clock = clock;
        completed$d = completed$q;
        following$d = following$q;
        halted$d = halted$q;
        written$d = written$q;
        has_moved$d = has_moved$q;
        bytes_now$clock = clock;
        ends_now$clock = clock;
        begins_now$clock = clock;
        exceeds_now$clock = clock;
        odd_now$clock = clock;
        bytes_now$d = bytes_now$q;
        ends_now$d = ends_now$q;
        begins_now$d = begins_now$q;
        exceeds_now$d = exceeds_now$q;
        odd_now$d = odd_now$q;
        segment_now$clock = clock;
        index_now$clock = clock;
        forbidden_now$clock = clock;
        window_now$clock = clock;
        segment_now$d = segment_now$q;
        index_now$d = index_now$q;
        forbidden_now$d = forbidden_now$q;
        window_now$d = window_now$q;
        limit$clock = clock;
        never_fits$clock = clock;
        row_offset$clock = clock;
        caught$clock = clock;
        caught_outside$clock = clock;
        limit$d = limit$q;
        never_fits$d = never_fits$q;
        row_offset$d = row_offset$q;
        caught$d = caught$q;
        caught_outside$d = caught_outside$q;
        reports$clock = clock;
        cause$clock = clock;
        cause_segment$clock = clock;
        cause_address$clock = clock;
        reports$d = reports$q;
        cause$d = cause$q;
        cause_segment$d = cause_segment$q;
        cause_address$d = cause_address$q;
        stop = halted$q | abort;
        channel$reset = reset;
        channel$image = image;
        output_low = output_address[(32'h0)+:(12)];
        scratch_low = scratch_address[(32'h0)+:(12)];
        channel$window_lows = (((output_low) & 60'hfffffffffffffff) << 32'h24) | (((scratch_low) & 60'hfffffffffffffff) << 32'h30);
        channel$push = dma_push;
        channel$command = dma_command;
        channel$pv_ready = pv_ready_output;
        channel$outputs_ready = enough$3$reached;
        dma_full = channel$full;
        sums_needed = channel$sums_needed;
        drains_needed = channel$drains_needed;
        receivers = channel$receivers;
        select0 = ((32'h0) & 4'hf);
        if (|(receivers & ((32'haaaa) & 16'hffff))) begin
            select0 = ((32'h1) & 4'hf);
        end
        select1 = ((32'h0) & 4'hf);
        if (|(receivers & ((32'hcccc) & 16'hffff))) begin
            select1 = ((32'h2) & 4'hf);
        end
        select2 = ((32'h0) & 4'hf);
        if (|(receivers & ((32'hf0f0) & 16'hffff))) begin
            select2 = ((32'h4) & 4'hf);
        end
        select3 = ((32'h0) & 4'hf);
        if (|(receivers & ((32'hff00) & 16'hffff))) begin
            select3 = ((32'h8) & 4'hf);
        end
        beat_select = select0 | select1 | select2 | select3;
        takes = channel$ready & beat_is_valid & engine$room & ~merge$splits & ~stop;
        beat_pop = ((32'h0) & 16'hffff);
        if (takes) begin
            beat_pop = receivers;
        end
        bytes = ((beat_count) & 5'h1f) << 32'h1;
        left = channel$left;
        left_low = left[(32'h0)+:(5)];
        is_near = ~|left[(32'h5)+:(27)];
        row_ends = is_near & (left_low == bytes);
        accepts = (takes & ~merge$straddles) | merge$splits;
        accepted_bytes = bytes;
        channel$row_done = row_ends;
        if (merge$splits) begin
            accepted_bytes = bytes_now$q;
            channel$row_done = ends_now$q;
        end
        channel$advance = accepts;
        channel$advance_bytes = ((accepted_bytes) & 9'h1ff);
        written$d = ((32'h0) & 5'h1f);
        if (accepts) begin
            written$d = accepted_bytes;
        end
        written_bytes = written$q;
        address_low = channel$address_low;
        merge$reset = reset;
        merge$stop = stop;
        merge$take = takes;
        merge$words = beat_words;
        merge$count = beat_count;
        merge$address_low = address_low[(32'h0)+:(8)];
        merge$left = left;
        merge$row_begins = channel$row_begins;
        merge$row_ends = row_ends;
        merge$last_row = channel$last_row;
        if (takes) begin
            bytes_now$d = bytes;
            ends_now$d = row_ends;
            begins_now$d = channel$row_begins;
            exceeds_now$d = is_near & (left_low < bytes);
            odd_now$d = address_low[32'h0];
            index_now$d = channel$index;
            segment_now$d = channel$segment;
        end
        in_scratch = channel$segment == ((32'h4) & 3'h7);
        forbidden_now$d = (channel$segment != ((32'h3) & 3'h7)) & ~in_scratch;
        window_now$d = output_address;
        size = output_size;
        if (in_scratch) begin
            window_now$d = scratch_address;
            size = scratch_size;
        end
        row_bytes = ((channel$row_bytes) & 64'hffffffffffffffff);
        limit$d = size - row_bytes;
        never_fits$d = size < row_bytes;
        offset = channel$previous_offset;
        begins = merge$first & begins_now$q;
        outside = never_fits$q | (offset > limit$q);
        refuses = (merge$first & exceeds_now$q) | (begins & (forbidden_now$q | outside | odd_now$q));
        device_address = window_now$q + offset;
        merge$address = device_address;
        merge$refuse = refuses;
        entry_offset = row_offset$q;
        if (begins) begin
            entry_offset = offset;
        end
        row_offset$d = entry_offset;
        engine$reset = reset;
        engine$stop = stop;
        engine$announce = merge$announce;
        engine$burst_address = merge$burst_address;
        engine$burst_length = merge$burst_length;
        engine$burst_completes = merge$burst_completes;
        engine$burst_segment = segment_now$q;
        engine$row_offset = entry_offset;
        engine$emit = merge$emit;
        engine$data = merge$data;
        engine$lanes = merge$lanes;
        engine$burst_ends = merge$burst_ends;
        engine$queue_write = queue_write;
        engine$queue_write_address = queue_write_address;
        engine$queue_write_data = queue_write_data;
        queue_write_done = engine$queue_write_done;
        queue_write_error = engine$queue_write_error;
        completes = engine$answered & engine$answer_completes;
        clears = reset | clear_timelines;
        if (completes) begin
            completed$d = following$q;
            following$d = following$q + one;
        end
        if (clears) begin
            completed$d = ((32'h0) & 32'hffffffff);
            following$d = one;
        end
        outputs_completed = completed$q;
        enough$0$clock = clock;
        enough$0$clear = clears;
        enough$0$following = following$q;
        enough$0$counts = completes;
        enough$1$clock = clock;
        enough$1$clear = clears;
        enough$1$following = following$q;
        enough$1$counts = completes;
        enough$2$clock = clock;
        enough$2$clear = clears;
        enough$2$following = following$q;
        enough$2$counts = completes;
        enough$3$clock = clock;
        enough$3$clear = clears;
        enough$3$following = following$q;
        enough$3$counts = completes;
        enough$0$needed = input_outputs_needed;
        enough$1$needed = weight_outputs_needed;
        enough$2$needed = parameter_outputs_needed;
        enough$3$needed = channel$outputs_needed;
        outputs_ready = ((32'h0) & 3'h7);
        outputs_ready = (outputs_ready & ~(1 << (0)) | ((enough$0$reached) << (0)));
        outputs_ready = (outputs_ready & ~(1 << (1)) | ((enough$1$reached) << (1)));
        outputs_ready = (outputs_ready & ~(1 << (2)) | ((enough$2$reached) << (2)));
        outstanding = engine$busy | merge$first | merge$second;
        awaits = engine$awaits | merge$first | merge$second;
        store_idle = channel$idle & ~engine$busy & ~merge$first & ~merge$second;
        has_moved$d = channel$taken | accepts | engine$answered;
        moved = has_moved$q;
        response_fails = engine$answered & engine$answer_failed;
        caught$d = 1'b0;
        reports$d = caught$q;
        caught_size = output_size;
        if (cause_segment$q == ((32'h4) & 3'h7)) begin
            caught_size = scratch_size;
        end
        if (caught$q & caught_outside$q & (caught_size > cause_address$q)) begin
            cause_address$d = caught_size;
        end
        if (abort) begin
            halted$d = 1'b1;
        end
        if ((refuses | response_fails) & ~stop) begin
            halted$d = 1'b1;
            caught$d = 1'b1;
            caught_outside$d = 1'b0;
            cause_segment$d = segment_now$q;
            cause_address$d = offset;
            cause$d = ((32'h8) & 4'hf);
            if (outside | forbidden_now$q) begin
                cause$d = ((32'h3) & 4'hf);
                caught_outside$d = ~forbidden_now$q;
            end
            if (exceeds_now$q) begin
                cause$d = ((32'h5) & 4'hf);
                caught_outside$d = 1'b0;
                cause_segment$d = ((32'h0) & 3'h7);
                cause_address$d = ((index_now$q) & 64'hffffffffffffffff);
            end
            if (response_fails) begin
                cause$d = ((32'h8) & 4'hf);
                caught_outside$d = 1'b0;
                cause_segment$d = engine$answer_segment;
                cause_address$d = engine$answer_offset;
            end
        end
        if (reset) begin
            halted$d = 1'b0;
            caught$d = 1'b0;
            reports$d = 1'b0;
        end
        fault = reports$q;
        fault_cause = cause$q;
        fault_segment = cause_segment$q;
        fault_address = cause_address$q;
        engine$m_axi_awready = m_axi_awready;
        engine$m_axi_wready = m_axi_wready;
        engine$m_axi_bresp = m_axi_bresp;
        engine$m_axi_bvalid = m_axi_bvalid;
        m_axi_awaddr = engine$m_axi_awaddr;
        m_axi_awlen = engine$m_axi_awlen;
        m_axi_awsize = ((32'h4) & 3'h7);
        m_axi_awburst = ((32'h1) & 2'h3);
        m_axi_awcache = ((32'h3) & 4'hf);
        m_axi_awprot = ((32'h0) & 3'h7);
        m_axi_awvalid = engine$m_axi_awvalid;
        m_axi_wdata = engine$m_axi_wdata;
        m_axi_wstrb = engine$m_axi_wstrb;
        m_axi_wlast = engine$m_axi_wlast;
        m_axi_wvalid = engine$m_axi_wvalid;
        m_axi_bready = engine$m_axi_bready;
    end
endmodule

module ganax_2x2_sequencer(
    input wire clock,
    input wire reset,
    input wire aborts,
    input wire [16:0] batch,
    input wire [63:0] program_address,
    input wire [63:0] program_size,
    output reg fetch_request,
    output reg fetch_claims,
    output reg [39:0] fetch_offset,
    output reg [5:0] fetch_words,
    output reg [4:0] fetch_beats,
    input wire fetch_grant,
    input wire fetch_valid,
    input wire [127:0] fetch_data,
    input wire [1:0] fetch_mask,
    input wire [15:0] pv_full,
    input wire [3:0] dma_full,
    input wire [15:0] pv_idle,
    input wire loads_idle,
    input wire store_idle,
    input wire moved,
    input wire bus_awaits,
    output reg [15:0] pv_push,
    output reg [32:0] command,
    output reg [47:0] mimd_indices,
    output reg is_mimd,
    output reg [3:0] dma_push,
    output reg [52:0] dma_command,
    output reg [15:0] image,
    output reg clear_timelines,
    output reg [2:0] blocked,
    output reg running,
    output reg halted,
    output reg fault,
    output reg [3:0] fault_cause,
    output reg [2:0] fault_segment,
    output reg [63:0] fault_address,
    output reg [31:0] program_counter
);
    // Constant declarations
    localparam absent = 16'hfffc;

    // Stub signals
    reg buffer$clock;
    reg buffer$clear;
    reg buffer$starts_high;
    reg buffer$arrives;
    reg [127:0] buffer$beat;
    reg buffer$pop;
    wire [63:0] buffer$head;
    wire buffer$head_valid;
    reg fetch$clock;
    reg fetch$reset;
    reg fetch$active;
    reg fetch$skips;
    reg fetch$stops;
    reg fetch$redirect;
    reg [39:0] fetch$target;
    reg [39:0] fetch$target_left;
    reg [8:0] fetch$base;
    reg fetch$pop;
    wire fetch$claims;
    wire fetch$request;
    wire [39:0] fetch$offset;
    wire [5:0] fetch$words;
    wire [4:0] fetch$beats;
    reg fetch$grant;
    reg fetch$valid;
    reg [1:0] fetch$mask;
    wire fetch$arrives;
    wire fetch$starts_high;
    reg flow$clock;
    reg flow$reset;
    reg [39:0] flow$window_words;
    reg [16:0] flow$batch;
    reg flow$live;
    reg [63:0] flow$head;
    reg flow$head_valid;
    reg flow$has_room;
    reg flow$idle;
    wire [39:0] flow$next_index;
    wire flow$present;
    wire flow$done;
    wire flow$pushes;
    wire flow$skips;
    wire flow$stops;
    wire flow$pop;
    wire flow$jump;
    wire [39:0] flow$target;
    wire [39:0] flow$target_left;
    wire flow$halts;
    wire flow$ends_body;
    wire [15:0] flow$image;
    wire flow$misplaced;
    wire flow$ended;
    wire flow$ended_at_window;
    reg issue$clock;
    reg [63:0] issue$head;
    reg [39:0] issue$head_index;
    reg issue$present;
    reg issue$done;
    reg [15:0] issue$pv_full;
    reg [3:0] issue$dma_full;
    wire issue$has_room;
    wire [15:0] issue$pv_push;
    wire [32:0] issue$command;
    wire [47:0] issue$mimd_indices;
    wire issue$is_mimd;
    wire [3:0] issue$dma_push;
    wire [52:0] issue$dma_command;
    wire [2:0] issue$blocked;
    reg status$clock;
    reg status$reset;
    reg status$aborts;
    reg [63:0] status$program_address;
    reg [63:0] status$program_size;
    reg [63:0] status$head;
    reg [39:0] status$head_index;
    reg status$present;
    reg status$misplaced;
    reg status$ended;
    reg status$ended_at_window;
    reg status$halts;
    reg status$moved;
    wire status$live;
    wire status$fetches;
    wire status$running;
    wire status$halted;
    wire status$fault;
    wire [3:0] status$fault_cause;
    wire [2:0] status$fault_segment;
    wire [63:0] status$fault_address;

    // Local signals
    reg [15:0] idle_pvs;
    reg idle;
    reg redirect;

    // Sub module instances
    ganax_2x2_global_buffer buffer(
        .clock(buffer$clock),
        .clear(buffer$clear),
        .starts_high(buffer$starts_high),
        .arrives(buffer$arrives),
        .beat(buffer$beat),
        .pop(buffer$pop),
        .head(buffer$head),
        .head_valid(buffer$head_valid)
    );
    ganax_2x2_fetch fetch(
        .clock(fetch$clock),
        .reset(fetch$reset),
        .active(fetch$active),
        .skips(fetch$skips),
        .stops(fetch$stops),
        .redirect(fetch$redirect),
        .target(fetch$target),
        .target_left(fetch$target_left),
        .base(fetch$base),
        .pop(fetch$pop),
        .claims(fetch$claims),
        .request(fetch$request),
        .offset(fetch$offset),
        .words(fetch$words),
        .beats(fetch$beats),
        .grant(fetch$grant),
        .valid(fetch$valid),
        .mask(fetch$mask),
        .arrives(fetch$arrives),
        .starts_high(fetch$starts_high)
    );
    ganax_2x2_flow flow(
        .clock(flow$clock),
        .reset(flow$reset),
        .window_words(flow$window_words),
        .batch(flow$batch),
        .live(flow$live),
        .head(flow$head),
        .head_valid(flow$head_valid),
        .has_room(flow$has_room),
        .idle(flow$idle),
        .next_index(flow$next_index),
        .present(flow$present),
        .done(flow$done),
        .pushes(flow$pushes),
        .skips(flow$skips),
        .stops(flow$stops),
        .pop(flow$pop),
        .jump(flow$jump),
        .target(flow$target),
        .target_left(flow$target_left),
        .halts(flow$halts),
        .ends_body(flow$ends_body),
        .image(flow$image),
        .misplaced(flow$misplaced),
        .ended(flow$ended),
        .ended_at_window(flow$ended_at_window)
    );
    ganax_2x2_issue issue(
        .clock(issue$clock),
        .head(issue$head),
        .head_index(issue$head_index),
        .present(issue$present),
        .done(issue$done),
        .pv_full(issue$pv_full),
        .dma_full(issue$dma_full),
        .has_room(issue$has_room),
        .pv_push(issue$pv_push),
        .command(issue$command),
        .mimd_indices(issue$mimd_indices),
        .is_mimd(issue$is_mimd),
        .dma_push(issue$dma_push),
        .dma_command(issue$dma_command),
        .blocked(issue$blocked)
    );
    ganax_2x2_status status(
        .clock(status$clock),
        .reset(status$reset),
        .aborts(status$aborts),
        .program_address(status$program_address),
        .program_size(status$program_size),
        .head(status$head),
        .head_index(status$head_index),
        .present(status$present),
        .misplaced(status$misplaced),
        .ended(status$ended),
        .ended_at_window(status$ended_at_window),
        .halts(status$halts),
        .moved(status$moved),
        .live(status$live),
        .fetches(status$fetches),
        .running(status$running),
        .halted(status$halted),
        .fault(status$fault),
        .fault_cause(status$fault_cause),
        .fault_segment(status$fault_segment),
        .fault_address(status$fault_address)
    );

    // Update code
    always @(*) begin
        buffer$clock = clock;
        fetch$clock = clock;
        flow$clock = clock;
        issue$clock = clock;
        status$clock = clock;
        idle_pvs = pv_idle | absent;
        idle = &idle_pvs & loads_idle & store_idle;
        redirect = flow$jump | reset;
        status$reset = reset;
        status$aborts = aborts;
        status$program_address = program_address;
        status$program_size = program_size;
        status$head = buffer$head;
        status$head_index = flow$next_index;
        status$present = flow$present;
        status$misplaced = flow$misplaced;
        status$ended = flow$ended;
        status$ended_at_window = flow$ended_at_window;
        status$halts = flow$halts;
        status$moved = moved | bus_awaits | fetch_valid | flow$done;
        fetch$reset = reset;
        fetch$active = status$fetches;
        fetch$skips = flow$skips | reset;
        fetch$stops = flow$stops & idle;
        fetch$redirect = redirect;
        fetch$target = flow$target;
        fetch$target_left = flow$target_left;
        fetch$base = program_address[(32'h3)+:(9)];
        fetch$pop = flow$pop;
        fetch$grant = fetch_grant;
        fetch$valid = fetch_valid;
        fetch$mask = fetch_mask;
        fetch_request = fetch$request;
        fetch_claims = fetch$claims;
        fetch_offset = fetch$offset;
        fetch_words = fetch$words;
        fetch_beats = fetch$beats;
        buffer$clear = redirect;
        buffer$starts_high = fetch$starts_high;
        buffer$arrives = fetch$arrives;
        buffer$beat = fetch_data;
        buffer$pop = flow$pop;
        flow$reset = reset;
        flow$window_words = program_size[(32'h3)+:(40)];
        flow$batch = batch;
        flow$live = status$live;
        flow$head = buffer$head;
        flow$head_valid = buffer$head_valid;
        flow$has_room = issue$has_room;
        flow$idle = idle;
        issue$head = buffer$head;
        issue$head_index = flow$next_index;
        issue$present = flow$present;
        issue$done = flow$pushes;
        issue$pv_full = pv_full;
        issue$dma_full = dma_full;
        pv_push = issue$pv_push;
        command = issue$command;
        mimd_indices = issue$mimd_indices;
        is_mimd = issue$is_mimd;
        dma_push = issue$dma_push;
        dma_command = issue$dma_command;
        blocked = issue$blocked;
        image = flow$image;
        clear_timelines = flow$ends_body;
        running = status$running;
        halted = status$halted;
        fault = status$fault;
        fault_cause = status$fault_cause;
        fault_segment = status$fault_segment;
        fault_address = status$fault_address;
        program_counter = flow$next_index[(32'h0)+:(32)];
    end
endmodule

module ganax_2x2_entry_rows(
    input wire [7:0] parameter_banks,
    input wire [7:0] parameter_wrapped,
    input wire [15:0] parameter_row,
    input wire [15:0] parameter_next_row,
    output reg [7:0] entry_banks,
    output reg [127:0] entry_rows
);
    // Constant declarations
    localparam row_mask = 16'h3f;
    localparam beyond_mask = 16'hffc0;

    // Local signals
    reg [15:0] beyond;
    reg [15:0] next_beyond;
    reg [7:0] enabled;
    reg [15:0] one_row;
    reg [127:0] together;

    // Update code
    always @(*) begin
        beyond = parameter_row & beyond_mask;
        next_beyond = parameter_next_row & beyond_mask;
        enabled = 32'h0;
        if (~|beyond) begin
            enabled = parameter_banks & ~parameter_wrapped;
        end
        if (~|next_beyond) begin
            enabled = enabled | (parameter_banks & parameter_wrapped);
        end
        entry_banks = enabled;
        together = 32'h0;
        one_row = parameter_row & row_mask;
        if (parameter_wrapped[0]) begin
            one_row = parameter_next_row & row_mask;
        end
        together = (together >> 32'h10) | (((one_row) & 128'hffffffffffffffffffffffffffffffff) << 32'h70);
        one_row = parameter_row & row_mask;
        if (parameter_wrapped[1]) begin
            one_row = parameter_next_row & row_mask;
        end
        together = (together >> 32'h10) | (((one_row) & 128'hffffffffffffffffffffffffffffffff) << 32'h70);
        one_row = parameter_row & row_mask;
        if (parameter_wrapped[2]) begin
            one_row = parameter_next_row & row_mask;
        end
        together = (together >> 32'h10) | (((one_row) & 128'hffffffffffffffffffffffffffffffff) << 32'h70);
        one_row = parameter_row & row_mask;
        if (parameter_wrapped[3]) begin
            one_row = parameter_next_row & row_mask;
        end
        together = (together >> 32'h10) | (((one_row) & 128'hffffffffffffffffffffffffffffffff) << 32'h70);
        one_row = parameter_row & row_mask;
        if (parameter_wrapped[4]) begin
            one_row = parameter_next_row & row_mask;
        end
        together = (together >> 32'h10) | (((one_row) & 128'hffffffffffffffffffffffffffffffff) << 32'h70);
        one_row = parameter_row & row_mask;
        if (parameter_wrapped[5]) begin
            one_row = parameter_next_row & row_mask;
        end
        together = (together >> 32'h10) | (((one_row) & 128'hffffffffffffffffffffffffffffffff) << 32'h70);
        one_row = parameter_row & row_mask;
        if (parameter_wrapped[6]) begin
            one_row = parameter_next_row & row_mask;
        end
        together = (together >> 32'h10) | (((one_row) & 128'hffffffffffffffffffffffffffffffff) << 32'h70);
        one_row = parameter_row & row_mask;
        if (parameter_wrapped[7]) begin
            one_row = parameter_next_row & row_mask;
        end
        together = (together >> 32'h10) | (((one_row) & 128'hffffffffffffffffffffffffffffffff) << 32'h70);
        entry_rows = together;
    end
endmodule

module ganax_2x2_loads(
    input wire clock,
    input wire reset,
    input wire abort,
    input wire clear_timelines,
    input wire [15:0] image,
    input wire [2:0] dma_push,
    input wire [52:0] dma_command,
    input wire [63:0] program_address,
    input wire [63:0] constants_address,
    input wire [63:0] input_address,
    input wire [63:0] output_address,
    input wire [63:0] scratch_address,
    input wire [63:0] program_size,
    input wire [63:0] constants_size,
    input wire [63:0] input_size,
    input wire [63:0] output_size,
    input wire [63:0] scratch_size,
    input wire [15:0] pv_ready_input,
    input wire [15:0] pv_ready_weight,
    input wire [15:0] pv_ready_parameter,
    input wire [2:0] outputs_ready,
    input wire fetch_request,
    input wire fetch_claims,
    input wire [39:0] fetch_offset,
    input wire [5:0] fetch_words,
    input wire [4:0] fetch_beats,
    input wire queue_read,
    input wire [63:0] queue_read_address,
    input wire m_axi_arready,
    input wire [127:0] m_axi_rdata,
    input wire [1:0] m_axi_rresp,
    input wire m_axi_rlast,
    input wire m_axi_rvalid,
    output reg [2:0] dma_full,
    output reg [31:0] input_sums_needed,
    output reg [31:0] input_drains_needed,
    output reg [31:0] input_outputs_needed,
    output reg [31:0] weight_sums_needed,
    output reg [31:0] weight_drains_needed,
    output reg [31:0] weight_outputs_needed,
    output reg [31:0] parameter_sums_needed,
    output reg [31:0] parameter_drains_needed,
    output reg [31:0] parameter_outputs_needed,
    output reg [23:0] parameters_completed,
    output reg [23:0] inputs_completed,
    output reg [23:0] weights_completed,
    output reg fetch_valid,
    output reg [127:0] fetch_data,
    output reg [1:0] fetch_mask,
    output reg [255:0] load_words,
    output reg [15:0] load_banks,
    output reg [15:0] load_line,
    output reg [15:0] load_next_line,
    output reg [15:0] load_wrapped,
    output reg [15:0] input_write,
    output reg [15:0] weight_write,
    output reg [127:0] parameter_words,
    output reg [7:0] parameter_banks,
    output reg [15:0] parameter_row,
    output reg [15:0] parameter_next_row,
    output reg [7:0] parameter_wrapped,
    output reg [15:0] parameter_write,
    output reg fetch_grant,
    output reg [8:0] read_bytes,
    output reg loads_idle,
    output reg moved,
    output reg outstanding,
    output reg queue_read_valid,
    output reg [127:0] queue_read_data,
    output reg queue_read_done,
    output reg queue_read_error,
    output reg fault,
    output reg [3:0] fault_cause,
    output reg [2:0] fault_segment,
    output reg [63:0] fault_address,
    output reg [63:0] m_axi_araddr,
    output reg [7:0] m_axi_arlen,
    output reg [2:0] m_axi_arsize,
    output reg [1:0] m_axi_arburst,
    output reg [3:0] m_axi_arcache,
    output reg [2:0] m_axi_arprot,
    output reg m_axi_arvalid,
    output reg m_axi_rready
);
    // Stub signals
    reg parameter_channel$clock;
    reg parameter_channel$reset;
    reg [15:0] parameter_channel$image;
    reg [59:0] parameter_channel$window_lows;
    reg parameter_channel$push;
    reg [52:0] parameter_channel$command;
    wire parameter_channel$full;
    wire parameter_channel$taken;
    wire parameter_channel$idle;
    wire [31:0] parameter_channel$sums_needed;
    wire [31:0] parameter_channel$drains_needed;
    wire [31:0] parameter_channel$outputs_needed;
    reg [15:0] parameter_channel$pv_ready;
    reg parameter_channel$outputs_ready;
    wire parameter_channel$ready;
    wire [11:0] parameter_channel$address_low;
    wire [31:0] parameter_channel$left;
    wire [31:0] parameter_channel$target;
    wire [15:0] parameter_channel$receivers;
    wire parameter_channel$row_begins;
    wire parameter_channel$last_row;
    wire [2:0] parameter_channel$segment;
    wire parameter_channel$fill;
    wire [31:0] parameter_channel$index;
    wire [31:0] parameter_channel$row_bytes;
    wire [63:0] parameter_channel$previous_offset;
    reg parameter_channel$advance;
    reg [8:0] parameter_channel$advance_bytes;
    reg parameter_channel$row_done;
    reg input_channel$clock;
    reg input_channel$reset;
    reg [15:0] input_channel$image;
    reg [59:0] input_channel$window_lows;
    reg input_channel$push;
    reg [52:0] input_channel$command;
    wire input_channel$full;
    wire input_channel$taken;
    wire input_channel$idle;
    wire [31:0] input_channel$sums_needed;
    wire [31:0] input_channel$drains_needed;
    wire [31:0] input_channel$outputs_needed;
    reg [15:0] input_channel$pv_ready;
    reg input_channel$outputs_ready;
    wire input_channel$ready;
    wire [11:0] input_channel$address_low;
    wire [31:0] input_channel$left;
    wire [31:0] input_channel$target;
    wire [15:0] input_channel$receivers;
    wire input_channel$row_begins;
    wire input_channel$last_row;
    wire [2:0] input_channel$segment;
    wire input_channel$fill;
    wire [31:0] input_channel$index;
    wire [31:0] input_channel$row_bytes;
    wire [63:0] input_channel$previous_offset;
    reg input_channel$advance;
    reg [8:0] input_channel$advance_bytes;
    reg input_channel$row_done;
    reg weight_channel$clock;
    reg weight_channel$reset;
    reg [15:0] weight_channel$image;
    reg [59:0] weight_channel$window_lows;
    reg weight_channel$push;
    reg [52:0] weight_channel$command;
    wire weight_channel$full;
    wire weight_channel$taken;
    wire weight_channel$idle;
    wire [31:0] weight_channel$sums_needed;
    wire [31:0] weight_channel$drains_needed;
    wire [31:0] weight_channel$outputs_needed;
    reg [15:0] weight_channel$pv_ready;
    reg weight_channel$outputs_ready;
    wire weight_channel$ready;
    wire [11:0] weight_channel$address_low;
    wire [31:0] weight_channel$left;
    wire [31:0] weight_channel$target;
    wire [15:0] weight_channel$receivers;
    wire weight_channel$row_begins;
    wire weight_channel$last_row;
    wire [2:0] weight_channel$segment;
    wire weight_channel$fill;
    wire [31:0] weight_channel$index;
    wire [31:0] weight_channel$row_bytes;
    wire [63:0] weight_channel$previous_offset;
    reg weight_channel$advance;
    reg [8:0] weight_channel$advance_bytes;
    reg weight_channel$row_done;
    reg [11:0] parameter_channel_shape$address_low;
    reg [31:0] parameter_channel_shape$left;
    wire [8:0] parameter_channel_shape$room;
    wire [8:0] parameter_channel_shape$bytes;
    wire [3:0] parameter_channel_shape$last_beat;
    wire parameter_channel_shape$row_done;
    wire [2:0] parameter_channel_shape$skew;
    wire [2:0] parameter_channel_shape$final_word;
    reg [11:0] input_channel_shape$address_low;
    reg [31:0] input_channel_shape$left;
    wire [8:0] input_channel_shape$room;
    wire [8:0] input_channel_shape$bytes;
    wire [3:0] input_channel_shape$last_beat;
    wire input_channel_shape$row_done;
    wire [2:0] input_channel_shape$skew;
    wire [2:0] input_channel_shape$final_word;
    reg [11:0] weight_channel_shape$address_low;
    reg [31:0] weight_channel_shape$left;
    wire [8:0] weight_channel_shape$room;
    wire [8:0] weight_channel_shape$bytes;
    wire [3:0] weight_channel_shape$last_beat;
    wire weight_channel_shape$row_done;
    wire [2:0] weight_channel_shape$skew;
    wire [2:0] weight_channel_shape$final_word;
    reg arbiter$clock;
    reg arbiter$reset;
    reg arbiter$hold;
    reg arbiter$fetch;
    reg arbiter$fetch_claims;
    reg arbiter$parameter_channel;
    reg arbiter$input_channel;
    reg arbiter$weight_channel;
    reg [3:0] arbiter$fetch_last;
    reg [3:0] arbiter$parameter_last;
    reg [3:0] arbiter$input_last;
    reg [3:0] arbiter$weight_last;
    reg arbiter$delivered;
    wire arbiter$grant_fetch;
    wire arbiter$grant_parameter;
    wire arbiter$grant_input;
    wire arbiter$grant_weight;
    wire arbiter$granted;
    wire [3:0] arbiter$last_beat;
    reg delivery$clock;
    reg delivery$reset;
    reg delivery$clear_timelines;
    reg delivery$swallow;
    reg delivery$push;
    reg [1:0] delivery$push_kind;
    reg delivery$push_fill;
    reg [3:0] delivery$push_last_beat;
    reg [2:0] delivery$push_skew;
    reg [2:0] delivery$push_final_word;
    reg [15:0] delivery$push_target;
    reg [15:0] delivery$push_receivers;
    reg delivery$push_completes;
    reg delivery$data_valid;
    reg [127:0] delivery$data;
    wire delivery$data_pop;
    wire delivery$delivered;
    wire delivery$burst_done;
    wire delivery$moves;
    wire delivery$idle;
    wire [23:0] delivery$parameters_completed;
    wire [23:0] delivery$inputs_completed;
    wire [23:0] delivery$weights_completed;
    wire delivery$fetch_valid;
    wire [127:0] delivery$fetch_data;
    wire [1:0] delivery$fetch_mask;
    wire [255:0] delivery$load_words;
    wire [15:0] delivery$load_banks;
    wire [15:0] delivery$load_line;
    wire [15:0] delivery$load_next_line;
    wire [15:0] delivery$load_wrapped;
    wire [15:0] delivery$input_write;
    wire [15:0] delivery$weight_write;
    wire [127:0] delivery$parameter_words;
    wire [7:0] delivery$parameter_banks;
    wire [15:0] delivery$parameter_row;
    wire [15:0] delivery$parameter_next_row;
    wire [7:0] delivery$parameter_wrapped;
    wire [15:0] delivery$parameter_write;
    reg engine$clock;
    reg engine$reset;
    reg engine$abort;
    reg engine$request;
    reg [1:0] engine$kind;
    reg engine$fill;
    reg [3:0] engine$last_beat;
    reg engine$row_begins;
    reg engine$odd;
    reg [39:0] engine$fetch_offset;
    reg [63:0] engine$parameter_channel_offset;
    reg [63:0] engine$input_channel_offset;
    reg [63:0] engine$weight_channel_offset;
    reg [2:0] engine$parameter_channel_segment;
    reg [2:0] engine$input_channel_segment;
    reg [2:0] engine$weight_channel_segment;
    reg [31:0] engine$parameter_channel_row_bytes;
    reg [31:0] engine$input_channel_row_bytes;
    reg [31:0] engine$weight_channel_row_bytes;
    reg [63:0] engine$program_address;
    reg [63:0] engine$constants_address;
    reg [63:0] engine$input_address;
    reg [63:0] engine$output_address;
    reg [63:0] engine$scratch_address;
    reg [63:0] engine$program_size;
    reg [63:0] engine$constants_size;
    reg [63:0] engine$input_size;
    reg [63:0] engine$output_size;
    reg [63:0] engine$scratch_size;
    reg engine$data_pop;
    reg engine$burst_done;
    reg engine$queue_read;
    reg [63:0] engine$queue_read_address;
    reg engine$m_axi_arready;
    reg [127:0] engine$m_axi_rdata;
    reg [1:0] engine$m_axi_rresp;
    reg engine$m_axi_rlast;
    reg engine$m_axi_rvalid;
    wire engine$hold;
    wire engine$dead;
    wire engine$data_valid;
    wire [127:0] engine$data;
    wire engine$outstanding;
    wire engine$queue_read_valid;
    wire [127:0] engine$queue_read_data;
    wire engine$queue_read_done;
    wire engine$queue_read_error;
    wire engine$fault;
    wire [3:0] engine$fault_cause;
    wire [2:0] engine$fault_segment;
    wire [63:0] engine$fault_address;
    wire [63:0] engine$m_axi_araddr;
    wire [7:0] engine$m_axi_arlen;
    wire [2:0] engine$m_axi_arsize;
    wire [1:0] engine$m_axi_arburst;
    wire [3:0] engine$m_axi_arcache;
    wire [2:0] engine$m_axi_arprot;
    wire engine$m_axi_arvalid;
    wire engine$m_axi_rready;
    reg [8:0] read_count$d;
    wire [8:0] read_count$q;
    reg read_count$clock;
    reg moves$d;
    wire moves$q;
    reg moves$clock;

    // Local signals
    reg [59:0] window_lows;
    reg [31:0] parameter_target;
    reg [31:0] input_target;
    reg [31:0] weight_target;
    reg [15:0] clipped_target;
    reg [1:0] kind;
    reg filling;
    reg [8:0] bytes;
    reg [2:0] skew;
    reg [2:0] final_word;
    reg [15:0] target;
    reg [15:0] receivers;
    reg completes;
    reg begins;
    reg odd;
    reg [4:0] fetch_last;
    reg [2:0] fetch_skew;
    reg [2:0] fetch_final;

    // Sub module instances
    ganax_2x2_dma_channel parameter_channel(
        .clock(parameter_channel$clock),
        .reset(parameter_channel$reset),
        .image(parameter_channel$image),
        .window_lows(parameter_channel$window_lows),
        .push(parameter_channel$push),
        .command(parameter_channel$command),
        .full(parameter_channel$full),
        .taken(parameter_channel$taken),
        .idle(parameter_channel$idle),
        .sums_needed(parameter_channel$sums_needed),
        .drains_needed(parameter_channel$drains_needed),
        .outputs_needed(parameter_channel$outputs_needed),
        .pv_ready(parameter_channel$pv_ready),
        .outputs_ready(parameter_channel$outputs_ready),
        .ready(parameter_channel$ready),
        .address_low(parameter_channel$address_low),
        .left(parameter_channel$left),
        .target(parameter_channel$target),
        .receivers(parameter_channel$receivers),
        .row_begins(parameter_channel$row_begins),
        .last_row(parameter_channel$last_row),
        .segment(parameter_channel$segment),
        .fill(parameter_channel$fill),
        .index(parameter_channel$index),
        .row_bytes(parameter_channel$row_bytes),
        .previous_offset(parameter_channel$previous_offset),
        .advance(parameter_channel$advance),
        .advance_bytes(parameter_channel$advance_bytes),
        .row_done(parameter_channel$row_done)
    );
    ganax_2x2_dma_channel input_channel(
        .clock(input_channel$clock),
        .reset(input_channel$reset),
        .image(input_channel$image),
        .window_lows(input_channel$window_lows),
        .push(input_channel$push),
        .command(input_channel$command),
        .full(input_channel$full),
        .taken(input_channel$taken),
        .idle(input_channel$idle),
        .sums_needed(input_channel$sums_needed),
        .drains_needed(input_channel$drains_needed),
        .outputs_needed(input_channel$outputs_needed),
        .pv_ready(input_channel$pv_ready),
        .outputs_ready(input_channel$outputs_ready),
        .ready(input_channel$ready),
        .address_low(input_channel$address_low),
        .left(input_channel$left),
        .target(input_channel$target),
        .receivers(input_channel$receivers),
        .row_begins(input_channel$row_begins),
        .last_row(input_channel$last_row),
        .segment(input_channel$segment),
        .fill(input_channel$fill),
        .index(input_channel$index),
        .row_bytes(input_channel$row_bytes),
        .previous_offset(input_channel$previous_offset),
        .advance(input_channel$advance),
        .advance_bytes(input_channel$advance_bytes),
        .row_done(input_channel$row_done)
    );
    ganax_2x2_dma_channel weight_channel(
        .clock(weight_channel$clock),
        .reset(weight_channel$reset),
        .image(weight_channel$image),
        .window_lows(weight_channel$window_lows),
        .push(weight_channel$push),
        .command(weight_channel$command),
        .full(weight_channel$full),
        .taken(weight_channel$taken),
        .idle(weight_channel$idle),
        .sums_needed(weight_channel$sums_needed),
        .drains_needed(weight_channel$drains_needed),
        .outputs_needed(weight_channel$outputs_needed),
        .pv_ready(weight_channel$pv_ready),
        .outputs_ready(weight_channel$outputs_ready),
        .ready(weight_channel$ready),
        .address_low(weight_channel$address_low),
        .left(weight_channel$left),
        .target(weight_channel$target),
        .receivers(weight_channel$receivers),
        .row_begins(weight_channel$row_begins),
        .last_row(weight_channel$last_row),
        .segment(weight_channel$segment),
        .fill(weight_channel$fill),
        .index(weight_channel$index),
        .row_bytes(weight_channel$row_bytes),
        .previous_offset(weight_channel$previous_offset),
        .advance(weight_channel$advance),
        .advance_bytes(weight_channel$advance_bytes),
        .row_done(weight_channel$row_done)
    );
    ganax_2x2_burst_shape parameter_channel_shape(
        .address_low(parameter_channel_shape$address_low),
        .left(parameter_channel_shape$left),
        .room(parameter_channel_shape$room),
        .bytes(parameter_channel_shape$bytes),
        .last_beat(parameter_channel_shape$last_beat),
        .row_done(parameter_channel_shape$row_done),
        .skew(parameter_channel_shape$skew),
        .final_word(parameter_channel_shape$final_word)
    );
    ganax_2x2_burst_shape input_channel_shape(
        .address_low(input_channel_shape$address_low),
        .left(input_channel_shape$left),
        .room(input_channel_shape$room),
        .bytes(input_channel_shape$bytes),
        .last_beat(input_channel_shape$last_beat),
        .row_done(input_channel_shape$row_done),
        .skew(input_channel_shape$skew),
        .final_word(input_channel_shape$final_word)
    );
    ganax_2x2_burst_shape weight_channel_shape(
        .address_low(weight_channel_shape$address_low),
        .left(weight_channel_shape$left),
        .room(weight_channel_shape$room),
        .bytes(weight_channel_shape$bytes),
        .last_beat(weight_channel_shape$last_beat),
        .row_done(weight_channel_shape$row_done),
        .skew(weight_channel_shape$skew),
        .final_word(weight_channel_shape$final_word)
    );
    ganax_2x2_read_arbiter arbiter(
        .clock(arbiter$clock),
        .reset(arbiter$reset),
        .hold(arbiter$hold),
        .fetch(arbiter$fetch),
        .fetch_claims(arbiter$fetch_claims),
        .parameter_channel(arbiter$parameter_channel),
        .input_channel(arbiter$input_channel),
        .weight_channel(arbiter$weight_channel),
        .fetch_last(arbiter$fetch_last),
        .parameter_last(arbiter$parameter_last),
        .input_last(arbiter$input_last),
        .weight_last(arbiter$weight_last),
        .delivered(arbiter$delivered),
        .grant_fetch(arbiter$grant_fetch),
        .grant_parameter(arbiter$grant_parameter),
        .grant_input(arbiter$grant_input),
        .grant_weight(arbiter$grant_weight),
        .granted(arbiter$granted),
        .last_beat(arbiter$last_beat)
    );
    ganax_2x2_load_delivery delivery(
        .clock(delivery$clock),
        .reset(delivery$reset),
        .clear_timelines(delivery$clear_timelines),
        .swallow(delivery$swallow),
        .push(delivery$push),
        .push_kind(delivery$push_kind),
        .push_fill(delivery$push_fill),
        .push_last_beat(delivery$push_last_beat),
        .push_skew(delivery$push_skew),
        .push_final_word(delivery$push_final_word),
        .push_target(delivery$push_target),
        .push_receivers(delivery$push_receivers),
        .push_completes(delivery$push_completes),
        .data_valid(delivery$data_valid),
        .data(delivery$data),
        .data_pop(delivery$data_pop),
        .delivered(delivery$delivered),
        .burst_done(delivery$burst_done),
        .moves(delivery$moves),
        .idle(delivery$idle),
        .parameters_completed(delivery$parameters_completed),
        .inputs_completed(delivery$inputs_completed),
        .weights_completed(delivery$weights_completed),
        .fetch_valid(delivery$fetch_valid),
        .fetch_data(delivery$fetch_data),
        .fetch_mask(delivery$fetch_mask),
        .load_words(delivery$load_words),
        .load_banks(delivery$load_banks),
        .load_line(delivery$load_line),
        .load_next_line(delivery$load_next_line),
        .load_wrapped(delivery$load_wrapped),
        .input_write(delivery$input_write),
        .weight_write(delivery$weight_write),
        .parameter_words(delivery$parameter_words),
        .parameter_banks(delivery$parameter_banks),
        .parameter_row(delivery$parameter_row),
        .parameter_next_row(delivery$parameter_next_row),
        .parameter_wrapped(delivery$parameter_wrapped),
        .parameter_write(delivery$parameter_write)
    );
    ganax_2x2_read_engine engine(
        .clock(engine$clock),
        .reset(engine$reset),
        .abort(engine$abort),
        .request(engine$request),
        .kind(engine$kind),
        .fill(engine$fill),
        .last_beat(engine$last_beat),
        .row_begins(engine$row_begins),
        .odd(engine$odd),
        .fetch_offset(engine$fetch_offset),
        .parameter_channel_offset(engine$parameter_channel_offset),
        .input_channel_offset(engine$input_channel_offset),
        .weight_channel_offset(engine$weight_channel_offset),
        .parameter_channel_segment(engine$parameter_channel_segment),
        .input_channel_segment(engine$input_channel_segment),
        .weight_channel_segment(engine$weight_channel_segment),
        .parameter_channel_row_bytes(engine$parameter_channel_row_bytes),
        .input_channel_row_bytes(engine$input_channel_row_bytes),
        .weight_channel_row_bytes(engine$weight_channel_row_bytes),
        .program_address(engine$program_address),
        .constants_address(engine$constants_address),
        .input_address(engine$input_address),
        .output_address(engine$output_address),
        .scratch_address(engine$scratch_address),
        .program_size(engine$program_size),
        .constants_size(engine$constants_size),
        .input_size(engine$input_size),
        .output_size(engine$output_size),
        .scratch_size(engine$scratch_size),
        .data_pop(engine$data_pop),
        .burst_done(engine$burst_done),
        .queue_read(engine$queue_read),
        .queue_read_address(engine$queue_read_address),
        .m_axi_arready(engine$m_axi_arready),
        .m_axi_rdata(engine$m_axi_rdata),
        .m_axi_rresp(engine$m_axi_rresp),
        .m_axi_rlast(engine$m_axi_rlast),
        .m_axi_rvalid(engine$m_axi_rvalid),
        .hold(engine$hold),
        .dead(engine$dead),
        .data_valid(engine$data_valid),
        .data(engine$data),
        .outstanding(engine$outstanding),
        .queue_read_valid(engine$queue_read_valid),
        .queue_read_data(engine$queue_read_data),
        .queue_read_done(engine$queue_read_done),
        .queue_read_error(engine$queue_read_error),
        .fault(engine$fault),
        .fault_cause(engine$fault_cause),
        .fault_segment(engine$fault_segment),
        .fault_address(engine$fault_address),
        .m_axi_araddr(engine$m_axi_araddr),
        .m_axi_arlen(engine$m_axi_arlen),
        .m_axi_arsize(engine$m_axi_arsize),
        .m_axi_arburst(engine$m_axi_arburst),
        .m_axi_arcache(engine$m_axi_arcache),
        .m_axi_arprot(engine$m_axi_arprot),
        .m_axi_arvalid(engine$m_axi_arvalid),
        .m_axi_rready(engine$m_axi_rready)
    );
    ganax_2x2_flip_flop_9 read_count(
        .d(read_count$d),
        .q(read_count$q),
        .clock(read_count$clock)
    );
    ganax_2x2_flip_flop_1 moves(
        .d(moves$d),
        .q(moves$q),
        .clock(moves$clock)
    );

    // Update code
    always @(*) begin
        parameter_channel$clock = clock;
        input_channel$clock = clock;
        weight_channel$clock = clock;
        arbiter$clock = clock;
        delivery$clock = clock;
        engine$clock = clock;
        read_count$clock = clock;
        moves$clock = clock;
        read_count$d = read_count$q;
        moves$d = moves$q;
        window_lows = ((program_address[(32'h0)+:(12)]) & 60'hfffffffffffffff) | (((constants_address[(32'h0)+:(12)]) & 60'hfffffffffffffff) << 32'hc) | (((input_address[(32'h0)+:(12)]) & 60'hfffffffffffffff) << 32'h18) | (((output_address[(32'h0)+:(12)]) & 60'hfffffffffffffff) << 32'h24) | (((scratch_address[(32'h0)+:(12)]) & 60'hfffffffffffffff) << 32'h30);
        parameter_channel$reset = reset;
        parameter_channel$image = image;
        parameter_channel$window_lows = window_lows;
        parameter_channel$push = dma_push[32'h2];
        parameter_channel$command = dma_command;
        parameter_channel$pv_ready = pv_ready_parameter;
        parameter_channel$outputs_ready = outputs_ready[32'h2];
        parameter_sums_needed = parameter_channel$sums_needed;
        parameter_drains_needed = parameter_channel$drains_needed;
        parameter_outputs_needed = parameter_channel$outputs_needed;
        parameter_channel_shape$address_low = parameter_channel$address_low;
        parameter_channel_shape$left = parameter_channel$left;
        input_channel$reset = reset;
        input_channel$image = image;
        input_channel$window_lows = window_lows;
        input_channel$push = dma_push[32'h0];
        input_channel$command = dma_command;
        input_channel$pv_ready = pv_ready_input;
        input_channel$outputs_ready = outputs_ready[32'h0];
        input_sums_needed = input_channel$sums_needed;
        input_drains_needed = input_channel$drains_needed;
        input_outputs_needed = input_channel$outputs_needed;
        input_channel_shape$address_low = input_channel$address_low;
        input_channel_shape$left = input_channel$left;
        weight_channel$reset = reset;
        weight_channel$image = image;
        weight_channel$window_lows = window_lows;
        weight_channel$push = dma_push[32'h1];
        weight_channel$command = dma_command;
        weight_channel$pv_ready = pv_ready_weight;
        weight_channel$outputs_ready = outputs_ready[32'h1];
        weight_sums_needed = weight_channel$sums_needed;
        weight_drains_needed = weight_channel$drains_needed;
        weight_outputs_needed = weight_channel$outputs_needed;
        weight_channel_shape$address_low = weight_channel$address_low;
        weight_channel_shape$left = weight_channel$left;
        dma_full = ((32'h0) & 3'h7);
        if (input_channel$full) begin
            dma_full = ((32'h1) & 3'h7);
        end
        if (weight_channel$full) begin
            dma_full = dma_full | ((32'h2) & 3'h7);
        end
        if (parameter_channel$full) begin
            dma_full = dma_full | ((32'h4) & 3'h7);
        end
        arbiter$reset = reset;
        arbiter$hold = engine$hold;
        arbiter$fetch = fetch_request;
        arbiter$fetch_claims = fetch_claims;
        fetch_last = fetch_beats - ((32'h1) & 5'h1f);
        arbiter$fetch_last = fetch_last[(32'h0)+:(4)];
        fetch_grant = arbiter$grant_fetch;
        arbiter$parameter_channel = parameter_channel$ready;
        arbiter$parameter_last = parameter_channel_shape$last_beat;
        parameter_channel$advance = arbiter$grant_parameter;
        parameter_channel$advance_bytes = parameter_channel_shape$room;
        parameter_channel$row_done = parameter_channel_shape$row_done;
        arbiter$input_channel = input_channel$ready;
        arbiter$input_last = input_channel_shape$last_beat;
        input_channel$advance = arbiter$grant_input;
        input_channel$advance_bytes = input_channel_shape$room;
        input_channel$row_done = input_channel_shape$row_done;
        arbiter$weight_channel = weight_channel$ready;
        arbiter$weight_last = weight_channel_shape$last_beat;
        weight_channel$advance = arbiter$grant_weight;
        weight_channel$advance_bytes = weight_channel_shape$room;
        weight_channel$row_done = weight_channel_shape$row_done;
        parameter_target = parameter_channel$target;
        clipped_target = parameter_target[(32'h0)+:(16)];
        if (|parameter_target[(32'he)+:(18)]) begin
            clipped_target = ((32'h8000) & 16'hffff);
        end
        input_target = input_channel$target;
        weight_target = weight_channel$target;
        kind = ((32'h2) & 2'h3);
        filling = weight_channel$fill;
        bytes = weight_channel_shape$bytes;
        skew = weight_channel_shape$skew;
        final_word = weight_channel_shape$final_word;
        target = weight_target[(32'h0)+:(16)];
        receivers = weight_channel$receivers;
        completes = weight_channel_shape$row_done & weight_channel$last_row;
        begins = weight_channel$row_begins;
        odd = weight_channel$address_low[32'h0];
        if (input_channel$ready) begin
            kind = ((32'h1) & 2'h3);
            filling = input_channel$fill;
            bytes = input_channel_shape$bytes;
            skew = input_channel_shape$skew;
            final_word = input_channel_shape$final_word;
            target = input_target[(32'h0)+:(16)];
            receivers = input_channel$receivers;
            completes = input_channel_shape$row_done & input_channel$last_row;
            begins = input_channel$row_begins;
            odd = input_channel$address_low[32'h0];
        end
        if (parameter_channel$ready) begin
            kind = ((32'h0) & 2'h3);
            filling = parameter_channel$fill;
            bytes = parameter_channel_shape$bytes;
            skew = parameter_channel_shape$skew;
            final_word = parameter_channel_shape$final_word;
            target = clipped_target;
            receivers = parameter_channel$receivers;
            completes = parameter_channel_shape$row_done & parameter_channel$last_row;
            begins = parameter_channel$row_begins;
            odd = parameter_channel$address_low[32'h0];
        end
        fetch_skew = ((32'h0) & 3'h7);
        if (program_address[32'h3] ^ fetch_offset[32'h3]) begin
            fetch_skew = ((32'h4) & 3'h7);
        end
        fetch_final = fetch_skew | ((32'h3) & 3'h7);
        if (~fetch_words[32'h0]) begin
            fetch_final = fetch_final ^ ((32'h4) & 3'h7);
        end
        if (fetch_claims) begin
            kind = ((32'h3) & 2'h3);
            filling = 1'b0;
            bytes = ((fetch_words) & 9'h1ff) << 32'h3;
            skew = fetch_skew;
            final_word = fetch_final;
            completes = 1'b0;
            begins = 1'b0;
            odd = 1'b0;
        end
        read_count$d = ((32'h0) & 9'h1ff);
        if (arbiter$granted & ~filling) begin
            read_count$d = bytes;
        end
        read_bytes = read_count$q;
        delivery$reset = reset;
        delivery$clear_timelines = clear_timelines;
        delivery$swallow = engine$dead;
        delivery$push = arbiter$granted;
        delivery$push_kind = kind;
        delivery$push_fill = filling;
        delivery$push_last_beat = arbiter$last_beat;
        delivery$push_skew = skew;
        delivery$push_final_word = final_word;
        delivery$push_target = target;
        delivery$push_receivers = receivers;
        delivery$push_completes = completes;
        delivery$data_valid = engine$data_valid;
        delivery$data = engine$data;
        arbiter$delivered = delivery$delivered;
        engine$reset = reset;
        engine$abort = abort;
        engine$request = arbiter$granted;
        engine$kind = kind;
        engine$fill = filling;
        engine$last_beat = arbiter$last_beat;
        engine$row_begins = begins;
        engine$odd = odd;
        engine$fetch_offset = fetch_offset;
        engine$parameter_channel_offset = parameter_channel$previous_offset;
        engine$parameter_channel_segment = parameter_channel$segment;
        engine$parameter_channel_row_bytes = parameter_channel$row_bytes;
        engine$input_channel_offset = input_channel$previous_offset;
        engine$input_channel_segment = input_channel$segment;
        engine$input_channel_row_bytes = input_channel$row_bytes;
        engine$weight_channel_offset = weight_channel$previous_offset;
        engine$weight_channel_segment = weight_channel$segment;
        engine$weight_channel_row_bytes = weight_channel$row_bytes;
        engine$program_address = program_address;
        engine$constants_address = constants_address;
        engine$input_address = input_address;
        engine$output_address = output_address;
        engine$scratch_address = scratch_address;
        engine$program_size = program_size;
        engine$constants_size = constants_size;
        engine$input_size = input_size;
        engine$output_size = output_size;
        engine$scratch_size = scratch_size;
        engine$m_axi_arready = m_axi_arready;
        engine$m_axi_rdata = m_axi_rdata;
        engine$m_axi_rresp = m_axi_rresp;
        engine$m_axi_rlast = m_axi_rlast;
        engine$m_axi_rvalid = m_axi_rvalid;
        engine$queue_read = queue_read;
        engine$queue_read_address = queue_read_address;
        engine$data_pop = delivery$data_pop;
        engine$burst_done = delivery$burst_done;
        queue_read_valid = engine$queue_read_valid;
        queue_read_data = engine$queue_read_data;
        queue_read_done = engine$queue_read_done;
        queue_read_error = engine$queue_read_error;
        fault = engine$fault;
        fault_cause = engine$fault_cause;
        fault_segment = engine$fault_segment;
        fault_address = engine$fault_address;
        m_axi_araddr = engine$m_axi_araddr;
        m_axi_arlen = engine$m_axi_arlen;
        m_axi_arsize = engine$m_axi_arsize;
        m_axi_arburst = engine$m_axi_arburst;
        m_axi_arcache = engine$m_axi_arcache;
        m_axi_arprot = engine$m_axi_arprot;
        m_axi_arvalid = engine$m_axi_arvalid;
        m_axi_rready = engine$m_axi_rready;
        outstanding = engine$outstanding;
        parameters_completed = delivery$parameters_completed;
        inputs_completed = delivery$inputs_completed;
        weights_completed = delivery$weights_completed;
        fetch_valid = delivery$fetch_valid;
        fetch_data = delivery$fetch_data;
        fetch_mask = delivery$fetch_mask;
        load_words = delivery$load_words;
        load_banks = delivery$load_banks;
        load_line = delivery$load_line;
        load_next_line = delivery$load_next_line;
        load_wrapped = delivery$load_wrapped;
        input_write = delivery$input_write;
        weight_write = delivery$weight_write;
        parameter_words = delivery$parameter_words;
        parameter_banks = delivery$parameter_banks;
        parameter_row = delivery$parameter_row;
        parameter_next_row = delivery$parameter_next_row;
        parameter_wrapped = delivery$parameter_wrapped;
        parameter_write = delivery$parameter_write;
        loads_idle = parameter_channel$idle & input_channel$idle & weight_channel$idle & delivery$idle;
        moves$d = arbiter$granted | delivery$moves | parameter_channel$taken | input_channel$taken | weight_channel$taken;
        moved = moves$q;
    end
endmodule

module ganax_2x2_load_lines(
    input wire [15:0] line,
    input wire [15:0] next_line,
    input wire [15:0] wrapped,
    output reg [255:0] lines
);
    // Constant declarations
    localparam line_mask = 16'h7ff;

    // Local signals
    reg [15:0] one_line;
    reg [255:0] together;

    // Update code
    always @(*) begin
        together = 32'h0;
        one_line = line & line_mask;
        if (wrapped[0]) begin
            one_line = next_line & line_mask;
        end
        together = (together >> 32'h10) | (((one_line) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << 32'hf0);
        one_line = line & line_mask;
        if (wrapped[1]) begin
            one_line = next_line & line_mask;
        end
        together = (together >> 32'h10) | (((one_line) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << 32'hf0);
        one_line = line & line_mask;
        if (wrapped[2]) begin
            one_line = next_line & line_mask;
        end
        together = (together >> 32'h10) | (((one_line) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << 32'hf0);
        one_line = line & line_mask;
        if (wrapped[3]) begin
            one_line = next_line & line_mask;
        end
        together = (together >> 32'h10) | (((one_line) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << 32'hf0);
        one_line = line & line_mask;
        if (wrapped[4]) begin
            one_line = next_line & line_mask;
        end
        together = (together >> 32'h10) | (((one_line) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << 32'hf0);
        one_line = line & line_mask;
        if (wrapped[5]) begin
            one_line = next_line & line_mask;
        end
        together = (together >> 32'h10) | (((one_line) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << 32'hf0);
        one_line = line & line_mask;
        if (wrapped[6]) begin
            one_line = next_line & line_mask;
        end
        together = (together >> 32'h10) | (((one_line) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << 32'hf0);
        one_line = line & line_mask;
        if (wrapped[7]) begin
            one_line = next_line & line_mask;
        end
        together = (together >> 32'h10) | (((one_line) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << 32'hf0);
        one_line = line & line_mask;
        if (wrapped[8]) begin
            one_line = next_line & line_mask;
        end
        together = (together >> 32'h10) | (((one_line) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << 32'hf0);
        one_line = line & line_mask;
        if (wrapped[9]) begin
            one_line = next_line & line_mask;
        end
        together = (together >> 32'h10) | (((one_line) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << 32'hf0);
        one_line = line & line_mask;
        if (wrapped[10]) begin
            one_line = next_line & line_mask;
        end
        together = (together >> 32'h10) | (((one_line) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << 32'hf0);
        one_line = line & line_mask;
        if (wrapped[11]) begin
            one_line = next_line & line_mask;
        end
        together = (together >> 32'h10) | (((one_line) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << 32'hf0);
        one_line = line & line_mask;
        if (wrapped[12]) begin
            one_line = next_line & line_mask;
        end
        together = (together >> 32'h10) | (((one_line) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << 32'hf0);
        one_line = line & line_mask;
        if (wrapped[13]) begin
            one_line = next_line & line_mask;
        end
        together = (together >> 32'h10) | (((one_line) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << 32'hf0);
        one_line = line & line_mask;
        if (wrapped[14]) begin
            one_line = next_line & line_mask;
        end
        together = (together >> 32'h10) | (((one_line) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << 32'hf0);
        one_line = line & line_mask;
        if (wrapped[15]) begin
            one_line = next_line & line_mask;
        end
        together = (together >> 32'h10) | (((one_line) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << 32'hf0);
        lines = together;
    end
endmodule

module ganax_2x2_activity(
    input wire clock,
    input wire reset,
    input wire running,
    input wire [2:0] blocked,
    input wire [15:0] multiplies,
    input wire [15:0] stalled_input,
    input wire [15:0] stalled_weight,
    input wire [15:0] stalled_output,
    input wire [15:0] without_operation,
    input wire [15:0] switches,
    output reg [4:0] multiply_count,
    output reg [4:0] input_count,
    output reg [4:0] weight_count,
    output reg [4:0] output_count,
    output reg [4:0] micro_op_count
);
    // Stub signals
    reg was_running$d;
    wire was_running$q;
    reg was_running$clock;
    reg [4:0] multiplies_sum$d;
    wire [4:0] multiplies_sum$q;
    reg multiplies_sum$clock;
    reg [15:0] multiplies_ones$flags;
    wire [4:0] multiplies_ones$count;
    reg [4:0] stalled_input_sum$d;
    wire [4:0] stalled_input_sum$q;
    reg stalled_input_sum$clock;
    reg [15:0] stalled_input_ones$flags;
    wire [4:0] stalled_input_ones$count;
    reg [4:0] stalled_weight_sum$d;
    wire [4:0] stalled_weight_sum$q;
    reg stalled_weight_sum$clock;
    reg [15:0] stalled_weight_ones$flags;
    wire [4:0] stalled_weight_ones$count;
    reg [4:0] stalled_output_sum$d;
    wire [4:0] stalled_output_sum$q;
    reg stalled_output_sum$clock;
    reg [15:0] stalled_output_ones$flags;
    wire [4:0] stalled_output_ones$count;
    reg [4:0] without_operation_sum$d;
    wire [4:0] without_operation_sum$q;
    reg without_operation_sum$clock;
    reg [15:0] without_operation_ones$flags;
    wire [4:0] without_operation_ones$count;

    // Sub module instances
    ganax_2x2_flip_flop_1 was_running(
        .d(was_running$d),
        .q(was_running$q),
        .clock(was_running$clock)
    );
    ganax_2x2_flip_flop_5 multiplies_sum(
        .d(multiplies_sum$d),
        .q(multiplies_sum$q),
        .clock(multiplies_sum$clock)
    );
    ganax_2x2_ones multiplies_ones(
        .flags(multiplies_ones$flags),
        .count(multiplies_ones$count)
    );
    ganax_2x2_flip_flop_5 stalled_input_sum(
        .d(stalled_input_sum$d),
        .q(stalled_input_sum$q),
        .clock(stalled_input_sum$clock)
    );
    ganax_2x2_ones stalled_input_ones(
        .flags(stalled_input_ones$flags),
        .count(stalled_input_ones$count)
    );
    ganax_2x2_flip_flop_5 stalled_weight_sum(
        .d(stalled_weight_sum$d),
        .q(stalled_weight_sum$q),
        .clock(stalled_weight_sum$clock)
    );
    ganax_2x2_ones stalled_weight_ones(
        .flags(stalled_weight_ones$flags),
        .count(stalled_weight_ones$count)
    );
    ganax_2x2_flip_flop_5 stalled_output_sum(
        .d(stalled_output_sum$d),
        .q(stalled_output_sum$q),
        .clock(stalled_output_sum$clock)
    );
    ganax_2x2_ones stalled_output_ones(
        .flags(stalled_output_ones$flags),
        .count(stalled_output_ones$count)
    );
    ganax_2x2_flip_flop_5 without_operation_sum(
        .d(without_operation_sum$d),
        .q(without_operation_sum$q),
        .clock(without_operation_sum$clock)
    );
    ganax_2x2_ones without_operation_ones(
        .flags(without_operation_ones$flags),
        .count(without_operation_ones$count)
    );

    // Update code
    always @(*) begin
        was_running$clock = clock;
        multiplies_sum$clock = clock;
        stalled_input_sum$clock = clock;
        stalled_weight_sum$clock = clock;
        stalled_output_sum$clock = clock;
        without_operation_sum$clock = clock;
        was_running$d = was_running$q;
        multiplies_sum$d = multiplies_sum$q;
        stalled_input_sum$d = stalled_input_sum$q;
        stalled_weight_sum$d = stalled_weight_sum$q;
        stalled_output_sum$d = stalled_output_sum$q;
        without_operation_sum$d = without_operation_sum$q;
        was_running$d = running & ~reset;
        multiplies_ones$flags = multiplies;
        stalled_input_ones$flags = stalled_input;
        stalled_weight_ones$flags = stalled_weight;
        stalled_output_ones$flags = stalled_output;
        without_operation_ones$flags = without_operation | switches;
        if (|blocked) begin
            without_operation_ones$flags = switches;
        end
        if (blocked[32'h0]) begin
            stalled_input_ones$flags = stalled_input | without_operation;
        end
        if (blocked[32'h1]) begin
            stalled_weight_ones$flags = stalled_weight | without_operation;
        end
        if (blocked[32'h2]) begin
            stalled_output_ones$flags = stalled_output | without_operation;
        end
        multiplies_sum$d = ((32'h0) & 5'h1f);
        multiply_count = multiplies_sum$q;
        stalled_input_sum$d = ((32'h0) & 5'h1f);
        input_count = stalled_input_sum$q;
        stalled_weight_sum$d = ((32'h0) & 5'h1f);
        weight_count = stalled_weight_sum$q;
        stalled_output_sum$d = ((32'h0) & 5'h1f);
        output_count = stalled_output_sum$q;
        without_operation_sum$d = ((32'h0) & 5'h1f);
        micro_op_count = without_operation_sum$q;
        if (was_running$q) begin
            multiplies_sum$d = multiplies_ones$count;
            stalled_input_sum$d = stalled_input_ones$count;
            stalled_weight_sum$d = stalled_weight_ones$count;
            stalled_output_sum$d = stalled_output_ones$count;
            without_operation_sum$d = without_operation_ones$count;
        end
    end
endmodule

module ganax_2x2_watchdog(
    input wire clock,
    input wire clear,
    input wire running,
    output reg [31:0] units
);
    // Constant declarations
    localparam last = 16'hffff;
    localparam one = 16'h1;
    localparam one_unit = 32'h1;

    // Stub signals
    reg [15:0] cycles$d;
    wire [15:0] cycles$q;
    reg cycles$clock;
    reg unit_over$d;
    wire unit_over$q;
    reg unit_over$clock;
    reg [31:0] count$d;
    wire [31:0] count$q;
    reg count$clock;

    // Sub module instances
    ganax_2x2_flip_flop_16 cycles(
        .d(cycles$d),
        .q(cycles$q),
        .clock(cycles$clock)
    );
    ganax_2x2_flip_flop_1 unit_over(
        .d(unit_over$d),
        .q(unit_over$q),
        .clock(unit_over$clock)
    );
    ganax_2x2_flip_flop_32 count(
        .d(count$d),
        .q(count$q),
        .clock(count$clock)
    );

    // Update code
    always @(*) begin
        cycles$clock = clock;
        unit_over$clock = clock;
        count$clock = clock;
        cycles$d = cycles$q;
        unit_over$d = unit_over$q;
        count$d = count$q;
        units = count$q;
        unit_over$d = running & (cycles$q == last);
        if (running) begin
            cycles$d = cycles$q + one;
        end
        if (unit_over$q) begin
            count$d = count$q + one_unit;
        end
        if (clear) begin
            cycles$d = ((32'h0) & 16'hffff);
            unit_over$d = 1'b0;
            count$d = ((32'h0) & 32'hffffffff);
        end
    end
endmodule

module ganax_2x2_ring_2(
    input wire clock,
    input wire reset,
    input wire write_base_low,
    input wire write_base_high,
    input wire write_entries,
    input wire write_index,
    input wire [31:0] data,
    input wire advance,
    output reg [31:0] software_index,
    output reg [31:0] device_index,
    output reg any,
    output reg legal,
    output reg has_room,
    output reg [31:0] offset,
    output reg configured
);
    // Constant declarations
    localparam device_produces = 1'b0;
    localparam entry_mask = 32'h7f;
    localparam entry_shift = 32'h7;
    localparam entries_mask = 32'h1ffe;
    localparam one = 32'h1;

    // Stub signals
    reg [31:0] software$d;
    wire [31:0] software$q;
    reg software$clock;
    reg [31:0] device$d;
    wire [31:0] device$q;
    reg device$clock;
    reg [31:0] difference$d;
    wire [31:0] difference$q;
    reg difference$clock;
    reg [31:0] entries$d;
    wire [31:0] entries$q;
    reg entries$clock;
    reg entries_legal$d;
    wire entries_legal$q;
    reg entries_legal$clock;
    reg misaligned$d;
    wire misaligned$q;
    reg misaligned$clock;

    // Local signals
    reg restart;
    reg [31:0] less_one;
    reg [31:0] below;
    reg [31:0] mask;
    reg [31:0] masked;
    reg is_above;

    // Sub module instances
    ganax_2x2_flip_flop_32 software(
        .d(software$d),
        .q(software$q),
        .clock(software$clock)
    );
    ganax_2x2_flip_flop_32 device(
        .d(device$d),
        .q(device$q),
        .clock(device$clock)
    );
    ganax_2x2_flip_flop_32 difference(
        .d(difference$d),
        .q(difference$q),
        .clock(difference$clock)
    );
    ganax_2x2_flip_flop_32 entries(
        .d(entries$d),
        .q(entries$q),
        .clock(entries$clock)
    );
    ganax_2x2_flip_flop_1 entries_legal(
        .d(entries_legal$d),
        .q(entries_legal$q),
        .clock(entries_legal$clock)
    );
    ganax_2x2_flip_flop_1 misaligned(
        .d(misaligned$d),
        .q(misaligned$q),
        .clock(misaligned$clock)
    );

    // Update code
    always @(*) begin
        software$clock = clock;
        device$clock = clock;
        difference$clock = clock;
        entries$clock = clock;
        entries_legal$clock = clock;
        misaligned$clock = clock;
        software$d = software$q;
        device$d = device$q;
        difference$d = difference$q;
        entries$d = entries$q;
        entries_legal$d = entries_legal$q;
        misaligned$d = misaligned$q;
        software_index = software$q;
        device_index = device$q;
        if (device_produces) begin
            difference$d = device$q - software$q;
        end
        else begin
            difference$d = software$q - device$q;
        end
        mask = entries$q - one;
        masked = difference$q & ~mask;
        any = |difference$q;
        is_above = |masked;
        has_room = ~is_above;
        legal = entries_legal$q & ~misaligned$q & (~is_above | (difference$q == entries$q));
        masked = device$q & mask;
        offset = masked << entry_shift;
        less_one = data - one;
        below = data & less_one;
        if (write_base_low) begin
            masked = data & entry_mask;
            misaligned$d = |masked;
        end
        if (write_entries) begin
            entries$d = data & entries_mask;
            masked = data & ~entries_mask;
            entries_legal$d = |data & ~|below & ~|masked;
        end
        if (write_index) begin
            software$d = data;
        end
        if (advance) begin
            device$d = device$q + one;
        end
        restart = write_base_low | write_base_high | write_entries;
        configured = restart;
        if (restart | reset) begin
            software$d = ((32'h0) & 32'hffffffff);
            device$d = ((32'h0) & 32'hffffffff);
        end
        if (reset) begin
            difference$d = ((32'h0) & 32'hffffffff);
            entries$d = ((32'h0) & 32'hffffffff);
            entries_legal$d = 1'b0;
            misaligned$d = 1'b0;
        end
    end
endmodule

module ganax_2x2_registers(
    input wire clock,
    input wire reset,
    input wire [9:0] address,
    input wire lookup,
    output reg lookup_granted,
    input wire [9:0] engine_address,
    input wire engine_lookup,
    output reg [31:0] looked_up,
    output reg acts,
    output reg write_ready,
    input wire write,
    input wire [31:0] data,
    output reg soft_reset,
    output reg touched,
    output reg inspect,
    output reg write_submission_base_low,
    output reg write_submission_base_high,
    output reg write_submission_entries,
    output reg write_submission_doorbell,
    output reg write_completion_base_low,
    output reg write_completion_base_high,
    output reg write_completion_entries,
    output reg write_completion_head,
    input wire raise_completion,
    input wire raise_fault,
    input wire raise_queue,
    input wire pending,
    input wire idle,
    input wire ready,
    output reg interrupt,
    input wire [3:0] error_cause,
    input wire [31:0] error_sequence,
    input wire [63:0] fault_address,
    input wire [2:0] fault_segment,
    input wire [31:0] program_counter,
    input wire [31:0] submission_head,
    input wire [31:0] submission_doorbell,
    input wire [31:0] completion_tail,
    input wire [31:0] completion_head,
    input wire [63:0] cycles,
    input wire [63:0] macs,
    input wire [63:0] bytes_read,
    input wire [63:0] bytes_written,
    input wire [63:0] stall_input,
    input wire [63:0] stall_weight,
    input wire [63:0] stall_output,
    input wire [63:0] stall_micro_op
);
    // Constant declarations
    localparam control = 10'b0;
    localparam global_enable_address = 10'b1;
    localparam enable_address = 10'b10;
    localparam status_address = 10'b11;
    localparam reset_address = 10'b1100;
    localparam submission_base_low = 10'b100000;
    localparam submission_base_high = 10'b100001;
    localparam submission_entries = 10'b100010;
    localparam doorbell_address = 10'b100100;
    localparam completion_base_low = 10'b101000;
    localparam completion_base_high = 10'b101001;
    localparam completion_entries = 10'b101010;
    localparam consumed_address = 10'b101100;
    localparam reset_key = 32'h54455352;
    localparam start_mask = 4'h1;
    localparam done_mask = 4'h2;
    localparam idle_mask = 4'h4;
    localparam ready_mask = 4'h8;
    localparam completion_mask = 3'b1;
    localparam fault_mask = 3'b10;
    localparam queue_mask = 3'b100;
    localparam first_cleared = 16'h1;
    localparam last_cleared = 16'h1b;
    localparam one = 16'h1;

    // Stub signals
    reg [9:0] map$address;
    reg [31:0] map$stored_word;
    reg [3:0] map$control;
    reg map$interrupt_global_enable;
    reg [2:0] map$interrupt_enable;
    reg [2:0] map$interrupt_status;
    reg [3:0] map$error_cause;
    reg [31:0] map$error_sequence;
    reg [63:0] map$fault_address;
    reg [2:0] map$fault_segment;
    reg [31:0] map$program_counter;
    reg [31:0] map$submission_head;
    reg [31:0] map$submission_doorbell;
    reg [31:0] map$completion_tail;
    reg [31:0] map$completion_head;
    reg [63:0] map$cycles;
    reg [63:0] map$macs;
    reg [63:0] map$bytes_read;
    reg [63:0] map$bytes_written;
    reg [63:0] map$stall_input;
    reg [63:0] map$stall_weight;
    reg [63:0] map$stall_output;
    reg [63:0] map$stall_micro_op;
    wire [31:0] map$word;
    reg [9:0] place$address;
    wire place$is_stored;
    wire [15:0] place$index;
    reg stored_words$clock;
    reg [15:0] stored_words$read_address;
    wire [31:0] stored_words$read_data;
    reg stored_words$write_enable;
    reg [15:0] stored_words$write_address;
    reg [31:0] stored_words$write_data;
    reg [31:0] word$d;
    wire [31:0] word$q;
    reg word$clock;
    reg [15:0] index$d;
    wire [15:0] index$q;
    reg index$clock;
    reg is_stored$d;
    wire is_stored$q;
    reg is_stored$clock;
    reg clearing$d;
    wire clearing$q;
    reg clearing$clock;
    reg [15:0] clear_index$d;
    wire [15:0] clear_index$q;
    reg clear_index$clock;
    reg done$d;
    wire done$q;
    reg done$clock;
    reg global_enable$d;
    wire global_enable$q;
    reg global_enable$clock;
    reg [2:0] enable$d;
    wire [2:0] enable$q;
    reg enable$clock;
    reg [2:0] status$d;
    wire [2:0] status$q;
    reg status$clock;
    reg line$d;
    wire line$q;
    reg line$clock;
    reg inspect_soon$d;
    wire inspect_soon$q;
    reg inspect_soon$clock;
    reg inspect_now$d;
    wire inspect_now$q;
    reg inspect_now$clock;

    // Local signals
    reg [9:0] looked_up_address;
    reg restore;
    reg key_written;
    reg started;
    reg indices_written;
    reg queues_written;
    reg [3:0] flags;
    reg [2:0] cleared;
    reg [2:0] raised;
    reg [2:0] pending_causes;

    // Sub module instances
    ganax_2x2_read_multiplexer map(
        .address(map$address),
        .stored_word(map$stored_word),
        .control(map$control),
        .interrupt_global_enable(map$interrupt_global_enable),
        .interrupt_enable(map$interrupt_enable),
        .interrupt_status(map$interrupt_status),
        .error_cause(map$error_cause),
        .error_sequence(map$error_sequence),
        .fault_address(map$fault_address),
        .fault_segment(map$fault_segment),
        .program_counter(map$program_counter),
        .submission_head(map$submission_head),
        .submission_doorbell(map$submission_doorbell),
        .completion_tail(map$completion_tail),
        .completion_head(map$completion_head),
        .cycles(map$cycles),
        .macs(map$macs),
        .bytes_read(map$bytes_read),
        .bytes_written(map$bytes_written),
        .stall_input(map$stall_input),
        .stall_weight(map$stall_weight),
        .stall_output(map$stall_output),
        .stall_micro_op(map$stall_micro_op),
        .word(map$word)
    );
    ganax_2x2_stored_index place(
        .address(place$address),
        .is_stored(place$is_stored),
        .index(place$index)
    );
    ganax_2x2_lookup_memory_18 stored_words(
        .clock(stored_words$clock),
        .read_address(stored_words$read_address),
        .read_data(stored_words$read_data),
        .write_enable(stored_words$write_enable),
        .write_address(stored_words$write_address),
        .write_data(stored_words$write_data)
    );
    ganax_2x2_flip_flop_32 word(
        .d(word$d),
        .q(word$q),
        .clock(word$clock)
    );
    ganax_2x2_flip_flop_16 index(
        .d(index$d),
        .q(index$q),
        .clock(index$clock)
    );
    ganax_2x2_flip_flop_1 is_stored(
        .d(is_stored$d),
        .q(is_stored$q),
        .clock(is_stored$clock)
    );
    ganax_2x2_flip_flop_1 clearing(
        .d(clearing$d),
        .q(clearing$q),
        .clock(clearing$clock)
    );
    ganax_2x2_flip_flop_16 clear_index(
        .d(clear_index$d),
        .q(clear_index$q),
        .clock(clear_index$clock)
    );
    ganax_2x2_flip_flop_1 done(
        .d(done$d),
        .q(done$q),
        .clock(done$clock)
    );
    ganax_2x2_flip_flop_1 global_enable(
        .d(global_enable$d),
        .q(global_enable$q),
        .clock(global_enable$clock)
    );
    ganax_2x2_flip_flop_3 enable(
        .d(enable$d),
        .q(enable$q),
        .clock(enable$clock)
    );
    ganax_2x2_flip_flop_3 status(
        .d(status$d),
        .q(status$q),
        .clock(status$clock)
    );
    ganax_2x2_flip_flop_1 line(
        .d(line$d),
        .q(line$q),
        .clock(line$clock)
    );
    ganax_2x2_flip_flop_1 inspect_soon(
        .d(inspect_soon$d),
        .q(inspect_soon$q),
        .clock(inspect_soon$clock)
    );
    ganax_2x2_flip_flop_1 inspect_now(
        .d(inspect_now$d),
        .q(inspect_now$q),
        .clock(inspect_now$clock)
    );

    // Update code
    always @(*) begin
        word$clock = clock;
        index$clock = clock;
        is_stored$clock = clock;
        clearing$clock = clock;
        clear_index$clock = clock;
        done$clock = clock;
        global_enable$clock = clock;
        enable$clock = clock;
        status$clock = clock;
        line$clock = clock;
        inspect_soon$clock = clock;
        inspect_now$clock = clock;
        word$d = word$q;
        index$d = index$q;
        is_stored$d = is_stored$q;
        clearing$d = clearing$q;
        clear_index$d = clear_index$q;
        done$d = done$q;
        global_enable$d = global_enable$q;
        enable$d = enable$q;
        status$d = status$q;
        line$d = line$q;
        inspect_soon$d = inspect_soon$q;
        inspect_now$d = inspect_now$q;
        stored_words$clock = clock;
        map$error_cause = error_cause;
        map$error_sequence = error_sequence;
        map$fault_address = fault_address;
        map$fault_segment = fault_segment;
        map$program_counter = program_counter;
        map$submission_head = submission_head;
        map$submission_doorbell = submission_doorbell;
        map$completion_tail = completion_tail;
        map$completion_head = completion_head;
        map$cycles = cycles;
        map$macs = macs;
        map$bytes_read = bytes_read;
        map$bytes_written = bytes_written;
        map$stall_input = stall_input;
        map$stall_weight = stall_weight;
        map$stall_output = stall_output;
        map$stall_micro_op = stall_micro_op;
        lookup_granted = lookup & ~engine_lookup;
        looked_up_address = address;
        if (engine_lookup) begin
            looked_up_address = engine_address;
        end
        place$address = looked_up_address;
        map$address = looked_up_address;
        stored_words$read_address = place$index;
        map$stored_word = stored_words$read_data;
        if (clearing$q & (place$index >= clear_index$q)) begin
            map$stored_word = ((32'h0) & 32'hffffffff);
        end
        word$d = map$word;
        looked_up = word$q;
        if (~engine_lookup) begin
            index$d = place$index;
            is_stored$d = place$is_stored;
        end
        acts = (address == control) | (address == status_address);
        write_ready = ~clearing$q;
        write_submission_base_low = write & (address == submission_base_low);
        write_submission_base_high = write & (address == submission_base_high);
        write_submission_entries = write & (address == submission_entries);
        write_submission_doorbell = write & (address == doorbell_address);
        write_completion_base_low = write & (address == completion_base_low);
        write_completion_base_high = write & (address == completion_base_high);
        write_completion_entries = write & (address == completion_entries);
        write_completion_head = write & (address == consumed_address);
        started = write & (address == control) & data[32'h0];
        key_written = write & (address == reset_address) & (data == reset_key);
        soft_reset = key_written;
        indices_written = write_submission_doorbell | write_completion_head | started;
        queues_written = write_submission_base_low | write_submission_base_high | write_submission_entries | write_completion_base_low | write_completion_base_high | write_completion_entries;
        touched = indices_written | queues_written;
        inspect_soon$d = indices_written;
        inspect_now$d = inspect_soon$q;
        inspect = inspect_now$q;
        stored_words$write_enable = write & is_stored$q;
        stored_words$write_address = index$q;
        stored_words$write_data = data;
        if (clearing$q) begin
            stored_words$write_enable = 1'b1;
            stored_words$write_address = clear_index$q;
            stored_words$write_data = ((32'h0) & 32'hffffffff);
            clear_index$d = clear_index$q + one;
            if (clear_index$q == last_cleared) begin
                clearing$d = 1'b0;
            end
        end
        flags = ((32'h0) & 4'hf);
        if (pending) begin
            flags = flags | start_mask;
        end
        if (done$q) begin
            flags = flags | done_mask;
        end
        if (idle) begin
            flags = flags | idle_mask;
        end
        if (ready) begin
            flags = flags | ready_mask;
        end
        map$control = flags;
        map$interrupt_global_enable = global_enable$q;
        map$interrupt_enable = enable$q;
        map$interrupt_status = status$q;
        pending_causes = enable$q & status$q;
        line$d = global_enable$q & |pending_causes;
        interrupt = line$q;
        if (started) begin
            done$d = 1'b0;
        end
        if (write & (address == global_enable_address)) begin
            global_enable$d = data[32'h0];
        end
        if (write & (address == enable_address)) begin
            enable$d = data[(32'h0)+:(3)];
        end
        cleared = ((32'h0) & 3'h7);
        if (write & (address == status_address)) begin
            cleared = data[(32'h0)+:(3)];
        end
        raised = ((32'h0) & 3'h7);
        if (raise_completion) begin
            done$d = 1'b1;
            raised = raised | completion_mask;
        end
        if (raise_fault) begin
            raised = raised | fault_mask;
        end
        if (raise_queue) begin
            raised = raised | queue_mask;
        end
        status$d = (status$q & ~cleared) | raised;
        restore = reset | key_written;
        if (restore) begin
            done$d = 1'b0;
            global_enable$d = 1'b0;
            enable$d = ((32'h0) & 3'h7);
            status$d = ((32'h0) & 3'h7);
            line$d = 1'b0;
            inspect_soon$d = 1'b0;
            inspect_now$d = 1'b0;
            clearing$d = 1'b1;
            clear_index$d = first_cleared;
        end
        if (reset) begin
            clear_index$d = ((32'h0) & 16'hffff);
        end
    end
endmodule

module ganax_2x2_job(
    input wire clock,
    input wire entry_begins,
    input wire beat_valid,
    input wire [127:0] beat,
    input wire place_window,
    input wire [63:0] address,
    output reg [63:0] first_offset,
    output reg [63:0] first_size,
    output reg [63:0] program_address,
    output reg [63:0] program_size,
    output reg [63:0] constants_address,
    output reg [63:0] constants_size,
    output reg [63:0] input_address,
    output reg [63:0] input_size,
    output reg [63:0] output_address,
    output reg [63:0] output_size,
    output reg [63:0] scratch_address,
    output reg [63:0] scratch_size,
    output reg last_beat,
    output reg refused,
    output reg [31:0] job_sequence,
    output reg [16:0] batch,
    output reg [63:0] cookie
);
    // Constant declarations
    localparam kind_run = 32'h1;
    localparam batch_mask = 32'hffff;
    localparam one = 32'h1;

    // Stub signals
    reg [63:0] addresses$0$d;
    wire [63:0] addresses$0$q;
    reg addresses$0$clock;
    reg [63:0] addresses$1$d;
    wire [63:0] addresses$1$q;
    reg addresses$1$clock;
    reg [63:0] addresses$2$d;
    wire [63:0] addresses$2$q;
    reg addresses$2$clock;
    reg [63:0] addresses$3$d;
    wire [63:0] addresses$3$q;
    reg addresses$3$clock;
    reg [63:0] addresses$4$d;
    wire [63:0] addresses$4$q;
    reg addresses$4$clock;
    reg [63:0] sizes$0$d;
    wire [63:0] sizes$0$q;
    reg sizes$0$clock;
    reg [63:0] sizes$1$d;
    wire [63:0] sizes$1$q;
    reg sizes$1$clock;
    reg [63:0] sizes$2$d;
    wire [63:0] sizes$2$q;
    reg sizes$2$clock;
    reg [63:0] sizes$3$d;
    wire [63:0] sizes$3$q;
    reg sizes$3$clock;
    reg [63:0] sizes$4$d;
    wire [63:0] sizes$4$q;
    reg sizes$4$clock;
    reg [2:0] beats$d;
    wire [2:0] beats$q;
    reg beats$clock;
    reg is_refused$d;
    wire is_refused$q;
    reg is_refused$clock;
    reg [31:0] sequence_number$d;
    wire [31:0] sequence_number$q;
    reg sequence_number$clock;
    reg [16:0] images$d;
    wire [16:0] images$q;
    reg images$clock;
    reg [63:0] cookie_value$d;
    wire [63:0] cookie_value$q;
    reg cookie_value$clock;

    // Local signals
    reg [63:0] pushed_address;
    reg [63:0] pushed_size;
    reg push;
    reg [31:0] kind;
    reg [31:0] zero;
    reg [31:0] images_less_one;
    reg [63:0] high;

    // Sub module instances
    ganax_2x2_flip_flop_64 addresses$0(
        .d(addresses$0$d),
        .q(addresses$0$q),
        .clock(addresses$0$clock)
    );
    ganax_2x2_flip_flop_64 addresses$1(
        .d(addresses$1$d),
        .q(addresses$1$q),
        .clock(addresses$1$clock)
    );
    ganax_2x2_flip_flop_64 addresses$2(
        .d(addresses$2$d),
        .q(addresses$2$q),
        .clock(addresses$2$clock)
    );
    ganax_2x2_flip_flop_64 addresses$3(
        .d(addresses$3$d),
        .q(addresses$3$q),
        .clock(addresses$3$clock)
    );
    ganax_2x2_flip_flop_64 addresses$4(
        .d(addresses$4$d),
        .q(addresses$4$q),
        .clock(addresses$4$clock)
    );
    ganax_2x2_flip_flop_64 sizes$0(
        .d(sizes$0$d),
        .q(sizes$0$q),
        .clock(sizes$0$clock)
    );
    ganax_2x2_flip_flop_64 sizes$1(
        .d(sizes$1$d),
        .q(sizes$1$q),
        .clock(sizes$1$clock)
    );
    ganax_2x2_flip_flop_64 sizes$2(
        .d(sizes$2$d),
        .q(sizes$2$q),
        .clock(sizes$2$clock)
    );
    ganax_2x2_flip_flop_64 sizes$3(
        .d(sizes$3$d),
        .q(sizes$3$q),
        .clock(sizes$3$clock)
    );
    ganax_2x2_flip_flop_64 sizes$4(
        .d(sizes$4$d),
        .q(sizes$4$q),
        .clock(sizes$4$clock)
    );
    ganax_2x2_flip_flop_3 beats(
        .d(beats$d),
        .q(beats$q),
        .clock(beats$clock)
    );
    ganax_2x2_flip_flop_1 is_refused(
        .d(is_refused$d),
        .q(is_refused$q),
        .clock(is_refused$clock)
    );
    ganax_2x2_flip_flop_32 sequence_number(
        .d(sequence_number$d),
        .q(sequence_number$q),
        .clock(sequence_number$clock)
    );
    ganax_2x2_flip_flop_17 images(
        .d(images$d),
        .q(images$q),
        .clock(images$clock)
    );
    ganax_2x2_flip_flop_64 cookie_value(
        .d(cookie_value$d),
        .q(cookie_value$q),
        .clock(cookie_value$clock)
    );

    // Update code
    always @(*) begin
        beats$clock = clock;
        is_refused$clock = clock;
        sequence_number$clock = clock;
        images$clock = clock;
        cookie_value$clock = clock;
        beats$d = beats$q;
        is_refused$d = is_refused$q;
        sequence_number$d = sequence_number$q;
        images$d = images$q;
        cookie_value$d = cookie_value$q;
        addresses$0$clock = clock;
        addresses$0$d = addresses$0$q;
        sizes$0$clock = clock;
        sizes$0$d = sizes$0$q;
        addresses$1$clock = clock;
        addresses$1$d = addresses$1$q;
        sizes$1$clock = clock;
        sizes$1$d = sizes$1$q;
        addresses$2$clock = clock;
        addresses$2$d = addresses$2$q;
        sizes$2$clock = clock;
        sizes$2$d = sizes$2$q;
        addresses$3$clock = clock;
        addresses$3$d = addresses$3$q;
        sizes$3$clock = clock;
        sizes$3$d = sizes$3$q;
        addresses$4$clock = clock;
        addresses$4$d = addresses$4$q;
        sizes$4$clock = clock;
        sizes$4$d = sizes$4$q;
        first_offset = addresses$0$q;
        first_size = sizes$0$q;
        program_address = addresses$0$q;
        program_size = sizes$0$q;
        constants_address = addresses$1$q;
        constants_size = sizes$1$q;
        input_address = addresses$2$q;
        input_size = sizes$2$q;
        output_address = addresses$3$q;
        output_size = sizes$3$q;
        scratch_address = addresses$4$q;
        scratch_size = sizes$4$q;
        last_beat = beat_valid & (beats$q == ((32'h7) & 3'h7));
        refused = is_refused$q;
        job_sequence = sequence_number$q;
        batch = images$q;
        cookie = cookie_value$q;
        push = place_window;
        pushed_address = address;
        pushed_size = sizes$0$q;
        if (beat_valid) begin
            pushed_address = beat[(32'h0)+:(64)];
            pushed_size = beat[(32'h40)+:(64)];
        end
        kind = beat[(32'h0)+:(32)];
        zero = beat[(32'h60)+:(32)];
        images_less_one = beat[(32'h40)+:(32)];
        images_less_one = images_less_one - one;
        images_less_one = images_less_one & ~batch_mask;
        high = beat[(32'h40)+:(64)];
        if (beat_valid) begin
            beats$d = beats$q + 32'h1;
            if (beats$q == ((32'h0) & 3'h7)) begin
                sequence_number$d = beat[(32'h20)+:(32)];
                images$d = beat[(32'h40)+:(17)];
                is_refused$d = (kind != kind_run) | |zero | |images_less_one;
            end
            else if (beats$q == ((32'h6) & 3'h7)) begin
                cookie_value$d = beat[(32'h0)+:(64)];
                if (|high) begin
                    is_refused$d = 1'b1;
                end
            end
            else if (beats$q == ((32'h7) & 3'h7)) begin
                if (|beat) begin
                    is_refused$d = 1'b1;
                end
            end
            else begin
                push = 1'b1;
            end
        end
        if (push) begin
            addresses$0$d = addresses$1$q;
            sizes$0$d = sizes$1$q;
            addresses$1$d = addresses$2$q;
            sizes$1$d = sizes$2$q;
            addresses$2$d = addresses$3$q;
            sizes$2$d = sizes$3$q;
            addresses$3$d = addresses$4$q;
            sizes$3$d = sizes$4$q;
            addresses$4$d = pushed_address;
            sizes$4$d = pushed_size;
        end
        if (entry_begins) begin
            beats$d = ((32'h0) & 3'h7);
        end
    end
endmodule

module ganax_2x2_failure(
    input wire clock,
    input wire reset,
    input wire clear,
    input wire fail,
    input wire [3:0] cause,
    input wire [2:0] segment,
    input wire [63:0] address,
    input wire [31:0] job_sequence,
    output reg failed,
    output reg [3:0] error_cause,
    output reg [2:0] error_segment,
    output reg [63:0] error_address,
    output reg [31:0] error_sequence
);
    // Stub signals
    reg has_failed$d;
    wire has_failed$q;
    reg has_failed$clock;
    reg [3:0] cause_value$d;
    wire [3:0] cause_value$q;
    reg cause_value$clock;
    reg [2:0] segment_value$d;
    wire [2:0] segment_value$q;
    reg segment_value$clock;
    reg [63:0] address_value$d;
    wire [63:0] address_value$q;
    reg address_value$clock;
    reg [31:0] sequence_value$d;
    wire [31:0] sequence_value$q;
    reg sequence_value$clock;

    // Sub module instances
    ganax_2x2_flip_flop_1 has_failed(
        .d(has_failed$d),
        .q(has_failed$q),
        .clock(has_failed$clock)
    );
    ganax_2x2_flip_flop_4 cause_value(
        .d(cause_value$d),
        .q(cause_value$q),
        .clock(cause_value$clock)
    );
    ganax_2x2_flip_flop_3 segment_value(
        .d(segment_value$d),
        .q(segment_value$q),
        .clock(segment_value$clock)
    );
    ganax_2x2_flip_flop_64 address_value(
        .d(address_value$d),
        .q(address_value$q),
        .clock(address_value$clock)
    );
    ganax_2x2_flip_flop_32 sequence_value(
        .d(sequence_value$d),
        .q(sequence_value$q),
        .clock(sequence_value$clock)
    );

    // Update code
    always @(*) begin
        has_failed$clock = clock;
        cause_value$clock = clock;
        segment_value$clock = clock;
        address_value$clock = clock;
        sequence_value$clock = clock;
        has_failed$d = has_failed$q;
        cause_value$d = cause_value$q;
        segment_value$d = segment_value$q;
        address_value$d = address_value$q;
        sequence_value$d = sequence_value$q;
        failed = has_failed$q;
        error_cause = cause_value$q;
        error_segment = segment_value$q;
        error_address = address_value$q;
        error_sequence = sequence_value$q;
        if (fail) begin
            has_failed$d = 1'b1;
            cause_value$d = cause;
            segment_value$d = segment;
            address_value$d = address;
            sequence_value$d = job_sequence;
        end
        if (clear) begin
            has_failed$d = 1'b0;
        end
        if (reset) begin
            has_failed$d = 1'b0;
            cause_value$d = ((32'h0) & 4'hf);
            segment_value$d = ((32'h0) & 3'h7);
            address_value$d = ((32'h0) & 64'hffffffffffffffff);
            sequence_value$d = ((32'h0) & 32'hffffffff);
        end
    end
endmodule

module ganax_2x2_queue_engine(
    input wire clock,
    input wire reset,
    input wire soft_reset,
    input wire settling,
    input wire touched,
    input wire jobs_wait,
    input wire submission_legal,
    input wire submission_configured,
    input wire completion_legal,
    input wire completion_room,
    input wire completion_configured,
    input wire last_beat,
    input wire read_error,
    input wire write_done,
    input wire write_error,
    input wire job_refused,
    input wire [63:0] window_offset,
    input wire core_halted,
    input wire core_fault,
    input wire [3:0] core_cause,
    input wire [2:0] core_segment,
    input wire [63:0] core_address,
    input wire bus_idle,
    input wire [31:0] looked_up,
    input wire carry_out,
    output reg lookup,
    output reg [9:0] lookup_address,
    output reg [2:0] operation,
    output reg high_half,
    output reg enable,
    output reg [15:0] counter_index,
    output reg keep,
    output reg selects_completion,
    output reg begin_entry,
    output reg place_window,
    output reg push,
    output reg [3:0] word_index,
    output reg has_run,
    output reg queue_read,
    output reg queue_write,
    output reg entry_taken,
    output reg completed,
    output reg completion_advance,
    output reg queue_error,
    output reg fail,
    output reg [3:0] cause,
    output reg [2:0] segment,
    output reg [63:0] address,
    output reg start,
    output reg abort,
    output reg running,
    output reg counting,
    output reg idle
);
    // Constant declarations
    localparam submission_base = 10'b100000;
    localparam completion_base = 10'b101000;
    localparam segments_base = 10'b10000000;
    localparam counters_base = 10'b1000000;
    localparam watchdog_limit = 10'b1101;
    localparam bad_descriptor = 4'h1;
    localparam bad_window = 4'h2;
    localparam watchdog = 4'h7;
    localparam two = 10'b10;
    localparam first_counter_word = 5'b110;
    localparam after_counter_words = 5'b1000;

    // Enums
    localparam State$Idle = 0;
    localparam State$EntryAddress = 1;
    localparam State$AskEntry = 2;
    localparam State$ReadEntry = 3;
    localparam State$Judge = 4;
    localparam State$Windows = 5;
    localparam State$Keep = 6;
    localparam State$Start = 7;
    localparam State$Running = 8;
    localparam State$Drain = 9;
    localparam State$Compose = 10;
    localparam State$Room = 11;
    localparam State$CompletionAddress = 12;
    localparam State$AskWrite = 13;
    localparam State$Write = 14;
    localparam State$Discard = 15;

    // Stub signals
    reg [3:0] state$d;
    wire [3:0] state$q;
    reg state$clock;
    reg [5:0] step$d;
    wire [5:0] step$q;
    reg step$clock;
    reg [2:0] window$d;
    wire [2:0] window$q;
    reg window$clock;
    reg [3:0] quiet$d;
    wire [3:0] quiet$q;
    reg quiet$clock;
    reg leaves$d;
    wire leaves$q;
    reg leaves$clock;
    reg stuck$d;
    wire stuck$q;
    reg stuck$clock;
    reg stale$d;
    wire stale$q;
    reg stale$clock;
    reg queue_busy$d;
    wire queue_busy$q;
    reg queue_busy$clock;
    reg ran$d;
    wire ran$q;
    reg ran$clock;
    reg in_job$d;
    wire in_job$q;
    reg in_job$clock;
    reg starts$d;
    wire starts$q;
    reg starts$clock;

    // Local signals
    reg odd;
    reg [4:0] which;
    reg [9:0] wide;
    reg [9:0] base;
    reg at_rest;
    reg refuses;

    // Sub module instances
    ganax_2x2_flip_flop_4_2 state(
        .d(state$d),
        .q(state$q),
        .clock(state$clock)
    );
    ganax_2x2_flip_flop_6 step(
        .d(step$d),
        .q(step$q),
        .clock(step$clock)
    );
    ganax_2x2_flip_flop_3 window(
        .d(window$d),
        .q(window$q),
        .clock(window$clock)
    );
    ganax_2x2_flip_flop_4 quiet(
        .d(quiet$d),
        .q(quiet$q),
        .clock(quiet$clock)
    );
    ganax_2x2_flip_flop_1 leaves(
        .d(leaves$d),
        .q(leaves$q),
        .clock(leaves$clock)
    );
    ganax_2x2_flip_flop_1 stuck(
        .d(stuck$d),
        .q(stuck$q),
        .clock(stuck$clock)
    );
    ganax_2x2_flip_flop_1 stale(
        .d(stale$d),
        .q(stale$q),
        .clock(stale$clock)
    );
    ganax_2x2_flip_flop_1 queue_busy(
        .d(queue_busy$d),
        .q(queue_busy$q),
        .clock(queue_busy$clock)
    );
    ganax_2x2_flip_flop_1 ran(
        .d(ran$d),
        .q(ran$q),
        .clock(ran$clock)
    );
    ganax_2x2_flip_flop_1 in_job(
        .d(in_job$d),
        .q(in_job$q),
        .clock(in_job$clock)
    );
    ganax_2x2_flip_flop_1 starts(
        .d(starts$d),
        .q(starts$q),
        .clock(starts$clock)
    );

    // Update code
    always @(*) begin
        state$clock = clock;
        step$clock = clock;
        window$clock = clock;
        quiet$clock = clock;
        leaves$clock = clock;
        stuck$clock = clock;
        stale$clock = clock;
        state$d = state$q;
        step$d = step$q;
        window$d = window$q;
        quiet$d = quiet$q;
        leaves$d = leaves$q;
        stuck$d = stuck$q;
        stale$d = stale$q;
        queue_busy$clock = clock;
        ran$clock = clock;
        in_job$clock = clock;
        starts$clock = clock;
        queue_busy$d = queue_busy$q;
        ran$d = ran$q;
        in_job$d = in_job$q;
        starts$d = starts$q;
        operation = ((32'h0) & 3'h7);
        enable = 1'b0;
        lookup = 1'b0;
        keep = 1'b0;
        begin_entry = 1'b0;
        place_window = 1'b0;
        push = 1'b0;
        queue_read = 1'b0;
        queue_write = 1'b0;
        entry_taken = 1'b0;
        completed = 1'b0;
        completion_advance = 1'b0;
        queue_error = 1'b0;
        fail = 1'b0;
        cause = ((32'h0) & 4'hf);
        segment = ((32'h0) & 3'h7);
        address = ((32'h0) & 64'hffffffffffffffff);
        start = starts$q;
        starts$d = 1'b0;
        running = state$q == State$Running;
        counting = (state$q == State$Running) | (state$q == State$Drain);
        abort = ~in_job$q;
        idle = (state$q == State$Idle) | (state$q == State$EntryAddress) | (state$q == State$AskEntry) | (state$q == State$ReadEntry) | (state$q == State$Discard);
        has_run = ran$q;
        selects_completion = state$q == State$CompletionAddress;
        odd = step$q[32'h0];
        which = step$q[(32'h1)+:(5)];
        high_half = which[32'h0];
        word_index = which[(32'h0)+:(4)];
        counter_index = ((which) & 16'hffff);
        lookup_address = watchdog_limit;
        wide = ((32'h0) & 10'h3ff);
        base = segments_base;
        at_rest = quiet$q[32'h3] & ~queue_busy$q;
        quiet$d = ((32'h0) & 4'hf);
        if (((state$q == State$Drain) | (state$q == State$Discard)) & bus_idle) begin
            quiet$d = quiet$q + 32'h1;
            if (quiet$q[32'h3]) begin
                quiet$d = quiet$q;
            end
        end
        if (last_beat | write_done) begin
            queue_busy$d = 1'b0;
        end
        if (touched) begin
            stuck$d = 1'b0;
        end
        refuses = 1'b0;
        step$d = step$q + 32'h1;
        case (state$q)
            State$Idle:
                begin
                    step$d = ((32'h0) & 6'h3f);
                    stale$d = 1'b0;
                    ran$d = 1'b0;
                    if (jobs_wait & submission_legal & completion_legal & ~stuck$q & ~settling) begin
                        state$d = State$EntryAddress;
                    end
                end
            State$EntryAddress:
                begin
                    operation = ((32'h3) & 3'h7);
                    lookup = ~odd;
                    lookup_address = submission_base | ((which) & 10'h3ff);
                    enable = odd;
                    if (step$q == ((32'h3) & 6'h3f)) begin
                        state$d = State$AskEntry;
                    end
                end
            State$AskEntry:
                begin
                    begin_entry = 1'b1;
                    queue_read = 1'b1;
                    queue_busy$d = 1'b1;
                    state$d = State$ReadEntry;
                end
            State$ReadEntry:
                begin
                    step$d = ((32'h0) & 6'h3f);
                    window$d = ((32'h0) & 3'h7);
                    if (last_beat) begin
                        state$d = State$Judge;
                        if (stale$q | submission_configured) begin
                            state$d = State$Idle;
                        end
                        else if (read_error) begin
                            queue_error = 1'b1;
                            stuck$d = 1'b1;
                            state$d = State$Idle;
                        end
                        else begin
                            entry_taken = 1'b1;
                        end
                    end
                end
            State$Judge:
                begin
                    step$d = ((32'h0) & 6'h3f);
                    state$d = State$Windows;
                    if (job_refused) begin
                        fail = 1'b1;
                        cause = bad_descriptor;
                        state$d = State$Compose;
                    end
                end
            State$Windows:
                begin
                    operation = ((which >> 32'h1) & 3'h7);
                    lookup = ~odd;
                    wide = ((window$q) & 10'h3ff);
                    base = segments_base | (wide << two);
                    wide = ((which) & 10'h3ff);
                    wide = wide & 32'h3;
                    lookup_address = base | wide;
                    enable = odd;
                    if (odd & high_half) begin
                        refuses = carry_out ^ (which == ((32'h3) & 5'h1f));
                    end
                    if (step$q == ((32'hc) & 6'h3f)) begin
                        lookup = 1'b0;
                        place_window = 1'b1;
                        step$d = ((32'h0) & 6'h3f);
                        window$d = window$q + 32'h1;
                        if (window$q == ((32'h4) & 3'h7)) begin
                            state$d = State$Keep;
                        end
                    end
                    else if (refuses) begin
                        fail = 1'b1;
                        cause = bad_window;
                        segment = window$q;
                        address = window_offset;
                        step$d = ((32'h0) & 6'h3f);
                        state$d = State$Compose;
                    end
                end
            State$Keep:
                begin
                    lookup = ~odd;
                    lookup_address = counters_base | ((which) & 10'h3ff);
                    keep = odd;
                    if (step$q == ((32'hf) & 6'h3f)) begin
                        in_job$d = 1'b1;
                        starts$d = 1'b1;
                        state$d = State$Start;
                    end
                end
            State$Start:
                begin
                    ran$d = 1'b1;
                    leaves$d = 1'b0;
                    step$d = ((32'h0) & 6'h3f);
                    state$d = State$Running;
                end
            State$Running:
                begin
                    operation = ((32'h5) & 3'h7);
                    high_half = 1'b0;
                    lookup = ~odd;
                    leaves$d = odd & ~carry_out & |looked_up;
                    address = core_address;
                    if (core_fault) begin
                        fail = 1'b1;
                        cause = core_cause;
                        segment = core_segment;
                        in_job$d = 1'b0;
                        state$d = State$Drain;
                    end
                    else if (core_halted) begin
                        in_job$d = 1'b0;
                        state$d = State$Drain;
                    end
                    else if (leaves$q) begin
                        fail = 1'b1;
                        cause = watchdog;
                        address = ((32'h0) & 64'hffffffffffffffff);
                        in_job$d = 1'b0;
                        state$d = State$Drain;
                    end
                end
            State$Drain:
                begin
                    step$d = ((32'h0) & 6'h3f);
                    if (at_rest) begin
                        state$d = State$Compose;
                    end
                end
            State$Compose:
                begin
                    operation = ((32'h4) & 3'h7);
                    which = which - first_counter_word;
                    counter_index = ((which) & 16'hffff);
                    lookup_address = counters_base | ((which) & 10'h3ff);
                    lookup = ~odd & (which < after_counter_words);
                    enable = odd;
                    push = odd;
                    if (step$q == ((32'h1f) & 6'h3f)) begin
                        state$d = State$Room;
                    end
                end
            State$Room:
                begin
                    step$d = ((32'h0) & 6'h3f);
                    stale$d = 1'b0;
                    if (completion_legal & completion_room & ~stuck$q & ~settling) begin
                        state$d = State$CompletionAddress;
                    end
                end
            State$CompletionAddress:
                begin
                    operation = ((32'h3) & 3'h7);
                    lookup = ~odd;
                    lookup_address = completion_base | ((which) & 10'h3ff);
                    enable = odd;
                    if (step$q == ((32'h3) & 6'h3f)) begin
                        state$d = State$AskWrite;
                    end
                end
            State$AskWrite:
                begin
                    state$d = State$Room;
                    if (~stale$q) begin
                        queue_write = 1'b1;
                        queue_busy$d = 1'b1;
                        state$d = State$Write;
                    end
                end
            State$Write:
                begin
                    if (write_done) begin
                        if (write_error) begin
                            queue_error = ~stale$q & ~completion_configured;
                            stuck$d = ~stale$q & ~completion_configured;
                            state$d = State$Room;
                        end
                        else begin
                            completed = 1'b1;
                            completion_advance = ~stale$q;
                            state$d = State$Idle;
                        end
                    end
                end
            State$Discard:
                begin
                    if (at_rest) begin
                        state$d = State$Idle;
                    end
                end
            default:
                begin
                end
        endcase
        if ((state$q == State$EntryAddress) | (state$q == State$AskEntry) | (state$q == State$ReadEntry)) begin
            if (submission_configured) begin
                stale$d = 1'b1;
            end
        end
        if ((state$q == State$CompletionAddress) | (state$q == State$AskWrite) | (state$q == State$Write)) begin
            if (completion_configured) begin
                stale$d = 1'b1;
            end
        end
        if (soft_reset | reset) begin
            state$d = State$Discard;
            in_job$d = 1'b0;
            starts$d = 1'b0;
            stuck$d = 1'b0;
            quiet$d = ((32'h0) & 4'hf);
        end
        if (reset) begin
            queue_busy$d = 1'b0;
        end
    end
endmodule

module ganax_2x2_counters(
    input wire clock,
    input wire reset,
    input wire counting,
    input wire running,
    input wire [4:0] multiplies,
    input wire [4:0] stalled_input,
    input wire [4:0] stalled_weight,
    input wire [4:0] stalled_output,
    input wire [4:0] stalled_micro_op,
    input wire [8:0] read_bytes,
    input wire [4:0] written_bytes,
    input wire entry_read,
    input wire entry_written,
    output reg [63:0] cycles,
    output reg [63:0] macs,
    output reg [63:0] bytes_read,
    output reg [63:0] bytes_written,
    output reg [63:0] stall_input,
    output reg [63:0] stall_weight,
    output reg [63:0] stall_output,
    output reg [63:0] stall_micro_op
);
    // Constant declarations
    localparam weights$0 = 9'b10;
    localparam weights$1 = 9'b100;
    localparam weights$2 = 9'b1000;
    localparam weights$3 = 9'b10000;
    localparam weights$4 = 9'b100000;
    localparam job_bytes = 9'b10000000;
    localparam completion_bytes = 9'b1000000;
    localparam one = 64'h1;

    // Stub signals
    reg [63:0] total_cycles$d;
    wire [63:0] total_cycles$q;
    reg total_cycles$clock;
    reg [63:0] total_macs$d;
    wire [63:0] total_macs$q;
    reg total_macs$clock;
    reg [63:0] total_read$d;
    wire [63:0] total_read$q;
    reg total_read$clock;
    reg [63:0] total_written$d;
    wire [63:0] total_written$q;
    reg total_written$clock;
    reg [63:0] total_input$d;
    wire [63:0] total_input$q;
    reg total_input$clock;
    reg [63:0] total_weight$d;
    wire [63:0] total_weight$q;
    reg total_weight$clock;
    reg [63:0] total_output$d;
    wire [63:0] total_output$q;
    reg total_output$clock;
    reg [63:0] total_micro_op$d;
    wire [63:0] total_micro_op$q;
    reg total_micro_op$clock;
    reg [8:0] product$d;
    wire [8:0] product$q;
    reg product$clock;

    // Local signals
    reg [8:0] partial;
    reg [8:0] read;
    reg [8:0] written;

    // Sub module instances
    ganax_2x2_flip_flop_64 total_cycles(
        .d(total_cycles$d),
        .q(total_cycles$q),
        .clock(total_cycles$clock)
    );
    ganax_2x2_flip_flop_64 total_macs(
        .d(total_macs$d),
        .q(total_macs$q),
        .clock(total_macs$clock)
    );
    ganax_2x2_flip_flop_64 total_read(
        .d(total_read$d),
        .q(total_read$q),
        .clock(total_read$clock)
    );
    ganax_2x2_flip_flop_64 total_written(
        .d(total_written$d),
        .q(total_written$q),
        .clock(total_written$clock)
    );
    ganax_2x2_flip_flop_64 total_input(
        .d(total_input$d),
        .q(total_input$q),
        .clock(total_input$clock)
    );
    ganax_2x2_flip_flop_64 total_weight(
        .d(total_weight$d),
        .q(total_weight$q),
        .clock(total_weight$clock)
    );
    ganax_2x2_flip_flop_64 total_output(
        .d(total_output$d),
        .q(total_output$q),
        .clock(total_output$clock)
    );
    ganax_2x2_flip_flop_64 total_micro_op(
        .d(total_micro_op$d),
        .q(total_micro_op$q),
        .clock(total_micro_op$clock)
    );
    ganax_2x2_flip_flop_9 product(
        .d(product$d),
        .q(product$q),
        .clock(product$clock)
    );

    // Update code
    always @(*) begin
        total_cycles$clock = clock;
        total_macs$clock = clock;
        total_read$clock = clock;
        total_written$clock = clock;
        total_input$clock = clock;
        total_weight$clock = clock;
        total_output$clock = clock;
        total_micro_op$clock = clock;
        product$clock = clock;
        total_cycles$d = total_cycles$q;
        total_macs$d = total_macs$q;
        total_read$d = total_read$q;
        total_written$d = total_written$q;
        total_input$d = total_input$q;
        total_weight$d = total_weight$q;
        total_output$d = total_output$q;
        total_micro_op$d = total_micro_op$q;
        product$d = product$q;
        cycles = total_cycles$q;
        macs = total_macs$q;
        bytes_read = total_read$q;
        bytes_written = total_written$q;
        stall_input = total_input$q;
        stall_weight = total_weight$q;
        stall_output = total_output$q;
        stall_micro_op = total_micro_op$q;
        partial = ((32'h0) & 9'h1ff);
        if (multiplies[0]) begin
            partial = partial + weights$0;
        end
        if (multiplies[1]) begin
            partial = partial + weights$1;
        end
        if (multiplies[2]) begin
            partial = partial + weights$2;
        end
        if (multiplies[3]) begin
            partial = partial + weights$3;
        end
        if (multiplies[4]) begin
            partial = partial + weights$4;
        end
        product$d = partial;
        read = read_bytes;
        if (entry_read) begin
            read = job_bytes;
        end
        written = ((written_bytes) & 9'h1ff);
        if (entry_written) begin
            written = completion_bytes;
        end
        if (counting) begin
            if (running) begin
                total_cycles$d = total_cycles$q + one;
            end
            total_macs$d = total_macs$q + ((product$q) & 64'hffffffffffffffff);
            total_input$d = total_input$q + ((stalled_input) & 64'hffffffffffffffff);
            total_weight$d = total_weight$q + ((stalled_weight) & 64'hffffffffffffffff);
            total_output$d = total_output$q + ((stalled_output) & 64'hffffffffffffffff);
            total_micro_op$d = total_micro_op$q + ((stalled_micro_op) & 64'hffffffffffffffff);
        end
        if (counting | entry_read) begin
            total_read$d = total_read$q + ((read) & 64'hffffffffffffffff);
        end
        if (counting | entry_written) begin
            total_written$d = total_written$q + ((written) & 64'hffffffffffffffff);
        end
        if (reset) begin
            total_cycles$d = ((32'h0) & 64'hffffffffffffffff);
            total_macs$d = ((32'h0) & 64'hffffffffffffffff);
            total_read$d = ((32'h0) & 64'hffffffffffffffff);
            total_written$d = ((32'h0) & 64'hffffffffffffffff);
            total_input$d = ((32'h0) & 64'hffffffffffffffff);
            total_weight$d = ((32'h0) & 64'hffffffffffffffff);
            total_output$d = ((32'h0) & 64'hffffffffffffffff);
            total_micro_op$d = ((32'h0) & 64'hffffffffffffffff);
        end
    end
endmodule

module ganax_2x2_completion_entry(
    input wire clock,
    input wire push,
    input wire [31:0] word,
    output reg [511:0] entry
);
    // Constant declarations
    localparam word_bits = 512'h20;
    localparam last_place = 512'h1e0;

    // Stub signals
    reg [511:0] places$d;
    wire [511:0] places$q;
    reg places$clock;

    // Local signals
    reg [511:0] shifted;
    reg [511:0] last_word;

    // Sub module instances
    ganax_2x2_flip_flop_512 places(
        .d(places$d),
        .q(places$q),
        .clock(places$clock)
    );

    // Update code
    always @(*) begin
        places$clock = clock;
        places$d = places$q;
        entry = places$q;
        shifted = places$q >> word_bits;
        last_word = ((word) & 512'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff);
        last_word = last_word << last_place;
        if (push) begin
            places$d = shifted | last_word;
        end
    end
endmodule

module ganax_2x2_ring(
    input wire clock,
    input wire reset,
    input wire write_base_low,
    input wire write_base_high,
    input wire write_entries,
    input wire write_index,
    input wire [31:0] data,
    input wire advance,
    output reg [31:0] software_index,
    output reg [31:0] device_index,
    output reg any,
    output reg legal,
    output reg has_room,
    output reg [31:0] offset,
    output reg configured
);
    // Constant declarations
    localparam device_produces = 1'b1;
    localparam entry_mask = 32'h3f;
    localparam entry_shift = 32'h6;
    localparam entries_mask = 32'h1ffe;
    localparam one = 32'h1;

    // Stub signals
    reg [31:0] software$d;
    wire [31:0] software$q;
    reg software$clock;
    reg [31:0] device$d;
    wire [31:0] device$q;
    reg device$clock;
    reg [31:0] difference$d;
    wire [31:0] difference$q;
    reg difference$clock;
    reg [31:0] entries$d;
    wire [31:0] entries$q;
    reg entries$clock;
    reg entries_legal$d;
    wire entries_legal$q;
    reg entries_legal$clock;
    reg misaligned$d;
    wire misaligned$q;
    reg misaligned$clock;

    // Local signals
    reg restart;
    reg [31:0] less_one;
    reg [31:0] below;
    reg [31:0] mask;
    reg [31:0] masked;
    reg is_above;

    // Sub module instances
    ganax_2x2_flip_flop_32 software(
        .d(software$d),
        .q(software$q),
        .clock(software$clock)
    );
    ganax_2x2_flip_flop_32 device(
        .d(device$d),
        .q(device$q),
        .clock(device$clock)
    );
    ganax_2x2_flip_flop_32 difference(
        .d(difference$d),
        .q(difference$q),
        .clock(difference$clock)
    );
    ganax_2x2_flip_flop_32 entries(
        .d(entries$d),
        .q(entries$q),
        .clock(entries$clock)
    );
    ganax_2x2_flip_flop_1 entries_legal(
        .d(entries_legal$d),
        .q(entries_legal$q),
        .clock(entries_legal$clock)
    );
    ganax_2x2_flip_flop_1 misaligned(
        .d(misaligned$d),
        .q(misaligned$q),
        .clock(misaligned$clock)
    );

    // Update code
    always @(*) begin
        software$clock = clock;
        device$clock = clock;
        difference$clock = clock;
        entries$clock = clock;
        entries_legal$clock = clock;
        misaligned$clock = clock;
        software$d = software$q;
        device$d = device$q;
        difference$d = difference$q;
        entries$d = entries$q;
        entries_legal$d = entries_legal$q;
        misaligned$d = misaligned$q;
        software_index = software$q;
        device_index = device$q;
        if (device_produces) begin
            difference$d = device$q - software$q;
        end
        else begin
            difference$d = software$q - device$q;
        end
        mask = entries$q - one;
        masked = difference$q & ~mask;
        any = |difference$q;
        is_above = |masked;
        has_room = ~is_above;
        legal = entries_legal$q & ~misaligned$q & (~is_above | (difference$q == entries$q));
        masked = device$q & mask;
        offset = masked << entry_shift;
        less_one = data - one;
        below = data & less_one;
        if (write_base_low) begin
            masked = data & entry_mask;
            misaligned$d = |masked;
        end
        if (write_entries) begin
            entries$d = data & entries_mask;
            masked = data & ~entries_mask;
            entries_legal$d = |data & ~|below & ~|masked;
        end
        if (write_index) begin
            software$d = data;
        end
        if (advance) begin
            device$d = device$q + one;
        end
        restart = write_base_low | write_base_high | write_entries;
        configured = restart;
        if (restart | reset) begin
            software$d = ((32'h0) & 32'hffffffff);
            device$d = ((32'h0) & 32'hffffffff);
        end
        if (reset) begin
            difference$d = ((32'h0) & 32'hffffffff);
            entries$d = ((32'h0) & 32'hffffffff);
            entries_legal$d = 1'b0;
            misaligned$d = 1'b0;
        end
    end
endmodule

module ganax_2x2_axi_lite(
    input wire clock,
    input wire reset,
    input wire [11:0] awaddr,
    input wire awvalid,
    output reg awready,
    input wire [31:0] wdata,
    input wire [3:0] wstrb,
    input wire wvalid,
    output reg wready,
    output reg bvalid,
    input wire bready,
    input wire [11:0] araddr,
    input wire arvalid,
    output reg arready,
    output reg [31:0] rdata,
    output reg rvalid,
    input wire rready,
    output reg [9:0] address,
    output reg lookup,
    input wire lookup_granted,
    input wire [31:0] looked_up,
    input wire acts,
    input wire write_ready,
    output reg write,
    output reg [31:0] write_data,
    output reg settling
);
    // Constant declarations
    localparam byte_0 = 32'hff;
    localparam byte_1 = 32'hff00;
    localparam byte_2 = 32'hff0000;
    localparam byte_3 = 32'hff000000;

    // Enums
    localparam Access$Idle = 0;
    localparam Access$Look = 1;
    localparam Access$Merge = 2;
    localparam Access$Apply = 3;
    localparam Access$Settle = 4;

    // Stub signals
    reg [2:0] access$d;
    wire [2:0] access$q;
    reg access$clock;
    reg is_write$d;
    wire is_write$q;
    reg is_write$clock;
    reg [9:0] word_address$d;
    wire [9:0] word_address$q;
    reg word_address$clock;
    reg [31:0] merged$d;
    wire [31:0] merged$q;
    reg merged$clock;
    reg [1:0] settled$d;
    wire [1:0] settled$q;
    reg settled$clock;
    reg has_write_address$d;
    wire has_write_address$q;
    reg has_write_address$clock;
    reg [9:0] write_address$d;
    wire [9:0] write_address$q;
    reg write_address$clock;
    reg has_data$d;
    wire has_data$q;
    reg has_data$clock;
    reg [31:0] data$d;
    wire [31:0] data$q;
    reg data$clock;
    reg [3:0] strobes$d;
    wire [3:0] strobes$q;
    reg strobes$clock;
    reg write_answer$d;
    wire write_answer$q;
    reg write_answer$clock;
    reg has_read_address$d;
    wire has_read_address$q;
    reg has_read_address$clock;
    reg [9:0] read_address$d;
    wire [9:0] read_address$q;
    reg read_address$clock;
    reg read_answer$d;
    wire read_answer$q;
    reg read_answer$clock;
    reg [31:0] read_data$d;
    wire [31:0] read_data$q;
    reg read_data$clock;

    // Local signals
    reg write_waits;
    reg read_waits;
    reg [31:0] kept;
    reg [31:0] mask;

    // Sub module instances
    ganax_2x2_flip_flop_3_2 access(
        .d(access$d),
        .q(access$q),
        .clock(access$clock)
    );
    ganax_2x2_flip_flop_1 is_write(
        .d(is_write$d),
        .q(is_write$q),
        .clock(is_write$clock)
    );
    ganax_2x2_flip_flop_10 word_address(
        .d(word_address$d),
        .q(word_address$q),
        .clock(word_address$clock)
    );
    ganax_2x2_flip_flop_32 merged(
        .d(merged$d),
        .q(merged$q),
        .clock(merged$clock)
    );
    ganax_2x2_flip_flop_2 settled(
        .d(settled$d),
        .q(settled$q),
        .clock(settled$clock)
    );
    ganax_2x2_flip_flop_1 has_write_address(
        .d(has_write_address$d),
        .q(has_write_address$q),
        .clock(has_write_address$clock)
    );
    ganax_2x2_flip_flop_10 write_address(
        .d(write_address$d),
        .q(write_address$q),
        .clock(write_address$clock)
    );
    ganax_2x2_flip_flop_1 has_data(
        .d(has_data$d),
        .q(has_data$q),
        .clock(has_data$clock)
    );
    ganax_2x2_flip_flop_32 data(
        .d(data$d),
        .q(data$q),
        .clock(data$clock)
    );
    ganax_2x2_flip_flop_4 strobes(
        .d(strobes$d),
        .q(strobes$q),
        .clock(strobes$clock)
    );
    ganax_2x2_flip_flop_1 write_answer(
        .d(write_answer$d),
        .q(write_answer$q),
        .clock(write_answer$clock)
    );
    ganax_2x2_flip_flop_1 has_read_address(
        .d(has_read_address$d),
        .q(has_read_address$q),
        .clock(has_read_address$clock)
    );
    ganax_2x2_flip_flop_10 read_address(
        .d(read_address$d),
        .q(read_address$q),
        .clock(read_address$clock)
    );
    ganax_2x2_flip_flop_1 read_answer(
        .d(read_answer$d),
        .q(read_answer$q),
        .clock(read_answer$clock)
    );
    ganax_2x2_flip_flop_32 read_data(
        .d(read_data$d),
        .q(read_data$q),
        .clock(read_data$clock)
    );

    // Update code
    always @(*) begin
        access$clock = clock;
        is_write$clock = clock;
        word_address$clock = clock;
        merged$clock = clock;
        settled$clock = clock;
        has_write_address$clock = clock;
        write_address$clock = clock;
        has_data$clock = clock;
        data$clock = clock;
        strobes$clock = clock;
        write_answer$clock = clock;
        has_read_address$clock = clock;
        read_address$clock = clock;
        read_answer$clock = clock;
        read_data$clock = clock;
        access$d = access$q;
        is_write$d = is_write$q;
        word_address$d = word_address$q;
        merged$d = merged$q;
        settled$d = settled$q;
        has_write_address$d = has_write_address$q;
        write_address$d = write_address$q;
        has_data$d = has_data$q;
        data$d = data$q;
        strobes$d = strobes$q;
        write_answer$d = write_answer$q;
        has_read_address$d = has_read_address$q;
        read_address$d = read_address$q;
        read_answer$d = read_answer$q;
        read_data$d = read_data$q;
        awready = ~has_write_address$q;
        wready = ~has_data$q;
        arready = ~has_read_address$q;
        bvalid = write_answer$q;
        rvalid = read_answer$q;
        rdata = read_data$q;
        address = word_address$q;
        write_data = merged$q;
        lookup = access$q == Access$Look;
        write = 1'b0;
        settling = (access$q == Access$Apply) | (access$q == Access$Settle);
        if (awvalid & ~has_write_address$q) begin
            has_write_address$d = 1'b1;
            write_address$d = awaddr[(32'h2)+:(10)];
        end
        if (wvalid & ~has_data$q) begin
            has_data$d = 1'b1;
            data$d = wdata;
            strobes$d = wstrb;
        end
        if (arvalid & ~has_read_address$q) begin
            has_read_address$d = 1'b1;
            read_address$d = araddr[(32'h2)+:(10)];
        end
        if (bready) begin
            write_answer$d = 1'b0;
        end
        if (rready) begin
            read_answer$d = 1'b0;
        end
        write_waits = has_write_address$q & has_data$q & ~write_answer$q;
        read_waits = has_read_address$q & ~read_answer$q;
        mask = ((32'h0) & 32'hffffffff);
        if (strobes$q[32'h0]) begin
            mask = mask | byte_0;
        end
        if (strobes$q[32'h1]) begin
            mask = mask | byte_1;
        end
        if (strobes$q[32'h2]) begin
            mask = mask | byte_2;
        end
        if (strobes$q[32'h3]) begin
            mask = mask | byte_3;
        end
        kept = looked_up;
        if (acts) begin
            kept = ((32'h0) & 32'hffffffff);
        end
        case (access$q)
            Access$Idle:
                begin
                    if (write_waits & ~(read_waits & is_write$q)) begin
                        is_write$d = 1'b1;
                        word_address$d = write_address$q;
                        access$d = Access$Look;
                    end
                    else if (read_waits) begin
                        is_write$d = 1'b0;
                        word_address$d = read_address$q;
                        access$d = Access$Look;
                    end
                end
            Access$Look:
                begin
                    if (lookup_granted) begin
                        access$d = Access$Merge;
                    end
                end
            Access$Merge:
                begin
                    merged$d = (data$q & mask) | (kept & ~mask);
                    access$d = Access$Idle;
                    if (is_write$q) begin
                        access$d = Access$Apply;
                        if (~|strobes$q) begin
                            access$d = Access$Settle;
                        end
                    end
                    else begin
                        read_data$d = looked_up;
                        read_answer$d = 1'b1;
                        has_read_address$d = 1'b0;
                    end
                end
            Access$Apply:
                begin
                    if (write_ready) begin
                        write = 1'b1;
                        access$d = Access$Settle;
                    end
                end
            Access$Settle:
                begin
                    settled$d = settled$q + 32'h1;
                    if (settled$q == ((32'h2) & 2'h3)) begin
                        settled$d = ((32'h0) & 2'h3);
                        access$d = Access$Idle;
                        write_answer$d = 1'b1;
                        has_write_address$d = 1'b0;
                        has_data$d = 1'b0;
                    end
                end
            default:
                begin
                end
        endcase
        if (reset) begin
            access$d = Access$Idle;
            settled$d = ((32'h0) & 2'h3);
            has_write_address$d = 1'b0;
            has_data$d = 1'b0;
            write_answer$d = 1'b0;
            has_read_address$d = 1'b0;
            read_answer$d = 1'b0;
        end
    end
endmodule

module ganax_2x2_arithmetic(
    input wire clock,
    input wire [31:0] looked_up,
    input wire [63:0] window_offset,
    input wire [63:0] window_size,
    input wire [31:0] queue_offset,
    input wire high_half,
    input wire [2:0] operation,
    input wire enable,
    input wire [15:0] index,
    input wire keep,
    input wire [31:0] units,
    output reg [31:0] sum,
    output reg carry_out,
    output reg [63:0] result
);
    // Constant declarations
    localparam one = 33'h1;
    localparam half = 64'h20;

    // Stub signals
    reg kept$clock;
    reg [15:0] kept$read_address;
    wire [31:0] kept$read_data;
    reg kept$write_enable;
    reg [15:0] kept$write_address;
    reg [31:0] kept$write_data;
    reg [31:0] kept_value$d;
    wire [31:0] kept_value$q;
    reg kept_value$clock;
    reg [31:0] low$d;
    wire [31:0] low$q;
    reg low$clock;
    reg [31:0] high$d;
    wire [31:0] high$q;
    reg high$clock;
    reg carry$d;
    wire carry$q;
    reg carry$clock;

    // Local signals
    reg [31:0] first;
    reg [31:0] second;
    reg [32:0] first_wide;
    reg [32:0] second_wide;
    reg [32:0] carry_wide;
    reg [32:0] total;
    reg is_difference;
    reg [63:0] low_wide;
    reg [63:0] high_wide;
    reg carry_in;

    // Sub module instances
    ganax_2x2_lookup_memory_17 kept(
        .clock(kept$clock),
        .read_address(kept$read_address),
        .read_data(kept$read_data),
        .write_enable(kept$write_enable),
        .write_address(kept$write_address),
        .write_data(kept$write_data)
    );
    ganax_2x2_flip_flop_32 kept_value(
        .d(kept_value$d),
        .q(kept_value$q),
        .clock(kept_value$clock)
    );
    ganax_2x2_flip_flop_32 low(
        .d(low$d),
        .q(low$q),
        .clock(low$clock)
    );
    ganax_2x2_flip_flop_32 high(
        .d(high$d),
        .q(high$q),
        .clock(high$clock)
    );
    ganax_2x2_flip_flop_1 carry(
        .d(carry$d),
        .q(carry$q),
        .clock(carry$clock)
    );

    // Update code
    always @(*) begin
        low$clock = clock;
        high$clock = clock;
        carry$clock = clock;
        kept_value$clock = clock;
        low$d = low$q;
        high$d = high$q;
        carry$d = carry$q;
        kept_value$d = kept_value$q;
        kept_value$d = kept$read_data;
        kept$clock = clock;
        kept$write_enable = keep;
        kept$write_address = index;
        kept$read_address = index;
        kept$write_data = looked_up;
        first = looked_up;
        second = ((32'h0) & 32'hffffffff);
        is_difference = 1'b0;
        if (operation == ((32'h0) & 3'h7)) begin
            first = window_offset[(32'h0)+:(32)];
            second = window_size[(32'h0)+:(32)];
            if (high_half) begin
                first = window_offset[(32'h20)+:(32)];
                second = window_size[(32'h20)+:(32)];
            end
        end
        if (operation == ((32'h1) & 3'h7)) begin
            is_difference = 1'b1;
            second = ~low$q;
            if (high_half) begin
                second = ~high$q;
            end
        end
        if (operation == ((32'h2) & 3'h7)) begin
            second = window_offset[(32'h0)+:(32)];
            if (high_half) begin
                second = window_offset[(32'h20)+:(32)];
            end
        end
        if ((operation == ((32'h3) & 3'h7)) & ~high_half) begin
            second = queue_offset;
        end
        if (operation == ((32'h4) & 3'h7)) begin
            is_difference = 1'b1;
            second = ~kept_value$q;
        end
        if (operation == ((32'h5) & 3'h7)) begin
            second = ~units;
        end
        carry_in = is_difference;
        if (high_half) begin
            carry_in = carry$q;
        end
        carry_wide = ((32'h0) & 33'h1ffffffff);
        if (carry_in) begin
            carry_wide = one;
        end
        first_wide = ((first) & 33'h1ffffffff);
        second_wide = ((second) & 33'h1ffffffff);
        total = first_wide + second_wide + carry_wide;
        sum = total[(32'h0)+:(32)];
        carry_out = total[32'h20];
        if (enable) begin
            carry$d = total[32'h20];
            if (high_half) begin
                high$d = total[(32'h0)+:(32)];
            end
            else begin
                low$d = total[(32'h0)+:(32)];
            end
        end
        low_wide = ((low$q) & 64'hffffffffffffffff);
        high_wide = ((high$q) & 64'hffffffffffffffff);
        result = (high_wide << half) | low_wide;
    end
endmodule

module ganax_2x2_delay_10(
    input wire clock,
    input wire [127:0] data_in,
    output reg [127:0] data_out
);
    // Stub signals
    reg [127:0] stages$0$d;
    wire [127:0] stages$0$q;
    reg stages$0$clock;
    reg [127:0] stages$1$d;
    wire [127:0] stages$1$q;
    reg stages$1$clock;
    reg [127:0] stages$2$d;
    wire [127:0] stages$2$q;
    reg stages$2$clock;
    reg [127:0] stages$3$d;
    wire [127:0] stages$3$q;
    reg stages$3$clock;
    reg [127:0] stages$4$d;
    wire [127:0] stages$4$q;
    reg stages$4$clock;
    reg [127:0] stages$5$d;
    wire [127:0] stages$5$q;
    reg stages$5$clock;

    // Sub module instances
    ganax_2x2_flip_flop_128 stages$0(
        .d(stages$0$d),
        .q(stages$0$q),
        .clock(stages$0$clock)
    );
    ganax_2x2_flip_flop_128 stages$1(
        .d(stages$1$d),
        .q(stages$1$q),
        .clock(stages$1$clock)
    );
    ganax_2x2_flip_flop_128 stages$2(
        .d(stages$2$d),
        .q(stages$2$q),
        .clock(stages$2$clock)
    );
    ganax_2x2_flip_flop_128 stages$3(
        .d(stages$3$d),
        .q(stages$3$q),
        .clock(stages$3$clock)
    );
    ganax_2x2_flip_flop_128 stages$4(
        .d(stages$4$d),
        .q(stages$4$q),
        .clock(stages$4$clock)
    );
    ganax_2x2_flip_flop_128 stages$5(
        .d(stages$5$d),
        .q(stages$5$q),
        .clock(stages$5$clock)
    );

    // Update code
    always @(*) begin
        stages$0$clock = clock;
        stages$1$clock = clock;
        stages$2$clock = clock;
        stages$3$clock = clock;
        stages$4$clock = clock;
        stages$5$clock = clock;
        stages$0$d = data_in;
        stages$1$d = stages$0$q;
        stages$2$d = stages$1$q;
        stages$3$d = stages$2$q;
        stages$4$d = stages$3$q;
        stages$5$d = stages$4$q;
        data_out = stages$0$q;
        data_out = stages$1$q;
        data_out = stages$2$q;
        data_out = stages$3$q;
        data_out = stages$4$q;
        data_out = stages$5$q;
    end
endmodule

module ganax_2x2_table_row(
    input wire clock,
    input wire [15:0] row,
    output reg in_table,
    output reg [7:0] table_row
);
    // Constant declarations
    localparam beyond_mask = 16'hffc0;
    localparam entries = 16'h40;
    localparam slot_rows = 16'h41;
    localparam slot_gap = 16'h3f;

    // Stub signals
    reg [15:0] behind_entries$d;
    wire [15:0] behind_entries$q;
    reg behind_entries$clock;
    reg is_table$clock;
    reg is_table$data_in;
    wire is_table$data_out;
    reg rows$clock;
    reg [7:0] rows$data_in;
    wire [7:0] rows$data_out;

    // Local signals
    reg [15:0] beyond;
    reg flag;
    reg [15:0] translated;

    // Sub module instances
    ganax_2x2_flip_flop_16 behind_entries(
        .d(behind_entries$d),
        .q(behind_entries$q),
        .clock(behind_entries$clock)
    );
    ganax_2x2_delay_5 is_table(
        .clock(is_table$clock),
        .data_in(is_table$data_in),
        .data_out(is_table$data_out)
    );
    ganax_2x2_delay_8 rows(
        .clock(rows$clock),
        .data_in(rows$data_in),
        .data_out(rows$data_out)
    );

    // Update code
    always @(*) begin
        behind_entries$clock = clock;
        behind_entries$d = behind_entries$q;
        is_table$clock = clock;
        rows$clock = clock;
        beyond = row & beyond_mask;
        flag = 32'h0;
        if (|beyond) begin
            flag = 32'h1;
        end
        is_table$data_in = flag;
        in_table = |is_table$data_out;
        behind_entries$d = row - entries;
        translated = behind_entries$q;
        if (behind_entries$q >= slot_rows) begin
            translated = behind_entries$q + slot_gap;
        end
        rows$data_in = translated[(32'h0)+:(8)];
        table_row = rows$data_out;
    end
endmodule

module ganax_2x2_delay_9(
    input wire clock,
    input wire [7:0] data_in,
    output reg [7:0] data_out
);
    // Stub signals
    reg [7:0] stages$0$d;
    wire [7:0] stages$0$q;
    reg stages$0$clock;
    reg [7:0] stages$1$d;
    wire [7:0] stages$1$q;
    reg stages$1$clock;
    reg [7:0] stages$2$d;
    wire [7:0] stages$2$q;
    reg stages$2$clock;
    reg [7:0] stages$3$d;
    wire [7:0] stages$3$q;
    reg stages$3$clock;
    reg [7:0] stages$4$d;
    wire [7:0] stages$4$q;
    reg stages$4$clock;
    reg [7:0] stages$5$d;
    wire [7:0] stages$5$q;
    reg stages$5$clock;

    // Sub module instances
    ganax_2x2_flip_flop_8 stages$0(
        .d(stages$0$d),
        .q(stages$0$q),
        .clock(stages$0$clock)
    );
    ganax_2x2_flip_flop_8 stages$1(
        .d(stages$1$d),
        .q(stages$1$q),
        .clock(stages$1$clock)
    );
    ganax_2x2_flip_flop_8 stages$2(
        .d(stages$2$d),
        .q(stages$2$q),
        .clock(stages$2$clock)
    );
    ganax_2x2_flip_flop_8 stages$3(
        .d(stages$3$d),
        .q(stages$3$q),
        .clock(stages$3$clock)
    );
    ganax_2x2_flip_flop_8 stages$4(
        .d(stages$4$d),
        .q(stages$4$q),
        .clock(stages$4$clock)
    );
    ganax_2x2_flip_flop_8 stages$5(
        .d(stages$5$d),
        .q(stages$5$q),
        .clock(stages$5$clock)
    );

    // Update code
    always @(*) begin
        stages$0$clock = clock;
        stages$1$clock = clock;
        stages$2$clock = clock;
        stages$3$clock = clock;
        stages$4$clock = clock;
        stages$5$clock = clock;
        stages$0$d = data_in;
        stages$1$d = stages$0$q;
        stages$2$d = stages$1$q;
        stages$3$d = stages$2$q;
        stages$4$d = stages$3$q;
        stages$5$d = stages$4$q;
        data_out = stages$0$q;
        data_out = stages$1$q;
        data_out = stages$2$q;
        data_out = stages$3$q;
        data_out = stages$4$q;
        data_out = stages$5$q;
    end
endmodule

module ganax_2x2_write_merge(
    input wire clock,
    input wire reset,
    input wire stop,
    input wire take,
    input wire [127:0] words,
    input wire [3:0] count,
    input wire [7:0] address_low,
    input wire [31:0] left,
    input wire row_begins,
    input wire row_ends,
    input wire last_row,
    output reg straddles,
    output reg splits,
    output reg first,
    output reg second,
    input wire [63:0] address,
    input wire refuse,
    output reg announce,
    output reg [63:0] burst_address,
    output reg [3:0] burst_length,
    output reg burst_completes,
    output reg emit,
    output reg [127:0] data,
    output reg [7:0] lanes,
    output reg burst_ends
);
    // Stub signals
    reg [127:0] merge$words;
    reg [2:0] merge$skew;
    reg [7:0] merge$chosen;
    reg [127:0] merge$pending;
    wire [127:0] merge$merged;
    reg is_first$d;
    wire is_first$q;
    reg is_first$clock;
    reg is_split$d;
    wire is_split$q;
    reg is_split$clock;
    reg is_second$d;
    wire is_second$q;
    reg is_second$clock;
    reg [127:0] words_now$d;
    wire [127:0] words_now$q;
    reg words_now$clock;
    reg [2:0] skew_now$d;
    wire [2:0] skew_now$q;
    reg skew_now$clock;
    reg [15:0] lanes_now$d;
    wire [15:0] lanes_now$q;
    reg lanes_now$clock;
    reg fills_now$d;
    wire fills_now$q;
    reg fills_now$clock;
    reg begins_now$d;
    wire begins_now$q;
    reg begins_now$clock;
    reg ends_now$d;
    wire ends_now$q;
    reg ends_now$clock;
    reg last_row_now$d;
    wire last_row_now$q;
    reg last_row_now$clock;
    reg [3:0] place_now$d;
    wire [3:0] place_now$q;
    reg place_now$clock;
    reg [9:0] reach_now$d;
    wire [9:0] reach_now$q;
    reg reach_now$clock;
    reg far_now$d;
    wire far_now$q;
    reg far_now$clock;
    reg [127:0] pending$d;
    wire [127:0] pending$q;
    reg pending$clock;
    reg [7:0] pending_lanes$d;
    wire [7:0] pending_lanes$q;
    reg pending_lanes$clock;
    reg [55:0] block$d;
    wire [55:0] block$q;
    reg block$clock;

    // Local signals
    reg [2:0] skew;
    reg [4:0] word_end;
    reg is_straddling;
    reg [15:0] one_above;
    reg [15:0] low_ones;
    reg works_first;
    reg works_second;
    reg [9:0] last_byte;
    reg [3:0] last_place;
    reg continues;
    reg [3:0] places_left;
    reg [55:0] next_block;
    reg emits;
    reg [7:0] chosen;
    reg [7:0] collected;

    // Sub module instances
    ganax_2x2_lane_merge merge(
        .words(merge$words),
        .skew(merge$skew),
        .chosen(merge$chosen),
        .pending(merge$pending),
        .merged(merge$merged)
    );
    ganax_2x2_flip_flop_1 is_first(
        .d(is_first$d),
        .q(is_first$q),
        .clock(is_first$clock)
    );
    ganax_2x2_flip_flop_1 is_split(
        .d(is_split$d),
        .q(is_split$q),
        .clock(is_split$clock)
    );
    ganax_2x2_flip_flop_1 is_second(
        .d(is_second$d),
        .q(is_second$q),
        .clock(is_second$clock)
    );
    ganax_2x2_flip_flop_128 words_now(
        .d(words_now$d),
        .q(words_now$q),
        .clock(words_now$clock)
    );
    ganax_2x2_flip_flop_3 skew_now(
        .d(skew_now$d),
        .q(skew_now$q),
        .clock(skew_now$clock)
    );
    ganax_2x2_flip_flop_16 lanes_now(
        .d(lanes_now$d),
        .q(lanes_now$q),
        .clock(lanes_now$clock)
    );
    ganax_2x2_flip_flop_1 fills_now(
        .d(fills_now$d),
        .q(fills_now$q),
        .clock(fills_now$clock)
    );
    ganax_2x2_flip_flop_1 begins_now(
        .d(begins_now$d),
        .q(begins_now$q),
        .clock(begins_now$clock)
    );
    ganax_2x2_flip_flop_1 ends_now(
        .d(ends_now$d),
        .q(ends_now$q),
        .clock(ends_now$clock)
    );
    ganax_2x2_flip_flop_1 last_row_now(
        .d(last_row_now$d),
        .q(last_row_now$q),
        .clock(last_row_now$clock)
    );
    ganax_2x2_flip_flop_4 place_now(
        .d(place_now$d),
        .q(place_now$q),
        .clock(place_now$clock)
    );
    ganax_2x2_flip_flop_10 reach_now(
        .d(reach_now$d),
        .q(reach_now$q),
        .clock(reach_now$clock)
    );
    ganax_2x2_flip_flop_1 far_now(
        .d(far_now$d),
        .q(far_now$q),
        .clock(far_now$clock)
    );
    ganax_2x2_flip_flop_128 pending(
        .d(pending$d),
        .q(pending$q),
        .clock(pending$clock)
    );
    ganax_2x2_flip_flop_8 pending_lanes(
        .d(pending_lanes$d),
        .q(pending_lanes$q),
        .clock(pending_lanes$clock)
    );
    ganax_2x2_flip_flop_56 block(
        .d(block$d),
        .q(block$q),
        .clock(block$clock)
    );

    // Update code
    always @(*) begin
        is_first$clock = clock;
        is_split$clock = clock;
        is_second$clock = clock;
        words_now$clock = clock;
        skew_now$clock = clock;
        lanes_now$clock = clock;
        fills_now$clock = clock;
        begins_now$clock = clock;
        ends_now$clock = clock;
        last_row_now$clock = clock;
        place_now$clock = clock;
        reach_now$clock = clock;
        far_now$clock = clock;
        pending$clock = clock;
        pending_lanes$clock = clock;
        block$clock = clock;
        is_first$d = is_first$q;
        is_split$d = is_split$q;
        is_second$d = is_second$q;
        words_now$d = words_now$q;
        skew_now$d = skew_now$q;
        lanes_now$d = lanes_now$q;
        fills_now$d = fills_now$q;
        begins_now$d = begins_now$q;
        ends_now$d = ends_now$q;
        last_row_now$d = last_row_now$q;
        place_now$d = place_now$q;
        reach_now$d = reach_now$q;
        far_now$d = far_now$q;
        pending$d = pending$q;
        pending_lanes$d = pending_lanes$q;
        block$d = block$q;
        skew = address_low[(32'h1)+:(3)];
        word_end = ((skew) & 5'h1f) + ((count) & 5'h1f);
        is_straddling = word_end > ((32'h8) & 5'h1f);
        straddles = is_straddling;
        one_above = ((32'h1) & 16'hffff) << count;
        low_ones = one_above - ((32'h1) & 16'hffff);
        is_first$d = take;
        is_split$d = take & is_straddling;
        is_second$d = is_split$q;
        if (take) begin
            words_now$d = words;
            skew_now$d = skew;
            lanes_now$d = low_ones << skew;
            fills_now$d = word_end >= ((32'h8) & 5'h1f);
            begins_now$d = row_begins | (address_low < ((32'h2) & 8'hff));
            ends_now$d = row_ends;
            last_row_now$d = last_row;
            place_now$d = address_low[(32'h4)+:(4)];
            reach_now$d = ((address_low) & 10'h3ff) + ((left[(32'h0)+:(9)]) & 10'h3ff);
            far_now$d = |left[(32'h9)+:(23)];
        end
        first = is_first$q;
        splits = is_split$q;
        second = is_second$q;
        works_first = is_first$q & ~stop & ~refuse;
        works_second = is_second$q & ~stop;
        last_byte = reach_now$q - ((32'h1) & 10'h3ff);
        continues = far_now$q | (last_byte >= ((32'h100) & 10'h3ff));
        last_place = last_byte[(32'h4)+:(4)];
        if (is_second$q) begin
            continues = far_now$q | (last_byte >= ((32'h200) & 10'h3ff));
        end
        places_left = last_place;
        if (continues) begin
            places_left = ((32'hf) & 4'hf);
        end
        burst_length = places_left - place_now$q;
        burst_address = ((address[(32'h4)+:(60)]) & 64'hffffffffffffffff) << 32'h4;
        next_block = block$q + ((32'h1) & 56'hffffffffffffff);
        if (is_second$q) begin
            burst_length = places_left;
            burst_address = ((next_block) & 64'hffffffffffffffff) << 32'h8;
        end
        burst_completes = last_row_now$q & ~continues;
        announce = (works_first & begins_now$q) | (works_second & &place_now$q);
        if (is_first$q) begin
            block$d = address[(32'h8)+:(56)];
        end
        chosen = lanes_now$q[(32'h0)+:(8)];
        collected = lanes_now$q[(32'h0)+:(8)] | pending_lanes$q;
        emits = works_first & (fills_now$q | ends_now$q);
        burst_ends = &place_now$q | (ends_now$q & ~is_split$q);
        if (is_second$q) begin
            chosen = lanes_now$q[(32'h8)+:(8)];
            collected = lanes_now$q[(32'h8)+:(8)];
            emits = works_second & ends_now$q;
            burst_ends = 1'b1;
        end
        merge$words = words_now$q;
        merge$skew = skew_now$q;
        merge$chosen = chosen;
        merge$pending = pending$q;
        if (works_first | works_second) begin
            pending$d = merge$merged;
            pending_lanes$d = collected;
        end
        if (emits | stop) begin
            pending_lanes$d = ((32'h0) & 8'hff);
        end
        emit = emits;
        data = merge$merged;
        lanes = collected;
        if (reset) begin
            is_first$d = 1'b0;
            is_split$d = 1'b0;
            is_second$d = 1'b0;
            pending_lanes$d = ((32'h0) & 8'hff);
        end
    end
endmodule

module ganax_2x2_write_engine(
    input wire clock,
    input wire reset,
    input wire stop,
    input wire announce,
    input wire [63:0] burst_address,
    input wire [3:0] burst_length,
    input wire burst_completes,
    input wire [2:0] burst_segment,
    input wire [63:0] row_offset,
    input wire emit,
    input wire [127:0] data,
    input wire [7:0] lanes,
    input wire burst_ends,
    output reg room,
    output reg busy,
    output reg awaits,
    output reg answered,
    output reg answer_completes,
    output reg answer_failed,
    output reg [2:0] answer_segment,
    output reg [63:0] answer_offset,
    input wire queue_write,
    input wire [63:0] queue_write_address,
    input wire [511:0] queue_write_data,
    output reg queue_write_done,
    output reg queue_write_error,
    output reg [63:0] m_axi_awaddr,
    output reg [7:0] m_axi_awlen,
    output reg m_axi_awvalid,
    input wire m_axi_awready,
    output reg [127:0] m_axi_wdata,
    output reg [15:0] m_axi_wstrb,
    output reg m_axi_wlast,
    output reg m_axi_wvalid,
    input wire m_axi_wready,
    input wire [1:0] m_axi_bresp,
    input wire m_axi_bvalid,
    output reg m_axi_bready
);
    // Constant declarations
    localparam most_missing = 16'h70;
    localparam most_missing_less_one = 16'h6f;
    localparam one = 16'h1;

    // Stub signals
    reg addresses$clock;
    reg addresses$clear;
    reg addresses$push;
    reg [63:0] addresses$data_in;
    wire addresses$full;
    reg addresses$pop;
    wire [63:0] addresses$data_out;
    wire addresses$valid;
    reg beats$clock;
    reg beats$clear;
    reg beats$push;
    reg [136:0] beats$data_in;
    wire beats$full;
    reg beats$pop;
    wire [136:0] beats$data_out;
    wire beats$valid;
    reg bursts$clock;
    reg [15:0] bursts$read_address;
    wire [67:0] bursts$read_data;
    reg bursts$write_enable;
    reg [15:0] bursts$write_address;
    reg [67:0] bursts$write_data;
    reg [4:0] address_count$d;
    wire [4:0] address_count$q;
    reg address_count$clock;
    reg [4:0] beat_count$d;
    wire [4:0] beat_count$q;
    reg beat_count$clock;
    reg [15:0] missing$d;
    wire [15:0] missing$q;
    reg missing$clock;
    reg has_room$d;
    wire has_room$q;
    reg has_room$clock;
    reg is_busy$d;
    wire is_busy$q;
    reg is_busy$clock;
    reg [15:0] write_index$d;
    wire [15:0] write_index$q;
    reg write_index$clock;
    reg [15:0] read_index$d;
    wire [15:0] read_index$q;
    reg read_index$clock;
    reg [4:0] owed$d;
    wire [4:0] owed$q;
    reg owed$clock;
    reg queue_waits$d;
    wire queue_waits$q;
    reg queue_waits$clock;
    reg [2:0] queue_step$d;
    wire [2:0] queue_step$q;
    reg queue_step$clock;
    reg queue_is_done$d;
    wire queue_is_done$q;
    reg queue_is_done$clock;
    reg queue_failed$d;
    wire queue_failed$q;
    reg queue_failed$clock;

    // Local signals
    reg queue_emits;
    reg queue_begins;
    reg makes_up;
    reg address_push;
    reg address_pop;
    reg beat_push;
    reg beat_pop;
    reg responds;
    reg [4:0] address_next;
    reg [4:0] beat_next;
    reg [15:0] missing_next;
    reg addresses_fit;
    reg beats_fit;
    reg responses_fit;
    reg stays_busy;
    reg starves;
    reg [4:0] owed_now;
    reg [63:0] burst;
    reg [127:0] beat_data;
    reg [7:0] beat_lanes;
    reg beat_last;
    reg [136:0] beat_last_bit;
    reg [67:0] completes_bit;
    reg [63:0] head_burst;
    reg [136:0] head_beat;
    reg [67:0] answer;
    reg [15:0] pairs4;
    reg [15:0] pairs2;
    reg [15:0] pairs1;
    reg [15:0] pairs0;
    reg [15:0] read_next;

    // Sub module instances
    ganax_2x2_fifo_7 addresses(
        .clock(addresses$clock),
        .clear(addresses$clear),
        .push(addresses$push),
        .data_in(addresses$data_in),
        .full(addresses$full),
        .pop(addresses$pop),
        .data_out(addresses$data_out),
        .valid(addresses$valid)
    );
    ganax_2x2_fifo_8 beats(
        .clock(beats$clock),
        .clear(beats$clear),
        .push(beats$push),
        .data_in(beats$data_in),
        .full(beats$full),
        .pop(beats$pop),
        .data_out(beats$data_out),
        .valid(beats$valid)
    );
    ganax_2x2_memory_3 bursts(
        .clock(bursts$clock),
        .read_address(bursts$read_address),
        .read_data(bursts$read_data),
        .write_enable(bursts$write_enable),
        .write_address(bursts$write_address),
        .write_data(bursts$write_data)
    );
    ganax_2x2_flip_flop_5 address_count(
        .d(address_count$d),
        .q(address_count$q),
        .clock(address_count$clock)
    );
    ganax_2x2_flip_flop_5 beat_count(
        .d(beat_count$d),
        .q(beat_count$q),
        .clock(beat_count$clock)
    );
    ganax_2x2_flip_flop_16 missing(
        .d(missing$d),
        .q(missing$q),
        .clock(missing$clock)
    );
    ganax_2x2_flip_flop_1 has_room(
        .d(has_room$d),
        .q(has_room$q),
        .clock(has_room$clock)
    );
    ganax_2x2_flip_flop_1 is_busy(
        .d(is_busy$d),
        .q(is_busy$q),
        .clock(is_busy$clock)
    );
    ganax_2x2_flip_flop_16 write_index(
        .d(write_index$d),
        .q(write_index$q),
        .clock(write_index$clock)
    );
    ganax_2x2_flip_flop_16 read_index(
        .d(read_index$d),
        .q(read_index$q),
        .clock(read_index$clock)
    );
    ganax_2x2_flip_flop_5 owed(
        .d(owed$d),
        .q(owed$q),
        .clock(owed$clock)
    );
    ganax_2x2_flip_flop_1 queue_waits(
        .d(queue_waits$d),
        .q(queue_waits$q),
        .clock(queue_waits$clock)
    );
    ganax_2x2_flip_flop_3 queue_step(
        .d(queue_step$d),
        .q(queue_step$q),
        .clock(queue_step$clock)
    );
    ganax_2x2_flip_flop_1 queue_is_done(
        .d(queue_is_done$d),
        .q(queue_is_done$q),
        .clock(queue_is_done$clock)
    );
    ganax_2x2_flip_flop_1 queue_failed(
        .d(queue_failed$d),
        .q(queue_failed$q),
        .clock(queue_failed$clock)
    );

    // Update code
    always @(*) begin
        addresses$clock = clock;
        beats$clock = clock;
        bursts$clock = clock;
        address_count$clock = clock;
        beat_count$clock = clock;
        missing$clock = clock;
        has_room$clock = clock;
        is_busy$clock = clock;
        address_count$d = address_count$q;
        beat_count$d = beat_count$q;
        missing$d = missing$q;
        has_room$d = has_room$q;
        is_busy$d = is_busy$q;
        write_index$clock = clock;
        read_index$clock = clock;
        owed$clock = clock;
        queue_waits$clock = clock;
        queue_step$clock = clock;
        write_index$d = write_index$q;
        read_index$d = read_index$q;
        owed$d = owed$q;
        queue_waits$d = queue_waits$q;
        queue_step$d = queue_step$q;
        queue_is_done$clock = clock;
        queue_failed$clock = clock;
        queue_is_done$d = queue_is_done$q;
        queue_failed$d = queue_failed$q;
        queue_begins = queue_step$q == ((32'h1) & 3'h7);
        queue_emits = |queue_step$q & (queue_step$q < ((32'h5) & 3'h7));
        makes_up = stop & |owed$q & (beat_count$q < ((32'hc) & 5'h1f));
        address_push = announce | queue_begins;
        burst = burst_address | ((burst_length) & 64'hffffffffffffffff);
        if (queue_begins) begin
            burst = queue_write_address | ((32'h3) & 64'hffffffffffffffff);
        end
        addresses$clear = reset;
        addresses$push = address_push;
        addresses$data_in = burst;
        head_burst = addresses$data_out;
        m_axi_awvalid = addresses$valid;
        m_axi_awaddr = ((head_burst[(32'h4)+:(60)]) & 64'hffffffffffffffff) << 32'h4;
        m_axi_awlen = ((head_burst[(32'h0)+:(4)]) & 8'hff);
        address_pop = addresses$valid & m_axi_awready;
        addresses$pop = address_pop;
        beat_push = emit | queue_emits | makes_up;
        beat_data = data;
        beat_lanes = lanes;
        beat_last = burst_ends;
        if (makes_up) begin
            beat_lanes = ((32'h0) & 8'hff);
            beat_last = owed$q == ((32'h1) & 5'h1f);
        end
        if (queue_emits) begin
            beat_lanes = ((32'hff) & 8'hff);
            beat_last = queue_step$q == ((32'h4) & 3'h7);
            beat_data = queue_write_data[(32'h0)+:(128)];
        end
        if (queue_step$q == ((32'h2) & 3'h7)) begin
            beat_data = queue_write_data[(32'h80)+:(128)];
        end
        if (queue_step$q == ((32'h3) & 3'h7)) begin
            beat_data = queue_write_data[(32'h100)+:(128)];
        end
        if (queue_step$q == ((32'h4) & 3'h7)) begin
            beat_data = queue_write_data[(32'h180)+:(128)];
        end
        beat_last_bit = ((32'h0) & 137'h1ffffffffffffffffffffffffffffffffff);
        if (beat_last) begin
            beat_last_bit = ((32'h1) & 137'h1ffffffffffffffffffffffffffffffffff);
        end
        beats$clear = reset;
        beats$push = beat_push;
        beats$data_in = (((beat_data) & 137'h1ffffffffffffffffffffffffffffffffff) << 32'h9) | (((beat_lanes) & 137'h1ffffffffffffffffffffffffffffffffff) << 32'h1) | beat_last_bit;
        head_beat = beats$data_out;
        m_axi_wvalid = beats$valid;
        m_axi_wdata = head_beat[(32'h9)+:(128)];
        m_axi_wlast = head_beat[32'h0];
        pairs4 = ((head_beat[(32'h1)+:(8)]) & 16'hffff);
        pairs2 = (pairs4 | (pairs4 << 32'h4)) & ((32'hf0f) & 16'hffff);
        pairs1 = (pairs2 | (pairs2 << 32'h2)) & ((32'h3333) & 16'hffff);
        pairs0 = (pairs1 | (pairs1 << 32'h1)) & ((32'h5555) & 16'hffff);
        m_axi_wstrb = pairs0 | (pairs0 << 32'h1);
        beat_pop = beats$valid & m_axi_wready;
        beats$pop = beat_pop;
        owed_now = owed$q;
        if (announce) begin
            owed_now = ((burst_length) & 5'h1f) + ((32'h1) & 5'h1f);
        end
        owed$d = owed_now;
        if (emit | makes_up) begin
            owed$d = owed_now - ((32'h1) & 5'h1f);
        end
        m_axi_bready = 1'b1;
        responds = m_axi_bvalid & is_busy$q;
        completes_bit = ((32'h0) & 68'hfffffffffffffffff);
        if (burst_completes) begin
            completes_bit = ((32'h1) & 68'hfffffffffffffffff);
        end
        bursts$write_enable = address_push;
        bursts$write_address = write_index$q;
        bursts$write_data = (((row_offset) & 68'hfffffffffffffffff) << 32'h4) | (((burst_segment) & 68'hfffffffffffffffff) << 32'h1) | completes_bit;
        if (address_push) begin
            write_index$d = write_index$q + one;
        end
        read_next = read_index$q;
        if (responds) begin
            read_next = read_index$q + one;
        end
        read_index$d = read_next;
        bursts$read_address = read_next;
        answer = bursts$read_data;
        answered = responds & ~|queue_step$q;
        answer_completes = answer[32'h0];
        answer_segment = answer[(32'h1)+:(3)];
        answer_offset = answer[(32'h4)+:(64)];
        answer_failed = m_axi_bresp[32'h1];
        address_next = address_count$q;
        if (address_push & ~address_pop) begin
            address_next = address_count$q + ((32'h1) & 5'h1f);
        end
        if (address_pop & ~address_push) begin
            address_next = address_count$q - ((32'h1) & 5'h1f);
        end
        beat_next = beat_count$q;
        if (beat_push & ~beat_pop) begin
            beat_next = beat_count$q + ((32'h1) & 5'h1f);
        end
        if (beat_pop & ~beat_push) begin
            beat_next = beat_count$q - ((32'h1) & 5'h1f);
        end
        missing_next = missing$q;
        if (address_push & ~responds) begin
            missing_next = missing$q + one;
        end
        if (responds & ~address_push) begin
            missing_next = missing$q - one;
        end
        address_count$d = address_next;
        beat_count$d = beat_next;
        missing$d = missing_next;
        addresses_fit = (address_count$q < ((32'hc) & 5'h1f)) | (address_pop & (address_count$q < ((32'hd) & 5'h1f)));
        if (address_push) begin
            addresses_fit = (address_count$q < ((32'hb) & 5'h1f)) | (address_pop & (address_count$q < ((32'hc) & 5'h1f)));
        end
        beats_fit = (beat_count$q < ((32'hc) & 5'h1f)) | (beat_pop & (beat_count$q < ((32'hd) & 5'h1f)));
        if (beat_push) begin
            beats_fit = (beat_count$q < ((32'hb) & 5'h1f)) | (beat_pop & (beat_count$q < ((32'hc) & 5'h1f)));
        end
        responses_fit = (missing$q < most_missing) | (responds & (missing$q == most_missing));
        stays_busy = (missing$q != one) | ~responds;
        is_busy$d = |missing$q & stays_busy;
        if (address_push) begin
            responses_fit = (missing$q < most_missing_less_one) | (responds & (missing$q < most_missing));
            is_busy$d = 1'b1;
        end
        has_room$d = addresses_fit & beats_fit & responses_fit;
        room = has_room$q;
        busy = is_busy$q;
        starves = |owed$q & (missing$q == one) & ~addresses$valid & ~beats$valid;
        awaits = is_busy$q & ~starves;
        queue_is_done$d = 1'b0;
        queue_failed$d = 1'b0;
        if (queue_write) begin
            queue_waits$d = 1'b1;
        end
        if (queue_emits) begin
            queue_step$d = queue_step$q + ((32'h1) & 3'h7);
        end
        if (queue_waits$q & ~is_busy$q & ~|queue_step$q) begin
            queue_waits$d = 1'b0;
            queue_step$d = ((32'h1) & 3'h7);
        end
        if (|queue_step$q & responds) begin
            queue_step$d = ((32'h0) & 3'h7);
            queue_is_done$d = 1'b1;
            queue_failed$d = m_axi_bresp[32'h1];
        end
        queue_write_done = queue_is_done$q;
        queue_write_error = queue_failed$q;
        if (reset) begin
            address_count$d = ((32'h0) & 5'h1f);
            beat_count$d = ((32'h0) & 5'h1f);
            write_index$d = ((32'h0) & 16'hffff);
            read_index$d = ((32'h0) & 16'hffff);
            missing$d = ((32'h0) & 16'hffff);
            is_busy$d = 1'b0;
            owed$d = ((32'h0) & 5'h1f);
            queue_waits$d = 1'b0;
            queue_step$d = ((32'h0) & 3'h7);
        end
    end
endmodule

module ganax_2x2_dma_channel_2(
    input wire clock,
    input wire reset,
    input wire [15:0] image,
    input wire [59:0] window_lows,
    input wire push,
    input wire [52:0] command,
    output reg full,
    output reg taken,
    output reg idle,
    output reg [31:0] sums_needed,
    output reg [31:0] drains_needed,
    output reg [31:0] outputs_needed,
    input wire [15:0] pv_ready,
    input wire outputs_ready,
    output reg ready,
    output reg [11:0] address_low,
    output reg [31:0] left,
    output reg [31:0] target,
    output reg [15:0] receivers,
    output reg row_begins,
    output reg last_row,
    output reg [2:0] segment,
    output reg fill,
    output reg [31:0] index,
    output reg [31:0] row_bytes,
    output reg [63:0] previous_offset,
    input wire advance,
    input wire [8:0] advance_bytes,
    input wire row_done
);
    // Stub signals
    reg commands$clock;
    reg commands$clear;
    reg commands$push;
    reg [52:0] commands$data_in;
    wire commands$full;
    reg commands$pop;
    wire [52:0] commands$data_out;
    wire commands$valid;
    reg registers$clock;
    reg registers$reset;
    reg registers$write;
    reg [4:0] registers$select;
    reg [31:0] registers$value;
    reg [15:0] registers$image;
    wire [11:0] registers$base_low;
    wire [51:0] registers$base_high;
    wire [31:0] registers$target;
    wire [31:0] registers$row_bytes;
    wire [31:0] registers$rows;
    wire [31:0] registers$row_stride;
    wire [31:0] registers$row_target;
    wire [31:0] registers$planes;
    wire [31:0] registers$plane_stride;
    wire [31:0] registers$plane_target;
    wire [31:0] registers$pv_stride;
    wire [31:0] registers$sums_needed;
    wire [31:0] registers$drains_needed;
    wire [31:0] registers$outputs_needed;
    reg walk$clock;
    reg walk$start;
    reg [15:0] walk$pvs;
    reg walk$fill;
    reg [11:0] walk$window_low;
    reg [11:0] walk$base_low;
    reg [51:0] walk$base_high;
    reg [31:0] walk$target_start;
    reg [31:0] walk$row_size;
    reg [31:0] walk$rows;
    reg [31:0] walk$row_stride;
    reg [31:0] walk$row_target;
    reg [31:0] walk$planes;
    reg [31:0] walk$plane_stride;
    reg [31:0] walk$plane_target;
    reg [31:0] walk$pv_stride;
    reg walk$advance;
    reg [8:0] walk$advance_bytes;
    reg walk$row_done;
    wire [11:0] walk$address_low;
    wire [31:0] walk$left;
    wire [31:0] walk$target;
    wire [15:0] walk$receivers;
    wire walk$row_begins;
    wire walk$last_row;
    wire [31:0] walk$row_bytes;
    wire [63:0] walk$previous_offset;
    reg active$d;
    wire active$q;
    reg active$clock;
    reg needs_met$d;
    wire needs_met$q;
    reg needs_met$clock;
    reg [2:0] segment_now$d;
    wire [2:0] segment_now$q;
    reg segment_now$clock;
    reg [15:0] pvs_now$d;
    wire [15:0] pvs_now$q;
    reg pvs_now$clock;
    reg fill_now$d;
    wire fill_now$q;
    reg fill_now$clock;
    reg [31:0] index_now$d;
    wire [31:0] index_now$q;
    reg index_now$clock;
    reg [31:0] sums_now$d;
    wire [31:0] sums_now$q;
    reg sums_now$clock;
    reg [31:0] drains_now$d;
    wire [31:0] drains_now$q;
    reg drains_now$clock;
    reg [31:0] outputs_now$d;
    wire [31:0] outputs_now$q;
    reg outputs_now$clock;

    // Local signals
    reg starts;
    reg takes;
    reg [52:0] head;
    reg [2:0] head_segment;
    reg [11:0] window_low;
    reg [15:0] lacking;
    reg meets;

    // Sub module instances
    ganax_2x2_fifo_6 commands(
        .clock(commands$clock),
        .clear(commands$clear),
        .push(commands$push),
        .data_in(commands$data_in),
        .full(commands$full),
        .pop(commands$pop),
        .data_out(commands$data_out),
        .valid(commands$valid)
    );
    ganax_2x2_dma_registers registers(
        .clock(registers$clock),
        .reset(registers$reset),
        .write(registers$write),
        .select(registers$select),
        .value(registers$value),
        .image(registers$image),
        .base_low(registers$base_low),
        .base_high(registers$base_high),
        .target(registers$target),
        .row_bytes(registers$row_bytes),
        .rows(registers$rows),
        .row_stride(registers$row_stride),
        .row_target(registers$row_target),
        .planes(registers$planes),
        .plane_stride(registers$plane_stride),
        .plane_target(registers$plane_target),
        .pv_stride(registers$pv_stride),
        .sums_needed(registers$sums_needed),
        .drains_needed(registers$drains_needed),
        .outputs_needed(registers$outputs_needed)
    );
    ganax_2x2_dma_walk_2 walk(
        .clock(walk$clock),
        .start(walk$start),
        .pvs(walk$pvs),
        .fill(walk$fill),
        .window_low(walk$window_low),
        .base_low(walk$base_low),
        .base_high(walk$base_high),
        .target_start(walk$target_start),
        .row_size(walk$row_size),
        .rows(walk$rows),
        .row_stride(walk$row_stride),
        .row_target(walk$row_target),
        .planes(walk$planes),
        .plane_stride(walk$plane_stride),
        .plane_target(walk$plane_target),
        .pv_stride(walk$pv_stride),
        .advance(walk$advance),
        .advance_bytes(walk$advance_bytes),
        .row_done(walk$row_done),
        .address_low(walk$address_low),
        .left(walk$left),
        .target(walk$target),
        .receivers(walk$receivers),
        .row_begins(walk$row_begins),
        .last_row(walk$last_row),
        .row_bytes(walk$row_bytes),
        .previous_offset(walk$previous_offset)
    );
    ganax_2x2_flip_flop_1 active(
        .d(active$d),
        .q(active$q),
        .clock(active$clock)
    );
    ganax_2x2_flip_flop_1 needs_met(
        .d(needs_met$d),
        .q(needs_met$q),
        .clock(needs_met$clock)
    );
    ganax_2x2_flip_flop_3 segment_now(
        .d(segment_now$d),
        .q(segment_now$q),
        .clock(segment_now$clock)
    );
    ganax_2x2_flip_flop_16 pvs_now(
        .d(pvs_now$d),
        .q(pvs_now$q),
        .clock(pvs_now$clock)
    );
    ganax_2x2_flip_flop_1 fill_now(
        .d(fill_now$d),
        .q(fill_now$q),
        .clock(fill_now$clock)
    );
    ganax_2x2_flip_flop_32 index_now(
        .d(index_now$d),
        .q(index_now$q),
        .clock(index_now$clock)
    );
    ganax_2x2_flip_flop_32 sums_now(
        .d(sums_now$d),
        .q(sums_now$q),
        .clock(sums_now$clock)
    );
    ganax_2x2_flip_flop_32 drains_now(
        .d(drains_now$d),
        .q(drains_now$q),
        .clock(drains_now$clock)
    );
    ganax_2x2_flip_flop_32 outputs_now(
        .d(outputs_now$d),
        .q(outputs_now$q),
        .clock(outputs_now$clock)
    );

    // Update code
    always @(*) begin
        commands$clock = clock;
        registers$clock = clock;
        walk$clock = clock;
        active$clock = clock;
        needs_met$clock = clock;
        segment_now$clock = clock;
        pvs_now$clock = clock;
        fill_now$clock = clock;
        active$d = active$q;
        needs_met$d = needs_met$q;
        segment_now$d = segment_now$q;
        pvs_now$d = pvs_now$q;
        fill_now$d = fill_now$q;
        index_now$clock = clock;
        sums_now$clock = clock;
        drains_now$clock = clock;
        outputs_now$clock = clock;
        index_now$d = index_now$q;
        sums_now$d = sums_now$q;
        drains_now$d = drains_now$q;
        outputs_now$d = outputs_now$q;
        commands$clear = reset;
        commands$push = push;
        commands$data_in = command;
        full = commands$full;
        head = commands$data_out;
        takes = commands$valid & (~head[32'h0] | ~active$q);
        starts = takes & head[32'h0];
        commands$pop = takes;
        taken = takes;
        idle = ~active$q & ~commands$valid;
        registers$reset = reset;
        registers$image = image;
        registers$write = takes & ~head[32'h0];
        registers$select = head[(32'h1)+:(5)];
        registers$value = head[(32'h6)+:(32)];
        head_segment = head[(32'h1)+:(3)];
        window_low = window_lows[(32'h0)+:(12)];
        if (head_segment == ((32'h1) & 3'h7)) begin
            window_low = window_lows[(32'hc)+:(12)];
        end
        if (head_segment == ((32'h2) & 3'h7)) begin
            window_low = window_lows[(32'h18)+:(12)];
        end
        if (head_segment == ((32'h3) & 3'h7)) begin
            window_low = window_lows[(32'h24)+:(12)];
        end
        if (head_segment == ((32'h4) & 3'h7)) begin
            window_low = window_lows[(32'h30)+:(12)];
        end
        walk$start = starts;
        walk$pvs = head[(32'h4)+:(16)];
        walk$fill = head[32'h14];
        walk$window_low = window_low;
        walk$base_low = registers$base_low;
        walk$base_high = registers$base_high;
        walk$target_start = registers$target;
        walk$row_size = registers$row_bytes;
        walk$rows = registers$rows;
        walk$row_stride = registers$row_stride;
        walk$row_target = registers$row_target;
        walk$planes = registers$planes;
        walk$plane_stride = registers$plane_stride;
        walk$plane_target = registers$plane_target;
        walk$pv_stride = registers$pv_stride;
        walk$advance = advance;
        walk$advance_bytes = advance_bytes;
        walk$row_done = row_done;
        if (starts) begin
            active$d = 1'b1;
            needs_met$d = 1'b0;
            segment_now$d = head[(32'h1)+:(3)];
            pvs_now$d = head[(32'h4)+:(16)];
            fill_now$d = head[32'h14];
            index_now$d = head[(32'h15)+:(32)];
            sums_now$d = registers$sums_needed;
            drains_now$d = registers$drains_needed;
            outputs_now$d = registers$outputs_needed;
        end
        lacking = pvs_now$q & ~pv_ready;
        meets = needs_met$q | (~|lacking & outputs_ready);
        if (active$q & meets) begin
            needs_met$d = 1'b1;
        end
        if (advance & row_done & walk$last_row) begin
            active$d = 1'b0;
            needs_met$d = 1'b0;
        end
        if (reset) begin
            active$d = 1'b0;
            needs_met$d = 1'b0;
        end
        ready = active$q & meets;
        sums_needed = registers$sums_needed;
        drains_needed = registers$drains_needed;
        outputs_needed = registers$outputs_needed;
        if (active$q) begin
            sums_needed = sums_now$q;
            drains_needed = drains_now$q;
            outputs_needed = outputs_now$q;
        end
        segment = segment_now$q;
        fill = fill_now$q;
        index = index_now$q;
        address_low = walk$address_low;
        left = walk$left;
        target = walk$target;
        receivers = walk$receivers;
        row_begins = walk$row_begins;
        last_row = walk$last_row;
        row_bytes = walk$row_bytes;
        previous_offset = walk$previous_offset;
    end
endmodule

module ganax_2x2_status(
    input wire clock,
    input wire reset,
    input wire aborts,
    input wire [63:0] program_address,
    input wire [63:0] program_size,
    input wire [63:0] head,
    input wire [39:0] head_index,
    input wire present,
    input wire misplaced,
    input wire ended,
    input wire ended_at_window,
    input wire halts,
    input wire moved,
    output reg live,
    output reg fetches,
    output reg running,
    output reg halted,
    output reg fault,
    output reg [3:0] fault_cause,
    output reg [2:0] fault_segment,
    output reg [63:0] fault_address
);
    // Constant declarations
    localparam undefined_bit = 8'h3e;
    localparam illegal_bit = 8'h3f;
    localparam memory_error = 4'h8;
    localparam segment_violation = 4'h3;
    localparam undefined_micro_op = 4'h4;
    localparam illegal_sequence = 4'h5;
    localparam program_segment = 3'b0;
    localparam highest = 8'hc;
    localparam nowhere = 64'h0;

    // Stub signals
    reg runs$d;
    wire runs$q;
    reg runs$clock;
    reg has_halted$d;
    wire has_halted$q;
    reg has_halted$clock;
    reg failed$d;
    wire failed$q;
    reg failed$clock;
    reg [3:0] cause$d;
    wire [3:0] cause$q;
    reg cause$clock;
    reg [63:0] address$d;
    wire [63:0] address$q;
    reg address$clock;
    reg [12:0] quiet$d;
    wire [12:0] quiet$q;
    reg quiet$clock;

    // Local signals
    reg lives;
    reg misaligned;
    reg undefined;
    reg illegal;
    reg fails;

    // Sub module instances
    ganax_2x2_flip_flop_1 runs(
        .d(runs$d),
        .q(runs$q),
        .clock(runs$clock)
    );
    ganax_2x2_flip_flop_1 has_halted(
        .d(has_halted$d),
        .q(has_halted$q),
        .clock(has_halted$clock)
    );
    ganax_2x2_flip_flop_1 failed(
        .d(failed$d),
        .q(failed$q),
        .clock(failed$clock)
    );
    ganax_2x2_flip_flop_4 cause(
        .d(cause$d),
        .q(cause$q),
        .clock(cause$clock)
    );
    ganax_2x2_flip_flop_64 address(
        .d(address$d),
        .q(address$q),
        .clock(address$clock)
    );
    ganax_2x2_flip_flop_13 quiet(
        .d(quiet$d),
        .q(quiet$q),
        .clock(quiet$clock)
    );

    // Update code
    always @(*) begin
        runs$clock = clock;
        has_halted$clock = clock;
        failed$clock = clock;
        cause$clock = clock;
        address$clock = clock;
        quiet$clock = clock;
        runs$d = runs$q;
        has_halted$d = has_halted$q;
        failed$d = failed$q;
        cause$d = cause$q;
        address$d = address$q;
        quiet$d = quiet$q;
        lives = runs$q & ~aborts;
        misaligned = program_address[32'h0] | program_address[32'h1] | program_address[32'h2];
        undefined = present & head[undefined_bit];
        illegal = present & (head[illegal_bit] | misplaced);
        fails = lives & (misaligned | ended | undefined | illegal | quiet$q[highest]);
        cause$d = illegal_sequence;
        address$d = ((head_index) & 64'hffffffffffffffff);
        if (undefined) begin
            cause$d = undefined_micro_op;
        end
        if (ended) begin
            cause$d = segment_violation;
            address$d = ((head_index) & 64'hffffffffffffffff) << 32'h3;
            if (ended_at_window) begin
                address$d = program_size;
            end
        end
        if (misaligned) begin
            cause$d = memory_error;
            address$d = nowhere;
        end
        quiet$d = ((32'h0) & 13'h1fff);
        if (lives & ~moved) begin
            quiet$d = quiet$q + 32'h1;
        end
        has_halted$d = halts;
        failed$d = fails;
        if (halts | fails | aborts) begin
            runs$d = 1'b0;
        end
        if (reset) begin
            runs$d = 1'b1;
            has_halted$d = 1'b0;
            failed$d = 1'b0;
            quiet$d = ((32'h0) & 13'h1fff);
        end
        live = lives;
        fetches = lives & ~misaligned;
        running = runs$q;
        halted = has_halted$q;
        fault = failed$q;
        fault_cause = cause$q;
        fault_segment = program_segment;
        fault_address = address$q;
    end
endmodule

module ganax_2x2_issue(
    input wire clock,
    input wire [63:0] head,
    input wire [39:0] head_index,
    input wire present,
    input wire done,
    input wire [15:0] pv_full,
    input wire [3:0] dma_full,
    output reg has_room,
    output reg [15:0] pv_push,
    output reg [32:0] command,
    output reg [47:0] mimd_indices,
    output reg is_mimd,
    output reg [3:0] dma_push,
    output reg [52:0] dma_command,
    output reg [2:0] blocked
);
    // Constant declarations
    localparam pvs_field = 8'h0;
    localparam payload_field = 8'h10;
    localparam indices_field = 8'h0;
    localparam page_field = 8'h30;
    localparam channel_field = 8'h0;
    localparam operands_field = 8'h2;
    localparam kind_field = 8'h38;
    localparam pv_bit = 8'h3b;
    localparam dma_bit = 8'h3c;
    localparam mimd_kind = 3'b110;
    localparam existing = 16'h3;
    localparam start_mask = 53'h10003f;
    localparam index_shift = 53'h15;
    localparam page_shift = 33'h6;
    localparam kind_bits = 33'h3;
    localparam input_channel = 2'b0;
    localparam output_channel = 2'b11;

    // Stub signals
    reg [2:0] waits_for$d;
    wire [2:0] waits_for$q;
    reg waits_for$clock;

    // Local signals
    reg [2:0] kind;
    reg mimd;
    reg to_pv;
    reg to_dma;
    reg [15:0] selected;
    reg [15:0] selected_full;
    reg [1:0] channel;
    reg [3:0] channels;
    reg [3:0] channels_full;
    reg [32:0] page;
    reg [32:0] payload;
    reg [52:0] parts;
    reg [52:0] started;
    reg [52:0] operands;

    // Sub module instances
    ganax_2x2_flip_flop_3 waits_for(
        .d(waits_for$d),
        .q(waits_for$q),
        .clock(waits_for$clock)
    );

    // Update code
    always @(*) begin
        waits_for$clock = clock;
        waits_for$d = waits_for$q;
        kind = head[(kind_field)+:(3)];
        to_pv = head[pv_bit];
        to_dma = head[dma_bit];
        mimd = to_pv & (kind == mimd_kind);
        selected = head[(pvs_field)+:(16)] & existing;
        if (mimd) begin
            selected = existing;
        end
        selected_full = selected & pv_full;
        channel = head[(channel_field)+:(2)];
        channels = ((32'h1) & 4'hf) << ((channel) & 4'hf);
        channels_full = channels & dma_full;
        has_room = ~(to_pv & |selected_full) & ~(to_dma & |channels_full);
        payload = ((head[(payload_field)+:(30)]) & 33'h1ffffffff);
        payload = payload << kind_bits;
        page = ((head[(page_field)+:(4)]) & 33'h1ffffffff);
        page = page << page_shift;
        command = payload | ((kind) & 33'h1ffffffff);
        if (mimd) begin
            command = page | ((kind) & 33'h1ffffffff);
        end
        is_mimd = mimd;
        mimd_indices = head[(indices_field)+:(48)];
        pv_push = ((32'h0) & 16'hffff);
        if (done & to_pv) begin
            pv_push = selected;
        end
        operands = ((head[(operands_field)+:(37)]) & 53'h1fffffffffffff);
        operands = operands << 32'h1;
        started = ((head_index[(32'h0)+:(32)]) & 53'h1fffffffffffff);
        started = started << index_shift;
        parts = operands & start_mask;
        dma_command = operands;
        if (kind[32'h0]) begin
            dma_command = started | parts | 32'h1;
        end
        dma_push = ((32'h0) & 4'hf);
        if (done & to_dma) begin
            dma_push = channels;
        end
        waits_for$d = ((32'h0) & 3'h7);
        if (present & to_dma & |channels_full) begin
            if (channel == input_channel) begin
                waits_for$d = ((32'h1) & 3'h7);
            end
            else if (channel == output_channel) begin
                waits_for$d = ((32'h4) & 3'h7);
            end
            else begin
                waits_for$d = ((32'h2) & 3'h7);
            end
        end
        blocked = waits_for$q;
    end
endmodule

module ganax_2x2_flow(
    input wire clock,
    input wire reset,
    input wire [39:0] window_words,
    input wire [16:0] batch,
    input wire live,
    input wire [63:0] head,
    input wire head_valid,
    input wire has_room,
    input wire idle,
    output reg [39:0] next_index,
    output reg present,
    output reg done,
    output reg pushes,
    output reg skips,
    output reg stops,
    output reg pop,
    output reg jump,
    output reg [39:0] target,
    output reg [39:0] target_left,
    output reg halts,
    output reg ends_body,
    output reg [15:0] image,
    output reg misplaced,
    output reg ended,
    output reg ended_at_window
);
    // Constant declarations
    localparam images_field = 8'h0;
    localparam length_field = 8'h10;
    localparam kind_field = 8'h38;
    localparam flow_bit = 8'h3d;
    localparam undefined_bit = 8'h3e;
    localparam illegal_bit = 8'h3f;
    localparam halt_kind = 3'b1;
    localparam layer_begin_kind = 3'b10;
    localparam layer_end_kind = 3'b11;
    localparam batch_begin_kind = 3'b100;
    localparam batch_end_kind = 3'b101;

    // Stub signals
    reg [39:0] current$d;
    wire [39:0] current$q;
    reg current$clock;
    reg [39:0] after$d;
    wire [39:0] after$q;
    reg after$clock;
    reg [39:0] left_after$d;
    wire [39:0] left_after$q;
    reg left_after$clock;
    reg jumped$d;
    wire jumped$q;
    reg jumped$clock;
    reg in_layer$d;
    wire in_layer$q;
    reg in_layer$clock;
    reg in_body$d;
    wire in_body$q;
    reg in_body$clock;
    reg [17:0] images_left$d;
    wire [17:0] images_left$q;
    reg images_left$clock;
    reg [15:0] body_images$d;
    wire [15:0] body_images$q;
    reg body_images$clock;
    reg [31:0] span$d;
    wire [31:0] span$q;
    reg span$clock;
    reg [31:0] to_end$d;
    wire [31:0] to_end$q;
    reg to_end$clock;
    reg at_end$d;
    wire at_end$q;
    reg at_end$clock;
    reg is_short$d;
    wire is_short$q;
    reg is_short$clock;
    reg [15:0] first_image$d;
    wire [15:0] first_image$q;
    reg first_image$clock;

    // Local signals
    reg [2:0] kind;
    reg is_flow;
    reg halt;
    reg layer_begin;
    reg layer_end;
    reg batch_begin;
    reg batch_end;
    reg barrier;
    reg clash;
    reg is_legal;
    reg pushed;
    reg waits;
    reg passes;
    reg free_flow;
    reg free;
    reg skips_body;
    reg repeats;
    reg free_pops;
    reg waits_on;
    reg waits_back;
    reg issues;
    reg would_jump;
    reg here;
    reg jumps;
    reg pops;
    reg enough;
    reg is_enough;
    reg [15:0] images;
    reg [17:0] images_then;
    reg [31:0] length;
    reg [31:0] length_less_one;
    reg [39:0] wide_span;
    reg [39:0] back;
    reg [39:0] distance;
    reg [39:0] far;
    reg [39:0] far_left;
    reg is_outside;

    // Sub module instances
    ganax_2x2_flip_flop_40 current(
        .d(current$d),
        .q(current$q),
        .clock(current$clock)
    );
    ganax_2x2_flip_flop_40 after(
        .d(after$d),
        .q(after$q),
        .clock(after$clock)
    );
    ganax_2x2_flip_flop_40 left_after(
        .d(left_after$d),
        .q(left_after$q),
        .clock(left_after$clock)
    );
    ganax_2x2_flip_flop_1 jumped(
        .d(jumped$d),
        .q(jumped$q),
        .clock(jumped$clock)
    );
    ganax_2x2_flip_flop_1 in_layer(
        .d(in_layer$d),
        .q(in_layer$q),
        .clock(in_layer$clock)
    );
    ganax_2x2_flip_flop_1 in_body(
        .d(in_body$d),
        .q(in_body$q),
        .clock(in_body$clock)
    );
    ganax_2x2_flip_flop_18 images_left(
        .d(images_left$d),
        .q(images_left$q),
        .clock(images_left$clock)
    );
    ganax_2x2_flip_flop_16 body_images(
        .d(body_images$d),
        .q(body_images$q),
        .clock(body_images$clock)
    );
    ganax_2x2_flip_flop_32 span(
        .d(span$d),
        .q(span$q),
        .clock(span$clock)
    );
    ganax_2x2_flip_flop_32 to_end(
        .d(to_end$d),
        .q(to_end$q),
        .clock(to_end$clock)
    );
    ganax_2x2_flip_flop_1 at_end(
        .d(at_end$d),
        .q(at_end$q),
        .clock(at_end$clock)
    );
    ganax_2x2_flip_flop_1 is_short(
        .d(is_short$d),
        .q(is_short$q),
        .clock(is_short$clock)
    );
    ganax_2x2_flip_flop_16 first_image(
        .d(first_image$d),
        .q(first_image$q),
        .clock(first_image$clock)
    );

    // Update code
    always @(*) begin
        current$clock = clock;
        after$clock = clock;
        left_after$clock = clock;
        jumped$clock = clock;
        in_layer$clock = clock;
        in_body$clock = clock;
        images_left$clock = clock;
        body_images$clock = clock;
        span$clock = clock;
        to_end$clock = clock;
        at_end$clock = clock;
        is_short$clock = clock;
        first_image$clock = clock;
        current$d = current$q;
        after$d = after$q;
        left_after$d = left_after$q;
        jumped$d = jumped$q;
        in_layer$d = in_layer$q;
        in_body$d = in_body$q;
        images_left$d = images_left$q;
        body_images$d = body_images$q;
        span$d = span$q;
        to_end$d = to_end$q;
        at_end$d = at_end$q;
        is_short$d = is_short$q;
        first_image$d = first_image$q;
        kind = head[(kind_field)+:(3)];
        is_flow = head[flow_bit];
        halt = is_flow & (kind == halt_kind);
        layer_begin = is_flow & (kind == layer_begin_kind);
        layer_end = is_flow & (kind == layer_end_kind);
        batch_begin = is_flow & (kind == batch_begin_kind);
        batch_end = is_flow & (kind == batch_end_kind);
        barrier = halt | batch_end;
        clash = (in_layer$q & (layer_begin | batch_begin | barrier)) | (~in_layer$q & layer_end) | (in_body$q & (batch_begin | halt)) | (batch_end & ~(in_body$q & at_end$q));
        is_outside = left_after$q[32'h27];
        here = live & head_valid & ~jumped$q & ~is_outside;
        is_legal = here & ~head[undefined_bit] & ~head[illegal_bit] & ~clash;
        pushed = is_legal & has_room & ~is_flow;
        waits = is_legal & barrier;
        passes = waits & idle;
        free_flow = is_legal & is_flow & ~barrier;
        free = pushed | free_flow;
        issues = free | passes;
        images = head[(images_field)+:(16)];
        if (batch_end) begin
            images = body_images$q;
        end
        is_enough = images_left$q >= ((head[(images_field)+:(16)]) & 18'h3ffff);
        images_then = images_left$q - ((images) & 18'h3ffff);
        enough = ~images_then[32'h11];
        skips_body = is_legal & batch_begin & ~is_enough;
        repeats = batch_end & enough;
        would_jump = (batch_begin & ~is_enough) | repeats;
        free_pops = free & ~skips_body;
        waits_on = waits & ~repeats;
        waits_back = waits & repeats;
        jumps = skips_body | (waits_back & idle);
        pops = free_pops | (waits_on & idle);
        length = head[(length_field)+:(32)];
        length_less_one = length - 32'h1;
        wide_span = ((span$q) & 40'hffffffffff);
        back = ~wide_span;
        distance = ((length) & 40'hffffffffff);
        if (batch_end) begin
            distance = back;
        end
        far = after$q + distance;
        far_left = left_after$q - distance;
        jumped$d = jumps;
        if (pops | jumped$q) begin
            current$d = after$q;
        end
        if (issues | jumped$q) begin
            after$d = after$q + 32'h1;
            left_after$d = left_after$q - 32'h1;
            if (would_jump & ~jumped$q) begin
                after$d = far;
                left_after$d = far_left;
            end
        end
        if (pops) begin
            to_end$d = to_end$q - 32'h1;
            at_end$d = to_end$q == 32'h1;
        end
        if (free_flow & layer_begin) begin
            in_layer$d = 1'b1;
        end
        if (free_flow & layer_end) begin
            in_layer$d = 1'b0;
        end
        if (((free_flow & batch_begin) | (passes & batch_end)) & enough) begin
            images_left$d = images_then;
        end
        if (free_flow & batch_begin & enough) begin
            in_body$d = 1'b1;
            body_images$d = images;
            span$d = length_less_one;
            to_end$d = length_less_one;
            is_short$d = length == 32'h1;
            at_end$d = length == 32'h1;
        end
        if (passes & batch_end) begin
            first_image$d = first_image$q + images;
            to_end$d = span$q;
            at_end$d = is_short$q;
            in_body$d = enough;
        end
        target = far;
        target_left = far_left;
        if (reset) begin
            target = ((32'h0) & 40'hffffffffff);
            target_left = window_words;
            after$d = ((32'h0) & 40'hffffffffff);
            left_after$d = window_words;
            jumped$d = 1'b1;
            in_layer$d = 1'b0;
            in_body$d = 1'b0;
            images_left$d = ((batch) & 18'h3ffff);
            first_image$d = ((32'h0) & 16'hffff);
        end
        next_index = current$q;
        present = here;
        done = issues;
        pushes = pushed;
        skips = skips_body;
        stops = waits & (halt | repeats);
        pop = pops;
        jump = jumps;
        halts = passes & halt;
        ends_body = passes & batch_end;
        image = first_image$q;
        misplaced = clash;
        ended = live & ~jumped$q & is_outside;
        ended_at_window = &left_after$q;
    end
endmodule

module ganax_2x2_fetch(
    input wire clock,
    input wire reset,
    input wire active,
    input wire skips,
    input wire stops,
    input wire redirect,
    input wire [39:0] target,
    input wire [39:0] target_left,
    input wire [8:0] base,
    input wire pop,
    output reg claims,
    output reg request,
    output reg [39:0] offset,
    output reg [5:0] words,
    output reg [4:0] beats,
    input wire grant,
    input wire valid,
    input wire [1:0] mask,
    output reg arrives,
    output reg starts_high
);
    // Constant declarations
    localparam ahead = 16'h80;
    localparam capacity = 16'h200;

    // Stub signals
    reg [8:0] redirected$place;
    wire [5:0] redirected$words;
    reg [8:0] following$place;
    wire [5:0] following$words;
    reg [39:0] index$d;
    wire [39:0] index$q;
    reg index$clock;
    reg [39:0] left$d;
    wire [39:0] left$q;
    reg left$clock;
    reg [8:0] place$d;
    wire [8:0] place$q;
    reg place$clock;
    reg [5:0] limit$d;
    wire [5:0] limit$q;
    reg limit$clock;
    reg [15:0] quota$d;
    wire [15:0] quota$q;
    reg quota$clock;
    reg [15:0] room$d;
    wire [15:0] room$q;
    reg room$clock;
    reg [15:0] pending$d;
    wire [15:0] pending$q;
    reg pending$clock;
    reg [15:0] dropped$d;
    wire [15:0] dropped$q;
    reg dropped$clock;

    // Local signals
    reg [8:0] target_place;
    reg [8:0] next_place;
    reg [33:0] upper_left;
    reg few_left;
    reg [5:0] lower_left;
    reg [5:0] burst;
    reg [5:0] burst_end;
    reg [15:0] wide_burst;
    reg much_quota;
    reg much_room;
    reg [5:0] low_quota;
    reg [5:0] low_room;
    reg [15:0] pending_less;
    reg [15:0] pending_more;
    reg [15:0] quota_less;
    reg [15:0] room_more;
    reg [15:0] room_less;
    reg [15:0] returned;
    reg fits;
    reg claims_now;
    reg granted;
    reg [15:0] arrived;
    reg dropping;

    // Sub module instances
    ganax_2x2_burst_limit redirected(
        .place(redirected$place),
        .words(redirected$words)
    );
    ganax_2x2_burst_limit following(
        .place(following$place),
        .words(following$words)
    );
    ganax_2x2_flip_flop_40 index(
        .d(index$d),
        .q(index$q),
        .clock(index$clock)
    );
    ganax_2x2_flip_flop_40 left(
        .d(left$d),
        .q(left$q),
        .clock(left$clock)
    );
    ganax_2x2_flip_flop_9 place(
        .d(place$d),
        .q(place$q),
        .clock(place$clock)
    );
    ganax_2x2_flip_flop_6 limit(
        .d(limit$d),
        .q(limit$q),
        .clock(limit$clock)
    );
    ganax_2x2_flip_flop_16 quota(
        .d(quota$d),
        .q(quota$q),
        .clock(quota$clock)
    );
    ganax_2x2_flip_flop_16 room(
        .d(room$d),
        .q(room$q),
        .clock(room$clock)
    );
    ganax_2x2_flip_flop_16 pending(
        .d(pending$d),
        .q(pending$q),
        .clock(pending$clock)
    );
    ganax_2x2_flip_flop_16 dropped(
        .d(dropped$d),
        .q(dropped$q),
        .clock(dropped$clock)
    );

    // Update code
    always @(*) begin
        index$clock = clock;
        left$clock = clock;
        place$clock = clock;
        limit$clock = clock;
        quota$clock = clock;
        room$clock = clock;
        pending$clock = clock;
        dropped$clock = clock;
        index$d = index$q;
        left$d = left$q;
        place$d = place$q;
        limit$d = limit$q;
        quota$d = quota$q;
        room$d = room$q;
        pending$d = pending$q;
        dropped$d = dropped$q;
        upper_left = left$q[(32'h6)+:(34)];
        lower_left = left$q[(32'h0)+:(6)];
        few_left = ~|upper_left;
        burst = limit$q;
        if (few_left & (lower_left < limit$q)) begin
            burst = lower_left;
        end
        burst_end = burst + 32'h1;
        if (place$q[32'h0]) begin
            burst_end = burst + 32'h2;
        end
        much_quota = |quota$q[(32'h6)+:(10)];
        much_room = |room$q[(32'h6)+:(10)];
        low_quota = quota$q[(32'h0)+:(6)];
        low_room = room$q[(32'h0)+:(6)];
        fits = ((much_quota | (limit$q <= low_quota)) & (much_room | (limit$q <= low_room))) | (few_left & (much_quota | (lower_left <= low_quota)) & (much_room | (lower_left <= low_room)));
        claims_now = active & ~skips & ~left$q[32'h27] & |left$q & fits;
        claims = claims_now;
        request = claims_now & ~stops;
        granted = request & grant;
        offset = ((index$q[(32'h0)+:(37)]) & 40'hffffffffff) << 32'h3;
        words = burst;
        beats = burst_end[(32'h1)+:(5)];
        dropping = |dropped$q;
        arrives = valid & ~dropping;
        arrived = ((32'h0) & 16'hffff);
        if (valid) begin
            arrived = ((32'h1) & 16'hffff);
            if (&mask) begin
                arrived = ((32'h2) & 16'hffff);
            end
        end
        next_place = place$q + ((limit$q) & 9'h1ff);
        following$place = next_place;
        if (granted) begin
            index$d = index$q + ((limit$q) & 40'hffffffffff);
            left$d = left$q - ((limit$q) & 40'hffffffffff);
            place$d = next_place;
            limit$d = following$words;
        end
        wide_burst = ((burst) & 16'hffff);
        pending_less = pending$q - arrived;
        pending_more = (pending$q + wide_burst) - arrived;
        quota_less = quota$q - wide_burst;
        room_more = room$q + 32'h1;
        room_less = room$q - wide_burst;
        returned = arrived;
        if (dropping) begin
            dropped$d = dropped$q - arrived;
            returned = ((32'h0) & 16'hffff);
        end
        pending$d = pending_less;
        quota$d = quota$q + returned;
        if (pop) begin
            room$d = room_more;
        end
        if (granted) begin
            pending$d = pending_more;
            quota$d = quota_less + returned;
            room$d = room_less;
            if (pop) begin
                room$d = room_less + 32'h1;
            end
        end
        target_place = base + target[(32'h0)+:(9)];
        redirected$place = target_place;
        starts_high = target_place[32'h0];
        if (redirect) begin
            index$d = target;
            left$d = target_left;
            place$d = target_place;
            limit$d = redirected$words;
            quota$d = ahead;
            room$d = capacity;
            dropped$d = pending_less;
        end
        if (reset) begin
            pending$d = ((32'h0) & 16'hffff);
            dropped$d = ((32'h0) & 16'hffff);
        end
    end
endmodule

module ganax_2x2_global_buffer(
    input wire clock,
    input wire clear,
    input wire starts_high,
    input wire arrives,
    input wire [127:0] beat,
    input wire pop,
    output reg [63:0] head,
    output reg head_valid
);
    // Constant declarations
    localparam front_size = 6'b10000;
    localparam front_room = 6'b1111;
    localparam word_bits = 128'h40;

    // Stub signals
    reg [63:0] low$word;
    wire [63:0] low$predecoded;
    reg [63:0] high$word;
    wire [63:0] high$predecoded;
    reg front$clock;
    reg [15:0] front$read_address;
    wire [127:0] front$read_data;
    reg front$write_enable;
    reg [15:0] front$write_address;
    reg [127:0] front$write_data;
    reg [5:0] front_count$d;
    wire [5:0] front_count$q;
    reg front_count$clock;
    reg [15:0] front_read$d;
    wire [15:0] front_read$q;
    reg front_read$clock;
    reg [15:0] front_write$d;
    wire [15:0] front_write$q;
    reg front_write$clock;
    reg back$clock;
    reg [15:0] back$read_address;
    wire [127:0] back$read_data;
    reg back$write_enable;
    reg [15:0] back$write_address;
    reg [127:0] back$write_data;
    reg [15:0] back_count$d;
    wire [15:0] back_count$q;
    reg back_count$clock;
    reg [15:0] back_read$d;
    wire [15:0] back_read$q;
    reg back_read$clock;
    reg [15:0] back_write$d;
    wire [15:0] back_write$q;
    reg back_write$clock;
    reg refills$d;
    wire refills$q;
    reg refills$clock;
    reg upper$d;
    wire upper$q;
    reg upper$clock;
    reg [63:0] oldest$d;
    wire [63:0] oldest$q;
    reg oldest$clock;
    reg oldest_valid$d;
    wire oldest_valid$q;
    reg oldest_valid$clock;

    // Local signals
    reg [127:0] predecoded;
    reg [127:0] arriving_high;
    reg [127:0] source;
    reg direct;
    reg reads_back;
    reg to_front;
    reg to_back;
    reg has_front;
    reg takes;
    reg takes_last;

    // Sub module instances
    ganax_2x2_predecode low(
        .word(low$word),
        .predecoded(low$predecoded)
    );
    ganax_2x2_predecode high(
        .word(high$word),
        .predecoded(high$predecoded)
    );
    ganax_2x2_lookup_memory_16 front(
        .clock(front$clock),
        .read_address(front$read_address),
        .read_data(front$read_data),
        .write_enable(front$write_enable),
        .write_address(front$write_address),
        .write_data(front$write_data)
    );
    ganax_2x2_flip_flop_6 front_count(
        .d(front_count$d),
        .q(front_count$q),
        .clock(front_count$clock)
    );
    ganax_2x2_flip_flop_16 front_read(
        .d(front_read$d),
        .q(front_read$q),
        .clock(front_read$clock)
    );
    ganax_2x2_flip_flop_16 front_write(
        .d(front_write$d),
        .q(front_write$q),
        .clock(front_write$clock)
    );
    ganax_2x2_memory_2 back(
        .clock(back$clock),
        .read_address(back$read_address),
        .read_data(back$read_data),
        .write_enable(back$write_enable),
        .write_address(back$write_address),
        .write_data(back$write_data)
    );
    ganax_2x2_flip_flop_16 back_count(
        .d(back_count$d),
        .q(back_count$q),
        .clock(back_count$clock)
    );
    ganax_2x2_flip_flop_16 back_read(
        .d(back_read$d),
        .q(back_read$q),
        .clock(back_read$clock)
    );
    ganax_2x2_flip_flop_16 back_write(
        .d(back_write$d),
        .q(back_write$q),
        .clock(back_write$clock)
    );
    ganax_2x2_flip_flop_1 refills(
        .d(refills$d),
        .q(refills$q),
        .clock(refills$clock)
    );
    ganax_2x2_flip_flop_1 upper(
        .d(upper$d),
        .q(upper$q),
        .clock(upper$clock)
    );
    ganax_2x2_flip_flop_64 oldest(
        .d(oldest$d),
        .q(oldest$q),
        .clock(oldest$clock)
    );
    ganax_2x2_flip_flop_1 oldest_valid(
        .d(oldest_valid$d),
        .q(oldest_valid$q),
        .clock(oldest_valid$clock)
    );

    // Update code
    always @(*) begin
        front$clock = clock;
        back$clock = clock;
        front_count$clock = clock;
        front_read$clock = clock;
        front_write$clock = clock;
        back_count$clock = clock;
        back_read$clock = clock;
        back_write$clock = clock;
        refills$clock = clock;
        upper$clock = clock;
        oldest$clock = clock;
        oldest_valid$clock = clock;
        front_count$d = front_count$q;
        front_read$d = front_read$q;
        front_write$d = front_write$q;
        back_count$d = back_count$q;
        back_read$d = back_read$q;
        back_write$d = back_write$q;
        refills$d = refills$q;
        upper$d = upper$q;
        oldest$d = oldest$q;
        oldest_valid$d = oldest_valid$q;
        low$word = beat[(32'h0)+:(64)];
        high$word = beat[(32'h40)+:(64)];
        arriving_high = ((high$predecoded) & 128'hffffffffffffffffffffffffffffffff);
        arriving_high = arriving_high << word_bits;
        predecoded = ((low$predecoded) & 128'hffffffffffffffffffffffffffffffff) | arriving_high;
        direct = ~|back_count$q & ~refills$q & (front_count$q != front_size);
        reads_back = |back_count$q & (front_count$q < front_room);
        to_front = (arrives & direct) | refills$q;
        to_back = arrives & ~direct;
        refills$d = reads_back;
        back$read_address = back_read$q;
        back$write_address = back_write$q;
        back$write_enable = to_back;
        back$write_data = predecoded;
        if (reads_back) begin
            back_read$d = back_read$q + 32'h1;
        end
        if (to_back) begin
            back_write$d = back_write$q + 32'h1;
        end
        if (to_back & ~reads_back) begin
            back_count$d = back_count$q + 32'h1;
        end
        if (reads_back & ~to_back) begin
            back_count$d = back_count$q - 32'h1;
        end
        front$read_address = front_read$q;
        front$write_address = front_write$q;
        front$write_enable = to_front;
        front$write_data = predecoded;
        if (refills$q) begin
            front$write_data = back$read_data;
        end
        has_front = |front_count$q;
        takes = (pop | ~oldest_valid$q) & (has_front | (arrives & direct));
        takes_last = takes & upper$q;
        source = predecoded;
        if (has_front) begin
            source = front$read_data;
        end
        if (pop) begin
            oldest_valid$d = 1'b0;
        end
        if (takes) begin
            oldest_valid$d = 1'b1;
            upper$d = ~upper$q;
            oldest$d = source[(32'h0)+:(64)];
            if (upper$q) begin
                oldest$d = source[(32'h40)+:(64)];
            end
        end
        if (takes_last) begin
            front_read$d = front_read$q + 32'h1;
        end
        if (to_front) begin
            front_write$d = front_write$q + 32'h1;
        end
        if (to_front & ~takes_last) begin
            front_count$d = front_count$q + 32'h1;
        end
        if (takes_last & ~to_front) begin
            front_count$d = front_count$q - 32'h1;
        end
        if (clear) begin
            front_count$d = ((32'h0) & 6'h3f);
            front_read$d = ((32'h0) & 16'hffff);
            front_write$d = ((32'h0) & 16'hffff);
            back_count$d = ((32'h0) & 16'hffff);
            back_read$d = ((32'h0) & 16'hffff);
            back_write$d = ((32'h0) & 16'hffff);
            refills$d = 1'b0;
            oldest_valid$d = 1'b0;
            upper$d = starts_high;
        end
        head = oldest$q;
        head_valid = oldest_valid$q;
    end
endmodule

module ganax_2x2_processing_vector(
    input wire clock,
    input wire reset,
    input wire command_push,
    input wire [32:0] command,
    input wire clear_timelines,
    input wire [23:0] inputs_completed,
    input wire [23:0] weights_completed,
    input wire [23:0] parameters_completed,
    input wire [31:0] input_sums_needed,
    input wire [31:0] input_drains_needed,
    input wire [31:0] weight_sums_needed,
    input wire [31:0] weight_drains_needed,
    input wire [31:0] parameter_sums_needed,
    input wire [31:0] parameter_drains_needed,
    input wire [31:0] output_sums_needed,
    input wire [31:0] output_drains_needed,
    input wire [255:0] load_words,
    input wire [15:0] load_banks,
    input wire [255:0] load_lines,
    input wire input_write,
    input wire weight_write,
    input wire [127:0] parameter_words,
    input wire [7:0] entry_banks,
    input wire [127:0] entry_rows,
    input wire parameter_write,
    input wire [127:0] table_words,
    input wire [7:0] table_banks,
    input wire [63:0] table_rows,
    input wire beat_pop,
    output reg command_full,
    output reg [3:0] channel_ready,
    output reg beat_valid,
    output reg [127:0] beat_words,
    output reg [3:0] beat_count,
    output reg idle,
    output reg moved,
    output reg busy,
    output reg multiplies,
    output reg stalled_input,
    output reg stalled_weight,
    output reg stalled_output,
    output reg without_operation,
    output reg switches
);
    /*verilator no_inline_module*/
    // Stub signals
    reg control$clock;
    reg control$reset;
    reg control$command_push;
    reg [32:0] control$command;
    reg control$clear_timelines;
    reg [23:0] control$inputs_completed;
    reg [23:0] control$weights_completed;
    reg [23:0] control$parameters_completed;
    reg [31:0] control$input_sums_needed;
    reg [31:0] control$input_drains_needed;
    reg [31:0] control$weight_sums_needed;
    reg [31:0] control$weight_drains_needed;
    reg [31:0] control$parameter_sums_needed;
    reg [31:0] control$parameter_drains_needed;
    reg [31:0] control$output_sums_needed;
    reg [31:0] control$output_drains_needed;
    reg control$drain_pop;
    reg control$act_done;
    reg control$post_idle;
    wire control$command_full;
    wire [3:0] control$channel_ready;
    wire control$operate;
    wire [15:0] control$input_address;
    wire [15:0] control$weight_address;
    wire [15:0] control$output_address;
    wire [3:0] control$operation;
    wire [3:0] control$flags;
    wire control$first;
    wire control$last;
    wire control$act_valid;
    wire [15:0] control$act_clamp_low;
    wire [15:0] control$act_clamp_high;
    wire [1:0] control$act_table;
    wire [15:0] control$act_parameter_base;
    wire control$act_ready;
    wire control$drain_valid;
    wire [15:0] control$drain_address;
    wire control$drain_pass_ends;
    wire control$drain_last;
    wire control$idle;
    wire control$moved;
    wire control$busy;
    wire control$multiplies;
    wire control$stalled_input;
    wire control$stalled_weight;
    wire control$stalled_output;
    wire control$without_operation;
    wire control$switches;
    reg datapath$clock;
    reg datapath$reset;
    reg [255:0] datapath$load_words;
    reg [15:0] datapath$load_banks;
    reg [255:0] datapath$load_lines;
    reg datapath$input_write;
    reg datapath$weight_write;
    reg datapath$operate;
    reg [15:0] datapath$input_address;
    reg [15:0] datapath$weight_address;
    reg [15:0] datapath$output_address;
    reg [3:0] datapath$operation;
    reg [3:0] datapath$flags;
    reg datapath$first;
    reg datapath$last;
    reg [15:0] datapath$drain_address;
    wire [47:0] datapath$drain_word;
    reg post$clock;
    reg post$reset;
    reg post$act_valid;
    reg post$act_ready;
    reg [15:0] post$act_clamp_low;
    reg [15:0] post$act_clamp_high;
    reg [1:0] post$act_table;
    reg [15:0] post$act_parameter_base;
    reg post$drain_valid;
    reg [15:0] post$drain_address;
    reg post$drain_pass_ends;
    reg post$drain_last;
    reg [47:0] post$drain_word;
    reg [127:0] post$parameter_words;
    reg [7:0] post$entry_banks;
    reg [127:0] post$entry_rows;
    reg post$parameter_write;
    reg [127:0] post$table_words;
    reg [7:0] post$table_banks;
    reg [63:0] post$table_rows;
    reg post$beat_pop;
    wire post$drain_pop;
    wire post$act_done;
    wire post$post_idle;
    wire post$beat_valid;
    wire [127:0] post$beat_words;
    wire [3:0] post$beat_count;

    // Sub module instances
    ganax_2x2_pv_control control(
        .clock(control$clock),
        .reset(control$reset),
        .command_push(control$command_push),
        .command(control$command),
        .clear_timelines(control$clear_timelines),
        .inputs_completed(control$inputs_completed),
        .weights_completed(control$weights_completed),
        .parameters_completed(control$parameters_completed),
        .input_sums_needed(control$input_sums_needed),
        .input_drains_needed(control$input_drains_needed),
        .weight_sums_needed(control$weight_sums_needed),
        .weight_drains_needed(control$weight_drains_needed),
        .parameter_sums_needed(control$parameter_sums_needed),
        .parameter_drains_needed(control$parameter_drains_needed),
        .output_sums_needed(control$output_sums_needed),
        .output_drains_needed(control$output_drains_needed),
        .drain_pop(control$drain_pop),
        .act_done(control$act_done),
        .post_idle(control$post_idle),
        .command_full(control$command_full),
        .channel_ready(control$channel_ready),
        .operate(control$operate),
        .input_address(control$input_address),
        .weight_address(control$weight_address),
        .output_address(control$output_address),
        .operation(control$operation),
        .flags(control$flags),
        .first(control$first),
        .last(control$last),
        .act_valid(control$act_valid),
        .act_clamp_low(control$act_clamp_low),
        .act_clamp_high(control$act_clamp_high),
        .act_table(control$act_table),
        .act_parameter_base(control$act_parameter_base),
        .act_ready(control$act_ready),
        .drain_valid(control$drain_valid),
        .drain_address(control$drain_address),
        .drain_pass_ends(control$drain_pass_ends),
        .drain_last(control$drain_last),
        .idle(control$idle),
        .moved(control$moved),
        .busy(control$busy),
        .multiplies(control$multiplies),
        .stalled_input(control$stalled_input),
        .stalled_weight(control$stalled_weight),
        .stalled_output(control$stalled_output),
        .without_operation(control$without_operation),
        .switches(control$switches)
    );
    ganax_2x2_datapath datapath(
        .clock(datapath$clock),
        .reset(datapath$reset),
        .load_words(datapath$load_words),
        .load_banks(datapath$load_banks),
        .load_lines(datapath$load_lines),
        .input_write(datapath$input_write),
        .weight_write(datapath$weight_write),
        .operate(datapath$operate),
        .input_address(datapath$input_address),
        .weight_address(datapath$weight_address),
        .output_address(datapath$output_address),
        .operation(datapath$operation),
        .flags(datapath$flags),
        .first(datapath$first),
        .last(datapath$last),
        .drain_address(datapath$drain_address),
        .drain_word(datapath$drain_word)
    );
    ganax_2x2_post_engine post(
        .clock(post$clock),
        .reset(post$reset),
        .act_valid(post$act_valid),
        .act_ready(post$act_ready),
        .act_clamp_low(post$act_clamp_low),
        .act_clamp_high(post$act_clamp_high),
        .act_table(post$act_table),
        .act_parameter_base(post$act_parameter_base),
        .drain_valid(post$drain_valid),
        .drain_address(post$drain_address),
        .drain_pass_ends(post$drain_pass_ends),
        .drain_last(post$drain_last),
        .drain_word(post$drain_word),
        .parameter_words(post$parameter_words),
        .entry_banks(post$entry_banks),
        .entry_rows(post$entry_rows),
        .parameter_write(post$parameter_write),
        .table_words(post$table_words),
        .table_banks(post$table_banks),
        .table_rows(post$table_rows),
        .beat_pop(post$beat_pop),
        .drain_pop(post$drain_pop),
        .act_done(post$act_done),
        .post_idle(post$post_idle),
        .beat_valid(post$beat_valid),
        .beat_words(post$beat_words),
        .beat_count(post$beat_count)
    );

    // Update code
    always @(*) begin
        control$clock = clock;
        datapath$clock = clock;
        post$clock = clock;
        control$reset = reset;
        datapath$reset = reset;
        post$reset = reset;
        control$command_push = command_push;
        control$command = command;
        control$clear_timelines = clear_timelines;
        control$inputs_completed = inputs_completed;
        control$weights_completed = weights_completed;
        control$parameters_completed = parameters_completed;
        control$input_sums_needed = input_sums_needed;
        control$input_drains_needed = input_drains_needed;
        control$weight_sums_needed = weight_sums_needed;
        control$weight_drains_needed = weight_drains_needed;
        control$parameter_sums_needed = parameter_sums_needed;
        control$parameter_drains_needed = parameter_drains_needed;
        control$output_sums_needed = output_sums_needed;
        control$output_drains_needed = output_drains_needed;
        datapath$load_words = load_words;
        datapath$load_banks = load_banks;
        datapath$load_lines = load_lines;
        datapath$input_write = input_write;
        datapath$weight_write = weight_write;
        post$parameter_words = parameter_words;
        post$entry_banks = entry_banks;
        post$entry_rows = entry_rows;
        post$parameter_write = parameter_write;
        post$table_words = table_words;
        post$table_banks = table_banks;
        post$table_rows = table_rows;
        post$beat_pop = beat_pop;
        datapath$operate = control$operate;
        datapath$input_address = control$input_address;
        datapath$weight_address = control$weight_address;
        datapath$output_address = control$output_address;
        datapath$operation = control$operation;
        datapath$flags = control$flags;
        datapath$first = control$first;
        datapath$last = control$last;
        datapath$drain_address = control$drain_address;
        post$act_valid = control$act_valid;
        post$act_ready = control$act_ready;
        post$act_clamp_low = control$act_clamp_low;
        post$act_clamp_high = control$act_clamp_high;
        post$act_table = control$act_table;
        post$act_parameter_base = control$act_parameter_base;
        post$drain_valid = control$drain_valid;
        post$drain_address = control$drain_address;
        post$drain_pass_ends = control$drain_pass_ends;
        post$drain_last = control$drain_last;
        post$drain_word = datapath$drain_word;
        control$drain_pop = post$drain_pop;
        control$act_done = post$act_done;
        control$post_idle = post$post_idle;
        command_full = control$command_full;
        channel_ready = control$channel_ready;
        beat_valid = post$beat_valid;
        beat_words = post$beat_words;
        beat_count = post$beat_count;
        idle = control$idle;
        moved = control$moved;
        busy = control$busy;
        multiplies = control$multiplies;
        stalled_input = control$stalled_input;
        stalled_weight = control$stalled_weight;
        stalled_output = control$stalled_output;
        without_operation = control$without_operation;
        switches = control$switches;
    end
endmodule

module ganax_2x2_burst_shape(
    input wire [11:0] address_low,
    input wire [31:0] left,
    output reg [8:0] room,
    output reg [8:0] bytes,
    output reg [3:0] last_beat,
    output reg row_done,
    output reg [2:0] skew,
    output reg [2:0] final_word
);
    // Local signals
    reg [3:0] beats_gone;
    reg [3:0] byte_skew;
    reg [8:0] bytes_gone;
    reg [8:0] room_now;
    reg [8:0] short_left;
    reg [9:0] row_end;
    reg [9:0] last_byte;
    reg ends;

    // Update code
    always @(*) begin
        beats_gone = ((32'h0) & 4'hf);
        if (address_low[(32'h8)+:(4)] == ((32'hf) & 4'hf)) begin
            beats_gone = address_low[(32'h4)+:(4)];
        end
        byte_skew = address_low[(32'h0)+:(4)];
        bytes_gone = (((beats_gone) & 9'h1ff) << 32'h4) | ((byte_skew) & 9'h1ff);
        room_now = ((32'h100) & 9'h1ff) - bytes_gone;
        short_left = left[(32'h0)+:(9)];
        row_end = ((short_left) & 10'h3ff) + ((bytes_gone) & 10'h3ff);
        ends = ~|left[(32'h9)+:(23)] & ~row_end[32'h9] & ~(row_end[32'h8] & |row_end[(32'h0)+:(8)]);
        last_byte = ((short_left) & 10'h3ff) + ((byte_skew) & 10'h3ff) - ((32'h1) & 10'h3ff);
        room = room_now;
        row_done = ends;
        skew = address_low[(32'h1)+:(3)];
        bytes = room_now;
        last_beat = ~beats_gone;
        final_word = ((32'h7) & 3'h7);
        if (ends) begin
            bytes = short_left;
            last_beat = last_byte[(32'h4)+:(4)];
            final_word = last_byte[(32'h1)+:(3)];
        end
    end
endmodule

module ganax_2x2_dma_channel(
    input wire clock,
    input wire reset,
    input wire [15:0] image,
    input wire [59:0] window_lows,
    input wire push,
    input wire [52:0] command,
    output reg full,
    output reg taken,
    output reg idle,
    output reg [31:0] sums_needed,
    output reg [31:0] drains_needed,
    output reg [31:0] outputs_needed,
    input wire [15:0] pv_ready,
    input wire outputs_ready,
    output reg ready,
    output reg [11:0] address_low,
    output reg [31:0] left,
    output reg [31:0] target,
    output reg [15:0] receivers,
    output reg row_begins,
    output reg last_row,
    output reg [2:0] segment,
    output reg fill,
    output reg [31:0] index,
    output reg [31:0] row_bytes,
    output reg [63:0] previous_offset,
    input wire advance,
    input wire [8:0] advance_bytes,
    input wire row_done
);
    // Stub signals
    reg commands$clock;
    reg commands$clear;
    reg commands$push;
    reg [52:0] commands$data_in;
    wire commands$full;
    reg commands$pop;
    wire [52:0] commands$data_out;
    wire commands$valid;
    reg registers$clock;
    reg registers$reset;
    reg registers$write;
    reg [4:0] registers$select;
    reg [31:0] registers$value;
    reg [15:0] registers$image;
    wire [11:0] registers$base_low;
    wire [51:0] registers$base_high;
    wire [31:0] registers$target;
    wire [31:0] registers$row_bytes;
    wire [31:0] registers$rows;
    wire [31:0] registers$row_stride;
    wire [31:0] registers$row_target;
    wire [31:0] registers$planes;
    wire [31:0] registers$plane_stride;
    wire [31:0] registers$plane_target;
    wire [31:0] registers$pv_stride;
    wire [31:0] registers$sums_needed;
    wire [31:0] registers$drains_needed;
    wire [31:0] registers$outputs_needed;
    reg walk$clock;
    reg walk$start;
    reg [15:0] walk$pvs;
    reg walk$fill;
    reg [11:0] walk$window_low;
    reg [11:0] walk$base_low;
    reg [51:0] walk$base_high;
    reg [31:0] walk$target_start;
    reg [31:0] walk$row_size;
    reg [31:0] walk$rows;
    reg [31:0] walk$row_stride;
    reg [31:0] walk$row_target;
    reg [31:0] walk$planes;
    reg [31:0] walk$plane_stride;
    reg [31:0] walk$plane_target;
    reg [31:0] walk$pv_stride;
    reg walk$advance;
    reg [8:0] walk$advance_bytes;
    reg walk$row_done;
    wire [11:0] walk$address_low;
    wire [31:0] walk$left;
    wire [31:0] walk$target;
    wire [15:0] walk$receivers;
    wire walk$row_begins;
    wire walk$last_row;
    wire [31:0] walk$row_bytes;
    wire [63:0] walk$previous_offset;
    reg active$d;
    wire active$q;
    reg active$clock;
    reg needs_met$d;
    wire needs_met$q;
    reg needs_met$clock;
    reg [2:0] segment_now$d;
    wire [2:0] segment_now$q;
    reg segment_now$clock;
    reg [15:0] pvs_now$d;
    wire [15:0] pvs_now$q;
    reg pvs_now$clock;
    reg fill_now$d;
    wire fill_now$q;
    reg fill_now$clock;
    reg [31:0] index_now$d;
    wire [31:0] index_now$q;
    reg index_now$clock;
    reg [31:0] sums_now$d;
    wire [31:0] sums_now$q;
    reg sums_now$clock;
    reg [31:0] drains_now$d;
    wire [31:0] drains_now$q;
    reg drains_now$clock;
    reg [31:0] outputs_now$d;
    wire [31:0] outputs_now$q;
    reg outputs_now$clock;

    // Local signals
    reg starts;
    reg takes;
    reg [52:0] head;
    reg [2:0] head_segment;
    reg [11:0] window_low;
    reg [15:0] lacking;
    reg meets;

    // Sub module instances
    ganax_2x2_fifo_6 commands(
        .clock(commands$clock),
        .clear(commands$clear),
        .push(commands$push),
        .data_in(commands$data_in),
        .full(commands$full),
        .pop(commands$pop),
        .data_out(commands$data_out),
        .valid(commands$valid)
    );
    ganax_2x2_dma_registers registers(
        .clock(registers$clock),
        .reset(registers$reset),
        .write(registers$write),
        .select(registers$select),
        .value(registers$value),
        .image(registers$image),
        .base_low(registers$base_low),
        .base_high(registers$base_high),
        .target(registers$target),
        .row_bytes(registers$row_bytes),
        .rows(registers$rows),
        .row_stride(registers$row_stride),
        .row_target(registers$row_target),
        .planes(registers$planes),
        .plane_stride(registers$plane_stride),
        .plane_target(registers$plane_target),
        .pv_stride(registers$pv_stride),
        .sums_needed(registers$sums_needed),
        .drains_needed(registers$drains_needed),
        .outputs_needed(registers$outputs_needed)
    );
    ganax_2x2_dma_walk walk(
        .clock(walk$clock),
        .start(walk$start),
        .pvs(walk$pvs),
        .fill(walk$fill),
        .window_low(walk$window_low),
        .base_low(walk$base_low),
        .base_high(walk$base_high),
        .target_start(walk$target_start),
        .row_size(walk$row_size),
        .rows(walk$rows),
        .row_stride(walk$row_stride),
        .row_target(walk$row_target),
        .planes(walk$planes),
        .plane_stride(walk$plane_stride),
        .plane_target(walk$plane_target),
        .pv_stride(walk$pv_stride),
        .advance(walk$advance),
        .advance_bytes(walk$advance_bytes),
        .row_done(walk$row_done),
        .address_low(walk$address_low),
        .left(walk$left),
        .target(walk$target),
        .receivers(walk$receivers),
        .row_begins(walk$row_begins),
        .last_row(walk$last_row),
        .row_bytes(walk$row_bytes),
        .previous_offset(walk$previous_offset)
    );
    ganax_2x2_flip_flop_1 active(
        .d(active$d),
        .q(active$q),
        .clock(active$clock)
    );
    ganax_2x2_flip_flop_1 needs_met(
        .d(needs_met$d),
        .q(needs_met$q),
        .clock(needs_met$clock)
    );
    ganax_2x2_flip_flop_3 segment_now(
        .d(segment_now$d),
        .q(segment_now$q),
        .clock(segment_now$clock)
    );
    ganax_2x2_flip_flop_16 pvs_now(
        .d(pvs_now$d),
        .q(pvs_now$q),
        .clock(pvs_now$clock)
    );
    ganax_2x2_flip_flop_1 fill_now(
        .d(fill_now$d),
        .q(fill_now$q),
        .clock(fill_now$clock)
    );
    ganax_2x2_flip_flop_32 index_now(
        .d(index_now$d),
        .q(index_now$q),
        .clock(index_now$clock)
    );
    ganax_2x2_flip_flop_32 sums_now(
        .d(sums_now$d),
        .q(sums_now$q),
        .clock(sums_now$clock)
    );
    ganax_2x2_flip_flop_32 drains_now(
        .d(drains_now$d),
        .q(drains_now$q),
        .clock(drains_now$clock)
    );
    ganax_2x2_flip_flop_32 outputs_now(
        .d(outputs_now$d),
        .q(outputs_now$q),
        .clock(outputs_now$clock)
    );

    // Update code
    always @(*) begin
        commands$clock = clock;
        registers$clock = clock;
        walk$clock = clock;
        active$clock = clock;
        needs_met$clock = clock;
        segment_now$clock = clock;
        pvs_now$clock = clock;
        fill_now$clock = clock;
        active$d = active$q;
        needs_met$d = needs_met$q;
        segment_now$d = segment_now$q;
        pvs_now$d = pvs_now$q;
        fill_now$d = fill_now$q;
        index_now$clock = clock;
        sums_now$clock = clock;
        drains_now$clock = clock;
        outputs_now$clock = clock;
        index_now$d = index_now$q;
        sums_now$d = sums_now$q;
        drains_now$d = drains_now$q;
        outputs_now$d = outputs_now$q;
        commands$clear = reset;
        commands$push = push;
        commands$data_in = command;
        full = commands$full;
        head = commands$data_out;
        takes = commands$valid & (~head[32'h0] | ~active$q);
        starts = takes & head[32'h0];
        commands$pop = takes;
        taken = takes;
        idle = ~active$q & ~commands$valid;
        registers$reset = reset;
        registers$image = image;
        registers$write = takes & ~head[32'h0];
        registers$select = head[(32'h1)+:(5)];
        registers$value = head[(32'h6)+:(32)];
        head_segment = head[(32'h1)+:(3)];
        window_low = window_lows[(32'h0)+:(12)];
        if (head_segment == ((32'h1) & 3'h7)) begin
            window_low = window_lows[(32'hc)+:(12)];
        end
        if (head_segment == ((32'h2) & 3'h7)) begin
            window_low = window_lows[(32'h18)+:(12)];
        end
        if (head_segment == ((32'h3) & 3'h7)) begin
            window_low = window_lows[(32'h24)+:(12)];
        end
        if (head_segment == ((32'h4) & 3'h7)) begin
            window_low = window_lows[(32'h30)+:(12)];
        end
        walk$start = starts;
        walk$pvs = head[(32'h4)+:(16)];
        walk$fill = head[32'h14];
        walk$window_low = window_low;
        walk$base_low = registers$base_low;
        walk$base_high = registers$base_high;
        walk$target_start = registers$target;
        walk$row_size = registers$row_bytes;
        walk$rows = registers$rows;
        walk$row_stride = registers$row_stride;
        walk$row_target = registers$row_target;
        walk$planes = registers$planes;
        walk$plane_stride = registers$plane_stride;
        walk$plane_target = registers$plane_target;
        walk$pv_stride = registers$pv_stride;
        walk$advance = advance;
        walk$advance_bytes = advance_bytes;
        walk$row_done = row_done;
        if (starts) begin
            active$d = 1'b1;
            needs_met$d = 1'b0;
            segment_now$d = head[(32'h1)+:(3)];
            pvs_now$d = head[(32'h4)+:(16)];
            fill_now$d = head[32'h14];
            index_now$d = head[(32'h15)+:(32)];
            sums_now$d = registers$sums_needed;
            drains_now$d = registers$drains_needed;
            outputs_now$d = registers$outputs_needed;
        end
        lacking = pvs_now$q & ~pv_ready;
        meets = needs_met$q | (~|lacking & outputs_ready);
        if (active$q & meets) begin
            needs_met$d = 1'b1;
        end
        if (advance & row_done & walk$last_row) begin
            active$d = 1'b0;
            needs_met$d = 1'b0;
        end
        if (reset) begin
            active$d = 1'b0;
            needs_met$d = 1'b0;
        end
        ready = active$q & meets;
        sums_needed = registers$sums_needed;
        drains_needed = registers$drains_needed;
        outputs_needed = registers$outputs_needed;
        if (active$q) begin
            sums_needed = sums_now$q;
            drains_needed = drains_now$q;
            outputs_needed = outputs_now$q;
        end
        segment = segment_now$q;
        fill = fill_now$q;
        index = index_now$q;
        address_low = walk$address_low;
        left = walk$left;
        target = walk$target;
        receivers = walk$receivers;
        row_begins = walk$row_begins;
        last_row = walk$last_row;
        row_bytes = walk$row_bytes;
        previous_offset = walk$previous_offset;
    end
endmodule

module ganax_2x2_read_engine(
    input wire clock,
    input wire reset,
    input wire abort,
    input wire request,
    input wire [1:0] kind,
    input wire fill,
    input wire [3:0] last_beat,
    input wire row_begins,
    input wire odd,
    input wire [39:0] fetch_offset,
    input wire [63:0] parameter_channel_offset,
    input wire [63:0] input_channel_offset,
    input wire [63:0] weight_channel_offset,
    input wire [2:0] parameter_channel_segment,
    input wire [2:0] input_channel_segment,
    input wire [2:0] weight_channel_segment,
    input wire [31:0] parameter_channel_row_bytes,
    input wire [31:0] input_channel_row_bytes,
    input wire [31:0] weight_channel_row_bytes,
    input wire [63:0] program_address,
    input wire [63:0] constants_address,
    input wire [63:0] input_address,
    input wire [63:0] output_address,
    input wire [63:0] scratch_address,
    input wire [63:0] program_size,
    input wire [63:0] constants_size,
    input wire [63:0] input_size,
    input wire [63:0] output_size,
    input wire [63:0] scratch_size,
    input wire data_pop,
    input wire burst_done,
    input wire queue_read,
    input wire [63:0] queue_read_address,
    input wire m_axi_arready,
    input wire [127:0] m_axi_rdata,
    input wire [1:0] m_axi_rresp,
    input wire m_axi_rlast,
    input wire m_axi_rvalid,
    output reg hold,
    output reg dead,
    output reg data_valid,
    output reg [127:0] data,
    output reg outstanding,
    output reg queue_read_valid,
    output reg [127:0] queue_read_data,
    output reg queue_read_done,
    output reg queue_read_error,
    output reg fault,
    output reg [3:0] fault_cause,
    output reg [2:0] fault_segment,
    output reg [63:0] fault_address,
    output reg [63:0] m_axi_araddr,
    output reg [7:0] m_axi_arlen,
    output reg [2:0] m_axi_arsize,
    output reg [1:0] m_axi_arburst,
    output reg [3:0] m_axi_arcache,
    output reg [2:0] m_axi_arprot,
    output reg m_axi_arvalid,
    output reg m_axi_rready
);
    // Constant declarations
    localparam violation = 4'h3;
    localparam memory_error = 4'h8;

    // Stub signals
    reg pending$clock;
    reg pending$clear;
    reg pending$push;
    reg [67:0] pending$data_in;
    wire pending$full;
    reg pending$pop;
    wire [67:0] pending$data_out;
    wire pending$valid;
    reg answers$clock;
    reg answers$clear;
    reg answers$push;
    reg [129:0] answers$data_in;
    reg answers$pop;
    wire answers$full;
    wire [129:0] answers$data_out;
    wire answers$valid;
    reg origins$clock;
    reg [15:0] origins$read_address;
    wire [66:0] origins$read_data;
    reg origins$write_enable;
    reg [15:0] origins$write_address;
    reg [66:0] origins$write_data;
    reg valid1$d;
    wire valid1$q;
    reg valid1$clock;
    reg [1:0] kind1$d;
    wire [1:0] kind1$q;
    reg kind1$clock;
    reg fill1$d;
    wire fill1$q;
    reg fill1$clock;
    reg [3:0] last_beat1$d;
    wire [3:0] last_beat1$q;
    reg last_beat1$clock;
    reg begins1$d;
    wire begins1$q;
    reg begins1$clock;
    reg odd1$d;
    wire odd1$q;
    reg odd1$clock;
    reg [39:0] fetch_offset1$d;
    wire [39:0] fetch_offset1$q;
    reg fetch_offset1$clock;
    reg valid2$d;
    wire valid2$q;
    reg valid2$clock;
    reg fill2$d;
    wire fill2$q;
    reg fill2$clock;
    reg [3:0] last_beat2$d;
    wire [3:0] last_beat2$q;
    reg last_beat2$clock;
    reg checked2$d;
    wire checked2$q;
    reg checked2$clock;
    reg odd2$d;
    wire odd2$q;
    reg odd2$clock;
    reg [63:0] offset2$d;
    wire [63:0] offset2$q;
    reg offset2$clock;
    reg [64:0] limit2$d;
    wire [64:0] limit2$q;
    reg limit2$clock;
    reg [2:0] segment2$d;
    wire [2:0] segment2$q;
    reg segment2$clock;
    reg valid3$d;
    wire valid3$q;
    reg valid3$clock;
    reg fill3$d;
    wire fill3$q;
    reg fill3$clock;
    reg [3:0] last_beat3$d;
    wire [3:0] last_beat3$q;
    reg last_beat3$clock;
    reg outside3$d;
    wire outside3$q;
    reg outside3$clock;
    reg beyond3$d;
    wire beyond3$q;
    reg beyond3$clock;
    reg odd3$d;
    wire odd3$q;
    reg odd3$clock;
    reg [63:0] offset3$d;
    wire [63:0] offset3$q;
    reg offset3$clock;
    reg [63:0] size3$d;
    wire [63:0] size3$q;
    reg size3$clock;
    reg [2:0] segment3$d;
    wire [2:0] segment3$q;
    reg segment3$clock;
    reg [63:0] device_address3$d;
    wire [63:0] device_address3$q;
    reg device_address3$clock;
    reg address_valid$d;
    wire address_valid$q;
    reg address_valid$clock;
    reg [63:0] address$d;
    wire [63:0] address$q;
    reg address$clock;
    reg [3:0] length$d;
    wire [3:0] length$q;
    reg length$clock;
    reg stopped$d;
    wire stopped$q;
    reg stopped$clock;
    reg [11:0] bursts$d;
    wire [11:0] bursts$q;
    reg bursts$clock;
    reg [15:0] write_index$d;
    wire [15:0] write_index$q;
    reg write_index$clock;
    reg [15:0] read_index$d;
    wire [15:0] read_index$q;
    reg read_index$clock;
    reg [15:0] failed_index$d;
    wire [15:0] failed_index$q;
    reg failed_index$clock;
    reg failed1$d;
    wire failed1$q;
    reg failed1$clock;
    reg failed2$d;
    wire failed2$q;
    reg failed2$clock;
    reg reported$d;
    wire reported$q;
    reg reported$clock;
    reg faulty$d;
    wire faulty$q;
    reg faulty$clock;
    reg [3:0] cause$d;
    wire [3:0] cause$q;
    reg cause$clock;
    reg [2:0] fault_segment_now$d;
    wire [2:0] fault_segment_now$q;
    reg fault_segment_now$clock;
    reg [63:0] fault_address_now$d;
    wire [63:0] fault_address_now$q;
    reg fault_address_now$clock;
    reg queue_busy$d;
    wire queue_busy$q;
    reg queue_busy$clock;
    reg queue_failed$d;
    wire queue_failed$q;
    reg queue_failed$clock;

    // Local signals
    reg stop;
    reg [63:0] offset1;
    reg [2:0] segment1;
    reg [31:0] row_bytes1;
    reg [63:0] window_address;
    reg [63:0] window_size;
    reg issues;
    reg misses;
    reg free;
    reg direct;
    reg [67:0] pending_entry;
    reg [129:0] answer;
    reg [129:0] answer_in;
    reg answer_error;
    reg arrives;
    reg accepted;
    reg fails;
    reg begun;
    reg ended;
    reg takes;
    reg [66:0] origin;

    // Sub module instances
    ganax_2x2_fifo_5 pending(
        .clock(pending$clock),
        .clear(pending$clear),
        .push(pending$push),
        .data_in(pending$data_in),
        .full(pending$full),
        .pop(pending$pop),
        .data_out(pending$data_out),
        .valid(pending$valid)
    );
    ganax_2x2_head_fifo_2 answers(
        .clock(answers$clock),
        .clear(answers$clear),
        .push(answers$push),
        .data_in(answers$data_in),
        .pop(answers$pop),
        .full(answers$full),
        .data_out(answers$data_out),
        .valid(answers$valid)
    );
    ganax_2x2_memory origins(
        .clock(origins$clock),
        .read_address(origins$read_address),
        .read_data(origins$read_data),
        .write_enable(origins$write_enable),
        .write_address(origins$write_address),
        .write_data(origins$write_data)
    );
    ganax_2x2_flip_flop_1 valid1(
        .d(valid1$d),
        .q(valid1$q),
        .clock(valid1$clock)
    );
    ganax_2x2_flip_flop_2 kind1(
        .d(kind1$d),
        .q(kind1$q),
        .clock(kind1$clock)
    );
    ganax_2x2_flip_flop_1 fill1(
        .d(fill1$d),
        .q(fill1$q),
        .clock(fill1$clock)
    );
    ganax_2x2_flip_flop_4 last_beat1(
        .d(last_beat1$d),
        .q(last_beat1$q),
        .clock(last_beat1$clock)
    );
    ganax_2x2_flip_flop_1 begins1(
        .d(begins1$d),
        .q(begins1$q),
        .clock(begins1$clock)
    );
    ganax_2x2_flip_flop_1 odd1(
        .d(odd1$d),
        .q(odd1$q),
        .clock(odd1$clock)
    );
    ganax_2x2_flip_flop_40 fetch_offset1(
        .d(fetch_offset1$d),
        .q(fetch_offset1$q),
        .clock(fetch_offset1$clock)
    );
    ganax_2x2_flip_flop_1 valid2(
        .d(valid2$d),
        .q(valid2$q),
        .clock(valid2$clock)
    );
    ganax_2x2_flip_flop_1 fill2(
        .d(fill2$d),
        .q(fill2$q),
        .clock(fill2$clock)
    );
    ganax_2x2_flip_flop_4 last_beat2(
        .d(last_beat2$d),
        .q(last_beat2$q),
        .clock(last_beat2$clock)
    );
    ganax_2x2_flip_flop_1 checked2(
        .d(checked2$d),
        .q(checked2$q),
        .clock(checked2$clock)
    );
    ganax_2x2_flip_flop_1 odd2(
        .d(odd2$d),
        .q(odd2$q),
        .clock(odd2$clock)
    );
    ganax_2x2_flip_flop_64 offset2(
        .d(offset2$d),
        .q(offset2$q),
        .clock(offset2$clock)
    );
    ganax_2x2_flip_flop_65 limit2(
        .d(limit2$d),
        .q(limit2$q),
        .clock(limit2$clock)
    );
    ganax_2x2_flip_flop_3 segment2(
        .d(segment2$d),
        .q(segment2$q),
        .clock(segment2$clock)
    );
    ganax_2x2_flip_flop_1 valid3(
        .d(valid3$d),
        .q(valid3$q),
        .clock(valid3$clock)
    );
    ganax_2x2_flip_flop_1 fill3(
        .d(fill3$d),
        .q(fill3$q),
        .clock(fill3$clock)
    );
    ganax_2x2_flip_flop_4 last_beat3(
        .d(last_beat3$d),
        .q(last_beat3$q),
        .clock(last_beat3$clock)
    );
    ganax_2x2_flip_flop_1 outside3(
        .d(outside3$d),
        .q(outside3$q),
        .clock(outside3$clock)
    );
    ganax_2x2_flip_flop_1 beyond3(
        .d(beyond3$d),
        .q(beyond3$q),
        .clock(beyond3$clock)
    );
    ganax_2x2_flip_flop_1 odd3(
        .d(odd3$d),
        .q(odd3$q),
        .clock(odd3$clock)
    );
    ganax_2x2_flip_flop_64 offset3(
        .d(offset3$d),
        .q(offset3$q),
        .clock(offset3$clock)
    );
    ganax_2x2_flip_flop_64 size3(
        .d(size3$d),
        .q(size3$q),
        .clock(size3$clock)
    );
    ganax_2x2_flip_flop_3 segment3(
        .d(segment3$d),
        .q(segment3$q),
        .clock(segment3$clock)
    );
    ganax_2x2_flip_flop_64 device_address3(
        .d(device_address3$d),
        .q(device_address3$q),
        .clock(device_address3$clock)
    );
    ganax_2x2_flip_flop_1 address_valid(
        .d(address_valid$d),
        .q(address_valid$q),
        .clock(address_valid$clock)
    );
    ganax_2x2_flip_flop_64 address(
        .d(address$d),
        .q(address$q),
        .clock(address$clock)
    );
    ganax_2x2_flip_flop_4 length(
        .d(length$d),
        .q(length$q),
        .clock(length$clock)
    );
    ganax_2x2_flip_flop_1 stopped(
        .d(stopped$d),
        .q(stopped$q),
        .clock(stopped$clock)
    );
    ganax_2x2_flip_flop_12 bursts(
        .d(bursts$d),
        .q(bursts$q),
        .clock(bursts$clock)
    );
    ganax_2x2_flip_flop_16 write_index(
        .d(write_index$d),
        .q(write_index$q),
        .clock(write_index$clock)
    );
    ganax_2x2_flip_flop_16 read_index(
        .d(read_index$d),
        .q(read_index$q),
        .clock(read_index$clock)
    );
    ganax_2x2_flip_flop_16 failed_index(
        .d(failed_index$d),
        .q(failed_index$q),
        .clock(failed_index$clock)
    );
    ganax_2x2_flip_flop_1 failed1(
        .d(failed1$d),
        .q(failed1$q),
        .clock(failed1$clock)
    );
    ganax_2x2_flip_flop_1 failed2(
        .d(failed2$d),
        .q(failed2$q),
        .clock(failed2$clock)
    );
    ganax_2x2_flip_flop_1 reported(
        .d(reported$d),
        .q(reported$q),
        .clock(reported$clock)
    );
    ganax_2x2_flip_flop_1 faulty(
        .d(faulty$d),
        .q(faulty$q),
        .clock(faulty$clock)
    );
    ganax_2x2_flip_flop_4 cause(
        .d(cause$d),
        .q(cause$q),
        .clock(cause$clock)
    );
    ganax_2x2_flip_flop_3 fault_segment_now(
        .d(fault_segment_now$d),
        .q(fault_segment_now$q),
        .clock(fault_segment_now$clock)
    );
    ganax_2x2_flip_flop_64 fault_address_now(
        .d(fault_address_now$d),
        .q(fault_address_now$q),
        .clock(fault_address_now$clock)
    );
    ganax_2x2_flip_flop_1 queue_busy(
        .d(queue_busy$d),
        .q(queue_busy$q),
        .clock(queue_busy$clock)
    );
    ganax_2x2_flip_flop_1 queue_failed(
        .d(queue_failed$d),
        .q(queue_failed$q),
        .clock(queue_failed$clock)
    );

    // Update code
    always @(*) begin
        pending$clock = clock;
        answers$clock = clock;
        origins$clock = clock;
        valid1$clock = clock;
        kind1$clock = clock;
        fill1$clock = clock;
        last_beat1$clock = clock;
        begins1$clock = clock;
        odd1$clock = clock;
        valid1$d = valid1$q;
        kind1$d = kind1$q;
        fill1$d = fill1$q;
        last_beat1$d = last_beat1$q;
        begins1$d = begins1$q;
        odd1$d = odd1$q;
        fetch_offset1$clock = clock;
        valid2$clock = clock;
        fill2$clock = clock;
        last_beat2$clock = clock;
        checked2$clock = clock;
        fetch_offset1$d = fetch_offset1$q;
        valid2$d = valid2$q;
        fill2$d = fill2$q;
        last_beat2$d = last_beat2$q;
        checked2$d = checked2$q;
        odd2$clock = clock;
        offset2$clock = clock;
        limit2$clock = clock;
        segment2$clock = clock;
        valid3$clock = clock;
        fill3$clock = clock;
        odd2$d = odd2$q;
        offset2$d = offset2$q;
        limit2$d = limit2$q;
        segment2$d = segment2$q;
        valid3$d = valid3$q;
        fill3$d = fill3$q;
        last_beat3$clock = clock;
        outside3$clock = clock;
        beyond3$clock = clock;
        odd3$clock = clock;
        offset3$clock = clock;
        size3$clock = clock;
        last_beat3$d = last_beat3$q;
        outside3$d = outside3$q;
        beyond3$d = beyond3$q;
        odd3$d = odd3$q;
        offset3$d = offset3$q;
        size3$d = size3$q;
        segment3$clock = clock;
        device_address3$clock = clock;
        address_valid$clock = clock;
        address$clock = clock;
        segment3$d = segment3$q;
        device_address3$d = device_address3$q;
        address_valid$d = address_valid$q;
        address$d = address$q;
        length$clock = clock;
        stopped$clock = clock;
        bursts$clock = clock;
        write_index$clock = clock;
        read_index$clock = clock;
        length$d = length$q;
        stopped$d = stopped$q;
        bursts$d = bursts$q;
        write_index$d = write_index$q;
        read_index$d = read_index$q;
        failed_index$clock = clock;
        failed1$clock = clock;
        failed2$clock = clock;
        reported$clock = clock;
        faulty$clock = clock;
        failed_index$d = failed_index$q;
        failed1$d = failed1$q;
        failed2$d = failed2$q;
        reported$d = reported$q;
        faulty$d = faulty$q;
        cause$clock = clock;
        fault_segment_now$clock = clock;
        fault_address_now$clock = clock;
        cause$d = cause$q;
        fault_segment_now$d = fault_segment_now$q;
        fault_address_now$d = fault_address_now$q;
        queue_busy$clock = clock;
        queue_failed$clock = clock;
        queue_busy$d = queue_busy$q;
        queue_failed$d = queue_failed$q;
        stop = stopped$q | abort;
        hold = stop | pending$valid;
        dead = stopped$q;
        valid1$d = request;
        kind1$d = kind;
        fill1$d = fill;
        last_beat1$d = last_beat;
        begins1$d = row_begins;
        odd1$d = odd;
        fetch_offset1$d = fetch_offset;
        offset1 = parameter_channel_offset;
        segment1 = parameter_channel_segment;
        row_bytes1 = parameter_channel_row_bytes;
        if (kind1$q == ((32'h1) & 2'h3)) begin
            offset1 = input_channel_offset;
            segment1 = input_channel_segment;
            row_bytes1 = input_channel_row_bytes;
        end
        if (kind1$q == ((32'h2) & 2'h3)) begin
            offset1 = weight_channel_offset;
            segment1 = weight_channel_segment;
            row_bytes1 = weight_channel_row_bytes;
        end
        if (kind1$q == ((32'h3) & 2'h3)) begin
            offset1 = ((fetch_offset1$q) & 64'hffffffffffffffff);
            segment1 = ((32'h0) & 3'h7);
        end
        valid2$d = valid1$q;
        fill2$d = fill1$q;
        last_beat2$d = last_beat1$q;
        checked2$d = begins1$q & ~fill1$q & (kind1$q != ((32'h3) & 2'h3));
        odd2$d = odd1$q;
        offset2$d = offset1;
        limit2$d = ((offset1) & 65'h1ffffffffffffffff) + ((row_bytes1) & 65'h1ffffffffffffffff);
        segment2$d = segment1;
        window_address = program_address;
        if (segment2$q == ((32'h1) & 3'h7)) begin
            window_address = constants_address;
        end
        if (segment2$q == ((32'h2) & 3'h7)) begin
            window_address = input_address;
        end
        if (segment2$q == ((32'h3) & 3'h7)) begin
            window_address = output_address;
        end
        if (segment2$q == ((32'h4) & 3'h7)) begin
            window_address = scratch_address;
        end
        window_size = program_size;
        if (segment2$q == ((32'h1) & 3'h7)) begin
            window_size = constants_size;
        end
        if (segment2$q == ((32'h2) & 3'h7)) begin
            window_size = input_size;
        end
        if (segment2$q == ((32'h3) & 3'h7)) begin
            window_size = output_size;
        end
        if (segment2$q == ((32'h4) & 3'h7)) begin
            window_size = scratch_size;
        end
        valid3$d = valid2$q;
        fill3$d = fill2$q;
        last_beat3$d = last_beat2$q;
        outside3$d = checked2$q & (limit2$q > ((window_size) & 65'h1ffffffffffffffff));
        beyond3$d = offset2$q > window_size;
        odd3$d = checked2$q & odd2$q;
        offset3$d = offset2$q;
        size3$d = window_size;
        segment3$d = segment2$q;
        device_address3$d = window_address + offset2$q;
        misses = valid3$q & ~stop & (outside3$q | odd3$q);
        issues = valid3$q & ~fill3$q & ~stop & ~outside3$q & ~odd3$q;
        free = ~address_valid$q | m_axi_arready;
        direct = issues & free & ~pending$valid;
        pending$clear = reset;
        pending$push = issues & ~direct;
        pending$data_in = (((device_address3$q) & 68'hfffffffffffffffff) << 32'h4) | ((last_beat3$q) & 68'hfffffffffffffffff);
        pending$pop = free;
        pending_entry = pending$data_out;
        if (free) begin
            address_valid$d = direct | pending$valid | queue_read;
            address$d = device_address3$q;
            length$d = last_beat3$q;
            if (pending$valid) begin
                address$d = pending_entry[(32'h4)+:(64)];
                length$d = pending_entry[(32'h0)+:(4)];
            end
            if (queue_read) begin
                address$d = queue_read_address;
                length$d = ((32'h7) & 4'hf);
            end
        end
        m_axi_arvalid = address_valid$q;
        m_axi_araddr = address$q;
        m_axi_arlen = ((length$q) & 8'hff);
        m_axi_arsize = ((32'h4) & 3'h7);
        m_axi_arburst = ((32'h1) & 2'h3);
        m_axi_arcache = ((32'h3) & 4'hf);
        m_axi_arprot = ((32'h0) & 3'h7);
        accepted = m_axi_rvalid & ~answers$full;
        m_axi_rready = ~answers$full;
        answer_in = ((m_axi_rdata) & 130'h3ffffffffffffffffffffffffffffffff) | (((m_axi_rresp[(32'h1)+:(1)]) & 130'h3ffffffffffffffffffffffffffffffff) << 32'h80);
        if (m_axi_rlast) begin
            answer_in = answer_in | (((32'h1) & 130'h3ffffffffffffffffffffffffffffffff) << 32'h81);
        end
        answers$clear = reset;
        answers$push = accepted;
        answers$data_in = answer_in;
        answer = answers$data_out;
        answer_error = answer[32'h80];
        data = answer[(32'h0)+:(128)];
        data_valid = answers$valid & ~queue_busy$q & ~stopped$q;
        takes = data_pop | queue_busy$q | stopped$q;
        answers$pop = answers$valid & takes;
        begun = issues | queue_read;
        ended = accepted & m_axi_rlast;
        if (begun & ~ended) begin
            bursts$d = bursts$q + ((32'h1) & 12'hfff);
        end
        if (ended & ~begun) begin
            bursts$d = bursts$q - ((32'h1) & 12'hfff);
        end
        outstanding = |bursts$q | answers$valid;
        arrives = answers$valid & queue_busy$q;
        queue_read_valid = arrives;
        queue_read_data = answer[(32'h0)+:(128)];
        queue_read_done = arrives & answer[32'h81];
        queue_read_error = queue_failed$q | answer_error;
        if (arrives) begin
            queue_failed$d = queue_failed$q | answer_error;
            if (answer[32'h81]) begin
                queue_busy$d = 1'b0;
            end
        end
        if (queue_read) begin
            queue_busy$d = 1'b1;
            queue_failed$d = 1'b0;
        end
        origins$write_enable = valid2$q;
        origins$write_address = write_index$q;
        origins$write_data = (((offset2$q) & 67'h7ffffffffffffffff) << 32'h3) | ((segment2$q) & 67'h7ffffffffffffffff);
        origins$read_address = failed_index$q;
        origin = origins$read_data;
        if (valid2$q) begin
            write_index$d = write_index$q + ((32'h1) & 16'hffff);
        end
        if (burst_done) begin
            read_index$d = read_index$q + ((32'h1) & 16'hffff);
        end
        fails = data_pop & answer_error & ~stopped$q;
        failed1$d = fails;
        failed2$d = failed1$q;
        if (fails) begin
            failed_index$d = read_index$q;
        end
        faulty$d = 1'b0;
        if (misses) begin
            faulty$d = 1'b1;
            reported$d = 1'b1;
            fault_segment_now$d = segment3$q;
            fault_address_now$d = offset3$q;
            cause$d = memory_error;
            if (outside3$q) begin
                cause$d = violation;
                if (~beyond3$q) begin
                    fault_address_now$d = size3$q;
                end
            end
        end
        if (failed2$q & ~reported$q) begin
            faulty$d = 1'b1;
            reported$d = 1'b1;
            cause$d = memory_error;
            fault_segment_now$d = origin[(32'h0)+:(3)];
            fault_address_now$d = origin[(32'h3)+:(64)];
        end
        stopped$d = stop | misses | fails;
        if (reset) begin
            address_valid$d = 1'b0;
            bursts$d = ((32'h0) & 12'hfff);
            queue_busy$d = 1'b0;
            stopped$d = 1'b0;
            reported$d = 1'b0;
            faulty$d = 1'b0;
            valid1$d = 1'b0;
            valid2$d = 1'b0;
            valid3$d = 1'b0;
            failed1$d = 1'b0;
            failed2$d = 1'b0;
            write_index$d = ((32'h0) & 16'hffff);
            read_index$d = ((32'h0) & 16'hffff);
        end
        fault = faulty$q;
        fault_cause = cause$q;
        fault_segment = fault_segment_now$q;
        fault_address = fault_address_now$q;
    end
endmodule

module ganax_2x2_load_delivery(
    input wire clock,
    input wire reset,
    input wire clear_timelines,
    input wire swallow,
    input wire push,
    input wire [1:0] push_kind,
    input wire push_fill,
    input wire [3:0] push_last_beat,
    input wire [2:0] push_skew,
    input wire [2:0] push_final_word,
    input wire [15:0] push_target,
    input wire [15:0] push_receivers,
    input wire push_completes,
    input wire data_valid,
    input wire [127:0] data,
    output reg data_pop,
    output reg delivered,
    output reg burst_done,
    output reg moves,
    output reg idle,
    output reg [23:0] parameters_completed,
    output reg [23:0] inputs_completed,
    output reg [23:0] weights_completed,
    output reg fetch_valid,
    output reg [127:0] fetch_data,
    output reg [1:0] fetch_mask,
    output reg [255:0] load_words,
    output reg [15:0] load_banks,
    output reg [15:0] load_line,
    output reg [15:0] load_next_line,
    output reg [15:0] load_wrapped,
    output reg [15:0] input_write,
    output reg [15:0] weight_write,
    output reg [127:0] parameter_words,
    output reg [7:0] parameter_banks,
    output reg [15:0] parameter_row,
    output reg [15:0] parameter_next_row,
    output reg [7:0] parameter_wrapped,
    output reg [15:0] parameter_write
);
    // Constant declarations
    localparam width = 4'h2;
    localparam lanes = 8'h2;
    localparam lane_mask = 16'h1;
    localparam every_bank = 32'hffffffff;
    localparam bank_mask = 32'h3;
    localparam lane_shift = 16'h1;
    localparam few = 1'b1;
    localparam fold4 = 1'b1;
    localparam fold2 = 1'b1;
    localparam fold1 = 1'b0;
    localparam rows = 16'hc2;
    localparam rows_but_one = 16'hc1;

    // Stub signals
    reg order$clock;
    reg order$clear;
    reg order$push;
    reg [45:0] order$data_in;
    reg order$pop;
    wire order$full;
    wire [45:0] order$data_out;
    wire order$valid;
    reg under_way$d;
    wire under_way$q;
    reg under_way$clock;
    reg [2:0] next_word$d;
    wire [2:0] next_word$q;
    reg next_word$clock;
    reg [15:0] next_target$d;
    wire [15:0] next_target$q;
    reg next_target$clock;
    reg [3:0] beats_left$d;
    wire [3:0] beats_left$q;
    reg beats_left$clock;
    reg [11:0] bursts$d;
    wire [11:0] bursts$q;
    reg bursts$clock;
    reg [23:0] parameters$d;
    wire [23:0] parameters$q;
    reg parameters$clock;
    reg [23:0] inputs$d;
    wire [23:0] inputs$q;
    reg inputs$clock;
    reg [23:0] weights$d;
    wire [23:0] weights$q;
    reg weights$clock;
    reg [127:0] ring$d;
    wire [127:0] ring$q;
    reg ring$clock;
    reg [7:0] ring_banks$d;
    wire [7:0] ring_banks$q;
    reg ring_banks$clock;
    reg [15:0] late_target$d;
    wire [15:0] late_target$q;
    reg late_target$clock;
    reg [3:0] late_count$d;
    wire [3:0] late_count$q;
    reg late_count$clock;
    reg [15:0] late_input$d;
    wire [15:0] late_input$q;
    reg late_input$clock;
    reg [15:0] late_weight$d;
    wire [15:0] late_weight$q;
    reg late_weight$clock;
    reg [15:0] row$d;
    wire [15:0] row$q;
    reg row$clock;
    reg [15:0] next_row$d;
    wire [15:0] next_row$q;
    reg next_row$clock;
    reg [7:0] row_banks$d;
    wire [7:0] row_banks$q;
    reg row_banks$clock;
    reg [7:0] row_wrapped$d;
    wire [7:0] row_wrapped$q;
    reg row_wrapped$clock;
    reg [15:0] row_write$d;
    wire [15:0] row_write$q;
    reg row_write$clock;
    reg [127:0] words$d;
    wire [127:0] words$q;
    reg words$clock;
    reg [15:0] banks$d;
    wire [15:0] banks$q;
    reg banks$clock;
    reg [15:0] line$d;
    wire [15:0] line$q;
    reg line$clock;
    reg [15:0] next_line$d;
    wire [15:0] next_line$q;
    reg next_line$clock;
    reg [15:0] wrapped$d;
    wire [15:0] wrapped$q;
    reg wrapped$clock;
    reg [15:0] write_input$d;
    wire [15:0] write_input$q;
    reg write_input$clock;
    reg [15:0] write_weight$d;
    wire [15:0] write_weight$q;
    reg write_weight$clock;

    // Local signals
    reg [45:0] entry;
    reg [1:0] kind;
    reg is_fill;
    reg wants_whole;
    reg final_beat;
    reg [2:0] begin_word;
    reg [15:0] target;
    reg [3:0] left_now;
    reg [2:0] end_word;
    reg [3:0] word_behind;
    reg [3:0] available;
    reg [3:0] reach;
    reg [3:0] chunk;
    reg whole;
    reg works;
    reg beat_done;
    reg all_done;
    reg counts_up;
    reg counts_down;
    reg ends_transfer;
    reg [45:0] pushed;
    reg [2:0] shift;
    reg [127:0] rotated1;
    reg [127:0] rotated2;
    reg [127:0] rotated4;
    reg [4:0] low_target;
    reg [4:0] chunk_end;
    reg [15:0] below_begin;
    reg [15:0] from_begin;
    reg [15:0] below_end;
    reg [15:0] from_end;
    reg [15:0] in_chunk;
    reg [15:0] behind;
    reg [7:0] ring_mask;
    reg [7:0] below8;
    reg [15:0] row_now;
    reg row_kept;
    reg next_kept;
    reg [7:0] kept;
    reg [15:0] lane;
    reg [15:0] lane_end;
    reg [4:0] lane_first;
    reg [4:0] lane_last;
    reg [31:0] banks_from_first;
    reg [31:0] banks_first;
    reg [31:0] banks_from_last;
    reg [31:0] banks_last;
    reg [31:0] banks_behind;
    reg [31:0] banks_ahead;
    reg [31:0] banks_all;
    reg [127:0] masked;
    reg [127:0] slot;
    reg [127:0] keep;
    reg [127:0] folded4;
    reg [127:0] folded2;
    reg [127:0] folded1;
    reg [15:0] shifted_line;
    reg [255:0] doubled;

    // Sub module instances
    ganax_2x2_head_fifo order(
        .clock(order$clock),
        .clear(order$clear),
        .push(order$push),
        .data_in(order$data_in),
        .pop(order$pop),
        .full(order$full),
        .data_out(order$data_out),
        .valid(order$valid)
    );
    ganax_2x2_flip_flop_1 under_way(
        .d(under_way$d),
        .q(under_way$q),
        .clock(under_way$clock)
    );
    ganax_2x2_flip_flop_3 next_word(
        .d(next_word$d),
        .q(next_word$q),
        .clock(next_word$clock)
    );
    ganax_2x2_flip_flop_16 next_target(
        .d(next_target$d),
        .q(next_target$q),
        .clock(next_target$clock)
    );
    ganax_2x2_flip_flop_4 beats_left(
        .d(beats_left$d),
        .q(beats_left$q),
        .clock(beats_left$clock)
    );
    ganax_2x2_flip_flop_12 bursts(
        .d(bursts$d),
        .q(bursts$q),
        .clock(bursts$clock)
    );
    ganax_2x2_flip_flop_24 parameters(
        .d(parameters$d),
        .q(parameters$q),
        .clock(parameters$clock)
    );
    ganax_2x2_flip_flop_24 inputs(
        .d(inputs$d),
        .q(inputs$q),
        .clock(inputs$clock)
    );
    ganax_2x2_flip_flop_24 weights(
        .d(weights$d),
        .q(weights$q),
        .clock(weights$clock)
    );
    ganax_2x2_flip_flop_128 ring(
        .d(ring$d),
        .q(ring$q),
        .clock(ring$clock)
    );
    ganax_2x2_flip_flop_8 ring_banks(
        .d(ring_banks$d),
        .q(ring_banks$q),
        .clock(ring_banks$clock)
    );
    ganax_2x2_flip_flop_16 late_target(
        .d(late_target$d),
        .q(late_target$q),
        .clock(late_target$clock)
    );
    ganax_2x2_flip_flop_4 late_count(
        .d(late_count$d),
        .q(late_count$q),
        .clock(late_count$clock)
    );
    ganax_2x2_flip_flop_16 late_input(
        .d(late_input$d),
        .q(late_input$q),
        .clock(late_input$clock)
    );
    ganax_2x2_flip_flop_16 late_weight(
        .d(late_weight$d),
        .q(late_weight$q),
        .clock(late_weight$clock)
    );
    ganax_2x2_flip_flop_16 row(
        .d(row$d),
        .q(row$q),
        .clock(row$clock)
    );
    ganax_2x2_flip_flop_16 next_row(
        .d(next_row$d),
        .q(next_row$q),
        .clock(next_row$clock)
    );
    ganax_2x2_flip_flop_8 row_banks(
        .d(row_banks$d),
        .q(row_banks$q),
        .clock(row_banks$clock)
    );
    ganax_2x2_flip_flop_8 row_wrapped(
        .d(row_wrapped$d),
        .q(row_wrapped$q),
        .clock(row_wrapped$clock)
    );
    ganax_2x2_flip_flop_16 row_write(
        .d(row_write$d),
        .q(row_write$q),
        .clock(row_write$clock)
    );
    ganax_2x2_flip_flop_128 words(
        .d(words$d),
        .q(words$q),
        .clock(words$clock)
    );
    ganax_2x2_flip_flop_16 banks(
        .d(banks$d),
        .q(banks$q),
        .clock(banks$clock)
    );
    ganax_2x2_flip_flop_16 line(
        .d(line$d),
        .q(line$q),
        .clock(line$clock)
    );
    ganax_2x2_flip_flop_16 next_line(
        .d(next_line$d),
        .q(next_line$q),
        .clock(next_line$clock)
    );
    ganax_2x2_flip_flop_16 wrapped(
        .d(wrapped$d),
        .q(wrapped$q),
        .clock(wrapped$clock)
    );
    ganax_2x2_flip_flop_16 write_input(
        .d(write_input$d),
        .q(write_input$q),
        .clock(write_input$clock)
    );
    ganax_2x2_flip_flop_16 write_weight(
        .d(write_weight$d),
        .q(write_weight$q),
        .clock(write_weight$clock)
    );

    // Update code
    always @(*) begin
        order$clock = clock;
        under_way$clock = clock;
        next_word$clock = clock;
        next_target$clock = clock;
        beats_left$clock = clock;
        bursts$clock = clock;
        under_way$d = under_way$q;
        next_word$d = next_word$q;
        next_target$d = next_target$q;
        beats_left$d = beats_left$q;
        bursts$d = bursts$q;
        parameters$clock = clock;
        inputs$clock = clock;
        weights$clock = clock;
        ring$clock = clock;
        ring_banks$clock = clock;
        parameters$d = parameters$q;
        inputs$d = inputs$q;
        weights$d = weights$q;
        ring$d = ring$q;
        ring_banks$d = ring_banks$q;
        late_target$clock = clock;
        late_count$clock = clock;
        late_input$clock = clock;
        late_weight$clock = clock;
        row$clock = clock;
        late_target$d = late_target$q;
        late_count$d = late_count$q;
        late_input$d = late_input$q;
        late_weight$d = late_weight$q;
        row$d = row$q;
        next_row$clock = clock;
        row_banks$clock = clock;
        row_wrapped$clock = clock;
        row_write$clock = clock;
        words$clock = clock;
        next_row$d = next_row$q;
        row_banks$d = row_banks$q;
        row_wrapped$d = row_wrapped$q;
        row_write$d = row_write$q;
        words$d = words$q;
        banks$clock = clock;
        line$clock = clock;
        next_line$clock = clock;
        wrapped$clock = clock;
        write_input$clock = clock;
        banks$d = banks$q;
        line$d = line$q;
        next_line$d = next_line$q;
        wrapped$d = wrapped$q;
        write_input$d = write_input$q;
        write_weight$clock = clock;
        write_weight$d = write_weight$q;
        pushed = ((push_kind) & 46'h3fffffffffff) | (((push_last_beat) & 46'h3fffffffffff) << 32'h3) | (((push_skew) & 46'h3fffffffffff) << 32'h7) | (((push_final_word) & 46'h3fffffffffff) << 32'ha) | (((push_target) & 46'h3fffffffffff) << 32'hd) | (((push_receivers) & 46'h3fffffffffff) << 32'h1d);
        if (push_fill) begin
            pushed = pushed | ((32'h4) & 46'h3fffffffffff);
        end
        if (push_completes) begin
            pushed = pushed | (((32'h1) & 46'h3fffffffffff) << 32'h2d);
        end
        order$clear = reset;
        order$push = push;
        order$data_in = pushed;
        entry = order$data_out;
        kind = entry[(32'h0)+:(2)];
        is_fill = entry[32'h2];
        begin_word = entry[(32'h7)+:(3)];
        target = entry[(32'hd)+:(16)];
        left_now = entry[(32'h3)+:(4)];
        if (under_way$q) begin
            begin_word = next_word$q;
            target = next_target$q;
            left_now = beats_left$q;
        end
        final_beat = ~|left_now;
        end_word = ((32'h7) & 3'h7);
        if (final_beat) begin
            end_word = entry[(32'ha)+:(3)];
        end
        word_behind = ((32'h8) & 4'hf);
        if (final_beat) begin
            word_behind = ((entry[(32'ha)+:(3)]) & 4'hf) + ((32'h1) & 4'hf);
        end
        available = word_behind - ((begin_word) & 4'hf);
        wants_whole = (kind == ((32'h0) & 2'h3)) | (kind == ((32'h3) & 2'h3));
        reach = ((begin_word) & 4'hf) + width;
        whole = wants_whole | reach[32'h3];
        if (final_beat) begin
            whole = wants_whole | (reach > ((entry[(32'ha)+:(3)]) & 4'hf));
        end
        chunk = width;
        if (whole) begin
            chunk = available;
        end
        works = order$valid & (is_fill | data_valid) & ~swallow;
        beat_done = works & whole;
        all_done = beat_done & final_beat;
        ends_transfer = all_done & entry[32'h2d];
        order$pop = all_done;
        data_pop = beat_done & ~is_fill;
        delivered = beat_done;
        burst_done = all_done;
        moves = works;
        if (works) begin
            under_way$d = 1'b1;
            next_target$d = target + ((chunk) & 16'hffff);
            next_word$d = begin_word + chunk[(32'h0)+:(3)];
            beats_left$d = left_now;
        end
        if (beat_done) begin
            next_word$d = ((32'h0) & 3'h7);
            beats_left$d = left_now - ((32'h1) & 4'hf);
        end
        if (all_done | reset) begin
            under_way$d = 1'b0;
        end
        counts_up = push & (push_kind != ((32'h3) & 2'h3));
        counts_down = all_done & (kind != ((32'h3) & 2'h3));
        if (counts_up & ~counts_down) begin
            bursts$d = bursts$q + ((32'h1) & 12'hfff);
        end
        if (counts_down & ~counts_up) begin
            bursts$d = bursts$q - ((32'h1) & 12'hfff);
        end
        if (ends_transfer & (kind == ((32'h0) & 2'h3))) begin
            parameters$d = parameters$q + ((32'h1) & 24'hffffff);
        end
        if (ends_transfer & (kind == ((32'h1) & 2'h3))) begin
            inputs$d = inputs$q + ((32'h1) & 24'hffffff);
        end
        if (ends_transfer & (kind == ((32'h2) & 2'h3))) begin
            weights$d = weights$q + ((32'h1) & 24'hffffff);
        end
        if (reset | clear_timelines) begin
            parameters$d = ((32'h0) & 24'hffffff);
            inputs$d = ((32'h0) & 24'hffffff);
            weights$d = ((32'h0) & 24'hffffff);
        end
        if (reset) begin
            bursts$d = ((32'h0) & 12'hfff);
        end
        idle = ~|bursts$q;
        parameters_completed = parameters$q;
        inputs_completed = inputs$q;
        weights_completed = weights$q;
        fetch_valid = works & (kind == ((32'h3) & 2'h3));
        fetch_data = data;
        fetch_mask = ((32'h0) & 2'h3);
        if (~begin_word[32'h2]) begin
            fetch_mask = ((32'h1) & 2'h3);
        end
        if (end_word[32'h2]) begin
            fetch_mask = fetch_mask | ((32'h2) & 2'h3);
        end
        shift = begin_word - target[(32'h0)+:(3)];
        rotated1 = data;
        if (shift[32'h0]) begin
            rotated1 = (data >> 32'h10) | (data << 32'h70);
        end
        rotated2 = rotated1;
        if (shift[32'h1]) begin
            rotated2 = (rotated1 >> 32'h20) | (rotated1 << 32'h60);
        end
        rotated4 = rotated2;
        if (shift[32'h2]) begin
            rotated4 = (rotated2 >> 32'h40) | (rotated2 << 32'h40);
        end
        if (is_fill) begin
            rotated4 = ((32'h0) & 128'hffffffffffffffffffffffffffffffff);
        end
        low_target = ((target[(32'h0)+:(3)]) & 5'h1f);
        chunk_end = low_target + ((chunk) & 5'h1f);
        from_begin = ((32'hffff) & 16'hffff) << ((low_target) & 16'hffff);
        below_begin = ~from_begin;
        from_end = ((32'hffff) & 16'hffff) << ((chunk_end) & 16'hffff);
        below_end = ~from_end;
        in_chunk = below_end & ~below_begin;
        behind = below_end >> 32'h8;
        in_chunk = in_chunk | behind;
        ring_mask = in_chunk[(32'h0)+:(8)];
        below8 = below_begin[(32'h0)+:(8)];
        row_now = target >> 32'h3;
        row_kept = row_now < rows;
        next_kept = row_now < rows_but_one;
        kept = ((32'h0) & 8'hff);
        if (row_kept) begin
            kept = ring_mask & ~below8;
        end
        if (next_kept) begin
            kept = kept | (ring_mask & below8);
        end
        ring$d = rotated4;
        ring_banks$d = ring_mask;
        late_target$d = target;
        late_count$d = chunk;
        row$d = row_now;
        next_row$d = row_now + ((32'h1) & 16'hffff);
        row_banks$d = kept;
        row_wrapped$d = below8;
        row_write$d = ((32'h0) & 16'hffff);
        late_input$d = ((32'h0) & 16'hffff);
        late_weight$d = ((32'h0) & 16'hffff);
        if (works & (kind == ((32'h0) & 2'h3))) begin
            row_write$d = entry[(32'h1d)+:(16)];
        end
        if (works & (kind == ((32'h1) & 2'h3))) begin
            late_input$d = entry[(32'h1d)+:(16)];
        end
        if (works & (kind == ((32'h2) & 2'h3))) begin
            late_weight$d = entry[(32'h1d)+:(16)];
        end
        parameter_words = ring$q;
        parameter_banks = row_banks$q;
        parameter_row = row$q;
        parameter_next_row = next_row$q;
        parameter_wrapped = row_wrapped$q;
        parameter_write = row_write$q;
        lane = late_target$q & lane_mask;
        lane_end = lane + ((late_count$q) & 16'hffff);
        lane_first = lane[(32'h0)+:(5)];
        lane_last = lane_end[(32'h0)+:(5)];
        banks_from_first = every_bank << ((lane_first) & 32'hffffffff);
        banks_first = ~banks_from_first;
        banks_from_last = every_bank << ((lane_last) & 32'hffffffff);
        banks_last = ~banks_from_last;
        banks_ahead = banks_last & ~banks_first;
        banks_behind = banks_last >> ((lanes) & 32'hffffffff);
        banks_all = (banks_ahead | banks_behind) & bank_mask;
        banks$d = banks_all[(32'h0)+:(16)];
        wrapped$d = banks_first[(32'h0)+:(16)];
        shifted_line = late_target$q >> lane_shift;
        line$d = shifted_line;
        next_line$d = shifted_line + ((32'h1) & 16'hffff);
        write_input$d = late_input$q;
        write_weight$d = late_weight$q;
        slot = ((32'hffff) & 128'hffffffffffffffffffffffffffffffff);
        keep = ((32'h0) & 128'hffffffffffffffffffffffffffffffff);
        if (ring_banks$q[0]) begin
            keep = keep | slot;
        end
        slot = slot << 32'h10;
        if (ring_banks$q[1]) begin
            keep = keep | slot;
        end
        slot = slot << 32'h10;
        if (ring_banks$q[2]) begin
            keep = keep | slot;
        end
        slot = slot << 32'h10;
        if (ring_banks$q[3]) begin
            keep = keep | slot;
        end
        slot = slot << 32'h10;
        if (ring_banks$q[4]) begin
            keep = keep | slot;
        end
        slot = slot << 32'h10;
        if (ring_banks$q[5]) begin
            keep = keep | slot;
        end
        slot = slot << 32'h10;
        if (ring_banks$q[6]) begin
            keep = keep | slot;
        end
        slot = slot << 32'h10;
        if (ring_banks$q[7]) begin
            keep = keep | slot;
        end
        slot = slot << 32'h10;
        masked = ring$q;
        if (few) begin
            masked = ring$q & keep;
        end
        folded4 = masked;
        if (fold4) begin
            folded4 = masked | (masked >> 32'h40);
        end
        folded2 = folded4;
        if (fold2) begin
            folded2 = folded4 | (folded4 >> 32'h20);
        end
        folded1 = folded2;
        if (fold1) begin
            folded1 = folded2 | (folded2 >> 32'h10);
        end
        words$d = folded1;
        doubled = ((words$q) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff);
        load_words = (doubled << 32'h80) | doubled;
        load_banks = banks$q;
        load_line = line$q;
        load_next_line = next_line$q;
        load_wrapped = wrapped$q;
        input_write = write_input$q;
        weight_write = write_weight$q;
    end
endmodule

module ganax_2x2_read_arbiter(
    input wire clock,
    input wire reset,
    input wire hold,
    input wire fetch,
    input wire fetch_claims,
    input wire parameter_channel,
    input wire input_channel,
    input wire weight_channel,
    input wire [3:0] fetch_last,
    input wire [3:0] parameter_last,
    input wire [3:0] input_last,
    input wire [3:0] weight_last,
    input wire delivered,
    output reg grant_fetch,
    output reg grant_parameter,
    output reg grant_input,
    output reg grant_weight,
    output reg granted,
    output reg [3:0] last_beat
);
    // Constant declarations
    localparam all_surplus = 12'h7f;

    // Stub signals
    reg [11:0] surplus$d;
    wire [11:0] surplus$q;
    reg surplus$clock;

    // Local signals
    reg open;
    reg any;
    reg [3:0] chosen;
    reg [11:0] less_chosen;
    reg [11:0] surplus_more;
    reg [11:0] surplus_taken;
    reg [11:0] surplus_both;

    // Sub module instances
    ganax_2x2_flip_flop_12 surplus(
        .d(surplus$d),
        .q(surplus$q),
        .clock(surplus$clock)
    );

    // Update code
    always @(*) begin
        surplus$clock = clock;
        surplus$d = surplus$q;
        open = ~surplus$q[32'hb] & ~hold;
        grant_fetch = open & fetch;
        grant_parameter = open & parameter_channel & ~fetch_claims;
        grant_input = open & input_channel & ~fetch_claims & ~parameter_channel;
        grant_weight = open & weight_channel & ~fetch_claims & ~parameter_channel & ~input_channel;
        any = open & (fetch | parameter_channel | input_channel | weight_channel);
        chosen = weight_last;
        if (input_channel) begin
            chosen = input_last;
        end
        if (parameter_channel) begin
            chosen = parameter_last;
        end
        if (fetch_claims) begin
            chosen = fetch_last;
        end
        granted = any;
        last_beat = chosen;
        less_chosen = ~((chosen) & 12'hfff);
        surplus_more = surplus$q + ((32'h1) & 12'hfff);
        surplus_taken = surplus$q + less_chosen;
        surplus_both = surplus_more + less_chosen;
        if (delivered) begin
            surplus$d = surplus_more;
        end
        if (any) begin
            surplus$d = surplus_taken;
            if (delivered) begin
                surplus$d = surplus_both;
            end
        end
        if (reset) begin
            surplus$d = all_surplus;
        end
    end
endmodule

module ganax_2x2_ones(
    input wire [15:0] flags,
    output reg [4:0] count
);
    // Update code (custom)
    always @(*) begin
        count = {4'd0, flags[0]} + {4'd0, flags[1]} + {4'd0, flags[2]} + {4'd0, flags[3]} + {4'd0, flags[4]} + {4'd0, flags[5]} + {4'd0, flags[6]} + {4'd0, flags[7]} + {4'd0, flags[8]} + {4'd0, flags[9]} + {4'd0, flags[10]} + {4'd0, flags[11]} + {4'd0, flags[12]} + {4'd0, flags[13]} + {4'd0, flags[14]} + {4'd0, flags[15]};
    end
endmodule

module ganax_2x2_lookup_memory_18(
    input wire clock,
    input wire [15:0] read_address,
    output reg [31:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [31:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [31:0] contents [0:31];

    integer word;
    initial begin
        for (word = 0; word <= 31; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[4:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[4:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_stored_index(
    input wire [9:0] address,
    output reg is_stored,
    output reg [15:0] index
);
    // Update code (custom)
    always @(*) begin
        is_stored = 1'b1;
        case (address)
            10'd11: index = 16'd0; // SCRATCH
            10'd13: index = 16'd1; // WATCHDOG_LIMIT
            10'd32: index = 16'd2; // SUBMISSION_BASE_LOW
            10'd33: index = 16'd3; // SUBMISSION_BASE_HIGH
            10'd34: index = 16'd4; // SUBMISSION_ENTRIES
            10'd40: index = 16'd5; // COMPLETION_BASE_LOW
            10'd41: index = 16'd6; // COMPLETION_BASE_HIGH
            10'd42: index = 16'd7; // COMPLETION_ENTRIES
            10'd128: index = 16'd8; // SEGMENT_0_BASE_LOW
            10'd129: index = 16'd9; // SEGMENT_0_BASE_HIGH
            10'd130: index = 16'd10; // SEGMENT_0_SIZE_LOW
            10'd131: index = 16'd11; // SEGMENT_0_SIZE_HIGH
            10'd132: index = 16'd12; // SEGMENT_1_BASE_LOW
            10'd133: index = 16'd13; // SEGMENT_1_BASE_HIGH
            10'd134: index = 16'd14; // SEGMENT_1_SIZE_LOW
            10'd135: index = 16'd15; // SEGMENT_1_SIZE_HIGH
            10'd136: index = 16'd16; // SEGMENT_2_BASE_LOW
            10'd137: index = 16'd17; // SEGMENT_2_BASE_HIGH
            10'd138: index = 16'd18; // SEGMENT_2_SIZE_LOW
            10'd139: index = 16'd19; // SEGMENT_2_SIZE_HIGH
            10'd140: index = 16'd20; // SEGMENT_3_BASE_LOW
            10'd141: index = 16'd21; // SEGMENT_3_BASE_HIGH
            10'd142: index = 16'd22; // SEGMENT_3_SIZE_LOW
            10'd143: index = 16'd23; // SEGMENT_3_SIZE_HIGH
            10'd144: index = 16'd24; // SEGMENT_4_BASE_LOW
            10'd145: index = 16'd25; // SEGMENT_4_BASE_HIGH
            10'd146: index = 16'd26; // SEGMENT_4_SIZE_LOW
            10'd147: index = 16'd27; // SEGMENT_4_SIZE_HIGH
            default: begin
                index = 16'd0;
                is_stored = 1'b0;
            end
        endcase
    end
endmodule

module ganax_2x2_read_multiplexer(
    input wire [9:0] address,
    input wire [31:0] stored_word,
    input wire [3:0] control,
    input wire interrupt_global_enable,
    input wire [2:0] interrupt_enable,
    input wire [2:0] interrupt_status,
    input wire [3:0] error_cause,
    input wire [31:0] error_sequence,
    input wire [63:0] fault_address,
    input wire [2:0] fault_segment,
    input wire [31:0] program_counter,
    input wire [31:0] submission_head,
    input wire [31:0] submission_doorbell,
    input wire [31:0] completion_tail,
    input wire [31:0] completion_head,
    input wire [63:0] cycles,
    input wire [63:0] macs,
    input wire [63:0] bytes_read,
    input wire [63:0] bytes_written,
    input wire [63:0] stall_input,
    input wire [63:0] stall_weight,
    input wire [63:0] stall_output,
    input wire [63:0] stall_micro_op,
    output reg [31:0] word
);
    // Update code (custom)
    always @(*) begin
        case (address)
            10'd0: word = {28'd0, control}; // CONTROL
            10'd1: word = {31'd0, interrupt_global_enable}; // INTERRUPT_GLOBAL_ENABLE
            10'd2: word = {29'd0, interrupt_enable}; // INTERRUPT_ENABLE
            10'd3: word = {29'd0, interrupt_status}; // INTERRUPT_STATUS
            10'd4: word = 32'd1480674887; // MAGIC
            10'd5: word = 32'd65536; // ABI
            10'd6: word = 32'd3303358047; // FINGERPRINT_LOW
            10'd7: word = 32'd1890989492; // FINGERPRINT_HIGH
            10'd8: word = 32'd0; // BUILD_ID
            10'd9: word = 32'd7; // CAPABILITIES
            10'd10: word = 32'd100000; // CLOCK_KHZ
            10'd11: word = stored_word; // SCRATCH
            10'd12: word = 32'd0; // RESET
            10'd13: word = stored_word; // WATCHDOG_LIMIT
            10'd16: word = {28'd0, error_cause}; // ERROR_CAUSE
            10'd17: word = error_sequence; // ERROR_SEQUENCE
            10'd18: word = fault_address[31:0]; // FAULT_ADDRESS_LOW
            10'd19: word = fault_address[63:32]; // FAULT_ADDRESS_HIGH
            10'd20: word = {29'd0, fault_segment}; // FAULT_SEGMENT
            10'd21: word = program_counter; // PROGRAM_COUNTER
            10'd32: word = stored_word; // SUBMISSION_BASE_LOW
            10'd33: word = stored_word; // SUBMISSION_BASE_HIGH
            10'd34: word = stored_word; // SUBMISSION_ENTRIES
            10'd35: word = submission_head; // SUBMISSION_HEAD
            10'd36: word = submission_doorbell; // SUBMISSION_DOORBELL
            10'd40: word = stored_word; // COMPLETION_BASE_LOW
            10'd41: word = stored_word; // COMPLETION_BASE_HIGH
            10'd42: word = stored_word; // COMPLETION_ENTRIES
            10'd43: word = completion_tail; // COMPLETION_TAIL
            10'd44: word = completion_head; // COMPLETION_HEAD
            10'd64: word = cycles[31:0]; // COUNTER_CYCLES_LOW
            10'd65: word = cycles[63:32]; // COUNTER_CYCLES_HIGH
            10'd66: word = macs[31:0]; // COUNTER_MACS_LOW
            10'd67: word = macs[63:32]; // COUNTER_MACS_HIGH
            10'd68: word = bytes_read[31:0]; // COUNTER_BYTES_READ_LOW
            10'd69: word = bytes_read[63:32]; // COUNTER_BYTES_READ_HIGH
            10'd70: word = bytes_written[31:0]; // COUNTER_BYTES_WRITTEN_LOW
            10'd71: word = bytes_written[63:32]; // COUNTER_BYTES_WRITTEN_HIGH
            10'd72: word = stall_input[31:0]; // COUNTER_STALL_INPUT_LOW
            10'd73: word = stall_input[63:32]; // COUNTER_STALL_INPUT_HIGH
            10'd74: word = stall_weight[31:0]; // COUNTER_STALL_WEIGHT_LOW
            10'd75: word = stall_weight[63:32]; // COUNTER_STALL_WEIGHT_HIGH
            10'd76: word = stall_output[31:0]; // COUNTER_STALL_OUTPUT_LOW
            10'd77: word = stall_output[63:32]; // COUNTER_STALL_OUTPUT_HIGH
            10'd78: word = stall_micro_op[31:0]; // COUNTER_STALL_MICRO_OP_LOW
            10'd79: word = stall_micro_op[63:32]; // COUNTER_STALL_MICRO_OP_HIGH
            10'd96: word = 32'd2; // ARCH_PV_COUNT
            10'd97: word = 32'd2; // ARCH_PE_COUNT
            10'd98: word = 32'd2048; // ARCH_WEIGHT_WORDS
            10'd99: word = 32'd2048; // ARCH_INPUT_WORDS
            10'd100: word = 32'd256; // ARCH_ACCUMULATOR_WORDS
            10'd101: word = 32'd64; // ARCH_LOCAL_MICRO_OPS
            10'd102: word = 32'd512; // ARCH_GLOBAL_MICRO_OPS
            10'd103: word = 32'd8; // ARCH_ADDRESS_FIFO_DEPTH
            10'd104: word = 32'd16; // ARCH_BUS_BYTES
            10'd105: word = 32'd0; // ARCH_MEMORY_LATENCY_CYCLES
            10'd106: word = 32'd64; // ARCH_PARAMETER_ENTRIES
            10'd107: word = 32'd32; // ARCH_COMMAND_FIFO_DEPTH
            10'd108: word = 32'd16; // ARCH_OUTPUT_FIFO_BEATS
            10'd109: word = 32'd128; // ARCH_OUTSTANDING_BEATS
            10'd128: word = stored_word; // SEGMENT_0_BASE_LOW
            10'd129: word = stored_word; // SEGMENT_0_BASE_HIGH
            10'd130: word = stored_word; // SEGMENT_0_SIZE_LOW
            10'd131: word = stored_word; // SEGMENT_0_SIZE_HIGH
            10'd132: word = stored_word; // SEGMENT_1_BASE_LOW
            10'd133: word = stored_word; // SEGMENT_1_BASE_HIGH
            10'd134: word = stored_word; // SEGMENT_1_SIZE_LOW
            10'd135: word = stored_word; // SEGMENT_1_SIZE_HIGH
            10'd136: word = stored_word; // SEGMENT_2_BASE_LOW
            10'd137: word = stored_word; // SEGMENT_2_BASE_HIGH
            10'd138: word = stored_word; // SEGMENT_2_SIZE_LOW
            10'd139: word = stored_word; // SEGMENT_2_SIZE_HIGH
            10'd140: word = stored_word; // SEGMENT_3_BASE_LOW
            10'd141: word = stored_word; // SEGMENT_3_BASE_HIGH
            10'd142: word = stored_word; // SEGMENT_3_SIZE_LOW
            10'd143: word = stored_word; // SEGMENT_3_SIZE_HIGH
            10'd144: word = stored_word; // SEGMENT_4_BASE_LOW
            10'd145: word = stored_word; // SEGMENT_4_BASE_HIGH
            10'd146: word = stored_word; // SEGMENT_4_SIZE_LOW
            10'd147: word = stored_word; // SEGMENT_4_SIZE_HIGH
            default: word = 32'd0;
        endcase
    end
endmodule

module ganax_2x2_flip_flop_4_2(
    input wire [3:0] d,
    output reg [3:0] q,
    input wire clock
);
    // Enums
    localparam State$Idle = 0;
    localparam State$EntryAddress = 1;
    localparam State$AskEntry = 2;
    localparam State$ReadEntry = 3;
    localparam State$Judge = 4;
    localparam State$Windows = 5;
    localparam State$Keep = 6;
    localparam State$Start = 7;
    localparam State$Running = 8;
    localparam State$Drain = 9;
    localparam State$Compose = 10;
    localparam State$Room = 11;
    localparam State$CompletionAddress = 12;
    localparam State$AskWrite = 13;
    localparam State$Write = 14;
    localparam State$Discard = 15;

    // Update code (custom)
    initial begin
       q = 64'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_flip_flop_512(
    input wire [511:0] d,
    output reg [511:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 512'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_flip_flop_3_2(
    input wire [2:0] d,
    output reg [2:0] q,
    input wire clock
);
    // Enums
    localparam Access$Idle = 0;
    localparam Access$Look = 1;
    localparam Access$Merge = 2;
    localparam Access$Apply = 3;
    localparam Access$Settle = 4;

    // Update code (custom)
    initial begin
       q = 64'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_lookup_memory_17(
    input wire clock,
    input wire [15:0] read_address,
    output reg [31:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [31:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [31:0] contents [0:7];

    integer word;
    initial begin
        for (word = 0; word <= 7; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[2:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[2:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_delay_8(
    input wire clock,
    input wire [7:0] data_in,
    output reg [7:0] data_out
);
    // Stub signals
    reg [7:0] stages$0$d;
    wire [7:0] stages$0$q;
    reg stages$0$clock;
    reg [7:0] stages$1$d;
    wire [7:0] stages$1$q;
    reg stages$1$clock;
    reg [7:0] stages$2$d;
    wire [7:0] stages$2$q;
    reg stages$2$clock;
    reg [7:0] stages$3$d;
    wire [7:0] stages$3$q;
    reg stages$3$clock;
    reg [7:0] stages$4$d;
    wire [7:0] stages$4$q;
    reg stages$4$clock;

    // Sub module instances
    ganax_2x2_flip_flop_8 stages$0(
        .d(stages$0$d),
        .q(stages$0$q),
        .clock(stages$0$clock)
    );
    ganax_2x2_flip_flop_8 stages$1(
        .d(stages$1$d),
        .q(stages$1$q),
        .clock(stages$1$clock)
    );
    ganax_2x2_flip_flop_8 stages$2(
        .d(stages$2$d),
        .q(stages$2$q),
        .clock(stages$2$clock)
    );
    ganax_2x2_flip_flop_8 stages$3(
        .d(stages$3$d),
        .q(stages$3$q),
        .clock(stages$3$clock)
    );
    ganax_2x2_flip_flop_8 stages$4(
        .d(stages$4$d),
        .q(stages$4$q),
        .clock(stages$4$clock)
    );

    // Update code
    always @(*) begin
        stages$0$clock = clock;
        stages$1$clock = clock;
        stages$2$clock = clock;
        stages$3$clock = clock;
        stages$4$clock = clock;
        stages$0$d = data_in;
        stages$1$d = stages$0$q;
        stages$2$d = stages$1$q;
        stages$3$d = stages$2$q;
        stages$4$d = stages$3$q;
        data_out = stages$0$q;
        data_out = stages$1$q;
        data_out = stages$2$q;
        data_out = stages$3$q;
        data_out = stages$4$q;
    end
endmodule

module ganax_2x2_lane_merge(
    input wire [127:0] words,
    input wire [2:0] skew,
    input wire [7:0] chosen,
    input wire [127:0] pending,
    output reg [127:0] merged
);
    // Update code (custom)
    reg [255:0] turned;
    integer place;

    always @(*) begin
        turned = {words, words} << {skew, 4'd0};
        for (place = 0; place < 8; place = place + 1) begin
            merged[place * 16 +: 16] = chosen[place] ? turned[128 + place * 16 +: 16] : pending[place * 16 +: 16];
        end
    end
endmodule

module ganax_2x2_flip_flop_56(
    input wire [55:0] d,
    output reg [55:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 56'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_memory_3(
    input wire clock,
    input wire [15:0] read_address,
    output reg [67:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [67:0] write_data
);
    // Update code (custom)
    (* ram_style = "block" *)
    reg [67:0] contents [0:127];

    always @(posedge clock) begin
        read_data <= contents[read_address[6:0]];
        if (write_enable) begin
            contents[write_address[6:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_fifo_8(
    input wire clock,
    input wire clear,
    input wire push,
    input wire [136:0] data_in,
    output reg full,
    input wire pop,
    output reg [136:0] data_out,
    output reg valid
);
    // Constant declarations
    localparam mask = 16'hf;
    localparam one = 16'h1;
    localparam slack = 16'h1;

    // Stub signals
    reg words$clock;
    reg [15:0] words$read_address;
    wire [136:0] words$read_data;
    reg words$write_enable;
    reg [15:0] words$write_address;
    reg [136:0] words$write_data;
    reg [15:0] read_index$d;
    wire [15:0] read_index$q;
    reg read_index$clock;
    reg [15:0] write_index$d;
    wire [15:0] write_index$q;
    reg write_index$clock;
    reg is_full$d;
    wire is_full$q;
    reg is_full$clock;
    reg is_valid$d;
    wire is_valid$q;
    reg is_valid$clock;

    // Local signals
    reg pushes;
    reg pops;
    reg [15:0] next_read;
    reg [15:0] next_write;
    reg [15:0] oldest_when_full;

    // Sub module instances
    ganax_2x2_lookup_memory_15 words(
        .clock(words$clock),
        .read_address(words$read_address),
        .read_data(words$read_data),
        .write_enable(words$write_enable),
        .write_address(words$write_address),
        .write_data(words$write_data)
    );
    ganax_2x2_flip_flop_16 read_index(
        .d(read_index$d),
        .q(read_index$q),
        .clock(read_index$clock)
    );
    ganax_2x2_flip_flop_16 write_index(
        .d(write_index$d),
        .q(write_index$q),
        .clock(write_index$clock)
    );
    ganax_2x2_flip_flop_1 is_full(
        .d(is_full$d),
        .q(is_full$q),
        .clock(is_full$clock)
    );
    ganax_2x2_flip_flop_1 is_valid(
        .d(is_valid$d),
        .q(is_valid$q),
        .clock(is_valid$clock)
    );

    // Update code
    always @(*) begin
        read_index$clock = clock;
        write_index$clock = clock;
        is_full$clock = clock;
        is_valid$clock = clock;
        read_index$d = read_index$q;
        write_index$d = write_index$q;
        is_full$d = is_full$q;
        is_valid$d = is_valid$q;
        words$clock = clock;
        pushes = push & ~is_full$q;
        pops = pop & is_valid$q;
        words$read_address = read_index$q;
        data_out = words$read_data;
        words$write_address = write_index$q;
        words$write_data = data_in;
        words$write_enable = pushes;
        next_read = (read_index$q + one) & mask;
        next_write = (write_index$q + one) & mask;
        oldest_when_full = (write_index$q + slack) & mask;
        if (pushes) begin
            write_index$d = next_write;
        end
        if (pops) begin
            read_index$d = next_read;
        end
        if (pushes & ~pops) begin
            is_full$d = oldest_when_full == read_index$q;
            is_valid$d = 1'b1;
        end
        if (pops & ~pushes) begin
            is_full$d = 1'b0;
            is_valid$d = next_read != write_index$q;
        end
        if (clear) begin
            read_index$d = ((32'h0) & 16'hffff);
            write_index$d = ((32'h0) & 16'hffff);
            is_full$d = 1'b0;
            is_valid$d = 1'b0;
        end
        full = is_full$q;
        valid = is_valid$q;
    end
endmodule

module ganax_2x2_fifo_7(
    input wire clock,
    input wire clear,
    input wire push,
    input wire [63:0] data_in,
    output reg full,
    input wire pop,
    output reg [63:0] data_out,
    output reg valid
);
    // Constant declarations
    localparam mask = 16'hf;
    localparam one = 16'h1;
    localparam slack = 16'h1;

    // Stub signals
    reg words$clock;
    reg [15:0] words$read_address;
    wire [63:0] words$read_data;
    reg words$write_enable;
    reg [15:0] words$write_address;
    reg [63:0] words$write_data;
    reg [15:0] read_index$d;
    wire [15:0] read_index$q;
    reg read_index$clock;
    reg [15:0] write_index$d;
    wire [15:0] write_index$q;
    reg write_index$clock;
    reg is_full$d;
    wire is_full$q;
    reg is_full$clock;
    reg is_valid$d;
    wire is_valid$q;
    reg is_valid$clock;

    // Local signals
    reg pushes;
    reg pops;
    reg [15:0] next_read;
    reg [15:0] next_write;
    reg [15:0] oldest_when_full;

    // Sub module instances
    ganax_2x2_lookup_memory_14 words(
        .clock(words$clock),
        .read_address(words$read_address),
        .read_data(words$read_data),
        .write_enable(words$write_enable),
        .write_address(words$write_address),
        .write_data(words$write_data)
    );
    ganax_2x2_flip_flop_16 read_index(
        .d(read_index$d),
        .q(read_index$q),
        .clock(read_index$clock)
    );
    ganax_2x2_flip_flop_16 write_index(
        .d(write_index$d),
        .q(write_index$q),
        .clock(write_index$clock)
    );
    ganax_2x2_flip_flop_1 is_full(
        .d(is_full$d),
        .q(is_full$q),
        .clock(is_full$clock)
    );
    ganax_2x2_flip_flop_1 is_valid(
        .d(is_valid$d),
        .q(is_valid$q),
        .clock(is_valid$clock)
    );

    // Update code
    always @(*) begin
        read_index$clock = clock;
        write_index$clock = clock;
        is_full$clock = clock;
        is_valid$clock = clock;
        read_index$d = read_index$q;
        write_index$d = write_index$q;
        is_full$d = is_full$q;
        is_valid$d = is_valid$q;
        words$clock = clock;
        pushes = push & ~is_full$q;
        pops = pop & is_valid$q;
        words$read_address = read_index$q;
        data_out = words$read_data;
        words$write_address = write_index$q;
        words$write_data = data_in;
        words$write_enable = pushes;
        next_read = (read_index$q + one) & mask;
        next_write = (write_index$q + one) & mask;
        oldest_when_full = (write_index$q + slack) & mask;
        if (pushes) begin
            write_index$d = next_write;
        end
        if (pops) begin
            read_index$d = next_read;
        end
        if (pushes & ~pops) begin
            is_full$d = oldest_when_full == read_index$q;
            is_valid$d = 1'b1;
        end
        if (pops & ~pushes) begin
            is_full$d = 1'b0;
            is_valid$d = next_read != write_index$q;
        end
        if (clear) begin
            read_index$d = ((32'h0) & 16'hffff);
            write_index$d = ((32'h0) & 16'hffff);
            is_full$d = 1'b0;
            is_valid$d = 1'b0;
        end
        full = is_full$q;
        valid = is_valid$q;
    end
endmodule

module ganax_2x2_flip_flop_5(
    input wire [4:0] d,
    output reg [4:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 5'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_dma_walk_2(
    input wire clock,
    input wire start,
    input wire [15:0] pvs,
    input wire fill,
    input wire [11:0] window_low,
    input wire [11:0] base_low,
    input wire [51:0] base_high,
    input wire [31:0] target_start,
    input wire [31:0] row_size,
    input wire [31:0] rows,
    input wire [31:0] row_stride,
    input wire [31:0] row_target,
    input wire [31:0] planes,
    input wire [31:0] plane_stride,
    input wire [31:0] plane_target,
    input wire [31:0] pv_stride,
    input wire advance,
    input wire [8:0] advance_bytes,
    input wire row_done,
    output reg [11:0] address_low,
    output reg [31:0] left,
    output reg [31:0] target,
    output reg [15:0] receivers,
    output reg row_begins,
    output reg last_row,
    output reg [31:0] row_bytes,
    output reg [63:0] previous_offset
);
    // Constant declarations
    localparam stores = 1'b1;
    localparam one = 32'h1;
    localparam two = 32'h2;

    // Stub signals
    reg [31:0] size$d;
    wire [31:0] size$q;
    reg size$clock;
    reg [31:0] row_step$d;
    wire [31:0] row_step$q;
    reg row_step$clock;
    reg [31:0] row_target_step$d;
    wire [31:0] row_target_step$q;
    reg row_target_step$clock;
    reg [31:0] plane_step$d;
    wire [31:0] plane_step$q;
    reg plane_step$clock;
    reg [31:0] plane_target_step$d;
    wire [31:0] plane_target_step$q;
    reg plane_target_step$clock;
    reg [31:0] pv_step$d;
    wire [31:0] pv_step$q;
    reg pv_step$clock;
    reg [31:0] row_count$d;
    wire [31:0] row_count$q;
    reg row_count$clock;
    reg [31:0] plane_count$d;
    wire [31:0] plane_count$q;
    reg plane_count$clock;
    reg single_row$d;
    wire single_row$q;
    reg single_row$clock;
    reg [15:0] selected$d;
    wire [15:0] selected$q;
    reg selected$clock;
    reg filling$d;
    wire filling$q;
    reg filling$clock;
    reg [31:0] rows_left$d;
    wire [31:0] rows_left$q;
    reg rows_left$clock;
    reg final_row$d;
    wire final_row$q;
    reg final_row$clock;
    reg [31:0] planes_left$d;
    wire [31:0] planes_left$q;
    reg planes_left$clock;
    reg final_plane$d;
    wire final_plane$q;
    reg final_plane$clock;
    reg [15:0] current_pv$d;
    wire [15:0] current_pv$q;
    reg current_pv$clock;
    reg [15:0] following_pvs$d;
    wire [15:0] following_pvs$q;
    reg following_pvs$clock;
    reg [31:0] remaining$d;
    wire [31:0] remaining$q;
    reg remaining$clock;
    reg begins$d;
    wire begins$q;
    reg begins$clock;
    reg [31:0] target_now$d;
    wire [31:0] target_now$q;
    reg target_now$clock;
    reg [31:0] target0$d;
    wire [31:0] target0$q;
    reg target0$clock;
    reg [31:0] target1$d;
    wire [31:0] target1$q;
    reg target1$clock;
    reg [31:0] target2$d;
    wire [31:0] target2$q;
    reg target2$clock;
    reg [11:0] address_now$d;
    wire [11:0] address_now$q;
    reg address_now$clock;
    reg [11:0] address0$d;
    wire [11:0] address0$q;
    reg address0$clock;
    reg [11:0] address1$d;
    wire [11:0] address1$q;
    reg address1$clock;
    reg [11:0] address2$d;
    wire [11:0] address2$q;
    reg address2$clock;
    reg [11:0] low$d;
    wire [11:0] low$q;
    reg low$clock;
    reg [11:0] low0$d;
    wire [11:0] low0$q;
    reg low0$clock;
    reg [11:0] low1$d;
    wire [11:0] low1$q;
    reg low1$clock;
    reg [11:0] low2$d;
    wire [11:0] low2$q;
    reg low2$clock;
    reg [11:0] low_before$d;
    wire [11:0] low_before$q;
    reg low_before$clock;
    reg [51:0] high$d;
    wire [51:0] high$q;
    reg high$clock;
    reg [51:0] high0$d;
    wire [51:0] high0$q;
    reg high0$clock;
    reg [51:0] high1$d;
    wire [51:0] high1$q;
    reg high1$clock;
    reg [51:0] high2$d;
    wire [51:0] high2$q;
    reg high2$clock;
    reg late_start$d;
    wire late_start$q;
    reg late_start$clock;
    reg late_carry$d;
    wire late_carry$q;
    reg late_carry$clock;
    reg late_advance$d;
    wire late_advance$q;
    reg late_advance$clock;
    reg late_step0$d;
    wire late_step0$q;
    reg late_step0$clock;
    reg late_step1$d;
    wire late_step1$q;
    reg late_step1$clock;
    reg late_step2$d;
    wire late_step2$q;
    reg late_step2$clock;

    // Local signals
    reg final_pv;
    reg inner_ends;
    reg middle_ends;
    reg outer_ends;
    reg all_end;
    reg ends0;
    reg ends1;
    reg ends2;
    reg ends_any;
    reg ends_outer;
    reg ends_rows;
    reg ends_planes;
    reg ends_pvs;
    reg restarts_pvs;
    reg restarts_rows;
    reg restarts_planes;
    reg changes_rows;
    reg changes_planes;
    reg changes_pvs;
    reg [15:0] pv_source;
    reg [15:0] pv_source_less;
    reg [15:0] pv_others;
    reg [31:0] stride;
    reg [31:0] late_stride;
    reg [11:0] low_from;
    reg [11:0] address_from;
    reg [12:0] low_sum;
    reg [11:0] low_result;
    reg [11:0] address_sum;
    reg [11:0] low_by;
    reg [11:0] within_by;
    reg [12:0] within_low;
    reg [31:0] words;
    reg [31:0] target_from;
    reg [31:0] target_by;
    reg [31:0] target_sum;
    reg [31:0] target_within;
    reg [51:0] high_from;
    reg [51:0] high_by;
    reg [51:0] high_carry;
    reg [51:0] high_sum;

    // Sub module instances
    ganax_2x2_flip_flop_32 size(
        .d(size$d),
        .q(size$q),
        .clock(size$clock)
    );
    ganax_2x2_flip_flop_32 row_step(
        .d(row_step$d),
        .q(row_step$q),
        .clock(row_step$clock)
    );
    ganax_2x2_flip_flop_32 row_target_step(
        .d(row_target_step$d),
        .q(row_target_step$q),
        .clock(row_target_step$clock)
    );
    ganax_2x2_flip_flop_32 plane_step(
        .d(plane_step$d),
        .q(plane_step$q),
        .clock(plane_step$clock)
    );
    ganax_2x2_flip_flop_32 plane_target_step(
        .d(plane_target_step$d),
        .q(plane_target_step$q),
        .clock(plane_target_step$clock)
    );
    ganax_2x2_flip_flop_32 pv_step(
        .d(pv_step$d),
        .q(pv_step$q),
        .clock(pv_step$clock)
    );
    ganax_2x2_flip_flop_32 row_count(
        .d(row_count$d),
        .q(row_count$q),
        .clock(row_count$clock)
    );
    ganax_2x2_flip_flop_32 plane_count(
        .d(plane_count$d),
        .q(plane_count$q),
        .clock(plane_count$clock)
    );
    ganax_2x2_flip_flop_1 single_row(
        .d(single_row$d),
        .q(single_row$q),
        .clock(single_row$clock)
    );
    ganax_2x2_flip_flop_16 selected(
        .d(selected$d),
        .q(selected$q),
        .clock(selected$clock)
    );
    ganax_2x2_flip_flop_1 filling(
        .d(filling$d),
        .q(filling$q),
        .clock(filling$clock)
    );
    ganax_2x2_flip_flop_32 rows_left(
        .d(rows_left$d),
        .q(rows_left$q),
        .clock(rows_left$clock)
    );
    ganax_2x2_flip_flop_1 final_row(
        .d(final_row$d),
        .q(final_row$q),
        .clock(final_row$clock)
    );
    ganax_2x2_flip_flop_32 planes_left(
        .d(planes_left$d),
        .q(planes_left$q),
        .clock(planes_left$clock)
    );
    ganax_2x2_flip_flop_1 final_plane(
        .d(final_plane$d),
        .q(final_plane$q),
        .clock(final_plane$clock)
    );
    ganax_2x2_flip_flop_16 current_pv(
        .d(current_pv$d),
        .q(current_pv$q),
        .clock(current_pv$clock)
    );
    ganax_2x2_flip_flop_16 following_pvs(
        .d(following_pvs$d),
        .q(following_pvs$q),
        .clock(following_pvs$clock)
    );
    ganax_2x2_flip_flop_32 remaining(
        .d(remaining$d),
        .q(remaining$q),
        .clock(remaining$clock)
    );
    ganax_2x2_flip_flop_1 begins(
        .d(begins$d),
        .q(begins$q),
        .clock(begins$clock)
    );
    ganax_2x2_flip_flop_32 target_now(
        .d(target_now$d),
        .q(target_now$q),
        .clock(target_now$clock)
    );
    ganax_2x2_flip_flop_32 target0(
        .d(target0$d),
        .q(target0$q),
        .clock(target0$clock)
    );
    ganax_2x2_flip_flop_32 target1(
        .d(target1$d),
        .q(target1$q),
        .clock(target1$clock)
    );
    ganax_2x2_flip_flop_32 target2(
        .d(target2$d),
        .q(target2$q),
        .clock(target2$clock)
    );
    ganax_2x2_flip_flop_12 address_now(
        .d(address_now$d),
        .q(address_now$q),
        .clock(address_now$clock)
    );
    ganax_2x2_flip_flop_12 address0(
        .d(address0$d),
        .q(address0$q),
        .clock(address0$clock)
    );
    ganax_2x2_flip_flop_12 address1(
        .d(address1$d),
        .q(address1$q),
        .clock(address1$clock)
    );
    ganax_2x2_flip_flop_12 address2(
        .d(address2$d),
        .q(address2$q),
        .clock(address2$clock)
    );
    ganax_2x2_flip_flop_12 low(
        .d(low$d),
        .q(low$q),
        .clock(low$clock)
    );
    ganax_2x2_flip_flop_12 low0(
        .d(low0$d),
        .q(low0$q),
        .clock(low0$clock)
    );
    ganax_2x2_flip_flop_12 low1(
        .d(low1$d),
        .q(low1$q),
        .clock(low1$clock)
    );
    ganax_2x2_flip_flop_12 low2(
        .d(low2$d),
        .q(low2$q),
        .clock(low2$clock)
    );
    ganax_2x2_flip_flop_12 low_before(
        .d(low_before$d),
        .q(low_before$q),
        .clock(low_before$clock)
    );
    ganax_2x2_flip_flop_52 high(
        .d(high$d),
        .q(high$q),
        .clock(high$clock)
    );
    ganax_2x2_flip_flop_52 high0(
        .d(high0$d),
        .q(high0$q),
        .clock(high0$clock)
    );
    ganax_2x2_flip_flop_52 high1(
        .d(high1$d),
        .q(high1$q),
        .clock(high1$clock)
    );
    ganax_2x2_flip_flop_52 high2(
        .d(high2$d),
        .q(high2$q),
        .clock(high2$clock)
    );
    ganax_2x2_flip_flop_1 late_start(
        .d(late_start$d),
        .q(late_start$q),
        .clock(late_start$clock)
    );
    ganax_2x2_flip_flop_1 late_carry(
        .d(late_carry$d),
        .q(late_carry$q),
        .clock(late_carry$clock)
    );
    ganax_2x2_flip_flop_1 late_advance(
        .d(late_advance$d),
        .q(late_advance$q),
        .clock(late_advance$clock)
    );
    ganax_2x2_flip_flop_1 late_step0(
        .d(late_step0$d),
        .q(late_step0$q),
        .clock(late_step0$clock)
    );
    ganax_2x2_flip_flop_1 late_step1(
        .d(late_step1$d),
        .q(late_step1$q),
        .clock(late_step1$clock)
    );
    ganax_2x2_flip_flop_1 late_step2(
        .d(late_step2$d),
        .q(late_step2$q),
        .clock(late_step2$clock)
    );

    // Update code
    always @(*) begin
        size$clock = clock;
        row_step$clock = clock;
        row_target_step$clock = clock;
        plane_step$clock = clock;
        size$d = size$q;
        row_step$d = row_step$q;
        row_target_step$d = row_target_step$q;
        plane_step$d = plane_step$q;
        plane_target_step$clock = clock;
        pv_step$clock = clock;
        row_count$clock = clock;
        plane_count$clock = clock;
        plane_target_step$d = plane_target_step$q;
        pv_step$d = pv_step$q;
        row_count$d = row_count$q;
        plane_count$d = plane_count$q;
        single_row$clock = clock;
        selected$clock = clock;
        filling$clock = clock;
        rows_left$clock = clock;
        final_row$clock = clock;
        single_row$d = single_row$q;
        selected$d = selected$q;
        filling$d = filling$q;
        rows_left$d = rows_left$q;
        final_row$d = final_row$q;
        planes_left$clock = clock;
        final_plane$clock = clock;
        current_pv$clock = clock;
        following_pvs$clock = clock;
        planes_left$d = planes_left$q;
        final_plane$d = final_plane$q;
        current_pv$d = current_pv$q;
        following_pvs$d = following_pvs$q;
        remaining$clock = clock;
        begins$clock = clock;
        target_now$clock = clock;
        target0$clock = clock;
        target1$clock = clock;
        remaining$d = remaining$q;
        begins$d = begins$q;
        target_now$d = target_now$q;
        target0$d = target0$q;
        target1$d = target1$q;
        target2$clock = clock;
        address_now$clock = clock;
        address0$clock = clock;
        address1$clock = clock;
        address2$clock = clock;
        target2$d = target2$q;
        address_now$d = address_now$q;
        address0$d = address0$q;
        address1$d = address1$q;
        address2$d = address2$q;
        low$clock = clock;
        low0$clock = clock;
        low1$clock = clock;
        low2$clock = clock;
        low_before$clock = clock;
        high$clock = clock;
        high0$clock = clock;
        high1$clock = clock;
        low$d = low$q;
        low0$d = low0$q;
        low1$d = low1$q;
        low2$d = low2$q;
        low_before$d = low_before$q;
        high$d = high$q;
        high0$d = high0$q;
        high1$d = high1$q;
        high2$clock = clock;
        late_start$clock = clock;
        late_carry$clock = clock;
        late_advance$clock = clock;
        high2$d = high2$q;
        late_start$d = late_start$q;
        late_carry$d = late_carry$q;
        late_advance$d = late_advance$q;
        late_step0$clock = clock;
        late_step1$clock = clock;
        late_step2$clock = clock;
        late_step0$d = late_step0$q;
        late_step1$d = late_step1$q;
        late_step2$d = late_step2$q;
        final_pv = ~|following_pvs$q;
        inner_ends = final_row$q;
        middle_ends = final_plane$q;
        outer_ends = final_pv | ~|pv_step$q;
        if (stores) begin
            inner_ends = final_pv;
            middle_ends = final_row$q;
            outer_ends = final_plane$q;
        end
        all_end = inner_ends & middle_ends & outer_ends;
        ends0 = row_done & ~inner_ends;
        ends1 = row_done & inner_ends & ~middle_ends;
        ends2 = row_done & inner_ends & middle_ends & ~outer_ends;
        ends_any = row_done & ~all_end;
        ends_outer = ends1 | ends2;
        ends_rows = ends0;
        ends_planes = ends1;
        ends_pvs = ends2;
        restarts_pvs = 1'b0;
        restarts_rows = ends_outer;
        restarts_planes = ends2;
        if (stores) begin
            ends_rows = ends1;
            ends_planes = ends2;
            ends_pvs = ends0;
            restarts_pvs = ends_outer;
            restarts_rows = ends2;
            restarts_planes = 1'b0;
        end
        changes_rows = ends_rows | restarts_rows;
        changes_planes = ends_planes | restarts_planes;
        changes_pvs = ends_pvs | restarts_pvs;
        if (advance & changes_rows) begin
            rows_left$d = rows_left$q - one;
            final_row$d = rows_left$q == two;
            if (restarts_rows) begin
                rows_left$d = row_count$q;
                final_row$d = single_row$q;
            end
        end
        if (advance & changes_planes) begin
            planes_left$d = planes_left$q - one;
            final_plane$d = planes_left$q == two;
            if (restarts_planes) begin
                planes_left$d = plane_count$q;
                final_plane$d = plane_count$q == one;
            end
        end
        pv_source = following_pvs$q;
        if (restarts_pvs) begin
            pv_source = selected$q;
        end
        if (start) begin
            pv_source = pvs;
        end
        pv_source_less = pv_source - ((32'h1) & 16'hffff);
        pv_others = pv_source & pv_source_less;
        if (start | (advance & changes_pvs)) begin
            following_pvs$d = pv_others;
            current_pv$d = pv_source ^ pv_others;
        end
        if (advance) begin
            remaining$d = remaining$q - ((advance_bytes) & 32'hffffffff);
            begins$d = row_done;
            if (row_done) begin
                remaining$d = size$q;
            end
        end
        stride = row_step$q;
        low_from = low0$q;
        address_from = address0$q;
        target_from = target0$q;
        target_by = row_target_step$q;
        if (stores) begin
            stride = pv_step$q;
            target_by = ((32'h0) & 32'hffffffff);
        end
        if (inner_ends) begin
            stride = plane_step$q;
            low_from = low1$q;
            address_from = address1$q;
            target_from = target1$q;
            target_by = plane_target_step$q;
            if (stores) begin
                stride = row_step$q;
                target_by = row_target_step$q;
            end
        end
        if (inner_ends & middle_ends) begin
            stride = pv_step$q;
            low_from = low2$q;
            address_from = address2$q;
            target_from = target2$q;
            target_by = ((32'h0) & 32'hffffffff);
            if (stores) begin
                stride = plane_step$q;
                target_by = plane_target_step$q;
            end
        end
        low_by = stride[(32'h0)+:(12)];
        low_sum = ((low_from) & 13'h1fff) + ((low_by) & 13'h1fff);
        low_result = low_sum[(32'h0)+:(12)];
        address_sum = address_from + low_by;
        if (filling$q) begin
            address_sum = ((32'h0) & 12'hfff);
        end
        target_sum = target_from + target_by;
        within_by = ((advance_bytes) & 12'hfff);
        within_low = ((low$q) & 13'h1fff) + ((within_by) & 13'h1fff);
        words = ((advance_bytes) & 32'hffffffff) >> 32'h1;
        target_within = target_now$q + words;
        late_start$d = start;
        late_advance$d = advance & ~row_done;
        late_step0$d = advance & ends0;
        late_step1$d = advance & ends1;
        late_step2$d = advance & ends2;
        late_carry$d = low_sum[32'hc];
        if (~row_done) begin
            late_carry$d = within_low[32'hc];
        end
        if (advance) begin
            low$d = within_low[(32'h0)+:(12)];
            address_now$d = address_now$q + within_by;
            target_now$d = target_within;
            if (ends_any) begin
                low$d = low_result;
                address_now$d = address_sum;
                target_now$d = target_sum;
            end
        end
        if (advance & ends_any) begin
            low0$d = low_result;
            address0$d = address_sum;
            target0$d = target_sum;
        end
        if (advance & ends_outer) begin
            low1$d = low_result;
            address1$d = address_sum;
            target1$d = target_sum;
        end
        if (advance & ends2) begin
            low2$d = low_result;
            address2$d = address_sum;
            target2$d = target_sum;
        end
        low_before$d = low$q;
        late_stride = row_step$q;
        if (stores) begin
            late_stride = pv_step$q;
        end
        high_from = high0$q;
        if (late_step1$q) begin
            late_stride = plane_step$q;
            if (stores) begin
                late_stride = row_step$q;
            end
            high_from = high1$q;
        end
        if (late_step2$q) begin
            late_stride = pv_step$q;
            if (stores) begin
                late_stride = plane_step$q;
            end
            high_from = high2$q;
        end
        high_by = ((late_stride[(32'hc)+:(20)]) & 52'hfffffffffffff);
        if (late_advance$q) begin
            high_from = high$q;
            high_by = ((32'h0) & 52'hfffffffffffff);
        end
        high_carry = ((32'h0) & 52'hfffffffffffff);
        if (late_carry$q) begin
            high_carry = ((32'h1) & 52'hfffffffffffff);
        end
        high_sum = high_from + high_by + high_carry;
        if (late_start$q) begin
            high_sum = base_high;
        end
        if (late_advance$q | late_step0$q | late_step1$q | late_step2$q | late_start$q) begin
            high$d = high_sum;
        end
        if (late_step0$q | late_step1$q | late_step2$q | late_start$q) begin
            high0$d = high_sum;
        end
        if (late_step1$q | late_step2$q | late_start$q) begin
            high1$d = high_sum;
        end
        if (late_step2$q | late_start$q) begin
            high2$d = high_sum;
        end
        if (start) begin
            size$d = row_size;
            remaining$d = row_size;
            begins$d = 1'b1;
            row_step$d = row_stride;
            row_target_step$d = row_target;
            plane_step$d = plane_stride;
            plane_target_step$d = plane_target;
            pv_step$d = pv_stride;
            row_count$d = rows;
            rows_left$d = rows;
            single_row$d = rows == one;
            final_row$d = rows == one;
            plane_count$d = planes;
            planes_left$d = planes;
            final_plane$d = planes == one;
            selected$d = pvs;
            filling$d = fill;
            target_now$d = target_start;
            target0$d = target_start;
            target1$d = target_start;
            target2$d = target_start;
            low$d = base_low;
            low0$d = base_low;
            low1$d = base_low;
            low2$d = base_low;
            address_now$d = base_low + window_low;
            address0$d = base_low + window_low;
            address1$d = base_low + window_low;
            address2$d = base_low + window_low;
            if (fill) begin
                address_now$d = ((32'h0) & 12'hfff);
            end
        end
        address_low = address_now$q;
        left = remaining$q;
        target = target_now$q;
        receivers = current_pv$q;
        if (~stores & ~|pv_step$q) begin
            receivers = selected$q;
        end
        row_begins = begins$q;
        last_row = all_end;
        row_bytes = size$q;
        previous_offset = (((high$q) & 64'hffffffffffffffff) << 32'hc) | ((low_before$q) & 64'hffffffffffffffff);
    end
endmodule

module ganax_2x2_flip_flop_13(
    input wire [12:0] d,
    output reg [12:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 13'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_flip_flop_18(
    input wire [17:0] d,
    output reg [17:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 18'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_burst_limit(
    input wire [8:0] place,
    output reg [5:0] words
);
    // Constant declarations
    localparam most = 6'b100000;
    localparam stretch = 6'b100000;

    // Local signals
    reg [3:0] last_words;
    reg [5:0] behind;
    reg [5:0] by_boundary;
    reg [5:0] by_beats;

    // Update code
    always @(*) begin
        behind = ((place[(32'h0)+:(5)]) & 6'h3f);
        last_words = place[(32'h5)+:(4)];
        by_boundary = stretch - behind;
        by_beats = most;
        if (place[32'h0]) begin
            by_beats = most - 32'h1;
        end
        words = by_beats;
        if (&last_words & (by_boundary < by_beats)) begin
            words = by_boundary;
        end
    end
endmodule

module ganax_2x2_predecode(
    input wire [63:0] word,
    output reg [63:0] predecoded
);
    // Constant declarations
    localparam opcodes$0 = 8'h0;
    localparam opcodes$1 = 8'h1;
    localparam opcodes$2 = 8'h2;
    localparam opcodes$3 = 8'h3;
    localparam opcodes$4 = 8'h4;
    localparam opcodes$5 = 8'h5;
    localparam opcodes$6 = 8'h10;
    localparam opcodes$7 = 8'h10;
    localparam opcodes$8 = 8'h11;
    localparam opcodes$9 = 8'h11;
    localparam opcodes$10 = 8'h20;
    localparam opcodes$11 = 8'h20;
    localparam opcodes$12 = 8'h21;
    localparam opcodes$13 = 8'h22;
    localparam opcodes$14 = 8'h30;
    localparam opcodes$15 = 8'h30;
    localparam opcodes$16 = 8'h31;
    localparam opcodes$17 = 8'h31;
    localparam opcodes$18 = 8'h32;
    localparam opcodes$19 = 8'h40;
    localparam opcodes$20 = 8'h40;
    localparam opcodes$21 = 8'h20;
    localparam opcodes$22 = 8'h30;
    localparam opcodes$23 = 8'h30;
    localparam opcodes$24 = 8'h31;
    localparam opcodes$25 = 8'h10;
    localparam opcodes$26 = 8'h10;
    localparam opcodes$27 = 8'h11;
    localparam opcodes$28 = 8'h11;
    localparam opcodes$29 = 8'h4;
    localparam opcodes$30 = 8'h4;
    localparam opcodes$31 = 8'h31;
    localparam opcodes$32 = 8'h40;
    localparam opcodes$33 = 8'h32;
    localparam selector_shifts$0 = 64'h0;
    localparam selector_shifts$1 = 64'h0;
    localparam selector_shifts$2 = 64'h0;
    localparam selector_shifts$3 = 64'h0;
    localparam selector_shifts$4 = 64'h0;
    localparam selector_shifts$5 = 64'h0;
    localparam selector_shifts$6 = 64'h0;
    localparam selector_shifts$7 = 64'h0;
    localparam selector_shifts$8 = 64'h0;
    localparam selector_shifts$9 = 64'h0;
    localparam selector_shifts$10 = 64'h0;
    localparam selector_shifts$11 = 64'h0;
    localparam selector_shifts$12 = 64'h0;
    localparam selector_shifts$13 = 64'h0;
    localparam selector_shifts$14 = 64'h0;
    localparam selector_shifts$15 = 64'h0;
    localparam selector_shifts$16 = 64'h0;
    localparam selector_shifts$17 = 64'h0;
    localparam selector_shifts$18 = 64'h0;
    localparam selector_shifts$19 = 64'h0;
    localparam selector_shifts$20 = 64'h0;
    localparam selector_shifts$21 = 64'h12;
    localparam selector_shifts$22 = 64'h10;
    localparam selector_shifts$23 = 64'h10;
    localparam selector_shifts$24 = 64'h0;
    localparam selector_shifts$25 = 64'h2;
    localparam selector_shifts$26 = 64'h2;
    localparam selector_shifts$27 = 64'h0;
    localparam selector_shifts$28 = 64'h0;
    localparam selector_shifts$29 = 64'h0;
    localparam selector_shifts$30 = 64'h0;
    localparam selector_shifts$31 = 64'h17;
    localparam selector_shifts$32 = 64'h10;
    localparam selector_shifts$33 = 64'h0;
    localparam selector_masks$0 = 64'h0;
    localparam selector_masks$1 = 64'h0;
    localparam selector_masks$2 = 64'h0;
    localparam selector_masks$3 = 64'h0;
    localparam selector_masks$4 = 64'h0;
    localparam selector_masks$5 = 64'h0;
    localparam selector_masks$6 = 64'h0;
    localparam selector_masks$7 = 64'h0;
    localparam selector_masks$8 = 64'h0;
    localparam selector_masks$9 = 64'h0;
    localparam selector_masks$10 = 64'h0;
    localparam selector_masks$11 = 64'h0;
    localparam selector_masks$12 = 64'h0;
    localparam selector_masks$13 = 64'h0;
    localparam selector_masks$14 = 64'h0;
    localparam selector_masks$15 = 64'h0;
    localparam selector_masks$16 = 64'h0;
    localparam selector_masks$17 = 64'h0;
    localparam selector_masks$18 = 64'h0;
    localparam selector_masks$19 = 64'h0;
    localparam selector_masks$20 = 64'h0;
    localparam selector_masks$21 = 64'hf;
    localparam selector_masks$22 = 64'hf;
    localparam selector_masks$23 = 64'hf;
    localparam selector_masks$24 = 64'h0;
    localparam selector_masks$25 = 64'h1f;
    localparam selector_masks$26 = 64'h1f;
    localparam selector_masks$27 = 64'h0;
    localparam selector_masks$28 = 64'h3;
    localparam selector_masks$29 = 64'h0;
    localparam selector_masks$30 = 64'h0;
    localparam selector_masks$31 = 64'hf;
    localparam selector_masks$32 = 64'hf;
    localparam selector_masks$33 = 64'h0;
    localparam selectors$0 = 64'h1;
    localparam selectors$1 = 64'h1;
    localparam selectors$2 = 64'h1;
    localparam selectors$3 = 64'h1;
    localparam selectors$4 = 64'h1;
    localparam selectors$5 = 64'h1;
    localparam selectors$6 = 64'h1;
    localparam selectors$7 = 64'h1;
    localparam selectors$8 = 64'h1;
    localparam selectors$9 = 64'h1;
    localparam selectors$10 = 64'h1;
    localparam selectors$11 = 64'h1;
    localparam selectors$12 = 64'h1;
    localparam selectors$13 = 64'h1;
    localparam selectors$14 = 64'h1;
    localparam selectors$15 = 64'h1;
    localparam selectors$16 = 64'h1;
    localparam selectors$17 = 64'h1;
    localparam selectors$18 = 64'h1;
    localparam selectors$19 = 64'h1;
    localparam selectors$20 = 64'h1;
    localparam selectors$21 = 64'h15c;
    localparam selectors$22 = 64'h1;
    localparam selectors$23 = 64'h200;
    localparam selectors$24 = 64'h1;
    localparam selectors$25 = 64'h98;
    localparam selectors$26 = 64'h8;
    localparam selectors$27 = 64'h1;
    localparam selectors$28 = 64'h8;
    localparam selectors$29 = 64'h1;
    localparam selectors$30 = 64'h1;
    localparam selectors$31 = 64'h30;
    localparam selectors$32 = 64'h30;
    localparam selectors$33 = 64'h1;
    localparam shifts$0 = 64'h0;
    localparam shifts$1 = 64'h0;
    localparam shifts$2 = 64'h20;
    localparam shifts$3 = 64'h0;
    localparam shifts$4 = 64'h30;
    localparam shifts$5 = 64'h0;
    localparam shifts$6 = 64'h27;
    localparam shifts$7 = 64'h2;
    localparam shifts$8 = 64'h16;
    localparam shifts$9 = 64'h2;
    localparam shifts$10 = 64'h26;
    localparam shifts$11 = 64'h12;
    localparam shifts$12 = 64'h14;
    localparam shifts$13 = 64'h14;
    localparam shifts$14 = 64'h2c;
    localparam shifts$15 = 64'h10;
    localparam shifts$16 = 64'h1f;
    localparam shifts$17 = 64'h17;
    localparam shifts$18 = 64'h34;
    localparam shifts$19 = 64'h18;
    localparam shifts$20 = 64'h10;
    localparam shifts$21 = 64'h16;
    localparam shifts$22 = 64'h14;
    localparam shifts$23 = 64'h14;
    localparam shifts$24 = 64'h10;
    localparam shifts$25 = 64'h7;
    localparam shifts$26 = 64'h7;
    localparam shifts$27 = 64'h5;
    localparam shifts$28 = 64'h15;
    localparam shifts$29 = 64'h0;
    localparam shifts$30 = 64'h10;
    localparam shifts$31 = 64'h1b;
    localparam shifts$32 = 64'h14;
    localparam shifts$33 = 64'h30;
    localparam masks$0 = 64'hffffffffffffff;
    localparam masks$1 = 64'hffffffffffffff;
    localparam masks$2 = 64'hffffff;
    localparam masks$3 = 64'hffffffffffffff;
    localparam masks$4 = 64'hff;
    localparam masks$5 = 64'hffffffffffffff;
    localparam masks$6 = 64'h1ffff;
    localparam masks$7 = 64'h1f;
    localparam masks$8 = 64'h3ffffffff;
    localparam masks$9 = 64'h7;
    localparam masks$10 = 64'h3ffff;
    localparam masks$11 = 64'hf;
    localparam masks$12 = 64'hfffffffff;
    localparam masks$13 = 64'hfffffffff;
    localparam masks$14 = 64'hfff;
    localparam masks$15 = 64'hf;
    localparam masks$16 = 64'h1ffffff;
    localparam masks$17 = 64'hf;
    localparam masks$18 = 64'hf;
    localparam masks$19 = 64'hffffffff;
    localparam masks$20 = 64'hf;
    localparam masks$21 = 64'hffff;
    localparam masks$22 = 64'hffffff;
    localparam masks$23 = 64'hffffff;
    localparam masks$24 = 64'h7f;
    localparam masks$25 = 64'hffffffff;
    localparam masks$26 = 64'h1;
    localparam masks$27 = 64'h3;
    localparam masks$28 = 64'h1;
    localparam masks$29 = 64'hffff;
    localparam masks$30 = 64'hffffffff;
    localparam masks$31 = 64'h1;
    localparam masks$32 = 64'h1;
    localparam masks$33 = 64'hf;
    localparam lows$0 = 64'h0;
    localparam lows$1 = 64'h0;
    localparam lows$2 = 64'h0;
    localparam lows$3 = 64'h0;
    localparam lows$4 = 64'h0;
    localparam lows$5 = 64'h0;
    localparam lows$6 = 64'h0;
    localparam lows$7 = 64'h0;
    localparam lows$8 = 64'h0;
    localparam lows$9 = 64'h0;
    localparam lows$10 = 64'h0;
    localparam lows$11 = 64'h0;
    localparam lows$12 = 64'h0;
    localparam lows$13 = 64'h0;
    localparam lows$14 = 64'h0;
    localparam lows$15 = 64'h0;
    localparam lows$16 = 64'h0;
    localparam lows$17 = 64'h0;
    localparam lows$18 = 64'h0;
    localparam lows$19 = 64'h0;
    localparam lows$20 = 64'h0;
    localparam lows$21 = 64'h1;
    localparam lows$22 = 64'h1;
    localparam lows$23 = 64'h0;
    localparam lows$24 = 64'h0;
    localparam lows$25 = 64'h1;
    localparam lows$26 = 64'h0;
    localparam lows$27 = 64'h1;
    localparam lows$28 = 64'h0;
    localparam lows$29 = 64'h1;
    localparam lows$30 = 64'h1;
    localparam lows$31 = 64'h0;
    localparam lows$32 = 64'h0;
    localparam lows$33 = 64'h0;
    localparam highs$0 = 64'h0;
    localparam highs$1 = 64'h0;
    localparam highs$2 = 64'h0;
    localparam highs$3 = 64'h0;
    localparam highs$4 = 64'h0;
    localparam highs$5 = 64'h0;
    localparam highs$6 = 64'h0;
    localparam highs$7 = 64'hf;
    localparam highs$8 = 64'h0;
    localparam highs$9 = 64'h4;
    localparam highs$10 = 64'h0;
    localparam highs$11 = 64'h8;
    localparam highs$12 = 64'h0;
    localparam highs$13 = 64'h0;
    localparam highs$14 = 64'h0;
    localparam highs$15 = 64'h9;
    localparam highs$16 = 64'h0;
    localparam highs$17 = 64'h6;
    localparam highs$18 = 64'h0;
    localparam highs$19 = 64'h0;
    localparam highs$20 = 64'h6;
    localparam highs$21 = 64'hffffffffffffffff;
    localparam highs$22 = 64'hffffffffffffffff;
    localparam highs$23 = 64'h2;
    localparam highs$24 = 64'h3f;
    localparam highs$25 = 64'hffffffffffffffff;
    localparam highs$26 = 64'h0;
    localparam highs$27 = 64'hffffffffffffffff;
    localparam highs$28 = 64'h0;
    localparam highs$29 = 64'hffffffffffffffff;
    localparam highs$30 = 64'hffffffffffffffff;
    localparam highs$31 = 64'h0;
    localparam highs$32 = 64'h0;
    localparam highs$33 = 64'h7;
    localparam known_opcodes$0 = 8'h0;
    localparam known_opcodes$1 = 8'h1;
    localparam known_opcodes$2 = 8'h2;
    localparam known_opcodes$3 = 8'h3;
    localparam known_opcodes$4 = 8'h4;
    localparam known_opcodes$5 = 8'h5;
    localparam known_opcodes$6 = 8'h10;
    localparam known_opcodes$7 = 8'h11;
    localparam known_opcodes$8 = 8'h20;
    localparam known_opcodes$9 = 8'h21;
    localparam known_opcodes$10 = 8'h22;
    localparam known_opcodes$11 = 8'h30;
    localparam known_opcodes$12 = 8'h31;
    localparam known_opcodes$13 = 8'h32;
    localparam known_opcodes$14 = 8'h40;
    localparam codes$0 = 8'h20;
    localparam codes$1 = 8'h21;
    localparam codes$2 = 8'h22;
    localparam codes$3 = 8'h23;
    localparam codes$4 = 8'h24;
    localparam codes$5 = 8'h25;
    localparam codes$6 = 8'h10;
    localparam codes$7 = 8'h11;
    localparam codes$8 = 8'h8;
    localparam codes$9 = 8'h9;
    localparam codes$10 = 8'ha;
    localparam codes$11 = 8'hb;
    localparam codes$12 = 8'hc;
    localparam codes$13 = 8'he;
    localparam codes$14 = 8'hd;
    localparam undefined = 8'h40;
    localparam illegal = 8'h80;
    localparam opcode_shift = 64'h38;
    localparam operand_mask = 64'hffffffffffffff;

    // Stub signals
    reg [63:0] checks$0$word;
    reg [7:0] checks$0$word_opcode;
    reg [7:0] checks$0$opcode;
    reg [63:0] checks$0$selector_shift;
    reg [63:0] checks$0$selector_mask;
    reg [63:0] checks$0$selectors;
    reg [63:0] checks$0$shift;
    reg [63:0] checks$0$mask;
    reg [63:0] checks$0$low;
    reg [63:0] checks$0$high;
    wire checks$0$broken;
    reg [63:0] checks$1$word;
    reg [7:0] checks$1$word_opcode;
    reg [7:0] checks$1$opcode;
    reg [63:0] checks$1$selector_shift;
    reg [63:0] checks$1$selector_mask;
    reg [63:0] checks$1$selectors;
    reg [63:0] checks$1$shift;
    reg [63:0] checks$1$mask;
    reg [63:0] checks$1$low;
    reg [63:0] checks$1$high;
    wire checks$1$broken;
    reg [63:0] checks$2$word;
    reg [7:0] checks$2$word_opcode;
    reg [7:0] checks$2$opcode;
    reg [63:0] checks$2$selector_shift;
    reg [63:0] checks$2$selector_mask;
    reg [63:0] checks$2$selectors;
    reg [63:0] checks$2$shift;
    reg [63:0] checks$2$mask;
    reg [63:0] checks$2$low;
    reg [63:0] checks$2$high;
    wire checks$2$broken;
    reg [63:0] checks$3$word;
    reg [7:0] checks$3$word_opcode;
    reg [7:0] checks$3$opcode;
    reg [63:0] checks$3$selector_shift;
    reg [63:0] checks$3$selector_mask;
    reg [63:0] checks$3$selectors;
    reg [63:0] checks$3$shift;
    reg [63:0] checks$3$mask;
    reg [63:0] checks$3$low;
    reg [63:0] checks$3$high;
    wire checks$3$broken;
    reg [63:0] checks$4$word;
    reg [7:0] checks$4$word_opcode;
    reg [7:0] checks$4$opcode;
    reg [63:0] checks$4$selector_shift;
    reg [63:0] checks$4$selector_mask;
    reg [63:0] checks$4$selectors;
    reg [63:0] checks$4$shift;
    reg [63:0] checks$4$mask;
    reg [63:0] checks$4$low;
    reg [63:0] checks$4$high;
    wire checks$4$broken;
    reg [63:0] checks$5$word;
    reg [7:0] checks$5$word_opcode;
    reg [7:0] checks$5$opcode;
    reg [63:0] checks$5$selector_shift;
    reg [63:0] checks$5$selector_mask;
    reg [63:0] checks$5$selectors;
    reg [63:0] checks$5$shift;
    reg [63:0] checks$5$mask;
    reg [63:0] checks$5$low;
    reg [63:0] checks$5$high;
    wire checks$5$broken;
    reg [63:0] checks$6$word;
    reg [7:0] checks$6$word_opcode;
    reg [7:0] checks$6$opcode;
    reg [63:0] checks$6$selector_shift;
    reg [63:0] checks$6$selector_mask;
    reg [63:0] checks$6$selectors;
    reg [63:0] checks$6$shift;
    reg [63:0] checks$6$mask;
    reg [63:0] checks$6$low;
    reg [63:0] checks$6$high;
    wire checks$6$broken;
    reg [63:0] checks$7$word;
    reg [7:0] checks$7$word_opcode;
    reg [7:0] checks$7$opcode;
    reg [63:0] checks$7$selector_shift;
    reg [63:0] checks$7$selector_mask;
    reg [63:0] checks$7$selectors;
    reg [63:0] checks$7$shift;
    reg [63:0] checks$7$mask;
    reg [63:0] checks$7$low;
    reg [63:0] checks$7$high;
    wire checks$7$broken;
    reg [63:0] checks$8$word;
    reg [7:0] checks$8$word_opcode;
    reg [7:0] checks$8$opcode;
    reg [63:0] checks$8$selector_shift;
    reg [63:0] checks$8$selector_mask;
    reg [63:0] checks$8$selectors;
    reg [63:0] checks$8$shift;
    reg [63:0] checks$8$mask;
    reg [63:0] checks$8$low;
    reg [63:0] checks$8$high;
    wire checks$8$broken;
    reg [63:0] checks$9$word;
    reg [7:0] checks$9$word_opcode;
    reg [7:0] checks$9$opcode;
    reg [63:0] checks$9$selector_shift;
    reg [63:0] checks$9$selector_mask;
    reg [63:0] checks$9$selectors;
    reg [63:0] checks$9$shift;
    reg [63:0] checks$9$mask;
    reg [63:0] checks$9$low;
    reg [63:0] checks$9$high;
    wire checks$9$broken;
    reg [63:0] checks$10$word;
    reg [7:0] checks$10$word_opcode;
    reg [7:0] checks$10$opcode;
    reg [63:0] checks$10$selector_shift;
    reg [63:0] checks$10$selector_mask;
    reg [63:0] checks$10$selectors;
    reg [63:0] checks$10$shift;
    reg [63:0] checks$10$mask;
    reg [63:0] checks$10$low;
    reg [63:0] checks$10$high;
    wire checks$10$broken;
    reg [63:0] checks$11$word;
    reg [7:0] checks$11$word_opcode;
    reg [7:0] checks$11$opcode;
    reg [63:0] checks$11$selector_shift;
    reg [63:0] checks$11$selector_mask;
    reg [63:0] checks$11$selectors;
    reg [63:0] checks$11$shift;
    reg [63:0] checks$11$mask;
    reg [63:0] checks$11$low;
    reg [63:0] checks$11$high;
    wire checks$11$broken;
    reg [63:0] checks$12$word;
    reg [7:0] checks$12$word_opcode;
    reg [7:0] checks$12$opcode;
    reg [63:0] checks$12$selector_shift;
    reg [63:0] checks$12$selector_mask;
    reg [63:0] checks$12$selectors;
    reg [63:0] checks$12$shift;
    reg [63:0] checks$12$mask;
    reg [63:0] checks$12$low;
    reg [63:0] checks$12$high;
    wire checks$12$broken;
    reg [63:0] checks$13$word;
    reg [7:0] checks$13$word_opcode;
    reg [7:0] checks$13$opcode;
    reg [63:0] checks$13$selector_shift;
    reg [63:0] checks$13$selector_mask;
    reg [63:0] checks$13$selectors;
    reg [63:0] checks$13$shift;
    reg [63:0] checks$13$mask;
    reg [63:0] checks$13$low;
    reg [63:0] checks$13$high;
    wire checks$13$broken;
    reg [63:0] checks$14$word;
    reg [7:0] checks$14$word_opcode;
    reg [7:0] checks$14$opcode;
    reg [63:0] checks$14$selector_shift;
    reg [63:0] checks$14$selector_mask;
    reg [63:0] checks$14$selectors;
    reg [63:0] checks$14$shift;
    reg [63:0] checks$14$mask;
    reg [63:0] checks$14$low;
    reg [63:0] checks$14$high;
    wire checks$14$broken;
    reg [63:0] checks$15$word;
    reg [7:0] checks$15$word_opcode;
    reg [7:0] checks$15$opcode;
    reg [63:0] checks$15$selector_shift;
    reg [63:0] checks$15$selector_mask;
    reg [63:0] checks$15$selectors;
    reg [63:0] checks$15$shift;
    reg [63:0] checks$15$mask;
    reg [63:0] checks$15$low;
    reg [63:0] checks$15$high;
    wire checks$15$broken;
    reg [63:0] checks$16$word;
    reg [7:0] checks$16$word_opcode;
    reg [7:0] checks$16$opcode;
    reg [63:0] checks$16$selector_shift;
    reg [63:0] checks$16$selector_mask;
    reg [63:0] checks$16$selectors;
    reg [63:0] checks$16$shift;
    reg [63:0] checks$16$mask;
    reg [63:0] checks$16$low;
    reg [63:0] checks$16$high;
    wire checks$16$broken;
    reg [63:0] checks$17$word;
    reg [7:0] checks$17$word_opcode;
    reg [7:0] checks$17$opcode;
    reg [63:0] checks$17$selector_shift;
    reg [63:0] checks$17$selector_mask;
    reg [63:0] checks$17$selectors;
    reg [63:0] checks$17$shift;
    reg [63:0] checks$17$mask;
    reg [63:0] checks$17$low;
    reg [63:0] checks$17$high;
    wire checks$17$broken;
    reg [63:0] checks$18$word;
    reg [7:0] checks$18$word_opcode;
    reg [7:0] checks$18$opcode;
    reg [63:0] checks$18$selector_shift;
    reg [63:0] checks$18$selector_mask;
    reg [63:0] checks$18$selectors;
    reg [63:0] checks$18$shift;
    reg [63:0] checks$18$mask;
    reg [63:0] checks$18$low;
    reg [63:0] checks$18$high;
    wire checks$18$broken;
    reg [63:0] checks$19$word;
    reg [7:0] checks$19$word_opcode;
    reg [7:0] checks$19$opcode;
    reg [63:0] checks$19$selector_shift;
    reg [63:0] checks$19$selector_mask;
    reg [63:0] checks$19$selectors;
    reg [63:0] checks$19$shift;
    reg [63:0] checks$19$mask;
    reg [63:0] checks$19$low;
    reg [63:0] checks$19$high;
    wire checks$19$broken;
    reg [63:0] checks$20$word;
    reg [7:0] checks$20$word_opcode;
    reg [7:0] checks$20$opcode;
    reg [63:0] checks$20$selector_shift;
    reg [63:0] checks$20$selector_mask;
    reg [63:0] checks$20$selectors;
    reg [63:0] checks$20$shift;
    reg [63:0] checks$20$mask;
    reg [63:0] checks$20$low;
    reg [63:0] checks$20$high;
    wire checks$20$broken;
    reg [63:0] checks$21$word;
    reg [7:0] checks$21$word_opcode;
    reg [7:0] checks$21$opcode;
    reg [63:0] checks$21$selector_shift;
    reg [63:0] checks$21$selector_mask;
    reg [63:0] checks$21$selectors;
    reg [63:0] checks$21$shift;
    reg [63:0] checks$21$mask;
    reg [63:0] checks$21$low;
    reg [63:0] checks$21$high;
    wire checks$21$broken;
    reg [63:0] checks$22$word;
    reg [7:0] checks$22$word_opcode;
    reg [7:0] checks$22$opcode;
    reg [63:0] checks$22$selector_shift;
    reg [63:0] checks$22$selector_mask;
    reg [63:0] checks$22$selectors;
    reg [63:0] checks$22$shift;
    reg [63:0] checks$22$mask;
    reg [63:0] checks$22$low;
    reg [63:0] checks$22$high;
    wire checks$22$broken;
    reg [63:0] checks$23$word;
    reg [7:0] checks$23$word_opcode;
    reg [7:0] checks$23$opcode;
    reg [63:0] checks$23$selector_shift;
    reg [63:0] checks$23$selector_mask;
    reg [63:0] checks$23$selectors;
    reg [63:0] checks$23$shift;
    reg [63:0] checks$23$mask;
    reg [63:0] checks$23$low;
    reg [63:0] checks$23$high;
    wire checks$23$broken;
    reg [63:0] checks$24$word;
    reg [7:0] checks$24$word_opcode;
    reg [7:0] checks$24$opcode;
    reg [63:0] checks$24$selector_shift;
    reg [63:0] checks$24$selector_mask;
    reg [63:0] checks$24$selectors;
    reg [63:0] checks$24$shift;
    reg [63:0] checks$24$mask;
    reg [63:0] checks$24$low;
    reg [63:0] checks$24$high;
    wire checks$24$broken;
    reg [63:0] checks$25$word;
    reg [7:0] checks$25$word_opcode;
    reg [7:0] checks$25$opcode;
    reg [63:0] checks$25$selector_shift;
    reg [63:0] checks$25$selector_mask;
    reg [63:0] checks$25$selectors;
    reg [63:0] checks$25$shift;
    reg [63:0] checks$25$mask;
    reg [63:0] checks$25$low;
    reg [63:0] checks$25$high;
    wire checks$25$broken;
    reg [63:0] checks$26$word;
    reg [7:0] checks$26$word_opcode;
    reg [7:0] checks$26$opcode;
    reg [63:0] checks$26$selector_shift;
    reg [63:0] checks$26$selector_mask;
    reg [63:0] checks$26$selectors;
    reg [63:0] checks$26$shift;
    reg [63:0] checks$26$mask;
    reg [63:0] checks$26$low;
    reg [63:0] checks$26$high;
    wire checks$26$broken;
    reg [63:0] checks$27$word;
    reg [7:0] checks$27$word_opcode;
    reg [7:0] checks$27$opcode;
    reg [63:0] checks$27$selector_shift;
    reg [63:0] checks$27$selector_mask;
    reg [63:0] checks$27$selectors;
    reg [63:0] checks$27$shift;
    reg [63:0] checks$27$mask;
    reg [63:0] checks$27$low;
    reg [63:0] checks$27$high;
    wire checks$27$broken;
    reg [63:0] checks$28$word;
    reg [7:0] checks$28$word_opcode;
    reg [7:0] checks$28$opcode;
    reg [63:0] checks$28$selector_shift;
    reg [63:0] checks$28$selector_mask;
    reg [63:0] checks$28$selectors;
    reg [63:0] checks$28$shift;
    reg [63:0] checks$28$mask;
    reg [63:0] checks$28$low;
    reg [63:0] checks$28$high;
    wire checks$28$broken;
    reg [63:0] checks$29$word;
    reg [7:0] checks$29$word_opcode;
    reg [7:0] checks$29$opcode;
    reg [63:0] checks$29$selector_shift;
    reg [63:0] checks$29$selector_mask;
    reg [63:0] checks$29$selectors;
    reg [63:0] checks$29$shift;
    reg [63:0] checks$29$mask;
    reg [63:0] checks$29$low;
    reg [63:0] checks$29$high;
    wire checks$29$broken;
    reg [63:0] checks$30$word;
    reg [7:0] checks$30$word_opcode;
    reg [7:0] checks$30$opcode;
    reg [63:0] checks$30$selector_shift;
    reg [63:0] checks$30$selector_mask;
    reg [63:0] checks$30$selectors;
    reg [63:0] checks$30$shift;
    reg [63:0] checks$30$mask;
    reg [63:0] checks$30$low;
    reg [63:0] checks$30$high;
    wire checks$30$broken;
    reg [63:0] checks$31$word;
    reg [7:0] checks$31$word_opcode;
    reg [7:0] checks$31$opcode;
    reg [63:0] checks$31$selector_shift;
    reg [63:0] checks$31$selector_mask;
    reg [63:0] checks$31$selectors;
    reg [63:0] checks$31$shift;
    reg [63:0] checks$31$mask;
    reg [63:0] checks$31$low;
    reg [63:0] checks$31$high;
    wire checks$31$broken;
    reg [63:0] checks$32$word;
    reg [7:0] checks$32$word_opcode;
    reg [7:0] checks$32$opcode;
    reg [63:0] checks$32$selector_shift;
    reg [63:0] checks$32$selector_mask;
    reg [63:0] checks$32$selectors;
    reg [63:0] checks$32$shift;
    reg [63:0] checks$32$mask;
    reg [63:0] checks$32$low;
    reg [63:0] checks$32$high;
    wire checks$32$broken;
    reg [63:0] checks$33$word;
    reg [7:0] checks$33$word_opcode;
    reg [7:0] checks$33$opcode;
    reg [63:0] checks$33$selector_shift;
    reg [63:0] checks$33$selector_mask;
    reg [63:0] checks$33$selectors;
    reg [63:0] checks$33$shift;
    reg [63:0] checks$33$mask;
    reg [63:0] checks$33$low;
    reg [63:0] checks$33$high;
    wire checks$33$broken;

    // Local signals
    reg [7:0] opcode;
    reg [7:0] code;
    reg [7:0] flags;
    reg [63:0] wide;

    // Sub module instances
    ganax_2x2_rule_check checks$0(
        .word(checks$0$word),
        .word_opcode(checks$0$word_opcode),
        .opcode(checks$0$opcode),
        .selector_shift(checks$0$selector_shift),
        .selector_mask(checks$0$selector_mask),
        .selectors(checks$0$selectors),
        .shift(checks$0$shift),
        .mask(checks$0$mask),
        .low(checks$0$low),
        .high(checks$0$high),
        .broken(checks$0$broken)
    );
    ganax_2x2_rule_check checks$1(
        .word(checks$1$word),
        .word_opcode(checks$1$word_opcode),
        .opcode(checks$1$opcode),
        .selector_shift(checks$1$selector_shift),
        .selector_mask(checks$1$selector_mask),
        .selectors(checks$1$selectors),
        .shift(checks$1$shift),
        .mask(checks$1$mask),
        .low(checks$1$low),
        .high(checks$1$high),
        .broken(checks$1$broken)
    );
    ganax_2x2_rule_check checks$2(
        .word(checks$2$word),
        .word_opcode(checks$2$word_opcode),
        .opcode(checks$2$opcode),
        .selector_shift(checks$2$selector_shift),
        .selector_mask(checks$2$selector_mask),
        .selectors(checks$2$selectors),
        .shift(checks$2$shift),
        .mask(checks$2$mask),
        .low(checks$2$low),
        .high(checks$2$high),
        .broken(checks$2$broken)
    );
    ganax_2x2_rule_check checks$3(
        .word(checks$3$word),
        .word_opcode(checks$3$word_opcode),
        .opcode(checks$3$opcode),
        .selector_shift(checks$3$selector_shift),
        .selector_mask(checks$3$selector_mask),
        .selectors(checks$3$selectors),
        .shift(checks$3$shift),
        .mask(checks$3$mask),
        .low(checks$3$low),
        .high(checks$3$high),
        .broken(checks$3$broken)
    );
    ganax_2x2_rule_check checks$4(
        .word(checks$4$word),
        .word_opcode(checks$4$word_opcode),
        .opcode(checks$4$opcode),
        .selector_shift(checks$4$selector_shift),
        .selector_mask(checks$4$selector_mask),
        .selectors(checks$4$selectors),
        .shift(checks$4$shift),
        .mask(checks$4$mask),
        .low(checks$4$low),
        .high(checks$4$high),
        .broken(checks$4$broken)
    );
    ganax_2x2_rule_check checks$5(
        .word(checks$5$word),
        .word_opcode(checks$5$word_opcode),
        .opcode(checks$5$opcode),
        .selector_shift(checks$5$selector_shift),
        .selector_mask(checks$5$selector_mask),
        .selectors(checks$5$selectors),
        .shift(checks$5$shift),
        .mask(checks$5$mask),
        .low(checks$5$low),
        .high(checks$5$high),
        .broken(checks$5$broken)
    );
    ganax_2x2_rule_check checks$6(
        .word(checks$6$word),
        .word_opcode(checks$6$word_opcode),
        .opcode(checks$6$opcode),
        .selector_shift(checks$6$selector_shift),
        .selector_mask(checks$6$selector_mask),
        .selectors(checks$6$selectors),
        .shift(checks$6$shift),
        .mask(checks$6$mask),
        .low(checks$6$low),
        .high(checks$6$high),
        .broken(checks$6$broken)
    );
    ganax_2x2_rule_check checks$7(
        .word(checks$7$word),
        .word_opcode(checks$7$word_opcode),
        .opcode(checks$7$opcode),
        .selector_shift(checks$7$selector_shift),
        .selector_mask(checks$7$selector_mask),
        .selectors(checks$7$selectors),
        .shift(checks$7$shift),
        .mask(checks$7$mask),
        .low(checks$7$low),
        .high(checks$7$high),
        .broken(checks$7$broken)
    );
    ganax_2x2_rule_check checks$8(
        .word(checks$8$word),
        .word_opcode(checks$8$word_opcode),
        .opcode(checks$8$opcode),
        .selector_shift(checks$8$selector_shift),
        .selector_mask(checks$8$selector_mask),
        .selectors(checks$8$selectors),
        .shift(checks$8$shift),
        .mask(checks$8$mask),
        .low(checks$8$low),
        .high(checks$8$high),
        .broken(checks$8$broken)
    );
    ganax_2x2_rule_check checks$9(
        .word(checks$9$word),
        .word_opcode(checks$9$word_opcode),
        .opcode(checks$9$opcode),
        .selector_shift(checks$9$selector_shift),
        .selector_mask(checks$9$selector_mask),
        .selectors(checks$9$selectors),
        .shift(checks$9$shift),
        .mask(checks$9$mask),
        .low(checks$9$low),
        .high(checks$9$high),
        .broken(checks$9$broken)
    );
    ganax_2x2_rule_check checks$10(
        .word(checks$10$word),
        .word_opcode(checks$10$word_opcode),
        .opcode(checks$10$opcode),
        .selector_shift(checks$10$selector_shift),
        .selector_mask(checks$10$selector_mask),
        .selectors(checks$10$selectors),
        .shift(checks$10$shift),
        .mask(checks$10$mask),
        .low(checks$10$low),
        .high(checks$10$high),
        .broken(checks$10$broken)
    );
    ganax_2x2_rule_check checks$11(
        .word(checks$11$word),
        .word_opcode(checks$11$word_opcode),
        .opcode(checks$11$opcode),
        .selector_shift(checks$11$selector_shift),
        .selector_mask(checks$11$selector_mask),
        .selectors(checks$11$selectors),
        .shift(checks$11$shift),
        .mask(checks$11$mask),
        .low(checks$11$low),
        .high(checks$11$high),
        .broken(checks$11$broken)
    );
    ganax_2x2_rule_check checks$12(
        .word(checks$12$word),
        .word_opcode(checks$12$word_opcode),
        .opcode(checks$12$opcode),
        .selector_shift(checks$12$selector_shift),
        .selector_mask(checks$12$selector_mask),
        .selectors(checks$12$selectors),
        .shift(checks$12$shift),
        .mask(checks$12$mask),
        .low(checks$12$low),
        .high(checks$12$high),
        .broken(checks$12$broken)
    );
    ganax_2x2_rule_check checks$13(
        .word(checks$13$word),
        .word_opcode(checks$13$word_opcode),
        .opcode(checks$13$opcode),
        .selector_shift(checks$13$selector_shift),
        .selector_mask(checks$13$selector_mask),
        .selectors(checks$13$selectors),
        .shift(checks$13$shift),
        .mask(checks$13$mask),
        .low(checks$13$low),
        .high(checks$13$high),
        .broken(checks$13$broken)
    );
    ganax_2x2_rule_check checks$14(
        .word(checks$14$word),
        .word_opcode(checks$14$word_opcode),
        .opcode(checks$14$opcode),
        .selector_shift(checks$14$selector_shift),
        .selector_mask(checks$14$selector_mask),
        .selectors(checks$14$selectors),
        .shift(checks$14$shift),
        .mask(checks$14$mask),
        .low(checks$14$low),
        .high(checks$14$high),
        .broken(checks$14$broken)
    );
    ganax_2x2_rule_check checks$15(
        .word(checks$15$word),
        .word_opcode(checks$15$word_opcode),
        .opcode(checks$15$opcode),
        .selector_shift(checks$15$selector_shift),
        .selector_mask(checks$15$selector_mask),
        .selectors(checks$15$selectors),
        .shift(checks$15$shift),
        .mask(checks$15$mask),
        .low(checks$15$low),
        .high(checks$15$high),
        .broken(checks$15$broken)
    );
    ganax_2x2_rule_check checks$16(
        .word(checks$16$word),
        .word_opcode(checks$16$word_opcode),
        .opcode(checks$16$opcode),
        .selector_shift(checks$16$selector_shift),
        .selector_mask(checks$16$selector_mask),
        .selectors(checks$16$selectors),
        .shift(checks$16$shift),
        .mask(checks$16$mask),
        .low(checks$16$low),
        .high(checks$16$high),
        .broken(checks$16$broken)
    );
    ganax_2x2_rule_check checks$17(
        .word(checks$17$word),
        .word_opcode(checks$17$word_opcode),
        .opcode(checks$17$opcode),
        .selector_shift(checks$17$selector_shift),
        .selector_mask(checks$17$selector_mask),
        .selectors(checks$17$selectors),
        .shift(checks$17$shift),
        .mask(checks$17$mask),
        .low(checks$17$low),
        .high(checks$17$high),
        .broken(checks$17$broken)
    );
    ganax_2x2_rule_check checks$18(
        .word(checks$18$word),
        .word_opcode(checks$18$word_opcode),
        .opcode(checks$18$opcode),
        .selector_shift(checks$18$selector_shift),
        .selector_mask(checks$18$selector_mask),
        .selectors(checks$18$selectors),
        .shift(checks$18$shift),
        .mask(checks$18$mask),
        .low(checks$18$low),
        .high(checks$18$high),
        .broken(checks$18$broken)
    );
    ganax_2x2_rule_check checks$19(
        .word(checks$19$word),
        .word_opcode(checks$19$word_opcode),
        .opcode(checks$19$opcode),
        .selector_shift(checks$19$selector_shift),
        .selector_mask(checks$19$selector_mask),
        .selectors(checks$19$selectors),
        .shift(checks$19$shift),
        .mask(checks$19$mask),
        .low(checks$19$low),
        .high(checks$19$high),
        .broken(checks$19$broken)
    );
    ganax_2x2_rule_check checks$20(
        .word(checks$20$word),
        .word_opcode(checks$20$word_opcode),
        .opcode(checks$20$opcode),
        .selector_shift(checks$20$selector_shift),
        .selector_mask(checks$20$selector_mask),
        .selectors(checks$20$selectors),
        .shift(checks$20$shift),
        .mask(checks$20$mask),
        .low(checks$20$low),
        .high(checks$20$high),
        .broken(checks$20$broken)
    );
    ganax_2x2_rule_check checks$21(
        .word(checks$21$word),
        .word_opcode(checks$21$word_opcode),
        .opcode(checks$21$opcode),
        .selector_shift(checks$21$selector_shift),
        .selector_mask(checks$21$selector_mask),
        .selectors(checks$21$selectors),
        .shift(checks$21$shift),
        .mask(checks$21$mask),
        .low(checks$21$low),
        .high(checks$21$high),
        .broken(checks$21$broken)
    );
    ganax_2x2_rule_check checks$22(
        .word(checks$22$word),
        .word_opcode(checks$22$word_opcode),
        .opcode(checks$22$opcode),
        .selector_shift(checks$22$selector_shift),
        .selector_mask(checks$22$selector_mask),
        .selectors(checks$22$selectors),
        .shift(checks$22$shift),
        .mask(checks$22$mask),
        .low(checks$22$low),
        .high(checks$22$high),
        .broken(checks$22$broken)
    );
    ganax_2x2_rule_check checks$23(
        .word(checks$23$word),
        .word_opcode(checks$23$word_opcode),
        .opcode(checks$23$opcode),
        .selector_shift(checks$23$selector_shift),
        .selector_mask(checks$23$selector_mask),
        .selectors(checks$23$selectors),
        .shift(checks$23$shift),
        .mask(checks$23$mask),
        .low(checks$23$low),
        .high(checks$23$high),
        .broken(checks$23$broken)
    );
    ganax_2x2_rule_check checks$24(
        .word(checks$24$word),
        .word_opcode(checks$24$word_opcode),
        .opcode(checks$24$opcode),
        .selector_shift(checks$24$selector_shift),
        .selector_mask(checks$24$selector_mask),
        .selectors(checks$24$selectors),
        .shift(checks$24$shift),
        .mask(checks$24$mask),
        .low(checks$24$low),
        .high(checks$24$high),
        .broken(checks$24$broken)
    );
    ganax_2x2_rule_check checks$25(
        .word(checks$25$word),
        .word_opcode(checks$25$word_opcode),
        .opcode(checks$25$opcode),
        .selector_shift(checks$25$selector_shift),
        .selector_mask(checks$25$selector_mask),
        .selectors(checks$25$selectors),
        .shift(checks$25$shift),
        .mask(checks$25$mask),
        .low(checks$25$low),
        .high(checks$25$high),
        .broken(checks$25$broken)
    );
    ganax_2x2_rule_check checks$26(
        .word(checks$26$word),
        .word_opcode(checks$26$word_opcode),
        .opcode(checks$26$opcode),
        .selector_shift(checks$26$selector_shift),
        .selector_mask(checks$26$selector_mask),
        .selectors(checks$26$selectors),
        .shift(checks$26$shift),
        .mask(checks$26$mask),
        .low(checks$26$low),
        .high(checks$26$high),
        .broken(checks$26$broken)
    );
    ganax_2x2_rule_check checks$27(
        .word(checks$27$word),
        .word_opcode(checks$27$word_opcode),
        .opcode(checks$27$opcode),
        .selector_shift(checks$27$selector_shift),
        .selector_mask(checks$27$selector_mask),
        .selectors(checks$27$selectors),
        .shift(checks$27$shift),
        .mask(checks$27$mask),
        .low(checks$27$low),
        .high(checks$27$high),
        .broken(checks$27$broken)
    );
    ganax_2x2_rule_check checks$28(
        .word(checks$28$word),
        .word_opcode(checks$28$word_opcode),
        .opcode(checks$28$opcode),
        .selector_shift(checks$28$selector_shift),
        .selector_mask(checks$28$selector_mask),
        .selectors(checks$28$selectors),
        .shift(checks$28$shift),
        .mask(checks$28$mask),
        .low(checks$28$low),
        .high(checks$28$high),
        .broken(checks$28$broken)
    );
    ganax_2x2_rule_check checks$29(
        .word(checks$29$word),
        .word_opcode(checks$29$word_opcode),
        .opcode(checks$29$opcode),
        .selector_shift(checks$29$selector_shift),
        .selector_mask(checks$29$selector_mask),
        .selectors(checks$29$selectors),
        .shift(checks$29$shift),
        .mask(checks$29$mask),
        .low(checks$29$low),
        .high(checks$29$high),
        .broken(checks$29$broken)
    );
    ganax_2x2_rule_check checks$30(
        .word(checks$30$word),
        .word_opcode(checks$30$word_opcode),
        .opcode(checks$30$opcode),
        .selector_shift(checks$30$selector_shift),
        .selector_mask(checks$30$selector_mask),
        .selectors(checks$30$selectors),
        .shift(checks$30$shift),
        .mask(checks$30$mask),
        .low(checks$30$low),
        .high(checks$30$high),
        .broken(checks$30$broken)
    );
    ganax_2x2_rule_check checks$31(
        .word(checks$31$word),
        .word_opcode(checks$31$word_opcode),
        .opcode(checks$31$opcode),
        .selector_shift(checks$31$selector_shift),
        .selector_mask(checks$31$selector_mask),
        .selectors(checks$31$selectors),
        .shift(checks$31$shift),
        .mask(checks$31$mask),
        .low(checks$31$low),
        .high(checks$31$high),
        .broken(checks$31$broken)
    );
    ganax_2x2_rule_check checks$32(
        .word(checks$32$word),
        .word_opcode(checks$32$word_opcode),
        .opcode(checks$32$opcode),
        .selector_shift(checks$32$selector_shift),
        .selector_mask(checks$32$selector_mask),
        .selectors(checks$32$selectors),
        .shift(checks$32$shift),
        .mask(checks$32$mask),
        .low(checks$32$low),
        .high(checks$32$high),
        .broken(checks$32$broken)
    );
    ganax_2x2_rule_check checks$33(
        .word(checks$33$word),
        .word_opcode(checks$33$word_opcode),
        .opcode(checks$33$opcode),
        .selector_shift(checks$33$selector_shift),
        .selector_mask(checks$33$selector_mask),
        .selectors(checks$33$selectors),
        .shift(checks$33$shift),
        .mask(checks$33$mask),
        .low(checks$33$low),
        .high(checks$33$high),
        .broken(checks$33$broken)
    );

    // Update code
    always @(*) begin
        opcode = word[(opcode_shift)+:(8)];
        checks$0$word_opcode = opcode;
        checks$0$word = word;
        checks$0$opcode = opcodes$0;
        checks$0$selector_shift = selector_shifts$0;
        checks$0$selector_mask = selector_masks$0;
        checks$0$selectors = selectors$0;
        checks$0$shift = shifts$0;
        checks$0$mask = masks$0;
        checks$0$low = lows$0;
        checks$0$high = highs$0;
        checks$1$word_opcode = opcode;
        checks$1$word = word;
        checks$1$opcode = opcodes$1;
        checks$1$selector_shift = selector_shifts$1;
        checks$1$selector_mask = selector_masks$1;
        checks$1$selectors = selectors$1;
        checks$1$shift = shifts$1;
        checks$1$mask = masks$1;
        checks$1$low = lows$1;
        checks$1$high = highs$1;
        checks$2$word_opcode = opcode;
        checks$2$word = word;
        checks$2$opcode = opcodes$2;
        checks$2$selector_shift = selector_shifts$2;
        checks$2$selector_mask = selector_masks$2;
        checks$2$selectors = selectors$2;
        checks$2$shift = shifts$2;
        checks$2$mask = masks$2;
        checks$2$low = lows$2;
        checks$2$high = highs$2;
        checks$3$word_opcode = opcode;
        checks$3$word = word;
        checks$3$opcode = opcodes$3;
        checks$3$selector_shift = selector_shifts$3;
        checks$3$selector_mask = selector_masks$3;
        checks$3$selectors = selectors$3;
        checks$3$shift = shifts$3;
        checks$3$mask = masks$3;
        checks$3$low = lows$3;
        checks$3$high = highs$3;
        checks$4$word_opcode = opcode;
        checks$4$word = word;
        checks$4$opcode = opcodes$4;
        checks$4$selector_shift = selector_shifts$4;
        checks$4$selector_mask = selector_masks$4;
        checks$4$selectors = selectors$4;
        checks$4$shift = shifts$4;
        checks$4$mask = masks$4;
        checks$4$low = lows$4;
        checks$4$high = highs$4;
        checks$5$word_opcode = opcode;
        checks$5$word = word;
        checks$5$opcode = opcodes$5;
        checks$5$selector_shift = selector_shifts$5;
        checks$5$selector_mask = selector_masks$5;
        checks$5$selectors = selectors$5;
        checks$5$shift = shifts$5;
        checks$5$mask = masks$5;
        checks$5$low = lows$5;
        checks$5$high = highs$5;
        checks$6$word_opcode = opcode;
        checks$6$word = word;
        checks$6$opcode = opcodes$6;
        checks$6$selector_shift = selector_shifts$6;
        checks$6$selector_mask = selector_masks$6;
        checks$6$selectors = selectors$6;
        checks$6$shift = shifts$6;
        checks$6$mask = masks$6;
        checks$6$low = lows$6;
        checks$6$high = highs$6;
        checks$7$word_opcode = opcode;
        checks$7$word = word;
        checks$7$opcode = opcodes$7;
        checks$7$selector_shift = selector_shifts$7;
        checks$7$selector_mask = selector_masks$7;
        checks$7$selectors = selectors$7;
        checks$7$shift = shifts$7;
        checks$7$mask = masks$7;
        checks$7$low = lows$7;
        checks$7$high = highs$7;
        checks$8$word_opcode = opcode;
        checks$8$word = word;
        checks$8$opcode = opcodes$8;
        checks$8$selector_shift = selector_shifts$8;
        checks$8$selector_mask = selector_masks$8;
        checks$8$selectors = selectors$8;
        checks$8$shift = shifts$8;
        checks$8$mask = masks$8;
        checks$8$low = lows$8;
        checks$8$high = highs$8;
        checks$9$word_opcode = opcode;
        checks$9$word = word;
        checks$9$opcode = opcodes$9;
        checks$9$selector_shift = selector_shifts$9;
        checks$9$selector_mask = selector_masks$9;
        checks$9$selectors = selectors$9;
        checks$9$shift = shifts$9;
        checks$9$mask = masks$9;
        checks$9$low = lows$9;
        checks$9$high = highs$9;
        checks$10$word_opcode = opcode;
        checks$10$word = word;
        checks$10$opcode = opcodes$10;
        checks$10$selector_shift = selector_shifts$10;
        checks$10$selector_mask = selector_masks$10;
        checks$10$selectors = selectors$10;
        checks$10$shift = shifts$10;
        checks$10$mask = masks$10;
        checks$10$low = lows$10;
        checks$10$high = highs$10;
        checks$11$word_opcode = opcode;
        checks$11$word = word;
        checks$11$opcode = opcodes$11;
        checks$11$selector_shift = selector_shifts$11;
        checks$11$selector_mask = selector_masks$11;
        checks$11$selectors = selectors$11;
        checks$11$shift = shifts$11;
        checks$11$mask = masks$11;
        checks$11$low = lows$11;
        checks$11$high = highs$11;
        checks$12$word_opcode = opcode;
        checks$12$word = word;
        checks$12$opcode = opcodes$12;
        checks$12$selector_shift = selector_shifts$12;
        checks$12$selector_mask = selector_masks$12;
        checks$12$selectors = selectors$12;
        checks$12$shift = shifts$12;
        checks$12$mask = masks$12;
        checks$12$low = lows$12;
        checks$12$high = highs$12;
        checks$13$word_opcode = opcode;
        checks$13$word = word;
        checks$13$opcode = opcodes$13;
        checks$13$selector_shift = selector_shifts$13;
        checks$13$selector_mask = selector_masks$13;
        checks$13$selectors = selectors$13;
        checks$13$shift = shifts$13;
        checks$13$mask = masks$13;
        checks$13$low = lows$13;
        checks$13$high = highs$13;
        checks$14$word_opcode = opcode;
        checks$14$word = word;
        checks$14$opcode = opcodes$14;
        checks$14$selector_shift = selector_shifts$14;
        checks$14$selector_mask = selector_masks$14;
        checks$14$selectors = selectors$14;
        checks$14$shift = shifts$14;
        checks$14$mask = masks$14;
        checks$14$low = lows$14;
        checks$14$high = highs$14;
        checks$15$word_opcode = opcode;
        checks$15$word = word;
        checks$15$opcode = opcodes$15;
        checks$15$selector_shift = selector_shifts$15;
        checks$15$selector_mask = selector_masks$15;
        checks$15$selectors = selectors$15;
        checks$15$shift = shifts$15;
        checks$15$mask = masks$15;
        checks$15$low = lows$15;
        checks$15$high = highs$15;
        checks$16$word_opcode = opcode;
        checks$16$word = word;
        checks$16$opcode = opcodes$16;
        checks$16$selector_shift = selector_shifts$16;
        checks$16$selector_mask = selector_masks$16;
        checks$16$selectors = selectors$16;
        checks$16$shift = shifts$16;
        checks$16$mask = masks$16;
        checks$16$low = lows$16;
        checks$16$high = highs$16;
        checks$17$word_opcode = opcode;
        checks$17$word = word;
        checks$17$opcode = opcodes$17;
        checks$17$selector_shift = selector_shifts$17;
        checks$17$selector_mask = selector_masks$17;
        checks$17$selectors = selectors$17;
        checks$17$shift = shifts$17;
        checks$17$mask = masks$17;
        checks$17$low = lows$17;
        checks$17$high = highs$17;
        checks$18$word_opcode = opcode;
        checks$18$word = word;
        checks$18$opcode = opcodes$18;
        checks$18$selector_shift = selector_shifts$18;
        checks$18$selector_mask = selector_masks$18;
        checks$18$selectors = selectors$18;
        checks$18$shift = shifts$18;
        checks$18$mask = masks$18;
        checks$18$low = lows$18;
        checks$18$high = highs$18;
        checks$19$word_opcode = opcode;
        checks$19$word = word;
        checks$19$opcode = opcodes$19;
        checks$19$selector_shift = selector_shifts$19;
        checks$19$selector_mask = selector_masks$19;
        checks$19$selectors = selectors$19;
        checks$19$shift = shifts$19;
        checks$19$mask = masks$19;
        checks$19$low = lows$19;
        checks$19$high = highs$19;
        checks$20$word_opcode = opcode;
        checks$20$word = word;
        checks$20$opcode = opcodes$20;
        checks$20$selector_shift = selector_shifts$20;
        checks$20$selector_mask = selector_masks$20;
        checks$20$selectors = selectors$20;
        checks$20$shift = shifts$20;
        checks$20$mask = masks$20;
        checks$20$low = lows$20;
        checks$20$high = highs$20;
        checks$21$word_opcode = opcode;
        checks$21$word = word;
        checks$21$opcode = opcodes$21;
        checks$21$selector_shift = selector_shifts$21;
        checks$21$selector_mask = selector_masks$21;
        checks$21$selectors = selectors$21;
        checks$21$shift = shifts$21;
        checks$21$mask = masks$21;
        checks$21$low = lows$21;
        checks$21$high = highs$21;
        checks$22$word_opcode = opcode;
        checks$22$word = word;
        checks$22$opcode = opcodes$22;
        checks$22$selector_shift = selector_shifts$22;
        checks$22$selector_mask = selector_masks$22;
        checks$22$selectors = selectors$22;
        checks$22$shift = shifts$22;
        checks$22$mask = masks$22;
        checks$22$low = lows$22;
        checks$22$high = highs$22;
        checks$23$word_opcode = opcode;
        checks$23$word = word;
        checks$23$opcode = opcodes$23;
        checks$23$selector_shift = selector_shifts$23;
        checks$23$selector_mask = selector_masks$23;
        checks$23$selectors = selectors$23;
        checks$23$shift = shifts$23;
        checks$23$mask = masks$23;
        checks$23$low = lows$23;
        checks$23$high = highs$23;
        checks$24$word_opcode = opcode;
        checks$24$word = word;
        checks$24$opcode = opcodes$24;
        checks$24$selector_shift = selector_shifts$24;
        checks$24$selector_mask = selector_masks$24;
        checks$24$selectors = selectors$24;
        checks$24$shift = shifts$24;
        checks$24$mask = masks$24;
        checks$24$low = lows$24;
        checks$24$high = highs$24;
        checks$25$word_opcode = opcode;
        checks$25$word = word;
        checks$25$opcode = opcodes$25;
        checks$25$selector_shift = selector_shifts$25;
        checks$25$selector_mask = selector_masks$25;
        checks$25$selectors = selectors$25;
        checks$25$shift = shifts$25;
        checks$25$mask = masks$25;
        checks$25$low = lows$25;
        checks$25$high = highs$25;
        checks$26$word_opcode = opcode;
        checks$26$word = word;
        checks$26$opcode = opcodes$26;
        checks$26$selector_shift = selector_shifts$26;
        checks$26$selector_mask = selector_masks$26;
        checks$26$selectors = selectors$26;
        checks$26$shift = shifts$26;
        checks$26$mask = masks$26;
        checks$26$low = lows$26;
        checks$26$high = highs$26;
        checks$27$word_opcode = opcode;
        checks$27$word = word;
        checks$27$opcode = opcodes$27;
        checks$27$selector_shift = selector_shifts$27;
        checks$27$selector_mask = selector_masks$27;
        checks$27$selectors = selectors$27;
        checks$27$shift = shifts$27;
        checks$27$mask = masks$27;
        checks$27$low = lows$27;
        checks$27$high = highs$27;
        checks$28$word_opcode = opcode;
        checks$28$word = word;
        checks$28$opcode = opcodes$28;
        checks$28$selector_shift = selector_shifts$28;
        checks$28$selector_mask = selector_masks$28;
        checks$28$selectors = selectors$28;
        checks$28$shift = shifts$28;
        checks$28$mask = masks$28;
        checks$28$low = lows$28;
        checks$28$high = highs$28;
        checks$29$word_opcode = opcode;
        checks$29$word = word;
        checks$29$opcode = opcodes$29;
        checks$29$selector_shift = selector_shifts$29;
        checks$29$selector_mask = selector_masks$29;
        checks$29$selectors = selectors$29;
        checks$29$shift = shifts$29;
        checks$29$mask = masks$29;
        checks$29$low = lows$29;
        checks$29$high = highs$29;
        checks$30$word_opcode = opcode;
        checks$30$word = word;
        checks$30$opcode = opcodes$30;
        checks$30$selector_shift = selector_shifts$30;
        checks$30$selector_mask = selector_masks$30;
        checks$30$selectors = selectors$30;
        checks$30$shift = shifts$30;
        checks$30$mask = masks$30;
        checks$30$low = lows$30;
        checks$30$high = highs$30;
        checks$31$word_opcode = opcode;
        checks$31$word = word;
        checks$31$opcode = opcodes$31;
        checks$31$selector_shift = selector_shifts$31;
        checks$31$selector_mask = selector_masks$31;
        checks$31$selectors = selectors$31;
        checks$31$shift = shifts$31;
        checks$31$mask = masks$31;
        checks$31$low = lows$31;
        checks$31$high = highs$31;
        checks$32$word_opcode = opcode;
        checks$32$word = word;
        checks$32$opcode = opcodes$32;
        checks$32$selector_shift = selector_shifts$32;
        checks$32$selector_mask = selector_masks$32;
        checks$32$selectors = selectors$32;
        checks$32$shift = shifts$32;
        checks$32$mask = masks$32;
        checks$32$low = lows$32;
        checks$32$high = highs$32;
        checks$33$word_opcode = opcode;
        checks$33$word = word;
        checks$33$opcode = opcodes$33;
        checks$33$selector_shift = selector_shifts$33;
        checks$33$selector_mask = selector_masks$33;
        checks$33$selectors = selectors$33;
        checks$33$shift = shifts$33;
        checks$33$mask = masks$33;
        checks$33$low = lows$33;
        checks$33$high = highs$33;
        code = undefined;
        if (opcode == known_opcodes$0) begin
            code = codes$0;
        end
        if (opcode == known_opcodes$1) begin
            code = codes$1;
        end
        if (opcode == known_opcodes$2) begin
            code = codes$2;
        end
        if (opcode == known_opcodes$3) begin
            code = codes$3;
        end
        if (opcode == known_opcodes$4) begin
            code = codes$4;
        end
        if (opcode == known_opcodes$5) begin
            code = codes$5;
        end
        if (opcode == known_opcodes$6) begin
            code = codes$6;
        end
        if (opcode == known_opcodes$7) begin
            code = codes$7;
        end
        if (opcode == known_opcodes$8) begin
            code = codes$8;
        end
        if (opcode == known_opcodes$9) begin
            code = codes$9;
        end
        if (opcode == known_opcodes$10) begin
            code = codes$10;
        end
        if (opcode == known_opcodes$11) begin
            code = codes$11;
        end
        if (opcode == known_opcodes$12) begin
            code = codes$12;
        end
        if (opcode == known_opcodes$13) begin
            code = codes$13;
        end
        if (opcode == known_opcodes$14) begin
            code = codes$14;
        end
        flags = ((32'h0) & 8'hff);
        if (checks$0$broken) begin
            flags = flags | undefined;
        end
        if (checks$1$broken) begin
            flags = flags | undefined;
        end
        if (checks$2$broken) begin
            flags = flags | undefined;
        end
        if (checks$3$broken) begin
            flags = flags | undefined;
        end
        if (checks$4$broken) begin
            flags = flags | undefined;
        end
        if (checks$5$broken) begin
            flags = flags | undefined;
        end
        if (checks$6$broken) begin
            flags = flags | undefined;
        end
        if (checks$7$broken) begin
            flags = flags | undefined;
        end
        if (checks$8$broken) begin
            flags = flags | undefined;
        end
        if (checks$9$broken) begin
            flags = flags | undefined;
        end
        if (checks$10$broken) begin
            flags = flags | undefined;
        end
        if (checks$11$broken) begin
            flags = flags | undefined;
        end
        if (checks$12$broken) begin
            flags = flags | undefined;
        end
        if (checks$13$broken) begin
            flags = flags | undefined;
        end
        if (checks$14$broken) begin
            flags = flags | undefined;
        end
        if (checks$15$broken) begin
            flags = flags | undefined;
        end
        if (checks$16$broken) begin
            flags = flags | undefined;
        end
        if (checks$17$broken) begin
            flags = flags | undefined;
        end
        if (checks$18$broken) begin
            flags = flags | undefined;
        end
        if (checks$19$broken) begin
            flags = flags | undefined;
        end
        if (checks$20$broken) begin
            flags = flags | undefined;
        end
        if (checks$21$broken) begin
            flags = flags | illegal;
        end
        if (checks$22$broken) begin
            flags = flags | illegal;
        end
        if (checks$23$broken) begin
            flags = flags | illegal;
        end
        if (checks$24$broken) begin
            flags = flags | illegal;
        end
        if (checks$25$broken) begin
            flags = flags | illegal;
        end
        if (checks$26$broken) begin
            flags = flags | illegal;
        end
        if (checks$27$broken) begin
            flags = flags | illegal;
        end
        if (checks$28$broken) begin
            flags = flags | illegal;
        end
        if (checks$29$broken) begin
            flags = flags | illegal;
        end
        if (checks$30$broken) begin
            flags = flags | illegal;
        end
        if (checks$31$broken) begin
            flags = flags | illegal;
        end
        if (checks$32$broken) begin
            flags = flags | illegal;
        end
        if (checks$33$broken) begin
            flags = flags | illegal;
        end
        wide = ((code | flags) & 64'hffffffffffffffff);
        wide = wide << opcode_shift;
        predecoded = (word & operand_mask) | wide;
    end
endmodule

module ganax_2x2_lookup_memory_16(
    input wire clock,
    input wire [15:0] read_address,
    output reg [127:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [127:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [127:0] contents [0:15];

    integer word;
    initial begin
        for (word = 0; word <= 15; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[3:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[3:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_memory_2(
    input wire clock,
    input wire [15:0] read_address,
    output reg [127:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [127:0] write_data
);
    // Update code (custom)
    (* ram_style = "block" *)
    reg [127:0] contents [0:255];

    always @(posedge clock) begin
        read_data <= contents[read_address[7:0]];
        if (write_enable) begin
            contents[write_address[7:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_post_engine(
    input wire clock,
    input wire reset,
    input wire act_valid,
    input wire act_ready,
    input wire [15:0] act_clamp_low,
    input wire [15:0] act_clamp_high,
    input wire [1:0] act_table,
    input wire [15:0] act_parameter_base,
    input wire drain_valid,
    input wire [15:0] drain_address,
    input wire drain_pass_ends,
    input wire drain_last,
    input wire [47:0] drain_word,
    input wire [127:0] parameter_words,
    input wire [7:0] entry_banks,
    input wire [127:0] entry_rows,
    input wire parameter_write,
    input wire [127:0] table_words,
    input wire [7:0] table_banks,
    input wire [63:0] table_rows,
    input wire beat_pop,
    output reg drain_pop,
    output reg act_done,
    output reg post_idle,
    output reg beat_valid,
    output reg [127:0] beat_words,
    output reg [3:0] beat_count
);
    // Constant declarations
    localparam lane_mask = 16'h1;

    // Stub signals
    reg control$clock;
    reg control$reset;
    reg control$act_valid;
    reg control$act_ready;
    reg control$drain_valid;
    reg control$drain_pass_ends;
    reg control$drain_last;
    reg control$beat_pop;
    wire control$drain_pop;
    wire control$beat_ends;
    wire control$act_done;
    wire control$idle;
    reg [15:0] entry$d;
    wire [15:0] entry$q;
    reg entry$clock;
    reg entries$clock;
    reg [127:0] entries$parameter_words;
    reg [7:0] entries$entry_banks;
    reg [127:0] entries$entry_rows;
    reg entries$parameter_write;
    reg [15:0] entries$entry;
    wire [47:0] entries$bias;
    wire [15:0] entries$positive;
    wire [15:0] entries$negative;
    wire [5:0] entries$shift;
    reg scaling$clock;
    reg [47:0] scaling$accumulator;
    reg [47:0] scaling$bias;
    reg [15:0] scaling$positive;
    reg [15:0] scaling$negative;
    wire [63:0] scaling$product;
    reg shifts$clock;
    reg [5:0] shifts$data_in;
    wire [5:0] shifts$data_out;
    reg shifter$clock;
    reg [63:0] shifter$product;
    reg [5:0] shifter$shift;
    wire [16:0] shifter$quotient;
    wire shifter$overflow;
    wire shifter$negative;
    reg lows$clock;
    reg [15:0] lows$data_in;
    wire [15:0] lows$data_out;
    reg highs$clock;
    reg [15:0] highs$data_in;
    wire [15:0] highs$data_out;
    reg [15:0] low$d;
    wire [15:0] low$q;
    reg low$clock;
    reg [15:0] high$d;
    wire [15:0] high$q;
    reg high$clock;
    reg crossed$d;
    wire crossed$q;
    reg crossed$clock;
    reg [16:0] clamp$quotient;
    reg clamp$overflow;
    reg clamp$negative;
    reg [15:0] clamp$low;
    reg [15:0] clamp$high;
    reg clamp$crossed;
    wire [15:0] clamp$value;
    reg table_numbers$clock;
    reg [1:0] table_numbers$data_in;
    wire [1:0] table_numbers$data_out;
    reg table_write_delay$clock;
    reg table_write_delay$data_in;
    wire table_write_delay$data_out;
    reg tables$clock;
    reg [127:0] tables$load_words;
    reg [7:0] tables$load_banks;
    reg [63:0] tables$load_rows;
    reg tables$load_write;
    reg tables$slot;
    reg [15:0] tables$value;
    wire [15:0] tables$result;
    reg uses_table$clock;
    reg uses_table$data_in;
    wire uses_table$data_out;
    reg values$clock;
    reg [15:0] values$data_in;
    wire [15:0] values$data_out;
    reg [9:0] words_valid$d;
    wire [9:0] words_valid$q;
    reg words_valid$clock;
    reg ends$clock;
    reg ends$data_in;
    wire ends$data_out;
    reg beats$clock;
    reg beats$reset;
    reg beats$push;
    reg [15:0] beats$word;
    reg beats$ends;
    reg beats$pop;
    wire beats$valid;
    wire [127:0] beats$words;
    wire [3:0] beats$count;

    // Local signals
    reg [15:0] lane;
    reg [5:0] shift_less_one;
    reg [15:0] word;
    reg flag;

    // Sub module instances
    ganax_2x2_drain_control control(
        .clock(control$clock),
        .reset(control$reset),
        .act_valid(control$act_valid),
        .act_ready(control$act_ready),
        .drain_valid(control$drain_valid),
        .drain_pass_ends(control$drain_pass_ends),
        .drain_last(control$drain_last),
        .beat_pop(control$beat_pop),
        .drain_pop(control$drain_pop),
        .beat_ends(control$beat_ends),
        .act_done(control$act_done),
        .idle(control$idle)
    );
    ganax_2x2_flip_flop_16 entry(
        .d(entry$d),
        .q(entry$q),
        .clock(entry$clock)
    );
    ganax_2x2_entries entries(
        .clock(entries$clock),
        .parameter_words(entries$parameter_words),
        .entry_banks(entries$entry_banks),
        .entry_rows(entries$entry_rows),
        .parameter_write(entries$parameter_write),
        .entry(entries$entry),
        .bias(entries$bias),
        .positive(entries$positive),
        .negative(entries$negative),
        .shift(entries$shift)
    );
    ganax_2x2_scaling scaling(
        .clock(scaling$clock),
        .accumulator(scaling$accumulator),
        .bias(scaling$bias),
        .positive(scaling$positive),
        .negative(scaling$negative),
        .product(scaling$product)
    );
    ganax_2x2_delay_3 shifts(
        .clock(shifts$clock),
        .data_in(shifts$data_in),
        .data_out(shifts$data_out)
    );
    ganax_2x2_shifter shifter(
        .clock(shifter$clock),
        .product(shifter$product),
        .shift(shifter$shift),
        .quotient(shifter$quotient),
        .overflow(shifter$overflow),
        .negative(shifter$negative)
    );
    ganax_2x2_delay_2 lows(
        .clock(lows$clock),
        .data_in(lows$data_in),
        .data_out(lows$data_out)
    );
    ganax_2x2_delay_2 highs(
        .clock(highs$clock),
        .data_in(highs$data_in),
        .data_out(highs$data_out)
    );
    ganax_2x2_flip_flop_16 low(
        .d(low$d),
        .q(low$q),
        .clock(low$clock)
    );
    ganax_2x2_flip_flop_16 high(
        .d(high$d),
        .q(high$q),
        .clock(high$clock)
    );
    ganax_2x2_flip_flop_1 crossed(
        .d(crossed$d),
        .q(crossed$q),
        .clock(crossed$clock)
    );
    ganax_2x2_clamp clamp(
        .quotient(clamp$quotient),
        .overflow(clamp$overflow),
        .negative(clamp$negative),
        .low(clamp$low),
        .high(clamp$high),
        .crossed(clamp$crossed),
        .value(clamp$value)
    );
    ganax_2x2_delay_4 table_numbers(
        .clock(table_numbers$clock),
        .data_in(table_numbers$data_in),
        .data_out(table_numbers$data_out)
    );
    ganax_2x2_delay_5 table_write_delay(
        .clock(table_write_delay$clock),
        .data_in(table_write_delay$data_in),
        .data_out(table_write_delay$data_out)
    );
    ganax_2x2_tables tables(
        .clock(tables$clock),
        .load_words(tables$load_words),
        .load_banks(tables$load_banks),
        .load_rows(tables$load_rows),
        .load_write(tables$load_write),
        .slot(tables$slot),
        .value(tables$value),
        .result(tables$result)
    );
    ganax_2x2_delay_6 uses_table(
        .clock(uses_table$clock),
        .data_in(uses_table$data_in),
        .data_out(uses_table$data_out)
    );
    ganax_2x2_delay_7 values(
        .clock(values$clock),
        .data_in(values$data_in),
        .data_out(values$data_out)
    );
    ganax_2x2_flip_flop_10 words_valid(
        .d(words_valid$d),
        .q(words_valid$q),
        .clock(words_valid$clock)
    );
    ganax_2x2_delay ends(
        .clock(ends$clock),
        .data_in(ends$data_in),
        .data_out(ends$data_out)
    );
    ganax_2x2_beat_fifo beats(
        .clock(beats$clock),
        .reset(beats$reset),
        .push(beats$push),
        .word(beats$word),
        .ends(beats$ends),
        .pop(beats$pop),
        .valid(beats$valid),
        .words(beats$words),
        .count(beats$count)
    );

    // Update code
    always @(*) begin
        entry$clock = clock;
        low$clock = clock;
        high$clock = clock;
        crossed$clock = clock;
        words_valid$clock = clock;
        entry$d = entry$q;
        low$d = low$q;
        high$d = high$q;
        crossed$d = crossed$q;
        words_valid$d = words_valid$q;
        control$clock = clock;
        entries$clock = clock;
        scaling$clock = clock;
        shifts$clock = clock;
        shifter$clock = clock;
        lows$clock = clock;
        highs$clock = clock;
        table_numbers$clock = clock;
        table_write_delay$clock = clock;
        tables$clock = clock;
        uses_table$clock = clock;
        values$clock = clock;
        ends$clock = clock;
        beats$clock = clock;
        control$reset = reset;
        control$act_valid = act_valid;
        control$act_ready = act_ready;
        control$drain_valid = drain_valid;
        control$drain_pass_ends = drain_pass_ends;
        control$drain_last = drain_last;
        control$beat_pop = beat_pop;
        drain_pop = control$drain_pop;
        act_done = control$act_done;
        post_idle = control$idle;
        lane = drain_address & lane_mask;
        entry$d = act_parameter_base + lane;
        words_valid$d = words_valid$q << 32'h1;
        if (control$drain_pop) begin
            words_valid$d = (words_valid$q << 32'h1) | 32'h1;
        end
        if (reset) begin
            words_valid$d = 32'h0;
        end
        flag = 32'h0;
        if (control$beat_ends) begin
            flag = 32'h1;
        end
        ends$data_in = flag;
        entries$parameter_words = parameter_words;
        entries$entry_banks = entry_banks;
        entries$entry_rows = entry_rows;
        entries$parameter_write = parameter_write;
        entries$entry = entry$q;
        scaling$accumulator = drain_word;
        scaling$bias = entries$bias;
        scaling$positive = entries$positive;
        scaling$negative = entries$negative;
        shift_less_one = 32'h0;
        if (|entries$shift) begin
            shift_less_one = entries$shift - 32'h1;
        end
        shifts$data_in = shift_less_one;
        shifter$product = scaling$product;
        shifter$shift = shifts$data_out;
        lows$data_in = act_clamp_low ^ 32'h8000;
        highs$data_in = act_clamp_high ^ 32'h8000;
        low$d = lows$data_out;
        high$d = highs$data_out;
        crossed$d = lows$data_out > highs$data_out;
        clamp$quotient = shifter$quotient;
        clamp$overflow = shifter$overflow;
        clamp$negative = shifter$negative;
        clamp$low = low$q;
        clamp$high = high$q;
        clamp$crossed = crossed$q;
        table_numbers$data_in = act_table;
        tables$load_words = table_words;
        tables$load_banks = table_banks;
        tables$load_rows = table_rows;
        flag = 32'h0;
        if (parameter_write) begin
            flag = 32'h1;
        end
        table_write_delay$data_in = flag;
        tables$load_write = |table_write_delay$data_out;
        tables$slot = table_numbers$data_out[32'h1];
        tables$value = clamp$value;
        values$data_in = clamp$value;
        flag = 32'h0;
        if (|table_numbers$data_out) begin
            flag = 32'h1;
        end
        uses_table$data_in = flag;
        word = values$data_out ^ 32'h8000;
        if (|uses_table$data_out) begin
            word = tables$result;
        end
        beats$reset = reset;
        beats$push = words_valid$q[32'h9];
        beats$word = word;
        beats$ends = |ends$data_out;
        beats$pop = beat_pop;
        beat_valid = beats$valid;
        beat_words = beats$words;
        beat_count = beats$count;
    end
endmodule

module ganax_2x2_datapath(
    input wire clock,
    input wire reset,
    input wire [255:0] load_words,
    input wire [15:0] load_banks,
    input wire [255:0] load_lines,
    input wire input_write,
    input wire weight_write,
    input wire operate,
    input wire [15:0] input_address,
    input wire [15:0] weight_address,
    input wire [15:0] output_address,
    input wire [3:0] operation,
    input wire [3:0] flags,
    input wire first,
    input wire last,
    input wire [15:0] drain_address,
    output reg [47:0] drain_word
);
    // Constant declarations
    localparam lane_shift = 16'h1;
    localparam lane_mask = 16'h1;
    localparam signed no_product = 32'h0;

    // Stub signals
    reg [255:0] loaded_words$d;
    wire [255:0] loaded_words$q;
    reg loaded_words$clock;
    reg [255:0] loaded_lines$d;
    wire [255:0] loaded_lines$q;
    reg loaded_lines$clock;
    reg [15:0] loads_inputs$d;
    wire [15:0] loads_inputs$q;
    reg loads_inputs$clock;
    reg [15:0] loads_weights$d;
    wire [15:0] loads_weights$q;
    reg loads_weights$clock;
    reg pipeline$clock;
    reg pipeline$reset;
    reg pipeline$operate;
    reg [15:0] pipeline$input_address;
    reg [15:0] pipeline$weight_address;
    reg [15:0] pipeline$output_address;
    reg [3:0] pipeline$operation;
    reg [3:0] pipeline$flags;
    reg pipeline$first;
    reg pipeline$last;
    wire [15:0] pipeline$input_line;
    wire [15:0] pipeline$weight_line;
    wire [15:0] pipeline$input_lane;
    wire pipeline$own_inputs;
    wire pipeline$shared_input;
    wire pipeline$unweighted;
    wire [15:0] pipeline$base_line;
    wire [15:0] pipeline$next_lane;
    wire pipeline$next_first;
    wire pipeline$next_last;
    wire pipeline$next_horizontal;
    wire pipeline$next_clear;
    wire pipeline$next_repeats_line;
    wire pipeline$next_repeats_older_line;
    wire pipeline$operand_valid;
    wire pipeline$operand_pool;
    wire [15:0] pipeline$operand_line;
    wire [15:0] pipeline$older_line;
    reg inputs$0$clock;
    reg [15:0] inputs$0$read_line;
    reg inputs$0$keep;
    wire [15:0] inputs$0$word;
    reg inputs$0$write;
    reg [15:0] inputs$0$write_line;
    reg [15:0] inputs$0$write_word;
    reg inputs$1$clock;
    reg [15:0] inputs$1$read_line;
    reg inputs$1$keep;
    wire [15:0] inputs$1$word;
    reg inputs$1$write;
    reg [15:0] inputs$1$write_line;
    reg [15:0] inputs$1$write_word;
    reg weights$0$clock;
    reg [15:0] weights$0$read_line;
    reg weights$0$keep;
    wire [15:0] weights$0$word;
    reg weights$0$write;
    reg [15:0] weights$0$write_line;
    reg [15:0] weights$0$write_word;
    reg weights$1$clock;
    reg [15:0] weights$1$read_line;
    reg weights$1$keep;
    wire [15:0] weights$1$word;
    reg weights$1$write;
    reg [15:0] weights$1$write_line;
    reg [15:0] weights$1$write_word;
    reg elements$0$clock;
    reg [15:0] elements$0$lane_input;
    reg elements$0$shared;
    reg [15:0] elements$0$shared_operand;
    reg [15:0] elements$0$weight;
    reg elements$0$unweighted;
    wire signed [31:0] elements$0$product;
    reg elements$1$clock;
    reg [15:0] elements$1$lane_input;
    reg elements$1$shared;
    reg [15:0] elements$1$shared_operand;
    reg [15:0] elements$1$weight;
    reg elements$1$unweighted;
    wire signed [31:0] elements$1$product;
    reg [15:0] shared_operand$d;
    wire [15:0] shared_operand$q;
    reg shared_operand$clock;
    reg tree$0$clock;
    reg signed [35:0] tree$0$left;
    reg signed [35:0] tree$0$right;
    wire signed [35:0] tree$0$sum;
    reg tree$1$clock;
    reg signed [35:0] tree$1$left;
    reg signed [35:0] tree$1$right;
    wire signed [35:0] tree$1$sum;
    reg tree$2$clock;
    reg signed [35:0] tree$2$left;
    reg signed [35:0] tree$2$right;
    wire signed [35:0] tree$2$sum;
    reg tree$3$clock;
    reg signed [35:0] tree$3$left;
    reg signed [35:0] tree$3$right;
    wire signed [35:0] tree$3$sum;
    reg tree$4$clock;
    reg signed [35:0] tree$4$left;
    reg signed [35:0] tree$4$right;
    wire signed [35:0] tree$4$sum;
    reg tree$5$clock;
    reg signed [35:0] tree$5$left;
    reg signed [35:0] tree$5$right;
    wire signed [35:0] tree$5$sum;
    reg tree$6$clock;
    reg signed [35:0] tree$6$left;
    reg signed [35:0] tree$6$right;
    wire signed [35:0] tree$6$sum;
    reg tree$7$clock;
    reg signed [35:0] tree$7$left;
    reg signed [35:0] tree$7$right;
    wire signed [35:0] tree$7$sum;
    reg tree$8$clock;
    reg signed [35:0] tree$8$left;
    reg signed [35:0] tree$8$right;
    wire signed [35:0] tree$8$sum;
    reg tree$9$clock;
    reg signed [35:0] tree$9$left;
    reg signed [35:0] tree$9$right;
    wire signed [35:0] tree$9$sum;
    reg tree$10$clock;
    reg signed [35:0] tree$10$left;
    reg signed [35:0] tree$10$right;
    wire signed [35:0] tree$10$sum;
    reg tree$11$clock;
    reg signed [35:0] tree$11$left;
    reg signed [35:0] tree$11$right;
    wire signed [35:0] tree$11$sum;
    reg tree$12$clock;
    reg signed [35:0] tree$12$left;
    reg signed [35:0] tree$12$right;
    wire signed [35:0] tree$12$sum;
    reg tree$13$clock;
    reg signed [35:0] tree$13$left;
    reg signed [35:0] tree$13$right;
    wire signed [35:0] tree$13$sum;
    reg tree$14$clock;
    reg signed [35:0] tree$14$left;
    reg signed [35:0] tree$14$right;
    wire signed [35:0] tree$14$sum;
    reg accumulators$0$clock;
    reg [15:0] accumulators$0$base_line;
    reg accumulators$0$next_lane_matches;
    reg accumulators$0$next_first;
    reg accumulators$0$next_last;
    reg accumulators$0$next_horizontal;
    reg accumulators$0$next_clear;
    reg accumulators$0$next_repeats_line;
    reg accumulators$0$next_repeats_older_line;
    reg accumulators$0$operate;
    reg accumulators$0$pool;
    reg [15:0] accumulators$0$line;
    reg [15:0] accumulators$0$older_line;
    reg signed [31:0] accumulators$0$product;
    reg signed [35:0] accumulators$0$products;
    reg [15:0] accumulators$0$drain_line;
    reg accumulators$0$drains;
    wire [47:0] accumulators$0$drain_word;
    reg accumulators$1$clock;
    reg [15:0] accumulators$1$base_line;
    reg accumulators$1$next_lane_matches;
    reg accumulators$1$next_first;
    reg accumulators$1$next_last;
    reg accumulators$1$next_horizontal;
    reg accumulators$1$next_clear;
    reg accumulators$1$next_repeats_line;
    reg accumulators$1$next_repeats_older_line;
    reg accumulators$1$operate;
    reg accumulators$1$pool;
    reg [15:0] accumulators$1$line;
    reg [15:0] accumulators$1$older_line;
    reg signed [31:0] accumulators$1$product;
    reg signed [35:0] accumulators$1$products;
    reg [15:0] accumulators$1$drain_line;
    reg accumulators$1$drains;
    wire [47:0] accumulators$1$drain_word;
    reg [15:0] drained_line$d;
    wire [15:0] drained_line$q;
    reg drained_line$clock;
    reg [15:0] drained_lane$d;
    wire [15:0] drained_lane$q;
    reg drained_lane$clock;
    reg [47:0] drained_word$d;
    wire [47:0] drained_word$q;
    reg drained_word$clock;

    // Local signals
    reg [15:0] shared_input;
    reg signed [31:0] leaves$0;
    reg signed [31:0] leaves$1;
    reg signed [31:0] leaves$2;
    reg signed [31:0] leaves$3;
    reg signed [31:0] leaves$4;
    reg signed [31:0] leaves$5;
    reg signed [31:0] leaves$6;
    reg signed [31:0] leaves$7;
    reg signed [31:0] leaves$8;
    reg signed [31:0] leaves$9;
    reg signed [31:0] leaves$10;
    reg signed [31:0] leaves$11;
    reg signed [31:0] leaves$12;
    reg signed [31:0] leaves$13;
    reg signed [31:0] leaves$14;
    reg signed [31:0] leaves$15;
    reg [47:0] drained;

    // Sub module instances
    ganax_2x2_flip_flop_256 loaded_words(
        .d(loaded_words$d),
        .q(loaded_words$q),
        .clock(loaded_words$clock)
    );
    ganax_2x2_flip_flop_256 loaded_lines(
        .d(loaded_lines$d),
        .q(loaded_lines$q),
        .clock(loaded_lines$clock)
    );
    ganax_2x2_flip_flop_16 loads_inputs(
        .d(loads_inputs$d),
        .q(loads_inputs$q),
        .clock(loads_inputs$clock)
    );
    ganax_2x2_flip_flop_16 loads_weights(
        .d(loads_weights$d),
        .q(loads_weights$q),
        .clock(loads_weights$clock)
    );
    ganax_2x2_operand_pipeline pipeline(
        .clock(pipeline$clock),
        .reset(pipeline$reset),
        .operate(pipeline$operate),
        .input_address(pipeline$input_address),
        .weight_address(pipeline$weight_address),
        .output_address(pipeline$output_address),
        .operation(pipeline$operation),
        .flags(pipeline$flags),
        .first(pipeline$first),
        .last(pipeline$last),
        .input_line(pipeline$input_line),
        .weight_line(pipeline$weight_line),
        .input_lane(pipeline$input_lane),
        .own_inputs(pipeline$own_inputs),
        .shared_input(pipeline$shared_input),
        .unweighted(pipeline$unweighted),
        .base_line(pipeline$base_line),
        .next_lane(pipeline$next_lane),
        .next_first(pipeline$next_first),
        .next_last(pipeline$next_last),
        .next_horizontal(pipeline$next_horizontal),
        .next_clear(pipeline$next_clear),
        .next_repeats_line(pipeline$next_repeats_line),
        .next_repeats_older_line(pipeline$next_repeats_older_line),
        .operand_valid(pipeline$operand_valid),
        .operand_pool(pipeline$operand_pool),
        .operand_line(pipeline$operand_line),
        .older_line(pipeline$older_line)
    );
    ganax_2x2_scratchpad_bank inputs$0(
        .clock(inputs$0$clock),
        .read_line(inputs$0$read_line),
        .keep(inputs$0$keep),
        .word(inputs$0$word),
        .write(inputs$0$write),
        .write_line(inputs$0$write_line),
        .write_word(inputs$0$write_word)
    );
    ganax_2x2_scratchpad_bank inputs$1(
        .clock(inputs$1$clock),
        .read_line(inputs$1$read_line),
        .keep(inputs$1$keep),
        .word(inputs$1$word),
        .write(inputs$1$write),
        .write_line(inputs$1$write_line),
        .write_word(inputs$1$write_word)
    );
    ganax_2x2_scratchpad_bank weights$0(
        .clock(weights$0$clock),
        .read_line(weights$0$read_line),
        .keep(weights$0$keep),
        .word(weights$0$word),
        .write(weights$0$write),
        .write_line(weights$0$write_line),
        .write_word(weights$0$write_word)
    );
    ganax_2x2_scratchpad_bank weights$1(
        .clock(weights$1$clock),
        .read_line(weights$1$read_line),
        .keep(weights$1$keep),
        .word(weights$1$word),
        .write(weights$1$write),
        .write_line(weights$1$write_line),
        .write_word(weights$1$write_word)
    );
    ganax_2x2_element elements$0(
        .clock(elements$0$clock),
        .lane_input(elements$0$lane_input),
        .shared(elements$0$shared),
        .shared_operand(elements$0$shared_operand),
        .weight(elements$0$weight),
        .unweighted(elements$0$unweighted),
        .product(elements$0$product)
    );
    ganax_2x2_element elements$1(
        .clock(elements$1$clock),
        .lane_input(elements$1$lane_input),
        .shared(elements$1$shared),
        .shared_operand(elements$1$shared_operand),
        .weight(elements$1$weight),
        .unweighted(elements$1$unweighted),
        .product(elements$1$product)
    );
    ganax_2x2_flip_flop_16 shared_operand(
        .d(shared_operand$d),
        .q(shared_operand$q),
        .clock(shared_operand$clock)
    );
    ganax_2x2_adder_node tree$0(
        .clock(tree$0$clock),
        .left(tree$0$left),
        .right(tree$0$right),
        .sum(tree$0$sum)
    );
    ganax_2x2_adder_node tree$1(
        .clock(tree$1$clock),
        .left(tree$1$left),
        .right(tree$1$right),
        .sum(tree$1$sum)
    );
    ganax_2x2_adder_node tree$2(
        .clock(tree$2$clock),
        .left(tree$2$left),
        .right(tree$2$right),
        .sum(tree$2$sum)
    );
    ganax_2x2_adder_node tree$3(
        .clock(tree$3$clock),
        .left(tree$3$left),
        .right(tree$3$right),
        .sum(tree$3$sum)
    );
    ganax_2x2_adder_node tree$4(
        .clock(tree$4$clock),
        .left(tree$4$left),
        .right(tree$4$right),
        .sum(tree$4$sum)
    );
    ganax_2x2_adder_node tree$5(
        .clock(tree$5$clock),
        .left(tree$5$left),
        .right(tree$5$right),
        .sum(tree$5$sum)
    );
    ganax_2x2_adder_node tree$6(
        .clock(tree$6$clock),
        .left(tree$6$left),
        .right(tree$6$right),
        .sum(tree$6$sum)
    );
    ganax_2x2_adder_node tree$7(
        .clock(tree$7$clock),
        .left(tree$7$left),
        .right(tree$7$right),
        .sum(tree$7$sum)
    );
    ganax_2x2_adder_node tree$8(
        .clock(tree$8$clock),
        .left(tree$8$left),
        .right(tree$8$right),
        .sum(tree$8$sum)
    );
    ganax_2x2_adder_node tree$9(
        .clock(tree$9$clock),
        .left(tree$9$left),
        .right(tree$9$right),
        .sum(tree$9$sum)
    );
    ganax_2x2_adder_node tree$10(
        .clock(tree$10$clock),
        .left(tree$10$left),
        .right(tree$10$right),
        .sum(tree$10$sum)
    );
    ganax_2x2_adder_node tree$11(
        .clock(tree$11$clock),
        .left(tree$11$left),
        .right(tree$11$right),
        .sum(tree$11$sum)
    );
    ganax_2x2_adder_node tree$12(
        .clock(tree$12$clock),
        .left(tree$12$left),
        .right(tree$12$right),
        .sum(tree$12$sum)
    );
    ganax_2x2_adder_node tree$13(
        .clock(tree$13$clock),
        .left(tree$13$left),
        .right(tree$13$right),
        .sum(tree$13$sum)
    );
    ganax_2x2_adder_node tree$14(
        .clock(tree$14$clock),
        .left(tree$14$left),
        .right(tree$14$right),
        .sum(tree$14$sum)
    );
    ganax_2x2_lane_accumulators accumulators$0(
        .clock(accumulators$0$clock),
        .base_line(accumulators$0$base_line),
        .next_lane_matches(accumulators$0$next_lane_matches),
        .next_first(accumulators$0$next_first),
        .next_last(accumulators$0$next_last),
        .next_horizontal(accumulators$0$next_horizontal),
        .next_clear(accumulators$0$next_clear),
        .next_repeats_line(accumulators$0$next_repeats_line),
        .next_repeats_older_line(accumulators$0$next_repeats_older_line),
        .operate(accumulators$0$operate),
        .pool(accumulators$0$pool),
        .line(accumulators$0$line),
        .older_line(accumulators$0$older_line),
        .product(accumulators$0$product),
        .products(accumulators$0$products),
        .drain_line(accumulators$0$drain_line),
        .drains(accumulators$0$drains),
        .drain_word(accumulators$0$drain_word)
    );
    ganax_2x2_lane_accumulators accumulators$1(
        .clock(accumulators$1$clock),
        .base_line(accumulators$1$base_line),
        .next_lane_matches(accumulators$1$next_lane_matches),
        .next_first(accumulators$1$next_first),
        .next_last(accumulators$1$next_last),
        .next_horizontal(accumulators$1$next_horizontal),
        .next_clear(accumulators$1$next_clear),
        .next_repeats_line(accumulators$1$next_repeats_line),
        .next_repeats_older_line(accumulators$1$next_repeats_older_line),
        .operate(accumulators$1$operate),
        .pool(accumulators$1$pool),
        .line(accumulators$1$line),
        .older_line(accumulators$1$older_line),
        .product(accumulators$1$product),
        .products(accumulators$1$products),
        .drain_line(accumulators$1$drain_line),
        .drains(accumulators$1$drains),
        .drain_word(accumulators$1$drain_word)
    );
    ganax_2x2_flip_flop_16 drained_line(
        .d(drained_line$d),
        .q(drained_line$q),
        .clock(drained_line$clock)
    );
    ganax_2x2_flip_flop_16 drained_lane(
        .d(drained_lane$d),
        .q(drained_lane$q),
        .clock(drained_lane$clock)
    );
    ganax_2x2_flip_flop_48 drained_word(
        .d(drained_word$d),
        .q(drained_word$q),
        .clock(drained_word$clock)
    );

    // Update code
    always @(*) begin
        loaded_words$clock = clock;
        loaded_lines$clock = clock;
        loads_inputs$clock = clock;
        loads_weights$clock = clock;
        shared_operand$clock = clock;
        loaded_words$d = loaded_words$q;
        loaded_lines$d = loaded_lines$q;
        loads_inputs$d = loads_inputs$q;
        loads_weights$d = loads_weights$q;
        shared_operand$d = shared_operand$q;
        drained_line$clock = clock;
        drained_lane$clock = clock;
        drained_word$clock = clock;
        drained_line$d = drained_line$q;
        drained_lane$d = drained_lane$q;
        drained_word$d = drained_word$q;
        pipeline$clock = clock;
        pipeline$reset = reset;
        pipeline$operate = operate;
        pipeline$input_address = input_address;
        pipeline$weight_address = weight_address;
        pipeline$output_address = output_address;
        pipeline$operation = operation;
        pipeline$flags = flags;
        pipeline$first = first;
        pipeline$last = last;
        loaded_words$d = load_words;
        loaded_lines$d = load_lines;
        loads_inputs$d = load_banks;
        if (~input_write | reset) begin
            loads_inputs$d = 32'h0;
        end
        loads_weights$d = load_banks;
        if (~weight_write | reset) begin
            loads_weights$d = 32'h0;
        end
        shared_input = ((32'h0) & 16'hffff);
        inputs$0$clock = clock;
        inputs$0$write = loads_inputs$q[0];
        inputs$0$write_line = loaded_lines$q[(0 * 32'h10)+:(16)];
        inputs$0$write_word = loaded_words$q[(0 * 32'h10)+:(16)];
        inputs$0$read_line = pipeline$input_line;
        inputs$0$keep = pipeline$own_inputs | (pipeline$input_lane == 0);
        shared_input = shared_input | inputs$0$word;
        weights$0$clock = clock;
        weights$0$write = loads_weights$q[0];
        weights$0$write_line = loaded_lines$q[(0 * 32'h10)+:(16)];
        weights$0$write_word = loaded_words$q[(0 * 32'h10)+:(16)];
        weights$0$read_line = pipeline$weight_line;
        weights$0$keep = 1'b1;
        inputs$1$clock = clock;
        inputs$1$write = loads_inputs$q[1];
        inputs$1$write_line = loaded_lines$q[(1 * 32'h10)+:(16)];
        inputs$1$write_word = loaded_words$q[(1 * 32'h10)+:(16)];
        inputs$1$read_line = pipeline$input_line;
        inputs$1$keep = pipeline$own_inputs | (pipeline$input_lane == 1);
        shared_input = shared_input | inputs$1$word;
        weights$1$clock = clock;
        weights$1$write = loads_weights$q[1];
        weights$1$write_line = loaded_lines$q[(1 * 32'h10)+:(16)];
        weights$1$write_word = loaded_words$q[(1 * 32'h10)+:(16)];
        weights$1$read_line = pipeline$weight_line;
        weights$1$keep = 1'b1;
        shared_operand$d = shared_input;
        if (~pipeline$shared_input) begin
            shared_operand$d = 32'h0;
        end
        leaves$0 = no_product;
        leaves$1 = no_product;
        leaves$2 = no_product;
        leaves$3 = no_product;
        leaves$4 = no_product;
        leaves$5 = no_product;
        leaves$6 = no_product;
        leaves$7 = no_product;
        leaves$8 = no_product;
        leaves$9 = no_product;
        leaves$10 = no_product;
        leaves$11 = no_product;
        leaves$12 = no_product;
        leaves$13 = no_product;
        leaves$14 = no_product;
        leaves$15 = no_product;
        elements$0$clock = clock;
        elements$0$lane_input = inputs$0$word;
        elements$0$shared_operand = shared_operand$q;
        elements$0$shared = pipeline$shared_input;
        elements$0$weight = weights$0$word;
        elements$0$unweighted = pipeline$unweighted;
        leaves$0 = elements$0$product;
        elements$1$clock = clock;
        elements$1$lane_input = inputs$1$word;
        elements$1$shared_operand = shared_operand$q;
        elements$1$shared = pipeline$shared_input;
        elements$1$weight = weights$1$word;
        elements$1$unweighted = pipeline$unweighted;
        leaves$1 = elements$1$product;
        tree$7$left = $signed(leaves$0);
        tree$7$right = $signed(leaves$1);
        tree$8$left = $signed(leaves$2);
        tree$8$right = $signed(leaves$3);
        tree$9$left = $signed(leaves$4);
        tree$9$right = $signed(leaves$5);
        tree$10$left = $signed(leaves$6);
        tree$10$right = $signed(leaves$7);
        tree$11$left = $signed(leaves$8);
        tree$11$right = $signed(leaves$9);
        tree$12$left = $signed(leaves$10);
        tree$12$right = $signed(leaves$11);
        tree$13$left = $signed(leaves$12);
        tree$13$right = $signed(leaves$13);
        tree$14$left = $signed(leaves$14);
        tree$14$right = $signed(leaves$15);
        tree$0$left = tree$1$sum;
        tree$0$right = tree$2$sum;
        tree$1$left = tree$3$sum;
        tree$1$right = tree$4$sum;
        tree$2$left = tree$5$sum;
        tree$2$right = tree$6$sum;
        tree$3$left = tree$7$sum;
        tree$3$right = tree$8$sum;
        tree$4$left = tree$9$sum;
        tree$4$right = tree$10$sum;
        tree$5$left = tree$11$sum;
        tree$5$right = tree$12$sum;
        tree$6$left = tree$13$sum;
        tree$6$right = tree$14$sum;
        tree$0$clock = clock;
        tree$1$clock = clock;
        tree$2$clock = clock;
        tree$3$clock = clock;
        tree$4$clock = clock;
        tree$5$clock = clock;
        tree$6$clock = clock;
        tree$7$clock = clock;
        tree$8$clock = clock;
        tree$9$clock = clock;
        tree$10$clock = clock;
        tree$11$clock = clock;
        tree$12$clock = clock;
        tree$13$clock = clock;
        tree$14$clock = clock;
        drained_line$d = drain_address >> lane_shift;
        drained_lane$d = drain_address & lane_mask;
        drained = ((32'h0) & 48'hffffffffffff);
        accumulators$0$clock = clock;
        accumulators$0$base_line = pipeline$base_line;
        accumulators$0$next_lane_matches = pipeline$next_lane == 0;
        accumulators$0$next_first = pipeline$next_first;
        accumulators$0$next_last = pipeline$next_last;
        accumulators$0$next_horizontal = pipeline$next_horizontal;
        accumulators$0$next_clear = pipeline$next_clear;
        accumulators$0$next_repeats_line = pipeline$next_repeats_line;
        accumulators$0$next_repeats_older_line = pipeline$next_repeats_older_line;
        accumulators$0$operate = pipeline$operand_valid;
        accumulators$0$pool = pipeline$operand_pool;
        accumulators$0$line = pipeline$operand_line;
        accumulators$0$older_line = pipeline$older_line;
        accumulators$0$product = leaves$0;
        accumulators$0$products = tree$0$sum;
        accumulators$0$drain_line = drained_line$q;
        accumulators$0$drains = drained_lane$q == 0;
        drained = drained | accumulators$0$drain_word;
        accumulators$1$clock = clock;
        accumulators$1$base_line = pipeline$base_line;
        accumulators$1$next_lane_matches = pipeline$next_lane == 1;
        accumulators$1$next_first = pipeline$next_first;
        accumulators$1$next_last = pipeline$next_last;
        accumulators$1$next_horizontal = pipeline$next_horizontal;
        accumulators$1$next_clear = pipeline$next_clear;
        accumulators$1$next_repeats_line = pipeline$next_repeats_line;
        accumulators$1$next_repeats_older_line = pipeline$next_repeats_older_line;
        accumulators$1$operate = pipeline$operand_valid;
        accumulators$1$pool = pipeline$operand_pool;
        accumulators$1$line = pipeline$operand_line;
        accumulators$1$older_line = pipeline$older_line;
        accumulators$1$product = leaves$1;
        accumulators$1$products = tree$0$sum;
        accumulators$1$drain_line = drained_line$q;
        accumulators$1$drains = drained_lane$q == 1;
        drained = drained | accumulators$1$drain_word;
        drained_word$d = drained;
        drain_word = drained_word$q;
    end
endmodule

module ganax_2x2_pv_control(
    input wire clock,
    input wire reset,
    input wire command_push,
    input wire [32:0] command,
    input wire clear_timelines,
    input wire [23:0] inputs_completed,
    input wire [23:0] weights_completed,
    input wire [23:0] parameters_completed,
    input wire [31:0] input_sums_needed,
    input wire [31:0] input_drains_needed,
    input wire [31:0] weight_sums_needed,
    input wire [31:0] weight_drains_needed,
    input wire [31:0] parameter_sums_needed,
    input wire [31:0] parameter_drains_needed,
    input wire [31:0] output_sums_needed,
    input wire [31:0] output_drains_needed,
    input wire drain_pop,
    input wire act_done,
    input wire post_idle,
    output reg command_full,
    output reg [3:0] channel_ready,
    output reg operate,
    output reg [15:0] input_address,
    output reg [15:0] weight_address,
    output reg [15:0] output_address,
    output reg [3:0] operation,
    output reg [3:0] flags,
    output reg first,
    output reg last,
    output reg act_valid,
    output reg [15:0] act_clamp_low,
    output reg [15:0] act_clamp_high,
    output reg [1:0] act_table,
    output reg [15:0] act_parameter_base,
    output reg act_ready,
    output reg drain_valid,
    output reg [15:0] drain_address,
    output reg drain_pass_ends,
    output reg drain_last,
    output reg idle,
    output reg moved,
    output reg busy,
    output reg multiplies,
    output reg stalled_input,
    output reg stalled_weight,
    output reg stalled_output,
    output reg without_operation,
    output reg switches
);
    // Stub signals
    reg command_queue$clock;
    reg command_queue$reset;
    reg command_queue$push;
    reg [32:0] command_queue$command_in;
    wire command_queue$full;
    reg command_queue$pop;
    wire [32:0] command_queue$command;
    wire command_queue$valid;
    reg front_end$clock;
    reg front_end$reset;
    reg front_end$command_valid;
    reg [32:0] front_end$command;
    wire front_end$command_pop;
    reg [3:0] front_end$shadow_free;
    wire [3:0] front_end$write;
    wire [3:0] front_end$write_select;
    wire [15:0] front_end$write_data;
    wire [15:0] front_end$write_left;
    wire front_end$write_single;
    wire [3:0] front_end$start;
    wire [3:0] front_end$stop;
    reg front_end$operations_valid;
    reg front_end$operations_full;
    wire front_end$operation_push;
    reg front_end$acts_valid;
    reg front_end$acts_full;
    wire front_end$act_push;
    wire [3:0] front_end$operation;
    wire [3:0] front_end$flags;
    wire [23:0] front_end$operands;
    wire front_end$single_operand;
    wire [23:0] front_end$weights_needed;
    wire [23:0] front_end$inputs_needed;
    wire [23:0] front_end$parameters_needed;
    wire [23:0] front_end$drains_needed;
    wire [23:0] front_end$sums_needed;
    wire [15:0] front_end$parameter_base;
    wire [15:0] front_end$clamp_low;
    wire [15:0] front_end$clamp_high;
    wire [1:0] front_end$act_table;
    reg sources$0$clock;
    reg sources$0$reset;
    reg sources$0$write;
    reg [3:0] sources$0$write_select;
    reg [15:0] sources$0$write_data;
    reg [15:0] sources$0$write_left;
    reg sources$0$write_single;
    reg sources$0$start;
    reg sources$0$stop;
    wire sources$0$shadow_free;
    reg sources$0$pop;
    wire sources$0$valid;
    wire [15:0] sources$0$address;
    wire sources$0$pass_ends;
    wire sources$0$last;
    reg sources$1$clock;
    reg sources$1$reset;
    reg sources$1$write;
    reg [3:0] sources$1$write_select;
    reg [15:0] sources$1$write_data;
    reg [15:0] sources$1$write_left;
    reg sources$1$write_single;
    reg sources$1$start;
    reg sources$1$stop;
    wire sources$1$shadow_free;
    reg sources$1$pop;
    wire sources$1$valid;
    wire [15:0] sources$1$address;
    wire sources$1$pass_ends;
    wire sources$1$last;
    reg sources$2$clock;
    reg sources$2$reset;
    reg sources$2$write;
    reg [3:0] sources$2$write_select;
    reg [15:0] sources$2$write_data;
    reg [15:0] sources$2$write_left;
    reg sources$2$write_single;
    reg sources$2$start;
    reg sources$2$stop;
    wire sources$2$shadow_free;
    reg sources$2$pop;
    wire sources$2$valid;
    wire [15:0] sources$2$address;
    wire sources$2$pass_ends;
    wire sources$2$last;
    reg sources$3$clock;
    reg sources$3$reset;
    reg sources$3$write;
    reg [3:0] sources$3$write_select;
    reg [15:0] sources$3$write_data;
    reg [15:0] sources$3$write_left;
    reg sources$3$write_single;
    reg sources$3$start;
    reg sources$3$stop;
    wire sources$3$shadow_free;
    reg sources$3$pop;
    wire sources$3$valid;
    wire [15:0] sources$3$address;
    wire sources$3$pass_ends;
    wire sources$3$last;
    reg execute$clock;
    reg execute$reset;
    reg execute$push;
    reg [3:0] execute$operation_in;
    reg [3:0] execute$flags_in;
    reg [23:0] execute$operands_in;
    reg execute$single_operand_in;
    reg [23:0] execute$inputs_needed;
    reg [23:0] execute$weights_needed;
    reg [23:0] execute$drains_needed;
    wire execute$valid;
    wire execute$full;
    reg [23:0] execute$inputs_completed;
    reg [23:0] execute$weights_completed;
    reg [31:0] execute$drains_completed;
    reg execute$input_valid;
    reg execute$weight_valid;
    reg execute$output_valid;
    reg execute$output_last;
    wire execute$operate;
    wire execute$takes;
    wire execute$weight_pop;
    wire execute$output_pop;
    wire [3:0] execute$operation;
    wire [3:0] execute$flags;
    wire execute$first;
    wire execute$last;
    wire execute$signal;
    wire execute$settled;
    wire execute$busy;
    wire execute$multiplies;
    wire execute$stalled_input;
    wire execute$stalled_weight;
    wire execute$stalled_output;
    wire execute$without_operation;
    wire execute$switches;
    reg acts$clock;
    reg acts$reset;
    reg acts$push;
    reg acts$pop;
    wire acts$valid;
    wire acts$full;
    reg [3:0] acts$flags_in;
    reg [23:0] acts$sums_needed_in;
    reg [23:0] acts$parameters_needed_in;
    reg [15:0] acts$clamp_low_in;
    reg [15:0] acts$clamp_high_in;
    reg [15:0] acts$parameter_base_in;
    reg [1:0] acts$table_in;
    reg [23:0] acts$sums_completed;
    reg [23:0] acts$parameters_completed;
    wire acts$ready;
    wire acts$signals;
    wire [15:0] acts$clamp_low;
    wire [15:0] acts$clamp_high;
    wire [15:0] acts$parameter_base;
    wire [1:0] acts$act_table;
    reg timelines$clock;
    reg timelines$reset;
    reg timelines$clear;
    reg timelines$operation_signal;
    reg timelines$horizontal;
    reg timelines$act_signal;
    wire [23:0] timelines$sums_completed;
    wire [31:0] timelines$drains_completed;
    reg [31:0] timelines$input_sums_needed;
    reg [31:0] timelines$input_drains_needed;
    reg [31:0] timelines$weight_sums_needed;
    reg [31:0] timelines$weight_drains_needed;
    reg [31:0] timelines$parameter_sums_needed;
    reg [31:0] timelines$parameter_drains_needed;
    reg [31:0] timelines$output_sums_needed;
    reg [31:0] timelines$output_drains_needed;
    wire [3:0] timelines$channel_ready;
    reg moves$d;
    wire moves$q;
    reg moves$clock;

    // Local signals
    reg [3:0] shadows_free$0;
    reg [3:0] shadows_free$1;
    reg [3:0] shadows_free$2;
    reg [3:0] shadows_free$3;
    reg [3:0] generators_written;
    reg [3:0] generators_started;
    reg [3:0] generators_stopped;
    reg [3:0] modifiers;

    // Sub module instances
    ganax_2x2_command_queue command_queue(
        .clock(command_queue$clock),
        .reset(command_queue$reset),
        .push(command_queue$push),
        .command_in(command_queue$command_in),
        .full(command_queue$full),
        .pop(command_queue$pop),
        .command(command_queue$command),
        .valid(command_queue$valid)
    );
    ganax_2x2_front_end front_end(
        .clock(front_end$clock),
        .reset(front_end$reset),
        .command_valid(front_end$command_valid),
        .command(front_end$command),
        .command_pop(front_end$command_pop),
        .shadow_free(front_end$shadow_free),
        .write(front_end$write),
        .write_select(front_end$write_select),
        .write_data(front_end$write_data),
        .write_left(front_end$write_left),
        .write_single(front_end$write_single),
        .start(front_end$start),
        .stop(front_end$stop),
        .operations_valid(front_end$operations_valid),
        .operations_full(front_end$operations_full),
        .operation_push(front_end$operation_push),
        .acts_valid(front_end$acts_valid),
        .acts_full(front_end$acts_full),
        .act_push(front_end$act_push),
        .operation(front_end$operation),
        .flags(front_end$flags),
        .operands(front_end$operands),
        .single_operand(front_end$single_operand),
        .weights_needed(front_end$weights_needed),
        .inputs_needed(front_end$inputs_needed),
        .parameters_needed(front_end$parameters_needed),
        .drains_needed(front_end$drains_needed),
        .sums_needed(front_end$sums_needed),
        .parameter_base(front_end$parameter_base),
        .clamp_low(front_end$clamp_low),
        .clamp_high(front_end$clamp_high),
        .act_table(front_end$act_table)
    );
    ganax_2x2_address_source sources$0(
        .clock(sources$0$clock),
        .reset(sources$0$reset),
        .write(sources$0$write),
        .write_select(sources$0$write_select),
        .write_data(sources$0$write_data),
        .write_left(sources$0$write_left),
        .write_single(sources$0$write_single),
        .start(sources$0$start),
        .stop(sources$0$stop),
        .shadow_free(sources$0$shadow_free),
        .pop(sources$0$pop),
        .valid(sources$0$valid),
        .address(sources$0$address),
        .pass_ends(sources$0$pass_ends),
        .last(sources$0$last)
    );
    ganax_2x2_address_source sources$1(
        .clock(sources$1$clock),
        .reset(sources$1$reset),
        .write(sources$1$write),
        .write_select(sources$1$write_select),
        .write_data(sources$1$write_data),
        .write_left(sources$1$write_left),
        .write_single(sources$1$write_single),
        .start(sources$1$start),
        .stop(sources$1$stop),
        .shadow_free(sources$1$shadow_free),
        .pop(sources$1$pop),
        .valid(sources$1$valid),
        .address(sources$1$address),
        .pass_ends(sources$1$pass_ends),
        .last(sources$1$last)
    );
    ganax_2x2_address_source sources$2(
        .clock(sources$2$clock),
        .reset(sources$2$reset),
        .write(sources$2$write),
        .write_select(sources$2$write_select),
        .write_data(sources$2$write_data),
        .write_left(sources$2$write_left),
        .write_single(sources$2$write_single),
        .start(sources$2$start),
        .stop(sources$2$stop),
        .shadow_free(sources$2$shadow_free),
        .pop(sources$2$pop),
        .valid(sources$2$valid),
        .address(sources$2$address),
        .pass_ends(sources$2$pass_ends),
        .last(sources$2$last)
    );
    ganax_2x2_address_source sources$3(
        .clock(sources$3$clock),
        .reset(sources$3$reset),
        .write(sources$3$write),
        .write_select(sources$3$write_select),
        .write_data(sources$3$write_data),
        .write_left(sources$3$write_left),
        .write_single(sources$3$write_single),
        .start(sources$3$start),
        .stop(sources$3$stop),
        .shadow_free(sources$3$shadow_free),
        .pop(sources$3$pop),
        .valid(sources$3$valid),
        .address(sources$3$address),
        .pass_ends(sources$3$pass_ends),
        .last(sources$3$last)
    );
    ganax_2x2_execute execute(
        .clock(execute$clock),
        .reset(execute$reset),
        .push(execute$push),
        .operation_in(execute$operation_in),
        .flags_in(execute$flags_in),
        .operands_in(execute$operands_in),
        .single_operand_in(execute$single_operand_in),
        .inputs_needed(execute$inputs_needed),
        .weights_needed(execute$weights_needed),
        .drains_needed(execute$drains_needed),
        .valid(execute$valid),
        .full(execute$full),
        .inputs_completed(execute$inputs_completed),
        .weights_completed(execute$weights_completed),
        .drains_completed(execute$drains_completed),
        .input_valid(execute$input_valid),
        .weight_valid(execute$weight_valid),
        .output_valid(execute$output_valid),
        .output_last(execute$output_last),
        .operate(execute$operate),
        .takes(execute$takes),
        .weight_pop(execute$weight_pop),
        .output_pop(execute$output_pop),
        .operation(execute$operation),
        .flags(execute$flags),
        .first(execute$first),
        .last(execute$last),
        .signal(execute$signal),
        .settled(execute$settled),
        .busy(execute$busy),
        .multiplies(execute$multiplies),
        .stalled_input(execute$stalled_input),
        .stalled_weight(execute$stalled_weight),
        .stalled_output(execute$stalled_output),
        .without_operation(execute$without_operation),
        .switches(execute$switches)
    );
    ganax_2x2_act_queue acts(
        .clock(acts$clock),
        .reset(acts$reset),
        .push(acts$push),
        .pop(acts$pop),
        .valid(acts$valid),
        .full(acts$full),
        .flags_in(acts$flags_in),
        .sums_needed_in(acts$sums_needed_in),
        .parameters_needed_in(acts$parameters_needed_in),
        .clamp_low_in(acts$clamp_low_in),
        .clamp_high_in(acts$clamp_high_in),
        .parameter_base_in(acts$parameter_base_in),
        .table_in(acts$table_in),
        .sums_completed(acts$sums_completed),
        .parameters_completed(acts$parameters_completed),
        .ready(acts$ready),
        .signals(acts$signals),
        .clamp_low(acts$clamp_low),
        .clamp_high(acts$clamp_high),
        .parameter_base(acts$parameter_base),
        .act_table(acts$act_table)
    );
    ganax_2x2_timelines timelines(
        .clock(timelines$clock),
        .reset(timelines$reset),
        .clear(timelines$clear),
        .operation_signal(timelines$operation_signal),
        .horizontal(timelines$horizontal),
        .act_signal(timelines$act_signal),
        .sums_completed(timelines$sums_completed),
        .drains_completed(timelines$drains_completed),
        .input_sums_needed(timelines$input_sums_needed),
        .input_drains_needed(timelines$input_drains_needed),
        .weight_sums_needed(timelines$weight_sums_needed),
        .weight_drains_needed(timelines$weight_drains_needed),
        .parameter_sums_needed(timelines$parameter_sums_needed),
        .parameter_drains_needed(timelines$parameter_drains_needed),
        .output_sums_needed(timelines$output_sums_needed),
        .output_drains_needed(timelines$output_drains_needed),
        .channel_ready(timelines$channel_ready)
    );
    ganax_2x2_flip_flop_1 moves(
        .d(moves$d),
        .q(moves$q),
        .clock(moves$clock)
    );

    // Update code
    always @(*) begin
        command_queue$clock = clock;
        front_end$clock = clock;
        execute$clock = clock;
        acts$clock = clock;
        timelines$clock = clock;
        moves$clock = clock;
        moves$d = moves$q;
        command_queue$reset = reset;
        command_queue$push = command_push;
        command_queue$command_in = command;
        command_queue$pop = front_end$command_pop;
        command_full = command_queue$full;
        front_end$reset = reset;
        front_end$command_valid = command_queue$valid;
        front_end$command = command_queue$command;
        front_end$operations_valid = execute$valid;
        front_end$operations_full = execute$full;
        front_end$acts_valid = acts$valid;
        front_end$acts_full = acts$full;
        generators_written = front_end$write;
        generators_started = front_end$start;
        generators_stopped = front_end$stop;
        sources$0$clock = clock;
        sources$0$reset = reset;
        sources$0$write = generators_written[0];
        sources$0$write_select = front_end$write_select;
        sources$0$write_data = front_end$write_data;
        sources$0$write_left = front_end$write_left;
        sources$0$write_single = front_end$write_single;
        sources$0$start = generators_started[0];
        sources$0$stop = generators_stopped[0];
        shadows_free$0 = ((32'h0) & 4'hf);
        sources$1$clock = clock;
        sources$1$reset = reset;
        sources$1$write = generators_written[1];
        sources$1$write_select = front_end$write_select;
        sources$1$write_data = front_end$write_data;
        sources$1$write_left = front_end$write_left;
        sources$1$write_single = front_end$write_single;
        sources$1$start = generators_started[1];
        sources$1$stop = generators_stopped[1];
        shadows_free$1 = ((32'h0) & 4'hf);
        sources$2$clock = clock;
        sources$2$reset = reset;
        sources$2$write = generators_written[2];
        sources$2$write_select = front_end$write_select;
        sources$2$write_data = front_end$write_data;
        sources$2$write_left = front_end$write_left;
        sources$2$write_single = front_end$write_single;
        sources$2$start = generators_started[2];
        sources$2$stop = generators_stopped[2];
        shadows_free$2 = ((32'h0) & 4'hf);
        sources$3$clock = clock;
        sources$3$reset = reset;
        sources$3$write = generators_written[3];
        sources$3$write_select = front_end$write_select;
        sources$3$write_data = front_end$write_data;
        sources$3$write_left = front_end$write_left;
        sources$3$write_single = front_end$write_single;
        sources$3$start = generators_started[3];
        sources$3$stop = generators_stopped[3];
        shadows_free$3 = ((32'h0) & 4'hf);
        if (sources$0$shadow_free) begin
            shadows_free$0 = ((32'h1) & 4'hf);
        end
        if (sources$1$shadow_free) begin
            shadows_free$1 = ((32'h2) & 4'hf);
        end
        if (sources$2$shadow_free) begin
            shadows_free$2 = ((32'h4) & 4'hf);
        end
        if (sources$3$shadow_free) begin
            shadows_free$3 = ((32'h8) & 4'hf);
        end
        front_end$shadow_free = shadows_free$0 | shadows_free$1 | shadows_free$2 | shadows_free$3;
        sources$0$pop = execute$operate;
        sources$1$pop = execute$weight_pop;
        sources$2$pop = execute$output_pop;
        sources$3$pop = drain_pop;
        execute$reset = reset;
        execute$push = front_end$operation_push;
        execute$operation_in = front_end$operation;
        execute$flags_in = front_end$flags;
        execute$operands_in = front_end$operands;
        execute$single_operand_in = front_end$single_operand;
        execute$inputs_needed = front_end$inputs_needed;
        execute$weights_needed = front_end$weights_needed;
        execute$drains_needed = front_end$drains_needed;
        execute$inputs_completed = inputs_completed;
        execute$weights_completed = weights_completed;
        execute$drains_completed = timelines$drains_completed;
        execute$input_valid = sources$0$valid;
        execute$weight_valid = sources$1$valid;
        execute$output_valid = sources$2$valid;
        execute$output_last = sources$2$last;
        operate = execute$operate;
        input_address = sources$0$address;
        weight_address = sources$1$address;
        output_address = sources$2$address;
        operation = execute$operation;
        modifiers = execute$flags;
        flags = modifiers;
        first = execute$first;
        last = execute$last;
        acts$reset = reset;
        acts$push = front_end$act_push;
        acts$pop = act_done;
        acts$flags_in = front_end$flags;
        acts$sums_needed_in = front_end$sums_needed;
        acts$parameters_needed_in = front_end$parameters_needed;
        acts$clamp_low_in = front_end$clamp_low;
        acts$clamp_high_in = front_end$clamp_high;
        acts$parameter_base_in = front_end$parameter_base;
        acts$table_in = front_end$act_table;
        acts$sums_completed = timelines$sums_completed;
        acts$parameters_completed = parameters_completed;
        act_valid = acts$valid;
        act_ready = acts$ready;
        act_clamp_low = acts$clamp_low;
        act_clamp_high = acts$clamp_high;
        act_table = acts$act_table;
        act_parameter_base = acts$parameter_base;
        drain_valid = sources$3$valid;
        drain_address = sources$3$address;
        drain_pass_ends = sources$3$pass_ends;
        drain_last = sources$3$last;
        timelines$reset = reset;
        timelines$clear = clear_timelines;
        timelines$operation_signal = execute$signal;
        timelines$horizontal = modifiers[32'h0];
        timelines$act_signal = act_done & acts$signals;
        timelines$input_sums_needed = input_sums_needed;
        timelines$input_drains_needed = input_drains_needed;
        timelines$weight_sums_needed = weight_sums_needed;
        timelines$weight_drains_needed = weight_drains_needed;
        timelines$parameter_sums_needed = parameter_sums_needed;
        timelines$parameter_drains_needed = parameter_drains_needed;
        timelines$output_sums_needed = output_sums_needed;
        timelines$output_drains_needed = output_drains_needed;
        channel_ready = timelines$channel_ready;
        idle = ~command_queue$valid & ~execute$valid & execute$settled & ~acts$valid & post_idle;
        moves$d = front_end$command_pop | execute$takes | drain_pop;
        moved = moves$q;
        busy = execute$busy;
        multiplies = execute$multiplies;
        stalled_input = execute$stalled_input;
        stalled_weight = execute$stalled_weight;
        stalled_output = execute$stalled_output;
        without_operation = execute$without_operation;
        switches = execute$switches;
    end
endmodule

module ganax_2x2_dma_walk(
    input wire clock,
    input wire start,
    input wire [15:0] pvs,
    input wire fill,
    input wire [11:0] window_low,
    input wire [11:0] base_low,
    input wire [51:0] base_high,
    input wire [31:0] target_start,
    input wire [31:0] row_size,
    input wire [31:0] rows,
    input wire [31:0] row_stride,
    input wire [31:0] row_target,
    input wire [31:0] planes,
    input wire [31:0] plane_stride,
    input wire [31:0] plane_target,
    input wire [31:0] pv_stride,
    input wire advance,
    input wire [8:0] advance_bytes,
    input wire row_done,
    output reg [11:0] address_low,
    output reg [31:0] left,
    output reg [31:0] target,
    output reg [15:0] receivers,
    output reg row_begins,
    output reg last_row,
    output reg [31:0] row_bytes,
    output reg [63:0] previous_offset
);
    // Constant declarations
    localparam stores = 1'b0;
    localparam one = 32'h1;
    localparam two = 32'h2;

    // Stub signals
    reg [31:0] size$d;
    wire [31:0] size$q;
    reg size$clock;
    reg [31:0] row_step$d;
    wire [31:0] row_step$q;
    reg row_step$clock;
    reg [31:0] row_target_step$d;
    wire [31:0] row_target_step$q;
    reg row_target_step$clock;
    reg [31:0] plane_step$d;
    wire [31:0] plane_step$q;
    reg plane_step$clock;
    reg [31:0] plane_target_step$d;
    wire [31:0] plane_target_step$q;
    reg plane_target_step$clock;
    reg [31:0] pv_step$d;
    wire [31:0] pv_step$q;
    reg pv_step$clock;
    reg [31:0] row_count$d;
    wire [31:0] row_count$q;
    reg row_count$clock;
    reg [31:0] plane_count$d;
    wire [31:0] plane_count$q;
    reg plane_count$clock;
    reg single_row$d;
    wire single_row$q;
    reg single_row$clock;
    reg [15:0] selected$d;
    wire [15:0] selected$q;
    reg selected$clock;
    reg filling$d;
    wire filling$q;
    reg filling$clock;
    reg [31:0] rows_left$d;
    wire [31:0] rows_left$q;
    reg rows_left$clock;
    reg final_row$d;
    wire final_row$q;
    reg final_row$clock;
    reg [31:0] planes_left$d;
    wire [31:0] planes_left$q;
    reg planes_left$clock;
    reg final_plane$d;
    wire final_plane$q;
    reg final_plane$clock;
    reg [15:0] current_pv$d;
    wire [15:0] current_pv$q;
    reg current_pv$clock;
    reg [15:0] following_pvs$d;
    wire [15:0] following_pvs$q;
    reg following_pvs$clock;
    reg [31:0] remaining$d;
    wire [31:0] remaining$q;
    reg remaining$clock;
    reg begins$d;
    wire begins$q;
    reg begins$clock;
    reg [31:0] target_now$d;
    wire [31:0] target_now$q;
    reg target_now$clock;
    reg [31:0] target0$d;
    wire [31:0] target0$q;
    reg target0$clock;
    reg [31:0] target1$d;
    wire [31:0] target1$q;
    reg target1$clock;
    reg [31:0] target2$d;
    wire [31:0] target2$q;
    reg target2$clock;
    reg [11:0] address_now$d;
    wire [11:0] address_now$q;
    reg address_now$clock;
    reg [11:0] address0$d;
    wire [11:0] address0$q;
    reg address0$clock;
    reg [11:0] address1$d;
    wire [11:0] address1$q;
    reg address1$clock;
    reg [11:0] address2$d;
    wire [11:0] address2$q;
    reg address2$clock;
    reg [11:0] low$d;
    wire [11:0] low$q;
    reg low$clock;
    reg [11:0] low0$d;
    wire [11:0] low0$q;
    reg low0$clock;
    reg [11:0] low1$d;
    wire [11:0] low1$q;
    reg low1$clock;
    reg [11:0] low2$d;
    wire [11:0] low2$q;
    reg low2$clock;
    reg [11:0] low_before$d;
    wire [11:0] low_before$q;
    reg low_before$clock;
    reg [51:0] high$d;
    wire [51:0] high$q;
    reg high$clock;
    reg [51:0] high0$d;
    wire [51:0] high0$q;
    reg high0$clock;
    reg [51:0] high1$d;
    wire [51:0] high1$q;
    reg high1$clock;
    reg [51:0] high2$d;
    wire [51:0] high2$q;
    reg high2$clock;
    reg late_start$d;
    wire late_start$q;
    reg late_start$clock;
    reg late_carry$d;
    wire late_carry$q;
    reg late_carry$clock;
    reg late_advance$d;
    wire late_advance$q;
    reg late_advance$clock;
    reg late_step0$d;
    wire late_step0$q;
    reg late_step0$clock;
    reg late_step1$d;
    wire late_step1$q;
    reg late_step1$clock;
    reg late_step2$d;
    wire late_step2$q;
    reg late_step2$clock;

    // Local signals
    reg final_pv;
    reg inner_ends;
    reg middle_ends;
    reg outer_ends;
    reg all_end;
    reg ends0;
    reg ends1;
    reg ends2;
    reg ends_any;
    reg ends_outer;
    reg ends_rows;
    reg ends_planes;
    reg ends_pvs;
    reg restarts_pvs;
    reg restarts_rows;
    reg restarts_planes;
    reg changes_rows;
    reg changes_planes;
    reg changes_pvs;
    reg [15:0] pv_source;
    reg [15:0] pv_source_less;
    reg [15:0] pv_others;
    reg [31:0] stride;
    reg [31:0] late_stride;
    reg [11:0] low_from;
    reg [11:0] address_from;
    reg [12:0] low_sum;
    reg [11:0] low_result;
    reg [11:0] address_sum;
    reg [11:0] low_by;
    reg [11:0] within_by;
    reg [12:0] within_low;
    reg [31:0] words;
    reg [31:0] target_from;
    reg [31:0] target_by;
    reg [31:0] target_sum;
    reg [31:0] target_within;
    reg [51:0] high_from;
    reg [51:0] high_by;
    reg [51:0] high_carry;
    reg [51:0] high_sum;

    // Sub module instances
    ganax_2x2_flip_flop_32 size(
        .d(size$d),
        .q(size$q),
        .clock(size$clock)
    );
    ganax_2x2_flip_flop_32 row_step(
        .d(row_step$d),
        .q(row_step$q),
        .clock(row_step$clock)
    );
    ganax_2x2_flip_flop_32 row_target_step(
        .d(row_target_step$d),
        .q(row_target_step$q),
        .clock(row_target_step$clock)
    );
    ganax_2x2_flip_flop_32 plane_step(
        .d(plane_step$d),
        .q(plane_step$q),
        .clock(plane_step$clock)
    );
    ganax_2x2_flip_flop_32 plane_target_step(
        .d(plane_target_step$d),
        .q(plane_target_step$q),
        .clock(plane_target_step$clock)
    );
    ganax_2x2_flip_flop_32 pv_step(
        .d(pv_step$d),
        .q(pv_step$q),
        .clock(pv_step$clock)
    );
    ganax_2x2_flip_flop_32 row_count(
        .d(row_count$d),
        .q(row_count$q),
        .clock(row_count$clock)
    );
    ganax_2x2_flip_flop_32 plane_count(
        .d(plane_count$d),
        .q(plane_count$q),
        .clock(plane_count$clock)
    );
    ganax_2x2_flip_flop_1 single_row(
        .d(single_row$d),
        .q(single_row$q),
        .clock(single_row$clock)
    );
    ganax_2x2_flip_flop_16 selected(
        .d(selected$d),
        .q(selected$q),
        .clock(selected$clock)
    );
    ganax_2x2_flip_flop_1 filling(
        .d(filling$d),
        .q(filling$q),
        .clock(filling$clock)
    );
    ganax_2x2_flip_flop_32 rows_left(
        .d(rows_left$d),
        .q(rows_left$q),
        .clock(rows_left$clock)
    );
    ganax_2x2_flip_flop_1 final_row(
        .d(final_row$d),
        .q(final_row$q),
        .clock(final_row$clock)
    );
    ganax_2x2_flip_flop_32 planes_left(
        .d(planes_left$d),
        .q(planes_left$q),
        .clock(planes_left$clock)
    );
    ganax_2x2_flip_flop_1 final_plane(
        .d(final_plane$d),
        .q(final_plane$q),
        .clock(final_plane$clock)
    );
    ganax_2x2_flip_flop_16 current_pv(
        .d(current_pv$d),
        .q(current_pv$q),
        .clock(current_pv$clock)
    );
    ganax_2x2_flip_flop_16 following_pvs(
        .d(following_pvs$d),
        .q(following_pvs$q),
        .clock(following_pvs$clock)
    );
    ganax_2x2_flip_flop_32 remaining(
        .d(remaining$d),
        .q(remaining$q),
        .clock(remaining$clock)
    );
    ganax_2x2_flip_flop_1 begins(
        .d(begins$d),
        .q(begins$q),
        .clock(begins$clock)
    );
    ganax_2x2_flip_flop_32 target_now(
        .d(target_now$d),
        .q(target_now$q),
        .clock(target_now$clock)
    );
    ganax_2x2_flip_flop_32 target0(
        .d(target0$d),
        .q(target0$q),
        .clock(target0$clock)
    );
    ganax_2x2_flip_flop_32 target1(
        .d(target1$d),
        .q(target1$q),
        .clock(target1$clock)
    );
    ganax_2x2_flip_flop_32 target2(
        .d(target2$d),
        .q(target2$q),
        .clock(target2$clock)
    );
    ganax_2x2_flip_flop_12 address_now(
        .d(address_now$d),
        .q(address_now$q),
        .clock(address_now$clock)
    );
    ganax_2x2_flip_flop_12 address0(
        .d(address0$d),
        .q(address0$q),
        .clock(address0$clock)
    );
    ganax_2x2_flip_flop_12 address1(
        .d(address1$d),
        .q(address1$q),
        .clock(address1$clock)
    );
    ganax_2x2_flip_flop_12 address2(
        .d(address2$d),
        .q(address2$q),
        .clock(address2$clock)
    );
    ganax_2x2_flip_flop_12 low(
        .d(low$d),
        .q(low$q),
        .clock(low$clock)
    );
    ganax_2x2_flip_flop_12 low0(
        .d(low0$d),
        .q(low0$q),
        .clock(low0$clock)
    );
    ganax_2x2_flip_flop_12 low1(
        .d(low1$d),
        .q(low1$q),
        .clock(low1$clock)
    );
    ganax_2x2_flip_flop_12 low2(
        .d(low2$d),
        .q(low2$q),
        .clock(low2$clock)
    );
    ganax_2x2_flip_flop_12 low_before(
        .d(low_before$d),
        .q(low_before$q),
        .clock(low_before$clock)
    );
    ganax_2x2_flip_flop_52 high(
        .d(high$d),
        .q(high$q),
        .clock(high$clock)
    );
    ganax_2x2_flip_flop_52 high0(
        .d(high0$d),
        .q(high0$q),
        .clock(high0$clock)
    );
    ganax_2x2_flip_flop_52 high1(
        .d(high1$d),
        .q(high1$q),
        .clock(high1$clock)
    );
    ganax_2x2_flip_flop_52 high2(
        .d(high2$d),
        .q(high2$q),
        .clock(high2$clock)
    );
    ganax_2x2_flip_flop_1 late_start(
        .d(late_start$d),
        .q(late_start$q),
        .clock(late_start$clock)
    );
    ganax_2x2_flip_flop_1 late_carry(
        .d(late_carry$d),
        .q(late_carry$q),
        .clock(late_carry$clock)
    );
    ganax_2x2_flip_flop_1 late_advance(
        .d(late_advance$d),
        .q(late_advance$q),
        .clock(late_advance$clock)
    );
    ganax_2x2_flip_flop_1 late_step0(
        .d(late_step0$d),
        .q(late_step0$q),
        .clock(late_step0$clock)
    );
    ganax_2x2_flip_flop_1 late_step1(
        .d(late_step1$d),
        .q(late_step1$q),
        .clock(late_step1$clock)
    );
    ganax_2x2_flip_flop_1 late_step2(
        .d(late_step2$d),
        .q(late_step2$q),
        .clock(late_step2$clock)
    );

    // Update code
    always @(*) begin
        size$clock = clock;
        row_step$clock = clock;
        row_target_step$clock = clock;
        plane_step$clock = clock;
        size$d = size$q;
        row_step$d = row_step$q;
        row_target_step$d = row_target_step$q;
        plane_step$d = plane_step$q;
        plane_target_step$clock = clock;
        pv_step$clock = clock;
        row_count$clock = clock;
        plane_count$clock = clock;
        plane_target_step$d = plane_target_step$q;
        pv_step$d = pv_step$q;
        row_count$d = row_count$q;
        plane_count$d = plane_count$q;
        single_row$clock = clock;
        selected$clock = clock;
        filling$clock = clock;
        rows_left$clock = clock;
        final_row$clock = clock;
        single_row$d = single_row$q;
        selected$d = selected$q;
        filling$d = filling$q;
        rows_left$d = rows_left$q;
        final_row$d = final_row$q;
        planes_left$clock = clock;
        final_plane$clock = clock;
        current_pv$clock = clock;
        following_pvs$clock = clock;
        planes_left$d = planes_left$q;
        final_plane$d = final_plane$q;
        current_pv$d = current_pv$q;
        following_pvs$d = following_pvs$q;
        remaining$clock = clock;
        begins$clock = clock;
        target_now$clock = clock;
        target0$clock = clock;
        target1$clock = clock;
        remaining$d = remaining$q;
        begins$d = begins$q;
        target_now$d = target_now$q;
        target0$d = target0$q;
        target1$d = target1$q;
        target2$clock = clock;
        address_now$clock = clock;
        address0$clock = clock;
        address1$clock = clock;
        address2$clock = clock;
        target2$d = target2$q;
        address_now$d = address_now$q;
        address0$d = address0$q;
        address1$d = address1$q;
        address2$d = address2$q;
        low$clock = clock;
        low0$clock = clock;
        low1$clock = clock;
        low2$clock = clock;
        low_before$clock = clock;
        high$clock = clock;
        high0$clock = clock;
        high1$clock = clock;
        low$d = low$q;
        low0$d = low0$q;
        low1$d = low1$q;
        low2$d = low2$q;
        low_before$d = low_before$q;
        high$d = high$q;
        high0$d = high0$q;
        high1$d = high1$q;
        high2$clock = clock;
        late_start$clock = clock;
        late_carry$clock = clock;
        late_advance$clock = clock;
        high2$d = high2$q;
        late_start$d = late_start$q;
        late_carry$d = late_carry$q;
        late_advance$d = late_advance$q;
        late_step0$clock = clock;
        late_step1$clock = clock;
        late_step2$clock = clock;
        late_step0$d = late_step0$q;
        late_step1$d = late_step1$q;
        late_step2$d = late_step2$q;
        final_pv = ~|following_pvs$q;
        inner_ends = final_row$q;
        middle_ends = final_plane$q;
        outer_ends = final_pv | ~|pv_step$q;
        if (stores) begin
            inner_ends = final_pv;
            middle_ends = final_row$q;
            outer_ends = final_plane$q;
        end
        all_end = inner_ends & middle_ends & outer_ends;
        ends0 = row_done & ~inner_ends;
        ends1 = row_done & inner_ends & ~middle_ends;
        ends2 = row_done & inner_ends & middle_ends & ~outer_ends;
        ends_any = row_done & ~all_end;
        ends_outer = ends1 | ends2;
        ends_rows = ends0;
        ends_planes = ends1;
        ends_pvs = ends2;
        restarts_pvs = 1'b0;
        restarts_rows = ends_outer;
        restarts_planes = ends2;
        if (stores) begin
            ends_rows = ends1;
            ends_planes = ends2;
            ends_pvs = ends0;
            restarts_pvs = ends_outer;
            restarts_rows = ends2;
            restarts_planes = 1'b0;
        end
        changes_rows = ends_rows | restarts_rows;
        changes_planes = ends_planes | restarts_planes;
        changes_pvs = ends_pvs | restarts_pvs;
        if (advance & changes_rows) begin
            rows_left$d = rows_left$q - one;
            final_row$d = rows_left$q == two;
            if (restarts_rows) begin
                rows_left$d = row_count$q;
                final_row$d = single_row$q;
            end
        end
        if (advance & changes_planes) begin
            planes_left$d = planes_left$q - one;
            final_plane$d = planes_left$q == two;
            if (restarts_planes) begin
                planes_left$d = plane_count$q;
                final_plane$d = plane_count$q == one;
            end
        end
        pv_source = following_pvs$q;
        if (restarts_pvs) begin
            pv_source = selected$q;
        end
        if (start) begin
            pv_source = pvs;
        end
        pv_source_less = pv_source - ((32'h1) & 16'hffff);
        pv_others = pv_source & pv_source_less;
        if (start | (advance & changes_pvs)) begin
            following_pvs$d = pv_others;
            current_pv$d = pv_source ^ pv_others;
        end
        if (advance) begin
            remaining$d = remaining$q - ((advance_bytes) & 32'hffffffff);
            begins$d = row_done;
            if (row_done) begin
                remaining$d = size$q;
            end
        end
        stride = row_step$q;
        low_from = low0$q;
        address_from = address0$q;
        target_from = target0$q;
        target_by = row_target_step$q;
        if (stores) begin
            stride = pv_step$q;
            target_by = ((32'h0) & 32'hffffffff);
        end
        if (inner_ends) begin
            stride = plane_step$q;
            low_from = low1$q;
            address_from = address1$q;
            target_from = target1$q;
            target_by = plane_target_step$q;
            if (stores) begin
                stride = row_step$q;
                target_by = row_target_step$q;
            end
        end
        if (inner_ends & middle_ends) begin
            stride = pv_step$q;
            low_from = low2$q;
            address_from = address2$q;
            target_from = target2$q;
            target_by = ((32'h0) & 32'hffffffff);
            if (stores) begin
                stride = plane_step$q;
                target_by = plane_target_step$q;
            end
        end
        low_by = stride[(32'h0)+:(12)];
        low_sum = ((low_from) & 13'h1fff) + ((low_by) & 13'h1fff);
        low_result = low_sum[(32'h0)+:(12)];
        address_sum = address_from + low_by;
        if (filling$q) begin
            address_sum = ((32'h0) & 12'hfff);
        end
        target_sum = target_from + target_by;
        within_by = ((advance_bytes) & 12'hfff);
        within_low = ((low$q) & 13'h1fff) + ((within_by) & 13'h1fff);
        words = ((advance_bytes) & 32'hffffffff) >> 32'h1;
        target_within = target_now$q + words;
        late_start$d = start;
        late_advance$d = advance & ~row_done;
        late_step0$d = advance & ends0;
        late_step1$d = advance & ends1;
        late_step2$d = advance & ends2;
        late_carry$d = low_sum[32'hc];
        if (~row_done) begin
            late_carry$d = within_low[32'hc];
        end
        if (advance) begin
            low$d = within_low[(32'h0)+:(12)];
            address_now$d = address_now$q + within_by;
            target_now$d = target_within;
            if (ends_any) begin
                low$d = low_result;
                address_now$d = address_sum;
                target_now$d = target_sum;
            end
        end
        if (advance & ends_any) begin
            low0$d = low_result;
            address0$d = address_sum;
            target0$d = target_sum;
        end
        if (advance & ends_outer) begin
            low1$d = low_result;
            address1$d = address_sum;
            target1$d = target_sum;
        end
        if (advance & ends2) begin
            low2$d = low_result;
            address2$d = address_sum;
            target2$d = target_sum;
        end
        low_before$d = low$q;
        late_stride = row_step$q;
        if (stores) begin
            late_stride = pv_step$q;
        end
        high_from = high0$q;
        if (late_step1$q) begin
            late_stride = plane_step$q;
            if (stores) begin
                late_stride = row_step$q;
            end
            high_from = high1$q;
        end
        if (late_step2$q) begin
            late_stride = pv_step$q;
            if (stores) begin
                late_stride = plane_step$q;
            end
            high_from = high2$q;
        end
        high_by = ((late_stride[(32'hc)+:(20)]) & 52'hfffffffffffff);
        if (late_advance$q) begin
            high_from = high$q;
            high_by = ((32'h0) & 52'hfffffffffffff);
        end
        high_carry = ((32'h0) & 52'hfffffffffffff);
        if (late_carry$q) begin
            high_carry = ((32'h1) & 52'hfffffffffffff);
        end
        high_sum = high_from + high_by + high_carry;
        if (late_start$q) begin
            high_sum = base_high;
        end
        if (late_advance$q | late_step0$q | late_step1$q | late_step2$q | late_start$q) begin
            high$d = high_sum;
        end
        if (late_step0$q | late_step1$q | late_step2$q | late_start$q) begin
            high0$d = high_sum;
        end
        if (late_step1$q | late_step2$q | late_start$q) begin
            high1$d = high_sum;
        end
        if (late_step2$q | late_start$q) begin
            high2$d = high_sum;
        end
        if (start) begin
            size$d = row_size;
            remaining$d = row_size;
            begins$d = 1'b1;
            row_step$d = row_stride;
            row_target_step$d = row_target;
            plane_step$d = plane_stride;
            plane_target_step$d = plane_target;
            pv_step$d = pv_stride;
            row_count$d = rows;
            rows_left$d = rows;
            single_row$d = rows == one;
            final_row$d = rows == one;
            plane_count$d = planes;
            planes_left$d = planes;
            final_plane$d = planes == one;
            selected$d = pvs;
            filling$d = fill;
            target_now$d = target_start;
            target0$d = target_start;
            target1$d = target_start;
            target2$d = target_start;
            low$d = base_low;
            low0$d = base_low;
            low1$d = base_low;
            low2$d = base_low;
            address_now$d = base_low + window_low;
            address0$d = base_low + window_low;
            address1$d = base_low + window_low;
            address2$d = base_low + window_low;
            if (fill) begin
                address_now$d = ((32'h0) & 12'hfff);
            end
        end
        address_low = address_now$q;
        left = remaining$q;
        target = target_now$q;
        receivers = current_pv$q;
        if (~stores & ~|pv_step$q) begin
            receivers = selected$q;
        end
        row_begins = begins$q;
        last_row = all_end;
        row_bytes = size$q;
        previous_offset = (((high$q) & 64'hffffffffffffffff) << 32'hc) | ((low_before$q) & 64'hffffffffffffffff);
    end
endmodule

module ganax_2x2_dma_registers(
    input wire clock,
    input wire reset,
    input wire write,
    input wire [4:0] select,
    input wire [31:0] value,
    input wire [15:0] image,
    output reg [11:0] base_low,
    output reg [51:0] base_high,
    output reg [31:0] target,
    output reg [31:0] row_bytes,
    output reg [31:0] rows,
    output reg [31:0] row_stride,
    output reg [31:0] row_target,
    output reg [31:0] planes,
    output reg [31:0] plane_stride,
    output reg [31:0] plane_target,
    output reg [31:0] pv_stride,
    output reg [31:0] sums_needed,
    output reg [31:0] drains_needed,
    output reg [31:0] outputs_needed
);
    // Constant declarations
    localparam one = 32'h1;
    localparam two = 32'h2;

    // Stub signals
    reg [31:0] registers$0$d;
    wire [31:0] registers$0$q;
    reg registers$0$clock;
    reg [31:0] registers$1$d;
    wire [31:0] registers$1$q;
    reg registers$1$clock;
    reg [31:0] registers$2$d;
    wire [31:0] registers$2$q;
    reg registers$2$clock;
    reg [31:0] registers$3$d;
    wire [31:0] registers$3$q;
    reg registers$3$clock;
    reg [31:0] registers$4$d;
    wire [31:0] registers$4$q;
    reg registers$4$clock;
    reg [31:0] registers$5$d;
    wire [31:0] registers$5$q;
    reg registers$5$clock;
    reg [31:0] registers$6$d;
    wire [31:0] registers$6$q;
    reg registers$6$clock;
    reg [31:0] registers$7$d;
    wire [31:0] registers$7$q;
    reg registers$7$clock;
    reg [31:0] registers$8$d;
    wire [31:0] registers$8$q;
    reg registers$8$clock;
    reg [31:0] registers$9$d;
    wire [31:0] registers$9$q;
    reg registers$9$clock;
    reg [31:0] registers$10$d;
    wire [31:0] registers$10$q;
    reg registers$10$clock;
    reg [31:0] registers$11$d;
    wire [31:0] registers$11$q;
    reg registers$11$clock;
    reg [31:0] registers$12$d;
    wire [31:0] registers$12$q;
    reg registers$12$clock;
    reg [31:0] registers$13$d;
    wire [31:0] registers$13$q;
    reg registers$13$clock;
    reg [31:0] registers$14$d;
    wire [31:0] registers$14$q;
    reg registers$14$clock;
    reg [31:0] product_low$d;
    wire [31:0] product_low$q;
    reg product_low$clock;
    reg [31:0] product_high$d;
    wire [31:0] product_high$q;
    reg product_high$clock;
    reg [47:0] product$d;
    wire [47:0] product$q;
    reg product$clock;
    reg base_carry$d;
    wire base_carry$q;
    reg base_carry$clock;

    // Local signals
    reg [31:0] upcoming_stride;
    reg [12:0] base_sum;
    reg [63:0] address;
    reg [63:0] product_wide;
    reg [47:0] shifted;
    reg [51:0] carry;

    // Sub module instances
    ganax_2x2_flip_flop_32 registers$0(
        .d(registers$0$d),
        .q(registers$0$q),
        .clock(registers$0$clock)
    );
    ganax_2x2_flip_flop_32 registers$1(
        .d(registers$1$d),
        .q(registers$1$q),
        .clock(registers$1$clock)
    );
    ganax_2x2_flip_flop_32 registers$2(
        .d(registers$2$d),
        .q(registers$2$q),
        .clock(registers$2$clock)
    );
    ganax_2x2_flip_flop_32 registers$3(
        .d(registers$3$d),
        .q(registers$3$q),
        .clock(registers$3$clock)
    );
    ganax_2x2_flip_flop_32 registers$4(
        .d(registers$4$d),
        .q(registers$4$q),
        .clock(registers$4$clock)
    );
    ganax_2x2_flip_flop_32 registers$5(
        .d(registers$5$d),
        .q(registers$5$q),
        .clock(registers$5$clock)
    );
    ganax_2x2_flip_flop_32 registers$6(
        .d(registers$6$d),
        .q(registers$6$q),
        .clock(registers$6$clock)
    );
    ganax_2x2_flip_flop_32 registers$7(
        .d(registers$7$d),
        .q(registers$7$q),
        .clock(registers$7$clock)
    );
    ganax_2x2_flip_flop_32 registers$8(
        .d(registers$8$d),
        .q(registers$8$q),
        .clock(registers$8$clock)
    );
    ganax_2x2_flip_flop_32 registers$9(
        .d(registers$9$d),
        .q(registers$9$q),
        .clock(registers$9$clock)
    );
    ganax_2x2_flip_flop_32 registers$10(
        .d(registers$10$d),
        .q(registers$10$q),
        .clock(registers$10$clock)
    );
    ganax_2x2_flip_flop_32 registers$11(
        .d(registers$11$d),
        .q(registers$11$q),
        .clock(registers$11$clock)
    );
    ganax_2x2_flip_flop_32 registers$12(
        .d(registers$12$d),
        .q(registers$12$q),
        .clock(registers$12$clock)
    );
    ganax_2x2_flip_flop_32 registers$13(
        .d(registers$13$d),
        .q(registers$13$q),
        .clock(registers$13$clock)
    );
    ganax_2x2_flip_flop_32 registers$14(
        .d(registers$14$d),
        .q(registers$14$q),
        .clock(registers$14$clock)
    );
    ganax_2x2_flip_flop_32 product_low(
        .d(product_low$d),
        .q(product_low$q),
        .clock(product_low$clock)
    );
    ganax_2x2_flip_flop_32 product_high(
        .d(product_high$d),
        .q(product_high$q),
        .clock(product_high$clock)
    );
    ganax_2x2_flip_flop_48 product(
        .d(product$d),
        .q(product$q),
        .clock(product$clock)
    );
    ganax_2x2_flip_flop_1 base_carry(
        .d(base_carry$d),
        .q(base_carry$q),
        .clock(base_carry$clock)
    );

    // Update code
    always @(*) begin
        product_low$clock = clock;
        product_high$clock = clock;
        product$clock = clock;
        base_carry$clock = clock;
        product_low$d = product_low$q;
        product_high$d = product_high$q;
        product$d = product$q;
        base_carry$d = base_carry$q;
        registers$0$clock = clock;
        registers$0$d = registers$0$q;
        if (write & (select == 0)) begin
            registers$0$d = value;
        end
        if (reset) begin
            registers$0$d = ((32'h0) & 32'hffffffff);
        end
        registers$1$clock = clock;
        registers$1$d = registers$1$q;
        if (write & (select == 1)) begin
            registers$1$d = value;
        end
        if (reset) begin
            registers$1$d = ((32'h0) & 32'hffffffff);
        end
        registers$2$clock = clock;
        registers$2$d = registers$2$q;
        if (write & (select == 2)) begin
            registers$2$d = value;
        end
        if (reset) begin
            registers$2$d = ((32'h0) & 32'hffffffff);
        end
        registers$3$clock = clock;
        registers$3$d = registers$3$q;
        if (write & (select == 3)) begin
            registers$3$d = value;
        end
        if (reset) begin
            registers$3$d = ((32'h0) & 32'hffffffff);
        end
        registers$4$clock = clock;
        registers$4$d = registers$4$q;
        if (write & (select == 4)) begin
            registers$4$d = value;
        end
        if (reset) begin
            registers$4$d = ((32'h0) & 32'hffffffff);
        end
        registers$5$clock = clock;
        registers$5$d = registers$5$q;
        if (write & (select == 5)) begin
            registers$5$d = value;
        end
        if (reset) begin
            registers$5$d = ((32'h0) & 32'hffffffff);
        end
        registers$6$clock = clock;
        registers$6$d = registers$6$q;
        if (write & (select == 6)) begin
            registers$6$d = value;
        end
        if (reset) begin
            registers$6$d = ((32'h0) & 32'hffffffff);
        end
        registers$7$clock = clock;
        registers$7$d = registers$7$q;
        if (write & (select == 7)) begin
            registers$7$d = value;
        end
        if (reset) begin
            registers$7$d = ((32'h0) & 32'hffffffff);
        end
        registers$8$clock = clock;
        registers$8$d = registers$8$q;
        if (write & (select == 8)) begin
            registers$8$d = value;
        end
        if (reset) begin
            registers$8$d = ((32'h0) & 32'hffffffff);
        end
        registers$9$clock = clock;
        registers$9$d = registers$9$q;
        if (write & (select == 9)) begin
            registers$9$d = value;
        end
        if (reset) begin
            registers$9$d = ((32'h0) & 32'hffffffff);
        end
        registers$10$clock = clock;
        registers$10$d = registers$10$q;
        if (write & (select == 10)) begin
            registers$10$d = value;
        end
        if (reset) begin
            registers$10$d = ((32'h0) & 32'hffffffff);
        end
        registers$11$clock = clock;
        registers$11$d = registers$11$q;
        if (write & (select == 11)) begin
            registers$11$d = value;
        end
        if (reset) begin
            registers$11$d = ((32'h0) & 32'hffffffff);
        end
        registers$12$clock = clock;
        registers$12$d = registers$12$q;
        if (write & (select == 12)) begin
            registers$12$d = value;
        end
        if (reset) begin
            registers$12$d = ((32'h0) & 32'hffffffff);
        end
        registers$13$clock = clock;
        registers$13$d = registers$13$q;
        if (write & (select == 13)) begin
            registers$13$d = value;
        end
        if (reset) begin
            registers$13$d = ((32'h0) & 32'hffffffff);
        end
        registers$14$clock = clock;
        registers$14$d = registers$14$q;
        if (write & (select == 14)) begin
            registers$14$d = value;
        end
        if (reset) begin
            registers$14$d = ((32'h0) & 32'hffffffff);
        end
        if (reset) begin
            registers$3$d = two;
            registers$4$d = one;
            registers$7$d = one;
        end
        upcoming_stride = registers$10$q;
        if (write & (select == ((32'ha) & 5'h1f))) begin
            upcoming_stride = value;
        end
        product_low$d = image * upcoming_stride[(32'h0)+:(16)];
        product_high$d = image * upcoming_stride[(32'h10)+:(16)];
        shifted = ((product_high$q) & 48'hffffffffffff) << 32'h10;
        product$d = shifted + ((product_low$q) & 48'hffffffffffff);
        address = (((registers$1$q) & 64'hffffffffffffffff) << 32'h20) | ((registers$0$q) & 64'hffffffffffffffff);
        base_sum = ((address[(32'h0)+:(12)]) & 13'h1fff) + ((product_low$q[(32'h0)+:(12)]) & 13'h1fff);
        base_low = base_sum[(32'h0)+:(12)];
        base_carry$d = base_sum[32'hc];
        product_wide = ((product$q) & 64'hffffffffffffffff);
        carry = ((32'h0) & 52'hfffffffffffff);
        if (base_carry$q) begin
            carry = ((32'h1) & 52'hfffffffffffff);
        end
        base_high = address[(32'hc)+:(52)] + product_wide[(32'hc)+:(52)] + carry;
        target = registers$2$q;
        row_bytes = registers$3$q;
        rows = registers$4$q;
        row_stride = registers$5$q;
        row_target = registers$6$q;
        planes = registers$7$q;
        plane_stride = registers$8$q;
        plane_target = registers$9$q;
        pv_stride = registers$11$q;
        sums_needed = registers$12$q;
        drains_needed = registers$13$q;
        outputs_needed = registers$14$q;
    end
endmodule

module ganax_2x2_fifo_6(
    input wire clock,
    input wire clear,
    input wire push,
    input wire [52:0] data_in,
    output reg full,
    input wire pop,
    output reg [52:0] data_out,
    output reg valid
);
    // Constant declarations
    localparam mask = 16'h1f;
    localparam one = 16'h1;
    localparam slack = 16'h1;

    // Stub signals
    reg words$clock;
    reg [15:0] words$read_address;
    wire [52:0] words$read_data;
    reg words$write_enable;
    reg [15:0] words$write_address;
    reg [52:0] words$write_data;
    reg [15:0] read_index$d;
    wire [15:0] read_index$q;
    reg read_index$clock;
    reg [15:0] write_index$d;
    wire [15:0] write_index$q;
    reg write_index$clock;
    reg is_full$d;
    wire is_full$q;
    reg is_full$clock;
    reg is_valid$d;
    wire is_valid$q;
    reg is_valid$clock;

    // Local signals
    reg pushes;
    reg pops;
    reg [15:0] next_read;
    reg [15:0] next_write;
    reg [15:0] oldest_when_full;

    // Sub module instances
    ganax_2x2_lookup_memory_13 words(
        .clock(words$clock),
        .read_address(words$read_address),
        .read_data(words$read_data),
        .write_enable(words$write_enable),
        .write_address(words$write_address),
        .write_data(words$write_data)
    );
    ganax_2x2_flip_flop_16 read_index(
        .d(read_index$d),
        .q(read_index$q),
        .clock(read_index$clock)
    );
    ganax_2x2_flip_flop_16 write_index(
        .d(write_index$d),
        .q(write_index$q),
        .clock(write_index$clock)
    );
    ganax_2x2_flip_flop_1 is_full(
        .d(is_full$d),
        .q(is_full$q),
        .clock(is_full$clock)
    );
    ganax_2x2_flip_flop_1 is_valid(
        .d(is_valid$d),
        .q(is_valid$q),
        .clock(is_valid$clock)
    );

    // Update code
    always @(*) begin
        read_index$clock = clock;
        write_index$clock = clock;
        is_full$clock = clock;
        is_valid$clock = clock;
        read_index$d = read_index$q;
        write_index$d = write_index$q;
        is_full$d = is_full$q;
        is_valid$d = is_valid$q;
        words$clock = clock;
        pushes = push & ~is_full$q;
        pops = pop & is_valid$q;
        words$read_address = read_index$q;
        data_out = words$read_data;
        words$write_address = write_index$q;
        words$write_data = data_in;
        words$write_enable = pushes;
        next_read = (read_index$q + one) & mask;
        next_write = (write_index$q + one) & mask;
        oldest_when_full = (write_index$q + slack) & mask;
        if (pushes) begin
            write_index$d = next_write;
        end
        if (pops) begin
            read_index$d = next_read;
        end
        if (pushes & ~pops) begin
            is_full$d = oldest_when_full == read_index$q;
            is_valid$d = 1'b1;
        end
        if (pops & ~pushes) begin
            is_full$d = 1'b0;
            is_valid$d = next_read != write_index$q;
        end
        if (clear) begin
            read_index$d = ((32'h0) & 16'hffff);
            write_index$d = ((32'h0) & 16'hffff);
            is_full$d = 1'b0;
            is_valid$d = 1'b0;
        end
        full = is_full$q;
        valid = is_valid$q;
    end
endmodule

module ganax_2x2_fifo_5(
    input wire clock,
    input wire clear,
    input wire push,
    input wire [67:0] data_in,
    output reg full,
    input wire pop,
    output reg [67:0] data_out,
    output reg valid
);
    // Constant declarations
    localparam mask = 16'h3;
    localparam one = 16'h1;
    localparam slack = 16'h1;

    // Stub signals
    reg words$clock;
    reg [15:0] words$read_address;
    wire [67:0] words$read_data;
    reg words$write_enable;
    reg [15:0] words$write_address;
    reg [67:0] words$write_data;
    reg [15:0] read_index$d;
    wire [15:0] read_index$q;
    reg read_index$clock;
    reg [15:0] write_index$d;
    wire [15:0] write_index$q;
    reg write_index$clock;
    reg is_full$d;
    wire is_full$q;
    reg is_full$clock;
    reg is_valid$d;
    wire is_valid$q;
    reg is_valid$clock;

    // Local signals
    reg pushes;
    reg pops;
    reg [15:0] next_read;
    reg [15:0] next_write;
    reg [15:0] oldest_when_full;

    // Sub module instances
    ganax_2x2_lookup_memory_12 words(
        .clock(words$clock),
        .read_address(words$read_address),
        .read_data(words$read_data),
        .write_enable(words$write_enable),
        .write_address(words$write_address),
        .write_data(words$write_data)
    );
    ganax_2x2_flip_flop_16 read_index(
        .d(read_index$d),
        .q(read_index$q),
        .clock(read_index$clock)
    );
    ganax_2x2_flip_flop_16 write_index(
        .d(write_index$d),
        .q(write_index$q),
        .clock(write_index$clock)
    );
    ganax_2x2_flip_flop_1 is_full(
        .d(is_full$d),
        .q(is_full$q),
        .clock(is_full$clock)
    );
    ganax_2x2_flip_flop_1 is_valid(
        .d(is_valid$d),
        .q(is_valid$q),
        .clock(is_valid$clock)
    );

    // Update code
    always @(*) begin
        read_index$clock = clock;
        write_index$clock = clock;
        is_full$clock = clock;
        is_valid$clock = clock;
        read_index$d = read_index$q;
        write_index$d = write_index$q;
        is_full$d = is_full$q;
        is_valid$d = is_valid$q;
        words$clock = clock;
        pushes = push & ~is_full$q;
        pops = pop & is_valid$q;
        words$read_address = read_index$q;
        data_out = words$read_data;
        words$write_address = write_index$q;
        words$write_data = data_in;
        words$write_enable = pushes;
        next_read = (read_index$q + one) & mask;
        next_write = (write_index$q + one) & mask;
        oldest_when_full = (write_index$q + slack) & mask;
        if (pushes) begin
            write_index$d = next_write;
        end
        if (pops) begin
            read_index$d = next_read;
        end
        if (pushes & ~pops) begin
            is_full$d = oldest_when_full == read_index$q;
            is_valid$d = 1'b1;
        end
        if (pops & ~pushes) begin
            is_full$d = 1'b0;
            is_valid$d = next_read != write_index$q;
        end
        if (clear) begin
            read_index$d = ((32'h0) & 16'hffff);
            write_index$d = ((32'h0) & 16'hffff);
            is_full$d = 1'b0;
            is_valid$d = 1'b0;
        end
        full = is_full$q;
        valid = is_valid$q;
    end
endmodule

module ganax_2x2_memory(
    input wire clock,
    input wire [15:0] read_address,
    output reg [66:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [66:0] write_data
);
    // Update code (custom)
    (* ram_style = "block" *)
    reg [66:0] contents [0:127];

    always @(posedge clock) begin
        read_data <= contents[read_address[6:0]];
        if (write_enable) begin
            contents[write_address[6:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_flip_flop_65(
    input wire [64:0] d,
    output reg [64:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 65'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_flip_flop_40(
    input wire [39:0] d,
    output reg [39:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 40'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_head_fifo_2(
    input wire clock,
    input wire clear,
    input wire push,
    input wire [129:0] data_in,
    input wire pop,
    output reg full,
    output reg [129:0] data_out,
    output reg valid
);
    // Stub signals
    reg others$clock;
    reg others$clear;
    reg others$push;
    reg [129:0] others$data_in;
    wire others$full;
    reg others$pop;
    wire [129:0] others$data_out;
    wire others$valid;
    reg [129:0] head$d;
    wire [129:0] head$q;
    reg head$clock;
    reg head_valid$d;
    wire head_valid$q;
    reg head_valid$clock;

    // Local signals
    reg moves;

    // Sub module instances
    ganax_2x2_fifo_4 others(
        .clock(others$clock),
        .clear(others$clear),
        .push(others$push),
        .data_in(others$data_in),
        .full(others$full),
        .pop(others$pop),
        .data_out(others$data_out),
        .valid(others$valid)
    );
    ganax_2x2_flip_flop_130 head(
        .d(head$d),
        .q(head$q),
        .clock(head$clock)
    );
    ganax_2x2_flip_flop_1 head_valid(
        .d(head_valid$d),
        .q(head_valid$q),
        .clock(head_valid$clock)
    );

    // Update code
    always @(*) begin
        others$clock = clock;
        head$clock = clock;
        head_valid$clock = clock;
        head$d = head$q;
        head_valid$d = head_valid$q;
        moves = pop | ~head_valid$q;
        others$clear = clear;
        others$data_in = data_in;
        others$push = push & (~moves | others$valid);
        others$pop = moves;
        if (moves) begin
            head$d = data_in;
            head_valid$d = push | others$valid;
            if (others$valid) begin
                head$d = others$data_out;
            end
        end
        if (clear) begin
            head_valid$d = 1'b0;
        end
        full = others$full;
        data_out = head$q;
        valid = head_valid$q;
    end
endmodule

module ganax_2x2_head_fifo(
    input wire clock,
    input wire clear,
    input wire push,
    input wire [45:0] data_in,
    input wire pop,
    output reg full,
    output reg [45:0] data_out,
    output reg valid
);
    // Stub signals
    reg others$clock;
    reg others$clear;
    reg others$push;
    reg [45:0] others$data_in;
    wire others$full;
    reg others$pop;
    wire [45:0] others$data_out;
    wire others$valid;
    reg [45:0] head$d;
    wire [45:0] head$q;
    reg head$clock;
    reg head_valid$d;
    wire head_valid$q;
    reg head_valid$clock;

    // Local signals
    reg moves;

    // Sub module instances
    ganax_2x2_fifo_3 others(
        .clock(others$clock),
        .clear(others$clear),
        .push(others$push),
        .data_in(others$data_in),
        .full(others$full),
        .pop(others$pop),
        .data_out(others$data_out),
        .valid(others$valid)
    );
    ganax_2x2_flip_flop_46 head(
        .d(head$d),
        .q(head$q),
        .clock(head$clock)
    );
    ganax_2x2_flip_flop_1 head_valid(
        .d(head_valid$d),
        .q(head_valid$q),
        .clock(head_valid$clock)
    );

    // Update code
    always @(*) begin
        others$clock = clock;
        head$clock = clock;
        head_valid$clock = clock;
        head$d = head$q;
        head_valid$d = head_valid$q;
        moves = pop | ~head_valid$q;
        others$clear = clear;
        others$data_in = data_in;
        others$push = push & (~moves | others$valid);
        others$pop = moves;
        if (moves) begin
            head$d = data_in;
            head_valid$d = push | others$valid;
            if (others$valid) begin
                head$d = others$data_out;
            end
        end
        if (clear) begin
            head_valid$d = 1'b0;
        end
        full = others$full;
        data_out = head$q;
        valid = head_valid$q;
    end
endmodule

module ganax_2x2_flip_flop_64(
    input wire [63:0] d,
    output reg [63:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 64'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_flip_flop_128(
    input wire [127:0] d,
    output reg [127:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 128'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_lookup_memory_15(
    input wire clock,
    input wire [15:0] read_address,
    output reg [136:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [136:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [136:0] contents [0:15];

    integer word;
    initial begin
        for (word = 0; word <= 15; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[3:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[3:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_lookup_memory_14(
    input wire clock,
    input wire [15:0] read_address,
    output reg [63:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [63:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [63:0] contents [0:15];

    integer word;
    initial begin
        for (word = 0; word <= 15; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[3:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[3:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_delay_7(
    input wire clock,
    input wire [15:0] data_in,
    output reg [15:0] data_out
);
    // Stub signals
    reg [15:0] stages$0$d;
    wire [15:0] stages$0$q;
    reg stages$0$clock;
    reg [15:0] stages$1$d;
    wire [15:0] stages$1$q;
    reg stages$1$clock;
    reg [15:0] stages$2$d;
    wire [15:0] stages$2$q;
    reg stages$2$clock;

    // Sub module instances
    ganax_2x2_flip_flop_16 stages$0(
        .d(stages$0$d),
        .q(stages$0$q),
        .clock(stages$0$clock)
    );
    ganax_2x2_flip_flop_16 stages$1(
        .d(stages$1$d),
        .q(stages$1$q),
        .clock(stages$1$clock)
    );
    ganax_2x2_flip_flop_16 stages$2(
        .d(stages$2$d),
        .q(stages$2$q),
        .clock(stages$2$clock)
    );

    // Update code
    always @(*) begin
        stages$0$clock = clock;
        stages$1$clock = clock;
        stages$2$clock = clock;
        stages$0$d = data_in;
        stages$1$d = stages$0$q;
        stages$2$d = stages$1$q;
        data_out = stages$0$q;
        data_out = stages$1$q;
        data_out = stages$2$q;
    end
endmodule

module ganax_2x2_delay_6(
    input wire clock,
    input wire data_in,
    output reg data_out
);
    // Stub signals
    reg stages$0$d;
    wire stages$0$q;
    reg stages$0$clock;
    reg stages$1$d;
    wire stages$1$q;
    reg stages$1$clock;
    reg stages$2$d;
    wire stages$2$q;
    reg stages$2$clock;

    // Sub module instances
    ganax_2x2_flip_flop_1 stages$0(
        .d(stages$0$d),
        .q(stages$0$q),
        .clock(stages$0$clock)
    );
    ganax_2x2_flip_flop_1 stages$1(
        .d(stages$1$d),
        .q(stages$1$q),
        .clock(stages$1$clock)
    );
    ganax_2x2_flip_flop_1 stages$2(
        .d(stages$2$d),
        .q(stages$2$q),
        .clock(stages$2$clock)
    );

    // Update code
    always @(*) begin
        stages$0$clock = clock;
        stages$1$clock = clock;
        stages$2$clock = clock;
        stages$0$d = data_in;
        stages$1$d = stages$0$q;
        stages$2$d = stages$1$q;
        data_out = stages$0$q;
        data_out = stages$1$q;
        data_out = stages$2$q;
    end
endmodule

module ganax_2x2_tables(
    input wire clock,
    input wire [127:0] load_words,
    input wire [7:0] load_banks,
    input wire [63:0] load_rows,
    input wire load_write,
    input wire slot,
    input wire [15:0] value,
    output reg [15:0] result
);
    // Stub signals
    reg banks$0$clock;
    reg [15:0] banks$0$read_address;
    wire [15:0] banks$0$read_data;
    reg banks$0$write_enable;
    reg [15:0] banks$0$write_address;
    reg [15:0] banks$0$write_data;
    reg banks$1$clock;
    reg [15:0] banks$1$read_address;
    wire [15:0] banks$1$read_data;
    reg banks$1$write_enable;
    reg [15:0] banks$1$write_address;
    reg [15:0] banks$1$write_data;
    reg banks$2$clock;
    reg [15:0] banks$2$read_address;
    wire [15:0] banks$2$read_data;
    reg banks$2$write_enable;
    reg [15:0] banks$2$write_address;
    reg [15:0] banks$2$write_data;
    reg banks$3$clock;
    reg [15:0] banks$3$read_address;
    wire [15:0] banks$3$read_data;
    reg banks$3$write_enable;
    reg [15:0] banks$3$write_address;
    reg [15:0] banks$3$write_data;
    reg banks$4$clock;
    reg [15:0] banks$4$read_address;
    wire [15:0] banks$4$read_data;
    reg banks$4$write_enable;
    reg [15:0] banks$4$write_address;
    reg [15:0] banks$4$write_data;
    reg banks$5$clock;
    reg [15:0] banks$5$read_address;
    wire [15:0] banks$5$read_data;
    reg banks$5$write_enable;
    reg [15:0] banks$5$write_address;
    reg [15:0] banks$5$write_data;
    reg banks$6$clock;
    reg [15:0] banks$6$read_address;
    wire [15:0] banks$6$read_data;
    reg banks$6$write_enable;
    reg [15:0] banks$6$write_address;
    reg [15:0] banks$6$write_data;
    reg banks$7$clock;
    reg [15:0] banks$7$read_address;
    wire [15:0] banks$7$read_data;
    reg banks$7$write_enable;
    reg [15:0] banks$7$write_address;
    reg [15:0] banks$7$write_data;
    reg [9:0] place$d;
    wire [9:0] place$q;
    reg place$clock;
    reg [15:0] even$d;
    wire [15:0] even$q;
    reg even$clock;
    reg [15:0] odd$d;
    wire [15:0] odd$q;
    reg odd$clock;
    reg [7:0] even_weight$d;
    wire [7:0] even_weight$q;
    reg even_weight$clock;
    reg [7:0] odd_weight$d;
    wire [7:0] odd_weight$q;
    reg odd_weight$clock;
    reg even_product$clock;
    reg [17:0] even_product$a;
    reg [15:0] even_product$b;
    wire [33:0] even_product$product;
    reg odd_product$clock;
    reg [17:0] odd_product$a;
    reg [15:0] odd_product$b;
    wire [33:0] odd_product$product;

    // Local signals
    reg [7:0] load_row;
    reg [15:0] row;
    reg [15:0] first_row;
    reg [6:0] line;
    reg [6:0] next_line;
    reg [15:0] slot_base;
    reg [7:0] writable;
    reg [1:0] odd_select;
    reg [1:0] even_select;
    reg [7:0] fraction;
    reg [7:0] distance;
    reg [17:0] even_half;
    reg [17:0] odd_half;
    reg [23:0] sum;

    // Sub module instances
    ganax_2x2_exclusive_memory_4 banks$0(
        .clock(banks$0$clock),
        .read_address(banks$0$read_address),
        .read_data(banks$0$read_data),
        .write_enable(banks$0$write_enable),
        .write_address(banks$0$write_address),
        .write_data(banks$0$write_data)
    );
    ganax_2x2_exclusive_memory_4 banks$1(
        .clock(banks$1$clock),
        .read_address(banks$1$read_address),
        .read_data(banks$1$read_data),
        .write_enable(banks$1$write_enable),
        .write_address(banks$1$write_address),
        .write_data(banks$1$write_data)
    );
    ganax_2x2_exclusive_memory_4 banks$2(
        .clock(banks$2$clock),
        .read_address(banks$2$read_address),
        .read_data(banks$2$read_data),
        .write_enable(banks$2$write_enable),
        .write_address(banks$2$write_address),
        .write_data(banks$2$write_data)
    );
    ganax_2x2_exclusive_memory_4 banks$3(
        .clock(banks$3$clock),
        .read_address(banks$3$read_address),
        .read_data(banks$3$read_data),
        .write_enable(banks$3$write_enable),
        .write_address(banks$3$write_address),
        .write_data(banks$3$write_data)
    );
    ganax_2x2_exclusive_memory_4 banks$4(
        .clock(banks$4$clock),
        .read_address(banks$4$read_address),
        .read_data(banks$4$read_data),
        .write_enable(banks$4$write_enable),
        .write_address(banks$4$write_address),
        .write_data(banks$4$write_data)
    );
    ganax_2x2_exclusive_memory_4 banks$5(
        .clock(banks$5$clock),
        .read_address(banks$5$read_address),
        .read_data(banks$5$read_data),
        .write_enable(banks$5$write_enable),
        .write_address(banks$5$write_address),
        .write_data(banks$5$write_data)
    );
    ganax_2x2_exclusive_memory_4 banks$6(
        .clock(banks$6$clock),
        .read_address(banks$6$read_address),
        .read_data(banks$6$read_data),
        .write_enable(banks$6$write_enable),
        .write_address(banks$6$write_address),
        .write_data(banks$6$write_data)
    );
    ganax_2x2_exclusive_memory_4 banks$7(
        .clock(banks$7$clock),
        .read_address(banks$7$read_address),
        .read_data(banks$7$read_data),
        .write_enable(banks$7$write_enable),
        .write_address(banks$7$write_address),
        .write_data(banks$7$write_data)
    );
    ganax_2x2_flip_flop_10 place(
        .d(place$d),
        .q(place$q),
        .clock(place$clock)
    );
    ganax_2x2_flip_flop_16 even(
        .d(even$d),
        .q(even$q),
        .clock(even$clock)
    );
    ganax_2x2_flip_flop_16 odd(
        .d(odd$d),
        .q(odd$q),
        .clock(odd$clock)
    );
    ganax_2x2_flip_flop_8 even_weight(
        .d(even_weight$d),
        .q(even_weight$q),
        .clock(even_weight$clock)
    );
    ganax_2x2_flip_flop_8 odd_weight(
        .d(odd_weight$d),
        .q(odd_weight$q),
        .clock(odd_weight$clock)
    );
    ganax_2x2_multiplier even_product(
        .clock(even_product$clock),
        .a(even_product$a),
        .b(even_product$b),
        .product(even_product$product)
    );
    ganax_2x2_multiplier odd_product(
        .clock(odd_product$clock),
        .a(odd_product$a),
        .b(odd_product$b),
        .product(odd_product$product)
    );

    // Update code
    always @(*) begin
        place$clock = clock;
        even$clock = clock;
        odd$clock = clock;
        even_weight$clock = clock;
        odd_weight$clock = clock;
        place$d = place$q;
        even$d = even$q;
        odd$d = odd$q;
        even_weight$d = even_weight$q;
        odd_weight$d = odd_weight$q;
        even_product$clock = clock;
        odd_product$clock = clock;
        line = ((value[(32'ha)+:(6)]) & 7'h7f);
        next_line = line;
        if (value[(32'h7)+:(3)] == 32'h7) begin
            next_line = line + 32'h1;
        end
        slot_base = 32'h0;
        if (slot) begin
            slot_base = 32'h80;
        end
        row = slot_base | ((line) & 16'hffff);
        first_row = slot_base | ((next_line) & 16'hffff);
        writable = 32'h0;
        if (load_write) begin
            writable = load_banks;
        end
        banks$0$clock = clock;
        load_row = load_rows[(0 * 32'h8)+:(8)];
        banks$0$write_enable = writable[0];
        banks$0$write_address = ((load_row) & 16'hffff);
        banks$0$write_data = load_words[(0 * 32'h10)+:(16)];
        banks$1$clock = clock;
        load_row = load_rows[(1 * 32'h8)+:(8)];
        banks$1$write_enable = writable[1];
        banks$1$write_address = ((load_row) & 16'hffff);
        banks$1$write_data = load_words[(1 * 32'h10)+:(16)];
        banks$2$clock = clock;
        load_row = load_rows[(2 * 32'h8)+:(8)];
        banks$2$write_enable = writable[2];
        banks$2$write_address = ((load_row) & 16'hffff);
        banks$2$write_data = load_words[(2 * 32'h10)+:(16)];
        banks$3$clock = clock;
        load_row = load_rows[(3 * 32'h8)+:(8)];
        banks$3$write_enable = writable[3];
        banks$3$write_address = ((load_row) & 16'hffff);
        banks$3$write_data = load_words[(3 * 32'h10)+:(16)];
        banks$4$clock = clock;
        load_row = load_rows[(4 * 32'h8)+:(8)];
        banks$4$write_enable = writable[4];
        banks$4$write_address = ((load_row) & 16'hffff);
        banks$4$write_data = load_words[(4 * 32'h10)+:(16)];
        banks$5$clock = clock;
        load_row = load_rows[(5 * 32'h8)+:(8)];
        banks$5$write_enable = writable[5];
        banks$5$write_address = ((load_row) & 16'hffff);
        banks$5$write_data = load_words[(5 * 32'h10)+:(16)];
        banks$6$clock = clock;
        load_row = load_rows[(6 * 32'h8)+:(8)];
        banks$6$write_enable = writable[6];
        banks$6$write_address = ((load_row) & 16'hffff);
        banks$6$write_data = load_words[(6 * 32'h10)+:(16)];
        banks$7$clock = clock;
        load_row = load_rows[(7 * 32'h8)+:(8)];
        banks$7$write_enable = writable[7];
        banks$7$write_address = ((load_row) & 16'hffff);
        banks$7$write_data = load_words[(7 * 32'h10)+:(16)];
        banks$0$read_address = first_row;
        banks$1$read_address = row;
        banks$2$read_address = row;
        banks$3$read_address = row;
        banks$4$read_address = row;
        banks$5$read_address = row;
        banks$6$read_address = row;
        banks$7$read_address = row;
        place$d = value[(32'h0)+:(10)];
        odd_select = place$q[(32'h8)+:(2)];
        even_select = odd_select;
        fraction = ((place$q[(32'h0)+:(7)]) & 8'hff);
        distance = ((32'h80) & 8'hff) - fraction;
        even_weight$d = distance;
        odd_weight$d = fraction;
        if (place$q[32'h7]) begin
            even_select = odd_select + 32'h1;
            even_weight$d = fraction;
            odd_weight$d = distance;
        end
        even$d = banks$0$read_data;
        odd$d = banks$1$read_data;
        if (even_select == 32'h1) begin
            even$d = banks$2$read_data;
        end
        if (even_select == 32'h2) begin
            even$d = banks$4$read_data;
        end
        if (even_select == 32'h3) begin
            even$d = banks$6$read_data;
        end
        if (odd_select == 32'h1) begin
            odd$d = banks$3$read_data;
        end
        if (odd_select == 32'h2) begin
            odd$d = banks$5$read_data;
        end
        if (odd_select == 32'h3) begin
            odd$d = banks$7$read_data;
        end
        even_half = (((even$q) & 18'h3ffff) << 32'h1) | 32'h1;
        odd_half = (((odd$q) & 18'h3ffff) << 32'h1) | 32'h1;
        even_product$a = (even_half & ~(1 << (32'h11)) | ((even$q[32'hf]) << (32'h11)));
        odd_product$a = (odd_half & ~(1 << (32'h11)) | ((odd$q[32'hf]) << (32'h11)));
        even_product$b = ((even_weight$q) & 16'hffff);
        odd_product$b = ((odd_weight$q) & 16'hffff);
        sum = even_product$product[(32'h0)+:(24)] + odd_product$product[(32'h0)+:(24)];
        result = sum[(32'h8)+:(16)];
    end
endmodule

module ganax_2x2_delay_5(
    input wire clock,
    input wire data_in,
    output reg data_out
);
    // Stub signals
    reg stages$0$d;
    wire stages$0$q;
    reg stages$0$clock;
    reg stages$1$d;
    wire stages$1$q;
    reg stages$1$clock;
    reg stages$2$d;
    wire stages$2$q;
    reg stages$2$clock;
    reg stages$3$d;
    wire stages$3$q;
    reg stages$3$clock;
    reg stages$4$d;
    wire stages$4$q;
    reg stages$4$clock;
    reg stages$5$d;
    wire stages$5$q;
    reg stages$5$clock;

    // Sub module instances
    ganax_2x2_flip_flop_1 stages$0(
        .d(stages$0$d),
        .q(stages$0$q),
        .clock(stages$0$clock)
    );
    ganax_2x2_flip_flop_1 stages$1(
        .d(stages$1$d),
        .q(stages$1$q),
        .clock(stages$1$clock)
    );
    ganax_2x2_flip_flop_1 stages$2(
        .d(stages$2$d),
        .q(stages$2$q),
        .clock(stages$2$clock)
    );
    ganax_2x2_flip_flop_1 stages$3(
        .d(stages$3$d),
        .q(stages$3$q),
        .clock(stages$3$clock)
    );
    ganax_2x2_flip_flop_1 stages$4(
        .d(stages$4$d),
        .q(stages$4$q),
        .clock(stages$4$clock)
    );
    ganax_2x2_flip_flop_1 stages$5(
        .d(stages$5$d),
        .q(stages$5$q),
        .clock(stages$5$clock)
    );

    // Update code
    always @(*) begin
        stages$0$clock = clock;
        stages$1$clock = clock;
        stages$2$clock = clock;
        stages$3$clock = clock;
        stages$4$clock = clock;
        stages$5$clock = clock;
        stages$0$d = data_in;
        stages$1$d = stages$0$q;
        stages$2$d = stages$1$q;
        stages$3$d = stages$2$q;
        stages$4$d = stages$3$q;
        stages$5$d = stages$4$q;
        data_out = stages$0$q;
        data_out = stages$1$q;
        data_out = stages$2$q;
        data_out = stages$3$q;
        data_out = stages$4$q;
        data_out = stages$5$q;
    end
endmodule

module ganax_2x2_delay_4(
    input wire clock,
    input wire [1:0] data_in,
    output reg [1:0] data_out
);
    // Stub signals
    reg [1:0] stages$0$d;
    wire [1:0] stages$0$q;
    reg stages$0$clock;
    reg [1:0] stages$1$d;
    wire [1:0] stages$1$q;
    reg stages$1$clock;
    reg [1:0] stages$2$d;
    wire [1:0] stages$2$q;
    reg stages$2$clock;
    reg [1:0] stages$3$d;
    wire [1:0] stages$3$q;
    reg stages$3$clock;
    reg [1:0] stages$4$d;
    wire [1:0] stages$4$q;
    reg stages$4$clock;
    reg [1:0] stages$5$d;
    wire [1:0] stages$5$q;
    reg stages$5$clock;
    reg [1:0] stages$6$d;
    wire [1:0] stages$6$q;
    reg stages$6$clock;

    // Sub module instances
    ganax_2x2_flip_flop_2 stages$0(
        .d(stages$0$d),
        .q(stages$0$q),
        .clock(stages$0$clock)
    );
    ganax_2x2_flip_flop_2 stages$1(
        .d(stages$1$d),
        .q(stages$1$q),
        .clock(stages$1$clock)
    );
    ganax_2x2_flip_flop_2 stages$2(
        .d(stages$2$d),
        .q(stages$2$q),
        .clock(stages$2$clock)
    );
    ganax_2x2_flip_flop_2 stages$3(
        .d(stages$3$d),
        .q(stages$3$q),
        .clock(stages$3$clock)
    );
    ganax_2x2_flip_flop_2 stages$4(
        .d(stages$4$d),
        .q(stages$4$q),
        .clock(stages$4$clock)
    );
    ganax_2x2_flip_flop_2 stages$5(
        .d(stages$5$d),
        .q(stages$5$q),
        .clock(stages$5$clock)
    );
    ganax_2x2_flip_flop_2 stages$6(
        .d(stages$6$d),
        .q(stages$6$q),
        .clock(stages$6$clock)
    );

    // Update code
    always @(*) begin
        stages$0$clock = clock;
        stages$1$clock = clock;
        stages$2$clock = clock;
        stages$3$clock = clock;
        stages$4$clock = clock;
        stages$5$clock = clock;
        stages$6$clock = clock;
        stages$0$d = data_in;
        stages$1$d = stages$0$q;
        stages$2$d = stages$1$q;
        stages$3$d = stages$2$q;
        stages$4$d = stages$3$q;
        stages$5$d = stages$4$q;
        stages$6$d = stages$5$q;
        data_out = stages$0$q;
        data_out = stages$1$q;
        data_out = stages$2$q;
        data_out = stages$3$q;
        data_out = stages$4$q;
        data_out = stages$5$q;
        data_out = stages$6$q;
    end
endmodule

module ganax_2x2_delay_3(
    input wire clock,
    input wire [5:0] data_in,
    output reg [5:0] data_out
);
    // Stub signals
    reg [5:0] stages$0$d;
    wire [5:0] stages$0$q;
    reg stages$0$clock;
    reg [5:0] stages$1$d;
    wire [5:0] stages$1$q;
    reg stages$1$clock;
    reg [5:0] stages$2$d;
    wire [5:0] stages$2$q;
    reg stages$2$clock;

    // Sub module instances
    ganax_2x2_flip_flop_6 stages$0(
        .d(stages$0$d),
        .q(stages$0$q),
        .clock(stages$0$clock)
    );
    ganax_2x2_flip_flop_6 stages$1(
        .d(stages$1$d),
        .q(stages$1$q),
        .clock(stages$1$clock)
    );
    ganax_2x2_flip_flop_6 stages$2(
        .d(stages$2$d),
        .q(stages$2$q),
        .clock(stages$2$clock)
    );

    // Update code
    always @(*) begin
        stages$0$clock = clock;
        stages$1$clock = clock;
        stages$2$clock = clock;
        stages$0$d = data_in;
        stages$1$d = stages$0$q;
        stages$2$d = stages$1$q;
        data_out = stages$0$q;
        data_out = stages$1$q;
        data_out = stages$2$q;
    end
endmodule

module ganax_2x2_shifter(
    input wire clock,
    input wire [63:0] product,
    input wire [5:0] shift,
    output reg [16:0] quotient,
    output reg overflow,
    output reg negative
);
    // Stub signals
    reg [16:0] quotient_register$d;
    wire [16:0] quotient_register$q;
    reg quotient_register$clock;
    reg overflow_register$d;
    wire overflow_register$q;
    reg overflow_register$clock;
    reg negative_register$d;
    wire negative_register$q;
    reg negative_register$clock;

    // Local signals
    reg [63:0] magnitude;
    reg [31:0] coarse;
    reg [31:0] coarse_magnitude;
    reg [19:0] middle;
    reg [19:0] middle_magnitude;
    reg [16:0] fine;
    reg dropped;

    // Sub module instances
    ganax_2x2_flip_flop_17 quotient_register(
        .d(quotient_register$d),
        .q(quotient_register$q),
        .clock(quotient_register$clock)
    );
    ganax_2x2_flip_flop_1 overflow_register(
        .d(overflow_register$d),
        .q(overflow_register$q),
        .clock(overflow_register$clock)
    );
    ganax_2x2_flip_flop_1 negative_register(
        .d(negative_register$d),
        .q(negative_register$q),
        .clock(negative_register$clock)
    );

    // Update code
    always @(*) begin
        quotient_register$clock = clock;
        overflow_register$clock = clock;
        negative_register$clock = clock;
        quotient_register$d = quotient_register$q;
        overflow_register$d = overflow_register$q;
        negative_register$d = negative_register$q;
        negative_register$d = product[32'h3f];
        magnitude = product;
        if (product[32'h3f]) begin
            magnitude = ~product;
        end
        dropped = 1'b0;
        coarse = product[(32'h0)+:(32)];
        if (shift[(32'h4)+:(2)] == 32'h0) begin
            dropped = |magnitude[(32'h1f)+:(32)];
        end
        if (shift[(32'h4)+:(2)] == 32'h1) begin
            coarse = product[(32'h10)+:(32)];
            dropped = |magnitude[(32'h2f)+:(16)];
        end
        if (shift[(32'h4)+:(2)] == 32'h2) begin
            coarse = product[(32'h20)+:(32)];
        end
        if (shift[(32'h4)+:(2)] == 32'h3) begin
            coarse = ((product[(32'h30)+:(16)]) & 32'hffffffff);
            if (product[32'h3f]) begin
                coarse = ((product[(32'h30)+:(16)]) & 32'hffffffff) | 64'hffff0000;
            end
        end
        coarse_magnitude = coarse;
        if (product[32'h3f]) begin
            coarse_magnitude = ~coarse;
        end
        middle = coarse[(32'h0)+:(20)];
        if (shift[(32'h2)+:(2)] == 32'h0) begin
            dropped = dropped | |coarse_magnitude[(32'h13)+:(13)];
        end
        if (shift[(32'h2)+:(2)] == 32'h1) begin
            middle = coarse[(32'h4)+:(20)];
            dropped = dropped | |coarse_magnitude[(32'h17)+:(9)];
        end
        if (shift[(32'h2)+:(2)] == 32'h2) begin
            middle = coarse[(32'h8)+:(20)];
            dropped = dropped | |coarse_magnitude[(32'h1b)+:(5)];
        end
        if (shift[(32'h2)+:(2)] == 32'h3) begin
            middle = coarse[(32'hc)+:(20)];
        end
        middle_magnitude = middle;
        if (product[32'h3f]) begin
            middle_magnitude = ~middle;
        end
        fine = middle[(32'h0)+:(17)];
        if (shift[(32'h0)+:(2)] == 32'h0) begin
            dropped = dropped | |middle_magnitude[(32'h10)+:(4)];
        end
        if (shift[(32'h0)+:(2)] == 32'h1) begin
            fine = middle[(32'h1)+:(17)];
            dropped = dropped | |middle_magnitude[(32'h11)+:(3)];
        end
        if (shift[(32'h0)+:(2)] == 32'h2) begin
            fine = middle[(32'h2)+:(17)];
            dropped = dropped | |middle_magnitude[(32'h12)+:(2)];
        end
        if (shift[(32'h0)+:(2)] == 32'h3) begin
            fine = middle[(32'h3)+:(17)];
        end
        quotient_register$d = fine ^ 32'h10000;
        overflow_register$d = dropped;
        quotient = quotient_register$q;
        overflow = overflow_register$q;
        negative = negative_register$q;
    end
endmodule

module ganax_2x2_scaling(
    input wire clock,
    input wire [47:0] accumulator,
    input wire [47:0] bias,
    input wire [15:0] positive,
    input wire [15:0] negative,
    output reg [63:0] product
);
    // Stub signals
    reg [47:0] biased$d;
    wire [47:0] biased$q;
    reg biased$clock;
    reg [15:0] multiplier$d;
    wire [15:0] multiplier$q;
    reg multiplier$clock;
    reg scaled$clock;
    reg [47:0] scaled$a;
    reg [15:0] scaled$b;
    wire [63:0] scaled$product;

    // Local signals
    reg [48:0] sum;
    reg [48:0] wide_accumulator;
    reg [48:0] wide_bias;
    reg [47:0] saturated;

    // Sub module instances
    ganax_2x2_flip_flop_48 biased(
        .d(biased$d),
        .q(biased$q),
        .clock(biased$clock)
    );
    ganax_2x2_flip_flop_16 multiplier(
        .d(multiplier$d),
        .q(multiplier$q),
        .clock(multiplier$clock)
    );
    ganax_2x2_wide_multiplier scaled(
        .clock(scaled$clock),
        .a(scaled$a),
        .b(scaled$b),
        .product(scaled$product)
    );

    // Update code
    always @(*) begin
        biased$clock = clock;
        multiplier$clock = clock;
        biased$d = biased$q;
        multiplier$d = multiplier$q;
        scaled$clock = clock;
        wide_accumulator = (((accumulator) & 49'h1ffffffffffff) & ~(1 << (32'h30)) | ((accumulator[32'h2f]) << (32'h30)));
        wide_bias = (((bias) & 49'h1ffffffffffff) & ~(1 << (32'h30)) | ((bias[32'h2f]) << (32'h30)));
        sum = wide_accumulator + wide_bias;
        saturated = ((sum) & 48'hffffffffffff);
        if (sum[32'h30] & ~sum[32'h2f]) begin
            saturated = 64'h800000000000;
        end
        if (~sum[32'h30] & sum[32'h2f]) begin
            saturated = 64'h7fffffffffff;
        end
        biased$d = saturated;
        multiplier$d = positive;
        if (sum[32'h30]) begin
            multiplier$d = negative;
        end
        scaled$a = biased$q;
        scaled$b = multiplier$q;
        product = scaled$product;
    end
endmodule

module ganax_2x2_delay_2(
    input wire clock,
    input wire [15:0] data_in,
    output reg [15:0] data_out
);
    // Stub signals
    reg [15:0] stages$0$d;
    wire [15:0] stages$0$q;
    reg stages$0$clock;
    reg [15:0] stages$1$d;
    wire [15:0] stages$1$q;
    reg stages$1$clock;
    reg [15:0] stages$2$d;
    wire [15:0] stages$2$q;
    reg stages$2$clock;
    reg [15:0] stages$3$d;
    wire [15:0] stages$3$q;
    reg stages$3$clock;
    reg [15:0] stages$4$d;
    wire [15:0] stages$4$q;
    reg stages$4$clock;
    reg [15:0] stages$5$d;
    wire [15:0] stages$5$q;
    reg stages$5$clock;

    // Sub module instances
    ganax_2x2_flip_flop_16 stages$0(
        .d(stages$0$d),
        .q(stages$0$q),
        .clock(stages$0$clock)
    );
    ganax_2x2_flip_flop_16 stages$1(
        .d(stages$1$d),
        .q(stages$1$q),
        .clock(stages$1$clock)
    );
    ganax_2x2_flip_flop_16 stages$2(
        .d(stages$2$d),
        .q(stages$2$q),
        .clock(stages$2$clock)
    );
    ganax_2x2_flip_flop_16 stages$3(
        .d(stages$3$d),
        .q(stages$3$q),
        .clock(stages$3$clock)
    );
    ganax_2x2_flip_flop_16 stages$4(
        .d(stages$4$d),
        .q(stages$4$q),
        .clock(stages$4$clock)
    );
    ganax_2x2_flip_flop_16 stages$5(
        .d(stages$5$d),
        .q(stages$5$q),
        .clock(stages$5$clock)
    );

    // Update code
    always @(*) begin
        stages$0$clock = clock;
        stages$1$clock = clock;
        stages$2$clock = clock;
        stages$3$clock = clock;
        stages$4$clock = clock;
        stages$5$clock = clock;
        stages$0$d = data_in;
        stages$1$d = stages$0$q;
        stages$2$d = stages$1$q;
        stages$3$d = stages$2$q;
        stages$4$d = stages$3$q;
        stages$5$d = stages$4$q;
        data_out = stages$0$q;
        data_out = stages$1$q;
        data_out = stages$2$q;
        data_out = stages$3$q;
        data_out = stages$4$q;
        data_out = stages$5$q;
    end
endmodule

module ganax_2x2_entries(
    input wire clock,
    input wire [127:0] parameter_words,
    input wire [7:0] entry_banks,
    input wire [127:0] entry_rows,
    input wire parameter_write,
    input wire [15:0] entry,
    output reg [47:0] bias,
    output reg [15:0] positive,
    output reg [15:0] negative,
    output reg [5:0] shift
);
    // Stub signals
    reg banks$0$clock;
    reg [15:0] banks$0$read_address;
    wire [15:0] banks$0$read_data;
    reg banks$0$write_enable;
    reg [15:0] banks$0$write_address;
    reg [15:0] banks$0$write_data;
    reg banks$1$clock;
    reg [15:0] banks$1$read_address;
    wire [15:0] banks$1$read_data;
    reg banks$1$write_enable;
    reg [15:0] banks$1$write_address;
    reg [15:0] banks$1$write_data;
    reg banks$2$clock;
    reg [15:0] banks$2$read_address;
    wire [15:0] banks$2$read_data;
    reg banks$2$write_enable;
    reg [15:0] banks$2$write_address;
    reg [15:0] banks$2$write_data;
    reg banks$3$clock;
    reg [15:0] banks$3$read_address;
    wire [15:0] banks$3$read_data;
    reg banks$3$write_enable;
    reg [15:0] banks$3$write_address;
    reg [15:0] banks$3$write_data;
    reg banks$4$clock;
    reg [15:0] banks$4$read_address;
    wire [15:0] banks$4$read_data;
    reg banks$4$write_enable;
    reg [15:0] banks$4$write_address;
    reg [15:0] banks$4$write_data;
    reg banks$5$clock;
    reg [15:0] banks$5$read_address;
    wire [15:0] banks$5$read_data;
    reg banks$5$write_enable;
    reg [15:0] banks$5$write_address;
    reg [15:0] banks$5$write_data;
    reg [47:0] bias_register$d;
    wire [47:0] bias_register$q;
    reg bias_register$clock;
    reg [15:0] positive_register$d;
    wire [15:0] positive_register$q;
    reg positive_register$clock;
    reg [15:0] negative_register$d;
    wire [15:0] negative_register$q;
    reg negative_register$clock;
    reg [5:0] shift_register$d;
    wire [5:0] shift_register$q;
    reg shift_register$clock;

    // Local signals
    reg [7:0] writable;

    // Sub module instances
    ganax_2x2_exclusive_memory_3 banks$0(
        .clock(banks$0$clock),
        .read_address(banks$0$read_address),
        .read_data(banks$0$read_data),
        .write_enable(banks$0$write_enable),
        .write_address(banks$0$write_address),
        .write_data(banks$0$write_data)
    );
    ganax_2x2_exclusive_memory_3 banks$1(
        .clock(banks$1$clock),
        .read_address(banks$1$read_address),
        .read_data(banks$1$read_data),
        .write_enable(banks$1$write_enable),
        .write_address(banks$1$write_address),
        .write_data(banks$1$write_data)
    );
    ganax_2x2_exclusive_memory_3 banks$2(
        .clock(banks$2$clock),
        .read_address(banks$2$read_address),
        .read_data(banks$2$read_data),
        .write_enable(banks$2$write_enable),
        .write_address(banks$2$write_address),
        .write_data(banks$2$write_data)
    );
    ganax_2x2_exclusive_memory_3 banks$3(
        .clock(banks$3$clock),
        .read_address(banks$3$read_address),
        .read_data(banks$3$read_data),
        .write_enable(banks$3$write_enable),
        .write_address(banks$3$write_address),
        .write_data(banks$3$write_data)
    );
    ganax_2x2_exclusive_memory_3 banks$4(
        .clock(banks$4$clock),
        .read_address(banks$4$read_address),
        .read_data(banks$4$read_data),
        .write_enable(banks$4$write_enable),
        .write_address(banks$4$write_address),
        .write_data(banks$4$write_data)
    );
    ganax_2x2_exclusive_memory_3 banks$5(
        .clock(banks$5$clock),
        .read_address(banks$5$read_address),
        .read_data(banks$5$read_data),
        .write_enable(banks$5$write_enable),
        .write_address(banks$5$write_address),
        .write_data(banks$5$write_data)
    );
    ganax_2x2_flip_flop_48 bias_register(
        .d(bias_register$d),
        .q(bias_register$q),
        .clock(bias_register$clock)
    );
    ganax_2x2_flip_flop_16 positive_register(
        .d(positive_register$d),
        .q(positive_register$q),
        .clock(positive_register$clock)
    );
    ganax_2x2_flip_flop_16 negative_register(
        .d(negative_register$d),
        .q(negative_register$q),
        .clock(negative_register$clock)
    );
    ganax_2x2_flip_flop_6 shift_register(
        .d(shift_register$d),
        .q(shift_register$q),
        .clock(shift_register$clock)
    );

    // Update code
    always @(*) begin
        bias_register$clock = clock;
        positive_register$clock = clock;
        negative_register$clock = clock;
        shift_register$clock = clock;
        bias_register$d = bias_register$q;
        positive_register$d = positive_register$q;
        negative_register$d = negative_register$q;
        shift_register$d = shift_register$q;
        writable = ((32'h0) & 8'hff);
        if (parameter_write) begin
            writable = entry_banks;
        end
        banks$0$clock = clock;
        banks$0$read_address = entry;
        banks$1$clock = clock;
        banks$1$read_address = entry;
        banks$2$clock = clock;
        banks$2$read_address = entry;
        banks$3$clock = clock;
        banks$3$read_address = entry;
        banks$4$clock = clock;
        banks$4$read_address = entry;
        banks$5$clock = clock;
        banks$5$read_address = entry;
        banks$0$write_enable = writable[0];
        banks$0$write_address = entry_rows[(0 * 32'h10)+:(16)];
        banks$0$write_data = parameter_words[(0 * 32'h10)+:(16)];
        banks$1$write_enable = writable[1];
        banks$1$write_address = entry_rows[(1 * 32'h10)+:(16)];
        banks$1$write_data = parameter_words[(1 * 32'h10)+:(16)];
        banks$2$write_enable = writable[2];
        banks$2$write_address = entry_rows[(2 * 32'h10)+:(16)];
        banks$2$write_data = parameter_words[(2 * 32'h10)+:(16)];
        banks$3$write_enable = writable[3 + 32'h1];
        banks$3$write_address = entry_rows[(3 * 32'h10 + 32'h10)+:(16)];
        banks$3$write_data = parameter_words[(3 * 32'h10 + 32'h10)+:(16)];
        banks$4$write_enable = writable[4 + 32'h1];
        banks$4$write_address = entry_rows[(4 * 32'h10 + 32'h10)+:(16)];
        banks$4$write_data = parameter_words[(4 * 32'h10 + 32'h10)+:(16)];
        banks$5$write_enable = writable[5 + 32'h1];
        banks$5$write_address = entry_rows[(5 * 32'h10 + 32'h10)+:(16)];
        banks$5$write_data = parameter_words[(5 * 32'h10 + 32'h10)+:(16)];
        bias_register$d = ((banks$0$read_data) & 48'hffffffffffff) | (((banks$1$read_data) & 48'hffffffffffff) << 32'h10) | (((banks$2$read_data) & 48'hffffffffffff) << 32'h20);
        positive_register$d = banks$3$read_data;
        negative_register$d = banks$4$read_data;
        shift_register$d = banks$5$read_data[(32'h0)+:(6)];
        bias = bias_register$q;
        positive = positive_register$q;
        negative = negative_register$q;
        shift = shift_register$q;
    end
endmodule

module ganax_2x2_delay(
    input wire clock,
    input wire data_in,
    output reg data_out
);
    // Stub signals
    reg stages$0$d;
    wire stages$0$q;
    reg stages$0$clock;
    reg stages$1$d;
    wire stages$1$q;
    reg stages$1$clock;
    reg stages$2$d;
    wire stages$2$q;
    reg stages$2$clock;
    reg stages$3$d;
    wire stages$3$q;
    reg stages$3$clock;
    reg stages$4$d;
    wire stages$4$q;
    reg stages$4$clock;
    reg stages$5$d;
    wire stages$5$q;
    reg stages$5$clock;
    reg stages$6$d;
    wire stages$6$q;
    reg stages$6$clock;
    reg stages$7$d;
    wire stages$7$q;
    reg stages$7$clock;
    reg stages$8$d;
    wire stages$8$q;
    reg stages$8$clock;
    reg stages$9$d;
    wire stages$9$q;
    reg stages$9$clock;

    // Sub module instances
    ganax_2x2_flip_flop_1 stages$0(
        .d(stages$0$d),
        .q(stages$0$q),
        .clock(stages$0$clock)
    );
    ganax_2x2_flip_flop_1 stages$1(
        .d(stages$1$d),
        .q(stages$1$q),
        .clock(stages$1$clock)
    );
    ganax_2x2_flip_flop_1 stages$2(
        .d(stages$2$d),
        .q(stages$2$q),
        .clock(stages$2$clock)
    );
    ganax_2x2_flip_flop_1 stages$3(
        .d(stages$3$d),
        .q(stages$3$q),
        .clock(stages$3$clock)
    );
    ganax_2x2_flip_flop_1 stages$4(
        .d(stages$4$d),
        .q(stages$4$q),
        .clock(stages$4$clock)
    );
    ganax_2x2_flip_flop_1 stages$5(
        .d(stages$5$d),
        .q(stages$5$q),
        .clock(stages$5$clock)
    );
    ganax_2x2_flip_flop_1 stages$6(
        .d(stages$6$d),
        .q(stages$6$q),
        .clock(stages$6$clock)
    );
    ganax_2x2_flip_flop_1 stages$7(
        .d(stages$7$d),
        .q(stages$7$q),
        .clock(stages$7$clock)
    );
    ganax_2x2_flip_flop_1 stages$8(
        .d(stages$8$d),
        .q(stages$8$q),
        .clock(stages$8$clock)
    );
    ganax_2x2_flip_flop_1 stages$9(
        .d(stages$9$d),
        .q(stages$9$q),
        .clock(stages$9$clock)
    );

    // Update code
    always @(*) begin
        stages$0$clock = clock;
        stages$1$clock = clock;
        stages$2$clock = clock;
        stages$3$clock = clock;
        stages$4$clock = clock;
        stages$5$clock = clock;
        stages$6$clock = clock;
        stages$7$clock = clock;
        stages$8$clock = clock;
        stages$9$clock = clock;
        stages$0$d = data_in;
        stages$1$d = stages$0$q;
        stages$2$d = stages$1$q;
        stages$3$d = stages$2$q;
        stages$4$d = stages$3$q;
        stages$5$d = stages$4$q;
        stages$6$d = stages$5$q;
        stages$7$d = stages$6$q;
        stages$8$d = stages$7$q;
        stages$9$d = stages$8$q;
        data_out = stages$0$q;
        data_out = stages$1$q;
        data_out = stages$2$q;
        data_out = stages$3$q;
        data_out = stages$4$q;
        data_out = stages$5$q;
        data_out = stages$6$q;
        data_out = stages$7$q;
        data_out = stages$8$q;
        data_out = stages$9$q;
    end
endmodule

module ganax_2x2_drain_control(
    input wire clock,
    input wire reset,
    input wire act_valid,
    input wire act_ready,
    input wire drain_valid,
    input wire drain_pass_ends,
    input wire drain_last,
    input wire beat_pop,
    output reg drain_pop,
    output reg beat_ends,
    output reg act_done,
    output reg idle
);
    // Constant declarations
    localparam depth_less_one = 9'b1111;
    localparam beats_mask = 9'b11111;

    // Stub signals
    reg [2:0] position$d;
    wire [2:0] position$q;
    reg position$clock;
    reg within_beat$d;
    wire within_beat$q;
    reg within_beat$clock;
    reg [8:0] beats$d;
    wire [8:0] beats$q;
    reg beats$clock;
    reg is_full$d;
    wire is_full$q;
    reg is_full$clock;
    reg is_busy$d;
    wire is_busy$q;
    reg is_busy$clock;

    // Local signals
    reg pops;
    reg ends;
    reg begins;
    reg [8:0] next_beats;
    reg fills;
    reg has_more;

    // Sub module instances
    ganax_2x2_flip_flop_3 position(
        .d(position$d),
        .q(position$q),
        .clock(position$clock)
    );
    ganax_2x2_flip_flop_1 within_beat(
        .d(within_beat$d),
        .q(within_beat$q),
        .clock(within_beat$clock)
    );
    ganax_2x2_flip_flop_9 beats(
        .d(beats$d),
        .q(beats$q),
        .clock(beats$clock)
    );
    ganax_2x2_flip_flop_1 is_full(
        .d(is_full$d),
        .q(is_full$q),
        .clock(is_full$clock)
    );
    ganax_2x2_flip_flop_1 is_busy(
        .d(is_busy$d),
        .q(is_busy$q),
        .clock(is_busy$clock)
    );

    // Update code
    always @(*) begin
        position$clock = clock;
        within_beat$clock = clock;
        beats$clock = clock;
        is_full$clock = clock;
        is_busy$clock = clock;
        position$d = position$q;
        within_beat$d = within_beat$q;
        beats$d = beats$q;
        is_full$d = is_full$q;
        is_busy$d = is_busy$q;
        pops = act_valid & act_ready & drain_valid & (within_beat$q | ~is_full$q);
        ends = drain_pass_ends | drain_last | (position$q == 32'h7);
        begins = pops & ~within_beat$q;
        drain_pop = pops;
        beat_ends = ends;
        act_done = pops & drain_last;
        if (pops) begin
            position$d = position$q + 32'h1;
            within_beat$d = 1'b1;
            if (ends) begin
                position$d = 32'h0;
                within_beat$d = 1'b0;
            end
        end
        next_beats = beats$q;
        if (begins & ~beat_pop) begin
            next_beats = (beats$q + 32'h1) & beats_mask;
        end
        if (beat_pop & ~begins) begin
            next_beats = (beats$q - 32'h1) & beats_mask;
        end
        beats$d = next_beats;
        fills = begins & (beats$q == depth_less_one);
        has_more = begins | (beats$q > 32'h1);
        is_full$d = is_full$q | fills;
        is_busy$d = is_busy$q | begins;
        if (beat_pop) begin
            is_full$d = 1'b0;
            is_busy$d = has_more;
        end
        if (reset) begin
            position$d = 32'h0;
            within_beat$d = 1'b0;
            beats$d = 32'h0;
            is_full$d = 1'b0;
            is_busy$d = 1'b0;
        end
        idle = ~is_busy$q;
    end
endmodule

module ganax_2x2_clamp(
    input wire [16:0] quotient,
    input wire overflow,
    input wire negative,
    input wire [15:0] low,
    input wire [15:0] high,
    input wire crossed,
    output reg [15:0] value
);
    // Local signals
    reg [16:0] rounded;
    reg [16:0] twice_high;
    reg [15:0] half;
    reg above;
    reg below;

    // Update code
    always @(*) begin
        rounded = quotient + 32'h1;
        twice_high = ((high) & 17'h1ffff) << 32'h1;
        half = quotient[(32'h1)+:(16)];
        above = quotient > twice_high;
        below = half < low;
        if (overflow) begin
            above = ~negative;
            below = negative;
        end
        value = rounded[(32'h1)+:(16)];
        if (below) begin
            value = low;
        end
        if (above | crossed) begin
            value = high;
        end
    end
endmodule

module ganax_2x2_beat_fifo(
    input wire clock,
    input wire reset,
    input wire push,
    input wire [15:0] word,
    input wire ends,
    input wire pop,
    output reg valid,
    output reg [127:0] words,
    output reg [3:0] count
);
    // Constant declarations
    localparam last_index = 8'hf;
    localparam index_mask = 8'hf;
    localparam beats_mask = 9'b11111;

    // Stub signals
    reg memories$0$clock;
    reg [15:0] memories$0$read_address;
    wire [15:0] memories$0$read_data;
    reg memories$0$write_enable;
    reg [15:0] memories$0$write_address;
    reg [15:0] memories$0$write_data;
    reg memories$1$clock;
    reg [15:0] memories$1$read_address;
    wire [15:0] memories$1$read_data;
    reg memories$1$write_enable;
    reg [15:0] memories$1$write_address;
    reg [15:0] memories$1$write_data;
    reg memories$2$clock;
    reg [15:0] memories$2$read_address;
    wire [15:0] memories$2$read_data;
    reg memories$2$write_enable;
    reg [15:0] memories$2$write_address;
    reg [15:0] memories$2$write_data;
    reg memories$3$clock;
    reg [15:0] memories$3$read_address;
    wire [15:0] memories$3$read_data;
    reg memories$3$write_enable;
    reg [15:0] memories$3$write_address;
    reg [15:0] memories$3$write_data;
    reg memories$4$clock;
    reg [15:0] memories$4$read_address;
    wire [15:0] memories$4$read_data;
    reg memories$4$write_enable;
    reg [15:0] memories$4$write_address;
    reg [15:0] memories$4$write_data;
    reg memories$5$clock;
    reg [15:0] memories$5$read_address;
    wire [15:0] memories$5$read_data;
    reg memories$5$write_enable;
    reg [15:0] memories$5$write_address;
    reg [15:0] memories$5$write_data;
    reg memories$6$clock;
    reg [15:0] memories$6$read_address;
    wire [15:0] memories$6$read_data;
    reg memories$6$write_enable;
    reg [15:0] memories$6$write_address;
    reg [15:0] memories$6$write_data;
    reg memories$7$clock;
    reg [15:0] memories$7$read_address;
    wire [15:0] memories$7$read_data;
    reg memories$7$write_enable;
    reg [15:0] memories$7$write_address;
    reg [15:0] memories$7$write_data;
    reg lengths$clock;
    reg [15:0] lengths$read_address;
    wire [3:0] lengths$read_data;
    reg lengths$write_enable;
    reg [15:0] lengths$write_address;
    reg [3:0] lengths$write_data;
    reg [2:0] position$d;
    wire [2:0] position$q;
    reg position$clock;
    reg [7:0] read_index$d;
    wire [7:0] read_index$q;
    reg read_index$clock;
    reg [7:0] write_index$d;
    wire [7:0] write_index$q;
    reg write_index$clock;
    reg [8:0] beats$d;
    wire [8:0] beats$q;
    reg beats$clock;
    reg is_valid$d;
    wire is_valid$q;
    reg is_valid$clock;

    // Local signals
    reg completes;
    reg pops;
    reg [8:0] next_beats;
    reg has_more;
    reg [127:0] together;
    reg [15:0] one_word;

    // Sub module instances
    ganax_2x2_lookup_memory_3 memories$0(
        .clock(memories$0$clock),
        .read_address(memories$0$read_address),
        .read_data(memories$0$read_data),
        .write_enable(memories$0$write_enable),
        .write_address(memories$0$write_address),
        .write_data(memories$0$write_data)
    );
    ganax_2x2_lookup_memory_3 memories$1(
        .clock(memories$1$clock),
        .read_address(memories$1$read_address),
        .read_data(memories$1$read_data),
        .write_enable(memories$1$write_enable),
        .write_address(memories$1$write_address),
        .write_data(memories$1$write_data)
    );
    ganax_2x2_lookup_memory_3 memories$2(
        .clock(memories$2$clock),
        .read_address(memories$2$read_address),
        .read_data(memories$2$read_data),
        .write_enable(memories$2$write_enable),
        .write_address(memories$2$write_address),
        .write_data(memories$2$write_data)
    );
    ganax_2x2_lookup_memory_3 memories$3(
        .clock(memories$3$clock),
        .read_address(memories$3$read_address),
        .read_data(memories$3$read_data),
        .write_enable(memories$3$write_enable),
        .write_address(memories$3$write_address),
        .write_data(memories$3$write_data)
    );
    ganax_2x2_lookup_memory_3 memories$4(
        .clock(memories$4$clock),
        .read_address(memories$4$read_address),
        .read_data(memories$4$read_data),
        .write_enable(memories$4$write_enable),
        .write_address(memories$4$write_address),
        .write_data(memories$4$write_data)
    );
    ganax_2x2_lookup_memory_3 memories$5(
        .clock(memories$5$clock),
        .read_address(memories$5$read_address),
        .read_data(memories$5$read_data),
        .write_enable(memories$5$write_enable),
        .write_address(memories$5$write_address),
        .write_data(memories$5$write_data)
    );
    ganax_2x2_lookup_memory_3 memories$6(
        .clock(memories$6$clock),
        .read_address(memories$6$read_address),
        .read_data(memories$6$read_data),
        .write_enable(memories$6$write_enable),
        .write_address(memories$6$write_address),
        .write_data(memories$6$write_data)
    );
    ganax_2x2_lookup_memory_3 memories$7(
        .clock(memories$7$clock),
        .read_address(memories$7$read_address),
        .read_data(memories$7$read_data),
        .write_enable(memories$7$write_enable),
        .write_address(memories$7$write_address),
        .write_data(memories$7$write_data)
    );
    ganax_2x2_lookup_memory_11 lengths(
        .clock(lengths$clock),
        .read_address(lengths$read_address),
        .read_data(lengths$read_data),
        .write_enable(lengths$write_enable),
        .write_address(lengths$write_address),
        .write_data(lengths$write_data)
    );
    ganax_2x2_flip_flop_3 position(
        .d(position$d),
        .q(position$q),
        .clock(position$clock)
    );
    ganax_2x2_flip_flop_8 read_index(
        .d(read_index$d),
        .q(read_index$q),
        .clock(read_index$clock)
    );
    ganax_2x2_flip_flop_8 write_index(
        .d(write_index$d),
        .q(write_index$q),
        .clock(write_index$clock)
    );
    ganax_2x2_flip_flop_9 beats(
        .d(beats$d),
        .q(beats$q),
        .clock(beats$clock)
    );
    ganax_2x2_flip_flop_1 is_valid(
        .d(is_valid$d),
        .q(is_valid$q),
        .clock(is_valid$clock)
    );

    // Update code
    always @(*) begin
        position$clock = clock;
        read_index$clock = clock;
        write_index$clock = clock;
        beats$clock = clock;
        is_valid$clock = clock;
        position$d = position$q;
        read_index$d = read_index$q;
        write_index$d = write_index$q;
        beats$d = beats$q;
        is_valid$d = is_valid$q;
        completes = push & ends;
        pops = pop & is_valid$q;
        together = 32'h0;
        memories$0$clock = clock;
        memories$0$read_address = ((read_index$q) & 16'hffff);
        memories$0$write_address = ((write_index$q) & 16'hffff);
        memories$0$write_data = word;
        memories$0$write_enable = push & (position$q == 0);
        one_word = memories$0$read_data;
        together = (together >> 32'h10) | (((one_word) & 128'hffffffffffffffffffffffffffffffff) << 32'h70);
        memories$1$clock = clock;
        memories$1$read_address = ((read_index$q) & 16'hffff);
        memories$1$write_address = ((write_index$q) & 16'hffff);
        memories$1$write_data = word;
        memories$1$write_enable = push & (position$q == 1);
        one_word = memories$1$read_data;
        together = (together >> 32'h10) | (((one_word) & 128'hffffffffffffffffffffffffffffffff) << 32'h70);
        memories$2$clock = clock;
        memories$2$read_address = ((read_index$q) & 16'hffff);
        memories$2$write_address = ((write_index$q) & 16'hffff);
        memories$2$write_data = word;
        memories$2$write_enable = push & (position$q == 2);
        one_word = memories$2$read_data;
        together = (together >> 32'h10) | (((one_word) & 128'hffffffffffffffffffffffffffffffff) << 32'h70);
        memories$3$clock = clock;
        memories$3$read_address = ((read_index$q) & 16'hffff);
        memories$3$write_address = ((write_index$q) & 16'hffff);
        memories$3$write_data = word;
        memories$3$write_enable = push & (position$q == 3);
        one_word = memories$3$read_data;
        together = (together >> 32'h10) | (((one_word) & 128'hffffffffffffffffffffffffffffffff) << 32'h70);
        memories$4$clock = clock;
        memories$4$read_address = ((read_index$q) & 16'hffff);
        memories$4$write_address = ((write_index$q) & 16'hffff);
        memories$4$write_data = word;
        memories$4$write_enable = push & (position$q == 4);
        one_word = memories$4$read_data;
        together = (together >> 32'h10) | (((one_word) & 128'hffffffffffffffffffffffffffffffff) << 32'h70);
        memories$5$clock = clock;
        memories$5$read_address = ((read_index$q) & 16'hffff);
        memories$5$write_address = ((write_index$q) & 16'hffff);
        memories$5$write_data = word;
        memories$5$write_enable = push & (position$q == 5);
        one_word = memories$5$read_data;
        together = (together >> 32'h10) | (((one_word) & 128'hffffffffffffffffffffffffffffffff) << 32'h70);
        memories$6$clock = clock;
        memories$6$read_address = ((read_index$q) & 16'hffff);
        memories$6$write_address = ((write_index$q) & 16'hffff);
        memories$6$write_data = word;
        memories$6$write_enable = push & (position$q == 6);
        one_word = memories$6$read_data;
        together = (together >> 32'h10) | (((one_word) & 128'hffffffffffffffffffffffffffffffff) << 32'h70);
        memories$7$clock = clock;
        memories$7$read_address = ((read_index$q) & 16'hffff);
        memories$7$write_address = ((write_index$q) & 16'hffff);
        memories$7$write_data = word;
        memories$7$write_enable = push & (position$q == 7);
        one_word = memories$7$read_data;
        together = (together >> 32'h10) | (((one_word) & 128'hffffffffffffffffffffffffffffffff) << 32'h70);
        words = together;
        lengths$clock = clock;
        lengths$read_address = ((read_index$q) & 16'hffff);
        lengths$write_address = ((write_index$q) & 16'hffff);
        lengths$write_data = ((position$q) & 4'hf) + ((32'h1) & 4'hf);
        lengths$write_enable = completes;
        count = lengths$read_data;
        if (push) begin
            position$d = position$q + 32'h1;
        end
        next_beats = beats$q;
        if (completes) begin
            position$d = 32'h0;
            write_index$d = (write_index$q + 32'h1) & index_mask;
            if (write_index$q == last_index) begin
                write_index$d = 32'h0;
            end
            if (~pops) begin
                next_beats = (beats$q + 32'h1) & beats_mask;
            end
        end
        if (pops) begin
            read_index$d = (read_index$q + 32'h1) & index_mask;
            if (read_index$q == last_index) begin
                read_index$d = 32'h0;
            end
            if (~completes) begin
                next_beats = (beats$q - 32'h1) & beats_mask;
            end
        end
        beats$d = next_beats;
        has_more = (beats$q > 32'h1) | completes;
        if (completes) begin
            is_valid$d = 1'b1;
        end
        if (pops) begin
            is_valid$d = has_more;
        end
        if (reset) begin
            position$d = 32'h0;
            read_index$d = 32'h0;
            write_index$d = 32'h0;
            beats$d = 32'h0;
            is_valid$d = 1'b0;
        end
        valid = is_valid$q;
    end
endmodule

module ganax_2x2_operand_pipeline(
    input wire clock,
    input wire reset,
    input wire operate,
    input wire [15:0] input_address,
    input wire [15:0] weight_address,
    input wire [15:0] output_address,
    input wire [3:0] operation,
    input wire [3:0] flags,
    input wire first,
    input wire last,
    output reg [15:0] input_line,
    output reg [15:0] weight_line,
    output reg [15:0] input_lane,
    output reg own_inputs,
    output reg shared_input,
    output reg unweighted,
    output reg [15:0] base_line,
    output reg [15:0] next_lane,
    output reg next_first,
    output reg next_last,
    output reg next_horizontal,
    output reg next_clear,
    output reg next_repeats_line,
    output reg next_repeats_older_line,
    output reg operand_valid,
    output reg operand_pool,
    output reg [15:0] operand_line,
    output reg [15:0] older_line
);
    // Constant declarations
    localparam lane_shift = 16'h1;
    localparam lane_mask = 16'h1;
    localparam line_mask = 16'hff;
    localparam add = 4'h3;
    localparam mul = 4'h4;
    localparam pool = 4'h5;

    // Stub signals
    reg [15:0] input_lines$0$d;
    wire [15:0] input_lines$0$q;
    reg input_lines$0$clock;
    reg [15:0] input_lines$1$d;
    wire [15:0] input_lines$1$q;
    reg input_lines$1$clock;
    reg [15:0] input_lines$2$d;
    wire [15:0] input_lines$2$q;
    reg input_lines$2$clock;
    reg [15:0] weight_lines$0$d;
    wire [15:0] weight_lines$0$q;
    reg weight_lines$0$clock;
    reg [15:0] weight_lines$1$d;
    wire [15:0] weight_lines$1$q;
    reg weight_lines$1$clock;
    reg [15:0] weight_lines$2$d;
    wire [15:0] weight_lines$2$q;
    reg weight_lines$2$clock;
    reg [15:0] input_lanes$0$d;
    wire [15:0] input_lanes$0$q;
    reg input_lanes$0$clock;
    reg [15:0] input_lanes$1$d;
    wire [15:0] input_lanes$1$q;
    reg input_lanes$1$clock;
    reg [15:0] input_lanes$2$d;
    wire [15:0] input_lanes$2$q;
    reg input_lanes$2$clock;
    reg [15:0] input_lanes$3$d;
    wire [15:0] input_lanes$3$q;
    reg input_lanes$3$clock;
    reg is_shared$d;
    wire is_shared$q;
    reg is_shared$clock;
    reg is_unweighted$d;
    wire is_unweighted$q;
    reg is_unweighted$clock;
    reg valid$0$d;
    wire valid$0$q;
    reg valid$0$clock;
    reg valid$1$d;
    wire valid$1$q;
    reg valid$1$clock;
    reg valid$2$d;
    wire valid$2$q;
    reg valid$2$clock;
    reg valid$3$d;
    wire valid$3$q;
    reg valid$3$clock;
    reg valid$4$d;
    wire valid$4$q;
    reg valid$4$clock;
    reg valid$5$d;
    wire valid$5$q;
    reg valid$5$clock;
    reg valid$6$d;
    wire valid$6$q;
    reg valid$6$clock;
    reg valid$7$d;
    wire valid$7$q;
    reg valid$7$clock;
    reg firsts$0$d;
    wire firsts$0$q;
    reg firsts$0$clock;
    reg firsts$1$d;
    wire firsts$1$q;
    reg firsts$1$clock;
    reg firsts$2$d;
    wire firsts$2$q;
    reg firsts$2$clock;
    reg firsts$3$d;
    wire firsts$3$q;
    reg firsts$3$clock;
    reg firsts$4$d;
    wire firsts$4$q;
    reg firsts$4$clock;
    reg firsts$5$d;
    wire firsts$5$q;
    reg firsts$5$clock;
    reg firsts$6$d;
    wire firsts$6$q;
    reg firsts$6$clock;
    reg firsts$7$d;
    wire firsts$7$q;
    reg firsts$7$clock;
    reg lasts$0$d;
    wire lasts$0$q;
    reg lasts$0$clock;
    reg lasts$1$d;
    wire lasts$1$q;
    reg lasts$1$clock;
    reg lasts$2$d;
    wire lasts$2$q;
    reg lasts$2$clock;
    reg lasts$3$d;
    wire lasts$3$q;
    reg lasts$3$clock;
    reg lasts$4$d;
    wire lasts$4$q;
    reg lasts$4$clock;
    reg lasts$5$d;
    wire lasts$5$q;
    reg lasts$5$clock;
    reg lasts$6$d;
    wire lasts$6$q;
    reg lasts$6$clock;
    reg lasts$7$d;
    wire lasts$7$q;
    reg lasts$7$clock;
    reg [15:0] addresses$0$d;
    wire [15:0] addresses$0$q;
    reg addresses$0$clock;
    reg [15:0] addresses$1$d;
    wire [15:0] addresses$1$q;
    reg addresses$1$clock;
    reg [15:0] addresses$2$d;
    wire [15:0] addresses$2$q;
    reg addresses$2$clock;
    reg [15:0] addresses$3$d;
    wire [15:0] addresses$3$q;
    reg addresses$3$clock;
    reg [15:0] addresses$4$d;
    wire [15:0] addresses$4$q;
    reg addresses$4$clock;
    reg [15:0] addresses$5$d;
    wire [15:0] addresses$5$q;
    reg addresses$5$clock;
    reg [15:0] addresses$6$d;
    wire [15:0] addresses$6$q;
    reg addresses$6$clock;
    reg [15:0] addresses$7$d;
    wire [15:0] addresses$7$q;
    reg addresses$7$clock;
    reg [3:0] operations$0$d;
    wire [3:0] operations$0$q;
    reg operations$0$clock;
    reg [3:0] operations$1$d;
    wire [3:0] operations$1$q;
    reg operations$1$clock;
    reg [3:0] operations$2$d;
    wire [3:0] operations$2$q;
    reg operations$2$clock;
    reg [3:0] operations$3$d;
    wire [3:0] operations$3$q;
    reg operations$3$clock;
    reg [3:0] all_flags$0$d;
    wire [3:0] all_flags$0$q;
    reg all_flags$0$clock;
    reg [3:0] all_flags$1$d;
    wire [3:0] all_flags$1$q;
    reg all_flags$1$clock;
    reg [3:0] all_flags$2$d;
    wire [3:0] all_flags$2$q;
    reg all_flags$2$clock;
    reg [3:0] all_flags$3$d;
    wire [3:0] all_flags$3$q;
    reg all_flags$3$clock;
    reg [3:0] all_flags$4$d;
    wire [3:0] all_flags$4$q;
    reg all_flags$4$clock;
    reg [3:0] all_flags$5$d;
    wire [3:0] all_flags$5$q;
    reg all_flags$5$clock;
    reg [3:0] all_flags$6$d;
    wire [3:0] all_flags$6$q;
    reg all_flags$6$clock;
    reg [3:0] all_flags$7$d;
    wire [3:0] all_flags$7$q;
    reg all_flags$7$clock;
    reg base_valid$d;
    wire base_valid$q;
    reg base_valid$clock;
    reg base_first$d;
    wire base_first$q;
    reg base_first$clock;
    reg base_last$d;
    wire base_last$q;
    reg base_last$clock;
    reg base_clear$d;
    wire base_clear$q;
    reg base_clear$clock;
    reg base_horizontal$d;
    wire base_horizontal$q;
    reg base_horizontal$clock;
    reg base_pool$d;
    wire base_pool$q;
    reg base_pool$clock;
    reg [15:0] base_lines$d;
    wire [15:0] base_lines$q;
    reg base_lines$clock;
    reg [15:0] base_lanes$d;
    wire [15:0] base_lanes$q;
    reg base_lanes$clock;
    reg nexts_valid$d;
    wire nexts_valid$q;
    reg nexts_valid$clock;
    reg nexts_first$d;
    wire nexts_first$q;
    reg nexts_first$clock;
    reg nexts_last$d;
    wire nexts_last$q;
    reg nexts_last$clock;
    reg nexts_clear$d;
    wire nexts_clear$q;
    reg nexts_clear$clock;
    reg nexts_horizontal$d;
    wire nexts_horizontal$q;
    reg nexts_horizontal$clock;
    reg nexts_pool$d;
    wire nexts_pool$q;
    reg nexts_pool$clock;
    reg [15:0] nexts_line$d;
    wire [15:0] nexts_line$q;
    reg nexts_line$clock;
    reg [15:0] nexts_lane$d;
    wire [15:0] nexts_lane$q;
    reg nexts_lane$clock;
    reg operands_valid$d;
    wire operands_valid$q;
    reg operands_valid$clock;
    reg operands_pool$d;
    wire operands_pool$q;
    reg operands_pool$clock;
    reg [15:0] operands_line$d;
    wire [15:0] operands_line$q;
    reg operands_line$clock;
    reg [15:0] olders_line$d;
    wire [15:0] olders_line$q;
    reg olders_line$clock;

    // Local signals
    reg through_tree;
    reg [15:0] output_address_at_base;
    reg replaces;

    // Sub module instances
    ganax_2x2_flip_flop_16 input_lines$0(
        .d(input_lines$0$d),
        .q(input_lines$0$q),
        .clock(input_lines$0$clock)
    );
    ganax_2x2_flip_flop_16 input_lines$1(
        .d(input_lines$1$d),
        .q(input_lines$1$q),
        .clock(input_lines$1$clock)
    );
    ganax_2x2_flip_flop_16 input_lines$2(
        .d(input_lines$2$d),
        .q(input_lines$2$q),
        .clock(input_lines$2$clock)
    );
    ganax_2x2_flip_flop_16 weight_lines$0(
        .d(weight_lines$0$d),
        .q(weight_lines$0$q),
        .clock(weight_lines$0$clock)
    );
    ganax_2x2_flip_flop_16 weight_lines$1(
        .d(weight_lines$1$d),
        .q(weight_lines$1$q),
        .clock(weight_lines$1$clock)
    );
    ganax_2x2_flip_flop_16 weight_lines$2(
        .d(weight_lines$2$d),
        .q(weight_lines$2$q),
        .clock(weight_lines$2$clock)
    );
    ganax_2x2_flip_flop_16 input_lanes$0(
        .d(input_lanes$0$d),
        .q(input_lanes$0$q),
        .clock(input_lanes$0$clock)
    );
    ganax_2x2_flip_flop_16 input_lanes$1(
        .d(input_lanes$1$d),
        .q(input_lanes$1$q),
        .clock(input_lanes$1$clock)
    );
    ganax_2x2_flip_flop_16 input_lanes$2(
        .d(input_lanes$2$d),
        .q(input_lanes$2$q),
        .clock(input_lanes$2$clock)
    );
    ganax_2x2_flip_flop_16 input_lanes$3(
        .d(input_lanes$3$d),
        .q(input_lanes$3$q),
        .clock(input_lanes$3$clock)
    );
    ganax_2x2_flip_flop_1 is_shared(
        .d(is_shared$d),
        .q(is_shared$q),
        .clock(is_shared$clock)
    );
    ganax_2x2_flip_flop_1 is_unweighted(
        .d(is_unweighted$d),
        .q(is_unweighted$q),
        .clock(is_unweighted$clock)
    );
    ganax_2x2_flip_flop_1 valid$0(
        .d(valid$0$d),
        .q(valid$0$q),
        .clock(valid$0$clock)
    );
    ganax_2x2_flip_flop_1 valid$1(
        .d(valid$1$d),
        .q(valid$1$q),
        .clock(valid$1$clock)
    );
    ganax_2x2_flip_flop_1 valid$2(
        .d(valid$2$d),
        .q(valid$2$q),
        .clock(valid$2$clock)
    );
    ganax_2x2_flip_flop_1 valid$3(
        .d(valid$3$d),
        .q(valid$3$q),
        .clock(valid$3$clock)
    );
    ganax_2x2_flip_flop_1 valid$4(
        .d(valid$4$d),
        .q(valid$4$q),
        .clock(valid$4$clock)
    );
    ganax_2x2_flip_flop_1 valid$5(
        .d(valid$5$d),
        .q(valid$5$q),
        .clock(valid$5$clock)
    );
    ganax_2x2_flip_flop_1 valid$6(
        .d(valid$6$d),
        .q(valid$6$q),
        .clock(valid$6$clock)
    );
    ganax_2x2_flip_flop_1 valid$7(
        .d(valid$7$d),
        .q(valid$7$q),
        .clock(valid$7$clock)
    );
    ganax_2x2_flip_flop_1 firsts$0(
        .d(firsts$0$d),
        .q(firsts$0$q),
        .clock(firsts$0$clock)
    );
    ganax_2x2_flip_flop_1 firsts$1(
        .d(firsts$1$d),
        .q(firsts$1$q),
        .clock(firsts$1$clock)
    );
    ganax_2x2_flip_flop_1 firsts$2(
        .d(firsts$2$d),
        .q(firsts$2$q),
        .clock(firsts$2$clock)
    );
    ganax_2x2_flip_flop_1 firsts$3(
        .d(firsts$3$d),
        .q(firsts$3$q),
        .clock(firsts$3$clock)
    );
    ganax_2x2_flip_flop_1 firsts$4(
        .d(firsts$4$d),
        .q(firsts$4$q),
        .clock(firsts$4$clock)
    );
    ganax_2x2_flip_flop_1 firsts$5(
        .d(firsts$5$d),
        .q(firsts$5$q),
        .clock(firsts$5$clock)
    );
    ganax_2x2_flip_flop_1 firsts$6(
        .d(firsts$6$d),
        .q(firsts$6$q),
        .clock(firsts$6$clock)
    );
    ganax_2x2_flip_flop_1 firsts$7(
        .d(firsts$7$d),
        .q(firsts$7$q),
        .clock(firsts$7$clock)
    );
    ganax_2x2_flip_flop_1 lasts$0(
        .d(lasts$0$d),
        .q(lasts$0$q),
        .clock(lasts$0$clock)
    );
    ganax_2x2_flip_flop_1 lasts$1(
        .d(lasts$1$d),
        .q(lasts$1$q),
        .clock(lasts$1$clock)
    );
    ganax_2x2_flip_flop_1 lasts$2(
        .d(lasts$2$d),
        .q(lasts$2$q),
        .clock(lasts$2$clock)
    );
    ganax_2x2_flip_flop_1 lasts$3(
        .d(lasts$3$d),
        .q(lasts$3$q),
        .clock(lasts$3$clock)
    );
    ganax_2x2_flip_flop_1 lasts$4(
        .d(lasts$4$d),
        .q(lasts$4$q),
        .clock(lasts$4$clock)
    );
    ganax_2x2_flip_flop_1 lasts$5(
        .d(lasts$5$d),
        .q(lasts$5$q),
        .clock(lasts$5$clock)
    );
    ganax_2x2_flip_flop_1 lasts$6(
        .d(lasts$6$d),
        .q(lasts$6$q),
        .clock(lasts$6$clock)
    );
    ganax_2x2_flip_flop_1 lasts$7(
        .d(lasts$7$d),
        .q(lasts$7$q),
        .clock(lasts$7$clock)
    );
    ganax_2x2_flip_flop_16 addresses$0(
        .d(addresses$0$d),
        .q(addresses$0$q),
        .clock(addresses$0$clock)
    );
    ganax_2x2_flip_flop_16 addresses$1(
        .d(addresses$1$d),
        .q(addresses$1$q),
        .clock(addresses$1$clock)
    );
    ganax_2x2_flip_flop_16 addresses$2(
        .d(addresses$2$d),
        .q(addresses$2$q),
        .clock(addresses$2$clock)
    );
    ganax_2x2_flip_flop_16 addresses$3(
        .d(addresses$3$d),
        .q(addresses$3$q),
        .clock(addresses$3$clock)
    );
    ganax_2x2_flip_flop_16 addresses$4(
        .d(addresses$4$d),
        .q(addresses$4$q),
        .clock(addresses$4$clock)
    );
    ganax_2x2_flip_flop_16 addresses$5(
        .d(addresses$5$d),
        .q(addresses$5$q),
        .clock(addresses$5$clock)
    );
    ganax_2x2_flip_flop_16 addresses$6(
        .d(addresses$6$d),
        .q(addresses$6$q),
        .clock(addresses$6$clock)
    );
    ganax_2x2_flip_flop_16 addresses$7(
        .d(addresses$7$d),
        .q(addresses$7$q),
        .clock(addresses$7$clock)
    );
    ganax_2x2_flip_flop_4 operations$0(
        .d(operations$0$d),
        .q(operations$0$q),
        .clock(operations$0$clock)
    );
    ganax_2x2_flip_flop_4 operations$1(
        .d(operations$1$d),
        .q(operations$1$q),
        .clock(operations$1$clock)
    );
    ganax_2x2_flip_flop_4 operations$2(
        .d(operations$2$d),
        .q(operations$2$q),
        .clock(operations$2$clock)
    );
    ganax_2x2_flip_flop_4 operations$3(
        .d(operations$3$d),
        .q(operations$3$q),
        .clock(operations$3$clock)
    );
    ganax_2x2_flip_flop_4 all_flags$0(
        .d(all_flags$0$d),
        .q(all_flags$0$q),
        .clock(all_flags$0$clock)
    );
    ganax_2x2_flip_flop_4 all_flags$1(
        .d(all_flags$1$d),
        .q(all_flags$1$q),
        .clock(all_flags$1$clock)
    );
    ganax_2x2_flip_flop_4 all_flags$2(
        .d(all_flags$2$d),
        .q(all_flags$2$q),
        .clock(all_flags$2$clock)
    );
    ganax_2x2_flip_flop_4 all_flags$3(
        .d(all_flags$3$d),
        .q(all_flags$3$q),
        .clock(all_flags$3$clock)
    );
    ganax_2x2_flip_flop_4 all_flags$4(
        .d(all_flags$4$d),
        .q(all_flags$4$q),
        .clock(all_flags$4$clock)
    );
    ganax_2x2_flip_flop_4 all_flags$5(
        .d(all_flags$5$d),
        .q(all_flags$5$q),
        .clock(all_flags$5$clock)
    );
    ganax_2x2_flip_flop_4 all_flags$6(
        .d(all_flags$6$d),
        .q(all_flags$6$q),
        .clock(all_flags$6$clock)
    );
    ganax_2x2_flip_flop_4 all_flags$7(
        .d(all_flags$7$d),
        .q(all_flags$7$q),
        .clock(all_flags$7$clock)
    );
    ganax_2x2_flip_flop_1 base_valid(
        .d(base_valid$d),
        .q(base_valid$q),
        .clock(base_valid$clock)
    );
    ganax_2x2_flip_flop_1 base_first(
        .d(base_first$d),
        .q(base_first$q),
        .clock(base_first$clock)
    );
    ganax_2x2_flip_flop_1 base_last(
        .d(base_last$d),
        .q(base_last$q),
        .clock(base_last$clock)
    );
    ganax_2x2_flip_flop_1 base_clear(
        .d(base_clear$d),
        .q(base_clear$q),
        .clock(base_clear$clock)
    );
    ganax_2x2_flip_flop_1 base_horizontal(
        .d(base_horizontal$d),
        .q(base_horizontal$q),
        .clock(base_horizontal$clock)
    );
    ganax_2x2_flip_flop_1 base_pool(
        .d(base_pool$d),
        .q(base_pool$q),
        .clock(base_pool$clock)
    );
    ganax_2x2_flip_flop_16 base_lines(
        .d(base_lines$d),
        .q(base_lines$q),
        .clock(base_lines$clock)
    );
    ganax_2x2_flip_flop_16 base_lanes(
        .d(base_lanes$d),
        .q(base_lanes$q),
        .clock(base_lanes$clock)
    );
    ganax_2x2_flip_flop_1 nexts_valid(
        .d(nexts_valid$d),
        .q(nexts_valid$q),
        .clock(nexts_valid$clock)
    );
    ganax_2x2_flip_flop_1 nexts_first(
        .d(nexts_first$d),
        .q(nexts_first$q),
        .clock(nexts_first$clock)
    );
    ganax_2x2_flip_flop_1 nexts_last(
        .d(nexts_last$d),
        .q(nexts_last$q),
        .clock(nexts_last$clock)
    );
    ganax_2x2_flip_flop_1 nexts_clear(
        .d(nexts_clear$d),
        .q(nexts_clear$q),
        .clock(nexts_clear$clock)
    );
    ganax_2x2_flip_flop_1 nexts_horizontal(
        .d(nexts_horizontal$d),
        .q(nexts_horizontal$q),
        .clock(nexts_horizontal$clock)
    );
    ganax_2x2_flip_flop_1 nexts_pool(
        .d(nexts_pool$d),
        .q(nexts_pool$q),
        .clock(nexts_pool$clock)
    );
    ganax_2x2_flip_flop_16 nexts_line(
        .d(nexts_line$d),
        .q(nexts_line$q),
        .clock(nexts_line$clock)
    );
    ganax_2x2_flip_flop_16 nexts_lane(
        .d(nexts_lane$d),
        .q(nexts_lane$q),
        .clock(nexts_lane$clock)
    );
    ganax_2x2_flip_flop_1 operands_valid(
        .d(operands_valid$d),
        .q(operands_valid$q),
        .clock(operands_valid$clock)
    );
    ganax_2x2_flip_flop_1 operands_pool(
        .d(operands_pool$d),
        .q(operands_pool$q),
        .clock(operands_pool$clock)
    );
    ganax_2x2_flip_flop_16 operands_line(
        .d(operands_line$d),
        .q(operands_line$q),
        .clock(operands_line$clock)
    );
    ganax_2x2_flip_flop_16 olders_line(
        .d(olders_line$d),
        .q(olders_line$q),
        .clock(olders_line$clock)
    );

    // Update code
    always @(*) begin
        is_shared$clock = clock;
        is_unweighted$clock = clock;
        is_shared$d = is_shared$q;
        is_unweighted$d = is_unweighted$q;
        base_valid$clock = clock;
        base_first$clock = clock;
        base_last$clock = clock;
        base_clear$clock = clock;
        base_horizontal$clock = clock;
        base_pool$clock = clock;
        base_valid$d = base_valid$q;
        base_first$d = base_first$q;
        base_last$d = base_last$q;
        base_clear$d = base_clear$q;
        base_horizontal$d = base_horizontal$q;
        base_pool$d = base_pool$q;
        base_lines$clock = clock;
        base_lanes$clock = clock;
        base_lines$d = base_lines$q;
        base_lanes$d = base_lanes$q;
        nexts_valid$clock = clock;
        nexts_first$clock = clock;
        nexts_last$clock = clock;
        nexts_clear$clock = clock;
        nexts_horizontal$clock = clock;
        nexts_valid$d = nexts_valid$q;
        nexts_first$d = nexts_first$q;
        nexts_last$d = nexts_last$q;
        nexts_clear$d = nexts_clear$q;
        nexts_horizontal$d = nexts_horizontal$q;
        nexts_pool$clock = clock;
        nexts_line$clock = clock;
        nexts_lane$clock = clock;
        nexts_pool$d = nexts_pool$q;
        nexts_line$d = nexts_line$q;
        nexts_lane$d = nexts_lane$q;
        operands_valid$clock = clock;
        operands_pool$clock = clock;
        operands_valid$d = operands_valid$q;
        operands_pool$d = operands_pool$q;
        operands_line$clock = clock;
        olders_line$clock = clock;
        operands_line$d = operands_line$q;
        olders_line$d = olders_line$q;
        input_lines$0$clock = clock;
        weight_lines$0$clock = clock;
        input_lines$1$clock = clock;
        weight_lines$1$clock = clock;
        input_lines$2$clock = clock;
        weight_lines$2$clock = clock;
        input_lanes$0$clock = clock;
        operations$0$clock = clock;
        input_lanes$1$clock = clock;
        operations$1$clock = clock;
        input_lanes$2$clock = clock;
        operations$2$clock = clock;
        input_lanes$3$clock = clock;
        operations$3$clock = clock;
        all_flags$0$clock = clock;
        addresses$0$clock = clock;
        valid$0$clock = clock;
        firsts$0$clock = clock;
        lasts$0$clock = clock;
        all_flags$1$clock = clock;
        addresses$1$clock = clock;
        valid$1$clock = clock;
        firsts$1$clock = clock;
        lasts$1$clock = clock;
        all_flags$2$clock = clock;
        addresses$2$clock = clock;
        valid$2$clock = clock;
        firsts$2$clock = clock;
        lasts$2$clock = clock;
        all_flags$3$clock = clock;
        addresses$3$clock = clock;
        valid$3$clock = clock;
        firsts$3$clock = clock;
        lasts$3$clock = clock;
        all_flags$4$clock = clock;
        addresses$4$clock = clock;
        valid$4$clock = clock;
        firsts$4$clock = clock;
        lasts$4$clock = clock;
        all_flags$5$clock = clock;
        addresses$5$clock = clock;
        valid$5$clock = clock;
        firsts$5$clock = clock;
        lasts$5$clock = clock;
        all_flags$6$clock = clock;
        addresses$6$clock = clock;
        valid$6$clock = clock;
        firsts$6$clock = clock;
        lasts$6$clock = clock;
        all_flags$7$clock = clock;
        addresses$7$clock = clock;
        valid$7$clock = clock;
        firsts$7$clock = clock;
        lasts$7$clock = clock;
        input_lines$1$d = input_lines$0$q;
        weight_lines$1$d = weight_lines$0$q;
        input_lines$2$d = input_lines$1$q;
        weight_lines$2$d = weight_lines$1$q;
        input_lanes$1$d = input_lanes$0$q;
        operations$1$d = operations$0$q;
        input_lanes$2$d = input_lanes$1$q;
        operations$2$d = operations$1$q;
        input_lanes$3$d = input_lanes$2$q;
        operations$3$d = operations$2$q;
        all_flags$1$d = all_flags$0$q;
        addresses$1$d = addresses$0$q;
        valid$1$d = valid$0$q;
        firsts$1$d = firsts$0$q;
        lasts$1$d = lasts$0$q;
        all_flags$2$d = all_flags$1$q;
        addresses$2$d = addresses$1$q;
        valid$2$d = valid$1$q;
        firsts$2$d = firsts$1$q;
        lasts$2$d = lasts$1$q;
        all_flags$3$d = all_flags$2$q;
        addresses$3$d = addresses$2$q;
        valid$3$d = valid$2$q;
        firsts$3$d = firsts$2$q;
        lasts$3$d = lasts$2$q;
        all_flags$4$d = all_flags$3$q;
        addresses$4$d = addresses$3$q;
        valid$4$d = valid$3$q;
        firsts$4$d = firsts$3$q;
        lasts$4$d = lasts$3$q;
        all_flags$5$d = all_flags$4$q;
        addresses$5$d = addresses$4$q;
        valid$5$d = valid$4$q;
        firsts$5$d = firsts$4$q;
        lasts$5$d = lasts$4$q;
        all_flags$6$d = all_flags$5$q;
        addresses$6$d = addresses$5$q;
        valid$6$d = valid$5$q;
        firsts$6$d = firsts$5$q;
        lasts$6$d = lasts$5$q;
        all_flags$7$d = all_flags$6$q;
        addresses$7$d = addresses$6$q;
        valid$7$d = valid$6$q;
        firsts$7$d = firsts$6$q;
        lasts$7$d = lasts$6$q;
        input_lines$0$d = input_address >> lane_shift;
        weight_lines$0$d = weight_address >> lane_shift;
        input_lanes$0$d = input_address & lane_mask;
        input_line = input_lines$2$q;
        weight_line = weight_lines$2$q;
        input_lane = input_lanes$3$q;
        all_flags$0$d = flags;
        operations$0$d = operation;
        own_inputs = all_flags$3$q[32'h0] | all_flags$3$q[32'h2];
        is_shared$d = ~(all_flags$3$q[32'h0] | all_flags$3$q[32'h2]);
        shared_input = is_shared$q;
        is_unweighted$d = (operations$3$q == add) | (operations$3$q == pool);
        unweighted = is_unweighted$q;
        valid$0$d = operate;
        firsts$0$d = first;
        lasts$0$d = last;
        addresses$0$d = output_address;
        replaces = operations$3$q == mul;
        through_tree = valid$7$q & all_flags$7$q[32'h0];
        base_valid$d = valid$3$q & ~all_flags$3$q[32'h0];
        base_first$d = firsts$3$q | replaces;
        base_last$d = lasts$3$q;
        base_clear$d = all_flags$3$q[32'h1] | replaces;
        output_address_at_base = addresses$3$q;
        base_horizontal$d = 1'b0;
        base_pool$d = operations$3$q == pool;
        if (through_tree) begin
            base_valid$d = 1'b1;
            base_first$d = firsts$7$q;
            base_last$d = lasts$7$q;
            base_clear$d = all_flags$7$q[32'h1];
            output_address_at_base = addresses$7$q;
            base_horizontal$d = 1'b1;
            base_pool$d = 1'b0;
        end
        base_lines$d = (output_address_at_base >> lane_shift) & line_mask;
        base_lanes$d = output_address_at_base & lane_mask;
        base_line = base_lines$q;
        nexts_valid$d = base_valid$q;
        nexts_first$d = base_first$q;
        nexts_last$d = base_valid$q & base_last$q;
        nexts_clear$d = base_clear$q;
        nexts_horizontal$d = base_horizontal$q;
        nexts_pool$d = base_pool$q;
        nexts_line$d = base_lines$q;
        nexts_lane$d = base_lanes$q;
        next_first = nexts_first$q;
        next_last = nexts_last$q;
        next_clear = nexts_clear$q;
        next_horizontal = nexts_horizontal$q;
        next_lane = nexts_lane$q;
        next_repeats_line = ~nexts_clear$q & (nexts_line$q == operands_line$q);
        next_repeats_older_line = ~nexts_clear$q & (nexts_line$q == olders_line$q);
        operands_valid$d = nexts_valid$q;
        operands_pool$d = nexts_pool$q;
        operands_line$d = nexts_line$q;
        olders_line$d = operands_line$q;
        operand_valid = operands_valid$q;
        operand_pool = operands_pool$q;
        operand_line = operands_line$q;
        older_line = olders_line$q;
        if (reset) begin
            valid$0$d = 1'b0;
            valid$1$d = 1'b0;
            valid$2$d = 1'b0;
            valid$3$d = 1'b0;
            valid$4$d = 1'b0;
            valid$5$d = 1'b0;
            valid$6$d = 1'b0;
            valid$7$d = 1'b0;
            base_valid$d = 1'b0;
            nexts_valid$d = 1'b0;
            nexts_last$d = 1'b0;
            operands_valid$d = 1'b0;
        end
    end
endmodule

module ganax_2x2_flip_flop_256(
    input wire [255:0] d,
    output reg [255:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 256'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_timelines(
    input wire clock,
    input wire reset,
    input wire clear,
    input wire operation_signal,
    input wire horizontal,
    input wire act_signal,
    output reg [23:0] sums_completed,
    output reg [31:0] drains_completed,
    input wire [31:0] input_sums_needed,
    input wire [31:0] input_drains_needed,
    input wire [31:0] weight_sums_needed,
    input wire [31:0] weight_drains_needed,
    input wire [31:0] parameter_sums_needed,
    input wire [31:0] parameter_drains_needed,
    input wire [31:0] output_sums_needed,
    input wire [31:0] output_drains_needed,
    output reg [3:0] channel_ready
);
    // Constant declarations
    localparam one = 32'h1;
    localparam one_sum = 24'h1;
    localparam enters_tree = 4'h8;
    localparam enters = 7'b1000000;

    // Stub signals
    reg [31:0] following_operation$d;
    wire [31:0] following_operation$q;
    reg following_operation$clock;
    reg [23:0] sums$d;
    wire [23:0] sums$q;
    reg sums$clock;
    reg [31:0] drains$d;
    wire [31:0] drains$q;
    reg drains$clock;
    reg [31:0] following_drain$d;
    wire [31:0] following_drain$q;
    reg following_drain$clock;
    reg enough_operations$0$clock;
    reg enough_operations$0$clear;
    reg [31:0] enough_operations$0$following;
    reg enough_operations$0$counts;
    reg [31:0] enough_operations$0$needed;
    wire enough_operations$0$reached;
    reg enough_operations$1$clock;
    reg enough_operations$1$clear;
    reg [31:0] enough_operations$1$following;
    reg enough_operations$1$counts;
    reg [31:0] enough_operations$1$needed;
    wire enough_operations$1$reached;
    reg enough_operations$2$clock;
    reg enough_operations$2$clear;
    reg [31:0] enough_operations$2$following;
    reg enough_operations$2$counts;
    reg [31:0] enough_operations$2$needed;
    wire enough_operations$2$reached;
    reg enough_operations$3$clock;
    reg enough_operations$3$clear;
    reg [31:0] enough_operations$3$following;
    reg enough_operations$3$counts;
    reg [31:0] enough_operations$3$needed;
    wire enough_operations$3$reached;
    reg enough_drains$0$clock;
    reg enough_drains$0$clear;
    reg [31:0] enough_drains$0$following;
    reg enough_drains$0$counts;
    reg [31:0] enough_drains$0$needed;
    wire enough_drains$0$reached;
    reg enough_drains$1$clock;
    reg enough_drains$1$clear;
    reg [31:0] enough_drains$1$following;
    reg enough_drains$1$counts;
    reg [31:0] enough_drains$1$needed;
    wire enough_drains$1$reached;
    reg enough_drains$2$clock;
    reg enough_drains$2$clear;
    reg [31:0] enough_drains$2$following;
    reg enough_drains$2$counts;
    reg [31:0] enough_drains$2$needed;
    wire enough_drains$2$reached;
    reg enough_drains$3$clock;
    reg enough_drains$3$clear;
    reg [31:0] enough_drains$3$following;
    reg enough_drains$3$counts;
    reg [31:0] enough_drains$3$needed;
    wire enough_drains$3$reached;
    reg [3:0] in_tree$d;
    wire [3:0] in_tree$q;
    reg in_tree$clock;
    reg [6:0] on_their_way$d;
    wire [6:0] on_their_way$q;
    reg on_their_way$clock;

    // Local signals
    reg clears;
    reg [23:0] more_sums;

    // Sub module instances
    ganax_2x2_flip_flop_32 following_operation(
        .d(following_operation$d),
        .q(following_operation$q),
        .clock(following_operation$clock)
    );
    ganax_2x2_flip_flop_24 sums(
        .d(sums$d),
        .q(sums$q),
        .clock(sums$clock)
    );
    ganax_2x2_flip_flop_32 drains(
        .d(drains$d),
        .q(drains$q),
        .clock(drains$clock)
    );
    ganax_2x2_flip_flop_32 following_drain(
        .d(following_drain$d),
        .q(following_drain$q),
        .clock(following_drain$clock)
    );
    ganax_2x2_count_reached enough_operations$0(
        .clock(enough_operations$0$clock),
        .clear(enough_operations$0$clear),
        .following(enough_operations$0$following),
        .counts(enough_operations$0$counts),
        .needed(enough_operations$0$needed),
        .reached(enough_operations$0$reached)
    );
    ganax_2x2_count_reached enough_operations$1(
        .clock(enough_operations$1$clock),
        .clear(enough_operations$1$clear),
        .following(enough_operations$1$following),
        .counts(enough_operations$1$counts),
        .needed(enough_operations$1$needed),
        .reached(enough_operations$1$reached)
    );
    ganax_2x2_count_reached enough_operations$2(
        .clock(enough_operations$2$clock),
        .clear(enough_operations$2$clear),
        .following(enough_operations$2$following),
        .counts(enough_operations$2$counts),
        .needed(enough_operations$2$needed),
        .reached(enough_operations$2$reached)
    );
    ganax_2x2_count_reached enough_operations$3(
        .clock(enough_operations$3$clock),
        .clear(enough_operations$3$clear),
        .following(enough_operations$3$following),
        .counts(enough_operations$3$counts),
        .needed(enough_operations$3$needed),
        .reached(enough_operations$3$reached)
    );
    ganax_2x2_count_reached enough_drains$0(
        .clock(enough_drains$0$clock),
        .clear(enough_drains$0$clear),
        .following(enough_drains$0$following),
        .counts(enough_drains$0$counts),
        .needed(enough_drains$0$needed),
        .reached(enough_drains$0$reached)
    );
    ganax_2x2_count_reached enough_drains$1(
        .clock(enough_drains$1$clock),
        .clear(enough_drains$1$clear),
        .following(enough_drains$1$following),
        .counts(enough_drains$1$counts),
        .needed(enough_drains$1$needed),
        .reached(enough_drains$1$reached)
    );
    ganax_2x2_count_reached enough_drains$2(
        .clock(enough_drains$2$clock),
        .clear(enough_drains$2$clear),
        .following(enough_drains$2$following),
        .counts(enough_drains$2$counts),
        .needed(enough_drains$2$needed),
        .reached(enough_drains$2$reached)
    );
    ganax_2x2_count_reached enough_drains$3(
        .clock(enough_drains$3$clock),
        .clear(enough_drains$3$clear),
        .following(enough_drains$3$following),
        .counts(enough_drains$3$counts),
        .needed(enough_drains$3$needed),
        .reached(enough_drains$3$reached)
    );
    ganax_2x2_flip_flop_4 in_tree(
        .d(in_tree$d),
        .q(in_tree$q),
        .clock(in_tree$clock)
    );
    ganax_2x2_flip_flop_7 on_their_way(
        .d(on_their_way$d),
        .q(on_their_way$q),
        .clock(on_their_way$clock)
    );

    // Update code
    always @(*) begin
        following_operation$clock = clock;
        sums$clock = clock;
        drains$clock = clock;
        following_drain$clock = clock;
        following_operation$d = following_operation$q;
        sums$d = sums$q;
        drains$d = drains$q;
        following_drain$d = following_drain$q;
        in_tree$clock = clock;
        on_their_way$clock = clock;
        in_tree$d = in_tree$q;
        on_their_way$d = on_their_way$q;
        more_sums = sums$q + one_sum;
        if (operation_signal) begin
            following_operation$d = following_operation$q + one;
        end
        if (act_signal) begin
            drains$d = following_drain$q;
            following_drain$d = following_drain$q + one;
        end
        in_tree$d = in_tree$q >> 32'h1;
        on_their_way$d = on_their_way$q >> 32'h1;
        if (operation_signal & horizontal) begin
            in_tree$d = (in_tree$q >> 32'h1) | enters_tree;
        end
        if (in_tree$q[32'h0] | (operation_signal & ~horizontal)) begin
            on_their_way$d = (on_their_way$q >> 32'h1) | enters;
        end
        if (on_their_way$q[32'h0] & |more_sums) begin
            sums$d = more_sums;
        end
        clears = reset | clear;
        if (clears) begin
            following_operation$d = one;
            sums$d = ((32'h0) & 24'hffffff);
            drains$d = ((32'h0) & 32'hffffffff);
            following_drain$d = one;
            in_tree$d = ((32'h0) & 4'hf);
            on_their_way$d = ((32'h0) & 7'h7f);
        end
        sums_completed = sums$q;
        drains_completed = drains$q;
        enough_operations$0$clock = clock;
        enough_operations$0$clear = clears;
        enough_operations$0$following = following_operation$q;
        enough_operations$0$counts = operation_signal;
        enough_drains$0$clock = clock;
        enough_drains$0$clear = clears;
        enough_drains$0$following = following_drain$q;
        enough_drains$0$counts = act_signal;
        enough_operations$1$clock = clock;
        enough_operations$1$clear = clears;
        enough_operations$1$following = following_operation$q;
        enough_operations$1$counts = operation_signal;
        enough_drains$1$clock = clock;
        enough_drains$1$clear = clears;
        enough_drains$1$following = following_drain$q;
        enough_drains$1$counts = act_signal;
        enough_operations$2$clock = clock;
        enough_operations$2$clear = clears;
        enough_operations$2$following = following_operation$q;
        enough_operations$2$counts = operation_signal;
        enough_drains$2$clock = clock;
        enough_drains$2$clear = clears;
        enough_drains$2$following = following_drain$q;
        enough_drains$2$counts = act_signal;
        enough_operations$3$clock = clock;
        enough_operations$3$clear = clears;
        enough_operations$3$following = following_operation$q;
        enough_operations$3$counts = operation_signal;
        enough_drains$3$clock = clock;
        enough_drains$3$clear = clears;
        enough_drains$3$following = following_drain$q;
        enough_drains$3$counts = act_signal;
        enough_operations$0$needed = input_sums_needed;
        enough_drains$0$needed = input_drains_needed;
        enough_operations$1$needed = weight_sums_needed;
        enough_drains$1$needed = weight_drains_needed;
        enough_operations$2$needed = parameter_sums_needed;
        enough_drains$2$needed = parameter_drains_needed;
        enough_operations$3$needed = output_sums_needed;
        enough_drains$3$needed = output_drains_needed;
        channel_ready = ((32'h0) & 4'hf);
        channel_ready = (channel_ready & ~(1 << (0)) | ((enough_operations$0$reached & enough_drains$0$reached) << (0)));
        channel_ready = (channel_ready & ~(1 << (1)) | ((enough_operations$1$reached & enough_drains$1$reached) << (1)));
        channel_ready = (channel_ready & ~(1 << (2)) | ((enough_operations$2$reached & enough_drains$2$reached) << (2)));
        channel_ready = (channel_ready & ~(1 << (3)) | ((enough_operations$3$reached & enough_drains$3$reached) << (3)));
    end
endmodule

module ganax_2x2_front_end(
    input wire clock,
    input wire reset,
    input wire command_valid,
    input wire [32:0] command,
    output reg command_pop,
    input wire [3:0] shadow_free,
    output reg [3:0] write,
    output reg [3:0] write_select,
    output reg [15:0] write_data,
    output reg [15:0] write_left,
    output reg write_single,
    output reg [3:0] start,
    output reg [3:0] stop,
    input wire operations_valid,
    input wire operations_full,
    output reg operation_push,
    input wire acts_valid,
    input wire acts_full,
    output reg act_push,
    output reg [3:0] operation,
    output reg [3:0] flags,
    output reg [23:0] operands,
    output reg single_operand,
    output reg [23:0] weights_needed,
    output reg [23:0] inputs_needed,
    output reg [23:0] parameters_needed,
    output reg [23:0] drains_needed,
    output reg [23:0] sums_needed,
    output reg [15:0] parameter_base,
    output reg [15:0] clamp_low,
    output reg [15:0] clamp_high,
    output reg [1:0] act_table
);
    // Constant declarations
    localparam one = 24'h1;

    // Stub signals
    reg [23:0] registers$0$d;
    wire [23:0] registers$0$q;
    reg registers$0$clock;
    reg [23:0] registers$1$d;
    wire [23:0] registers$1$q;
    reg registers$1$clock;
    reg [23:0] registers$2$d;
    wire [23:0] registers$2$q;
    reg registers$2$clock;
    reg [23:0] registers$3$d;
    wire [23:0] registers$3$q;
    reg registers$3$clock;
    reg [23:0] registers$4$d;
    wire [23:0] registers$4$q;
    reg registers$4$clock;
    reg [23:0] registers$5$d;
    wire [23:0] registers$5$q;
    reg registers$5$clock;
    reg [23:0] registers$6$d;
    wire [23:0] registers$6$q;
    reg registers$6$clock;
    reg [23:0] registers$7$d;
    wire [23:0] registers$7$q;
    reg registers$7$clock;
    reg [23:0] registers$8$d;
    wire [23:0] registers$8$q;
    reg registers$8$clock;
    reg [23:0] registers$9$d;
    wire [23:0] registers$9$q;
    reg registers$9$clock;
    reg port$clock;
    reg port$reset;
    wire port$restoring;
    reg port$take;
    reg [1:0] port$generator;
    reg [3:0] port$register;
    reg [15:0] port$value;
    wire [3:0] port$write;
    wire [3:0] port$write_select;
    wire [15:0] port$write_data;
    wire [15:0] port$write_left;
    wire port$write_single;
    reg local_buffer$clock;
    reg [15:0] local_buffer$read_address;
    wire [7:0] local_buffer$read_data;
    reg local_buffer$write_enable;
    reg [15:0] local_buffer$write_address;
    reg [7:0] local_buffer$write_data;
    reg [23:0] latch$d;
    wire [23:0] latch$q;
    reg latch$clock;
    reg latch_is_one$d;
    wire latch_is_one$q;
    reg latch_is_one$clock;
    reg [3:0] start_register$d;
    wire [3:0] start_register$q;
    reg start_register$clock;
    reg [3:0] stop_register$d;
    wire [3:0] stop_register$q;
    reg stop_register$clock;

    // Local signals
    reg [2:0] kind;
    reg [3:0] generator;
    reg [3:0] generators;
    reg [3:0] number;
    reg [23:0] value;
    reg [7:0] micro_op;
    reg [3:0] code;
    reg [3:0] modifiers;
    reg executes;
    reg for_post;
    reg for_execute;
    reg ready;
    reg takes;
    reg [23:0] repeat_register;

    // Sub module instances
    ganax_2x2_flip_flop_24 registers$0(
        .d(registers$0$d),
        .q(registers$0$q),
        .clock(registers$0$clock)
    );
    ganax_2x2_flip_flop_24 registers$1(
        .d(registers$1$d),
        .q(registers$1$q),
        .clock(registers$1$clock)
    );
    ganax_2x2_flip_flop_24 registers$2(
        .d(registers$2$d),
        .q(registers$2$q),
        .clock(registers$2$clock)
    );
    ganax_2x2_flip_flop_24 registers$3(
        .d(registers$3$d),
        .q(registers$3$q),
        .clock(registers$3$clock)
    );
    ganax_2x2_flip_flop_24 registers$4(
        .d(registers$4$d),
        .q(registers$4$q),
        .clock(registers$4$clock)
    );
    ganax_2x2_flip_flop_24 registers$5(
        .d(registers$5$d),
        .q(registers$5$q),
        .clock(registers$5$clock)
    );
    ganax_2x2_flip_flop_24 registers$6(
        .d(registers$6$d),
        .q(registers$6$q),
        .clock(registers$6$clock)
    );
    ganax_2x2_flip_flop_24 registers$7(
        .d(registers$7$d),
        .q(registers$7$q),
        .clock(registers$7$clock)
    );
    ganax_2x2_flip_flop_24 registers$8(
        .d(registers$8$d),
        .q(registers$8$q),
        .clock(registers$8$clock)
    );
    ganax_2x2_flip_flop_24 registers$9(
        .d(registers$9$d),
        .q(registers$9$q),
        .clock(registers$9$clock)
    );
    ganax_2x2_configuration_port port(
        .clock(port$clock),
        .reset(port$reset),
        .restoring(port$restoring),
        .take(port$take),
        .generator(port$generator),
        .register(port$register),
        .value(port$value),
        .write(port$write),
        .write_select(port$write_select),
        .write_data(port$write_data),
        .write_left(port$write_left),
        .write_single(port$write_single)
    );
    ganax_2x2_lookup_memory_10 local_buffer(
        .clock(local_buffer$clock),
        .read_address(local_buffer$read_address),
        .read_data(local_buffer$read_data),
        .write_enable(local_buffer$write_enable),
        .write_address(local_buffer$write_address),
        .write_data(local_buffer$write_data)
    );
    ganax_2x2_flip_flop_24 latch(
        .d(latch$d),
        .q(latch$q),
        .clock(latch$clock)
    );
    ganax_2x2_flip_flop_1 latch_is_one(
        .d(latch_is_one$d),
        .q(latch_is_one$q),
        .clock(latch_is_one$clock)
    );
    ganax_2x2_flip_flop_4 start_register(
        .d(start_register$d),
        .q(start_register$q),
        .clock(start_register$clock)
    );
    ganax_2x2_flip_flop_4 stop_register(
        .d(stop_register$d),
        .q(stop_register$q),
        .clock(stop_register$clock)
    );

    // Update code
    always @(*) begin
        port$clock = clock;
        local_buffer$clock = clock;
        latch$clock = clock;
        latch_is_one$clock = clock;
        start_register$clock = clock;
        stop_register$clock = clock;
        latch$d = latch$q;
        latch_is_one$d = latch_is_one$q;
        start_register$d = start_register$q;
        stop_register$d = stop_register$q;
        registers$0$clock = clock;
        registers$0$d = registers$0$q;
        registers$1$clock = clock;
        registers$1$d = registers$1$q;
        registers$2$clock = clock;
        registers$2$d = registers$2$q;
        registers$3$clock = clock;
        registers$3$d = registers$3$q;
        registers$4$clock = clock;
        registers$4$d = registers$4$q;
        registers$5$clock = clock;
        registers$5$d = registers$5$q;
        registers$6$clock = clock;
        registers$6$d = registers$6$q;
        registers$7$clock = clock;
        registers$7$d = registers$7$q;
        registers$8$clock = clock;
        registers$8$d = registers$8$q;
        registers$9$clock = clock;
        registers$9$d = registers$9$q;
        kind = command[(32'h0)+:(3)];
        generator = ((32'h1) & 4'hf) << command[(32'h3)+:(2)];
        generators = command[(32'h3)+:(4)];
        local_buffer$read_address = ((command[(32'h3)+:(7)]) & 16'hffff);
        local_buffer$write_address = ((command[(32'h3)+:(7)]) & 16'hffff);
        local_buffer$write_data = command[(32'ha)+:(8)];
        local_buffer$write_enable = 1'b0;
        executes = (kind == 32'h5) | (kind == 32'h6);
        micro_op = command[(32'h3)+:(8)];
        if (kind == 32'h6) begin
            micro_op = local_buffer$read_data;
        end
        code = micro_op[(32'h0)+:(4)];
        modifiers = micro_op[(32'h4)+:(4)];
        for_post = executes & (code == 32'h6);
        for_execute = executes & (code != 32'h6) & (code != 32'h1) & ((code != 32'h0) | modifiers[32'h3]);
        ready = ~(for_post & acts_full) & ~(for_execute & operations_full);
        if (kind == 32'h0) begin
            ready = |(generator & shadow_free) & ~port$restoring;
        end
        if (kind == 32'h1) begin
            ready = ~|(generators & ~shadow_free) & ~port$restoring;
        end
        if (kind == 32'h2) begin
            ready = ~operations_valid & ~acts_valid;
        end
        takes = command_valid & ready;
        command_pop = takes;
        operation_push = takes & for_execute;
        act_push = takes & for_post;
        port$reset = reset;
        port$take = takes & (kind == 32'h0);
        port$generator = command[(32'h3)+:(2)];
        port$register = command[(32'h5)+:(4)];
        port$value = command[(32'h9)+:(16)];
        start_register$d = ((32'h0) & 4'hf);
        stop_register$d = ((32'h0) & 4'hf);
        if (takes & (kind == 32'h1)) begin
            start_register$d = generators;
        end
        if (takes & (kind == 32'h2)) begin
            stop_register$d = generators;
        end
        write = port$write;
        write_select = port$write_select;
        write_data = port$write_data;
        write_left = port$write_left;
        write_single = port$write_single;
        start = start_register$q;
        stop = stop_register$q;
        number = command[(32'h3)+:(4)];
        value = command[(32'h7)+:(24)];
        if (command_valid & (kind == 32'h3)) begin
            if (number == 0) begin
                registers$0$d = value;
            end
            if (number == 1) begin
                registers$1$d = value;
            end
            if (number == 2) begin
                registers$2$d = value;
            end
            if (number == 3) begin
                registers$3$d = value;
            end
            if (number == 4) begin
                registers$4$d = value;
            end
            if (number == 5) begin
                registers$5$d = value;
            end
            if (number == 6) begin
                registers$6$d = value;
            end
            if (number == 7) begin
                registers$7$d = value;
            end
            if (number == 8) begin
                registers$8$d = value;
            end
            if (number == 9) begin
                registers$9$d = value;
            end
        end
        if (command_valid & (kind == 32'h4)) begin
            local_buffer$write_enable = 1'b1;
        end
        repeat_register = registers$0$q;
        if (takes & executes) begin
            latch_is_one$d = 1'b1;
            if (code == 32'h1) begin
                latch$d = repeat_register;
                latch_is_one$d = repeat_register == one;
            end
        end
        if (reset) begin
            start_register$d = ((32'h0) & 4'hf);
            stop_register$d = ((32'h0) & 4'hf);
            latch_is_one$d = 1'b1;
            registers$0$d = ((32'h0) & 24'hffffff);
            registers$1$d = ((32'h0) & 24'hffffff);
            registers$2$d = ((32'h0) & 24'hffffff);
            registers$3$d = ((32'h0) & 24'hffffff);
            registers$4$d = ((32'h0) & 24'hffffff);
            registers$5$d = ((32'h0) & 24'hffffff);
            registers$6$d = ((32'h0) & 24'hffffff);
            registers$7$d = ((32'h0) & 24'hffffff);
            registers$8$d = ((32'h0) & 24'hffffff);
            registers$9$d = ((32'h0) & 24'hffffff);
            registers$0$d = one;
        end
        operation = code;
        flags = modifiers;
        operands = latch$q;
        single_operand = latch_is_one$q;
        weights_needed = registers$1$q;
        inputs_needed = registers$2$q;
        parameters_needed = registers$3$q;
        drains_needed = registers$4$q;
        sums_needed = registers$5$q;
        parameter_base = registers$6$q[(32'h0)+:(16)];
        clamp_low = registers$7$q[(32'h0)+:(16)];
        clamp_high = registers$8$q[(32'h0)+:(16)];
        act_table = registers$9$q[(32'h0)+:(2)];
    end
endmodule

module ganax_2x2_execute(
    input wire clock,
    input wire reset,
    input wire push,
    input wire [3:0] operation_in,
    input wire [3:0] flags_in,
    input wire [23:0] operands_in,
    input wire single_operand_in,
    input wire [23:0] inputs_needed,
    input wire [23:0] weights_needed,
    input wire [23:0] drains_needed,
    output reg valid,
    output reg full,
    input wire [23:0] inputs_completed,
    input wire [23:0] weights_completed,
    input wire [31:0] drains_completed,
    input wire input_valid,
    input wire weight_valid,
    input wire output_valid,
    input wire output_last,
    output reg operate,
    output reg takes,
    output reg weight_pop,
    output reg output_pop,
    output reg [3:0] operation,
    output reg [3:0] flags,
    output reg first,
    output reg last,
    output reg signal,
    output reg settled,
    output reg busy,
    output reg multiplies,
    output reg stalled_input,
    output reg stalled_weight,
    output reg stalled_output,
    output reg without_operation,
    output reg switches
);
    // Constant declarations
    localparam ones = 24'hffffff;
    localparam carry = 8'h18;
    localparam all_switching = 4'hf;
    localparam settles = 4'h7;
    localparam settles_horizontal = 4'hb;

    // Stub signals
    reg queue$clock;
    reg queue$reset;
    reg queue$push;
    reg queue$pop;
    wire queue$valid;
    wire queue$full;
    reg [3:0] queue$operation_in;
    reg [3:0] queue$flags_in;
    reg [23:0] queue$operands_in;
    reg queue$single_operand_in;
    reg [23:0] queue$inputs_needed_in;
    reg [23:0] queue$weights_needed_in;
    reg [23:0] queue$drains_needed_in;
    wire [3:0] queue$operation;
    wire [3:0] queue$flags;
    wire [23:0] queue$operands;
    wire queue$single_operand;
    wire [23:0] queue$inputs_needed;
    wire [23:0] queue$weights_needed;
    wire [23:0] queue$drains_needed;
    reg midway$d;
    wire midway$q;
    reg midway$clock;
    reg ending$d;
    wire ending$q;
    reg ending$clock;
    reg [23:0] counted$d;
    wire [23:0] counted$q;
    reg counted$clock;
    reg [3:0] switching$d;
    wire [3:0] switching$q;
    reg switching$clock;
    reg [3:0] settling$d;
    wire [3:0] settling$q;
    reg settling$clock;
    reg settles_now$d;
    wire settles_now$q;
    reg settles_now$clock;
    reg was_busy$d;
    wire was_busy$q;
    reg was_busy$clock;
    reg did_multiply$d;
    wire did_multiply$q;
    reg did_multiply$clock;
    reg lacked_input$d;
    wire lacked_input$q;
    reg lacked_input$clock;
    reg lacked_weight$d;
    wire lacked_weight$q;
    reg lacked_weight$clock;
    reg lacked_output$d;
    wire lacked_output$q;
    reg lacked_output$clock;
    reg was_without$d;
    wire was_without$q;
    reg was_without$clock;
    reg was_switching$d;
    wire was_switching$q;
    reg was_switching$clock;

    // Local signals
    reg [3:0] code;
    reg [3:0] modifiers;
    reg may_run;
    reg is_nop;
    reg reads_weights;
    reg has_input;
    reg has_weight;
    reg has_output;
    reg takes_now;
    reg group_ends;
    reg done;
    reg [23:0] now;
    reg [24:0] increment;
    reg [24:0] sum;

    // Sub module instances
    ganax_2x2_operation_queue queue(
        .clock(queue$clock),
        .reset(queue$reset),
        .push(queue$push),
        .pop(queue$pop),
        .valid(queue$valid),
        .full(queue$full),
        .operation_in(queue$operation_in),
        .flags_in(queue$flags_in),
        .operands_in(queue$operands_in),
        .single_operand_in(queue$single_operand_in),
        .inputs_needed_in(queue$inputs_needed_in),
        .weights_needed_in(queue$weights_needed_in),
        .drains_needed_in(queue$drains_needed_in),
        .operation(queue$operation),
        .flags(queue$flags),
        .operands(queue$operands),
        .single_operand(queue$single_operand),
        .inputs_needed(queue$inputs_needed),
        .weights_needed(queue$weights_needed),
        .drains_needed(queue$drains_needed)
    );
    ganax_2x2_flip_flop_1 midway(
        .d(midway$d),
        .q(midway$q),
        .clock(midway$clock)
    );
    ganax_2x2_flip_flop_1 ending(
        .d(ending$d),
        .q(ending$q),
        .clock(ending$clock)
    );
    ganax_2x2_flip_flop_24 counted(
        .d(counted$d),
        .q(counted$q),
        .clock(counted$clock)
    );
    ganax_2x2_flip_flop_4 switching(
        .d(switching$d),
        .q(switching$q),
        .clock(switching$clock)
    );
    ganax_2x2_flip_flop_4 settling(
        .d(settling$d),
        .q(settling$q),
        .clock(settling$clock)
    );
    ganax_2x2_flip_flop_1 settles_now(
        .d(settles_now$d),
        .q(settles_now$q),
        .clock(settles_now$clock)
    );
    ganax_2x2_flip_flop_1 was_busy(
        .d(was_busy$d),
        .q(was_busy$q),
        .clock(was_busy$clock)
    );
    ganax_2x2_flip_flop_1 did_multiply(
        .d(did_multiply$d),
        .q(did_multiply$q),
        .clock(did_multiply$clock)
    );
    ganax_2x2_flip_flop_1 lacked_input(
        .d(lacked_input$d),
        .q(lacked_input$q),
        .clock(lacked_input$clock)
    );
    ganax_2x2_flip_flop_1 lacked_weight(
        .d(lacked_weight$d),
        .q(lacked_weight$q),
        .clock(lacked_weight$clock)
    );
    ganax_2x2_flip_flop_1 lacked_output(
        .d(lacked_output$d),
        .q(lacked_output$q),
        .clock(lacked_output$clock)
    );
    ganax_2x2_flip_flop_1 was_without(
        .d(was_without$d),
        .q(was_without$q),
        .clock(was_without$clock)
    );
    ganax_2x2_flip_flop_1 was_switching(
        .d(was_switching$d),
        .q(was_switching$q),
        .clock(was_switching$clock)
    );

    // Update code
    always @(*) begin
        queue$clock = clock;
        midway$clock = clock;
        ending$clock = clock;
        counted$clock = clock;
        switching$clock = clock;
        settling$clock = clock;
        settles_now$clock = clock;
        midway$d = midway$q;
        ending$d = ending$q;
        counted$d = counted$q;
        switching$d = switching$q;
        settling$d = settling$q;
        settles_now$d = settles_now$q;
        was_busy$clock = clock;
        did_multiply$clock = clock;
        lacked_input$clock = clock;
        lacked_weight$clock = clock;
        lacked_output$clock = clock;
        was_without$clock = clock;
        was_switching$clock = clock;
        was_busy$d = was_busy$q;
        did_multiply$d = did_multiply$q;
        lacked_input$d = lacked_input$q;
        lacked_weight$d = lacked_weight$q;
        lacked_output$d = lacked_output$q;
        was_without$d = was_without$q;
        was_switching$d = was_switching$q;
        queue$reset = reset;
        queue$push = push;
        queue$operation_in = operation_in;
        queue$flags_in = flags_in;
        queue$operands_in = operands_in;
        queue$single_operand_in = single_operand_in;
        queue$inputs_needed_in = inputs_needed;
        queue$weights_needed_in = weights_needed;
        queue$drains_needed_in = drains_needed;
        valid = queue$valid;
        full = queue$full;
        code = queue$operation;
        modifiers = queue$flags;
        is_nop = code == 32'h0;
        reads_weights = (code == 32'h2) | (code == 32'h4);
        may_run = queue$valid & (modifiers[32'h0] | ~|switching$q);
        has_input = is_nop | (input_valid & (inputs_completed >= queue$inputs_needed));
        has_weight = ~reads_weights | (weight_valid & (weights_completed >= queue$weights_needed));
        has_output = (is_nop | output_valid) & (drains_completed >= ((queue$drains_needed) & 32'hffffffff));
        takes_now = may_run & has_input & has_weight & has_output;
        now = counted$q;
        increment = ((32'h1) & 25'h1ffffff);
        if (~midway$q) begin
            now = queue$operands ^ ones;
            increment = ((32'h3) & 25'h1ffffff);
        end
        sum = increment + ((now) & 25'h1ffffff);
        group_ends = queue$single_operand;
        if (midway$q) begin
            group_ends = ending$q;
        end
        if (takes_now & ~is_nop) begin
            midway$d = ~group_ends;
            ending$d = sum[carry];
            counted$d = sum[(32'h0)+:(24)];
        end
        done = takes_now & (is_nop | (group_ends & output_last));
        queue$pop = done;
        switching$d = switching$q >> 32'h1;
        if (settles_now$q) begin
            settling$d = settling$q - ((32'h1) & 4'hf);
            settles_now$d = settling$q != ((32'h1) & 4'hf);
        end
        if (done) begin
            settles_now$d = 1'b1;
            settling$d = settles;
            if (modifiers[32'h0]) begin
                settling$d = settles_horizontal;
                switching$d = all_switching;
            end
        end
        settled = ~settles_now$q;
        signal = done & modifiers[32'h3];
        takes = takes_now;
        operate = takes_now & ~is_nop;
        weight_pop = takes_now & reads_weights;
        output_pop = takes_now & ~is_nop & group_ends;
        operation = code;
        flags = modifiers;
        first = ~midway$q;
        last = group_ends;
        was_busy$d = takes_now;
        did_multiply$d = takes_now & reads_weights;
        lacked_input$d = may_run & ~has_input;
        lacked_weight$d = may_run & has_input & ~has_weight;
        lacked_output$d = may_run & has_input & has_weight & ~has_output;
        was_without$d = ~queue$valid;
        was_switching$d = queue$valid & ~may_run;
        busy = was_busy$q;
        multiplies = did_multiply$q;
        stalled_input = lacked_input$q;
        stalled_weight = lacked_weight$q;
        stalled_output = lacked_output$q;
        without_operation = was_without$q;
        switches = was_switching$q;
        if (reset) begin
            midway$d = 1'b0;
            switching$d = ((32'h0) & 4'hf);
            settling$d = ((32'h0) & 4'hf);
            settles_now$d = 1'b0;
        end
    end
endmodule

module ganax_2x2_command_queue(
    input wire clock,
    input wire reset,
    input wire push,
    input wire [32:0] command_in,
    output reg full,
    input wire pop,
    output reg [32:0] command,
    output reg valid
);
    // Stub signals
    reg waiting$clock;
    reg waiting$clear;
    reg waiting$push;
    reg [32:0] waiting$data_in;
    wire waiting$full;
    reg waiting$pop;
    wire [32:0] waiting$data_out;
    wire waiting$valid;
    reg [32:0] head$d;
    wire [32:0] head$q;
    reg head$clock;
    reg head_valid$d;
    wire head_valid$q;
    reg head_valid$clock;

    // Local signals
    reg head_free;
    reg pushes;

    // Sub module instances
    ganax_2x2_fifo_2 waiting(
        .clock(waiting$clock),
        .clear(waiting$clear),
        .push(waiting$push),
        .data_in(waiting$data_in),
        .full(waiting$full),
        .pop(waiting$pop),
        .data_out(waiting$data_out),
        .valid(waiting$valid)
    );
    ganax_2x2_flip_flop_33 head(
        .d(head$d),
        .q(head$q),
        .clock(head$clock)
    );
    ganax_2x2_flip_flop_1 head_valid(
        .d(head_valid$d),
        .q(head_valid$q),
        .clock(head_valid$clock)
    );

    // Update code
    always @(*) begin
        waiting$clock = clock;
        head$clock = clock;
        head_valid$clock = clock;
        head$d = head$q;
        head_valid$d = head_valid$q;
        full = waiting$full;
        command = head$q;
        valid = head_valid$q;
        head_free = ~head_valid$q | pop;
        pushes = push & ~waiting$full;
        waiting$clear = reset;
        waiting$data_in = command_in;
        waiting$push = pushes & (waiting$valid | ~head_free);
        waiting$pop = head_free;
        if (head_free) begin
            head$d = command_in;
            if (waiting$valid) begin
                head$d = waiting$data_out;
            end
            head_valid$d = waiting$valid | pushes;
        end
        if (reset) begin
            head_valid$d = 1'b0;
        end
    end
endmodule

module ganax_2x2_act_queue(
    input wire clock,
    input wire reset,
    input wire push,
    input wire pop,
    output reg valid,
    output reg full,
    input wire [3:0] flags_in,
    input wire [23:0] sums_needed_in,
    input wire [23:0] parameters_needed_in,
    input wire [15:0] clamp_low_in,
    input wire [15:0] clamp_high_in,
    input wire [15:0] parameter_base_in,
    input wire [1:0] table_in,
    input wire [23:0] sums_completed,
    input wire [23:0] parameters_completed,
    output reg ready,
    output reg signals,
    output reg [15:0] clamp_low,
    output reg [15:0] clamp_high,
    output reg [15:0] parameter_base,
    output reg [1:0] act_table
);
    // Stub signals
    reg control$clock;
    reg control$reset;
    reg control$push;
    reg control$pop;
    wire control$valid;
    wire control$full;
    wire control$tail_is_second;
    wire control$head_is_second;
    reg flags_field$clock;
    reg flags_field$push;
    reg [3:0] flags_field$data_in;
    reg flags_field$tail_is_second;
    reg flags_field$head_is_second;
    wire [3:0] flags_field$data_out;
    reg table_field$clock;
    reg table_field$push;
    reg [1:0] table_field$data_in;
    reg table_field$tail_is_second;
    reg table_field$head_is_second;
    wire [1:0] table_field$data_out;
    reg count_fields$0$clock;
    reg count_fields$0$push;
    reg [23:0] count_fields$0$data_in;
    reg count_fields$0$tail_is_second;
    reg count_fields$0$head_is_second;
    wire [23:0] count_fields$0$data_out;
    reg count_fields$1$clock;
    reg count_fields$1$push;
    reg [23:0] count_fields$1$data_in;
    reg count_fields$1$tail_is_second;
    reg count_fields$1$head_is_second;
    wire [23:0] count_fields$1$data_out;
    reg value_fields$0$clock;
    reg value_fields$0$push;
    reg [15:0] value_fields$0$data_in;
    reg value_fields$0$tail_is_second;
    reg value_fields$0$head_is_second;
    wire [15:0] value_fields$0$data_out;
    reg value_fields$1$clock;
    reg value_fields$1$push;
    reg [15:0] value_fields$1$data_in;
    reg value_fields$1$tail_is_second;
    reg value_fields$1$head_is_second;
    wire [15:0] value_fields$1$data_out;
    reg value_fields$2$clock;
    reg value_fields$2$push;
    reg [15:0] value_fields$2$data_in;
    reg value_fields$2$tail_is_second;
    reg value_fields$2$head_is_second;
    wire [15:0] value_fields$2$data_out;

    // Local signals
    reg [3:0] flags;

    // Sub module instances
    ganax_2x2_queue_control control(
        .clock(control$clock),
        .reset(control$reset),
        .push(control$push),
        .pop(control$pop),
        .valid(control$valid),
        .full(control$full),
        .tail_is_second(control$tail_is_second),
        .head_is_second(control$head_is_second)
    );
    ganax_2x2_queue_field flags_field(
        .clock(flags_field$clock),
        .push(flags_field$push),
        .data_in(flags_field$data_in),
        .tail_is_second(flags_field$tail_is_second),
        .head_is_second(flags_field$head_is_second),
        .data_out(flags_field$data_out)
    );
    ganax_2x2_queue_field_4 table_field(
        .clock(table_field$clock),
        .push(table_field$push),
        .data_in(table_field$data_in),
        .tail_is_second(table_field$tail_is_second),
        .head_is_second(table_field$head_is_second),
        .data_out(table_field$data_out)
    );
    ganax_2x2_queue_word count_fields$0(
        .clock(count_fields$0$clock),
        .push(count_fields$0$push),
        .data_in(count_fields$0$data_in),
        .tail_is_second(count_fields$0$tail_is_second),
        .head_is_second(count_fields$0$head_is_second),
        .data_out(count_fields$0$data_out)
    );
    ganax_2x2_queue_word count_fields$1(
        .clock(count_fields$1$clock),
        .push(count_fields$1$push),
        .data_in(count_fields$1$data_in),
        .tail_is_second(count_fields$1$tail_is_second),
        .head_is_second(count_fields$1$head_is_second),
        .data_out(count_fields$1$data_out)
    );
    ganax_2x2_queue_word_2 value_fields$0(
        .clock(value_fields$0$clock),
        .push(value_fields$0$push),
        .data_in(value_fields$0$data_in),
        .tail_is_second(value_fields$0$tail_is_second),
        .head_is_second(value_fields$0$head_is_second),
        .data_out(value_fields$0$data_out)
    );
    ganax_2x2_queue_word_2 value_fields$1(
        .clock(value_fields$1$clock),
        .push(value_fields$1$push),
        .data_in(value_fields$1$data_in),
        .tail_is_second(value_fields$1$tail_is_second),
        .head_is_second(value_fields$1$head_is_second),
        .data_out(value_fields$1$data_out)
    );
    ganax_2x2_queue_word_2 value_fields$2(
        .clock(value_fields$2$clock),
        .push(value_fields$2$push),
        .data_in(value_fields$2$data_in),
        .tail_is_second(value_fields$2$tail_is_second),
        .head_is_second(value_fields$2$head_is_second),
        .data_out(value_fields$2$data_out)
    );

    // Update code
    always @(*) begin
        control$clock = clock;
        flags_field$clock = clock;
        table_field$clock = clock;
        control$reset = reset;
        control$push = push;
        control$pop = pop;
        valid = control$valid;
        full = control$full;
        flags_field$push = push;
        flags_field$tail_is_second = control$tail_is_second;
        flags_field$head_is_second = control$head_is_second;
        flags_field$data_in = flags_in;
        flags = flags_field$data_out;
        signals = flags[32'h3];
        table_field$push = push;
        table_field$tail_is_second = control$tail_is_second;
        table_field$head_is_second = control$head_is_second;
        table_field$data_in = table_in;
        act_table = table_field$data_out;
        count_fields$0$clock = clock;
        count_fields$0$push = push;
        count_fields$0$tail_is_second = control$tail_is_second;
        count_fields$0$head_is_second = control$head_is_second;
        count_fields$1$clock = clock;
        count_fields$1$push = push;
        count_fields$1$tail_is_second = control$tail_is_second;
        count_fields$1$head_is_second = control$head_is_second;
        count_fields$0$data_in = sums_needed_in;
        count_fields$1$data_in = parameters_needed_in;
        ready = (sums_completed >= count_fields$0$data_out) & (parameters_completed >= count_fields$1$data_out);
        value_fields$0$clock = clock;
        value_fields$0$push = push;
        value_fields$0$tail_is_second = control$tail_is_second;
        value_fields$0$head_is_second = control$head_is_second;
        value_fields$1$clock = clock;
        value_fields$1$push = push;
        value_fields$1$tail_is_second = control$tail_is_second;
        value_fields$1$head_is_second = control$head_is_second;
        value_fields$2$clock = clock;
        value_fields$2$push = push;
        value_fields$2$tail_is_second = control$tail_is_second;
        value_fields$2$head_is_second = control$head_is_second;
        value_fields$0$data_in = clamp_low_in;
        value_fields$1$data_in = clamp_high_in;
        value_fields$2$data_in = parameter_base_in;
        clamp_low = value_fields$0$data_out;
        clamp_high = value_fields$1$data_out;
        parameter_base = value_fields$2$data_out;
    end
endmodule

module ganax_2x2_flip_flop_52(
    input wire [51:0] d,
    output reg [51:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 52'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_flip_flop_12(
    input wire [11:0] d,
    output reg [11:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 12'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_lookup_memory_13(
    input wire clock,
    input wire [15:0] read_address,
    output reg [52:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [52:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [52:0] contents [0:31];

    integer word;
    initial begin
        for (word = 0; word <= 31; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[4:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[4:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_lookup_memory_12(
    input wire clock,
    input wire [15:0] read_address,
    output reg [67:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [67:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [67:0] contents [0:3];

    integer word;
    initial begin
        for (word = 0; word <= 3; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[1:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[1:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_fifo_4(
    input wire clock,
    input wire clear,
    input wire push,
    input wire [129:0] data_in,
    output reg full,
    input wire pop,
    output reg [129:0] data_out,
    output reg valid
);
    // Constant declarations
    localparam mask = 16'h7;
    localparam one = 16'h1;
    localparam slack = 16'h1;

    // Stub signals
    reg words$clock;
    reg [15:0] words$read_address;
    wire [129:0] words$read_data;
    reg words$write_enable;
    reg [15:0] words$write_address;
    reg [129:0] words$write_data;
    reg [15:0] read_index$d;
    wire [15:0] read_index$q;
    reg read_index$clock;
    reg [15:0] write_index$d;
    wire [15:0] write_index$q;
    reg write_index$clock;
    reg is_full$d;
    wire is_full$q;
    reg is_full$clock;
    reg is_valid$d;
    wire is_valid$q;
    reg is_valid$clock;

    // Local signals
    reg pushes;
    reg pops;
    reg [15:0] next_read;
    reg [15:0] next_write;
    reg [15:0] oldest_when_full;

    // Sub module instances
    ganax_2x2_lookup_memory_9 words(
        .clock(words$clock),
        .read_address(words$read_address),
        .read_data(words$read_data),
        .write_enable(words$write_enable),
        .write_address(words$write_address),
        .write_data(words$write_data)
    );
    ganax_2x2_flip_flop_16 read_index(
        .d(read_index$d),
        .q(read_index$q),
        .clock(read_index$clock)
    );
    ganax_2x2_flip_flop_16 write_index(
        .d(write_index$d),
        .q(write_index$q),
        .clock(write_index$clock)
    );
    ganax_2x2_flip_flop_1 is_full(
        .d(is_full$d),
        .q(is_full$q),
        .clock(is_full$clock)
    );
    ganax_2x2_flip_flop_1 is_valid(
        .d(is_valid$d),
        .q(is_valid$q),
        .clock(is_valid$clock)
    );

    // Update code
    always @(*) begin
        read_index$clock = clock;
        write_index$clock = clock;
        is_full$clock = clock;
        is_valid$clock = clock;
        read_index$d = read_index$q;
        write_index$d = write_index$q;
        is_full$d = is_full$q;
        is_valid$d = is_valid$q;
        words$clock = clock;
        pushes = push & ~is_full$q;
        pops = pop & is_valid$q;
        words$read_address = read_index$q;
        data_out = words$read_data;
        words$write_address = write_index$q;
        words$write_data = data_in;
        words$write_enable = pushes;
        next_read = (read_index$q + one) & mask;
        next_write = (write_index$q + one) & mask;
        oldest_when_full = (write_index$q + slack) & mask;
        if (pushes) begin
            write_index$d = next_write;
        end
        if (pops) begin
            read_index$d = next_read;
        end
        if (pushes & ~pops) begin
            is_full$d = oldest_when_full == read_index$q;
            is_valid$d = 1'b1;
        end
        if (pops & ~pushes) begin
            is_full$d = 1'b0;
            is_valid$d = next_read != write_index$q;
        end
        if (clear) begin
            read_index$d = ((32'h0) & 16'hffff);
            write_index$d = ((32'h0) & 16'hffff);
            is_full$d = 1'b0;
            is_valid$d = 1'b0;
        end
        full = is_full$q;
        valid = is_valid$q;
    end
endmodule

module ganax_2x2_flip_flop_130(
    input wire [129:0] d,
    output reg [129:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 130'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_fifo_3(
    input wire clock,
    input wire clear,
    input wire push,
    input wire [45:0] data_in,
    output reg full,
    input wire pop,
    output reg [45:0] data_out,
    output reg valid
);
    // Constant declarations
    localparam mask = 16'h7f;
    localparam one = 16'h1;
    localparam slack = 16'h1;

    // Stub signals
    reg words$clock;
    reg [15:0] words$read_address;
    wire [45:0] words$read_data;
    reg words$write_enable;
    reg [15:0] words$write_address;
    reg [45:0] words$write_data;
    reg [15:0] read_index$d;
    wire [15:0] read_index$q;
    reg read_index$clock;
    reg [15:0] write_index$d;
    wire [15:0] write_index$q;
    reg write_index$clock;
    reg is_full$d;
    wire is_full$q;
    reg is_full$clock;
    reg is_valid$d;
    wire is_valid$q;
    reg is_valid$clock;

    // Local signals
    reg pushes;
    reg pops;
    reg [15:0] next_read;
    reg [15:0] next_write;
    reg [15:0] oldest_when_full;

    // Sub module instances
    ganax_2x2_lookup_memory_8 words(
        .clock(words$clock),
        .read_address(words$read_address),
        .read_data(words$read_data),
        .write_enable(words$write_enable),
        .write_address(words$write_address),
        .write_data(words$write_data)
    );
    ganax_2x2_flip_flop_16 read_index(
        .d(read_index$d),
        .q(read_index$q),
        .clock(read_index$clock)
    );
    ganax_2x2_flip_flop_16 write_index(
        .d(write_index$d),
        .q(write_index$q),
        .clock(write_index$clock)
    );
    ganax_2x2_flip_flop_1 is_full(
        .d(is_full$d),
        .q(is_full$q),
        .clock(is_full$clock)
    );
    ganax_2x2_flip_flop_1 is_valid(
        .d(is_valid$d),
        .q(is_valid$q),
        .clock(is_valid$clock)
    );

    // Update code
    always @(*) begin
        read_index$clock = clock;
        write_index$clock = clock;
        is_full$clock = clock;
        is_valid$clock = clock;
        read_index$d = read_index$q;
        write_index$d = write_index$q;
        is_full$d = is_full$q;
        is_valid$d = is_valid$q;
        words$clock = clock;
        pushes = push & ~is_full$q;
        pops = pop & is_valid$q;
        words$read_address = read_index$q;
        data_out = words$read_data;
        words$write_address = write_index$q;
        words$write_data = data_in;
        words$write_enable = pushes;
        next_read = (read_index$q + one) & mask;
        next_write = (write_index$q + one) & mask;
        oldest_when_full = (write_index$q + slack) & mask;
        if (pushes) begin
            write_index$d = next_write;
        end
        if (pops) begin
            read_index$d = next_read;
        end
        if (pushes & ~pops) begin
            is_full$d = oldest_when_full == read_index$q;
            is_valid$d = 1'b1;
        end
        if (pops & ~pushes) begin
            is_full$d = 1'b0;
            is_valid$d = next_read != write_index$q;
        end
        if (clear) begin
            read_index$d = ((32'h0) & 16'hffff);
            write_index$d = ((32'h0) & 16'hffff);
            is_full$d = 1'b0;
            is_valid$d = 1'b0;
        end
        full = is_full$q;
        valid = is_valid$q;
    end
endmodule

module ganax_2x2_flip_flop_46(
    input wire [45:0] d,
    output reg [45:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 46'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_rule_check(
    input wire [63:0] word,
    input wire [7:0] word_opcode,
    input wire [7:0] opcode,
    input wire [63:0] selector_shift,
    input wire [63:0] selector_mask,
    input wire [63:0] selectors,
    input wire [63:0] shift,
    input wire [63:0] mask,
    input wire [63:0] low,
    input wire [63:0] high,
    output reg broken
);
    // Local signals
    reg [63:0] shifted;
    reg [63:0] selector;
    reg [63:0] selected;
    reg [63:0] moved;
    reg [63:0] field;

    // Update code
    always @(*) begin
        shifted = word >> selector_shift;
        selector = shifted & selector_mask;
        selected = selectors >> selector;
        moved = word >> shift;
        field = moved & mask;
        broken = (word_opcode == opcode) & selected[32'h0] & ((field < low) | (field > high));
    end
endmodule

module ganax_2x2_flip_flop_10(
    input wire [9:0] d,
    output reg [9:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 10'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_multiplier(
    input wire clock,
    input wire [17:0] a,
    input wire [15:0] b,
    output reg [33:0] product
);
    // Update code (custom)
    always @(posedge clock) begin
        product <= $signed(a) * $signed(b);
    end
endmodule

module ganax_2x2_flip_flop_17(
    input wire [16:0] d,
    output reg [16:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 17'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_wide_multiplier(
    input wire clock,
    input wire [47:0] a,
    input wire [15:0] b,
    output reg [63:0] product
);
    // Update code (custom)
    reg signed [40:0] low;
    reg signed [39:0] high;
    reg signed [39:0] sum;
    reg [23:0] low_bits;

    always @(*) begin
        product = {sum, low_bits};
    end

    always @(posedge clock) begin
        low <= $signed({1'b0, a[23:0]}) * $signed(b);
        high <= $signed(a[47:24]) * $signed(b);
        sum <= high + $signed(low[40:24]);
        low_bits <= low[23:0];
    end
endmodule

module ganax_2x2_flip_flop_8(
    input wire [7:0] d,
    output reg [7:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 8'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_flip_flop_3(
    input wire [2:0] d,
    output reg [2:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 3'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_lookup_memory_11(
    input wire clock,
    input wire [15:0] read_address,
    output reg [3:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [3:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [3:0] contents [0:15];

    integer word;
    initial begin
        for (word = 0; word <= 15; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[3:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[3:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_flip_flop_9(
    input wire [8:0] d,
    output reg [8:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 9'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_adder_node(
    input wire clock,
    input wire signed [35:0] left,
    input wire signed [35:0] right,
    output reg signed [35:0] sum
);
    // Stub signals
    reg signed [35:0] total$d;
    wire signed [35:0] total$q;
    reg total$clock;

    // Sub module instances
    ganax_2x2_flip_flop_36 total(
        .d(total$d),
        .q(total$q),
        .clock(total$clock)
    );

    // Update code
    always @(*) begin
        total$clock = clock;
        total$d = total$q;
        total$d = left + right;
        sum = total$q;
    end
endmodule

module ganax_2x2_scratchpad_bank(
    input wire clock,
    input wire [15:0] read_line,
    input wire keep,
    output reg [15:0] word,
    input wire write,
    input wire [15:0] write_line,
    input wire [15:0] write_word
);
    // Stub signals
    reg memory$clock;
    reg [15:0] memory$read_address;
    wire [15:0] memory$read_data;
    reg memory$write_enable;
    reg [15:0] memory$write_address;
    reg [15:0] memory$write_data;
    reg [15:0] held$d;
    wire [15:0] held$q;
    reg held$clock;

    // Sub module instances
    ganax_2x2_exclusive_memory_2 memory(
        .clock(memory$clock),
        .read_address(memory$read_address),
        .read_data(memory$read_data),
        .write_enable(memory$write_enable),
        .write_address(memory$write_address),
        .write_data(memory$write_data)
    );
    ganax_2x2_flip_flop_16 held(
        .d(held$d),
        .q(held$q),
        .clock(held$clock)
    );

    // Update code
    always @(*) begin
        held$clock = clock;
        held$d = held$q;
        memory$clock = clock;
        memory$read_address = read_line;
        memory$write_enable = write;
        memory$write_address = write_line;
        memory$write_data = write_word;
        held$d = memory$read_data;
        if (~keep) begin
            held$d = ((32'h0) & 16'hffff);
        end
        word = held$q;
    end
endmodule

module ganax_2x2_element(
    input wire clock,
    input wire [15:0] lane_input,
    input wire shared,
    input wire [15:0] shared_operand,
    input wire [15:0] weight,
    input wire unweighted,
    output reg signed [31:0] product
);
    /*verilator no_inline_module*/
    // Update code (custom)
    reg signed [15:0] input_operand;
    reg signed [15:0] weight_operand;
    wire signed [16:0] input_sum = input_operand + $signed(shared_operand);

    always @(posedge clock) begin
        if (shared) begin
            input_operand <= 16'sd0;
        end else begin
            input_operand <= $signed(lane_input);
        end
        if (unweighted) begin
            weight_operand <= 16'sd1;
        end else begin
            weight_operand <= $signed(weight);
        end
        product <= input_sum * weight_operand;
    end
endmodule

module ganax_2x2_lane_accumulators(
    input wire clock,
    input wire [15:0] base_line,
    input wire next_lane_matches,
    input wire next_first,
    input wire next_last,
    input wire next_horizontal,
    input wire next_clear,
    input wire next_repeats_line,
    input wire next_repeats_older_line,
    input wire operate,
    input wire pool,
    input wire [15:0] line,
    input wire [15:0] older_line,
    input wire signed [31:0] product,
    input wire signed [35:0] products,
    input wire [15:0] drain_line,
    input wire drains,
    output reg [47:0] drain_word
);
    // Constant declarations
    localparam has_element = 1'b1;

    // Stub signals
    reg update_copy$clock;
    reg [15:0] update_copy$read_address;
    wire [47:0] update_copy$read_data;
    reg update_copy$write_enable;
    reg [15:0] update_copy$write_address;
    reg [47:0] update_copy$write_data;
    reg drain_copy$clock;
    reg drain_copy$read;
    reg [15:0] drain_copy$read_address;
    wire [47:0] drain_copy$read_data;
    reg drain_copy$write_enable;
    reg [15:0] drain_copy$write_address;
    reg [47:0] drain_copy$write_data;
    reg [47:0] base$d;
    wire [47:0] base$q;
    reg base$clock;
    reg [47:0] total$d;
    wire [47:0] total$q;
    reg total$clock;
    reg [47:0] older$d;
    wire [47:0] older$q;
    reg older$clock;
    reg stores$d;
    wire stores$q;
    reg stores$clock;
    reg older_stores$d;
    wire older_stores$q;
    reg older_stores$clock;
    reg from_total$d;
    wire from_total$q;
    reg from_total$clock;
    reg from_older$d;
    wire from_older$q;
    reg from_older$clock;
    reg takes_sum$d;
    wire takes_sum$q;
    reg takes_sum$clock;

    // Local signals
    reg signed [47:0] operand;
    reg [47:0] operand_bits;
    reg [47:0] product_bits;
    reg [47:0] summand;
    reg [48:0] wide_summand;
    reg [48:0] sum;
    reg [47:0] next_total;
    reg [48:0] wide_held;
    reg [47:0] held;

    // Sub module instances
    ganax_2x2_exclusive_memory update_copy(
        .clock(update_copy$clock),
        .read_address(update_copy$read_address),
        .read_data(update_copy$read_data),
        .write_enable(update_copy$write_enable),
        .write_address(update_copy$write_address),
        .write_data(update_copy$write_data)
    );
    ganax_2x2_gated_memory drain_copy(
        .clock(drain_copy$clock),
        .read(drain_copy$read),
        .read_address(drain_copy$read_address),
        .read_data(drain_copy$read_data),
        .write_enable(drain_copy$write_enable),
        .write_address(drain_copy$write_address),
        .write_data(drain_copy$write_data)
    );
    ganax_2x2_flip_flop_48 base(
        .d(base$d),
        .q(base$q),
        .clock(base$clock)
    );
    ganax_2x2_flip_flop_48 total(
        .d(total$d),
        .q(total$q),
        .clock(total$clock)
    );
    ganax_2x2_flip_flop_48 older(
        .d(older$d),
        .q(older$q),
        .clock(older$clock)
    );
    ganax_2x2_flip_flop_1 stores(
        .d(stores$d),
        .q(stores$q),
        .clock(stores$clock)
    );
    ganax_2x2_flip_flop_1 older_stores(
        .d(older_stores$d),
        .q(older_stores$q),
        .clock(older_stores$clock)
    );
    ganax_2x2_flip_flop_1 from_total(
        .d(from_total$d),
        .q(from_total$q),
        .clock(from_total$clock)
    );
    ganax_2x2_flip_flop_1 from_older(
        .d(from_older$d),
        .q(from_older$q),
        .clock(from_older$clock)
    );
    ganax_2x2_flip_flop_1 takes_sum(
        .d(takes_sum$d),
        .q(takes_sum$q),
        .clock(takes_sum$clock)
    );

    // Update code
    always @(*) begin
        base$clock = clock;
        total$clock = clock;
        older$clock = clock;
        stores$clock = clock;
        older_stores$clock = clock;
        from_total$clock = clock;
        from_older$clock = clock;
        base$d = base$q;
        total$d = total$q;
        older$d = older$q;
        stores$d = stores$q;
        older_stores$d = older_stores$q;
        from_total$d = from_total$q;
        from_older$d = from_older$q;
        takes_sum$clock = clock;
        takes_sum$d = takes_sum$q;
        update_copy$clock = clock;
        drain_copy$clock = clock;
        stores$d = next_last & has_element;
        takes_sum$d = next_horizontal & next_lane_matches;
        if (next_horizontal) begin
            stores$d = next_last & next_lane_matches;
        end
        older_stores$d = stores$q;
        from_total$d = ~next_first | (next_repeats_line & stores$q);
        from_older$d = next_repeats_older_line & older_stores$q;
        update_copy$read_address = base_line;
        base$d = update_copy$read_data;
        if (next_clear) begin
            base$d = ((32'h0) & 48'hffffffffffff);
        end
        held = base$q;
        if (from_older$q) begin
            held = older$q;
        end
        if (from_total$q) begin
            held = total$q;
        end
        operand = $signed(product);
        product_bits = $unsigned(operand);
        if (takes_sum$q) begin
            operand = $signed(products);
        end
        operand_bits = $unsigned(operand);
        summand = operand_bits;
        if (pool) begin
            summand = ~operand_bits;
        end
        wide_held = (((held) & 49'h1ffffffffffff) & ~(1 << (32'h30)) | ((held[32'h2f]) << (32'h30)));
        wide_summand = (((summand) & 49'h1ffffffffffff) & ~(1 << (32'h30)) | ((summand[32'h2f]) << (32'h30)));
        sum = wide_held + wide_summand;
        next_total = sum[(32'h0)+:(48)];
        if (pool) begin
            next_total = held;
            if (sum[32'h30]) begin
                next_total = product_bits;
            end
        end
        if (operate) begin
            total$d = next_total;
        end
        older$d = total$q;
        update_copy$write_enable = stores$q;
        update_copy$write_address = line;
        update_copy$write_data = next_total;
        drain_copy$write_enable = older_stores$q;
        drain_copy$write_address = older_line;
        drain_copy$write_data = total$q;
        drain_copy$read_address = drain_line;
        drain_copy$read = drains;
        drain_word = drain_copy$read_data;
    end
endmodule

module ganax_2x2_flip_flop_7(
    input wire [6:0] d,
    output reg [6:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 7'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_address_source(
    input wire clock,
    input wire reset,
    input wire write,
    input wire [3:0] write_select,
    input wire [15:0] write_data,
    input wire [15:0] write_left,
    input wire write_single,
    input wire start,
    input wire stop,
    output reg shadow_free,
    input wire pop,
    output reg valid,
    output reg [15:0] address,
    output reg pass_ends,
    output reg last
);
    // Stub signals
    reg generator$clock;
    reg generator$reset;
    reg generator$write;
    reg [3:0] generator$write_select;
    reg [15:0] generator$write_data;
    reg [15:0] generator$write_left;
    reg generator$write_single;
    reg generator$start;
    reg generator$stop;
    wire generator$command_ready;
    wire generator$address_valid;
    reg generator$address_ready;
    wire [15:0] generator$address;
    wire generator$pass_ends;
    wire generator$last;
    reg fifo$clock;
    reg fifo$clear;
    reg fifo$push;
    reg [17:0] fifo$data_in;
    wire fifo$full;
    reg fifo$pop;
    wire [17:0] fifo$data_out;
    wire fifo$valid;

    // Local signals
    reg [17:0] entry;
    reg [17:0] head;
    reg [1:0] ends;

    // Sub module instances
    ganax_2x2_index_generator generator(
        .clock(generator$clock),
        .reset(generator$reset),
        .write(generator$write),
        .write_select(generator$write_select),
        .write_data(generator$write_data),
        .write_left(generator$write_left),
        .write_single(generator$write_single),
        .start(generator$start),
        .stop(generator$stop),
        .command_ready(generator$command_ready),
        .address_valid(generator$address_valid),
        .address_ready(generator$address_ready),
        .address(generator$address),
        .pass_ends(generator$pass_ends),
        .last(generator$last)
    );
    ganax_2x2_fifo fifo(
        .clock(fifo$clock),
        .clear(fifo$clear),
        .push(fifo$push),
        .data_in(fifo$data_in),
        .full(fifo$full),
        .pop(fifo$pop),
        .data_out(fifo$data_out),
        .valid(fifo$valid)
    );

    // Update code
    always @(*) begin
        generator$clock = clock;
        fifo$clock = clock;
        generator$reset = reset;
        generator$write = write;
        generator$write_select = write_select;
        generator$write_data = write_data;
        generator$write_left = write_left;
        generator$write_single = write_single;
        generator$start = start;
        generator$stop = stop;
        generator$address_ready = ~fifo$full;
        shadow_free = stop | (generator$command_ready & ~start);
        ends = ((32'h0) & 2'h3);
        if (generator$pass_ends) begin
            ends = ((32'h1) & 2'h3);
        end
        if (generator$last) begin
            ends = ((32'h3) & 2'h3);
        end
        entry = ((generator$address) & 18'h3ffff) | (((ends) & 18'h3ffff) << 32'h10);
        fifo$clear = reset | stop;
        fifo$push = generator$address_valid;
        fifo$data_in = entry;
        fifo$pop = pop;
        head = fifo$data_out;
        valid = fifo$valid;
        address = head[(32'h0)+:(16)];
        pass_ends = head[32'h10];
        last = head[32'h11];
    end
endmodule

module ganax_2x2_configuration_port(
    input wire clock,
    input wire reset,
    output reg restoring,
    input wire take,
    input wire [1:0] generator,
    input wire [3:0] register,
    input wire [15:0] value,
    output reg [3:0] write,
    output reg [3:0] write_select,
    output reg [15:0] write_data,
    output reg [15:0] write_left,
    output reg write_single
);
    // Constant declarations
    localparam ones = 16'hffff;
    localparam carry = 8'h10;
    localparam last_cycle = 4'hb;

    // Stub signals
    reg bounds$clock;
    reg [15:0] bounds$read_address;
    wire [15:0] bounds$read_data;
    reg bounds$write_enable;
    reg [15:0] bounds$write_address;
    reg [15:0] bounds$write_data;
    reg [3:0] write_register$d;
    wire [3:0] write_register$q;
    reg write_register$clock;
    reg [3:0] select_register$d;
    wire [3:0] select_register$q;
    reg select_register$clock;
    reg [15:0] data_register$d;
    wire [15:0] data_register$q;
    reg data_register$clock;
    reg [15:0] left_register$d;
    wire [15:0] left_register$q;
    reg left_register$clock;
    reg single_register$d;
    wire single_register$q;
    reg single_register$clock;
    reg restores$d;
    wire restores$q;
    reg restores$clock;
    reg [3:0] cycle$d;
    wire [3:0] cycle$q;
    reg cycle$clock;

    // Local signals
    reg [1:0] target;
    reg [3:0] select;
    reg is_bound;
    reg is_limit;
    reg [15:0] data;
    reg [2:0] other;
    reg [16:0] sum;
    reg [15:0] complement;

    // Sub module instances
    ganax_2x2_lookup_memory bounds(
        .clock(bounds$clock),
        .read_address(bounds$read_address),
        .read_data(bounds$read_data),
        .write_enable(bounds$write_enable),
        .write_address(bounds$write_address),
        .write_data(bounds$write_data)
    );
    ganax_2x2_flip_flop_4 write_register(
        .d(write_register$d),
        .q(write_register$q),
        .clock(write_register$clock)
    );
    ganax_2x2_flip_flop_4 select_register(
        .d(select_register$d),
        .q(select_register$q),
        .clock(select_register$clock)
    );
    ganax_2x2_flip_flop_16 data_register(
        .d(data_register$d),
        .q(data_register$q),
        .clock(data_register$clock)
    );
    ganax_2x2_flip_flop_16 left_register(
        .d(left_register$d),
        .q(left_register$q),
        .clock(left_register$clock)
    );
    ganax_2x2_flip_flop_1 single_register(
        .d(single_register$d),
        .q(single_register$q),
        .clock(single_register$clock)
    );
    ganax_2x2_flip_flop_1 restores(
        .d(restores$d),
        .q(restores$q),
        .clock(restores$clock)
    );
    ganax_2x2_flip_flop_4 cycle(
        .d(cycle$d),
        .q(cycle$q),
        .clock(cycle$clock)
    );

    // Update code
    always @(*) begin
        bounds$clock = clock;
        write_register$clock = clock;
        select_register$clock = clock;
        data_register$clock = clock;
        left_register$clock = clock;
        single_register$clock = clock;
        restores$clock = clock;
        cycle$clock = clock;
        write_register$d = write_register$q;
        select_register$d = select_register$q;
        data_register$d = data_register$q;
        left_register$d = left_register$q;
        single_register$d = single_register$q;
        restores$d = restores$q;
        cycle$d = cycle$q;
        target = generator;
        select = register;
        write_register$d = ((32'h0) & 4'hf);
        if (take) begin
            write_register$d = ((32'h1) & 4'hf) << generator;
        end
        if (restores$q) begin
            target = cycle$q[(32'h1)+:(2)];
            write_register$d = ((32'hf) & 4'hf);
            select = ((32'h2) & 4'hf);
            if (cycle$q == 32'h1) begin
                select = ((32'h4) & 4'hf);
            end
            if (cycle$q == 32'h3) begin
                select = ((32'h6) & 4'hf);
            end
            if (cycle$q == 32'h5) begin
                select = ((32'h8) & 4'hf);
            end
            if (cycle$q == 32'h7) begin
                select = ((32'h3) & 4'hf);
            end
            if (cycle$q == 32'h8) begin
                select = ((32'h0) & 4'hf);
            end
            if (cycle$q == 32'h9) begin
                select = ((32'h1) & 4'hf);
            end
            if (cycle$q == 32'ha) begin
                select = ((32'h5) & 4'hf);
            end
            if (cycle$q == 32'hb) begin
                select = ((32'h7) & 4'hf);
            end
            cycle$d = cycle$q + ((32'h1) & 4'hf);
            restores$d = cycle$q != last_cycle;
        end
        is_bound = (select == 32'h2) | (select == 32'h3);
        is_limit = (select == 32'h3) | (select == 32'h4) | (select == 32'h6) | (select == 32'h8);
        data = value;
        if (restores$q) begin
            data = ((32'h0) & 16'hffff);
            if (~cycle$q[32'h3]) begin
                data = ((32'h1) & 16'hffff);
            end
        end
        if (is_limit) begin
            data = data ^ ones;
        end
        bounds$write_enable = (take & is_bound) | (restores$q & ~cycle$q[32'h3]);
        other = ((target) & 3'h7) << 32'h1;
        if (is_limit) begin
            other = other | ((32'h1) & 3'h7);
        end
        bounds$write_address = ((other) & 16'hffff);
        bounds$write_data = data;
        other = other ^ ((32'h1) & 3'h7);
        bounds$read_address = ((other) & 16'hffff);
        sum = ((bounds$read_data) & 17'h1ffff) + ((data) & 17'h1ffff) + ((32'h1) & 17'h1ffff);
        select_register$d = select;
        data_register$d = data;
        left_register$d = sum[(32'h0)+:(16)];
        complement = data ^ ones;
        single_register$d = complement == 32'h1;
        if (is_bound) begin
            single_register$d = sum[carry];
        end
        if (reset) begin
            write_register$d = ((32'h0) & 4'hf);
            restores$d = 1'b1;
            cycle$d = ((32'h0) & 4'hf);
        end
        restoring = restores$q;
        write = write_register$q;
        write_select = select_register$q;
        write_data = data_register$q;
        write_left = left_register$q;
        write_single = single_register$q;
    end
endmodule

module ganax_2x2_lookup_memory_10(
    input wire clock,
    input wire [15:0] read_address,
    output reg [7:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [7:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [7:0] contents [0:63];

    integer word;
    initial begin
        for (word = 0; word <= 63; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[5:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[5:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_operation_queue(
    input wire clock,
    input wire reset,
    input wire push,
    input wire pop,
    output reg valid,
    output reg full,
    input wire [3:0] operation_in,
    input wire [3:0] flags_in,
    input wire [23:0] operands_in,
    input wire single_operand_in,
    input wire [23:0] inputs_needed_in,
    input wire [23:0] weights_needed_in,
    input wire [23:0] drains_needed_in,
    output reg [3:0] operation,
    output reg [3:0] flags,
    output reg [23:0] operands,
    output reg single_operand,
    output reg [23:0] inputs_needed,
    output reg [23:0] weights_needed,
    output reg [23:0] drains_needed
);
    // Stub signals
    reg control$clock;
    reg control$reset;
    reg control$push;
    reg control$pop;
    wire control$valid;
    wire control$full;
    wire control$tail_is_second;
    wire control$head_is_second;
    reg operation_field$clock;
    reg operation_field$push;
    reg [3:0] operation_field$data_in;
    reg operation_field$tail_is_second;
    reg operation_field$head_is_second;
    wire [3:0] operation_field$data_out;
    reg flags_field$clock;
    reg flags_field$push;
    reg [3:0] flags_field$data_in;
    reg flags_field$tail_is_second;
    reg flags_field$head_is_second;
    wire [3:0] flags_field$data_out;
    reg single_field$clock;
    reg single_field$push;
    reg single_field$data_in;
    reg single_field$tail_is_second;
    reg single_field$head_is_second;
    wire single_field$data_out;
    reg operands_field$clock;
    reg operands_field$push;
    reg [23:0] operands_field$data_in;
    reg operands_field$tail_is_second;
    reg operands_field$head_is_second;
    wire [23:0] operands_field$data_out;
    reg needs$0$clock;
    reg needs$0$push;
    reg [23:0] needs$0$data_in;
    reg needs$0$tail_is_second;
    reg needs$0$head_is_second;
    wire [23:0] needs$0$data_out;
    reg needs$1$clock;
    reg needs$1$push;
    reg [23:0] needs$1$data_in;
    reg needs$1$tail_is_second;
    reg needs$1$head_is_second;
    wire [23:0] needs$1$data_out;
    reg needs$2$clock;
    reg needs$2$push;
    reg [23:0] needs$2$data_in;
    reg needs$2$tail_is_second;
    reg needs$2$head_is_second;
    wire [23:0] needs$2$data_out;

    // Local signals
    reg single;
    reg single_head;

    // Sub module instances
    ganax_2x2_queue_control control(
        .clock(control$clock),
        .reset(control$reset),
        .push(control$push),
        .pop(control$pop),
        .valid(control$valid),
        .full(control$full),
        .tail_is_second(control$tail_is_second),
        .head_is_second(control$head_is_second)
    );
    ganax_2x2_queue_field operation_field(
        .clock(operation_field$clock),
        .push(operation_field$push),
        .data_in(operation_field$data_in),
        .tail_is_second(operation_field$tail_is_second),
        .head_is_second(operation_field$head_is_second),
        .data_out(operation_field$data_out)
    );
    ganax_2x2_queue_field flags_field(
        .clock(flags_field$clock),
        .push(flags_field$push),
        .data_in(flags_field$data_in),
        .tail_is_second(flags_field$tail_is_second),
        .head_is_second(flags_field$head_is_second),
        .data_out(flags_field$data_out)
    );
    ganax_2x2_queue_field_3 single_field(
        .clock(single_field$clock),
        .push(single_field$push),
        .data_in(single_field$data_in),
        .tail_is_second(single_field$tail_is_second),
        .head_is_second(single_field$head_is_second),
        .data_out(single_field$data_out)
    );
    ganax_2x2_queue_field_2 operands_field(
        .clock(operands_field$clock),
        .push(operands_field$push),
        .data_in(operands_field$data_in),
        .tail_is_second(operands_field$tail_is_second),
        .head_is_second(operands_field$head_is_second),
        .data_out(operands_field$data_out)
    );
    ganax_2x2_queue_word needs$0(
        .clock(needs$0$clock),
        .push(needs$0$push),
        .data_in(needs$0$data_in),
        .tail_is_second(needs$0$tail_is_second),
        .head_is_second(needs$0$head_is_second),
        .data_out(needs$0$data_out)
    );
    ganax_2x2_queue_word needs$1(
        .clock(needs$1$clock),
        .push(needs$1$push),
        .data_in(needs$1$data_in),
        .tail_is_second(needs$1$tail_is_second),
        .head_is_second(needs$1$head_is_second),
        .data_out(needs$1$data_out)
    );
    ganax_2x2_queue_word needs$2(
        .clock(needs$2$clock),
        .push(needs$2$push),
        .data_in(needs$2$data_in),
        .tail_is_second(needs$2$tail_is_second),
        .head_is_second(needs$2$head_is_second),
        .data_out(needs$2$data_out)
    );

    // Update code
    always @(*) begin
        control$clock = clock;
        operation_field$clock = clock;
        flags_field$clock = clock;
        single_field$clock = clock;
        operands_field$clock = clock;
        control$reset = reset;
        control$push = push;
        control$pop = pop;
        valid = control$valid;
        full = control$full;
        operation_field$push = push;
        operation_field$tail_is_second = control$tail_is_second;
        operation_field$head_is_second = control$head_is_second;
        operation_field$data_in = operation_in;
        operation = operation_field$data_out;
        flags_field$push = push;
        flags_field$tail_is_second = control$tail_is_second;
        flags_field$head_is_second = control$head_is_second;
        flags_field$data_in = flags_in;
        flags = flags_field$data_out;
        single = ((32'h0) & 1'h1);
        if (single_operand_in) begin
            single = ((32'h1) & 1'h1);
        end
        single_field$push = push;
        single_field$tail_is_second = control$tail_is_second;
        single_field$head_is_second = control$head_is_second;
        single_field$data_in = single;
        single_head = single_field$data_out;
        single_operand = |single_head;
        operands_field$push = push;
        operands_field$tail_is_second = control$tail_is_second;
        operands_field$head_is_second = control$head_is_second;
        operands_field$data_in = operands_in;
        operands = operands_field$data_out;
        needs$0$clock = clock;
        needs$0$push = push;
        needs$0$tail_is_second = control$tail_is_second;
        needs$0$head_is_second = control$head_is_second;
        needs$1$clock = clock;
        needs$1$push = push;
        needs$1$tail_is_second = control$tail_is_second;
        needs$1$head_is_second = control$head_is_second;
        needs$2$clock = clock;
        needs$2$push = push;
        needs$2$tail_is_second = control$tail_is_second;
        needs$2$head_is_second = control$head_is_second;
        needs$0$data_in = inputs_needed_in;
        needs$1$data_in = weights_needed_in;
        needs$2$data_in = drains_needed_in;
        inputs_needed = needs$0$data_out;
        weights_needed = needs$1$data_out;
        drains_needed = needs$2$data_out;
    end
endmodule

module ganax_2x2_fifo_2(
    input wire clock,
    input wire clear,
    input wire push,
    input wire [32:0] data_in,
    output reg full,
    input wire pop,
    output reg [32:0] data_out,
    output reg valid
);
    // Constant declarations
    localparam mask = 16'h1f;
    localparam one = 16'h1;
    localparam slack = 16'h2;

    // Stub signals
    reg words$clock;
    reg [15:0] words$read_address;
    wire [32:0] words$read_data;
    reg words$write_enable;
    reg [15:0] words$write_address;
    reg [32:0] words$write_data;
    reg [15:0] read_index$d;
    wire [15:0] read_index$q;
    reg read_index$clock;
    reg [15:0] write_index$d;
    wire [15:0] write_index$q;
    reg write_index$clock;
    reg is_full$d;
    wire is_full$q;
    reg is_full$clock;
    reg is_valid$d;
    wire is_valid$q;
    reg is_valid$clock;

    // Local signals
    reg pushes;
    reg pops;
    reg [15:0] next_read;
    reg [15:0] next_write;
    reg [15:0] oldest_when_full;

    // Sub module instances
    ganax_2x2_lookup_memory_7 words(
        .clock(words$clock),
        .read_address(words$read_address),
        .read_data(words$read_data),
        .write_enable(words$write_enable),
        .write_address(words$write_address),
        .write_data(words$write_data)
    );
    ganax_2x2_flip_flop_16 read_index(
        .d(read_index$d),
        .q(read_index$q),
        .clock(read_index$clock)
    );
    ganax_2x2_flip_flop_16 write_index(
        .d(write_index$d),
        .q(write_index$q),
        .clock(write_index$clock)
    );
    ganax_2x2_flip_flop_1 is_full(
        .d(is_full$d),
        .q(is_full$q),
        .clock(is_full$clock)
    );
    ganax_2x2_flip_flop_1 is_valid(
        .d(is_valid$d),
        .q(is_valid$q),
        .clock(is_valid$clock)
    );

    // Update code
    always @(*) begin
        read_index$clock = clock;
        write_index$clock = clock;
        is_full$clock = clock;
        is_valid$clock = clock;
        read_index$d = read_index$q;
        write_index$d = write_index$q;
        is_full$d = is_full$q;
        is_valid$d = is_valid$q;
        words$clock = clock;
        pushes = push & ~is_full$q;
        pops = pop & is_valid$q;
        words$read_address = read_index$q;
        data_out = words$read_data;
        words$write_address = write_index$q;
        words$write_data = data_in;
        words$write_enable = pushes;
        next_read = (read_index$q + one) & mask;
        next_write = (write_index$q + one) & mask;
        oldest_when_full = (write_index$q + slack) & mask;
        if (pushes) begin
            write_index$d = next_write;
        end
        if (pops) begin
            read_index$d = next_read;
        end
        if (pushes & ~pops) begin
            is_full$d = oldest_when_full == read_index$q;
            is_valid$d = 1'b1;
        end
        if (pops & ~pushes) begin
            is_full$d = 1'b0;
            is_valid$d = next_read != write_index$q;
        end
        if (clear) begin
            read_index$d = ((32'h0) & 16'hffff);
            write_index$d = ((32'h0) & 16'hffff);
            is_full$d = 1'b0;
            is_valid$d = 1'b0;
        end
        full = is_full$q;
        valid = is_valid$q;
    end
endmodule

module ganax_2x2_flip_flop_33(
    input wire [32:0] d,
    output reg [32:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 33'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_queue_field_4(
    input wire clock,
    input wire push,
    input wire [1:0] data_in,
    input wire tail_is_second,
    input wire head_is_second,
    output reg [1:0] data_out
);
    // Stub signals
    reg [1:0] first$d;
    wire [1:0] first$q;
    reg first$clock;
    reg [1:0] second$d;
    wire [1:0] second$q;
    reg second$clock;

    // Sub module instances
    ganax_2x2_flip_flop_2 first(
        .d(first$d),
        .q(first$q),
        .clock(first$clock)
    );
    ganax_2x2_flip_flop_2 second(
        .d(second$d),
        .q(second$q),
        .clock(second$clock)
    );

    // Update code
    always @(*) begin
        first$clock = clock;
        second$clock = clock;
        first$d = first$q;
        second$d = second$q;
        if (push & ~tail_is_second) begin
            first$d = data_in;
        end
        if (push & tail_is_second) begin
            second$d = data_in;
        end
        data_out = first$q;
        if (head_is_second) begin
            data_out = second$q;
        end
    end
endmodule

module ganax_2x2_flip_flop_32(
    input wire [31:0] d,
    output reg [31:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 32'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_lookup_memory_9(
    input wire clock,
    input wire [15:0] read_address,
    output reg [129:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [129:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [129:0] contents [0:7];

    integer word;
    initial begin
        for (word = 0; word <= 7; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[2:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[2:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_lookup_memory_8(
    input wire clock,
    input wire [15:0] read_address,
    output reg [45:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [45:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [45:0] contents [0:127];

    integer word;
    initial begin
        for (word = 0; word <= 127; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[6:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[6:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_exclusive_memory_4(
    input wire clock,
    input wire [15:0] read_address,
    output reg [15:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [15:0] write_data
);
    // Update code (custom)
    (* no_rw_check *)
    (* ram_style = "block" *)
    reg [15:0] contents [0:255];

    always @(posedge clock) begin
        read_data <= contents[read_address[7:0]];
        if (write_enable) begin
            contents[write_address[7:0]] <= write_data;
        end
    `ifdef VERILATOR
        if (write_enable & (read_address[7:0] == write_address[7:0])) begin
            read_data <= ~write_data;
        end
    `endif
    end
endmodule

module ganax_2x2_flip_flop_6(
    input wire [5:0] d,
    output reg [5:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 6'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_exclusive_memory_3(
    input wire clock,
    input wire [15:0] read_address,
    output reg [15:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [15:0] write_data
);
    // Update code (custom)
    (* no_rw_check *)
    (* ram_style = "block" *)
    reg [15:0] contents [0:63];

    always @(posedge clock) begin
        read_data <= contents[read_address[5:0]];
        if (write_enable) begin
            contents[write_address[5:0]] <= write_data;
        end
    `ifdef VERILATOR
        if (write_enable & (read_address[5:0] == write_address[5:0])) begin
            read_data <= ~write_data;
        end
    `endif
    end
endmodule

module ganax_2x2_flip_flop_36(
    input wire signed [35:0] d,
    output reg signed [35:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 36'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_exclusive_memory_2(
    input wire clock,
    input wire [15:0] read_address,
    output reg [15:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [15:0] write_data
);
    // Update code (custom)
    (* no_rw_check *)
    (* ram_style = "block" *)
    reg [15:0] contents [0:2047];

    always @(posedge clock) begin
        read_data <= contents[read_address[10:0]];
        if (write_enable) begin
            contents[write_address[10:0]] <= write_data;
        end
    `ifdef VERILATOR
        if (write_enable & (read_address[10:0] == write_address[10:0])) begin
            read_data <= ~write_data;
        end
    `endif
    end
endmodule

module ganax_2x2_exclusive_memory(
    input wire clock,
    input wire [15:0] read_address,
    output reg [47:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [47:0] write_data
);
    // Update code (custom)
    (* no_rw_check *)
    (* ram_style = "block" *)
    reg [47:0] contents [0:255];

    always @(posedge clock) begin
        read_data <= contents[read_address[7:0]];
        if (write_enable) begin
            contents[write_address[7:0]] <= write_data;
        end
    `ifdef VERILATOR
        if (write_enable & (read_address[7:0] == write_address[7:0])) begin
            read_data <= ~write_data;
        end
    `endif
    end
endmodule

module ganax_2x2_gated_memory(
    input wire clock,
    input wire read,
    input wire [15:0] read_address,
    output reg [47:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [47:0] write_data
);
    // Update code (custom)
    (* no_rw_check *)
    (* ram_style = "block" *)
    reg [47:0] words [0:255];

    always @(posedge clock) begin
        if (read) begin
            read_data <= words[read_address[7:0]];
        end else begin
            read_data <= 48'd0;
        end
        if (write_enable) begin
            words[write_address[7:0]] <= write_data;
        end
    `ifdef VERILATOR
        if (read & write_enable & (read_address[7:0] == write_address[7:0])) begin
            read_data <= ~write_data;
        end
    `endif
    end
endmodule

module ganax_2x2_flip_flop_48(
    input wire [47:0] d,
    output reg [47:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 48'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_count_reached(
    input wire clock,
    input wire clear,
    input wire [31:0] following,
    input wire counts,
    input wire [31:0] needed,
    output reg reached
);
    // Stub signals
    reg earlier$d;
    wire earlier$q;
    reg earlier$clock;
    reg by_step$d;
    wire by_step$q;
    reg by_step$clock;
    reg stepped$d;
    wire stepped$q;
    reg stepped$clock;

    // Sub module instances
    ganax_2x2_flip_flop_1 earlier(
        .d(earlier$d),
        .q(earlier$q),
        .clock(earlier$clock)
    );
    ganax_2x2_flip_flop_1 by_step(
        .d(by_step$d),
        .q(by_step$q),
        .clock(by_step$clock)
    );
    ganax_2x2_flip_flop_1 stepped(
        .d(stepped$d),
        .q(stepped$q),
        .clock(stepped$clock)
    );

    // Update code
    always @(*) begin
        earlier$clock = clock;
        by_step$clock = clock;
        stepped$clock = clock;
        earlier$d = earlier$q;
        by_step$d = by_step$q;
        stepped$d = stepped$q;
        earlier$d = (following > needed) & ~clear;
        by_step$d = following == needed;
        stepped$d = counts & ~clear;
        reached = earlier$q | (by_step$q & stepped$q);
    end
endmodule

module ganax_2x2_index_generator(
    input wire clock,
    input wire reset,
    input wire write,
    input wire [3:0] write_select,
    input wire [15:0] write_data,
    input wire [15:0] write_left,
    input wire write_single,
    input wire start,
    input wire stop,
    output reg command_ready,
    output reg address_valid,
    input wire address_ready,
    output reg [15:0] address,
    output reg pass_ends,
    output reg last
);
    // Stub signals
    reg control$clock;
    reg control$reset;
    reg control$start;
    reg control$stop;
    reg control$last;
    reg control$address_ready;
    wire control$command_ready;
    wire control$address_valid;
    wire control$new_generation;
    wire control$load;
    wire control$advance;
    reg nest$clock;
    reg nest$write;
    reg [3:0] nest$write_select;
    reg [15:0] nest$write_data;
    reg [15:0] nest$write_left;
    reg nest$write_single;
    reg nest$new_generation;
    reg nest$load;
    reg nest$advance;
    wire [15:0] nest$address;
    wire nest$pass_ends;
    wire nest$last;

    // Sub module instances
    ganax_2x2_start_control control(
        .clock(control$clock),
        .reset(control$reset),
        .start(control$start),
        .stop(control$stop),
        .last(control$last),
        .address_ready(control$address_ready),
        .command_ready(control$command_ready),
        .address_valid(control$address_valid),
        .new_generation(control$new_generation),
        .load(control$load),
        .advance(control$advance)
    );
    ganax_2x2_loop_nest nest(
        .clock(nest$clock),
        .write(nest$write),
        .write_select(nest$write_select),
        .write_data(nest$write_data),
        .write_left(nest$write_left),
        .write_single(nest$write_single),
        .new_generation(nest$new_generation),
        .load(nest$load),
        .advance(nest$advance),
        .address(nest$address),
        .pass_ends(nest$pass_ends),
        .last(nest$last)
    );

    // Update code
    always @(*) begin
        control$clock = clock;
        nest$clock = clock;
        control$reset = reset;
        control$start = start;
        control$stop = stop;
        control$last = nest$last;
        control$address_ready = address_ready;
        nest$write = write;
        nest$write_select = write_select;
        nest$write_data = write_data;
        nest$write_left = write_left;
        nest$write_single = write_single;
        nest$new_generation = control$new_generation;
        nest$load = control$load;
        nest$advance = control$advance;
        command_ready = control$command_ready;
        address_valid = control$address_valid;
        address = nest$address;
        pass_ends = nest$pass_ends;
        last = nest$last;
    end
endmodule

module ganax_2x2_fifo(
    input wire clock,
    input wire clear,
    input wire push,
    input wire [17:0] data_in,
    output reg full,
    input wire pop,
    output reg [17:0] data_out,
    output reg valid
);
    // Constant declarations
    localparam mask = 16'h7;
    localparam one = 16'h1;
    localparam slack = 16'h1;

    // Stub signals
    reg words$clock;
    reg [15:0] words$read_address;
    wire [17:0] words$read_data;
    reg words$write_enable;
    reg [15:0] words$write_address;
    reg [17:0] words$write_data;
    reg [15:0] read_index$d;
    wire [15:0] read_index$q;
    reg read_index$clock;
    reg [15:0] write_index$d;
    wire [15:0] write_index$q;
    reg write_index$clock;
    reg is_full$d;
    wire is_full$q;
    reg is_full$clock;
    reg is_valid$d;
    wire is_valid$q;
    reg is_valid$clock;

    // Local signals
    reg pushes;
    reg pops;
    reg [15:0] next_read;
    reg [15:0] next_write;
    reg [15:0] oldest_when_full;

    // Sub module instances
    ganax_2x2_lookup_memory_6 words(
        .clock(words$clock),
        .read_address(words$read_address),
        .read_data(words$read_data),
        .write_enable(words$write_enable),
        .write_address(words$write_address),
        .write_data(words$write_data)
    );
    ganax_2x2_flip_flop_16 read_index(
        .d(read_index$d),
        .q(read_index$q),
        .clock(read_index$clock)
    );
    ganax_2x2_flip_flop_16 write_index(
        .d(write_index$d),
        .q(write_index$q),
        .clock(write_index$clock)
    );
    ganax_2x2_flip_flop_1 is_full(
        .d(is_full$d),
        .q(is_full$q),
        .clock(is_full$clock)
    );
    ganax_2x2_flip_flop_1 is_valid(
        .d(is_valid$d),
        .q(is_valid$q),
        .clock(is_valid$clock)
    );

    // Update code
    always @(*) begin
        read_index$clock = clock;
        write_index$clock = clock;
        is_full$clock = clock;
        is_valid$clock = clock;
        read_index$d = read_index$q;
        write_index$d = write_index$q;
        is_full$d = is_full$q;
        is_valid$d = is_valid$q;
        words$clock = clock;
        pushes = push & ~is_full$q;
        pops = pop & is_valid$q;
        words$read_address = read_index$q;
        data_out = words$read_data;
        words$write_address = write_index$q;
        words$write_data = data_in;
        words$write_enable = pushes;
        next_read = (read_index$q + one) & mask;
        next_write = (write_index$q + one) & mask;
        oldest_when_full = (write_index$q + slack) & mask;
        if (pushes) begin
            write_index$d = next_write;
        end
        if (pops) begin
            read_index$d = next_read;
        end
        if (pushes & ~pops) begin
            is_full$d = oldest_when_full == read_index$q;
            is_valid$d = 1'b1;
        end
        if (pops & ~pushes) begin
            is_full$d = 1'b0;
            is_valid$d = next_read != write_index$q;
        end
        if (clear) begin
            read_index$d = ((32'h0) & 16'hffff);
            write_index$d = ((32'h0) & 16'hffff);
            is_full$d = 1'b0;
            is_valid$d = 1'b0;
        end
        full = is_full$q;
        valid = is_valid$q;
    end
endmodule

module ganax_2x2_queue_field_3(
    input wire clock,
    input wire push,
    input wire data_in,
    input wire tail_is_second,
    input wire head_is_second,
    output reg data_out
);
    // Stub signals
    reg first$d;
    wire first$q;
    reg first$clock;
    reg second$d;
    wire second$q;
    reg second$clock;

    // Sub module instances
    ganax_2x2_flip_flop_1 first(
        .d(first$d),
        .q(first$q),
        .clock(first$clock)
    );
    ganax_2x2_flip_flop_1 second(
        .d(second$d),
        .q(second$q),
        .clock(second$clock)
    );

    // Update code
    always @(*) begin
        first$clock = clock;
        second$clock = clock;
        first$d = first$q;
        second$d = second$q;
        if (push & ~tail_is_second) begin
            first$d = data_in;
        end
        if (push & tail_is_second) begin
            second$d = data_in;
        end
        data_out = first$q;
        if (head_is_second) begin
            data_out = second$q;
        end
    end
endmodule

module ganax_2x2_queue_field_2(
    input wire clock,
    input wire push,
    input wire [23:0] data_in,
    input wire tail_is_second,
    input wire head_is_second,
    output reg [23:0] data_out
);
    // Stub signals
    reg [23:0] first$d;
    wire [23:0] first$q;
    reg first$clock;
    reg [23:0] second$d;
    wire [23:0] second$q;
    reg second$clock;

    // Sub module instances
    ganax_2x2_flip_flop_24 first(
        .d(first$d),
        .q(first$q),
        .clock(first$clock)
    );
    ganax_2x2_flip_flop_24 second(
        .d(second$d),
        .q(second$q),
        .clock(second$clock)
    );

    // Update code
    always @(*) begin
        first$clock = clock;
        second$clock = clock;
        first$d = first$q;
        second$d = second$q;
        if (push & ~tail_is_second) begin
            first$d = data_in;
        end
        if (push & tail_is_second) begin
            second$d = data_in;
        end
        data_out = first$q;
        if (head_is_second) begin
            data_out = second$q;
        end
    end
endmodule

module ganax_2x2_queue_field(
    input wire clock,
    input wire push,
    input wire [3:0] data_in,
    input wire tail_is_second,
    input wire head_is_second,
    output reg [3:0] data_out
);
    // Stub signals
    reg [3:0] first$d;
    wire [3:0] first$q;
    reg first$clock;
    reg [3:0] second$d;
    wire [3:0] second$q;
    reg second$clock;

    // Sub module instances
    ganax_2x2_flip_flop_4 first(
        .d(first$d),
        .q(first$q),
        .clock(first$clock)
    );
    ganax_2x2_flip_flop_4 second(
        .d(second$d),
        .q(second$q),
        .clock(second$clock)
    );

    // Update code
    always @(*) begin
        first$clock = clock;
        second$clock = clock;
        first$d = first$q;
        second$d = second$q;
        if (push & ~tail_is_second) begin
            first$d = data_in;
        end
        if (push & tail_is_second) begin
            second$d = data_in;
        end
        data_out = first$q;
        if (head_is_second) begin
            data_out = second$q;
        end
    end
endmodule

module ganax_2x2_queue_control(
    input wire clock,
    input wire reset,
    input wire push,
    input wire pop,
    output reg valid,
    output reg full,
    output reg tail_is_second,
    output reg head_is_second
);
    // Stub signals
    reg some$d;
    wire some$q;
    reg some$clock;
    reg two$d;
    wire two$q;
    reg two$clock;
    reg tail$d;
    wire tail$q;
    reg tail$clock;
    reg head$d;
    wire head$q;
    reg head$clock;

    // Sub module instances
    ganax_2x2_flip_flop_1 some(
        .d(some$d),
        .q(some$q),
        .clock(some$clock)
    );
    ganax_2x2_flip_flop_1 two(
        .d(two$d),
        .q(two$q),
        .clock(two$clock)
    );
    ganax_2x2_flip_flop_1 tail(
        .d(tail$d),
        .q(tail$q),
        .clock(tail$clock)
    );
    ganax_2x2_flip_flop_1 head(
        .d(head$d),
        .q(head$q),
        .clock(head$clock)
    );

    // Update code
    always @(*) begin
        some$clock = clock;
        two$clock = clock;
        tail$clock = clock;
        head$clock = clock;
        some$d = some$q;
        two$d = two$q;
        tail$d = tail$q;
        head$d = head$q;
        valid = some$q;
        full = two$q;
        tail_is_second = tail$q;
        head_is_second = head$q;
        if (push) begin
            tail$d = ~tail$q;
        end
        if (pop) begin
            head$d = ~head$q;
        end
        if (push & ~pop) begin
            some$d = 1'b1;
            two$d = some$q;
        end
        if (pop & ~push) begin
            some$d = two$q;
            two$d = 1'b0;
        end
        if (reset) begin
            some$d = 1'b0;
            two$d = 1'b0;
            tail$d = 1'b0;
            head$d = 1'b0;
        end
    end
endmodule

module ganax_2x2_lookup_memory_7(
    input wire clock,
    input wire [15:0] read_address,
    output reg [32:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [32:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [32:0] contents [0:31];

    integer word;
    initial begin
        for (word = 0; word <= 31; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[4:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[4:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_queue_word_2(
    input wire clock,
    input wire push,
    input wire [15:0] data_in,
    input wire tail_is_second,
    input wire head_is_second,
    output reg [15:0] data_out
);
    // Stub signals
    reg slots$clock;
    reg [15:0] slots$read_address;
    wire [15:0] slots$read_data;
    reg slots$write_enable;
    reg [15:0] slots$write_address;
    reg [15:0] slots$write_data;

    // Local signals
    reg [15:0] tail;
    reg [15:0] head;

    // Sub module instances
    ganax_2x2_lookup_memory_5 slots(
        .clock(slots$clock),
        .read_address(slots$read_address),
        .read_data(slots$read_data),
        .write_enable(slots$write_enable),
        .write_address(slots$write_address),
        .write_data(slots$write_data)
    );

    // Update code
    always @(*) begin
        slots$clock = clock;
        tail = ((32'h0) & 16'hffff);
        if (tail_is_second) begin
            tail = ((32'h1) & 16'hffff);
        end
        head = ((32'h0) & 16'hffff);
        if (head_is_second) begin
            head = ((32'h1) & 16'hffff);
        end
        slots$write_enable = push;
        slots$write_address = tail;
        slots$write_data = data_in;
        slots$read_address = head;
        data_out = slots$read_data;
    end
endmodule

module ganax_2x2_flip_flop_2(
    input wire [1:0] d,
    output reg [1:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 2'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_loop_nest(
    input wire clock,
    input wire write,
    input wire [3:0] write_select,
    input wire [15:0] write_data,
    input wire [15:0] write_left,
    input wire write_single,
    input wire new_generation,
    input wire load,
    input wire advance,
    output reg [15:0] address,
    output reg pass_ends,
    output reg last
);
    // Stub signals
    reg strides$clock;
    reg strides$write;
    reg [3:0] strides$write_select;
    reg [15:0] strides$write_data;
    reg strides$load;
    reg strides$new_generation;
    reg [2:0] strides$ends;
    wire [15:0] strides$stride;
    reg path$clock;
    reg path$new_generation;
    reg path$advance;
    reg [2:0] path$ends;
    reg [2:0] path$fresh;
    reg [15:0] path$stride;
    wire [15:0] path$address;
    reg distance$clock;
    reg distance$write;
    reg [15:0] distance$write_left;
    reg distance$load;
    reg distance$advance;
    reg distance$fresh;
    reg [15:0] distance$step;
    wire distance$final_follows;
    reg counts$clock;
    reg counts$write;
    reg [3:0] counts$write_select;
    reg [15:0] counts$write_data;
    reg counts$load;
    reg counts$moves;
    reg [1:0] counts$ends;
    reg [2:0] counts$fresh;
    wire counts$final_follows;
    reg loops$clock;
    reg loops$write;
    reg [3:0] loops$write_select;
    reg loops$write_single;
    reg loops$new_generation;
    reg loops$advance;
    reg loops$inner_final_follows;
    reg loops$outer_final_follows;
    wire [3:0] loops$ends;
    wire [3:0] loops$fresh;

    // Local signals
    reg [3:0] ends;
    reg [3:0] fresh;
    reg [15:0] stride;

    // Sub module instances
    ganax_2x2_strides strides(
        .clock(strides$clock),
        .write(strides$write),
        .write_select(strides$write_select),
        .write_data(strides$write_data),
        .load(strides$load),
        .new_generation(strides$new_generation),
        .ends(strides$ends),
        .stride(strides$stride)
    );
    ganax_2x2_address_path path(
        .clock(path$clock),
        .new_generation(path$new_generation),
        .advance(path$advance),
        .ends(path$ends),
        .fresh(path$fresh),
        .stride(path$stride),
        .address(path$address)
    );
    ganax_2x2_distance_level distance(
        .clock(distance$clock),
        .write(distance$write),
        .write_left(distance$write_left),
        .load(distance$load),
        .advance(distance$advance),
        .fresh(distance$fresh),
        .step(distance$step),
        .final_follows(distance$final_follows)
    );
    ganax_2x2_count_levels counts(
        .clock(counts$clock),
        .write(counts$write),
        .write_select(counts$write_select),
        .write_data(counts$write_data),
        .load(counts$load),
        .moves(counts$moves),
        .ends(counts$ends),
        .fresh(counts$fresh),
        .final_follows(counts$final_follows)
    );
    ganax_2x2_loop_ends loops(
        .clock(loops$clock),
        .write(loops$write),
        .write_select(loops$write_select),
        .write_single(loops$write_single),
        .new_generation(loops$new_generation),
        .advance(loops$advance),
        .inner_final_follows(loops$inner_final_follows),
        .outer_final_follows(loops$outer_final_follows),
        .ends(loops$ends),
        .fresh(loops$fresh)
    );

    // Update code
    always @(*) begin
        strides$clock = clock;
        path$clock = clock;
        distance$clock = clock;
        counts$clock = clock;
        loops$clock = clock;
        ends = loops$ends;
        fresh = loops$fresh;
        strides$write = write;
        strides$write_select = write_select;
        strides$write_data = write_data;
        strides$load = load;
        strides$new_generation = new_generation;
        strides$ends = ends[(32'h0)+:(3)];
        stride = strides$stride;
        path$new_generation = new_generation;
        path$advance = advance;
        path$ends = ends[(32'h0)+:(3)];
        path$fresh = fresh[(32'h0)+:(3)];
        path$stride = stride;
        distance$write = write & ((write_select == 32'h2) | (write_select == 32'h3));
        distance$write_left = write_left;
        distance$load = load;
        distance$advance = advance;
        distance$fresh = fresh[32'h0];
        distance$step = stride;
        counts$write = write;
        counts$write_select = write_select;
        counts$write_data = write_data;
        counts$load = load;
        counts$moves = advance & ends[32'h0];
        counts$ends = ends[(32'h1)+:(2)];
        counts$fresh = fresh[(32'h1)+:(3)];
        loops$write = write;
        loops$write_select = write_select;
        loops$write_single = write_single;
        loops$new_generation = new_generation;
        loops$advance = advance;
        loops$inner_final_follows = distance$final_follows;
        loops$outer_final_follows = counts$final_follows;
        address = path$address;
        pass_ends = ends[32'h0];
        last = &ends;
    end
endmodule

module ganax_2x2_start_control(
    input wire clock,
    input wire reset,
    input wire start,
    input wire stop,
    input wire last,
    input wire address_ready,
    output reg command_ready,
    output reg address_valid,
    output reg new_generation,
    output reg load,
    output reg advance
);
    // Stub signals
    reg valid$d;
    wire valid$q;
    reg valid$clock;
    reg queued$d;
    wire queued$q;
    reg queued$clock;

    // Local signals
    reg taken;
    reg completes;
    reg requested;

    // Sub module instances
    ganax_2x2_flip_flop_1 valid(
        .d(valid$d),
        .q(valid$q),
        .clock(valid$clock)
    );
    ganax_2x2_flip_flop_1 queued(
        .d(queued$d),
        .q(queued$q),
        .clock(queued$clock)
    );

    // Update code
    always @(*) begin
        valid$clock = clock;
        queued$clock = clock;
        valid$d = valid$q;
        queued$d = queued$q;
        command_ready = ~queued$q;
        address_valid = valid$q;
        new_generation = ~valid$q | last;
        taken = valid$q & address_ready;
        completes = taken & last;
        requested = start | queued$q;
        load = requested & (~valid$q | completes);
        advance = load | (taken & ~last);
        queued$d = requested & ~load;
        valid$d = load | (valid$q & ~completes);
        if (stop | reset) begin
            valid$d = 1'b0;
            queued$d = 1'b0;
        end
    end
endmodule

module ganax_2x2_lookup_memory_6(
    input wire clock,
    input wire [15:0] read_address,
    output reg [17:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [17:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [17:0] contents [0:7];

    integer word;
    initial begin
        for (word = 0; word <= 7; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[2:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[2:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_flip_flop_24(
    input wire [23:0] d,
    output reg [23:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 24'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_queue_word(
    input wire clock,
    input wire push,
    input wire [23:0] data_in,
    input wire tail_is_second,
    input wire head_is_second,
    output reg [23:0] data_out
);
    // Stub signals
    reg slots$clock;
    reg [15:0] slots$read_address;
    wire [23:0] slots$read_data;
    reg slots$write_enable;
    reg [15:0] slots$write_address;
    reg [23:0] slots$write_data;

    // Local signals
    reg [15:0] tail;
    reg [15:0] head;

    // Sub module instances
    ganax_2x2_lookup_memory_4 slots(
        .clock(slots$clock),
        .read_address(slots$read_address),
        .read_data(slots$read_data),
        .write_enable(slots$write_enable),
        .write_address(slots$write_address),
        .write_data(slots$write_data)
    );

    // Update code
    always @(*) begin
        slots$clock = clock;
        tail = ((32'h0) & 16'hffff);
        if (tail_is_second) begin
            tail = ((32'h1) & 16'hffff);
        end
        head = ((32'h0) & 16'hffff);
        if (head_is_second) begin
            head = ((32'h1) & 16'hffff);
        end
        slots$write_enable = push;
        slots$write_address = tail;
        slots$write_data = data_in;
        slots$read_address = head;
        data_out = slots$read_data;
    end
endmodule

module ganax_2x2_flip_flop_4(
    input wire [3:0] d,
    output reg [3:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 4'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_lookup_memory_5(
    input wire clock,
    input wire [15:0] read_address,
    output reg [15:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [15:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [15:0] contents [0:1];

    integer word;
    initial begin
        for (word = 0; word <= 1; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[0:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[0:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_strides(
    input wire clock,
    input wire write,
    input wire [3:0] write_select,
    input wire [15:0] write_data,
    input wire load,
    input wire new_generation,
    input wire [2:0] ends,
    output reg [15:0] stride
);
    // Stub signals
    reg words$clock;
    reg [15:0] words$read_address;
    wire [15:0] words$read_data;
    reg words$write_enable;
    reg [15:0] words$write_address;
    reg [15:0] words$write_data;
    reg versions$0$clock;
    reg versions$0$write;
    reg versions$0$written;
    reg versions$0$load;
    wire versions$0$active;
    reg versions$1$clock;
    reg versions$1$write;
    reg versions$1$written;
    reg versions$1$load;
    wire versions$1$active;
    reg versions$2$clock;
    reg versions$2$write;
    reg versions$2$written;
    reg versions$2$load;
    wire versions$2$active;
    reg versions$3$clock;
    reg versions$3$write;
    reg versions$3$written;
    reg versions$3$load;
    wire versions$3$active;

    // Local signals
    reg written;
    reg [3:0] write_word;
    reg [3:0] read_word;

    // Sub module instances
    ganax_2x2_lookup_memory_3 words(
        .clock(words$clock),
        .read_address(words$read_address),
        .read_data(words$read_data),
        .write_enable(words$write_enable),
        .write_address(words$write_address),
        .write_data(words$write_data)
    );
    ganax_2x2_version versions$0(
        .clock(versions$0$clock),
        .write(versions$0$write),
        .written(versions$0$written),
        .load(versions$0$load),
        .active(versions$0$active)
    );
    ganax_2x2_version versions$1(
        .clock(versions$1$clock),
        .write(versions$1$write),
        .written(versions$1$written),
        .load(versions$1$load),
        .active(versions$1$active)
    );
    ganax_2x2_version versions$2(
        .clock(versions$2$clock),
        .write(versions$2$write),
        .written(versions$2$written),
        .load(versions$2$load),
        .active(versions$2$active)
    );
    ganax_2x2_version versions$3(
        .clock(versions$3$clock),
        .write(versions$3$write),
        .written(versions$3$written),
        .load(versions$3$load),
        .active(versions$3$active)
    );

    // Update code
    always @(*) begin
        words$clock = clock;
        versions$0$write = write & (write_select == 32'h1);
        versions$1$write = write & (write_select == 32'h2);
        versions$2$write = write & (write_select == 32'h5);
        versions$3$write = write & (write_select == 32'h7);
        written = 1'b0;
        if (write_select == 32'h1) begin
            written = ~versions$0$active;
        end
        if (write_select == 32'h2) begin
            written = ~versions$1$active;
        end
        if (write_select == 32'h5) begin
            written = ~versions$2$active;
        end
        if (write_select == 32'h7) begin
            written = ~versions$3$active;
        end
        versions$0$clock = clock;
        versions$0$load = load;
        versions$0$written = written;
        versions$1$clock = clock;
        versions$1$load = load;
        versions$1$written = written;
        versions$2$clock = clock;
        versions$2$load = load;
        versions$2$written = written;
        versions$3$clock = clock;
        versions$3$load = load;
        versions$3$written = written;
        write_word = write_select << 32'h1;
        write_word = (write_word & ~(1 << (32'h0)) | ((written) << (32'h0)));
        words$write_enable = write & ~write_select[32'h3];
        words$write_address = ((write_word) & 16'hffff);
        words$write_data = write_data;
        read_word = (((32'he) & 4'hf) & ~(1 << (32'h0)) | ((versions$3$active) << (32'h0)));
        if (~ends[32'h2]) begin
            read_word = (((32'ha) & 4'hf) & ~(1 << (32'h0)) | ((versions$2$active) << (32'h0)));
        end
        if (~ends[32'h1]) begin
            read_word = (((32'h2) & 4'hf) & ~(1 << (32'h0)) | ((versions$0$active) << (32'h0)));
        end
        if (~ends[32'h0]) begin
            read_word = (((32'h4) & 4'hf) & ~(1 << (32'h0)) | ((versions$1$active) << (32'h0)));
        end
        if (new_generation) begin
            read_word = ((32'h0) & 4'hf);
        end
        words$read_address = ((read_word) & 16'hffff);
        stride = words$read_data;
    end
endmodule

module ganax_2x2_address_path(
    input wire clock,
    input wire new_generation,
    input wire advance,
    input wire [2:0] ends,
    input wire [2:0] fresh,
    input wire [15:0] stride,
    output reg [15:0] address
);
    // Stub signals
    reg starts$clock;
    reg [15:0] starts$read_address;
    wire [15:0] starts$read_data;
    reg starts$write_enable;
    reg [15:0] starts$write_address;
    reg [15:0] starts$write_data;
    reg [15:0] current$d;
    wire [15:0] current$q;
    reg current$clock;

    // Local signals
    reg [1:0] source;
    reg [1:0] moved;
    reg [15:0] base;
    reg [15:0] following;

    // Sub module instances
    ganax_2x2_lookup_memory_2 starts(
        .clock(starts$clock),
        .read_address(starts$read_address),
        .read_data(starts$read_data),
        .write_enable(starts$write_enable),
        .write_address(starts$write_address),
        .write_data(starts$write_data)
    );
    ganax_2x2_flip_flop_16 current(
        .d(current$d),
        .q(current$q),
        .clock(current$clock)
    );

    // Update code
    always @(*) begin
        starts$clock = clock;
        current$clock = clock;
        current$d = current$q;
        source = ((32'h2) & 2'h3);
        if (ends[32'h1] | fresh[32'h1]) begin
            source = ((32'h3) & 2'h3);
            if ((ends[32'h1] & ends[32'h2]) | fresh[32'h2]) begin
                source = ((32'h0) & 2'h3);
            end
        end
        starts$read_address = ((source) & 16'hffff);
        base = current$q;
        if (ends[32'h0]) begin
            base = starts$read_data;
        end
        if (new_generation) begin
            base = ((32'h0) & 16'hffff);
        end
        following = stride + base;
        if (advance) begin
            current$d = following;
        end
        moved = ((32'h0) & 2'h3);
        if (~ends[32'h2]) begin
            moved = ((32'h3) & 2'h3);
        end
        if (~ends[32'h1]) begin
            moved = ((32'h2) & 2'h3);
        end
        if (new_generation) begin
            moved = ((32'h0) & 2'h3);
        end
        starts$write_enable = advance & (new_generation | ends[32'h0]);
        starts$write_address = ((moved) & 16'hffff);
        starts$write_data = following;
        address = current$q;
    end
endmodule

module ganax_2x2_loop_ends(
    input wire clock,
    input wire write,
    input wire [3:0] write_select,
    input wire write_single,
    input wire new_generation,
    input wire advance,
    input wire inner_final_follows,
    input wire outer_final_follows,
    output reg [3:0] ends,
    output reg [3:0] fresh
);
    // Stub signals
    reg upcoming_single$0$d;
    wire upcoming_single$0$q;
    reg upcoming_single$0$clock;
    reg upcoming_single$1$d;
    wire upcoming_single$1$q;
    reg upcoming_single$1$clock;
    reg upcoming_single$2$d;
    wire upcoming_single$2$q;
    reg upcoming_single$2$clock;
    reg upcoming_single$3$d;
    wire upcoming_single$3$q;
    reg upcoming_single$3$clock;
    reg single$0$d;
    wire single$0$q;
    reg single$0$clock;
    reg single$1$d;
    wire single$1$q;
    reg single$1$clock;
    reg single$2$d;
    wire single$2$q;
    reg single$2$clock;
    reg finals$0$d;
    wire finals$0$q;
    reg finals$0$clock;
    reg finals$1$d;
    wire finals$1$q;
    reg finals$1$clock;
    reg finals$2$d;
    wire finals$2$q;
    reg finals$2$clock;
    reg finals$3$d;
    wire finals$3$q;
    reg finals$3$clock;
    reg firsts$0$d;
    wire firsts$0$q;
    reg firsts$0$clock;
    reg firsts$1$d;
    wire firsts$1$q;
    reg firsts$1$clock;
    reg firsts$2$d;
    wire firsts$2$q;
    reg firsts$2$clock;
    reg firsts$3$d;
    wire firsts$3$q;
    reg firsts$3$clock;

    // Sub module instances
    ganax_2x2_flip_flop_1 upcoming_single$0(
        .d(upcoming_single$0$d),
        .q(upcoming_single$0$q),
        .clock(upcoming_single$0$clock)
    );
    ganax_2x2_flip_flop_1 upcoming_single$1(
        .d(upcoming_single$1$d),
        .q(upcoming_single$1$q),
        .clock(upcoming_single$1$clock)
    );
    ganax_2x2_flip_flop_1 upcoming_single$2(
        .d(upcoming_single$2$d),
        .q(upcoming_single$2$q),
        .clock(upcoming_single$2$clock)
    );
    ganax_2x2_flip_flop_1 upcoming_single$3(
        .d(upcoming_single$3$d),
        .q(upcoming_single$3$q),
        .clock(upcoming_single$3$clock)
    );
    ganax_2x2_flip_flop_1 single$0(
        .d(single$0$d),
        .q(single$0$q),
        .clock(single$0$clock)
    );
    ganax_2x2_flip_flop_1 single$1(
        .d(single$1$d),
        .q(single$1$q),
        .clock(single$1$clock)
    );
    ganax_2x2_flip_flop_1 single$2(
        .d(single$2$d),
        .q(single$2$q),
        .clock(single$2$clock)
    );
    ganax_2x2_flip_flop_1 finals$0(
        .d(finals$0$d),
        .q(finals$0$q),
        .clock(finals$0$clock)
    );
    ganax_2x2_flip_flop_1 finals$1(
        .d(finals$1$d),
        .q(finals$1$q),
        .clock(finals$1$clock)
    );
    ganax_2x2_flip_flop_1 finals$2(
        .d(finals$2$d),
        .q(finals$2$q),
        .clock(finals$2$clock)
    );
    ganax_2x2_flip_flop_1 finals$3(
        .d(finals$3$d),
        .q(finals$3$q),
        .clock(finals$3$clock)
    );
    ganax_2x2_flip_flop_1 firsts$0(
        .d(firsts$0$d),
        .q(firsts$0$q),
        .clock(firsts$0$clock)
    );
    ganax_2x2_flip_flop_1 firsts$1(
        .d(firsts$1$d),
        .q(firsts$1$q),
        .clock(firsts$1$clock)
    );
    ganax_2x2_flip_flop_1 firsts$2(
        .d(firsts$2$d),
        .q(firsts$2$q),
        .clock(firsts$2$clock)
    );
    ganax_2x2_flip_flop_1 firsts$3(
        .d(firsts$3$d),
        .q(firsts$3$q),
        .clock(firsts$3$clock)
    );

    // Update code
    always @(*) begin
        upcoming_single$0$clock = clock;
        upcoming_single$0$d = upcoming_single$0$q;
        finals$0$clock = clock;
        finals$0$d = finals$0$q;
        firsts$0$clock = clock;
        firsts$0$d = firsts$0$q;
        upcoming_single$1$clock = clock;
        upcoming_single$1$d = upcoming_single$1$q;
        finals$1$clock = clock;
        finals$1$d = finals$1$q;
        firsts$1$clock = clock;
        firsts$1$d = firsts$1$q;
        upcoming_single$2$clock = clock;
        upcoming_single$2$d = upcoming_single$2$q;
        finals$2$clock = clock;
        finals$2$d = finals$2$q;
        firsts$2$clock = clock;
        firsts$2$d = firsts$2$q;
        upcoming_single$3$clock = clock;
        upcoming_single$3$d = upcoming_single$3$q;
        finals$3$clock = clock;
        finals$3$d = finals$3$q;
        firsts$3$clock = clock;
        firsts$3$d = firsts$3$q;
        single$0$clock = clock;
        single$0$d = single$0$q;
        single$1$clock = clock;
        single$1$d = single$1$q;
        single$2$clock = clock;
        single$2$d = single$2$q;
        if (write & ((write_select == 32'h2) | (write_select == 32'h3))) begin
            upcoming_single$0$d = write_single;
        end
        if (write & (write_select == 32'h4)) begin
            upcoming_single$1$d = write_single;
        end
        if (write & (write_select == 32'h6)) begin
            upcoming_single$2$d = write_single;
        end
        if (write & (write_select == 32'h8)) begin
            upcoming_single$3$d = write_single;
        end
        if (advance) begin
            finals$0$d = inner_final_follows;
            firsts$0$d = 1'b0;
            if (finals$0$q) begin
                finals$0$d = single$0$q;
                firsts$0$d = 1'b1;
                finals$1$d = outer_final_follows;
                firsts$1$d = 1'b0;
                if (finals$1$q) begin
                    finals$1$d = single$1$q;
                    firsts$1$d = 1'b1;
                    finals$2$d = outer_final_follows;
                    firsts$2$d = 1'b0;
                    if (finals$2$q) begin
                        finals$2$d = single$2$q;
                        firsts$2$d = 1'b1;
                        finals$3$d = outer_final_follows;
                        firsts$3$d = 1'b0;
                    end
                end
            end
        end
        if (advance & new_generation) begin
            finals$0$d = upcoming_single$0$q;
            firsts$0$d = 1'b1;
            finals$1$d = upcoming_single$1$q;
            firsts$1$d = 1'b1;
            finals$2$d = upcoming_single$2$q;
            firsts$2$d = 1'b1;
            finals$3$d = upcoming_single$3$q;
            firsts$3$d = 1'b1;
            single$0$d = upcoming_single$0$q;
            single$1$d = upcoming_single$1$q;
            single$2$d = upcoming_single$2$q;
        end
        ends = ((((((32'h0) & 4'hf) & ~(1 << (32'h0)) | ((finals$0$q) << (32'h0))) & ~(1 << (32'h1)) | ((finals$1$q) << (32'h1))) & ~(1 << (32'h2)) | ((finals$2$q) << (32'h2))) & ~(1 << (32'h3)) | ((finals$3$q) << (32'h3)));
        fresh = ((((((32'h0) & 4'hf) & ~(1 << (32'h0)) | ((firsts$0$q) << (32'h0))) & ~(1 << (32'h1)) | ((firsts$1$q) << (32'h1))) & ~(1 << (32'h2)) | ((firsts$2$q) << (32'h2))) & ~(1 << (32'h3)) | ((firsts$3$q) << (32'h3)));
    end
endmodule

module ganax_2x2_distance_level(
    input wire clock,
    input wire write,
    input wire [15:0] write_left,
    input wire load,
    input wire advance,
    input wire fresh,
    input wire [15:0] step,
    output reg final_follows
);
    // Constant declarations
    localparam carry = 8'h10;

    // Stub signals
    reg [15:0] upcoming$d;
    wire [15:0] upcoming$q;
    reg upcoming$clock;
    reg [15:0] at_first$d;
    wire [15:0] at_first$q;
    reg at_first$clock;
    reg [15:0] left$d;
    wire [15:0] left$q;
    reg left$clock;

    // Local signals
    reg [15:0] left_now;
    reg [16:0] sum;

    // Sub module instances
    ganax_2x2_flip_flop_16 upcoming(
        .d(upcoming$d),
        .q(upcoming$q),
        .clock(upcoming$clock)
    );
    ganax_2x2_flip_flop_16 at_first(
        .d(at_first$d),
        .q(at_first$q),
        .clock(at_first$clock)
    );
    ganax_2x2_flip_flop_16 left(
        .d(left$d),
        .q(left$q),
        .clock(left$clock)
    );

    // Update code
    always @(*) begin
        upcoming$clock = clock;
        at_first$clock = clock;
        left$clock = clock;
        upcoming$d = upcoming$q;
        at_first$d = at_first$q;
        left$d = left$q;
        if (write) begin
            upcoming$d = write_left;
        end
        if (load) begin
            at_first$d = upcoming$q;
        end
        left_now = left$q;
        if (fresh) begin
            left_now = at_first$q;
        end
        sum = ((step) & 17'h1ffff) + ((left_now) & 17'h1ffff);
        if (advance) begin
            left$d = sum[(32'h0)+:(16)];
        end
        final_follows = sum[carry];
    end
endmodule

module ganax_2x2_count_levels(
    input wire clock,
    input wire write,
    input wire [3:0] write_select,
    input wire [15:0] write_data,
    input wire load,
    input wire moves,
    input wire [1:0] ends,
    input wire [2:0] fresh,
    output reg final_follows
);
    // Constant declarations
    localparam carry = 8'h10;

    // Stub signals
    reg counts$clock;
    reg [15:0] counts$read_address;
    wire [15:0] counts$read_data;
    reg counts$write_enable;
    reg [15:0] counts$write_address;
    reg [15:0] counts$write_data;
    reg reached$clock;
    reg [15:0] reached$read_address;
    wire [15:0] reached$read_data;
    reg reached$write_enable;
    reg [15:0] reached$write_address;
    reg [15:0] reached$write_data;
    reg versions$0$clock;
    reg versions$0$write;
    reg versions$0$written;
    reg versions$0$load;
    wire versions$0$active;
    reg versions$1$clock;
    reg versions$1$write;
    reg versions$1$written;
    reg versions$1$load;
    wire versions$1$active;
    reg versions$2$clock;
    reg versions$2$write;
    reg versions$2$written;
    reg versions$2$load;
    wire versions$2$active;

    // Local signals
    reg written;
    reg [2:0] write_word;
    reg [1:0] level;
    reg [2:0] read_word;
    reg is_fresh;
    reg [15:0] now;
    reg [16:0] increment;
    reg [16:0] sum;

    // Sub module instances
    ganax_2x2_lookup_memory counts(
        .clock(counts$clock),
        .read_address(counts$read_address),
        .read_data(counts$read_data),
        .write_enable(counts$write_enable),
        .write_address(counts$write_address),
        .write_data(counts$write_data)
    );
    ganax_2x2_lookup_memory_2 reached(
        .clock(reached$clock),
        .read_address(reached$read_address),
        .read_data(reached$read_data),
        .write_enable(reached$write_enable),
        .write_address(reached$write_address),
        .write_data(reached$write_data)
    );
    ganax_2x2_version versions$0(
        .clock(versions$0$clock),
        .write(versions$0$write),
        .written(versions$0$written),
        .load(versions$0$load),
        .active(versions$0$active)
    );
    ganax_2x2_version versions$1(
        .clock(versions$1$clock),
        .write(versions$1$write),
        .written(versions$1$written),
        .load(versions$1$load),
        .active(versions$1$active)
    );
    ganax_2x2_version versions$2(
        .clock(versions$2$clock),
        .write(versions$2$write),
        .written(versions$2$written),
        .load(versions$2$load),
        .active(versions$2$active)
    );

    // Update code
    always @(*) begin
        counts$clock = clock;
        reached$clock = clock;
        versions$0$write = write & (write_select == 32'h4);
        versions$1$write = write & (write_select == 32'h6);
        versions$2$write = write & (write_select == 32'h8);
        written = ~versions$2$active;
        if (write_select == 32'h4) begin
            written = ~versions$0$active;
        end
        if (write_select == 32'h6) begin
            written = ~versions$1$active;
        end
        versions$0$clock = clock;
        versions$0$load = load;
        versions$0$written = written;
        versions$1$clock = clock;
        versions$1$load = load;
        versions$1$written = written;
        versions$2$clock = clock;
        versions$2$load = load;
        versions$2$written = written;
        write_word = write_select[(32'h0)+:(3)];
        write_word = (write_word & ~(1 << (32'h0)) | ((written) << (32'h0)));
        counts$write_enable = write & (write_select[32'h3] | (write_select[32'h2] & ~write_select[32'h0]));
        counts$write_address = ((write_word) & 16'hffff);
        counts$write_data = write_data;
        level = ((32'h0) & 2'h3);
        read_word = (((32'h0) & 3'h7) & ~(1 << (32'h0)) | ((versions$2$active) << (32'h0)));
        is_fresh = fresh[32'h2];
        if (~ends[32'h1]) begin
            level = ((32'h3) & 2'h3);
            read_word = (((32'h6) & 3'h7) & ~(1 << (32'h0)) | ((versions$1$active) << (32'h0)));
            is_fresh = fresh[32'h1];
        end
        if (~ends[32'h0]) begin
            level = ((32'h2) & 2'h3);
            read_word = (((32'h4) & 3'h7) & ~(1 << (32'h0)) | ((versions$0$active) << (32'h0)));
            is_fresh = fresh[32'h0];
        end
        counts$read_address = ((read_word) & 16'hffff);
        reached$read_address = ((level) & 16'hffff);
        now = reached$read_data;
        increment = ((32'h1) & 17'h1ffff);
        if (is_fresh) begin
            now = counts$read_data;
            increment = ((32'h3) & 17'h1ffff);
        end
        sum = increment + ((now) & 17'h1ffff);
        reached$write_enable = moves;
        reached$write_address = ((level) & 16'hffff);
        reached$write_data = sum[(32'h0)+:(16)];
        final_follows = sum[carry];
    end
endmodule

module ganax_2x2_lookup_memory_4(
    input wire clock,
    input wire [15:0] read_address,
    output reg [23:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [23:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [23:0] contents [0:1];

    integer word;
    initial begin
        for (word = 0; word <= 1; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[0:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[0:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_lookup_memory_3(
    input wire clock,
    input wire [15:0] read_address,
    output reg [15:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [15:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [15:0] contents [0:15];

    integer word;
    initial begin
        for (word = 0; word <= 15; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[3:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[3:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_flip_flop_16(
    input wire [15:0] d,
    output reg [15:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 16'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module ganax_2x2_lookup_memory_2(
    input wire clock,
    input wire [15:0] read_address,
    output reg [15:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [15:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [15:0] contents [0:3];

    integer word;
    initial begin
        for (word = 0; word <= 3; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[1:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[1:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_lookup_memory(
    input wire clock,
    input wire [15:0] read_address,
    output reg [15:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [15:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [15:0] contents [0:7];

    integer word;
    initial begin
        for (word = 0; word <= 7; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[2:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[2:0]] <= write_data;
        end
    end
endmodule

module ganax_2x2_version(
    input wire clock,
    input wire write,
    input wire written,
    input wire load,
    output reg active
);
    // Stub signals
    reg running$d;
    wire running$q;
    reg running$clock;
    reg upcoming$d;
    wire upcoming$q;
    reg upcoming$clock;

    // Sub module instances
    ganax_2x2_flip_flop_1 running(
        .d(running$d),
        .q(running$q),
        .clock(running$clock)
    );
    ganax_2x2_flip_flop_1 upcoming(
        .d(upcoming$d),
        .q(upcoming$q),
        .clock(upcoming$clock)
    );

    // Update code
    always @(*) begin
        running$clock = clock;
        upcoming$clock = clock;
        running$d = running$q;
        upcoming$d = upcoming$q;
        if (write) begin
            upcoming$d = written;
        end
        if (load) begin
            running$d = upcoming$q;
        end
        active = running$q;
    end
endmodule

module ganax_2x2_flip_flop_1(
    input wire d,
    output reg q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 1'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule
