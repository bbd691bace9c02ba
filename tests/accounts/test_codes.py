from accounts.codes import OrganizationKind, may_contain


def test_which_kind_stands_under_which() -> None:
    kinds = [None, *OrganizationKind.values]
    allowed = {
        above: [kind for kind in OrganizationKind.values if may_contain(above, kind)]
        for above in kinds
    }
    assert allowed == {
        None: ["committee", "general_branch", "branch"],
        "committee": ["committee", "general_branch", "branch"],
        "general_branch": ["branch"],
        "branch": ["group"],
        "group": [],
    }
