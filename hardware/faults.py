"""What can go wrong with a device, in words a person can act on.

    DeviceFault
    ├── PrinterFault
    │   ├── PrinterOffline    offline        nobody answers, or the connection is refused
    │   ├── PaperOut          paper_out
    │   ├── CoverOpen         cover_open
    │   ├── CutterJammed      cutter_jammed
    │   ├── PrinterTrouble    printer_error  the printer itself reports another error
    │   ├── BadAnswer         bad_answer     what answers does not speak ESC/POS
    │   └── JobUnconfirmed    unconfirmed    bytes may have reached the paper; only a person may print again
    ├── VoiceFault            voice_failed
    └── SpeakerFault          speaker_failed
    SetupError                what somebody wrote in a setting or a layout cannot be used

Paper near its end is a warning of `PrinterStatus`, not a fault.
"""

from __future__ import annotations

from typing import ClassVar


class DeviceFault(Exception):
    """A device did not do its work.

    `code` is stable and goes over the wire; `in_words` is for a screen; `str()` adds the technical detail for a log.
    """

    code: ClassVar[str] = "device_failed"
    vi: ClassVar[str] = "Thiết bị không hoạt động. Xin báo người phụ trách."
    en: ClassVar[str] = "A device is not working. Please tell the person in charge."

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def in_words(self, language: str = "vi") -> str:
        """Say what is wrong and what to do, in English for `en`, else in Vietnamese."""
        return self.en if language == "en" else self.vi

    def __str__(self) -> str:
        return f"{self.code}: {self.detail or self.en}"


class PrinterFault(DeviceFault):
    """The ticket is not known to be printed.

    `may_have_printed` tells whether any byte of the job was sent before the fault: if so, paper may show it.
    """

    code = "printer_failed"
    vi = "Máy in không hoạt động. Xin báo người phụ trách."
    en = "The printer is not working. Please tell the person in charge."

    def __init__(self, detail: str = "", *, may_have_printed: bool = False) -> None:
        super().__init__(detail)
        self.may_have_printed = may_have_printed


class PrinterOffline(PrinterFault):
    code = "offline"
    vi = "Không liên lạc được với máy in. Kiểm tra nguồn điện và dây cáp."
    en = "The printer cannot be reached. Check its power and its cable."


class PaperOut(PrinterFault):
    code = "paper_out"
    vi = "Máy in hết giấy. Thay cuộn giấy mới rồi đóng nắp máy."
    en = "The printer is out of paper. Put in a new roll and close the cover."


class CoverOpen(PrinterFault):
    code = "cover_open"
    vi = "Nắp máy in đang mở. Đóng nắp cho khít."
    en = "The printer's cover is open. Close it firmly."


class CutterJammed(PrinterFault):
    code = "cutter_jammed"
    vi = "Dao cắt giấy bị kẹt. Tắt máy in, mở nắp, gỡ giấy kẹt rồi bật lại."
    en = "The paper cutter is jammed. Switch the printer off, open it, remove the paper and switch it on again."


class PrinterTrouble(PrinterFault):
    code = "printer_error"
    vi = "Máy in báo lỗi. Tắt máy in, chờ 10 giây rồi bật lại."
    en = "The printer reports an error. Switch it off, wait 10 seconds and switch it on again."


class BadAnswer(PrinterFault):
    code = "bad_answer"
    vi = "Thiết bị trả lời không phải máy in ESC/POS. Kiểm tra địa chỉ và kiểu máy in đã khai."
    en = "What answers is not an ESC/POS printer. Check the address and the printer model in the settings."


class JobUnconfirmed(PrinterFault):
    code = "unconfirmed"
    vi = "Không rõ phiếu đã in xong chưa. Nhìn khay giấy, nếu chưa có phiếu thì in lại từ màn hình cán bộ."
    en = "It is not known whether the ticket came out. Look at the slot; if it is empty, reprint at the console."

    def __init__(self, detail: str = "", *, may_have_printed: bool = True) -> None:
        super().__init__(detail, may_have_printed=may_have_printed)


class ScannerOffline(DeviceFault):
    code = "scanner_offline"
    vi = "Không liên lạc được với máy quét thẻ. Kiểm tra dây cáp của máy quét."
    en = "The card scanner cannot be reached. Check its cable."


class VoiceFault(DeviceFault):
    code = "voice_failed"
    vi = "Không đọc được thông báo bằng giọng nói. Kiểm tra gói espeak-ng và thư mục âm thanh."
    en = "The announcement cannot be spoken. Check that espeak-ng is installed, and the folder of sounds."


class SpeakerFault(DeviceFault):
    code = "speaker_failed"
    vi = "Loa không phát được tiếng. Kiểm tra loa, dây cắm và gói alsa-utils."
    en = "The loudspeaker plays nothing. Check it, its cable, and that alsa-utils is installed."


class SetupError(Exception):
    """A setting, a layout or a ticket's data cannot be used; the message says where, and what to write instead."""
