"""The field that chooses one of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation
from wtforms.widgets import Select, TextInput

from portal.core.rules.text import folded, whole

Value = TypeVar("Value")
FEW = 12  # choices; among more a part of the name is typed
NAMED = 3  # of those a text can mean
MANY = 200  # of more the names do not come with the page: they would make it heavy


def key_of(text: str, named: Callable[[], Iterable[tuple[int, str]]]) -> int | None:
    """The id that an address gives, or that of the only row the text can mean."""
    if (key := whole(text)) is not None:
        return key
    pairs = meant_by(text, named())
    return pairs[0][0] if len(pairs) == 1 else None


def meant_by(text: str, named: Iterable[tuple[Value, str]]) -> list[tuple[Value, str]]:
    """Those of the pairs of value and name that a text can mean; the whole name goes before a part of it."""
    typed, pairs = folded(text), [(value, name, folded(name)) for value, name in named]
    whole_name = [(value, name) for value, name, plain in pairs if plain == typed]
    return whole_name or [(value, name) for value, name, plain in pairs if typed and typed in plain]


class ListOrLine:
    """A list to choose from; of more than a few a line for the name, completed while it is typed."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        if field.listed:
            return Select()(field, **attributes)
        names = field.shared or f"{attributes.get('id', field.id)}-names"
        asks = {"hx-get": field.names, "hx-trigger": "input changed delay:200ms", "hx-target": f"#{names}"}
        none = next((str(choice.label) for choice in field.offered if not choice.value), "")
        about = {"list": names, "autocomplete": "off", "placeholder": none, **(asks if field.awaited else {})}
        line = TextInput()(field, **about, **attributes)
        if field.shared:
            return line
        shown_names = [] if field.awaited else [name for key, name in field.names_here if key]
        options = Markup().join(Markup('<option value="{}"></option>').format(name) for name in shown_names)
        return Markup('{}<datalist id="{}">{}</datalist>').format(line, names, options)


class RowChoice(SelectField):
    """One by its value, a row by its id; of more than a few by its name. `names` is the address that completes one of
    very many, `shared` the id of a datalist on the page that completes several such fields."""

    widget = ListOrLine()
    data: Any

    def __init__(self, label: Any, validators: Any = None, *, names: str = "", shared: str = "", **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.names, self.shared = names, shared

    @property
    def offered(self) -> list[SelectChoice]:
        return [choice for choice in self.choices or () if isinstance(choice, SelectChoice)]

    @property
    def listed(self) -> bool:
        return len(self.offered) <= FEW

    @property
    def awaited(self) -> bool:
        """Whether the names come while one is typed."""
        return bool(self.names) and len(self.offered) > MANY

    @property
    def names_here(self) -> list[tuple[str, str]]:
        """Value and name of each choice; where the name alone does not tell, with the number of the row."""
        labels = [(choice.value, str(choice.label)) for choice in self.offered]
        times = Counter(folded(name) for _value, name in labels)
        doubtful = {name for _value, name in labels if times[folded(name)] > 1 or name.isdecimal()}
        return [(value, f"{name} #{value}" if value and name in doubtful else name) for value, name in labels]

    @property
    def typed(self) -> str:
        return str(self.raw_data[0]).strip() if self.raw_data else ""

    def _value(self) -> str:
        chosen = next((name for value, name in self.names_here if self.data and value == str(self.data)), "")
        return chosen or self.typed

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None  # a name, perhaps: what it is called is known once the choices are

    def pre_validate(self, form: Any) -> None:
        if not self.typed or (self.listed and self.data is not None):
            super().pre_validate(form)
            return
        values = self.meant()
        if len(values) == 1:
            self.data = self.coerce(values[0])
            return
        if not values:
            nothing = _l("Nothing here is called so. Type a part of the name and choose from the list.")
            raise StopValidation(self.gettext("Not a valid choice.") if self.listed else nothing)
        near = sorted(
            (name for value, name in self.names_here if value in values), key=lambda name: (len(name), folded(name))
        )
        raise StopValidation(
            _l("Several are called so, for example %(names)s. Write more of the name.", names=" / ".join(near[:NAMED]))
        )

    def meant(self) -> list[str]:
        """The values that the text can mean. A number is that of a row, and of another one that is called so."""
        typed, named = folded(self.typed), [choice for choice in self.offered if choice.value]
        if shown_name := [value for value, name in self.names_here if value and folded(name) == typed]:
            return shown_name
        exact = [choice.value for choice in named if typed == folded(str(choice.label))]
        number = [choice.value for choice in named if choice.value == str(self.data)]
        return [*dict.fromkeys([*number, *exact])] or [
            choice.value for choice in named if typed in folded(str(choice.label))
        ]
