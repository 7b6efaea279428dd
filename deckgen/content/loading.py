"""Bytes of a content file → `Report`, or every fault it has."""

from __future__ import annotations

from collections.abc import Callable, Collection

from deckgen.content.borrowing import DataFiles, NoFiles, borrow_data
from deckgen.content.checking import HouseNames, check_content, no_names
from deckgen.content.models import Report
from deckgen.content.reading import read_document
from deckgen.content.unfilled import refuse_unfilled
from deckgen.diagnostics import BuildStopped, Sink
from deckgen.forms.faults import Unfit
from deckgen.forms.reading import read_form

Fill = Callable[[object, Sink], object]
"""Puts the values of one row of a table into the content's data, before anything is checked; reports what it cannot."""


def load_report(
    data: bytes,
    file: str,
    sink: Sink,
    layouts: Collection[str] = (),
    files: DataFiles | None = None,
    names: HouseNames = no_names,
    fill: Fill | None = None,
) -> Report:
    """The report in `data`. Raises BuildStopped, with all its faults in `sink`, if there is any error among them.

    `layouts` are the names that a slide may ask for, besides the aliases that `names` finds; without any, such names
    are not checked here. `files` are those that `data:` of a chart or a table may name. Without `fill`, content with
    `{{ row.city }}` in it is refused.
    """
    with sink.stopping_on_errors():
        document = read_document(data, file, sink)
        if fill is None:
            refuse_unfilled(document.text, document.data, sink)
        filled = fill(document.data, sink) if fill else document.data
        content = borrow_data(filled, files or NoFiles(), sink)
        check_content(content, sink, layouts, names)
        try:
            report = read_form(Report, content)
        except Unfit as unfit:
            from deckgen.content.faults import report_faults

            report_faults(unfit.faults, sink, Report, "the report")
            raise BuildStopped from None
    return report
