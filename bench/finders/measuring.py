"""Runs a command and says what it took."""
import os
import subprocess
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Cost:
    """What one run took. Times in seconds, the rest in bytes; read is what came from the disk."""
    wall: float
    processor: float
    resident: int
    read: int
    exit: int


# What GNU timeout ends with when it ended the command.
TOO_LONG = 124


def run(command, output, environment=None, seconds=600):
    """Runs `command` with its output in the file `output`, to its end or for so many seconds; what it says beside goes nowhere.

    GNU time starts it, since the memory of a process counts from that of who started it, and this here may be large.
    """
    told = output + ".time"
    with open(output, "wb") as out:
        start = time.perf_counter()
        process = subprocess.Popen(
            ["/usr/bin/time", "-q", "-o", told, "-f", "%M", "timeout", str(seconds), *command],
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    with open(told, encoding="ascii") as file:
        resident = int(file.read()) * 1024
    return Cost(wall, used.ru_utime + used.ru_stime, resident, used.ru_inblock * 512, process.returncode)


def forget():
    """Lets the system forget what it has read of the disks; for root."""
    os.sync()
    with open("/proc/sys/vm/drop_caches", "w") as caches:
        caches.write("3\n")
