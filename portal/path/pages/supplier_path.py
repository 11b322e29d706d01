"""The path of a supplier as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from portal.checklists.pages.urls import step_url
from portal.path.queries import PathNeed, furthest
from portal.path.rules import Lag, Path, PathStep, disagreement
from portal.suppliers.queries.lines import Labels
from portal.suppliers.rules.pipeline import Status


@dataclass(frozen=True)
class SupplierPath:
    path: Path
    needs: list[PathNeed]  # the open needs it is looked at for
    lag: Lag | None

    @classmethod
    def of(cls, supplier: Any, about: Labels, wanted: int | None) -> SupplierPath:
        """On the path of the need that is wanted, else on the one where it came furthest."""
        needs = [PathNeed(need.id, need.title) for need in about.needs if not need.closed]
        chosen = [need for need in needs if need.id == wanted] or needs
        _need, path = furthest(supplier.id, chosen, about.passed)
        return cls(path, needs, disagreement(Status(supplier.status), path.open_step))

    def list_of(self, step: PathStep) -> str:
        return step_url("show", step, self.path.supplier, self.path.need)

    @property
    def others(self) -> list[tuple[str, str, bool]]:
        """The needs to choose from, where there are several: title, address, whether it is this one."""
        if len(self.needs) < 2:
            return []
        return [(need.title, self.on(need.id), need.id == self.path.need) for need in self.needs]

    def on(self, need: int) -> str:
        """The page of the supplier with its path for another need."""
        return url_for("suppliers.show", id=self.path.supplier, need=need, _anchor="status")
