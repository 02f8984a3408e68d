"""The nursery: has read our modules once and forks each process from there, so that a hundred restarts cost minutes.

`python -m tests.chaos.nursery` reads one JSON line a process (command, environment, log, guarantee to take out) and
writes its id. Each child is `doorstep serve` or `doorstep worker` as in earnest and is killed as in earnest.
"""

import importlib
import json
import os
import signal
import sys
from typing import Any

from tests.chaos import served

MODULES = ("bot.app", "bot.cli", "bot.serving", "bot.channels.sms", "bot.channels.telegram", "nlp.understand")


def become(order: dict[str, Any]) -> None:
    """Be this process until killed."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (sys.stdout.fileno(), sys.stderr.fileno()):
        os.dup2(log, stream)
    os.environ.clear()
    os.environ.update(order["environment"])
    served.doorstep(order["command"], order["without"])


def main() -> None:
    """Fork a process for every line until there are no more."""
    for module in MODULES:
        importlib.import_module(module)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead need nobody to bury them
    for line in sys.stdin:
        child = os.fork()
        if not child:
            become(json.loads(line))
            return
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
