"""The source tree as the rules see it: tracked kinds of files, without what tools and runs leave behind."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("queue_server", "kiosk", "hardware")
TOP = (*PACKAGES, "display", "assets", "tests")
LEFT_BEHIND = {"__pycache__", "var", "node_modules"}
LAUNCHER = (".tools", ".ci")


def files(*suffixes: str, under: tuple[str, ...] = (*TOP, *LAUNCHER)) -> list[Path]:
    """Our files with one of these endings, vendored ones left out, in a stable order."""
    return sorted(path for top in under for path in walk(ROOT / top) if path.suffix in suffixes and not vendored(path))


def walk(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.is_dir() and path.name not in LEFT_BEHIND:
            yield from walk(path)
        elif path.is_file():
            yield path


def vendored(path: Path) -> bool:
    return path.is_relative_to(ROOT / "assets" / "vendor")


def python_files(under: tuple[str, ...] = (*TOP, *LAUNCHER)) -> list[Path]:
    launcher = [ROOT / "run"] if ".tools" in under else []
    return [*launcher, *files(".py", under=under)]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def parse(source: str) -> ast.Module:
    return ast.parse(source)


def place(path: Path, line: int | None = None) -> str:
    name = path.relative_to(ROOT).as_posix()
    return name if line is None else f"{name}:{line}"


def report(findings: list[str]) -> str:
    return "\n" + "\n".join(findings)
