#!/usr/bin/env python3
"""Count duplicate files by itself, to hold against what aka says.

    count_dupes.py [--exact | --estimate] DIR...

Prints one JSON object a line: a group of bodies with equal bytes (largest first, then by first name), and at the end a
summary. Names are base64, since a name is bytes. The definitions:

  body              what all names with one (st_dev, st_ino) share
  group             two or more bodies of one length, 1 byte or more, with one SHA-256
  complete          as many names were found as st_nlink says
  redundantBytes    the lengths of all bodies but one
  reclaimableBytes  what would be freed if the bodies on one device became one. With a body that is not complete among them:
                    what all complete ones allocate. Else: what all allocate, less the least of them.
  allocated         --exact, the default: st_blocks * 512. --estimate: the length rounded up to 4096, which is all there
                    is to go by on a system that does not tell

Symbolic links are not followed and other file systems not entered. What cannot be read is named on stderr and left out.
"""
import argparse
import base64
import collections
import hashlib
import json
import os
import stat
import sys


class Body:
    def __init__(self, facts):
        self.facts = facts
        self.names = []

    def complete(self):
        return self.facts.st_nlink == len(self.names)

    def allocated(self, estimate):
        return -(-self.facts.st_size // 4096) * 4096 if estimate else self.facts.st_blocks * 512


def problem(error):
    print(f"left out: {error}", file=sys.stderr)


def find_bodies(roots):
    """Returns a dict from (device, inode) to Body."""
    bodies = {}
    seen_folders = set()
    for root in roots:
        device = os.stat(root).st_dev
        pending = [os.fsencode(root)]
        while pending:
            folder = pending.pop()
            try:
                facts = os.stat(folder)
                if facts.st_dev != device or (facts.st_dev, facts.st_ino) in seen_folders:
                    continue
                seen_folders.add((facts.st_dev, facts.st_ino))
                leaves = os.listdir(folder)
            except OSError as error:
                problem(error)
                continue
            for leaf in leaves:
                path = os.path.join(folder, leaf)
                try:
                    facts = os.lstat(path)
                except OSError as error:
                    problem(error)
                    continue
                if stat.S_ISDIR(facts.st_mode):
                    pending.append(path)
                elif stat.S_ISREG(facts.st_mode) and facts.st_dev == device:
                    bodies.setdefault((facts.st_dev, facts.st_ino), Body(facts)).names.append(path)
    return bodies


def digest(path):
    hashed = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            hashed.update(block)
    return hashed.digest()


def find_groups(bodies):
    by_size = collections.defaultdict(list)
    for body in bodies:
        body.names.sort()
        if body.facts.st_size > 0:
            by_size[body.facts.st_size].append(body)
    for same_size in by_size.values():
        if len(same_size) < 2:
            continue
        by_content = collections.defaultdict(list)
        for body in same_size:
            try:
                by_content[digest(body.names[0])].append(body)
            except OSError as error:
                problem(error)
        for group in by_content.values():
            if len(group) > 1:
                yield sorted(group, key=lambda body: body.names[0])


def reclaimable(group, estimate):
    by_device = collections.defaultdict(list)
    for body in group:
        by_device[body.facts.st_dev].append(body)
    total = 0
    for bodies in by_device.values():
        freeable = [body.allocated(estimate) for body in bodies if body.complete()]
        if len(freeable) == len(bodies):
            freeable.remove(min(freeable))
        total += sum(freeable)
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--exact", dest="estimate", action="store_false", default=False)
    parser.add_argument("--estimate", action="store_true")
    parser.add_argument("roots", nargs="+", metavar="DIR")
    options = parser.parse_args()
    bodies = find_bodies(options.roots)
    groups = sorted(find_groups(bodies.values()), key=lambda group: (-group[0].facts.st_size, group[0].names[0]))
    total_redundant = total_reclaimable = 0
    for group in groups:
        size = group[0].facts.st_size
        redundant = (len(group) - 1) * size
        freed = reclaimable(group, options.estimate)
        total_redundant += redundant
        total_reclaimable += freed
        print(json.dumps({
            "sizeBytes": size,
            "redundantBytes": redundant,
            "reclaimableBytes": freed,
            "bodies": [{
                "complete": body.complete(),
                "names": [base64.b64encode(name).decode() for name in body.names],
            } for body in group],
        }))
    print(json.dumps({
        "files": len(bodies),
        "names": sum(len(body.names) for body in bodies.values()),
        "groups": len(groups),
        "redundantBytes": total_redundant,
        "reclaimableBytes": total_reclaimable,
    }))


if __name__ == "__main__":
    main()
