"""Partners of a scale database."""

from . import words


def store_words(cursor) -> None:
    """Words and countries, from which ``partners.sql`` draws."""
    for country in words.COUNTRIES:
        cursor.execute(
            "INSERT INTO scale.country SELECT %(code)s, id, %(lang)s, %(dial)s,"
            " %(mail)s, %(prefixes)s, %(trades)s, %(forms)s, %(given)s, %(surnames)s,"
            " %(streets)s, %(freemail)s FROM res_country WHERE code = %(code)s",
            country.row(),
        )
    for number, place in enumerate(words.places()):
        cursor.execute(
            "INSERT INTO scale.place VALUES (%s, %s, %s, %s)", (number, *place)
        )


def clone(loader, pattern) -> None:
    shared = ("name", "ref", "vat", "street", "zip", "city", "country_id", "lang")
    loader.clone(
        "res_partner",
        pattern,
        "scale.partner",
        id="made.id",
        **{column: f"made.{column}" for column in (*shared, "is_company", "email")},
        complete_name="CASE WHEN made.is_contact"
        " THEN made.company_name || ', ' || made.name ELSE made.name END",
        commercial_company_name="CASE WHEN made.is_company OR made.is_contact"
        " THEN made.company_name END",
        commercial_partner_id="made.entity_id",
        parent_id="CASE WHEN made.is_contact THEN made.entity_id END",
        company_registry="made.registry",
        phone="made.phone",
        phone_sanitized="made.phone_sanitized",
        email_normalized="made.email",
        user_id="CASE WHEN NOT made.is_contact THEN made.seller END",
        customer_rank="0",
        peppol_endpoint="NULL",
        peppol_eas="NULL",
        create_date="made.since",
        write_date="made.since",
    )


def rank_customers(cursor) -> None:
    """As Odoo does when it posts an invoice."""
    cursor.execute(
        "UPDATE res_partner SET customer_rank = made.count FROM ("
        "SELECT customer_id, count(*) FROM scale.invoice GROUP BY customer_id"
        ") AS made WHERE id = customer_id"
    )
