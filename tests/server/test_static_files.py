import re
import shutil
from pathlib import Path

from drafting.server.static_files import HashedStaticFilesStorage
from tests.processes import ROOT

STEP = "js/wizard/step.js"
ASKED = re.compile(r"""(?:from|import)\s*["']([./][^"']+)["']""")
HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")


def collected(source: Path, place: Path) -> HashedStaticFilesStorage:
    """The scripts of the source as collectstatic leaves them in the place."""
    shutil.copytree(source / "js", place / "js")
    storage = HashedStaticFilesStorage(location=place, base_url="/static/")
    names = [str(path.relative_to(place)) for path in place.rglob("*.js")]
    for _, _, done in storage.post_process({name: (storage, name) for name in names}):
        assert not isinstance(done, Exception), done
    return storage


def test_a_script_asks_for_others_by_their_contents(tmp_path: Path) -> None:
    storage = collected(ROOT / "static", tmp_path / "collected")
    todo, seen = [tmp_path / "collected" / storage.stored_name(STEP)], set()
    while todo:
        script = todo.pop()
        seen.add(script)
        asked = [
            (script.parent / one).resolve() for one in ASKED.findall(script.read_text("utf-8"))
        ]
        assert [one for one in asked if not (HASHED.search(one.name) and one.is_file())] == []
        todo += {*asked} - seen
    assert len(seen) > 50


def test_a_changed_script_renames_whoever_asks_for_it(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "static/js", tmp_path / "source/js")
    before = collected(tmp_path / "source", tmp_path / "before")
    with (tmp_path / "source/js/common/json.js").open("a", encoding="utf-8") as leaf:
        leaf.write("\n// another version\n")
    after = collected(tmp_path / "source", tmp_path / "after")
    assert before.stored_name(STEP) != after.stored_name(STEP)
    assert before.stored_name("js/common/hand.js") == after.stored_name("js/common/hand.js")
