#!/usr/bin/env python3
"""Makes a tree of equal files of 4 to 64 KiB: groups of two, three and five, until so many could be replaced.

    equal_files.py [--replaceable N] [--seed N] TOP
"""

import argparse
import pathlib
import random

FOLDERS = 97


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--replaceable", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("top", type=pathlib.Path)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    folders = [given.top / f"folder{number}" for number in range(FOLDERS)]
    for folder in folders:
        folder.mkdir(parents=True)
    replaceable = files = group = 0
    while replaceable < given.replaceable:
        data = chance.randbytes(chance.randint(4 << 10, 64 << 10))
        members = min(chance.choice([2, 3, 5]), given.replaceable - replaceable + 1)
        for member in range(members):
            (folders[files % FOLDERS] / f"group{group}-{member}").write_bytes(data)
            files += 1
        replaceable += members - 1
        group += 1


if __name__ == "__main__":
    main()
