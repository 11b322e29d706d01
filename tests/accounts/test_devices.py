"""A session is named by its browser and system, not by the text the browser sends."""

from __future__ import annotations

import pytest

from portal.accounts.devices import device

WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
)
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1"
WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/122.0 Mobile Safari/537.36 MicroMessenger/8.0.50"


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (WINDOWS, "Chrome · Windows"),
        (WINDOWS + " Edg/131.0.0.0", "Edge · Windows"),
        (PHONE, "Safari · iPhone"),
        (WECHAT, "WeChat · Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox · Linux"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", ""),
    ],
)
def test_a_browser_and_its_system_are_named(agent, said):
    assert device(agent) == said
