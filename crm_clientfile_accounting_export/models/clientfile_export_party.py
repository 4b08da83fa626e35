from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..tools.party_codes import clean_code, name_code

# Customers and suppliers of the entries to export that have no code there yet.
_WITHOUT_CODE = """
    SELECT DISTINCT partner.id, partner.ref, partner.name
      FROM account_move_line AS line
      JOIN account_account AS account ON account.id = line.account_id
      JOIN res_partner AS own ON own.id = line.partner_id
      JOIN res_partner AS partner ON partner.id = own.commercial_partner_id
     WHERE account.account_type IN ('asset_receivable', 'liability_payable')
       AND line.move_id IN (SELECT move.id FROM account_move AS move WHERE %(moves)s)
       AND NOT EXISTS (
           SELECT FROM clientfile_export_party AS known
            WHERE known.target_id = %(target)s AND known.partner_id = partner.id)
  ORDER BY partner.id
"""
_BATCH = 10000


class ClientfileExportParty(models.Model):
    """The code of a customer or supplier in an accounting software: given once.

    It comes from the customer number; without one, from the name. Files that were
    written name it, so a later change of the number does not change it.
    """

    _name = "clientfile.export.party"
    _description = "Third Party in an Accounting Software"
    _order = "code, id"
    _rec_name = "code"

    target_id = fields.Many2one(
        "clientfile.accounting.target", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="target_id.company_id", store=True)
    partner_id = fields.Many2one(
        "res.partner",
        "Customer or Supplier",
        required=True,
        index=True,
        ondelete="restrict",
    )
    partner_ref = fields.Char(related="partner_id.ref", string="Our Number")
    code = fields.Char("Code There", required=True)

    _partner = models.UniqueIndex(
        "(target_id, partner_id)", "This third party has a code already."
    )
    _code = models.UniqueIndex(
        "(target_id, code)", "Another third party has this code already."
    )

    @api.constrains("code", "target_id")
    def _check_code(self):
        for target, parties in self.grouped("target_id").items():
            width = target._get_party_width()
            for party in parties:
                if clean_code(party.code) != party.code:
                    raise ValidationError(
                        self.env._(
                            "“%s”: codes of third parties consist of capital letters "
                            "and digits.",
                            party.code,
                        )
                    )
                if width and len(party.code) > width:
                    raise ValidationError(
                        self.env._(
                            "“%(code)s” is too long: %(target)s takes %(width)s "
                            "characters.",
                            code=party.code,
                            target=target.name,
                            width=width,
                        )
                    )

    @api.model
    def _assign(self, target, moves):
        """Give a code to each third party of these entries that has none.

        :param moves: condition in SQL on ``move``
        :return: what stands in the way: (kind, partner id, code) of each
        """
        self.env.flush_all()
        rows = self.env.execute_query(SQL(_WITHOUT_CODE, target=target.id, moves=moves))
        if not rows:
            return []
        taken = self._get_taken(target)
        width = target._get_party_width()
        codes, refused = _choose_codes(rows, width, taken)
        for start in range(0, len(codes), _BATCH):
            self.create(
                [
                    {"target_id": target.id, "partner_id": partner_id, "code": code}
                    for partner_id, code in codes[start : start + _BATCH]
                ]
            )
        return refused

    def _get_taken(self, target):
        self.env.cr.execute(
            "SELECT code FROM clientfile_export_party WHERE target_id = %s",
            [target.id],
        )
        return {code for (code,) in self.env.cr.fetchall()}

    @api.model
    def _open_for(self, target, partner):
        """A window in which a third party gets its code by hand."""
        domain = [("target_id", "=", target.id), ("partner_id", "=", partner.id)]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Code in %s", target.name),
            "res_model": self._name,
            "res_id": self.search(domain).id,
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_target_id": target.id,
                "default_partner_id": partner.id,
            },
        }


def _choose_codes(rows, width, taken):
    """Codes of (id, number, name) of partners, numbers first, and those refused."""
    codes, refused = [], []
    numbered = [(one, clean_code(ref)) for one, ref, _name in rows if ref]
    for partner_id, code in numbered:
        if not code or width and len(code) > width:
            refused.append(("party_width", partner_id, code))
        elif code in taken:
            refused.append(("party_clash", partner_id, code))
        else:
            taken.add(code)
            codes.append((partner_id, code))
    for partner_id, ref, name in rows:
        if not ref:
            code = name_code(name or "", width, taken)
            taken.add(code)
            codes.append((partner_id, code))
    return codes, refused
