"""The queue beside the board: what is spoken, in which order, and what happens when sound fails."""

from __future__ import annotations

from typing import Any

from tests.integration.display.stage import Stage

# `ears` writes down what was played and shown. `given.fails` maps a clip's address to an error's name, `given.ends` a
# clip to the ticket whose visit ends while it plays. Pauses take no time; the rules are the real ones.
RUN = """
const { createAnnouncer, RULES } = await load('announce');
const ears = { played: [], shown: [], sound: [], pauses: [] };
const ended = new Set(given.ended ?? []);
const speaker = { async play(url) {
  ears.played.push(Number(url.match(/announcements\\/(\\d+)\\.wav$/)[1]));
  await null;
  const seq = ears.played.at(-1);
  if (given.ends?.[seq]) ended.add(given.ends[seq]);
  if (given.fails?.[seq]) throw Object.assign(new Error('no sound'), { name: given.fails[seq] });
} };
const announcer = createAnnouncer({
  speaker: given.silent ? null : speaker, now: () => Date.parse('2026-03-02T02:15:00Z'),
  stillStands: (call) => !ended.has(call.ticket_number),
  show: (call) => ears.shown.push(call?.ticket_number ?? null), onSound: (went) => ears.sound.push(went),
  pause: async (milliseconds) => ears.pauses.push(milliseconds),
});
given.calls.forEach(announcer.add);
ears.queued = announcer.waiting;
await announcer.add({ ...given.calls.at(-1), ticket_number: 'LAST', seq: 9999, call_count: 2 });
return ears;
"""


def made(number: str, seq: int, count: int = 1, at: str = "2026-03-02T02:14:50Z") -> dict[str, Any]:
    return {"ticket_number": number, "seq": seq, "call_count": count, "called_at": at}


def hear(stage: Stage, *calls: dict[str, Any], **given: Any) -> Any:
    heard = stage.run(RUN, {"calls": list(calls), **given})
    assert heard["shown"][-2:] == ["LAST", None], "the queue came to its end"
    return heard


def test_a_first_call_is_spoken_twice_and_a_recall_once(modules: Stage) -> None:
    assert hear(modules, made("A001", 1), made("A002", 2, count=2))["played"] == [1, 1, 2, 9999]


def test_what_is_shown_large_is_what_is_spoken_and_not_the_newest(modules: Stage) -> None:
    heard = hear(modules, made("A001", 1), made("A002", 2))

    assert heard["shown"][:2] == ["A001", "A002"]
    assert heard["played"][:4] == [1, 1, 2, 2]


def test_of_twelve_calls_at_once_every_one_is_spoken(modules: Stage) -> None:
    heard = hear(modules, *[made(f"A{step:03d}", step) for step in range(1, 13)])

    assert list(dict.fromkeys(heard["played"])) == [*range(1, 13), 9999]
    assert heard["played"].count(1) == 1, "in a crowd once each, so that the last is heard in time"
    assert heard["played"].count(12) == 2


def test_twelve_calls_are_over_before_the_last_is_too_old_to_speak(modules: Stage) -> None:
    heard = hear(modules, *[made(f"A{step:03d}", step) for step in range(1, 13)], silent=True)

    assert sum(heard["pauses"]) < 120_000


def test_a_clip_that_fails_costs_only_itself(modules: Stage) -> None:
    heard = hear(modules, made("A001", 1), made("A002", 2), fails={1: "Error"})

    assert heard["played"] == [1, 2, 2, 9999]
    assert heard["sound"][:2] == ["failed", "ok"]
    assert heard["shown"][:2] == ["A001", "A002"]


def test_a_browser_that_wants_a_touch_first_is_told_apart(modules: Stage) -> None:
    heard = hear(modules, made("A001", 1), fails={1: "NotAllowedError"})

    assert heard["sound"][0] == "blocked"


def test_a_silent_wall_still_shows_every_call(modules: Stage) -> None:
    heard = hear(modules, made("A001", 1), made("A002", 2), silent=True)

    assert heard["played"] == []
    assert heard["shown"] == ["A001", "A002", "LAST", None]


def test_a_call_of_two_minutes_ago_is_not_spoken_any_more(modules: Stage) -> None:
    heard = hear(modules, made("A001", 1), made("OLD", 2, at="2026-03-02T02:12:59Z"), made("A003", 3))

    assert "OLD" not in heard["shown"]
    assert heard["played"] == [1, 1, 3, 3, 9999]


def test_a_visit_that_ended_while_it_waited_to_be_spoken_is_passed_over(modules: Stage) -> None:
    assert hear(modules, made("A001", 1), made("A002", 2), ended=["A002"])["played"] == [1, 1, 9999]


def test_a_visit_that_ends_while_it_is_spoken_is_not_spoken_again(modules: Stage) -> None:
    assert hear(modules, made("A001", 1), made("A002", 2), ends={1: "A001"})["played"] == [1, 2, 2, 9999]


def test_a_recall_takes_the_place_of_the_call_that_was_not_spoken_yet(modules: Stage) -> None:
    heard = hear(modules, made("A001", 1), made("A002", 2), made("A002", 3, count=2))

    assert heard["played"] == [1, 1, 3, 9999]


def test_the_queue_does_not_grow_without_end(modules: Stage) -> None:
    heard = hear(modules, *[made(f"A{step:03d}", step) for step in range(1, 500)])

    assert len(heard["queued"]) == 60


SPEAK = """
const { createSpeaker, howItWent } = await load('sound');
class Deck {
  duration = 0.01; ended = 0; sources = [];
  set src(url) { this.sources.push(url); }
  async play() {
    if (given === 'blocked') throw Object.assign(new Error('no'), { name: 'NotAllowedError' });
    if (given === 'never starts') return new Promise(() => {});
    if (given === 'breaks off') setTimeout(() => this.onerror?.(), 5);
    if (given === 'plays') setTimeout(() => this.onended?.(), 5);
    return undefined;
  }
  pause() {} load() { this.ended += 1; } removeAttribute() {}
}
const deck = new Deck();
const speaker = createSpeaker({ audio: deck, limits: { start: 50, longest: 100, grace: 20 } });
const went = await Promise.all([1, 2, 3].map((n) => speaker.play(`/${n}.wav`).then(() => 'ok', howItWent)));
return { went, released: deck.ended, order: deck.sources };
"""


def test_a_loudspeaker_plays_one_clip_after_the_other(modules: Stage) -> None:
    assert modules.run(SPEAK, "plays") == {
        "went": ["ok", "ok", "ok"],
        "released": 3,
        "order": ["/1.wav", "/2.wav", "/3.wav"],
    }


def test_a_loudspeaker_gives_up_in_bounded_time_whatever_happens(modules: Stage) -> None:
    assert modules.run(SPEAK, "blocked")["went"] == ["blocked"] * 3
    for fault in ("never starts", "never ends", "breaks off"):
        heard = modules.run(SPEAK, fault)
        assert heard["went"] == ["failed"] * 3, fault
        assert heard["released"] == 3, f"{fault}: the element keeps no clip"
