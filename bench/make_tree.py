#!/usr/bin/env python3
"""Make a large tree for measuring: files of everyday lengths, some of them duplicates, some of them links.

    make_tree.py [--seed N] [--files N] [--mean BYTES] [--duplicates PERCENT] [--links PERCENT] TOP

TOP must not exist. The default is 100,000 files of 7,000 bytes in the mean (700 MB), 30 % of them duplicates of an earlier
one and 5 % further names of an earlier one. Lengths are spread log-normally and rounded to multiples of 16 below 64 KiB, so
that many differ in their bytes only, as in real trees. One duplicate in twenty differs in its last byte.
"""
import argparse
import math
import os
import random
import sys

SPREAD = 1.6
MOST_BYTES = 32 * 1024 * 1024


def length(rng, mean):
    """Returns a length; the mean of a log-normal spread is exp(mu + sigma^2 / 2)."""
    drawn = rng.lognormvariate(math.log(mean) - SPREAD ** 2 / 2, SPREAD)
    if drawn < 65536:
        return max(16, round(drawn / 16) * 16)
    return min(MOST_BYTES, round(drawn))


def make(top, rng, options):
    folders = [top]
    os.mkdir(top)
    files = []
    for i in range(options.files):
        if i % 40 == 0:
            folder = os.path.join(rng.choice(folders[-200:]) if rng.random() < 0.8 else top, f"folder-{i // 40:04d}")
            os.mkdir(folder)
            folders.append(folder)
        path = os.path.join(rng.choice(folders[-20:]), f"file-{i:06d}.dat")
        drawn = rng.random() * 100
        if files and drawn < options.links:
            os.link(rng.choice(files)[0], path)
            continue
        if files and drawn < options.links + options.duplicates:
            _, seed, size = rng.choice(files)
        else:
            seed, size = rng.getrandbits(64), length(rng, options.mean)
        content = bytearray(random.Random(seed).randbytes(size))
        if rng.random() < 0.05:
            content[-1] ^= 1
            seed = None
        with open(path, "wb") as file:
            file.write(content)
        if seed is not None:
            files.append((path, seed, size))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--mean", type=int, default=7_000)
    parser.add_argument("--duplicates", type=float, default=30)
    parser.add_argument("--links", type=float, default=5)
    parser.add_argument("top")
    options = parser.parse_args()
    if os.path.lexists(options.top):
        sys.exit(f"{options.top} is there already")
    make(options.top, random.Random(options.seed), options)
    os.sync()


if __name__ == "__main__":
    main()
