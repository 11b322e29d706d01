"""A buyer at the codes of a sample: where they stand, a paste of them, a later check."""

from __future__ import annotations

from tests.cast import TODAY
from tests.codes.makers import batch_of

SECRET = "QX7Z-93KM-55TP-W8RD"
PLAIN = SECRET.replace("-", "")


def url(sample, place=0, more=""):
    return f"/samples/{sample.id}/batches/{batch_of(sample, place).id}/codes{more}"


def paste(browser, sample, text, place=0, ask=None, **about):
    data = {"codes": text, "result": "works", "tested_on": str(TODAY)} | about
    return (ask or browser.post)(url(sample, place), data=data)


def check(browser, sample, **about):
    data = {"day": 7, "version": 0, "checked_on": str(TODAY), "asked": 10, "alive": 9} | about
    return browser.post(url(sample, more="/checks"), data=data)
