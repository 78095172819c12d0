// block: fifo-proof
// module: fifo_proof
// mode: prove
// depth: 4
// claim: a FIFO neither over- nor underflows, its flags tell the truth, and its head stands still until it is taken
// mutation: pushes = push & ~is_full$q; ==> pushes = push;
// mutation: words$read_address = read_index$q; ==> words$read_address = write_index$q;
// Other proofs name this one as a lemma and look at `entries_now`; all that is known about registers of a FIFO stands here.
reg [16:0] entries = 0;
wire [16:0] entries_now = entries;
reg stands = 0;
reg [$bits(data_in) - 1:0] head_before = 0;
always @(posedge clock) begin
    entries <= clear ? 0 : entries + (push && !full) - (pop && valid);
    stands <= valid && !pop && !clear;
    head_before <= data_out;
end
always @(*) begin
    assert (count$q == entries);
    assert (entries <= last_index + 17'd1);
    assert (is_full$q == (entries == last_index + 17'd1));
    assert (is_valid$q == (entries != 0));
    assert (read_index$q <= last_index);
    assert (write_index$q <= last_index);
    assert (read_index$q + entries == write_index$q || read_index$q + entries == write_index$q + last_index + 17'd1);
    assert (!stands || (valid && data_out == head_before));
end
