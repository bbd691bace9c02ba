"""Review events that nobody can change, and the meetings of before with their members invited."""

from django.db import migrations
from django.db.models import Q
from django.utils import timezone

REFUSAL = "review events are never changed"

SQLITE = f"""
CREATE TRIGGER drafting_reviewevent_frozen BEFORE UPDATE ON drafting_reviewevent
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
"""
POSTGRESQL = f"""
CREATE FUNCTION drafting_reviewevent_frozen() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}'; END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER drafting_reviewevent_frozen BEFORE UPDATE ON drafting_reviewevent
FOR EACH ROW EXECUTE FUNCTION drafting_reviewevent_frozen();
"""


def freeze_events(apps, schema_editor):
    # SQLite loses a trigger when Django makes the table anew: a later migration of it has to call this again.
    vendor = schema_editor.connection.vendor
    if vendor == "sqlite":
        schema_editor.execute(SQLITE)
    elif vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)


def thaw_events(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER drafting_reviewevent_frozen")
    elif vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER drafting_reviewevent_frozen ON drafting_reviewevent")
        schema_editor.execute("DROP FUNCTION drafting_reviewevent_frozen()")


def invite_members(apps, schema_editor):
    """Who saw a meeting because of the organisation is invited to it; so is everybody who writes for it."""
    Meeting = apps.get_model("drafting", "Meeting")
    Membership = apps.get_model("accounts", "Membership")
    Invitation = apps.get_model("drafting", "Invitation")
    today = timezone.localdate()
    for meeting in Meeting.objects.select_related("organization"):
        own = meeting.organization
        groups = Q(organization__kind="group", organization__path__startswith=own.path, organization__depth=own.depth + 1)
        members = Membership.objects.filter(
            Q(active_to=None) | Q(active_to__gte=today), Q(organization=own) | groups,
            active_from__lte=today, role__in=("member", "secretary", "deputy"), user__is_active=True,
        ).values_list("user_id", flat=True)
        users = {*members, *meeting.drafts.values_list("owner_id", flat=True)}
        Invitation.objects.bulk_create(
            [Invitation(meeting=meeting, user_id=user, invited_by=meeting.opened_by) for user in sorted(users)]
        )


class Migration(migrations.Migration):
    dependencies = [("drafting", "0006_review"), ("accounts", "0002_organization_own_names")]

    operations = [
        migrations.RunPython(freeze_events, thaw_events),
        migrations.RunPython(invite_members, migrations.RunPython.noop),
    ]
