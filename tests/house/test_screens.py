"""Every screen of the kiosk is looked at, and takes its colours from what the visitor chose."""

import re
from collections import Counter

from kiosk.samples import TABLE, USUAL, demo_props, samples
from kiosk.state import Screen
from tests.house.tree import files, place, report

COLOUR_OF_ITS_OWN = re.compile(
    r"\btheme\.[A-Z]|#:import theme\b|rgba: *\(? *[0-9.]+, *[0-9.]+, *[0-9.]+, *[0-9]*[.1-9]"
)
SAMPLE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def test_every_screen_has_sample_states_to_look_at() -> None:
    missing = [screen.value for screen in Screen if screen not in TABLE]
    assert not missing, f"no sample state for {', '.join(missing)}: see kiosk/samples/README.md"


def test_the_samples_of_a_screen_show_that_screen_and_differ_in_name() -> None:
    for screen, make in TABLE.items():
        made = make(demo_props())
        names = [sample.name for sample in made]
        assert names[0] == USUAL, f"{screen}: the first sample is the usual look"
        assert len(set(names)) == len(names), f"{screen}: two samples with one name"
        assert all(SAMPLE_NAME.fullmatch(name) for name in names[1:]), f"{screen}: {names}"
        assert {sample.state.screen for sample in made} == {screen}, f"{screen}: a sample of another screen"


def test_samples_can_be_had_for_one_screen_alone() -> None:
    props = demo_props()
    only = samples(props, Screen.TICKET)
    assert len(only) > 1
    assert all(sample in samples(props) for sample in only)


def colours_of_its_own(source: str) -> bool:
    return bool(COLOUR_OF_ITS_OWN.search(source))


def test_every_colour_follows_the_palette_of_the_visitor() -> None:
    sources = [path for path in files(".kv", ".py", under=("kiosk/ui",)) if path.name != "theme.py"]
    findings = [place(path) for path in sources if colours_of_its_own(path.read_text("utf-8"))]
    assert not findings, "say app.palette.ink, app.palette.accent, … (kiosk/ui/palettes.py):" + report(findings)


def test_the_colour_rule_sees_a_colour_that_stays_the_same() -> None:
    assert colours_of_its_own("color: theme.INK")
    assert colours_of_its_own("rgba: 0.5, 0.2, 0.1, 1")
    assert not colours_of_its_own("color: app.palette.ink\nrgba: self.tint if self.texture else (0, 0, 0, 0)")


def test_no_two_files_style_a_widget_of_the_same_name() -> None:
    """Kivy knows rules by the name alone: two of one name would both apply, to either widget."""
    sources = files(".kv", under=("kiosk/ui",))
    rules = [(rule, path.name) for path in sources for rule in re.findall(r"^<(\w+)", path.read_text("utf-8"), re.M)]
    names = Counter(rule for rule, _ in rules)
    assert [rule for rule in rules if names[rule[0]] > 1] == []
