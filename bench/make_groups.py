#!/usr/bin/env python3
"""Make groups of three names, and the file that declares them: make_groups.py [--groups N] HOME FOLDER

Then: AKA_HOME=HOME aka group status
"""
import argparse
import os


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--groups", type=int, default=1000)
    parser.add_argument("home", help="gets the file groups")
    parser.add_argument("folder", help="gets the files, some in each of 50 folders")
    options = parser.parse_args()
    os.makedirs(options.home, exist_ok=True)
    with open(os.path.join(options.home, "groups"), "w", encoding="utf-8") as groups:
        for number in range(options.groups):
            top = os.path.join(os.path.abspath(options.folder), f"folder-{number % 50}")
            os.makedirs(top, exist_ok=True)
            names = [os.path.join(top, f"file-{number}-{which}") for which in range(3)]
            with open(names[0], "w", encoding="utf-8") as file:
                file.write(f"{number}\n" * 30)
            for name in names[1:]:
                os.link(names[0], name)
            groups.write(f"[group {number}]\n" + "\n".join(names) + "\n\n")


if __name__ == "__main__":
    main()
