"""What the codes of a sample test are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.codes.rules import First
from portal.references.rules import ReferenceGap, ReferenceState
from portal.samples.rules.tester_agreement import Trust

WORDS: dict[str, dict[str, Any]] = {
    "verdict": {"pass": _l("Passed"), "retest": _l("Retest"), "drop": _l("Dropped")},
    "severity": {"critical": _l("Critical"), "major": _l("Major"), "minor": _l("Minor")},
    "sample_way": {
        "open": _l("In test"),
        "overdue": _l("Overdue"),
        "mine": _l("Mine"),
        "signing": _l("For signature"),
        "pass": _l("Passed"),
        "retest": _l("Retest"),
        "drop": _l("Dropped"),
        "all": _l("All"),
    },
    "tested": {"pass": _l("Passed"), "fail": _l("Failed"), "unknown": _l("Open")},
    "limit_from": {
        "spec_first": _l("product specification"),
        "promise_first": _l("supplier’s promise"),
        "law_first": _l("legal limit"),
    },
    "sample_event": {
        "sample.put_up": _l("submitted a verdict for signature"),
        "sample.sign": _l("signed"),
        "sample.reopen": _l("opened the test again"),
    },
    "verdict_reason": {
        "critical_failed": _l("a critical criterion failed"),
        "no_batch": _l("no batch yet"),
        "not_finished": _l("required criteria are open"),
        "batch_untested": _l("a batch nobody has tested"),
        "major_failed": _l("a major criterion failed: test a new batch"),
        "critical_left_out": _l("a critical test is left out: whether the rest is enough is for people to say"),
        "failed_taken_off": _l(
            "an own test that was taken off had failed: whether the rest is enough is for people to say"
        ),
        "failed_left_out": _l("a test that is left out had failed: whether the rest is enough is for people to say"),
        "score_passes": _l("the score reaches the pass line"),
        "score_retest": _l("the score is between the lines"),
        "score_drops": _l("the score is below the retest line"),
    },
    "measure_unit": {
        "yes_no": "",
        "score": _l("of 5"),
        "percent": "%",
        "per_unit": _l("per unit"),
        "count": _l("in number"),
        "cycle": _l("cycles"),
        "delta_e": "ΔE",
        "second": _l("s"),
        "minute": _l("min"),
        "hour": _l("h"),
        "day": _l("days"),
    },
    "trust": {
        Trust.reliable: _l("reliable"),
        Trust.tentative: _l("to be taken with care"),
        Trust.unreliable: _l("not reliable"),
    },
    "reference": {"physical": _l("Sealed sample"), "digital": _l("Reference order")},
    "reference_state": {
        ReferenceState.valid: _l("Valid"),
        ReferenceState.ending: _l("Runs out soon"),
        ReferenceState.expired: _l("Expired"),
        ReferenceState.replaced: _l("Replaced"),
        ReferenceState.undated: _l("No end date known"),
    },
    "reference_gap": {
        ReferenceGap.files: _l("photos or files"),
        ReferenceGap.ours: _l("our confirmation"),
        ReferenceGap.theirs: _l("the supplier’s confirmation"),
        ReferenceGap.keeper: _l("a keeper"),
        ReferenceGap.contents: _l("what it shows"),
        ReferenceGap.until: _l("until when it is valid"),
        ReferenceGap.expired: _l("it has expired"),
        ReferenceGap.replaced: _l("a newer one replaced it"),
        ReferenceGap.cited: _l("no number is cited"),
        ReferenceGap.on_file: _l("a cited number is not on file"),
        ReferenceGap.tolerance: _l("tolerances"),
    },
    "code_result": {
        First.untested: _l("Not tested"),
        First.works: _l("Works"),
        First.dead: _l("Dead"),
        First.wrong_value: _l("Wrong value"),
        First.used: _l("Already used"),
    },
    "buys": {"yes": _l("Yes"), "maybe": _l("Perhaps"), "no": _l("No")},
    "record": {
        "batch": _l("Batch"),
        "measurement": _l("Sample result"),
        "sample": _l("Sample"),
        "sample_rival": _l("Comparison of a sample"),
    },
    "verb": {
        "sample.add": _l("asked for a sample"),
        "sample.add_test": _l("added an own test"),
        "sample.assign": _l("gave out a sample test"),
        "sample.change_test": _l("changed an own test"),
        "sample.dismiss": _l("took a tester off a sample"),
        "sample.finish": _l("finished a sample test"),
        "sample.leave_out": _l("left a test out"),
        "sample.measure": _l("saved a sample result"),
        "sample.put_up": _l("submitted a verdict for signature"),
        "sample.put_back_test": _l("put an own test back"),
        "sample.reopen": _l("opened the test again"),
        "sample.sign": _l("signed a sample verdict"),
        "sample.take_in": _l("took a test in again"),
        "sample.take_off_test": _l("took an own test off"),
    },
    "column": {
        "closed": _l("Test closed"),
        "done": _l("Done"),
        "left_out": _l("Left out"),
        "limits": _l("Standards and alerts"),
        "own_tests": _l("Own tests"),
        "proposed": _l("Verdict by the rule"),
        "sample": _l("Sample"),
        "sample.code": _l("What is tested"),
        "samples": _l("Samples"),
        "tests": _l("Sample tests"),
        "values": _l("Figures"),
    },
}
