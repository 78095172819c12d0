// block: index-generator-proof
// module: index_generator_proof_loop_level
// mode: prove
// depth: 4
// claim: every loop stays inside its limit, and is in its last iteration exactly when no step is left
// mutation: next_ends = compared <= threshold; ==> next_ends = compared < threshold;
// mutation: next_remaining = remaining$q - step; ==> next_remaining = remaining$q;
reg begun = 0;
reg [3:0] running_step = 0, running_limit = 0;
always @(posedge clock) begin
    if (advance & new_generation) begin
        begun <= 1;
        running_step <= step;
        running_limit <= limit;
    end
end
always @(*) begin
    // What the sequencer refuses, and what the registers of a running generation guarantee.
    assume (step != 0 && limit != 0);
    assume (new_generation || (step == running_step && limit == running_limit));
    assume (begun || new_generation);
    if (begun) begin
        assert (remaining$q != 0 && remaining$q <= running_limit);
        assert (final_iteration$q == (remaining$q <= running_step));
    end
end
