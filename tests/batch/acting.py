"""Workers that die and get stuck, as the names of their decks say."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

from deckgen.batch.model import Outcome, Status


def act(connection: Connection, _cache: Path | None, folder: str) -> None:
    """`die` always dies, `die-once` the first time, `stick` never ends, `orphan` leaves a process behind."""
    log = Path(os.environ["ACTING_LOG"])
    while True:
        try:
            (job,) = connection.recv()
        except EOFError:
            return
        with log.open("a") as file:
            file.write(f"{job.name} {os.getpid()}\n")
        told = log.read_text().split("\n")
        if job.name == "orphan":
            pause = [sys.executable, "-c", "import time; time.sleep(600)"]
            child = subprocess.Popen(pause, cwd=folder, start_new_session=True)
            log.with_name("orphan").write_text(str(child.pid))
            os.kill(os.getpid(), signal.SIGKILL)
        if job.name == "die" or (
            job.name == "die-once" and sum(one.startswith("die-once") for one in told) < 2
        ):
            os.kill(os.getpid(), signal.SIGKILL)
        if job.name == "stick":
            time.sleep(600)
        connection.send(Outcome(job, Status.BUILT, megabytes=float(os.getpid())))
