"""Leave the solution out of the job.

A job that names a technology or a product can be done by that one only, and is over when it goes out of use. What
people want to get done was there before it and will be there after. Ulwick and Kalbach keep jobs free of
solutions so that they stay the same over the years; Klement's advice is to define motivations, not the
implementation; INCOSE asks for requirements that are free of solutions.

To fix it, ask what the thing is used for, and write that. The settings: `terms` are words of your own that
name solutions, `common` whether well-known ones are found as well.
"""

import re
from functools import cache

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Good, Problem, Problems, Statement, statement_rule

COMMON = (
    "AI", "LLM", "GPT", "ChatGPT", "Copilot", "blockchain", "chatbot", "chatbots", "Kubernetes", "Docker", "Terraform",
    "Ansible", "Jenkins", "GraphQL", "OAuth", "SAML", "Jira", "Trello", "Slack", "Zoom", "Excel", "SharePoint",
    "Salesforce", "WhatsApp", "Telegram", "Dropbox", "Notion", "Google Docs", "Google Sheets", "QR code", "QR codes",
    "machine learning", "neural network", "push notification", "push notifications", "mobile app",
)  # fmt: skip
"""Technologies and products that are solutions in whatever trade."""


@statement_rule(
    "JT304",
    "solution-term",
    level="warning",
    terms={"terms": "solution"},
    bad=[
        Bad("When the queue is long, I want an «AI» to greet people, so I can serve those at the desk"),
        Bad(
            "When a heifer is in heat, I want to see it in «HerdPilot», so I can call the vet",
            settings={"terms": ["HerdPilot"]},
        ),
    ],
    good=[
        "When the queue is long, I want to greet people at the door, so I can serve those at the desk in peace",
        "When an excellent cook applies, I want to taste her soup, so I can judge her skill",
        Good(
            "When a heifer is in heat, I want to learn it the same day, so I can call the vet",
            settings={"terms": ["HerdPilot"], "common": False},
        ),
    ],
)
def check(statement: Statement, *, terms: tuple[str, ...] = (), common: bool = True) -> Problems:
    """Yield every solution that the motivation names."""
    words = (*terms, *COMMON) if common else terms
    if not words:
        return
    for term in statement.motivation.find(_any_of(words)):
        yield Problem(
            term,
            f"'{term.text}' is a solution, not a part of the job",
            help="write what it is used for",
        )


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    # Names are told from words by their capitals ("Slack", "slack"); words begin a sentence with one.
    spelled = {word for given in words for word in ((given, given.capitalize()) if given.islower() else (given,))}
    longest_first = sorted(spelled, key=lambda word: (-len(word), word))
    return (compiled if words == COMMON else re.compile)(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])"
    )
