"""One person in more than forty places of a database."""

import base64

from odoo import Command

NAME = "Zoé Zwolinskaplan"
EMAIL = "zoe@planted.example"
OTHER_EMAIL = "zoe.pro@planted.example"
PHONE = "06 12 98 00 17"
IBAN = "FR7630006000011234567890189"
STREET = "12 rue Plantée"
# What the database must not hold any more once the person is erased.
TOKENS = ("zwolinskaplan", "planted.example", "612980017", "rue plantée", IBAN.lower())


def plant_person(case):
    """The person, and what was planted: ``{place: record}``."""
    env = case.env
    zoe = env["res.partner"].create(
        {
            "name": NAME,
            "email": EMAIL,
            "phone": PHONE,
            "street": STREET,
            "function": "Gérante, Zwolinskaplan & fille",
            "comment": f"<p>Zoé rappelle au {PHONE}</p>",
            "country_id": case.france.id,
            "ref": "Z0077",
            "clientfile_birth_date": "1980-02-29",
        }
    )
    planted = {"customer": zoe}
    planted |= _plant_reach(env, zoe)
    planted |= _plant_trade(case, zoe)
    planted |= _plant_messages(env, zoe)
    planted |= _plant_work(env, zoe)
    planted |= _plant_ours(env, zoe)
    planted |= _plant_elsewhere(env)
    planted |= _plant_copies(env)
    env.flush_all()
    planted |= _plant_rows(env)
    return zoe, planted


def _plant_reach(env, zoe):
    partners = env["res.partner"]
    portal = env["res.users"].create(
        {
            "name": NAME,
            "login": EMAIL,
            "partner_id": zoe.id,
            "group_ids": [Command.set(env.ref("base.group_portal").ids)],
        }
    )
    return {
        "further e-mail": env["clientfile.channel"].create(
            {"partner_id": zoe.id, "medium": "email", "value": OTHER_EMAIL}
        ),
        "delivery address": partners.create(
            {
                "name": NAME,
                "parent_id": zoe.id,
                "type": "delivery",
                "street": STREET,
            }
        ),
        "contact with the same phone": partners.create(
            {"name": "Assistante", "parent_id": zoe.id, "phone": "+33612980017"}
        ),
        "bank account": env["res.partner.bank"].create(
            {"acc_number": IBAN, "partner_id": zoe.id, "acc_holder_name": NAME}
        ),
        "portal user": portal,
        "sign-in": env["res.users.log"].with_user(portal).sudo().create({}),
        "other record with her name": partners.create({"name": "ZWOLINSKAPLAN Zoe"}),
    }


def _plant_trade(case, zoe):
    env = case.env
    leads = env["crm.lead"]
    order = case.make_order(zoe, note=f"<p>{NAME}</p>")
    return {
        "lead": leads.create({"name": f"Devis {NAME}", "partner_id": zoe.id}),
        "lead by e-mail": leads.create({"name": "Site", "email_from": EMAIL}),
        "lead by phone": leads.create({"name": "Appel", "phone": "+33 6 12 98 00 17"}),
        "lead by text": leads.create(
            {"name": "Sans adresse", "description": f"<p>Rappeler le {PHONE}</p>"}
        ),
        "quotation": order,
        "loyalty card": env["loyalty.card"].create(
            {
                "partner_id": zoe.id,
                "program_id": env["loyalty.program"]
                .create({"name": "Carte", "program_type": "loyalty"})
                .id,
            }
        ),
        "rating": env["rating.rating"].create(
            {
                "partner_id": zoe.id,
                "res_model_id": env["ir.model"]._get_id("res.partner"),
                "res_id": zoe.id,
                "feedback": f"{NAME} est contente",
                "rating": 5,
            }
        ),
    }


def _plant_messages(env, zoe):
    other = env["res.partner"].create({"name": "Café du Port"})
    note = zoe.message_post(body=f"Appel de {NAME}, {PHONE}")
    posted = other.message_post(
        body=f"Bonjour, {NAME}", author_id=zoe.id, email_from=f"{NAME} <{EMAIL}>"
    )
    env["mail.tracking.value"].create(
        {
            "mail_message_id": note.id,
            "field_id": env["ir.model.fields"]._get("res.partner", "email").id,
            "old_value_char": "zoe.former@planted.example",
            "new_value_char": EMAIL,
        }
    )
    channel = env["discuss.channel"].create({"name": f"Suivi {NAME}"})
    return _plant_sending(env, zoe, posted) | {
        "note on the customer": note,
        "former e-mail, tracked": note.sudo().tracking_value_ids,
        "message on another customer": posted,
        "channel": channel,
        "message in a channel": channel.message_post(body=f"{EMAIL} a répondu"),
    }


def _plant_sending(env, zoe, posted):
    mailing = env["mailing.mailing"].create(
        {"subject": "Offre", "mailing_model_id": env["ir.model"]._get_id("res.partner")}
    )
    contacts = env["mailing.contact"]
    subtype = env.ref("mail.mt_comment")
    return {
        "mailing contact": contacts.create({"name": NAME, "email": EMAIL}),
        "mailing trace": env["mailing.trace"].create(
            {
                "mass_mailing_id": mailing.id,
                "model": "res.partner",
                "res_id": zoe.id,
                "email": EMAIL,
            }
        ),
        "e-mail blacklist": env["mail.blacklist"]._add(EMAIL),
        "phone blacklist": env["phone.blacklist"]._add(["+33612980017"]),
        "mail to be sent": env["mail.mail"].create(
            {"email_to": EMAIL, "subject": NAME, "body_html": f"<p>{NAME}</p>"}
        ),
        "text message": env["sms.sms"].create(
            {"number": "+33612980017", "body": f"Bonjour {NAME}"}
        ),
        "follower": env["mail.followers"].create(
            {
                "res_model": "res.partner",
                "res_id": posted.res_id,
                "partner_id": zoe.id,
                "subtype_ids": [Command.set(subtype.ids)],
            }
        ),
        "notification": env["mail.notification"].create(
            {
                "mail_message_id": posted.id,
                "res_partner_id": zoe.id,
                "notification_type": "email",
                "mail_email_address": EMAIL,
            }
        ),
    }


def _plant_work(env, zoe):
    project = env["project.project"].create({"name": f"Chantier {NAME}"})
    event = env["calendar.event"].create(
        {
            "name": f"Visite chez {NAME}",
            "start": "2026-05-04 08:00:00",
            "stop": "2026-05-04 09:00:00",
            "location": STREET,
            "partner_ids": [Command.link(zoe.id)],
        }
    )
    return _plant_files(env, zoe) | {
        "project": project,
        "task": env["project.task"].create(
            {
                "name": f"Devis pour {NAME}",
                "project_id": project.id,
                "partner_id": zoe.id,
                "description": f"<p>{STREET}, {NAME}</p>",
            }
        ),
        "meeting": event,
        "attendee": event.attendee_ids.filtered(lambda one: one.partner_id == zoe),
        "activity": zoe.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=f"Rappeler {NAME}",
            user_id=env.uid,
        ),
    }


def _plant_files(env, zoe):
    scan = base64.b64encode(b"\x89PNG scan of an identity card of Zwolinskaplan")
    plan = env["account.analytic.plan"].search([], limit=1)
    return {
        "analytic account": env["account.analytic.account"].create(
            {"name": NAME, "partner_id": zoe.id, "plan_id": plan.id}
        ),
        "identity card": env["ir.attachment"].create(
            {
                "name": f"Carte {NAME}.png",
                "res_model": "res.partner",
                "res_id": zoe.id,
                "datas": scan,
            }
        ),
    }


def _plant_ours(env, zoe):
    merged = env["res.partner"].create({"name": NAME, "email": OTHER_EMAIL})
    merge = env["clientfile.merge"]._merge(zoe, merged)
    dispute = {"reason": "other", "state": "abandoned"}
    consents = env["clientfile.consent"]
    opposition = consents._record(
        zoe,
        [{"state": "opposed", "channel": "email"}],
        {"reference": EMAIL, "note": f"{NAME} a écrit"},
    )
    return {
        "merge": merge,
        "journal of the merge": merge.line_ids,
        "consent": opposition,
        "evidence": opposition.sudo().evidence_id,
        "dispute": env["clientfile.dispute"].create(
            {**dispute, "partner_id": zoe.id, "name": f"{NAME} réclame"}
        ),
        "former number": env["clientfile.number.alias"].create(
            {"partner_id": zoe.id, "number": "Z-ANCIEN-1"}
        ),
        "search kept": env["ir.filters"].create(
            {
                "name": f"Tout de {NAME}",
                "model_id": "res.partner",
                "domain": f"[('email', '=', '{EMAIL}')]",
            }
        ),
        "external id": env["ir.model.data"].create(
            {
                "module": "__import__",
                "name": "client_zoe_zwolinskaplan",
                "model": "res.partner",
                "res_id": zoe.id,
            }
        ),
    }


def _plant_elsewhere(env):
    partners = env["res.partner"]
    return {
        "note of a third party": partners.create(
            {"name": "Voisin", "comment": f"<p>Beau-frère de Mme {NAME}</p>"}
        ),
        "file of many": env["ir.attachment"].create(
            {
                "name": "clients.csv",
                "mimetype": "text/csv",
                "raw": f"nom;email\n{NAME};{EMAIL}\n".encode(),
            }
        ),
        "product": env["product.template"].create(
            {"name": "Gâteau", "description_sale": f"Recette de {NAME}"}
        ),
        "wizard": env["clientfile.lookup"].create(
            {"person_name": NAME, "email": EMAIL}
        ),
        "privacy log": env["privacy.log"].create(
            {
                "anonymized_name": "Z*** Z***",
                "anonymized_email": "z***@p***.example",
                "user_id": env.uid,
                "additional_note": f"Vu avec {NAME}",
            }
        ),
    }


def _plant_copies(env):
    """What was noted of her while others asked about their data."""
    other = env["res.partner"].create({"name": "Hubert Lacroix"})
    values = {"kind": "access", "channel": "hand", "partner_id": other.id}
    request = env["clientfile.request"]._receive(values)
    pack = env["clientfile.request.pack"].create(
        {"request_id": request.id, "kind": "access"}
    )
    document = {"pack_id": pack.id, "folder": "documents", "content": "others"}
    return {
        "document of the copy of another": env[
            "clientfile.request.pack.document"
        ].create({**document, "name": f"{NAME}.txt", "others": f"{NAME}, {EMAIL}"}),
        "text with her name alone": env["ir.attachment"].create(
            {"name": "liste.txt", "raw": f"Invités\n{NAME}\n".encode()}
        ),
        "text of an old program": env["ir.attachment"].create(
            {"name": "vieux.txt", "raw": f"Invités\n{NAME}\n".encode("cp1252")}
        ),
    }


def _plant_rows(env):
    """What only programs write."""
    env.cr.execute(
        "INSERT INTO ir_logging (name, type, dbname, level, message, path, func, line)"
        " VALUES ('x', 'server', 'db', 'INFO', %s, 'p', 'f', '1') RETURNING id",
        [f"mail to {EMAIL}"],
    )
    logged = env["ir.logging"].browse(env.cr.fetchone()[0])
    env.cr.execute(
        "INSERT INTO bus_bus (channel, message) VALUES ('x', %s) RETURNING id",
        [f'{{"name": "{NAME}"}}'],
    )
    return {"log": logged, "bus": env["bus.bus"].browse(env.cr.fetchone()[0])}
