import re
from urllib.parse import unquote

from django.test import Client

from drafting.help.guide import read_pages
from drafting.help.views import FOLDER


def test_the_guide_is_readable_without_signing_in(client: Client, db: None) -> None:
    text = client.get("/help/").content.decode()
    for page in read_pages(FOLDER):
        assert f'<a href="/help/{page.slug}/">{page.title}</a>' in text
    assert "member" in [page.slug for page in read_pages(FOLDER)]


def test_every_link_of_the_contents_has_its_heading(client: Client, db: None) -> None:
    for page in read_pages(FOLDER):
        text = client.get(f"/help/{page.slug}/").content.decode()
        wanted = {unquote(anchor) for anchor in re.findall(r'href="#([^"]+)"', text)}
        assert wanted <= set(re.findall(r'id="([^"]+)"', text))
        assert len(wanted) > 4


def test_links_inside_the_guide_lead_somewhere(client: Client, db: None) -> None:
    for page in read_pages(FOLDER):
        for href in re.findall(r'href="(\.\./[^"#]*)', page.html):
            assert (
                client.get(f"/help/{page.slug}/{href}".replace(f"{page.slug}/../", "")).status_code
                == 200
            )


def test_an_unknown_page_is_not_there(client: Client, db: None) -> None:
    assert client.get("/help/nothing/").status_code == 404
