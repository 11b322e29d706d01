"""A file that is sent: judged with the other fields, before anything is written."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_wtf.file import FileField, MultipleFileField
from wtforms import ValidationError

from portal.core.forms.posted import PostedForm
from portal.web.uploads import BadFile, judged, refusal


class SentFile(FileField):
    """`data` is None, or after validation what `uploads.keep` takes."""

    def pre_validate(self, form: Any) -> None:
        sent: Any = self.data
        if not sent:
            return
        try:
            self.data: Any = judged(sent)
        except BadFile as bad:
            raise ValidationError(refusal(bad)) from None


MOST_FILES = 5


class SentFiles(MultipleFileField):
    """Several at once: `data` is after validation a list of what `uploads.keep` takes."""

    def pre_validate(self, form: Any) -> None:
        sent: Any = [upload for upload in self.data or () if upload]
        if len(sent) > MOST_FILES:
            raise ValidationError(_("At most %(most)s files at once.", most=MOST_FILES))
        try:
            self.data: Any = [judged(upload) for upload in sent]
        except BadFile as bad:
            raise ValidationError(refusal(bad)) from None


def fault(form: PostedForm, missing: str) -> str:
    """Why the one file of a form cannot be kept; empty when it can."""
    form.validate()
    errors = [str(error) for of_field in form.errors.values() for error in of_field]
    return errors[0] if errors else "" if form["file"].data else missing
