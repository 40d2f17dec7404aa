"""What a citizen's twelve digits say of their owner: they can contradict the answers, never prove them.

Digit 4 holds sex and century of birth (0/1: 1900–1999 man/woman, 2/3: 2000–2099), digits 5 and 6 the year of birth
(Thông tư 59/2021/TT-BCA, điều 4; kept by the later decrees on identity cards).
"""

from __future__ import annotations

MAN, WOMAN = "Nam", "Nữ"
LENGTH = 12


def sex_of(number: str) -> str | None:
    """`Nam` or `Nữ` as digit 4 says; None when the number is not twelve digits."""
    return (MAN, WOMAN)[int(number[3]) % 2] if _is_number(number) else None


def birth_year_of(number: str) -> int | None:
    """The year of birth as digits 4 to 6 say; None when the number is not twelve digits."""
    return 1900 + 100 * (int(number[3]) // 2) + int(number[4:6]) if _is_number(number) else None


def _is_number(number: str) -> bool:
    return len(number) == LENGTH and number.isascii() and number.isdigit()
