// GANAX block index-generator, ADDRESS_BITS = 24.
// Generated from the crate `bitstream`, do not edit: change the block there and run
//     cargo run --release -p bitstream --bin emit-verilog -- --block index-generator

module index_generator(
    input wire clock,
    input wire reset,
    input wire write,
    input wire [3:0] write_select,
    input wire [23:0] write_data,
    input wire start,
    input wire stop,
    output reg command_ready,
    output reg busy,
    output reg done,
    output reg address_valid,
    input wire address_ready,
    output reg [23:0] address,
    output reg pass_ends,
    output reg last
);
    // Stub signals
    reg configuration$clock;
    reg configuration$reset;
    reg configuration$write;
    reg [3:0] configuration$write_select;
    reg [23:0] configuration$write_data;
    reg configuration$load;
    reg configuration$new_generation;
    wire [23:0] configuration$addr;
    wire [23:0] configuration$offset;
    wire [23:0] configuration$step;
    wire [23:0] configuration$limit;
    wire [23:0] configuration$passes;
    wire [23:0] configuration$offset1;
    wire [23:0] configuration$passes1;
    wire [23:0] configuration$offset2;
    wire [23:0] configuration$passes2;
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
    reg [23:0] nest$addr;
    reg [23:0] nest$offset;
    reg [23:0] nest$step;
    reg [23:0] nest$limit;
    reg [23:0] nest$passes;
    reg [23:0] nest$offset1;
    reg [23:0] nest$passes1;
    reg [23:0] nest$offset2;
    reg [23:0] nest$passes2;
    wire [23:0] nest$address;
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
        .new_generation(configuration$new_generation),
        .addr(configuration$addr),
        .offset(configuration$offset),
        .step(configuration$step),
        .limit(configuration$limit),
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
        .offset(nest$offset),
        .step(nest$step),
        .limit(nest$limit),
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
        configuration$new_generation = control$new_generation;
        configuration$load = control$load;
        nest$new_generation = control$new_generation;
        nest$advance = control$advance;
        nest$addr = configuration$addr;
        nest$offset = configuration$offset;
        nest$step = configuration$step;
        nest$limit = configuration$limit;
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
    input wire [23:0] addr,
    input wire [23:0] offset,
    input wire [23:0] step,
    input wire [23:0] limit,
    input wire [23:0] passes,
    input wire [23:0] offset1,
    input wire [23:0] passes1,
    input wire [23:0] offset2,
    input wire [23:0] passes2,
    output reg [23:0] address,
    output reg pass_ends,
    output reg last
);
    // Constant declarations
    localparam one = 24'h1;

    // Stub signals
    reg inner$clock;
    reg [23:0] inner$limit;
    reg [23:0] inner$step;
    reg [23:0] inner$stride;
    reg [23:0] inner$origin;
    reg inner$new_generation;
    reg inner$turn;
    reg inner$advance;
    wire inner$ends;
    wire inner$next_ends;
    wire [23:0] inner$next_address;
    reg pass$clock;
    reg [23:0] pass$limit;
    reg [23:0] pass$step;
    reg [23:0] pass$stride;
    reg [23:0] pass$origin;
    reg pass$new_generation;
    reg pass$turn;
    reg pass$advance;
    wire pass$ends;
    wire pass$next_ends;
    wire [23:0] pass$next_address;
    reg group$clock;
    reg [23:0] group$limit;
    reg [23:0] group$step;
    reg [23:0] group$stride;
    reg [23:0] group$origin;
    reg group$new_generation;
    reg group$turn;
    reg group$advance;
    wire group$ends;
    wire group$next_ends;
    wire [23:0] group$next_address;
    reg outer$clock;
    reg [23:0] outer$limit;
    reg [23:0] outer$step;
    reg [23:0] outer$stride;
    reg [23:0] outer$origin;
    reg outer$new_generation;
    reg outer$turn;
    reg outer$advance;
    wire outer$ends;
    wire outer$next_ends;
    wire [23:0] outer$next_address;
    reg [23:0] current$d;
    wire [23:0] current$q;
    reg current$clock;
    reg is_last$d;
    wire is_last$q;
    reg is_last$clock;

    // Local signals
    reg passes_end;
    reg groups_end;

    // Sub module instances
    index_generator_loop_level inner(
        .clock(inner$clock),
        .limit(inner$limit),
        .step(inner$step),
        .stride(inner$stride),
        .origin(inner$origin),
        .new_generation(inner$new_generation),
        .turn(inner$turn),
        .advance(inner$advance),
        .ends(inner$ends),
        .next_ends(inner$next_ends),
        .next_address(inner$next_address)
    );
    index_generator_loop_level pass(
        .clock(pass$clock),
        .limit(pass$limit),
        .step(pass$step),
        .stride(pass$stride),
        .origin(pass$origin),
        .new_generation(pass$new_generation),
        .turn(pass$turn),
        .advance(pass$advance),
        .ends(pass$ends),
        .next_ends(pass$next_ends),
        .next_address(pass$next_address)
    );
    index_generator_loop_level group(
        .clock(group$clock),
        .limit(group$limit),
        .step(group$step),
        .stride(group$stride),
        .origin(group$origin),
        .new_generation(group$new_generation),
        .turn(group$turn),
        .advance(group$advance),
        .ends(group$ends),
        .next_ends(group$next_ends),
        .next_address(group$next_address)
    );
    index_generator_loop_level outer(
        .clock(outer$clock),
        .limit(outer$limit),
        .step(outer$step),
        .stride(outer$stride),
        .origin(outer$origin),
        .new_generation(outer$new_generation),
        .turn(outer$turn),
        .advance(outer$advance),
        .ends(outer$ends),
        .next_ends(outer$next_ends),
        .next_address(outer$next_address)
    );
    index_generator_flip_flop_24 current(
        .d(current$d),
        .q(current$q),
        .clock(current$clock)
    );
    index_generator_flip_flop_1 is_last(
        .d(is_last$d),
        .q(is_last$q),
        .clock(is_last$clock)
    );

    // Update code
    always @(*) begin
        inner$clock = clock;
        pass$clock = clock;
        group$clock = clock;
        outer$clock = clock;
        current$clock = clock;
        is_last$clock = clock;
        current$d = current$q;
        is_last$d = is_last$q;
        inner$new_generation = new_generation;
        pass$new_generation = new_generation;
        group$new_generation = new_generation;
        outer$new_generation = new_generation;
        inner$advance = advance;
        pass$advance = advance;
        group$advance = advance;
        outer$advance = advance;
        passes_end = inner$ends & pass$ends;
        groups_end = passes_end & group$ends;
        outer$limit = passes2;
        outer$step = one;
        outer$stride = offset2;
        outer$origin = addr;
        outer$turn = groups_end;
        group$limit = passes1;
        group$step = one;
        group$stride = offset1;
        group$origin = outer$next_address;
        group$turn = passes_end;
        pass$limit = passes;
        pass$step = one;
        pass$stride = offset;
        pass$origin = group$next_address;
        pass$turn = inner$ends;
        inner$limit = limit;
        inner$step = step;
        inner$stride = step;
        inner$origin = pass$next_address;
        inner$turn = 1'b1;
        address = current$q;
        pass_ends = inner$ends;
        last = is_last$q;
        if (advance) begin
            current$d = inner$next_address;
            is_last$d = inner$next_ends & pass$next_ends & group$next_ends & outer$next_ends;
        end
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
    input wire [23:0] write_data,
    input wire load,
    input wire new_generation,
    output reg [23:0] addr,
    output reg [23:0] offset,
    output reg [23:0] step,
    output reg [23:0] limit,
    output reg [23:0] passes,
    output reg [23:0] offset1,
    output reg [23:0] passes1,
    output reg [23:0] offset2,
    output reg [23:0] passes2,
    output reg empty
);
    // Stub signals
    reg registers$0$clock;
    reg registers$0$reset;
    reg registers$0$write;
    reg [23:0] registers$0$data;
    reg registers$0$load;
    reg registers$0$new_generation;
    wire [23:0] registers$0$upcoming;
    wire [23:0] registers$0$value;
    reg registers$1$clock;
    reg registers$1$reset;
    reg registers$1$write;
    reg [23:0] registers$1$data;
    reg registers$1$load;
    reg registers$1$new_generation;
    wire [23:0] registers$1$upcoming;
    wire [23:0] registers$1$value;
    reg registers$2$clock;
    reg registers$2$reset;
    reg registers$2$write;
    reg [23:0] registers$2$data;
    reg registers$2$load;
    reg registers$2$new_generation;
    wire [23:0] registers$2$upcoming;
    wire [23:0] registers$2$value;
    reg registers$3$clock;
    reg registers$3$reset;
    reg registers$3$write;
    reg [23:0] registers$3$data;
    reg registers$3$load;
    reg registers$3$new_generation;
    wire [23:0] registers$3$upcoming;
    wire [23:0] registers$3$value;
    reg registers$4$clock;
    reg registers$4$reset;
    reg registers$4$write;
    reg [23:0] registers$4$data;
    reg registers$4$load;
    reg registers$4$new_generation;
    wire [23:0] registers$4$upcoming;
    wire [23:0] registers$4$value;
    reg registers$5$clock;
    reg registers$5$reset;
    reg registers$5$write;
    reg [23:0] registers$5$data;
    reg registers$5$load;
    reg registers$5$new_generation;
    wire [23:0] registers$5$upcoming;
    wire [23:0] registers$5$value;
    reg registers$6$clock;
    reg registers$6$reset;
    reg registers$6$write;
    reg [23:0] registers$6$data;
    reg registers$6$load;
    reg registers$6$new_generation;
    wire [23:0] registers$6$upcoming;
    wire [23:0] registers$6$value;
    reg registers$7$clock;
    reg registers$7$reset;
    reg registers$7$write;
    reg [23:0] registers$7$data;
    reg registers$7$load;
    reg registers$7$new_generation;
    wire [23:0] registers$7$upcoming;
    wire [23:0] registers$7$value;
    reg registers$8$clock;
    reg registers$8$reset;
    reg registers$8$write;
    reg [23:0] registers$8$data;
    reg registers$8$load;
    reg registers$8$new_generation;
    wire [23:0] registers$8$upcoming;
    wire [23:0] registers$8$value;

    // Sub module instances
    index_generator_buffered_register registers$0(
        .clock(registers$0$clock),
        .reset(registers$0$reset),
        .write(registers$0$write),
        .data(registers$0$data),
        .load(registers$0$load),
        .new_generation(registers$0$new_generation),
        .upcoming(registers$0$upcoming),
        .value(registers$0$value)
    );
    index_generator_buffered_register registers$1(
        .clock(registers$1$clock),
        .reset(registers$1$reset),
        .write(registers$1$write),
        .data(registers$1$data),
        .load(registers$1$load),
        .new_generation(registers$1$new_generation),
        .upcoming(registers$1$upcoming),
        .value(registers$1$value)
    );
    index_generator_buffered_register_2 registers$2(
        .clock(registers$2$clock),
        .reset(registers$2$reset),
        .write(registers$2$write),
        .data(registers$2$data),
        .load(registers$2$load),
        .new_generation(registers$2$new_generation),
        .upcoming(registers$2$upcoming),
        .value(registers$2$value)
    );
    index_generator_buffered_register_2 registers$3(
        .clock(registers$3$clock),
        .reset(registers$3$reset),
        .write(registers$3$write),
        .data(registers$3$data),
        .load(registers$3$load),
        .new_generation(registers$3$new_generation),
        .upcoming(registers$3$upcoming),
        .value(registers$3$value)
    );
    index_generator_buffered_register_2 registers$4(
        .clock(registers$4$clock),
        .reset(registers$4$reset),
        .write(registers$4$write),
        .data(registers$4$data),
        .load(registers$4$load),
        .new_generation(registers$4$new_generation),
        .upcoming(registers$4$upcoming),
        .value(registers$4$value)
    );
    index_generator_buffered_register registers$5(
        .clock(registers$5$clock),
        .reset(registers$5$reset),
        .write(registers$5$write),
        .data(registers$5$data),
        .load(registers$5$load),
        .new_generation(registers$5$new_generation),
        .upcoming(registers$5$upcoming),
        .value(registers$5$value)
    );
    index_generator_buffered_register_2 registers$6(
        .clock(registers$6$clock),
        .reset(registers$6$reset),
        .write(registers$6$write),
        .data(registers$6$data),
        .load(registers$6$load),
        .new_generation(registers$6$new_generation),
        .upcoming(registers$6$upcoming),
        .value(registers$6$value)
    );
    index_generator_buffered_register registers$7(
        .clock(registers$7$clock),
        .reset(registers$7$reset),
        .write(registers$7$write),
        .data(registers$7$data),
        .load(registers$7$load),
        .new_generation(registers$7$new_generation),
        .upcoming(registers$7$upcoming),
        .value(registers$7$value)
    );
    index_generator_buffered_register_2 registers$8(
        .clock(registers$8$clock),
        .reset(registers$8$reset),
        .write(registers$8$write),
        .data(registers$8$data),
        .load(registers$8$load),
        .new_generation(registers$8$new_generation),
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
        registers$0$new_generation = new_generation;
        registers$1$clock = clock;
        registers$1$reset = reset;
        registers$1$write = write & (write_select == 1);
        registers$1$data = write_data;
        registers$1$load = load;
        registers$1$new_generation = new_generation;
        registers$2$clock = clock;
        registers$2$reset = reset;
        registers$2$write = write & (write_select == 2);
        registers$2$data = write_data;
        registers$2$load = load;
        registers$2$new_generation = new_generation;
        registers$3$clock = clock;
        registers$3$reset = reset;
        registers$3$write = write & (write_select == 3);
        registers$3$data = write_data;
        registers$3$load = load;
        registers$3$new_generation = new_generation;
        registers$4$clock = clock;
        registers$4$reset = reset;
        registers$4$write = write & (write_select == 4);
        registers$4$data = write_data;
        registers$4$load = load;
        registers$4$new_generation = new_generation;
        registers$5$clock = clock;
        registers$5$reset = reset;
        registers$5$write = write & (write_select == 5);
        registers$5$data = write_data;
        registers$5$load = load;
        registers$5$new_generation = new_generation;
        registers$6$clock = clock;
        registers$6$reset = reset;
        registers$6$write = write & (write_select == 6);
        registers$6$data = write_data;
        registers$6$load = load;
        registers$6$new_generation = new_generation;
        registers$7$clock = clock;
        registers$7$reset = reset;
        registers$7$write = write & (write_select == 7);
        registers$7$data = write_data;
        registers$7$load = load;
        registers$7$new_generation = new_generation;
        registers$8$clock = clock;
        registers$8$reset = reset;
        registers$8$write = write & (write_select == 8);
        registers$8$data = write_data;
        registers$8$load = load;
        registers$8$new_generation = new_generation;
        addr = registers$0$upcoming;
        offset = registers$1$value;
        step = registers$2$value;
        limit = registers$3$value;
        passes = registers$4$value;
        offset1 = registers$5$value;
        passes1 = registers$6$value;
        offset2 = registers$7$value;
        passes2 = registers$8$value;
        empty = ~|registers$3$upcoming | ~|registers$4$upcoming | ~|registers$6$upcoming | ~|registers$8$upcoming;
    end
endmodule

module index_generator_loop_level(
    input wire clock,
    input wire [23:0] limit,
    input wire [23:0] step,
    input wire [23:0] stride,
    input wire [23:0] origin,
    input wire new_generation,
    input wire turn,
    input wire advance,
    output reg ends,
    output reg next_ends,
    output reg [23:0] next_address
);
    // Constant declarations
    localparam top_bit = 8'h17;
    localparam all_ones = 24'hffffff;

    // Stub signals
    reg [23:0] remaining$d;
    wire [23:0] remaining$q;
    reg remaining$clock;
    reg final_iteration$d;
    wire final_iteration$q;
    reg final_iteration$clock;
    reg [23:0] following$d;
    wire [23:0] following$q;
    reg following$clock;

    // Local signals
    reg restart;
    reg [23:0] two_steps;
    reg [23:0] next_remaining;
    reg [23:0] compared;
    reg [23:0] threshold;

    // Sub module instances
    index_generator_flip_flop_24 remaining(
        .d(remaining$d),
        .q(remaining$q),
        .clock(remaining$clock)
    );
    index_generator_flip_flop_1 final_iteration(
        .d(final_iteration$d),
        .q(final_iteration$q),
        .clock(final_iteration$clock)
    );
    index_generator_flip_flop_24 following(
        .d(following$d),
        .q(following$q),
        .clock(following$clock)
    );

    // Update code
    always @(*) begin
        remaining$clock = clock;
        final_iteration$clock = clock;
        following$clock = clock;
        remaining$d = remaining$q;
        final_iteration$d = final_iteration$q;
        following$d = following$q;
        ends = final_iteration$q;
        restart = new_generation | (turn & final_iteration$q);
        two_steps = step << 32'h1;
        if (step[top_bit]) begin
            two_steps = all_ones;
        end
        next_remaining = remaining$q - step;
        compared = remaining$q;
        threshold = two_steps;
        next_address = following$q;
        if (restart) begin
            next_remaining = limit;
            compared = limit;
            threshold = step;
            next_address = origin;
        end
        next_ends = final_iteration$q;
        if (new_generation | turn) begin
            next_ends = compared <= threshold;
        end
        if (advance & (new_generation | turn)) begin
            remaining$d = next_remaining;
            final_iteration$d = next_ends;
            following$d = next_address + stride;
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
    input wire [23:0] data,
    input wire load,
    input wire new_generation,
    output reg [23:0] upcoming,
    output reg [23:0] value
);
    // Constant declarations
    localparam reset_value = 24'h1;

    // Stub signals
    reg [23:0] shadow$d;
    wire [23:0] shadow$q;
    reg shadow$clock;
    reg [23:0] active$d;
    wire [23:0] active$q;
    reg active$clock;

    // Sub module instances
    index_generator_flip_flop_24 shadow(
        .d(shadow$d),
        .q(shadow$q),
        .clock(shadow$clock)
    );
    index_generator_flip_flop_24 active(
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
        if (new_generation) begin
            value = shadow$q;
        end
    end
endmodule

module index_generator_buffered_register(
    input wire clock,
    input wire reset,
    input wire write,
    input wire [23:0] data,
    input wire load,
    input wire new_generation,
    output reg [23:0] upcoming,
    output reg [23:0] value
);
    // Constant declarations
    localparam reset_value = 24'h0;

    // Stub signals
    reg [23:0] shadow$d;
    wire [23:0] shadow$q;
    reg shadow$clock;
    reg [23:0] active$d;
    wire [23:0] active$q;
    reg active$clock;

    // Sub module instances
    index_generator_flip_flop_24 shadow(
        .d(shadow$d),
        .q(shadow$q),
        .clock(shadow$clock)
    );
    index_generator_flip_flop_24 active(
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
        if (new_generation) begin
            value = shadow$q;
        end
    end
endmodule

module index_generator_flip_flop_24(
    input wire [23:0] d,
    output reg [23:0] q,
    input wire clock
);
    // Update code (custom)
    initial begin
       q = 24'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end
endmodule
