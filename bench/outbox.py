#!/usr/bin/env python3
"""The outbox -> a gateway of SMS: as fast as it goes, at a provider's pace with alerts between, and a notice to very many.

In turns, on copies of one outbox: ours, a worker of BullMQ that posts the same bytes, and a bare client of Boost.Beast
without an outbox, each over 32 connections to one gateway on this machine that answers at once. Then ours at the pace of
a provider, bulk waiting, while alerts are committed; and a notice that is paused and cancelled on its way. The figures
are medians over the rounds; ratios hold on any machine, the rest is this one's.
"""
import argparse
import pathlib
import shutil
import sys
import tempfile

from measure.notice_run import NoticeRun
from measure.outbox_contest import Contest, Sizes
from measure.target import Targets, median

PARTS = ("speed", "pace", "notice")


def parse():
    parser = argparse.ArgumentParser(prog="./dev bench outbox", description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--messages", type=int, default=60_000, help="that ours and the peer send in a run (60000)")
    parser.add_argument("--bulk", type=int, default=100_000, help="that wait while a pace is kept (100000)")
    parser.add_argument("--pace", type=float, default=300, help="of the provider, a second (300)")
    parser.add_argument("--window", type=float, default=30, help="seconds over which the pace is looked at (30)")
    parser.add_argument("--recipients", type=int, default=1_000_000, help="of the notice (1000000)")
    parser.add_argument("--notice-seconds", type=float, default=45, help="for which it goes out before it is paused (45)")
    parser.add_argument("--rounds", type=int, default=3, help="of speed and pace, in turns (3)")
    parser.add_argument("--only", choices=PARTS, help="one part")
    parser.add_argument("--fsync", choices=["everysec", "always"], default="everysec", help="of the append-only file")
    parser.add_argument("--keep", action="store_true", help="leave the measured data in the build folder")
    return parser.parse_args()


def show(name, measured):
    print(f"  {name:8} " + "   ".join(f"{what} {figure(value)}" for what, value in measured.items()), flush=True)


def figure(value):
    if isinstance(value, dict):
        return " ".join(f"{who} {part:.1f}" for who, part in value.items())
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"


def measure(runs, rounds):
    measured = []
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds}", flush=True)
        results = {}
        for name, run in runs.items():
            results[name] = run()
            show(name, results[name])
        measured.append(results)
    return measured


def judge_speed(targets, rounds):
    ours = median(rounds, "ours", "per_second")
    targets.at_least("outbox_sent_to_peer", ours / median(rounds, "peer", "per_second"), 2.5)
    targets.at_least("outbox_sent_to_bare", ours / median(rounds, "bare", "per_second"), 0.35)


def judge_pace(targets, rounds):
    targets.at_most("outbox_pace_off_percent", median(rounds, "paced", "off_percent"), 1)
    targets.at_most("outbox_urgent_p99_ms", median(rounds, "paced", "urgent_p99_ms"), 50)


def judge_notice(targets, measured, recipients):
    targets.at_most("notice_memory_grown_mb", measured["grown_mb"], 100)
    targets.at_most("notice_redis_bytes_a_recipient", measured["redis_bytes"] / recipients, 5)
    targets.at_most("notice_progress_off", max(measured["paused_off"], measured["cancelled_off"]), 0)
    targets.at_most("notice_sent_a_second_after_cancel", measured["after_cancel"], 0)


def contest(options, sockets, targets):
    sizes = Sizes.of(options.messages, options.bulk, options.pace, options.window)
    both = Contest(options.build.resolve(), options.build.resolve() / "bench-data", sockets, sizes, options.fsync)
    runs = {}
    both.begin()
    if options.only != "pace":
        both.prepare_speed()
        runs.update(bare=both.bare, ours=both.ours, peer=both.peer)
    if options.only != "speed":
        both.prepare_pace()
        runs.update(paced=both.paced)
    rounds = measure(runs, options.rounds)
    if options.only != "pace":
        judge_speed(targets, rounds)
    if options.only != "speed":
        judge_pace(targets, rounds)


def notice(options, sockets, targets):
    run = NoticeRun(options.build.resolve(), options.build.resolve() / "bench-data", sockets, options.recipients,
                    options.notice_seconds, options.fsync)
    run.begin()
    run.prepare()
    measured = run.measured()
    show("notice", measured)
    judge_notice(targets, measured, options.recipients)


def main():
    options = parse()
    targets = Targets()
    with tempfile.TemporaryDirectory(prefix="bench") as sockets:
        try:
            if options.only != "notice":
                contest(options, pathlib.Path(sockets), targets)
            if options.only in (None, "notice"):
                notice(options, pathlib.Path(sockets), targets)
        finally:
            if not options.keep:
                shutil.rmtree(options.build.resolve() / "bench-data", ignore_errors=True)
    print("\n" + "\n".join(targets.lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
