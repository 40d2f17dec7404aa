"""./run kiosk messages: what a language still lacks, one JSON object a line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk.i18n import CATALOGUES, HOME_LANGUAGE, load_words

COMPLETE = "en"
"""Whose catalogue names every message: a test keeps it so."""

DOMAINS = ("kiosk", "display")
"""What a citizen reads."""


def main(arguments: Sequence[str]) -> int:
    """Write `{"language", "catalogue", "message"}` for each message that Vietnamese stands in for; 0 also then."""
    options = _parser().parse_args(arguments)
    languages = options.language or languages_there(options.folder)
    for language in languages:
        for domain, message in missing(language, options.folder):
            line = {"language": language, "catalogue": domain, "message": message}
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    return 0


def languages_there(folder: Path = CATALOGUES) -> list[str]:
    """Every language with a place of its own, in the order of the alphabet."""
    return sorted(path.name for path in folder.iterdir() if (path / "LC_MESSAGES").is_dir())


def missing(language: str, folder: Path = CATALOGUES) -> Iterator[tuple[str, str]]:
    """The (catalogue, Vietnamese message) pairs without a translation, in the order of the catalogue."""
    if language == HOME_LANGUAGE:
        return
    for domain in DOMAINS:
        known = load_words(language, folder, domain).messages
        for message in load_words(COMPLETE, CATALOGUES, domain).messages:
            if message not in known:
                yield domain, message


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kiosk messages", description=__doc__)
    parser.add_argument("--language", action="append", metavar="CODE", help="vi, en, jra, bdq, … (all when left out)")
    parser.add_argument("--folder", type=Path, default=CATALOGUES, metavar="DIR", help="other catalogues than ours")
    return parser
