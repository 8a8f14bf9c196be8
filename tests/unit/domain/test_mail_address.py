"""What counts as an e-mail address."""

import pytest

from workstation.domain.mail_address import mail_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("ana.luz+1@casa.co.uk", "ana.luz+1@casa.co.uk"),
        ("o'brien@casa.example", "o'brien@casa.example"),
        ("ana@bücher.example", "ana@xn--bcher-kva.example"),
        ("销售@casa.example", ""),
        ("ana@casa", ""),
        ("ana@casa.1", ""),
        ("ana@casa.example, b@c.example", ""),
        ("Ana <ana@casa.example>", ""),
        ("ana@casa.example\n", ""),
        ("ana@-casa.example", ""),
        ("ána@casa.example", ""),
        ("a..b@casa.example", ""),
        ("ana@casa..example", ""),
        ("ana@ü..example", ""),
        (f"{'a' * 65}@casa.example", ""),
        (f"ana@{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 60}.example", ""),
        ("@casa.example", ""),
        ("ana", ""),
        ("", ""),
    ],
)
def test_addresses_that_can_be_meant(written: str, address: str) -> None:
    assert mail_address(written) == address
