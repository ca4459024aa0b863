"""Trees to find equal files in, each the same whenever it is made."""
import os
import random
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
MIB = 1024 * 1024


def mixed(top, files):
    """Files of everyday lengths, 23,000 bytes in the mean; 30 % duplicates, 5 % further names."""
    everyday(top, files, 23_000)


def small(top, files):
    """The same with 2,300 bytes in the mean, for a million of them."""
    everyday(top, files, 2_300)


def everyday(top, files, mean):
    command = [sys.executable, os.path.join(HERE, "..", "make_tree.py"), "--files", str(files), "--mean", str(mean), top]
    subprocess.run(command, check=True)


def tiny(top, files):
    """Files of 64 bytes in the mean, to be walked."""
    everyday(top, files, 64)


def names(top, count):
    """As rsync leaves its snapshots: few bodies under many names, fifty snapshots of the same tree."""
    rng = random.Random(1)
    snapshots = 50
    bodies = count // snapshots
    for snapshot in range(snapshots):
        for i in range(bodies):
            path = os.path.join(top, f"snapshot-{snapshot:02d}", f"folder-{i // 100:04d}", f"file-{i:06d}")
            if i % 100 == 0:
                os.makedirs(os.path.dirname(path))
            if snapshot:
                os.link(path.replace(f"snapshot-{snapshot:02d}", "snapshot-00"), path)
            else:
                # A tenth of the bodies have an equal.
                seed = i - 1 if i % 10 == 1 else i
                write(path, random.Random(seed).randbytes(4096 + 16 * (seed // 10 % 500)))


def decoys(top, count):
    """Files of one length that differ in their last byte only, each with one equal."""
    os.mkdir(top)
    block = random.Random(1).randbytes(4 * MIB)
    for i in range(count):
        write(os.path.join(top, f"decoy-{i:04d}"), block[:-4] + (i // 2).to_bytes(4, "big"))


def prefixes(top, count):
    """Files of a GiB and a little that are equal for that GiB; two of them all the way."""
    os.mkdir(top)
    block = random.Random(1).randbytes(64 * MIB)
    for i in range(count):
        path = os.path.join(top, f"image-{i}")
        with open(path, "wb") as file:
            for _ in range(16):
                file.write(block)
            file.write(bytes([max(i, 1)]) * 4096)


def write(path, content):
    with open(path, "wb") as file:
        file.write(content)


def made(folder, make, size):
    """Returns the tree that `make` makes of `size`, which is made first if it is not there; what was cut off is begun anew."""
    top = os.path.join(folder, f"{make.__name__}-{size}")
    if not os.path.isdir(top):
        print(f"making {top}", file=sys.stderr)
        part = top + ".part"
        shutil.rmtree(part, ignore_errors=True)
        make(part, size)
        os.rename(part, top)
        os.sync()
    return top
