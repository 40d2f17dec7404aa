"""Sizes beyond which a piece is no longer read but searched. Complexity (8) and parameters are kept by ruff as well."""

import ast

from tests.house.tree import PACKAGES, files, parse, place, python_files, report

FUNCTION, MODULE, CLASS, PARAMETERS, ROUTE, KV, JAVASCRIPT = 50, 400, 250, 6, 25, 200, 250
HTTP_VERBS = {"route", "get", "post", "put", "patch", "delete"}


def too_large(source: str) -> list[tuple[int, str]]:
    """Line and complaint for everything in a module that is over a limit, the module itself included."""
    length = len(source.splitlines())
    found = [(1, f"module has {length} lines, {MODULE} are allowed")] if length > MODULE else []
    for node in ast.walk(parse(source)):
        if isinstance(node, ast.ClassDef) and lines(node) > CLASS:
            found.append((node.lineno, f"class {node.name} has {lines(node)} lines, {CLASS} are allowed"))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.extend(complaints_about(node))
    return found


def complaints_about(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[tuple[int, str]]:
    limit = ROUTE if is_route(function) else FUNCTION
    found = []
    if lines(function) > limit:
        found.append((function.lineno, f"{function.name} has {lines(function)} lines, {limit} are allowed"))
    if parameters(function) > PARAMETERS:
        complaint = f"{function.name} takes {parameters(function)} parameters, {PARAMETERS} are allowed"
        found.append((function.lineno, complaint))
    return found


def lines(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
    return len(names) - (names[:1] in (["self"], ["cls"]))


def is_route(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    calls = [node.func for node in function.decorator_list if isinstance(node, ast.Call)]
    return any(isinstance(call, ast.Attribute) and call.attr in HTTP_VERBS for call in calls)


def test_no_module_class_function_or_route_is_too_large() -> None:
    findings = [
        f"{place(path, line)} {complaint}"
        for path in python_files()
        for line, complaint in too_large(path.read_text("utf-8"))
    ]
    assert not findings, report(findings)


def test_no_screen_layout_or_script_is_too_long() -> None:
    limits = {".kv": KV, ".js": JAVASCRIPT}
    findings = [
        f"{place(path)} has {count} lines, {limits[path.suffix]} are allowed"
        for path in files(*limits, under=(*PACKAGES, "display"))
        if (count := len(path.read_text("utf-8").splitlines())) > limits[path.suffix]
    ]
    assert not findings, report(findings)


def test_the_size_check_sees_what_is_too_large() -> None:
    body = "    pass\n" * 60
    assert too_large(f"def long():\n{body}") == [(1, "long has 61 lines, 50 are allowed")]
    assert too_large("def wide(a, b, c, d, *, e, f, g):\n    pass\n")
    assert too_large("@api.post('/x')\ndef create():\n" + "    pass\n" * 26)
    assert too_large("class Large:\n" + "    x = 1\n" * 300)
    assert too_large("x = 1\n" * 401)
    assert not too_large("class Small:\n    def six(self, a, b, c, d, e, f): ...\n")
