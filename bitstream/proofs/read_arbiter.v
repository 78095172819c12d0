// block: arbiter-proof
// module: arbiter_proof
// mode: prove
// depth: 5
// claim: one grant a cycle, and the count of beats on their way neither over- nor underflows: it stays below the limit plus a burst
// mutation: ((asked) & 6'h3f) - ((32'h1) & 6'h3f) ==> ((asked) & 6'h3f) - ((32'h4) & 6'h3f)
// mutation: input_channel & ~fetch & ~parameter_channel; ==> input_channel & ~fetch;
reg begun = 0;
// Beats requested and not delivered, by a count of its own.
reg [11:0] outside = 0;
always @(posedge clock) begin
    begun <= begun | reset;
    outside <= reset ? 0 : outside + (granted ? beats : 0) - (delivered ? 1 : 0);
end
always @(*) begin
    assume (begun || (reset && !delivered));
    assume (!delivered || outside != 0);
    assume (fetch_beats >= 1 && fetch_beats <= 16 && parameter_beats >= 1 && parameter_beats <= 16);
    assume (input_beats >= 1 && input_beats <= 16 && weight_beats >= 1 && weight_beats <= 16);
    if (begun) begin
        assert (spare$q + outside == all_spare);
        assert (outside <= all_spare - 1);
        assert (spare$q >= 1 && spare$q <= all_spare);
        assert (room$q == (spare$q > 16));
        assert (grant_fetch + grant_parameter + grant_input + grant_weight == granted);
    end
end
