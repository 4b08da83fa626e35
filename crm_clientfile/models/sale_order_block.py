from dataclasses import dataclass

from odoo import api, fields, models
from odoo.exceptions import RedirectWarning, UserError
from odoo.tools import groupby

from .res_partner_status_set import MANAGERS

REASON = "clientfile_exception_reason"
_TO_DO = "mail.mail_activity_data_todo"


@dataclass(frozen=True)
class Obstacle:
    """Why an order cannot be confirmed just so.

    :param customers: whose fault it is
    :param refusal: the sentence that refuses the order
    :param exception: the sentence noted when a manager confirms it all the same
    :param is_final: not even a manager confirms it
    """

    customers: models.Model
    refusal: str
    exception: str
    is_final: bool = False


class SaleOrder(models.Model):
    """Orders of a blocked customer are confirmed by managers only, with a reason.

    Quotations may still be made, and signed or paid online: those wait for a manager.
    """

    _inherit = "sale.order"

    clientfile_block_reason = fields.Char(
        "Why the Customer Is Blocked",
        compute="_compute_clientfile_block_reason",
        groups="base.group_user",
        help="Only a manager of the customer file may confirm the order.",
    )

    @api.depends("partner_id", "partner_invoice_id", "company_id")
    def _compute_clientfile_block_reason(self):
        blocks = self._get_clientfile_blocks()
        for order in self:
            order.clientfile_block_reason = order._describe_clientfile_blocks(
                blocks.get(order)
            )

    def action_confirm(self):
        obstacles = self._get_clientfile_obstacles()
        if not obstacles:
            return super().action_confirm()
        reason = self._get_clientfile_exception_reason(obstacles)
        result = super().action_confirm()
        for order, own in obstacles.items():
            order._log_clientfile_exceptions(own, reason)
        return result

    def _validate_order(self):
        held = self._clientfile_held()
        for order in held:
            order._clientfile_hold()
        free = self - held
        return super(SaleOrder, free)._validate_order() if free else None

    def _get_clientfile_obstacles(self):
        """A list of :class:`Obstacle` for each order that has any."""
        return {
            order: [order._prepare_clientfile_block_obstacle(blocks)]
            for order, blocks in self._get_clientfile_blocks().items()
        }

    def _prepare_clientfile_block_obstacle(self, blocks):
        return Obstacle(
            customers=blocks.sudo(False).partner_id,
            refusal=self._describe_clientfile_refusal(blocks),
            exception=self.env._(
                "%(order)s was confirmed although the customer is blocked.",
                order=self.name,
            ),
        )

    def _get_clientfile_blocks(self):
        """The blocks of those who order or pay, for each order that has any."""
        # sudo: whoever sells, and the customer himself online, is held up
        changes = self.env["clientfile.status.change"].sudo()
        blocks = {}
        for company, orders in groupby(self, lambda order: order.company_id.root_id):
            orders = self.browse().union(*orders)
            known = changes._get_blocks(orders._get_clientfile_parties(), company)
            for order in orders if known else ():
                parties = order._get_clientfile_parties()
                own = known.filtered(lambda block, who=parties: block.partner_id in who)
                blocks.update({order: own} if own else {})
        return blocks

    def _get_clientfile_parties(self):
        return (self.partner_id | self.partner_invoice_id).commercial_partner_id

    def _clientfile_held(self):
        """The quotations among these that only a manager may confirm."""
        quotations = self.filtered(lambda order: order.state in ("draft", "sent"))
        return self.browse().union(*quotations._get_clientfile_obstacles())

    def _describe_clientfile_blocks(self, blocks):
        """Reasons of the blocks; whose they are, where it is not the customer's."""
        own = self.partner_id.commercial_partner_id
        return " ".join(
            block.reason
            if block.partner_id == own
            else f"{block.partner_id.name}: {block.reason}"
            for block in blocks or ()
        )

    def _get_clientfile_exception_reason(self, obstacles):
        """Why a manager confirms all the same; refuses it to others."""
        reason = self.env.context.get(REASON)
        known = [obstacle for own in obstacles.values() for obstacle in own]
        sentences = [obstacle.refusal for obstacle in known]
        if any(obstacle.is_final for obstacle in known):
            raise UserError("\n".join(sentences))
        is_manager = self.env.user.has_group(MANAGERS)
        if is_manager and reason:
            return reason
        if is_manager:
            raise RedirectWarning(
                "\n".join(sentences),
                self._prepare_clientfile_exception_action(),
                self.env._("Confirm with a reason"),
            )
        sentences.append(
            self.env._(
                "The quotation stays as it is. Ask a manager of the customer file to "
                "confirm it."
            )
        )
        raise UserError("\n".join(sentences))

    def _describe_clientfile_refusal(self, blocks):
        return self.env._(
            "%(order)s cannot be confirmed: %(customer)s is blocked. %(reason)s",
            order=self.name,
            customer=", ".join(blocks.partner_id.mapped("name")),
            reason=self._describe_clientfile_blocks(blocks),
        )

    def _prepare_clientfile_exception_action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Confirm all the same"),
            "res_model": "clientfile.order.confirm",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_order_ids": self.ids},
        }

    def _log_clientfile_exceptions(self, obstacles, reason):
        for obstacle in obstacles:
            note = self.env._(
                "%(exception)s Reason: %(reason)s",
                exception=obstacle.exception,
                reason=reason,
            )
            self._message_log(body=note)
            customers = obstacle.customers
            customers._message_log_batch(bodies=dict.fromkeys(customers.ids, note))

    def _clientfile_hold(self):
        """Leave an order accepted online to the salesperson, once.

        The customer is told nothing but that his signature or payment has arrived.
        """
        self.filtered(lambda order: order.state == "draft").action_quotation_sent()
        salesperson = self.user_id or self.partner_id.user_id or self.team_id.user_id
        order = self.with_context(lang=salesperson.lang or self.env.lang)
        note = order._prepare_clientfile_hold_note()
        is_told = [("summary", "=", note)]
        if order.activity_search([_TO_DO], additional_domain=is_told):
            return
        order._message_log(body=note)
        if salesperson:
            order.activity_schedule(_TO_DO, summary=note, user_id=salesperson.id)

    def _prepare_clientfile_hold_note(self):
        return self.env._(
            "Accepted online by a blocked customer. A manager of the customer file has "
            "to confirm it."
        )
