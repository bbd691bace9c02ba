"""The private directory, and a service in its place."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
import redis
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.test import Client
from django.urls import reverse

from drafting.exports import requests
from drafting.exports.models import ExportJob
from drafting.jobs.storage import PrivateFiles, PrivateFileStorage, StorageAway
from drafting.operation.checks import files
from tests.processes import free_port


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_files_are_readable_by_nobody_else(tmp_path: Path) -> None:
    root = tmp_path / "private"
    name = PrivateFileStorage(root).save("exports/a.docx", ContentFile(b"text"))
    assert name == "exports/a.docx"
    assert (root / name).read_bytes() == b"text"
    assert [mode(root), mode(root / "exports"), mode(root / name)] == [0o700, 0o700, 0o600]


def test_the_same_name_is_written_over(tmp_path: Path) -> None:
    storage = PrivateFileStorage(tmp_path)
    storage.save("exports/a.docx", ContentFile(b"first, longer"))
    assert storage.save("exports/a.docx", ContentFile(b"second")) == "exports/a.docx"
    assert [path.name for path in (tmp_path / "exports").iterdir()] == ["a.docx"]
    assert (tmp_path / "exports/a.docx").read_bytes() == b"second"


class Broken(File):  # type: ignore[type-arg]
    """A file whose second half cannot be read."""

    def chunks(self, chunk_size: int | None = None):  # type: ignore[no-untyped-def]
        yield b"first half"
        raise OSError("disk full")


def test_half_a_file_is_never_left(tmp_path: Path) -> None:
    storage = PrivateFileStorage(tmp_path)
    storage.save("exports/a.docx", ContentFile(b"whole"))
    with pytest.raises(OSError, match="disk full"):
        storage.save("exports/a.docx", Broken(None))
    assert [path.name for path in (tmp_path / "exports").iterdir()] == ["a.docx"]
    assert (tmp_path / "exports/a.docx").read_bytes() == b"whole"


def test_nothing_is_written_outside(tmp_path: Path) -> None:
    with pytest.raises(SuspiciousFileOperation):
        PrivateFileStorage(tmp_path / "private").save("../a.docx", ContentFile(b"x"))
    assert not (tmp_path / "a.docx").exists()


class InRedis(Storage):
    """Files in a service that is asked over the network, with errors of its own kinds."""

    def __init__(self, port: int) -> None:
        self.service = redis.Redis(port=port)

    def _open(self, name: str, mode: str) -> ContentFile[bytes]:
        return ContentFile(self.service.get(name) or b"")

    def _save(self, name: str, content: File[bytes]) -> str:
        self.service.set(name, content.read())
        return name

    def exists(self, name: str) -> bool:
        return bool(self.service.exists(name))

    def delete(self, name: str) -> None:
        self.service.delete(name)


def test_a_service_that_is_away_is_one_kind_of_error() -> None:
    kept = PrivateFiles(InRedis(free_port()))
    for asked in (
        lambda: kept.save("a", ContentFile(b"x")),
        lambda: kept.open("a"),
        lambda: kept.exists("a"),
        lambda: kept.delete("a"),
    ):
        with pytest.raises(StorageAway, match="那个端口上没有服务"):
            asked()


@pytest.mark.django_db
@pytest.mark.usefixtures("no_broker")
def test_a_page_that_wants_a_file_of_it_says_so(client: Client, draft: Any, settings: Any) -> None:
    job = requests.ask_for_export(draft, draft.owner, "standard", ExportJob.Copy.DRAFT)
    ExportJob.objects.update(state=ExportJob.State.DONE, file="exports/a.docx")
    client.force_login(draft.owner)
    client.raise_request_exception = False
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "tests.jobs.test_storage.InRedis",
            "OPTIONS": {"port": free_port()},
        }
    }
    answer = client.get(reverse("exports:download", args=[job.pk]))
    assert answer.status_code == 503
    assert "存放文件的服务暂时连不上，这一页暂时打不开。" in answer.content.decode()
    assert files.storage().sentence == (
        "存放文件的服务连不上，或者不接受（那个端口上没有服务），请检查它的地址、密钥和网络。"
    )
