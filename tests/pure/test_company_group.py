"""What a company is to the one above it."""

import pytest

from crm_clientfile.tools.company_group import LegalNumbers, link_kind

SIREN, OTHER = "732829320", "404833048"
BE, OTHER_BE = "0403019261", "0689394935"


@pytest.mark.parametrize(
    ("own", "parent", "kind"),
    [
        (LegalNumbers(SIREN), LegalNumbers(SIREN), "establishment"),
        (LegalNumbers(SIREN), LegalNumbers("732 829 320"), "establishment"),
        (LegalNumbers(SIREN), LegalNumbers(OTHER), "subsidiary"),
        (LegalNumbers(vat="BE" + BE), LegalNumbers(vat="be " + BE), "establishment"),
        (LegalNumbers(vat="BE" + BE), LegalNumbers(vat="FR1"), "subsidiary"),
        (LegalNumbers(registry=BE), LegalNumbers(registry=BE), "establishment"),
        (LegalNumbers(registry=BE), LegalNumbers(registry=OTHER_BE), "subsidiary"),
        (LegalNumbers(), LegalNumbers(SIREN), "unknown"),
        (LegalNumbers(), LegalNumbers(), "unknown"),
        (LegalNumbers(SIREN), LegalNumbers(vat="BE" + BE), "unknown"),
    ],
)
def test_first_number_that_both_have_decides(own, parent, kind):
    assert link_kind(own, parent) == kind


def test_members_of_a_vat_group_are_companies_of_their_own():
    own = LegalNumbers(SIREN, vat="FR40303265045")
    parent = LegalNumbers(OTHER, vat="FR40303265045")
    assert link_kind(own, parent) == "subsidiary"


def test_sites_with_their_own_registry_number_share_the_vat_number():
    own = LegalNumbers(vat="BE" + BE, registry="2123456789")
    parent = LegalNumbers(vat="BE" + BE, registry=BE)
    assert link_kind(own, parent) == "establishment"
