// block: read-engine-proof
// module: read_engine_proof
// mode: prove
// depth: 3
// claim: nothing of a loaded row outside its window is requested, nor anything after it until the next job; no wrap at 64 bits
// mutation: > ((window_size) & 65'h1ffffffffffffffff)); ==> > ((offset2$q) & 65'h1ffffffffffffffff));
// mutation: stopped$d = stop | misses | fails; ==> stopped$d = stop | fails;
reg live = 0, violated = 0;
reg checked1 = 0, checked_soon = 0, checked = 0;
reg [1:0] channel1 = 0;
reg [63:0] row_offset = 0, row_address = 0;
reg [31:0] row_length = 0;
reg [2:0] row_segment = 0;
wire [63:0] sizes = row_segment == 1 ? constants_size : row_segment == 2 ? input_size : row_segment == 3 ? output_size
    : row_segment == 4 ? scratch_size : program_size;
wire [63:0] addresses = row_segment == 1 ? constants_address : row_segment == 2 ? input_address
    : row_segment == 3 ? output_address : row_segment == 4 ? scratch_address : program_address;
wire [64:0] end_of_row = {1'b0, row_offset} + {33'b0, row_length};
reg is_outside = 0;
always @(posedge clock) begin
    live <= 1;
    checked1 <= !reset && request && row_begins && !fill && kind != 3;
    channel1 <= kind;
    checked_soon <= !reset && checked1;
    row_offset <= channel1 == 0 ? parameter_channel_offset : channel1 == 1 ? input_channel_offset : weight_channel_offset;
    row_length <= channel1 == 0 ? parameter_channel_row_bytes : channel1 == 1 ? input_channel_row_bytes : weight_channel_row_bytes;
    row_segment <= channel1 == 0 ? parameter_channel_segment : channel1 == 1 ? input_channel_segment : weight_channel_segment;
    checked <= !reset && checked_soon;
    is_outside <= end_of_row > {1'b0, sizes};
    row_address <= addresses + row_offset;
    violated <= !reset && (violated || (checked && is_outside));
end
always @(*) begin
    assume (live || reset);
    if (live) begin
        if (checked1) assert (valid1$q && begins1$q && !fill1$q && kind1$q == channel1 && kind1$q != 3);
        if (checked_soon) begin
            assert (valid2$q && checked2$q && !fill2$q);
            assert (offset2$q == row_offset && segment2$q == row_segment && limit2$q == end_of_row);
        end
        if (checked) assert (valid3$q && !fill3$q && outside3$q == is_outside && device_address3$q == row_address);
        if (violated) assert (stopped$q);
        // `issues` is the only way to the bus within a job.
        if (issues && checked) assert (!is_outside);
        assert (!(issues && violated));
        assert (!((direct || pending$push) && !issues));
    end
end
