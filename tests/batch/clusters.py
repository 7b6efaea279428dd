"""A real Dask cluster of this machine: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PATIENCE = 60


class Cluster:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        told = folder / "scheduler.log"
        self.scheduler = self._started(
            told, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
        )
        self.address = self._awaited(told, "Scheduler at:").split("Scheduler at:")[1].split()[0]

    def add_worker(self, package: Path | None = None) -> subprocess.Popen[bytes]:
        """`package` is the folder of another deckgen than this one."""
        told = self._folder / f"worker{len(self.workers)}.log"
        path = os.pathsep.join([str(package), *sys.path]) if package else os.pathsep.join(sys.path)
        worker = self._started(
            told,
            "worker",
            self.address,
            *("--nthreads", "1", "--no-nanny", "--no-dashboard"),
            *("--local-directory", str(self._folder / "scratch")),
            PYTHONPATH=path,
        )
        self.workers.append(worker)
        self._awaited(told, "Registered to:")
        return worker

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
        for process in (*self.workers, self.scheduler):
            process.wait(PATIENCE)

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        worker.send_signal(signal.SIGKILL)
        worker.wait(PATIENCE)

    def _started(self, told: Path, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        with told.open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *words],
                cwd=self._folder,
                env=os.environ | environment,
                stdout=log,
                stderr=log,
            )

    def _awaited(self, told: Path, words: str) -> str:
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            for line in told.read_text("utf-8").splitlines():
                if words in line:
                    return line
            time.sleep(0.05)
        raise AssertionError(told.read_text("utf-8"))
