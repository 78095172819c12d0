// Reads registers through the module around the accelerator, as a bus master does, and prints offset, value and response of
// each in decimal. Filled in for a board and run by Icarus; memory is never asked for anything.
`timescale 1ns / 1ps
module identity;
    localparam COUNT = @COUNT@;
    localparam LIMIT = 64 + 64 * COUNT;
    reg [11:0] offsets [0:COUNT - 1];
    reg aclk = 0, aresetn = 0, arvalid = 0;
    integer cycle = 0, index = 0;
    wire arready, rvalid;
    wire [31:0] rdata;
    wire [1:0] rresp;
    always #5 aclk = ~aclk;
    initial begin
@OFFSETS@
    end
    @MODULE@_axi top(
        .aclk(aclk), .aresetn(aresetn), .interrupt(),
        .s_axi_awaddr('0), .s_axi_awprot('0), .s_axi_awvalid('0), .s_axi_awready(),
        .s_axi_wdata('0), .s_axi_wstrb('0), .s_axi_wvalid('0), .s_axi_wready(),
        .s_axi_bresp(), .s_axi_bvalid(), .s_axi_bready('0),
        .s_axi_araddr(offsets[index]), .s_axi_arprot('0), .s_axi_arvalid(arvalid), .s_axi_arready(arready),
        .s_axi_rdata(rdata), .s_axi_rresp(rresp), .s_axi_rvalid(rvalid), .s_axi_rready(1'b1),
        .m_axi_arready('0), .m_axi_rdata('0), .m_axi_rresp('0), .m_axi_rlast('0), .m_axi_rvalid('0),
        .m_axi_awready('0), .m_axi_wready('0), .m_axi_bresp('0), .m_axi_bvalid('0),
        .m_axi_araddr(), .m_axi_arlen(), .m_axi_arsize(), .m_axi_arburst(), .m_axi_arcache(), .m_axi_arprot(),
        .m_axi_arvalid(), .m_axi_rready(), .m_axi_awaddr(), .m_axi_awlen(), .m_axi_awsize(), .m_axi_awburst(),
        .m_axi_awcache(), .m_axi_awprot(), .m_axi_awvalid(), .m_axi_wdata(), .m_axi_wstrb(), .m_axi_wlast(),
        .m_axi_wvalid(), .m_axi_bready());
    always @(posedge aclk) begin
        cycle <= cycle + 1;
        if (cycle == 8) aresetn <= 1;
        if (cycle == 16) arvalid <= 1;
        if (arvalid && arready) arvalid <= 0;
        if (aresetn && rvalid) begin
            $display("%0d %0d %0d", offsets[index], rdata, rresp);
            index <= index + 1;
            arvalid <= index + 1 < COUNT;
            if (index + 1 == COUNT) $finish;
        end
        if (cycle == LIMIT) $finish;
    end
endmodule
