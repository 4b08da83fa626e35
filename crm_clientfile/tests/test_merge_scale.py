from odoo.tests import tagged

from .merge_case import MergeCase


@tagged("post_install", "-at_install")
class TestMergeScale(MergeCase):
    """A customer with many documents takes as many statements as one with few."""

    def count_statements(self, orders):
        survivor = self.make_company(f"Survivor {orders}")
        source = self.make_company(f"Source {orders}")
        self.env["sale.order"].create([{"partner_id": source.id}] * orders)
        for _number in range(orders):
            source._message_log(body="Hello")
        self.env["res.partner"].create(
            [{"name": "Paul", "parent_id": source.id} for _number in range(orders)]
        )
        self.env.flush_all()
        self.env.invalidate_all()
        start = self.env.cr.sql_log_count
        merge = self.merge(survivor, source)
        merged = self.env.cr.sql_log_count
        self.undo(merge)
        self.assertEqual(merge.state, "undone", merge.left)
        return merged - start, self.env.cr.sql_log_count - merged

    def test_statements_do_not_grow_with_the_rows(self):
        self.count_statements(2)
        few = self.count_statements(2)
        many = self.count_statements(60)
        self.assertEqual(many, few)

    def test_journal_holds_few_lines_for_many_rows(self):
        survivor = self.make_company("Survivor")
        source = self.make_company("Source")
        self.env["sale.order"].create([{"partner_id": source.id}] * 50)
        merge = self.merge(survivor, source)
        lines = merge.line_ids.filtered(lambda one: one.table_name == "sale_order")
        self.assertLessEqual(len(lines), 3)
        self.assertEqual(set(lines.mapped("row_count")), {50})
