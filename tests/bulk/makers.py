"""A ticked list as a browser sends it: what would happen, and the press that carries it out."""

from __future__ import annotations

import re
from html import unescape
from typing import Any


class Ticked:
    """`browser` has ticked these rows of a list."""

    def __init__(self, browser: Any, noun: str, *rows: Any, query: str = "") -> None:
        self.browser, self.address, self.query = browser, f"/bulk/{noun}", query
        self.ids = ",".join(str(row.id) for row in rows)

    def look(self, deed: str, **fields: Any) -> Any:
        return self.browser.get(
            self.address, query_string={"ids": self.ids, "list": self.query, "deed": deed, **fields}
        )

    def dry(self, deed: str, **fields: Any) -> str:
        """The one sentence before it."""
        return sentence(self.look(deed, **fields).text)

    def sent(self, deed: str, **fields: Any) -> dict[str, str]:
        """What the form of the page would send."""
        page = self.look(deed, **fields).text
        form = re.search(rf'<form class="row" method="post" action="{self.address}">(.*?)</form>', page, re.DOTALL)
        names = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[1] if form else "")
        return {name: unescape(value) for name, value in names if name != "csrf_token"}

    def carry_out(self, deed: str, **fields: Any) -> Any:
        return self.press(self.sent(deed, **fields))

    def press(self, sent: dict[str, str]) -> Any:
        return self.browser.post(self.address, data=sent)

    def undo(self) -> str:
        """The toast after the way back that the list offers."""
        page = self.browser.get(self.address.replace("/bulk", "")).text
        self.browser.post(re.search(r'action="(/undo/[^"]+)"', page)[1])
        return toast(self.browser.get(self.address.replace("/bulk", "")).text)


def sentence(page: str) -> str:
    return unescape(re.search(r'<p class="verdict">(.*?)</p>', page, re.DOTALL)[1])


def toast(page: str) -> str:
    return unescape(re.search(r'<div class="toast">\s*<span>(.*?)</span>', page, re.DOTALL)[1])
