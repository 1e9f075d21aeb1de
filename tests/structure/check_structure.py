#!/usr/bin/env python3
"""Refuses what the layout of the code forbids, over the text of the sources: includes against the direction of the
folders, clocks outside net/clock, heavy headers, capturing lambdas inside co_await, vague names, unfinished work.

usage: check_structure.py [--self-test] [--counts FILE]. Exit code 1 when something is refused.
"""
import argparse
import pathlib
import sys

import rules
import samples

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENDINGS = {".cpp", ".hpp", ".ipp", ".lua", ".py", ".js", ".mjs", ".sh", ".html", ".css", ".json"}
SKIPPED = {"node_modules", ".git", "data"}


def sources():
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT)
        if path.suffix not in ENDINGS or not path.is_file():
            continue
        if SKIPPED & set(inside.parts) or inside.parts[0].startswith("build"):
            continue
        yield inside.as_posix(), path.read_text(encoding="utf-8", errors="replace")


def check_tree():
    """The findings of each rule over the whole tree, by the rule's name."""
    found = {rule.name: [] for rule in rules.RULES}
    for path, text in sources():
        for rule in rules.RULES:
            found[rule.name] += [f"{path}:{line}: {what}" for line, what in rule.look(path, text)]
    return found


def check_samples():
    """The samples that a rule judged wrongly: each has to refuse the bad and pass the good."""
    wrong = {}
    for name, path, text, is_bad in samples.SAMPLES:
        rule = next(rule for rule in rules.RULES if rule.name == name)
        is_refused = bool(list(rule.look(path, text)))
        wrong[f"{name} on {path}: {text[:60]!r}"] = [] if is_refused == is_bad else ["refused" if is_refused else "passed"]
    untested = {rule.name for rule in rules.RULES} - {name for name, *_, is_bad in samples.SAMPLES if is_bad}
    wrong["every rule has a bad sample"] = [f"none for: {name}" for name in sorted(untested)]
    return wrong


def report(checks):
    for name, findings in checks.items():
        for finding in findings:
            print(f"structure: {name}: {finding}")
    failed = sum(bool(findings) for findings in checks.values())
    return len(checks) - failed, failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--self-test", action="store_true", help="also show that each rule refuses a bad sample")
    parser.add_argument("--counts", type=pathlib.Path, help="write `passed failed` here")
    options = parser.parse_args()

    checks = check_tree()
    if options.self_test:
        checks |= check_samples()
    passed, failed = report(checks)
    for path, text in sources():
        for line, what in rules.long_file(path, text):
            print(f"structure: worth a look: {path}:{line}: {what}")
    if options.counts:
        options.counts.write_text(f"{passed} {failed}\n")
    print(f"structure: {passed} checks passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
