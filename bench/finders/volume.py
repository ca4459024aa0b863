"""A file system with an identity that lasts, without which aka remembers nothing."""
import contextlib
import os
import subprocess
import time

GIB = 1 << 30
# So long a file must have been left alone to be remembered.
SETTLED_SECONDS = 65


@contextlib.contextmanager
def of_its_own(folder):
    """Yields a folder on an ext4 in a file in `folder`, which stays for the next time; for root."""
    image, point = os.path.join(folder, "volume.ext4"), os.path.join(folder, "volume")
    os.makedirs(point, exist_ok=True)
    if not os.path.exists(image):
        with open(image + ".part", "wb") as file:
            file.truncate(16 * GIB)
        subprocess.run(["mkfs.ext4", "-q", "-F", image + ".part"], check=True)
        os.rename(image + ".part", image)
    subprocess.run(["mount", "-o", "loop", image, point], check=True)
    try:
        yield point
    finally:
        subprocess.run(["umount", point], check=True)


def settle(tree):
    """Waits until what was made last in `tree` is old enough."""
    time.sleep(max(0.0, os.stat(tree).st_ctime + SETTLED_SECONDS - time.time()))
