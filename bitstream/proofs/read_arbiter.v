// block: arbiter-proof
// module: arbiter_proof
// mode: prove
// depth: 5
// claim: one grant a cycle, and the count of beats on their way neither over- nor underflows: it stays below the limit plus a burst
// mutation: surplus_more = surplus$q + ((32'h1) & 12'hfff); ==> surplus_more = surplus$q + ((32'h4) & 12'hfff);
// mutation: input_channel & ~fetch & ~parameter_channel; ==> input_channel & ~fetch;
reg begun = 0;
// Beats requested and not delivered, by a count of its own.
reg [11:0] outside = 0;
always @(posedge clock) begin
    begun <= begun | reset;
    outside <= reset ? 0 : outside + (granted ? last_beat + 12'd1 : 0) - (delivered ? 1 : 0);
end
always @(*) begin
    assume (begun || (reset && !delivered));
    assume (!delivered || outside != 0);
    if (begun) begin
        assert (surplus$q == all_surplus - outside);
        assert (outside <= all_surplus + 16);
        assert (grant_fetch + grant_parameter + grant_input + grant_weight == granted);
    end
end
