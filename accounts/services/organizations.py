"""Placing organisations in the tree."""

from __future__ import annotations

from django.db import transaction

from accounts.models import Organization


@transaction.atomic
def save_organization(organization: Organization, parent: Organization | None) -> Organization:
    """Save a new or changed organisation under `parent` (None: at the top), among its siblings by sort_order and name.

    Returns the row as stored, with its new path. The caller has checked `codes.may_contain`.
    """
    nodes = Organization.objects
    if organization.pk is None:
        if parent is None:
            return nodes.add_root(instance=organization)
        return nodes.add_child(nodes.get(pk=parent.pk), instance=organization)
    organization.save()
    if parent is None:
        nodes.move(organization, nodes.get_first_root_node(), pos="sorted-sibling")
    else:
        nodes.move(organization, nodes.get(pk=parent.pk), pos="sorted-child")
    organization.refresh_from_db()
    return organization
