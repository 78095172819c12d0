// What the bus model wants around the accelerator: transaction IDs that nobody uses, and for the monitor what
// belongs together in one signal, so that looking at the bus once a cycle is cheap. With `fault` the monitor is shown
// something that breaks a rule, while the bus goes on as it is: a rule that cannot fail would be no rule. The numbers are
// those of `FAULTS` in axi_judge.py.
`timescale 1ns / 1ps

module axi_judge (
    input  wire         aclk,
    input  wire [4:0]   fault,
    input  wire         aresetn,
    output wire         interrupt,
    input  wire [11:0]  s_axi_awaddr,
    input  wire [2:0]   s_axi_awprot,
    input  wire         s_axi_awvalid,
    output wire         s_axi_awready,
    input  wire [31:0]  s_axi_wdata,
    input  wire [3:0]   s_axi_wstrb,
    input  wire         s_axi_wvalid,
    output wire         s_axi_wready,
    output wire [1:0]   s_axi_bresp,
    output wire         s_axi_bvalid,
    input  wire         s_axi_bready,
    input  wire [11:0]  s_axi_araddr,
    input  wire [2:0]   s_axi_arprot,
    input  wire         s_axi_arvalid,
    output wire         s_axi_arready,
    output wire [31:0]  s_axi_rdata,
    output wire [1:0]   s_axi_rresp,
    output wire         s_axi_rvalid,
    input  wire         s_axi_rready,
    output wire [0:0]   m_axi_arid,
    output wire [63:0]  m_axi_araddr,
    output wire [7:0]   m_axi_arlen,
    output wire [2:0]   m_axi_arsize,
    output wire [1:0]   m_axi_arburst,
    output wire [3:0]   m_axi_arcache,
    output wire [2:0]   m_axi_arprot,
    output wire         m_axi_arvalid,
    input  wire         m_axi_arready,
    input  wire [0:0]   m_axi_rid,
    input  wire [127:0] m_axi_rdata,
    input  wire [1:0]   m_axi_rresp,
    input  wire         m_axi_rlast,
    input  wire         m_axi_rvalid,
    output wire         m_axi_rready,
    output wire [0:0]   m_axi_awid,
    output wire [63:0]  m_axi_awaddr,
    output wire [7:0]   m_axi_awlen,
    output wire [2:0]   m_axi_awsize,
    output wire [1:0]   m_axi_awburst,
    output wire [3:0]   m_axi_awcache,
    output wire [2:0]   m_axi_awprot,
    output wire         m_axi_awvalid,
    input  wire         m_axi_awready,
    output wire [127:0] m_axi_wdata,
    output wire [15:0]  m_axi_wstrb,
    output wire         m_axi_wlast,
    output wire         m_axi_wvalid,
    input  wire         m_axi_wready,
    input  wire [0:0]   m_axi_bid,
    input  wire [1:0]   m_axi_bresp,
    input  wire         m_axi_bvalid,
    output wire         m_axi_bready,
    // Valid and ready of AR, R, AW, W, B, the low bits first; what they carry; the same of the registers' answers.
    output wire [9:0]   handshakes,
    output wire         read_last,
    output wire [76:0]  read_address,
    output wire [76:0]  write_address,
    output wire [144:0] write_data,
    output wire [3:0]   register_handshakes,
    output wire [35:0]  register_answers
);
    assign m_axi_arid = 0;
    assign m_axi_awid = 0;
    reg ar_waits, aw_waits, w_waits, register_r_waits, register_b_waits;
    always @(posedge aclk) begin
        ar_waits <= m_axi_arvalid & ~m_axi_arready;
        aw_waits <= m_axi_awvalid & ~m_axi_awready;
        w_waits <= m_axi_wvalid & ~m_axi_wready;
        register_r_waits <= s_axi_rvalid & ~s_axi_rready;
        register_b_waits <= s_axi_bvalid & ~s_axi_bready;
    end

    assign handshakes = {
        m_axi_bready | (fault == 18), m_axi_bvalid | (fault == 18),
        m_axi_wready, m_axi_wvalid & ~(fault == 8 & w_waits),
        m_axi_awready, m_axi_awvalid & ~(fault == 6 & aw_waits),
        m_axi_rready | (fault == 19), m_axi_rvalid | (fault == 19),
        m_axi_arready, m_axi_arvalid & ~(fault == 3 & ar_waits)
    };
    assign read_last = fault == 19 ? 1'b0 : m_axi_rlast ^ (fault == 20);
    assign read_address = {
        fault == 11 ? 2'b00 : m_axi_arburst,
        m_axi_arsize,
        fault == 15 ? 8'd16 : fault == 1 ? m_axi_arlen | 8'd1 : m_axi_arlen,
        fault == 1 ? m_axi_araddr | 64'hff0
            : fault == 2 ? m_axi_araddr ^ {57'b0, ar_waits, 6'b0}
            : fault == 13 ? m_axi_araddr ^ 64'h40000 : m_axi_araddr
    };
    assign write_address = {
        m_axi_awburst,
        fault == 12 ? 3'd3 : m_axi_awsize,
        fault == 4 ? m_axi_awlen | 8'd1 : m_axi_awlen,
        fault == 4 ? m_axi_awaddr | 64'hff0
            : fault == 5 ? m_axi_awaddr ^ {57'b0, aw_waits, 6'b0}
            : fault == 14 ? m_axi_awaddr ^ 64'h40000 : m_axi_awaddr
    };
    assign write_data = {
        m_axi_wlast & (fault != 9),
        fault == 10 ? 16'hffff : m_axi_wstrb,
        m_axi_wdata ^ {127'b0, fault == 7 & w_waits}
    };
    assign register_handshakes = {
        s_axi_bready, s_axi_bvalid & ~(fault == 17 & register_b_waits), s_axi_rready, s_axi_rvalid
    };
    assign register_answers = {s_axi_bresp, s_axi_rresp, s_axi_rdata ^ {31'b0, fault == 16 & register_r_waits}};

    ganax_2x2 accelerator (
        .aclk(aclk), .aresetn(aresetn), .interrupt(interrupt),
        .s_axi_awaddr(s_axi_awaddr), .s_axi_awprot(s_axi_awprot),
        .s_axi_awvalid(s_axi_awvalid), .s_axi_awready(s_axi_awready),
        .s_axi_wdata(s_axi_wdata), .s_axi_wstrb(s_axi_wstrb),
        .s_axi_wvalid(s_axi_wvalid), .s_axi_wready(s_axi_wready),
        .s_axi_bresp(s_axi_bresp), .s_axi_bvalid(s_axi_bvalid), .s_axi_bready(s_axi_bready),
        .s_axi_araddr(s_axi_araddr), .s_axi_arprot(s_axi_arprot),
        .s_axi_arvalid(s_axi_arvalid), .s_axi_arready(s_axi_arready),
        .s_axi_rdata(s_axi_rdata), .s_axi_rresp(s_axi_rresp),
        .s_axi_rvalid(s_axi_rvalid), .s_axi_rready(s_axi_rready),
        .m_axi_araddr(m_axi_araddr), .m_axi_arlen(m_axi_arlen), .m_axi_arsize(m_axi_arsize),
        .m_axi_arburst(m_axi_arburst), .m_axi_arcache(m_axi_arcache), .m_axi_arprot(m_axi_arprot),
        .m_axi_arvalid(m_axi_arvalid), .m_axi_arready(m_axi_arready),
        .m_axi_rdata(m_axi_rdata), .m_axi_rresp(m_axi_rresp), .m_axi_rlast(m_axi_rlast),
        .m_axi_rvalid(m_axi_rvalid), .m_axi_rready(m_axi_rready),
        .m_axi_awaddr(m_axi_awaddr), .m_axi_awlen(m_axi_awlen), .m_axi_awsize(m_axi_awsize),
        .m_axi_awburst(m_axi_awburst), .m_axi_awcache(m_axi_awcache), .m_axi_awprot(m_axi_awprot),
        .m_axi_awvalid(m_axi_awvalid), .m_axi_awready(m_axi_awready),
        .m_axi_wdata(m_axi_wdata), .m_axi_wstrb(m_axi_wstrb), .m_axi_wlast(m_axi_wlast),
        .m_axi_wvalid(m_axi_wvalid), .m_axi_wready(m_axi_wready),
        .m_axi_bresp(m_axi_bresp), .m_axi_bvalid(m_axi_bvalid), .m_axi_bready(m_axi_bready)
    );
endmodule
