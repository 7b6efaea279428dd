"""Bytes of a content file → `Report`, or every fault it has."""

from __future__ import annotations

from collections.abc import Collection

from pydantic import ValidationError

from deckgen.content.borrowing import DataFiles, NoFiles, borrow_data
from deckgen.content.checking import HouseNames, check_content, no_names
from deckgen.content.faults import report_faults
from deckgen.content.models import Report
from deckgen.content.reading import read_yaml
from deckgen.diagnostics import BuildStopped, Severity, Sink


def load_report(
    data: bytes,
    file: str,
    sink: Sink,
    layouts: Collection[str] = (),
    files: DataFiles | None = None,
    names: HouseNames = no_names,
) -> Report:
    """The report in `data`. All its faults go to `sink` at once; with any error among them it stops.

    `layouts` are the names that a slide may ask for, besides the house's own `names`; without any, such names are not
    checked here. `files` are those that `data:` of a chart or a table may name.
    """
    errors_before = sink.count(Severity.ERROR)
    content = borrow_data(read_yaml(data, file, sink), files or NoFiles(), sink)
    check_content(content, sink, layouts, names)
    try:
        report = Report.model_validate(content)
    except ValidationError as fault:
        report_faults(fault.errors(include_url=False), sink)
        raise BuildStopped from None
    if sink.count(Severity.ERROR) > errors_before:
        raise BuildStopped
    return report
