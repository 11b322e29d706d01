"""A form says what is wrong where it is wrong, and puts the person there."""

from __future__ import annotations

import re

import pytest
from flask import Flask, render_template_string
from wtforms import BooleanField, Form, RadioField, StringField
from wtforms.validators import InputRequired

from portal.web import tags
from portal.web.assets import STATIC, asset_url
from tests.browser_client import Inspector


class Question(Form):
    note = StringField("Note")
    name = StringField("Name", [InputRequired("Enter a name.")])
    place = StringField("Place", [InputRequired("Enter a place.")])
    kind = RadioField("Kind", choices={"m": "Maker", "p": "Platform"}, validators=[InputRequired("Choose one.")])
    keep = BooleanField("Remind me")


@pytest.fixture
def draw():
    app = Flask("small", root_path=str(STATIC.parent), static_folder=None)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_null_translations(newstyle=True)
    app.extensions["assets"] = dict.fromkeys(("icons", "css"), "icons.svg")
    app.add_url_rule("/assets/<name>", "assets.file", lambda name: name)
    app.jinja_env.globals["asset_url"] = asset_url
    tags.init_app(app)
    imports = '{% import "macros/forms.html" as forms %}{% import "macros/ui.html" as ui %}'

    def render(text: str, **values):
        with app.test_request_context():
            page = render_template_string(imports + text, **values)
        assert not Inspector(page).faults
        return page

    return render


def wrong() -> Question:
    form = Question(data={"name": ""})
    form.validate()
    return form


ALL = (
    "{{ forms.field(form.note) }}{{ forms.field(form.name, hint='As registered') }}"
    "{{ forms.field(form.place) }}{{ forms.seg(form.kind) }}"
)


def test_only_the_first_wrong_field_asks_for_the_focus(draw):
    page = draw(ALL, form=wrong())
    assert page.count("autofocus") == 1
    assert re.search(r"<input[^>]*autofocus[^>]*name=\"name\"", page)


def test_a_wrong_field_names_its_hint_and_its_error(draw):
    page = draw(ALL, form=wrong())
    assert 'aria-describedby="name-h name-e"' in page
    assert 'id="name-e"' in page
    assert 'id="name-h"' in page
    assert "Enter a name." in page
    assert page.count('aria-invalid="true"') == 4  # name, place and both radios


def test_a_group_of_choices_is_a_fieldset_that_names_its_error(draw):
    page = draw("{{ forms.seg(form.kind) }}", form=wrong())
    assert '<fieldset class="field" aria-describedby="kind-e"><legend>Kind</legend>' in page


def test_a_right_field_is_left_in_peace(draw):
    page = draw(ALL, form=Question())
    assert not re.search('autofocus|aria-invalid|aria-describedby="note', page)


def test_any_attribute_reaches_the_control(draw):
    page = draw("{{ forms.field(form.note, autocomplete='off', **{'hx-get': '/same'}) }}", form=Question())
    assert 'autocomplete="off"' in page
    assert 'hx-get="/same"' in page


def test_what_people_typed_is_never_markup(draw):
    page = draw("{{ forms.field(form.note) }}{{ ui.bidi(note) }}", form=Question(data={"note": '"><b>'}), note="<i>")
    assert "<b>" not in page
    assert "<i>" not in page


def test_a_switch_is_a_labelled_box(draw):
    assert 'role="switch"' in draw("{{ forms.check(form.keep, switch=true) }}", form=Question())
