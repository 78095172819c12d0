// A device with the ports of the accelerator that copies memory and measures latencies: tests the harness, not the design.
// Registers: see `test/mod.rs`. `mode` makes it break the protocol on purpose.
module echo (
    input wire aclk, input wire aresetn, output wire interrupt,
    input wire [11:0] s_axi_awaddr, input wire s_axi_awvalid, output wire s_axi_awready,
    input wire [31:0] s_axi_wdata, input wire [3:0] s_axi_wstrb, input wire s_axi_wvalid, output wire s_axi_wready,
    output wire [1:0] s_axi_bresp, output reg s_axi_bvalid, input wire s_axi_bready,
    input wire [11:0] s_axi_araddr, input wire s_axi_arvalid, output wire s_axi_arready,
    output reg [31:0] s_axi_rdata, output wire [1:0] s_axi_rresp, output reg s_axi_rvalid, input wire s_axi_rready,
    output wire [63:0] m_axi_araddr, output wire [7:0] m_axi_arlen, output reg m_axi_arvalid, input wire m_axi_arready,
    input wire [127:0] m_axi_rdata, input wire [1:0] m_axi_rresp, input wire m_axi_rlast, input wire m_axi_rvalid,
    output wire m_axi_rready,
    output wire [63:0] m_axi_awaddr, output wire [7:0] m_axi_awlen, output reg m_axi_awvalid, input wire m_axi_awready,
    output wire [127:0] m_axi_wdata, output wire [15:0] m_axi_wstrb, output wire m_axi_wlast, output reg m_axi_wvalid,
    input wire m_axi_wready,
    input wire [1:0] m_axi_bresp, input wire m_axi_bvalid, output wire m_axi_bready
);
    localparam WITHDRAWN = 1, EARLY_LAST = 2, CHANGED = 3, IN_RESET = 4;

    reg [31:0] scratch, mode, beats_less_one, strobe, bursts;
    reg [63:0] source, target;
    reg enabled, done, busy;
    reg [1:0] read_response, write_response;
    reg [31:0] read_latency, write_latency, read_span, wait_read, wait_write;
    reg [127:0] buffer [0:255];
    reg [8:0] read_beats, write_beats;
    reg [31:0] asked, answered;
    reg waiting_read, waiting_write, reading;
    reg have_address, have_data;
    reg [11:0] write_address;
    reg [31:0] write_value;
    reg changed;

    assign interrupt = enabled && done;

    // Registers: one write at a time, address and data in any order.
    assign s_axi_awready = !have_address && !s_axi_bvalid;
    assign s_axi_wready = !have_data && !s_axi_bvalid;
    assign s_axi_bresp = 0;
    assign s_axi_rresp = 0;
    assign s_axi_arready = !s_axi_rvalid;
    wire write = have_address && have_data && !s_axi_bvalid;
    wire go_read = write && write_address == 12'h008 && write_value[0];
    wire go_write = write && write_address == 12'h008 && write_value[1];

    assign m_axi_araddr = source + {24'd0, asked, 8'd0};
    assign m_axi_arlen = beats_less_one[7:0];
    assign m_axi_rready = 1;
    assign m_axi_awaddr = changed ? target + 16 : target;
    assign m_axi_awlen = beats_less_one[7:0];
    assign m_axi_wdata = buffer[write_beats[7:0]];
    assign m_axi_wstrb = strobe[15:0];
    assign m_axi_wlast = write_beats == beats_less_one[8:0] || (mode == EARLY_LAST && write_beats == 0);
    assign m_axi_bready = 1;

    always @(posedge aclk) begin
        if (s_axi_awvalid && s_axi_awready) begin have_address <= 1; write_address <= s_axi_awaddr; end
        if (s_axi_wvalid && s_axi_wready) begin have_data <= 1; write_value <= s_axi_wdata; end
        if (s_axi_bvalid && s_axi_bready) s_axi_bvalid <= 0;
        if (write) begin
            have_address <= 0;
            have_data <= 0;
            s_axi_bvalid <= 1;
            case (write_address)
                12'h000: scratch <= write_value;
                12'h00c: mode <= write_value;
                12'h010: source[31:0] <= write_value;
                12'h014: source[63:32] <= write_value;
                12'h018: target[31:0] <= write_value;
                12'h01c: target[63:32] <= write_value;
                12'h020: beats_less_one <= write_value;
                12'h02c: begin enabled <= write_value[0]; done <= 0; end
                12'h034: strobe <= write_value;
                12'h038: bursts <= write_value;
                default: ;
            endcase
        end
        if (s_axi_rvalid && s_axi_rready) s_axi_rvalid <= 0;
        if (s_axi_arvalid && s_axi_arready && s_axi_araddr != 12'h03c) begin
            s_axi_rvalid <= 1;
            case (s_axi_araddr)
                12'h000: s_axi_rdata <= scratch;
                12'h004: s_axi_rdata <= {23'd0, interrupt, 2'd0, write_response, read_response, 1'd0, busy};
                12'h024: s_axi_rdata <= read_latency;
                12'h028: s_axi_rdata <= write_latency;
                12'h030: s_axi_rdata <= read_span;
                default: s_axi_rdata <= 0;
            endcase
        end

        // Read: `bursts` addresses back to back, all beats into the buffer.
        if (go_read) begin
            busy <= 1; reading <= 1; m_axi_arvalid <= 1; asked <= 0; answered <= 0;
            read_beats <= 0; read_response <= 0; read_span <= 0;
        end
        if (m_axi_arvalid && m_axi_arready) begin
            if (asked == 0) begin waiting_read <= 1; wait_read <= 1; end
            asked <= asked + 1;
            if (asked + 1 == bursts) m_axi_arvalid <= 0;
        end else if (m_axi_arvalid && mode == WITHDRAWN) m_axi_arvalid <= 0;
        if (waiting_read) begin
            wait_read <= wait_read + 1;
            if (m_axi_rvalid) begin waiting_read <= 0; read_latency <= wait_read; end
        end
        if (reading && (m_axi_rvalid || read_span != 0)) read_span <= read_span + 1;
        if (m_axi_rvalid) begin
            buffer[read_beats[7:0]] <= m_axi_rdata;
            read_beats <= read_beats + 1;
            if (m_axi_rresp > read_response) read_response <= m_axi_rresp;
            if (m_axi_rlast) begin
                answered <= answered + 1;
                if (answered + 1 == bursts) begin busy <= 0; reading <= 0; done <= 1; end
            end
        end

        // Write: one burst from the buffer.
        if (go_write) begin
            busy <= 1; m_axi_awvalid <= 1; m_axi_wvalid <= 1; write_beats <= 0; changed <= 0;
        end
        if (m_axi_awvalid && m_axi_awready) m_axi_awvalid <= 0;
        else if (m_axi_awvalid && mode == CHANGED) changed <= 1;
        if (m_axi_wvalid && m_axi_wready) begin
            write_beats <= write_beats + 1;
            if (write_beats == beats_less_one[8:0]) begin m_axi_wvalid <= 0; waiting_write <= 1; wait_write <= 1; end
        end
        if (waiting_write) begin
            wait_write <= wait_write + 1;
            if (m_axi_bvalid) begin
                waiting_write <= 0; write_latency <= wait_write; write_response <= m_axi_bresp;
                busy <= 0; done <= 1;
            end
        end

        if (!aresetn) begin
            scratch <= 0; mode <= 0; beats_less_one <= 0; strobe <= 32'hffff; bursts <= 1; source <= 0; target <= 0;
            enabled <= 0; done <= 0; busy <= 0; reading <= 0; waiting_read <= 0; waiting_write <= 0;
            have_address <= 0; have_data <= 0; s_axi_bvalid <= 0; s_axi_rvalid <= 0;
            m_axi_arvalid <= mode == IN_RESET || stuck != 0; m_axi_awvalid <= 0; m_axi_wvalid <= 0;
            read_latency <= 0; write_latency <= 0; read_span <= 0; read_beats <= 0; write_beats <= 0; changed <= 0;
            read_response <= 0; write_response <= 0; asked <= 0; answered <= 0;
        end
    end

    // ARVALID that stays up in reset, for the mode of that name.
    reg [4:0] stuck;
    initial stuck = 0;
    always @(posedge aclk) stuck <= mode == IN_RESET && !aresetn ? 20 : stuck == 0 ? 0 : stuck - 1;
endmodule
