"""The PostgreSQL and the Redis that come with the project, for the demo, development and tests.

A real installation names its own servers by `DATABASE_URL` and `REDIS_URL`.
"""
