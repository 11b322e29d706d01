"""Runs: started once, answered item by item, signed, reopened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal import content
from portal.checklists.models.answers import Answer, AnswerConflict, AnswerEvent, TooLate, Unchanged
from portal.checklists.models.runs import Run, RunMoved, SignedOff
from portal.checklists.models.templates import TemplateVersion
from portal.checklists.publishing import publish
from portal.checklists.queries import answers, history, stage_history
from portal.checklists.rules.answers import AnswerState
from portal.core.models.audit import AuditEvent
from portal.core.models.change import Stale, change
from portal.core.rules.stages import Stage
from portal.settings.models.businesses import Business, StageChange
from tests.cast import NOW, stamp
from tests.checklists.makers import give, make_run
from tests.products.makers import make_business

SHOWN = {"said": {}, "silent": [], "known": {}, "settings": {}, "results": {}}


def test_every_shipped_list_is_published(database):
    published = {row.template.key for row in TemplateVersion.select()}
    assert published == set(content.checklists()) | {sheet.key for sheet in content.sample_templates().values()}


def test_publishing_twice_publishes_nothing_new(database):
    before = TemplateVersion.select().count()
    publish()
    assert TemplateVersion.select().count() == before


def test_a_published_version_never_changes(database):
    shipped = content.checklists()["stage_startup"]
    first = TemplateVersion.publish(shipped.key, shipped.version, {"other": True}, "business", "startup", stamp())
    assert first.content == shipped.to_json()


def next_version():
    """The number of a version after the shipped one, published."""
    shipped = content.checklists()["stage_startup"]
    later = shipped.version + 1
    content_of_it = shipped.to_json() | {"version": later}
    TemplateVersion.publish("stage_startup", later, content_of_it, "business", "startup", stamp())
    return later


def test_a_later_version_leaves_running_runs_alone(database):
    run = make_run()
    version = next_version()
    assert Run.start(run.business, Stage.startup, stamp()).template_version.version == version - 1


def test_a_new_round_takes_the_newest_version_and_remembers_the_last(cast):
    run = make_run()
    version = next_version()
    run.sign(0, SHOWN, stamp(cast.lin), alone="On holiday")
    fresh = Run.start(run.business, Stage.startup, stamp())
    assert (fresh.template_version.version, fresh.previous_id) == (version, run.id)


def test_starting_twice_is_one_run(database):
    run = make_run()
    assert Run.start(run.business, Stage.startup, stamp()).id == run.id


def test_an_answer_keeps_who_when_and_what_stood_there_before(cast):
    run = make_run()
    give(run, "S01", "yes", cast.lin)
    answer = give(run, "S01", "no", cast.mei, seen=1, note="Not yet")
    assert (answer.revision, answer.by_id, answer.at) == (2, cast.mei.id, NOW)
    assert (answer.before["value"], answer.given["value"]) == ("yes", "no")
    assert [(event.verb, event.after["value"], event.by) for event in history(run.id, "S01")] == [
        ("answer", "no", "Mei Chen"),
        ("answer", "yes", "林悦"),
    ]


def test_an_answer_is_one_event_of_the_trail_with_before_and_after(cast):
    run = make_run()
    give(run, "S01", "yes", cast.lin)
    give(run, "S01", "no", cast.mei, seen=1)
    event = AuditEvent.select().order_by(AuditEvent.id.desc()).get()
    assert (event.verb, event.user_id) == ("item.answer", cast.mei.id)
    assert '"value":"yes"' in event.before
    assert '"value":"no"' in event.after


def test_two_people_never_overwrite_each_other(cast):
    run = make_run()
    give(run, "S01", "yes", cast.lin)
    with pytest.raises(AnswerConflict) as conflict:
        give(run, "S01", "no", cast.mei)
    assert conflict.value.current.given["value"] == "yes"
    assert Answer.get(Answer.run == run).revision == 1


def test_a_refused_answer_leaves_the_tag_of_polling_alone(cast):
    run = make_run()
    give(run, "S01", "yes", cast.lin)
    with pytest.raises(AnswerConflict):
        give(run, "S01", "no", cast.mei)
    assert Run.get_by_id(run.id).rev == 1


def test_the_same_answer_again_changes_nothing(cast):
    run = make_run()
    give(run, "S01", "yes", cast.lin)
    with pytest.raises(Unchanged):
        give(run, "S01", "yes", cast.lin, seen=1)
    assert AnswerEvent.select().where(AnswerEvent.run == run).count() == 1


def test_an_empty_answer_to_an_open_item_is_no_answer(cast):
    run = make_run()
    with pytest.raises(Unchanged):
        give(run, "S01", None, cast.lin, state=AnswerState.unknown)


@pytest.mark.parametrize(("later", "works"), [(30, True), (31, False)])
def test_an_answer_can_be_taken_back_for_thirty_seconds(cast, later, works):
    run = make_run()
    give(run, "S01", "yes", cast.lin)
    give(run, "S01", "no", cast.mei, seen=1)
    then = stamp(cast.mei, NOW + timedelta(seconds=later))
    with change(then):
        touched = Run.touch(run.id, then)
        if works:
            assert Answer.take_back(touched, "S01", 2, then).given["value"] == "yes"
        else:
            with pytest.raises(TooLate):
                Answer.take_back(touched, "S01", 2, then)


def test_nobody_takes_back_a_colleagues_answer(cast):
    run = make_run()
    give(run, "S01", "yes", cast.lin)
    with change(stamp(cast.mei)), pytest.raises(TooLate):
        Answer.take_back(Run.touch(run.id, stamp(cast.mei)), "S01", 1, stamp(cast.mei))


def test_giving_an_item_to_somebody_does_not_touch_its_answer(cast):
    run = make_run()
    give(run, "S01", "yes", cast.lin)
    assign(run, cast.guo.id, date(2026, 12, 1), (None, None), cast.mei)
    line = answers([run.id])[run.id]["S01"]
    assert (line.owner, line.due_on, line.revision, line.given["value"]) == ("郭明", date(2026, 12, 1), 1, "yes")


def test_two_people_never_give_an_item_away_unnoticed(cast):
    run = make_run()
    assign(run, cast.guo.id, None, (None, None), cast.mei)
    with pytest.raises(AnswerConflict):
        assign(run, cast.mei.id, None, (None, None), cast.lin)


def assign(run, owner, due_on, seen, by):
    with change(stamp(by)):
        Answer.assign(Run.touch(run.id, stamp(by)), "S01", owner, due_on, seen, stamp(by))


def test_two_accounts_freeze_a_run(cast):
    run = make_run()
    assert not run.sign(0, SHOWN, stamp(cast.lin))
    assert run.sign(1, SHOWN, stamp(cast.mei))
    assert Run.get_by_id(run.id).signed_at == NOW


def test_one_account_twice_does_not_freeze_a_run(cast):
    run = make_run()
    run.sign(0, SHOWN, stamp(cast.lin))
    assert not run.sign(1, SHOWN, stamp(cast.lin))
    assert Run.get_by_id(run.id).signed_at is None


def test_a_reason_freezes_a_run_with_one_account(cast):
    assert make_run().sign(0, SHOWN, stamp(cast.lin), alone="Nobody else is here")


def test_nothing_in_a_signed_run_changes(cast):
    run = make_run()
    run.sign(0, SHOWN, stamp(cast.lin), alone="Alone")
    with pytest.raises(SignedOff):
        give(run, "S01", "yes", cast.mei)
    with pytest.raises(SignedOff):
        run.sign(1, SHOWN, stamp(cast.mei))


def test_a_change_takes_the_first_signature_off(cast):
    run = make_run()
    run.sign(0, SHOWN, stamp(cast.lin))
    give(run, "S01", "yes", cast.mei)
    changed = Run.get_by_id(run.id)
    assert changed.frozen is None
    assert not changed.sign(changed.rev, SHOWN, stamp(cast.mei))


def test_nobody_signs_what_they_did_not_see(cast):
    run = make_run()
    give(run, "S01", "yes", cast.mei)
    with pytest.raises(RunMoved):
        run.sign(0, SHOWN, stamp(cast.lin))


def test_reopening_is_an_event_and_lets_people_answer_again(cast):
    run = make_run()
    run.sign(0, SHOWN, stamp(cast.lin), alone="Alone")
    Run.get_by_id(run.id).reopen("A supplier left", stamp(cast.lin))
    give(run, "S01", "yes", cast.mei)
    assert AuditEvent.select().where(AuditEvent.verb == "run.reopen").count() == 1


def test_a_business_keeps_its_stages(cast):
    business = Business.open("North Bank", Stage.startup, stamp(cast.lin))
    business.move(Stage.growth, 1, stamp(cast.lin), "We grow", ["S01"])
    assert Business.get_by_id(business.id).stage == "growth"
    newest, first = stage_history(business.id)
    assert (newest.from_stage, newest.to_stage, newest.reason, newest.failed) == ("startup", "growth", "We grow", "S01")
    assert (first.from_stage, first.to_stage) == (None, "startup")


def test_two_moves_at_once_are_one(cast):
    business = make_business()
    business.move(Stage.growth, 1, stamp(cast.lin))
    with pytest.raises(Stale):
        Business.get_by_id(business.id).move(Stage.growth, 1, stamp(cast.mei))
    assert StageChange.select().where(StageChange.business == business).count() == 1
