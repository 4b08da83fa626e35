import logging

from .tools.log_mask import install


def post_load():
    """Once for each server: what our addons log names nobody."""
    install(logging.getLogger().handlers)
