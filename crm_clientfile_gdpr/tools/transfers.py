"""Which countries personal data may go to without more ado: art. 44 to 46 GDPR."""

# The European Economic Area: no transfer in the sense of the regulation.
EEA = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IS",
        "IT",
        "LI",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "NO",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
# Decisions of adequacy of the Commission (art. 45). Those for Canada (commercial
# organisations) and the United States (certified ones) are for some recipients only:
# there a safeguard has to be named.
ADEQUATE = frozenset(
    ["AD", "AR", "CH", "FO", "GB", "GG", "IL", "IM", "JE", "JP", "KR", "NZ", "UY"]
)


def is_transfer(code):
    """Whether data leaves the European Economic Area.

    >>> is_transfer("BE"), is_transfer("GB"), is_transfer("US")
    (False, True, True)
    """
    return code not in EEA


def needs_safeguard(code):
    """Whether a safeguard of art. 46 has to be named: nothing decides it is adequate.

    >>> needs_safeguard("CH"), needs_safeguard("US"), needs_safeguard("UA")
    (False, True, True)
    """
    return is_transfer(code) and code not in ADEQUATE
