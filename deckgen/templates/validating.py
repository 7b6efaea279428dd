"""A short YAML file in, an object of its form out; every fault reported where it stands in the file."""

from __future__ import annotations

from deckgen.content.reading import read_yaml
from deckgen.diagnostics import BuildStopped, Sink
from deckgen.forms.faults import Unfit
from deckgen.forms.form import Made
from deckgen.forms.reading import read_form


def read_file(form: type[Made], data: bytes, file: str, sink: Sink) -> Made:
    """The file as an object of `form`. Raises BuildStopped when every fault is reported. Sets `sink.source`."""
    with sink.stopping_on_errors():
        content = read_yaml(data, file, sink)
        try:
            read = read_form(form, content)
        except Unfit as unfit:
            from deckgen.content.faults import report_faults

            report_faults(unfit.faults, sink, form, "the file")
            raise BuildStopped from None
    return read
