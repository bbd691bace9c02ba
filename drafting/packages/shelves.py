"""The rows at home in the terms of a package: what their columns say, and reading what those of a
package say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from drafting.library import loader
from drafting.library.models import Category, CuratedRow, Phrase
from drafting.library.resources import PhraseResource
from drafting.packages import package_file
from drafting.packages.comparison import filled
from drafting.proofing import formulation_services
from drafting.proofing.models import Formulation
from drafting.proofing.resources import FormulationResource

#: A column that no package has: the row is not in use any more.
RETIRED: Final = "状态"
RETIRED_SAID: Final = "已停用"


@dataclass(frozen=True, slots=True)
class Home:
    """A row at home: what it says, and whether nobody has changed it since it came with the
    program."""

    number: int
    revision: int
    cells: Mapping[str, str]
    pristine: bool

    @property
    def retired(self) -> bool:
        """Whether it is not in use any more."""
        return RETIRED in self.cells


@dataclass(frozen=True, slots=True)
class Known:
    """The rows at home by what finds them: the key, those of them that came with the program, and
    what they say."""

    keys: Mapping[str, int]
    shipped: Collection[str]
    words: Mapping[tuple[str, ...], int]


class ListShelf:
    """The rows of a list that travels as a workbook too."""

    kind = ""
    label = ""
    #: How one is called in full: its columns, the first that says something.
    titles: tuple[str, ...] = ()
    #: The columns by which a row is known where no key tells.
    words: tuple[str, ...] = ()
    _state = "状态"

    model: type[CuratedRow]
    origin = ""

    def __init__(self) -> None:
        self.resource: Any = self._resource()
        #: the rows that were read, by number
        self.stored: dict[int, Any] = {}
        self._left_out = {"编号", self._state}

    def _resource(self) -> Any:
        raise NotImplementedError

    def rows(self) -> Any:
        """The rows at home with what their columns need."""
        return self.model._default_manager.all()

    def known(self) -> Known:
        """How the rows at home are found, retired ones too."""
        values = list(self._values())
        history: Any = self.model.history  # type: ignore[attr-defined]
        came = history.filter(history_type="+", history_change_reason=self.origin)
        shipped = set(came.values_list("key", flat=True))
        # of several that say the same, the one that is in use
        words = {
            words: number for _, number, words, _ in sorted(values, key=lambda one: not one[3])
        }
        return Known({key: number for key, number, *_ in values}, shipped, words)

    def _values(self) -> Iterable[tuple[str, int, tuple[str, ...], bool]]:
        """Key, number and words of each row, and whether it is retired."""
        raise NotImplementedError

    def homes(self, numbers: Collection[int]) -> dict[int, Home]:
        """The rows with these numbers; they are in ``stored`` then."""
        self.stored = self.rows().in_bulk(list(numbers))
        return {
            number: Home(number, row.revision, self.cells(row), not row.curated)
            for number, row in self.stored.items()
        }

    def cells(self, row: Any) -> dict[str, str]:
        """What a row says."""
        cells = filled(self.resource.cells_of(row))
        for name in self._left_out:
            cells.pop(name, None)
        if row.state == self.model.State.RETIRED:  # type: ignore[attr-defined]
            cells[RETIRED] = RETIRED_SAID
        return cells

    def read(self, cells: Mapping[str, str], row: Any) -> list[str]:
        """Set what the columns say on a row; what is wrong with them. Its key and state stay."""
        kept: Mapping[str, str] = self.resource.cells_of(row)
        mine = {name: kept[name] for name in self._left_out}
        return list(self.resource.take_cells(row, {**cells, **mine}))


class PhraseShelf(ListShelf):
    """Phrases."""

    kind, label = package_file.PHRASE, "素材"
    titles = ("观点句", "表现或正文")
    words = ("用于", "观点句", "表现或正文", "事例", "提示问题")
    model, origin = Phrase, loader.ORIGIN

    def _resource(self) -> PhraseResource:
        return PhraseResource()

    def know(self, categories: Iterable[Category]) -> None:
        """Let phrases hang on these categories, which need not be stored."""
        self.resource.fields["category"].widget.know(categories)

    def rows(self) -> Any:
        rows = Phrase.objects.select_related("problem", "cause", "measure")
        return rows.prefetch_related("frameworks")

    def _values(self) -> Iterable[tuple[str, int, tuple[str, ...], bool]]:
        parts = dict(Phrase.Part.choices)
        names = ("key", "pk", "state", "part", *Phrase.TEXTS)
        for key, number, state, part, *texts in Phrase.objects.values_list(*names):
            yield key, number, (str(parts[part]), *texts), state == Phrase.State.RETIRED


class FormulationShelf(ListShelf):
    """Formulations. That two would say the same is wrong with the later one."""

    kind, label = package_file.FORMULATION, "提法"
    titles = ("提法",)
    words = ("类型", "提法")
    model, origin = Formulation, formulation_services.ORIGIN

    def _resource(self) -> FormulationResource:
        return FormulationResource()

    def read(self, cells: Mapping[str, str], row: Any) -> list[str]:
        """As for every list; those that are read after it are checked beside it, by its key."""
        faults = super().read(cells, row)
        if not faults:
            self.resource.wordings.take(row)
        return faults

    def _values(self) -> Iterable[tuple[str, int, tuple[str, ...], bool]]:
        kinds = dict(Formulation.Kind.choices)
        names = ("key", "pk", "state", "kind", "text")
        for key, number, state, kind, text in Formulation.objects.values_list(*names):
            yield key, number, (str(kinds[kind]), text), state == Formulation.State.RETIRED
