"""Reads what finders print, so that their groups can be held against one another."""
import json
import os
from collections import defaultdict


class Bodies:
    """The bodies of a tree, by the paths that lead to them."""

    def __init__(self, top):
        self._by_path = {}
        pending = [os.fsencode(top)]
        while pending:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
                    elif entry.is_file(follow_symlinks=False):
                        self._by_path[entry.path] = entry.inode()

    def of(self, path):
        return self._by_path[os.path.normpath(path)]


def canonical(groups, bodies):
    """Returns groups of paths as a set of sets of bodies; names of one body alone are no group."""
    found = (frozenset(map(bodies.of, group)) for group in groups)
    return {group for group in found if len(group) > 1}


def names(groups, bodies):
    """Returns all paths in groups, where these are not to be held against one another."""
    return {os.path.normpath(path) for group in groups for path in group}


def lines(printed):
    """A path a line, as find prints: one group."""
    yield [line for line in printed.split(b"\n") if line]


def indented(printed):
    """The names of aka list, each two blanks in, below the heading of their file."""
    yield [line[2:] for line in printed.split(b"\n") if line.startswith(b"  ")]


def blank_lines(printed):
    """Groups of a path a line, with an empty line between: fdupes, jdupes, and others that print as they do."""
    group = []
    for line in printed.split(b"\n"):
        if line:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def aka_json(printed):
    for line in printed.splitlines():
        event = json.loads(line)
        if event["event"] == "group":
            yield [os.fsencode(name["path"]) for body in event["bodies"] for name in body["names"]]


def czkawka_json(printed):
    """Lists of groups by length."""
    for of_one_length in json.loads(printed).values():
        for group in of_one_length:
            yield [os.fsencode(file["path"]) for file in group]


def rdfind_results(printed):
    """Lines of eight columns; a first occurrence begins a group."""
    group = []
    for line in printed.split(b"\n"):
        if line and not line.startswith(b"#"):
            words = line.split(b" ", 7)
            if words[0] == b"DUPTYPE_FIRST_OCCURRENCE" and group:
                yield group
                group = []
            group.append(words[7])
    if group:
        yield group


def extents(printed):
    """`Showing N identical extents of length L with id H`, then `START "PATH"` lines: files that such an extent is all of."""
    length = None
    group = []
    for line in printed.split(b"\n"):
        words = line.split(b"\t")
        if line.startswith(b"Showing "):
            yield group
            length, group = int(line.split(b" of length ")[1].split(b" ")[0]), []
        elif length and len(words) == 2 and words[0] == b"0" and os.path.getsize(words[1][1:-1]) == length:
            group.append(words[1][1:-1])
    yield group


def hardlink_verbose(printed):
    """`[DRY RUN] Linking A to B (-N bytes)`: pairs, of which those with a path in common are one group."""
    parent = {}

    def root(path):
        while parent.setdefault(path, path) != path:
            parent[path] = parent[parent[path]]
            path = parent[path]
        return path

    for line in printed.split(b"\n"):
        start = line.find(b"Linking ")
        if start >= 0 and b" to " in line:
            kept, rest = line[start + len(b"Linking "):].split(b" to ", 1)
            parent[root(rest[:rest.rindex(b" (")])] = root(kept)
    groups = defaultdict(list)
    for path in parent:
        groups[root(path)].append(path)
    return groups.values()
