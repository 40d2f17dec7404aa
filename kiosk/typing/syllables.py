"""What can be a syllable, and where its tone is written.

Spelling follows the school grammar of Vietnamese; where the tone of `oa oe uy` goes is a matter of style. Names and
places of Jrai and Bahnar have shapes of their own (Kpă, Krông, Rtô, Păh): Vietnamese letters, other clusters.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import product

from kiosk.typing.letters import VOWELS, Letter, Mark, Tone


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))


RHYMES = _words(
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăk|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|"
    "e|ec|em|en|eng|eo|ep|et|ê|êch|êm|ên|ênh|êp|êt|êu|i|ia|ich|im|in|inh|ip|it|iu|iêc|iêm|iên|iêng|iêp|iêt|iêu|"
    "o|oc|oi|om|on|ong|op|ot|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|oăng|oăt|oe|oem|oen|oeo|oet|"
    "oong|ooc|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơng|ơp|ơt|"
    "u|ua|uc|ui|um|un|ung|up|ut|uân|uâng|uât|uây|uê|uêch|uênh|uêu|uôc|uôi|uôm|uôn|uông|uôt|uơ|"
    "uy|uya|uych|uyn|uynh|uyp|uyt|uyu|uyên|uyêt|ư|ưa|ưc|ưi|ưm|ưng|ưt|ưu|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|"
    "y|ych|yn|ynh|yp|yt|yêm|yên|yêng|yêt|yêu"
)
ONSETS = _words("b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x") | {""}
FRONT = "ieêy"
ONLY_BEFORE_FRONT = frozenset({"k", "gh", "ngh"})
NEVER_BEFORE_FRONT = frozenset({"c", "g", "ng"})
STOPS = ("c", "ch", "k", "p", "t")
TONES_OF_STOPS = frozenset({Tone.ACUTE, Tone.DOT})

HIGHLAND_ONSETS = _words(
    "chr|dj|hb|hd|hdr|hđ|hl|hm|hn|hr|ht|hy|j|jr|k|kb|kd|kđ|kl|km|kp|kr|ks|kt|mđ|ml|mn|mr|ny|pn|rb|rc|rch|rd|rh|rl|rm|rn|"
    "rs|rt|sr|tl|y|đr"
)
SHARED_ONSETS = _words("bl|br|dr|gl|gr|pl|pr")
"""English begins words like these too, so what follows them is looked at more narrowly."""

TONED_ONSETS = frozenset({"hl", "hr", "sr"})
"""Ia Hlốp, Ia Hrú, Sró; but Ksor is no Ksỏ."""

HIGHLAND_VOWELS = _words("a|ă|â|e|ê|i|o|ô|ơ|u|ư|ia|iê|iơ|ai|ăi|âi|oa|ua|ưa|uô|ươ|au|âu|eo|ei|oi|ôi|ơi|ui|ưi")
HIGHLAND_CODAS = _words("c|ch|h|k|l|m|n|ng|nh|p|r|t") | {""}
SHARED_CODAS = frozenset({"", "h", "ng", "nh"})
BROAD = "ăơư"


def _beginnings(wholes: frozenset[str]) -> frozenset[str]:
    """All that can still become one of these: a letter that is bare yet may get its mark later."""
    spelled = {"".join(one) for whole in wholes for one in product(*({c, BARE.get(c, c)} for c in whole))}
    return frozenset(one[:i] for one in spelled for i in range(len(one) + 1))


BARE = {"ă": "a", "â": "a", "ê": "e", "ô": "o", "ơ": "o", "ư": "u"}
RHYME_BEGINNINGS = _beginnings(RHYMES)
HIGHLAND_BEGINNINGS = _beginnings(HIGHLAND_VOWELS)


class ToneStyle(StrEnum):
    """Where the tone of `oa oe uy` goes: hòa, thúy or hoà, thuý."""

    OLD = "old"
    NEW = "new"


def plain_of(letters: Sequence[Letter]) -> str:
    return "".join(letter.plain for letter in letters)


def forget_typed() -> None:
    """Drop what was worked out for syllables that somebody typed: a name would stand among them."""
    for remembered in (may_become_syllable, may_become_word, is_word):
        remembered.cache_clear()


@lru_cache(maxsize=4096)
def may_become_syllable(plain: str) -> bool:
    """Whether more letters and marks can make a Vietnamese syllable of this beginning."""
    return any(_fits_onset(onset, rest) and rest in RHYME_BEGINNINGS for onset, rest in _splits(plain))


@lru_cache(maxsize=4096)
def may_become_word(plain: str) -> bool:
    """The same for any word that is written here: Vietnamese, or a name of the highlands."""
    rest = _behind_presyllable(plain)
    if may_become_syllable(plain) or (rest and may_become_word(rest)):
        return True
    onset, vowels, coda = _in_three(plain)
    if not vowels:
        return not coda and any(one.startswith(onset) for one in HIGHLAND_ONSETS | SHARED_ONSETS)
    is_onset = onset in HIGHLAND_ONSETS | SHARED_ONSETS | ONSETS
    return is_onset and vowels in HIGHLAND_BEGINNINGS and any(c.startswith(coda) for c in HIGHLAND_CODAS)


def takes_tone(plain: str, tone: Tone) -> bool:
    """Whether a tone can be written on this beginning: after a stop there are only two."""
    if not (may_become_syllable(plain) or _in_three(plain)[0] in TONED_ONSETS):
        return False
    return tone in TONES_OF_STOPS or not _in_three(plain)[2].startswith(STOPS)


@lru_cache(maxsize=4096)
def is_word(plain: str, tone: Tone) -> bool:
    """Whether this is a whole word with this tone: a Vietnamese syllable, or a highland name."""
    is_syllable = any(_fits_onset(onset, rest) and rest in RHYMES for onset, rest in _splits(plain))
    if is_syllable and (tone in TONES_OF_STOPS or not plain.endswith(STOPS) or (plain.endswith("k") and not tone)):
        return True
    rest = _behind_presyllable(plain)
    return _is_highland_word(plain, tone) or bool(rest and not tone and is_word(rest, tone))


def tone_position(letters: Sequence[Letter], style: ToneStyle) -> int | None:
    """Index of the letter that carries the tone; None without a vowel."""
    vowels = vowel_span(letters)
    if not vowels:
        return None
    marked = [i for i in vowels if letters[i].mark is not Mark.NONE]
    if marked:
        return marked[-1]
    if len(vowels) == 1:
        return vowels[0]
    pair = plain_of([letters[i] for i in vowels])
    if vowels[-1] + 1 < len(letters) or pair in ("uo", "ie", "ye", "oo"):
        return vowels[-1]
    if len(vowels) > 2:
        return vowels[1]
    is_late = style is ToneStyle.NEW and pair in ("oa", "oe", "uy")
    return vowels[1] if is_late else vowels[0]


def vowel_span(letters: Sequence[Letter]) -> range:
    """Indexes of the vowels of the rhyme; the u of qu and the i of gi before a vowel belong to the onset."""
    start = next((i for i, letter in enumerate(letters) if letter.is_vowel), len(letters))
    end = start
    while end < len(letters) and letters[end].is_vowel:
        end += 1
    before = letters[start - 1].plain if start == 1 else ""
    # "giêng" is written as if it were g + iêng; the tone goes to the same letter.
    if end - start > 1 and (before + letters[start].plain) in ("qu", "gi"):
        start += 1
    return range(start, end)


def _splits(plain: str) -> list[tuple[str, str]]:
    return [(plain[:i], plain[i:]) for i in range(min(4, len(plain) + 1)) if plain[:i] in ONSETS] + (
        [(plain, "")] if plain in ("q", "đ") else []
    )


def _fits_onset(onset: str, rest: str) -> bool:
    if not rest:
        return True
    if onset in ONLY_BEFORE_FRONT:
        return rest[0] in FRONT
    if onset in NEVER_BEFORE_FRONT:
        return rest[0] not in FRONT or (onset == "g" and rest[0] == "i")
    return True


def _in_three(plain: str) -> tuple[str, str, str]:
    """Onset, vowels and the rest; a y before a vowel is an onset."""
    start = next((i for i, one in enumerate(plain) if one in VOWELS), len(plain))
    if plain[start : start + 1] == "y" and plain[start + 1 : start + 2] in VOWELS - {"y"}:
        start += 1
    end = start
    while end < len(plain) and plain[end] in VOWELS:
        end += 1
    return plain[:start], plain[start:end], plain[end:]


def _behind_presyllable(plain: str) -> str:
    """Pơnan: a consonant with ơ before a syllable that begins with a consonant; empty when it is not so."""
    is_one = plain[1:2] == "ơ" and plain[0] in "bchkdđglmnprst" and plain[2:3] not in VOWELS
    return plain[2:] if is_one else ""


def _is_highland_word(plain: str, tone: Tone) -> bool:
    onset, vowels, coda = _in_three(plain)
    if vowels not in HIGHLAND_VOWELS or coda not in HIGHLAND_CODAS:
        return False
    if onset in TONED_ONSETS:
        return not coda.endswith(STOPS) or tone in TONES_OF_STOPS | {Tone.LEVEL}
    if tone is not Tone.LEVEL:
        return False
    if onset in HIGHLAND_ONSETS:
        return True
    if onset in SHARED_ONSETS:
        return coda in SHARED_CODAS and (bool(coda) or vowels not in BROAD)
    # Păh, Dơk, Piơr, Bă: with a Vietnamese onset only what English does not have.
    return onset in ONSETS and vowels[-1] in BROAD and (coda in ("h", "k", "r") or (vowels == "ă" and not coda))
