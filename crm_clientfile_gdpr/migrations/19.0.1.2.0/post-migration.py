from odoo import SUPERUSER_ID, api

_FORMER_TO = "{{ object.partner_id.id }}"


def migrate(cr, version):
    """The warning before the archive reaches leads, where nobody changed to whom."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    template = env.ref(
        "crm_clientfile_gdpr.mail_template_retention", raise_if_not_found=False
    )
    if template and template.partner_to == _FORMER_TO:
        template.write(
            {
                "use_default_to": False,
                "partner_to": "{{ object.partner_id.id or '' }}",
                "email_to": "{{ object.lead_id.email_normalized or '' }}",
                "lang": "{{ object.partner_id.lang or object.lead_id.lang_id.code"
                " or object.company_id.partner_id.lang }}",
            }
        )
