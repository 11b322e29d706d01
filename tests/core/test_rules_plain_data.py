"""Tables read by the types of a dataclass, and what is refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import pytest

from portal.core.rules.plain_data import Between, Malformed, encoded, read, refuse, unique


class Colour(StrEnum):
    red = "red"
    green = "green"


@dataclass(frozen=True)
class Brush:
    name: str
    width: Annotated[int, Between(1, 9)] = 1


@dataclass(frozen=True, kw_only=True)
class Box:
    is_: str
    brushes: tuple[Brush, ...] = ()
    prices: Mapping[Colour, Decimal] = field(default_factory=dict)
    limit: Decimal | bool | tuple[str, ...] | None = None
    note: str | None = None
    extra: Any = None

    def __post_init__(self) -> None:
        unique("brush", (brush.name for brush in self.brushes))
        refuse({"nothing is in it": not self.brushes, "no price is known": not self.prices})


WHOLE = {"is": "small", "brushes": [{"name": "flat"}], "prices": {"red": 3}}


def test_a_table_becomes_the_dataclass_and_the_same_table_again():
    table = WHOLE | {"prices": {"red": {"decimal": "0.50"}}, "limit": ["a", "b"], "extra": [1, {"decimal": "2"}]}
    box = read(Box, table, "boxes.toml")
    assert box == Box(
        is_="small",
        brushes=(Brush("flat"),),
        prices={Colour.red: Decimal("0.50")},
        limit=("a", "b"),
        extra=(1, Decimal(2)),
    )
    assert encoded(box) == table | {"brushes": [{"name": "flat", "width": 1}]}


@pytest.mark.parametrize(
    ("limit", "value"), [(5, Decimal(5)), (True, True), ([], ()), (Decimal("0.1"), Decimal("0.1"))]
)
def test_a_value_is_read_as_the_first_type_it_fits(limit, value):
    box = read(Box, WHOLE | {"limit": limit}, "boxes.toml")
    assert (box.limit, type(box.limit)) == (value, type(value))


@pytest.mark.parametrize(
    ("differs", "problem"),
    [
        ({"is": "\t"}, "boxes.toml: is must be a text, not '\\t'"),
        ({"note": None}, "boxes.toml: note must be a text, not None"),
        ({"limit": "5"}, "boxes.toml: limit cannot be '5'"),
        ({"limit": Decimal("Infinity")}, "boxes.toml: limit cannot be Decimal('Infinity')"),
        ({"prices": {"blue": 1}}, "boxes.toml, prices: a key must be one of red, green, not 'blue'"),
        ({"prices": {"red": "1"}}, "boxes.toml, prices: red must be a number, not '1'"),
        ({"prices": {"red": 0.5}}, "boxes.toml, prices: red must be a number, not 0.5"),
        ({"prices": [1]}, "boxes.toml: prices must be a table"),
        ({"brushes": "flat"}, "boxes.toml: brushes must be a list"),
        ({"brushes": [{"name": "flat"}, {"width": 1}]}, "boxes.toml, brushes 2: name is missing"),
        ({"brushes": [{"name": "flat", "width": 10}]}, "boxes.toml, flat: width must be from 1 to 9, not 10"),
        ({"brushes": [{"name": "flat", "width": Decimal(2)}]}, "boxes.toml, flat: width must be a whole number"),
        ({"brushes": [{"name": "flat"}] * 2}, "boxes.toml: brush twice: flat"),
        ({"brushes": [], "prices": {}}, "boxes.toml: nothing is in it; no price is known"),
        ({"is_": "small"}, "boxes.toml: unknown: is_"),
    ],
)
def test_a_table_that_does_not_fit_is_refused_by_place_and_key(differs, problem):
    with pytest.raises(Malformed) as refused:
        read(Box, WHOLE | differs, "boxes.toml")
    assert str(refused.value).startswith(problem)


def test_both_ends_of_a_range_belong_to_it():
    assert [read(Brush, {"name": "flat", "width": width}, "here").width for width in (1, 9)] == [1, 9]
