// GANAX block index-generator, ADDRESS_BITS = 16.
// Generated from the crate `bitstream`, do not edit: change the block there and run
//     cargo run --release -p bitstream --bin emit-verilog -- --block index-generator

module index_generator(
    input wire clock,
    input wire reset,
    input wire write,
    input wire [3:0] write_select,
    input wire [15:0] write_data,
    input wire start,
    input wire stop,
    output reg command_ready,
    output reg busy,
    output reg done,
    output reg address_valid,
    input wire address_ready,
    output reg [15:0] address,
    output reg pass_ends,
    output reg last
);
    // Stub signals
    reg configuration$clock;
    reg configuration$reset;
    reg configuration$write;
    reg [3:0] configuration$write_select;
    reg [15:0] configuration$write_data;
    reg configuration$load;
    wire [15:0] configuration$addr;
    wire [15:0] configuration$upcoming_step;
    wire [15:0] configuration$upcoming_limit;
    wire [15:0] configuration$upcoming_passes;
    wire [15:0] configuration$upcoming_passes1;
    wire [15:0] configuration$upcoming_passes2;
    wire [15:0] configuration$offset;
    wire [15:0] configuration$step;
    wire [15:0] configuration$passes;
    wire [15:0] configuration$offset1;
    wire [15:0] configuration$passes1;
    wire [15:0] configuration$offset2;
    wire [15:0] configuration$passes2;
    wire configuration$empty;
    reg control$clock;
    reg control$reset;
    reg control$start;
    reg control$stop;
    reg control$empty;
    reg control$last;
    reg control$address_ready;
    wire control$command_ready;
    wire control$busy;
    wire control$done;
    wire control$address_valid;
    wire control$new_generation;
    wire control$load;
    wire control$advance;
    reg nest$clock;
    reg nest$new_generation;
    reg nest$advance;
    reg [15:0] nest$addr;
    reg [15:0] nest$upcoming_step;
    reg [15:0] nest$upcoming_limit;
    reg [15:0] nest$upcoming_passes;
    reg [15:0] nest$upcoming_passes1;
    reg [15:0] nest$upcoming_passes2;
    reg [15:0] nest$offset;
    reg [15:0] nest$step;
    reg [15:0] nest$passes;
    reg [15:0] nest$offset1;
    reg [15:0] nest$passes1;
    reg [15:0] nest$offset2;
    reg [15:0] nest$passes2;
    wire [15:0] nest$address;
    wire nest$pass_ends;
    wire nest$last;

    // Sub module instances
    index_generator_configuration_registers configuration(
        .clock(configuration$clock),
        .reset(configuration$reset),
        .write(configuration$write),
        .write_select(configuration$write_select),
        .write_data(configuration$write_data),
        .load(configuration$load),
        .addr(configuration$addr),
        .upcoming_step(configuration$upcoming_step),
        .upcoming_limit(configuration$upcoming_limit),
        .upcoming_passes(configuration$upcoming_passes),
        .upcoming_passes1(configuration$upcoming_passes1),
        .upcoming_passes2(configuration$upcoming_passes2),
        .offset(configuration$offset),
        .step(configuration$step),
        .passes(configuration$passes),
        .offset1(configuration$offset1),
        .passes1(configuration$passes1),
        .offset2(configuration$offset2),
        .passes2(configuration$passes2),
        .empty(configuration$empty)
    );
    index_generator_start_control control(
        .clock(control$clock),
        .reset(control$reset),
        .start(control$start),
        .stop(control$stop),
        .empty(control$empty),
        .last(control$last),
        .address_ready(control$address_ready),
        .command_ready(control$command_ready),
        .busy(control$busy),
        .done(control$done),
        .address_valid(control$address_valid),
        .new_generation(control$new_generation),
        .load(control$load),
        .advance(control$advance)
    );
    index_generator_loop_nest nest(
        .clock(nest$clock),
        .new_generation(nest$new_generation),
        .advance(nest$advance),
        .addr(nest$addr),
        .upcoming_step(nest$upcoming_step),
        .upcoming_limit(nest$upcoming_limit),
        .upcoming_passes(nest$upcoming_passes),
        .upcoming_passes1(nest$upcoming_passes1),
        .upcoming_passes2(nest$upcoming_passes2),
        .offset(nest$offset),
        .step(nest$step),
        .passes(nest$passes),
        .offset1(nest$offset1),
        .passes1(nest$passes1),
        .offset2(nest$offset2),
        .passes2(nest$passes2),
        .address(nest$address),
        .pass_ends(nest$pass_ends),
        .last(nest$last)
    );

    // Update code
    always @(*) begin
        configuration$clock = clock;
        control$clock = clock;
        nest$clock = clock;
        control$reset = reset;
        control$start = start;
        control$stop = stop;
        control$empty = configuration$empty;
        control$last = nest$last;
        control$address_ready = address_ready;
        configuration$reset = reset;
        configuration$write = write & control$command_ready & ~start;
        configuration$write_select = write_select;
        configuration$write_data = write_data;
        configuration$load = control$load;
        nest$new_generation = control$new_generation;
        nest$advance = control$advance;
        nest$addr = configuration$addr;
        nest$offset = configuration$offset;
        nest$step = configuration$step;
        nest$upcoming_step = configuration$upcoming_step;
        nest$upcoming_limit = configuration$upcoming_limit;
        nest$upcoming_passes = configuration$upcoming_passes;
        nest$upcoming_passes1 = configuration$upcoming_passes1;
        nest$upcoming_passes2 = configuration$upcoming_passes2;
        nest$passes = configuration$passes;
        nest$offset1 = configuration$offset1;
        nest$passes1 = configuration$passes1;
        nest$offset2 = configuration$offset2;
        nest$passes2 = configuration$passes2;
        command_ready = control$command_ready;
        busy = control$busy;
        done = control$done;
        address_valid = control$address_valid;
        address = nest$address;
        pass_ends = nest$pass_ends;
        last = nest$last;
    end
endmodule

module index_generator_loop_nest(
    input wire clock,
    input wire new_generation,
    input wire advance,
    input wire [15:0] addr,
    input wire [15:0] upcoming_step,
    input wire [15:0] upcoming_limit,
    input wire [15:0] upcoming_passes,
    input wire [15:0] upcoming_passes1,
    input wire [15:0] upcoming_passes2,
    input wire [15:0] offset,
    input wire [15:0] step,
    input wire [15:0] passes,
    input wire [15:0] offset1,
    input wire [15:0] passes1,
    input wire [15:0] offset2,
    input wire [15:0] passes2,
    output reg [15:0] address,
    output reg pass_ends,
    output reg last
);
    // Stub signals
    reg inner$clock;
    reg [15:0] inner$upcoming_limit;
    reg [15:0] inner$upcoming_step;
    reg [15:0] inner$step;
    reg inner$new_generation;
    reg inner$advance;
    wire inner$ends;
    reg pass$clock;
    reg [15:0] pass$upcoming_count;
    reg [15:0] pass$count;
    reg pass$new_generation;
    reg pass$turn;
    reg pass$advance;
    wire pass$ends;
    reg group$clock;
    reg [15:0] group$upcoming_count;
    reg [15:0] group$count;
    reg group$new_generation;
    reg group$turn;
    reg group$advance;
    wire group$ends;
    reg outer$clock;
    reg [15:0] outer$upcoming_count;
    reg [15:0] outer$count;
    reg outer$new_generation;
    reg outer$turn;
    reg outer$advance;
    wire outer$ends;
    reg [15:0] current$d;
    wire [15:0] current$q;
    reg current$clock;
    reg [15:0] pass_start$d;
    wire [15:0] pass_start$q;
    reg pass_start$clock;
    reg [15:0] group_start$d;
    wire [15:0] group_start$q;
    reg group_start$clock;
    reg [15:0] outer_start$d;
    wire [15:0] outer_start$q;
    reg outer_start$clock;

    // Local signals
    reg passes_end;
    reg groups_end;
    reg [15:0] base;
    reg [15:0] stride;
    reg [15:0] following;

    // Sub module instances
    index_generator_distance_level inner(
        .clock(inner$clock),
        .upcoming_limit(inner$upcoming_limit),
        .upcoming_step(inner$upcoming_step),
        .step(inner$step),
        .new_generation(inner$new_generation),
        .advance(inner$advance),
        .ends(inner$ends)
    );
    index_generator_count_level pass(
        .clock(pass$clock),
        .upcoming_count(pass$upcoming_count),
        .count(pass$count),
        .new_generation(pass$new_generation),
        .turn(pass$turn),
        .advance(pass$advance),
        .ends(pass$ends)
    );
    index_generator_count_level group(
        .clock(group$clock),
        .upcoming_count(group$upcoming_count),
        .count(group$count),
        .new_generation(group$new_generation),
        .turn(group$turn),
        .advance(group$advance),
        .ends(group$ends)
    );
    index_generator_count_level outer(
        .clock(outer$clock),
        .upcoming_count(outer$upcoming_count),
        .count(outer$count),
        .new_generation(outer$new_generation),
        .turn(outer$turn),
        .advance(outer$advance),
        .ends(outer$ends)
    );
    index_generator_flip_flop_16 current(
        .d(current$d),
        .q(current$q),
        .clock(current$clock)
    );
    index_generator_flip_flop_16 pass_start(
        .d(pass_start$d),
        .q(pass_start$q),
        .clock(pass_start$clock)
    );
    index_generator_flip_flop_16 group_start(
        .d(group_start$d),
        .q(group_start$q),
        .clock(group_start$clock)
    );
    index_generator_flip_flop_16 outer_start(
        .d(outer_start$d),
        .q(outer_start$q),
        .clock(outer_start$clock)
    );

    // Update code
    always @(*) begin
        inner$clock = clock;
        pass$clock = clock;
        group$clock = clock;
        outer$clock = clock;
        current$clock = clock;
        pass_start$clock = clock;
        group_start$clock = clock;
        outer_start$clock = clock;
        current$d = current$q;
        pass_start$d = pass_start$q;
        group_start$d = group_start$q;
        outer_start$d = outer_start$q;
        passes_end = inner$ends & pass$ends;
        groups_end = passes_end & group$ends;
        inner$new_generation = new_generation;
        inner$advance = advance;
        inner$upcoming_limit = upcoming_limit;
        inner$upcoming_step = upcoming_step;
        inner$step = step;
        pass$new_generation = new_generation;
        pass$advance = advance;
        pass$turn = inner$ends;
        pass$upcoming_count = upcoming_passes;
        pass$count = passes;
        group$new_generation = new_generation;
        group$advance = advance;
        group$turn = passes_end;
        group$upcoming_count = upcoming_passes1;
        group$count = passes1;
        outer$new_generation = new_generation;
        outer$advance = advance;
        outer$turn = groups_end;
        outer$upcoming_count = upcoming_passes2;
        outer$count = passes2;
        base = current$q;
        stride = step;
        if (inner$ends) begin
            base = pass_start$q;
            stride = offset;
        end
        if (passes_end) begin
            base = group_start$q;
            stride = offset1;
        end
        if (groups_end) begin
            base = outer_start$q;
            stride = offset2;
        end
        following = base + stride;
        if (new_generation) begin
            following = addr;
        end
        if (advance) begin
            current$d = following;
        end
        if (advance & (new_generation | inner$ends)) begin
            pass_start$d = following;
        end
        if (advance & (new_generation | passes_end)) begin
            group_start$d = following;
        end
        if (advance & (new_generation | groups_end)) begin
            outer_start$d = following;
        end
        address = current$q;
        pass_ends = inner$ends;
        last = groups_end & outer$ends;
    end
endmodule

module index_generator_start_control(
    input wire clock,
    input wire reset,
    input wire start,
    input wire stop,
    input wire empty,
    input wire last,
    input wire address_ready,
    output reg command_ready,
    output reg busy,
    output reg done,
    output reg address_valid,
    output reg new_generation,
    output reg load,
    output reg advance
);
    // Stub signals
    reg running$d;
    wire running$q;
    reg running$clock;
    reg valid$d;
    wire valid$q;
    reg valid$clock;
    reg queued$d;
    wire queued$q;
    reg queued$clock;
    reg finished$d;
    wire finished$q;
    reg finished$clock;

    // Local signals
    reg taken;
    reg completes;
    reg requested;

    // Sub module instances
    index_generator_flip_flop_1 running(
        .d(running$d),
        .q(running$q),
        .clock(running$clock)
    );
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
    index_generator_flip_flop_1 finished(
        .d(finished$d),
        .q(finished$q),
        .clock(finished$clock)
    );

    // Update code
    always @(*) begin
        running$clock = clock;
        valid$clock = clock;
        queued$clock = clock;
        finished$clock = clock;
        running$d = running$q;
        valid$d = valid$q;
        queued$d = queued$q;
        finished$d = finished$q;
        command_ready = ~queued$q;
        busy = running$q;
        done = finished$q;
        address_valid = valid$q;
        new_generation = ~valid$q | last;
        taken = valid$q & address_ready;
        completes = running$q & (~valid$q | (taken & last));
        requested = start | queued$q;
        load = requested & (~running$q | completes);
        advance = load | (taken & ~last);
        queued$d = requested & ~load;
        finished$d = completes;
        if (completes) begin
            running$d = 1'b0;
            valid$d = 1'b0;
        end
        if (load) begin
            running$d = 1'b1;
            valid$d = ~empty;
        end
        if (stop | reset) begin
            running$d = 1'b0;
            valid$d = 1'b0;
            queued$d = 1'b0;
            finished$d = 1'b0;
        end
    end
endmodule

module index_generator_configuration_registers(
    input wire clock,
    input wire reset,
    input wire write,
    input wire [3:0] write_select,
    input wire [15:0] write_data,
    input wire load,
    output reg [15:0] addr,
    output reg [15:0] upcoming_step,
    output reg [15:0] upcoming_limit,
    output reg [15:0] upcoming_passes,
    output reg [15:0] upcoming_passes1,
    output reg [15:0] upcoming_passes2,
    output reg [15:0] offset,
    output reg [15:0] step,
    output reg [15:0] passes,
    output reg [15:0] offset1,
    output reg [15:0] passes1,
    output reg [15:0] offset2,
    output reg [15:0] passes2,
    output reg empty
);
    // Stub signals
    reg registers$0$clock;
    reg registers$0$reset;
    reg registers$0$write;
    reg [15:0] registers$0$data;
    reg registers$0$load;
    wire [15:0] registers$0$upcoming;
    wire [15:0] registers$0$value;
    reg registers$1$clock;
    reg registers$1$reset;
    reg registers$1$write;
    reg [15:0] registers$1$data;
    reg registers$1$load;
    wire [15:0] registers$1$upcoming;
    wire [15:0] registers$1$value;
    reg registers$2$clock;
    reg registers$2$reset;
    reg registers$2$write;
    reg [15:0] registers$2$data;
    reg registers$2$load;
    wire [15:0] registers$2$upcoming;
    wire [15:0] registers$2$value;
    reg registers$3$clock;
    reg registers$3$reset;
    reg registers$3$write;
    reg [15:0] registers$3$data;
    reg registers$3$load;
    wire [15:0] registers$3$upcoming;
    wire [15:0] registers$3$value;
    reg registers$4$clock;
    reg registers$4$reset;
    reg registers$4$write;
    reg [15:0] registers$4$data;
    reg registers$4$load;
    wire [15:0] registers$4$upcoming;
    wire [15:0] registers$4$value;
    reg registers$5$clock;
    reg registers$5$reset;
    reg registers$5$write;
    reg [15:0] registers$5$data;
    reg registers$5$load;
    wire [15:0] registers$5$upcoming;
    wire [15:0] registers$5$value;
    reg registers$6$clock;
    reg registers$6$reset;
    reg registers$6$write;
    reg [15:0] registers$6$data;
    reg registers$6$load;
    wire [15:0] registers$6$upcoming;
    wire [15:0] registers$6$value;
    reg registers$7$clock;
    reg registers$7$reset;
    reg registers$7$write;
    reg [15:0] registers$7$data;
    reg registers$7$load;
    wire [15:0] registers$7$upcoming;
    wire [15:0] registers$7$value;
    reg registers$8$clock;
    reg registers$8$reset;
    reg registers$8$write;
    reg [15:0] registers$8$data;
    reg registers$8$load;
    wire [15:0] registers$8$upcoming;
    wire [15:0] registers$8$value;

    // Sub module instances
    index_generator_buffered_register registers$0(
        .clock(registers$0$clock),
        .reset(registers$0$reset),
        .write(registers$0$write),
        .data(registers$0$data),
        .load(registers$0$load),
        .upcoming(registers$0$upcoming),
        .value(registers$0$value)
    );
    index_generator_buffered_register registers$1(
        .clock(registers$1$clock),
        .reset(registers$1$reset),
        .write(registers$1$write),
        .data(registers$1$data),
        .load(registers$1$load),
        .upcoming(registers$1$upcoming),
        .value(registers$1$value)
    );
    index_generator_buffered_register_2 registers$2(
        .clock(registers$2$clock),
        .reset(registers$2$reset),
        .write(registers$2$write),
        .data(registers$2$data),
        .load(registers$2$load),
        .upcoming(registers$2$upcoming),
        .value(registers$2$value)
    );
    index_generator_buffered_register_2 registers$3(
        .clock(registers$3$clock),
        .reset(registers$3$reset),
        .write(registers$3$write),
        .data(registers$3$data),
        .load(registers$3$load),
        .upcoming(registers$3$upcoming),
        .value(registers$3$value)
    );
    index_generator_buffered_register_2 registers$4(
        .clock(registers$4$clock),
        .reset(registers$4$reset),
        .write(registers$4$write),
        .data(registers$4$data),
        .load(registers$4$load),
        .upcoming(registers$4$upcoming),
        .value(registers$4$value)
    );
    index_generator_buffered_register registers$5(
        .clock(registers$5$clock),
        .reset(registers$5$reset),
        .write(registers$5$write),
        .data(registers$5$data),
        .load(registers$5$load),
        .upcoming(registers$5$upcoming),
        .value(registers$5$value)
    );
    index_generator_buffered_register_2 registers$6(
        .clock(registers$6$clock),
        .reset(registers$6$reset),
        .write(registers$6$write),
        .data(registers$6$data),
        .load(registers$6$load),
        .upcoming(registers$6$upcoming),
        .value(registers$6$value)
    );
    index_generator_buffered_register registers$7(
        .clock(registers$7$clock),
        .reset(registers$7$reset),
        .write(registers$7$write),
        .data(registers$7$data),
        .load(registers$7$load),
        .upcoming(registers$7$upcoming),
        .value(registers$7$value)
    );
    index_generator_buffered_register_2 registers$8(
        .clock(registers$8$clock),
        .reset(registers$8$reset),
        .write(registers$8$write),
        .data(registers$8$data),
        .load(registers$8$load),
        .upcoming(registers$8$upcoming),
        .value(registers$8$value)
    );

    // Update code
    always @(*) begin
        registers$0$clock = clock;
        registers$0$reset = reset;
        registers$0$write = write & (write_select == 0);
        registers$0$data = write_data;
        registers$0$load = load;
        registers$1$clock = clock;
        registers$1$reset = reset;
        registers$1$write = write & (write_select == 1);
        registers$1$data = write_data;
        registers$1$load = load;
        registers$2$clock = clock;
        registers$2$reset = reset;
        registers$2$write = write & (write_select == 2);
        registers$2$data = write_data;
        registers$2$load = load;
        registers$3$clock = clock;
        registers$3$reset = reset;
        registers$3$write = write & (write_select == 3);
        registers$3$data = write_data;
        registers$3$load = load;
        registers$4$clock = clock;
        registers$4$reset = reset;
        registers$4$write = write & (write_select == 4);
        registers$4$data = write_data;
        registers$4$load = load;
        registers$5$clock = clock;
        registers$5$reset = reset;
        registers$5$write = write & (write_select == 5);
        registers$5$data = write_data;
        registers$5$load = load;
        registers$6$clock = clock;
        registers$6$reset = reset;
        registers$6$write = write & (write_select == 6);
        registers$6$data = write_data;
        registers$6$load = load;
        registers$7$clock = clock;
        registers$7$reset = reset;
        registers$7$write = write & (write_select == 7);
        registers$7$data = write_data;
        registers$7$load = load;
        registers$8$clock = clock;
        registers$8$reset = reset;
        registers$8$write = write & (write_select == 8);
        registers$8$data = write_data;
        registers$8$load = load;
        addr = registers$0$upcoming;
        offset = registers$1$value;
        step = registers$2$value;
        upcoming_step = registers$2$upcoming;
        upcoming_limit = registers$3$upcoming;
        upcoming_passes = registers$4$upcoming;
        upcoming_passes1 = registers$6$upcoming;
        upcoming_passes2 = registers$8$upcoming;
        passes = registers$4$value;
        offset1 = registers$5$value;
        passes1 = registers$6$value;
        offset2 = registers$7$value;
        passes2 = registers$8$value;
        empty = ~|registers$3$upcoming | ~|registers$4$upcoming | ~|registers$6$upcoming | ~|registers$8$upcoming;
    end
endmodule

module index_generator_distance_level(
    input wire clock,
    input wire [15:0] upcoming_limit,
    input wire [15:0] upcoming_step,
    input wire [15:0] step,
    input wire new_generation,
    input wire advance,
    output reg ends
);
    // Stub signals
    reg final_iteration$d;
    wire final_iteration$q;
    reg final_iteration$clock;
    reg fresh$d;
    wire fresh$q;
    reg fresh$clock;
    reg [15:0] left$d;
    wire [15:0] left$q;
    reg left$clock;
    reg [15:0] left_at_first$d;
    wire [15:0] left_at_first$q;
    reg left_at_first$clock;
    reg single$d;
    wire single$q;
    reg single$clock;

    // Local signals
    reg [15:0] upcoming_left;
    reg upcoming_single;
    reg [15:0] left_now;

    // Sub module instances
    index_generator_flip_flop_1 final_iteration(
        .d(final_iteration$d),
        .q(final_iteration$q),
        .clock(final_iteration$clock)
    );
    index_generator_flip_flop_1 fresh(
        .d(fresh$d),
        .q(fresh$q),
        .clock(fresh$clock)
    );
    index_generator_flip_flop_16 left(
        .d(left$d),
        .q(left$q),
        .clock(left$clock)
    );
    index_generator_flip_flop_16 left_at_first(
        .d(left_at_first$d),
        .q(left_at_first$q),
        .clock(left_at_first$clock)
    );
    index_generator_flip_flop_1 single(
        .d(single$d),
        .q(single$q),
        .clock(single$clock)
    );

    // Update code
    always @(*) begin
        final_iteration$clock = clock;
        fresh$clock = clock;
        left$clock = clock;
        left_at_first$clock = clock;
        single$clock = clock;
        final_iteration$d = final_iteration$q;
        fresh$d = fresh$q;
        left$d = left$q;
        left_at_first$d = left_at_first$q;
        single$d = single$q;
        ends = final_iteration$q;
        upcoming_left = upcoming_limit - upcoming_step;
        upcoming_single = upcoming_limit <= upcoming_step;
        left_now = left$q;
        if (fresh$q) begin
            left_now = left_at_first$q;
        end
        if (advance) begin
            final_iteration$d = left_now <= step;
            left$d = left_now - step;
            fresh$d = 1'b0;
            if (final_iteration$q) begin
                final_iteration$d = single$q;
                fresh$d = 1'b1;
            end
            if (new_generation) begin
                final_iteration$d = upcoming_single;
                fresh$d = 1'b1;
                left_at_first$d = upcoming_left;
                single$d = upcoming_single;
            end
        end
    end
endmodule

module index_generator_count_level(
    input wire clock,
    input wire [15:0] upcoming_count,
    input wire [15:0] count,
    input wire new_generation,
    input wire turn,
    input wire advance,
    output reg ends
);
    // Constant declarations
    localparam one = 16'h1;
    localparam two = 16'h2;

    // Stub signals
    reg final_iteration$d;
    wire final_iteration$q;
    reg final_iteration$clock;
    reg [15:0] iteration$d;
    wire [15:0] iteration$q;
    reg iteration$clock;
    reg single$d;
    wire single$q;
    reg single$clock;

    // Local signals
    reg upcoming_single;

    // Sub module instances
    index_generator_flip_flop_1 final_iteration(
        .d(final_iteration$d),
        .q(final_iteration$q),
        .clock(final_iteration$clock)
    );
    index_generator_flip_flop_16 iteration(
        .d(iteration$d),
        .q(iteration$q),
        .clock(iteration$clock)
    );
    index_generator_flip_flop_1 single(
        .d(single$d),
        .q(single$q),
        .clock(single$clock)
    );

    // Update code
    always @(*) begin
        final_iteration$clock = clock;
        iteration$clock = clock;
        single$clock = clock;
        final_iteration$d = final_iteration$q;
        iteration$d = iteration$q;
        single$d = single$q;
        ends = final_iteration$q;
        upcoming_single = upcoming_count == one;
        if (advance & (new_generation | turn)) begin
            final_iteration$d = iteration$q == count;
            iteration$d = iteration$q + one;
            if (final_iteration$q) begin
                final_iteration$d = single$q;
            end
            if (new_generation) begin
                final_iteration$d = upcoming_single;
                single$d = upcoming_single;
            end
            if (new_generation | final_iteration$q) begin
                iteration$d = two;
            end
        end
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

module index_generator_buffered_register_2(
    input wire clock,
    input wire reset,
    input wire write,
    input wire [15:0] data,
    input wire load,
    output reg [15:0] upcoming,
    output reg [15:0] value
);
    // Constant declarations
    localparam reset_value = 16'h1;

    // Stub signals
    reg [15:0] shadow$d;
    wire [15:0] shadow$q;
    reg shadow$clock;
    reg [15:0] active$d;
    wire [15:0] active$q;
    reg active$clock;

    // Sub module instances
    index_generator_flip_flop_16 shadow(
        .d(shadow$d),
        .q(shadow$q),
        .clock(shadow$clock)
    );
    index_generator_flip_flop_16 active(
        .d(active$d),
        .q(active$q),
        .clock(active$clock)
    );

    // Update code
    always @(*) begin
        shadow$clock = clock;
        active$clock = clock;
        shadow$d = shadow$q;
        active$d = active$q;
        if (write) begin
            shadow$d = data;
        end
        if (load) begin
            active$d = shadow$q;
        end
        if (reset) begin
            shadow$d = reset_value;
        end
        upcoming = shadow$q;
        value = active$q;
    end
endmodule

module index_generator_buffered_register(
    input wire clock,
    input wire reset,
    input wire write,
    input wire [15:0] data,
    input wire load,
    output reg [15:0] upcoming,
    output reg [15:0] value
);
    // Constant declarations
    localparam reset_value = 16'h0;

    // Stub signals
    reg [15:0] shadow$d;
    wire [15:0] shadow$q;
    reg shadow$clock;
    reg [15:0] active$d;
    wire [15:0] active$q;
    reg active$clock;

    // Sub module instances
    index_generator_flip_flop_16 shadow(
        .d(shadow$d),
        .q(shadow$q),
        .clock(shadow$clock)
    );
    index_generator_flip_flop_16 active(
        .d(active$d),
        .q(active$q),
        .clock(active$clock)
    );

    // Update code
    always @(*) begin
        shadow$clock = clock;
        active$clock = clock;
        shadow$d = shadow$q;
        active$d = active$q;
        if (write) begin
            shadow$d = data;
        end
        if (load) begin
            active$d = shadow$q;
        end
        if (reset) begin
            shadow$d = reset_value;
        end
        upcoming = shadow$q;
        value = active$q;
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
