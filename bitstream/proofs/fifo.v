// block: fifo-proof
// module: fifo_proof
// mode: prove
// depth: 4
// claim: a FIFO neither over- nor underflows, its flags tell the truth, and its head stands still until it is taken
// mutation: pushes = push & ~is_full$q; ==> pushes = push;
// mutation: words$read_address = read_index$q; ==> words$read_address = write_index$q;
// mutation: is_full$d = oldest_when_full == read_index$q; ==> is_full$d = next_write == read_index$q;
// mutation: is_valid$d = next_read != write_index$q; ==> is_valid$d = 1'b1;
// Other proofs name this one as a lemma and look at `entries_now`; all that is known about registers of a FIFO stands here.
reg [16:0] entries = 0;
wire [16:0] entries_now = entries;
wire [16:0] most = mask + 17'd2 - slack;
reg stands = 0;
reg [$bits(data_in) - 1:0] head_before = 0;
always @(posedge clock) begin
    entries <= clear ? 0 : entries + (push && !full) - (pop && valid);
    stands <= valid && !pop && !clear;
    head_before <= data_out;
end
always @(*) begin
    assert (entries <= most);
    assert (is_full$q == (entries == most));
    assert (is_valid$q == (entries != 0));
    assert (read_index$q <= mask);
    assert (write_index$q <= mask);
    assert (write_index$q == ((read_index$q + entries) & mask));
    assert (!stands || (valid && data_out == head_before));
end
