import hashlib
import hmac

import pytest

from crm_clientfile_gdpr.tools.opposition import HashKey, is_same


@pytest.mark.parametrize("secret", ["", "short", "x" * 64, "y" * 65, "clé"])
def test_hash_is_that_of_the_standard(secret):
    text = "e:zoé@example.com"
    expected = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    assert is_same(HashKey.of(secret).digest(text), expected)


def test_hash_of_rfc_4231_is_made():
    key = HashKey.of("Jefe")
    assert key.digest("what do ya want for nothing?") == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )


def test_other_secret_makes_another_hash():
    assert not is_same(HashKey.of("a").digest("e:x"), HashKey.of("b").digest("e:x"))
