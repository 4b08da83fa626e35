"""The analytic parts of a line."""

from decimal import ROUND_DOWN, Decimal

CENT = Decimal("0.01")


def split_amount(amount: Decimal, percents: dict) -> dict:
    """``amount`` by key, in cents that add up to the share of all percents together.

    Cents that rounding leaves go to the largest remainders, the first key first.

    >>> split_amount(Decimal("100.00"), {"a": Decimal("33.33"), "b": Decimal("66.67")})
    {'a': Decimal('33.33'), 'b': Decimal('66.67')}
    >>> split_amount(Decimal("0.05"), {"a": Decimal(50), "b": Decimal(50)})
    {'a': Decimal('0.03'), 'b': Decimal('0.02')}
    """
    exact = {key: amount * percent / 100 for key, percent in percents.items()}
    parts = {key: _cut(share) for key, share in exact.items()}
    left = (sum(exact.values(), Decimal(0))).quantize(CENT) - sum(parts.values())
    step = CENT if left > 0 else -CENT
    by_rest = sorted(exact, key=lambda key: abs(exact[key] - parts[key]), reverse=True)
    for key in by_rest[: int(abs(left) / CENT)]:
        parts[key] += step
    return parts


def _cut(share):
    return share.quantize(CENT, rounding=ROUND_DOWN)
