"""The only writers of meetings, drafts, revisions and the documents in them."""

from drafting.drafts.services.changes import (
    Conflict,
    NotEditable,
    Saved,
    TooBusy,
    add_point,
    answer_problems,
    apply,
    move_point,
    record_use,
    remove_point,
    restore_point,
    save_node,
)
from drafting.drafts.services.life import SourceFile, begin_draft, choose_style, discard, take_back
from drafting.drafts.services.meetings import (
    MeetingRefused,
    change_meeting,
    close_meeting,
    invite,
    move_deadline,
    open_meeting,
    reopen_meeting,
    uninvite,
)
from drafting.drafts.services.revisions import freeze, note_approval, restore_revision

__all__ = [
    "Conflict",
    "MeetingRefused",
    "NotEditable",
    "Saved",
    "SourceFile",
    "TooBusy",
    "add_point",
    "answer_problems",
    "apply",
    "begin_draft",
    "change_meeting",
    "choose_style",
    "close_meeting",
    "discard",
    "freeze",
    "invite",
    "move_deadline",
    "move_point",
    "note_approval",
    "open_meeting",
    "record_use",
    "remove_point",
    "reopen_meeting",
    "restore_point",
    "restore_revision",
    "save_node",
    "take_back",
    "uninvite",
]
