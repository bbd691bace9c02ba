"""Forms of the notices room."""

from __future__ import annotations

from django import forms

from accounts.field_sentences import FieldSentences


class MailForm(FieldSentences, forms.Form):
    """Whether one wants the digest by e-mail."""

    mail = forms.BooleanField(label="把新提醒汇总后发到我的邮箱", required=False)
