"""What one request may cost: sizes in bytes or characters, times in seconds."""

BODY_BYTES_WITHOUT_SESSION = 256 * 1024
BODY_BYTES_WITH_SESSION = 8 * 1024 * 1024
BODY_SECONDS = 10.0
"A body that hasn't arrived by then is given up."

QUERY_CHARACTERS = 15_000
QUERY_TOKENS = 1_000
QUERY_COMMENTS = 100

OPERATION_SECONDS = 5.0
"From the arrival of the body to the answer, waiting for a free thread included."
LONG_ACT_SECONDS = 60.0
LONG_ACTS_AT_ONCE = 2
READY_SECONDS = 2.0

WAITING_PER_THREAD = 64
"Operations that may wait for each thread; beyond that the server is BUSY at once."

REPORTED_BAD_VALUES = 1_000
"An answer names at most this many bad values of an input."

CACHED_DOCUMENTS = 256
CACHED_DOCUMENT_CHARACTERS = 5_000
"Longer documents are validated at every use rather than kept."
