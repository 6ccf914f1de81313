"""Messages for the tests of mail, made by the standard library and by hand."""

from email.message import EmailMessage
from email.policy import SMTP

from tollbook.model import Issue

WORDS = "Nine people died in the fire in the prison of Khujand, the ministry said on 8 November 2018.\n"
HEAD = (
    "Received: from mail.example.org by mx.example.org; Thu, 8 Nov 2018 01:00:00 +0000\r\n"
    "From: Someone <someone@example.org>\r\nTo: Other <other@example.org>\r\nSubject: The fire\r\n"
    "Date: Thu, 08 Nov 2018 03:30:00 +0500\r\n"
)


def message(**fields: str) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    for name, value in (
        {"From": "Someone <someone@example.org>", "To": "other@example.org", "Subject": "The fire"}
        | {"Date": "Thu, 08 Nov 2018 03:30:00 +0500"}
        | fields
    ).items():
        made[name.replace("_", "-")] = value
    return made


def by_hand(body: str | bytes, more: str = "Content-Type: text/plain; charset=utf-8\r\n") -> bytes:
    return (HEAD + more + "\r\n").encode() + (body if isinstance(body, bytes) else body.encode())


def codes(issues: tuple[Issue, ...], *but: str) -> list[str]:
    return [issue.code for issue in issues if issue.code not in ("names-correspondents", *but)]
