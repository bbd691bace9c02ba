"""Says for whom the frameworks that are there are, and which is the usual one of its year and meeting:
as before, that of the published ones whose key comes first."""

from typing import Any

from django.db import migrations, models


def name_usual(apps: Any, _schema_editor: Any) -> None:
    frameworks = apps.get_model("drafting", "Framework").objects
    frameworks.filter(meeting_kind="minzhu").update(audience="leaders")
    seen = set()
    for row in frameworks.filter(state="published").order_by("key"):
        group = (row.year, row.meeting_kind)
        if group not in seen:
            seen.add(group)
            frameworks.filter(pk=row.pk).update(usual=True)


class Migration(migrations.Migration):
    dependencies = [("drafting", "0028_framework_variants")]

    operations = [
        migrations.RunPython(name_usual, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='framework',
            constraint=models.UniqueConstraint(condition=models.Q(('usual', True)), fields=('year', 'meeting_kind', 'audience'), name='framework_one_usual_per_meeting'),
        ),
    ]
