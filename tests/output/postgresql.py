"""Debian's PostgreSQL, started for the tests on a socket of its own in a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

PACKAGE_MISSING = "Debian package postgresql is not installed"
PORT = 54329
"""Only part of the socket's name: the server listens on no network address."""

_SETTINGS = ("listen_addresses=", "fsync=off", "max_connections=20", f"port={PORT}")


def programs() -> Path | None:
    """The folder of the newest server's programs, None where none is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def server(bin_folder: Path) -> Iterator[str]:
    """A running server; gives the URL of its database."""
    folder = Path(tempfile.mkdtemp(prefix="haiguan-pg-"))
    user = "postgres" if os.getuid() == 0 else None
    as_user = ["runuser", "-u", user, "--"] if user else []
    if user:
        shutil.chown(folder, user)
    data, log = folder / "data", folder / "log"

    def control(*arguments: str) -> None:
        command = [*as_user, *arguments]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, timeout=120)

    settings = " ".join(f"-c {setting}" for setting in (*_SETTINGS, f"unix_socket_directories={folder}"))
    try:
        control(f"{bin_folder}/initdb", "-D", str(data), "-U", "haiguan", "-E", "UTF8", "--locale=C", "-A", "trust")
        control(f"{bin_folder}/pg_ctl", "-D", str(data), "-l", str(log), "-o", settings, "-w", "start")
        yield f"postgresql://haiguan@/postgres?host={quote(str(folder))}&port={PORT}"
    finally:
        if (data / "postmaster.pid").exists():
            control(f"{bin_folder}/pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
