from odoo import api, fields, models


class ResCompany(models.Model):
    """Who answers requests of persons, at which address; branches follow their root."""

    _inherit = "res.company"

    clientfile_request_user_id = fields.Many2one(
        "res.users",
        "Requests of Persons Answered by",
        domain=[("share", "=", False)],
        help="Is responsible for new requests, and gets their alarms.",
    )
    clientfile_request_notice_days = fields.Integer(
        "Alarm Before a Request is Due (Days)", default=7
    )
    clientfile_request_link_days = fields.Integer(
        "Link to a Copy of Data Valid for (Days)", default=7
    )
    clientfile_request_alias_id = fields.Many2one(
        "mail.alias", "Address for Requests", ondelete="set null", copy=False
    )
    clientfile_request_alias_name = fields.Char(
        "Name of the Address",
        related="clientfile_request_alias_id.alias_name",
        inverse="_inverse_clientfile_request_alias_name",
        help="E-mails to this address become requests.",
    )
    clientfile_request_authority = fields.Char(
        "Supervisory Authority",
        compute="_compute_clientfile_request_authority",
        help="Where persons may complain: letters name it.",
    )

    _clientfile_request_link_days_positive = models.Constraint(
        "CHECK (clientfile_request_link_days > 0)",
        "A link to a copy of data is valid for one day at least.",
    )
    _clientfile_request_notice_days_positive = models.Constraint(
        "CHECK (clientfile_request_notice_days >= 0)",
        "The alarm comes before a request is due, or on its day: not below zero days.",
    )

    @api.depends("country_id")
    @api.depends_context("lang")
    def _compute_clientfile_request_authority(self):
        authorities = {
            "FR": "CNIL (3 place de Fontenoy, 75007 Paris, www.cnil.fr)",
            "BE": "APD / GBA (Drukpersstraat 35, 1000 Bruxelles / Brussel, "
            "www.autoriteprotectiondonnees.be)",
        }
        for company in self:
            code = company.country_id.code
            company.clientfile_request_authority = authorities.get(
                code, self.env._("the supervisory authority of your country")
            )

    def _inverse_clientfile_request_alias_name(self):
        for company in self:
            company._set_clientfile_request_alias(
                (company.clientfile_request_alias_name or "").strip()
            )

    def _set_clientfile_request_alias(self, name):
        # sudo: addresses belong to the system; only administrators write companies
        alias = self.sudo().clientfile_request_alias_id
        if alias and name:
            alias.alias_name = name
        elif name:
            values = self._prepare_clientfile_request_alias_values(name)
            self.clientfile_request_alias_id = alias.create(values)
        else:
            alias.unlink()

    def _prepare_clientfile_request_alias_values(self, name):
        return {
            "alias_name": name,
            "alias_domain_id": self.alias_domain_id.id,
            "alias_model_id": self.env["ir.model"]._get_id("clientfile.request"),
            "alias_contact": "everyone",
            "alias_defaults": {"company_id": self.root_id.id},
        }
