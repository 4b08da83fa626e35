from datetime import datetime, time, timedelta

from odoo import Command, api, fields, models

from . import history

QUIET = {
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "tracking_disable": True,
}
PROSPECTS = (
    ("domaine_clairvaux", "Verres gravés pour la dégustation", 4200, 14),
    ("ville_tassin", "Renouvellement de la salle des fêtes", 18500, 30),
    ("be_namur_asbl", "Banquet annuel de la citadelle", 3900, 21),
    ("ua_odesa", "Tasses et plateaux du café", 1600, 45),
    ("m_dacosta", "Service de table de mariage", 850, 10),
    ("mme_lefebvre", "Linge de table sur mesure", 640, 18),
    ("m_traore", "Location de vaisselle, 120 couverts", 1900, 25),
    ("hotel_beffroi", "Reconquête : nouvelle carte du restaurant", 5200, 35),
)
CALLS = (
    ("auberge_pin", "Reprendre contact : plus de commande depuis sept mois", 2),
    ("restaurant_quai", "Factures en retard : convenir d'une date de paiement", -3),
    ("palace_etoile", "Présenter la collection de printemps", 6),
    ("hotel_belvedere", "Préparer la commande annuelle", 9),
    ("traiteur_opale", "Prendre des nouvelles", 0),
    ("be_grand_place", "Demander un témoignage", 12),
)
CREDITED = ("hotel_vosges", "brasserie_flandre", "siege_novalis", "maison_perrin")
SUPPLIER = "cave_vignerons"


class ClientfileDemo(models.AbstractModel):
    """The documents of the demo company, dated relative to today."""

    _name = "clientfile.demo"
    _description = "Demo data of the customer file"
    _translate = False

    @api.model
    def _load(self):
        """Gives the demo customers three years of quotes, orders and invoices."""
        company = self._prepare_company()
        self._forget_creation()
        self = self.with_context(**QUIET, allowed_company_ids=company.ids)
        purchases = history.purchases(fields.Date.today())
        orders = self._create_orders(purchases)
        self._invoice(orders, purchases)
        self._date_first_sales(orders)
        self._create_bills()
        self._create_leads()
        self._plan_calls()
        self._load_origins()
        self._load_terms()
        self._load_groups()
        self._load_care()
        self._load_exchanges()
        self._load_checks()
        self._load_loyalty()
        self._load_statuses()
        self._load_reminders()
        self._load_cleanup()
        self._load_duplicates()
        self.env["clientfile.metrics.run"]._run_at_once()
        self._load_alerts()
        self._plan_alerts()
        self._load_segments()

    def _forget_creation(self):
        """Drop the note that each customer came with, written by nobody in English."""
        ids = self.env["ir.model.data"].search(
            [("module", "=", "crm_clientfile"), ("model", "=", "res.partner")]
        )
        of_customers = [
            ("model", "=", "res.partner"),
            ("res_id", "in", ids.mapped("res_id")),
            ("message_type", "=", "notification"),
        ]
        self.env["mail.message"].search(of_customers).unlink()

    def _prepare_company(self):
        """The main company while it is unused, else one of our own."""
        company = self.env.ref("base.main_company")
        if self.env["account.move"].search_count([("company_id", "=", company.id)], 1):
            company = self.env["res.company"].create({"name": "Maison Delorme"})
        company.write(self._prepare_company_values())
        users = self._records("res.users", ("camille", "nadia", "hugo"))
        users |= self.env.ref("base.user_admin")
        users.write({"company_ids": [Command.link(company.id)]})
        users.write({"company_id": company.id})
        if not company.chart_template:
            chart = self.env["account.chart.template"]
            country = company.country_id
            chart.try_loading(chart._guess_chart_template(country), company, False)
        return company

    def _prepare_company_values(self):
        return {
            "name": "Maison Delorme",
            "street": "48 rue de la Part-Dieu",
            "zip": "69003",
            "city": "Lyon",
            "country_id": self.env.ref("base.fr").id,
            "phone": "+33 4 65 71 00 00",
            "email": "contact@delorme.example",
            "website": "https://www.delorme.example",
        }

    def _records(self, model, names):
        table = model.replace(".", "_")
        module = "crm_clientfile"
        ids = [self.env.ref(f"{module}.{table}_demo_{name}").id for name in names]
        return self.env[model].browse(ids)

    def _partner(self, name):
        return self._records("res.partner", (name,))

    def _create_orders(self, purchases):
        orders = self.env["sale.order"].create(
            [self._prepare_order_values(purchase) for purchase in purchases]
        )
        by_outcome = dict.fromkeys(history.OUTCOMES, self.env["sale.order"])
        for order, purchase in zip(orders, purchases, strict=True):
            by_outcome[purchase.outcome] |= order
        by_outcome["sent"].write({"state": "sent"})
        by_outcome["cancelled"].write({"state": "cancel"})
        by_outcome["invoiced"].action_confirm()
        for order, purchase in zip(orders, purchases, strict=True):
            order.date_order = self._moment(purchase.days_ago)
        return orders

    def _prepare_order_values(self, purchase):
        partner = self._partner(purchase.customer)
        names = [name for name, _quantity in purchase.lines]
        products = self._records("product.product", names)
        return {
            "partner_id": partner.id,
            "user_id": partner.user_id.id,
            "date_order": self._moment(purchase.days_ago),
            "payment_term_id": self.env.ref("account.account_payment_term_30days").id,
            "order_line": [
                Command.create(
                    {
                        "product_id": product.id,
                        "product_uom_qty": quantity,
                        "discount": purchase.discount,
                    }
                )
                for product, (_name, quantity) in zip(
                    products, purchase.lines, strict=True
                )
            ],
        }

    def _moment(self, days_ago):
        day = fields.Date.today() - timedelta(days=days_ago)
        return datetime.combine(day, time(9, 30))

    def _invoice(self, orders, purchases):
        """Invoices, pays and credits the confirmed orders, oldest first."""
        delays = {
            order: purchase.paid_after
            for order, purchase in zip(orders, purchases, strict=True)
            if purchase.outcome == "invoiced"
        }
        confirmed = self.env["sale.order"].union(*delays)
        invoices = confirmed._create_invoices(grouped=True).sorted("id")
        for invoice in invoices:
            order = invoice.line_ids.sale_line_ids.order_id
            invoice.invoice_date = order.date_order.date() + timedelta(days=3)
        invoices.action_post()
        self._credit(invoices)
        self._pay(
            {
                invoice: days
                for invoice in invoices
                if (days := delays[invoice.line_ids.sale_line_ids.order_id])
            }
        )

    def _date_first_sales(self, orders):
        """The orders were confirmed today, whatever their date says."""
        sold = orders.filtered(lambda order: order.state == "sale")
        for customer, own in sold.grouped("partner_id").items():
            customer.clientfile_client_since = min(own.mapped("date_order"))

    def _credit(self, invoices):
        """One broken delivery each: a tenth of the last invoice is given back."""
        for name in CREDITED:
            invoice = invoices.filtered_domain(
                [("partner_id", "=", self._partner(name).id)]
            )[-1]
            date = min(invoice.invoice_date + timedelta(days=12), fields.Date.today())
            values = {"ref": "Casse à la livraison", "invoice_date": date}
            credit = invoice._reverse_moves([values])
            for line in credit.invoice_line_ids:
                line.quantity = max(1, round(line.quantity / 10))
            credit.action_post()

    def _pay(self, paid_after):
        journal = self.env["account.journal"].search([("type", "=", "bank")], limit=1)
        method = journal.inbound_payment_method_line_ids[:1]
        method.payment_account_id = journal.default_account_id
        payments = self.env["account.payment"].create(
            [
                self._prepare_payment_values(invoice, days, method)
                for invoice, days in paid_after.items()
            ]
        )
        payments.action_post()
        self.env["account.move.line"]._reconcile_plan(
            [
                (payment.move_id.line_ids | invoice.line_ids).filtered(
                    lambda line: line.account_id.account_type == "asset_receivable"
                )
                for payment, invoice in zip(payments, paid_after, strict=True)
            ]
        )

    def _prepare_payment_values(self, invoice, days, method):
        return {
            "partner_id": invoice.commercial_partner_id.id,
            "partner_type": "customer",
            "payment_type": "inbound",
            "amount": invoice.amount_residual,
            "currency_id": invoice.currency_id.id,
            "date": invoice.invoice_date + timedelta(days=days),
            "memo": invoice.name,
            "journal_id": method.journal_id.id,
            "payment_method_line_id": method.id,
        }

    def _create_bills(self):
        """The supplier is a customer too, and stored once."""
        supplier = self._partner(SUPPLIER)
        bills = self.env["account.move"].create(
            [
                {
                    "move_type": "in_invoice",
                    "partner_id": supplier.id,
                    "invoice_date": self._moment(days_ago).date(),
                    "date": self._moment(days_ago).date(),
                    "ref": f"CV-{number:04}",
                    "invoice_line_ids": [
                        Command.create(
                            {
                                "name": "Vin de réception, caisses de 6",
                                "quantity": 4 + number,
                                "price_unit": 58.5,
                            }
                        )
                    ],
                }
                for number, days_ago in enumerate((620, 410, 240, 60), start=1)
            ]
        )
        bills.action_post()

    def _create_leads(self):
        leads = self.env["crm.lead"].create(
            [
                {
                    "type": "opportunity",
                    "name": title,
                    "partner_id": partner.id,
                    "user_id": partner.user_id.id,
                    "expected_revenue": amount,
                    "date_deadline": fields.Date.today() + timedelta(days=days),
                }
                for name, title, amount, days in PROSPECTS
                for partner in self._partner(name)
            ]
        )
        stages = self.env["crm.stage"].search([("is_won", "=", False)])
        for position, lead in enumerate(leads):
            lead.stage_id = stages[position % len(stages)]
        leads[-2].action_set_lost()

    def _plan_calls(self):
        for name, summary, days in CALLS:
            partner = self._partner(name)
            partner.activity_schedule(
                "mail.mail_activity_data_call",
                fields.Date.today() + timedelta(days=days),
                summary=summary,
                user_id=partner.user_id.id,
            )
