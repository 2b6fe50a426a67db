"""How fast is it? `make bench` measures, prints, and writes docs/benchmarks.md."""
