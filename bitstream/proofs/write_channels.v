// block: write-engine-proof
// module: write_engine_proof
// lemmas: fifo
// mode: prove
// depth: 3
// claim: awvalid, wvalid and what they carry stand still until ready; nothing overflows, every burst gets its beats, and a queue entry waits for all that went before
// mutation: addresses$pop = address_pop; ==> addresses$pop = addresses$valid;
// mutation: makes_up = stop & |owed$q & ==> makes_up = stop &
// mutation: beat_last = queue_step$q == ((32'h4) & 3'h7); ==> beat_last = queue_step$q == ((32'h3) & 3'h7);
// mutation: if (queue_waits$q & ~is_busy$q & ~|queue_step$q) begin ==> if (queue_waits$q & ~|queue_step$q) begin
// search: 24
(* hierconn *) wire [16:0] \addresses.entries_now ;
(* hierconn *) wire [16:0] \beats.entries_now ;
wire [16:0] addresses_waiting = \addresses.entries_now ;
wire [16:0] beats_waiting = \beats.entries_now ;
reg live = 0, room1 = 0, room2 = 0, queue_open = 0, address_waits = 0, beat_waits = 0;
reg [63:0] address_before = 0;
reg [7:0] length_before = 0;
reg [144:0] beat_before = 0;
// Bursts without a response, and their beats that the memory has not taken.
reg [15:0] bursts_outside = 0;
reg [15:0] beats_outside = 0;
wire [4:0] announced = queue_begins ? 5'd4 : announce ? burst_length + 5'd1 : 5'd0;
wire [2:0] of_queue = queue_step$q == 0 ? 3'd0 : 3'd5 - queue_step$q;
wire takes_beat = m_axi_wvalid && m_axi_wready;
always @(posedge clock) begin
    live <= 1;
    room1 <= room && !reset;
    room2 <= room1 && !reset;
    queue_open <= !reset && (queue_write || (queue_open && !queue_write_done));
    address_waits <= m_axi_awvalid && !m_axi_awready;
    beat_waits <= m_axi_wvalid && !m_axi_wready;
    address_before <= m_axi_awaddr;
    length_before <= m_axi_awlen;
    beat_before <= {m_axi_wlast, m_axi_wstrb, m_axi_wdata};
    bursts_outside <= reset ? 0 : bursts_outside + (announced != 0) - m_axi_bvalid;
    beats_outside <= reset ? 0 : beats_outside + announced - takes_beat;
end
always @(*) begin
    // A job starts when the bus is at rest.
    assume (live || reset);
    assume (!reset || (bursts_outside == 0 && !m_axi_bvalid && !announce && !emit && !queue_write));
    // The promises of what appends: room, bursts one after the other, no beat too few or too many.
    assume (!(announce || emit) || ((room1 || room2) && !stop && !queue_open && !queue_write));
    assume (!announce || (owed$q == 0 && burst_address[3:0] == 0));
    assume (!emit || (owed_now != 0 && burst_ends == (owed_now == 1)));
    assume (!queue_write || (!queue_open && queue_write_address[5:0] == 0));
    // The promise of the memory: a response for every burst, after its last beat.
    assume (!m_axi_bvalid || bursts_outside != 0);
    assume (!(m_axi_bvalid && bursts_outside == 1) || beats_outside == 0);
    assume (!m_axi_bvalid || bursts_outside > addresses_waiting);
    if (live) begin
        assert (address_count$q == addresses_waiting && beat_count$q == beats_waiting);
        assert (addresses_waiting <= 14 && beats_waiting <= 14);
        assert (!(addresses$push && addresses$full) && !(beats$push && beats$full));
        assert (missing$q == bursts_outside && is_busy$q == (bursts_outside != 0));
        assert (beats_outside == beats_waiting + owed$q + (queue_step$q > 1 ? of_queue : 0));
        assert (bursts_outside <= most_missing + 2);
        if (room) assert (bursts_outside < most_missing && addresses_waiting < 12 && beats_waiting < 12);
        if (room1) assert (bursts_outside <= most_missing && addresses_waiting <= 12 && beats_waiting <= 12);
        if (room2) assert (bursts_outside <= most_missing + 1 && addresses_waiting <= 13 && beats_waiting <= 13);
        assert (bursts_outside != 0 || beats_outside == 0);
        assert (queue_step$q <= 5 && bursts_outside * (queue_step$q != 0) == (queue_step$q > 1));
        assert (queue_waits$q + (queue_step$q != 0) + queue_is_done$q <= 2'd1);
        assert (queue_open == (queue_waits$q || queue_step$q != 0 || queue_is_done$q));
        assert (queue_step$q == 0 || (owed$q == 0 && beats_outside <= 4));
        // Addresses that wait are of bursts without a response.
        assert (addresses_waiting <= bursts_outside);
        if (queue_begins) assert (!busy && !m_axi_awvalid && !m_axi_wvalid);
        assert (!beat_push || beat_last == (queue_emits ? queue_step$q == 4 : owed_now == 1));
        if (address_waits) assert (m_axi_awvalid && m_axi_awaddr == address_before && m_axi_awlen == length_before);
        if (beat_waits) assert (m_axi_wvalid && {m_axi_wlast, m_axi_wstrb, m_axi_wdata} == beat_before);
    end
end
