import secrets

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.opposition import HashKey
from .clientfile_consent import CHANNELS

_PARAMETER = "clientfile_gdpr.opposition_secret"
# By which kind of address each channel reaches people.
KEY_OF_CHANNEL = {"email": "e", "sms": "p", "phone": "p"}
# Without any opposition no hash is made.
_LISTED = """
    EXISTS (SELECT FROM clientfile_opposition) AND
    EXISTS (SELECT FROM clientfile_opposition AS listed
             WHERE listed.digest = %(digest)s AND listed.date <= %(moment)s
               AND (listed.company_id IS NULL OR listed.company_id = %(company)s)
               AND (listed.purpose_id IS NULL OR listed.purpose_id = %(purpose)s)
               AND (listed.channel IS NULL OR listed.channel = %(channel)s))
"""
_DIGEST = """
    encode(sha256(%(outer)s || sha256(%(inner)s
           || convert_to(%(prefix)s || %(address)s, 'UTF8'))), 'hex')
"""


class ClientfileOpposition(models.Model):
    """Addresses that are not to be used, as hashes that nobody can read.

    A hash survives the person it came from: who was erased is not contacted again when
    a file brings it back. A living person's opposition is in its consents as well.
    """

    _name = "clientfile.opposition"
    _description = "Opposition List"
    _order = "date desc, id desc"
    _rec_name = "digest"
    _log_access = False

    digest = fields.Char("Hash", required=True, readonly=True)
    kind = fields.Selection(
        [("e", "E-mail"), ("p", "Telephone")], required=True, readonly=True
    )
    channel = fields.Selection(CHANNELS, readonly=True, help="Empty: all channels.")
    purpose_id = fields.Many2one(
        "clientfile.purpose",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: all purposes.",
    )
    company_id = fields.Many2one(
        "res.company",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: all companies.",
    )
    date = fields.Datetime("Since", required=True, readonly=True)

    _once = models.UniqueIndex(
        "(digest, COALESCE(company_id, 0), COALESCE(purpose_id, 0),"
        " COALESCE(channel, ''))"
    )

    @api.model
    def _ensure_secret(self):
        """Make the secret of this database; at installation, and never again."""
        # sudo: the secret is for nobody to read
        parameters = self.env["ir.config_parameter"].sudo()
        if not parameters.get_param(_PARAMETER):
            values = {"key": _PARAMETER, "value": secrets.token_hex(32)}
            # With an XML id of ours, it goes when the addon is uninstalled.
            xml_id = "crm_clientfile_gdpr.ir_config_parameter_opposition_secret"
            parameters._load_records(
                [{"xml_id": xml_id, "values": values, "noupdate": True}]
            )

    @api.model
    def _get_key(self):
        # sudo: hashes are made for whoever asks, the secret is shown to nobody
        parameters = self.env["ir.config_parameter"].sudo()
        if not parameters.get_param(_PARAMETER):
            # Updated from a version that had no list.
            self._ensure_secret()
        return HashKey.of(parameters.get_param(_PARAMETER))

    @api.model
    def _get_addresses(self, identity):
        """The keys, as ``tools/keys.py`` writes them, of a person's addresses."""
        return [
            *(f"e:{email}" for email in identity.emails),
            *(f"p:{phone}" for phone in identity.phones),
        ]

    @api.model
    def _list(self, addresses, date, channel=None, purpose=None, company=None):
        """Put addresses on the list; those that are on it stay as they are."""
        key = self._get_key()
        wanted = [
            address
            for address in addresses
            if not channel or KEY_OF_CHANNEL.get(channel) == address[0]
        ]
        if not wanted:
            return
        digests = [key.digest(address) for address in wanted]
        self.env.cr.execute(
            SQL(
                "INSERT INTO clientfile_opposition"
                " (digest, kind, channel, purpose_id, company_id, date)"
                " SELECT listed.digest, listed.kind, %s, %s, %s, %s"
                " FROM UNNEST(%s::text[], %s::text[]) AS listed (digest, kind)"
                " ON CONFLICT DO NOTHING",
                channel or None,
                purpose.id if purpose else None,
                company.id if company else None,
                date,
                digests,
                [address[0] for address in wanted],
            )
        )
        self.env["clientfile.opposition"].invalidate_model()

    @api.model
    def _lift(self, addresses, date, channel=None, purpose=None, company=None):
        """Take off what an opposition that was lifted had put there before."""
        key = self._get_key()
        domain = [
            ("digest", "in", [key.digest(address) for address in addresses]),
            ("date", "<=", date),
        ]
        for name, value in (
            ("channel", channel),
            ("purpose_id", purpose and purpose.id),
            ("company_id", company and company.id),
        ):
            if value:
                domain += ["|", (name, "=", False), (name, "=", value)]
        self.sudo().search(domain).unlink()  # sudo: rows follow what people say

    @api.model
    def _get_listed_sql(self, channel, address, asked):
        """Whether ``address``, SQL of a normalised one, is on the list."""
        prefix = KEY_OF_CHANNEL.get(channel)
        if not prefix:
            return SQL("FALSE")
        digest = self._get_digest_sql(f"{prefix}:", address)
        return SQL("(%s)", SQL(_LISTED, digest=digest, **asked))

    @api.model
    def _get_digest_sql(self, prefix, address):
        key = self._get_key()
        return SQL(
            _DIGEST, outer=key.outer, inner=key.inner, prefix=prefix, address=address
        )

    @api.model
    def _get_listed(self, addresses):
        """Those of ``addresses``, keys as ``tools/keys.py`` writes them, on it."""
        key = self._get_key()
        by_digest = {key.digest(address): address for address in addresses}
        # sudo: whether an address is on the list is told to whoever has the address
        found = self.sudo().search([("digest", "in", list(by_digest))])
        return {by_digest[digest] for digest in found.mapped("digest")}

    @api.model
    def _has_any(self):
        # sudo: whether there is a list at all
        return bool(self.sudo().search_count([], limit=1))
