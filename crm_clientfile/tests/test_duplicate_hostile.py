from ..tools.duplicate_keys import CAPS
from .duplicate_case import DuplicateCase

NAMES = (
    *("a", "x", "xxx", "test", "-", ".", "😀", "👩‍👧" * 40, "é" * 5000, "ا" * 5000),
    *("\u202eevil", "مطعم الشام", "Олена", "'; DROP TABLE res_partner; --", "%_\\"),
    *("SARL", "S.A.R.L.", "la", "0000", "\u200b", "a\tb\nc"),
)
PHONE = "+33477000000"


class TestDuplicateHostile(DuplicateCase):
    """What people really type: a search and the form get through, and accuse nobody."""

    def certain(self):
        pairs = self.pairs.search([("partner_a_id", ">", self.last_id)])
        return pairs.filtered(lambda pair: pair.band == "certain")

    def test_strange_names_are_compared_without_error(self):
        for name in NAMES:
            self.make_company(name)
            self.make_person(name)
        self.make_person(False, type="other", parent_id=self.make_company().id)
        self.scan()
        self.scan(is_full=True)
        self.assertFalse(self.certain())

    def test_same_meaningless_name_alone_is_never_certain(self):
        for _number in range(3):
            self.make_company("xxx")
            self.make_company("Test", email="test@test.com", phone=PHONE)
            self.make_person("a")
        self.scan()
        names = self.certain().mapped("partner_a_id.name")
        self.assertNotIn("xxx", names)
        self.assertNotIn("a", names)

    def test_phone_of_ten_thousand_customers_says_nothing(self):
        self.env.cr.execute(
            "INSERT INTO clientfile_match_key (partner_id, key)"
            " SELECT 1000000000 + number, %s FROM generate_series(1, 10000) AS number",
            [f"p:{PHONE}"],
        )
        garage = self.make_company("Garage Petit", phone=PHONE)
        other = self.make_company("Fleurs du Lac", phone=PHONE)
        self.assertFalse(garage.with_user(self.user).clientfile_doubles)
        self.scan(is_full=True)
        self.assertFalse(self.pair_of(garage, other))
        common = self.env["clientfile.match.frequency"]
        common = common.search([("key", "=", f"p:{PHONE}")])
        self.assertEqual(common.partners, 10002)
        self.assertGreater(common.partners, CAPS["p"])

    def test_mailbox_of_everybody_makes_nobody_certain(self):
        for name in ("Garage Petit", "Fleurs du Lac", "Menuiserie Blanc"):
            self.make_company(name, email="info@groupe.example")
        self.scan()
        self.assertFalse(self.certain())

    def test_cyrillic_and_latin_writings_of_one_person_are_found(self):
        values = {"phone": "+380441234567", "email": "olena@shevchenko.example"}
        first = self.make_person("Олена Шевченко", **values)
        second = self.make_person("Olena Shevchenko", **values)
        self.scan()
        self.assertEqual(self.pair_of(first, second).decision, "pending")
        shown = second.with_user(self.user).clientfile_doubles["hits"]
        self.assertEqual([hit["id"] for hit in shown], first.ids)

    def test_strange_names_are_merged_and_come_back(self):
        merges = self.env["clientfile.merge"].with_user(self.manager)
        for name in (*NAMES, "<b>bold</b>"):
            first, second = self.make_company(name), self.make_company(f"{name} 2")
            names = first.name, second.name
            merge = merges._merge(first, second)
            self.assertFalse(second.active)
            self.assertNotIn("<b>bold", "".join(first.message_ids.mapped("body")))
            merge.action_undo()
            self.assertEqual((first.name, second.name), names)
            self.assertTrue(second.active)

    def test_one_name_in_two_scripts_is_shown_while_it_is_typed(self):
        known = self.make_person("Тарас Шевченко", phone="+380441234567")
        typed = self.env["res.partner"].with_user(self.user)
        typed = typed.new({"name": "Taras Shevchenko", "phone": "+380 44 123 45 67"})
        hits = typed.clientfile_doubles["hits"]
        self.assertEqual([hit["id"] for hit in hits], known.ids)

    def test_customer_archived_during_the_review_leaves_the_queue(self):
        first, second = self.make_double()
        self.scan()
        pair = self.pair_of(first, second).with_user(self.manager)
        second.active = False
        self.assertFalse(pair.is_actual)
        pair.action_different()
        self.assertEqual(pair.decision, "different")
