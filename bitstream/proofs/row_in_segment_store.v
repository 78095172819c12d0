// block: store-proof
// module: store_proof
// mode: prove
// depth: 1
// claim: the first burst of a stored row is announced only if the row lies in the window of output or scratch, without a wrap at 64 bits
// mutation: outside = never_fits$q | (offset > limit$q); ==> outside = offset > limit$q;
// mutation: limit$d = size - row_bytes; ==> limit$d = size;
reg begun = 0;
reg [2:0] row_segment = 0;
reg [63:0] row_size = 0, row_window = 0;
reg [31:0] row_length = 0;
always @(posedge clock) begin
    begun <= 1;
    row_segment <= channel$segment;
    row_length <= channel$row_bytes;
    row_size <= channel$segment == 3 ? output_size : channel$segment == 4 ? scratch_size : 0;
    row_window <= channel$segment == 3 ? output_address : scratch_address;
end
// The end of the row, with a bit for the carry.
wire [64:0] end_of_row = {1'b0, offset} + {33'b0, row_length};
always @(*) begin
    if (begun) begin
        assert (forbidden_now$q == (row_segment != 3 && row_segment != 4));
        if (!forbidden_now$q) begin
            assert (limit$q == row_size - row_length);
            assert (never_fits$q == (row_size < row_length));
            assert (window_now$q == row_window);
        end
        assert (!(merge$first && merge$second));
        if (begins && merge$announce) begin
            assert (row_segment == 3 || row_segment == 4);
            assert (end_of_row <= {1'b0, row_size});
            assert (merge$address == row_window + offset);
        end
        // Nothing of a refused row goes out.
        if (merge$first && refuses) assert (!merge$announce && !merge$emit);
    end
end
