"""Columns that hold what people wrote: encrypted on the way in where there is a key, readable on the
way out either way (docs/decisions/0041).

Each value is bound to its table and column. What is empty stays empty, so that ``exclude(note="")``
holds; any other look-up into such a column is refused, since the database sees no text.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Exact, Lookup

from drafting.sealing import tokens
from drafting.sealing.keyring import reading_key, writing_key

_EMPTY: Final[tuple[Any, ...]] = ("", b"", {}, [], None)
_ONLY_EMPTY: Final = (
    "{field} may be encrypted: the database can look for an empty one (exact, isnull) and for nothing "
    "else. Read the rows and compare them in Python."
)

if TYPE_CHECKING:

    class _Column(models.Field[Any, Any]):
        pass
else:
    _Column = object


def is_empty(value: Any) -> bool:
    """Whether a value is stored as it is: an empty text, list, object or none."""
    return any(type(value) is type(one) and value == one for one in _EMPTY)


class Sealed(_Column):
    """What the columns have in common."""

    @property
    def place(self) -> str:
        """What its values are bound to."""
        return f"{self.model._meta.db_table}.{self.column}"

    def get_lookup(self, lookup_name: str) -> type[Lookup[Any]] | None:
        """The two look-ups that need no text. Raises FieldError for any other."""
        found = super().get_lookup(lookup_name)
        if lookup_name == "isnull":
            return found
        if lookup_name == "exact" and found is not None:
            return _only_empty(found)
        raise FieldError(_ONLY_EMPTY.format(field=self.place))

    def get_transform(self, lookup_name: str) -> Any:
        """Raises FieldError: the database cannot look into the value."""
        raise FieldError(_ONLY_EMPTY.format(field=self.place))


def _only_empty(base: type[Any]) -> type[Lookup[Any]]:
    class ExactlyEmpty(base):
        def get_prep_lookup(self) -> Any:
            if not is_empty(self.rhs):
                raise FieldError(_ONLY_EMPTY.format(field=self.lhs.output_field.place))
            return super().get_prep_lookup()

    ExactlyEmpty.__name__ = Exact.__name__
    return ExactlyEmpty


class _SealedText(Sealed):
    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        text = super().get_db_prep_value(value, connection, prepared)
        return text if not text else tokens.sealed_text(text, self.place, writing_key())

    def from_db_value(self, value: str | None, *_args: Any) -> str | None:
        if not value or not value.startswith("zjs"):
            return value
        return tokens.plain_text(value, self.place, reading_key(tokens.key_of_text(value)))


class SealedTextField(_SealedText, models.TextField):
    """A text of any length."""


class SealedCharField(_SealedText, models.CharField):
    """A short text: forms hold people to ``max_length``; the column has none, since what is sealed is
    longer."""

    def get_internal_type(self) -> str:
        return "TextField"


class _AsItIs(json.JSONEncoder):
    """Chinese characters as they are: escaped they take twice the room and, where SQLite keeps
    them so, ten times as long to read."""

    def encode(self, o: Any) -> str:
        self.ensure_ascii = False
        text = super().encode(o)
        try:
            text.encode()
        except UnicodeEncodeError:  # half of a pair of surrogates, which only an escape can hold
            self.ensure_ascii = True
            return super().encode(o)
        return text


class SealedJSONField(Sealed, models.JSONField):
    """A value of JSON; a sealed one is a string of JSON."""

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        if hasattr(value, "as_sql"):
            return super().get_db_prep_value(value, connection, prepared)
        kept = value if is_empty(value) else self._stored(value)
        return connection.ops.adapt_json_value(kept, _AsItIs)

    def _stored(self, value: Any) -> Any:
        key = writing_key()
        if key is None:
            return tokens.sealed_text(value, self.place, None) if isinstance(value, str) else value
        text = json.dumps(value, cls=self.encoder, ensure_ascii=False, separators=(",", ":"))
        return tokens.sealed_text(text, self.place, key)

    def from_db_value(
        self, value: str | None, expression: Any, connection: BaseDatabaseWrapper
    ) -> Any:
        read: Callable[..., Any] = super().from_db_value
        found = read(value, expression, connection)
        if not isinstance(found, str) or not found.startswith("zjs"):
            return found
        key = reading_key(tokens.key_of_text(found))
        text = tokens.plain_text(found, self.place, key)
        return text if key is None else json.loads(text, cls=self.decoder)


class SealedBinaryField(Sealed, models.BinaryField):
    """Bytes."""

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        if value is not None and not hasattr(value, "as_sql"):
            value = tokens.sealed_bytes(bytes(value), self.place, writing_key())
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, *_args: Any) -> Any:
        if value is None:
            return None
        stored = bytes(value)
        return tokens.plain_bytes(stored, self.place, reading_key(tokens.key_of_bytes(stored)))
