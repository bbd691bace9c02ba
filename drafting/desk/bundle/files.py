"""The files of a bundle: each paper as Word, and the zip around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from drafting.desk.bundle.word_comments import word_comments
from drafting.desk.models import BundleJob
from drafting.document import codec
from drafting.rendering.formats import DEFAULT_FORMAT
from drafting.rendering.options import RenderOptions
from drafting.rendering.styles import style_of
from drafting.review.comments.threads import threads_of
from drafting.review.models import Comment, Submission

#: In the zip, where something could not be made.
FAILURES = "未能生成.txt"


def with_comments(ids: Iterable[int]) -> Iterator[tuple[Submission, list[Comment]]]:
    """Rounds with their texts and authors, and the comments on their drafts that were not taken
    back; four queries in all."""
    found = Submission.objects.filter(pk__in=list(ids)).select_related(
        "revision", "draft__owner", "draft__meeting__organization"
    )
    # the round's own text is what is printed, never the one that the author is changing
    rounds = list(found.defer("draft__document").order_by("pk"))
    comments = (
        Comment.objects.filter(draft__in=[one.draft_id for one in rounds], withdrawn_at=None)
        .select_related("author")
        .prefetch_related("replies__author")
        .order_by("pk")
    )
    said: dict[object, list[Comment]] = {}
    for comment in comments:
        said.setdefault(comment.draft_id, []).append(comment)
    for one in rounds:
        yield one, said.get(one.draft_id, [])


def word_file(submission: Submission, comments: Sequence[Comment], copy: str) -> bytes:
    """The submitted text as a Word file in the author's style; ``copy`` (BundleJob.Copy) says
    whether with the comments."""
    revision, draft = submission.revision, submission.draft
    document = codec.load(revision.document)
    threads = threads_of(draft, document, comments) if copy == BundleJob.Copy.COMMENTED else ()
    marks, remarks = word_comments(threads)
    options = RenderOptions(
        style=style_of(draft.style),
        author=draft.author_name,
        created=revision.created_at,
        modified=revision.created_at,
        reference=revision.content_hash,
        approval=revision.approval,
        marks=marks,
        comments=remarks,
    )
    return DEFAULT_FORMAT.file(document, options)


def zipped(files: Mapping[str, bytes], moment: datetime) -> bytes:
    """A zip of files by their names, "/" between folder and file. Names are marked as UTF-8, which
    Windows has read since 7.

    ``moment`` is shown as the time of each file, by its own clock: give local time.
    """
    target = BytesIO()
    with ZipFile(target, "w") as package:
        for name, content in files.items():
            info = ZipInfo(name, moment.timetuple()[:6])
            # a Word file and a workbook are packed already
            info.compress_type = ZIP_DEFLATED if name.endswith(".txt") else ZIP_STORED
            info.external_attr = 0o600 << 16
            package.writestr(info, content)
    return target.getvalue()


def failures_text(failures: Sequence[Mapping[str, str]]) -> bytes:
    """What could not be made, for 未能生成.txt: Windows' editor knows UTF-8 by its first three bytes,
    and lines by CR LF."""
    lines = ["下面的材料没有能够生成，其余材料已在压缩包中：", ""]
    lines += [f"{failure['name']}：{failure['reason']}" for failure in failures]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()
