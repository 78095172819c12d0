// Control under Verilator with a bus master, device memory and a core that only counts. Commands on standard input:
//   w OFFSET DATA STROBES   write a register         r OFFSET     read one, answers its value
//   t CYCLES                let time pass            s            let it pass until nothing happens any more
//   p ADDRESS BYTE...       bytes into memory        g ADDRESS N  bytes out of it
//   i                       the interrupt line       x FIRST LAST addresses the bus answers with an error
//   l                       starts of the core since the last time: batch and windows
#include "Vcontrol.h"
#include "verilated.h"
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

static Vcontrol dut;
static std::vector<uint8_t> memory(MEMORY_BYTES);
static std::mt19937 random_source(1);
static std::string starts;
static uint64_t error_first = 1, error_last = 0;
static unsigned quiet = 0;
static uint64_t passed = 0;

static unsigned below(unsigned limit) { return random_source() % limit; }
static void violation(const char *what) {
    std::cout << "VIOLATION " << what << " in cycle " << passed << std::endl;
    exit(1);
}
static uint64_t word(uint64_t address) {
    uint64_t value = 0;
    for (int i = 7; i >= 0; i--) value = value << 8 | memory[address % MEMORY_BYTES + i];
    return value;
}

// The core: what it does is in the cookie of the job.
struct Core {
    bool running = false;
    uint64_t cookie = 0, cycle = 0, length = 0;
    unsigned busy = 0;
} core;
// One transfer of a queue entry.
static int reading = -1, writing = -1, delay = 0;
static uint64_t queue_address = 0;

static void tick() {
    dut.clock = 0;
    dut.eval();
    dut.clock = 1;
    // What the outside sees before the edge.
    bool start = dut.start, abort = dut.__SYM__abort, read = dut.queue_read, write = dut.queue_write;
    uint64_t read_address = dut.queue_read_address, write_address = dut.queue_write_address;
    uint32_t entry[16];
    for (int i = 0; i < 16; i++) entry[i] = dut.queue_write_data[i];
    if (start) {
        std::ostringstream line;
        line << dut.batch;
        for (uint64_t value : {dut.program_address, dut.program_size, dut.constants_address, dut.constants_size, dut.input_address,
                               dut.input_size, dut.output_address, dut.output_size, dut.scratch_address, dut.scratch_size})
            line << ' ' << value;
        starts += line.str() + ";";
        if (core.running || core.busy || reading >= 0 || writing >= 0) violation("start while something runs");
        if (abort) violation("abort with start");
    }
    if ((read || write) && (core.running || core.busy || reading >= 0 || writing >= 0)) violation("queue while something runs");
    dut.eval();
    passed++;

    // The core, registered.
    uint64_t c = core.cookie;
    bool was_running = core.running;
    dut.halted = dut.fault = 0;
    dut.multiplies = was_running ? (c >> 11 & 31) % (PV_COUNT + 1) : 0;
    dut.stalled_input = was_running ? (c >> 16 & 31) % (PV_COUNT + 1) : 0;
    dut.stalled_weight = was_running ? (c >> 21 & 31) % (PV_COUNT + 1) : 0;
    dut.stalled_output = was_running ? (c >> 26 & 31) % (PV_COUNT + 1) : 0;
    dut.stalled_micro_op = was_running ? (c >> 31 & 31) % (PV_COUNT + 1) : 0;
    if (core.busy) core.busy--;
    if (was_running) {
        core.cycle++;
        bool over = core.cycle >= core.length && (c >> 56 & 1) == 0;
        if (over || abort) {
            core.running = false;
            core.busy = below(30);
            if (over && (c >> 9 & 3) == 3) {
                dut.fault = 1;
                dut.fault_cause = 1 + (c >> 50 & 7);
                dut.fault_segment = (c >> 53 & 7) % 5;
                dut.fault_address = c * 0x9E3779B97F4A7C15ull;
            } else if (over) {
                dut.halted = 1;
            }
        }
    }
    if (start) {
        core.running = true;
        core.cycle = 0;
        core.cookie = word(queue_address + 96);
        core.length = 1 + (core.cookie & 511);
        c = core.cookie;
        dut.program_counter = (uint32_t)c;
    }
    dut.running = core.running;
    dut.read_bytes = core.running ? (c >> 36 & 511) % 257 : 0;
    dut.written_bytes = core.running ? (c >> 45 & 31) % 17 : 0;
    // Garbage where nothing is said.
    if (!dut.fault) dut.fault_cause = below(16), dut.fault_segment = below(8), dut.fault_address = below(1u << 31);

    // The bus.
    dut.queue_read_valid = dut.queue_read_error = dut.queue_write_done = dut.queue_write_error = 0;
    bool bad = queue_address >= error_first && queue_address <= error_last;
    if (reading >= 0 && delay-- <= 0) {
        for (int i = 0; i < 4; i++) {
            uint64_t half = word(queue_address + 16 * reading + 8 * (i / 2));
            dut.queue_read_data[i] = bad ? below(1u << 31) : i % 2 ? half >> 32 : half;
        }
        dut.queue_read_valid = 1;
        delay = below(4) ? 0 : below(5);
        if (++reading == 8) reading = -1, dut.queue_read_error = bad;
    }
    if (writing >= 0 && delay-- <= 0) {
        dut.queue_write_done = 1;
        dut.queue_write_error = bad;
        writing = -1;
    }
    if (read) reading = 0, queue_address = read_address, delay = below(40);
    if (write) {
        writing = 0, delay = below(40);
        uint64_t job = queue_address;
        queue_address = write_address;
        bool refused = write_address >= error_first && write_address <= error_last;
        for (int i = 0; i < 64 && !refused; i++) memory[(write_address + i) % MEMORY_BYTES] = entry[i / 4] >> 8 * (i % 4);
        (void)job;
    }
    dut.bus_idle = !(core.running || core.busy || reading >= 0 || writing >= 0);
    quiet = core.running || core.busy || reading >= 0 || writing >= 0 || start || read || write ? 0 : quiet + 1;
}

static void write_register(uint32_t offset, uint32_t data, uint32_t strobes) {
    int address_wait = below(3) ? 0 : below(6), data_wait = below(3) ? 0 : below(6);
    bool address_done = false, data_done = false, answered = false;
    for (int guard = 0; !answered; guard++) {
        if (guard > 2000) violation("no answer to a write");
        dut.awvalid = !address_done && address_wait-- <= 0;
        dut.awaddr = offset;
        dut.wvalid = !data_done && data_wait-- <= 0;
        dut.wdata = data;
        dut.wstrb = strobes;
        dut.bready = below(2);
        dut.clock = 0;
        dut.eval();
        bool takes_address = dut.awvalid && dut.awready, takes_data = dut.wvalid && dut.wready;
        answered = dut.bvalid && dut.bready;
        if (dut.bvalid && !(address_done && data_done)) violation("an answer before the write");
        tick();
        address_done |= takes_address;
        data_done |= takes_data;
    }
    dut.awvalid = dut.wvalid = dut.bready = 0;
}

static uint32_t read_register(uint32_t offset) {
    bool address_done = false;
    for (int guard = 0;; guard++) {
        if (guard > 2000) violation("no answer to a read");
        dut.arvalid = !address_done;
        dut.araddr = offset;
        dut.rready = below(2);
        dut.clock = 0;
        dut.eval();
        bool takes_address = dut.arvalid && dut.arready, answered = dut.rvalid && dut.rready;
        uint32_t value = dut.rdata;
        tick();
        address_done |= takes_address;
        if (answered) {
            dut.arvalid = dut.rready = 0;
            return value;
        }
    }
}

int main() {
    dut.reset = 1;
    dut.bus_idle = 1;
    for (int i = 0; i < 3; i++) tick();
    dut.reset = 0;
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream in(line);
        char command;
        uint64_t a = 0, b = 0, c = 0;
        in >> command;
        switch (command) {
        case 'w': in >> a >> b >> c; write_register(a, b, c); break;
        case 'r': in >> a; std::cout << read_register(a); break;
        case 't': in >> a; while (a--) tick(); break;
        case 's': for (quiet = 0; quiet < 400;) tick(); break;
        case 'p': in >> a; while (in >> b) memory[a++ % MEMORY_BYTES] = b; break;
        case 'g': in >> a >> b; while (b--) std::cout << int(memory[a++ % MEMORY_BYTES]) << ' '; break;
        case 'i': std::cout << int(dut.__SYM__interrupt); break;
        case 'x': in >> error_first >> error_last; break;
        case 'l': std::cout << starts; starts.clear(); break;
        default: violation("unknown command");
        }
        std::cout << std::endl;
    }
}
