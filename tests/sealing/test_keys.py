"""Keys, the file that holds them, and values under them."""

from pathlib import Path

import pytest

from drafting.sealing import tokens
from drafting.sealing.keys import KeysRefused, Unsealable, add_key, made_of, read_keys, stop_writing

ONE, OTHER = made_of(b"1" * 32), made_of(b"2" * 32)
PLACE = "drafting_fact.what"


def test_a_file_grows_by_a_key_in_front(keys_file: Path) -> None:
    first = add_key(keys_file)
    assert keys_file.stat().st_mode & 0o777 == 0o600
    keys_file.chmod(0o640)
    second = add_key(keys_file)
    found = read_keys(keys_file)
    assert found.writing is not None
    assert (found.writing.id, list(found.by_id)) == (second.id, [second.id, first.id])
    assert keys_file.stat().st_mode & 0o777 == 0o640
    sealed = first.seal("一句话".encode(), b"here")
    assert found.by_id[first.id].unseal(sealed, b"here").decode() == "一句话"


def test_what_is_written_may_be_plain_again(keys_file: Path) -> None:
    key = add_key(keys_file)
    stop_writing(keys_file)
    stop_writing(keys_file)
    found = read_keys(keys_file)
    assert (found.writing, list(found.by_id)) == (None, [key.id])
    again = add_key(keys_file)
    assert list(read_keys(keys_file).by_id) == [again.id, key.id]


def test_an_empty_file_holds_none(keys_file: Path) -> None:
    keys_file.write_text("\n# nothing yet\n", encoding="utf-8")
    assert (read_keys(keys_file).writing, dict(read_keys(keys_file).by_id)) == (None, {})


@pytest.mark.parametrize(
    "text",
    [
        "zhaojing-backup-key:MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE=",
        "zhaojing-text-key:MTEx",
        "zhaojing-text-key:?",
        "\udcff",
    ],
)
def test_a_file_of_another_kind_is_refused_and_stays(keys_file: Path, text: str) -> None:
    keys_file.write_bytes(text.encode("utf-8", "surrogateescape"))
    before = keys_file.read_bytes()
    for use in (read_keys, add_key, stop_writing):
        with pytest.raises(KeysRefused, match=str(keys_file)) as refusal:
            use(keys_file)
        assert "MTEx" not in str(refusal.value)
    assert keys_file.read_bytes() == before


def test_plain_stands_in_front_or_nowhere(keys_file: Path) -> None:
    add_key(keys_file)
    keys_file.write_text(keys_file.read_text(encoding="utf-8") + "plain\n", encoding="utf-8")
    with pytest.raises(KeysRefused, match="plain 只能写在最前面"):
        read_keys(keys_file)


def test_no_file_and_no_place_for_one(tmp_path: Path) -> None:
    with pytest.raises(KeysRefused, match="不存在或无法读取"):
        read_keys(tmp_path / "none")
    with pytest.raises(KeysRefused, match="无法写入"):
        add_key(tmp_path / "none" / "keys")


@pytest.mark.parametrize(
    "text", ["a", "一句话" * 1000, "zjs1:", "zjs0:zjs1:", '"', "\ud800", f"zjs1:{ONE.id}:AAAA"]
)
def test_a_text_comes_back_with_a_key_and_without(text: str) -> None:
    sealed = tokens.sealed_text(text, PLACE, ONE)
    assert tokens.key_of_text(sealed) == ONE.id
    assert tokens.plain_text(sealed, PLACE, ONE) == text
    assert tokens.sealed_text(text, PLACE, ONE) != sealed
    stored = tokens.sealed_text(text, PLACE, None)
    assert (tokens.key_of_text(stored), tokens.plain_text(stored, PLACE, None)) == (None, text)
    content = text.encode("utf-8", "surrogatepass")
    kept = tokens.sealed_bytes(content, PLACE, ONE)
    assert (tokens.key_of_bytes(kept), tokens.plain_bytes(kept, PLACE, ONE)) == (ONE.id, content)
    kept = tokens.sealed_bytes(content, PLACE, None)
    assert (tokens.key_of_bytes(kept), tokens.plain_bytes(kept, PLACE, None)) == (None, content)


def test_what_is_empty_stays_empty() -> None:
    assert (tokens.sealed_text("", PLACE, ONE), tokens.sealed_bytes(b"", PLACE, ONE)) == ("", b"")


def test_a_value_is_read_at_its_place_and_unchanged_alone() -> None:
    sealed = tokens.sealed_text("一句话", PLACE, ONE)
    kept = tokens.sealed_bytes(b"x", PLACE, ONE)
    flipped = sealed[:-5] + ("A" if sealed[-5] != "A" else "B") + sealed[-4:]
    with pytest.raises(Unsealable):
        tokens.plain_text(flipped, PLACE, ONE)
    for place, with_key in (("drafting_fact.did", ONE), (PLACE, OTHER)):
        with pytest.raises(Unsealable):
            tokens.plain_text(sealed, place, with_key)
        with pytest.raises(Unsealable):
            tokens.plain_bytes(kept, place, with_key)
