#!/usr/bin/env python3
"""Completes the list of what the archives hold (CycloneDX): Maven knows the jars, but not the two Javas beside them.

Arguments: the list, the pinned package with Windows' Java, the file `release` of Linux' Java. Addresses from which others
publish go, since nothing is fetched from there.
"""
import json
import re
import sys


def java(name, version):
    return {
        "type": "platform",
        "bom-ref": "java-for-" + name.lower(),
        "name": "OpenJDK for " + name,
        "version": version,
        "licenses": [{"expression": "GPL-2.0-only WITH Classpath-exception-2.0"}],
    }


def main(path, pinned, release):
    with open(path, encoding="utf-8") as file:
        sbom = json.load(file)
    for component in sbom["components"]:
        component["externalReferences"] = [
            reference
            for reference in component.get("externalReferences", [])
            if not reference["type"].startswith("distribution")
        ]
    package = re.search(r"^(\S+)==(\S+) --hash=sha256:(\w+)$", open(pinned).read(), re.M)
    windows = java("Windows", package[2].rsplit(".", 1)[0])
    windows["purl"] = f"pkg:pypi/{package[1]}@{package[2]}"
    windows["hashes"] = [{"alg": "SHA-256", "content": package[3]}]
    linux = java("Linux", re.search(r'^JAVA_VERSION="(.*)"$', open(release).read(), re.M)[1])
    sbom["components"] += [windows, linux]
    with open(path, "w", encoding="utf-8") as file:
        json.dump(sbom, file, indent=2)
        file.write("\n")


main(*sys.argv[1:])
