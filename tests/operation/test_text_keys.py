"""``manage.py text_keys``: everything is put under a key, under a newer one and back, and nobody's
words are lost on the way."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.collective.models import CommitteeComment
from drafting.contributions.models import Contribution
from drafting.drafts.models import Draft
from drafting.facts.models import Fact
from drafting.importing.models import Import
from drafting.jobs.storage import private_storage
from drafting.operation.checks.texts import text_keys
from drafting.operation.findings import Verdict, fault, ok, warning
from drafting.operation.text_keys import exchange as exchanging
from drafting.operation.text_keys.columns import sealed_tables
from drafting.opinions.models import Opinion
from drafting.personal_data.models import ErasureRequest, PersonalFile
from drafting.proofing.alikeness.models import ComparableText, ReferenceText
from drafting.proofing.models import Proofreading
from drafting.rectification.criticism.models import PreparedCriticism
from drafting.rectification.evidence.models import EvidenceFile
from drafting.rectification.ledger.models import Ledger, LedgerEvent
from drafting.rectification.models import Tick
from drafting.rectification.pdf_files.models import PdfJob
from drafting.review.models import Comment, Reply, ReviewEvent
from drafting.sealing import keyring
from drafting.sealing.keys import Key, Unsealable, add_key, made_of
from drafting.sealing.models import Resealing, TextKey
from drafting.sealing.tokens import sealed_text
from tests.review import states
from tests.sealing.conftest import *  # noqa: F403
from tests.sealing.raw import everything, files_saying, rows_of, tables_saying

SECRET = "独有的一句话"
#: What the rows of keys, and nothing else, may differ by.
KEYS = "drafting_textkey"


def typed(*words: str) -> tuple[int, str]:
    """Exit code and what was said."""
    out = StringIO()
    try:
        call_command("text_keys", *words, stdout=out, stderr=out)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue()
    return 0, out.getvalue()


def restarted(path: Path, settings: Any) -> None:
    """As services do after their file of keys was changed."""
    settings.TEXT_KEYS_FILE = path
    keyring._ring = None


@pytest.fixture
def branch_at_work(ready: Draft, member: User, secretary: User, private: Path) -> Draft:
    """A branch with a row in every table that holds somebody's words, and files."""
    states.approved(states.submitted(ready, note=SECRET), secretary, note=SECRET)
    draft, round_ = states.fresh(ready), ready.submissions.get()
    document = {**draft.document, "removed": [], "note": SECRET}
    Draft.objects.filter(pk=draft.pk).update(document=document, source_name=f"{SECRET}.docx")
    draft.revisions.update(document=document)
    comment = Comment.objects.create(
        draft=draft, submission=round_, author=secretary, quote=SECRET, prefix=SECRET,
        suffix=SECRET, text=SECRET, suggestion=SECRET,
    )  # fmt: skip
    Reply.objects.create(comment=comment, author=member, text=SECRET)
    CommitteeComment.objects.create(
        draft=draft, author=member, quote=SECRET, text=SECRET, answer=SECRET
    )
    words = dict.fromkeys(("what", "time", "place", "people", "did", "led_to", "thought"), SECRET)
    Fact.objects.create(owner=member, **words)
    Opinion.objects.create(
        owner=member, meeting=draft.meeting, speaker=SECRET, text=SECRET, answer=SECRET
    )
    item = Ledger.objects.get(owner=member).items.all()[0]
    for name in ("text", "problem", "speaker", "standard", "notes", "evidence"):
        setattr(item, name, SECRET)
    item.save()
    LedgerEvent.objects.create(item=item, what="changed", before=SECRET, after=SECRET)
    Tick.objects.create(draft=draft, measure="m", text=SECRET, word=SECRET)
    PreparedCriticism.objects.create(
        owner=member, meeting=draft.meeting, colleague=secretary, text=SECRET
    )
    Contribution.objects.create(owner=member, part="problems", text=SECRET, reason=SECRET)
    Import.objects.create(
        owner=member, file_name=SECRET, sha256="0", size=1, paragraphs=[SECRET], notices=[SECRET],
        document={"x": SECRET}, places={"x": SECRET}, uncertain={"x": SECRET}, unplaced=[SECRET],
        before={"x": SECRET},
    )  # fmt: skip
    Proofreading.objects.create(
        draft=draft, key="k", findings={"x": SECRET}, asked_at=draft.created_at,
        sent_at=draft.created_at,
    )  # fmt: skip
    ReferenceText.objects.create(
        organization=draft.meeting.organization, name="一份", text=SECRET, content_hash="0"
    )
    ComparableText.objects.create(
        draft=draft, mark="1", content=SECRET.encode(), kept_at=draft.created_at
    )
    ErasureRequest.objects.create(person=member, words=SECRET, answer=SECRET)
    said = SECRET.encode()
    PdfJob.objects.create(requested_by=member, address="/x", back="/", source=said, filename="x")
    PersonalFile.objects.create(
        requested_by=member,
        missing=[SECRET],
        filename="x.zip",
        file="personal/one.zip",
        state="done",
    )
    private_storage().save("personal/one.zip", ContentFile(said))
    private_storage().save("evidence/one.png", ContentFile(said))
    EvidenceFile.objects.create(item=item, name=SECRET, file="evidence/one.png", size=len(said))
    return draft


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(exchanging, "PAUSE", 0)
    monkeypatch.setattr(exchanging, "AT_ONCE", 3)
    yield
    keyring._ring = None


def without_keys() -> dict[str, Any]:
    """Every row but those of the keys."""
    return {table: rows for table, rows in everything().items() if table != KEYS}


@pytest.mark.django_db
@pytest.mark.db_sensitive
def test_there_and_on_and_back(
    branch_at_work: Draft, keys_file: Path, private: Path, settings: Any
) -> None:
    """Every column is in the branch, so none is forgotten on any of the ways."""
    before, files = without_keys(), files_saying(private, SECRET.encode())
    assert tables_saying(SECRET) == sorted(t.model._meta.db_table for t in sealed_tables())
    assert files == ["evidence/one.png", "personal/one.zip"]

    assert typed("new", str(keys_file))[0] == 0
    restarted(keys_file, settings)
    first = keyring.writing_key()
    code, output = typed("encrypt")
    assert (code, tables_saying(SECRET), files_saying(private, SECRET.encode())) == (0, [], []), (
        output
    )
    assert "没有加密：0 处文字，0 个文件。" in output
    # what is said to be done is what is counted then; an empty column is no text
    done, there = re.findall(r"(\d+) 处文字", output)[:2]
    assert done == there != "0"
    sealed = without_keys()
    assert typed("encrypt")[1].startswith("加密了 0 处文字、0 个文件")
    assert without_keys() == sealed

    typed("new", str(keys_file))
    restarted(keys_file, settings)
    second = keyring.writing_key()
    assert first is not None
    assert second is not None
    assert first.id != second.id
    code, output = typed("encrypt")
    assert code == 0, output
    assert f"密钥 {first.id}（旧的）：0 处文字，0 个文件。" in output
    assert list(TextKey.objects.values_list("id", flat=True)) == [second.id]
    assert Fact.objects.get().words.what == SECRET
    with private_storage().open("evidence/one.png") as stream:
        assert stream.read() == SECRET.encode()

    typed("stop", str(keys_file))
    restarted(keys_file, settings)
    code, output = typed("decrypt")
    assert (code, TextKey.objects.count(), Resealing.objects.count()) == (0, 0, 0), output
    assert without_keys() == before
    assert files_saying(private, SECRET.encode()) == files


@pytest.mark.django_db
@pytest.mark.db_sensitive
def test_the_record_is_sealed_by_the_command_alone(
    branch_at_work: Draft, key: Key, private: Path
) -> None:
    event = ReviewEvent.objects.exclude(note="").latest("pk")
    for note in ("另一句", ""):
        event.note = note
        if note:
            with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
                event.save(update_fields=["note"])
    assert typed("encrypt")[0] == 0
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        ReviewEvent.objects.filter(pk=event.pk).update(note="另一句")
    with transaction.atomic():
        Resealing.objects.create()
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            ReviewEvent.objects.filter(pk=event.pk).update(note="另一句", action="return")
        Resealing.objects.all().delete()
    assert ReviewEvent.objects.get(pk=event.pk).note == SECRET
    assert ReviewEvent.objects.filter(pk=event.pk).update(note="") == 1


@pytest.mark.django_db
def test_what_is_damaged_or_lacks_its_key_is_left_and_told(
    branch_at_work: Draft, key: Key, keys_file: Path, settings: Any
) -> None:
    lost = made_of(b"3" * 32)
    columns = {(t.model, c.field.name): c for t in sealed_tables() for c in t.columns}
    place = columns[Fact, "what"].field.place  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE drafting_fact SET what = %s", [sealed_text("x", place, lost)])
    fact = rows_of("drafting_fact")
    code, output = typed("encrypt")
    assert (code, rows_of("drafting_fact")) == (2, fact)
    assert output.endswith(
        "有 1 处没有换（事实 1）：密钥文件里没有它们的密钥，或者内容已损坏；"
        "请把缺的密钥加回文件，再运行一次。\n"
    )
    assert f"密钥 {lost.id}（密钥文件里没有，读不出来）：1 处文字，0 个文件。" in output
    # noted, so that no process starts without it
    assert set(TextKey.objects.values_list("id", flat=True)) == {key.id, lost.id}
    assert text_keys().state == "fault"


@pytest.mark.django_db(transaction=True)
@pytest.mark.db_sensitive
def test_what_is_written_meanwhile_stands(member: User, keys_file: Path, settings: Any) -> None:
    """Somebody saves as fast as they can while everything goes under three keys in turn."""
    facts = [Fact.objects.create(owner=member, what=f"{SECRET}{n}") for n in range(20)]
    ended = threading.Event()
    last: dict[Any, str] = {}

    def write() -> None:
        try:
            number = 0
            while not ended.is_set():
                number += 1
                fact = facts[number % 10]
                Fact.objects.filter(pk=fact.pk).update(what=f"第{number}句")
                last[fact.pk] = f"第{number}句"
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(3):
            add_key(keys_file)
            restarted(keys_file, settings)
            typed("encrypt")
    finally:
        ended.set()
        writer.join()
    code, output = typed("encrypt")
    assert code == 0, output
    assert len(last) == 10
    wanted = {fact.pk: last.get(fact.pk, f"{SECRET}{n}") for n, fact in enumerate(facts)}
    assert dict(Fact.objects.values_list("pk", "what")) == wanted
    assert tables_saying("句") == []


@pytest.mark.django_db
def test_nothing_is_done_without_what_it_needs(keys_file: Path, settings: Any) -> None:
    none = "没有密钥，没有改动：请先用 manage.py text_keys new 文件 生成一个，再用 TEXT_KEYS_FILE 指定它。\n"
    assert typed("encrypt") == typed("decrypt") == (2, none)
    assert typed("new") == (2, "请写出密钥文件：manage.py text_keys new 文件。\n")
    assert typed("encrypt", "x") == (2, "密钥文件由 TEXT_KEYS_FILE 指定，这里不用写。\n")
    assert typed("stop", str(keys_file)) == (
        2,
        f"加密文字的密钥文件 {keys_file} 不存在或无法读取。\n",
    )
    add_key(keys_file)
    restarted(keys_file, settings)
    assert typed("decrypt") == (
        2,
        "照镜还在用密钥加密新写的文字，没有改动；请先运行 manage.py text_keys stop 文件，"
        "重新启动照镜的全部服务，再运行一次。\n",
    )
    typed("stop", str(keys_file))
    restarted(keys_file, settings)
    code, output = typed("encrypt")
    assert (code, "plain" in output) == (2, True)
    assert typed() == (
        0,
        f"密钥 {next(iter(keyring.keys().by_id))}（旧的）：0 处文字，0 个文件。\n"
        "没有加密：0 处文字，0 个文件。\n",
    )


@pytest.mark.django_db
@pytest.mark.db_sensitive
def test_what_the_doctor_says(member: User, keys_file: Path, settings: Any, tmp_path: Path) -> None:
    def verdict() -> Verdict:
        keyring._ring = None
        return text_keys()

    assert verdict() == ok("没有启用（TEXT_KEYS_FILE），文字和文件按原样存放。")
    settings.TEXT_KEYS_FILE = keys_file
    assert verdict() == fault(
        f"加密文字的密钥文件 {keys_file} 不存在或无法读取。没有它，加密的文字谁也读不出来。"
    )
    key = add_key(keys_file)
    to_do = f"还有文字或文件没有用最新的密钥（{key.id}）加密，请运行 manage.py text_keys encrypt。"
    assert verdict() == warning(to_do)
    assert typed("encrypt")[0] == 0
    assert verdict() == ok(f"都用密钥 {key.id} 加密，密钥文件里共 1 把。")
    keys_file.chmod(0o644)
    assert verdict() == warning(
        f"这台机器的别的用户能读密钥文件 {keys_file}，请运行 chmod o-rwx {keys_file}。"
    )
    keys_file.chmod(0o600)
    settings.BACKUP_DIR = tmp_path
    assert verdict().sentence.startswith(f"密钥文件 {keys_file} 和数据放在一起（{tmp_path}）")
    settings.BACKUP_DIR = tmp_path / "backup"
    # a process without the setting
    settings.TEXT_KEYS_FILE = None
    Fact.objects.create(owner=member, what=SECRET)
    settings.TEXT_KEYS_FILE = keys_file
    assert verdict().sentence.startswith("最近写的里面有没有加密的（事实）：")
    newer = add_key(keys_file)
    assert verdict() == warning(to_do.replace(key.id, newer.id))
    keys_file.write_text("", encoding="utf-8")
    assert verdict().state == "fault"


@pytest.mark.django_db
def test_files_that_are_encrypted_are_handed_out_and_found_damaged(key: Key, private: Path) -> None:
    files = private_storage()
    name = files.save("exports/one.docx", ContentFile(SECRET.encode()))
    path = private / name
    assert (name, SECRET.encode() in path.read_bytes()) == ("exports/one.docx", False)
    with files.open(name) as stream:
        assert stream.read() == SECRET.encode()
    path.rename(private / "exports" / "two.docx")
    with pytest.raises(Unsealable):
        files.open("exports/two.docx")


@pytest.mark.django_db
def test_one_finds_ones_facts(signed_in: Client, member: User, key: Key) -> None:
    Fact.objects.create(owner=member, what="给ABC公司办证", place="大厅")
    Fact.objects.create(owner=member, what="别的一件")
    asked = {"op": "search", "q": "abc 大厅"}
    page = signed_in.post(reverse("facts:list"), asked).content.decode()
    assert ("给ABC公司办证" in page, "别的一件" in page) == (True, False)
