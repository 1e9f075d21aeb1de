"""The rules of the structure check. A rule looks at one file and yields (line, what is wrong)."""
import pathlib
import re
from typing import Callable, NamedTuple

from cpp_text import lambdas_in_co_await, line_at, maybe_awaited, without_comments, without_comments_and_strings

CPP = (".cpp", ".hpp")
CODE = CPP + (".lua", ".py", ".js", ".mjs", ".sh", ".html", ".css")

# Which folders of the project a folder may include besides itself, and which libraries (by the start of the header).
BOOST, OPENSSL, FMT, JSON, DATE = "boost/", "openssl/", "fmt/", "nlohmann/", "date/"
MAY_INCLUDE = {
    "domain": ((), ()),
    "understanding": (("domain",), ("opencc/", JSON)),
    "channels": (("domain",), (JSON, "boost/json/", OPENSSL, FMT, "boost/system/")),
    "net": ((), (BOOST, OPENSSL, FMT)),
    "storage": (("domain", "net"), ("hiredis/", BOOST, OPENSSL, FMT, JSON)),
    "bot": (("domain", "understanding", "channels", "storage", "net"), (BOOST, OPENSSL, FMT, JSON)),
    "notifier": (("domain", "channels", "storage", "net"), (BOOST, OPENSSL, FMT, JSON)),
    "scheduler": (("domain", "storage", "net"), (BOOST, FMT, JSON)),
    "notices": (("domain", "channels", "storage", "net"), (FMT,)),
    "console": (("domain", "understanding", "storage", "notices", "net"), (BOOST, OPENSSL, FMT, JSON)),
    "app": (
        ("bot", "notifier", "scheduler", "console", "notices", "domain", "understanding", "channels", "storage", "net"),
        (BOOST, OPENSSL, FMT, JSON, DATE),
    ),
}
FOLDERS = set(MAY_INCLUDE)
# Headers of the system that are no part of the standard library.
SYSTEM = re.compile(r"^(sys/|arpa/|netinet/|linux/|(unistd|fcntl|signal|poll|pwd|dlfcn|netdb|syslog)\.h$)")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


def folder_of(path):
    return path.split("/", 1)[0]


def includes(text):
    for match in INCLUDE.finditer(without_comments(text)):
        yield line_at(text, match.start()), match[1] == '"', match[2]


def is_of_storage(path):
    return path.startswith("storage/") or re.match(r"tests/(unit|integration|fault|fuzz)/storage/", path) is not None


def include_direction(path, text):
    folder = folder_of(path)
    if folder not in FOLDERS or not path.endswith(CPP):
        return
    folders, libraries = MAY_INCLUDE[folder]
    for line, is_ours, header in includes(text):
        target = folder_of(header)
        if is_ours and target not in FOLDERS:
            yield line, f'"{header}" does not begin with a folder of the project'
        elif is_ours and target != folder and target not in folders:
            yield line, f"{folder}/ may not include {target}/"
        elif not is_ours and is_foreign(header) and not header.startswith(libraries):
            yield line, f"{folder}/ may not include <{header}>"
        elif not is_ours and SYSTEM.match(header) and folder in ("domain", "understanding", "channels"):
            yield line, f"{folder}/ knows no operating system: <{header}>"


def is_foreign(header):
    return "/" in header and not SYSTEM.match(header)


def storage_is_private(path, text):
    if not path.endswith(CPP) or is_of_storage(path):
        return
    for line, _, header in includes(text):
        if header.startswith("storage/redis/"):
            yield line, f"nobody outside storage/ sees {header}"
        if header.startswith("hiredis/") and folder_of(path) != "bench":
            yield line, f"nobody outside storage/ sees {header}"


CLOCKS = re.compile(
    r"\b(?:system_clock|steady_clock|high_resolution_clock|utc_clock)::now\b"
    r"|\bthis_thread::sleep|\busleep\s*\(|\bnanosleep\s*\(|(?<![\w:.>])sleep\s*\("
    r"|\bclock_gettime\b|\bgettimeofday\b|\bstd::time\s*\(|(?<![\w:.>])time\s*\(\s*(?:0|NULL|nullptr)\s*\)"
)
TIMERS = re.compile(r"\b(?:steady_timer|system_timer|high_resolution_timer|deadline_timer)\b")
# Where a clock may be read, and where a timer may be waited for: the bell and the alarm are waits that can be cut short.
# … and the clock that a test shows to a server of its own.
READS_CLOCK = ("net/clock.cpp", "net/clock.hpp", "tests/support/host_clock.cpp")
WAITS_FOR_TIMER = READS_CLOCK + ("net/bell.cpp", "net/alarm.cpp")


def clock_has_one_home(path, text):
    # A load generator measures; everything else has its time handed in, or from net/clock.
    if not path.endswith(CPP) or folder_of(path) == "bench":
        return
    code = without_comments_and_strings(text)
    for pattern, homes in ((CLOCKS, READS_CLOCK), (TIMERS, WAITS_FOR_TIMER)):
        for match in pattern.finditer(code) if path not in homes else ():
            yield line_at(code, match.start()), f"{match[0].strip()} belongs into {homes[0]}"


def no_capture_in_co_await(path, text):
    if not path.endswith(CPP):
        return
    code = without_comments_and_strings(text)
    for position in lambdas_in_co_await(code):
        yield line_at(code, position), "a capturing lambda inside co_await is freed twice by g++ 12: name it first"


def no_await_by_chance(path, text):
    if not path.endswith((*CPP, ".ipp")):
        return
    code = without_comments_and_strings(text)
    for position in maybe_awaited(code):
        yield line_at(code, position), "g++ 12 miscompiles a co_await that a condition may skip: a statement of its own"


def headers_are_light(path, text):
    if not path.endswith(".hpp") or folder_of(path) == "tests":
        return
    for line, _, header in includes(text):
        if header.startswith("boost/beast") or header in ("nlohmann/json.hpp", "boost/json.hpp"):
            yield line, f"no header includes <{header}>: it costs every file that includes it seconds"


def lua_says_its_contract(path, text):
    if path.endswith(".lua") and not re.match(r"--[^\n]*\n--", text):
        yield 1, "a script begins with a comment: keys, arguments, result, who calls"


UNFINISHED = re.compile(r"\b(?:TO(?:DO)|FIX(?:ME)|XX(?:X)|HA(?:CK)|st(?:ub)s?|not (?:yet )?imple(?:mented))\b")


def nothing_unfinished(path, text):
    if not path.endswith(CODE):
        return
    for match in UNFINISHED.finditer(text):
        yield line_at(text, match.start()), f"a word of unfinished work: {match[0]}"


VAGUE = {"Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Common", "Service", "Processor"}
TYPE = re.compile(r"\b(?:class|struct|enum(?:\s+class)?|using|concept|interface)\s+([A-Z]\w*)")


def types_say_what_they_are(path, text):
    if not path.endswith(CODE):
        return
    for match in TYPE.finditer(without_comments(text) if path.endswith(CPP) else text):
        words = set(re.findall(r"[A-Z][a-z0-9]*", match[1]))
        if words & VAGUE:
            yield line_at(text, match.start()), f"{match[1]} does not say what it is"
    stem = {word.capitalize() for word in pathlib.PurePath(path).stem.split("_")}
    if stem & VAGUE:
        yield 1, "the file's name does not say what it holds"


def files_have_one_subject(path, text):
    lines = text.count("\n")
    if path.endswith(CODE) and lines > 600:
        yield 1, f"{lines} lines: more than 600 is more than one subject"


def locks_name_no_host(path, text):
    if not path.endswith("package-lock.json"):
        return
    for match in re.finditer(r'"resolved"\s*:\s*"http', text):
        yield line_at(text, match.start()), "a lock file holds versions and sums, no addresses"


def headers_are_guarded(path, text):
    if path.endswith(".hpp") and not text.startswith("#pragma once\n"):
        yield 1, "a header begins with #pragma once"


def long_file(path, text):
    lines = text.count("\n")
    if path.endswith(CODE) and 300 < lines <= 600:
        yield 1, f"{lines} lines; more than 300 has a reason"


class Rule(NamedTuple):
    name: str
    look: Callable


RULES = [
    Rule("includes follow the folders", include_direction),
    Rule("storage/redis is private", storage_is_private),
    Rule("time comes from net/clock", clock_has_one_home),
    Rule("no capturing lambda inside co_await", no_capture_in_co_await),
    Rule("no co_await that a condition may skip", no_await_by_chance),
    Rule("headers are light", headers_are_light),
    Rule("headers are guarded", headers_are_guarded),
    Rule("scripts state their contract", lua_says_its_contract),
    Rule("nothing unfinished", nothing_unfinished),
    Rule("names say what a thing is", types_say_what_they_are),
    Rule("a file has one subject", files_have_one_subject),
    Rule("lock files name no host", locks_name_no_host),
]
