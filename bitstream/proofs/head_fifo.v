// block: head-fifo-proof
// module: head_fifo_proof
// lemmas: fifo
// mode: prove
// depth: 3
// claim: a FIFO with a head register neither over- nor underflows when its units obey its flags
// mutation: others$push = push & (~moves | others$valid); ==> others$push = push;
(* hierconn *) wire [16:0] \others.entries_now ;
wire [16:0] count = \others.entries_now ;
reg [15:0] entries = 0;
always @(posedge clock) entries <= clear ? 0 : entries + push - pop;
always @(*) begin
    assume (!(push && full) && !(pop && !valid));
    assert (head_valid$q || count == 0);
    assert (entries == count + head_valid$q && entries <= 3);
    assert (valid == (entries != 0));
    assert (!(others$push && others$full));
end
