"""What is installed is what was locked: exact versions, hashes, the public index, and both files up to date."""

import re
import tomllib

from tests.house.tree import ROOT, report

REQUIREMENTS = (ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt")
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==([^ ;]+)")
PUBLIC_INDEX = "https://pypi.org/simple"


def pins(requirements: str) -> dict[str, str]:
    """Name -> version of each entry. AssertionError for an entry without an exact version or without a hash."""
    entries = requirements.replace("\\\n", " ").splitlines()
    found = {}
    for entry in filter(None, map(str.strip, entries)):
        pin = PIN.match(entry)
        assert pin, f"not pinned: {entry[:60]}"
        assert "--hash=sha256:" in entry, f"no hash: {entry[:60]}"
        found[pin[1]] = pin[2]
    return found


def locked() -> dict[str, str]:
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    return {package["name"]: package["version"] for package in lock["package"]}


def test_every_requirement_is_pinned_with_a_hash_to_what_was_locked() -> None:
    lock = locked()
    for path in REQUIREMENTS:
        findings = [f"{n}=={v}, locked {lock.get(n)}" for n, v in pins(path.read_text()).items() if lock.get(n) != v]
        assert not findings, report([path.name, *findings, "renew with ./run lock"])


def test_what_pyproject_names_is_in_the_requirements() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for path, names in zip(
        REQUIREMENTS, (project["project"]["dependencies"], project["dependency-groups"]["test"]), strict=True
    ):
        wanted = dict(match.groups() for name in names if (match := PIN.match(name)))
        assert len(wanted) == len(names), "pyproject.toml holds an entry that is not pinned"
        assert wanted.items() <= pins(path.read_text()).items(), "renew with ./run lock"


def test_the_lock_knows_no_index_but_the_public_one() -> None:
    lock = (ROOT / "uv.lock").read_text("utf-8")
    assert set(re.findall(r'registry = "([^"]*)"', lock)) == {PUBLIC_INDEX}
    assert set(re.findall(r'url = "https?://([^/"]*)/', lock)) == {"files.pythonhosted.org"}


def test_the_pin_check_sees_what_is_loose() -> None:
    for loose in ("flask>=3\n", "flask==3.1.3\n"):
        try:
            pins(loose)
        except AssertionError:
            continue
        raise AssertionError(f"{loose!r} went unseen")
