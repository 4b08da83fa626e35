from contextlib import suppress
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tools import mute_logger

from ..models import clientfile_cleanup_apply
from .cleanup_case import CleanupCase


class TestCleanupApply(CleanupCase):
    def test_values_are_written(self):
        partner = self.make_dirty(
            phone="06.12.34.56.78",
            company_registry="732 829 320 00074",
            vat="fr 44 732829320",
            zip="1000",
        )
        document = self.scan(partner)
        self.apply(document)
        self.assertEqual((document.state, document.applied_count), ("done", 5))
        self.assertEqual(partner.phone, "+33 6 12 34 56 78")
        self.assertEqual(partner.company_registry, "73282932000074")
        self.assertEqual(partner.vat, "FR44732829320")
        self.assertEqual(partner.clientfile_siren, "732829320")
        self.assertEqual(partner.zip, "01000")

    def test_second_clean_up_finds_nothing(self):
        partner = self.make_dirty(
            " A ", phone="0612345678", email="A@B.fr", zip="1000", city="Lyon,"
        )
        self.apply(self.scan(partner))
        self.assertFalse(self.scan(partner).line_ids)

    def test_customer_is_found_by_the_new_writing(self):
        partner = self.make_dirty("Nobody", phone="612345678")
        found = [("clientfile_find", "ilike", "06 12 34 56 78")]
        self.assertNotIn(partner, self.env["res.partner"].search(found))
        self.apply(self.scan(partner))
        self.assertIn(partner, self.env["res.partner"].search(found))

    def test_what_was_left_out_stays(self):
        partner = self.make_dirty(phone="0612345678", zip="1000")
        document = self.scan(partner)
        phone = document.line_ids.filtered(lambda line: line.field == "phone")
        phone.action_leave_out()
        self.assertEqual((document.proposed_count, document.left_out_count), (1, 1))
        self.apply(document)
        self.assertEqual((partner.phone, partner.zip), ("0612345678", "01000"))
        self.assertEqual(self.states(document), {"phone": "proposed", "zip": "applied"})

    def test_what_was_left_out_can_be_taken_again(self):
        partner = self.make_dirty(phone="0612345678")
        document = self.scan(partner)
        document.line_ids.action_leave_out()
        document.line_ids.action_include()
        self.apply(document)
        self.assertEqual(partner.phone, "+33 6 12 34 56 78")

    def test_value_changed_since_the_dry_run_is_kept(self):
        partner = self.make_dirty(phone="0612345678", zip="1000")
        document = self.scan(partner)
        partner.phone = "+33 6 87 65 43 21"
        self.apply(document)
        self.assertEqual(partner.phone, "+33 6 87 65 43 21")
        self.assertEqual(self.states(document), {"phone": "changed", "zip": "applied"})

    def test_refused_value_spares_the_others(self):
        partners = self.make_dirty("A", phone="0612345678")
        refused = self.make_dirty("B", phone="0612345678")
        last = self.make_dirty("C", phone="0612345678")
        document = self.scan(partners | refused | last)
        write, reason = type(refused).write, "Not this one."

        def refuse(records, vals):
            if refused in records and "phone" in vals:
                raise UserError(reason)
            return write(records, vals)

        with patch.object(type(refused), "write", refuse):
            self.apply(document)
        states = document.line_ids.sorted("partner_id").mapped("state")
        self.assertEqual(states, ["applied", "refused", "applied"])
        line = document.line_ids.filtered(lambda one: one.state == "refused")
        self.assertEqual(line.remark, reason)
        self.assertEqual(refused.phone, "0612345678")

    def test_invalid_value_of_long_ago_does_not_hinder_the_others(self):
        partner = self.make_dirty(vat="FR00732829320", zip="1000")
        self.apply(self.scan(partner))
        self.assertEqual((partner.vat, partner.zip), ("FR00732829320", "01000"))

    def test_number_of_another_company_is_not_filled_in(self):
        partner = self.make_dirty(
            company_registry="732 829 320 00074", clientfile_siren="303265045"
        )
        self.apply(self.scan(partner))
        self.assertEqual(partner.company_registry, "73282932000074")
        self.assertEqual(partner.clientfile_siren, "303265045")

    def test_contacts_follow_the_address_of_their_company(self):
        company = self.make_dirty()
        contact = self.make_person(parent_id=company.id)
        self.soil(company | contact, zip="1000")
        self.apply(self.scan(company | contact))
        self.assertEqual((company.zip, contact.zip), ("01000", "01000"))

    def test_further_ways_to_reach_are_written(self):
        partner = self.make_dirty()
        channel = self.env["clientfile.channel"].create(
            {"partner_id": partner.id, "value": "06 12 34 56 78"}
        )
        self.soil(channel, value="+33612345678", value_normalized=None)
        document = self.scan(partner)
        self.apply(document)
        self.assertEqual(channel.value, "06 12 34 56 78")
        self.assertEqual(channel.value_normalized, "+33612345678")
        self.undo(document)
        self.assertEqual(channel.value, "+33612345678")

    def test_nothing_is_tracked(self):
        partner = self.make_dirty(phone="0612345678", vat="fr 44 732829320")
        messages = partner.message_ids
        self.apply(self.scan(partner))
        self.assertEqual(partner.message_ids, messages)

    def test_vat_numbers_are_not_asked_for_again(self):
        self.env.company.vat_check_vies = True
        partner = self.make_dirty(vat="fr 44 732829320")
        document = self.scan(partner)
        path = "odoo.addons.base_vat.models.res_partner.check_vies"
        with patch(path) as asked:
            self.apply(document)
        self.assertEqual(partner.vat, "FR44732829320")
        self.assertFalse(asked.called)

    def test_killed_worker_loses_only_the_step_it_was_in(self):
        partners = self.make_dirty("A", phone="0612345678")
        partners |= self.make_dirty("B", phone="0612345678")
        document = self.scan(partners)
        move, killed = type(document)._move, []

        def die(record, lines, direction):
            move(record, lines, direction)
            if partners[1] in lines.partner_id and not killed:
                killed.append(True)
                # What PostgreSQL does when the worker's connection ends.
                record.env.cr.rollback()
                raise KeyboardInterrupt

        document.action_apply()
        with patch.object(clientfile_cleanup_apply, "APPLY_BATCH", 1):
            with (
                patch.object(type(document), "_move", die),
                suppress(KeyboardInterrupt),
            ):
                self.work()
            self.env.invalidate_all()
            self.assertTrue(killed)
            self.assertEqual(
                (document.job_id.state, document.job_id.done), ("running", 1)
            )
            self.assertEqual(partners[1].phone, "0612345678")
            self.work()
        self.assertEqual((document.state, document.applied_count), ("done", 2))
        self.assertEqual(document.job_id.done, 2)
        self.assertEqual(set(partners.mapped("phone")), {"+33 6 12 34 56 78"})

    def test_stopped_clean_up_is_resumed(self):
        partner = self.make_dirty(phone="0612345678")
        document = self.scan(partner)
        document.action_apply()
        self.assertEqual(document.state, "running")
        document.action_cancel()
        self.assertEqual(document.state, "cancelled")
        self.assertEqual(partner.phone, "0612345678")
        self.apply(document)
        self.assertEqual((document.state, partner.phone), ("done", "+33 6 12 34 56 78"))

    def test_clean_ups_of_the_same_values_wait_for_one_another(self):
        partner = self.make_dirty(phone="0612345678")
        first, second = self.scan(partner), self.scan(partner)
        first.action_apply()
        second.action_apply()
        self.work()
        self.assertEqual(first.line_ids.state, "applied")
        self.assertEqual(second.line_ids.state, "changed")

    def test_written_clean_up_is_not_scanned_again(self):
        document = self.scan(self.make_dirty(phone="0612345678"))
        self.apply(document)
        with self.assertRaisesRegex(UserError, "gone on"):
            document.action_scan()
        with self.assertRaisesRegex(UserError, "has been applied"):
            document.with_names = False

    def test_only_the_host_asks_something_for_each_customer(self):
        small, large = self.count_queries(3), self.count_queries(30)
        # Leads, attendees and letters that show the phone, e-mail or address: five.
        self.assertLessEqual(large - small, 5 * 27)

    def count_queries(self, size):
        """The number of queries to write so many customers."""
        values = {"is_company": True, "country_id": self.france.id}
        partners = self.env["res.partner"].create(
            [{"name": f"Company {number}", **values} for number in range(size)]
        )
        self.soil(partners, phone="0612345678", email="A@X.example", zip="1000")
        document = self.scan(partners)
        self.env.flush_all()
        start = self.env.cr.sql_log_count
        document._apply_step({})
        count = self.env.cr.sql_log_count - start
        self.assertEqual(document.applied_count, 3 * size)
        return count


class TestCleanupUndo(CleanupCase):
    def test_former_values_come_back(self):
        values = {
            "phone": "06.12.34.56.78",
            "email": "A@B.fr",
            "website": "WWW.B.fr",
            "company_registry": "732 829 320 00074",
            "vat": "fr 44 732829320",
            "clientfile_siren": None,
            "clientfile_ape": "6201z",
            "street": "12,  rue Haute",
            "zip": "1000",
            "city": "Bourg,",
        }
        partner = self.make_dirty(" A ", **values)
        document = self.scan(partner)
        self.apply(document)
        self.undo(document)
        self.assertEqual((document.state, document.undone_count), ("undone", 11))
        self.assertEqual(partner.name, " A ")
        for name, value in values.items():
            self.assertEqual(partner[name] or None, value, name)

    def test_value_changed_since_is_kept(self):
        partner = self.make_dirty(phone="0612345678", zip="1000")
        document = self.scan(partner)
        self.apply(document)
        partner.phone = "+33 6 87 65 43 21"
        self.undo(document)
        self.assertEqual(partner.phone, "+33 6 87 65 43 21")
        self.assertEqual(self.states(document), {"phone": "kept", "zip": "undone"})

    def test_nothing_written_is_nothing_to_undo(self):
        document = self.scan(self.make_dirty(phone="0612345678"))
        with self.assertRaisesRegex(UserError, "gone on"):
            document.action_undo()


class TestCleanupLinks(CleanupCase):
    def test_lines_are_deleted_with_their_customer(self):
        partner = self.make_dirty(phone="0612345678")
        document = self.scan(partner)
        partner.unlink()
        self.env.invalidate_all()
        self.assertFalse(document.line_ids)

    @mute_logger("odoo.sql_db", "odoo.addons.base.wizard.base_partner_merge")
    def test_lines_follow_a_merged_customer(self):
        kept = self.make_company("Kept", phone="+33 1 44 55 66 77")
        merged = self.make_dirty("Merged", phone="0612345678")
        document = self.scan(merged)
        merge = self.env["base.partner.merge.automatic.wizard"].create({})
        merge._merge((kept | merged).ids, kept)
        self.env.invalidate_all()
        self.assertEqual(document.line_ids.partner_id, kept)
        self.apply(document)
        self.assertEqual(kept.phone, "+33 1 44 55 66 77")
        self.assertEqual(document.line_ids.state, "changed")

    def test_archived_customer_is_still_written(self):
        partner = self.make_dirty(phone="0612345678")
        document = self.scan(partner)
        partner.active = False
        self.apply(document)
        self.assertEqual(partner.phone, "+33 6 12 34 56 78")

    def test_customer_gone_to_another_company_is_refused(self):
        second = self.env["res.company"].create({"name": "Second"})
        partner = self.make_dirty(phone="0612345678")
        document = self.scan(partner)
        self.soil(partner, company_id=second.id)
        self.apply(document)
        self.assertEqual(partner.phone, "0612345678")
        line = document.sudo().line_ids
        self.assertEqual(
            (line.state, line.remark), ("refused", "Out of your reach by now.")
        )
