"""Importing a module does nothing: no file, no thread, no socket, no output. Objects are built in main functions."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.house.tree import PACKAGES, ROOT, module_name, python_files, report


def import_guarded(modules: list[str], path: Path, home: Path) -> list[str]:
    """What these modules do while they are imported, one after the other in one fresh process."""
    env = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    env |= {"KIVY_HOME": str(home), "KIVY_NO_ARGS": "1", "KIVY_NO_CONSOLELOG": "1", "KIVY_NO_FILELOG": "1"}
    env |= {"PYTHONPATH": os.pathsep.join((str(path), str(ROOT)))}
    command = [sys.executable, "-m", "tests.house.import_guard", str(path), *modules]
    done = subprocess.run(command, env=env, cwd=home, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    effects: list[str] = json.loads(done.stdout.splitlines()[-1])
    return effects


def test_importing_any_module_of_ours_does_nothing(tmp_path: Path) -> None:
    modules = [module_name(path) for path in python_files(under=PACKAGES)]
    effects = import_guarded(modules, ROOT, tmp_path)
    assert not effects, report(effects)


def test_the_import_guard_sees_files_threads_sockets_and_output(tmp_path: Path) -> None:
    code = tmp_path / "code"
    code.mkdir()
    (code / "writes.py").write_text("open('left-behind', 'w').close()\n")
    (code / "talks.py").write_text("print('hello')\n")
    (code / "starts.py").write_text("import threading\nt = threading.Thread(target=int)\nt.start()\nt.join()\n")
    (code / "connects.py").write_text("import socket\nsocket.socket().bind(('127.0.0.1', 0))\n")
    (code / "calm.py").write_text("from pathlib import Path\nHERE = Path(__file__).parent\n")
    modules = ["writes", "talks", "starts", "connects", "calm"]
    effects = import_guarded(modules, code, tmp_path)
    for module in modules[:-1]:
        assert any(module in effect for effect in effects), f"{module} went unseen: {effects}"
    assert not any("calm" in effect for effect in effects), effects
