// block: command-queue-proof
// module: command_queue_proof
// mode: prove
// depth: 6
// claim: the command queue of a PV neither over- nor underflows, an entry comes never into a full one, and none waits behind an empty head
// mutation: pushes = push & ~waiting$full; ==> pushes = push;
(* hierconn *) wire [15:0] \waiting.count$q ;
(* hierconn *) wire \waiting.is_valid$q ;
(* hierconn *) wire \waiting.is_full$q ;
wire [15:0] count = \waiting.count$q ;
// Commands taken and not handed on.
reg [15:0] commands = 0;
always @(posedge clock) commands <= reset ? 0 : commands + (push && !full) - (pop && valid);
always @(*) begin
    assert (\waiting.is_valid$q == (count != 0));
    assert (\waiting.is_full$q == (count == 2));
    assert (count <= 2);
    assert (head_valid$q || count == 0);
    assert (commands == count + head_valid$q);
    assert (commands <= 3);
    assert (valid == (commands != 0));
    assert (!(waiting$push && waiting$full));
end
