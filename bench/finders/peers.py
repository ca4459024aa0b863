"""The finders that are measured, how each is asked for all groups of equal files below a folder, and how it is had."""
import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import Callable

from . import groups

HERE = os.path.dirname(os.path.abspath(__file__))
CACHE = os.path.join(os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "aka-peers")


@dataclass(frozen=True)
class Finder:
    """A finder; `command` makes its words for a folder and a file of its own, which few use."""
    name: str
    program: str
    command: Callable
    read: Callable
    # Where its groups are not what it prints while it is measured.
    told: Callable = None
    version: tuple = ("--version",)

    def is_there(self):
        return shutil.which(self.program) is not None

    def says(self):
        """Returns its name with its version."""
        told = subprocess.run([self.program, *self.version], capture_output=True, text=True)
        words = (told.stdout + told.stderr).replace(",", " ").split()
        number = next((word for word in words if word[:1].isdigit()), "?")
        return f"{self.name} {number}"


def aka():
    program = os.environ.get("AKA", os.path.join(HERE, "..", "..", "aka"))
    return Finder("aka", os.path.abspath(program), lambda tree, own: [os.path.abspath(program), "dupes", "--json", tree],
                  groups.aka_json)


def others():
    """Returns the peers, whether they are there or not."""
    built = os.path.join(CACHE, "bin", "fclones")
    fclones = built if os.path.exists(built) else "fclones"
    return [
        # -c: the bytes alone, as all others do; names of one file are no duplicates to any of them.
        Finder("hardlink", "hardlink", lambda tree, own: ["hardlink", "-n", "-c", tree], groups.hardlink_verbose,
               told=lambda tree: ["hardlink", "-n", "-c", "-v", tree]),
        Finder("jdupes", "jdupes", lambda tree, own: ["jdupes", "-r", "-q", tree], groups.blank_lines, version=("-v",)),
        Finder("fclones", fclones,
               lambda tree, own: [fclones, "group", "--hidden", "-s", "1", "-f", "fdupes", tree], groups.blank_lines),
        Finder("rdfind", "rdfind",
               lambda tree, own: ["rdfind", "-dryrun", "true", "-outputname", own, tree], groups.rdfind_results),
        Finder("rmlint", "rmlint",
               lambda tree, own: ["rmlint", "-T", "df", "--hidden", "--no-followlinks", "-o", "fdupes:" + own, tree],
               groups.blank_lines),
        Finder("fdupes", "fdupes", lambda tree, own: ["fdupes", "-r", "-q", "-n", tree], groups.blank_lines),
    ]


PACKAGES = {"hardlink": "util-linux", "jdupes": "jdupes", "rdfind": "rdfind", "rmlint": "rmlint", "fdupes": "fdupes"}


def install():
    """Installs what is missing, as far as it can be had: by apt, as root, and by cargo into a folder of the cache."""
    missing = [PACKAGES[finder.name] for finder in others() if finder.name in PACKAGES and not finder.is_there()]
    if not os.path.exists("/usr/bin/time"):
        missing.append("time")
    if missing and shutil.which("apt-get"):
        subprocess.run(["apt-get", "-qq", "install", "-y", "--no-install-recommends", *missing], check=False)
    if not any(finder.name == "fclones" and finder.is_there() for finder in others()) and shutil.which("cargo"):
        subprocess.run(["cargo", "install", "-q", "--locked", "--root", CACHE, "fclones@0.35.0"], check=False)
