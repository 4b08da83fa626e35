from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LedgerRequest:
    """What is asked of the branches of the ledger; ``None`` is no limit.

    ``partner_ids`` are all partners whose documents count, ``documents`` the ids of
    documents by code of their branch. Days are inclusive.
    """

    partner_ids: tuple[int, ...] | None = None
    kinds: frozenset[str] | None = None
    documents: dict[int, tuple[int, ...]] | None = None
    date_from: date | None = None
    date_to: date | None = None
