// block: store-proof
// module: store_proof_write_merge
// mode: prove
// depth: 3
// claim: a written burst begins at a multiple of 16, is where its bytes are, stays within 256 bytes and so within 4 KiB, and has no beat behind its row; nothing comes out while `stop`
// mutation: burst_length = places_left - place_now$q; ==> burst_length = places_left;
// mutation: continues = far_now$q | (last_byte >= ((32'h100) & 10'h3ff)); ==> continues = 1'b1;
// mutation: block$d = address[(32'h8)+:(56)]; ==> block$d = address[(32'h7)+:(56)];
reg live = 0, took = 0, took_before = 0, straddled = 0;
reg [31:0] row_left = 0;
reg [7:0] from = 0, from_before = 0;
reg [31:0] left_before = 0;
reg [55:0] first_block = 0;
always @(posedge clock) begin
    live <= 1;
    took <= take && !reset;
    took_before <= took && straddled && !reset;
    straddled <= straddles;
    row_left <= left;
    from <= address_low;
    left_before <= row_left;
    from_before <= from;
    first_block <= address[63:8];
end
// Of the beat that is looked at: the first byte's place in 256, and the distance of the row's last byte from the 256 bytes' begin.
wire [7:0] place = second ? from_before : from;
wire [32:0] row_last = {25'b0, place} + (second ? left_before : row_left) - 33'd1;
wire [32:0] burst_last_beat = {burst_address[7:4] + {29'b0, burst_length}, 4'b0} + (second ? 33'd256 : 33'd0);
always @(*) begin
    assume (live || reset);
    // What the output channel promises: whole words, all of them in the row, nothing in the cycle of a second part.
    assume (!take || (count >= 1 && count <= 8 && left >= {27'b0, count, 1'b0} && left < 32'h80000000 && !left[0] && !address_low[0] && !splits));
    assume (!first || address[7:0] == from);
    if (live) begin
        assert (first == took && second == took_before);
        if (announce) begin
            assert (first || second);
            assert (burst_address == (second ? {first_block + 56'd1, 8'b0} : {address[63:4], 4'b0}));
            assert (burst_address[7:4] + {1'b0, burst_length} <= 15);
            assert (burst_last_beat <= row_last);
        end
        if (stop) assert (!announce && !emit);
    end
end
