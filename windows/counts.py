"""Prints what came of the tests in the folders that are named: what failed, what was skipped and why, counts by kind."""

import glob
import os
import re
import sys
import xml.etree.ElementTree as xml

# What a test is about, by the start of its class.
KINDS = [
    (r"aka\.os\..*(Contract|Rules)", "contract of the calls"),
    (r"aka\.os\.windows\.", "native calls"),
    (r"aka\.os\.", "system in memory, other calls"),
    (r"aka\.cli\.", "commands"),
    (r"aka\.(dedupe|run)\.", "dedupe, undo, recover"),
    (r"aka\.(journal|plan)\.", "journals and plans"),
    (r"aka\.link\.", "link, names, list, rm"),
    (r"aka\.(walk|content)\.", "walk, compare"),
    (r"aka\.file\.", "names and values"),
    (r"", "other"),
]


def kind_of(name):
    return next(kind for start, kind in KINDS if re.match(start, name))


def first_line(element):
    lines = (element.get("message") or element.text or "no reason given").strip().splitlines()
    return lines[0].split("Assumption failed: ")[-1]


class Lane:
    def __init__(self, folder):
        self.name = os.path.basename(folder)
        self.counts = {}
        self.failed = []
        self.skipped = {}
        self.routes = {}
        fell = os.path.join(folder, "fell")
        self.fell = open(fell).read().split() if os.path.exists(fell) else []
        for report in sorted(glob.glob(folder + "/*/TEST-*.xml")):
            for case in xml.parse(report).getroot().iter("testcase"):
                self.add(case)
        for told in glob.glob(folder + "/*/target/windows-routes.txt"):
            for line in open(told):
                self.routes[line.strip()] = self.routes.get(line.strip(), 0) + 1

    def add(self, case):
        name = case.get("classname")
        counts = self.counts.setdefault(kind_of(name), [0, 0, 0])
        trouble = next((e for e in case if e.tag in ("failure", "error")), None)
        skipped = case.find("skipped")
        if trouble is not None:
            counts[1] += 1
            self.failed.append("%s.%s: %s" % (name, case.get("name"), first_line(trouble)[:300]))
        elif skipped is not None:
            counts[2] += 1
            told = "%s: %s" % (name, first_line(skipped))
            self.skipped[told] = self.skipped.get(told, 0) + 1
        else:
            counts[0] += 1

    def sums(self):
        return [sum(column) for column in zip([0, 0, 0], *self.counts.values())]

    def tell(self):
        for line in self.failed:
            print("%s FAILED %s" % (self.name, line))
        for line, times in sorted(self.skipped.items()):
            print("%s skipped %s%s" % (self.name, line, "" if times == 1 else " (%d tests)" % times))
        for line, times in sorted(self.routes.items()):
            print("%s %s%s" % (self.name, line, "" if times == 1 else " (%d times)" % times))
        for _, kind in KINDS:
            if kind in self.counts:
                print("%s: %-30s %5d passed, %3d failed, %3d skipped" % (self.name, kind, *self.counts[kind]))
        for module in self.fell:
            print("%s: the tests of %s DID NOT END" % (self.name, module))


def main():
    lanes = [Lane(folder) for folder in sys.argv[1:]]
    for lane in lanes:
        lane.tell()
        print()
    passed, failed, skipped = (sum(column) for column in zip(*(lane.sums() for lane in lanes)))
    print("%d passed, %d failed, %d skipped" % (passed, failed, skipped))
    unfit = any(lane.fell or not lane.sums()[0] for lane in lanes)
    sys.exit(1 if failed or unfit else 0)


main()
