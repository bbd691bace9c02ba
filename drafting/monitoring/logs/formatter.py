"""A log record as one line of JSON."""

from __future__ import annotations

import datetime
import json
import logging
import traceback
from typing import Any, Final

from drafting.monitoring.logs.request_ids import REQUEST_ID

#: Loggers whose arguments hold addresses and what people sent; their words alone are told.
_TALKATIVE: Final = ("django", "axes")
#: Places of an error that are told, the innermost last.
_MOST_PLACES: Final = 12


class JsonFormatter(logging.Formatter):
    """``fields`` of a record (``extra={"fields": {…}}``) become keys of the line. Of an error its
    kind and the places are told: its message may quote a paper."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.datetime.fromtimestamp(record.created).astimezone()
        line: dict[str, Any] = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if found := REQUEST_ID.get():
            line["request_id"] = found
        line |= getattr(record, "fields", {})
        if record.exc_info and (error := record.exc_info[1]):
            line["error"] = type(error).__name__
            places = traceback.extract_tb(error.__traceback__)[-_MOST_PLACES:]
            line["where"] = [f"{one.filename}:{one.lineno} {one.name}" for one in places]
        return json.dumps(line, ensure_ascii=False, default=str)


def _message(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] not in _TALKATIVE:
        return record.getMessage()
    if record.name == "django.request" and isinstance(record.args, tuple) and record.args:
        # what the status is called; the address follows it
        return str(record.args[0])
    if record.exc_info and not record.args:
        # the words are the error's
        return "refused" if record.name.startswith("django.security") else "failed"
    return str(record.msg)
