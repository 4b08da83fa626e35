from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .care_case import CareCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestAssignmentMerge(CareCase):
    """What the host's merge leaves of two histories."""

    def merge(self, source, target):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([source.id, target.id], target)

    def make(self, name, day, user):
        with freeze_time(day):
            return self.make_company(name, user_id=user.id)

    def test_survivor_takes_over_the_past_it_lacks(self):
        source = self.make("Source", "2026-01-01", self.camille)
        target = self.make("Target", "2026-02-01", self.nadia)
        self.merge(source, target)
        self.assertEqual(
            self.history(target),
            [
                ("2026-01-01", "2026-02-01", "Camille", None),
                ("2026-02-01", False, "Nadia", None),
            ],
        )

    def test_open_row_of_the_source_ends(self):
        source = self.make("Source", "2026-01-01", self.camille)
        target = self.make_company("Target")
        self.merge(source, target)
        self.assertEqual(
            self.history(target)[0], ("2026-01-01", "2026-03-10", "Camille", None)
        )
        found = target._get_clientfile_holders(date(2026, 3, 10))[target.id]
        self.assertEqual(found[0], target.user_id)

    def test_territory_the_survivor_lacked_begins_today(self):
        territory = self.make_territory("Rhône")
        with freeze_time("2026-01-01"):
            source = self.make_company("Source", clientfile_territory_id=territory.id)
        target = self.make("Target", "2026-02-01", self.nadia)
        self.merge(source, target)
        self.assertEqual(
            self.history(target),
            [
                ("2026-01-01", "2026-02-01", None, "Rhône"),
                ("2026-02-01", "2026-03-10", "Nadia", None),
                ("2026-03-10", False, "Nadia", "Rhône"),
            ],
        )

    def test_several_sources_fill_what_is_still_missing(self):
        first = self.make("First", "2026-01-10", self.camille)
        second = self.make("Second", "2026-01-01", self.user)
        target = self.make("Target", "2026-02-01", self.nadia)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((first | second | target).ids, target)
        days = self.holders(target, date(2025, 12, 31), 60)
        names = [day and day[0] for day in (days[0], days[1], days[10], days[40])]
        self.assertEqual(names, [None, self.user.name, "Camille", "Nadia"])
