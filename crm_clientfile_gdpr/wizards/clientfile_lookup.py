from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..models.clientfile_erasure import AGENT
from ..models.clientfile_person_finder import SURE

_MOST_NAMES = 20


class ClientfileLookup(models.TransientModel):
    """All that a database knows about a person, by what it is known by."""

    _name = "clientfile.lookup"
    _description = "Look-up of a Person"
    _inherit = ["clientfile.reading.mixin"]
    # As long as one may wait for the texts of a large database, and read what is found.
    _transient_max_hours = 24.0

    partner_id = fields.Many2one(
        "res.partner", "Customer or Contact", context={"active_test": False}
    )
    person_name = fields.Char("Name")
    email = fields.Char("E-mail")
    phone = fields.Char("Telephone")
    iban = fields.Char("Bank Account (IBAN)")
    number = fields.Char("Customer Number")
    is_full = fields.Boolean(
        "Read all texts",
        default=True,
        help="Notes, messages, files that Odoo indexed. It takes longer: in a large "
        "database they are read in the background.",
    )
    line_ids = fields.One2many("clientfile.lookup.line", "lookup_id", readonly=True)
    state = fields.Selection([("ask", "Ask"), ("found", "Found")], default="ask")
    found_count = fields.Integer(readonly=True)
    hidden = fields.Text(
        "Not Shown to You",
        readonly=True,
        help="How many records there are that you may not open.",
    )
    unread = fields.Text("Not Searchable", compute="_compute_unread")

    @api.depends("state", "line_ids")
    @api.depends_context("lang", "uid")
    def _compute_unread(self):
        """Why files may be missed, and which of those found nobody has read."""
        reason = self.env["clientfile.data.map"]._get_reason("file")
        for lookup in self:
            lookup.unread = "\n".join([reason, *lookup._list_unread()])

    def _list_unread(self):
        files = self.line_ids.filtered(lambda line: line.model == "ir.attachment")
        ids = files.mapped("res_id")
        unread = files._get_readable("ir.attachment", ids)._filter_clientfile_unread()
        if not unread:
            return []
        names = unread[:_MOST_NAMES].mapped("name")
        more = ["…"] if len(unread) > _MOST_NAMES else []
        return [
            self.env._(
                "Files of this person that no program has read: %s", len(unread)
            ),
            *names,
            *more,
        ]

    @api.depends_context("lang")
    def _compute_display_name(self):
        known = self.env["ir.model"].sudo()  # sudo: names of models are no secret
        for lookup in self:
            lookup.display_name = known._get(self._name).name

    def action_search(self):
        """Search, and show what the one who asks may open; the rest is counted.

        What keys and links tell is there at once; all texts of a large database are
        read in the background.
        """
        self.ensure_one()
        self._check_agent()
        if self.is_busy:
            raise UserError(
                self.env._(
                    "The texts are being read. Wait until it is done, or cancel."
                )
            )
        finder = self.env["clientfile.person.finder"]
        identity = self._get_identity()
        found, _shared = finder._find_linked(identity, self._get_persons().ids)
        finder._add_attached(found)
        self.sudo().job_id = False  # sudo: results are only ever written here
        self._show(found)
        if self.is_full:
            self._read_all(found, self.env._("Look-up of a person"))
        return self._reopen()

    def _show(self, found):
        """Make the lines of ``{(model, id): Found}``."""
        by_model = {}
        for (model, record_id), one in sorted(found.items()):
            if not model.startswith(("clientfile.lookup", "clientfile.erasure")):
                by_model.setdefault(model, {})[record_id] = one
        values, hidden = self._sort_out(by_model)
        # sudo: lines are only ever made here
        self.sudo().write(
            {
                "line_ids": [(5, 0, 0), *((0, 0, vals) for vals in values)],
                "state": "found",
                "found_count": sum(map(len, by_model.values())),
                "hidden": "\n".join(hidden),
            }
        )

    def action_prepare_erasure(self):
        """A plan about the person that was looked up."""
        self.ensure_one()
        self._check_agent()
        persons = self._get_persons()
        if not persons:
            raise UserError(
                self.env._(
                    "Choose the customer or contact that is the person; what else it "
                    "is known by is searched as well."
                )
            )
        plan = self.env["clientfile.erasure"]._prepare(
            persons, self._get_identity_typed(), self.is_full
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": plan._name,
            "res_id": plan.id,
            "view_mode": "form",
        }

    def _check_agent(self):
        if not self.env.su and not self.env.user.has_group(AGENT):
            raise AccessError(self.env._("Agents of data protection look persons up."))

    def _check_reader(self):
        self._check_agent()

    def _get_read_ids(self):
        return self._get_persons().ids

    def _end_reading(self, found):
        self._show(found)

    def _get_persons(self):
        if not self.partner_id:
            return self.env["res.partner"]
        self.partner_id.check_access("read")
        return self.env["clientfile.person.finder"]._get_persons(self.partner_id)

    def _get_identity_typed(self):
        return self.env["clientfile.person.finder"]._read_identity(
            names=[self.person_name],
            emails=[self.email],
            phones=[self.phone],
            ibans=[self.iban],
            numbers=[self.number],
        )

    def _get_identity(self):
        identity = self._get_identity_typed()
        persons = self._get_persons()
        if persons:
            finder = self.env["clientfile.person.finder"]
            identity |= finder._get_identity(persons)
        if not identity:
            raise UserError(
                self.env._(
                    "Fill in what the person is known by: a name, an e-mail, a "
                    "telephone, a bank account or a number, valid and complete."
                )
            )
        return identity

    def _sort_out(self, by_model):
        """Values of the lines to show, and sentences that count the others."""
        known = self.env["ir.model"].sudo()  # sudo: names of models are no secret
        lines = self.env["clientfile.lookup.line"]
        values, hidden = [], []
        for model, records in by_model.items():
            readable = set(lines._get_readable(model, list(records)).ids)
            closed = len(records) - len(readable)
            if closed:
                hidden.append(f"{known._get(model).name or model}: {closed}")
            values += [
                {
                    "model": model,
                    "res_id": record_id,
                    "why": one.why,
                    "is_sure": one.why in SURE,
                    "fields_found": ", ".join(sorted(one.fields)),
                }
                for record_id, one in records.items()
                if record_id in readable
            ]
        return values, hidden

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "current",
        }
