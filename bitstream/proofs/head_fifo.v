// block: head-fifo-proof
// module: head_fifo_proof
// mode: prove
// depth: 3
// claim: a FIFO with a head register neither over- nor underflows when its units obey its flags
// mutation: others$push = push & (~moves | others$valid); ==> others$push = push;
(* hierconn *) wire [15:0] \others.count$q ;
(* hierconn *) wire \others.is_valid$q ;
(* hierconn *) wire \others.is_full$q ;
wire [15:0] count = \others.count$q ;
reg [15:0] entries = 0;
always @(posedge clock) entries <= clear ? 0 : entries + push - pop;
always @(*) begin
    assume (!(push && full) && !(pop && !valid));
    assert (\others.is_valid$q == (count != 0));
    assert (\others.is_full$q == (count == 2));
    assert (head_valid$q || count == 0);
    assert (entries == count + head_valid$q && entries <= 3);
    assert (valid == (entries != 0));
    assert (!(others$push && others$full));
end
