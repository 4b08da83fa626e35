"""What runs inside Odoo: functions that are given ``env`` (``Databases.call``)."""
