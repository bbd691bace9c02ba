"""The keys of texts at rest: ``manage.py text_keys [new|stop|encrypt|decrypt]``."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand
from django.utils import timezone

from drafting.operation.text_keys.counting import PLAIN, Count, count
from drafting.operation.text_keys.exchange import Exchanged, exchange
from drafting.operation.text_keys.refusal import KeysNotChanged
from drafting.sealing import keyring
from drafting.sealing.keys import KeysRefused, add_key, read_keys, stop_writing
from drafting.sealing.models import TextKey
from drafting.sealing.readiness import note_writing_key
from drafting.server import startup

ACTIONS: Final = ("new", "stop", "encrypt", "decrypt")
#: Seconds between two lines that say how far it is.
_EVERY: Final = 5.0


class Command(BaseCommand):
    help = (
        "加密存放的文字和文件。不带参数：数一数各把密钥下有多少；new 文件：生成密钥，放在文件的最前面；"
        "stop 文件：以后写的不再加密；encrypt：把没有加密的、用旧密钥加密的换成最新的密钥；"
        "decrypt：全部还原成不加密的。照镜可以照常运行。"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "action", nargs="?", choices=ACTIONS, help="要做什么；不写就只数，不改动"
        )
        parser.add_argument("file", nargs="?", metavar="文件", help="new 和 stop 的密钥文件")

    def handle(self, *args: Any, action: str | None, file: str | None, **options: Any) -> None:
        try:
            self.run(action, file)
        except (KeysRefused, KeysNotChanged, ImproperlyConfigured) as refusal:
            self.stderr.write(str(refusal))
            sys.exit(startup.EXIT_CODE)
        except KeyboardInterrupt:
            self.stderr.write("已中断；已经做完的有效，再运行一次就接着做。")
            sys.exit(startup.EXIT_CODE)

    def run(self, action: str | None, file: str | None) -> None:
        """Do what is asked. Raises KeysRefused, KeysNotChanged and ImproperlyConfigured."""
        if action in ("new", "stop"):
            if file is None:
                raise KeysRefused(f"请写出密钥文件：manage.py text_keys {action} 文件。")
            self.change_file(action, Path(file))
        elif file is not None:
            raise KeysRefused("密钥文件由 TEXT_KEYS_FILE 指定，这里不用写。")
        elif action is None:
            self.tell(count())
        else:
            self.exchange(action)

    def change_file(self, action: str, path: Path) -> None:
        if action == "new":
            key = add_key(path)
            before = len(read_keys(path).by_id) - 1
            self.stdout.write(
                f"新的密钥 {key.id} 已写在 {path} 的最前面"
                + (f"，原来的 {before} 把还在后面。" if before else "。")
            )
            self.stdout.write(
                "请把这个文件另存一份，不要和数据库、备份放在一起：丢了它，谁也读不出加密的文字。"
            )
            self.stdout.write(
                "下一步：设 TEXT_KEYS_FILE（已经设了的不用改），重新启动照镜的全部服务，"
                "再运行 manage.py text_keys encrypt。"
            )
            return
        stop_writing(path)
        self.stdout.write(
            f"{path} 的最前面已加上 plain：以后写的不再加密，原来的仍能读。"
            "请重新启动照镜的全部服务，再运行 manage.py text_keys decrypt。"
        )

    def exchange(self, action: str) -> None:
        _require(action)
        note_writing_key()
        began = time.monotonic()
        done = exchange(self._progress())
        found = count()
        self.stdout.write(
            f"{'加密' if action == 'encrypt' else '还原'}了 {done.texts} 处文字、{done.files} 个文件，"
            f"用时 {time.monotonic() - began:.0f} 秒。"
        )
        _note(found)
        self.tell(found)
        if sentence := _left(found, done):
            raise KeysNotChanged(sentence)

    def _progress(self) -> Any:
        last = time.monotonic()

        def tell(what: str, number: int) -> None:
            nonlocal last
            if time.monotonic() - last > _EVERY:
                last = time.monotonic()
                self.stdout.write(f"{what}：已处理 {number} 处……")
                self.stdout.flush()

        return tell

    def tell(self, found: Count) -> None:
        """A line for each key, and one for what is plain."""
        keys = keyring.keys()
        writing = keys.writing.id if keys.writing else None
        for key in sorted({*found.keys, *keys.by_id}, key=lambda one: (one != writing, one)):
            how = "最新的，现在用它" if key == writing else "旧的"
            if key not in keys.by_id:
                how = "密钥文件里没有，读不出来"
            self.stdout.write(
                f"密钥 {key}（{how}）：{found.texts[key]} 处文字，{found.files[key]} 个文件。"
            )
        each = "，".join(f"{what} {number}" for what, number in found.plain.most_common())
        self.stdout.write(
            f"没有加密：{found.texts[PLAIN]} 处文字{f'（{each}）' if each else ''}，"
            f"{found.files[PLAIN]} 个文件。"
        )


def _require(action: str) -> None:
    writing = keyring.writing_key()
    if settings.TEXT_KEYS_FILE is None or not keyring.keys().by_id:
        raise KeysNotChanged(
            "没有密钥，没有改动：请先用 manage.py text_keys new 文件 生成一个，再用 TEXT_KEYS_FILE 指定它。"
        )
    if action == "encrypt" and writing is None:
        raise KeysNotChanged(
            f"{settings.TEXT_KEYS_FILE} 的最前面是 plain（以后写的不加密），没有改动；"
            "要加密请先运行 manage.py text_keys new 文件，再重新启动照镜。"
        )
    if action == "decrypt" and writing is not None:
        raise KeysNotChanged(
            "照镜还在用密钥加密新写的文字，没有改动；请先运行 manage.py text_keys stop 文件，"
            "重新启动照镜的全部服务，再运行一次。"
        )


def _note(found: Count) -> None:
    """Keep what the database knows of keys in step with what was found."""
    writing = keyring.writing_key()
    keep = found.keys | ({writing.id} if writing else set())
    for key in keep:
        TextKey.objects.get_or_create(id=key)
    TextKey.objects.exclude(id__in=keep).delete()
    if writing and found.keys <= {writing.id} and not found.of(PLAIN):
        TextKey.objects.filter(id=writing.id).update(completed_at=timezone.now())


def _left(found: Count, done: Exchanged) -> str:
    """What is to be done still; empty where everything is as it was asked for."""
    writing = keyring.writing_key()
    wanted = writing.id if writing else PLAIN
    others = sum(found.of(key) for key in {PLAIN, *found.keys} - {wanted})
    if unreadable := done.unreadable.total():
        each = "，".join(f"{what} {n}" for what, n in done.unreadable.most_common() if n)
        return (
            f"有 {unreadable} 处没有换（{each}）：密钥文件里没有它们的密钥，或者内容已损坏；"
            "请把缺的密钥加回文件，再运行一次。"
        )
    if others:
        return f"运行时有人在写，还有 {others} 处没有换；请确认全部服务都重新启动过，再运行一次。"
    return ""
