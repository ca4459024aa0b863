#!/usr/bin/env python3
"""Make a small tree with everything in it that a duplicate finder can get wrong.

    hostile_tree.py [--seed N] TOP

TOP must not exist. The same seed gives the same tree (but for times and ids). Search TOP/one and TOP/two; TOP/outside holds
further names of files in there, so that some link sets are found in part only. What is in it:

  copies       groups of equal files, of lengths around every block border (1 byte to 1 MiB + 1)
  decoys       as long as a copy, and different in the last byte only, the first only, or one in the middle
  prefixes     equal for a block or more, then not; three kinds of one length
  links        sets of hard links: all found, half of them outside, across both roots, beside copies of their bytes
  names        newline, tab, escape sequences, invalid UTF-8, 255 bytes, leading dash, blanks, quotes, a backslash
  empty files, sparse files beside full ones with equal bytes, a file that is one hole
  symbolic links to a file, to a folder, to nothing, to themselves, to a folder above
  a pipe and a socket, as long as nothing
  a file and a folder with mode 000 (which root can read all the same)
  folders nested 200 deep, and empty folders
"""
import argparse
import os
import random
import socket
import sys

BORDERS = [1, 2, 511, 4095, 4096, 4097, 65536, 131071, 131072, 131073, 262144, 262145, 1048576, 1048577]
ODD_NAMES = [
    b"new\nline", b"tab\there", b"\x1b[31mred\x1b[0m", b"\x1b]0;title\x07", b"bad\xff\xfeutf8", b"\xc3", b"\xed\xa0\x80",
    b"n" * 255, b"-dash", b"--help", b" blank ", b"'quote'", b'"double"', b"back\\slash", b"$(touch x)", b"*", b"...",
    "ü\u0308".encode(), "\u202egnp.exe".encode(), b"\r", b"nul\x01",
]


class Tree:
    def __init__(self, top, seed, holes=True):
        self.holes = holes
        self.top = os.fsencode(top)
        self.random = random.Random(seed)
        self.count = 0
        self.folders = []

    def make(self):
        for part in (b"one", b"two", b"outside"):
            os.makedirs(os.path.join(self.top, part))
        self.make_folders()
        self.copies()
        self.decoys()
        self.prefixes()
        self.links()
        self.odd_names()
        self.empty_and_sparse()
        self.symlinks()
        self.no_files()
        self.deep()
        self.crowds()
        self.unreadable()
        # What a file allocates is settled only when it was written back.
        os.sync()

    def make_folders(self):
        self.folders = [os.path.join(self.top, b"one"), os.path.join(self.top, b"two")]
        for i in range(30):
            folder = os.path.join(self.random.choice(self.folders), b"folder-%d" % i)
            os.mkdir(folder)
            self.folders.append(folder)
        os.mkdir(os.path.join(self.top, b"one", b"empty folder"))

    def bytes(self, length):
        return self.random.randbytes(length)

    def place(self, name=None):
        self.count += 1
        return os.path.join(self.random.choice(self.folders), name or b"file-%d" % self.count)

    def outside(self):
        self.count += 1
        return os.path.join(self.top, b"outside", b"name-%d" % self.count)

    def write(self, content, path=None):
        path = path or self.place()
        with open(path, "wb") as file:
            file.write(content)
        return path

    def copies(self):
        for length in BORDERS:
            content = self.bytes(length)
            for _ in range(self.random.randint(2, 5)):
                self.write(content)
            self.write(self.bytes(length))

    def decoys(self):
        for length in BORDERS:
            content = bytearray(self.bytes(length))
            for at in {0, length // 2, length - 1}:
                decoy = bytearray(content)
                decoy[at] ^= 1
                self.write(decoy)
            self.write(content)

    def prefixes(self):
        for shared in (4096, 131072, 262144):
            start = self.bytes(shared)
            for _ in range(3):
                content = start + self.bytes(100_000)
                for _ in range(self.random.randint(1, 3)):
                    self.write(content)

    def links(self):
        for i in range(40):
            content = self.bytes(self.random.choice([1, 3000, 5000, 140_000]))
            first = self.write(content)
            for _ in range(self.random.randint(0, 4)):
                os.link(first, self.place())
            if i % 2:
                for _ in range(self.random.randint(1, 3)):
                    os.link(first, self.outside())
            for _ in range(self.random.randint(0, 3)):
                copy = self.write(content)
                if self.random.random() < 0.5:
                    os.link(copy, self.outside() if self.random.random() < 0.3 else self.place())
        # A copy that nobody searches takes no part.
        self.write(content, self.outside())

    def odd_names(self):
        content = self.bytes(7000)
        folder = os.path.join(self.folders[0], b"odd \xff\n folder")
        os.mkdir(folder)
        for i, name in enumerate(ODD_NAMES):
            path = self.write(content if i % 2 else self.bytes(7000), os.path.join(folder, name))
            if i % 3 == 0:
                os.link(path, os.path.join(self.folders[1], name))

    def empty_and_sparse(self):
        for _ in range(5):
            self.write(b"")
        if not self.holes:
            return
        for length in (300_000, 1_048_576):
            self.write(bytes(length))
            for _ in range(2):
                with open(self.place(), "wb") as hole:
                    hole.truncate(length)
        half = self.place()
        with open(half, "wb") as file:
            file.seek(500_000)
            file.write(b"end")
        self.write(bytes(500_000) + b"end")

    def symlinks(self):
        target = self.write(self.bytes(9000))
        self.write(self.bytes(9000))
        for leads_to in (target, self.folders[0], b"/nonexistent/at all", b"..", b"."):
            os.symlink(leads_to, self.place())
        loop = self.place()
        os.symlink(os.path.basename(loop), loop)

    def no_files(self):
        os.mkfifo(self.place(b"pipe"))
        here = os.getcwd()
        os.chdir(self.folders[0])
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(b"socket")
        os.chdir(here)

    def deep(self):
        folder = self.folders[1]
        for _ in range(200):
            folder = os.path.join(folder, b"d")
            os.mkdir(folder)
        content = self.bytes(12_345)
        self.write(content, os.path.join(folder, b"bottom"))
        self.write(content)

    def crowds(self):
        small = self.bytes(600)
        large = self.bytes(200_000)
        for _ in range(300):
            self.write(small)
        for i in range(80):
            self.write(large if i % 4 else large[:-1] + bytes([i]))

    def unreadable(self):
        content = self.bytes(8888)
        self.write(content)
        os.chmod(self.write(content), 0)
        folder = os.path.join(self.folders[0], b"closed")
        os.mkdir(folder)
        self.write(content, os.path.join(folder, b"inside"))
        os.chmod(folder, 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-holes", dest="holes", action="store_false",
                        help="no sparse files: plain JDK calls, which see no allocated bytes, count the same then")
    parser.add_argument("top")
    options = parser.parse_args()
    if os.path.lexists(options.top):
        sys.exit(f"{options.top} is there already")
    Tree(options.top, options.seed, options.holes).make()


if __name__ == "__main__":
    main()
