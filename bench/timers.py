#!/usr/bin/env python3
"""Timers that come due -> decided and committed, against the bare limit of the same Redis and against BullMQ.

Residents whose repair is done are asked whether it is really fixed; a timer each says when. In turns, on copies of one
desk: ours, a client that replays our reads and commits over the same number of Redis connections, ours in a burst
while residents write, and delayed jobs of BullMQ that make the same reads and writes. The figures are medians over the
rounds; ratios hold on any machine, the rest is this one's.
"""
import argparse
import pathlib
import shutil
import sys
import tempfile

from measure.target import Targets, median
from measure.timers_contest import Contest, Sizes


def parse():
    parser = argparse.ArgumentParser(prog="./dev bench timers", description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--timers", type=int, default=100_000, help="that are fired in a run of ours (100000)")
    parser.add_argument("--pending", type=int, default=1_000_000, help="beside which it idles, and which are claimed (1000000)")
    parser.add_argument("--rounds", type=int, default=3, help="of everything, in turns (3)")
    parser.add_argument("--fsync", choices=["everysec", "always"], default="everysec", help="of the append-only file")
    parser.add_argument("--keep", action="store_true", help="leave the measured data in the build folder")
    return parser.parse_args()


def show(name, measured):
    figures = "   ".join(f"{what} {figure(value)}" for what, value in measured.items())
    print(f"  {name:14} {figures}", flush=True)


def figure(value):
    if isinstance(value, dict):
        return " ".join(f"{who} {part:.2f}" for who, part in value.items())
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}"


def measure(contest, fsync, rounds):
    measured = []
    for number in range(1, rounds + 1):
        print(f"{fsync}, round {number} of {rounds}", flush=True)
        results = {}
        for name, run in (("limit", contest.limit), ("ours", contest.ours), ("burst", contest.burst),
                          ("peer", contest.peer), ("steady", contest.steady)):
            results[name] = run(fsync)
            show(name, results[name])
        measured.append(results)
    return measured


def judge(targets, rounds, pending):
    def per_second(name):
        return median(rounds, name, "per_second")
    targets.at_most("timers_bytes", pending["bytes"], 150)
    targets.at_least("timers_claimed_per_second", pending["claimed_per_second"], 250_000)
    targets.at_least("timers_fired_to_peer", per_second("ours") / per_second("peer"), 3)
    targets.at_most("timers_steady_p99_ms", median(rounds, "steady", "p99_ms"), 20)
    targets.at_least("timers_burst_of_limit", per_second("burst") / per_second("limit"), 0.7)
    targets.at_most("timers_burst_webhook_p99_ms", median(rounds, "burst", "webhook_p99_ms"), 100)
    targets.at_most("timers_idle_percent_of_a_core", sum(pending["idle_percent"].values()), 1)


def main():
    options = parse()
    data = options.build.resolve() / "bench-data"
    with tempfile.TemporaryDirectory(prefix="bench") as sockets:
        contest = Contest(options.build.resolve(), data, pathlib.Path(sockets),
                          Sizes.of(options.timers, options.pending))
        try:
            contest.prepare()
            rounds = measure(contest, options.fsync, options.rounds)
            pending = contest.pending()
            show("pending", pending)
        finally:
            if not options.keep:
                shutil.rmtree(data, ignore_errors=True)
    targets = Targets()
    judge(targets, rounds, pending)
    print("\n" + "\n".join(targets.lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
