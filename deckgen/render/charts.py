"""Fitted charts → chart parts, each with the workbook that holds its data."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from deckgen.fit.model import FittedChart
from deckgen.render.lettering import Lettering
from deckgen.render.package import Package
from deckgen.render.references import EMBEDDED
from deckgen.templates.model import Relationship

if TYPE_CHECKING:
    from deckgen.render.workbooks import Workbooks

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Charts:
    """The chart parts of one package."""

    def __init__(self, package: Package, lettering: Lettering) -> None:
        self._package = package
        self._lettering = lettering

    @cached_property
    def _workbooks(self) -> Workbooks:
        from deckgen.render.workbooks import Workbooks  # many decks have none

        return Workbooks()

    def part_of(self, chart: FittedChart) -> str:
        """The name of a new part that draws `chart`. Charts never share a workbook: editing one must not
        change the other, so equal workbooks are built once and stored for each."""
        from deckgen.render.chart_xml import chart_xml

        part = self._package.free_name("/ppt/charts/chart{}.xml")
        workbook = self._package.free_name("/ppt/embeddings/Microsoft_Excel_Sheet{}.xlsx")
        self._package.add(workbook, self._workbooks.workbook_of(chart), WORKBOOK_TYPE)
        data = chart_xml(chart, "rId1", self._lettering.tag).encode()
        self._package.add(part, data, CONTENT_TYPE, (Relationship("rId1", EMBEDDED, workbook),))
        return part
