"""The formats write the lines that their published descriptions show."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import without_odoo  # noqa: F401

from crm_clientfile_accounting_export.formats import (
    Account,
    Analytic,
    Books,
    Context,
    Entry,
    Line,
    Tally,
    ThirdParty,
    all_formats,
)

CONTEXT = Context("MA SOCIETE SARL", made_at=datetime(2026, 1, 15, 10, 30), user="ODOO")
PARTY = {
    "account": "411000",
    "account_label": "Clients",
    "third_party": "ABOULANGER",
    "third_party_label": "Boulangerie Été",
    "third_party_kind": "customer",
}
SERVICE, VAT, BANK = "706000", "445710", "512000"


LETTERED = {"letter": "AA", "letter_date": date(2026, 1, 31)}
LAST_DAY = date(2026, 1, 31)


def entries(account=""):
    """A sale and its payment; ``account`` is that of the third party."""
    party = PARTY | {"third_party_account": account}
    return [sale(party), payment(party)]


def sale(party):
    label, due = "Facture FAC/2026/00001", date(2026, 2, 14)
    service, vat = "Prestations de services", "TVA collectée"
    lines = (
        Line(**party, debit=Decimal(1200), label=label, due_date=due, **LETTERED),
        Line(SERVICE, service, credit=Decimal(1000), label="Prestation"),
        Line(VAT, vat, credit=Decimal(200), label="TVA collectée 20 %"),
    )
    return Entry(
        1,
        "FAC/2026/00001",
        date(2026, 1, 15),
        "VE",
        lines,
        "Ventes",
        "sale",
        "customer_invoice",
        validation_date=LAST_DAY,
    )


def payment(party):
    label, name = "Règlement FAC/2026/00001", "BNK1/2026/00001"
    lines = (
        Line(BANK, "Banque", debit=Decimal(1200), label=label),
        Line(**party, credit=Decimal(1200), label=label, **LETTERED),
    )
    kind, piece = "customer_payment", "VIR123"
    return Entry(2, name, LAST_DAY, "BQ", lines, "Banque", "bank", kind, piece)


def unlettered(found):
    return [
        replace(one, lines=tuple(line._replace(letter="") for line in one.lines))
        for one in found
    ]


def lines_of(code, found, encoding="cp1252", **chosen):
    made = all_formats()[code](CONTEXT, **chosen)
    text = b"".join(made.write(found)).decode(encoding)
    return text.split(made.newline)[:-1]


def test_ximport_is_as_the_exporters_write_it():
    found = unlettered(entries("411ABOULANG"))
    service = "Prestations de services           O2003"
    assert lines_of("ximport", found, reference="end") == [
        "    1VE2026011520260214C/2026/00001411ABOULANGFacture FAC/2026/00001   "
        "      1200.00D                  Boulangerie Été                   O2003",
        "    1VE20260115        C/2026/00001706000     Prestation               "
        f"      1000.00C                  {service}",
        "    1VE20260115        C/2026/00001445710     TVA collectée 20 %       "
        "       200.00C                  TVA collectée                     O2003",
        "    2BQ20260131        VIR123      512000     Règlement FAC/2026/00001 "
        "      1200.00D                  Banque                            O2003",
        "    2BQ20260131        VIR123      411ABOULANGRèglement FAC/2026/00001 "
        "      1200.00C                  Boulangerie Été                   O2003",
    ]


def test_pnm_is_as_both_sources_write_it():
    assert lines_of("sage_pnm", entries(), reference="end") == [
        "MA SOCIETE SARL               ",
        "VE 150126FC411000       XABOULANGER   AC/2026/00001Facture FAC/2026/00001   "
        " 140226D             1200.00N      1                          ",
        "VE 150126FC706000                     AC/2026/00001Prestation               "
        "       C             1000.00N      1                          ",
        "VE 150126FC445710                     AC/2026/00001TVA collectée 20 %       "
        "       C              200.00N      1                          ",
        "BQ 310126RC512000                     VIR123       Règlement FAC/2026/00001 "
        "       D             1200.00N      2                          ",
        "BQ 310126RC411000       XABOULANGER   VIR123       Règlement FAC/2026/00001 "
        "       C             1200.00N      2                          ",
    ]


def test_tagged_block_has_its_38_fields_and_a_blank_line():
    found = unlettered(entries())
    text = "\n".join(lines_of("sage_tagged", found, "cp850")).split("\n")
    assert text[:3] == ["#FLG 000", "#VER 31", "#DEV EUR"]
    assert text[-1] == "#FIN"
    blanks = [""] * 3
    assert text[3:43] == [
        *("#MECG", "VE", "150126", "150126", "1", "FAC/2026/00001", "", "411000", ""),
        *("ABOULANGER", "", "Facture FAC/2026/00001", "0", "140226", "0,000000"),
        *("0,00", "0", "0", "1200,00", *blanks, "0", "0", "0", "", "", "0", "0", "0"),
        *(*blanks, "FAC/2026/00001", "0", "0,00", "", "", "0", ""),
    ]
    assert text[43] == "#MECG"


def test_ebp_is_as_the_exporters_write_it():
    assert lines_of("ebp", entries("411ABOULAN")) == [
        '1,15012026,VE,411ABOULAN,,"Facture FAC/2026/00001","FAC/2026/00001",'
        "1200.00,D,14022026,EUR",
        '2,15012026,VE,706000,,"Prestation","FAC/2026/00001",1000.00,C,,EUR',
        '3,15012026,VE,445710,,"TVA collectée 20 %","FAC/2026/00001",200.00,C,,EUR',
        '4,31012026,BQ,512000,,"Règlement FAC/2026/00001","VIR123",1200.00,D,,EUR',
        '5,31012026,BQ,411ABOULAN,,"Règlement FAC/2026/00001","VIR123",1200.00,C,,EUR',
    ]


def test_accounts_of_ebp_have_ten_fields():
    party = ThirdParty(
        "ABOULANGER",
        "Boulangerie Été",
        third_party_account="411ABOULAN",
        street="12 rue du Four",
        zip="59000",
        city="LILLE",
        country="France",
        contact="Anne Petit",
        phone="0320000000",
    )
    books = Books([], [party], [Account("706000", "Prestations de services")])
    files = all_formats()["ebp"](CONTEXT).files(books, Tally())
    data = {file.name: b"".join(file.chunks) for file in files}["COMPTES.TXT"]
    assert data.decode("cp1252").split("\r\n") == [
        "706000,Prestations de services,,,,,,,,",
        "411ABOULAN,Boulangerie Été,Boulangerie Été,12 rue du Four,59000,LILLE,France,"
        "Anne Petit,0320000000,",
        "",
    ]


def test_zip_too_long_for_ebp_goes_into_the_address():
    party = ThirdParty("A", "A", street="1 High St", zip="SW1A 1AA", city="London")
    files = all_formats()["ebp"](CONTEXT).files(Books([], [party]), Tally())
    data = {file.name: b"".join(file.chunks) for file in files}["COMPTES.TXT"]
    assert data == b"411A,A,A,1 High St SW1A 1AA,,London,,,,\r\n"


def test_open_line_has_the_debit_negative():
    found = lines_of("ebp_open_line", entries("411ABOULANGER"))
    assert found[0] == (
        "VE;Ventes;20260115;411ABOULANGER;Boulangerie Été;1;Facture FAC/2026/00001;"
        "-1200,00000000"
    )


def test_fec_is_as_the_law_prints_it():
    found = entries()
    found[1] = replace(found[1], name="2")
    found[0] = replace(found[0], name="1", piece="FAC/2026/00001")
    lines = lines_of("fec", found, "iso8859-15")
    assert lines[1:] == [
        "VE\tVentes\t1\t20260115\t411000\tClients\tABOULANGER\tBoulangerie Été\t"
        "FAC/2026/00001\t20260115\tFacture FAC/2026/00001\t1200,00\t0,00\tAA\t"
        "20260131\t20260131\t\t",
        "VE\tVentes\t1\t20260115\t706000\tPrestations de services\t\t\tFAC/2026/00001\t"
        "20260115\tPrestation\t0,00\t1000,00\t\t\t20260131\t\t",
        "VE\tVentes\t1\t20260115\t445710\tTVA collectée\t\t\tFAC/2026/00001\t20260115\t"
        "TVA collectée 20 %\t0,00\t200,00\t\t\t20260131\t\t",
        "BQ\tBanque\t2\t20260131\t512000\tBanque\t\t\tVIR123\t20260131\t"
        "Règlement FAC/2026/00001\t1200,00\t0,00\t\t\t20260131\t\t",
        "BQ\tBanque\t2\t20260131\t411000\tClients\tABOULANGER\tBoulangerie Été\t"
        "VIR123\t20260131\tRèglement FAC/2026/00001\t0,00\t1200,00\tAA\t20260131\t"
        "20260131\t\t",
    ]


def test_quadra_is_as_the_exporters_write_it():
    found = lines_of("quadra", entries("CABOULAN"), reference="end")
    assert found[0].rstrip() == (
        "MCABOULANVE000150126 Facture FAC/2026/000D+000000120000        140226     1"
        "                        1       EURVE    Facture FAC/2026/00001          "
        "2026/00001"
    )
    assert found[3].rstrip() == (
        "M512000  BQ000310126 Règlement FAC/2026/0D+000000120000        000000     2"
        "                        2       EURBQ    Règlement FAC/2026/00001        "
        "VIR123"
    )


def test_tra_is_as_its_exporter_writes_it():
    party = ThirdParty("ABOULANGER", "Boulangerie Été", account="411000")
    (file,) = all_formats()["cegid_tra"](CONTEXT).files(
        Books(entries(), [party]), Tally()
    )
    found = b"".join(file.chunks).decode("cp1252").split("\r\n")
    assert found[0] == (
        "***S5CLIJRLSTD   0101190001011900007     150120261030ODOO"
        f"{' ' * 31}MA SOCIETE SARL{' ' * 20}"
    )
    assert found[1] == (
        f"***CAEABOULANGER       Boulangerie Été{' ' * 20}CLIX411000           "
    )
    assert found[2] == (
        "VE 15012026FC411000           XABOULANGER       FAC/2026/00001"
        "                     Facture FAC/2026/00001                14022026D"
        "             1200,00N       1EUR          E--"
    ) + " " * (222 - 175)


def test_coala_is_as_dolibarr_writes_it():
    found = lines_of("coala", entries(), "utf-8")
    assert found[0] == (
        "15/01/2026;VE;411000;1;FAC/2026/00001;1200,00;0,00;E;ABOULANGER"
    )


def test_sage_model_has_analytic_lines_under_general_ones():
    entry = entries()[0]
    part = (Analytic("CHANTIER12", Decimal(-1000)),)
    first, second, third = entry.lines
    lines = (first, second._replace(analytic=part), third)
    assert lines_of("text_layout", [replace(entry, lines=lines)]) == [
        "1;VE;150126;411000;FAC/2026/00001;ABOULANGER;;Facture FAC/2026/00001;140226;"
        "1200,00;;G;",
        "1;VE;150126;706000;FAC/2026/00001;;;Prestation;;;1000,00;G;",
        "1;VE;150126;706000;FAC/2026/00001;;;Prestation;;;1000,00;A;CHANTIER12",
        "1;VE;150126;445710;FAC/2026/00001;;;TVA collectée 20 %;;;200,00;G;",
    ]
