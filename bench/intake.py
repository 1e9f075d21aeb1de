#!/usr/bin/env python3
"""Signed webhook -> order committed -> answer, against the bare limit of the same Redis and against a peer in Node.

Residents of one desk write one message each, and each message opens an order. In turns, on copies of one desk: ours
over HTTP, a client that replays our reads and commits over the same number of Redis connections, and the peer. The
figures are medians over the rounds; ratios hold on any machine, microseconds are this one's.
"""
import argparse
import pathlib
import shutil
import sys
import tempfile

from measure.intake_contest import Contest, Sizes
from measure.target import Targets, median


def parse():
    parser = argparse.ArgumentParser(prog="./dev bench intake", description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--orders", type=int, default=200_000, help="residents, and orders a run of ours (200000)")
    parser.add_argument("--rounds", type=int, default=3, help="of everything, in turns (3)")
    parser.add_argument("--threads", type=int, default=0, help="of the server; 0: one a core")
    parser.add_argument("--only", choices=["everysec", "always"], help="one setting of the append-only file")
    parser.add_argument("--keep", action="store_true", help="leave the measured data in the build folder")
    return parser.parse_args()


def show(name, measured):
    cpu = " ".join(f"{who} {used:.0f}" for who, used in measured["cpu_us"].items())
    print(f"  {name:14} {measured['orders_per_second']:8.0f} orders/s   p50 {measured['p50_ms']:6.2f} ms   "
          f"p99 {measured['p99_ms']:6.2f} ms   CPU us/order: {cpu}", flush=True)


def measure(contest, fsync, rounds):
    measured = []
    for number in range(1, rounds + 1):
        print(f"{fsync}, round {number} of {rounds}", flush=True)
        results = {}
        for name, run in (("limit", contest.limit), ("ours", contest.ours), ("ours, 8", contest.ours_at_8),
                          ("peer", contest.peer)):
            results[name] = run(fsync)
            show(name, results[name])
        measured.append(results)
    return measured


def judge_speed(targets, fsync, rounds, goal):
    ours, peer = median(rounds, "ours", "orders_per_second"), median(rounds, "peer", "orders_per_second")
    targets.at_least(f"intake_of_limit_{fsync}", ours / median(rounds, "limit", "orders_per_second"), goal)
    targets.at_least(f"intake_orders_to_peer_{fsync}", ours / peer, 3)
    targets.at_most(f"intake_p99_to_peer_{fsync}",
                    median(rounds, "ours", "p99_ms") / median(rounds, "peer", "p99_ms"), 1 / 3)
    targets.at_most(f"intake_cpu_to_peer_{fsync}", cpu(rounds, "ours") / cpu(rounds, "peer"), 1 / 3)
    targets.at_most(f"intake_p99_ms_64_{fsync}", median(rounds, "ours", "p99_ms"), 10)
    targets.at_most(f"intake_p99_ms_8_{fsync}", median(rounds, "ours, 8", "p99_ms"), 4)
    targets.at_most(f"intake_cpu_us_{fsync}", median(rounds, "ours", "cpu_us", "server"), 45)


def cpu(rounds, name):
    return median(rounds, name, "cpu_us", "server") + median(rounds, name, "cpu_us", "redis")


def judge_memory(targets, contest):
    memory = contest.memory()
    print(f"{memory['messages']} messages opened {memory['orders']} orders", flush=True)
    targets.at_most("intake_bytes_unsent", memory["unsent"], 2300)
    targets.at_most("intake_bytes_sent", memory["sent"], 1700)


def judge_trips(targets, recorded):
    targets.at_most("intake_round_trips", recorded["trips"], 2)
    targets.at_most("intake_round_trips_most", recorded["most_trips"], 3)


def main():
    options = parse()
    goals = {"everysec": 0.65, "always": 0.75}
    if options.only:
        goals = {options.only: goals[options.only]}
    data = options.build.resolve() / "bench-data"
    with tempfile.TemporaryDirectory(prefix="bench") as sockets:
        contest = Contest(options.build.resolve(), data, pathlib.Path(sockets),
                          Sizes.of(options.orders), options.threads)
        try:
            contest.prepare()
            targets, recorded = Targets(), None
            for fsync, goal in goals.items():
                rounds = measure(contest, fsync, options.rounds)
                judge_speed(targets, fsync, rounds, goal)
                recorded = rounds[0]["limit"]
            judge_trips(targets, recorded)
            judge_memory(targets, contest)
        finally:
            if not options.keep:
                shutil.rmtree(data, ignore_errors=True)
    print("\n" + "\n".join(targets.lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
