"""The files of an item of one's own ledger: looked through, uploaded, downloaded, deleted. Nobody else is
let in."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import login_required_json_aware, takes_file
from accounts.http import FILE_TYPES, SignedInRequest
from drafting.jobs.storage import private_storage
from drafting.rectification.evidence import keeping, limits
from drafting.rectification.evidence.kinds import ACCEPT, KINDS, RefusedFile
from drafting.rectification.evidence.models import EvidenceFile
from drafting.rectification.ledger.models import LedgerItem
from drafting.rectification.ledger.selectors import own_ledger

CLOSED: Final = "本单位现在不收佐证文件，没有接收；佐证可以用文字写。"
GONE_ITEM: Final = "材料里已没有这条措施，不再收文件。"
NOTHING: Final = "还没有选文件，请先选好再点“上传”。"
LOST: Final = "这个文件在服务器上已经不存在，请删去以后重新上传。"


@takes_file(limits.MOST_AT_ONCE)
@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: SignedInRequest, ledger_id: uuid.UUID, item_id: int) -> HttpResponse:
    """The files of an item; posting adds the ``files`` that are sent, each judged by itself."""
    item = _own_item(request, ledger_id, item_id)
    if request.method != "POST":
        return _page(request, item)
    errors = _add(request, item)
    if not errors:
        return redirect("ledger:evidence", ledger_id, item_id)
    return _page(request, _own_item(request, ledger_id, item_id), errors)


@login_required_json_aware
@never_cache
@require_safe
def file(request: SignedInRequest, ledger_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponseBase:
    """A file, to be saved under its name."""
    row = _own_file(request, ledger_id, file_id)
    try:
        content = private_storage().open(row.file, "rb")
    except FileNotFoundError:
        messages.error(request, LOST)
        return redirect("ledger:evidence", ledger_id, row.item_id)
    answer = FileResponse(
        content,
        as_attachment=True,
        filename=row.name,
        content_type=FILE_TYPES[row.name.rpartition(".")[2]],
    )
    # whatever the settings say: a file of somebody's is never guessed at
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: SignedInRequest, ledger_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """Ask whether a file is to go, and let it go."""
    row = _own_file(request, ledger_id, file_id)
    if request.method == "POST":
        row.delete()
        messages.success(request, "已删去一个文件。")
        return redirect("ledger:evidence", ledger_id, row.item_id)
    context = {"nav": "drafts", "file": row, "item": row.item}
    return render(request, "drafting/rectification/evidence/delete.html", context)


def _own_item(request: SignedInRequest, ledger_id: uuid.UUID, item_id: int) -> LedgerItem:
    ledger = own_ledger(request.user, ledger_id)
    items = ledger.items.all() if ledger is not None else ()
    found = next((one for one in items if one.pk == item_id), None)
    if found is None:
        raise Http404("台账里没有这一条。")
    return found


def _own_file(request: SignedInRequest, ledger_id: uuid.UUID, file_id: uuid.UUID) -> EvidenceFile:
    rows = EvidenceFile.objects.select_related("item")
    own = rows.filter(item__ledger=ledger_id, item__ledger__owner=request.user)
    found = own.filter(pk=file_id).first()
    if found is None:
        raise Http404("没有这个文件。")
    return found


def _add(request: SignedInRequest, item: LedgerItem) -> list[str]:
    """Keep what was sent; a sentence for each that is not taken."""
    if keeping.closed(item.ledger):
        return [CLOSED]
    if item.gone:
        return [GONE_ITEM]
    sent = request.FILES.getlist("files")
    if not sent:
        return [NOTHING]
    errors = []
    for one in sent:
        try:
            _keep(item, one)
        except RefusedFile as refused:
            errors.append(f"“{one.name}”{refused}")
    if kept := len(sent) - len(errors):
        messages.success(request, f"已上传 {kept} 个文件。")
    return errors


def _keep(item: LedgerItem, sent: UploadedFile[Any]) -> None:
    # one byte more tells what is too large, whatever was said of it
    keeping.keep_file(item, sent.name or "", sent.read(limits.MOST_BYTES + 1))


def _page(request: SignedInRequest, item: LedgerItem, errors: Sequence[str] = ()) -> HttpResponse:
    kept = item.files.count()
    context = {
        "nav": "drafts",
        "item": item,
        "errors": errors,
        "closed": keeping.closed(item.ledger),
        "room": limits.MOST_FILES - kept,
        "kinds": KINDS,
        "accept": ACCEPT,
        "most_files": limits.MOST_FILES,
        "most_bytes": limits.megabytes(limits.MOST_BYTES),
        "most_of_ledger": limits.megabytes(limits.MOST_OF_LEDGER),
        "most_at_once": limits.megabytes(limits.MOST_AT_ONCE),
    }
    status = 422 if errors else 200
    return render(request, "drafting/rectification/evidence/files.html", context, status=status)
