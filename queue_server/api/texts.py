"""The catalogues: what each program says, by language. A missing message falls back to Vietnamese, which needs none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from babel.messages.pofile import read_po

SOURCE_LANGUAGE = "vi"


class Texts:
    """Reads `<folder>/<language>/LC_MESSAGES/<domain>.po` when first asked, and keeps it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[tuple[str, str], Mapping[str, str]] = {}

    def languages(self, domain: str) -> list[str]:
        """Those that have a catalogue of this domain, after Vietnamese: others are of no use to its readers."""
        found = {path.parents[1].name for path in self._folder.glob(f"*/LC_MESSAGES/{domain}.po")}
        return [SOURCE_LANGUAGE, *sorted(found - {SOURCE_LANGUAGE})]

    def catalogue(self, domain: str, language: str) -> Mapping[str, str]:
        """Messages by their Vietnamese sentence; empty for Vietnamese itself and for what does not exist."""
        if (domain, language) not in self._read:
            self._read[domain, language] = self._load(domain, language)
        return self._read[domain, language]

    def say(self, domain: str, language: str, message: str) -> str:
        return self.catalogue(domain, language).get(message) or message

    def _load(self, domain: str, language: str) -> Mapping[str, str]:
        path = self._folder / language / "LC_MESSAGES" / f"{domain}.po"
        if not path.is_file():
            return {}
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
        return {str(message.id): str(message.string) for message in catalog if message.id and message.string}
