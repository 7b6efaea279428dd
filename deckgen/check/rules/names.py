"""Names are spelt as the glossary says.

`glossary:` of the report, or `[glossary]` of deckgen.toml, lists names that must be right: of offices, persons,
programmes. Spellings listed as wrong are errors; what is one character away from a name is doubted. Looked at are all
titles, texts, captions and notes.

    glossary: [{right: 江西省妇女联合会, wrong: [江西妇女联合会]}, 赣鄱红色娘子军]
    title: 赣鄱红色娘子队走进乡村      # warning: name-doubtful
"""

from __future__ import annotations

from deckgen.check.model import Rule, Subject
from deckgen.check.spelling import misspellings
from deckgen.codes import NAME_DOUBTFUL, NAME_MISSPELT
from deckgen.diagnostics import Sink


def check(subject: Subject, sink: Sink) -> None:
    """Report names that are spelt otherwise than the glossary says."""
    if not subject.names:
        return
    for said in subject.texts:
        for found in misspellings(said.text, subject.names):
            code = NAME_MISSPELT if found.sure else NAME_DOUBTFUL
            hint = f"write `{found.right}`" + ("" if found.sure else ", or add this name to the glossary")
            sink.report(code, f"`{found.found}` is not spelt as the glossary says", said.path, hint=hint)


RULE = Rule((NAME_MISSPELT, NAME_DOUBTFUL), check, __doc__)
