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


def wide(top, files):
    """All files in one folder."""
    os.mkdir(top)
    rng = random.Random(1)
    for i in range(files):
        write(os.path.join(top, f"file-{i:07d}"), rng.randbytes(1 + i % 127) if i % 3 else b"the same in each")


def farm(top, files):
    """As a build farm leaves it: modules in modules six deep, each with a licence and files that others have as well."""
    rng = random.Random(1)
    licences = [rng.randbytes(1000 + 37 * i) for i in range(20)]
    shared = [rng.randbytes(rng.randrange(200, 20_000)) for _ in range(max(1, files // 20))]
    folder, depth, made = top, 0, 0
    while made < files:
        depth = 0 if depth == 6 else depth + rng.randrange(2)
        folder = os.path.join(top if depth == 0 else folder, "node_modules", f"module-{made}")
        os.makedirs(os.path.join(folder, "lib", "internal"))
        write(os.path.join(folder, "LICENSE"), rng.choice(licences))
        write(os.path.join(folder, "package.json"), b'{"name": "module-%d"}' % made)
        for i in range(rng.randrange(2, 12)):
            content = rng.choice(shared) if rng.randrange(2) else rng.randbytes(rng.randrange(200, 20_000))
            write(os.path.join(folder, "lib", *(["internal"] if i % 3 else []), f"{i}.js"), content)
            made += 1
        made += 2


def media(top, count):
    """Photos of some megabytes, a tenth of them there twice, and a few images of a disk."""
    rng = random.Random(1)
    for i in range(count):
        path = os.path.join(top, f"20{i % 20:02d}", f"IMG_{i:05d}.jpg")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        source = random.Random(i - 1 if i % 10 == 1 else i)
        write(path, source.randbytes(source.randrange(2 * MIB, 6 * MIB)))
    for i in range(3):
        write(os.path.join(top, f"disk-{i}.iso"), rng.randbytes(200 * MIB) if i < 2 else b"")
    shutil.copyfile(os.path.join(top, "disk-0.iso"), os.path.join(top, "disk-2.iso"))


def tenth(top):
    """Returns the tree of a tenth as many files, made if it is not there."""
    folder, name = os.path.split(top)
    kind, size = name.rsplit("-", 1)
    return made(folder, globals()[kind], int(size) // 10)


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
