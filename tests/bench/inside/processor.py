"""Processor time of Odoo and PostgreSQL, whatever else the machine does."""

import os
import time
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_BACKENDS = """
    SELECT pid FROM pg_stat_activity
     WHERE datname = current_database() AND backend_type = 'client backend'
"""


def processor_seconds(env) -> float:
    """What this process and the server processes of its database have used so far."""
    env.cr.execute(_BACKENDS)
    backends = [_seconds_of(pid) for (pid,) in env.cr.fetchall()]
    return time.process_time() + sum(backends)


def _seconds_of(pid: int) -> float:
    # The name of the program, in parentheses, may hold spaces.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    user, system = fields[11:13]
    return (int(user) + int(system)) / _TICKS
