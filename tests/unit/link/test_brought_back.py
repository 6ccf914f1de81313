"""What only goes beside an event, told of a day of which nothing else is told, is never lost."""

from tollbook.model import ClaimKind, Document
from tollbook.pipeline import build_register
from tollbook.settings import Settings

TEXT = """Statement of the union on the killings in Marrow prison

12 May 2004

On 3 May 2004 prisoners of the prison in Marrow, Tajikistan, rose. On 6 May government troops stormed the prison.
The government said that 24 prisoners were killed.

In a letter to the Government of Tajikistan of 1996, the Ministry had pointed out the danger of an uprising. In March
2004 the Committee of Relatives warned the Ministry of Security that there would be bloodshed. The authorities refused
journalists access to the prison.
"""


def test_warnings_given_before_and_what_follows_them_stand_with_the_main_event() -> None:
    register = build_register([Document("one.txt", TEXT.encode())], Settings()).register
    (account,) = register.accounts
    told = [(one.kind, one.incident) for one in register.claims if one.kind in (ClaimKind.NOTICE, ClaimKind.ACCESS)]
    here = account.incident.id
    assert told == [(ClaimKind.NOTICE, here), (ClaimKind.NOTICE, here), (ClaimKind.ACCESS, here)]
