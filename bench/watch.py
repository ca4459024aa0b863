#!/usr/bin/env python3
"""What aka group watch takes: watch.py [--groups N] [--seconds S] AKA FOLDER

Makes N groups of three names (make_groups.py) in FOLDER, which is made and must not be there, has AKA watch them, and prints how
long it took until it watched, what it takes of a processor and of memory while nothing happens, and how long a save as a new file
is split until it is healed, five times, beside an edit in place of each of the others.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import time


def cpu_seconds(process):
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mib(process):
    for line in pathlib.Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the process is gone")


def heal_seconds(folder, number):
    top = folder / f"folder-{number % 50}"
    one, other = top / f"file-{number}-0", top / f"file-{number}-1"
    saved = top / "saved"
    saved.write_text(f"saved {number}\n")
    begin = time.monotonic()
    saved.rename(one)
    while not os.path.samefile(one, other):
        if time.monotonic() - begin > 10:
            raise RuntimeError(f"{one} was not healed")
        time.sleep(0.005)
    return time.monotonic() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--groups", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=120, help="how long nothing happens")
    parser.add_argument("aka")
    parser.add_argument("folder", type=pathlib.Path)
    options = parser.parse_args()
    folder = options.folder.resolve()
    folder.mkdir()
    home = folder / "home"
    make = pathlib.Path(__file__).with_name("make_groups.py")
    subprocess.run([sys.executable, make, "--groups", str(options.groups), home, folder / "files"], check=True)
    text = (home / "groups").read_text()
    (home / "groups").write_text(text.replace("]\n", "]\nheal = newest\n"))
    home.chmod(0o700)
    environment = dict(os.environ, AKA_HOME=str(home))
    subprocess.run([options.aka, "group", "status", "-q"], env=environment, check=True, stdout=subprocess.DEVNULL)
    starts = []
    for run in range(5):
        begin = time.monotonic()
        watch = subprocess.Popen(
            [options.aka, "group", "watch"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        while "watching" not in watch.stderr.readline():
            pass
        starts.append(time.monotonic() - begin)
        if run < 4:
            watch.terminate()
            watch.wait()
    try:
        time.sleep(5)
        before = cpu_seconds(watch.pid)
        time.sleep(options.seconds)
        share = (cpu_seconds(watch.pid) - before) / options.seconds
        idle = memory_mib(watch.pid)
        heals = [heal_seconds(folder / "files", number) for number in range(5)]
        print(f"| until it watches {options.groups} groups | {statistics.median(starts):.2f} s, median of five |")
        print(f"| of a processor while nothing happens | {share * 100:.3f} %, in {options.seconds} s |")
        print(f"| resident memory | {idle:.0f} MiB, {memory_mib(watch.pid):.0f} MiB after healing |")
        print(f"| a save as a new file until it is healed | {statistics.median(heals):.2f} s, {max(heals):.2f} s at most, of five |")
    finally:
        watch.terminate()
        watch.wait()


if __name__ == "__main__":
    main()
