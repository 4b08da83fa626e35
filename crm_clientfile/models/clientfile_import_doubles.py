from odoo import models

from ..tools.duplicate_profile import Comparable
from ..tools.import_remarks import Remark

_COPIED = (
    *("name", "trade_name", "street", "street2", "zip", "city", "vat"),
    *("company_registry", "siren"),
)


class ClientfileImport(models.Model):
    """Customers that an import creates and that may be there already.

    Who is certainly known is completed, see ``tools/import_match``. Who only may be is
    created all the same: the test says so, and the pair waits for a decision.
    """

    _inherit = "clientfile.import"

    def _remark_doubles(self, rows):
        """Say of each row that is to be created whom its customer may be."""
        new = {
            row.id: row
            for row in rows
            if row.state == "to_create" and not row.is_contact
        }
        for row_id, pairs in self._find_doubles(new.values()).items():
            if remark := self._get_double_remark(pairs):
                self._remark(new[row_id], [(None, remark)])

    def _find_doubles(self, rows):
        """Pairs of each row, the likeliest first, by its id."""
        compared = {row.id: self._get_comparable(row) for row in rows}
        return self.env["clientfile.duplicate.finder"]._find_for_rows(compared)

    def _get_comparable(self, row):
        values, keys = row.plan["values"], row.plan["keys"]
        texts = {name: values.get(name) or "" for name in _COPIED}
        return Comparable(
            **texts,
            is_company=bool(values.get("is_company")),
            country_code=values.get("country") or "",
            phones=tuple(key[2:] for key in keys if key.startswith("p:")),
            emails=tuple(key[2:] for key in keys if key.startswith("e:")),
            birthdate=values.get("birth_date") or "",
        )

    def _get_double_remark(self, pairs):
        """What is said of the likeliest one that the user may see."""
        likeliest = self._get_likeliest_double(pairs)
        if not likeliest:
            return None
        pair = next(one for one in pairs if one.other_id == likeliest.id)
        word = self.env["clientfile.duplicate.reason"]._word
        reasons = ", ".join(map(word, pair.reasons))
        params = {"name": likeliest.display_name, "reasons": reasons}
        return Remark("double_likely", params)

    def _get_likeliest_double(self, pairs):
        """The likeliest of the customers that the user may see, or none."""
        partners = self.env["res.partner"].with_context(active_test=False)
        others = partners.browse(pair.other_id for pair in pairs)
        return others._filtered_access("read")[:1]

    def _queue_doubles(self, rows):
        """Have the pairs of those just created wait for a decision."""
        ids = sorted(row.partner_id for row in rows if row.state == "created")
        if ids:
            self.env.flush_all()
            found = self.env["clientfile.duplicate.finder"]._find_in_batch(ids)
            self.env["clientfile.duplicate"]._upsert(found)
            self.env["clientfile.duplicate"].invalidate_model()
