"""Loads the demo data of our addons alone, so that the demo company is not drowned in
Odoo's own examples. Runs in Odoo's shell, which gives ``env``."""

from ground import places

from odoo.modules.loading import load_data
from odoo.modules.module_graph import ModuleGraph

graph = ModuleGraph(env.cr, mode="load")
graph.extend(
    env["ir.module.module"].search([("state", "=", "installed")]).mapped("name")
)
for package in graph:
    if package.name in places.ADDONS:
        load_data(env, {}, "init", kind="demo", package=package)
env.cr.commit()
