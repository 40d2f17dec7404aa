"""./run demo-day: replays a synthetic day through the public API, so that a newcomer sees a living hall."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from queue_server.client import ClientError, QueueClient
from queue_server.clock import monotonic_seconds
from queue_server.demo_day.hall import Hall
from queue_server.demo_day.pace import Pace, Tally
from queue_server.demo_day.plan import MORNING_OPENS, plan_day
from queue_server.demo_day.scene import Scene

ROOT = Path(__file__).resolve().parents[2]
BEGINS = MORNING_OPENS - timedelta(minutes=1)
SECONDS_BETWEEN_LINES = {True: 0.25, False: 10.0}
"""By whether a person watches: a line that lives on a terminal, few lines in a file."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when the day was played to its end or ended by Ctrl-C, 1 when the server could not be reached or said no."""
    options = _parse(arguments)
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda _number, _frame: stop.set())
    try:
        credentials = json.loads((options.data / "demo-credentials.json").read_text(encoding="utf-8"))
    except OSError:
        print(f"Chưa có {options.data}/demo-credentials.json: hãy chạy ./run trước, hoặc chỉ thư mục bằng --data.")
        print("There are no demo credentials there: start ./run first, or name the folder with --data.")
        return 1
    try:
        _play(options, credentials, stop)
    except ClientError as error:
        print(f"\nMáy chủ {options.server} không trả lời được / The server could not answer: {error}")
        return 1
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run demo-day", description=__doc__)
    parser.add_argument("--server", default="http://127.0.0.1:8080", help="address of a running demo server")
    parser.add_argument("--data", type=Path, default=ROOT / "var" / "demo", help="its folder, for the credentials")
    parser.add_argument("--speed", type=_from(1, 100_000), default=60.0, help="how many times as fast (60)")
    parser.add_argument("--visits", type=_from(1, 2000), default=220, help="how many people come (220)")
    parser.add_argument("--seed", type=int, default=1, help="another number gives another day (1)")
    return parser.parse_args(arguments)


def _from(low: float, high: float) -> Callable[[str], float]:
    def number(text: str) -> float:
        value = float(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"must be from {low:g} to {high:g}")
        return value

    return number


def _play(options: argparse.Namespace, credentials: dict[str, Any], stop: threading.Event) -> None:
    supervisor = credentials["supervisor"]
    with QueueClient(options.server) as staff, QueueClient(options.server, credentials["kiosk_token"]) as kiosk:
        staff.sign_in(supervisor["username"], supervisor["password"])
        services = [service.id for service in staff.services() if service.open]
        classes = [priority_class.code for priority_class in staff.priority_classes()]
        target = timedelta(seconds=staff.office().wait_target_seconds)
        scene = Scene(staff, Pace(BEGINS, options.speed, stop), Tally())
        hall = Hall(scene, kiosk)
        progress = _Progress(scene, hall)
        try:
            opened = hall.open(plan_day(services, classes, int(options.visits), options.seed))
            if not opened:
                print("Mọi quầy đều đã có người giữ. / Somebody else holds every counter.")
            else:
                print(f"Mở {opened} quầy. Ctrl-C để dừng. / {opened} counters open. Ctrl-C ends the day.", flush=True)
                scene.pace.run(is_quiet=hall.is_quiet, is_over=hall.is_over, after_each=progress.tell)
        finally:
            # First the hall: when the terminal was closed, there is nobody to print to.
            hall.close()
            progress.end()
        _sum_up(scene.tally, target)


class _Progress:
    """One line that lives while somebody watches it on a terminal, now and then a line otherwise."""

    def __init__(self, scene: Scene, hall: Hall) -> None:
        self._scene = scene
        self._hall = hall
        self._lives = sys.stdout.isatty()
        self._told_at = monotonic_seconds()

    def tell(self) -> None:
        if monotonic_seconds() - self._told_at < SECONDS_BETWEEN_LINES[self._lives]:
            return
        self._told_at = monotonic_seconds()
        tally = self._scene.tally
        minutes = int(self._scene.pace.now.total_seconds() // 60)
        line = (
            f"{minutes // 60:02}:{minutes % 60:02}  đã phát {tally.issued} · đang chờ {self._hall.waiting}"
            f" · tại quầy {self._hall.serving} · hoàn tất {tally.completed} · chờ TB {_minutes(tally.mean_wait)} phút"
        )
        print(f"\r\x1b[K{line}" if self._lives else line, end="" if self._lives else "\n", flush=True)

    def end(self) -> None:
        if self._lives:
            print()


def _sum_up(tally: Tally, target: timedelta) -> None:
    share = f"{tally.share_within(target) * 100:.0f} %"
    within = f"{target.total_seconds() / 60:g}"
    mean, longest = _minutes(tally.mean_wait), _minutes(tally.longest_wait)
    print(
        f"Đã phát {tally.issued} số: hoàn tất {tally.completed}, vắng mặt {tally.absent}, tự rời đi {tally.left}.\n"
        f"Chờ trung bình {mean} phút, lâu nhất {longest} phút, {share} được gọi trong {within} phút.\n"
        f"{tally.issued} tickets: {tally.completed} completed, {tally.absent} absent, {tally.left} left by themselves. "
        f"Mean wait {mean} min, longest {longest} min, {share} called within {within} min (simulated time)."
    )


def _minutes(span: timedelta) -> str:
    return f"{span.total_seconds() / 60:.1f}"


if __name__ == "__main__":
    sys.exit(main())
