#!/usr/bin/env python3
"""Makes a tree on which deduplication has everything to get wrong: equal files, links among them and to names outside the
tree, classes of owners, modes, access lists and attributes, several times, holes, odd names, empty files.

    tree.py FOLDER NAMES [SEED]      makes FOLDER/inside (the tree) and FOLDER/outside (more names of some of its files)
"""

import os
import random
import subprocess
import sys


class Tree:
    def __init__(self, top, names, seed):
        self.inside = os.fsencode(os.path.join(top, "inside"))
        self.outside = os.fsencode(os.path.join(top, "outside"))
        self.names = names
        self.random = random.Random(seed)
        self.folders = []
        self.made = 0
        self.listed = []
        self.root = os.geteuid() == 0

    def make(self):
        os.makedirs(self.outside)
        for i in range(max(4, self.names // 40)):
            parent = self.random.choice(self.folders) if self.folders and self.random.random() < 0.7 else self.inside
            folder = os.path.join(parent, self.leaf(b"d%d" % i))
            os.makedirs(folder, exist_ok=True)
            self.folders.append(folder)
        while self.made < self.names:
            self.group()
        if self.root and self.listed:
            subprocess.run(["setfacl", "-m", "u:1234:r--", "--"] + self.listed, check=True)
        for folder in reversed(self.folders):
            self.time(folder)

    def leaf(self, plain):
        kind = self.random.random()
        if kind < 0.01:
            return plain + b"\nline"
        if kind < 0.02:
            return plain + b"\xff\xfe"
        if kind < 0.03:
            return plain + "ü €".encode()
        return plain

    def new_name(self):
        self.made += 1
        return os.path.join(self.random.choice(self.folders), self.leaf(b"f%d" % self.made))

    def bytes(self):
        size = self.random.choice([0, 1, 100, 4095, 4096, 4097, 9000, 30000, 65536, 200000])
        return self.random.randbytes(size)

    def group(self):
        """Bodies of equal bytes, of one to three classes of metadata."""
        data = self.bytes()
        holes = self.random.random() < 0.05 and len(data) > 8192
        for _ in range(self.random.choice([1, 1, 2, 2, 3, 5])):
            path = self.new_name()
            with open(path, "wb") as file:
                if holes:
                    file.truncate(1 << 20)
                file.write(data)
            self.metadata(path)
            for _ in range(self.random.choice([0, 0, 0, 1, 2])):
                os.link(path, self.new_name())
            if self.random.random() < 0.05:
                os.link(path, os.path.join(self.outside, b"o%d" % self.made))
            self.time(path)

    def metadata(self, path):
        kind = self.random.random()
        if kind < 0.1:
            os.chmod(path, 0o600)
        elif kind < 0.15 and self.root:
            os.chown(path, 1000, 1000)
        elif kind < 0.2:
            os.setxattr(path, b"user.class", b"one")
        elif kind < 0.23:
            os.setxattr(path, b"user.class", b"other")
        elif kind < 0.26 and self.root:
            self.listed.append(path)
        elif kind < 0.27:
            os.chmod(path, 0o4755)

    def time(self, path):
        at = 1_500_000_000_000_000_000 + self.random.randrange(10**17)
        os.utime(path, ns=(at + 5, at))


if __name__ == "__main__":
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    Tree(sys.argv[1], int(sys.argv[2]), seed).make()
