"""LiteX shells for the GANAX accelerator: what surrounds the core on a board, without a CPU."""
