from odoo import fields

from .export_case import ExportCase
from .import_case import ImportCase

HEADER = (
    *("N° client", "Raison sociale", "Premier contact", "Origine", "Campagne"),
    *("Projet souhaité", "Budget", "Préférences", "Commercial", "Secteur commercial"),
    *("Conditions de paiement", "Mode de paiement", "Liste de prix", "Remise (%)"),
    *("Motif de la remise", "Transporteur", "Délai de livraison"),
    *("Conditions de livraison", "Instructions de livraison", "Frais de livraison"),
    *("Vérifié le", "Fermé le"),
)


class RelationCase(ImportCase):
    """The records that the terms and the origin of a customer name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.env["utm.source"].create({"name": "Salon de Lyon"})
        cls.campaign = cls.env["utm.campaign"].create({"title": "Printemps"})
        cls.territory = cls.env["clientfile.territory"].create(
            {"name": "Rhône Nord", "code": "RN"}
        )
        cls.term = cls.env["account.payment.term"].create({"name": "45 jours nets"})
        cls.pricelist = cls.env["product.pricelist"].create({"name": "Revendeurs"})
        cls.carrier = cls.make_carrier("Messagerie Test")
        cls.method = cls.make_payment_method("Chèque de test")
        cls.ROW = (
            *("C1", "Martin", "12/03/2024", "salon de LYON", "printemps"),
            *("Salle de bains", "12 000 €", "Pas le lundi", cls.user.name, "rn"),
            *("45 Jours nets", "chèque de TEST", "revendeurs", "7,5 %", "Volume"),
            *("messagerie test", "3 à 5 jours", "Franco dès 300 €", "Quai 2", "0"),
            *("01/02/2025", ""),
        )

    @classmethod
    def make_carrier(cls, name, **values):
        return cls.env["delivery.carrier"].create(
            {"name": name, "product_id": cls.product.id, **values}
        )

    @classmethod
    def make_payment_method(cls, name):
        journal = cls.env["account.journal"].create(
            {"name": "Bank of test", "type": "bank", "code": "TBNK"}
        )
        method = journal.inbound_payment_method_line_ids[:1]
        method.name = name
        return method


class TestImportRelation(RelationCase):
    def test_origin_care_and_terms_are_imported(self):
        document = self.run_file(self.ROW, header=HEADER)
        self.assertEqual(self.reasons(document), [])
        partner = self.find("Martin")
        self.assertEqual(str(partner.clientfile_first_contact_date), "2024-03-12")
        self.assertEqual(partner.clientfile_source_id, self.source)
        self.assertEqual(partner.clientfile_campaign_id, self.campaign)
        self.assertEqual(partner.clientfile_project, "Salle de bains")
        self.assertEqual(partner.clientfile_budget, 12000)
        self.assertEqual(partner.clientfile_preferences, "Pas le lundi")
        self.assertEqual(partner.user_id, self.user)
        self.assertEqual(partner.clientfile_territory_id, self.territory)
        self.assertEqual(partner.property_payment_term_id, self.term)
        self.assertEqual(partner.property_inbound_payment_method_line_id, self.method)
        self.assertEqual(partner.specific_property_product_pricelist, self.pricelist)
        self.assertEqual(partner.clientfile_discount, 7.5)
        self.assertEqual(partner.clientfile_discount_reason, "Volume")
        self.assertEqual(partner.property_delivery_carrier_id, self.carrier)
        self.assertEqual(partner.clientfile_delivery_days, 5)
        self.assertEqual(partner.clientfile_delivery_terms, "Franco dès 300 €")
        self.assertEqual(partner.clientfile_delivery_instructions, "Quai 2")
        self.assertTrue(partner.clientfile_has_delivery_charge)
        self.assertEqual(partner.clientfile_delivery_charge, 0)
        self.assertEqual(str(partner.clientfile_checked_date), "2025-02-01")

    def test_imported_row_again_changes_nothing(self):
        self.run_file(self.ROW, header=HEADER)
        for mode in ("complete", "replace"):
            document = self.check_file(self.ROW, header=HEADER, update_mode=mode)
            self.assertEqual(self.states(document), ["unchanged"])

    def test_unknown_names_refuse_the_row(self):
        for title in (
            *("Commercial", "Secteur commercial", "Conditions de paiement"),
            *("Mode de paiement", "Liste de prix", "Transporteur"),
        ):
            header = ("Nom", title)
            with self.subTest(title=title):
                document = self.check_file(("Martin", "Nobody"), header=header)
                self.assertEqual(self.states(document), ["refused"])
                self.assertIn("is called “Nobody”", document.row_ids.reason)

    def test_unknown_names_are_left_out_if_wished(self):
        header = ("Nom", "Secteur commercial")
        self.run_file(("Martin", "Sud"), header=header, invalid_mode="leave_out")
        partner = self.find("Martin")
        self.assertFalse(partner.clientfile_territory_id)
        self.assertIn("Sales territory: Sud", partner.comment)

    def test_missing_sources_are_created_and_said(self):
        header = ("Nom", "Origine", "Campagne")
        rows = [("A", "Radio", "Été"), ("B", "RADIO", "été"), ("C", "Radio", "")]
        document = self.check_file(*rows, header=header)
        sources = self.env["utm.source"].search([("name", "=", "Radio")])
        self.assertFalse(sources)
        self.assertIn("Source “Radio” is new", document.row_ids[0].remarks)
        self.run_import(document)
        source = self.find("A").clientfile_source_id
        self.assertEqual(source.name, "Radio")
        self.assertEqual(self.find("B").clientfile_source_id, source)
        self.assertEqual(self.find("C").clientfile_source_id, source)
        campaign = self.find("B").clientfile_campaign_id
        self.assertEqual(
            (campaign.title, campaign), ("Été", self.find("A").clientfile_campaign_id)
        )

    def test_missing_sources_refuse_the_row_if_wished(self):
        header = ("Nom", "Origine")
        document = self.check_file(("A", "Radio"), header=header, create_sources=False)
        self.assertEqual(self.states(document), ["refused"])

    def test_undo_deletes_the_customer_and_unused_sources(self):
        document = self.run_file(
            (*self.ROW[:3], "Radio", "Été", *self.ROW[5:]), header=HEADER
        )
        created = document.created_source_ids
        self.assertEqual(created.name, "Radio")
        document.action_undo()
        self.work()
        self.assertEqual(self.states(document), ["undone"], document.row_ids.reason)
        self.assertFalse(self.find("Martin"))
        self.assertFalse((created | document.created_source_ids).exists())
        self.assertTrue(self.source.exists())

    def test_undo_keeps_a_source_that_is_used_elsewhere(self):
        document = self.run_file(("A", "Radio"), header=("Nom", "Origine"))
        source = document.created_source_ids
        self.env["crm.lead"].create({"name": "Lead", "source_id": source.id})
        document.action_undo()
        self.work()
        self.assertTrue(source.exists())

    def test_undo_gives_back_the_former_terms(self):
        partner = self.make_company("Martin", ref="C1", clientfile_delivery_days=2)
        partner.property_payment_term_id = self.term.copy({"name": "Comptant"})
        names = ["clientfile_delivery_days", "property_payment_term_id", "user_id"]
        names += ["clientfile_discount", "clientfile_discount_reason"]
        names += ["clientfile_has_delivery_charge", "clientfile_territory_id"]
        names += ["specific_property_product_pricelist", "clientfile_preferences"]
        before = partner.read(names)
        document = self.run_file(self.ROW, header=HEADER, update_mode="replace")
        self.assertEqual(partner.clientfile_delivery_days, 5)
        self.assertEqual(partner.property_payment_term_id, self.term)
        document.action_undo()
        self.work()
        self.assertEqual(partner.read(names), before)

    def test_discount_without_justification_is_left_out_and_said(self):
        header = ("Nom", "Remise")
        document = self.run_file(("Martin", "10"), header=header)
        self.assertEqual(self.states(document), ["created"])
        self.assertIn("has no justification", document.row_ids.remarks)
        partner = self.find("Martin")
        self.assertEqual(partner.clientfile_discount, 0)
        self.assertIn("Remise: 10 %", partner.comment)

    def test_unusable_terms_refuse_the_row(self):
        for title, cell, reason in (
            ("Remise", "150", "percentage from 0 to 100"),
            ("Remise", "0.1", "sign %"),
            ("Budget", "-5", "below zero"),
            ("Délai de livraison", "vite", "number of days"),
            ("Fermé le", "31/12/2999", "a day to come"),
        ):
            with self.subTest(title=title, cell=cell):
                document = self.check_file(("Martin", cell), header=("Nom", title))
                self.assertIn(reason, document.row_ids.reason)

    def test_name_that_two_records_share_is_not_guessed(self):
        self.term.create({"name": "45 JOURS nets"})
        header = ("Nom", "Conditions de paiement")
        document = self.check_file(("Martin", "45 jours nets"), header=header)
        self.assertEqual(self.states(document), ["refused"])

    def test_payment_method_is_told_apart_by_its_journal(self):
        other = self.method.copy({"name": self.method.name})
        other.journal_id = self.env["account.journal"].create(
            {"name": "Other bank", "type": "bank", "code": "OBNK"}
        )
        header = ("Nom", "Mode de paiement")
        document = self.check_file(("Martin", self.method.name), header=header)
        self.assertEqual(self.states(document), ["refused"])
        self.run_file(("Martin", f"{self.method.name} (bank of test)"), header=header)
        partner = self.find("Martin")
        self.assertEqual(partner.property_inbound_payment_method_line_id, self.method)

    def test_terms_are_those_of_the_company_of_the_import(self):
        second = self.env["res.company"].create({"name": "Second"})
        self.administrator.company_ids += second
        document = self.check_file(
            ("Martin", "5"), header=("Nom", "Délai de livraison")
        )
        document.with_context(
            allowed_company_ids=(second | self.env.company).ids
        ).action_run()
        self.work()
        partner = self.find("Martin")
        self.assertEqual(partner.clientfile_delivery_days, 5)
        self.assertEqual(partner.with_company(second).clientfile_delivery_days, 0)

    def test_terms_of_another_company_are_not_found(self):
        second = self.env["res.company"].create({"name": "Second"})
        self.term.company_id = second
        header = ("Nom", "Conditions de paiement")
        document = self.check_file(("Martin", "45 jours nets"), header=header)
        self.assertEqual(self.states(document), ["refused"])

    def test_establishment_that_follows_its_group_is_refused_other_terms(self):
        head = self.make_company("Groupe")
        site = self.make_company("Site", ref="S1", parent_id=head.id)
        site.clientfile_terms_inherited = True
        document = self.run_file(
            ("S1", "Site", "9"), header=("N° client", "Nom", "Délai de livraison")
        )
        self.assertEqual(self.states(document), ["refused"])
        self.assertIn("has the terms of Groupe", document.row_ids.reason)

    def test_names_are_looked_up_once_per_batch(self):
        counts = []
        for size in (2, 20):
            rows = [(f"Customer {size} {at}", *self.ROW[2:]) for at in range(size)]
            document = self.make_import(
                self.make_csv(*rows, header=("Nom", *HEADER[2:]))
            )
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            document._run_steps("test")
            counts.append(self.env.cr.sql_log_count - start)
            self.assertEqual(document.to_create_count, size, self.reasons(document))
        self.assertLessEqual(counts[1] - counts[0], 4)


class TestExportRelation(RelationCase, ExportCase):
    """What is exported of origin, care and terms comes back unchanged."""

    def setUp(self):
        super().setUp()
        self.customer.write(
            {
                "clientfile_first_contact_date": "2020-01-15",
                "clientfile_source_id": self.source.id,
                "clientfile_campaign_id": self.campaign.id,
                "clientfile_project": "Salle de bains",
                "clientfile_budget": 12000.5,
                "clientfile_preferences": "Pas le lundi\nVins blancs",
                "clientfile_territory_id": self.territory.id,
                "property_payment_term_id": self.term.id,
                "property_inbound_payment_method_line_id": self.method.id,
                "specific_property_product_pricelist": self.pricelist.id,
                "clientfile_discount": 12.5,
                "clientfile_discount_reason": "Volume",
                "property_delivery_carrier_id": self.carrier.id,
                "clientfile_delivery_days": 3,
                "clientfile_delivery_terms": "Franco dès 300 €\nConsignes reprises",
                "clientfile_delivery_instructions": "Quai 2",
                "clientfile_has_delivery_charge": True,
                "clientfile_checked_date": "2025-02-01",
                "clientfile_checked_by_id": self.user.id,
                "clientfile_closed_date": "2025-06-30",
            }
        )
        self.depot.clientfile_delivery_instructions = "Sonner deux fois"

    def test_origin_care_and_terms_are_exported(self):
        keys = ("source", "campaign", "budget", "territory", "payment_term", "discount")
        keys += ("carrier", "delivery_charge", "preferences", "status", "created")
        [cells] = self.read_columns(self.make_export(self.customer), *keys)
        today = fields.Date.context_today(self.customer)
        self.assertEqual(
            cells[:-1],
            (
                *("Salon de Lyon", "Printemps", 12000.5, "Rhône Nord"),
                *("45 jours nets", "12.5 %", "Messagerie Test", 0),
                *("Pas le lundi\nVins blancs", "Active"),
            ),
        )
        self.assertEqual(cells[-1].date(), today)

    def test_no_charge_is_told_from_a_free_delivery(self):
        keys = ("name", "delivery_charge")
        rows = self.read_columns(self.make_export(self.customer | self.brewer), *keys)
        self.assertEqual(
            dict(rows), {"Boulangerie Martin": 0, "Brasserie Peeters": None}
        )

    def test_export_imported_again_changes_nothing(self):
        content = self.make_file(self.make_export(self.people))
        for mode in ("complete", "replace"):
            document = self.make_import(content, "export.xlsx", update_mode=mode)
            document.action_test()
            found = {(row.state, row.reason) for row in document.row_ids}
            self.assertEqual(found, {("unchanged", False)})

    def test_figures_of_the_record_are_not_imported(self):
        header, rows = self.read_export(self.make_export(self.customer))
        document = self.make_import(self.make_csv(*rows, header=header))
        by_name = {column.name: column.target for column in document.column_ids}
        for title in ("Customer Status", "VIP", "Created on", "Checked By"):
            self.assertFalse(by_name[title], title)

    def test_charge_of_zero_is_completed_by_none(self):
        document = self.run_file(
            (self.customer.ref, self.customer.name, "15"),
            header=("N° client", "Nom", "Frais de livraison"),
        )
        self.assertEqual(self.states(document), ["unchanged"])
        self.assertEqual(self.customer.clientfile_delivery_charge, 0)
