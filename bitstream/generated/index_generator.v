// GANAX block index-generator, ADDRESS_BITS = 16.
// Generated from the crate `bitstream`, do not edit: change the block there and run
//     cargo run --release -p bitstream --bin emit-verilog -- --block index-generator

module index_generator(
    input wire clock,
    input wire reset,
    input wire write,
    input wire [3:0] write_select,
    input wire [15:0] write_data,
    input wire [15:0] write_left,
    input wire write_single,
    input wire start,
    input wire stop,
    output reg command_ready,
    output reg address_valid,
    input wire address_ready,
    output reg [15:0] address,
    output reg pass_ends,
    output reg last
);
    // Stub signals
    reg control$clock;
    reg control$reset;
    reg control$start;
    reg control$stop;
    reg control$last;
    reg control$address_ready;
    wire control$command_ready;
    wire control$address_valid;
    wire control$new_generation;
    wire control$load;
    wire control$advance;
    reg nest$clock;
    reg nest$write;
    reg [3:0] nest$write_select;
    reg [15:0] nest$write_data;
    reg [15:0] nest$write_left;
    reg nest$write_single;
    reg nest$new_generation;
    reg nest$load;
    reg nest$advance;
    wire [15:0] nest$address;
    wire nest$pass_ends;
    wire nest$last;

    // Sub module instances
    index_generator_start_control control(
        .clock(control$clock),
        .reset(control$reset),
        .start(control$start),
        .stop(control$stop),
        .last(control$last),
        .address_ready(control$address_ready),
        .command_ready(control$command_ready),
        .address_valid(control$address_valid),
        .new_generation(control$new_generation),
        .load(control$load),
        .advance(control$advance)
    );
    index_generator_loop_nest nest(
        .clock(nest$clock),
        .write(nest$write),
        .write_select(nest$write_select),
        .write_data(nest$write_data),
        .write_left(nest$write_left),
        .write_single(nest$write_single),
        .new_generation(nest$new_generation),
        .load(nest$load),
        .advance(nest$advance),
        .address(nest$address),
        .pass_ends(nest$pass_ends),
        .last(nest$last)
    );

    // Update code
    always @(*) begin
        control$clock = clock;
        nest$clock = clock;
        control$reset = reset;
        control$start = start;
        control$stop = stop;
        control$last = nest$last;
        control$address_ready = address_ready;
        nest$write = write;
        nest$write_select = write_select;
        nest$write_data = write_data;
        nest$write_left = write_left;
        nest$write_single = write_single;
        nest$new_generation = control$new_generation;
        nest$load = control$load;
        nest$advance = control$advance;
        command_ready = control$command_ready;
        address_valid = control$address_valid;
        address = nest$address;
        pass_ends = nest$pass_ends;
        last = nest$last;
    end
endmodule

module index_generator_loop_nest(
    input wire clock,
    input wire write,
    input wire [3:0] write_select,
    input wire [15:0] write_data,
    input wire [15:0] write_left,
    input wire write_single,
    input wire new_generation,
    input wire load,
    input wire advance,
    output reg [15:0] address,
    output reg pass_ends,
    output reg last
);
    // Stub signals
    reg strides$clock;
    reg strides$write;
    reg [3:0] strides$write_select;
    reg [15:0] strides$write_data;
    reg strides$load;
    reg strides$new_generation;
    reg [2:0] strides$ends;
    wire [15:0] strides$stride;
    reg path$clock;
    reg path$new_generation;
    reg path$advance;
    reg [2:0] path$ends;
    reg [2:0] path$fresh;
    reg [15:0] path$stride;
    wire [15:0] path$address;
    reg distance$clock;
    reg distance$write;
    reg [15:0] distance$write_left;
    reg distance$load;
    reg distance$advance;
    reg distance$fresh;
    reg [15:0] distance$step;
    wire distance$final_follows;
    reg counts$clock;
    reg counts$write;
    reg [3:0] counts$write_select;
    reg [15:0] counts$write_data;
    reg counts$load;
    reg counts$moves;
    reg [1:0] counts$ends;
    reg [2:0] counts$fresh;
    wire counts$final_follows;
    reg loops$clock;
    reg loops$write;
    reg [3:0] loops$write_select;
    reg loops$write_single;
    reg loops$new_generation;
    reg loops$advance;
    reg loops$inner_final_follows;
    reg loops$outer_final_follows;
    wire [3:0] loops$ends;
    wire [3:0] loops$fresh;

    // Local signals
    reg [3:0] ends;
    reg [3:0] fresh;
    reg [15:0] stride;

    // Sub module instances
    index_generator_strides strides(
        .clock(strides$clock),
        .write(strides$write),
        .write_select(strides$write_select),
        .write_data(strides$write_data),
        .load(strides$load),
        .new_generation(strides$new_generation),
        .ends(strides$ends),
        .stride(strides$stride)
    );
    index_generator_address_path path(
        .clock(path$clock),
        .new_generation(path$new_generation),
        .advance(path$advance),
        .ends(path$ends),
        .fresh(path$fresh),
        .stride(path$stride),
        .address(path$address)
    );
    index_generator_distance_level distance(
        .clock(distance$clock),
        .write(distance$write),
        .write_left(distance$write_left),
        .load(distance$load),
        .advance(distance$advance),
        .fresh(distance$fresh),
        .step(distance$step),
        .final_follows(distance$final_follows)
    );
    index_generator_count_levels counts(
        .clock(counts$clock),
        .write(counts$write),
        .write_select(counts$write_select),
        .write_data(counts$write_data),
        .load(counts$load),
        .moves(counts$moves),
        .ends(counts$ends),
        .fresh(counts$fresh),
        .final_follows(counts$final_follows)
    );
    index_generator_loop_ends loops(
        .clock(loops$clock),
        .write(loops$write),
        .write_select(loops$write_select),
        .write_single(loops$write_single),
        .new_generation(loops$new_generation),
        .advance(loops$advance),
        .inner_final_follows(loops$inner_final_follows),
        .outer_final_follows(loops$outer_final_follows),
        .ends(loops$ends),
        .fresh(loops$fresh)
    );

    // Update code
    always @(*) begin
        strides$clock = clock;
        path$clock = clock;
        distance$clock = clock;
        counts$clock = clock;
        loops$clock = clock;
        ends = loops$ends;
        fresh = loops$fresh;
        strides$write = write;
        strides$write_select = write_select;
        strides$write_data = write_data;
        strides$load = load;
        strides$new_generation = new_generation;
        strides$ends = ends[(32'h0)+:(3)];
        stride = strides$stride;
        path$new_generation = new_generation;
        path$advance = advance;
        path$ends = ends[(32'h0)+:(3)];
        path$fresh = fresh[(32'h0)+:(3)];
        path$stride = stride;
        distance$write = write & ((write_select == 32'h2) | (write_select == 32'h3));
        distance$write_left = write_left;
        distance$load = load;
        distance$advance = advance;
        distance$fresh = fresh[32'h0];
        distance$step = stride;
        counts$write = write;
        counts$write_select = write_select;
        counts$write_data = write_data;
        counts$load = load;
        counts$moves = advance & ends[32'h0];
        counts$ends = ends[(32'h1)+:(2)];
        counts$fresh = fresh[(32'h1)+:(3)];
        loops$write = write;
        loops$write_select = write_select;
        loops$write_single = write_single;
        loops$new_generation = new_generation;
        loops$advance = advance;
        loops$inner_final_follows = distance$final_follows;
        loops$outer_final_follows = counts$final_follows;
        address = path$address;
        pass_ends = ends[32'h0];
        last = &ends;
    end
endmodule

module index_generator_start_control(
    input wire clock,
    input wire reset,
    input wire start,
    input wire stop,
    input wire last,
    input wire address_ready,
    output reg command_ready,
    output reg address_valid,
    output reg new_generation,
    output reg load,
    output reg advance
);
    // Stub signals
    reg valid$d;
    wire valid$q;
    reg valid$clock;
    reg queued$d;
    wire queued$q;
    reg queued$clock;

    // Local signals
    reg taken;
    reg completes;
    reg requested;

    // Sub module instances
    index_generator_flip_flop_1 valid(
        .d(valid$d),
        .q(valid$q),
        .clock(valid$clock)
    );
    index_generator_flip_flop_1 queued(
        .d(queued$d),
        .q(queued$q),
        .clock(queued$clock)
    );

    // Update code
    always @(*) begin
        valid$clock = clock;
        queued$clock = clock;
        valid$d = valid$q;
        queued$d = queued$q;
        command_ready = ~queued$q;
        address_valid = valid$q;
        new_generation = ~valid$q | last;
        taken = valid$q & address_ready;
        completes = taken & last;
        requested = start | queued$q;
        load = requested & (~valid$q | completes);
        advance = load | (taken & ~last);
        queued$d = requested & ~load;
        valid$d = load | (valid$q & ~completes);
        if (stop | reset) begin
            valid$d = 1'b0;
            queued$d = 1'b0;
        end
    end
endmodule

module index_generator_strides(
    input wire clock,
    input wire write,
    input wire [3:0] write_select,
    input wire [15:0] write_data,
    input wire load,
    input wire new_generation,
    input wire [2:0] ends,
    output reg [15:0] stride
);
    // Stub signals
    reg words$clock;
    reg [15:0] words$read_address;
    wire [15:0] words$read_data;
    reg words$write_enable;
    reg [15:0] words$write_address;
    reg [15:0] words$write_data;
    reg versions$0$clock;
    reg versions$0$write;
    reg versions$0$written;
    reg versions$0$load;
    wire versions$0$active;
    reg versions$1$clock;
    reg versions$1$write;
    reg versions$1$written;
    reg versions$1$load;
    wire versions$1$active;
    reg versions$2$clock;
    reg versions$2$write;
    reg versions$2$written;
    reg versions$2$load;
    wire versions$2$active;
    reg versions$3$clock;
    reg versions$3$write;
    reg versions$3$written;
    reg versions$3$load;
    wire versions$3$active;

    // Local signals
    reg written;
    reg [3:0] write_word;
    reg [3:0] read_word;

    // Sub module instances
    index_generator_lookup_memory_3 words(
        .clock(words$clock),
        .read_address(words$read_address),
        .read_data(words$read_data),
        .write_enable(words$write_enable),
        .write_address(words$write_address),
        .write_data(words$write_data)
    );
    index_generator_version versions$0(
        .clock(versions$0$clock),
        .write(versions$0$write),
        .written(versions$0$written),
        .load(versions$0$load),
        .active(versions$0$active)
    );
    index_generator_version versions$1(
        .clock(versions$1$clock),
        .write(versions$1$write),
        .written(versions$1$written),
        .load(versions$1$load),
        .active(versions$1$active)
    );
    index_generator_version versions$2(
        .clock(versions$2$clock),
        .write(versions$2$write),
        .written(versions$2$written),
        .load(versions$2$load),
        .active(versions$2$active)
    );
    index_generator_version versions$3(
        .clock(versions$3$clock),
        .write(versions$3$write),
        .written(versions$3$written),
        .load(versions$3$load),
        .active(versions$3$active)
    );

    // Update code
    always @(*) begin
        words$clock = clock;
        versions$0$write = write & (write_select == 32'h1);
        versions$1$write = write & (write_select == 32'h2);
        versions$2$write = write & (write_select == 32'h5);
        versions$3$write = write & (write_select == 32'h7);
        written = 1'b0;
        if (write_select == 32'h1) begin
            written = ~versions$0$active;
        end
        if (write_select == 32'h2) begin
            written = ~versions$1$active;
        end
        if (write_select == 32'h5) begin
            written = ~versions$2$active;
        end
        if (write_select == 32'h7) begin
            written = ~versions$3$active;
        end
        versions$0$clock = clock;
        versions$0$load = load;
        versions$0$written = written;
        versions$1$clock = clock;
        versions$1$load = load;
        versions$1$written = written;
        versions$2$clock = clock;
        versions$2$load = load;
        versions$2$written = written;
        versions$3$clock = clock;
        versions$3$load = load;
        versions$3$written = written;
        write_word = write_select << 32'h1;
        write_word = (write_word & ~(1 << (32'h0)) | ((written) << (32'h0)));
        words$write_enable = write & ~write_select[32'h3];
        words$write_address = ((write_word) & 16'hffff);
        words$write_data = write_data;
        read_word = (((32'he) & 4'hf) & ~(1 << (32'h0)) | ((versions$3$active) << (32'h0)));
        if (~ends[32'h2]) begin
            read_word = (((32'ha) & 4'hf) & ~(1 << (32'h0)) | ((versions$2$active) << (32'h0)));
        end
        if (~ends[32'h1]) begin
            read_word = (((32'h2) & 4'hf) & ~(1 << (32'h0)) | ((versions$0$active) << (32'h0)));
        end
        if (~ends[32'h0]) begin
            read_word = (((32'h4) & 4'hf) & ~(1 << (32'h0)) | ((versions$1$active) << (32'h0)));
        end
        if (new_generation) begin
            read_word = ((32'h0) & 4'hf);
        end
        words$read_address = ((read_word) & 16'hffff);
        stride = words$read_data;
    end
endmodule

module index_generator_address_path(
    input wire clock,
    input wire new_generation,
    input wire advance,
    input wire [2:0] ends,
    input wire [2:0] fresh,
    input wire [15:0] stride,
    output reg [15:0] address
);
    // Stub signals
    reg starts$clock;
    reg [15:0] starts$read_address;
    wire [15:0] starts$read_data;
    reg starts$write_enable;
    reg [15:0] starts$write_address;
    reg [15:0] starts$write_data;
    reg [15:0] current$d;
    wire [15:0] current$q;
    reg current$clock;

    // Local signals
    reg [1:0] source;
    reg [1:0] moved;
    reg [15:0] base;
    reg [15:0] following;

    // Sub module instances
    index_generator_lookup_memory_2 starts(
        .clock(starts$clock),
        .read_address(starts$read_address),
        .read_data(starts$read_data),
        .write_enable(starts$write_enable),
        .write_address(starts$write_address),
        .write_data(starts$write_data)
    );
    index_generator_flip_flop_16 current(
        .d(current$d),
        .q(current$q),
        .clock(current$clock)
    );

    // Update code
    always @(*) begin
        starts$clock = clock;
        current$clock = clock;
        current$d = current$q;
        source = ((32'h2) & 2'h3);
        if (ends[32'h1] | fresh[32'h1]) begin
            source = ((32'h3) & 2'h3);
            if ((ends[32'h1] & ends[32'h2]) | fresh[32'h2]) begin
                source = ((32'h0) & 2'h3);
            end
        end
        starts$read_address = ((source) & 16'hffff);
        base = current$q;
        if (ends[32'h0]) begin
            base = starts$read_data;
        end
        if (new_generation) begin
            base = ((32'h0) & 16'hffff);
        end
        following = stride + base;
        if (advance) begin
            current$d = following;
        end
        moved = ((32'h0) & 2'h3);
        if (~ends[32'h2]) begin
            moved = ((32'h3) & 2'h3);
        end
        if (~ends[32'h1]) begin
            moved = ((32'h2) & 2'h3);
        end
        if (new_generation) begin
            moved = ((32'h0) & 2'h3);
        end
        starts$write_enable = advance & (new_generation | ends[32'h0]);
        starts$write_address = ((moved) & 16'hffff);
        starts$write_data = following;
        address = current$q;
    end
endmodule

module index_generator_loop_ends(
    input wire clock,
    input wire write,
    input wire [3:0] write_select,
    input wire write_single,
    input wire new_generation,
    input wire advance,
    input wire inner_final_follows,
    input wire outer_final_follows,
    output reg [3:0] ends,
    output reg [3:0] fresh
);
    // Stub signals
    reg upcoming_single$0$d;
    wire upcoming_single$0$q;
    reg upcoming_single$0$clock;
    reg upcoming_single$1$d;
    wire upcoming_single$1$q;
    reg upcoming_single$1$clock;
    reg upcoming_single$2$d;
    wire upcoming_single$2$q;
    reg upcoming_single$2$clock;
    reg upcoming_single$3$d;
    wire upcoming_single$3$q;
    reg upcoming_single$3$clock;
    reg single$0$d;
    wire single$0$q;
    reg single$0$clock;
    reg single$1$d;
    wire single$1$q;
    reg single$1$clock;
    reg single$2$d;
    wire single$2$q;
    reg single$2$clock;
    reg finals$0$d;
    wire finals$0$q;
    reg finals$0$clock;
    reg finals$1$d;
    wire finals$1$q;
    reg finals$1$clock;
    reg finals$2$d;
    wire finals$2$q;
    reg finals$2$clock;
    reg finals$3$d;
    wire finals$3$q;
    reg finals$3$clock;
    reg firsts$0$d;
    wire firsts$0$q;
    reg firsts$0$clock;
    reg firsts$1$d;
    wire firsts$1$q;
    reg firsts$1$clock;
    reg firsts$2$d;
    wire firsts$2$q;
    reg firsts$2$clock;
    reg firsts$3$d;
    wire firsts$3$q;
    reg firsts$3$clock;

    // Sub module instances
    index_generator_flip_flop_1 upcoming_single$0(
        .d(upcoming_single$0$d),
        .q(upcoming_single$0$q),
        .clock(upcoming_single$0$clock)
    );
    index_generator_flip_flop_1 upcoming_single$1(
        .d(upcoming_single$1$d),
        .q(upcoming_single$1$q),
        .clock(upcoming_single$1$clock)
    );
    index_generator_flip_flop_1 upcoming_single$2(
        .d(upcoming_single$2$d),
        .q(upcoming_single$2$q),
        .clock(upcoming_single$2$clock)
    );
    index_generator_flip_flop_1 upcoming_single$3(
        .d(upcoming_single$3$d),
        .q(upcoming_single$3$q),
        .clock(upcoming_single$3$clock)
    );
    index_generator_flip_flop_1 single$0(
        .d(single$0$d),
        .q(single$0$q),
        .clock(single$0$clock)
    );
    index_generator_flip_flop_1 single$1(
        .d(single$1$d),
        .q(single$1$q),
        .clock(single$1$clock)
    );
    index_generator_flip_flop_1 single$2(
        .d(single$2$d),
        .q(single$2$q),
        .clock(single$2$clock)
    );
    index_generator_flip_flop_1 finals$0(
        .d(finals$0$d),
        .q(finals$0$q),
        .clock(finals$0$clock)
    );
    index_generator_flip_flop_1 finals$1(
        .d(finals$1$d),
        .q(finals$1$q),
        .clock(finals$1$clock)
    );
    index_generator_flip_flop_1 finals$2(
        .d(finals$2$d),
        .q(finals$2$q),
        .clock(finals$2$clock)
    );
    index_generator_flip_flop_1 finals$3(
        .d(finals$3$d),
        .q(finals$3$q),
        .clock(finals$3$clock)
    );
    index_generator_flip_flop_1 firsts$0(
        .d(firsts$0$d),
        .q(firsts$0$q),
        .clock(firsts$0$clock)
    );
    index_generator_flip_flop_1 firsts$1(
        .d(firsts$1$d),
        .q(firsts$1$q),
        .clock(firsts$1$clock)
    );
    index_generator_flip_flop_1 firsts$2(
        .d(firsts$2$d),
        .q(firsts$2$q),
        .clock(firsts$2$clock)
    );
    index_generator_flip_flop_1 firsts$3(
        .d(firsts$3$d),
        .q(firsts$3$q),
        .clock(firsts$3$clock)
    );

    // Update code
    always @(*) begin
        upcoming_single$0$clock = clock;
        upcoming_single$0$d = upcoming_single$0$q;
        finals$0$clock = clock;
        finals$0$d = finals$0$q;
        firsts$0$clock = clock;
        firsts$0$d = firsts$0$q;
        upcoming_single$1$clock = clock;
        upcoming_single$1$d = upcoming_single$1$q;
        finals$1$clock = clock;
        finals$1$d = finals$1$q;
        firsts$1$clock = clock;
        firsts$1$d = firsts$1$q;
        upcoming_single$2$clock = clock;
        upcoming_single$2$d = upcoming_single$2$q;
        finals$2$clock = clock;
        finals$2$d = finals$2$q;
        firsts$2$clock = clock;
        firsts$2$d = firsts$2$q;
        upcoming_single$3$clock = clock;
        upcoming_single$3$d = upcoming_single$3$q;
        finals$3$clock = clock;
        finals$3$d = finals$3$q;
        firsts$3$clock = clock;
        firsts$3$d = firsts$3$q;
        single$0$clock = clock;
        single$0$d = single$0$q;
        single$1$clock = clock;
        single$1$d = single$1$q;
        single$2$clock = clock;
        single$2$d = single$2$q;
        if (write & ((write_select == 32'h2) | (write_select == 32'h3))) begin
            upcoming_single$0$d = write_single;
        end
        if (write & (write_select == 32'h4)) begin
            upcoming_single$1$d = write_single;
        end
        if (write & (write_select == 32'h6)) begin
            upcoming_single$2$d = write_single;
        end
        if (write & (write_select == 32'h8)) begin
            upcoming_single$3$d = write_single;
        end
        if (advance) begin
            finals$0$d = inner_final_follows;
            firsts$0$d = 1'b0;
            if (finals$0$q) begin
                finals$0$d = single$0$q;
                firsts$0$d = 1'b1;
                finals$1$d = outer_final_follows;
                firsts$1$d = 1'b0;
                if (finals$1$q) begin
                    finals$1$d = single$1$q;
                    firsts$1$d = 1'b1;
                    finals$2$d = outer_final_follows;
                    firsts$2$d = 1'b0;
                    if (finals$2$q) begin
                        finals$2$d = single$2$q;
                        firsts$2$d = 1'b1;
                        finals$3$d = outer_final_follows;
                        firsts$3$d = 1'b0;
                    end
                end
            end
        end
        if (advance & new_generation) begin
            finals$0$d = upcoming_single$0$q;
            firsts$0$d = 1'b1;
            finals$1$d = upcoming_single$1$q;
            firsts$1$d = 1'b1;
            finals$2$d = upcoming_single$2$q;
            firsts$2$d = 1'b1;
            finals$3$d = upcoming_single$3$q;
            firsts$3$d = 1'b1;
            single$0$d = upcoming_single$0$q;
            single$1$d = upcoming_single$1$q;
            single$2$d = upcoming_single$2$q;
        end
        ends = ((((((32'h0) & 4'hf) & ~(1 << (32'h0)) | ((finals$0$q) << (32'h0))) & ~(1 << (32'h1)) | ((finals$1$q) << (32'h1))) & ~(1 << (32'h2)) | ((finals$2$q) << (32'h2))) & ~(1 << (32'h3)) | ((finals$3$q) << (32'h3)));
        fresh = ((((((32'h0) & 4'hf) & ~(1 << (32'h0)) | ((firsts$0$q) << (32'h0))) & ~(1 << (32'h1)) | ((firsts$1$q) << (32'h1))) & ~(1 << (32'h2)) | ((firsts$2$q) << (32'h2))) & ~(1 << (32'h3)) | ((firsts$3$q) << (32'h3)));
    end
endmodule

module index_generator_distance_level(
    input wire clock,
    input wire write,
    input wire [15:0] write_left,
    input wire load,
    input wire advance,
    input wire fresh,
    input wire [15:0] step,
    output reg final_follows
);
    // Constant declarations
    localparam carry = 8'h10;

    // Stub signals
    reg [15:0] upcoming$d;
    wire [15:0] upcoming$q;
    reg upcoming$clock;
    reg [15:0] at_first$d;
    wire [15:0] at_first$q;
    reg at_first$clock;
    reg [15:0] left$d;
    wire [15:0] left$q;
    reg left$clock;

    // Local signals
    reg [15:0] left_now;
    reg [16:0] sum;

    // Sub module instances
    index_generator_flip_flop_16 upcoming(
        .d(upcoming$d),
        .q(upcoming$q),
        .clock(upcoming$clock)
    );
    index_generator_flip_flop_16 at_first(
        .d(at_first$d),
        .q(at_first$q),
        .clock(at_first$clock)
    );
    index_generator_flip_flop_16 left(
        .d(left$d),
        .q(left$q),
        .clock(left$clock)
    );

    // Update code
    always @(*) begin
        upcoming$clock = clock;
        at_first$clock = clock;
        left$clock = clock;
        upcoming$d = upcoming$q;
        at_first$d = at_first$q;
        left$d = left$q;
        if (write) begin
            upcoming$d = write_left;
        end
        if (load) begin
            at_first$d = upcoming$q;
        end
        left_now = left$q;
        if (fresh) begin
            left_now = at_first$q;
        end
        sum = ((step) & 17'h1ffff) + ((left_now) & 17'h1ffff);
        if (advance) begin
            left$d = sum[(32'h0)+:(16)];
        end
        final_follows = sum[carry];
    end
endmodule

module index_generator_count_levels(
    input wire clock,
    input wire write,
    input wire [3:0] write_select,
    input wire [15:0] write_data,
    input wire load,
    input wire moves,
    input wire [1:0] ends,
    input wire [2:0] fresh,
    output reg final_follows
);
    // Constant declarations
    localparam carry = 8'h10;

    // Stub signals
    reg counts$clock;
    reg [15:0] counts$read_address;
    wire [15:0] counts$read_data;
    reg counts$write_enable;
    reg [15:0] counts$write_address;
    reg [15:0] counts$write_data;
    reg reached$clock;
    reg [15:0] reached$read_address;
    wire [15:0] reached$read_data;
    reg reached$write_enable;
    reg [15:0] reached$write_address;
    reg [15:0] reached$write_data;
    reg versions$0$clock;
    reg versions$0$write;
    reg versions$0$written;
    reg versions$0$load;
    wire versions$0$active;
    reg versions$1$clock;
    reg versions$1$write;
    reg versions$1$written;
    reg versions$1$load;
    wire versions$1$active;
    reg versions$2$clock;
    reg versions$2$write;
    reg versions$2$written;
    reg versions$2$load;
    wire versions$2$active;

    // Local signals
    reg written;
    reg [2:0] write_word;
    reg [1:0] level;
    reg [2:0] read_word;
    reg is_fresh;
    reg [15:0] now;
    reg [16:0] increment;
    reg [16:0] sum;

    // Sub module instances
    index_generator_lookup_memory counts(
        .clock(counts$clock),
        .read_address(counts$read_address),
        .read_data(counts$read_data),
        .write_enable(counts$write_enable),
        .write_address(counts$write_address),
        .write_data(counts$write_data)
    );
    index_generator_lookup_memory_2 reached(
        .clock(reached$clock),
        .read_address(reached$read_address),
        .read_data(reached$read_data),
        .write_enable(reached$write_enable),
        .write_address(reached$write_address),
        .write_data(reached$write_data)
    );
    index_generator_version versions$0(
        .clock(versions$0$clock),
        .write(versions$0$write),
        .written(versions$0$written),
        .load(versions$0$load),
        .active(versions$0$active)
    );
    index_generator_version versions$1(
        .clock(versions$1$clock),
        .write(versions$1$write),
        .written(versions$1$written),
        .load(versions$1$load),
        .active(versions$1$active)
    );
    index_generator_version versions$2(
        .clock(versions$2$clock),
        .write(versions$2$write),
        .written(versions$2$written),
        .load(versions$2$load),
        .active(versions$2$active)
    );

    // Update code
    always @(*) begin
        counts$clock = clock;
        reached$clock = clock;
        versions$0$write = write & (write_select == 32'h4);
        versions$1$write = write & (write_select == 32'h6);
        versions$2$write = write & (write_select == 32'h8);
        written = ~versions$2$active;
        if (write_select == 32'h4) begin
            written = ~versions$0$active;
        end
        if (write_select == 32'h6) begin
            written = ~versions$1$active;
        end
        versions$0$clock = clock;
        versions$0$load = load;
        versions$0$written = written;
        versions$1$clock = clock;
        versions$1$load = load;
        versions$1$written = written;
        versions$2$clock = clock;
        versions$2$load = load;
        versions$2$written = written;
        write_word = write_select[(32'h0)+:(3)];
        write_word = (write_word & ~(1 << (32'h0)) | ((written) << (32'h0)));
        counts$write_enable = write & (write_select[32'h3] | (write_select[32'h2] & ~write_select[32'h0]));
        counts$write_address = ((write_word) & 16'hffff);
        counts$write_data = write_data;
        level = ((32'h0) & 2'h3);
        read_word = (((32'h0) & 3'h7) & ~(1 << (32'h0)) | ((versions$2$active) << (32'h0)));
        is_fresh = fresh[32'h2];
        if (~ends[32'h1]) begin
            level = ((32'h3) & 2'h3);
            read_word = (((32'h6) & 3'h7) & ~(1 << (32'h0)) | ((versions$1$active) << (32'h0)));
            is_fresh = fresh[32'h1];
        end
        if (~ends[32'h0]) begin
            level = ((32'h2) & 2'h3);
            read_word = (((32'h4) & 3'h7) & ~(1 << (32'h0)) | ((versions$0$active) << (32'h0)));
            is_fresh = fresh[32'h0];
        end
        counts$read_address = ((read_word) & 16'hffff);
        reached$read_address = ((level) & 16'hffff);
        now = reached$read_data;
        increment = ((32'h1) & 17'h1ffff);
        if (is_fresh) begin
            now = counts$read_data;
            increment = ((32'h3) & 17'h1ffff);
        end
        sum = increment + ((now) & 17'h1ffff);
        reached$write_enable = moves;
        reached$write_address = ((level) & 16'hffff);
        reached$write_data = sum[(32'h0)+:(16)];
        final_follows = sum[carry];
    end
endmodule

module index_generator_lookup_memory_3(
    input wire clock,
    input wire [15:0] read_address,
    output reg [15:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [15:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [15:0] contents [0:15];

    integer word;
    initial begin
        for (word = 0; word <= 15; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[3:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[3:0]] <= write_data;
        end
    end
endmodule

module index_generator_flip_flop_16(
    input wire [15:0] d,
    output reg [15:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 16'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule

module index_generator_lookup_memory_2(
    input wire clock,
    input wire [15:0] read_address,
    output reg [15:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [15:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [15:0] contents [0:3];

    integer word;
    initial begin
        for (word = 0; word <= 3; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[1:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[1:0]] <= write_data;
        end
    end
endmodule

module index_generator_lookup_memory(
    input wire clock,
    input wire [15:0] read_address,
    output reg [15:0] read_data,
    input wire write_enable,
    input wire [15:0] write_address,
    input wire [15:0] write_data
);
    // Update code (custom)
    (* ram_style = "distributed" *)
    reg [15:0] contents [0:7];

    integer word;
    initial begin
        for (word = 0; word <= 7; word = word + 1) begin
            contents[word] = 0;
        end
    end

    always @(*) begin
        read_data = contents[read_address[2:0]];
    end

    always @(posedge clock) begin
        if (write_enable) begin
            contents[write_address[2:0]] <= write_data;
        end
    end
endmodule

module index_generator_version(
    input wire clock,
    input wire write,
    input wire written,
    input wire load,
    output reg active
);
    // Stub signals
    reg running$d;
    wire running$q;
    reg running$clock;
    reg upcoming$d;
    wire upcoming$q;
    reg upcoming$clock;

    // Sub module instances
    index_generator_flip_flop_1 running(
        .d(running$d),
        .q(running$q),
        .clock(running$clock)
    );
    index_generator_flip_flop_1 upcoming(
        .d(upcoming$d),
        .q(upcoming$q),
        .clock(upcoming$clock)
    );

    // Update code
    always @(*) begin
        running$clock = clock;
        upcoming$clock = clock;
        running$d = running$q;
        upcoming$d = upcoming$q;
        if (write) begin
            upcoming$d = written;
        end
        if (load) begin
            running$d = upcoming$q;
        end
        active = running$q;
    end
endmodule

module index_generator_flip_flop_1(
    input wire d,
    output reg q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 1'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule
