"""Vietnamese as it is spelled, written down by hand: each rhyme and where its acute goes, in the old and the new style.

Nothing here asks the product: what it types is held against this table.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

OPEN = """
a á|ai ái|am ám|an án|ang áng|anh ánh|ao áo|au áu|ay áy|ăm ắm|ăn ắn|ăng ắng|âm ấm|ân ấn|âng ấng|âu ấu|ây ấy
e é|em ém|en én|eng éng|eo éo|ê ế|êm ếm|ên ến|ênh ếnh|êu ếu|i í|ia ía|im ím|in ín|inh ính|iu íu
iêm iếm|iên iến|iêng iếng|iêu iếu|o ó|oi ói|om óm|on ón|ong óng|oa óa oá|oai oái|oam oám|oan oán|oang oáng|oanh oánh
oao oáo|oay oáy|oăm oắm|oăn oắn|oăng oắng|oe óe oé|oen oén|oeo oéo|oong oóng|ô ố|ôi ối|ôm ốm|ôn ốn|ông ống
ơ ớ|ơi ới|ơm ớm|ơn ớn|u ú|ua úa|ui úi|um úm|un ún|ung úng|uân uấn|uâng uấng|uây uấy|uê uế|uênh uếnh
uôi uối|uôm uốm|uôn uốn|uông uống|uơ uớ|uy úy uý|uya uýa|uynh uýnh|uyu uýu|uyên uyến|ư ứ|ưa ứa|ưi ứi|ưng ứng|ưu ứu
ươi ưới|ươm ướm|ươn ướn|ương ướng|ươu ướu
"""
STOPPED = """
ac ác|ach ách|ap áp|at át|ăc ắc|ăp ắp|ăt ắt|âc ấc|âp ấp|ât ất|ec éc|ep ép|et ét|êch ếch|êp ếp|êt ết
ich ích|ip íp|it ít|iêc iếc|iêp iếp|iêt iết|oc óc|op óp|ot ót|oac oác|oach oách|oap oáp|oat oát|oăc oắc|oăt oắt
oet oét|ooc oóc|ôc ốc|ôp ốp|ôt ốt|ơp ớp|ơt ớt|uc úc|up úp|ut út|uât uất|uêch uếch|uôc uốc|uôt uốt|uych uých|uyt uýt
uyêt uyết|ưc ức|ưt ứt|ươc ước|ươp ướp|ươt ướt
"""
ONSETS = ["b", "ch", "d", "đ", "h", "kh", "l", "m", "n", "nh", "ph", "r", "s", "t", "th", "tr", "v", "x"]
QU_RHYMES = "a ai an ang anh ao ay ăm ăn ăng ân âng ây e en eo ê ên ênh y yên ynh ơ"
QU_STOPPED = "ac ach at ăc ăt ât ec et êt ôc yêt yt ych"
GI_RHYMES = (
    "a ai am an ang anh ao au ay ăm ăn ăng ân âm âng âu ây e eo o oi om on ong ô ôi ông ơ ơi u ui um un ung ưa ương"
)
GI_STOPPED = "ac ap at ăc ăt âc âp ât ep et oc ot ôc ôt ơt uc ut ươc"
FRONT = ("i", "e", "ê", "y")
OTHER_TONES = {"ngang": "", "huyền": "\u0300", "hỏi": "\u0309", "ngã": "\u0303", "nặng": "\u0323"}
ACUTE = "\u0301"


@dataclass(frozen=True)
class Syllable:
    """`bare` has its marks and no tone; `tone` is the name of its tone."""

    bare: str
    tone: str
    old: str
    new: str


def rhymes(table: str) -> list[tuple[str, str, str]]:
    """Bare, old, new."""
    rows = [row.split() for line in table.strip().splitlines() for row in line.split("|")]
    return [(row[0], row[1], row[-1]) for row in rows]


def syllables(onsets: list[str] = ONSETS) -> Iterator[Syllable]:
    """Every rhyme with every tone it can have, behind each of these onsets and behind those that only fit some."""
    for bare, old, new in rhymes(OPEN):
        for onset in fitting(onsets, bare):
            yield from _toned(onset, bare, old, new)
    for bare, old, new in rhymes(STOPPED):
        for onset in fitting(onsets, bare):
            yield from (one for one in _toned(onset, bare, old, new) if one.tone in ("sắc", "nặng"))


def fitting(onsets: list[str], bare: str) -> list[str]:
    back = [] if bare.startswith(FRONT) else ["c", "g", "ng"]
    front = ["k", "gh", "ngh"] if bare.startswith(FRONT) else []
    if bare in f"{QU_RHYMES} {QU_STOPPED}".split():
        front = [*front, "qu"]
    if bare in f"{GI_RHYMES} {GI_STOPPED}".split():
        back = [*back, "gi"]
    return ["", *onsets, *front, *back]


def _toned(onset: str, bare: str, old: str, new: str) -> Iterator[Syllable]:
    yield Syllable(onset + bare, "sắc", onset + old, onset + new)
    for tone, combining in OTHER_TONES.items():
        yield Syllable(onset + bare, tone, onset + _instead(old, combining), onset + _instead(new, combining))


def _instead(rhyme: str, combining: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", rhyme).replace(ACUTE, combining))


# How they are typed

TELEX = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
TELEX_TONES = {"sắc": "s", "huyền": "f", "hỏi": "r", "ngã": "x", "nặng": "j", "ngang": ""}
VNI = {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}
VNI_TONES = {"sắc": "1", "huyền": "2", "hỏi": "3", "ngã": "4", "nặng": "5", "ngang": ""}


def in_place(syllable: Syllable, marks: dict[str, str], tones: dict[str, str]) -> str:
    """Each mark right behind its letter, the tone at the end: `tieengs`."""
    return "".join(marks.get(letter, letter) for letter in _bare(syllable, marks)) + tones[syllable.tone]


def marks_last(syllable: Syllable, marks: dict[str, str], tones: dict[str, str]) -> str:
    """All letters first, then one key for each kind of mark, then the tone: `tienges`, `duongdwf`."""
    plain = "".join(marks.get(letter, letter)[0] for letter in _bare(syllable, marks))
    keys = dict.fromkeys(marks[letter][-1] for letter in syllable.bare if letter in marks)
    return plain + "".join(keys) + tones[syllable.tone]


def _bare(syllable: Syllable, marks: dict[str, str]) -> str:
    """In Telex oo takes three strokes: the third takes the mark back."""
    return syllable.bare.replace("oo", "ooo") if marks is TELEX else syllable.bare
