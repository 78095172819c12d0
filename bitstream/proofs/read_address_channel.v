// block: read-engine-proof
// module: read_engine_proof
// lemmas: fifo
// mode: prove
// depth: 4
// claim: arvalid and its payload stand still until arready; what waits behind them never overflows; no burst is lost or counted twice
// mutation: free = ~address_valid$q | m_axi_arready; ==> free = 1'b1;
// mutation: hold = stop | pending$valid; ==> hold = stop;
(* hierconn *) wire [16:0] \pending.entries_now ;
wire [16:0] waiting = \pending.entries_now ;
reg live = 0, waits = 0, freely = 0;
reg [63:0] address_before = 0;
reg [7:0] length_before = 0;
// Bursts that the memory has accepted and not answered.
reg [11:0] owed = 0;
always @(posedge clock) begin
    live <= 1;
    waits <= m_axi_arvalid && !m_axi_arready;
    address_before <= m_axi_araddr;
    length_before <= m_axi_arlen;
    owed <= owed + (m_axi_arvalid && m_axi_arready) - (accepted && m_axi_rlast);
end
always @(*) begin
    assume (live || reset);
    // The arbiter's promise, control's, the memory's; and a job starts when the bus is at rest.
    assume (!request || (!hold && bursts$q < 1000));
    assume (!queue_read || (bursts$q == 0 && !valid1$q && !valid2$q && !valid3$q && !request));
    assume (!m_axi_rvalid || owed != 0);
    assume (!reset || bursts$q == 0);
    if (live) begin
        assert (waiting + valid1$q + valid2$q + valid3$q <= 4);
        assert (!(pending$push && pending$full));
        assert (bursts$q <= 1003 && owed <= bursts$q);
        assert (bursts$q == owed + address_valid$q + waiting);
        assert (waiting == 0 || address_valid$q);
        if (waits) assert (m_axi_arvalid && m_axi_araddr == address_before && m_axi_arlen == length_before);
    end
end
