"""vagtplan beside other solvers: what each of them reaches and proves in so many seconds on the same folders.

Writes the tables of docs/peers.md to standard output; how to run it stands there.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import counters
import cp_sat
import program

HERE = Path(__file__).parent


def run(*command, exits=(0, 4)) -> None:
    """Runs a command, whose output nobody reads."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode not in exits:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")


def rungs(out: Path) -> list[dict]:
    """The goals of a run of vagtplan, as its summary has them."""
    return json.loads((out / "summary.json").read_text("utf-8"))["goals"]


class Folder:
    """A planning folder, its program, and where the results of the solvers go."""

    def __init__(self, tool: Path, name: str, path: Path, work: Path):
        self.tool, self.name, self.path, self.work = tool, name, path, work
        work.mkdir(parents=True)
        begin = time.monotonic()
        run(tool, "plan", path, "--out", work / "engine")
        self.seconds = time.monotonic() - begin
        self.engine = rungs(work / "engine")
        mps = work / "program.mps"
        run(tool, "plan", path, "--out", work / "export", "--export-model", mps, "--export-goal", "coverage")
        self.program = program.read(mps)
        counters.Counters(self.program).write(work / "counters.txt")

    def judged(self, name: str, columns: dict[str, int] | None) -> list[float] | None:
        """What a roster is worth, by `vagtplan plan --import-solution`, which judges it by every rule first."""
        if not columns:
            return None
        solution, out = self.work / f"{name}.sol", self.work / name
        solution.write_text("".join(f"{column} {number}\n" for column, number in columns.items() if number), "ascii")
        run(self.tool, "plan", self.path, "--import-solution", solution, "--out", out)
        return [rung["value"] for rung in rungs(out)]

    def plain(self, moments):
        """HiGHS with one program for each goal: `plan --plain`, a run for each moment."""
        for moment in moments:
            out = self.work / f"plain-{moment}"
            run(self.tool, "plan", self.path, "--plain", "--time-limit", moment, "--out", out, exits=(0, 4, 5))
            if not (out / "summary.json").exists():
                yield None, 0
                continue
            found = rungs(out)
            proven = [rung["proven"] for rung in found]
            yield [rung["value"] for rung in found], (proven + [False]).index(False)

    def cp_sat(self, moments, workers):
        """CP-SAT, goal by goal; one run, looked at in each moment."""
        begin = time.monotonic()
        found, proven = [], []
        cp_sat.climb(
            self.program,
            moments[-1],
            workers,
            keep=lambda columns: found.append((time.monotonic() - begin, columns)),
            proven=lambda goal: proven.append(time.monotonic() - begin),
        )
        for moment in moments:
            until = [columns for at, columns in found if at <= moment or moment == moments[-1]]
            yield self.judged(f"cp-sat-{moment}", until[-1] if until else None), sum(at <= moment for at in proven)

    def timefold(self, moments):
        """Timefold, a local search that proves nothing; one run, looked at in each moment."""
        jars = Path(find_spec("timefold").submodule_search_locations[0]) / "solver" / "jars"
        out = self.work / "timefold"
        run("java", "-cp", jars / "*", HERE / "Timefold.java", self.work / "counters.txt", out, *moments)
        names = [name for name in self.program.bounds if name.startswith("shift.")]
        for moment in moments:
            taken = [int(word) for word in Path(f"{out}.{moment}").read_text("ascii").split()]
            columns = dict(zip(names, taken))
            for name, row in self.program.rows.items():
                if taken and name.startswith("tie."):
                    columns["manned." + name.split(".", 1)[1]] = sum(columns.get(column, 0) for column in row.of)
            yield self.judged(f"timefold-{moment}", columns if taken else None), 0

    def table(self, moments, workers) -> None:
        """Prints the folder's table as soon as each row is known."""
        names = [rung["goal"] for rung in self.engine]
        print(f"\n## {self.name}\n\n| solver | seconds | {' | '.join(names)} |")
        print("| --- | ---: |" + " ---: |" * len(names))
        best = [rung["value"] for rung in self.engine]
        proven = sum(rung["proven"] for rung in self.engine)
        self.row("vagtplan", f"{self.seconds:.1f}", best, proven)
        solvers = {
            "HiGHS, plain ladder": self.plain(moments),
            "CP-SAT": self.cp_sat(moments, workers),
            "Timefold": self.timefold(moments),
        }
        for solver, results in solvers.items():
            for moment, (values, proven) in zip(moments, results):
                self.row(solver, moment, values, proven)
                for goal, value, least in zip(names[:proven], values or [], best):
                    if abs(value - least) > 1e-5 * max(1.0, abs(least)):
                        sys.exit(f"{solver} has proven {value} in {goal}, and vagtplan {least}: one of them is wrong")

    def row(self, solver, seconds, values, proven) -> None:
        """Prints a row; proven values are bold, a dash says that there is no roster."""
        shown = [f"{value:.6g}" for value in values] if values else ["–"] * len(self.engine)
        shown = [f"**{value}**" if place < proven else value for place, value in enumerate(shown)]
        print(f"| {solver} | {seconds} | {' | '.join(shown)} |", flush=True)


def main() -> None:
    """Reads the arguments, makes the folders and prints what is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tool", type=Path, default=HERE.parents[1] / "target/release/vagtplan")
    parser.add_argument("--seconds", type=int, nargs="+", default=[10, 60, 240])
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="threads of CP-SAT")
    parser.add_argument("--machine", default=f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}")
    arguments = parser.parse_args()
    tool, moments = arguments.tool.resolve(), sorted(arguments.seconds)
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        scattered = work / "24-170-13-scattered"
        sizes = ("--municipalities", 24, "--staff", 170, "--weeks", 13)
        run(tool, "generate", scattered, *sizes, "--seed", 1, "--hard", "scattered")
        print(
            "# Beside other solvers\n\nThe goals that each solver reaches in so many seconds, the first goal first; less is better. **Bold** values it has"
        )
        print(
            "proven; a dash says that it has no roster yet. [benchmarks.md](benchmarks.md#other-solvers) tells what each is given.\n"
        )
        print(f"- date: {time.strftime('%Y-%m-%d')}")
        print(f"- machine: {arguments.machine}")
        print(
            f"- versions: OR-Tools {version('ortools')}, Timefold {version('timefold')}; CP-SAT with {arguments.workers} workers"
        )
        for path in (HERE.parents[1] / "examples/ddh-2025", scattered):
            Folder(tool, path.name, path, work / f"of-{path.name}").table(moments, arguments.workers)


if __name__ == "__main__":
    main()
