// block: index-generator-proof
// module: index_generator_proof_distance_level
// mode: prove
// depth: 4
// claim: the innermost loop stays inside its limit, and is in its last iteration exactly when no step is left
// mutation: left_now = at_first$q; ==> left_now = left$q;
// mutation: at_first$d = upcoming$q; ==> at_first$d = at_first$q;
// Registers of the next generation, as they are when it begins.
(* anyseq *) wire [3:0] upcoming_step;
(* anyseq *) wire [3:0] upcoming_limit;
reg begun = 0, last = 0, first = 0;
reg [5:0] bound = 0, stride = 0, distance = 0;
always @(posedge clock) begin
    if (advance) begin
        distance <= last ? 6'd0 : distance + stride;
        last <= last ? stride >= bound : final_follows;
        first <= last;
        if (load) begin
            begun <= 1;
            bound <= {2'b0, upcoming_limit};
            stride <= {2'b0, upcoming_step};
            distance <= 0;
            last <= upcoming_step >= upcoming_limit;
            first <= 1;
        end
    end
end
wire [3:0] difference = upcoming_step - upcoming_limit;
wire [5:0] behind_first = stride - bound;
wire [5:0] behind = distance + stride - bound;
always @(*) begin
    // What the sequencer refuses, what the control of the PV prepares, and what the other blocks of a generator guarantee.
    assume (upcoming_step != 0 && upcoming_limit != 0);
    assume (!load || (advance && upcoming$q == difference));
    assume (begun || load || !advance);
    if (begun) begin
        assume (last || {2'b0, step} == stride);
        assume (fresh == first);
        assert (stride != 0 && stride < 16 && bound != 0 && bound < 16);
        assert (distance < bound);
        assert (last == (distance + stride >= bound));
        assert (at_first$q == behind_first[3:0]);
        assert (!first || distance == 0);
        assert (first || last || left$q == behind[3:0]);
    end
end
