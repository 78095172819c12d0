// block: command-queue-proof
// module: command_queue_proof
// lemmas: fifo
// mode: prove
// depth: 6
// claim: the command queue of a PV neither over- nor underflows, an entry comes never into a full one, and none waits behind an empty head
// mutation: pushes = push & ~waiting$full; ==> pushes = push;
(* hierconn *) wire [16:0] \waiting.entries_now ;
wire [16:0] count = \waiting.entries_now ;
// Commands taken and not handed on.
reg [15:0] commands = 0;
always @(posedge clock) commands <= reset ? 0 : commands + (push && !full) - (pop && valid);
always @(*) begin
    assert (count <= 2);
    assert (head_valid$q || count == 0);
    assert (commands == count + head_valid$q);
    assert (commands <= 3);
    assert (valid == (commands != 0));
    assert (!(waiting$push && waiting$full));
end
