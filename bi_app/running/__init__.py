"""The processes of an installation: web, worker and beat, and who watches them."""
