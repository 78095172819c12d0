// block: burst-proof
// module: burst_proof
// mode: prove
// depth: 1
// claim: no burst leaves its row, crosses 4 KiB or has more than 16 beats, and its beats are those of its bytes
// mutation: == ((32'hf) & 4'hf)) begin ==> == ((32'he) & 4'hf)) begin
// mutation: & ~row_end[32'h9] & ==> &
wire [4:0] beats = {1'b0, last_beat} + 5'd1;
wire [9:0] from_first_beat = {1'b0, bytes} + {6'b0, address_low[3:0]};
wire [9:0] last_place = from_first_beat - 10'd1;
always @(*) begin
    assume (left != 0);
    assert (bytes != 0 && bytes <= left);
    assert ({5'b0, address_low[11:4]} + beats <= 256);
    assert (beats >= 1 && beats <= 16);
    // From the beat of the first byte to that of the last one.
    assert (from_first_beat <= {1'b0, beats, 4'b0} && from_first_beat + 10'd16 > {1'b0, beats, 4'b0});
    assert (row_done == (bytes == left));
    // A row that goes on does so at the limit.
    assert (row_done || bytes == room);
    assert (final_word == last_place[3:1]);
end
