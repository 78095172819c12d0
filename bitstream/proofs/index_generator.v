// block: index-generator-proof
// module: index_generator_proof_distance_level
// mode: prove
// depth: 4
// claim: the innermost loop stays inside its limit, and is in its last iteration exactly when no step is left
// mutation: upcoming_single = upcoming_limit <= upcoming_step; ==> upcoming_single = upcoming_limit < upcoming_step;
// mutation: left$d = left_now - step; ==> left$d = left_now;
reg begun = 0;
reg [5:0] bound = 0, stride = 0, distance = 0;
always @(posedge clock) begin
    if (advance) begin
        distance <= final_iteration$q ? 6'd0 : distance + stride;
        if (new_generation) begin
            begun <= 1;
            bound <= {2'b0, upcoming_limit};
            stride <= {2'b0, upcoming_step};
            distance <= 0;
        end
    end
end
wire [5:0] left_wide = {2'b0, left$q};
wire [5:0] first_wide = {2'b0, left_at_first$q};
always @(*) begin
    // What the sequencer refuses, and what the registers of a running generation guarantee.
    assume (upcoming_step != 0 && upcoming_limit != 0);
    assume (begun || new_generation);
    assume (!begun || {2'b0, step} == stride);
    if (begun) begin
        assert (stride != 0 && stride < 16 && bound != 0 && bound < 16);
        assert (distance < bound);
        assert (final_iteration$q == (distance + stride >= bound));
        assert (single$q == (stride >= bound));
        assert (single$q || first_wide == bound - stride);
        assert (!fresh$q || distance == 0);
        assert (fresh$q || final_iteration$q || left_wide == bound - distance - stride);
    end
end
