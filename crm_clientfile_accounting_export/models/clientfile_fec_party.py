from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

# Those that the export has just written, with what it wrote of them. ``+ 0`` as in
# ``PARTIES`` of ``clientfile_entry_sql``.
_FREEZE = """
    INSERT INTO clientfile_fec_party
        (company_id, date_from, date_to, partner_id, code, name, export_id,
         create_uid, create_date, write_uid, write_date)
    SELECT %(company)s, %(date_from)s::date, %(date_to)s::date, partner.id,
           party.code, COALESCE(partner.name, party.code), %(export)s,
           %(user)s, %(now)s, %(user)s, %(now)s
      FROM (
        SELECT DISTINCT own.commercial_partner_id AS id
          FROM account_move_line AS line
          JOIN account_account AS account ON account.id = line.account_id
          JOIN res_partner AS own ON own.id = line.partner_id
         WHERE account.account_type IN ('asset_receivable', 'liability_payable')
           AND line.date BETWEEN %(date_from)s AND %(date_to)s
           AND line.move_id = ANY(%(moves)s)) AS named
      JOIN res_partner AS partner ON partner.id = named.id
      JOIN clientfile_export_party AS party
        ON party.partner_id = partner.id AND party.target_id + 0 = %(target)s
        ON CONFLICT (company_id, date_to, partner_id) DO NOTHING
"""


class ClientfileFecParty(models.Model):
    """What the FEC of a year calls a third party: as at its first export, for good.

    The tax office may ask for the file again years later. A customer renamed, merged
    or anonymised meanwhile is still called what he was called then.
    """

    _name = "clientfile.fec.party"
    _description = "Third Party in the FEC of a Year"
    _order = "date_to desc, code, id"

    company_id = fields.Many2one("res.company", required=True, readonly=True)
    date_from = fields.Date("Year from", required=True, readonly=True)
    date_to = fields.Date("Year to", required=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        "Customer or Supplier",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    code = fields.Char("CompAuxNum", required=True, readonly=True)
    name = fields.Char("CompAuxLib", required=True, readonly=True)
    export_id = fields.Many2one(
        "clientfile.accounting.export",
        "First Export",
        readonly=True,
        ondelete="restrict",
    )

    _year = models.UniqueIndex("(company_id, date_to, partner_id)")

    @api.model
    def _freeze(self, export, move_ids, date_from, date_to):
        """Keep what ``export`` wrote of those whom no FEC of that year has named."""
        self.env.cr.execute(
            SQL(
                _FREEZE,
                company=export.company_id.id,
                date_from=date_from,
                date_to=date_to,
                export=export.id,
                moves=move_ids,
                target=export.target_id.id,
                user=self.env.uid,
                now=self.env.cr.now(),
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("What a FEC has named stays as it was named."))
