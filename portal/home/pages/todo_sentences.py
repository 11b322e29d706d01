"""The sentence of each kind of to-do: whose it is, and what wants doing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.actions.rules import Todo, TodoKind
from portal.agreements.words import title as clause
from portal.checklists.pages.sentences import item_text
from portal.content import checklists
from portal.core.rules.stages import Stage
from portal.settings.team import team
from portal.web.clock import today
from portal.web.filters import listed, local_text
from portal.web.words import word

FEW_CLAUSES = 3


def todo_sentence(todo: Todo) -> str:
    return SENTENCES[todo.kind](todo)


def review(todo: Todo) -> str:
    return _("%(supplier)s: review", supplier=todo.title)


def reply(todo: Todo) -> str:
    waited = ngettext("%(num)d working day", "%(num)d working days", int(todo.about))
    return _(
        "%(supplier)s has not replied to our questions for %(waited)s: remind them", supplier=todo.title, waited=waited
    )


def sample(todo: Todo) -> str:
    return _("%(supplier)s: the sample of %(product)s is promised, not here yet", **of_product(todo))


def sample_test(todo: Todo) -> str:
    return _("%(supplier)s: test the sample of %(product)s", **of_product(todo))


def check(todo: Todo) -> str:
    return _("%(supplier)s: do the codes of %(product)s that worked still work?", **of_product(todo))


def verdict(todo: Todo) -> str:
    return _("%(supplier)s: the verdict on %(product)s waits for signature", **of_product(todo))


def of_product(todo: Todo) -> dict[str, str]:
    return {"supplier": todo.title, "product": todo.about}


def quote(todo: Todo) -> str:
    if todo.due_on < today():
        return _("%(supplier)s: the price of %(product)s has run out", **of_product(todo))
    return _("%(supplier)s: the price of %(product)s runs out", **of_product(todo))


def document(todo: Todo) -> str:
    named = {"supplier": todo.title, "document": word(todo.about, "document")}
    if todo.due_on < today():
        return _("%(supplier)s: %(document)s has expired", **named)
    return _("%(supplier)s: %(document)s expires", **named)


def reference(todo: Todo) -> str:
    named = {"supplier": todo.title, "number": todo.about}
    if todo.due_on < today():
        return _("%(supplier)s: the sealed reference %(number)s has expired", **named)
    return _("%(supplier)s: the sealed reference %(number)s runs out", **named)


def renewal(todo: Todo) -> str:
    return _("%(supplier)s: begin the renewal of %(agreement)s", supplier=todo.title, agreement=todo.about)


def clauses(todo: Todo) -> str:
    missing = todo.about.split()
    named = {"supplier": todo.title, "clauses": listed([clause(key) for key in missing[:FEW_CLAUSES]])}
    if len(missing) > FEW_CLAUSES:
        return _("%(supplier)s: the agreement does not state %(clauses)s and more", **named)
    return _("%(supplier)s: the agreement does not state %(clauses)s", **named)


def item(todo: Todo) -> str:
    """An item of a list that was given to somebody."""
    key, stage = todo.about.split()
    text = item_text(checklists()[key].item(todo.title), team().policy.lookup(Stage(stage)))
    return _("%(business)s: %(item)s", business=todo.business, item=f"{todo.title} {text}")


def records(todo: Todo) -> str:
    """Answers of a list that the records contradict."""
    return ngettext(
        "%(about)s, %(list)s: %(num)d answer says otherwise than the records",
        "%(about)s, %(list)s: %(num)d answers say otherwise than the records",
        todo.version,
        about=todo.title,
        list=local_text(checklists()[todo.about].title),
    )


def need(todo: Todo) -> str:
    return _("%(business)s: settle the need “%(need)s”", business=todo.business, need=todo.title)


def action(todo: Todo) -> str:
    return _("%(supplier)s: %(action)s", supplier=todo.about, action=todo.title) if todo.about else todo.title


SENTENCES: Mapping[TodoKind, Callable[[Todo], str]] = {
    TodoKind.review: review,
    TodoKind.reply: reply,
    TodoKind.sample: sample,
    TodoKind.test: sample_test,
    TodoKind.check: check,
    TodoKind.verdict: verdict,
    TodoKind.quote: quote,
    TodoKind.document: document,
    TodoKind.reference: reference,
    TodoKind.renewal: renewal,
    TodoKind.clauses: clauses,
    TodoKind.item: item,
    TodoKind.records: records,
    TodoKind.need: need,
    TodoKind.action: action,
}
