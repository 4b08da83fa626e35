"""Options that several formats have."""

from .options import Option

PREFIXES = (
    Option("customer_prefix", "Prefix of customer accounts", "411"),
    Option("supplier_prefix", "Prefix of supplier accounts", "401"),
)
REFERENCE = Option(
    "reference",
    "References that are too long",
    "short",
    (
        ("short", "Without separators, century and zeros"),
        ("end", "The last characters"),
    ),
)
ANSI = Option(
    "encoding",
    "Encoding",
    "cp1252",
    (
        ("cp1252", "Windows (ANSI)"),
        ("iso8859-15", "ISO 8859-15"),
        ("cp850", "DOS (cp850)"),
        ("ascii", "ASCII, without accents"),
    ),
)
LETTER = Option("letter", "With the lettering", False)
PAYMENT_MODE = Option("payment_mode", "With the payment method", False)
ANALYTIC = Option("analytic", "With the analytic sections", False)
THIRD_PARTIES = Option("third_parties", "With the third parties", True)
