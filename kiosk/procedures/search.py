"""Finds procedures by what people type. Pure and quick: the index is built once, a query takes a few milliseconds.

A query is compared with every way of asking for a procedure (its names and its `say`). Syllables count by how few
procedures they belong to, so that "giấy" or "đăng ký" decide nothing; a syllable that is not known is taken for those
it sounds like or is one slip away from. Marks count where they were typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from kiosk.procedures.model import Library, Procedure
from kiosk.procedures.rewriting import Phrase, Rewriter
from kiosk.procedures.syllables import Syllable, sound, split, syllables, untyped

SOUNDS_ALIKE = 0.8
SOUNDS_ALIKE_BUT_KNOWN = 0.45
"""A known syllable may still be the wrong one: `chú` for `trú`."""

OTHER_MARKS = 0.7
BEGUN = 0.7
FILLER = 0.2
UNKNOWN_WEIGHT = 1.5
LEAST_SLIP = 0.66
SLIP = 0.75
LEAST_SCORE = 0.3
LEAST_OF_BEST = 0.45
"""Under these nothing of the query was really met; better to show nothing than anything."""

QUERY, PHRASE, ORDER, LETTERS, USED = 0.52, 0.2, 0.12, 0.12, 0.04
"""What counts how much: how much of the query is met, how much of the phrase, in the same order; the letters as they
stand, which forgives what syllables do not; how often the procedure is asked for. Together 1."""

MOST_RESULTS = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A procedure and how well it fits, 0 to 1."""

    procedure: Procedure
    score: float


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of asking for a procedure."""

    code: str
    phrase: Phrase
    weight: float


class Search:
    """The index over a library. Safe to use from several threads once it is built."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._rewriter = Rewriter(library.vocabulary)
        self._filler = {one.plain for word in library.vocabulary.filler for one in syllables(word)}
        asked = {code: _ways(one, self._rewriter) for code, one in library.procedures.items()}
        self._weights = _weights(asked, self._filler)
        self._ways = [
            _Way(code, phrase, self._weight_of(phrase)) for code, phrases in asked.items() for phrase in phrases
        ]
        self._letters = ["".join(one.plain for one in way.phrase) for way in self._ways]
        self._by_sound: dict[str, set[str]] = {}
        self._holding: dict[str, set[int]] = {}
        for at, way in enumerate(self._ways):
            for syllable in way.phrase:
                self._by_sound.setdefault(sound(syllable.plain), set()).add(syllable.plain)
                self._holding.setdefault(syllable.plain, set()).add(at)
        self._known = set(self._weights) | self._rewriter.known | self._filler
        self._used = {code: 1 - at / 12 for at, code in enumerate(library.most_used[:12])}

    def find(self, text: str, limit: int = MOST_RESULTS) -> list[Found]:
        """The procedures that fit, best first; empty when nothing does. Any text will do."""
        typed = self._spelled(syllables(text))
        query = self._rewriter.rewrite(typed)
        if not query:
            return []
        scores = self._scores(query, is_marked=any(one.marks for one in typed))
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        least = max(LEAST_SCORE, LEAST_OF_BEST * best[0][1]) if best else 1.0
        return [
            Found(self._library.procedures[code], round(score, 3)) for code, score in best[:limit] if score >= least
        ]

    def _spelled(self, typed: Iterable[Syllable]) -> list[Syllable]:
        """Known syllables in place of keys of an input method and of words run together."""
        found: list[Syllable] = []
        for one in typed:
            if one.plain in self._known:
                found.append(one)
            elif other := untyped(one.plain, self._known):
                found.append(Syllable(other, ""))
            else:
                found += [Syllable(piece, "") for piece in split(one.plain, self._known) or ()] or [one]
        return found

    def _scores(self, query: Phrase, *, is_marked: bool) -> dict[str, float]:
        meant = [self._meant(one, is_last=at == len(query) - 1) for at, one in enumerate(query)]
        weights = [self._query_weight(one, near) for one, near in zip(query, meant, strict=True)]
        holding = {at for near in meant for plain in near for at in self._holding.get(plain, ())}
        letters = self._same_letters(query)
        scores: dict[str, float] = {}
        for at in holding | set(letters):
            way = self._ways[at]
            score = _fit(query, meant, weights, way, self._weights, is_marked=is_marked)
            score += LETTERS * letters.get(at, 0.0) + USED * self._used.get(way.code, 0.0)
            scores[way.code] = max(score, scores.get(way.code, 0.0))
        return scores

    def _meant(self, typed: Syllable, *, is_last: bool) -> dict[str, float]:
        """The syllables of the index that may be meant, each with how sure that is."""
        near: dict[str, float] = {}
        is_known = typed.plain in self._known
        for other in self._by_sound.get(sound(typed.plain), ()):
            near[other] = SOUNDS_ALIKE_BUT_KNOWN if is_known else SOUNDS_ALIKE
        if not is_known and len(typed.plain) > 2:
            slips = process.extract(
                typed.plain, list(self._weights), scorer=OSA.normalized_similarity, score_cutoff=LEAST_SLIP, limit=6
            )
            for other, likeness, _ in slips:
                near[other] = max(near.get(other, 0.0), SLIP * likeness)
        if is_last and len(typed.plain) > 1:
            begun = [other for other in self._weights if other.startswith(typed.plain)]
            near |= {other: max(near.get(other, 0.0), BEGUN) for other in begun}
        if typed.plain in self._weights:
            near[typed.plain] = 1.0
        return near

    def _same_letters(self, query: Phrase) -> dict[int, float]:
        letters = "".join(one.plain for one in query)
        close = process.extract(letters, self._letters, scorer=fuzz.ratio, score_cutoff=62, limit=40)
        return {at: likeness / 100 for _, likeness, at in close}

    def _query_weight(self, typed: Syllable, near: dict[str, float]) -> float:
        if typed.plain in self._weights:
            return self._weights[typed.plain]
        if typed.plain in self._filler:
            return FILLER
        return max((self._weights[other] * sure for other, sure in near.items()), default=UNKNOWN_WEIGHT)

    def _weight_of(self, phrase: Phrase) -> float:
        return sum(self._weights[one.plain] for one in phrase)


def _ways(procedure: Procedure, rewriter: Rewriter) -> list[Phrase]:
    named = (procedure.name, *procedure.title.values(), procedure.code.replace(".", ""))
    phrases = (rewriter.rewrite(syllables(text)) for text in (*named, *procedure.say))
    return list(dict.fromkeys(phrase for phrase in phrases if phrase))


def _weights(asked: dict[str, list[Phrase]], filler: set[str]) -> dict[str, float]:
    """How much each syllable tells: much if few procedures hold it, little if it is said with everything."""
    spread: dict[str, int] = {}
    for phrases in asked.values():
        for plain in {one.plain for phrase in phrases for one in phrase}:
            spread[plain] = spread.get(plain, 0) + 1
    return {
        plain: log(1 + len(asked) / count) * (FILLER if plain in filler else 1.0) for plain, count in spread.items()
    }


def _fit(
    query: Phrase,
    meant: Sequence[dict[str, float]],
    weights: Sequence[float],
    way: _Way,
    known: dict[str, float],
    *,
    is_marked: bool,
) -> float:
    """How well a way of asking meets the query: of the query, of the phrase, and in the same order."""
    sure = [_surest(one, near, way.phrase, is_marked=is_marked) for one, near in zip(query, meant, strict=True)]
    of_query = sum(weight * best for weight, (best, _) in zip(weights, sure, strict=True)) / (sum(weights) or 1)
    met: dict[int, float] = {}
    for best, place in sure:
        if best:
            met[place] = max(best, met.get(place, 0.0))
    of_phrase = sum(known[way.phrase[place].plain] * best for place, best in met.items()) / (way.weight or 1)
    follow = sum(1 for one, two in pairwise(sure) if one[0] and two[0] and two[1] == one[1] + 1) / max(
        1, len(query) - 1, len(way.phrase) - 1
    )
    return QUERY * of_query + PHRASE * of_phrase + ORDER * follow


def _surest(typed: Syllable, near: dict[str, float], phrase: Phrase, *, is_marked: bool) -> tuple[float, int]:
    """How surely the phrase holds a syllable, and where. Marks that differ from those typed make it less sure."""
    best, place = 0.0, -1
    for at, one in enumerate(phrase):
        sure = near.get(one.plain, 0.0)
        if sure and is_marked and one.plain == typed.plain and one.marks != typed.marks:
            sure *= OTHER_MARKS
        if sure > best:
            best, place = sure, at
    return best, place
