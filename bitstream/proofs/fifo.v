// block: fifo-proof
// module: fifo_proof
// mode: prove
// depth: 6
// claim: a FIFO neither over- nor underflows, and its flags tell the truth
// mutation: pushes = push & ~is_full$q; ==> pushes = push;
always @(posedge clock) begin
    past_valid <= 1;
end
reg past_valid = 0;
always @(*) begin
    assert (count$q <= depth);
    assert (is_full$q == (count$q == depth));
    assert (is_valid$q == (count$q != 0));
    assert (read_index$q <= last_index);
    assert (write_index$q <= last_index);
    assert ((read_index$q + count$q == write_index$q) || (read_index$q + count$q == write_index$q + depth));
end
