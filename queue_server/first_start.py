"""The first start: an administrator with a generated password, and in a demo everything else to try it with."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from secrets import choice
from typing import Any

from queue_server.api.auth import password_hasher
from queue_server.operations import devices, people
from queue_server.operations.work import Work
from queue_server.store import devices as stored_devices
from queue_server.store import people as stored_people

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
PASSWORD_LENGTH = 16
DEMO_FILE = "demo-credentials.json"
DEMO_CLERKS = ("Nguyễn Thị An", "Trần Văn Bình", "Lê Thị Chi", "Phạm Văn Dũng", "Rơ Châm H’Mai", "Đỗ Văn Giang")

Run = Callable[[Callable[[Work], Any]], Any]


@dataclass(frozen=True, slots=True)
class Account:
    username: str
    password: str

    def as_json(self) -> dict[str, str]:
        return {"username": self.username, "password": self.password}


def make_administrator(run: Run) -> Account | None:
    """Add the first administrator, unless somebody can sign in already. The password is told here and never again."""
    account = Account("admin", new_password())
    hashed = password_hasher().hash(account.password)

    def add(work: Work) -> bool:
        if stored_people.everyone(work.db):
            return False
        people.add_person(work, account.username, "Quản trị viên", hashed, frozenset({"administrator"}))
        return True

    return account if run(add) else None


def make_demo(run: Run, data_dir: Path, administrator: Account | None) -> Path:
    """Add clerks, a supervisor and enrolled devices, and write their credentials, readable by the owner only.

    A second start finds the file and changes nothing.
    """
    path = data_dir / DEMO_FILE
    if path.exists():
        return path
    accounts = _accounts(administrator)
    hashes = {name: password_hasher().hash(account.password) for name, account in accounts.items()}
    credentials: dict[str, Any] = {}

    def add(work: Work) -> None:
        for name, account in accounts.items():
            _put_person(work, name, account, hashes[name])
        credentials.update({name: account.as_json() for name, account in accounts.items() if "_" not in name})
        credentials["clerks"] = [one.as_json() for name, one in accounts.items() if name.startswith("clerk")]
        for kind, label in (("kiosk", "Ki-ốt sảnh"), ("display", "Màn hình sảnh"), ("agent", "Máy in quầy")):
            credentials[f"{kind}_token"] = _enrolled(work, kind, label)

    run(add)
    _write_private(path, json.dumps(credentials, ensure_ascii=False, indent=2) + "\n")
    return path


def new_password() -> str:
    """80 random bits in letters that are not mistaken for one another."""
    return "".join(choice(LETTERS) for _ in range(PASSWORD_LENGTH))


def _accounts(administrator: Account | None) -> dict[str, Account]:
    clerks = {
        "clerk" if at == 1 else f"clerk_{at}": Account(f"canbo{at}", new_password())
        for at in range(1, len(DEMO_CLERKS) + 1)
    }
    admin = administrator or Account("admin", new_password())
    return {"admin": admin, "supervisor": Account("giamsat", new_password()), **clerks}


def _put_person(work: Work, name: str, account: Account, hashed: str) -> None:
    known = stored_people.find_by_username(work.db, account.username)
    if known is not None:
        people.set_password(work, known.person_id, hashed)
        return
    role = {"admin": "administrator", "supervisor": "supervisor"}.get(name, "clerk")
    shown = {"admin": "Quản trị viên", "supervisor": "Hoàng Thị Sáu"}.get(name)
    people.add_person(work, account.username, shown or DEMO_CLERKS[_place(account)], hashed, frozenset({role}))


def _place(account: Account) -> int:
    return int(account.username.removeprefix("canbo")) - 1


def _enrolled(work: Work, kind: str, label: str) -> str:
    enrolment = devices.add_device(work, kind, label)
    _, token = devices.enrol(work, enrolment.code)
    assert stored_devices.find(work.db, enrolment.device.device_id) is not None
    return token


def _write_private(path: Path, text: str) -> None:
    """Written whole or not at all, and never readable by others, not even for a moment."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
