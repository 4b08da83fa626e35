"""How long deliveries usually take."""

import pytest

from crm_clientfile.tools.delivery import usual_days


@pytest.mark.parametrize(
    ("days", "usual"),
    [
        ([], 0.0),
        ([4.0], 4.0),
        ([1.0, 2.0, 90.0], 2.0),
        ([2.0, 3.0], 2.5),
        ([1.04, 1.06], 1.1),
        ([0.0, 0.0, 5.0], 0.0),
    ],
)
def test_usual_time_is_the_median(days, usual):
    assert usual_days(days) == usual


def test_deliveries_before_their_order_are_left_out():
    assert usual_days([-3.0, 2.0]) == 2.0
    assert usual_days([-3.0]) == 0.0
