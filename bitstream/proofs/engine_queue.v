// block: queue-control-proof
// module: queue_control_proof
// mode: prove
// depth: 3
// claim: an engine's queue of two neither over- nor underflows, and its entries leave in the order in which they came
// mutation: two$d = some$q; ==> two$d = 1'b1;
// mutation: tail$d = ~tail$q; ==> tail$d = tail$q;
reg [1:0] entries = 0;
always @(posedge clock) entries <= reset ? 0 : entries + push - pop;
always @(*) begin
    assume (!(push && full) && !(pop && !valid));
    assert (entries <= 2);
    assert (valid == (entries != 0) && full == (entries == 2));
    // An entry goes into the slot behind the head, which is free; the head's is never written.
    assert ((tail_is_second ^ head_is_second) == (entries == 1));
end
