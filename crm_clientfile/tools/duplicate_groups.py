"""Groups of records that are probably one, each around the record in its middle.

Not everybody connected through others: a chain of likenesses soon joins strangers.
Each record goes to the centre it is most like, and to no group that holds one it was
found different from.
"""

from collections import defaultdict


def star_groups(pairs, different=()) -> dict[int, int]:
    """The centre of each record that is in a group, by its id.

    ``pairs``: (one id, other id, score); ``different``: pairs of ids.

    >>> star_groups([(1, 2, 9), (2, 3, 8), (3, 4, 1)])
    {1: 2, 2: 2, 3: 2}
    >>> star_groups([(1, 2, 9), (2, 3, 8)], [(1, 3)])
    {1: 2, 2: 2}
    """
    likes = defaultdict(dict)
    for one, other, score in pairs:
        likes[one][other] = likes[other][one] = score
    apart = defaultdict(set)
    for one, other in different:
        apart[one].add(other)
        apart[other].add(one)
    centres = {}
    for centre in sorted(likes, key=lambda id_: (*_rank(likes[id_]), id_)):
        if centre not in centres:
            _gather(centre, likes[centre], apart, centres)
    return dict(sorted(centres.items()))


def _rank(likes):
    """The more records are like one, the more it stands in the middle of them."""
    return -len(likes), -max(likes.values())


def _gather(centre, likes, apart, centres):
    members = {centre}
    for other in sorted(likes, key=lambda id_: (-likes[id_], id_)):
        if other not in centres and members.isdisjoint(apart[other]):
            members.add(other)
    if len(members) > 1:
        centres.update(dict.fromkeys(members, centre))
