"""How the description of an office is read, and how mistakes in it are told."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from queue_server.config import DEMO_OFFICE
from queue_server.domain.limits import Limits
from queue_server.domain.policy import BALANCED, FAIR
from queue_server.mistakes import ConfigError
from queue_server.office_file import load_office

ASSETS = DEMO_OFFICE.parent.parent
SMALL_OFFICE = """
hours = [{ days = ["mon", "sat"], opens = 07:30:00, closes = 11:30:00 }]

[office]
id = "xa-thu"
name = { vi = "Trung tâm xã Thử" }
short_name = { vi = "Một Cửa xã Thử" }
holidays = [2027-01-02]

[[groups]]
id = "ho-tich"
name = { vi = "Hộ tịch", en = "Civil status" }

[[services]]
id = "khai-sinh"
group = "ho-tich"
name = { vi = "Khai sinh" }
series = "A"
mean_minutes = 9

[[priority_classes]]
code = "elderly_75"
name = { vi = "Người từ 75 tuổi trở lên" }

[[priority_classes]]
code = "ordinary"
name = { vi = "Không thuộc đối tượng ưu tiên" }

[[counters]]
id = "1"
name = { vi = "Quầy 1" }
services = ["khai-sinh"]
prefers = ["elderly_75"]
"""


@pytest.fixture
def office_with(tmp_path: Path):
    """Loads the small office after replacing one text by another."""

    def load(old: str = "", new: str = "", more: str = ""):
        assert old in SMALL_OFFICE
        path = tmp_path / "office.toml"
        path.write_text(SMALL_OFFICE.replace(old, new, 1) + more if old else SMALL_OFFICE + more, encoding="utf-8")
        return load_office(path)

    return load


@pytest.fixture
def wrong_keys(office_with):
    """The keys that are told wrong after a replacement."""

    def keys(old: str = "", new: str = "", more: str = "") -> set[str]:
        with pytest.raises(ConfigError) as caught:
            office_with(old, new, more)
        assert all(mistake.file.endswith("office.toml") for mistake in caught.value.mistakes)
        return {mistake.key for mistake in caught.value.mistakes}

    return keys


def test_what_is_not_said_has_a_sensible_value(office_with):
    catalog = office_with()
    assert catalog.office.languages == ("vi",)
    assert catalog.office.time_zone.key == "Asia/Ho_Chi_Minh"
    assert catalog.office.wait_target == timedelta(minutes=15)
    assert catalog.office.policy == FAIR
    assert catalog.office.absences_to_end == 3
    assert catalog.priority_classes["elderly_75"].head_start == timedelta(minutes=30)
    assert catalog.priority_classes["ordinary"].head_start == timedelta(0)
    assert catalog.services["khai-sinh"].active


def test_a_service_may_have_a_wait_target_of_its_own_and_else_takes_that_of_the_office(office_with):
    assert office_with().wait_target("khai-sinh") == timedelta(minutes=15)
    own = office_with("mean_minutes = 9", "mean_minutes = 9\nwait_target_minutes = 7.5")
    assert own.wait_target("khai-sinh") == timedelta(minutes=7, seconds=30)
    assert own.wait_target("one that is gone") == timedelta(minutes=15)
    assert own.office.handling_target == timedelta(minutes=30)


def test_an_office_says_whom_declarations_go_to_and_what_is_frequent_here(office_with):
    told = 'languages = ["vi"]\n[declarations]\npolice = "Công an xã Thử"\n[declarations.suggestions]\n'
    words = office_with("holidays = [2027-01-02]", "").office.declarations
    assert (words.registrar, words.suggestions) == ("", {})
    said = office_with("holidays = [2027-01-02]", told + 'papers = ["Bằng lái xe"]').office.declarations
    assert (said.police, said.suggestions["papers"]) == ("Công an xã Thử", ("Bằng lái xe",))


def test_an_office_is_open_in_its_hours_and_closed_on_a_holiday(office_with):
    office = office_with().office
    monday_eight = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    assert office.is_open(monday_eight)
    assert not office.is_open(monday_eight + timedelta(hours=4))
    assert not office.is_open(monday_eight + timedelta(days=1))
    assert not office.is_open(datetime(2027, 1, 2, 1, 0, tzinfo=UTC))
    assert office.hours[0].opens == time(7, 30)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('id = "xa-thu"', 'id = "Xã Thử"', "office.id"),
        ('id = "xa-thu"', f'id = "{"x" * 41}"', "office.id"),
        ('name = { vi = "Trung tâm xã Thử" }', "", "office.name"),
        ('name = { vi = "Trung tâm xã Thử" }', 'name = { en = "Test" }', "office.name"),
        ('{ vi = "Trung tâm xã Thử" }', '"Trung tâm"', "office.name"),
        ('"Trung tâm xã Thử"', '"hai\\ndòng"', "office.name.vi"),
        ('"Trung tâm xã Thử"', '"  "', "office.name.vi"),
        ("holidays", 'languages = ["en"]\nholidays', "office.languages"),
        ("holidays", 'time_zone = "Asia/Hanoi"\nholidays', "office.time_zone"),
        ("holidays", 'time_zone = "../etc/passwd"\nholidays', "office.time_zone"),
        ("holidays", "wait_target_minutes = 0\nholidays", "office.wait_target_minutes"),
        ("[2027-01-02]", '["2027-01-02"]', "office.holidays"),
        ("holidays", "holliday", "office.holliday"),
        ("opens = 07:30:00", 'opens = "7h30"', "hours[1].opens"),
        ("closes = 11:30:00", "closes = 06:30:00", "hours[1].closes"),
        ('"sat"', '"thứ bảy"', "hours[1].days"),
        ('"sat"', '"mon"', "hours[1].days"),
        ('group = "ho-tich"', 'group = "dat-dai"', "services[khai-sinh].group"),
        ('series = "A"', 'series = "a"', "services[khai-sinh].series"),
        ('series = "A"', 'series = "ABC"', "services[khai-sinh].series"),
        ("mean_minutes = 9", "mean_minutes = -1", "services[khai-sinh].mean_minutes"),
        ("mean_minutes = 9", "", "services[khai-sinh].mean_minutes"),
        ("mean_minutes = 9", "mean_minutes = 9\nwait_target_minutes = 0", "services[khai-sinh].wait_target_minutes"),
        ("holidays", "handling_target_minutes = '30'\nholidays", "office.handling_target_minutes"),
        ("mean_minutes = 9", 'mean_minutes = 9\nprocedures = ["khai sinh"]', "services[khai-sinh].procedures"),
        (
            'code = "elderly_75"',
            'head_start_minutes = -5\ncode = "elderly_75"',
            "priority_classes[elderly_75].head_start_minutes",
        ),
        (
            'code = "ordinary"',
            'code = "ordinary"\nhead_start_minutes = 5',
            "priority_classes[ordinary].head_start_minutes",
        ),
        ('code = "ordinary"', 'code = "everyone"', "priority_classes"),
        ('prefers = ["elderly_75"]', 'prefers = ["old"]', "counters[1].prefers"),
        ('prefers = ["elderly_75"]', 'reserved_for = ["old"]', "counters[1].reserved_for"),
        ('prefers = ["elderly_75"]', "prefers = 75", "counters[1].prefers"),
    ],
)
def test_a_mistake_is_told_with_its_key(wrong_keys, old, new, key):
    assert wrong_keys(old, new) == {key}


def test_a_counter_for_an_unknown_service_and_a_service_without_a_counter_are_both_told(wrong_keys):
    assert wrong_keys('["khai-sinh"]', '["khai-tu"]') == {"counters[1].services", "services[khai-sinh]"}


def test_a_hidden_service_needs_no_counter(office_with):
    hidden = '[[services]]\nid = "cu"\ngroup = "ho-tich"\nname = { vi = "Cũ" }\nseries = "B"\nmean_minutes = 5\n'
    assert not office_with(more=hidden + "active = false\n").services["cu"].active


def test_an_id_used_twice_is_told(wrong_keys):
    counter = '[[counters]]\nid = "1"\nname = { vi = "Quầy" }\nservices = ["khai-sinh"]\n'
    assert wrong_keys(more=counter) == {"counters[1]"}
    assert wrong_keys(more='[[groups]]\nid = "ho-tich"\nname = { vi = "Hộ tịch" }\n') == {"groups[ho-tich]"}


def test_hours_that_overlap_are_told(wrong_keys):
    old = "hours = ["
    assert wrong_keys(old, old + '{ days = ["mon"], opens = 11:00:00, closes = 12:00:00 }, ') == {"hours[2].days"}


def test_an_empty_file_tells_all_that_is_missing(tmp_path):
    path = tmp_path / "office.toml"
    path.write_text("", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_office(path)
    keys = {mistake.key for mistake in caught.value.mistakes}
    assert {"office", "office.id", "office.name", "groups", "services", "counters", "priority_classes"} <= keys


def test_a_name_typed_with_loose_accents_is_kept_composed(office_with):
    assert office_with("Trung tâm xã Thử", "Xa\u0303 Thư\u0309").office.name["vi"] == "Xã Thử"


def test_the_template_of_an_office_loads():
    assert load_office(DEMO_OFFICE.parent / "office.example.toml").counters.keys() == {"1", "2"}


def test_the_demo_office_reaches_every_procedure_once():
    codes = [path.stem for path in (ASSETS / "procedures" / "by-code").glob("*.json")]
    reached = [code for service in load_office(DEMO_OFFICE).services.values() for code in service.procedures]
    assert sorted(reached) == sorted(codes)


def test_the_demo_office_has_eight_counters_that_share_skills_and_one_that_prefers_priority():
    catalog = load_office(DEMO_OFFICE)
    counters = catalog.counters.values()
    assert len(counters) == 8
    assert sum(bool(counter.prefers) for counter in counters) == 1
    assert all(any(one.services & other.services for other in counters if other != one) for one in counters)
    assert catalog.priority_classes.keys() == {
        "ordinary",
        "elderly_75",
        "elderly_60",
        "disabled",
        "pregnant",
        "with_infant",
        "merit",
    }


def test_every_text_of_the_demo_office_is_in_its_languages():
    catalog = load_office(DEMO_OFFICE)
    described = [*catalog.groups.values(), *catalog.services.values(), *catalog.counters.values()]
    texts = [catalog.office.name, catalog.office.short_name, *(one.name for one in described)]
    texts += [text for s in catalog.services.values() if (text := s.description)]
    texts += [text for c in catalog.priority_classes.values() for text in (c.name, c.hint) if text]
    assert all(text.keys() == set(catalog.office.languages) for text in texts)


def test_an_office_chooses_its_order_of_calling_and_the_bound_on_overtakes(tmp_path: Path) -> None:
    file = tmp_path / "office.toml"
    text = (ASSETS / "config" / "office.example.toml").read_text("utf-8")
    balanced = text.replace('policy = "fair"', 'policy = "balanced"')
    file.write_text(balanced.replace("max_overtakes = 5", "max_overtakes = 3"))
    assert load_office(file).office.policy == replace(BALANCED, max_overtakes=3)
    file.write_text(text.replace('policy = "fair"', 'policy = "fastest"'))
    with pytest.raises(ConfigError, match="policy"):
        load_office(file)


PATHS = """
[appointments]
slot_minutes = 20
capacity = 3

[feedback]
address = {vi = "Số 1"}

[[feedback.classes]]
code = "delay"
name = {vi = "Chậm"}
working_days = 5
source = "Quy chế"
"""


def test_what_is_not_said_of_appointments_and_petitions_means_none(office_with):
    office = office_with().office
    assert (office.appointments.capacity, dict(office.petitions.classes), office.visits_per_person) == (0, {}, 0)


def test_an_office_says_how_people_may_come_and_speak(office_with):
    catalog = office_with('series = "A"', 'series = "A"\npurpose = "result"\ndeliveries = ["post", "counter"]', PATHS)
    office, service = catalog.office, catalog.services["khai-sinh"]
    assert (office.appointments.slot, office.appointments.capacity) == (timedelta(minutes=20), 3)
    assert office.petitions.classes["delay"].working_days == 5
    assert (service.purpose, service.deliveries) == ("result", ("counter", "post"))


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('series = "A"', 'series = "A"\npurpose = "praise"', "services[khai-sinh].purpose"),
        ('series = "A"', 'series = "A"\ndeliveries = ["drone"]', "services[khai-sinh].deliveries"),
        ('series = "A"', 'series = "A"\nslot_capacity = -1', "services[khai-sinh].slot_capacity"),
        ('id = "xa-thu"', 'id = "xa-thu"\nlast_ticket_minutes = 500', "office.last_ticket_minutes"),
        ('id = "xa-thu"', 'id = "xa-thu"\nvisits_per_person_a_day = "2"', "office.visits_per_person_a_day"),
    ],
)
def test_a_mistake_in_how_people_may_come_is_told_with_its_key(wrong_keys, old, new, key):
    assert key in wrong_keys(old, new)


def test_a_petition_class_without_its_source_or_told_twice_is_a_mistake(wrong_keys):
    assert "feedback.classes[delay].source" in wrong_keys(more=PATHS.replace('source = "Quy chế"', ""))
    assert "feedback.classes[delay].code" in wrong_keys(more=PATHS + PATHS[PATHS.index("[[feedback") :])


def test_an_office_says_from_when_on_its_supervisor_is_alerted(office_with):
    assert office_with().office.limits == Limits()
    more = "\n[alerts]\nlate_share_percent = 20\nidle_minutes = 5\n"
    limits = office_with(more=more).office.limits
    assert limits == replace(Limits(), late_share=0.2, idle=timedelta(minutes=5))


def test_a_limit_that_cannot_be_is_told_with_its_key(wrong_keys):
    more = "\n[alerts]\nlate_share_percent = 0\nlead_minutes = 90\nnearly_late = 3\n"
    assert wrong_keys(more=more) == {"alerts.late_share_percent", "alerts.lead_minutes", "alerts.nearly_late"}
