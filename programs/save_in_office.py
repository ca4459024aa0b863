"""Open a file in LibreOffice, add a word and save it under its own name: save_in_office.py FILE"""
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

SECONDS_MOST = 90


def connected(pipe):
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    end = time.time() + SECONDS_MOST
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.time() > end:
                raise
            time.sleep(0.2)


def main(path):
    pipe = f"aka-{os.getpid()}"
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(["soffice", "--headless", "--norestore", "--nolockcheck",
                                   f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;"],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            desktop = connected(pipe).ServiceManager.createInstance("com.sun.star.frame.Desktop")
            hidden = PropertyValue(Name="Hidden", Value=True)
            document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, (hidden,))
            document.Text.insertString(document.Text.getStart(), "more ", False)
            document.store()
            document.close(True)
            desktop.terminate()
            office.wait(SECONDS_MOST)
        finally:
            office.kill()


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
