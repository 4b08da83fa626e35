from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.channels import KINDS, channel_link, guess_kind, read_channel
from ..tools.errors import InvalidValue

# The host's field that holds the preferred way of each medium.
PREFERRED_FIELDS = {"phone": "phone", "email": "email", "web": "website"}
_READ_FIELDS = frozenset(("partner_id", "medium", "kind", "value", "validity"))
_VALIDITY = [("working", "Works"), ("failed", "Does not work any more")]


class ClientfileChannel(models.Model):
    """A further way to reach a partner; the host's fields hold the preferred ones.

    Has no company of its own: it is seen by whom sees the partner, moves with it to
    another company, is kept when it is archived and deleted with it.
    """

    _name = "clientfile.channel"
    _description = "Way to Reach"
    _order = "sequence, id"
    _rec_name = "value"

    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    medium = fields.Selection(
        [
            ("phone", "Phone"),
            ("email", "E-mail"),
            ("social", "Social network"),
            ("web", "Web site"),
        ],
        required=True,
        default="phone",
    )
    kind = fields.Selection(
        [
            ("mobile", "Mobile"),
            ("landline", "Landline"),
            ("switchboard", "Switchboard"),
            ("work", "Work"),
            ("personal", "Personal"),
            ("billing", "Billing"),
            ("fax", "Fax"),
            ("linkedin", "LinkedIn"),
            ("facebook", "Facebook"),
            ("instagram", "Instagram"),
            ("x", "X"),
            ("youtube", "YouTube"),
            ("tiktok", "TikTok"),
            ("whatsapp", "WhatsApp"),
            ("telegram", "Telegram"),
            ("viber", "Viber"),
            ("site", "Site"),
            ("shop", "Online shop"),
            ("other", "Other"),
        ],
        required=True,
        default="other",
    )
    kind_choices = fields.Json(compute="_compute_kind_choices")
    value = fields.Char("Number or Address", required=True)
    value_normalized = fields.Char(
        "Normalized", readonly=True, index="btree_not_null", copy=False
    )
    validity = fields.Selection(_VALIDITY, required=True, default="working")
    date_from = fields.Date("Valid from")
    date_to = fields.Date("Valid until")
    note = fields.Char()
    link = fields.Char(compute="_compute_link")

    _check_dates = models.Constraint(
        "CHECK (date_to >= date_from)",
        "A way to reach cannot end before it begins. Correct one of the two dates.",
    )

    @api.depends("medium")
    def _compute_kind_choices(self):
        for channel in self:
            channel.kind_choices = KINDS.get(channel.medium, ())

    @api.depends("medium", "kind", "value", "value_normalized")
    def _compute_link(self):
        for channel in self:
            channel.link = channel_link(
                channel.medium,
                channel.kind,
                channel.value or "",
                channel.value_normalized or "",
            )

    @api.onchange("medium", "value")
    def _onchange_value(self):
        country = self.partner_id._clientfile_country_code()
        if self.kind == "other" or self.kind not in KINDS.get(self.medium, ()):
            self.kind = guess_kind(self.medium, self.value, country)
        if not self.value:
            return None
        try:
            read = read_channel(self.medium, self.kind, self.value, country)
        except InvalidValue as error:
            return {"warning": self._prepare_warning(error)}
        self.value = read.written
        return None

    @api.constrains("medium", "kind")
    def _check_kind(self):
        for channel in self:
            if channel.kind not in KINDS[channel.medium]:
                labels = channel._get_labels()
                raise ValidationError(
                    self.env._(
                        "“%(kind)s” is not a kind of %(medium)s. Choose another.",
                        kind=labels["kind"],
                        medium=labels["medium"],
                    )
                )

    # Not a unique index: where one clashes, the host's merge deletes every row.
    @api.constrains("partner_id", "medium", "value_normalized")
    def _check_new_to_partner(self):
        twice = self._read_group(
            [("partner_id", "in", self.partner_id.ids)],
            ["partner_id", "medium", "value_normalized"],
            having=[("__count", ">", 1)],
        )
        twice = {row for row in twice if row[-1]}
        for channel in self.filtered("value_normalized"):
            row = (channel.partner_id, channel.medium, channel.value_normalized)
            if row in twice or channel._get_preferred_key() == row[-1]:
                raise ValidationError(
                    self.env._(
                        "%(customer)s can already be reached at %(value)s. "
                        "Remove one of the two.",
                        customer=channel.partner_id.display_name,
                        value=channel.value,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        channels = super().create([self._prepare_new_values(v) for v in vals_list])
        channels.partner_id._clientfile_refresh_keys()
        return channels

    def write(self, vals):
        if _READ_FIELDS.isdisjoint(vals):
            return super().write(vals)
        partners = self.partner_id
        for channel in self:
            read_vals = channel._prepare_changed_values(vals)
            super(ClientfileChannel, channel).write({**vals, **read_vals})
        (partners | self.partner_id)._clientfile_refresh_keys()
        return True

    def unlink(self):
        partners = self.partner_id
        result = super().unlink()
        partners._clientfile_refresh_keys()
        return result

    def action_open(self):
        """Call, write or visit; a page opens in a new tab."""
        self.ensure_one()
        is_page = (self.link or "").startswith("http")
        return {
            "type": "ir.actions.act_url",
            "url": self.link,
            "target": "new" if is_page else "self",
        }

    def action_make_preferred(self):
        """Exchange with the host's field; what it held becomes a further way."""
        self.ensure_one()
        fname = PREFERRED_FIELDS[self.medium]
        former = self.partner_id[fname]
        former_key = self._get_preferred_key()
        self.partner_id[fname] = self.value
        self._log_lost_note()
        if not former or self._has_twin(former_key):
            self.unlink()
        else:
            self.write(self._prepare_former_values(former, former_key))
        return True

    def action_log_message(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Log a message"),
            "res_model": "clientfile.channel.log",
            "view_mode": "form",
            "target": "new",
            "context": {"default_channel_id": self.id},
        }

    def _has_twin(self, key):
        """Whether the partner has this way to reach already."""
        siblings = self.partner_id.clientfile_channel_ids
        return key and key in siblings.filtered(
            lambda channel: channel.medium == self.medium
        ).mapped("value_normalized")

    def _log_lost_note(self):
        if self.note:
            self.partner_id._message_log(
                body=self.env._(
                    "Note on %(value)s, now preferred: %(note)s",
                    value=self.value,
                    note=self.note,
                )
            )

    def _prepare_former_values(self, value, key):
        """What the host held is kept as it is, valid or not."""
        country = self.partner_id._clientfile_country_code()
        return {
            "value": value,
            "kind": guess_kind(self.medium, value, country),
            "validity": "working" if key else "failed",
            "date_from": False,
            "date_to": False,
            "note": False,
        }

    def _get_preferred_key(self):
        """What the host's field of this medium holds, normalised; empty if invalid."""
        value = self.partner_id[PREFERRED_FIELDS.get(self.medium, "name")]
        if self.medium not in PREFERRED_FIELDS or not value:
            return ""
        country = self.partner_id._clientfile_country_code()
        try:
            return read_channel(self.medium, self.kind, value, country).key
        except InvalidValue:
            return ""

    def _get_labels(self):
        """Translated names of the medium and of the kind."""
        self.ensure_one()
        return {
            fname: dict(self._fields[fname]._description_selection(self.env))[
                self[fname]
            ]
            for fname in ("medium", "kind")
        }

    def _prepare_new_values(self, vals):
        medium = vals.get("medium") or self.default_get(["medium"])["medium"]
        partner = self.env["res.partner"].browse(vals.get("partner_id"))
        country = partner._clientfile_country_code()
        kind = vals.get("kind") or guess_kind(medium, vals.get("value"), country)
        vals = {
            "validity": "working",
            "value": "",
            **vals,
            "medium": medium,
            "kind": kind,
        }
        return {**vals, **self._prepare_read_values(vals, country)}

    def _prepare_changed_values(self, vals):
        self.ensure_one()
        partner = self.partner_id.browse(vals.get("partner_id", self.partner_id.id))
        current = {
            fname: self[fname] for fname in ("medium", "kind", "value", "validity")
        }
        return self._prepare_read_values(
            {**current, **vals}, partner._clientfile_country_code()
        )

    def _prepare_read_values(self, vals, country):
        """The value as shown and as compared; refuses what cannot work."""
        if self.env.context.get("clientfile_verbatim"):
            return {}
        reading = (vals["medium"], vals["kind"], vals["value"], country)
        if vals["validity"] == "failed":
            return self._prepare_failed_values(*reading)
        with self.env["clientfile.message"]._refusing():
            read = read_channel(*reading)
        return {"value": read.written, "value_normalized": read.key}

    def _prepare_failed_values(self, medium, kind, value, country):
        """What is known not to work may be kept as it was found."""
        try:
            read = read_channel(medium, kind, value, country)
        except InvalidValue:
            return {"value": value, "value_normalized": False}
        return {"value": read.written, "value_normalized": read.key}

    def _prepare_warning(self, error):
        return {
            "title": self.env._("Please check"),
            "message": self.env["clientfile.message"]._sentence(error),
        }
