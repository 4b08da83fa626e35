"""Background work, done at once."""

import time


def run(env) -> list[dict]:
    """Does all waiting jobs and those they start; how long each took, for how many."""
    taken = []
    waiting = [("state", "=", "pending")]
    while job := env["clientfile.job"].search(waiting, order="id", limit=1):
        started = time.perf_counter()
        finish(job)
        seconds = time.perf_counter() - started
        taken.append({"name": job.name, "seconds": seconds, "done": job.done})
    return taken


def finish(job) -> None:
    """Does the steps of the open jobs until ``job`` is done.

    :raises RuntimeError: when it fails
    """
    while job.state in ("pending", "running") and job._run_next():
        job.env.invalidate_all()
    if job.state != "done":
        raise RuntimeError(f"{job.name}: {job.state}, {job.message}\n{job.traceback}")
