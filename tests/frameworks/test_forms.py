"""What a person pastes from a notice becomes names of areas."""

from drafting.frameworks.forms import area_names


def test_the_numbers_of_a_notice_are_left_out() -> None:
    pasted = """
    一、带头强化政治忠诚；
    （二） 带头固本培元。
    3．带头敬畏人民
    (4)带头干事创业
    五是带头管党治党
    一心为民
    """
    assert area_names(pasted) == [
        "带头强化政治忠诚", "带头固本培元", "带头敬畏人民", "带头干事创业", "带头管党治党", "一心为民",
    ]  # fmt: skip
