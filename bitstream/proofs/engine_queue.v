// block: queue-control-proof
// module: queue_control_proof
// mode: prove
// depth: 3
// claim: an engine's queue of two neither over- nor underflows, and its entry moves up exactly when the head goes
// mutation: tail_valid$d = push & head_valid$q & ~pop; ==> tail_valid$d = push & ~pop;
reg [1:0] entries = 0;
always @(posedge clock) entries <= reset ? 0 : entries + push - pop;
always @(*) begin
    assume (!(push && full) && !(pop && !valid));
    assert (entries <= 2);
    assert (valid == (entries != 0) && full == (entries == 2));
    assert (head_from_tail == (pop && entries == 2));
    assert (head_from_input == (push && entries == pop));
    // The entry behind the head is never overwritten while it holds something.
    assert (!(tail_from_input && full));
end
