"""The program as counters, for a local search: shifts are counted, and each goal has a table of what a count costs.

What `Timefold.java` reads, a word and numbers in each line:

- `goals N`
- `window SEATS`
- `shift PERSON WINDOW LEAST MOST`: how many seats of that window the person takes
- `limit LEAST MOST SHIFT…`: how many these may be together
- `counter GOAL N SHIFT×N COST…`: what 0, 1, 2, … of these cost
- `cost GOAL SHIFT COST`: what each one of these costs
"""

from pathlib import Path

from program import PARTS, Program, Row

# What a count costs that no table has; more than anything that a roster would come to.
BEYOND = 1_000_000 * PARTS

# The columns that count, for the goals: the first, second, … of something.
STEPS = ("shares", "burdens", "rotation", "against", "unfilled")


def kind(name: str) -> str:
    """The word that a name begins with."""
    return name.split(".")[0]


def rest(name: str) -> str:
    """What comes behind that word."""
    return name.split(".", 1)[1]


class Counters:
    """The lines of a program."""

    def __init__(self, program: Program):
        self.program = program
        self.places = {goal: place for place, goal in enumerate(program.goals)}
        self.shifts = {name: at for at, name in enumerate(n for n in program.bounds if kind(n) == "shift")}
        self.most = [program.bounds[name][1] for name in self.shifts]
        # Whoever a municipality sends is whoever of its staff comes; so shifts are all that is counted.
        self.sent = {
            "manned." + rest(name): [self.shifts[column] for column in row.of if column in self.shifts]
            for name, row in program.rows.items()
            if kind(name) == "tie"
        }
        self.so_far: dict[str, list[int]] = {}
        self.lines = [f"goals {len(self.places)}"]

    def ones(self, row: Row) -> list[int]:
        """The shifts that a row counts."""
        shifts: list[int] = []
        for column in row.of:
            if column in self.shifts:
                shifts.append(self.shifts[column])
            shifts += self.sent.get(column, []) + self.so_far.get(column, [])
        return shifts

    def line(self, *words) -> None:
        """Adds a line."""
        self.lines.append(" ".join(map(str, words)))

    def table(self, goal: str, ones: list[int], cost) -> None:
        """Adds a counter, unless it costs nothing however many there are."""
        costs = [cost(count) for count in range(sum(self.most[one] for one in ones) + 1)]
        if any(costs):
            self.line("counter", self.places[goal], len(ones), *ones, *costs)

    def count(self, row: Row) -> None:
        """A row that counts something in steps, for one goal or two: `each · count + step · steps = right`."""
        steps = sorted((c for c in row.of if kind(c) in STEPS), key=lambda column: int(column.split(".")[-1]))
        ones = self.ones(row)
        (step,) = {row.of[column] for column in steps}
        (each,) = {row.of[column] for column in row.of if column not in steps} or {1}
        for goal, costs in self.program.goals.items():
            by_step = [costs.get(column, 0) for column in steps for _ in range(self.program.bounds[column][1])]
            if any(by_step):
                taken = lambda count: (row.right - each * count) // step
                cost = lambda count: sum(by_step[: taken(count)]) if 0 <= taken(count) <= len(by_step) else BEYOND
                self.table(goal, ones, cost)

    def write(self, path: Path) -> None:
        """Writes the lines."""
        rows = self.program.rows
        windows = {rest(name): at for at, name in enumerate(n for n in rows if kind(n) == "seats")}
        for window in windows:
            self.line("window", rows["seats." + window].right)
        people: dict[str, int] = {}
        for name in self.shifts:
            _, person, window = name.split(".")
            self.line("shift", people.setdefault(person, len(people)), windows[window], *self.program.bounds[name])
        for name, ones in self.sent.items():
            self.line("limit", *self.program.bounds[name], *ones)
        pace: dict[str, dict[str, int]] = {}
        for name, row in rows.items():
            match kind(name):
                case _ if not row.of:
                    pass
                case "tie" | "capacity":
                    pass  # the one is looked through, the other follows from the limits of people
                case "rhythm":
                    this = max(column for column in row.of if kind(column) == "so_far")
                    self.so_far[this] = self.ones(row)
                case "rhythm_early" | "rhythm_late":
                    pace.setdefault("so_far." + rest(name), {})[kind(name)] = row.right
                case _ if row.sense == "E":
                    self.count(row)
                case _:
                    assert row.sense == "L" and set(row.of.values()) == {1}, name
                    self.line("limit", 0, row.right, *self.ones(row))
        for name, of in pace.items():
            late, early = of["rhythm_late"], of["rhythm_early"]
            self.table("rhythm", self.so_far[name], lambda n: PARTS * (max(0, n - early) + max(0, late - n)))
        for goal, costs in self.program.goals.items():
            for column, cost in costs.items():
                if column in self.shifts:
                    self.line("cost", self.places[goal], self.shifts[column], cost)
        path.write_text("\n".join(self.lines) + "\n", "ascii")
