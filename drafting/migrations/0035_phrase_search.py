"""The index of the search for phrases; it is filled when the migrations have run (drafting.library.search.index)."""

import django.db.models.deletion
from django.db import migrations, models

# The column is a tsvector there; what is written is the same text.
POSTGRESQL = (
    "ALTER TABLE drafting_searchedtext ALTER COLUMN tokens TYPE tsvector USING tokens::tsvector",
    "CREATE INDEX drafting_searchedtext_tokens ON drafting_searchedtext USING gin (tokens)",
)
POSTGRESQL_AWAY = (
    "DROP INDEX drafting_searchedtext_tokens",
    "ALTER TABLE drafting_searchedtext ALTER COLUMN tokens TYPE text USING tokens::text",
)
GONE = "INSERT INTO drafting_searchedtokens(drafting_searchedtokens, rowid, tokens) VALUES ('delete', old.phrase_id, old.tokens);"
THERE = "INSERT INTO drafting_searchedtokens(rowid, tokens) VALUES (new.phrase_id, new.tokens);"
TRIGGERS = {"insert": THERE, "delete": GONE, "update": f"{GONE} {THERE}"}
SQLITE = """
CREATE VIRTUAL TABLE drafting_searchedtokens USING fts5(
    tokens, content='drafting_searchedtext', content_rowid='phrase_id', detail=none, columnsize=0,
    tokenize='ascii'
)
"""


def index_tokens(apps, schema_editor):
    # SQLite loses triggers when Django makes the table anew: a later migration of it has to call this again.
    if schema_editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            schema_editor.execute(statement)
        return
    schema_editor.execute(SQLITE)
    for event, statements in TRIGGERS.items():
        schema_editor.execute(
            f"CREATE TRIGGER drafting_searchedtext_{event} AFTER {event.upper()} ON drafting_searchedtext BEGIN {statements} END"
        )


def take_away(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL_AWAY:
            schema_editor.execute(statement)
        return
    for event in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER drafting_searchedtext_{event}")
    schema_editor.execute("DROP TABLE drafting_searchedtokens")


class Migration(migrations.Migration):

    dependencies = [
        ('drafting', '0040_heard_at_meeting'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchedText',
            fields=[
                ('phrase', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='searched', serialize=False, to='drafting.phrase', verbose_name='素材')),
                ('text', models.TextField(verbose_name='文字')),
                ('tokens', models.TextField(verbose_name='索引')),
            ],
            options={
                'verbose_name': '素材的检索',
                'verbose_name_plural': '素材的检索',
            },
        ),
        migrations.AddIndex(
            model_name='phrase',
            index=models.Index(models.OrderBy(models.F('use_count'), descending=True), models.F('key'), name='phrase_rank'),
        ),
        migrations.RunPython(index_tokens, take_away),
    ]
