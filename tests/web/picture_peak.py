"""Run as a program: how many megabytes more than at rest it takes to judge the picture of the standard input.

The argument says how many times at once. Prints the megabytes, and why the picture was refused.
"""

from __future__ import annotations

import io
import resource
import sys
import threading

from PIL import Image

from portal.web.uploads import BadFile, image


def megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def judge(data: bytes, refusals: list[str]) -> None:
    try:
        image(data)
    except BadFile as bad:
        refusals.append(bad.reason)


def main() -> None:
    data, refusals = sys.stdin.buffer.read(), list[str]()
    for kind in ("PNG", "JPEG", "WEBP"):
        small = io.BytesIO()
        Image.new("RGB", (8, 8)).save(small, kind)
        judge(small.getvalue(), refusals)
    rest = megabytes()
    threads = [threading.Thread(target=judge, args=(data, refusals)) for _number in range(int(sys.argv[1]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.stdout.write(f"{megabytes() - rest} {' '.join(refusals)}")


if __name__ == "__main__":
    main()
