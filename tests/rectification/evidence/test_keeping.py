"""Files are kept within their limits, under names that say nothing, and go with what they belong to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from accounts.models import Organization, User
from drafting.rectification.criticism.hearing import forget_heard
from drafting.rectification.evidence import keeping
from drafting.rectification.evidence.kinds import RefusedFile
from drafting.rectification.evidence.models import EvidenceFile
from drafting.rectification.ledger.models import Ledger, LedgerItem
from tests.factories import person
from tests.rectification.evidence import samples

pytestmark = pytest.mark.django_db


def stored(private: Path) -> list[str]:
    return sorted(
        one.relative_to(private).as_posix() for one in private.rglob("*") if one.is_file()
    )


def pdf(number: int) -> bytes:
    return samples.PDF + b"%d" % number


def refusal(item: LedgerItem, content: bytes) -> str:
    with pytest.raises(RefusedFile) as refused:
        keeping.keep_file(item, "x.pdf", content)
    return str(refused.value)


def test_a_file_is_stored_under_a_name_that_says_nothing(item: LedgerItem, private: Path) -> None:
    row = keeping.keep_file(item, "刘洋 3/5走访.exe", samples.JPEG)
    assert (row.name, row.size, row.file) == (
        "刘洋 3／5走访.jpg", len(samples.JPEG), f"evidence/{row.pk}.jpg",
    )  # fmt: skip
    assert stored(private) == [row.file]
    assert (private / row.file).read_bytes() == samples.JPEG
    assert (private / row.file).stat().st_mode & 0o777 == 0o600


def test_the_same_file_twice_is_one(item: LedgerItem, private: Path) -> None:
    first = keeping.keep_file(item, "甲.pdf", samples.PDF)
    assert keeping.keep_file(item, "乙.pdf", samples.PDF) == first
    assert stored(private) == [first.file]


def test_limits(item: LedgerItem, ledger: Ledger, private: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(keeping, "MOST_BYTES", 200)
    assert refusal(item, samples.PDF + b"0" * 200) == keeping.TOO_LARGE
    for number in range(5):
        keeping.keep_file(item, f"{number}.pdf", pdf(number))
    assert refusal(item, pdf(5)) == keeping.FULL
    other = ledger.items.get(measure="m2")
    monkeypatch.setattr(keeping, "MOST_OF_LEDGER", 5 * len(pdf(0)) + 1)
    assert refusal(other, pdf(5)) == keeping.LEDGER_FULL
    assert len(stored(private)) == EvidenceFile.objects.count() == 5


def test_a_file_that_was_too_late_leaves_nothing(
    item: LedgerItem, private: Path, monkeypatch: Any
) -> None:
    looked = iter([None])

    def full_by_then(*_args: Any) -> None:
        try:
            next(looked)
        except StopIteration:
            raise RefusedFile(keeping.FULL) from None

    monkeypatch.setattr(keeping, "_refuse_full", full_by_then)
    assert refusal(item, samples.PDF) == keeping.FULL
    assert (stored(private), EvidenceFile.objects.count()) == ([], 0)


def test_a_storage_that_is_full_is_a_sentence(item: LedgerItem, private: Path) -> None:
    (private / "evidence").write_bytes(b"no directory")
    assert refusal(item, samples.PDF) == keeping.NOT_STORED


def test_files_go_with_item_ledger_and_person(
    item: LedgerItem,
    ledger: Ledger,
    branch: Organization,
    private: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    others = [ledger.items.get(measure=measure) for measure in ("m2", "m3")]
    for number, one in enumerate((item, *others)):
        keeping.keep_file(one, "回执.pdf", pdf(number))
    left = []
    for gone in (item, others[0], ledger):
        with django_capture_on_commit_callbacks(execute=True):
            gone.delete()
        left.append(len(stored(private)))
    assert left == [2, 1, 0]
    guest = person("luren", "路人", branch)
    new = Ledger.objects.create(owner=guest, meeting=ledger.meeting).items.create(measure="m1")
    keeping.keep_file(new, "回执.pdf", samples.PDF)
    with django_capture_on_commit_callbacks(execute=True):
        guest.delete()
    assert stored(private) == []


def test_what_belongs_to_nobody_is_cleared_away(item: LedgerItem, private: Path) -> None:
    row = keeping.keep_file(item, "回执.pdf", samples.PDF)
    for name, age in (("old.pdf", 4000), ("new.pdf", 0)):
        path = private / "evidence" / name
        path.write_bytes(b"x")
        os.utime(path, (path.stat().st_mtime - age,) * 2)
    os.utime(private / row.file, (0, 0))
    assert keeping.tidy() == 1
    assert stored(private) == sorted(["evidence/new.pdf", row.file])


def test_what_the_secretary_takes_back_stays_where_a_file_lies_beside_it(
    item: LedgerItem, secretary: User
) -> None:
    LedgerItem.objects.filter(pk=item.pk).update(heard=True, text="", entered_by=secretary)
    keeping.keep_file(item, "回执.pdf", samples.PDF)
    assert not forget_heard(item, secretary)
    assert EvidenceFile.objects.count() == 1
