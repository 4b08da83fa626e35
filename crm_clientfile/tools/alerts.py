"""What one is to know of a customer before selling more."""

from dataclasses import dataclass

SEVERITIES = ("danger", "warning", "info")


@dataclass(frozen=True)
class Alert:
    """A sentence about a customer, of one kind, with how bad it is."""

    code: str
    severity: str
    icon: str
    sentence: str

    def say_of(self, name: str) -> str:
        """The sentence, of somebody who is not the one spoken of."""
        return f"{name}: {self.sentence}"


def worst_of(alerts) -> str:
    """The worst severity of these alerts, "" where there is none.

    >>> worst_of([Alert("a", "info", "", ""), Alert("b", "danger", "", "")])
    'danger'
    """
    ranks = [SEVERITIES.index(alert.severity) for alert in alerts]
    return SEVERITIES[min(ranks)] if ranks else ""


def by_severity(alerts) -> list[Alert]:
    """The worst first, else in the order they were given."""
    return sorted(alerts, key=lambda alert: SEVERITIES.index(alert.severity))


@dataclass(frozen=True)
class Overdue:
    """What should have been paid, and since how many days the oldest of it."""

    amount: float
    days: int


@dataclass(frozen=True)
class Exceeded:
    """What is due or ordered, above the limit that was set."""

    amount: float
    limit: float
