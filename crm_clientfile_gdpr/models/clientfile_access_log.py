import secrets

from odoo import api, fields, models

from ..tools.access_chain import Record, stored_access
from ..tools.personal_data import PersonalData
from ..tools.seal_chain import salted_digest

ACTIONS = [
    ("archive", "Archive opened"),
    ("export", "Customers exported"),
    ("workbook", "Record taken as a workbook"),
    ("pack", "Access pack downloaded"),
    ("proof", "Proof printed"),
    ("register", "Register printed"),
    ("message", "Message said not to be advertising"),
]
_COLUMNS = """
    id, company_id, user_id, to_char(date, 'YYYY-MM-DD"T"HH24:MI:SS.US'), action,
    res_model, record_count, digest
"""


class ClientfileAccessLog(models.Model):
    """Who looked at, or took away, what is protected: added to, never changed.

    Buttons and routes that write call ``_log``; nothing is noted while reading. The
    person and the reason are outside the seal, which covers a salted digest of the
    reason: both can be erased, the entry stays.
    """

    _name = "clientfile.access.log"
    _description = "Access to Personal Data"
    _inherit = ["clientfile.seal.mixin"]
    _order = "date desc, id desc"
    _log_access = False
    _rec_name = "action"

    _seal_record = Record
    _seal_columns = _COLUMNS

    date = fields.Datetime(required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    action = fields.Selection(ACTIONS, "What Was Done", required=True, readonly=True)
    res_model = fields.Char("Document Model", readonly=True)
    res_id = fields.Many2oneReference(
        "Document", model_field="res_model", readonly=True
    )
    record_count = fields.Integer("Records", readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        "Person",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    reason = fields.Char(readonly=True)
    salt = fields.Char(readonly=True, groups="base.group_system")
    digest = fields.Char("Digest of the Reason", required=True, readonly=True)

    _unsealed = models.Index("(id) WHERE seal IS NULL")
    _position = models.UniqueIndex("(position) WHERE seal IS NOT NULL")

    @api.model
    def _log(self, action, records=None, reason="", count=None):
        """Note that the current user did ``action`` (a key of ``ACTIONS``).

        ``records``: what it was done with. ``count``: of how many, where there are more
        than ``records``.
        """
        # sudo: whoever does it leaves a trace, though nobody may write here
        return self.sudo().create(
            self._prepare_log_values(action, records, reason, count)
        )

    @api.model
    def _prepare_log_values(self, action, records, reason, count):
        is_one = records is not None and len(records) == 1
        salt = secrets.token_hex(16)
        return {
            "date": fields.Datetime.now(),
            "user_id": self.env.uid,
            "company_id": self.env.company.id,
            "action": action,
            "res_model": None if records is None else records._name,
            "res_id": records.id if is_one else False,
            "record_count": len(records or ()) if count is None else count,
            "partner_id": self._get_person(records).id if is_one else False,
            "reason": reason or False,
            "salt": salt,
            "digest": salted_digest(salt, [reason or ""]),
        }

    @api.model
    def _get_person(self, record):
        partners = self.env["res.partner"]
        if record._name == partners._name:
            return record
        field = record._fields.get("partner_id")
        is_person = field is not None and field.comodel_name == partners._name
        # sudo: whose data it was, also where the one who looked cannot read the person
        return record.sudo().partner_id if is_person else partners

    @api.model
    def _prepare_sealed(self, parts):
        ids = [record.log_id for _position, _seal, record in parts]
        # sudo: the salt is for nobody to read
        rows = self.sudo().browse(ids)
        found = {
            row.id: salted_digest(row.salt, [row.reason or ""])
            for row in rows
            if row.salt
        }
        return [
            stored_access(position, seal, record, found.get(record.log_id))
            for position, seal, record in parts
        ]

    @api.model
    def _clientfile_personal_data(self):
        """The reason goes with its salt: the seal holds, and tells nothing any more."""
        return PersonalData("anonymise", empty=("reason", "salt"), category="activity")

    @api.model
    def _get_refusal(self):
        return self.env._("The log of access to personal data stays as it is.")
