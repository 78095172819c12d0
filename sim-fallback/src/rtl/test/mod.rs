//! Tests of level `rtl` with `echo.v`, a device of its own that copies memory: they judge harness, cache and transport.
//!
//! Without Verilator they are skipped with a line on stderr, or fail where `GANAX_REQUIRE_TOOLS=1` is set.

mod bus;
mod cache;
mod echo;
