"""Makes all figures, and what one would otherwise ask of the same invoices."""

import statistics
import time

_PLAIN = """
    SELECT COUNT(*), SUM(number), SUM(untaxed), SUM(taxed), SUM(due), SUM(unpaid) FROM (
        SELECT commercial_partner_id, COUNT(*) AS number,
               SUM(amount_untaxed_signed) AS untaxed,
               SUM(amount_total_signed) AS taxed,
               SUM(amount_residual_signed) AS due,
               COUNT(*) FILTER (WHERE amount_residual_signed > 0) AS unpaid
          FROM account_move
         WHERE state = 'posted'
           AND move_type IN ('out_invoice', 'out_refund', 'out_receipt')
      GROUP BY commercial_partner_id) AS customer
"""
_COUNTS = """
    SELECT (SELECT COUNT(*) FROM res_partner) AS partners,
           (SELECT COUNT(*) FROM clientfile_metrics) AS customers,
           (SELECT COUNT(*) FROM account_move
             WHERE move_type IN ('out_invoice', 'out_refund')) AS invoices,
           (SELECT COUNT(*) FROM account_move_line AS line
              JOIN account_move AS move ON move.id = line.move_id
             WHERE move.move_type IN ('out_invoice', 'out_refund')) AS lines
"""
_CHANGED = """
    SELECT commercial_partner_id FROM (
        SELECT commercial_partner_id FROM account_move
         WHERE state = 'posted' AND move_type = 'out_invoice'
           AND id %% GREATEST(1, (SELECT COUNT(*) FROM account_move
                                  WHERE move_type = 'out_invoice') / %s) = 0
    ) AS invoice LIMIT %s
"""
ROUNDS = 3


def make(env, changed: int) -> dict:
    """Seconds of the plain query, of two full refreshes and of an incremental one."""
    plain = [time_plain(env)]
    first = refresh(env)
    again = refresh(env)
    plain += [time_plain(env) for _round in range(ROUNDS)]
    caught_up = catch_up(env, changed)
    env.cr.execute(_COUNTS)
    return {
        "plain": plain,
        "first": first,
        "again": again,
        "changed": caught_up,
        **env.cr.dictfetchone(),
    }


def time_plain(env) -> float:
    started = time.perf_counter()
    env.cr.execute(_PLAIN)
    return time.perf_counter() - started


def refresh(env) -> dict:
    """The steps of one full refresh, each committed as the job does."""
    runs = env["clientfile.metrics.run"].with_user(env.ref("base.user_admin"))
    run = runs._enqueue_new()
    env.cr.commit()
    steps, is_done = [], False
    while not is_done:
        started = time.perf_counter()
        is_done = run._job_step(run.job_id)
        env.cr.commit()
        steps.append(time.perf_counter() - started)
    run.job_id.sudo()._end("done")
    env.cr.commit()
    return {"seconds": sum(steps), "steps": steps}


def catch_up(env, changed: int) -> float:
    """The median of some rounds of catching up with that many changed invoices."""
    taken = []
    for _round in range(ROUNDS):
        env.cr.execute(_CHANGED, [changed, changed])
        ids = [partner_id for (partner_id,) in env.cr.fetchall()]
        env["clientfile.metrics.pending"]._add(ids)
        env.cr.commit()
        started = time.perf_counter()
        while env["clientfile.metrics.run"]._refresh_pending():
            env.cr.commit()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)
