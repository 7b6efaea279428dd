"""`python -m tests.rule_docs` writes `docs/rules.md` from the rules' docstrings and the table of codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from deckgen.check.deck_model import DeckRule
from deckgen.check.decks import DECK_RULES
from deckgen.check.limits import LIMITS
from deckgen.check.model import Rule
from deckgen.check.reports import RULES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "rules.md"

HEAD = """\
# Rules

`deckgen check REPORT` runs them all, `deckgen check DECK.pptx` those on decks; `deckgen explain CODE` prints
what stands here. A slide or a section may allow a finding, with a reason:

```yaml
allow: [{code: figure-not-in-source, because: the figure is in the audited accounts}]
```

`deckgen.toml` beside or above the report (or `[tool.deckgen.check]` of `pyproject.toml`) sets how severe it is:

```toml
[check]
label-drift = "error"      # error, warning, note or off
```

and what it compares with, where that is a matter of the house:

```toml
[check.limits]
LIMITS
```

This page is made by `python -m tests.rule_docs` from the docstrings in `deckgen/check/rules/` and
`deckgen/check/deck_rules/`.

# Rules on reports
"""

DECKS = """\
# Rules on decks

They look at a written file: the one that a report makes, or any .pptx. Where a finding comes from a place in the report
that is known, it stands there, and can be allowed there.

The rules on the file know what is known to make PowerPoint offer a repair. They are no schema validation: for decks
that deckgen makes, its tests run Microsoft's own validator.
"""


def markdown() -> str:
    of_decks = [line for rule in DECK_RULES for line in rule_lines(rule)]
    head = HEAD.replace("LIMITS", "\n".join(limit.line for limit in LIMITS.values()))
    return "\n".join([head, *(line for rule in RULES for line in rule_lines(rule)), DECKS, *of_decks])


def rule_lines(rule: Rule | DeckRule) -> Iterator[str]:
    title, _, rest = rule.doc.strip().partition("\n")
    yield f"## {title.rstrip('.')}\n"
    yield f"{rest.strip()}\n"
    yield from (f"- `{code.name}` ({code.severity.value}): {code.explain}" for code in rule.codes)
    if rule.limits:
        names = (f"`{limit.name}` ({limit.write(limit.usual)})" for limit in rule.limits)
        yield f"\nLimits that can be set: {', '.join(names)}."
    yield ""


if __name__ == "__main__":
    PAGE.write_text(markdown(), "utf-8")
