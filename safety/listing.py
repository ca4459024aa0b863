#!/usr/bin/env python3
"""Lists all that can be known of what is below some folders, a line a name, in an order that depends on nothing else.

    listing.py [--bytes] FOLDER...

Names of one file carry the number of the first of them, so that two listings are equal only if the same names are one file.
With --bytes only names and the hash of what they hold.
"""

import hashlib
import os
import stat
import sys


def digest(path):
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOATIME)
    except PermissionError:
        fd = os.open(path, os.O_RDONLY)
    with open(fd, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def attributes(path):
    return {name: os.getxattr(path, name, follow_symlinks=False) for name in sorted(os.listxattr(path, follow_symlinks=False))}


def paths(top):
    for folder, folders, files in os.walk(top):
        folders.sort()
        yield folder
        for leaf in sorted(files):
            yield os.path.join(folder, leaf)


def lines(tops, bytes_only):
    first = {}
    hashes = {}
    for top in tops:
        for path in paths(os.fsencode(top)):
            facts = os.lstat(path)
            regular = stat.S_ISREG(facts.st_mode)
            key = (facts.st_dev, facts.st_ino)
            if regular and key not in hashes:
                hashes[key] = digest(path)
            content = hashes[key] if regular else "-"
            if bytes_only:
                yield f"{path!r} {content}"
                continue
            one = first.setdefault(key, len(first)) if regular else "-"
            links = facts.st_nlink if regular else "-"
            yield (
                f"{path!r} {content} body={one} names={links} mode={facts.st_mode:o} owner={facts.st_uid}:{facts.st_gid}"
                f" size={facts.st_size if regular else '-'} mtime={facts.st_mtime_ns}"
                f" atime={facts.st_atime_ns if regular else '-'} attributes={attributes(path)}"
            )


if __name__ == "__main__":
    arguments = sys.argv[1:]
    bytes_only = "--bytes" in arguments
    for line in lines([a for a in arguments if a != "--bytes"], bytes_only):
        print(line)
