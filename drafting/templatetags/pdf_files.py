"""Whether this machine makes PDF files, for the pages that offer files."""

from __future__ import annotations

from django import template

from drafting.rendering.formats import FORMATS
from drafting.rendering.output_format import OutputFormat

register = template.Library()


@register.simple_tag
def pdf_files() -> OutputFormat:
    """The format PDF: its ``obstacle`` says how to get one where there is none here, its
    ``remark`` which fonts are others."""
    return FORMATS["pdf"]
