"""The path of a supplier as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from portal.checklists.pages.urls import step_url
from portal.path.queries import furthest
from portal.path.rules import Lag, Path, PathStep, disagreement
from portal.suppliers.queries.lines import Labels
from portal.suppliers.rules.pipeline import Status


@dataclass(frozen=True)
class SupplierPath:
    path: Path
    needs: list[tuple[int, str]]  # the open needs it is looked at for
    lag: Lag | None

    @classmethod
    def of(cls, supplier: Any, about: Labels, wanted: int | None) -> SupplierPath:
        """On the path of the need that is wanted, else on the one where it came furthest."""
        open_ = [(one.id, one.title) for one in about.needs if not one.closed]
        _need, path = furthest(supplier.id, [one for one in open_ if one[0] == wanted] or open_, about.passed)
        return cls(path, open_, disagreement(Status(supplier.status), path.here))

    def list_of(self, step: PathStep) -> str:
        return step_url("show", step, self.path.supplier, self.path.need)

    @property
    def others(self) -> list[tuple[str, str, bool]]:
        """The needs to choose from, where there are several: title, address, whether it is this one."""
        if len(self.needs) < 2:
            return []
        return [(title, self.on(key), key == self.path.need) for key, title in self.needs]

    def on(self, need: int) -> str:
        """The page of the supplier with its path for another need."""
        return url_for("suppliers.show", id=self.path.supplier, need=need, _anchor="status")
