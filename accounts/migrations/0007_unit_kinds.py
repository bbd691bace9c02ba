"""The kinds of unit become rows; the codes are those stored until now."""

from typing import Any

from django.db import migrations, models

_KINDS = (
    ("government", "机关"), ("enterprise", "国企"), ("school", "高校/学校"), ("hospital", "医院"),
    ("village", "农村/乡镇"), ("community", "社区"), ("new_org", "两新组织"), ("window", "窗口单位"),
    ("police", "公安政法"), ("finance", "金融"), ("research", "科研院所"),
)  # fmt: skip


def add_kinds(apps: Any, schema_editor: Any) -> None:
    kinds = apps.get_model("accounts", "UnitKind").objects.using(schema_editor.connection.alias)
    for place, (code, name) in enumerate(_KINDS, 1):
        kinds.create(code=code, name=name, order=place * 10, active=True)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_further_kinds"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnitKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="代码")),
                ("name", models.CharField(max_length=20, unique=True, verbose_name="名称")),
                (
                    "order",
                    models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name="次序"),
                ),
                (
                    "active",
                    models.BooleanField(db_default=True, default=True, verbose_name="使用中"),
                ),
            ],
            options={
                "verbose_name": "单位类型",
                "verbose_name_plural": "单位类型",
                "ordering": ["order", "pk"],
            },
        ),
        migrations.AlterField(
            model_name="organization",
            name="unit_type",
            field=models.CharField(default="government", max_length=20, verbose_name="单位类型"),
        ),
        migrations.RunPython(add_kinds, migrations.RunPython.noop),
    ]
