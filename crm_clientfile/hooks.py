"""What installing on a living database takes: columns filled by SQL, nothing changed.

Rows of ``res_partner`` are written once, and only where there is something to fill:
no ORM, no tracking, no new ``write_date``.
"""

from .models.ir_ui_menu import HIDDEN_PARAMETER
from .models.res_partner_number import AUTOMATIC_PARAMETER, SEQUENCE_CODE
from .tools.identifiers import SIRENE_COUNTRIES, siren_of

_BATCH = 20000

# Odoo leaves existing columns alone: it would compute and fill new ones by itself.
# A constant default does not rewrite the table.
_ADD_COLUMNS = """
    ALTER TABLE res_partner
        ADD COLUMN IF NOT EXISTS clientfile_siren varchar,
        ADD COLUMN IF NOT EXISTS clientfile_is_prospect boolean DEFAULT FALSE,
        ADD COLUMN IF NOT EXISTS clientfile_is_client boolean DEFAULT FALSE,
        ADD COLUMN IF NOT EXISTS clientfile_is_supplier boolean DEFAULT FALSE,
        ADD COLUMN IF NOT EXISTS clientfile_client_since date
"""

_CREATE_FILL = """
    CREATE TEMPORARY TABLE clientfile_fill (
        partner_id integer PRIMARY KEY,
        siren varchar,
        is_prospect boolean,
        is_client boolean,
        is_supplier boolean,
        client_since date
    ) ON COMMIT DROP
"""

# One line per document and role; what the host counted but we cannot date has no day.
_FILL_ROLES = """
    WITH document (partner_id, role, day) AS (
        SELECT partner_id, 'client', COALESCE(invoice_date, date)
          FROM account_move
         WHERE state = 'posted'
           AND move_type IN ('out_invoice', 'out_refund', 'out_receipt')
     UNION ALL
        SELECT partner_id, 'client', date_order::date
          FROM sale_order WHERE state = 'sale'
     UNION ALL
        SELECT partner_id, 'client', date_closed::date
          FROM crm_lead WHERE won_status = 'won' AND partner_id IS NOT NULL
     UNION ALL
        SELECT id, 'client', NULL FROM res_partner WHERE customer_rank > 0
     UNION ALL
        SELECT partner_id, 'supplier', NULL
          FROM account_move
         WHERE state = 'posted'
           AND move_type IN ('in_invoice', 'in_refund', 'in_receipt')
     UNION ALL
        SELECT id, 'supplier', NULL FROM res_partner WHERE supplier_rank > 0
     UNION ALL
        SELECT partner_id, 'prospect', NULL
          FROM sale_order WHERE state IN ('draft', 'sent')
     UNION ALL
        SELECT partner_id, 'prospect', NULL
          FROM crm_lead
         WHERE won_status = 'pending' AND active AND partner_id IS NOT NULL
    ), known AS (
        SELECT partner_id, role, MIN(day) AS day FROM document GROUP BY 1, 2
    ), everyone AS (
        SELECT partner_id, role, day FROM known
     UNION ALL
        SELECT partner.commercial_partner_id, known.role, known.day
          FROM known JOIN res_partner AS partner ON partner.id = known.partner_id
         WHERE partner.commercial_partner_id <> partner.id
    )
    INSERT INTO clientfile_fill
                (partner_id, is_prospect, is_client, is_supplier, client_since)
         SELECT partner_id,
                BOOL_OR(role = 'prospect'),
                BOOL_OR(role = 'client'),
                BOOL_OR(role = 'supplier'),
                MIN(day)
           FROM everyone
          WHERE partner_id IS NOT NULL
       GROUP BY partner_id
"""

# As for new documents: clients and their contacts are no prospects.
_CLEAR_PROSPECTS = """
    UPDATE clientfile_fill AS fill
       SET is_prospect = FALSE
      FROM res_partner AS partner
 LEFT JOIN clientfile_fill AS entity
        ON entity.partner_id = partner.commercial_partner_id
     WHERE partner.id = fill.partner_id
       AND fill.is_prospect
       AND (fill.is_client OR entity.is_client OR NOT partner.active)
"""

_READ_NUMBERS = """
    SELECT partner.id, partner.company_registry, partner.vat, country.code
      FROM res_partner AS partner
 LEFT JOIN res_company AS company ON company.id = partner.company_id
 LEFT JOIN res_partner AS address ON address.id = company.partner_id
 LEFT JOIN res_country AS country
        ON country.id = COALESCE(partner.country_id, address.country_id, %s)
     WHERE partner.id > %s
       AND (partner.company_registry <> '' OR partner.vat ILIKE 'FR%%')
  ORDER BY partner.id
     LIMIT %s
"""

_FILL_SIREN = """
    INSERT INTO clientfile_fill (partner_id, siren) VALUES %s
    ON CONFLICT (partner_id) DO UPDATE SET siren = EXCLUDED.siren
"""

_UPDATE_PARTNERS = """
    UPDATE res_partner AS partner
       SET clientfile_siren = fill.siren,
           clientfile_is_prospect = COALESCE(fill.is_prospect, FALSE),
           clientfile_is_client = COALESCE(fill.is_client, FALSE),
           clientfile_is_supplier = COALESCE(fill.is_supplier, FALSE),
           clientfile_client_since = fill.client_since
      FROM clientfile_fill AS fill
     WHERE partner.id = fill.partner_id
       AND (fill.siren IS NOT NULL
            OR fill.is_prospect OR fill.is_client OR fill.is_supplier)
"""

_HAS_NUMBERS = """
    SELECT 1 FROM res_partner WHERE ref <> '' AND id = commercial_partner_id LIMIT 1
"""


def pre_init_hook(env):
    """Columns and their values for the partners that are there already."""
    cr = env.cr
    for query in (_ADD_COLUMNS, _CREATE_FILL, _FILL_ROLES, _CLEAR_PROSPECTS):
        cr.execute(query)
    _fill_siren(env)
    cr.execute(_UPDATE_PARTNERS)


def post_init_hook(env):
    env["res.partner"].flush_model(["ref", "commercial_partner_id"])
    env.cr.execute(_HAS_NUMBERS)
    # A firm that already numbers its customers has rules of its own.
    automatic = "False" if env.cr.rowcount else "True"
    env["ir.config_parameter"].set_param(AUTOMATIC_PARAMETER, automatic)
    env["ir.ui.menu"]._clientfile_hide_new_apps("crm_clientfile")
    take_stock(env)
    # Of columns it knows nothing of, PostgreSQL reads whole tables.
    env.cr.execute("ANALYZE res_partner")


def take_stock(env):
    """Open the histories of present customers; have them indexed and their
    figures made in the background.

    Done again, it adds what is missing.
    """
    administrator = _administrator(env)
    assignments = env["clientfile.assignment"].with_context(lang=administrator.lang)
    assignments._open_for_existing()
    indexing = env["clientfile.indexing"].with_context(lang=administrator.lang)
    indexing.create({}).with_user(administrator)._enqueue()
    runs = env["clientfile.metrics.run"].with_context(lang=administrator.lang)
    runs.with_user(administrator)._enqueue_new()


def uninstall_hook(env):
    """Removes what Odoo does not know to be ours."""
    parameters = env["ir.config_parameter"]
    for name in (AUTOMATIC_PARAMETER, HIDDEN_PARAMETER):
        parameters.set_param(name, False)
    env["ir.sequence"].search([("code", "=", SEQUENCE_CODE)]).unlink()


def _administrator(env):
    """Whom a job of the installation is done for: jobs do not run as OdooBot."""
    named = env.ref("base.user_admin", raise_if_not_found=False) or env["res.users"]
    group = env.ref("base.group_system")
    return (named | group.all_user_ids).filtered("active")[:1]


def _fill_siren(env):
    home = env.company.country_id.id or None
    last = 0
    while rows := _read_numbers(env.cr, home, last):
        last = rows[-1][0]
        found = [(partner_id, _siren(*numbers)) for partner_id, *numbers in rows]
        found = [row for row in found if row[1]]
        if found:
            env.cr.execute_values(_FILL_SIREN, found, page_size=_BATCH)


def _read_numbers(cr, home, last):
    cr.execute(_READ_NUMBERS, [home, last, _BATCH])
    return cr.fetchall()


def _siren(registry, vat, country):
    return siren_of(siret=country in SIRENE_COUNTRIES and registry, vat=vat)
