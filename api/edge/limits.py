"""What one request may cost: sizes in bytes or characters, times in seconds."""

BODY_BYTES_WITHOUT_SESSION = 256 * 1024
BODY_BYTES_WITH_SESSION = 16 * 1024 * 1024
"A phone's queue of 200 visits with all its evidence has some 5 MB."
BODY_SECONDS = 10.0
"A body that hasn't arrived by then is given up."
LARGE_BODIES_BYTES = 64 * 1024 * 1024
"Held at once of all bodies that only a session allows."

QUERY_CHARACTERS = 15_000
QUERY_TOKENS = 1_000
QUERY_COMMENTS = 100
STRING_CHARACTERS = 5_000
"Of a string that is written in a document; variables may be longer."
NAME_CHARACTERS = 100
"Of a name or a number."
QUERY_DEPTH = 10
"Fields within fields, those of introspection aside."
QUERY_NESTING = 50
"Selection sets within selection sets, those of fragments included."
QUERY_SELECTIONS = 1_000
"Fields and fragments, as often as they are spread."
QUERY_ALIASES = 15
QUERY_DIRECTIVES = 10
QUERY_OPERATIONS = 10
QUERY_REPETITIONS = 500
"Pairs of fields under one name in one place: each pair is compared when the document is validated."
VALUE_NESTING = 20
"Lists and objects within each other in a value that is written in a document."

OPERATION_COST = 20_000
"See `api.edge.cost`; as many fields take some 0.1 s."
ASSUMED_ROWS = 10
"Of a list that has no page size."
DEFAULT_PAGE, LARGEST_PAGE = 20, 100

OPERATION_SECONDS = 5.0
"From the arrival of the body to the answer, waiting for a free thread included."
LONG_ACT_SECONDS = 60.0
LONG_ACTS_AT_ONCE = 2
PLANS_AT_ONCE = 4
"Operations that wait for a planner in another process, each on a thread of its own kind."
PLANS_WAITING = 12
READY_SECONDS = 2.0

SOCKETS = 4_000
"Open at once in a process."
SOCKET_INIT_SECONDS = 10.0
"A client says by then who it is."
SOCKET_BYTES = 64 * 1024
"Of a client's message."
SUBSCRIPTIONS_PER_SOCKET = 20
WAITING_EVENTS = 200
"Of a subscription whose client is slow; then it ends, and may go on from its last cursor."

OPERATIONS_PER_SESSION, WAITING_PER_SESSION = 4, 256
"Worked on at once, and in line behind them."
WAITING_PER_THREAD = 64
"Operations that may wait for each thread; beyond that the server is BUSY at once."

REPORTED_ERRORS = 5
"An answer names at most this many mistakes of a document."
REPORTED_BAD_LITERALS = 100
REPORTED_BAD_VALUES = 1_000
"An answer names at most this many bad values of the variables."

CACHED_DOCUMENTS = 256
CACHED_DOCUMENT_CHARACTERS = 5_000
"Longer documents are validated at every use rather than kept."
