from odoo import api, fields, models
from odoo.tools import SQL, LazyTranslate

from ..tools.duplicate_keys import CAPS
from ..tools.duplicate_names import Rarity

_lt = LazyTranslate(__name__)

# Rarer words are all the same: rare.
FEWEST = 3
WORD = "n:"
MOST_OPENED = 10000
KINDS = {
    "p": _lt("Phone number"),
    "e": _lt("E-mail address"),
    "i": _lt("Official number"),
    "bn": _lt("Name"),
    "bd": _lt("Name and department"),
    "bs": _lt("Beginning of the name, house and street"),
    "bz": _lt("Sound of the name and postcode"),
    "bt": _lt("Beginning of the name and town"),
    "ba": _lt("Sound of the e-mail name"),
    "bb": _lt("Birth date"),
    "bg": _lt("House and sound of the street"),
    "bi": _lt("Number that is not confirmed"),
    "bp": _lt("Phone number that is not valid"),
    "bw": _lt("Sound of two words of the name"),
    "bx": _lt("Sound of the name and birthday"),
    "by": _lt("Sound of the name and year of birth"),
}


class ClientfileMatchFrequency(models.Model):
    """How many partners share a key, where that matters.

    Words of names weigh less the more partners have them. A key of another
    kind that too many share tells nothing: it is listed here, and skipped.
    """

    _name = "clientfile.match.frequency"
    _description = "Common Key"
    _log_access = False
    _order = "partners desc, id"
    _rec_name = "key"

    key = fields.Char(required=True, readonly=True)
    partners = fields.Integer("Customers", required=True, readonly=True)
    is_skipped = fields.Boolean("Skipped", readonly=True)
    label = fields.Char("Kind of Key", compute="_compute_words")
    value = fields.Char(compute="_compute_words")

    _one_per_key = models.UniqueIndex("(key)")

    @api.depends("key")
    @api.depends_context("lang")
    def _compute_words(self):
        for common in self:
            kind, _colon, value = (common.key or "").partition(":")
            label = KINDS.get(kind)
            common.label = label and self.env._(label)
            # The combined ones are stored as hashes, which nobody can read.
            common.value = value if kind in ("p", "e", "i") else False

    def action_open_partners(self):
        """Those who share it, as far as the user may see them."""
        self.ensure_one()
        query = "SELECT partner_id FROM clientfile_match_key WHERE key = %s LIMIT %s"
        rows = self.env.execute_query(SQL(query, self.key, MOST_OPENED))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Customers"),
            "res_model": "res.partner",
            "view_mode": "list,form",
            "domain": [("id", "in", [partner_id for (partner_id,) in rows])],
            "context": {"active_test": False},
        }

    @api.model
    def _get_rarity(self, profiles, population):
        """How rare the words of the names of ``profiles`` are, for comparing them."""
        words = {word for one in profiles for word in (*one.name, *one.trade_name)}
        rows = self.env.execute_query(
            SQL(
                "SELECT substr(key, %s), partners FROM clientfile_match_frequency"
                " WHERE NOT is_skipped AND key = ANY(%s)",
                len(WORD) + 1,
                [WORD + word for word in words],
            )
        )
        return Rarity(dict(rows), population)

    @api.model
    def _rebuild(self):
        """Count anew the words, and the keys that too many share, once gathered."""
        self.env.cr.execute("DELETE FROM clientfile_match_frequency")
        counted = {WORD.rstrip(":"): FEWEST - 1, **CAPS}
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO clientfile_match_frequency (key, partners, is_skipped)
                     SELECT key, holders, kind <> %(word)s
                       FROM clientfile_match_shared
                       JOIN (VALUES %(most)s) AS cap (kind, most) USING (kind)
                      WHERE holders > most
                """,
                word=WORD.rstrip(":"),
                most=SQL(", ").join(SQL("(%s, %s)", *one) for one in counted.items()),
            )
        )
        self.invalidate_model()
