"""round_trip.py FOLDER COMMAND...: makes 10,000 odd names, lets COMMAND list them as JSON, feeds what was listed back to it
by NUL-separated standard input, and sees that the same files are named, by path and by file key."""
import base64
import json
import os
import random
import subprocess
import sys

folder = os.fsencode(sys.argv[1])
command = sys.argv[2:]
rng = random.Random(7)
made = {}
while len(made) < 10000:
    kind = len(made) % 5
    length = 255 if kind == 0 else rng.randint(1, 40)
    allowed = [b for b in range(1, 256) if b != 0x2F]
    if kind == 1:
        allowed = [0x0A, 0x0D, 0x09, 0x1B, 0x20, 0x22, 0x5C, 0x61]
    leaf = bytes(rng.choice(allowed) for _ in range(length))
    if kind == 2:
        leaf = ("\u00fc\u4e2d\U0001f600" + str(len(made))).encode()
    if leaf in (b".", b"..") or leaf.startswith(b".aka-"):
        continue
    path = folder + b"/" + leaf
    if path in made:
        continue
    with open(path, "wb") as file:
        file.write(b"x")
    made[path] = os.lstat(path).st_ino


def raw(name):
    return base64.b64decode(name["pathBytes"]) if "pathBytes" in name else name["path"].encode()


def events(args, stdin, kind):
    ran = subprocess.run(command + args, input=stdin, stdout=subprocess.PIPE, check=True)
    lines = [json.loads(line) for line in ran.stdout.decode("utf-8").split("\n") if line]
    assert lines[0]["event"] == "start" and lines[-1]["event"] == "summary", lines[-1]
    return [line for line in lines if line["event"] == kind]


listed = {}
for found in events(["list", "--single", "--json", os.fsdecode(folder)], b"", "set"):
    for name in found["names"]:
        listed[raw(name)] = found["fileKey"]
assert listed.keys() == made.keys(), "%d listed of %d" % (len(listed.keys() & made.keys()), len(made))

seen = {}
for event in events(["info", "--json", "--stdin", "-0"], b"\0".join(listed) + b"\0", "file"):
    seen[raw(event)] = event["fileKey"]
assert seen == listed, "%d of %d named by the same key" % (len(seen.items() & listed.items()), len(listed))
wrong = [path for path, key in seen.items() if int(key.split(":")[1], 16) != made[path]]
assert not wrong, wrong[:3]
print(len(seen))
