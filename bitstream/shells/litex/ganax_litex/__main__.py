"""Writes one shell's files for the tools that come after. Runs none of them.

    python -m ganax_litex ulx3s-85f --output DIR --source ganax_2x2.v --module ganax_2x2 ...
"""

import argparse
import os

from litex.soc.integration.builder import Builder

from . import acorn, simulation, ulx3s
from .soc import Parameters, PciId

SHELLS = {
    "acorn-cle215-litepcie": acorn.build,
    "simulation": simulation.build,
    "ulx3s-85f": ulx3s.build,
}


def number(text):
    return int(text, 0)


def arguments():
    parser = argparse.ArgumentParser(prog="ganax_litex", description=__doc__.splitlines()[0])
    parser.add_argument("shell", choices=sorted(SHELLS))
    parser.add_argument("--output", required=True, help="folder of the files")
    parser.add_argument("--name", default="shell", help="name of the files and of the top module")
    parser.add_argument("--source", required=True, help="Verilog of the core")
    parser.add_argument("--module", required=True, help="its top module")
    parser.add_argument("--clock-hz", type=number, required=True)
    parser.add_argument("--baud", type=number, required=True)
    parser.add_argument("--register-base", type=number, required=True)
    parser.add_argument("--memory-base", type=number, required=True)
    parser.add_argument("--ident", required=True, help="text that the board shows")
    parser.add_argument("--pci", help="vendor:device:subsystem vendor:subsystem device, hexadecimal")
    return parser.parse_args()


def pci_id(text):
    return PciId(*(int(part, 16) for part in text.split(":")))


def main():
    given = arguments()
    parameters = Parameters(
        source=os.path.abspath(given.source),
        module=given.module,
        clock_hz=given.clock_hz,
        baud=given.baud,
        register_base=given.register_base,
        memory_base=given.memory_base,
        ident=given.ident,
        pci=pci_id(given.pci) if given.pci else None,
    )
    soc = SHELLS[given.shell](parameters)
    output = os.path.abspath(given.output)
    builder = Builder(
        soc, output_dir=output, gateware_dir=output, compile_software=False, compile_gateware=False,
        csr_json=os.path.join(output, f"{given.name}.json"))
    builder.build(build_name=given.name, run=False)


if __name__ == "__main__":
    main()
