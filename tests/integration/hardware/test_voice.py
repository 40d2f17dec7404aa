"""Announcements spoken by espeak-ng and by recordings."""

from pathlib import Path

import pytest

from hardware.faults import VoiceFault
from hardware.voice import open_voice
from hardware.voice.clips import ClipVoice
from hardware.voice.espeak import EspeakVoice
from hardware.voice.remembering import RememberingVoice
from hardware.voice.wave_files import RATE, Sound, read_wav, silence, write_wav

CALL = "Mời công dân có số A, không, không, một, đến quầy số một."


def seconds(wav: bytes) -> float:
    return len(read_wav(wav).samples) / RATE


def recording(length: float, level: int) -> bytes:
    samples = silence(length).samples
    for index in range(len(samples)):
        samples[index] = level
    return write_wav(Sound(samples))


@pytest.mark.parametrize(("text", "language"), [(CALL, "vi"), ("Number A, zero, one, please go to counter one.", "en")])
def test_a_call_is_spoken_in_the_languages_of_the_hall(text: str, language: str) -> None:
    wav = EspeakVoice().speak(text, language)
    assert 2 < seconds(wav) < 12
    assert max(read_wav(wav).samples) > 5000


def test_text_that_looks_like_an_option_is_spoken_and_not_obeyed(tmp_path: Path) -> None:
    wav = EspeakVoice().speak(f"-w {tmp_path}/out.wav; touch {tmp_path}/x", "vi")
    assert seconds(wav) > 1
    assert [*tmp_path.iterdir()] == []


def test_a_missing_program_and_an_unknown_language_are_told_in_words() -> None:
    with pytest.raises(VoiceFault, match="apt install espeak-ng"):
        EspeakVoice(program="espeak-not-there").speak(CALL, "vi")
    with pytest.raises(VoiceFault, match="cannot speak 'xx'"):
        EspeakVoice().speak(CALL, "xx")
    for text, language in (("", "vi"), ("x" * 5000, "vi"), (CALL, "../vi")):
        with pytest.raises(VoiceFault):
            EspeakVoice().speak(text, language)


def test_a_recorded_word_takes_the_place_of_the_synthetic_one(tmp_path: Path) -> None:
    (tmp_path / "vi").mkdir()
    (tmp_path / "vi" / "không.wav").write_bytes(recording(1.0, level=77))
    samples = read_wav(ClipVoice(tmp_path, EspeakVoice()).speak(CALL, "vi")).samples
    assert samples.count(77) >= 2 * RATE, "both noughts"
    assert samples.count(77) < 2.1 * RATE
    assert len(samples) > 3 * RATE, "and the rest is spoken"


def test_the_longest_recorded_phrase_is_used(tmp_path: Path) -> None:
    (tmp_path / "vi").mkdir()
    for name, level in (("đến_quầy_số", 55), ("đến", 33), ("một", 44), ("mời_công_dân_có_số", 66), ("a", 22)):
        (tmp_path / "vi" / f"{name}.wav").write_bytes(recording(0.5, level))
    (tmp_path / "vi" / "KHÔNG.wav").write_bytes(recording(0.5, 11))
    samples = read_wav(ClipVoice(tmp_path, EspeakVoice(program="espeak-not-there")).speak(CALL, "vi")).samples
    half = RATE // 2
    counted = {level: round(samples.count(level) / half) for level in (66, 22, 11, 44, 55, 33)}
    assert counted == {66: 1, 22: 1, 11: 2, 44: 2, 55: 1, 33: 0}


def test_a_recording_that_cannot_be_read_is_left_to_the_synthetic_voice(tmp_path: Path) -> None:
    (tmp_path / "vi").mkdir()
    (tmp_path / "vi" / "không.wav").write_bytes(b"an mp3 with the wrong name")
    assert seconds(ClipVoice(tmp_path, EspeakVoice()).speak(CALL, "vi")) > 2


def test_what_was_said_is_remembered_and_the_oldest_forgotten(tmp_path: Path) -> None:
    (tmp_path / "vi").mkdir()
    clip = tmp_path / "vi" / "một.wav"
    clip.write_bytes(recording(0.1, 1))
    voice = RememberingVoice(ClipVoice(tmp_path, EspeakVoice()), keep=2)
    first = voice.speak("một", "vi")
    clip.write_bytes(recording(0.2, 2))
    assert voice.speak("một", "vi") is first
    voice.speak("hai", "vi")
    voice.speak("ba", "vi")
    assert voice.speak("một", "vi") != first


def test_the_voice_of_the_hall_speaks() -> None:
    assert seconds(open_voice().speak(CALL, "vi")) > 2
