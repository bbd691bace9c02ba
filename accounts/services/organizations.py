"""Placing organisations in the tree."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from typing import Any, Final

from django.db import models, transaction

from accounts.models import Organization
from accounts.selectors import name_is_taken, superior_of
from accounts.turns import wait_turn
from drafting.common.overtaken import Overtaken

_TURN: Final = "organizations"
#: What a node's place in the tree consists of; treebeard alone writes it.
_PLACE: Final = {"id", "path", "depth", "numchild"}
#: What the page of an organisation shows beside its place.
_SAID: Final = ("name", "short_name", "kind", "unit_type", "sort_order", "own_names")


@transaction.atomic
def save_organization(
    organization: Organization,
    parent: Organization | None,
    fields: Collection[str] | None = None,
    *,
    shown: str = "",
) -> Organization:
    """Save a new or changed organisation under `parent` (None: at the top), among its siblings by
    sort_order and name; of one that is there only ``fields``, where they are given.

    Returns the row as stored, with its new path. The caller has checked `codes.may_contain` and
    that no sibling has this name; raises Overtaken where one has got it since, where either of the
    two is gone, or where the organisation was ``shown`` with another `stand_of`. One at a time: a
    move gives new paths to whatever stands behind.
    """
    wait_turn(_TURN)
    nodes = Organization.objects
    above = None if parent is None else nodes.filter(pk=parent.pk).first()
    stored = nodes.filter(pk=organization.pk).first()
    gone = organization.pk is not None and stored is None
    if gone or (parent is not None and above is None):
        raise Overtaken
    if shown and stored is not None and shown != stand_of(stored):
        raise Overtaken
    if name_is_taken(organization.name, above, organization.pk):
        raise Overtaken
    if organization.pk is None:
        found: Organization = (
            nodes.add_root(instance=organization)
            if above is None
            else nodes.add_child(above, instance=organization)
        )
        return found
    # the place is that of the stored row: the one at hand may have been read before another move
    names = [field.name for field in Organization._meta.concrete_fields if field.name not in _PLACE]
    organization.save(update_fields=[one for one in names if fields is None or one in fields])
    organization.refresh_from_db()
    if above is None:
        nodes.move(organization, nodes.get_first_root_node(), pos="sorted-sibling")
    else:
        nodes.move(organization, above, pos="sorted-child")
    organization.refresh_from_db()
    return organization


@transaction.atomic
def remove_organization(organization: Organization) -> None:
    """Delete an organisation on which nothing hangs.

    Raises Overtaken where there is a reason to keep it since (treebeard would delete the whole
    subtree without a word, and the database what belongs to it), and where it is gone already.
    """
    wait_turn(_TURN)
    stored = Organization.objects.filter(pk=organization.pk).first()
    if stored is None or reasons_to_keep(stored):
        raise Overtaken
    stored.delete()


def stand_of(organization: Organization) -> str:
    """Changes with what its page says of an organisation; the page carries it, so that two people do
    not change the same one unseen."""
    above = superior_of(organization)
    said = [*(getattr(organization, name) for name in _SAID), above and above.pk]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def reasons_to_keep(organization: Organization) -> list[str]:
    """Why an organisation cannot be removed: what hangs on it, in words that complete “还有…”."""
    reasons = ["下级党组织"] if not organization.is_leaf() else []
    protected = _rows_of(organization, models.PROTECT)
    reasons += [f"{rows.model._meta.verbose_name}记录" for rows in protected]
    return reasons + what_goes_along(organization)


def what_goes_along(organization: Organization) -> list[str]:
    """What belongs to an organisation alone and would be deleted with it, each kind with its
    number."""
    owned = _rows_of(organization, models.CASCADE)
    return [f"{rows.model._meta.verbose_name} {rows.count()} 份" for rows in owned]


def _rows_of(organization: Organization, on_delete: object) -> Iterator[models.QuerySet[Any]]:
    """The rows of each model, also of one that cannot be reached from here by name, that name an
    organisation and go or stay with it like this; those of a model without any are left out."""
    for relation in Organization._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.on_delete is not on_delete:
            continue
        model = relation.related_model
        rows = model._default_manager.filter(**{relation.field.name: organization})
        if rows.exists():
            yield rows


def save_own_words(organization_id: int, words: str, read: str) -> None:
    """Store the words that an organisation keeps, one to a line, where those that were ``read``
    still stand. Raises Overtaken where somebody has changed them since, or the organisation is
    gone."""
    if words == read:
        return
    rows = Organization.objects.filter(pk=organization_id, own_words=read)
    if not rows.update(own_words=words):
        raise Overtaken


def set_evidence_files(organization_id: int, taken: bool) -> None:
    """Say whether members may lay files beside the 整改台账 of the organisation's meetings."""
    Organization.objects.filter(pk=organization_id).update(evidence_files=taken)
