from odoo.http import request

UNKEPT = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


def render_page(template, values, status=200):
    """A page for a person without an account, which no cache or other site keeps.

    ``template``: name of a template of this addon.
    """
    response = request.render(f"crm_clientfile_gdpr.{template}", values)
    response.status_code = status
    response.headers.update(UNKEPT)
    return response
