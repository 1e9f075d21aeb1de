"""What was aimed at, what was measured, and whether the one meets the other."""
import statistics


class Targets:
    def __init__(self):
        self.lines = []

    def at_least(self, name, value, goal):
        self._add(name, value, goal, ">=", value >= goal)

    def at_most(self, name, value, goal):
        self._add(name, value, goal, "<=", value <= goal)

    def _add(self, name, value, goal, sign, is_met):
        self.lines.append(f"target {name}: {value:.4g} (goal {sign} {goal:g}) {'met' if is_met else 'missed'}")


def median(rounds, *path):
    """The median over rounds of a figure, named by its path: median(rounds, "ours", "cpu_us", "server")."""
    def figure(measured):
        for name in path:
            measured = measured[name]
        return measured
    return statistics.median(figure(measured) for measured in rounds)
