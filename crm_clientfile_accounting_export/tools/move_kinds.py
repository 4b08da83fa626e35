"""What kind of document an entry is, as a person chooses them for an export."""

KINDS = (
    "customer_invoices",
    "credit_notes",
    "vendor_bills",
    "payments",
    "miscellaneous",
)
"""In the order in which they are offered; ``KIND_OF_MOVE`` gives one of them."""

KIND_OF_MOVE = """
    CASE WHEN move.move_type IN ('out_invoice', 'out_receipt') THEN 'customer_invoices'
         WHEN move.move_type = 'out_refund' THEN 'credit_notes'
         WHEN move.move_type IN ('in_invoice', 'in_refund', 'in_receipt')
         THEN 'vendor_bills'
         WHEN move.origin_payment_id IS NOT NULL OR move.statement_line_id IS NOT NULL
           OR journal.type IN ('bank', 'cash', 'credit') THEN 'payments'
         ELSE 'miscellaneous' END
"""
"""SQL that names an entry ``move`` and its journal ``journal``."""
