from odoo import fields, models

LOSSES = ("confidentiality", "integrity", "availability")


class ClientfileBreach(models.Model):
    """The draft of the notification, in the order of the form of the CNIL."""

    _inherit = "clientfile.breach"

    def _get_form_sections(self):
        """Titles with pairs of a label and a text; times are in UTC."""
        self.ensure_one()
        sections = (
            (self.env._("1. Notification"), self._get_form_stage()),
            (self.env._("2. Controller and contact"), self._get_form_controller()),
            (self.env._("3. Dates"), self._get_form_dates()),
            (self.env._("4. Nature of the breach"), self._get_form_nature()),
            (self.env._("5. Data and persons"), self._get_form_data()),
            (self.env._("6. Measures before the breach"), self._get_form_before()),
            (self.env._("7. Consequences"), self._get_form_consequences()),
            (self.env._("8. Measures taken"), self._get_form_measures()),
            (self.env._("9. Information of the persons"), self._get_form_persons()),
        )
        missing = self.env._("to be completed")
        return [
            (title, [(label, text or missing) for label, text in lines])
            for title, lines in sections
        ]

    def _get_word(self, record, name):
        labels = record._fields[name]._description_selection(self.env)
        return dict(labels).get(record[name])

    def _get_form_stage(self):
        stages = [
            f"{stage.date}: {self._get_word(stage, 'kind')}\n{stage.text}"
            for stage in self.information_ids
        ]
        first = self.env._("First notification")
        reference = self.authority_reference or self.env._("none yet")
        return [
            (self.env._("Type"), "\n".join(stages) or first),
            (self.env._("Number of the notification"), reference),
        ]

    def _get_form_controller(self):
        company = self.company_id
        # sudo: the address of the company is in every letter
        address = company.sudo().partner_id.contact_address_inline
        processors = ", ".join(self.processor_ids.mapped("display_name"))
        return [
            (self.env._("Controller"), f"{company.name}\n{address}"),
            (self.env._("Registration number"), company.company_registry),
            (self.env._("Contact, data protection officer"), self._get_contact()),
            (
                self.env._("Processors involved"),
                processors or self.env._("none"),
            ),
        ]

    def _get_form_dates(self):
        lines = [
            (self.env._("Began on"), str(self.date_start or "")),
            (
                self.env._("Ended on"),
                str(self.date_end or self.env._("goes on, or not known")),
            ),
            (self.env._("Known on"), str(self.date_aware)),
            (self.env._("End of the 72 hours"), str(self.deadline)),
        ]
        moment = self.date_notified or fields.Datetime.now()
        if moment > self.deadline:
            lines.append((self.env._("Reasons of the delay"), self.late_reason))
        return lines

    def _get_form_nature(self):
        lost = [
            f"{self._fields[name]._description_string(self.env)}: "
            f"{self._get_word(self, name)}"
            for name in LOSSES
        ]
        origin = (
            self.env._("on purpose") if self.is_malicious else self.env._("accident")
        )
        return [
            (self.env._("Kind"), "\n".join(lost)),
            (self.env._("Origin"), origin),
            (self.env._("Circumstances"), self.description),
        ]

    def _get_form_data(self):
        return [
            (self.env._("Categories of data"), self.data_categories),
            (self.env._("Kind of data"), self._get_word(self, "context")),
            (self.env._("Number of records, about"), str(self.record_count or "")),
            (self.env._("Categories of persons"), self.person_categories),
            (
                self.env._("Number of persons, about"),
                str(self.person_count or self.listed_count or ""),
            ),
        ]

    def _get_form_before(self):
        return [(self.env._("Measures in place"), self.measures_before)]

    def _get_form_consequences(self):
        return [
            (self.env._("Likely consequences"), self.consequences),
            (
                self.env._("Severity, as we estimate it"),
                f"{self._get_word(self, 'severity')} ({self.score:.2f})",
            ),
        ]

    def _get_form_measures(self):
        return [(self.env._("Taken or planned"), self.measures)]

    def _get_form_persons(self):
        told = self.person_ids.filtered("date_told")
        lines = [(self.env._("Decision"), self._get_word(self, "persons_decision"))]
        if self.persons_decision == "not":
            lines.append((self.env._("Why not"), self.persons_justification))
        if self.persons_decision == "inform":
            dates = told.mapped("date_told")
            lines += [
                (self.env._("Persons told"), str(len(told))),
                (self.env._("First told on"), str(min(dates, default=""))),
                (self.env._("What they read"), self.letter_text),
            ]
        return lines
