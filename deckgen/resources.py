"""Where things are: shipped templates, a user's template, and the images that a content file names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import field
from difflib import get_close_matches
from functools import cache, cached_property, partial
from hashlib import sha256
from itertools import islice
from pathlib import Path

from deckgen import __version__
from deckgen.cache import Entry
from deckgen.codes import PHOTO_OUTSIDE, TEMPLATE_UNREADABLE
from deckgen.content.grids import MAX_DATA_BYTES
from deckgen.content.models import Logo, Photo, Report, Slide
from deckgen.content.sections import bodies_of
from deckgen.content.suggesting import did_you_mean
from deckgen.diagnostics import BuildStopped, Diagnostic, KeyPath, Severity, Sink, Span
from deckgen.fit.encodings import Encodings
from deckgen.layouts import find_layouts
from deckgen.layouts.house import check_house
from deckgen.project import is_top
from deckgen.records import dataclass
from deckgen.templates.binding import Binding, read_binding
from deckgen.templates.bindings import Bindings
from deckgen.templates.memory import Memory
from deckgen.templates.model import Template
from deckgen.templates.reading import survey_template
from deckgen.templates.surveying import Survey
from deckgen.templates.unpacking import MAX_PACKED

DEFAULT_TEMPLATE = "plum"
TEMPLATE_KEY: KeyPath = ("template",)
TEMPLATE_SUFFIXES = (".pptx", ".potx", ".pptm", ".potm")
IMAGE_SUFFIXES = frozenset(
    [".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".bmp", ".avif", ".heic", ".heif", ".svg"]
)

MOST_TEMPLATES = 8
"""Kept at once; the one that was read first makes room."""

MOST_FILES = 10_000
"""How many files of a folder are looked through for the name that was meant."""

ASSET_LEVELS = 4
"""How many folders above the content file are searched for an `assets` folder."""


@dataclass(frozen=True, slots=True)
class TemplateFiles:
    """A template on disk and its binding beside it, if there is one: `plum.pptx`, `plum.yaml`."""

    name: str
    pptx: Path
    binding: Path | None

    @property
    def paths(self) -> tuple[Path, ...]:
        return (self.pptx, self.binding) if self.binding else (self.pptx,)


@cache
def shipped_templates() -> Path:
    """The templates that travel in the wheel, or those of the checkout."""
    package = Path(__file__).resolve().parent
    carried = package / "shipped_templates"
    return carried if carried.is_dir() else package.parent / "templates"


class Templates:
    """Templates by the state of their files, with the findings that reading them gave."""

    def __init__(self) -> None:
        self._read: dict[tuple[object, ...], tuple[Template, Sink]] = {}

    def get(self, key: tuple[object, ...], read: Callable[[Sink], Template], sink: Sink) -> Template:
        """The template, read by `read` unless it is known."""
        own = Sink()
        try:
            if key not in self._read:
                template = read(own)
                if len(self._read) >= MOST_TEMPLATES:
                    del self._read[next(iter(self._read))]
                self._read[key] = template, own
            template, own = self._read[key]
            return template
        finally:
            _tell(own, sink)


def _tell(findings: Iterable[Diagnostic], sink: Sink) -> None:
    """What was found without a report, to the sink of one: there it has its place."""
    for one in findings:
        if one.span is None and one.path is not None:
            sink.report(one.code, one.message, one.path, hint=one.hint)
        else:
            sink.add(one)


@dataclass(frozen=True, slots=True)
class Resources:
    """What deckgen brings along. `templates` is the folder of shipped templates."""

    templates: Path = field(default_factory=shipped_templates)
    encodings: Encodings = field(default_factory=Encodings, compare=False)
    """Photos as earlier decks took them."""
    known: Templates = field(default_factory=Templates, compare=False)
    """Templates that earlier decks used."""

    def template_names(self) -> list[str]:
        # One listing: every deck of a batch asks for them.
        there = (
            {entry.name for entry in os.scandir(self.templates)} if self.templates.is_dir() else set[str]()
        )
        stems = (name.removesuffix(".pptx") for name in there if name.endswith(".pptx"))
        return sorted(stem for stem in stems if f"{stem}.yaml" in there and not stem.startswith(("~$", ".")))

    def template(self, name: str | None, content: Path, sink: Sink) -> Template:
        """The template `name`: a shipped one, or a file of one's own by its path from the content file's folder.

        None means the default. Raises BuildStopped, with the reason in `sink`, when there is none to be had.
        """
        return self.read_template(self.find_template(name, content, sink), sink)

    def read_template(self, files: TemplateFiles, sink: Sink) -> Template:
        """The template as decks use it, read once for all decks; what was inferred of it for one of them is not
        inferred again."""
        key = (files.name, *(self.state_of(path) for path in files.paths))
        return self.known.get(key, lambda own: self._survey(files, own, remembered=True).template, sink)

    def state_of(self, path: Path) -> object:
        """What is another when a template's file is."""
        try:
            found = path.stat()
        except OSError:
            return None  # reading it says why
        return str(path), found.st_size, found.st_mtime_ns

    def images(self, content: Path) -> Images:
        return Images(content)

    def data_files(self, content: Path) -> DataFolders:
        return DataFolders(content)

    def survey_template(self, files: TemplateFiles, sink: Sink) -> Survey:
        """The template with everything its file holds, for those who look at it without a report."""
        return self._survey(files, sink, remembered=False)

    def keep_template(self, template: Template) -> None:
        """Remember what was inferred of a template while a deck was fitted to it."""
        if isinstance(template.layouts, Bindings):
            template.layouts.memory.keep()

    def _survey(self, files: TemplateFiles, sink: Sink, *, remembered: bool) -> Survey:
        before = sink.count(Severity.ERROR)
        binding = self.read_binding(files, sink)
        pptx = _bytes(files.pptx, sink)
        memory = Memory(Entry(partial(_mark_of, pptx, binding)) if remembered else None)
        ours = files.pptx.parent == self.templates
        survey = survey_template(pptx, files.name, binding, sink, memory, trusted=ours)
        if sink.count(Severity.ERROR) > before:
            raise BuildStopped
        return survey

    def read_binding(self, files: TemplateFiles, sink: Sink) -> Binding | None:
        """What the file beside the template says; its words, not yet its places in the template, are checked."""
        if files.binding is None:
            return None
        binding = read_binding(_bytes(files.binding, sink), files.binding.name, sink)
        check_house(binding, find_layouts(), sink)
        return binding

    def find_template(self, name: str | None, content: Path, sink: Sink) -> TemplateFiles:
        """The template's files, looked for but not read. Raises BuildStopped, with the reason in `sink`."""
        name = name or DEFAULT_TEMPLATE
        # A file of another kind is read, too: that tells what it is.
        own = name.lower().endswith(TEMPLATE_SUFFIXES) or (
            Path(name).suffix != "" and is_file(content.parent / name)
        )
        files = _find_own(name, content.parent, sink) if own else self._find_shipped(name, sink)
        if files is None:
            raise BuildStopped
        return files

    def _find_shipped(self, name: str, sink: Sink) -> TemplateFiles | None:
        names = self.template_names()
        if name in names:
            return bound_files(self.templates / f"{name}.pptx")
        known = f"the shipped ones are {', '.join(names)}; a file of your own ends in .pptx, .potx, .pptm or .potm"
        hint = did_you_mean(name, names) or known
        sink.report(TEMPLATE_UNREADABLE, f"no template `{name}`", TEMPLATE_KEY, hint=hint)
        return None


class House:
    """What the house whose template a report uses calls the layouts; read only when it is asked for.

    `template` takes the place of the one that the report names."""

    def __init__(self, resources: Resources, content: Path, sink: Sink, template: str | None = None) -> None:
        self._resources, self._content, self._sink, self._template = resources, content, sink, template
        self.aliases: Mapping[str, str] = {}
        """Those that were asked for."""

    def names(self, template: str | None) -> Mapping[str, str] | None:
        """The house's names → deckgen's; None, with the reason in the sink, where they cannot be read."""
        sink = self._sink
        try:
            with sink.unplaced() if self._template else nullcontext():
                files = self._resources.find_template(self._template or template, self._content, sink)
                binding = self._resources.read_binding(files, sink)
        except BuildStopped:
            return None
        self.aliases = binding.aliases if binding else {}
        return self.aliases


def _find_own(name: str, folder: Path, sink: Sink) -> TemplateFiles | None:
    path = folder / name
    if is_file(path):
        return bound_files(path)
    there = sorted(file.name for suffix in TEMPLATE_SUFFIXES for file in path.parent.glob(f"*{suffix}"))
    hint = did_you_mean(path.name, there) or "a path in a report counts from the report's folder"
    sink.report(TEMPLATE_UNREADABLE, f"no template file `{name}`", TEMPLATE_KEY, hint=hint)
    return None


def _mark_of(pptx: bytes, binding: Binding | None) -> str:
    """A name for what is inferred of a template: another one for other bytes, another binding or another deckgen."""
    code = sorted(Path(__file__).parent.joinpath("templates").rglob("*.py"))
    state = [(file.name, found.st_size, found.st_mtime_ns) for file in code for found in [file.stat()]]
    mark = sha256(repr((__version__, state, binding)).encode())
    mark.update(pptx)
    return mark.hexdigest()


def bound_files(pptx: Path) -> TemplateFiles:
    """The template's file, with the binding beside it if there is one."""
    binding = pptx.with_suffix(".yaml")
    return TemplateFiles(pptx.stem, pptx, binding if binding.is_file() else None)


def _bytes(path: Path, sink: Sink) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_PACKED + 1)
    except OSError as fault:
        sink.report(TEMPLATE_UNREADABLE, f"cannot read `{path}`: {fault.strerror}", Span(str(path), 1, 1))
        raise BuildStopped from fault


DATA_SUFFIXES = frozenset([".csv", ".tsv", ".txt", ".xlsx", ".xlsm"])


class Images:
    """Finds the images of one content file: beside it first, then in the `assets` folders above it.

    What is found is a regular file below one of these folders after links are followed, so that content from
    elsewhere cannot pull private files into a deck.
    """

    suffixes = IMAGE_SUFFIXES

    def __init__(self, content: Path) -> None:
        self._content = content
        self._there: list[str] | None = None
        self.looked_for: dict[Path, bool] = {}
        """Every place where a file was looked for, and whether it was there."""

    @cached_property
    def _beside(self) -> Path:
        return self._content.resolve().parent

    @cached_property
    def _roots(self) -> tuple[Path, ...]:
        """Looked up when the first file is: most reports name no data file."""
        return (self._beside, *_asset_folders(self._beside))

    def find(self, image: str) -> Path | None:
        """The file that `image` names, or None when there is none that may be read."""
        return next((path for path in self._matches(image) if self._allowed(path)), None)

    def name_of(self, path: Path) -> str | None:
        """The name by which `find` gives this file, from the folder nearest to the content; None from outside."""
        real = path.resolve()
        names = (real.relative_to(root).as_posix() for root in self._roots if real.is_relative_to(root))
        # Another file of that name may lie beside the content, and be found first.
        return next((name for name in names if self._named(name) in (None, real)), None)

    def _named(self, name: str) -> Path | None:
        return next(self._matches(name), None)

    def strays(self, image: str) -> bool:
        """True when `image` leads to a place outside the folders that images may come from."""
        if self.find(image):
            return False
        return not self._allowed(_resolved(self._beside, image)) or any(self._matches(image))

    def suggest(self, image: str) -> str | None:
        """The name of an image that is there and is spelt much like `image`."""
        names = [name for name in self._names() if name != image]
        close = get_close_matches(image, names, n=1, cutoff=0.7)
        wanted = Path(image).name.lower()
        return next(iter(close or (name for name in names if Path(name).name.lower() == wanted)), None)

    def _matches(self, image: str) -> Iterator[Path]:
        for root in self._roots:
            path = _resolved(root, image)
            self.looked_for[path] = is_file(path)
            if self.looked_for[path]:
                yield path

    def _allowed(self, path: Path) -> bool:
        return any(path.is_relative_to(root) for root in self._roots)

    def _names(self) -> list[str]:
        """The images there are, looked for once, and not through a whole disk."""
        if self._there is None:
            files = ((root, file) for root in self._roots for file in islice(root.rglob("*"), MOST_FILES))
            self._there = sorted(
                {
                    file.relative_to(root).as_posix()
                    for root, file in files
                    if file.suffix.lower() in self.suffixes and is_file(file)
                }
            )
        return self._there


class DataFolders(Images):
    """Finds the data files of one content file, in the same places."""

    suffixes = DATA_SUFFIXES
    most = MAX_DATA_BYTES
    """Bytes that may be read of one."""

    def find_bytes(self, name: str) -> bytes | None:
        """What is in the file, up to just more than may be read. Raises OSError when it cannot be read."""
        path = self.find(name)
        if path is None:
            return None
        with path.open("rb") as file:
            return file.read(self.most + 1)


def check_images(report: Report, images: Images, sink: Sink) -> None:
    """Report every photo whose path leads outside the folders that images may come from."""
    strays = cache(images.strays)
    for image, origin in _named_images(report):
        if strays(image):
            hint = "put the file beside the content file or into an `assets` folder above it"
            sink.report(PHOTO_OUTSIDE, f"`{image}` leads outside the report's folders", origin, hint=hint)


def _named_images(report: Report) -> Iterator[tuple[str, KeyPath]]:
    for origin, body in bodies_of(report):
        yield from _listed_images(body.photos, (*origin, "photos"))
        if isinstance(body, Slide):
            yield from _listed_images(body.logos, (*origin, "logos"))
            if body.quote and body.quote.portrait and body.quote.portrait.image:
                yield body.quote.portrait.image, (*origin, "quote", "portrait", "image")


def _listed_images(items: Sequence[Photo | Logo], origin: KeyPath) -> Iterator[tuple[str, KeyPath]]:
    for number, item in enumerate(items):
        if item.image:
            yield item.image, (*origin, number, "image")


def _asset_folders(beside: Path) -> Iterator[Path]:
    return (folder for folder in asset_places(beside) if folder.is_dir())


def asset_places(beside: Path) -> Iterator[Path]:
    """Where an `assets` folder would be searched, nearest first."""
    for level, folder in enumerate((beside, *beside.parents)):
        yield folder / "assets"
        if level == ASSET_LEVELS or is_top(folder):
            return


def _resolved(root: Path, image: str) -> Path:
    try:
        return (root / image).resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links, a name too long, a NUL in it
        return root / "?"


def is_file(path: Path) -> bool:
    """False, too, where that cannot even be asked: the name is too long, or has a NUL in it."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
