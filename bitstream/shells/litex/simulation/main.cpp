// The shell under Verilator with its serial line on a pseudo-terminal, bit by bit, so that the driver's own transport can
// open it. Prints the terminal's name, and ends when its standard input does.
//
//     shell CYCLES_PER_BIT [SECONDS]

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include "Vshell.h"
#include "verilated.h"

namespace {

constexpr int BITS = 10;
// Cycles between two looks at the terminal, and bytes that are taken from it at once.
constexpr uint64_t LOOK = 256;
constexpr size_t CHUNK = 256;
constexpr uint64_t RESET_CYCLES = 16;
// The SDRAM is being initialised, and the bridge is held in reset until then: nobody may talk to it yet.
constexpr uint64_t START_UP_CYCLES = 40000;

// From bytes to the line.
struct Sender {
    std::deque<uint8_t> bytes;
    int cycles_per_bit;
    unsigned frame = 0;
    int bits = 0;
    int cycles = 0;

    int step() {
        if (bits == 0) {
            if (bytes.empty()) return 1;
            frame = 1u << 9 | unsigned(bytes.front()) << 1;
            bytes.pop_front();
            bits = BITS;
            cycles = cycles_per_bit;
        }
        int level = frame & 1;
        if (--cycles == 0) {
            frame >>= 1;
            --bits;
            cycles = cycles_per_bit;
        }
        return level;
    }
};

// From the line to bytes: each bit is looked at in its middle.
struct Receiver {
    int cycles_per_bit;
    unsigned frame = 0;
    int bits = 0;
    int cycles = 0;

    // The byte that has just ended, or -1.
    int step(int level) {
        if (bits == 0) {
            if (level) return -1;
            bits = BITS;
            frame = 0;
            cycles = cycles_per_bit / 2;
        }
        if (cycles-- > 0) return -1;
        cycles = cycles_per_bit - 1;
        frame = frame >> 1 | unsigned(level) << 9;
        return --bits == 0 ? int(frame >> 1 & 0xff) : -1;
    }
};

int open_terminal() {
    int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    if (terminal < 0 || grantpt(terminal) || unlockpt(terminal)) {
        perror("pseudo-terminal");
        exit(1);
    }
    // Kept open, so that the line stays when a client leaves, and raw before the first client comes.
    int port = open(ptsname(terminal), O_RDWR | O_NOCTTY);
    termios settings;
    tcgetattr(port, &settings);
    cfmakeraw(&settings);
    tcsetattr(port, TCSANOW, &settings);
    return terminal;
}

bool input_has_ended() {
    pollfd input = {STDIN_FILENO, POLLIN, 0};
    char byte;
    return poll(&input, 1, 0) > 0 && read(STDIN_FILENO, &byte, 1) <= 0;
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2 || atoi(arguments[1]) < 4) {
        fprintf(stderr, "usage: shell CYCLES_PER_BIT [SECONDS]; at least 4 cycles\n");
        return 2;
    }
    int cycles_per_bit = atoi(arguments[1]);
    auto limit = std::chrono::seconds(count > 2 ? atoi(arguments[2]) : 3600);
    auto start = std::chrono::steady_clock::now();
    int terminal = open_terminal();
    Sender to_board{{}, cycles_per_bit};
    Receiver from_board{cycles_per_bit};
    Vshell top;
    uint64_t cycle = 0;
    for (;; ++cycle) {
        if (cycle == START_UP_CYCLES) {
            printf("%s\n", ptsname(terminal));
            fflush(stdout);
        }
        if (cycle % LOOK == 0) {
            uint8_t bytes[CHUNK];
            ssize_t length = to_board.bytes.empty() ? read(terminal, bytes, CHUNK) : 0;
            for (ssize_t index = 0; index < length; ++index) to_board.bytes.push_back(bytes[index]);
            if (cycle % (LOOK * 256) == 0) {
                if (input_has_ended() || std::chrono::steady_clock::now() - start > limit) break;
            }
        }
        top.sys_rst = cycle < RESET_CYCLES;
        top.serial_rx = to_board.step();
        top.sys_clk = 1;
        top.eval();
        top.sys_clk = 0;
        top.eval();
        int byte = top.sys_rst ? -1 : from_board.step(top.serial_tx);
        if (byte >= 0) {
            uint8_t sent = uint8_t(byte);
            if (write(terminal, &sent, 1) != 1) perror("the terminal is full");
        }
    }
    fprintf(stderr, "%llu cycles\n", static_cast<unsigned long long>(cycle));
    return 0;
}
