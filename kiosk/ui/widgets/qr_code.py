"""An address as a code that a phone scans from the glass: black on white, whatever the colours around it are."""

from __future__ import annotations

import qrcode
from kivy.graphics.texture import Texture
from kivy.properties import ObjectProperty, StringProperty
from kivy.uix.widget import Widget
from PIL import Image

QUIET_ZONE = 4


class QrCode(Widget):
    """As large as its box allows; nothing while there is no address."""

    address = StringProperty()
    texture = ObjectProperty(None, allownone=True)

    def on_address(self, _, address: str) -> None:
        self.texture = _texture(address) if address else None


def _texture(address: str) -> Texture:
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(address)
    code.make(fit=True)
    modules = code.get_matrix()
    picture = Image.new("L", (len(modules), len(modules)))
    picture.putdata([0 if dark else 255 for row in modules for dark in row])
    texture = Texture.create(size=picture.size, colorfmt="rgb", mipmap=False)
    texture.blit_buffer(picture.convert("RGB").tobytes(), colorfmt="rgb", bufferfmt="ubyte")
    texture.mag_filter = "nearest"
    texture.flip_vertical()
    return texture
