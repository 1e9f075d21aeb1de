"""C++ as text: enough of it to look for patterns outside comments and strings, with positions kept."""
import re

# Comments, raw strings, strings and characters; whichever begins first wins.
TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/"
    r'|R"(?P<mark>[^(\s]{0,16})\((?:.*?)\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'",
    re.S,
)


def line_at(text, position):
    return text.count("\n", 0, position) + 1


def blank(match):
    return re.sub(r"[^\n]", " ", match[0])


def without_comments(text):
    return TOKEN.sub(lambda match: blank(match) if match[0].startswith("/") else match[0], text)


def without_comments_and_strings(text):
    return TOKEN.sub(blank, text)


def lambdas_in_co_await(code):
    """Positions of lambdas with captures that stand inside a co_await expression."""
    for awaited in re.finditer(r"\bco_await\b", code):
        expression = code[awaited.end() : end_of_expression(code, awaited.end())]
        for match in re.finditer(r"\[(?P<captures>[^\[\]]*)\]\s*(?=[({]|mutable\b|<)", expression):
            if match["captures"].strip() and not is_subscript(expression, match.start()):
                yield awaited.end() + match.start()


# What is awaited only if something else holds: behind &&, || and ?, and behind the : of a choice.
AWAITED_MAYBE = re.compile(r"(?:&&|\|\||\?)\s*!*\s*\(*co_await\b|\?[^;{}]*?[^:]:\s*!*\s*co_await\b")


def maybe_awaited(code):
    """Positions of awaits that happen only sometimes within an expression, or again and again in a loop's condition."""
    for match in AWAITED_MAYBE.finditer(code):
        yield match.end() - 1
    for loop in re.finditer(r"\bwhile\s*\(", code):
        awaited = code.find("co_await", loop.end(), end_of_expression(code, loop.end()))
        if awaited >= 0:
            yield awaited


def is_subscript(expression, position):
    before = expression[:position].rstrip()
    if re.search(r"\b(?:return|co_return|co_await|co_yield|case)$", before):
        return False
    return bool(before) and (before[-1].isalnum() or before[-1] in "_)]")


def end_of_expression(code, start):
    depth = 0
    for position in range(start, len(code)):
        character = code[position]
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
            if depth < 0:
                return position
        elif character in ";," and depth == 0:
            return position
    return len(code)
