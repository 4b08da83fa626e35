from odoo import api, models
from odoo.exceptions import LockError, UserError
from odoo.tools import SQL, float_compare

_TOTALS = """
    SELECT (SELECT COALESCE(SUM(amount_residual), 0)
              FROM account_move_line AS line
              JOIN account_account AS account ON account.id = line.account_id
             WHERE line.partner_id = ANY(%(ids)s) AND line.parent_state = 'posted'
               AND account.account_type = 'asset_receivable'),
           (SELECT COALESCE(SUM(balance), 0) FROM account_move_line
             WHERE partner_id = ANY(%(ids)s) AND parent_state = 'posted'),
           (SELECT COUNT(*) FROM account_move
             WHERE partner_id = ANY(%(ids)s)),
           (SELECT COUNT(*) FROM sale_order WHERE partner_id = ANY(%(ids)s)),
           (SELECT COALESCE(SUM(amount_total), 0) FROM sale_order
             WHERE partner_id = ANY(%(ids)s))
"""


class MergeBusyError(UserError):
    """Somebody else holds one of the customers: another moment may do."""


class ClientfileMerge(models.Model):
    """What stands in the way of a merge, and what must be the same after it."""

    _inherit = "clientfile.merge"

    @api.model
    def _lock_partners(self, partners):
        """No one else merges or edits them until this transaction ends."""
        self.env.flush_all()
        try:
            # sudo: to read the locked rows, whose access was checked
            partners.sudo().sorted("id").lock_for_update()
        except LockError as error:
            raise MergeBusyError(
                self.env._(
                    "Somebody else is changing or merging one of these customers. "
                    "Try again in a moment."
                )
            ) from error
        partners.invalidate_recordset(flush=False)

    @api.model
    def _refuse_obstacles(self, survivor, sources):
        if obstacles := self._get_obstacles(survivor, sources):
            raise UserError("\n".join(obstacles))

    @api.model
    def _get_obstacles(self, survivor, sources):
        """Sentences that say why these customers cannot become one; none: they can."""
        # sudo: what the user does not see stands in the way, too
        survivor, sources = survivor.sudo(), sources.sudo()
        partners = (survivor | sources).with_context(active_test=False)
        if not survivor or not sources:
            return [self.env._("Choose at least two customers to merge.")]
        return [
            *self._get_place_obstacles(survivor, sources),
            *self._get_company_obstacles(survivor, sources),
            *self._get_user_obstacles(survivor, partners),
        ]

    def _get_place_obstacles(self, survivor, sources):
        merged = (survivor | sources).filtered("clientfile_merged_into_id")
        for partner in merged:
            yield self.env._(
                "%(customer)s was merged into %(other)s already.",
                customer=partner.display_name,
                other=partner.clientfile_merged_into_id.display_name,
            )
        if not survivor.active and survivor not in merged:
            yield self.env._(
                "%(customer)s is archived. Restore it first, or let another one "
                "remain.",
                customer=survivor.display_name,
            )
        partners = survivor | sources
        for partner in partners:
            above = partner.parent_id
            while above and above not in partners:
                above = above.parent_id
            if above:
                yield self.env._(
                    "%(contact)s belongs to %(customer)s: a contact and its company "
                    "are not one. Archive it, or detach it first.",
                    contact=partner.display_name,
                    customer=above.display_name,
                )

    def _get_company_obstacles(self, survivor, sources):
        company = survivor.company_id
        for source in sources:
            if company and source.company_id != company:
                yield self.env._(
                    "%(customer)s is not of the company %(company)s like %(other)s. "
                    "Only a customer shared by all companies can take it in.",
                    customer=source.display_name,
                    company=company.display_name,
                    other=survivor.display_name,
                )
        companies = sources.company_id
        if len(companies) > 1:
            yield self.env._(
                "These customers belong to different companies: %(companies)s.",
                companies=", ".join(companies.mapped("display_name")),
            )
        foreign = (companies | company) - self.env.user.company_ids
        if foreign:
            yield self.env._(
                "You do not work for %(company)s. Ask somebody who does.",
                company=foreign[0].display_name,
            )
        # sudo: every company's own record is kept, whoever may see the company
        own = self.env["res.company"].sudo().search([("partner_id", "in", sources.ids)])
        if own:
            yield self.env._(
                "%(customer)s is the address of your company. Let it remain.",
                customer=own[0].partner_id.display_name,
            )

    def _get_user_obstacles(self, survivor, partners):
        holders = partners.filtered("user_ids")
        if len(holders) > 1:
            yield self.env._(
                "%(customers)s have users of their own: nobody can log in as two. "
                "Delete one of the users first.",
                customers=", ".join(holders.mapped("display_name")),
            )
        users = (partners - survivor).user_ids
        if any(user._is_public() or user._is_superuser() for user in users):
            yield self.env._("The customer of a technical user cannot be merged.")
        company = survivor.company_id
        if company and any(company not in user.company_ids for user in users):
            yield self.env._(
                "The user of %(customer)s has no access to the company %(company)s.",
                customer=users[0].partner_id.display_name,
                company=company.display_name,
            )

    def _get_totals(self, partners):
        """Sums and counts of documents that a merge may not change."""
        self.env.cr.execute(SQL(_TOTALS, ids=partners._clientfile_entity_ids()))
        return self.env.cr.fetchone()

    def _check_totals(self, before):
        after = self._get_totals(self.survivor_id | self.source_ids)
        alone = self._get_totals(self.survivor_id)
        for totals in (after, alone):
            pairs = zip(before, totals, strict=True)
            if any(float_compare(*pair, precision_digits=6) for pair in pairs):
                raise UserError(
                    self.env._(
                        "The sums of the documents are not the same after the merge: "
                        "nothing was changed. Tell your administrator."
                    )
                )
