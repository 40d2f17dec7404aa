"""Every screen of the kiosk is looked at: it has sample states."""

import re

from kiosk.samples import TABLE, USUAL, demo_props, samples
from kiosk.state import Screen

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
