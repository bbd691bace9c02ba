"""Columns that may be encrypted, and the keys that they are under.

Only the short columns change in the database, and on PostgreSQL alone: what is sealed is longer than what was
typed. The others are what they were, so no table is made anew; SQLite would lose the trigger of the record with it.
"""

from importlib import import_module

import django.utils.timezone
import drafting.sealing.fields
from django.db import migrations, models

before = import_module("drafting.migrations.0053_retention")

#: Table, column, and how long it was.
WIDENED = (
    ("drafting_comment", "prefix", 64),
    ("drafting_comment", "suffix", 64),
    ("drafting_committeecomment", "quote", 80),
    ("drafting_contribution", "reason", 200),
    ("drafting_draft", "source_name", 200),
    ("drafting_erasurerequest", "answer", 200),
    ("drafting_erasurerequest", "words", 200),
    ("drafting_evidencefile", "name", 200),
    ("drafting_fact", "people", 100),
    ("drafting_fact", "place", 100),
    ("drafting_fact", "time", 60),
    ("drafting_import", "file_name", 200),
    ("drafting_ledgeritem", "speaker", 60),
    ("drafting_opinion", "speaker", 60),
    ("drafting_submission", "note", 500),
    ("drafting_tick", "word", 200),
)

#: What 0053 lets be done with a note, and putting it under another key, which only a transaction does that has put
#: a row into drafting_resealing.
ALLOWED = (
    "(NEW.note = '' OR (NEW.note LIKE 'zjs1:%' OR OLD.note LIKE 'zjs1:%') AND EXISTS (SELECT 1 FROM drafting_resealing))"
)
SQLITE = f"""
CREATE TRIGGER drafting_reviewevent_frozen BEFORE UPDATE ON drafting_reviewevent
WHEN NOT ({" AND ".join([ALLOWED, *(f"NEW.{name} IS OLD.{name}" for name in before.KEPT)])})
BEGIN SELECT RAISE(ABORT, '{before.REFUSAL}'); END
"""
POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION drafting_reviewevent_frozen() RETURNS trigger AS $$
BEGIN
  IF {ALLOWED} AND to_jsonb(NEW) - 'note' = to_jsonb(OLD) - 'note' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '{before.REFUSAL}';
END;
$$ LANGUAGE plpgsql;
"""


def widen(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table, column, _length in WIDENED:
            schema_editor.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" TYPE text')


def narrow(apps, schema_editor):
    # refused by PostgreSQL while something is encrypted: `manage.py text_keys decrypt` first
    if schema_editor.connection.vendor == "postgresql":
        for table, column, length in WIDENED:
            schema_editor.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" TYPE varchar({length})')


def let_notes_be_sealed(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS drafting_reviewevent_frozen")
        schema_editor.execute(SQLITE)
    elif vendor == "postgresql":
        # without parameters, or the driver takes the per cent signs for their places
        schema_editor.execute(POSTGRESQL, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('drafting', '0058_defaults_of_former_columns'),
    ]

    operations = [
        migrations.CreateModel(
            name='Resealing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': '正在更换密钥',
                'verbose_name_plural': '正在更换密钥',
            },
        ),
        migrations.CreateModel(
            name='TextKey',
            fields=[
                ('id', models.CharField(max_length=8, primary_key=True, serialize=False, verbose_name='密钥标识')),
                ('first_used_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='启用时间')),
                ('completed_at', models.DateTimeField(null=True, verbose_name='全部加密时间')),
            ],
            options={
                'verbose_name': '加密文字的密钥',
                'verbose_name_plural': '加密文字的密钥',
                'ordering': ['first_used_at', 'id'],
            },
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(widen, narrow)],
            state_operations=[
                migrations.AlterField('comment', 'prefix', drafting.sealing.fields.SealedCharField(blank=True, max_length=64, verbose_name='前文')),
                migrations.AlterField('comment', 'quote', drafting.sealing.fields.SealedTextField(blank=True, verbose_name='原文')),
                migrations.AlterField('comment', 'suffix', drafting.sealing.fields.SealedCharField(blank=True, max_length=64, verbose_name='后文')),
                migrations.AlterField('comment', 'suggestion', drafting.sealing.fields.SealedTextField(blank=True, null=True, verbose_name='建议改为')),
                migrations.AlterField('comment', 'text', drafting.sealing.fields.SealedTextField(blank=True, verbose_name='意见')),
                migrations.AlterField('committeecomment', 'answer', drafting.sealing.fields.SealedTextField(blank=True, max_length=1000, verbose_name='说明')),
                migrations.AlterField('committeecomment', 'quote', drafting.sealing.fields.SealedCharField(blank=True, max_length=80, verbose_name='原文')),
                migrations.AlterField('committeecomment', 'text', drafting.sealing.fields.SealedTextField(max_length=1000, verbose_name='意见')),
                migrations.AlterField('comparabletext', 'content', drafting.sealing.fields.SealedBinaryField(verbose_name='句子')),
                migrations.AlterField('contribution', 'reason', drafting.sealing.fields.SealedCharField(blank=True, max_length=200, verbose_name='说明')),
                migrations.AlterField('contribution', 'text', drafting.sealing.fields.SealedTextField(verbose_name='文字')),
                migrations.AlterField('draft', 'document', drafting.sealing.fields.SealedJSONField(verbose_name='正文')),
                migrations.AlterField('draft', 'source_name', drafting.sealing.fields.SealedCharField(blank=True, max_length=200, verbose_name='导入的文件')),
                migrations.AlterField('erasurerequest', 'answer', drafting.sealing.fields.SealedCharField(blank=True, max_length=200, verbose_name='答复')),
                migrations.AlterField('erasurerequest', 'words', drafting.sealing.fields.SealedCharField(blank=True, max_length=200, verbose_name='说明')),
                migrations.AlterField('evidencefile', 'name', drafting.sealing.fields.SealedCharField(max_length=200, verbose_name='名称')),
                migrations.AlterField('fact', 'did', drafting.sealing.fields.SealedTextField(blank=True, verbose_name='我做了什么、没做什么')),
                migrations.AlterField('fact', 'led_to', drafting.sealing.fields.SealedTextField(blank=True, verbose_name='带来什么结果')),
                migrations.AlterField('fact', 'people', drafting.sealing.fields.SealedCharField(blank=True, max_length=100, verbose_name='和谁')),
                migrations.AlterField('fact', 'place', drafting.sealing.fields.SealedCharField(blank=True, max_length=100, verbose_name='在哪里')),
                migrations.AlterField('fact', 'thought', drafting.sealing.fields.SealedTextField(blank=True, verbose_name='当时怎么想')),
                migrations.AlterField('fact', 'time', drafting.sealing.fields.SealedCharField(blank=True, max_length=60, verbose_name='什么时候')),
                migrations.AlterField('fact', 'what', drafting.sealing.fields.SealedTextField(blank=True, verbose_name='什么事')),
                migrations.AlterField('import', 'before', drafting.sealing.fields.SealedJSONField(blank=True, null=True, verbose_name='上一步')),
                migrations.AlterField('import', 'document', drafting.sealing.fields.SealedJSONField(verbose_name='结构')),
                migrations.AlterField('import', 'file_name', drafting.sealing.fields.SealedCharField(max_length=200, verbose_name='文件名')),
                migrations.AlterField('import', 'notices', drafting.sealing.fields.SealedJSONField(default=list, verbose_name='读取说明')),
                migrations.AlterField('import', 'paragraphs', drafting.sealing.fields.SealedJSONField(verbose_name='原文')),
                migrations.AlterField('import', 'places', drafting.sealing.fields.SealedJSONField(verbose_name='原文位置')),
                migrations.AlterField('import', 'uncertain', drafting.sealing.fields.SealedJSONField(default=dict, verbose_name='待核对')),
                migrations.AlterField('import', 'unplaced', drafting.sealing.fields.SealedJSONField(default=list, verbose_name='未归类')),
                migrations.AlterField('ledgerevent', 'after', drafting.sealing.fields.SealedTextField(blank=True, verbose_name='现在')),
                migrations.AlterField('ledgerevent', 'before', drafting.sealing.fields.SealedTextField(blank=True, verbose_name='原来')),
                migrations.AlterField('ledgeritem', 'evidence', drafting.sealing.fields.SealedTextField(blank=True, verbose_name='佐证')),
                migrations.AlterField('ledgeritem', 'notes', drafting.sealing.fields.SealedTextField(blank=True, verbose_name='进展和说明')),
                migrations.AlterField('ledgeritem', 'problem', drafting.sealing.fields.SealedTextField(blank=True, verbose_name='问题')),
                migrations.AlterField('ledgeritem', 'speaker', drafting.sealing.fields.SealedCharField(blank=True, db_default='', default='', max_length=60, verbose_name='谁提的')),
                migrations.AlterField('ledgeritem', 'standard', drafting.sealing.fields.SealedTextField(blank=True, verbose_name='完成标准')),
                migrations.AlterField('ledgeritem', 'text', drafting.sealing.fields.SealedTextField(verbose_name='措施')),
                migrations.AlterField('opinion', 'answer', drafting.sealing.fields.SealedTextField(blank=True, verbose_name='说明')),
                migrations.AlterField('opinion', 'speaker', drafting.sealing.fields.SealedCharField(blank=True, max_length=60, verbose_name='谁提的')),
                migrations.AlterField('opinion', 'text', drafting.sealing.fields.SealedTextField(verbose_name='说了什么')),
                migrations.AlterField('pdfjob', 'source', drafting.sealing.fields.SealedBinaryField(verbose_name='Word 文件')),
                migrations.AlterField('personalfile', 'missing', drafting.sealing.fields.SealedJSONField(default=list, verbose_name='未能放入的')),
                migrations.AlterField('preparedcriticism', 'text', drafting.sealing.fields.SealedTextField(blank=True, verbose_name='批评意见')),
                migrations.AlterField('proofreading', 'findings', drafting.sealing.fields.SealedJSONField(default=dict, verbose_name='意见')),
                migrations.AlterField('referencetext', 'text', drafting.sealing.fields.SealedTextField(verbose_name='文字')),
                migrations.AlterField('reply', 'text', drafting.sealing.fields.SealedTextField(blank=True, verbose_name='内容')),
                migrations.AlterField('reviewevent', 'note', drafting.sealing.fields.SealedTextField(blank=True, verbose_name='说明')),
                migrations.AlterField('revision', 'document', drafting.sealing.fields.SealedJSONField(verbose_name='正文')),
                migrations.AlterField('submission', 'note', drafting.sealing.fields.SealedCharField(blank=True, max_length=500, verbose_name='提交说明')),
                migrations.AlterField('tick', 'text', drafting.sealing.fields.SealedTextField(verbose_name='措施')),
                migrations.AlterField('tick', 'word', drafting.sealing.fields.SealedCharField(blank=True, max_length=200, verbose_name='说明')),
            ],
        ),
        migrations.RunPython(let_notes_be_sealed, before.let_notes_be_emptied),
    ]
