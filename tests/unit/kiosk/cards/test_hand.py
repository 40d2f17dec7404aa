"""Several cards in one visit, what is shown of them, and the class that an age suggests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kiosk.cards.age import age_on, class_for_age
from kiosk.cards.hand import REQUESTER, SAME_SCAN_SECONDS, Answer, Hand
from kiosk.cards.reading import Card
from kiosk.cards.veil import veil_day, veil_name, veil_number, veil_place
from kiosk.cards.words import ANSWERS

MAN = Card("064090012345", "", "Nguyễn Văn Mẫu", date(1990, 3, 15), "Nam", "Thôn 1, Gia Lai", date(2021, 5, 12))
WOMAN = replace(MAN, so_dinh_danh="064192012346", ho_ten="Rơ Châm H’Mẫu", born_on=date(1992, 1, 1), gioi_tinh="Nữ")
CHILD = replace(MAN, so_dinh_danh="064215012347", born_on=date(2015, 1, 1))
OLD = replace(WOMAN, so_dinh_danh="064150012348", born_on=date(1950, 1, 1))
CLASSES = {"elderly_75", "elderly_60", "ordinary"}


def dealt(*cards: tuple[str, Card]) -> tuple[Hand, list[Answer]]:
    hand, answers = Hand(), []
    for number, (role, card) in enumerate(cards):
        hand, answer = hand.offer(role, card, at=number * 10.0)
        answers.append(answer)
    return hand, answers


def test_both_spouses_and_a_family_of_three_generations_fit_in_one_hand() -> None:
    hand, answers = dealt(("nam", MAN), ("nu", WOMAN), ("con", CHILD), ("ba", OLD))
    assert answers == [Answer.TAKEN] * 4
    assert hand.card("nu") == WOMAN


def test_the_same_scan_within_three_seconds_is_one_scan() -> None:
    hand, _ = Hand().offer(REQUESTER, MAN, at=1.0)
    hand, answer = hand.offer("me", MAN, at=3.9)
    assert answer is Answer.SAME_SCAN
    hand, answer = hand.offer("me", MAN, at=3.9 + SAME_SCAN_SECONDS)
    assert answer is Answer.IN_ANOTHER_ROLE
    assert len(hand.held) == 1


def test_the_same_card_and_another_persons_card_get_a_sentence_and_change_nothing() -> None:
    hand, answers = dealt((REQUESTER, MAN), (REQUESTER, MAN), (REQUESTER, WOMAN), ("con", MAN))
    assert answers == [Answer.TAKEN, Answer.ALREADY_HERE, Answer.ANOTHER_PERSON, Answer.IN_ANOTHER_ROLE]
    assert hand.card(REQUESTER) == MAN
    assert set(ANSWERS) == set(Answer) - {Answer.IN_ANOTHER_ROLE}


def test_a_dropped_card_makes_room_for_another_at_once() -> None:
    hand, _ = dealt((REQUESTER, MAN))
    hand, answer = hand.drop(REQUESTER).offer(REQUESTER, WOMAN, at=0.5)
    assert answer is Answer.TAKEN
    assert hand.card(REQUESTER) == WOMAN


def test_a_card_is_veiled_until_the_citizen_asks() -> None:
    assert veil_name("Nguyễn Văn Mẫu") == "Nguyễn V** M**"
    assert veil_name("Rơ Châm H’Mẫu") == "Rơ C** H**"
    assert veil_name("Mẫu") == "M**"
    assert veil_name("") == ""
    assert veil_number("064090012345") == "0640******45"
    assert veil_number("12345") == "*****"
    assert veil_day("15/03/1990") == "**/**/1990"
    assert veil_place("Thôn 1, Ia Rtô, Gia Lai") == "…, Gia Lai"


def test_a_birthday_makes_the_class() -> None:
    born = date(1951, 11, 22)
    assert class_for_age(age_on(born, date(2026, 11, 21)), CLASSES) == "elderly_60"
    assert class_for_age(age_on(born, date(2026, 11, 22)), CLASSES) == "elderly_75"
    assert class_for_age(59, CLASSES) is None
    assert class_for_age(80, {"elderly_60"}) == "elderly_60"
    assert class_for_age(80, {"ordinary"}) is None
    assert age_on(date(2004, 2, 29), date(2026, 2, 28)) == 21
