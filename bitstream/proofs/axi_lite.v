// block: axi-lite-proof
// module: axi_lite_proof
// mode: prove
// depth: 3
// claim: AXI4-Lite: an answer for every request and no other, standing still until it is taken
// mutation: write_waits = has_write_address$q & has_data$q & ~write_answer$q; ==> write_waits = has_write_address$q & ~write_answer$q;
// mutation: if (rready) begin ==> if (1'b1) begin
// mutation: read_waits = has_read_address$q & ~read_answer$q; ==> read_waits = has_read_address$q;
reg live = 0, writes_wait = 0, reads_wait = 0;
reg [31:0] data_before = 0;
// Handshakes of requests less those of answers.
reg [2:0] write_addresses = 0, writes = 0, reads = 0;
always @(posedge clock) begin
    live <= 1;
    writes_wait <= bvalid && !bready && !reset;
    reads_wait <= rvalid && !rready && !reset;
    data_before <= rdata;
    write_addresses <= reset ? 0 : write_addresses + (awvalid && awready) - (bvalid && bready);
    writes <= reset ? 0 : writes + (wvalid && wready) - (bvalid && bready);
    reads <= reset ? 0 : reads + (arvalid && arready) - (rvalid && rready);
end
wire works = access$q != 0;
always @(*) begin
    assert (access$q <= 4);
    if (works && is_write$q) assert (has_write_address$q && has_data$q && !write_answer$q);
    if (works && !is_write$q) assert (access$q <= 2 && has_read_address$q && !read_answer$q);
    assert (write_addresses == has_write_address$q + write_answer$q);
    assert (writes == has_data$q + write_answer$q);
    assert (reads == has_read_address$q + read_answer$q);
    if (writes_wait) assert (bvalid);
    if (reads_wait) assert (rvalid && rdata == data_before);
end
