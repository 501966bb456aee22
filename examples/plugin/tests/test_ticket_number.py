"""All that a rule has to hold: its page, its examples, and the laws of its fix."""

from jtbdlint_acme import ticket_number

from jtbdlint.testing import check_rule


def test_ticket_number():
    """Run every example."""
    check_rule(ticket_number.check)
