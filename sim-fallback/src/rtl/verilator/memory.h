// The memory behind the accelerator's AXI port: takes requests, answers them after a latency, checks the protocol.
//
// Strict where AXI leaves a choice: a burst is read when its address is accepted, and what is written is in memory
// when the response is given, not before. A device that does not wait for its responses reads stale data here.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <deque>
#include <string>
#include <vector>

constexpr uint64_t BEAT_BYTES = 16;
constexpr uint64_t PAGE_BYTES = 4096;
constexpr unsigned DECODE_ERROR = 3;

// What went wrong first; nothing is clocked any more once there is something.
class Failure {
public:
    bool any() const { return !text.empty(); }
    const char* c_str() const { return text.c_str(); }
    void clear() { text.clear(); }

    template <class... Values>
    void report(uint64_t cycle, const char* format, Values... values) {
        if (any()) return;
        char message[240];
        snprintf(message, sizeof message, format, values...);
        text = std::string(message) + " (cycle " + std::to_string(cycle) + ")";
    }

private:
    std::string text;
};

// Random stretches of readiness: how often a channel moves changes every now and then. Always ready without a seed.
class Pressure {
public:
    void seed(uint64_t value) { state = value; }
    bool random() const { return state != 0; }

    uint64_t next() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state;
    }

    bool ready() {
        if (!random()) return true;
        if (stretch-- == 0) {
            stretch = next() % 256;
            density = 1 + next() % 4;
        }
        return next() % 4 < density;
    }

    // Cycles on top of a latency: mostly few, sometimes many.
    uint64_t delay() {
        if (!random()) return 0;
        const uint64_t longest = next() % 8 == 0 ? 300 : 12;
        return next() % longest;
    }

private:
    uint64_t state = 0;
    uint64_t stretch = 0;
    uint64_t density = 4;
};

// A value that must not change while its owner waits for an answer.
template <class Payload>
class Held {
public:
    // Looks at a channel in one cycle; false if valid fell or the payload changed while it waited.
    bool look(bool valid, bool ready, const Payload& payload) {
        const bool kept = !waiting || (valid && payload == before);
        waiting = valid && !ready;
        before = payload;
        return kept;
    }
    void clear() { waiting = false; }

private:
    bool waiting = false;
    Payload before{};
};

struct Beat {
    uint8_t bytes[BEAT_BYTES];
    uint16_t strobe;
    bool last;
    bool operator==(const Beat& other) const {
        return memcmp(bytes, other.bytes, BEAT_BYTES) == 0 && strobe == other.strobe && last == other.last;
    }
};

struct Address {
    uint64_t address;
    unsigned beats;
    bool operator==(const Address& other) const { return address == other.address && beats == other.beats; }
    uint64_t beat(unsigned index) const { return (address & ~(BEAT_BYTES - 1)) + BEAT_BYTES * index; }
};

// A part of the host's bytes that may be accessed.
struct Extent {
    uint64_t begin, end;
    bool writable;
};

// The host's bytes, for the time of one call.
struct Lent {
    uint8_t* bytes;
    uint64_t size;
    const Extent* extents;   // in order, without overlap
    uint64_t count;
};

// The same at the addresses of the device. A beat that may not be accessed is nowhere.
struct View {
    const Lent& lent;
    uint64_t base;

    uint8_t* at(uint64_t address, bool writes) const {
        const uint64_t offset = address - base;
        if (address < base || lent.size < BEAT_BYTES || offset > lent.size - BEAT_BYTES) return nullptr;
        const Extent* end = lent.extents + lent.count;
        const Extent* behind = std::upper_bound(
            lent.extents, end, offset, [](uint64_t value, const Extent& extent) { return value < extent.begin; });
        if (behind == lent.extents) return nullptr;
        const Extent& extent = behind[-1];
        const bool inside = offset < extent.end && extent.end - offset >= BEAT_BYTES;
        return inside && (extent.writable || !writes) ? lent.bytes + offset : nullptr;
    }
};

// A port that some designs do not have: its value, or `otherwise`.
#define OPTIONAL_PORT(port)                                                                      \
    template <class Device>                                                                      \
    auto port##_or(Device& device, unsigned, int)->decltype(unsigned(device.port)) {             \
        return device.port;                                                                      \
    }                                                                                            \
    template <class Device>                                                                      \
    unsigned port##_or(Device&, unsigned otherwise, long) {                                      \
        return otherwise;                                                                        \
    }
OPTIONAL_PORT(m_axi_arsize)
OPTIONAL_PORT(m_axi_arburst)
OPTIONAL_PORT(m_axi_awsize)
OPTIONAL_PORT(m_axi_awburst)
OPTIONAL_PORT(s_axi_bresp)
OPTIONAL_PORT(s_axi_rresp)

template <class Device>
class Memory {
public:
    uint64_t base = 0;
    uint64_t read_latency = 1;
    uint64_t write_latency = 1;

    explicit Memory(Failure& failure) : failure(failure) {}

    void seed(uint64_t value) {
        for (Pressure* pressure : {&address_read, &data_read, &address_write, &data_write, &response}) {
            pressure->seed(value);
            if (value != 0) value = pressure->next() | 1;
        }
    }

    // Forgets every transaction, as the reset of both sides does.
    void clear() {
        reads.clear();
        writes.clear();
        early.clear();
        held_read.clear();
        held_write.clear();
        held_beat.clear();
        collecting = 0;
        read_valid = response_valid = false;
    }

    // Sets the inputs of the device for this cycle.
    void drive(Device& device, uint64_t cycle, const View& view, bool running) {
        device.m_axi_arready = running && address_read.ready();
        device.m_axi_awready = running && address_write.ready();
        device.m_axi_wready = running && data_write.ready();
        if (!read_valid && !reads.empty() && reads.front().due <= cycle && data_read.ready()) {
            const Read& read = reads.front();
            memcpy(&device.m_axi_rdata[0], read.data.data() + BEAT_BYTES * read.beat, BEAT_BYTES);
            device.m_axi_rresp = read.response[read.beat];
            device.m_axi_rlast = read.beat + 1 == read.address.beats;
            read_valid = true;
        }
        device.m_axi_rvalid = read_valid;
        if (!response_valid && collecting > 0 && writes.front().due <= cycle && response.ready()) {
            device.m_axi_bresp = store(writes.front(), view);
            response_valid = true;
        }
        device.m_axi_bvalid = response_valid;
    }

    // Sees what the device drives in this cycle.
    void sample(Device& device, uint64_t cycle, const View& view) {
        sample_read(device, cycle, view);
        sample_write(device, cycle);
        if (response_valid && device.m_axi_bready) {
            response_valid = false;
            writes.pop_front();
            --collecting;
        }
    }

private:
    struct Read {
        Address address;
        uint64_t due;
        unsigned beat;
        std::vector<uint8_t> data;
        std::vector<uint8_t> response;
    };
    struct Write {
        Address address;
        uint64_t due;
        std::vector<Beat> beats;
    };

    Failure& failure;
    Pressure address_read, data_read, address_write, data_write, response;
    Held<Address> held_read, held_write;
    Held<Beat> held_beat;
    std::deque<Read> reads;
    std::deque<Write> writes;   // the first `collecting` have all their data
    std::deque<Beat> early;     // data whose address has not come yet
    size_t collecting = 0;
    bool read_valid = false, response_valid = false;

    void check(const char* channel, const Address& burst, unsigned size, unsigned type, uint64_t cycle) {
        const unsigned long long address = burst.address;
        if (burst.beat(0) % PAGE_BYTES + BEAT_BYTES * burst.beats > PAGE_BYTES)
            failure.report(cycle, "%s: burst of %u beats at 0x%llx crosses 4 KiB", channel, burst.beats, address);
        if (size != 4) failure.report(cycle, "%s: size %u at 0x%llx, must be 4", channel, size, address);
        if (type != 1) failure.report(cycle, "%s: burst type %u at 0x%llx, must be INCR", channel, type, address);
    }

    void sample_read(Device& device, uint64_t cycle, const View& view) {
        if (read_valid && device.m_axi_rready) {
            read_valid = false;
            if (++reads.front().beat == reads.front().address.beats) reads.pop_front();
        }
        const Address burst{device.m_axi_araddr, device.m_axi_arlen + 1u};
        if (!held_read.look(device.m_axi_arvalid, device.m_axi_arready, burst))
            failure.report(cycle, "AR changed while it waited for ARREADY");
        if (!(device.m_axi_arvalid && device.m_axi_arready)) return;
        check("AR", burst, m_axi_arsize_or(device, 4, 0), m_axi_arburst_or(device, 1, 0), cycle);
        Read read{burst, cycle + read_latency + address_read.delay(), 0, {}, {}};
        read.data.resize(BEAT_BYTES * burst.beats);
        read.response.resize(burst.beats);
        for (unsigned index = 0; index < burst.beats; ++index) {
            const uint8_t* bytes = view.at(burst.beat(index), false);
            if (bytes) memcpy(read.data.data() + BEAT_BYTES * index, bytes, BEAT_BYTES);
            else read.response[index] = DECODE_ERROR;
        }
        reads.push_back(std::move(read));
    }

    void sample_write(Device& device, uint64_t cycle) {
        const Address burst{device.m_axi_awaddr, device.m_axi_awlen + 1u};
        if (!held_write.look(device.m_axi_awvalid, device.m_axi_awready, burst))
            failure.report(cycle, "AW changed while it waited for AWREADY");
        if (device.m_axi_awvalid && device.m_axi_awready) {
            check("AW", burst, m_axi_awsize_or(device, 4, 0), m_axi_awburst_or(device, 1, 0), cycle);
            writes.push_back({burst, 0, {}});
        }
        Beat beat{{}, static_cast<uint16_t>(device.m_axi_wstrb), device.m_axi_wlast != 0};
        memcpy(beat.bytes, &device.m_axi_wdata[0], BEAT_BYTES);
        if (!held_beat.look(device.m_axi_wvalid, device.m_axi_wready, beat))
            failure.report(cycle, "W changed while it waited for WREADY");
        if (device.m_axi_wvalid && device.m_axi_wready) early.push_back(beat);
        while (!early.empty() && collecting < writes.size() && !failure.any()) {
            collect(early.front(), cycle);
            early.pop_front();
        }
    }

    // Adds a beat to the oldest write that lacks one.
    void collect(const Beat& beat, uint64_t cycle) {
        Write& write = writes[collecting];
        const unsigned index = write.beats.size();
        const unsigned long long address = write.address.address;
        const bool last = index + 1 == write.address.beats;
        if (beat.last != last)
            failure.report(cycle, "WLAST is %d with beat %u of %u at 0x%llx", int(beat.last), index, write.address.beats,
                           address);
        const unsigned below = write.address.address % BEAT_BYTES;
        if (index == 0 && (beat.strobe & ((1u << below) - 1)) != 0)
            failure.report(cycle, "W: strobe 0x%x below the address 0x%llx", unsigned(beat.strobe), address);
        write.beats.push_back(beat);
        if (last) {
            write.due = cycle + write_latency + response.delay();
            ++collecting;
        }
    }

    // Carries a write out and returns the response.
    unsigned store(const Write& write, const View& view) {
        unsigned worst = 0;
        for (unsigned index = 0; index < write.beats.size(); ++index) {
            const Beat& beat = write.beats[index];
            uint8_t* bytes = view.at(write.address.beat(index), true);
            if (!bytes) worst = DECODE_ERROR;
            for (unsigned lane = 0; bytes && lane < BEAT_BYTES; ++lane)
                if (beat.strobe >> lane & 1) bytes[lane] = beat.bytes[lane];
        }
        return worst;
    }
};
