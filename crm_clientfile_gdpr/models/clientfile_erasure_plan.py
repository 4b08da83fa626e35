from dataclasses import asdict

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.identity import Identity, mask
from ..tools.personal_data import GROUNDS
from .clientfile_person_finder import SURE

_ENTRY_STATES = {
    "account.move": "CASE WHEN posted_before THEN 'posted' ELSE state END",
    "account.move.line": "(SELECT CASE WHEN move.posted_before THEN 'posted'"
    " ELSE move.state END FROM account_move AS move WHERE move.id = move_id)",
}


class ClientfileErasure(models.Model):
    """Makes the plan: what was found, and what is proposed for each record."""

    _inherit = "clientfile.erasure"

    @api.model
    def _plan_for(self, partners, with_texts=True):
        """One plan for each of ``partners``, ready to be shown or executed."""
        plans = self.browse()
        for partner in partners:
            persons = self.env["clientfile.person.finder"]._get_persons(partner)
            plans |= self._make(persons, Identity(), with_texts)
        return plans

    @api.model
    def _make(self, persons, extra, with_texts=True):
        """The plan about one person, searched here and now."""
        plan = self._create_plan(persons, extra, with_texts)
        plan._refresh_lines(with_texts)
        return plan

    @api.model
    def _prepare(self, persons, extra, with_texts=True):
        """The same for somebody at the screen: a large file is read meanwhile."""
        plan = self._create_plan(persons, extra, with_texts)
        plan._search_all()
        return plan

    @api.model
    def _create_plan(self, persons, extra, with_texts):
        """An empty plan: the records of a person and what else it is known by."""
        # sudo: agents prepare plans, whose lines are of all records there are
        plan = self.sudo().create(
            {
                "partner_ids": [(6, 0, persons.ids)],
                "user_id": self.env.uid,
                "extra": asdict(extra),
                "is_full": with_texts,
                "subject_key": self._get_subject_key(persons),
            }
        )
        return plan.with_env(self.env)

    def _get_subject_key(self, persons):
        consents = self.env["clientfile.consent"]
        return consents._get_subject_key(persons[:1])

    def _join(self, partner):
        """``partner`` is one more record of the person."""
        persons = self.env["clientfile.person.finder"]._get_persons(partner)
        plan = self.sudo()  # sudo: the officer decides who is one person
        plan.partner_ids |= persons
        self._search_all()

    def _get_identity(self):
        self.ensure_one()
        finder = self.env["clientfile.person.finder"]
        known = {name: tuple(values) for name, values in (self.extra or {}).items()}
        # sudo: a person is known by all its records, whoever may open them
        return finder._get_identity(self.sudo().partner_ids) | Identity(**known)

    def _refresh_lines(self, with_texts=True):
        """Find everything anew, here and now."""
        self.ensure_one()
        plan = self.sudo()  # sudo: the plan covers all records there are
        finder = plan.env["clientfile.person.finder"]
        persons = plan.partner_ids.ids
        plan._set_lines(finder._find(plan._get_identity(), persons, with_texts))
        plan.is_read = with_texts
        self.invalidate_recordset()

    def _set_lines(self, found):
        """Lines of ``{(model, id): Found}``; those decided by hand stay so."""
        decided = {
            (line.model, line.res_id): line.read(["action", "reason"])[0]
            for line in self.line_ids
            if line.action != line.proposed
        }
        self.line_ids.unlink()
        values = self._get_line_values(found)
        for vals in values:
            by_hand = decided.get((vals["model"], vals["res_id"]))
            if by_hand and not vals["is_locked"]:
                vals.update(action=by_hand["action"], reason=by_hand["reason"])
        self.line_ids.create(values)
        self.date_restricted = max(
            (vals["date_until"] for vals in values if vals["action"] == "restrict"),
            default=False,
        )

    def _get_line_values(self, found):
        identity = self._get_identity()
        by_model = {}
        for (model, record_id), one in sorted(found.items()):
            by_model.setdefault(model, {})[record_id] = one
        context = self._get_books_context()
        lines = []
        for model, records in by_model.items():
            if self._is_planned(model):
                lines += self._propose(model, records, identity, context)
        return self._settle_files(lines)

    @api.model
    def _is_planned(self, model):
        """Plans are about the person too, and no part of themselves."""
        return not model.startswith("clientfile.erasure")

    def _propose(self, model, records, identity, context):
        """Values of the lines of one model, in a constant number of statements."""
        facts = self._read_facts(model, list(records))
        named = self._find_named(model, list(records), identity)
        audited = self._find_audited(model, list(records))
        own = self._find_own_messages(model, list(records))
        return [
            {
                "erasure_id": self.id,
                "model": model,
                "res_id": record_id,
                "why": one.why,
                "fields_found": ", ".join(sorted(one.fields)),
                **self._decide(
                    (model, record_id),
                    one,
                    {
                        "state": facts.get(record_id, (None, None))[0],
                        "clock": facts.get(record_id, (None, None))[1],
                        "is_named": record_id in named,
                        "is_audited": record_id in audited,
                        "is_own": record_id in own,
                    },
                    context,
                ),
            }
            for record_id, one in records.items()
        ]

    def _decide(self, key, one, facts, context):
        """Action, ground and end of a record that was found."""
        model, record_id = key
        rule = self.env["clientfile.data.map"]._get_rule(model)
        if one.why not in SURE:
            return self._prepare_decision("leave", "other")
        if model == "res.partner":
            return self._decide_partner(record_id, one, context)
        if facts["is_own"]:
            return self._prepare_decision("delete")
        if facts["is_audited"]:
            return self._prepare_decision("keep", "audit", is_locked=True)
        if rule.action == "keep" and facts["state"] not in rule.draft:
            until = self._get_until(rule, facts["clock"])
            return self._prepare_decision("keep", rule.ground, until, True)
        if rule.action == "keep":
            return self._prepare_decision("delete")
        if rule.action == "anonymise" and not (facts["is_named"] or rule.empty):
            return self._prepare_decision("keep", "link")
        return self._prepare_decision(rule.action)

    def _decide_partner(self, partner_id, one, context):
        if "person" not in one.whys:
            return self._prepare_decision("leave", "person")
        if until := context.get(partner_id):
            return self._prepare_decision("restrict", "fec", until, True)
        return self._prepare_decision("anonymise")

    def _prepare_decision(self, action, ground=False, until=False, is_locked=False):
        return {
            "action": action,
            "proposed": action,
            "ground": ground,
            "date_until": until,
            "is_locked": is_locked,
        }

    def _get_until(self, rule, clock):
        """The last day a record is kept: its years, counted from the year's end."""
        years = GROUNDS[rule.ground]
        if not years or not clock:
            return False
        day = fields.Date.to_date(clock) + relativedelta(years=years)
        return day + relativedelta(month=12, day=31)

    def _read_facts(self, model_name, ids):
        """State and date of each record, where the model has them."""
        model = self.env[model_name]
        rule = self.env["clientfile.data.map"]._get_rule(model_name)
        if rule.action != "keep":
            return {}
        state = model._fields.get("state")
        clock = model._fields.get(rule.clock)
        has_state = state and state.store and state.column_type
        state_sql = SQL.identifier("state") if has_state else SQL("NULL")
        # An entry that was posted once stays, whatever it is now.
        if model_name in _ENTRY_STATES:
            state_sql = SQL(_ENTRY_STATES[model_name])
        has_clock = clock and clock.store
        clock_sql = SQL.identifier(rule.clock) if has_clock else SQL("NULL")
        rows = self.env.execute_query(
            SQL(
                "SELECT id, %s, %s FROM %s WHERE id = ANY(%s)",
                state_sql,
                clock_sql,
                SQL.identifier(model._table),
                ids,
            )
        )
        return {record_id: (state, clock) for record_id, state, clock in rows}

    def _find_named(self, model_name, ids, identity):
        """Those of these records whose texts name the person."""
        data_map = self.env["clientfile.data.map"]
        names = data_map._get_text_fields().get(model_name)
        if not names:
            return set()
        rows = self.env.execute_query(
            data_map._get_rows_reading(model_name, SQL("id = ANY(%s)", ids))
        )
        return {
            row[0]
            for row in rows
            if any(text and mask(text, identity) != text for text in row[1:])
        }

    def _find_audited(self, model_name, ids):
        """Those that the audit trail of the accounts protects."""
        if model_name == "mail.message":
            # sudo: messages of all companies are part of the plan
            messages = self.env["mail.message"].sudo()
            return set(messages.search(self._get_audited_domain(ids)).ids)
        if model_name == "mail.tracking.value":
            values = self.env[model_name].sudo().browse(ids)  # sudo: nobody reads them
            messages = values.mail_message_id
            audited = messages.search(self._get_audited_domain(messages.ids))
            return set(values.filtered(lambda v: v.mail_message_id in audited).ids)
        return set()

    def _find_own_messages(self, model_name, ids):
        """The chatter of the person, unless the audit trail needs that it was there."""
        if model_name != "mail.message":
            return set()
        # sudo: messages of all companies are part of the plan
        messages = self.env["mail.message"].sudo()
        own = messages.search(
            [
                ("id", "in", ids),
                ("model", "=", "res.partner"),
                ("res_id", "in", self.partner_ids.ids),
            ]
        )
        trail = messages.search(
            [("id", "in", own.ids), ("account_audit_log_restricted", "=", True)]
        )
        return set((own - trail).ids)

    def _get_audited_domain(self, ids):
        """Messages of entries; those of the person itself are anonymised in place."""
        return [
            ("id", "in", ids),
            ("model", "=", "account.move"),
            ("account_audit_log_restricted", "=", True),
        ]

    def _settle_files(self, lines):
        """Files of what is kept are kept with it."""
        kept = {
            (line["model"], line["res_id"]): line
            for line in lines
            if line["action"] == "keep" and line["ground"] != "link"
        }
        files = [line for line in lines if line["model"] == "ir.attachment"]
        # sudo: only where a file belongs is read
        attachments = self.env["ir.attachment"].sudo()
        owners = {
            one.id: (one.res_model, one.res_id)
            for one in attachments.browse([line["res_id"] for line in files]).exists()
        }
        for line in files:
            owner = kept.get(owners.get(line["res_id"]))
            if owner:
                names = ("action", "proposed", "ground", "date_until")
                line.update({name: owner[name] for name in names})
                line["is_locked"] = owner["model"].startswith("account.")
            elif line["why"] not in ("attached", "link"):
                line.update(self._prepare_decision("leave", "other"))
        return lines
