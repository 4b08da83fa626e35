from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain

_STRONG = ("certain", "strong")


class ClientfileDuplicateScan(models.Model):
    """A nightly search tells those who decide of likely pairs: once, not of each."""

    _inherit = "clientfile.duplicate.scan"

    is_nightly = fields.Boolean("Nightly", readonly=True)
    last_pair_id = fields.Integer(
        readonly=True,
        default=lambda self: self._get_last_pair_id(),
        help="Pairs with a higher number are new.",
    )

    @api.model
    def _get_last_pair_id(self):
        # sudo: pairs of all companies and of leads count
        pairs = self.env["clientfile.duplicate"].sudo()
        return pairs.search([], order="id desc", limit=1).id

    @api.model
    def _cron_scan(self):
        nightly = self.with_context(default_is_nightly=True)
        return super(ClientfileDuplicateScan, nightly)._cron_scan()

    def _job_changed(self, job):
        result = super()._job_changed(job)
        if job.state == "done" and self.is_nightly:
            self._notify_managers()
        return result

    def _notify_managers(self):
        """One message to each manager, on the pairs that he may see."""
        for user in self._get_notified_users():
            scan = self.with_user(user).with_context(
                lang=user.lang, allowed_company_ids=user.company_ids.ids
            )
            count = scan.env["clientfile.duplicate"].search_count(
                scan._get_new_pairs_domain()
            )
            if count:
                scan._notify_of_pairs(user, count)

    def _get_notified_users(self):
        """Who is told what a night has brought: managers decide on pairs."""
        group = self.env.ref("crm_clientfile.crm_clientfile_group_manager")
        # sudo: who else is a manager is read for them
        users = group.sudo().all_user_ids
        return users.filtered(lambda user: user.active and not user._is_superuser())

    def _get_new_pairs_domain(self):
        """Which pairs are told of: new, likely, undecided."""
        return (
            Domain("id", ">", self.last_pair_id)
            & Domain("band", "in", _STRONG)
            & Domain("decision", "=", "pending")
            & Domain("is_actual", "=", True)
        )

    def _notify_of_pairs(self, user, count):
        body = Markup('<p>%s</p><p><a href="/odoo/duplicates">%s</a></p>') % (
            self._get_notice(count),
            self.env._("Open the possible duplicates"),
        )
        # sudo: a message of the system to one of its users
        threads = self.env["mail.thread"].sudo()
        threads.message_notify(
            partner_ids=user.partner_id.ids,
            subject=self._get_notice_subject(count),
            body=body,
            author_id=self.env.ref("base.partner_root").id,
        )

    def _get_notice_subject(self, count):
        if count == 1:
            return self.env._("One probable duplicate")
        return self.env._("%s probable duplicates", count)

    def _get_notice(self, count):
        if count == 1:
            return self.env._(
                "The search of this night found a new pair that is probably one."
            )
        return self.env._(
            "The search of this night found %s new pairs that are probably one.", count
        )
