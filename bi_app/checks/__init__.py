"""What `make check` asks of the project beside its tests."""
