from unittest.mock import patch

from odoo import fields

from .figures_case import FiguresCase


class SegmentCase(FiguresCase):
    """Three customers of Lyon, one of Lille, and segments of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lyon = cls.make_company("Café de Lyon", city="Lyon", phone="04 72 00 00 01")
        cls.bakery = cls.make_company("Boulangerie Petit", city="Lyon")
        # A trader: consumers are contacted by stricter rules where an addon has them.
        cls.person = cls.make_person("Claire Martin", city="Lyon", vat="FR23334175221")
        cls.lille = cls.make_company("Café de Lille", city="Lille")
        cls.ours = cls.lyon | cls.bakery | cls.person | cls.lille

    @classmethod
    def make_segment(cls, domain=None, user=None, others=(), **values):
        """A dynamic segment of Lyon, if not of ``domain``."""
        domain = [("city", "=", "Lyon")] if domain is None else domain
        # Whatever else the database holds is not in it.
        own = [("id", "in", [*cls.ours.ids, *others])]
        segments = cls.env["clientfile.segment"].with_user(user or cls.manager)
        return segments.create(
            {"name": "Of Lyon", "domain": repr([*own, *domain]), **values}
        )

    @classmethod
    def make_fixed(cls, partners, user=None, **values):
        segment = cls.make_segment(user=user, kind="fixed", name="Chosen", **values)
        segment.sudo().partner_ids = partners
        return segment

    def members(self, segment, user=None):
        """Names of those whom the list of the customer file shows."""
        partners = self.env["res.partner"].with_user(user or self.manager)
        found = partners.search([("clientfile_segment_ids", "in", segment.ids)])
        return set(found.mapped("name"))

    def count(self, segment, day=None):
        """Count as in the night of ``day``, as the system does."""
        counted = self.env["clientfile.segment"].browse(segment.id)
        night = day or fields.Date.today()
        with patch.object(fields.Date, "context_today", lambda *_args: night):
            counted._count_tonight()
        self.env.invalidate_all()
        return counted

    def counts(self, segment):
        """Day, number, entered, left."""
        found = self.env["clientfile.segment.count"].search(
            [("segment_id", "=", segment.id)], order="date"
        )
        return [
            (count.date, count.customer_count, count.entered_count, count.left_count)
            for count in found
        ]

    def moves(self, segment):
        found = self.env["clientfile.segment.move"].search(
            [("segment_id", "=", segment.id)], order="id"
        )
        return [(move.partner_id.name, move.direction) for move in found]
