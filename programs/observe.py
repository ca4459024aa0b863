#!/usr/bin/env python3
"""See what programs do to a file with two names when they change it by one of them.

    programs/observe.py            prints the table of docs/programs.md
    programs/observe.py --check    fails where a program that is here does otherwise than the table says
    programs/observe.py --packages names what they come in, on Debian 12

Each program is run on a file of its own, in a folder of its own, that has the names `a` and `b`; it is told to change `a`.
"""
import argparse
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import Callable

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(HERE, "..", "docs", "programs.md")
SECONDS_MOST = 120

STAYS = "stays one file"
SPLITS = "splits"
PARTNER = "splits, and the old file gets a further name"


@dataclass(frozen=True)
class Program:
    """What is run: `act` changes the file `a` of the folder that it is given."""
    name: str
    package: str
    program: str
    act: Callable
    version: tuple = ("--version",)
    leaf: str = "a"


def run(*words, **more):
    subprocess.run(words, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                   timeout=SECONDS_MOST, **more)


def words(*command):
    """Runs these words in the folder."""
    return lambda folder: run(*command, cwd=folder)


def vim(backup_copy, *more):
    settings = [f"set nocompatible backupcopy={backup_copy}", *more]
    commands = [word for setting in settings for word in ("-c", setting)]
    return words("vim", "-u", "NONE", "-N", "-es", *commands, "-c", "s/^/more /", "-c", "wq", "a")


def emacs(*settings):
    change = '(find-file "a") (insert "more ") (save-buffer)'
    return words("emacs", "-Q", "--batch", "--eval", "(progn " + " ".join(settings) + change + ")")


def typed(*command, keys):
    """Runs an editor on a terminal, and types."""
    def act(folder):
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(folder)
            os.environ["TERM"] = "xterm"
            os.execvp(command[0], command)
        for key in keys:
            read_for(terminal, 0.5)
            os.write(terminal, key)
        end = time.time() + SECONDS_MOST
        while os.waitpid(child, os.WNOHANG) == (0, 0):
            read_for(terminal, 0.1)
            if time.time() > end:
                os.kill(child, 9)
                raise TimeoutError(command[0])
        os.close(terminal)
    return act


def read_for(terminal, seconds):
    end = time.time() + seconds
    while time.time() < end:
        if select.select([terminal], [], [], max(0, end - time.time()))[0]:
            try:
                os.read(terminal, 65536)
            except OSError:
                return


def other(folder, text="other bytes\n"):
    """Returns a file with other bytes beside the names."""
    path = os.path.join(folder, "other")
    with open(path, "w") as file:
        file.write(text)
    return path


def from_other(*command):
    """Runs these words, in which OTHER is a file with other bytes."""
    def act(folder):
        path = other(folder)
        run(*(path if word == "OTHER" else word for word in command), cwd=folder)
        if os.path.exists(path):
            os.unlink(path)
    return act


def git(*deeds):
    """Keeps `a` in a repository, with a second commit that changes it; then runs the deeds."""
    def act(folder):
        def told(*command):
            run("git", "-c", "user.name=x", "-c", "user.email=x@localhost", "-c", "commit.gpgsign=false", *command, cwd=folder)

        def write(text):
            # In place: what git does is asked here, not what an editor does.
            with open(os.path.join(folder, "a"), "w") as file:
                file.write(text)

        told("init", "-q", "-b", "main")
        told("add", "a")
        told("commit", "-q", "-m", "one")
        told("checkout", "-q", "-b", "side")
        write("changed bytes of another length\n")
        told("commit", "-q", "-a", "-m", "two")
        for deed in deeds:
            write(deed[1:]) if deed[:1] == ">" else told(*deed.split())
        shutil.rmtree(os.path.join(folder, ".git"))
    return act


def archived(make, unpack):
    """Packs other bytes under the name `a`, then unpacks over what is there."""
    def act(folder):
        with tempfile.TemporaryDirectory() as elsewhere:
            with open(os.path.join(elsewhere, "a"), "w") as file:
                file.write("other bytes\n")
            archive = os.path.join(elsewhere, "archive")
            run(*(archive if word == "ARCHIVE" else word for word in make), cwd=elsewhere)
            found = next(name for name in (archive, archive + ".zip") if os.path.exists(name))
            run(*(found if word == "ARCHIVE" else word for word in unpack), cwd=folder)
    return act


def patch(folder):
    change = "--- a\n+++ a\n@@ -1 +1 @@\n-some bytes\n+other bytes\n"
    subprocess.run(["patch", "-s", "a"], input=change.encode(), cwd=folder, check=True, timeout=SECONDS_MOST)


def libreoffice(folder):
    """Opens a text as an office does, changes it and saves it under its name, by its own scripting."""
    script = os.path.join(HERE, "save_in_office.py")
    run("/usr/bin/python3", script, os.path.join(folder, "a.txt"))


PROGRAMS = [
    Program("vim, `backupcopy=yes`", "vim", "vim", vim("yes")),
    Program("vim, `backupcopy=no`", "vim", "vim", vim("no")),
    Program("vim, `backupcopy=no` with `backup`", "vim", "vim", vim("no", "set backup")),
    Program("vim, `backupcopy=auto` (its default)", "vim", "vim", vim("auto")),
    Program("vim, `backupcopy=auto,breakhardlink`", "vim", "vim", vim("auto,breakhardlink")),
    Program("emacs (its default)", "emacs-nox", "emacs", emacs()),
    Program("emacs, `backup-by-copying-when-linked`", "emacs-nox", "emacs", emacs("(setq backup-by-copying-when-linked t)")),
    Program("emacs, without backups", "emacs-nox", "emacs", emacs("(setq make-backup-files nil)")),
    Program("nano", "nano", "nano", typed("nano", "a", keys=(b"more ", b"\x0f", b"\r", b"\x18"))),
    Program("nano `--backup`", "nano", "nano", typed("nano", "--backup", "a", keys=(b"more ", b"\x0f", b"\r", b"\x18"))),
    Program("`sed -i`", "sed", "sed", words("sed", "-i", "s/some/more/", "a")),
    Program("`sed -i.bak`", "sed", "sed", words("sed", "-i.bak", "s/some/more/", "a")),
    Program("`perl -i`", "perl", "perl", words("perl", "-pi", "-e", "s/some/more/", "a")),
    Program("`git checkout` of another branch", "git", "git", git("checkout -q main", "checkout -q side")),
    Program("`git checkout -- a`", "git", "git", git(">uncommitted\n", "checkout -q -- a")),
    Program("`git stash`", "git", "git", git(">uncommitted\n", "stash -q")),
    Program("`git merge`", "git", "git", git("checkout -q main", "merge -q side")),
    Program("`rsync`", "rsync", "rsync", from_other("rsync", "-I", "OTHER", "a")),
    Program("`rsync --inplace`", "rsync", "rsync", from_other("rsync", "-I", "--inplace", "OTHER", "a")),
    Program("`cp`", "coreutils", "cp", from_other("cp", "OTHER", "a")),
    Program("`cp --remove-destination`", "coreutils", "cp", from_other("cp", "--remove-destination", "OTHER", "a")),
    Program("`mv` over it", "coreutils", "mv", from_other("mv", "OTHER", "a")),
    Program("`install`", "coreutils", "install", from_other("install", "OTHER", "a")),
    Program("`echo … > a`", "dash", "sh", words("sh", "-c", "echo more > a"), version=()),
    Program("`tar -x`", "tar", "tar", archived(("tar", "-cf", "ARCHIVE", "a"), ("tar", "-xf", "ARCHIVE"))),
    Program("`tar -x --overwrite`", "tar", "tar",
            archived(("tar", "-cf", "ARCHIVE", "a"), ("tar", "-x", "--overwrite", "-f", "ARCHIVE"))),
    Program("`unzip -o`", "zip unzip", "unzip",
            archived(("zip", "-q", "ARCHIVE", "a"), ("unzip", "-q", "-o", "ARCHIVE")), version=("-v",)),
    Program("`patch`", "patch", "patch", patch),
    Program("LibreOffice, a text saved", "libreoffice-writer-nogui python3-uno", "soffice", libreoffice, leaf="a.txt"),
]


def observe(program):
    """Returns what became of the two names, and of the names beside them. An office may be slow the first time it starts."""
    try:
        return observe_once(program)
    except (subprocess.SubprocessError, TimeoutError):
        return observe_once(program)


def observe_once(program):
    # Not among the files that are temporary anyhow: vim and emacs make no backups there.
    with tempfile.TemporaryDirectory(dir=HERE, prefix=".observed-") as folder:
        one, two = (os.path.join(folder, leaf) for leaf in (program.leaf, "b"))
        with open(one, "w") as file:
            file.write("some bytes\n")
        os.link(one, two)
        before = os.stat(two)
        program.act(folder)
        with open(one, "rb") as file:
            if file.read() == b"some bytes\n":
                raise AssertionError(f"{program.name} did not change the file")
        after_one, after_two = os.stat(one), os.stat(two)
        if after_two.st_ino != before.st_ino:
            raise AssertionError(f"{program.name} touched the name that it was not told of")
        if after_one.st_ino == after_two.st_ino:
            return STAYS
        others = sorted(leaf for leaf in os.listdir(folder) if leaf not in (program.leaf, "b")
                        and os.stat(os.path.join(folder, leaf)).st_ino == before.st_ino)
        return f"{PARTNER}: `{others[0]}`" if others else SPLITS


def version(program):
    if not program.version:
        return ""
    told = subprocess.run([program.program, *program.version], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    found = re.search(r"\d+(\.\d+)+", told.stdout + told.stderr)
    return found.group() if found else "?"


def here():
    return [program for program in PROGRAMS if shutil.which(program.program)]


def known():
    """Returns what the page says of each program."""
    with open(PAGE, encoding="utf-8") as page:
        cells = [line.strip().strip("|").split(" | ") for line in page if line.startswith("|")]
    return {row[0].strip(): row[2].strip() for row in cells if len(row) == 3}


def check():
    page = known()
    wrong = 0
    for program in here():
        what = observe(program)
        if page.get(program.name) != what:
            wrong += 1
            print(f"{program.name} {version(program)}: {what}; docs/programs.md says: {page.get(program.name)}")
    for program in PROGRAMS:
        if program not in here():
            print(f"skipped {program.name}: needs {program.program}")
    print(f"{len(here()) - wrong} passed, {wrong} failed, {len(PROGRAMS) - len(here())} skipped")
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--packages", action="store_true")
    options = parser.parse_args()
    if options.packages:
        print("\n".join(sorted({package for program in PROGRAMS for package in program.package.split()})))
        return 0
    if options.check:
        return check()
    print("| program | version | what becomes of the two names |")
    print("|---|---|---|")
    for program in here():
        print(f"| {program.name} | {version(program)} | {observe(program)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
