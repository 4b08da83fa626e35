from .ledger_case import LedgerCase


class TestLedgerAccount(LedgerCase):
    """The account: it agrees with the receivable to the cent, whatever happens."""

    def test_invoice_refund_and_payment_run_in_order(self):
        invoice = self.add_invoice(100.0)
        self.add_refund(15.5)
        self.pay(invoice, 40.25)
        self.assert_book(
            [
                ("invoice", 100.0, 0.0, 100.0),
                ("credit_note", 0.0, 15.5, 84.5),
                ("payment", 0.0, 40.25, 44.25),
            ]
        )
        self.assert_agrees()

    def test_entry_shows_its_document(self):
        invoice = self.add_invoice(100.0, ref="PO 7", invoice_origin="S00042")
        entry = self.booked()
        self.assertEqual(entry.name, invoice.name)
        self.assertEqual(entry.label, "S00042 · PO 7")
        self.assertEqual(str(entry.date), "2026-03-02")
        self.assertEqual(entry.action_open_document()["res_id"], invoice.id)

    def test_reference_that_repeats_the_origin_is_shown_once(self):
        self.add_invoice(100.0, ref="S00042", invoice_origin="S00042")
        self.add_invoice(100.0, ref="PO 7")
        self.assertEqual(self.booked().mapped("label"), ["S00042", "PO 7"])

    def test_payment_opens_the_payment(self):
        payment = self.pay(self.add_invoice(10.0), 10.0)
        entry = self.booked()[-1]
        self.assertEqual(entry.label, payment.memo)
        self.assertEqual((entry.res_model, entry.res_id), (payment._name, payment.id))
        self.assertEqual(entry.status, "allocated")

    def test_status_follows_what_was_paid(self):
        invoice = self.add_invoice(100.0)
        self.assertEqual(self.booked().status, "open")
        self.pay(invoice, 40.0)
        entry = self.booked()[0]
        self.assertEqual((entry.status, entry.residual), ("partial", 60.0))
        self.pay(invoice, 60.0)
        self.assertEqual(self.booked()[0].status, "paid")
        self.assert_agrees()

    def test_what_is_past_due_is_overdue(self):
        self.add_invoice(100.0, "2020-01-02")
        late = self.find(("is_overdue", "=", True))
        self.assertEqual((late.debit, late.is_overdue), (100.0, True))
        self.add_refund(100.0)
        self.assertEqual(self.find(("is_overdue", "=", False)).kind, "credit_note")

    def test_instalments_are_lines_with_their_own_due_dates(self):
        terms = self.env["account.payment.term"].create(
            {
                "name": "In two",
                "line_ids": [
                    (0, 0, {"value": "percent", "value_amount": 50, "nb_days": 0}),
                    (0, 0, {"value": "percent", "value_amount": 50, "nb_days": 30}),
                ],
            }
        )
        invoice = self.make_invoice(self.customer, invoice_payment_term_id=terms.id)
        invoice.action_post()
        dues = [str(one.date_due) for one in self.booked()]
        self.assertEqual(dues, ["2026-03-02", "2026-04-01"])
        self.assert_agrees()

    def test_written_off_rest_closes_the_account(self):
        invoice = self.add_invoice(100.0)
        self.pay(
            invoice,
            99.0,
            payment_difference_handling="reconcile",
            writeoff_account_id=self.make_account("658900", "expense").id,
        )
        self.assertEqual(self.booked()[-1].balance, 0.0)
        self.assert_agrees()

    def test_deposit_and_final_invoice_are_both_counted(self):
        self.add_invoice(30.0, "2026-03-01")
        line = {"name": "Bread", "price_unit": 100.0, "tax_ids": [(5, 0, 0)]}
        less = {**line, "name": "Deposit", "price_unit": -30.0}
        final = self.make_invoice(
            self.customer, invoice_line_ids=[(0, 0, line), (0, 0, less)]
        )
        final.action_post()
        self.assertEqual([one.debit for one in self.booked()], [30.0, 70.0])
        self.assert_agrees()

    def test_entry_made_by_hand_counts(self):
        self.add_entry(12.34)
        self.add_entry(-2.0, "2026-03-26")
        self.assert_book([("entry", 12.34, 0.0, 12.34), ("entry", 0.0, 2.0, 10.34)])
        self.assertEqual(self.booked()[0].label, "By hand")
        self.assert_agrees()

    def test_draft_and_cancelled_invoices_do_not_count(self):
        self.make_invoice(self.customer)
        self.make_invoice(self.customer).button_cancel()
        self.assertFalse(self.booked())

    def test_payment_that_waits_for_the_bank_changes_no_balance(self):
        invoice = self.add_invoice(100.0)
        journal = self.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", self.env.company.id)], limit=1
        )
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_id": self.customer.id,
                "amount": 25.0,
                "date": "2026-03-04",
                "journal_id": journal.id,
            }
        )
        # As where an accounting app posts it with the bank's statement.
        payment.outstanding_account_id = False
        payment.action_post()
        self.assertFalse(payment.move_id)
        waiting = self.find(("kind", "=", "payment"))
        self.assertEqual((waiting.is_booked, waiting.amount), (False, 25.0))
        self.assertEqual(self.booked().name, invoice.name)
        self.assert_agrees()

    def test_foreign_invoice_has_a_balance_of_its_own(self):
        dollar = self.make_dollar()
        self.add_invoice(100.0)
        self.add_invoice(50.0, "2026-03-03", currency_id=dollar.id)
        euro, foreign = self.booked()
        self.assertEqual((euro.balance, euro.company_balance), (100.0, 100.0))
        self.assertEqual((foreign.currency_id, foreign.balance), (dollar, 50.0))
        self.assertEqual(foreign.company_amount, 25.0)
        self.assertEqual(foreign.company_balance, 125.0)
        self.assert_agrees()

    def test_foreign_invoice_paid_in_euros_agrees_after_the_exchange_difference(self):
        dollar = self.make_dollar()
        invoice = self.add_invoice(100.0, currency_id=dollar.id)
        self.env["res.currency.rate"].create(
            {
                "name": "2026-03-10",
                "currency_id": dollar.id,
                "rate": 2.5,
                "company_id": self.env.company.id,
            }
        )
        self.pay(invoice, 100.0, currency_id=dollar.id)
        self.assertEqual(self.booked()[0].status, "paid")
        self.assertEqual(self.booked()[-1].company_balance, 0.0)
        self.assert_agrees()

    def test_entry_by_hand_in_dollars_is_booked_in_both_currencies(self):
        dollar = self.make_dollar()
        self.add_entry(10.0, amount_currency=21.0, currency_id=dollar.id)
        entry = self.booked()
        self.assertEqual((entry.debit, entry.company_amount), (21.0, 10.0))
        self.assert_agrees()

    def test_merged_customer_is_read_with_who_remains(self):
        other = self.make_company("Boulangerie Martin SARL")
        self.add_invoice(100.0)
        self.add_invoice(11.0, "2026-03-03", partner=other)
        self.merge(self.customer, other)
        self.assertTrue(other.clientfile_merged_into_id)
        self.assert_book(
            [("invoice", 100.0, 0.0, 100.0), ("invoice", 11.0, 0.0, 111.0)]
        )
        self.assertEqual(self.booked().entity_id, self.customer)
        self.assert_agrees()

    def test_company_that_became_part_of_another_brings_its_account(self):
        branch = self.make_company("Annexe")
        self.add_invoice(20.0, partner=branch)
        branch.write({"is_company": False, "parent_id": self.customer.id})
        self.assertEqual(branch.commercial_partner_id, self.customer)
        self.assert_book([("invoice", 20.0, 0.0, 20.0)])

    def test_balances_of_two_customers_run_apart(self):
        other = self.make_company("Café Durand")
        self.add_invoice(100.0)
        self.add_invoice(7.0, "2026-03-03", partner=other)
        entries = self.env["clientfile.ledger.entry"].with_user(self.accountant)
        found = entries.search(
            [
                ("entity_id", "in", (self.customer | other).ids),
                ("is_booked", "=", True),
            ],
            order="date",
        )
        self.assertEqual([one.balance for one in found], [100.0, 7.0])

    def test_zero_decimal_currency_keeps_whole_amounts(self):
        yen = self.env.ref("base.JPY")
        yen.active = True
        self.add_invoice(1500.0, currency_id=yen.id)
        self.assertEqual((self.booked().debit, self.booked().balance), (1500.0, 1500.0))

    def test_summary_gives_opening_movements_and_closing(self):
        self.add_invoice(100.0, "2025-12-31")
        self.add_invoice(50.0, "2026-02-01")
        self.add_refund(20.0, "2026-02-28")
        self.add_invoice(1.0, "2026-03-01")
        entries = self.env["clientfile.ledger.entry"].with_user(self.accountant)
        summary = entries.get_summary(
            [
                *("&", "&", ("entity_id", "=", self.customer.id)),
                *(("date", ">=", "2026-02-01"), ("date", "<=", "2026-02-28")),
            ]
        )
        self.assertEqual(summary["customer_id"], self.customer.id)
        self.assertEqual(summary["date_from"], "2026-02-01")
        (row,) = summary["balances"]
        figures = [row[name] for name in ("opening", "debit", "credit", "closing")]
        self.assertEqual(figures, [100.0, 50.0, 20.0, 130.0])
