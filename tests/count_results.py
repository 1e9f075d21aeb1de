#!/usr/bin/env python3
"""Adds up what the parts of `./dev test` left behind, and ends with the one line `N passed, N failed`.

usage: count_results.py FOLDER. Each part leaves NAME.exit (its exit code) and its counts in its own form. A part that
failed without naming a failed test counts as one failure, so that a crash can never look like a success.
"""
import json
import pathlib
import re
import sys


def count_structure(folder):
    return tuple(map(int, (folder / "structure.counts").read_text().split()))


def count_ctest(folder):
    passed = failed = 0
    for report in (folder / "gtest").glob("*.json"):
        tests = json.loads(report.read_text())
        broken = tests["failures"] + tests.get("errors", 0)
        passed += tests["tests"] - broken - tests.get("disabled", 0)
        failed += broken
    return passed, failed


def name_broken_tests(folder):
    """What failed and why, so that a record that is cut short in the middle still tells at its end."""
    for report in sorted((folder / "gtest").glob("*.json")):
        for suite in json.loads(report.read_text())["testsuites"]:
            for test in suite["testsuite"]:
                for failure in test.get("failures", []):
                    yield f"{report.stem}: {suite['name']}.{test['name']}", failure["failure"]


def count_stories(folder):
    played, as_told = re.findall(r"^stories: (\d+) played, (\d+) as told", (folder / "stories.txt").read_text(), re.M)[-1]
    return int(as_told), int(played) - int(as_told)


def count_node(folder):
    text = (folder / "node.tap").read_text()
    counts = {name: int(number) for name, number in re.findall(r"^# (pass|fail|cancelled) (\d+)$", text, re.M)}
    return counts["pass"], counts["fail"] + counts["cancelled"]


COUNTERS = {"structure": count_structure, "ctest": count_ctest, "stories": count_stories, "node": count_node}


def count(folder, part):
    try:
        passed, failed = COUNTERS[part](folder)
    except (OSError, ValueError, KeyError, IndexError):
        passed, failed = 0, 0  # it left nothing: it had nothing to do, or its exit code tells
    has_failed = (folder / f"{part}.exit").read_text().strip() != "0"
    return passed, max(failed, int(has_failed))


def main():
    folder = pathlib.Path(sys.argv[1])
    total_passed = total_failed = 0
    print()
    for part in COUNTERS:
        passed, failed = count(folder, part)
        print(f"  {part:10} {passed:5} passed {failed:5} failed")
        total_passed, total_failed = total_passed + passed, total_failed + failed
    for name, why in name_broken_tests(folder):
        print(f"\n  failed: {name}\n    " + "\n    ".join(why.splitlines()[:12]))
    print(f"\n{total_passed} passed, {total_failed} failed")
    return 0 if total_passed and not total_failed else 1


if __name__ == "__main__":
    sys.exit(main())
