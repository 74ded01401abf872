"""The integer program of a folder, read from the file of `plan --export-model --export-goal coverage`.

Readers of MPS files return one objective; this file has one for each goal, so its few sections are read here.
"""

from dataclasses import dataclass, field
from pathlib import Path

# Goals are summed in whole numbers of this part of a unit: the peers count in whole numbers.
PARTS = 1_000_000


@dataclass
class Row:
    """A row: its sense (`E`, `L` or `G`), its right-hand side and its whole coefficients by column."""

    sense: str
    right: int = 0
    of: dict[str, int] = field(default_factory=dict)


@dataclass
class Program:
    """Goals in the order of the ladder, each with its costs by column in parts; rows; and bounds of columns."""

    goals: dict[str, dict[str, int]] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    bounds: dict[str, tuple[int, int | None]] = field(default_factory=dict)


def whole(text: str) -> int:
    """A number that has to be whole."""
    number = float(text)
    assert number == int(number), f"{text} is not whole"
    return int(number)


def read(path: Path) -> Program:
    """Reads the file. Constants of goals are left out: what a roster is worth, `plan --import-solution` says."""
    program, section = Program(), ""
    for line in path.read_text("ascii").splitlines():
        words = line.split()
        if line.startswith("*") or not words:
            continue
        if not line.startswith(" "):
            section = words[0]
        elif section == "ROWS" and words[0] == "N":
            program.goals[words[1]] = {}
        elif section == "ROWS":
            program.rows[words[1]] = Row(words[0])
        elif section == "COLUMNS" and words[1] != "'MARKER'":
            column = words[0]
            program.bounds.setdefault(column, (0, None))
            for row, number in zip(words[1::2], words[2::2]):
                if row in program.goals:
                    program.goals[row][column] = round(float(number) * PARTS)
                else:
                    program.rows[row].of[column] = whole(number)
        elif section == "RHS":
            for row, number in zip(words[1::2], words[2::2]):
                if row in program.rows:
                    program.rows[row].right = whole(number)
        elif section == "BOUNDS":
            kind, column, number = words[0], words[2], whole(words[3])
            lower, upper = program.bounds[column]
            program.bounds[column] = {"UP": (lower, number), "LO": (number, upper), "FX": (number, number)}[kind]
    return program
