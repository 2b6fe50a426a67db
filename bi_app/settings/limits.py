"""How much may be asked, and how much may an answer hold?"""

from bi_app import env

AISLE_QUESTION_CHARACTERS = env.whole(
    "AISLE_QUESTION_CHARACTERS", 500, "The most characters of a question."
)
AISLE_ASKS_A_MINUTE = env.whole(
    "AISLE_ASKS_A_MINUTE", 30, "The most questions of one person in a minute."
)
AISLE_ASKS_AT_ONCE = env.whole(
    "AISLE_ASKS_AT_ONCE", 3, "The most questions of one person that are under way at once."
)
AISLE_VIEWS_AT_ONCE = env.whole(
    "AISLE_VIEWS_AT_ONCE", 6, "The most earlier answers that one person looks at at once."
)
AISLE_BATCHES_AT_ONCE = env.whole(
    "AISLE_BATCHES_AT_ONCE", 1, "The most questions of one person's jobs that run at once."
)
AISLE_AT_ONCE_WAIT_SECONDS = env.whole(
    "AISLE_AT_ONCE_WAIT_SECONDS",
    5,
    "How long a question waits for one of these places before it is refused.",
    least=0,
)
AISLE_WAREHOUSE_POOL = env.whole(
    "AISLE_WAREHOUSE_POOL", 8, "The most statements of one process that run on the warehouse."
)
AISLE_STATEMENT_SECONDS = env.whole(
    "AISLE_STATEMENT_SECONDS", 15, "The longest that one statement may run on the warehouse."
)
AISLE_GRACE_SECONDS = env.whole(
    "AISLE_GRACE_SECONDS",
    2,
    "How long the page waits for an answer before it becomes a job that is followed; 0: it always"
    " waits, however long it takes.",
    least=0,
)
AISLE_JOB_SECONDS = env.whole(
    "AISLE_JOB_SECONDS", 300, "The longest that a job may wait and work before it is given up."
)
AISLE_JOB_STATEMENT_SECONDS = env.whole(
    "AISLE_JOB_STATEMENT_SECONDS", 60, "The longest that one statement of a job may run."
)
AISLE_JOBS_AT_ONCE = env.whole(
    "AISLE_JOBS_AT_ONCE", 8, "The most answers that one worker process works on at once."
)
AISLE_JOBS_WAITING = env.whole(
    "AISLE_JOBS_WAITING", 50, "The most answers that wait for a worker; further ones are refused."
)
AISLE_STATEMENT_ROWS = env.whole(
    "AISLE_STATEMENT_ROWS", 10_000, "The most rows that one statement may return."
)
AISLE_ANSWER_ROWS = env.whole("AISLE_ANSWER_ROWS", 1_000, "The most rows of an answer.")
AISLE_ANSWER_BYTES = env.whole(
    "AISLE_ANSWER_BYTES", 5 * 1024 * 1024, "The most bytes of one statement's result."
)
AISLE_RESULT_CACHE_SECONDS = env.whole(
    "AISLE_RESULT_CACHE_SECONDS", 24 * 3600, "How long a result may be kept for the same statement."
)
AISLE_EXPORT_ROWS = env.whole(
    "AISLE_EXPORT_ROWS",
    10_000,
    "The most rows of an answer that are taken away as a file.",
    least=0,
)
AISLE_EXPORT_ROWS_BY_ROLE = env.words(
    "AISLE_EXPORT_ROWS_BY_ROLE",
    [],
    "Roles that take away more or fewer rows, such as analyst=10000 or merchandiser=0.",
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024  # a question is short, and so is a MetricQuery
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
AISLE_EMBEDDED_MEMBERS = env.whole(
    "AISLE_EMBEDDED_MEMBERS",
    1_000,
    "The most members of a dimension that are found by what they mean too; those of a larger one"
    " are names and codes, found by their words alone.",
    least=0,
)
AISLE_DATA_DAYS = env.whole(
    "AISLE_DATA_DAYS",
    0,
    "By how many days the data may lie behind before pages say so; 0: they never do.",
    least=0,
)
