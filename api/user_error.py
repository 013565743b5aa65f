"""What all refusals have in common, apart from their table since they and it import each other."""

import strawberry


@strawberry.interface
class UserError:
    message: str
