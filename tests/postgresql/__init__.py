"""PostgreSQL as the suite uses it: tables may be emptied between tests.

Some tables refuse that by triggers. Only a superuser can put those out of force, as here.
"""
