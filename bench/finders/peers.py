"""The finders that are measured, how each is asked for all groups of equal files below a folder, and how it is had."""
import json
import os
import shutil
import subprocess
from dataclasses import dataclass, replace
from typing import Callable

from . import groups, trees

HERE = os.path.dirname(os.path.abspath(__file__))
# Who tells its groups in the file that it is given.
INTO_A_FILE = ("rdfind", "rmlint", "czkawka")
CACHE = os.path.join(os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "aka-peers")


@dataclass(frozen=True)
class Finder:
    """A program that does some work; `command` makes its words for a folder and a file of its own, which few use."""
    name: str
    program: str
    command: Callable
    # Makes groups of paths of what it prints; without it nobody asks what it found.
    read: Callable = None
    # Where that is not what it prints while it is measured.
    told: Callable = None
    version: tuple = ("--version",)
    # Asked once before it is measured, where the work is to do it again.
    before: Callable = None

    def is_there(self):
        return shutil.which(self.program) is not None

    def says(self):
        """Returns its name with its version."""
        told = subprocess.run([self.program, *self.version], capture_output=True, text=True)
        words = (told.stdout + told.stderr).replace(",", " ").replace('"', " ").split()
        number = next((word for word in words if word.lstrip("v")[:1].isdigit()), "?")
        return f"{self.name} {number}"


def aka(*words, read=None, name="aka", **more):
    """Returns aka with these words before the folder."""
    program = os.path.abspath(os.environ.get("AKA", os.path.join(HERE, "..", "..", "aka")))
    return Finder(name, program, lambda tree, own: [program, *words, tree], read, **more)


def equal_files():
    """Returns aka, asked for groups of equal files, and the peers that are there."""
    told = lambda tree: [aka().program, "dupes", "--json", tree]
    return [aka("dupes", "--format", "fdupes", read=groups.aka_json, told=told), *(peer for peer in others() if peer.is_there())]


def equal_files_again():
    """Returns those that remember what they have read, asked once before."""
    # Beside the built one: env, which sets it, takes a thousandth of a second.
    cache = "XDG_CACHE_HOME=" + os.path.join(CACHE, "remembered")
    words = lambda tree, own: ["env", cache, fclones(), "group", "--cache", "--hidden", "-s", "1", "-f", "fdupes", tree]
    again = Finder("fclones --cache", fclones(), words, groups.blank_lines, before=lambda tree: words(tree, None))
    told = lambda tree: [aka().program, "dupes", "--json", tree]
    first = aka("dupes", "--format", "fdupes", read=groups.aka_json, told=told,
                before=lambda tree: [aka().program, "dupes", "-q", tree])
    return [first, *([again] if again.is_there() else [])]


def plans():
    """Returns aka, asked what it would do about equal files, and the peers: the one that plans does so, others only find them."""
    told = lambda tree: [aka().program, "dupes", "--json", tree]
    return [aka("dedupe", "-n", "-q", read=groups.aka_json, told=told), *map(planning, equal_files()[1:])]


def planning(finder):
    """Returns what a finder has for a plan; hardlink's search is one."""
    if finder.name != "czkawka":
        return finder
    return replace(finder, command=lambda tree, own: [*finder.command(tree, own), "-D", "HARD", "--dry-run"])


def names_of_shared():
    """Returns aka and find, asked for the names of all files that have several."""
    find = lambda tree, own: ["find", tree, "-type", "f", "-links", "+1"]
    return [aka("list", read=groups.indented), Finder("find", "find", find, groups.lines)]


def starts():
    """Returns aka, asked for one file, and the Java that it runs on."""
    java = java_of_aka()
    return [Finder("aka", aka().program, lambda tree, own: [aka().program, "info", first_file(tree)]),
            Finder("java -version", java, lambda tree, own: [java, "-version"], version=("-version",))]


def ten_times():
    """Returns aka in a tree of ten times as many files, beside a tenth of it."""
    return [aka("dupes", "--format", "fdupes"),
            Finder("a tenth of it", aka().program, lambda tree, own: [aka().program, "dupes", "--format", "fdupes", trees.tenth(tree)])]


def java_of_aka():
    told = subprocess.run([aka().program, "doctor", "--json"], capture_output=True, text=True).stdout
    for line in told.splitlines():
        java = json.loads(line).get("java")
        if java:
            # Its version, its maker, and where it is.
            return os.path.join(java.rsplit(", ", 1)[1], "bin", "java")
    return shutil.which("java")


def first_file(tree):
    return next(os.path.join(folder, files[0]) for folder, _, files in os.walk(tree) if files)


def fclones():
    return built("fclones")


def built(program):
    """Returns where `install` puts a program that it builds, or its name where that is not there."""
    path = os.path.join(CACHE, "bin", program)
    return path if os.path.exists(path) else program


def others():
    """Returns the peers, whether they are there or not."""
    return [
        # -c: the bytes alone, as all others do; names of one file are no duplicates to any of them.
        Finder("hardlink", "hardlink", lambda tree, own: ["hardlink", "-n", "-c", tree], groups.hardlink_verbose,
               told=lambda tree: ["hardlink", "-n", "-c", "-v", tree]),
        Finder("jdupes", "jdupes", lambda tree, own: ["jdupes", "-r", "-q", tree], groups.blank_lines, version=("-v",)),
        Finder("fclones", fclones(),
               lambda tree, own: [fclones(), "group", "--hidden", "-s", "1", "-f", "fdupes", tree], groups.blank_lines),
        Finder("rdfind", "rdfind",
               lambda tree, own: ["rdfind", "-dryrun", "true", "-outputname", own, tree], groups.rdfind_results),
        Finder("rmlint", "rmlint",
               lambda tree, own: ["rmlint", "-T", "df", "--hidden", "--no-followlinks", "-o", "fdupes:" + own, tree],
               groups.blank_lines),
        Finder("fdupes", "fdupes", lambda tree, own: ["fdupes", "-r", "-q", "-n", tree], groups.blank_lines),
        # -H: by what is there, not by what it remembers; -W: that there are equal files is no error.
        Finder("czkawka", built("czkawka_cli"),
               lambda tree, own: [built("czkawka_cli"), "dup", "-d", tree, "-m", "1", "-t", "XXH3", "-H", "-W", "-M", "-N", "-C", own],
               groups.czkawka_json),
        # Finds equal extents; leaves out files shorter than 128 KiB.
        Finder("duperemove", "duperemove", lambda tree, own: ["duperemove", "-r", tree], groups.extents),
    ]


PACKAGES = {"hardlink": "util-linux", "jdupes": "jdupes", "rdfind": "rdfind", "rmlint": "rmlint", "fdupes": "fdupes",
            "duperemove": "duperemove"}
# czkawka takes ten minutes to build.
CRATES = {"fclones": "fclones@0.35.0", "czkawka": "czkawka_cli@12.0.0"}


def install():
    """Installs what is missing, as far as it can be had: by apt, as root, and by cargo into a folder of the cache."""
    missing = [PACKAGES[finder.name] for finder in others() if finder.name in PACKAGES and not finder.is_there()]
    if not os.path.exists("/usr/bin/time"):
        missing.append("time")
    if missing and shutil.which("apt-get"):
        subprocess.run(["apt-get", "-qq", "install", "-y", "--no-install-recommends", *missing], check=False)
    for finder in others():
        if finder.name in CRATES and not finder.is_there() and shutil.which("cargo"):
            subprocess.run(["cargo", "install", "-q", "--locked", "--root", CACHE, CRATES[finder.name]], check=False)
