"""The ladder with CP-SAT of OR-Tools: one goal after the other, each held where it is proven."""

import time

from ortools.sat.python import cp_model
from program import Program

# No column that has no bound of its own, such as the shifts of a municipality so far, comes near this.
MOST = 10_000_000


class Kept(cp_model.CpSolverSolutionCallback):
    """Keeps the shifts of the best roster there is at each of the given moments."""

    def __init__(self, shifts, keep):
        super().__init__()
        self.shifts, self.keep = shifts, keep

    def on_solution_callback(self):
        self.keep({name: self.value(column) for name, column in self.shifts.items()})


def climb(program: Program, limit: float, workers: int, keep, proven) -> None:
    """Climbs for `limit` seconds. `keep(columns)` is told of each roster, `proven(goal)` of each goal that is proven."""
    end = time.monotonic() + limit
    model = cp_model.CpModel()
    columns = {
        name: model.new_int_var(lower, MOST if upper is None else upper, name) for name, (lower, upper) in program.bounds.items()
    }
    for row in program.rows.values():
        total = cp_model.LinearExpr.weighted_sum([columns[name] for name in row.of], list(row.of.values()))
        model.add({"E": total == row.right, "L": total <= row.right, "G": total >= row.right}[row.sense])
    shown = {name: column for name, column in columns.items() if name.startswith(("shift.", "manned."))}
    for goal, costs in program.goals.items():
        total = cp_model.LinearExpr.weighted_sum([columns[name] for name in costs], list(costs.values()))
        model.minimize(total)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = workers
        solver.parameters.max_time_in_seconds = max(end - time.monotonic(), 0.0)
        status = solver.solve(model, Kept(shown, keep))
        if status != cp_model.OPTIMAL:
            return
        proven(goal)
        # The value in whole parts: `objective_value` is a float, which holds whole numbers up to 2^53.
        value = sum(cost * solver.value(columns[name]) for name, cost in costs.items())
        model.add(total == value)
        model.clear_hints()
        for column in columns.values():
            model.add_hint(column, solver.value(column))
