"""What of two customers agrees beside their names."""

from crm_clientfile.tools.duplicate_compare import compare
from crm_clientfile.tools.duplicate_names import Rarity
from crm_clientfile.tools.duplicate_profile import Profile


def is_more_than_a_name(one: Profile, other: Profile) -> bool:
    """Whether a phone, mailbox, number, birth date, street or town agrees, or nearly.

    Who has moved and gave none of these is somebody of that name: a person who knows
    both customers would know no more.
    """
    found = compare(one, other, Rarity({}, 1))
    reached = (found.phone > 1, found.email > 2, found.number > 2, found.birth > 1)
    return any(reached) or found.place > 2 or found.street > 2
