"""The words for each part of a query: what `describe` puts together, and the rules read again."""
