"""pool_swaps: rings of reps who drop accounts for each other, and by what index their claims are found.

Nobody's answers show these tables: they are the server's own, until a reviewer's case tells of them.
"""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.execute(
        """
        -- What is looked through for rings: never the many that were added to the public pools.
        CREATE INDEX pool_event_moved ON pool_event (at) INCLUDE (account_id)
            WHERE from_id IS NOT NULL OR to_id IS NOT NULL;

        CREATE TABLE pool_swap (
            id uuid PRIMARY KEY,
            region_id uuid NOT NULL REFERENCES region,
            found_at timestamptz NOT NULL,
            extended_at timestamptz NOT NULL,
            seen integer NOT NULL,
            expected double precision NOT NULL,
            chance double precision NOT NULL CHECK (chance BETWEEN 0 AND 1),
            CHECK (extended_at >= found_at)
        );
        CREATE INDEX pool_swap_region ON pool_swap (region_id);

        CREATE TABLE pool_swap_member (
            swap_id uuid NOT NULL REFERENCES pool_swap,
            member_id uuid NOT NULL REFERENCES member,
            place integer NOT NULL,
            PRIMARY KEY (swap_id, member_id)
        );
        CREATE INDEX pool_swap_member_member ON pool_swap_member (member_id);

        CREATE TABLE pool_swap_hand_on (
            swap_id uuid NOT NULL REFERENCES pool_swap,
            account_id uuid NOT NULL REFERENCES account,
            claimed_at timestamptz NOT NULL,
            from_id uuid NOT NULL REFERENCES member,
            to_id uuid NOT NULL REFERENCES member,
            let_go_at timestamptz NOT NULL,
            expired boolean NOT NULL,
            PRIMARY KEY (account_id, claimed_at, swap_id)
        );
        CREATE INDEX pool_swap_hand_on_swap ON pool_swap_hand_on (swap_id, claimed_at);

        GRANT SELECT, INSERT, UPDATE ON pool_swap TO doorstep_writer;
        GRANT SELECT, INSERT ON pool_swap_member, pool_swap_hand_on TO doorstep_writer;
        """
    )
