// block: arbiter-proof
// module: arbiter_proof
// mode: prove
// depth: 5
// claim: one grant a cycle, and the count of beats on their way neither over- nor underflows: it stays below the limit plus a burst
// mutation: surplus_more = surplus$q + ((32'h1) & 12'hfff); ==> surplus_more = surplus$q + ((32'h4) & 12'hfff);
// mutation: input_channel & ~fetch_claims & ~parameter_channel; ==> input_channel & ~fetch_claims;
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
    // A claim that is no request comes while no channel has one (`sequencer`, `fetch_claims`).
    assume (fetch_claims || !fetch);
    assume (fetch == fetch_claims || !(parameter_channel || input_channel || weight_channel));
    if (begun) begin
        assert (surplus$q == all_surplus - outside);
        assert (outside <= all_surplus + 16);
        assert (grant_fetch + grant_parameter + grant_input + grant_weight == granted);
    end
end
