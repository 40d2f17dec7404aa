"""The bytes of a print job, and the models they depend on."""

import json
from pathlib import Path

import pytest
from PIL import Image

from hardware.faults import SetupError
from hardware.printer.escpos_library import load_escpos_driver
from hardware.printer.job import ROWS_AT_ONCE, compose_job
from hardware.printer.models import MODELS_FILE, Cut, PrinterModel, load_model
from tests.unit.hardware.tickets import drawn


@pytest.mark.parametrize("width", [576, 512, 384])
def test_the_picture_is_sent_as_python_escpos_would_send_it(width: int) -> None:
    image = drawn(width, language="en", priority=True)
    assert image.height > ROWS_AT_ONCE, "so that it takes two commands"
    library = load_escpos_driver("dummy").Dummy()
    library.image(image, impl="bitImageRaster", fragment_height=ROWS_AT_ONCE)
    assert library.output in compose_job(image, PrinterModel("any", width=width))


@pytest.mark.parametrize(
    ("cut", "end"),
    [
        (Cut.FULL, b"\x1bd\x04\x1dV\x00"),
        (Cut.PARTIAL, b"\x1bd\x04\x1dV\x01"),
        (Cut.FEED_AND_PARTIAL, b"\x1bd\x04\x1dVB\x00"),
        (Cut.NONE, b"\x1bd\x04"),
    ],
)
def test_a_job_ends_with_the_cut_of_its_model(cut: Cut, end: bytes) -> None:
    assert compose_job(drawn(), PrinterModel("any", cut=cut, feed_lines=4)).endswith(end)


def test_a_picture_that_does_not_fit_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(SetupError, match="576"):
        compose_job(drawn(576), PrinterModel("narrow", width=384))
    with pytest.raises(SetupError, match="1-bit"):
        compose_job(Image.new("L", (576, 10)), PrinterModel("any"))


@pytest.mark.parametrize("name", json.loads(MODELS_FILE.read_text("utf-8")))
def test_every_model_that_ships_can_be_loaded(name: str) -> None:
    model = load_model(name)
    assert compose_job(drawn(model.width), model)


def test_an_unknown_model_is_answered_with_the_known_ones() -> None:
    with pytest.raises(SetupError, match="80mm"):
        load_model("dot-matrix")


def test_the_mistakes_of_a_model_are_told_with_file_and_name(tmp_path: Path) -> None:
    path = tmp_path / "printers.json"
    path.write_text(json.dumps({"odd": {"width": 577, "cut": "axe", "speed": 3, "feed_lines": -1}}))
    with pytest.raises(SetupError) as caught:
        load_model("odd", path)
    for what in ("width", "cut", "speed", "feed_lines"):
        assert f"{path}: odd: {what}" in str(caught.value)
