"""The loudspeaker of this machine, opened from one line of configuration."""

from __future__ import annotations

from pathlib import Path

from hardware.faults import SetupError
from hardware.ports import Speaker
from hardware.speaker.command import CommandSpeaker
from hardware.speaker.silent import SilentSpeaker
from hardware.speaker.virtual import VirtualSpeaker

HOW_TO_WRITE = """write one of
  auto                  the player that this system has (pw-play, paplay or aplay)
  alsa:DEVICE           aplay on one device, like alsa:plughw:1,0 (aplay -L lists them)
  virtual:DIRECTORY     no sound; what would be heard becomes WAV files in DIRECTORY
  none                  this machine has no loudspeaker"""


def open_speaker(address: str) -> Speaker:
    """The speaker at `address`. Nothing is played: a machine without sound shows only when something is.

    Raises `SetupError` saying what to write instead, and for `virtual:` `OSError` when its directory cannot be made.
    """
    kind, _, rest = address.partition(":")
    if address == "none":
        return SilentSpeaker()
    if address == "auto":
        return CommandSpeaker()
    if kind == "alsa" and rest:
        return CommandSpeaker(("aplay", "-q", "-D", rest))
    if kind == "virtual" and rest:
        return VirtualSpeaker(Path(rest))
    raise SetupError(f"speaker {address!r} is not understood; {HOW_TO_WRITE}")
