// The accelerator under Verilator as a C library: one clock, registers over AXI4-Lite, memory over AXI4.
//
// Inputs change at the falling edge and are seen by the rising edge; a cycle ends with its rising edge. The host's memory
// is lent for the time of a call. After a failure nothing moves before a reset.

#include "Vdut.h"
#include "verilated.h"
#ifdef GANAX_WAVE
#include "verilated_fst_c.h"
#endif

#include <memory>
#include <stdexcept>

#include "memory.h"

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace {

// Verilator takes `interrupt` for a reserved word and renames it; not every version needs to.
template <class Device>
auto interrupt_line(Device& device, int) -> decltype(bool(device.interrupt)) {
    return device.interrupt;
}
template <class Device>
bool interrupt_line(Device& device, long) {
    return device.__SYM__interrupt;
}

// Cycles in which a register access is answered by any device that works.
constexpr unsigned PATIENCE = 4096;
constexpr unsigned RESET_CYCLES = 16;

class Model {
public:
    Failure failure;
    Memory<Vdut> memory{failure};
    uint64_t cycle = 0;

    explicit Model(uint64_t seed) {
        // Memories start with zeros, or with anything.
        context.randReset(seed == 0 ? 0 : 2);
        context.randSeed(static_cast<int>(seed % 0x7fffffff) + 1);
        Verilated::threadContextp(&context);
        device = std::make_unique<Vdut>(&context);
        memory.seed(seed);
        registers.seed(seed == 0 ? 0 : seed ^ 0x9e3779b97f4a7c15ULL);
        device->aclk = 0;
        device->aresetn = 0;
    }

    ~Model() {
        device->final();
        close_wave();
    }

    VerilatedContext* contextp() { return &context; }
    bool interrupt() { return interrupt_line(*device, 0); }

    void reset(const View& view) {
        failure.clear();
        memory.clear();
        held_read.clear();
        held_response.clear();
        device->s_axi_awvalid = device->s_axi_wvalid = device->s_axi_arvalid = 0;
        device->s_axi_bready = device->s_axi_rready = 0;
        device->aresetn = 0;
        for (unsigned count = 0; count < RESET_CYCLES; ++count) clock(view);
        if (device->m_axi_arvalid || device->m_axi_awvalid || device->m_axi_wvalid || device->s_axi_bvalid ||
            device->s_axi_rvalid)
            failure.report(cycle, "a VALID output is up in reset");
        device->aresetn = 1;
    }

    uint32_t read(const View& view, uint32_t address) {
        device->s_axi_araddr = address;
        bool asked = false;
        for (unsigned count = 0; count < PATIENCE && !failure.any(); ++count) {
            device->s_axi_arvalid = !asked && (device->s_axi_arvalid || registers.ready());
            device->s_axi_rready = registers.ready();
            clock(view);
            asked |= took.read_address;
            if (took.read_data) {
                device->s_axi_rready = 0;
                if (took.response != 0)
                    failure.report(cycle, "register 0x%x reads with response %u", address, took.response);
                return took.data;
            }
        }
        device->s_axi_arvalid = device->s_axi_rready = 0;
        failure.report(cycle, "no answer to a read of register 0x%x", address);
        return 0;
    }

    void write(const View& view, uint32_t address, uint32_t value) {
        device->s_axi_awaddr = address;
        device->s_axi_wdata = value;
        device->s_axi_wstrb = 0xf;
        bool addressed = false, given = false;
        for (unsigned count = 0; count < PATIENCE && !failure.any(); ++count) {
            device->s_axi_awvalid = !addressed && (device->s_axi_awvalid || registers.ready());
            device->s_axi_wvalid = !given && (device->s_axi_wvalid || registers.ready());
            device->s_axi_bready = registers.ready();
            clock(view);
            addressed |= took.write_address;
            given |= took.write_data;
            if (took.write_response) {
                device->s_axi_bready = 0;
                if (!addressed || !given) failure.report(cycle, "register 0x%x: response before the write", address);
                if (took.response != 0)
                    failure.report(cycle, "register 0x%x: write with response %u", address, took.response);
                return;
            }
        }
        device->s_axi_awvalid = device->s_axi_wvalid = device->s_axi_bready = 0;
        failure.report(cycle, "no answer to a write of register 0x%x", address);
    }

    // Clocks for so many cycles, or until the interrupt line is up if it is to; returns the cycles it took.
    uint64_t run(const View& view, uint64_t cycles, bool to_interrupt) {
        const uint64_t begun = cycle;
        while (cycle - begun < cycles && !(to_interrupt && interrupt()) && !failure.any()) clock(view);
        return cycle - begun;
    }

    bool open_wave(const char* path) {
#ifdef GANAX_WAVE
        close_wave();
        context.traceEverOn(true);
        wave = std::make_unique<VerilatedFstC>();
        device->trace(wave.get(), 99);
        wave->open(path);
        if (!wave->isOpen()) wave.reset();
        return wave != nullptr;
#else
        return path == nullptr;
#endif
    }

    void close_wave() {
#ifdef GANAX_WAVE
        if (wave) wave->close();
        wave.reset();
#endif
    }

private:
    // Handshakes of the register port in the last cycle.
    struct Took {
        bool read_address, read_data, write_address, write_data, write_response;
        uint32_t data;
        unsigned response;
    };

    VerilatedContext context;
    std::unique_ptr<Vdut> device;
    Pressure registers;
    Took took{};
    Held<uint64_t> held_read, held_response;
#ifdef GANAX_WAVE
    std::unique_ptr<VerilatedFstC> wave;
#endif

    void clock(const View& view) {
        try {
            memory.drive(*device, cycle, view, device->aresetn);
            device->aclk = 0;
            device->eval();
            dump(0);
            if (device->aresetn) {
                memory.sample(*device, cycle, view);
                sample_registers();
            }
            device->aclk = 1;
            device->eval();
            dump(1);
        } catch (const std::exception& error) {
            failure.report(cycle, "%s", error.what());
        }
        ++cycle;
    }

    void sample_registers() {
        Vdut& d = *device;
        const unsigned read_response = s_axi_rresp_or(d, 0, 0), write_response = s_axi_bresp_or(d, 0, 0);
        took = {d.s_axi_arvalid && d.s_axi_arready, d.s_axi_rvalid && d.s_axi_rready, d.s_axi_awvalid && d.s_axi_awready,
                d.s_axi_wvalid && d.s_axi_wready,   d.s_axi_bvalid && d.s_axi_bready, d.s_axi_rdata,
                d.s_axi_bvalid ? write_response : read_response};
        if (!held_read.look(d.s_axi_rvalid, d.s_axi_rready, uint64_t(d.s_axi_rdata) << 2 | read_response))
            failure.report(cycle, "R of the registers changed while it waited for RREADY");
        if (!held_response.look(d.s_axi_bvalid, d.s_axi_bready, write_response))
            failure.report(cycle, "B of the registers changed while it waited for BREADY");
    }

    // 10 time units a cycle.
    void dump(unsigned half) {
#ifdef GANAX_WAVE
        if (wave) wave->dump(cycle * 10 + half * 5);
#else
        (void)half;
#endif
    }
};

Model& of(void* handle) {
    Model& model = *static_cast<Model*>(handle);
    Verilated::threadContextp(model.contextp());
    return model;
}

}  // namespace

// Verilator's fatal errors (a loop that does not settle) end the call, not the process.
void vl_fatal(const char*, int, const char*, const char* message) { throw std::runtime_error(message); }

EXPORT uint32_t ganax_rtl_abi() noexcept { return 2; }

EXPORT void* ganax_rtl_create(uint64_t base, uint32_t read_latency, uint32_t write_latency, uint64_t seed) noexcept {
    Model* model = new Model(seed);
    model->memory.base = base;
    model->memory.read_latency = read_latency;
    model->memory.write_latency = write_latency;
    return model;
}

EXPORT void ganax_rtl_destroy(void* handle) noexcept { delete &of(handle); }

EXPORT void ganax_rtl_reset(void* handle, const Lent* lent) noexcept {
    Model& model = of(handle);
    model.reset({*lent, model.memory.base});
}

EXPORT uint32_t ganax_rtl_read(void* handle, const Lent* lent, uint32_t address) noexcept {
    Model& model = of(handle);
    return model.read({*lent, model.memory.base}, address);
}

EXPORT void ganax_rtl_write(void* handle, const Lent* lent, uint32_t address, uint32_t value) noexcept {
    Model& model = of(handle);
    model.write({*lent, model.memory.base}, address, value);
}

EXPORT uint64_t ganax_rtl_run(void* handle, const Lent* lent, uint64_t cycles, bool to_interrupt) noexcept {
    Model& model = of(handle);
    return model.run({*lent, model.memory.base}, cycles, to_interrupt);
}

EXPORT bool ganax_rtl_interrupt(void* handle) noexcept { return of(handle).interrupt(); }

EXPORT const char* ganax_rtl_error(void* handle) noexcept {
    Model& model = of(handle);
    return model.failure.any() ? model.failure.c_str() : nullptr;
}

EXPORT bool ganax_rtl_wave_open(void* handle, const char* path) noexcept { return of(handle).open_wave(path); }

EXPORT void ganax_rtl_wave_close(void* handle) noexcept { of(handle).close_wave(); }
