"""Files of many rows, sent and pressed on, and their imports as they are carried out."""

from __future__ import annotations

import io
import re

from portal.imports.models.imports import Import
from portal.imports.models.jobs import ImportJob
from portal.web.clock import now
from tests.cast import stamp

HEADINGS = "名称,类型,货品,统一社会信用代码,标签"


def table(count, mark="甲"):
    lines = (f"拓川{mark}{number},工厂,实物,{ord(mark)}{number:06d},快充、新" for number in range(count))
    return "\r\n".join([HEADINGS, *lines]).encode("gb18030")


def sent(browser, content, name="供应商.csv"):
    data = {"file": (io.BytesIO(content), name)}
    answer = browser.post("/imports", data=data, content_type="multipart/form-data")
    assert answer.status_code == 303
    return answer.location


def row_of(url):
    return Import.get_by_id(int(url.rsplit("/", 1)[1]))


def press(browser, url, **about):
    page = browser.get(url).text
    expected = re.search(r'name="expected" type="hidden" value="([^"]*)"', page)[1]
    return browser.post(f"{url}/apply", data={"version": str(row_of(url).version), "expected": expected, **about})


class Work:
    """An import that somebody carries out, as far as it is said to be; closed, it is silent from then on."""

    def __init__(self, job, pulse):
        self.job, self.pulse = job, pulse.__enter__()

    def close(self):
        self.pulse.__exit__(None, None, None)


def asked(app, person, url, **about):
    """A long import of this file as it is asked for; not yet in anybody's hands."""
    row = row_of(url)
    about = {"language": "en", "seen": row.version, "expected": "3,0,0,0,0", "total": 3, **about}
    return ImportJob.ask(row, stamp(person, about.pop("at", now())), **about)
