"""The tokens of a GraphQL document, cut by one regular expression.

Source: GraphQL specification, "Lexical Tokens". Whatever graphql-core's lexer accepts is cut here as it is
cut there; some of what it refuses may pass here.
"""

import re
from itertools import islice


class Unreadable(Exception):
    """Text that isn't an executable GraphQL document."""


def tokens_of(text: str, *, most: int) -> list[str]:
    """The first `most` tokens of `text`. Raises Unreadable for characters that begin no token."""
    tokens: list[str] = []
    for match in islice(_TOKEN.finditer(text), most):
        if match[1] == "":
            raise Unreadable
        if match[1] is not None:
            tokens.append(match[1])
    return tokens


def is_name(token: str) -> bool:
    return token[0] == "_" or token[0].isalpha()


# Of each repeated group no two alternatives begin alike, so that nothing is tried twice. Only sets of characters are
# repeated possessively: before Python 3.11.5 that goes wrong for groups (github.com/python/cpython/issues/106052).
_TOKEN = re.compile(
    r"""
    (?:[\ufeff\t\n\r\ ,]++|\#[^\n\r]*+)*     # ignored: white space, commas, comments
    (?:
      \Z
    | ( [A-Za-z_][0-9A-Za-z_]*+
      | -?[0-9]++(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?
      | \.\.\.
      | [!$&()=:@\[\]{|}]
      | \"{3}(?:[^"\\]++|\\(?:\"{3}|(?!\"{3}))|\"(?!\"\"))*\"{3}
      | \"(?!\"\")(?:[^"\\\n\r]++|\\[^\n\r])*\"
      |                                      # nothing, where no token begins
      )
    )
    """,
    re.VERBOSE,
)
