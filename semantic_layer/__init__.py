"""From a question and a model to a statement that is safe to run. Library; knows no Django."""
