"""Every kind of finding, in one table. A name describes the fault, never the cure, and never changes."""

from __future__ import annotations

from deckgen.diagnostics import Code, Severity


def _error(name: str, explain: str) -> Code:
    return Code(name, Severity.ERROR, explain)


def _warning(name: str, explain: str) -> Code:
    return Code(name, Severity.WARNING, explain)


def _note(name: str, explain: str) -> Code:
    return Code(name, Severity.NOTE, explain)


# --- reading the content file -------------------------------------------------------------------------
FILE_UNREADABLE = _error("file-unreadable", "The file is missing, is a folder, or may not be read.")
ENCODING_UNKNOWN = _error(
    "encoding-unknown",
    "The bytes are not UTF-8, UTF-16 or GB18030 text. Save the file as UTF-8.",
)
INVALID_YAML = _error("invalid-yaml", "The file is not well-formed YAML; nothing after this place was read.")
EMPTY_FILE = _error("empty-file", "The file holds no content. `deckgen new report` writes one to start from.")
SEVERAL_DOCUMENTS = _error(
    "several-documents", "One file is one report; a second `---` document is not read."
)
TAB_INDENT = _error("tab-indent", "YAML is indented with spaces; a tab at the start of a line is refused.")
DUPLICATE_KEY = _error(
    "duplicate-key", "The same key stands twice in one mapping; only one value could be used."
)
TOO_LARGE = _error("too-large", "A limit that protects against damaged or hostile files was passed.")
ALIAS_BOMB = _error("alias-bomb", "Anchors and aliases expand to far more than the file itself holds.")
CONTROL_CHARACTER = _error(
    "control-character",
    "An invisible character that neither YAML nor a PowerPoint file may hold, often pasted along. Delete it.",
)

# --- the content model ----------------------------------------------------------------------------------
UNKNOWN_KEY = _error("unknown-key", "The content model has no such key here; the hint names the nearest one.")
MISSING_FIELD = _error("missing-field", "A field that this item cannot do without is absent or empty.")
WRONG_TYPE = _error(
    "wrong-type", "A list, a mapping or a text stands where another kind of value is expected."
)
INVALID_VALUE = _error("invalid-value", "The value is of the right kind, but not one that is allowed here.")
UNKNOWN_REFERENCE = _error(
    "unknown-reference",
    "An id is named that no indicator, or for a link no slide or section, of the report has.",
)
DUPLICATE_ID = _error(
    "duplicate-id", "Two items have one id; references and later updates could not tell them apart."
)
UNKNOWN_ICON = _error(
    "unknown-icon",
    "`icon:` names no icon of the set. `deckgen icons WORD` finds one, `deckgen icons` lists all.",
)
UNKNOWN_LAYOUT = _error("unknown-layout", "`layout:` names no layout. `deckgen layouts` lists them.")
FIGURE_NOT_UNDERSTOOD = _warning(
    "figure-not-understood",
    "No number was recognised in the indicator's value. It is shown exactly as written.",
)
UNSAFE_LINK = _warning(
    "unsafe-link",
    "Only sound http, https and mailto links and `#` with the id of a slide go into the deck; of any other, the text "
    "stays.",
)
SECTION_EMPTY = _warning(
    "section-empty", "The section has nothing to show, and dividers are off: it gets no slide at all."
)
DECK_EMPTY = _error("deck-empty", "Nothing in the report makes a slide; there is no deck to write.")
NOT_A_NUMBER = _error(
    "not-a-number", "A chart's value is not one exact number: a range, a fraction, or words without any."
)
CHART_UNEVEN = _error("chart-uneven", "A series has more or fewer values than the chart has categories.")
UNITS_DIFFER = _error(
    "units-differ", "The values of one chart count different things, so their lengths could not be compared."
)
CHART_UNSUITABLE = _error(
    "chart-unsuitable", "The data cannot be shown truthfully by a chart of this type; the message says why."
)
CHART_CROWDED = _warning(
    "chart-crowded", "The chart holds more than can be read on a slide. It is drawn all the same."
)
DATA_NOT_FOUND = _error("data-not-found", "The CSV or Excel file that `data:` names is not there.")
DATA_OUTSIDE = _error(
    "data-outside",
    "A data file may lie beside the content file, below it, or in an `assets` folder above it; nowhere else.",
)
DATA_UNREADABLE = _error(
    "data-unreadable",
    "The data file is damaged, empty, protected, too large, of another kind, or lacks the sheet or range.",
)
CELL_UNUSABLE = _error(
    "cell-unusable", "A cell of the data file shows an error, or a formula that was never calculated."
)
CELLS_HIDDEN = _note(
    "cells-hidden", "Rows or columns that are hidden in the Excel file are left out of the slide."
)
TABLE_UNEVEN = _error(
    "table-uneven", "A row of the table has more or fewer cells than the table has columns."
)
CELL_SPAN_OUTSIDE = _error(
    "cell-span-outside", "A merged cell reaches over the edge of the table or into another merged cell."
)
SLIDE_EMPTY = _warning("slide-empty", "The slide has nothing to show besides its title.")

# --- many decks from one report: `deckgen batch` ---------------------------------------------------------
ROW_MISSING = _error(
    "row-missing",
    "The report is a pattern for many decks, with `{{ row.city }}`, `for:` or `if:` in it; `deckgen batch` fills it.",
)
COLUMN_MISSING = _error(
    "column-missing", "A value is asked for that the row, the table or the job does not have."
)
EXPRESSION_FAULTY = _error(
    "expression-faulty",
    "What stands between `{{` and `}}`, after `if:` or after `each:` cannot be worked out. Values are texts; "
    "`row.loans | number` makes a number of one.",
)
ROWS_UNREADABLE = _error(
    "rows-unreadable",
    "The file of rows is missing, damaged, empty, or its columns have no names of their own.",
)
REPORTS_MISSING = _error("reports-missing", "No content file is where the job says.")
OUTPUT_UNSAFE = _error(
    "output-unsafe", "The pattern of output names leads outside its folder, or gives a name no file can have."
)
OUTPUT_COLLISION = _error(
    "output-collision",
    "Two decks of the batch would be written to one file. File names that differ in case only count as one.",
)
OUTPUT_EDITED = _error(
    "output-edited",
    "The file is not as deckgen left it: somebody edited it, or something else wrote it. It is never overwritten "
    "unasked: `--overwrite-edited` does so.",
)
OUTPUT_KEPT = _note(
    "output-kept", "The file was edited after it was built. Nothing it is made of has changed, so it stays."
)
WORKER_DIED = _error(
    "worker-died",
    "The process that built the deck ended twice without a result: out of memory, or a crash in a library.",
)
WORKER_STUCK = _error("worker-stuck", "Building the deck did not end within its time limit, twice.")
CLUSTER_LOST = _error(
    "cluster-lost",
    "The Dask cluster cannot be reached, has no worker that may be used, or went away. What was built by then is kept; "
    "the next run goes on from there.",
)
WORKER_REFUSED = _warning(
    "worker-refused",
    "A worker of the cluster has another deckgen, Python or library than this machine, and would build other decks, or "
    "another LibreOffice where PDFs or pictures are asked for. It gets none: install the same on both.",
)
WORKER_DIFFERS = _warning(
    "worker-differs",
    "A worker of the cluster that draws PDFs or pictures has other fonts than this machine: lines may break otherwise.",
)
STORE_UNREADABLE = _error(
    "store-unreadable", "A file of a URL cannot be read: no such store, no access, or no connection."
)
DECK_BUG = _error(
    "deck-bug", "Building the deck failed by a fault of deckgen itself. The other decks are not affected."
)
CACHE_UNUSABLE = _warning(
    "cache-unusable",
    "The cache that tells what has not changed could not be read or written: everything is built anew.",
)

# --- photos --------------------------------------------------------------------------------------------
PHOTO_NOT_FOUND = _warning(
    "photo-not-found",
    "The image file is absent. The slide keeps an empty photo placeholder with the caption in place.",
)
PHOTO_UNREADABLE = _warning(
    "photo-unreadable",
    "The image file is damaged, empty or of an unknown kind. The slot stays pending.",
)
PHOTO_COARSE = _warning(
    "photo-coarse",
    "The photo has too few pixels for its place and will look soft on a projector. It is shown all the same.",
)
DRAWING_LETTERED = _warning(
    "drawing-lettered",
    "An SVG sets words in a font. PowerPoint draws them in whatever font it finds; the picture that other "
    "programs show goes without them.",
)
PHOTO_OUTSIDE = _error(
    "photo-outside",
    "An image may lie beside the content file, below it, or in an `assets` folder above it; nowhere else.",
)

# --- templates and layouts -----------------------------------------------------------------------------
TEMPLATE_UNREADABLE = _error(
    "template-unreadable", "The template is missing, damaged or not a PowerPoint file."
)
TEMPLATE_MACROS = _note(
    "template-macros",
    "The template carries macros or controls. A deck is written without them, as a .pptx must be.",
)
TEMPLATE_MASTERS = _note(
    "template-masters",
    "The template has several slide masters. That of most of its sample slides is used, or else the first with a "
    "slide layout for title and text; `master:` in the binding names another.",
)
TEMPLATE_EXTERNAL = _warning(
    "template-external",
    "The template refers to a file or an address outside itself: a linked picture, sound or workbook. It is neither "
    "fetched nor taken over, so that opening the deck fetches nothing. Links to click on, to the web or by mail, stay.",
)
MASTER_NOT_FOUND = _error("master-not-found", "The binding names a slide master the template lacks.")
SLIDE_LAYOUT_NOT_FOUND = _error(
    "slide-layout-not-found", "The binding names a slide layout the template lacks."
)
PLACEHOLDER_NOT_FOUND = _error(
    "placeholder-not-found", "The binding names a placeholder its slide layout lacks."
)
PLACEHOLDER_UNSUITABLE = _error(
    "placeholder-unsuitable",
    "The binding gives a photo, a chart or a text a placeholder that is made for something else.",
)
ALIAS_TAKEN = _error(
    "alias-taken",
    "The binding gives one of a house's own names to a layout, and that name is taken: by one of deckgen's layouts, "
    "or by another alias that differs in capitals only.",
)
BINDING_UNUSED = _warning(
    "binding-unused",
    "The binding speaks of an arrangement or a slot that no layout has. It is misspelt, or belongs to a layout that is "
    "not installed here.",
)
SECTION_UNPLACED = _note(
    "section-unplaced",
    "The template has no place on its pages that could name the section; its divider and the contents list do.",
)
LAYOUT_UNSUITABLE = _error(
    "layout-unsuitable",
    "The layout asked for has no place for something the slide holds; nothing is dropped silently.",
)

# --- templates by themselves: `deckgen template check` --------------------------------------------------
LAYOUT_MISSING = _error(
    "layout-missing",
    "The template has neither a slide layout that serves this layout nor room to build one, so that slides which "
    "need it cannot be made.",
)
LAYOUT_BUILT = _note(
    "layout-built",
    "The template has no slide layout for this; one is built in the deck from its master, colours and typefaces.",
)
PLACEHOLDER_SMALL = _warning(
    "placeholder-small", "Even at the smallest size, the place does not take as much text as it is there for."
)
PLACEHOLDER_OFF_SLIDE = _warning(
    "placeholder-off-slide", "A placeholder stands on the slide in part only, or not at all."
)
PLACEHOLDERS_OVERLAP = _warning(
    "placeholders-overlap",
    "Two placeholders of one slide layout share room, so that their contents would, too.",
)
TEMPLATE_CONTRAST = _warning(
    "template-contrast",
    "The colour of a text is too near to what is behind it: text needs a contrast of 4.5, large text of 3.",
)
SLIDE_LAYOUT_UNNAMED = _warning(
    "slide-layout-unnamed", "A slide layout without a name can be told neither by people nor by bindings."
)
SLIDE_LAYOUT_NAMESAKE = _warning(
    "slide-layout-namesake",
    "Slide layouts of one name are told apart by a number that changes with their order.",
)
SLIDE_LAYOUT_UNTITLED = _warning(
    "slide-layout-untitled", "Slides without a title are nameless to screen readers, outlines and links."
)
TEMPLATE_FONT_UNKNOWN = _note(
    "template-font-unknown",
    "The typeface's exact widths are not known here; its text is measured generously, and may be set smaller than "
    "need be.",
)
TEMPLATE_MEDIA_LARGE = _warning(
    "template-media-large",
    "A large picture, sound or film of the template goes into every deck that uses it.",
)

# --- fitting -------------------------------------------------------------------------------------------
FONT_SUBSTITUTED = _note(
    "font-substituted",
    "The font's exact widths are not known here; wider ones plus a margin were used to measure.",
)
TEXT_CONTINUED = _note(
    "text-continued",
    "The text needs more than one slide and goes on on a further one. Of tables nothing is said: their rows are what "
    "they are, and their heads go along.",
)
ICON_OMITTED = _note(
    "icon-omitted", "The slide layout has no place for an icon here. Nothing is lost but the decoration."
)
PROGRESS_OMITTED = _note(
    "progress-omitted",
    "The template has no place for the progress marker; the slides still name their section.",
)
PAGE_TOTAL_OMITTED = _note(
    "page-total-omitted",
    "The page number's place in a template that nobody has bound is too small for the total besides.",
)
CONFIDENTIALITY_OMITTED = _warning(
    "confidentiality-omitted",
    "A template that nobody has bound has neither a footer that could say how confidential the report is, nor a free "
    "place at the edge of the page.",
)
TEXT_TOO_LONG = _error(
    "text-too-long",
    "Even at the smallest allowed size the text is larger than its place and cannot be continued. "
    "It was set smaller so that nothing is cut off; shorten it.",
)
TEXT_OVERFLOWS = _error(
    "text-overflows",
    "LibreOffice lays text out beyond its shape. In a deck that deckgen did not make, free text without a visible "
    "frame may be larger than its box.",
)
TEXT_MAY_OVERFLOW = _warning(
    "text-may-overflow",
    "By the widths of its letters the text is larger than its shape; `deckgen check --render` shows whether it is. "
    "Rendered, it is larger, but PowerPoint may shrink it or have the typeface that LibreOffice lacks here.",
)
TEXTS_COLLIDE = _warning("texts-collide", "The texts of two shapes lie on top of each other.")
TEXT_COVERED = _warning("text-covered", "A picture or a filled shape lies on top of text.")
TEXT_OVER_EDGE = _warning(
    "text-over-edge",
    "Text runs over the edge of a picture: part of it stands on the picture, part of it beside.",
)
OUTSIDE_SLIDE = _warning("outside-slide", "Text, a table or a chart goes beyond the edge of the slide.")
TYPE_TOO_SMALL = _warning(
    "type-too-small",
    "Text is smaller than can be read in a room: on slides that deckgen made below 12 points; on others, titles and "
    "running text below 12, all else below 10. "
    "Dates, footers and slide numbers may be smaller.",
)
HEADING_STRANDED = _warning(
    "heading-stranded", "A heading is the last line of a slide, and what it heads stands on the next one."
)
LINE_STRANDED = _warning("line-stranded", "A slide that continues a list or a table has a single line of it.")
ORPHAN_LEFT = _warning(
    "orphan-left", "A headline's last line holds one character alone, or two Chinese ones."
)
FIGURE_TORN = _warning("figure-torn", "A line ends between a number and its unit, or within a number.")
GLYPH_MISSING = _warning(
    "glyph-missing",
    "Characters that text typefaces do not have: private use, unassigned or damaged ones, rare Chinese characters. "
    "Programs show a box, nothing, or another typeface's character.",
)
PLACEHOLDER_EMPTY = _warning(
    "placeholder-empty",
    "A placeholder was left empty. Its prompt is seen by everyone who opens the deck for editing.",
)
TYPEFACE_REPLACED = _note(
    "typeface-replaced",
    "LibreOffice has no such typeface here and drew another in its place; what it shows is only about right. `[fonts]` "
    "of deckgen.toml declares which.",
)
STAND_IN_MISSING = _warning(
    "stand-in-missing",
    "None of the typefaces that `[fonts]` of deckgen.toml declares for a missing one is installed either.",
)
LIMIT_EXCEEDED = _error(
    "limit-exceeded",
    "The text has more lines or characters than the template's binding allows there (`limits`), and cannot be "
    "continued. It was set all the same; shorten it.",
)

# --- writing and exporting -----------------------------------------------------------------------------
OUTPUT_UNWRITABLE = _error(
    "output-unwritable", "The output could not be written; an earlier file is untouched."
)
EDIT_REFUSED = _error(
    "edit-refused",
    "A value cannot be written into the content file without changing more than this value; it was left alone.",
)
OUTPUT_IS_INPUT = _error(
    "output-is-input",
    "The deck would take the place of a file that it is made from: report, template, binding.",
)
OFFICE_MISSING = _error(
    "office-missing", "LibreOffice was not found; it is needed for exports and `--render` only."
)
SVG_MISSING = _error("svg-missing", "Poppler's `pdftocairo` was not found; it is needed for SVG only.")
VALIDATOR_MISSING = _error(
    "validator-missing", "Microsoft's validator was not found; it is needed for `--schema` only."
)
VALIDATOR_FAILED = _error("validator-failed", "Microsoft's validator gave no answer about the deck.")
DECK_UNREADABLE = _error("deck-unreadable", "The file is no PowerPoint deck, is damaged, or passes a limit.")
EXPORT_FAILED = _error("export-failed", "LibreOffice did not produce a sound file within the time limit.")

# --- the delivery gate ---------------------------------------------------------------------------------
SOURCE_NOT_FOUND = _error("source-not-found", "The text file that `source:` names is not there.")
SOURCE_OUTSIDE = _error(
    "source-outside",
    "A source may lie beside the content file, below it, or in an `assets` folder above it; nowhere else.",
)
SOURCE_UNREADABLE = _error(
    "source-unreadable",
    "The source is damaged, protected, empty, too large or of another kind, or its pages are pictures without text. "
    "Read are .docx, .pdf, .txt and .md.",
)
SOURCE_PARTLY_UNREAD = _warning(
    "source-partly-unread",
    "Some pages of a PDF are mere pictures, as scans are: figures on them count as not being in the source.",
)
QUOTE_NOT_IN_SOURCE = _error(
    "quote-not-in-source",
    "An indicator's `quote` does not stand in the source. Line breaks, width, punctuation and traditional or "
    "simplified characters do not count; every other character does.",
)
FIGURE_UNPINNED = _warning(
    "figure-unpinned",
    "The report names its source, but this indicator has no `quote`: any equal figure anywhere in the text would do.",
)
FIGURE_NOT_IN_SOURCE = _error(
    "figure-not-in-source",
    "The figure does not stand in the quoted sentence, or, without a quote, nowhere in the source. Rounded values "
    "count as others.",
)
FIGURE_ELSEWHERE = _error(
    "figure-elsewhere", "The figure stands in the source, but not in the sentence that its `quote` names."
)
QUALIFIER_CHANGED = _error(
    "qualifier-changed",
    "The number is right, but 余, 近, over or the like was lost, added or changed: 3万场 for 3万余场.",
)
UNIT_CHANGED = _error(
    "unit-changed",
    "The number is right, but it counts something else than in the source: 人次 for 人, pp for %.",
)
SCALE_CHANGED = _error(
    "scale-changed", "The digits are those of the source, but not the value: 3.3万元 for 3.3亿元."
)
TREND_REVERSED = _error(
    "trend-reversed", "The figure rises on the slide and falls in the source, or the other way round."
)
FIGURE_FOREIGN = _error(
    "figure-foreign",
    "A deck that was edited by hand shows a figure that neither the report nor its source has.",
)
FIGURE_LOST = _warning(
    "figure-lost",
    "A deck that was edited by hand lacks a figure, or a whole slide, that the report makes, and has no other instead.",
)
FIGURE_DISPLACED = _error(
    "figure-displaced",
    "In a deck that was edited by hand, figures of a slide have changed places, while all its words stand where they "
    "were.",
)
WORDS_CHANGED = _note(
    "words-changed",
    "A deck that was edited by hand has other words, notes or slides than its report makes, or has them in another "
    "order. What is to stay belongs into the report.",
)
SOURCE_CHANGED = _note(
    "source-changed",
    "The source is not the one that the quotes were pinned to (`deckgen check --pin`), but all their sentences stand. "
    "Pin again.",
)
SENTENCE_CHANGED = _warning(
    "sentence-changed",
    "The sentence around a quote is another than when it was pinned; the hint says what it was.",
)
PINS_UNREADABLE = _warning(
    "pins-unreadable",
    "The `.source.lock` beside the content file is damaged, so that changes of the source go unnoticed. Pin again.",
)
DERIVED_WRONG = _error(
    "derived-wrong",
    "A figure with `derived` is not what its operands make, to the places it is written with; or they make none, "
    "because they count different things or are vaguer than the result.",
)
DERIVED_ROUNDED = _warning(
    "derived-rounded",
    "A derived figure differs from what its operands make by no more than the operands' own rounding may explain.",
)
LABEL_DRIFT = _warning(
    "label-drift",
    "An indicator's label has no word in common with the sentence that it quotes; one of them may have slipped.",
)
FIGURE_UNUSED = _note(
    "figure-unused", "A figure of the source is on no slide. Listed on request: `deckgen check --unused`."
)
FIGURES_DISAGREE = _error(
    "figures-disagree", "Two indicators have the same label and the same period, but different values."
)
TOTAL_WRONG = _error(
    "total-wrong", "A stated total is not what its parts add up to, and rounding cannot explain it."
)
TOTAL_ROUNDED = _warning(
    "total-rounded",
    "A stated total differs from the sum of its parts by so little that rounding may explain it, but the slide does "
    "not say so.",
)
SHARES_INCOMPLETE = _warning(
    "shares-incomplete", "Percentages that divide a whole do not make 100, and the slide does not say why."
)
PROMPT_LEFT = _error(
    "prompt-left",
    "A prompt, a placeholder such as XX or 待补, or sample text was left where an audience can see it.",
)
NAME_MISSPELT = _error("name-misspelt", "A name is spelt in a way that the glossary lists as wrong.")
NAME_DOUBTFUL = _warning(
    "name-doubtful",
    "A word is one character away from a name of the glossary; it is probably meant to be it.",
)
AGENDA_DIFFERS = _error(
    "agenda-differs",
    "The contents list and the dividers of a deck name different sections, or in different order.",
)
SECTIONS_MISNUMBERED = _warning(
    "sections-misnumbered", "The sections of a deck are numbered with gaps, or not in order."
)
PUNCTUATION_MIXED = _note(
    "punctuation-mixed",
    "Half-width punctuation stands in Chinese text, or full-width punctuation in English.",
)
SPACING_MIXED = _note(
    "spacing-mixed",
    "Some Latin words and numbers in Chinese text have blanks around them, others have none; the rarer way is named.",
)
MARK_UNPAIRED = _warning(
    "mark-unpaired",
    "A quotation mark or a bracket opens and is never closed, or closes what none has opened.",
)
MARK_REPEATED = _note("mark-repeated", "A punctuation mark stands twice, or two stand where one belongs.")
BLANK_STRAY = _note(
    "blank-stray", "Two blanks in a row, a blank beside Chinese punctuation, or one before an English comma."
)
PHOTO_UNDESCRIBED = _note(
    "photo-undescribed",
    "A photo has no `alt`, or a file's name for one. Readers who cannot see it get its caption.",
)
LANGUAGE_DIFFERS = _warning(
    "language-differs",
    "The texts are in another language than `language:` says, or means where it is left out.",
)
# --- rules on written decks ---------------------------------------------------------------------------
PART_MISSING = _error(
    "part-missing",
    "Something in the file refers to a part that is not there, or a part lacks one that it needs: a slide its slide "
    "layout, a master its theme. PowerPoint offers to repair such files, and loses content on the way.",
)
RELATIONSHIP_MISSING = _error(
    "relationship-missing",
    "A part names a relationship that it does not have, so what it should show cannot be found.",
)
RELATIONSHIP_TWICE = _error("relationship-twice", "A part has two relationships with the same id.")
PART_DAMAGED = _error(
    "part-damaged",
    "A part is not well-formed XML (often a control character from pasted text), or has another root than its kind.",
)
CONTENT_TYPE_WRONG = _error(
    "content-type-wrong",
    "The file declares no content type for a part, or another than its kind has; PowerPoint refuses such files.",
)
SLIDE_ORPHANED = _warning(
    "slide-orphaned",
    "A slide that was deleted is still in the file, for everybody to find, and may come back when it is repaired.",
)
SLIDE_ID_FAULTY = _error(
    "slide-id-faulty", "A slide's id is not a number from 256 to 2147483647, or a slide is listed twice."
)
LAYOUT_ID_FAULTY = _error(
    "layout-id-faulty",
    "The id of a master or slide layout is below 2147483648 or not unique, or a slide layout is listed nowhere.",
)
SHAPE_ID_TWICE = _warning(
    "shape-id-twice",
    "Two shapes of a slide have one id, or none; animations and links may mean the wrong one.",
)
SECTION_STALE = _warning(
    "section-stale", "PowerPoint's sections name slides that are not there, or leave some out."
)
NOTES_UNLINKED = _warning(
    "notes-unlinked", "A notes page belongs to another slide, or has no notes master to stand on."
)
NUMBER_FAULTY = _error(
    "number-faulty", "A place, size or colour is not written as the format wants it: whole numbers, RRGGBB."
)
TEXT_BODY_EMPTY = _error("text-body-empty", "A text body has no paragraph; even an empty one needs one.")
TABLE_RAGGED = _error(
    "table-ragged", "The rows of a table have not all one cell for each column, or cells reach out."
)
CHART_DATA_FAULTY = _error(
    "chart-data-faulty",
    "A chart's stored values are no numbers, its points or series are numbered twice, or its labels stand where this "
    "kind of chart has no place for them.",
)
WORKBOOK_DAMAGED = _error(
    "workbook-damaged",
    "The workbook behind a chart is missing or damaged, so nobody can edit the chart's data.",
)
PICTURE_TYPE_WRONG = _error("picture-type-wrong", "A picture's bytes are not what the file says they are.")
PROPERTIES_FAULTY = _error(
    "properties-faulty", "The document properties are given twice, or have faulty dates."
)
LINK_OUTSIDE = _warning(
    "link-outside",
    "The deck shows or opens something that lies outside it: a linked picture, film or workbook, or a file on "
    "somebody's machine. Elsewhere it is missing, and fetching it tells its owner who looks.",
)
MACROS_PRESENT = _warning(
    "macros-present", "The deck carries macros or ActiveX controls, which many places block."
)
OBJECT_EMBEDDED = _warning(
    "object-embedded",
    "A whole document of another program is embedded; everybody who gets the deck gets all of it.",
)
MEDIA_OVERSIZED = _warning(
    "media-oversized", "A picture, film or sound is much larger than what is shown of it needs."
)
METADATA_PERSONAL = _note(
    "metadata-personal",
    "The document properties name people or a company. PowerPoint's Inspect Document removes them.",
)
PICTURE_METADATA = _warning(
    "picture-metadata",
    "A picture says where it was taken, by whom, or with which camera; anybody can read it.",
)
COMMENTS_LEFT = _warning("comments-left", "Review comments are still in the deck.")
SLIDE_HIDDEN = _note("slide-hidden", "A slide is not shown, but goes along with the file.")
SHAPE_OFF_SLIDE = _warning(
    "shape-off-slide", "A text or picture lies outside its slide: unseen, but in the file."
)
FONT_UNCOMMON = _note(
    "font-uncommon",
    "A typeface comes neither with Office nor with Windows or macOS, and is not embedded; where it is missing, another "
    "takes its place and lines break elsewhere.",
)
ALT_MISSING = _warning(
    "alt-missing", "A picture, chart, table or such has no description for people who cannot see it."
)
ALT_UNHELPFUL = _warning(
    "alt-unhelpful",
    "A description is a file name, the shape's name, was made by a machine, or is that of another.",
)
READING_ORDER = _warning(
    "reading-order", "Screen readers read the slide in another order than people who see it."
)
CONTRAST_LOW = _warning(
    "contrast-low",
    "Text stands out too little from what is behind it: less than 4.5 to 1, or 3 to 1 for large text (WCAG 2).",
)
TABLE_HEADER_MISSING = _warning(
    "table-header-missing",
    "No row of a table is marked as its head, so screen readers cannot say what a cell is.",
)
LANGUAGE_WRONG = _warning(
    "language-wrong",
    "Text is marked as being in a language that is not written like this; it is read out wrong.",
)
LANGUAGE_MISSING = _note(
    "language-missing", "Text has no language mark; proofing and screen readers have to guess."
)
LINK_TEXT_UNHELPFUL = _note(
    "link-text-unhelpful", "A link's text does not say where it leads: an address, `click here`, 点击这里."
)
COLOUR_ALONE = _note(
    "colour-alone", "The parts of a chart are told apart by nothing but colour, with a legend to look it up."
)
SCHEMA_BROKEN = _warning(
    "schema-broken",
    "A part of the file is not as the schemas of Open XML have it; Microsoft's validator says so.",
)
SCHEMA_PLACE = _error(
    "schema-place",
    "An element stands where the format has no place for it: out of order, twice, or in another one.",
)
SCHEMA_LACK = _error("schema-lack", "An element lacks a part or an attribute that the format asks for.")
SCHEMA_VALUE = _error(
    "schema-value", "An attribute says what it cannot say, or is none that the format knows at this place."
)
TITLE_MISSING = _warning(
    "title-missing", "A slide has no title, by which people who listen to it find their way."
)
TITLE_REPEATED = _note("title-repeated", "Two slides that do not continue each other have the same title.")

# --- settings of the rules ----------------------------------------------------------------------------
SETTINGS_FAULTY = _error(
    "settings-faulty",
    "deckgen.toml or pyproject.toml is no TOML, or has a table, a severity, a limit or a typeface that there is not, "
    "or that cannot be so.",
)
ALLOWANCE_IDLE = _note(
    "allowance-idle",
    "`allow:` names a finding that is not there (any more), or that cannot be allowed; delete the line.",
)

CODES: dict[str, Code] = {value.name: value for value in list(globals().values()) if isinstance(value, Code)}
