"""The processes of an installation: web, workers and beat, and who watches them."""
