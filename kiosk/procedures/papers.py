"""What a good dossier looks like, made from the list of papers, for procedures without a filled sample."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.procedures.entry import Entry, read_entry
from kiosk.procedures.model import Document, Library, Mistake, PaperKind, Procedure


@dataclass(frozen=True, slots=True)
class PaperLook:
    """A paper of a dossier, and what a good one shows."""

    document: Document
    kind: PaperKind


def read_kinds(path: Path, mistakes: list[Mistake]) -> tuple[PaperKind, ...]:
    """The kinds of papers in the order in which they are tried; none, and mistakes, when the file cannot be used."""
    own: list[Mistake] = []
    entry = read_entry(path, own)
    kinds: tuple[PaperKind, ...] = ()
    if entry is not None:
        entry.knows("about", "source", "kinds")
        entry.text("source")
        kinds = tuple(_kind(one) for one in entry.inners("kinds"))
        if [place for place, kind in enumerate(kinds) if not kind.words] != [len(kinds) - 1]:
            entry.wrong("kinds", "the last one, and no other, has no words: it takes every paper that is left")
    mistakes += own
    return () if own else kinds


def dossier_of(library: Library, procedure: Procedure) -> tuple[PaperLook, ...]:
    """Each paper with what it shows; nothing where the kinds could not be read or there is a filled sample."""
    if procedure.sample or not library.paper_kinds:
        return ()
    return tuple(PaperLook(one, _kind_of(library.paper_kinds, one)) for one in procedure.documents)


def unused_kinds(library: Library) -> Iterator[int]:
    """The places of kinds that no paper belongs to: a word is misspelt, or an earlier kind takes them all."""
    looks = [look.kind for one in library.procedures.values() for look in dossier_of(library, one)]
    yield from (place for place, kind in enumerate(library.paper_kinds) if kind not in looks)


def _kind(entry: Entry) -> PaperKind:
    entry.knows("words", "shows")
    return PaperKind(entry.lines("words"), _in_both(entry.inner("shows")))


def _in_both(entry: Entry) -> Mapping[str, str]:
    entry.knows("vi", "en")
    return {language: entry.text(language) for language in ("vi", "en")}


def _kind_of(kinds: tuple[PaperKind, ...], document: Document) -> PaperKind:
    name = document.name["vi"].lower()
    return next(kind for kind in kinds if not kind.words or any(word.strip().lower() in name for word in kind.words))
