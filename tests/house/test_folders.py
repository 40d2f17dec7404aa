"""Each folder says what lives in it; what it says can be found; what is not ours carries its licence."""

import re
from pathlib import Path

from tests.house.tree import LEFT_BEHIND, ROOT, TOP, files, place, report, walk

README_LINES = 40
LICENCES = ("LICENSE", "LICENCE", "OFL", "COPYING")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def folders(depth: int = 2) -> list[Path]:
    """The first two levels below the root, where a reader enters."""
    found = [ROOT / top for top in TOP if (ROOT / top).is_dir()]
    level = list(found)
    for _ in range(depth - 1):
        level = [
            path for folder in level for path in folder.iterdir() if path.is_dir() and path.name not in LEFT_BEHIND
        ]
        found.extend(level)
    return [folder for folder in sorted(found) if any(walk(folder))]


def broken_links(page: Path) -> list[str]:
    """Targets of relative links that are not there, or that lie outside of the repository."""
    targets = [target for target in LINK.findall(page.read_text("utf-8")) if "://" not in target]
    return [target for target in targets if not is_inside_and_there((page.parent / target).resolve())]


def is_inside_and_there(path: Path) -> bool:
    return path.is_relative_to(ROOT) and path.exists()


def unlicensed(vendor: Path) -> list[Path]:
    """Folders of vendored files without a licence beside them or above them."""
    return sorted({path.parent for path in walk(vendor) if not is_paper(path) and not has_licence(path.parent, vendor)})


def is_paper(path: Path) -> bool:
    return path.name.upper().startswith(LICENCES) or path.name == "README.md"


def has_licence(folder: Path, vendor: Path) -> bool:
    above = [folder, *(parent for parent in folder.parents if parent != vendor and parent.is_relative_to(vendor))]
    return any(path.name.upper().startswith(LICENCES) for place_ in above for path in place_.iterdir())


def test_every_folder_has_a_short_readme() -> None:
    findings = []
    for folder in folders():
        readme = folder / "README.md"
        if not readme.is_file():
            findings.append(f"{place(folder)} has no README.md")
        elif (count := len(readme.read_text("utf-8").splitlines())) > README_LINES:
            findings.append(f"{place(readme)} has {count} lines, {README_LINES} are allowed")
    assert not findings, report(findings)


def test_links_in_our_pages_lead_to_files_in_the_repository() -> None:
    pages = [*ROOT.glob("*.md"), *files(".md")]
    findings = [f"{place(page)} links to {target}" for page in pages for target in broken_links(page)]
    assert not findings, report(findings)


def test_what_is_not_ours_carries_its_licence() -> None:
    findings = [place(folder) for folder in unlicensed(ROOT / "assets" / "vendor")]
    assert not findings, report(findings)


def test_the_folder_checks_see_a_dead_link_and_a_missing_licence(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[gone](nowhere.md) [fine](https://example.org)")
    assert broken_links(page) == ["nowhere.md"]
    font = tmp_path / "vendor" / "font"
    font.mkdir(parents=True)
    (font / "a.ttf").write_bytes(b"")
    assert unlicensed(font.parent) == [font]
    (font / "OFL.txt").write_text("")
    assert not unlicensed(font.parent)
