"""Who is to be made one, after decisions on pairs."""


def connected_groups(pairs) -> list[tuple[int, ...]]:
    """The ids that pairs join, directly or through others; groups by their lowest id.

    A person has said of each pair that both are one, so all that it joins are.

    >>> connected_groups([(1, 2), (5, 6), (2, 3)])
    [(1, 2, 3), (5, 6)]
    """
    parents = {}
    for one, other in pairs:
        first, second = sorted((_root(parents, one), _root(parents, other)))
        parents[second] = first
    groups = {}
    for id_ in sorted(parents):
        groups.setdefault(_root(parents, id_), []).append(id_)
    return [tuple(ids) for _root_id, ids in sorted(groups.items())]


def _root(parents, id_):
    parents.setdefault(id_, id_)
    while parents[id_] != id_:
        parents[id_] = parents[parents[id_]]
        id_ = parents[id_]
    return id_
