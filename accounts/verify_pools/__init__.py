"""History replays: what the pools' records say, done again from the first event, against how things stand.

Who holds what, who held it when, how full pools were and how many claims a day had at each event, whom protection
kept out, what visits earned: each question is one statement over all accounts, which names what differs. Nothing is
changed.
"""

from accounts.verify_pools.difference import Checked, Difference
from accounts.verify_pools.verify import verify_pools

__all__ = ["Checked", "Difference", "verify_pools"]
