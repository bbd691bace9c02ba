from drafting.document.model import Point
from drafting.drafts.words import guesses


def test_the_first_points_whose_place_is_a_guess_are_named() -> None:
    points = (
        Point(id="a", claim="学得不深。"),
        Point(id="b", elaboration="\n没有观点句，第一段就有二十个字以上，只说开头。\n第二段。"),
        Point(id="c", claim=" \n", example="比如，只有事例。"),
    )
    start = (
        "条在新的框架里没有完全对应的方面，暂按方面的意思或者次序放置，请逐条看一看是否放对了地方："
    )
    names = "学得不深；没有观点句，第一段就有二十个字以上，只说…；比如，只有事例"
    assert guesses(points) == f"有 3 {start}{names}。"
    assert guesses((*points, Point(id="d", claim="第四条"))) == f"有 4 {start}{names}等。"
