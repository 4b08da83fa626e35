"""An import of customers that only waits for its job; run in Odoo's shell."""

import base64

from odoo.fields import Command

COUNT = 2000

env = globals()["env"]
admin = env.ref("base.user_admin")
group = env.ref("crm_clientfile.crm_clientfile_group_administrator")
admin.group_ids = [Command.link(group.id)]
rows = [
    f"KILL{number};Client {number};{number} rue Haute;69001;Lyon;c{number}@x.example"
    for number in range(COUNT)
]
header = "N° client;Raison sociale;Rue;Code postal;Ville;Email"
document = (
    env["clientfile.import"]
    .with_user(admin)
    .create(
        {
            "file": base64.b64encode("\n".join([header, *rows]).encode()),
            "filename": "clients.csv",
        }
    )
)
document.action_read()
document._run_steps("test")
document._finish("test")
document.action_run()
env.cr.commit()
